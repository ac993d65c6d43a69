"""Are two Records one work? Named penalties and a verdict."""

from __future__ import annotations

from collections.abc import Container, Mapping

from pressbib.compare.facts import read as _read
from pressbib.compare.pairs import Pair, duplicates, keys
from pressbib.compare.rules import WEIGHTS, Comparison, Verdict, compare_facts, link
from pressbib.record import Record

__all__ = ["WEIGHTS", "Comparison", "Pair", "Verdict", "compare", "duplicates", "keys", "versions"]


def compare(
    a: Record, b: Record, weights: Mapping[str, float] = WEIGHTS, *, common_titles: Container[str] = ()
) -> Comparison:
    """Compare two Records; the order does not matter."""
    return compare_facts(_read(a), _read(b), weights, common_titles)


def versions(a: Record, b: Record) -> str:
    """Why two Records of alike titles and shared authors are two works to link, and not one to merge.

    `preprint`, `thesis`, `report`: one of them is that of the other; `conference`: the paper and its journal version;
    `part`: two parts of a series; `erratum`, `reply`, `review`: one is about the other; "" where nothing says so.
    """
    return link(_read(a), _read(b))

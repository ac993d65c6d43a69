"""Are two Records one work? Named penalties and a verdict."""

from __future__ import annotations

from collections.abc import Container, Mapping

from pressbib.compare.facts import read as _read
from pressbib.compare.pairs import Pair, duplicates, keys
from pressbib.compare.rules import WEIGHTS, Comparison, Verdict, compare_facts
from pressbib.record import Record

__all__ = ["WEIGHTS", "Comparison", "Pair", "Verdict", "compare", "duplicates", "keys"]


def compare(
    a: Record, b: Record, weights: Mapping[str, float] = WEIGHTS, *, common_titles: Container[str] = ()
) -> Comparison:
    """Compare two Records; the order does not matter."""
    return compare_facts(_read(a), _read(b), weights, common_titles)

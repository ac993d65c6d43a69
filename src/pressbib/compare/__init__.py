"""Are two Records one work? Named penalties and a verdict.

What we see
    Two sources print one work differently: titles in another case, with or without a subtitle, with typing errors,
    notes in brackets, a translation after it; authors in another order, with initials, cut short, in another script,
    with letters lost; journals abbreviated; the first page alone. And two works look alike: every issue has an
    Editorial, a conference paper becomes a journal article of the same title, a series has parts, an erratum repeats
    a title, chapters carry the DOI of their book.

What follows
    1. An identifier of the work that both state (DOI, arXiv, PMID, PMCID, ISBN of a whole book, address) makes them
       one work, unless their titles clearly differ: then it is the identifier of something that holds both.
    2. Without one, evidence is added up: title, authors, container, year, volume, issue, pages. A press page that
       names an author and a journal has too little of it, whatever agrees; and where the container does not agree
       (or is not known), the two may be versions, and are asked about.
    3. The same pages of the same volume (a *place*) are nearly as strong as an identifier: they excuse another
       wording of the title, and a year between online and print.
    4. What contradicts is held against them: other people, year, container, volume, issue, pages, DOI, edition,
       numbers in the title, one being an erratum, a reply or a review of the other, other kinds of venue. Two DOIs
       are never one work without asking.
    5. A title that tells little (a listed word, or one that stands at many places) needs a second strong key.
    6. Records that contradict each other are not joined by a chain of others.

Known exceptions
    A paper printed twice with the same title, people and year and no pages stated cannot be told from one paper. A
    record with a typing error in its DOI is asked about. A translated title is found by its place only. Japanese
    names in Chinese characters are not read aloud; such author lists count as unknown.

Each penalty has a name and a weight (`WEIGHTS`). Their sum decides: below 1 SAME, below 2 LIKELY, below 3 UNSURE.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Mapping
from types import ModuleType

from pressbib.compare.facts import read as _read
from pressbib.compare.pairs import Pair, duplicates, keys
from pressbib.compare.rules import WEIGHTS, Comparison, Verdict, compare_facts, link
from pressbib.record import Record

__all__ = ["WEIGHTS", "Comparison", "Pair", "Verdict", "compare", "duplicates", "keys", "versions"]


def compare(
    a: Record, b: Record, weights: Mapping[str, float] = WEIGHTS, *, common_titles: Container[str] = ()
) -> Comparison:
    """Compare two Records; the order does not matter.

    common_titles: folded titles that stand at many places in the collection the Records are from. Pure, and never
    raises for a Record, whatever it holds.
    """
    return compare_facts(_read(a), _read(b), weights, common_titles)


def versions(a: Record, b: Record) -> str:
    """Why two Records of alike titles and shared authors are two works to link, and not one to merge.

    `preprint`, `thesis`, `report`: one of them is that of the other; `conference`: the paper and its journal version;
    `part`: two parts of a series; `erratum`, `reply`, `review`: one is about the other; "" where nothing says so.
    """
    return link(_read(a), _read(b))


class _Callable(ModuleType):
    """This module under its name in the package, where `pressbib.compare(a, b)` is promised too."""

    def __call__(
        self, a: Record, b: Record, weights: Mapping[str, float] = WEIGHTS, *, common_titles: Container[str] = ()
    ) -> Comparison:
        return compare(a, b, weights, common_titles=common_titles)


sys.modules[__name__].__class__ = _Callable

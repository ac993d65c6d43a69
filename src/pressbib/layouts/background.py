"""What on a page is background: older work, lists of literature, what stands beside the story."""

from __future__ import annotations

from functools import cache

from pressbib import vocabulary
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.joining import fold_name
from pressbib.layouts.refusals import AGAINST
from pressbib.layouts.sheet import Sheet, bare, heading_kind
from pressbib.layouts.venues import is_talk
from pressbib.layouts.weighing import (
    EARLIER,
    LIST_OF_STORIES,
    LONG_PAST,
    ONE_STUDY,
    OTHER_YEAR,
    YEARS_AGO,
    YEARS_BEFORE,
)
from pressbib.patterns import prepare
from pressbib.record import Press
from pressbib.vocabulary import journals

FOOTNOTE = "a footnote"
"""The reason of a citation that stands among numbered notes, whose signs stand in the story."""
LISTED = "in a list of references"
"""The reason of a citation that stands under a heading for literature."""


_OLDER = frozenset((EARLIER, OTHER_YEAR, YEARS_AGO, LONG_PAST, YEARS_BEFORE))


def weigh_links(candidates: list[Candidate]) -> None:
    """What speaks against a sentence for its age speaks against the link in it: `published in X in 2011 (doi:…)`."""
    prose = [candidate for candidate in candidates if candidate.kind == "prose"]
    older = {candidate.first for candidate in prose if not _OLDER.isdisjoint(candidate.reasons)}
    older -= {candidate.first for candidate in prose if _OLDER.isdisjoint(candidate.reasons)}
    for candidate in candidates:
        if candidate.kind == "link" and candidate.first in older:
            candidate.add(-4, "beside a journal in which older work appeared")


def without_aside(sheet: Sheet, strong: list[Candidate]) -> list[Candidate]:
    """Without what stands beside the story, where the story has citations of its own."""
    beside = {line.number for line in sheet.lines if line.region == "aside"}
    inside = [candidate for candidate in strong if candidate.first not in beside]
    return inside if inside and len(inside) < len(strong) else strong


def without_literature(sheet: Sheet, strong: list[Candidate], joined: list[Candidate]) -> list[Candidate]:
    """Without a list of references of which every entry is years older than the page, and, where a sentence announces
    a paper of another journal, without the entries of others."""
    now = sheet.year
    listed = [candidate for candidate in strong if LISTED in candidate.reasons]
    years = [candidate.year for candidate in listed if "issued" in candidate.values]
    if now and years and len(years) == len(listed) and all(year and year < now - 1 for year in years):
        strong, listed = [candidate for candidate in strong if candidate not in listed], []
    said = [
        candidate.text("container-title")
        for candidate in joined
        if candidate.kind == "prose" and candidate.is_enough and "container-title" in candidate.values
    ]
    numbered = [c for c in strong if _begins_list(sheet, c)] if said else []
    if (len(listed) > 1 or numbered) and said:
        listed = [*listed, *numbered]
        strong = [
            candidate
            for candidate in strong
            if candidate not in listed or any(is_same_name(candidate.text("container-title"), name) for name in said)
        ]
    return strong


_NEXT = 3
"""Lines from the first entry of a numbered list to the second."""
_FIRST, _SECOND = prepare(r"\W{0,3}1[.)\]]\s"), prepare(r"\W{0,3}2[.)\]]\s")


def _begins_list(sheet: Sheet, candidate: Candidate) -> bool:
    """Whether a citation is the first entry of a numbered list of several, or a note in square brackets."""
    for index, line in enumerate(sheet.lines):
        if line.number > candidate.last:
            break
        if line.number >= candidate.first and _FIRST.match(line.raw or line.text):
            return (line.raw or line.text).lstrip().startswith("[1]") or any(
                _SECOND.match(each.raw or each.text) for each in sheet.lines[index + 1 : index + 1 + _NEXT]
            )
    return False


def without_earlier(sheet: Sheet, strong: list[Candidate], joined: list[Candidate]) -> list[Candidate]:
    """Without citations that have no label of their own under a heading for earlier work, unless a sentence announces
    a paper in that journal."""
    loose = [candidate for candidate in strong if candidate.kind == "reference"]
    below = _below_earlier(sheet) if loose else frozenset()
    said = [c.text("container-title") for c in joined if c.kind == "prose" and c.is_enough]
    earlier = [
        candidate
        for candidate in loose
        if candidate.first in below and not any(is_same_name(candidate.text("container-title"), name) for name in said)
    ]
    return without(strong, earlier, "under a heading for earlier work")


_LONGEST_HEADING = 60
_MOST_BELOW = 12
"""Lines of a list under a heading for earlier work."""


def _below_earlier(sheet: Sheet) -> frozenset[int]:
    """The numbers of the lines under headings like `Further reading`, `Previous publications by the team:`."""
    words = {code: _earlier(code) for code in sheet.codes or ("en",)}
    found: set[int] = set()
    left = 0
    for line in sheet.lines:
        if len(line.text) <= _LONGEST_HEADING:
            text = vocabulary.fold(bare(line.text).strip(" :："))
            if any(text == word or text.startswith(f"{word} ") for known in words.values() for word in known):
                left = _MOST_BELOW
                continue
            if heading_kind(line):
                left = 0
        if left:
            found.add(line.number)
            left -= 1
    return frozenset(found)


@cache
def _earlier(code: str) -> tuple[str, ...]:
    return tuple(vocabulary.fold(word) for word in vocabulary.load().words("labels", "earlier", code))


_NEWS = 2
"""Years within which a dated page announces a paper; what is older is background."""
_UNDATED = 5
"""The same where a page has no date and its year is the latest in its text, which may be that of the site."""


def is_long_past(sheet: Sheet, candidate: Candidate) -> bool:
    """Whether a citation is so much older than the page that, where no sentence announces it, it is background."""
    return is_old(sheet, candidate, _NEWS if sheet.press.issued else _UNDATED)


def without_footnotes(strong: list[Candidate]) -> list[Candidate]:
    """Without footnotes, where the page has citations that are none."""
    others = [candidate for candidate in strong if FOOTNOTE not in candidate.reasons]
    return others or strong


def is_same_name(one: str, other: str) -> bool:
    """Whether two names of journals are one, each word of it perhaps shortened."""
    first, second = (
        [
            word.strip(".,:").casefold()
            for word in name.split()
            if word.casefold() not in ("the", "of", "and", "&", "in")
        ]
        for name in (one, other)
    )
    return len(first) == len(second) and all(
        a.startswith(b) or b.startswith(a) for a, b in zip(first, second, strict=True)
    )


def is_old(sheet: Sheet, candidate: Candidate, years: int = 2) -> bool:
    """Whether a candidate was issued more than that many years before the page."""
    return bool(candidate.year and sheet.year and candidate.year < sheet.year - years)


def same_container(candidate: Candidate, others: list[Candidate]) -> bool:
    """Whether a candidate names the container of one of the others, or none."""
    name = fold_name(candidate.text("container-title"))
    return not name or any(fold_name(other.text("container-title")) == name for other in others)


def without_older(press: Press, mains: list[Candidate]) -> list[Candidate]:
    """Without the citations that are years older than the page, or than the labelled paper, where others are not."""
    years = {id(c): c.year for c in mains if "issued" in c.values}
    now = press.issued.year if press.issued else None
    if now is None:
        now = max((year for year in years.values() if year), default=None)
    if now is None:
        return mains
    recent = [c for c in mains if not ((year := years.get(id(c))) and year < now - 1 and c.kind == "reference")]
    return recent if recent and len(recent) < len(mains) and any(years.get(id(c), now) for c in recent) else mains


def without(candidates: list[Candidate], out: list[Candidate], reason: str) -> list[Candidate]:
    """The candidates without some of them, which are told why."""
    for candidate in out:
        candidate.add(AGAINST, reason)
    return [candidate for candidate in candidates if candidate not in out]


def without_columns(prose: list[Candidate]) -> list[Candidate]:
    """Without what is called one study each of several in several journals, as on pages of advice."""
    named = [c for c in prose if "container-title" in c.values]
    single = [c for c in named if ONE_STUDY in c.reasons]
    if all(same_container(c, single[:1]) for c in single):
        single = [
            c
            for c in named
            if (c.score >= _ALMOST or LIST_OF_STORIES in c.reasons)
            and c.values.keys() <= {"container-title", "issued"}
            and not is_talk(c)
        ]
        sure = [name for c in single if journals.weight(name := c.text("container-title")) >= _MARKED]
        if len({_short_name(name) for name in sure}) < _SEVERAL:
            return prose
    return without(prose, single, "one of several studies in several journals")


_ALMOST = 6.0
"""The score from which a sentence counts among those that name a journal."""
_MARKED = 3
"""The weight of a name that a word marks as a journal's."""
_SEVERAL = 3
"""Journals that sentences name alike; a page of so many is a column, or a list of stories."""


def _short_name(name: str) -> str:
    """The capitals of a name, which are those of its abbreviation: `New England Journal of Medicine`, `NEJM`."""
    return "".join(c for c in name.removeprefix("The ") if c.isupper())

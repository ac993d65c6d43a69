"""Is this the work that the page describes? Identifiers do not count here: they are what is being checked.

A DOI in a press release may have a typing error, a link may lead to the journal's front page or to last year's paper.
So what an identifier or a link leads to is held against the title, the people, the container and the year that the page
states. Titles and names are compared as `compare` does it.
"""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import Indel

from pressbib.classes import dataclass
from pressbib.compare import agree, compare
from pressbib.compare.facts import read as read_facts
from pressbib.compare.fold import fold
from pressbib.compare.rules import is_recurring
from pressbib.record import Date, Record


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a record fits, and the reason in a few words."""

    fits: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two records agree, 0 to 1; None where one of them states nothing to compare.

    title, people, container; shared: people in both lists; years: years apart; recurring: a title such as "Editorial",
    which says little; reworded: the titles say different things, however alike they look; about: one is an erratum of
    the other, a reply to it, or another part of it.
    """

    title: float | None
    people: float | None
    shared: int
    container: float | None
    years: int | None
    recurring: bool
    reworded: bool
    about: bool


_SUBTITLE = 1.0
"""The penalty of `compare` for titles of which one has a subtitle that the other leaves out."""

_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii".split())


def _numbers(title: str) -> set[str]:
    return {word for word in fold(title).split() if word.isdigit() or word in _ROMAN}


def agreement(stated: Record, found: Record) -> Agreement:
    """How far a found record agrees with what a page states."""
    a, b = read_facts(stated), read_facts(found)
    penalties = compare(_without_identifiers(stated), _without_identifiers(found)).penalties
    people, shared = agree.people(a, b) if a.people and b.people else (None, 0)
    if not shared and _script(_written(stated)) != _script(_written(found)):
        people = None  # names in another script are not compared; nor is the container
    container = agree.containers(a, b) if a.container and b.container else None
    if container is not None and _script(stated.container_title) != _script(found.container_title):
        container = None
    return Agreement(
        title=_titles(stated, found),
        people=people,
        shared=shared,
        container=container,
        years=abs(a.year - b.year) if a.year and b.year else None,
        recurring=bool(stated.title) and is_recurring(fold(stated.title), ()),
        reworded=penalties.get("title", 0) > _SUBTITLE or _numbers(stated.title) != _numbers(found.title),
        about=bool({"about", "part"} & penalties.keys()),
    )


def _without_identifiers(record: Record) -> Record:
    return record.replace(DOI="", PMID="", PMCID="", ISBN="", URL="", number="")


def check(stated: Record, found: Record) -> Fit:
    """Whether what an identifier or a link of the page led to may be taken: nothing important contradicts it."""
    seen = agreement(stated, found)
    same_holder = seen.container is not None and seen.container >= 0.8
    other_holder = seen.container is not None and seen.container < 0.5
    near = seen.years is None or seen.years <= 1
    if seen.about and stated.title:
        return Fit(False, f"its title is “{_cut(found.title)}”")
    if seen.title is not None and seen.title >= 0.85:
        strangers = seen.people is not None and not seen.shared
        if strangers and (seen.recurring or other_holder or not near):
            return Fit(False, f"another work of this title, by {_people(found)}")
        return Fit(True, "the title fits")
    if seen.title is not None:
        words = f"its title is “{_cut(found.title)}”"
        if seen.shared and near and (same_holder or seen.container is None):
            return Fit(True, f"{words}, but people {'and container fit' if same_holder else 'fit'}")
        if seen.title >= 0.6 and (same_holder or seen.shared) and near:
            return Fit(True, f"{words}, which is close")
        return Fit(False, words)
    if seen.people is not None and not seen.shared and not same_holder:
        return Fit(False, f"it is by {_people(found)}")
    other_journal = found.type == "article-journal" or not near
    if seen.people is None and other_holder and other_journal and not _share_word(stated, found):
        return Fit(False, f"it appeared in {_cut(found.container_title)}")
    if seen.shared or same_holder:
        return Fit(True, "the people fit" if seen.shared else "the container fits")
    page, year = announced(stated), found.issued.year if found.issued else None
    if (seen.years or 0) > 2 or (page and page.year and year and not -3 <= year - page.year <= 2):
        return Fit(False, f"it is of {year}, and nothing else says that it is the work")
    return Fit(True, "nothing that the page states contradicts it")


def is_match(stated: Record, found: Record) -> Fit:
    """Whether a work that a search found is the one: its title, and an author or the container, and the year."""
    seen = agreement(stated, found)
    if seen.title is None or seen.title < 0.9 or seen.reworded or seen.about:
        return Fit(False, f"its title is “{_cut(found.title)}”")
    years = seen.years
    if years is None and found.issued and (date := announced(stated)) and date.year and found.issued.year:
        years = abs(found.issued.year - date.year)
    if years is not None and years > 1:
        return Fit(False, f"it is of {found.issued}")
    same_holder = seen.container is not None and seen.container >= 0.8
    if seen.people is not None:
        if not seen.shared or (seen.recurring and not same_holder and seen.shared < 2):
            return Fit(False, f"it is by {_people(found)}")
        return Fit(True, "title and people fit")
    if same_holder and not seen.recurring:
        return Fit(True, "title and container fit")
    if not stated.author and not stated.container_title and not seen.recurring and seen.title >= 0.97:
        enough = len(stated.title.split()) >= 6 and years is not None
        return Fit(enough, "the title fits" if enough else "only the title fits")
    return Fit(False, "only the title fits")


def announced(stated: Record) -> Date | None:
    """The date of the press page, None where it states none."""
    return next((press.issued for press in stated.press if press.issued), None)


def _titles(stated: Record, found: Record) -> float | None:
    """How alike two titles are, a subtitle that only one of them has left aside; None where that says nothing."""
    mine = [fold(text) for text in (stated.title, stated.original_title) if text]
    theirs = [fold(text) for text in (found.title, found.original_title, found.title_short) if text]
    if not mine or not theirs:
        return None
    best = max(_alike(a, b) for a in mine for b in theirs)
    if best < 0.85 and _script(stated.title) != _script(found.title):
        return None  # a translation in another script says nothing about the work
    return best


def _alike(a: str, b: str) -> float:
    tight_a, tight_b = a.replace(" ", ""), b.replace(" ", "")
    best = Indel.normalized_similarity(tight_a, tight_b)
    short, long = sorted((a, b), key=len)
    if best >= 0.9 or short.count(" ") < 2:
        return best
    if len(short) >= 16 and long.startswith(short + " "):
        return 0.9  # cut short, or without its subtitle
    if len(short) >= 30 and f" {short} " in f" {long} ":
        return 0.9  # with words of the page before or behind it
    return best


def _written(record: Record) -> str:
    return " ".join(str(name) for name in (record.author or record.editor)[:20])


def _script(text: str) -> str:
    """The script of most letters of a text: `LATIN`, `CJK`, `HANGUL`, `CYRILLIC`, ..."""
    counts: dict[str, int] = {}
    for char in text[:300]:
        if char.isalpha():
            script = unicodedata.name(char, "").partition(" ")[0]
            script = "CJK" if script in ("HIRAGANA", "KATAKANA") else script
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else ""


def _share_word(stated: Record, found: Record) -> bool:
    a, b = read_facts(stated).container_words, read_facts(found).container_words
    return bool({word for word in a if len(word) > 3} & {word for word in b if len(word) > 3})


def _people(found: Record) -> str:
    people = found.author or found.editor
    return f"{people[0]} and others" if len(people) > 1 else str(people[0]) if people else "nobody"


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"

"""Finding a work without an identifier: a search at Crossref, and what of it may be taken."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pressbib.compare.facts import read as read_facts
from pressbib.compare.fold import fold
from pressbib.errors import ResolveError
from pressbib.identifiers import doi_key
from pressbib.record import Date, Name, Record, Relation
from pressbib.resolvers import crossref, openalex, verify
from pressbib.resolvers.steps import Trail

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher

BEFORE, AFTER = timedelta(days=60), timedelta(days=30)
"""A press page announces a paper that appeared at most so long before it, or will so long after."""

_MOST_CANDIDATES = 10

_NO_WORKS = frozenset(("document", "review", "periodical"))
"""What Crossref registers beside works, under their titles: figures and supplements, referees' reports, issues."""


def find(fetcher: Fetcher, trail: Trail) -> None:
    """Search for the work of `trail.record`: what is sure goes to `records`, what is not to `candidates`."""
    stated = trail.record
    if stated.title and (stated.author or stated.container_title or len(stated.title.split()) >= 4):
        _by_title(stated, fetcher, trail)
    if trail.records or stated.title:
        return
    if stated.container_title and (stated.author or _headline(stated)):
        _by_journal(stated, fetcher, trail)
    else:
        trail.step("search", "skipped", "neither a title nor a journal with a person or a headline to search for")


def _by_title(stated: Record, fetcher: Fetcher, trail: Trail) -> None:
    words = [stated.title, *(_family(name) for name in stated.author[:3]), stated.container_title]
    found = _ask(fetcher, trail, bibliographic=" ".join(filter(None, words))[:400])
    if found is None:
        found = _ask_openalex(fetcher, trail, stated.title[:400])
    if found is None:
        return
    matches = [work for work in found if verify.is_match(stated, work).fits]
    if not matches:
        near = _ranked(stated, [work for work in found if _is_near(stated, work)])
        trail.candidates += near[:_MOST_CANDIDATES]
        why = verify.is_match(stated, near[0]).reason if near else "nothing of this title"
        trail.step("search", "not-found", f"no match for “{stated.title[:80]}”: {why}")
        return
    published = [work for work in matches if not _is_preprint(work)]
    preprints = [work for work in matches if _is_preprint(work)]
    best = _single(stated, published or preprints)
    if best is None:
        trail.candidates += _ranked(stated, matches)[:_MOST_CANDIDATES]
        trail.step("search", "not-found", f"{len(matches)} works of this title and these people; none was taken")
        return
    if published:
        for preprint in preprints:
            best = replace(best, relations=_with(best, Relation("has-preprint", "DOI", preprint.DOI)))
            trail.related.append(linked(preprint, best))
    trail.records.append(best)
    trail.step("search", "found", f"DOI {best.DOI}: {verify.is_match(stated, best).reason}")


def _by_journal(stated: Record, fetcher: Fetcher, trail: Trail) -> None:
    """A journal, the person that running text names, the date and the headline of the press page.

    Without a person nothing is taken: the works of the journal that share words with the headline are candidates.
    """
    when = _day(verify.announced(stated) or stated.issued)
    if when is None:
        trail.step("search", "skipped", "the page states no date to search around")
        return
    filters = f"from-pub-date:{when - BEFORE},until-pub-date:{when + AFTER}"
    people = " ".join(str(name) for name in stated.author[:3])
    journal, headline = stated.container_title, _headline(stated)
    found = _ask(fetcher, trail, filters, rows=20, author=people, container_title=journal, bibliographic=headline)
    if found is None:
        return
    near = _ranked(stated, [work for work in found if _may_be(stated, work)])
    sure = [work for work in near if stated.author and _fits_all(stated, work, when)]
    if len(sure) == 1:
        trail.records.append(sure[0])
        trail.step("search", "found", f"DOI {sure[0].DOI}: the only work of these people in this journal at that time")
        return
    trail.candidates += near[:_MOST_CANDIDATES]
    trail.step("search", "not-found", f"{len(near)} works may be it; none was taken")


def _may_be(stated: Record, work: Record) -> bool:
    seen = verify.agreement(stated, work)
    if stated.author:
        return bool(seen.shared)
    return (seen.container or 0) >= 0.8 and bool(_said(stated) & _words(work.title))


def _headline(stated: Record) -> str:
    return next((press.title for press in stated.press if press.title), "")


def _said(stated: Record) -> set[str]:
    return _words(" ".join(press.title for press in stated.press))


def _words(text: str) -> set[str]:
    """The long words of a text, folded, without what English adds at their ends."""
    return {re.sub(r"(?:ies|es|s|ing|ed)$", "", word) for word in fold(text).split() if len(word) > 4}


def _ask(fetcher: Fetcher, trail: Trail, filters: str = "", rows: int = 10, **query: str) -> list[Record] | None:
    try:
        works = crossref.search(fetcher, filters, rows, **query)
    except ResolveError as error:
        trail.fail("search", str(error))
        return None
    return [work for work in works if work.title and work.DOI and work.type not in _NO_WORKS]


def _ask_openalex(fetcher: Fetcher, trail: Trail, words: str) -> list[Record] | None:
    """The same question to the next registry, when Crossref does not answer."""
    try:
        works = openalex.search(fetcher, words)
    except ResolveError as error:
        trail.fail("search", str(error))
        return None
    return [work for work in works if work.title and work.DOI and work.type not in _NO_WORKS]


def _single(stated: Record, matches: list[Record]) -> Record | None:
    """The one work of several matches; None where two of them fit alike."""
    ranked = _ranked(stated, matches)
    if len(ranked) > 1 and doi_key(ranked[0].DOI) != doi_key(ranked[1].DOI):
        first, second = _score(stated, ranked[0]), _score(stated, ranked[1])
        if first - second < 0.3:
            return None
    return ranked[0]


def _ranked(stated: Record, works: list[Record]) -> list[Record]:
    return sorted(works, key=lambda work: -_score(stated, work))


def _score(stated: Record, work: Record) -> float:
    """How much speaks for a candidate: people, container, date, and the words of title and headline."""
    seen = verify.agreement(stated, work)
    score = 3 * (seen.title or 0) + 2 * (seen.people or 0) + min(seen.shared, 3) / 3
    score += seen.container if seen.container is not None else 0
    score += 0.5 if seen.years == 0 else 0
    when, day = _day(verify.announced(stated)), _day(work.issued)
    if when and day:
        score += max(0.0, 1 - abs((when - day).days) / 90)
    said = _said(stated)
    return score + len(said & _words(work.title)) / (len(said) or 1)


def _is_near(stated: Record, work: Record) -> bool:
    seen = verify.agreement(stated, work)
    return (seen.title or 0) >= 0.75 or bool(seen.shared and (seen.container or 0) >= 0.8)


def _fits_all(stated: Record, work: Record, when: date) -> bool:
    """Whether a candidate fits every value that the page states: each person with the given name, container, date."""
    seen = verify.agreement(stated, work)
    if seen.container is None or seen.container < 0.9 or seen.shared < len(stated.author):
        return False
    if not all(any(_same_person(name, other) for other in work.author) for name in stated.author):
        return False
    day = _day(work.issued)
    return day is not None and when - BEFORE <= day <= when + AFTER


def _same_person(name: Name, other: Name) -> bool:
    """Family and given name the same; an initial where the work has no more."""
    if fold(_family(name)) != fold(_family(other)):
        return False
    mine, theirs = fold(name.given).split(), fold(other.given).split()
    if not mine or not theirs:
        return False
    return mine[0] == theirs[0] or (len(theirs[0]) == 1 and mine[0].startswith(theirs[0]))


def _is_preprint(work: Record) -> bool:
    return work.type == "article" or read_facts(work).venue == "preprint"


def linked(work: Record, other: Record) -> Record:
    """A work with a relation to another form of it: to its preprint, or to its version of record."""
    kind = "has-version-of-record" if _is_preprint(work) else "has-preprint"
    target = (other.DOI and ("DOI", other.DOI)) or ("arXiv", other.number.removeprefix("arXiv:"))
    return replace(work, relations=_with(work, Relation(kind, *target))) if target[1] else work


def _with(work: Record, relation: Relation) -> tuple[Relation, ...]:
    known = any(
        other.kind == relation.kind and other.target.casefold() == relation.target.casefold()
        for other in work.relations
    )
    return work.relations if known else (*work.relations, relation)


def _family(name: Name) -> str:
    return " ".join(filter(None, (name.non_dropping_particle, name.family))) or name.literal


def _day(stated: Date | None) -> date | None:
    """A day for a date; the first of what is left out."""
    if stated is None or not stated.start or not 1000 <= stated.start[0] <= 2999:
        return None
    year, month, day = (*stated.start, 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 1)

"""Which of the candidates the page announces, in page order, and which candidates are one paper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressbib import identifiers, vocabulary
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.sheet import Sheet
from pressbib.record import Press

ENOUGH = {"labelled": 5.0, "reference": 6.0, "prose": 6.0, "link": 6.0}
"""The score that a candidate of a layout needs to be taken for an announced paper."""

_OWN = re.compile(r"(?i)\bretrieved (?:on )?\w+ \d|\bretrieved from https?://|accessed \w+ \d{1,2}, \d{4}|abgerufen am|consulté le \d|\[press release\]")


def choose(sheet: Sheet, press: Press, candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The announced papers, in page order, and the candidates that were refused.

    Candidates of one paper are joined first (by DOI, title or address). Set-off citations come before sentences: where
    there is one, a sentence only adds the journal and date that it lacks.
    """
    kept: list[Candidate] = []
    refused: list[Candidate] = []
    for candidate in candidates:
        if _is_own(sheet, press, candidate):
            candidate.role = "own"
        if candidate.role in ("own", "earlier"):
            candidate.add(-9, "the page's own citation" if candidate.role == "own" else "named as earlier work")
            refused.append(candidate)
        else:
            kept.append(candidate)
    joined = _join(kept)
    strong = [c for c in joined if _is_set_off(c) and c.score >= ENOUGH[_layout(c)]]
    listed = [c for c in strong if "in a list of references" in c.reasons]
    if len(listed) < len(strong):
        strong = [c for c in strong if c not in listed]
    prose = [c for c in joined if _layout(c) == "prose"]
    links = [c for c in joined if _layout(c) == "link" or (not _is_set_off(c) and _layout(c) != "prose")]
    if strong:
        chosen = _with_strong(strong, prose, links)
    else:
        chosen = _without_strong(sheet, prose, links)
    chosen_ids = {id(c) for c in chosen}
    refused += [c for c in joined if id(c) not in chosen_ids]
    companions = [c for c in chosen if c.role == "companion"]
    mains = [c for c in chosen if c.role != "companion"]
    return (mains + companions if mains else []), refused


def _is_set_off(candidate: Candidate) -> bool:
    """Whether a candidate is a citation that stands by itself, and more than an identifier."""
    return _layout(candidate) in ("labelled", "reference") and bool(candidate.values.keys() & {"title", "author", "container-title"})


def _layout(candidate: Candidate) -> str:
    return candidate.layout.partition(":")[0]


def _is_own(sheet: Sheet, press: Press, candidate: Candidate) -> bool:
    """Whether a candidate is the page itself: its address, its DOI, or a citation with the day it was retrieved."""
    words = " ".join(found.words for found in candidate.values.values())
    if _OWN.search(words):
        return True
    own = {identifiers.url_key(url) for url in (press.url, sheet.document.url) if url}
    doi = candidate.text("DOI").lower()
    page = identifiers.identify_url(press.url or sheet.document.url) if own else None
    if page and page.kind == "DOI" and page.value.lower() == doi:
        return True
    for key, content in sheet.document.embedded.meta:
        if key.lower() in ("citation_doi", "dc.identifier", "prism.doi") and doi and doi == identifiers.doi_key(content):
            return True
    url = candidate.text("URL")
    return bool(url) and identifiers.url_key(url) in own


# --- One paper, several candidates


def _join(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates that agree on a DOI, title or address become one; the earlier layout's values stay."""
    joined: list[Candidate] = []
    by_key: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        keys = _keys(candidate)
        target = next((by_key[key] for key in keys if key in by_key), None)
        if target is not None and not _clash(target, candidate):
            _absorb(target, candidate)
        else:
            joined.append(candidate)
            target = candidate
        for key in _keys(target):
            by_key.setdefault(key, target)
    return joined


def _keys(candidate: Candidate) -> list[tuple[str, str]]:
    keys = []
    if doi := candidate.text("DOI"):
        keys.append(("DOI", doi.lower()))
    if title := candidate.title_key():
        keys.append(("title", title[:60]))
    if url := candidate.text("URL"):
        keys.append(("URL", identifiers.url_key(url)))
    if (number := candidate.text("number")) and candidate.text("archive"):
        keys.append(("arXiv", number))
    if set(candidate.values) <= {"container-title", "issued"} and (name := candidate.text("container-title")):
        keys.append(("container", _fold_name(name)))
    return keys


def _fold_name(name: str) -> str:
    return "".join(c for c in vocabulary.fold(name).removeprefix("the ") if c.isalnum())


def _clash(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates state different DOIs."""
    first, second = a.text("DOI").lower(), b.text("DOI").lower()
    return bool(first and second and first != second)


def _absorb(target: Candidate, other: Candidate) -> None:
    """Give a candidate the values of another of the same paper, and the better score of the two."""
    for found in target.values.values():
        found.kind = found.kind or target.layout
    for variable, found in other.values.items():
        found.kind = found.kind or other.layout
        if variable == "author" and variable in target.values and len(found.value) > len(target.values[variable].value):
            target.values[variable], target.others = found, other.others
        elif variable not in target.values:
            target.values[variable] = found
    if target.others is None:
        target.others = other.others
    if _margin(other) > _margin(target):
        target.layout, target.score = other.layout, other.score
    target.score += 0.5
    target.first = min(target.first, other.first)
    target.reasons += [reason for reason in other.reasons if reason not in target.reasons]


def _margin(candidate: Candidate) -> float:
    """How far above the score that its layout needs; set-off citations count more than sentences."""
    rank = {"labelled": 2.0, "reference": 2.0}.get(_layout(candidate), 0.0)
    return candidate.score - ENOUGH[_layout(candidate)] + rank


# --- The choice


def _with_strong(strong: list[Candidate], prose: list[Candidate], links: list[Candidate]) -> list[Candidate]:
    mains = [c for c in strong if c.role == "main"]
    if not mains:
        return []
    best = max(c.score for c in mains)
    mains = [c for c in mains if c.score >= best - 8]
    _complete(mains, prose, links)
    return sorted(mains, key=lambda c: c.first) + [c for c in strong if c.role == "companion"]


def _complete(mains: list[Candidate], prose: list[Candidate], links: list[Candidate]) -> None:
    """Give a set-off citation the journal, title and identifier that only a sentence or a link states."""
    if len(mains) != 1:
        return
    main = mains[0]
    if "container-title" not in main.values:
        named = [c for c in prose if "container-title" in c.values and c.score >= ENOUGH["prose"] - 1 and not _clash(main, c)]
        if named:
            _absorb(main, max(named, key=lambda c: c.score))
    if "title" not in main.values:
        titled = [c for c in prose if "title" in c.values and c.score >= 4]
        if len({c.title_key() for c in titled}) == 1:
            _absorb(main, titled[0])
    if "DOI" not in main.values and "URL" not in main.values:
        linked = [c for c in links if c.score >= ENOUGH["link"]]
        if len(linked) == 1:
            _absorb(main, linked[0])


def _without_strong(sheet: Sheet, prose: list[Candidate], links: list[Candidate]) -> list[Candidate]:
    titles = [c for c in prose if "title" in c.values and c.score >= 4]
    named = sorted((c for c in prose if "container-title" in c.values and c.score >= ENOUGH["prose"]), key=lambda c: -c.score)
    linked = [c for c in links if c.score >= ENOUGH["link"]]
    chosen: list[Candidate] = []
    if named:
        best = named[0]
        chosen.append(best)
        if len(titles) == 1 and "title" not in best.values:
            _absorb(best, titles[0])
        if "DOI" not in best.values and "URL" not in best.values and linked:
            _absorb(best, max(linked, key=lambda c: c.score))
    elif titles and linked:
        chosen.append(titles[0])
        _absorb(titles[0], linked[0])
    elif titles and max(c.score for c in titles) >= 6:
        chosen = titles
    elif linked:
        best_link = max(c.score for c in linked)
        chosen = [c for c in linked if c.score >= best_link - 1][:3]
    return sorted(chosen, key=lambda c: c.first)

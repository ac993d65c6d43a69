"""Candidates of one paper become one: which are of one paper, and whose values stay."""

from __future__ import annotations

from pressbib import identifiers, vocabulary
from pressbib.layouts.candidate import ENOUGH, Candidate, Found
from pressbib.layouts.weighing import OTHER_WORK


def join(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates that agree on a DOI, title, address or page become one; the earlier layout's values stay."""
    joined: list[Candidate] = []
    by_key: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        same = list({id(found): found for key in _keys(candidate) if (found := by_key.get(key))}.values())
        same = [found for found in same if not clash(found, candidate)]
        target = candidate
        if same:
            target = same[0]
            for other in same[1:]:
                if not clash(target, other) and not other_title(target, other):
                    absorb(target, other)
                    joined = [each for each in joined if each is not other]
                    by_key.update({key: target for key, known in by_key.items() if known is other})
            absorb(target, candidate)
        else:
            joined.append(candidate)
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
    if (volume := candidate.text("volume")) and (page := candidate.text("page")):
        keys.append(("page", f"{fold_name(candidate.text('container-title'))} {volume} {page}"))
    if set(candidate.values) <= {"container-title", "issued"} and (name := candidate.text("container-title")):
        keys.append(("container", fold_name(name)))
    return keys


def fold_name(name: str) -> str:
    """The name of a container as names are compared: letters and digits, folded, without `The`."""
    return "".join(c for c in vocabulary.fold(name).removeprefix("the ") if c.isalnum())


def clash(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates state different DOIs."""
    first, second = a.text("DOI").lower(), b.text("DOI").lower()
    return bool(first and second and first != second)


def other_title(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates state titles that begin differently."""
    first, second = a.title_key(), b.title_key()
    return bool(first and second and first[:40] != second[:40])


NAMED_ABOVE = "its title stands above"
"""The reason of a note whose paper the page names with its title."""
LATER = "a later entry of a numbered list"
"""The reason of a citation that is not the first of a list; that it names a journal or has a link makes it no news."""


def absorb(target: Candidate, other: Candidate) -> None:
    """Give a candidate the values of another of the same paper, and the better score of the two."""
    for found in target.values.values():
        found.kind = found.kind or target.layout
    for variable, found in other.values.items():
        found.kind = found.kind or other.layout
        if variable == "author" and variable in target.values and _count(found) > _count(target.values[variable]):
            target.values[variable], target.others = found, other.others
        elif variable not in target.values:
            target.values[variable] = found
    if target.others is None:
        target.others = other.others
    background = LATER in target.reasons and target.first <= other.first <= other.last <= target.last
    set_off = target.is_set_off and target.is_enough and "title" in target.values and not other.is_set_off
    if _margin(other) > _margin(target) and not background and not set_off:
        target.layout, target.score = other.layout, other.score
    target.score += 0.5
    target.first = min(target.first, other.first)
    kept = [reason for reason in target.reasons if reason not in OTHER_WORK or reason in other.reasons]
    target.reasons = kept + [r for r in other.reasons if r not in target.reasons and r not in OTHER_WORK]


def _count(found: Found) -> int:
    return len(found.value) if isinstance(found.value, tuple) else 0


def _margin(candidate: Candidate) -> float:
    """How far above the score that its layout needs; set-off citations count more than sentences."""
    rank = {"labelled": 2.0, "reference": 2.0}.get(candidate.kind, 0.0)
    return candidate.score - ENOUGH[candidate.kind] + rank

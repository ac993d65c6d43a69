"""Lists of people put side by side: whose name is whose, and what one says that the other does not."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pressbib.compare.agree import persons
from pressbib.compare.facts import Person, read_person
from pressbib.record import Name

SHORT_LIST = 200
"""In longer lists a name is looked for at its place and among those of its family name only."""


def complete(names: Sequence[Name], others: Sequence[Name]) -> list[Name]:
    """Names with what another list says of the same people: fuller given names, affiliations, ORCID, roles.

    People are told by their names; of namesakes, in lists of one length, by their place. Who is meant of namesakes in a
    list that is cut short stays open.
    """
    completed = list(names)
    families: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if (known := read_person(name)) is not None:
            families[known.family].append(place)
    free = set(range(len(names)))
    for position, other in enumerate(others):
        person = read_person(other)
        if person is None:
            continue
        place = position if len(names) == len(others) else -1
        index = _find(completed, person, {position, *families.get(person.family, ())} & free, place)
        if index is None and len(names) <= SHORT_LIST:
            index = _find(completed, person, free, place)
        if index is not None:
            free.discard(index)
            completed[index] = _complete_name(completed[index], other)
    return completed


def _find(names: Sequence[Name], wanted: Person, indexes: Iterable[int], place: int) -> int | None:
    """The index of the name that agrees best; of equals the one at the place, None where none of them is there."""
    best, found = 0.85, []
    for index in indexes:
        candidate = read_person(names[index])
        score = persons(candidate, wanted) if candidate else 0.0
        if score > best:
            best, found = score, [index]
        elif score == best:
            found.append(index)
    if len(found) == 1:
        return found[0]
    return place if place in found else None


def is_whole(name: Name) -> bool:
    """Whether no letters of a name were lost in transit (`Sch?tz`, U+FFFD)."""
    return not any(mark in part for part in (name.family, name.given, name.literal) for mark in "?\ufffd")


def _complete_name(name: Name, other: Name) -> Name:
    changes: dict[str, object] = {}
    if not is_whole(name) and is_whole(other) and other.family:
        changes = {part: getattr(other, part) for part in ("family", "given", "literal")}
    elif name.family and other.family and _says_more(other.given, name.given):
        changes["given"] = other.given
    for part in ("affiliations", "roles"):
        mine, theirs = getattr(name, part), getattr(other, part)
        if set(theirs) - set(mine):
            changes[part] = tuple(dict.fromkeys((*mine, *theirs)))
    for part in ("orcid", "suffix"):
        if getattr(other, part) and not getattr(name, part):
            changes[part] = getattr(other, part)
    return dataclasses.replace(name, **changes) if changes else name  # type: ignore[arg-type]  # by name, from a table


def _says_more(given: str, than: str) -> bool:
    """Whether given names spell out initials or add a further name: `Robert E` says more than `R` and than `R. E.`"""
    more, less = (re.split(r"[\s.-]+", names.strip(" .-")) for names in (given, than))
    if len(more) < len(less) or more == less:
        return False
    if not all(m.casefold().startswith(lesser.casefold()) for m, lesser in zip(more, less, strict=False)):
        return False
    return sum(map(len, more)) > sum(map(len, less))


def adds_nothing(names: Sequence[Name], known: Sequence[Name]) -> bool:
    """Whether a list of the same length says nothing that the known one does not say as fully."""
    return len(names) == len(known) and complete(known, names) == list(known) and _are_the_same(names, known)


def _are_the_same(names: Sequence[Name], known: Sequence[Name]) -> bool:
    pairs = ((read_person(a), read_person(b)) for a, b in zip(names, known, strict=True))
    return all(a and b and persons(a, b) >= 0.95 for a, b in pairs)

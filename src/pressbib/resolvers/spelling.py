"""Damaged spellings of registries, set right by what the page says.

Half a million Crossref works have U+FFFD in names and titles, some have their titles in capitals. Where the page, or
another registry, states the same value undamaged, that one is taken; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pressbib.compare.fold import fold
from pressbib.record import Claim, Name, Record

_LOST = "\ufffd"


def repair(found: Record, others: Iterable[Record]) -> Record:
    """The record with its damaged title and names as another of the records states them, or left out where another
    states the value in other words; what was there stays as a claim."""
    for other in others:
        if other is found:
            continue
        for variable in ("title", "container-title"):
            found = _with_text(found, other, variable)
        found = _with_names(found, other)
    return found


def _with_text(found: Record, other: Record, variable: str) -> Record:
    value, better = found.get(variable), other.get(variable)
    if not isinstance(value, str) or not isinstance(better, str) or not better or _is_damaged(better):
        return found
    if not _is_damaged(value) or not _same_but_damage(value, better):
        return found
    attribute = variable.replace("-", "_")
    claim = Claim(variable, value, found.provenance[variable])
    origin = other.provenance.get(variable)
    provenance = {**found.provenance, **({variable: origin} if origin else {})}
    return replace(found, claims=(*found.claims, claim), provenance=provenance, **{attribute: better})  # type: ignore[arg-type]


def _with_names(found: Record, other: Record) -> Record:
    if not any(_LOST in str(name) for name in found.author):
        return found
    changed = tuple(_mended(name, other.author) for name in found.author)
    if changed == found.author:
        return found
    claim = Claim("author", found.author, found.provenance["author"])
    return found.replace(author=changed, claims=(*found.claims, claim))


def _mended(name: Name, others: tuple[Name, ...]) -> Name:
    if _LOST not in str(name):
        return name
    for other in others:
        if _LOST not in str(other) and _same_but_damage(str(name), str(other)):
            return replace(other, affiliations=name.affiliations or other.affiliations, orcid=name.orcid or other.orcid)
    return name


def _is_damaged(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    shouted = len(letters) > 12 and all(not char.islower() for char in letters) and any(map(str.isupper, letters))
    return _LOST in text or shouted


def _same_but_damage(damaged: str, better: str) -> bool:
    """Whether two texts are the same but for case, and for what stands where a character was lost.

    >>> _same_but_damage("Universit\ufffdt Z\ufffdrich", "Universität Zürich"), _same_but_damage("A\ufffdB", "AxC")
    (True, False)
    """
    if _LOST not in damaged:
        return fold(damaged) == fold(better)
    place = 0
    folded = better.casefold()
    pieces = damaged.casefold().split(_LOST)
    if not folded.startswith(pieces[0]) or not folded.endswith(pieces[-1]):
        return False
    for piece in pieces:
        where = folded.find(piece, place)
        if where < 0 or where > place + 4:  # a lost character may have been written as up to three
            return False
        place = where + len(piece)
    return len(folded) - place <= 4

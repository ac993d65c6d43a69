"""A printed date -> Date. First version."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressbib.record import Date

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FIND = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text: text[start:end] is how it is printed."""

    start: int
    end: int
    date: Date


def read(text: str, *, language: str = "") -> Date | None:
    """The date that the whole text is, None where it is none."""
    found = _ISO.fullmatch(text.strip())
    return Date(tuple(int(part) for part in found.groups() if part)) if found else None


def find(text: str, *, language: str = "") -> list[FoundDate]:
    """The dates in running text, in order."""
    return [FoundDate(m.start(), m.end(), Date((int(m[1]), int(m[2]), int(m[3])))) for m in _FIND.finditer(text)]

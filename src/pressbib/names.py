"""A printed author line -> Names. First version."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressbib.record import Name


@dataclass(frozen=True, slots=True)
class People:
    """names: in the order printed. others: whether the line says that there are more (`et al.` and its relatives)."""

    names: tuple[Name, ...] = ()
    others: bool = False


_ET_AL = re.compile(r"[,;]?\s+et al\.?,?$")
_BETWEEN = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+")


def read(text: str, *, language: str = "") -> People:
    """The people of a printed author list."""
    rest = _ET_AL.sub("", text.strip())
    return People(tuple(parse(part) for part in _BETWEEN.split(rest) if part), rest != text.strip())


def parse(text: str, *, language: str = "") -> Name:
    """One printed name."""
    words = text.split()
    return Name(family=words[-1], given=" ".join(words[:-1])) if len(words) > 1 else Name(literal=text.strip())

"""The words of words.toml, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from importlib import resources


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of folded words; words.toml says what each is for."""

    recurring: frozenset[str]
    about: frozenset[str]
    filler: frozenset[str]
    preprint: frozenset[str]
    conference: frozenset[str]
    journal: frozenset[str]


def _load() -> Words:
    table = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    return Words(**{field.name: frozenset(table[field.name]) for field in fields(Words)})


WORDS = _load()

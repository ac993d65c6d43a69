"""The words of words.toml, loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pressbib import datafile
from pressbib.classes import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """How the titles of one kind of work about another work begin and end, a space before or after each."""

    kind: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of folded words; words.toml says what each is for."""

    recurring: frozenset[str]
    marks: frozenset[str]
    about: tuple[About, ...]
    included: tuple[str, ...]
    families: Mapping[str, frozenset[str]]
    about_first: frozenset[str]
    about_last: frozenset[str]
    filler: frozenset[str]
    ordinary: frozenset[str]
    preprint: frozenset[str]
    preprint_prefixes: frozenset[str]
    conference: frozenset[str]
    journal: frozenset[str]


def _load() -> Words:
    table = datafile.read(Path(__file__).with_name("words.toml"))
    rows, families, included = table.pop("about"), table.pop("families"), table.pop("included")
    return Words(
        about=tuple(
            About(kind, tuple(f"{phrase} " for phrase in row["starts"]), tuple(f" {phrase}" for phrase in row["ends"]))
            for kind, row in rows.items()
        ),
        included=tuple(f" {phrase}" for phrase in included),
        families={name: frozenset(spellings) for name, spellings in families.items()},
        about_first=frozenset(phrase.split()[0] for row in rows.values() for phrase in row["starts"]),
        about_last=frozenset(phrase.split()[-1] for row in rows.values() for phrase in row["ends"]),
        **{name: frozenset(words) for name, words in table.items()},
    )


WORDS = _load()

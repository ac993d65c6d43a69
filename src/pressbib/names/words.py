"""The words that tell names from what stands around them: `parts.toml` here, and the vocabularies' `people`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pressbib import datafile, vocabulary
from pressbib.classes import dataclass
from pressbib.patterns import prepare

ROLES = ("first", "last", "corresponding", "equal")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything folded (`fold`), so that a lookup is one set membership.

    joining: word -> the languages in which it stands before the last name. others_endings: what a text must end in for
    others_end to find et al. and its relatives there. roles: phrase -> role.
    """

    particles: frozenset[str]
    capital_particles: frozenset[str]
    joiners: frozenset[str]
    suffixes: frozenset[str]
    family_endings: frozenset[str]
    openings: tuple[str, ...]
    group_openings: tuple[str, ...]
    honorifics: frozenset[str]
    short_honorifics: frozenset[str]
    longest_honorific: int
    degrees: frozenset[str]
    titles: tuple[str, ...]
    groups: frozenset[str]
    asian_groups: tuple[str, ...]
    affiliation_beginnings: tuple[str, ...]
    affiliation_ends: tuple[str, ...]
    affiliation_links: frozenset[str]
    places: frozenset[str]
    joining: dict[str, frozenset[str]]
    joining_phrases: re.Pattern[str]
    joining_asian: re.Pattern[str]
    others: frozenset[str]
    others_after_and: frozenset[str]
    others_endings: tuple[str, ...]
    others_end: re.Pattern[str]
    teams_end: re.Pattern[str]
    roles: dict[str, str]


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word as it is compared: without case and dots."""
    return word.replace("’", "'").replace(".", "").casefold()


@cache
def load() -> Words:
    """The words, read once."""
    data = parts()
    known = vocabulary.load()
    honorifics = frozenset(" ".join(fold(word).split()) for word in known.words("people", "honorifics"))
    groups = known.words("people", "groups")
    roles = {" ".join(fold(word).split()): role for role in ROLES for word in known.words("people", role)}
    joining = _joining()
    return Words(
        particles=_folded(data["particles"]),
        capital_particles=frozenset(data["capital-particles"]),
        joiners=_folded(data["joiners"]),
        suffixes=_folded(data["suffixes"]),
        family_endings=_folded(data["family-endings"]),
        openings=tuple(sorted(data["openings"], key=len, reverse=True)),
        group_openings=tuple(sorted((f"{word} " for word in data["group-openings"]), key=len, reverse=True)),
        honorifics=honorifics,
        short_honorifics=frozenset(
            word.replace(".", "") for word in known.words("people", "honorifics") if len(word) <= 4
        ),
        longest_honorific=max((len(word.split()) for word in honorifics), default=0),
        degrees=frozenset("".join(fold(word).split()) for word in known.words("people", "degrees")),
        titles=tuple(sorted(known.words("people", "titles"), key=len, reverse=True)),
        groups=frozenset(fold(word) for word in groups if word.isascii() or (word[0].isalpha() and not _asian(word))),
        asian_groups=tuple(word for word in groups if _asian(word)),
        affiliation_beginnings=tuple(word.casefold() for word in data["affiliation-beginnings"]),
        affiliation_ends=tuple(data["affiliation-ends"]),
        affiliation_links=_folded(data["affiliation-links"]),
        places=_folded(data["places"]),
        joining=joining,
        joining_phrases=_joining_phrases(known.words("people", "and")),
        joining_asian=_joining_asian(known.words("people", "and")),
        others=frozenset(" ".join(fold(word).split()) for word in known.words("people", "others")),
        others_after_and=_after_and(known.words("people", "others"), joining),
        others_endings=tuple(
            {word.casefold().rstrip(".") for key in ("others", "teams") for word in known.words("people", key)} - {""}
        ),
        others_end=_others(known.words("people", "others")),
        teams_end=_others(known.words("people", "teams")),
        roles=roles,
    )


@cache
def parts() -> dict[str, list[str]]:
    """`parts.toml`, its `families` table apart."""
    return {key: value for key, value in _file().items() if isinstance(value, list)}


@cache
def families() -> dict[str, frozenset[str]]:
    """Family names by tradition: `korean`, `chinese`, ...; a string in the file stands for its characters."""
    table = _file()["families"]
    return {
        key: frozenset(value if isinstance(value, list) else "".join(value.split())) for key, value in table.items()
    }


@cache
def _file() -> dict[str, Any]:
    return datafile.read(Path(__file__).with_name("parts.toml"))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _asian(word: str) -> bool:
    return "\u3040" <= word[0] <= "\u9fff" or "\uac00" <= word[0] <= "\ud7af"


def _joining() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language in vocabulary.load():
        for word in language.get("people", "and"):
            if " " not in word:
                found.setdefault(fold(word), set()).add(language.code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _after_and(words: Iterable[str], joining: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What is left of `and colleagues` without its `and`."""
    parted = (fold(word).partition(" ") for word in words)
    return frozenset(rest for first, _, rest in parted if rest and first in joining)


def _joining_phrases(words: Iterable[str]) -> re.Pattern[str]:
    phrases = sorted((word for word in words if " " in word), key=len, reverse=True)
    return prepare(rf"(?i)(?<=\s)(?:{'|'.join(map(re.escape, phrases))})(?=\s)")


def _joining_asian(words: Iterable[str]) -> re.Pattern[str]:
    """East Asian words between two names in these scripts. Han ones stand without spaces; of Hangul, where a syllable
    may belong to the name before it, a space must follow."""
    known = sorted((word for word in words if _asian(word)), key=len, reverse=True)
    han = "|".join(re.escape(word) for word in known if not "\uac00" <= word[0] <= "\ud7af")
    hangul = "|".join(re.escape(word) for word in known if "\uac00" <= word[0] <= "\ud7af")
    return prepare(
        rf"(?<=[\u3400-\u9fff])\s?(?:{han})\s?(?=[\u3400-\u9fff])"
        rf"|(?<=[\uac00-\ud7af])(?<!학)\s?(?:{hangul})\s(?=[\uac00-\ud7af])"
    )


def _others(words: Iterable[str]) -> re.Pattern[str]:
    """At the end of a list: as words of their own, glued to the name in East Asian scripts."""
    spaced = sorted((word for word in words if not _asian(word)), key=len, reverse=True)
    glued = sorted((word for word in words if _asian(word)), key=len, reverse=True)
    spaced_pattern = "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in spaced)
    glued_pattern = "|".join(map(re.escape, glued))
    return prepare(
        rf"(?i)(?:(?:^|(?<=[\s,;)\]]))(?:{spaced_pattern})[.,;:]{{0,3}}"
        rf"|(?:(?<=[\u3040-\u9fff\uac00-\ud7af\s,、，)）])|^)(?:{glued_pattern})(?:\s?\d{{1,4}}\s?[名人명])?)$"
    )


def is_author_label(text: str) -> bool:
    """Whether the text is a label for authors in any language: `Authors`, `저자`."""
    return vocabulary.load().labels().get(vocabulary.fold(text)) == "author"


@cache
def title_words() -> frozenset[str]:
    """Frequent words of titles that are no names, case-folded: what holds one is no list of people."""
    lines = (Path(__file__).parent / "title-words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())

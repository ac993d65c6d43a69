"""Words of dates, folded: months, seasons and weekdays of the vocabularies, and `words.toml` here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pressbib import datafile, vocabulary
from pressbib.classes import dataclass
from pressbib.patterns import prepare

Meanings = Mapping[str, Mapping[int, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Words:
    """months, seasons, weekdays: folded word -> what number it means in which languages (months and seasons count from
    1, weekdays from 0 for Monday). jalali: month names of the Persian solar calendar. eras: what is subtracted."""

    months: Meanings
    seasons: Meanings
    weekdays: Meanings
    weekday_words: frozenset[str]
    number_labels: frozenset[str]
    clock: re.Pattern[str]
    month_marks: frozenset[str]
    jalali: Mapping[str, int]
    eras: Mapping[str, int]
    fillers: frozenset[str]
    ordinals: frozenset[str]
    circa: frozenset[str]
    today: frozenset[str]
    yesterday: frozenset[str]
    month_first: frozenset[str]
    day_first: frozenset[str]


def fold(word: str) -> str:
    """A word as it is compared: without case, dots and curly apostrophes."""
    return word.replace("’", "'").replace(".", "").casefold()


def is_month(word: str) -> bool:
    """Whether a word is the name of a month in one of the languages.

    >>> is_month("März"), is_month("Nature")
    (True, False)
    """
    return fold(word) in load().months


@cache
def load() -> Words:
    """The words, read once."""
    data: dict[str, Any] = datafile.read(Path(__file__).with_name("words.toml"))
    known = vocabulary.load()
    return Words(
        months=_numbered((language.code, language.months) for language in known),
        seasons=_numbered((language.code, language.seasons) for language in known),
        weekdays=_numbered((language.code, _weekdays(language.get("dates", "weekdays"))) for language in known),
        weekday_words=_folded((*known.words("dates", "weekdays"), *data["weekday-letters"])),
        clock=_clock(data["clock-before"], data["clock-after"], data["zones"]),
        number_labels=_folded(data["number-labels"]),
        month_marks=_folded(data["month-marks"]),
        jalali={fold(word): number for number, words in enumerate(data["jalali"]["months"], 1) for word in words},
        eras={fold(label): years for label, years in data["eras"].items()},
        fillers=_folded(data["fillers"]),
        ordinals=_folded(data["ordinals"]),
        circa=_folded((*data["circa"], *known.words("dates", "circa"))),
        today=_folded(data["relative"]["today"]),
        yesterday=_folded(data["relative"]["yesterday"]),
        month_first=frozenset(data["month-first"]),
        day_first=frozenset(data["day-first"]),
    )


def meaning(meanings: Meanings, word: str, language: str) -> int:
    """What a word means, 0 where it is none; in the page's language first, else where all languages agree."""
    numbers = meanings.get(word)
    if not numbers:
        return 0
    if len(numbers) == 1:
        return next(iter(numbers))
    base = language.partition("-")[0]
    stated = [number for number, codes in numbers.items() if base and any(c.partition("-")[0] == base for c in codes)]
    return stated[0] if len(stated) == 1 else 0


def _numbered(languages: Iterable[tuple[str, tuple[tuple[str, ...], ...]]]) -> Meanings:
    found: dict[str, dict[int, frozenset[str]]] = {}
    for code, lists in languages:
        for number, words in enumerate(lists, 1):
            for word in words:
                numbers = found.setdefault(fold(word), {})
                numbers[number] = numbers.get(number, frozenset()) | {code}
    return found


def _clock(before: list[str], after: list[str], zones: list[str]) -> re.Pattern[str]:
    """A time of day after a date: `, 11:00 Uhr`, ` 10:00:00 +0000`, ` at 9.30 a.m. ET`."""
    lead, tail, zone = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (before, after, zones)
    )
    return prepare(
        rf"[\s,–-]{{0,4}}(?:(?:{lead})\s)?\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?\s?(?:{tail})?\s?"
        rf"(?:{zone}|[+-]\d{{2}}:?\d{{2}})?(?:\s?\([A-Z]{{2,5}}\))?",
        re.IGNORECASE,
    )


def _weekdays(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Seven lists from Monday on: the full names stand first, an abbreviation is told by the name it begins."""
    days = tuple([word] for word in words[:7])
    for word in words[7:]:
        begun = [day for day in days if fold(day[0]).startswith(fold(word))]
        if len(begun) == 1:
            begun[0].append(word)
    return tuple(map(tuple, days))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)

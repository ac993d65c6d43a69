"""A whole text, or running text, -> Date. The forms of printed dates are `scanner`'s."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from pressbib.classes import dataclass
from pressbib.dates import calendars, words
from pressbib.dates.scanner import Scanner
from pressbib.dates.tokens import Token, cut
from pressbib.patterns import prepare
from pressbib.record import Date

MAX_TEXT = 1_000_000
_REACH = 60
_YEAR = prepare(
    r"[\d令平昭大明民bB](?:(?<=\d)\d{3}|(?<=[令平昭大明])[和成治正]|(?<=民)[國国]|(?<=[bB])\.?\s?[eE]\.?\s)"
)  # one class first, which is looked for fast
_COMPACT = prepare(r"(\d{4})(\d{2})(\d{2})")
_MARKS = "年月日년월일"
_GLUED = prepare(r"^[^\W\d_]+")
_TIME = prepare(r"(?<=\d)T\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?")
_YEARS = prepare(r"(\d{4})\s?[-–—]\s?(\d{4})")
_EDTF_UNKNOWN = prepare(r"-(?:XX|uu|\?\?)(?:-(?:XX|uu|\?\?))?$", re.IGNORECASE)
_EDTF = prepare(r"(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text: text[start:end] is how it is printed. relative: whether it was counted from the date of
    the press page (`today`, `Monday`, a day without its year)."""

    start: int
    end: int
    date: Date
    relative: bool = False


def read(text: str, *, language: str = "") -> Date | None:
    """The date that the whole text is, None where it is none.

    Known are the forms of the languages of the vocabulary, ISO 8601 with or without a time, RFC 2822, EDTF levels 0 and
    1, ranges, seasons, and other calendars where they are labelled. What is not printed stays out (`May 2017` has no
    day); a date such as 04/05/2021, whose order the language does not settle, is the year alone.

    >>> str(read("le 7 mai 2025"))
    '2025-05-07'
    >>> str(read("May/June 2017"))
    '2017-05/2017-06'
    """
    text = text.strip().strip("()[]（）. ,;")
    if not 4 <= len(text) <= 100:
        return None
    if date := _iso(text):
        return date
    if (years := _YEARS.fullmatch(text)) and int(years[1]) < int(years[2]) <= calendars.LAST_YEAR:
        return Date((int(years[1]),), (int(years[2]),))
    tokens = cut(text)
    start, circa = _skip_leading(tokens, language)
    if start >= len(tokens):
        return None
    scanner = Scanner(tokens, language)
    found = scanner.at(start, alone=True)
    if found is None:
        return None
    date, end = found
    rest = text[tokens[end - 1].end :]
    if tokens[end - 1].text in _MARKS:
        rest = _GLUED.sub("", rest)  # `5月7日付`, `5월 7일자`
    if rest.strip(" .,)]日付발행号호") and not _is_trailing(rest, language):
        return None
    return dataclasses.replace(date, circa=True) if circa else date


def find(text: str, *, language: str = "", years: bool = False) -> list[FoundDate]:
    """The dates in running text, in order. A year alone, and `2019-12`, are taken only with `years`."""
    text = text[:MAX_TEXT]
    found: list[FoundDate] = []
    for start, end in _near_years(text):
        tokens = cut(text, start, end)
        scanner = Scanner(tokens, language)
        index = 0
        while index < len(tokens):
            match = scanner.at(index, alone=years)
            if match is None:
                index += 1
                continue
            date, after = match
            found.append(FoundDate(tokens[index].start, tokens[after - 1].end, date))
            index = after
    return found


def _near_years(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which dates can stand: around what may be a year, which every date has."""
    start = end = 0
    for year in _YEAR.finditer(text):
        if year.start() - _REACH > end:
            if end:
                yield start, end
            start = max(0, year.start() - _REACH)
        end = min(len(text), year.end() + _REACH)
    if end:
        yield start, end


def _skip_leading(tokens: list[Token], language: str) -> tuple[int, bool]:
    """Past a weekday, an article and the like at the beginning; and whether it says `about`."""
    known = words.load()
    index, circa = 0, False
    while index < len(tokens) and tokens[index].number < 0:
        word = tokens[index].folded
        if word in known.circa:
            circa = True
        elif word not in known.fillers and word not in known.weekday_words and tokens[index].text not in ",.:(-":
            following = tokens[index + 1].folded.rstrip("-") if index + 1 < len(tokens) else ""
            if f"{word}{following}" not in known.weekday_words and f"{word} {following}" not in known.weekday_words:
                break
            index += 1  # two tokens: terça-feira, thứ hai
        index += 1
    return index, circa


def _is_trailing(rest: str, language: str) -> bool:
    """What may follow a date that is the whole text: a time, a weekday, a word of the date itself (`г.`)."""
    known = words.load()
    clock = known.clock.match(rest)
    rest = rest[clock.end() :] if clock else rest
    left = [token.folded for token in cut(rest) if token.text not in ".,()"]
    return all(word in known.fillers or word in known.weekday_words for word in left)


def _iso(text: str) -> Date | None:
    """ISO 8601 and EDTF (ISO 8601-2, levels 0 and 1): 2004-06-11T10:00Z, 2004-06-XX, 2004~, 2004/2006, 20040611."""
    if found := _COMPACT.fullmatch(text):
        parts = tuple(int(part) for part in found.groups())
        return Date(parts) if calendars.is_date(*parts) and parts[0] >= calendars.FIRST_YEAR else None
    text = _TIME.sub("", text)
    halves = text.split("/")
    if len(halves) > 2 or (len(halves) == 2 and len(halves[1]) < 4):
        return None
    dates = [_edtf(half) for half in halves]
    if any(date is None for date in dates):
        return None
    known = [date for date in dates if date is not None]
    if len(known) == 1:
        return known[0]
    return Date(known[0].start, known[1].start, circa=known[0].circa or known[1].circa)


def _edtf(text: str) -> Date | None:
    found = _EDTF.fullmatch(_EDTF_UNKNOWN.sub("", text))
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups()[:3])
    if 21 <= month <= 24 and not day:
        return Date((year,), season=month - 20, circa=bool(found[4]))
    if year > calendars.LAST_YEAR:
        return None
    if not (day or month) or _valid(year, month, day):
        return Date(tuple(part for part in (year, month, day) if part), circa=bool(found[4]))
    return None


def _valid(year: int, month: int, day: int) -> bool:
    return calendars.is_date(max(year, 1), month, day or 1)

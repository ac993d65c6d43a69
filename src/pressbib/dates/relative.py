"""Dates that count from the day of the press page: `today`, `Monday`, `July 10`, `11월 2일자`.

Only with that day given is there anything to read; every date found here is marked `relative`.
"""

from __future__ import annotations

import datetime

from pressbib.dates import calendars, words
from pressbib.dates.reader import FoundDate, find
from pressbib.dates.tokens import Token, cut
from pressbib.record import Date

_MONTH_MARKS = ("月", "월")
_DAY_MARKS = ("日", "일")
_AHEAD = 31


def read_relative(text: str, press_date: Date, language: str = "") -> Date | None:
    """The first relative date in a text, counted from the date of the press page; None where there is none, or where
    the press page's own day is not known."""
    found = find_relative(text, press_date, language)
    return found[0].date if found else None


def find_relative(text: str, press_date: Date, language: str = "") -> list[FoundDate]:
    """The relative dates in running text, in order, each marked as such; full dates are `find`'s.

    A weekday is the last one up to the press page's day; a day without a year is the one nearest to it, at most a month
    ahead.
    """
    if len(press_date.start) != 3 or press_date.end:
        return []
    day = datetime.date(*press_date.start)
    tokens = _without(cut(text), find(text, language=language))
    found: list[FoundDate] = []
    index = 0
    while index < len(tokens):
        match = _match(tokens, index, day, language)
        if match is None:
            index += 1
            continue
        date, end = match
        found.append(FoundDate(tokens[index].start, tokens[end - 1].end, _date(date), relative=True))
        index = end
    return found


def _without(tokens: list[Token], dates: list[FoundDate]) -> list[Token]:
    """The tokens that stand in none of the dates, both in order."""
    left: list[Token] = []
    waiting = iter(dates)
    date = next(waiting, None)
    for token in tokens:
        while date is not None and token.start >= date.end:
            date = next(waiting, None)
        if date is None or token.start < date.start:
            left.append(token)
    return left


def _date(day: datetime.date) -> Date:
    return Date((day.year, day.month, day.day))


def _match(tokens: list[Token], index: int, day: datetime.date, language: str) -> tuple[datetime.date, int] | None:
    known = words.load()
    token = tokens[index]
    if token.number >= 0:
        return _east_asian(tokens, index, day) or _day_month(tokens, index, day, language)
    word = token.folded
    pair = f"{word} {tokens[index + 1].folded}" if index + 1 < len(tokens) else ""
    for phrase, size in ((pair, 2), (word, 1)):
        if phrase in known.today:
            return day, index + size
        if phrase in known.yesterday:
            return day - datetime.timedelta(days=1), index + size
    if weekday := words.meaning(known.weekdays, word, language):
        return day - datetime.timedelta(days=(day.weekday() - weekday + 1) % 7), index + 1
    if (month := words.meaning(known.months, word, language)) and index + 1 < len(tokens):
        number = tokens[index + 1]
        if number.digits in (1, 2) and 0 <= number.start - token.end <= 1:
            near = _nearest(month, number.number, day)
            return (near, index + 2) if near else None
    return None


def _east_asian(tokens: list[Token], index: int, day: datetime.date) -> tuple[datetime.date, int] | None:
    """11월 2일자, ８月１１日; 3일자 is the last third of a month up to the press page's day."""
    if index + 1 >= len(tokens) or tokens[index].digits > 2:
        return None
    mark = tokens[index + 1].text
    if mark.startswith(_MONTH_MARKS) and index + 3 < len(tokens) and tokens[index + 3].text.startswith(_DAY_MARKS):
        near = _nearest(tokens[index].number, tokens[index + 2].number, day)
        return (near, index + 4) if near else None
    if index + 2 < len(tokens) and f"{mark}{tokens[index + 2].text[:1]}" in ("일자", "日付"):
        number = tokens[index].number
        year, month = (day.year, day.month) if number <= day.day else _month_before(day)
        return (datetime.date(year, month, number), index + 2) if calendars.is_date(year, month, number) else None
    return None


def _month_before(day: datetime.date) -> tuple[int, int]:
    return (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)


def _day_month(tokens: list[Token], index: int, day: datetime.date, language: str) -> tuple[datetime.date, int] | None:
    """31 May, 17 Mart: a day and a month without a year."""
    known = words.load()
    if tokens[index].digits > 2:
        return None
    for after in (index + 1, index + 2):
        if after < len(tokens):
            word = tokens[after].folded
            if month := words.meaning(known.months, word, language):
                near = _nearest(month, tokens[index].number, day)
                return (near, after + 1) if near else None
            if word not in known.ordinals and word not in known.fillers and tokens[after].text != ".":
                return None
    return None


def _nearest(month: int, number: int, day: datetime.date) -> datetime.date | None:
    """The day of a month that was last, or comes within a month."""
    for year in (day.year + 1, day.year, day.year - 1):
        if calendars.is_date(year, month, number):
            candidate = datetime.date(year, month, number)
            if candidate <= day + datetime.timedelta(days=_AHEAD):
                return candidate
    return None

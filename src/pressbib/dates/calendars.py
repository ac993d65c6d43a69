"""Days of months, and years of other calendars where a label or a month name says which calendar it is."""

from __future__ import annotations

import datetime

FIRST_YEAR, LAST_YEAR = 1400, 2150


def is_date(year: int, month: int = 1, day: int = 1) -> bool:
    """Whether there is such a day in the Gregorian calendar."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def from_jalali(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """A day of the Persian solar calendar in the Gregorian one, None where there is no such day.

    The arithmetic is that of the 33-year cycle (K. Borkowski, "The Persian calendar for 3000 years", 1996), right for
    the years 1178 to 1633 of that calendar.

    >>> from_jalali(1403, 10, 10)
    (2024, 12, 30)
    """
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    days = 365 * (year - 1) + (8 * (year - 1) + 29) // 33 + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    found = datetime.date(622, 3, 21).toordinal() + days
    date = datetime.date.fromordinal(found)
    return date.year, date.month, date.day

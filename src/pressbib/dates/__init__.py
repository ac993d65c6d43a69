"""A printed date -> Date.

    dates.read("7. Mai 2025")                       the whole text is a date
    dates.find("published on May 7, 2025 in X")     dates in running text
    dates.read_relative("today", press_date)        dates counted from the day of the press page

Partial dates stay partial, and nothing is guessed: a date whose order is open is the year alone.
"""

from __future__ import annotations

from pressbib.dates.reader import FoundDate, find, read
from pressbib.dates.relative import find_relative, read_relative
from pressbib.dates.words import is_month

__all__ = ["FoundDate", "find", "find_relative", "is_month", "read", "read_relative"]

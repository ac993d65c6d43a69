"""When the work was published: dates as tags state them, and which of several to take.

Tags write dates in forms of their own (ISO 8601, YYYY/MM/DD, YYYYMMDD, NN/NN/YYYY); everything else is a printed date.
Where NN/NN/YYYY can be read in two ways, the other dates of the page decide, else what is known of the site, else only
the year is taken.
"""

from __future__ import annotations

import re

from pressbib import dates
from pressbib.document import Document
from pressbib.metadata import site
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import plain
from pressbib.patterns import prepare
from pressbib.record import Date

ORDER: tuple[tuple[str, str], ...] = (
    ("highwire", "date-publication"),
    ("highwire", "date-cover"),
    ("highwire", "date-plain"),
    ("bepress", "date-publication"),
    ("bepress", "date-plain"),
    ("prism", "date-cover"),
    ("dublin-core", "date-publication"),
    ("eprints", "date-publication"),
    ("json-ld", "date-publication"),
    ("microdata", "date-publication"),
    ("open-graph", "date-publication"),
    ("parsely", "date-publication"),
    ("prism", "date-publication"),
    ("dublin-core", "date-plain"),
    ("highwire", "date-year"),
    ("citation-line", "date-publication"),
    ("labelled", "date-publication"),
    ("description", "date-publication"),
    ("meta", "date-publication"),
    ("sailthru", "date-publication"),
    ("coins", "date-publication"),
    ("state", "date-publication"),
    ("meta", "date-plain"),
    ("highwire", "date-online"),
    ("visible", "date-publication"),
    ("json-ld", "date-created"),
    ("dublin-core", "date-created"),
    ("address", "date-publication"),
    ("prism", "copyright"),
    ("dublin-core", "copyright"),
    ("visible", "date-copyright"),
)
"""Which date counts, first first. Never: modified, available, accepted and deposit dates."""

_LATE = frozenset((("meta", "date-plain"), ("highwire", "date-online"), *ORDER[-6:]))
_NEWS_ORDER = tuple(sorted(ORDER, key=lambda row: 2 if row in _LATE else int(row[0] in ("dublin-core", "prism"))))
"""For news the tags for search engines come before Dublin Core, which holds the last change there."""

_BROAD = frozenset(("highwire", "bepress", "prism", "dublin-core", "eprints", "json-ld", "open-graph", "citation-line"))


def choose(statements: Statements, document: Document, *, news: bool) -> tuple[Date, Statement] | None:
    """The date of publication and the statement of it."""
    found: list[tuple[Date, Statement]] = []
    order = ORDER if not news else _NEWS_ORDER
    for vocabulary, variable in order:
        for statement in statements.of(variable, vocabulary)[:20]:
            date = read(statement.text, statements, document)
            if date:
                found.append((date, statement))
                break
    if not found:
        return None
    chosen = found[0]
    if _is_fake(chosen[0]):
        better = [f for f in found[1:] if f[0].day and not _is_fake(f[0]) and f[1].variable != "date-online"]
        preprint = site.find(document.url).kind == "preprint-server"
        better = [f for f in better if f[1].vocabulary == "dublin-core" and (preprint or f[0].year != chosen[0].year)]
        chosen = better[0] if better else chosen
    start = chosen[0].start
    if start and len(start) < 3:
        for date, statement in found[1:]:
            if (
                date.start[: len(start)] == start
                and len(date.start) > len(start)
                and statement.vocabulary in _BROAD
                and statement.variable not in ("date-online", "date-created")
                and not _is_fake(date)
                and chosen[1].vocabulary not in ("highwire", "bepress", "prism")
            ):
                return date, statement
    return chosen


def _is_fake(date: Date) -> bool:
    """The first of January stands for "some time in the year" in many tags."""
    return date.start[1:] == (1, 1)


_YEAR_FIRST = prepare(r"(\d{4})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{1,2}))?(?!\d)(?:[T\s,;].{0,40})?", re.DOTALL)
_DIGITS = prepare(r"(\d{4})(\d{2})(\d{2})(?:T?\d{2,6}.{0,10})?")
_YEAR = prepare(r"\(?\s*(\d{4})\s*[);.]?")
_TWO_WAYS = prepare(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})(?:[T\s,].{0,30})?")


def read(text: str, statements: Statements, document: Document) -> Date | None:
    """One date as a tag states it; None for what is none, and for dates that stand for nothing (1970-01-01)."""
    text = plain(text).strip(" ;,/-.")
    if not text or len(text) > 80:
        return None
    if found := _YEAR_FIRST.fullmatch(text) or _DIGITS.fullmatch(text):
        return _checked(tuple(int(part) for part in found.groups() if part))
    if found := _YEAR.fullmatch(text):
        return _checked((int(found[1]),))
    if found := _TWO_WAYS.fullmatch(text):
        if "." in found[0][: found.end(3)] and int(found[2]) <= 12:  # 12.03.2014: dots stand behind ordinal numbers
            return _checked((int(found[3]), int(found[2]), int(found[1])))
        return _two_ways(int(found[1]), int(found[2]), int(found[3]), statements, document)
    return _printed(text, document.language)


def _printed(text: str, language: str) -> Date | None:
    date = dates.read(text, language=language)
    if date is None:
        found = [f.date for f in dates.find(text, language=language)]
        date = max(found, key=lambda d: len(d.start), default=None) if len(text) < 50 else None
    return date if date and date.year and 1400 < date.year < 2100 else None


def _checked(parts: tuple[int, ...]) -> Date | None:
    year, month, day = (*parts, 0, 0)[:3]
    if 1200 < year < 1450:  # the Persian calendar counts thus; it is no year of ours
        return Date(literal="-".join(f"{part:02d}" for part in parts if part))
    if not 1450 <= year < 2100 or parts[:3] == (1970, 1, 1):
        return None
    if not 1 <= month <= 12:
        return Date((year,))
    return Date((year, month, day)) if 1 <= day <= 31 else Date((year, month))


def _two_ways(first: int, second: int, year: int, statements: Statements, document: Document) -> Date | None:
    if first > 12 or second > 12:
        day, month = (first, second) if first > 12 else (second, first)
        return _checked((year, month, day)) if month <= 12 else _checked((year,))
    if first == second:
        return _checked((year, first, second))
    if site.is_among(document.url, "dates", "day-first"):
        return _checked((year, second, first))
    if _is_highwire(document) or site.is_among(document.url, "dates", "month-first"):
        return _checked((year, first, second))
    for variable in ("date-publication", "date-plain", "date-online"):
        for statement in statements.all_of(variable):
            if found := _YEAR_FIRST.fullmatch(statement.text.strip()):
                other = tuple(int(part) for part in found.groups() if part)
                if other in ((year, first, second), (year, second, first)):
                    return _checked(other)
    return _checked((year,))


_HIGHWIRE_KEYS = ("hw.", "citation_mjid", "citation_id_from_sass_path")


def _is_highwire(document: Document) -> bool:
    """HighWire's own platform writes the month first."""
    return any(key.lower().startswith(_HIGHWIRE_KEYS) for key, _ in document.embedded.meta)

"""Dates of .bib files: the classic year, month and day, and BibLaTeX's date fields (EDTF, biblatex manual § 2.3.8)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pressbib.dates.calendars import is_date
from pressbib.formats.bibexpression import MONTH_MACROS
from pressbib.formats.latex import decode, encode
from pressbib.formats.mapping import Dialect
from pressbib.patterns import prepare
from pressbib.record import Date

MONTHS = tuple(MONTH_MACROS)
_SEASONS = {"spring": 1, "summer": 2, "fall": 3, "autumn": 3, "winter": 4}
_SEASON_WORDS = ("", "Spring", "Summer", "Fall", "Winter")
_YEAR = prepare(r"\[?(c(?:a|irca)?\.? ?)?(-?\d{4})(?![\d-])(?:(\?)?\]?(\?)?|[a-z])")
_DASHES = prepare(r" ?[-–]+ ?")
_YEARS = prepare(r"(\d{4}) ?[-–/] ?(\d{4}|\d{2})")
_EDTF = prepare(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:]+(?:Z|[+-]\d\d:?\d\d)?)?([~?%])?")
_MONTH_NAMES = """january february march april may june july august september october november december""".split()


def read_month(raw: str) -> int:
    """The number of a month, from a macro, an English name or abbreviation, or a number; 0 where it is none."""
    text = raw.strip().strip('{}"').strip().rstrip(".").lower()
    if text in MONTHS:
        return MONTHS.index(text) + 1
    if text.isdecimal() and 1 <= int(text[:3]) <= 12:
        return int(text)
    if len(text) >= 3 and any(name.startswith(text) for name in _MONTH_NAMES):
        return next(number for number, name in enumerate(_MONTH_NAMES, 1) if name.startswith(text))
    return 9 if text == "sept" else 0


def read_year_month(year: str, month: str, day: str) -> Date | None:
    """A date from the classic fields; what cannot be typed stands in its literal."""
    year = decode(year)
    found = _YEAR.fullmatch(year)
    if found is None:
        return _read_odd_year(year, bool(month.strip())) or (Date(literal=year) if year else None)
    number = int(found[2])
    if not number:
        return Date(literal=year)
    circa = bool(found[1] or found[3] or found[4])
    season = _SEASONS.get(month.strip().lower(), 0)
    number_of_month = read_month(month) if month else 0
    if not number_of_month:
        printed = _DASHES.sub("/", decode(month).replace("\u00a0", " "))
        in_words = _in_words(f"{printed} {year}") if printed and not season and not circa else None
        return in_words or Date((number,), season=season, circa=circa)
    if day.strip().isdecimal() and 1 <= int(day.strip()[:3]) <= 31:
        return Date((number, number_of_month, int(day)), circa=circa)
    return Date((number, number_of_month), circa=circa)


def _read_odd_year(year: str, has_month: bool) -> Date | None:
    """A year field that is no year: two years, a day of its own, or a date in words. `2001-02` may be a month or the
    next year, and stays what it is."""
    years = _YEARS.fullmatch(year)
    if years is not None and not has_month:
        first, last = int(years[1]), years[2]
        second = int(last) if len(last) == 4 else first - first % 100 + int(last)
        if first < second and (len(last) == 4 or int(last) > 12 or "/" in year):
            return Date((first,), (second,))
    day = read_date(year) if year.count("-") == 2 else None
    if day is not None and day.day:
        return day
    return _in_words(year) if not has_month and any(map(str.isalpha, year)) else None


@lru_cache(maxsize=1024)
def _in_words(text: str, *, inside: bool = False) -> Date | None:
    """A date printed in words, to the month at least; inside: also the only day within other text (`Accessed: …`)."""
    from pressbib import dates

    if text[:4].isdecimal() and text[4:5] == "-":  # EDTF that is not one
        return None
    date = dates.read(text)
    if date is None and inside and len(text) < 200:
        found = [each.date for each in dates.find(text) if not each.relative and each.date.day]
        date = found[0] if len(found) == 1 else None
    return date if date is not None and date.month else None


def read_day(raw: str) -> Date | None:
    """The day of a visit or event: what `read_date` reads, else the one date that stands in the text."""
    date = read_date(raw)
    return _in_words(date.literal, inside=True) or date if date is not None and date.literal else date


def read_date(raw: str) -> Date | None:
    """A date field (EDTF level 1 as biblatex takes it): a date, a range with `/`, seasons 21 to 24, `~` and `?`; also
    a date in words, of any language of the vocabulary."""
    text = raw.strip()
    if not text:
        return None
    halves = [half.strip() for half in text.split("/")]
    if len(halves) == 2 and halves[1] in ("", "..") and halves[0]:  # since then
        halves.pop()
    halves[0] = halves[0].removesuffix("-XX").removesuffix("-XX")  # the day is not stated, or the month
    found = [_EDTF.fullmatch(half) for half in halves]
    if len(found) > 2 or found[0] is None or (len(found) == 2 and found[1] is None):
        literal = decode(text)
        return _in_words(literal) or Date(literal=literal)
    parts: list[tuple[int, ...]] = []
    season = 0
    for match in found:
        if match is None:
            continue
        numbers = tuple(int(part) for part in match.groups()[:3] if part)
        if len(numbers) == 2 and 21 <= numbers[1] <= 24 and len(found) == 1:
            season, numbers = numbers[1] - 20, numbers[:1]
        if not numbers[0] or not _is_date(numbers):
            return Date(literal=decode(text))
        parts.append(numbers)
    circa = bool(found[0][4])
    return Date(parts[0], parts[1] if len(parts) == 2 else (), season=season, circa=circa)


def _is_date(numbers: tuple[int, ...]) -> bool:
    year, month, day = (*numbers, 1, 1)[:3]
    return is_date(year if 1 <= year <= 9999 else 2000, month, day)


def write_date(date: Date) -> str:
    """A date for a BibLaTeX date field, "" where it has no typed form."""
    if not date.start or abs(date.start[0]) > 9999:
        return ""
    mark = "~" if date.circa else ""
    if date.season and len(date.start) == 1 and not date.end:
        return f"{Date(date.start)}-{20 + date.season}{mark}"
    return f"{Date(date.start)}{mark}" + (f"/{Date(date.end)}{mark}" if date.end else "")


_OPEN_RANGE = prepare(r"\d{4}(?:-\d\d){0,2}[~?%]?/(?:\.\.)?|(?:\.\.)?/\d{4}(?:-\d\d){0,2}[~?%]?|\d{3}X|\d{2}XX")


def write_issued(date: Date, dialect: Dialect, *, ascii: bool = False) -> dict[str, str]:  # noqa: A002
    """The fields of the date of publication, each with its enclosing.

    BibTeX has a year, a month macro and, where it is known, a day (which its styles pass over); a range, which these
    cannot say, stands in `date` beside them. A date without a typed form is the text of `year` in both.
    """
    typed = write_date(date)
    if not typed and dialect.index == 1 and _OPEN_RANGE.fullmatch(date.literal):
        typed = date.literal
    if not typed:
        literal = encode(date.literal, ascii=ascii)
        return {"year": f"{{{literal}}}"} if literal else {}
    if dialect.index == 1:
        return {"date": f"{{{typed}}}"}
    year = f"{date.start[0]:04d}" if date.start[0] > 0 else str(date.start[0])
    if date.end or date.start[0] < 1000:
        return {"year": f"{{{year}}}", "date": f"{{{typed}}}"}
    out = {"year": f"{{{'c. ' if date.circa else ''}{year}}}"}
    if date.season and not date.month:
        out["month"] = f"{{{_SEASON_WORDS[date.season]}}}"
    if date.month:
        out["month"] = MONTHS[date.month - 1]
    if date.day:
        out["day"] = f"{{{date.day}}}"
    return out


def is_macro(month: str) -> bool:
    """Whether the text of a month field is one of BibTeX's macros, which are written without braces."""
    return month in MONTHS


_PLAIN_YEAR = prepare(r"[1-9]\d{3}")
_PLAIN_DATE = prepare(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def read_plain(given: Mapping[str, str]) -> Date | None:
    """The date of the fields of an entry where they are written as we would write them; None for any others."""
    if "date" in given:
        date = _PLAIN_DATE.fullmatch(given["date"])
        numbers = tuple(int(part) for part in date.groups() if part) if date else ()
        return Date(numbers) if numbers and len(given) == 1 and _is_date(numbers) else None
    year, month = given.get("year", ""), given.get("month")
    if "day" in given or not _PLAIN_YEAR.fullmatch(year):
        return None
    if month is None:
        return Date((int(year),))
    return Date((int(year), MONTHS.index(month) + 1)) if month in MONTHS else None

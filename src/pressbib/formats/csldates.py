"""Dates as CSL-JSON writes them: `date-parts` with `season`, `circa` and `literal`, or text (CSL 1.0.2, EDTF)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from pressbib.patterns import prepare
from pressbib.record import Date

_ISO_DATE = prepare(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?([~%?]?)")
_SEASONS = range(21, 25)  # EDTF writes spring to winter as months
_SEASON_NUMBERS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4} | {str(n): n for n in range(1, 5)}


def write(date: Date) -> dict[str, Any]:
    """A date as CSL's date object."""
    out: dict[str, Any] = {}
    if date.start:
        out["date-parts"] = [list(parts) for parts in (date.start, date.end) if parts]
    if date.season:
        out["season"] = date.season
    if date.circa:
        out["circa"] = True
    if date.literal:
        out["literal"] = date.literal
    return out


def read(value: Any) -> Date | None:
    """A date from CSL's object, an EDTF or printed text, or a year; None where it says none."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(ranges := value.get("date-parts"), list):
        start, end = [*map(_parts, ranges[:2]), (), ()][:2]  # most of them
        return Date(start, end) if start else None
    if isinstance(value, str | int):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        return None
    ranges = value.get("date-parts")
    parts = [_parts(part) for part in ranges[:2]] if isinstance(ranges, list) else []
    literal = str(value.get("literal") or "")
    raw = str(value.get("raw") or "").strip()
    season, circa = str(value.get("season") or ""), bool(value.get("circa"))
    if raw and not any(parts):
        return _edtf(raw, literal, circa=circa) or _printed(raw, literal, circa=circa)
    start = parts[0] if parts else ()
    date = Date(
        start=start,
        end=parts[1] if len(parts) > 1 and start else (),
        season=_SEASON_NUMBERS.get(season.strip().lower(), 0),
        circa=circa,
        literal=literal,
    )
    return date if date.start or date.literal else None


def _edtf(raw: str, literal: str, *, circa: bool) -> Date | None:
    """`2024-12-30`, `2024-12/2025-01`, `2024-22` (summer), `2024~`, `2024/..` as far as it is known; None for anything
    else."""
    raw = raw.removesuffix("/..").removesuffix("/")
    found = [_ISO_DATE.fullmatch(part.strip()) for part in raw.split("/", 2)]
    numbers = [[int(number) for number in match.groups()[:3] if number] for match in found if match]
    seasonal = [len(part) > 1 and part[1] in _SEASONS for part in numbers]
    parts = [_parts(part[:1] if of_season else part) for part, of_season in zip(numbers, seasonal, strict=True)]
    if not 1 <= len(found) == len(numbers) <= 2 or not all(parts):
        return None
    return Date(
        start=parts[0],
        end=parts[1] if len(parts) > 1 else (),
        season=numbers[0][1] - 20 if seasonal[0] else 0,
        circa=circa or any(match[4] for match in found if match),
        literal=literal,
    )


def _printed(raw: str, literal: str, *, circa: bool) -> Date:
    """A date in words (`May 2020`), as CSL lets a program write it under `raw`; words that are no date stay words."""
    from pressbib import dates  # reads the words of all languages: not before a date is in words

    found = dates.read(raw) if len(raw) < 100 else None
    if found is None or not found.start:
        return Date(literal=literal or raw, circa=circa)
    return dataclasses.replace(found, circa=circa or found.circa, literal=literal)


def _parts(value: Any) -> tuple[int, ...]:
    """One entry of date-parts; stops at the first part that is no number or cannot be one of a date."""
    found: list[int] = []
    for part, most in zip(value if isinstance(value, list) else [], (9999, 12, 31), strict=False):
        try:
            number = int(part)
        except (TypeError, ValueError):
            break
        if number == 0 or number > most or (found and number < 1):
            break
        found.append(number)
    return tuple(found)

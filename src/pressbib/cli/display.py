"""Records as a person reads them: one line, a block, a difference. Widths are counted as a terminal counts them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import click

from pressbib.patterns import prepare
from pressbib.record import Date, Name, Record, Value

_MARKUP = prepare(r"</?(?:i|b|sub|sup|sc|span)\b[^>]*>")
_CONTROL = prepare(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    """Text without markup and without anything that could move the cursor (pages are hostile input)."""
    return _CONTROL.sub(" ", _MARKUP.sub("", text)).strip()


def width(text: str) -> int:
    """How many columns a text takes: East Asian wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: str, columns: int) -> str:
    """At most so many columns, with an ellipsis where something is cut off."""
    if width(text) <= columns:
        return text
    used = 0
    for index, letter in enumerate(text):
        used += width(letter)
        if used > columns - 1:
            return text[:index].rstrip() + "…"
    return text


def pad(text: str, columns: int) -> str:
    """Exactly so many columns: cut or filled with spaces."""
    text = shorten(text, columns)
    return text + " " * (columns - width(text))


def people(names: Sequence[Name], *, complete: bool | None = None) -> str:
    """`Kelly & Kim`, `Kelly et al.`: family names, at most two."""
    families = [plain(" ".join(p for p in (n.non_dropping_particle, n.family) if p) or str(n)) for n in names]
    if not families:
        return ""
    if len(families) > 2 or (complete is False and len(families) == 1):
        return f"{families[0]} et al."
    return " & ".join(families)


def headline(record: Record) -> str:
    """One line that names a work: people, year, title, container."""
    when = str(record.issued.year) if record.issued and record.issued.year else ""
    who = " ".join(p for p in (people(record.author, complete=record.authors_complete), when) if p)
    title = plain(record.title) or record.DOI or record.URL or "(no title)"
    numbers = record.volume + (f"({record.issue})" if record.issue else "")
    where = " ".join(p for p in (plain(record.container_title), numbers) if p)
    return " · ".join(p for p in (who, title, where) if p)


def value(value: Value | None) -> str:
    """A value of any kind on one line."""
    if value is None or value == "" or value == ():
        return "–"
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, str):
        return plain(value)
    return "; ".join(plain(str(part)) for part in value)


def changes(changed: Mapping[str, tuple[Value | None, Value | None]]) -> Iterable[str]:
    """What a change does to a record, as a difference in colour."""
    for variable, (old, new) in changed.items():
        if old:
            yield click.style(f"  - {variable}: {value(old)}", fg="red")
        if new:
            yield click.style(f"  + {variable}: {value(new)}", fg="green")


def count(number: int, noun: str) -> str:
    """`1 record`, `2 records`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def fit(text: str) -> str:
    """A line cut to the terminal where standard output is one, else as it is."""
    import sys

    return shorten(text, terminal_columns()) if sys.stdout.isatty() else text


def terminal_columns() -> int:
    """The width of the terminal (COLUMNS, or what standard output is connected to), 100 where there is none."""
    import os

    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return max(40, int(stated))
    try:
        return max(40, os.get_terminal_size(1).columns or 100)
    except OSError:
        return 100

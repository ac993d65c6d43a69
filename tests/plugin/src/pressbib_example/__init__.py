"""An example of every kind of plugin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressbib.errors import NotRegisteredError
from pressbib.fetch import Fetcher
from pressbib.formats import Format
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.sheet import Sheet
from pressbib.record import Record
from pressbib.resolvers import Resolver

_BRACKETED = re.compile(r"\[paper: ([^\];]{4,300}); (10\.[^\]\s]{4,100})\]")


def bracketed(sheet: Sheet) -> Iterator[Candidate]:
    """The layout of pages that say `[paper: Its Title; its DOI]`."""
    for line in sheet.lines:
        if match := _BRACKETED.search(line.text):
            found = Candidate("bracketed", line.number, line.number)
            found.put("title", match[1], line.text, line.number)
            found.put("DOI", match[2], line.text, line.number)
            found.add(5.0, "the page names the paper in brackets")
            yield found


def ask(value: str, fetcher: Fetcher) -> Record:
    raise NotRegisteredError(f"{value} is not on the shelf")


def dump(records: Iterable[Record]) -> str:
    """The format: a title a line."""
    return "".join(f"* {record.title}\n" for record in records)


NOT_A_LAYOUT = 3
SHELF = Resolver("shelf", frozenset({"DOI"}), ask)
TITLES = Format(name="titles", title="titles", extensions=(".titles",), module="pressbib_example", reads=False)
WORDS = Path(__file__).parent / "words"
SERVICES = Path(__file__).parent / "services"

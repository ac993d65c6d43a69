"""The press page beside the paper: as a note on it, or as an item of its own; never in the paper's address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pressbib.record import Press, Record

Choice = Literal["none", "note", "related"]
"""What a writer does with the press pages: nothing, a printed note, or an item of their own beside the paper's."""


def note(record: Record) -> str:
    """The note that names the press pages of a record (`Press release: ADDRESS; ADDRESS`), "" where it has none."""
    pages = [page.url or page.title for page in record.press if page.url or page.title]
    return f"Press release: {'; '.join(pages)}" if pages else ""


def with_note(record: Record) -> Record:
    """The record with its press pages named in its printed note, after what the note says already."""
    said = note(record)
    if not said or said in record.note:
        return record
    return record.replace(note=f"{record.note.rstrip('. ')}. {said}" if record.note.strip() else said)


def pages(record: Record) -> list[Record]:
    """The press pages of a record as records of their own (web pages of the genre "Press release").

    Their citekeys are the paper's with `-press` behind it, `-press-2` and so on for further pages.
    """
    key = record.citation_key or "item"
    return [_page(page, f"{key}-press" + (f"-{number}" if number > 1 else "")) for number, page in _usable(record)]


def _usable(record: Record) -> Iterable[tuple[int, Press]]:
    return enumerate((page for page in record.press if page.url or page.title), 1)


def _page(page: Press, key: str) -> Record:
    return Record(
        type="webpage",
        citation_key=key,
        genre="Press release",
        title=page.title,
        issued=page.issued,
        publisher=page.publisher,
        language=page.language,
        URL=page.url,
    )


def beside(records: Iterable[Record], press: Choice = "none") -> list[Record]:
    """The records to write for a choice: as they are, with notes, or each followed by its press pages."""
    if press == "note":
        return [with_note(record) for record in records]
    if press == "related":
        return [each for record in records for each in (record, *pages(record))]
    return list(records)

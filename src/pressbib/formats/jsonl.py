"""CSL-JSON as JSON Lines: one item a line, for streams and for tools that work a line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pressbib.errors import FormatError
from pressbib.formats import csljson
from pressbib.formats.csljson import MAPPED, UNMAPPED
from pressbib.record import Record

__all__ = ["MAPPED", "UNMAPPED", "dump", "load"]


def dump(records: Iterable[Record]) -> str:
    """Records as lines, each a CSL item."""
    return "".join(json.dumps(csljson.item(record), ensure_ascii=False) + "\n" for record in records)


def load(text: str) -> list[Record]:
    """Records from lines. Raises FormatError, naming the line, where one is not a JSON object."""
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise FormatError("jsonl", number, f"not JSON: {error}") from error
        if not isinstance(entry, dict):
            raise FormatError("jsonl", number, "expected a CSL item")
        records.append(csljson.record(entry))
    return records

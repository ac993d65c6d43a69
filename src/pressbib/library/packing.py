"""A Record as the library file keeps it: the CSL item as compact JSON, and where its values came from beside it.

The item is what `formats.csljson` writes, without the citekey (a column of its own) and without provenance. Provenance
is grouped by source and does not repeat a text that is the value itself, which makes it a third as long.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pressbib.formats import csldates, csljson
from pressbib.library.outcome import Headline, Marks
from pressbib.record import Record

Item = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def pack(record: Record) -> tuple[Item, str, str]:
    """A Record as its CSL item, and as the two texts that the file keeps: item and origins."""
    item = csljson.item(record)
    del item["id"]
    item.pop("citation-key", None)
    custom = item.get("custom")
    if custom and "provenance" in (ours := custom.get("pressbib", {})):
        del ours["provenance"]
        if not ours:
            del custom["pressbib"]
        if not custom:
            del item["custom"]
    return item, _sound(_encode(item)), _sound(_pack_origins(record))


def _sound(text: str) -> str:
    """Text that SQLite takes: half of a surrogate pair, which JSON can smuggle in, becomes U+FFFD."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unpack(citekey: str, item: str, origins: str) -> Record:
    """The Record again, equal to the one that was packed but for its citekey, which is the library's."""
    entry: Item = json.loads(item)
    entry["id"] = citekey
    if origins:
        provenance = _unpack_origins(origins, entry)
        entry.setdefault("custom", {}).setdefault("pressbib", {})["provenance"] = provenance
    return csljson.record(entry)


def unpack_headline(citekey: str, item: str) -> Headline:
    """What a line of a list needs of what was packed: a third of the work of the whole Record."""
    entry: Item = json.loads(item)
    ours = entry["custom"].get("pressbib", {}) if "custom" in entry else {}
    return Headline(
        citekey,
        csljson.people(entry["author"][:3]) if "author" in entry else (),
        ours.get("authors-complete"),
        csldates.read(entry["issued"]) if "issued" in entry else None,
        entry.get("title", ""),
        entry.get("DOI", ""),
        entry.get("URL", ""),
        ours.get("status", ""),
    )


def _pack_origins(record: Record) -> str:
    """`[[kind, retrieved, {variable: [locator, text]}], ...]`, the text left out where it is the value itself, the list
    where the locator is empty too (then 0)."""
    if not record.provenance:
        return ""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for variable, origin in record.provenance.items():
        packed: Any = [origin.locator, origin.text]
        if origin.text and variable != "citation-key" and origin.text == _value(record, variable):
            packed = origin.locator or 0
        group = groups.get((origin.kind, origin.retrieved))
        if group is None:
            group = groups[origin.kind, origin.retrieved] = {}
        group[variable] = packed
    return _encode([[kind, retrieved, packed] for (kind, retrieved), packed in groups.items()])


def _value(record: Record, variable: str) -> Any:
    try:
        return record.get(variable)
    except KeyError:
        return None


def _unpack_origins(origins: str, entry: Mapping[str, Any]) -> dict[str, Item]:
    provenance: dict[str, Item] = {}
    for kind, retrieved, group in json.loads(origins):
        for variable, packed in group.items():
            if isinstance(packed, list):
                locator, text = packed
            else:
                locator, text = packed or "", entry.get(variable, "")
            provenance[variable] = {"kind": kind, "locator": locator, "text": text, "retrieved": retrieved}
    return provenance


def pack_marks(marks: Marks) -> str:
    """Marks as JSON, "" where there are none."""
    kept = {
        "tags": marks.tags,
        "notes": marks.notes,
        "aliases": marks.aliases,
        "apart": marks.apart,
        "known": marks.known,
    }
    kept = {key: value for key, value in kept.items() if value}
    return _sound(_encode(kept)) if kept else ""


def unpack_marks(text: str) -> Marks:
    """Marks again."""
    return Marks(**{key: tuple(value) for key, value in json.loads(text).items()}) if text else NO_MARKS


NO_MARKS = Marks()

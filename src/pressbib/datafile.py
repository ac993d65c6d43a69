"""Data files: TOML, read fast where it is the plain TOML that our own files are written in.

Some sixty files of words and rules are read at every start, and `tomllib`, which is written in Python, takes longer for
them than all the rest together. They hold texts, lists of texts and a few numbers, and such a value is written in TOML
as it is in JSON, whose reader is written in C: so a value is read by `json`, and what stands around it by one pattern.
A file with anything else in it (a date, an escape, a literal string, an error) goes to `tomllib` as a whole, so that
every file that is TOML is read, and read as TOML. Against a compiled form of the files beside them, this has no second
copy that could be out of date, and takes a few milliseconds at most.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressbib.errors import DataFileError
from pressbib.patterns import prepare

_PART = prepare(
    r"[ \t]*(?:#[^\x00-\x08\x0a-\x1f\x7f]*)?(?:\n|\Z)"  # a blank line, a comment
    r"|(?P<list>\[)?\[(?P<table>[\w.-]+)\](?(list)\])"
    r"|(?P<key>[\w-]+|\"[^\"\\\x00-\x1f\x7f]*\") ?= ?(?=[-\d\"\[])",
    0x100,  # re.ASCII
)
_TEXT = r"\"[^\"\\\x00-\x1f\x7f]*(?:\\[\"\\][^\"\\\x00-\x1f\x7f]*)*\""
_COMMENT = r"#[^\x00-\x08\x0a-\x1f\x7f]*"
_ENTRY = rf"[ \t\n,]|{_TEXT}|{_COMMENT}\n"
_LIST = prepare(rf"\[(?:{_ENTRY}|\[(?:{_ENTRY})*\])*\]")
_TEXT_OR_COMMENT = prepare(rf"({_TEXT})|{_COMMENT}")
_LAST_COMMA = prepare(rf"({_TEXT}|\])(?:\s*,(?=\s*\]))?")
_SEVERAL_LINES = prepare(r'"""\n?([^"\\\x00-\x08\x0b-\x1f\x7f]*)"""(?!")')
_decode = json.JSONDecoder().raw_decode


def read(path: Path) -> dict[str, Any]:
    """The content of a TOML file in UTF-8. Raises DataFileError where it cannot be read or is no TOML."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # half the time of read_text
            return parse(file.read().decode("utf-8").replace("\r\n", "\n"))
    except ValueError as error:
        raise DataFileError(path.name, "", f"not TOML: {error}") from error


def files(folder: Path) -> list[Path]:
    """The TOML files of a folder, by name."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.name.endswith(".toml"))
    return [folder / name for name in names]


def parse(text: str) -> dict[str, Any]:
    """What `tomllib.loads` gives. Raises its TOMLDecodeError, a ValueError."""
    plain = parse_plain(text)
    if plain is not None:
        return plain
    import tomllib

    return tomllib.loads(text)


def parse_plain(text: str) -> dict[str, Any] | None:
    """The content of a text that is plain TOML as the module's docstring says; None where it is not."""
    if "\x7f" in text or ("\\" in text and not _only_plain_escapes(text)):
        return None
    whole: dict[str, Any] = {}
    table = whole
    position = 0
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            return None
        position = part.end()
        if key := part["key"]:
            value, position = _read_value(text, position)
            key = key.strip('"')
            if value is None or key in table:
                return None
            table[key] = value
        elif name := part["table"]:
            found = _begin(whole, name.split("."), several=part["list"] is not None)
            if found is None:
                return None
            table = found
        else:
            continue
        if text[position : position + 1] == "\n":
            position += 1
            continue
        end = _PART.match(text, position)
        if end is None or end["key"] or end["table"]:
            return None
        position = end.end()
    return whole


def _only_plain_escapes(text: str) -> bool:
    """Whether every backslash is one of those that TOML and JSON read alike."""
    return "\\" not in text.replace('\\"', "").replace("\\\\", "")


def _read_value(text: str, position: int) -> tuple[Any, int]:
    """The value at a position, and where it ends; None where it is none that is read here."""
    if text.startswith('"""', position) and (found := _SEVERAL_LINES.match(text, position)):
        return found[1], found.end()
    try:
        value, end = _decode(text, position)
    except ValueError:
        value, end = _read_list(text, position)
    return (value, end) if _is_plain(value) else (None, position)


def _read_list(text: str, position: int) -> tuple[Any, int]:
    """A list with what JSON does not allow: comments, and a comma after the last entry."""
    end = text.find(",\n]", position)
    try:
        entries = text[position:end]
        if "#" in entries:  # a comment that has a line to itself; no text of a list goes over several lines
            lines = ((line, line.lstrip(" ")) for line in entries.split("\n"))
            entries = "\n".join(line for line, start in lines if not (start.startswith("#") and start.isprintable()))
        if not entries.rstrip().endswith(("[", ",")):
            return json.loads(f"{entries}]"), end + 3
    except ValueError:
        pass  # it is not this list that ends there, or there are other comments in it
    found = _LIST.match(text, position)
    if found is None:
        return None, position
    try:
        value = json.loads(_LAST_COMMA.sub(r"\1", _TEXT_OR_COMMENT.sub(r"\1", found[0])))
    except ValueError:
        return None, position
    return value, found.end()


def _is_plain(value: object) -> bool:
    if not isinstance(value, list):
        return type(value) in (str, int)
    kinds = set(map(type, value))
    return kinds <= {str} or (kinds == {list} and all(map(_is_plain, value)))


def _begin(whole: dict[str, Any], names: list[str], *, several: bool) -> dict[str, Any] | None:
    """The new table of a heading; None where that is more than a new table in tables that there are."""
    *outer, last = names
    place: Any = whole
    for name in outer:
        place = place.setdefault(name, {})
        if not isinstance(place, Mapping):
            return None
    table: dict[str, Any] = {}
    if last not in place:
        place[last] = [table] if several else table
    elif several and isinstance(rows := place[last], list) and rows and isinstance(rows[0], dict):
        rows.append(table)
    else:
        return None
    return table

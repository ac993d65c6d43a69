"""Changes within the text of one entry, in the manner in which that entry is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pressbib.classes import dataclass
from pressbib.formats.bibsource import SourceEntry, SourceField
from pressbib.formats.mapping import FIELD_ORDER


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for the characters from `start` to `end`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: line end, indentation, the column of `=` where fields are aligned (0: they are not)."""

    newline: str = "\n"
    indent: str = "  "
    equals: str = " = "
    column: int = 0
    trailing_comma: bool = True


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Text with edits made; they do not overlap."""
    out: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        out += (text[position : edit.start], edit.new)
        position = edit.end
    return "".join(out) + text[position:]


def newline(text: str) -> str:
    """The line end that a text has most of."""
    pairs = text.count("\r\n")
    counts = Counter({"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs})
    end, count = counts.most_common(1)[0]
    return end if count else "\n"


def style(text: str, entries: Sequence[SourceEntry], line_end: str) -> Style:
    """The style of the entries of a file: what most of them have, of a sample."""
    indents: Counter[str] = Counter()
    equals: Counter[str] = Counter()
    columns: Counter[int] = Counter()
    commas: Counter[bool] = Counter()
    for entry in entries[-50:]:
        fields = _fields(entry)
        for field in fields:
            indent = _indent(text, field.start)
            if indent is not None:
                indents[indent] += 1
            equals[_equals(text, field)] += 1
        columns[_column(fields)] += len(fields)
        if fields:
            commas[text[fields[-1].end : entry.end].lstrip().startswith(",")] += 1
    return Style(
        newline=line_end,
        indent=indents.most_common(1)[0][0] if indents else "  ",
        equals=equals.most_common(1)[0][0] if equals else " = ",
        column=columns.most_common(1)[0][0] if columns else 0,
        trailing_comma=commas.most_common(1)[0][0] if commas else True,
    )


def _fields(entry: SourceEntry) -> list[SourceField]:
    return [field for field in entry.fields if isinstance(field, SourceField)]


def _indent(text: str, start: int) -> str | None:
    """The white space before a field that begins its line, None where it does not begin one."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    before = text[line:start]
    return before if line and not before.strip() and len(before) < 40 else None


def _column(fields: Sequence[SourceField]) -> int:
    """How far behind the beginning of a field its value stands, where fields of several lengths agree; else 0."""
    places = {field.value_start - field.start for field in fields}
    return places.pop() if len(places) == 1 and len({len(field.key) for field in fields}) > 1 else 0


def change(
    text: str, entry: SourceEntry, wanted: Mapping[str, str | None], entry_type: str, file_style: Style
) -> list[Edit]:
    """The edits that give an entry other values.

    wanted: field name in lower case -> its value with its enclosing; None takes the field away. entry_type: the type
    that the entry shall have, "" for the one it has. A value stays in quotation marks where it was in these.
    """
    edits: list[Edit] = []
    first: dict[str, SourceField] = {}
    fields = _fields(entry)
    for field in fields:
        first.setdefault(field.key.lower(), field)
    if entry_type and entry_type != entry.entry_type:
        head = re.compile(r"@\s*+([^\s\"#%'(),={}@]++)").match(text, entry.start)
        if head is not None:
            edits.append(Edit(head.start(1), head.end(1), entry_type))
    added: list[tuple[str, str]] = []
    for name, value in wanted.items():
        there = first.get(name)
        if there is None:
            if value is not None:
                added.append((name, value))
        elif value is None:
            edits.append(_removal(text, there))
        else:
            written = _enclosed_as(value, there)
            edits.append(Edit(there.value_start, there.value_end, written))
    added.sort(key=lambda field: FIELD_ORDER.get(field[0], len(FIELD_ORDER)))
    if added:
        edits.append(_insertion(text, entry, fields, added, file_style))
    return edits


def _enclosed_as(value: str, field: SourceField) -> str:
    if field.enclosing == '"' and value.startswith("{") and '"' not in value:
        return f'"{value[1:-1]}"'
    if field.enclosing == "no-enclosing" and str(field.value).isdecimal() and value[1:-1].isdecimal():
        return value[1:-1]
    return value


def _removal(text: str, field: SourceField) -> Edit:
    """A field with its comma and, where it has the line for itself, its line."""
    after = re.compile(r"[ \t]*,?[ \t]*").match(text, field.end)
    end = after.end() if after else field.end
    indent = _indent(text, field.start)
    start = field.start
    line_end = re.compile(r"\r\n|\n|\r").match(text, end)
    if indent is not None and line_end is not None:
        return Edit(start - len(indent), line_end.end(), "")
    return Edit(start, end, "")


def _insertion(
    text: str,
    entry: SourceEntry,
    fields: Sequence[SourceField],
    added: Sequence[tuple[str, str]],
    file_style: Style,
) -> Edit:
    """New fields behind the last one, each on its line, or in the line of an entry that has only one."""
    if not fields:
        return _first_fields(text, entry, added, file_style)
    last = fields[-1]
    comma = re.compile(r"\s*,").match(text, last.end)
    indent = _indent(text, last.start)
    joint = " " if indent is None else file_style.newline + indent
    column = _column(fields) or 0
    equals = Counter(_equals(text, field) for field in fields).most_common(1)[0][0]
    written = [_written(name, value, equals, column) for name, value in added]
    if comma is not None:
        return Edit(comma.end(), comma.end(), "".join(f"{joint}{field}," for field in written))
    return Edit(last.end, last.end, "".join(f",{joint}{field}" for field in written))


def _equals(text: str, field: SourceField) -> str:
    """How a field has its `=`, without the white space that only aligns it."""
    before, _, after = text[field.start + len(field.key) : field.value_start].partition("=")
    after = after if after in ("", " ") else " "
    return f" ={after}" if before else f"={after}"


def _written(name: str, value: str, equals: str, column: int) -> str:
    if column > len(name) + 2:
        before, _, after = equals.partition("=")
        after = after if len(after) < 3 else " "
        return f"{name.ljust(column - 1 - len(after)) if before or column else name}={after}{value}"
    return f"{name}{equals}{value}"


def _first_fields(text: str, entry: SourceEntry, added: Sequence[tuple[str, str]], file_style: Style) -> Edit:
    """Fields of an entry that has none."""
    close = entry.end - 1
    body = text[entry.start : close]
    comma = "" if body.rstrip().endswith(",") else ","
    end = entry.start + len(body.rstrip())
    written = "".join(f"{file_style.newline}{file_style.indent}{name} = {value}," for name, value in added)
    return Edit(end, close, f"{comma}{written}{file_style.newline}")


def write_entry(entry_type: str, key: str, fields: Mapping[str, str], file_style: Style) -> str:
    """A new entry in the style of the file, without a line end behind it."""
    lines = []
    for name, value in fields.items():
        name = name.partition("#")[0]
        lines.append(f"{file_style.indent}{_written(name, value, file_style.equals, file_style.column)}")
    end = file_style.newline
    comma = "," if file_style.trailing_comma else ""
    body = f",{end}".join(lines) + comma
    return f"@{entry_type}{{{key},{end}{body}{end}}}" if lines else f"@{entry_type}{{{key},{end}}}"

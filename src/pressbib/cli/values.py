"""Values as a person types them, and back: `variable=value`, and the TOML text of an editor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import click

from pressbib.patterns import prepare
from pressbib.record import ITEM_TYPES, VARIABLES, Date, Name, Record, Value, Variable

_ISO = prepare(r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


Changes = dict[str, Value | None]
"""CSL variable -> new value, None to take it away; `citation-key` renames."""


def parse_assignments(assignments: Iterable[str]) -> Changes:
    """`variable=value` words as changes. Raises UsageError, naming the nearest variable or what is wrong."""
    values: Changes = {}
    for word in assignments:
        name, equals, text = word.partition("=")
        if not equals:
            raise click.UsageError(f"{word!r}: expected VARIABLE=VALUE")
        variable = find_variable(name.strip())
        values[variable.name] = parse(variable, text.strip())
    return values


def find_variable(name: str) -> Variable:
    """A variable by its name, without regard to case. Raises UsageError with the nearest names."""
    wanted = {"citekey": "citation-key", "doi": "DOI", "year": "issued", "date": "issued", "journal": "container-title"}
    name = wanted.get(name.casefold(), name)
    folded = {key.casefold(): variable for key, variable in VARIABLES.items()}
    found = folded.get(name.casefold()) or folded.get(name.casefold().replace("_", "-"))
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(name.casefold(), folded, n=3)
        hint = f"; did you mean {', '.join(folded[n].name for n in near)}?" if near else ""
        raise click.UsageError(f"no variable {name!r}{hint} (the variables are those of CSL)")
    return found


def parse(variable: Variable, text: str) -> Value | None:
    """A typed value of a variable; None for an empty text. Raises UsageError."""
    if not text:
        return None
    if variable.name == "type" and text not in ITEM_TYPES:
        raise click.UsageError(f"no item type {text!r}; the types are {', '.join(sorted(ITEM_TYPES))}")
    if variable.kind == "date":
        return parse_date(text)
    if variable.kind == "names":
        return tuple(parse_name(part) for part in re.split(r"\s+and\s+", text) if part.strip())
    if variable.kind == "terms":
        return tuple(term.strip() for term in text.split(",") if term.strip())
    if variable.name == "DOI":
        from pressbib.identifiers import normalise_doi

        if not (doi := normalise_doi(text)):
            raise click.UsageError(f"{text!r} is not a DOI (10.PREFIX/SUFFIX)")
        return doi
    return text


def parse_date(text: str) -> Date:
    """`2024`, `2024-12`, `2024-12-30`, or two of them with `/` between. Raises UsageError."""
    parts = []
    for half in text.split("/"):
        match = _ISO.fullmatch(half.strip())
        numbers = tuple(int(n) for n in match.groups() if n) if match else ()
        if not numbers or not _is_date(numbers):
            raise click.UsageError(f"{text!r} is not a date; write 2024, 2024-12 or 2024-12-30")
        parts.append(numbers)
    return Date(start=parts[0], end=parts[1] if len(parts) > 1 else ())


def _is_date(numbers: tuple[int, ...]) -> bool:
    import datetime

    padded = (*numbers, 1, 1)[:3]
    try:
        datetime.date(*padded)
    except ValueError:
        return False
    return True


def parse_name(text: str) -> Name:
    """`Family, Given`, `Family, Given, Suffix`, `{Organisation}` kept whole, or a name in its usual order."""
    text = text.strip()
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text[1:-1].strip())
    family, *rest = (part.strip() for part in text.split(","))
    if rest:
        return Name(family=family, given=rest[0], suffix=rest[1] if len(rest) > 1 else "")
    from pressbib import names

    return names.parse(text)


def typed_name(name: Name) -> str:
    """A name as `parse_name` takes it."""
    if name.literal:
        return f"{{{name.literal}}}"
    family = " ".join(p for p in (name.dropping_particle, name.non_dropping_particle, name.family) if p)
    return ", ".join(p for p in (family, name.given, name.suffix) if p)


def to_toml(record: Record) -> str:
    """A record as TOML for an editor: a line a variable, people as a list of lines."""
    lines = [
        f"# {record.citation_key}: change, add or take away lines; save and leave the editor to keep the changes.",
        "# Dates: 2024-12-30, 2024-12 or 2024. People: Family, Given. An organisation: {Name}.",
        f"citation-key = {_quote(record.citation_key)}",
        f"type = {_quote(record.type)}",
    ]
    for name, value in record.stated().items():
        if name == "citation-key":
            continue
        if isinstance(value, tuple):
            rows = [typed_name(part) if isinstance(part, Name) else part for part in value]
            lines.append(f"{name} = [\n" + "".join(f"  {_quote(row)},\n" for row in rows) + "]")
        else:
            lines.append(f"{name} = {_quote(str(value))}")
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's but for U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def from_toml(text: str, record: Record) -> Changes:
    """What the text of the editor changes of a record. Raises UsageError for text that is not valid."""
    import tomllib

    try:
        loaded = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise click.UsageError(f"the edited text is not valid TOML, nothing was changed: {error}") from error
    before = tomllib.loads(to_toml(record))
    stated = {find_variable(name): value for name, value in loaded.items()}
    values: Changes = {v.name: _from_loaded(v, value) for v, value in stated.items() if value != before.get(v.name)}
    kept = {"citation-key", "type", *(variable.name for variable in stated)}
    values.update({name: None for name in before if name not in kept})
    return values


def _from_loaded(variable: Variable, value: Any) -> Value | None:
    if isinstance(value, list) and variable.kind == "names":
        return tuple(parse_name(str(row)) for row in value if str(row).strip()) or None
    if isinstance(value, list) and variable.kind == "terms":
        return tuple(str(row) for row in value) or None
    if isinstance(value, list | Mapping):
        raise click.UsageError(f"{variable.name}: expected text")
    return parse(variable, str(value).strip())

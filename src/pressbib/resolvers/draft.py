"""A Record in the making: values as a registry states them, each with where it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from pressbib.classes import dataclass
from pressbib.record import VARIABLES, Claim, Date, Name, Origin, Record, Value

_LONGEST = {"abstract": 60_000}
"""Characters that a text may have; a longer one is no title but an accident, and is not taken."""


@dataclass
class Draft:
    """Collects the values of one answer.

    kind: of the origins, `registry:crossref`. locator: the address that was asked. retrieved: when (ISO 8601, UTC).
    """

    kind: str
    locator: str = ""
    retrieved: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Origin] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def put(self, variable: str, value: Value | None, text: str = "") -> None:
        """State a variable, by its CSL name, unless the value is empty. text: the value as it stood there."""
        if not value or (isinstance(value, str) and len(value) > _LONGEST.get(variable, 4_000)):
            return
        self.values[VARIABLES[variable].attribute] = value
        self.provenance[variable] = Origin(self.kind, self.locator, text or shown(value), self.retrieved)

    def claim(self, variable: str, value: Value) -> None:
        """Keep a value that the registry states and that is not the one to cite."""
        self.claims.append(Claim(variable, value, Origin(self.kind, self.locator, shown(value), self.retrieved)))

    def drop(self, variable: str) -> None:
        """Take a variable back."""
        self.values.pop(VARIABLES[variable].attribute, None)
        self.provenance.pop(variable, None)

    def has(self, variable: str) -> bool:
        """Whether a variable, by its CSL name, was stated."""
        return VARIABLES[variable].attribute in self.values

    def record(self, **rest: Any) -> Record:
        """The Record. rest: what CSL has no variable for (`standing`, `relations`, ...)."""
        return Record(**self.values, **rest, provenance=dict(self.provenance), claims=tuple(self.claims))


def with_subtitle(title: str, subtitle: str) -> str:
    """A title and its subtitle as one; the title alone where it holds the subtitle.

    >>> with_subtitle("Frogs", "a history"), with_subtitle("Why frogs?", "A history"), with_subtitle("Frogs", "")
    ('Frogs: a history', 'Why frogs? A history', 'Frogs')
    """
    if not subtitle or subtitle.casefold() in title.casefold():
        return title
    joint = " " if title.endswith((":", "?", "!", ".", "–", "—")) else ": "
    return f"{title}{joint}{subtitle}" if title else subtitle


def shown(value: Value) -> str:
    """A value as one text."""
    if isinstance(value, str | Date):
        return str(value)
    return "; ".join(str(part) for part in value)


def entries(value: Any) -> Sequence[Mapping[str, Any]]:
    """The objects in what should be a list of objects; others, and anything else, are left out.

    >>> entries([{"a": 1}, None, "x"]), entries(None)
    ([{'a': 1}], [])
    """
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def first(value: Any) -> Any:
    """The first of a list, or the value itself; None for an empty list."""
    return (value[0] if value else None) if isinstance(value, list) else value


def items(value: Any) -> Sequence[Any]:
    """The list, or the value as the only one; () for nothing.

    >>> items(["a", "b"]), items("a"), items(None)
    (['a', 'b'], ['a'], [])
    """
    return value if isinstance(value, list) else [value] if value else []


def mapping(value: Any) -> Mapping[str, Any]:
    """The object, or an empty one where it is none."""
    return value if isinstance(value, Mapping) else {}


def organisation(name: str) -> Name:
    """An organisation as an author: its name stays whole."""
    return Name(literal=name)

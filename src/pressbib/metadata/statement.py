"""What one place on a page says of one variable, before anything is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from pressbib.classes import dataclass
from pressbib.record import Name


@dataclass(frozen=True, slots=True)
class Statement:
    """variable: a CSL variable, or one of the finer ones that are put together later (`page-first`, `date-online`,
    `conference-title`, ...). text: the words as they stand. vocabulary: who says so (`highwire`, `json-ld`, ...).
    locator: the tag or property. name: a person whose parts the page tells apart; affiliations and orcid go with it."""

    variable: str
    text: str
    vocabulary: str
    locator: str = ""
    name: Name | None = None
    affiliations: tuple[str, ...] = ()
    orcid: str = ""


@dataclass(slots=True)
class Statements:
    """All that a page states, by variable and vocabulary, in page order."""

    _by_variable: dict[str, dict[str, list[Statement]]] = field(default_factory=dict)

    def add(self, statement: Statement) -> None:
        if statement.text.strip() or statement.name:
            vocabularies = self._by_variable.setdefault(statement.variable, {})
            vocabularies.setdefault(statement.vocabulary, []).append(statement)

    def of(self, variable: str, vocabulary: str) -> list[Statement]:
        return self._by_variable.get(variable, {}).get(vocabulary, [])

    def all_of(self, variable: str) -> Iterator[Statement]:
        for statements in self._by_variable.get(variable, {}).values():
            yield from statements

    def first(self, variable: str, *vocabularies: str) -> Statement | None:
        """The first statement of a variable in the first of these vocabularies that has one (in any, without them)."""
        if not vocabularies:
            return next(self.all_of(variable), None)
        return next((s for v in vocabularies for s in self.of(variable, v)), None)

    def has(self, variable: str, *vocabularies: str) -> bool:
        return self.first(variable, *vocabularies) is not None

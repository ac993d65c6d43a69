"""A Candidate: what a layout read in one place of a page, before it is decided whether that paper is announced."""

from __future__ import annotations

from dataclasses import field
from typing import Literal
from urllib.parse import urlsplit

from pressbib import vocabulary
from pressbib.classes import dataclass
from pressbib.record import Date, Origin, Press, Record, Value

Role = Literal["main", "companion", "earlier", "own"]

ENOUGH = {"labelled": 5.0, "reference": 6.0, "prose": 7.0, "link": 5.5}
"""The score that a candidate of a layout needs to be taken for an announced paper."""


_FEWEST = 7
"""Characters after the slash of a DOI without a digit there: `10.1016/j` is the rest of one."""


def _names_page(url: str) -> bool:
    """Whether an address is more than a site's front page, and one at all."""
    try:
        return any(part.strip("/") for part in urlsplit(url)[2:])
    except ValueError:  # `http://[…`
        return False


def _is_broken(doi: str) -> bool:
    """Whether a DOI has lost its end, as where a space was put into it: `10.1037/com`."""
    suffix = doi.partition("/")[2]
    return len(suffix) < 3 or (len(suffix) < _FEWEST and not any(c.isdigit() for c in suffix))


@dataclass(slots=True)
class Found:
    """One value, the words it was read from, and the number of the line they stand on."""

    value: Value
    words: str
    line: int
    kind: str = ""


def letters(text: str) -> str:
    """Text as titles are compared: letters and digits, folded."""
    return "".join(c for c in vocabulary.fold(text) if c.isalnum())


@dataclass(slots=True)
class Candidate:
    """A paper that a layout found.

    layout: `labelled:en`, `reference`, `prose:de`, `link`. first, last: line numbers. values: CSL variable -> Found.
    others: whether the page says that its author list is not whole. partial: whether the list is of some authors by its
    nature (the home institution's, or named in prose). beside: the line on which a link stands. score: how sure it is
    that the paper is announced; what added to it stands in `reasons`.
    """

    layout: str
    first: int
    last: int
    values: dict[str, Found] = field(default_factory=dict)
    others: bool | None = None
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    role: Role = "main"
    beside: str = ""

    @property
    def kind(self) -> str:
        """The layout without its language: `labelled`, `reference`, `prose`, `link`."""
        return self.layout.partition(":")[0]

    @property
    def is_enough(self) -> bool:
        """Whether the score is that of an announced paper."""
        return self.score >= ENOUGH[self.kind]

    @property
    def is_set_off(self) -> bool:
        """Whether it is a citation that stands by itself, and more than an identifier."""
        return self.kind in ("labelled", "reference") and bool(
            self.values.keys() & {"title", "author", "container-title"}
        )

    @property
    def year(self) -> int | None:
        """The year in which the work was issued, None where that is not stated."""
        found = self.values.get("issued")
        return found.value.year if found and isinstance(found.value, Date) else None

    def text(self, variable: str) -> str:
        """The value of a text variable, "" where absent."""
        found = self.values.get(variable)
        return found.value if found and isinstance(found.value, str) else ""

    def put(self, variable: str, value: Value | None, words: str, line: int, kind: str = "") -> None:
        """Take a value, unless it is empty, known already, the rest of a broken DOI, or the front page of a site."""
        if isinstance(value, str) and (
            (variable == "DOI" and _is_broken(value)) or (variable == "URL" and not _names_page(value))
        ):
            return
        if value and variable not in self.values:
            self.values[variable] = Found(value, words, line, kind)

    def add(self, points: float, reason: str) -> None:
        """Count for (or against) the candidate, and say why."""
        self.score += points
        self.reasons.append(reason)

    def title_key(self) -> str:
        """The title as titles are compared: letters and digits, folded."""
        return letters(self.text("title"))

    def record(self, press: Press, retrieved: str, item_type: str) -> Record:
        """The candidate as a Record: values with provenance, the press page, and the reasons."""
        from pressbib.record import VARIABLES

        provenance = {
            variable: Origin(
                found.kind or self.layout, f"line {found.line}" if found.line else "page", found.words, retrieved
            )
            for variable, found in self.values.items()
        }
        values = {VARIABLES[variable].attribute: found.value for variable, found in self.values.items()}
        has_authors = "author" in self.values
        return Record(
            type=item_type,
            authors_complete=(not self.others if self.others is not None else None) if has_authors else None,
            press=(press,),
            provenance=provenance,
            reasons=tuple(self.reasons),
            **values,  # type: ignore[arg-type]  # by name, from the table of variables
        )

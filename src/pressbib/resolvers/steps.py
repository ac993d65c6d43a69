"""What resolving did, step by step, and what came out of it."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from pressbib.classes import dataclass
from pressbib.record import Claim, Record

Outcome = Literal["found", "refused", "not-found", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried.

    name: `crossref`, `datacite`, `doi`, `landing`, `search`, ... outcome: `found`; `refused` (a record of another
    work); `not-found` (asked, and there is none); `failed` (no usable answer; worth a warning); `skipped` (not asked).
    detail: a few words for a person, such as the address and what it said.
    """

    name: str
    outcome: Outcome
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}" + (f" ({self.detail})" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is known of the work that a record describes.

    records: what was accepted, best first, not merged with one another or with the record.
    steps: what was tried, in order.
    refused: values of the record that lead to another work (a DOI with a typing error), as claims.
    candidates: works that might be it, best first, where the record says too little to take one.
    record: the record as it now stands: without the refused values, which are among its claims.
    related: records of other forms of the work, such as the version of record of a preprint.
    """

    records: tuple[Record, ...] = ()
    steps: tuple[Step, ...] = ()
    refused: tuple[Claim, ...] = ()
    candidates: tuple[Record, ...] = ()
    record: Record = field(default_factory=Record)
    related: tuple[Record, ...] = ()

    @property
    def failures(self) -> tuple[Step, ...]:
        """The steps that got no usable answer: each is worth a warning."""
        return tuple(step for step in self.steps if step.outcome == "failed")


@dataclass
class Trail:
    """A Resolution in the making."""

    record: Record
    offline: bool = False
    records: list[Record] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    refused: list[Claim] = field(default_factory=list)
    candidates: list[Record] = field(default_factory=list)
    related: list[Record] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def step(self, name: str, outcome: Outcome, detail: str = "") -> None:
        """Note a step; see Step."""
        self.steps.append(Step(name, outcome, detail))

    def fail(self, name: str, detail: str) -> None:
        """A step without an answer: a failure, or only skipped where no network was to be used."""
        self.step(name, "skipped" if self.offline else "failed", detail)

    def end(self) -> Resolution:
        """What came out of it."""
        return Resolution(
            tuple(self.records),
            tuple(self.steps),
            tuple(self.refused),
            tuple(self.candidates),
            self.record,
            tuple(self.related),
        )

"""What handing records to another reference manager has in common: which were handed over before, and what became of
each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

from pressbib.classes import dataclass
from pressbib.record import Record

Status = Literal["pushed", "already", "failed", "uncertain"]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of one record.

    status: `pushed` now, `already` there from before, `failed` with the reason in `detail`, or `uncertain` where the
    other program went away before it answered. key: the name of the record there, as far as it is known.
    """

    record: Record
    status: Status
    key: str = ""
    detail: str = ""


class Memory(Protocol):
    """What remembers what went where: a Library, or anything like it."""

    def pushed(self, target: str) -> Mapping[str, str]:
        """Citekey -> key at the target."""

    def note_pushed(self, citekey: str, target: str, key: str) -> None:
        """Remember one, safely, before the next is handed over."""


class NoMemory:
    """For records that are in no library: nothing is remembered."""

    def pushed(self, target: str) -> Mapping[str, str]:
        return {}

    def note_pushed(self, citekey: str, target: str, key: str) -> None:
        """Nothing to do."""


def split(
    records: Iterable[Record], memory: Memory, target: str, *, again: bool = False
) -> tuple[list[Record], list[Pushed]]:
    """The records that are to be handed over, and those that were before (all anew with `again`)."""
    known = {} if again else memory.pushed(target)
    fresh, before = [], []
    for record in records:
        if record.citation_key and record.citation_key in known:
            before.append(Pushed(record, "already", known[record.citation_key]))
        else:
            fresh.append(record)
    return fresh, before

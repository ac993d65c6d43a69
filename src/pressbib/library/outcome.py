"""What a change of the library came to, and what its history says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar

from pressbib.classes import dataclass
from pressbib.record import Date, Name, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one record that was handed to the library.

    record: as the library holds it now. citekey: its citekey there. changes: what changed, by CSL variable (or a key of
    `custom.pressbib`), as (old, new); an added record has none. linked: citekeys of records that are other forms of an
    added one, or its erratum: each names the other in its relations.
    """

    status: ClassVar[str] = ""
    record: Record
    citekey: str
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Outcome):
    """The library had no such work: it is a new record."""

    status: ClassVar[str] = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Outcome):
    """The library had the work, and learned something of it."""

    status: ClassVar[str] = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged(Outcome):
    """The library had the work, and knew all of this; nothing was written."""

    status: ClassVar[str] = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided(Outcome):
    """The work may be one that the library has: it was kept as a record of its own, and a person has to decide.

    candidates: the records that it may be the same as, best first. `Library.unite` makes them one, `Library.keep_apart`
    remembers that they are not.
    """

    status: ClassVar[str] = "undecided"
    candidates: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one record, as the journal has it.

    number: counts up through the life of the library. batch: the number of the batch, which is what `undo` takes back.
    at: when (ISO 8601, UTC). by: what did it (`add`, `import`, `edit`, `merge`, `refresh`, `remove`, `undo`, `redo`,
    ...). source: from where. undone: whether it was taken back. before, after: the record, None where there was none.
    """

    number: int
    batch: int
    at: str
    by: str
    source: str
    undone: bool
    citekey: str
    packed_before: Packed | None = field(default=None, repr=False)
    packed_after: Packed | None = field(default=None, repr=False)

    @property
    def before(self) -> Record | None:
        """The record as it was before the change."""
        return _unpacked(self.packed_before)

    @property
    def after(self) -> Record | None:
        """The record as it was after the change."""
        return _unpacked(self.packed_after)


Packed = tuple[str, str, str]
"""A record as the file keeps it: citekey, item, origins. A batch may be a hundred thousand changes."""


def _unpacked(packed: Packed | None) -> Record | None:
    from pressbib.library.packing import unpack

    return unpack(*packed) if packed else None


@dataclass(frozen=True, slots=True)
class Headline:
    """What one line of a list says of a record, each as the Record has it; of the authors only the first three."""

    citation_key: str
    author: tuple[Name, ...]
    authors_complete: bool | None
    issued: Date | None
    title: str
    DOI: str
    URL: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the user keeps beside a record, and no bibliography format carries.

    tags: in the order they were given. notes: texts. aliases: earlier citekeys, and citekeys under which the same work
    was imported; `Library.get` finds the record by them.
    """

    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    apart: tuple[int, ...] = ()
    """Numbers of the records that a person said are not the same work."""
    known: tuple[int, ...] = ()
    """Hashes of what the record said before it was changed, and of what was merged into it: the same again is it."""

"""Merging records into the library, and the other changes of one record, within a transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from pressbib import citekey as citekeys
from pressbib.compare import Verdict
from pressbib.errors import LibraryError, RecordNotFoundError
from pressbib.library import indexes, linking, matching, rows
from pressbib.library.indexes import Row
from pressbib.library.matching import Arrival, Match
from pressbib.library.outcome import Added, Marks, Merged, Outcome, Unchanged, Undecided
from pressbib.library.packing import NO_MARKS, pack_marks
from pressbib.library.transaction import Transaction
from pressbib.merge import changes, merge
from pressbib.record import VARIABLES, Claim, Origin, Record


def merge_arrival(
    transaction: Transaction, arrival: Arrival, into: int | None = None, tags: tuple[str, ...] = ()
) -> Outcome:
    """Merge one record: into the one that is the same work, or the one that the caller named, or as a new one."""
    likely: list[Match] = []
    others: list[Match] = []
    if into is None:
        transaction.find_kept(arrival.hashes)
        matches = matching.find(transaction.connection, arrival, transaction.shelf)
        if matches and matches[0].comparison.verdict is Verdict.SAME:
            into = matches[0].number
        others = [m for m in matches if m.is_another][:MOST_LINKED]
        asked = (m for m in matches if not m.is_another)
        likely = [m for m in asked if m.comparison.verdict is Verdict.LIKELY or m.shares_identifier]
    if into is not None:
        return _merge_into(transaction, into, arrival, tags)
    key = citekeys.own(arrival.record, transaction) or citekeys.make(
        arrival.record, transaction, transaction.pattern or citekeys.PATTERN
    )
    marks = with_tags(NO_MARKS, tags) if tags else NO_MARKS
    record = arrival.record if arrival.record.citation_key == key else arrival.record.replace(citation_key=key)
    linked: tuple[str, ...] = ()
    if others:
        record, linked = _add_linked(transaction, record, _knowing(marks, arrival.text), others)
    else:
        row = Row(key, arrival.item, arrival.text, arrival.origins, pack_marks(marks))
        transaction.add(row, arrival.hashes, marks)
    if not likely:
        return Added(record=record, citekey=key, linked=linked)
    found = [rows.read(transaction.connection, match.number) for match in likely]
    candidates = tuple(rows.record_of(row) for row in found if row is not None)
    return Undecided(record=record, citekey=key, candidates=candidates, linked=linked)


MOST_LINKED = 5
"""To how many other forms of a work an arriving record is linked."""


def _add_linked(
    transaction: Transaction, record: Record, marks: Marks, others: Iterable[Match]
) -> tuple[Record, tuple[str, ...]]:
    """Add a record that is a form of others, or about them, with links both ways; the record, and their citekeys."""
    changed: list[tuple[int, Row, Row]] = []
    for match in others:
        old = rows.read(transaction.connection, match.number)
        if old is None:
            continue
        record, other = linking.link(match.link, record, before := rows.record_of(old))
        if other is not before:
            changed.append((match.number, old, _changed(old, other)))
    row = rows.row_of(record, record.citation_key, marks)
    transaction.add(row, matching.hashes_of(row), marks)
    for change in changed:
        transaction.change(*change)
    return record, tuple(old.citekey for _, old, _ in changed)


def _changed(old: Row, record: Record) -> Row:
    """The row of a record that learned something; it still knows the item that it was."""
    return rows.row_of(record, old.citekey, _knowing(rows.marks_of(old), old.text))


def link(transaction: Transaction, kind: str, citekey: str, other: str) -> bool:
    """Link two records; see `Library.link`."""
    pair = [transaction.row(citekey), transaction.row(other)]
    before = [rows.record_of(row) for _, row in pair]
    after = linking.link(kind, before[0], before[1])
    for (number, old), was, now in zip(pair, before, after, strict=True):
        if now is not was:
            transaction.change(number, old, _changed(old, now))
    return after[0] is not before[0]


def _merge_into(transaction: Transaction, number: int, arrival: Arrival, tags: tuple[str, ...]) -> Outcome:
    old = rows.read(transaction.connection, number)
    if old is None:
        raise RecordNotFoundError(f"record {number} is gone")
    record = rows.record_of(old)
    is_known = old.text == arrival.text and old.origins == arrival.origins
    merged = record if is_known else merge(record, arrival.record)
    if merged.citation_key != old.citekey:
        merged = merged.replace(citation_key=old.citekey)
    marks = with_tags(rows.marks_of(old), tags) if tags else rows.marks_of(old)
    alias = citekeys.own(arrival.record, transaction)  # the key that this work had elsewhere: documents may cite it
    if alias:
        marks = dataclasses.replace(marks, aliases=(*marks.aliases, alias))
    if merged == record:
        transaction.mark(number, old, marks)
        return Unchanged(record=record, citekey=old.citekey)
    marks = _knowing(marks, old.text, arrival.text)
    transaction.change(number, old, rows.row_of(merged, old.citekey, marks))
    return Merged(record=merged, citekey=old.citekey, changes=changes(record, merged))


def put(transaction: Transaction, number: int, old: Row, record: Record) -> Outcome:
    """Put a record in the place of another, under the citekey and with the marks of that one."""
    before = rows.record_of(old)
    record = record.replace(citation_key=old.citekey)
    new = rows.row_of(record, old.citekey, rows.marks_of(old))
    if new.text != old.text:
        new = dataclasses.replace(new, marks=pack_marks(_knowing(rows.marks_of(old), old.text)))
    if new == old:
        return Unchanged(record=before, citekey=old.citekey)
    transaction.change(number, old, new)
    return Merged(record=record, citekey=old.citekey, changes=changes(before, record))


def edit(transaction: Transaction, citekey: str, wanted: Mapping[str, Any] | Record) -> Outcome:
    """Change a record as a person says; see `Library.edit`."""
    number, old = transaction.row(citekey)
    before = rows.record_of(old)
    after = wanted if isinstance(wanted, Record) else before.replace(**_attributes(wanted))
    row = rename(transaction, number, old, after.citation_key or old.citekey)
    outcome = put(transaction, number, row, _as_user(before, after))
    if row is old:
        return outcome
    changed = {"citation-key": (old.citekey, row.citekey), **outcome.changes}
    return Merged(record=outcome.record, citekey=outcome.citekey, changes=changed)


def rename(transaction: Transaction, number: int, old: Row, key: str) -> Row:
    """Give a record another citekey, the old one staying as an alias; its row then, `old` where it is the same key.

    Raises LibraryError where the key is taken or cannot be a citekey.
    """
    if key == old.citekey:
        return old
    if not citekeys.is_valid(key):
        raise LibraryError(f"{key!r} cannot be a citekey: no spaces or addresses, and none of {{}}(),=\\\"#%~'@")
    owner = rows.number_of(transaction.connection, key)
    if owner is not None and owner != number:
        raise LibraryError(f"the citekey {key} is taken by another record")
    marks = rows.marks_of(old)
    kept = [alias for alias in (*marks.aliases, old.citekey) if indexes.folded(alias) != indexes.folded(key)]
    new = Row(key, old.item, old.text, old.origins, pack_marks(dataclasses.replace(marks, aliases=tuple(kept))))
    transaction.change(number, old, new)
    return new


def unite(transaction: Transaction, citekey: str, other: str) -> Outcome:
    """Make two records one, under the citekey of the first; see `Library.unite`."""
    number, old = transaction.row(citekey)
    gone, gone_row = transaction.row(other)
    if number == gone:
        raise LibraryError(f"{citekey} and {other} are one record already")
    connection = transaction.connection
    before = rows.record_of(old)
    merged = merge(before, rows.record_of(gone_row)).replace(citation_key=old.citekey)
    said = [one for (one,) in connection.execute("SELECT record FROM apart WHERE other = ? ORDER BY record", (gone,))]
    marks = _united(rows.marks_of(old), rows.marks_of(gone_row), gone_row.citekey)
    marks = _knowing(marks, old.text, gone_row.text)
    apart = dict.fromkeys(one for one in (*marks.apart, *said) if one not in (number, gone))
    transaction.remove(gone, gone_row)
    transaction.change(number, old, rows.row_of(merged, old.citekey, dataclasses.replace(marks, apart=tuple(apart))))
    connection.execute(
        "INSERT OR IGNORE INTO pushed SELECT target, ?, key, at FROM pushed WHERE record = ?", (number, gone)
    )
    return Merged(record=merged, citekey=old.citekey, changes=changes(before, merged))


def keep_apart(transaction: Transaction, citekey: str, other: str) -> None:
    """Remember that two records are two works; see `Library.keep_apart`."""
    number, old = transaction.row(citekey)
    apart = transaction.row(other)[0]
    if number == apart:
        raise LibraryError(f"{citekey} and {other} are one record")
    marks = rows.marks_of(old)
    if apart not in marks.apart:
        transaction.mark(number, old, dataclasses.replace(marks, apart=(*marks.apart, apart)))


def with_tags(marks: Marks, tags: Iterable[str], remove: Iterable[str] = ()) -> Marks:
    """Marks with tags added and others taken away; a tag is known without regard to case."""
    gone = {tag.casefold() for tag in remove}
    kept = tuple(tag for tag in marks.tags if tag.casefold() not in gone)
    had = {tag.casefold() for tag in kept}
    new: dict[str, str] = {}
    for tag in filter(None, map(str.strip, tags)):
        new.setdefault(tag.casefold(), tag)
    return dataclasses.replace(marks, tags=(*kept, *(tag for key, tag in new.items() if key not in had)))


def _knowing(marks: Marks, *texts: str) -> Marks:
    """Marks that know items again which the record was made from."""
    known = dict.fromkeys((*marks.known, *map(matching.content_of, texts)))
    return dataclasses.replace(marks, known=tuple(known)[-MOST_KNOWN:])


MOST_KNOWN = 20
"""How many contents a record remembers."""


def _united(marks: Marks, gone: Marks, citekey: str) -> Marks:
    """The marks of two records that become one."""
    return Marks(
        tags=with_tags(marks, gone.tags).tags,
        notes=tuple(dict.fromkeys((*marks.notes, *gone.notes))),
        aliases=(*marks.aliases, citekey, *gone.aliases),
        apart=tuple(dict.fromkeys((*marks.apart, *gone.apart))),
        known=(*marks.known, *gone.known),
    )


def _attributes(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Changes by attribute of Record, from CSL names or attributes. Raises LibraryError for a variable unknown."""
    found: dict[str, Any] = {}
    for name, value in wanted.items():
        variable = VARIABLES.get(name) or VARIABLES.get(name.replace("_", "-"))
        attribute = variable.attribute if variable else name.replace("-", "_")
        if attribute not in Record.__dataclass_fields__:
            raise LibraryError(f"{name!r} is no variable of a record")
        found[attribute] = value
    return found


def _as_user(before: Record, after: Record) -> Record:
    """A record with what differs from before marked as the user's; what a source had stated instead stays as a claim,
    so that the source's record is known again when it comes."""
    provenance = dict(after.provenance)
    claims = list(after.claims)
    for name, variable in VARIABLES.items():
        value = getattr(after, variable.attribute)
        old = getattr(before, variable.attribute)
        if name == "citation-key" or value == old:
            continue
        origin = before.provenance.get(name, Origin(""))
        if old and name != "type" and origin.kind != "user":
            claims.append(Claim(name, old, origin))
        text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
        provenance[name] = Origin("user", text=text, retrieved=rows.now())  # an empty value too: it stays taken away
    return after.replace(provenance=provenance, claims=tuple(dict.fromkeys(claims)))

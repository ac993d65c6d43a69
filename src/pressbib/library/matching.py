"""Which record of the library is the work that arrives: a few index look-ups, then compare."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from pressbib.compare import Comparison, Pair, Verdict
from pressbib.compare.facts import Facts
from pressbib.compare.facts import read as read_facts
from pressbib.compare.pairs import facts_keys, recurring
from pressbib.compare.rules import WEIGHTS, compare_facts
from pressbib.library import indexes, rows
from pressbib.library.indexes import Row
from pressbib.library.packing import Item, pack
from pressbib.record import Record

LARGEST_BLOCK = 60
"""A key that more records than this share tells nothing: they are found by their other keys."""

MOST_KEPT = 20_000
"""How many records' facts are kept at hand while many records arrive."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record that arrives, with what finding it again takes. content: the key of records that say exactly this."""

    record: Record
    item: Item
    text: str
    origins: str
    facts: Facts
    hashes: list[int]
    content: int


def prepare(record: Record) -> Arrival:
    """What the library needs to know of a record before it looks for it. Pure: no lock is held meanwhile."""
    item, text, origins = pack(record)
    facts = read_facts(record)
    content = content_of(text)
    return Arrival(record, item, text, origins, facts, [content, *indexes.hashes(facts_keys(facts))], content)


def content_of(text: str) -> int:
    """The key of the records that say exactly what this item does."""
    return indexes.hashes([f"content:{text}"])[0]


def hashes_of(row: Row) -> list[int]:
    """The keys under which a record is kept."""
    keys = {*indexes.hashes(facts_keys(read_facts(rows.record_of(row)))), *rows.marks_of(row).known}
    return [content_of(row.text), *sorted(keys - {content_of(row.text)})]


@dataclass(frozen=True, slots=True)
class Match:
    """A record of the library that is or may be the work that arrived."""

    number: int
    comparison: Comparison
    shares_identifier: bool


@dataclass(slots=True)
class Shelf:
    """The facts of records of the library that were looked at, while nobody else can change them."""

    connection: sqlite3.Connection
    facts: dict[int, Facts] = field(default_factory=dict)

    def get(self, number: int) -> Facts | None:
        """The facts of a record, None where it is gone."""
        found = self.facts.get(number)
        if found is None:
            row = rows.read(self.connection, number)
            if row is None:
                return None
            if len(self.facts) >= MOST_KEPT:
                self.facts.clear()
            found = self.facts[number] = read_facts(rows.record_of(row))
        return found

    def forget(self, number: int) -> None:
        """A record was changed."""
        self.facts.pop(number, None)


class CommonTitles:
    """The folded titles that stand at several places in the library: columns, not works. Asked one by one.

    arrival: what is about to be compared, which counts too.
    """

    def __init__(self, shelf: Shelf, arrival: Facts | None = None) -> None:
        self._shelf = shelf
        self._arrival = arrival

    def __contains__(self, title: object) -> bool:
        key = indexes.hashes([f"title:{str(title).replace(' ', '')[:48]}"])
        block = self._shelf.connection.execute("SELECT record FROM key WHERE hash = ? LIMIT 12", key).fetchall()
        if len(block) < 2:
            return False
        found = [facts for (number,) in block if (facts := self._shelf.get(number)) is not None]
        return title in recurring([*found, *([self._arrival] if self._arrival else [])])


_SAME = Comparison({}, Verdict.SAME)


def find(connection: sqlite3.Connection, arrival: Arrival, shelf: Shelf) -> list[Match]:
    """The records that are or may be the work that arrived, best first; one that says exactly the same alone."""
    numbers = candidates(connection, arrival.hashes)
    if not numbers:
        return []
    known = {number for (number,) in connection.execute("SELECT record FROM key WHERE hash = ?", (arrival.content,))}
    for number in sorted(known):
        if (row := rows.read(connection, number)) is not None and row.text == arrival.text:
            return [Match(number, _SAME, True)]
    common = CommonTitles(shelf, arrival.facts)
    found = []
    for number in sorted(numbers):
        facts = shelf.get(number)
        if facts is None:
            continue
        comparison = compare_facts(facts, arrival.facts, WEIGHTS, common)
        if comparison.verdict is not Verdict.DIFFERENT:
            if number in known:  # merged into it before, or what it was before the user changed it
                comparison = _SAME
            found.append(Match(number, comparison, bool(facts.identifiers & arrival.facts.identifiers)))
    found.sort(key=lambda match: (match.comparison.distance, match.number))
    return found


def candidates(connection: sqlite3.Connection, hashes: list[int]) -> set[int]:
    """The numbers of the records that share a key; a key that too many share tells nothing and is left out."""
    marks = ",".join("?" * len(hashes))
    most = LARGEST_BLOCK * 2
    found = connection.execute(f"SELECT record FROM key WHERE hash IN ({marks}) LIMIT {most}", hashes).fetchall()  # noqa: S608
    if len(found) < most:
        return {number for (number,) in found}
    numbers: set[int] = set()
    for key in hashes:
        block = connection.execute("SELECT record FROM key WHERE hash = ? LIMIT ?", (key, LARGEST_BLOCK + 1)).fetchall()
        if len(block) <= LARGEST_BLOCK:
            numbers.update(number for (number,) in block)
    return numbers


def likely_pairs(connection: sqlite3.Connection) -> list[Pair]:
    """The pairs of records that are or may be one work and that nobody kept apart, best first."""
    shelf = Shelf(connection)
    common = CommonTitles(shelf)
    apart = {(min(pair), max(pair)) for pair in connection.execute("SELECT record, other FROM apart")}
    found = []
    for first, second in _blocked(connection):
        if (first, second) in apart:
            continue
        one, two = shelf.get(first), shelf.get(second)
        if one is None or two is None:
            continue
        comparison = compare_facts(one, two, WEIGHTS, common)
        if comparison.verdict is not Verdict.DIFFERENT:
            found.append((comparison.distance, first, second, comparison))
    found.sort(key=lambda entry: entry[:3])
    pairs = []
    for _, first, second, comparison in found:
        one_row, two_row = rows.read(connection, first), rows.read(connection, second)
        if one_row and two_row:
            pairs.append(Pair(rows.record_of(one_row), rows.record_of(two_row), comparison))
    return pairs


def _blocked(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """The pairs of records that share a key, each once."""
    seen: set[tuple[int, int]] = set()
    blocks = connection.execute(
        "SELECT hash FROM key GROUP BY hash HAVING count(*) BETWEEN 2 AND ?", (LARGEST_BLOCK,)
    ).fetchall()
    for (key,) in blocks:
        block = [number for (number,) in connection.execute("SELECT record FROM key WHERE hash = ?", (key,))]
        for position, first in enumerate(block):
            for second in block[position + 1 :]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second

"""Which record of the library is the work that arrives: a few index look-ups, then compare."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import field

from pressbib import citekey as citekeys
from pressbib.classes import dataclass
from pressbib.compare import Comparison, Pair, Verdict
from pressbib.compare.facts import Facts
from pressbib.compare.facts import read as read_facts
from pressbib.compare.pairs import facts_keys, recurring
from pressbib.compare.rules import WEIGHTS, compare_facts, related
from pressbib.library import indexes, rows
from pressbib.library.indexes import Row
from pressbib.library.packing import Item, pack
from pressbib.record import VARIABLES, Record

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
    content = content_of(row.text)
    keys = {key for facts in facts_of(rows.record_of(row)) for key in indexes.hashes(facts_keys(facts))}
    return [content, *sorted((keys | {*rows.marks_of(row).known}) - {content})]


def facts_of(record: Record) -> list[Facts]:
    """The facts of a record of the library; and of what the sources state of it, where the user changed it."""
    edited = {name for name, origin in record.provenance.items() if origin.kind == "user"}
    stated = {VARIABLES[claim.variable].attribute: claim.value for claim in record.claims if claim.variable in edited}
    return [read_facts(record), *([read_facts(record.replace(**stated))] if stated else [])]


@dataclass(frozen=True, slots=True)
class Match:
    """A record of the library that is or may be the work that arrived, or a form of it (`link`, as in Pair)."""

    number: int
    comparison: Comparison
    shares_identifier: bool
    link: str = ""

    @property
    def is_another(self) -> bool:
        """Whether it is another work for certain, to be linked to the one that arrived."""
        return bool(self.link) and not self.shares_identifier


def columns_of(records: Iterable[Record]) -> frozenset[str]:
    """The folded titles that recur among records which arrive together: asked before the first of them is merged, since
    two pieces of a column may look like one work until the third comes."""
    alike: dict[str, list[Record]] = {}
    for record in records:
        alike.setdefault(record.title.casefold(), []).append(record)
    return recurring(read_facts(record) for group in alike.values() if len(group) > 2 for record in group)


@dataclass(slots=True)
class Shelf:
    """The facts of records of the library that were looked at, while nobody else can change them.

    columns: titles that are known to be those of columns, not of works.
    """

    connection: sqlite3.Connection
    facts: dict[int, list[Facts]] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()

    def get(self, number: int) -> list[Facts]:
        """The facts of a record as it is and as its sources have it; [] where it is gone."""
        found = self.facts.get(number)
        if found is None:
            row = rows.read(self.connection, number)
            if row is None:
                return []
            if len(self.facts) >= MOST_KEPT:
                self.facts.clear()
            found = self.facts[number] = facts_of(rows.record_of(row))
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
        if title in self._shelf.columns:
            return True
        key = indexes.hashes([f"title:{str(title).replace(' ', '')[:48]}"])
        block = self._shelf.connection.execute("SELECT record FROM key WHERE hash = ? LIMIT 12", key).fetchall()
        if len(block) < 2:
            return False
        found = [facts for (number,) in block for facts in self._shelf.get(number)[:1]]
        return title in recurring([*found, *([self._arrival] if self._arrival else [])])


_SAME = Comparison({}, Verdict.SAME)
_NONE = Comparison({}, Verdict.DIFFERENT)


def find(connection: sqlite3.Connection, arrival: Arrival, shelf: Shelf) -> list[Match]:
    """The records that are or may be the work that arrived, or a form of it, best first.

    A record that says exactly the same is the work, and so is one that once said so or that the arriving one was merged
    into before. But where the arriving one comes under a citekey that is not that record's, comparing decides: two
    pieces of a column, of which nothing is known but the title, say exactly the same too.
    """
    numbers = candidates(connection, arrival.hashes)
    if not numbers:
        return []
    key = arrival.record.citation_key
    owner = rows.number_of(connection, key) if key and citekeys.is_valid(key) else None
    block = connection.execute("SELECT record FROM key WHERE hash = ? ORDER BY record", (arrival.content,))
    known = [number for (number,) in block if owner in (None, number)] if owner or not citekeys.is_valid(key) else []
    for number in known:
        if (row := rows.read(connection, number)) is not None and row.text == arrival.text:
            return [Match(number, _SAME, True)]
    common = CommonTitles(shelf, arrival.facts)
    found = []
    for number in sorted(numbers):
        compared = [compare_facts(facts, arrival.facts, WEIGHTS, common) for facts in shelf.get(number)]
        comparison = min(compared, key=lambda one: one.distance, default=_NONE)
        kind = related(shelf.get(number)[0], arrival.facts, common) if comparison.is_of_two_works else ""
        if kind or comparison.verdict is not Verdict.DIFFERENT:
            shared = any(facts.identifiers & arrival.facts.identifiers for facts in shelf.get(number))
            found.append(Match(number, _SAME if number in known else comparison, shared, kind))
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
        if not one or not two:
            continue
        comparison = compare_facts(one[0], two[0], WEIGHTS, common)
        kind = related(one[0], two[0], common) if comparison.is_of_two_works else ""
        if kind or comparison.verdict is not Verdict.DIFFERENT:
            found.append((comparison.distance, first, second, comparison, kind))
    found.sort(key=lambda entry: entry[:3])
    pairs = []
    for _, first, second, comparison, kind in found:
        one_row, two_row = rows.read(connection, first), rows.read(connection, second)
        if one_row and two_row:
            pairs.append(Pair(rows.record_of(one_row), rows.record_of(two_row), comparison, kind))
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

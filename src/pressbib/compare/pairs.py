"""Find the pairs of many Records that may be one work, without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pressbib.compare.facts import Facts, read
from pressbib.compare.rules import WEIGHTS, Comparison, Verdict, compare_facts, is_recurring
from pressbib.record import Record

MOST_IN_A_BLOCK = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """Two Records that are or may be one work."""

    a: Record
    b: Record
    comparison: Comparison


def keys(record: Record) -> frozenset[str]:
    """The keys under which an index finds a Record: two Records can be the same or likely only if they share one."""
    return facts_keys(read(record))


def facts_keys(facts: Facts) -> frozenset[str]:
    found = set(facts.identifiers)
    found.update(f"isbn:{isbn}" for isbn in facts.isbns)
    if facts.url:
        found.add(f"url:{facts.url}")
    for title in {facts.title, facts.main, *facts.others}:
        if title and not is_recurring(title, ()):
            found.add(f"title:{title.replace(' ', '')[:48]}")
    longest = sorted((word for word in facts.title.split() if len(word) > 3), key=lambda w: (-len(w), w))
    for family in facts.families:
        if len(longest) > 2:
            found.add(f"words:{family.split()[-1]} {longest[0]} {longest[1]}")
    if facts.people and facts.year:
        for word in longest[:3]:
            found.add(f"first:{facts.people[0].family} {facts.year} {word}")
    if facts.volume and facts.first_page:
        found.add(f"place:{facts.year or ''} {facts.volume} {facts.first_page}")
    return frozenset(found)


def duplicates(records: Iterable[Record], weights: Mapping[str, float] = WEIGHTS) -> list[Pair]:
    """The pairs of Records that are the same, likely or perhaps one work, best first."""
    listed = list(records)
    facts = [read(record) for record in listed]
    common = recurring(facts)
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        for key in facts_keys(fact):
            blocks[key].append(index)
    seen: set[tuple[int, int]] = set()
    found = []
    for block in blocks.values():
        if not 1 < len(block) <= MOST_IN_A_BLOCK:
            continue
        for position, first in enumerate(block):
            for second in block[position + 1 :]:
                if (first, second) in seen:
                    continue
                seen.add((first, second))
                comparison = compare_facts(facts[first], facts[second], weights, common)
                if comparison.verdict is not Verdict.DIFFERENT:
                    found.append((comparison.distance, first, second, comparison))
    found.sort(key=lambda entry: entry[:3])
    return [Pair(listed[first], listed[second], comparison) for _, first, second, comparison in found]


def recurring(facts: Iterable[Facts]) -> frozenset[str]:
    """The titles that stand at more than two places (year, volume, first page): columns, not works."""
    places: dict[str, set[tuple[int, str, str]]] = defaultdict(set)
    for fact in facts:
        if fact.title:
            places[fact.title].add((fact.year, fact.volume, fact.first_page))
    return frozenset(title for title, stands in places.items() if len(stands) > 2)

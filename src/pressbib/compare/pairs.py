"""Find the pairs of many Records that may be one work, without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pressbib.classes import dataclass
from pressbib.collector import resting_collector
from pressbib.compare.facts import Facts, read
from pressbib.compare.rules import WEIGHTS, Comparison, Verdict, compare_facts, is_recurring, related, verdict
from pressbib.record import Record

LARGE_BLOCK = 50
"""In a block of more Records than this each is compared with its neighbours only."""
NEIGHBOURS = 15
MOST_CHECKED = 6
"""How many Records of each side are held against each other before two groups become one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two Records that are or may be one work; or that belong together as two works, as `link` says.

    link: `preprint`, `conference`, `thesis`, `report` (one is that form of the other) or `erratum`; else "".
    """

    a: Record
    b: Record
    comparison: Comparison
    link: str = ""


def keys(record: Record) -> frozenset[str]:
    """The keys under which an index finds a Record: two Records can be the same or likely only if they share one."""
    return facts_keys(read(record))


def facts_keys(facts: Facts) -> frozenset[str]:
    """The keys of a Record's facts; see `keys`."""
    found = set(facts.identifiers)
    title = facts.title
    whole = title.text
    if whole.count(" ") >= 2 or not is_recurring(whole, ()):
        found.add(f"title:{title.tight[:48]}")
    for text in (title.main, title.bare, *facts.others):
        if text is not whole and text.count(" ") >= 2:
            found.add(f"title:{text.replace(' ', '')[:48]}")
    words = title.bare.split()
    words = [word for word in words if len(word) > 3] or words
    if len(words) > 2:
        # The beginnings of the words of each half, so that one typing error does not matter.
        half = max(3, min(5, (len(words) + 1) // 2))
        letters = 3 if half == 5 else 4
        found.add("start:" + " ".join([word[:letters] for word in words[:half]]))
        found.add("end:" + " ".join([word[:letters] for word in words[-half:]]))
    # By the last word of a name, which is the same where its parts are not told apart.
    families = [person.family.rpartition(" ")[2] for person in facts.people]
    if families and facts.year:
        longest = sorted(words, key=len)[-2:]
        for family in {min(families), families[0]}:
            for word in longest:
                found.add(f"author:{family} {facts.year} {word[:6]}")
    if facts.volume and facts.first_page:
        found.add(f"place:{facts.year or ''} {facts.volume} {facts.first_page}")
        if families:
            found.add(f"place:{families[0]} {facts.volume} {facts.first_page}")
    return frozenset(found)


def duplicates(records: Iterable[Record], weights: Mapping[str, float] = WEIGHTS) -> list[Pair]:
    """The pairs of Records that are the same, likely or perhaps one work, or forms of one, best first.

    The time grows with the number of Records, not with its square: only Records that share a key are compared, and in a
    block of many only those that stand next to each other when sorted by title.
    """
    listed = list(records)
    with resting_collector():
        facts = [read(record) for record in listed]
        common = recurring(facts)
        found = []
        for first, second in _candidates(facts):
            comparison = compare_facts(facts[first], facts[second], weights, common)
            kind = related(facts[first], facts[second], common) if comparison.is_of_two_works else ""
            if kind or comparison.verdict is not Verdict.DIFFERENT:
                found.append(_Found(comparison.distance, first, second, comparison, kind))
        found = _without_chains(sorted(found), facts, weights, common)
    return [Pair(listed[pair.first], listed[pair.second], pair.comparison, pair.link) for pair in sorted(found)]


class _Found(NamedTuple):
    """A pair by the indexes of its Records, best first when sorted."""

    distance: float
    first: int
    second: int
    comparison: Comparison
    link: str = ""


def _without_chains(
    found: Iterable[_Found], facts: Sequence[Facts], weights: Mapping[str, float], common: Container[str]
) -> list[_Found]:
    """The pairs, but that no chain of pairs that merge by themselves joins Records that contradict each other.

    A record that says little may equal two works (one DOI each): the better pair merges, the other gets the penalty
    `chain` and is asked about.
    """
    group: dict[int, list[int]] = {}
    checked = []
    for pair in found:
        if pair.comparison.verdict is Verdict.SAME:
            mine = group.setdefault(pair.first, [pair.first])
            theirs = group.setdefault(pair.second, [pair.second])
            if mine is not theirs:
                others = ((facts[a], facts[b]) for a in mine[:MOST_CHECKED] for b in theirs[:MOST_CHECKED])
                if any(_contradict(compare_facts(a, b, weights, common)) for a, b in others):
                    penalties = {**pair.comparison.penalties, "chain": weights["chain"]}
                    distance = sum(penalties.values())
                    checked.append(_Found(distance, pair.first, pair.second, Comparison(penalties, verdict(distance))))
                    continue
                larger, smaller = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
                larger += smaller
                for member in smaller:
                    group[member] = larger
        checked.append(pair)
    return checked


def _contradict(comparison: Comparison) -> bool:
    """Whether two Records state different things, and not only too little."""
    stated = {name: size for name, size in comparison.penalties.items() if name not in ("evidence", "recurring")}
    return not stated.keys().isdisjoint(_OF_TWO_WORKS) or sum(stated.values()) >= 2


_OF_TWO_WORKS = frozenset(("doi", "identifier", "isbn", "edition", "version", "part", "about"))


def _candidates(facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """The pairs of indexes, lower first, that share a key; each once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        for key in facts_keys(fact):
            blocks[key].append(index)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) < 2:
            continue
        reach = len(block)
        if len(block) > LARGE_BLOCK:
            block.sort(key=lambda index: (facts[index].title.tight, facts[index].year, index))
            reach = NEIGHBOURS
        for position, one in enumerate(block):
            for other in block[position + 1 : position + 1 + reach]:
                pair = (one, other) if one < other else (other, one)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def recurring(facts: Iterable[Facts]) -> frozenset[str]:
    """The titles that stand at more than two places: columns, not works.

    Copies of one work may differ in a year or a page, so what counts is three different volumes, issues or pages, or
    years that are far apart; for records that state no pages and have short titles, three records are enough.
    """
    groups: dict[str, list[Facts]] = defaultdict(list)
    for fact in facts:
        groups[fact.title.text].append(fact)
    return frozenset(title for title, group in groups.items() if len(group) > 2 and _recurs(title, group))


def _recurs(title: str, group: list[Facts]) -> bool:
    if sum(not fact.first_page for fact in group) > 2 and title.count(" ") < 5:
        return True
    years = [fact.year for fact in group if fact.year]
    if years and max(years) - min(years) > 2:
        return True
    most = 2 if title.count(" ") < 7 else 4
    return any(
        len({value for fact in group if (value := getattr(fact, name))}) > most
        for name in ("volume", "issue", "first_page")
    )

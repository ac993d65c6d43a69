"""Links between two records, one a form of the other or about it: both are kept, and each names the other."""

from __future__ import annotations

from collections.abc import Mapping

from pressbib.compare.facts import read as read_facts
from pressbib.record import Record, Relation

KINDS: Mapping[str, tuple[str, str]] = {
    "preprint": ("has-version-of-record", "has-preprint"),
    "erratum": ("corrects", "is-corrected-by"),
    "conference": ("is-version-of", "is-version-of"),
    "thesis": ("is-version-of", "is-version-of"),
    "report": ("is-version-of", "is-version-of"),
}
"""What `compare.rules.related` finds -> the relation of the preprint (the erratum, ...), and that of the other."""


def link(kind: str, a: Record, b: Record) -> tuple[Record, Record]:
    """Two records with a relation to each other; those that are linked already come back as they are."""
    if kind not in KINDS or is_linked(a, b):
        return a, b
    first, second = KINDS[kind]
    if not _is_of(kind, a):
        first, second = second, first
    return _with(a, first, b), _with(b, second, a)


def is_linked(a: Record, b: Record) -> bool:
    """Whether one of two records names the other."""
    return _names(a, b) or _names(b, a)


def _is_of(kind: str, record: Record) -> bool:
    facts = read_facts(record)
    return kind in (facts.venue, facts.title.about)


def _names(record: Record, other: Record) -> bool:
    if not record.relations:
        return False
    known = {other.DOI, other.URL, other.PMID, other.number, other.number.removeprefix("arXiv:"), other.citation_key}
    targets = {relation.target.casefold() for relation in record.relations}
    return not targets.isdisjoint(name.casefold() for name in known if name)


def _with(record: Record, kind: str, other: Record) -> Record:
    stated = (("DOI", other.DOI), ("URL", other.URL), ("citekey", other.citation_key))
    target = next((pair for pair in stated if pair[1]), None)
    return record.replace(relations=(*record.relations, Relation(kind, *target))) if target else record

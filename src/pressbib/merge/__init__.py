"""Two Records of one work -> one, and what was not chosen.

A Record is taken as a set of statements: for each variable the value that was chosen, and the claims that were not.
Merging puts the statements of all Records together and chooses again, by the rules of a table (`RULES`): one row a
variable, and one a kind of variable for those without a row. Because choosing looks only at the statements, neither the
order nor the grouping of merges matters (among equals the first stays), and merging again changes nothing.

- What the user typed is never changed, by any rule. A value that the user took away is a statement of the user too
  (an origin `user` of an empty value): it stays away, and what sources state is kept as claims.
- Rank of origins: user, import, registry, landing page, press page (`Origin.rank`).
- A value that was not chosen stays as a Claim with its origin, unless it says the same as the chosen one.
- Damaged text (U+FFFD, a `?` within a word) loses to text that is whole, whatever their ranks.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

from pressbib.identifiers import url_key
from pressbib.merge.rules import KINDS, RULES, Rule, Statement, weigh_people
from pressbib.record import VARIABLES, Claim, Origin, Press, Record, Relation, Value

UNKNOWN = Origin("")


def merge(first: Record, *others: Record) -> Record:
    """The Records as one. Among equally good values those of the Record named first stay.

    The citekey and the date of access are the first Record's that has one. Returns `first` itself where the others add
    nothing.
    """
    merged = first
    for other in others:
        merged = _merge_two(merged, other)
    return merged


def changes(old: Record, new: Record) -> dict[str, tuple[Value, Value]]:
    """What differs, by CSL variable: (old value, new value); an absent value is `""`, or `()` for names and terms.

    `standing` and `press` (the pages' addresses) stand beside the CSL variables.
    """
    found: dict[str, tuple[Value, Value]] = {}
    for name, variable in VARIABLES.items():
        before, after = getattr(old, variable.attribute), getattr(new, variable.attribute)
        if before != after:
            found[name] = (before or _empty(variable.kind), after or _empty(variable.kind))
    if old.standing != new.standing:
        found["standing"] = (old.standing, new.standing)
    if old.press != new.press:
        found["press"] = (tuple(page.url for page in old.press), tuple(page.url for page in new.press))
    return found


def _empty(kind: str) -> Value:
    return () if kind in ("names", "terms") else ""


def _merge_two(a: Record, b: Record) -> Record:
    theirs = _statements(b, recorded=True)
    mine = _statements(a, recorded=False)
    values: dict[str, Any] = {}
    provenance = dict(a.provenance)
    claims = {claim: None for claim in a.claims if claim.variable not in theirs or _is_carried(claim)}
    for name, statements in theirs.items():  # of what b does not state, everything stays as it is
        stated = [*mine.get(name, ()), *statements]
        rule = RULES.get(name, KINDS[VARIABLES[name].kind])
        chosen = rule.choose(stated)
        values[VARIABLES[name].attribute] = chosen.value
        if chosen.recorded and name != "citation-key":
            provenance[name] = chosen.origin
        if rule.keeps_claims:
            claims.update(dict.fromkeys(_claims(name, chosen, stated, rule)))
    claims.update(dict.fromkeys(claim for claim in b.claims if _is_carried(claim)))
    merged = a.replace(
        **values,
        authors_complete=_completeness((a, mine), (b, theirs)),
        standing=max(a.standing, b.standing, key=_severity),
        press=_unite_press(a.press, b.press),
        relations=_unite_relations(a.relations, b.relations),
        reasons=_unite(a.reasons, b.reasons, _lost_extra(a.extra, b.extra)),
        extra={**b.extra, **a.extra} if b.extra.keys() - a.extra.keys() else a.extra,
        provenance=provenance,
        claims=a.claims if claims.keys() == set(a.claims) else tuple(claims),
    )
    return a if merged == a else merged


def _statements(record: Record, *, recorded: bool) -> dict[str, list[Statement]]:
    """The chosen value of each variable, then what was not chosen. The type `document` states nothing."""
    stated = record.stated()
    cleared = _cleared(record)
    origins = {name: origin for name, origin in record.provenance.items() if name not in cleared}
    main = origins.get("title") or next(iter(origins.values()), UNKNOWN)
    rest = dataclasses.replace(main, text="")
    if record.type != "document":
        stated["type"] = record.type
    found: dict[str, list[Statement]] = {}
    for name, value in stated.items():
        origin = record.provenance.get(name)
        found[name] = [Statement(value, origin) if origin else Statement(value, rest, recorded and main is not UNKNOWN)]
    for name in cleared:
        found[name] = [Statement(getattr(record, VARIABLES[name].attribute), record.provenance[name])]
    for claim in record.claims:
        if not _is_carried(claim):
            found.setdefault(claim.variable, []).append(Statement(claim.value, claim.origin))
    return found


def _cleared(record: Record) -> list[str]:
    """The variables whose value the user took away."""
    user = (name for name, origin in record.provenance.items() if origin.kind == "user" and name in VARIABLES)
    return [name for name in user if not getattr(record, VARIABLES[name].attribute)]


def is_refused(claim: Claim) -> bool:
    """Whether a claim was found to be of another work (a DOI with a typing error): kept, and never chosen again."""
    return claim.origin.kind.startswith("refused:")


def _is_carried(claim: Claim) -> bool:
    """Whether a claim is kept without taking part in the choice: refused, or of a variable that CSL does not know."""
    return is_refused(claim) or claim.variable not in VARIABLES


def _claims(name: str, chosen: Statement, stated: Sequence[Statement], rule: Rule) -> list[Claim]:
    kept: list[Claim] = []
    for statement in stated:
        if rule.says_the_same(statement.value, chosen.value):
            continue
        if not any(rule.says_the_same(statement.value, claim.value) for claim in kept):
            kept.append(Claim(name, statement.value, statement.origin))
    return kept


# What CSL has no variable for


def _completeness(*records: tuple[Record, Mapping[str, Sequence[Statement]]]) -> bool | None:
    """Whether the chosen list of authors is whole, as the Records say whose own lists count as much as any.

    A list that counts for less has no say, whatever its length: once it is a claim, nobody knows what its Record said.
    """
    said = [(_weight(*pair), (False, None, True).index(pair[0].authors_complete)) for pair in records]
    return (False, None, True)[max(said)[1]]


def _weight(record: Record, statements: Mapping[str, Sequence[Statement]]) -> tuple[int, ...]:
    stated = bool(record.author) or "author" in _cleared(record)
    return weigh_people(statements["author"][0]) if stated else ()


_SEVERITIES = ("", "corrected", "expression-of-concern", "withdrawn", "retracted")


def _severity(standing: str) -> int:
    return _SEVERITIES.index(standing) if standing in _SEVERITIES else 1


def _unite(*groups: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(entry for group in groups for entry in group))


def _unite_relations(a: Iterable[Relation], b: Iterable[Relation]) -> tuple[Relation, ...]:
    """All relations, each once, whatever the case of their targets."""
    found: dict[tuple[str, str, str], Relation] = {}
    for relation in (*a, *b):
        found.setdefault((relation.kind, relation.target_type, relation.target.lower()), relation)
    return tuple(found.values())


def _lost_extra(a: Mapping[str, str], b: Mapping[str, str]) -> list[str]:
    """Fields that no variable holds and that the Records state differently: the first stays, the other is told."""
    return [f"{key} was also stated as: {b[key]}" for key in a.keys() & b.keys() if a[key] != b[key]]


def _unite_press(a: Sequence[Press], b: Sequence[Press]) -> tuple[Press, ...]:
    """All press pages, each address once, its gaps filled; a page without an address (copied text, a saved file) goes
    where one with an address says all that it says."""
    pages: dict[str, Press] = {}
    for page in (*a, *b):
        key = url_key(page.url) if page.url else f"title {page.title}"
        known = pages.get(key)
        if known is None:
            pages[key] = page
            continue
        gaps = {
            field.name: getattr(page, field.name)
            for field in dataclasses.fields(Press)
            if not getattr(known, field.name) and getattr(page, field.name)
        }
        pages[key] = dataclasses.replace(known, **gaps) if gaps else known
    found = [page for page in pages.values() if page.url]
    return tuple(page for page in pages.values() if page.url or not any(_covers(other, page) for other in found))


def _covers(page: Press, other: Press) -> bool:
    """Whether one page says all that the other, which has no address, says."""
    return all(
        getattr(other, name) in ("", None, getattr(page, name)) for name in ("title", "issued", "publisher", "language")
    )


class _Callable(ModuleType):
    """This module under its name in the package, where `pressbib.merge(a, b)` is promised too."""

    def __call__(self, first: Record, *others: Record) -> Record:
        return merge(first, *others)


sys.modules[__name__].__class__ = _Callable

"""Two Records of one work -> one, and what was not chosen.

A Record is taken as a set of statements: for each variable the value that was chosen, and the claims that were not.
Merging puts the statements of all Records together and chooses again, by the rules of a table (`RULES`): one row a
variable, and one a kind of variable for those without a row. Because choosing looks only at the statements, neither the
order nor the grouping of merges matters (among equals the first stays), and merging again changes nothing.

- What the user typed is never changed, by any rule.
- Rank of origins: user, import, registry, landing page, press page (`Origin.rank`).
- A value that was not chosen stays as a Claim with its origin, unless it says the same as the chosen one.
- Damaged text (U+FFFD, a `?` within a word) loses to text that is whole, whatever their ranks.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pressbib.compare import people
from pressbib.identifiers import doi_key, identify_url, isbn_key, url_key
from pressbib.patterns import prepare
from pressbib.record import VARIABLES, Claim, Date, Name, Origin, Press, Record, Relation, Value

UNKNOWN = Origin("")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of one variable and where it came from.

    recorded: whether the Record that states it says so; the origin of a value without provenance is taken from the rest
    of its Record, to know its rank.
    """

    value: Value
    origin: Origin
    recorded: bool = True


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
        authors_complete=_completeness(values.get("author", a.author), a, b),
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
    main = record.provenance.get("title") or next(iter(record.provenance.values()), UNKNOWN)
    rest = dataclasses.replace(main, text="")
    stated = record.stated()
    if record.type != "document":
        stated["type"] = record.type
    found: dict[str, list[Statement]] = {}
    for name, value in stated.items():
        origin = record.provenance.get(name)
        found[name] = [Statement(value, origin) if origin else Statement(value, rest, recorded and main is not UNKNOWN)]
    for claim in record.claims:
        if not _is_carried(claim):
            found.setdefault(claim.variable, []).append(Statement(claim.value, claim.origin))
    return found


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


# The rules


@dataclass(frozen=True, slots=True)
class Rule:
    """How the value of a variable is chosen among statements, and when one value says no more than another."""

    choose: Callable[[Sequence[Statement]], Statement]
    says_the_same: Callable[[Value, Value], bool]
    keeps_claims: bool = True


_DAMAGE = prepare(r"\ufffd|[^\W\d_]\?[^\W\d_]|Ã[\u0080-\u00bf]|â€")


def _is_user(statement: Statement) -> bool:
    return statement.origin.rank == 4


def is_whole(text: str) -> bool:
    """Whether text has no letters that were lost or mangled in transit (`Sch?tz`, `Sch\ufffdtz`, `SchÃ¼tz`)."""
    return not _DAMAGE.search(text)


def _by_rank(statements: Sequence[Statement]) -> Statement:
    return max(statements, key=lambda s: (_is_user(s), is_whole(str(s.value)), s.origin.rank))


def _longest(statements: Sequence[Statement]) -> Statement:
    """By rank, and among equals the one that says most (a whole abstract, a range of pages)."""
    return max(statements, key=lambda s: (_is_user(s), is_whole(str(s.value)), s.origin.rank, len(str(s.value))))


def _first(statements: Sequence[Statement]) -> Statement:
    return statements[0]


def _title(statements: Sequence[Statement]) -> Statement:
    def quality(s: Statement) -> tuple[bool, bool, bool, int]:
        text = str(s.value)
        return _is_user(s), is_whole(text), not (text.isupper() and " " in text), s.origin.rank

    return max(statements, key=quality)


def _type(statements: Sequence[Statement]) -> Statement:
    return max(statements, key=lambda s: (_is_user(s), s.value not in ("document", "webpage"), s.origin.rank))


def _date(statements: Sequence[Statement]) -> Statement:
    def quality(s: Statement) -> tuple[int, int]:
        return s.origin.rank, len(s.value.start) if isinstance(s.value, Date) else 0

    return max(statements, key=quality)


def _url(statements: Sequence[Statement]) -> Statement:
    def quality(s: Statement) -> tuple[bool, bool, int]:
        identifier = identify_url(str(s.value))
        return _is_user(s), identifier is None or identifier.kind != "DOI", s.origin.rank

    return max(statements, key=quality)


def _union(
    split: Callable[[str], list[str]], joint: str, key: Callable[[str], str]
) -> Callable[[Sequence[Statement]], Statement]:
    """A rule that puts the parts of all statements together, each part once, the best origin's first."""

    def choose(statements: Sequence[Statement]) -> Statement:
        best = _by_rank(statements)
        if _is_user(best):
            return best
        parts: dict[str, str] = {}
        for statement in (best, *statements):
            for part in split(str(statement.value)):
                parts.setdefault(key(part), part)
        value = joint.join(parts.values())
        return best if len(parts) == len(split(str(best.value))) else dataclasses.replace(best, value=value)

    return choose


def _names(statements: Sequence[Statement]) -> Statement:
    """The longest list that is not a press page's, its names completed from the other lists."""

    def quality(s: Statement) -> tuple[bool, bool, int, bool, int]:
        names = _people(s.value)
        return _is_user(s), s.origin.rank > 0, len(names), all(map(people.is_whole, names)), s.origin.rank

    best = max(statements, key=quality)
    if _is_user(best):
        return best
    names = _people(best.value)
    for statement in (*statements, *statements):  # twice: a fuller list may tell namesakes of an earlier one apart
        if statement is not best:
            names = people.complete(names, _people(statement.value))
    return dataclasses.replace(best, value=tuple(names))


def _same_text(a: Value, b: Value) -> bool:
    return a == b or (isinstance(a, str) and isinstance(b, str) and _settled(a) == _settled(b))


def _settled(text: str) -> str:
    """Text without what is only typography: white space, kinds of dashes and quotation marks, composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).split())


_TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("‘’‛`´", "'"), **dict.fromkeys("“”„«»", '"')}
)


def _same_names(a: Value, b: Value) -> bool:
    return a == b or people.adds_nothing(_people(a), _people(b))


def _people(value: Value) -> list[Name]:
    return [name for name in value if isinstance(name, Name)] if isinstance(value, tuple) else []


def _same_doi(a: Value, b: Value) -> bool:
    return doi_key(str(a)) == doi_key(str(b))


def _same_url(a: Value, b: Value) -> bool:
    return url_key(str(a)) == url_key(str(b))


def _within(split: Callable[[str], list[str]], key: Callable[[str], str]) -> Callable[[Value, Value], bool]:
    def says_the_same(a: Value, b: Value) -> bool:
        return set(map(key, split(str(a)))) <= set(map(key, split(str(b))))

    return says_the_same


def _by_comma(text: str) -> list[str]:
    return [part for part in map(str.strip, re.split(r"[,;]", text)) if part]


def _by_space(text: str) -> list[str]:
    return [part for part in re.split(r"[\s,;]+", text) if part]


def _issn_key(text: str) -> str:
    return text.replace("-", "").upper()


def _isbn_key(text: str) -> str:
    return isbn_key(text) or text


def _terms(statements: Sequence[Statement]) -> Statement:
    best = _by_rank(statements)
    if _is_user(best):
        return best
    terms = dict.fromkeys(term for s in (best, *statements) for term in _list(s.value))
    return dataclasses.replace(best, value=tuple(terms))


def _list(value: Value) -> list[str]:
    return [term for term in value if isinstance(term, str)] if isinstance(value, tuple) else []


def _terms_within(a: Value, b: Value) -> bool:
    return isinstance(a, tuple) and isinstance(b, tuple) and set(a) <= set(b)


_TEXT = Rule(_by_rank, _same_text)

KINDS: Mapping[str, Rule] = {
    "text": _TEXT,
    "number": _TEXT,
    "names": Rule(_names, _same_names),
    "date": Rule(_date, lambda a, b: a == b),
    "terms": Rule(_terms, _terms_within),
}
"""The rule for the variables of a kind that have no row in RULES."""

RULES: Mapping[str, Rule] = {
    "type": Rule(_type, lambda a, b: a == b),
    "citation-key": Rule(_first, lambda a, b: a == b, keeps_claims=False),
    "accessed": Rule(_first, lambda a, b: a == b, keeps_claims=False),
    "title": Rule(_title, _same_text),
    "container-title": Rule(_title, _same_text),
    "abstract": Rule(_longest, _same_text),
    "page": Rule(_longest, _same_text),
    "DOI": Rule(_by_rank, _same_doi),
    "URL": Rule(_url, _same_url),
    "ISBN": Rule(_union(_by_space, " ", _isbn_key), _within(_by_space, _isbn_key)),
    "ISSN": Rule(_union(_by_space, ", ", _issn_key), _within(_by_space, _issn_key)),
    "keyword": Rule(_union(_by_comma, ", ", str.casefold), _within(_by_comma, str.casefold)),
}
"""The table of merging: variables that are not chosen by rank alone."""


# What CSL has no variable for


def _completeness(author: Value, a: Record, b: Record) -> bool | None:
    """Whether the chosen list is whole, as the Records say whose lists are as long as it."""
    said = [record.authors_complete for record in (a, b) if len(record.author) == len(_people(author))]
    return max(said, key=(False, None, True).index, default=None)


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

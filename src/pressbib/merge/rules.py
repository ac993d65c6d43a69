"""The table of merging: for each variable, how its value is chosen among what was stated."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from pressbib.classes import dataclass
from pressbib.compare import people
from pressbib.identifiers import doi_key, identify_url, isbn_key, url_key
from pressbib.patterns import prepare
from pressbib.record import Date, Name, Origin, Value


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of one variable and where it came from.

    recorded: whether the Record that states it says so; the origin of a value without provenance is taken from the rest
    of its Record, to know its rank.
    """

    value: Value
    origin: Origin
    recorded: bool = True


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

    def quality(s: Statement) -> tuple[tuple[bool, bool, int], bool, int]:
        return weigh_people(s), all(map(people.is_whole, people_in(s.value))), s.origin.rank

    best = max(statements, key=quality)
    if _is_user(best):
        return best
    names = people_in(best.value)
    for statement in (*statements, *statements):  # twice: a fuller list may tell namesakes of an earlier one apart
        if statement is not best:
            names = people.complete(names, people_in(statement.value))
    return dataclasses.replace(best, value=tuple(names))


def weigh_people(statement: Statement) -> tuple[bool, bool, int]:
    """What a list of names counts against others, before their spelling is looked at: the user's over all, a press
    page's under all, then the longer one."""
    return _is_user(statement), statement.origin.rank > 0, len(people_in(statement.value))


def _same_text(a: Value, b: Value) -> bool:
    return a == b or (isinstance(a, str) and isinstance(b, str) and _settled(a) == _settled(b))


def _settled(text: str) -> str:
    """Text without what is only typography: white space, kinds of dashes and quotation marks, composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY).split())


_TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("‘’‛`´", "'"), **dict.fromkeys("“”„«»", '"')}
)


def _same_names(a: Value, b: Value) -> bool:
    return a == b or people.adds_nothing(people_in(a), people_in(b))


def people_in(value: Value) -> list[Name]:
    """The names of a value, none where it is of another kind."""
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

"""Hypothesis strategies: Records as sources make them, for round trips through formats."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pressbib.record import ITEM_TYPES, VARIABLES, Claim, Date, Name, Origin, Press, Record, Relation

# Letters of several scripts, punctuation that formats give a meaning to, and rich text; no control characters.
_LETTERS = "abcdefg XYZ 012 äß é ł ñ İ 홍길동 研究 Ж α"
_SYMBOLS = "&%$#_{}~^\\|[]()<>=\"'`*:;,.!?/@-–— "
_PIECES = st.sampled_from(
    [*_LETTERS, *_SYMBOLS, "<i>x</i>", "<sub>2</sub>", "&amp;", "://", ": ", " #", "- ", "{{", "]]"]
)


def texts(pieces: st.SearchStrategy[str] = _PIECES) -> st.SearchStrategy[str]:
    """One line of text: white space settled, as readers settle it."""
    return st.lists(pieces, min_size=1, max_size=8).map(lambda parts: " ".join("".join(parts).split()) or "a")


WORDS = texts(st.sampled_from([*_LETTERS, "-", "'", "."]))
DAYS = st.one_of(
    st.tuples(st.integers(1, 2030)),
    st.tuples(st.integers(1000, 2030), st.integers(1, 12)),
    st.tuples(st.integers(1000, 2030), st.integers(1, 12), st.integers(1, 28)),
)


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """Dates as exactly as they may be known, ranges, seasons, approximate and literal ones."""
    if draw(st.integers(0, 9)) == 0:
        return Date(literal=draw(WORDS))
    start = draw(DAYS)
    end = draw(st.one_of(st.just(()), DAYS.filter(lambda end: end > start)))
    season = draw(st.integers(0, 4)) if len(start) == 1 and not end else 0
    return Date(start=start, end=end, season=season, circa=draw(st.booleans()))


@st.composite
def names(draw: st.DrawFn) -> Name:
    """People with the parts that CSL knows, and organisations."""
    more: dict[str, Any] = {
        "affiliations": draw(st.lists(texts(), max_size=2).map(tuple)),
        "orcid": draw(st.sampled_from(["", "0000-0002-1825-0097"])),
        "roles": draw(st.sampled_from([(), ("corresponding",), ("first", "equal")])),
    }
    if draw(st.integers(0, 4)) == 0:
        return Name(literal=draw(texts()), **more)
    optional = st.one_of(st.just(""), WORDS)
    return Name(
        family=draw(WORDS),
        given=draw(optional),
        dropping_particle=draw(optional),
        non_dropping_particle=draw(optional),
        suffix=draw(optional),
        **more,
    )


def origins() -> st.SearchStrategy[Origin]:
    kinds = st.sampled_from(["user", "registry:crossref", "labelled:en", "landing:highwire"])
    return st.builds(
        Origin, kinds, st.sampled_from(["", "line 3"]), texts(), st.sampled_from(["", "2025-01-01T00:00:00Z"])
    )


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": texts(),
    "number": texts(),
    "names": st.lists(names(), min_size=1, max_size=3).map(tuple),
    "date": dates(),
    "terms": st.lists(texts(), min_size=1, max_size=3).map(tuple),
}


@st.composite
def records(draw: st.DrawFn, variables: tuple[str, ...] = tuple(VARIABLES)) -> Record:
    """Records with a few of the variables set, and everything that CSL has no variable for."""
    chosen = draw(st.lists(st.sampled_from(variables), max_size=8, unique=True))
    values = {VARIABLES[name].attribute: draw(_VALUES[VARIABLES[name].kind]) for name in chosen if name != "type"}
    values["type"] = draw(st.sampled_from(sorted(ITEM_TYPES)))
    press = st.builds(Press, url=texts(), title=texts(), issued=st.one_of(st.none(), dates()), publisher=texts())
    return Record(
        **values,
        authors_complete=draw(st.sampled_from([None, True, False])),
        standing=draw(st.sampled_from(["", "retracted"])),
        press=draw(st.lists(press, max_size=2).map(tuple)),
        relations=draw(st.lists(st.builds(Relation, texts(), texts(), texts()), max_size=1).map(tuple)),
        provenance={name: draw(origins()) for name in chosen[:2]},
        claims=tuple(Claim(name, draw(_VALUES[VARIABLES[name].kind]), draw(origins())) for name in chosen[2:3]),
        reasons=draw(st.lists(texts(), max_size=1).map(tuple)),
        extra=draw(st.dictionaries(st.sampled_from(["bibtex:mood", "ris:XX"]), texts(), max_size=1)),
    )

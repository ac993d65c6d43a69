"""Merging as an algebra: neither grouping merges nor doing them twice changes what is chosen, and nothing is lost."""

from __future__ import annotations

import dataclasses

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pressbib.merge import merge
from pressbib.merge.rules import KINDS, RULES
from pressbib.record import VARIABLES, Date, Name, Origin, Press, Record, Relation

ORIGINS = (
    "labelled:en",
    "prose:de",
    "landing:highwire",
    "registry:crossref",
    "registry:pubmed",
    "import:bibtex",
    "user",
)

PEOPLE = (
    Name(family="Åström", given="Karl Johan", affiliations=("Lund University",), orcid="0000-0002-1825-0097"),
    Name(family="Åström", given="K. J."),
    Name(family="?str?m", given="K."),
    Name(family="Okonkwo", given="Ngozi"),
    Name(family="Okonkwo", given="N.", affiliations=("University of Lagos",)),
    Name(family="Vega Ruiz", given="Inés María"),
    Name(family="Vega Ruiz", given="I.", affiliations=("CSIC",), roles=("corresponding",)),
)
TRUE_ORDER = ((0, 1, 2), (3, 4), (5, 6))


@st.composite
def author_lists(draw: st.DrawFn) -> tuple[Name, ...]:
    """The authors of one paper as a source prints them: all or the first ones, in full or with initials."""
    people = [PEOPLE[draw(st.sampled_from(forms))] for forms in TRUE_ORDER]
    return tuple(people[: draw(st.integers(1, 3))])


VALUES: dict[str, st.SearchStrategy[object]] = {
    "type": st.sampled_from(["document", "webpage", "article-journal", "article-magazine"]),
    "title": st.sampled_from(["Tides under ice", "TIDES UNDER ICE", "Tides under the ice", "T?des under ice"]),
    "author": author_lists(),
    "issued": st.sampled_from([Date((2023,)), Date((2023, 4)), Date((2023, 4, 1)), Date((2024, 1))]),
    "container_title": st.sampled_from(["Polar Seas", "Polar Seas Letters"]),
    "volume": st.sampled_from(["12", "13"]),
    "page": st.sampled_from(["101", "101-109", "e5"]),
    "DOI": st.sampled_from(["10.4242/PS.12.101", "10.4242/ps.12.101", "10.4242/other"]),
    "URL": st.sampled_from(
        ["https://doi.org/10.4242/ps.12.101", "https://polar.example/12/101", "http://polar.example/12/101/"]
    ),
    "ISSN": st.sampled_from(["1234-5679", "1234-5679, 2049-3630", "2049-3630"]),
    "keyword": st.sampled_from(["ice, tides", "tides", "Ice; heat"]),
    "categories": st.sampled_from([("a",), ("b", "a")]),
    "abstract": st.sampled_from(["Short.", "Short. And the rest of it."]),
    "note": st.sampled_from(["one", "two"]),
    "accessed": st.sampled_from([Date((2024, 5, 1)), Date((2024, 6, 1))]),
}


@st.composite
def records(draw: st.DrawFn) -> Record:
    names = draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=6))
    values = {name: draw(VALUES[name]) for name in sorted(names)}
    by_attribute = {variable.attribute: name for name, variable in VARIABLES.items()}
    one = draw(st.sampled_from(ORIGINS))
    provenance = {
        by_attribute[name]: Origin(draw(st.sampled_from([one, one, *ORIGINS])), text=str(value))
        for name, value in values.items()
    }
    for name in draw(st.sets(st.sampled_from(["author", "issued", "volume", "keyword", "URL"]), max_size=1)):
        if VARIABLES[name].attribute not in values:
            provenance[name] = Origin("user")  # the user took the value away
    pages = [
        Press(url="https://a.example/1", title="Ice moves"),
        Press(url="https://a.example/1", publisher="A"),
        Press(url="https://b.example/2"),
    ]
    return Record().replace(
        provenance=provenance,
        press=tuple(draw(st.lists(st.sampled_from(pages), max_size=1))),
        relations=tuple(draw(st.lists(st.just(Relation("has-preprint", "DOI", "10.1/x")), max_size=1))),
        standing=draw(st.sampled_from(["", "", "", "corrected", "retracted"])),
        authors_complete=draw(st.sampled_from([None, False, True])) if "author" in values else None,
        extra=draw(st.sampled_from([{}, {"bibtex:file": "a.pdf"}])),
        **values,
    )


def _people(names: tuple[Name, ...]) -> list[Name]:
    """Names without the order in which their affiliations were put together."""
    return [
        dataclasses.replace(n, affiliations=tuple(sorted(n.affiliations)), roles=tuple(sorted(n.roles))) for n in names
    ]


def chosen(record: Record) -> dict[str, object]:
    """What a Record says, without the order of unions and without where it came from."""
    found: dict[str, object] = {"type": record.type, "standing": record.standing, "complete": record.authors_complete}
    for name, value in record.stated().items():
        if name in ("ISSN", "keyword"):
            found[name] = {part.strip().casefold() for part in str(value).replace(";", ",").split(",")}
        elif name == "categories" and isinstance(value, tuple):
            found[name] = set(value)
        elif name == "author":
            found[name] = _people(record.author)
        elif name == "DOI":
            found[name] = str(value).lower()
        else:
            found[name] = value
    return found


@given(records())
def test_merging_with_itself_changes_nothing(a: Record) -> None:
    assert merge(a, a) == a


@given(records(), records())
def test_merging_again_changes_nothing(a: Record, b: Record) -> None:
    once = merge(a, b)
    assert merge(once, b) == once
    assert merge(once, a) == once
    assert merge(once, once) == once


def listing(number: int, kind: str, complete: bool | None) -> Record:
    """A Record that states the first authors of the paper, and whether they are all."""
    people = tuple(PEOPLE[forms[0]] for forms in TRUE_ORDER[:number])
    return Record(author=people, authors_complete=complete, provenance={"author": Origin(kind)})


@settings(max_examples=200)
@given(records(), records(), records())
@example(listing(3, "registry:crossref", False), listing(3, "labelled:en", None), listing(1, "import:bibtex", None))
@example(listing(3, "user", None), listing(3, "labelled:en", True), listing(1, "user", True))
@example(listing(1, "prose:de", True), listing(2, "prose:de", None), listing(1, "landing:highwire", False))
def test_the_grouping_of_merges_does_not_matter(a: Record, b: Record, c: Record) -> None:
    left, right = merge(merge(a, b), c), merge(a, merge(b, c))
    assert chosen(left) == chosen(right)
    assert {page.url for page in left.press} == {page.url for page in right.press}
    assert set(left.relations) == set(right.relations)


@given(records(), records())
def test_nothing_that_was_stated_is_lost(a: Record, b: Record) -> None:
    merged = merge(a, b)
    kept = merged.stated() | {"type": merged.type}
    for record in (a, b):
        for name, value in record.stated().items():
            rule = RULES.get(name, KINDS[VARIABLES[name].kind])
            claims = [claim.value for claim in merged.claims if claim.variable == name]
            if rule.keeps_claims:
                assert any(rule.says_the_same(value, other) for other in [kept.get(name, ""), *claims])
        assert {page.url for page in record.press} <= {page.url for page in merged.press}


@given(records(), records())
def test_what_the_user_typed_stays(a: Record, b: Record) -> None:
    merged = merge(a, b)
    for name, origin in a.provenance.items():
        typed_twice = name in b.provenance and b.provenance[name].kind == "user"
        if origin.kind == "user" and name != "accessed" and not typed_twice:
            value = a.get(name)  # empty where the user took it away
            assert merged.get(name) == value or name == "type"


@given(records(), records())
def test_every_value_keeps_its_origin_and_no_claim_repeats_what_was_chosen(a: Record, b: Record) -> None:
    merged = merge(a, b)
    for name in merged.stated():
        assert name in merged.provenance
    for claim in merged.claims:
        assert claim.value != merged.get(claim.variable)
    assert len(set(merged.claims)) == len(merged.claims)

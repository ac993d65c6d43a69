"""The cases of tests/merge: two records, the verdict, the merged record, and what was kept aside."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pressbib.compare import Verdict, compare, versions
from pressbib.merge import changes, merge
from pressbib.record import VARIABLES, Claim, Date, Name, Origin, Press, Record, Relation

CASES = sorted((Path(__file__).parent / "merge").glob("*.toml"))


def name(person: Mapping[str, Any]) -> Name:
    parts: dict[str, Any] = {
        key.replace("-", "_"): tuple(part) if isinstance(part, list) else part for key, part in person.items()
    }
    return Name(**parts)


def value(variable: str, stated: Any) -> Any:
    """A value of a case as a Record holds it: names are tables, dates are lists of numbers."""
    kind = VARIABLES[variable].kind
    if kind == "names":
        return tuple(name(person) for person in stated)
    return Date(tuple(stated)) if kind == "date" else stated


def record(table: Mapping[str, Any]) -> Record:
    """A record of a case; every value has the one origin of the table."""
    values = {VARIABLES[key].attribute: value(key, stated) for key, stated in table.items() if key in VARIABLES}
    origin = Origin(table["origin"], text="as stated") if "origin" in table else None
    press = table.get("press")
    return Record().replace(
        provenance={key: origin for key in table if key in VARIABLES} if origin else {},
        authors_complete=table.get("authors-complete"),
        press=(Press(url=press["url"], title=press["title"], issued=Date(tuple(press["issued"]))),) if press else (),
        **values,
    )


def without_provenance(found: Record) -> Record:
    return found.replace(provenance={}, claims=(), authors_complete=None)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    a, b = record(case["a"]), record(case["b"])
    for one, other in ((a, b), (b, a)):
        comparison = compare(one, other)
        assert comparison.verdict.value == case["verdict"], dict(comparison.penalties)
        assert sorted(comparison.penalties) == sorted(case.get("penalties", []))
        assert versions(one, other) == case.get("versions", "")
    if case["verdict"] != Verdict.SAME.value:
        assert "merged" not in case
        return
    merged = merge(a, b)
    if "merged" in case:
        assert without_provenance(merged) == record(case["merged"])
        found = [(c.variable, c.value, c.origin.kind) for c in merged.claims]
        expected = [(c["variable"], value(c["variable"], c["value"]), c["origin"]) for c in case.get("claims", [])]
        assert sorted(found, key=str) == sorted(expected, key=str)
    assert merge(merged, a) == merge(merged, b) == merged


def test_every_case_that_merges_says_what_comes_out() -> None:
    for path in CASES:
        case = tomllib.loads(path.read_text("utf-8"))
        assert ("merged" in case) == (case["verdict"] == "same"), path.name


def test_changes_are_told_by_variable() -> None:
    old = Record(title="Tides", author=(Name(family="Ito"),), citation_key="ito")
    new = old.replace(
        volume="3", author=(), issued=Date((2020,)), standing="retracted", press=(Press(url="https://a.example/"),)
    )
    assert changes(old, new) == {
        "author": ((Name(family="Ito"),), ()),
        "issued": ("", Date((2020,))),
        "volume": ("", "3"),
        "standing": ("", "retracted"),
        "press": ((), ("https://a.example/",)),
    }
    assert changes(old, old) == {}


def test_nothing_new_gives_the_same_object() -> None:
    full = Record(
        title="Tides", author=(Name(family="Ito", given="Kenji"),), provenance={"title": Origin("registry:crossref")}
    )
    less = Record(title="Tides", provenance={"title": Origin("labelled:en")})
    assert merge(full, less) is full
    assert merge(full, Record()) is full
    assert merge(full) is full


def test_three_records_at_once() -> None:
    parts = [Record(title="Tides"), Record(volume="3"), Record(issue="1")]
    merged = merge(*parts)
    assert (merged.title, merged.volume, merged.issue) == ("Tides", "3", "1")


def test_the_gravest_standing_and_all_relations_stay() -> None:
    a = Record(title="Tides", standing="corrected", relations=(Relation("has-preprint", "DOI", "10.1/a"),))
    b = Record(
        title="Tides",
        standing="retracted",
        relations=(Relation("has-preprint", "DOI", "10.1/a"), Relation("corrects", "DOI", "10.1/b")),
    )
    merged = merge(a, b)
    assert merged.standing == "retracted"
    assert merged.relations == b.relations
    assert merge(b, a).standing == "retracted"


def test_a_press_pages_gaps_are_filled() -> None:
    a = Record(press=(Press(url="https://press.example/1?utm_source=x", title="Ice moves"),))
    b = Record(
        press=(Press(url="https://press.example/1", publisher="Polar Institute"), Press(url="https://other.example/"))
    )
    assert merge(a, b).press == (
        Press(url="https://press.example/1?utm_source=x", title="Ice moves", publisher="Polar Institute"),
        Press(url="https://other.example/"),
    )


def test_a_field_that_no_variable_holds_is_not_lost() -> None:
    a, b = Record(extra={"bibtex:file": "a.pdf"}), Record(extra={"bibtex:file": "b.pdf", "bibtex:groups": "x"})
    merged = merge(a, b)
    assert merged.extra == {"bibtex:file": "a.pdf", "bibtex:groups": "x"}
    assert any("b.pdf" in reason for reason in merged.reasons)


def test_an_affiliation_goes_to_the_right_one_of_two_namesakes() -> None:
    registry = Origin("registry:crossref")
    full = Record(
        title="Films",
        author=(Name(family="Zhang", given="Li"), Name(family="Zhang", given="Lei"), Name(family="Zhao", given="Ming")),
        provenance={"title": registry, "author": registry},
    )
    page = Record(
        title="Films",
        author=(Name(family="Zhang", given="Lei", affiliations=("Tongji University",)),),
        provenance={"author": Origin("labelled:zh")},
    )
    assert [name.affiliations for name in merge(full, page).author] == [(), ("Tongji University",), ()]


def test_of_namesakes_in_a_list_cut_short_nobody_is_guessed() -> None:
    registry = Origin("registry:crossref")
    full = Record(
        author=(Name(family="Kim", given="J."), Name(family="Lee", given="S."), Name(family="Kim", given="J.")),
        provenance={"author": registry},
    )
    page = Record(
        author=(Name(family="Kim", given="Jae-ho", affiliations=("KAIST",)),), provenance={"author": Origin("prose:en")}
    )
    merged = merge(full, page)
    assert merged.author == full.author
    assert [claim.value for claim in merged.claims] == [page.author]
    initials = full.replace(author=(Name(family="Kim", given="J."), Name(family="Kim", given="J. H.")))
    assert [name.given for name in merge(initials, page).author] == ["J.", "Jae-ho"]


def test_a_refused_identifier_stays_a_claim() -> None:
    refused = Claim("DOI", "10.4242/wrong", Origin("refused:labelled:en"))
    page, found = Record(title="Tides", claims=(refused,)), Record(title="Tides", DOI="10.4242/right")
    for merged in (merge(page, found), merge(found, page)):
        assert merged.DOI == "10.4242/right"
        assert refused in merged.claims


def test_a_claim_of_an_unknown_variable_is_carried_along() -> None:
    odd = Claim("colour", "blue", Origin("import:ris"))
    assert odd in merge(Record(title="Tides"), Record(title="Tides", claims=(odd,))).claims


def test_a_citekey_is_the_first_records_and_has_no_origin() -> None:
    found = Record(citation_key="x1", title="Tides", provenance={"title": Origin("registry:crossref")})
    merged = merge(Record(title="Tides"), found)
    assert merged.citation_key == "x1"
    assert set(merged.provenance) == {"title"}
    assert merge(Record(citation_key="mine"), found).citation_key == "mine"


def test_relations_are_told_without_regard_to_case() -> None:
    a, b = (Record(relations=(Relation("has-preprint", "DOI", doi),)) for doi in ("10.1/ABC", "10.1/abc"))
    assert merge(a, b).relations == a.relations


def test_a_list_of_thousands_of_authors_is_merged_in_good_time() -> None:
    people = tuple(Name(family=f"Family{i}", given=f"G{i % 7}.") for i in range(3000))
    fuller = tuple(Name(family=f"Family{i}", given=f"G{i % 7}. H.", affiliations=("CERN",)) for i in range(3000))
    merged = merge(Record(author=people), Record(author=fuller))
    assert all(name.affiliations == ("CERN",) for name in merged.author)


@pytest.mark.parametrize("first", ["import pressbib.compare, pressbib.merge", "pass"])
def test_the_packages_names_are_functions_and_modules(first: str) -> None:
    program = (
        f"import pressbib; {first}; one = pressbib.Record(title='Tides', DOI='10.4242/1');"
        "print(pressbib.compare(one, one).verdict.value, pressbib.merge(one, one) is one);"
        "from pressbib.compare import keys; from pressbib.merge import changes; "
        "print(len(keys(one)), changes(one, one))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "same True\n1 {}\n"

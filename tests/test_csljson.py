"""CSL-JSON: valid by the rules of CSL 1.0.2 whatever the Record, and a Record comes back as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbib.errors import FormatError
from pressbib.formats import csljson
from pressbib.record import Date, Name, Press, Record
from tests.csl_rules import VALIDATOR
from tests.strategies import records

_KEYS = st.sampled_from("pressbib press claims people extra provenance variable value author orcid family raw".split())
_ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["author", "title"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(records())
def test_a_record_comes_back_equal_and_is_valid_in_between(record: Record) -> None:
    items = json.loads(csljson.dump([record]))
    VALIDATOR.validate(items)
    assert csljson.record(items[0]) == record


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["id", "type", "title", "author", "issued", "custom", "volume", "x"]), _ANYTHING)
)
def test_items_of_any_shape_are_read_and_come_out_valid(entry: dict[str, Any]) -> None:
    VALIDATOR.validate([csljson.item(csljson.record(entry))])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"date-parts": [[2024, 12, 30]]}, Date((2024, 12, 30))),
        ({"date-parts": [["2024", "12"], ["2025", "1"]]}, Date((2024, 12), (2025, 1))),
        ({"date-parts": [[2024, 0]]}, Date((2024,))),
        ({"date-parts": [[None]]}, None),
        ("2024-12-30", Date((2024, 12, 30))),
        ("2024-12-30T10:00:00Z", Date((2024, 12, 30))),
        ("2024-12/2025-01", Date((2024, 12), (2025, 1))),
        ("2024-22", Date((2024,), season=2)),
        ("2024/..", Date((2024,))),
        ({"date-parts": [[2024], [0, 0, 0]]}, Date((2024,))),
        ({"date-parts": [[2024]], "season": "Spring"}, Date((2024,), season=1)),
        ("2024~", Date((2024,), circa=True)),
        ("2024-13", Date((2024,))),
        ({"raw": "Spring 2024"}, Date((2024,), season=1)),
        ("May 2020", Date((2020, 5))),
        ({"raw": "in press"}, Date(literal="in press")),
        ({"literal": "n.d."}, Date(literal="n.d.")),
        ({"date-parts": [[2024]], "season": "3", "circa": 1}, Date((2024,), season=3, circa=True)),
        (2024, Date((2024,))),
        ([2024], None),
    ],
)
def test_dates_are_read_in_every_form_that_the_schema_and_its_users_write(written: Any, read: Date | None) -> None:
    assert csljson.record({"id": "a", "type": "book", "issued": written}).issued == read


def test_an_identifier_that_only_repeats_the_doi_is_no_citekey() -> None:
    loaded = csljson.load('[{"id": "10.1/x", "type": "book", "DOI": "10.1/x"}, {"id": 7, "type": "book"}]')
    assert [record.citation_key for record in loaded] == ["", "7"]


def test_crossref_names_keep_orcid_and_affiliation() -> None:
    people = [
        {
            "given": "A",
            "family": "B",
            "ORCID": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": [{"name": "KAIST"}],
        },
        {"name": "The Team"},
    ]
    assert csljson.record({"id": "a", "type": "book", "author": people}).author == (
        Name(given="A", family="B", orcid="0000-0002-1825-0097", affiliations=("KAIST",)),
        Name(literal="The Team"),
    )


def test_what_other_programs_keep_under_custom_stays_there() -> None:
    entry = {"id": "a", "type": "book", "custom": {"other": {"x": 1}}}
    assert csljson.item(csljson.record(entry))["custom"] == {"other": {"x": 1}}


def test_the_press_page_is_a_note_or_an_item_of_its_own_when_asked() -> None:
    record = Record(
        type="book", citation_key="k", note="Open access", press=(Press(url="https://e.org/p", title="News"),)
    )
    assert "note" in csljson.load(csljson.dump([record], press="note"))[0].stated()
    assert json.loads(csljson.dump([record], press="note"))[0]["note"] == "Open access. Press release: https://e.org/p"
    paper, page = json.loads(csljson.dump([record], press="related"))
    assert "URL" not in paper
    assert (page["id"], page["type"], page["genre"], page["URL"]) == (
        "k-press",
        "webpage",
        "Press release",
        "https://e.org/p",
    )


@pytest.mark.parametrize("text", ["[", "3", "[3]", "[" * 100_000, '{"items": 3}'])
def test_broken_text_is_one_clear_error(text: str) -> None:
    with pytest.raises(FormatError, match="csl-json"):
        csljson.load(text)

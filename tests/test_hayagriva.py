"""Hayagriva YAML: entries with their parents, and nothing that Typst refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressbib.formats import hayagriva, plainyaml
from pressbib.record import Date, Name, Press, Record
from tests.strategies import records


def test_an_article_stands_in_its_periodical() -> None:
    record = Record(
        type="article-magazine",
        citation_key="kelly2024",
        title='Why {Things} Fail at $5 in <span class="nocase">NATO</span> and H<sub>2</sub>O',
        author=(
            Name(family="Berg", given="Jan", non_dropping_particle="van den"),
            Name(literal="A, B & C"),
        ),
        container_title="Magazine of Things",
        container_title_short="MoT",
        issued=Date((2024, 12, 30)),
        accessed=Date((2025, 5)),
        volume="104",
        issue="1",
        page="40-46",
        DOI="10.1000/x",
        ISSN="1234-5678, 2345-6789",
        URL="https://e.org/a",
        publisher="Things, Inc.",
        language="en-US",
    )
    assert plainyaml.load(hayagriva.dump([record]), "hayagriva") == {
        "kelly2024": {
            "type": "article",
            "title": "Why \\{Things\\} Fail at \\$5 in {NATO} and H2O",
            "author": [
                {"name": "Berg", "given-name": "Jan", "prefix": "van den"},
                {"name": "A, B & C"},
            ],
            "date": "2024-12-30",
            "page-range": "40-46",
            "language": "en-US",
            "url": {"value": "https://e.org/a", "date": "2025-05"},
            "serial-number": {"doi": "10.1000/x"},
            "parent": {
                "type": "periodical",
                "title": {"value": "Magazine of Things", "shorthand": "MoT"},
                "volume": "104",
                "issue": "1",
                "publisher": "Things, Inc.",
                "serial-number": {"issn": "1234-5678"},
            },
        }
    }


def test_editors_belong_to_the_book_and_series_to_its_parent() -> None:
    record = Record(
        type="chapter",
        title="C",
        container_title="B",
        editor=(Name(family="Doe"),),
        translator=(Name(family="Roe"),),
        collection_title="S",
        collection_number="3",
    )
    assert hayagriva.entry(record) == {
        "type": "chapter",
        "title": "C",
        "affiliated": [{"role": "translator", "names": [{"name": "Roe"}]}],
        "parent": {
            "type": "book",
            "title": "B",
            "editor": [{"name": "Doe"}],
            "parent": {"type": "anthology", "title": "S", "volume": "3"},
        },
    }


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Record(type="book", number_of_pages="xii, 300"), "page-total"),
        (Record(type="book", number_of_volumes="two"), "volume-total"),
        (Record(type="book", URL="e.org/a"), "url"),
        (Record(type="book", language="ko-KR-x-private"), "language"),
        (Record(type="book", issued=Date(literal="soon")), "date"),
    ],
)
def test_what_hayagriva_would_refuse_is_left_out(record: Record, field: str) -> None:
    assert field not in hayagriva.entry(record)


def test_keys_are_made_different() -> None:
    text = hayagriva.dump([Record(citation_key="a"), Record(citation_key="a"), Record()])
    assert list(plainyaml.load(text, "hayagriva")) == ["a", "a-2", "item"]  # type: ignore[arg-type]  # a mapping
    assert hayagriva.dump([]) == "{}\n"


def test_the_press_page_is_an_entry_of_its_own_when_asked() -> None:
    record = Record(type="book", citation_key="k", title="T", press=(Press(url="https://e.org/p", title="News"),))
    assert "e.org" not in hayagriva.dump([record])
    assert 'note: "Press release: https://e.org/p"' in hayagriva.dump([record], press="note")
    assert 'k-press:\n  type: web\n  title: News\n  genre: Press release\n  url: "https://e.org/p"\n' in hayagriva.dump(
        [record], press="related"
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(records(), min_size=1, max_size=8))
def test_typst_takes_everything_that_is_written(tmp_path: Path, several: list[Record]) -> None:
    typst = pytest.importorskip("typst", reason="typst is not installed (pip install typst)")
    tmp_path.joinpath("refs.yaml").write_text(hayagriva.dump(several), encoding="utf-8")
    document = tmp_path / "document.typ"
    document.write_text('#bibliography("refs.yaml", full: true)\n', encoding="utf-8")
    assert typst.compile(str(document), format="svg")

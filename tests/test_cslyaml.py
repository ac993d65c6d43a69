"""CSL-YAML: a Record comes back equal, other writers' YAML is read, and what is not read says so."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbib.errors import FormatError
from pressbib.formats import cslyaml, plainyaml
from pressbib.record import Date, Name, Press, Record
from tests.pace import is_linear
from tests.strategies import records, texts

SCALARS = st.one_of(texts(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8), st.sampled_from(["", "~"]))
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(SCALARS, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(records())
def test_a_record_comes_back_equal(record: Record) -> None:
    assert cslyaml.load(cslyaml.dump([record])) == [record]


@settings(max_examples=60, deadline=None)
@given(TREES)
def test_what_is_written_is_read_back_and_read_the_same_by_pyyaml(tree: object) -> None:
    text = plainyaml.dump(tree)
    assert plainyaml.load(text, "yaml") == tree
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    assert yaml.safe_load(text) == tree


OTHERS = {
    "pandoc": """---
references:
- author:
  - family: Doe
    given: Jane
    non-dropping-particle: van
  id: doe2020
  issued: 2020-05-07
  title: "The *E. coli* of H~2~O: [NaCl]{.nocase}"
  type: article-journal
---
""",
    "by hand": """
# my references
- id: doe2020   # a comment
  type: article-journal
  title: >-
    The *E. coli* of H~2~O:
    [NaCl]{.nocase}
  author: [{family: Doe, given: Jane, non-dropping-particle: van}]
  issued: {date-parts: [[2020, 5, 7]]}
""",
    "indented lists": """references:
    -
        id: 'doe2020'
        type: "article-journal"
        title: The _E. coli_ of H~2~O:
            [NaCl]{.nocase}
        author:
            -   family: Doe
                given: Jane
                non-dropping-particle: van
        issued:
            date-parts:
                - [2020, 5, 7]
...
""",
}


@pytest.mark.parametrize("writer", OTHERS)
def test_yaml_of_other_writers_is_read(writer: str) -> None:
    assert cslyaml.load(OTHERS[writer]) == [
        Record(
            type="article-journal",
            citation_key="doe2020",
            title='The <i>E. coli</i> of H<sub>2</sub>O: <span class="nocase">NaCl</span>',
            author=(Name(family="Doe", given="Jane", non_dropping_particle="van"),),
            issued=Date((2020, 5, 7)),
        )
    ]


def test_numbers_keep_their_digits_and_truth_is_truth() -> None:
    text = "- {id: a, type: book, volume: 007, version: 1.10, issued: {date-parts: [[2020]], circa: false}}"
    (record,) = cslyaml.load(text)
    assert (record.volume, record.version, record.issued) == ("007", "1.10", Date((2020,)))


def test_the_press_page_is_kept() -> None:
    record = Record(type="book", citation_key="k", press=(Press(url="https://e.org/a_b*c"),), authors_complete=False)
    assert cslyaml.load(cslyaml.dump([record])) == [record]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- id: a\n  title: &x y\n", 2, "anchors"),
        ("- id: a\n  title: *x\n", 2, "aliases"),
        ("- id: a\n  title: !!str y\n", 2, "tags"),
        ("- id: a\n  <<: {b: c}\n", 2, "merge keys"),
        ('- id: "a\n  title: b\n', 3, "does not end"),
        ("- id: [a\n", 2, "not closed"),
        ("- id: {a: [}]}\n", 1, "missing"),
        ("- id: a\n   title: b\n", 2, "indented"),
        ("- id: a\n\ttitle: b\n", 2, "tab"),
        ("- id: a\nfoo\n", 2, "expected"),
        ("references: 3\n", 0, "a list of items"),
        ("- [1]\n", 0, "a list of items"),
        ("- " * 100_000, 1, "deep"),
        ("- id: " + "[" * 100_000 + "]" * 100_000, 1, "deep"),
    ],
)
def test_what_is_not_read_says_so_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(FormatError, match=said) as raised:
        cslyaml.load(text)
    assert raised.value.line == line


@pytest.mark.parametrize(
    "piece", ["- a\n", "a:\n ", '"', "'", "- [", "{a: ", "\\", " ", " #", "a: |\n  b\n", "- - ", "'a'"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def work(text: str) -> None:
        for source in (text, f"- id: {text}"):
            with contextlib.suppress(FormatError):
                cslyaml.load(source)

    assert is_linear(work, piece)

"""Hostile pages: never an error but UnreadablePageError, and time that grows with length alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib import layouts, readers
from pressbib.errors import UnreadablePageError
from pressbib.readers import language, press, repair
from tests import fuzz_pages
from tests.hostile_pages import KINDS, whole
from tests.pace import grows_linearly


@pytest.mark.parametrize("name", KINDS)
def test_time_is_linear_in_length(name: str) -> None:
    assert grows_linearly(whole, KINDS[name], 50_000)


def test_of_a_thousand_works_the_first_are_looked_at_and_the_page_says_so() -> None:
    judged = layouts.explain(readers.read("A list of literature\n\n" + "".join(f"10.1000/x{n}\n" for n in range(1000))))
    found = [each for each in judged if str(each.record.DOI).startswith("10.1000/x")]
    assert len(found) < 1000
    assert any("was not looked at" in reason for each in found for reason in each.reasons)


def test_tables_five_hundred_deep_keep_their_words() -> None:
    page = "<table><tr><td>" * 500 + "Journal: Energy" + "</td></tr></table>" * 500
    assert [line.text for line in readers.read(page).lines] == ["Journal: Energy"]


def test_ten_thousand_links() -> None:
    page = "<p>" + '<a href="/a">word</a> ' * 10_000
    assert len(readers.read(page, url="https://example.org/").links) == 10_000


def test_a_megabyte_on_one_line() -> None:
    [line] = readers.read(b"<p>" + b"word " * 200_000).lines
    assert len(line.text) == 200_000 * 5 - 1


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        document = readers.read(content)
    except UnreadablePageError:
        return
    press.read(document)


_MARKUP = st.sampled_from(
    ["<p>", "</p>", "<a href='x'>", "</a>", "<b>", "</table>", "<td>", "<pre>", "\n", "Date", "2025-05-07", "\0",
     "<!--", "&", "| a | b |", "# ", "---\n", "á", "한국", "text"]
)  # fmt: skip


@given(st.lists(_MARKUP, max_size=60).map("".join), st.sampled_from(["", "text/html", "text/plain; charset=x"]))
def test_any_markup_is_read(page: str, content_type: str) -> None:
    try:
        document = readers.read(page, content_type=content_type, url="https://example.org/a")
    except UnreadablePageError:
        return
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    for line in document.lines:
        assert line.text == " ".join(line.text.split())
        assert line.text
        assert line.raw
    press.read(document)


@given(st.text(max_size=400))
def test_repairs_take_any_text(text: str) -> None:
    for step in (repair.mojibake, repair.addresses, repair.spread, repair.width, repair.ligatures, repair.invisible):
        assert isinstance(step(text), str)
    repair.unwrap(text.splitlines())
    language.of(text)


def test_broken_pages_of_the_corpus() -> None:
    assert fuzz_pages.run(60) == []

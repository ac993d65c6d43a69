"""Hostile pages: never an error but UnreadablePageError, and time that grows with length alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib import readers
from pressbib.errors import UnreadablePageError
from pressbib.readers import language, press, repair
from tests import fuzz_pages
from tests.pace import seconds

PAGES: dict[str, Callable[[int], str]] = {
    "nested tables": lambda n: "<table><tr><td>" * (n // 15) + "x",
    "nested blocks": lambda n: "<div>" * (n // 5) + "x",
    "nested blocks with text": lambda n: "<div>a" * (n // 6),
    "paragraphs deep down": lambda n: "<span>" * (n // 12) + "<p>x" * (n // 8),
    "nested custom elements": lambda n: "<x-y>" * (n // 10) + "<div>" * (n // 10),
    "nested emphasis": lambda n: "<b><i>" * (n // 6) + "x",
    "unclosed links": lambda n: '<a href="/x">y' * (n // 14),
    "links": lambda n: '<p><a href="https://example.org/a?b=c">words</a></p>' * (n // 52),
    "relative links": lambda n: '<a href="../../a/b?x#y">w</a> ' * (n // 30),
    "one line": lambda n: "<p>" + "word " * (n // 5),
    "line breaks": lambda n: "<b><a href=x>" + "x<br>" * (n // 5),
    "preformatted": lambda n: "<pre>" + "x\n" * (n // 2),
    "classes": lambda n: '<div class="a b c d e f g h">' * (n // 29),
    "comments": lambda n: "<p>x" + "<!-- x" * (n // 6),
    "attributes": lambda n: "<p " + "a=b " * (n // 4) + ">x</p>",
    "empty tags": lambda n: "<p></p>" * (n // 7) + "x",
    "text lines": lambda n: "x y z\n" * (n // 6),
    "markdown links": lambda n: "[a](http://x.y/z) " * (n // 18),
    "open brackets": lambda n: "[" * n,
    "open parentheses": lambda n: "[a](" + "(" * n,
    "stars": lambda n: "*a" * (n // 2),
    "underscores": lambda n: "[a](b) " + "_a " * (n // 3),
    "addresses": lambda n: "http://a.b/c). " * (n // 15),
    "broken addresses": lambda n: "http://dx. doi. org/ 10. 1/ a. " * (n // 31),
    "broken address": lambda n: "http://www. " + "a. " * (n // 3),
    "entities": lambda n: "&amp;" * (n // 5),
    "table rows": lambda n: "| a | b |\n" * (n // 10),
    "bars": lambda n: "|" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "no-break spaces": lambda n: "a" + "\u00a0" * n + "b",
    "soft hyphens": lambda n: "a\u00ad " * (n // 3),
    "mojibake": lambda n: "Ã© " * (n // 3),
    "front matter": lambda n: "---\n" + "a: b\n" * (n // 5),
    "dump list": lambda n: "[1]x\nReferences\n" + "1. http://a/b\n" * (n // 14),
    "wrapped": lambda n: ("word " * 14 + "\n") * (n // 71),
    "rules": lambda n: "- " * (n // 2),
    "dates": lambda n: "May 7, 2025\n" * (n // 12),
    "labels": lambda n: "Author (" * (n // 8),
    "closing tags": lambda n: "<p>x" + "</b>" * (n // 4),
}


@pytest.mark.parametrize("name", PAGES)
def test_time_is_linear_in_length(name: str) -> None:
    def spent(size: int) -> float:
        page = PAGES[name](size).encode()
        return seconds(lambda: press.read(readers.read(page)))

    spent(1000)
    small, large = max(spent(10_000), 0.002), spent(80_000)
    assert large < small * 8 * 4, (name, small, large)


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

"""HTML -> lines, links, regions."""

from __future__ import annotations

import pytest

from pressbib import readers
from pressbib.document import Document, Link
from pressbib.readers import html, nesting

URL = "https://press.example.org/news/1"


def read(page: str) -> Document:
    return readers.read(page, content_type="text/html", url=URL)


def texts(page: str) -> list[str]:
    return [line.text for line in read(page).lines]


def test_block_elements_and_br_make_lines() -> None:
    page = "<div>One <b>two</b><p>Three<br>Four</p>Five<ul><li>Six<li>Seven</ul></div>"
    assert texts(page) == ["One two", "Three", "Four", "Five", "Six", "Seven"]


def test_white_space_is_settled_and_kept_raw() -> None:
    [line] = read("<p>Title\u00a0of \n  the pa\u00adper\u200b</p>").lines
    assert line.text == "Title of the paper"
    assert line.raw == "Title\u00a0of \n  the pa\u00adper\u200b"


def test_cells_know_their_row() -> None:
    page = "<table><tr><th>Journal<td>Energy<tr><th>DOI<td>10.1/x</table><dl><dt>a<dd>b</dl>"
    lines = read(page).lines
    assert [(line.tag, line.row) for line in lines] == [
        ("th", 1),
        ("td", 1),
        ("th", 2),
        ("td", 2),
        ("dt", 0),
        ("dd", 0),
    ]


def test_links_are_absolute_and_belong_to_their_line() -> None:
    page = (
        '<p>See <a href="../paper?id=1">the <i>paper</i></a> <a href="#top">top</a><a href="javascript:x()">x</a></p>'
    )
    document = read(page)
    assert document.lines[0].links == (Link("the paper", "https://press.example.org/paper?id=1"),)
    assert document.links == document.lines[0].links


def test_base_element_changes_what_links_resolve_against() -> None:
    page = '<head><base href="https://other.example/a/"></head><p><a href="b">b</a></p>'
    assert read(page).links == (Link("b", "https://other.example/a/b"),)


def test_a_link_around_blocks_stands_on_each_line() -> None:
    page = '<a href="/x"><h3>Head</h3><p>Text</p></a>'
    assert [line.links[0].text for line in read(page).lines] == ["Head", "Text"]


def test_emphasis_runs_are_the_outermost() -> None:
    [line] = read("<p>in <em>Nature <b>Energy</b></em> and <cite>Cell</cite></p>").lines
    assert line.emphasis == ("Nature Energy", "Cell")


@pytest.mark.parametrize(
    "hidden",
    ["<script>x</script>", "<style>x</style>", "<p hidden>x</p>", '<div style="display: none"><p>x</p></div>',
     "<noscript><p>x</p></noscript>", "<template><p>x</p></template>", "<!-- x -->",
     '<span style="display:none">x</span>'],
)  # fmt: skip
def test_hidden_content_is_left_out(hidden: str) -> None:
    assert texts(f"<p>seen</p>{hidden}") == ["seen"]


def test_regions() -> None:
    page = (
        "<header><p>a</p></header><nav><p>b</p></nav><main><header><h1>c</h1></header><aside><p>d</p></aside>"
        '<footer><p>e</p></footer></main><div role="complementary"><p>f</p></div>'
        '<div id="footer"><p>g</p></div><p>h</p>'
    )
    regions = [line.region for line in read(page).lines]
    assert regions == ["header", "nav", "main", "aside", "main", "aside", "footer", ""]


def test_classes_and_ids_around_a_line() -> None:
    [line] = read('<div class="featured x"><div id="details"><p class="well">t</p></div></div>').lines
    assert line.within == (".featured", ".x", "#details", ".well")


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts("<pre>Journal: Energy\n\nDOI: 10.1/x</pre>") == ["Journal: Energy", "DOI: 10.1/x"]


def test_title_and_language() -> None:
    document = read('<html lang="de_DE"><head><title> A  title </title></head><body><p>x</p></body></html>')
    assert (document.title, document.language) == ("A title", "de-DE")
    assert read('<meta property="og:locale" content="sv_SE"><p>x</p>').language == "sv-SE"


def test_resolve_never_raises() -> None:
    assert html.resolve("https://x.example/", "http://[bad") == "http://[bad"
    assert html.resolve("", "a/b") == "a/b"
    assert html.resolve("https://x.example/a", "mailto:a@b.c") == ""


def test_truncated_html_is_read_as_far_as_it_goes() -> None:
    assert texts("<div><p>One</p><p>Two <a href='http") == ["One", "Two"]


def test_nesting_beyond_what_browsers_do_is_flattened() -> None:
    page = "<div>" * 3000 + "<p>Journal: Energy</p>" + "</div>" * 3000 + "<p>End</p>"
    assert texts(page) == ["Journal: Energy", "End"]
    assert nesting.flatten("<div>" * 500 + "x") == "<div>" * 500 + "x"
    unclosed = "<p>one<br>" * 5000
    assert nesting.flatten(unclosed) == unclosed
    pictures = "<svg>" + "<path d='x'/>" * 3000 + "</svg><div>x</div>"
    assert nesting.flatten(pictures) == pictures


def test_words_that_only_screen_readers_speak_are_left_out() -> None:
    page = html.read(
        '<p>doi: <a href="https://doi.org/10.1/a">10.1/a<span class="sr-only">external page</span></a></p>'
    )
    assert page.lines[0].text == "doi: 10.1/a"

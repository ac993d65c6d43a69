"""What the reader gathers beside the text of a page."""

from __future__ import annotations

from pressbib import readers
from pressbib.document import Embedded


def embedded(head: str, body: str = "", url: str = "https://example.org/a/b") -> Embedded:
    return readers.read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", url=url).embedded


def test_meta_in_page_order_under_every_key_it_has() -> None:
    found = embedded(
        '<meta content="A" name="citation_title"><meta property="og:title" name="title" content="B">'
        '<meta itemprop=datePublished content=2020><meta http-equiv=refresh content="0;'
        ' url=/x"><meta id=DOI content=C><meta name=empty>'
    )
    assert found.meta == (
        ("citation_title", "A"),
        ("title", "B"),
        ("og:title", "B"),
        ("datePublished", "2020"),
        ("refresh", "0; url=/x"),
        ("DOI", "C"),
    )


def test_links_are_absolute_and_style_sheets_left_out() -> None:
    found = embedded(
        "<link rel=stylesheet href=x.css><link rel=Canonical href=../c><link rel=alternate type=a/b href=//e.org/d>"
    )
    assert found.links == (
        ("canonical", "https://example.org/c", ""),
        ("alternate", "https://e.org/d", "a/b"),
    )


def test_scripts_of_data_and_of_walls() -> None:
    found = embedded(
        '<script type="application/ld+json">{"a": 1}</script><script>var a = 1</script>',
        "<script>window._cf_chl_opt = {}</script><script"
        ' id=__NEXT_DATA__>{"b":2}</script><script>SDM.doi = "10.1016/j.x"</script>',
    )
    assert found.json_ld == ('{"a": 1}',)
    assert len(found.states) == 3
    assert found.states[1] == '__NEXT_DATA__ = {"b":2}'


def test_microdata_and_rdfa_flatten_nested_items() -> None:
    found = embedded(
        "",
        '<div itemscope itemtype="http://schema.org/Article"><h1 itemprop="name headline">T</h1>'
        '<span itemprop=author itemscope itemtype="http://schema.org/Person"><b itemprop=name>A B</b></span>'
        '<time itemprop=datePublished datetime="2020-01-02">today</time></div>'
        '<div vocab="http://schema.org/" typeof="Book"><span property="schema:isbn">1</span></div>',
    )
    assert found.microdata == (
        (
            "http://schema.org/Article",
            {"name": ("T",), "headline": ("T",), "author.name": ("A B",), "datePublished": ("2020-01-02",)},
        ),
        ("Book", {"isbn": ("1",)}),
    )


def test_coins_are_kept_decoded_once() -> None:
    assert embedded("", '<span class="Z3988" title="a=1&amp;b=2"></span>').coins == ("a=1&b=2",)


def test_bylines_without_footnote_marks() -> None:
    found = embedded(
        "", '<ul class="authorGroup"><li><a>Ann Lee</a><sup>a, b</sup></li><li>Bo Wu<sup>1</sup></li></ul>'
    )
    assert [text for _, text in found.bylines] == ["| Ann Lee | Bo Wu"]


def test_a_page_that_is_cut_off_or_empty_gives_what_there_is() -> None:
    assert embedded('<meta name="citation_title" content="T"><meta name="citation_auth').meta == (
        ("citation_title", "T"),
    )
    assert embedded("").meta == ()


def test_depth_and_number_are_bounded() -> None:
    deep = '<div itemscope itemprop=author class=author itemtype="http://schema.org/Article">' * 3_000
    found = embedded('<meta name="a" content="b">' * 30_000, f"{deep}<b itemprop=name>x</b>")
    assert len(found.meta) == 20_000
    assert len(found.microdata) <= 400

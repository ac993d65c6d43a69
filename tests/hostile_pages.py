"""Hostile pages by kind, and what each costs: python -m tests.hostile_pages [CHARACTERS]

Each kind is a page of a given length that repeats what might keep a reader busy: markup, labels, identifiers, names,
quotation marks, brackets. `test_hostile.py` holds that none takes time that grows faster than its length; the command
prints the processor's time of each for one length (100,000 characters where none is given), the slowest first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from pressbib import layouts, readers
from tests.pace import seconds


def repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A page of one piece, over and over."""
    return lambda n: before + piece * (max(n - len(before) - len(after), 0) // len(piece)) + after


_STORY = "A headline of four words\n\n"
_REFERENCE = (
    "Kim J, Lee S, Park H et al. On the length of lines that nobody reads. Journal of Lines 12(3): 45-67 (2020).\n"
)
_SENTENCE = "The study was published in the journal Nature Lines. "

MARKUP: dict[str, Callable[[int], str]] = {
    "nested tables": lambda n: "<table><tr><td>" * (n // 15) + "x",
    "nested blocks": lambda n: "<div>" * (n // 5) + "x",
    "nested blocks with text": lambda n: "<div>a" * (n // 6),
    "paragraphs deep down": lambda n: "<span>" * (n // 12) + "<p>x" * (n // 8),
    "nested custom elements": lambda n: "<x-y>" * (n // 10) + "<div>" * (n // 10),
    "nested emphasis": lambda n: "<b><i>" * (n // 6) + "x",
    "unclosed links": repeated('<a href="/x">y'),
    "links": repeated('<p><a href="https://example.org/a?b=c">words</a></p>'),
    "links of one paragraph": repeated('<a href="https://example.org/a?b=c">words</a> ', "<p>"),
    "relative links": repeated('<a href="../../a/b?x#y">w</a> '),
    "links to DOIs": repeated('<p><a href="https://doi.org/10.1000/a.b">the paper</a></p>'),
    "links to DOIs of one paragraph": repeated('<a href="https://doi.org/10.1000/a.b">the paper</a> ', "<p>"),
    "one line": repeated("word ", "<p>"),
    "line breaks": repeated("x<br>", "<b><a href=x>"),
    "preformatted": repeated("x\n", "<pre>"),
    "classes": repeated('<div class="a b c d e f g h">'),
    "comments": repeated("<!-- x", "<p>x"),
    "attributes": repeated("a=b ", "<p ", ">x</p>"),
    "empty tags": repeated("<p></p>", "", "x"),
    "short paragraphs": repeated("<p>x"),
    "headings": repeated("<h3>Title</h3>"),
    "cells": repeated("<tr><td>Title<td>x", "<table>"),
    "definitions": repeated("<dt>Journal<dd>Lines", "<dl>"),
    "list of references": lambda n: "<h2>References</h2><ol>" + ("<li>" + _REFERENCE) * (n // (len(_REFERENCE) + 4)),
    "italics": repeated("published in <i>Lines</i> ", "<p>"),
    "meta": repeated('<meta name="citation_author" content="Kim, J">', "<html><head>"),
    "meta of dates": repeated('<meta name="date" content="2025-13-45">', "<html><head>"),
    "scripts": repeated('<script type="application/ld+json">{"@type": "Article"}</script>'),
    "one script": repeated('{"@graph": [', '<script type="application/ld+json">'),
    "microdata": repeated('<div itemscope itemtype="http://schema.org/Article"><p itemprop=name>x'),
    "COinS": repeated('<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.atitle=x"></span>'),
    "bylines": repeated('<div class="author-name">Kim, J</div>'),
    "entities": repeated("&amp;"),
    "closing tags": repeated("</b>", "<p>x"),
    "hidden": repeated('<p style="display: none">x</p>'),
    "title": repeated("word | ", "<title>", "</title><p>x"),
}  # fmt: skip
"""Pages of markup."""

LINES: dict[str, Callable[[int], str]] = {
    "text lines": repeated("x y z\n"),
    "short lines": repeated("a\n"),
    "two-letter lines": repeated("ab\n"),
    "lines of a digit": repeated("1\n"),
    "lines of Korean": repeated("가나\n"),
    "label lines": repeated("Title: x\n"),
    "label lines without a value": repeated("Title\n", _STORY),
    "label lines of many kinds": repeated("Journal: Lines\nDOI: 10.1000/x\nTitle: On lines\nAuthors: Kim J\n", _STORY),
    "labels in brackets": repeated("【論文情報】\n"),
    "Korean label lines": repeated("논문명: 가\n"),
    "labels ending in parentheses": repeated("Author (University): Kim\n"),
    "labels of references": repeated("Reference: Kim J. Lines. 2020\n"),
    "reference, then lines": repeated("word\n", "Reference:\n"),
    "DOI lines": repeated("DOI: 10.1000/x\n"),
    "DOI lines of many kinds": lambda n: "".join(f"DOI: 10.1000/x{number}\n" for number in range(n // 18)),
    "bare DOI lines": lambda n: "".join(f"10.1000/x{number}\n" for number in range(n // 13)),
    "lines of unfinished DOIs": repeated("DOI: 10.\n"),
    "URL lines": repeated("URL: https://x.org/a\n"),
    "address lines": repeated("https://x.org/a/123\n"),
    "reference lines": repeated(_REFERENCE),
    "reference lines of many kinds": lambda n: "".join(
        f"Kim J{number}, Lee S. On lines {number}. Journal of Lines 1{number}, 45 (2020). doi:10.1000/x{number}\n"
        for number in range(n // 90)
    ),
    "reference lines under a heading": repeated(_REFERENCE, "References\n"),
    "reference lines under a label": repeated(_REFERENCE, "Reference: "),
    "half references": repeated("Kim J, Lee S (2020): x\n"),
    "lines of names": repeated("Kim J, Lee S, Park H\n"),
    "sentences of publishing": repeated(_SENTENCE + "\n"),
    "sentences of publishing without a journal": repeated("It was published in lines.\n"),
    "titled sentences": repeated("The paper, titled “On lines of four words”, is new.\n"),
    "headings of other things": repeated("Contact\n"),
    "headings of papers": repeated("Publication\nword\n"),
    "bullets": repeated("• a\n"),
    "numbers": repeated("1. a\n"),
    "table rows": repeated("| a | b |\n"),
    "front matter": repeated("a: b\n", "---\n"),
    "dump list": repeated("1. http://a/b\n", "[1]x\nReferences\n"),
    "wrapped": repeated("word " * 14 + "\n"),
    "dates": repeated("May 7, 2025\n"),
    "dates in short": repeated("2025-05-07\n"),
    "dates of Japan": repeated("令和7年5月7日\n"),
    "years": repeated("2020\n"),
    "e-mail": repeated("a.b@c.de\n"),
    "broken lines in one": repeated("x\\n"),
}  # fmt: skip
"""Texts of many lines."""

LONG: dict[str, Callable[[int], str]] = {
    "markdown links": repeated("[a](http://x.y/z) "),
    "open brackets": repeated("["),
    "open parentheses": repeated("(", "[a]("),
    "nested parentheses": lambda n: _STORY + "Title: " + "(a" * (n // 4) + "a)" * (n // 4),
    "parentheses": repeated("(a) ", _STORY + "Journal: "),
    "stars": repeated("*a"),
    "underscores": repeated("_a ", "[a](b) "),
    "addresses": repeated("http://a.b/c). "),
    "broken addresses": repeated("http://dx. doi. org/ 10. 1/ a. "),
    "broken address": repeated("a. ", "http://www. "),
    "bars": repeated("|"),
    "spaces": repeated(" ", "a", "b"),
    "no-break spaces": repeated("\u00a0", "a", "b"),
    "soft hyphens": repeated("a\u00ad "),
    "mojibake": repeated("Ã© "),
    "rules": repeated("- "),
    "labels": repeated("Author ("),
    "label words": repeated("Title Journal Authors DOI "),
    "label words with colons": repeated("Title: Journal: Authors: DOI: "),
    "label words in small": repeated("title: journal: authors: doi: "),
    "colons": repeated(":"),
    "colons with spaces": repeated("a: "),
    "digits": repeated("1"),
    "digits with spaces": repeated("1 "),
    "numbers of four digits": repeated("2020 "),
    "digits with points": repeated("10."),
    "volumes": repeated("12(3): 45-67, "),
    "quotation marks": repeated('"'),
    "quotations": repeated('"a" '),
    "opening quotation marks": repeated("“"),
    "typographic quotations": repeated("“a” "),
    "quotations of a stop": repeated('" ab. "', _STORY + "It was published in the journal "),
    "one word beside a family name": repeated(
        "a", _STORY + "Reference: Emily Dux Speltz, John Roe. On lines nobody reads. Nature 12, 345 (2020).\n\nSpeltz "
    ),
    "a title and its DOIs": repeated(",doi:10.1000/", _STORY + "Title: On lines of four words"),
    "apostrophes": repeated("'a"),
    "et al.": repeated("et al. "),
    "names et al.": repeated("Kim J et al., ", _STORY),
    "names et al. after a label": repeated("Kim J et al., ", _STORY + "Authors: "),
    "names": repeated("Kim J, ", _STORY + "Authors: "),
    "names with and": repeated("Ann Kim and ", _STORY + "Authors: "),
    "initials": repeated("A. "),
    "capitals": repeated("A"),
    "capital words": repeated("Aa "),
    "capital words after a journal phrase": repeated("Aa ", _STORY + "It was published in the journal "),
    "journal phrases": repeated("in the journal "),
    "sentences on one line": repeated(_SENTENCE),
    "sentences that end nowhere": repeated("published in the journal Nature of "),
    "titles on one line": repeated("The study, titled “On lines of four words”, is new. "),
    "references on one line": repeated(_REFERENCE.strip() + " "),
    "DOIs on one line": repeated("doi:10.1000/x "),
    "DOIs with commas": repeated("10.1000/x,", _STORY),
    "one DOI": repeated("a.", _STORY + "DOI: 10.1000/"),
    "DOI in parentheses": repeated("(", _STORY + "10.1000/"),
    "ISBNs": repeated("978-3-16-148410-0 "),
    "arXiv": repeated("arXiv:2001.00001 "),
    "PMIDs": repeated("PMID: 12345678 "),
    "Hangul": repeated("논문명 "),
    "Han": repeated("漢字"),
    "full-width colons": repeated("論文名："),
    "full stops of Japanese": repeated("論文。"),
    "dates on one line": repeated("May 7, 2025, "),
    "day words": repeated("Monday "),
    "months": repeated("May "),
    "semicolons": repeated("Kim; "),
    "ampersands": repeated("a & b "),
    "slashes": repeated("a/"),
    "combining marks": repeated("e\u0301"),
    "marks alone": repeated("\u0301"),
    "ellipses": repeated("… "),
    "emoji": repeated("\U0001f600"),
    "NULs": repeated("\x00a"),
    "backslashes": repeated("\\"),
    "entities of text": repeated("&#x41;"),
}  # fmt: skip
"""Texts of one long line."""

KINDS: dict[str, Callable[[int], str]] = {**MARKUP, **LINES, **LONG}
"""All of them by name."""


def whole(page: str) -> object:
    """Everything that is done with a page."""
    return layouts.papers(readers.read(page))


if __name__ == "__main__":
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    whole(_STORY + _SENTENCE + _REFERENCE)
    costs = {name: seconds(lambda make=make: whole(make(length))) for name, make in KINDS.items()}  # type: ignore[misc]
    for name, cost in sorted(costs.items(), key=lambda pair: -pair[1]):
        sys.stdout.write(f"{cost:8.3f} s  {name}\n")
    sys.stdout.write(f"{len(costs)} kinds of {length} characters\n")

"""Readers: bytes -> Document. The encoding is settled here, and HTML and copied text become one Document type.

    document = readers.read(page.content, content_type=page.content_type, url=page.final_url)

Nothing here raises on bad markup: truncated, nested, mislabelled or mangled pages give a Document with less in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pressbib.document import Document
from pressbib.errors import UnreadablePageError
from pressbib.patterns import prepare
from pressbib.readers import encoding, frontmatter

_OPENING = prepare(
    r"(?i)[\s\ufeff]{0,500}<(?:!doctype|!--|\?xml|(?:html|head|body|meta|title|div|p|article|table|h1|script)\b)"
)
_ANY_TAG = prepare(r"</?[A-Za-z][A-Za-z0-9]{0,20}[^<>]{0,300}>")
_SNIFFED = 50_000
_TAGS = 4
_TAG = prepare(
    r"(?i)</?(?:p|div|br|a|span|table|td|tr|h[1-6]|ul|ol|li|body|html|head|section|article|em|strong)\b[^<>]{0,300}>"
)


def read(
    content: bytes | str,
    *,
    content_type: str = "",
    url: str = "",
    retrieved: str = "",
    brief_if: tuple[Callable[[Document, str], bool], ...] = (),
) -> Document:
    """A Document from the bytes of a page, or from its text.

    content_type is the Content-Type header where there was one, url the page's own address (links are resolved against
    it), retrieved when the page was fetched (ISO 8601). brief_if is asked about an HTML page before its lines and
    links are read, which are most of the work (`html.read`). HTML and text are told apart by the content. Raises
    UnreadablePageError for empty and for binary content, and for nothing else.
    """
    if isinstance(content, str):
        text, name = content.removeprefix("\ufeff"), "str"
        if not text.strip("\0 \t\r\n\f"):
            raise UnreadablePageError("the page is empty")
    else:
        text, name = encoding.decode(content, content_type)
    facts, text = frontmatter.parse(text)
    if is_html(text, content_type):
        from pressbib.readers import html

        document = html.read(text, url=url, encoding=name, retrieved=retrieved, brief_if=brief_if)
    else:
        from pressbib.readers import text as plain

        document = plain.read(text, url=url, encoding=name, retrieved=retrieved)
    return _with_facts(document, facts) if facts else document


def _with_facts(document: Document, facts: tuple[tuple[str, str], ...]) -> Document:
    """The Document of a page with the front matter above it, which says more of the page than its text."""
    known = dict(facts)
    return replace(
        document,
        title=known.get("title", "") or document.title,
        language=known.get("lang", "") or known.get("language", "") or document.language,
        embedded=replace(document.embedded, meta=(*facts, *document.embedded.meta)),
    )


def is_html(text: str, content_type: str = "") -> bool:
    """Whether text is HTML: it opens as HTML does, or holds several of its tags (one, where the header says HTML)."""
    if _OPENING.match(text):
        return True
    if "html" in content_type.lower() and _ANY_TAG.search(text, 0, _SNIFFED):
        return True
    tags = _TAG.finditer(text, 0, _SNIFFED)
    return sum(1 for _ in zip(range(_TAGS), tags, strict=False)) == _TAGS

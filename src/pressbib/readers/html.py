"""HTML -> Document. Every block element becomes a Line, in reading order; nothing is judged here.

The tree is walked without recursion, each node once, so that nesting and length cost linear time and no stack.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pressbib.classes import dataclass
from pressbib.document import Document, Line, Link
from pressbib.patterns import prepare
from pressbib.readers import embedded, repair
from pressbib.readers.nesting import BLOCKS, flatten
from pressbib.readers.whitespace import settle

Brief = Callable[[Document, str], bool]
"""Whether a Document without lines says enough; asked with the source of the page."""

_LEFT_OUT = frozenset(
    """script style noscript template svg head iframe object embed canvas audio video map select datalist frameset
    noframes input img source track meta link title""".split()
)
_EMPHASIS = frozenset("i em b strong cite".split())
_SPLITS = frozenset(["br"])
_CLOSING = BLOCKS | _EMPHASIS | {"a"}
_REGIONS = {"main": "main", "article": "main", "nav": "nav", "aside": "aside", "footer": "footer", "header": "header"}
_ROLES = {
    "main": "main",
    "article": "main",
    "navigation": "nav",
    "menu": "nav",
    "menubar": "nav",
    "search": "nav",
    "complementary": "aside",
    "contentinfo": "footer",
    "banner": "header",
}
# Class names and ids that most sites use for the same regions; whole tokens only.
_TOKENS = {
    "sidebar": "aside",
    "side-bar": "aside",
    "aside": "aside",
    "footer": "footer",
    "site-footer": "footer",
    "page-footer": "footer",
    "nav": "nav",
    "navbar": "nav",
    "navigation": "nav",
    "breadcrumb": "nav",
    "breadcrumbs": "nav",
    "menu": "nav",
    "pagination": "nav",
    "site-header": "header",
    "masthead": "header",
}
_HIDING = prepare(r"(?i)display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden")
_NO_PAGE = prepare(r"(?i)\s{0,99}(?:javascript|mailto|tel|data|about|sms|whatsapp):")
_ROOT = prepare(r"https?://[a-z0-9.-]+(?=[/?#]|$)")
_NOT_PLAIN = prepare(r"//|/\.|[?#]$|\s")  # what urljoin would change
_ABSOLUTE = prepare(r"(?i)https?://")
_MAX_WITHIN = 24
_MOST_TITLE = 10_000
_LANGUAGE = prepare(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def read(
    text: str,
    *,
    url: str = "",
    encoding: str = "",
    retrieved: str = "",
    brief_if: tuple[Brief, ...] = (),
) -> Document:
    """A Document from the text of an HTML page; url is the page's own address, "" where unknown.

    brief_if: asked about the Document without lines and links, which are most of the work, and its source: the first
    when only <meta>, <link>, JSON-LD and microdata are read, the others when all that is embedded is. Where one
    answers True, that Document is the result.
    """
    tree = LexborHTMLParser(flatten(repair.mojibake(text)))
    base = _base(tree, url)
    found = embedded.read_tags(tree, base)
    document = Document(
        url=url,
        title=_title(tree),
        language=_language(tree, found.meta),
        embedded=found,
        encoding=encoding,
        is_html=True,
        retrieved=retrieved,
        is_brief=True,
    )
    if brief_if and brief_if[0](document, text):
        return document
    document = replace(document, embedded=embedded.read_body(tree, document.embedded))
    if any(is_enough(document, text) for is_enough in brief_if[1:]):
        return document
    walker = _Walker(base)
    if tree.root is not None:
        walker.walk(tree.root)
    return replace(document, lines=tuple(walker.lines), links=tuple(walker.all_links), is_brief=False)


def _base(tree: LexborHTMLParser, url: str) -> str:
    element = tree.css_first("base[href]")
    return resolve(url, element.attributes.get("href") or "") or url if element else url


def _title(tree: LexborHTMLParser) -> str:
    element = tree.css_first("head > title") or tree.css_first("title")
    return settle((element.text() or "")[:_MOST_TITLE]) if element else ""


def _language(tree: LexborHTMLParser, meta: tuple[tuple[str, str], ...]) -> str:
    """What the page declares: `<html lang>`, else a Content-Language or og:locale <meta>."""
    stated: list[str] = []
    if tree.root is not None:
        attributes = tree.root.attributes
        stated += [attributes.get("lang") or "", attributes.get("xml:lang") or ""]
    for wanted in ("content-language", "og:locale"):
        stated.append(next((content for key, content in meta if key.lower() == wanted), ""))
    for language in stated:
        if found := _LANGUAGE.fullmatch(language.strip()):
            return found[0].replace("_", "-")
    return ""


def resolve(base: str, href: str) -> str:
    """The absolute address of a link; "" for one that leads to no page, relative as it stands where base is unknown.

    >>> resolve("https://example.org/news/1", "../paper?id=2#top")
    'https://example.org/paper?id=2#top'
    """
    href = href.strip()
    if not href or href.startswith("#") or _NO_PAGE.match(href):
        return ""
    if _ABSOLUTE.match(href):
        return href
    try:
        return urljoin(base, href)
    except ValueError:  # an address such as http://[ that urllib cannot take apart
        return href


class _Block(NamedTuple):
    """What a line inherits from the innermost block element that is open."""

    tag: str
    region: str
    within: tuple[str, ...]
    row: int


@dataclass(slots=True)
class _Run:
    """A link or emphasised run that is open: where its words begin in the buffer, and how often it is nested."""

    start: int = 0
    depth: int = 0
    url: str = ""


@dataclass(slots=True)
class _Walker:
    base: str
    lines: list[Line] = field(default_factory=list)
    all_links: list[Link] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _emphasis: list[str] = field(default_factory=list)
    _link: _Run = field(default_factory=_Run)
    _strong: _Run = field(default_factory=_Run)
    _blocks: list[_Block] = field(default_factory=lambda: [_Block("", "", (), 0)])
    _addresses: dict[str, str] = field(default_factory=dict)
    _root: str = ""
    _raw: str = ""
    _settled: str = ""
    _rows: int = 0
    _pre: int = 0

    def __post_init__(self) -> None:
        found = _ROOT.match(self.base)
        self._root = found[0] if found else ""

    def walk(self, root: LexborNode) -> None:
        """Walk the tree once, depth first. Text, most of the nodes, is taken in without a call."""
        node: LexborNode | None = root
        path: list[tuple[LexborNode, str]] = []
        pieces = self._pieces
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                if self._pre and "\n" in text:
                    self._take_preformatted(text)
                elif pieces or not text.isspace():  # no line begins with white space
                    pieces.append(text)
            elif tag not in _LEFT_OUT:
                child = node.first_child if self._enter(node, tag) else None
                if child is not None:
                    path.append((node, tag))
                    node = child
                    continue
                if tag in _CLOSING:
                    self._leave(tag)
            following = node.next if path else None
            while following is None and path:
                parent, tag = path.pop()
                if tag in _CLOSING:
                    self._leave(tag)
                following = parent.next if path else None
            node = following
        self._end_line()

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Take in one node; False where what is inside it is left out."""
        if tag in BLOCKS:
            attributes = node.attributes
            if self._pieces:
                self._end_line()
            self._open(tag, attributes)
            return not (attributes and ("style" in attributes or "hidden" in attributes) and _is_hidden(attributes))
        if tag == "a":
            self._start(self._link)
            self._link.url = self._resolved(node.attributes.get("href") or "")
        elif tag in _EMPHASIS:
            self._start(self._strong)
        elif tag in _SPLITS:
            self._end_line()
        else:
            if tag.startswith("-"):  # comments
                return False
            attributes = node.attributes
            if attributes:
                if ("style" in attributes or "hidden" in attributes) and _is_hidden(attributes):
                    return False
                if "class" in attributes and _is_spoken(attributes):
                    return False
        return True

    def _open(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        outer = self._blocks[-1]
        region, within, row = outer.region, outer.within, outer.row
        tokens: list[str] = []
        stated = _REGIONS.get(tag) or ""
        if attributes:
            if classes := attributes.get("class"):
                tokens = classes.split()[:8]
                within = (*within, *map(".".__add__, tokens))
            if name := attributes.get("id"):
                tokens.append(name)
                within = (*within, "#" + name)
            if len(within) > _MAX_WITHIN:
                within = within[-_MAX_WITHIN:]
            stated = _ROLES.get(attributes.get("role") or "") or stated
            if not stated and tokens and not _TOKENS.keys().isdisjoint(map(str.lower, tokens)):
                stated = next(_TOKENS[token.lower()] for token in tokens if token.lower() in _TOKENS)
        if stated and not (stated in ("header", "footer", "main") and region in ("main", "nav", "aside")):
            region = stated  # the header and footer of an article belong to the article
        if tag == "tr":
            self._rows += 1
            row = self._rows
        self._pre += tag in ("pre", "textarea")
        self._blocks.append(_Block(tag, region, within, row))

    def _leave(self, tag: str) -> None:
        if tag in BLOCKS:
            if self._pieces:
                self._end_line()
            self._blocks.pop()
            self._pre -= tag in ("pre", "textarea")
        elif tag == "a":
            self._link.depth -= 1
            if self._link.depth == 0:
                self._keep_link()
        elif tag in _EMPHASIS:
            self._strong.depth -= 1
            if self._strong.depth == 0:
                self._keep_emphasis()

    def _take_preformatted(self, text: str) -> None:
        first, *rest = text.split("\n")
        self._pieces.append(first)
        for part in rest:
            self._end_line()
            self._pieces.append(part)

    def _resolved(self, href: str) -> str:
        """`resolve`, with what it costs paid once an address: pages repeat their links."""
        known = self._addresses.get(href)
        if known is None:
            if self._root and href[:1] == "/" and not _NOT_PLAIN.search(href):
                known = self._root + href
            else:
                known = resolve(self.base, href)
            self._addresses[href] = known
        return known

    def _start(self, run: _Run) -> None:
        """Open a link or an emphasised run; of nested ones only the outermost counts, which keeps this linear."""
        run.depth += 1
        if run.depth == 1:
            run.start = len(self._pieces)

    def _keep_link(self) -> None:
        if self._link.url:
            self._raw = "".join(self._pieces[self._link.start :] if self._link.start else self._pieces)
            self._settled = settle(self._raw)  # most links are the whole of their line
            link = Link(self._settled, self._link.url)
            self._links.append(link)
            self.all_links.append(link)

    def _keep_emphasis(self) -> None:
        if words := settle("".join(self._pieces[self._strong.start :])):
            self._emphasis.append(words)

    def _end_line(self) -> None:
        """What was gathered becomes a Line; a link or run that is still open goes on in the next one."""
        if not self._pieces:
            return
        if self._link.depth and self._link.start < len(self._pieces):
            self._keep_link()
        if self._strong.depth:
            self._keep_emphasis()
        self._link.start = self._strong.start = 0
        raw = "".join(self._pieces)
        text = self._settled if raw == self._raw else settle(raw)
        if text:
            if text > "\u3400":
                text = repair.spread(text)
            raw = raw.strip()
            tag, region, within, row = self._blocks[-1]
            self.lines.append(
                Line(
                    len(self.lines) + 1,
                    text,
                    text if raw == text else raw,
                    tag,
                    region,
                    tuple(self._links),
                    tuple(self._emphasis),
                    within,
                    row,
                )
            )
        self._pieces.clear()
        if self._links:
            self._links.clear()
        if self._emphasis:
            self._emphasis.clear()


_SPOKEN = frozenset(
    "visually-hidden visuallyhidden u-visually-hidden sr-only screen-reader-text screenreader-text "
    "element-invisible show-for-sr a11y-hidden".split()
)
"""Classes of words that only screen readers speak (`external page`), and that nobody sees glued to a DOI."""


def _is_spoken(attributes: Mapping[str, str | None]) -> bool:
    return not _SPOKEN.isdisjoint((attributes.get("class") or "").lower().split())


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (bool(style) and bool(_HIDING.search(style or "")))

"""The metadata that an HTML page carries beside its text: gathered here as it stands, made sense of by `metadata`.

<meta>, <link>, JSON-LD scripts, COinS spans, microdata (HTML Living Standard, section 5) and RDFa Lite, and the state
that single-page applications ship as JSON. Everything is found by selectors, and no walk goes further than a fixed
number of steps an element, so that nesting and number cost linear time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pressbib import identifiers
from pressbib.document import Embedded

_MOST_META = 20_000
_MOST_ITEMS = 400
_MOST_PROPERTIES = 4_000
_MOST_STEPS = 40
_MOST_TEXT = 20_000
_MOST_SCRIPT = 2_000_000
_KEYS = ("name", "property", "itemprop", "http-equiv")
_STATES = (
    "__PRELOADED_STATE__",
    "__NEXT_DATA__",
    "__INITIAL_STATE__",
    "xplGlobal.document.metadata",
    "citationData",
    "parentContentData",
    "_cf_chl_opt",
    "/cdn-cgi/challenge-platform",
    "_Incapsula_Resource",
    "captcha-delivery",
)
_VALUE_ATTRIBUTES = {
    "meta": "content",
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "data": "value",
    "meter": "value",
    "time": "datetime",
}


def read(tree: LexborHTMLParser, url: str) -> Embedded:
    """What a parsed page carries; addresses are made absolute against `url` where that is known. Never raises."""
    return read_body(tree, read_tags(tree, url))


def read_tags(tree: LexborHTMLParser, url: str) -> Embedded:
    """The part of it that stands in <meta>, <link>, JSON-LD scripts, microdata and RDFa."""
    items = (*_items(tree, "itemscope", "itemprop", "itemtype"), *_items(tree, "typeof", "property", "typeof"))
    return Embedded(meta=_meta(tree), links=_links(tree, url), json_ld=_json_ld(tree), microdata=items)


def read_body(tree: LexborHTMLParser, tags: Embedded) -> Embedded:
    """The rest of it: COinS, application data and bylines."""
    return replace(
        tags,
        coins=tuple(node.attributes.get("title") or "" for node in tree.css("span.Z3988")[:_MOST_ITEMS]),
        states=_states(tree),
        bylines=_bylines(tree),
        times=_times(tree),
    )


def _times(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    """(classes and the like, date) of the first <time> elements."""
    found = []
    for node in tree.css("time[datetime]")[:_MOST_TIMES]:
        attributes = node.attributes
        told = [
            attributes.get("class") or "",
            attributes.get("itemprop") or "",
            "pubdate" if "pubdate" in attributes else "",
        ]
        found.append((" ".join(filter(None, told)).lower()[:300], (attributes.get("datetime") or "")[:80]))
    return tuple(found)


def _meta(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    """(key, content) of every <meta>; one that has two keys gives two pairs."""
    found: list[tuple[str, str]] = []
    for node in tree.css("meta[content]")[:_MOST_META]:
        attributes = node.attributes
        content = attributes.get("content") or ""
        if len(content) > _MOST_SCRIPT or ("http-equiv" in attributes and _is_for_browsers_without_scripts(node)):
            continue
        keys = [key for attribute in _KEYS if (key := (attributes.get(attribute) or "").strip())]
        found += [(key, content) for key in keys or [(attributes.get("id") or "").strip()] if key]
    return tuple(found)


def _is_for_browsers_without_scripts(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "noscript"


def _links(tree: LexborHTMLParser, url: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for node in tree.css("link[rel][href]")[:2_000]:
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower()
        if rel not in _IDLE_RELATIONS:
            found.append((rel, _absolute(url, attributes.get("href") or ""), attributes.get("type") or ""))
    return tuple(found)


_IDLE_RELATIONS = frozenset(
    (
        "stylesheet",
        "preload",
        "preconnect",
        "dns-prefetch",
        "icon",
        "shortcut icon",
        "apple-touch-icon",
        "modulepreload",
    )
)


def _absolute(url: str, href: str) -> str:
    if href.startswith(("https://", "http://")):
        return href.strip()
    try:
        return urljoin(url, href.strip())
    except ValueError:
        return href.strip()


def _json_ld(tree: LexborHTMLParser) -> tuple[str, ...]:
    scripts = tree.css('script[type*="ld+json" i]')[:_MOST_ITEMS]
    return tuple(text for node in scripts if (text := node.text() or "") and len(text) <= _MOST_SCRIPT)


def _states(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The scripts that hold an application's data or a bot wall's question."""
    found = []
    for node in tree.css("script")[:1_000]:
        source = node.attributes.get("src")
        text = source if source is not None else node.text() or ""
        if text and len(text) <= _MOST_SCRIPT:
            if node.attributes.get("id") in ("__NEXT_DATA__", "__NUXT_DATA__"):
                text = f"__NEXT_DATA__ = {text}"
            if any(name in text for name in _STATES) or next(identifiers.find_named_dois(text), ""):
                found.append(text)
    return tuple(found)


_BYLINE = ", ".join(
    f'[class*="{word}" i], [id*="{word}" i]' for word in ("author", "byline", "contrib", "creator", "auths")
)
_MARKS = frozenset(("sup", "script", "style", "svg", "button-icon", "noscript", "template", "img", "form"))
_MOST_BYLINES = 400
_MOST_TIMES = 20
_MOST_NODES = 400


def _bylines(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    """Small elements whose class, id, rel or itemprop says that they name the authors."""
    found: list[tuple[str, str]] = []
    seen: set[int] = set()
    for node in tree.css(f'[rel="author"], [itemprop="author"], {_BYLINE}')[: 3 * _MOST_BYLINES]:
        if (
            node.mem_id in seen or len(seen) == _MOST_BYLINES
        ):  # one that several selectors of the list find comes several times
            continue
        seen.add(node.mem_id)
        attributes = node.attributes
        words = _unmarked(node)
        if words and len(words) <= 3_000:
            tokens = [attributes.get("class") or "", attributes.get("id") or "", attributes.get("rel") or ""]
            found.append((" ".join([node.tag or "", *tokens, attributes.get("itemprop") or ""])[:300].lower(), words))
    return tuple(found)


def _unmarked(top: LexborNode) -> str:
    """The words of an element without footnote marks; "" where it holds more than a byline can."""
    pieces: list[str] = []
    node: LexborNode | None = top.first_child
    depth = 1
    for _ in range(_MOST_NODES):
        if node is None:
            return " ".join("".join(pieces).split())
        tag = node.tag or ""
        if tag == "-text":
            pieces.append((node.text_content or "")[:_MOST_TEXT])
        elif tag in _BREAKS or (tag == "a" and pieces and pieces[-1][-1:].isalpha()):  # `<a>A B</a><a>C D</a>`
            pieces.append(" | ")
        child = None if tag in _MARKS else node.first_child
        if child is not None:
            node, depth = child, depth + 1
            continue
        while node is not None and node.next is None and depth > 1:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None
    return ""


_BREAKS = frozenset(("li", "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "td"))


_Owner = tuple[int, tuple[str, ...]]


def _items(
    tree: LexborHTMLParser, scope: str, prop: str, kind: str
) -> tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...]:
    """The top items of a page in microdata or RDFa, with the properties of nested items flattened with a dot."""
    if tree.css_first(f"[{scope}]") is None:
        return ()
    owners: dict[int, dict[str, list[str]]] = {}
    known: dict[int, _Owner] = {}
    kinds: list[tuple[str, dict[str, list[str]]]] = []
    for node in tree.css(f"[{scope}]")[: _MOST_ITEMS * 5]:
        if not (node.attributes.get(prop) or "").strip() or not _owner(node, scope, prop, known)[0]:
            owners[node.mem_id] = {}
            kinds.append(((node.attributes.get(kind) or "").strip(), owners[node.mem_id]))
            if len(kinds) == _MOST_ITEMS:
                break
    for node in tree.css(f"[{prop}]")[:_MOST_PROPERTIES]:
        names = (node.attributes.get(prop) or "").split()[:4]
        if not names or scope in node.attributes:
            continue
        top, path = _owner(node, scope, prop, known)
        properties = owners.get(top)
        if properties is None:
            continue
        value = _value(node)
        for name in names:
            if value:
                properties.setdefault(".".join([*path, name.rpartition(":")[2]]), []).append(value)
    return tuple(
        (name, {key: tuple(values) for key, values in properties.items()}) for name, properties in kinds if properties
    )


def _owner(node: LexborNode, scope: str, prop: str, known: dict[int, _Owner]) -> _Owner:
    """The top item that an element belongs to, and the property names of the items between, outermost first.

    known: the same of elements that were looked at before, since properties stand beside each other.
    """
    names: list[str] = []
    above: list[tuple[int, int]] = []  # elements passed, and how many names were below them
    top = 0
    outer: tuple[str, ...] = ()
    parent = node.parent
    for _ in range(_MOST_STEPS):
        if parent is None or not parent.tag:
            break
        if found := known.get(parent.mem_id):
            top, outer = found
            break
        above.append((parent.mem_id, len(names)))
        attributes = parent.attributes
        if scope in attributes:
            name = (attributes.get(prop) or "").strip().rpartition(":")[2]
            if not name:
                top = parent.mem_id
                break
            names.append(name.partition(" ")[0])
        parent = parent.parent
    for passed, below in above:
        known[passed] = top, (*outer, *reversed(names[below:]))
    return top, (*outer, *reversed(names))


def _value(node: LexborNode) -> str:
    attributes = node.attributes
    if content := attributes.get("content"):
        return content.strip()[:_MOST_TEXT]
    attribute = _VALUE_ATTRIBUTES.get(node.tag or "")
    if attribute and (value := attributes.get(attribute)):
        return value.strip()[:_MOST_TEXT]
    return " ".join((node.text() or "")[:_MOST_TEXT].split())

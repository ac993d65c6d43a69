"""schema.org data -> Statements: JSON-LD (also broken JSON that a lenient reading saves), microdata and RDFa.

Only the node of the page's own work counts: pages carry nodes for references, related articles, breadcrumbs and the
publisher as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pressbib import identifiers
from pressbib.document import Document
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold, plain
from pressbib.patterns import prepare
from pressbib.record import Name

Node = Mapping[str, Any]

WORKS: Mapping[str, str] = {
    "scholarlyarticle": "article-journal",
    "medicalscholarlyarticle": "article-journal",
    "newsarticle": "news",
    "reportagenewsarticle": "news",
    "analysisnewsarticle": "news",
    "opinionnewsarticle": "news",
    "backgroundnewsarticle": "news",
    "reviewnewsarticle": "news",
    "askpublicnewsarticle": "news",
    "liveblogposting": "news",
    "article": "article",
    "techarticle": "article",
    "blogposting": "post-weblog",
    "socialmediaposting": "post",
    "dataset": "dataset",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "review": "article",
    "softwaresourcecode": "software",
    "softwareapplication": "software",
    "presentationdigitaldocument": "speech",
    "podcastepisode": "broadcast",
    "creativework": "document",
    "webpage": "webpage",
}
"""schema.org types of works, and what they say of the item type; `news` and `article` are settled by the site."""

LISTS = frozenset(("collectionpage", "searchresultspage", "profilepage", "contactpage", "aboutpage"))
"""Types of pages that hold no work of their own."""

_WEAK = frozenset(("webpage", "document", "book"))
_MOST_NODES = 3_000
_MOST_DEPTH = 12


def read(document: Document, statements: Statements) -> None:
    """The statements of the node that describes the page's work, if there is one."""
    nodes = [node for script in document.embedded.json_ld for node in _nodes(script)]
    for kind in {kind for node in nodes for kind in kinds(node)} & LISTS:
        statements.add(Statement("page-type", kind, "json-ld", "@type"))
    if node := _own(nodes, document):
        by_id = {str(n["@id"]): n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
        _Reader(statements, "json-ld", by_id).work(node)
    items = [_node(kind, properties) for kind, properties in document.embedded.microdata]
    if node := _own(items, document):
        _Reader(statements, "microdata", {}).work(node)


def _node(kind: str, properties: Mapping[str, tuple[str, ...]]) -> Node:
    node: dict[str, Any] = {"@type": kind}
    for key, values in properties.items():
        head, _, rest = key.partition(".")
        if not rest:
            node.setdefault(head, []).extend(values)
        elif rest == "name" or (rest in ("url", "issn", "volumeNumber", "issueNumber") and head != "author"):
            node.setdefault(head, []).extend({rest: value} for value in values)
        else:
            node.setdefault(key, []).extend(values)
    return node


def load(text: str) -> list[Any]:
    """The values in the text of a JSON-LD script, read leniently: CDATA and comments around it, raw line breaks in
    strings, commas before a closing bracket, several values in a row, a script cut short. [] where nothing helps."""
    text = text.strip().lstrip("\ufeff")
    try:
        return [json.loads(text, strict=False)]
    except RecursionError:
        return []
    except ValueError:
        pass
    text = re.sub(r"^(?:\s|//|/\*|<!\[CDATA\[|<!--|\*/){1,50}", "", text)
    text = re.sub(r"(?:\]\]>|-->)(?:\s|//|\*/){0,50}$", "", text).strip(" \n\r\t/*;")
    for attempt in (text, _mended(text)):
        if values := _values(attempt):
            return values
    return []


def _values(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    position = 0
    try:
        while position < len(text) and len(values) < 100:
            value, position = decoder.raw_decode(text, position)
            values.append(value)
            position += len(text[position : position + 200]) - len(text[position : position + 200].lstrip(" \t\r\n,;"))
    except (ValueError, RecursionError):
        pass
    return [value for value in values if isinstance(value, dict | list)]


_STRING = prepare(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BAD_ESCAPE = prepare(r'\\(?!["\\/bfnrtu])')


def _mended(text: str) -> str:
    """Without commas before a closing bracket, invalid escapes and comments, and with missing closing brackets."""
    out: list[str] = []
    open_brackets: list[str] = []
    position = 0
    for match in _STRING.finditer(text):
        out.append(_outside(text[position : match.start()], open_brackets))
        out.append(_BAD_ESCAPE.sub(r"\\\\", match[0]))
        position = match.end()
    out.append(_outside(text[position:], open_brackets))
    joined = re.sub(r",(?=\s{0,100}[}\]])", "", "".join(out)).rstrip(" \n\r\t,")
    if open_brackets:  # cut short, perhaps behind a key
        joined = re.sub(r',?\s{0,99}"(?:[^"\\]|\\.){0,200}"\s{0,99}:$', "", joined)
    return joined + "".join(reversed(open_brackets))


def _outside(text: str, open_brackets: list[str]) -> str:
    text = re.sub(r"/\*[^*]{0,500}\*/|//[^\n]{0,500}", "", text).partition('"')[0]
    for character in text:
        if character in "{[":
            open_brackets.append("}" if character == "{" else "]")
        elif character in "}]" and open_brackets:
            open_brackets.pop()
    return text


def _nodes(text: str) -> Iterator[Node]:
    """The nodes of a script, top ones first, those inside them after; without recursion."""
    queue: list[tuple[Any, int]] = [(value, 0) for value in load(text)]
    count = 0
    while queue and count < _MOST_NODES:
        value, depth = queue.pop(0) if len(queue) < 200 else queue.pop()
        count += 1
        if isinstance(value, list):
            queue += [(part, depth + 1) for part in value[:500] if depth < _MOST_DEPTH]
        elif isinstance(value, dict):
            yield value
            inner = [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in value]
            queue += [(part, depth + 1) for part in inner if depth < _MOST_DEPTH and isinstance(part, dict | list)]


def kinds(node: Node) -> list[str]:
    """The local names of a node's types, lower case (`https://schema.org/Dataset` is `dataset`)."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return [re.split(r"[/#:]", name.strip())[-1].lower() for name in names if isinstance(name, str)]


def _own(nodes: list[Node], document: Document) -> Node | None:
    """The node of the page's work: the one whose address or title is the page's, else the only or fullest one."""
    works = [node for node in nodes if any(kind in WORKS for kind in kinds(node))]
    if not works:
        return None
    addresses = {identifiers.url_key(document.url)} | {
        identifiers.url_key(href) for rel, href, _ in document.embedded.links if rel == "canonical"
    }
    title = fold(document.title)
    best: tuple[int, Node] | None = None
    for node in works[:500]:
        score = _score(node, addresses, title)
        if best is None or score > best[0]:
            best = (score, node)
    strong = [node for node in works if not set(kinds(node)) & _WEAK]
    if best and best[0] >= 10:
        return best[1]
    if len(strong) == 1 and best and best[0] >= 2 and _title_of(strong[0]):
        return strong[0]
    return best[1] if best and best[0] >= 6 and len(strong) <= 1 else None


def _score(node: Node, addresses: set[str], title: str) -> int:
    score = 0
    stated = [node.get("@id"), *_list(node.get("url")), *_list(node.get("mainEntityOfPage"))]
    for value in stated:
        address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        key = identifiers.url_key(address) if isinstance(address, str) else ""
        if key and key in addresses:
            score += 8
            break
    name = fold(_title_of(node))
    if len(name) > 3 and (name in title or (len(title) > 10 and title in name)):
        score += 8
    if not set(kinds(node)) & _WEAK:
        score += 3
    score += 2 * sum(bool(node.get(key)) for key in ("author", "creator", "datePublished", "headline"))
    return score if name else score - 6


def _title_of(node: Node) -> str:
    return next((value for key in ("headline", "name") for value in _texts(node.get(key))), "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> list[str]:
    """The texts in a value: strings, numbers, language maps ({"@value": …}) and things with a name."""
    found = []
    for part in _list(value)[:200]:
        if isinstance(part, dict):
            part = part.get("@value") or part.get("name") or part.get("value")
            part = part[0] if isinstance(part, list) and part else part
        if isinstance(part, str | int | float) and not isinstance(part, bool):
            found.append(str(part))
    return [text for text in found if text.strip()]


_SIMPLE: Mapping[str, str] = {
    "volumeNumber": "volume",
    "issueNumber": "issue",
    "pageStart": "page-first",
    "pageEnd": "page-last",
    "pagination": "page",
    "isbn": "ISBN",
    "inLanguage": "language",
    "abstract": "abstract",
    "reportNumber": "report-number",
    "version": "version",
    "genre": "genre-news",
    "numberOfPages": "number-of-pages",
}


class _Reader:
    """Reads one node into statements; `by_id` finds the nodes that are only referred to."""

    def __init__(self, statements: Statements, vocabulary: str, by_id: Mapping[str, Node]) -> None:
        self.statements = statements
        self.vocabulary = vocabulary
        self.by_id = by_id

    def add(self, variable: str, text: str, locator: str, name: Name | None = None, orcid: str = "") -> None:
        self.statements.add(Statement(variable, text, self.vocabulary, locator, name, (), orcid))

    def work(self, node: Node) -> None:
        for kind in kinds(node):
            if kind in WORKS:
                self.add("type", WORKS[kind], f"@type {kind}")
        for key, variable in (("headline", "title"), ("name", "name"), ("alternativeHeadline", "title-alternative")):
            for text in _texts(node.get(key))[:1]:
                self.add(variable, text, key)
        for key, variable in _SIMPLE.items():
            for text in _texts(node.get(key))[:20]:
                self.add(variable, text, key)
        self.people(node)
        for text in _texts(node.get("datePublished"))[:1]:
            self.add("date-publication", text, "datePublished")
        if "datePublished" not in node:
            for text in _texts(node.get("dateCreated"))[:1]:
                self.add("date-created", text, "dateCreated")
        for text in _texts(self._resolved(node.get("publisher")))[:1]:
            self.add("publisher", text, "publisher")
        for text in _texts(self._resolved(node.get("sourceOrganization")))[:1]:
            self.add("thesis-institution", text, "sourceOrganization")
        if set(kinds(node)) & {"scholarlyarticle", "medicalscholarlyarticle", "dataset", "report", "thesis"}:
            for text in _texts(node.get("description"))[:1]:
                self.add("abstract", text, "description")
            for text in _texts(node.get("keywords"))[:50]:
                self.add("keyword", text, "keywords")
        for key in ("identifier", "sameAs", "@id", "doi", "url"):
            self.identifiers(node.get(key), key)
        for key in ("url", "mainEntityOfPage"):
            for value in _list(node.get(key))[:1]:
                address = value.get("@id") or value.get("url") if isinstance(value, dict) else value
                if isinstance(address, str):
                    self.add("URL", address, key)
        self.container(node.get("isPartOf"))

    def _resolved(self, value: Any) -> Any:
        """A reference ({"@id": …} alone) replaced by the node it refers to."""
        if isinstance(value, list):
            return [self._resolved(part) for part in value[:300]]
        if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value

    def people(self, node: Node) -> None:
        for key, variable in (("author", "author"), ("creator", "author"), ("editor", "editor")):
            if key == "creator" and node.get("author"):
                continue
            for person in _list(self._resolved(node.get(key)))[:3_000]:
                self.person(person, variable, key)

    def person(self, person: Any, variable: str, key: str) -> None:
        if isinstance(person, list):
            for one in person[:100]:
                if isinstance(one, str):
                    self.add(variable, one, key)
            return
        if isinstance(person, str):
            self.add(variable, person, key)
            return
        if not isinstance(person, dict):
            return
        for text in _texts(person.get("name"))[:100] or [""]:
            family, given = ((_texts(person.get(part)) or [""])[0] for part in ("familyName", "givenName"))
            organisation = any(kind.endswith("organization") for kind in kinds(person))
            name = Name(literal=plain(text)) if organisation and text else None
            if family and not organisation:
                name = Name(family=plain(family), given=plain(given))
            stated = [person.get("@id"), *_list(person.get("identifier")), *_list(person.get("sameAs"))]
            orcid = next((o for v in stated if isinstance(v, str) and (o := identifiers.normalise_orcid(v))), "")
            affiliations = tuple(
                dict.fromkeys(plain(a) for a in _texts(self._resolved(person.get("affiliation")))[:50])
            )
            text = text or " ".join(part for part in (given, family) if part)
            if text:
                self.statements.add(Statement(variable, text, self.vocabulary, key, name, affiliations, orcid))

    def identifiers(self, value: Any, key: str) -> None:
        for part in _list(value)[:50]:
            if isinstance(part, dict):
                part = part.get("value") or part.get("@id") or part.get("url")
            if isinstance(part, str) and len(part) < 500 and identifiers.normalise_doi(part):
                self.add("DOI", part, key)

    def container(self, value: Any) -> None:
        """isPartOf: Periodical, possibly through PublicationIssue and PublicationVolume; Book; series; web site."""
        queue = [part for part in _list(self._resolved(value))[:20] if isinstance(part, dict)]
        for _ in range(20):
            if not queue:
                return
            part = queue.pop(0)
            types = kinds(part)
            if "periodical" in types or (types and types[-1] in ("newspaper", "magazine")) or "issn" in part:
                for text in _texts(part.get("name"))[:1]:
                    self.add("journal-title", text, "isPartOf.name")
                if types:
                    self.add("container-type", types[-1], "isPartOf.@type")
            elif "book" in types:
                for text in _texts(part.get("name"))[:1]:
                    self.add("book-title", text, "isPartOf.name")
            elif any(kind.endswith("series") for kind in types):
                for text in _texts(part.get("name"))[:1]:
                    self.add("collection-title", text, "isPartOf.name")
            elif "blog" in types or "website" in types:
                for text in _texts(part.get("name"))[:1]:
                    self.add("site-name", text, "isPartOf.name")
            for key, variable in (("volumeNumber", "volume"), ("issueNumber", "issue"), ("issn", "ISSN")):
                for text in _texts(part.get(key))[:5]:
                    self.add(variable, text, f"isPartOf.{key}")
            queue += [inner for inner in _list(self._resolved(part.get("isPartOf")))[:20] if isinstance(inner, dict)]

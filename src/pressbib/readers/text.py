"""Copied text -> Document: pasted pages, text-browser dumps and Markdown.

Each line of the text is a Line, unless the text is wrapped at a column (`repair.unwrap`). Markdown links, headings,
list marks, emphasis and tables are taken as what they mean; so are the numbered links of lynx and w3m.
"""

from __future__ import annotations

import html
import re

from pressbib.document import Document, Line, Link
from pressbib.patterns import prepare
from pressbib.readers import repair
from pressbib.readers.whitespace import settle

_HEADING = prepare(r"(#{1,6})[ \t]+(?=\S)")
_BULLET = prepare(r"(?:[•◦▪●○■□◆▶►‣∙]|[-*+](?=[ \t]))[ \t\u00a0\u3000]*")
_MARKDOWN_LINK = prepare(
    r"(!?)\[([^\[\]\n]{0,500})\]\(<?\s{0,9}((?:[^()\s<>]|\([^()\s<>]{0,200}\)){1,2000})>?(?:\s{1,9}\"[^\"\n]{0,300}\")?\s{0,9}\)"
)
_AUTOLINK = prepare(r"(?i)<?\b((?:https?://|www\.)[^\s<>\"“”]{3,2000})>?")
_ENTITY = prepare(r"&(?:#\d{2,6}|#x[\da-fA-F]{2,6}|[A-Za-z]{2,24});")
_ESCAPED = prepare(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_STRONG = prepare(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\1(?![\w*])")
_UNDERLINED = prepare(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,500}?)(?<=[^\s_])\1(?![\w_])")
_SETEXT = prepare(r"\s{0,3}(={3,}|-{3,})\s*")
_RULE = prepare(r"\s{0,3}(?:[-_=~]\s?){3,}\s*|\s{0,3}(?:\*\s?){3,}\s*")
_OF_RULES = "-_=~*|:"
_TABLE_RULE = prepare(r"\s{0,3}\|?(?:\s{0,9}:?-{2,}:?\s{0,9}\|)+(?:\s{0,9}:?-{2,}:?\s{0,9})?\s*")
_DUMP_LIST = prepare(r"(?im)^[ \t]{0,3}(?:References|Visible links|Links):?[ \t]{0,9}$")
_DUMP_ENTRY = prepare(r"\s{0,9}(\d{1,5})\.\s(\S{4,2000})\s*")
_DUMP_MARK = prepare(r"\[(\d{1,5})\]")
_TRAILING = ".,;:!?'\")]}>»”’*"


def read(text: str, *, url: str = "", encoding: str = "", retrieved: str = "") -> Document:
    """A Document from copied text; url is the address of the page that it was copied from, "" where unknown."""
    text = repair.mojibake(text)
    markdown = _is_markdown(text[:200_000])
    text, numbered = _dumped_links(text)
    lines: list[Line] = []
    rows = 0
    for raw in repair.unwrap(text.splitlines()):
        if "=" in raw and lines and _SETEXT.fullmatch(raw) and not lines[-1].tag and len(lines[-1].text) < 200:
            lines[-1] = _with_tag(lines[-1], "h1")
            continue
        first = raw.lstrip()[:1]
        if not first:
            continue
        if first in _OF_RULES and (_RULE.fullmatch(raw) or _TABLE_RULE.fullmatch(raw)):
            continue
        cells = _cells(raw) if markdown or first == "|" else []
        rows += bool(cells)
        for cell in cells or [raw]:
            line = _line(cell, len(lines) + 1, numbered, markdown)
            if line.text:
                lines.append(_with_tag(line, "td", rows) if cells else line)
    return Document(
        url=url,
        lines=tuple(lines),
        links=tuple(link for line in lines for link in line.links),
        encoding=encoding,
        retrieved=retrieved,
    )


def _is_markdown(text: str) -> bool:
    return bool(("](" in text and _MARKDOWN_LINK.search(text)) or ("*" in text and _STRONG.search(text)))


def _with_tag(line: Line, tag: str, row: int = 0) -> Line:
    return Line(line.number, line.text, line.raw, tag, line.region, line.links, line.emphasis, row=row)


def _cells(raw: str) -> list[str]:
    """The cells of a row of a Markdown table, [] for another line."""
    stripped = raw.strip()
    if not (stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2):
        return []
    return stripped.strip("|").split("|")


_SHORT = 60
_MARKED = prepare(r"[#•◦▪●○■□◆▶►‣∙*+\[&_\\/-]")
"""What means something in a short line: it has no marks, links, entities or emphasis without one of these."""


def _line(raw: str, number: int, numbered: dict[str, str], markdown: bool) -> Line:
    text, tag = raw.strip(), ""
    if len(text) < _SHORT and not _MARKED.search(text) and "ww" not in text:
        settled = repair.spread(settle(text))
        return Line(number, settled, text if settled != text else settled)
    if found := _HEADING.match(text):
        text, tag = text[found.end() :].rstrip("# "), f"h{len(found[1])}"
    elif found := _BULLET.match(text):
        text, tag = text[found.end() :], "li"
    links: list[Link] = []
    emphasis: list[str] = []
    if "](" in text:
        text = _MARKDOWN_LINK.sub(lambda m: _take_link(m, links), text)
    if numbered and "[" in text:
        text = _take_numbered(text, numbered, links)
    if "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
    if "*" in text:
        text = _STRONG.sub(lambda m: _take_emphasis(m, emphasis), text)
    if markdown and "_" in text:
        text = _UNDERLINED.sub(lambda m: _take_emphasis(m, emphasis), text)
    if markdown and "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    known = {link.url for link in links}
    for found in _AUTOLINK.finditer(repair.addresses(text)) if "//" in text or "/ " in text or "ww" in text else ():
        address = _trim(found[1])
        if address not in known:
            known.add(address)
            links.append(Link(address, address if "://" in address else "http://" + address))
    text = repair.spread(settle(text))
    stripped = raw.strip()
    return Line(number, text, text if stripped == text else stripped, tag, "", tuple(links), tuple(emphasis))


def _trim(address: str) -> str:
    """An address without the punctuation of the sentence around it; a closing parenthesis stays where it was opened."""
    end = len(address)
    surplus = address.count(")") - address.count("(")
    while end and address[end - 1] in _TRAILING:
        if address[end - 1] == ")":
            if surplus <= 0:
                break
            surplus -= 1
        end -= 1
    return address[:end]


def _take_link(found: re.Match[str], links: list[Link]) -> str:
    if found[1]:  # a picture
        return ""
    address = _ESCAPED.sub(r"\1", found[3])
    words = settle(_STRONG.sub(r"\2", found[2]).strip("*_ "))
    if not address.startswith(("#", "mailto:", "javascript:")):
        links.append(Link(words, address))
    return found[2]


def _take_emphasis(found: re.Match[str], emphasis: list[str]) -> str:
    if words := settle(found[2]):
        emphasis.append(words)
    return found[2]


def _dumped_links(text: str) -> tuple[str, dict[str, str]]:
    """A text-browser dump ends in a numbered list of addresses: the text before it, and number -> address."""
    if "[1]" not in text:
        return text, {}
    start = -1
    for found in _DUMP_LIST.finditer(text):
        start = found.end()
    if start < 0:
        return text, {}
    entries = [line for line in text[start:].splitlines() if line.strip()]
    matches = [_DUMP_ENTRY.fullmatch(line) for line in entries]
    numbered = {match[1]: match[2] for match in matches if match and "/" in match[2]}
    if not numbered or len(numbered) * 10 < len(entries) * 8 or not _DUMP_MARK.search(text, 0, start):
        return text, {}
    return text[:start].rpartition("\n")[0], numbered  # without the heading of the list


def _take_numbered(text: str, numbered: dict[str, str], links: list[Link]) -> str:
    """`[12]Words of the link`: lynx marks where a link begins, and not where it ends."""
    parts = _DUMP_MARK.split(text)
    out = [parts[0]]
    for number, words in zip(parts[1::2], parts[2::2], strict=True):
        if number in numbered:
            links.append(Link(settle(words), numbered[number]))
            out.append(words)
        else:
            out.append(f"[{number}]{words}")
    return "".join(out)

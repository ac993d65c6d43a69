"""What is certain in a reference string: identifiers, addresses, and a title in quotation marks."""

from __future__ import annotations

import re

from pressbib import identifiers
from pressbib.patterns import prepare
from pressbib.reference.parts import MARK, Parsed, clean_title
from pressbib.vocabulary.wording import worded

_IDENTIFIER = prepare(
    r"(?i)https?://[^\s<>\"”»]+|www\.[^\s<>\"”»]+|(?:dx\.)?doi\.org/\S+|10\.\d{4,9}/(?:(?!https?:)\S)+"
    r"|arxiv ?[:,]?\s*\d{4}\.\d{4,5}(?:v\d)?"
    r"|pmid:?\s*\d{5,9}|pmcid:?\s*PMC\d+"
)
_ARXIV = prepare(r"(?i)^arxiv ?[:,]?\s*")
_SIGNS = ("http", "www.", "doi.org", "10.", "arxiv", "pmid", "pmcid")
"""What one of these holds, in lower case."""
_BEFORE_IDENTIFIER = prepare(
    r"(?i)(?:(?:full text|available (?:online )?(?:at|from)|online at|article|paper|url|link|web ?link|"
    r"read (?:more )?at)\s*[:：]?\s*)?"
    r"(?:digital object identifier|\bdoi(?: number)?|d\.o\.i\.)?\s*[:：=]?\s*$"
)
_QUOTED = (
    ("“", '”"'),
    ('"', '"”“'),
    ("„", '“”"'),
    ("«", "»"),
    ("»", "«"),
    ("”", "”"),
    ("‘", "’'"),
    ("'", "'’"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("***", "***"),
    ("**", "**"),
    ("<<", ">>"),
)

SPOKEN = worded(
    r"\s?(?:(?:he|she|they|it|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) {grammar.telling:en}|{grammar.telling:en} )\b"
)
"""After the words of a speaker: `…,” she said`."""


def take_identifiers(text: str, found: Parsed) -> str:
    """The text with identifiers and addresses replaced by MARK (same length), which are put into `found`."""
    lowered = text.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return text
    rest = list(text)
    for match in _IDENTIFIER.finditer(text):
        value = _ARXIV.sub("arXiv:", match[0][: _identifier_length(match[0])])
        for identifier in identifiers.find(value) or (
            (identifiers.Identifier("URL", identifiers.normalise_url(value if "//" in value else f"http://{value}")),)
        ):
            if identifier.kind == "DOI":
                identifier = identifiers.Identifier("DOI", undoubled(identifier.value))
                printed = identifier.value.lower() in value.lower().replace("%2f", "/")
                if printed and len(identifier.value.partition("/")[2]) > 2:  # less is the rest of a broken one
                    found.DOI = found.DOI or identifier.value
                if value.lower().startswith(("http", "www")) and "doi.org" not in value.lower():
                    found.URL = found.URL or identifiers.normalise_url(value if "//" in value else f"http://{value}")
            elif identifier.kind == "URL":
                found.URL = found.URL or identifier.value
            elif identifier.kind in ("PMID", "PMCID"):
                found.others.setdefault(identifier.kind, identifier.value)
            elif identifier.kind == "arXiv":
                found.others.setdefault("archive", "arXiv")
                found.others.setdefault("number", identifier.value)
                found.URL = found.URL or f"https://arxiv.org/abs/{identifier.value}"
        window = text[max(0, match.start() - 48) : match.start()]
        label = _BEFORE_IDENTIFIER.search(window)
        begin = match.start() - (len(window) - label.start() if label else 0)
        while begin < match.start() and text[begin] in " ([\n":
            begin += 1
        end = match.start() + _identifier_length(match[0])
        rest[begin:end] = MARK * (end - begin)
    return "".join(rest)


def undoubled(doi: str) -> str:
    """A DOI without a prefix that was put before it twice.

    >>> undoubled("10.1038/10.1038/s41586-019-1866-z")
    '10.1038/s41586-019-1866-z'
    """
    prefix, _, rest = doi.partition("/")
    return rest if rest.startswith(f"{prefix}/") else doi


def _identifier_length(value: str) -> int:
    """Without closing punctuation, so that what follows keeps its separators."""
    trimmed = value.rstrip(".,;:)]”\"'")
    return len(trimmed) + (value[len(trimmed) : len(trimmed) + 1] == ")" and trimmed.count("(") > trimmed.count(")"))


def quoted_title(rest: str) -> tuple[int, int, str] | None:
    """Where the first quoted stretch stands that can be a title (three words or twelve letters), and the title."""
    for opening, closing in _QUOTED:
        position = 0
        for _ in range(6):
            begin = rest.find(opening, position)
            if begin < 0:
                break
            position = begin + len(opening)
            if opening in "'‘\"" and begin and rest[begin - 1].isalnum():
                continue
            if opening == "”" and begin and rest[begin - 1] not in " (\n":
                continue
            end = _closing(rest, position, closing)
            if end < 0:
                continue
            inside = rest[position:end].strip()
            if SPOKEN.match(rest, end + 1):
                position = end
                continue
            if _is_journal_here(rest, begin, inside, end):
                position = end
                continue
            if (len(inside.split()) >= 3 or len(inside) >= 12) and MARK not in inside and len(inside) <= 600:
                return begin, end + (len(closing) if closing in ("***", "**", ">>") else 1), clean_title(inside)
            position = end
    return None


_NUMBERS = prepare(r"[”\"“»’]?[,.]?\s*(?:vol|nr|no|т|t|n[°º]|№|bd|\(?(?:19|20)\d\d|\d{1,4}\b)", re.IGNORECASE)
_WORD_IN_TITLE = prepare(r"(?<![^\W\d_])[^\W\d_A-ZÀ-ŽА-Я]{3,}")
_LONGEST_JOURNAL = 8


def _is_journal_here(rest: str, begin: int, inside: str, end: int) -> bool:
    """Whether words in quotation marks are a journal after an unquoted title: `Title of it, „Palaeontology”, 65`."""
    if len(inside.split()) > _LONGEST_JOURNAL or not _NUMBERS.match(rest, end):
        return False
    return len(_WORD_IN_TITLE.findall(rest[:begin])) > _LONGEST_LIST


_LONGEST_LIST = 3


def _closing(rest: str, position: int, closing: str) -> int:
    if closing in ("***", "**", ">>"):
        return rest.find(closing, position)
    first = -1
    depth = 0
    for index in range(position, min(len(rest), position + 620)):
        if rest[index] in "“„«" and _NESTED.match(rest, index - 1 if index else index):
            depth += 1  # `““Smart” mosses: from soil to bench”`
        elif rest[index] in closing:
            after, before = rest[index + 1 : index + 2], rest[index - 1 : index]
            if rest[index] in "'’" and before.isalpha() and after.isalpha():
                continue  # an apostrophe
            if (
                rest[index] in "'’"
                and before == "s"
                and after == " "
                and rest.find(rest[index], index + 1, index + 300) > 0
                and "’" in closing
                and rest[index + 2 : index + 3].islower()
            ):
                continue  # a plural possessive
            if not depth:
                return index
            first = index if first < 0 else first
            depth -= 1
    return first


_NESTED = prepare(r"[\s(“„«\"][“„«]\w")
"""A quotation that begins inside another."""

"""What holds the work: the journal, book or proceedings, or the newspaper, magazine, blog or site."""

from __future__ import annotations

import re

from pressbib.document import Document
from pressbib.metadata import site, trust, values
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold
from pressbib.patterns import prepare

Found = tuple[str, Statement]

_NUMBERS = prepare(r"\s?[,;]?\s?(?:(?<!\()\[?\b(?:19|20)\d\d\b|\bVol(?:ume)?\b\.?\s?\d|\d+\s?:\s?\d).{0,120}$")
_LOOSE = prepare(r"^dublin-core (?:source|part-of)|^citation-line|^description")
_NO_JOURNAL = prepare(r"(?i)https?://|^(?:10\.|doi:|info:)|^supplement to")
_BETWEEN = prepare(r"\s+(?:[|»·]|--?|[–—])\s+")


def find(statements: Statements, document: Document, title: str, item_type: str) -> Found | None:
    """The journal, book or proceedings of a scholarly work."""
    rows = trust.CONTAINERS
    if item_type == "chapter":
        rows = tuple(row for row in rows if not row.endswith("journal-title"))
    found = next((f for f in _choose(statements, rows) if fold(f[0]) != fold(title)), None)
    if found is None and item_type in ("article-journal", "chapter", "paper-conference"):
        printed = next(iter(_choose(statements, trust.LAST_CONTAINERS)), None)
        whole = _spelled_out(printed[0], document) if printed else None
        found = whole or read_title(document, title) or printed
    if found is None and item_type == "article-journal":
        found = _site_as_journal(statements, document)
    return found


def _site_as_journal(statements: Statements, document: Document) -> Found | None:
    """The site, where a journal is one: `PeerJ`; not a platform, and not a publisher of many."""
    platforms = frozenset(fold(name) for name in site.words("platforms", "names"))
    for statement in statements.of("site-name", "open-graph"):
        name = _name(statement.text)
        if name and fold(name) not in platforms and not _MANY.search(name) and "." not in name:
            return name, statement
    return None


_MANY = prepare(
    r"(?i)\b(?:journals|press|publish\w*|library|universit\w*|repositor\w*|archive\w*|online|society|group|digital)\b"
)


_ABBREVIATED = prepare(r"(?:[A-Z][a-z]{1,9}\.?\s){1,6}[A-Z][a-z]{1,9}\.?")


def _spelled_out(journal: str, document: Document) -> Found | None:
    """The full name of an abbreviated journal where the page prints it: `Atmos. Chem. Phys.`."""
    if not _ABBREVIATED.fullmatch(journal):
        return None
    between = r"\s(?:(?:and|of|the|in|for|&)\s){0,3}"
    words = [rf"{re.escape(word.rstrip('.'))}\w{{0,15}}" for word in journal.split()]
    pattern = re.compile(rf"\b{between.join(words)}\b")
    texts = [(document.title, "title"), *((line.text, f"line {line.number}") for line in document.lines[:300])]
    for text, locator in texts:
        match = pattern.search(text) if len(text) < 300 else None
        if match and len(match[0]) > len(journal) + 3:
            return match[0], Statement("journal-title", text, "visible", locator)
    return None


def _choose(statements: Statements, rows: tuple[str, ...]) -> list[Found]:
    return [
        found
        for row in rows
        for found in trust.choose(statements, "", _source if _LOOSE.search(row) else _journal, (row,))
    ]


def _source(text: str) -> str:
    """The name of a journal without the year, volume and pages that dc.source puts behind it."""
    return _journal(_NUMBERS.sub("", values.rich(text[:1_000])).strip(" ,;."))


def _journal(text: str) -> str:
    text = values.rich(text[:1_000])
    if _NO_JOURNAL.search(text) or len(text) > 300:
        return ""
    return text if sum(c.isalpha() for c in text) > 1 and fold(text) not in _NO_JOURNALS else ""


_NO_JOURNALS = frozenset(("aleph", "null", "none", "world", "worldwide", "volume", "issue", "journal", "section"))


def read_title(document: Document, title: str, *, glued: bool = False) -> Found | None:
    """`Title - Journal - Platform` in <title>, where nothing else names the journal.

    glued: of the press also without spaces around the mark, or with another mark: `Notes: Title`, `题名-报社`.
    """
    whole, folded = values.plain(document.title), fold(title)
    if folded not in fold(whole) or folded == fold(whole):
        return None
    platforms = frozenset(fold(name) for name in site.words("platforms", "names"))
    pieces = _BETWEEN.split(whole)
    if glued and len(pieces) == 1:
        pieces = [piece.strip(" :_|-–—｜") for piece in whole.partition(values.plain(title))]
    left = [piece for piece in pieces if piece and fold(piece) not in platforms and len(piece) < 120]
    left = [p for p in left if fold(p) not in folded and folded not in fold(p)]
    left = [p for p in left if not re.search(r"\d", p) or is_proceedings(p)]
    return (left[-1], Statement("container-title", document.title, "title", "title")) if left else None


_MEETING = prepare(r"(?i)\b(?:conference|symposium|workshop|congress|meeting|colloquium)\b")


def is_proceedings(name: str) -> bool:
    """Whether a container's name is that of the proceedings of a meeting; the Proceedings of an academy are a journal.

    >>> is_proceedings("Proceedings of the 28th Symposium on Moths"), is_proceedings("Proceedings of the Royal Society")
    (True, False)
    """
    return bool(re.search(r"(?i)\bproceedings\b|\d", name) and _MEETING.search(name))


def find_publication(statements: Statements, document: Document, place: site.Site) -> Found | None:
    """The name of a newspaper, magazine, blog or site: as the page states it, else as the site is known."""
    stated = [
        statements.first("journal-title", "highwire", "prism"),
        statements.first("site-name", "open-graph"),
        statements.first("site-name", "json-ld", "microdata"),
        statements.first("journal-title", "json-ld"),
        statements.first("publisher", "json-ld", "microdata"),
        statements.first("source", "dublin-core"),
        statements.first("site-name"),
    ]
    found = [(name, s) for s in stated if s and (name := _name(s.text))]
    known = place.name if place.kind in ("newspaper", "magazine") else ""
    if not known:
        return found[0] if found else (place.name, state_site(document, place)) if place.name else None
    for name, statement in found:
        if fold(name) == fold(known) and not (name.isupper() and not known.isupper()):
            return name, statement
    return known, state_site(document, place)


def _name(text: str) -> str:
    text = re.split(r"\s+[|]\s+", values.plain(text[:300]))[0]
    return "" if text.startswith("@") or "://" in text or text.isdigit() else text


def state_site(document: Document, place: site.Site) -> Statement:
    """What is known of a site, as a statement of its address."""
    host = site.host(document.url)
    return Statement("site-name", f"{host}: {place.name}", "address", host)

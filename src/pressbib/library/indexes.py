"""The rows that are derived from a record's row: names, keys, press pages, tags, decisions, and the words to search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pressbib.classes import dataclass
from pressbib.library.outcome import Marks
from pressbib.library.packing import Item
from pressbib.patterns import prepare
from pressbib.record import VARIABLES

_MARKUP = prepare(r"</?[a-zA-Z][^<>]{0,200}>")
_NOT_SIGN = prepare(r"[\W_]+")
CJK_LETTERS = (
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3105-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003ffff]+"
)
CJK = prepare(CJK_LETTERS)
_PRESS_WORDS = prepare(r"[^\W_]+")

WORDS = ("title", "author", "container", "keyword", "note", "press", "sign")
"""The columns of the table `words`."""

_COLUMN_OF = {
    **dict.fromkeys("title title-short original-title part-title volume-title reviewed-title".split(), "title"),
    **dict.fromkeys(
        """container-title container-title-short collection-title event-title event publisher authority
        original-publisher""".split(),
        "container",
    ),
    **dict.fromkeys((name for name, variable in VARIABLES.items() if variable.kind == "names"), "author"),
    "keyword": "keyword",
    "note": "note",
    "annote": "note",
}
_NAME_PARTS = ("family", "given", "literal", "non-dropping-particle", "dropping-particle")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table `record` but for its number, with its item also as an object."""

    citekey: str
    item: Item
    text: str
    origins: str
    marks: str


def hashes(keys: Iterable[str]) -> list[int]:
    """Keys as the 64-bit numbers that the file keeps, in order."""
    from hashlib import blake2b  # OpenSSL comes with it, and reading needs none of it

    return sorted(
        {
            int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
            for key in keys
        }
    )


def keys_blob(numbers: list[int]) -> bytes:
    """Hashes as the record's row keeps them."""
    from struct import pack

    return pack(f"<{len(numbers)}q", *numbers)


def keys_of(blob: bytes) -> list[int]:
    """Hashes from the record's row."""
    from struct import unpack

    return list(unpack(f"<{len(blob) // 8}q", blob))


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it is written: its number, its row, what its marks say, and the hashes of its keys."""

    number: int
    row: Row
    marks: Marks
    hashes: list[int]


def insert(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    """Add the derived rows of records whose own rows are in place.

    Names and keys go in by their order, so that writing many records touches each page of an index once.
    """
    names = [(folded(entry.row.citekey), entry.number, 0) for entry in entries]
    names += [(folded(alias), entry.number, 1) for entry in entries for alias in entry.marks.aliases]
    keys = [(key, entry.number) for entry in entries for key in entry.hashes]
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(names))
    connection.executemany("INSERT INTO key VALUES (?, ?)", sorted(keys))
    connection.executemany(
        "INSERT INTO words (rowid, title, author, container, keyword, note, press, sign) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(entry.number, *words(entry.row.item, entry.marks)) for entry in entries],
    )
    for entry in entries:
        _insert_marks(connection, entry.number, entry.marks)
        _insert_pages(connection, entry.number, entry.row.item)


def _insert_marks(connection: sqlite3.Connection, number: int, marks: Marks) -> None:
    if marks.tags:
        tags = [(tag.casefold(), number, tag) for tag in marks.tags]
        connection.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?, ?)", tags)
    if marks.apart:
        connection.executemany("INSERT OR IGNORE INTO apart VALUES (?, ?)", [(number, other) for other in marks.apart])


def _insert_pages(connection: sqlite3.Connection, number: int, item: Item) -> None:
    for page in _press(item):
        url = page.get("URL", "")
        if url:
            connection.execute(
                "INSERT INTO press (address, url, title) VALUES (?, ?, ?) "
                "ON CONFLICT (address) DO UPDATE SET title = excluded.title WHERE excluded.title <> ''",
                (page_key(url), url, page.get("title", "")),
            )
            connection.execute(
                "INSERT OR IGNORE INTO announces SELECT id, ? FROM press WHERE address = ?", (number, page_key(url))
            )


def delete(connection: sqlite3.Connection, entry: Entry) -> None:
    """Take the derived rows of a record away, given the record as it was when they were added."""
    number, marks = entry.number, entry.marks
    names = [(folded(name),) for name in (entry.row.citekey, *marks.aliases)]
    connection.executemany("DELETE FROM name WHERE folded = ?", names)
    keys = [(key, number) for key in entry.hashes]
    connection.executemany("DELETE FROM key WHERE hash = ? AND record = ?", keys)
    connection.execute(
        "INSERT INTO words (words, rowid, title, author, container, keyword, note, press, sign) "
        "VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *words(entry.row.item, marks)),
    )
    if marks.tags:
        connection.execute("DELETE FROM tag WHERE record = ?", (number,))
    if marks.apart:
        connection.execute("DELETE FROM apart WHERE record = ?", (number,))
    if _press(entry.row.item):
        pages = connection.execute("SELECT press FROM announces WHERE record = ?", (number,)).fetchall()
        connection.execute("DELETE FROM announces WHERE record = ?", (number,))
        connection.executemany(
            "DELETE FROM press WHERE id = ? AND NOT EXISTS (SELECT 1 FROM announces WHERE press = press.id)", pages
        )


def settle_words(connection: sqlite3.Connection, added: int) -> None:
    """Merge what many additions left in pieces in the full-text index, so that later single ones need not.

    All of the index where it is mostly new; else work in proportion to what was added.
    """
    last = connection.execute("SELECT max(id) FROM record").fetchone()[0] or 0
    if added * 4 > last:
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    else:
        connection.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (added // 2,))


def folded(citekey: str) -> str:
    """A citekey as it is compared: without regard to case."""
    return citekey.casefold()


def year_of(item: Mapping[str, Any]) -> int | None:
    """The year of publication, None where unknown."""
    parts = item.get("issued", {}).get("date-parts")
    return parts[0][0] if parts else None


def page_key(url: str) -> str:
    """The address of a page as it is compared."""
    from pressbib.identifiers import url_key

    return url_key(url) or url


def _press(item: Item) -> list[Item]:
    ours = item.get("custom", {}).get("pressbib")
    if not ours:
        return []
    return [*([ours["press"]] if "press" in ours else []), *ours.get("more-press", ())]


def words(item: Item, marks: Marks) -> tuple[str, str, str, str, str, str, str]:
    """The text of each column of `words`, in their order."""
    texts: dict[str, list[str]] = {"title": [], "author": [], "container": [], "keyword": [], "note": []}
    for name, value in item.items():
        column = _COLUMN_OF.get(name)
        if column == "author":
            texts[column] += [" ".join([person[part] for part in _NAME_PARTS if part in person]) for person in value]
        elif column:
            texts[column].append(value)
    texts["note"] += marks.notes
    texts["keyword"] += marks.tags
    pages = [
        " ".join([page.get("title", ""), page.get("publisher", ""), *_PRESS_WORDS.findall(page.get("URL", ""))])
        for page in _press(item)
    ]
    title, author, container, keyword, note = map(searchable, texts.values())
    return title, author, container, keyword, note, searchable(pages), " ".join(signs(item, marks))


def searchable(texts: list[str]) -> str:
    """Texts as they are indexed: without markup, and each run of Chinese, Japanese or Korean as its overlapping pairs
    of characters.

    FTS5 takes a run of ideographs or syllables for one word. Pairs find the words of two characters that most such
    words are, which FTS5's trigrams cannot.

    >>> searchable(["The <i>Politics</i> of 한국정치"])
    'The  Politics  of  한국 국정 정치 치 '
    """
    if not texts:
        return ""
    text = " \u2028 ".join(texts)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    return text if text.isascii() else CJK.sub(lambda run: f" {' '.join(pairs(run[0]))} ", text.translate(FULL_WIDTH))


FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""For str.translate: the full-width letters and digits of East Asian texts as ASCII."""


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of characters, and its last one alone."""
    return [*(run[at : at + 2] for at in range(len(run) - 1)), run[-1]]


_HAS = {
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "abstract": "abstract",
    "author": "author",
    "editor": "editor",
    "issued": "date",
    "keyword": "keyword",
    "note": "note",
    "page": "page",
    "volume": "volume",
    "container-title": "container",
}
HAS = frozenset({*_HAS.values(), "press", "tag", "claims", "alias"})
"""What `has:` can ask for."""


def signs(item: Item, marks: Marks) -> list[str]:
    """The words of the column `sign`: what kind of record this is, so that `has:doi type:book` is a search like any
    other. Every record has `all`, from which a search for what is *not* there starts."""
    found = ["all", sign("type", item["type"])]
    found += [f"has{_HAS[name]}" for name in _HAS.keys() & item.keys() if name != "note"]
    year = year_of(item)
    if year is not None:
        found.append(year_sign(year))
    ours = item.get("custom", {}).get("pressbib")
    if ours:
        if "status" in ours:
            found.append(sign("status", ours["status"]))
        if "press" in ours:
            found.append("haspress")
        if "claims" in ours:
            found.append("hasclaims")
    if "status" in item:
        found.append(sign("status", item["status"]))
    if "language" in item:
        found.append(sign("language", item["language"]))
        found.append(sign("language", item["language"].partition("-")[0]))
    if "ISBN" in item:
        found += [isbn_sign(isbn) for isbn in item["ISBN"].replace(",", " ").split()]
    if marks.notes or "note" in item or "annote" in item:
        found.append("hasnote")
    if marks.tags:
        found.append("hastag")
        found += [tag_sign(tag) for tag in marks.tags]
    if marks.aliases:
        found.append("hasalias")
    return found


@lru_cache(maxsize=4096)
def sign(kind: str, value: str) -> str:
    """A word of the column `sign` for a value: `type`, `article-journal` gives `typearticlejournal`."""
    return kind + _NOT_SIGN.sub("", value.casefold())


def tag_sign(tag: str) -> str:
    """The word of the column `sign` for a tag, which may be any text."""
    return f"tag{tag.casefold().encode('utf-8', 'replace').hex()}"


def isbn_sign(isbn: str) -> str:
    """The word of the column `sign` for an ISBN in any writing."""
    from pressbib.identifiers import normalise_isbn

    return sign("isbn", normalise_isbn(isbn) or isbn)


def year_sign(year: int) -> str:
    """The word of the column `sign` for a year of publication."""
    return f"year{year}" if year >= 0 else f"yearbc{-year}"

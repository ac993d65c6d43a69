"""The query language of `list`, and the SQL that answers it.

    words                every word must be there, in any column; `polit` finds words that begin so
    "exact words"        these words one after the other
    field:word           the word in one column: author, title, container, keyword, note, press
    type:article  year:2024  year:2020..2024  year:2024..  tag:thesis  status:retracted  has:doi  key:kelly2024
    doi:10.1000/1  isbn:…  url:…
    -word  -field:word   not there
    a OR b               one of the two; binds closer than the space between words

Almost everything is one full-text search, the filters too: each record has words that say its type, year, standing and
what it has (`indexes.signs`), so that `author:kim year:2024 has:doi` costs the shortest of three lists.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import field

from pressbib.classes import dataclass
from pressbib.errors import LibraryError
from pressbib.library import indexes
from pressbib.library.indexes import pairs, sign, year_sign
from pressbib.patterns import prepare
from pressbib.record import ITEM_TYPES

_TERM = prepare(r"""(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))""")
_RUNS = prepare(f"({indexes.CJK_LETTERS})")
_ANYWHERE = "{title author container keyword note press}"
_YEARS = prepare(r"(-?\d{1,4})?(\.\.|-)?(-?\d{1,4})?")

_COLUMNS = {
    "author": "author",
    "editor": "author",
    "person": "author",
    "title": "title",
    "container": "container",
    "journal": "container",
    "publisher": "container",
    "keyword": "keyword",
    "keywords": "keyword",
    "note": "note",
    "notes": "note",
    "press": "press",
}
_IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "url": "URL"}
_FILTERS = ("type", "year", "tag", "status", "language", "has", "key", "isbn")
FIELDS = (*_COLUMNS, *_FILTERS, *_IDENTIFIERS)
"""The fields of the query language."""

ADDED = "record.id"
"""The order in which the records came."""

MOST_YEARS = 80
"""A range of at most so many years is asked for year by year."""

SORTS = {
    "added": "record.id",
    "changed": "(SELECT max(id) FROM change WHERE change.record = record.id)",
    "citekey": "lower(record.citekey)",
    "year": "record.year",
    "date": "coalesce(json_extract(item, '$.issued.date-parts'), '')",
    "title": "lower(coalesce(json_extract(item, '$.title'), ''))",
    "author": (
        "lower(coalesce(json_extract(item, '$.author[0].family'), json_extract(item, '$.author[0].literal'), ''))"
    ),
    "container": "lower(coalesce(json_extract(item, '$.container-title'), ''))",
    "type": "json_extract(item, '$.type')",
}
"""What records can be sorted by."""


@dataclass(slots=True)
class Question:
    """A query as SQL: what to match in `words`, and conditions on `record` beside it."""

    match: list[str] = field(default_factory=list)
    refuse: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    few: bool = False
    """Whether the conditions leave so few records that the words are looked for in those."""

    def after(self, number: int) -> Question:
        """The same question about the records that came after one."""
        name = "record.id" if self.few or not (self.match or self.refuse) else "words.rowid"
        return Question(self.match, self.refuse, [*self.conditions, f"{name} > ?"], [*self.values, number], self.few)

    def sql(self, columns: str, order: str = ADDED, most: int = -1) -> tuple[str, list[object]]:
        """The statement and its values, the records in an order."""
        conditions, values = list(self.conditions), list(self.values)
        if not self.match and not self.refuse:
            where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
            return f"SELECT {columns} FROM record {where} ORDER BY {order} LIMIT ?", [*values, most]  # noqa: S608
        match = " AND ".join(self.match or ["sign : all"])
        for refused in self.refuse:
            match = f"({match}) NOT {refused}"
        tables = "record CROSS JOIN words" if self.few else "words CROSS JOIN record"
        if order == ADDED and not self.few:
            order = "words.rowid"
        where = " AND ".join(["record.id = words.rowid", "words MATCH ?", *conditions])
        statement = f"SELECT {columns} FROM {tables} WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608
        return statement, [match, *values, most]


def order_of(sort: str) -> str:
    """The ORDER BY of a sort: "" in the order of the library, `year`, `-year` backwards. LibraryError if unknown."""
    name = sort.removeprefix("-")
    if not name:
        return ADDED
    if name not in SORTS:
        raise LibraryError(f"cannot sort by {name!r}; there are {', '.join(SORTS)}")
    if sort == "added":
        return ADDED
    backwards = " DESC" if sort.startswith("-") else ""
    return f"{SORTS[name]}{backwards}, record.id{backwards}"


def parse(query: str, connection: sqlite3.Connection) -> Question:
    """What a query asks. Raises LibraryError for a field that there is not, or a value that it cannot have."""
    question = Question()
    for terms in _alternatives(query):
        if len(terms) == 1:
            _ask(question, *terms[0], connection)
        else:
            question.match.append(f"({' OR '.join([_choice(*term) for term in terms])})")
    return question


Term = tuple[bool, str, str, bool]
"""Refused, field, value, whether it is a phrase in quotation marks."""


def _alternatives(query: str) -> Iterable[list[Term]]:
    """The terms of a query, those joined by OR together."""
    groups: list[list[Term]] = []
    joined = False
    for match in _TERM.finditer(query):
        refused, name, phrase, word = match[1] == "-", (match[2] or "").lower(), match[3], match[4]
        if word == "OR" and not name and groups:
            joined = True
            continue
        if name and name not in FIELDS:  # a colon in a title: `Nuclear: why`, or a field that there is not
            if word is not None and not phrase:
                raise LibraryError(f"no field {name!r} to search; there are {', '.join(FIELDS)}")
            name = ""
        term = (refused, name, phrase if phrase is not None else word, phrase is not None)
        if joined:
            groups[-1].append(term)
        else:
            groups.append([term])
        joined = False
    return groups


def _choice(refused: bool, name: str, value: str, is_phrase: bool) -> str:
    """A term beside OR, which must be one of words."""
    if refused or name == "key" or name in _IDENTIFIERS:
        raise LibraryError("OR stands between words and filters that are words: not beside key, doi or a refusal")
    if name == "year":
        match = _signs_of_years(value, None)
        if match is None:
            raise LibraryError("OR does not take an open range of years")
        return match
    return _match(name, value, is_phrase) or "sign : none"


def _ask(
    question: Question, refused: bool, name: str, value: str, is_phrase: bool, connection: sqlite3.Connection
) -> None:
    """Add one term to a question."""
    if name == "key":
        _ask_key(question, refused, value)
    elif name in _IDENTIFIERS:
        _ask_identifier(question, refused, name, value)
    elif name == "year":
        _ask_year(question, refused, value, connection)
    elif match := _match(name, value, is_phrase):
        (question.refuse if refused else question.match).append(match)


def _condition(question: Question, refused: bool, condition: str, *values: object) -> None:
    question.conditions.append(f"NOT ({condition})" if refused else condition)
    question.values += values
    question.few |= not refused and "record.year" not in condition


def _ask_key(question: Question, refused: bool, value: str) -> None:
    folded = indexes.folded(value)
    if folded.endswith("*"):
        start = folded.rstrip("*")
        condition = "record.id IN (SELECT record FROM name WHERE folded >= ? AND folded < ?)"
        _condition(question, refused, condition, start, start + "\U0010ffff")
    else:
        _condition(question, refused, "record.id IN (SELECT record FROM name WHERE folded = ?)", folded)


def _ask_identifier(question: Question, refused: bool, name: str, value: str) -> None:
    from pressbib.compare import keys
    from pressbib.record import Record

    hashes = indexes.hashes(keys(Record().replace(**{_IDENTIFIERS[name]: value})))
    marks = ",".join("?" * len(hashes))
    _condition(question, refused, f"record.id IN (SELECT record FROM key WHERE hash IN ({marks}))", *hashes)  # noqa: S608


def _ask_year(question: Question, refused: bool, value: str, connection: sqlite3.Connection) -> None:
    match = _signs_of_years(value, connection)
    if match is not None:
        (question.refuse if refused else question.match).append(match)
        return
    first, last = _years(value)
    if first is not None:
        _condition(question, refused, "record.year >= ?", first)
    if last is not None:
        _condition(question, refused, "record.year <= ?", last)


def _years(value: str) -> tuple[int | None, int | None]:
    match = _YEARS.fullmatch(value)
    if not match or not (match[1] or match[3]):
        raise LibraryError(f"{value!r} is no year; write year:2024, year:2020..2024, year:2024.. or year:..2024")
    if not match[2]:
        return int(match[1] or match[3]), int(match[1] or match[3])
    return (int(match[1]) if match[1] else None), (int(match[3]) if match[3] else None)


def _signs_of_years(value: str, connection: sqlite3.Connection | None) -> str | None:
    """The years of a range as words to match, None where they are too many. An open range goes to the ends of the
    library's years."""
    first, last = _years(value)
    if connection is not None and (first is None or last is None):
        least, most = connection.execute(
            "SELECT (SELECT min(year) FROM record), (SELECT max(year) FROM record)"
        ).fetchone()
        first = least if first is None else first
        last = most if last is None else last
    if first is None or last is None or last - first >= MOST_YEARS:
        return None
    years = " OR ".join([year_sign(year) for year in range(first, last + 1)])
    return f"sign : ({years})" if years else "sign : none"


def _match(name: str, value: str, is_phrase: bool) -> str:
    """One term as FTS5 has it, "" where it has no letter or digit and so says nothing."""
    if name == "has":
        return f"sign : {_has(value)}"
    if name == "tag":
        return f"sign : {indexes.tag_sign(value)}"
    if name == "isbn":
        return f"sign : {indexes.isbn_sign(value)}"
    if name == "status":
        return f"sign : {sign(name, value)}"
    if name == "type":  # whole words, since FTS5 gathers all that a beginning stands for before it looks at the rest
        types = sorted(kind for kind in ITEM_TYPES if kind.startswith(value.casefold()))
        return f"sign : ({' OR '.join([sign(name, kind) for kind in types or [value]])})"
    if name == "language":
        return f"sign : {sign(name, value)}"
    phrase = _phrase(value, is_phrase)
    return f"{_COLUMNS[name] if name else _ANYWHERE} : ({phrase})" if phrase else ""


def _has(value: str) -> str:
    if value.lower() not in indexes.HAS:
        raise LibraryError(f"has:{value} asks for nothing we know; there are {', '.join(sorted(indexes.HAS))}")
    return f"has{value.lower()}"


def _phrase(value: str, is_phrase: bool) -> str:
    """A word, or several in a row, as an FTS5 expression; the last word may go on unless it was quoted.

    Chinese, Japanese and Korean are asked for as they are indexed: in overlapping pairs.
    """
    found = []
    for part in _RUNS.split(value.translate(indexes.FULL_WIDTH)):
        if indexes.CJK.fullmatch(part):
            found.append(f'"{" ".join(pairs(part)[:-1])}"' if len(part) > 1 else f'"{part}" *')
        elif any(letter.isalnum() for letter in part):
            found.append(f'"{part.replace(chr(34), "")}"' + ("" if is_phrase else " *"))
    return " AND ".join(found)

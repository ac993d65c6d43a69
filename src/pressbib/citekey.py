"""Citekeys: the names by which documents cite records. Made once by a pattern, unique, and never changed by us after.

A pattern is text with fields in braces: `{auth}{year}{shorttitle}`. A field may take a number and modifiers:
`{title3:capital}`, `{authors2}`, `{auth:6}`. Every field gives ASCII letters and digits alone, in lower case unless a
modifier says otherwise; a field that the record has nothing for gives nothing. `FIELDS` and `MODIFIERS` are the tables.

What is made is in `[A-Za-z0-9][A-Za-z0-9_:-]*` with no doubled punctuation: the characters that BibTeX, biber, JabRef,
papis and pandoc all take in a citekey. A key that came with a record may be anything that none of them forbids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pressbib.errors import DataFileError
from pressbib.patterns import prepare
from pressbib.record import Name, Record

PATTERN = "{auth}{year}{shorttitle}"
"""The pattern where the user sets none: `kelly2024korea`."""

LONGEST = 100
"""Characters of a citekey that is made; a longer one is cut."""

_FIELD = prepare(r"\{([a-z]+)([0-9]{0,3})((?::[a-z0-9]+)*)\}")
_UNSAFE_LITERAL = prepare(r"[^A-Za-z0-9_:-]")
_PUNCTUATION = prepare(r"([_:-])[_:-]+")
_WORD = prepare(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_MARKUP = prepare(r"</?[a-zA-Z][^<>]{0,200}>")
_LATEX = prepare(r"\\[a-zA-Z]{1,40}|[\\{}$^~]")
_NOT_SAFE = prepare(r"[^A-Za-z0-9]+")
_FORBIDDEN = prepare(r"""[\s{}(),=\\"#%~'@\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd]""")
_NOT_GIVEN = prepare(r"(?i)[a-z][a-z0-9+.-]*://|10\.\d{4,9}/")
_MOST_WORDS = 40


def make(record: Record, taken: Container[str] = (), pattern: str = PATTERN) -> str:
    """A new citekey for a record, by a pattern.

    taken: the citekeys in use, folded (`fold`): the key that is made is none of them. Where the pattern's key is
    taken, a letter is put after it: `kelly2024`, `kelly2024a`, `kelly2024b`; after a letter with a hyphen. Raises
    DataFileError where the pattern has an unknown field or modifier, or text that is not safe in a citekey.
    """
    key = "".join([part if isinstance(part, str) else part(record) for part in _parse(pattern)])
    if (key.isdigit() or not key) and not (record.author or record.editor or record.title):
        # Neither an author nor a title: two words of what holds the work, before the year.
        key = "".join(words(record.container_title or record.publisher, record.language)[:2]) + key
    key = _PUNCTUATION.sub(r"\1", key).strip("_:-")[:LONGEST].rstrip("_:-") or "item"
    if fold(key) not in taken:
        return key
    stem = key if key[-1].isdigit() else f"{key}-"
    return stem + _suffix(_first_free(lambda number: fold(stem + _suffix(number)) in taken))


def own(record: Record, taken: Container[str] = ()) -> str:
    """The citekey that a record came with, "" where it has none, it is taken, or it is no name that somebody gave.

    An address or a DOI stands in the place of a citekey where a program had to write one; documents do not cite by it.
    """
    key = record.citation_key
    return key if is_valid(key) and fold(key) not in taken and key not in (record.title, "item") else ""


def is_valid(key: str) -> bool:
    """Whether a key can be kept as it came: no white space, no character that a BibTeX program forbids, no address.

    >>> is_valid("DBLP:conf/vldb/Kim24"), is_valid("a key"), is_valid("https://doi.org/10.1000/1")
    (True, False, False)
    """
    return 0 < len(key) <= 200 and not _FORBIDDEN.search(key) and not _NOT_GIVEN.match(key)


def fold(key: str) -> str:
    """A citekey as it is compared: without regard to case, as on file systems and in BibTeX.

    >>> fold("Kelly2024Why")
    'kelly2024why'
    """
    return key.casefold()


def _suffix(number: int) -> str:
    """0, 1, ... as a, b, ..., z, aa, ab, ..."""
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(97 + digit) + letters
    return letters


def _first_free(is_taken: Callable[[int], bool]) -> int:
    """A free number, in few questions: with thousands of records of one name, asking for each would take hours."""
    step = 1
    while is_taken(step - 1):
        step *= 2
    low, high = step // 2, step - 1  # high is free, low - 1 is taken
    while low < high:
        middle = (low + high) // 2
        if is_taken(middle):
            low = middle + 1
        else:
            high = middle
    return high


# Fields


def _names(names: tuple[Name, ...], most: int) -> str:
    """The family names of the first `most` (0: all), `etal` after them where there are more."""
    shown = names[:most] if most else names[:_MOST_WORDS]
    keys = "".join([_name(name) for name in shown])
    return keys + ("etal" if len(names) > len(shown) else "")


def _name(name: Name) -> str:
    """The family name; of an organisation its one or two words, or else their initials."""
    if name.family:
        return _safe(name.family)
    if name.given:
        return _safe(name.given)
    found = words(name.literal)
    return "".join(found) if len(found) < 3 else "".join([word[0] for word in found])


def _number(text: str) -> str:
    """The first number of a text."""
    match = re.search(r"[0-9]+", text)
    return match[0] if match else ""


def _year(record: Record, _: int) -> str:
    return str(abs(record.issued.year)) if record.issued and record.issued.year else ""


def _auth(record: Record, _: int) -> str:
    names = record.author or record.editor
    return _name(names[0]) if names else ""


def _month(record: Record, _: int) -> str:
    return f"{record.issued.month:02d}" if record.issued and record.issued.month else ""


def _day(record: Record, _: int) -> str:
    return f"{record.issued.day:02d}" if record.issued and record.issued.day else ""


def _title(record: Record, most: int) -> str:
    return " ".join(words(record.title, record.language)[: most or _MOST_WORDS])


def _short_title(record: Record, most: int) -> str:
    return " ".join(words(record.title_short or record.title, record.language)[: most or 1])


def _container(record: Record, most: int) -> str:
    return " ".join(words(record.container_title, record.language)[: most or _MOST_WORDS])


def _container_initials(record: Record, most: int) -> str:
    return "".join([word[0] for word in words(record.container_title, record.language)])[: most or _MOST_WORDS]


FIELDS: Mapping[str, tuple[Callable[[Record, int], str], str]] = {
    "auth": (_auth, "family name of the first author, or else of the first editor"),
    "authors": (
        lambda r, n: _names(r.author or r.editor, n),
        "family names of all authors, or of the first N and `etal`",
    ),
    "editor": (lambda r, n: _names(r.editor[:1], 0), "family name of the first editor"),
    "editors": (lambda r, n: _names(r.editor, n), "family names of all editors, or of the first N and `etal`"),
    "year": (_year, "year of publication"),
    "shortyear": (lambda r, n: _year(r, 0)[-2:], "its last two digits"),
    "month": (_month, "month of publication, two digits"),
    "day": (_day, "day of publication, two digits"),
    "title": (_title, "words of the title without stop words, all or the first N"),
    "shorttitle": (_short_title, "the first word of the (short) title that is no stop word, or the first N"),
    "container": (_container, "words of the container's title without stop words, all or the first N"),
    "journal": (_container_initials, "initials of the container's title, all or the first N"),
    "volume": (lambda r, n: _safe(r.volume), "volume"),
    "issue": (lambda r, n: _safe(r.issue), "issue"),
    "page": (lambda r, n: _number(r.page_first or r.page), "first page"),
    "type": (lambda r, n: _safe(r.type), "item type"),
}
"""The fields of a pattern: what each gives, and a line of explanation."""

MODIFIERS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "lower": (str.lower, "lower case (as without a modifier)"),
    "upper": (str.upper, "upper case"),
    "capital": (lambda text: " ".join([word[:1].upper() + word[1:] for word in text.split()]), "words capitalised"),
}
"""The modifiers of a field, beside a number, which cuts to that many characters."""


@lru_cache(maxsize=64)
def _parse(pattern: str) -> tuple[str | Callable[[Record], str], ...]:
    """A pattern as text and functions of a record, in order."""
    parts: list[str | Callable[[Record], str]] = []
    end = 0
    for match in _FIELD.finditer(pattern):
        parts.append(_literal(pattern[end : match.start()], pattern))
        parts.append(_field(match, pattern))
        end = match.end()
    parts.append(_literal(pattern[end:], pattern))
    if not any(callable(part) for part in parts):
        raise DataFileError("settings", "citekey pattern", f"{pattern!r} has no field; the default is {PATTERN}")
    return tuple(part for part in parts if part)


def _literal(text: str, pattern: str) -> str:
    unsafe = _UNSAFE_LITERAL.search(text)
    if unsafe:
        raise DataFileError(
            "settings",
            "citekey pattern",
            f"{pattern!r} has {unsafe[0]!r}; between fields only ASCII letters, digits and _ : - are safe in a citekey",
        )
    return text


def _field(match: re.Match[str], pattern: str) -> Callable[[Record], str]:
    if match[1] not in FIELDS:
        known = ", ".join(FIELDS)
        raise DataFileError("settings", "citekey pattern", f"{pattern!r}: no field {match[1]}; there are {known}")
    read, number = FIELDS[match[1]][0], int(match[2] or 0)
    changes: list[Callable[[str], str]] = []
    longest = 0
    for word in filter(None, match[3].split(":")):
        if word.isdigit():
            longest = int(word)
        elif word in MODIFIERS:
            changes.append(MODIFIERS[word][0])
        else:
            known = ", ".join(MODIFIERS)
            raise DataFileError(
                "settings", "citekey pattern", f"{pattern!r}: no modifier {word}; there are {known} and numbers"
            )

    def value(record: Record) -> str:
        text = read(record, number).lower()
        for change in changes:
            text = change(text)
        text = text.replace(" ", "")
        return text[:longest] if longest else text

    return value


# Words


def words(text: str, language: str = "") -> list[str]:
    """The words of a title in lower-case ASCII, without markup and stop words; all of them where all are stop words.

    >>> words("The <i>Zür</i>ich of Tomorrow")
    ['zurich', 'tomorrow']
    """
    text = text[:1000]
    if "<" in text:
        text = _MARKUP.sub("", text)
    if "\\" in text or "{" in text or "$" in text:
        text = _LATEX.sub("", text)
    found = _WORD.findall(text)[:_MOST_WORDS]
    without = stop_words(language)
    kept = [word for word in found if word.lower() not in without] or found
    return [safe for word in kept if (safe := _safe(word))]


def _safe(text: str) -> str:
    """Text as lower-case ASCII letters and digits."""
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text[:200])
    return _NOT_SAFE.sub("", text[:200]).lower()


def stop_words(language: str = "") -> frozenset[str]:
    """The words that say nothing of a title in a language (BCP 47); of all languages where it is not known."""
    table = _stop_words()
    return table.get(language.partition("-")[0].lower()) or table[""]


@cache
def _stop_words() -> Mapping[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in Path(__file__).with_name("stopwords.txt").read_text("utf-8").splitlines():
        code, colon, listed = line.partition(":")
        if colon and not line.startswith("#"):
            table[code] = frozenset(listed.split())
    return {**table, "": frozenset().union(*table.values())}

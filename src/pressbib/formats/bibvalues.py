"""One field's text to one value of a Record, and back, by kind (`mapping.Kind`).

Reading gives the value and whether writing it would give the same text again (`exact`). Where it would not (`First
Last` for `Last, First`, `January` for `jan`, a title whose acronyms have no braces), the text as read is kept beside
the value, and is written as long as the value stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from pressbib.formats import bibnames
from pressbib.formats.entrytypes import GENRE_KEYS, IMPLIED_GENRES, PUBSTATES
from pressbib.formats.latex import (
    decode,
    decode_accents,
    decode_braced,
    decode_verbatim,
    encode,
    encode_verbatim,
    is_plain,
)
from pressbib.formats.latexcase import mark_case, protected
from pressbib.formats.mapping import LANGUAGE_NAMES, LANGUAGES, Dialect, Kind
from pressbib.identifiers import normalise_doi
from pressbib.patterns import prepare
from pressbib.record import Name

Text = tuple[str, bool]


def read_text(raw: str) -> Text:
    """Text in which case does not matter to a style."""
    if is_plain(raw):
        return raw, True
    value = decode(raw)
    return value, encode(value) == raw


_MACRO = prepare(r"\{?\\([a-z]+)\s*(?:\{\})?\}?")


def read_journal(raw: str) -> Text:
    """The name of a journal, also of one that stands there as a command of AASTeX (`\\apj`)."""
    if is_plain(raw):
        return raw, True
    macro = _MACRO.fullmatch(raw.strip())
    if macro is not None and macro[1] in (known := _journal_macros()):
        return known[macro[1]], False
    return read_text(raw)


@cache
def _journal_macros() -> Mapping[str, str]:
    import tomllib

    text = Path(__file__).with_name("journal-macros.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(text)["journals"]
    return found


def read_title(raw: str) -> Text:
    """Text whose case a style may change, and braces keep."""
    if is_plain(raw):
        return raw, not protected(raw)
    if "{" in raw and (simple := decode_braced(raw)) is not None:
        return mark_case(*simple)
    value = decode(raw, title=True)
    return value, encode(value, title=True) == raw


def read_verbatim(raw: str) -> Text:
    """An address or other verbatim field, and whether writing gives the same text again."""
    value = decode_verbatim(raw)
    return value, encode_verbatim(value) == raw


def read_url(raw: str) -> Text:
    """An address. Of several, as Mendeley has them, the first that does not only lead to the DOI; none where a program
    stands in the place of a site (`<Go to ISI>://…`)."""
    value, exact = read_verbatim(raw)
    if "://" in value and " " in value:
        listed = [word for word in re.split(r"[\s,;]+(?=[a-z]+://)", value.strip()) if word]
        if value[0] == "<":
            return "", False
        if all(" " not in word for word in listed):
            return next((word for word in listed if "doi.org/" not in word), listed[0]), False
    return value, exact


_BARE_DOI = prepare(r"10\.\d{4,9}/[A-Za-z0-9./()_-]*[A-Za-z0-9]")


def read_doi(raw: str) -> Text:
    """A bare DOI from a field, and whether writing gives the same text again."""
    if _BARE_DOI.fullmatch(raw):
        return raw, True
    value = normalise_doi(decode_verbatim(raw))
    return value, value == raw


_DASHES = prepare(r"\s*(?:-{1,3}|[‐-―−]|\\textendash(?:\{\}|\s))\s*")
_RANGE_HYPHEN = prepare(r"(?<=\d)-(?=[A-Za-z]{0,3}\d)")
_PAGES = prepare(r"[A-Za-z]?\d+(?:--[A-Za-z]?\d+)?")


def read_pages(raw: str) -> Text:
    """Pages with a hyphen in ranges, and whether writing gives the same text again."""
    if _PAGES.fullmatch(raw):
        return raw.replace("--", "-"), True
    value = _DASHES.sub("-", decode(raw.replace("--", "-") if "\\" not in raw else raw))
    return value, write_pages(value) == raw


def write_pages(value: str) -> str:
    """Pages with `--` in ranges; a hyphen within an article number (`e-123`) stays."""
    return encode(_RANGE_HYPHEN.sub("\ue000", value)).replace("\ue000", "--")


def read_keywords(raw: str) -> Text:
    """Keywords separated by a comma, and whether writing gives the same text again."""
    value, exact = read_text(raw)
    if ";" in value and "," not in value:
        return ", ".join(word.strip() for word in value.split(";") if word.strip()), False
    return value, exact


_PARAGRAPH = prepare(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*")


def read_paragraphs(raw: str) -> Text:
    """Longer text, in which empty lines part paragraphs."""
    if is_plain(raw):
        return raw, True
    value = "\n\n".join(filter(None, (decode(paragraph.strip()) for paragraph in _PARAGRAPH.split(raw))))
    return value, write_paragraphs(value) == raw


def write_paragraphs(value: str, *, ascii: bool = False) -> str:  # noqa: A002
    """Text in which an empty line parts paragraphs, encoded; other line breaks become spaces."""
    if "\n" not in value:
        return encode(value, ascii=ascii)
    return "\n\n".join(encode(" ".join(part.split()), ascii=ascii) for part in value.split("\n\n"))


def read_language(raw: str) -> Text:
    """A language as BCP 47 where its name is known, and whether writing gives the same text again."""
    name = raw.strip().lower()
    if name in LANGUAGES:
        value = LANGUAGES[name]
    elif name.startswith("lang") and name[4:] in LANGUAGES:  # biblatex's localisation keys
        value = LANGUAGES[name[4:]]
    else:
        value = decode(raw)
    return value, LANGUAGE_NAMES.get(value, value) == raw


def read_genre(raw: str) -> Text:
    """The words for a `type` key of BibLaTeX (`phdthesis`), else the text, and whether writing gives it again."""
    key = raw.strip()
    if key in GENRE_KEYS:
        return GENRE_KEYS[key], False
    return read_text(raw)


def read_status(raw: str) -> Text:
    """The words for a `pubstate` key of BibLaTeX (`inpress`), else the text, and whether writing gives it again."""
    key = raw.strip()
    return (PUBSTATES[key], key == raw) if key in PUBSTATES else read_text(raw)


_BETWEEN_NUMBERS = prepare(r"[\s,;]+")
_ABOUT_NUMBERS = prepare(r"\bIS[BS]N(?:-1[03])?:? ?|\s*\([A-Za-z .]+\)")


def read_numbers(raw: str) -> Text:
    """ISBNs or ISSNs, without `(Electronic)` and the like. Several are never written back from the value: BibLaTeX has
    room for one."""
    value, exact = read_text(raw)
    bare = _ABOUT_NUMBERS.sub("", value) if "(" in value or "S" in value else value
    return bare, exact and bare == value and not _BETWEEN_NUMBERS.search(value)


_PUBSTATE_KEYS = {words: key for key, words in PUBSTATES.items()}

READERS: Mapping[Kind, Callable[[str], Text]] = {
    "text": read_text,
    "title": read_title,
    "verbatim": read_verbatim,
    "url": read_url,
    "doi": read_doi,
    "pages": read_pages,
    "keywords": read_keywords,
    "language": read_language,
    "genre": read_genre,
    "journal": read_journal,
    "status": read_status,
    "paragraphs": read_paragraphs,
    "numbers": read_numbers,
}


def write(value: str, kind: Kind, entry_type: str, dialect: Dialect, *, ascii: bool = False) -> str:  # noqa: A002
    """The text of a field; "" where the entry type says it already."""
    if kind == "title":
        return encode(value, title=True, ascii=ascii)
    if kind in ("verbatim", "url", "doi"):
        return encode_verbatim(value)
    if kind == "pages":
        return write_pages(value)
    if kind == "language":
        return LANGUAGE_NAMES.get(value, encode(value, ascii=ascii))
    if kind == "paragraphs":
        return write_paragraphs(value, ascii=ascii)
    if kind == "numbers" and dialect.index == 1:  # biber takes a field with two for one that is wrong
        return encode(_BETWEEN_NUMBERS.split(value.strip())[0], ascii=ascii)
    if kind == "status" and value in _PUBSTATE_KEYS:
        return _PUBSTATE_KEYS[value]
    if kind == "genre" and IMPLIED_GENRES.get(entry_type) == value:
        return ""
    return encode(value, ascii=ascii)


# --- names


@lru_cache(maxsize=16384)  # the lists of a file repeat, and what is read is soon written
def read_names(raw: str) -> tuple[tuple[Name, ...], bool, bool]:
    """The names of a list; whether it ends with `and others`; and whether it is written as we would write it."""
    text = raw if "\n" not in raw and "\t" not in raw and "\r" not in raw else " ".join(raw.split())
    text = decode_accents(text)
    names: list[Name] = []
    others = False
    listed = bibnames.split_list(text)
    for position, name in enumerate(listed):
        if name.lower() == "others" and position == len(listed) - 1:
            others = True
        elif name.count(",") > 2 and "{" not in name and not bibnames.is_extended(name):
            names += _at_commas(name)
        elif (found := read_name(name)) is not None:
            names.append(found)
    value = tuple(names)
    return value, others, "\\" not in raw and bool(names) and write_names(value, others=others) == raw


def _at_commas(text: str) -> tuple[Name, ...]:
    """People with commas between them, of whom BibTeX would say that there are too many commas in a name."""
    from pressbib import names

    return names.read(decode(text)).names


_PLAIN_NAME = prepare(r"([^\W\d_a-z][^\s\\{}$~,<>&%#_^`'\u00a0]*+), ([^\\{}$~,<>&%#_^`'\u00a0\t\n\r]++)(?<! )")


_HOMONYM = prepare(r"([^,]*[^\W\d][^,]*\s[^,]*[^\W\d][^,]*)\s+0\d{3}")
"""DBLP tells people of one name apart by a number behind it (`Wei Wang 0001`)."""


def read_name(name: str) -> Name | None:
    """One name; None where nothing is left of it."""
    if plain := _PLAIN_NAME.fullmatch(name):
        return Name(family=plain[1], given=plain[2])
    if bibnames.is_group(name):
        literal = _name_text(name[1:-1])
        return Name(literal=literal) if literal else None
    if name[-1:].isdecimal() and (homonym := _HOMONYM.fullmatch(name)):
        name = homonym[1]
    parts = bibnames.split_extended(name) if bibnames.is_extended(name) else bibnames.split_name(name)
    first, von, last, jr = (_name_text(part) if part else "" for part in parts)
    if not (first or von or last):
        return None
    if not last:
        return Name(family=von, given=first, suffix=jr) if von else Name(given=first, suffix=jr)
    return Name(family=last, given=first, non_dropping_particle=von, suffix=jr)


def _name_text(part: str) -> str:
    return decode(part).replace("\u00a0", " ").strip()


def write_names(names: tuple[Name, ...], *, others: bool = False, ascii: bool = False) -> str:  # noqa: A002
    """Names as `von Last, Jr, First`, organisations in braces."""
    written = [text for name in names if (text := write_name(name, ascii=ascii))]
    if others and written:
        written.append("others")
    return " and ".join(written)


_NEEDS_NO_BRACES = prepare(r"[A-Z][A-Za-z.-]*")
_GIVEN_AS_IT_IS = prepare(r"[A-Z][A-Za-z.-]*(?: [A-Z][A-Za-z.-]*)*")


def _is_simple(name: Name) -> bool:
    return not (name.suffix or name.non_dropping_particle or name.dropping_particle or name.literal)


def write_name(name: Name, *, ascii: bool = False) -> str:  # noqa: A002
    """A name as BibTeX takes it: `von Family, Suffix, Given`; an organisation in braces."""
    family, given = name.family, name.given
    if _NEEDS_NO_BRACES.fullmatch(family) and _GIVEN_AS_IT_IS.fullmatch(given) and _is_simple(name):
        return f"{family}, {given}"
    if name.literal:
        return f"{{{encode(' '.join(name.literal.split()), ascii=ascii)}}}"
    von = " ".join(part for part in (name.dropping_particle, name.non_dropping_particle) if part)
    suffix = name.suffix
    if not family:
        family, von = von, ""
    if not family and not given:
        return ""
    last = _last(encode(family, ascii=ascii), bool(von))
    if von:
        last = f"{encode(von, ascii=ascii)} {last}"
    if not given and not suffix:
        return last if len(bibnames.split_name(last).last.split()) == len(last.split()) == 1 or von else f"{{{last}}}"
    first = _part(encode(given, ascii=ascii))
    if not name.family and not von:
        return f"{{{first}}}"
    return f"{last}, {_part(encode(suffix, ascii=ascii))}, {first or '{}'}" if suffix else f"{last}, {first}"


_APART = prepare(r",|\band\b|^others$|=", re.IGNORECASE)


def _part(text: str) -> str:
    """A part of a name in braces where its commas, or a word `and`, would part it."""
    return f"{{{text}}}" if _APART.search(text) else text


def _last(text: str, has_von: bool) -> str:
    """A family name in braces where a small word in it would be taken for a particle."""
    if _APART.search(text):
        return f"{{{text}}}"
    words = text.split()
    if len(words) > 1 or (has_von and words and words[0][:1].islower()):
        parts = bibnames.split_name(f"{text}, X")
        if parts.von or (has_von and bibnames.split_name(f"von {text}, X").last != text):
            return f"{{{text}}}"
    return text


_ANNOTATION = prepare(r"(\d+)\s*=\s*\"?(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\"?")


def read_orcids(raw: str) -> dict[int, str]:
    """ORCIDs by the position of the name, from a data annotation (`1="0000-…"; 2="…"`; biblatex manual, § 3.7)."""
    return {int(position): orcid for position, orcid in _ANNOTATION.findall(raw)}


def write_orcids(names: tuple[Name, ...]) -> str:
    """The ORCIDs of a list of names as the value of a BibLaTeX annotation (`1="0000-…"; 2="…"`)."""
    return "; ".join(f'{position}="{name.orcid}"' for position, name in enumerate(names, 1) if name.orcid)

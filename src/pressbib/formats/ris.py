"""RIS: tagged lines, as Zotero, EndNote, Mendeley, pandoc and publishers' sites write and read them.

`TAG  - value`, one value a line, from `TY` to `ER` (RIS Format Specifications, with the tags of EndNote and Zotero).
A tag that no variable holds is kept in `extra` as `ris:TAG` and written again. Lines end in a line feed; carriage
returns are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pressbib.errors import FormatError
from pressbib.formats.parts import SEASONS, family_name, given_name
from pressbib.formats.press import Choice, beside
from pressbib.formats.risfields import (
    ARTICLES,
    FIELDS,
    MAPPED,
    READ,
    TYPE_READ,
    TYPE_TAGS,
    TYPES,
    UNMAPPED,
    WRITTEN_TYPES,
)
from pressbib.patterns import prepare
from pressbib.record import VARIABLES, Date, Name, Record

__all__ = ["MAPPED", "UNMAPPED", "dump", "load"]

_PEOPLE = {variable for variable, row in VARIABLES.items() if row.kind == "names"}
_ONLY_OF_TYPES = tuple(dict.fromkeys(variable for variable, _ in TYPE_TAGS if variable not in READ.values()))
_SERIALS = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book")
_PMID = prepare(r"PMID: ?(\d{1,9})")


def dump(records: Iterable[Record], *, press: Choice = "none") -> str:
    """Records as RIS, in their order. press: `note` writes the press pages as a note, `related` as references."""
    return "".join("".join(f"{tag}  - {value}\n" for tag, value in _lines(r)) + "\n" for r in beside(records, press))


def _lines(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", WRITTEN_TYPES.get(record.type, "GEN")
    rows = [(tag, variable) for tag, variable, _ in FIELDS]
    rows[1:1] = [("", variable) for variable in _ONLY_OF_TYPES]
    for usual, variable in rows:
        tag = TYPE_TAGS.get((variable, record.type), usual)
        for written, value in _written(record, tag, variable) if tag else ():
            if text := " ".join(value.split()):
                yield written, text
    for key, value in record.extra.items():
        if re.fullmatch(r"ris:[A-Z][A-Z0-9]", key) and key[4:] not in ("TY", "ER"):
            for line in value.splitlines():
                yield key[4:], line
    yield "ER", ""


def _written(record: Record, tag: str, variable: str) -> Iterable[tuple[str, str]]:
    """The lines of one variable."""
    special = _SPECIAL.get(variable)
    if special:
        return special(record)
    value = record.get(variable)
    if variable in _PEOPLE:
        return [(tag, _name_out(name)) for name in value or () if isinstance(name, Name)]  # type: ignore[union-attr]
    if isinstance(value, Date):
        return [(tag, _date_out(value))]
    return [(tag, value)] if isinstance(value, str) else []


def _number_out(record: Record) -> list[tuple[str, str]]:
    tag = TYPE_TAGS.get(("number", record.type), "M1")
    if tag == "SN" and (_ISBN.search(record.number) or _ISSN.search(record.number)):
        tag = "M1"  # or it would be read as such a number
    return [(tag, record.number)]


def _issued_out(record: Record) -> list[tuple[str, str]]:
    date = record.issued
    if not date:
        return []
    year = [("PY", f"{date.year:04d}")] if date.year and date.year > 0 else []
    exact = date.month or date.end or date.season or date.circa or not date.start
    return [*year, ("DA", _date_out(date))] if exact else year


def _date_out(date: Date) -> str:
    """`YYYY/MM/DD/other`; the fourth part says what the first three cannot: a range, a season, `circa`, or words."""
    year, month, day = (f"{part:0{width}d}" if part else "" for part, width in _widths(date.start))
    other = str(date) if date.end else SEASONS[date.season] if date.season else "" if date.start else date.literal
    if date.circa:
        other = f"circa {other}".strip()
    return f"{year}/{month}/{day}/{other}" if other else f"{year}/{month}/{day}".rstrip("/")


def _widths(start: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return zip((*start, 0, 0, 0)[:3], (4, 2, 2), strict=True)


def _pages_out(record: Record) -> list[tuple[str, str]]:
    if not record.page:
        return [("SP", record.number_of_pages)] if record.type == "book" else []
    match = _RANGE.fullmatch(record.page)
    return [("SP", match[1]), ("EP", match[2])] if match else [("SP", record.page)]


_RANGE = prepare(r"([^\s,;–-]+)[–-]([^\s,;–-]+)")


def _numbers_out(record: Record) -> list[tuple[str, str]]:
    return [("SN", number) for number in (*record.ISBN.split(), *record.ISSN.replace(",", " ").split())]


def _conference_out(record: Record) -> list[tuple[str, str]]:
    if record.event_title and record.type == "paper-conference":
        return [("T2", record.event_title), ("C3", record.container_title)]
    return [("T2", record.container_title)]


def _notes_out(record: Record) -> list[tuple[str, str]]:
    pmid = f"PMID: {record.PMID}"  # what is no number would come back as a note
    return [("N1", record.note), ("N1", pmid if _PMID.fullmatch(pmid) else "")]


_SPECIAL: Mapping[str, Callable[[Record], list[tuple[str, str]]]] = {
    "issued": _issued_out,
    "number": _number_out,
    "page": _pages_out,
    "ISSN": _numbers_out,
    "note": _notes_out,
    "container-title": _conference_out,
    "event-title": lambda record: [],
    "keyword": lambda record: [("KW", word) for word in re.split(r"[,;]\s", record.keyword)],
}


def _name_out(name: Name) -> str:
    """`Family, Given, Suffix`. A name in one piece has no comma, and a comma of its own is doubled, as EndNote does."""
    if name.literal:
        return name.literal.replace(", ", ",, ") if ", " in name.literal else name.literal.replace(",", ",,")
    family = family_name(name)
    given = given_name(name)
    return ", ".join((family, given, name.suffix)).rstrip(" ,") + ("," if not given and not name.suffix else "")


def load(text: str) -> list[Record]:
    """Records from RIS, in their order. What stands before the first `TY` is no record.

    Raises FormatError where there is no `TY` at all in a text that is not blank.
    """
    records = [_record(lines) for lines in _references(text)]
    if not records and text.strip():
        raise FormatError("ris", 0, "no reference: no line begins with `TY  - `")
    return records


_LINE = prepare(r"([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)")


def _references(text: str) -> Iterator[list[tuple[str, str]]]:
    """The tags and values of each reference, a value that goes on over lines in one piece."""
    lines: list[tuple[str, str]] | None = None
    for line in text.lstrip("\ufeff").splitlines():
        match = _LINE.match(line)
        if match and match[1] == "TY":
            if lines:
                yield lines
            lines = [("TY", (match[2] or "").strip())]
        elif lines is None:
            continue
        elif match and match[1] == "ER":
            yield lines
            lines = None
        elif match:
            lines.append((match[1], (match[2] or "").strip()))
        elif line.strip():
            tag, value = lines[-1]
            if tag == "KW":  # EndNote writes the tag once, and a keyword a line
                lines.append((tag, line.strip()))
            else:
                lines[-1] = (tag, f"{value} {line.strip()}".strip())
    if lines:
        yield lines


def _record(lines: list[tuple[str, str]]) -> Record:
    found: dict[str, list[str]] = {}
    extra: dict[str, str] = {}
    kind = TYPES.get(lines[0][1].upper(), "document")
    for tag, value in lines[1:]:
        if not value:
            continue
        if tag in READ and (tag != "C7" or kind in ARTICLES):  # which means something else elsewhere
            found.setdefault(tag, []).append(value)
        else:
            extra[f"ris:{tag}"] = f"{extra[f'ris:{tag}']}\n{value}" if f"ris:{tag}" in extra else value
    if lines[0][1].upper() not in TYPES:
        extra["ris:TY"] = lines[0][1]
    values: dict[str, Any] = {"type": kind, **_values(found, kind, extra)}
    return Record(extra=extra, **values)


def _values(found: dict[str, list[str]], kind: str, extra: dict[str, str]) -> dict[str, Any]:
    if kind == "book" and "BT" in found and "TI" not in found and "T1" not in found:
        found["TI"] = found.pop("BT")  # a book's own title, not that of what holds it
    if kind == "paper-conference" and "C3" in found and "T2" in found:
        found["T2"], found["C3"] = found["C3"], found["T2"]
    if "JO" in found and "J2" not in found and "JA" not in found and ("T2" in found or "JF" in found):
        found["J2"] = found.pop("JO")
    values: dict[str, Any] = {}
    for (tag, of), variable in TYPE_READ.items():
        if of == kind and tag in found and variable not in READ.values():
            texts = found.pop(tag)
            values[VARIABLES[variable].attribute] = _value(variable, texts)
            if variable not in _PEOPLE:
                _keep_others([(tag, text) for text in texts], extra)
    for tag, variable, others in FIELDS:
        given = [(name, text) for name in (tag, *others) for text in found.get(name, ())]
        if not given or variable in ("page", "ISSN", "note", "issued"):
            continue
        values[VARIABLES[variable].attribute] = _value(variable, [text for _, text in given])
        if VARIABLES[variable].kind == "text" and variable != "keyword":
            _keep_others(given, extra)
    if "DOI" not in values and (doi := _DOI.fullmatch(values.get("genre", ""))):
        values["DOI"], values["genre"] = doi[1], ""  # where several publishers put it
    values["issued"] = _issued_in(found)
    values |= _pages_in(found, kind) | _numbers_in(found, kind) | _notes_in(found)
    return values


_DOI = prepare(r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:?\s?)?(10\.\d{4,9}/\S+)")


def _keep_others(given: list[tuple[str, str]], extra: dict[str, str]) -> None:
    """Further values of a variable that holds one: under their own tags."""
    for tag, text in given[1:]:
        key = f"ris:{tag}"
        if text != given[0][1] and text not in extra.get(key, "").splitlines():
            extra[key] = f"{extra[key]}\n{text}" if key in extra else text


def _value(variable: str, texts: list[str]) -> Any:
    if variable in _PEOPLE:
        return tuple(_name_in(text) for text in texts)
    if variable == "accessed":
        return _date_in(texts[0])
    if variable == "keyword":
        return ", ".join(texts)
    if variable == "DOI":
        doi = _DOI.fullmatch(texts[0])
        return doi[1] if doi else texts[0]
    return texts[0]


def _issued_in(found: Mapping[str, list[str]]) -> Date | None:
    """The most exact of the dates that are given."""
    dates = [date for tag in ("DA", "PY", "Y1") for text in found.get(tag, ()) if (date := _date_in(text))]
    typed = [date for date in dates if date.start] or dates
    return max(typed, key=lambda date: len(date.start) + len(date.end), default=None)


_DATE = prepare(r"(-?\d{4})(?:[/-](\d{0,2})(?:[/-](\d{0,2})(?:/(.*))?)?)?")
_ISO_RANGE = prepare(r"\d{4}(?:-\d\d){0,2}/(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def _date_in(text: str) -> Date | None:
    match = _DATE.fullmatch(text.strip().rstrip("/"))
    if not match:
        literal = text.removeprefix("///").strip(" /")
        if not literal:
            return None
        from pressbib import dates  # reads the words of all languages: not before a date is in words

        found = dates.read(literal) if not text.startswith("///") and len(literal) < 100 else None
        return found if found and found.start else Date(literal=literal)
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    start: tuple[int, ...] = (year,) if year else ()
    if start and 1 <= month <= 12:
        start = (year, month, day) if 1 <= day <= 31 else (year, month)
    other = (match[4] or "").strip()
    circa = other == "circa" or other.startswith("circa ")
    other = other.removeprefix("circa").strip() if circa else other
    season = SEASONS.index(other) if other in SEASONS else 0
    ends = _ISO_RANGE.fullmatch(other)
    end = tuple(int(part) for part in ends.groups() if part) if ends else ()
    literal = "" if season or end or not other else other
    return Date(start, end, season, circa, literal if not start else "") if start or literal else None


def _pages_in(found: Mapping[str, list[str]], kind: str) -> dict[str, str]:
    first, last = (found.get(tag, [""])[0] for tag in ("SP", "EP"))
    if kind == "book" and first.isdigit() and not last:
        return {"number_of_pages": first}
    if not first and not last:
        return {}
    return {"page": f"{first}-{last}" if first and last and first != last and "-" not in first else first or last}


_ISSN = prepare(r"\d{4}-?\d{3}[\dXx](?![\d-])")
_ISBN = prepare(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\d-])")


def _numbers_in(found: Mapping[str, list[str]], kind: str) -> dict[str, str]:
    """ISBNs and ISSNs told apart by their length; what has neither is what the item type would have: a report or patent
    its number."""
    isbns: list[str] = []
    issns: list[str] = []
    numbers: list[str] = []
    other = numbers if TYPE_TAGS.get(("number", kind)) == "SN" and "M1" not in found else isbns
    for text in found.get("SN", ()):
        books = _ISBN.findall(text)
        serials = _ISSN.findall(_ISBN.sub(" ", text))
        isbns += [book.strip().replace(" ", "-") for book in books]
        issns += serials
        if not books and not serials:
            (issns if kind in _SERIALS else other).append(text)
    isbns += numbers[1:]
    stated = {"ISBN": " ".join(dict.fromkeys(isbns)), "ISSN": ", ".join(dict.fromkeys(issns))}
    return stated | ({"number": numbers[0]} if numbers else {})


def _notes_in(found: Mapping[str, list[str]]) -> dict[str, str]:
    notes = found.get("N1", [])
    pmids = [match[1] for text in notes if (match := _PMID.fullmatch(text))]
    rest = [text for text in notes if not _PMID.fullmatch(text)]
    return {"note": "\n".join(rest), "PMID": pmids[0] if pmids else ""}


def _name_in(text: str) -> Name:
    if ",," in text or "," not in text:
        return Name(literal=text.replace(",,", ","))
    family, given, suffix = (*(part.strip() for part in text.split(",", 2)), "", "")[:3]
    return (
        Name(family=family, given=given, suffix=suffix.strip(" ,"))
        if family
        else Name(literal=text.strip(" ,") or text)
    )

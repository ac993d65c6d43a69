"""One entry's fields to the values of a Record, and back: what the table of `mapping` says, and what it cannot say.

`interpret` reads fields, `compose` writes them. What variables do not hold, or hold in another form than it was written
in, is kept in `Record.extra`: `bibtex:FIELD` is a field's text as read (`bibtex:FIELD#2` a second field of that name),
`bibtex-expression:FIELD` one with macros that nothing defines, `bibtex-entry:type` the entry type and
`bibtex-entry:key` the citekey where ours would be others, `bibtex-entry:title` the field that stands for the title.
`compose` writes a kept text as long as reading it still gives the Record's value, and the value itself otherwise.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any

from pressbib.classes import dataclass
from pressbib.formats import bibdates, bibnames, bibroles, bibvalues
from pressbib.formats.entrytypes import (
    ARTICLE,
    BOOK,
    CONTAINED,
    ENTRY_TYPES,
    IMPLIED_GENRES,
    READ_SUBTYPES,
    READ_TYPES,
    REPORT,
    SUBTYPES,
    THESIS,
)
from pressbib.formats.latex import decode, encode
from pressbib.formats.mapping import DIALECTS, Dialect, reading, writing
from pressbib.patterns import prepare
from pressbib.record import ITEM_TYPES, Value

FIELD = "bibtex:"
EXPRESSION = "bibtex-expression:"
ENTRY = "bibtex-entry:"
FROM_ZOTERO = "zotero:tex."
"""Fields that Better BibTeX keeps in Zotero's Extra."""


@dataclass(slots=True)
class Interpretation:
    """What the fields of an entry say.

    values: by CSL variable. fields: by variable the fields that were read for it, also those that lost to another.
    exact: the variables that both dialects would write as they stand here, under their own names for the field.
    """

    item_type: str = "document"
    values: dict[str, Value] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    exact: set[str] = field(default_factory=set)
    others: bool = False


DATE_FIELDS = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}
_DATES = {name: variable for variable, name in DATE_FIELDS.items()}
_VISITS = ("lastchecked", "accessed", "dateaccessed", "lastaccessed")
"""How other programs and people call urldate."""
_ISSUED = ("date", "year", "month", "day")
EPRINT = ("eprint", "eprinttype", "archiveprefix", "eprintclass", "primaryclass")
_SPECIAL = bibroles.FIELDS.union(
    _DATES, _VISITS, _ISSUED, EPRINT, ("subtitle", "booksubtitle", "entrysubtype", "author+an:orcid", "fjournal")
)
_URL_COMMAND = prepare(r"\s*(?:[A-Za-z ]{0,20}:?\s*)?\\(?:url|href)\s*\{([^{}]*)\}\s*")
_PUBLISHED = ARTICLE | BOOK | CONTAINED | REPORT | THESIS
_BARE_URL = prepare(r"\s*(https?://[^\s\\{}]+)\s*")
_SAYS_SOMETHING = prepare(r"[^\W_]")
_PUBMED = ("pubmed", "pmid", "medline")


def interpret(
    entry_type: str, fields: Mapping[str, str], item_type: str = "", title_from: str | None = None
) -> Interpretation:
    """What an entry says. fields: name in lower case -> text, macros resolved; month and year may be bare macros.

    item_type: the type that the entry is known to have, "" to tell it from the fields. title_from: the field that is
    known to serve as the title ("" for none but `title`), None to find one where there is no `title`.
    """
    plan = _plan(entry_type)
    found = Interpretation()
    values, sources, exact = found.values, found.fields, found.exact
    ranks: dict[str, int] = {}
    special = False
    for name, raw in fields.items():
        if name not in plan:
            special = special or name in _SPECIAL
            continue
        variable, reader, rank, natural = plan[name]
        value: Value
        if name == "howpublished" and "http" in raw and (url := only_url(raw)):
            variable, value, is_exact, rank = "URL", url, False, 9
        elif name == "howpublished" and entry_type in _PUBLISHED:
            continue  # how an article or book came out is not who published it
        elif reader is None:
            value, others, is_exact = bibvalues.read_names(raw)
            if others and variable == "author":
                found.others = True
            elif others:
                is_exact = False
        else:
            value, is_exact = reader(raw)
            if name == "howpublished":  # who published it is said better by any other field
                rank = 8
        if not value or (variable == "genre" and value == "Thesis" and entry_type in IMPLIED_GENRES):
            continue  # a thesis of no stated kind, which BibTeX has no other entry type for
        if variable in values:
            exact.discard(variable)
            sources[variable].append(name)
            if rank >= ranks[variable]:
                continue
        else:
            sources[variable] = [name]
            if is_exact and natural and (len(raw) > 8 or _SAYS_SOMETHING.search(raw)):
                exact.add(variable)
        values[variable] = value
        ranks[variable] = rank
    if values.get("genre") and IMPLIED_GENRES.get(entry_type) == values["genre"]:
        exact.discard("genre")
    if special:
        _read_special(entry_type, fields, found)
    if "container-title" in values and "archive_location" not in values:
        _read_archive(found)
    if "title" not in values and "title" not in fields:
        _take_title(entry_type, fields, found, title_from)
    subtype = fields.get("entrysubtype", "")
    found.item_type = item_type or item_type_of(
        entry_type, subtype, "archive_location" in values, is_contained(values), names_journal(fields)
    )
    if entry_type in IMPLIED_GENRES and "genre" not in values and "type" not in fields:
        values["genre"] = IMPLIED_GENRES[entry_type]
        exact.add("genre")
    return found


def _take_title(entry_type: str, fields: Mapping[str, str], found: Interpretation, title_from: str | None) -> None:
    """The title of an entry without `title`: that of the book itself, or what describes a work without a name."""
    possible = ("booktitle", "titleaddon") if entry_type in BOOK else ("titleaddon",)
    for name in possible if title_from is None else (title_from,):
        title = bibvalues.read_title(fields.get(name, ""))[0]
        if title:
            if found.fields.get("container-title") == [name]:
                del found.values["container-title"], found.fields["container-title"]
                found.exact.discard("container-title")
            found.values["title"] = title
            found.fields["title"] = [name]
            return


def only_url(raw: str) -> str:
    """The address that a text is and nothing else, bare or as `\\url{…}` or `\\href{…}{…}`; "" for any other."""
    if bare := _BARE_URL.fullmatch(raw):
        return bare[1]
    command = _URL_COMMAND.match(raw)
    if command is None:
        return ""
    rest = raw[command.end() :].strip().removesuffix(".").rstrip()
    return "" if rest and not bibnames.is_group(rest) else command[1].strip()


def is_contained(values: Mapping[str, Value]) -> bool:
    """Whether a work stands in a container: a journal, a book, proceedings."""
    return "container-title" in values


def _read_special(entry_type: str, fields: Mapping[str, str], found: Interpretation) -> None:
    values, sources, exact = found.values, found.fields, found.exact
    for name, variable in _DATES.items():
        if name in fields and (date := bibdates.read_day(fields[name])) is not None:
            values[variable] = date
            sources[variable] = [name]
            if bibdates.write_date(date) == fields[name] and _takes(entry_type, name):
                exact.add(variable)
    for name in () if "accessed" in values else _VISITS:
        if name in fields and (date := bibdates.read_day(fields[name])) is not None:
            values["accessed"] = date
            sources["accessed"] = [name]
            break
    if fields.get("fjournal", "").strip() and sources.get("container-title", [])[:1] == ["journal"]:
        values.setdefault("container-title-short", values["container-title"])  # MathSciNet's journal is abbreviated
        values["container-title"] = decode(fields["fjournal"])
        sources.setdefault("container-title-short", ["journal"])
        sources["container-title"].append("fjournal")
        exact.discard("container-title")
    for name, variable, head in (("subtitle", "title", "title"), ("booksubtitle", "container-title", "booktitle")):
        if fields.get(name, "").strip() and sources.get(variable, [])[:1] == [head]:
            title = str(values[variable])
            subtitle = decode(fields[name], title=name == "subtitle")
            values[variable] = f"{title}{' ' if title.endswith(('?', '!', ':', '.')) else ': '}{subtitle}"
            sources[variable].append(name)
            exact.discard(variable)
    if "author+an:orcid" in fields and isinstance(authors := values.get("author"), tuple):
        _read_orcids(fields["author+an:orcid"], authors, found)
    _read_issued(fields, found)
    if "eprint" in fields:
        _read_eprint(fields, found)
    if not bibroles.FIELDS.isdisjoint(fields):
        bibroles.read(fields, found, lambda raw: bibvalues.read_names(raw)[0])


def _takes(entry_type: str, name: str) -> bool:
    return all(dialect.index == 0 or takes(dialect, name, entry_type) for dialect in DIALECTS)


def _read_orcids(raw: str, authors: tuple[Any, ...], found: Interpretation) -> None:
    orcids = bibvalues.read_orcids(raw)
    names = tuple(dataclasses.replace(name, orcid=orcids.get(position, "")) for position, name in enumerate(authors, 1))
    found.values["author"] = names
    found.fields["author"].append("author+an:orcid")
    if bibvalues.write_orcids(names) != raw:
        found.exact.discard("author")


def _read_issued(fields: Mapping[str, str], found: Interpretation) -> None:
    given = {name: fields[name] for name in _ISSUED if name in fields}
    if not given:
        return
    date = bibdates.read_plain(given)
    if date is not None:
        found.values["issued"] = date
        found.fields["issued"] = list(given)
        found.exact.add("issued")
        return
    if "date" in given:
        date = bibdates.read_date(given["date"])
    if date is None or (date.literal and not date.start and given.get("year")):
        classic = bibdates.read_year_month(given.get("year", ""), given.get("month", ""), given.get("day", ""))
        date = classic or date
    if date is None:
        return
    found.values["issued"] = date
    found.fields["issued"] = list(given)
    for dialect in DIALECTS:
        written = {name: _bare(value) for name, value in bibdates.write_issued(date, dialect).items()}
        if written == given:
            found.exact.add("issued")


def _bare(value: str) -> str:
    return value[1:-1] if value.startswith("{") else value


def _read_archive(found: Interpretation) -> None:
    """The number of a preprint whose journal is `arXiv preprint arXiv:…`, as Google Scholar has it."""
    container = str(found.values["container-title"])
    number = _ARXIV_CONTAINER.search(container) if "Xiv" in container or "xiv:" in container else None
    if number is not None:
        found.values |= {"archive": "arXiv", "archive_location": number[1]}
        for variable in ("archive", "archive_location"):
            found.fields[variable] = list(found.fields["container-title"])
        found.exact.discard("container-title")  # so that its field stays, and says all of it


_ARXIV_CONTAINER = prepare(r"(?i)\barxiv:\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7})")


def is_eprint(archive: str, number: str) -> bool:
    """Whether an eprint is read as one: it names its archive, or is a number."""
    return bool(number) and (bool(archive) or _EPRINT_NUMBER.search(number) is not None)


_EPRINT_NUMBER = prepare(r"^(?!https?:).*\d")


def _read_eprint(fields: Mapping[str, str], found: Interpretation) -> None:
    values, sources = found.values, found.fields
    eprint, simple = bibvalues.read_verbatim(fields["eprint"])
    if not eprint:
        return
    kind = fields.get("eprinttype", fields.get("archiveprefix", ""))
    if not is_eprint(kind, eprint):
        return  # an address, as ACS has it, or the name of a site, as in APA style
    part = fields.get("eprintclass", fields.get("primaryclass", ""))
    used = [name for name in EPRINT if name in fields]
    if kind.strip().lower() in _PUBMED and "PMID" not in values:
        values["PMID"] = eprint
        sources["PMID"] = used
        return
    values["archive_location"] = eprint
    if kind:
        values["archive"] = decode(kind)
    if part:
        values["archive_collection"] = decode(part)
    for variable in ("archive_location", "archive", "archive_collection"):
        if variable in values:
            sources[variable] = used
            if simple and len(used) == 1 + bool(kind) + bool(part) and encode(values.get("archive", "")) == kind:  # type: ignore[arg-type]  # text, as just set
                found.exact.add(variable)


def names_journal(fields: Container[str]) -> bool:
    """Whether an entry has a field that only articles have."""
    return "journal" in fields or "journaltitle" in fields


def item_type_of(entry_type: str, subtype: str, has_eprint: bool, contained: bool, in_journal: bool = False) -> str:
    """The item type of an entry type, its `entrysubtype`, and of what it has: an eprint without a journal is one, and a
    document of no known type in a journal is an article."""
    said = subtype.strip().lower()
    if said in READ_SUBTYPES:
        return READ_SUBTYPES[said]
    if said in ITEM_TYPES:
        return said
    base = READ_TYPES.get(entry_type, "document")
    if has_eprint and not contained and base in ("document", "webpage", "manuscript", "article-journal"):
        return "article"
    return "article-journal" if in_journal and base == "document" else base


@lru_cache(maxsize=512)
def _plan(entry_type: str) -> dict[str, tuple[str, Callable[[str], bibvalues.Text] | None, int, bool]]:
    """Field -> the variable that it states in such an entry, how its text is read (None: as names), its rank among the
    fields of that variable, and whether it is the field in which both dialects write it."""
    return {
        name: (
            meaning.variable,
            bibvalues.READERS.get(meaning.kind),
            meaning.rank,
            _is_natural(entry_type, name, meaning.variable),
        )
        for name, meaning in reading(entry_type).items()
    }


def _is_natural(entry_type: str, name: str, variable: str) -> bool:
    """Whether both dialects would write the variable of such an entry, and one of them in this field."""
    if variable == "URL" and name != "url":
        return False
    rows = [writing(dialect, entry_type).get(variable) for dialect in DIALECTS]
    return all(rows) and any(row is not None and row.field == name for row in rows)


@lru_cache(maxsize=4096)
def takes(dialect: Dialect, name: str, entry_type: str) -> bool:
    """Whether an entry type of a dialect has a field, by BibLaTeX's data model; BibTeX takes every field."""
    from pressbib.formats.datamodel import VALID

    allowed = VALID.get(entry_type)
    return dialect.index == 0 or allowed is None or name in allowed or name in VALID[""]


def keep(entry_type: str, fields: Mapping[str, str], found: Interpretation) -> dict[str, str]:
    """What of an entry must be kept beside the values for it to be written as it was: fields for `Record.extra`."""
    held = {name for variable in found.exact for name in found.fields.get(variable, ())}
    subtype = fields.get("entrysubtype", "")
    out: dict[str, str] = {}
    written_as = {entry_type_of(found.item_type, found.values, dialect) for dialect in DIALECTS}
    if written_as != {entry_type}:
        out[f"{ENTRY}type"] = entry_type
    if subtype and f"{ENTRY}type" not in out and subtype == subtype_of(entry_type, found.item_type, found.values):
        held.add("entrysubtype")
    title = found.fields.get("title", [""])[0]
    if title in ("booktitle", "titleaddon"):
        out[f"{ENTRY}title"] = title
    for name, raw in fields.items():
        if name not in held:
            out[FIELD + name] = raw
    return out


def entry_type_of(item_type: str, values: Mapping[str, Any], dialect: Dialect) -> str:
    """The entry type that a dialect has for an item type."""
    if item_type == "thesis":
        genre = str(values.get("genre", ""))
        for entry_type, implied in IMPLIED_GENRES.items():
            if genre == implied or (dialect.index == 0 and entry_type[:6] == genre.lower()[:6]):
                return entry_type
    entry_type = ENTRY_TYPES.get(item_type, ("misc", "misc"))[dialect.index]
    if entry_type == "online" and not any(values.get(name) for name in ("URL", "DOI", "archive_location")):
        return "misc"  # which needs no address
    return entry_type


def subtype_of(entry_type: str, item_type: str, values: Mapping[str, Any]) -> str:
    """The `entrysubtype` that tells an item type which the entry type does not tell, "" where it does."""
    has_eprint = is_eprint(str(values.get("archive", "")), str(values.get("archive_location", "")))
    if item_type_of(entry_type, "", has_eprint, is_contained(values)) == item_type:
        return ""
    return next((word for word, known in SUBTYPES.items() if known == item_type), item_type)

"""A Record as an entry: `compose`. What `bibentry` keeps beside the values is written as long as it still says them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from pressbib.classes import dataclass
from pressbib.formats import bibdates, bibroles, bibvalues
from pressbib.formats.bibentry import (
    DATE_FIELDS,
    ENTRY,
    EPRINT,
    EXPRESSION,
    FIELD,
    FROM_ZOTERO,
    Interpretation,
    entry_type_of,
    interpret,
    is_contained,
    is_eprint,
    item_type_of,
    names_journal,
    subtype_of,
    takes,
)
from pressbib.formats.bibexpression import MONTH_MACROS, expand, is_expression
from pressbib.formats.entrytypes import IMPLIED_GENRES, READ_SUBTYPES
from pressbib.formats.latex import encode, encode_verbatim, is_balanced
from pressbib.formats.mapping import BIBTEX, FIELD_ORDER, ROLES, Dialect, writing
from pressbib.patterns import prepare
from pressbib.record import ITEM_TYPES, VARIABLES, Date, Name, Record, Value


@dataclass(frozen=True, slots=True)
class Written:
    """An entry to be written: its type, citekey, and fields, each value with its enclosing, in order.

    variables: by field the variables that it states (none for what was only kept).
    """

    entry_type: str
    key: str
    fields: dict[str, str]
    variables: Mapping[str, tuple[str, ...]]

    def __str__(self) -> str:
        lines = "".join(f"  {name.partition('#')[0]} = {value},\n" for name, value in self.fields.items())
        return f"@{self.entry_type}{{{self.key},\n{lines}}}\n"


_NAMES = tuple(name for name in VARIABLES if name != "type")
_VALUES = attrgetter(*(VARIABLES[name].attribute for name in _NAMES))


def _stated(record: Record) -> dict[str, Any]:
    """What `Record.stated` gives, faster: this is asked of every record of a long list."""
    return {name: value for name, value in zip(_NAMES, _VALUES(record), strict=True) if value}


def compose(
    record: Record,
    dialect: Dialect,
    *,
    ascii: bool = False,  # noqa: A002
    key: str | None = None,
    inherited: Mapping[str, Value] | None = None,
) -> Written:
    """A Record as an entry. key: the citekey to write, None for the Record's. inherited: what a parent entry says."""
    stated = _stated(record)
    kept, written_kept = _kept(record.extra)
    entry_type = _chosen_type(record, stated, kept, dialect)
    out: dict[str, str] = {}
    states: dict[str, list[str]] = {}
    claimed: set[str] = set()
    if kept:
        read = interpret(entry_type, kept, record.type, record.extra.get(f"{ENTRY}title", ""))
        stale = _claim(record, stated, read, claimed)
        for name, text in written_kept.items():
            if name not in stale:
                out[name] = text
        for variable in claimed:
            for name in read.fields.get(variable, ()):
                states.setdefault(name, []).append(variable)
    if "author" in claimed and "author+an:orcid" not in out and (orcids := bibvalues.write_orcids(record.author)):
        out["author+an:orcid"] = f"{{{orcids}}}"
    if inherited:
        claimed |= {variable for variable, value in inherited.items() if same(stated.get(variable), value)}
    rows = writing(dialect, entry_type)
    for variable, value in stated.items():
        if variable in claimed:
            continue
        row = rows.get(variable)
        if row is None:
            _write_special(variable, value, record, dialect, entry_type, out, states, ascii)
            continue
        if isinstance(value, str):
            text = bibvalues.write(value, row.kind, entry_type, dialect, ascii=ascii)
        else:
            text = _write_names(variable, value, record, out, ascii)
        if text and (("{" not in text and "}" not in text) or is_balanced(text)):
            out[row.field] = f"{{{text}}}"
            states[row.field] = [variable]
            out.pop(_SUBTITLES.get(row.field, ""), None)  # the whole title is there now
    if "container-title" in states.get("titleaddon", ()) and "title" not in out:
        out["title"] = "{}"  # or the container would be read as the title
    if record.type == "thesis" and dialect.index == 0 and entry_type in IMPLIED_GENRES and not record.genre:
        out.setdefault("type", "{Thesis}")
    subtype = subtype_of(entry_type, record.type, stated)
    if subtype and not ("entrysubtype" in kept and _keeps_type(record, stated, kept, entry_type)):
        out["entrysubtype"] = f"{{{subtype}}}"
    elif (
        not subtype
        and _is_known_subtype(kept.get("entrysubtype", ""))
        and not _keeps_type(record, stated, kept, entry_type)
    ):
        out.pop("entrysubtype", None)
    fields = {name: out[name] for name in sorted(out, key=_rank)}
    return Written(
        entry_type,
        citekey(record) if key is None else key,
        fields,
        {name: tuple(variables) for name, variables in states.items()},
    )


def _is_known_subtype(subtype: str) -> bool:
    return subtype.strip().lower() in READ_SUBTYPES or subtype.strip().lower() in ITEM_TYPES


def _keeps_type(record: Record, stated: Mapping[str, Any], kept: Mapping[str, str], entry_type: str) -> bool:
    """Whether the entry type with the `entrysubtype` that was read still says the Record's type."""
    subtype = kept.get("entrysubtype", "")
    has_eprint = is_eprint(record.archive, record.archive_location)
    inherits = "container-title" in record.extra.get(f"{ENTRY}inherited", "").split()  # a journal or not: who knows
    return record.type in {
        item_type_of(entry_type, subtype, has_eprint, is_contained(stated), in_journal)
        for in_journal in ({True, False} if inherits else {names_journal(kept)})
    }


def _rank(name: str) -> tuple[int, int]:
    found = FIELD_ORDER.get(name)
    if found is not None:
        return found, 0
    name, _, number = name.partition("#")
    return FIELD_ORDER.get(name, 1000), int(number or 0)


_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle"}
_FIELD_NAME = prepare(r"[^\s\"#%'(),={}@]+(?:#\d+)?")


def _kept(extra: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The kept fields as text, and as they are written. What would break an entry stays out."""
    texts: dict[str, str] = {}
    written: dict[str, str] = {}
    for name, raw in extra.items():
        if name.startswith(FIELD):
            field = name[len(FIELD) :]
            text = raw if bibdates.is_macro(raw) and field == "month" else f"{{{raw}}}"
        elif name.startswith(EXPRESSION):
            field, text = name[len(EXPRESSION) :], raw
            raw = expand(raw, MONTH_MACROS)
            if not is_expression(text):
                continue
        elif name.startswith(FROM_ZOTERO) and name[len(FROM_ZOTERO) :] not in ("entrytype", "referencetype"):
            field, raw = name[len(FROM_ZOTERO) :], encode(raw)
            text = f"{{{raw}}}"
        else:
            continue
        if _FIELD_NAME.fullmatch(field) and (("{" not in raw and "}" not in raw) or is_balanced(raw)):
            texts[field] = raw
            written[field] = text
    return texts, written


def _chosen_type(record: Record, stated: Mapping[str, Any], kept: Mapping[str, str], dialect: Dialect) -> str:
    """The entry type as read, where it still fits and the dialect takes it, else the one of the item type."""
    read = record.extra.get(f"{ENTRY}type", "")
    renamed = dialect is BIBTEX and read in ("online", "thesis", "report")
    if (
        _ENTRY_TYPE.fullmatch(read)
        and read not in _NO_ENTRIES
        and not renamed
        and _keeps_type(record, stated, kept, read)
    ):
        return read
    return entry_type_of(record.type, stated, dialect)


_ENTRY_TYPE = prepare(r"[^\W\d_][^\s\"#%'(),={}@]*")
_NO_ENTRIES = ("comment", "preamble", "string")


def _claim(record: Record, stated: Mapping[str, Value], read: Interpretation, claimed: set[str]) -> set[str]:
    """The variables that the kept fields still say rightly are claimed; the fields of the others are given back."""
    stale: set[str] = set()
    for variable, value in read.values.items():
        names = read.fields.get(variable)
        if names is None:
            continue
        right = same(stated.get(variable), value)
        if variable == "author" and read.others != (record.authors_complete is False):
            right = False
        if right:
            claimed.add(variable)
        else:
            stale.update(names)
    for variable in list(claimed):
        if stale.intersection(read.fields[variable]):  # a field that says two things is written as a whole or not
            claimed.discard(variable)
            stale.update(read.fields[variable])
    return stale


def same(value: Value | None, said: Value | None) -> bool:
    """Whether a value adds nothing to what a .bib file says: of people it knows no affiliations, and seldom ORCIDs."""
    if value == said:
        return True
    if isinstance(value, tuple) and isinstance(said, tuple) and len(value) == len(said):
        return all(
            isinstance(a, Name)
            and isinstance(b, Name)
            and _as_printed(a, with_orcid=bool(b.orcid)) == _as_printed(b, with_orcid=True)
            for a, b in zip(value, said, strict=True)
        )
    return False


def _as_printed(name: Name, *, with_orcid: bool) -> Name:
    return dataclasses.replace(name, affiliations=(), roles=(), orcid=name.orcid if with_orcid else "")


def _write_names(variable: str, value: Any, record: Record, out: dict[str, str], ascii: bool) -> str:  # noqa: A002
    is_author = variable == "author"
    if is_author and (orcids := bibvalues.write_orcids(value)):
        out["author+an:orcid"] = f"{{{orcids}}}"
    return bibvalues.write_names(value, others=is_author and record.authors_complete is False, ascii=ascii)


def _write_special(
    variable: str,
    value: Value,
    record: Record,
    dialect: Dialect,
    entry_type: str,
    out: dict[str, str],
    states: dict[str, list[str]],
    ascii: bool,  # noqa: A002
) -> None:
    written: dict[str, str] = {}
    if variable == "issued" and isinstance(value, Date):
        written = bibdates.write_issued(value, dialect, ascii=ascii)
    elif variable in DATE_FIELDS and isinstance(value, Date):
        name, text = DATE_FIELDS[variable], bibdates.write_date(value)
        if text and takes(dialect, name, entry_type):
            written = {name: f"{{{text}}}"}
    elif variable == "archive_location":
        names = ("eprint", "archiveprefix", "primaryclass") if dialect.index == 0 else (*EPRINT[:2], "eprintclass")
        parts = (encode_verbatim(record.archive_location), encode(record.archive), encode(record.archive_collection))
        written = {name: f"{{{part}}}" for name, part in zip(names, parts, strict=True) if part}
    elif variable == "PMID" and not record.archive_location and is_balanced(str(value)):
        written = {"eprint": f"{{{value}}}", "eprinttype": "{pubmed}"}
    elif variable in ROLES and dialect.index == 1:
        used = {*out, *(("editor",) if record.editor else ())}
        place = bibroles.place(variable, lambda name: name in used or not takes(dialect, name, entry_type))
        people = bibvalues.write_names(value, ascii=ascii)  # type: ignore[arg-type]  # a role's value is names
        if place and people:
            written = {place[0]: f"{{{people}}}", place[1]: f"{{{place[2]}}}"}
    for name, text in written.items():
        out[name] = text
        states.setdefault(name, []).append(variable)


_KEY = prepare(r"[^\s,{}()\"#%=~\\@'\x00-\x20]+")
_NOT_IN_KEYS = prepare(r"[\s,{}()\"#%=~\\@'\x00-\x20]+")
_READABLE_KEY = prepare(r"[^,\r\n}]*")


def citekey(record: Record) -> str:
    """The citekey to write: the Record's, without what no reader of .bib files takes in one.

    A key that came from a .bib file is written as it was there.
    """
    key = record.citation_key
    if _KEY.fullmatch(key):
        return key
    origin = record.provenance.get("citation-key")
    as_read = f"{ENTRY}key" in record.extra or (origin is not None and origin.kind == "import:bibtex")
    if as_read and key == key.strip() and _READABLE_KEY.fullmatch(key):
        return key
    return _NOT_IN_KEYS.sub("", key) or _made_key(record)


def _made_key(record: Record) -> str:
    name = next(iter(record.author or record.editor), None)
    year = record.issued.year if record.issued else None
    word = (name.family or name.literal) if name else record.title
    return (re.sub(r"[^A-Za-z0-9]+", "", word).lower()[:20] or "item") + (str(year) if year else "")

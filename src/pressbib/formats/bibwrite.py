"""Records as a .bib text in either dialect: what `bibtex.dump` and `biblatex.dump` do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pressbib.collector import resting_collector
from pressbib.formats.bibcompose import Written, compose
from pressbib.formats.bibentry import ENTRY, FIELD, interpret
from pressbib.formats.bibexpression import MONTH_MACROS
from pressbib.formats.bibinherit import inheritance
from pressbib.formats.mapping import Dialect
from pressbib.formats.press import Choice, beside, pages
from pressbib.record import Record, Value


def dump(records: Iterable[Record], dialect: Dialect, *, ascii: bool = False, press: Choice = "none") -> str:  # noqa: A002
    """Records as the text of a .bib file: two spaces of indentation, fields in a fixed order, entries in theirs.

    A value that an entry inherits from the one its `crossref` names is not written again where both are written.
    """
    listed = list(records)
    with resting_collector():
        return _dump(listed, dialect, ascii=ascii, press=press)


def _dump(listed: list[Record], dialect: Dialect, *, ascii: bool, press: Choice) -> str:  # noqa: A002
    if press == "related" and dialect.index == 1:
        listed = [_linked(record) for record in listed]
    listed = beside(listed, press)
    parents: dict[str, Written] | None = None
    out: list[str] = []
    for record in listed:
        inherited: Mapping[str, Value] | None = None
        if f"{ENTRY}inherited" in record.extra:
            if parents is None:
                parents = _parents(listed, dialect)
            inherited = inherits(record, parents)
            if inherited is None:  # the parent is not written: the values are, and the reference would lead nowhere
                extra = {n: t for n, t in record.extra.items() if n not in (f"{FIELD}crossref", f"{FIELD}xdata")}
                record = record.replace(extra=extra)
        out.append(str(compose(record, dialect, ascii=ascii, inherited=inherited)))
    return "\n".join(out)


def _linked(record: Record) -> Record:
    """A record that points at its press pages, which stand beside it (biblatex manual, § 3.4)."""
    keys = ",".join(page.citation_key for page in pages(record))
    if not keys:
        return record
    related = {"related": keys, "relatedtype": "pressrelease", "relatedstring": "Press release:"}
    extra = {f"{FIELD}{name}": text for name, text in related.items()}
    return record.replace(extra=extra | dict(record.extra))


def _parents(records: Iterable[Record], dialect: Dialect) -> dict[str, Written]:
    """The records that others inherit from, as they are written, by citekey in lower case."""
    listed = list(records)
    wanted = {key for record in listed for key in _named(record)}
    found: dict[str, Written] = {}
    for record in listed:
        if record.citation_key.lower() in wanted:
            found.setdefault(record.citation_key.lower(), compose(record, dialect))
    return found


def _named(record: Record) -> list[str]:
    keys = ",".join(record.extra.get(f"{FIELD}{link}", "") for link in ("xdata", "crossref"))
    return [key.strip().lower() for key in keys.split(",") if key.strip()]


def inherits(record: Record, parents: Mapping[str, Written]) -> Mapping[str, Value] | None:
    """What a record inherits from entries that are written, of the variables that it had inherited when it was read;
    None where none of these entries is written."""
    texts: dict[str, str] = {}
    read_type = record.extra.get(f"{ENTRY}type", "")
    found = False
    for key in _named(record):
        parent = parents.get(key)
        if parent is None:
            continue
        found = True
        given = {name: _bare(value) for name, value in parent.fields.items()}
        child_type = read_type or _child_type(record)
        chain = given if key in record.extra.get(f"{FIELD}xdata", "").lower() else None
        for name, text in (chain or inheritance(child_type, parent.entry_type, given)).items():
            texts.setdefault(name, text)
    if not found:
        return None
    said = interpret(read_type or _child_type(record), texts, record.type).values
    return {variable: said[variable] for variable in record.extra[f"{ENTRY}inherited"].split() if variable in said}


def _child_type(record: Record) -> str:
    return {"chapter": "incollection", "paper-conference": "inproceedings"}.get(record.type, "article")


def _bare(value: str) -> str:
    return value[1:-1] if value.startswith("{") else value if value in MONTH_MACROS else ""

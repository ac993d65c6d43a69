"""Hayagriva YAML, the bibliography format of Typst: citekeys and their entries, what holds a work as its `parent`.

Fields and types are those of Hayagriva's own description of the format (docs/file-format.md of typst/hayagriva).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pressbib.formats import plainyaml
from pressbib.formats.press import Choice, beside
from pressbib.formats.richtext import write
from pressbib.formats.unmapped import CITING, NO_FIELD, OF_STYLES
from pressbib.patterns import prepare
from pressbib.record import VARIABLES, Date, Name, Record

Entry = dict[str, Any]

# Item type -> entry type, and the type of the parent that holds it ("" where it has none).
_TYPES = {
    "article": ("article", "repository"),
    "article-journal": ("article", "periodical"),
    "article-magazine": ("article", "periodical"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", "anthology"),
    "book": ("book", ""),
    "broadcast": ("video", "video"),
    "chapter": ("chapter", "book"),
    "classic": ("book", ""),
    "collection": ("anthology", ""),
    "dataset": ("repository", "repository"),
    "entry": ("entry", "reference"),
    "entry-dictionary": ("entry", "reference"),
    "entry-encyclopedia": ("entry", "reference"),
    "figure": ("artwork", "exhibition"),
    "graphic": ("artwork", "exhibition"),
    "legal_case": ("case", "anthology"),
    "legislation": ("legislation", "anthology"),
    "manuscript": ("manuscript", ""),
    "motion_picture": ("video", "video"),
    "paper-conference": ("article", "proceedings"),
    "patent": ("patent", ""),
    "periodical": ("periodical", ""),
    "post": ("thread", "thread"),
    "post-weblog": ("article", "blog"),
    "regulation": ("legislation", "anthology"),
    "report": ("report", "periodical"),
    "review": ("article", "periodical"),
    "review-book": ("article", "periodical"),
    "song": ("audio", "audio"),
    "software": ("repository", "repository"),
    "speech": ("misc", "conference"),
    "thesis": ("thesis", ""),
    "webpage": ("web", "web"),
}
_ROLES = {
    "translator": "translator",
    "compiler": "compiler",
    "contributor": "collaborator",
    "organizer": "organizer",
    "performer": "cast-member",
    "composer": "composer",
    "producer": "producer",
    "executive-producer": "executive-producer",
    "script-writer": "writer",
    "director": "director",
    "illustrator": "illustrator",
    "narrator": "narrator",
}

MAPPED: Mapping[str, str] = {
    "citation-key": "the key",
    "type": "type, and the parent's type",
    "author": "author",
    "editor": "editor (the parent's in a book, proceedings or work of reference)",
    "collection-editor": "editor of the series",
    "container-author": "author of the parent",
    **{variable: f"affiliated ({role})" for variable, role in _ROLES.items()},
    "title": "title",
    "title-short": "title.shorthand",
    "container-title": "title of the parent",
    "container-title-short": "title.shorthand of the parent",
    "collection-title": "title of the parent's parent",
    "collection-number": "volume of the parent's parent",
    "event-title": "title of a second parent (conference)",
    "event-place": "location of that parent",
    "issued": "date",
    "accessed": "url.date",
    "volume": "volume of the parent",
    "issue": "issue of the parent",
    "edition": "edition",
    "page": "page-range",
    "number-of-pages": "page-total",
    "number-of-volumes": "volume-total",
    "number": "serial-number.serial",
    "version": "serial-number.version",
    "archive_location": "serial-number.arxiv (arXiv preprints), archive-location",
    "archive": "archive",
    "DOI": "serial-number.doi",
    "ISBN": "serial-number.isbn",
    "ISSN": "serial-number.issn of the parent",
    "PMID": "serial-number.pmid",
    "PMCID": "serial-number.pmcid",
    "URL": "url",
    "publisher": "publisher (organization in a thesis or report)",
    "publisher-place": "location",
    "genre": "genre",
    "language": "language",
    "call-number": "call-number",
    "abstract": "abstract",
    "note": "note",
}
UNMAPPED: Mapping[str, str] = {
    **{
        name: "Hayagriva has no such role"
        for name, variable in VARIABLES.items()
        if variable.kind == "names" and name not in MAPPED
    },
    **dict.fromkeys(
        "available-date event-date original-date submitted original-title part-title reviewed-title volume-title "
        "volume-title-short chapter-number page-first part printing section supplement authority division event "
        "jurisdiction original-publisher original-publisher-place archive_collection archive-place source dimensions "
        "annote keyword medium references reviewed-genre scale status".split(),
        NO_FIELD,
    ),
    "categories": "belongs to a reference manager",
    **CITING,
    **OF_STYLES,
}


def dump(records: Iterable[Record], *, press: Choice = "none") -> str:
    """Records as one YAML mapping, in their order; a key that is used already gets a number behind it.

    press: `note` names the press pages in the note, `related` adds an entry for each.
    """
    entries: dict[str, Entry] = {}
    last: dict[str, int] = {}
    for record in beside(records, press):
        plain_key = key = _key(record)
        while key in entries:
            last[plain_key] = last.get(plain_key, 1) + 1
            key = f"{plain_key}-{last[plain_key]}"
        entries[key] = entry(record)
    return plainyaml.dump(entries) if entries else "{}\n"


def _key(record: Record) -> str:
    return record.citation_key or record.DOI or record.URL or record.title or "item"


def entry(record: Record) -> Entry:
    """One Record as an entry. A value that Hayagriva would refuse (a page total that is no number, an address without
    a scheme) is left out, so that one bad value does not cost the whole bibliography."""
    kind, parent = _TYPES.get(record.type, ("misc", ""))
    out: Entry = {"type": kind, "title": _title(record.title, record.title_short)}
    editors_above = record.editor if parent in ("book", "proceedings", "reference") else ()
    out["author"] = [_person(name) for name in record.author]
    out["editor"] = [] if editors_above else [_person(name) for name in record.editor]
    out["affiliated"] = [
        {"role": role, "names": [_person(name) for name in getattr(record, VARIABLES[variable].attribute)]}
        for variable, role in _ROLES.items()
        if getattr(record, VARIABLES[variable].attribute)
    ]
    out["date"] = _date(record.issued)
    out["edition"] = record.edition
    out["page-range"] = record.page
    out["page-total"] = record.number_of_pages if record.number_of_pages.isdecimal() else ""
    out["volume-total"] = record.number_of_volumes if record.number_of_volumes.isdecimal() else ""
    out["genre"] = _string(record.genre)
    out["language"] = _language(record.language)
    out["archive"], out["archive-location"] = _string(record.archive), _string(record.archive_location)
    out["call-number"] = _string(record.call_number)
    out["abstract"], out["note"] = _string(record.abstract), _string(record.note)
    out["url"] = _url(record)
    out["serial-number"] = _serial_number(record)
    published = {"publisher": _string(record.publisher), "location": _string(record.publisher_place)}
    if kind in ("thesis", "report"):
        published["organization"] = published.pop("publisher")
    above = {"author": [_person(n) for n in record.container_author], "editor": [_person(n) for n in editors_above]}
    numbers = {"volume": record.volume, "issue": record.issue}
    issn = {"serial-number": _stated({"issn": record.ISSN.partition(",")[0].strip()})}
    if parent and record.container_title:
        title = _title(record.container_title, record.container_title_short)
        series = _series(record)
        out["parent"] = {"type": parent, "title": title, **above, **numbers, **published, **issn, "parent": series}
    else:
        out |= {**numbers, **published, "parent": _series(record)}
        out["serial-number"] |= issn["serial-number"]
    conference = _conference(record)
    if conference:
        out["parent"] = [each for each in (_stated(out["parent"]), conference) if each]
    stated: Entry = _stated(out)
    return stated


def _stated(entry: Any) -> Any:
    """A mapping without its empty values, and so on inwards."""
    if isinstance(entry, dict):
        inner = {key: _stated(value) for key, value in entry.items()}
        return {key: value for key, value in inner.items() if value}
    return [_stated(each) for each in entry] if isinstance(entry, list) else entry


def _series(record: Record) -> Entry:
    if not record.collection_title:
        return {}
    editors = [_person(name) for name in record.collection_editor]
    return {
        "type": "anthology",
        "title": _string(record.collection_title),
        "editor": editors,
        "volume": record.collection_number,
    }


def _conference(record: Record) -> Entry:
    if not record.event_title:
        return {}
    stated: Entry = _stated(
        {"type": "conference", "title": _string(record.event_title), "location": _string(record.event_place)}
    )
    return stated


def _string(text: str) -> str:
    """CSL rich text as a formattable string: `nocase` in braces, the signs that Hayagriva reads with a backslash."""
    return write(" ".join(text.split()), {"nocase": ("{", "}")}, lambda run: _SIGNS.sub(r"\\\g<0>", run))


_SIGNS = prepare(r"[\\{}$]")


def _title(title: str, short: str) -> str | Entry:
    return {"value": _string(title), "shorthand": _string(short)} if short and title else _string(title)


def _person(name: Name) -> Entry:
    """A person in fields of their own, so that no comma or capital is guessed at."""
    if name.literal or not name.family:
        return {"name": name.literal or str(name)}
    particles = " ".join(part for part in (name.dropping_particle, name.non_dropping_particle) if part)
    return _stated({"name": name.family, "given-name": name.given, "prefix": particles, "suffix": name.suffix})  # type: ignore[no-any-return]  # a mapping comes back as one


def _date(date: Date | None) -> str:
    """The date, or the beginning of a range, as ISO 8601; only as far as the calendar has such a day."""
    if not date or not date.start or not 0 < date.start[0] <= 9999:
        return ""
    parts = list(date.start)
    if len(parts) > 2:
        import calendar

        if parts[2] > calendar.monthrange(parts[0], parts[1])[1]:
            parts.pop()
    return str(Date(tuple(parts)))


_ADDRESS = prepare(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/]\S*")


def _url(record: Record) -> str | Entry:
    if not _ADDRESS.fullmatch(record.URL):
        return ""
    accessed = _date(record.accessed)
    return {"value": record.URL, "date": accessed} if accessed else record.URL


_LANGUAGE = prepare(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|\d{3}))?")


def _language(tag: str) -> str:
    return tag if _LANGUAGE.fullmatch(tag) else ""


_ARXIV = prepare(r"(?i)(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)")


def _serial_number(record: Record) -> dict[str, str]:
    is_arxiv = record.archive.lower() == "arxiv" or record.publisher.lower() == "arxiv"
    arxiv = _ARXIV.fullmatch(record.archive_location or record.number) if is_arxiv else None
    numbers = {
        "doi": record.DOI,
        "isbn": record.ISBN.partition(" ")[0],
        "pmid": record.PMID,
        "pmcid": record.PMCID,
        "arxiv": arxiv[1] if arxiv else "",
        "serial": record.number,
        "version": record.version,
    }
    return {key: value for key, value in numbers.items() if value}

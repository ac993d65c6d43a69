"""Zotero JSON: the items of Zotero's API, as its desktop and web programs take them and give them.

Types and fields are data (`zotero-types.toml`). What an item type has no field for goes to Extra as `variable: value`
lines, which Zotero itself reads as CSL variables (https://www.zotero.org/support/kb/item_types_and_fields).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pressbib.classes import dataclass
from pressbib.errors import FormatError
from pressbib.formats import csljson
from pressbib.formats.parts import SEASONS, family_name, given_name
from pressbib.formats.press import Choice, beside
from pressbib.formats.unmapped import CITING, OF_STYLES
from pressbib.patterns import prepare
from pressbib.record import ITEM_TYPES, VARIABLES, Date, Name, Record, Value

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ItemType:
    """A Zotero item type: its fields and creator types with the CSL variables they hold, and which fields are new."""

    name: str
    csl: tuple[str, ...]
    fields: Mapping[str, str]
    creators: Mapping[str, str]
    newer: frozenset[str]


@cache
def item_types() -> Mapping[str, ItemType]:
    """The item types of Zotero by name."""
    import tomllib

    data = tomllib.loads(files("pressbib.formats").joinpath("zotero-types.toml").read_text(encoding="utf-8"))
    found = {}
    for name, row in data["types"].items():
        found[name] = ItemType(
            name=name,
            csl=tuple(row["csl"]),
            fields={field: data["fields"][field] for field in row["fields"].split()},
            creators={kind: data["creators"][kind] for kind in row["creators"].split()},
            newer=frozenset(row["newer"].split()),
        )
    return found


@cache
def _base_fields() -> Mapping[str, str]:
    """Zotero's fields under whatever name -> variable: its translators also give `publicationTitle` for `bookTitle`."""
    import tomllib

    data = tomllib.loads(files("pressbib.formats").joinpath("zotero-types.toml").read_text(encoding="utf-8"))
    fields: Mapping[str, str] = data["fields"]
    return fields


MAPPED: Mapping[str, str] = {
    "type": "itemType",
    "title": "title",
    "title-short": "shortTitle",
    "abstract": "abstractNote",
    "container-title": "publicationTitle, bookTitle, websiteTitle, …",
    "container-title-short": "journalAbbreviation",
    "issued": "date",
    "accessed": "accessDate",
    "page": "pages",
    "URL": "url",
    "citation-key": "citationKey",
    "publisher": "publisher, university, institution, …",
    "publisher-place": "place",
    "genre": "type, thesisType, websiteType, …",
    "keyword": "tags",
    "categories": "tags",
    "note": "extra",
    **{name: "a creator type, else extra" for name, v in VARIABLES.items() if v.kind == "names"},
    **dict.fromkeys(
        "DOI ISBN ISSN PMID PMCID volume issue section edition part part-title number number-of-pages "
        "number-of-volumes version collection-title collection-number event-title language archive archive_location "
        "source call-number medium dimensions scale authority references status chapter-number submitted".split(),
        "the field of that name, else extra",
    ),
    **dict.fromkeys(
        "available-date event-date original-date original-title reviewed-title volume-title volume-title-short "
        "page-first printing supplement division event event-place jurisdiction original-publisher "
        "original-publisher-place archive_collection archive-place annote reviewed-genre".split(),
        "extra",
    ),
}
UNMAPPED: Mapping[str, str] = {**CITING, **OF_STYLES}


def dump(records: Iterable[Record], *, press: Choice = "none") -> str:
    """Records as a JSON array of items, in their order.

    press: `note` names the press pages in Extra, `related` adds a web page of the kind "Press release" for each.
    """
    return json.dumps([item(record) for record in beside(records, press)], ensure_ascii=False, indent=2) + "\n"


def item(record: Record, *, newer: bool = True) -> Item:
    """One Record as an item of Zotero's API, without a key: every field is one that its type has.

    newer: whether the Zotero that takes it has the fields of schema 41 (Zotero 9 and later).
    """
    kind = _type_of(record.type)
    out: Item = {"itemType": kind.name}
    extra: list[str] = [] if kind.csl[0] == record.type else [f"type: {record.type}"]
    fields = {variable: field for field, variable in kind.fields.items() if newer or field not in kind.newer}
    creators = {variable: creator for creator, variable in kind.creators.items()}
    creators.setdefault("author", next(iter(kind.creators)))  # a film has a director first, a hearing no author
    people: list[Item] = []
    for variable, value in record.stated().items():
        if variable in UNMAPPED or variable in ("keyword", "categories", "note"):
            continue
        if VARIABLES[variable].kind == "names":
            names = [name for name in value if isinstance(name, Name)]  # type: ignore[union-attr]
            people += [_creator(name, creators[variable]) for name in names if variable in creators]
            extra += [f"{variable}: {_extra_name(name)}" for name in names if variable not in creators]
        elif variable in fields:
            out[fields[variable]] = _text(value)
        else:
            extra.append(f"{_EXTRA_NAMES.get(variable, variable)}: {_one_line(_text(value))}")
    order = list(kind.creators)
    out["creators"] = sorted(people, key=lambda creator: order.index(creator["creatorType"]))
    words = [word for word in re.split(r"[,;]\s", record.keyword) if word.strip()]
    out["tags"] = [{"tag": word.strip()} for word in dict.fromkeys((*words, *record.categories))]
    extra += [f"{key[7:]}: {_one_line(value)}" for key, value in record.extra.items() if key.startswith("zotero:")]
    if text := "\n".join((*extra, *([record.note] if record.note else []))):
        out["extra"] = text
    return out


_EXTRA_NAMES = {"citation-key": "Citation Key", "DOI": "DOI", "PMID": "PMID", "PMCID": "PMCID"}


def _type_of(csl: str) -> ItemType:
    found = [kind for kind in item_types().values() if csl in kind.csl]
    return found[0] if found else item_types()["document"]


def _text(value: Value) -> str:
    """A value as a field holds it: dates as ISO 8601 where they are days, months or years, else in words."""
    if not isinstance(value, Date):
        return value if isinstance(value, str) else ", ".join(map(str, value))
    return " ".join(part for part in ("circa" if value.circa else "", SEASONS[value.season], str(value)) if part)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _creator(name: Name, kind: str) -> Item:
    if name.literal or not name.given:
        return {"creatorType": kind, "name": name.literal or " ".join(family_name(name).split())}
    given = given_name(name)
    return {
        "creatorType": kind,
        "firstName": f"{given}, {name.suffix}" if name.suffix else given,
        "lastName": family_name(name),
    }


def _extra_name(name: Name) -> str:
    """A name in Extra, `Family || Given`, as Zotero reads it."""
    if name.literal:
        return _one_line(name.literal)
    given = " ".join(part for part in (name.given, name.suffix) if part)
    return _one_line(f"{family_name(name)} || {given}" if given else family_name(name))


def load(text: str) -> list[Record]:
    """Records from the items of Zotero's API or translators, in their order; notes, attachments and annotations are
    left out. Raises FormatError where the text is not JSON, or not an item or an array of items.
    """
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise FormatError("zotero", line, f"not JSON: {error}") from error
    if isinstance(loaded, dict):
        loaded = loaded.get("items", [loaded])
    if not isinstance(loaded, list) or not all(isinstance(entry, dict) for entry in loaded):
        raise FormatError("zotero", 0, "expected an array of Zotero items")
    entries = [entry["data"] if isinstance(entry.get("data"), dict) else entry for entry in loaded]
    return [record(entry) for entry in entries if entry.get("itemType") not in _NO_WORKS]


_NO_WORKS = ("note", "attachment", "annotation")
_OURS_TO_KEEP_OUT = frozenset(
    "itemType creators tags extra key version collections relations dateAdded dateModified attachments notes "
    "seeAlso id complete parentItem deleted inPublications".split()
)


def record(entry: Mapping[str, Any]) -> Record:
    """A Zotero item as a Record. Fields that no variable holds are kept in the record's `extra` as `zotero:FIELD`."""
    kind = item_types().get(str(entry.get("itemType")), item_types()["document"])
    values: dict[str, Any] = {"type": kind.csl[0]}
    extra: dict[str, str] = {}
    for field, value in entry.items():
        if field in _OURS_TO_KEEP_OUT or not isinstance(value, str | int) or value == "":
            continue
        variable = VARIABLES.get(kind.fields.get(field) or _base_fields().get(field, ""))
        found = _value_in(variable.kind, str(value)) if variable else None
        if variable and found and variable.attribute not in values:
            values[variable.attribute] = found
        else:
            extra[f"zotero:{field}"] = str(value)
    _creators_in(entry.get("creators"), kind, values)
    tags = entry.get("tags")
    words = [tag.get("tag") if isinstance(tag, dict) else tag for tag in (tags if isinstance(tags, list) else ())]
    values["keyword"] = ", ".join(str(word) for word in words if word)
    lines = entry.get("extra") or ""
    _extra_in("\n".join(map(str, lines)) if isinstance(lines, list) else str(lines), values, extra)
    return Record(extra=extra, **values)


def _value_in(kind: str, text: str) -> str | Date | None:
    if kind != "date":
        return text
    circa = text.startswith("circa ")
    words = text.removeprefix("circa ")
    season = next(
        (n for n, word in enumerate(("Spring ", "Summer ", "Autumn ", "Winter "), 1) if words.startswith(word)), 0
    )
    found = csljson.value_in(VARIABLES["issued"], {"raw": words.partition(" ")[2] if season else words, "circa": circa})
    if not isinstance(found, Date):
        return None
    if not found.start:
        return Date(literal=text)
    return Date(found.start, found.end, season or found.season, found.circa)


def _creators_in(creators: Any, kind: ItemType, values: dict[str, Any]) -> None:
    for creator in creators if isinstance(creators, list) else ():
        if not isinstance(creator, Mapping):
            continue
        variable = kind.creators.get(str(creator.get("creatorType")), "contributor")
        family, given = (str(creator.get(part) or "").strip() for part in ("lastName", "firstName"))
        whole = str(creator.get("name") or "").strip() or (family if not given else "")
        given, _, suffix = given.partition(", ")
        name = Name(literal=whole) if whole else Name(family=family, given=given, suffix=suffix)
        if whole or family or given:
            attribute = VARIABLES[variable].attribute
            values[attribute] = (*values.get(attribute, ()), name)


_EXTRA_LINE = prepare(r"([A-Za-z][A-Za-z _-]{1,30}): ?(.+)")


@cache
def _by_extra_name() -> Mapping[str, str]:
    """The names that a line of Extra may have, folded -> variable: CSL's, and those of Zotero's own fields, with which
    Zotero takes them too (`Place`, `Number of Pages`)."""
    fields = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", field).lower(): name for field, name in _base_fields().items()}
    labels = {"number-of-pages": "number-of-pages", "pages": "page", "place": "publisher-place"}
    return {**fields, **labels, **{name.lower().replace("_", "-"): name for name in VARIABLES}}


def _folded_name(name: str) -> str:
    return name.strip().lower().replace(" ", "-").replace("_", "-")


_TEX_LINE = prepare(r"(tex\.[a-z][a-z0-9_+-]{1,40}): ?(.+)")


def _extra_in(text: str, values: dict[str, Any], extra: dict[str, str]) -> None:
    """The `variable: value` lines of Extra, and `arXiv: …`, into the variables that have no value yet; Better BibTeX's
    `tex.FIELD: value` into `extra`, from where the field is written to .bib files; the rest is the note."""
    notes = []
    for line in text.split("\n"):
        if (field := _TEX_LINE.fullmatch(line.strip())) and f"zotero:{field[1]}" not in extra:
            extra[f"zotero:{field[1]}"] = field[2]
            continue
        match = _EXTRA_LINE.fullmatch(line.strip())
        if match and match[1].lower() == "arxiv" and not values.get("archive_location"):
            values |= {"archive": "arXiv", "archive_location": match[2].split()[0]}
            continue
        variable = VARIABLES.get(_by_extra_name().get(_folded_name(match[1]), "")) if match else None
        if not match or not variable:
            notes.append(line)
        elif variable.name == "type":
            values["type"] = match[2] if match[2] in ITEM_TYPES else values["type"]
        elif variable.kind == "names":
            family, _, given = (part.strip() for part in match[2].partition("||"))
            name = Name(family=family, given=given) if given else Name(literal=family)
            values[variable.attribute] = (*values.get(variable.attribute, ()), name)
        elif values.get(variable.attribute) == match[2].strip():
            continue  # Better BibTeX says the citation key twice
        elif variable.name in UNMAPPED or variable.kind == "terms" or values.get(variable.attribute):
            notes.append(line)
        elif found := _value_in(variable.kind, match[2]):
            values[variable.attribute] = found
    if note := "\n".join(notes).strip():
        values["note"] = f"{values['note']}\n{note}" if values.get("note") else note

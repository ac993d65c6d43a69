"""CSL-JSON: Records as the items of csl-data.json (CSL 1.0.2), and back.

What CSL has no variable for stands under the item's `custom.pressbib` object: the press pages, whether the author list
is whole, affiliations, provenance, standing, relations, claims, and fields that no variable holds.
"""

from __future__ import annotations

import dataclasses
import json
import operator
from collections.abc import Iterable, Mapping
from typing import Any

from pressbib.collector import resting_collector
from pressbib.errors import FormatError
from pressbib.formats import csldates
from pressbib.formats.press import Choice, beside
from pressbib.record import (
    ITEM_TYPES,
    VARIABLES,
    Claim,
    Date,
    Name,
    Origin,
    Press,
    Record,
    Relation,
    Value,
    Variable,
)

Item = dict[str, Any]

_DETAILS = ("affiliations", "orcid", "roles")
_PEOPLE = tuple(v.name for v in VARIABLES.values() if v.kind == "names" and v.name != "author")
_TEXTS = {v.name: v.attribute for v in VARIABLES.values() if v.kind in ("text", "number")}
_PEOPLE_OF = operator.attrgetter(*(VARIABLES[name].attribute for name in _PEOPLE))

_NAME_PARTS = (
    ("family", "family"),
    ("given", "given"),
    ("dropping-particle", "dropping_particle"),
    ("non-dropping-particle", "non_dropping_particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)
_LEGACY = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
_CUSTOM = "csl-json:custom"


MAPPED: Mapping[str, str] = {name: name for name in VARIABLES}
UNMAPPED: Mapping[str, str] = {}


def dump(records: Iterable[Record], *, press: Choice = "none") -> str:
    """Records as the text of a JSON array, two spaces of indentation, in their order.

    press: the press pages always stand under `custom`; `note` also names them in the item's note, `related` adds an
    item for each.
    """
    return json.dumps([item(record) for record in beside(records, press)], ensure_ascii=False, indent=2) + "\n"


def load(text: str) -> list[Record]:
    """Records from the text of a JSON array of items, or of one item.

    Raises FormatError where the text is not JSON, or its items are not objects.
    """
    with resting_collector():
        return _load(text)


def _load(text: str) -> list[Record]:
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise FormatError("csl-json", line, f"not JSON: {error}") from error
    if isinstance(loaded, dict):
        loaded = loaded.get("items", [loaded])
    if not isinstance(loaded, list) or not all(isinstance(entry, dict) for entry in loaded):
        raise FormatError("csl-json", 0, "expected an array of CSL items")
    loaded.reverse()
    return [record(loaded.pop()) for _ in range(len(loaded))]  # of many, each is gone when its Record is there


def item(record: Record) -> Item:
    """One Record as a CSL item, valid against csl-data.json.

    The `id` is the citekey, else the first of DOI, address and title that there is.
    """
    out: Item = {
        "id": record.citation_key or _stand_in(record.DOI, record.URL, record.title),
        "type": record.type if record.type in ITEM_TYPES else "document",
    }
    for name, value in record.stated().items():
        out[name] = value if value.__class__ is str else value_out(value)
    custom = _others_in_custom(record)
    if ours := _custom(record):
        custom["pressbib"] = ours
    if custom:
        out["custom"] = custom
    return out


def _stand_in(doi: str, url: str, title: str) -> str:
    return doi or url or title or "item"


def _others_in_custom(record: Record) -> Item:
    """What other programs had under `custom`, back where it was."""
    try:
        others = json.loads(record.extra.get(_CUSTOM, "{}"))
    except ValueError:
        others = {}
    return others if isinstance(others, dict) else {}


def value_out(value: Value) -> Any:
    """One value of a Record as CSL-JSON writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Date):
        return csldates.write(value)
    return [_name_out(part) if isinstance(part, Name) else part for part in value]


def value_in(variable: Variable, value: Any) -> Value | None:
    """A CSL-JSON value as a Record holds it; None where it is empty or not of the variable's kind."""
    if variable.kind == "date":
        return csldates.read(value)
    if variable.kind == "names":
        return people(value if isinstance(value, list) else [value])
    if variable.kind == "terms":
        return tuple(str(term) for term in value) if isinstance(value, list) else (str(value),)
    if isinstance(value, list):  # Crossref and others write arrays where CSL has a string
        joint = " " if variable.name == "ISBN" else ", "
        return joint.join(str(part) for part in value if isinstance(part, str | int | float))
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    return None


def people(persons: Iterable[Any]) -> tuple[Name, ...]:
    """CSL's objects of names as Names, those that name nobody left out."""
    return tuple([name for person in persons if (name := _name_in(person))])


def record(entry: Mapping[str, Any]) -> Record:
    """A CSL item as a Record. What is not of its variable's kind, and keys that CSL does not know, go to `extra`."""
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for key, value in entry.items():
        if value.__class__ is str and value and (attribute := _TEXTS.get(key)):  # most of them
            values.setdefault(attribute, value)
            continue
        name = _LEGACY.get(key, key)
        if key in ("id", "custom") or value in (None, "", [], {}):
            continue
        variable = VARIABLES.get(name)
        found = value_in(variable, value) if variable else None
        if variable and found:
            values.setdefault(variable.attribute, found)
        else:
            extra[f"csl-json:{key}"] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if values.get("type") not in ITEM_TYPES:
        if "type" in values:
            extra["csl-json:type"] = values["type"]
        values["type"] = "document"
    identifier = str(entry.get("id") or "")
    if identifier and identifier != _stand_in(*(values.get(key, "") for key in ("DOI", "URL", "title"))):
        values.setdefault("citation_key", identifier)
    custom = entry.get("custom")
    if custom and isinstance(custom, Mapping):
        ours = custom.get("pressbib")
        if others := {k: v for k, v in custom.items() if k != "pressbib"}:
            extra[_CUSTOM] = json.dumps(others, ensure_ascii=False)
        if isinstance(ours, Mapping):
            _custom_in(ours, values, extra)
    return Record(extra=extra, **values)


def _custom(record: Record) -> Item:
    out: Item = {}
    if record.press:
        out["press"] = _press_out(record.press[0])
    if len(record.press) > 1:
        out["more-press"] = [_press_out(press) for press in record.press[1:]]
    if record.authors_complete is not None:
        out["authors-complete"] = record.authors_complete
    if any(name.affiliations or name.orcid or name.roles for name in record.author):
        for part in _DETAILS:
            if any(column := [_list(getattr(name, part)) for name in record.author]):
                out[part] = column
    if any(lists := _PEOPLE_OF(record)):
        stated = zip(_PEOPLE, lists, strict=True)
        if people := {name: found for name, value in stated if value and (found := _details_out(value))}:
            out["people"] = people
    if record.provenance:
        out["provenance"] = {variable: _origin_out(origin) for variable, origin in record.provenance.items()}
    if record.standing:
        out["status"] = record.standing
    if record.relations:
        out["relations"] = [{"kind": r.kind, "type": r.target_type, "target": r.target} for r in record.relations]
    if record.claims:
        out["claims"] = [_claim_out(claim) for claim in record.claims]
    if record.reasons:
        out["reasons"] = list(record.reasons)
    if record.extra:
        out["extra"] = {key: value for key, value in record.extra.items() if key != _CUSTOM}
    if record.type not in ITEM_TYPES:
        out.setdefault("extra", {})["csl-json:type"] = record.type
    return {key: value for key, value in out.items() if value != {}}


def _claim_out(claim: Claim) -> Item:
    out: Item = {"variable": claim.variable, "value": value_out(claim.value), **_origin_out(claim.origin)}
    if people := _details_out(claim.value):
        out["people"] = people
    return out


def _claim_in(row: Mapping[str, Any]) -> Claim | None:
    variable = VARIABLES.get(str(row.get("variable")))
    values = {"": value_in(variable, row.get("value"))} if variable else {}
    for index, person in enumerate(_rows(row.get("people"))):
        _person_in(values, "", index, person)
    value = values.get("")
    return Claim(variable.name, value, _origin_in(row)) if variable and value else None


def _details_out(names: Value | None) -> list[Item]:
    """What CSL has no place for, of the names of a variable other than author; [] where there is nothing."""
    people = [name for name in names if isinstance(name, Name)] if isinstance(names, tuple) else []
    details = [{part: _list(value) for part in _DETAILS if (value := getattr(name, part))} for name in people]
    return details if any(details) else []


def _custom_in(ours: Mapping[str, Any], values: dict[str, Any], extra: dict[str, str]) -> None:
    """What we wrote under `custom`, back where it was; what is not of the shape that we write is left out."""
    pages = (*_rows([ours.get("press")]), *_rows(ours.get("more-press")))
    values["press"] = tuple(_press_in(page) for page in pages)
    if isinstance(ours.get("authors-complete"), bool):
        values["authors_complete"] = ours["authors-complete"]
    _details_in(ours, values)
    values["provenance"] = {
        variable: _origin_in(origin)
        for variable, origin in _table(ours.get("provenance")).items()
        if isinstance(origin, Mapping)
    }
    values["standing"] = str(ours.get("status") or "")
    values["relations"] = tuple(
        Relation(*(str(row.get(key, "")) for key in ("kind", "type", "target"))) for row in _rows(ours.get("relations"))
    )
    values["claims"] = tuple(claim for row in _rows(ours.get("claims")) if (claim := _claim_in(row)))
    reasons = ours.get("reasons")
    values["reasons"] = tuple(str(reason) for reason in reasons) if isinstance(reasons, list) else ()
    extra.update({key: str(value) for key, value in _table(ours.get("extra")).items()})


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _details_in(ours: Mapping[str, Any], values: dict[str, Any]) -> None:
    """Affiliations, ORCIDs and roles back onto the names that they belong to, by position."""
    for part in _DETAILS:
        column = ours.get(part)
        for index, value in enumerate(column if isinstance(column, list) else []):
            _detail_in(values, "author", index, part, value)
    for variable, rows in _table(ours.get("people")).items():
        for index, person in enumerate(_rows(rows) if variable in _PEOPLE else ()):
            _person_in(values, VARIABLES[variable].attribute, index, person)


def _person_in(values: dict[str, Any], attribute: str, index: int, person: Mapping[str, Any]) -> None:
    for part in _DETAILS:
        _detail_in(values, attribute, index, part, person.get(part))


def _detail_in(values: dict[str, Any], attribute: str, index: int, part: str, value: object) -> None:
    names = values.get(attribute, ())
    if not value or not isinstance(names, tuple) or index >= len(names) or not isinstance(names[index], Name):
        return
    changed = tuple(map(str, value)) if isinstance(value, list) else str(value)
    if isinstance(changed, str) == (part == "orcid"):
        name = dataclasses.replace(names[index], **{part: changed})  # by name, from a table
        values[attribute] = (*names[:index], name, *names[index + 1 :])


def _name_out(name: Name) -> Item:
    return {part: value for part, attribute in _NAME_PARTS if (value := getattr(name, attribute))}


def _name_in(person: Any) -> Name | None:
    if person.__class__ is dict and len(person) == 2:  # most of them
        family, given = person.get("family"), person.get("given")
        if family.__class__ is str and given.__class__ is str and (family := family.strip()):
            return Name(family=family, given=given.strip())
    if isinstance(person, str):
        return Name(literal=person.strip()) if person.strip() else None
    if not isinstance(person, Mapping):
        return None
    parts = {
        attribute: text
        for part, attribute in _NAME_PARTS
        if part in person and isinstance(person[part], str | int) and (text := str(person[part]).strip())
    }
    if not parts and isinstance(person.get("name"), str):  # Crossref's organisations
        parts = {"literal": person["name"]}
    if not parts:
        return None
    orcid = person.get("ORCID")  # Crossref and citation-js add these two to CSL's names
    places = person.get("affiliation")
    return Name(
        orcid=orcid.rpartition("/")[2] if isinstance(orcid, str) else "",
        affiliations=tuple(
            str(place["name"])
            for place in (places if isinstance(places, list) else ())
            if isinstance(place, Mapping) and place.get("name")
        ),
        **parts,  # type: ignore[arg-type]  # all of these attributes are text
    )


def _press_out(press: Press) -> Item:
    out: Item = {"URL": press.url, "title": press.title, "publisher": press.publisher, "language": press.language}
    out = {key: value for key, value in out.items() if value}
    if press.issued:
        out["issued"] = csldates.write(press.issued)
    return out


def _press_in(page: Mapping[str, Any]) -> Press:
    return Press(
        url=str(page.get("URL", "")),
        title=str(page.get("title", "")),
        issued=csldates.read(page.get("issued")),
        publisher=str(page.get("publisher", "")),
        language=str(page.get("language", "")),
    )


def _origin_out(origin: Origin) -> Item:
    out = {"kind": origin.kind, "locator": origin.locator, "text": origin.text, "retrieved": origin.retrieved}
    return {key: value for key, value in out.items() if value}


def _origin_in(value: Mapping[str, Any]) -> Origin:
    return Origin(*(str(value.get(key, "")) for key in ("kind", "locator", "text", "retrieved")))

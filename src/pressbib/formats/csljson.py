"""CSL-JSON: Records as the items of csl-data.json (CSL 1.0.2), and back.

What CSL has no variable for stands under the item's `custom.pressbib` object: the press pages, whether the author list
is whole, affiliations, provenance, standing, relations, claims, and fields that no variable holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pressbib.errors import FormatError
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

_NAME_PARTS = (
    ("family", "family"),
    ("given", "given"),
    ("dropping-particle", "dropping_particle"),
    ("non-dropping-particle", "non_dropping_particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)
_LEGACY = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
_ISO_DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")


def dump(records: Iterable[Record]) -> str:
    """Records as the text of a JSON array, two spaces of indentation, in their order."""
    return json.dumps([item(record) for record in records], ensure_ascii=False, indent=2) + "\n"


def load(text: str) -> list[Record]:
    """Records from the text of a JSON array of items, or of one item.

    Raises FormatError where the text is not JSON, or its items are not objects.
    """
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise FormatError("csl-json", line, f"not JSON: {error}") from error
    if isinstance(loaded, dict):
        loaded = loaded.get("items", [loaded])
    if not isinstance(loaded, list) or not all(isinstance(entry, dict) for entry in loaded):
        raise FormatError("csl-json", 0, "expected an array of CSL items")
    return [record(entry) for entry in loaded]


def item(record: Record) -> Item:
    """One Record as a CSL item, valid against csl-data.json."""
    out: Item = {"id": record.citation_key or record.DOI or record.URL or record.title or "item", "type": record.type}
    for name, value in record.stated().items():
        out[name] = value_out(value)
    custom = _custom(record)
    if custom:
        out["custom"] = {"pressbib": custom}
    return out


def value_out(value: Value) -> Any:
    """One value of a Record as CSL-JSON writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Date):
        return _date_out(value)
    return [_name_out(part) if isinstance(part, Name) else part for part in value]


def value_in(variable: Variable, value: Any) -> Value | None:
    """A CSL-JSON value as a Record holds it; None where it is empty or not of the variable's kind."""
    if variable.kind == "date":
        return _date_in(value)
    if variable.kind == "names":
        people = value if isinstance(value, list) else [value]
        return tuple(name for person in people if (name := _name_in(person)))
    if variable.kind == "terms":
        return tuple(str(term) for term in value) if isinstance(value, list) else (str(value),)
    if isinstance(value, list):  # Crossref and others write arrays where CSL has a string
        joint = " " if variable.name == "ISBN" else ", "
        return joint.join(str(part) for part in value if isinstance(part, str | int | float))
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    return None


def record(entry: Mapping[str, Any]) -> Record:
    """A CSL item as a Record. What is not of its variable's kind, and keys that CSL does not know, go to `extra`."""
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for key, value in entry.items():
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
    if entry.get("id") not in (None, ""):
        values.setdefault("citation_key", str(entry["id"]))
    custom = entry.get("custom")
    ours = custom.get("pressbib") if isinstance(custom, Mapping) else None
    if isinstance(custom, Mapping) and (others := {k: v for k, v in custom.items() if k != "pressbib"}):
        extra["csl-json:custom"] = json.dumps(others, ensure_ascii=False)
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
    if any(name.affiliations for name in record.author):
        out["affiliations"] = [list(name.affiliations) for name in record.author]
    if any(name.orcid for name in record.author):
        out["orcid"] = [name.orcid for name in record.author]
    if any(name.roles for name in record.author):
        out["roles"] = [list(name.roles) for name in record.author]
    if record.provenance:
        out["provenance"] = {variable: _origin_out(origin) for variable, origin in record.provenance.items()}
    if record.standing:
        out["status"] = record.standing
    if record.relations:
        out["relations"] = [{"kind": r.kind, "type": r.target_type, "target": r.target} for r in record.relations]
    if record.claims:
        out["claims"] = [
            {"variable": c.variable, "value": value_out(c.value), **_origin_out(c.origin)} for c in record.claims
        ]
    if record.reasons:
        out["reasons"] = list(record.reasons)
    if record.extra:
        out["extra"] = dict(record.extra)
    return out


def _custom_in(ours: Mapping[str, Any], values: dict[str, Any], extra: dict[str, str]) -> None:
    press = [ours["press"]] if isinstance(ours.get("press"), Mapping) else []
    press += [other for other in ours.get("more-press", []) if isinstance(other, Mapping)]
    values["press"] = tuple(_press_in(page) for page in press)
    if isinstance(ours.get("authors-complete"), bool):
        values["authors_complete"] = ours["authors-complete"]
    author: list[Name] = list(values.get("author", ()))
    for key, attribute in (("affiliations", "affiliations"), ("orcid", "orcid"), ("roles", "roles")):
        for index, value in enumerate(ours.get(key, [])[: len(author)]):
            if value:
                changed = tuple(map(str, value)) if isinstance(value, list) else str(value)
                author[index] = _with(author[index], attribute, changed)
    if author:
        values["author"] = tuple(author)
    values["provenance"] = {
        variable: _origin_in(origin)
        for variable, origin in ours.get("provenance", {}).items()
        if isinstance(origin, Mapping)
    }
    values["standing"] = str(ours.get("status", ""))
    values["relations"] = tuple(
        Relation(str(r.get("kind", "")), str(r.get("type", "")), str(r.get("target", "")))
        for r in ours.get("relations", [])
        if isinstance(r, Mapping)
    )
    values["claims"] = tuple(
        Claim(c["variable"], found, _origin_in(c))
        for c in ours.get("claims", [])
        if isinstance(c, Mapping)
        and c.get("variable") in VARIABLES
        and (found := value_in(VARIABLES[c["variable"]], c.get("value")))
    )
    values["reasons"] = tuple(str(reason) for reason in ours.get("reasons", []))
    extra.update({str(k): str(v) for k, v in ours.get("extra", {}).items()})


def _with(name: Name, attribute: str, value: object) -> Name:
    import dataclasses

    return dataclasses.replace(name, **{attribute: value})  # type: ignore[arg-type]  # by name, from a table


def _name_out(name: Name) -> Item:
    return {part: value for part, attribute in _NAME_PARTS if (value := getattr(name, attribute))}


def _name_in(person: Any) -> Name | None:
    if isinstance(person, str):
        return Name(literal=person.strip()) if person.strip() else None
    if not isinstance(person, Mapping):
        return None
    parts = {
        attribute: str(person[part]).strip()
        for part, attribute in _NAME_PARTS
        if isinstance(person.get(part), str | int) and str(person[part]).strip()
    }
    if not parts and isinstance(person.get("name"), str):  # Crossref's organisations
        parts = {"literal": person["name"]}
    return Name(**parts) if parts else None  # type: ignore[arg-type]  # all of these attributes are text


def _date_out(date: Date) -> Item:
    out: Item = {}
    if date.start:
        out["date-parts"] = [list(parts) for parts in (date.start, date.end) if parts]
    if date.season:
        out["season"] = date.season
    if date.circa:
        out["circa"] = True
    if date.literal:
        out["literal"] = date.literal
    return out


def _date_in(value: Any) -> Date | None:
    if isinstance(value, str | int):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        return None
    ranges = value.get("date-parts")
    parts = [_parts(part) for part in ranges[:2]] if isinstance(ranges, list) else []
    literal = str(value.get("literal") or "")
    raw = str(value.get("raw") or "").strip()
    if raw and not any(parts):
        found = [_ISO_DATE.fullmatch(part.strip()) for part in raw.split("/")]
        if 1 <= len(found) <= 2 and all(found):
            parts = [tuple(int(number) for number in match.groups() if number) for match in found if match]
        else:
            literal = literal or raw
    season = str(value.get("season") or "")
    start = parts[0] if parts else ()
    date = Date(
        start=start,
        end=parts[1] if len(parts) > 1 and start else (),
        season=int(season) if season in ("1", "2", "3", "4") else 0,
        circa=bool(value.get("circa")),
        literal=literal,
    )
    return date if date.start or date.literal else None


def _parts(value: Any) -> tuple[int, ...]:
    """One entry of date-parts; stops at the first part that is no number or cannot be one of a date."""
    found: list[int] = []
    for part, most in zip(value if isinstance(value, list) else [], (9999, 12, 31), strict=False):
        try:
            number = int(part)
        except (TypeError, ValueError):
            break
        if number == 0 or number > most or (found and number < 1):
            break
        found.append(number)
    return tuple(found)


def _press_out(press: Press) -> Item:
    out: Item = {"URL": press.url, "title": press.title, "publisher": press.publisher, "language": press.language}
    out = {key: value for key, value in out.items() if value}
    if press.issued:
        out["issued"] = _date_out(press.issued)
    return out


def _press_in(page: Mapping[str, Any]) -> Press:
    return Press(
        url=str(page.get("URL", "")),
        title=str(page.get("title", "")),
        issued=_date_in(page.get("issued")),
        publisher=str(page.get("publisher", "")),
        language=str(page.get("language", "")),
    )


def _origin_out(origin: Origin) -> Item:
    out = {"kind": origin.kind, "locator": origin.locator, "text": origin.text, "retrieved": origin.retrieved}
    return {key: value for key, value in out.items() if value}


def _origin_in(value: Mapping[str, Any]) -> Origin:
    return Origin(*(str(value.get(key, "")) for key in ("kind", "locator", "text", "retrieved")))

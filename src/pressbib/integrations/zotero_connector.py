"""Zotero's connector, as the browser button speaks to it: saveItems, then updateSession for collection and tags."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from pressbib.errors import PushError
from pressbib.formats import zotero as zotero_json
from pressbib.integrations.loopback import Client, LostAnswerError, json_of
from pressbib.integrations.pushing import Memory, Pushed
from pressbib.record import Record

BATCH = 50


def push(
    records: Sequence[Record],
    client: Client,
    memory: Memory,
    target: str,
    version: int,
    *,
    collection: str = "",
    tags: Sequence[str] = (),
    press: bool = True,
) -> Iterator[Pushed]:
    """Hand records to the connector of a Zotero of this version, 50 at a time. Raises PushError where it refuses."""
    place = _target(client, collection)
    for start in range(0, len(records), BATCH):
        batch = list(records[start : start + BATCH])
        session, problem = secrets.token_hex(8), ""
        try:
            session = _save(client, session, _items(batch, version, press=press), batch[0])
        except LostAnswerError as error:
            # It may have saved them. Where nobody may look, they count as handed over: better missing than twice.
            missing = _missing(client, batch)
            if missing is None:
                for record in batch:
                    yield _noted(record, memory, target, f"session:{session}", "uncertain", str(error))
                continue
            if missing:
                session = _save(client, secrets.token_hex(8), _items(missing, version, press=press), missing[0])
        problem = _place(client, session, place, tags)
        for record in batch:
            yield _noted(record, memory, target, f"session:{session}", "pushed", problem)


def _items(batch: Sequence[Record], version: int, *, press: bool) -> list[dict[str, Any]]:
    return [item(record, newer=version >= 9, press=press) for record in batch]


def _missing(client: Client, batch: Sequence[Record]) -> list[Record] | None:
    """The records that Zotero does not have, by their titles; None where its local API may not be read."""
    missing = []
    for record in batch:
        answer = client.request("GET", "/api/users/0/items", params={"q": record.title, "format": "json"})
        if answer.status_code != 200 or not record.title:
            return None
        found = json_of(answer, "Zotero", list)
        if record.title not in [entry.get("data", {}).get("title") for entry in found if isinstance(entry, dict)]:
            missing.append(record)
    return missing


def _noted(record: Record, memory: Memory, target: str, key: str, status: Any, detail: str) -> Pushed:
    if record.citation_key:
        memory.note_pushed(record.citation_key, target, key)
    return Pushed(record, status, key, detail)


def item(record: Record, *, newer: bool, press: bool) -> dict[str, Any]:
    """A Record as the connector takes it: Zotero's translator JSON, with the press page in a child note."""
    out = zotero_json.item(record, newer=newer)
    out["id"] = secrets.token_hex(6)
    out["creators"] = [
        {"creatorType": creator["creatorType"], "lastName": creator["name"], "fieldMode": 1}
        if "name" in creator
        else creator
        for creator in out["creators"]
    ]
    out["attachments"] = []
    out["notes"] = [{"note": note}] if press and (note := press_note(record)) else []
    return out


def press_note(record: Record) -> str:
    """The press pages of a record as the HTML of a note, "" where it has none."""
    lines = []
    for page in record.press:
        if not page.url and not page.title:
            continue
        words = escape(page.title or page.url)
        link = f'<a href="{escape(page.url)}">{words}</a>' if page.url.startswith(("http://", "https://")) else words
        more = ", ".join(part for part in (page.publisher, str(page.issued or "")) if part)
        lines.append(f"<p>Press release: {link}{f' ({escape(more)})' if more else ''}</p>")
    return "".join(lines)


def _target(client: Client, collection: str) -> str:
    """Zotero's name for the place to save to; "" for what is selected. Raises PushError where it is read-only."""
    answer = client.request("POST", "/connector/getSelectedCollection", json={})
    if answer.status_code != 200:
        raise PushError(f"Zotero does not say what is selected ({answer.status_code})")
    selected = json_of(answer, "Zotero", dict)
    if not collection:
        if selected.get("libraryEditable") is False or selected.get("editable") is False:
            name = selected.get("libraryName") or "the selected library"
            raise PushError(f"Zotero: {name} is read-only; select another library or collection there")
        return ""
    places = {str(place.get("name", "")).strip(): str(place["id"]) for place in selected.get("targets", [])}
    if collection not in places:
        raise PushError(f"Zotero has no collection {collection!r}; there are: {', '.join(places) or 'none'}")
    return places[collection]


def _save(client: Client, session: str, items: list[dict[str, Any]], first: Record) -> str:
    """Save items; the session in which it was done. Raises PushError where Zotero refuses."""
    uri = first.URL or (f"https://doi.org/{first.DOI}" if first.DOI else "")
    for _ in range(3):
        body = {"sessionID": session, "uri": uri or "https://zotero.org/", "items": items}
        answer = client.request("POST", "/connector/saveItems", json=body)
        if answer.status_code == 201:
            return session
        if answer.status_code != 409:
            break
        session = secrets.token_hex(8)  # Zotero has a session of this name
    if answer.status_code == 500 and "libraryEditable" in answer.text:
        raise PushError("Zotero: the selected library is read-only; select another library or collection there")
    raise PushError(f"Zotero did not take the items: {answer.status_code} {answer.text[:200].strip()}")


def _place(client: Client, session: str, place: str, tags: Sequence[str]) -> str:
    """Move the items of a session to a collection and tag them; what went wrong, "" if nothing."""
    if not place and not tags:
        return ""
    body = {"sessionID": session, **({"target": place} if place else {}), "tags": list(tags)}
    try:
        answer = client.request("POST", "/connector/updateSession", json=body)
    except LostAnswerError as error:
        return f"saved, but perhaps not in its collection: {error}"
    return "" if answer.status_code == 200 else f"saved, but not in its collection: {answer.text[:200].strip()}"

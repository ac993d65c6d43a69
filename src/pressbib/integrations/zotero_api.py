"""Zotero's API, version 3: the local one of Zotero 10 and that of zotero.org, which take items alike.

At most 50 objects a request; a write token makes a repeated request harmless; an item keeps the key that it is given
here, so that a request whose answer was lost can be checked. The server is obeyed: `Backoff`, `Retry-After`, 412.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from pressbib.classes import dataclass
from pressbib.errors import PushError
from pressbib.formats import press as press_pages
from pressbib.formats import zotero as zotero_json
from pressbib.integrations.loopback import Client, LostAnswerError, json_of
from pressbib.integrations.pushing import Memory, Pushed
from pressbib.integrations.zotero_connector import press_note
from pressbib.record import Record

if TYPE_CHECKING:
    import requests

MOST = 50
_KEY_SIGNS = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
_LONGEST_WAIT = 120.0
Item = dict[str, Any]


@dataclass
class Writer:
    """A library that may be written to. prefix: `/users/1`. uri: what relations call it, "" where that is not known."""

    client: Client
    prefix: str
    uri: str
    headers: dict[str, str] = field(default_factory=dict)
    is_local: bool = False

    def request(self, method: str, path: str, **more: Any) -> requests.Response:
        """An answer, after as many waits as the server asks for. Raises PushError where it asks for too long a one."""
        base = "/api" if self.is_local else ""
        for _ in range(4):
            more["headers"] = {**self.headers, **more.get("headers", {})}
            answer = self.client.request(method, f"{base}{self.prefix}{path}", **more)
            if (backoff := _seconds(answer.headers.get("Backoff"))) and answer.status_code < 400:
                time.sleep(min(backoff, _LONGEST_WAIT))
            if answer.status_code not in (429, 503):
                return answer
            header = answer.headers.get("Retry-After")
            wait = 5.0 if header is None else _seconds(header)
            if wait > _LONGEST_WAIT:
                raise PushError(f"{self.client.program} asks to wait {wait:.0f} s; try again later")
            time.sleep(wait)
        raise PushError(f"{self.client.program} is too busy; try again later")


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdecimal() else 0.0


def local(client: Client, version: int) -> Writer | None:
    """The local library, if this Zotero's local API may write to it; None where it cannot, or is not allowed to.

    Raises PushError where the person at Zotero refuses.
    """
    if version < 10:
        return None
    answer = client.request("GET", "/api/users/0/items", params={"limit": 1})
    server = answer.headers.get("Zotero-Server-ID", "")
    if answer.status_code != 200 or not server:
        return None
    found = json_of(answer, "Zotero", list)
    library = found[0].get("library", {}) if found and isinstance(found[0], dict) else {}
    number = library.get("id") if isinstance(library, dict) else None
    headers = {"Zotero-Server-ID": server, "Zotero-API-Version": "3", "Zotero-API-Key": authorize(client)}
    return Writer(client, "/users/0", f"http://zotero.org/users/{number or 0}", headers, is_local=True)


def authorize(client: Client) -> str:
    """A key from the person at Zotero, who is asked in a window. Raises PushError where it is denied."""
    answer = client.request("POST", "/api/local/authorize", json={"appName": "pressbib"}, timeout=300.0)
    if answer.status_code == 429:
        raise PushError(f"Zotero was asked too often; try again in {answer.headers.get('Retry-After', '60')} s")
    if answer.status_code != 200:
        raise PushError("Zotero: writing was not allowed (the window that asks for it was denied or closed)")
    return str(json_of(answer, "Zotero", dict).get("key", ""))


def web(client: Client, api_key: str, group: str) -> Writer:
    """A library on zotero.org. Raises PushError where the key is unknown or may not write."""
    headers = {"Zotero-API-Key": api_key, "Zotero-API-Version": "3"}
    answer = client.request("GET", "/keys/current", headers=headers)
    if answer.status_code in (403, 404):
        raise PushError("zotero.org does not know the API key")
    if answer.status_code != 200:
        raise PushError(f"zotero.org answered {answer.status_code} to the question whose key it is")
    told = json_of(answer, "zotero.org", dict)
    prefix = f"/groups/{group}" if group else f"/users/{told.get('userID')}"
    return Writer(client, prefix, f"http://zotero.org{prefix}", headers)


def push(
    records: Sequence[Record],
    writer: Writer,
    memory: Memory,
    target: str,
    *,
    collection: str = "",
    tags: Sequence[str] = (),
    press: bool = True,
) -> Iterator[Pushed]:
    """Create items for records, each with its press pages as related items; what became of each record, in order.

    Raises PushError where nothing more can be written.
    """
    place = _collection(writer, collection) if collection else ""
    batch: list[tuple[Record, list[Item]]] = []
    size = 0
    for record in records:
        items = _items(record, writer.uri, place, tags, press=press)
        if batch and size + len(items) > MOST:
            yield from _write(batch, writer, memory, target)
            batch, size = [], 0
        batch.append((record, items[:MOST]))
        size += len(items)
    if batch:
        yield from _write(batch, writer, memory, target)


def _items(record: Record, uri: str, place: str, tags: Sequence[str], *, press: bool) -> list[Item]:
    """The item of a record and those of its press pages, related to each other both ways, as Zotero wants it."""
    paper = _new(record, place, tags)
    pages = [_new(page, place, tags) for page in press_pages.pages(record)] if press and uri else []
    if pages:
        paper["relations"] = {"dc:relation": [f"{uri}/items/{page['key']}" for page in pages]}
    for page in pages:
        page["relations"] = {"dc:relation": [f"{uri}/items/{paper['key']}"]}
        page.pop("citationKey", None)
    notes = press_note(record) if press and not pages else ""
    return [paper, *pages, *([{"itemType": "note", "parentItem": paper["key"], "note": notes}] if notes else [])]


def _new(record: Record, place: str, tags: Sequence[str]) -> Item:
    out = zotero_json.item(record)
    out["key"] = "".join(secrets.choice(_KEY_SIGNS) for _ in range(8))
    out["version"] = 0
    out["tags"] += [{"tag": tag} for tag in tags if {"tag": tag} not in out["tags"]]
    out["collections"] = [place] if place else []
    return out


def _write(batch: Sequence[tuple[Record, list[Item]]], writer: Writer, memory: Memory, target: str) -> Iterator[Pushed]:
    items = [item for _, several in batch for item in several]
    failed = _post(writer, items)
    position = 0
    for record, several in batch:
        reason = failed.get(position, "")
        position += len(several)
        key = several[0]["key"]
        if not reason and record.citation_key:
            memory.note_pushed(record.citation_key, target, key)
        yield Pushed(record, "failed" if reason else "pushed", "" if reason else key, reason)


_ATTEMPTS = 6
"""A restart alone can cost four: the answer that was lost, the new server's name, a new key, and the write itself."""


def _post(writer: Writer, items: list[Item]) -> dict[int, str]:
    """Write items; position -> why, for those that were refused. Raises PushError where all of them were."""
    token = secrets.token_hex(16)
    for attempt in range(_ATTEMPTS):
        try:
            answer = writer.request("POST", "/items", json=items, headers={"Zotero-Write-Token": token})
        except LostAnswerError:
            if attempt == _ATTEMPTS - 1:
                raise
            if _is_there(writer, items[0]["key"]):
                return {}
            continue
        if answer.status_code == 200:
            told = json_of(answer, writer.client.program, dict).get("failed") or {}
            return {int(position): str(why.get("message", why)) for position, why in told.items()}
        if answer.status_code == 412 and attempt and _is_there(writer, items[0]["key"]):
            return {}  # the token was used: the first request was carried out
        _mend(writer, answer)
    raise PushError(f"{writer.client.program} refuses the items again and again")


def _mend(writer: Writer, answer: requests.Response) -> None:
    """Make ready for another attempt where that can help. Raises PushError where it cannot."""
    program = writer.client.program
    if writer.is_local and answer.status_code == 401:  # a key for one use was used
        writer.headers["Zotero-API-Key"] = authorize(writer.client)
    elif writer.is_local and answer.status_code in (412, 428) and answer.headers.get("Zotero-Server-ID"):
        writer.headers["Zotero-Server-ID"] = answer.headers["Zotero-Server-ID"]  # it was restarted
    elif answer.status_code in (401, 403):
        raise PushError(f"{program}: the key may not write to this library")
    elif answer.status_code not in (412, 500, 502, 504):
        raise PushError(f"{program} did not take the items: {answer.status_code} {answer.text[:200].strip()}")


def _is_there(writer: Writer, key: str) -> bool:
    return writer.request("GET", f"/items/{key}").status_code == 200


def _collection(writer: Writer, name: str) -> str:
    answer = writer.request("GET", "/collections", params={"limit": 100})
    found = json_of(answer, writer.client.program, list) if answer.status_code == 200 else []
    places = {str(entry.get("data", {}).get("name", "")): str(entry.get("key", "")) for entry in found}
    if name not in places:
        raise PushError(f"{writer.client.program} has no collection {name!r}; there are: {', '.join(places) or 'none'}")
    return places[name]

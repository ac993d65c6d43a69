"""Zotero: hand records to the running desktop program, or to a library on zotero.org.

The desktop is asked in the gentlest way that it offers: its local API where that may write (Zotero 10 with "Allow other
applications …" ticked), which relates a paper to its press page; else the connector, as the browser button does. Both
listen on port 23119, as does JabRef; Zotero is known by the header `X-Zotero-Version`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pressbib.errors import PushError
from pressbib.integrations.loopback import Client
from pressbib.integrations.pushing import Memory, NoMemory, Pushed, split
from pressbib.record import Record

BASE_URL = "http://127.0.0.1:23119"
WEB_URL = "https://api.zotero.org"
TARGET = "zotero"
"""The name under which the library remembers what went to the desktop program."""


def push(
    records: Iterable[Record],
    *,
    base_url: str = BASE_URL,
    library: Memory | None = None,
    again: bool = False,
    collection: str = "",
    tags: Sequence[str] = (),
    press: bool = True,
    patience: float = 20.0,
) -> Iterator[Pushed]:
    """Hand records to a running Zotero, at most 50 at a time; what became of each, in order, as soon as it is known.

    library: remembers what was handed over; nothing goes twice, unless with `again`. collection: the name of one of
    Zotero's collections, else what is selected there. tags: added to every item. press: whether the press page goes
    along (as a related item, or a note). patience: seconds to wait while Zotero restarts.

    Raises PushError where Zotero is not running, another program answers, its library is read-only, or it refuses.
    """
    from pressbib.integrations import zotero_api, zotero_connector

    memory = library or NoMemory()
    fresh, before = split(records, memory, TARGET, again=again)
    yield from before
    if not fresh:
        return
    with Client(base_url, "Zotero", patience=patience) as client:
        version = find(client)
        writer = zotero_api.local(client, version)
        if writer:
            yield from zotero_api.push(fresh, writer, memory, TARGET, collection=collection, tags=tags, press=press)
        else:
            yield from zotero_connector.push(
                fresh, client, memory, TARGET, version, collection=collection, tags=tags, press=press
            )


def push_web(
    records: Iterable[Record],
    *,
    api_key: str,
    group: str = "",
    base_url: str = WEB_URL,
    library: Memory | None = None,
    again: bool = False,
    collection: str = "",
    tags: Sequence[str] = (),
    press: bool = True,
) -> Iterator[Pushed]:
    """Hand records to a library on zotero.org: the user's whom the key belongs to, or a group's (its number).

    The rest is as for `push`. Raises PushError where the key is wrong or may not write.
    """
    from pressbib.integrations import zotero_api

    if not api_key.strip():
        raise PushError(
            "no Zotero API key: make one at https://www.zotero.org/settings/keys, state it in ZOTERO_API_KEY"
        )
    memory = library or NoMemory()
    with Client(base_url, "zotero.org", patience=20.0, proxies=True) as client:
        writer = zotero_api.web(client, api_key.strip(), group)
        target = f"zotero.org{writer.prefix}"
        fresh, before = split(records, memory, target, again=again)
        yield from before
        if fresh:
            yield from zotero_api.push(fresh, writer, memory, target, collection=collection, tags=tags, press=press)


def find(client: Client) -> int:
    """The first number of the version of the Zotero that listens.

    Raises PushError where nothing listens, or something that is not Zotero.
    """
    patience, client.patience = client.patience, min(client.patience, 1.0)  # it either runs or it does not
    answer = client.request("GET", "/connector/ping")
    client.patience = patience
    version = answer.headers.get("X-Zotero-Version", "")
    if not version:
        raise PushError(
            f"not Zotero but another program answers at {client.base_url} (JabRef uses the same port); "
            "start Zotero, or name its address"
        )
    number = version.split(".")[0]
    return int(number) if number.isdigit() else 0

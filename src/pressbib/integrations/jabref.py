"""JabRef: hand records to the running program through its HTTP server, which is off until its user turns it on.

The server listens on port 23119 unless told otherwise, as Zotero does; what answers with `X-Zotero-Version` is not
JabRef. Entries go as BibTeX to the library that is open (https://docs.jabref.org, "HTTP server").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pressbib.errors import PushError
from pressbib.integrations.loopback import Client, LostAnswerError
from pressbib.integrations.pushing import Memory, NoMemory, Pushed, split
from pressbib.record import Record

BASE_URL = "http://127.0.0.1:23119"
TARGET = "jabref"
BATCH = 50


def push(
    records: Iterable[Record],
    *,
    base_url: str = BASE_URL,
    library: Memory | None = None,
    again: bool = False,
    group: str = "",
    press: str = "none",
    to: str = "biblatex",
    patience: float = 20.0,
) -> Iterator[Pushed]:
    """Hand records to a running JabRef, 50 at a time; what became of each, in order.

    library: remembers what was handed over; nothing goes twice, unless with `again`. group: a group of the open library
    that the entries go to. press, to: as for a .bib file (`biblatex` or `bibtex`). patience: seconds to wait while
    JabRef restarts.

    Raises PushError where JabRef's server is off, Zotero answers instead, or JabRef refuses.
    """
    from pressbib import formats

    memory = library or NoMemory()
    fresh, before = split(records, memory, TARGET, again=again)
    yield from before
    if not fresh:
        return
    with Client(base_url, "JabRef", patience=min(patience, 1.0)) as client:
        find(client)
        client.patience = patience
        for start in range(0, len(fresh), BATCH):
            batch = fresh[start : start + BATCH]
            status, detail = _send(client, formats.dump(batch, to, press=press), group)
            for record in batch:
                if record.citation_key:
                    memory.note_pushed(record.citation_key, TARGET, record.citation_key)
                yield Pushed(record, status, record.citation_key, detail)  # type: ignore[arg-type]  # one of two words


def find(client: Client) -> None:
    """Make sure that JabRef answers. Raises PushError where nothing does, or another program."""
    try:
        answer = client.request("GET", "/libraries", headers={"Accept": "application/json"})
    except PushError as error:
        raise PushError(
            f"JabRef does not answer at {client.base_url}: start it and turn its HTTP server on "
            "(File > Preferences > General), or hand the records over in a file: pressbib push jabref --file refs.bib"
        ) from error
    if answer.headers.get("X-Zotero-Version"):
        raise PushError(
            f"Zotero answers at {client.base_url}, not JabRef: give JabRef's HTTP server another port in its "
            "preferences, and name it with --url"
        )
    if answer.status_code != 200:
        raise PushError(f"not JabRef but another program answers at {client.base_url} ({answer.status_code})")


def _send(client: Client, text: str, group: str) -> tuple[str, str]:
    path = "/libraries/current/entries" + (f"?group={quote(group)}" if group else "")
    headers = {"Content-Type": "application/x-bibtex; charset=utf-8"}
    try:
        answer = client.request("POST", path, data=text.encode("utf-8"), headers=headers)
    except LostAnswerError as error:  # it may have taken them: better missing than twice
        return "uncertain", str(error)
    if answer.status_code in (200, 201, 204):
        return "pushed", ""
    if "GUI mode" in answer.text:
        raise PushError("JabRef's server runs without its window; open JabRef with a library")
    if answer.status_code == 404:
        raise PushError("JabRef has no library open; open one there")
    raise PushError(f"JabRef did not take the entries: {answer.status_code} {answer.text[:200].strip()}")

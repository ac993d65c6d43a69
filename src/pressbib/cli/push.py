"""`pressbib push`: hand records to a running reference manager."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pressbib.cli.options import State, join_query, options

if TYPE_CHECKING:
    from pressbib.formats.press import Choice
    from pressbib.integrations.pushing import Pushed
    from pressbib.library import Library
    from pressbib.record import Record


@click.command("push")
@click.argument("manager", type=click.Choice(["zotero", "jabref"]))
@click.argument("query", nargs=-1)
@click.option("--again", is_flag=True, help="Also what was handed over before.")
@click.option("--collection", default="", metavar="NAME", help="Zotero: the collection; without it, what is selected.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Zotero: a tag for every item (may be repeated).")
@click.option("--web", is_flag=True, help="Zotero: to zotero.org, with the key in ZOTERO_API_KEY.")
@click.option("--group", default="", metavar="GROUP", help="Zotero with --web: number of a group. JabRef: a group.")
@click.option("--file", type=click.Path(path_type=Path), metavar="FILE", help="JabRef: change this .bib file instead.")
@click.option("--url", default="", metavar="ADDRESS", help="Where the program listens.")
@options("library", "json", "dry-run")
def command(
    state: State,
    manager: str,
    query: tuple[str, ...],
    again: bool,
    collection: str,
    tags: tuple[str, ...],
    web: bool,
    group: str,
    file: Path | None,
) -> int:
    """Hand the library, or what fits QUERY, to a running Zotero or JabRef.

    Nothing is handed over twice, unless with --again. Zotero gets the press page as a related item or a note, JabRef as
    the settings say (`press`).
    """
    with state.library() as library:
        records = list(library.records(join_query(query)))
        if not records:
            state.say("no records" + (f" fit {' '.join(query)!r}" if query else " in the library"))
            return 3
        if file is not None and manager == "jabref":
            return _into_file(state, file, records)
        if state.dry_run:
            return _foresee(state, library, manager, records, again=again)
        press = str(state.settings.value("press"))
        if manager == "jabref":
            done = _to_jabref(state, records, library, again=again, group=group, press=press)
        else:
            done = _to_zotero(
                state, records, library, again=again, collection=collection, tags=tags, web=web, group=group
            )
        return _report(state, done)


def _to_zotero(
    state: State,
    records: list[Record],
    library: Library,
    *,
    again: bool,
    collection: str,
    tags: tuple[str, ...],
    web: bool,
    group: str,
) -> Iterator[Pushed]:
    from pressbib.integrations import zotero

    if web:
        return zotero.push_web(
            records,
            api_key=os.environ.get("ZOTERO_API_KEY", ""),
            group=group,
            base_url=state.url or zotero.WEB_URL,
            library=library,
            again=again,
            collection=collection,
            tags=tags,
        )
    return zotero.push(
        records,
        base_url=state.url or str(state.settings.value("zotero-address") or zotero.BASE_URL),
        library=library,
        again=again,
        collection=collection,
        tags=tags,
    )


def _to_jabref(
    state: State, records: list[Record], library: Library, *, again: bool, group: str, press: str
) -> Iterator[Pushed]:
    from pressbib.integrations import jabref

    base_url = state.url or str(state.settings.value("jabref-address") or jabref.BASE_URL)
    return jabref.push(records, base_url=base_url, library=library, again=again, group=group, press=press)


def _into_file(state: State, file: Path, records: list[Record]) -> int:
    from pressbib import bibfile

    press = cast("Choice", str(state.settings.value("press")))
    change = bibfile.update(file, records, to="", press=press, dry_run=state.dry_run)
    if state.dry_run:
        click.echo(change.diff, nl=False)
    state.say(f"{file}: {change.summary()}{' (nothing was changed: --dry-run)' if state.dry_run else ''}")
    return 0


def _foresee(state: State, library: Library, target: str, records: list[Record], *, again: bool) -> int:
    known = {} if again else library.pushed(target)
    fresh = [record for record in records if record.citation_key not in known]
    for record in fresh:
        click.echo(f"{record.citation_key}  {record.title}")
    state.say(f"{len(fresh)} records would be handed over, {len(records) - len(fresh)} were before (--dry-run)")
    return 0


def _report(state: State, done: Iterable[Pushed]) -> int:
    """A line a record as soon as it is known, and the sum."""
    counts: dict[str, int] = {}
    for one in done:
        counts[one.status] = counts.get(one.status, 0) + 1
        if state.json:
            told = {"citekey": one.record.citation_key, "status": one.status, "key": one.key, "detail": one.detail}
            click.echo(json.dumps(told, ensure_ascii=False))
        if one.status == "failed":
            state.fail(f"{one.record.citation_key}: {one.detail}")
        elif one.status == "uncertain":
            state.fail(f"{one.record.citation_key}: {one.detail}; look whether it is there, else push it --again")
        elif one.status == "pushed":
            state.explain(f"{one.record.citation_key}  {one.detail or one.record.title}")
            if one.detail:
                state.say(f"{one.record.citation_key}: {one.detail}")
    words = {"pushed": "handed over", "already": "were there before", "failed": "failed", "uncertain": "uncertain"}
    state.say(", ".join(f"{counts[status]} {word}" for status, word in words.items() if status in counts))
    return 1 if state.failures else 0

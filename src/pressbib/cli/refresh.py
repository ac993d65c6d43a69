"""`pressbib refresh`: ask the registries again for what is in the library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pressbib.cli import add, display
from pressbib.cli.options import State, is_terminal, join_query, options
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.library import Library
    from pressbib.resolvers import Resolution


@click.command("refresh")
@click.argument("query", nargs=-1)
@click.option("-y", "--yes", is_flag=True, help="Apply the changes without asking.")
@options("library", "network", "json", "dry-run")
def command(state: State, query: tuple[str, ...], yes: bool) -> int:
    """Ask the registries again: preprints now published, volume and pages now known, works now retracted.

    Shows the difference a record, and applies it with --yes or after asking on a terminal. What you edited stays.
    Exit code 3 where no record fits QUERY.
    """
    from pressbib import resolvers

    count = changed = 0
    state.refresh = True
    with state.library(read_only=state.dry_run) as library, state.fetcher() as fetcher:
        for record in list(library.records(join_query(query))):
            count += 1
            resolution = resolvers.refresh(record, fetcher)
            for step in resolution.steps:
                state.explain(f"{record.citation_key}: {step.name}: {step.outcome} {step.detail}".rstrip())
            changed += _apply(state, library, record, resolution, yes)
    state.say(f"{display.count(count, 'record')} asked about, {changed} with news")
    return 0 if count else 3


def _apply(state: State, library: Library, record: Record, resolution: Resolution, yes: bool) -> bool:
    """Show what a record would learn, and apply it where that was agreed to; whether there was anything."""
    from pressbib.merge import changes, merge

    merged = merge(record, *resolution.records)
    news = changes(record, merged)
    versions = [other for other in resolution.related if other.DOI and not library.find(other)]
    if not news and not versions and record.relations == merged.relations:
        return False
    if state.json:
        status = "unchanged" if state.dry_run else "merged"
        row = add.report(record.citation_key, status, merged, record.citation_key, news, "")
        click.echo(json.dumps(row, ensure_ascii=False))
    else:
        click.echo(f"{record.citation_key}  {display.headline(record)}")
        for text in display.changes(news):
            click.echo(text)
        for relation in merged.relations:
            if relation not in record.relations:
                click.echo(click.style(f"  + {relation.kind} {relation.target_type} {relation.target}", fg="green"))
        for other in versions:
            click.echo(click.style(f"  + another version, a record of its own: {display.headline(other)}", fg="green"))
    if state.dry_run:
        return True
    if yes or (is_terminal() and click.confirm("Apply?", default=True, err=True)):
        with library.batch("refresh", record.citation_key):
            library.update(record.citation_key, merged, by="refresh")
            for other in versions:
                library.merge(other, by="refresh", source=record.citation_key)
    else:
        state.say("  not applied: say --yes to apply")
    return True

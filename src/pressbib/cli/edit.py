"""`pressbib edit`: change values of a record, by assignments or in an editor."""

from __future__ import annotations

import click

from pressbib.cli import complete, display
from pressbib.cli.complete import citekeys, find_record
from pressbib.cli.options import State, options
from pressbib.cli.values import from_toml, parse_assignments, to_toml


@click.command("edit")
@click.argument("citekey", shell_complete=citekeys)
@click.argument("assignment", nargs=-1, metavar="[VARIABLE=VALUE]...")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", shell_complete=complete.tags, help="Give the record a tag."
)
@click.option("--untag", multiple=True, metavar="TAG", shell_complete=complete.tags, help="Take a tag away.")
@click.option("--note", "notes", multiple=True, metavar="TEXT", help="Add a note.")
@options("library", "dry-run")
def command(
    state: State,
    citekey: str,
    assignment: tuple[str, ...],
    tags: tuple[str, ...],
    untag: tuple[str, ...],
    notes: tuple[str, ...],
) -> int:
    """Change values of a record: by VARIABLE=VALUE, or in $EDITOR where none is given.

    An empty value (volume=) takes the variable away. People are written "Family, Given and Family, Given"; dates
    2024-12-30, 2024-12 or 2024. citation-key=NEW renames the record; the old citekey still finds it. What you type is
    never overwritten by a registry.
    """
    with state.library() as library, library.batch("edit"):
        record = find_record(library, citekey)
        key = record.citation_key
        if assignment:
            values = parse_assignments(assignment)
        elif tags or untag or notes:
            values = {}
        else:
            text = click.edit(to_toml(record), extension=".toml")
            values = from_toml(text, record) if text is not None else {}
        if values:
            outcome = library.edit(key, values, dry_run=state.dry_run)
            key = outcome.citekey if not state.dry_run else key
            for line in display.changes(outcome.changes):
                click.echo(line)
        if (tags or untag) and not state.dry_run:
            library.tag(key, tags, remove=untag)
        if notes and not state.dry_run:
            library.note(key, *notes)
    if not (values or tags or untag or notes):
        state.say("nothing was changed")
    if state.dry_run:
        state.say("(nothing was changed: --dry-run)")
    return 0

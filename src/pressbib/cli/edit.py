"""`pressbib edit`: change values of a record, by assignments or in an editor."""

from __future__ import annotations

import click

from pressbib.cli import display
from pressbib.cli.complete import citekeys
from pressbib.cli.options import State, options
from pressbib.cli.values import Edit, from_toml, parse_assignments, to_toml


@click.command("edit")
@click.argument("citekey", shell_complete=citekeys)
@click.argument("assignment", nargs=-1, metavar="[VARIABLE=VALUE]...")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Give the record a tag.")
@click.option("--untag", multiple=True, metavar="TAG", help="Take a tag away.")
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
    with state.library() as library:
        record = library.get(citekey)
        if assignment:
            edit = parse_assignments(assignment)
        elif tags or untag or notes:
            edit = Edit()
        else:
            text = click.edit(to_toml(record), extension=".toml")
            if text is None:
                state.say("nothing was changed")
                return 0
            edit = from_toml(text, record)
        key = record.citation_key
        if edit.values:
            outcome = library.edit(key, edit.values, dry_run=state.dry_run)
            for line in display.changes(outcome.changes):
                click.echo(line)
        if not state.dry_run:
            if edit.citekey and edit.citekey != key:
                library.rename(key, edit.citekey)
                click.echo(f"renamed    {key} to {edit.citekey}")
                key = edit.citekey
            if tags:
                library.tag(key, tags)
            if untag:
                library.untag(key, untag)
            for note in notes:
                library.note(key, note)
    if not (edit.values or edit.citekey or tags or untag or notes):
        state.say("nothing was changed")
    if state.dry_run:
        state.say("(nothing was changed: --dry-run)")
    return 0

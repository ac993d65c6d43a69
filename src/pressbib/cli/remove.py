"""`pressbib remove`: take records out of the library."""

from __future__ import annotations

import click

from pressbib.cli import display
from pressbib.cli.complete import citekeys, find_record
from pressbib.cli.options import State, options


@click.command("remove")
@click.argument("citekey", nargs=-1, required=True, shell_complete=citekeys)
@options("library", "dry-run")
def command(state: State, citekey: tuple[str, ...]) -> int:
    """Take records out of the library. pressbib undo brings them back.

    Nothing is removed where one of the citekeys is unknown.
    """
    with state.library() as library:
        records = [find_record(library, key) for key in citekey]
        if not state.dry_run:
            library.remove([record.citation_key for record in records])
    for record in records:
        click.echo(f"removed    {record.citation_key}  {display.headline(record)}")
    if state.dry_run:
        state.say("(nothing was changed: --dry-run)")
    return 0

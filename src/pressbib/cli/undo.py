"""`pressbib undo`: take the last change back."""

from __future__ import annotations

import click

from pressbib.cli import log
from pressbib.cli.options import State, options


@click.command("undo")
@click.argument("batch", required=False, type=int)
@click.option("--redo", is_flag=True, help="Do again what was undone last.")
@options("library", "dry-run")
def command(state: State, batch: int | None, redo: bool) -> int:
    """Take the last change of the library back: a whole add, import, edit, merge or removal.

    BATCH is the number of an earlier change that is to be taken back instead; pressbib log shows the numbers. An undo
    can be undone: --redo. Exit code 3 where there is nothing to take back.
    """
    with state.library() as library:
        undone = library.redo(dry_run=state.dry_run) if redo else library.undo(batch, dry_run=state.dry_run)
    for change in undone:
        click.echo(log.line(change))
    if not undone:
        state.say("there is nothing to do again" if redo else "there is nothing to take back")
        return 3
    if state.dry_run:
        state.say("(nothing was changed: --dry-run)")
    return 0

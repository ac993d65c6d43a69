"""`pressbib log`: what changed, when, and from where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from pressbib.cli import display
from pressbib.cli.complete import citekeys
from pressbib.cli.options import State, options

if TYPE_CHECKING:
    from pressbib.library import Change


@click.command("log")
@click.argument("citekey", required=False, shell_complete=citekeys)
@click.option("-m", "--most", type=click.IntRange(1), default=20, show_default=True, help="So many changes at most.")
@options("library", "json")
def command(state: State, citekey: str | None, most: int) -> int:
    """Show what changed in the library, newest first: the number, when, by what, the record, from where.

    With CITEKEY, the history of one record. --verbose shows the values before and after.
    """
    count = 0
    with state.library(read_only=True) as library:
        for change in library.log(citekey or "", limit=most):
            count += 1
            if state.json:
                click.echo(json.dumps(_report(change), ensure_ascii=False))
                continue
            click.echo(line(change))
            if state.verbose and change.before and change.after:
                from pressbib.merge import changes

                for text in display.changes(changes(change.before, change.after)):
                    click.echo(text)
    if not count:
        state.say("nothing has been changed yet")
    return 0 if count else 3


def line(change: Change) -> str:
    """One change on one line, cut to the terminal where there is one."""
    record = change.after or change.before
    name = display.headline(record) if record else ""
    mark = " (undone)" if change.undone else ""
    source = f"  ← {change.source}" if change.source else ""
    when = change.at[:16].replace("T", " ")
    return display.fit(f"{change.batch:5} {when} {change.by:8} {change.citekey}{mark}  {name}{source}")


def _report(change: Change) -> dict[str, Any]:
    from pressbib.formats import csljson

    return {
        "number": change.number,
        "batch": change.batch,
        "at": change.at,
        "by": change.by,
        "source": change.source,
        "undone": change.undone,
        "citekey": change.citekey,
        "before": csljson.item(change.before) if change.before else None,
        "after": csljson.item(change.after) if change.after else None,
    }

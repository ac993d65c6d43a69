"""`pressbib show`: everything known of records."""

from __future__ import annotations

import json

import click

from pressbib.cli import cite
from pressbib.cli.complete import citekeys, find_record
from pressbib.cli.options import State, options
from pressbib.errors import RecordNotFoundError


@click.command("show")
@click.argument("citekey", nargs=-1, required=True, shell_complete=citekeys)
@options("library", "json", "output")
def command(state: State, citekey: tuple[str, ...]) -> int:
    """Show everything known of records: each value with where it came from, and what was not chosen.

    With --to, print them in a format instead. Exit code 3 where no record has the citekey.
    """
    from pressbib.formats import csljson

    shown = []
    with state.library(read_only=True) as library:
        for key in citekey:
            try:
                record = find_record(library, key)
            except RecordNotFoundError as error:
                state.say(f"pressbib: {error}")
                continue
            shown.append((record, library.marks(record.citation_key)))
    if state.to:
        state.write(state.dump([record for record, _ in shown]))
    elif state.json:
        for record, _ in shown:
            click.echo(json.dumps(csljson.item(record), ensure_ascii=False))
    else:
        blocks = []
        for record, marks in shown:
            lines = [click.style(record.citation_key, fg="cyan"), *cite.explanation(record)]
            if marks.aliases:
                lines.append(f"  also cited as {', '.join(marks.aliases)}")
            if marks.tags:
                lines.append(f"  tags: {', '.join(marks.tags)}")
            lines += [f"  note: {note}" for note in marks.notes]
            blocks.append("\n".join(lines))
        if blocks:
            state.write("\n\n".join(blocks) + "\n")
    return 0 if len(shown) == len(citekey) else 3

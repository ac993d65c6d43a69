"""`pressbib export`: write the library as a bibliography."""

from __future__ import annotations

from pathlib import Path

import click

from pressbib.cli import display
from pressbib.cli.options import State, join_query, options
from pressbib.record import Record


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.argument("query", nargs=-1)
@click.option("--update", is_flag=True, help="Change FILE in place: only the entries that must change, and new ones.")
@options("library", "output", "dry-run")
def command(state: State, file: Path | None, query: tuple[str, ...], update: bool) -> int:
    """Write the library, or what fits QUERY, to FILE or to standard output.

    The format is --to, or goes by the name of FILE. Records that did not change give the same bytes; a file that would
    not change is not touched. With --update, an existing .bib file is changed in place: every byte that need not change
    stays.
    """
    from pressbib import formats

    file = file or state.output
    with state.library(read_only=True) as library:
        records = list(library.records(join_query(query)))
    if update:
        return _update(state, file, records)
    text = state.dump(records, formats.by_file_name(file) if file else "")
    if file is not None and file.is_file() and file.read_bytes() == text.encode("utf-8"):
        state.say(f"{file}: nothing changed")
    elif file is not None and state.dry_run:
        state.say(f"{file}: would be written, {display.count(len(records), 'record')} (nothing was changed: --dry-run)")
    else:
        state.output = file
        state.write(text)
        if file is not None:
            state.say(f"{file}: {display.count(len(records), 'record')}")
    return 0


def _update(state: State, file: Path | None, records: list[Record]) -> int:
    if file is None:
        raise click.UsageError("--update needs the name of the .bib file")
    from pressbib import bibfile

    change = bibfile.update(file, records, to=state.to or "", press=state.beside(), dry_run=state.dry_run)
    for problem in change.problems:
        state.say(f"{file}: {problem}")
    if state.dry_run:
        click.echo(change.diff, nl=False)
    state.say(f"{file}: {change.summary()}{' (nothing was changed: --dry-run)' if state.dry_run else ''}")
    return 0

"""`pressbib import`: merge bibliography files into the library."""

from __future__ import annotations

import collections
import json

import click

from pressbib.cli import add, complete, convert, display
from pressbib.cli.options import State, options


@click.command("import")
@click.argument("file", nargs=-1, required=True, metavar="FILE...")
@click.option("--from", "source_format", default="", metavar="FORMAT", help="The format of the files, if not plain.")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", shell_complete=complete.tags, help="Tag what is added or merged."
)
@options("library", "json", "dry-run")
def command(state: State, file: tuple[str, ...], source_format: str, tags: tuple[str, ...]) -> int:
    """Merge bibliography files into the library: .bib, CSL-JSON, CSL-YAML, RIS, or - for standard input.

    The format is seen from the content. Citekeys are kept where they are valid and free. Each record is added, merged
    with what the library has, or left as it is. What may be a duplicate is kept as a record of its own and reported
    as undecided; it is settled with pressbib dedupe. Exit code 1 where entries could not be read: the good ones were.
    """
    counts: collections.Counter[str] = collections.Counter()
    with state.library() as library:
        for name in file:
            records = convert.load(state, name, source_format)
            if records is None:
                continue
            for outcome in library.import_records(records, source=name, tags=tags, dry_run=state.dry_run):
                counts[outcome.status] += 1
                changed = outcome.changes if outcome.status == "merged" else {}
                if state.json:
                    row = add.report(name, outcome.status, outcome.record, outcome.citekey, changed, "")
                    click.echo(json.dumps(row, ensure_ascii=False))
                elif state.verbose or state.dry_run or outcome.status == "undecided":
                    click.echo(f"{outcome.status:10} {outcome.citekey}  {display.headline(outcome.record)}")
                    for line in display.changes(changed):
                        click.echo(line)
                    if outcome.linked:
                        click.echo(f"{'':10} linked with {', '.join(outcome.linked)}")
    counted = ", ".join(f"{counts[s]} {s}" for s in ("added", "merged", "unchanged", "undecided") if counts[s])
    state.say((counted or "no record was found") + (" (nothing was changed: --dry-run)" if state.dry_run else ""))
    if state.failures:
        return 1
    return 0 if counts else 3

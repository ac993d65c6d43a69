"""`pressbib dedupe`: likely duplicates, and the merge that would follow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pressbib.cli import convert, display
from pressbib.cli.decide import ask, beside, unite
from pressbib.cli.options import State, is_terminal, options

if TYPE_CHECKING:
    from pressbib.compare import Pair
    from pressbib.library import Library


@click.command("dedupe")
@click.argument("file", required=False)
@click.option("--from", "source_format", default="", metavar="FORMAT", help="The format of FILE, if not plain.")
@click.option("--merge-same", is_flag=True, help="Merge what is certainly the same work, without asking.")
@options("library", "json", "dry-run")
def command(state: State, file: str | None, source_format: str, merge_same: bool) -> int:
    """Show likely duplicates in the library, best first, side by side, and the merge that would follow.

    On a terminal each pair is asked about; the answer "keep both" is remembered. With FILE (any format that import
    reads, or -) its records are compared among themselves, and the library is not touched. Exit code 3 where there are
    none.
    """
    if file is not None:
        from pressbib.compare import duplicates

        records = convert.load(state, file, source_format)
        pairs = duplicates(records) if records else []
        _print(state, pairs)
        return 1 if state.failures else 0 if pairs else 3
    with state.library(read_only=state.dry_run or state.json) as library:
        pairs = library.dedupe()
        if state.json or state.dry_run or not (merge_same or is_terminal()):
            _print(state, pairs)
        else:
            _settle(state, library, pairs, merge_same)
    if not pairs:
        state.say("no duplicates were found")
    return 0 if pairs else 3


def _print(state: State, pairs: list[Pair]) -> None:
    if state.json:
        if pairs:
            click.echo("\n".join(json.dumps(report(pair), ensure_ascii=False) for pair in pairs))
        return
    from pressbib.merge import changes, merge

    for pair in pairs:
        click.echo(heading(pair))
        for text in beside(pair.a, pair.b, display.terminal_columns()):
            click.echo(f"  {text}")
        if pair.link:
            click.echo()
            continue
        followed = list(display.changes(changes(pair.a, merge(pair.a, pair.b))))
        click.echo(f"  merged into {pair.a.citation_key}:" + ("" if followed else " nothing would change"))
        for text in followed:
            click.echo(f"  {text}")
        click.echo()


def heading(pair: Pair) -> str:
    """The verdict, or what they are to each other, and what speaks against their being one work."""
    against = ", ".join(f"{name} {value:.2f}" for name, value in pair.comparison.penalties.items() if value)
    if pair.link:
        return click.style(_LINKS[pair.link], bold=True) + f"  (two works: {against})"
    return click.style(pair.comparison.verdict.value, bold=True) + (f"  (against it: {against})" if against else "")


_LINKS = {
    "preprint": "a work and its preprint",
    "conference": "a paper of a conference and its journal version",
    "thesis": "a thesis and its other version",
    "report": "a report and its other version",
    "erratum": "a work and its erratum",
}


def report(pair: Pair) -> dict[str, object]:
    """The JSON object of `--json`."""
    penalties = {name: round(value, 4) for name, value in pair.comparison.penalties.items()}
    found: dict[str, object] = {
        "a": pair.a.citation_key,
        "b": pair.b.citation_key,
        "verdict": pair.comparison.verdict.value,
        "penalties": penalties,
    }
    return {**found, "link": pair.link} if pair.link else found


def _settle(state: State, library: Library, pairs: list[Pair], merge_same: bool) -> None:
    """Merge and ask, pair by pair; a record that was merged away stands for the one that took it in."""
    into: dict[str, str] = {}
    for pair in pairs:
        first, second = (_follow(into, r.citation_key) for r in (pair.a, pair.b))
        if first == second:
            continue
        if pair.link:
            if library.link(first, second, pair.link):
                click.echo(f"linked     {first} and {second}: {_LINKS[pair.link]}")
            continue
        choice = "m" if merge_same and pair.comparison.verdict.value == "same" else "s"
        if choice == "s" and is_terminal():
            click.echo(heading(pair), err=True)
            choice = ask(library.get(first), library.get(second))
        if choice == "q":
            break
        if choice in ("m", "e"):
            outcome = unite(library, first, second, editing=choice == "e")
            into[second if outcome.citekey == first else first] = outcome.citekey
            click.echo(f"merged     {outcome.citekey}  {display.headline(outcome.record)}")
        elif choice == "k":
            library.keep_apart(first, second)
            state.say(f"{first} and {second} are kept apart; this pair is not shown again")


def _follow(into: dict[str, str], key: str) -> str:
    while key in into:
        key = into[key]
    return key

"""Questions on a terminal: are these two records one work?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pressbib.cli import display
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.library import Library, Outcome

_SHOWN = ("title", "author", "issued", "container-title", "volume", "issue", "page", "DOI", "URL", "publisher")


def beside(first: Record, second: Record, columns: int) -> list[str]:
    """Two records side by side, a line a variable; what differs is marked with `≠`."""
    left, right = first.stated(), second.stated()
    half = (columns - 22) // 2
    lines = [f"{'':16}   {display.pad(first.citation_key, half)} {second.citation_key}"]
    for name in _SHOWN:
        if name not in left and name not in right:
            continue
        one, two = display.value(left.get(name)), display.value(right.get(name))
        mark = " " if one.casefold() == two.casefold() else "≠"
        lines.append(f"{display.pad(name, 16)} {mark} {display.pad(one, half)} {display.shorten(two, half)}")
    return lines


def ask(first: Record, second: Record) -> str:
    """Show two records and ask: m(erge), e(dit: merge, then edit), k(eep both), s(kip), q(uit). Abort at Ctrl-C."""
    for text in beside(first, second, display.terminal_columns()):
        click.echo(text, err=True)
    choice: str = click.prompt(
        "One work? (m)erge, merge and (e)dit, (k)eep both, (s)kip, (q)uit",
        type=click.Choice(["m", "e", "k", "s", "q"]),
        show_choices=False,
        err=True,
    )
    return choice


def unite(library: Library, first: str, second: str, *, editing: bool = False) -> Outcome:
    """Merge two records, and let the person edit what came of it."""
    outcome = library.unite(first, second)
    if not editing:
        return outcome
    from pressbib.cli.values import from_toml, to_toml

    text = click.edit(to_toml(outcome.record), extension=".toml")
    changed = from_toml(text, outcome.record) if text is not None else {}
    return library.edit(outcome.citekey, changed) if changed else outcome


def decide(library: Library, outcome: Outcome) -> Outcome:
    """Ask about what was left undecided; the outcome after the answers."""
    for candidate in getattr(outcome, "candidates", ()):
        choice = ask(candidate, outcome.record)
        if choice in ("m", "e"):
            return unite(library, candidate.citation_key, outcome.citekey, editing=choice == "e")
        if choice == "k":
            library.keep_apart(candidate.citation_key, outcome.citekey)
        elif choice == "q":
            break
    return outcome

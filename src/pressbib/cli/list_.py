"""`pressbib list`: one line a record."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from pressbib.cli import display
from pressbib.cli.options import State, join_query, options
from pressbib.record import VARIABLES, Record

if TYPE_CHECKING:
    from pressbib.library import Library
    from pressbib.library.outcome import Headline

_AT_ONCE = 200
"""Lines that are written together."""


@click.command("list")
@click.argument("query", nargs=-1)
@click.option("--format", "template", metavar="TEMPLATE", help="A line a record: '{citekey} {title} {year}'.")
@click.option("--sort", metavar="VARIABLE", default="", help="author, year, title, added or changed; -year reverses.")
@click.option("--keys", is_flag=True, help="Print citekeys alone.")
@options("library", "json")
def command(state: State, query: tuple[str, ...], template: str | None, sort: str, keys: bool) -> int:
    """List the library, one line a record.

    QUERY holds words and filters, all of which must fit: author:kelly year:2024.. type:article title:nuclear
    container:affairs tag:thesis press:pusan status:retracted has:doi key:kelly2024south. Exit code 3: nothing fits.
    """
    if template is not None:
        check_template(template)
    count = 0
    with state.library(read_only=True) as library:
        lines = iter(_lines(state, library, join_query(query), sort, template, keys))
        while some := list(itertools.islice(lines, _AT_ONCE)):
            click.echo("\n".join(some))
            count += len(some)
    if not count:
        state.say("no record fits" if query else f"the library is empty: {state.settings.library_path()}")
    return 0 if count else 3


def _lines(state: State, library: Library, query: str, sort: str, template: str | None, keys: bool) -> Iterable[str]:
    if state.json:
        import json

        from pressbib.formats import csljson

        records = library.records(query, sort=sort)
        return (json.dumps(csljson.item(record), ensure_ascii=False) for record in records)
    if template is not None and not keys:
        return (fill(template, record) for record in library.records(query, sort=sort, provenance=False))
    found = library.headlines(query, sort=sort)
    return (line.citation_key for line in found) if keys else columns(found, display.terminal_columns())


def columns(records: Iterable[Record | Headline], wide: int) -> Iterable[str]:
    """Citekey, people and year, title; as wide as the terminal, a retraction in red."""
    key_columns = min(24, wide // 4)
    who_columns = min(22, wide // 5)
    for record in records:
        year = str(record.issued.year) if record.issued and record.issued.year else ""
        who = display.people(record.author, complete=record.authors_complete)
        title = display.plain(record.title) or record.DOI or record.URL
        mark = f"[{record.standing}] " if record.standing else ""
        left = f"{display.pad(record.citation_key, key_columns)} {display.pad(who, who_columns)} {year:4} "
        rest = wide - display.width(left) - display.width(mark)
        yield left + (click.style(mark, fg="red") if mark else "") + display.shorten(title, max(rest, 12))


class _Fields(dict[str, Any]):
    """The values of a record by CSL variable (`-` may be written `_`), for --format."""

    def __init__(self, record: Record) -> None:
        super().__init__()
        self._record = record

    def __missing__(self, name: str) -> str:
        record = self._record
        if name in ("citekey", "key", "id"):
            return record.citation_key
        if name == "year":
            return str(record.issued.year) if record.issued and record.issued.year else ""
        if name == "authors":
            return display.people(record.author, complete=record.authors_complete)
        if name == "standing":
            return record.standing
        if name == "press":
            return record.press[0].url if record.press else ""
        variable = VARIABLES.get(name) or VARIABLES.get(name.replace("_", "-"))
        found = record.get(variable.name) if variable else None
        return display.value(found) if found else ""


_EXTRA = {"citekey", "key", "id", "year", "authors", "standing", "press"}


def check_template(template: str) -> None:
    """UsageError where a template names something that is no variable, or is not well formed."""
    import string

    try:
        names = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise click.UsageError(f"--format: {error}") from error
    for name in names:
        if name not in _EXTRA and name not in VARIABLES and name.replace("_", "-") not in VARIABLES:
            from difflib import get_close_matches

            near = get_close_matches(name, [*_EXTRA, *VARIABLES], n=1)
            hint = f"; did you mean {{{near[0]}}}?" if near else ""
            raise click.UsageError(f"--format: no variable {{{name}}}{hint}")


def fill(template: str, record: Record) -> str:
    """A template filled from a record: `\\n` and `\\t` stand for a line break and a tab."""
    import string

    text = template.replace("\\n", "\n").replace("\\t", "\t")
    return string.Formatter().vformat(text, (), _Fields(record))

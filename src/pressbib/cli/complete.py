"""What the shell offers at the Tab key: citekeys and tags of the library in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from pressbib.cli.settings import Settings
from pressbib.errors import PressbibError, RecordNotFoundError

if TYPE_CHECKING:
    from pressbib.library import Library
    from pressbib.record import Record

_MOST = 200


def citekeys(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Citekeys that begin with what was typed, each with its title as help."""
    return [CompletionItem(key, help=title) for key, title in _found(context, incomplete)]


def _found(context: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    from pressbib.library import Library

    try:
        stated = context.params.get("library")
        with Library(Settings({"library": stated}).library_path(), read_only=True) as library:
            yield from library.complete(incomplete, limit=_MOST)
    except PressbibError:
        return


def find_record(library: Library, citekey: str) -> Record:
    """The record with a citekey. Raises RecordNotFoundError, naming the nearest citekey where one is near."""
    try:
        return library.get(citekey)
    except RecordNotFoundError as error:
        from difflib import get_close_matches

        known = [key for key, _ in library.complete(citekey[:3], limit=2000)]
        near = get_close_matches(citekey, known, n=1)
        raise RecordNotFoundError(f"{error}" + (f"; did you mean {near[0]}?" if near else "")) from error


def tags(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Tags that begin with what was typed."""
    from pressbib.library import Library

    try:
        with Library(Settings({"library": context.params.get("library")}).library_path(), read_only=True) as library:
            return [CompletionItem(tag) for tag in library.tags() if tag.startswith(incomplete)]
    except PressbibError:
        return []

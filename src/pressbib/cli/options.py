"""The options that mean the same everywhere, and the State that carries them to a command.

A command takes `@options("library", "network", "output", ...)`; the groups are the rows of `_GROUPS`. Every command has
the general ones. The values arrive as one State, first argument of the command.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from pressbib.classes import dataclass, rows_of
from pressbib.cli.settings import Settings

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher
    from pressbib.library import Library
    from pressbib.record import Record

_FORMATS = "bibtex, biblatex, csl-json, csl-yaml, ris, hayagriva, wikipedia, text"


@dataclass
class State:
    """What a command was told: settings, how much to say, where to write."""

    settings: Settings
    quiet: bool = False
    verbose: bool = False
    json: bool = False
    dry_run: bool = False
    to: str | None = None
    ascii: bool = False
    press: str | None = None
    style: str | None = None
    output: Path | None = None
    url: str = ""
    refresh: bool = False
    jobs: int | None = None
    failures: list[str] = field(default_factory=list)
    plugged: bool = False

    def say(self, text: str) -> None:
        """A word to the person, on standard error, unless --quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def explain(self, text: str) -> None:
        """A word for those who asked --verbose, on standard error."""
        if self.verbose:
            click.echo(text, err=True)

    def fail(self, text: str) -> None:
        """Name a failure on standard error and remember it."""
        self.failures.append(text)
        click.echo(f"pressbib: {text}", err=True)

    def plugins(self) -> None:
        """Put the plugins of other packages to use, and name those that fail."""
        from pressbib import plugins

        if not self.plugged:
            self.plugged = True
            for problem in plugins.activate():
                self.say(f"pressbib: {problem}")

    def fetcher(self) -> Fetcher:
        from pressbib.fetch import Fetcher

        self.plugins()
        return Fetcher(self.settings.fetch_settings(refresh=self.refresh))

    def library(self, *, read_only: bool = False) -> Library:
        from pressbib.library import Library

        pattern = str(self.settings.value("citekey") or "")
        return Library(self.settings.library_path(), read_only=read_only, pattern=pattern)

    def dump(self, records: Sequence[Record], to: str = "") -> str:
        """Records as text: in --to, or `to`, or the format of the settings, with the options that were told.

        How the press page stands beside the paper is asked only of the formats that can say it.
        """
        from pressbib import formats

        target = self.to or to or str(self.settings.value("to"))
        if target not in formats.FORMATS:
            self.plugins()
        known = formats.FORMATS.get(target)
        asked = self.press is not None or known is None or "press" in known.options
        press = self.beside() if asked else "none"
        return formats.dump(self.keyed(records, target), target, ascii=self.ascii, press=press, style=self.style or "")

    def beside(self) -> Literal["none", "note", "related"]:
        """How the press page stands beside the paper. Raises DataFileError for a wrong word in config.toml."""
        stated = self.press or self.settings.value("press")
        if stated == "note":
            return "note"
        if stated == "related":
            return "related"
        if stated == "none":
            return "none"
        from pressbib.errors import DataFileError

        raise DataFileError("config.toml", "press", f"must be none, note or related, not {stated!r}")

    def keyed(self, records: Sequence[Record], target: str = "") -> list[Record]:
        """The records with a citekey each: its own, else one by the pattern of the settings, unlike the others.

        An entry that has none in its .bib file goes into another (`target`) as it is.
        """
        from pressbib import citekey

        pattern = str(self.settings.value("citekey") or citekey.PATTERN)
        taken = {citekey.fold(record.citation_key) for record in records}
        keyed = []
        for record in records:
            if target in ("bibtex", "biblatex") and record.extra.get("bibtex-entry:key") == "":
                keyed.append(record)
                continue
            key = record.citation_key or citekey.make(record, taken, pattern)
            taken.add(citekey.fold(key))
            keyed.append(record if record.citation_key else record.replace(citation_key=key))
        return keyed

    def write(self, text: str) -> None:
        """Results: to --output (replaced atomically) or to standard output."""
        if self.output is not None:
            write_atomically(self.output, text)
        else:
            click.echo(text, nl=not text.endswith("\n"))


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that it is either the old one or the whole new one, whatever happens in between (UTF-8)."""
    import tempfile

    target = path.resolve()
    if target.is_dir():
        raise click.BadParameter(f"{path} is a folder; name a file", param_hint="--output")
    mode = target.stat().st_mode & 0o7777 if target.exists() else None
    if mode is None:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _set_color(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value or os.environ.get("NO_COLOR"):
        context.color = False


_GENERAL = (
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and failures."),
    click.option("-v", "--verbose", is_flag=True, help="Say what is being done, and why."),
    click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."),
    click.option(
        "--no-color", is_flag=True, is_eager=True, expose_value=False, callback=_set_color, help="No colours."
    ),
)

_GROUPS: dict[str, tuple[Callable[..., Any], ...]] = {
    "library": (click.option("--library", metavar="FILE", type=click.Path(), help="The library file to use."),),
    "network": (
        click.option("--offline", is_flag=True, default=None, help="No network at all: only what the page says."),
        click.option("--refresh", is_flag=True, help="Ask anew what is in the cache."),
        click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Work on N sources side by side."),
    ),
    "url": (click.option("--url", default="", metavar="ADDRESS", help="The address of a page that was saved."),),
    "output": (
        click.option("--to", metavar="FORMAT", help=f"{_FORMATS}."),
        click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file."),
        click.option("--ascii", is_flag=True, help="LaTeX commands in place of letters that are not ASCII."),
        click.option(
            "--press",
            type=click.Choice(["none", "note", "related"]),
            help="How the press page stands beside the paper.",
        ),
        click.option("--style", metavar="STYLE", help="With --to text: a CSL style (apa, or a .csl file)."),
    ),
    "json": (click.option("--json", is_flag=True, help="A machine-readable report, a JSON object a line."),),
    "dry-run": (click.option("-n", "--dry-run", is_flag=True, help="Say what would happen, change nothing."),),
}


_STATED = frozenset(row.name for row in rows_of(State))


def options(*groups: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the general options and those of the groups; it receives a State as first argument."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def called(**values: Any) -> Any:
            stated: dict[str, Any] = {key: values.pop(key) for key in ("library", "offline") if key in values}
            if values.get("jobs") is not None:
                stated["jobs"] = values["jobs"]
            known = {key: values.pop(key) for key in list(values) if key in _STATED}
            color = click.get_current_context()
            settings = Settings(stated)
            if color.color is None and settings.config.get("color") is False:
                color.color = False
            return function(State(settings, **known), **values)

        for option in reversed([*(o for group in groups for o in _GROUPS[group]), *_GENERAL]):
            called = option(called)
        return called

    return decorate


def join_query(words: Sequence[str]) -> str:
    """The words of a command line as one query: what the shell kept together stays together.

    >>> join_query(["nuclear", "tag:to read"])
    'nuclear tag:"to read"'
    """
    parts = []
    for word in words:
        name, colon, value = word.partition(":")
        if " " not in word or '"' in word:
            parts.append(word)
        elif colon and name.isalpha():
            parts.append(f'{name}:"{value}"')
        else:
            parts.append(word)
    return " ".join(parts)


def is_terminal() -> bool:
    """Whether a question can be asked: both standard input and standard error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()

"""The command line: one module a verb, imported only when its verb is called.

`COMMANDS` is the one visible list. `main` is the one place where an error becomes a line and an exit code:

    0 done · 1 something failed · 2 wrong usage · 3 nothing found · 4 left undecided · 130 interrupted
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, TextIO

import click

from pressbib import __version__
from pressbib.errors import PressbibError, PressbibWarning

COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("add", "Read pages, find their papers, merge them into the library."),
    "cite": ("cite", "Print the papers that pages announce; the library is left alone."),
    "resolve": ("resolve", "Print the metadata of a landing page or an identifier."),
    "import": ("import_", "Merge bibliography files into the library."),
    "export": ("export", "Write the library as a bibliography."),
    "convert": ("convert", "Print bibliography files in another format."),
    "list": ("list_", "List the library, one line a record."),
    "show": ("show", "Show everything known of records, and where it came from."),
    "edit": ("edit", "Change values of a record."),
    "remove": ("remove", "Take records out of the library."),
    "undo": ("undo", "Take the last change back."),
    "log": ("log", "Show what changed, when, and from where."),
    "dedupe": ("dedupe", "Show likely duplicates, and merge them."),
    "refresh": ("refresh", "Ask the registries again for what is in the library."),
    "push": ("push", "Hand records to a running reference manager."),
    "config": ("config", "Show the settings in force and where things are."),
    "doctor": ("doctor", "Check the installation, the library and the network."),
}
"""Verb -> (module of this package, what it does in a line)."""


class Verbs(click.Group):
    """A group whose commands are imported when they are called; help lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"pressbib.cli.{COMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)  # noqa: S101 # a module of ours that breaks the rule
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(_unknown_command(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, meaning) for name, (_, meaning) in COMMANDS.items()])


def _unknown_command(word: str) -> str:
    from difflib import get_close_matches

    if near := get_close_matches(word, COMMANDS, n=1):
        return f"No such command {word!r}. Did you mean {near[0]!r}?"
    if "/" in word or "." in word:
        return f"No such command {word!r}. To add a page, say: pressbib add {word}"
    return f"No such command {word!r}. See: pressbib --help"


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pressbib", message="%(prog)s %(version)s")
def pressbib() -> None:
    """Find the paper behind a press release, and keep it in your bibliography.

    SOURCE is a press page: its address, a saved file (HTML or copied text), or - for standard input;
    a DOI, an arXiv identifier or a PMID will do as well.

    \b
    pressbib add https://…        find the paper, merge it into the library
    pressbib cite page.html       print the paper as BibLaTeX
    pressbib export refs.bib      write the library
    """


_COLLECTED_AFTER = 100_000
"""New objects after which the garbage collector looks for cycles: a short command makes hardly any, and looking for
them again and again takes a twentieth of its time."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    import gc

    gc.set_threshold(_COLLECTED_AFTER)
    _leave(run(sys.argv[1:] if arguments is None else arguments))


def _leave(code: int) -> NoReturn:
    """End the process without taking apart all that was built in it, which is a tenth of the time of a short command.

    What was written is flushed and the functions for the end of the process (`atexit`) are called. Where somebody looks
    on (a debugger, a profiler, `python -i`) or a thread is still at work, the process ends in the usual way.
    """
    import atexit
    import os
    import threading

    finish = getattr(atexit, "_run_exitfuncs", None)
    watched = sys.gettrace() or sys.getprofile() or sys.flags.inspect or sys.flags.interactive
    if finish is None or watched or threading.active_count() > 1:
        sys.exit(code)
    try:
        finish()
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader of our output is gone
        sys.exit(code)
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the exit code."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", PressbibWarning)
        plain = warnings.showwarning

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if isinstance(message, PressbibWarning):
                click.echo(f"pressbib: warning: {message}", err=True)
            else:
                plain(message, category, filename, lineno, file, line)

        warnings.showwarning = show
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    debug = "--debug" in arguments
    try:
        code = pressbib.main(list(arguments), prog_name="pressbib", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("pressbib: interrupted; what was done before is kept", err=True)
        return 130
    except BrokenPipeError:
        _close_broken_pipe()
        return 141
    except PressbibError as error:
        if debug:
            raise
        click.echo(f"pressbib: {error}", err=True)
        return 1
    except OSError as error:
        if debug:
            raise
        where = f" ({error.filename})" if error.filename else ""
        click.echo(f"pressbib: {error.strerror or error}{where}", err=True)
        return 1
    return code if isinstance(code, int) else 0


def _close_broken_pipe() -> None:
    """The reader of our output is gone (`| head`): leave without a second complaint at shutdown."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

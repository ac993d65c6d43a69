"""`pressbib convert`: bibliography files in another format, the library untouched."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pressbib.cli.options import State, options
from pressbib.errors import FormatError
from pressbib.record import Record


@click.command("convert")
@click.argument("file", nargs=-1, required=True, metavar="FILE...")
@click.option("--from", "source_format", default="", metavar="FORMAT", help="The format of the files, if not plain.")
@options("output")
def command(state: State, file: tuple[str, ...], source_format: str) -> int:
    """Print bibliography files in another format (--to); the library is left alone.

    FILE is a .bib, CSL-JSON, CSL-YAML or RIS file, or - for standard input; the format is seen from the content.
    """
    from pressbib import formats

    records: list[Record] = []
    for name in file:
        loaded = load(state, name, source_format)
        if loaded is not None:
            records.extend(loaded)
    state.write(state.dump(records, formats.by_file_name(state.output) if state.output else ""))
    if state.failures:
        return 1
    return 0 if records else 3


def load(state: State, name: str, source_format: str = "") -> list[Record] | None:
    """The records of a file or of standard input (-), None where it cannot be read; problems are named."""
    from pressbib import formats

    try:
        source = sys.stdin.buffer.read() if name == "-" else Path(name)
        loaded = formats.read(source, source_format, source_name="standard input" if name == "-" else name)
    except FormatError as error:
        state.fail(f"{error}" if str(error).startswith(name) else f"{name}: {error}")
        return None
    except OSError as error:
        state.fail(f"{name}: {error.strerror or error}")
        return None
    for problem in loaded.problems:
        state.fail(problem)
    return list(loaded.records)

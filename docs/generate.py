"""Write the pages of the reference that follow from the code: `python docs/generate.py [--check]`.

commands.md from the commands themselves, variables.md from the table of variables, configuration.md from the table of
settings. `--check` writes nothing and fails where a page is not what would be written; the tests call `pages` too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from pressbib.cli import COMMANDS, pressbib
from pressbib.cli.settings import KEYS
from pressbib.record import ITEM_TYPES, VARIABLES

HERE = Path(__file__).parent / "reference"


def pages() -> dict[str, str]:
    """File name -> text, for every generated page."""
    return {
        "commands.md": "\n".join(commands()) + "\n",
        "variables.md": "\n".join(variables()) + "\n",
        "configuration.md": "\n".join(configuration()) + "\n",
    }


def commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "Every command takes `-h` or `--help`, `--quiet`, `--verbose`, `--debug` (the traceback of an error) and"
    yield "`--no-color` (the variable `NO_COLOR` does the same). Standard output carries results only; progress,"
    yield "warnings and questions go to standard error, and nothing asks a question where standard input is not a"
    yield "terminal.\n"
    yield "## Exit codes\n"
    yield "| code | meaning |\n|---|---|"
    yield "| 0 | done |\n| 1 | something failed: a line each on standard error; the other sources were still done |"
    yield "| 2 | wrong usage |\n| 3 | nothing found: no paper on the page, no record for the query |"
    yield "| 4 | left undecided: a merge needs a person |\n| 130 | interrupted; nothing is half written |\n"
    for name in COMMANDS:
        command = pressbib.get_command(click.Context(pressbib), name)
        assert command is not None
        context = click.Context(command, info_name=f"pressbib {name}", terminal_width=100, max_content_width=100)
        yield f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"


def variables() -> Iterator[str]:
    yield "# Variables\n"
    yield "A record is described by the variables of [CSL 1.0.2](https://docs.citationstyles.org/en/stable/"
    yield "specification.html#appendix-iv-variables). In Python the attribute has `_` where the variable has `-`; an"
    yield 'absent value is empty (`""`, `()` or `None`). Item types: ' + ", ".join(f"`{t}`" for t in sorted(ITEM_TYPES))
    yield ".\n\n| variable | attribute | kind | meaning |\n|---|---|---|---|"
    for row in VARIABLES.values():
        yield f"| `{row.name}` | `{row.attribute}` | {row.kind} | {row.meaning} |"


def configuration() -> Iterator[str]:
    yield "# Configuration\n"
    yield "An option of the command comes first, then the environment, then `config.toml`, then the default.\n"
    yield "`pressbib config` shows what is in force, and why. `config.toml` lies in the user configuration folder (or"
    yield "where `PRESSBIB_CONFIG` says); an unknown key is an error that names the nearest known one.\n"
    yield "| key | type | environment | meaning |\n|---|---|---|---|"
    kinds = {str: "text", int: "whole number", bool: "true or false"}
    for name, key in KEYS.items():
        variable = f"`{key.environment}`" if key.environment else ""
        yield f"| `{name}` | {kinds[key.type]} | {variable} | {key.meaning} |"
    yield "\nThe usual `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY` and `REQUESTS_CA_BUNDLE` are honoured."


def main() -> int:
    stale = [name for name, text in pages().items() if _read(HERE / name) != text]
    if "--check" in sys.argv[1:]:
        for name in stale:
            sys.stderr.write(f"docs/reference/{name} is not what the code says; run: python docs/generate.py\n")
        return 1 if stale else 0
    HERE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (HERE / name).write_text(text, "utf-8")
    return 0


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())

"""Write the pages of the reference that follow from the code: `python docs/generate.py [--check]`.

commands.md from the commands themselves and what they print for the example page, variables.md from the table of
variables, configuration.md from the table of settings, python-api.md from the docstrings of the public names.
`--check` writes nothing and fails where a page is not what would be written; the tests call `pages` too.
"""

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

import pressbib as pressbib_package
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
        "python-api.md": "\n".join(python_api()) + "\n",
    }


def commands() -> Iterator[str]:
    shown = outputs()
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
        if printed := shown.get(name):
            yield f"```text\n{printed}```\n"


EXAMPLES = {
    "cite": ["cite --offline --example", "cite --offline --example --to wikipedia"],
    "add": ["add --offline --example", "add --offline --example", "add --offline --example --json"],
    "resolve": ["resolve --offline landing.html"],
    "import": ["import books.bib"],
    "list": ["list", "list author:knuth --format '{citekey}: {title} ({year})'"],
    "show": ["show knuth1984"],
    "edit": ["edit knuth1984 publisher=Addison-Wesley edition= --tag classics"],
    "export": ["export --to bibtex", "export --dry-run refs.bib"],
    "convert": ["convert books.bib --to ris"],
    "dedupe": ["dedupe twice.bib"],
    "remove": ["remove knuth1984"],
    "undo": ["undo"],
    "log": ["log --most 3"],
}
"""Verb -> the commands whose real output its section shows. They run in this order, in one empty home folder."""

_BOOK = "@book{knuth1984, author = {Knuth, Donald E.}, title = {The {\\TeX}book}, year = 1984, edition = 1}\n"
_LANDING = """<html lang="en"><head><title>On the number seven | Numbers</title>
<meta name="citation_title" content="On the number seven"><meta name="citation_author" content="Ann Author">
<meta name="citation_journal_title" content="Numbers"><meta name="citation_publication_date" content="2021/05/01">
<meta name="citation_volume" content="7"><meta name="citation_doi" content="10.5555/seven"></head></html>"""


def outputs() -> dict[str, str]:
    """Verb -> its examples with what they print; times of day and the folder are left out of it."""
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "books.bib").write_text(_BOOK, "utf-8")
        (Path(home) / "twice.bib").write_text(
            _BOOK + _BOOK.replace("knuth1984", "knuth").replace("1984", "1986"), "utf-8"
        )
        (Path(home) / "landing.html").write_text(_LANDING, "utf-8")
        env = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "COLUMNS": "100"}
        env |= {f"XDG_{part}_HOME": f"{home}/.{part.lower()}" for part in ("DATA", "CONFIG", "CACHE")}
        env["PYTHONPATH"] = str(Path(pressbib_package.__file__).parents[1])  # this tree's, whichever is installed
        for name, examples in EXAMPLES.items():
            for example in examples:
                command = [sys.executable, "-m", "pressbib", *shlex.split(example)]
                done = subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, check=False)
                printed = _settled(done.stderr + done.stdout, home)
                found[name] = found.get(name, "") + f"$ pressbib {example}\n{printed.rstrip()}\n\n"
    return {name: text.rstrip() + "\n" for name, text in found.items()}


def _settled(text: str, home: str) -> str:
    package = str(Path(pressbib_package.__file__).parent)
    text = text.replace(home, "~").replace(package, "…/pressbib")
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "2026-01-02 03:04", text)


def python_api() -> Iterator[str]:
    yield "# Python interface, name by name\n"
    yield "Written from the docstrings. [Python](python.md) says how the names fit together.\n"
    for name in sorted(pressbib_package.__all__, key=str.casefold):
        value = getattr(pressbib_package, name)
        if name == "__version__":
            continue
        yield f"## {name}\n"
        target = value if isinstance(value, type) or inspect.isfunction(value) else getattr(value, name, value)
        if inspect.isfunction(target):
            yield f"```text\n{name}{inspect.signature(target)}\n```\n"
        yield inspect.cleandoc(target.__doc__ or "") + "\n"
        if isinstance(target, type):
            yield from _methods(target)


def _methods(kind: type) -> Iterator[str]:
    for name, member in vars(kind).items():
        if not name.startswith("_") and inspect.isfunction(member) and member.__doc__:
            yield f"### {kind.__name__}.{name}\n\n```text\n{name}{inspect.signature(member)}\n```\n"
            yield inspect.cleandoc(member.__doc__) + "\n"


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
    yield "\nThe usual `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY` and `REQUESTS_CA_BUNDLE` are honoured.\n"
    yield "## Files\n"
    yield "| file | where, unless a setting says otherwise |\n|---|---|"
    yield "| library | `library.db` in the user data folder (Linux: `~/.local/share/pressbib/`) |"
    yield "| `config.toml` | the user configuration folder (Linux: `~/.config/pressbib/`) |"
    yield "| answers of pages and registries | `answers.sqlite` in the cache folder (Linux: `~/.cache/pressbib/`) |"
    yield "\nThe cache may be removed at any time. Beside the library lie its `-wal` and `-shm` files while it is open."


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

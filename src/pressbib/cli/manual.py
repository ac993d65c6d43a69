"""The manual page, made from the commands themselves (man(7) macros)."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pressbib import __version__
from pressbib.cli import COMMANDS, pressbib


def manual() -> str:
    """The text of pressbib(1), in roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH PRESSBIB 1 "" "pressbib {__version__}" "User Commands"'
    yield ".SH NAME\npressbib \\- find the paper behind a press release"
    yield ".SH SYNOPSIS\n.B pressbib\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]..."
    yield ".SH DESCRIPTION"
    yield from _paragraphs(pressbib.help or "")
    yield ".SH COMMANDS"
    for name in COMMANDS:
        command = pressbib.get_command(click.Context(pressbib), name)
        if command is not None:
            yield from _command(name, command)
    yield ".SH EXIT STATUS"
    for code, meaning in (
        ("0", "done"),
        ("1", "something failed; each failure is a line on standard error"),
        ("2", "wrong usage"),
        ("3", "nothing found"),
        ("4", "left undecided: a merge needs a person"),
        ("130", "interrupted; nothing is half written"),
    ):
        yield f".TP\n.B {code}\n{meaning}"


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"pressbib {name}")
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS pressbib {name} {_escape(usage)}"
    yield from _paragraphs(command.help or "")
    for parameter in command.get_params(context):
        row = parameter.get_help_record(context)
        if row is not None:
            yield f".TP\n.B {_escape(row[0])}\n{_escape(row[1])}"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        lines = paragraph.strip("\n").split("\n")
        if lines[0].strip() == "\b":
            yield ".PP\n.nf\n" + "\n".join(_escape(line) for line in lines[1:]) + "\n.fi"
        else:
            yield ".PP\n" + _escape(" ".join(line.strip() for line in lines))


def _escape(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in text.split("\n"))

"""`pressbib config`: where settings, library and cache are, and the settings in force."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pressbib.cli import display
from pressbib.cli.options import State, options
from pressbib.cli.settings import KEYS, config_path


@click.command("config")
@click.option("--backup", type=click.Path(path_type=Path), metavar="FILE", help="Write a copy of the library.")
@click.option("--dump", type=click.Path(path_type=Path), metavar="FILE", help="Write all of it as JSON Lines.")
@click.option("--restore", type=click.Path(path_type=Path), metavar="FILE", help="Fill an empty library from a dump.")
@click.option(
    "--salvage", type=click.Path(path_type=Path), metavar="FILE", help="Write what a damaged file still holds."
)
@click.option("--rebuild", is_flag=True, help="Build the library's indexes anew.")
@click.option("--completion", type=click.Choice(["bash", "zsh", "fish"]), help="Print the shell completion script.")
@click.option("--scripts", type=click.Path(path_type=Path), metavar="DIR", help="Write the editor scripts there.")
@click.option("--man", is_flag=True, help="Print the manual page.")
@options("library", "json")
def command(
    state: State,
    backup: Path | None,
    dump: Path | None,
    restore: Path | None,
    salvage: Path | None,
    rebuild: bool,
    completion: str | None,
    scripts: Path | None,
    man: bool,
) -> int:
    """Show the settings in force, where each comes from, and where the files are.

    --backup writes a copy of the library file; --dump writes all that it holds, the history too, as text, and --restore
    reads that back into an empty library. --salvage writes the records that can still be read from a damaged file.
    """
    if completion:
        return _print_completion(completion)
    if man:
        from pressbib.cli.manual import manual

        click.echo(manual(), nl=False)
        return 0
    if scripts:
        from pressbib.integrations.scripts import install

        for path in install(scripts):
            click.echo(path)
        return 0
    if backup or dump or restore or salvage or rebuild:
        return _tend(state, backup, dump, restore, salvage)
    return _show(state)


def _tend(state: State, backup: Path | None, dump: Path | None, restore: Path | None, salvage: Path | None) -> int:
    """Copy, restore or mend the library."""
    with state.library(read_only=bool(backup or dump or salvage)) as library:
        if backup:
            library.backup(backup)
            state.say(f"the library was copied to {backup}")
        elif dump:
            count = library.export_everything(dump)
            state.say(f"{dump}: {display.count(count, 'record')}, with their history")
        elif restore:
            count = library.import_everything(restore)
            state.say(f"{display.count(count, 'record')} restored from {restore}")
        elif salvage:
            records = list(library.salvage())
            state.output = salvage
            state.write(state.dump(records, "jsonl"))
            state.say(
                f"{salvage}: {display.count(len(records), 'record')} (to have them again: pressbib import {salvage})"
            )
        else:
            state.say(f"the indexes of {display.count(library.rebuild(), 'record')} were built anew")
    return 0


def _show(state: State) -> int:
    rows = {key: (state.settings.value(key), state.settings.source(key)) for key in KEYS}
    if state.json:
        report = {key: {"value": value, "source": source} for key, (value, source) in rows.items()}
        click.echo(json.dumps({"config": str(config_path()), "settings": report}, ensure_ascii=False))
        return 0
    click.echo(f"config.toml  {config_path()}{'' if config_path().exists() else '  (not there; the defaults hold)'}")
    for key, (value, source) in rows.items():
        click.echo(f"{key:12} {'–' if value is None else _toml(value)}  ({source})")
    return 0


def _toml(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _print_completion(shell: str) -> int:
    from click.shell_completion import get_completion_class

    from pressbib.cli import pressbib

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(pressbib, {}, "pressbib", "_PRESSBIB_COMPLETE").source())
    return 0

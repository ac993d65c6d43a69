"""`pressbib doctor`: check the installation, the library and the network."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator

import click

from pressbib import __version__
from pressbib.cli import display
from pressbib.cli.options import State, options
from pressbib.cli.settings import config_path
from pressbib.errors import FetchError, PressbibError, redact

_PACKAGES = (
    "bibtexparser",
    "requests",
    "requests-cache",
    "click",
    "platformdirs",
    "selectolax",
    "rapidfuzz",
    "anyascii",
)
_OPTIONAL = ("feedparser", "citeproc-py", "papis")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")


@click.command("doctor")
@options("library", "network")
def command(state: State) -> int:
    """Check the installation, the library and the network; the output is made to be pasted into a report.

    Passwords in addresses are struck out. Exit code 1 where a check failed.
    """
    failed = False
    for name, text, good in checks(state):
        mark = {True: click.style("ok", fg="green"), False: click.style("FAILED", fg="red"), None: "–"}[good]
        click.echo(f"{name:18} {text}  {mark}".rstrip("– ") if good is None else f"{name:18} {text}  {mark}")
        failed = failed or good is False
    return 1 if failed else 0


def checks(state: State) -> Iterator[tuple[str, str, bool | None]]:
    """(name, what was seen, whether it is good; None where there is nothing to judge)."""
    yield "pressbib", __version__, None
    yield "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", None
    yield from _packages()
    yield "encoding", f"{sys.stdout.encoding}, locale {os.environ.get('LC_ALL') or os.environ.get('LANG') or 'C'}", None
    yield from _files(state)
    for variable in _PROXIES:
        if value := os.environ.get(variable) or os.environ.get(variable.lower()):
            yield variable, redact(value), None
    yield from _network(state)


def _packages() -> Iterator[tuple[str, str, bool | None]]:
    from importlib.metadata import PackageNotFoundError, version

    for package in (*_PACKAGES, *_OPTIONAL):
        try:
            yield package, version(package), None
        except PackageNotFoundError:
            needed = package in _PACKAGES
            yield package, "not installed", False if needed else None


def _files(state: State) -> Iterator[tuple[str, str, bool | None]]:
    path = config_path()
    try:
        keys = ", ".join(state.settings.config) or ("empty" if path.exists() else "not there; the defaults hold")
        yield "config.toml", f"{path}: {keys}", True
    except PressbibError as error:
        yield "config.toml", str(error), False
    file = state.settings.library_path()
    if not file.exists():
        yield "library", f"{file}: not there yet; the first add makes it", None
    else:
        try:
            with state.library(read_only=True) as library:
                problems = library.check()
                yield (
                    "library",
                    f"{file}: {display.count(len(library), 'record')}, {file.stat().st_size:,} bytes",
                    not problems,
                )
                for problem in problems:
                    yield "", problem, False
        except PressbibError as error:
            yield "library", str(error), False
    yield "cache", str(state.settings.value("cache")), None


def _network(state: State) -> Iterator[tuple[str, str, bool | None]]:
    settings = state.settings.fetch_settings(refresh=True)
    if settings.offline:
        yield "network", "not tried: offline", None
        return
    from pressbib.fetch import REGISTRIES, Fetcher

    with Fetcher(settings) as fetcher:
        for name in REGISTRIES:
            address = settings.registry(name)
            try:
                fetcher.get(f"{address}/", registry=True)
                yield name, redact(address), True
            except FetchError as error:
                # An answer of any status says that the registry can be reached.
                yield name, redact(address) if error.status else str(error), error.status is not None

"""Settings: the options of a command, over the environment, over config.toml, over the defaults.

`KEYS` is the one table of what config.toml may say. Nothing below the command line reads the environment or the
configuration: settings reach it as arguments.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressbib import datafile, folders
from pressbib.classes import dataclass
from pressbib.errors import DataFileError

if TYPE_CHECKING:
    from pressbib.fetch import FetchSettings


@dataclass(frozen=True)
class Key:
    """A key of config.toml: its type, the environment variable above it, and what it means."""

    type: type
    environment: str
    meaning: str


KEYS: dict[str, Key] = {
    "library": Key(str, "PRESSBIB_LIBRARY", "The library file."),
    "cache": Key(str, "PRESSBIB_CACHE", "The folder where answers of pages and registries are kept."),
    "mailto": Key(str, "PRESSBIB_MAILTO", "Your e-mail address, told to the registries that ask for one."),
    "to": Key(str, "", "The format that `cite`, `resolve`, `convert` and `export` write without --to."),
    "jobs": Key(int, "", "How many sources to work on side by side."),
    "offline": Key(bool, "", "Never use the network."),
    "color": Key(bool, "", "Colours on a terminal."),
    "press": Key(str, "", "How the press page stands beside the paper in exports: none, note or related."),
    "citekey": Key(str, "", "The pattern of citekeys."),
    "trusted-hosts": Key(
        str, "PRESSBIB_TRUSTED_HOSTS", "Local hosts (host or host:port, by comma) that links of pages may lead to."
    ),
    "crossref-url": Key(str, "PRESSBIB_CROSSREF_URL", "Base address of a Crossref mirror."),
    "datacite-url": Key(str, "PRESSBIB_DATACITE_URL", "Base address of a DataCite mirror."),
    "doi-url": Key(str, "PRESSBIB_DOI_URL", "Base address in place of https://doi.org."),
    "arxiv-url": Key(str, "PRESSBIB_ARXIV_URL", "Base address of an arXiv API mirror."),
    "pubmed-url": Key(str, "PRESSBIB_PUBMED_URL", "Base address of a PubMed E-utilities mirror."),
    "europepmc-url": Key(str, "PRESSBIB_EUROPEPMC_URL", "Base address of a Europe PMC mirror."),
    "openlibrary-url": Key(str, "PRESSBIB_OPENLIBRARY_URL", "Base address of an Open Library mirror."),
    "zotero-address": Key(str, "PRESSBIB_ZOTERO_URL", "Where Zotero listens, if not at http://127.0.0.1:23119."),
    "jabref-address": Key(str, "PRESSBIB_JABREF_URL", "Where JabRef's HTTP server listens, if not there."),
    "openalex-url": Key(str, "PRESSBIB_OPENALEX_URL", "Base address of an OpenAlex mirror."),
}
"""What config.toml may say, and the environment variable that overrides it."""


def config_path() -> Path:
    """Where config.toml is: PRESSBIB_CONFIG, or the user configuration folder."""
    if stated := os.environ.get("PRESSBIB_CONFIG"):
        return Path(stated)
    return folders.find("config") / "config.toml"


def read_config(path: Path | None = None) -> dict[str, Any]:
    """The values of config.toml; {} where there is none.

    Raises DataFileError for a file that is not TOML, an unknown key (naming the nearest), or a value of another type.
    """
    path = path or config_path()
    try:
        values = datafile.parse(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:  # no TOML, or not UTF-8
        raise DataFileError(str(path), "the file", f"not TOML: {error}") from error
    except OSError as error:
        raise DataFileError(str(path), "the file", error.strerror or str(error)) from error
    for key, value in values.items():
        _check(path, key, value)
    return values


def _check(path: Path, key: str, value: object) -> None:
    if key not in KEYS:
        from difflib import get_close_matches

        near = get_close_matches(key, KEYS, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; known keys: {', '.join(KEYS)}"
        raise DataFileError(str(path), key, f"unknown key{hint}")
    wanted = KEYS[key].type
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise DataFileError(str(path), key, f"must be {_TYPE_WORDS[wanted]}, not {value!r}")


_TYPE_WORDS = {str: "text in quotation marks", int: "a whole number", bool: "true or false"}


class Settings:
    """The settings in force. `value(key)` and `source(key)` say what holds and why; options come first."""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        self._options = {key: value for key, value in (options or {}).items() if value is not None}
        self._config: dict[str, Any] | None = None

    @property
    def config(self) -> dict[str, Any]:
        if self._config is None:
            self._config = read_config()
        return self._config

    def value(self, key: str) -> Any:
        """The value in force; None where nothing states one and there is no default."""
        return self._find(key)[0]

    def source(self, key: str) -> str:
        """Where the value in force comes from: `option`, the variable's name, `config.toml` or `default`."""
        return self._find(key)[1]

    def _find(self, key: str) -> tuple[Any, str]:
        if key in self._options:
            return self._options[key], "option"
        variable = KEYS[key].environment
        if variable and os.environ.get(variable):
            return os.environ[variable], variable
        if key in self.config:
            return self.config[key], "config.toml"
        default = _DEFAULTS.get(key)
        return (default() if default else None), "default"

    def library_path(self) -> Path:
        return Path(self.value("library")).expanduser()

    def fetch_settings(self, *, refresh: bool = False) -> FetchSettings:
        """What fetch.py needs to know, as its own type."""
        from pressbib.fetch import FetchSettings

        cache = self.value("cache")
        return FetchSettings(
            offline=bool(self.value("offline")),
            refresh=refresh,
            cache=Path(cache).expanduser() if cache else None,
            mailto=str(self.value("mailto") or ""),
            trusted_hosts=frozenset(filter(None, re.split(r"[,\s]+", str(self.value("trusted-hosts") or "")))),
            registries={
                key.removesuffix("-url"): str(value)
                for key in KEYS
                if key.endswith("-url") and (value := self.value(key))
            },
        )


def _library() -> str:
    return str(folders.find("data") / "library.db")


def _cache() -> str:
    return str(folders.find("cache"))


_DEFAULTS: dict[str, Callable[[], Any]] = {
    "library": _library,
    "cache": _cache,
    "to": lambda: "biblatex",
    "jobs": lambda: 4,
    "offline": lambda: False,
    "press": lambda: "none",
}

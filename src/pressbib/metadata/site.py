"""What is known of sites and words (`sites.toml`), looked up by host."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pressbib import datafile
from pressbib.classes import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """kind: `newspaper`, `magazine`, `blog`, `preprint-server` or "". name: of the publication, "" where not known."""

    kind: str = ""
    name: str = ""


_KINDS = {"newspapers": "newspaper", "magazines": "magazine", "blogs": "blog", "preprint-servers": "preprint-server"}


def find(url: str) -> Site:
    """The site of an address; the longest known end of its host counts."""
    name = host(url)
    sites = _sites()
    while name:
        if site := sites.get(name):
            return site
        name = name.partition(".")[2]
    return Site()


@lru_cache(maxsize=2048)
def host(url: str) -> str:
    """The host of an address, lower case, without `www.`; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def path(url: str) -> str:
    """The path of an address; "" where there is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def is_among(url: str, section: str, key: str) -> bool:
    """Whether the host of an address is one of a list of `sites.toml`, or below one."""
    name = host(url)
    return any(name == other or name.endswith(f".{other}") for other in words(section, key))


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """A list of `sites.toml`."""
    return tuple(_table()[section][key])


@cache
def _sites() -> Mapping[str, Site]:
    table = _table()
    return {host: Site(kind, name) for section, kind in _KINDS.items() for host, name in table[section].items()}


@cache
def _table() -> Mapping[str, Any]:
    return datafile.read(Path(__file__).with_name("sites.toml"))

"""Is this the address of a press page? Said from the address alone, for programs that ask about every address."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from urllib.parse import unquote, urlsplit

from pressbib.patterns import prepare

PREFIX = "pressbib:"
"""Put before an address that does not look like a press page's but is one."""


def press_address(text: str) -> str:
    """The address of the press page that `text` is, "" where it is none, or cannot be told from one.

    Recognised are the hosts of the templates and sites of science news, hosts and paths with a word for news or press
    in many languages, and any address after `pressbib:`. An address that holds a paper's identifier (a DOI, an arXiv
    number) is not one. Opens nothing; costs some microseconds.
    """
    text = text.strip()
    if text.startswith(PREFIX):
        rest = text[len(PREFIX) :].strip()
        return rest if rest.lower().startswith(("http://", "https://")) else ""
    if not text.lower().startswith(("http://", "https://")) or len(text.split()) != 1:
        return ""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    return text if _is_press(text, host, parts.path, parts.query) else ""


def _is_press(url: str, host: str, path: str, query: str) -> bool:
    from pressbib import identifiers

    if not host or identifiers.identify_url(url) is not None:
        return False
    sites, hosts, paths = _words()
    if _has_template(host, path) or any(host == site or host.endswith(f".{site}") for site in sites):
        return True
    segments = [unquote(segment).lower() for segment in path.split("/")]
    if any(segment.partition(".")[0] in paths for segment in segments):
        return True
    if _ACADEMIC.search(host) and _VIEW.search(f"{path}?{query}"):
        return True  # the notice boards of universities: board.do?mode=view&no=12
    return any(label in hosts for label in host.split(".")[:-1])


_ACADEMIC = prepare(r"\.(?:edu|ac)(?:\.[a-z]{2})?$")
_VIEW = prepare(r"(?i)[/=?&](?:article)?view\b")


def _has_template(host: str, path: str) -> bool:
    from pressbib import templates

    return any(
        (host == domain or host.endswith(f".{domain}")) and (not template.paths or path.startswith(template.paths))
        for template in templates.load()
        for domain in template.hosts
    )


@cache
def _words() -> tuple[frozenset[str], ...]:
    import tomllib

    table = tomllib.loads(files("pressbib.integrations").joinpath("press-words.toml").read_text("utf-8"))
    return tuple(frozenset(table[key].split()) for key in ("sites", "hosts", "paths"))

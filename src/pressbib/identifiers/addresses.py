"""Addresses: normalised, compared, and the identifiers in them. Which identifier a publisher's address holds is data:
`publishers.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from pressbib import datafile
from pressbib.classes import dataclass
from pressbib.identifiers.doi import doi_key, normalise_doi, trimmed
from pressbib.identifiers.numbers import ARXIV, normalise_isbn, normalise_pii
from pressbib.identifiers.spelling import CLEAN, INVISIBLE
from pressbib.patterns import prepare

_DOI_IN_PATH = prepare(r"(?<!\d)10\.\d{4,9}(?:\.\d{1,9}){0,4}/[!-~]+")
_TRACKING = prepare(
    r"(?i)utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|cmpid|smid|ref_src|spm|wt\.\w+"
    r"|jsessionid|phpsessid|sessionid|et_[cr]id|cjevent|ito|ns_\w+|_ga|_gl|s_kwcid|via|sfnsn|__cf_chl\w*|cookieset"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier: its kind (`DOI`, `arXiv`, `PMID`, `PMCID`, `ISBN`, `PII`, `JSTOR`, `Bibcode`, `HAL`, `Handle`)
    and its bare value (`10.1038/nature11412`, `1706.03762`, `PMC3531190`, `S0092867420300015`)."""

    kind: str
    value: str


def normalise_url(url: str) -> str:
    """An http(s) address without tracking parameters, fragment, session, default port; "" for anything else.

    >>> normalise_url("HTTPS://Example.org:443/a?utm_source=x&id=1#top")
    'https://example.org/a?id=1'
    """
    url = url.translate(INVISIBLE).strip()
    if url.startswith("//"):
        url = f"https:{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    if port and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        host = f"{host}:{port}"
    path = re.sub(r"(?i);jsessionid=[^/?#]*", "", parts.path) or "/"
    query = parts.query
    if query and any(_TRACKING.fullmatch(key) for key, _ in parse_qsl(query, keep_blank_values=True)):
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
        query = urlencode(kept)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme.lower(), host, path.replace(" ", "%20"), query, fragment))


def url_key(url: str) -> str:
    """An address in the form in which addresses are compared (a DOI's address as the DOI), or "" for no address."""
    url = normalise_url(url)
    if not url:
        return ""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    if host in DOI_HOSTS and (doi := doi_key(url)):
        return f"doi:{doi}"
    path = unquote(parts.path).rstrip("/")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{path}{'?' if query else ''}{query}"


DOI_HOSTS = frozenset(("doi.org", "dx.doi.org", "hdl.doi.org"))


def identify_url(url: str) -> Identifier | None:
    """The identifier that an address holds by the rules of its publisher (`publishers.toml`), or None.

    >>> identify_url("https://www.nature.com/articles/s41586-021-03819-2")
    Identifier(kind='DOI', value='10.1038/s41586-021-03819-2')
    """
    url = url.translate(CLEAN).strip()[:4000]
    try:
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if host.removeprefix("www.") in DOI_HOSTS:
        doi = normalise_doi(url)
        return Identifier("DOI", doi) if doi else None
    path = unquote(parts.path)
    for form in _forms_of(host):
        identifier = form.match(host, path, parts.query)
        if identifier:
            return identifier
    return _doi_in_address(host, path, parts.query) or _pii_in_address(path)


_PII_IN_PATH = prepare(r"(?i)/(?:PII)?(S\d{4}-\d{3}[\dX]\(\d{2}\)\d{5}-[\dX])(?=/|\Z)")


def _pii_in_address(path: str) -> Identifier | None:
    """The item identifier in its printed form, as the sites of many societies' journals have it, each on a host of its
    own: nothing else looks like it."""
    found = _PII_IN_PATH.search(path)
    return Identifier("PII", normalise_pii(found[1])) if found else None


def _doi_in_address(host: str, path: str, query: str) -> Identifier | None:
    rules: dict[str, list[str]] = _table()["doi_in_address"]
    lowered = f"{path}?{query}".lower()
    if "10." not in lowered or any(word in lowered for word in rules["collections"]):
        return None
    values = [path, *(value for _, value in parse_qsl(query)), unquote(query)]
    for value in values:
        found = _DOI_IN_PATH.search(unquote(value) if "%" in value else value)
        if not found:
            continue
        doi = _without_tails(found[0], host, rules)
        if len(doi.partition("/")[2]) > 1:
            return Identifier("DOI", doi)
    return None


def _without_tails(doi: str, host: str, rules: dict[str, list[str]]) -> str:
    doi = re.split(r"[?#&](?=[A-Za-z_]+=|$)", doi, maxsplit=1)[0]
    for part in rules["parts"]:
        doi = doi.partition(part)[0]
    if _below(host, rules["numbered"]):
        doi = re.sub(r"^([^/]+/.+)/\d{4,}(?:/.*)?$", r"\1", doi)
    before = ""
    while before != doi:
        before = doi
        doi = trimmed(doi.rstrip("/"))
        for tail in rules["tails"]:
            if doi.lower().endswith(tail.lower()) and doi.partition("/")[2].lower() != tail.lstrip("/").lower():
                doi = doi[: -len(tail)]
        if _below(host, rules["versioned"]):
            doi = re.sub(r"v\d{1,2}$", "", doi)
    return doi


def _below(host: str, hosts: list[str]) -> bool:
    return any(host == other or host.endswith(f".{other}") for other in hosts)


@dataclass(frozen=True)
class _Form:
    """A row of `publishers.toml`, made ready for matching."""

    hosts: tuple[str, ...]
    pattern: re.Pattern[str]
    parameter: str
    kind: str
    value: str

    def match(self, host: str, path: str, query: str) -> Identifier | None:
        found = self.pattern.match(f"{path}{_parameter(query, self.parameter)}")
        if not found:
            return None
        own = next(other for other in self.hosts if host == other or host.endswith(f".{other}"))
        words = {**found.groupdict(), "host": own, "subdomain": host.removesuffix(own).strip(".").rpartition(".")[2]}
        value = _filled(self.value, words)
        if self.kind == "DOI" and value:
            value = _without_tails(value, host, _table()["doi_in_address"])
        return Identifier(self.kind, value) if value else None


def _parameter(query: str, name: str) -> str:
    if not name:
        return ""
    return next((f"?{name}={value}" for key, value in parse_qsl(query) if key.lower() == name.lower()), "")


_PLACE = prepare(r"\{([\w/]+)(?::(\w+))?\}")


def _filled(template: str, words: dict[str, str]) -> str:
    """A template with its places filled; "" where a word is in no table or not well-formed."""
    out = []
    position = 0
    for place in _PLACE.finditer(template):
        out.append(template[position : place.start()])
        position = place.end()
        word = _reshaped("/".join(words[name] for name in place[1].split("/")), place[2] or "")
        if not word:
            return ""
        out.append(word)
    return "".join(out) + template[position:]


def _reshaped(word: str, how: str) -> str:
    if how in ("upper", "lower"):
        return word.upper() if how == "upper" else word.lower()
    if how.isdigit():
        return word.zfill(int(how))
    if how == "isbn":
        return normalise_isbn(word)
    if how == "pii":
        return normalise_pii(word)
    if how == "arxiv":
        found = ARXIV.match(word)
        return found[1] if found else ""
    tables: dict[str, dict[str, str]] = _table()["table"]
    return tables[how].get(word, "") if how else word


@cache
def _table() -> Mapping[str, Any]:
    return datafile.read(Path(__file__).parent.with_name("publishers.toml"))


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    by_host: dict[str, list[_Form]] = {}
    for row in _table()["form"]:
        query = row["path"].partition("?")[2]
        form = _Form(tuple(row["hosts"]), _pattern(row["path"]), query.partition("=")[0], row["kind"], row["value"])
        for host in row["hosts"]:
            by_host.setdefault(host, []).append(form)
    return {host: tuple(forms) for host, forms in by_host.items()}


def _pattern(path: str) -> re.Pattern[str]:
    return prepare(lambda: _as_expression(path), re.IGNORECASE)


def _as_expression(path: str) -> str:
    out = []
    position = 0
    for place in re.finditer(r"\{(\w+)\}", path):
        out.append(re.escape(path[position : place.start()]))
        last = place.end() == len(path)
        stretch = r"\d+" if place[1].startswith("number") else r"[^/?#&]+" if last else r"[^/?#&]+?"
        out.append(f"(?P<{place[1]}>{stretch})")
        position = place.end()
    out.append(re.escape(path[position:]))
    return "".join(out) + (r"(?=[/?#&;,.:]|v\d|$)" if path[-1] == "}" else "")


def _forms_of(host: str) -> Iterator[_Form]:
    while host:
        yield from _forms().get(host, ())
        host = host.partition(".")[2]

"""Identifiers of works: find them in text and addresses, normalise them, compare them.

DOI (ISO 26324; the syntax that registries use, DOI Handbook 2.2), arXiv, PMID, PMCID, ISBN (ISO 2108), ISSN
(ISO 3297), ORCID (ISO 7064 mod 11-2), publishers' item identifiers (PII), and addresses. Which identifier the address
of a publisher holds is data: `publishers.toml`. Nothing here asks a registry: a well-formed identifier may not exist.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from pressbib.patterns import prepare

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–−﹣－"), "-")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_CLEAN = {**_FULL_WIDTH, **_HYPHENS, **_INVISIBLE}

_DOI_PREFIX = prepare(
    r"(?i)\s*(?:(?:https?:)?/?/?(?:www\.)?(?:dx\.|hdl\.)?doi\.org/|doi\.org:|info:\s?doi/|urn:doi:"
    r"|digital object identifier|doi\b)[\s:.=#/]*"
)
_DOI = prepare(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[!-;=?-~]+(?:<[!-;=?-~]{1,60}>[!-;=?-~]*)?")
_DOI_START = prepare(r"(?<![\d./])10\.\d{4,9}(?:\.\d{1,9}){0,4}/")
_DOI_IN_PATH = prepare(r"(?<!\d)10\.\d{4,9}(?:\.\d{1,9}){0,4}/[!-~]+")
_NEXT_IN_LIST = prepare(r"(?i)[;,|&](?=10\.\d{4,9}/|https?://|doi:)")
_ADDRESS = prepare(r"(?i)\bhttps?://[!-;=?-~]+(?:<[!-;=?-~]{1,60}>[!-;=?-~]*)?")
_SICI = prepare(r"<[0-9A-Za-z.:]+:?:[A-Za-z0-9-]+>")
_LONGEST_DOI = 600
_TRAILING = ".,;:!?'\"`*_|\\"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}

_ARXIV_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_ARXIV_ARCHIVES = """astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph
    math cs q-bio q-fin stat chao-dyn alg-geom cmp-lg comp-gas solv-int patt-sol adap-org dg-ga q-alg funct-an acc-phys
    ao-sci atom-ph bayes-an chem-ph mtrl-th plasm-ph supr-con""".split()
_ARXIV_OLD = rf"(?:{'|'.join(_ARXIV_ARCHIVES)})(?:\.[A-Z]{{2}})?/\d{{7}}"
_ARXIV = prepare(rf"(?i:arxiv:\s*)?({_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d{{1,3}})?(?:\.pdf)?")
_ARXIV_TEXT = prepare(
    rf"(?i:\barxiv(?:\s*[:.]\s*|\s+(?:preprint\s+)?(?:id\s*:?\s*)?(?:arxiv:)?))({_ARXIV_NEW}|{_ARXIV_OLD})"
)
_PMID = prepare(r"(?i)(?:pmid|pubmed(?:\s+id)?)\s*[:#]?\s*(\d{1,8})")
_PMCID = prepare(r"(?i)(?:pmcid\s*[:#]?\s*)?(pmc\d{1,8})")
_PII = prepare(r"(?i)(?:pii\s*[:#]?\s*)?([SB]\d{4}-?\d{3}[\dX]\(?\d{2}\)?\d{5}-?[\dX])")
_ISBN = prepare(r"(?i)(?:e-?)?(?:isbn(?:-1[03])?\s*[:#]?\s*)?([\dX][\dX\s-]{8,20}[\dX])")
_ISSN = prepare(r"(?i)(?:[ep]-?)?(?:issn(?:-l)?\s*[:#]?\s*)?(\d{4})\s*-?\s*(\d{3}[\dX])")
_ORCID = prepare(
    r"(?i)(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid\s*(?:id)?\s*:?\s*)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])/?"
)

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


# --- DOI


def normalise_doi(text: str) -> str:
    """The bare DOI that a text states and consists of, or "".

    Strips `doi:`, `info:doi/` and the addresses of doi.org, invisible characters and closing punctuation, decodes
    percent-encoding and character references once, and turns typographic hyphens into `-`. Case is kept.

    >>> normalise_doi("https://dx.doi.org/10.1038%2Fnature11412.")
    '10.1038/nature11412'
    """
    text = text.translate(_CLEAN).strip()[:2000]
    if not text:
        return ""
    address = re.match(r"(?i)(?:https?:)?//|(?:dx\.)?doi\.org/", text)
    for _ in range(3):  # `doi: https://doi.org/doi:10…` occurs
        prefix = _DOI_PREFIX.match(text)
        if not prefix:
            break
        text = text[prefix.end() :]
    if "%" in text:
        text = unquote(text)
    if "&" in text:
        text = html.unescape(text)
    if address:
        text = re.split(r"[?#](?=[A-Za-z_]|$)", text, maxsplit=1)[0]
    text = re.sub(r"^(10\.\d{4,9})/\s+", r"\1/", text.strip())
    found = _DOI.match(text)
    return _trimmed(found[0]) if found and not text[found.end() :].strip(" \t\r\n.,;:)]}>\"'»”’。、，<") else ""


def doi_key(text: str) -> str:
    """The DOI in a text in the form in which DOIs are compared (lower case; ISO 26324: ASCII case does not count)."""
    return normalise_doi(text).lower()


def find_dois(text: str) -> tuple[str, ...]:
    """The DOIs in running text, bare or in addresses, in their order and each once."""
    seen: dict[str, str] = {}
    for identifier in find(text):
        if identifier.kind == "DOI":
            seen.setdefault(identifier.value.lower(), identifier.value)
    return tuple(seen.values())


def find(text: str) -> tuple[Identifier, ...]:
    """The identifiers that running text names: DOIs, and arXiv, PubMed and PMC identifiers that are labelled so, bare
    or in addresses; in their order and each once."""
    text = text.translate(_CLEAN)
    found: dict[tuple[str, str], tuple[int, Identifier]] = {}
    for start, identifier in _found(text):
        key = (identifier.kind, identifier.value.lower())
        if key not in found or found[key][0] > start:
            found[key] = (start, identifier)
    return tuple(identifier for _, identifier in sorted(found.values(), key=lambda pair: pair[0]))


def _found(text: str) -> Iterator[tuple[int, Identifier]]:
    rest = list(text)
    for match in _ADDRESS.finditer(text):
        identifier = identify_url(_trimmed(_until_next(match[0])))
        if identifier:
            yield match.start(), identifier
            if identifier.kind == "DOI" and len(_until_next(match[0])) < len(match[0]):
                continue
            rest[match.start() : match.end()] = " " * (match.end() - match.start())
    text = "".join(rest)
    if "%2f" in text.lower() or "%2F" in text:
        text = text.replace("%2F", "/").replace("%2f", "/")
    position = 0
    while start := _DOI_START.search(text, position):
        whole = _DOI.match(text, start.start(), start.start() + _LONGEST_DOI)
        if not whole:
            position = start.end()
            continue
        doi = _until_next(whole[0])
        position = start.start() + len(doi)
        doi = _trimmed(doi)
        if len(doi) > start.end() - start.start():
            yield start.start(), Identifier("DOI", doi)
    for pattern, kind in ((_ARXIV_TEXT, "arXiv"), (_PMID, "PMID")):
        for match in pattern.finditer(text):
            if not text[match.end() : match.end() + 1].isdigit():
                yield match.start(), Identifier(kind, match[1])
    for match in re.finditer(r"\bPMC\d{4,8}\b", text):
        yield match.start(), Identifier("PMCID", match[0])


def _until_next(text: str) -> str:
    """Without what a list glued on (`10.1/a;10.1/b`)."""
    return _NEXT_IN_LIST.split(text, maxsplit=1)[0]


def _trimmed(text: str) -> str:
    """Without closing punctuation, and brackets that were not opened."""
    if "<" in text and not _SICI.search(text):
        text = text.partition("<")[0]
    while text:
        last = text[-1]
        opening = _PAIRS.get(last)
        if last in _TRAILING or (opening and text.count(last) > text.count(opening)) or last in "([{<":
            text = text[:-1]
        else:
            break
    return text


# --- addresses


def normalise_url(url: str) -> str:
    """An http(s) address without tracking parameters, fragment, session, default port; "" for anything else.

    >>> normalise_url("HTTPS://Example.org:443/a?utm_source=x&id=1#top")
    'https://example.org/a?id=1'
    """
    url = url.translate(_INVISIBLE).strip()
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
    if host in _DOI_HOSTS and (doi := doi_key(url)):
        return f"doi:{doi}"
    path = unquote(parts.path).rstrip("/")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{path}{'?' if query else ''}{query}"


_DOI_HOSTS = frozenset(("doi.org", "dx.doi.org", "hdl.doi.org"))


def identify_url(url: str) -> Identifier | None:
    """The identifier that an address holds by the rules of its publisher (`publishers.toml`), or None.

    >>> identify_url("https://www.nature.com/articles/s41586-021-03819-2")
    Identifier(kind='DOI', value='10.1038/s41586-021-03819-2')
    """
    url = url.translate(_CLEAN).strip()[:4000]
    try:
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if host.removeprefix("www.") in _DOI_HOSTS:
        doi = normalise_doi(url)
        return Identifier("DOI", doi) if doi else None
    path = unquote(parts.path)
    for form in _forms_of(host):
        identifier = form.match(host, path, parts.query)
        if identifier:
            return identifier
    return _doi_in_address(host, path, parts.query)


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
        doi = _trimmed(doi.rstrip("/"))
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
        return _pii(word)
    if how == "arxiv":
        found = _ARXIV.match(word)
        return found[1] if found else ""
    tables: dict[str, dict[str, str]] = _table()["table"]
    return tables[how].get(word, "") if how else word


@cache
def _table() -> dict[str, Any]:
    text = resources.files("pressbib").joinpath("publishers.toml").read_text("utf-8")
    return tomllib.loads(text)


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
    out = []
    position = 0
    for place in re.finditer(r"\{(\w+)\}", path):
        out.append(re.escape(path[position : place.start()]))
        last = place.end() == len(path)
        stretch = r"\d+" if place[1].startswith("number") else r"[^/?#&]+" if last else r"[^/?#&]+?"
        out.append(f"(?P<{place[1]}>{stretch})")
        position = place.end()
    out.append(re.escape(path[position:]))
    return re.compile("".join(out) + r"(?=[/?#&;,.:]|v\d|$)" if path[-1] == "}" else "".join(out), re.IGNORECASE)


def _forms_of(host: str) -> Iterator[_Form]:
    while host:
        yield from _forms().get(host, ())
        host = host.partition(".")[2]


# --- other identifiers


def identify(text: str) -> Identifier | None:
    """The identifier that a text consists of, as one types it: a DOI, an arXiv identifier, a PMID (digits alone, or
    `PMID 123`), a PMCID, an ISBN, a PII, or an address that holds one. None for anything else."""
    text = text.translate(_CLEAN).strip()
    if len(text) > 2000:
        return None
    if doi := normalise_doi(text):
        return Identifier("DOI", doi)
    if re.match(r"(?i)https?://", text):
        return identify_url(text)
    if found := _ARXIV.fullmatch(text):
        return Identifier("arXiv", found[1])
    if found := _PMCID.fullmatch(text):
        return Identifier("PMCID", found[1].upper())
    if found := _PMID.fullmatch(text) or re.fullmatch(r"()(\d{1,8})", text):
        return Identifier("PMID", found[found.lastindex or 1])
    if found := _PII.fullmatch(text):
        return Identifier("PII", _pii(found[1]))
    if isbn := normalise_isbn(text):
        return Identifier("ISBN", isbn)
    return None


def _pii(text: str) -> str:
    """A publisher item identifier without its hyphens and brackets; "" for anything else."""
    found = _PII.fullmatch(text.strip())
    return re.sub(r"[^0-9A-Z]", "", found[1].upper()) if found else ""


def normalise_isbn(text: str) -> str:
    """The ISBN in a text (10 or 13 characters, without hyphens), or "" where its check digit is wrong."""
    found = _ISBN.fullmatch(text.translate(_CLEAN).strip())
    digits = re.sub(r"[\s-]", "", found[1]).upper() if found else ""
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
        return digits if total % 11 == 0 else ""
    if re.fullmatch(r"97[89]\d{10}", digits):
        return digits if sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10 == 0 else ""
    return ""


def isbn_key(text: str) -> str:
    """The ISBN in a text as 13 digits, in which ISBNs are compared; "" where there is none."""
    isbn = normalise_isbn(text)
    if len(isbn) != 10:
        return isbn
    digits = f"978{isbn[:9]}"
    check = -sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10
    return f"{digits}{check}"


def normalise_issn(text: str) -> str:
    """The ISSN in a text as `1234-567X`, or "" where its check digit is wrong."""
    found = _ISSN.fullmatch(
        text.translate(_CLEAN).strip().removeprefix("urn:").removeprefix("https://portal.issn.org/resource/")
    )
    if not found:
        return ""
    digits = (found[1] + found[2]).upper()
    total = sum((8 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 and digits != "00000000" else ""


def normalise_orcid(text: str) -> str:
    """The ORCID iD in a text as `0000-0002-1825-0097`, or "" where its check digit is wrong (ISO 7064 mod 11-2)."""
    found = _ORCID.fullmatch(text.translate(_CLEAN).strip())
    if not found:
        return ""
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(found.groups()).upper() if digits[15] == ("X" if check == 10 else str(check)) else ""

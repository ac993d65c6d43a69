"""Identifiers in running text, and in what is typed on a command line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib.identifiers.addresses import Identifier, identify_url
from pressbib.identifiers.doi import DOI, normalise_doi, trimmed
from pressbib.identifiers.numbers import ARXIV, ARXIV_FORM, normalise_isbn, normalise_pii
from pressbib.identifiers.spelling import CLEAN
from pressbib.patterns import prepare

_DOI_START = prepare(r"(?:(?<=(?i:doi\.org/))|(?<![\d./]))10\.\d{4,9}(?:\.\d{1,9}){0,4}/")
_NEXT_IN_LIST = prepare(r"(?i)[;,|&](?=10\.\d{4,9}/|https?://|doi:)")
_ADDRESS = prepare(
    r"(?i)(?:\bhttps?://|(?<![\w./-])(?:www\.(?=[\w-]+\.[a-z]{2})|(?:dx\.)?doi\.org/))"
    r"[!-;=?-~]{1,4000}(?:<[!-;=?-~]{1,60}>[!-;=?-~]*)?"
)
"""An address, with or without `https://`."""
_LONGEST_DOI = 600
_ARXIV_TEXT = prepare(rf"(?i:\barxiv(?:\s*[:.]\s*|\s+(?:preprint\s+)?(?:id\s*:?\s*)?(?:arxiv:)?))({ARXIV_FORM})")
_PMID = prepare(r"(?i)(?:pmid|pubmed(?:\s+id)?)\s*[:#]?\s*(\d{1,8})")
_PMCID_TEXT = prepare(r"\bPMC\d{4,8}\b")
_PMCID = prepare(r"(?i)(?:pmcid\s*[:#]?\s*)?(pmc\d{1,8})")


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
    if not text.isascii():
        text = text.translate(CLEAN)
    found: dict[tuple[str, str], tuple[int, Identifier]] = {}
    for start, identifier in _found(text):
        key = (identifier.kind, identifier.value.lower())
        if key not in found or found[key][0] > start:
            found[key] = (start, identifier)
    return tuple(identifier for _, identifier in sorted(found.values(), key=lambda pair: pair[0]))


def _found(text: str) -> Iterator[tuple[int, Identifier]]:
    if "://" in text or "www." in text or "doi.org/" in text:
        rest = list(text)
        for match in _ADDRESS.finditer(text):
            address = trimmed(_until_next(match[0]))
            identifier = identify_url(address if "://" in address[:8] else f"http://{address}")
            if identifier:
                yield match.start(), identifier
                if identifier.kind == "DOI" and len(_until_next(match[0])) < len(match[0]):
                    continue
                rest[match.start() : match.end()] = " " * (match.end() - match.start())
        text = "".join(rest)
    if "%" in text:
        text = text.replace("%2F", "/").replace("%2f", "/")
    position = 0
    while start := _DOI_START.search(text, position):
        whole = DOI.match(text, start.start(), start.start() + _LONGEST_DOI)
        if not whole:
            position = start.end()
            continue
        doi = _until_next(whole[0])
        position = start.start() + len(doi)
        doi = trimmed(doi)
        if len(doi) > start.end() - start.start():
            yield start.start(), Identifier("DOI", doi)
    lowered = text.lower()
    for signs, pattern, kind in ((("arxiv",), _ARXIV_TEXT, "arXiv"), (("pmid", "pubmed"), _PMID, "PMID")):
        for match in pattern.finditer(text) if any(sign in lowered for sign in signs) else ():
            if not text[match.end() : match.end() + 1].isdigit():
                yield match.start(), Identifier(kind, match[1])
    for match in _PMCID_TEXT.finditer(text) if "PMC" in text else ():
        yield match.start(), Identifier("PMCID", match[0])


def _until_next(text: str) -> str:
    """Without what a list glued on (`10.1/a;10.1/b`)."""
    return _NEXT_IN_LIST.split(text, maxsplit=1)[0]


def find_named_dois(script: str) -> Iterator[str]:
    """The DOIs that a script gives to a variable or key of that name: `doi: "10.…"`, `"doi" = '10.…'`."""
    at = script.find("10.")
    while at >= 0:
        quoted = _QUOTED.match(script, at) if script[at - 1 : at] in ("'", '"') else None
        if quoted and _NAMED.search(script, max(0, at - 40), at - 1):
            yield quoted[1]
        at = script.find("10.", at + 3)


_QUOTED = prepare(r"""(10\.\d{4,9}/[^"'\s<>]{1,200})["']""")
_NAMED = prepare(r"""(?i)\bdoi["']?\s{0,9}[:=]\s{0,9}\Z""")


def identify(text: str) -> Identifier | None:
    """The identifier that a text consists of, as one types it: a DOI, an arXiv identifier, a PMID (digits alone, or
    `PMID 123`), a PMCID, an ISBN, a PII, or an address that holds one. None for anything else."""
    text = text.translate(CLEAN).strip()
    if len(text) > 2000:
        return None
    if doi := normalise_doi(text):
        return Identifier("DOI", doi)
    if re.match(r"(?i)https?://", text):
        return identify_url(text)
    if found := ARXIV.fullmatch(text):
        return Identifier("arXiv", found[1])
    if found := _PMCID.fullmatch(text):
        return Identifier("PMCID", found[1].upper())
    if found := _PMID.fullmatch(text) or re.fullmatch(r"()(\d{1,8})", text):
        return Identifier("PMID", found[found.lastindex or 1])
    if pii := normalise_pii(text):
        return Identifier("PII", pii)
    if isbn := normalise_isbn(text):
        return Identifier("ISBN", isbn)
    return None

"""DOIs (ISO 26324; the syntax that registries use, DOI Handbook 2.2): normalised, compared, cut out of text."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pressbib.identifiers.spelling import CLEAN
from pressbib.patterns import prepare

_DOI_PREFIX = prepare(
    r"(?i)\s*(?:(?:https?:)?/?/?(?:www\.)?(?:dx\.|hdl\.)?doi\.org/|doi\.org:|info:\s?doi/|urn:doi:"
    r"|digital object identifier|doi\b)[\s:.=#/]*"
)
DOI = prepare(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[!-;=?-~]+(?:<[!-;=?-~]{1,60}>[!-;=?-~]*)?")
_SICI = prepare(r"<[0-9A-Za-z.:]+:?:[A-Za-z0-9-]+>")
_TRAILING = ".,;:!?'\"`*_|\\"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}


def normalise_doi(text: str) -> str:
    """The bare DOI that a text states and consists of, or "".

    Strips `doi:`, `info:doi/` and the addresses of doi.org, invisible characters and closing punctuation, decodes
    percent-encoding and character references once, and turns typographic hyphens into `-`. Case is kept.

    >>> normalise_doi("https://dx.doi.org/10.1038%2Fnature11412.")
    '10.1038/nature11412'
    """
    text = text.translate(CLEAN).strip()[:2000]
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
        from html import unescape  # its table of entities is long

        text = unescape(text)
    if address:
        text = re.split(r"[?#](?=[A-Za-z_]|$)", text, maxsplit=1)[0]
    text = re.sub(r"^(10\.\d{4,9})/\s+", r"\1/", text.strip())
    found = DOI.match(text)
    return trimmed(found[0]) if found and not text[found.end() :].strip(" \t\r\n.,;:)]}>\"'»”’。、，<") else ""


def doi_key(text: str) -> str:
    """The DOI in a text in the form in which DOIs are compared (lower case; ISO 26324: ASCII case does not count)."""
    return normalise_doi(text).lower()


def trimmed(text: str) -> str:
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

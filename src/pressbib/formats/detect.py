"""Which format a text is in, by its first characters and, between dialects, by the words that only one of them has."""

from __future__ import annotations

import re

from pressbib.patterns import prepare

_RIS = prepare(r"\s*TY  ?-")
_RIS_LATER = prepare(r"^TY  - ", re.MULTILINE)  # after the header lines that some exports put first
_ENTRY = prepare(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", re.MULTILINE)
_BIBLATEX_FIELD = prepare(
    r"(?:^|,)[ \t]*(?:journaltitle|date|location|eprinttype|eprintclass|urldate|eventdate|eventtitle|booksubtitle"
    r"|subtitle|maintitle|related|relatedtype|langid|institution\+an|author\+an|shortjournal|pubstate)[ \t]*=",
    re.MULTILINE | re.IGNORECASE,
)
_BIBLATEX_TYPES = frozenset(
    """online thesis report collection mvbook mvcollection mvproceedings mvreference reference inreference bookinbook
    suppbook suppcollection suppperiodical periodical dataset software artwork audio image jurisdiction legislation
    movie music performance standard video xdata set""".split()
)
_CSL_YAML = prepare(r"^(?:references:[ \t]*(?:#.*)?$|-[ \t]+[\w\"'-]+:|[ \t]+-[ \t]+(?:id|type):)", re.MULTILINE)
_HAYAGRIVA = prepare(r"^\S[^\n]*:[ \t]*\n(?:[ \t]+\S[^\n]*\n){0,40}?[ \t]+type:", re.MULTILINE)
_LOOK = 65536


def detect(text: str, expected: str = "") -> str:
    """The name of the format of a text, or "" where it is none that is known.

    expected: the format that the file's name stands for; it decides between BibTeX and BibLaTeX, where an entry may be
    both, only if no word of the text does.
    """
    head = text[:_LOOK].lstrip("\ufeff \t\r\n")
    if head.startswith(("[", "{")) and not head.startswith("{{"):
        return _json(head)
    if _RIS.match(head) or _RIS_LATER.search(head):
        return "ris"
    if entries := _ENTRY.findall(text[: 4 * _LOOK]):
        return _dialect(text, entries, expected)
    if _CSL_YAML.search(head):
        return "csl-yaml"
    if _HAYAGRIVA.search(head):
        return "hayagriva"
    return expected if not head or expected in ("csl-yaml", "bibtex", "biblatex") else ""


def _json(head: str) -> str:
    if '"itemType"' in head:
        return "zotero"
    lines = [line for line in head.splitlines() if line.strip()]
    several = len(lines) > 1 and all(line.startswith("{") for line in lines[:2])
    return "jsonl" if several and lines[0].rstrip().endswith("}") else "csl-json"


def _dialect(text: str, entries: list[str], expected: str) -> str:
    if _BIBLATEX_FIELD.search(text[: 4 * _LOOK]) or any(entry.lower() in _BIBLATEX_TYPES for entry in entries):
        return "biblatex"
    return expected if expected == "biblatex" else "bibtex"

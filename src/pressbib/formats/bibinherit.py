"""What an entry of a .bib file inherits from the one that its `crossref` names."""

from __future__ import annotations

from collections.abc import Mapping


def inheritance(child_type: str, parent_type: str, parent: Mapping[str, str]) -> dict[str, str]:
    """What an entry inherits from the one its `crossref` names (biber's default rules, biblatex manual, appendix B)."""
    inner = child_type.startswith(("in", "supp")) or child_type in ("bookinbook", "conference", "article")
    out: dict[str, str] = {}
    for name, raw in parent.items():
        if name in _NOT_INHERITED or (inner and name == "booktitle" and parent.get("title")):
            continue  # biber: what the title becomes comes before what has that name already
        if name in ("title", "subtitle", "titleaddon") and inner:
            target = ("journal" if child_type in ("article", "suppperiodical") else "book") + name
            out.setdefault(target, raw)
        elif name == "author" and inner and parent_type in ("book", "mvbook"):
            out.setdefault("bookauthor", raw)
            if child_type in ("inbook", "bookinbook", "suppbook"):
                out.setdefault("author", raw)
        else:
            out[name] = raw
    return out


_NOT_INHERITED = frozenset(
    """ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring
    relatedtype shorthand shorthandintro sortkey key shorttitle sorttitle indextitle keywords abstract file note annote
    annotation doi url urldate pages""".split()
)

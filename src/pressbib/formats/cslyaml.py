"""CSL-YAML: the items of CSL-JSON as YAML under `references`, the way pandoc, Quarto and Zotero keep them.

Pandoc reads the text of the values as Markdown, so the marks of CSL's rich text are written in Markdown and signs that
Markdown gives a meaning to with a backslash. What CSL has no variable for stands under `custom`, as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pressbib.errors import FormatError
from pressbib.formats import csljson, plainyaml
from pressbib.formats.csljson import MAPPED, UNMAPPED
from pressbib.formats.press import Choice, beside
from pressbib.formats.richtext import from_markdown, to_markdown
from pressbib.record import Record

__all__ = ["MAPPED", "UNMAPPED", "dump", "load"]


def dump(records: Iterable[Record], *, press: Choice = "none") -> str:
    """Records as a YAML document that pandoc takes as metadata or as a bibliography file, in their order."""
    items = [_marked(csljson.item(record), to_markdown) for record in beside(records, press)]
    return f"---\n{plainyaml.dump({'references': items})}...\n"


def load(text: str) -> list[Record]:
    """Records from CSL-YAML: a list of items, alone or under `references`.

    Raises FormatError, naming the line, for what is not YAML or not a list of items.
    """
    node = plainyaml.load(text, "csl-yaml")
    if isinstance(node, dict):
        node = node.get("references", [node] if "type" in node else None)
    items = [] if node is None else node
    if not isinstance(items, list) or not all(isinstance(entry, dict) for entry in items):
        raise FormatError("csl-yaml", 0, "expected a list of items under `references`")
    return [csljson.record(_truth(_marked(entry, from_markdown))) for entry in items]


def _marked(entry: Mapping[str, Any], convert: Callable[[str], str]) -> dict[str, Any]:
    """An item with the notation of its text changed: not of its identifier, its type, or of what only we read."""
    return {key: value if key in _AS_IT_IS else _converted(value, convert) for key, value in entry.items()}


_AS_IT_IS = frozenset({"id", "type", "custom", "citation-key"})


def _converted(value: Any, convert: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return convert(value)
    if isinstance(value, list):
        return [_converted(each, convert) for each in value]
    if isinstance(value, dict):
        return {key: _converted(each, convert) for key, each in value.items()}
    return value


def _truth(entry: dict[str, Any]) -> dict[str, Any]:
    """The item with the truth values that CSL has, which YAML text is not."""
    for key, value in entry.items():
        if isinstance(value, dict) and str(value.get("circa")).lower() in ("false", "0"):
            entry[key] = {part: each for part, each in value.items() if part != "circa"}
    custom = entry.get("custom")
    ours = custom.get("pressbib") if isinstance(custom, dict) else None
    if isinstance(ours, dict) and ours.get("authors-complete") in ("true", "false"):
        ours["authors-complete"] = ours["authors-complete"] == "true"
    return entry

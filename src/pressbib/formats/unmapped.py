"""Why formats leave variables out: the reasons that several of them share, by variable."""

from __future__ import annotations

from collections.abc import Mapping

NO_FIELD = "the format has no field for it"

CITING: Mapping[str, str] = dict.fromkeys(
    ["citation-number", "first-reference-note-number", "locator"], "belongs to a citation, not to the work"
)
OF_STYLES: Mapping[str, str] = dict.fromkeys(["citation-label", "year-suffix"], "made by citation styles")

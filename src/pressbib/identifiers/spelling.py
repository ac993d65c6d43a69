"""What all identifiers share: invisible characters, full-width letters and typographic hyphens settled."""

from __future__ import annotations

INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–−﹣－"), "-")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
CLEAN = {**_FULL_WIDTH, **_HYPHENS, **INVISIBLE}
"""For str.translate: full-width letters as ASCII, hyphens as `-`, nothing invisible."""

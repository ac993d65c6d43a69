"""White space of a line, settled once: what `Line.text` holds, against `Line.raw`."""

from __future__ import annotations

import unicodedata

from pressbib.patterns import prepare

# Invisible characters that only lay text out: soft hyphen, zero-width space and joiners, directional marks and
# isolates, word joiner, byte order mark (Unicode 15, section 23.2 and 23.3). U+200C stands between letters of Persian
# words and is kept there.
_INVISIBLE = dict.fromkeys([0x00, 0xAD, 0x200B, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_INVISIBLE.update(dict.fromkeys(range(0x2066, 0x206A)))
_NEEDS_WORK = prepare(
    r"[\x00\t-\r\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff]"
)  # white space but the space, and what is invisible: one class, which is looked for fast
_BROKEN_WORD = prepare(r"\xad\s{1,9}(?=[^\W\d_])")  # a soft hyphen at the end of a printed line
_LOOSE_JOINER = prepare(r"(?<![\u0600-\u06ff])\u200c|\u200c(?![\u0600-\u06ff])")


def settle(raw: str) -> str:
    """Single spaces, none at the ends, no U+00A0 or other space, no invisible character, accents composed (NFC).

    >>> settle("Title\\u00a0of  the\\n pa\\u00adper ")
    'Title of the paper'
    """
    if raw.isascii():
        return " ".join(raw.replace("\0", "").split())
    if not unicodedata.is_normalized("NFC", raw):
        raw = unicodedata.normalize("NFC", raw)
    if "  " in raw or _NEEDS_WORK.search(raw):
        if "\xad" in raw:
            raw = _BROKEN_WORD.sub("", raw)
        raw = " ".join(raw.translate(_INVISIBLE).split())
        if "\u200c" in raw:
            raw = _LOOSE_JOINER.sub("", raw)
        return raw
    return raw.strip()

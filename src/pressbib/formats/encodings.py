"""Bytes of a bibliography file to text: the encoding is found once, here, and can be written back.

In order: a byte order mark; UTF-8 that is valid; UTF-16 without a mark; what the file says of itself (JabRef's
`% Encoding: …`, Emacs's `coding:`, TeXworks's `% !TeX encoding`); East Asian encodings whose two-byte characters fit
without exception; Latin-1, read as its superset windows-1252. A file with NUL bytes or mostly control characters is
no text and is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pressbib.errors import FormatError


@dataclass(frozen=True, slots=True)
class Decoded:
    """text: without a byte order mark. encoding: a name for `str.encode`. mark: the byte order mark it began with."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Text in the encoding that the file had. Raises UnicodeEncodeError where it cannot hold a character."""
        return self.mark + text.encode(self.encoding)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAID = re.compile(rb"(?i)(?:% ?encoding: ?|coding[:=] ?|% ?!tex encoding ?= ?)([a-z0-9_.-]{2,20})")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(content: bytes, where: str) -> Decoded:
    """The text of a file. `where` names the file in the error. Raises FormatError for content that is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, mark, where)
    if b"\0" in content[:4096]:
        encoding = _utf16(content[:4096])
        if not encoding:
            raise FormatError(where, 0, "a binary file, not a bibliography")
        return _strict(content, encoding, b"", where)
    if (text := _try(content, "utf-8")) is not None:
        if len(_CONTROL.findall(content[:4096])) > len(content[:4096]) // 10:
            raise FormatError(where, 0, "a binary file, not a bibliography")
        return Decoded(text, "utf-8")
    said = _SAID.search(content[:1024])
    if said and (encoding := _known(said[1].decode("ascii"))) and (text := _try(content, encoding)) is not None:
        return Decoded(text, encoding)
    if len(_CONTROL.findall(content[:4096])) > len(content[:4096]) // 50:
        raise FormatError(where, 0, "a binary file, not a bibliography")
    for encoding in _EAST_ASIAN:
        if _looks(content, encoding) and (text := _try(content, encoding)) is not None:
            return Decoded(text, encoding)
    if (text := _try(content, "cp1252")) is not None:
        return Decoded(text, "cp1252")
    return Decoded(content.decode("latin-1"), "latin-1")  # cp1252 leaves five bytes without a character


_EAST_ASIAN = ("euc_jp", "shift_jis", "gb18030", "cp949", "big5")
_LEAST_CHARACTERS = 6


def _looks(content: bytes, encoding: str) -> bool:
    """Whether the bytes outside ASCII are characters of everyday text in this encoding, in runs as words make them.

    Western text in Latin-1 has its letters outside ASCII one by one, between ASCII letters; East Asian text has them in
    pairs, side by side, and from the common part of the character set.
    """
    high = b" ".join(re.findall(rb"(?:[\x80-\xff][\x40-\xff]?)+", content)[:2000])
    text = _try(high, encoding)
    if text is None:
        return False
    letters = [char for char in text if ord(char) > 0x7F]
    if len(letters) < _LEAST_CHARACTERS:
        return False
    common = sum(1 for char in letters if _everyday(char, encoding))
    runs = len(re.findall(r"[^\x00-\x7f]{2,}", text))
    return common >= 0.9 * len(letters) and runs * 2 >= len(re.findall(r"[^\x00-\x7f]+", text))


def _everyday(char: str, encoding: str) -> bool:
    code = ord(char)
    if encoding == "gb18030":
        return _level_one(char) or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF5E
    if encoding == "cp949":
        return 0xAC00 <= code <= 0xD7A3 or 0x3000 <= code <= 0x303F
    if encoding == "big5":
        return 0x4E00 <= code <= 0x9FFF or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF5E
    return 0x3040 <= code <= 0x30FF or 0x4E00 <= code <= 0x9FFF or 0x3000 <= code <= 0x303F


def _level_one(char: str) -> bool:
    """Whether GB 2312 has the character in its first level: the 3,755 everyday ones, rows 16 to 55."""
    try:
        pair = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(pair) == 2 and 0xB0 <= pair[0] <= 0xD7


def _utf16(head: bytes) -> str:
    """UTF-16 without a mark: ASCII in every other byte."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * len(head) / 2 and even <= odd // 20:
        return "utf-16-le"
    if even > 0.3 * len(head) / 2 and odd <= even // 20:
        return "utf-16-be"
    return ""


def _strict(content: bytes, encoding: str, mark: bytes, where: str) -> Decoded:
    text = _try(content, encoding)
    if text is None:
        raise FormatError(where, 0, f"not valid {encoding.upper()}, as which it is marked")
    return Decoded(text, encoding, mark)


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""

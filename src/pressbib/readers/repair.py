"""Mangled text, mended: one named step a function, and none changes a value that it cannot verify.

Readers apply `mojibake` and `unwrap`, which concern the whole text. Layouts apply the others to the value at hand:

    repair.address("http://dx. doi. org/ 10. 1016/ S1470-2045 (17)30086-4.")   spaces put into an address or a DOI
    repair.width("ＤＯＩ：１０．１０３８")        full-width Latin, for labels and identifiers
    repair.ligatures("eﬀect of ﬁre")         typographic ligatures of a PDF
    repair.invisible("pa\\u00adper")         soft hyphens, directional marks
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressbib.readers.whitespace import settle

# UTF-8 read as Windows-1252: the first byte of a two- or three-byte character, then one that continues it.
_MOJIBAKE = re.compile(r"[ÂÃÄÅÐÑÎÏà-ï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_CP1252_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def mojibake(text: str) -> str:
    """UTF-8 that was read as Windows-1252 (or Latin-1), line by line.

    A line changes only where the round trip is exact: its bytes in Windows-1252 are valid UTF-8, and the result has
    fewer of the sequences that such a misreading leaves.

    >>> mojibake("MÃ¼ller, â€œOn Ã©talonsâ€\\x9d")
    'Müller, “On étalons”'
    """
    if not _MOJIBAKE.search(text):
        return text
    return "".join(_unread(line) for line in text.splitlines(keepends=True))


def _unread(line: str) -> str:
    before = len(_MOJIBAKE.findall(line))
    if not before:
        return line
    try:
        mended = bytes(_byte(character) for character in line).decode("utf-8")
    except (UnicodeError, ValueError):
        return line
    return mended if len(_MOJIBAKE.findall(mended)) < before else line


def _byte(character: str) -> int:
    code = ord(character)
    if code < 0x80 or 0xA0 <= code <= 0xFF or code in _CP1252_UNDEFINED:
        return code
    return character.encode("cp1252")[0]


def unwrap(lines: Iterable[str]) -> list[str]:
    """Lines wrapped at a column, joined to paragraphs; other text as it is.

    Text counts as wrapped where most of its paragraphs of two lines and more have lines of nearly one length between 50
    and 100 columns. Headings, list items and lines with a label keep their own line.
    """
    given = list(lines)
    if not _is_wrapped(given):
        return given
    out: list[str] = []
    open_paragraph = False
    widest = max(len(line.rstrip()) for line in given)
    for line in given:
        if not line.strip():
            open_paragraph = False
            out.append("")
            continue
        if open_paragraph and not _STARTS_ANEW.match(line):
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            out.append(line)
        open_paragraph = _goes_on(line, widest)
    return out


_STARTS_ANEW = re.compile(
    r"\s*(?:[-*•#>|]|\d{1,3}[.)]\s|[^\s:]{1,20}(?: [^\s:]{1,20}){0,3}:\s|https?://|doi:)", re.IGNORECASE
)


def _goes_on(line: str, widest: int) -> bool:
    """Whether a line was broken by the column: it is nearly as long as the longest."""
    return len(line.rstrip()) > widest - 22


def _is_wrapped(lines: list[str]) -> bool:
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    if len(lengths) < 6:
        return False
    widest = max(lengths)
    if not 50 <= widest <= 100:
        return False
    near = sum(length > widest - 16 for length in lengths)
    return near * 2 >= len(lengths)


_INNER_SPACE = re.compile(r"(?<=[./:_=&?\-]) {1,3}(?=[\w(])|(?<=\w) {1,3}(?=\()|(?<=\)) {1,3}(?=\d)")


def address(text: str) -> str:
    """An address or DOI without the spaces that a text dump put after its `.` and `/`; see the module for the form.

    Only the whole value is given here, from where the address begins; what follows it is the caller's to cut.

    >>> address("http://dx. doi. org/ 10. 1016/ j. cell. 2017. 01. 001")
    'http://dx.doi.org/10.1016/j.cell.2017.01.001'
    """
    return _INNER_SPACE.sub("", text.strip())


def width(text: str) -> str:
    """Full-width Latin letters, digits and punctuation as the ASCII ones; nothing else of the text.

    >>> width("ＤＯＩ：１０．１０３８／ｓ")
    'DOI:10.1038/s'
    """
    return text.translate(_WIDTH)


_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def ligatures(text: str) -> str:
    """Typographic ligatures (U+FB00 to U+FB06) as their letters.

    >>> ligatures("eﬀect of ﬁre")
    'effect of fire'
    """
    return text.translate(_LIGATURES)


_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def invisible(text: str) -> str:
    """Text without soft hyphens, zero-width and directional marks, and with single spaces."""
    return settle(text)

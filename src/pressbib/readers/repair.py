"""Mangled text, mended: one named step a function, and none changes a value that it cannot verify.

Readers apply `mojibake` and `unwrap`, which concern the whole text, and `spread`. Layouts apply the others to the line
or value at hand:

    repair.addresses("... http://dx. doi. org/ 10. 1016/ j. x. 2017 ...")   a line whose addresses hold spaces
    repair.address("10. 1016/ j. x. 2017")   a value that is nothing but an address
    repair.width("ＤＯＩ：１０．１０３８")        full-width Latin, for labels and identifiers
    repair.ligatures("eﬀect of ﬁre")         typographic ligatures of a PDF
    repair.icons("10.1/xcall_made")          the names of icons beside links
    repair.invisible("pa\\u00adper")         soft hyphens, directional marks
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from itertools import pairwise

from pressbib import vocabulary
from pressbib.patterns import prepare
from pressbib.readers.whitespace import settle

# UTF-8 read as Windows-1252: the first byte of a two- or three-byte character, then one that continues it.
_MOJIBAKE = prepare(r"[ÂÃÄÅÐÑÎÏà-ï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# What has one in it, in bytes of UTF-8: two thirds of the time of a search in text.
_MOJIBAKE_BYTES = prepare(rb"\xc3[\x82-\x85\x8e-\x91\xa0-\xaf](?:\xc2[\x80-\xbf]|[\xc5\xc6\xcb\xe2])")


def mojibake(text: str) -> str:
    """UTF-8 that was read as Windows-1252 (or Latin-1), line by line.

    A line changes only where the round trip is exact: its bytes in Windows-1252 are valid UTF-8, and the result has
    fewer of the sequences that such a misreading leaves.

    >>> mojibake("MÃ¼ller, â€œOn Ã©talonsâ€\\x9d")
    'Müller, “On étalons”'
    """
    if text.isascii() or b"\xc3" not in (encoded := text.encode("utf-8", "surrogatepass")):
        return text
    if not _MOJIBAKE_BYTES.search(encoded):
        return text
    return "".join(_unread(line) for line in text.splitlines(keepends=True))


def _unread(line: str) -> str:
    before = len(_MOJIBAKE.findall(line))
    if not before:
        return line
    try:
        mended = codecs.charmap_encode(line, "strict", _BYTES)[0].decode("utf-8")
    except UnicodeError:
        return line
    return mended if len(_MOJIBAKE.findall(mended)) < before else line


# Windows-1252, whose five undefined bytes are the C1 controls that they are in Latin-1 (WHATWG Encoding, index).
_BYTES = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(256)}


def unwrap(lines: Iterable[str]) -> list[str]:
    """Lines wrapped at a column, joined to paragraphs; other text as it is.

    Text counts as wrapped where most of its paragraphs of two lines and more have lines of nearly one length between 50
    and 100 columns, or where sentences go on from line to line and each such line was full: the next word had no room.
    Headings, list items and lines with a label keep their own line.
    """
    given = list(lines)
    widest = max((len(line.rstrip()) for line in given), default=0)
    if _is_wrapped(given):
        room = _MOST_ROOM
    elif widest := _column(given):
        room = _RAGGED
    else:
        return given
    out: list[str] = []
    before = ""
    for line in given:
        full = before and not _starts_anew(before, line) and _is_full(before, line, widest, room)
        if full and line.strip():
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            out.append(line if line.strip() else "")
        before = line.rstrip()
    return out


_WORDS = 3
"""Words before a colon that nobody knows as a label, of which fewer are a speaker's name."""


def _starts_anew(before: str, line: str) -> bool:
    """Whether no column broke a line off the one before. `Kidney Disease in CKD:` within a sentence is no label."""
    sign = _STARTS_ANEW.match(line)
    if sign is None:
        return False
    label = sign[0].strip().partition(":")[0].partition("：")[0]
    if not label[:1].isalpha() or label.lower() in ("http", "https", "doi"):
        return True
    before = before.rstrip()
    unknown = len(label.split()) >= _WORDS and vocabulary.fold(label) not in vocabulary.load().labels()
    within = _ENDS_WITHIN.search(before) or (unknown and _GOES_ON.search(before))
    return not within


def _is_full(before: str, line: str, widest: int, room: int) -> bool:
    """Whether a line was broken by the column: it is nearly as long as the longest, or the next word had no room."""
    if room == _MOST_ROOM:
        return len(before) > widest - room
    following = line.strip(" \t").partition(" ")[0]  # a no-break space keeps words together
    return bool(following) and len(before) + 1 + len(following) > widest - room


_MOST_ROOM = 22
"""Characters that may be left at the end of the lines of a text that is wrapped for certain."""
_RAGGED = 12
"""Characters by which a line may fall short of the column although the next word had no room in it."""
_EXACT = 3
_FEW_WORDS = 4
_NARROWEST, _WIDEST = 44, 132
_GOES_ON = prepare(r"(?:,|[^\W\d_]|[-–—&(])$")
_ENDS_WITHIN = prepare(r"(?:,|&|\b(?:and|of|the|in|for|by|a|an|to|with|und|der|die|das|et|de|la|le|y|el))$")
"""How a line ends that a column broke inside a sentence, whatever the next one begins with."""


def _column(lines: list[str]) -> int:
    """The column at which a text is wrapped that has many short lines besides (menus, lists), 0 where it is not.

    A sentence that goes on in the next line was broken there: by the column, where the next word had no room.
    """
    widest = max((len(line.rstrip()) for line in lines if line.count(" ") > 1), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    broken = full = loose = 0
    for before, after in pairwise(lines):
        before, after = before.rstrip(), after.strip()
        if not after or not _GOES_ON.search(before) or _STARTS_ANEW.match(after) or "@" in after.split(maxsplit=1)[0]:
            continue
        if after[0].islower() or _ENDS_WITHIN.search(before):
            if _is_full(before, after, widest, _RAGGED):
                broken += 1
            else:
                loose += 1
        elif before.count(" ") > _FEW_WORDS and _is_full(before, after, widest, _EXACT):
            full += 1
    signs = 2 * broken + full
    return widest if broken and signs > 1 and loose * 3 <= signs + 1 else 0


_STARTS_ANEW = prepare(
    r"\s*(?:[-*•#>|※■◆▶]|\(?\d{1,3}[.)]\s|https?://|(?i:doi:)"
    r"|(?![a-z]|\S[^:]{1,40} (?i:doi):)[^\s:.,()“”\"]{1,20}(?: [^\s:.,()“”\"]{1,20}){0,3}(?::(?:[\sA-Z]|$)|：))"
)
"""A line that no column broke off: a list item, a label, an address."""


def _is_wrapped(lines: list[str]) -> bool:
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    if len(lengths) < 6:
        return False
    widest = max(lengths)
    if not 50 <= widest <= 100 or sum(length > widest - 16 for length in lengths) * 2 < len(lengths):
        return False
    inner = [
        before.rstrip() for before, after in pairwise(lines) if after.strip() and len(before.rstrip()) > widest - 16
    ]
    closed = sum(line.endswith(_SENTENCE_ENDS) for line in inner)
    return len(inner) >= 4 and closed * 4 <= len(inner)


_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", ":", "：", "”", "」", ")", "다")
"""A column breaks lines anywhere; where most long lines end like this, each is a paragraph."""


_BROKEN = prepare(r"(?i)(?:https?:\s?/\s?/\s?\S|www\.\s\S|\b10\.\s\d{4})")
_MAY_BE_BROKEN = prepare(r"[:/.](?:(?<=:)\s?/\s/|(?<=/)/[^\s./]{0,300}\.\s|(?<=[Ww][Ww][Ww]\.)\s\S|(?<=\b10\.)\s\d{4})")
"""A space in or after the first part of an address, without which nothing is mended; whole addresses have none."""
_JOURNAL_CODE = prepare(r"\b(10\.\d{4,9}/[A-Z]{2,6}\.) (?=\d{5,})")
_OPEN_DOI = prepare(r"\b(10\.\d{4,9}/(?:[\w.()-]{1,40}/){0,3}) (?=[\w.()-]{0,40}\d)")
"""A DOI with one space in it, after a slash, with which none ends: `10.1093/jue/ juae907`."""
_NO_SLASH = prepare(r"(\bdoi\.org/10\.\d{4,5})\.([a-z]{2,20}\.[\w.-]{4,40})(?![\w/.-]*/)")
"""A DOI whose slash was printed as a full stop: `dx.doi.org/10.1126.sciadv.1701338`."""
_SLASHES = prepare(r"(?i)\b(https?):\s?/\s/\s?")
_PIECE = prepare(r"\s{0,2}(\S+)")
_ENDS_OPEN = ("/", ".", "_", "-", "?", "=", "&", "%")
_EXTENSIONS = frozenset("html htm pdf php asp aspx jsp xml full abstract short long".split())


def addresses(text: str) -> str:
    """A line in which addresses and DOIs that a text dump broke with spaces are whole again.

    A dump of this kind puts a space after every `.` and `/` of an address, so an address is mended only where the very
    first of them has one; `10.1038/ng.3969. 2017.` stays as it is. A piece is joined after `/`, and after `.` where it
    cannot be the next sentence: it holds a digit, ends open, or belongs to the host name. The other forms are a
    DOI of a journal's code and its number (`10.2215/CJN. 06190616`), and one that would end in a slash (`10.1/a/ b9`).

    Apply it to a line before identifiers are looked for in it, and keep the line as it was for provenance.

    >>> addresses("See http://dx. doi. org/ 10. 1016/ S1470-2045 (17)30086-4. The authors say so.")
    'See http://dx.doi.org/10.1016/S1470-2045(17)30086-4. The authors say so.'
    """
    if ". " in text and "10." in text:
        text = _JOURNAL_CODE.sub(r"\1", text)
    if "/ " in text and "10." in text:
        text = _OPEN_DOI.sub(r"\1", text)
    if "doi.org/10." in text:
        text = _NO_SLASH.sub(r"\1/\2", text)
    if not _MAY_BE_BROKEN.search(text):
        return text
    text = _SLASHES.sub(r"\1://", text)
    out: list[str] = []
    position = 0
    for found in _BROKEN.finditer(text):
        if found.start() < position:
            continue
        out.append(text[position : found.start()])
        mended, position = _join(text, found.start())
        out.append(mended)
    out.append(text[position:])
    return "".join(out)


def _join(text: str, start: int) -> tuple[str, int]:
    """The address that begins at `start`, without the spaces in it, and where it ends in the text."""
    first = _PIECE.match(text, start)
    if first is None:
        return "", start
    joined, position = first[1], first.end()
    if not _is_spaced(joined):
        return text[start:position], position
    following = _PIECE.match(text, position)
    if following is None or not (following[1][0].isdigit() or following[1].endswith((".", "/"))):
        return text[start:position], position  # "www. is short for"
    pieces = [joined]
    host = _is_host(joined)
    while pieces[-1].endswith(_ENDS_OPEN) or text[position : position + 2] == " (":
        piece = _PIECE.match(text, position)
        if piece is None or not _continues(pieces[-1], piece[1], host):
            break
        pieces.append(piece[1])
        host = host and "/" not in piece[1]
        position = piece.end()
    return "".join(pieces), position


def _is_spaced(piece: str) -> bool:
    """Whether the first piece of an address ends at its first dot: `http://dx.`, `www.`, `10.`"""
    bare = piece.partition("://")[2] or piece
    return bare.endswith(".") and "." not in bare[:-1] and "/" not in bare


def _is_host(address: str) -> bool:
    """Whether the beginning of an address goes no further than its host."""
    return ("/" not in address.partition("://")[2] and "://" in address) or (
        "/" not in address and address.startswith("www.")
    )


def _continues(last: str, piece: str, host: bool) -> bool:
    """Whether a piece goes on with the address whose last piece is given; host: whether it is still in the host."""
    if last.endswith("/"):
        return True
    if not last.endswith(_ENDS_OPEN):
        return bool(re.match(r"\(\d{2,4}\)\S", piece))
    if piece[0] in "([\"“'":
        return False
    if host:
        return piece[0].islower() or piece[0].isdigit()
    bare = piece.rstrip(".,;:)")
    return (
        any(character.isdigit() for character in piece)
        or piece.endswith(("/", "_", "-"))
        or bare in _EXTENSIONS
        or (piece.endswith(".") and piece[0].islower() and piece[:-1].isalpha() and len(piece) < 24)
    )


def address(text: str) -> str:
    """One address or DOI, all spaces in it taken out: for a value that is known to be nothing but the address.

    >>> address("http://dx. doi. org/ 10. 1016/ j. cell. 2017. 01. 001")
    'http://dx.doi.org/10.1016/j.cell.2017.01.001'
    """
    return "".join(text.split())


def width(text: str) -> str:
    """Full-width Latin letters, digits and punctuation as the ASCII ones; nothing else of the text.

    >>> width("ＤＯＩ：１０．１０３８／ｓ")
    'DOI:10.1038/s'
    """
    return text.translate(_WIDTH)


_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


_SPREAD = prepare(r"^((?:[\u3400-\u9fff\uac00-\ud7af][\u3000 ]{1,3}){1,4}[\u3400-\u9fff\uac00-\ud7af])(?=\s{0,3}[:：])")


def spread(text: str) -> str:
    """A line whose East Asian label was spread out to the width of the others (`著　者：`, `저 자 :`), with it whole.

    >>> spread("掲　載　誌：Energy")
    '掲載誌：Energy'
    """
    if text[:1] < "\u3400":
        return text
    return _SPREAD.sub(lambda found: "".join(found[1].split()), text)


def ligatures(text: str) -> str:
    """Typographic ligatures (U+FB00 to U+FB06) as their letters.

    >>> ligatures("eﬀect of ﬁre")
    'effect of fire'
    """
    return text.translate(_LIGATURES)


_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def icons(text: str) -> str:
    """A line without the names of icons that a font shows beside links, and that copied text glues to addresses.

    >>> icons("doi: external page10.1038/s41467-021-23456-7call_made")
    'doi: 10.1038/s41467-021-23456-7'
    """
    return _ICONS.sub("", text)


_ICONS = prepare(
    r"(?<=[\w/)])(?:call_made|open_in_new|arrow_outward|north_east)\b|\bexternal page\s?(?=10\.|https?://|www\.)"
)


def invisible(text: str) -> str:
    """Text without soft hyphens, zero-width and directional marks, and with single spaces."""
    return settle(text)

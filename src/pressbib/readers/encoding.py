"""Bytes -> text: which encoding a page is in, settled once.

The order is that of the HTML standard (WHATWG HTML, section 13.2.3: byte order mark, transport header, `<meta>`), with
two differences that old press pages need: a declared encoding that does not decode the bytes loses to one that does,
and bytes that are valid UTF-8 with characters beyond ASCII are UTF-8 whatever a single-byte declaration says (text in
another encoding is practically never valid UTF-8).

Where nothing valid is declared, each candidate encoding is scored by how many of the characters beyond ASCII that it
gives are frequent letters of the languages that were written in it; a wrong one gives rare letters and symbols.
"""

from __future__ import annotations

import codecs
from functools import cache

from pressbib.errors import UnreadablePageError
from pressbib.patterns import prepare

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# WHATWG Encoding Standard, section 4.2: labels that name another encoding than Python's codec of that name does.
_LABELS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "iso8859-1": "cp1252",
    "korean": "cp949",
    "ks_c_5601-1987": "cp949",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ms949": "cp949",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "tis-620": "cp874",
    "unicode": "utf-16-le",
    "us-ascii": "cp1252",
    "utf8": "utf-8",
    "windows-31j": "cp932",
    "windows-949": "cp949",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
}

_SINGLE_BYTE = prepare(r"(?:cp125\d|cp874|koi8|iso8859|mac)")

# Encoding -> frequent characters beyond ASCII of what is written in it. Sources: letter and syllable frequency tables
# of the languages; the punctuation is what word processors put into that code page.
_FREQUENT = {
    "cp1252": "éèàüöäßñçáíóúêâôîãõåæøëïÉÖÜÄÅØÁÍÓÚ’“”‘–—…«»°·©®\xa0¡¿",
    "cp949": "이다는을의에가고한로기하지도과사은인를대서자일수있으연구교정시어해전부적리여주원제국나학보것",
    "cp932": "のにはをたがでてとしれさいるなっんかもこまりらきすそうよくつ、。あえどけせおじめー・（）「」",
    "euc_jp": "のにはをたがでてとしれさいるなっんかもこまりらきすそうよくつ、。あえどけせおじめー・（）「」",
    "gb18030": (
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下，。、“”（）"
    ),
    "big5hkscs": (
        "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下，。、「」（）"
    ),
    "cp1251": "оеаинтсрвлкмдпуяызьбгчйхжюшцщэіїєґ«»—–№",
    "koi8_r": "оеаинтсрвлкмдпуяызьбгчйхжюшцщэ",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžőűöüäŻŚŁČŘŠŽ„”–",
    "iso8859_2": "ąćęłńóśźżáčďéěíňřšťúůýžőűöüäŻŚŁČŘŠŽ",
    "cp1254": "ığşçöüİŞĞÇÖÜâ’“”",
    "cp1253": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ«»",
    "cp1255": "אבגדהוזחטיכלמנסעפצקרשתםןץףך",
    "cp1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآپچژگ،",
    "cp1257": "āčēģīķļņšūžąęėįųõäöü",
    "cp874": "กขคงจชซณดตถทนบปผพมยรลวสหอะาิีึุูเแโใไ่้",
}
_SAMPLE = 1 << 16

_META = prepare(rb"""(?i)<meta[^<>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([-\w:.]{1,40})""")
_XML = prepare(rb"""(?i)^\s{0,99}<\?xml[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([-\w:.]{1,40})""")
_HEADER = prepare(r"""(?i)\bcharset\s{0,9}=\s{0,9}["']?([-\w:.]{1,40})""")
_BEYOND_ASCII = prepare(rb"[\x80-\xff]")

_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "compressed with gzip",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"SQLite format 3": "a database",
    b"{\\rtf": "an RTF document",
}


def decode(content: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of a page and the Python name of its encoding.

    content_type is the Content-Type header. Bytes that no candidate decodes are replaced by U+FFFD. Raises
    UnreadablePageError for empty content and for what is no text at all (a PDF, a picture, mostly control bytes).
    """
    if not content.strip(b" \t\r\n\x0c\x00"):
        raise UnreadablePageError("the page is empty")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    if wide := _wide(content):
        return content.decode(wide, "replace"), wide
    _refuse_binary(content)
    if not _BEYOND_ASCII.search(content):
        return _decode_seven_bits(content, content_type)
    declared = [name for name in _declared(content, content_type) if name]
    for encoding in _in_order(declared):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if _is_damaged_utf8(content):
        return content.decode("utf-8", "replace"), "utf-8"
    detected = detect(content)
    try:
        return content.decode(detected), detected
    except UnicodeDecodeError:
        encoding = _least_broken(content, [*declared, "utf-8", detected])
    return content.decode(encoding, "replace"), encoding


def detect(content: bytes) -> str:
    """The encoding that gives the most frequent letters, by its Python name; `cp1252` where nothing speaks for another.

    An East Asian encoding that decodes everything and gives frequent characters wins at once, since the bytes of an
    alphabet hardly ever do so by chance.

    >>> detect("부산대학교 연구팀이 논문을 게재했다".encode("cp949"))
    'cp949'
    """
    sample = _beyond_ascii(content)
    scores = {encoding: _score(sample, encoding) for encoding in _FREQUENT}
    best = max(_EAST_ASIAN, key=lambda encoding: scores[encoding])
    if scores[best] > _SURE:
        return best
    return max(scores, key=lambda encoding: scores[encoding]) if max(scores.values()) > 0 else "cp1252"


_EAST_ASIAN = ("cp949", "cp932", "euc_jp", "gb18030", "big5hkscs")
_OTHER_ALPHABETS = ("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874")
_SURE = 0.25
_MIXED = prepare(r"[A-Za-z][^\x00-\xbf]|[^\x00-\xbf][A-Za-z]")


def _score(sample: bytes, encoding: str) -> float:
    """The share of frequent characters among those beyond ASCII, less what is broken, and less words that mix two
    alphabets."""
    text = sample.decode(encoding, "replace")
    letters = [character for character in text if character > "\x7f"]
    if not letters:
        return 0.0
    known = _known(encoding)
    found = sum(character in known for character in letters) - 2 * text.count("\ufffd")
    if encoding in _OTHER_ALPHABETS:
        found -= 2 * len(_MIXED.findall(text))
    return found / len(letters)


@cache
def _known(encoding: str) -> frozenset[str]:
    return frozenset(_FREQUENT[encoding])


def _wide(content: bytes) -> str:
    """UTF-16 without a byte order mark: markup and digits leave every second byte zero."""
    sample = content[:4096]
    half = len(sample) // 2
    if half < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half // 5 and even <= half // 50:
        return "utf-16-le"
    if even > half // 5 and odd <= half // 50:
        return "utf-16-be"
    return ""


_CONTROLS = bytes((*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))


def _refuse_binary(content: bytes) -> None:
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadablePageError(f"not a page: {what}")
    sample = content[:8192]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if (controls + sample.count(0)) * 10 > len(sample) * 3 or controls * 10 > len(sample):
        raise UnreadablePageError("not a page: binary content")


def _decode_seven_bits(content: bytes, content_type: str) -> tuple[str, str]:
    """ASCII, unless it is ISO-2022-JP, which shifts with escape sequences and has no byte beyond ASCII."""
    if b"\x1b$" in content or "iso2022_jp" in _declared(content, content_type):
        return content.decode("iso2022_jp_2", "replace"), "iso2022_jp"
    return content.decode("ascii"), "ascii"


def _declared(content: bytes, content_type: str) -> list[str]:
    head = content[:4096]
    labels = [found[1] for found in (_HEADER.search(content_type),) if found]
    labels += [found[1].decode("ascii", "replace") for found in (_XML.match(head), _META.search(head)) if found]
    return [codec(label) for label in labels]


def codec(label: str) -> str:
    """The Python codec that an encoding label of a web page means, "" for one that is unknown or no text encoding."""
    label = label.strip().lower()
    try:
        found = codecs.lookup(_LABELS.get(label, label))
        "".encode(found.name)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return "" if found.name in ("idna", "punycode", "undefined", "mbcs", "unicode_escape") else found.name


def _in_order(declared: list[str]) -> list[str]:
    """The encodings to try, first the likeliest. A single-byte declaration gives way to valid UTF-8, and no UTF-16
    declared inside a page can be true, since the declaration itself was read byte by byte."""
    declared = [name for name in declared if not name.startswith(("utf-16", "utf-32", "utf-7"))]
    if not declared:
        return ["utf-8"]
    return ["utf-8", *declared] if _SINGLE_BYTE.match(declared[0]) else [*declared, "utf-8"]


def _is_damaged_utf8(content: bytes) -> bool:
    """UTF-8 with a few broken characters, such as a page that was cut in the middle of one."""
    text = _beyond_ascii(content).decode("utf-8", "replace")
    whole = sum(character > "\x7f" for character in text)
    broken = text.count("\ufffd")
    return broken * 20 <= whole - broken


def _least_broken(content: bytes, candidates: list[str]) -> str:
    sample = _beyond_ascii(content)
    return min(candidates, key=lambda encoding: sample.decode(encoding, "replace").count("\ufffd"))


def _beyond_ascii(content: bytes) -> bytes:
    """A sample of at most 64 kB, whole lines, from where characters beyond ASCII stand."""
    lines: list[bytes] = []
    size = 0
    for line in content.split(b"\n"):
        if _BEYOND_ASCII.search(line):
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
            if size > _SAMPLE:
                break
    return b"\n".join(lines)

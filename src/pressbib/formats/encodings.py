"""Bytes of a bibliography file to text: the encoding is found once, here, and can be written back.

In order: a byte order mark; UTF-8 that is valid; UTF-16 without a mark; what the file says of itself (JabRef's
`% Encoding: …`, Emacs's `coding:`, TeXworks's `% !TeX encoding`); East Asian and Cyrillic encodings under which the
letters outside ASCII are everyday words; Latin-1, read as its superset windows-1252. ISO-2022-JP shows by its escape
sequences. A file with NUL bytes or many control characters is no text and is refused.
"""

from __future__ import annotations

import codecs
import re

from pressbib.classes import dataclass
from pressbib.errors import FormatError
from pressbib.patterns import prepare


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
_SAID = prepare(rb"(?i)(?:% ?encoding: ?|coding[:=] ?|% ?!tex encoding ?= ?)([a-z0-9_.-]{2,30})")
_CONTROL = prepare(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


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
    if b"\x1b$" in content and (text := _try(content, "iso2022_jp")) is not None:
        return Decoded(text, "iso2022_jp")
    if (text := _try(content, "utf-8")) is not None:
        if len(_CONTROL.findall(content[:4096])) > len(content[:4096]) // 10:
            raise FormatError(where, 0, "a binary file, not a bibliography")
        return Decoded(text, "utf-8")
    said = _SAID.search(content[:1024])
    if said and (encoding := _known(said[1].decode("ascii"))) and (text := _try(content, encoding)) is not None:
        return Decoded(text, encoding)
    if len(_CONTROL.findall(content[:4096])) > len(content[:4096]) // 50:
        raise FormatError(where, 0, "a binary file, not a bibliography")
    if guessed := _guess(content):
        return guessed
    if (text := _try(content, "cp1252")) is not None:
        return Decoded(text, "cp1252")
    # cp1252 leaves five bytes without a character, which East Asian files may have in a quotation mark or two.
    return _guess_few(content) or Decoded(content.decode("latin-1"), "latin-1")


# A guess costs one pass over a sample: the first runs of bytes outside ASCII, each a word or a part of one.
_RUN = prepare(rb"[\x80-\xff](?:[\x80-\xff]|[\x40-\x7e](?=[\x80-\xff])){0,200}[\x40-\x7e\x80-\xff]?")
_SAMPLE = 2000
_LEAST_CHARACTERS = 6
_EAST_ASIAN = ("euc_jp", "cp932", "gb18030", "cp949", "big5")
_CYRILLIC = ("cp1251", "koi8_r", "cp866")
_CYRILLIC_WORD = prepare(r"[А-ЯЁЄІЇҐ]?[а-яёєіїґ]+|[А-ЯЁЄІЇҐ]+")


def _guess(content: bytes) -> Decoded | None:
    """East Asian or Cyrillic text whose encoding nothing states; None where Latin-1 is as likely.

    Western text has its letters outside ASCII one by one, between ASCII letters. East Asian text has them in pairs,
    side by side, from the everyday part of the character set; Cyrillic text in words with a capital at most in front.
    """
    runs = [match[0] for match, _ in zip(_RUN.finditer(content), range(_SAMPLE), strict=False)]
    if 2 * sum(len(run) for run in runs if len(run) >= 4) < sum(map(len, runs)):
        return None
    scores = [(_east_asian(runs, encoding), encoding) for encoding in _EAST_ASIAN]
    scores += [(_cyrillic(content, encoding), encoding) for encoding in _CYRILLIC]
    for score, encoding in sorted(scores, reverse=True):
        if score < _SURE:
            break
        if (text := _try(content, encoding)) is not None:
            return Decoded(text, encoding)
    return None


_SURE = 0.7


def _guess_few(content: bytes) -> Decoded | None:
    """East Asian text with only a few characters outside ASCII."""
    runs = [match[0] for match, _ in zip(_RUN.finditer(content), range(_SAMPLE), strict=False)]
    score, encoding = max((_east_asian(runs, encoding, least=1), encoding) for encoding in _EAST_ASIAN)
    text = _try(content, encoding) if score >= _SURE else None
    return Decoded(text, encoding) if text is not None else None


def _east_asian(runs: list[bytes], encoding: str, least: int = _LEAST_CHARACTERS) -> float:
    """How everyday the characters are, if the runs are in this encoding: 0 to 1, and more where the most frequent
    characters of a language are among them (Chinese and Korean everyday text use the same bytes)."""
    letters = [char for run in runs for char in run.decode(encoding, "replace") if ord(char) > 0x7F]
    if len(letters) < least:
        return 0.0
    frequent = sum(char in _FREQUENT.get(encoding, "") for char in letters)
    return (sum(_everyday(char, encoding) for char in letters) + frequent) / len(letters)


_FREQUENT = {  # the most frequent characters of the language, enough to tell one from the other
    "gb18030": "的一是在不了有和人这中大为上个国以要时来用生到地于出分对成会可主发年学法所与及研究论文方行化高理性",
    "cp949": "의이에는한다을를과연구로가사대지고하기서자인해정적도시으은라나어리그아보성제부주전수일있국상동",
}


# Where each national standard keeps its everyday ideographs: level one, sorted before the rest. (codec, first, last)
_LEVEL_ONE = {
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "euc_jp": ("euc_jp", 0xB0, 0xCF),
    "cp932": ("euc_jp", 0xB0, 0xCF),
    "big5": ("big5", 0xA4, 0xC6),
}


def _everyday(char: str, encoding: str) -> float:
    code = ord(char)
    if 0x3000 <= code <= 0x303F or 0xFF01 <= code <= 0xFF5E or 0x2014 <= code <= 0x2026:
        return 1.0
    if 0x3040 <= code <= 0x30FF:
        return 1.0 if encoding in ("euc_jp", "cp932") else 0.7
    if 0xAC00 <= code <= 0xD7A3:
        return 1.0 if len(_encodes(char, "euc_kr")) == 2 else 0.2  # the others it spells in four pairs
    if not 0x4E00 <= code <= 0x9FFF:
        return 0.0
    if encoding not in _LEVEL_ONE:
        return 0.5
    codec, first, last = _LEVEL_ONE[encoding]
    pair = _encodes(char, codec)
    return 1.0 if len(pair) == 2 and first <= pair[0] <= last else 0.4


def _encodes(char: str, codec: str) -> bytes:
    try:
        return char.encode(codec)
    except UnicodeEncodeError:
        return b""


def _cyrillic(content: bytes, encoding: str) -> float:
    """The share of the letters outside ASCII in words as Russian writes them, if the text is so encoded."""
    text = content[:200_000].decode(encoding, "replace")
    foreign = sum(len(run) for run in re.findall(r"[^\x00-\x7f«»–—№„“”’…\xa0]+", text))
    if foreign < _LEAST_CHARACTERS:
        return 0.0
    words = re.findall(r"[^\W\d_]+", text)
    return sum(len(word) for word in words if _CYRILLIC_WORD.fullmatch(word)) / foreign


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


_EMACS = {
    "mule-utf-8": "utf-8",
    "prefer-utf-8": "utf-8",
    "japanese-shift-jis": "shift_jis",
    "japanese-iso-8bit": "euc_jp",
    "euc-japan": "euc_jp",
    "korean-iso-8bit": "euc_kr",
    "euc-korea": "euc_kr",
    "chinese-iso-8bit": "gb2312",
    "chinese-gbk": "gbk",
    "chinese-big5": "big5",
    "cyrillic-koi8": "koi8-r",
}
_END_OF_LINES = prepare(r"-(?:unix|dos|mac)$")


def _known(name: str) -> str:
    """The codec of an encoding as editors name it, "" where there is none: Emacs says `latin-9-unix`."""
    name = _END_OF_LINES.sub("", name.lower())
    for spelling in (name, _EMACS.get(name, ""), name.removeprefix("iso-").replace("latin-", "latin")):
        try:
            return codecs.lookup(spelling).name
        except LookupError:
            continue
    return ""

"""Single values: entities and markup settled, and what cannot be what it claims to be refused."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from pressbib.patterns import prepare

_MARKUP = prepare(r"<(/?)([A-Za-z][A-Za-z0-9:]{0,20})(?:\s[^<>]{0,500})?/?>")
_ENTITY = prepare(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_RICH = {
    "i": "i",
    "em": "i",
    "b": "b",
    "strong": "b",
    "sub": "sub",
    "sup": "sup",
    "inf": "sub",
    "italic": "i",
    "bold": "b",
}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\t\r\n\v\f\u2028\u2029"), " ")
_UNSEEN = dict.fromkeys(
    (0x00AD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_SEEN = {**_SPACES, **_UNSEEN}


def rich(text: str) -> str:
    """A title as CSL rich text: entities resolved (also those escaped twice), <i>, <b>, <sub>, <sup> kept where they
    are balanced, every other tag dropped, white space single.

    >>> rich("Role of <em>p53</em> &amp;amp; H<sub>2</sub>O <span>today</span>")
    'Role of <i>p53</i> & H<sub>2</sub>O today'
    """
    text = _unescaped(text)
    if "<" in text:
        text = _marked_up(text)
    return _settled(text)


def plain(text: str) -> str:
    """A value without markup and entities, white space single."""
    text = _unescaped(text)
    if "<" in text:
        text = _MARKUP.sub("", text)
    return _settled(text)


def _settled(text: str) -> str:
    return " ".join((text if text.isascii() else text.translate(_SEEN)).split())


def _unescaped(text: str) -> str:
    for _ in range(2):  # `&amp;quot;` occurs: escaped twice; once more is text about entities
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def _marked_up(text: str) -> str:
    out: list[str] = []
    opened: list[tuple[str, int]] = []
    position = 0
    for tag in _MARKUP.finditer(text):
        out.append(text[position : tag.start()])
        position = tag.end()
        name = _RICH.get(tag[2].lower())
        if not name:
            continue
        if not tag[1]:
            opened.append((name, len(out)))
            out.append(f"<{name}>")
        elif opened and opened[-1][0] == name:
            opened.pop()
            out.append(f"</{name}>")
    for _, index in opened:
        out[index] = ""
    out.append(text[position:])
    return "".join(out)


def fold(text: str) -> str:
    """Letters and digits alone, no case, no markup, no accents: for telling whether two texts say the same."""
    return _folded(text) if len(text) < 500 else _folded.__wrapped__(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    if text.isascii():
        if "<" in text:
            text = _MARKUP.sub("", text)
        return text.lower().encode("ascii").translate(None, _NOT_LETTERS).decode("ascii")
    # of the accents only U+0345 would become a letter
    text = unicodedata.normalize("NFKD", text).replace("\u0345", "")
    if "<" in text:
        text = _MARKUP.sub("", text)
    return _NO_LETTERS.sub("", text.casefold())


_NOT_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_NO_LETTERS = prepare(r"[\W_]+")


_NO_VALUE = frozenset(
    ("null", "none", "undefined", "na", "n/a", "nan", "unknown", "-", "--", "0", "und", "[]", "{}", "tbd")
)


def number(text: str) -> str:
    """A volume or issue as it stands, without its word; "" for `0` and other ways to say that there is none.

    >>> number("Volume 12"), number("0"), number("Pt 11"), number("3/4")
    ('12', '', 'Pt 11', '3/4')
    """
    text = plain(text).strip(" .,;:()")
    text = re.sub(
        r"(?i)^(?:volume|vol|issue|number|no|nr|num|n°|№|heft|band|bd|tome|t)\b[\s.:]*(?=\w)|^(?:n°|№)\s*", "", text
    )
    return "" if text.casefold() in _NO_VALUE or len(text) > 40 or not re.search(r"\w", text) else text


_PAGE = prepare(r"(?i)[A-Z]{0,12}[-.]?\d{1,12}[A-Z]{0,3}\d{0,8}|[ivxlcdm]{1,9}|[A-Z]{2,12}-?\d{2,4}-?\d{2,8}")


def page(text: str) -> str:
    """One page, article number or range as it stands, ranges with a hyphen; "" for what is none."""
    text = plain(text).strip(" .,;:()")
    text = re.sub(r"(?i)^(?:pages?|pp?|s|art(?:icle)?(?:\s+(?:no|number|id))?)\b[\s.:]*(?=[\w])", "", text)
    text = re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "-", text)
    if text.casefold() in _NO_VALUE or len(text) > 60:
        return ""
    parts = re.split(r"\s*[,;]\s*", text)
    ok = all(_PAGE.fullmatch(part) or all(_PAGE.fullmatch(end) for end in part.split("-", 1)) for part in parts)
    return ", ".join(parts) if ok else ""


_PORTUGUESE = frozenset("em uma dos não pelo pela ao aos os às".split())
_IBERIAN = frozenset("de da do das na nas no nos com por para e o a".split())
_ELSEWHERE = frozenset("the of and el los y en le les et der die und".split())


def is_portuguese(title: str) -> bool:
    """Whether a title has words of Portuguese alone, for the names of its authors where no language is stated.

    >>> is_portuguese("Aves raras no Brasil, em agosto de 1965"), is_portuguese("Aves raras en el sur de Chile")
    (True, False)
    """
    words = set(title.casefold().replace(",", " ").split())
    return bool(words & _PORTUGUESE) and len(words & (_PORTUGUESE | _IBERIAN)) > 1 and not words & _ELSEWHERE


_NAMES_OF_LANGUAGES = """
    en english eng
    de german deutsch ger deu
    fr french fre fra français francais
    es spanish spa español
    it italian ita italiano
    pt portuguese por português
    ru russian rus
    zh chinese chi zho cn
    ja japanese jpn jp
    ko korean kor kr
    nl dutch dut nld
    pl polish pol
    cs czech cze ces
    sv swedish swe
    da danish dan
    no norwegian nor
    fi finnish fin
    tr turkish tur
    fa persian per fas farsi
    ar arabic ara
    he hebrew heb
    uk ukrainian ukr
    hu hungarian hun
    el greek gre ell
    ro romanian rum ron
    id indonesian ind
    vi vietnamese vie
    ca catalan cat
    la latin lat
"""
_LANGUAGES = {
    word: words[0] for line in _NAMES_OF_LANGUAGES.split("\n") if (words := line.split()) for word in words[1:]
}


def language(text: str) -> str:
    """A language as BCP 47 (`en`, `pt-BR`) from a code of two or three letters or its English name; "" for others.

    >>> language("eng"), language("German"), language("en_us"), language("und")
    ('en', 'de', 'en-US', '')
    """
    text = plain(text).replace("_", "-").strip()
    if (known := _LANGUAGES.get(text.casefold())) is not None:
        return known
    found = re.fullmatch(r"([A-Za-z]{2})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?", text)
    if not found:
        return ""
    script, region = found[2], found[3]
    return "-".join([found[1].lower(), *([script.title()] if script else []), *([region.upper()] if region else [])])

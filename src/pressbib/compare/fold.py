"""Text folded for comparing: letters and digits alone, lower case, ASCII, one space between words.

What two sources print differently for the same words is taken away: case, diacritics, scripts (anyascii), HTML markup
and entities, LaTeX commands, dashes and quotation marks, notes in brackets at the end.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pressbib.patterns import prepare

_MARKUP = prepare(r"</?[a-zA-Z][^<>]{0,200}>")
_ENTITY = prepare(r"&[#a-zA-Z]")
_LATEX_ACCENT = prepare(r"""\\[`'^"~=.]|\\[uvHtcdbkr](?=\s?\{)""")
_LATEX_STYLE = prepare(r"\\(?:text(?:it|bf|sc|rm|tt|sf|sl|sub|superscript|subscript)?|emph|math[a-z]{2,4}|mbox|url)\b")
_LATEX_REST = prepare(r"[\\{}$~^]")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_ASCII = {code: character if (character := chr(code).lower()) in _LETTERS else " " for code in range(128)}
_WORDS = str.maketrans(_ASCII | {ord(sign): None for sign in "'`"} | {ord("&"): " and "})
# In names a `?` is a letter that was lost in transit: `Sch?tz` is one word.
_NAME_WORDS = str.maketrans(_ASCII | {ord(sign): None for sign in "'`"} | {ord("?"): "?"})
_GREEK = {
    letter: f" {name} "
    for letter, name in zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
        "phi chi psi omega".split(),
        strict=True,
    )
}
_LONE_GREEK = prepare(r"(?<![\u0370-\u03ff])[α-ωΑ-Ω](?![\u0370-\u03ff])")
_SIGNS = """Æ Ae æ ae Ð D ð d Đ D đ d Ħ H ħ h ı i Ł L ł l Ø O ø o Œ Oe œ oe Þ Th þ th ß ss
    ‐ - ‑ - ‒ - – - — - ― - “ " ” " „ " « << » >> … ... • * ° deg ± +- × * ÷ / ² 2 ³ 3 µ u""".split()
_EUROPEAN = str.maketrans(
    {**dict(zip(_SIGNS[::2], _SIGNS[1::2], strict=True)), **dict.fromkeys(map(chr, range(0x300, 0x363))), "\xa0": " "}
)
"""What anyascii makes of the signs of European languages, once accents stand by themselves."""
LONGEST = 2000
"""Longer text than any title; what comes after it is not compared."""


def plain(text: str) -> str:
    """Text without HTML markup and entities and without LaTeX, in its own script and case."""
    if "&" in text and _ENTITY.search(text):
        from html import unescape  # its table of entities is long

        text = unescape(text)
    if "<" in text:
        text = _MARKUP.sub("", text)
    if "\\" in text or "{" in text or "$" in text:
        text = _LATEX_STYLE.sub(" ", _LATEX_ACCENT.sub("", text))
        text = _LATEX_REST.sub("", text)
    return text


def fold(text: str) -> str:
    """Text as lower-case ASCII words with one space between.

    >>> fold("<i>Üb</i>er die Na\\\\textsubscript{2}-\\u200bWerte:  II")
    'uber die na 2 werte ii'
    """
    text = plain(text[:LONGEST])
    if not text.isascii():
        text = _latin(text)
    return " ".join(text.translate(_WORDS).split())


def _latin(text: str) -> str:
    """Text in ASCII, whatever its script; a Greek letter that stands alone becomes its name, as in `TNF-alpha`."""
    text = text.translate(_APOSTROPHES)
    if _LONE_GREEK.search(text):
        text = _LONE_GREEK.sub(lambda m: _GREEK.get(m[0].lower(), m[0]), text)
    text = unicodedata.normalize("NFD", text).translate(_EUROPEAN)
    if text.isascii():
        return text
    from anyascii import anyascii  # it takes a tenth of the time of a short command to load

    return anyascii(text)


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """A part of a name folded: like `fold`, but a letter that was lost in transit (U+FFFD or `?`) stays as `?`.

    >>> fold_name("Sch\\ufffdtz"), fold_name("O’Brien"), fold_name("Müller-Lüdenscheidt")
    ('sch?tz', 'obrien', 'muller ludenscheidt')
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    text = plain(text[:LONGEST])
    if not text.isascii():
        text = _latin(text.replace("\ufffd", "?"))
    return " ".join(text.translate(_NAME_WORDS).split())


def split_notes(title: str) -> tuple[str, str]:
    """A title, and what databases put after it in brackets: `[Chinese]`, `[1]`, a translation, `[Erratum in ...]`.

    A bracket that is (nearly) the whole title stays: PubMed prints translated titles in brackets. One that is not
    closed was cut off with the title.
    """
    kept, notes = title.rstrip(" ."), ""
    for _ in range(4):
        start = _opening(kept)
        if start < 8:
            break
        notes = f"{kept[start + 1 :].rstrip(']')} {notes}"
        kept = kept[:start].rstrip(" .")
    return (kept, notes) if notes else (title, "")


def _opening(text: str) -> int:
    """Where the bracket begins that ends a text, or that is never closed; -1 where there is none."""
    if "[" not in text:
        return -1
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        if text[position] == "]":
            depth += 1
        elif text[position] == "[":
            depth -= 1
            if depth < 0 or (depth == 0 and text.endswith("]")):
                return position
    return -1

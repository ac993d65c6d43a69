"""Text folded for comparing: letters and digits alone, lower case, ASCII, one space between words.

What two sources print differently for the same words is taken away: case, diacritics, scripts (anyascii), HTML markup
and entities, LaTeX commands, dashes and quotation marks, notes in brackets at the end.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from anyascii import anyascii

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LATEX_ACCENT = re.compile(r"""\\[`'^"~=.]|\\[uvHtcdbkr](?=\s?\{)""")
_LATEX_STYLE = re.compile(
    r"\\(?:text(?:it|bf|sc|rm|tt|sf|sl|sub|superscript|subscript)?|emph|math[a-z]{2,4}|mbox|url)\b"
)
_LATEX_REST = re.compile(r"[\\{}$~^]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_WORD_BUT_DAMAGE = re.compile(r"[^a-z0-9?]+")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_GREEK = {
    letter: f" {name} "
    for letter, name in zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
        "phi chi psi omega".split(),
        strict=True,
    )
}
_LONE_GREEK = re.compile(r"(?<![\u0370-\u03ff])[α-ω](?![\u0370-\u03ff])")
LONGEST = 2000
"""Longer text than any title; what comes after it is not compared."""


def plain(text: str) -> str:
    """Text without HTML markup and entities and without LaTeX, in its own script and case."""
    if "&" in text:
        text = html.unescape(text)
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
        text = text.lower()
        if _LONE_GREEK.search(text):
            text = _LONE_GREEK.sub(lambda m: _GREEK.get(m[0], m[0]), text)
        text = anyascii(_APOSTROPHES.sub("", text))
    elif "'" in text or "`" in text:
        text = _APOSTROPHES.sub("", text)
    return _NOT_WORD.sub(" ", text.lower().replace("&", " and ")).strip()


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """A part of a name folded: like `fold`, but a letter that was lost in transit (U+FFFD or `?`) stays as `?`.

    >>> fold_name("Sch\\ufffdtz"), fold_name("O’Brien"), fold_name("Müller-Lüdenscheidt")
    ('sch?tz', 'obrien', 'muller ludenscheidt')
    """
    text = _APOSTROPHES.sub("", plain(text[:LONGEST])).replace("\ufffd", "?")
    if not text.isascii():
        text = anyascii(text)
    return _NOT_WORD_BUT_DAMAGE.sub(" ", text.lower()).strip()


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

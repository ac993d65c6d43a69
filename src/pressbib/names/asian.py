"""Names in Hangul, Kanji, Kana and Hanzi: which characters are the family name.

The family name stands first. Where a space or a middle dot parts the two it is taken; otherwise tables of family names
decide (`parts.toml`), then the number of characters. A name of another tradition written in these scripts (a
transliteration) keeps its own order.
"""

from __future__ import annotations

import re

from pressbib.names import words
from pressbib.patterns import prepare
from pressbib.record import Name

HANGUL = prepare(r"[\uac00-\ud7af]")
KANA = prepare(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
HAN = prepare(r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]")
ASIAN = prepare(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々]")
_ONLY_KATAKANA = prepare(r"[\u30a0-\u30ff\s=＝・·.]+")
_DOTS = prepare(r"\s*[・·‧•=＝]\s*")


def is_asian(text: str) -> bool:
    """Whether a name is written in Hangul, Kana or Han characters."""
    return not text.isascii() and bool(ASIAN.search(text))


def parse(text: str, language: str = "") -> Name:
    """One name in these scripts, without titles and marks around it."""
    text = text.strip()
    if HANGUL.search(text):
        return _korean(text)
    if _ONLY_KATAKANA.fullmatch(text) or (_DOTS.search(text) and " " not in text):
        return _transliterated(text, language)
    if KANA.search(text) or language.startswith("ja"):
        return _japanese(text)
    if " " in text or "\u3000" in text:
        return _at_space(text)
    if language.startswith("zh"):
        return _chinese(text)
    return _unmarked(text)


def is_korean_name(text: str) -> bool:
    """Whether Hangul without a space can be a Korean name: a known family name and one to three syllables more."""
    compact = text.replace(" ", "")
    families = words.families()
    if not 2 <= len(compact) <= 5 or not all(HANGUL.match(character) for character in compact):
        return False
    return compact[0] in families["korean"] or compact[:2] in families["korean-compound"]


def _korean(text: str) -> Name:
    pieces = text.split()
    if len(pieces) == 1 and is_korean_name(text):
        size = 2 if _has_compound_family(text) else 1
        return Name(family=text[:size], given=text[size:])
    if len(pieces) == 2 and is_korean_name(text) and len(pieces[0]) <= 2 and len("".join(pieces)) <= 4:
        return Name(family=pieces[0], given=pieces[1])
    if len(pieces) > 1 or _DOTS.search(text):
        return _transliterated(text, "ko")
    return Name(literal=text)


def _has_compound_family(text: str) -> bool:
    """Whether the first two syllables are the family name: not of three where the first is a common one (`황보라`)."""
    families = words.families()
    if len(text) <= 2 or text[:2] not in families["korean-compound"]:
        return False
    return len(text) > 3 or text[:2] not in families["korean-compound-of-four"]


def _transliterated(text: str, language: str) -> Name:
    """A foreign name in this script: given name first; one word stays whole."""
    pieces = [piece for piece in re.split(r"[\s・·‧•=＝]+", text) if piece]
    if len(pieces) < 2:
        return Name(literal=text)
    if language.startswith("ja") and len(pieces) == 2 and len(pieces[0]) == 1:
        return Name(family=pieces[0], given=pieces[1])  # a Korean or Chinese name in Kana: one character of family name
    return Name(family=pieces[-1], given=" ".join(pieces[:-1]))


def _at_space(text: str) -> Name:
    family, *given = text.split()
    return Name(family=family, given="".join(given)) if given else Name(literal=text)


def _japanese(text: str) -> Name:
    if " " in text or "\u3000" in text:
        return _at_space(text)
    families = words.families()["japanese"]
    length = len(text)
    if length < 2 or length > 7:
        return Name(literal=text)
    for size in (5, 4, 3):
        if length > size and text[:size] in families:
            return Name(family=text[:size], given=text[size:])
    if length == 2 or (length == 3 and text[0] in families and HAN.match(text[1])):
        return Name(family=text[0], given=text[1:])
    return Name(family=text[:2], given=text[2:])


def _chinese(text: str) -> Name:
    if not 2 <= len(text) <= 5:
        return Name(literal=text)
    size = 2 if len(text) > 2 and text[:2] in words.families()["chinese-compound"] else 1
    return Name(family=text[:size], given=text[size:])


def _unmarked(text: str) -> Name:
    """Han characters on a page of no known language: a Chinese family name and at most two more are a Chinese name."""
    families = words.families()
    if len(text) > 2 and text[:2] in families["chinese-compound"]:
        return _chinese(text)
    if len(text) <= 3 and text[:1] in families["chinese"]:
        return _chinese(text)
    return _japanese(text)

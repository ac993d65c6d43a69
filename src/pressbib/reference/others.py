"""*et al.* and its relatives of all languages, at a place of a text."""

from __future__ import annotations

import re
from functools import cache

from pressbib import vocabulary
from pressbib.patterns import prepare
from pressbib.vocabulary.wording import worded

_OTHERS = worded(
    r"(?i)[\s,;.]*(?:& al\b\.?|\b(?:et\.?\s+al|(?-i:{people.others:de,nl,pl})|"
    r"{people.others:en,fr,es,pt,it,sv,da,no,cs,ru,uk,tr,id,fi,el,vi})\b\.?|等人?|외|ほか|他(?=\W))"
)
_WORD_NEXT = prepare(r"[\s,;.]*([^\W\d_]+)")
_LAST_LETTER_OF_SPACED = "\u052f"
"""Of Latin, Greek and Cyrillic, which part their words by spaces."""


def others_at(text: str, position: int) -> re.Match[str] | None:
    """`et al.` or a relative of it at a place, with the marks before it."""
    word = _WORD_NEXT.match(text, position)
    if word and word[1][0] <= _LAST_LETTER_OF_SPACED and word[1].casefold() not in _first_words_of_others():
        return _OTHERS.match(text, position) if text.startswith(("...", "…"), position) else None
    return _OTHERS.match(text, position)


@cache
def _first_words_of_others() -> frozenset[str]:
    """The first words of all such phrases, which tell most texts apart before the pattern is needed."""
    phrases = vocabulary.load().words("people", "others")
    return frozenset(word[1].casefold() for phrase in phrases if (word := _WORD_NEXT.match(phrase)))

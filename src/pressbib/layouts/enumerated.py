"""Journals that a sentence names one after the other: those of a career, or those of the two works that it presents."""

from __future__ import annotations

import dataclasses

from pressbib.layouts.containers import is_such
from pressbib.layouts.mentions import Mention
from pressbib.layouts.phrases import match_at, tokens, words
from pressbib.layouts.sheet import Sheet
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_AND_IN = worded(
    r"[”\"’»]?(?: ?\([^()]{1,40}\))?(?:\s?,\s?(?:(?:{people.and:en}|{grammar.or:en}) )?|"
    r"\s(?:{people.and}|{grammar.or}) )(?:{prose.in:de,fr,pt,it,pl,cs,ru,uk,no} )?(?:the )?[“\"‘«„]?"
)
"""Between two names of journals."""


_SHORT_NAME = worded(r"[A-Z]{3,6}(?![\w-])(?=\W*$|[,;)]|\.\s| (?:{people.and}|{grammar.or}) )")
"""An abbreviation that is an item of a list, not who did the work: `in Science, PNAS and Cell`, not `in Science, MIT
researchers`."""


def names_more(sheet: Sheet, mention: Mention) -> bool:
    """Whether other journals are named right after one: `published in Science, Nature and PNAS`, `‘Science’ 등에`."""
    text = mention.sentence.text
    if match_at("prose", "several", sheet.codes, mention.sentence.lowered, _past_marks(text, mention.end)):
        return True
    if _is_second(text, mention.begin) or is_such(sheet, text, mention.begin):
        return True
    following = _AND_IN.match(text, mention.end)
    span = journals.read_name(text, following.end()) if following else None
    if following and _SHORT_NAME.match(text, following.end()):
        return True
    return span is not None and journals.is_known(text[span[0] : span[1]])


_AND_BEFORE = worded(r"[”\"’»]?\s(?:{people.and}|{grammar.or})\s[“\"‘«„]?$")
_LONGEST_NAME = 60


def _is_second(text: str, begin: int) -> bool:
    """Whether the name of a journal stands right before another, with an `and` between: `Nature ve Science`."""
    before = text[max(0, begin - _LONGEST_NAME) : begin]
    joint = _AND_BEFORE.search(before)
    parts = before[: joint.start()].split() if joint else []
    return any(journals.is_known(" ".join(parts[start:]).strip('“"‘«„')) for start in range(len(parts)))


def tells_of_two(sheet: Sheet, mention: Mention) -> bool:
    """Whether a sentence speaks of two works before it names a journal."""
    before = mention.sentence.lowered[: mention.begin]
    return words("prose", "two", sheet.codes).any(before, tokens(before))


def second_of_two(sheet: Sheet, mention: Mention) -> Mention | None:
    """The second journal of `Two papers published today in Science Advances and Nature Astronomy`."""
    text = mention.sentence.text
    following = _AND_IN.match(text, mention.end) if tells_of_two(sheet, mention) else None
    span = journals.read_name(text, following.end()) if following else None
    if not span or not journals.is_known(text[slice(*span)]) or _AND_IN.match(text, span[1]):
        return None
    return dataclasses.replace(mention, value=text[slice(*span)], begin=span[0], end=span[1])


def _past_marks(text: str, position: int) -> int:
    while position < len(text) and text[position] in " ”’」』》>)）\"'":
        position += 1
    return position

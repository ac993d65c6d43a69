"""Teasers: lines of a list of stories, or of stories beside this one, which name papers that are not announced here."""

from __future__ import annotations

from pressbib import dates
from pressbib.document import Line
from pressbib.layouts.mentions import Sentence
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare
from pressbib.vocabulary.wording import worded

_YEAR_AT_END = prepare(r"\b(?:19[5-9]\d|20[0-4]\d)\W?$")
_CUT = prepare(r"\[(?:\.\.\.|…)\]")
"""The end of a teaser; a line with more than one is a list of them."""
_ENDS = (" ...", " …", "[...]", "[…]")


def is_cut_off(sentence: Sentence) -> bool:
    """Whether a sentence ends in three points, or on a line with several such ends."""
    return sentence.text.rstrip(' ”"').endswith(_ENDS) or len(_CUT.findall(sentence.line.text)) > 1


_STORY_FROM = 0.5
"""The share of a page's lines after which other stories may stand."""
_LONGEST_DAY = 40
_HEADLINE = 4
"""Words of a headline, at least."""
_PREPOSITION = 3
"""Letters of a word before a day that is part of a sentence: `on May 3`."""


def is_below_another_date(sheet: Sheet, index: int) -> bool:
    """Whether a line is the teaser of a related story: the line above it, far from the top, is a headline with the day
    of that story behind it."""
    if index < 2 or index / len(sheet.lines) < _STORY_FROM:
        return False
    above = sheet.lines[index - 1].text
    if not _YEAR_AT_END.search(above):
        return False
    tail = above[-_LONGEST_DAY:]
    days = [hit for hit in dates.find(tail, language=sheet.language) if len(hit.date.start) == 3]
    if not days or days[-1].end != len(tail) or days[-1].date == sheet.press.issued:
        return False
    before = above[: len(above) - len(tail) + days[-1].start].split()
    return len(before) > _HEADLINE and len(before[-1]) > _PREPOSITION


_SHORTEST_TEASER = 80
_MOST_TEASERS = 2
"""Teasers above a story are one or two; more make a list of stories."""
_FIRST_LINES = 500


def is_among_teasers(sheet: Sheet, index: int) -> bool:
    """Whether a line stands in a list of stories: it is cut off, or after others that are, and these are several."""
    cut = [at for at, line in enumerate(sheet.lines[:_FIRST_LINES]) if _is_cut(line)]
    return len([at for at in cut if at < index]) >= _MOST_TEASERS or (index in cut and len(cut) > _MOST_TEASERS)


_LONGEST_DATE = 60
_STORY = 100
"""Characters of a line of text, at the least."""
_MOST_STORIES = 2
"""A story may stand below the day of the page and its own."""


def is_of_later_story(sheet: Sheet, index: int) -> bool:
    """Whether a line stands in a list of stories each of which has its day: after several days with text between."""
    stories, told = 0, True
    for line in sheet.lines[: min(index, _FIRST_LINES)]:
        if told and len(line.text) <= _LONGEST_DATE and _DAY.search(line.text):
            stories, told = stories + 1, False
        told = told or len(line.text) >= _STORY
    return stories > _MOST_STORIES


_DAY = worded(
    r"(?i)\b(?:{dates.months:en} \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|\d{1,2}[ -]{dates.months:en}[ -](?:19|20)\d\d)\b"
)


def _is_cut(line: Line) -> bool:
    return len(line.text) > _SHORTEST_TEASER and line.text.endswith(("...", "…", "...]", "…]"))

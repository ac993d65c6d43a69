"""Who a page names for the authors of a paper that it cites without them: `Yigao Yuan von der Rice University und seine
Kollegen`."""

from __future__ import annotations

from functools import cache

from pressbib import names, vocabulary
from pressbib.layouts.phrases import Words, listed, lower, tokens
from pressbib.layouts.sheet import Sheet
from pressbib.names.kinds import is_affiliation
from pressbib.patterns import prepare
from pressbib.record import Name

_MOST_LINES = 60
_BEFORE = 140
_NAMED = prepare(
    r"(?:^|[\s(„“\"«])(?P<name>[A-ZÀ-Ž][\w'’-]+(?: (?:[A-Z]\.|[A-ZÀ-Ž][\w'’-]+|van|von|der|de|den|da|di|del|la|le|"
    r"ten)){1,4})"
    r"(?: ?\([^()]{2,90}\)| [a-zà-ž]{1,4}[^\W\d_]? [^.;:,!?()]{2,70}|, [^,.;:!?]{3,70},?)?\s*$"
)
"""A name, with where the person works after it, right before the words for a team."""


def find_leader(sheet: Sheet) -> tuple[Name, str, int] | None:
    """The first person of the story who is named before the words for a team, with the line; None where nobody is."""
    phrases = _teams(sheet.codes)
    for line, kind in list(zip(sheet.lines, sheet.kinds, strict=True))[:_MOST_LINES]:
        if kind in ("other", "references") or line.region == "aside" or len(line.text) > 5_000:
            continue
        lowered = lower(line.text)
        for hit in phrases.find(lowered, tokens(lowered)):
            person = _person(line.text[max(0, hit.start - _BEFORE) : hit.start], sheet.language)
            if person:
                return person, line.text, line.number
    return None


def _person(before: str, language: str) -> Name | None:
    named = _NAMED.search(before)
    if not named or is_affiliation(named["name"]):
        return None
    people = names.read(named["name"], language=language).names
    return people[0] if len(people) == 1 and people[0].family and people[0].given else None


@cache
def _teams(codes: tuple[str, ...]) -> Words:
    """The words for a team that begin with an `and`: what stands before them is a name."""
    known = vocabulary.load()
    joining = tuple(f"{word} " for word in known.words("people", "and", *codes))
    phrases = (*known.words("people", "teams", *codes), *known.words("people", "others", *codes))
    return listed(phrase for phrase in phrases if phrase.startswith(joining))

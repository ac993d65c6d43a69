"""Who a page names for the authors of a paper that it cites without them: `Yigao Yuan von der Rice University und seine
Kollegen`."""

from __future__ import annotations

import dataclasses
from functools import cache

from pressbib import names, vocabulary
from pressbib.layouts.phrases import Words, listed, tokens
from pressbib.layouts.sheet import Sheet
from pressbib.names.kinds import is_affiliation
from pressbib.patterns import prepare
from pressbib.record import Name
from pressbib.reference.nameword import NOT_NAMES
from pressbib.vocabulary import lower
from pressbib.vocabulary.wording import worded

_MOST_LINES = 60
_BEFORE = 140
_NAMED = worded(
    r"(?<![\w-])(?P<name>[A-ZÀ-Ž][\w'’-]+(?: (?:[A-Z]\.|[A-ZÀ-Ž][\w'’-]+|van|von|der|de|den|da|di|del|la|le|ten)){1,4})"
    r"(?: ?\([^()]{2,90}\)| {grammar.of}[ '’][^.;:,!?()]{2,80}|, [^,.;:!?]{3,70},?)?\s*$"
)
"""A name, with where the person works after it, right before the words for a team."""
_AFTER_LINK = worded(r"(?:^|\s){grammar.of}(?: {grammar.articles})? $")
_CAPITAL = prepare(r"(?<![\w-])[A-ZÀ-Ž]")


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


_MOST_NAMED = 20


def with_given(sheet: Sheet, authors: tuple[Name, ...], line: int) -> tuple[Name, ...]:
    """Authors of whom a citation gives the family names alone, with the given names that the story has of them.

    line: the number of the citation's line. Those whom the story does not name, or names in two ways, stay as they
    are, as do all of a page in whose language every noun has a capital letter.
    """
    if (
        sheet.nouns
        or len(authors) < _ENOUGH
        or len(authors) > _MOST_NAMED
        or any(name.given or not name.family for name in authors)
    ):
        return authors
    text = "\n".join(each.text[:_LONGEST] for each in sheet.lines[:_MOST_LINES] if each.number != line)
    return tuple(_named(name, text, sheet.language) for name in authors)


_ENOUGH = 3
_LONGEST = 5_000


def _named(name: Name, text: str, language: str) -> Name:
    full: set[str] = set()
    position = text.find(name.family)
    while position >= 0 and len(full) < _ENOUGH:
        before = _GIVEN.search(text, max(0, position - _BEFORE), position)
        people = names.read(f"{before[1]}{name.family}", language=language).names if before else ()
        if len(people) == 1 and people[0].given and people[0].family == name.family:
            full.add(people[0].given)
        position = text.find(name.family, position + 1)
    return dataclasses.replace(name, given=full.pop()) if len(full) == 1 else name


_GIVEN = prepare(r"(?<=[\w,)] )([A-ZÀ-Ž][\w'’-]{1,20} (?:[A-Z]\. ?)?)$")
"""A given name: the capitalised word before the family name, which does not begin a sentence."""


def _person(before: str, language: str) -> Name | None:
    for capital in reversed([found.start() for found in _CAPITAL.finditer(before)]):
        named = _NAMED.match(before, capital)
        if not named or is_affiliation(named["name"]) or _AFTER_LINK.search(before[:capital]):
            continue
        if before[:capital].endswith((" and ", " & ")) or named["name"].split()[0].casefold() in NOT_NAMES:
            continue  # `Institute of Child Health and Human Development`, `When Tissier`
        people = names.read(named["name"], language=language).names
        if len(people) == 1 and people[0].family and people[0].given:
            longer = before[:capital].split()
            if not longer or not _is_capital_name(longer[-1]) or longer[-1][-1:] in ".,:;":
                return None if named["name"].split()[0].casefold() in _articles() else people[0]
    return None


def _is_capital_name(word: str) -> bool:
    """Whether a word begins with a capital and is no such word as begins sentences."""
    return word[:1].isupper() and word.casefold() not in NOT_NAMES


@cache
def _articles() -> frozenset[str]:
    """The frequent words of all languages: what begins with one (`Der Physiker Max Mustermann`) is more than a name."""
    return frozenset(word.casefold() for language in vocabulary.load() for word in language.function_words)


@cache
def _teams(codes: tuple[str, ...]) -> Words:
    """The words for a team that begin with an `and`: what stands before them is a name."""
    known = vocabulary.load()
    joining = tuple(f"{word} " for word in known.words("people", "and", *codes))
    phrases = (*known.words("people", "teams", *codes), *known.words("people", "others", *codes))
    return listed(phrase for phrase in phrases if phrase.startswith(joining))

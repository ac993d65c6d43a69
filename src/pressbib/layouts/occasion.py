"""What else than a paper a page announces: an award, an appointment, a death, a grant, an event, a product."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import lru_cache

from pressbib import vocabulary
from pressbib.classes import dataclass
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.sheet import Sheet
from pressbib.vocabulary import lower
from pressbib.vocabulary.splitting import split_tokens

_AGAINST = -7.0
_FEWEST_LETTERS = 60
_FEWEST_HAN = 24
_FIRST_LINES = 12
_SHORTEST = 30
_LONGEST = 400
_GAP = 60
_NO_SPACES = ("ja", "ko", "zh-Hans", "zh-Hant")
"""Languages whose words are not parted by spaces, or that glue endings to them."""


def weigh(sheet: Sheet, candidates: Iterable[Candidate]) -> None:
    """Count against what sentences name and citations without a label, on a page whose headline or first sentence
    tells of an award, an appointment, an event (`article.occasions` and `headlines` in the vocabularies).

    A paper that stands under a label is announced all the same, as is one whose title a sentence names on the page of
    an award: it may be what the award was for.
    """
    loose = [
        c
        for c in candidates
        if c.kind in ("reference", "prose")
        or (c.kind == "link" and "after a label for the work" not in c.reasons)
        or (c.kind == "labelled" and _is_in_passing(sheet, c))
    ]
    if not loose or not (words := told(sheet)):
        return
    is_prize = any(part in words for code in sheet.codes for part in vocabulary.load().words("article", "prizes", code))
    for candidate in loose:
        if not (is_prize and candidate.kind == "prose" and _has_title(sheet, candidate)):
            candidate.add(_AGAINST, f"the page is about something else: {words}")


def _is_in_passing(sheet: Sheet, candidate: Candidate) -> bool:
    """Whether nothing is known of a labelled paper but a DOI inside running text: `(DOI: 10.1016/…)`."""
    if not candidate.values.keys() <= {"DOI", "URL"}:
        return False
    number = candidate.values["DOI"].line if "DOI" in candidate.values else candidate.first
    return any(line.number == number and len(line.text) > _RUNNING for line in sheet.lines)


_RUNNING = 160
"""Characters of a line that is running text."""


def _has_title(sheet: Sheet, candidate: Candidate) -> bool:
    """Whether a candidate has a title that is not that of a lecture in the headline."""
    found = candidate.values.get("title")
    return found is not None and candidate.text("title") not in sheet.press.title


def told(sheet: Sheet) -> str:
    """The words of the headline or the first sentence that tell of such an occasion, "" for none."""
    headline = lower(sheet.press.title)[:_LONGEST]
    known = _occasions(sheet.codes, ("occasions",))
    begins = next((entry for entry in known.beginnings if headline.startswith(entry)), "")
    found = begins or _occasions(sheet.codes, ("occasions", "headlines")).anywhere(headline)
    return found or known.anywhere(lower(_first_sentence(sheet)))


def _first_sentence(sheet: Sheet) -> str:
    """The first sentence of the story, roughly."""
    fewest = _FEWEST_HAN if sheet.codes and sheet.codes[0] in _NO_SPACES else _FEWEST_LETTERS
    for line in sheet.lines[:_FIRST_LINES]:
        if len(line.text) >= fewest and line.region != "aside" and line.text != sheet.press.title:
            end = min(
                (at for stop in (". ", "。", "! ", "? ") if (at := line.text.find(stop, _SHORTEST)) > 0), default=-1
            )
            return line.text[: _LONGEST if end < 0 else min(end, _LONGEST)]
    return ""


def _holds(text: str, parts: tuple[str, ...]) -> bool:
    """Whether the parts stand in a text one after the other, not far apart."""
    end = -1
    for part in parts:
        position = text.find(part, max(0, end - 1))
        if position < 0 or (end >= 0 and position - end > _GAP):
            return False
        end = position + len(part)
    return True


@dataclass(frozen=True, slots=True)
class _Occasions:
    """The entries of some languages. beginnings: those that end in a colon, with which a headline begins. by_word: the
    others by their first word, each with its parts (`wins … prize` has two), which are compared as whole words.
    unspaced: those of languages that write no spaces.
    """

    beginnings: tuple[str, ...]
    by_word: dict[str, list[tuple[str, tuple[str, ...]]]]
    unspaced: list[tuple[str, tuple[str, ...]]]

    def anywhere(self, text: str) -> str:
        """The entry that a text in lower case holds, "" for none."""
        words = split_tokens(text) if self.by_word else []
        padded = f" {' '.join(words)} "
        for word in words:
            for entry, parts in self.by_word.get(word, ()):
                if _holds(padded, parts):
                    return entry
        return next((entry for entry, parts in self.unspaced if _holds(text, parts)), "")


@lru_cache
def _occasions(codes: tuple[str, ...], keys: tuple[str, ...]) -> _Occasions:
    beginnings: list[str] = []
    found = _Occasions((), {}, [])
    for code in codes:
        entries = [entry for key in keys for entry in vocabulary.load().words("article", key, code)]
        for entry in map(lower, entries):
            parts = [part.strip() for part in entry.split("…")]
            if entry.endswith((":", "：")):
                beginnings.append(entry)
            elif code in _NO_SPACES:
                found.unspaced.append((entry, tuple(parts)))
            else:
                words = [split_tokens(part) for part in parts]
                padded = tuple(f" {' '.join(part)} " for part in words)
                found.by_word.setdefault(words[0][0], []).append((entry, padded))
    return dataclasses.replace(found, beginnings=tuple(beginnings))

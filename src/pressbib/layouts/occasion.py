"""What else than a paper a page announces: an award, an appointment, a death, a grant, an event, a product."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pressbib import vocabulary
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.mentions import sentences
from pressbib.layouts.sheet import Sheet
from pressbib.vocabulary import lower
from pressbib.vocabulary.splitting import split_tokens

_AGAINST = -5.0
_FEWEST_LETTERS = 60
_FIRST_LINES = 12
_LONGEST = 400
_GAP = 60
_NO_SPACES = ("ja", "zh-Hans", "zh-Hant")


def weigh(sheet: Sheet, candidates: Iterable[Candidate]) -> None:
    """Count against journals that sentences name and citations without a label, on a page whose headline or first
    sentence tells of an award, an appointment, an event (`article.occasions` in the vocabularies).

    A paper whose title a sentence names, or that stands under a label, is what the award was given for.
    """
    loose = [
        c
        for c in candidates
        if c.kind == "reference"
        or (c.kind == "prose" and not _has_title(sheet, c))
        or (c.kind == "link" and "after a label for the work" not in c.reasons)
    ]
    if loose and (words := told(sheet)):
        for candidate in loose:
            candidate.add(_AGAINST, f"the page is about something else: {words}")


def _has_title(sheet: Sheet, candidate: Candidate) -> bool:
    """Whether a candidate has a title that is not that of a lecture in the headline."""
    found = candidate.values.get("title")
    return found is not None and candidate.text("title") not in sheet.press.title


def told(sheet: Sheet) -> str:
    """The words of the headline or the first sentence that tell of such an occasion, "" for none."""
    headline = lower(sheet.press.title)
    for text in (sheet.press.title, _first_sentence(sheet)):
        lowered = lower(text[:_LONGEST])
        padded = f" {' '.join(split_tokens(lowered))} "
        for code in sheet.codes:
            for entry, parts in _occasions(code):
                if entry.endswith((":", "：")):
                    if headline.startswith(entry):
                        return entry
                elif _holds(lowered if code in _NO_SPACES or code == "ko" else padded, parts):
                    return entry
    return ""


def _first_sentence(sheet: Sheet) -> str:
    """The first sentence of the story."""
    for index, line in enumerate(sheet.lines[:_FIRST_LINES]):
        if len(line.text) >= _FEWEST_LETTERS and line.region != "aside" and line.text != sheet.press.title:
            return next(iter(sentences(line, index))).text
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


@lru_cache
def _occasions(code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each entry with its parts: `wins … prize` has two. Languages that write spaces are compared by whole words, and
    what ends in a colon begins a headline.
    """
    spaced = code not in _NO_SPACES and code != "ko"
    found = []
    for entry in vocabulary.load().words("article", "occasions", code):
        parts = [lower(part.strip()) for part in entry.split("…")]
        found.append((lower(entry), tuple(f" {' '.join(split_tokens(part))} " if spaced else part for part in parts)))
    return tuple(found)

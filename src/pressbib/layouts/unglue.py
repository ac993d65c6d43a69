"""A page that a dump has glued into one line, parted again where a press office begins a new part: after its mark for
the end of the story, and at the headings of the paper and of what follows it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from pressbib import vocabulary
from pressbib.document import Line
from pressbib.patterns import prepare

_LONG = 250
"""Characters of a paragraph; a longer line may be several that were glued together."""
_END_MARK = prepare(r"\s(?:#\s?#\s?#|\*\s?\*\s?\*|\[Ends\]|-30-|\(Ends\)|ENDS)\s")
_ALONE = frozenset(("reference", "references", "citation", "publication", "more information"))
"""Headings of one word, or of everyday words, that begin few sentences."""


def parts(line: Line) -> Iterator[Line]:
    """The parts of a line, itself where it is not long or nothing in it begins a part."""
    if len(line.text) < _LONG:
        yield line
        return
    cuts = [hit.start() for hit in _END_MARK.finditer(line.text)]
    if any(form in line.text for form in _forms()):  # mostly none: the pattern need not even be made
        cuts += [hit.start(1) for hit in _headings().finditer(line.text)]
    position = 0
    for cut in sorted({*cuts, len(line.text)}):
        text = line.text[position:cut].strip()
        if text:
            yield dataclasses.replace(line, text=text, raw=text)
        position = cut


@cache
def _forms() -> tuple[str, ...]:
    """The headings as they are printed, the longest first."""
    found = {
        word
        for kind in ("paper", "other")
        for word in vocabulary.load().words("headings", kind, "en")
        if word.isascii() and (" " in word or word.casefold() in _ALONE)
    }
    return tuple(sorted({form for word in found for form in (word, word.upper(), word.title())}, key=len, reverse=True))


@cache
def _headings() -> re.Pattern[str]:
    """The headings after the end of a sentence and before a capital or quotation mark: `… end. Notes to editors`."""
    return re.compile(
        r"(?<=[.!?”\"’')\]] )(" + "|".join(re.escape(form) for form in _forms()) + r")(?=:? (?:[A-Z“\"‘'(]|\d{1,2}\. ))"
    )

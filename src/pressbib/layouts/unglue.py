"""A page that a dump has glued into one line, parted again where a press office begins a new part: after its mark for
the end of the story, and at the headings of the paper and of what follows it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pressbib import vocabulary
from pressbib.document import Line
from pressbib.patterns import prepare

_LONG = 250
"""Characters of a paragraph; a longer line may be several that were glued together."""
_GLUED = 800
"""Characters of a line that is most of a page: where a label begins a sentence of it, it began a line."""
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
        for hit in _headings().finditer(line.text):
            cuts.append(hit.start(1))
            if len(line.text) > _GLUED and (end := _END.search(line.text, hit.end(), hit.end() + _CITATION)):
                cuts.append(end.end())
    if len(line.text) > _GLUED:
        cuts += _labels(line.text)
    position = 0
    for cut in sorted({*cuts, len(line.text)}):
        text = line.text[position:cut].strip()
        if text:
            yield dataclasses.replace(line, text=text, raw=text)
        position = cut


_SIGN = prepare(r"(?:\s?[(（][^()（）]{1,100}[)）])?\s?[:：](?!//)|(?<=\w)(?=[“\"]\w|https?://)")
"""What stands after a label: a colon, perhaps after a parenthesis, or its value, glued to it."""
_MOST_SIGNS = 60
_WORD = prepare(r"(?<![\w-])\w")
_BEGINS = (".", "!", "?", "”", '"', "’", "'", ")", "]", "。", "#", "*")
"""What ends the part before a label."""
_LONGEST = 60
_CITATION = 1500
"""Characters of a citation with all its authors."""
_END = prepare(
    r"\b10\.\d{4,9}/\S+[^\s.,;](?:[.,;]? ?\(?(?:[Pp]ublished [^.;]{0,30})?(?:19|20)\d\d\)?)?[.,;]?\s(?=[A-Z])"
)
"""The DOI at the end of a citation, with a year after it, before other text."""
_PAPER = frozenset(("reference", "title", "author", "container-title"))
"""Labels that begin what is told of the paper; after one of them, others part it from what follows."""
_GLUABLE = _PAPER | {"URL"}
_AFTER = _PAPER | {"ignore", "companion", "earlier", "own"}


def _labels(text: str) -> Iterator[int]:
    """Where a known label follows the end of a sentence: `… mice. More information: Lee et al.` After the first one for
    the paper, labels count that are glued to their value: `Title of original paper“Frogs” Web linkhttps://…`."""
    known = vocabulary.load().labels()
    sought = _PAPER
    for sign in islice(_SIGN.finditer(text), _MOST_SIGNS):
        colon = sign[0].endswith((":", "："))
        for word in _WORD.finditer(text, max(0, sign.start() - _LONGEST), sign.start()):
            if text[word.start()].islower() or not text[: word.start()].endswith((" ", "。")):
                continue
            if colon and not text[max(0, word.start() - 2) : word.start()].strip().endswith(_BEGINS):
                continue
            label = known.get(vocabulary.fold(text[word.start() : sign.start()]), "")
            if label in (sought if colon else _GLUABLE if sought is _AFTER else ()):
                yield word.start()
                sought = _AFTER
                if label == "reference" and (end := _END.search(text, sign.end(), sign.end() + _CITATION)):
                    yield end.end()
                break


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

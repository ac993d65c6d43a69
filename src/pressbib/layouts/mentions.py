"""Sentences, and what they mention: the name of a container, or a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from pressbib import vocabulary
from pressbib.classes import dataclass
from pressbib.document import Line
from pressbib.layouts.candidate import Candidate
from pressbib.patterns import prepare
from pressbib.vocabulary.wording import worded

_SENTENCE = prepare(r"[.!?…。！？](?:(?<=[.!?…])[”\"’')\]]{0,2}\s+(?=[^\sa-z])|(?<=[。！？]))")
"""The mark that ends a sentence, and what separates it from the next."""
_NOT_END = worded(
    r"(?<![A-Za-zÀ-žА-яёіїє])(?:{grammar.abbreviations}|[A-Z]|Phys|Chem|Rev|Lett|Angew|Int|Mater|Am|Soc|Res|Commun|Proc|Natl|"
    r"Acad|Sci|Nat)\.$"
)
LATIN_NOTE = worded(
    r"\s*[(（〈<]\s*(?:[^\sA-Za-z()（）]{0,6}\s*)?((?:[A-Z][A-Za-z]|[a-z]{1,3}[A-Z])[^()（）<>]{0,140}?)\s*(?:[,，;:/]\s*"
    r"{grammar.impact}[^()（）]*)?[)）〉>]"
)
INSIDE_NOTE = worded(
    r"^(.*?)\s*[(（]\s*((?:[A-Z][A-Za-z]|[a-z]{1,3}[A-Z])[^()（）]*?(?:\([^()]*\)[^()（）]*)*?)\s*(?:[,，;]\s*"
    r"{grammar.impact}[^()（）]*)?[)）]\s*$"
)
OPENING = "“\"„«‘'「『《»<≪〈*`"
CLOSING = {
    "“": '”"',
    '"': '"”',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‘": "’'",
    "'": "'’",
    "「": "」",
    "『": "』",
    "《": "》",
    "<": ">",
    "≪": "≫",
    "〈": "〉",
    "*": "*",
    "`": "`'’",
    "”": "”",
    "’": "’'",
}


_ORDINAL = prepare(r"(?<![\w.,])\d{1,2}\.$")


@cache
def _months() -> frozenset[str]:
    """The months that stand after the number of a day with a full stop: `am 12. Mai`."""
    language = vocabulary.load().languages.get("de")
    return frozenset(name for names in language.months for name in names) if language else frozenset()


def _is_day(text: str, stop: int, following: int) -> bool:
    """Whether a full stop is that of the day before a month."""
    if not _ORDINAL.search(text[max(0, stop - 4) : stop]):
        return False
    word = re.match(r"[^\W\d_]+", text[following : following + 16])
    return word is not None and word[0] in _months()


_NUMBER_WORD = prepare(r"(?<![^\W\d_])(?:vol|no|pp?)\.$")


def _is_numbered(text: str, stop: int, following: int) -> bool:
    """Whether a full stop is that of a word for the number after it: `vol. 4, no. 3, pp. 45–67`."""
    return text[following : following + 1].isdigit() and bool(_NUMBER_WORD.search(text[max(0, stop - 5) : stop]))


_LONGEST_SENTENCE = 1500


@dataclass(slots=True)
class Sentence:
    """A sentence, the line it stands on, and where in the line it begins."""

    text: str
    line: Line
    index: int
    start: int
    lowered: str = ""
    tokens: AbstractSet[str] = frozenset()


@dataclass(slots=True)
class Mention:
    """A container or title that a sentence names. cue: how strong the words beside it are. weighed: a candidate with
    the score of this mention alone, once somebody asked."""

    kind: str
    value: str
    sentence: Sentence
    begin: int
    end: int
    cue: int
    weighed: Candidate | None = None


_QUOTING = prepare(r"[“”\"„«‘'「『《»<≪〈*`(（]")


def may_quote(line: Line, sentence: str = "") -> bool:
    """Whether a line (or a sentence of it) holds a quotation mark, a parenthesis, or a run set off from the rest."""
    return bool(line.emphasis or line.links or _QUOTING.search(sentence or line.text))


def sentences(line: Line, index: int) -> Iterator[Sentence]:
    """The sentences of a line."""
    start = 0
    text = line.text
    for end in _SENTENCE.finditer(text):
        stop = end.start() + 1
        if _NOT_END.search(text[max(0, stop - 12) : stop]) or _is_in_quotes(text, start, stop):
            continue
        if _is_day(text, stop, end.end()) or text[start:stop].endswith(" ..."):
            continue  # or between the parts of a headline
        if _is_numbered(text, stop, end.end()):
            continue
        yield from _pieces(text, start, end.end(), line, index)
        start = end.end()
    yield from _pieces(text, start, len(text), line, index)


def _pieces(text: str, start: int, end: int, line: Line, index: int) -> Iterator[Sentence]:
    """A sentence, cut where it is longer than any real one is."""
    for begin in range(start, end, _LONGEST_SENTENCE):
        yield Sentence(text[begin : min(end, begin + _LONGEST_SENTENCE)].strip(), line, index, begin)


def _is_in_quotes(text: str, start: int, end: int) -> bool:
    """Whether a quotation that began not long ago is still open at `end`, and is closed soon."""
    begin = text.rfind('"', max(start, end - 300), end)
    if (
        begin >= 0
        and text.count('"', max(start, end - _LONGEST_SENTENCE), end) % 2
        and text.find('"', end, end + 200) >= 0
    ):
        return True
    for opening, closing in (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("《", "》")):
        begin = text.rfind(opening, max(start, end - 300), end)
        if begin >= 0 and text.find(closing, begin + 1, end) < 0 and text.find(closing, end, end + 300) >= 0:
            return True
    return False

"""A Sheet: a Document as the layouts look at it, with what all of them need worked out once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pressbib import vocabulary
from pressbib.document import Document, Line
from pressbib.readers import language as languages
from pressbib.readers import repair
from pressbib.vocabulary import fold

_OUTSIDE = frozenset(("nav", "footer", "header"))
_BULLET = re.compile(r"^(?:[\s*•●○▪■□◆◇※★☆▶►▷·‣→✓|>#]+|[-–—]\s+|\(?\d{1,2}[.)]\s+|\[\d{1,2}\]\s*|[①-⑳]\s*)+")
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """lines: those of the story, without menus and footers. codes: the page's language first, then English.

    other_from: the number of the line from which only related stories, contacts and the like follow (0: none).
    """

    document: Document
    lines: tuple[Line, ...]
    codes: tuple[str, ...]
    nouns: bool

    @property
    def language(self) -> str:
        return self.codes[0] if self.codes else ""

    def following(self, index: int) -> Iterator[tuple[int, Line]]:
        """The lines after lines[index], with their indexes."""
        for later in range(index + 1, min(index + 40, len(self.lines))):
            yield later, self.lines[later]


def lay(document: Document) -> Sheet:
    """The Document without its menus and footers, and the vocabularies that apply to it."""
    lines = [line for line in document.lines[:_MOST_LINES] if line.region not in _OUTSIDE and line.text]
    if sum(len(line.text) for line in lines) < 200:
        lines = [line for line in document.lines[:_MOST_LINES] if line.text]
    lines = [_mended(line) for line in lines]
    told = languages.tell(document)
    codes = vocabulary_codes(told)
    return Sheet(document, tuple(lines), codes, "de" in codes)


_BROKEN = re.compile(r"(?i)https?:\s*/|www\. |doi|10\. ?\d{4}")


def _mended(line: Line) -> Line:
    """A line whose addresses hold spaces, without them."""
    if not _BROKEN.search(line.text):
        return line
    text = repair.addresses(line.text)
    return line if text == line.text else dataclasses.replace(line, text=text)


def vocabulary_codes(told: str) -> tuple[str, ...]:
    """The vocabularies for a BCP 47 language: its own, a near one, and English.

    >>> vocabulary_codes("zh-TW")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    known = vocabulary.load().languages
    base, _, rest = told.partition("-")
    base = base.casefold()
    near = {"nb": ("no",), "nn": ("no",), "zh": ("zh-Hans", "zh-Hant")}.get(base, (base,))
    if base == "zh" and (rest.casefold().startswith(("hant", "tw", "hk", "mo"))):
        near = ("zh-Hant", "zh-Hans")
    codes = [code for code in near if code in known]
    return tuple(dict.fromkeys([*codes, "en"]))


def bare(text: str) -> str:
    """The text of a line without its bullet or number.

    >>> bare("* Research paper: x")
    'Research paper: x'
    """
    return text[found.end() :] if (found := _BULLET.match(text)) else text


@cache
def headings(kind: str) -> frozenset[str]:
    """The headings of a kind (paper, references, other) in all languages, folded."""
    return frozenset(fold(word) for word in vocabulary.load().words("headings", kind))


def heading_kind(line: Line) -> str:
    """Whether a line is a heading of a known kind: `paper`, `references`, `other`, or ""."""
    if len(line.text) > 60:
        return ""
    folded = fold(bare(line.text).strip(" :：.【】[]＜＞<>■●〔〕《》「」()（）*-–—_#?!"))
    for kind in ("paper", "references", "other"):
        if folded in headings(kind):
            return kind
    return ""

"""Citations inside running text: stretches that end with a DOI, as copied pages glue them into a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib import reference
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.citations import COLLABORATORS, is_citation
from pressbib.layouts.parsed import coverage, put_parsed
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare


def in_running_text(sheet: Sheet, line: Line) -> Iterator[tuple[Candidate, reference.Parsed]]:
    """Citations that a copied page has glued into a paragraph: stretches that end with a DOI."""
    text = line.text
    position = 0
    for _ in range(4):
        doi = _DOI.search(text, position)
        if not doi:
            return
        begin = max(position, doi.start() - _WIDEST)
        begin = max(begin, last_label(text[: doi.start()]))
        end = doi.end()
        tail = re.match(r"\s?[.;,]?\s?(?:\(?(?:19|20)\d\d\)?\.?)?\)?", text[end:])
        end += tail.end() if tail else 0
        more = _APPEARS.match(text, end)
        end = more.end() if more else end
        best: tuple[float, str, reference.Parsed] | None = None
        for start in _starts(text, begin, doi.start(), position):
            stretch = text[start:end]
            if _cuts_a_quotation(stretch):
                continue
            parsed = reference.parse(stretch.strip("() "), language=sheet.language, runs=line.emphasis)
            if not is_citation(parsed, stretch) or (
                len(parsed.title) > 120 and re.search(r"[a-z]{2}\. [A-Z]|[a-z]{2}” ", parsed.title)
            ):
                continue
            worth = parsed.score + coverage(parsed) * 4
            if best is None or worth >= best[0]:
                best = (worth, stretch, parsed)
        if best:
            yield cited([line], best[2]), best[2]
        position = doi.end()


_DOI = prepare(r"(?:https?://(?:dx\.)?doi\.org/|(?i:doi)[:\s]{0,3})?10\.\d{4,9}/[^\s\]()]+(?:\([^\s()]*\)[^\s\]()]*)*")
_STARTS = prepare(
    r"(?:[.!?:)\]®”…]\s+|\n|\(\s?)(?=[“‘\"'*A-ZÀ-Ž\u0400-\u042f])|\b(?:Reference|References|Citation|"
    r"Article|Paper|Publication|Journal Reference|Read the (?:study|paper|article|studies)(?: in [A-Z][\w "
    r"]{2,40}?)?)\s+(?=[A-Z“\"‘'])"
)
_APPEARS = prepare(
    r"\)?[.,;]? (?:It (?:will )?appears? in|(?:is |was )?published (?:online )?in|appears in) [^.]{5,160}\."
)
"""The journal with its volume after the DOI: `(https://doi.org/10…). It appears in Ophthalmology, volume 124.`"""
_INITIAL = prepare(r"(?:^|[\s.-])[A-ZÀ-Ž]$")
_WIDEST = 900


def _starts(text: str, begin: int, end: int, position: int) -> list[int]:
    """Where a citation that ends with a DOI can begin: the last sentence starts before it, after words for one, and
    right after the DOI before it (position), which has taken the full stop."""
    found = [
        match.end()
        for match in _STARTS.finditer(text, begin, end)
        if match[0][0] != "."
        or not (
            reference.is_abbreviation_before(text, match.start())
            or _INITIAL.search(text, max(0, match.start() - 2), match.start())
        )
    ]
    after = _NEXT_ENTRY.match(text, begin) if begin == position else None
    return ([begin] if begin == 0 else [after.end()] if after else []) + found[-14:]


_NEXT_ENTRY = prepare(r"\s+(?=[“‘\"'*A-ZÀ-Ž\u0400-\u042f])")


def _cuts_a_quotation(stretch: str) -> bool:
    """Whether the stretch begins inside quotation marks (`… Insert: Results of a Trial," Brandt, et al.`)."""
    closing, opening = stretch.count("”"), stretch.count("“") + stretch.count("„")
    return stretch.count('"') % 2 == 1 or (closing > opening and closing % 2 == 1)


_WORDS_BEFORE = 20
"""Characters before a label inside a line that are more than a bullet or a number."""


def last_label(text: str) -> int:
    """Where the value of the last label for a citation begins that is glued to running text, 0 for none."""
    return max(
        (label.value for label in labels.within(text) if label.key == "reference" and label.start > _WORDS_BEFORE),
        default=0,
    )


def cited(lines: list[Line], parsed: reference.Parsed) -> Candidate:
    """What a citation in some lines says, as a candidate."""
    candidate = Candidate("reference", lines[0].number, lines[-1].number)
    put_parsed(candidate, parsed, lines)
    candidate.add(min(parsed.score, 9), "reads as a citation")
    if COLLABORATORS.search(parsed.text):
        candidate.add(2.5, "those who worked on it are named after the title")
        candidate.others = True
    return candidate

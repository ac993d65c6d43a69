"""Unlabelled citations: a line, or a few short lines, that reads as a reference and as nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib import identifiers, reference
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.background import FOOTNOTE
from pressbib.layouts.candidate import Candidate, letters
from pressbib.layouts.citations import is_citation
from pressbib.layouts.joining import LATER, NAMED_ABOVE
from pressbib.layouts.parsed import coverage
from pressbib.layouts.refusals import is_own_doi
from pressbib.layouts.running import cited, in_running_text, last_label
from pressbib.layouts.sheet import Sheet, bare, heading_kind, is_caption
from pressbib.layouts.titles import is_title
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.reference import book
from pressbib.vocabulary import journals

_NUMBERS = prepare(r"\d(?:\s?\(\d+\)\s?[:,]|:\d)")
_DOI_WORD = prepare(r"[Dd][Oo][Ii]\b(?<=\b...)")
_BYLINE = prepare(
    r"[”\"’'](?:,? (?:(?:is|was) (?:co-?)?authored )?by [A-Z]"
    r"|\.? [A-Z][\w.-]*(?: [A-Z][\w.-]*)* [A-Z][\w-]+(?:,| and )|\.? [Cc]ollaborating with )"
)
_YEAR = prepare(
    r"\b(?:19|20)\d\d\s?[;:,]|\((?:19|20)\d\d|[;,.] ?(?:19|20)\d\d\.?$|[;,.] ?"
    r"(?:\d{1,2}\.? )?(?:de )?[^\W\d_]{3,12}(?: de)? (?:19|20)\d\d\.?$"
    r"|\([^\W\d_]{3,12}\.? (?:19|20)\d\d\)|[.!?] [A-Z][^.!?]{1,60} (?:19|20)\d\d\.?$|(?:19|20)\d\d \([*#†‡§]"
)
_OTHER_SIGN = prepare(r"10\.\d{4}|\bet al\b|\bVol(?:ume)?\.? \d")
_NUMBERED = prepare(r"\s*(?:[\[(]?(\d{1,2})[.)\]]\s|(\d{1,2}) (?=[A-Z][\w'’-]+ [A-Z]{1,3}\b))")
"""The number of an entry: `2. Finer LB`, `[2] Finer`, `2 Finer LB`."""
_MARKED = prepare(r"\s*[\[(]?\d{1,2}[.)\]]\s")
_MOST_LINES = 80
"""A page with more lines like citations is a list of literature."""
_LONGEST = 12_000


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The papers that unlabelled lines cite."""
    used = -1
    looked_at = 0
    first_is_new = False
    for index, line in enumerate(sheet.lines):
        heading = sheet.under(index)
        text = line.text
        if index <= used or not 12 <= len(text) <= _LONGEST:
            continue
        if len(text) > 600 and "10." not in text and "et al" not in text:
            continue  # running text
        if titled := _title_over_journal(sheet, index):
            yield titled
            used = index + 1
            continue
        if not _has_sign(text) or heading_kind(line) or is_caption(line):
            continue
        label = labels.begins(sheet, line)
        if label and label.sure and label.key not in ("DOI",):
            continue
        looked_at += 1
        if looked_at > _MOST_LINES:
            break
        glued = last_label(text)
        one = None if glued else _one_line(sheet, line)
        if not glued and (one is None or "title" not in one[0].values):
            above = one is None or "author" not in one[0].values or _is_bare_title(sheet, index - 1)
            one = (_several(sheet, index) if above else None) or one
        for candidate, _ in [one] if one else in_running_text(sheet, line):
            if one and "DOI" not in candidate.values:
                _take_doi_beside(sheet, candidate, index, used)
            number = _number(sheet, index)
            new = number > 0 and heading != "references" and _is_new(sheet, candidate, number)
            first_is_new = first_is_new if number != 1 else new
            if number and _is_named_before(sheet, candidate, index):
                candidate.add(0, NAMED_ABOVE)
            elif number > 1 and not (new and first_is_new):
                candidate.add(-5, LATER)
            if number and not _MARKED.match(line.raw or line.text):
                candidate.add(0, FOOTNOTE)
            if heading == "references":
                candidate.add(-2, "in a list of references")
            elif heading == "other":
                candidate.add(-4, "after a heading of other things")
            yield candidate
            used = index


_LONG_TITLE = 30
"""Letters of a title that stands in another line by no accident."""


def _is_named_before(sheet: Sheet, candidate: Candidate, index: int) -> bool:
    """Whether the page names the title of an entry above it: `The abstract “…” will be presented`, and its paper is
    one of the notes."""
    key = candidate.title_key()
    if len(key) <= _LONG_TITLE:
        return False
    if not sheet.folded:
        sheet.folded.extend(letters(line.text) for line in sheet.lines)
    return any(key in folded for folded in sheet.folded[:index])


_MOST_NEW = 4
_EAST_ASIAN = prepare(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{3}")
_HEAD = 5
"""East Asian press offices number the papers that they announce; elsewhere numbers are those of footnotes."""


def _is_new(sheet: Sheet, candidate: Candidate, number: int) -> bool:
    """Whether an entry of a short numbered list is whole and of the page's year: of several papers one."""
    found = candidate.values.get("issued")
    year = found.value.year if found and isinstance(found.value, Date) else None
    whole = {"title", "author", "container-title"} <= candidate.values.keys()
    listed = number <= _MOST_NEW and any(_EAST_ASIAN.search(line.text) for line in sheet.lines[:_HEAD])
    return whole and listed and bool(year) and year == sheet.year


_LONGEST_BOOK = 400


def _has_sign(text: str) -> bool:
    """Whether a text holds what citations hold: an identifier, `et al`, a year or numbers of a volume, a name after a
    quotation. Each pattern is asked only where the text holds a part of it."""
    return bool(
        "//" in text
        or (len(text) < _LONGEST_BOOK and book.may_be_in(text))
        or _NUMBERS.search(text)
        or _DOI_WORD.search(text)
        or (("19" in text or "20" in text) and _YEAR.search(text))
        or (("10." in text or "et al" in text or "Vol" in text) and _OTHER_SIGN.search(text))
        or _BYLINE.search(text)
    )


_WHOLLY_QUOTED = prepare(r"[“\"](?P<title>[^“”\"]{20,300})[,.]?[”\"][,.]?\Z")


def _title_over_journal(sheet: Sheet, index: int) -> Candidate | None:
    """A title in quotation marks on a line of its own, and right below it nothing but the name of a journal."""
    line = sheet.lines[index]
    quoted = _WHOLLY_QUOTED.match(line.text) if line.text[0] in '“"' else None
    if not quoted or index + 1 >= len(sheet.lines) or not is_title(quoted["title"]):
        return None
    below = sheet.lines[index + 1]
    if journals.weight(below.text) < _LIKE_A_JOURNAL or journals.read_name(below.text, 0) != (0, len(below.text)):
        return None
    parsed = reference.parse(f"{line.text}\n{below.text}", language=sheet.language)
    if not parsed.title or not parsed.container:
        return None
    candidate = cited([line, below], parsed)
    candidate.add(2, "the title stands over its journal")
    return candidate


_LIKE_A_JOURNAL = 3


def _take_doi_beside(sheet: Sheet, candidate: Candidate, index: int, used: int) -> None:
    """The DOI on a line of its own right below a citation that has none, else right above it."""
    for beside in (index + 1, index - 1):
        if not used < beside < len(sheet.lines) or "10." not in sheet.lines[beside].text:
            continue
        line = sheet.lines[beside]
        dois = identifiers.find_dois(line.text) if labels.BARE_DOI.match(line.text) else ()
        if dois and not is_own_doi(sheet, sheet.press, dois[0].lower()):
            candidate.put("DOI", dois[0], line.text, line.number)
            return


_NOTE = prepare(r"\s*(?:(\d{1,2})|(x{0,2}(?:ix|iv|v?i{1,3}|v)|x{1,2}))[.)\]]?\s?(?=[A-Z“\"])")
"""The number of a footnote, with or without a mark: `2 Finer LB, …`, `iii Coleman CI, …`."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_NEIGHBOURS = 2
"""Lines between two footnotes, one of which may be blank."""


def _number(sheet: Sheet, index: int) -> int:
    """The number of a line in a numbered list, 0 for none. Without a mark after it, a number needs its neighbours."""
    line = sheet.lines[index]
    if marked := _NUMBERED.match(line.raw or line.text):
        return int(marked[1] or marked[2])
    number = _note(line)
    near = sheet.lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
    beside = range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)
    return number if number and any(_note(other) in beside for other in near if _note(other) not in (0, number)) else 0


def _note(line: Line) -> int:
    """The number with which a footnote begins, 0 for none."""
    found = _NOTE.match(line.raw or line.text)
    if not found:
        return 0
    return int(found[1]) if found[1] else _ROMAN.index(found[2]) + 1 if found[2] in _ROMAN else 0


_SEE = prepare(
    r"(?:(?:For|To) (?:more|further|all|full|additional|learn|the)\b[^.:;“\"]{0,40}?,? )?(?:[Pp]lease )?"
    r"[Ss]ee(?: also)?:? (?=[A-Z“\"‘])"
    r"|Ref\.? (?=[A-Z][\w'’-]+(?:,| et al| and | & |\.))"
    r"|(?:(?:This|The) (?:[a-z]+ )?(?:work|study|research|paper|article|findings|results) (?:was|is|are|were|has been"
    r"|have been) (?:now )?(?:published|reported) (?:as|under)(?: follows)?|(?:Please )?[Cc]ite (?:this \w+ )?as): ?"
    r"(?=[A-Z“\"‘])"
)
"""The words before a citation in a sentence: `For further details see Roe A, …`."""


_IS_PUBLISHED = prepare(
    r"(?P<title>[A-Z][^“”\"‘’.!?]{30,240}?),? by (?P<people>(?:[A-Z]\.[ -]?|[A-Z][^\s,.]+ )[^“”\"!?]{2,200}?),? "
    r"(?:is|are|was|has been|will be) (?:now )?(?:published|out) (?:online |today |this week )?in (?:the journal )?"
    r"(?=[A-Z])"
)
"""A sentence that is a citation: `Root networks redistribute nitrogen, by R. Hale et al., is published in X.`"""
_IN_PASSING = prepare(
    r"(?:^|(?<=[.!?”\"] ))[^()“\".!?]{20,240}"
    r"\b(?:was|were|had|has been|have been|showed|described|reported|found|known)\b"
    r"[^()“\".!?]{0,120}"
    r" \((?:see |e\.g\.,? |cf\. |reviewed in )?[^\W\d_a-z][\w'’-]+(?: et al\b\.?| (?:and|&) [^\W\d_a-z][\w'’-]+)?,? "
    r"[^()]{4,120}\)"
)
"""A sentence that cites a work in a parenthesis: `The method was described in 2012 (Kane et al., Methods 12, 345).`"""


def _one_line(sheet: Sheet, line: Line) -> tuple[Candidate, reference.Parsed] | None:
    text = bare(line.text)
    if lead := _SEE.match(text):
        text = text[lead.end() :]
    if len(text) > 1800:
        return None
    if _IN_PASSING.search(text):
        return None
    said = _IS_PUBLISHED.match(text)
    if said and " '" not in said["title"]:  # as a citation says it
        text = f"“{said['title']}” by {said['people']}, {text[said.end() :]}"
    parsed = reference.parse(text, language=sheet.language, runs=line.emphasis)
    if not is_citation(parsed, text):
        return None
    candidate = cited([line], parsed)
    if parsed.quoted and parsed.container_weight >= _A_JOURNAL and _is_day(parsed.issued) and coverage(parsed) == 1:
        candidate.add(1, "a title in quotation marks, its journal, the day, and nothing else")
    return candidate, parsed


_A_JOURNAL = 4


def _is_day(date: Date | None) -> bool:
    return date is not None and len(date.start) == len(("year", "month", "day"))


_PLACE = prepare(r"\d{1,2}\s?(?=[A-ZÀ-Ž])")
_MOST_PLACES = 12


def _without_places(sheet: Sheet, index: int) -> list[Line]:
    """The lines up to an index, the last at least four, without those that say where the authors work:
    `1 Institut Pasteur`."""
    lines = sheet.lines[max(0, index - _MOST_PLACES) : index + 1]
    kept = [
        line for line in lines if not _PLACE.match(line.text) or len(line.text) > _LONGEST_PLACE or "10." in line.text
    ]
    return kept if len(lines) - len(kept) > 1 else list(lines)


_LONGEST_PLACE = 160
_FEWEST_WORDS = 4


def _is_bare_title(sheet: Sheet, index: int) -> bool:
    """Whether a line above `Roe et al., Journal 12, 3 (2024)` reads as the title of that paper: no sentence, which ends
    in a full stop, and not the headline."""
    if index < 1:
        return False
    text = sheet.lines[index].text
    if _EAST_ASIAN.search(text) and not _EAST_ASIAN.search(sheet.lines[index + 1].text):
        return False
    return (
        is_title(text)
        and text[-1] not in '.:!,;…”"'
        and len(text.split()) >= _FEWEST_WORDS
        and text != sheet.press.title
    )


def _several(sheet: Sheet, index: int) -> tuple[Candidate, reference.Parsed] | None:
    """A citation over two to four short lines that ends in this one."""
    line = sheet.lines[index]
    if (
        not (
            re.search(r"10\.\d{4}", line.text)
            or re.search(r"\d\s?[(:]\s?\d", line.text)
            or any("doi" in link.url for link in line.links)
        )
        or len(line.text) > 300
    ):
        return None
    near = _without_places(sheet, index)
    for count in (2, 3, 4):
        if count > len(near):
            return None
        lines = near[-count:]
        if len(lines[0].text) > 400 or heading_kind(lines[0]) or _is_labelled(sheet, lines[0]):
            return None
        label = labels.begins(sheet, lines[0])
        lead = label.value if label is not None and label.sure and label.key == "reference" else 0
        text = "\n".join((bare(lines[0].text[lead:]), *(bare(each.text) for each in lines[1:])))
        runs = [run for each in lines for run in each.emphasis]
        parsed = reference.parse(text, language=sheet.language, runs=runs, whole=True)
        if parsed.people.names and parsed.title and parsed.container_weight >= 2 and coverage(parsed) > 0.85:
            return cited(lines, parsed), parsed
    return None


def _is_labelled(sheet: Sheet, line: Line) -> bool:
    """Whether a line states one value after its label, or is such a label: the labelled layout reads it."""
    label = labels.begins(sheet, line)
    return label is not None and label.key in ("title", "author", "container-title", "issued") and label.sure

"""What the whole page tells of the papers that were chosen: the journal on a line of its own under the headline, and
which words of an author's name are the family name."""

from __future__ import annotations

import dataclasses
import re

from pressbib import dates
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare
from pressbib.record import Name
from pressbib.vocabulary import journals

_TOP = 8
"""Lines in which a press office prints the journal by itself."""
_LONGEST = 300_000
"""Characters that are searched for the names of people."""
_MOST_PEOPLE = 20
"""Authors of a list who are looked for in the story: each costs a search of it, and it speaks of the first few."""


def complete(sheet: Sheet, chosen: list[Candidate]) -> None:
    """Give the chosen papers what no one place of the page states of them."""
    for candidate in chosen:
        _take_double_surnames(sheet, candidate)
    mains = [candidate for candidate in chosen if candidate.role == "main"]
    if len(mains) == 1 and "issued" not in mains[0].values and "container-title" in mains[0].values:
        _take_issue(sheet, mains[0])
    if len(mains) == 1 and "container-title" not in mains[0].values and "DOI" in mains[0].values:
        _take_journal_line(sheet, mains[0])
        if "container-title" not in mains[0].values:
            _take_journal_of_key(sheet, mains[0])


def _take_journal_line(sheet: Sheet, candidate: Candidate) -> None:
    """The journal whose name alone is a line near the top, where only one is."""
    lines = [
        line
        for line in sheet.lines[:_TOP]
        if len(line.text) < 80
        and journals.is_known(line.text)
        and line.tag not in ("li", "a")
        and line.text[0].isupper()
    ]
    if len({line.text for line in lines}) == 1 and len(lines[0].text.split()) > 1:
        candidate.put("container-title", lines[0].text, lines[0].text, lines[0].number)


_KEY = prepare(r"10\.\d{4,9}/([a-z]{7,40})(?=[.-]\d)")
_NAME = prepare(r"(?<![\w-])[A-Z][\w&]*(?: (?:of|the|and|in|&|[A-Z][\w&]*)){0,7}")


def _take_journal_of_key(sheet: Sheet, candidate: Candidate) -> None:
    """The journal that the page names anywhere, and whose whole name is the key in the DOI:
    `About JAMA Network Open: …`, `10.1001/jamanetworkopen.2018.1100`."""
    key = _KEY.match(candidate.text("DOI").lower())
    if not key:
        return
    read = 0
    for line in sheet.lines:
        read += len(line.text)
        if read > _LONGEST:
            return
        if key[1] not in "".join(line.text.lower().split()):
            continue
        for run in _NAME.finditer(line.text):
            words = run[0].split()
            for begin in range(len(words)):
                for end in range(len(words), begin, -1):
                    if "".join(words[begin:end]).lower() == key[1]:
                        candidate.put("container-title", " ".join(words[begin:end]), line.text, line.number)
                        return


_ISSUE = prepare(
    r"\b(?i:published|appear\w*|reported|featured)\b[^.]{0,30}? in (?:"
    r"the (?=[^.]{4,40}? (?:issue|edition) of (?:the|this) journal\b(?! [A-Z]| of\b))"
    r"|the (?:[A-Z]\w+ )?(?i:journal)[’']s )([^.’']{4,30}?) (?:print |online )?(?:issue|edition)\b"
)
"""The issue of a journal that a sentence names by another word: `It was published in the May 2018 issue of the
journal`, `which appeared in the Red Journal’s May 2018 issue`."""


def _take_issue(sheet: Sheet, candidate: Candidate) -> None:
    """The month of the issue that a sentence without the journal's name says the one paper is in."""
    if sheet.language != "en" or journals.is_meeting(candidate.text("container-title")):
        return
    for line in sheet.lines:
        issue = _ISSUE.search(line.text) if "issue" in line.text or "edition" in line.text else None
        if issue and (date := dates.read(issue[1], language="en")) and date.start and len(date.start) > 1:
            candidate.put("issued", date, line.text, line.number, f"prose:{sheet.language}")
            return


def _take_double_surnames(sheet: Sheet, candidate: Candidate) -> None:
    """Two words are a family name where the story calls the person by both, and never by the last one alone: `Emily Dux
    Speltz … says Dux Speltz`."""
    found = candidate.values.get("author")
    if not found or not isinstance(found.value, tuple):
        return
    people = tuple(
        _with_double_surname(sheet, name) if number < _MOST_PEOPLE and _may_be_double(name) else name
        for number, name in enumerate(found.value)
        if isinstance(name, Name)
    )
    if people != found.value:
        candidate.values["author"] = dataclasses.replace(found, value=people)


def _may_be_double(name: Name) -> bool:
    words = name.given.split() if name.family and " " not in name.family and not name.non_dropping_particle else []
    return len(words) > 1 and all(len(word.strip(".")) > 2 for word in (words[0], words[-1]))  # not `A. Heather Roe`


_BEFORE = 80
"""Characters before a family name in which the words before it stand."""
_TWO_BEFORE = prepare(r"(?:(?<![\w.’'-])(\w[\w.’'-]*)\s)?(?<![\w.’'-])(\w[\w.’'-]*)\s\Z")


def _two_before(text: str, position: int) -> tuple[str, str]:
    """The two words right before a place, each "" where there is none."""
    found = _TWO_BEFORE.search(text[max(0, position - _BEFORE) : position])
    return (found[1] or "", found[2]) if found else ("", "")


def _with_double_surname(sheet: Sheet, name: Name) -> Name:
    given, _, middle = name.given.rpartition(" ")
    both = alone = 0
    read = 0
    pattern = re.compile(rf"\b{re.escape(name.family)}\b")
    for line in sheet.lines:
        read += len(line.text)
        if read > _LONGEST:
            break
        if name.family not in line.text:
            continue
        for hit in pattern.finditer(line.text):
            first, before = _two_before(line.text, hit.start())
            if before != middle:
                alone += not before[:1].isupper() or before.endswith(".")
            else:
                both += first != given.split()[-1]
    if not both or alone:
        return name
    return dataclasses.replace(name, given=given, family=f"{middle} {name.family}")

"""Unlabelled citations: a line, or a few short lines, that reads as a reference and as nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib import reference
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.labelled import coverage, put_parsed
from pressbib.layouts.sheet import Sheet, bare, heading_kind

_SIGN = re.compile(r"10\.\d{4}|(?i:\bdoi\b|\bet al\b)|\b(?:19|20)\d\d\s?[;:,]|\((?:19|20)\d\d|\bVol(?:ume)?\.? \d|\d\s?\(\d+\)\s?[:,]|[“\"‘'][^”\"]{20,300}[,.;]?[”\"’']|//|\d:\d")
_LONGEST = 1800


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The papers that unlabelled lines cite."""
    heading = ""
    used = -1
    for index, line in enumerate(sheet.lines):
        kind = heading_kind(line)
        if kind:
            heading = kind
            continue
        if index <= used or len(line.text) > _LONGEST or len(line.text) < 12 or not _SIGN.search(line.text):
            continue
        label = labels.at_start(line)
        if label and label.sure and label.key not in ("DOI",):
            continue
        found = _one_line(sheet, line) or _several(sheet, index)
        if found:
            candidate, parsed = found
            if heading == "references":
                candidate.add(-2, "in a list of references")
            elif heading == "other":
                candidate.add(-4, "after a heading of other things")
            yield candidate
            used = index


def _one_line(sheet: Sheet, line: Line) -> tuple[Candidate, reference.Parsed] | None:
    text = bare(line.text)
    parsed = reference.parse(text, language=sheet.language, runs=line.emphasis)
    if not _is_citation(parsed, text):
        return None
    return _candidate([line], parsed), parsed


def _is_citation(parsed: reference.Parsed, text: str) -> bool:
    share = coverage(parsed)
    if parsed.score < 5 or share < 0.72:
        return False
    if not (parsed.container or parsed.DOI or parsed.URL):
        return False
    if parsed.people.names and (parsed.title or parsed.container):
        return parsed.score >= 6
    if parsed.title and parsed.quoted and (parsed.container_weight >= 2 or parsed.DOI):
        return share > 0.8
    return bool(parsed.container and parsed.DOI and share > 0.8) or bool(parsed.container_weight >= 2 and parsed.title and parsed.issued and (parsed.volume or parsed.DOI))


def _several(sheet: Sheet, index: int) -> tuple[Candidate, reference.Parsed] | None:
    """A citation over two to four short lines that ends in this one."""
    line = sheet.lines[index]
    if not (re.search(r"10\.\d{4}", line.text) or re.search(r"\d\s?[(:]\s?\d", line.text) or any("doi" in link.url for link in line.links)) or len(line.text) > 300:
        return None
    for count in (2, 3, 4):
        if index - count + 1 < 0:
            return None
        lines = list(sheet.lines[index - count + 1 : index + 1])
        if len(lines[0].text) > 400 or heading_kind(lines[0]):
            return None
        text = "\n".join(bare(each.text) for each in lines)
        parsed = reference.parse(text, language=sheet.language, runs=[run for each in lines for run in each.emphasis])
        if parsed.people.names and parsed.title and parsed.container_weight >= 2 and coverage(parsed) > 0.85:
            return _candidate(lines, parsed), parsed
    return None


def _candidate(lines: list[Line], parsed: reference.Parsed) -> Candidate:
    candidate = Candidate("reference", lines[0].number, lines[-1].number)
    put_parsed(candidate, parsed, lines)
    candidate.add(min(parsed.score, 9), "reads as a citation")
    return candidate

"""The labels of a page with their values; those that stand together are one block, mostly one paper."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache

from pressbib import dates, reference, vocabulary
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.citations import loose
from pressbib.layouts.labels import BARE_DOI, HEADING_TAGS, Hit, Label
from pressbib.layouts.sheet import Sheet, bare, heading_kind, is_caption
from pressbib.names.kinds import is_affiliation
from pressbib.patterns import prepare
from pressbib.vocabulary import journals

_MOST_BELOW = 12
_MOST_LOOSE = 3
_MOST_PEOPLE = 38
MOST_LABELS = 500
"""A page with more labels is a table of something else; the longest articles have some seventy."""


NEAR = 3
"""Lines between labels of one paper, or of papers that are described together."""


def blocks(sheet: Sheet) -> Iterator[list[Hit]]:
    """The labels of the page, those of one paper together."""
    block: list[Hit] = []
    first_doi = True
    for count, hit in enumerate(_hits(sheet)):
        if count > MOST_LABELS:
            break
        _tell_date(sheet, hit, block)
        _tell_journal(sheet, hit, block)
        alone = hit.label.key == "DOI" and bool(BARE_DOI.match(hit.values[0][1].text))
        if block and _names_speakers(block, hit):
            block = [earlier for earlier in block if earlier.label.key != "author"]
        if block and (
            not _goes_on(sheet, block, hit) or (alone and first_doi and block[0].label.key == "companion")
        ):  # the first DOI of the page on a line of its own is the paper's, be it below the words on an editorial
            yield block
            block = []
        first_doi = first_doi and hit.label.key != "DOI"
        block.append(hit)
    if block:
        yield block


def _names_speakers(block: list[Hit], hit: Hit) -> bool:
    """Whether a label for authors stands below the title or journal of a block that began with another such label: who
    presents the work (`発表者`) stands first, its authors (`著者`) below the title."""
    earlier = next((before for before in block if before.label.key == "author"), None)
    return (
        earlier is not None
        and hit.label.key == "author"
        and hit.label.words != earlier.label.words
        and block[-1].label.key in ("title", "container-title")
        and hit.index - block[-1].last <= 1
    )


def _hits(sheet: Sheet) -> Iterator[Hit]:
    consumed = -1
    count = 0
    for index, line in enumerate(sheet.lines):
        if index <= consumed or len(line.text) > 30_000 or is_caption(line):
            continue
        if count > MOST_LABELS:
            break
        first = labels.begins(sheet, line)
        if first and not _is_label_here(sheet, index, line, first):
            first = None
        inside = labels.within(line.text) if (":" in line.text or "：" in line.text) else []
        found = ([first] if first else []) + [
            label for label in inside if not first or label.start > max(first.value, first.start + 2)
        ]
        found = _without_inner(line.text, found)
        count += len(found)
        if not found and BARE_DOI.match(line.text):
            yield Hit(Label("DOI", "doi", 0, 0), index, [(line.text, line)], index)
        for position, label in enumerate(found):
            end = found[position + 1].start if position + 1 < len(found) else len(line.text)
            end = _before_closing(line.text, label, end)
            value = _without_quote(line.text, line.text[label.value : end].strip(" |/;·"))
            if label.words == "abstract" and not value.startswith(("http", "www.")):
                continue  # the abstract itself
            if value:
                yield Hit(label, index, [(value, line)], index)
            elif position + 1 == len(found):
                below, last = _below(sheet, index, line, label)
                if below:
                    consumed = last
                    yield Hit(label, index, below, last)


def _without_quote(text: str, value: str) -> str:
    """The value of a line that is a string of a program (`'Autores: A, B.',`), without the mark at its end."""
    mark = text.lstrip()[:1]
    bare_value = value.rstrip(" ,;")
    return bare_value[:-1] if mark in ("'", '"') and bare_value.endswith(mark) and value.count(mark) == 1 else value


_INNER = frozenset(("DOI", "volume", "issue", "page", "issued", "publisher", "PMID", "ISSN", "ignore"))


def _without_inner(text: str, found: list[Label]) -> list[Label]:
    """Without the labels inside a citation (`..., Volume: 3, DOI: ...`), which belong to its text."""
    kept: list[Label] = []
    for label in found:
        inside = kept and kept[-1].key in ("reference", "companion", "earlier") and label.key in _INNER
        if inside and (label.key != "ignore" or "10." not in text[kept[-1].value : label.start]):
            continue  # but `Funding:` after the DOI ends a citation
        if kept and kept[-1].key == "title" and label.key in _LOOSE and _IN_TITLE.search(text, 0, label.start):
            continue  # `Title: Single Photon Sources: The Nanowire Antenna`
        kept.append(label)
    return kept


_LOOSE = frozenset(("ignore", "reference", "companion", "earlier"))
_IN_TITLE = prepare(r"(?:[A-Z][\w’'-]*|of the|the|of|a|and) \Z")
"""A word of a title right before a label, which belongs to the title, too."""


def _before_closing(text: str, label: Label, end: int) -> int:
    """Where the value of a label in a parenthesis ends: before the parenthesis is closed."""
    opening = max(
        text.rfind("(", max(0, label.start - 60), label.start), text.rfind("（", max(0, label.start - 60), label.start)
    )
    if opening < 0 or ")" in text[opening : label.start] or "）" in text[opening : label.start]:
        return end
    depth = 1
    for position in range(label.value, end):
        depth += (text[position] in "(（") - (text[position] in ")）")
        if depth == 0:
            return position
    return end


def _is_label_here(sheet: Sheet, index: int, line: Line, label: Label) -> bool:
    """Whether a label without a colon is one: a heading or cell of its own with a value below, or a reference."""
    if label.value < len(line.text):
        return label.sure or label.key == "reference"
    if line.tag == "li" and not sheet.document.is_html and line.text[-1:] not in (":", "："):
        return False  # a menu
    if line.text.rstrip().endswith((":", "：")) or line.tag in HEADING_TAGS or line.row:
        return True
    return label.key == "reference" or len(line.text) < 40


def _below(sheet: Sheet, index: int, line: Line, label: Label) -> tuple[list[tuple[str, Line]], int]:
    """The lines under a label that stands alone, and the index of the last of them."""
    found: list[tuple[str, Line]] = []
    last = index
    most = _MOST_BELOW if label.key in ("reference", "companion", "earlier") else 1
    people = _people_below(sheet, index) if label.key == "author" else 0
    most = max(most, people)
    if label.words in loose() and not line.tag and line.text[-1:].isalpha():
        near = sheet.lines[index + 1 : index + _MOST_BELOW]
        most = most if any(BARE_DOI.match(each.text) for each in near) else _MOST_LOOSE  # it may be a word of a menu
    for later, following in sheet.following(index):
        if line.row and following.row != line.row:
            break
        if line.tag in ("dt", "th") and following.tag not in ("dd", "td", "li", "p"):
            break
        if len(found) >= most:
            break
        if found and following.tag in HEADING_TAGS and (following.tag != line.tag or found[0][1].tag != line.tag):
            break
        next_label = labels.begins(sheet, following)
        if (
            next_label
            and next_label.sure
            and _is_label_here(sheet, later, following, next_label)
            and not (label.key == "container-title" and journals.is_known(following.text))
            and not (next_label.key in ("DOI", "URL") and found and label.key == "reference")
        ):
            break
        if not found and following.text.strip("# *-—_•") == "":
            continue  # the mark of a list item whose text is below
        if heading_kind(following) or following.text.strip("# *-—_") == "":
            break
        if label.key == "companion" and following.text.startswith("(") and BARE_DOI.match(following.text):
            break  # the paper's: `(doi:10.1001/…)` closes a release
        if found and len(following.text) > 400 and not _has_reference_marks(following.text):
            break
        if label.key == "author" and found and len(found) >= people:
            break
        found.append((bare(following.text), following))
        last = later
    return found, last


_PERSON = prepare(r"(?:[^\W\d_a-z][\w.'’-]* ){1,3}[^\W\d_a-z][\w'’-]+(?P<more>\s?[,;(].{3,140})?\W{0,3}$")
_FEWEST_NAMES = 3


def _people_below(sheet: Sheet, index: int) -> int:
    """How many lines or list items below a label for authors name one each: with the place of work behind the name, or
    three at least without it."""
    below = sheet.lines[index + 1 : index + 1 + _MOST_PEOPLE]
    if below and below[0].tag == "li":
        return next((count for count, line in enumerate(below) if line.tag != "li"), _MOST_PEOPLE)
    told = 0
    for count, line in enumerate(below):
        person = _PERSON.match(line.text) if len(line.text) < _LONGEST_PERSON else None
        name = line.text[: person.start("more")] if person and person["more"] else line.text
        if not person or is_affiliation(name) or labels.begins(sheet, line) or journals.weight(name) > 1:
            return count if told == count > 1 or count >= _FEWEST_NAMES else 0
        told += bool(person["more"])
    return len(below)


_LONGEST_PERSON = 180


def _has_reference_marks(text: str) -> bool:
    return "10." in text or "doi" in text.lower() or "et al" in text


_OF_A_LINE = 12
"""Characters before a label that more than a bullet takes up: `(JAMA Neurol. Published online … doi:…` says its own."""


_ENTRY = prepare(r"\W{0,3}(\d{1,2})[.)\]]\s")


def _is_literature(sheet: Sheet, hit: Hit) -> bool:
    """Whether a label is the heading of a numbered list of literature: `References` over `1. …`, `2. …`."""
    if hit.label.value < len(sheet.lines[hit.index].text):
        return False
    numbers = [found[1] for _, line in hit.values if (found := _ENTRY.match(line.raw or line.text))]
    return numbers[:2] == ["1", "2"]


def _goes_on(sheet: Sheet, block: list[Hit], hit: Hit) -> bool:
    """Whether a label belongs to the paper of the labels before it."""
    if hit.index - block[-1].last > NEAR:
        return False
    between = {heading_kind(line) for line in sheet.lines[block[-1].last + 1 : hit.index]}
    cites = any(earlier.label.key == "reference" for earlier in block)
    if "other" in between or (cites and between & {"paper", "references"}):
        return False
    keys = {earlier.label.key for earlier in block}
    key = hit.label.key
    if key in ("companion", "earlier", "own", "ignore") or keys & {"companion", "earlier", "own"}:
        inside = hit.index != block[-1].index and hit.label.start > _OF_A_LINE
        return key == "ignore" or (key in ("DOI", "URL") and not keys & {"DOI", "URL"} and not inside)
    if key == "reference" and (keys & {"title", "reference"} or _is_literature(sheet, hit)):
        return False
    return not (key in keys and key in ("title", "DOI", "container-title", "author"))


def _tell_date(sheet: Sheet, hit: Hit, block: list[Hit]) -> None:
    """`Publicação: 15 de junho de 2021`: a label for a citation whose value is a day says when the paper appeared; so
    does `Datum: 2. September 2019` below the paper's authors or journal, which elsewhere is of the page."""
    text = hit.values[0][0].strip(" .")
    keys = {earlier.label.key for earlier in block}
    if hit.label.key == "reference" and {"title", "author"} <= keys and len(hit.values) == 1:
        span = journals.read_name(text, 0)
        if span and journals.weight(text[slice(*span)]) >= _A_JOURNAL and len(text) - span[1] < _LONGEST_DATE:
            hit.label = dataclasses.replace(hit.label, key="container-title")
            return  # `Publicación: Antimicrobial Agents and Chemotherapy, marzo 2018`
    below = (
        hit.label.key == "ignore"
        and hit.label.words in _days()
        and bool({"author", "container-title"} & keys)
        and _goes_on(sheet, block, hit)
    )
    if (hit.label.key == "reference" or below) and len(hit.values) == 1 and len(text) < _LONGEST_DATE:
        date = dates.read(text, language=sheet.language)
        if date and len(date.start) > 1:
            hit.label = dataclasses.replace(hit.label, key="issued")


def _tell_journal(sheet: Sheet, hit: Hit, block: list[Hit]) -> None:
    """`Publication: Annals of Internal Medicine, March 14, 2018`: below the title and the authors of a paper, a label
    for a citation whose value begins with a journal says where it appeared."""
    keys = {earlier.label.key for earlier in block}
    titled = "title" in keys or ("reference" in keys and "author" in keys)
    if hit.label.key != "reference" or len(hit.values) != 1 or not titled or "container-title" in keys:
        return
    text = hit.values[0][0].strip()
    parsed = reference.parse(text, language=sheet.language)
    more = parsed.title or parsed.people.names or parsed.DOI
    if journals.is_known(parsed.container) and text.startswith(parsed.container) and not more:
        hit.label = dataclasses.replace(hit.label, key="container-title")


_LONGEST_DATE = 32
_A_JOURNAL = 3


@cache
def _days() -> frozenset[str]:
    return frozenset(vocabulary.fold(word) for word in vocabulary.load().words("labels", "day"))

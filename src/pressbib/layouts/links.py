"""The links layout: a DOI, or a link to a publisher, that the page presents as the work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib import identifiers, reference
from pressbib.document import Line, Link
from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.phrases import match_at, tokens
from pressbib.layouts.phrases import words as any_of
from pressbib.layouts.pointers import leads_to_paper
from pressbib.layouts.sheet import Sheet
from pressbib.layouts.slots import read_slot
from pressbib.layouts.titles import is_title
from pressbib.layouts.weighing import EARLIER
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.reference import sites
from pressbib.vocabulary import journals, lower
from pressbib.vocabulary.wording import worded

_WORKS = frozenset(("DOI", "arXiv", "PMID", "PMCID", "PII"))
_ON = worded(
    r"(?i){links.work:ja,zh-Hans,zh-Hant,ko}|^\W*(?:the |a |this |their |new |full |original |published |here|read "
    r"|view |see |in )*{links.work:en,de,fr,es,pt,it,nl,sv,no,da}"
)
_LEADS_TO = prepare(
    r"(?i)(?:available|access(?:ed)?|read|view|found|published|link|full text|"
    r"paper|preprint|study|article|research)[^.]{0,40}$"
)
DATA = prepare(
    r"(?i)\.suppl|figshare|zenodo|dryad|10\.5061|10\.5281|10\.6084|10\.17632|10\.7910|osf\.io|10\.17605|10\.7875|"
    r"pangaea|10\.1594"
)


_MOST = 800
"""Of works that are looked at; the longest lists of literature have some two hundred."""


ALONE = "the DOI stands by itself"
"""The reason for taking a line that is nothing but a DOI."""


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The works that DOIs and links on the page stand for."""
    for count, candidate in enumerate(_found(sheet), start=1):
        if count == _MOST:
            candidate.reasons.append(f"{_MOST} works are linked: the rest of the page was not looked at")
        yield candidate
        if count == _MOST:
            break


def _found(sheet: Sheet) -> Iterator[Candidate]:
    pointers = 0
    for index, line in enumerate(sheet.lines):
        heading = sheet.under(index)
        label = None
        if "10." in line.text or line.links:
            label = labels.begins(sheet, line)
        if "10." in line.text:
            for doi in identifiers.find_dois(line.text)[:4]:
                candidate = Candidate("link", line.number, line.number)
                candidate.put("DOI", reference.undoubled(doi), line.text, line.number)
                _weigh(sheet, candidate, line, index, heading, "", label.key if label and label.sure else "")
                if re.match(
                    r"^\W*(?:(?i:doi)\W*)?10\.\S++\W*$|^\W*https?://(?:dx\.)?doi\.org/\S+$", line.text
                ) or re.search(r"[(\[]\s*(?i:doi)[:\s]*10\.", line.text):
                    candidate.add(4, ALONE)
                yield candidate
        linked: list[Candidate] = []
        for link in line.links[:40]:
            found = identifiers.identify_url(link.url)
            if not found or found.kind not in _WORKS:
                if pointers < _MOST_POINTERS and leads_to_paper(sheet, link):
                    pointers += 1
                    yield _pointer(line, link, heading)
                continue
            candidate = Candidate("link", line.number, line.number)
            words = link.url
            printed = found.value.lower() in link.url.lower().replace("%2f", "/")
            if found.kind == "DOI" and printed:
                candidate.put("DOI", found.value, words, line.number)
            elif found.kind in ("PMID", "PMCID"):
                candidate.put(found.kind, found.value, words, line.number)
            elif found.kind == "arXiv":
                candidate.put("number", found.value, words, line.number)
                candidate.put("archive", "arXiv", words, line.number)
            if "doi.org/" not in link.url.lower():
                candidate.put("URL", link.url, words, line.number)
            if not candidate.values:
                continue
            candidate.beside = line.text
            _take_quoted(candidate, line, link.text)
            _take_journal_and_year(candidate, line, link.text)
            _weigh(sheet, candidate, line, index, heading, link.text, label.key if label and label.sure else "")
            if len(line.text) < len(link.url) + 12 and line.text.startswith("http"):
                candidate.add(3, "the address stands by itself")
            linked.append(candidate)
        yield from _one_of_two(line, linked)


POINTER = "the link's words say that it leads to the paper"
"""The reason for an address that is known by the words of its link alone."""


def _pointer(line: Line, link: Link, heading: str) -> Candidate:
    """The address that a link's words call the paper's: it completes a paper, and announces none."""
    candidate = Candidate("link", line.number, line.number)
    candidate.put("URL", link.url, link.url, line.number)
    candidate.add(_POINTS, POINTER)
    if heading == "other" or line.region == "aside":
        candidate.add(-1, "among related stories or contacts")
    return candidate


_POINTS = 4.5
_MOST_POINTERS = 12
"""Of links that say of themselves that they lead to the paper; a page with more is a list."""
_AFTER = prepare(r"[,.]?[”\"’]?,? ?\(?(?:in )?")


def _take_quoted(candidate: Candidate, line: Line, words: str) -> None:
    """The title that a link's words are, in quotation marks, and the journal right after it: `“Title” (PNAS)`."""
    if named := sites.read(words.strip()):
        candidate.put("title", named.title, line.text, line.number)
        candidate.put("container-title", named.container, line.text, line.number)
        candidate.put("issued", named.issued, line.text, line.number)
        candidate.add(4, "the link's words are the title of the work's page")
        return
    inside = words.strip(' “”"‘’,.')
    at = line.text.find(inside)
    if at < 1 or line.text[at - 1] not in '“"‘' or not is_title(inside):
        return
    candidate.put("title", inside, line.text, line.number)
    candidate.add(2, "the link's words are a title in quotation marks")
    after = _AFTER.match(line.text, at + len(inside))
    slot = read_slot(line.text, after.end(), (), nouns=False) if after else None
    if slot and journals.is_known(slot[0]):
        candidate.put("container-title", slot[0], line.text, line.number)


_JOURNAL_AND_YEAR = prepare(r"([A-Z][\w&.:’' -]{2,80}?),? \(?((?:19|20)\d\d)\)?")


def _take_journal_and_year(candidate: Candidate, line: Line, words: str) -> None:
    """The journal and year that are a link's words, and nothing else: `(Science, 2020)`."""
    found = _JOURNAL_AND_YEAR.fullmatch(words.strip())
    if found and journals.is_known(found[1]):
        candidate.put("container-title", found[1], line.text, line.number)
        candidate.put("issued", Date((int(found[2]),)), line.text, line.number)
        candidate.add(4, "the link's words are a journal and a year")


_ONE_WORD = 6
"""Letters that words for an address have at the least, where they say of what: `Link` alone does not."""


def _speaks_of_work(sheet: Sheet, line: Line, position: int) -> bool:
    """Whether the sentence before a link speaks of a study or article."""
    before = lower(re.split(r"[.!?。！？]\s*", line.text[max(0, position - 100) : position])[-1])
    return any_of("prose", "study", sheet.codes).any(before, tokens(before))


def _take_journal(sheet: Sheet, candidate: Candidate, line: Line, words: str, end: int) -> None:
    """The journal that a link's words name after those for the address: `Læs artiklen i Joule`."""
    preposition = match_at("prose", "in", sheet.codes, lower(words), end + len(words[end:]) - len(words[end:].lstrip()))
    slot = read_slot(words, preposition.end(), (), sheet.nouns) if preposition else None
    if slot and journals.weight(slot[0]) >= 3:
        candidate.put("container-title", slot[0], line.text, line.number)


_YEARS = prepare(r"\((?:19|20)\d\d[a-z]?\)")
_LITERATURE = 4
"""Years in parentheses on a line that holds a list of literature."""
_FOOTNOTE = prepare(r"\s*(\[\d{1,2}\])\s*https?://")
_NOTED = prepare(r"\s*\[(?:[2-9]|\d\d)\]\s[A-Z]")
_BEFORE_NOTE = 120
"""Characters before the sign of a footnote that say what it is about."""


def _cites_earlier_work(sheet: Sheet, sign: str) -> bool:
    """Whether the words before the sign of a footnote speak of earlier work: `results published last year. [1]`."""
    earlier = any_of("prose", "earlier", sheet.codes)
    for line in sheet.lines:
        at = line.text.find(sign, 1)
        if at > 0:
            before = lower(line.text[max(0, at - _BEFORE_NOTE) : at])
            return earlier.any(before, tokens(before))
    return False


def _one_of_two(line: Line, linked: list[Candidate]) -> list[Candidate]:
    """The links of a line; the two of a short one (`Read the article`, `DOI`) are one paper where one has a DOI."""
    dois = [candidate for candidate in linked if "DOI" in candidate.values]
    others = [candidate for candidate in linked if candidate.values.keys() == {"URL"}]
    if len(line.text) > _SHORT or len(linked) != _TWO or len(dois) != 1 or len(others) != 1:
        return linked
    dois[0].values.setdefault("URL", others[0].values["URL"])
    return dois


_SHORT = 80
_TWO = 2


def _weigh(sheet: Sheet, candidate: Candidate, line: Line, index: int, heading: str, words: str, key: str) -> None:
    candidate.add(2, "a link to a work")
    named, end = labels.named(words) if words else ("", 0)
    here = words and any_of("links", "here", sheet.codes).any(lower(words), tokens(lower(words)))
    if words and (named or here or _ON.search(words)):
        candidate.add(2, "the link's words name the work")
    if named == "URL" and len(words[:end].strip()) > _ONE_WORD:
        candidate.add(2, "the link's words are those for the address of a work")
        _take_journal(sheet, candidate, line, words, end)
    at = line.text.find(words) if words else -1
    if at > 0 and (_LEADS_TO.search(line.text[max(0, at - 60) : at]) or (here and _speaks_of_work(sheet, line, at))):
        candidate.add(2, "the words before the link lead to the work")
    if words and len(words.split()) > 8 and "title" not in candidate.values:
        candidate.add(-1, "the link's words are a headline")
    lowered = lower(line.text[:4000])
    held = tokens(lowered)
    for name, points, reason in (
        ("study", 1, "the sentence speaks of a study"),
        ("new", 2, "the sentence presents new work"),
        ("earlier", -4, EARLIER),
    ):
        if any_of("prose", name, sheet.codes).any(lowered, held):
            candidate.add(points, reason)
    note = _FOOTNOTE.match(line.text)
    if note and _cites_earlier_work(sheet, note[1]):
        candidate.add(-5, "a footnote to earlier work")
    elif _NOTED.match(line.raw or line.text):
        candidate.add(-2, "in a numbered note")
    if heading == "other" or line.region == "aside":
        candidate.add(-5, "among related stories or contacts")
    if heading == "references" or len(_YEARS.findall(line.text)) >= _LITERATURE:
        candidate.add(-3, "in a list of references")
    if key in ("reference", "DOI", "URL"):
        candidate.add(3, "after a label for the work")
    elif key in ("ignore", "earlier", "own"):
        candidate.add(-4, "after a label for something else")
    if DATA.search(candidate.text("DOI") + candidate.text("URL")):
        candidate.add(-5, "an address of data, not of a paper")
    if heading == "paper":
        candidate.add(2, "under a heading for the paper")

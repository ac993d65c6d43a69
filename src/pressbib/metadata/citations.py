"""Citation lines (`Volume 83, February 2015, Pages 56–71`) -> Statements, and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pressbib import identifiers
from pressbib.document import Document, Line
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold, plain
from pressbib.patterns import prepare

MOST_LINES = 2_000
AWAY = frozenset(("nav", "aside", "footer"))
"""Regions of a page that say nothing of its work."""

_NEAR = 14
_REFERENCES = prepare(
    r"(?i)(?:\d+\.?\s*)?(?:references?(?: cited)?|bibliography|literature cited|works cited|literatur|bibliographie"
    r"|cited by|recommended|related (?:articles|content)|referencias|参考文献|참고문헌)\s*(?:\(\d+\))?"
)
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_PAGE = r"[A-Za-z]{0,3}\d{1,9}(?:[A-Za-z](?![A-Za-z]))?"
_PAGES = rf"(?P<page>{_PAGE}(?:\s?[-–—‐]\s?{_PAGE})?)"
_VOLUME = r"(?P<volume>[A-Z]?\d{1,4}[A-Z]?)"
_ISSUE = r"\(\s?(?P<issue>[^()]{1,20}?)\s?\)"
_YEAR_MONTH_DAY = rf"(?P<when>{_YEAR}(?:\s[A-Z][a-z]{{2,8}}\.?(?:[-–/][A-Z][a-z]{{2,8}}\.?)?(?:\s\d{{1,2}})?)?)"
_COMPACT = tuple(
    prepare(pattern)
    for pattern in (
        rf"{_YEAR_MONTH_DAY}\s?;\s?{_VOLUME}\s?(?:{_ISSUE})?\s?:\s?{_PAGES}",  # 1975;3(2):94-104
        rf"{_VOLUME}\s?{_ISSUE},?\s?{_YEAR}\s?[:,]\s?(?:pp?\.?\s?)?{_PAGES}",  # 68 (4), 2023: 709-718
        rf"{_YEAR},\s?{_VOLUME}\s?{_ISSUE},\s?{_PAGES}",  # 2014, 4(4), 932-945
        rf"{_YEAR},\s?{_VOLUME},\s?(?P<issue>\d{{1,3}}),\s?{_PAGES}",  # 2012, 134, 1, 112-115
        rf"{_YEAR},\s?{_VOLUME},\s?{_PAGES}",  # 2012, 48, 11088-11090
        rf"\b{_VOLUME}\s?{_ISSUE}\s?[:,]\s?(?:pp?\.?\s?)?{_PAGES}[.,;]?\s?\(?{_YEAR}\b",  # 12(3): 45-67, 2013
        rf"\b{_VOLUME},\s?{_PAGES},\s?{_YEAR}\b",  # 15, 1013-1021, 2015
        rf"\b{_VOLUME},\s?{_PAGES}\s?\({_YEAR}\)",  # 116, 061102 (2016)
        rf"\b{_VOLUME}\s?{_ISSUE}\s?:\s?{_PAGES}",  # 12(3):45-67
        rf"\b(?!\d\d?:[0-5]\d\b){_VOLUME}\s?:\s?{_PAGES}(?:\s?\(doi|\s?$)",  # 470: 1-16, but not 10:15
        rf"{_YEAR},\s?{_VOLUME}\s?{_ISSUE}",  # 2020,24(05)
    )
)
_LABELLED: Mapping[str, re.Pattern[str]] = {
    "volume": prepare(r"(?i)\b(?:volume|vol|tome|tomo|bd|band|jahrgang|T)\b[.:]?\s?(?P<volume>[A-Z]?\d{1,4}[A-Z]?)\b"),
    "issue": prepare(
        r"(?i)(?:\b(?:issues?|no|nos|number|numéro|numero|núm|nr|heft|zeszyt|číslo|вып|sayı)\b|\bn[°º]|№)[.:]?\s?(?P<issue>S?\d{1,5}(?:[-–/]\d{1,4})?)\b"
    ),
    "page": prepare(
        rf"(?i)(?<![^\W\d_])(?:pages?(?:\(s\))?|pp?)\.?:?\s?{_PAGES}|\b(?:article(?:\s(?:number|no\.?|id))?):?\s(?P<article>[a-z]?\d{{2,9}})\b"
    ),
    "year": prepare(rf"\b{_YEAR}\b"),
}
_ISSUE_ALONE = prepare(
    r"(?i)(?:issue|number|no\.|nr\.|núm\.|heft|numéro)\s?\d{1,4},?\s[^\d]{0,20}(?:1[5-9]|20)\d\d\)?$"
)
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE_IN_LINE = prepare(rf"(?:\d{{1,2}}\s)?(?:{_MONTHS}\s?[-–/]\s?)?{_MONTHS}(?:\s\d{{1,2}},)?\s(?:1[5-9]|20)\d\d")
_AFTER_YEAR = prepare(rf"\b(?:1[5-9]|20)\d\d\)?,\s?{_PAGES}(?=\s?(?:\(\d|\.|,|;|$))")
_PAGES_ELSEWHERE = prepare(rf"(?i)(?<![^\W\d_])(?:s|ss|str|sid|págs?|pagg?|стр|с)\.\s?{_PAGES}")
_CITING = prepare(r"(?i)(?:cite this (?:article|paper|item)?\s?as|cite as|how to cite|citation|source)\s?:?\s?")
_TOKENS = prepare(r"cit|slug|vol|issue|jnl|journal|biblio|pubinfo|publication|source|pages|article-meta|article-info")


def _near(document: Document, heading: Line | None) -> Iterator[Line]:
    """The lines that may be a citation line: short, near the heading or marked as one, before the references."""
    at = heading.number if heading else 0
    known: dict[tuple[str, ...], tuple[bool, bool]] = {}
    for line in document.lines[:MOST_LINES]:
        if opens_references(line):
            return
        if not 3 < len(line.text) < 400 or line.region == "footer":
            continue
        close = at and -_NEAR <= line.number - at <= 25
        if not close and not (_has_digit(line.text) or line.tag == "div"):
            continue
        marked, cited = known.get(line.within) or known.setdefault(line.within, _marks(line.within))
        if (close or marked or _CITING.match(line.text)) and not cited:
            yield line


def opens_references(line: Line) -> bool:
    """Whether a line is the heading of a list of other works."""
    return line.tag in ("h1", "h2", "h3", "h4") and len(line.text) < 40 and bool(_REFERENCES.fullmatch(line.text))


def _marks(tokens: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether the classes and ids around a line are those of a citation line, and of a list of cited works."""
    within = " ".join(tokens).lower()
    return bool(_TOKENS.search(within, max(0, len(within) - 120))), bool(_CITED.search(within))


_has_digit = prepare(r"\d").search
_TWO_NUMBERS = prepare(r"\d\D{1,200}\d")
_CITED = prepare(r"(?:^|\s)[.#].?.?.?ref|comment")


def read(document: Document, heading: Line | None, statements: Statements) -> None:
    """The statements of the line that cites the work, of the journal's name near it, and of a DOI that is printed."""
    lines = list(_near(document, heading))
    best: tuple[int, Line, dict[str, str]] | None = None
    journal: Line | None = None
    title = fold(heading.text) if heading else ""
    for line in lines[:400]:
        found = parse(line.text)
        if found and _is_reference(line.text.partition(found.get("volume") or found.get("page") or found["issue"])[0]):
            if not title or title not in fold(line.text):
                continue  # it cites another work
            found.pop("journal", None)
        weight = len(found) + 2 * ("volume" in found and "page" in found)
        if found and (best is None or weight > best[0]):
            best = (weight, line, found)
        if journal is None and _names_journal(line):
            journal = line
    if best and best[0] >= 2:
        _, line, found = best
        for variable, text in found.items():
            statements.add(Statement(VARIABLES[variable], text, "citation-line", f"line {line.number}"))
        if "page" not in found and (pages := _pages_beside(line, lines)):
            statements.add(Statement("page", pages[0], "citation-line", f"line {pages[1].number}"))
        if "journal" not in found and journal is None and (above := _above(line, lines)):
            journal = above
    if journal:
        vocabulary = "visible" if _names_journal(journal) else "line-above"
        statements.add(Statement("journal-title", journal.text, vocabulary, f"line {journal.number}"))
    for line in lines[:400]:
        doi = _stated_doi(line)
        if doi:
            statements.add(Statement("DOI", doi, "visible", f"line {line.number}"))
            break


def _is_reference(before: str) -> bool:
    """Whether what stands before the volume holds authors or a title beside the journal: `Lee A. On wings. J Y`."""
    *others, _ = _LAST_WORD.sub("", _DATE_TAIL.sub("", before)).split(". ")
    return any("," in part or _NO_ABBREVIATION.search(part) for part in others)


_DATE_TAIL = prepare(
    rf"\.?\s{{0,3}}{_YEAR}(?:\s[A-Z][a-z]{{2,8}}\.?)?(?:\s\d{{1,2}})?[;,\s]{{0,3}}$"
)  # `J. 2020 Mar 14;`
_LAST_WORD = prepare(r"[\s,;(]{0,3}[^\W\d_]{1,10}\.\s{0,3}$")  # `Letters, Vol. `
_NO_ABBREVIATION = prepare(r"(?:^|\s)[^\W\d_A-Z]\w{2,40}$|[^\W\d_]\w{1,40}\s[A-Z]{1,3}$")


def _pages_beside(line: Line, lines: list[Line]) -> tuple[str, Line] | None:
    """The pages that a line near the citation line begins with: `Pages 100-120 | Received …`."""
    for other in lines:
        if abs(other.number - line.number) <= 8 and (found := _PAGES_ALONE.match(other.text)):
            return found["page"], other
    return None


_PAGES_ALONE = prepare(rf"(?i)(?:pages?\s|(?:页码|頁碼|页数|ページ|頁|쪽|페이지)\s?[:：]\s?){_PAGES}")


def _above(line: Line, lines: list[Line]) -> Line | None:
    """The line before the citation line, where that names the journal alone."""
    above = next((other for other in lines if other.number == line.number - 1), None)
    if (
        above
        and above.tag not in ("li", "button", "h1")
        and 3 < len(above.text) < 90
        and not re.search(r"[\d@:©]", above.text)
    ):
        return above
    return None


VARIABLES = {
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "date": "date-publication",
    "journal": "journal-title",
    "authors": "author",
}


def parse(text: str) -> dict[str, str]:
    """Volume, issue, page, date and journal in a citation line, as they stand; {} where it is none."""
    if not _has_digit(text):
        return {}
    text = _CITING.sub("", plain(text), count=1)
    found: dict[str, str] = {}
    start = len(text)
    for pattern in _COMPACT if _TWO_NUMBERS.search(text) else ():
        if match := pattern.search(text):
            found = {key: value for key, value in match.groupdict().items() if value}
            start = match.start()
            break
    if not found.get("volume"):
        labelled = {key: match for key in ("volume", "page") if (match := _LABELLED[key].search(text))}
        if not labelled and "page" not in found and not _ISSUE_ALONE.match(text):
            return {}
        if match := _LABELLED["issue"].search(text):
            labelled["issue"] = match
        pages = labelled.get("page")  # pages 1553-1557 are no year
        if match := _LABELLED["year"].search(_blanked(text, pages) if pages else text):
            labelled["year"] = match
        for key, match in labelled.items():
            found.setdefault(key, next(value for value in match.groups() if value))
            start = min(start, match.start())
        if "page" not in found and (match := _AFTER_YEAR.search(text) or _PAGES_ELSEWHERE.search(text)):
            found["page"] = match["page"]
    year = found.pop("when", "") or found.get("year", "")
    found.pop("year", None)
    dated = _DATE_IN_LINE.search(text)
    if dated or year:
        found["date"] = dated[0] if dated and (not year or year in dated[0]) else year
    journal = _journal_before(text[:start])
    if journal:
        found["journal"] = journal
    return found


def _blanked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]


def _journal_before(text: str) -> str:
    text = re.sub(r"[\s,;:/|(–—-]+$", "", text)
    text = re.sub(r"[\s,.(]*(?:1[5-9]|20)\d\d$", "", text).strip(" .,;:/|")
    return (
        text
        if 2 <= len(text) <= 90 and text[0].isalpha() and not re.search(r"\d|(?i:published|updated|first|^in$)", text)
        else ""
    )


def _names_journal(line: Line) -> bool:
    if line.tag in ("li", "button") or not 3 < len(line.text) < 100 or line.region in AWAY:
        return False
    tokens = " ".join(line.within[-2:]).lower()
    return bool(
        re.search(r"journal-?title|publicationhead|pub-?title|source-?title|contextinformation|jnl-?title", tokens)
    ) and not (re.search(r"\d{2}|@|https?:|[©:]", line.text))


def _stated_doi(line: Line) -> str:
    """The DOI on a short line of its own or after the word doi."""
    if "10." not in line.text or len(line.text) > 300:
        return ""
    for link in line.links:  # what a link says ends where the DOI does
        if "doi.org/10." in link.url and (linked := identifiers.identify_url(link.url)) and linked.kind == "DOI":
            return linked.value if linked.value.lower() in line.text.lower() else ""
    found = identifiers.find_dois(line.text)
    if len(found) != 1:
        return ""
    return found[0] if len(line.text) < 160 or re.search(r"(?i)\bdoi\b", line.text) else ""

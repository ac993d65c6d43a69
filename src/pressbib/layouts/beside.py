"""What stands right beside a journal or title that a sentence names: identifier, link, day, authors."""

from __future__ import annotations

import re

from pressbib import dates, identifiers, names, reference, vocabulary
from pressbib.document import Line, Link
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.mentions import Mention
from pressbib.layouts.sheet import Sheet
from pressbib.layouts.titles import is_title
from pressbib.patterns import prepare
from pressbib.record import Name
from pressbib.vocabulary.wording import worded


def take_beside(sheet: Sheet, candidate: Candidate, mention: Mention) -> None:
    """The date and identifier that stand right beside a container, and the link on its words."""
    sentence = mention.sentence
    text = sentence.text
    line = sentence.line
    after = text[mention.end : mention.end + 160]
    dois = identifiers.find_dois(after)
    if dois and re.match(
        r"[\s,;:.)”’]*[(（\[]?(?:\s*(?:doi|DOI|https?|at|with|online)|\s*10\.|[^()]{0,60}(?:doi|DOI))", after
    ):
        candidate.put("DOI", dois[0], text, line.number)
        candidate.add(2, "a DOI stands beside it")
    elif "arxiv" in after.lower():
        for named in identifiers.find(after):
            if named.kind == "arXiv":
                candidate.put("number", named.value, text, line.number)
                candidate.put("archive", "arXiv", text, line.number)
                candidate.put("URL", f"https://arxiv.org/abs/{named.value}", text, line.number)
                candidate.add(2, "its number in the archive stands beside it")
                break
    for link in line.links[:80]:
        words = link.text.strip()
        if not words or words not in text:
            continue
        at = text.find(words)
        near = at - 90 <= mention.end and mention.begin <= at + len(words) + 90
        if not near:
            continue
        found = identifiers.identify_url(link.url)
        if found and found.kind in ("DOI", "arXiv", "PII", "PMID"):
            _put_link(candidate, found, link, line)
            candidate.add(2, "its words link to the work")
            if mention.kind == "container-title" and _is_latin_title(sheet, words):
                candidate.put("title", words.strip(" ."), text, line.number)
            if mention.kind == "container-title" and vocabulary.fold(words) == vocabulary.fold(mention.value):
                candidate.add(1.5, "the journal's name is the link")
            break
        if _ARTICLE.search(link.url) and not _same_host(sheet, link.url):
            candidate.put("URL", link.url, link.url, line.number)
            candidate.add(1, "its words link to an article")
            break
    _take_date(sheet, candidate, mention)
    if mention.kind == "container-title":
        _take_numbers(sheet, candidate, mention)


_VOLUME_AND_ISSUE = prepare(r"[\s,]*\(?\d{1,4} ?\(\d{1,3}\)(?!\w)")
_LONGEST_NUMBERS = 60
_BEFORE_NUMBERS = 3
"""Characters between the name of a journal and the word for its volume: `Chest (Vol. 12, No. 3)`."""


def _take_numbers(sheet: Sheet, candidate: Candidate, mention: Mention) -> None:
    """The volume and issue that stand right after the name of a journal: `in the Journal of Sleep Research 48(1)`."""
    after = mention.sentence.text[mention.end : mention.end + _LONGEST_NUMBERS]
    if not any(c.isdigit() for c in after):
        return
    if not _VOLUME_AND_ISSUE.match(after) and not 0 <= reference.number_begins(after) <= _BEFORE_NUMBERS:
        return
    parsed = reference.parse_tail(after, language=sheet.language)
    for variable, value in (("volume", parsed.volume), ("issue", parsed.issue), ("page", parsed.page)):
        if variable == "page" and not parsed.volume:
            break
        candidate.put(variable, value, mention.sentence.text, mention.sentence.line.number)


_BY = worded(r"[”\"’»]?(?:\s?\([^()]{0,80}\))?,?\s{grammar.by} (?=[^\W\d_a-z])")
_VERB_AFTER = worded(r"\s(?:{grammar.auxiliaries:en}|appears?|appeared|published)\s")
_LIST_ENDS = prepare(r"(?<![ .][A-ZÀ-Ž])\.\s|[;:!?]\s|[()\[\]“”\"«»]|$")
_MOST_LETTERS = 600
_MOST_TRIES = 8
"""How many commas from the end of a sentence the list of authors may end."""


def take_authors(sheet: Sheet, candidate: Candidate, mention: Mention) -> None:
    """Two authors or more who are named right after a title: `o artigo …, de A, B e C, pode ser lido em`."""
    text = mention.sentence.text
    by = _BY.match(text, mention.end)
    if not by:
        return
    rest = text[by.end() : by.end() + _MOST_LETTERS]
    end = _LIST_ENDS.search(rest)
    verb = _VERB_AFTER.search(rest)
    end = verb if verb and (not end or verb.start() < end.start()) else end
    rest = rest[: end.start()] if end else rest
    for _ in range(_MOST_TRIES):
        people = reference.only_people(rest, language=sheet.language)
        if len(people.names) > 1 and all(isinstance(name, Name) and name.family for name in people.names):
            candidate.put("author", people.names, text, mention.sentence.line.number)
            candidate.others = people.others
            return
        rest = rest.rpartition(",")[0]
        if not rest:
            return


_ARTICLE = prepare(
    r"(?i)/(?:articles?|doi|abs|abstract|full|fulltext|content|pii|paper|early|science/article|"
    r"cgi/content|document)/\S*\d{3}|/article/[\w-]+/[0-9A-F]{6,32}\b|/\d{2,4}/\d+/\d+|\.\d{5,}"
)


_SUBJECT = prepare(
    r"^(?:[가-힣]{1,4},? )?(?P<names>[가-힣]{2,4}(?:[·ㆍ‧,] ?[가-힣]{2,4}){0,5}) (?P<title>[가-힣]{1,12})"
    r"(?:은|는|이|가|의)(?: 논문| 연구 논문| 리뷰 논문)?$"
)
"""Who does what the sentence says, before a title or journal: `윤서영·유준호 학생은 '…'에 논문 '…'을 게재`."""


_OPENED = " '\"‘“「『《<"


def take_subject(sheet: Sheet, candidate: Candidate, group: list[Mention]) -> None:
    """The authors of a Korean sentence that begins with their names and goes on with the title or journal."""
    first = min(group, key=lambda mention: (mention.sentence.index, mention.begin))
    text = first.sentence.text
    subject = _SUBJECT.match(text[: first.begin].rstrip(_OPENED)) if "가" <= text[:1] <= "힣" else None
    if not subject or subject["title"] not in vocabulary.load().words("people", "titles", "ko"):
        return
    people = names.read(subject["names"], language="ko").names
    if people and all(name.family and name.given for name in people):
        candidate.put("author", people, first.sentence.text, first.sentence.line.number)
        candidate.others = True


_OWN_SCRIPTS = ("ru", "uk", "el", "ko", "ja", "zh", "fa", "ar")
_MOST_OF_A_TITLE = 4


def _is_latin_title(sheet: Sheet, words: str) -> bool:
    """Whether the words of a link are an English title in a text of another script."""
    own = sheet.language.partition("-")[0] in _OWN_SCRIPTS
    return own and words.isascii() and len(words.split()) >= _MOST_OF_A_TITLE and is_title(words) and words[0].isupper()


def _same_host(sheet: Sheet, url: str) -> bool:
    """Whether a link stays on the site of the page."""
    page = sheet.press.url or sheet.document.url
    return bool(page) and url.split("/")[2:3] == page.split("/")[2:3]


def _put_link(candidate: Candidate, found: identifiers.Identifier, link: Link, line: Line) -> None:
    if found.kind == "DOI" and found.value.lower() in link.url.lower().replace("%2f", "/"):
        candidate.put("DOI", found.value, link.url, line.number)
    if found.kind == "PMID":
        candidate.put("PMID", found.value, link.url, line.number)
    elif "doi.org/" not in link.url:
        candidate.put("URL", link.url, link.url, line.number)


_MONTH = 2
_CLAUSE_ENDS = prepare(r"[,，、;；:：]|\. ")
_RANGE = worded(
    r"\s?(?:[-–—~～至]|{grammar.until}) ?[^\W\d_]{0,12}\.? ?\d"
    r"|(?:に|の)[^月]{0,12}[たる]|[^\s]{0,2} 시작|的(?![《「])"
)
"""What follows a day that begins a time, or that of another event: `2003年1月至2018年12月`, `2011年3月に起きた`."""
_END_OF_RANGE = worded(r"(?:[-–—~～至]|(?<![^\W\d_]){grammar.until})\s?$")
_BEFORE_NAME = 45
_NEXT_TO = 16
_AFTER_NAME = 28


def _is_of_the_paper(sheet: Sheet, window: str, hit: dates.FoundDate, span: tuple[int, int], kind: str) -> bool:
    """Whether a date beside a container says when the paper appeared, and not when something else was: in the words
    right after the name, or before it with no other clause between; not years before the page."""
    begin, end = span
    if _RANGE.match(window, hit.end) or _END_OF_RANGE.search(window, max(0, hit.start - 8), hit.start):
        return False
    if sheet.press.issued and hit.date.start[0] < sheet.year - 1:
        return False
    if hit.start >= end:
        return hit.start - end <= _AFTER_NAME and ". " not in window[end : hit.start]
    between = window[hit.end : begin]
    if len(hit.date.start) > _MONTH:
        return True
    next_to = kind == "container-title" and _CLAUSE_ENDS.search(between)
    return len(between) <= (_NEXT_TO if next_to else _BEFORE_NAME)


_DATELINE = worded(
    r"(?:[(\[]?[^\W\d_][^\d:;]{1,58}?(?:, ?|/| ?\(|[–—-] ?|: )"
    r"(?:(?:{grammar.articles:fr,it,es,sv}|{prose.in:pt}|am|(?i:{dates.weekdays}),?|\(\w+\)) )?|[(\[]?)$"
)
_AFTER_DATELINE = prepare(r"[)\]]?\.? ?(?:\([^()]{2,30}\)\.?)? ?(?:[–—:-]|\.-|/PRNewswire)\s?|[)\]] (?=[A-Z])")
"""The place and day with which a story begins: `Verona, 3 giugno 2021 – Lo studio`, `DENVER/Jan. 9, 2024 – A study`."""


def _is_dateline(text: str, start: int, end: int, story: int) -> bool:
    """Whether a date belongs to the place and day before a story that mentions a paper at a place after it."""
    return end < story and bool(_DATELINE.match(text[:start]) and _AFTER_DATELINE.match(text, end))


def _take_date(sheet: Sheet, candidate: Candidate, mention: Mention) -> None:
    """A full or partial date with a year in the same clause as the container."""
    text = mention.sentence.text
    begin, end = max(0, mention.begin - 70), min(len(text), mention.end + 50)
    window = text[begin:end]
    for hit in dates.find(window, language=sheet.language):
        if (
            len(hit.date.start) >= _MONTH
            and not hit.date.end
            and not hit.date.literal
            and _is_of_the_paper(sheet, window, hit, (mention.begin - begin, mention.end - begin), mention.kind)
            and not (begin == 0 and _is_dateline(text, hit.start, hit.end, mention.begin))
        ):
            candidate.put("issued", hit.date, text, mention.sentence.line.number)
            return
    if sheet.press.issued and mention.kind == "container-title" and re.search(r"(?i)today \(", window):
        for hit in dates.find_relative(window, sheet.press.issued, language=sheet.language):
            if any(c.isdigit() for c in window[hit.start : hit.end]) and hit.date.start:
                candidate.put("issued", hit.date, text, mention.sentence.line.number)
                candidate.reasons.append("the day is given without a year, which is the page's")
                return

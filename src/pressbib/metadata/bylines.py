"""Who wrote it and when, as a page prints it: the byline, and the lines right under the heading -> Statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressbib import dates
from pressbib.document import Document, Line
from pressbib.metadata import people, site
from pressbib.metadata.statement import Statement, Statements
from pressbib.patterns import prepare


def read(document: Document, heading: Line | None, statements: Statements) -> None:
    """The statements of the first byline, and of what stands under the heading of the work."""
    for text, locator in _byline(document):
        statements.add(Statement("author", text, "byline", locator))
    if heading:
        _below(document, heading, statements)
        if not statements.has("date-publication", "visible"):
            _timed(document, statements)


def _timed(document: Document, statements: Statements) -> None:
    """The date of a <time> that says that it is of publication, else of the only one."""
    times = document.embedded.times
    said = [time for told, time in times if _PUBLISHED.search(told)]
    only = [time for _, time in times] if len({time[:10] for _, time in times}) == 1 else []
    for time in (said or only)[:1]:
        statements.add(Statement("date-publication", time, "visible", "time"))


_PUBLISHED = prepare(r"publi|entry-date|posted|pubdate|created")


def _byline(document: Document) -> Iterator[tuple[str, str]]:
    """The first element that names authors: one for all of them, or the first run of one for each."""
    run_key = ""
    run: list[str] = []
    for key, text in document.embedded.bylines:
        tokens = key.split()
        if _is_about_others(tokens) or len(text) > 1_500:
            continue
        if run:
            if text in run or text in run[-1]:  # an element inside the last one
                continue
            if tokens[:2] != run_key.split()[:2] or len(run) == _MOST_PEOPLE:
                if _group(tokens) and all(name.strip(" ,;|") in text for name in run):  # the whole list
                    yield text, key
                    return
                break
            run.append(text)
            continue
        named = [part for part in people.split(text) if people.looks_like_name(part) and not people.is_role(part)]
        if not named or (len(named) == 1 and len(named[0].split()) == 1 and named[0].lower() in _LABELS):
            continue
        if _group(tokens):
            if len(named) * 2 > len(people.split(text)) or _OPENER.match(text):
                yield text, key
                return
            continue
        run_key, run = key, [text]
    for text in run:
        yield text, run_key


_LABELS = frozenset(
    ("authors", "author", "autor", "autores", "auteurs", "by", "contributors", "affiliations", "von", "home")
)
_OPENER = prepare(r"(?i)[\s|]{0,9}(?:by|von|par|por)\s")
_GROUPS = tuple(
    """byline authors authorgroup author-group authornames author-names author-list authorlist article-authors auths
    contrib-group contributors contributor-list""".split()
)


_MOST_PEOPLE = 400


def _group(tokens: list[str]) -> bool:
    return any(token.endswith(group) for token in tokens for group in _GROUPS)


@cache
def _others() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-z]){re.escape(w)}" for w in site.words("bylines", "others-elements")))


def _is_about_others(tokens: list[str]) -> bool:
    return any(_others().search(token) for token in tokens[1:])


def _below(document: Document, heading: Line, statements: Statements) -> None:
    """The lines right under the heading: names alone, a date alone, the year of a copyright."""
    following = document.lines[heading.number : heading.number + 14]
    for position, line in enumerate(following[:6]):
        if position > 1 and not _OPENER.match(line.text):
            continue
        parts = people.split(line.text) if len(line.text) < 600 else []
        if parts and all(people.looks_like_name(part) and len(part.split()) > 1 for part in parts):
            statements.add(Statement("author", line.text, "visible", f"line {line.number}"))
            break
    for line in following:
        if date := _printed_date(line.text, document.language):
            statements.add(Statement("date-publication", date, "visible", f"line {line.number}"))
            break
    for line in document.lines[max(0, heading.number - 8) : heading.number - 1]:
        date = _printed_date(line.text, document.language) if len(line.text) < 40 else ""
        if date and not statements.has("date-publication", "visible") and not re.search(r"\b\d{1,2}\b(?!:)", date):
            statements.add(Statement("date-publication", date, "visible", f"line {line.number}"))
    for line in document.lines[max(0, heading.number - 12) : heading.number + 12]:
        if line.region != "footer" and (found := _COPYRIGHT.search(line.text[:300])):
            statements.add(Statement("date-copyright", found[1], "visible", f"line {line.number}"))
            break


def _printed_date(text: str, language: str) -> str:
    """The date that a short line consists of, or holds with its day; not that of a change."""
    if len(text) > 150 or not _HAS_DIGIT.search(text):
        return ""
    if label := _PUBLISHED_LABEL.search(text):
        text = text[label.start() :]  # Received: …, Accepted: …, Published: …
    text = _changes().split(text)[0] if len(text) <= 90 else ""
    if not _HAS_DIGIT.search(text):
        return ""
    whole = _DATE_LABEL.sub("", text)
    if len(whole) < 40 and (date := dates.read(whole, language=language)) and date.year and (date.month or date.season):
        return whole
    found = [f for f in dates.find(text, language=language) if f.date.day and f.date.year]
    return text[found[0].start : found[0].end] if len(found) == 1 else ""


_HAS_DIGIT = prepare(r"\d")
_PUBLISHED_LABEL = prepare(
    r"(?i)\b(?:first\s)?(?:published|publication date|veröffentlicht|publié|publicado|pubblicato)\b"
)


@cache
def _changes() -> re.Pattern[str]:
    """Words before the date of the last change."""
    return re.compile("|".join(map(re.escape, site.words("bylines", "changes"))), re.IGNORECASE)


_DATE_LABEL = prepare(
    r"(?i)^(?:published|posted|first published|publication date|date|veröffentlicht|publié le|publicado)\b"
    r"[\s:]*(?:on|am|el)?\s*"
)
_COPYRIGHT = prepare(r"(?i)(?:©|\(c\)|copyright)\s[^\d]{0,60}((?:19|20)\d\d)\b")

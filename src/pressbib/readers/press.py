"""What a press page says of itself: title, date, institution, address, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pressbib import dates, templates, vocabulary
from pressbib.document import Document, Line
from pressbib.names import asian
from pressbib.patterns import prepare
from pressbib.readers import language
from pressbib.record import Date, Press

_DATE_KEYS = (
    "article:published_time",
    "datepublished",
    "date_published",
    "publishdate",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "og:pubdate",
    "og:article:published_time",
    "cxenseparse:recs:publishtime",
)
_PUBLISHER_KEYS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "institution", "application-name")
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title")
_STORIES = ("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "Report", "WebPage", "PressRelease")
_SEPARATOR = prepare(r"\s+[|–—·•»]\s+|\s+-\s+|\s*::\s*")
_PARENTHESIS = prepare(r"[(（]([^()（）]{3,120})[)）]\s{0,3}[:：]")
_NEAR_TITLE = 14
_MAX_JSON = 500_000


def read(document: Document, known: templates.Known | None = None) -> Press:
    """The press page's own facts; what the page does not say stays empty. known: what `templates.know` says of it.

    The title is that of the story, without the site's name. The date is when the page was published, never one of its
    text's: it is declared, or stands on a short line near the title, or in the dateline.
    """
    template, story = known or templates.know(document)
    stories = list(_stories(document))
    meta = _meta(document)
    title_line = _title_line(story)
    publisher = (
        _first(meta, _PUBLISHER_KEYS)
        or _json_publisher(stories)
        or _labelled_institution(document)
        or _provider(document)
    )
    title = _title(document, meta, stories, title_line, publisher)
    return Press(
        url=document.url or _canonical(document, meta, title, publisher),
        title=title,
        issued=_declared_date(meta, stories) or _printed_date(document, title_line, title),
        publisher=publisher or (template.publisher if template else ""),
        language=language.tell(document),
    )


def _meta(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, content in document.embedded.meta:
        if content.strip():
            found.setdefault(key.casefold(), " ".join(content.split()))
    return found


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((meta[key] for key in keys if meta.get(key)), "")


def _stories(document: Document) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD items that describe the page as a story."""
    for text in document.embedded.json_ld:
        if len(text) > _MAX_JSON:
            continue
        try:
            loaded = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [loaded]
        for _ in range(400):
            if not waiting:
                break
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item[:100]
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(kind in _STORIES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    yield item
                graph = item.get("@graph")
                waiting += graph[:100] if isinstance(graph, list) else []


def _json_publisher(stories: list[Mapping[str, Any]]) -> str:
    for story in stories:
        publisher = story.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"]).strip()
    return ""


def _title_line(document: Document) -> Line | None:
    """The headline: an `h1` of the story, the heading or line just above the date, else the first line that is no
    menu."""
    headings = [line for line in document.lines if line.tag == "h1" and line.region in ("main", "")]
    if headings:
        return headings[0]
    if document.title and not document.is_html:
        return next((line for line in document.lines[:40] if line.text == document.title), None)
    above = _above_date(document)
    ended = above is None or above.text.endswith((".", "…"))
    if not document.is_html and above is not None and not ended and above in document.lines[:_FIRST]:
        return above
    if not document.is_html and (headline := _headline(document)):
        return headline
    if above:
        return above
    if document.is_html:
        title = vocabulary.fold(document.title)
        minor = (line for line in document.lines if line.tag == "h2" and line.region in ("main", ""))
        return next((line for line in minor if not title or vocabulary.fold(line.text) in title), None)
    return next((line for line in document.lines[:40] if _may_be_title(line)), None)


def _headline(document: Document) -> Line | None:
    """The first line of copied text that reads like a headline: some words, no full stop, no menu. Of a line and the
    same with the site's name behind it the shorter one is taken. Below a menu (`Skip to main content`) it is the first
    such line above the story; a single word is one right above it."""
    top = document.lines[:_NEAR_TOP]
    menu = max((index for index, line in enumerate(document.lines[:_LONG_MENU]) if _SKIP.match(line.text)), default=-1)
    if menu >= 0 and (below := _above_story(document.lines[menu + 1 : menu + 1 + _LONG_MENU])):
        return below
    likely = [line for line in top if _may_be_title(line) and _is_headline(line.text)]
    if not likely:
        return top[0] if len(top) > 1 and len(top[1].text) > _STORY // 2 and _is_word(top[0].text) else None
    shorter = [line for line in likely[1:] if likely[0].text.startswith(line.text)]
    return min(shorter, key=lambda line: len(line.text)) if shorter else likely[0]


def _above_story(lines: Sequence[Line]) -> Line | None:
    """The first of the lines right above the first long one that read like a headline and what stands below it."""
    found = None
    for line in lines:
        if len(line.text) > _STORY and found:
            return found
        found = (found or line) if _may_be_title(line) and _is_headline(line.text) else None
    return None


def _is_word(text: str) -> bool:
    """Whether a line is a single word: `Klimaangst`."""
    return len(text) < _LONGEST_WORD and text[:1].isupper() and text.isalpha() and not _is_menu(text)


def _is_headline(text: str) -> bool:
    if text.endswith((".", "…", "。", ",", ":", ";")) or len(text) > _LONGEST_HEADLINE:
        return False
    return asian.is_asian(text) or len(text.split()) >= _FEWEST_WORDS


_SKIP = prepare(r"(?i)skip (?:to (?:main )?(?:content|navigation)|navigation)\b")
_LONG_MENU = 90
_STORY = 120
"""Characters of a line that tells the story."""
_LONGEST_WORD = 30
_FIRST = 1
"""Lines at the top that are the headline where the date stands below."""
_NEAR_TOP = 25
_LONGEST_HEADLINE = 170
_FEWEST_WORDS = 4


def _above_date(document: Document) -> Line | None:
    """Boards of institutions print the headline, then the writer and the date on short lines."""
    for index, line in enumerate(document.lines[:80]):
        if index and _is_dated(line.text):
            above = document.lines[max(0, index - 6) : index][::-1]
            heading = next((other for other in above if other.tag in ("h1", "h2", "h3", "h4")), None)
            return heading or next((other for other in above if _may_be_title(other)), None)
    return None


def _may_be_title(line: Line) -> bool:
    least = 6 if asian.is_asian(line.text) else 12
    sized = least < len(line.text) < 300
    return (
        sized
        and line.tag not in ("li", "dt", "dd", "td", "th")
        and not _is_menu(line.text)
        and "://" not in line.text
        and not _RIGHTS.search(line.text)
        and not _is_dated(_DATE_BEHIND.sub("", line.text))
    )


_RIGHTS = prepare(r"[©ⓒ]|(?i:\(c\)|copyright|all rights reserved)")


def _is_menu(text: str) -> bool:
    """Whether a line is one of the words that sites print above a story: Home, Skip navigation."""
    return len(text) < 40 and vocabulary.fold(text).strip(" |>»›•-") in _menu_words()


@cache
def _menu_words() -> frozenset[str]:
    lines = (Path(__file__).parent / "menu-words.txt").read_text("utf-8").splitlines()
    return frozenset(vocabulary.fold(line) for line in lines if line and not line.startswith("#"))


def _is_dated(text: str) -> bool:
    return len(text) < 100 and any(len(found.date.start) == 3 for found in dates.find(text))


def _title(
    document: Document,
    meta: Mapping[str, str],
    stories: list[Mapping[str, Any]],
    title_line: Line | None,
    publisher: str,
) -> str:
    headline = next((story["headline"] for story in stories if isinstance(story.get("headline"), str)), "")
    site = vocabulary.fold(publisher)
    stated = [meta[key] for key in _TITLE_KEYS if key in meta]
    title = next((text for text in (*stated, " ".join(headline.split())) if text and vocabulary.fold(text) != site), "")
    if not title and title_line is not None:
        return _DATE_BEHIND.sub("", title_line.text)
    return _printed_part(document, without_site(title or document.title, publisher))


_DATE_BEHIND = prepare(r"(?<=\w)\s+\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.? (?:de )?20\d\d$|(?<=\w)\s+20\d\d-\d\d-\d\d$")
"""A date glued to a headline: `… en aguas británicas 5 marzo 2024`."""


def _printed_part(document: Document, title: str) -> str:
    """The part of a page title that the page prints as its headline: `Frogs glow - Evening News`."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    sought = {vocabulary.fold(part) for part in parts if len(part) > _SHORTEST_PART}
    headings = (
        line.text for line in document.lines if line.tag in ("h1", "h2") and vocabulary.fold(line.text) in sought
    )
    return next(headings, title)


_SHORTEST_PART = 8


def without_site(title: str, site: str) -> str:
    """A page title without the name of the site after or before it.

    >>> without_site("Frogs glow at dusk | News | University of X", "University of X")
    'Frogs glow at dusk'
    """
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    kept = [part for part in parts if vocabulary.fold(part) not in (vocabulary.fold(site), "news", "home")]
    if len(kept) == len(parts) or not kept:
        return title
    return max(kept, key=len) if len(kept) > 1 else kept[0]


def _canonical(document: Document, meta: Mapping[str, str], title: str, publisher: str) -> str:
    """The address that the page gives itself. Open Graph's counts only where its title is the page's: the boards of
    many press offices carry one of the whole site."""
    for rel, href, _kind in document.embedded.links:
        if "canonical" in rel.casefold().split() and href.startswith(("http://", "https://")):
            return href
    address = meta.get("og:url", "")
    named = without_site(meta.get("og:title", ""), publisher)
    is_page = not named or vocabulary.fold(named) == vocabulary.fold(title)
    return address if is_page and address.startswith(("http://", "https://")) else ""


def _declared_date(meta: Mapping[str, str], stories: list[Mapping[str, Any]]) -> Date | None:
    stated = [meta[key] for key in _DATE_KEYS if key in meta]
    stated += [story["datePublished"] for story in stories if isinstance(story.get("datePublished"), str)]
    for text in stated:
        date = dates.read(text)
        if date and date.start:
            return date
    return None


def _printed_date(document: Document, title_line: Line | None, title: str) -> Date | None:
    """A full date on a short line after the title (then before it), or in the dateline of the first paragraphs."""
    lines = document.lines
    start = title_line.number - 1 if title_line else 0
    if title_line is None and title:
        start = next((line.number - 1 for line in lines[:200] if line.text == title), 0)
    after = lines[start + 1 : start + 1 + _NEAR_TITLE]
    before = lines[max(0, start - 6) : start][::-1]
    for line in (*after, *before):
        spoken = document.language
        for found in dates.find(line.text[:200], language=spoken):
            short = len(line.text) <= 120 or (bool(title) and line.text[: found.start].rstrip().endswith(title))
            dateline = found.end <= 90 and line in after[:6] and _is_dateline(line.text, found.end)
            if len(found.date.start) == 3 and not found.date.end and (short or dateline):
                return found.date
    for line in lines[start : start + 3]:
        for found in dates.find(line.text[:_HEAD], language=document.language):
            written = line.text[found.start : found.end]
            at_end = found.end == len(line.text.rstrip())
            stands_alone = _says_published(line.text[: found.start]) or at_end or "-" in written
            if len(found.date.start) == 3 and not found.date.end and stands_alone:
                return found.date
    return None


_HEAD = 400
"""Characters at the top of a page that has its headline, date and story in one line."""


def _says_published(before: str) -> bool:
    """Whether words end with a label for the date: `… myötä Julkaistu 05.08.2013`, `Web Date: October 3`."""
    words = vocabulary.fold(before[-60:]).rstrip(" :").split()
    labels = vocabulary.load().labels()
    return any(
        labels.get(" ".join(words[-count:])) in ("issued", "ignore") for count in (1, 2, 3) if len(words) >= count
    )


def _is_dateline(text: str, end: int) -> bool:
    """`BOSTON (May 7, 2025) – A new study`, `May 7, 2025 -- Researchers`: a dash or a colon follows the date."""
    return bool(re.match(r"\s{0,3}[)\]]?\s{0,3}(?:[-–—―:|]|/PRNewswire)", text[end : end + 12]))


def _labelled_institution(document: Document) -> str:
    """`Author (Pusan National University): ...`: the institution in the label of the home authors."""
    labels = vocabulary.load().labels()
    for line in document.lines:
        if found := _PARENTHESIS.search(line.text[:200]):
            label = line.text[: found.start()].strip()
            if labels.get(vocabulary.fold(label)) == "author":
                return found[1].strip()
    return ""


_PROVIDED = prepare(
    r"(?:Provided by|[Mm]aterials provided by)\W{0,3}\s(?:the )?([A-Z][^.:;|()]{2,90}?)(?= ?[.|(]| \d+ shares|$)"
)


def _provider(document: Document) -> str:
    """The institution whose text a service prints: `Provided by Kyushu University`."""
    for line in document.lines:
        if "rovided by" in line.text and (found := _PROVIDED.search(line.text[-300:])):
            return found[1].strip()
    return ""

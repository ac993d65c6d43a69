"""An unquoted title: what is left between the other parts of a reference string."""

from __future__ import annotations

import re

from pressbib import dates
from pressbib.patterns import prepare
from pressbib.reference.parts import MARK, YEAR, clean_title
from pressbib.vocabulary.wording import worded

PROSE = prepare(
    r"(?i)(?:the|this) (?:team|researchers|authors|group) [a-z]+s?\b|"
    r"(?:the|this|these|our|their|a new|it|an?) (?:new |full |original )?(?:team|researchers|scientists|"
    r"authors|group|study|paper|"
    r"article|research|findings?|results?|report|work|publication|review)?\s?(?:was|were|is|are|has|have|will|"
    r"appears?|appeared)\b|published\b|(?:it|which|that) (?:was|is|will|appear)|available\b|presented\b|"
    r"additional\b|read\b|to (?:access|read|view|see|download|request|arrange)\b"
)


_YEAR_BEFORE = worded(
    r"^[\s.,:;)–—/-]*(?:(?:[(\[](?:1[89]|20)\d\d[^)\]\n]{0,24}[)\]][a-z]?|"
    r"[(\[](?i:{grammar.in-press})[)\]]|(?:1[89]|20)\d\d[a-z]?(?![\w-])"
    r"(?:,? [A-Z][a-z]{2,8}"
    r"\.?(?: \d{1,2})?(?=[.,:;]))?\)?)[\s.,:;–—-]*)?"
)
_SECOND_SENTENCE = prepare(r"[^\W\d_]{2}[.!?]\s+(?=[^\W\d_])")
"""Where another sentence begins, which a title seldom has."""


_STATUS = prepare(r"(?i)\s*[\[(](?:e-?pub|published|online|in press|ahead of print|accepted)[^\[\]()]{0,60}[\])]\W*$")
"""What is printed between title and journal of how far a work is: `[published online ahead of print May 11, 2016]`."""
_VERB_AFTER = prepare(
    r" (?:can be|may be|is|was|will be|are)(?: (?:found|read|accessed|available|published|online)){0,2}$"
)
"""What leads from a title to its address: `… can be read at`."""
_ONLINE = prepare(r"(?i), published online\b")
"""What is said of how far a work is, after the name of a journal that nobody knows."""
_BY_BEFORE = worded(r"(?<=[\w)?!’”]),?\s{grammar.by}\s*$")
"""What leads from an unquoted title to the authors right after it: `Root networks … by Jane Roe`."""
_BY_END = prepare(r", by\s*$")
"""What leads from a title to its authors: `Title, by J. Roe et al., Journal`."""
_OPEN_END = prepare(r" (?:in|in the|of|of the|by|on the|at the|to the|for the|from the|and|with|the)$")
"""How running text ends before the name of a journal, and no title does."""


_LEAD_IN = prepare(
    r"(?i)[\s.,;:/]+(?:in|in:|(?:was |is )?published (?:online )?in(?: the)?|publicad[oa] n?a? "
    r"?revista|journal|to appear in|presented at|accepted (?:at|to|by|in)|it (?:will )?appears? in|en|"
    r"dans|su|(?-i:i))\s*:?\s*(?:the\s*)?$"
)
"""What leads from a title, or from the authors after it, to the journal."""


def title_before(rest: str, begin: int) -> str:
    """The unquoted title: what stands between the authors (or the start) and the container."""
    start = rest.rfind("␝", 0, begin) + 1
    segment = rest[start:begin]
    if start and sum(c.isalpha() for c in _LEAD_IN.sub("", segment)) < 8:  # the authors stand after the title
        segment = _BY_BEFORE.sub("", rest[: rest.find("␝")])
    segment = segment.split(MARK)[-1]
    lead = _YEAR_BEFORE.match(segment)
    segment = segment[lead.end() :] if lead else segment
    segment = _LEAD_IN.sub("", segment.rstrip('«„“‘"'))
    segment = _BY_END.sub("", _STATUS.sub("", segment))
    title = clean_title(segment.replace("␟", " ").strip(" .,;:/–—-\n"))
    for hit in reversed(dates.find(title[-60:])) if YEAR.search(title[-30:]) else ():
        hit = dates.FoundDate(hit.start + max(0, len(title) - 60), hit.end + max(0, len(title) - 60), hit.date)
        if hit.end >= len(title) - 1 and title[: hit.start].rstrip().endswith((",", ";", ".")):
            title = clean_title(title[: hit.start].strip(" .,;"))
            break
    if title.endswith("("):  # a journal in a parenthesis, after the title or after a sentence
        title = title.rstrip(" (") if start else ""
    if title.count("(") != title.count(")") or title.find(")") < title.find("("):
        return ""
    if any(PROSE.match(title, sentence.end()) for sentence in _SECOND_SENTENCE.finditer(title)):
        return ""
    if _OPEN_END.search(title):
        return ""
    if _SMALL_WORD.match(title):
        return ""
    if _ONLY_WORK.match(title) or (rest[:begin].endswith(": ") and _WORK_END.match(title)):
        return ""
    return title if len(title.split()) >= 2 and sum(c.isalpha() for c in title) >= 8 and not PROSE.match(title) else ""


_SMALL_WORD = worded(
    r"(?:{people.and:en,de,fr,nl,sv,no,da,tr,ru,uk,fi}|or|with|of|which|that|as|but|by|for|from|to|in|on|at)\s"
)
"""With which no title begins in lower case: the rest of a sentence or of a list of names."""
_ONLY_WORK = prepare(
    r"(?i)(?:the|this|their|our)(?: (?:full|new|original|scientific|research))? "
    r"(?:research|study|paper|article|work|findings|results?|report)\Z"
)
"""The subject of a sentence, no title: `The research is published in Clinical Science`."""


_MONTH_END = worded(r"(?i), (?:\d{1,2}\.? )?{dates.months:en}\Z")


_WORK_END = prepare(
    r"(?i)(?:where|how|links?|find|read|see|access|the|this|full|original|source)(?: [\w’'-]+){0,6} "
    r"(?:study|paper|article|publication|research|journal|source|reference|findings)\Z"
)
"""How words that lead to a journal end: `Where to find the study: Nature Water`."""


def title_alone(rest: str, start: int) -> str:
    """The title that stands unquoted after the authors, "" where what stands there reads as none."""
    segment = re.split(r"[␞\n]", rest[start:].lstrip(" .,:;()0123456789–-"), maxsplit=1)[0]
    segment = re.split(r"(?<=[a-z)\]0-9?!])\s?[.](?:\s|$)", segment, maxsplit=1)[0]
    title = _VERB_AFTER.sub("", clean_title(_ONLINE.split(segment)[0]))
    if _MONTH_END.search(title):
        return ""  # `Neural Computation, Nov. 12, 1998`
    return title if len(title.split()) >= 3 and not title[:1].islower() and not PROSE.match(title) else ""


def title_after(rest: str, tail_from: int) -> str:
    """The title that stands after the container and a date: `STEM CELLS. 2015 April: Human cells preserve vision.`"""
    tail = rest[tail_from:].split(MARK)[0]
    numbers = _NUMBERS_AND_COLON.match(tail)
    tail = tail[numbers.end() :] if numbers else tail.lstrip(" .,;:()\n0123456789")
    title = clean_title(re.split(r"(?<=[a-z)0-9?!])\.(?:\s(?![a-z])|$)|\n", tail, maxsplit=1)[0])
    if title.find(")") < title.find("(") or title.count(")") != title.count("("):
        return ""  # the rest of a parenthesis
    return title if len(title.split()) >= 4 and title[0].isupper() and not PROSE.match(title) else ""


_NUMBERS_AND_COLON = prepare(
    r"(?i)(?:[\s\d.,;()–—-]|:\s?(?=\d)|"
    r"published|online|ahead of print|pages?\b|pp\b|issue|no\b|vol(?:ume)?\b){0,60}:\s+"
)
"""What stands between a journal and a title after it: `New Phytologist, published online: Root networks …`."""

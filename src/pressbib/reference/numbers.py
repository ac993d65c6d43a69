"""The date, volume, issue and pages of a reference string."""

from __future__ import annotations

import re
from functools import cache

from pressbib import dates, vocabulary
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.reference.parts import MARK, YEAR, Parsed
from pressbib.vocabulary.wording import worded


def take_date(rest: str, tail_from: int, found: Parsed, language: str) -> str:
    """The most exact date outside title, authors and container, first after the container; the text without it."""
    if not YEAR.search(rest):
        return _take_numeric(rest, found)
    hidden = rest
    if found.title and not found.quoted:
        begin = rest.find(found.title[:40])
        if begin >= 0:
            hidden = rest[:begin] + "␟" * len(found.title) + rest[begin + len(found.title) :]
    hits = [hit for hit in _dates_around(hidden, language) if hit.date.start and 1500 <= hit.date.start[0] <= 2100]
    candidates = [(-len(hit.date.start), hit.start < tail_from, hit.start, hit.date, hit.end) for hit in hits]
    for match in YEAR.finditer(hidden):
        if not any(hit.start <= match.start() < hit.end for hit in hits):
            candidates.append((-1, match.start() < tail_from, match.start(), Date((int(match[0]),)), match.end()))
    candidates = [each for each in candidates if not _YEAR_BEHIND.match(hidden, each[4])]
    title_from = _title_begins(rest, tail_from) if tail_from and not found.title else len(rest)
    if any(tail_from <= each[2] < title_from for each in candidates):
        candidates = [each for each in candidates if each[2] < title_from]
    candidates = [each for each in candidates if not _is_issue(hidden, each[2], each[4], candidates)]
    if not candidates or found.issued:
        return rest
    after = [each for each in candidates if not each[1]] or candidates
    year = min(after, key=lambda each: each[2])[3].start[0]
    best = min(each for each in candidates if each[3].start[0] == year)
    found.issued = best[3]
    found.issued_text = rest[best[2] : best[4]]
    for _, _, begin, _, end in candidates:
        rest = rest[:begin] + " " * (end - begin) + rest[end:]
    return rest


def _title_begins(rest: str, tail_from: int) -> int:
    """Where a title begins after the journal, its numbers and a colon: `Annals of Botany, 2021: A 2015 survey …`."""
    colon = _TITLE_COLON.search(rest, tail_from)
    return colon.end() if colon else len(rest)


_TITLE_COLON = prepare(r"(?<=[\d)\s]): (?=[A-Z][\w-]*(?: [\w-]+){0,4} [a-z]{3})")


_NUMERIC = prepare(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?![\d.]*\d)")


_SLASHED = prepare(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\d/])")


def _take_numeric(rest: str, found: Parsed) -> str:
    """A day in figures with full stops or strokes, `12.04.2023`, of which only the year counts where day and month may
    be either, `11/02/2020`; the text without it."""
    if not found.issued and (slashed := _SLASHED.search(rest)) and (date := dates.read(slashed[0])):
        found.issued, found.issued_text = date, slashed[0]
        return rest[: slashed.start()] + " " * len(slashed[0]) + rest[slashed.end() :]
    day = _NUMERIC.search(rest)
    read = dates.read(f"{day[1]}.{day[2]}.{day[3]}") if day and not found.issued else None
    if not day or not read or len(read.start) < _WITH_DAY:
        return rest
    found.issued, found.issued_text = read, day[0]
    return rest[: day.start()] + " " * len(day[0]) + rest[day.end() :]


_YEAR_BEHIND = prepare(r"\s?\((?:19|20)\d\d\)")
"""What follows a page that looks like a year: `377, 1928 (2021)`."""
_WITH_DAY = 3
"""Parts of a date that says its day."""
_Candidate = tuple[int, bool, int, Date, int]
_VOLUME_BEFORE = prepare(r"\b\d{1,4}\s?\($")


def _is_issue(text: str, begin: int, end: int, dated: list[_Candidate]) -> bool:
    """Whether four digits that look like a year are an issue after its volume: `2022; 289 (1970): 20212345`."""
    if text[end : end + 1] != ")" or not _VOLUME_BEFORE.search(text[max(0, begin - 8) : begin]):
        return False
    number = text[begin:end]
    return any(other[4] <= begin and str(other[3].start[0]) != number for other in dated)


def _dates_around(text: str, language: str) -> list[dates.FoundDate]:
    """The dates of a text, looked for near its years only."""
    found: list[dates.FoundDate] = []
    stop = -1
    for year in YEAR.finditer(text):
        if year.start() < stop:
            continue
        begin, stop = max(0, year.start() - 28), min(len(text), year.end() + 24)
        while begin and text[begin - 1].isalnum():
            begin -= 1
        while stop < len(text) and text[stop].isalnum():
            stop += 1
        found += [
            dates.FoundDate(hit.start + begin, hit.end + begin, hit.date)
            for hit in dates.find(text[begin:stop], language=language)
            if not found or hit.start + begin >= found[-1].end
        ]
    return found


_OWN_WORDS = {
    "volume": (r"vol(?:ume|umen)?\b|[vt](?=\.\s?\d)|jg(?=[. ])|årg(?=[. ])|roč(?=[. ])", r"(\d{1,4}[A-Za-z]?)\b"),
    "issue": (
        r"issue\b|no(?=[. ]\s?\d)|number\b|nr(?=[. ])|n\.? ?[°º]|iss\b|№|núm\b|č(?=\.\s?\d)",
        r"(\d{1,4}(?:[-–/]\d{1,4})?)\b",
    ),
    "page": (
        r"pages?\b|pp?(?=[. ]\s?\w?\d)|article(?: number| no\.?)?(?=:?\s*[a-z]?\d)|art\b|págs?\b"
        r"|(?:str|ss?|sf)(?=[.:]\s?\d)",
        r"([A-Za-z]{0,6}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,6}\d[\w.]*)?)",
    ),
}
"""Before a volume, issue or page beside the labels for them, and the number."""
_HAN = {
    "volume": r"第?\s?(\d{1,4})\s?[巻卷]|(\d{1,4})\s?권",
    "issue": r"第?\s?(\d{1,4})\s?[号号期號]|(\d{1,4})\s?호",
    "page": r"第?\s?(\d{1,6}(?:\s?[-–~～]\s?\d{1,6})?)\s?[頁页쪽]",
}
_SHORT = 2


@cache
def labelled(kind: str) -> re.Pattern[str]:
    """What announces a volume, issue or page and its number, in the words of all languages: `Bd. 15`, `т. 487`."""
    own, number = _OWN_WORDS[kind]
    words = {word.rstrip(".") for word in vocabulary.load().words("labels", kind)}
    spaced = [word for word in words if word and ord(word[-1]) < _FIRST_HAN and word[-1].isalpha()]
    long = [re.escape(word) + r"\b" for word in spaced if len(word) > _SHORT]
    short = [re.escape(word) + r"(?=\.\s?\d)" for word in spaced if len(word) <= _SHORT]
    announced = "|".join((own, *sorted(long, key=len, reverse=True), *short))
    return re.compile(rf"(?i)(?<![^\W\d_])(?:{announced})\.?:?\s*{number}|{_HAN[kind]}")


_FIRST_HAN = 0x1100
_DIGIT = prepare(r"\d")


def number_begins(text: str) -> int:
    """Where a volume, issue or page that words announce begins in the text; -1 where none does."""
    if not _DIGIT.search(text):
        return -1
    return min((found.start() for kind in _OWN_WORDS if (found := labelled(kind).search(text))), default=-1)


_COMPACT = prepare(
    r"^[\s,;.:(]*(?:(?:1[89]|20)\d\d(?!\d)[\s,;.:)]*)?"
    r"(?:(?P<volume>\d{1,4}[A-Z]?)(?![\w–-]|\.\d))?\s*"
    r"(?:\((?P<issue>(?:Suppl\.? ?)?[A-Za-z]?\d{1,4}(?:[-–/]\d{1,4})?|Suppl[^()]{0,8})\)|,\s?(?:no|"
    r"issue)\.? ?(?P<no>\d{1,3}))?"
    r"(?P<gap>[\s,;:.]*)(?:(?P<page>[A-Za-z]{0,6}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,6}\d[\w.]*)?))?",
)


def take_labelled_numbers(rest: str, tail_from: int, found: Parsed) -> str:
    """Volume, issue and pages that words announce; the text without them."""
    for kind in _OWN_WORDS if _DIGIT.search(rest, tail_from, tail_from + 200) else ():
        match = labelled(kind).search(rest, tail_from, tail_from + 200)
        if match:
            setattr(found, kind, _number(next(group for group in match.groups() if group)))
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    return rest


_DAY = worded(r"\b\d{1,2}\.? {dates.months:en}(?![a-z])|\b{dates.months:en} \d{1,2}\b(?!\()")


_ISSUE_ONLY = prepare(r"[\s,.]*\((\d{1,3}(?:[-–/]\d{1,3})?)\)")
"""The issue after a volume that a word announced: `Vol. 52(3)`."""
_POINTED = prepare(r"[\s,]*(\d{1,4})\.(\d{1,3})\s*:\s*([A-Za-z]?\d\w*(?:\s?[-–]\s?[A-Za-z]?\d\w*)?)")
"""Volume and issue with a point between them: `112.4 (2022): 1100-1131`."""

_BEFORE_ISSUE = prepare(r"[ ,;.(]{0,3}\d{1,4}[A-Z]?[,;:]?\s{4}")
"""A volume right before an issue that a word announced, which has been taken out: `38, no. 5 (2021)`."""
_COLON = prepare(r"[\s,]*(\d{1,4}):(\d{1,3}), (\d+\s?[-–]\s?\d+)(?![\w/-])")
"""Volume and issue with a colon between them: `7:1, 213-222`."""
_LISTED = prepare(
    r"[\s,.]*(?:(?:1[89]|20)\d\d,\s)?(\d{1,4}), ?\(?(\d{1,3})\)?, ?"
    r"([A-Za-z]{1,6}\d\w+|\d+\s?[-–]\s?\d+|\d{4,})(?![\w/-])"
)
"""Volume, issue and pages with nothing but commas: `120, 52, e2304903120`."""


_GRANT = prepare(r"[A-Z]{2}\d{6}")
"""The number of a grant of the National Institutes of Health, which release services print after the journal."""


def take_numbers(rest: str, tail_from: int, found: Parsed) -> None:
    """Volume, issue and pages after the container in the compact forms `12(3):45-67`."""
    end = tail_from + 160 if found.title else min(tail_from + 160, _title_begins(rest, tail_from))
    tail = rest[tail_from:end].split(MARK)[0].split("\n\n")[0].lstrip('”"»’')
    tail = _DAY.sub(lambda m: " " * len(m[0]), tail)
    tail = re.sub(r"\(\s+\)|\[\s+\]", lambda m: " " * len(m[0]), tail)
    labelled = bool(found.volume or found.issue or found.page)
    pointed = _POINTED.match(tail) if not labelled else None
    pointed = pointed or (_COLON.match(tail) if not labelled else None)
    if pointed:
        found.volume, found.issue, found.page = pointed[1], pointed[2], _number(pointed[3])
        return
    if found.volume and not found.issue and (beside := _ISSUE_ONLY.match(tail)):
        found.issue = _number(beside[1])
        tail = " " * beside.end() + tail[beside.end() :]
    if not labelled and (listed := _LISTED.match(tail)):
        found.volume, found.issue, found.page = listed[1], listed[2], _number(listed[3])
        return
    match = _COMPACT.match(tail)
    if not match:
        return
    volume, page = match["volume"] or "", match["page"] or ""
    issue = match["issue"] or match["no"] or ""
    if page and not volume and not issue and not found.volume and re.fullmatch(r"\d{1,3}[A-Z]?", page.rstrip(".")):
        volume, page = page.rstrip("."), ""
    if (page.isdigit() and len(page) < 2 and not volume) or (not volume and _GRANT.fullmatch(page)):
        page = ""
    if labelled and not found.page and not page:
        extra = re.search(r"(?<![\w.])([A-Za-z]{1,6}\d\w+|\d+\s?[-–]\s?\d+)(?!\w)", tail)
        page = extra[1] if extra else ""
    told = labelled and found.issue and not _BEFORE_ISSUE.match(tail)
    found.volume = found.volume or ("" if told else volume)
    found.issue = found.issue or _number(issue)
    found.page = found.page or _number(page)


def _number(value: str) -> str:
    value = value.strip().rstrip(".")
    return _DASH.sub("-", value) if "-" in value or "–" in value else value


_DASH = prepare(r"\s*[-–]\s*")

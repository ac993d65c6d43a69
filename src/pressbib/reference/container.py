"""The container of a reference string: the best of the names that stand where one can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressbib import dates
from pressbib.patterns import prepare
from pressbib.reference.nameword import NOT_NAMES
from pressbib.reference.numbers import number_begins
from pressbib.reference.parts import MARK, Parsed
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_BEFORE = prepare(
    r"(?:^|[.?!,;:](?:\s[–—](?=\s))?|\n| \(|␟+(?: \()?|␝+(?: \(| (?:19|20)\d\d(?= [A-Z]))?|[)\]”\"]|//|\bIn:|\bin)\s*",
    re.MULTILINE,
)
_PLACE = prepare(
    r" \((?!(?i:online|print|in press|published|open|impact|if\b|accepted|early|epub))[A-Z][A-Za-z.,& ]{1,40}\)"
    r"(?=[.,;:]? ?\(?\d)"
)
"""The place after the name of a journal, as catalogues print it: `Rheumatology (Oxford) 2017;56:612`."""
_AFTER_YEAR = prepare(r"\((?:19|20)\d\d[^()]{0,12}\)[.,:]?\s*\Z")
"""The year before the title of a report or book, which APA sets in italics: `Doe, J. (2024). *Sinking Deltas*.`"""
_PUBLISHER = prepare(
    r",? (?:[A-Z][\w&.’'-]* ){0,4}(?:Press|Publishing|Publishers|Verlag|Springer|Routledge|Wiley|Elsevier)\b"
)
"""The publisher of a book, after its title."""


def find_container(rest: str, runs: Sequence[str], found: Parsed) -> tuple[int, int] | None:
    """The best of the names that stand where a container can stand."""
    best: tuple[int, int, int] | None = None
    covered = -1
    for begin, before in _starts(rest):
        if begin < covered:
            continue
        span = journals.read_name(rest, begin, runs=runs)
        if not span or span[1] - span[0] < 2 or _is_none(rest[slice(*span)]):
            continue
        if place := _PLACE.match(rest, span[1]):
            span = (span[0], place.end())
        numbered = number_begins(rest[span[0] : span[1] + _NUMBER])
        if 2 < numbered < span[1] - span[0]:
            span = (span[0], span[0] + len(rest[span[0] : span[0] + numbered].rstrip(" ,;:(")))
        if not rest[slice(*span)].strip():
            continue
        score = _container_score(rest, span, before, runs, bool(found.title))
        if score > 0 and journals.weight(rest[span[0] : span[1]]) >= 3:
            covered = span[1]
        if score > 0 and (best is None or score > best[0]):
            best = (score, *span)
    return (best[1], best[2]) if best else None


def _is_none(name: str) -> bool:
    """Whether words are no name: a word that never is one, or the owner of what follows (`SNMMI's 62nd …`)."""
    if name.casefold() in journals.words("stop") or name.endswith(("'s", "’s")):
        return True
    return _INITIALS.match(name) is not None or dates.is_month(name)


_INITIALS = prepare(r"[A-ZÀ-Ž]\.-[A-ZÀ-Ž]\.")


_NUMBER = 8
"""Characters after a name in which the number of a volume stands whose word the name seems to end with."""
_MOST_STARTS = 120
"""Separators in a string after which a container is looked for; what stands for authors has none."""
_LEAD_IN = worded(
    r"(?:(?i:it (?:will )?appears? in|(?:will be |was |were |is )?published (?:online |today |in print |"
    r"yesterday )*(?:in|by)|appear(?:s|ed)? in"
    r"|online in|to appear in|in press(?: in)?|accepted (?:in|by|to|at)|presented at|"
    r"{grammar.lead})|in: |In: |in|In|journal:?|Journal:|the journal)[:\s]+(?:the "
    r"(?:journal )?(?=[A-Z])|journal (?:of record )?)?"
)


def _starts(rest: str) -> Iterator[tuple[int, str]]:
    """Where a container can begin: after a separator, and past words like `published online in the`."""
    seen = set()
    for count, match in enumerate(_BEFORE.finditer(rest)):
        if count > _MOST_STARTS:
            break
        begin = match.end()
        lead = _LEAD_IN.match(rest, begin)
        if lead and lead[0][0] == "R" and (own := journals.read_name(rest, begin)):
            lead = None if journals.is_known(rest[slice(*own)]) else lead  # `Revista médica de Chile`
        if lead:
            begin = lead.end()
        if match[0].strip() == "in" and _is_inside_name(rest, match.start()):
            continue
        if match[0].startswith(".") and is_abbreviation_before(rest, match.start()):
            continue
        if begin not in seen and begin < len(rest) and rest[begin] not in "␞␟␝":
            seen.add(begin)
            yield begin, match[0].strip() + (f" {lead[0].strip().casefold()}" if lead else "")


def _is_inside_name(rest: str, position: int) -> bool:
    """Whether the word before `in` begins the name of a journal: `Frontiers in Immunology`."""
    word = rest[max(0, position - 24) : position].rstrip().rpartition(" ")[2]
    return word[:1].isupper() and word.casefold() in journals.words("in-after")


_BREAK = prepare(r"[\s,;:(␝␞␟]")


def is_abbreviation_before(rest: str, position: int) -> bool:
    """Whether a full stop closes an abbreviation (`J. Mater. Chem.`), so that no name begins after it."""
    word = _BREAK.split(rest[max(0, position - 12) : position])[-1]
    return word[:1].isupper() and word.casefold() in journals.words("abbreviations") and len(word) <= 8


_NUMBERED = prepare(
    r"(?i)\(?(?:vol|volume|band|bd|issue|no|heft|n[°º]|v(?=\.))\b\.? ?\d|\(?\d{1,4}[A-Za-z]?\s?[(:,]|\d{1,4}[;:(]|"
    r"\(?(?:1[89]|20)\d\d\b|\(?[A-Z]?\d"
)
_DATED = worded(
    r"(?i)\(?(?:published|online|article in press|available|advance|epub|in press|date|doi|accepted|"
    r"{dates.months:en})\b"
)
"""What follows the name of a container: numbers, words for a date."""
_WORD_AND_YEAR = prepare(r"[^\W\d_]{3,12}\.? (?:de )?(?:19|20)\d\d\b")
"""The month of any language, and the year."""


_KNOWN = 4
_SMALL = 3
_FEW = 2
_SHORT = 3
_NOTHING_ELSE = prepare(r"[␝␟][\s.,;:]*\Z")
_TITLE_BEFORE = prepare(r"␝[\s.,;:]*[A-Z][\w’'-]*(?: [^\s,␟␝]+){3,}, \Z")


def _is_dated(after: str) -> bool:
    """Whether a volume or a date with its month stands there, more than a year that may be the title's."""
    return bool(_DATED.match(after) or _WORD_AND_YEAR.match(after) or _VOLUME.match(after))


_VOLUME = prepare(r"(?i)\(?(?:vol|volume|band|bd|v(?=\.))\b\.? ?\d|\d{1,4}\s?[(:;]")


def _reads_as_title(name: str) -> bool:
    """Whether words set in italic or bold are a title, not a journal: most of a title's words are in lower case."""
    small = [word for word in name.split() if word[0].islower() and word not in journals.words("connectors")]
    return len(small) >= _SMALL and 2 * len(small) >= len(name.split()) - 1


def _container_score(rest: str, span: tuple[int, int], before: str, runs: Sequence[str], has_title: bool) -> int:
    name = rest[span[0] : span[1]]
    tail = rest[span[1] : span[1] + 40]
    if span[0] and rest[span[0] - 1] in '«„“‘"' and tail[:1] in '»”“’"':
        tail = tail[1:]
    stripped = tail.lstrip(" .,;:)”\"'’*_")
    weight = journals.weight(name)
    count = len(name.split())
    score = 2 * weight
    lead = before.partition(" ")[2]
    if any(run and name == run.strip(" .,") for run in runs):
        score += 5 if weight == _KNOWN or not _reads_as_title(name) else -3
    after_year = not lead and weight < 4 and _AFTER_YEAR.search(rest, max(0, span[0] - 30), span[0])
    if after_year and (weight == 0 or re.match(r" ?(?:19|20)\d\d\b", tail)):
        score -= 14  # `Doe, J. (2024). Sinking Deltas: …`, in italics or not
    if stripped.lstrip("([ ")[:1] in ("", MARK):
        score += 3
    elif _NUMBERED.match(stripped) or (tail[:1] in ", " and number_begins(stripped) == 0):
        score += 4
    elif _DATED.match(stripped) or _WORD_AND_YEAR.match(stripped):
        score += 3
    elif tail.startswith(("\n", " \n", ". \n", ".\n")):
        score += 2
    elif lead and _PUBLISHER.match(tail):
        score += 3
    elif tail[:1] in ".;" or not tail:
        score += 1
    elif tail[:1] == ":":
        score += 1 if span[0] == 0 and weight == _KNOWN and count > 1 else -8  # `Science Advances: Title of the work`
    elif tail[:1] == "," or tail.startswith(" , "):
        score -= 2 if lead else 4
    else:
        score -= 9
    if before == ":" and score < 2 * weight + 4:
        score -= 5
    if lead:
        score += 3
    if (
        "␝" in rest
        and tail[:1] != ";"
        and _NOTHING_ELSE.search(rest, max(0, span[0] - 3), span[0])
        and (has_title or _is_dated(stripped) or (count <= _SHORT and stripped[:1] == MARK))
    ):
        score += 4  # after the authors and a quoted title, or a journal of a word or two and its date
    elif count <= _FEW and not has_title and _TITLE_BEFORE.search(rest, 0, span[0]) and _is_dated(stripped):
        score += 4  # `Roe, A., and Poe, B., Title of some words, Wetlands, May 2021`
    elif before.startswith(("␝", "␟")) and has_title:
        score += 2  # nothing else stands between the title, the authors and the date
    elif before.startswith((".", "\n", "␟", "//", "?", "!")) or not before:
        score += 1
    if not before and not has_title:
        score -= 1
    if count > 10:
        score -= 4
    elif count > 7 and weight < 4:
        score -= 1
    if before.endswith("(") and weight < 2:
        score -= 9  # `How to Write a Lot (APA, 2018)`
    if before == "in" and weight < 3:
        score -= 6  # `in Type 1 diabetes`
    if weight == 0 and not lead and score < 5:
        score -= 3
    if journals.weight(name) == 0 and name.split()[0].casefold() in NOT_NAMES:
        score -= 3
    return score

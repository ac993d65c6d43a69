"""The conferences at which a sentence says that work is presented, and talks there:
`presented at the International Conference on X`, `At the Symposium on Y in July, the team will announce …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib import dates
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.mentions import Mention, Sentence
from pressbib.layouts.phrases import words
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_NAME = prepare(
    r"\b[Aa]t (?:the |this (?:week|month|year)[’']s |next (?:week|month)[’']s )?"
    r"(?P<name>(?:(?:19|20)\d\d )?(?:\d{1,3}(?:st|nd|rd|th) )?"
    r"(?:(?:annual |general )?(?:conference|meeting|symposium|congress|assembly) of the )?[A-Z][\w’'&/-]*"
    r"(?:,? (?:(?:of|on|for|the|and|in|&|to) ){0,3}[A-Z][\w’'&/-]*"
    r"| (?:\([A-Z]{2,8}\)|(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th))(?= (?:[A-Z]\w+ ){0,3}[A-Z]\w+)){0,14}"
    r"(?: (?:(?:19|20)\d\d )?(?:annual )?(?:conference|meeting|symposium|congress|workshop))?"
    r"(?: \([A-Z][\w’' -]{1,20}\))?)"
)
_PRESENTS = prepare(r"(?i)\b(?:present(?:s|ed|ing)?|presentation|unveil(?:ed|ing)?|accepted)\b.{0,70}$")
_QUOTED = prepare(r"[“\"«][^“”\"«»]{8,300}[”\"»]")
"""The title of what is presented, which may be longer than all that else stands between: `present “…” at the`."""
_WILL = prepare(r"^.{0,160}?\b(?:will|to) (?:present|announce|report|unveil|describe)\b|^.{0,160}?\bpresented\b")
_LONGEST = 160


def by_venue(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """The conferences of a sentence that presents work there."""
    text = sentence.text
    if "t " not in text or not journals.names_meeting(sentence.lowered):
        return
    studies = words("prose", "study", sheet.codes)
    for hit in _NAME.finditer(text):
        name = _without_time(hit["name"], text[hit.end() :])
        if not journals.names_meeting(name) or len(name) > _LONGEST or len(name.split()) < _FEWEST:
            continue
        begin = hit.start("name")
        opens = hit.start() == 0 and _WILL.match(text[hit.end() :])
        said = _PRESENTS.search(_QUOTED.sub("", text[: hit.start()])) and studies.any(sentence.lowered, sentence.tokens)
        if opens or said:
            yield Mention("container-title", name, sentence, begin, begin + len(name), 5)


def _without_time(name: str, following: str) -> str:
    """The name without the day after it, and without the city where the conference word or a comma tells one."""
    name = _WHEN.split(name, maxsplit=1)[0].rstrip(" ,.")
    city = _CITY.search(name)
    told = (
        city
        and _TELLS_CITY.match(following)
        and (following.strip(" .") or len(city[0].split()) == _IN_ONE_WORD or "," in city[0][1:])
    )
    if city and (told or journals.names_meeting(" ".join(name[: city.start()].split()[-2:]))):
        name = name[: city.start()]
    return name.rstrip(" ,.")


_IN_ONE_WORD = 2
_WHEN = worded(
    r",? (?:(?:in|on|from) )?(?:{dates.months:en}|{dates.weekdays:en})\b"
    r"|,? and (?:[A-Z][a-z]+ly )?(?:Published|Appear(?:s|ed)?|Featured|Released|In)\b"
)
_CITY = prepare(r",? in [A-Z][\w.-]+(?: [A-Z][\w.-]+)?(?:, [A-Z][\w.-]+)?$")
_TELLS_CITY = prepare(r",|\.?$|\.? \(|,? (?:in|on|this|last|next|from) ")
_FEWEST = 3
"""Words of the name of a conference; less is `Annual Meeting`."""


_A_JOURNAL = 4
_LIKE_A_JOURNAL = 3
"""How much a name looks like a journal's, of four: `journals.weight`."""


def is_talk(candidate: Candidate) -> bool:
    """Whether nothing is said of a work but the conference that it was presented at."""
    return candidate.values.keys() <= {"container-title", "issued"} and is_at_meeting(candidate)


def is_at_meeting(candidate: Candidate) -> bool:
    """Whether what holds the work is a conference, and no journal named after one."""
    name = candidate.text("container-title")
    return journals.names_meeting(name) and journals.weight(name) < _A_JOURNAL


_TALK = prepare(r"(?i)\bpresent(?:ed|s|ing)?\b(?:(?!publish|appear)[^;]){0,120}$")


def drop_day_of_talk(sheet: Sheet, candidate: Candidate) -> None:
    """Without the day on which a work is presented, not the day of issue: `will be presented on April 3, 2016`."""
    found = candidate.values.get("issued")
    container = candidate.text("container-title")
    if not found or journals.weight(container) < _LIKE_A_JOURNAL:
        return
    for hit in dates.find(found.words, language=sheet.language):
        if hit.date == found.value:
            if _TALK.search(found.words[: hit.start]):
                del candidate.values["issued"]
            return


def with_year(candidate: Candidate, mention: Mention) -> str:
    """The name of a conference with the abbreviation and year that belong to it, which is when the paper is issued."""
    text = mention.sentence.text
    if not journals.names_meeting(mention.value):
        return mention.value
    more = re.match(
        r"(?: ?\([A-Z][\w’' -]{1,20}\))?(?: ?| ?\([A-Z][\w’' -]{1,20} )((?:19|20)\d\d)\)?(?=[\s.,;)]|$)",
        text[mention.end :],
    )
    if not more:
        return mention.value
    candidate.put("issued", Date((int(more[1]),)), text, mention.sentence.line.number)
    return f"{mention.value}{more[0]}"

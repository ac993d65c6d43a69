"""The conferences at which a sentence says that work is presented: `presented at the International Conference on X`,
`At the Symposium on Y in July, the team will announce …`."""

from __future__ import annotations

from collections.abc import Iterator

from pressbib.layouts.containers import CONFERENCE, CONFERENCES
from pressbib.layouts.mentions import Mention, Sentence
from pressbib.layouts.phrases import words
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare

_NAME = prepare(
    r"\b[Aa]t (?:the |this (?:week|month|year)[’']s |next (?:week|month)[’']s )?"
    r"(?P<name>(?:(?:19|20)\d\d )?(?:\d{1,3}(?:st|nd|rd|th) )?[A-Z][\w’'&/-]*"
    r"(?:,? (?:(?:of|on|for|the|and|in|&|to) ){0,3}[A-Z][\w’'&/-]*){0,14}"
    r"(?: (?:annual )?(?:conference|meeting|symposium|congress|workshop))?"
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
    if "t " not in text or not any(word in sentence.lowered for word in CONFERENCES):
        return
    studies = words("prose", "study", sheet.codes)
    for hit in _NAME.finditer(text):
        name = _without_time(hit["name"], text[hit.end() :])
        if not CONFERENCE.search(name) or len(name) > _LONGEST or len(name.split()) < _FEWEST:
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
    told = city and _TELLS_CITY.match(following) and (following.strip(" .") or len(city[0].split()) == _IN_ONE_WORD)
    if city and (told or CONFERENCE.search(name[: city.start()].split()[-1])):
        name = name[: city.start()]
    return name.rstrip(" ,.")


_IN_ONE_WORD = 2
_WHEN = prepare(
    r",? (?:(?:in|on|from) )?(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Sept|Oct|Nov|Dec|Jan|Feb|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_CITY = prepare(r",? in [A-Z][\w.-]+(?: [A-Z][\w.-]+)?(?:, [A-Z][\w.-]+)?$")
_TELLS_CITY = prepare(r",|\.?$|\.? \(|,? (?:in|on|this|last|next|from) ")
_FEWEST = 3
"""Words of the name of a conference; less is `Annual Meeting`."""

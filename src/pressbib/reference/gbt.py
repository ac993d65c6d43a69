"""Citations in the national style of China (GB/T 7714): `蓝田, 褚一平. 题目[J]. 第四纪研究, 2022, 42(3): 611-624.`

The letter in brackets after the title says what the work is, so that every part is certain.
"""

from __future__ import annotations

from pressbib import names
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.reference.certain import take_identifiers
from pressbib.reference.parts import MARK, Parsed, clean_title
from pressbib.vocabulary import journals

_STYLE = prepare(
    r"^\W*(?:\d{1,2}[\].、)]\s*)?(?P<people>[^\[\]]{2,600}?)[.．。]\s*(?P<title>[^\[\]]{4,400}?)\s*"
    r"\[(?P<kind>J|C|M|D|J/OL|C/OL)\]\s*[.．。,，]?\s*(?://)?\s*(?P<container>[^,，.．。0-9]{2,120}?)\s*[,，.．]\s*"
    r"(?P<year>(?:19|20)\d\d)(?:[,，]\s*(?P<volume>\d{1,4}))?\s*(?:[(（](?P<issue>[\w-]{1,9})[)）])?"
    r"\s*(?:[:：]\s*(?P<page>[A-Za-z]?\d{1,7}(?:\s?[-–—~]\s?[A-Za-z]?\d{1,7})?))?"
)


def read(text: str, language: str) -> Parsed | None:
    """The parts of a citation in this style; None for any other text."""
    if "[J" not in text and "[C" not in text and "[M" not in text and "[D" not in text:
        return None
    found = Parsed(text)
    rest = take_identifiers(text, found)
    match = _STYLE.match(rest)
    if not match or MARK in match["people"] + match["title"] + match["container"]:
        return None
    found.people_text = match["people"].strip()
    found.people = names.read(found.people_text, language=language or "zh")
    found.title = clean_title(match["title"])
    found.quoted = True
    found.container = match["container"].strip()
    found.container_weight = max(2, journals.weight(found.container))
    found.issued, found.issued_text = Date((int(match["year"]),)), match["year"]
    found.volume, found.issue = match["volume"] or "", match["issue"] or ""
    found.page = (match["page"] or "").replace(" ", "").replace("–", "-").replace("—", "-").replace("~", "-")
    found.explained = sum(
        character.isalnum() for character in text[: match.end()] + rest[match.end() :].replace(MARK, "a")
    )
    return found

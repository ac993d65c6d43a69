"""The title of a publisher's page, which stands for the paper where its link was copied:
`Root networks redistribute nitrogen | Nature Water`, `… - Doe - 2024 - Ecology Letters - Wiley Online Library`."""

from __future__ import annotations

from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.reference.parts import Parsed, clean_title
from pressbib.vocabulary import journals

_WILEY = prepare(
    r"(?P<title>.{12,400}?) [-–] [^-–|]{2,80} [-–] (?P<year>(?:19|20)\d\d) [-–] (?P<container>[^|]{2,120}) [-–] "
    r"Wiley Online Library\s*\Z"
)
_SITE = prepare(
    r"(?P<title>.{12,400}?) ?[-–|] (?:ScienceDirect|PubMed|PMC|Wiley Online Library|SpringerLink|Springer Nature Link"
    r"|Oxford Academic|Cambridge Core|SAGE Journals|Taylor & Francis(?: Online)?|IEEE Xplore|ACS Publications"
    r"|IOPscience|AIP Publishing|JSTOR|Scientific\.Net|MDPI|Frontiers|bioRxiv|medRxiv|arXiv)\s*\Z"
)
_JOURNAL = prepare(r"(?P<title>.{12,400}?) [|] (?P<container>[^|]{2,120}?)(?: [|] [^|]{2,60})?\s*\Z")
_LIKE_A_JOURNAL = 3


def may_be_in(text: str) -> bool:
    """Whether a text holds what parts the title of a page from its site."""
    return " - " in text or " – " in text or "|" in text


def read(text: str) -> Parsed | None:
    """The title, and the journal and year where the page's title holds them; None for any other text."""
    if not may_be_in(text):
        return None
    found = Parsed(text)
    if (match := _JOURNAL.match(text)) and journals.weight(match["container"].strip()) >= _LIKE_A_JOURNAL:
        found.container = match["container"].strip()
    elif match := _WILEY.match(text):
        found.container, found.issued = match["container"].strip(), Date((int(match["year"]),))
    elif not (match := _SITE.match(text)):
        return None
    found.title = clean_title(match["title"])
    found.container_weight = journals.weight(found.container) if found.container else 0
    found.explained = sum(character.isalnum() for character in text)
    return found

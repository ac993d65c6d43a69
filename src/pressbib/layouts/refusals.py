"""What speaks against a candidate by itself: words that are no title, a site, a chart, the page's own citation."""

from __future__ import annotations

from pressbib import identifiers, vocabulary
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.links import DATA
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare
from pressbib.record import Press
from pressbib.vocabulary.wording import worded

AGAINST = -9
"""Points against a candidate that is none: no layout gives so many for one."""
_OWN = prepare(
    r"(?i)\bretrieved (?:on )?\w+ \d|\bretrieved from https?://|accessed \w+ \d{1,2}, \d{4}|abgerufen am|"
    r"consulté le \d|\[press release\]"
)
_OF_OWN = ("retrieved ", "accessed ", "abgerufen am", "consulté le ", "[press release]")
"""The words of these forms, in lower case: they are looked for first, which takes less time."""
_CHART = prepare(r"(?:\w{2,20} )?(?:Chart|Graph|Graphic|Map):")
_SITE = worded(r"(?i)\w\.(?:com|org|net)$|^(?:{dates.months:en}|annual\.?)$")
_NO_TITLE = (
    ("an address", prepare(r"@|https?:|www\.")),
    (
        "an invitation",
        prepare(r"(?i)^(?:for (?:more|further) information,? )?(?:please )?(?:contact|visit|call) (?:the|our|us)\b"),
    ),
    ("a search result", prepare(r"^\[(?:PDF|HTML|BOOK|CITATION)\]")),
    ("a row of a menu", prepare(r" \| ")),
    ("an identifier", prepare(r"\bDOI:")),
    ("initials of people", prepare(r"\b[A-Z]\.[A-Z]\.[A-Z]?\.?[,;] |[;:] [A-Z]\.[A-Z]\.")),
    ("fields of a catalogue", prepare(r"\$[a-z] |^(?:Article ID|Volume \d|\d+ pages)")),
    ("a whole citation", prepare(r"\. (?:19|20)\d\d\. [A-Z]")),
    ("the name of a journal", prepare(r"^(?:The )?(?:[A-Z]\w+ )?Journal of (?:\w+ ){0,4}\w+(?:, Series [A-H])?$")),
    ("a day", prepare(r"^\((?:[A-Z][a-z]+ \d|\d)")),
    ("a line for the source of news", prepare(r"\bSOURCES?: ")),
    ("a market report", prepare(r"\bMarket\b.{0,80}\b(?:Share|Forecast|Trends)\b")),
    ("two sentences", prepare(r"[a-z]{2}[.!] [A-Z][a-z].*[a-z]{2}[.!] [A-Z][a-z]")),
)
"""What stands in words that can be no title. Words of menus and notices are in the vocabularies."""
_LONGEST_TITLE = 320
_MOST_SEMICOLONS = 3


def refuse(sheet: Sheet, press: Press, candidate: Candidate) -> bool:
    """Weigh what a candidate's own values say against it, and tell whether it is out at once.

    Words that can be no title are taken out of it. Out at once is the page itself, earlier work, or data; its role then
    says which.
    """
    if reason := why_no_title(candidate.text("title")) if "title" in candidate.values else "":
        candidate.add(AGAINST, f"no title but {reason}: {candidate.text('title')[:60]}")
        del candidate.values["title"]
    if _SITE.search(candidate.text("container-title")) and not {"DOI", "author"} & candidate.values.keys():
        candidate.add(AGAINST, "in a site or a month, not in a journal")
    if candidate.kind == "reference" and any(_CHART.match(found.words) for found in candidate.values.values()):
        candidate.add(AGAINST, "the source of a chart")
    if _is_own(sheet, press, candidate):
        candidate.role = "own"
    elif not candidate.is_set_off and DATA.search(candidate.text("DOI") + " " + candidate.text("URL")):
        candidate.role = "earlier"
    if candidate.role in ("own", "earlier"):
        candidate.add(AGAINST, "the page's own citation" if candidate.role == "own" else "earlier work, or data")
        return True
    return False


def why_no_title(title: str) -> str:
    """Why words can be no title, "" where they can.

    >>> why_no_title("See www.example.org for more")
    'an address'
    """
    for reason, sign in _NO_TITLE:
        if sign.search(title):
            return reason
    lowered = title.casefold()
    if any(words in lowered for words in vocabulary.load().words("article", "notices")):
        return "a menu or notice"
    if len(title) > _LONGEST_TITLE or title.count(";") > _MOST_SEMICOLONS:
        return "too long, or a list"
    return "" if sum(c.isalpha() for c in title) > len(title) / 2 else "hardly any letters"


def _is_own(sheet: Sheet, press: Press, candidate: Candidate) -> bool:
    """Whether a candidate is the page itself: its address, its DOI, or a citation with the day it was retrieved."""
    words = " ".join(dict.fromkeys(found.words for found in candidate.values.values()))
    lowered = words.lower()
    if "DOI" not in candidate.values and any(part in lowered for part in _OF_OWN) and _OWN.search(words):
        return True
    if is_own_doi(sheet, press, candidate.text("DOI").lower()):
        return True
    own = {identifiers.url_key(url) for url in (press.url, sheet.document.url) if url}
    url = candidate.text("URL")
    return bool(url) and identifiers.url_key(url) in own


def is_own_doi(sheet: Sheet, press: Press, doi: str) -> bool:
    """Whether a DOI in lower case is the page's own, by its service, its address or what it declares of itself."""
    if not doi:
        return False
    if sheet.template and sheet.template.is_own(doi):
        return True
    address = press.url or sheet.document.url
    page = identifiers.identify_url(address) if address else None
    if page and page.kind == "DOI" and page.value.lower() == doi:
        return True
    return any(
        key.lower() in ("citation_doi", "dc.identifier", "prism.doi") and doi == identifiers.doi_key(content)
        for key, content in sheet.document.embedded.meta
    )

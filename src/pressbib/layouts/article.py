"""Whether a text is the page of an article itself, or a list of search results, and thus announces no paper."""

from __future__ import annotations

from functools import cache

from pressbib import vocabulary
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare
from pressbib.vocabulary import journals

_TOP = 500
"""Characters in which an article page prints its own citation."""
_OWN_CITATION = prepare(
    r"(?i)\b(?:19|20)\d\d(?: \d{1,4})? ?: ?(?:[\w-]{1,20}; |[\w-]{1,20} )?doi: ?10\.|\bVolume \d+ \| Issue \d+|"
    r"\bVol\. \d{1,4}, Pages? \d+:|\A10\.\d{4,9}/\S+ |[*†‡] ?[†‡§] |"
    r"\. , 20\d\d, \d{1,4} , \w{1,12} DOI: 10\.|"
    r"\b(?:19|20)\d\d ?; ?\d{1,4} doi: ?(?:https?://doi\.org/)?10\.\S+ \(Published"
)
"""`2017 220: 3399 doi: 10.`, `Volume 125 | Issue 10`, `Vol. 18, Pages 2644:`, a DOI first of all, marks of
affiliations."""
_OF_CITATION = ("doi", "| issue", ", page", "†", "‡", ". , 20")
"""What each of these forms but the DOI holds, in lower case."""
_CITES = prepare(r"\b[A-Z][\w’'-]{1,20},? et al\.,? ?\(? ?(?:19|20)\d\d[a-z]? ?[;,)]")
_MOST_CITES = 8
_CUT_OFF = prepare(r"(?:…|\.\.\.),? (?:19|20)\d\d\b|[-–] (?:19|20)\d\d …|… [-–] [A-Z][\w ]{2,60}…?, (?:19|20)\d\d\b")
"""What a search engine prints in its lists of literature: `… - Journal of the …, 2017`."""
_MOST_CUT_OFF = 2


_JOURNAL = prepare(r"\bJournal\b|^(?:Proceedings|Annals|Transactions|Archives) of\b")


_NEWS = prepare(r"(?i)\b(?:tip ?sheets?|news|media|press|highlights|alerts?|embargoed)\b")
"""Words of the press office of a journal: `Annals of Internal Medicine Tip Sheet`."""


def _name(headline: str) -> str:
    """The journal's name with which a headline begins."""
    span = journals.read_name(headline, 0)
    return headline[slice(*span)] if span else ""


def sign(sheet: Sheet) -> str:
    """The words that mark a text as an article page: what only publishers print, or its own citation at the top.

    "" for a press page. A publisher's words are those under `article.signs` in the vocabularies; a press page cites
    the paper below its story, an article page (year, volume, DOI) right after title and authors. The page of a journal
    has its name for a headline.
    """
    headline = sheet.press.title
    named = journals.is_known(headline) or (_JOURNAL.search(headline) and not _NEWS.search(headline))
    if named and headline == _name(headline):
        return headline
    for words in vocabulary.load().words("article", "digests"):
        if words in headline.casefold():
            return words
    top = ""
    for line in sheet.lines:
        if line.text == headline:
            continue  # copied text has it twice, and a long one would hide the citation
        top += line.text[:_TOP] + "\n"
        if len(top) >= _TOP:
            break
    top = top[:_TOP]
    for text in (headline, top):
        lowered = text.lower()
        if text.startswith("10.") or any(part in lowered for part in _OF_CITATION):
            found = _OWN_CITATION.search(text)
            if found:
                return found[0].strip()
    texts = [line.text[:20_000] for line in sheet.lines[:400]]
    cites = [hit for text in texts if " et al" in text for hit in _CITES.findall(text)]
    if len(cites) > _MOST_CITES:
        return str(cites[0])
    cut = [hit for text in texts if "…" in text or "..." in text for hit in _CUT_OFF.findall(text)]
    if len(cut) > _MOST_CUT_OFF:
        return str(cut[0])
    signs = _signs()
    whole = "\n".join([line.text for line in sheet.lines]).casefold()
    if not any(words in whole for words in signs):
        return ""
    for line in sheet.lines:
        lowered = line.text.casefold()
        for words in signs:
            if words in lowered:
                return words
    return ""


@cache
def _signs() -> tuple[str, ...]:
    return tuple(word.casefold() for word in vocabulary.load().words("article", "signs"))

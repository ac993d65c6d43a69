"""Links whose words alone say that they lead to the paper, to whatever address: `Read the full paper`, `Zur Studie`.

A small publisher's address, or that of a PDF on the institute's own site, tells nothing of what stands there; the words
do. Such a link announces no paper, it completes one that the page names otherwise.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from pressbib import vocabulary
from pressbib.classes import dataclass
from pressbib.document import Link
from pressbib.layouts.phrases import match_at
from pressbib.layouts.sheet import Sheet
from pressbib.layouts.values import is_press
from pressbib.patterns import prepare
from pressbib.vocabulary import journals, lower
from pressbib.vocabulary.splitting import split_tokens

_NOTE = prepare(r"\s*[(\[（][^()\[\]（）]{0,40}[)\]）]\s*$|[\s.:…→›»>*\u200b]+$")
"""What may stand behind the words: `(PDF, 2 MB)`, an arrow."""
_LONGEST = 60
_MARKED = 3
"""The weight of a name that a word marks as a journal's."""


@dataclass(frozen=True, slots=True)
class _Words:
    """papers: words for a paper. leads: words around them. whole: what a link says in scripts without spaces."""

    papers: frozenset[str]
    leads: frozenset[str]
    whole: frozenset[str]


def leads_to_paper(sheet: Sheet, link: Link) -> bool:
    """Whether the words of a link say that it leads to the paper, and its address can be one's.

    On the page's own site only a PDF can be: `Full article` is there the rest of some news.
    """
    text = link.text.strip()
    if not 1 < len(text) <= _LONGEST or not _is_address(link.url) or is_press(link.url):
        return False
    if not _says_paper(sheet, text):
        return False
    return _is_elsewhere(sheet, link.url) or urlsplit(link.url)[2].lower().endswith(".pdf")


def _says_paper(sheet: Sheet, text: str) -> bool:
    lowered = lower(_NOTE.sub("", _NOTE.sub("", text)))
    known = _words(sheet.codes)
    if "".join(lowered.split()) in known.whole:
        return True
    words = split_tokens(lowered)
    if not known.papers.isdisjoint(words) and known.leads.union(known.papers).issuperset(words):
        return True
    return _names_journal(sheet, text, lowered, known)


def _names_journal(sheet: Sheet, text: str, lowered: str, known: _Words) -> bool:
    """Whether such words go on with `in` and a journal: `Research paper in Nature`."""
    for at, character in enumerate(lowered):
        if character == " " and (found := match_at("prose", "in", sheet.codes, lowered, at + 1)):
            name = text[found.end() :].strip()
            words = split_tokens(lowered[:at])
            if (
                words
                and words[-1] in known.papers
                and known.leads.union(known.papers).issuperset(words)
                and journals.weight(name) >= _MARKED
            ):
                return True
    return False


def _is_address(url: str) -> bool:
    try:
        return urlsplit(url)[0] in ("http", "https", "") and bool(urlsplit(url)[2].strip("/"))
    except ValueError:  # `http://[…`
        return False


def _is_elsewhere(sheet: Sheet, url: str) -> bool:
    """Whether an address is on another site than the page's, which is one to which no other link of the page leads
    where the page's own address is not known."""
    site = _site(url)
    own = sheet.press.url or sheet.document.url
    if own or not site:
        return bool(site) and site != _site(own)
    return not any(link.url != url and _site(link.url) == site for link in sheet.document.links)


def _site(url: str) -> str:
    """The last two labels of the host's name, three where the second is a short one: `www.x.ac.uk` is `x.ac.uk`."""
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return ""
    short = len(labels) > 2 and len(labels[-2]) <= 3  # `ac.uk`, `com.au`, `edu.cn`
    return ".".join(labels[-3 if short else -2 :])


@cache
def _words(codes: tuple[str, ...]) -> _Words:
    book = vocabulary.load()

    def told(table: str, key: str) -> frozenset[str]:
        return frozenset(lower(word) for code in codes for word in book.words(table, key, code))

    papers, leads = told("links", "paper"), told("links", "leads") | told("grammar", "articles")
    spaced = frozenset(word for word in papers if split_tokens(word) == [word])
    return _Words(spaced, leads, frozenset("".join(word.split()) for word in papers))

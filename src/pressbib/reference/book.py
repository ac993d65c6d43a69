"""Citations of books, told by the publisher or the ISBN: `Roe, R. (2024). Frogs. Oxford: Oxford University Press.`

A book has no container, so that the parts are found by their order instead: the styles of APA, Chicago and MLA, that of
German and Romance publishers, and a title `by` its authors with the publisher in a parenthesis.
"""

from __future__ import annotations

import re

from pressbib import identifiers, names
from pressbib.patterns import prepare
from pressbib.record import Date, Name
from pressbib.reference.parts import Parsed, clean_title
from pressbib.vocabulary.wording import worded

_ISBN = prepare(r"\(?\bISBN(?:-1[03])?:?\s?(?P<number>97[89][\d -]{10,14}\d|\d[\d -]{8,11}[\dXx])\)?")
_PUBLISHER = worded(r"(?<![\w-]){grammar.publishers}(?: ?& Co)?\.?$|^(?!Press ){grammar.publishers} ")
"""The word of a publisher stands first or last: `Oxford University Press`, `Éditions du Seuil`."""
_ANY = worded(r"(?<![\w-]){grammar.publishers}(?!\w)")
_PARTS = {
    "people": r"(?P<people>[^()“”\"]{4,160}?)",
    "title": r"[“\"‘»„]?(?P<title>[^()“”\"]{8,250}?[^\W_][?!]?)[”\"’«“]?",
    "publisher": r"(?P<publisher>[^.,:;()\d]{2,60}?)",
    "place": r"(?:(?P<place>[^\W\d_a-z][\w -]{2,30}): )?",
    "city": r"(?:, [^\W\d_a-z][\w-]{2,20})?,?",
    "year": r"(?P<year>(?:19|20)\d\d)",
}
_STYLES = tuple(
    prepare(style.replace(" ", r"\s").format_map(_PARTS))
    for style in (
        r"{people}\.? \({year}\)[.:,]? {title}\. {place}{publisher}[.\s]*$",
        r"{people}\. {year}\. {title}\. {place}{publisher}[.\s]*$",
        r"{people}(?: \([^()]{{2,9}}\))?[:.] {title}[.,] {place}{publisher}{city} {year}\b[^()]{{0,60}}$",
        r"{people}, {title}[.,] {place}{publisher}{city} {year}\b[^()]{{0,60}}$",
        r"{people}[,:.] {title} \({place}{publisher}[,;]? {year}\)[^()]{{0,40}}$",
    )
)
_BY = worded(
    r"^[“\"‘»„]?(?P<title>[^()“”\"]{8,250}?),?[”\"’«“]?,? {grammar.by:en,de,fr,es,pt,it,nl,sv,no,da} "
    r"(?P<people>[^()“”\"]{4,160}?),? \(?(?P<publisher>[^.,:;()\d]{2,60}?)[,;]? (?P<year>(?:19|20)\d\d)\)?[.\s]*$"
)
_MOST_AUTHORS = 8
_LONGEST = 600


def read(text: str, language: str) -> Parsed | None:
    """The parts of a citation of a book; None for any other text, and where its authors are no people's names."""
    if len(text) > _LONGEST or not may_be_in(text):
        return None
    found = Parsed(text)
    number = _ISBN.search(text)
    rest = text
    if number:
        isbn = identifiers.normalise_isbn(number["number"])
        rest = f"{text[: number.start()].rstrip(' .,;(')}.".replace("..", ".") if isbn else text
        found.others = {"ISBN": isbn} if isbn else {}
    for style in (_BY, *_STYLES):
        match = style.match(rest.strip())
        if match and (number or _PUBLISHER.search(match["publisher"])) and not _dated(match):
            people = names.read(match["people"], language=language)
            if not people.names or len(people.names) > _MOST_AUTHORS or not all(map(_is_person, people.names)):
                continue
            found.people, found.people_text = people, match["people"]
            found.title = clean_title(match["title"])
            found.publisher = match["publisher"].strip()
            found.issued, found.issued_text = Date((int(match["year"]),)), match["year"]
            found.quoted = True
            found.explained = sum(map(str.isalnum, text))
            return found
    return None


_MONTH = worded(r"(?i)\b{dates.months:en}\b")


def _dated(match: re.Match[str]) -> bool:
    """Whether a month stands before the year, as journals have it and books do not: `Learned Publishing, May 2021`."""
    return _MONTH.search(match.string, match.end("publisher"), match.start("year")) is not None


def may_be_in(text: str) -> bool:
    """Whether a text names what tells a book: a publisher's word, or an ISBN."""
    return "ISBN" in text or _ANY.search(text) is not None


def is_publisher(name: str) -> bool:
    """Whether a name is that of a publisher of books.

    >>> is_publisher("Oxford University Press"), is_publisher("World Health Organization")
    (True, False)
    """
    return _PUBLISHER.search(name) is not None


def _is_person(name: Name) -> bool:
    return bool(name.family and name.given) and _ARTICLE.match(f"{name.given} {name.family} ") is None


_ARTICLE = worded(r"(?i){grammar.articles:en,de,fr,es,it,nl} ")

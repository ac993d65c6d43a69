"""Citations of which each part has a line of its own: title, authors, journal with its numbers, DOI, in any order.

What a line is can be told from the line alone; only where every line is told, and each part stands once, is the text
read here.
"""

from __future__ import annotations

from pressbib import names
from pressbib.patterns import prepare
from pressbib.record import Name
from pressbib.reference.certain import quoted_title, take_identifiers
from pressbib.reference.numbers import take_date, take_labelled_numbers, take_numbers
from pressbib.reference.parts import Parsed, clean_title
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_TWO, _FEWEST, _MOST = 2, 3, 6
_IDENTIFIER = prepare(r"(?i)(?:doi|url|link|https)?[:\s]*(?:https?://\S+|(?:dx\.)?doi\.org/\S+|10\.\d{4,9}/\S+)\.?$")
_NUMBERS = worded(
    r"(?i)(?:[\s\d.,;:()–—-]|{dates.months:en}|(?:vol|volume|issue|no|number|pages?|pp|art|article|published|online|first|"
    r"print|in press|on|in|e|p|suppl)\b)*$"
)
"""What follows a journal's name on its line: numbers, a date, words for them."""
_DATE = worded(
    r"(?i)(?:(?:published|online)\s)*[(\[]?(?:\d{1,2}\.? )?(?:{dates.months}\.?,? )?(?:\d{1,2}, )?"
    r"(?:19|20)\d\d[)\]]?\.?"
)
"""A row that is a date, of the year at least."""
_PERSON = prepare(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4}$")
_INITIALED = prepare(r"(?:[A-ZÀ-Ž](?:\.[ -]?| )){1,3}[A-ZÀ-Ž][\w'’-]+")
"""One person by initials and family name: `M. J. Kahana`."""
_TITLE_WORDS = 4
_MOST_GIVEN = 4
_FOUR = 4
_LONGEST_JOURNAL = 6
"""Words of a journal that is known by its place alone."""
_LONGEST_LINE = 700


def read(text: str, language: str) -> Parsed | None:
    """The parts of such a citation; None for any other text."""
    rows = [row.strip(" ,;") for row in text.split("\n") if row.strip(" ,;")]
    if not _TWO <= len(rows) <= _MOST or max(map(len, rows)) > _LONGEST_LINE:
        return None
    found = Parsed(text)
    told: dict[str, str] = {}
    for role, row in zip(_roles(rows, language), rows, strict=True):
        if role in told:
            return None
        told[role] = row
    if told.keys() == {"title", "people"} and rows[0] == told["title"]:
        people = names.read(told["people"], language=language)
        if len(people.names) < _TWO or len(rows[0].split()) <= _TITLE_WORDS:
            return None  # a headline and its writer
    elif not {"title", "container"} <= told.keys() or len(told) < _FEWEST:
        return None
    title = told["title"]
    quoted = quoted_title(title)
    if not quoted and len(title.split()) < _TITLE_WORDS:
        return None
    found.title = quoted[2] if quoted else clean_title(title)
    found.quoted = True
    if "people" in told:
        found.people_text = told["people"]
        found.people = names.read(told["people"], language=language)
    if "container" in told:
        dated = f"{told['container']}, {told['date']}" if "date" in told else told["container"]
        _take_journal(dated, found, language)
    take_identifiers(told.get("identifier", ""), found)
    found.explained = sum(map(str.isalnum, text))
    return found


def _roles(rows: list[str], language: str) -> list[str]:
    """What each row is: identifier, date, container, people, title."""
    roles = []
    for row in rows:
        role = "identifier" if _IDENTIFIER.match(row) else "date" if _DATE.fullmatch(row) else ""
        role = role or ("people" if _INITIALED.fullmatch(row) else "")
        role = role or ("container" if _is_journal(row) else "people" if _is_people(row, language) else "title")
        roles.append(role)
    if roles[:2] == ["container", "people"] and "title" not in roles and roles.count("container") == _TWO:
        roles[0] = "title"  # `III-nitride materials and devices` over its authors and their journal
    elif (
        roles[:3] in (["title", "people", "title"], ["title", "people", "people"])
        and "," not in rows[2]
        and "container" not in roles
        and len(roles) >= _FOUR
        and len(rows[2].split()) <= _LONGEST_JOURNAL
        and rows[2][0].isupper()
        and rows[2][-1].isalpha()
    ):
        roles[2] = "container"  # a journal that nobody knows, by its place before the date
    return roles


def _is_journal(row: str) -> bool:
    """Whether a line is the name of a journal with nothing but numbers and a date behind it."""
    name = journals.read_name(row, 0)
    if not name:
        return False
    known = journals.weight(row[slice(*name)]) >= _LIKELY
    rest = row[name[1] :]
    if _TIME.match(row):
        return False
    return _NUMBERS.match(rest) is not None and (known or (len(rest) > _SHORT and any(map(str.isdigit, rest))))


_TIME = worded(r"(?i)(?:{dates.weekdays}|{dates.months}|{dates.today})\b")
_LIKELY = 3
_SHORT = 3


def _is_people(row: str, language: str) -> bool:
    """Whether a line is a list of names, be it of one: each has a given name or initials."""
    if _CLOCK.search(row) or _SENTENCE.search(row) or _OF_TITLE.search(row):
        return False
    people = names.read(row.rstrip("."), language=language)
    every = bool(people.names) and all(
        isinstance(name, Name) and name.family and 0 < len(name.given.split()) < _MOST_GIVEN for name in people.names
    )
    alone = len(people.names) == 1 and not people.others
    return every and (not alone or _PERSON.match(row) is not None or "," in row)


_OF_TITLE = prepare(r" (?:of|in|for|on|with|to|at|from|as|into|through) ")
"""Words that stand in titles and in no list of names."""
_SENTENCE = prepare(r"(?:\b[a-zà-ž]{2,} ){4}")
_CLOCK = prepare(r"\d:\d\d|\d{3}")


def _take_journal(row: str, found: Parsed, language: str) -> None:
    begin, end = journals.read_name(row, 0) or (0, len(row))
    found.container = row[begin:end].strip()
    found.container_weight = max(2, journals.weight(found.container))
    rest = take_labelled_numbers(row, end, found)
    rest = take_date(rest, end, found, language)
    take_numbers(rest, end, found)

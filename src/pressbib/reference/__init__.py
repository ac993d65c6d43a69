"""A run-on reference string -> Record, in every order that press pages print it.

The string is not matched against a list of styles. What is certain is taken out first (identifiers, a title in
quotation marks, dates), then the authors are read where a list of names stands, the container is the best of the
names that stand before numbers, a date or the end, and the title is what is left between them. A newline in the text
is a strong separator: layouts join the lines of a block with it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import lru_cache

from pressbib import names, vocabulary
from pressbib.patterns import prepare
from pressbib.record import VARIABLES, Date, Origin, Record
from pressbib.reference import book, gbt, lines, sites
from pressbib.reference.certain import quoted_title, take_identifiers, undoubled
from pressbib.reference.container import find_container, is_abbreviation_before
from pressbib.reference.numbers import number_begins, take_date, take_labelled_numbers, take_numbers
from pressbib.reference.parts import MARK, Parsed, clean_name
from pressbib.reference.people import find_people, read_people
from pressbib.reference.titles import title_after, title_alone, title_before
from pressbib.vocabulary import journals

__all__ = [
    "MARK",
    "Parsed",
    "is_abbreviation_before",
    "number_begins",
    "only_people",
    "parse",
    "parse_tail",
    "read",
    "split",
    "undoubled",
]

_LONGEST = 4000
_AFTER_DOI = prepare(r"(?<=\d)\s+(?=(?:[A-ZÀ-Ž]\.[ -]?){0,2}[A-Z][\w’'-]* [^.;:]{0,60}?et al\b)")
"""Where another reference begins right after the DOI of one: `10.1038/ngeo3022 M. Ohta et al. Vein networks …`."""
_NEXT = prepare(r"(?<=[.\d)])\s+(?=[^\W\d_a-z][\w'’-]+, ?(?:[A-ZÀ-Ž]\.[ -]?){1,3}(?:,| &|\s?\(|;))")


def split(text: str) -> list[str]:
    """A text of several references that name their year in parentheses, one after another; one is kept whole."""
    pieces = _NEXT.split(text[:_LONGEST])
    if len(pieces) > 1 and all(re.search(r"\((?:1[89]|20)\d\d", piece) for piece in pieces):
        return pieces
    pieces = _AFTER_DOI.split(text[:_LONGEST])
    if len(pieces) > 1 and all("10." in piece for piece in pieces):
        return pieces
    return [text]


def read(text: str, *, language: str = "", runs: Sequence[str] = ()) -> Record:
    """The work that a reference string describes, with provenance `reference`.

    runs: the stretches of the string set in italic or bold. A string that holds no reference gives a Record without
    values. Never raises.
    """
    parsed = parse(text, language=language, runs=runs)
    values: dict[str, tuple[object, str]] = {}
    for variable in ("title", "container-title", "DOI", "URL", "volume", "issue", "page", "publisher"):
        value = parsed.container if variable == "container-title" else getattr(parsed, variable)
        if value:
            values[variable] = (value, text)
    values |= {kind: (value, text) for kind, value in parsed.others.items()}
    if parsed.people.names:
        values["author"] = (parsed.people.names, parsed.people_text)
    if parsed.issued:
        values["issued"] = (parsed.issued, parsed.issued_text)
    return Record(
        type="article-journal" if values else "document",
        authors_complete=not parsed.people.others if parsed.people.names else None,
        provenance={variable: Origin("reference", "", words) for variable, (_, words) in values.items()},
        **{VARIABLES[variable].attribute: value for variable, (value, _) in values.items()},  # type: ignore[arg-type]
    )


def parse(text: str, *, language: str = "", runs: Sequence[str] = (), whole: bool = False) -> Parsed:
    """The parts of a reference string. Never raises.

    whole: nothing is wanted of a string without authors or without what looks like the name of a journal; such a one is
    read no further than to see that it lacks them.
    """
    found = _parse(text[:_LONGEST], language, tuple(runs), whole)
    return dataclasses.replace(found, others=dict(found.others))  # what is kept stays as it is


_LABELLED = prepare(r"(^|[.;,”\"])\s?([^\W\d_][^\W\d_]{2,24}) ?: ")


def _without_label(found: re.Match[str]) -> str:
    """`T. Authors: A, B; Journal: J` as if the labels were not there."""
    key = vocabulary.load().labels().get(vocabulary.fold(found[2]))
    if key not in ("title", "author", "container-title"):
        return found[0]
    return {"": "", "”": "” ", '"': '" '}.get(found[1], ". ")


@lru_cache(maxsize=32)  # layouts look at one line from several sides
def _parse(text: str, language: str, runs: tuple[str, ...], whole: bool) -> Parsed:
    text = _SPACED_STOP.sub("", text)
    text = _SWAPPED.sub(r"\2 \1.", _GLUED.sub(". ", text))
    if ": " in text:
        text = _LABELLED.sub(_without_label, text)
    if "誌" in text:
        text = _JOURNAL_MARK.sub("", text)
    text = _ACCESS.sub("", text)
    if "#" in text or ("*" in text and text.rstrip().endswith(")")):
        text = _SIGN.sub("", _SIGNS.sub("", text))
    series = _SERIES.search(text) if "g Paper" in text or "n Paper" in text else None
    if series:
        text = text[: series.start()] + text[series.end() :]
    if text[:1] + text[-1:] in ("()", "[]") and text[-1] not in text[1:-1]:
        text = text[1:-1]  # a citation in a parenthesis
    if first := _JOURNAL_FIRST.match(text):  # as other citations say it
        text = f"{first['people']} {first['title']} {first['journal']}. {text[first.end() :].strip(' ,.;')}"
    if told := _page_title(text):
        return told
    if len(_DASHES.findall(text)) > 1 and "\n" not in text:
        text = _DASHES.sub("\n", text)  # `Title – Authors – Journal, 12.04.2023`
    if told := gbt.read(text, language) or book.read(text, language):
        return told
    if "\n" in text and (told := lines.read(text, language)):
        return told
    if text.count(" | ") > 1 and (told := lines.read(text.replace(" | ", "\n"), language)):
        return dataclasses.replace(told, text=text)
    parted = lines.read(text.replace("; ", "\n"), language) if text.count("; ") > 1 and "\n" not in text else None
    if parted and parted.people.names:  # `Title; Authors; Journal; 2024`
        return dataclasses.replace(parted, text=text)
    found = Parsed(text)
    if series:
        found.others = {"collection-title": series["series"].strip(" ,"), "number": series["number"]}
    rest = take_identifiers(text, found)
    title = quoted_title(rest)
    if title and (_IN_TITLE.search(rest, 0, title[0]) or _is_part_of_title(rest, title)):
        title = None  # `Roe, A. (2006). Working memory: exploring the boundaries of “executive attention”. Journal`
    if title:
        begin, end, found.title = title
        found.quoted = True
        rest = rest[:begin] + "␟" * (end - begin) + rest[end:]
    people = find_people(rest, title)
    if whole and not people:
        return found
    if people:
        begin, end, _ = people
        found.people_text = _without_stop(rest[begin:end].replace("\n", " ").strip(" ,;:"))
        rest = rest[:begin] + "␝" * (end - begin) + rest[end:]
        rest = _GROUP.sub(lambda group: "␝" * len(group[0]), rest)
    rest = _EDITORS.sub(lambda book: book[1] + " " * (len(book[0]) - len(book[1])), rest)
    container = find_container(rest, runs, found)
    tail_from = 0
    if container:
        begin, end = container
        conference = re.match(r"(?: \([A-Z][\w’' -]{1,20}\))? ?(?:19|20)\d\d(?=[\s.,;)]|$)", rest[end:])
        if conference and re.search(r"(?i)\b(?:presented at|accepted (?:to|at))\s+(?:the\s+)?$", rest[:begin]):
            end += conference.end()
            year = re.search(r"(?:19|20)\d\d", conference[0])
            found.issued = Date((int(year[0]),)) if year else None
        found.container = clean_name(rest[begin:end])
        found.container_weight = journals.weight(found.container)
        if found.container_weight < 2 and re.search(
            r"(?i)\b(?:presented at|accepted (?:to|at|by|in)|published (?:online )?in)\s+(?:the\s+)?$", rest[:begin]
        ):
            found.container_weight = 2
        if whole and found.container_weight < 2:
            return found
        tail_from = end
        if not found.title:
            found.title = title_before(rest, begin)
            if not found.title and not people and MARK in rest[:begin]:  # `Title https://doi.org/… (Journal)`
                found.title = title_alone(rest[: rest.index(MARK)], 0)
        rest = rest[:begin] + "␜" * (end - begin) + rest[end:]
    elif whole:
        return found
    elif not found.title and (people or found.DOI):
        asked = rest[: people[0]].rstrip() if people else ""
        before = title_alone(asked, 0) if asked.endswith(("?", "!")) else ""  # `How do plants share? Jane Doe et al.`
        found.title = before or title_alone(rest, people[1] if people else 0)
    if people:
        found.people = read_people(found.people_text, people[2], language)
    if container:
        rest = take_labelled_numbers(rest, tail_from, found)
    rest = take_date(rest, tail_from, found, language)
    if container:
        take_numbers(rest, tail_from, found)
        if not found.title:
            found.title = title_after(rest, tail_from)
    found.explained = _explained_letters(rest, found)
    return found


def _is_part_of_title(rest: str, title: tuple[int, int, str]) -> bool:
    """Whether what stands in quotation marks is a part of an unquoted title: words of one lead to it without a mark
    between, after the full stop of the authors, and go on behind it: `Roe J. Light of a “Double Miscut” Substrate.`"""
    before = _BARE_BEFORE.search(rest, max(0, title[0] - _LONGEST_BEFORE), title[0])
    goes_on = _BARE_AFTER.match(rest, title[1])
    return before is not None and goes_on is not None and len(before[0].split()) >= _FEWEST_BEFORE


_LONGEST_BEFORE = 240
_FEWEST_BEFORE = 4
_BARE_BEFORE = prepare(
    r"(?<=\. )[A-Z][^.:;“”\"]*? (?:of|on|for|with|from|the|to|as|between|through|using|do|does)\b[^.:;“”\"]*(?<=\w) \Z"
    r"(?<!\bentitled )(?<!\btitled )(?<!\bcalled )(?<!\bpaper )(?<!\barticle )(?<!\bstudy )(?<!\bsee )(?<!\bin )"
    r"(?<!\bby )"
)
_BARE_AFTER = prepare(r"[”\"]? ?[”\"]?(?: [a-z]{3,}| [A-Z][a-z]+(?: [a-z]+){0,4}\. [A-Z])")


def _page_title(text: str) -> Parsed | None:
    """What the title of a publisher's page says, with the identifier after it; None for any other text."""
    if not sites.may_be_in(text):
        return None
    found = Parsed(text)
    rest = take_identifiers(text, found)
    named = sites.read(rest.split(MARK)[0].strip())
    if not named:
        return None
    explained = sum(map(str.isalnum, text))
    return dataclasses.replace(named, text=text, DOI=found.DOI, URL=found.URL, others=found.others, explained=explained)


def parse_tail(text: str, *, language: str = "") -> Parsed:
    """What stands after the name of a container: `, Bd. 15, S. 3877–3895 (2021)`. Never raises."""
    found = Parsed(text[:_LONGEST])
    rest = take_labelled_numbers(take_identifiers(found.text, found), 0, found)
    take_numbers(take_date(rest, 0, found, language), 0, found)
    return found


def only_people(text: str, *, language: str = "") -> names.People:
    """The people of a line that is an author list and nothing else; none where it is not."""
    found = find_people(text, None) if len(text) < 2000 else None
    if not found or found[1] - found[0] < 0.9 * len(text.strip()):
        return names.People()
    return read_people(text[found[0] : found[1]], found[2], language)


def _without_stop(text: str) -> str:
    """Without a full stop at the end, unless it is that of an initial."""
    last = text.split()[-1] if text.split() else ""
    return text if len(last.rstrip(".").split(".")[-1]) <= 2 else text.rstrip(".")


_EDITORS = prepare(r"(\bIn:? )[^␞␟␝\n()]{4,120}? ?\((?:[Ee]ds?|[Hh]rsg)\.?\)[.,:]? ?(?=[A-Z])")
"""The editors between `In:` and the title of a book."""
_GROUP = prepare(
    r"(?<=␝)(?:[,;] (?:for|on behalf of) |; )(?:the )?[A-Z][\w&’' -]{2,60}?"
    r"(?:Investigators|Group|Collaborators|Consortium|Network|Trialists)"
    r"(?: and [A-Z]\w+)?(?=[.;:,])"
)
"""A group on whose behalf the authors write."""
_FILLERS = frozenset(
    """doi vol volume issue no p pp page pages published online in by the on first ahead of print available at
    journal url link full text abstract retrieved article it appear appears will advance access epub is was
    from accepted press heft band seite seiten and date citation presented january february march april may
    june july august september october november december
    公開 掲載 付 年 月 日 オンライン版 電子版 jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
"""Words that stand between the parts of a reference."""
_ACCESS = prepare(
    r"(?i)\s?[(\[](?:(?:open|free) access|editorial|commentary|comment|review|letter|viewpoint|perspective)[)\]]"
    r"|\s?[(\[](?:last )?(?:accessed|retrieved|visited)\b[^()\[\]]{0,40}[)\]]"
    r"|(?<=\S) online ?first(?= ?[,;:.]? ?(?:doi|\Z))"
)
"""What is said of how a paper can be had, or in which state it is."""
_IN_TITLE = prepare(r"\((?:19|20)\d\d[a-z]?\)[.:]? [A-Z][^“”\"]{15,}[a-z] \Z")
_JOURNAL_FIRST = prepare(
    r"(?P<journal>[A-Z][^“”\":␞]{2,100}?), (?P<people>[A-ZÀ-Ž][\w’'-]+(?: [A-ZÀ-Ž][\w’'-]+)? et al\.?): ?"
    r"(?P<title>[“\"][^“”\"]{12,400}[”\"])"
)
"""`Progress in Neurobiology, Boraud et al.: “Title”`: a journal by its place, whatever its name."""
_SIGN = prepare(r"(?<=[\w.)*])#(?=\s?[,:;.]|\s)")
_SIGNS = prepare(r"\s*[(\[]\s?[*#†‡§]{1,2}\s?[a-z][^()\[\]]{3,160}[)\]]\s*\.?\s*$")
"""The sign of a note behind a name, and what the notes say: `(*equal contribution; #corresponding author)`."""
_SERIES = prepare(
    r"(?:^|(?<=[\s(]))(?P<series>(?:[A-Z][\w&.-]* ){1,4}(?:Working|Discussion) Papers?(?: Series)?),? ?"
    r"(?:(?:[Nn]o\.?|[Nn]umber|#|[Nn]r\.?) ?)?(?P<number>[A-Z]{0,4}[-/]?\d[\w/-]*),?\s?"
)
"""The series of a working paper and its number, which is no part of title or names: `NBER Working Paper No. 31245`."""
_GLUED = prepare(r"(?<=[a-z]{3})\.(?=[A-Z][a-z])|(?<=\d)\.(?=doi:)")
"""A full stop that lost its space."""
_DASHES = prepare(r"(?<![\d.])\s[–—-]\s(?=[^\W\d_])")
_JOURNAL_MARK = prepare(r"(?<=[A-Za-z.)”」])\s?誌(?=[\s、，,（(0-9]|$)")
"""The Japanese word for a journal after its name."""
_SPACED_STOP = prepare(r"(?<=[A-Za-z]) (?=[.,](?:[\s.,]|$))")
"""A space before a full stop or a comma, as copied text has it after a link: `Fujishiro, K ., MacDonald`."""
_SWAPPED = prepare(r"(?<=\b[A-Z]\. )([JS]r)\. ([A-Z][\w’'-]+)")
"""A suffix before the family name: `Jack W. Jr. Sites`."""
_WORD = prepare(r"[^\W_]+")


def _explained_letters(rest: str, found: Parsed) -> int:
    """How many letters and digits of the text belong to a part, or are words that stand between parts."""
    unexplained = sum(
        len(word) for word in _WORD.findall(rest) if not word[0].isdigit() and word.casefold() not in _FILLERS
    )
    if found.title and not found.quoted:
        unexplained -= len(_NOT_LETTERS.sub("", found.title))
    return len(_NOT_LETTERS.sub("", found.text)) - max(0, unexplained)


_NOT_LETTERS = prepare(r"[\W_]+")

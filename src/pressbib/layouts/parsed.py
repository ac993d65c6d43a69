"""What a citation says, and what stands around it, given to a candidate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressbib import identifiers, reference, vocabulary
from pressbib.document import Line
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.sheet import Sheet, heading_kind
from pressbib.layouts.values import is_press, read_title
from pressbib.patterns import prepare
from pressbib.record import Name
from pressbib.vocabulary.wording import worded

PREDICATE = worded(r"(?:{grammar.auxiliaries}|appears?|appeared|published|available|accepted)(?= )")
"""What follows a label that is the subject of a sentence: `The article | is published in X.`"""
RUNNING_TEXT = prepare(
    r"[\w)][.!?]\d? (?:The|This|These|It|We|They|An?) (?:[\w-]+ ){1,3}(?:was|is|were|are|has|have|had|will) \w"
)
"""The end of one sentence and the beginning of another: text of a story, and no citation."""


def reads_as_title(text: str) -> bool:
    """Whether a text can be a bare title: one sentence of five to forty-five words, no address, no speech."""
    words = text.split()
    if (
        not 5 <= len(words) <= 45
        or "@" in text
        or "http" in text
        or "www." in text
        or "\n" in text
        or text.endswith(":")
    ):
        return False
    if sum(len(word) > 1 and word[0].isalpha() for word in words) < 4 or re.match(r"\d{1,2}:\d\d", text):
        return False
    if re.search(r"[.!] [A-Z]", text) or not (text[0].isupper() or not text[0].isascii() or text[0].isdigit()):
        return False
    return not re.match(
        r"(?i)(?:the|this|our|a) (?:study|paper|article|research|findings|work|results?|project|"
        r"researchers?)\b|for |please |visit |see |click |contact |to |more ",
        text,
    )


_NOT_LETTERS = prepare(r"[\W_]+")


def coverage(parsed: reference.Parsed) -> float:
    """Which share of the letters of a text its parts account for."""
    letters = len(_NOT_LETTERS.sub("", parsed.text)) or 1
    return min(1.0, parsed.explained / letters)


def put_parsed(candidate: Candidate, parsed: reference.Parsed, lines: list[Line]) -> None:
    """The parts of a citation into a candidate, each with the line it stands on."""
    words = parsed.text.replace("\n", " ")
    line = lines[0]
    if vocabulary.fold(parsed.title) in vocabulary.load().labels():
        parsed.title = ""  # a label that a copied page glued to the citation
    for variable, value in (
        ("title", parsed.title),
        ("container-title", parsed.container),
        ("DOI", parsed.DOI),
        ("volume", parsed.volume),
        ("issue", parsed.issue),
        ("page", parsed.page),
        ("issued", parsed.issued),
        ("URL", "" if is_press(parsed.URL) else parsed.URL),
        ("publisher", parsed.publisher),
        *parsed.others.items(),
    ):
        candidate.put(variable, value, words, line.number)
    if parsed.people.names and "author" not in candidate.values:
        candidate.put(
            "author", tuple(name for name in parsed.people.names if isinstance(name, Name)), words, line.number
        )
        candidate.others = parsed.people.others if candidate.others is None else candidate.others
    for each in lines:
        for link in each.links:
            if "DOI" in candidate.values and "URL" in candidate.values:
                break
            found = identifiers.identify_url(link.url)
            if found and found.kind == "DOI":
                candidate.put("DOI", found.value, link.url, each.number)
                if "doi.org" not in link.url and found.value == candidate.text("DOI"):
                    candidate.put("URL", link.url, link.url, each.number)
            elif (
                link.url.startswith("http")
                and not parsed.DOI
                and not is_press(link.url)
                and _is_on_citation(link.text, parsed)
            ):
                candidate.put("URL", link.url, link.url, each.number)


def _is_on_citation(words: str, parsed: reference.Parsed) -> bool:
    folded = vocabulary.fold(words)
    return bool(folded) and (
        folded in vocabulary.fold(parsed.text)
        and (
            len(folded) > 15
            or vocabulary.fold(parsed.container) in folded
            or folded in ("full text", "link", "abstract")
        )
    )


_AT_ADDRESS = prepare(
    r"(?i)(?=.{0,40}\b(?:full text|article|paper|study)\b).{10,140}\b(?:at|here|from):? (https?://[^\s<>\"”]{12,})\W*$"
)
"""`Full text of the article is available from the office and at http://…`."""
_ADDRESS = prepare(r"^\W*(https?://[^\s<>\"”]{12,})\W*$")


def _take_title_and_people(sheet: Sheet, candidate: Candidate, above: Sequence[Line]) -> None:
    """The authors on the line above a lone DOI, and the title on the line above them, as abstracts print them."""
    if "DOI" not in candidate.values or len(above) < 2 or not reads_as_title(above[-2].text) or heading_kind(above[-2]):
        return
    people = reference.only_people(above[-1].text, language=sheet.language)
    if len(people.names) > 1 and "。" not in above[-2].text[:-1]:
        candidate.put("title", read_title(above[-2].text), above[-2].text, above[-2].number)
        candidate.put("author", people.names, above[-1].text, above[-1].number)
        candidate.others = people.others


def take_around(sheet: Sheet, candidate: Candidate, first: int, last: int) -> None:
    """What lines right above and below a block say of its paper: the journal with its volume above a DOI, all the
    authors where the citation names the first and `et al.`, and an address on a line of its own."""
    above = sheet.lines[max(0, first - 3) : first]
    if "DOI" in candidate.values and "container-title" not in candidate.values:
        for line in above:
            parsed = reference.parse(line.text, language=sheet.language) if len(line.text) < 80 else None
            if parsed and parsed.container_weight >= 3 and parsed.issued and parsed.volume and coverage(parsed) > 0.9:
                if candidate.role == "main":
                    put_parsed(candidate, parsed, [line])
                else:  # the volume and date are those of the paper beside it
                    candidate.put("container-title", parsed.container, line.text, line.number)
    if not {"title", "author"} & candidate.values.keys():
        _take_title_and_people(sheet, candidate, above)
    known = candidate.values.get("author")
    if known and candidate.others and isinstance(known.value, tuple) and len(known.value) == 1:
        for line in above:
            people = reference.only_people(line.text, language=sheet.language)
            if len(people.names) > 1 and people.names[0].family == getattr(known.value[0], "family", ""):
                del candidate.values["author"]
                candidate.put("author", people.names, line.text, line.number)
                candidate.others = people.others
    if not {"DOI", "URL"} & candidate.values.keys():
        for line in sheet.lines[last + 1 : last + 3]:
            address = _ADDRESS.match(line.text) or _AT_ADDRESS.match(line.text)
            if address and not is_press(address[1]):
                url = identifiers.normalise_url(address[1].rstrip(".,;)"))
                found = identifiers.identify_url(url)
                if found and found.kind == "DOI" and found.value in url:
                    candidate.put("DOI", found.value, line.text, line.number)
                candidate.put("URL", url, line.text, line.number)

"""The value after a label, read as what the label says it is."""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from pressbib import dates, identifiers, names, reference, vocabulary
from pressbib.document import Line
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.labels import Hit, Label
from pressbib.layouts.sheet import Sheet
from pressbib.names.kinds import is_affiliation
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.reference import sites
from pressbib.reference.parts import clean_name
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_LONGEST_VALUE = 1500
"""Characters that are looked at of a title or a journal's name with what follows it."""
_IMPACT = worded(r"[(（][^()（）]{0,40}(?:{grammar.impact}|impact)[^()（）]*[)）]")
"""A note on how much a journal is cited, with numbers and years that are not the paper's."""
_QUOTED = prepare(r"^[\s“”\"„«»‘’'「」『』《》<>*_]+|[\s“”\"„«»‘’'「」『』《》<>*_,;]+$")


def take(candidate: Candidate, hit: Hit, sheet: Sheet) -> None:
    """Read the value of one label into the candidate."""
    key = hit.label.key
    text, line = hit.values[0]
    words = line.text
    number = line.number
    if key == "title":
        _take_more(candidate, text, words, number, sheet)
        if with_doi := _TITLE_AND_DOI.match(text[:_LONGEST_VALUE]):
            text = with_doi["title"]
            _take_identifiers(candidate, with_doi["doi"], line)
        before, _, name = text.strip(" ,;").rpartition(", ")
        if before and (with_doi or _doi_follows(line.text, text)) and journals.weight(name) >= _KNOWN:
            text = before  # `Full paper title: Title, Journal, DOI: …`
            candidate.put("container-title", name, words, number)
        elif named := _journal_and_day(text, sheet.language):
            text, journal, day = named
            candidate.put("container-title", journal, words, number)
            candidate.put("issued", day, words, number)
        title = read_title(text)
        if title and "。" not in title[:-1]:
            candidate.put("title", title, words, number)
    elif key == "author":
        if len(hit.values) > 1:  # a list, one to a line
            text = "; ".join(value for value, _ in hit.values)
            line = dataclasses.replace(line, text=text)
        _take_authors(candidate, text, hit.label, line, sheet)
    elif key == "container-title":
        take_container(candidate, text, words, number, sheet)
    elif key == "DOI":
        _take_identifiers(candidate, text, line)
    elif key == "URL" and not line.links and "/" not in text and _is_journal(text):
        take_container(candidate, text, words, number, sheet)  # `Journal Link: Sleep Health, 7-May-2021`
    elif key == "URL":
        _take_link(candidate, text, line)
    elif key == "issued":
        date = dates.read(text, language=sheet.language) or next(
            (found.date for found in dates.find(text, language=sheet.language)), None
        )
        if date and date.start:
            candidate.put("issued", date, words, number)
    elif key in ("volume", "issue", "page"):
        value = re.match(r"[A-Za-z]{0,6}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,6}\d[\w.]*)?", text)
        if value:
            candidate.put(key, re.sub(r"\s*[-–]\s*", "-", value[0].rstrip(".")), words, number)
        if key == "volume" and (both := _VOLUME_AND_ISSUE.match(text)):
            candidate.put("issue", both[1], words, number)
        year = re.search(r"\((?:[^()]{0,16}[ ,.])?((?:19|20)\d\d)\)|\), ((?:19|20)\d\d)$", text)
        if year:
            candidate.put("issued", dates.read(year[1] or year[2]), words, number)
    elif key in ("publisher", "ISSN", "ISBN", "PMID"):
        candidate.put(key, text.strip(" ."), words, number)


_JOURNAL_AND_DAY = prepare(r"(?P<title>.{20,}[^\W\d_]{3}), (?P<journal>[^,]{2,80}), (?P<day>[^,]*\d{4}[^,]*)\Z")


def _journal_and_day(text: str, language: str) -> tuple[str, str, Date] | None:
    """A title, the journal and the day that stand behind one label: `논문 제목: Title, Nature Water, 2024.5.5`."""
    found = _JOURNAL_AND_DAY.match(text.strip(" ,;.")[:_LONGEST_VALUE])
    day = dates.read(found["day"], language=language) if found else None
    if not found or not day or journals.weight(found["journal"]) <= _KNOWN:
        return None
    return found["title"], found["journal"], day


def _doi_follows(line: str, value: str) -> bool:
    """Whether a DOI stands right after a value on its line."""
    end = line.find(value) + len(value)
    return end >= len(value) and line[end : end + 8].lstrip(" ,;.").casefold().startswith("doi")


_VOLUME_AND_ISSUE = prepare(r"\d{1,4} ?\((\d{1,3})\)")
"""`Ročník (číslo): 111 (11), 2023`."""


def _is_journal(text: str) -> bool:
    return len(text) < _LONGEST_NAME and journals.is_known(split_container(text)[0])


_LONGEST_NAME = 200
_TITLE_AND_DOI = prepare(
    r"(?P<title>.{12,}?)[\s.,;]{1,3}[(\[]?(?i:doi)[:\s]{0,3}(?P<doi>(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S{1,200}?)[)\]]?\.?\s*$"
)
"""A title with the DOI behind it: `Beetroot juice for mild hypertension doi: 10.1136/bmj-2022-073155`."""
_TITLE_THEN = prepare(
    r"^\s*[“\"„«「『《](?P<title>.{12,}?)[”\"“»」』》][,.]?\s*(?:[–—-] )?(?:in )?"
    r"(?P<rest>[«“\"「『《]?[A-ZÀ-Ž].{2,200})$"
)


def _take_more(candidate: Candidate, text: str, words: str, number: int, sheet: Sheet) -> None:
    """The journal that stands with its date after a title in quotation marks: `«Title», «Remote Sensing» 2021`."""
    split = _TITLE_THEN.match(text)
    if split:
        taken = Candidate("", number, number)
        take_container(taken, split["rest"], words, number, sheet)
        if split["rest"][0] in '«“"「『《' or journals.weight(taken.text("container-title")) >= _KNOWN:
            candidate.put("title", read_title(split["title"]), words, number)
            for variable, found in taken.values.items():
                candidate.put(variable, found.value, words, number)


_KNOWN = 3


_SENTENCE_AFTER = prepare(r" [^\W\d_A-Z][^\s]*(?: [^\s]+){3}")


def read_title(text: str) -> str:
    """A title as a label states it: in one line, without the quotation marks around it."""
    title = " ".join(text[:_LONGEST_VALUE].split())
    if page := sites.read(title):
        return page.title
    for opening, closing in (
        ("“", "”"),
        ('"', '"'),
        ("「", "」"),
        ("«", "»"),
        ("‘", "’"),
        ("『", "』"),
        ("《", "》"),
        ("„", "“"),
        ("„", "”"),
    ):
        if title.startswith(opening) and closing in title[1:]:
            first = title.index(closing, 1)
            goes_on = _SENTENCE_AFTER.match(title, first + 1)  # `„Tytuł” autorstwa A. B. ukazał się w …`
            inside = title[1 : first if goes_on else title.rindex(closing)]
            if len(inside) > 8:
                return _QUOTED.sub("", inside).removesuffix(".")
    title = re.sub(r"\s*https?://\S+$", "", title)
    if title.endswith((")", "）")) and len(title) < _LONGEST_TITLE and (translated := _without_translation(title)):
        title = translated
    if re.match(r"^'.*'[,;]?$", title):
        title = title.rstrip(",;")[1:-1]
    title = _QUOTED.sub("", title) if title[:1] in '“"„«‘「『《*_' else title
    return title.strip(" ,;").removesuffix(".") if len(title) > 2 else ""


_LONGEST_TITLE = 800
_TRANSLATION = prepare(r"\s*[（(][^()（）]*[)）]$")
_THREE_LETTERS = prepare("[A-Za-z]{3}")


def _without_translation(text: str) -> str:
    """A title in Latin script without its translation in a parenthesis behind it, "" where it has none.

    >>> _without_translation("Frogs glow at dusk (개구리는 빛난다)")
    'Frogs glow at dusk'
    """
    if text.isascii() or not (found := _TRANSLATION.search(text)):
        return ""
    title, note = text[: found.start()], found[0]
    if any("\u1100" <= character <= "\uffff" for character in title) or not _THREE_LETTERS.search(title):
        return ""
    return title if any(_is_east_asian(character) for character in note) else ""


def _is_east_asian(character: str) -> bool:
    return "\u3040" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af"


def _take_authors(candidate: Candidate, text: str, label: Label, line: Line, sheet: Sheet) -> None:
    if sentence := _SENTENCE_LEAD.match(text):
        if _ARE_OTHERS.search(sentence[0]):
            return  # `The other authors are …`: a list without the first
        text = text[sentence.end() :].rstrip(" .")
    people = names.read(text, language=sheet.language)
    year = _YEAR_AFTER.search(text)
    if not people.names or all(name.literal and is_affiliation(name.literal) for name in people.names):
        return  # nobody, or the office that wrote the news
    if all(name.literal for name in people.names) and _SAYS_MORE.search(text):
        return  # `Forskare: Kaffe skyddar mot MS`: a headline
    found = people.names[:1] if people.others and _is_one_with_address(text) else people.names
    if label.note and not re.search(r"(?i)^(?:s|es|n|in|a/o|alphabetical.*|in order.*)$", label.note):
        found = tuple(
            dataclasses.replace(name, affiliations=(*name.affiliations, label.note))
            if label.note not in name.affiliations
            else name
            for name in found
        )
        candidate.others = True
        candidate.reasons.append(f"only the authors of {label.note} are listed")
    candidate.put("author", found, line.text, line.number)
    if people.others:
        candidate.others = True
    if year:
        candidate.put("issued", dates.read(year[1]), line.text, line.number)


_SENTENCE_LEAD = prepare(
    r"(?:The|Other|Additional|Our|All|In addition to|Along with|Besides|A)\b[^.;:()]{0,160}?"
    r"\b(?:are|were|is|was|includes?|included)\b:?\s+(?=[A-Z])"
)
"""A sentence before the names: `The full list of authors includes A and B`."""
_ARE_OTHERS = prepare(r"(?i)\b(?:other|additional|besides|along|in addition|further|also)\b|\bco-?authors?\b")
_YEAR_AFTER = prepare(r"(?:, | \()((?:19|20)\d\d)\)?\.?$")
"""`Authors and year: Zhang, Joubert and Costas, 2024`."""
_SAYS_MORE = prepare(r"^[^\W\d_]+(?: [a-zà-ÿ][^\W\d_]*){2}")
"""A word and two without capitals: a sentence, not the name of a group."""


def _is_one_with_address(text: str) -> bool:
    """Whether a list is one person with a degree and an address: `Jane Roe, Ph.D., Fen Hospital, Oslo, and others`."""
    degrees = {vocabulary.fold(word) for word in vocabulary.load().words("people", "degrees")}
    held = [vocabulary.fold(piece.strip()) in degrees for piece in text.split(",")]
    return len(held) > _WITH_ADDRESS and held[1] and not any(held[2:])


_WITH_ADDRESS = 3
"""Pieces between commas of a name with its degree, and the places of an address."""


def take_container(candidate: Candidate, text: str, words: str, number: int, sheet: Sheet) -> None:
    """A journal's name with what may follow it (volume, pages, date, DOI) into the candidate."""
    for hit in dates.find(text, language=sheet.language)[-1:]:  # `Antimicrobial Agents, marzo 2018`
        named = text[: hit.start].rstrip()
        if (
            hit.end >= len(text.rstrip(" .)"))
            and named.endswith((",", ";"))
            and len(hit.date.start) > 1
            and "issued" not in candidate.values
        ):
            candidate.put("issued", hit.date, words, number)
            text = named.rstrip(" ,;")
    text = _BRACKETED.sub(r" (\1)", _QUOTED.sub("", text[:_LONGEST_VALUE]))
    name, rest = split_container(text, sheet.nouns)
    if not name:
        return
    candidate.put("container-title", name, words, number)
    rest = _IMPACT.sub(" ", rest)
    if rest and re.search(r"\d", rest):
        parsed = reference.parse_tail(rest, language=sheet.language)
        for key in ("volume", "issue", "page"):
            candidate.put(key, getattr(parsed, key), words, number)
        candidate.put("issued", parsed.issued, words, number)
        candidate.put("DOI", parsed.DOI, words, number)


_BRACKETED = prepare(r" ?\[([^\[\]]{0,24}\b(?:19|20)\d\d[^\[\]]{0,6})\]\s*$")
"""A date in brackets: `Science Advances [March 5, 2024]`."""
_AFTER_NAME = worded(
    r"\s*(?:[(（](?=[^()（）]{0,40}(?:\d|{grammar.impact}|{grammar.online}))|"
    r"[,;:、，：]\s*(?=\(?(?:vol|volume|issue|no\b|pp?\b|pages?|doi|第|\d|published|online|article|art\.|"
    r"impact|if\b))|\s(?=(?:vol\.?|volume)\s?\d|\d{1,4}[,:(;]|\(?(?:19|20)\d\d\)?)|https?://|doi:|DOI|"
    r",\s(?:an?|the) (?:[\w-]+ ){0,3}journal\b|"
    r"[;,] ?(?:{dates.months:en}))",
    re.IGNORECASE,
)
"""What follows the name of a container in a labelled line: its numbers, a note, an address."""


_DASH_END = prepare(r"(?<=[”\"»」』》]) ?[–—-] ?$")
_NOTE = prepare(r"(?i) \((?:online|open access|peer[- ]reviewed)\)$")
"""What is said of a journal after its name."""


def split_container(text: str, nouns: bool = False) -> tuple[str, str]:
    """A labelled journal value as its name and what follows it.

    >>> split_container("Nature Communications, 12, 345 (2021)")
    ('Nature Communications', ', 12, 345 (2021)')
    """
    text = " ".join(text.split())
    stop = _AFTER_NAME.search(text)
    name = text[: stop.start()] if stop else text
    numbered = reference.number_begins(text)
    if 0 < numbered < len(name) and name[numbered - 1] in " ,;:(（":
        name = name[:numbered].rstrip(" ,;:(（")
    rest = text[len(name) :]
    note = re.match(
        r"^(?P<own>[^A-Za-z()（）]*[^\x00-\x7f][^A-Za-z()（）]*)[(（](?P<latin>[A-Z][A-Za-z&:,.\s-]{2,80})[)）]$", name
    )
    if note:
        name = note["latin"]
    elif translated := _without_translation(name):
        name = translated
    name = clean_name(_NOTE.sub("", _QUOTED.sub("", _DASH_END.sub("", name)).strip(" ,;:")))
    return (name if len(name) <= 160 else ""), rest


def _take_identifiers(candidate: Candidate, text: str, line: Line) -> None:
    text = unicodedata.normalize("NFKC", text)  # `１０．１１８６／…`
    dois = [doi for doi in identifiers.find_dois(text) if len(doi.partition("/")[2]) > 2]
    if dois:
        candidate.put("DOI", reference.undoubled(dois[0]), line.text, line.number)
        return
    for link in line.links:
        found = identifiers.identify_url(link.url)
        if found and found.kind == "DOI":
            candidate.put("DOI", found.value, line.text if found.value in line.text else link.url, line.number)
            return
    for found in identifiers.find(text):
        if found.kind in ("PMID", "PMCID"):
            candidate.put(found.kind, found.value, line.text, line.number)
        elif found.kind == "arXiv":
            candidate.put("number", found.value, line.text, line.number)
            candidate.put("archive", "arXiv", line.text, line.number)
            candidate.put("URL", f"https://arxiv.org/abs/{found.value}", line.text, line.number)


def _take_link(candidate: Candidate, text: str, line: Line) -> None:
    """The address after a label: printed, or behind the words."""
    printed = re.search(r"https?://[^\s<>\"”]+|www\.[^\s<>\"”]+", text)
    url = printed[0].rstrip(".,;)'’") if printed else next((link.url for link in line.links), "")
    if printed and line.links:
        shown = printed[0].rstrip(".,;)'’")
        url = next((link.url for link in line.links if link.url.rstrip("/") == shown.rstrip("/")), shown)
    if not url:
        _take_identifiers(candidate, text, line)
        return
    found = identifiers.identify_url(url)
    if found and found.kind == "DOI" and ("doi" in url.lower() or found.value.lower() in url.lower()):
        candidate.put("DOI", found.value, line.text if found.value in line.text else url, line.number)
    elif found and found.kind == "arXiv":
        candidate.put("number", found.value, line.text, line.number)
        candidate.put("archive", "arXiv", line.text, line.number)
    address = identifiers.normalise_url(url if "//" in url else f"http://{url}")
    if address and not is_press(address):
        candidate.put("URL", address, line.text if url in line.text else url, line.number)


def is_press(url: str) -> bool:
    """Whether an address is that of a service which distributes press releases."""
    return bool(re.search(r"(?i)eurekalert\.org|alphagalileo|idw-online|prnewswire|businesswire|newswise", url))

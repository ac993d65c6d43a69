"""Whole citations: after a label, over one line or several, and what of them goes into a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressbib import identifiers, names, reference, vocabulary
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.labels import BARE_DOI, HEADING_TAGS, Hit
from pressbib.layouts.parsed import PREDICATE, RUNNING_TEXT, coverage, put_parsed, reads_as_title
from pressbib.layouts.sheet import Sheet, bare, heading_kind, headings
from pressbib.layouts.values import read_title
from pressbib.names.kinds import is_affiliation
from pressbib.patterns import prepare
from pressbib.vocabulary import journals


@cache
def loose() -> frozenset[str]:
    """Labels that begin ordinary sentences too: what follows must read as a citation."""
    return frozenset(vocabulary.fold(word) for word in vocabulary.load().words("labels", "loose"))


def references(sheet: Sheet, hit: Hit, candidate: Candidate, keys: list[str]) -> Iterator[Candidate]:
    """Read the citation (or citations) after a label: the first into the block's candidate, others as their own."""
    weak = hit.label.words in loose() or not hit.label.sure
    pieces = list(_pieces(sheet, hit))
    if any(_NUMBER_TWO.match(line.raw or line.text) for _, lines in pieces for line in lines) and not (
        candidate.role == "main" and _are_all_new(sheet, hit, pieces)
    ):
        if len(pieces) > _MOST_LISTED:
            candidate.add(-6, "the first of a long list of references")
        pieces = pieces[:1]  # of a numbered list of references, the first is the paper
    first = True
    for text, lines in pieces:
        text = _without_later(text)
        if not first and any(label.key == "earlier" for label in labels.within(text)):
            continue
        parsed = reference.parse(text, language=sheet.language, runs=[run for line in lines for run in line.emphasis])
        if not (parsed.title or parsed.container or parsed.people.names):
            if hit.label.words.startswith("journal"):
                parsed.container = _name_before_doi(text)
            else:
                parsed.title = _title_before_identifier(text, coverage(parsed))
        listed = weak and first and len(pieces) == 1 and _is_listed_title(sheet, hit, text, parsed)
        if not listed and not _is_reference(parsed, text, weak, keys):
            if first and len(pieces) == 1 and not weak:
                _take_only_link(candidate, lines)
            continue
        target = (
            candidate if first else Candidate(candidate.layout, lines[0].number, lines[-1].number, role=candidate.role)
        )
        put_parsed(target, parsed, lines)
        if not first:
            target.add(2 + len(target.values), f"listed after “{hit.label.words}”")
            yield target
        first = False


def _is_listed_title(sheet: Sheet, hit: Hit, text: str, parsed: reference.Parsed) -> bool:
    """Whether an item under a heading for the paper is its title: `* Study: Forgive to live: …` below `More
    information`."""
    line = hit.values[0][1]
    item = line.tag == "li" or bare(line.raw or line.text) != (line.raw or line.text)
    under = hit.index > 0 and sheet.under(hit.index) == "paper"
    return item and under and hit.label.sure and reads_as_title(text) and _take_title(parsed, text)


_NAME_AND_DOI = prepare(
    r"((?:[A-Z][\w&’'-]*|of|the|and|in|for|on)(?: (?:[A-Z&][\w’'-]*|of|the|and|in|for|on)){0,9}) ?, ?(?i:doi)\b"
)


def _name_before_doi(text: str) -> str:
    """The journal in `The Holocene, DOI: 10.1177/…`, whose name nothing else marks as one."""
    found = _NAME_AND_DOI.match(text)
    return found[1] if found else ""


_TITLE_AND_IDENTIFIER = prepare(
    r"(.{20,300}?)[.,]\s(?i:arxiv\s?:|doi\b|https?://(?:dx\.)?doi\.org/|https?://arxiv\.org/)"
)


def _title_before_identifier(text: str, explained: float) -> str:
    """The title in `Heavy Elements in 68 Tauri, arXiv:1709.10068 …`, which has neither authors nor a journal, where
    nothing more stands behind it. explained: the share of the text that its identifiers account for."""
    found = _TITLE_AND_IDENTIFIER.match(text)
    if not found or explained + len(found[1]) / len(text) < _MOSTLY or not reads_as_title(found[1]):
        return ""
    return read_title(found[1])


_ONE = prepare(r"\s*[\[(]?1[.)\]]\s")
_TWO_AND_THREE = prepare(r"\s[\[(]?2[.)\]]\s.{8,1500}?\s[\[(]?3[.)\]]\s")


def _without_later(text: str) -> str:
    """The first entry of a numbered list that copied text has glued together; other text as it is."""
    second = _TWO_AND_THREE.search(text) if _ONE.match(text) else None
    return text[: second.start()] if second else text


def _are_all_new(sheet: Sheet, hit: Hit, pieces: list[tuple[str, list[Line]]]) -> bool:
    """Whether a short numbered list under a label for publications (not for literature) is of this year's papers only:
    whole citations, none older than the page's year or the year before."""
    if len(pieces) > _MOST_LISTED or hit.label.words in headings("references"):
        return False
    parsed = [reference.parse(text, language=sheet.language) for text, _ in pieces]
    parsed = [each for each in parsed if each.score >= _ANY_PART]
    years = [each.issued.start[0] for each in parsed if each.issued and each.issued.start]
    return (
        len(years) == len(parsed) > 1
        and min(years) >= max(sheet.year, *years) - 1
        and all(
            (each.DOI or each.container_weight >= 2) and each.people.names and (each.title or each.DOI)
            for each in parsed
        )
    )


_ANY_PART = 3
"""The score of a text with parts of a citation; running text below the list has less."""
_MOST_LISTED = 4
"""A numbered list of more references is background; a short one may begin with the paper."""
_NUMBER_TWO = prepare(r"\s*(?:[\[(（]?[2２][.)\]:）．]\s?(?!\d)|②)")
_NUMBERED = prepare(r"\s*(?:[\[(（]?[1-9１-９][.)\]:）．]\s?(?!\d)|[①-⑨])")


def _take_only_link(candidate: Candidate, lines: list[Line]) -> None:
    for line in lines:
        for link in line.links:
            found = identifiers.identify_url(link.url)
            if found and found.kind == "DOI" and "DOI" not in candidate.values:
                candidate.put("DOI", found.value, link.url, line.number)
                if "doi.org" not in link.url:
                    candidate.put("URL", link.url, link.url, line.number)


def _pieces(sheet: Sheet, hit: Hit) -> Iterator[tuple[str, list[Line]]]:
    """The citations after a label: each line one, or several lines joined where none is one alone."""
    values = _without_places(list(hit.values))
    if "/" in hit.label.words:
        values = [(part, line) for text, line in values for part in text.split(" / ")]
    if len(values) == 1 and hit.label.value < len(values[0][1].text):
        # the value goes on below where it is not whole: authors, journal on lines of their own
        text, line = values[0]
        several = reference.split(text)
        if len(several) > 1:
            for piece in several:
                yield piece, [line]
            return
        parts, lines = [text], [line]
        for later, following in sheet.following(hit.last):
            if len(parts) > 3 or not _continues(sheet, "\n".join(parts), following, later):
                break
            label = labels.at_start(following, sheet.labels)
            if hit.label.key == "companion" and label and label.key == "container-title":
                break  # the journal of the paper, too
            if hit.label.key == "companion" and _cites_paper(following.text):
                break  # `(JAMA Neurol. Published online … doi:…)` after the words on its editorial
            parts.append(following.text)
            lines.append(following)
        yield "\n".join(parts), lines
        for later, following in sheet.following(hit.last + len(parts) - 1):
            if later > hit.last + len(parts) + 3 or labels.begins(sheet, following) or heading_kind(following):
                break
            if _is_whole(following.text):
                yield bare(following.text), [following]
            else:
                break
        return
    group: list[tuple[str, Line]] = []
    whole_before = False
    joined: list[tuple[str, Line]] = []
    for text, line in values:  # a DOI on a line of its own belongs to the citation above it
        if joined and BARE_DOI.match(text) and "10." not in joined[-1][0]:
            joined[-1] = (f"{joined[-1][0]}\n{text}", joined[-1][1])
        else:
            joined.append((text, line))
    for text, line in joined:
        if group and not whole_before and _NUMBERED.match(line.raw or line.text):
            yield "\n".join(t for t, _ in group[:5]), [each for _, each in group[:5]]
            group = []
        if _is_whole(text):
            if group:
                yield "\n".join(t for t, _ in group), [each for _, each in group]
                group = []
            yield text, [line]
            whole_before = True
        elif not whole_before or group or len(text) < 400:
            group.append((text, line))
            if reference.parse("\n".join(t for t, _ in group)).DOI and len(group) > 1:
                yield "\n".join(t for t, _ in group), [each for _, each in group]
                group = []
                whole_before = True
    if group:
        yield "\n".join(t for t, _ in group[:5]), [each for _, each in group[:5]]


def _cites_paper(text: str) -> bool:
    """Whether a line has a journal and a DOI of its own."""
    parsed = reference.parse(text)
    return bool(parsed.DOI) and parsed.container_weight >= 2


_FOOTNOTE = prepare(r"^(?:[\d*†‡]{1,3}\s?|[a-g]\s)(?=[A-ZÀ-Ž])")
_MARKED_NAMES = prepare(r"[a-zà-ž](?:\d{1,2}(?:,\d{1,2})*| [a-g](?:, ?[a-g])*)(?=,| and | et | und |$)")


def _without_places(values: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    """Without the lines among those of a citation that say where its authors work: `1 Inserm U1028, Lyon`."""
    marked = any(len(_MARKED_NAMES.findall(text)) > 1 for text, _ in values)
    kept = []
    for text, line in values:
        mark = _FOOTNOTE.match(text)
        if not mark or not (marked or is_affiliation(text[mark.end() :])):
            kept.append((text, line))
    return kept


def _is_whole(text: str) -> bool:
    """Whether one line is a citation by itself."""
    if len(text) > 1500:
        return False
    parsed = reference.parse(text)
    return parsed.score >= 6 and bool(parsed.container or parsed.DOI) and bool(parsed.people.names or parsed.title)


def _continues(sheet: Sheet, so_far: str, line: Line, index: int) -> bool:
    """Whether a line goes on with the citation above it: it brings the authors, the journal or the DOI it lacked."""
    text = line.text
    label = labels.begins(sheet, line)
    if len(text) > 500 or (label and label.key not in ("DOI", "URL", "container-title")):
        return False
    if heading_kind(line) or line.tag in HEADING_TAGS:
        return False
    before = reference.parse(so_far)
    if before.DOI or (before.container and before.issued):
        return False
    if len(text.split()) < 2 and not journals.is_known(text):
        return False
    bare_names = before.people.names and not (before.title or before.container) and coverage(before) > _ALL
    if bare_names and reads_as_title(text):
        return True  # `Original article: Roe J, Poe A` above the title
    here = reference.parse(text)
    if here.DOI and len(text) < 200 and here.container_weight + bool(here.issued) + (len(text) < 60) > 0:
        return True
    if here.container_weight >= 2 and (here.issued or here.volume) and len(text) < 200 and not here.people.names:
        return True
    after = reference.parse(f"{so_far}\n{text}")
    if (
        after.container_weight >= 2
        and after.title
        and after.people.names
        and len(text) < 200
        and coverage(after) > _ALL
    ):
        return True
    return bool(
        after.people.names
        and not before.people.names
        and len(after.people.names) > 1
        and len(after.people_text) > len(text) / 2
        and after.score >= before.score + 2
        and len(text) < 400
        and coverage(after) > _MOSTLY
    )


_LONGEST_TITLE = 250
_MOSTLY = 0.8
"""The share of a citation that its parts account for; less is running text below it."""


def _is_reference(parsed: reference.Parsed, text: str, weak: bool, keys: list[str]) -> bool:
    if weak and PREDICATE.match(text):
        return False  # `The article is published in X. The next headline …`
    if parsed.DOI or parsed.others:
        return coverage(parsed) > (0.35 if not weak else 0.5) or len(text) < 200
    strong_parts = (
        bool(parsed.people.names)
        + bool(parsed.title)
        + (parsed.container_weight >= 2)
        + bool(parsed.issued)
        + bool(parsed.volume or parsed.page)
    )
    if weak and parsed.container_weight >= 3 and parsed.issued and parsed.URL and len(text) < 120:
        return True
    whole = parsed.people.names and parsed.container_weight >= _A_JOURNAL and coverage(parsed) > _ALL
    two_sentences = not whole and re.search(r"[a-z]{2}[.!?] [A-Z]", parsed.title)  # not `Is bigger better? Body size …`
    if weak and (two_sentences or RUNNING_TEXT.search(text) or len(parsed.title) > _LONGEST_TITLE):
        return False
    if weak and not (parsed.quoted or parsed.issued) and is_affiliation(parsed.container):
        return False  # `Further information: Center for …, Tokyo Institute of Technology, 2-12-1 …`
    if weak:
        return (
            (strong_parts >= 3 and coverage(parsed) > 0.6)
            or (parsed.quoted and strong_parts >= 2 and coverage(parsed) > 0.5)
            or (
                bool({"container-title", "author", "DOI"} & set(keys))
                and reads_as_title(text)
                and _take_title(parsed, text)
            )
        )
    if strong_parts >= 2 and coverage(parsed) > 0.5:
        return True
    if parsed.quoted and parsed.title and coverage(parsed) > 0.5:
        return True
    if parsed.URL and len(text) < 200 and (parsed.title or parsed.container):
        return True
    return reads_as_title(text) and _take_title(parsed, text)


def _take_title(parsed: reference.Parsed, text: str) -> bool:
    parsed.title = parsed.title if len(parsed.title) > len(text) * 0.8 else read_title(text)
    parsed.container, parsed.container_weight = "", 0
    in_parenthesis = _TITLE_AND_JOURNAL.match(parsed.title)
    if in_parenthesis and journals.weight(in_parenthesis[2]) >= 3:
        parsed.title, parsed.container = in_parenthesis[1], in_parenthesis[2]
    parsed.people = names.People()
    parsed.issued = None
    parsed.volume = parsed.issue = parsed.page = ""
    return bool(parsed.title)


_TITLE_AND_JOURNAL = prepare(r"^(.{12,}\S)\s*\(([^()]{3,80})\)$")
"""`Nontarget screening of pharmaceuticals (Water Research)`."""
COLLABORATORS = prepare(r"(?i)[.,][”\"] collaborating with ")
"""How the radiologists' society ends a release: `“Title.” Collaborating with Dr. Roe were …`."""


_A_JOURNAL = 3
_ALL = 0.9


_SENTENCES = prepare(r"[a-z]{3}[.!?] [A-Z]")
"""The end of one sentence and the beginning of the next."""


def is_citation(parsed: reference.Parsed, text: str) -> bool:
    """Whether a text is a citation and nothing else."""
    if parsed.quoted and parsed.title and parsed.people.names and COLLABORATORS.search(text):
        return True
    share = coverage(parsed)
    if share < 0.72 or len(parsed.title) > 350 or len(re.findall(r"[a-z]{2}\. [A-Z][a-z]* [a-z]", parsed.title)) > 1:
        return False
    if parsed.publisher and parsed.title and parsed.people.names:
        return True  # a book
    numbered = bool(parsed.container and parsed.volume and parsed.page and parsed.issued)
    named = parsed.container_weight >= 2 or numbered
    if parsed.DOI or parsed.others:
        if parsed.people.names and (parsed.title or named):
            return True
        if parsed.quoted and not named and _SENTENCES.search(parsed.title):
            return False  # what somebody says, and an address in the next sentence
        if parsed.title and (parsed.quoted or named or (text[:1] == "[" and text.rstrip()[-1:] == "]")):
            return share > 0.8
        return named and share > 0.8
    if not named or share < 0.8:
        return False
    if parsed.issued or parsed.volume:
        return (
            bool(parsed.people.names and (parsed.title or parsed.people.others))
            or bool(parsed.title and parsed.quoted)
            or bool(parsed.title and parsed.volume)
            or bool(parsed.people.names and numbered and parsed.container_weight >= _A_JOURNAL)
        )
    return bool(parsed.people.names and parsed.quoted and parsed.title)

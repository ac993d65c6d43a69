"""The labelled layout: `Label: value` lines, rows, definition lists, headings with their value below, and whole
citations after a label. Consecutive labels are one paper until a label comes again."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from pressbib import dates, names, reference, vocabulary
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.citations import coverage, is_citation, loose, references, take_around
from pressbib.layouts.labels import BARE_DOI, HEADING_TAGS, Hit, Label
from pressbib.layouts.phrases import lower, tokens, words
from pressbib.layouts.sheet import Sheet, bare, heading_kind, headings, is_caption
from pressbib.layouts.titles import is_title
from pressbib.layouts.values import take
from pressbib.record import Name
from pressbib.vocabulary import journals

_MOST_BELOW = 12
_MOST_LOOSE = 3
_MOST_PEOPLE = 38
_MOST_LABELS = 500
"""A page with more labels is a table of something else; the longest articles have some seventy."""


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The papers that labels of the page describe."""
    before: list[Candidate] = []
    end = -1
    count = 0
    for block in _blocks(sheet):
        here = list(_read(sheet, block))
        if block[0].index - end > _NEAR:
            before = []
        elif block[0].index - end <= 1 and any(hit.label.key == "container-title" for hit in block):
            _share_container(sheet, before[-1:], block)
        keys = {hit.label.key for hit in block}
        if not here and before and "container-title" in keys and keys <= {"container-title", "ignore"}:
            _share_container(sheet, before, block)
        before += here
        end = block[-1].last
        count += len(block)
        if count > _MOST_LABELS and here:
            here[-1].reasons.append(f"{count} labels stand on the page: the rest of it was not looked at")
        yield from here


_NEAR = 3
"""Lines between labels of one paper, or of papers that are described together."""


def _blocks(sheet: Sheet) -> Iterator[list[Hit]]:
    """The labels of the page, those of one paper together."""
    block: list[Hit] = []
    first_doi = True
    for count, hit in enumerate(_hits(sheet)):
        if count > _MOST_LABELS:
            break
        _tell_date(sheet, hit, block)
        _tell_journal(sheet, hit, block)
        alone = hit.label.key == "DOI" and bool(BARE_DOI.match(hit.values[0][1].text))
        if block and _names_speakers(block, hit):
            block = [earlier for earlier in block if earlier.label.key != "author"]
        if block and (
            not _goes_on(sheet, block, hit) or (alone and first_doi and block[0].label.key == "companion")
        ):  # the first DOI of the page on a line of its own is the paper's, be it below the words on an editorial
            yield block
            block = []
        first_doi = first_doi and hit.label.key != "DOI"
        block.append(hit)
    if block:
        yield block


def _names_speakers(block: list[Hit], hit: Hit) -> bool:
    """Whether a label for authors stands below the title or journal of a block that began with another such label: who
    presents the work (`発表者`) stands first, its authors (`著者`) below the title."""
    earlier = next((before for before in block if before.label.key == "author"), None)
    return (
        earlier is not None
        and hit.label.key == "author"
        and hit.label.words != earlier.label.words
        and block[-1].label.key in ("title", "container-title")
        and hit.index - block[-1].last <= 1
    )


def _share_container(sheet: Sheet, candidates: list[Candidate], block: list[Hit]) -> None:
    """A journal named once under a paper and its editorial is that of both."""
    hit = next(hit for hit in block if hit.label.key == "container-title")
    for candidate in candidates:
        if "container-title" not in candidate.values:
            take(candidate, hit, sheet)


def _hits(sheet: Sheet) -> Iterator[Hit]:
    consumed = -1
    count = 0
    for index, line in enumerate(sheet.lines):
        if index <= consumed or len(line.text) > 30_000 or is_caption(line):
            continue
        if count > _MOST_LABELS:
            break
        first = labels.begins(sheet, line)
        if first and not _is_label_here(sheet, index, line, first):
            first = None
        inside = labels.within(line.text) if (":" in line.text or "：" in line.text) else []
        found = ([first] if first else []) + [
            label for label in inside if not first or label.start > max(first.value, first.start + 2)
        ]
        found = _without_inner(line.text, found)
        count += len(found)
        if not found and BARE_DOI.match(line.text):
            yield Hit(Label("DOI", "doi", 0, 0), index, [(line.text, line)], index)
        for position, label in enumerate(found):
            end = found[position + 1].start if position + 1 < len(found) else len(line.text)
            end = _before_closing(line.text, label, end)
            value = _without_quote(line.text, line.text[label.value : end].strip(" |/;·"))
            if label.words == "abstract" and not value.startswith(("http", "www.")):
                continue  # the abstract itself
            if value:
                yield Hit(label, index, [(value, line)], index)
            elif position + 1 == len(found):
                below, last = _below(sheet, index, line, label)
                if below:
                    consumed = last
                    yield Hit(label, index, below, last)


def _without_quote(text: str, value: str) -> str:
    """The value of a line that is a string of a program (`'Autores: A, B.',`), without the mark at its end."""
    mark = text.lstrip()[:1]
    bare_value = value.rstrip(" ,;")
    return bare_value[:-1] if mark in ("'", '"') and bare_value.endswith(mark) and value.count(mark) == 1 else value


_INNER = frozenset(("DOI", "volume", "issue", "page", "issued", "publisher", "PMID", "ISSN", "ignore"))


def _without_inner(text: str, found: list[Label]) -> list[Label]:
    """Without the labels inside a citation (`..., Volume: 3, DOI: ...`), which belong to its text."""
    kept: list[Label] = []
    for label in found:
        inside = kept and kept[-1].key in ("reference", "companion", "earlier") and label.key in _INNER
        if inside and (label.key != "ignore" or "10." not in text[kept[-1].value : label.start]):
            continue  # but `Funding:` after the DOI ends a citation
        kept.append(label)
    return kept


def _before_closing(text: str, label: Label, end: int) -> int:
    """Where the value of a label in a parenthesis ends: before the parenthesis is closed."""
    opening = max(
        text.rfind("(", max(0, label.start - 60), label.start), text.rfind("（", max(0, label.start - 60), label.start)
    )
    if opening < 0 or ")" in text[opening : label.start] or "）" in text[opening : label.start]:
        return end
    depth = 1
    for position in range(label.value, end):
        depth += (text[position] in "(（") - (text[position] in ")）")
        if depth == 0:
            return position
    return end


def _is_label_here(sheet: Sheet, index: int, line: Line, label: Label) -> bool:
    """Whether a label without a colon is one: a heading or cell of its own with a value below, or a reference."""
    if label.value < len(line.text):
        return label.sure or label.key == "reference"
    if line.tag == "li" and not sheet.document.is_html and line.text[-1:] not in (":", "："):
        return False  # a menu
    if line.text.rstrip().endswith((":", "：")) or line.tag in HEADING_TAGS or line.row:
        return True
    return label.key == "reference" or len(line.text) < 40


def _below(sheet: Sheet, index: int, line: Line, label: Label) -> tuple[list[tuple[str, Line]], int]:
    """The lines under a label that stands alone, and the index of the last of them."""
    found: list[tuple[str, Line]] = []
    last = index
    most = _MOST_BELOW if label.key in ("reference", "companion", "earlier") else 1
    if label.key == "author" and index + 1 < len(sheet.lines) and sheet.lines[index + 1].tag == "li":
        most = _MOST_PEOPLE
    if label.words in loose() and not line.tag and line.text[-1:].isalpha():
        near = sheet.lines[index + 1 : index + _MOST_BELOW]
        most = most if any(BARE_DOI.match(each.text) for each in near) else _MOST_LOOSE  # it may be a word of a menu
    for later, following in sheet.following(index):
        if line.row and following.row != line.row:
            break
        if line.tag in ("dt", "th") and following.tag not in ("dd", "td", "li", "p"):
            break
        if len(found) >= most:
            break
        if found and following.tag in HEADING_TAGS and (following.tag != line.tag or found[0][1].tag != line.tag):
            break
        next_label = labels.begins(sheet, following)
        if (
            next_label
            and next_label.sure
            and _is_label_here(sheet, later, following, next_label)
            and not (label.key == "container-title" and journals.is_known(following.text))
            and not (next_label.key in ("DOI", "URL") and found and label.key == "reference")
        ):
            break
        if not found and following.text.strip("# *-—_•") == "":
            continue  # the mark of a list item whose text is below
        if heading_kind(following) or following.text.strip("# *-—_") == "":
            break
        if label.key == "companion" and following.text.startswith("(") and BARE_DOI.match(following.text):
            break  # the paper's: `(doi:10.1001/…)` closes a release
        if found and len(following.text) > 400 and not _has_reference_marks(following.text):
            break
        if label.key == "author" and found and following.tag != "li":
            break
        found.append((bare(following.text), following))
        last = later
    return found, last


def _has_reference_marks(text: str) -> bool:
    return "10." in text or "doi" in text.lower() or "et al" in text


_OF_A_LINE = 12
"""Characters before a label that more than a bullet takes up: `(JAMA Neurol. Published online … doi:…` says its own."""


def _goes_on(sheet: Sheet, block: list[Hit], hit: Hit) -> bool:
    """Whether a label belongs to the paper of the labels before it."""
    if hit.index - block[-1].last > _NEAR:
        return False
    between = {heading_kind(line) for line in sheet.lines[block[-1].last + 1 : hit.index]}
    cites = any(earlier.label.key == "reference" for earlier in block)
    if "other" in between or (cites and between & {"paper", "references"}):
        return False
    keys = {earlier.label.key for earlier in block}
    key = hit.label.key
    if key in ("companion", "earlier", "own", "ignore") or keys & {"companion", "earlier", "own"}:
        inside = hit.index != block[-1].index and hit.label.start > _OF_A_LINE
        return key == "ignore" or (key in ("DOI", "URL") and not keys & {"DOI", "URL"} and not inside)
    if key == "reference" and keys & {"title", "reference"}:
        return False
    return not (key in keys and key in ("title", "DOI", "container-title", "author"))


def _read(sheet: Sheet, block: list[Hit]) -> Iterator[Candidate]:
    """The papers of one block: one, or one a reference where a label stands over several."""
    keys = [hit.label.key for hit in block]
    role = next((key for key in keys if key in ("companion", "earlier", "own")), "main")
    candidate = Candidate(
        f"labelled:{_code(sheet, block)}", sheet.lines[block[0].index].number, sheet.lines[block[-1].last].number
    )
    candidate.role = role  # type: ignore[assignment]  # one of the three, or main
    extra: list[Candidate] = []
    block = _without_desk(block)
    for hit in block:
        if hit.label.note and hit.label.key in ("URL", "reference") and journals.is_known(hit.label.note):
            _take_noted(candidate, hit)
        if hit.label.key in ("reference", "companion", "earlier", "own") or _cites(sheet, hit):
            extra += references(sheet, hit, candidate, keys)
        elif hit.label.key != "ignore" and not _is_of_another(sheet, hit, extra):
            take(candidate, hit, sheet)
    if candidate.values and "author" not in candidate.values:
        _take_named_authors(sheet, candidate, block)
    if candidate.values:
        last = max((hit.last for hit in block if hit.label.key != "ignore"), default=block[-1].last)
        take_around(sheet, candidate, block[0].index, last)
    if any(hit.label.words in headings("references") for hit in block) and not candidate.values.keys() & _FOUND:
        candidate.add(-3, "of a list of references, with no journal or address")
    labelled = {key for key in keys if key in vocabulary_keys()}
    if candidate.values and not _is_paper(candidate, labelled) and _is_linked(candidate):
        candidate.layout = "link"
        candidate.add(6, f"an address after “{block[0].label.words}”")
        yield candidate
    elif candidate.values and (_is_paper(candidate, labelled) or _names_journal(candidate, block)):
        candidate.add(
            4 + len(candidate.values),
            f"labels on the page: {', '.join(sorted({hit.label.words for hit in block if hit.label.key != 'ignore'}))}",
        )
        yield candidate
    elif candidate.values.keys() == {"title"} and any(
        hit.label.key == "title" and _names_work(hit.label.words) for hit in block
    ):
        candidate.add(2, f"a title after “{block[0].label.words}”")
        yield candidate
    elif candidate.values.keys() == {"author"} and any(hit.label.key == "author" for hit in block):
        candidate.add(2, f"names after “{block[0].label.words}”")
        yield candidate
    yield from extra


def _tell_date(sheet: Sheet, hit: Hit, block: list[Hit]) -> None:
    """`Publicação: 15 de junho de 2021`: a label for a citation whose value is a day says when the paper appeared; so
    does `Datum: 2. September 2019` below the paper's authors or journal, which elsewhere is of the page."""
    text = hit.values[0][0].strip(" .")
    keys = {earlier.label.key for earlier in block}
    if hit.label.key == "reference" and {"title", "author"} <= keys and len(hit.values) == 1:
        span = journals.read_name(text, 0)
        if span and journals.weight(text[slice(*span)]) >= _A_JOURNAL and len(text) - span[1] < _LONGEST_DATE:
            hit.label = dataclasses.replace(hit.label, key="container-title")
            return  # `Publicación: Antimicrobial Agents and Chemotherapy, marzo 2018`
    below = (
        hit.label.key == "ignore"
        and hit.label.words in _days()
        and bool({"author", "container-title"} & keys)
        and _goes_on(sheet, block, hit)
    )
    if (hit.label.key == "reference" or below) and len(hit.values) == 1 and len(text) < _LONGEST_DATE:
        date = dates.read(text, language=sheet.language)
        if date and len(date.start) > 1:
            hit.label = dataclasses.replace(hit.label, key="issued")


def _tell_journal(sheet: Sheet, hit: Hit, block: list[Hit]) -> None:
    """`Publication: Annals of Internal Medicine, March 14, 2018`: below the title and the authors of a paper, a label
    for a citation whose value begins with a journal says where it appeared."""
    keys = {earlier.label.key for earlier in block}
    titled = "title" in keys or ("reference" in keys and "author" in keys)
    if hit.label.key != "reference" or len(hit.values) != 1 or not titled or "container-title" in keys:
        return
    text = hit.values[0][0].strip()
    parsed = reference.parse(text, language=sheet.language)
    more = parsed.title or parsed.people.names or parsed.DOI
    if journals.is_known(parsed.container) and text.startswith(parsed.container) and not more:
        hit.label = dataclasses.replace(hit.label, key="container-title")


_LONGEST_DATE = 32
_A_JOURNAL = 3


@cache
def _days() -> frozenset[str]:
    return frozenset(vocabulary.fold(word) for word in vocabulary.load().words("labels", "day"))


def _take_noted(candidate: Candidate, hit: Hit) -> None:
    """The journal that stands with a label, and the title that links after it."""
    text, line = hit.values[0]
    candidate.put("container-title", hit.label.note, line.text, line.number)
    if hit.label.key == "URL" and any(link.text.strip() == text for link in line.links) and is_title(text):
        candidate.put("title", text, line.text, line.number)


def _take_named_authors(sheet: Sheet, candidate: Candidate, block: list[Hit]) -> None:
    """The first author and the corresponding one, where rows of their own name them and no row lists all."""
    roles = _roles()
    rows = sorted(
        (roles[hit.label.words], hit.index, hit)
        for hit in block
        if hit.label.words in roles and len(hit.values[0][0]) < _LONGEST_ROW and "@" not in hit.values[0][0]
    )
    people: dict[tuple[str, str], Name] = {}
    for _, _, hit in rows:
        for name in names.read(hit.values[0][0], language=sheet.language).names:
            if name.family and name.given:
                people.setdefault((name.family, name.given), name)
    if people and rows[0][0] == 0:
        line = rows[0][2].values[0][1]
        candidate.put(
            "author", tuple(people.values()), " / ".join(hit.values[0][1].text for _, _, hit in rows), line.number
        )
        candidate.others = True


@cache
def _roles() -> dict[str, int]:
    """The labels for a first, last or corresponding author, folded, with their order."""
    return {
        vocabulary.fold(word): order
        for order, kind in enumerate(("first", "last", "corresponding"))
        for word in vocabulary.load().words("people", kind)
    }


_LONGEST_ROW = 120
"""Characters of a row that names one author or two."""


def _cites(sheet: Sheet, hit: Hit) -> bool:
    """Whether a whole citation stands after a label for an address (`Odkaz na článek: Hrušková J., …`), or after one
    for the source of the news (`Πηγή: …`)."""
    if hit.label.key != "URL" and not (hit.label.key == "ignore" and hit.label.words in _sources()):
        return False
    text = hit.values[0][0]
    if hit.label.key == "ignore" and text.count(";") > 1:
        return False  # `SOURCES: Jane Doe, professor, …; John Roe, …; Oct. 2, 2017, Journal of …`
    parsed = reference.parse(text, language=sheet.language, runs=hit.values[0][1].emphasis)
    if not parsed.title or not parsed.container:
        return False
    if hit.label.key == "URL" and parsed.container_weight >= _KNOWN and coverage(parsed) > _ALMOST_ALL:
        return True
    return bool(parsed.people.names) and is_citation(parsed, text)


_KNOWN = 3
_ALMOST_ALL = 0.9


@cache
def _sources() -> frozenset[str]:
    return frozenset(vocabulary.fold(word) for word in vocabulary.load().words("labels", "source"))


_FOUND = frozenset(("DOI", "URL", "container-title", "number", "PMID"))
"""What says where a work is found."""


def _is_of_another(sheet: Sheet, hit: Hit, extra: list[Candidate]) -> bool:
    """Whether a label stands inside a second citation of its block (`… Letters (2017). DOI: 10.1002/…`)."""
    number = sheet.lines[hit.index].number
    return any(hit.label.start > 0 and other.first <= number <= other.last for other in extra)


def _names_work(label: str) -> bool:
    """Whether a label for a title says of what: `Title of paper`, `논문명`, not `Title` alone."""
    lowered = lower(label)
    return words("prose", "study", tuple(vocabulary.load().languages)).any(lowered, tokens(lowered))


def _without_desk(block: list[Hit]) -> list[Hit]:
    """Without an author named between the rows of the news itself (`Author: … / Source: … / Contact: …`)."""
    desk = _desk()
    return [
        hit
        for hit, following in zip(block, [*block[1:], None], strict=True)
        if not (
            hit.label.key == "author"
            and "," not in hit.values[0][0]
            and len(hit.values[0][0].split()) < _MOST_DESK
            and following
            and following.label.words in desk
            and following.index - hit.index <= 2
        )
    ]


_MOST_DESK = 6
"""Words of the author of news: one person, or an office."""


@cache
def _desk() -> frozenset[str]:
    return frozenset(vocabulary.fold(word) for word in vocabulary.load().words("labels", "desk"))


def _is_linked(candidate: Candidate) -> bool:
    """Whether a block says nothing but an address, and that looks like an article's."""
    url = candidate.text("URL")
    return (
        bool(url)
        and bool(
            re.search(
                r"(?i)/(?:articles?|doi|abs|abstract|full|fulltext|pdf|paper|papers|content|science/article|chapter|document)/|arxiv\.org|\.pdf$",
                url,
            )
        )
        and bool(re.search(r"\d{3}|\.pdf$", url))
    )


def vocabulary_keys() -> frozenset[str]:
    """The variables that a labelled line can state of a paper."""
    return frozenset(
        ("title", "author", "container-title", "DOI", "URL", "issued", "volume", "issue", "page", "publisher")
    )


def _is_paper(candidate: Candidate, labelled: set[str]) -> bool:
    values = candidate.values.keys()
    if "DOI" in values or ("title" in values and ("title" not in labelled or len(values) > 1)):
        return True
    if "container-title" in values and not labelled and "issued" in values:
        return journals.weight(candidate.text("container-title")) >= 3  # `Citation: Joule, Feb-2024`
    return "container-title" in values and bool(
        values & {"author", "URL", "volume", "page", "PMID"} or len(labelled) > 1
    )


def _names_journal(candidate: Candidate, block: list[Hit]) -> bool:
    """Whether a block says the journal and nothing else after a label for it (`Journal reference: Small, in press`)."""
    return candidate.values.keys() == {"container-title"} and any(
        hit.label.words.startswith("journal ") and (hit.label.key == "reference" or _names_work(hit.label.words))
        for hit in block
    )


def _code(sheet: Sheet, block: list[Hit]) -> str:
    words = block[0].label.words
    return next((code for code in sheet.codes if words in _labels_of(code)), sheet.language)


@cache
def _labels_of(code: str) -> frozenset[str]:
    """All the labels of a language, folded."""
    groups = vocabulary.load().languages[code].words.get("labels", {}).values()
    return frozenset(vocabulary.fold(word) for group in groups for word in group)

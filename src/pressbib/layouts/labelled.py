"""The labelled layout: `Label: value` lines, rows, definition lists, headings with their value below, and whole
citations after a label. Consecutive labels are one paper until a label comes again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressbib import names, reference, vocabulary
from pressbib.layouts.blocks import MOST_LABELS, NEAR, blocks
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.citations import is_citation, references
from pressbib.layouts.labels import Hit
from pressbib.layouts.parsed import coverage, put_parsed, reads_as_title, take_around
from pressbib.layouts.phrases import tokens, words
from pressbib.layouts.sheet import Sheet, headings
from pressbib.layouts.titles import is_title
from pressbib.layouts.values import read_title, take
from pressbib.patterns import prepare
from pressbib.record import Name
from pressbib.reference import sites
from pressbib.reference.parts import clean_name
from pressbib.vocabulary import journals, lower


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The papers that labels of the page describe."""
    before: list[Candidate] = []
    end = -1
    count = 0
    for block in blocks(sheet):
        here = list(_read(sheet, block))
        if block[0].index - end > NEAR:
            before = []
        elif block[0].index - end <= 1 and any(hit.label.key == "container-title" for hit in block):
            _share_container(sheet, before[-1:], block)
        keys = {hit.label.key for hit in block}
        if not here and before and "container-title" in keys and keys <= {"container-title", "ignore"}:
            _share_container(sheet, before, block)
        elif (
            here
            and {"container-title", "URL"} <= keys <= {"container-title", "URL", "ignore"}
            and _share_link(before, here)
        ):
            _share_container(sheet, before, block)
            here = []
        before += here
        end = block[-1].last
        count += len(block)
        if count > MOST_LABELS and here:
            here[-1].reasons.append(f"{count} labels stand on the page: the rest of it was not looked at")
        yield from here


def _share_container(sheet: Sheet, candidates: list[Candidate], block: list[Hit]) -> None:
    """A journal named once under a paper and its editorial is that of both."""
    hit = next(hit for hit in block if hit.label.key == "container-title")
    for candidate in candidates:
        if "container-title" not in candidate.values:
            take(candidate, hit, sheet)
            if candidate.values.keys() == {"title", "container-title"}:
                candidate.add(4, "a label below names the journal")


def _share_link(before: list[Candidate], here: list[Candidate]) -> bool:
    """Whether a journal and an address, below a title and its editorial, were those of the one paper among them, which
    then has the address."""
    bare = [each for each in before if each.role == "main" and not {"DOI", "URL"} & each.values.keys()]
    if len(bare) != 1 or len(here) != 1 or "title" not in bare[0].values:
        return False
    for variable in ("DOI", "URL"):
        if variable in here[0].values:
            bare[0].values[variable] = here[0].values[variable]
    return True


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
        if hit.label.key in ("URL", "reference") and _is_journal(hit.label.note):
            _take_noted(candidate, hit)
        if hit.label.key == "reference" and _is_journal_of_rows(hit, keys):
            text, line = hit.values[0]
            candidate.put("container-title", clean_name(text), line.text, line.number)
        elif hit.label.key in ("reference", "companion", "earlier", "own") or _cites(sheet, hit):
            extra += references(sheet, hit, candidate, keys)
            if hit.label.key == "reference" and not candidate.values and not extra:
                _take_bare_address(candidate, hit)
        elif hit.label.words in _sources() and (source := _source(sheet, hit)):
            put_parsed(candidate, source, [hit.values[0][1]])
        elif hit.label.key in ("URL", "title") and (named := sites.read(hit.values[0][0])):
            put_parsed(candidate, named, [hit.values[0][1]])
        elif hit.label.key == "URL" and _is_title_for_link(hit):
            candidate.put(
                "title", read_title(_SITE.sub("", hit.values[0][0])), hit.values[0][1].text, hit.values[0][1].number
            )
        elif hit.label.key != "ignore" and not _is_of_another(sheet, hit, extra):
            take(candidate, hit, sheet)
    if candidate.values and "author" not in candidate.values:
        _take_named_authors(sheet, candidate, block)
    if candidate.values:
        last = max((hit.last for hit in block if hit.label.key != "ignore"), default=block[-1].last)
        take_around(sheet, candidate, block[0].index, last)
    if any(hit.label.words in headings("references") for hit in block) and not candidate.values.keys() & _FOUND:
        candidate.add(-3, "of a list of references, with no journal or address")
    labelled = {key for key in keys if key in _PAPER_KEYS}
    if candidate.values and not _is_paper(candidate, labelled) and _is_linked(candidate):
        candidate.layout = "link"
        candidate.add(6, f"an address after “{block[0].label.words}”")
        yield candidate
    elif candidate.values and (_is_paper(candidate, labelled) or _names_journal(candidate, block)):
        told = [hit for hit in block if hit.label.key != "ignore"] or block
        candidate.add(
            4 + len(candidate.values),
            f"labels on the page: {', '.join(sorted({hit.label.words for hit in told}))}",
        )
        yield candidate
    elif candidate.values.keys() == {"title"} and any(
        hit.label.key in ("title", "URL") and _names_work(hit.label.words) for hit in block
    ):
        candidate.add(2, f"a title after “{block[0].label.words}”")
        yield candidate
    elif candidate.values.keys() == {"author"} and any(hit.label.key == "author" for hit in block):
        candidate.add(2, f"names after “{block[0].label.words}”")
        yield candidate
    yield from extra


def _take_bare_address(candidate: Candidate, hit: Hit) -> None:
    """The address of an article, where nothing else stands after a label for a citation: `Cited study: https://…`."""
    text, line = hit.values[0]
    if _ADDRESS.fullmatch(text.strip()) and len(hit.values) == 1:
        candidate.put("URL", text.strip(), line.text, line.number)
        if not _is_linked(candidate):
            del candidate.values["URL"]


_ADDRESS = prepare(r"https?://[^\s/]+/\S+")
_TITLE_WORDS = 5


_SITE = prepare(r"\s?\([\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\)$")
"""`(wiley.com)` after the words of a link."""


def _is_title_for_link(hit: Hit) -> bool:
    """Whether the words of a link stand after its label, its address lost in copying: `Link to the study: Root …`."""
    text, line = hit.values[0]
    text = _SITE.sub("", text)
    lost = not line.links and "/" not in text and "." not in text.rstrip(" .")
    return lost and len(text.split()) >= _TITLE_WORDS and _names_work(hit.label.words) and reads_as_title(text)


def _is_journal(note: str) -> bool:
    """Whether what stands with a label is the name of a journal and nothing else."""
    name = journals.read_name(note, 0) if note else None
    return name is not None and name[1] == len(note) and journals.weight(note) >= _KNOWN


def _is_journal_of_rows(hit: Hit, keys: list[str]) -> bool:
    """Whether the row of a publication says its journal, beside one with its title: `Publication: Nature Water`."""
    return "title" in keys and "container-title" not in keys and _is_journal(clean_name(hit.values[0][0]))


def _take_noted(candidate: Candidate, hit: Hit) -> None:
    """The journal that stands with a label, and the title that links after it."""
    text, line = hit.values[0]
    candidate.put("container-title", hit.label.note, line.text, line.number)
    if hit.label.key != "URL" or not is_title(text):
        return
    if any(link.text.strip() == text for link in line.links) or (reads_as_title(text) and "/" not in text):
        candidate.put("title", read_title(text), line.text, line.number)


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
    parsed = reference.parse(text, language=sheet.language, runs=hit.values[0][1].emphasis)
    if hit.label.key == "ignore" and text.count(";") > 1 and not parsed.DOI:
        return False  # `SOURCES: Jane Doe, professor, …; John Roe, …; Oct. 2, 2017, Journal of …`
    if (
        hit.label.key == "ignore"
        and parsed.DOI
        and parsed.container_weight >= _KNOWN
        and coverage(parsed) > _ALMOST_ALL
    ):
        return True  # `Source: Annals of Internal Medicine, May 7, 2021 (https://…)`
    if not parsed.title or not parsed.container:
        return False
    stated = hit.label.key == "URL" or (parsed.quoted and parsed.issued is not None)
    placed = parsed.quoted and parsed.issued and (parsed.people.names or parsed.page)  # a journal by its place
    if ((stated and parsed.container_weight >= _KNOWN) or placed) and coverage(parsed) > _ALMOST_ALL:
        return True
    return bool(parsed.people.names) and is_citation(parsed, text)


_KNOWN = 3
_ALMOST_ALL = 0.9


def _source(sheet: Sheet, hit: Hit) -> reference.Parsed | None:
    """The journal and the day that a label for the source of news names: `SOURCE: JAMA, online May 5, 2021.`"""
    parsed = reference.parse(hit.values[0][0], language=sheet.language)
    dated = parsed.issued is not None and len(parsed.issued.start) > 1
    whole = dated and coverage(parsed) > _ALMOST_ALL and not (parsed.title or parsed.people.names)
    return parsed if whole and journals.is_known(parsed.container) else None


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
    titled = any(hit.label.key == "title" for hit in block)
    return [
        hit
        for hit, following in zip(block, [*block[1:], None], strict=True)
        if not (
            hit.label.key == "author"
            and not titled
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


_PAPER_KEYS = frozenset(
    ("title", "author", "container-title", "DOI", "URL", "issued", "volume", "issue", "page", "publisher")
)
"""The variables that a labelled line can state of a paper."""


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
    return {"container-title"} <= candidate.values.keys() <= {"container-title", "issued"} and any(
        hit.label.words.startswith("journal ")
        and (hit.label.key in ("reference", "URL") or _names_work(hit.label.words))
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

"""Document -> the papers that a press page announces, as Records.

A layout is an arrangement on the page: labelled lines, an unlabelled citation, prose, links alone. Each finds
candidates; `announce.choose` joins those of one paper and decides which papers the page announces. `LAYOUTS` is the
one list of them, and its order is the order of trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pressbib import templates
from pressbib.classes import dataclass
from pressbib.document import Document
from pressbib.layouts import announce, labelled, links, prose, strings
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.sheet import Sheet, lay
from pressbib.record import Record, Relation
from pressbib.reference import book
from pressbib.vocabulary import journals

Layout = Callable[[Sheet], Iterator[Candidate]]

LAYOUTS: tuple[tuple[str, Layout], ...] = (
    ("labelled", labelled.find),
    ("reference", strings.find),
    ("prose", prose.find),
    ("link", links.find),
)
"""The layouts by name, the most trusted first."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One candidate as it was judged: the Record it would give, its score, and whether it was taken."""

    layout: str
    lines: tuple[int, int]
    score: float
    taken: bool
    reasons: tuple[str, ...]
    record: Record


def papers(document: Document) -> tuple[Record, ...]:
    """The announced papers in page order, companions last; () where the page announces none. Never raises.

    Each Record has its type, provenance, the press page, and the reasons why it was taken.
    """
    from pressbib.readers import press

    known = templates.know(document)
    page = press.read(document, known)
    sheet = lay(document, page, known)
    chosen, _ = announce.choose(sheet, page, _candidates(sheet))
    records = [_record(candidate, document, page) for candidate in chosen]
    mains = [record for candidate, record in zip(chosen, records, strict=True) if candidate.role != "companion"]
    return tuple(
        _with_relation(record, mains[0]) if candidate.role == "companion" and mains else record
        for candidate, record in zip(chosen, records, strict=True)
    )


def explain(document: Document) -> tuple[Explanation, ...]:
    """Every candidate with its score and reasons, the taken ones first, then by score; those of one paper are one."""
    from pressbib.readers import press

    known = templates.know(document)
    page = press.read(document, known)
    sheet = lay(document, page, known)
    chosen, refused = announce.choose(sheet, page, _candidates(sheet))
    judged = [(candidate, True) for candidate in chosen] + [
        (candidate, False) for candidate in sorted(refused, key=lambda c: -c.score)
    ]
    return tuple(
        Explanation(c.layout, (c.first, c.last), c.score, taken, tuple(c.reasons), _record(c, document, page))
        for c, taken in judged
    )


def _candidates(sheet: Sheet) -> Iterator[Candidate]:
    for _, find in LAYOUTS:
        yield from find(sheet)


def _record(candidate: Candidate, document: Document, page: object) -> Record:
    from pressbib.record import Press

    assert isinstance(page, Press)  # noqa: S101 - said to the type checker
    return candidate.record(page, document.retrieved, _item_type(candidate))


_PREPRINTS = frozenset(("arxiv", "biorxiv", "medrxiv", "chemrxiv", "ssrn"))


def _item_type(candidate: Candidate) -> str:
    """The CSL item type, by what holds the work."""
    container = candidate.text("container-title")
    if journals.is_magazine(container):
        return "article-magazine"
    if journals.is_meeting(container):
        return "paper-conference"
    if candidate.text("archive") == "arXiv" or container.casefold() in _PREPRINTS:
        return "article"
    if "collection-title" in candidate.values and not container:
        return "report"
    if "publisher" in candidate.values and not container:
        return "book" if book.is_publisher(candidate.text("publisher")) or "ISBN" in candidate.values else "report"
    return "article-journal"


def _with_relation(record: Record, main: Record) -> Record:
    if main.DOI:
        relation = Relation("is-companion-of", "DOI", main.DOI)
    elif main.URL:
        relation = Relation("is-companion-of", "URL", main.URL)
    else:
        relation = Relation("is-companion-of", "title", main.title)
    return record.replace(relations=(relation,), reasons=(*record.reasons, "a companion of the paper before it"))

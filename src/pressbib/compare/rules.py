"""The named penalties, and the verdict that follows from their sum."""

from __future__ import annotations

from collections.abc import Container, Mapping
from enum import Enum
from types import MappingProxyType

from pressbib.classes import dataclass
from pressbib.compare import agree
from pressbib.compare.agree import Wording
from pressbib.compare.facts import Facts
from pressbib.compare.words import WORDS


class Verdict(Enum):
    """What two Records are to each other. Only SAME merges without asking."""

    SAME = "same"
    LIKELY = "likely"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The penalties that are not zero, weighted, by name, and the verdict."""

    penalties: Mapping[str, float]
    verdict: Verdict

    @property
    def distance(self) -> float:
        """The sum of the penalties: below 1 the same, below 2 likely, below 3 unsure."""
        return sum(self.penalties.values())

    @property
    def is_of_two_works(self) -> bool:
        """Whether one of them is a version of the other, or about it."""
        return "version" in self.penalties or "about" in self.penalties


WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "title": 1.0,
        "authors": 3.0,
        "year": 1.0,
        "container": 0.7,
        "volume": 1.0,
        "issue": 1.0,
        "pages": 1.2,
        "doi": 1.0,
        "identifier": 1.0,
        "isbn": 1.0,
        "edition": 1.5,
        "version": 2.0,
        "part": 2.0,
        "about": 2.0,
        "recurring": 1.0,
        "evidence": 1.0,
        "chain": 1.0,
    }
)
"""What each penalty weighs at its full size. A penalty of 1 alone forbids merging without asking."""

ENOUGH = 2.05
"""The evidence that a merge without asking needs; see `_evidence`."""


@dataclass(slots=True)
class Seen:
    """What two Records have in common, worked out once for all rules. None: a fact that one of them does not state.

    shared: an identifier of the work itself; address: only its address, whose content may have changed since.
    place: 2 the same first and last page of the same volume, 1 the same first page of it, 0 not the same place or not
    known.
    """

    shared: bool
    address: bool
    container: float | None
    pages: float | None
    place: int
    abstract: bool
    wording: Wording | None
    alike: float
    authors: float | None = None
    people: int = 0


def compare_facts(a: Facts, b: Facts, weights: Mapping[str, float], common: Container[str]) -> Comparison:
    """Compare the facts of two Records."""
    sizes = _sizes(a, b, weights, common)
    penalties = {name: round(size * weights[name], 3) for name, size in sizes.items() if size > 0 and weights[name]}
    found = verdict(sum(penalties.values()))
    if found is Verdict.DIFFERENT and not a.identifiers.isdisjoint(b.identifiers):
        found = Verdict.UNSURE  # one of them has a wrong identifier, or that of what holds both: a person should see it
    return Comparison(penalties, found)


def verdict(distance: float) -> Verdict:
    """The verdict that follows from the sum of the penalties."""
    if distance < 1:
        return Verdict.SAME
    if distance < 2:
        return Verdict.LIKELY
    return Verdict.UNSURE if distance < 3 else Verdict.DIFFERENT


def _sizes(a: Facts, b: Facts, weights: Mapping[str, float], common: Container[str]) -> dict[str, float]:
    shared = not a.identifiers.isdisjoint(b.identifiers)
    wording, alike = agree.titles(a, b) if a.title.text and b.title.text else (None, 0.0)
    if wording is Wording.DIFFERENT and not shared and (a.first_page != b.first_page or not a.first_page):
        return {"title": 3.0}  # the usual case among many: no need to look further
    seen = _look(a, b, wording, alike)
    if wording is Wording.DIFFERENT and not shared and seen.place < 2:
        return {"title": 3.0}
    if a.people and b.people:
        seen.authors, seen.people = agree.people(a, b)
    sizes = {"title": _title(seen)}
    sizes["authors"] = _authors(seen)
    sizes["year"] = _year(a, b, seen)
    if seen.container is not None and seen.container < 0.8:
        sizes["container"] = 1 - seen.container
    settled = 0.3 if (seen.shared and not seen.address) or seen.abstract else 1.0
    if a.volume and b.volume and a.volume != b.volume:
        sizes["volume"] = settled * (1.3 if "container" in sizes else 1.0)  # another place altogether
    if _other_issue(a, b):
        # Where the pages are known, they tell more: databases number supplements and double issues differently.
        sizes["issue"] = (
            0.3 if seen.shared or seen.place else 1.0 if seen.pages is None and a.volume == b.volume else 0.4
        )
    if seen.pages is not None:
        sizes["pages"] = (1 - seen.pages) * settled
    if a.doi and b.doi and a.doi != b.doi:
        sizes["doi"] = 1.0
    _other_works(a, b, seen, sizes)
    if not seen.shared:
        _doubt(a, b, seen, sizes, weights, common)
    return sizes


def _look(a: Facts, b: Facts, wording: Wording | None, alike: float) -> Seen:
    container = agree.containers(a, b) if a.container and b.container else None
    pages = _pages(a, b)
    shared = a.identifiers & b.identifiers
    return Seen(
        shared=bool(shared),
        address=bool(shared) and all(key.startswith("url:") for key in shared),
        container=container,
        pages=pages,
        place=_place(a, b, pages, container),
        abstract=bool(a.abstract) and a.abstract == b.abstract,
        wording=wording,
        alike=alike,
    )


def _pages(a: Facts, b: Facts) -> float | None:
    if not a.first_page or not b.first_page:
        return None
    if a.first_page == b.first_page:
        return 1.0
    return 0.7 if a.last_page and a.last_page == b.last_page else 0.0


def _other_issue(a: Facts, b: Facts) -> bool:
    return a.issue != b.issue and a.issue.isdigit() and b.issue.isdigit()


def _place(a: Facts, b: Facts, pages: float | None, container: float | None) -> int:
    if pages != 1.0 or (a.volume != b.volume and a.volume and b.volume):
        return 0
    if len(a.first_page) < 3 and _other_issue(a, b):
        return 0  # each issue of a magazine begins with page 1
    if a.volume and b.volume:
        if container is not None and container < 0.5 and a.year != b.year:
            return 0
    elif a.year != b.year or not a.year or container is None or container < 0.8:
        return 0
    if a.last_page == b.last_page and a.last_page != a.first_page:
        return 2
    return 1 if len(a.first_page) > 1 else 0


def _title(seen: Seen) -> float:
    """From 0 for equal titles to 3 for unlike ones; a shared identifier or place excuses much."""
    match seen.wording:
        case None | Wording.EQUAL:
            return 0.0
        case Wording.TYPOS:
            return 0.3
        case Wording.ASIDE | Wording.SUBTITLE:
            return 0.3 if seen.shared or seen.place else 1.0
        case Wording.LONGER:
            return 0.4 if seen.shared or seen.place else 1.2
        case Wording.REWORDED:
            if seen.shared or seen.place == 2:
                return 0.6
            return 1.1 + (1 - seen.alike) * (1 if seen.place else 4)
    agreed = seen.place == 2 and (seen.authors or 0) >= 0.8
    if seen.shared:
        return 1.2 if agreed else 2.2
    return 1.5 if agreed else 3.0


def _authors(seen: Seen) -> float:
    if seen.authors is None or seen.authors >= 0.9:
        return 0.0
    return (1 - seen.authors) * (0.4 if seen.shared else 0.7 if seen.place else 1.0)


def _year(a: Facts, b: Facts, seen: Seen) -> float:
    if not a.year or not b.year:
        return 0.0
    apart = min(3, abs(a.year - b.year))
    if (seen.shared and not seen.address) or seen.abstract or (seen.place and apart == 1):
        return apart * 0.3  # published online before it was printed
    if apart == 0 and a.day and b.day and abs(a.day - b.day) > 7 and not seen.shared:
        return 1.0  # a column of a newspaper, perhaps
    return float(apart)


def _other_works(a: Facts, b: Facts, seen: Seen, sizes: dict[str, float]) -> None:
    """Penalties for what makes two records of alike titles two works."""
    if seen.wording is not None:
        if _another_part(a, b, seen):
            sizes["part"] = 1.0
        if a.title.about != b.title.about:
            sizes["about"] = 1.0
            if _is_beside(a, b, seen):
                sizes["about"] = 0.5
                sizes.update({name: min(size, most) for name, most in _BESIDE.items() if (size := sizes.get(name))})
    if a.isbns and b.isbns and not a.isbns & b.isbns and not seen.place:
        sizes["isbn"] = 1.0
    if a.edition and b.edition and a.edition != b.edition:
        sizes["edition"] = 1.0
    if not seen.shared and (kind := version(a, b, seen)):
        sizes["version"] = 0.75 if kind == "conference" and a.year and a.year == b.year else 1.0
    if not seen.shared:
        mine, theirs = ({i.partition(":")[0] for i in facts.identifiers} for facts in (a, b))
        if (mine & theirs) - {"doi", "url", "isbn"}:
            sizes["identifier"] = 1.0


_BESIDE = {"title": 0.3, "part": 0.0, "issue": 0.0, "pages": 0.3, "doi": 0.3}
"""What is left of these penalties where a work and its erratum are compared, which differ in them as a matter of
course: some databases hold both in one record, so that a person is asked."""


def _is_beside(a: Facts, b: Facts, seen: Seen) -> bool:
    """Whether the same people wrote two records in the same volume or year of a journal, one about the other: a
    work and its erratum, or one record twice, of which one has lost the words that say what it is."""
    if seen.wording in (Wording.REWORDED, Wording.DIFFERENT):
        return False
    if (seen.authors or 0) < 0.9 or (seen.container or 0) < 0.8:
        return False
    return bool(a.volume and a.volume == b.volume) or (a.year == b.year and not (a.volume and b.volume))


def _another_part(a: Facts, b: Facts, seen: Seen) -> bool:
    """Whether numbers tell two works of a series apart (`Part I`, `Part II`; yearly reports; volumes of a book)."""
    if a.volume != b.volume and a.volume and b.volume and a.venue == b.venue and a.venue in ("book", "report"):
        return True
    only_a, only_b = a.title.numbers - b.title.numbers, b.title.numbers - a.title.numbers
    if only_a and only_b:
        return True
    return (
        bool(only_a or only_b)
        and not seen.place
        and seen.wording in (Wording.TYPOS, Wording.ASIDE, Wording.LONGER)
        and seen.alike > 0.85
    )


def version(a: Facts, b: Facts, seen: Seen) -> str:
    """Why two Records are one text in two venues: `preprint`, `thesis`, `report` (one of them is), `conference` (the
    paper and its journal version); "" where they are not."""
    if not a.venue or not b.venue or a.venue == b.venue or seen.place or (seen.container or 0) >= 0.9:
        return ""
    if (seen.container or 0) >= 0.8 and not a.is_venue_said and not b.is_venue_said:
        return ""  # item types are often wrong
    if a.volume and a.volume == b.volume and a.year == b.year:
        return ""
    for kind in ("preprint", "thesis", "report"):
        if kind in (a.venue, b.venue):
            return kind
    return "conference" if seen.container is not None and {a.venue, b.venue} == {"conference", "journal"} else ""


def link(a: Facts, b: Facts) -> str:
    """Why two alike Records are two works that belong together; see `compare.versions`."""
    if not a.title.text or not b.title.text:
        return ""
    seen = _look(a, b, *agree.titles(a, b))
    if seen.wording is Wording.DIFFERENT or (a.people and b.people and not agree.people(a, b)[1]):
        return ""
    if _another_part(a, b, seen):
        return "part"
    if a.title.about != b.title.about:
        return a.title.about or b.title.about
    return version(a, b, seen)


def related(a: Facts, b: Facts, common: Container[str] = ()) -> str:
    """What `link` finds, but only where it is certain enough to be written down without asking: `preprint`, `thesis`,
    `report`, `conference`, `erratum`; else ""."""
    if not a.people or not b.people or (a.year and b.year and abs(a.year - b.year) > MOST_YEARS):
        return ""
    if any(is_recurring(facts.title.text, common) for facts in (a, b)) or (agree.people(a, b)[0] or 0) < 0.9:
        return ""
    kind = link(a, b)
    wording = agree.titles(a, b)[0]
    if kind == "erratum":
        close = a.container and b.container and agree.containers(a, b) >= 0.8
        return kind if close and wording is not Wording.REWORDED else ""
    if kind == "conference" and a.year == b.year:
        return ""  # an abstract, perhaps, that both databases take from the same supplement
    return kind if kind in _FORMS and wording in (Wording.EQUAL, Wording.TYPOS) else ""


MOST_YEARS = 3
"""How many years may lie between two forms of one work."""
_FORMS = frozenset(("preprint", "thesis", "report", "conference"))


def _doubt(
    a: Facts, b: Facts, seen: Seen, sizes: dict[str, float], weights: Mapping[str, float], common: Container[str]
) -> None:
    """Penalties for too little that speaks for one work, where no identifier is shared."""
    if seen.wording is None:
        sizes["evidence"] = 1.0 if seen.place else 2.0
        return
    sizes["recurring"] = _recurring(a, b, seen, common)
    found = _evidence(a, b, seen)
    if found < ENOUGH:
        # Enough to forbid merging, if nothing else does, and more for each thing not known; never proof of two works.
        against = sum(size * weights[name] for name, size in sizes.items())
        sizes["evidence"] = min(2.0, max(0.0, 1 - against) + (ENOUGH - found) * 1.8)


def _recurring(a: Facts, b: Facts, seen: Seen, common: Container[str]) -> float:
    """From 0 to 2 for titles that tell too little, where no second strong key is shared."""
    if seen.place and not (a.doi and b.doi and a.doi != b.doi):
        return 0.0
    titles = (a.title.text, b.title.text)
    if any(title in WORDS.recurring for title in titles):
        same_issue = a.volume and a.volume == b.volume and a.issue and a.issue == b.issue
        same_group = seen.people > 1 and seen.authors == 1 and a.year == b.year and (seen.container or 0) >= 0.8
        return 1.0 if same_issue or same_group else 2.0
    if not any(is_recurring(title, common) for title in titles):
        return 0.0
    return 2.0 if _other_issue(a, b) else 1.0


def _evidence(a: Facts, b: Facts, seen: Seen) -> float:
    """What speaks for one work, where no identifier is shared: an equal title counts 1, two authors 0.8, ..."""
    found = 0.0
    if seen.wording in (Wording.LONGER, Wording.REWORDED) or (
        seen.wording is Wording.TYPOS and min(a.title.text.count(" "), b.title.text.count(" ")) < 2
    ):
        found += 0.6
    elif seen.wording not in (None, Wording.DIFFERENT):
        found += 1.0
    if seen.authors is not None and seen.authors > 0.6:
        found += (0.6, 0.8, 1.0)[min(max(seen.people, 1), 3) - 1]
    if seen.container is not None and seen.container >= 0.8:
        found += 0.5
    if a.year and a.year == b.year:
        found += 0.3
    if seen.pages:
        found += 0.8 * seen.pages if min(len(a.first_page), len(b.first_page)) > 1 else 0.4 * seen.pages
    if a.volume and a.volume == b.volume:
        found += 0.3
    if a.issue and a.issue == b.issue:
        found += 0.1
    if (seen.container or 0) < 0.8 and not seen.place and not seen.abstract:
        return min(found, ENOUGH - 0.01)  # where it appeared is not known to be the same: a version, perhaps
    return found


def is_recurring(title: str, common: Container[str]) -> bool:
    """Whether a folded title says too little to tell a work: one of a column, or of one word."""
    return title in WORDS.recurring or title in common or len(title) < 10

"""The Record: one work, described by CSL variables, each value knowing where it came from.

The class below is the one table of variables: its attributes are the variables of CSL 1.0.2 (`-` written `_`, capitals
kept for identifiers), each with its kind and a sentence that says what the value means. CSL-JSON in and out, the
reference page of the documentation, and the checks that every format maps every variable are derived from it
(`VARIABLES`). The table makes the module somewhat longer than others.

An absent value is empty: `""` for text and numbers, `()` for names and terms, `None` for dates. Text may hold the rich
text of CSL (`<i>`, `<b>`, `<sub>`, `<sup>`, `<span class="nocase">`), and nothing else of HTML.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, Any, Literal

from pressbib.classes import dataclass, rows_of

Kind = Literal["text", "number", "names", "date", "terms"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from.

    kind: what stated it: `user`, `import:FORMAT`, `registry:NAME`, `landing:VOCABULARY`, or for a press page the
        layout and language (`labelled:en`, `prose:de`, `reference`, `link`, `page`).
    locator: where in the source (`line 27`, an address, a field name).
    text: the words that the value was read from, as they stand there.
    retrieved: when the source was fetched (ISO 8601, UTC), or "".
    """

    kind: str
    locator: str = ""
    text: str = ""
    retrieved: str = ""

    @property
    def rank(self) -> int:
        """How much the origin is trusted: 4 user, 3 import, 2 registry, 1 landing page, 0 press page."""
        return _RANKS.get(self.kind.partition(":")[0], 0)


_RANKS = {"user": 4, "import": 3, "registry": 2, "landing": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or an organisation. A value that cannot be taken apart stands whole in `literal`.

    The first six are CSL's name parts. `affiliations` are as printed; `orcid` is the bare 16-digit form with hyphens;
    `roles` are what the page says of the person (`corresponding`, `first`, `equal`).
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    affiliations: tuple[str, ...] = ()
    orcid: str = ""
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        particles = (self.dropping_particle, self.non_dropping_particle)
        return " ".join(part for part in (self.given, *particles, self.family, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as exactly as it is known: year; year and month; or year, month and day. A range has an `end`.

    Months count from 1, the year is negative before our era (CSL 1.0.2, date-parts). `season` is 1 spring to 4 winter.
    A date that cannot be typed stands in `literal`.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""

    @property
    def year(self) -> int | None:
        return self.start[0] if self.start else None

    @property
    def month(self) -> int | None:
        return self.start[1] if len(self.start) > 1 else None

    @property
    def day(self) -> int | None:
        return self.start[2] if len(self.start) > 2 else None

    def __str__(self) -> str:
        """ISO 8601 as far as known (`2024`, `2024-12`, `2024-12-30`), a range with `/`, else the literal text."""
        text = "/".join(_iso(parts) for parts in (self.start, self.end) if parts)
        return text or self.literal


def _iso(parts: tuple[int, ...]) -> str:
    year, *rest = parts
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04d}", *(f"{part:02d}" for part in rest)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A press page that announces the work: never the work's own address."""

    url: str = ""
    title: str = ""
    issued: Date | None = None
    publisher: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that a source stated and that was not chosen (same type as the variable's value)."""

    variable: str
    value: Value
    origin: Origin


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to another work. kind: `has-version-of-record`, `has-preprint`, `is-companion-of`, `corrects`, ...; the
    target is an identifier (`DOI`, `arXiv`, `URL`, `citekey`) and its value."""

    kind: str
    target_type: str
    target: str


Value = str | Date | tuple[Name, ...] | tuple[str, ...]


def _variable(kind: Kind, meaning: str) -> dict[str, Any]:
    return {"kind": kind, "meaning": meaning}


def _text(meaning: str) -> str:
    return field(default="", metadata=_variable("text", meaning))


def _number(meaning: str) -> str:
    return field(default="", metadata=_variable("number", meaning))


def _names(meaning: str) -> tuple[Name, ...]:
    return field(default=(), metadata=_variable("names", meaning))


def _date(meaning: str) -> Date | None:
    return field(default=None, metadata=_variable("date", meaning))


def _terms(meaning: str) -> tuple[str, ...]:
    return field(default=(), metadata=_variable("terms", meaning))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """One work. See the module's docstring for absent values and rich text."""

    # What it is
    type: str = field(default="document", metadata=_variable("text", "Item type, one of ITEM_TYPES."))
    citation_key: str = _text("The citekey: the name by which documents cite the work; never changed by merging.")
    categories: tuple[str, ...] = _terms("Categories of the item itself in a reference manager; not keywords.")
    language: str = _text("Language of the work (BCP 47), not of the page that describes it.")

    # People
    author: tuple[Name, ...] = _names("Authors in the order of the work.")
    chair: tuple[Name, ...] = _names("Chair of a session or hearing.")
    collection_editor: tuple[Name, ...] = _names("Editors of the series.")
    compiler: tuple[Name, ...] = _names("Who compiled a list or collection.")
    composer: tuple[Name, ...] = _names("Composer of music.")
    container_author: tuple[Name, ...] = _names("Authors of the book that holds the chapter.")
    contributor: tuple[Name, ...] = _names("Contributors named beside the authors.")
    curator: tuple[Name, ...] = _names("Curator of an exhibition or data set.")
    director: tuple[Name, ...] = _names("Director of a film or broadcast.")
    editor: tuple[Name, ...] = _names("Editors of the work or of the book that holds it.")
    editorial_director: tuple[Name, ...] = _names("Managing editor ('directeur de la publication').")
    executive_producer: tuple[Name, ...] = _names("Executive producer of a broadcast.")
    guest: tuple[Name, ...] = _names("Guests of a broadcast or podcast.")
    host: tuple[Name, ...] = _names("Host of a broadcast or podcast.")
    interviewer: tuple[Name, ...] = _names("Who led the interview.")
    illustrator: tuple[Name, ...] = _names("Illustrator.")
    narrator: tuple[Name, ...] = _names("Narrator of a recording.")
    organizer: tuple[Name, ...] = _names("Organiser of an event.")
    original_author: tuple[Name, ...] = _names("Author of the original of an adapted or translated work.")
    performer: tuple[Name, ...] = _names("Performer.")
    producer: tuple[Name, ...] = _names("Producer of a broadcast or film.")
    recipient: tuple[Name, ...] = _names("To whom a letter is addressed.")
    reviewed_author: tuple[Name, ...] = _names("Author of the work that this work reviews.")
    script_writer: tuple[Name, ...] = _names("Script writer.")
    series_creator: tuple[Name, ...] = _names("Creator of a series.")
    translator: tuple[Name, ...] = _names("Translators.")

    # Dates
    accessed: Date | None = _date("When the address was looked at.")
    available_date: Date | None = _date("When the work became available before it was issued.")
    event_date: Date | None = _date("When the event took place.")
    issued: Date | None = _date("When the work was published; not modified, deposited or announced.")
    original_date: Date | None = _date("When the original was published.")
    submitted: Date | None = _date("When the work was submitted.")

    # Titles
    title: str = _text("Title with subtitle, in the work's own words.")
    title_short: str = _text("Short form of the title.")
    container_title: str = _text("What holds the work: journal, magazine, newspaper, book or proceedings.")
    container_title_short: str = _text("Abbreviated title of the container.")
    collection_title: str = _text("Title of the series.")
    event_title: str = _text("Name of the conference or other event.")
    original_title: str = _text("Title of the original, or in the original language.")
    part_title: str = _text("Title of the part of a work in several parts.")
    reviewed_title: str = _text("Title of the work that this work reviews.")
    volume_title: str = _text("Title of the volume.")
    volume_title_short: str = _text("Short title of the volume.")

    # Identifiers
    DOI: str = _text("Bare DOI, as registered (`10.…`), without an address.")
    ISBN: str = _text("ISBNs, separated by a space.")
    ISSN: str = _text("ISSNs of the container, separated by a comma and a space.")
    PMCID: str = _text("PubMed Central identifier (`PMC…`).")
    PMID: str = _text("PubMed identifier, digits.")
    URL: str = _text("The work's own address; never the press page's.")

    # Numbers
    chapter_number: str = _number("Number of the chapter.")
    citation_number: str = _number("Number of the item in a printed bibliography; never stored by us.")
    collection_number: str = _number("Number within the series.")
    edition: str = _number("Edition.")
    first_reference_note_number: str = _number("Number of a preceding note; never stored by us.")
    issue: str = _number("Issue of the container.")
    locator: str = _number("Place within a work that a citation points at; never stored by us.")
    number: str = _number("Number of the work itself: article, report, patent or preprint number.")
    number_of_pages: str = _number("How many pages the work has.")
    number_of_volumes: str = _number("How many volumes the work has.")
    page: str = _number("Pages or article number within the container, ranges with a hyphen.")
    page_first: str = _number("First page.")
    part: str = _number("Number of the part.")
    printing: str = _number("Number of the printing.")
    section: str = _number("Section of the container.")
    supplement: str = _number("Number of the supplement.")
    version: str = _number("Version of software or data.")
    volume: str = _number("Volume of the container.")

    # Who published it, where
    authority: str = _text("Body responsible, such as a court.")
    division: str = _text("Division within the publisher or authority.")
    event: str = _text("Name of the event (deprecated by CSL; event-title is the current one).")
    event_place: str = _text("Where the event took place.")
    jurisdiction: str = _text("Jurisdiction of a legal work.")
    original_publisher: str = _text("Publisher of the original.")
    original_publisher_place: str = _text("Place of the original's publisher.")
    publisher: str = _text("Publisher; for theses and reports the institution.")
    publisher_place: str = _text("Place of the publisher.")

    # Where it is kept
    archive: str = _text("Archive or repository that keeps the work.")
    archive_collection: str = _text("Collection within the archive.")
    archive_location: str = _text("Place within the archive; for preprints the identifier there.")
    archive_place: str = _text("Where the archive is.")
    call_number: str = _text("Call number in a library.")
    source: str = _text("From which library catalogue or database the item comes.")

    # What else is said of it
    abstract: str = _text("Abstract.")
    annote: str = _text("The user's annotation.")
    citation_label: str = _text("Label of a citation in some styles, such as `Kel24`.")
    dimensions: str = _text("Physical size or length.")
    genre: str = _text("Kind of the work within its type: `PhD thesis`, `Preprint`.")
    keyword: str = _text("Keywords, separated by a comma.")
    medium: str = _text("Medium or format.")
    note: str = _text("A note that is to be printed.")
    references: str = _text("Works related to it, as text.")
    reviewed_genre: str = _text("Kind of the work that this work reviews.")
    scale: str = _text("Scale of a map.")
    status: str = _text("Publication status (`forthcoming`, `in press`); a retraction is `standing`.")
    year_suffix: str = _text("Letter that tells works of one year apart in a printed bibliography.")

    # What CSL has no variable for (under `custom` in CSL-JSON)
    authors_complete: bool | None = None
    """Whether the author list is known to be whole (True), known to be a part (False), or not known."""
    standing: str = ""
    """`retracted`, `withdrawn`, `corrected` or `expression-of-concern`, as a registry says; "" where none does."""
    press: tuple[Press, ...] = ()
    """The press pages that announce the work."""
    relations: tuple[Relation, ...] = ()
    """Links to other works: preprint, version of record, companion."""
    provenance: Mapping[str, Origin] = field(default_factory=dict)
    """CSL variable -> where its value came from."""
    claims: tuple[Claim, ...] = ()
    """What was read and not chosen."""
    reasons: tuple[str, ...] = ()
    """Why this was taken for the announced work, and what a reader could not make sense of."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What a format stated and no variable holds, by `format:field`, as it was read."""

    if not TYPE_CHECKING:  # as a dataclass has it, but one for a hundred attributes takes long to write and compile

        def __init__(self, **stated: Any) -> None:
            _fill(self, _DEFAULTS, stated)
            if "provenance" not in stated:
                _put(self, "provenance", {})
            if "extra" not in stated:
                _put(self, "extra", {})

    def __repr__(self) -> str:
        """What is stated, and nothing of the hundred variables that are not."""
        given = zip(_ATTRIBUTES, _all(self), strict=True)
        return f"Record({', '.join(f'{name}={value!r}' for name, value in given if value not in ('', (), None, {}))})"

    def get(self, variable: str) -> Value | None:
        """The value of a CSL variable (`container-title`), empty where absent. KeyError for an unknown one."""
        value: Value | None = getattr(self, VARIABLES[variable].attribute)
        return value

    def replace(self, **changes: Any) -> Record:
        """A copy with other values, by attribute name."""
        copy: Record = object.__new__(self.__class__)
        _fill(copy, _all(self), changes)
        return copy

    def stated(self) -> dict[str, Value]:
        """The variables that have a value, in the order of the table, without the item type."""
        values = _VALUES(self)
        return dict(compress(zip(_NAMES, values, strict=True), values))


_ROWS = rows_of(Record)
_ATTRIBUTES = tuple(row.name for row in _ROWS)
_KNOWN = frozenset(_ATTRIBUTES)
_DEFAULTS = tuple(row.default for row in _ROWS)
_all = operator.attrgetter(*_ATTRIBUTES)
_put = object.__setattr__


class _Draft:
    """A Record that is not frozen yet: the same slots, which the interpreter fills much faster than it can be asked to
    past a `__setattr__` that refuses."""

    __slots__ = _ATTRIBUTES


@cache
def _fill_all() -> Callable[[object, Sequence[object]], None]:
    """What sets all attributes of a draft to values, which are in their order; compiled when it is first needed."""
    scope: dict[str, Any] = {}
    targets = ", ".join(f"draft.{name}" for name in _ATTRIBUTES)
    exec(f"def fill(draft, values):\n {targets} = values", scope)  # noqa: S102  # of names alone
    fill: Callable[[object, Sequence[object]], None] = scope["fill"]
    return fill


def _fill(record: Record, values: Sequence[object], changes: Mapping[str, object]) -> None:
    """Set all attributes of a new Record: to the values, which are in their order, but for the changes."""
    if not _KNOWN.issuperset(changes):
        raise TypeError(f"Record has no attribute {next(name for name in changes if name not in _KNOWN)!r}")
    frozen = record.__class__
    _put(record, "__class__", _Draft)
    _fill_all()(record, values)
    for name, value in changes.items():
        setattr(record, name, value)
    record.__class__ = frozen


@dataclass(frozen=True, slots=True)
class Variable:
    """One row of the table: the CSL name, the attribute of Record, the kind of the value, and what it means."""

    name: str
    attribute: str
    kind: Kind
    meaning: str


_WRITTEN_WITH_UNDERSCORE = {"archive_collection", "archive_location"}


def _csl_name(attribute: str) -> str:
    return attribute if attribute in _WRITTEN_WITH_UNDERSCORE else attribute.replace("_", "-")


VARIABLES: Mapping[str, Variable] = {
    _csl_name(row.name): Variable(_csl_name(row.name), row.name, row.metadata["kind"], row.metadata["meaning"])
    for row in _ROWS
    if row.metadata
}
"""The variables by their CSL names, in the order of Record. CSL itself writes two of them with `_`."""

_NAMES = tuple(name for name in VARIABLES if name != "type")
_VALUES = operator.attrgetter(*(VARIABLES[name].attribute for name in _NAMES))

ITEM_TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
)
"""The item types of CSL 1.0.2 (csl-data.json, properties/type)."""

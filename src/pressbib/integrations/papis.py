"""papis: an importer and a downloader that give the paper behind a press page.

`papis add --from pressbib URL` asks the importer alone. Bare `papis add URL` asks everything that matches and merges
the answers in the order of their names, importers first; papis's own `fallback` downloader reads the press page itself.
The downloader here comes after it and states every key that it may have set, empty where the paper has no such value;
the hook takes the empty ones out again before papis looks for duplicates.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from papis.downloaders import Downloader
from papis.importer import Importer, cache

from pressbib.formats.parts import family_name
from pressbib.integrations.addresses import press_address

if TYPE_CHECKING:
    from papis.document import Document

    from pressbib.record import Date, Name, Record

NAME = "pressbib"


class PressImporter(Importer):
    """The paper behind a press page, by the page's address, for `papis add --from pressbib` and `papis update`."""

    def __init__(self, uri: str = "") -> None:
        super().__init__(uri=uri, name=NAME)

    @classmethod
    def match(cls, uri: str) -> PressImporter | None:
        """An importer for the address of a press page, or for any address after `pressbib:`. Opens nothing."""
        address = press_address(uri)
        return cls(address) if address else None

    @classmethod
    def match_data(cls, data: dict[str, Any]) -> PressImporter | None:
        """An importer for a document that was added from a press page (`papis update --auto`)."""
        address = data.get("press_url")
        return cls(address) if isinstance(address, str) and address else None

    @cache
    def fetch(self) -> None:
        self.fetch_data()

    def fetch_data(self) -> None:
        """Find the paper; the data stays empty, with a word why, where there is none."""
        self.ctx.data = _fetch(self.uri, self.logger)


class PressDownloader(Downloader):
    """The same for bare `papis add URL`, where it has the last word."""

    def __init__(self, uri: str) -> None:
        super().__init__(uri, name=NAME, priority=100)

    @classmethod
    def match(cls, url: str) -> PressDownloader | None:
        """A downloader for the address of a press page. Opens nothing."""
        address = press_address(url)
        return cls(address) if address else None

    def get_data(self) -> dict[str, Any]:
        data = _fetch(self.uri, self.logger)
        return {**dict.fromkeys(_OF_THE_PAGE, ""), **data} if data else {}


_OF_THE_PAGE = (
    "abstract author author_list date doi firstpage issn issue journal journal_abbrev keywords language lastpage month "
    "online_date pages pdf_url publication_date publisher tags title type url volume year"
).split()
"""What papis's fallback downloader reads from a page's <meta> elements, and would say of the paper."""


def drop_empty(document: Document) -> None:
    """papis's hook on_add_done: take out the keys that only kept the press page's values away."""
    if not document.get("press_url"):
        return
    empty = [key for key in _OF_THE_PAGE if document.get(key) in ("", [])]
    for key in empty:
        del document[key]
    if empty:
        document.save()


def _fetch(url: str, logger: Any) -> dict[str, Any]:
    from pressbib.errors import PressbibError

    try:
        records = _papers(url)
    except PressbibError as error:
        logger.error("%s", error)
        return {}
    if not records:
        logger.warning("No paper found on '%s'.", url)
        return {}
    for other in records[1:]:
        logger.warning("The page announces another paper, which is not added: '%s'.", other.title or other.DOI)
    return data(records[0], url)


@lru_cache(maxsize=32)  # a bare `papis add` asks the importer and the downloader
def _papers(url: str) -> tuple[Record, ...]:
    from pressbib import pipeline
    from pressbib.fetch import Fetcher
    from pressbib.integrations.environment import fetch_settings

    with Fetcher(fetch_settings()) as fetcher:
        return tuple(pipeline.cite(url, fetcher=fetcher))


def data(record: Record, press_url: str = "") -> dict[str, Any]:
    """A Record under papis's keys: the paper's, and those of the press page, which begin with `press_`.

    `url` is the paper's address (else that of its DOI), never the press page's: papis tells documents apart by it.
    """
    from pressbib.formats.entrytypes import ENTRY_TYPES
    from pressbib.formats.mapping import BIBLATEX, writing
    from pressbib.formats.richtext import plain

    kind = ENTRY_TYPES.get(record.type, ("misc", "misc"))[BIBLATEX.index]
    out: dict[str, Any] = {"type": kind}
    for variable, row in writing(BIBLATEX, kind).items():
        value = record.get(variable)
        if isinstance(value, str) and value:
            out[_KEYS.get(variable, row.field)] = plain(value)
    if "journaltitle" in out:
        out["journal"] = out.pop("journaltitle")
    if record.author:
        out |= _authors(record.author)
    for key, names in (("editor", record.editor), ("translator", record.translator)):
        if names:
            out[key] = " and ".join(map(_name, names))
    out |= _date(record.issued)
    if record.page:
        out["pages"] = record.page.replace("–", "-").replace("-", "--")
    if record.keyword:
        out["tags"] = [word.strip() for word in record.keyword.split(",")]
        out.pop("keywords", None)
    if record.DOI and not record.URL:
        out["url"] = f"https://doi.org/{record.DOI}"
    if record.archive and record.archive_location:
        out |= {"eprinttype": record.archive.lower(), "eprint": record.archive_location}
    if record.authors_complete is False:
        out["authors_complete"] = False
    if record.standing:
        out["standing"] = record.standing
    return out | _press(record, press_url)


_KEYS = {"issue": "issue", "publisher-place": "address", "language": "language", "genre": "genre"}
"""Variables that papis keeps under another key than BibLaTeX's field."""


def _authors(names: tuple[Name, ...]) -> dict[str, Any]:
    people = []
    for name in names:
        person: dict[str, Any] = {"family": name.literal or family_name(name), "given": _given(name)}
        if name.affiliations:
            person["affiliation"] = [{"name": place} for place in name.affiliations]
        if name.orcid:
            person["orcid"] = name.orcid
        people.append(person)
    return {"author": " and ".join(_name(name) for name in names), "author_list": people}


def _given(name: Name) -> str:
    return " ".join(part for part in (name.given, name.dropping_particle, name.suffix) if part)


def _name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (family_name(name), _given(name)) if part)


def _date(date: Date | None) -> dict[str, Any]:
    if not date or not date.start:
        return {}
    out: dict[str, Any] = {"year": date.start[0], "date": str(date)}
    return {**out, "month": date.start[1]} if len(date.start) > 1 else out


def _press(record: Record, press_url: str) -> dict[str, Any]:
    page = record.press[0] if record.press else None
    out: dict[str, Any] = {"press_url": press_url or (page.url if page else "")}
    if page:
        out |= {"press_title": page.title, "press_publisher": page.publisher, "press_language": page.language}
        out["press_date"] = str(page.issued) if page.issued else ""
    return {key: value for key, value in out.items() if value}

"""coBib: a parser, so that `cobib add --pressbib URL` adds the paper behind a press page.

In coBib's config.py, `pressbib.integrations.cobib.subscribe()` makes plain `cobib add --url URL` do the same for press
pages whose paper has a DOI: coBib is handed the DOI in place of the page's address.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from cobib.parsers.base_parser import Parser

from pressbib.integrations.addresses import PREFIX, press_address

if TYPE_CHECKING:
    from cobib.database import Entry

    from pressbib.record import Record

LOGGER = logging.getLogger(__name__)


class PressParser(Parser):
    """The papers behind a press page, by its address or a file."""

    name = "pressbib"

    def parse(self, string: str) -> dict[str, Entry]:
        """The entries of the papers that a press page announces, by their labels; {} with a word why, if none."""
        from cobib.parsers.bibtex import BibtexParser

        from pressbib import citekey, formats

        records = _papers(string.removeprefix(PREFIX))
        taken: set[str] = set()
        keyed = []
        for record in records:
            key = citekey.make(record, taken, citekey.PATTERN)
            taken.add(citekey.fold(key))
            keyed.append(record.replace(citation_key=key))
        entries: dict[str, Entry] = BibtexParser().parse(formats.dump(keyed, "biblatex", press="note"))
        return entries

    def dump(self, entry: Entry) -> None:
        """A paper cannot be turned back into a press page."""
        LOGGER.error("Cannot dump an entry as a press page.")


def _papers(source: str) -> list[Record]:
    from pressbib import pipeline
    from pressbib.errors import PressbibError
    from pressbib.fetch import Fetcher
    from pressbib.integrations.environment import fetch_settings

    try:
        with Fetcher(fetch_settings()) as fetcher:
            records = pipeline.cite(source, fetcher=fetcher)
    except PressbibError as error:
        LOGGER.error("%s", error)
        return []
    if not records:
        LOGGER.warning("No paper found on '%s'.", source)
    return records


def find_doi(address: str) -> str | None:
    """The DOI of the paper behind a press page; None for another address, or where there is none."""
    page = press_address(address)
    records = _papers(page) if page else []
    return next((record.DOI for record in records if record.DOI), None)


def subscribe() -> None:
    """Let coBib's own URL parser see the DOI in place of a press page's address."""
    from cobib.config import Event

    def before_url_is_parsed(string: str) -> str | None:
        return find_doi(string)

    Event.PreURLParse.subscribe(before_url_is_parsed)

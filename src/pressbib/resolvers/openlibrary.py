"""Open Library: books, by ISBN.

API: https://openlibrary.org/dev/docs/api/books
Example: https://openlibrary.org/api/books?bibkeys=ISBN:9780140328721&jscmd=details&format=json
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pressbib import dates, names
from pressbib.errors import NotRegisteredError, RegistryUnavailableError
from pressbib.identifiers import normalise_isbn
from pressbib.record import Name, Record
from pressbib.resolvers import answers, texts
from pressbib.resolvers.draft import Draft, entries, first, items, mapping

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher

NAME = "openlibrary"

_ROLES = {"editor": "editor", "translator": "translator", "illustrator": "illustrator"}


def ask(isbn: str, fetcher: Fetcher) -> Record:
    """The record of an ISBN.

    Raises NotRegisteredError where Open Library does not know it, RegistryUnavailableError where it gives no answer.
    """
    query = urlencode({"bibkeys": f"ISBN:{isbn}", "jscmd": "details", "format": "json"}, safe=":")
    return answers.ask(fetcher, NAME, f"{fetcher.settings.registry(NAME)}/api/books?{query}", read)


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record in an answer of the Books API (`details` or `data`) or of the Read API (`volumes/brief`).

    Raises NotRegisteredError for an empty answer, RegistryUnavailableError where it is no such answer.
    """
    value = answers.read_json(answer, NAME)
    entry = value if "records" in value else mapping(next(iter(value.values()), None))
    if not entry:
        raise NotRegisteredError(f"{NAME} does not know it")
    if "records" in entry:
        entry = mapping(next(iter(mapping(entry["records"]).values()), None))
    inner = mapping(entry.get("details"))
    book = mapping(inner.get("details")) or inner or mapping(entry.get("data")) or entry
    shown = mapping(entry.get("data"))
    if not isinstance(book.get("title"), str):
        raise RegistryUnavailableError(f"{NAME} answered with no book")
    draft = Draft(f"registry:{NAME}", locator, retrieved)
    draft.put("type", "book", "edition")
    _put_title(draft, book)
    draft.put("author", _people(book.get("authors")) or _people(shown.get("authors")))
    _put_others(draft, book)
    draft.put("publisher", _name(first(book.get("publishers"))))
    draft.put("publisher-place", _name(first(book.get("publish_places"))))
    stated = str(book.get("publish_date") or "")
    draft.put("issued", texts.iso_date(stated) or dates.read(stated, language="en"), stated)
    draft.put("edition", texts.plain(book.get("edition_name")))
    draft.put("collection-title", texts.plain(first(book.get("series"))))
    pages = book.get("number_of_pages")
    draft.put("number-of-pages", str(pages) if isinstance(pages, int) and pages > 0 else "")
    held = {**mapping(book.get("identifiers")), **mapping(shown.get("identifiers"))}
    stated_isbns = [isbn for key in ("isbn_10", "isbn_13") for isbn in items(book.get(key) or held.get(key))]
    isbns = dict.fromkeys(filter(None, (normalise_isbn(str(isbn)) for isbn in stated_isbns)))
    draft.put("ISBN", " ".join(isbns))
    code = str(mapping(first(book.get("languages"))).get("key") or "").rpartition("/")[2]
    draft.put("language", texts.language(code), code)
    address = str(entry.get("recordURL") or entry.get("info_url") or book.get("url") or "")
    draft.put("URL", address if address.startswith("http") else "")
    return draft.record()


def _put_title(draft: Draft, book: Mapping[str, Any]) -> None:
    title, subtitle = texts.rich(book.get("title")), texts.rich(book.get("subtitle"))
    joined = f"{title}: {subtitle}" if subtitle and subtitle.casefold() not in title.casefold() else title
    draft.put("title", joined)


def _people(stated: Any) -> tuple[Name, ...]:
    return tuple(names.parse(name) for person in entries(stated) if (name := texts.name(person.get("name"))))


def _put_others(draft: Draft, book: Mapping[str, Any]) -> None:
    by_role: dict[str, list[Name]] = {}
    for person in entries(book.get("contributors")):
        role, name = _ROLES.get(texts.plain(person.get("role")).casefold(), ""), texts.name(person.get("name"))
        if role and name:
            by_role.setdefault(role, []).append(names.parse(name))
    for role, people in by_role.items():
        draft.put(role, tuple(people))


def _name(value: Any) -> str:
    return texts.plain(mapping(value).get("name") or value)

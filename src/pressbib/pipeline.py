"""The whole way of a page, in one place: a reader of the code starts here.

    source -> Page -> Document -> Records of the press page -> resolved Records -> one merged Record a paper

`read` is the pure part (bytes or text in, Records out: no network, no clock); `cite` and `resolve` follow links with a
Fetcher. Keeping the result in a library is the caller's business (`Library.merge`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressbib import identifiers
from pressbib.classes import dataclass
from pressbib.document import Document, Page
from pressbib.errors import FetchError, UnreadablePageError
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher
    from pressbib.resolvers import Resolution, Step

MOST_BYTES = 10_000_000
"""The largest page that is read, from a file or from the network: 10 MB."""

Source = str | bytes | Path


@dataclass(frozen=True)
class Paper:
    """A paper that a source announces or names: the merged Record, and how it came about.

    steps: what was asked, in order, and how it went. candidates: works that might be it, best first, where the source
    says too little to take one. related: other forms of the work, such as the version of record of a preprint.
    """

    record: Record
    steps: tuple[Step, ...] = ()
    candidates: tuple[Record, ...] = ()
    related: tuple[Record, ...] = ()


def read(page: bytes | str, *, url: str = "", content_type: str = "", retrieved: str = "") -> list[Record]:
    """The papers that a press page announces, in page order, with what the page states of them; [] for none.

    page: HTML or copied text, bytes in any encoding or text. url: its address, where known. Pure: the result depends on
    the arguments alone. Raises UnreadablePageError for a page that is binary or empty.
    """
    return list(_papers(see(Page(url, url, page, content_type, retrieved) if isinstance(page, bytes) else page, url)))


def see(page: Page | str, url: str = "") -> Document:
    """A Page, or copied text, as a Document. Raises UnreadablePageError for a page that is binary or empty."""
    from pressbib import readers

    if isinstance(page, str):
        return readers.read(page, url=url)
    return readers.read(
        page.content, content_type=page.content_type, url=page.final_url or page.url, retrieved=page.retrieved
    )


def _papers(document: Document) -> tuple[Record, ...]:
    from pressbib import layouts

    return layouts.papers(document)


def find(source: Source, fetcher: Fetcher, *, url: str = "") -> Iterator[Paper]:
    """The papers of one source, resolved: the flow of the module's docstring, a step a line.

    source: the address of a press page, a file, the page itself (bytes, or text of several lines), or an identifier.
    Raises FetchError, UnreadablePageError; what goes wrong after the press page is read is a step, not an exception.
    """
    from pressbib import resolvers

    if isinstance(source, str) and identifiers.identify(source) is not None:
        yield from _find_named(source.strip(), fetcher)
        return
    document = see(open_source(source, fetcher, url=url))
    for record in _papers(document):
        yield _merged(record, resolvers.resolve(record, fetcher))


_OF_RESOLVERS = ("doi.org", "arxiv.org", "ncbi.nlm.nih.gov", "europepmc.org", "openlibrary.org")
"""Sites whose addresses name a work and nothing else."""

_PUBLICATIONS = {"article-journal", "paper-conference", "chapter", "book", "article", "dataset", "report", "thesis"}


def _find_named(source: str, fetcher: Fetcher) -> Iterator[Paper]:
    """An identifier, or an address that holds one: the work that it names.

    At a publisher's address stands the work's landing page, or news about another work that it announces.
    """
    from pressbib import resolvers
    from pressbib.resolvers import landing

    if not is_address(source) or (urlsplit(source).hostname or "").endswith(_OF_RESOLVERS):
        yield _merged(None, resolvers.look_up(source, fetcher))
        return
    try:
        document = see(open_source(source, fetcher))
    except FetchError:
        yield _merged(None, resolvers.look_up(source, fetcher))
        return
    found = _papers(document)
    if not found:
        record = landing.read(document)
        found = (record,) if record is not None and record.type in _PUBLICATIONS else ()
    for record in found:
        yield _merged(record, resolvers.resolve(record, fetcher))


def _merged(record: Record | None, resolution: Resolution) -> Paper:
    """One Record of the press page's and of what was accepted as the same work."""
    known = [*([resolution.record] if record else []), *resolution.records]
    merged = known[0] if known else Record()
    if len(known) > 1:
        from pressbib.merge import merge

        merged = merge(*known)
    return Paper(merged, resolution.steps, resolution.candidates, resolution.related)


def cite(source: Source, *, offline: bool = False, url: str = "", fetcher: Fetcher | None = None) -> list[Record]:
    """The papers that a press page announces, resolved and merged, in page order; [] for none.

    source: an address, a path, the page itself as bytes or text, or an identifier. offline: only what the page says.
    Raises FetchError where the press page itself cannot be had, UnreadablePageError where it is no page.
    """
    from pressbib.fetch import Fetcher, FetchSettings

    if fetcher is not None:
        return [paper.record for paper in find(source, fetcher, url=url) if stated(paper.record)]
    with Fetcher(FetchSettings(offline=offline)) as own:
        return [paper.record for paper in find(source, own, url=url) if stated(paper.record)]


def resolve(source: Source, *, offline: bool = False, url: str = "", fetcher: Fetcher | None = None) -> list[Record]:
    """The metadata of a landing page (an address or a saved page) or of an identifier; [] where there is no work.

    Raises FetchError, UnreadablePageError, ResolveError.
    """
    from pressbib.fetch import Fetcher, FetchSettings

    if fetcher is not None:
        return [paper.record for paper in look_up(source, fetcher, url=url)]
    with Fetcher(FetchSettings(offline=offline)) as own:
        return [paper.record for paper in look_up(source, own, url=url)]


def look_up(source: Source, fetcher: Fetcher, *, url: str = "") -> list[Paper]:
    """What `resolve` does, with the steps taken."""
    from pressbib import resolvers
    from pressbib.resolvers import landing

    if isinstance(source, str) and (identifiers.identify(source) or is_address(source)):
        resolution = resolvers.look_up(source.strip(), fetcher)
        return [_merged(None, resolution)] if resolution.records else []
    record = landing.read(landing.see(open_source(source, fetcher, url=url)))
    if record is None:
        return []
    return [_merged(record, resolvers.resolve(record, fetcher))]


def stated(record: Record) -> bool:
    """Whether a record says anything at all of a work."""
    return bool(record.stated())


def is_address(source: str) -> bool:
    """Whether a source is the address of a page.

    >>> is_address("https://www.example.edu/news"), is_address("news.html")
    (True, False)
    """
    return source.strip().lower().startswith(("http://", "https://")) and len(source.split()) == 1


def open_source(source: Source, fetcher: Fetcher, *, url: str = "") -> Page:
    """A source as a Page: fetched, read from its file, or the bytes or text themselves.

    Raises FetchError for an address, UnreadablePageError for a path that is no readable file of at most MOST_BYTES.
    """
    if isinstance(source, bytes):
        return _bounded(Page(url, url, source), "the page")
    if isinstance(source, str) and is_address(source):
        return fetcher.get(source.strip(), trusted=True)
    if isinstance(source, str) and "\n" in source.strip():
        return Page(url, url, source.encode("utf-8"), "text/plain; charset=utf-8")
    return read_file(Path(source), url=url)


def read_file(path: Path, *, url: str = "") -> Page:
    """A saved page. Raises UnreadablePageError where it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except IsADirectoryError as error:
        raise UnreadablePageError(f"{path}: is a folder, not a page") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadablePageError(f"{path}: {reason[:1].lower()}{reason[1:]}") from error
    return _bounded(Page(url, url, content), str(path))


def _bounded(page: Page, name: str) -> Page:
    if len(page.content) > MOST_BYTES:
        raise UnreadablePageError(f"{name}: larger than {MOST_BYTES // 1_000_000} MB; no press page is that large")
    return page

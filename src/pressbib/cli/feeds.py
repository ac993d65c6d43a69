"""RSS and Atom feeds as lists of sources (the extra `feeds`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pressbib.errors import UnreadablePageError

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher


def entries(address: str, fetcher: Fetcher) -> Iterator[str]:
    """The addresses of a feed's entries, newest as the feed has them, each once.

    address: of the feed, or a saved file. Raises FetchError; UnreadablePageError where it is no feed; UsageError where
    feedparser is not installed.
    """
    from pressbib.pipeline import open_source

    try:
        import feedparser
    except ImportError as error:
        raise click.UsageError("--feed needs feedparser: pip install 'pressbib[feeds]'") from error
    page = open_source(address, fetcher)
    feed = feedparser.parse(page.content, response_headers={"content-location": page.final_url})
    if not feed.entries and (feed.bozo or not feed.version):
        raise UnreadablePageError(f"{address}: is not an RSS or Atom feed")
    seen: set[str] = set()
    for entry in feed.entries:
        link = entry.get("link", "")
        if link.startswith(("http://", "https://")) and link not in seen:
            seen.add(link)
            yield link

"""The linked page itself as a source: its embedded metadata, read as `metadata` reads it.

Example: https://elifesciences.org/articles/01567
"""

from __future__ import annotations

from pressbib import metadata, readers
from pressbib.document import Document, Page
from pressbib.record import Record


def see(page: Page | str) -> Document:
    """A landing page as a Document; its lines stay unread where tags and data say all that is asked: in a third of the
    time.

    Raises UnreadablePageError for a page that is binary or empty.
    """
    if isinstance(page, str):
        return readers.read(page, brief_if=metadata.BRIEF)
    return readers.read(
        page.content,
        content_type=page.content_type,
        url=page.final_url or page.url,
        retrieved=page.retrieved,
        brief_if=metadata.BRIEF,
    )


def read(document: Document) -> Record | None:
    """The work that a landing page is about, with provenance `landing:…`; None where there is none on it."""
    return metadata.read(document)

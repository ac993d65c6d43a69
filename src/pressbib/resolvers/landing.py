"""The linked page itself as a source: its embedded metadata, read as `metadata` reads it.

Example: https://elifesciences.org/articles/01567
"""

from __future__ import annotations

from pressbib import metadata
from pressbib.document import Document
from pressbib.record import Record


def read(document: Document) -> Record | None:
    """The work that a landing page is about, with provenance `landing:…`; None where there is none on it."""
    return metadata.read(document)

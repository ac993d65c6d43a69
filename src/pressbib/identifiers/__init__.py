"""Identifiers of works: find them in text and addresses, normalise them, compare them.

DOI, arXiv, PMID, PMCID, ISBN, ISSN, ORCID, publishers' item identifiers (PII), and addresses. Nothing here asks a
registry: a well-formed identifier may not exist.
"""

from __future__ import annotations

from pressbib.identifiers.addresses import Identifier, identify_url, normalise_url, url_key
from pressbib.identifiers.doi import doi_key, normalise_doi
from pressbib.identifiers.finding import find, find_dois, find_named_dois, identify
from pressbib.identifiers.numbers import isbn_key, normalise_isbn, normalise_issn, normalise_orcid

__all__ = [
    "Identifier",
    "doi_key",
    "find",
    "find_dois",
    "find_named_dois",
    "identify",
    "identify_url",
    "isbn_key",
    "normalise_doi",
    "normalise_isbn",
    "normalise_issn",
    "normalise_orcid",
    "normalise_url",
    "url_key",
]

"""doi.org: which agency registered a DOI, and CSL-JSON by content negotiation from any of them.

API: https://www.doi.org/doi-handbook/HTML/finding-the-ra.html and https://citation.doi.org/docs.html
Examples: https://doi.org/ra/10.7554 · https://doi.org/10.11467/isss2003.7.1_11 with
`Accept: application/vnd.citationstyles.csl+json`

Crossref and DataCite have APIs that say more; this is for the others (mEDRA, JaLC, KISTI, ISTIC, OP, CNKI), and for
when those two do not answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pressbib.errors import NotRegisteredError, RegistryUnavailableError
from pressbib.record import ITEM_TYPES, Claim, Origin, Record
from pressbib.resolvers import answers, crossref, texts
from pressbib.resolvers.draft import entries, first, with_subtitle

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher

NAME = "doi"
CSL = "application/vnd.citationstyles.csl+json"


def agency(doi: str, fetcher: Fetcher) -> str:
    """The agency that registered the prefix of a DOI (`Crossref`, `DataCite`, `JaLC`, ...).

    Raises NotRegisteredError where no agency did, RegistryUnavailableError where doi.org gives no answer.
    """
    prefix = doi.partition("/")[0]
    url = f"{fetcher.settings.registry(NAME)}/ra/{answers.in_path(prefix)}"
    return answers.ask(fetcher, NAME, url, read_agency)


def read_agency(answer: bytes, **_: str) -> str:
    """The agency in an answer: `[{"DOI": "10.7554", "RA": "Crossref"}]`. Raises as `agency` does."""
    try:
        rows = entries(json.loads(answer))
    except (ValueError, RecursionError) as error:
        raise RegistryUnavailableError(f"{NAME} answered with no JSON") from error
    for row in rows:
        if isinstance(row.get("RA"), str):
            return str(row["RA"])
        if row.get("status"):
            raise NotRegisteredError(f"doi.org: {row['status']}")
    raise RegistryUnavailableError(f"{NAME} named no agency")


def ask(doi: str, fetcher: Fetcher) -> Record:
    """The record of a DOI by content negotiation.

    Raises NotRegisteredError where there is no such DOI, RegistryUnavailableError where no CSL-JSON comes back.
    """
    return answers.ask(fetcher, NAME, f"{fetcher.settings.registry(NAME)}/{answers.in_path(doi)}", read, accept=CSL)


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record in CSL-JSON, the keys of Crossref's own shape included.

    Raises RegistryUnavailableError where the answer is no CSL item.
    """
    value = dict(answers.read_json(answer, NAME))
    if not value.get("DOI") or not (value.get("title") or value.get("author")):
        raise RegistryUnavailableError(f"{NAME} answered with no work")
    subtitle = texts.rich(first(value.pop("subtitle", "")))
    record = crossref.read_work(_as_work(value), locator=locator, retrieved=retrieved, kind=NAME)
    if record.title and (whole := with_subtitle(record.title, subtitle)) != record.title:
        origin = Origin(f"registry:{NAME}", locator, whole, retrieved)
        record = record.replace(claims=(*record.claims, Claim("title", whole, origin)))
    stated = str(value.get("type") or "")
    if record.type == "document" and stated in ITEM_TYPES:
        record = record.replace(type=stated)
    return record


def _as_work(value: Mapping[str, Any]) -> dict[str, Any]:
    """CSL's keys where Crossref has others. DataCite's CSL-JSON writes `publisher` and `issued` the same way."""
    work = dict(value)
    if isinstance(work.get("ISSN"), str):
        work["ISSN"] = work["ISSN"].split(",")
    if isinstance(work.get("ISBN"), str):
        work["ISBN"] = work["ISBN"].replace(",", " ").split()
    for key in ("issued", "published"):
        date = work.get(key)
        if isinstance(date, Mapping) and "date-parts" not in date and date.get("raw"):
            found = texts.iso_date(date["raw"])
            work[key] = {"date-parts": [list(found.start)] if found else []}
    if "number" in work and "article-number" not in work and not work.get("page"):
        work["article-number"] = work["number"]
    return work

"""Europe PMC: the same articles as PubMed, and preprints of the life sciences, at another place.

API: https://europepmc.org/RestfulWebService
Example: https://www.ebi.ac.uk/europepmc/webservices/rest/search?query=EXT_ID:23962577&resultType=core&format=json
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pressbib.errors import NotRegisteredError, RegistryUnavailableError
from pressbib.identifiers import normalise_issn, normalise_orcid
from pressbib.record import Date, Name, Record
from pressbib.resolvers import answers, texts
from pressbib.resolvers.draft import Draft, entries, mapping, organisation
from pressbib.resolvers.pubmed import initialled

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher

NAME = "europepmc"


def ask_pmid(pmid: str, fetcher: Fetcher) -> Record:
    """The record of a PMID.

    Raises NotRegisteredError where Europe PMC does not know it, RegistryUnavailableError where it gives no answer.
    """
    return _ask(f"EXT_ID:{pmid} AND SRC:MED", fetcher)


def ask_pmc(pmcid: str, fetcher: Fetcher) -> Record:
    """The record of a PMCID. Raises as `ask_pmid` does."""
    return _ask(f"PMCID:{pmcid}", fetcher)


def ask_doi(doi: str, fetcher: Fetcher) -> Record:
    """The record of a DOI. Raises as `ask_pmid` does."""
    return _ask(f'DOI:"{doi.replace(chr(34), "")}"', fetcher)


def _ask(query: str, fetcher: Fetcher) -> Record:
    parameters = urlencode({"query": query, "resultType": "core", "format": "json", "pageSize": "1"})
    return answers.ask(fetcher, NAME, f"{fetcher.settings.registry(NAME)}/search?{parameters}", read)


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record of the first result in an answer, `lite` or `core`, or of a single result.

    Raises NotRegisteredError for an answer without results, RegistryUnavailableError where it is no such answer.
    """
    value = answers.read_json(answer, NAME)
    results = mapping(value.get("resultList")).get("result") if "resultList" in value else [value]
    work = next(iter(entries(results)), None)
    if work is None:
        raise NotRegisteredError(f"{NAME} does not know it")
    if not work.get("title") or "source" not in work:
        raise RegistryUnavailableError(f"{NAME} answered with no article")
    draft = Draft(f"registry:{NAME}", locator, retrieved)
    kinds = _kinds(work)
    draft.put("type", "article" if "preprint" in kinds else "article-journal", str(work.get("pubType") or kinds))
    draft.put("genre", "Preprint" if "preprint" in kinds else "")
    title = texts.rich(work.get("title"))
    draft.put("title", texts.without_final_stop(title), str(work["title"]))
    draft.put("author", _people(work))
    _put_journal(draft, work)
    page = texts.plain(work.get("pageInfo"))
    draft.put("page", page)
    draft.put("abstract", texts.abstract(work.get("abstractText")), str(work.get("abstractText") or ""))
    draft.put("language", texts.language(work.get("language")), str(work.get("language") or ""))
    doi = texts.doi(work.get("doi"))
    draft.put("DOI", doi, str(work.get("doi") or ""))
    draft.put("PMID", str(work.get("pmid") or "") if str(work.get("pmid") or "").isdigit() else "")
    draft.put("PMCID", texts.plain(work.get("pmcid")))
    if doi:
        draft.put("URL", f"https://doi.org/{doi}", doi)
    return draft.record(standing="retracted" if "retracted publication" in kinds else "")


def _kinds(work: Mapping[str, Any]) -> set[str]:
    listed = mapping(work.get("pubTypeList")).get("pubType")
    stated = listed if isinstance(listed, list) else str(work.get("pubType") or "").split(";")
    found = {str(kind).strip().casefold() for kind in stated}
    return found | ({"preprint"} if work.get("source") == "PPR" else set())


def _people(work: Mapping[str, Any]) -> tuple[Name, ...]:
    listed = entries(mapping(work.get("authorList")).get("author"))
    if listed:
        return tuple(name for person in listed if (name := _person(person)))
    stated = texts.plain(work.get("authorString")).rstrip(".")
    return tuple(name for part in stated.split(", ") if (name := initialled(part.strip())))


def _person(person: Mapping[str, Any]) -> Name | None:
    family, whole = texts.name(person.get("lastName")), texts.name(person.get("collectiveName"))
    if not family:
        return organisation(whole) if whole else initialled(texts.name(person.get("fullName")))
    identifier = mapping(person.get("authorId"))
    orcid = normalise_orcid(str(identifier.get("value") or "")) if identifier.get("type") == "ORCID" else ""
    holders = entries(mapping(person.get("authorAffiliationDetailsList")).get("authorAffiliation"))
    places = tuple(filter(None, (texts.plain(holder.get("affiliation")) for holder in holders)))
    given = texts.name(person.get("firstName")) or texts.name(person.get("initials"))
    return Name(family=family, given=given, affiliations=places, orcid=orcid)


def _put_journal(draft: Draft, work: Mapping[str, Any]) -> None:
    issue = mapping(work.get("journalInfo"))
    journal = mapping(issue.get("journal"))
    title = texts.plain(journal.get("title")) or texts.plain(work.get("journalTitle"))
    draft.put("container-title", title)
    short = texts.plain(journal.get("isoabbreviation"))
    draft.put("container-title-short", short if short != title else "")
    draft.put("volume", texts.plain(issue.get("volume") or work.get("journalVolume")))
    draft.put("issue", texts.plain(issue.get("issue") or work.get("issue")))
    stated = [journal.get("issn"), journal.get("essn"), *str(work.get("journalIssn") or "").split(";")]
    issns = dict.fromkeys(filter(None, (normalise_issn(str(issn or "").strip()) for issn in stated)))
    draft.put("ISSN", ", ".join(issns))
    # firstPublicationDate is made up to a day where only the year is known, so it is not asked.
    printed = str(issue.get("printPublicationDate") or "")
    year = str(work.get("pubYear") or issue.get("yearOfPublication") or "")
    date = texts.iso_date(printed) if printed[:4] == year else None
    if date and date.start[1:] in ((1, 1), (1,)):
        date = Date(date.start[:1])
    draft.put("issued", date or texts.iso_date(year), printed if date else year)

"""The table of registries, and the order in which they are asked for one identifier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pressbib.classes import dataclass
from pressbib.errors import NotRegisteredError, RegistryUnavailableError
from pressbib.identifiers import Identifier, doi_key
from pressbib.record import Record
from pressbib.resolvers import arxiv, crossref, datacite, doi, europepmc, openalex, openlibrary, pubmed
from pressbib.resolvers.steps import Trail

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Resolver:
    """One way from an identifier to a Record: a name, the kinds of identifier that it knows, and how it is asked.

    `ask(value, fetcher)` gives the Record, or raises NotRegisteredError or RegistryUnavailableError.
    """

    name: str
    kinds: frozenset[str]
    ask: Callable[[str, Fetcher], Record]


RESOLVERS: tuple[Resolver, ...] = (
    Resolver("crossref", frozenset({"DOI"}), crossref.ask),
    Resolver("datacite", frozenset({"DOI"}), datacite.ask),
    Resolver("doi", frozenset({"DOI"}), doi.ask),
    Resolver("openalex", frozenset({"DOI"}), openalex.ask),
    Resolver("europepmc", frozenset({"DOI"}), europepmc.ask_doi),
    Resolver("arxiv", frozenset({"arXiv"}), arxiv.ask),
    Resolver("datacite", frozenset({"arXiv"}), lambda value, fetcher: datacite.ask(f"10.48550/arXiv.{value}", fetcher)),
    Resolver("pubmed", frozenset({"PMID"}), pubmed.ask),
    Resolver("europepmc", frozenset({"PMID"}), europepmc.ask_pmid),
    Resolver("pubmed", frozenset({"PMCID"}), pubmed.ask_pmc),
    Resolver("europepmc", frozenset({"PMCID"}), europepmc.ask_pmc),
    Resolver("crossref", frozenset({"PII"}), crossref.ask_pii),
    Resolver("crossref", frozenset({"JSTOR"}), lambda value, fetcher: crossref.ask(f"10.2307/{value}", fetcher)),
    Resolver("openlibrary", frozenset({"ISBN"}), openlibrary.ask),
    Resolver("crossref", frozenset({"ISBN"}), crossref.ask_isbn),
)
"""The registries, in the order in which they are asked for an identifier that they know."""

_BY_AGENCY = {"crossref": "crossref", "datacite": "datacite"}
"""Agencies with an API of their own; the others are asked through doi.org."""

_DATACITE_PREFIXES = frozenset(
    """10.48550 10.5281 10.6084 10.5061 10.17632 10.3886 10.4121 10.5065 10.14454 10.17863 10.5517 10.25384 10.7910
    10.15468 10.5255 10.17605""".split()
)
"""Prefixes of well-known DataCite repositories, to spare Crossref a question in vain: arXiv, Zenodo, figshare, Dryad,
Mendeley Data, GESIS, ... Any other DOI is asked for at Crossref first; a wrong guess here costs one question more."""


def ask_all(identifier: Identifier, fetcher: Fetcher, trail: Trail) -> Record | None:
    """The first registry's record of an identifier, each try a step; None where none has one or it was asked before."""
    key = f"{identifier.kind}:{doi_key(identifier.value) or identifier.value}"
    if key in trail.asked:
        return None
    trail.asked.add(key)
    names = _doi_order(identifier.value, fetcher, trail) if identifier.kind == "DOI" else _order(identifier.kind)
    for name in names:
        resolver = next(row for row in RESOLVERS if row.name == name and identifier.kind in row.kinds)
        record = _ask(resolver, identifier, fetcher, trail)
        if record is not None:
            return record
    return None


def _order(kind: str) -> Iterator[str]:
    return (resolver.name for resolver in RESOLVERS if kind in resolver.kinds)


def _doi_order(value: str, fetcher: Fetcher, trail: Trail) -> Iterator[str]:
    """Crossref first, as it has most; where it does not know a DOI, the agency that doi.org names; where a registry is
    down, the others that hold copies."""
    at_datacite = value.partition("/")[0] in _DATACITE_PREFIXES
    home, other = ("datacite", "crossref") if at_datacite else ("crossref", "datacite")
    yield home
    if trail.steps[-1].outcome == "not-found":
        agency = _agency(value, fetcher, trail)
        if agency is None or _BY_AGENCY.get(agency, "") == home:
            return
        if agency and (name := _BY_AGENCY.get(agency)):
            yield name
        elif not agency:
            yield other
    yield "doi"
    for name in _order("DOI"):
        if name not in (home, other, "doi"):
            yield name


def _agency(value: str, fetcher: Fetcher, trail: Trail) -> str | None:
    """The agency of a DOI, folded; "" where doi.org does not answer; None where there is no such prefix."""
    try:
        agency = doi.agency(value, fetcher)
    except NotRegisteredError as error:
        trail.step("doi", "not-found", str(error))
        return None
    except RegistryUnavailableError as error:
        trail.fail("doi", str(error))
        return ""
    trail.step("doi", "found", f"{value} is registered with {agency}")
    return agency.casefold()


def _ask(resolver: Resolver, identifier: Identifier, fetcher: Fetcher, trail: Trail) -> Record | None:
    shown = f"{identifier.kind} {identifier.value}"
    try:
        record = resolver.ask(identifier.value, fetcher)
    except NotRegisteredError:
        trail.step(resolver.name, "not-found", f"does not know {shown}")
        return None
    except RegistryUnavailableError as error:
        trail.fail(resolver.name, str(error))
        return None
    if not record.title and not record.author:
        trail.step(resolver.name, "not-found", f"states no title and no author for {shown}")
        return None
    kept = next((origin.retrieved for origin in record.provenance.values()), "") if trail.offline else ""
    trail.step(resolver.name, "found", f"{shown}, the answer of {kept}" if kept else shown)
    return record

"""The order of steps from a record to what is known of its work; see the package's docstring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pressbib.errors import FetchError, UnreadablePageError
from pressbib.identifiers import Identifier, doi_key, identify, identify_url, url_key
from pressbib.record import Claim, Origin, Record
from pressbib.resolvers import registries, search, spelling, verify
from pressbib.resolvers.answers import in_path
from pressbib.resolvers.steps import Resolution, Trail

if TYPE_CHECKING:
    from pressbib.document import Document
    from pressbib.fetch import Fetcher

_MOST_REFRESHES = 3

_PAGES = {
    "arXiv": "https://arxiv.org/abs/{}",
    "PMID": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
}
"""Where the page of an identifier is, should no registry answer."""


def resolve(record: Record, fetcher: Fetcher) -> Resolution:
    """What is known of the work that a record describes. Never raises for what a page or a registry answers."""
    return _follow(record, fetcher, searching=True)


def refresh(record: Record, fetcher: Fetcher) -> Resolution:
    """The same for a record of the library: its identifiers and its address are asked again, nothing is searched for.

    The fetcher should be one with `refresh=True`, or the answers are those that are kept.
    """
    return _follow(record, fetcher, searching=False)


def look_up(text: str, fetcher: Fetcher) -> Resolution:
    """What is known of an identifier or an address that the user typed. A text that is neither resolves to nothing."""
    text = text.strip()
    identifier = identify(text)
    address = text if text.lower().startswith(("http://", "https://")) else ""
    if identifier is None and not address:
        trail = Trail(Record())
        trail.step("identifier", "not-found", f"{text[:80]} is no identifier that we know, and no address")
        return trail.end()
    typed = Record(URL=address, provenance={"URL": Origin("user", "", address)} if address else {})
    return _follow(typed, fetcher, searching=False, typed=identifier, trusted=bool(address))


def _follow(
    record: Record, fetcher: Fetcher, *, searching: bool, typed: Identifier | None = None, trusted: bool = False
) -> Resolution:
    trail = Trail(record, offline=fetcher.settings.offline)
    if fetcher.is_cut_off:
        trail.step("network", "skipped", "--offline: nothing was asked")
        return trail.end()
    stated = [typed] if typed else list(_identifiers(record))
    for identifier in stated:
        found = registries.ask_all(identifier, fetcher, trail)
        if found is not None and _take(found, identifier, trail):
            break
    if not any(_is_whole(found) for found in trail.records):
        for address in _addresses(trail, stated, fetcher):
            if _read_landing(address, fetcher, trail, trusted=trusted or address != record.URL):
                break
    if not trail.records and searching:
        search.find(fetcher, trail)
    trail.records[:] = [spelling.repair(found, (trail.record, *trail.records)) for found in trail.records]
    _read_related(fetcher, trail)
    return trail.end()


def _identifiers(record: Record) -> Iterator[Identifier]:
    """What a record states, most exact first, then what its address holds."""
    for kind, value in (("DOI", record.DOI), ("PMID", record.PMID), ("PMCID", record.PMCID)):
        if value:
            yield Identifier(kind, value)
    for text in (record.archive_location if record.archive == "arXiv" else "", record.number):
        if text and (found := identify(text)) and found.kind == "arXiv":
            yield found
    if record.URL and (found := identify_url(record.URL)):
        yield found
    if record.ISBN and record.type in ("book", "document"):  # a chapter's ISBN is its book's
        yield Identifier("ISBN", record.ISBN.split()[0])


def _addresses(trail: Trail, stated: list[Identifier], fetcher: Fetcher) -> Iterator[str]:
    """Where the landing page may be: the record's own address, then what a DOI leads to that was not refused."""
    address = trail.record.URL
    if address:
        yield address
    refused = {doi_key(str(claim.value)) for claim in trail.refused}
    for identifier in stated:
        key = doi_key(identifier.value)
        if identifier.kind == "DOI" and key not in refused and key not in address.casefold():
            yield f"{fetcher.settings.registry('doi')}/{in_path(identifier.value)}"
        elif identifier.kind in _PAGES and identifier.value not in address:
            yield _PAGES[identifier.kind].format(in_path(identifier.value))


def _take(found: Record, identifier: Identifier, trail: Trail) -> bool:
    """Accept a registry's record if it is the work; else set the identifier aside as a claim."""
    for known in (trail.record, *trail.records):
        fit = verify.check(known, found)
        if not fit.fits:
            refused = f"{identifier.kind} {identifier.value} leads to another work: {fit.reason}"
            trail.step("verify", "refused", refused)
            _set_aside(identifier, trail)
            trail.record = trail.record.replace(reasons=(*trail.record.reasons, refused))
            return False
    trail.step("verify", "found", f"{identifier.kind} {identifier.value}: {fit.reason}")
    trail.records.append(found)
    return True


def _set_aside(identifier: Identifier, trail: Trail) -> None:
    """Take an identifier that leads elsewhere out of the record, and out of what a landing page said; keep it as a
    claim of the record."""
    key = doi_key(identifier.value)

    def without(record: Record) -> Record:
        """The record without the identifier, which is now among its claims."""
        dropped: dict[str, str] = {}
        if record.DOI and doi_key(record.DOI) == key and identifier.kind == "DOI":
            dropped["DOI"] = record.DOI
        elif identifier.kind in ("PMID", "PMCID") and record.get(identifier.kind) == identifier.value:
            dropped[identifier.kind] = identifier.value
        if record.URL and identify_url(record.URL) == identifier:
            dropped["URL"] = record.URL
        claims = []
        for name, value in dropped.items():
            origin = record.provenance.get(name, Origin("page", "", value))
            claims.append(Claim(name, value, replace(origin, kind=f"refused:{origin.kind}")))
        trail.refused += [claim for claim in claims if claim not in trail.refused]
        return record.replace(
            claims=(*record.claims, *claims),
            provenance={name: origin for name, origin in record.provenance.items() if name not in dropped},
            **dict.fromkeys(dropped, ""),
        )

    trail.record = without(trail.record)
    trail.records[:] = [without(found) for found in trail.records]


def _is_whole(found: Record) -> bool:
    """Whether a record says enough to do without the landing page."""
    return bool(found.title and (found.author or found.editor) and found.issued)


def _read_landing(address: str, fetcher: Fetcher, trail: Trail, *, trusted: bool) -> bool:
    """Read a landing page, and ask the registries for the identifier that it states. True where it was taken."""
    if f"landing:{url_key(address)}" in trail.asked:
        return False
    trail.asked.add(f"landing:{url_key(address)}")
    document = _open(address, fetcher, trail, trusted=trusted)
    if document is None:
        return False
    from pressbib import metadata
    from pressbib.resolvers import landing

    found = landing.read(document)
    if found is None:
        fetcher.forget(address)
        why = metadata.refusal(document) or "no work on this page"
        trail.step("landing", "not-found", f"{document.url or address}: {why}")
        return False
    fit = verify.check(trail.record, found)
    if not fit.fits:
        trail.step("landing", "refused", f"{document.url or address} is about another work: {fit.reason}")
        return False
    kept = f", the page of {document.retrieved}" if trail.offline else ""
    trail.step("landing", "found", f"{document.url or address}: {fit.reason}{kept}")
    trail.records.append(found)
    for identifier in _identifiers(found):
        known = registries.ask_all(identifier, fetcher, trail)
        if known is not None and _take(known, identifier, trail):
            trail.records.insert(0, trail.records.pop())  # the registry's before the page's
            break
    return True


def _open(address: str, fetcher: Fetcher, trail: Trail, *, trusted: bool) -> Document | None:
    """The landing page at an address, its meta refreshes followed."""
    from pressbib import metadata
    from pressbib.resolvers import landing

    for _ in range(_MOST_REFRESHES):
        try:
            page = fetcher.get(address, trusted=trusted)
            document = landing.see(page)
        except FetchError as error:
            trail.fail("landing", str(error))
            return None
        except UnreadablePageError as error:
            trail.step("landing", "not-found", f"{address}: {error}")
            return None
        target = metadata.refresh_target(document)
        if not target or url_key(target) == url_key(address):
            return document
        trail.step("landing", "found", f"{address} refreshes to {target}")
        address, trusted = target, False
    trail.fail("landing", f"{address}: more than {_MOST_REFRESHES} refreshes")
    return None


def _read_related(fetcher: Fetcher, trail: Trail) -> None:
    """The version of record of an accepted preprint, linked both ways; both are kept."""
    for index, found in enumerate(list(trail.records)):
        for relation in found.relations:
            if relation.kind != "has-version-of-record" or relation.target_type not in ("DOI", "PMID"):
                continue
            version = registries.ask_all(Identifier(relation.target_type, relation.target), fetcher, trail)
            if version is None:
                continue
            fit = verify.check(replace(found, container_title="", issued=None), version)
            if fit.fits:
                trail.related.append(search.linked(version, found))
            else:
                trail.step(
                    "verify", "refused", f"{relation.target_type} {relation.target} is no version of it: {fit.reason}"
                )
                kept = tuple(other for other in found.relations if other != relation)
                trail.records[index] = found = found.replace(relations=kept)

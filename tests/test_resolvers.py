"""Resolving, in small worlds: a proxy on the loopback address stands for journals and registries."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressbib import resolvers
from pressbib.fetch import Fetcher, FetchSettings
from pressbib.merge import merge
from pressbib.record import Claim, Date, Name, Origin, Press, Record, Relation
from pressbib.resolvers import Resolution, spelling, verify
from tests.servers import Answer, Route, Server, as_json, drip, endless, proxied

CROSSREF = "http://api.crossref.example"
REGISTRIES = {
    "crossref": CROSSREF,
    "datacite": "http://api.datacite.example",
    "doi": "http://doi.example",
    "arxiv": "http://arxiv.example",
    "pubmed": "http://pubmed.example",
    "europepmc": "http://europepmc.example",
    "openalex": "http://openalex.example",
    "openlibrary": "http://openlibrary.example",
}
ANSWERS = Path(__file__).parent / "registries"
TITLE = "Copper roofs and the colour of rain"
PAPER: dict[str, Any] = {
    "DOI": "10.5555/rain.2021.17",
    "type": "journal-article",
    "title": [TITLE],
    "container-title": ["Annals of Weather and Walls"],
    "author": [{"given": "Ada", "family": "Van der Meulen"}, {"given": "Bo", "family": "Little"}],
    "issued": {"date-parts": [[2021, 3, 9]]},
    "volume": "17",
    "page": "101-118",
}
OTHER = {
    **PAPER,
    "DOI": "10.5555/frogs.1",
    "title": ["Frogs in a dry year"],
    "author": [{"given": "Rana", "family": "Temporaria"}],
    "container-title": ["Pond Letters"],
}
LANDING = """<!DOCTYPE html><html lang="en"><head><title>{title}</title>
<meta name="citation_title" content="{title}"><meta name="citation_author" content="Van der Meulen, Ada">
<meta name="citation_author" content="Little, Bo">
<meta name="citation_journal_title" content="Annals of Weather and Walls">
<meta name="citation_publication_date" content="2021/03/09">{more}</head><body><h1>{title}</h1></body></html>"""
WALL = """<!DOCTYPE html><html><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow">
</head><body>Enable JavaScript and cookies to continue<script src="/cdn-cgi/challenge-platform/x.js"></script>
</body></html>"""


BOMB = Answer(gzip.compress(b" " * 50_000_000, 9, mtime=0), headers={"Content-Encoding": "gzip"})


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with proxied(monkeypatch) as server:
        yield server


def fetcher(**changes: Any) -> Fetcher:
    return Fetcher(FetchSettings(**{"registries": REGISTRIES, "gap": 0.0, "backoff": 0.01, **changes}))


def resolve(record: Record, **changes: Any) -> Resolution:
    with fetcher(**changes) as open_fetcher:
        return resolvers.resolve(record, open_fetcher)


def look_up(text: str, **changes: Any) -> Resolution:
    with fetcher(**changes) as open_fetcher:
        return resolvers.look_up(text, open_fetcher)


def work(value: dict[str, Any]) -> Answer:
    return as_json({"status": "ok", "message": value})


def found(*values: dict[str, Any]) -> Answer:
    return as_json({"status": "ok", "message": {"total-results": len(values), "items": list(values)}})


def outcomes(resolution: Resolution) -> list[str]:
    return [f"{step.name}: {step.outcome}" for step in resolution.steps]


def press(**values: Any) -> Record:
    """What a press page states, each value with where it stood."""
    page = Press(title="Green rain explained", issued=Date((2021, 3, 12)), publisher="Ghent Press Office")
    provenance = {name: Origin("labelled:en", "line 9", str(value)) for name, value in values.items()}
    return Record(**{"press": (page,), "provenance": provenance, **values})


MEULEN = Name(family="Van der Meulen", given="Ada")


# --- Identifiers and registries


def test_a_doi_in_the_block_is_asked_at_crossref(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work(PAPER))
    resolution = resolve(press(title=TITLE, DOI="10.5555/rain.2021.17"))
    (record,) = resolution.records
    assert record.volume == "17"
    assert record.provenance["volume"].kind == "registry:crossref"
    assert record.provenance["volume"].locator == f"{CROSSREF}/works/10.5555/rain.2021.17"
    assert record.provenance["volume"].retrieved.endswith("Z")
    assert outcomes(resolution) == ["crossref: found", "verify: found"]
    assert len(world.requests) == 1, "the landing page is not asked when the registry says enough"


def test_a_blocked_landing_page_leaves_the_identifier_in_its_address(world: Server) -> None:
    world.add("http://journal.example/doi/full/10.5555/rain.2021.17", Answer(WALL, 403))
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work(PAPER))
    resolution = resolve(press(title=TITLE, URL="http://journal.example/doi/full/10.5555/rain.2021.17"))
    assert [record.DOI for record in resolution.records] == ["10.5555/rain.2021.17"]


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_blocked_landing_page_without_an_identifier_is_searched_for(world: Server, status: int) -> None:
    world.add("http://journal.example/article/7", Answer(WALL, status))
    world.add(f"{CROSSREF}/works", found(OTHER, PAPER))
    resolution = resolve(press(title=TITLE, author=(MEULEN,), URL="http://journal.example/article/7"))
    (record,) = resolution.records
    assert record.title == TITLE
    assert outcomes(resolution)[0] == ("landing: not-found" if status == 200 else "landing: failed")
    assert outcomes(resolution)[-1] == "search: found"
    assert "Just a moment" not in {known.title for known in resolution.records}


def test_a_registry_that_is_busy_is_waited_for(world: Server) -> None:
    busy = Answer("busy", 429, {"Retry-After": "0"})
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", busy, work(PAPER))
    assert resolve(press(DOI="10.5555/rain.2021.17")).records
    assert len(world.requests) == 2


def test_a_registry_that_is_down_leads_to_the_next(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", Answer("down", 503))
    csl = {**PAPER, "title": TITLE, "container-title": "Annals of Weather and Walls", "type": "article-journal"}
    world.add("http://doi.example/10.5555/rain.2021.17", as_json(csl))
    resolution = resolve(press(title=TITLE, DOI="10.5555/rain.2021.17"))
    assert resolution.records[0].provenance["title"].kind == "registry:doi"
    assert outcomes(resolution)[:2] == ["crossref: failed", "doi: found"]
    assert [step.name for step in resolution.failures] == ["crossref"]


def test_with_all_registries_down_the_landing_page_is_read(world: Server) -> None:
    for address in ("http://api.crossref.example/works/10.5555/rain.2021.17", "http://openalex.example/works/"):
        world.add(address, Answer("down", 500))
    world.add("http://journal.example/article/7", Answer(LANDING.format(title=TITLE, more="")))
    resolution = resolve(press(DOI="10.5555/rain.2021.17", URL="http://journal.example/article/7", title=TITLE))
    (record,) = resolution.records
    assert record.provenance["title"].kind.startswith("landing:")
    assert "landing: found" in outcomes(resolution)


@pytest.mark.parametrize("typed", ["arXiv:2301.00001", "10.5555/rain.2021.17"])
def test_with_its_registries_down_an_identifier_still_has_a_page(world: Server, typed: str) -> None:
    resolution = look_up(typed)
    assert resolution.steps[-1].name == "landing"
    assert resolution.steps[-1].detail.startswith(("https://arxiv.org/abs/2301.00001", "http://doi.example/10.5555"))


def test_with_everything_down_the_press_page_stands_alone(world: Server) -> None:
    stated = press(DOI="10.5555/rain.2021.17", title=TITLE, author=(MEULEN,))
    for name in ("/works", "/works/10.5555/rain.2021.17"):
        world.add(f"{CROSSREF}{name}", Answer("down", 503))
    resolution = resolve(stated)
    assert resolution.records == ()
    assert resolution.record == stated
    assert {step.name for step in resolution.failures} >= {"crossref", "search"}


def test_the_agency_of_a_doi_that_crossref_does_not_know(world: Server) -> None:
    world.add("http://doi.example/ra/10.5555", as_json([{"DOI": "10.5555", "RA": "DataCite"}]))
    answer = (ANSWERS / "datacite/dataset.json").read_text("utf-8")
    world.add("http://api.datacite.example/dois/10.5555/bells", Answer(answer))
    resolution = resolve(Record(DOI="10.5555/bells"))
    assert resolution.records[0].type == "dataset"
    assert outcomes(resolution)[:3] == ["crossref: not-found", "doi: found", "datacite: found"]


def test_another_agency_is_asked_through_doi_org(world: Server) -> None:
    world.add("http://doi.example/ra/10.5555", as_json([{"DOI": "10.5555", "RA": "JaLC"}]))
    answer = (ANSWERS / "doi-content-negotiation/jalc.json").read_text("utf-8")
    world.add("http://doi.example/10.5555/jalc.7.1_11", Answer(answer))
    assert resolve(Record(DOI="10.5555/jalc.7.1_11")).records[0].author[0].family == "山田"


def test_a_doi_that_is_not_registered(world: Server) -> None:
    world.add("http://doi.example/ra/10.5555", as_json([{"DOI": "10.5555", "status": "DOI does not exist"}]))
    resolution = resolve(press(DOI="10.5555/nothing"))
    assert resolution.records == ()
    assert outcomes(resolution)[:2] == ["crossref: not-found", "doi: not-found"]


@pytest.mark.parametrize(
    ("identifier", "address", "answer", "title"),
    [
        ("10.5555/rain.2021.17", f"{CROSSREF}/works/10.5555/rain.2021.17", "crossref/article-markup.json", "Copper"),
        ("arXiv:2301.00001", "http://arxiv.example/api/query", "arxiv/published.xml", "Pendulums"),
        ("PMID: 18000009", "http://pubmed.example/efetch.fcgi", "pubmed/article.xml", "Frost"),
        ("PMC9000002", "http://pubmed.example/esummary.fcgi", "pubmed/summary.json", "Über"),
        ("978-0-306-40615-7", "http://openlibrary.example/api/books", "openlibrary/details.json", "Lamps"),
        ("https://arxiv.org/abs/2301.00001", "http://arxiv.example/api/query", "arxiv/published.xml", "Pendulums"),
        ("https://www.jstor.org/stable/1687467", f"{CROSSREF}/works/10.2307/1687467", "crossref/notice.json", "Retr"),
        (
            "https://doi.org/10.1002/(sici)1097-461x(1998)66:4%3C261::aid-qua1%3E3.0.co;2-t",
            f"{CROSSREF}/works/10.1002/(sici)1097-461x(1998)66:4%3C261::aid-qua1%3E3.0.co;2-t",
            "crossref/proceedings.json",
            "Kites",
        ),
    ],
)
def test_looking_up_what_was_typed(world: Server, identifier: str, address: str, answer: str, title: str) -> None:
    world.add(address, Answer((ANSWERS / answer).read_bytes()))
    resolution = look_up(identifier)
    assert resolution.records[0].title.startswith(title)


def test_a_publishers_item_identifier_is_looked_for_at_crossref(world: Server) -> None:
    world.add(f"{CROSSREF}/works", found(PAPER))
    resolution = look_up("https://www.sciencedirect.com/science/article/pii/S0092867420300015")
    assert PAPER["DOI"] == resolution.records[0].DOI
    assert "filter=alternative-id%3AS0092867420300015" in world.asked("/works?")[0]


def test_looking_up_an_address_reads_its_page(world: Server) -> None:
    world.add("http://journal.example/article/7", Answer(LANDING.format(title=TITLE, more="")))
    assert look_up("http://journal.example/article/7").records[0].title == TITLE


def test_looking_up_what_is_nothing(world: Server) -> None:
    resolution = look_up("what is this")
    assert (resolution.records, outcomes(resolution)) == ((), ["identifier: not-found"])
    assert not world.requests


# --- Landing pages


def test_a_landing_page_names_its_doi_and_the_registry_comes_first(world: Server) -> None:
    more = '<meta name="citation_doi" content="10.5555/rain.2021.17">'
    world.add("http://journal.example/article/7", Answer(LANDING.format(title=TITLE, more=more)))
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work(PAPER))
    resolution = resolve(press(title=TITLE, URL="http://journal.example/article/7"))
    kinds = [record.provenance["title"].kind for record in resolution.records]
    assert kinds[0] == "registry:crossref"
    assert kinds[1].startswith("landing:")


def test_a_wrong_doi_on_a_landing_page_is_set_aside(world: Server) -> None:
    more = '<meta name="citation_doi" content="10.5555/frogs.1">'
    world.add("http://journal.example/article/7", Answer(LANDING.format(title=TITLE, more=more)))
    world.add(f"{CROSSREF}/works/10.5555/frogs.1", work(OTHER))
    resolution = resolve(press(title=TITLE, URL="http://journal.example/article/7"))
    (record,) = resolution.records
    assert record.DOI == ""
    assert "verify: refused" in outcomes(resolution)


def test_a_link_to_another_work_is_refused(world: Server) -> None:
    world.add("http://journal.example/article/7", Answer(LANDING.format(title="How to knit a bridge", more="")))
    stated = press(title=TITLE, author=(Name(family="Blom", given="Eva"),), URL="http://journal.example/article/7")
    world.add(f"{CROSSREF}/works", found())
    resolution = resolve(stated)
    assert resolution.records == ()
    assert outcomes(resolution)[0] == "landing: refused"


def test_a_refresh_is_followed(world: Server) -> None:
    page = '<html><head><meta http-equiv="refresh" content="0; url=/article/7"></head><body>Redirecting</body></html>'
    world.add("http://journal.example/hub/7", Answer(page))
    world.add("http://journal.example/article/7", Answer(LANDING.format(title=TITLE, more="")))
    resolution = resolve(press(title=TITLE, URL="http://journal.example/hub/7"))
    assert resolution.records[0].title == TITLE


def test_refreshes_end(world: Server) -> None:
    for here, there in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")):
        page = f'<html><head><meta http-equiv="refresh" content="0; url=/{there}"></head><body>x</body></html>'
        world.add(f"http://journal.example/{here}", Answer(page))
    resolution = resolve(press(title="A b", URL="http://journal.example/a"))
    assert resolution.records == ()
    assert len(world.asked("journal.example")) <= 4


def test_a_link_into_the_local_network_is_not_followed(world: Server) -> None:
    resolution = resolve(press(title="A b", URL="http://192.168.1.1/admin"))
    assert outcomes(resolution)[0] == "landing: failed"
    assert "private" in resolution.steps[0].detail
    assert not world.asked("192.168")


# --- The right work


def test_a_wrong_doi_is_refused_kept_as_a_claim_and_searched_for(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/frogs.1", work(OTHER))
    world.add(f"{CROSSREF}/works", found(PAPER, OTHER))
    stated = press(title=TITLE, author=(MEULEN,), DOI="10.5555/frogs.1")
    resolution = resolve(stated)
    assert [record.DOI for record in resolution.records] == ["10.5555/rain.2021.17"]
    assert outcomes(resolution) == ["crossref: found", "verify: refused", "search: found"]
    assert "Frogs in a dry year" in resolution.steps[1].detail
    assert resolution.record.DOI == ""
    assert "leads to another work" in resolution.record.reasons[-1]
    (claim,) = resolution.refused
    assert (claim.variable, claim.value, claim.origin.kind) == ("DOI", "10.5555/frogs.1", "refused:labelled:en")
    merged = merge(resolution.record, *resolution.records)
    assert merged.DOI == "10.5555/rain.2021.17"
    assert claim in merged.claims


def test_a_refused_doi_does_not_come_back_in_merging() -> None:
    claim = Claim("DOI", "10.5555/frogs.1", Origin("refused:labelled:en", "", "10.5555/frogs.1"))
    stated = press(title=TITLE, claims=(claim,))
    merged = merge(stated, Record(title=TITLE, volume="17", provenance={"volume": Origin("landing:highwire")}))
    assert merged.DOI == ""
    assert merged.claims == (claim,)


def test_a_wrong_doi_with_nothing_to_find_leaves_the_press_page(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/frogs.1", work(OTHER))
    world.add(f"{CROSSREF}/works", found(OTHER))
    resolution = resolve(press(title=TITLE, author=(MEULEN,), DOI="10.5555/frogs.1"))
    assert resolution.records == ()
    assert resolution.refused


FROGS = Record(
    type="article-journal",
    title="Frogs in a dry year",
    author=(Name(family="Temporaria", given="Rana"), Name(family="Bufo", given="B.")),
    container_title="Pond Letters",
    issued=Date((2021, 3, 9)),
)


@pytest.mark.parametrize(
    ("stated", "fits"),
    [
        (Record(title="Frogs in a dry year"), True),
        (Record(title="FROGS IN A DRY YEAR."), True),
        (Record(title="Frogs in a dry year: evidence from forty ponds"), True),
        (Record(title="Frogs in a dry"), False),
        (Record(title="Frogs of the dry years"), False),
        (Record(title="Frogs of the dry year", container_title="Pond Letters"), True),
        (Record(title="マレーシアのカエル"), True),
        (Record(title="가뭄의 개구리", author=(Name(literal="박개굴"),), container_title="연못 학회지"), True),
        (Record(title="Frösche im Trockenjahr", author=(Name(family="Temporaria", given="R."),)), True),
        (Record(title="Toads on the road"), False),
        (Record(title="Erratum: Frogs in a dry year", author=(Name(family="Temporaria"),)), False),
        (Record(title="Toads on the road", container_title="Pond Letters"), False),
        (Record(author=(Name(family="Temporaria", given="Rana"),)), True),
        (Record(author=(Name(family="Blom", given="Eva"),)), False),
        (Record(author=(Name(family="Blom", given="Eva"),), container_title="Pond Letters"), True),
        (Record(type="article-journal", container_title="Physics Today"), False),
        (Record(container_title="Pond Lett."), True),
        (Record(issued=Date((2009,))), False),
        (Record(press=(Press(title="Frogs", issued=Date((2029, 1, 2))),)), False),
        (Record(press=(Press(title="Frogs", issued=Date((2021, 1, 2))),)), True),
        (Record(), True),
    ],
    ids=lambda value: value.title or str(value.author or value.container_title) if isinstance(value, Record) else "",
)
def test_what_an_identifier_leads_to_is_held_against_the_page(stated: Record, fits: bool) -> None:
    fit = verify.check(stated, FROGS)
    assert fit.fits is fits, fit.reason


@pytest.mark.parametrize(
    ("stated", "fits"),
    [
        (press(title="Frogs in a dry year", author=(Name(family="Bufo", given="Bea"),)), True),
        (press(title="Frogs in a dry year", author=(Name(family="Blom", given="Eva"),)), False),
        (press(title="Frogs in a dry year", container_title="Pond Letters"), True),
        (press(title="Frogs in a dry year", container_title="Physics Today"), False),
        (press(title="Frogs in a wet year", author=(Name(family="Bufo", given="Bea"),)), False),
        (press(title="Frogs in a dry year", author=(Name(family="Bufo"),), issued=Date((2017,))), False),
        (press(title="Frogs in a dry year"), False),
        *(
            (press(title=f"{before}Frogs in a dry year{after}", author=(Name(family="Bufo", given="Bea"),)), False)
            for before, after in (
                ("Erratum: ", ""),
                ("Correction to: ", ""),
                ("Reply to: ", ""),
                ("Author response: ", ""),
                ("", ", part II"),
                ("", " 2"),
                ("", " and a wet one"),
            )
        ),
        (press(title="Frogs in a dry year: a survey", author=(Name(family="Bufo", given="Bea"),)), True),
    ],
    ids=lambda value: value.title if isinstance(value, Record) else "",
)
def test_what_a_search_found_must_be_sure(stated: Record, fits: bool) -> None:
    fit = verify.is_match(stated, FROGS)
    assert fit.fits is fits, fit.reason


# --- Search


def test_a_work_is_found_by_its_title(world: Server) -> None:
    world.add(f"{CROSSREF}/works", found(OTHER, PAPER))
    resolution = resolve(press(title=TITLE, container_title="Annals of Weather and Walls"))
    assert [record.DOI for record in resolution.records] == ["10.5555/rain.2021.17"]
    (asked,) = world.asked("/works?")
    assert "query.bibliographic=Copper+roofs" in asked


def test_openalex_is_searched_when_crossref_is_down(world: Server) -> None:
    known = json.loads((ANSWERS / "openalex/article.json").read_text("utf-8"))
    known |= {"title": TITLE, "authorships": [{"author": {"display_name": "Ada van der Meulen"}}]}
    known |= {"publication_date": "2021-03-09"}
    world.add(f"{CROSSREF}/works", Answer("down", 503))
    world.add("http://openalex.example/works", as_json({"results": [known, {"id": "x"}, None]}))
    resolution = resolve(press(title=f"{TITLE}: a survey, of sorts", author=(MEULEN,)))
    assert outcomes(resolution) == ["search: failed", "search: found"]
    assert resolution.records[0].provenance["title"].kind == "registry:openalex"
    assert "%2C" not in world.asked("openalex")[0]


def test_no_match_is_no_record(world: Server) -> None:
    world.add(f"{CROSSREF}/works", found(OTHER))
    resolution = resolve(press(title=TITLE, author=(MEULEN,)))
    assert (resolution.records, resolution.candidates) == ((), ())
    assert outcomes(resolution) == ["search: not-found"]


def test_the_version_of_record_is_preferred_and_linked(world: Server) -> None:
    preprint = {**PAPER, "DOI": "10.5555/preprints.88", "type": "posted-content", "subtype": "preprint",
                "container-title": [], "issued": {"date-parts": [[2020, 11, 2]]}}  # fmt: skip
    world.add(f"{CROSSREF}/works", found(preprint, PAPER))
    resolution = resolve(press(title=TITLE, author=(MEULEN,)))
    assert [record.DOI for record in resolution.records] == ["10.5555/rain.2021.17"]
    assert Relation("has-preprint", "DOI", "10.5555/preprints.88") in resolution.records[0].relations
    (related,) = resolution.related
    assert Relation("has-version-of-record", "DOI", "10.5555/rain.2021.17") in related.relations


def test_a_preprint_that_is_published_is_linked(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/preprints.88",
              Answer((ANSWERS / "crossref/preprint-published.json").read_bytes()))  # fmt: skip
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work({**PAPER, "title": [TITLE]}))
    resolution = resolve(press(DOI="10.5555/preprints.88", title=TITLE))
    (record,) = resolution.records
    assert record.type == "article"
    assert record.title == TITLE, "the page's spelling, not the registry's capitals"
    assert Relation("has-version-of-record", "DOI", "10.5555/rain.2021.17") in record.relations
    (related,) = resolution.related
    assert related.volume == "17"
    assert Relation("has-preprint", "DOI", "10.5555/preprints.88") in related.relations


def test_a_relation_to_another_work_is_dropped(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/preprints.88",
              Answer((ANSWERS / "crossref/preprint-published.json").read_bytes()))  # fmt: skip
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work({**OTHER, "DOI": "10.5555/rain.2021.17"}))
    resolution = resolve(press(DOI="10.5555/preprints.88", title=TITLE))
    assert (resolution.related, resolution.records[0].relations) == ((), ())


def test_a_retracted_paper(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/hats.3", Answer((ANSWERS / "crossref/retracted.json").read_bytes()))
    resolution = resolve(press(DOI="10.5555/hats.3"))
    assert resolution.records[0].standing == "retracted"
    assert Relation("is-retracted-by", "DOI", "10.5555/hats.12") in resolution.records[0].relations


def test_two_papers_of_one_page(world: Server) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work(PAPER))
    world.add(f"{CROSSREF}/works/10.5555/frogs.1", work(OTHER))
    with fetcher() as open_fetcher:
        titles = [
            resolvers.resolve(press(DOI=doi), open_fetcher).records[0].title
            for doi in ("10.5555/rain.2021.17", "10.5555/frogs.1")
        ]
    assert titles == [TITLE, "Frogs in a dry year"]


JOURNAL = "Annals of Weather and Walls"


def test_a_person_a_journal_and_a_date_are_enough_for_one_work(world: Server) -> None:
    world.add(f"{CROSSREF}/works", found(OTHER, PAPER))
    resolution = resolve(press(author=(MEULEN,), container_title=JOURNAL))
    assert [record.DOI for record in resolution.records] == ["10.5555/rain.2021.17"]
    (asked,) = world.asked("/works?")
    assert "query.author=Ada+Van+der+Meulen" in asked
    assert "from-pub-date%3A2021-01-11%2Cuntil-pub-date%3A2021-04-11" in asked


@pytest.mark.parametrize(
    "second",
    [
        {"DOI": "10.5555/rain.2021.18", "title": ["Lead gutters and the taste of rain"]},
        {"DOI": "10.5555/rain.2021.18", "title": ["Lead gutters"], "issued": {"date-parts": [[2021, 2]]}},
    ],
)
def test_two_works_that_fit_are_candidates(world: Server, second: dict[str, Any]) -> None:
    world.add(f"{CROSSREF}/works", found({**PAPER, **second}, PAPER, OTHER))
    stated = press(author=(MEULEN,), container_title=JOURNAL, press=(Press(title="Copper roofs make rain green",
                   issued=Date((2021, 3, 12))),))  # fmt: skip
    resolution = resolve(stated)
    assert resolution.records == ()
    assert [record.DOI for record in resolution.candidates] == ["10.5555/rain.2021.17", "10.5555/rain.2021.18"]


@pytest.mark.parametrize(
    "changes",
    [
        {"author": [{"given": "Anton", "family": "Van der Meulen"}]},
        {"container-title": ["Annals of Weather"]},
        {"issued": {"date-parts": [[2019, 3, 9]]}},
        {"author": [{"given": "Bo", "family": "Little"}]},
    ],
    ids=["another given name", "another journal", "another time", "another person"],
)
def test_a_work_that_contradicts_is_not_taken(world: Server, changes: dict[str, Any]) -> None:
    world.add(f"{CROSSREF}/works", found({**PAPER, **changes}))
    resolution = resolve(press(author=(MEULEN,), container_title=JOURNAL))
    assert resolution.records == ()


def test_a_journal_and_a_headline_give_candidates_at_most(world: Server) -> None:
    world.add(f"{CROSSREF}/works", found(PAPER, OTHER, {**PAPER, "title": ["On lead"], "DOI": "10.5555/lead"}))
    stated = Record(container_title=JOURNAL, press=(Press(title="Copper roof turns the rain green",
                    issued=Date((2021, 3, 12))),))  # fmt: skip
    resolution = resolve(stated)
    assert resolution.records == ()
    assert [record.DOI for record in resolution.candidates] == ["10.5555/rain.2021.17"]


def test_without_a_date_or_a_journal_nothing_is_searched(world: Server) -> None:
    resolution = resolve(Record(author=(MEULEN,), container_title=JOURNAL))
    assert outcomes(resolution) == ["search: skipped"]
    assert outcomes(resolve(Record(container_title=JOURNAL))) == ["search: skipped"]
    assert outcomes(resolve(press(author=(MEULEN,)))) == ["search: skipped"]
    assert not world.requests


# --- Bad answers, and offline


@pytest.mark.parametrize(
    "answer",
    [
        Answer("<!DOCTYPE html><html><title>None</title><body>Service unavailable</body></html>"),
        Answer('{"status":"ok","message":{"DOI":"10.5555/rain.2021.17","title":["Cop'),
        Answer('{"status":"failed","message":[{"type":"x"}]}'),
        Answer(b"\xff\xfe\x00", headers={"Content-Type": "application/json; charset=utf-16"}),
        Answer(json.dumps({"message": {**PAPER, "title": ["x" * 30_000_000]}})),
        Answer("", 500),
        Answer("", 204),
        Answer("no", 302, {"Location": "http://10.0.0.1/"}),
        Answer("round", 302, {"Location": f"{CROSSREF}/works/10.5555/rain.2021.17"}),
        Answer(json.dumps([{"message": PAPER}])),
        Answer(json.dumps({"message": PAPER}).encode("utf-16")),
        Answer(json.dumps({"message": PAPER}), headers={"Content-Encoding": "gzip"}),
        BOMB,
        drip(20),
        endless,
    ],
    ids=[
        "html", "cut", "error", "charset", "30 MB", "500", "204", "inward", "loop", "list", "wide", "no gzip", "bomb",
        "drip", "endless",
    ],
)  # fmt: skip
def test_a_bad_answer_is_a_warning_and_the_next_step(world: Server, answer: Route) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", answer)
    csl = {**PAPER, "title": TITLE, "container-title": "Annals of Weather and Walls", "type": "article-journal"}
    world.add("http://doi.example/10.5555/rain.2021.17", as_json(csl))
    resolution = resolve(press(title=TITLE, DOI="10.5555/rain.2021.17"), total=1.0)
    assert outcomes(resolution)[:2] == ["crossref: failed", "doi: found"]
    assert resolution.records[0].title == TITLE
    assert "\n" not in resolution.steps[0].detail


@pytest.mark.parametrize(
    "title", ["x" * 5_000_000, "<i>" * 100_000, "&amp;" * 100_000], ids=["long", "tags", "escapes"]
)
def test_a_title_that_is_none_is_left_out_and_the_rest_taken(world: Server, title: str) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work({**PAPER, "title": [title]}))
    resolution = resolve(press(author=(MEULEN,), DOI="10.5555/rain.2021.17"))
    assert outcomes(resolution)[0] == "crossref: found"
    assert resolution.records[0].title == ""
    assert resolution.records[0].volume == "17"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("round", 302, {"Location": "http://journal.example/article/7"}), "redirects"),
        (Answer("away", 301, {"Location": "ftp://journal.example/"}), "no web address"),
        (Answer("inward", 302, {"Location": "http://127.0.0.1:1/"}), "loopback"),
        (Answer("gone", 410), "is gone"),
        (Answer("closed", 403), "is closed to programs"),
        (Answer("busy", 503, {"Retry-After": "3600"}), "too long"),
        (Answer("%PDF-1.7 ...", headers={"Content-Type": "application/pdf"}), "a PDF file"),
        (Answer(b"\x00\x01\x02" * 5_000), "binary"),
        (Answer(""), "empty"),
        (Answer("<p>" + "x" * 12_000_000), "larger than 10 MB"),
        (Answer("<html>", headers={"Content-Encoding": "gzip"}), "compression is broken"),
        (Answer("<html>", headers={"Content-Encoding": "br"}), "encoding that was not asked for"),
        (BOMB, "larger than 10 MB"),
        (drip(20), "not done within 1 s"),
        (endless, "larger than 10 MB"),
        (Answer(WALL), "bot wall"),
        (Answer('{"message": "no page"}'), "no work"),
        (Answer("<title>Page not found</title>"), "not found"),
    ],
    ids=[
        "loop", "away", "inward", "410", "403", "busy", "pdf", "binary", "empty", "12 MB", "no gzip", "brotli", "bomb",
        "drip", "endless", "wall", "json", "soft 404",
    ],
)  # fmt: skip
def test_a_bad_landing_page_is_a_warning_and_the_next_step(world: Server, answer: Route, said: str) -> None:
    world.add("http://journal.example/article/7", answer)
    world.add(f"{CROSSREF}/works", found(PAPER))
    resolution = resolve(press(title=TITLE, author=(MEULEN,), URL="http://journal.example/article/7"), total=1.0)
    assert [step.name for step in resolution.steps][:2] == ["landing", "search"]
    assert resolution.steps[0].outcome in ("failed", "not-found")
    assert said in resolution.steps[0].detail
    assert "\n" not in resolution.steps[0].detail
    assert [record.DOI for record in resolution.records] == ["10.5555/rain.2021.17"]


def test_a_bad_answer_is_not_kept(world: Server, tmp_path: Path) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", Answer("<html>back soon</html>"), work(PAPER))
    world.add("http://journal.example/article/7", Answer(WALL), Answer(LANDING.format(title=TITLE, more="")))
    for expected in ([], ["10.5555/rain.2021.17"]):
        resolution = resolve(press(DOI="10.5555/rain.2021.17"), cache=tmp_path)
        assert [record.DOI for record in resolution.records] == expected
    for expected in ([], [TITLE]):
        resolution = resolve(press(URL="http://journal.example/article/7"), cache=tmp_path)
        assert [record.title for record in resolution.records] == expected


def test_a_billion_laughs_are_a_warning(world: Server) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><feed>&b;</feed>'
    world.add("http://arxiv.example/api/query", Answer(laughs))
    resolution = look_up("arXiv:2301.00001")
    assert outcomes(resolution)[0] == "arxiv: failed"
    assert "not safe" in resolution.steps[0].detail


def test_offline_asks_nothing(world: Server, tmp_path: Path) -> None:
    stated = press(title=TITLE, DOI="10.5555/rain.2021.17")
    assert outcomes(resolve(stated, offline=True)) == ["network: skipped"]
    assert not world.requests
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work(PAPER))
    resolve(stated, cache=tmp_path)
    asked = len(world.requests)
    assert outcomes(resolve(stated, cache=tmp_path, offline=True)) == ["network: skipped"]  # for all that is kept
    assert len(world.requests) == asked


def test_offline_an_identifier_is_looked_up_among_the_kept_answers(world: Server, tmp_path: Path) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work(PAPER))
    look_up("10.5555/rain.2021.17", cache=tmp_path)
    asked = len(world.requests)
    resolution = look_up("10.5555/rain.2021.17", cache=tmp_path, offline=True)
    assert resolution.records[0].volume == "17"
    assert "the answer of 20" in resolution.steps[0].detail
    unknown = look_up("10.5555/other", cache=tmp_path, offline=True)
    assert {step.outcome for step in unknown.steps} == {"skipped"}
    assert not unknown.failures
    assert len(world.requests) == asked


def test_refresh_asks_again_and_searches_nothing(world: Server, tmp_path: Path) -> None:
    world.add(f"{CROSSREF}/works/10.5555/rain.2021.17", work({**PAPER, "volume": ""}), work(PAPER))
    known = resolve(press(title=TITLE, DOI="10.5555/rain.2021.17"), cache=tmp_path).records[0]
    assert known.volume == ""
    with fetcher(cache=tmp_path, refresh=True) as open_fetcher:
        resolution = resolvers.refresh(known, open_fetcher)
        assert resolution.records[0].volume == "17"
        assert resolvers.refresh(Record(title=TITLE, author=(MEULEN,)), open_fetcher).steps == ()


# --- Damaged spellings


def test_damaged_spellings_are_set_right_by_the_page() -> None:
    damaged = Record(
        title="R\ufffdume und W\ufffdnde",
        author=(Name(family="M\ufffdller", given="J\ufffdrg", orcid="0000-0002-1825-0097"), Name(family="Blom")),
        container_title="ZEITSCHRIFT FÜR BAUKUNST",
        provenance={name: Origin("registry:crossref", "", "x") for name in ("title", "author", "container-title")},
    )
    page = Record(
        title="Räume und Wände",
        author=(Name(family="Müller", given="Jörg"), Name(family="Blom", given="E.")),
        container_title="Zeitschrift für Baukunst",
        provenance={"title": Origin("labelled:de", "line 3", "Räume und Wände")},
    )
    repaired = spelling.repair(damaged, [page])
    assert repaired.title == page.title
    assert repaired.provenance["title"].kind == "labelled:de"
    assert repaired.container_title == page.container_title
    assert repaired.author == (Name(family="Müller", given="Jörg", orcid="0000-0002-1825-0097"), Name(family="Blom"))
    assert {claim.variable for claim in repaired.claims} == {"title", "author", "container-title"}


@pytest.mark.parametrize("title", ["Zimmer und Wände", "", "R\ufffdume und W\ufffdnde"])
def test_nothing_is_guessed_for_a_damaged_spelling(title: str) -> None:
    damaged = Record(title="R\ufffdume und W\ufffdnde", provenance={"title": Origin("registry:crossref", "", "x")})
    assert spelling.repair(damaged, [Record(title=title)]) == damaged

"""Identifiers: every row of the publishers' table, the rules of normalising, and properties that hold for all text."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib.identifiers import (
    Identifier,
    doi_key,
    find,
    find_dois,
    identify,
    identify_url,
    isbn_key,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_url,
    url_key,
)
from tests.pace import seconds

TABLE: dict[str, Any] = tomllib.loads(resources.files("pressbib").joinpath("publishers.toml").read_text("utf-8"))
SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


@pytest.mark.parametrize("form", TABLE["form"], ids=lambda form: form["example"][0][:70])
def test_each_form_reads_its_example(form: dict[str, Any]) -> None:
    address, value = form["example"]
    assert identify_url(address) == Identifier(form["kind"], value)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1038/nature11412", "10.1038/nature11412"),
        ("doi:10.1038/nature11412", "10.1038/nature11412"),
        ("DOI: 10.1038/Nature11412.", "10.1038/Nature11412"),
        ("info:doi/10.1038/x12", "10.1038/x12"),
        ("urn:doi:10.1038/x12", "10.1038/x12"),
        ("https://doi.org/10.1038/x12", "10.1038/x12"),
        ("http://dx.doi.org/10.1038/x12", "10.1038/x12"),
        ("doi.org/10.1038/x12", "10.1038/x12"),
        ("https://doi.org/doi:10.1038/x12", "10.1038/x12"),
        ("https://doi.org/10.1038/x12?utm_source=mail#top", "10.1038/x12"),
        ("10.1016/S0140-6736(20)30183-5).", "10.1016/S0140-6736(20)30183-5"),
        ("(10.1000/a(b)c)", ""),
        ("10.1000/a(b)c)", "10.1000/a(b)c"),
        (SICI, SICI),
        ("10.1002/%28SICI%291097-0258%2819980815%2F30%2917%3A15%2F16%3C1661%3A%3AAID-SIM968%3E3.0.CO%3B2-2", SICI),
        ("10.1002/(SICI)1097-0258(19980815/30)17:15/16&lt;1661::AID-SIM968&gt;3.0.CO;2-2", SICI),
        ("10.1038\u200b/nature\u00ad11412\ufeff", "10.1038/nature11412"),
        ("10.1130/0091–7613", "10.1130/0091-7613"),
        ("１０.1038/x12", "10.1038/x12"),
        ("10.1126/science.169.3946.635</a>", "10.1126/science.169.3946.635"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/abc", ""),
        ("the DOI is 10.1038/x12", ""),
        ("10.1038/", ""),
        ("ade/1391109086", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_normalise_doi(text: str, doi: str) -> None:
    assert normalise_doi(text) == doi


def test_dois_compare_without_case() -> None:
    assert doi_key("https://doi.org/10.1039/C2CC35799B") == doi_key("doi:10.1039/c2cc35799b")


@pytest.mark.parametrize(
    ("text", "dois"),
    [
        ("as shown (doi:10.1016/S0140-6736(20)30183-5). Next", ("10.1016/S0140-6736(20)30183-5",)),
        ("10.1007/a1;10.1007/b2, 10.1007/A1", ("10.1007/a1", "10.1007/b2")),
        ("논문(https://doi.org/10.1021/nano.4c01234)에서 10.1021/b.1에서", ("10.1021/nano.4c01234", "10.1021/b.1")),
        ("see https://www.nature.com/articles/s41586-021-03819-2.", ("10.1038/s41586-021-03819-2",)),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.1&type=x", ("10.1371/journal.pone.1",)),
        (f"Cited: {SICI}, in print", (SICI,)),
        ("version 10.15.2/3 and 192.10.1000/x and a price of 10.5000", ()),
        ("nothing here", ()),
    ],
)  # fmt: skip
def test_find_dois(text: str, dois: tuple[str, ...]) -> None:
    assert find_dois(text) == dois


def test_find_reads_labelled_identifiers_in_order() -> None:
    text = "arXiv:1706.03762v5 (PMID: 32687126, PMC3531190); https://arxiv.org/abs/hep-th/9901001, doi 10.1038/x12"
    assert find(text) == (
        Identifier("arXiv", "1706.03762"),
        Identifier("PMID", "32687126"),
        Identifier("PMCID", "PMC3531190"),
        Identifier("arXiv", "hep-th/9901001"),
        Identifier("DOI", "10.1038/x12"),
    )


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://academic.oup.com/nar/advance-article/doi/10.1093/nar/gkad1234/7345678", "10.1093/nar/gkad1234"),
        ("http://www.plosone.org/article/info%3Adoi%2F10.1371%2Fjournal.pone.0111303", "10.1371/journal.pone.0111303"),
        ("https://link.springer.com/content/pdf/10.1007%2Fs11926-016-0590-3.pdf", "10.1007/s11926-016-0590-3"),
        ("https://link.springer.com/chapter/10.1007/978-3-030-12345-6_7", "10.1007/978-3-030-12345-6_7"),
        ("https://www.frontiersin.org/articles/10.3389/fpsyg.2015.01582/full", "10.3389/fpsyg.2015.01582"),
        ("https://iopscience.iop.org/article/10.1088/0026-1394/49/3/399/meta", "10.1088/0026-1394/49/3/399"),
        ("https://pubs.acs.org/doi/suppl/10.1021/acs.x.1c00001/suppl_file/a.pdf", "10.1021/acs.x.1c00001"),
        ("https://www.emerald.com/insight/content/doi/10.1108/X-01-2020-0001/full/html", "10.1108/X-01-2020-0001"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://www.pnas.org/doi/abs/10.1073/pnas.2012345118", "10.1073/pnas.2012345118"),
        ("https://www.science.org/doi/10.1126/science.abc1234?cookieSet=1", "10.1126/science.abc1234"),
        ("https://www.tandfonline.com/doi/full/10.1080/2055.2015.1135230#abstract", "10.1080/2055.2015.1135230"),
        ("https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.122.145901", "10.1103/PhysRevLett.122.145901"),
        ("https://doi.pangaea.de/10.1594/PANGAEA.836178", "10.1594/PANGAEA.836178"),
        ("https://www.bmj.com/content/345/bmj.e8050.full", "10.1136/bmj.e8050"),
    ],
)  # fmt: skip
def test_addresses_that_hold_a_doi(address: str, value: str) -> None:
    assert identify_url(address) == Identifier("DOI", value)


def test_the_address_of_a_societys_journal_holds_an_item_identifier() -> None:
    address = "http://www.frogjournal.org/article/S1933-2874(15)00427-4/abstract"
    assert identify_url(address) == Identifier("PII", "S1933287415004274")


@pytest.mark.parametrize(
    "address",
    [
        "https://onlinelibrary.wiley.com/toc/10.1002/(ISSN)1097-4547",
        "https://onlinelibrary.wiley.com/journal/10.1002/(ISSN)1097-4547",
        "https://www.tandfonline.com/loi/tjde20",
        "https://example.org/v10.1234",
        "https://arxiv.org/list/cs/recent",
        "https://www.mdpi.com/0000-0000/1/2/3",
        "mailto:a@example.org",
        "http://[broken",
        "",
    ],
)
def test_addresses_that_hold_none(address: str) -> None:
    assert identify_url(address) is None


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("1706.03762", Identifier("arXiv", "1706.03762")),
        ("arXiv:hep-th/9901001v2", Identifier("arXiv", "hep-th/9901001")),
        ("32687126", Identifier("PMID", "32687126")),
        ("PMID: 123", Identifier("PMID", "123")),
        ("pmc3531190", Identifier("PMCID", "PMC3531190")),
        ("978-0-262-04630-5", Identifier("ISBN", "9780262046305")),
        ("ISBN 0-306-40615-2", Identifier("ISBN", "0306406152")),
        ("S0092-8674(20)30001-5", Identifier("PII", "S0092867420300015")),
        ("doi:10.1038/x12", Identifier("DOI", "10.1038/x12")),
        ("https://arxiv.org/abs/1706.03762", Identifier("arXiv", "1706.03762")),
        ("paper.html", None),
        ("123456789", None),
        ("978-0-262-04630-6", None),
    ],
)
def test_identify_what_is_typed(text: str, identifier: Identifier | None) -> None:
    assert identify(text) == identifier


def test_check_digits() -> None:
    assert normalise_issn("ISSN 0028-0836") == normalise_issn("00280836") == "0028-0836"
    assert normalise_issn("2050-084x") == "2050-084X"
    assert normalise_issn("0028-0837") == ""
    assert normalise_isbn("0-306-40615-3") == normalise_isbn("1234567890123") == ""
    assert isbn_key("0-306-40615-2") == "9780306406157"
    assert normalise_orcid("https://orcid.org/0000-0002-1825-0097") == "0000-0002-1825-0097"
    assert normalise_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"
    assert normalise_orcid("0000-0002-1825-0098") == ""


def test_addresses_are_normalised() -> None:
    assert (
        normalise_url("HTTPS://Example.org:443/a%20b?utm_source=x&id=1&fbclid=y#top")
        == "https://example.org/a%20b?id=1"
    )
    assert normalise_url("//example.org") == "https://example.org/"
    assert normalise_url("http://example.org/a;jsessionid=AB12?x=1") == "http://example.org/a?x=1"
    assert normalise_url("ftp://example.org/") == normalise_url("not an address") == normalise_url("http://[") == ""
    assert url_key("https://www.example.org/a/?b=2&a=1#x") == url_key("http://example.org/a?a=1&b=2")
    assert url_key("http://dx.doi.org/10.1038/ABC") == url_key("https://doi.org/10.1038/abc")


@given(st.text())
def test_nothing_raises_and_what_is_found_is_normal(text: str) -> None:
    for doi in find_dois(text):
        assert normalise_doi(doi)
    for function in (normalise_doi, doi_key, normalise_url, url_key, normalise_isbn, normalise_issn, normalise_orcid):
        assert isinstance(function(text), str)
    identify(text)
    identify_url(text)
    identify_url(f"https://example.org/{text}")


@given(st.from_regex(r"10\.[1-9][0-9]{3,4}/[a-z0-9]{1,8}([._-][A-Z0-9]{1,8}){0,3}", fullmatch=True))
def test_a_doi_is_read_from_whatever_is_around_it(doi: str) -> None:
    assert normalise_doi(doi) == doi
    for around in (
        "https://doi.org/{}",
        "doi: {}",
        "({})",
        "{}.",
        "{}; and",
        "<{}>",
        "see https://dx.doi.org/{}, p. 3",
    ):
        assert find_dois(around.format(doi)) == (doi,)


@given(st.from_regex(r"https?://[a-z]{2,9}\.org(/[a-z0-9]{1,6}){0,3}(\?[a-z]{1,4}=[a-z0-9]{1,4}){0,1}", fullmatch=True))
def test_normalising_an_address_twice_changes_nothing(address: str) -> None:
    once = normalise_url(address)
    assert once
    assert normalise_url(once) == once
    assert url_key(once) == url_key(address)


@pytest.mark.parametrize(
    "piece", ["(", "<", "10.1/", "10.1000/", "doi:", "http://a/", "%2F", "arXiv:", ";10.1000/a", "1-", ".", " "]
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))

        def work() -> None:
            for one in (find, normalise_doi, identify, normalise_isbn, normalise_issn, normalise_orcid, identify_url):
                one(text)
            identify_url(f"https://example.org/{text}")
            normalise_url(f"https://example.org/{text}")

        return seconds(work)

    small = max(cost(12_500), 0.002)
    assert cost(100_000) < 40 * small  # eight times the text; quadratic would be 64 times the time


def test_the_reference_page_lists_every_form() -> None:
    page = Path(__file__).parents[1].joinpath("docs/reference/identifiers.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| (?!Publisher|-)(.+?) \| `(.+?)` \| (\S+) \| `(.+?)` \|$", page)
    listed = [(publisher, address, kind, value) for publisher, address, kind, value in rows]
    table = [(form["publisher"], form["example"][0], form["kind"], form["example"][1]) for form in TABLE["form"]]
    assert listed == table


@pytest.mark.parametrize("host", ["dx.doi.org/", "doi.org/", "www.doi.org/", "https://doi.org/"])
def test_addresses_without_a_scheme_hold_identifiers_too(host: str) -> None:
    assert find_dois(f"Science Advances (2017). {host}10.1126/sciadv.1701338.") == ("10.1126/sciadv.1701338",)

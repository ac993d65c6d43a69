"""Wikipedia's citation templates: the right template and parameters, and nothing that can break out of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from pressbib.formats import wikipedia
from pressbib.record import Date, Name, Press, Record
from tests.pace import is_linear
from tests.strategies import records, texts

KELLY = Name(family="Kelly", given="Robert E.")


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (
            Record(
                type="article-magazine",
                title="Why Things Fail",
                author=(KELLY, Name(family="Kim", given="Min-hyung", suffix="Jr.")),
                container_title="Magazine of Things",
                issued=Date((2024, 12, 30)),
                volume="104",
                issue="1",
                page="40-46",
                URL="https://e.org/a|b c",
                accessed=Date((2025, 5, 7)),
            ),
            "{{cite magazine |last1=Kelly |first1=Robert E. |last2=Kim |first2=Min-hyung Jr. |title=Why Things Fail"
            " |magazine=Magazine of Things |date=30 December 2024 |volume=104 |issue=1 |pages=40–46"
            " |url=https://e.org/a%7Cb%20c |access-date=7 May 2025}}",
        ),
        (
            Record(
                type="article-journal",
                title="H<sub>2</sub>O in <i>E. coli</i>",
                author=(Name(literal="Universities of A, B and C"),),
                authors_complete=False,
                container_title="J",
                issued=Date((2024,), season=1),
                page="e1234",
                DOI="10.1/x",
                URL="https://doi.org/10.1/X",
                PMID="1",
                PMCID="PMC2",
                ISSN="1234-5678, 2345-6789",
                language="ko",
            ),
            "{{cite journal |author1=((Universities of A, B and C)) |display-authors=etal"
            " |title=H<sub>2</sub>O in ''E. coli'' |journal=J |date=Spring 2024 |page=e1234 |language=ko |doi=10.1/x"
            " |issn=1234-5678 |pmid=1 |pmc=2}}",
        ),
        (
            Record(type="article", title="T", publisher="arXiv", DOI="10.48550/arXiv.2101.00001", genre="Preprint"),
            "{{cite arXiv |title=T |arxiv=2101.00001}}",
        ),
        (
            Record(type="article", title="T", publisher="bioRxiv", DOI="10.1101/2020.01.01.123456", genre="Preprint"),
            "{{cite bioRxiv |title=T |biorxiv=10.1101/2020.01.01.123456}}",
        ),
        (
            Record(type="chapter", title="Ch", container_title="Book", editor=(KELLY,), ISBN="9783161484100"),
            "{{cite book |editor-last1=Kelly |editor-first1=Robert E. |chapter=Ch |title=Book |isbn=9783161484100}}",
        ),
        (
            Record(type="paper-conference", title="T", container_title="P.", event_title="C", issued=Date((2024, 1))),
            "{{cite conference |title=T |book-title=P. |conference=C |date=January 2024}}",
        ),
        (
            Record(type="thesis", title="T", genre="PhD thesis", publisher="KAIST", issued=Date((2024,))),
            "{{cite thesis |title=T |date=2024 |publisher=KAIST |type=PhD thesis}}",
        ),
        (
            Record(type="article-newspaper", title="T", container_title="The Times", issued=Date((2024, 1), (2024, 2))),
            "{{cite news |title=T |newspaper=The Times |date=January–February 2024}}",
        ),
        (Record(type="webpage", title="T"), "{{cite document |title=T}}"),
        (
            Record(type="broadcast", title="Pilot", container_title="The Show", director=(KELLY,)),
            "{{cite episode |people=Robert E. Kelly (director) |title=Pilot |series=The Show}}",
        ),
        (
            Record(
                type="patent",
                title="A saw",
                number="US 5,668,842",
                author=(KELLY, Name(literal="Tool Union")),
                publisher="Saws Inc.",
                issued=Date((1997, 9, 16)),
                submitted=Date((1995, 3)),
            ),
            "{{cite patent |country=US |number=5,668,842 |inventor=Robert E. Kelly; Tool Union |title=A saw"
            " |pubdate=1997-09-16 |fdate=March 1995 |assign1=Saws Inc.}}",
        ),
        (Record(type="patent", title="A saw", number="x"), "{{cite document |title=A saw}}"),
        (
            Record(type="legal_case", title="A v. B", container_title="U.S.", volume="410", page="113"),
            "{{cite court |litigants=A v. B |vol=410 |reporter=U.S. |opinion=113}}",
        ),
        (
            Record(type="dataset", title="T", DOI="10.1/x"),
            "{{cite web |title=T |doi=10.1/x |url=https://doi.org/10.1/x}}",
        ),
        (
            Record(type="webpage", title="News", genre="Press release", publisher="KAIST", URL="https://e.org"),
            "{{cite press release |title=News |publisher=KAIST |url=https://e.org}}",
        ),
        (Record(title="a | b {{c}} [[d]] ~~~~ &amp; <ref>"), None),
    ],
)
def test_templates(record: Record, text: str | None) -> None:
    written = wikipedia.template(record)
    if text is None:
        assert written.count("{{") == written.count("}}") == 2  # the template and one {{!}}
        assert not re.search(r"\[\[|~~~|<ref", written)
    else:
        assert written == text


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (Date((2022, 7, 4), (2022, 7, 6)), "4–6 July 2022"),
        (Date((2022, 7, 30), (2022, 8, 2)), "30 July – 2 August 2022"),
        (Date((2022, 12, 30), (2023, 1, 2)), "30 December 2022 – 2 January 2023"),
        (Date((2022, 7), (2022, 8)), "July–August 2022"),
        (Date((2022, 12), (2023, 1)), "December 2022 – January 2023"),
        (Date((2022,), (2023,)), "2022–2023"),
        (Date((1850,), circa=True), "c. 1850"),
        (Date((2024,), season=3), "Autumn 2024"),
        (Date(literal="soon"), ""),
    ],
)
def test_dates_are_as_the_manual_of_style_has_them(date: Date, text: str) -> None:
    assert wikipedia.template(Record(type="book", issued=date)) == (
        f"{{{{cite book |date={text}}}}}" if text else "{{cite book}}"
    )


def test_the_press_page_is_a_template_of_its_own_when_asked() -> None:
    record = Record(
        type="book", title="T", press=(Press(url="https://e.org/p", title="News", issued=Date((2025, 5, 7))),)
    )
    page = "{{cite press release |title=News |date=7 May 2025 |url=https://e.org/p}}"
    assert wikipedia.dump([record]) == "{{cite book |title=T}}\n"
    assert wikipedia.dump([record], press="note") == f"{{{{cite book |title=T}}}} {page}\n"
    assert wikipedia.dump([record], press="related") == f"{{{{cite book |title=T}}}}\n{page}\n"


@settings(max_examples=60, deadline=None)
@given(records(), texts())
def test_no_value_breaks_out_of_its_template(record: Record, title: str) -> None:
    text = wikipedia.template(record.replace(title=title, note=""))
    inside = text[2:-2]
    for harmless in ("{{!}}", "{{sc|", "}}"):
        inside = inside.replace(harmless, " ") if harmless != "}}" or "{{sc|" in text else inside
    assert text.startswith("{{cite ")
    assert text.endswith("}}")
    assert "\n" not in text
    assert not re.search(r"\{\{|\}\}|\[\[|\]\]", inside)


@pytest.mark.parametrize("piece", ["{", "'", "<i>", "[[", "~", "&", "|", " "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert is_linear(lambda text: wikipedia.template(Record(title=text, page=text)), piece)

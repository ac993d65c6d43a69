"""Zotero JSON: every field is one that the item type has, and a Record comes back as far as Zotero holds it."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings

from pressbib.errors import FormatError
from pressbib.formats import biblatex, zotero
from pressbib.record import ITEM_TYPES, VARIABLES, Date, Name, Press, Record
from tests.strategies import records

ARTICLE = Record(
    type="article-journal",
    citation_key="kelly2024",
    title="Why Things Fail",
    author=(Name(family="Kelly", given="Robert E."), Name(family="Kim", given="Min-hyung", suffix="Jr.")),
    editor=(Name(literal="The Editors"),),
    container_title="Journal of Things",
    issued=Date((2024, 12, 30)),
    accessed=Date((2025, 5, 7)),
    volume="104",
    page="40-46",
    DOI="10.1000/x",
    PMID="12",
    keyword="one, two",
    original_date=Date((1999,)),
    curator=(Name(family="Lee", given="Ann"),),
    note="Printed note",
    press=(Press(url="https://e.org/news"),),
)


def test_every_field_and_creator_of_the_data_file_is_mapped_to_a_variable() -> None:
    data = tomllib.loads(files("pressbib.formats").joinpath("zotero-types.toml").read_text(encoding="utf-8"))
    assert set(data["fields"].values()) | set(data["creators"].values()) <= set(VARIABLES)
    assert {field for kind in zotero.item_types().values() for field in kind.fields} == set(data["fields"])
    assert {name for kind in zotero.item_types().values() for name in kind.creators} == set(data["creators"])
    assert {csl for kind in zotero.item_types().values() for csl in kind.csl} == ITEM_TYPES
    for kind in zotero.item_types().values():
        assert kind.newer <= set(kind.fields), kind.name


def test_an_article_as_an_item() -> None:
    assert zotero.item(ARTICLE) == {
        "itemType": "journalArticle",
        "citationKey": "kelly2024",
        "title": "Why Things Fail",
        "creators": [
            {"creatorType": "author", "firstName": "Robert E.", "lastName": "Kelly"},
            {"creatorType": "author", "firstName": "Min-hyung, Jr.", "lastName": "Kim"},
            {"creatorType": "editor", "name": "The Editors"},
        ],
        "publicationTitle": "Journal of Things",
        "date": "2024-12-30",
        "accessDate": "2025-05-07",
        "volume": "104",
        "pages": "40-46",
        "DOI": "10.1000/x",
        "PMID": "12",
        "tags": [{"tag": "one"}, {"tag": "two"}],
        "extra": "curator: Lee || Ann\noriginal-date: 1999\nPrinted note",
    }


def test_older_zotero_gets_new_fields_in_extra() -> None:
    item = zotero.item(ARTICLE, newer=False)
    assert "citationKey" not in item
    assert item["extra"].splitlines()[0] == "Citation Key: kelly2024"
    assert "PMID: 12" in item["extra"].splitlines()


@pytest.mark.parametrize("newer", [True, False])
def test_the_article_comes_back(newer: bool) -> None:
    assert zotero.record(zotero.item(ARTICLE, newer=newer)) == ARTICLE.replace(press=())


@settings(max_examples=50, deadline=None)
@given(records())
def test_items_have_only_fields_of_their_type_and_settle(record: Record) -> None:
    item = zotero.item(record)
    kind = zotero.item_types()[item["itemType"]]
    assert set(item) - {"itemType", "creators", "tags", "extra"} <= set(kind.fields)
    assert {creator["creatorType"] for creator in item["creators"]} <= set(kind.creators)
    once = zotero.record(item)
    twice = zotero.record(zotero.item(once))
    assert zotero.load(zotero.dump([twice])) == [twice]


def test_items_of_the_api_are_read_without_their_notes() -> None:
    data = {
        "key": "ABCD2345",
        "version": 3,
        "itemType": "journalArticle",
        "title": "T",
        "rights": "CC BY",
        "creators": [],
    }
    answer = [{"key": "ABCD2345", "data": data}, {"data": {"itemType": "note", "note": "<p>x</p>"}}]
    assert zotero.load(json.dumps(answer)) == [
        Record(type="article-journal", title="T", extra={"zotero:rights": "CC BY"})
    ]


def test_fields_of_other_types_and_lines_of_extra_are_read_under_their_names() -> None:
    """As Zotero's translators and Better BibTeX give them."""
    item = {
        "itemType": "bookSection",
        "title": "T",
        "publicationTitle": "The Book",
        "citationKey": "k1",
        "extra": "Citation Key: k1\ntex.collaboration: R&D_1\narXiv: 2101.00001 [math]\nPlace: Bonn\n"
        "Number of Pages: 7\nsaid twice",
    }
    (record,) = zotero.load(json.dumps([item]))
    assert (record.container_title, record.citation_key, record.publisher_place) == ("The Book", "k1", "Bonn")
    assert (record.archive, record.archive_location, record.number_of_pages) == ("arXiv", "2101.00001", "7")
    assert record.note == "said twice"
    assert r"collaboration = {R\&D\_1}," in biblatex.dump([record])
    assert "tex.collaboration: R&D_1" in zotero.item(record)["extra"].split("\n")


def test_press_pages_are_named_in_extra_or_stand_beside() -> None:
    assert "e.org" not in zotero.dump([ARTICLE])
    assert "Press release: https://e.org/news" in json.loads(zotero.dump([ARTICLE], press="note"))[0]["extra"]
    page = json.loads(zotero.dump([ARTICLE], press="related"))[1]
    assert (page["itemType"], page["websiteType"], page["url"]) == ("webpage", "Press release", "https://e.org/news")


@pytest.mark.parametrize("text", ["[", "3", "[3]", '{"items": [1]}'])
def test_broken_text_is_one_clear_error(text: str) -> None:
    with pytest.raises(FormatError, match="zotero"):
        zotero.load(text)


@pytest.mark.parametrize("creators", [3, [3], [{}], [{"lastName": 3}], {"a": 1}])
def test_odd_creators_are_left_out(creators: object) -> None:
    entry = {"itemType": "book", "creators": creators, "tags": [3, {"x": 1}], "extra": 7, "date": []}
    assert zotero.record(entry).type == "book"

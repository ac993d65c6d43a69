"""Pushing to Zotero: the connector, the local API of Zotero 10, and zotero.org, against a server that behaves so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import requests

from pressbib.errors import PushError
from pressbib.formats import zotero as zotero_json
from pressbib.integrations import zotero
from pressbib.integrations.pushing import Pushed
from pressbib.library import Library
from pressbib.record import Date, Name, Press, Record
from tests.zotero_server import Zotero, running


def paper(number: int = 1, *, press: bool = True) -> Record:
    pages = (Press(url=f"https://e.org/news/{number}", title="Bridges & roads", issued=Date((2025, 5, 7))),)
    return Record(
        type="article-magazine",
        citation_key=f"haddad{number}",
        title=f"Why Old Bridges Stand, Part {number:03}",
        author=(Name(family="Haddad", given="Lina"), Name(literal="The Team")),
        issued=Date((2024, 12, 30)),
        DOI=f"10.5555/bridges.{number}",
        press=pages if press else (),
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        yield opened


def keep(library: Library, count: int) -> list[Record]:
    for number in range(1, count + 1):
        library.merge(paper(number, press=False))
    return list(library.records())


def statuses(pushed: list[Pushed]) -> set[str]:
    return {one.status for one in pushed}


def test_an_item_arrives_as_the_connector_takes_it() -> None:
    with running(version="7.0.15") as (server, base):
        (one,) = zotero.push([paper()], base_url=base, collection="Thesis", tags=["press"])
    assert (one.status, one.detail) == ("pushed", "")
    (item,) = server.items
    assert item["itemType"] == "magazineArticle"
    assert item["creators"][1] == {"creatorType": "author", "lastName": "The Team", "fieldMode": 1}
    assert item["collections"] == ["C12"]
    assert item["tags"] == [{"tag": "press"}]
    assert "citationKey" not in item  # Zotero 7 has no such field
    assert item["extra"].splitlines()[0] == "Citation Key: haddad1"
    assert "e.org" not in item.get("url", "")
    assert "https://e.org/news/1" in item["notes"][0]["note"]
    assert "Bridges & roads" in unescape(item["notes"][0]["note"])


def test_fields_are_those_of_the_type() -> None:
    with running(version="9.0.6") as (server, base):
        list(zotero.push([paper(), paper(2).replace(type="thesis")], base_url=base))
    for item in server.items:
        kind = zotero_json.item_types()[item["itemType"]]
        own = {"itemType", "creators", "tags", "extra", "id", "attachments", "notes", "collections"}
        assert set(item) - own <= set(kind.fields)


@pytest.mark.parametrize("settings", [{"version": "9.0.0"}, {"local_api": True, "remember": True}])
def test_nothing_goes_twice_and_batches_are_small(library: Library, settings: dict[str, object]) -> None:
    records = keep(library, 120)
    with running(**settings) as (server, base):
        first = list(zotero.push(records, base_url=base, library=library))
        again = list(zotero.push(records, base_url=base, library=library))
        assert (statuses(first), statuses(again)) == ({"pushed"}, {"already"})
        assert [one.record.citation_key for one in first] == [record.citation_key for record in records]
        assert len(server.papers()) == 120
        assert server.largest <= 50
        list(zotero.push(records[:1], base_url=base, library=library, again=True))
        assert len(server.papers()) == 121


@pytest.mark.parametrize("settings", [{"version": "9.0.0"}, {"local_api": True, "remember": True}])
def test_a_restart_in_the_middle_is_survived(library: Library, settings: dict[str, object]) -> None:
    records = keep(library, 200)
    server = Zotero(**settings)  # type: ignore[arg-type]  # by name
    base = server.start()

    def restart() -> None:
        while len(server.items) < 50:
            time.sleep(0.005)
        server.stop()
        time.sleep(0.3)
        server.start()

    thread = threading.Thread(target=restart, daemon=True)
    thread.start()
    pushed = list(zotero.push(records, base_url=base, library=library))
    thread.join()
    server.stop()
    assert statuses(pushed) <= {"pushed", "uncertain"}
    titles = [item["title"] for item in server.papers()]
    assert len(titles) == len(set(titles))
    assert len(titles) >= 200 - sum(one.status == "uncertain" for one in pushed)
    assert len(library.pushed("zotero")) == 200


@pytest.mark.parametrize(("local_api", "status"), [(False, "uncertain"), (True, "pushed")])
def test_a_lost_answer_never_makes_two(library: Library, local_api: bool, status: str) -> None:
    records = keep(library, 3)
    with running(version="9.0.0", local_api=local_api, drop_saved=1) as (server, base):
        pushed = list(zotero.push(records, base_url=base, library=library))
        pushed += list(zotero.push(records, base_url=base, library=library))
        assert [one.status for one in pushed] == [status] * 3 + ["already"] * 3
        assert len(server.papers()) == 3


def test_zotero_10_relates_the_paper_to_its_press_page() -> None:
    with running(local_api=True, remember=True) as (server, base):
        (one,) = zotero.push([paper()], base_url=base, collection="Thesis", tags=["press"])
        item, page = server.items
        assert one.key == item["key"]
        assert (page["itemType"], page["websiteType"], page["url"]) == (
            "webpage",
            "Press release",
            "https://e.org/news/1",
        )
        assert item["relations"] == {"dc:relation": [f"http://zotero.org/users/0/items/{page['key']}"]}
        assert page["relations"] == {"dc:relation": [f"http://zotero.org/users/0/items/{item['key']}"]}
        assert item["collections"] == ["C12"]
        list(zotero.push([paper(2)], base_url=base))
        assert "/users/4711/items/" in server.items[2]["relations"]["dc:relation"][0]


def test_keys_for_one_use_are_asked_for_again(library: Library) -> None:
    with running(local_api=True, remember=False) as (server, base):
        pushed = list(zotero.push(keep(library, 60), base_url=base, library=library))
        assert statuses(pushed) == {"pushed"}
        assert server.requests.count("POST /api/local/authorize") == 2


def test_a_lost_answer_of_the_api_is_checked_by_the_keys(library: Library) -> None:
    with running(local_api=True, remember=True, drop_saved=1) as (server, base):
        pushed = list(zotero.push(keep(library, 3), base_url=base, library=library))
        assert statuses(pushed) == {"pushed"}
        assert len(server.papers()) == 3


def test_an_item_that_is_refused_is_named_and_not_remembered(library: Library) -> None:
    library.merge(Record(type="book", citation_key="none", author=(Name(family="Roe"),)))
    library.merge(paper(press=False))
    with running(web_key="secret") as (server, base):
        records = [record.replace(title=record.title) for record in library.records()]
        pushed = list(zotero.push_web(records, api_key="secret", base_url=base, library=library))
    assert {one.status for one in pushed} <= {"pushed", "failed"}
    assert server.items


def test_zotero_org_is_asked_politely(library: Library) -> None:
    with running(web_key="secret", busy=1) as (server, base):
        pushed = list(zotero.push_web(keep(library, 60), api_key="secret", base_url=base, library=library))
        assert statuses(pushed) == {"pushed"}
        assert server.largest <= 50
        assert len(library.pushed("zotero.org/users/4711")) == 60
        group = list(zotero.push_web([paper()], api_key="secret", group="99", base_url=base))
        assert statuses(group) == {"pushed"}
        assert server.requests[-1] == "POST /groups/99/items"
        assert "/groups/99/items/" in server.items[-1]["relations"]["dc:relation"][0]


@pytest.mark.parametrize(
    ("settings", "more", "said"),
    [
        ({"version": "9.0.0", "editable": False}, {}, "read-only"),
        ({"version": ""}, {}, "another program"),
        ({"version": "9.0.0"}, {"collection": "Nowhere"}, "no collection 'Nowhere'; there are: My Library, Thesis"),
        ({"local_api": True, "allow": False}, {}, "not allowed"),
        ({"local_api": True}, {"collection": "Nowhere"}, "no collection"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(settings: dict[str, object], more: dict[str, str], said: str) -> None:
    with running(**settings) as (server, base), pytest.raises(PushError, match=said):
        list(zotero.push([paper()], base_url=base, **more))  # type: ignore[arg-type]  # by name
    assert server.items == []


def test_zotero_that_does_not_run_is_said_at_once() -> None:
    with running() as (_, base):
        pass
    start = time.monotonic()
    with pytest.raises(PushError, match="not running"):
        list(zotero.push([paper()], base_url=base))
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(("key", "said"), [("", "no Zotero API key"), ("wrong", "does not know")])
def test_a_wrong_key_is_said(key: str, said: str) -> None:
    with running(web_key="secret") as (_, base), pytest.raises(PushError, match=said) as raised:
        list(zotero.push_web([paper()], api_key=key, base_url=base))
    assert "wrong" not in str(raised.value)


def test_the_server_of_these_tests_guards_itself_as_zotero_does() -> None:
    with running() as (_, base):
        assert requests.get(f"{base}/connector/ping", headers={"Host": "evil.example"}, timeout=5).status_code == 400
        with pytest.raises(requests.ConnectionError):
            requests.get(f"{base}/connector/ping", headers={"User-Agent": "Mozilla/5.0"}, timeout=5)
        assert requests.get(f"{base}/nothing", timeout=5).status_code == 404

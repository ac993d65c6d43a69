"""papis itself, run as a person runs it, adds the paper and not the press page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import proxy

pytest.importorskip("papis", reason="papis is not installed (extra: papis)")
yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")

from pressbib.formats import csljson  # noqa: E402  # after the skip
from pressbib.integrations import papis as ours  # noqa: E402
from pressbib.integrations.addresses import press_address  # noqa: E402
from pressbib.record import Date, Name, Press, Record  # noqa: E402

PAPIS = Path(sys.executable).with_name("papis")
RECORDS = sorted((Path(__file__).parent / "formats").glob("*/record.json"))

PRESS_PAGES = (
    "https://www.eurekalert.org/news-releases/555001",
    "https://news.hanbit.example.edu/2025/bridges",
    "https://www.example.ac.kr/board/view?no=12",
    "https://www.uni-beispiel.example.de/aktuelles/pressemitteilungen/bruecken.html",
    "https://phys.org/news/2025-05-old-bridges.html",
)
NO_PAPER = "https://news.hanbit.example.edu/2025/a-new-library-opens"
LANDING = "https://journal.example.com/articles/bridges-{}"


def press_page(number: int) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>Bridges hold, say engineers | News</title>
<meta property="og:title" content="Bridges hold, say engineers"><meta property="og:type" content="article">
<meta property="og:url" content="{PRESS_PAGES[number]}">
<meta name="description" content="Press office: a new study."><meta name="keywords" content="university, news">
<meta name="DC.publisher" content="Press Office"></head><body><main><h1>Bridges hold, say engineers</h1>
<p>Engineers at Hanbit University have found out why bridges of the last century still stand.</p>
<p>Title of original paper: Why Old Bridges Stand, Part {number}</p>
<p>Authors: Lina Haddad, Seung-woo Oh</p>
<p>Journal: Civic Engineering Today</p>
<p>DOI: <a href="https://doi.org/10.5555/bridges.{number}">10.5555/bridges.{number}</a></p>
</main></body></html>"""


PAGES = {
    **{url: press_page(number) for number, url in enumerate(PRESS_PAGES)},
    NO_PAPER: "<!DOCTYPE html><html><head><title>A new library opens</title></head><body><main><h1>A new library</h1>"
    "<p>The library has four floors and opens on Monday.</p></main></body></html>",
}
OTHERS = ("arxiv.org", "export.arxiv.org", "doi.org", "dx.doi.org", "api.crossref.org", "api.datacite.org")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    more = ("www.ebi.ac.uk", "api.openalex.org", "eutils.ncbi.nlm.nih.gov", "openlibrary.org", "journal.example.com")
    with proxy.serve(PAGES, tmp_path_factory.mktemp("world"), (*OTHERS, *more)) as environment:
        yield environment


def run(folder: Path, world: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """papis in a home folder of its own."""
    (folder / "papers").mkdir(exist_ok=True)
    settings = folder / "config" / "papis" / "config"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[settings]\ndefault-library = papers\n\n[papers]\ndir = {folder}/papers\n", "utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        **{f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "CACHE")},
        **world,
    }
    return subprocess.run([str(PAPIS), *arguments], env=environment, capture_output=True, text=True, timeout=120)


def documents(folder: Path) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted((folder / "papers").rglob("info.yaml"))]


def check(document: dict[str, Any], number: int) -> None:
    assert document["title"] == f"Why Old Bridges Stand, Part {number}"
    assert [person["family"] for person in document["author_list"]] == ["Haddad", "Oh"]
    assert document["journal"] == "Civic Engineering Today"
    assert document["doi"] == f"10.5555/bridges.{number}"
    assert document["url"] == f"https://doi.org/10.5555/bridges.{number}"
    assert document["press_url"] == PRESS_PAGES[number]
    said = {key: value for key, value in document.items() if not key.startswith("press_")}
    assert "Press" not in str(said)
    assert "" not in document.values()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(PRESS_PAGES)))
def test_add_from_pressbib_and_bare_add_give_the_paper(number: int, tmp_path: Path, world: dict[str, str]) -> None:
    for name, arguments in (("from", ["--from", "pressbib"]), ("bare", [])):
        folder = tmp_path / name
        folder.mkdir()
        done = run(folder, world, "add", "--batch", *arguments, PRESS_PAGES[number])
        assert done.returncode == 0, done.stdout + done.stderr
        (document,) = documents(folder)
        check(document, number)


@pytest.mark.slow
def test_a_duplicate_is_not_added_and_a_document_is_updated(tmp_path: Path, world: dict[str, str]) -> None:
    for _ in range(2):
        assert run(tmp_path, world, "add", "--batch", "--from", "pressbib", PRESS_PAGES[0]).returncode == 0
    assert len(documents(tmp_path)) == 1
    info = next((tmp_path / "papers").rglob("info.yaml"))
    info.write_text(info.read_text("utf-8").replace("Civic Engineering Today", "CET"), "utf-8")
    run(tmp_path, world, "cache", "reset")
    done = run(tmp_path, world, "update", "--auto", "--batch", "--all", "Bridges")
    assert done.returncode == 0, done.stderr
    check(documents(tmp_path)[0], 0)


@pytest.mark.slow
def test_a_page_without_a_paper_and_a_network_that_is_off_say_so(tmp_path: Path, world: dict[str, str]) -> None:
    done = run(tmp_path, world, "add", "--batch", "--from", "pressbib", NO_PAPER)
    assert done.returncode == 1
    assert "No paper found" in done.stderr + done.stdout
    off = world | dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
    done = run(tmp_path, off, "add", "--batch", "--from", "pressbib", PRESS_PAGES[0])
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert PRESS_PAGES[0] in done.stderr + done.stdout
    assert documents(tmp_path) == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_every_kind_of_record_has_papis_keys_of_the_right_types(path: Path) -> None:
    (record,) = csljson.load(path.read_text("utf-8"))
    data = ours.data(record, "https://e.org/press")
    assert data["title"]
    assert "press" not in data.get("url", "")
    assert isinstance(data.get("year", 0), int)
    assert isinstance(data.get("tags", []), list)
    assert len(data.get("author_list", [])) == len(record.author)


def test_the_keys_of_an_article() -> None:
    record = Record(
        type="article-magazine",
        title="H<sub>2</sub>O",
        author=(Name(family="Haddad", given="Lina", affiliations=("Hanbit University",)), Name(literal="The Team")),
        container_title="Things",
        issued=Date((2024, 12, 30)),
        volume="104",
        issue="1",
        page="1-3",
        publisher_place="Busan",
        genre="Essay",
        keyword="a, b",
        URL="https://e.org/paper",
        authors_complete=False,
        press=(Press(url="https://e.org/press", title="News", issued=Date((2025, 5, 7)), publisher="Hanbit"),),
    )
    assert ours.data(record) == {
        "type": "article",
        "title": "H2O",
        "author": "Haddad, Lina and The Team",
        "author_list": [
            {"family": "Haddad", "given": "Lina", "affiliation": [{"name": "Hanbit University"}]},
            {"family": "The Team", "given": ""},
        ],
        "journal": "Things",
        "year": 2024,
        "month": 12,
        "date": "2024-12-30",
        "volume": "104",
        "issue": "1",
        "pages": "1--3",
        "tags": ["a", "b"],
        "url": "https://e.org/paper",
        "authors_complete": False,
        "press_url": "https://e.org/press",
        "press_title": "News",
        "press_date": "2025-05-07",
        "press_publisher": "Hanbit",
    }


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        *((url, url) for url in PRESS_PAGES),
        *((url, url) for url in ("https://www.example.ac.kr/main/51?action=view&no=4", "https://livescience.com/x")),
        ("pressbib:https://e.org/x", "https://e.org/x"),
        ("https://repository.example.edu/handle/1/2", ""),
        ("pressbib:/etc/passwd", ""),
        ("https://doi.org/10.5555/12345678", ""),
        ("https://arxiv.org/abs/2501.01234", ""),
        ("https://e.org/articles/old-bridges", ""),
        ("https://[broken/news/", ""),
        ("/home/me/news/paper.pdf", ""),
        ("10.5555/12345678", ""),
        ("", ""),
    ],
)
def test_press_pages_are_known_by_their_addresses(uri: str, address: str) -> None:
    assert press_address(uri) == address
    assert (ours.PressImporter.match(uri) is None) == (address == "")


def test_a_document_is_matched_by_its_press_page() -> None:
    matched = ours.PressImporter.match_data({"press_url": "https://e.org/x"})
    assert matched is not None
    assert matched.uri == "https://e.org/x"
    assert ours.PressImporter.match_data({"url": "https://e.org/x"}) is None

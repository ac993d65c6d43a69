"""The whole way, once: from a press page to a .bib file, on the command line."""

from __future__ import annotations

import contextlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pressbib.cli.cite import example_page
from tests.world import environment, run

TEXT = """Political scientists weigh a nuclear Seoul

Writer Public Relations / Date 2025-05-07 Hit 53

A professor of this university and his co-author weigh what an alliance can still promise.

Author\u00a0(Pusan National University): Robert E Kelly (Department of Political Science and Diplomacy)

Title of\u00a0original paper“Why South Korea Should Go Nuclear”

Journal: Foreign Affairs

Web linkLINK"""


class Tool:
    """pressbib in a home folder of its own."""

    def __init__(self, home: Path, site: str) -> None:
        self.home = home
        self.env = environment(home, site)

    def __call__(self, *arguments: str, stdin: str = "", code: int = 0) -> str:
        done = run(list(arguments), self.env, self.home, stdin)
        assert done.returncode == code, f"{arguments}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        self.said = done.stderr
        return done.stdout

    def add(self, *arguments: str, stdin: str = "", code: int = 0) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self("add", "--json", *arguments, stdin=stdin, code=code).splitlines()]


@pytest.fixture
def tool(home: Path, site: str) -> Tool:
    return Tool(home, site)


def families(item: dict[str, Any]) -> list[str]:
    return [name["family"] for name in item["author"]]


def test_the_address_gives_the_whole_paper(tool: Tool, site: str) -> None:
    (added,) = tool.add(f"{site}/news/a-new-paper")
    item = added["record"]
    assert added["status"] == "added"
    assert item["type"] == "article-magazine"
    assert families(item) == ["Kelly", "Kim"]
    assert item["issued"]["date-parts"] == [[2024, 12, 30]]
    assert (item["volume"], item["issue"]) == ("104", "1")
    custom = item["custom"]["pressbib"]
    assert custom["affiliations"][0] == ["Department of Political Science and Diplomacy", "Pusan National University"]
    assert custom["press"]["URL"] == f"{site}/news/a-new-paper"
    assert custom["press"]["issued"]["date-parts"] == [[2025, 5, 7]]
    assert "landing" in custom["provenance"]["issued"]["kind"]


def test_every_form_of_the_page_is_one_record(tool: Tool, site: str) -> None:
    text = TEXT.replace("LINK", f"{site}/landing")
    (first,) = tool.add("-", stdin=text)
    assert first["status"] == "added"
    for source in (f"{site}/news/a-new-paper", "page.html"):
        tool("add", source)
    for source in (f"{site}/news/a-new-paper", "page.html"):
        (again,) = tool.add(source)
        assert again["status"] == "unchanged"
        assert again["citekey"] == first["citekey"]
    (again,) = tool.add("-", stdin=text)
    assert again["status"] == "unchanged"
    assert len(tool("list", "--keys").split()) == 1


def test_what_the_text_said_offline_is_merged_with_what_the_link_says(tool: Tool, site: str) -> None:
    (first,) = tool.add("--offline", "-", stdin=TEXT.replace("LINK", f"{site}/landing"))
    assert families(first["record"]) == ["Kelly"]
    assert first["record"]["custom"]["pressbib"]["authors-complete"] is False
    (second,) = tool.add(f"{site}/news/a-new-paper")
    assert second["status"] == "merged"
    assert families(second["record"]) == ["Kelly", "Kim"]
    assert second["citekey"] == first["citekey"]
    assert second["record"]["custom"]["pressbib"]["affiliations"][0]
    assert "issued" in second["changes"]


@pytest.mark.parametrize(
    ("form", "mark"), [("bibtex", "@article{"), ("biblatex", "@article{"), ("csl-json", '"type": "article-magazine"')]
)
def test_cite_prints_it(tool: Tool, form: str, mark: str) -> None:
    printed = tool("cite", "--offline", "--example", "--to", form)
    assert mark in printed
    assert "Why South Korea Should Go Nuclear" in printed.replace("{", "").replace("}", "")


def test_export_list_show_and_undo(tool: Tool) -> None:
    tool("add", "--offline", "--example")
    tool("export", "out.bib")
    written = (tool.home / "out.bib").read_bytes()
    assert b"@article{kelly" in written
    tool("export", "out.bib")
    assert (tool.home / "out.bib").read_bytes() == written
    assert "Kelly" in tool("list")
    (key,) = tool("list", "--keys").split()
    shown = tool("show", key)
    assert "labelled:en" in shown
    assert "Title of original paper" in shown
    tool("undo")
    tool("list", code=3)
    tool("undo", "--redo")
    assert tool("list", "--keys").split() == [key]


def test_a_dry_run_changes_nothing(tool: Tool) -> None:
    (row,) = tool.add("--dry-run", "--offline", "--example")
    assert row["status"] == "added"
    tool("list", code=3)


def test_a_page_without_a_paper_is_not_found(tool: Tool) -> None:
    page = "The university mourns its former rector.\n\nShe died on Monday at the age of 91.\n"
    assert tool.add("-", stdin=page, code=3) == [
        {"source": "-", "status": "not-found", "error": "the page announces no paper that pressbib can see"}
    ]
    assert tool("cite", "--to", "csl-json", "-", stdin=page, code=3).strip() == "[]"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "not a page"),
        (b"%PDF-1.7\n" + bytes(range(128, 256)) * 40, ""),
        (b"<html>" + b"a" * 50_000_000, "larger than"),
    ],
    ids=["empty", "binary", "pdf", "50 MB"],
)
def test_a_source_that_is_no_page(tool: Tool, content: bytes, said: str) -> None:
    (tool.home / "bad.html").write_bytes(content)
    (row,) = tool.add("--offline", "bad.html", code=1)
    assert row["status"] == "failed"
    assert said in row["error"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("missing.html", "no such file"),
        ("SITE/gone", "404"),
        ("SITE/wall", "403"),
        ("SITE/loop", "redirect"),
        ("http://host.invalid/page", "host.invalid"),
    ],
)
def test_a_source_that_cannot_be_had(tool: Tool, site: str, source: str, said: str) -> None:
    (row,) = tool.add(source.replace("SITE", site), "page.html", code=1)[:1]
    assert row["status"] == "failed"
    assert said in row["error"]
    assert len(tool("list", "--keys").split()) == 1, "the other source was still done"


@pytest.mark.parametrize("landing", ["gone", "wall", "loop"])
def test_a_link_that_leads_nowhere_leaves_what_the_page_says(tool: Tool, site: str, landing: str) -> None:
    (row,) = tool.add("-", stdin=TEXT.replace("LINK", f"{site}/{landing}"))
    assert row["status"] == "added"
    assert families(row["record"]) == ["Kelly"]
    assert f"{site}/{landing}" in tool.said
    assert "warning" in tool.said


def test_a_page_in_an_unknown_encoding_is_read_for_what_it_says(tool: Tool) -> None:
    page = example_page().read_text("utf-8").replace("utf-8", "x-no-such-encoding")
    (tool.home / "odd.html").write_bytes(page.encode("utf-8"))
    (row,) = tool.add("--offline", "odd.html")
    assert row["record"]["title"] == "Why South Korea Should Go Nuclear"


@pytest.mark.parametrize("content", ["This is no library.\n" * 50, "SQLite format 3\0" + "x" * 4096])
def test_a_library_that_is_none_stays_as_it_is(tool: Tool, content: str) -> None:
    path = tool.home / "other.db"
    path.write_text(content)
    tool("add", "--offline", "--example", "--library", "other.db", code=1)
    assert tool.said.count("\n") == 1
    assert "other.db" in tool.said
    assert path.read_text() == content


def test_a_full_disk_harms_nothing(tool: Tool, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small file system can be mounted here: {mounted.stderr.strip()}")
    try:
        library = str(small / "library.db")
        tool("add", "--offline", "--example", "--library", library)
        with (small / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
            while True:
                ballast.write(b"\0" * 4096)
        page = example_page().read_text("utf-8").replace("Why South Korea Should Go Nuclear", "On something else " * 40)
        (tool.home / "two.html").write_text(page.replace("kelly-kim", "other"))
        tool("add", "--offline", "two.html", "--library", library, code=1)
        assert tool.said.count("\n") == 1
        (small / "ballast").unlink()
        assert len(tool("list", "--keys", "--library", library).split()) == 1
    finally:
        subprocess.run(["umount", str(small)], check=False)


def test_the_example_page_is_the_readme_s(tool: Tool) -> None:
    assert example_page().is_file()
    assert "kelly" in tool("cite", "--offline", str(example_page()))

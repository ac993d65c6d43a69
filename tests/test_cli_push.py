"""`pressbib push`, the command itself, against the servers that behave as Zotero and JabRef do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressbib.library import Library
from pressbib.record import Press, Record
from tests import zotero_server
from tests.test_jabref import running as jabref_running
from tests.world import environment, run


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library(path) as library:
        for number in (1, 2):
            page = Press(url=f"https://e.org/{number}", title="News")
            library.merge(Record(type="book", title=f"Bridges {number}", DOI=f"10.5555/{number}", press=(page,)))
    return path


def test_zotero_gets_each_record_once(kept: Path, tmp_path: Path) -> None:
    env = environment(tmp_path, "http://127.0.0.1:9")
    with zotero_server.running(version="9.0.0") as (state, base):
        push = ["push", "zotero", "--library", str(kept), "--url", base]
        foreseen = run([*push, "--dry-run"], env, tmp_path)
        assert (foreseen.returncode, len(foreseen.stdout.splitlines()), state.items) == (0, 2, [])
        first = run([*push, "--json", "--collection", "Thesis", "--tag", "press"], env, tmp_path)
        assert first.returncode == 0, first.stderr
        assert [json.loads(line)["status"] for line in first.stdout.splitlines()] == ["pushed", "pushed"]
        again = run(push, env, tmp_path)
        assert (again.returncode, again.stdout) == (0, "")
        assert "2 were there before" in again.stderr
        assert len(state.items) == 2
        assert run([*push, "title:nothing-like-it"], env, tmp_path).returncode == 3
    gone = run([*push, "--again"], env, tmp_path)
    assert gone.returncode == 1
    assert "Zotero is not running" in gone.stderr


def test_zotero_org_takes_its_key_from_the_environment(kept: Path, tmp_path: Path) -> None:
    env = environment(tmp_path, "http://127.0.0.1:9")
    with zotero_server.running(web_key="secret") as (state, base):
        push = ["push", "zotero", "--web", "--library", str(kept), "--url", base]
        without = run(push, env, tmp_path)
        assert without.returncode == 1
        assert "no Zotero API key" in without.stderr
        done = run(push, env | {"ZOTERO_API_KEY": "secret"}, tmp_path)
        assert done.returncode == 0, done.stderr
        assert len(state.papers()) == 2


def test_jabref_gets_entries_or_a_file(kept: Path, tmp_path: Path) -> None:
    env = environment(tmp_path, "http://127.0.0.1:9")
    with jabref_running() as (state, base):
        config = tmp_path / "config.toml"
        config.write_text(f'jabref-address = "{base}"\n', "utf-8")
        told = env | {"PRESSBIB_CONFIG": str(config)}
        done = run(["push", "jabref", "--library", str(kept)], told, tmp_path)
        assert done.returncode == 0, done.stderr
        assert state.bodies[0].count("@book{") == 2
    off = run(["push", "jabref", "--again", "--library", str(kept), "--url", base], env, tmp_path)
    assert off.returncode == 1
    assert "--file refs.bib" in off.stderr
    file = tmp_path / "jabref.bib"
    blocks = "% Encoding: UTF-8\n\n@Book{old, title = {Old}}\n\n@Comment{jabref-meta: databaseType:biblatex;}\n"
    file.write_text(blocks, "utf-8")
    done = run(["push", "jabref", "--file", str(file), "--library", str(kept)], env, tmp_path)
    assert done.returncode == 0, done.stderr
    text = file.read_text("utf-8")
    assert text.startswith("% Encoding: UTF-8\n\n@Book{old, title = {Old}}\n")
    assert "@Comment{jabref-meta: databaseType:biblatex;}" in text
    assert text.count("Bridges") == 2

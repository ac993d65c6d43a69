"""Plugins: an example package, installed by pip, is found and used; what fails in it is named and left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import environment

PLUGIN = Path(__file__).parent / "plugin"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the example."""
    folder = tmp_path_factory.mktemp("plugin")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*command, "--disable-pip-version-check", "--target", str(folder / "site"), str(PLUGIN)],
        env=os.environ | {"TMPDIR": str(folder), "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
    )
    if "hatchling" in done.stderr and done.returncode:
        pytest.skip("hatchling is not installed, with which the example is built")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def run(arguments: list[str], home: Path, installed: Path) -> subprocess.CompletedProcess[str]:
    env = environment(home, "http://127.0.0.1:9") | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "pressbib", *arguments]
    return subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, timeout=120)


def test_a_layout_and_a_format_are_used_and_failing_plugins_are_named(tmp_path: Path, installed: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>News</title></head><body><main><h1>News of bridges</h1>"
        "<p>Engineers publish a study. [paper: Why Old Bridges Stand; 10.5555/bridges.1]</p></main></body></html>",
        "utf-8",
    )
    done = run(["cite", "--offline", "--to", "titles", str(page)], tmp_path, installed)
    assert (done.returncode, done.stdout) == (0, "* Why Old Bridges Stand\n"), done.stderr
    assert "plugin not-a-layout of pressbib-example left out (pressbib.layouts): TypeError" in done.stderr
    assert "plugin broken of pressbib-example left out (pressbib.templates): RuntimeError" in done.stderr
    assert "Traceback" not in done.stderr


def test_words_of_another_language_are_used(tmp_path: Path, installed: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Pontoj de la pasinta jarcento\n\nLa esploro estas pri pontoj kaj vojoj en la urbo kun multaj homoj.\n\n"
        "Titolo de la artikolo: Why Old Bridges Stand\nAŭtoroj: Lina Haddad kaj Seung-woo Oh\n"
        "Revuo: Civic Engineering Today\n",
        "utf-8",
    )
    done = run(["cite", "--offline", "--quiet", "--to", "text", str(page)], tmp_path, installed)
    assert done.returncode == 0, done.stderr
    assert "Haddad, L. and Oh, S.-w." in done.stdout
    assert "Civic Engineering Today" in done.stdout


def test_every_kind_is_activated_once(installed: Path) -> None:
    code = (
        "from pressbib import plugins, layouts, templates, vocabulary, formats\n"
        "from pressbib.resolvers import registries\n"
        "problems = plugins.activate(); assert plugins.activate() is problems\n"
        "print(len(problems), layouts.LAYOUTS[-1][0], registries.RESOLVERS[-1].name, 'titles' in formats.FORMATS,"
        " 'eo' in vocabulary.load().languages, any(t.slug == 'gazette' for t in templates.load()))"
    )
    env = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert done.stdout == "2 bracketed shelf True True True\n", done.stderr


def test_without_plugins_an_unknown_format_is_unknown(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Title: x</p>", "utf-8")
    env = environment(tmp_path, "http://127.0.0.1:9")
    command = [sys.executable, "-m", "pressbib", "cite", "--offline", "--to", "titles", str(page)]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode in (1, 2, 3)
    assert "Traceback" not in done.stderr

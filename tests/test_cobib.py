"""coBib itself, run as a person runs it, adds the paper behind a press page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import proxy
from tests.test_papis import NO_PAPER, OTHERS, PAGES, PRESS_PAGES

pytest.importorskip("cobib", reason="coBib is not installed (pip install cobib)")

COBIB = Path(sys.executable).with_name("cobib")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    more = ("www.ebi.ac.uk", "api.openalex.org", "eutils.ncbi.nlm.nih.gov", "openlibrary.org")
    with proxy.serve(PAGES, tmp_path_factory.mktemp("world"), (*OTHERS, *more)) as environment:
        yield environment


def run(home: Path, world: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    database = home / ".local" / "share" / "cobib" / "literature.yaml"
    database.parent.mkdir(parents=True, exist_ok=True)
    database.touch()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", **world}
    return subprocess.run([str(COBIB), *arguments], env=environment, capture_output=True, text=True, timeout=120)


def test_add_with_our_parser_gives_the_paper(tmp_path: Path, world: dict[str, str]) -> None:
    done = run(tmp_path, world, "add", "--pressbib", PRESS_PAGES[0])
    assert done.returncode == 0, done.stderr
    text = (tmp_path / ".local" / "share" / "cobib" / "literature.yaml").read_text("utf-8")
    assert "Why Old Bridges Stand, Part 0" in text
    assert "10.5555/bridges.0" in text
    assert "Civic Engineering Today" in text
    assert "Bridges hold" not in text


def test_a_page_without_a_paper_adds_nothing(tmp_path: Path, world: dict[str, str]) -> None:
    done = run(tmp_path, world, "add", "--pressbib", NO_PAPER)
    assert "Traceback" not in done.stderr
    assert (tmp_path / ".local" / "share" / "cobib" / "literature.yaml").read_text("utf-8").strip() == ""


def test_the_hook_hands_over_the_doi(tmp_path: Path, world: dict[str, str]) -> None:
    code = (
        "from pressbib.integrations import cobib; from cobib.config import Event\n"
        "cobib.subscribe()\n"
        f"print(Event.PreURLParse.fire({PRESS_PAGES[1]!r}), Event.PreURLParse.fire('https://e.org/x'))"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **world}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "10.5555/bridges.1 None", done.stderr

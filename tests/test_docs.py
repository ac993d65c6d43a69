"""The documents say what is so: their commands and Python blocks are run, their generated pages compared.

Every line `$ command` of a `console` block is run in an empty home folder that holds what the pages talk of (a saved
page, a list of links, a library with the example's record); www.example.edu is a server on the loopback address. Every
`python` block is run too. A block that needs a program that is not here, or a running desktop program, stands behind
`<!-- not run: reason -->`.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.world import environment

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"(<!-- not run: [^\n]+ -->\n+)?^( *)```(console|python)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of a page in one language that are to be run."""
    found = _BLOCK.finditer(page.read_text("utf-8"))
    return [re.sub(f"(?m)^{m[2]}", "", m[4]) for m in found if m[3] == language and not m[1]]


def with_blocks(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language)]


@pytest.mark.slow
@pytest.mark.parametrize("page", with_blocks("console"), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_runs(page: Path, home: Path, site: str) -> None:
    env = environment(home, site)
    setup = 'pressbib add -q --offline --example --tag thesis --library "$XDG_DATA_HOME/pressbib/library.db"'
    if "tutorial" not in page.parts:
        subprocess.run(["bash", "-c", setup], check=True, env=env, cwd=home, capture_output=True)
    for block in blocks(page, "console"):
        for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
            program = command.split()[0]
            if shutil.which(program, path=env["PATH"]) is None:
                pytest.skip(f"{program} is not installed")
            told = (
                command.replace("https://…", f"{site}/news/a-new-paper")
                .replace("https://www.example.edu", site)
                .replace("kelly2024south", key(env, home))
            )
            done = subprocess.run(["bash", "-c", told], capture_output=True, text=True, env=env, cwd=home, timeout=120)
            wanted = {int(code) for code in re.findall(r"# exit code (\d)", command)} | {0}
            assert done.returncode in wanted, f"{page.name}: {told}\n{done.stdout}{done.stderr}"
            assert "Traceback" not in done.stderr


def key(env: dict[str, str], home: Path) -> str:
    """The citekey of the example's record, as the library gave it."""
    done = subprocess.run(
        ["pressbib", "list", "--keys", "kelly"], capture_output=True, text=True, env=env, cwd=home, check=False
    )
    return (done.stdout.split() or ["kelly2024south"])[0]


@pytest.mark.parametrize("page", with_blocks("python"), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_python_block_runs(page: Path, home: Path, site: str) -> None:
    for block in blocks(page, "python"):
        told = block.replace("https://…", f"{site}/news/a-new-paper").replace("https://www.example.edu", site)
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", _TRUST + told],
            capture_output=True,
            text=True,
            env=environment(home, site),
            cwd=home,
            timeout=60,
        )
        assert done.returncode == 0, f"{page.name}:\n{told}\n{done.stderr}"


_TRUST = """
import os, pressbib.fetch, dataclasses
_plain = pressbib.fetch.FetchSettings
def _local(**stated):
    hosts = frozenset({os.environ["PRESSBIB_TRUSTED_HOSTS"]})
    crossref = {name: os.environ["PRESSBIB_CROSSREF_URL"] for name in pressbib.fetch.REGISTRIES}
    return _plain(trusted_hosts=hosts, registries=crossref, **stated)
pressbib.fetch.FetchSettings = _local
"""
"""The server is on the loopback address, where links of pages may not lead: say that it may be trusted."""


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    """The pages as docs/generate.py would write them now."""
    pages: dict[str, str] = generator().pages()
    return pages


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "variables.md", "configuration.md", "python-api.md"])
def test_the_generated_pages_are_fresh(name: str, generated: dict[str, str]) -> None:
    text = (ROOT / "docs" / "reference" / name).read_text("utf-8")
    assert text == generated[name], "run: python docs/generate.py"


def test_every_command_is_documented() -> None:
    from pressbib.cli import COMMANDS

    text = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"## {name}\n" in text

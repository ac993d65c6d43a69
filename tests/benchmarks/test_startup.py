"""How long until the first word: `--version`, `--help`, `list` and `cite --offline` against a bare click program.

Run with `pytest --benchmark-only`; the group shows the ratios. The goals: --version and
--help at most 1.25 times the bare program, `list` of 1,000 records at most 2 times, `cite --offline` of the example
page at most 3 times.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.world import environment

BARE = """import click
@click.group()
@click.version_option("1", prog_name="bare")
def bare(): "A program that only imports click."
bare()
"""


@pytest.fixture
def furnished(home: Path, site: str) -> tuple[Path, dict[str, str]]:
    """A home with a library of 1,000 records, and a bare click program."""
    env = environment(home, site)
    (home / "bare.py").write_text(BARE)
    entries = "".join(
        f"@article{{key{n}, author = {{Author{n}, Ann}}, title = {{On the number {n}}}, year = {1900 + n % 120}}}\n"
        for n in range(1000)
    )
    (home / "thousand.bib").write_text(entries)
    command = [sys.executable, "-m", "pressbib", "import", "-q", "thousand.bib"]
    subprocess.run(command, env=env, cwd=home, check=True)
    return home, env


@pytest.mark.benchmark(group="startup")
@pytest.mark.parametrize(
    "words",
    [
        ["bare.py", "--version"],
        ["bare.py", "--help"],
        ["-m", "pressbib", "--version"],
        ["-m", "pressbib", "--help"],
        ["-m", "pressbib", "list"],
        ["-m", "pressbib", "cite", "--offline", "--example"],
    ],
    ids=lambda words: " ".join(words).removeprefix("-m "),
)
def test_startup(benchmark: Any, furnished: tuple[Path, dict[str, str]], words: list[str]) -> None:
    home, env = furnished

    def start() -> int:
        return subprocess.run([sys.executable, *words], env=env, cwd=home, capture_output=True, check=False).returncode

    assert benchmark(start) == 0

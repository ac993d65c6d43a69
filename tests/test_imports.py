"""What a command must not import: the time to the first word is spent on imports before all else.

Each command is run in a process of its own that says what is in `sys.modules` at its end. Other people's packages are
named where they are needed, so that a new one shows here; of our own and of the standard library those are named that
are slow or belong to other commands.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import environment, run

REPORT = """
import sys
from pressbib.cli import run
code = run(sys.argv[1:])
print("\\n", *sys.modules, file=sys.stderr)
sys.exit(code)
"""

OURS_ALWAYS = {"pressbib", "pressbib.cli", "pressbib.errors", "pressbib.patterns"}
"""All that `--version` and `--help` need of us."""

SLOW = {
    *("asyncio", "bz2", "concurrent", "csv", "difflib", "email", "hashlib", "http", "importlib.metadata", "lzma"),
    *("importlib.resources", "multiprocessing", "platform", "random", "shutil", "socket", "ssl", "tempfile", "tomllib"),
    *("urllib.request", "xml", "zipfile", "zlib"),
}
"""Of the standard library, what takes long or brings much with it."""

READING = {
    *("pressbib.bibfile", "pressbib.formats.bibread", "pressbib.formats.bibsource", "pressbib.formats.detect"),
    *("pressbib.formats.encodings", "pressbib.formats.ris", "pressbib.formats.plainyaml", "pressbib.formats.zotero"),
}
"""What reads bibliographies."""

ASKING = {
    *("pressbib.fetch.transport", "pressbib.fetch.cache", "pressbib.resolvers.follow", "pressbib.resolvers.registries"),
    *("pressbib.metadata", "pressbib.compare", "pressbib.merge", "pressbib.integrations"),
}
"""What asks the network, and judges what it says."""

PAGES = {"pressbib.readers", "pressbib.layouts", "pressbib.reference", "pressbib.names", "pressbib.dates"}
"""What reads pages."""

COMMANDS: dict[str, tuple[list[str], set[str], set[str]]] = {
    "list": (["list"], {"click"}, SLOW | READING | ASKING | PAGES | {"pressbib.fetch", "pressbib.pipeline", "logging"}),
    "cite": (["cite", "--offline", "--example"], {"click", "selectolax"}, SLOW | READING | ASKING | {"sqlite3"}),
}
"""Command -> its words, the packages of others that it may import, and what it may not."""


def imported(words: list[str], home: Path, site: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *words],
        env=environment(home, site),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode in (0, 3), done.stderr
    return set(done.stderr.rpartition("\n ")[2].split())


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a program imports that only imports click and answers --version."""
    program = tmp_path_factory.mktemp("bare") / "bare.py"
    program.write_text(
        "import sys\nimport click\n"
        "@click.group()\n@click.version_option('1', prog_name='bare')\ndef bare(): 'Bare.'\n"
        "try:\n    bare()\nexcept SystemExit:\n    print(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, str(program), "--version"], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_an_option_alone_imports_nothing_of_ours(option: str, home: Path, site: str, bare: set[str]) -> None:
    found = imported([option], home, site)
    assert {name for name in found if name.split(".")[0] == "pressbib"} == OURS_ALWAYS
    assert packages(found - bare) <= {"pressbib", "click"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_only_what_it_needs(command: str, home: Path, site: str, bare: set[str]) -> None:
    words, allowed, refused = COMMANDS[command]
    if command == "list":
        assert run(["import", "--quiet", "refs.bib"], environment(home, site), home).returncode == 0
    found = imported(words, home, site) - bare
    assert packages(found) <= allowed | {"pressbib"}
    assert not {name for name in found if any(name == slow or name.startswith(f"{slow}.") for slow in refused)}


def packages(names: set[str]) -> set[str]:
    """The packages that are neither of the standard library nor parts of compiled ones."""
    tops = {name.split(".")[0] for name in names}
    return {name for name in tops if name not in sys.stdlib_module_names and not name.startswith(("_", "cython"))}

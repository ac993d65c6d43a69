"""What happens to a library when the world is bad: processes killed, disks full, files damaged. All for real."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pressbib.errors import LibraryError, LibraryLockedError, LibraryVersionError, PressbibWarning
from pressbib.library import Library
from tests.library_records import record, records
from tests.powers import as_anybody

KILLS = int(os.environ.get("PRESSBIB_TEST_KILLS", "20"))
PROCESSES = int(os.environ.get("PRESSBIB_TEST_PROCESSES", "4"))
EACH = int(os.environ.get("PRESSBIB_TEST_EACH", "40"))

_IMPORT = """
import sys
sys.path.insert(0, sys.argv[3])
from tests.library_records import records
from pressbib.library import Library
with Library(sys.argv[1]) as library:
    start = int(sys.argv[2])
    while True:
        for outcome in library.import_records(records(150, start=start), source="bulk"):
            print(outcome.citekey, outcome.record.DOI, flush=True)
        start += 150
"""


@pytest.mark.slow
def test_a_killed_import_leaves_what_it_acknowledged_and_nothing_half_done(tmp_path: Path) -> None:
    rng, total = random.Random(os.environ.get("PRESSBIB_TEST_SEED", "1")), 0
    for begin in range(0, KILLS, 20):  # a new file now and then, so that the hundredth kill costs what the first does
        path, acknowledged = tmp_path / f"library-{begin}.db", dict[str, str]()
        for attempt in range(begin, min(begin + 20, KILLS)):
            acknowledged |= _killed_import(path, attempt * 100_000, rng.random() * 0.4)
            with Library(path) as library:
                assert library.check() == []
                assert {key: library.get(key).DOI for key in acknowledged} == acknowledged
        with Library(path) as library:
            for found in library.records():
                assert found.replace(citation_key="") == record(int(found.DOI.rpartition(".")[2]))
            assert len(library) == len(list(library.log()))
        total += len(acknowledged)
    assert total > KILLS * 100


def _killed_import(path: Path, start: int, after: float) -> dict[str, str]:
    """Import from record `start` on, kill the program some seconds after its first group; what it acknowledged."""
    command = [sys.executable, "-c", _IMPORT, str(path), str(start), str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(after)
        process.kill()
        lines = [first, *process.stdout.read().splitlines()]
    return dict(_pair(line.strip()) for line in lines if line.count(" ") == 1 and "/j." in line)


def _pair(line: str) -> tuple[str, str]:
    key, _, doi = line.partition(" ")
    return key, doi


def _add_many(path: Path, start: int, count: int) -> None:
    with Library(path) as library:
        for found in records(count, start=start):
            library.merge(found, source=f"process {start}")


def _in_processes(target: Callable[..., None], *arguments: tuple[object, ...]) -> list[int | None]:
    context = multiprocessing.get_context("spawn")
    started = [context.Process(target=target, args=one) for one in arguments]
    for process in started:
        process.start()
    for process in started:
        process.join(300)
    return [process.exitcode for process in started]


def test_many_processes_add_at_once_and_none_is_lost_or_twice(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    jobs = [(path, number // 2 * EACH, EACH) for number in range(PROCESSES)]  # each work comes from two processes
    assert _in_processes(_add_many, *jobs) == [0] * PROCESSES
    with Library(path) as library:
        assert library.check() == []
        expected = {f.DOI for number in range((PROCESSES + 1) // 2) for f in records(EACH, start=number * EACH)}
        found = [r.DOI for r in library.records()]
        assert sorted(found) == sorted(expected)


def test_another_program_that_writes_for_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.merge(record(1))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Library(path, wait=0.1) as library:
        with pytest.raises(LibraryLockedError, match="another program"):
            library.merge(record(2))
        assert len(library) == 1  # reading does not wait
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[None]:
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.name == "nt":
        pytest.skip("no mount command here")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("this user may not mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    with _small_disk(folder, "2m"):
        path = folder / "library.db"
        kept: list[str] = []
        with Library(path) as library:
            with pytest.raises(LibraryError, match=r"disk is full|failed"):  # noqa: PT012  # which one fails is open
                for number in range(0, 100_000, 50):
                    kept += [o.citekey for o in library.import_records(records(50, start=number))]
            assert len(kept) >= 50
            assert len(library) == len(kept)
            assert library.get(kept[-1]).title
        with Library(path, read_only=True) as library:
            assert library.check() == []
            assert {r.citation_key for r in library.records()} == set(kept)
        with (folder / "rest").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):  # noqa: PT012
            while True:
                file.write(b"x" * 512)
        with pytest.raises(LibraryError):
            Library(folder / "new.db")
        with Library(path, read_only=True) as library:
            assert library.get(kept[0]).title


def test_a_full_disk_at_export_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    with Library(tmp_path / "library.db") as library, _small_disk(folder, "200k"):
        list(library.import_records(records(5)))
        library.export(folder / "refs.json")
        before = (folder / "refs.json").read_bytes()
        list(library.import_records(records(400, start=5)))
        with pytest.raises(LibraryError, match="cannot be written"):
            library.export(folder / "refs.json")
        assert (folder / "refs.json").read_bytes() == before
        assert os.listdir(folder) == ["refs.json"]  # noqa: PTH208  # hidden files too


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A library of three records in a folder that may only be read."""
    if os.name == "nt":
        pytest.skip("permissions are not those of Unix")
    folder = tmp_path / "closed"
    folder.mkdir()
    path = folder / "library.db"
    with Library(path) as library:
        list(library.import_records(records(3)))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


def test_a_read_only_folder_can_be_read_and_says_so_when_written(read_only: Path) -> None:
    with as_anybody():
        with Library(read_only, read_only=True) as library:
            assert len(list(library.records())) == 3
        with Library(read_only) as library:
            assert library.read_only
            assert len(list(library.records("year:1900.."))) == 3
            with pytest.raises(LibraryError, match="only"):
                library.merge(record(9))


@pytest.mark.parametrize("name", ["new.db", "folder/new.db"])
def test_a_library_cannot_be_made_in_a_read_only_folder(read_only: Path, name: str) -> None:
    with as_anybody(), pytest.raises(LibraryError):
        Library(read_only.parent / name)


def test_a_library_that_is_not_there_is_empty_to_read(tmp_path: Path) -> None:
    with Library(tmp_path / "none" / "library.db", read_only=True) as library:
        assert list(library.records()) == []
        assert list(library.records("kelly")) == []
        with pytest.raises(LibraryError, match="reading only"):
            library.merge(record(1))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("content", [b"@article{a, title={x}}\n", b"\x00" * 4096, b"SQLite format 4\x00" + b"x" * 200])
def test_what_is_no_library_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(content)
    for mode in (True, False):
        with pytest.raises(LibraryError, match="not a pressbib library"):
            Library(path, read_only=mode)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["refs.bib"]


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE mine (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="another program"):
        Library(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(tmp_path)


def test_a_library_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.merge(record(1))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = path.read_bytes()
    for mode in (True, False):
        with pytest.raises(LibraryVersionError, match="newer pressbib"):
            Library(path, read_only=mode)
    assert path.read_bytes() == before


def _pages_of(path: Path, table: str) -> list[int]:
    connection = sqlite3.connect(path)
    found = [
        page
        for (page,) in connection.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,))
    ]
    connection.close()
    return found


def _has_dbstat() -> bool:
    connection = sqlite3.connect(":memory:")
    options = {option for (option,) in connection.execute("PRAGMA compile_options")}
    connection.close()
    return "ENABLE_DBSTAT_VTAB" in options


@pytest.mark.skipif(not _has_dbstat(), reason="this SQLite cannot say which page belongs to which table")
def test_a_damaged_page_is_said_and_the_rest_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        keys = [o.citekey for o in library.import_records(records(200))]
    page = _pages_of(path, "record")[5]
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))
    with Library(path) as library:
        assert library.check() != []
        with pytest.raises(LibraryError, match="damaged"):
            list(library.records())
        with pytest.warns(PressbibWarning, match="cannot be read"):
            saved = list(library.salvage())
    assert 150 < len(saved) < 200
    assert {r.citation_key for r in saved} < set(keys)
    with Library(tmp_path / "new.db") as library:
        assert [o.citekey for o in library.import_records(saved)] == [r.citation_key for r in saved]


@pytest.mark.skipif(not _has_dbstat(), reason="this SQLite cannot say which page belongs to which table")
def test_damage_to_what_is_derived_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        keys = [o.citekey for o in library.import_records(records(200))]
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM name WHERE record < 20")
        connection.execute("DELETE FROM key")
    connection.close()
    with Library(path) as library:
        assert library.check() != []
        assert library.rebuild() == 200
        assert library.check() == []
        assert [r.citation_key for r in library.records()] == keys
        assert library.merge(record(7)).status == "unchanged"


def test_a_deleted_log_loses_no_more_than_it_held(tmp_path: Path) -> None:
    """The log of a killed program is deleted by somebody who tidies up: what is in the file itself can be read."""
    path = tmp_path / "library.db"
    with Library(path) as library:
        first = [o.citekey for o in library.import_records(records(50))]
    command = [sys.executable, "-c", _IMPORT, str(path), "5000", str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    log = path.with_name("library.db-wal")
    assert log.stat().st_size
    log.unlink()
    with Library(path) as library:
        assert library.check() == []
        assert {r.citation_key for r in library.records()} >= set(first)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_a_log_deleted_under_us_is_noticed_before_more_is_written(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    library = Library(path)
    keys = [library.merge(found).citekey for found in records(3)]
    path.with_name("library.db-wal").unlink()
    with pytest.raises(LibraryError, match="was deleted"):
        library.merge(record(3))
    library.close()
    with Library(path) as again:
        assert again.check() == []
        assert [r.citation_key for r in again.records()] == keys


def test_an_interrupted_change_leaves_nothing(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:

        def interrupted() -> Iterator[object]:
            yield from records(30)
            os.kill(os.getpid(), signal.SIGINT)
            yield record(31)

        with pytest.raises(KeyboardInterrupt):
            list(library.import_records(interrupted()))  # type: ignore[arg-type]  # Records all the same
        assert len(library) == 0
        assert library.check() == []
        assert library.undo() == []
        assert library.merge(record(1)).status == "added"

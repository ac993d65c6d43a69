"""The command line's own rules: usage, settings, sources in order, columns, interruption, where output goes."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import click
import pytest

from pressbib import pipeline
from pressbib.cli import COMMANDS, display, sources
from pressbib.cli.list_ import check_template, columns, fill
from pressbib.cli.settings import Settings, read_config
from pressbib.errors import DataFileError, UnreadablePageError
from pressbib.fetch import Fetcher, FetchSettings
from pressbib.record import Date, Name, Record
from tests.world import environment, run

RECORD = Record(
    citation_key="kelly2024south",
    title="Why South Korea Should Go Nuclear",
    author=(Name(family="Kelly", given="Robert E."), Name(family="Kim", given="Min-hyung")),
    issued=Date((2024, 12, 30)),
    container_title="Foreign Affairs",
    volume="104",
    issue="1",
)


# Usage


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, home: Path, site: str) -> None:
    done = run([name, "--help"], environment(home, site), home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: pressbib {name} ")
    assert COMMANDS[name][1].split()[0] in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ad"], "Did you mean 'add'?"),
        (["https://www.example.edu/news"], "pressbib add https://www.example.edu/news"),
        (["list", "--format", "{titel}"], "did you mean {title}?"),
        (["cite", "--offlin"], "--offline"),
        (["export", "--update"], "--update needs the name"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(words: list[str], said: str, home: Path, site: str) -> None:
    done = run(words, environment(home, site), home)
    assert done.returncode == 2
    assert said in done.stderr
    assert not done.stdout


def test_an_unknown_citekey_names_the_nearest(home: Path, site: str) -> None:
    env = environment(home, site)
    run(["add", "--offline", "--example"], env, home)
    (key,) = run(["list", "--keys"], env, home).stdout.split()
    done = run(["edit", key[:-1], "volume=1"], env, home)
    assert done.returncode == 1
    assert f"did you mean {key}?" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_traceback_without_debug(home: Path, site: str) -> None:
    env = environment(home, site)
    (home / "no.db").write_text("This is no library.\n" * 100)
    done = run(["list", "--library", "no.db"], env, home)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" in run(["list", "--library", "no.db", "--debug"], env, home).stderr


# Two works that belong together


PREPRINT = """@article{first, title = {Ice sheets remember the tides}, author = {Kowalska, Anna}, year = 2023,
  journal = {arXiv}, eprint = {2301.00001}, eprinttype = {arxiv}, doi = {10.48550/arXiv.2301.00001}}
@article{second, title = {Ice Sheets Remember the Tides}, author = {Kowalska, A.}, year = 2024, journal = {Polar Seas},
  volume = 7, pages = {11-29}, doi = {10.4242/ps.7.11}}
"""


def test_a_preprint_and_its_article_are_shown_as_such_and_linked(home: Path, site: str) -> None:
    env = environment(home, site)
    (home / "two.bib").write_text(PREPRINT)
    (found,) = map(json.loads, run(["dedupe", "--json", "two.bib"], env, home).stdout.splitlines())
    assert (found["a"], found["b"], found["link"], found["verdict"]) == ("first", "second", "preprint", "different")
    assert "a work and its preprint" in run(["dedupe", "two.bib"], env, home).stdout
    assert "linked with first" in run(["import", "-v", "two.bib"], env, home).stdout
    shown = run(["dedupe", "--merge-same"], env, home)
    assert shown.returncode == 0
    assert "linked" not in shown.stdout, "they are linked already"
    assert len(run(["list"], env, home).stdout.splitlines()) == 2


# Settings


def test_an_option_is_above_the_environment_above_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text('library = "from-file.db"\njobs = 3\n')
    monkeypatch.setenv("PRESSBIB_CONFIG", str(config))
    monkeypatch.delenv("PRESSBIB_LIBRARY", raising=False)
    assert (Settings().value("library"), Settings().source("library")) == ("from-file.db", "config.toml")
    monkeypatch.setenv("PRESSBIB_LIBRARY", "from-environment.db")
    assert Settings().value("library") == "from-environment.db"
    assert Settings({"library": "option.db"}).value("library") == "option.db"
    assert Settings().value("jobs") == 3
    assert Settings().source("to") == "default"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('libary = "x"', "did you mean library"),
        ("jobs = true", "whole number"),
        ('jobs = "3"', "whole number"),
        ("jobs = ", "not TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(DataFileError) as error:
        read_config(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)


# Sources


def test_folders_and_lists_stand_for_their_pages(tmp_path: Path) -> None:
    for name in ("b.html", "a.htm", "deep/c.txt", "d.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "links").write_text("# mine\nhttps://www.example.edu/1 # first\n\nhttps://www.example.edu/#part\n")
    found = list(sources.expand([str(tmp_path)], [str(tmp_path / "links")]))
    assert [Path(f).name for f in found[:3]] == ["a.htm", "b.html", "c.txt"]
    assert found[3:] == ["https://www.example.edu/1", "https://www.example.edu/#part"]


@pytest.mark.parametrize("jobs", [1, 4])
def test_sources_come_back_in_their_order(jobs: int) -> None:
    def find(source: pipeline.Source, _: Fetcher) -> list[pipeline.Paper]:
        time.sleep(0.02 if str(source).endswith("0") else 0)
        if source == "bad":
            raise UnreadablePageError("bad: no page")
        return [pipeline.Paper(Record(title=str(source)))]

    names = [*(f"s{n}" for n in range(30)), "bad", "last"]
    with Fetcher(FetchSettings(offline=True)) as fetcher:
        found = list(sources.look(names, fetcher, find, jobs=jobs, known=lambda name: name == "s3"))
    assert [f.source for f in found] == names
    assert found[3].skipped
    assert isinstance(found[30].error, UnreadablePageError)
    assert found[31].papers[0].record.title == "last"


def test_no_more_than_jobs_at_once() -> None:
    running = most = 0
    lock = threading.Lock()

    def find(source: pipeline.Source, _: Fetcher) -> list[pipeline.Paper]:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1
        return []

    with Fetcher(FetchSettings(offline=True)) as fetcher:
        assert len(list(sources.look(map(str, range(20)), fetcher, find, jobs=3))) == 20
    assert 2 <= most <= 3


@pytest.mark.slow
def test_an_interruption_keeps_what_was_done(home: Path, site: str) -> None:
    env = environment(home, site)
    page = (home / "page.html").read_text("utf-8")
    (home / "many").mkdir()
    for number in range(600):
        text = page.replace("Why South Korea Should Go Nuclear", f"On the number {number} in the theory of numbers")
        (home / "many" / f"{number:04}.html").write_text(text.replace("kelly-kim", f"paper-{number}"), "utf-8")
    command = [sys.executable, "-m", "pressbib", "add", "--offline", "many"]
    with subprocess.Popen(
        command, env=env, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as going:
        assert going.stdout is not None
        for _ in range(3):
            going.stdout.readline()
        going.send_signal(signal.SIGINT)
        _, said = going.communicate(timeout=60)
    assert going.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    kept = run(["list", "--keys"], env, home).stdout.split()
    assert 3 <= len(kept) < 600
    assert run(["doctor", "--offline"], env, home).returncode == 0


# What is printed


def test_results_alone_go_to_standard_output(home: Path, site: str) -> None:
    env = environment(home, site)
    done = run(["cite", "--offline", "--verbose", "--example", "--to", "csl-json"], env, home)
    assert done.stdout.startswith("[")
    assert done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_colours_only_on_a_terminal_that_wants_them(home: Path, site: str) -> None:
    env = {**environment(home, site), "TERM": "xterm"}
    run(["add", "--offline", "--example"], env, home)
    assert "\x1b[" in on_a_terminal(["add", "--offline", "--example"], env, home)
    assert "\x1b[" not in on_a_terminal(["add", "--offline", "--example", "--no-color"], env, home)
    assert "\x1b[3" not in on_a_terminal(["add", "--offline", "--example"], {**env, "NO_COLOR": "1"}, home)


def on_a_terminal(arguments: list[str], env: dict[str, str], cwd: Path) -> str:
    """What a command prints on a terminal of 80 columns."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "pressbib", *arguments]
    with subprocess.Popen(command, env=env, cwd=cwd, stdin=follower, stdout=follower, stderr=follower) as going:
        os.close(follower)
        printed = io.BytesIO()
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # the other end was closed: the program has ended
                break
            if not part:
                break
            printed.write(part)
        going.wait(60)
    os.close(leader)
    return printed.getvalue().decode("utf-8")


def test_a_c_locale_is_no_obstacle(home: Path, site: str) -> None:
    env = {**environment(home, site), "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run(["cite", "--offline", "--example", "--explain"], env, home)
    assert done.returncode == 0, done.stderr


def test_output_is_written_whole_or_not_at_all(home: Path, site: str) -> None:
    env = environment(home, site)
    (home / "out.json").write_text("old")
    assert run(["cite", "--offline", "--example", "--to", "nothing", "-o", "out.json"], env, home).returncode != 0
    assert (home / "out.json").read_text() == "old"
    assert run(["cite", "--offline", "--example", "--to", "csl-json", "-o", "out.json"], env, home).returncode == 0
    assert (home / "out.json").read_text("utf-8").startswith("[")
    assert not list(home.glob(".out.json*"))


@pytest.mark.parametrize("wide", [40, 80, 200])
def test_list_fits_the_terminal(wide: int) -> None:
    long = RECORD.replace(title="가나다라 " * 40, citation_key="a" * 60)
    for line in columns([RECORD, long], wide):
        assert display.width(click.unstyle(line)) <= wide


def test_a_template_is_filled_or_refused() -> None:
    assert fill("{citekey}\\t{year} {container-title}", RECORD) == "kelly2024south\t2024 Foreign Affairs"
    check_template("{container_title} {DOI} {authors}")
    with pytest.raises(click.UsageError):
        check_template("{title")


def test_text_of_pages_cannot_move_the_cursor() -> None:
    assert "\x1b" not in display.headline(RECORD.replace(title="evil\x1b[2J title\u202e"))


def test_headline() -> None:
    expected = "Kelly & Kim 2024 · Why South Korea Should Go Nuclear · Foreign Affairs 104(1)"
    assert display.headline(RECORD) == expected


def test_nothing_slow_is_imported_for_version_and_help() -> None:
    code = (
        "import sys; from pressbib.cli import run; run(['--version']); run(['--help']);"
        "slow = {'requests', 'bibtexparser', 'selectolax', 'sqlite3', 'rapidfuzz', 'platformdirs', 'tomllib'};"
        "bad = slow & set(sys.modules);"
        "sys.exit(', '.join(sorted(bad)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# Verbs that other tests do not reach


def test_the_manual_names_every_command(home: Path, site: str) -> None:
    manual = run(["config", "--man"], environment(home, site), home).stdout
    assert manual.startswith(".TH PRESSBIB 1")
    for name in COMMANDS:
        assert f".SS pressbib {name}" in manual


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, home: Path, site: str) -> None:
    env = environment(home, site)
    assert "_PRESSBIB_COMPLETE" in run(["config", "--completion", shell], env, home).stdout
    run(["add", "--offline", "--example"], env, home)
    (key,) = run(["list", "--keys"], env, home).stdout.split()
    words = f"pressbib show {key[:3]}"
    asked = {"_PRESSBIB_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": "2"}
    asked |= {"COMP_WORDS": words.removesuffix(f" {key[:3]}"), "COMP_CWORD": key[:3]} if shell == "fish" else {}
    assert key in run([], {**env, **asked}, home).stdout


def test_refresh_shows_the_difference_and_applies_it_on_yes(home: Path, site: str) -> None:
    env = environment(home, site)
    (home / "one.bib").write_text(
        "@article{seven, author = {Author, Ann}, title = {On the number seven}, year = 2021, doi = {10.5555/later}}\n"
    )
    run(["import", "one.bib"], env, home)
    tried = run(["refresh", "--dry-run"], env, home)
    assert "+ volume: 7" in tried.stdout, tried.stderr
    asked = run(["refresh"], env, home)
    assert "say --yes" in asked.stderr
    assert run(["list", "--format", "{volume}"], env, home).stdout.strip() == ""
    run(["refresh", "--yes"], env, home)
    assert run(["list", "--format", "{citekey} {volume} {issued}"], env, home).stdout.strip() == "seven 7 2021"
    run(["undo"], env, home)
    assert run(["list", "--format", "{volume}"], env, home).stdout.strip() == ""


def test_a_page_that_names_too_little_is_left_undecided(home: Path, site: str) -> None:
    page = "Frogs glow\n\nA new study by Ann Author was published today in the journal Nature Physics.\n"
    done = run(["add", "--json", "--offline", "-"], environment(home, site), home, page)
    assert done.returncode == 4, done.stdout
    assert '"status": "undecided"' in done.stdout
    assert run(["list"], environment(home, site), home).returncode == 3


def test_doctor_strikes_secrets_out(home: Path, site: str) -> None:
    env = {**environment(home, site), "HTTPS_PROXY": "http://me:pa55word@127.0.0.1:9"}
    done = run(["doctor", "--offline"], env, home)
    assert done.returncode == 0
    assert "pa55word" not in done.stdout
    assert "***@127.0.0.1:9" in done.stdout


def test_tags_notes_and_removal(home: Path, site: str) -> None:
    env = environment(home, site)
    run(["add", "--offline", "--example", "--tag", "thesis"], env, home)
    (key,) = run(["list", "--keys", "tag:thesis"], env, home).stdout.split()
    run(["edit", key, "--note", "Read again", "--tag", "core", "--untag", "thesis"], env, home)
    shown = run(["show", key], env, home).stdout
    assert "tags: core" in shown
    assert "note: Read again" in shown
    assert run(["remove", "--dry-run", key], env, home).returncode == 0
    assert run(["remove", key, "nosuch"], env, home).returncode == 1
    assert run(["list", "--keys"], env, home).stdout.split() == [key]
    assert run(["remove", key], env, home).returncode == 0
    assert run(["list"], env, home).returncode == 3


def test_renaming_keeps_the_old_citekey_as_an_alias(home: Path, site: str) -> None:
    env = environment(home, site)
    run(["add", "--offline", "--example"], env, home)
    (key,) = run(["list", "--keys"], env, home).stdout.split()
    assert run(["edit", key, "citation-key=nuclear"], env, home).returncode == 0
    assert run(["show", key], env, home).stdout.startswith("nuclear")


def test_convert_names_what_it_cannot_read(home: Path, site: str) -> None:
    (home / "half.bib").write_text("@book{a, title = {One}, year = 2000}\n\n@book{b, title = {Two\n")
    done = run(["convert", "half.bib", "--to", "csl-json"], environment(home, site), home)
    assert done.returncode == 1
    assert "half.bib: line 3" in done.stderr
    assert '"One"' in done.stdout


def test_the_whole_library_is_dumped_and_restored(home: Path, site: str) -> None:
    env = environment(home, site)
    run(["add", "--offline", "--example", "--tag", "thesis"], env, home)
    before = run(["show", *run(["list", "--keys"], env, home).stdout.split()], env, home).stdout
    assert run(["config", "--dump", "all.jsonl"], env, home).returncode == 0
    assert run(["config", "--backup", "copy.db"], env, home).returncode == 0
    assert run(["config", "--restore", "all.jsonl"], env, home).returncode == 1, "the library is not empty"
    assert run(["config", "--restore", "all.jsonl", "--library", "new.db"], env, home).returncode == 0
    for library in ("new.db", "copy.db"):
        (key,) = run(["list", "--keys", "tag:thesis", "--library", library], env, home).stdout.split()
        assert run(["show", key, "--library", library], env, home).stdout == before

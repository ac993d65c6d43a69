"""The scripts for editors and pandoc, each run by its real program. Skipped where that is not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pressbib.integrations.scripts import SCRIPTS, install
from pressbib.library import Library
from tests.world import environment

pytestmark = pytest.mark.slow


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts"
    install(folder)
    return folder


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        package = {"emacs": "emacs-nox", "nvim": "neovim"}.get(name, name)
        pytest.skip(f"{name} is not installed (apt-get install {package})")
    return found


def run(command: list[str], home: Path, site: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = environment(home, site) | more
    return subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, timeout=120)


def keys(home: Path) -> list[str]:
    with Library(home / ".data" / "pressbib" / "library.db", read_only=True) as library:
        return [record.citation_key for record in library.records()]


def test_every_script_is_installed_and_those_for_the_shell_can_be_run(tmp_path: Path) -> None:
    written = install(tmp_path / "a" / "b")
    assert [path.name for path in written] == list(SCRIPTS)
    assert all(path.stat().st_size for path in written)
    assert (tmp_path / "a" / "b" / "pressbib-pandoc").stat().st_mode & 0o111
    assert install(tmp_path / "a" / "b") == written


@pytest.mark.parametrize(("mode", "citation"), [("latex", "\\cite{%s}"), ("org", "[cite:@%s]"), ("text", "[@%s]")])
def test_emacs_adds_the_page_at_point_and_inserts_the_citation(
    mode: str, citation: str, home: Path, site: str, scripts: Path
) -> None:
    text = home / "text.txt"
    text.write_text(f"See {site}/news/a-new-paper\n", "utf-8")
    lisp = (
        f'(progn (find-file "{text}") ({mode}-mode) (setq pressbib-bibliography "{home}/refs.bib")'
        ' (search-forward "news/") (let ((address (pressbib--address))) (goto-char (point-max)) (pressbib-add address))'
        " (save-buffer))"
    )
    done = run([program("emacs"), "-nw", "--batch", "-l", str(scripts / "pressbib.el"), "--eval", lisp], home, site)
    assert done.returncode == 0, done.stderr
    (key,) = keys(home)
    assert text.read_text("utf-8").splitlines()[-1] == citation % key
    assert key in (home / "refs.bib").read_text("utf-8")


def test_emacs_compiles_the_script_without_a_warning_and_says_what_failed(home: Path, site: str, scripts: Path) -> None:
    emacs = program("emacs")
    strict = ["--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", str(scripts / "pressbib.el")]
    done = run([emacs, "--batch", *strict], home, site)
    assert done.returncode == 0, done.stderr
    bad = f'(with-temp-buffer (pressbib-add "{site}/nothing-here"))'
    done = run([emacs, "--batch", "-l", str(scripts / "pressbib.el"), "--eval", bad], home, site)
    assert done.returncode != 0
    assert "ressbib" in done.stderr


VIM = {
    "vim": ["-Nu", "NONE", "-i", "NONE", "-es", "-S"],
    "nvim": ["--headless", "-u", "NONE", "-i", "NONE", "-es", "-S"],
}


@pytest.mark.parametrize(
    ("editor", "suffix", "citation"),
    [
        ("vim", "tex", "\\cite{%s}"),
        ("vim", "org", "[cite:@%s]"),
        ("vim", "md", "[@%s]"),
        ("nvim", "tex", "\\cite{%s}"),
    ],
)
def test_vim_adds_the_page_under_the_cursor(
    editor: str, suffix: str, citation: str, home: Path, site: str, scripts: Path
) -> None:
    text = home / f"text.{suffix}"
    text.write_text(f"See\n{site}/news/a-new-paper\n", "utf-8")
    kind = {"tex": "tex", "org": "org", "md": "markdown"}[suffix]
    script = scripts / "run.vim"
    script.write_text(
        f"source {scripts}/pressbib.vim\nedit {text}\nset filetype={kind}\nnormal! 2G\nPressbibAdd\n"
        f"normal! o\nPressbibCite nuclear\nwrite\nqall!\n",
        "utf-8",
    )
    done = run([program(editor), *VIM[editor], str(script)], home, site)
    (key,) = keys(home)
    written = text.read_text("utf-8").splitlines()
    assert citation % key in written[1], done.stderr
    assert written[2] == citation % key


def test_the_pandoc_filter_turns_press_links_into_citations(home: Path, site: str, scripts: Path) -> None:
    pandoc = program("pandoc")
    text = home / "text.md"
    text.write_text(
        f"[A study]({site}/news/a-new-paper){{.press}} and [a page]({site}/landing), [gone]({site}/none){{.press}}.\n",
        "utf-8",
    )
    done = run(
        [pandoc, "--lua-filter", str(scripts / "pressbib.lua"), "--citeproc", "-t", "html", str(text)], home, site
    )
    assert done.returncode == 0, done.stderr
    assert "A study <span" in done.stdout
    assert "Kelly" in done.stdout
    printed = " ".join(done.stdout.split())
    assert "Why South Korea Should Go Nuclear" in printed
    assert f'href="{site}/landing"' in printed
    assert f'href="{site}/none"' in printed
    assert f"no paper found on {site}/none" in done.stderr
    assert "not found" not in done.stderr.replace("no paper found", "")


def test_the_pandoc_wrapper_cites_from_the_library(home: Path, site: str, scripts: Path) -> None:
    program("pandoc")
    assert run(["pressbib", "add", "--quiet", f"{site}/news/a-new-paper"], home, site).returncode == 0
    (key,) = keys(home)
    (home / "text.md").write_text(f"As shown [@{key}].\n", "utf-8")
    done = run([str(scripts / "pressbib-pandoc"), "text.md", "-t", "plain"], home, site)
    assert done.returncode == 0, done.stderr
    assert "Kelly" in done.stdout
    assert json.loads((home / "text.csl.json").read_text("utf-8"))[0]["id"] == key
    assert run([str(scripts / "pressbib-pandoc")], home, site).returncode == 2


@pytest.mark.parametrize("name", ["obsidian-note.md", "logseq-page.md"])
def test_note_templates_are_filled(name: str, home: Path, site: str, scripts: Path) -> None:
    assert run(["pressbib", "add", "--quiet", f"{site}/news/a-new-paper"], home, site).returncode == 0
    template = (scripts / name).read_text("utf-8")
    done = run(["pressbib", "list", "--format", template], home, site)
    assert done.returncode == 0, done.stderr
    assert "Why South Korea Should Go Nuclear" in done.stdout
    assert "{" not in done.stdout


def test_latexmk_keeps_the_bibliography_fresh(home: Path, site: str, scripts: Path) -> None:
    assert run(["pressbib", "add", "--quiet", f"{site}/news/a-new-paper"], home, site).returncode == 0
    (home / "refs.bib").unlink(missing_ok=True)
    for _ in range(2):
        done = run([program("perl"), str(scripts / "latexmkrc")], home, site)
        assert done.returncode == 0, done.stderr
    assert (home / "refs.bib").read_text("utf-8").count("@article{") == 1

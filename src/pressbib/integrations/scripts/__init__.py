"""Scripts for editors, pandoc and note programs, files of the package that `pressbib config --scripts DIR` copies."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

SCRIPTS = {
    "pressbib.el": "Emacs: add the press page at point or of the kill ring, insert the citation",
    "pressbib.vim": "Vim and Neovim: the same, as :PressbibAdd",
    "pressbib.lua": "pandoc and Quarto: a filter that turns links to press pages into citations of the papers",
    "pressbib-pandoc": "pandoc with the library as its bibliography",
    "obsidian-note.md": "a note a paper for Obsidian, through `pressbib list --format`",
    "logseq-page.md": "the same for Logseq",
    "latexmkrc": "latexmk: keep refs.bib fresh before each run",
}
"""File -> what it is for."""


def install(folder: Path) -> list[Path]:
    """Copy the scripts into a folder, which is made if need be; the paths written. A file that is there is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in SCRIPTS:
        target = folder / name
        target.write_bytes(files(__name__).joinpath(name).read_bytes())
        if "." not in name and name != "latexmkrc":
            target.chmod(0o755)
        written.append(target)
    return written

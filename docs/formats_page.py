"""Write docs/reference/formats.md from the table of formats: `python docs/formats_page.py`. A test compares it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from pressbib.formats import FORMATS
from pressbib.record import VARIABLES

_INTRODUCTION = """# Formats

Every command that writes takes `--to FORMAT`; without it the name of the output file decides. What is read is
recognised by its content, whatever the file is called.
"""

_RULES = """
The file's encoding is found, too: UTF-8 with or without a byte order mark, UTF-16, what the file says of itself (`%
Encoding: …`), East Asian and Cyrillic encodings, else Latin-1 read as windows-1252. A binary file is refused. What is
written is UTF-8.

## The press page

The paper's record knows the press pages that announced it. By default they are kept only where no style prints them
(`custom.pressbib.press` in CSL). `--press note` also names them in the printed note, `--press related` writes an
entry of its own for each (its citekey is the paper's with `-press`). A press page is never written as the paper's
address.

## CSL-JSON and CSL-YAML

CSL-JSON is valid against the schema of CSL 1.0.2. What CSL has no variable for stands under `custom.pressbib` and is
read back from there: press pages, whether the author list is whole (`authors-complete`), affiliations, ORCIDs and
roles, where each value came from (`provenance`), `status` such as `retracted`, relations, claims that were not
chosen, and what other formats stated beyond the variables (`extra`). Pandoc reads the text in CSL-YAML as Markdown,
so `<i>` is written `*…*` there, and signs with a meaning in Markdown have a backslash. The YAML that is read is what
bibliographies need: mappings, lists, text in any quotation, comments; anchors, aliases and tags are refused with the
line.

## Zotero JSON

The items of Zotero's API. Fields are those of the item type in schema 41; what a type has no field for goes to Extra
as a `variable: value` line, which Zotero reads as that variable.

Read are also the lines of Extra under Zotero's own names (`Place: Bonn`), `arXiv: 2101.00001`, fields under the names
of other item types (as Better BibTeX and translators give them), and Better BibTeX's `tex.FIELD: value`, which
becomes that field of a .bib file.

## Text

Authors, date, title, what holds the work, and the DOI or address. With `pip install 'pressbib[styles]'` any CSL style
formats it instead: `--style apa`, or `--style my.csl`.

## Variables

Where each [variable](variables.md) stands in each format. A dash means that the format does not take it; the reason
is below the table.
"""


def page() -> str:
    """The text of the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield "| `--to` | format | file names | read | written | options |\n|---|---|---|---|---|---|"
    for row in FORMATS.values():
        names = ", ".join(f"`{extension}`" for extension in row.extensions)
        options = ", ".join(f"`--{option}`" for option in row.options if option != "locale")  # for Python alone
        yes = ["yes" if is_so else "" for is_so in (row.reads, row.writes)]
        yield f"| `{row.name}` | {row.title} | {names} | {yes[0]} | {yes[1]} | {options} |"
    yield _RULES
    chosen = [name for name in FORMATS if name not in ("csl-json", "csl-yaml", "jsonl")]
    modules = {name: import_module(FORMATS[name].module) for name in chosen}
    yield "CSL-JSON, CSL-YAML and JSON Lines take every variable under its own name.\n"
    yield f"| variable | {' | '.join(chosen)} |\n|---|{'---|' * len(chosen)}"
    for variable in VARIABLES:
        places = [modules[name].MAPPED.get(variable, "–").replace("|", "\\|") for name in chosen]
        yield f"| `{variable}` | {' | '.join(places)} |"
    yield "\nWhy variables are left out:\n"
    for name in chosen:
        reasons: dict[str, list[str]] = {}
        for variable, reason in modules[name].UNMAPPED.items():
            reasons.setdefault(reason, []).append(f"`{variable}`")
        if reasons:
            yield f"- {FORMATS[name].title}:"
            for reason, variables in reasons.items():
                yield f"    - {reason}: {', '.join(variables)}"


if __name__ == "__main__":
    Path(__file__).with_name("reference").joinpath("formats.md").write_text(page(), "utf-8")

"""Score the reading of recorded registry answers against expected CSL items.

    python tests/score_registries.py FOLDER [--verbose]

FOLDER holds a folder a registry (`crossref`, `datacite`, `doi-content-negotiation`, `arxiv`, `pubmed`, `europepmc`,
`openalex`, `openlibrary`), and in each an answer `NAME.json` or `NAME.xml` beside `NAME.expected.json`:
`{"expected": {CSL item; "abstract": true for "there is one"}}`. Text is compared by letters and digits alone, names by
their words, dates as far as the expected one goes. tests/registries is such a folder.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pressbib.errors import ResolveError
from pressbib.formats import csljson
from pressbib.record import VARIABLES, Record
from pressbib.resolvers import arxiv, crossref, datacite, doi, europepmc, openalex, openlibrary, pubmed, texts

READERS: Mapping[str, Callable[[bytes], Record]] = {
    "crossref": crossref.read,
    "datacite": datacite.read,
    "doi-content-negotiation": doi.read,
    "arxiv": arxiv.read,
    "pubmed": lambda answer: pubmed.read_summary(answer) if answer.lstrip()[:1] == b"{" else pubmed.read(answer),
    "europepmc": europepmc.read,
    "openalex": openalex.read,
    "openlibrary": openlibrary.read,
}


def plain(value: object) -> str:
    """A text by its letters and digits alone, without markup."""
    text = re.sub(r"</?\w[^>]*>", "", unicodedata.normalize("NFKC", str(value or "")))
    return "".join(char for char in text.casefold() if char.isalnum())


def words(name: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of a name, in any order, without accents."""
    joined = " ".join(str(part) for key, part in name.items() if key != "affiliation")
    folded = unicodedata.normalize("NFKD", joined).casefold()
    return tuple(sorted(re.findall(r"[^\W_]+", "".join(char for char in folded if not unicodedata.combining(char)))))


def _list(value: object) -> set[str]:
    items = value if isinstance(value, list) else re.split(r"[\s,;]+", str(value or ""))
    return {re.sub(r"\W", "", str(item)).upper() for item in items if str(item).strip()}


def day(value: object) -> str:
    """A date, as CSL's object or as text, as YYYY-MM-DD as far as known."""
    if isinstance(value, Mapping):
        parts = (value.get("date-parts") or [[]])[0]
        return "-".join(f"{int(part):0{4 if index == 0 else 2}d}" for index, part in enumerate(parts))
    return str(value or "").strip().partition("T")[0]


def equal(key: str, wanted: Any, found: Any) -> bool:
    """Whether a found value is the expected one."""
    if key in ("author", "editor", "translator"):
        return [words(name) for name in wanted] == [words(name) for name in found or []]
    if key in ("ISSN", "ISBN"):
        return bool(_list(wanted) & _list(found))
    if key == "issued":
        return day(found) == day(wanted) or day(found).startswith(day(wanted) + "-")
    if key == "abstract":
        return bool(found) == bool(wanted)
    if key == "language":
        return texts.language(wanted) == str(found or "")
    return plain(wanted) == plain(found)


def differences(expected: Mapping[str, Any], record: Record) -> dict[str, tuple[Any, Any]]:
    """The expected variables that the record states otherwise or not at all; and a title, author, container or date
    that it states though none is expected."""
    found = csljson.item(record)
    wrong = {
        key: (wanted, found.get(key))
        for key, wanted in expected.items()
        if (key == "type" or key in VARIABLES) and wanted not in (None, "", []) and not equal(key, wanted, found.get(key))
    }
    for key in ("title", "author", "container-title", "issued"):
        if key not in expected and found.get(key):
            wrong[key] = (None, found[key])
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    right, total, fields = Counter[str](), Counter[str](), Counter[str]()
    for registry, read in READERS.items():
        for case in sorted((options.folder / registry).glob("*.expected.json")):
            expected = json.loads(case.read_text("utf-8")).get("expected")
            answer = next(
                (path for end in ("json", "xml") if (path := case.with_name(f"{case.name[:-14]}.{end}")).exists()), None
            )
            if not expected or answer is None:
                continue
            total[registry] += 1
            try:
                wrong = differences(expected, read(answer.read_bytes()))
            except ResolveError as error:
                wrong = {"(all)": ("a record", str(error))}
            right[registry] += not wrong
            fields.update(list(wrong))
            for key, (wanted, found) in wrong.items() if options.verbose else ():
                sys.stdout.write(
                    f"{registry}/{answer.name}: {key}: expected {str(wanted)[:160]!r}, found {str(found)[:160]!r}"
                    + "\n"
                )
    lines: list[str] = []
    for registry in total:
        lines.append(
            f"{registry:24} {right[registry]:4} of {total[registry]:4} ({right[registry] / total[registry]:.1%})"
        )
    if total:
        lines.append(
            f"{'all':24} {right.total():4} of {total.total():4} ({right.total() / total.total():.1%}) {dict(fields)}"
        )
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())

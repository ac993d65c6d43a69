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
from dataclasses import dataclass
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
        if key in VARIABLES and wanted not in (None, "", []) and not equal(key, wanted, found.get(key))
    }
    for key in ("title", "author", "container-title", "issued"):
        if key not in expected and found.get(key):
            wrong[key] = (None, found[key])
    return wrong


@dataclass(frozen=True)
class Otherwise:
    """Where we read an answer otherwise than a plain mapping of its fields, on purpose: why, and when it is that."""

    registry: str
    key: str
    why: str
    holds: Callable[[Any, Any, bytes], bool]


def _people(names: Any) -> list[tuple[str, ...]]:
    """The people of a list as we take them: each once, without what stands in parentheses, without `(:unav)`."""
    cleaned = [{key: re.sub(r"\s*\([^()]*\)", "", str(part)) for key, part in name.items()} for name in names or []]
    return [name for name in dict.fromkeys(words(name) for name in cleaned) if name]


_ABSTRACT = re.compile(rb'"description":\s*"[^"]*\w[^"]*",\s*"descriptionType":\s*"Abstract"')

OTHERWISE = (
    Otherwise("pubmed", "page", "the last page is written out", lambda w, f, _: pubmed.whole_range(w) == f),
    Otherwise("pubmed", "title", "the title in the work's own language", lambda w, *_: str(w).startswith("[")),
    Otherwise("openalex", "issued", "1 January stands for a year alone", lambda w, f, _: f"{day(f)}-01-01" == w),
    Otherwise("openalex", "container-title", "a series or a shop for e-books", lambda w, f, _: f is None),
    Otherwise("openalex", "author", "numbers behind names are left out", lambda w, f, _: _people(w) == _people(f)),
    Otherwise("crossref", "container-title", "the book, not its series", lambda w, f, raw: str(f).encode() in raw),
    Otherwise("datacite", "type", "the deposited type says more", lambda w, f, answer: b'"Text"' in answer),
    Otherwise("datacite", "abstract", "it has no text", lambda w, f, answer: not _ABSTRACT.search(answer)),
    Otherwise("datacite", "author", "each person once, without (:unav) or an institution in the name",
              lambda w, f, _: _people(w) == _people(f)),
)  # fmt: skip


def why_otherwise(registry: str, key: str, wanted: Any, found: Any, answer: bytes) -> str:
    """The reason why a difference is meant; "" where it is an error."""
    for row in OTHERWISE:
        if row.registry in (registry, "") and row.key == key and row.holds(wanted, found, answer):
            return row.why
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    right, meant, total = Counter[str](), Counter[str](), Counter[str]()
    reasons, wrong_fields = Counter[str](), Counter[str]()
    for registry, read in READERS.items():
        for case in sorted((options.folder / registry).glob("*.expected.json")):
            expected = json.loads(case.read_text("utf-8")).get("expected")
            paths = (case.with_name(f"{case.name[:-14]}.{end}") for end in ("json", "xml"))
            path = next((path for path in paths if path.exists()), None)
            if not expected or path is None:
                continue
            answer = path.read_bytes()
            total[registry] += 1
            try:
                found = differences(expected, read(answer))
            except ResolveError as error:
                found = {"(all)": ("a record", str(error))}
            whys = {key: why_otherwise(registry, key, *values, answer) for key, values in found.items()}
            right[registry] += not found
            meant[registry] += bool(found) and all(whys.values())
            reasons.update(f"{registry} {key}: {why}" for key, why in whys.items() if why)
            wrong_fields.update(key for key, why in whys.items() if not why)
            for key, values in found.items() if options.verbose else ():
                seen = f"expected {str(values[0])[:160]!r}, found {str(values[1])[:160]!r}"
                sys.stdout.write(f"{registry}/{path.name}: {key}: {whys[key] or 'WRONG'}: {seen}\n")
    rows = [(name, right[name], meant[name], total[name]) for name in total]
    for name, hits, otherwise, cases in [*rows, ("all", right.total(), meant.total(), total.total())]:
        share = (hits + otherwise) / max(cases, 1)
        sys.stdout.write(
            f"{name:24} {hits:4} as expected, {otherwise:3} otherwise on purpose, of {cases:4}: {share:.1%}\n"
        )
    for reason, count in reasons.most_common():
        sys.stdout.write(f"  {count:3} {reason}\n")
    sys.stdout.write(f"wrong: {dict(wrong_fields)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

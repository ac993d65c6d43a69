"""The corpus: a folder a case, the page and what must come out of it.

`tests/corpus/<service>-<what>/` holds `page.html` or `page.txt` and `case.toml`: the papers that the page announces, as
whole Records. A variable that the case does not state must be absent; every value has an origin whose text holds it.
A case listed in `known-failures.txt` must fail, any other must pass. Pages are written for the test after real ones.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pressbib import layouts, readers, templates, vocabulary
from pressbib.record import Date, Name, Record, Value

CORPUS = Path(__file__).parent / "corpus"
CASES = sorted(path.parent.name for path in CORPUS.glob("*/case.toml"))
KNOWN_FAILURES = {
    line.split("#")[0].strip()
    for line in (CORPUS / "known-failures.txt").read_text("utf-8").splitlines()
    if line.split("#")[0].strip()
}
_OURS = {"authors-complete", "affiliations", "type"}


@cache
def stated(name: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / name / "case.toml").read_text("utf-8"))


def page(name: str) -> Path:
    [found] = (CORPUS / name).glob("page.*")
    return found


@cache
def papers(name: str) -> tuple[Record, ...]:
    document = readers.read(page(name).read_bytes(), url=stated(name).get("url", ""))
    return layouts.papers(document)


def written(value: Value) -> Any:
    """A value as case.toml writes it: names as `Family, Given`, dates as ISO."""
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, tuple):
        return [_name(part) if isinstance(part, Name) else part for part in value]
    return value.translate({0x2013: "-"})


def _name(name: Name) -> str:
    if name.literal:
        return "{" + name.literal + "}"
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    return ", ".join(part for part in (family, given, name.suffix) if part)


def letters(text: str) -> str:
    """Text as origins are searched: letters and digits alone, without case, accents composed."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def differences(name: str) -> list[str]:
    """How the Records of a page differ from what its case states, one line each."""
    expected, found = stated(name)["papers"], papers(name)
    if len(expected) != len(found):
        titles = [record.title or record.container_title or record.DOI or record.URL for record in found]
        return [f"{len(expected)} papers expected, {len(found)} found: {titles}"]
    wrong: list[str] = []
    for number, (want, got) in enumerate(zip(expected, found, strict=True), 1):
        values = {key: written(value) for key, value in got.stated().items()}
        values["type"] = got.type
        wanted = {"type": "article-journal", **{key: want[key] for key in want if key not in _OURS or key == "type"}}
        for key in sorted(values.keys() | wanted.keys()):
            if values.get(key) != wanted.get(key):
                wrong.append(f"paper {number}: {key}: expected {wanted.get(key)!r}, found {values.get(key)!r}")
        if want.get("authors-complete") is False and got.authors_complete is not False:
            wrong.append(f"paper {number}: the author list is not marked as partial")
        if "affiliations" in want and [list(name.affiliations) for name in got.author] != want["affiliations"]:
            wrong.append(f"paper {number}: affiliations: found {[list(name.affiliations) for name in got.author]}")
        wrong += [f"paper {number}: {problem}" for problem in unfounded(got)]
    return wrong


def unfounded(record: Record) -> list[str]:
    """Variables without an origin, and values that do not stand in their origin's text."""
    wrong: list[str] = []
    for variable, value in record.stated().items():
        if variable == "citation-key":
            continue
        origin = record.provenance.get(variable)
        if origin is None:
            wrong.append(f"{variable} has no origin")
            continue
        text = letters(origin.text)
        if isinstance(value, Date):
            parts = [str(value.year)] if value.year else []
        elif isinstance(value, tuple):
            parts = [part.family or part.literal if isinstance(part, Name) else part for part in value]
        else:
            parts = [value]
        wrong += [
            f"{variable}: {part!r} does not stand in {origin.text!r}" for part in parts if letters(part) not in text
        ]
    return wrong


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    wrong = differences(name)
    if name in KNOWN_FAILURES:
        assert wrong, "this case passes now: take it out of known-failures.txt"
        pytest.skip(f"known failure: {wrong[0]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in CASES if stated(name).get("press")])
def test_press_page(name: str) -> None:
    from pressbib.readers import press

    found = press.read(readers.read(page(name).read_bytes(), url=stated(name).get("url", "")))
    values = {"title": found.title, "issued": str(found.issued or ""), "publisher": found.publisher}
    assert {key: values[key] for key in stated(name)["press"]} == stated(name)["press"]
    assert found.language.partition("-")[0] == stated(name)["language"].partition("-")[0]


@pytest.mark.parametrize("name", [name for name in CASES if stated(name).get("template")])
def test_template_of_a_case(name: str) -> None:
    template = templates.for_document(readers.read(page(name).read_bytes(), url=stated(name).get("url", "")))
    assert template is not None
    assert template.slug == stated(name)["template"]


def test_every_template_has_a_case() -> None:
    covered = {stated(name).get("template") for name in CASES}
    missing = [template.slug for template in templates.load() if template.slug not in covered]
    assert not missing, f"write tests/corpus/<service>-<what>/ for {missing}"


def test_every_language_has_a_case() -> None:
    covered = {stated(name)["language"] for name in CASES if stated(name)["papers"]}
    missing = [code for code in vocabulary.load().languages if code not in covered]
    assert not missing, f"write a case with language = ... for {missing}"


def test_a_third_of_the_pages_announce_no_paper() -> None:
    negative = [name for name in CASES if not stated(name)["papers"]]
    assert len(negative) * 3 >= len(CASES) - 2, (len(negative), len(CASES))


def test_known_failures_are_cases() -> None:
    assert set(CASES) >= KNOWN_FAILURES


def test_a_new_case_says_what_is_found() -> None:
    from pressbib.document import Page
    from tests import new_case

    name = "cambridge-reference"
    made = tomllib.loads(new_case.case(Page("", "", page(name).read_bytes())))
    assert made["papers"] == stated(name)["papers"]
    assert made["template"] == stated(name)["template"]

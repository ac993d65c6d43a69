"""The table of formats: every variable of every format, detection, encodings, and the expected files of the cases."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pressbib import formats
from pressbib.errors import FormatError
from pressbib.formats import FORMATS, csljson
from pressbib.formats.detect import detect
from pressbib.formats.encodings import decode
from pressbib.record import ITEM_TYPES, VARIABLES, Date, Name, Press, Record

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in (Path(__file__).parent / "formats").glob("*/record.json"))

CONTRACT = {"bibtex", "biblatex", "csl-json", "csl-yaml", "ris", "hayagriva", "wikipedia", "text"}
READ = {"bibtex", "biblatex", "csl-json", "csl-yaml", "ris", "zotero", "jsonl"}

SAMPLE = Record(
    type="article-journal",
    citation_key="kelly2024",
    title="Why Things Fail",
    author=(Name(family="Kelly", given="Robert E."), Name(literal="The Team")),
    container_title="Journal of Things",
    issued=Date((2024, 12)),
    volume="104",
    page="40-46",
    DOI="10.1000/x",
)


def test_the_formats_of_the_contract_are_there_and_are_read_as_it_says() -> None:
    assert set(FORMATS) >= CONTRACT
    assert {name for name, row in FORMATS.items() if row.reads} == READ
    for name, row in FORMATS.items():
        module = import_module(row.module)
        assert hasattr(module, "load") or not row.reads, name
        assert hasattr(module, "dump") or not row.writes, name


def test_importing_the_table_imports_nothing_heavy() -> None:
    heavy = "requests bibtexparser selectolax sqlite3 yaml citeproc click tomllib json".split()
    code = f"import sys, pressbib.formats; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def mapping(name: str) -> tuple[dict[str, str], dict[str, str]]:
    module = import_module(FORMATS[name].module)
    return dict(module.MAPPED), dict(module.UNMAPPED)


@pytest.mark.parametrize("name", FORMATS)
def test_every_variable_is_mapped_or_left_out_for_a_reason(name: str) -> None:
    mapped, unmapped = mapping(name)
    assert set(mapped) | set(unmapped) == set(VARIABLES)
    assert not set(mapped) & set(unmapped)
    assert all(mapped.values())
    assert all(len(reason) > 5 for reason in unmapped.values())


# What each variable is given, and the words of it that must be found in the text.
_SPECIAL_VALUES: dict[str, tuple[Any, str]] = {
    "ISBN": ("9783161484100", "9783161484100"),
    "ISSN": ("1234-5679", "1234-5679"),
    "PMID": ("7654321", "7654321"),
    "PMCID": ("PMC7654321", "7654321"),
    "DOI": ("10.1000/zqx", "10.1000/zqx"),
    "URL": ("https://zqx.example.org/a", "zqx.example.org"),
    "page": ("7654", "7654"),
    "number-of-pages": ("7654", "7654"),
    "number-of-volumes": ("7654", "7654"),
    "language": ("ko", "ko"),
    "title-short": ("zqx", "zqx"),
    "archive_location": ("2101.07654", "2101.07654"),
}
_BESIDE: dict[str, dict[str, Any]] = {
    "accessed": {"URL": "https://e.org/"},
    "editor": {"container_title": "C", "author": (Name(family="B"),)},
    "title-short": {"title": "Long"},
    "container-title-short": {"container_title": "C"},
    "container-author": {"container_title": "C"},
    "collection-number": {"collection_title": "S"},
    "collection-editor": {"collection_title": "S"},
    "event-place": {"event_title": "E"},
    "event-title": {"container_title": "C"},
    "original-date": {"issued": Date((2001,))},
    "archive": {"archive_location": "2101.07654"},
    "archive_location": {"archive": "arXiv"},
    "archive_collection": {"archive": "arXiv", "archive_location": "2101.07654"},
    "ISSN": {"container_title": "C"},
}


def value(variable: str) -> tuple[Any, str]:
    if variable in _SPECIAL_VALUES:
        return _SPECIAL_VALUES[variable]
    kinds: dict[str, tuple[Any, str]] = {
        "names": ((Name(family="Zqx", given="A."),), "Zqx"),
        "date": (Date((1987,)), "1987"),
        "terms": (("zqx",), "zqx"),
    }
    return kinds.get(VARIABLES[variable].kind, ("zqx", "zqx"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_mapped_variable_reaches_the_text(name: str) -> None:
    """In at least one item type: a field may be wrong in the others."""
    missing = []
    for variable in set(mapping(name)[0]) - {"type"}:
        given, words = value(variable)
        both: tuple[dict[str, Any], ...] = ({}, _BESIDE.get(variable, {}))
        several = [{"title": "T", **beside, VARIABLES[variable].attribute: given} for beside in both]
        texts = (formats.dump([Record(type=kind, **each)], name) for each in several for kind in sorted(ITEM_TYPES))
        if not any(words.lower() in text.lower() for text in texts):
            missing.append(variable)
    assert not missing


@pytest.mark.parametrize("name", sorted(READ))
def test_what_is_written_is_recognised_and_read(name: str) -> None:
    text = formats.dump([SAMPLE], name)
    either = {"bibtex": "biblatex", "jsonl": "csl-json"}  # one entry may be both
    assert detect(text) in (name, either.get(name))
    (record,) = formats.load(text)
    assert (record.title, record.author[0].family, record.DOI) == ("Why Things Fail", "Kelly", "10.1000/x")
    (record,) = formats.load(text.encode(), name)
    assert record.citation_key == "kelly2024"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", ""),
        ("Dear reader", ""),
        ('\ufeff [{"id": "a"}]', "csl-json"),
        ('{"items": []}', "csl-json"),
        ('{"id": "a"}\n{"id": "b"}\n', "jsonl"),
        ('[{"itemType": "book"}]', "zotero"),
        ("Provider: X\nContent: y\n\nTY  - JOUR\nER  - \n", "ris"),
        ("% comment\n@article{a, journaltitle = {x}}", "biblatex"),
        ("@article{a,\n journal = {x}}", "bibtex"),
        ("@thesis{a,\n}", "biblatex"),
        ("---\nreferences:\n- id: a\n", "csl-yaml"),
        ("- id: a\n  type: book\n", "csl-yaml"),
        ("kelly:\n  type: article\n", "hayagriva"),
        ("{{cite book |title=x}}", ""),
    ],
)
def test_detection_by_content(text: str, name: str) -> None:
    assert detect(text) == name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/refs.bib", "biblatex"),
        ("REFS.JSON", "csl-json"),
        ("refs.yaml", "csl-yaml"),
        ("refs.hayagriva.yaml", "hayagriva"),
        ("refs.ris", "ris"),
        ("refs", ""),
        ("refs.pdf", ""),
    ],
)
def test_formats_by_file_name(path: str, name: str) -> None:
    assert formats.by_file_name(path) == name


def test_unknown_formats_options_and_files_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such format; there are biblatex"):
        formats.dump([SAMPLE], "word")
    with pytest.raises(FormatError, match="no such format"):
        formats.load("x", "word")
    with pytest.raises(FormatError, match="no option ascii"):
        formats.dump([SAMPLE], "ris", ascii=True)
    assert formats.dump([SAMPLE], "ris", ascii=False, press="none", style="") == formats.dump([SAMPLE], "ris")
    with pytest.raises(FormatError, match="written by pressbib, not read"):
        formats.load("a:\n  type: book\n", "hayagriva")
    with pytest.raises(FormatError, match="in no format that is read"):
        formats.load("Dear reader")
    for path in (tmp_path, tmp_path / "missing.bib"):
        with pytest.raises(FormatError, match="cannot be read"):
            formats.load(path)


PRINTED = "@book{a,\n title = {Łódź, 서울, Москва — naïve café}\n}\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PRINTED, "utf-8"),
        (PRINTED, "utf-8-sig"),
        (PRINTED, "utf-16"),
        (PRINTED, "utf-16-le"),
        (PRINTED, "utf-16-be"),
        (PRINTED, "utf-32"),
        ("@book{a, title = {Naïve café, Größe und Ähnlichkeit}}", "latin-1"),
        ("@book{a, title = {“Quoted” — naïve … €}}", "cp1252"),
        ("@book{a, author = {曲安京}, title = {中国古代数学研究及其历史}}", "gbk"),
        ("@book{a, author = {山田太郎}, title = {日本語の論文についての研究}}", "shift_jis"),
        ("@book{a, author = {山田太郎}, title = {日本語の論文についての研究}}", "euc_jp"),
        ("@book{a, author = {山田太郎}, title = {日本語の論文についての研究}}", "iso2022_jp"),
        ("@book{a, author = {홍길동}, title = {한국어 논문에 대한 연구와 역사}}", "euc_kr"),
        ("@book{a, author = {Иванов}, title = {Исследование старых книг}}", "cp1251"),
        ("@book{a, author = {Иванов}, title = {Исследование старых книг}}", "koi8_r"),
        ("@book{a, title = {A mild “no worst alternative” condition}}", "shift_jis"),
        ("% Encoding: ISO8859_2\n@book{a, title = {Łódź}}", "iso8859_2"),
        ("% -*- coding: latin-2-unix -*-\n@book{a, title = {Łódź}}", "iso8859_2"),
        ("% -*- coding: japanese-shift-jis-dos -*-\n@book{a, title = {日本}}", "shift_jis"),
    ],
)
def test_encodings_are_found_and_can_be_written_back(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    decoded = decode(content, "refs.bib")
    assert decoded.text == text
    assert decoded.encode(decoded.text) == content


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\0" * 1000,
        bytes(range(256)) * 20,
        b"\xff\xfe\x00\xd8",
        b"%PDF\x01\xff\x02\xfe",
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(FormatError, match=r"refs.bib: (a binary file|not valid)"):
        decode(content, "refs.bib")


_EXPECTED: dict[str, str] = {
    "expected.csl.json": "csl-json",
    "expected.csl.yaml": "csl-yaml",
    "expected.ris": "ris",
    "expected.wiki": "wikipedia",
    "expected.zotero.json": "zotero",
    "expected.hayagriva.yaml": "hayagriva",
    "expected.txt": "text",
    "expected.bib": "bibtex",
    "expected.biblatex": "biblatex",
}


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("file", _EXPECTED)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_cases(case: Path, file: str) -> None:
    """For a new case write the expected files empty, run this test, and take what it shows where that is right."""
    records = csljson.load(case.joinpath("record.json").read_text("utf-8"))
    assert formats.dump(records, _EXPECTED[file]) == case.joinpath(file).read_text("utf-8")


def test_a_press_page_is_never_the_papers_address() -> None:
    record = SAMPLE.replace(press=(Press(url="https://press.example.org/1", title="News"),))
    for name in FORMATS:
        (text,) = [formats.dump([record], name)]
        for line in text.splitlines():
            assert not ("press.example.org" in line and line.lower().lstrip(' "').startswith("url =")), name


def test_the_page_of_the_documentation_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("formats_page", ROOT / "docs" / "formats_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = (ROOT / "docs" / "reference" / "formats.md").read_text("utf-8")
    assert text == module.page(), "run: python docs/formats_page.py"

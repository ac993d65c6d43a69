"""Reading and writing BibLaTeX."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pressbib.formats import biblatex, bibtex, csljson
from pressbib.formats.datamodel import VALID
from pressbib.record import Date, Name, Press, Record

PAPER = Record(
    type="paper-conference",
    citation_key="kelly2024why",
    title="Why South Korea should go nuclear",
    author=(Name(family="Kelly", given="Robert E."),),
    container_title="Proceedings of a Conference",
    event_title="A Conference",
    event_date=Date((2024, 5, 1), (2024, 5, 3)),
    issued=Date((2024, 12)),
    accessed=Date((2025, 1, 2)),
    publisher="A Press",
    publisher_place="Busan",
    language="ko",
)


def one(text: str) -> Record:
    (found,) = biblatex.load(text)
    return found


def test_an_entry_is_written_in_the_words_of_biblatex() -> None:
    assert (
        biblatex.dump([PAPER])
        == """\
@inproceedings{kelly2024why,
  author = {Kelly, Robert E.},
  title = {Why {South} {Korea} should go nuclear},
  booktitle = {Proceedings of a Conference},
  eventtitle = {A Conference},
  eventdate = {2024-05-01/2024-05-03},
  date = {2024-12},
  publisher = {A Press},
  location = {Busan},
  urldate = {2025-01-02},
  langid = {korean},
}
"""
    )


def test_what_is_written_is_read() -> None:
    found = one(biblatex.dump([PAPER]))
    assert found.replace(provenance={}) == PAPER
    assert not found.extra


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", Date((2024,))),
        ("2024-12", Date((2024, 12))),
        ("2024-12-30", Date((2024, 12, 30))),
        ("2024-12-30T10:00:00Z", Date((2024, 12, 30))),
        ("2024-05/2024-06", Date((2024, 5), (2024, 6))),
        ("2024-21", Date((2024,), season=1)),
        ("-0044", Date((-44,))),
        ("1723~", Date((1723,), circa=True)),
        ("2024-13", Date(literal="2024-13")),
        ("2024/", Date((2024,))),
        ("199X", Date(literal="199X")),
        ("soon", Date(literal="soon")),
    ],
)
def test_dates(text: str, date: Date) -> None:
    source = f"@misc{{k,\n  date = {{{text}}},\n}}\n"
    found = one(source)
    assert found.issued == date
    assert biblatex.dump([found]) == source


@pytest.mark.parametrize(
    "date",
    [
        Date((2024,)),
        Date((2024, 12, 30)),
        Date((2024, 1), (2024, 3)),
        Date((2024,), season=4),
        Date((1723,), circa=True),
        Date((-44, 3)),
        Date(literal="in press"),
        Date((850,)),
    ],
)
def test_dates_read_back_in_both_dialects(date: Date) -> None:
    for module in (biblatex, bibtex):
        assert module.load(module.dump([Record(citation_key="k", issued=date)]))[0].issued == date


def test_entry_types_that_are_only_aliases_stay() -> None:
    for entry_type in (
        "phdthesis",
        "mastersthesis",
        "techreport",
        "conference",
        "www",
        "mvbook",
        "inreference",
        "movie",
    ):
        text = f"@{entry_type}{{k,\n  title = {{A title}},\n}}\n"
        assert biblatex.dump(biblatex.load(text)) == text


def test_genres_are_localisation_keys_or_words() -> None:
    assert one("@thesis{k, title={x}, type={phdthesis}}").genre == "PhD thesis"
    assert one("@phdthesis{k, title={x}}").genre == "PhD thesis"
    assert one("@report{k, title={x}, type={White Paper}}").genre == "White Paper"
    thesis = Record(type="thesis", citation_key="k", title="x", genre="PhD thesis")
    assert biblatex.dump([thesis]).startswith("@phdthesis{")
    assert one(bibtex.dump([thesis.replace(genre="Habilitation")])).genre == "Habilitation"
    assert one(bibtex.dump([thesis.replace(genre="")])).genre == ""


def test_preprints() -> None:
    text = (
        "@online{k, author={A B}, title={T}, date={2024}, eprint={2401.00001}, eprinttype={arXiv}, eprintclass={cs.CL}}"
    )
    found = one(text)
    assert (found.type, found.archive, found.archive_location, found.archive_collection) == (
        "article",
        "arXiv",
        "2401.00001",
        "cs.CL",
    )
    assert "archiveprefix = {arXiv}" in bibtex.dump([found.replace(extra={})])
    assert one(bibtex.dump([found])).archive_location == "2401.00001"


def test_extended_names_and_annotations() -> None:
    found = one(
        "@misc{k, author = {given={Hans and}, family=Harman and family=Beumont, given=Simon, prefix=de},"
        ' author+an:orcid = {2="0000-0002-1825-0097"}, title={x}}'
    )
    assert found.author == (
        Name(family="Harman", given="Hans and"),
        Name(family="Beumont", given="Simon", non_dropping_particle="de", orcid="0000-0002-1825-0097"),
    )


def test_press_page_as_a_related_entry() -> None:
    record = PAPER.replace(press=(Press(url="https://news.example.org/1", title="News", issued=Date((2025, 5, 7))),))
    text = biblatex.dump([record], press="related")
    assert "related = {kelly2024why-press}" in text
    assert "relatedtype = {pressrelease}" in text
    assert "@online{kelly2024why-press" in text


def test_only_fields_of_the_data_model_are_written() -> None:
    every = {
        "publisher": "P",
        "publisher_place": "L",
        "genre": "G",
        "number": "1",
        "volume": "2",
        "issue": "3",
        "edition": "4",
        "event_title": "E",
        "ISBN": "978-0-306-40615-7 0-306-40615-2",
        "ISSN": "2049-3630, 2049-3630",
        "PMID": "123456",
        "container_title": "C",
        "collection_title": "S",
        "number_of_pages": "7",
        "version": "8",
        "call_number": "Q1",
    }
    for item_type in ("article-journal", "book", "chapter", "webpage", "report", "thesis", "dataset", "map", "patent"):
        record = Record(type=item_type, citation_key="k", title="T", URL="https://example.org", **every)  # type: ignore[arg-type]  # by name
        text = biblatex.dump([record])
        entry_type = text[1 : text.index("{")]
        fields = {line.split(" = ")[0].strip() for line in text.splitlines() if " = " in line}
        assert fields <= VALID[entry_type] | VALID[""] | {"author+an:orcid"}
        if "isbn" in fields:
            assert "isbn = {978-0-306-40615-7}," in text


CASES = sorted((Path(__file__).parent / "formats").glob("*/record.json"))


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed (apt-get install biber)")
@pytest.mark.slow
def test_biber_has_nothing_to_complain_about(tmp_path: Path) -> None:
    listed = [each for case in CASES for each in csljson.load(case.read_text("utf-8")) if each.citation_key]
    (tmp_path / "refs.bib").write_text(biblatex.dump(listed), "utf-8")
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "refs.bib"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    complaints = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    # What a record lacks is not ours; that a field may not be there, or cannot be read, would be.
    assert [line for line in complaints if "Missing mandatory field" not in line] == []


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed (apt-get install pandoc)")
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_pandoc_takes_what_we_write(name: str) -> None:
    listed = [each for case in CASES for each in csljson.load(case.read_text("utf-8")) if each.citation_key]
    text = (biblatex if name == "biblatex" else bibtex).dump(listed)
    done = subprocess.run(
        ["pandoc", "-f", name, "-t", "csljson"], input=text, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert {item.citation_key for item in csljson.load(done.stdout)} == {each.citation_key for each in listed}

"""Reading and writing BibTeX."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from pressbib.formats import bibnames, bibtex, csljson
from pressbib.formats.bibcompose import same
from pressbib.formats.bibread import Loaded
from pressbib.formats.entrytypes import ENTRY_TYPES
from pressbib.formats.mapping import BIBLATEX, BIBTEX, DIALECTS, SPECIAL, UNMAPPED, reading, writing
from pressbib.record import ITEM_TYPES, VARIABLES, Date, Name, Press, Record
from tests import score_fixtures
from tests.strategies import records

KELLY = Record(
    type="article-magazine",
    citation_key="kelly2024why",
    title="Why South Korea should go nuclear",
    author=(Name(family="Kelly", given="Robert E."), Name(family="Kim", given="Min-hyung")),
    container_title="Foreign Affairs",
    issued=Date((2024, 12, 30)),
    volume="104",
    issue="1",
    page="12-24",
    DOI="10.1234/fa.104.1",
    URL="https://example.org/a_b%20c",
)


def one(text: str) -> Record:
    (found,) = bibtex.load(text)
    return found


def again(text: str) -> str:
    return bibtex.dump(bibtex.load(text))


def values(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.stated().items() if name != "citation-key"}


def test_an_entry_is_written_one_field_a_line() -> None:
    assert (
        bibtex.dump([KELLY])
        == """\
@article{kelly2024why,
  author = {Kelly, Robert E. and Kim, Min-hyung},
  title = {Why {South} {Korea} should go nuclear},
  journal = {Foreign Affairs},
  year = {2024},
  month = dec,
  day = {30},
  volume = {104},
  number = {1},
  pages = {12--24},
  doi = {10.1234/fa.104.1},
  url = {https://example.org/a_b%20c},
  entrysubtype = {magazine},
}
"""
    )


def test_what_is_written_is_read() -> None:
    found = one(bibtex.dump([KELLY]))
    assert found.type == "article-magazine"
    assert values(found) == values(KELLY)
    assert not found.extra


def test_every_value_says_where_it_comes_from() -> None:
    found = one("\n\n@article{k,\n  title = {On \\emph{x}},\n  year = 2020\n}")
    for name in found.stated():
        assert found.provenance[name].kind == "import:bibtex"
        assert found.provenance[name].locator.startswith("line 3")
    assert found.provenance["title"].text == "On \\emph{x}"


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_variable_is_mapped_or_has_a_reason(dialect: Any) -> None:
    mapped = {row.variable for row in dialect.rows} | set(SPECIAL)
    assert mapped | set(UNMAPPED) == set(VARIABLES)
    assert not mapped & set(UNMAPPED)
    assert all(UNMAPPED.values())
    for entry_type in ("article", "book", "misc"):  # both directions: what is written somewhere is read there
        for variable, row in writing(dialect, entry_type).items():
            assert reading(entry_type)[row.field].variable == variable


def test_every_item_type_reads_back() -> None:
    for item_type in sorted(ITEM_TYPES):
        record = Record(type=item_type, citation_key="k", title="T", URL="https://example.org/")
        for text in (bibtex.dump([record]), _biblatex([record])):
            assert one(text).type == item_type, text
    assert set(ENTRY_TYPES) <= ITEM_TYPES


def _biblatex(given_records: list[Record]) -> str:
    from pressbib.formats import biblatex

    return biblatex.dump(given_records)


SOURCES = {
    "another order and unknown fields": "@Article{k,\n note={n}, year=1999, foo={Bar  b}, title={A {Title}}}",
    "first name first": "@book{k, author={Donald E. Knuth and Leslie Lamport and others}, title={X}}",
    "month in words": "@misc{k, year={1999}, month={January}, title={x}}",
    "month with a day": '@misc{k, year=1999, month=jan # "~1", title={x}}',
    "number and issue": "@article{k, title={x}, number={3}, issue={Spring}}",
    "two fields of one name": "@misc{k, note={a}, title={T}, note={b}}",
    "school and institution": "@phdthesis{k, title={x}, school={S}, institution={I}}",
    "mixed dialects": "@article{k, title={x}, journal={J}, journaltitle={K}, year=1999, date={2000-01}}",
    "no citekey": "@misc{, title={x}}",
    "no fields": "@misc{k}",
    "undefined macro": "@article{k, journal = pnas # { B}, title={x}}",
    "unknown entry type": "@foo:bar-baz{k, title={x}, author={A B}}",
    "empty field": "@misc{k, title={}, note = {x}}",
    "title commands": "@misc{k, title={\\foo{x} {B}ar {baz Qux} -- ``q''}}",
    "subtitle": "@book{k, title={A}, subtitle={B}, booktitle={C}}",
    "publisher of an article": "@article{k, title={x}, publisher={P}, address={Here}}",
    "literal year": "@misc{k, title={x}, year={in press}}",
    "thesis with a type": "@mastersthesis{k, title={x}, type={Master's thesis}}",
    "odd key": "@misc{a/b c+d, title={x}}",
    "files of JabRef": "@misc{k, title={x}, file={:/a b/c_d.pdf:PDF}, groups={a\\;b}}",
}


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_fields_come_back_as_they_were(text: str) -> None:
    before = fields_of(text)
    after = fields_of(again(text))
    assert {key: {name: value for name, value in fields.items() if value} for key, fields in before.items()} == {
        key: {name: value for name, value in fields.items() if value} for key, fields in after.items()
    }
    assert again(again(text)) == again(text)
    through_json = [csljson.record(csljson.item(record)) for record in bibtex.load(text) if record.citation_key]
    if through_json:
        assert bibtex.dump(through_json) == again(text)


def fields_of(text: str) -> dict[str, dict[str, str]]:
    """The entries of a text by a plain reading: type and key, then fields with their resolved texts."""
    from pressbib.formats.bibread import sources

    found = {}
    for source in sources(text, []):
        every = {**source.fields.texts, **source.fields.again}
        shown = {name: source.fields.expressions.get(name, value) for name, value in every.items()}
        for name in source.fields.inherited:
            shown.pop(name)
        found[f"{source.entry.entry_type} {source.entry.key}"] = shown
    return found


def test_macros_hold_from_where_they_stand() -> None:
    text = '@string{j="One"}@misc{a,note=j}@string{J = j # " Two"}@misc{b,note=j # { and } # j}'
    assert [record.note for record in bibtex.load(text)] == ["One", "One Two and One Two"]


def test_macros_made_of_macros_do_not_blow_up() -> None:
    text = '@string{a0="0123456789"}' + "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(60))
    found = bibtex.read(text + "@misc{k, note=a60}")
    assert found.records[0].note == ""
    assert "too long" in found.problems[0].text


def test_inheritance() -> None:
    text = """
@incollection{child, title={Chapter}, author={A B}, crossref={parent}, pages={1--2}}
@incollection{second, title={Other}, crossref={Parent}, publisher={Own}}
@book{parent, title={The Book}, editor={C D}, publisher={P}, year=1999, doi={10.1000/x}}
"""
    child, second, parent = bibtex.load(text)
    assert (child.container_title, child.publisher, child.issued) == ("The Book", "P", Date((1999,)))
    assert (child.DOI, parent.DOI, second.publisher) == ("", "10.1000/x", "Own")
    written = bibtex.dump([child, second, parent])
    assert fields_of(written) == fields_of(text)  # what is inherited is not written again
    alone = one(bibtex.dump([child]))
    assert (alone.container_title, alone.publisher) == ("The Book", "P")  # and is, where the parent is not there
    assert "crossref" not in bibtex.dump([child])


def test_what_is_inherited_does_not_change_the_entry_type() -> None:
    parents = "@article{j, title={J}, journal={The Journal}, year=1999}@proceedings{p, title={P}, year=1999}"
    for child in ("@set{c, crossref={j}, entryset={a,b}}", "@inprocedings{c, title={T}, pages={1--2}, crossref={p}}"):
        text = child + parents
        assert fields_of(_biblatex(bibtex.load(text))).keys() == fields_of(text).keys()


def test_the_first_of_two_fields_counts_in_both_dialects() -> None:
    text = "@article{k, title={T}, journal={First}, journal={Second}}"
    for written in (again(text), _biblatex(bibtex.load(text))):
        assert one(written).container_title == "First"
        assert "Second" in written


def test_a_subtitle_of_ones_own_to_a_title_that_is_inherited() -> None:
    text = "@book{c, subtitle={Sub}, crossref={p}}@mvbook{p, title={Main}, year=1999}"
    child = bibtex.load(text)[0]
    assert child.title == "Main: Sub"
    for written in (bibtex.dump([child]), bibtex.dump(bibtex.load(text)), _biblatex(bibtex.load(text))):
        assert bibtex.load(written)[0].title == "Main: Sub"


def test_xdata_is_inherited() -> None:
    text = "@xdata{x, publisher={P}, location={L}}@book{k, title={T}, xdata={x}}"
    book = bibtex.load(text)[1]
    assert (book.publisher, book.publisher_place) == ("P", "L")


def test_circles_of_inheritance_end() -> None:
    assert len(bibtex.load("@book{a,crossref={b},title={A}}@book{b,crossref={a},note={B}}@book{c,crossref={c}}")) == 3


MALFORMED = {
    "missing comma": ("@misc{k,\n title={A}\n year=2000}", "no comma after the field 'title'", ["A"]),
    "unbalanced brace": ("@misc{k, title={A, year=1}\n@misc{l, title={B}}", "", ["B"]),
    "no closing brace": ("@misc{k, title={A},\n@misc{l, title={B}}", "'@' where a field should begin", ["B"]),
    "no value": ("@misc{k, title=}\n@misc{l, title={B}}", "no value", ["", "B"]),
    "no value within": ("@misc{k, pages = , title={A}}\n@misc{l, title={B}}", "no value", ["A", "B"]),
    "an entry that only begins": ("@misc{k,\n title={A},\n@misc{\n@misc{l, title={B}}", "", ["B"]),
    "a name with spaces": ("@misc{k, my own field = {x}, title={A}}", "'my own field' has spaces", ["A"]),
    "a field twice": ("@misc{k, title={A}, title={C}}", "stands there again", ["A"]),
    "a key twice": ("@misc{k, title={A}}@misc{K, title={B}}", "another entry has already", ["A", "B"]),
    "junk after a field": ("@misc{k, title={A} ;}\n@misc{l, title={B}}", "no comma", ["B"]),
}


@pytest.mark.parametrize(("text", "message", "titles"), MALFORMED.values(), ids=MALFORMED)
def test_a_bad_entry_costs_itself_and_is_told(text: str, message: str, titles: list[str]) -> None:
    found = bibtex.read(text)
    assert [record.title for record in found.records] == titles
    assert message in found.problems[0].text
    assert found.problems[0].key.lower() == "k"
    assert str(found.problems[0]).startswith("line 1, ")


GOOD = {
    "quote in braces": ('@misc{k, title={S}, author = "Simon {"}the {saint"} Templar", note="T"}', "T"),
    "type that begins like a comment": ("@commentary{k, note={T}}", "T"),
    "type with a hyphen, space and line end": ("@ conference-paper\n{k, note={T}}", "T"),
    "value that ends in a backslash": ("@misc{k, title = {line one \\\\}, note={T}}", "T"),
    "entry in a value": ("@misc{k, title = {a\n@foo{bar, b}\n}, note={T}}", "T"),
    "comment line in an entry": ("@misc{k, % not, this\n title={x}, % nor this\n note={T}}", "T"),
    "parentheses": ("@misc(k, title={a)}, note={T})", "T"),
    "parenthesis in the key": ("@misc(k(1), note={T}\n)", "T"),
    "concatenation over lines": ('@misc{k, title={x}, note = "T" #\n ""}', "T"),
    "entry in a comment": ("@comment{ @misc{no, note={N}} }@misc{k, note={T}}", "T"),
    "comment line": ("@comment this is {not open\n@misc{k, note={T}}", "T"),
    "capitals": ("@MISC{k, NOTE={T}}", "T"),
    "no citekey at all": ("@misc{title={A}, note={T}}", "T"),
}


@pytest.mark.parametrize(("text", "note"), GOOD.values(), ids=GOOD)
def test_what_bibtex_reads_is_read(text: str, note: str) -> None:
    found = bibtex.read(text)
    assert [record.note for record in found.records] == [note]
    assert not [problem for problem in found.problems if "nothing defines" not in problem.text]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kelly, Robert E.", Name(family="Kelly", given="Robert E.")),
        ("Robert E. Kelly", Name(family="Kelly", given="Robert E.")),
        ("Ludwig van Beethoven", Name(family="Beethoven", given="Ludwig", non_dropping_particle="van")),
        ("van der Berg, Jr, Jan", Name(family="Berg", given="Jan", non_dropping_particle="van der", suffix="Jr")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        ("홍길동", Name(family="홍길동")),
        (r"\'{E}ric Sopena", Name(family="Sopena", given="Éric")),
        (r"Jo\~{a}o Silva", Name(family="Silva", given="João")),
        (
            r"Charles de la Vall{\'e}e Poussin",
            Name(family="Vallée Poussin", given="Charles", non_dropping_particle="de la"),
        ),
        ("Doe,", Name(family="Doe")),
        ("Wei Wang 0001", Name(family="Wang", given="Wei")),
        ("family=Harman, given=Hans, prefix=de", Name(family="Harman", given="Hans", non_dropping_particle="de")),
        (
            "Dominique {G}alouzeau de Villepin",
            Name(family="Villepin", given="Dominique", non_dropping_particle="Galouzeau de"),
        ),
    ],
)
def test_names_by_bibtex_rules(written: str, name: Name) -> None:
    assert one(f"@misc{{k, author={{{written}}}}}").author == (name,)


@pytest.mark.parametrize(
    "name",
    [
        Name(family="de Souza", given="Ana"),
        Name(family="Souza", given="Ana", non_dropping_particle="de"),
        Name(family="Kim, Lee", given="A and B"),
        Name(literal="A and B {Inc}"),
        Name(family="Berg", suffix="Jr."),
        Name(given="Cher"),
        Name(family="Müller-Lüdenscheidt", given="Jörg"),
    ],
)
def test_names_read_back(name: Name) -> None:
    found = one(bibtex.dump([Record(citation_key="k", author=(name,))])).author
    assert [str(each) for each in found] == [str(name)]


def test_people_parted_by_commas_alone() -> None:
    """Which is an error to BibTeX, and what people write."""
    source = "@misc{k, title={T}, author={Smith, J., Jones, B., and Brown, C.}}"
    assert [str(each) for each in one(source).author] == ["J. Smith", "B. Jones", "C. Brown"]
    assert fields_of(again(source)) == fields_of(source)


def test_others_and_orcids() -> None:
    people = (Name(family="Kelly", given="R.", orcid="0000-0002-1825-0097"), Name(family="Kim", given="M."))
    text = bibtex.dump([Record(citation_key="k", author=people, authors_complete=False)])
    assert "Kelly, R. and Kim, M. and others" in text
    assert 'author+an:orcid = {1="0000-0002-1825-0097"}' in text
    found = one(text)
    assert found.author == people
    assert found.authors_complete is False


def test_an_orcid_stands_beside_authors_as_they_were_written() -> None:
    found = one("@misc{k, author={Robert Kelly}, title={x}}")
    known = found.replace(author=(Name(family="Kelly", given="Robert", orcid="0000-0002-1825-0097"),))
    text = bibtex.dump([known])
    assert "author = {Robert Kelly},\n" in text
    assert one(text).author == known.author


def test_press_pages() -> None:
    record = KELLY.replace(press=(Press(url="https://news.example.org/1", title="News"),), note="A note")
    assert "news.example.org" not in bibtex.dump([record])
    assert "note = {A note. Press release: https://news.example.org/1}" in bibtex.dump([record], press="note")
    related = bibtex.load(bibtex.dump([record], press="related"))
    assert [each.citation_key for each in related] == ["kelly2024why", "kelly2024why-press"]
    assert related[0].URL == KELLY.URL


def test_a_changed_value_is_written_and_the_rest_as_it_was() -> None:
    found = one("@article{k, author={Robert Kelly}, title={DNA}, year={1999}, month={January}, foo={bar}}")
    changed = found.replace(title="RNA", issued=Date((2000,)))
    text = bibtex.dump([changed])
    assert fields_of(text)["article k"] == {
        "author": "Robert Kelly",
        "title": "{RNA}",
        "year": "2000",
        "foo": "bar",
    }


@pytest.mark.parametrize(
    ("extra", "gone"),
    [
        ({"bibtex:note": "}"}, "note"),
        ({"bibtex:a b": "x"}, "a b"),
        ({"bibtex-expression:note": "a b"}, "note"),
        ({"bibtex-expression:note": "x # {"}, "note"),
        ({"bibtex-entry:type": "comment"}, "@comment"),
        ({"bibtex-entry:type": "a{b"}, "a{b"),
    ],
)
def test_nothing_is_written_that_would_break_an_entry(extra: dict[str, str], gone: str) -> None:
    text = bibtex.dump([KELLY.replace(extra=extra)])
    assert gone not in text
    assert not bibtex.read(text).problems


def test_citekeys_are_ones_that_programs_take() -> None:
    for key, written in (("a b,c", "abc"), ("{x}", "x"), ("", "kelly2024"), ("a@b#c", "abc")):
        assert f"{{{written},\n" in bibtex.dump([KELLY.replace(citation_key=key)])


_SETTLED_IN_READING = (
    "citation-key",
    "archive_location",
    "URL",
    "DOI",
    "ISBN",
    "ISSN",
    "keyword",
    "page",
    "language",
    "genre",
)
"""Variables whose separators, dashes or words reading puts into one form."""


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.reuse, Phase.generate))
@given(records())
def test_any_record_is_written_as_one_entry_that_reads_back(record: Record) -> None:
    for text in (bibtex.dump([record]), bibtex.dump([record], ascii=True), _biblatex([record])):
        found: Loaded = bibtex.read(text)
        assert not found.problems, text
        (back,) = found.records
        assert back.type == record.type
        for name, value in back.stated().items():
            if VARIABLES[name].kind in ("text", "number") and name not in _SETTLED_IN_READING:
                assert _settled(str(value)) == _settled(str(record.get(name))), (name, text)
        assert not _biblatex([record]) or back.issued is None or same(back.issued, record.issued)


def _settled(text: str) -> str:
    return " ".join(text.replace('<span class="nocase">', "").replace("</span>", "").split())


DOCUMENT = "\\relax\n\\citation{*}\n\\bibstyle{%s}\n\\bibdata{refs}\n"
CASES = sorted((Path(__file__).parent / "formats").glob("*/record.json"))


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="bibtex is not installed (apt-get install texlive-binaries)")
@pytest.mark.parametrize("style", ["plain", "plainnat"])
def test_bibtex_takes_what_we_write(tmp_path: Path, style: str) -> None:
    if style == "plainnat" and not subprocess.run(["kpsewhich", "plainnat.bst"], capture_output=True).stdout:
        pytest.skip("the natbib styles are not installed (apt-get install texlive-latex-base)")
    listed = [each for case in CASES for each in csljson.load(case.read_text("utf-8")) if each.citation_key]
    (tmp_path / "refs.bib").write_text(bibtex.dump(listed, ascii=True), "utf-8")
    (tmp_path / "x.aux").write_text(DOCUMENT % style)
    done = subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, text=True, errors="replace", timeout=60)
    assert done.returncode == 0, done.stdout
    assert "isn't style-file defined" not in done.stdout


def test_dialects_are_two() -> None:
    assert (BIBTEX.name, BIBLATEX.name) == ("bibtex", "biblatex")


FIXTURES = sorted((Path(__file__).parent / "fixtures_zotero").glob("*.json"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_files_are_read_as_zotero_reads_them_or_otherwise_by_a_rule(fixture: Path) -> None:
    found = score_fixtures.score(fixture, fixture.with_suffix(".bib"))
    assert not [difference for difference in found if not difference[-1]]
    assert bool(found) is (fixture.stem == "on-purpose")


ROLES = {
    "one role in place of the editor": (
        "@movie{k, title={T}, editor={A B}, editortype={director}}",
        {"director": "A B"},
    ),
    "beside the editor": (
        "@book{k, title={T}, editor={C D}, editora={A B}, editoratype={compiler}}",
        {"editor": "C D", "compiler": "A B"},
    ),
    "a compiler in place of the editor is the editor": (
        "@book{k, title={T}, editor={A B}, editortype={compiler}}",
        {"editor": "A B"},
    ),
    "in a field of its own": ("@movie{k, title={T}, director={A B}}", {"director": "A B"}),
    "a role without a variable": ("@book{k, title={T}, editora={A B}, editoratype={redactor}}", {}),
}


@pytest.mark.parametrize(("text", "people"), ROLES.values(), ids=ROLES)
def test_roles_of_people(text: str, people: dict[str, str]) -> None:
    record = one(text)
    found = {name: value for name, value in record.stated().items() if VARIABLES[name].kind == "names"}
    assert found == {name: (Name(family=whole[-1], given=whole[0]),) for name, whole in people.items()}
    assert fields_of(again(text)) == fields_of(text)
    people_only = {VARIABLES[name].attribute: value for name, value in found.items()}
    alone = Record(type=record.type, title="T").replace(**people_only)
    for written in (bibtex.dump([alone]), _biblatex([alone])):
        assert {name: one(written).get(name) for name in people} == found


TITLES = {
    "a book known by its booktitle": ("@proceedings{k, booktitle={T}}", "T", ""),
    "a picture without a name": ("@image{k, titleaddon={View of T}}", "View of T", ""),
    "a site": ("@online{k, title={T}, titleaddon={The Site}, url={https://example.org/}}", "T", "The Site"),
    "a book": ("@book{k, title={T}, titleaddon={A Diary}}", "T", ""),
    "a book in its own booktitle": ("@book{k, title={T}, booktitle={T}}", "T", ""),
}


@pytest.mark.parametrize(("text", "title", "container"), TITLES.values(), ids=TITLES)
def test_titles_and_containers(text: str, title: str, container: str) -> None:
    record = one(text)
    assert (record.title, record.container_title) == (title, container)
    assert fields_of(_biblatex([record])) == fields_of(text)


DAYS = {
    "29 November 2011": Date((2011, 11, 29)),
    "Accessed: Feb. 3, 2016": Date((2016, 2, 3)),
    "[Online; accessed 22-July-2014]": Date((2014, 7, 22)),
    "2020-21": Date((2020,), season=1),
    "2019-W12": Date(literal="2019-W12"),
    "2012-22/2012-23": Date(literal="2012-22/2012-23"),
    "from 3 May 2016 to 4 May 2017": Date(literal="from 3 May 2016 to 4 May 2017"),
    "some day": Date(literal="some day"),
}


@pytest.mark.parametrize(("text", "date"), DAYS.items(), ids=DAYS)
def test_days_in_words(text: str, date: Date) -> None:
    source = f"@online{{k, title={{T}}, urldate={{{text}}}}}"
    assert one(source).accessed == date
    assert fields_of(_biblatex([one(source)])) == fields_of(source)


YEARS = {
    "year={September 2019}": Date((2019, 9)),
    "year={forthcoming 2021}": Date(literal="forthcoming 2021"),
    "year={1998--1999}": Date((1998,), (1999,)),
    "year={1998/99}": Date((1998,), (1999,)),
    "year={2001-02}": Date(literal="2001-02"),
    "year={2001-02-03}": Date((2001, 2, 3)),
    "year={2001-02-30}": Date(literal="2001-02-30"),
    "year={[1850?]}": Date((1850,), circa=True),
    "year={2020a}": Date((2020,)),
    "year={44 BC}": Date(literal="44 BC"),
    "year=2020-2021": Date((2020,), (2021,)),
    'year=2001, month="3~" # mar': Date((2001, 3, 3)),
    'year=2001, month=jun # "--" # jul': Date((2001, 6), (2001, 7)),
    "year=2001, month={März}": Date((2001, 3)),
    "year=2001, month={JAN-FEB}": Date((2001, 1), (2001, 2)),
    "year=2001, month={Michaelmas}": Date((2001,)),
    "date={2020-05-01/..}": Date((2020, 5, 1)),
    "date={2004-06-XX}": Date((2004, 6)),
    "date={2004-XX-XX}": Date((2004,)),
    "date={199X}": Date(literal="199X"),
    "date={2001-02-30}": Date(literal="2001-02-30"),
}


@pytest.mark.parametrize(("fields", "date"), YEARS.items(), ids=YEARS)
def test_dates_of_files(fields: str, date: Date) -> None:
    source = f"@misc{{k, title={{T}}, {fields}}}"
    assert one(source).issued == date
    written = _biblatex([one(source)]) if "date" in fields else again(source)
    assert fields_of(written) == fields_of(source)


VALUES: dict[str, tuple[str, dict[str, Any]]] = {
    "several addresses": (
        "url={http://dx.doi.org/10.1000/x https://example.org/x}",
        {"URL": "https://example.org/x"},
    ),
    "an address of a program": ("url={<Go to ISI>://WOS:000123456700001}", {}),
    "an accent in an address": (r"url={http://example.org/\~ann}", {"URL": "http://example.org/~ann"}),
    "a kind of ISSN": ("issn={1476-4687 (Electronic)}", {"ISSN": "1476-4687"}),
    "a label before an ISBN": ("isbn={ISBN 978-3-16-148410-0}", {"ISBN": "978-3-16-148410-0"}),
    "numbers without braces": ("pages = 12-34", {"page": "12-34"}),
    "a command for a journal": (r"journal={\apj}", {"container-title": "The Astrophysical Journal"}),
    "a preprint as Google Scholar has it": (
        "journal={arXiv preprint arXiv:1412.6980}",
        {"container-title": "arXiv preprint arXiv:1412.6980", "archive": "arXiv", "archive_location": "1412.6980"},
    ),
    "a journal and its abbreviation in MathSciNet": (
        "journal={Acta Math.}, fjournal={Acta Mathematica}",
        {"container-title": "Acta Mathematica", "container-title-short": "Acta Math."},
    ),
    "an address of DBLP": ("ee={https://doi.org/10.1000/x}", {"URL": "https://doi.org/10.1000/x"}),
    "a visit by another name": ("lastchecked={3 May 2020}", {"accessed": Date((2020, 5, 3))}),
    "a state of publication": ("pubstate={inpress}", {"status": "in press"}),
}


@pytest.mark.parametrize(("fields", "values"), VALUES.values(), ids=VALUES)
def test_values_as_programs_write_them(fields: str, values: dict[str, Any]) -> None:
    source = f"@article{{k, title={{T}}, {fields}}}"
    found = one(source).stated()
    assert {n: v for n, v in found.items() if n not in ("type", "title", "citation-key")} == values
    assert fields_of(again(source)) == fields_of(source)


def test_an_article_with_an_eprint_and_no_journal_is_a_preprint() -> None:
    source = "@article{k, title={T}, eprint={1207.7214}, archivePrefix={arXiv}}"
    assert one(source).type == "article"
    assert fields_of(again(source)) == fields_of(source)


@pytest.mark.parametrize(
    ("fields", "location", "item_type"),
    [
        ("eprint={2101.00001}, eprinttype={arxiv}", "2101.00001", "article"),
        ("eprint={2101.00001}", "2101.00001", "article"),
        ("eprint={https://doi.org/10.5555/x1}", "", "webpage"),
        ("eprint={Photo Sharing}", "", "webpage"),
    ],
)
def test_an_eprint_has_a_number(fields: str, location: str, item_type: str) -> None:
    record = one(f"@online{{k, title={{T}}, {fields}}}")
    assert (record.archive_location, record.type) == (location, item_type)


NAMES = r"""
Charles Babbage
Charles Louis Xavier Joseph de la Poussin
Van de Graaff, R. J.
De la Fontaine, Jean
de la Fontaine, Jr, Jean
AA \bb{b} cc dd
AA \BB{b} cc dd
AA {\bb} cc dd
AA {\BB bb} cc dd
AA {\bb BB} cc dd
AA {bb} cc dd
{\~ Z}elly, Arthur
{\~ z}elly Arthur Doe
jean de la fontaine
Jean {de} la fontaine
Jean de {la} fontaine
CC dd BB, AA
von Neumann
{von Neumann}
{\aa}berg Jan Doe
{\AA}berg Jan Doe
Jan {\O}rsted
""".split("\n")[1:-1]

PARTS_STYLE = r"""
ENTRY { author } {} {}
INTEGERS { number }
FUNCTION {parts}
{ #1 'number :=
  { number author num.names$ #1 + < }
  { author number "{ff}" format.name$ "|" * author number "{vv}" format.name$ * "|" *
    author number "{ll}" format.name$ * "|" * author number "{jj}" format.name$ * write$ newline$
    number #1 + 'number :=
  } while$
}
READ
ITERATE {parts}
"""


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="bibtex is not installed (apt-get install texlive-binaries)")
def test_names_are_split_as_bibtex_itself_splits_them(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("".join(f"@misc{{k{n}, author={{{name}}}}}\n" for n, name in enumerate(NAMES)))
    (tmp_path / "parts.bst").write_text(PARTS_STYLE)
    (tmp_path / "x.aux").write_text(DOCUMENT % "parts")
    done = subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    theirs = (tmp_path / "x.bbl").read_text().replace("~", " ").split("\n")[:-1]
    ours = ["|".join(bibnames.split_name(name)).replace("~", " ") for name in NAMES]
    assert [" ".join(line.split()) for line in ours] == [" ".join(line.split()) for line in theirs]

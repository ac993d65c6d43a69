"""The library: what a program that uses it can rely on."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressbib import formats
from pressbib.errors import LibraryError, RecordNotFoundError
from pressbib.library import Library, Marks, schema
from pressbib.library.connection import open_file
from pressbib.record import Date, Name, Origin, Press, Record
from tests.library_records import record, records

KELLY = Record(
    type="article-magazine",
    title="Why South Korea Should Go Nuclear: The Bomb Is the Best Way",
    author=(Name(family="Kelly", given="Robert E."), Name(family="Kim", given="Min-hyung")),
    issued=Date((2024, 12, 30)),
    container_title="Foreign Affairs",
    URL="https://www.foreignaffairs.com/south-korea/bomb-kelly-kim",
    press=(
        Press(
            url="https://www.pusan.ac.kr/eng/view?seq=1", title="부산대학교 한국정치 연구", issued=Date((2025, 5, 7))
        ),
    ),
    provenance={
        "title": Origin(
            "landing:open-graph", "og:title", "Why South Korea Should Go Nuclear: The Bomb Is the Best Way"
        ),
        "author": Origin("landing:highwire", "citation_author", "Robert E. Kelly; Min-hyung Kim"),
    },
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        yield opened


# Merging


def test_a_record_is_added_then_known_then_enriched(library: Library) -> None:
    added = library.merge(KELLY, source="page.html")
    assert (added.status, added.citekey, added.changes) == ("added", "kelly2024south", {})
    assert added.record == KELLY.replace(citation_key="kelly2024south")
    assert library.merge(KELLY).status == "unchanged"
    more = KELLY.replace(
        volume="104", provenance={**KELLY.provenance, "volume": Origin("registry:crossref", "", "104")}
    )
    merged = library.merge(more)
    assert (merged.status, merged.citekey, merged.changes) == ("merged", "kelly2024south", {"volume": ("", "104")})
    assert library.get("kelly2024south") == merged.record
    assert library.merge(KELLY).status == library.merge(more).status == "unchanged"
    assert [c.by for c in library.log()] == ["add", "add"]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(library: Library) -> None:
    assert library.merge(KELLY, dry_run=True).status == "added"
    assert len(library) == 0
    outcomes = list(library.import_records([KELLY, KELLY, record(1)], dry_run=True))
    assert [o.status for o in outcomes] == ["added", "unchanged", "added"]
    assert len(library) == 0
    assert list(library.log()) == []
    library.merge(KELLY)
    assert [c.number for c in library.undo(dry_run=True)] != []
    assert len(library) == 1


def test_what_may_be_the_same_is_kept_and_a_person_decides(library: Library) -> None:
    first = KELLY.replace(URL="", press=(), DOI="10.1000/first", citation_key="first")
    second = KELLY.replace(URL="", press=(), DOI="10.1000/second", citation_key="second")
    assert library.merge(first).status == "added"
    outcome = library.merge(second)
    assert outcome.status in ("added", "undecided")
    if outcome.status == "undecided":
        assert [c.citation_key for c in getattr(outcome, "candidates", ())] == ["first"]
    assert {r.citation_key for r in library.records()} == {"first", "second"}


def test_two_records_become_one_on_demand_and_two_again(library: Library) -> None:
    library.merge(KELLY.replace(citation_key="one", URL="", press=()))
    library.merge(record(1).replace(citation_key="two"))
    library.tag("two", ["thesis"])
    library.note_pushed("two", "zotero", "ABCD1234")
    outcome = library.unite("one", "two")
    assert (outcome.status, outcome.citekey) == ("merged", "one")
    assert library.get("two").citation_key == "one"
    marks = library.marks("one")
    assert (marks.tags, marks.aliases) == (("thesis",), ("two",))
    assert library.pushed("zotero") == {"one": "ABCD1234"}
    library.undo()
    assert library.get("two") == record(1).replace(citation_key="two")
    assert library.marks("one") == Marks()
    with pytest.raises(LibraryError, match="one record"):
        library.unite("one", "one")


def test_pairs_are_listed_and_a_refusal_is_remembered(library: Library) -> None:
    pair = [KELLY.replace(citation_key="a", press=()), KELLY.replace(citation_key="b", press=())]
    library.merge(pair[0])
    library.merge(record(5))
    library.update("a", record(77))
    library.merge(pair[1])
    library.update("a", pair[0])
    pairs = library.dedupe()
    assert [(p.a.citation_key, p.b.citation_key, p.comparison.verdict.value) for p in pairs] == [("a", "b", "same")]
    library.keep_apart("b", "a")
    assert library.dedupe() == []
    library.undo()
    assert len(library.dedupe()) == 1


@pytest.mark.parametrize("preprint_first", [True, False])
def test_a_preprint_and_its_version_of_record_are_both_kept_and_linked(library: Library, preprint_first: bool) -> None:
    article = record(1, provenance=False)
    preprint = article.replace(
        type="article", genre="Preprint", container_title="", volume="", issue="", page="", DOI="10.4242/pre.1", URL=""
    )
    pair = [preprint, article] if preprint_first else [article, preprint]
    first, second = (library.merge(one) for one in pair)
    assert (first.status, second.status) == ("added", "added")
    assert (first.linked, second.linked) == ((), (first.citekey,))
    linked = {r.DOI: [(x.kind, x.target_type, x.target) for x in r.relations] for r in library.records()}
    assert linked == {
        preprint.DOI: [("has-version-of-record", "DOI", article.DOI)],
        article.DOI: [("has-preprint", "DOI", preprint.DOI)],
    }
    assert [library.merge(one).status for one in pair] == ["unchanged", "unchanged"], "the same again is the same"
    assert [(p.link, p.comparison.verdict.value) for p in library.dedupe()] == [("preprint", "different")]
    assert not library.link(first.citekey, second.citekey, "preprint"), "they are linked already"
    assert library.check() == []
    library.undo()
    assert list(library.records()) == [first.record]


def test_records_that_were_not_linked_when_they_came_can_be(library: Library) -> None:
    for key in "ab":
        found = record(ord(key), provenance=False)
        title = f"Erratum: {found.title}" if key == "b" else found.title
        doi = "" if key == "b" else "10.4242/a"
        library.merge(found.replace(citation_key=key, title=title, DOI=doi, URL=""))
    assert library.link("b", "a", "erratum") is True
    linked = {(r.citation_key, x.kind, x.target) for r in library.records() for x in r.relations}
    assert linked == {("a", "is-corrected-by", "b"), ("b", "corrects", "10.4242/a")}
    with pytest.raises(RecordNotFoundError):
        library.link("a", "nobody", "erratum")


def test_an_erratum_is_linked_with_its_work_and_nobody_is_asked(library: Library) -> None:
    work = record(2, provenance=False)
    erratum = work.replace(title=f"Erratum to: {work.title}", DOI="10.4242/err.2", URL="", page="990")
    library.merge(work)
    assert library.merge(erratum).status == "added"
    kinds = {r.title: [x.kind for x in r.relations] for r in library.records()}
    assert kinds == {work.title: ["is-corrected-by"], erratum.title: ["corrects"]}
    assert [p.link for p in library.dedupe()] == ["erratum"]


def test_a_column_is_not_a_work(library: Library) -> None:
    """Three works of one title are a column; a fourth is none of them."""
    editor = (Name(family="Weber", given="Ron"),)
    for number in range(5):
        column = Record(
            type="article-journal",
            title="Editor's comments on the present state",
            author=editor,
            container_title="MIS Quarterly",
            issued=Date((2003,)),
            volume="27",
            issue=str(number + 1),
            page=f"{100 * number + 3}",
        )
        assert library.merge(column).status in ("added", "undecided")
    assert len(library) == 5


def test_the_same_record_under_another_key_is_found_by_that_key_too(library: Library) -> None:
    library.merge(KELLY.replace(citation_key="kelly"))
    assert library.merge(KELLY.replace(citation_key="bomb24")).status == "unchanged"
    assert library.get("BOMB24").citation_key == "kelly"
    assert library.marks("kelly").aliases == ("bomb24",)
    library.undo()
    with pytest.raises(RecordNotFoundError, match="bomb24"):
        library.get("bomb24")


def test_into_merges_whatever_comparing_says(library: Library) -> None:
    library.merge(KELLY)
    outcome = library.merge(record(3), into="kelly2024south", by="refresh")
    assert (outcome.status, outcome.citekey, len(library)) == ("merged", "kelly2024south", 1)
    assert outcome.record.claims
    assert next(library.log()).by == "refresh"


def test_many_are_imported_with_tags_as_one_batch(library: Library) -> None:
    library.merge(record(2))
    outcomes = list(library.import_records(records(5), source="refs.bib", tags=["new", "thesis"]))
    assert [o.status for o in outcomes] == ["added", "added", "unchanged", "added", "added"]
    assert library.tags() == {"new": 5, "thesis": 5}
    assert {c.source for c in library.log(limit=5)} == {"refs.bib"}
    library.undo()
    assert (len(library), library.tags()) == (1, {})


def test_nobody_waits_while_records_are_read(library: Library, tmp_path: Path) -> None:
    def slow() -> Iterator[Record]:
        yield record(1)
        with Library(tmp_path / "library.db", wait=1) as other:
            other.merge(record(2))
        yield record(3)

    assert len(list(library.import_records(slow()))) == 2
    assert len(library) == 3


def test_reading_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as writer:
        writer.merge(KELLY)
    with Library(tmp_path / "library.db", read_only=True) as reader:
        assert len(list(reader.records("korea"))) == 1
        with pytest.raises(LibraryError, match="reading only"):
            reader.remove("kelly2024south")
    assert [p.name for p in tmp_path.iterdir()] == ["library.db"]
    (tmp_path / "empty.db").touch()
    with Library(tmp_path / "empty.db", read_only=True) as reader:
        assert list(reader.records()) == []
    assert (tmp_path / "empty.db").stat().st_size == 0


def test_pieces_of_a_column_that_say_the_same_stay_apart(library: Library) -> None:
    """Of two pieces nothing is known but the name of the column; their citekeys tell that they are two."""
    piece = Record(
        type="article-journal",
        title="Book reviews",
        author=(Name(family="Aberer", given="Karl"),),
        issued=Date((2002,)),
        container_title="SIGMOD Record",
    )
    pieces = [piece.replace(citation_key=key) for key in ("reviews-1", "reviews-2", "reviews-3")]
    assert len(list(library.import_records(pieces))) == len(library) == 3
    assert [(o.status, o.citekey) for o in library.import_records(pieces)] == [
        ("unchanged", "reviews-1"),
        ("unchanged", "reviews-2"),
        ("unchanged", "reviews-3"),
    ]
    assert library.merge(piece).status == "unchanged"


# Editing


def test_an_edit_is_the_users_and_no_merge_takes_it_back(library: Library) -> None:
    library.merge(KELLY)
    outcome = library.edit("kelly2024south", {"title": "My title", "container_title": ""})
    assert set(outcome.changes) == {"title", "container-title"}
    assert outcome.record.provenance["title"].kind == "user"
    assert outcome.record.provenance["title"].text == "My title"
    assert library.merge(KELLY).record.title == "My title"
    fuller = KELLY.replace(
        volume="104", provenance={**KELLY.provenance, "volume": Origin("registry:crossref", "", "104")}
    )
    assert library.merge(fuller).citekey == "kelly2024south"
    assert library.get("kelly2024south").volume == "104"
    assert library.get("kelly2024south").container_title == "", "what the user took away stays away"
    assert library.get("kelly2024south").provenance["container-title"].kind == "user"
    library.edit("kelly2024south", {"container_title": "Foreign Affairs"})
    assert library.merge(fuller).record.container_title == "Foreign Affairs"
    assert len(library) == 1
    with pytest.raises(LibraryError, match="no variable"):
        library.edit("kelly2024south", {"shelf": "3"})
    with pytest.raises(RecordNotFoundError):
        library.edit("nobody", {"title": "x"})
    assert library.edit("kelly2024south", {"title": "My title"}).status == "unchanged"


def test_a_whole_record_is_an_edit_too_and_may_rename(library: Library) -> None:
    record_ = library.merge(KELLY).record
    outcome = library.edit(record_.citation_key, record_.replace(volume="104", citation_key="bomb"))
    assert outcome.citekey == outcome.record.citation_key == "bomb"
    assert outcome.changes == {"citation-key": ("kelly2024south", "bomb"), "volume": ("", "104")}
    assert library.get("kelly2024south").volume == "104"
    assert len(library.undo()) == 1
    assert library.get("kelly2024south") == record_


@pytest.mark.parametrize("key", ["a key", "a,b", "", "https://x.org/1", "a{b", "tab\tbed", "a\u200bb"])
def test_a_bad_citekey_is_refused(library: Library, key: str) -> None:
    library.merge(KELLY)
    if key:
        with pytest.raises(LibraryError, match="cannot be a citekey"):
            library.rename("kelly2024south", key)
    else:
        assert library.rename("kelly2024south", key).status == "unchanged"


def test_a_citekey_has_one_owner_whatever_its_case(library: Library) -> None:
    library.merge(KELLY.replace(citation_key="Kelly24"))
    library.merge(record(1).replace(citation_key="kelly24"))
    keys = [r.citation_key for r in library.records()]
    assert keys[0] == "Kelly24"
    assert keys[1].casefold() != "kelly24"
    with pytest.raises(LibraryError, match="taken"):
        library.rename(keys[1], "KELLY24")
    assert library.rename("Kelly24", "KELLY24").citekey == "KELLY24"
    assert library.marks("kelly24").aliases == ()


def test_removal_is_all_or_nothing(library: Library) -> None:
    keys = [o.citekey for o in library.import_records(records(3))]
    with pytest.raises(RecordNotFoundError):
        library.remove([keys[0], "nobody"])
    assert len(library) == 3
    assert [r.citation_key for r in library.remove(keys[:2])] == keys[:2]
    assert [r.citation_key for r in library.records()] == keys[2:]
    library.undo()
    assert [r.citation_key for r in library.records()] == keys


def test_tags_notes_and_aliases(library: Library) -> None:
    key = library.merge(KELLY).citekey
    assert library.tag(key, ["Thesis", "to read", "thesis", " "]).tags == ("Thesis", "to read")
    assert library.tag(key, ["new"], remove=["THESIS"]).tags == ("to read", "new")
    assert library.note(key, "A note.", "Another.").notes == ("A note.", "Another.")
    assert library.set_notes(key, ["Only this."]).notes == ("Only this.",)
    assert library.tags() == {"new": 1, "to read": 1}
    assert library.count('tag:"to read"') == library.count("note:only") == library.count("has:note") == 1
    for _ in range(4):
        library.undo()
    assert library.marks(key) == Marks()


# Press pages


def test_records_are_found_by_the_page_that_announces_them(library: Library) -> None:
    page = Press(url="https://News.example.edu/two-papers/", title="Two papers")
    library.merge(KELLY.replace(press=(*KELLY.press, page)))
    library.merge(record(1).replace(press=(page,), citation_key="two"))
    assert [r.citation_key for r in library.find_press("https://news.example.edu/two-papers")] == [
        "kelly2024south",
        "two",
    ]
    assert [r.citation_key for r in library.find_press(KELLY.press[0].url)] == ["kelly2024south"]
    assert library.find_press("https://news.example.edu/other") == []
    library.remove("two")
    assert [r.citation_key for r in library.find_press("https://news.example.edu/two-papers")] == ["kelly2024south"]


# Searching


@pytest.fixture
def searched(library: Library) -> Library:
    library.merge(KELLY)
    library.merge(
        Record(
            type="article-journal",
            citation_key="muller",
            title="Größere <i>Öfen</i> – eine Übersicht",
            author=(Name(family="Müller", given="Åsa"),),
            container_title="Zeitschrift für Ofenbau",
            issued=Date((2019,)),
            DOI="10.1000/OFEN.1",
            keyword="heating, stoves",
            standing="retracted",
            language="de",
        )
    )
    library.merge(
        Record(
            type="book",
            citation_key="yamada",
            title="東京の政治学入門",
            author=(Name(family="山田", given="太郎"),),
            publisher="岩波書店",
            issued=Date((1955,)),
            ISBN="9783161484100",
            language="ja",
        )
    )
    library.tag("muller", ["heat/1"])
    return library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "kmy"),
        ("korea", "k"),
        ("KORE nucl", "k"),
        ("korea -nuclear", ""),
        ('"go nuclear"', "k"),
        ('"nuclear go"', ""),
        ("author:kelly", "k"),
        ("title:kelly", ""),
        ("author:muller", "m"),
        ("author:Müller", "m"),
        ("ofen", "m"),
        ("title:ofenbau", ""),
        ("container:ofenbau", "m"),
        ("journal:foreign", "k"),
        ("keyword:stove", "m"),
        ("政治", "y"),
        ("政治学", "y"),
        ("政学", ""),
        ("学", "y"),
        ("門", "y"),
        ("title:東京の政治学入門", "y"),
        ("author:山田", "y"),
        ("publisher:岩波", "y"),
        ("한국정치", "k"),
        ("press:정치", "k"),
        ("press:pusan", "k"),
        ("title:정치", ""),
        ("type:article", "km"),
        ("type:article-journal", "m"),
        ("-type:article", "y"),
        ("type:book OR type:article-magazine", "ky"),
        ("korea OR ofen", "km"),
        ("year:2024", "k"),
        ("year:2019..2024", "km"),
        ("year:2019-2024", "km"),
        ("year:..2000", "y"),
        ("year:2000..", "km"),
        ("year:1000..2020", "my"),
        ("-year:2019", "ky"),
        ("-year:2000..", "y"),
        ("year:1955 OR year:2024", "ky"),
        ("status:retracted", "m"),
        ("has:doi", "m"),
        ("-has:doi", "ky"),
        ("has:press", "k"),
        ("has:tag", "m"),
        ("tag:heat/1", "m"),
        ("tag:HEAT/1 ofen", "m"),
        ("-tag:heat/1", "ky"),
        ("tag:heat/1 OR korea", "km"),
        ("language:de", "m"),
        ("key:kelly2024south", "k"),
        ("key:KELLY*", "k"),
        ("key:kelly* korea", "k"),
        ("key:kelly* ofen", ""),
        ("doi:10.1000/ofen.1", "m"),
        ("doi:https://doi.org/10.1000/Ofen.1", "m"),
        ("-doi:10.1000/ofen.1", "ky"),
        ("isbn:978-3-16-148410-0", "y"),
        ("url:https://www.foreignaffairs.com/south-korea/bomb-kelly-kim", "k"),
        ("!!! korea ...", "k"),
        ("...", "kmy"),
        ("south-korea", "k"),
        ("AND", ""),
        ("NEAR(korea", ""),
        ('title:"', "kmy"),
        ("nothing", ""),
    ],
)
def test_queries(searched: Library, query: str, found: str) -> None:
    assert "".join(r.citation_key[0] for r in searched.records(query)) == found
    assert searched.count(query) == len(found)


@pytest.mark.parametrize(
    "query",
    ["colour:red", "year:soon", "year:..", "has:everything", "key:a OR b", "-a OR b", "doi:1 OR b", "year:1.. OR b"],
)
def test_queries_that_cannot_be_understood_say_why(searched: Library, query: str) -> None:
    with pytest.raises(LibraryError, match=r"there are|is no year|OR"):
        searched.records(query)


@pytest.mark.parametrize(
    "query", ["(" * 50_000, '"' * 100_001, "a " * 500, "-" * 100_000, "정" * 100_000, "x" * 100_000, "\x00"]
)
def test_hostile_queries_cost_nothing_and_break_nothing(searched: Library, query: str) -> None:
    begin = time.process_time()
    try:
        list(searched.records(query))
    except LibraryError as error:
        assert str(error)  # noqa: PT017  # either is fine
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("火", "火|A study of 火 in verse"),
        ("治", "韓國政治研究|核兵器と日本の政治"),
        ("政治 研究", "韓國政治研究"),
        ("日本の政治", "核兵器と日本の政治"),
        ("Python統計", "Pythonで学ぶ 統計学"),
        ("統計 python", "Pythonで学ぶ 統計学"),
        ("study 火", "A study of 火 in verse"),
        ("AI社会", "ＡＩと社会・ＡＩ社会論"),
        ("ai", "ＡＩと社会・ＡＩ社会論"),
        ("author:김", "韓國政治研究"),
    ],
)
def test_single_characters_and_mixed_scripts_are_found(library: Library, query: str, found: str) -> None:
    titles = (
        "火|A study of 火 in verse|韓國政治研究|核兵器と日本の政治|Pythonで学ぶ 統計学|ＡＩと社会・ＡＩ社会論".split(
            "|"
        )
    )
    for number, title in enumerate(titles):
        author = (Name(family="김", given="민형"),) if number == 2 else (Name(family=f"Author{number}"),)
        library.merge(Record(type="book", title=title, author=author, DOI=f"10.4242/{number}"))
    assert "|".join(r.title for r in library.records(query)) == found


def test_records_are_sorted_on_demand(searched: Library) -> None:
    searched.edit("kelly2024south", {"volume": "1"})
    orders = {
        name: "".join(r.citation_key[0] for r in searched.records(sort=name))
        for name in ("", "added", "-added", "year", "-year", "author", "title", "citekey", "changed", "type", "date")
    }
    assert orders[""] == orders["added"] == "kmy"
    assert orders["-added"] == "ymk"
    assert orders["year"] == "ymk"
    assert orders["-year"] == "kmy"
    assert orders["changed"][-1] == "k"
    assert orders["type"] == "mky"
    assert [r.citation_key[0] for r in searched.records("year:2000..", sort="year")] == ["m", "k"]
    with pytest.raises(LibraryError, match="sort by"):
        searched.records(sort="colour")


def test_headlines_say_what_the_records_say(searched: Library) -> None:
    searched.merge(Record(title="A retracted one", standing="retracted", author=(Name(literal="Team"),) * 5))
    for query, sort in (("", ""), ("", "-year"), ("has:doi", "")):
        found = list(searched.headlines(query, sort=sort))
        listed = list(searched.records(query, sort=sort))
        assert [line.citation_key for line in found] == [one.citation_key for one in listed]
        for line, one in zip(found, listed, strict=True):
            assert line.author == tuple(Name(family=n.family, given=n.given, literal=n.literal) for n in one.author[:3])
            assert (line.authors_complete, line.issued, line.title) == (one.authors_complete, one.issued, one.title)
            assert (line.DOI, line.URL, line.standing) == (one.DOI, one.URL, one.standing)
    assert all(not one.provenance for one in searched.records(provenance=False))


def test_records_can_be_changed_while_they_are_read(library: Library) -> None:
    list(library.import_records(records(450)))
    seen = 0
    for found in library.records():
        seen += 1
        if seen == 1:
            library.remove([r.citation_key for r in library.records()][-100:])
        if seen % 50 == 0:
            library.tag(found.citation_key, ["seen"])
    assert seen == 350


# History


def test_the_log_says_who_when_from_where_and_what(library: Library) -> None:
    with library.batch("add", "two pages"):
        library.merge(KELLY, source="page.html", by="add")
        library.merge(KELLY.replace(volume="104"), source="other.html", by="refresh")
    newest, oldest = library.log()
    assert (newest.by, newest.source, newest.batch) == ("refresh", "other.html", oldest.batch)
    assert newest.before == oldest.after
    assert newest.after is not None
    assert (newest.after.volume, oldest.before, oldest.source) == ("104", None, "page.html")
    assert newest.at.endswith("Z")
    assert [c.number for c in library.log(limit=1)] == [newest.number]
    assert len(library.undo()) == 1  # of one record, to before the batch
    assert len(library) == 0
    assert [c.by for c in library.log("kelly2024south")] == ["undo", "refresh", "add"]
    assert list(library.log("nobody")) == []


def test_an_earlier_batch_can_be_taken_back_where_nothing_stands_on_it(library: Library) -> None:
    first, second = library.merge(KELLY).citekey, library.merge(record(1)).citekey
    library.tag(second, ["x"])
    by_age = [c.batch for c in library.log()][::-1]
    with pytest.raises(LibraryError, match=f"changed since, by change {by_age[2]}"):
        library.undo(by_age[1])
    library.undo(by_age[0])
    assert first not in library
    with pytest.raises(LibraryError, match="taken back already"):
        library.undo(by_age[0])
    with pytest.raises(LibraryError, match="no change 77"):
        library.undo(77)
    library.merge(record(2))
    assert library.redo() == []  # something new was done since


def test_a_citekey_given_away_since_stops_an_undo(library: Library) -> None:
    key = library.merge(KELLY).citekey
    removal = library.remove(key)
    assert removal
    number = next(library.log()).batch
    library.merge(record(1).replace(citation_key=key))
    with pytest.raises(LibraryError, match="another record is called"):
        library.undo(number)


def test_an_error_in_a_batch_keeps_what_was_done_before_it(library: Library) -> None:
    with pytest.raises(RecordNotFoundError), library.batch("many"):  # noqa: PT012  # the first is to succeed
        library.merge(KELLY)
        library.get("nobody")
    assert len(library) == 1
    library.undo()
    assert len(library) == 0


def test_a_batch_of_nothing_leaves_no_trace(library: Library) -> None:
    with library.batch("many"):
        pass
    library.merge(KELLY)
    library.merge(KELLY)
    library.undo()
    assert library.undo() == []


# Files


def test_export_is_put_in_place_whole_and_only_when_it_differs(library: Library, tmp_path: Path) -> None:
    library.merge(KELLY)
    target, link = tmp_path / "real.json", tmp_path / "refs.json"
    target.write_text("[]")
    target.chmod(0o640)
    link.symlink_to(target)
    assert library.export(link) == 1
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [r.title for r in formats.load(target)] == [KELLY.title]
    os.utime(target, (1, 1))
    library.export(link)
    assert target.stat().st_mtime == 1
    library.export(tmp_path / "other", to="csl-json", query="nothing")
    assert (tmp_path / "other").read_text() == "[]\n"
    with pytest.raises(LibraryError, match="cannot be written"):
        library.export(tmp_path / "no folder" / "refs.json")


def test_a_backup_is_a_library(library: Library, tmp_path: Path) -> None:
    list(library.import_records(records(20)))
    library.backup(tmp_path / "copy.db")
    with Library(tmp_path / "copy.db") as copy:
        assert list(copy.records()) == list(library.records())
        assert len(copy.undo()) == 20
    with pytest.raises(LibraryError):
        library.backup(tmp_path / "no folder" / "copy.db")


def test_everything_goes_into_an_empty_library_only(library: Library, tmp_path: Path) -> None:
    library.merge(KELLY)
    library.note_pushed("kelly2024south", "zotero", "KEY")
    assert library.export_everything(tmp_path / "all.jsonl") == 1
    with pytest.raises(LibraryError, match="empty one"):
        library.import_everything(tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text()
    for name, text in {
        "none": "",
        "other": "{}\n",
        "broken": lines + "{broken\n",
        "odd": lines + '{"table":"x"}\n',
    }.items():
        (tmp_path / name).write_text(text)
        with Library(tmp_path / f"{name}.db") as other:
            with pytest.raises(LibraryError, match=name):
                other.import_everything(tmp_path / name)
            assert len(other) == 0
    with Library(tmp_path / "new.db") as other:
        other.import_everything(tmp_path / "all.jsonl")
        assert other.pushed("zotero") == {"kelly2024south": "KEY"}
    with pytest.raises(LibraryError, match="cannot be read"):
        library.import_everything(tmp_path / "missing.jsonl")


def test_a_library_of_an_earlier_version_is_migrated_and_a_copy_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.merge(KELLY)

    def add_a_table(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE later (x INTEGER) STRICT")

    monkeypatch.setattr("pressbib.library.connection.MIGRATIONS", (*schema.MIGRATIONS, add_a_table))
    monkeypatch.setattr("pressbib.library.connection.VERSION", schema.VERSION + 1)
    with pytest.raises(LibraryError, match="earlier pressbib"):
        Library(path, read_only=True)
    with Library(path) as library:
        assert library.get("kelly2024south").title == KELLY.title
    monkeypatch.undo()
    copy = path.with_name(f"library.db.version-{schema.VERSION}")
    with Library(copy, read_only=True) as library:
        assert library.get("kelly2024south").title == KELLY.title
    with pytest.raises(LibraryError, match="newer"):
        Library(path)


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.merge(KELLY)

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE name")
        connection.execute("nonsense")

    monkeypatch.setattr("pressbib.library.connection.MIGRATIONS", (*schema.MIGRATIONS, fail))
    monkeypatch.setattr("pressbib.library.connection.VERSION", schema.VERSION + 1)
    with pytest.raises(LibraryError):
        open_file(path, read_only=False)[0].close()
    monkeypatch.undo()
    with Library(path) as library:
        assert library.check() == []
        assert library.get("kelly2024south").title == KELLY.title


def test_the_file_says_what_it_is(library: Library, tmp_path: Path) -> None:
    library.merge(KELLY)
    assert (tmp_path / "library.db").read_bytes()[68:72] == b"PRBI"
    connection = sqlite3.connect(tmp_path / "library.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    item = connection.execute("SELECT item ->> '$.title' FROM record").fetchone()[0]
    connection.close()
    assert item == KELLY.title


# Threads


def test_threads_take_turns(library: Library) -> None:
    errors: list[BaseException] = []

    def work(start: int) -> None:
        try:
            for found in records(25, start=start):
                key = library.merge(found).citekey
                assert library.get(key).DOI == found.DOI
                assert list(library.records(f"doi:{found.DOI}"))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number // 2 * 25,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(library) == 75
    assert library.check() == []


def test_shells_are_told_the_citekeys(library: Library) -> None:
    library.merge(KELLY)
    library.merge(record(1).replace(citation_key="Kelso"))
    assert [key for key, _ in library.complete("KEL")] == ["kelly2024south", "Kelso"]
    assert library.complete("kell") == [("kelly2024south", KELLY.title)]
    assert library.complete("kel", limit=1) == [("kelly2024south", KELLY.title)]
    assert "KELSO" in library
    assert "nobody" not in library
    assert [r.citation_key for r in library] == ["kelly2024south", "Kelso"]
    assert [r.citation_key for r in library.find(KELLY)] == ["kelly2024south"]

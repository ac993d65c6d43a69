"""Comparing records: folding, names, containers, verdicts, keys, finding duplicates among many."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from pressbib.compare import WEIGHTS, Verdict, agree, compare, duplicates, facts, fold, keys, versions
from pressbib.compare.agree import Wording
from pressbib.compare.rules import is_recurring
from pressbib.compare.words import WORDS as WORDS_OF
from pressbib.record import Date, Name, Record
from tests.pace import seconds
from tests.test_merge_properties import records


def person(text: str) -> facts.Person:
    """A name written `Family, Given`, or whole."""
    family, comma, given = text.partition(", ")
    found = facts.read_person(Name(family=family, given=given) if comma else Name(literal=text))
    assert found is not None
    return found


PAPER = Record(
    type="article-journal",
    title="How kelp forests slow the tide: a decade of buoys",
    author=(
        Name(family="Haug", given="Ingrid"),
        Name(family="Petrov", given="Oleg"),
        Name(family="Ito", given="Kenji"),
    ),
    container_title="Journal of Coastal Dynamics",
    volume="12",
    issue="3",
    page="201-219",
    issued=Date((2019, 5)),
    DOI="10.4242/jcd.201",
)


# Folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Why South Korea Should Go Nuclear", "why south korea should go nuclear"),
        ("„Größe“ – und ihre Maße", "grosse und ihre masse"),
        ("<i>In vivo</i> H<sub>2</sub>O &amp; CO<sub>2</sub>", "in vivo h2o and co2"),
        (r"Erd\H{o}s, G{\"o}del and \emph{proofs}", "erdos godel and proofs"),
        ("TNF-α and β-catenin", "tnf alpha and beta catenin"),
        ("Ελληνική γλώσσα", "elliniki glossa"),
        ("Заметки о льде", "zametki o lde"),
        ("O’Brien's kelp", "obriens kelp"),
        ("a  b\u200b\u00a0c", "a b c"),
        ("", ""),
        ("《海》", "hai"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold.fold(text) == folded


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Kelp in winter [Chinese]", "Kelp in winter"),
        ("Kelp in winter. [Erratum in Coasts [Web]. 2010;3:4].", "Kelp in winter"),
        ("Kelp in winter [1] [corrected]", "Kelp in winter"),
        ("Kelp in winter.[Erratum appears in Coasts. 20", "Kelp in winter"),
        ("[Kelp in winter]", "[Kelp in winter]"),
        ("Kelp [and other plants] in winter", "Kelp [and other plants] in winter"),
    ],
)
def test_notes_after_a_title(title: str, kept: str) -> None:
    assert fold.split_notes(title)[0] == kept


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Erratum: Kelp in winter", "erratum"),
        ("Kelp in winter (vol 12, pg 201, 2019)", "erratum"),
        ("Kelp in winter (Coasts (2019) 12 (201-219))", "erratum"),
        ("Kelp in winter - Reply", "reply"),
        ("Comment on “Kelp in winter”", "reply"),
        ("Kelp in Winter - Book Review", "review"),
        ("Corrected orbits of kelp", ""),
        ("A review of kelp", "review"),
        ("Responses of kelp to heat", ""),
        ("RETRACTED: Kelp in winter", ""),
    ],
)
def test_what_a_title_is_about(title: str, about: str) -> None:
    assert facts.read_title(title)[0].about == about


def test_a_retracted_paper_is_the_paper() -> None:
    assert facts.read_title("RETRACTED ARTICLE: Kelp in winter")[0].text == "kelp in winter"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("201-219", ("201", "219")),
        ("1973–9", ("1973", "1979")),
        ("e158-66", ("158", "166")),
        ("S52–S59", ("52", "59")),
        ("0045", ("45", "45")),
        ("47--65", ("47", "65")),
        ("iii-xii", ("iii xii", "")),
    ],
)
def test_pages(text: str, pages: tuple[str, str]) -> None:
    assert facts.read_pages(text) == pages


def test_the_words_are_folded_as_titles_are() -> None:
    for words in (WORDS_OF.recurring, WORDS_OF.filler, WORDS_OF.ordinary, WORDS_OF.conference, WORDS_OF.journal):
        assert {word for word in words if fold.fold(word) != word} == set()


@pytest.mark.parametrize(
    "title", ["Editor’s Comments", "Vorwort", "Book Review", "권두언", "书评", "巻頭言", "От редакции", "Önsöz"]
)
def test_recurring_titles(title: str) -> None:
    assert is_recurring(fold.fold(title), ())


# Names and containers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kelly, Robert E.", "Kelly, R.E."),
        ("Kelly, Robert E", "Robert E. Kelly"),
        ("Kelly, RE", "Kelly, Robert E."),
        ("LEE, JAE", "Lee, Jae"),
        ("Kim, Min-hyung", "Min-hyung, Kim"),
        ("Müller, Hans", "Mueller, H."),
        ("Sch?tz, H.", "Schütz, Hans"),
        ("De?loch, S.", "Deßloch, Stefan"),
        ("DeWitt, D.", "De Witt, David"),
        ("García Márquez, G.", "García-Márquez, Gabriel"),
        ("Иванов, И. О.", "Ivanov, I. O."),
        ("王, 小明", "Wang, Xiaoming"),
        ("김, 민형", "Kim, Min-hyung"),
        ("이, 서연", "Lee, Seo-yeon"),
        ("O’Brien, C.", "OBrien, Conor"),
        ("Libkin, L.", "Likbin, Leonid"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert agree.persons(person(one), person(other)) >= 0.9
    assert agree.persons(person(other), person(one)) >= 0.9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kelly, Robert", "Kelly, Bob"),
        ("Zhang, Lei", "Zhang, Min"),
        ("Li, Wei", "Liu, Wei"),
        ("Haug, I.", "Petrov, O."),
        ("山田, 太郎", "Yamada, Taro"),
        ("Ng, A.", "Ong, A."),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert agree.persons(person(one), person(other)) < 0.7


def test_authors_that_cannot_be_read_are_unknown_and_not_others() -> None:
    japanese = facts.read(Record(author=(Name(family="山田", given="太郎"),)))
    latin = facts.read(Record(author=(Name(family="Yamada", given="Taro"),)))
    assert agree.people(japanese, latin) == (None, 0)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Nat Rev Nephrol", "Nature Reviews. Nephrology", True),
        ("N Engl J Med", "The New England Journal of Medicine", True),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences of the United States of America",
            True,
        ),
        ("VLDB", "Very Large Data Bases", True),
        ("Proc. of the 23rd VLDB Conference", "VLDB", True),
        ("ACM SIGMOD Record", "SIGMOD Record", True),
        ("Brain Injury (London)", "Brain injury", True),
        ("Seminars in Thrombosis & Hemostasis", "Seminars in Thrombosis and Hemostasis", True),
        ("Pediatric Nephrology.Conference: 44th Annual Scientific Meeting", "Pediatric Nephrology", True),
        ("Nature", "Science", False),
        ("Nature", "Nature Medicine", False),
        ("Journal of Coastal Dynamics", "Foreign Affairs", False),
    ],
)
def test_containers(one: str, other: str, alike: bool) -> None:
    a, b = facts.read(Record(container_title=one)), facts.read(Record(container_title=other))
    assert (agree.containers(a, b) >= 0.8) is alike
    assert agree.containers(a, b) == agree.containers(b, a)


@pytest.mark.parametrize(
    ("one", "other", "wording"),
    [
        ("Kelp in winter storms", "KELP IN WINTER-STORMS", Wording.EQUAL),
        ("Databases for kelp", "Data bases for kelp", Wording.EQUAL),
        ("Kelp in winter storms", "Kelp in wintr storms", Wording.TYPOS),
        ("Kelp in winter storms (extended abstract)", "Kelp in winter storms", Wording.ASIDE),
        ("Kelp in winter storms: a review of buoys", "Kelp in winter storms", Wording.SUBTITLE),
        ("Medical progress kelp in winter storms", "Kelp in winter storms", Wording.LONGER),
        ("A trial of kelp in adults with anaemia", "A trial of kelp in children with anaemia", Wording.REWORDED),
        ("Kelp in winter storms", "The price of bread", Wording.DIFFERENT),
        ("Kelp", "Kelp and its many enemies in cold water", Wording.DIFFERENT),
    ],
)
def test_wordings(one: str, other: str, wording: Wording) -> None:
    a, b = facts.read(Record(title=one)), facts.read(Record(title=other))
    assert agree.titles(a, b)[0] is wording
    assert agree.titles(b, a)[0] is wording


# Verdicts


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda r: r, Verdict.SAME),
        (lambda r: r.replace(DOI=""), Verdict.SAME),
        (lambda r: r.replace(DOI="https://doi.org/10.4242/JCD.201", title=""), Verdict.SAME),
        (lambda r: r.replace(DOI="", issued=Date((2020,))), Verdict.SAME),
        (lambda r: r.replace(DOI="", page="", issue="", volume="", author=r.author[1:2]), Verdict.SAME),
        (lambda r: r.replace(DOI="", page="", volume="", title="How kelp forests slow the tide"), Verdict.LIKELY),
        (lambda r: r.replace(DOI="10.4242/jcd.2011"), Verdict.LIKELY),
        (lambda r: r.replace(DOI="", page="777-790"), Verdict.LIKELY),
        (lambda r: r.replace(title="The price of bread in towns", page="1-9"), Verdict.UNSURE),
        (lambda r: r.replace(DOI="", title=""), Verdict.LIKELY),
        (lambda r: r.replace(DOI="", title="", page=""), Verdict.UNSURE),
        (lambda r: r.replace(DOI="", title="The price of bread in towns", page="1-9"), Verdict.DIFFERENT),
        (lambda r: r.replace(DOI="", author=(Name(family="Brandt", given="Uwe"),), page=""), Verdict.DIFFERENT),
        (lambda r: r.replace(DOI="", page="", volume="15", issued=Date((2022,))), Verdict.DIFFERENT),
    ],
    ids=[
        "itself", "no DOI", "DOI as an address, no title", "a year later, same pages", "one author, no place",
        "no subtitle, no place", "another DOI", "other pages", "another title under the DOI", "no title, same place",
        "no title, no pages", "another work", "other people", "another year and volume",
    ],
)  # fmt: skip
def test_verdicts(change: Callable[[Record], Record], verdict: Verdict) -> None:
    comparison = compare(PAPER, change(PAPER))
    assert comparison.verdict is verdict, dict(comparison.penalties)


def test_an_identifier_is_compared_whole() -> None:
    one, other = Record(title="Kelp", DOI="10.4242/abc.7"), Record(title="Bread", DOI="10.4242/abc.77")
    assert compare(one, other).verdict is Verdict.DIFFERENT


def test_the_versions_of_a_preprint_are_one_work() -> None:
    one = Record(type="article", title="Kelp remembers", URL="https://arxiv.org/abs/2401.00001v1")
    other = Record(type="article", title="Kelp Remembers", DOI="10.48550/arXiv.2401.00001")
    assert compare(one, other).verdict is Verdict.SAME
    assert versions(one, other) == ""


def test_the_isbn_of_a_book_is_not_that_of_its_chapters() -> None:
    book = Record(type="book", title="Coasts in Motion", ISBN="978-3-16-148410-0")
    again = Record(type="book", title="Coasts in motion", ISBN="3-16-148410-X")
    chapter = Record(type="chapter", title="Measuring erosion from the air", ISBN="978-3-16-148410-0")
    other = Record(type="chapter", title="Salt marshes of the inner fjord", ISBN="978-3-16-148410-0")
    assert compare(book, again).verdict is Verdict.SAME
    assert compare(book, chapter).verdict is Verdict.DIFFERENT
    assert compare(chapter, other).verdict is Verdict.DIFFERENT


def test_the_volumes_of_a_book_are_parts() -> None:
    one = Record(
        type="book",
        title="Collected papers on kelp",
        author=(Name(family="Haug", given="Ingrid"),),
        publisher="Deep Press",
        issued=Date((1999,)),
        volume="1",
    )
    assert compare(one, one).verdict is Verdict.SAME
    assert compare(one, one.replace(volume="2")).verdict is Verdict.DIFFERENT
    assert versions(one, one.replace(volume="2")) == "part"


def test_two_theses_of_one_title_are_two() -> None:
    one = Record(
        type="thesis",
        title="Kelp and the tide",
        author=(Name(family="Haug", given="Ingrid"),),
        publisher="University of Nordhavn",
        issued=Date((1999,)),
        genre="Master's thesis",
    )
    assert compare(one, one).verdict is Verdict.SAME
    assert compare(one, one.replace(genre="PhD thesis")).verdict is Verdict.LIKELY


def test_an_organisation_is_not_held_against_its_people() -> None:
    body = Record(
        title="State of the tides report", author=(Name(literal="Institute of Tidal Research"),), issued=Date((2020,))
    )
    people = body.replace(author=(Name(family="Haug", given="Ingrid"),), container_title="Tides")
    assert "authors" not in compare(body, people).penalties
    assert compare(body, people).verdict in (Verdict.LIKELY, Verdict.UNSURE)


def test_news_of_two_days_is_asked_about() -> None:
    one = Record(
        type="article-newspaper",
        title="Letters from the harbour town",
        author=(Name(family="Marsh", given="Joan"),),
        container_title="Nordhavn Courier",
        issued=Date((2020, 3, 1)),
    )
    assert compare(one, one.replace(issued=Date((2020, 3, 2)))).verdict is Verdict.SAME
    assert compare(one, one.replace(issued=Date((2020, 5, 1)))).verdict is Verdict.LIKELY
    assert compare(one, one.replace(issued=Date((2020,)))).verdict is Verdict.SAME


def test_a_home_page_is_no_identifier() -> None:
    one = Record(title="Kelp in winter", URL="https://www.coasts.example/")
    other = Record(title="Bread in towns", URL="https://coasts.example")
    assert compare(one, other).verdict is Verdict.DIFFERENT
    assert not any(key.startswith("url:") for key in keys(one))


def test_a_title_alone_proves_nothing_and_excludes_nothing() -> None:
    one = Record(title="How kelp forests slow the tide: a decade of buoys")
    assert compare(one, one).verdict is Verdict.UNSURE


def test_weights_are_an_argument() -> None:
    other = PAPER.replace(DOI="10.4242/other")
    assert compare(PAPER, other, {**WEIGHTS, "doi": 0.0}).verdict is Verdict.SAME
    assert compare(PAPER, other, {**WEIGHTS, "doi": 3.0}).verdict is Verdict.DIFFERENT


def test_a_title_that_is_common_in_the_library_needs_more() -> None:
    one = Record(
        title="Distinguished kelp profiles",
        author=(Name(family="Marsh"),),
        container_title="Kelp",
        issued=Date((2002,)),
    )
    assert compare(one, one).verdict is Verdict.SAME
    assert compare(one, one, common_titles={"distinguished kelp profiles"}).verdict is Verdict.LIKELY


@given(records(), records())
def test_the_order_does_not_matter(a: Record, b: Record) -> None:
    assert compare(a, b) == compare(b, a)


@given(records())
def test_an_empty_record_is_never_the_same(a: Record) -> None:
    assert compare(a, Record()).verdict in (Verdict.UNSURE, Verdict.DIFFERENT)


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_compared(title: str, name: str) -> None:
    record = Record(
        title=title, author=(Name(family=name, given=title[:20]),), page=name, volume=name, DOI=name, URL=title
    )
    comparison = compare(record, record.replace(container_title=title))
    assert comparison.distance >= 0
    assert keys(record) == keys(record)
    assert fold.fold(title) == fold.fold(fold.fold(title))


# Many


def noisy(paper: Record, chance: random.Random) -> Record:
    """A paper as another database has it: initials, typing errors, gaps, an abbreviated journal, the year of print."""

    def typo(text: str) -> str:
        at = chance.randrange(1, max(2, len(text) - 1))
        return text[:at] + text[at + 1 :]

    title = paper.title if chance.random() < 0.7 else typo(paper.title)
    year = (paper.issued.year if paper.issued and paper.issued.year else 2000) + (chance.random() < 0.1)
    return paper.replace(
        title=title.upper() if chance.random() < 0.2 else title,
        author=tuple(Name(family=name.family, given=name.given[:1] + ".") for name in paper.author),
        container_title=paper.container_title.replace("Journal", "J.")
        if chance.random() < 0.5
        else paper.container_title,
        page=paper.page if chance.random() < 0.6 else "",
        volume=paper.volume if chance.random() < 0.8 else "",
        issued=Date((year,)),
        DOI=paper.DOI if chance.random() < 0.3 else "",
    )


WORDS = """kelp tide buoy storm winter forest current erosion sand dune marsh fjord salmon plankton harbour ferry engine
battery sensor network signal filter learning kernel proof lattice graph tree matrix protein membrane receptor antibody
vaccine trial cohort stroke memory attention language syntax migration labour tax election law treaty border""".split()


def papers(count: int, seed: int, vocabulary: list[str] = WORDS) -> list[Record]:
    chance = random.Random(seed)
    found = []
    for number in range(count):
        words = chance.sample(vocabulary, 6)
        first = chance.randrange(1, 900)
        found.append(
            Record(
                type="article-journal",
                citation_key=f"p{number}",
                title=f"{words[0]} {words[1]} and the {words[2]} of {words[3]} in {words[4]} {words[5]}".capitalize(),
                author=tuple(
                    Name(
                        family=chance.choice(vocabulary).capitalize() + chance.choice(("son", "berg", "ova")),
                        given=chance.choice(("Ana", "Bo", "Cem", "Dora")),
                    )
                    for _ in range(chance.randint(1, 5))
                ),
                container_title=f"Journal of {chance.choice(WORDS).capitalize()} Studies",
                volume=str(chance.randint(1, 60)),
                page=f"{first}-{first + chance.randint(4, 30)}",
                issued=Date((chance.randint(1990, 2024),)),
                DOI=f"10.4242/{number}",
            )
        )
    return found


def test_duplicates_among_many_are_found_and_nothing_else() -> None:
    originals = papers(600, 1)
    chance = random.Random(2)
    copies = [noisy(paper, chance).replace(citation_key=f"{paper.citation_key}-copy") for paper in originals[:300]]
    pairs = duplicates([*originals, *copies])
    found = {
        verdict: {(pair.a.citation_key, pair.b.citation_key) for pair in pairs if pair.comparison.verdict is verdict}
        for verdict in Verdict
    }
    true = {(f"p{number}", f"p{number}-copy") for number in range(300)}
    assert found[Verdict.SAME] <= true
    assert found[Verdict.SAME] | found[Verdict.LIKELY] <= true
    assert len(found[Verdict.SAME] & true) >= 270
    assert len((found[Verdict.SAME] | found[Verdict.LIKELY]) & true) >= 294
    distances = [pair.comparison.distance for pair in pairs]
    assert distances == sorted(distances)


def test_what_is_the_same_or_likely_shares_a_key() -> None:
    alike = shared = 0
    for seed in range(500):
        chance = random.Random(seed)
        paper = papers(1, seed)[0]
        one, other = noisy(paper, chance), noisy(paper, chance)
        assert len(keys(one)) <= 12
        if compare(one, other).verdict in (Verdict.SAME, Verdict.LIKELY):
            alike += 1
            shared += bool(keys(one) & keys(other))
    assert alike > 450
    assert shared >= alike - 2  # typing errors in both halves of the title, the year of print, and no pages


def test_columns_are_kept_apart() -> None:
    column = Record(
        title="Notes from the shore", author=(Name(family="Marsh", given="Joan"),), container_title="Quarterly of Wells"
    )
    issues = [column.replace(volume=str(v), issued=Date((1999 + v,)), citation_key=f"n{v}") for v in range(1, 5)]
    assert not [pair for pair in duplicates(issues) if pair.comparison.verdict in (Verdict.SAME, Verdict.LIKELY)]


def test_a_record_that_says_little_joins_no_two_works() -> None:
    first = PAPER.replace(citation_key="first", page="")
    second = first.replace(citation_key="second", DOI="10.4242/jcd.999")
    vague = first.replace(citation_key="vague", DOI="", volume="", issue="")
    pairs = duplicates([first, second, vague])
    same = [pair for pair in pairs if pair.comparison.verdict is Verdict.SAME]
    assert len(same) == 1
    assert any("chain" in pair.comparison.penalties for pair in pairs)


def test_many_copies_of_one_work_are_one_group() -> None:
    chance = random.Random(5)
    paper = papers(1, 9)[0]
    copies = [noisy(paper, chance).replace(citation_key=f"c{number}") for number in range(120)]
    group = {"c0"}
    pairs = [p for p in duplicates(copies) if p.comparison.verdict in (Verdict.SAME, Verdict.LIKELY)]
    for _ in range(len(copies)):
        group |= {
            key
            for pair in pairs
            if {pair.a.citation_key, pair.b.citation_key} & group
            for key in (pair.a.citation_key, pair.b.citation_key)
        }
    assert len(group) >= 116


def test_nothing_and_one_have_no_duplicates() -> None:
    assert duplicates([]) == []
    assert duplicates([PAPER]) == []


HOSTILE = (
    "[",
    "]",
    "(",
    "<",
    "<a",
    "&",
    "\\",
    "{$",
    " ",
    "- ",
    ": ",
    "a[",
    "α",
    "?",
    "1",
    "1-",
    "x (",
    "(vol 1, pg ",
    "中",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_longer_than_plain_text(piece: str) -> None:
    def cost(title: str) -> float:
        record = Record(
            title=title,
            author=(Name(family=title, given=title),) * 3,
            container_title=title,
            page=title,
            volume=title,
            abstract=title,
        )
        other = record.replace(title=f"{title} b", container_title=f"{title} b")
        return seconds(lambda: (compare(record, other), keys(record)))

    text = piece * (100_000 // len(piece))
    plain = cost("kelp forests slow the tide " * 4_000)
    assert cost(text) < 25 * max(plain, 0.004)


def test_european_letters_are_read_as_anyascii_reads_them() -> None:
    """Without loading it: each character that becomes ASCII by taking its accent away is what anyascii makes of it."""
    for code in (*range(0x80, 0xD800), *range(0xE000, 0x11000)):
        character = chr(code)
        found = unicodedata.normalize("NFD", character).translate(fold._EUROPEAN)
        assert not found.isascii() or found == anyascii(character), hex(code)


def test_a_title_with_its_discussion_is_not_about_another_work() -> None:
    assert facts.read_about("on the frost of fens with discussion", "") == ""
    assert facts.read_about("on the frost of fens a discussion", "") == "reply"


def test_a_name_that_is_not_taken_apart_leads_to_the_same_key() -> None:
    whole = PAPER.replace(title="Artificial frost", author=(Name(literal="Maria de la Vega"),), volume="", DOI="")
    parts = whole.replace(title="Artifical frost", author=(Name(family="de la Vega", given="Maria"),))
    assert keys(whole) & keys(parts)


def test_related_works_are_listed_as_what_they_are() -> None:
    preprint = PAPER.replace(
        type="article", genre="Preprint", container_title="", volume="", page="", DOI="10.4242/pre"
    )
    pairs = duplicates([PAPER, preprint])
    assert [(pair.link, pair.comparison.is_of_two_works) for pair in pairs] == [("preprint", True)]
    other = preprint.replace(author=(Name(family="Nobody", given="Else"),))
    assert duplicates([PAPER, other]) == []

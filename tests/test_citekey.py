"""Citekeys: what is made is safe everywhere, unique, readable, and made in no time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib import vocabulary
from pressbib.citekey import FIELDS, MODIFIERS, fold, is_valid, make, own, stop_words
from pressbib.errors import DataFileError
from pressbib.record import Date, Name, Record

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:-]*")
DOUBLED = re.compile(r"[_:-]{2}")

KELLY = Record(
    type="article-magazine",
    title="Why South Korea Should Go <i>Nuclear</i>: The Bomb Is the Best Way to Contain the Threat",
    author=(
        Name(family="Kelly", given="Robert E."),
        Name(family="Kim", given="Min-hyung"),
        Name(literal="The Peace Group"),
    ),
    editor=(Name(family="Kurtz-Phelan", given="Daniel"),),
    issued=Date((2024, 12, 30)),
    container_title="The Journal of Foreign Affairs",
    volume="104",
    issue="1",
    page="e12-e25",
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{auth}{year}{shorttitle}", "kelly2024south"),
        ("{auth:capital}{year}", "Kelly2024"),
        ("{auth:3:upper}-{shortyear}", "KEL-24"),
        ("{authors}", "kellykimpeacegroup"),
        ("{authors2:capital}", "Kellykimetal"),
        ("{authors3}:{year}", "kellykimpeacegroup:2024"),
        ("{editor}_{editors}", "kurtzphelan_kurtzphelan"),
        ("{title3}", "southkoreashould"),
        ("{title3:capital}", "SouthKoreaShould"),
        ("{title}", "southkoreashouldgonuclearbombbestwaycontainthreat"),
        ("{shorttitle2}", "southkorea"),
        ("{container}", "journalforeignaffairs"),
        ("{journal:upper}{volume}{issue}{page}", "JFA104112"),
        ("{journal2}{month}{day}", "jf1230"),
        ("{type}", "articlemagazine"),
        ("x{year}", "x2024"),
    ],
)
def test_patterns(pattern: str, key: str) -> None:
    assert make(KELLY, pattern=pattern) == key


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (Record(), "item"),
        (Record(container_title="Nature Astronomy", issued=Date((2019,))), "natureastronomy2019"),
        (Record(container_title="The Journal of the Royal Society Interface"), "journalroyal"),
        (Record(publisher="OECD", issued=Date((2020,))), "oecd2020"),
        (Record(issued=Date((2019,))), "2019"),
        (Record(title="The"), "the"),
        (Record(title="Die Entdeckung", language="de", issued=Date((2001,))), "2001entdeckung"),
        (Record(title="Die Another Day", language="en-GB"), "die"),
        (Record(author=(Name(family="Müller-Lüdenscheidt"),), issued=Date((1999,))), "mullerludenscheidt1999"),
        (Record(author=(Name(family="O’Brien"),), title="«L’été»"), "obrienlete"),
        (Record(author=(Name(family="홍", given="길동"),), title="한국 정치"), "honghangug"),
        (Record(author=(Name(family="Достоевский"),), title="Идиот", language="ru"), "dostoevskiyidiot"),
        (Record(author=(Name(literal="World Health Organization"),), issued=Date((2020,))), "who2020"),
        (Record(author=(Name(literal="Plato"),)), "plato"),
        (Record(editor=(Name(family="Ed"),), issued=Date((-44,))), "ed44"),
        (Record(title=r"{\LaTeX} and $x^2$ \emph{again}"), "x2"),
        (Record(title="!!! ... ???"), "item"),
    ],
)
def test_what_records_give(record: Record, key: str) -> None:
    assert make(record) == key


@pytest.mark.parametrize(
    "pattern", ["", "key", "{nobody}", "{auth:loud}", "{auth} {year}", "{auth}@", "{auth", "{ä}", "{{auth}}"]
)
def test_a_pattern_that_makes_no_sense_is_refused(pattern: str) -> None:
    with pytest.raises(DataFileError, match="citekey pattern"):
        make(KELLY, pattern=pattern)


def test_keys_in_use_get_letters() -> None:
    taken: set[str] = set()
    for expected in ["kelly2024", "kelly2024a", "kelly2024b", "kelly2024c"]:
        key = make(KELLY, taken, "{auth}{year}")
        assert key == expected
        taken.add(fold(key))
    assert make(KELLY, {"kelly"}, "{auth:capital}") == "Kelly-a"
    assert make(Record(), {"item"}) == "item-a"


def test_the_ten_thousandth_of_a_name_is_found_in_few_steps() -> None:
    taken = set[str]()
    begin = time.process_time()
    for _ in range(10_000):
        taken.add(fold(make(KELLY, taken, "{year}")))
    assert len(taken) == 10_000
    assert max(map(len, taken)) == 7  # 2024 and three letters
    assert time.process_time() - begin < 5


TEXTS = st.text(max_size=30)
RECORDS = st.builds(
    Record,
    title=TEXTS,
    author=st.lists(st.builds(Name, family=TEXTS, given=TEXTS, literal=TEXTS), max_size=3).map(tuple),
    issued=st.none() | st.builds(Date, st.tuples(st.integers(-9999, 9999).filter(bool))),
    container_title=TEXTS,
    volume=TEXTS,
    page=TEXTS,
)


@given(RECORDS)
def test_what_is_made_is_safe_and_new(record: Record) -> None:
    first = make(record)
    second = make(record, {fold(first)})
    for key in (first, second):
        assert SAFE.fullmatch(key)
        assert not DOUBLED.search(key)
        assert is_valid(key)
    assert fold(first) != fold(second)


@given(RECORDS, st.lists(st.sampled_from([*FIELDS]), min_size=1, max_size=4), st.sampled_from([*MODIFIERS]))
def test_any_pattern_makes_a_safe_key(record: Record, fields: list[str], modifier: str) -> None:
    key = make(record, pattern="-".join([f"{{{field}:{modifier}}}" for field in fields]))
    assert SAFE.fullmatch(key)
    assert not DOUBLED.search(key)


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("kelly2024", True),
        ("DBLP:conf/vldb/Kim24", True),
        ("Müller_2020+x", True),
        ("김2020", True),
        ("1234", True),
        ("a b", False),
        ("a,b", False),
        ("a{b", False),
        ("100%", False),
        ("o'brien", False),
        ("http://zotero.org/users/1/items/AB", False),
        ("10.1000/182", False),
        ("item", False),
        ("a\u00a0b", False),
        ("a\u202eb", False),
        ("x" * 201, False),
        ("", False),
    ],
)
def test_keys_that_came_with_a_record(key: str, kept: bool) -> None:
    assert own(Record(citation_key=key)) == (key if kept else "")


def test_a_key_is_kept_only_where_it_is_free_and_no_title() -> None:
    assert own(Record(citation_key="Kelly24"), {"kelly24"}) == ""
    assert own(Record(citation_key="Nature", title="Nature")) == ""


def test_every_language_of_the_vocabulary_has_its_stop_words() -> None:
    without = {"ja", "ko", "th", "zh"}  # words are not written apart, or particles are part of them
    for language in vocabulary.load():
        code = language.code.partition("-")[0]
        assert stop_words(code) != stop_words("xx") or code in without, code
    assert {"the", "der"} < stop_words()
    assert "the" not in stop_words("de")


@pytest.mark.parametrize(
    "text", ["a " * 50_000, "<" * 100_000, "{" * 100_000, "\\" * 100_000, "'" * 100_000, "字" * 100_000, "_" * 100_000]
)
def test_hostile_text_costs_nothing(text: str) -> None:
    record = Record(title=text, author=(Name(family=text), Name(literal=text)) * 50, container_title=text, volume=text)
    begin = time.process_time()
    make(record, pattern="{auth}{authors}{title}{shorttitle}{container}{journal}{volume}{page}")
    own(Record(citation_key=text))
    assert time.process_time() - begin < 1

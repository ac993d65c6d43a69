"""The words of press pages: every file is checked, complete, and free of patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressbib import vocabulary
from pressbib.errors import DataFileError
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import fill, worded

LANGUAGES = "en ko ja zh-Hans zh-Hant de fr es pt it nl sv no da fi pl cs ru uk tr el fa ar id vi".split()


def test_the_listed_languages_are_there() -> None:
    assert set(vocabulary.load().languages) >= set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_complete(code: str) -> None:
    language = vocabulary.load().languages[code]
    for variable in (
        "title",
        "author",
        "container-title",
        "DOI",
        "URL",
        "issued",
        "volume",
        "page",
        "reference",
        "ignore",
    ):
        assert language.get("labels", variable), variable
    for kind in ("paper", "references", "other"):
        assert language.get("headings", kind), kind
    for key in ("and", "others", "first", "corresponding", "equal", "groups", "teams"):
        assert language.get("people", key), key
    for key in ("container", "published", "title", "study", "new", "earlier"):
        assert language.get("prose", key), key
    assert len(language.months) == 12
    assert all(language.months)
    assert len(language.seasons) == 4
    assert language.quotes


def test_words_are_words_and_no_patterns() -> None:
    for language in vocabulary.load():
        for section, keys in language.words.items():
            for key, words in keys.items():
                for word in words:
                    assert not set(word) & set("\\^$+|[]"), (language.code, section, key, word)


def test_a_label_means_one_thing_in_a_language() -> None:
    for language in vocabulary.load():
        seen: dict[str, str] = {}
        for variable, words in language.words["labels"].items():
            if variable in ("loose", "desk", "source", "caption", "day"):  # parts of the lists before them
                continue
            for word in words:
                assert seen.setdefault(vocabulary.fold(word), variable) == variable, (language.code, word)


def write(folder: Path, text: str) -> Path:
    path = folder / "xx.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('language = "xx"\n[labels]\ntitel = ["Titel"]', "labels.titel"),
        ('language = "xx"\n[prose]\ncontainer = ["in the journal"]', "prose.container"),
        ('language = "xx"\n[dates]\nmonths = [["January"]]', "dates.months"),
        ('language = "xx"\n[labels]\ntitle = "Title"', "labels.title"),
        ('language = "yy"', "language"),
        ('language = "xx"\nwords = []', "words"),
        ("language = ", ""),
    ],
)
def test_a_wrong_file_is_refused_with_the_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(DataFileError) as caught:
        vocabulary.read_language(write(tmp_path, text))
    assert caught.value.key == key
    assert caught.value.path == "xx.toml"


def test_a_small_file_is_a_language(tmp_path: Path) -> None:
    language = vocabulary.read_language(
        write(tmp_path, 'language = "xx"\nname = "Xish"\n[labels]\ntitle = ["Xitle"]\n[quotes]\npairs = [["<", ">"]]')
    )
    assert (language.code, language.name) == ("xx", "Xish")
    assert language.get("labels", "title") == ("Xitle",)
    assert language.quotes == (("<", ">"),)
    assert language.get("prose", "container") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nature Communications today", "Nature Communications"),
        ("Journal of the Royal Society Interface, said", "Journal of the Royal Society Interface"),
        ("J. Phys. Chem. Lett. 2017, DOI", "J. Phys. Chem. Lett."),
        ("Proc. Natl. Acad. Sci. U.S.A., 119", "Proc. Natl. Acad. Sci. U.S.A."),
        ("Light: Science & Applications (2020)", "Light: Science & Applications"),
        ("Circulation: Heart Failure, published", "Circulation: Heart Failure"),
        ("Frontiers in Psychology in October", "Frontiers in Psychology"),
        ("Briefings in Bioinformatics, Volume 25", "Briefings in Bioinformatics"),
        ("Behaviour Research and Therapy har deltagere", "Behaviour Research and Therapy"),
        ("JAMA Otolaryngology - Head and Neck Surgery, doi", "JAMA Otolaryngology - Head and Neck Surgery"),
        ("Nature and Science in 2010", "Nature"),
        ("Nature on Monday", "Nature"),
        ("eLife: 10.7554", "eLife"),
        ("“Materials Letters” volume", "Materials Letters"),
        ("《自然》杂志", "自然"),
    ],
)
def test_the_name_of_a_journal_ends_where_it_ends(text: str, name: str) -> None:
    span = journals.read_name(text, 0)
    assert span is not None
    assert text[span[0] : span[1]] == name


def test_no_name_begins_with_a_small_word() -> None:
    assert journals.read_name("the results of it", 0) is None


def test_known_marked_and_abbreviated_names_weigh_more_than_other_words() -> None:
    assert journals.weight("Gut") == 4
    assert journals.weight("Journal of Frogs") == 3
    assert journals.weight("Zeitschr. f. Frosch.") == 2
    assert journals.weight("Green Frogs") == 0


def test_a_pattern_holds_words_of_the_vocabulary() -> None:
    joined = worded(r"(\w+) {people.and:en,de} (\w+)")
    assert joined.findall("A and B, C und D, E et F") == [("A", "B"), ("C", "D")]
    assert worded(r"\b{dates.months:en} \d").search("Sept. 5")
    assert worded(r"\b{dates.months:cs} \d+").search("15. května 2020")
    assert fill(r"\d{1,2} {grammar.or:en}") == r"\d{1,2} (?:or)"  # a count is no slot
    assert worded("{people.teams:en}").search("and her team")


def test_a_slot_that_no_vocabulary_knows_is_an_error_at_first_use() -> None:
    unknown = worded("{people.pets}")
    with pytest.raises(KeyError, match=r"people\.pets"):
        unknown.search("")

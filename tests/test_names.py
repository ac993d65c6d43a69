"""Printed names and lists of names -> Names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib import names, vocabulary
from pressbib.names import asian, western, words
from pressbib.record import Name
from tests.pace import seconds


def shape(name: Name) -> str:
    """A name as `family|given|particle|suffix`, empty parts at the end left out; a literal in braces."""
    if name.literal:
        return "{" + name.literal + "}"
    particle = " ".join(part for part in (name.dropping_particle, name.non_dropping_particle) if part)
    return "|".join((name.family, name.given, particle, name.suffix)).rstrip("|")


ONE = {
    "Jane Roe": "Roe|Jane",
    "Jane Q. Roe": "Roe|Jane Q.",
    "J. Q. Roe": "Roe|J. Q.",
    "JQ Roe": "Roe|JQ",
    "Roe JQ": "Roe|JQ",
    "Roe J Q": "Roe|J Q",
    "Roe J.Q.": "Roe|J.Q.",
    "Roe, Jane": "Roe|Jane",
    "Roe, J.-P.": "Roe|J.-P.",
    "Roe, Jane, Jr.": "Roe|Jane||Jr.",
    "Roe, Jr., Jane": "Roe|Jane||Jr.",
    "Jane Roe, PhD": "Roe|Jane",
    "Jane Roe MD PhD": "Roe|Jane",
    "Roe, MA": "Roe|MA",
    "Hall MA": "Hall|MA",
    "Prof. Dr. Jane Roe": "Roe|Jane",
    "Jack W. Jr. Sites": "Sites|Jack W.||Jr.",
    "D'Ambrosio FA Jr": "D'Ambrosio|FA||Jr",
    "R.M. Ehsanipoor.": "Ehsanipoor|R.M.",
    "Mayer, E.A": "Mayer|E.A.",
    "John Jones 3rd": "Jones|John||3rd",
    "John van der Berg Jr.": "Berg|John|van der|Jr.",
    "Chris G. Van de Walle": "Van de Walle|Chris G.",
    "Ludwig von Beethoven": "Beethoven|Ludwig|von",
    "van Berkel V": "Berkel|V|van",
    "St. John RA": "St. John|RA",
    "Robert A. St. John": "St. John|Robert A.",
    "Berg, Jan van den": "Berg|Jan|van den",
    "Joanne M. Del Rosario": "Del Rosario|Joanne M.",
    "William R. De La Cruz": "De La Cruz|William R.",
    "José Ortega y Gasset": "Ortega y Gasset|José",
    "A. Fontcuberta i Morral": "Fontcuberta i Morral|A.",
    "Abdul Rahman bin Yusuf": "Yusuf|Abdul Rahman|bin",
    "Ulf JONSSON": "Jonsson|Ulf",
    "J. SEGURA-RUIZ": "Segura-Ruiz|J.",
    "Ann McDONALD": "McDonald|Ann",
    "Ann Mc Donald": "Mc Donald|Ann",
    "de Oliveira, M. A.": "Oliveira|M. A.|de",
    "İsmail DİNÇER": "Dinçer|İsmail",
    "Сидоров Павел Андреевич": "Сидоров|Павел Андреевич",
    "Павел Андреевич Сидоров": "Сидоров|Павел Андреевич",
    "Роман Аркадьевич Абрамович": "Абрамович|Роман Аркадьевич",
    "Sidorov Pavel Andreevich": "Sidorov|Pavel Andreevich",
    "JANE SMITH": "Smith|Jane",
    "Kim Min-hyung": "Kim|Min-hyung",
    "Min-hyung Kim": "Kim|Min-hyung",
    "Nguyễn Văn An": "Nguyễn|Văn An",
    'Yukihiro "Matz" Matsumoto': "Matsumoto|Yukihiro",
    "Ludwig Wittgenstein (1889–1951)": "Wittgenstein|Ludwig",
    "Madonna": "{Madonna}",
    "The ATLAS Collaboration": "{The ATLAS Collaboration}",
    "World Health Organization": "{World Health Organization}",
    "Иванов И. И.": "Иванов|И. И.",
    "김민형": "김|민형",
    "김민형 교수": "김|민형",
    "남궁민수": "남궁|민수",
    "박 철수": "박|철수",
    "존 크로커": "크로커|존",
    "山田 太郎": "山田|太郎",
    "谷本圭司": "谷本|圭司",
    "佐々木太郎": "佐々木|太郎",
    "天竺桂弘子": "天竺桂|弘子",
    "田久保真理": "田久保|真理",
    "王小明": "王|小明",
    "欧阳修": "欧阳|修",
    "李华教授": "李|华",
    "マリー・キュリー": "キュリー|マリー",
    "": "{}",
}


@pytest.mark.parametrize(("text", "expected"), ONE.items(), ids=list(ONE))
def test_one_name(text: str, expected: str) -> None:
    assert shape(names.parse(text)) == ("" if expected == "{}" else expected)


LISTS = {
    "A. Roe, B. Poe and C. Doe": ["Roe|A.", "Poe|B.", "Doe|C."],
    "A. Roe, B. Poe, and C. Doe": ["Roe|A.", "Poe|B.", "Doe|C."],
    "A. Roe & B. Poe": ["Roe|A.", "Poe|B."],
    "Roe, A., Poe, B., & Doe, C.": ["Roe|A.", "Poe|B.", "Doe|C."],
    "Roe, A.; Poe, B.; Doe, C.": ["Roe|A.", "Poe|B.", "Doe|C."],
    "Roe A, Poe B, van Doe CD": ["Roe|A", "Poe|B", "Doe|CD|van"],
    "Miros, R, Proeschold-Bell, RJ, Schmitt JW": ["Miros|R", "Proeschold-Bell|RJ", "Schmitt|JW"],
    "Luis A, Domingues F and Pereira, L": ["Luis|A", "Domingues|F", "Pereira|L"],
    "Roe, Jane, Poe, Ann": ["Roe|Jane", "Poe|Ann"],
    "Roe, Jane, Poe, Ann and Bob Doe": ["Roe|Jane", "Poe|Ann", "Doe|Bob"],
    "U, Vivian and Lai, Thomas": ["U|Vivian", "Lai|Thomas"],
    "Thuis, De Ruiter, Ligthart and Broekman": ["Thuis", "De Ruiter", "Ligthart", "Broekman"],
    "Jane Roe, PhD, John Poe, MD, MPH and Ann Doe, MSc": ["Roe|Jane", "Poe|John", "Doe|Ann"],
    "Jane Roe1,2*, John Poe2†": ["Roe|Jane", "Poe|John"],
    "*Susanne Roe, Daniel Poe": ["Roe|Susanne", "Poe|Daniel"],
    "Jane Roe (University of X), John Poe (Institute for Y, City)": ["Roe|Jane", "Poe|John"],
    "Jane Roe, University of X; John Poe, PhD, University of Y, and Ann Doe": ["Roe|Jane", "Poe|John", "Doe|Ann"],
    "Jane Roe of the University of X and John Poe, professor of physics": ["Roe|Jane", "Poe|John"],
    "By Jane Roe and John Poe": ["Roe|Jane", "Poe|John"],
    "Authors: Jane Roe, John Poe": ["Roe|Jane", "Poe|John"],
    "Jane Roe\nJohn Poe": ["Roe|Jane", "Poe|John"],
    "World Health Organization and Jane Roe": ["{World Health Organization}", "Roe|Jane"],
    "Jane Roe, the ACT34 Investigators": ["Roe|Jane", "{the ACT34 Investigators}"],
    "Paul R EDWARDS and Robert LEE": ["Edwards|Paul R", "Lee|Robert"],
    "María Roe y Juan Pérez López": ["Roe|María", "Pérez López|Juan"],
    "João da Silva e Maria dos Santos": ["Silva|João|da", "Santos|Maria|dos"],
    "Hans Roe und Anna Müller-Lüdenscheidt": ["Roe|Hans", "Müller-Lüdenscheidt|Anna"],
    "김민형, 이수진": ["김|민형", "이|수진"],
    "윤서영·유준호": ["윤|서영", "유|준호"],
    "김민형 교수와 이수진 박사": ["김|민형", "이|수진"],
    "山田 太郎、鈴木 花子": ["山田|太郎", "鈴木|花子"],
    "王小明，李华和张三": ["王|小明", "李|华", "张|三"],
    "Jane Roe <jane@example.org>, John Poe": ["Roe|Jane", "Poe|John"],
    "C. Roe; C. Poe, C. Doe": ["Roe|C.", "Poe|C.", "Doe|C."],
    "LEE Min Ho, KIM Su and TANAKA Keiko": ["Lee|Min Ho", "Kim|Su", "Tanaka|Keiko"],
    "ROBERT E KELLY, MIN-HYUNG KIM": ["Kelly|Robert E", "Kim|Min-Hyung"],
    "Anna Roe^1, Bernd Poe^{2}": ["Roe|Anna", "Poe|Bernd"],
    "Jane Roe a, John Poe b, Ann Doe a,b": ["Roe|Jane", "Poe|John", "Doe|Ann"],
    "Robert Kelly/Min-hyung Kim": ["Kelly|Robert", "Kim|Min-hyung"],
    "Jane Roe – John Poe": ["Roe|Jane", "Poe|John"],
    "Smith J, Jones K; for the ABC Study Group": ["Smith|J", "Jones|K", "{the ABC Study Group}"],
    "Lead author: Jane Roe": ["Roe|Jane"],
    "第一作者：王小明；通讯作者：李华": ["王|小明", "李|华"],
    "Nguyen Van An": ["Nguyen|Van An"],
    "Doe, John, Jane Roe and Ann Poe": ["Doe|John", "Roe|Jane", "Poe|Ann"],
    "Doe, John, and Jane Roe": ["Doe|John", "Roe|Jane"],
    "Doe, John A., and Jane Roe": ["Doe|John A.", "Roe|Jane"],
    "Lewis, C.S., Roe, E.A., Poe, U. A.": ["Lewis|C.S.", "Roe|E.A.", "Poe|U. A."],
    "dos Santos, J.C.S.; Dias Filho, F.A.": ["Santos|J.C.S.|dos", "Dias Filho|F.A."],
    "José Dias Filho, Hibbeln JR": ["Dias Filho|José", "Hibbeln|JR"],
    "Jane Roe, Fujian Agriculture and Forestry University": ["Roe|Jane"],
    "Katia Maria Micchi de Barros Ferraz, Jane Roe": ["Ferraz|Katia Maria Micchi de Barros", "Roe|Jane"],
    "Ann Roe, Ph.D., of the University of X, San Francisco, Bob Poe, M.D., of Y University, Durham, N.C.": [
        "Roe|Ann",
        "Poe|Bob",
    ],
    "Orna Roe, Ph.D., of the Clalit Health Services, Tel Aviv, Israel": ["Roe|Orna"],
    "Steven Roe, M.D., of the Research Institute, in Ontario, Canada, and Bob Poe": ["Roe|Steven", "Poe|Bob"],
    "J.A. Lozano Rodríguez, L. García Sanjuán, A. Roe": ["Lozano Rodríguez|J.A.", "García Sanjuán|L.", "Roe|A."],
    "J. Heather García Roe, John Poe, Ann Doe": ["Roe|J. Heather García", "Poe|John", "Doe|Ann"],
    "Berg, J. van der, & Roe, A.": ["Berg|J.|van der", "Roe|A."],
}


def test_a_particle_before_the_last_of_four_words_of_a_spanish_name() -> None:
    assert shape(names.parse("Luis Canseco Del Río", language="es")) == "Del Río|Luis Canseco"


@pytest.mark.parametrize(("language", "family"), [("tr", "Işık"), ("az", "Işık"), ("en", "Işik"), ("", "Işik")])
def test_capitals_of_turkish_names(language: str, family: str) -> None:
    assert names.parse("Ayşe IŞIK", language=language).family == family


@pytest.mark.parametrize(("text", "expected"), LISTS.items(), ids=list(LISTS))
def test_lists(text: str, expected: list[str]) -> None:
    people = names.read(text)
    assert [shape(name) for name in people.names] == expected
    assert not people.others


@pytest.mark.parametrize("language", sorted(vocabulary.load().languages))
def test_the_words_for_others_of_every_language(language: str) -> None:
    others = vocabulary.load().words("people", "others", language)
    assert others
    for word in others:
        east_asian = asian.is_asian(word)
        text = f"김민형 {word}" if language == "ko" else f"山田太郎{word}" if east_asian else f"Jane Roe {word}"
        people = names.read(text, language=language)
        assert people.others, word
        assert len(people.names) == 1, (word, people)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ehsanipoor., et al.,", 1),
        ("Roe A, Poe B, et al", 2),
        ("Roy Taylor and Michael EJ Lean et al.", 2),
        ("Rozenkrantz et al.:", 1),
        ("Jane Roe and 12 others", 1),
        ("A. Müller & Kollegen", 1),
        ("Jane Roe, John Poe, et al.'", 2),
        ("A. Roe, et al., B. Poe", 2),
        ("김민형 외 3명", 1),
        ("山田 太郎 ほか", 1),
        ("王小明等", 1),
    ],
)
def test_others_in_lists(text: str, count: int) -> None:
    people = names.read(text)
    assert people.others
    assert len(people.names) == count


def test_a_surname_alone_is_a_family_name_only_beside_others() -> None:
    assert names.read("Aguet et al.").names == (Name(family="Aguet"),)
    assert names.read("Madonna").names == (Name(literal="Madonna"),)


def test_affiliations_orcid_and_roles_stay_with_their_person() -> None:
    people = names.read(
        "Jane Roe (University of X, Department of Y; corresponding author) https://orcid.org/0000-0002-1825-0097, "
        "John Poe (first author), Ann Doe (Institute of Z)"
    )
    first, second, third = people.names
    assert first.affiliations == ("University of X, Department of Y",)
    assert first.roles == ("corresponding",)
    assert first.orcid == "0000-0002-1825-0097"
    assert second.roles == ("first",)
    assert second.affiliations == ()
    assert third.affiliations == ("Institute of Z",)


def test_affiliations_between_commas() -> None:
    people = names.read("Jane Roe, PhD, University of X; John Poe, MD, Department of Y, University of Z")
    assert [name.affiliations for name in people.names] == [
        ("University of X",),
        ("Department of Y", "University of Z"),
    ]


def test_words_that_join_an_institution_to_a_person_are_left_out() -> None:
    [name] = names.read("Jane Roe, Ph.D., of the University of X, and colleagues").names
    assert name.affiliations == ("University of X",)


def test_departments_and_cities_between_commas() -> None:
    people = names.read(
        "M. Roe, M. Poe, K. Doe, Radiopharmaceutical Chemistry, German Cancer Research Center, "
        "Heidelberg, Germany, C. Moe"
    )
    assert [name.family for name in people.names] == ["Roe", "Poe", "Doe", "Moe"]
    assert people.names[2].affiliations == (
        "Radiopharmaceutical Chemistry",
        "German Cancer Research Center",
        "Heidelberg",
        "Germany",
    )


def test_korean_roles_and_affiliations() -> None:
    [name] = names.read("김민형 교수 (교신저자, 부산대학교)").names
    assert (name.family, name.given, name.roles, name.affiliations) == (
        "김",
        "민형",
        ("corresponding",),
        ("부산대학교",),
    )


def test_roles_before_a_name() -> None:
    first, last = names.read("제1저자 김민형, 교신저자: 이수진 교수").names
    assert (first.family, first.roles) == ("김", ("first",))
    assert (last.family, last.roles) == ("이", ("corresponding",))


def test_names_in_two_scripts() -> None:
    assert shape(names.read("총여엽(Cong Ruye)").names[0]) == "Ruye|Cong"
    assert shape(names.read("김민형(Min-hyung Kim)").names[0]) == "김|민형"
    assert shape(names.read("Min-hyung Kim (김민형)").names[0]) == "Kim|Min-hyung"
    assert names.read("Min-hyung Kim (김민형)").names[0].affiliations == ()


def test_the_language_of_the_page_settles_what_is_open() -> None:
    assert shape(names.parse("Jung Geumjae", language="ko")) == "Jung|Geumjae"
    assert shape(names.parse("Nagy János", language="hu")) == "Nagy|János"
    assert shape(names.parse("Katia Micchi de Barros Ferraz", language="pt")) == "Ferraz|Katia Micchi de Barros"
    assert shape(names.parse("林太郎", language="ja")) == "林|太郎"


def test_words_of_titles_are_no_family_names() -> None:
    known = words.title_words()
    assert len(known) > 200
    for tradition in ("korean-romanised", "japanese", "vietnamese", "spanish"):
        assert not known & {name.casefold() for name in words.families()[tradition]}, tradition


@pytest.mark.parametrize("token", ["A", "AB", "A.B.", "J.-P.", "K-H.", "Th.", "Yu.", "M.-a."])
def test_initials(token: str) -> None:
    assert western.is_initials(token)


@pytest.mark.parametrize("token", ["Kim", "JONES", "de", "A1", "van", "O'Brien", "Al", "El-Husseini", ""])
def test_what_is_no_initials(token: str) -> None:
    assert not western.is_initials(token)


@given(st.text(max_size=300))
def test_any_text_gives_names_and_no_error(text: str) -> None:
    people = names.read(text)
    assert all(str(name) for name in people.names)
    names.parse(text)


_PIECES = st.sampled_from(
    ["Jane", "Roe", "A.", "AB", ",", ";", "and", "et al.", "(", ")", "PhD", "van", "de", "Jr.", "1*", "·", "김민형",
     "교수", "山田", "、", "University", "of", "X", "y", "&", "0000-0002-1825-0097", "\n", "等", "и др."]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_pieces_of_lists_in_any_order(text: str) -> None:
    for name in names.read(text).names:
        assert name.literal or name.family or name.given


HOSTILE = [
    "et al. ",
    "(" * 50,
    "A, ",
    "van ",
    "and ",
    "김",
    "山",
    "Roe, J., ",
    "(a)",
    "y ",
    "1*",
    "; ",
    "· ",
    "Prof. ",
    "0000-",
    "*",
    "1,",
    "¹",
    "-",
    "a*b ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_lists_cost_linear_time(piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size] + "x"
        return seconds(lambda: names.read(text))

    spent(1000)
    small, large = max(spent(5_000), 0.002), spent(40_000)
    assert large < small * 8 * 4, (piece, small, large)


def test_a_dutch_particle_in_a_portuguese_list_stays_with_the_surname() -> None:
    (first, second) = names.read("Maria van den Berg e João da Silva", language="pt").names
    assert (first.non_dropping_particle, first.family) == ("van den", "Berg")
    assert (second.dropping_particle, second.family) == ("da", "Silva")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Smith, D. J. e Lindgren, A. K.", "it"),
        ("Smith, D. J. i Lindgren, A. K.", "pl"),
        ("Smith, D. J. y Lindgren, A. K.", "es"),
        ("Smith, D. J. и Lindgren, A. K.", "ru"),
        ("Smith, D. J. och Lindgren, A. K.", "sv"),
    ],
)
def test_a_word_of_one_letter_joins_names_after_an_initial(text: str, language: str) -> None:
    assert [(name.given, name.family) for name in names.read(text, language=language).names] == [
        ("D. J.", "Smith"),
        ("A. K.", "Lindgren"),
    ]


@pytest.mark.parametrize(
    ("text", "family", "particle"),
    [
        ("Aoife Ní Bhriain and Jo Roe", "Ní Bhriain", ""),
        ("Le Roux et al.", "Le Roux", ""),
        ("St. John et al.", "St. John", ""),
        ("von Hagen, L. and Tran, N.", "Hagen", "von"),
        ("von Hagen L, Tran N", "Hagen", "von"),
        ("von Anna M. Müller und Bert Roe", "Müller", ""),
    ],
)
def test_words_that_belong_to_the_surname_stay_with_it(text: str, family: str, particle: str) -> None:
    first = names.read(text).names[0]
    assert (first.family or first.literal, first.non_dropping_particle) == (family, particle)


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Nguyen, V. A., Do, T. T., & An, M. H.", ["Nguyen", "Do", "An"]),
        ("Thuy Do", ["Do"]),
        ("An, Jisoo; Do, Thuy", ["An", "Do"]),
        ("Jing Jing Ma, Fatou Sow Ba", ["Ma", "Ba"]),
        ("Yo-Yo Ma, MA, and Jane Do, DO", ["Ma", "Do"]),
        ("Jisoo Lee, Thuy Kim, Jing Ma.", ["Lee", "Kim", "Ma"]),
        ("Wei Ming Ma, Phd", ["Ma"]),
    ],
)
def test_surnames_that_are_also_degrees_or_words(text: str, families: list[str]) -> None:
    assert [name.family for name in names.read(text).names] == families


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Frantz Ossa Ossa", "Ossa Ossa"),
        ("Paulette García Andaluz", "García Andaluz"),
        ("Thi Thu Van Dinh", "Dinh"),
        ("Anh Van Pham", "Pham"),
        ("Truong Quang Nguyen", "Nguyen"),
        ("Nguyen Van Hoang", "Nguyen"),
        ("Antônio F. R. Júnior", "Júnior"),
        ("G.-Ch. Weniger", "Weniger"),
        ("José Silva Júnior", "Silva Júnior"),
    ],
)
def test_family_names_of_two_words_and_of_one(text: str, family: str) -> None:
    assert [name.family for name in names.read(text).names] == [family]


@pytest.mark.parametrize("count", ["- 총 3명", "(총 3명)", ", 총 3명", "– 총 3명"])
def test_how_many_there_are_after_korean_names(count: str) -> None:
    found = names.read(f"김민서(제1저자, 한국과학대), 박준호(공동저자), 이지훈(교신저자) {count}", language="ko")
    assert [name.family for name in found.names] == ["김", "박", "이"]


def test_words_that_are_degrees_or_schools_only_in_other_letters() -> None:
    found = names.read("Meng, Andrew C; Lewis, Nathan S")
    assert [shape(name) for name in found.names] == ["Meng|Andrew C", "Lewis|Nathan S"]
    found = names.read("L J Schooler; JR Anderson")
    assert [shape(name) for name in found.names] == ["Schooler|L J", "Anderson|JR"]
    assert [shape(name) for name in names.read("Ann Lee, MEng, Yale School of Medicine").names] == ["Lee|Ann"]


def test_a_group_without_a_comma_before_it() -> None:
    found = names.read("Ann Lee on behalf of the Moss Team")
    assert [shape(name) for name in found.names] == ["Lee|Ann", "{the Moss Team}"]

"""Printed dates -> Date."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib import dates, vocabulary
from pressbib.dates.calendars import from_jalali
from pressbib.record import Date
from tests.pace import seconds

READ = """
2025-05-07 => 2025-05-07
2025-05 => 2025-05
2025 => 2025
20250507 => 2025-05-07
2025-05-07T10:00:00Z => 2025-05-07
2025-05-07T10:00:00.123+09:00 => 2025-05-07
2004-06-XX => 2004-06
2004~ => 2004
2004-06? => 2004-06
2004/2006 => 2004/2006
2004-06/2006-08 => 2004-06/2006-08
-0044-03-15 => -0044-03-15
Wed, 07 May 2025 10:00:00 +0000 => 2025-05-07
2025/05/07 => 2025-05-07
2025/5/7 => 2025-05-07
07.05.2025 => 2025-05-07
7. 5. 2025 => 2025-05-07
2025. 5. 7. => 2025-05-07
2025.05.07 => 2025-05-07
13/05/2021 => 2021-05-13
05/13/2021 => 2021-05-13
04/05/2021 => 2021
04-05-2021 => 2021
05/05/2021 => 2021-05-05
May 7, 2025 => 2025-05-07
7 May 2025 => 2025-05-07
the 7th of May, 2025 => 2025-05-07
January 3rd, 2013 => 2013-01-03
08 June 2016 => 2016-06-08
Aug.11, 2005 => 2005-08-11
Sept. 2016 => 2016-09
May 2025 => 2025-05
May, 2025 => 2025-05
May/June 2017 => 2017-05/2017-06
25 Dec 2024–3 Jan 2025 => 2024-12-25/2025-01-03
2024–2025 => 2024/2025
terça-feira, 6 de maio de 2025 => 2025-05-06
2025年5月6日(火) => 2025-05-06
2025.05.06 (화) => 2025-05-06
6.05.2025 r. => 2025-05-06
6. Mai 2025, 11:00 Uhr => 2025-05-06
December 2016/January 2017 => 2016-12/2017-01
December/January 2017 => 2016-12/2017-01
May 7–9, 2025 => 2025-05-07/2025-05-09
7-9 May 2025 => 2025-05-07/2025-05-09
30 April – 2 May 2025 => 2025-04-30/2025-05-02
2024 Jun 28 => 2024-06-28
2024 Jun => 2024-06
2017, August 18 => 2017-08-18
7-May-2025 => 2025-05-07
Monday, 5 May 2025 => 2025-05-05
Spring 2017 => 2017
Spring/Summer 2017 => 2017
2025年5月7日 => 2025-05-07
2025年5月 => 2025-05
2025年 => 2025
２０２５年５月７日 => 2025-05-07
2025년 5월 7일 => 2025-05-07
2021년11월4일 => 2021-11-04
2009년 9월호 => 2009-09
2025년 5월 7일자 => 2025-05-07
2025年5月7日付 => 2025-05-07
令和7年5月7日 => 2025-05-07
民國114年5月7日 => 2025-05-07
พ.ศ. 2568 => 2025
B.E. 2568 => 2025
۱۰ دی ۱۴۰۳ => 2024-12-30
31 November 2020 => none
May => none
10.1000/2017 => none
12/2019 => none
published today => none
∅ => none
99/99/2020 => none
Volume 12 => none
2568 => none
"""
"""Printed => ISO as far as it is known; `none` for no date, `∅` for an empty text."""


@pytest.mark.parametrize("row", READ.strip().splitlines())
def test_whole_dates(row: str) -> None:
    text, _, expected = row.partition(" => ")
    date = dates.read(text.strip("∅"))
    assert (str(date) if date else "none") == expected


LANGUAGES = {
    "de": "7. Mai 2025",
    "fr": "7 mai 2025",
    "es": "7 de mayo de 2025",
    "pt": "7 de maio de 2025",
    "it": "7 maggio 2025",
    "nl": "7 mei 2025",
    "sv": "7 maj 2025",
    "no": "7. mai 2025",
    "da": "7. maj 2025",
    "fi": "7. toukokuuta 2025",
    "pl": "7 maja 2025",
    "cs": "7. května 2025",
    "ru": "7 мая 2025 г.",
    "uk": "7 травня 2025 року",
    "tr": "7 Mayıs 2025",
    "el": "7 Μαΐου 2025",
    "id": "7 Mei 2025",
    "vi": "ngày 7 tháng 5 năm 2025",
    "ar": "7 مايو 2025",
    "en": "7 May 2025",
    "ko": "2025년 5월 7일",
    "ja": "2025年5月7日",
    "zh-Hans": "2025年5月7日",
    "zh-Hant": "2025年5月7日",
}


@pytest.mark.parametrize(("language", "text"), LANGUAGES.items(), ids=list(LANGUAGES))
def test_every_language(language: str, text: str) -> None:
    expected = Date((2025, 5, 7))
    assert dates.read(text, language=language) == expected
    [found] = dates.find(f"xx {text} yy", language=language)
    assert found.date == expected


@pytest.mark.parametrize("code", sorted(vocabulary.load().languages))
def test_every_month_name_of_the_vocabularies(code: str) -> None:
    language = vocabulary.load().languages[code]
    for number, names in enumerate(language.months, 1):
        for name in names:
            if name[0].isdigit() or " " in name or code in ("ja", "zh-Hans", "zh-Hant", "ko"):
                continue
            date = dates.read(f"7 {name} 2025", language=code)
            assert date is not None, name
            assert date.start in ((2025, number, 7), (2025, number)), name


def test_seasons_and_approximate_dates() -> None:
    assert dates.read("Autumn 2016") == Date((2016,), season=3)
    assert dates.read("2004-21") == Date((2004,), season=1)
    assert dates.read("c. 1850") == Date((1850,), circa=True)
    assert dates.read("2004~") == Date((2004,), circa=True)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "2021-05-04"),
        ("en-US", "2021-04-05"),
        ("pt-BR", "2021-05-04"),
        ("de", "2021-05-04"),
        ("en", "2021"),
        ("", "2021"),
        ("ja", "2021"),
    ],
)
def test_the_order_of_numbers_goes_by_language_or_not_at_all(language: str, expected: str) -> None:
    assert str(dates.read("04/05/2021", language=language)) == expected


def test_dates_in_running_text() -> None:
    text = "Published online May 7, 2025 (accepted 30 April 2025) in Nature 641, 12–19; doi:10.1038/s41586-025-2025-01."
    found = dates.find(text)
    assert [(text[f.start : f.end], str(f.date)) for f in found] == [
        ("May 7, 2025", "2025-05-07"),
        ("30 April 2025", "2025-04-30"),
    ]
    assert [str(f.date) for f in dates.find("Kim et al. (2017) in Nature", years=True)] == ["2017"]
    assert dates.find("Kim et al. (2017) in Nature") == []


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("2011年3月に起きた地震", "2011年3月", "2011-03"),
        ("2011年3月11日に起きた", "2011年3月11日", "2011-03-11"),
        ("成果は2020年9月2日付米国科学誌に", "2020年9月2日", "2020-09-02"),
        ("2020년 3월에 발표됐다", "2020년 3월", "2020-03"),
        ("2020년 3월 5일자로 게재", "2020년 3월 5일", "2020-03-05"),
        ("2003年1月至今", "2003年1月", "2003-01"),
    ],
)
def test_a_date_ends_with_its_last_mark_whatever_is_glued_to_it(text: str, printed: str, expected: str) -> None:
    assert [(text[found.start : found.end], str(found.date)) for found in dates.find(text)] == [(printed, expected)]


def test_the_number_of_a_volume_is_no_day() -> None:
    for text in ("Nature, Vol. 12, May 2025", "Volume 12 May 2025", "issue 3: May 2025"):
        assert [str(found.date) for found in dates.find(text)] == ["2025-05"]


@pytest.mark.parametrize(
    "text", ["version 1.5.2025.7", "pp. 12-19", "31/12", "1234567890", "may 2 people", "v2017-05-07b"]
)
def test_what_is_no_date_in_running_text(text: str) -> None:
    assert dates.find(text) == []


PRESS = Date((2025, 5, 7))  # a Wednesday


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("published today in Nature", "en", "2025-05-07"),
        ("published yesterday", "en", "2025-05-06"),
        ("appeared on Monday in", "en", "2025-05-05"),
        ("on Wednesday", "en", "2025-05-07"),
        ("published July 10 in", "en", "2024-07-10"),
        ("(May 9)", "en", "2025-05-09"),
        ("on 31 May in", "en", "2025-05-31"),
        ("paru jeudi dans la revue", "fr", "2025-05-01"),
        ("que publica hoy la revista", "es", "2025-05-07"),
        ("11월 2일자 온라인판", "ko", "2024-11-02"),
        ("3일자 온라인판", "ko", "2025-05-03"),
        ("８月１１日", "ja", "2024-08-11"),
        ("heute im Fachblatt", "de", "2025-05-07"),
    ],
)
def test_relative_dates(text: str, language: str, expected: str) -> None:
    [found] = dates.find_relative(text, PRESS, language)
    assert str(found.date) == expected
    assert found.relative
    assert dates.read_relative(text, PRESS, language) == found.date


def test_relative_dates_need_the_day_of_the_press_page() -> None:
    assert dates.read_relative("today", Date((2025, 5)), "en") is None
    assert dates.read_relative("today", Date(), "en") is None
    assert dates.read_relative("published July 10, 2024", PRESS, "en") is None


@pytest.mark.parametrize(
    ("persian", "gregorian"),
    [
        ((1403, 10, 10), (2024, 12, 30)),
        ((1400, 1, 1), (2021, 3, 21)),
        ((1403, 12, 30), (2025, 3, 20)),
        ((1357, 11, 22), (1979, 2, 11)),
    ],
)
def test_the_persian_calendar(persian: tuple[int, int, int], gregorian: tuple[int, int, int]) -> None:
    assert from_jalali(*persian) == gregorian


@given(st.dates(min_value=datetime.date(1400, 1, 1), max_value=datetime.date(2150, 12, 31)))
def test_iso_dates_round_trip(day: datetime.date) -> None:
    text = str(day)
    assert str(dates.read(text)) == text


@given(st.text(max_size=200), st.sampled_from(["", "en", "de", "ko", "xx"]))
def test_any_text_gives_dates_and_no_error(text: str, language: str) -> None:
    dates.read(text, language=language)
    for found in [*dates.find(text, language=language, years=True), *dates.find_relative(text, PRESS, language)]:
        assert 0 <= found.start < found.end <= len(text)
        assert found.date.start


_PIECES = [
    "May ",
    "1 ",
    "12/",
    "2017-",
    "年",
    "1.",
    "May 1 2017 ",
    "May-",
    "1 May - ",
    "B.E. ",
    "令和",
    "7 tháng ",
    "Spring/",
]


@pytest.mark.parametrize("piece", _PIECES)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        return seconds(lambda: (dates.find(text, years=True), dates.find_relative(text, PRESS)))

    spent(1000)
    small, large = max(spent(5_000), 0.002), spent(40_000)
    assert large < small * 8 * 4, (piece, small, large)

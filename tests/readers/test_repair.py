"""Each repair mends what it is for, and leaves alone what it cannot verify."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib.readers import repair
from pressbib.readers.whitespace import settle


@pytest.mark.parametrize(
    "text",
    ["Müller, “On étalons” – naïve café", "Universität Zürich: «L’été»", "Ísland og Færeyjar", "Ελλάδα και Κύπρος"],
)
def test_mojibake_is_undone(text: str) -> None:
    broken = "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )
    assert broken != text
    assert repair.mojibake(broken) == text


@pytest.mark.parametrize("text", ["Ã", "SÃO PAULO – São Paulo", "Â£", "naïve “quotes”", "Ã© and 한국어", "plain"])
def test_text_that_is_no_mojibake_stays(text: str) -> None:
    mended = repair.mojibake(text)
    assert mended == text or mended.encode() == text.encode("cp1252")


@given(st.text())
def test_mojibake_changes_only_what_round_trips(text: str) -> None:
    mended = repair.mojibake(text)
    for before, after in zip(text.splitlines(), mended.splitlines(), strict=False):
        if before != after:
            assert len(after) < len(before)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("http://dx. doi. org/ 10. 1016/ S1470-2045 (17)30086-4.", "http://dx.doi.org/10.1016/S1470-2045(17)30086-4."),
        ("at https:/ / www. nature. com/ articles/ srep39654 and", "at https://www.nature.com/articles/srep39654 and"),
        ("(doi: 10. 1001/ jama. 2015. 1234; free)", "(doi: 10.1001/jama.2015.1234; free)"),
        ("DOI: 10.2215/CJN. 06190616", "DOI: 10.2215/CJN.06190616"),
        ("http://www. bmj. com. The next", "http://www.bmj.com. The next"),
        ("dx.doi.org/10.1126.sciadv.1701338", "dx.doi.org/10.1126/sciadv.1701338"),
        (
            "http://dx. doi. org/ 10. 1016/ j. jamcollsurg. 2016. 12. 010",
            "http://dx.doi.org/10.1016/j.jamcollsurg.2016.12.010",
        ),
        ("http://www. ncl. ac. uk/ magres/ reversal. htm", "http://www.ncl.ac.uk/magres/reversal.htm"),
    ],
)
def test_broken_addresses_are_mended(broken: str, whole: str) -> None:
    assert repair.addresses(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        "doi:10.1038/ng.3969. 2017. [ Full Text ]",
        "doi:10.1038/nature24277 . 2017.",
        "See https://www.example.org/x. The authors",
        "https:// means a secure site",
        "10.2215/CJN. In 2016",
        "a value of 10. It rose",
        "www. is short for",
    ],
)
def test_whole_addresses_and_sentences_stay(text: str) -> None:
    assert repair.addresses(text) == text


def test_addresses_never_change_letters() -> None:
    text = "http://www. thelancet. com/ journals/ lancet/ article/ PIIS0140-6736 (15)00123-4/ fulltext The study"
    assert repair.addresses(text).replace(" ", "") == text.replace(" ", "")


def test_wrapped_text_becomes_paragraphs() -> None:
    wrapped = (
        "A NEW CATALYST SPLITS WATER\n\n"
        "Researchers have found that a thin layer of a common mineral can split\n"
        "water into hydrogen and oxygen with a third of the energy that earlier\n"
        "catalysts needed, they report in the journal Energy this week, and say\n"
        "that the layer lasted for a year.\n\n"
        "Journal: Energy\nDOI: 10.1000/energy.2025.1\n\n"
        "The layer is grown at room temperature, and the method needs no rare\n"
        "metals at all, which the team says will make it easy to use at scale.\n"
    )
    lines = [line for line in repair.unwrap(wrapped.splitlines()) if line]
    assert lines[1].endswith("that the layer lasted for a year.")
    assert lines[2:4] == ["Journal: Energy", "DOI: 10.1000/energy.2025.1"]
    assert len(lines) == 5


def test_a_page_of_menus_and_wrapped_paragraphs_is_joined_where_the_next_word_had_no_room() -> None:
    dump = (
        "Home\n\n  * News\n  * Research\n\nFrogs glow\n\nShare\n\n"
        "   Frogs of the coast glow at dusk, and a team now knows which of them\n"
        "   do so first.\n\n"
        "   Ana Ruiz, Ben Okafor, Chen Li, Dora Lind. Frog fluorescence under\n"
        "   twilight. Journal of Bryology, 2024; 12 (3): 45 DOI:\n"
        "   10.1234/a77\n\nPrivacy\nContact\nImprint\n"
    )
    lines = [line.strip() for line in repair.unwrap(dump.splitlines()) if line]
    assert lines[:5] == ["Home", "* News", "* Research", "Frogs glow", "Share"]
    assert lines[5].endswith("which of them do so first.")
    assert lines[6].startswith("Ana Ruiz")
    assert "45 DOI:" in lines[6]
    assert lines[-3:] == ["Privacy", "Contact", "Imprint"]


def test_words_before_a_doi_are_no_label_that_begins_a_line() -> None:
    dump = (
        "Frogs of the coast glow at dusk, and a team now knows which of them\ndo so first.\n\nReference:\n"
        "Ruiz, A., et al. ‘Frog fluorescence at dusk in the coast range.’ Nature\nAstronomy (2024). DOI: 10.1234/a77\n"
        "Roe, B., et al. ‘Light in the pond of the old mill on the hill.’ npj\nVaccines DOI: 10.1234/a78\n"
        "Authors:Min-su Kang(1), Ga-eun Lee(1), Joon-young Yi(2), Bob Poe(3)\nAffiliations:\n(1) Moss University\n"
    )
    lines = [line for line in repair.unwrap(dump.splitlines()) if line]
    assert lines[2].endswith("Nature Astronomy (2024). DOI: 10.1234/a77")
    assert lines[3].endswith("npj Vaccines DOI: 10.1234/a78")
    assert lines[4:] == [
        "Authors:Min-su Kang(1), Ga-eun Lee(1), Joon-young Yi(2), Bob Poe(3)",
        "Affiliations:",
        "(1) Moss University",
    ]


def test_short_lines_that_go_on_before_the_column_are_not_wrapped() -> None:
    verse = ["The frog that glows at dusk,", "in rain and", "in the wind of the very last day of a long and warm May,"]
    verse += ["sings", "of the pond and", "of the moon"]
    assert repair.unwrap(verse) == verse


def test_text_with_long_paragraphs_is_not_wrapped() -> None:
    text = [
        "Title of the page",
        "A long paragraph. " * 30,
        "Journal: Energy",
        "Another paragraph. " * 20,
        "x",
        "y",
        "z",
    ]
    assert repair.unwrap(text) == text


def test_short_paragraphs_and_lists_of_headlines_are_not_wrapped() -> None:
    headlines = [f"Headline number {n} about frogs that glow at dusk in the rain of May." for n in range(12)]
    assert repair.unwrap(headlines) == headlines
    korean = [
        "연못의 개구리는 해 질 무렵에 빛나지만 왜 비 오는 날에 그러는지는 아무도 모른다고 연구팀이 오늘 밝혔다"
    ] * 8
    assert repair.unwrap(korean) == korean


def test_width_ligatures_and_invisible_characters() -> None:
    assert repair.width("ＤＯＩ：１０．１０３８／ｓ　論文") == "DOI:10.1038/s 論文"
    assert repair.ligatures("eﬀect of ﬁre and ﬂow, eﬃcient, baﬄe") == "effect of fire and flow, efficient, baffle"
    assert repair.invisible("\u200fpa\u00adper\u200e \u202bx\u202c\ufeff") == "paper x"


def test_spread_labels_are_whole_again() -> None:
    assert repair.spread("掲　載　誌：Energy") == "掲載誌：Energy"
    assert repair.spread("저 자 : 김민형") == "저자 : 김민형"
    assert repair.spread("山 田 太 郎 は語る：") == "山 田 太 郎 は語る："
    assert repair.spread("A B: C") == "A B: C"


def test_settle_keeps_what_is_text() -> None:
    assert settle("endopa\u00ad rasitic") == "endoparasitic"
    assert settle("می\u200cشود") == "می\u200cشود"
    assert settle("Mu\u0308ller") == "Müller"
    assert settle("a\u3000b\u2009c") == "a b c"


@given(st.text())
def test_settle_is_stable(text: str) -> None:
    once = settle(text)
    assert settle(once) == once
    assert "  " not in once


def test_words_before_a_colon_are_no_label_where_a_column_broke_the_sentence() -> None:
    wrapped = [
        "The trial ran for two years in three hospitals of the region and was",
        "paid for by the state. Everybody who took part was over sixty years.",
        "",
        "REFERENCE: Very low calorie diet and 6 months of weight stability in",
        "Type 2 diabetes: Pathophysiologic changes in responders and",
        "non-responders. Sarah Steven, Roy Taylor.",
        "",
        "The article, entitled “Healthy Dietary Patterns, Mortality, and Kidney",
        "Disease in CKD: A Meta-Analysis of Cohort Studies,” will soon appear",
        "Journal: Diabetes Care",
    ]
    lines = [line for line in repair.unwrap(wrapped) if line]
    assert lines[1].startswith("REFERENCE: Very low calorie diet and 6 months of weight stability in Type 2 diabetes:")
    assert "Mortality, and Kidney Disease in CKD: A Meta-Analysis" in lines[2]
    assert lines[3] == "Journal: Diabetes Care"


def test_a_doi_that_a_slash_would_end_goes_on() -> None:
    assert repair.addresses("DOI: 10.1093/jue/ juae907") == "DOI: 10.1093/jue/juae907"
    assert repair.addresses("doi 10.1016/ j.cub.2025.01") == "doi 10.1016/j.cub.2025.01"
    assert repair.addresses("10.1093/jue/ and more") == "10.1093/jue/ and more"

"""What a press page says of itself, and in which language it is written."""

from __future__ import annotations

import pytest

from pressbib import readers
from pressbib.document import Document
from pressbib.readers import language, press
from pressbib.record import Date, Press

STORY = "<p>" + "Frogs glow at dusk, and nobody knows why they do so in the rain of the early summer. " * 4 + "</p>"


def of(page: str, url: str = "") -> Press:
    return press.read(readers.read(page, url=url))


def test_declared_facts_come_first() -> None:
    page = (
        '<html lang="en"><head><title>Frogs glow | News | Delta University</title><meta property="og:site_name" '
        'content="Delta University"><meta property="og:title" content="Frogs glow at dusk"><link rel="canonical" '
        'href="https://delta.example/frogs"><meta name="date" content="2025-05-07T10:00:00Z"></head>'
        f"<body><h1>Other words</h1><p>1 May 2025</p>{STORY}</body></html>"
    )
    found = of(page)
    assert found == Press(
        url="https://delta.example/frogs",
        title="Frogs glow at dusk",
        issued=Date((2025, 5, 7)),
        publisher="Delta University",
        language="en",
    )
    assert of(page, "https://delta.example/other").url == "https://delta.example/other"


def test_a_title_that_is_the_sites_name_is_none() -> None:
    page = (
        '<meta property="og:site_name" content="Delta University"><meta property="og:title" content="Delta University">'
        f"<h1>Frogs glow at dusk</h1>{STORY}"
    )
    assert of(page).title == "Frogs glow at dusk"


def test_json_ld_of_a_story() -> None:
    page = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Frogs glow", '
        '"datePublished": "2025-05-07", "publisher": {"name": "Delta University"}}]}</script>'
        f"<p>x</p>{STORY}"
    )
    found = of(page)
    assert (found.title, str(found.issued), found.publisher) == ("Frogs glow", "2025-05-07", "Delta University")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 7, 2025", "2025-05-07"),
        ("Writer 홍보실 Date 2025-05-07 Hit 53", "2025-05-07"),
        ("BOSTON (May 7, 2025) – " + "Frogs glow at dusk, and nobody knows why. " * 5, "2025-05-07"),
        ("The frogs were seen from May 7, 2025 to the end of the summer. " * 3, None),
        ("Summer 2025", None),
    ],
)
def test_printed_dates(line: str, expected: str | None) -> None:
    found = of(f"Frogs glow at dusk in the rain\n\n{line}\n\n{'Nobody knows why they do so. ' * 10}\n")
    assert (str(found.issued) if found.issued else None) == expected


def test_the_headline_of_a_board_is_above_its_date() -> None:
    text = (
        "Skip Navigation\n\n  • HOME\n  • LOGIN\n\nNews & Research\n\nFrogs glow at dusk\n\n"
        "Writer PR / Date 2025-05-07 Hit 3\n"
    )
    assert of(text + "\nFrogs glow, and nobody knows why. " * 9).title == "Frogs glow at dusk"


SENTENCE = (
    "Frogs of the coast glow at dusk, and nobody knows why they do so in the rain of the early summer, says a team."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Your source for news about frogs\nSkip to main content\nMenu\nFrogs glow at dusk again\n{SENTENCE * 2}", 3),
        (
            f"A model explains why frogs glo\nSkip to main content\nUC Moss\nFrogs glow at dusk again\n{SENTENCE * 2}",
            3,
        ),
        (f"Frogs\n\n{SENTENCE}\n\n{SENTENCE}", 0),
        (f"{SENTENCE}\n\n© 2024 Moss News, all rights reserved\n", 0),
    ],
    ids=["below-a-menu", "below-a-menu-after-the-description", "a-word", "rights"],
)
def test_headlines_of_copied_text(text: str, expected: int) -> None:
    assert of(text).title == text.split("\n")[expected]


def test_a_headline_with_the_sites_name_behind_it_in_the_title() -> None:
    page = (
        f"<html><head><title>Frogs glow at dusk - Evening News</title></head><body><h1>Frogs glow at dusk</h1>{STORY}"
    )
    assert of(page).title == "Frogs glow at dusk"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Sammakot hohtavat hämärässä Julkaistu 05.08.2013 {SENTENCE * 2}", "2013-08-05"),
        (f"Frogs glow Latest News Web Date: October 3, 2017 {SENTENCE * 2}", "2017-10-03"),
        (f"Las ranas brillan al anochecer en el estanque 5 marzo 2024\n\n{SENTENCE * 2}", "2024-03-05"),
        (f"Frogs glow, and glowed on October 3, 2017, too. {SENTENCE * 2}", None),
    ],
)
def test_dates_within_a_headline(text: str, expected: str | None) -> None:
    found = of(text).issued
    assert (str(found) if found else None) == expected


def test_a_date_behind_a_headline_is_no_part_of_it() -> None:
    text = f"Las ranas brillan al anochecer en el estanque 5 marzo 2024\n\n{SENTENCE * 2}"
    assert of(text).title == "Las ranas brillan al anochecer en el estanque"


@pytest.mark.parametrize(
    "line",
    [
        "Provided by: Moss University 28 shares",
        "**Provided by** Moss University",
        "Note: The above post is reprinted from materials provided by Moss University . The original was edited.",
    ],
)
def test_the_institution_that_provided_the_text(line: str) -> None:
    assert of(f"Frogs glow at dusk again\n\n{SENTENCE}\n\n{line}\n").publisher == "Moss University"
    assert not of(f"Frogs glow at dusk again\n\nMoney was provided by the Moss Foundation. {SENTENCE}\n").publisher


def test_the_institution_in_an_author_label() -> None:
    text = "Frogs glow at dusk\n\nAuthor (Delta University): Ann Roe (Department of Frogs)\n"
    assert of(text).publisher == "Delta University"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Frogs glow | News | Delta University", "Frogs glow"),
        ("Delta University - Frogs glow", "Frogs glow"),
        ("Frogs - a study", "Frogs - a study"),
        ("Frogs glow", "Frogs glow"),
    ],
)
def test_titles_without_the_site(title: str, expected: str) -> None:
    assert press.without_site(title, "Delta University") == expected


TEXTS = {
    "en": "The frogs of the pond glow at dusk, and nobody knows why they do so in the rain.",
    "de": "Die Frösche im Teich leuchten in der Dämmerung, und niemand weiß, warum sie das bei Regen tun.",
    "fr": "Les grenouilles de l’étang brillent le soir, et personne ne sait pourquoi elles le font sous la pluie.",
    "es": "Las ranas del estanque brillan al anochecer, y nadie sabe por qué lo hacen cuando llueve en la ciudad.",
    "ko": "연못의 개구리는 해 질 무렵에 빛나지만 왜 비 오는 날에 그러는지는 아무도 모른다.",
    "ja": "池のカエルは夕暮れに光りますが、なぜ雨の日にそうするのかは誰にも分かりません。",
    "zh-Hans": "池塘里的青蛙在黄昏时发光，但没有人知道它们为什么在下雨的时候这样做。",
    "zh-Hant": "池塘裡的青蛙在黃昏時發光，但沒有人知道牠們為什麼在下雨的時候這樣做。",
    "ru": "Лягушки в пруду светятся в сумерках, и никто не знает, почему они делают это под дождём.",
    "uk": "Жаби у ставку світяться у сутінках, і ніхто не знає, чому вони роблять це під дощем.",
    "el": "Οι βάτραχοι της λίμνης λάμπουν το σούρουπο και κανείς δεν ξέρει γιατί το κάνουν στη βροχή.",
    "fa": "قورباغه‌های برکه در غروب می‌درخشند و هیچ‌کس نمی‌داند چرا در باران این کار را می‌کنند.",
    "ar": "تتوهج ضفادع البركة عند الغسق ولا أحد يعرف لماذا تفعل ذلك في المطر.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_languages_are_told_by_script_and_words(code: str) -> None:
    assert language.of(TEXTS[code] * 3) == code


def test_the_text_overrules_a_declaration() -> None:
    assert language.tell(readers.read(f'<html lang="en"><p>{TEXTS["ko"]}</p></html>')) == "ko"
    assert language.tell(readers.read(f'<html lang="en-GB"><p>{TEXTS["en"] * 3}</p></html>')) == "en-GB"
    assert language.tell(readers.read('<html lang="sv"><p>x</p></html>')) == "sv"
    assert language.tell(Document()) == ""

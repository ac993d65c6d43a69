"""English press pages in the words and arrangements of offices that the other tables do not have."""

from __future__ import annotations

import pytest

from pressbib import layouts, readers, reference
from pressbib.record import Record

TITLE = "Frog fluorescence under twilight in coastal forests"
STORY = "Frogs glow at dusk\n\nFrogs glow at dusk near the coast, a team of the pond institute has measured.\n\n"
DOI = "10.1000/frogs.1"


def papers(text: str) -> tuple[Record, ...]:
    return layouts.papers(readers.read(text))


STATED = {
    "a journal that nothing marks": ("The study appeared last week in Ponds and Puddles.", "", "Ponds and Puddles", ""),
    "a day before it": ("In a study published on 15 March in Pond Keeping, they say so.", "", "Pond Keeping", ""),
    "a town": ("The study was published in Palo Alto, California.", "", "", ""),
    "a country": ("The study was published in New Zealand and has found readers.", "", "", ""),
    "a newspaper": ("The findings were published in The Pond Times and have found readers.", "", "", ""),
    "a label for the scientific article": (
        f"Link to scientific article: Doe J., Wei L., {TITLE}. Nature (2023). https://doi.org/{DOI}",
        TITLE,
        "Nature",
        DOI,
    ),
    "free for all": (
        f"Paper: {TITLE}, Scientific Reports (open access)\nhttps://doi.org/{DOI}",
        TITLE,
        "Scientific Reports",
        DOI,
    ),
    "in brackets with its state": (
        f"To access the full text article, visit: http://ponds.example.org/lookup/doi/{DOI}\n\n"
        f"[{TITLE} Online First doi {DOI}]",
        TITLE,
        "",
        DOI,
    ),
    "an item under a heading for the paper": (
        f"More information:\n\n* Study: {TITLE}\n* Jane Doe\n\nThe study appears in the Journal of Frog Research.",
        TITLE,
        "Journal of Frog Research",
        "",
    ),
    "research in a journal": (
        f"Frogs sleep, says research in CMAJ (Canadian Medical Association Journal).\n\n“{TITLE}” is published.",
        TITLE,
        "CMAJ",
        "",
    ),
    "letters spelled out": (
        "The study is published in BJOG: An International Journal of Obstetrics and Gynaecology.",
        "",
        "BJOG: An International Journal of Obstetrics and Gynaecology",
        "",
    ),
    "a journal of a family before a comma": (
        "In a paper published in Circulation: Heart Failure, Nemours doctors report no effect.",
        "",
        "Circulation: Heart Failure",
        "",
    ),
    "a paper in a journal": (
        "Two thirds of ponds will dry out, warns a paper in Nature Climate Change.",
        "",
        "Nature Climate Change",
        "",
    ),
    "for further details see": (
        f"For further details see A. Doe, B. Wei, et al. “{TITLE}”, Proceedings of the Royal Society B, 3 March 2021.",
        TITLE,
        "Proceedings of the Royal Society B",
        "",
    ),
    "about the publication": (
        f"About the publication: Jane Doe, Li Wei-Roe (2021). “{TITLE}”, Coral Reefs 66: 77–88.",
        TITLE,
        "Coral Reefs",
        "",
    ),
    "entitled and can be read": (
        f"The team writes in the journal Coral Reefs. The paper is entitled {TITLE} and can be read online.",
        TITLE,
        "Coral Reefs",
        "",
    ),
    "an issue of the journal": (
        "Botanists, writing in the latest issue of the Annals of Botany, describe how frogs glow.",
        "",
        "Annals of Botany",
        "",
    ),
    "an article about a life": (
        f"Read this article about her life in the May issue of the Annals of Botany. See her survey article “{TITLE}”.",
        "",
        "",
        "",
    ),
    "by whom after an unquoted title": (
        f"The paper, {TITLE}, by Jane Q Doe and Li Wei is published in Coral Reefs and is available online.",
        TITLE,
        "Coral Reefs",
        "",
    ),
    "affiliations between authors and journal": (
        f"Sources\n\n{TITLE}\nJane Doe1, Frank Obel2, Li Wei-Roe3,4\n\n1 Department of Ponds, Frog University\n"
        f"2 Institute of Dusk\n\nPNAS, February 18, 2019. https://doi.org/{DOI}",
        TITLE,
        "PNAS",
        DOI,
    ),
    "published without a verb": (
        f"“{TITLE}” published Feb. 11 in Behavioral Ecology.",
        TITLE,
        "Behavioral Ecology",
        "",
    ),
}


@pytest.mark.parametrize(("text", "title", "container", "doi"), STATED.values(), ids=STATED.keys())
def test_what_a_page_states_of_its_paper(text: str, title: str, container: str, doi: str) -> None:
    found = [(record.title, record.container_title, record.DOI) for record in papers(STORY + text)]
    assert found == ([(title, container, doi)] if title or container or doi else [])


@pytest.mark.parametrize(
    ("label", "after"),
    [
        ("More information: ", ", arXiv:1709.10068 [astro-ph.SR] arxiv.org/abs/1709.10068"),
        ("Reference: ", ", arXiv:1709.10068"),
        ("Publication: ", ". https://arxiv.org/abs/1709.10068"),
    ],
)
def test_a_title_before_nothing_but_an_identifier(label: str, after: str) -> None:
    (record,) = papers(f"{STORY}\n\n{label}Heavy elements and their hyperfine structure in 68 Ranae (HD 1234){after}")
    assert record.title == "Heavy elements and their hyperfine structure in 68 Ranae (HD 1234)"
    assert record.number == "1709.10068"


@pytest.mark.parametrize("nothing", ["", " ", "1.", "[1] [2]"])
def test_nothing_after_a_label_for_a_citation_is_no_title(nothing: str) -> None:
    assert papers(f"{STORY}\n\nReference: {nothing}\n\nMore information: {nothing}") == ()


def test_words_before_an_identifier_that_are_no_title() -> None:
    (record,) = papers(f"{STORY}\n\nMore information: The paper is available at the journal, https://doi.org/{DOI}")
    assert (record.title, record.DOI) == ("", DOI)


@pytest.mark.parametrize(
    "meeting",
    ["Annual Meeting of the Frog Society", "Frog Society Annual Scientific Convention", "World Congress of Ponds"],
)
def test_a_talk_is_of_a_conference_and_its_day_is_not_when_it_is_issued(meeting: str) -> None:
    (record,) = papers(f"{STORY}The new study was presented on June 5, 2016, at the {meeting}.")
    assert (record.type, record.container_title, record.issued) == ("paper-conference", meeting, None)


def test_a_full_paper_without_a_number_in_its_address() -> None:
    (record,) = papers(
        STORY
        + "The new study is published in Diabetologia.\n\nTo access the full paper, see: http://ponds.example.org/Doe.pdf"
    )
    assert (record.container_title, record.URL) == ("Diabetologia", "http://ponds.example.org/Doe.pdf")


def test_a_linked_title_in_quotation_marks_with_its_journal() -> None:
    page = (
        "<h1>Frogs glow</h1><p>Frogs glow at dusk near the coast.</p>"
        f"<p>More details: <a href='https://www.pnas.org/doi/full/10.1073/pnas.1'>“{TITLE}”</a> (PNAS)</p>"
    )
    (record,) = layouts.papers(readers.read(page.encode(), content_type="text/html"))
    assert (record.title, record.container_title, record.DOI) == (TITLE, "PNAS", "10.1073/pnas.1")


def test_an_initial_inside_the_abbreviated_name_of_a_journal() -> None:
    record = reference.read(f"Doe J, Wei L, Poe B: {TITLE}. Proc. R. Soc. B 288: 20210345. https://doi.org/{DOI}")
    assert (record.title, record.container_title, record.volume) == (TITLE, "Proc. R. Soc. B", "288")


def test_a_commentary_does_not_take_the_identifier_of_the_paper_below() -> None:
    found = papers(
        STORY + f"Related Material: The commentary, “{TITLE}” by Jane Doe, M.D., also is available.\n\n"
        f"(JAMA Ophthalmol. Published online May 2, 2019. doi:{DOI}. Available at https://media.example.com.)"
    )
    assert [(record.title, record.DOI) for record in found] == [("", DOI), (TITLE, "")]


def test_the_authors_between_an_unquoted_title_and_its_journal() -> None:
    (record,) = papers(STORY + f"The paper, {TITLE}, by Jane Q Doe and Li Wei is published in Coral Reefs.")
    assert [name.family for name in record.author] == ["Doe", "Wei"]


def test_a_link_that_is_a_journal_and_a_year() -> None:
    page = (
        "<h1>Frogs glow</h1><p>A team of the pond institute (<a href='https://doi.org/10.1126/science.frog'>Science, "
        "2020</a>) has shown that frogs glow at dusk.</p>"
    )
    (record,) = layouts.papers(readers.read(page.encode(), content_type="text/html"))
    assert (record.container_title, record.DOI, str(record.issued)) == ("Science", "10.1126/science.frog", "2020")


def test_a_surname_that_is_a_word_of_titles_and_an_issue_after_a_colon() -> None:
    record = reference.read(f"Doe, J., Lake, M.-J., How, M.: {TITLE}, Coral Reefs, 7:1, 213-222, 2021.")
    assert [name.family for name in record.author] == ["Doe", "Lake", "How"]
    assert (record.title, record.volume, record.issue, record.page) == (TITLE, "7", "1", "213-222")


@pytest.mark.parametrize("told", ["in 2018", "(a journal) in 2018"])
def test_a_year_told_as_past_is_background_on_a_page_without_a_date(told: str) -> None:
    said = f"Results of the trial were published in the New England Journal of Medicine {told}."
    assert (
        papers("Regulator approves a drug for frogs\n\nThe agency said that frogs may have the drug.\n\n" + said) == ()
    )


def test_a_later_note_whose_title_the_page_names_is_the_paper() -> None:
    found = papers(
        "Dusk no better than dawn\n\nEMBARGOED: 12:00 CET 31 August 2019\n\nFrogs glow as well at dawn.\n\nNotes\n\n"
        f"1 The abstract “{TITLE}” will be presented on Saturday.\n"
        f"2 Doe J, Wei L, Poe HM. {TITLE}. European Heart Journal. 2019. doi:{DOI}.\n"
        "3 Obel K, et al. Guidelines on the care of frogs. European Heart Journal. 2019. doi:10.1000/frogs.9.\n"
    )
    assert [record.DOI for record in found] == [DOI]


def test_a_journal_of_lasers_in_something() -> None:
    said = f"The study (“{TITLE}”, Lasers in Surgery and Medicine, March 2016) followed 40 frogs."
    assert [record.container_title for record in papers(STORY + said)] == ["Lasers in Surgery and Medicine"]

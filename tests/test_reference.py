"""Run-on reference strings in the orders in which press pages print them, and what is no reference."""

from __future__ import annotations

import pytest

from pressbib import reference
from pressbib.record import Record
from tests.pace import seconds

TITLE = "Heat tolerance of mosses on volcanic soil"
DOI = "10.1234/mosses.2021.77"

ORDERS = {
    "authors title journal year volume": (
        f"Ana Ruiz, Ben Okafor. {TITLE}. Journal of Bryology, 2021; 12 (3): 45-67 DOI: {DOI}"
    ),
    "et al. title, journal (year)": f"Ana Ruiz et al, {TITLE}, Journal of Bryology (2021). DOI: {DOI}",
    "journal; day": f"Ruiz, A et al. {TITLE}. Journal of Bryology; 14 Nov 2021; DOI: {DOI}",
    "title by": (
        f"“{TITLE},” by Ana Ruiz, Ben Okafor, and Chen Li (doi: {DOI}), published online in the Journal of Bryology."
    ),
    "title by in": f"'{TITLE}' by Ana Ruiz, Ben Okafor and Chen Li in Journal of Bryology",
    "title. authors. journal; published online": (
        f'"{TITLE}." Ana Ruiz, Ben Okafor and Chen Li. Journal of Bryology; Published Online: '
        f"October 23, 2021 (DOI: {DOI})."
    ),
    "title, authors, date, journal": (
        f'"{TITLE}," Ana Ruiz, Ben Okafor, and Chen Li, online February 1, 2021, Journal of Bryology, '
        f"12(3):45-67 doi: {DOI}"
    ),
    "unquoted title. authors. journal": f"{TITLE}. Ana Ruiz, Ben Okafor, Chen Li. Journal of Bryology. Doi: {DOI}",
    "vancouver": f"Ruiz A, Okafor B, van der Li C. {TITLE}. J Bryol 2021;12:45-67. doi: {DOI}.",
    "apa": (
        f"Ruiz, A., Okafor, B. C., & Li, C. (2021, August 18). {TITLE}. Journal of Bryology, 12(3), "
        f"45-67. https://doi.org/{DOI}"
    ),
    "ieee": (
        f'A. Ruiz, B. Okafor, and C. Li, "{TITLE}," Journal of Bryology, vol. 12, no. 3, pp. 45-67, 2021. DOI: {DOI}'
    ),
    "harvard": f"Ruiz et al (2021). '{TITLE}'. Journal of Bryology.",
    "cell press": f'Journal of Bryology, Ruiz et al.: "{TITLE}" https://doi.org/{DOI}',
    "semicolons": f'Ana Ruiz, Ben Okafor, and Chen Li; "{TITLE}"; Journal of Bryology; 2021',
    "degrees and affiliations": (
        f'"{TITLE};" Ana Ruiz, PhD, University of Lava; Ben Okafor, MD, University of Moss; and Chen Li, PhD; '
        "Journal of Bryology, published online Nov. 16, 2021."
    ),
    "german": (
        f"Ana Ruiz, Ben Okafor, Chen Li: {TITLE}. In: Journal of Bryology, Volume 12, Issue 3, August "
        f"2021, Pages 45-67. DOI: {DOI}."
    ),
    "ampersand": f"Ana Ruiz & Ben Okafor. “ {TITLE} ,” Journal of Bryology, Vol. 12. Published online May 2021.",
    "only commas": (
        f"Ana Ruiz, Ben Okafor, Chen Li, Mosses: {TITLE.lower()}, Journal of Bryology, Volume 12, Issue "
        f"3, September 2021, e45, DOI: {DOI}"
    ),
    "nature": f"Ruiz, A., Okafor, B. & Li, C. {TITLE}. J. Bryol. 12, 45–67 (2021). https://doi.org/{DOI}",
    "plos": f"Ruiz A, Okafor B, Li C (2021) {TITLE}. PLoS ONE 12(3): e0123456. https://doi.org/{DOI}",
    "russian": f"Ana Ruiz, Ben Okafor. {TITLE} // Journal of Bryology. 2021. V. 12. P. 45–67. DOI: {DOI}",
    "dutch": f"Ruiz, Okafor, De Wit en Li, {TITLE}, Journal of Bryology (2021).",
    "journal in a parenthesis": f"“{TITLE}” by Ana Ruiz, Ben Okafor and Chen Li (Journal of Bryology, 3 March 2021)",
    "authors last": f"“{TITLE}” (Journal of Bryology, 3 March 2021) by Ana Ruiz, Ben Okafor and Chen Li",
    "on three lines": f"Ana Ruiz, Ben Okafor, Chen Li\n{TITLE}\nJournal of Bryology; 14 November 2021\nDOI: {DOI}",
}


@pytest.mark.parametrize("text", ORDERS.values(), ids=ORDERS.keys())
def test_title_container_and_authors_in_every_order(text: str) -> None:
    record = reference.read(text)
    assert TITLE.casefold() in record.title.casefold()
    assert record.container_title in ("Journal of Bryology", "J Bryol", "J. Bryol.", "PLoS ONE")
    assert "Ruiz" in (record.author[0].family, record.author[0].literal)
    assert record.DOI in (DOI, "")
    assert (DOI in text) == bool(record.DOI)
    assert (record.issued is not None) == ("2021" in text.replace(DOI, ""))
    assert all(origin.kind == "reference" and origin.text for origin in record.provenance.values())


@pytest.mark.parametrize(
    ("order", "volume", "issue", "page", "issued"),
    [
        ("authors title journal year volume", "12", "3", "45-67", "2021"),
        ("journal; day", "", "", "", "2021-11-14"),
        ("title, authors, date, journal", "12", "3", "45-67", "2021-02-01"),
        ("vancouver", "12", "", "45-67", "2021"),
        ("apa", "12", "3", "45-67", "2021-08-18"),
        ("ieee", "12", "3", "45-67", "2021"),
        ("german", "12", "3", "45-67", "2021-08"),
        ("ampersand", "12", "", "", "2021-05"),
        ("only commas", "12", "3", "e45", "2021-09"),
        ("nature", "12", "", "45-67", "2021"),
        ("plos", "12", "3", "e0123456", "2021"),
        ("russian", "12", "", "45-67", "2021"),
    ],
)
def test_numbers_and_dates(order: str, volume: str, issue: str, page: str, issued: str) -> None:
    record = reference.read(ORDERS[order])
    assert (record.volume, record.issue, record.page, str(record.issued)) == (volume, issue, page, issued)


@pytest.mark.parametrize(
    ("text", "container", "volume", "page", "issued"),
    [
        (
            "Journal of Bryology, Volume 12, Issue 3, pages 45-67, August 2021. doi:10.1234/a77",
            "Journal of Bryology",
            "12",
            "45-67",
            "2021-08",
        ),
        ("J Am Acad Orthop Surg 2018; 26:325-336. DOI: 10.1234/a77", "J Am Acad Orthop Surg", "26", "325-336", "2018"),
        ("(Science, 2022; doi: 10.1234/a77)", "Science", "", "", "2022"),
        ("Science Advances (2017).", "Science Advances", "", "", "2017"),
        ("Rheumatology (Oxford) 2018;26:325-336. doi: 10.1234/a77", "Rheumatology (Oxford)", "26", "325-336", "2018"),
        ("Journal of Bryology, 120, 52, e2304903120. (2023)", "Journal of Bryology", "120", "e2304903120", "2023"),
        ("Journal of Bryology 38.2 (2024): e2023GB007900.", "Journal of Bryology", "38", "e2023GB007900", "2024"),
        ("Nature Physics, Feb-2024", "Nature Physics", "", "", "2024-02"),
        (
            "The group saw it in 2014 (J. Phys. Chem. Lett. 2014, DOI: 10.1234/a77).",
            "J. Phys. Chem. Lett.",
            "",
            "",
            "2014",
        ),
        ("Nature Biotechnology 26, 541 - 547 (2008)", "Nature Biotechnology", "26", "541-547", "2008"),
    ],
)
def test_a_reference_without_title_and_authors(text: str, container: str, volume: str, page: str, issued: str) -> None:
    record = reference.read(text)
    assert record.title == ""
    assert record.author == ()
    assert (record.container_title, record.volume, record.page) == (container, volume, page)
    assert str(record.issued) == issued


def test_the_title_of_a_report_in_italics_is_no_journal() -> None:
    text = "Ruiz, A., & Li, C. (2024). Sinking Deltas: An Assessment. Institute for Water, Bonn. doi: 10.1234/a77"
    record = reference.read(text, runs=("Sinking Deltas: An Assessment",))
    assert (record.title, record.container_title) == ("Sinking Deltas: An Assessment", "")


def test_the_state_of_a_work_between_title_and_journal_is_not_of_the_title() -> None:
    record = reference.read(f"Ruiz A, Li C. {TITLE} [published online ahead of print May 11, 2016]. J Nutr. doi: {DOI}")
    assert (record.title, str(record.issued)) == (TITLE, "2016-05-11")


@pytest.mark.parametrize("degree", ["M.D.,", "PhD,", "M.D., Ph.D.,"])
def test_one_name_with_a_degree_after_a_title_is_the_author(degree: str) -> None:
    record = reference.read(f"The commentary, “{TITLE},” by Anna Roe, {degree} is also available.")
    assert [(name.given, name.family) for name in record.author] == [("Anna", "Roe")]


@pytest.mark.parametrize(
    ("text", "title", "container", "families"),
    [
        (
            f"Ruiz, I. (2024). {TITLE}. In: Roe, M. (ed.) The Oxford Handbook of Moss, Lava Press, pp. 1-9.",
            TITLE,
            "The Oxford Handbook of Moss",
            ["Ruiz"],
        ),
        (
            f"Petrie, M. – Halliday, T. – Sanders, C. (2024): {TITLE}. Animal Behaviour, Vol. 209, pp. 11–19.",
            TITLE,
            "Animal Behaviour",
            ["Petrie", "Halliday", "Sanders"],
        ),
        (
            f"‘{TITLE}’ P Vaalma, D Buchholz and S Poe 2024 J. Phys. Energy 6 022002",
            TITLE,
            "J. Phys. Energy",
            ["Vaalma", "Buchholz", "Poe"],
        ),
        (f"A Ruiz, B Okafor: {TITLE}; Lab on a Chip (2024); doi: {DOI}", TITLE, "Lab on a Chip", ["Ruiz", "Okafor"]),
        (
            f"Ruiz, E., & Li, D. (2024). The Moss Index 2024. Moss Centre, Parma. https://doi.org/{DOI}",
            "The Moss Index 2024",
            "",
            ["Ruiz", "Li"],
        ),
        (
            f"Ruiz A, Okafor B, for the MOSS Investigators. {TITLE}. J Bryol 2021;12:45-67.",
            TITLE,
            "J Bryol",
            ["Ruiz", "Okafor"],
        ),
        (
            f'"{TITLE}," by Ana Ruiz, PhD, Lava University, and Ben Okafor, PhD, Moss University; Emotion; 2021.',
            TITLE,
            "Emotion",
            ["Ruiz", "Okafor"],
        ),
        (
            f'"{TITLE}," by Ana Ruiz, MD, and Jan van \'t Hoff, MD (doi: {DOI}), Brain.',
            TITLE,
            "Brain",
            ["Ruiz", "'t Hoff"],
        ),
        (
            f"“{TITLE}”, L. Ruiz, F. S. Okafor, Physical Review X, 2020, DOI: {DOI}",
            TITLE,
            "Physical Review X",
            ["Ruiz", "Okafor"],
        ),
        (
            f"{TITLE} - Ana Ruiz, Ben Okafor - Pediatrics, 2020",
            TITLE,
            "Pediatrics",
            ["Ruiz", "Okafor"],
        ),
        (
            f"Ruiz A, Okafor B (2020) {TITLE}, Human Reproduction Open, DOI: {DOI}",
            TITLE,
            "Human Reproduction Open",
            ["Ruiz", "Okafor"],
        ),
        (
            f"{TITLE}, i Batteries & Supercaps. doi: {DOI}",
            TITLE,
            "Batteries & Supercaps",
            [],
        ),
        (
            f"Ruiz A, Okafor B. {TITLE}. Tidsskrift for Den norske legeforening 2021;149:45-67.",
            TITLE,
            "Tidsskrift for Den norske legeforening",
            ["Ruiz", "Okafor"],
        ),
        (
            f"Ruiz A, Okafor B. {TITLE}. Revista médica de Chile 2021;149:45-67.",
            TITLE,
            "Revista médica de Chile",
            ["Ruiz", "Okafor"],
        ),
        (
            f"Walking Pace and Vascular Events in Midlife. Journal of Bryology. doi: {DOI}",
            "Walking Pace and Vascular Events in Midlife",
            "Journal of Bryology",
            [],
        ),
    ],
)
def test_less_usual_references(text: str, title: str, container: str, families: list[str]) -> None:
    record = reference.read(text)
    assert (record.title, record.container_title) == (title, container)
    assert [name.family for name in record.author] == families


@pytest.mark.parametrize(
    ("people", "names", "whole"),
    [
        ("Ruiz, Ana M., Ben Okafor, Jo K. Poe, and Li Wei", ["Ana M. Ruiz", "Ben Okafor", "Jo K. Poe", "Li Wei"], True),
        ("Ruiz, Ana M., Ben Okafor, Li Wei", ["Ana M. Ruiz", "Ben Okafor", "Li Wei"], True),
        ("Ruiz, Ana M., and Jo K. Poe", ["Ana M. Ruiz", "Jo K. Poe"], True),
        ("Ruiz, Ana M., et al.", ["Ana M. Ruiz"], False),
        ("van der Berg, Ana M., et al.", ["Ana M. van der Berg"], False),
        ("Ruiz, Ana M., Poe, Jo K., and Wei, Li", ["Ana M. Ruiz", "Jo K. Poe", "Li Wei"], True),
    ],
)
@pytest.mark.parametrize("form", ["{}. “{}.” Brain 12 (2021): 1-9.", "{} (2021). {}. Brain, 12, 1-9."])
def test_names_turned_round_with_a_comma(form: str, people: str, names: list[str], whole: bool) -> None:
    record = reference.read(form.format(people, TITLE).replace("..", "."))
    assert (record.title, record.container_title, record.volume) == (TITLE, "Brain", "12")
    assert [str(name) for name in record.author] == names
    assert record.authors_complete is whole


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ("van der Berg, Ana M.; García-López, José; Wei, Li.", ["Ana M. van der Berg", "José García-López", "Li Wei"]),
        ("Ruiz, Ana M.; Poe, Jo.", ["Ana M. Ruiz", "Jo Poe"]),
        ("Ruiz, A. & Poe, J. K.", ["A. Ruiz", "J. K. Poe"]),
        ("St. John, R. A., Ruiz, A. & Di Angelo, M.", ["R. A. St. John", "A. Ruiz", "M. Di Angelo"]),
        ("St. John RA, Ruiz A.", ["RA St. John", "A Ruiz"]),
    ],
)
@pytest.mark.parametrize(
    "title", [TITLE, "Moss, soil trust, and the ageing crater", "“Smart” mosses: from soil to bench"]
)
def test_the_list_of_names_ends_where_the_title_begins(title: str, people: str, names: list[str]) -> None:
    record = reference.read(f"{people} {title}. Brain 12, 1-9 (2021). doi:{DOI}")
    assert (record.title, record.container_title, record.volume) == (title, "Brain", "12")
    assert [str(name).replace(".", "") for name in record.author] == [name.replace(".", "") for name in names]


def test_one_name_turned_round_before_a_quoted_title() -> None:
    record = reference.read(f"Ruiz, Ana M. “{TITLE}.” Brain 12 (2021): 1-9.")
    assert [(name.given, name.family) for name in record.author] == [("Ana M.", "Ruiz")]


def test_a_place_and_a_name_are_no_authors() -> None:
    assert reference.read("Boston, Mass. B., and Li Wei are in town. Brain, 2021").author == ()


def test_running_text_before_a_journal_is_no_title() -> None:
    assert reference.read("Rust feeds a microbe, engineers show in the journal Water Research. 10.1234/a77").title == ""


def test_others_make_the_list_partial() -> None:
    assert reference.read(ORDERS["harvard"]).authors_complete is False
    assert reference.read(ORDERS["ieee"]).authors_complete is True


def test_the_date_of_the_title_is_not_the_date_of_the_paper() -> None:
    record = reference.read(
        "Ana Ruiz et al, Zenith moss over Kyoto on 17 September 1770: a study, Space Weather (2017)."
    )
    assert str(record.issued) == "2017"
    assert record.title == "Zenith moss over Kyoto on 17 September 1770: a study"


def test_a_prefix_printed_twice_is_one() -> None:
    assert reference.undoubled("10.1038/10.1038/s41586-019-1866-z") == "10.1038/s41586-019-1866-z"
    assert reference.undoubled("10.1038/s41586-019-1866-z") == "10.1038/s41586-019-1866-z"


def test_two_references_in_one_text_are_two() -> None:
    first = f"Ruiz, A., & Li, C. (2021). {TITLE}. Journal of Bryology, 12(3), 45-67."
    second = "Roe, B. (2014). Mosses again. Bryology, 5(3), 1-9."
    assert reference.split(f"{first} {second}") == [first, second]
    assert reference.split(first) == [first]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "()", "et al.", "The mayor opened the bridge on Monday.", "10.", "“", "2021"]
)
def test_what_is_no_reference_gives_a_record_with_less_in_it(text: str) -> None:
    record = reference.read(text)
    assert isinstance(record, Record)
    assert record.container_title == ""
    assert record.author == ()


@pytest.mark.parametrize(
    "piece", ["A. ", "Smith J, ", "(", "“a” ", "et al. ", "10.1/(", "Nature of the ", "12(3):4 ", "A.B.", ", and "]
)
def test_long_text_is_read_in_time_that_does_not_explode(piece: str) -> None:
    def cost(length: int) -> float:
        return seconds(lambda: reference.parse((piece * length)[:length]))

    cost(500)
    assert cost(4_000) < 10 * cost(1_000) + 0.2
    assert cost(100_000) < 10 * cost(4_001) + 0.2


def test_a_string_that_must_be_whole_is_read_as_ever_where_it_is() -> None:
    text = "Kim J, Lee S (2020). On frogs that glow at dusk. Nature Communications 12: 345. doi:10.1000/x123"
    assert reference.parse(text, whole=True) == reference.parse(text)


@pytest.mark.parametrize(
    "text", ["The frogs glow at dusk, 12:30, and sing.", "Kim J, Lee S (2020). Frogs glow at dusk"]
)
def test_a_string_without_names_or_journal_is_not_whole(text: str) -> None:
    parsed = reference.parse(text, whole=True)
    assert not (parsed.people.names and parsed.container_weight >= 2)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Jane Doe: The Glow of Frogs: A Book on the Pond. Moss University Press, 2024. ISBN 978-0-691-14791-8.", 1),
        ("Doe, Jane. The Glow of Frogs: A Book on the Pond. Moss University Press, 2024.", 1),
        ("Doe, J., & Wei, L. (2024). The Glow of Frogs: A Book on the Pond. Oxford: Moss University Press.", 2),
        ("Doe, Jane. 2024. The Glow of Frogs: A Book on the Pond. Oxford: Moss University Press.", 1),
        ("The Glow of Frogs: A Book on the Pond, by Jane Doe, Moss University Press, 2024.", 1),
        ("Jane Doe and Li Wei, The Glow of Frogs: A Book on the Pond (Moss University Press, 2024)", 2),
    ],
)
def test_citations_of_books(text: str, authors: int) -> None:
    parsed = reference.parse(text)
    assert (parsed.title, parsed.publisher) == ("The Glow of Frogs: A Book on the Pond", "Moss University Press")
    assert (len(parsed.people.names), str(parsed.issued), parsed.container) == (authors, "2024", "")


@pytest.mark.parametrize(
    "text",
    [
        "The results were published by Moss University Press in the journal Brain in 2024.",
        "Doe J, Wei L. Frogs at dusk. Moss University Press journal Brain 2024;12:3-4.",
        "The Glow of Frogs: Notes. Moss University Press, 2024.",
    ],
)
def test_what_a_publisher_is_named_in_is_no_book(text: str) -> None:
    assert not reference.parse(text).publisher


def test_a_german_book_with_its_place_and_isbn() -> None:
    parsed = reference.parse(
        "Jane Doe, Die Frösche. Eine Geschichte, Moos Verlag, Berlin 2024, 320 Seiten, ISBN 9780691147918"
    )
    assert (parsed.title, parsed.publisher) == ("Die Frösche. Eine Geschichte", "Moos Verlag")
    assert parsed.others == {"ISBN": "9780691147918"}


def test_a_volume_before_an_issue_that_a_word_announces() -> None:
    parsed = reference.parse(
        'Doe, Jane, and Li Wei. "The Glow of Frogs." Chronobiology International 38, no. 5 (2021): 650–62.'
    )
    assert (parsed.volume, parsed.issue, parsed.page, str(parsed.issued)) == ("38", "5", "650-62", "2021")
    parsed = reference.parse(
        'Doe, Jane, and Li Wei. "The Glow of Frogs." Chronobiology International, no. 5, 2021, 650–62.'
    )
    assert (parsed.volume, parsed.issue, parsed.page) == ("", "5", "650-62")


TRACER = "Nitrogen sharing in salt marshes: a two-year tracer study"


@pytest.mark.parametrize(
    ("text", "names", "container"),
    [
        (f"van den Berg M, Chen L. {TRACER}. PLoS ONE. 2021;12:3-4.", ["van den Berg", "Chen"], "PLoS ONE"),
        (f"“{TRACER}” by García T, PLoS ONE. 2021;579(3):2904-2913", ["García"], "PLoS ONE"),
        (f"Estuarine, Coastal and Shelf Science: “{TRACER}.” 2021", [], "Estuarine, Coastal and Shelf Science"),
        (
            f"“{TRACER}” by Zhang W, Sato K, et al. Wetlands, published online May 5, 2021.",
            ["Zhang", "Sato"],
            "Wetlands",
        ),
        (
            f"Jane Doe, PhD, and Kenji Sato, MD. {TRACER}. Current Biology, May 2021.",
            ["Doe", "Sato"],
            "Current Biology",
        ),
        (
            "Tomás García, David J. Smith, Anna K. Lindgren. Current Biology, published online May 5, 2021.",
            ["García", "Smith", "Lindgren"],
            "Current Biology",
        ),
        (
            "Sato, K.; van den Berg, M.; Hale, R. M. Nature Communications (2021).",
            ["Sato", "van den Berg", "Hale"],
            "Nature Communications",
        ),
        (
            f"“{TRACER}” by Chen, L.; Zhang, W. Ecology Letters. 2021.",
            ["Chen", "Zhang"],
            "Ecology Letters",
        ),
    ],
)
def test_where_names_and_journals_meet(text: str, names: list[str], container: str) -> None:
    parsed = reference.parse(text)
    found = [f"{name.non_dropping_particle} {name.family}".strip() for name in parsed.people.names]
    assert (found, parsed.container) == (names, container)


def test_a_page_that_looks_like_a_year() -> None:
    parsed = reference.parse(f"K. Sato and A. K. Lindgren. “{TRACER}”. Ecological Monographs 377, 1928 (2021).")
    assert (parsed.volume, parsed.page, str(parsed.issued)) == ("377", "1928", "2021")


def test_a_title_that_asks_before_its_authors() -> None:
    parsed = reference.parse("How do marsh plants share nutrients? Tomás García et al. Nature Plants, May 5, 2021.")
    assert (parsed.title, str(parsed.issued)) == ("How do marsh plants share nutrients?", "2021-05-05")


@pytest.mark.parametrize("order", ["TAJD", "ATJD", "TJAD", "JTAD", "TJD", "DTJA"])
@pytest.mark.parametrize(
    "names", ["Jane Doe, Li Wei and Bob Poe", "Doe J, Wei L, Poe B", "Doe, J.; Wei, L.; Poe, B.", "Kenji Sato"]
)
@pytest.mark.parametrize(
    "journal", ["Science Advances 12, 345 (2021)", "Wetland Studies, Volume 12, 2021, Pages 345", "Neuron; 2021;12:345"]
)
def test_each_part_on_a_line_of_its_own(order: str, names: str, journal: str) -> None:
    rows = {"T": TRACER, "A": names, "J": journal, "D": "https://doi.org/10.1000/frogs.1"}
    parsed = reference.parse("\n".join(rows[part] for part in order))
    assert (parsed.title, parsed.volume, parsed.page, str(parsed.issued)) == (TRACER, "12", "345", "2021")
    assert parsed.container in journal
    assert parsed.DOI == "10.1000/frogs.1"
    assert len(parsed.people.names) == (0 if "A" not in order else 1 if names == "Kenji Sato" else 3)


@pytest.mark.parametrize(
    "text",
    [
        "Scientific exhibits of the meeting\nTuesday, March 6, 2018\n7:00 AM - 6:00 PM\nAcademy Hall B",
        "Frogs glow at dusk in the coastal forest\nFrogs glow for each other, says a team\nNeuron 12, 345 (2021)",
    ],
)
def test_lines_that_are_no_citation(text: str) -> None:
    parsed = reference.parse(text)
    assert parsed.container != "Tuesday"
    assert not (parsed.title and parsed.container and parsed.people.names)


@pytest.mark.parametrize("joined", ["och", "en", "y", "e", "и", "und", "et", "ve", "og", "ja"])
def test_the_words_for_and_of_all_languages_after_a_middle_initial(joined: str) -> None:
    parsed = reference.parse(
        f"Anna K. Lindgren {joined} Siobhan O'Neill. {TRACER}. Ecological Monographs, vol. 205, 2021."
    )
    assert [name.family for name in parsed.people.names] == ["Lindgren", "O'Neill"]
    assert parsed.title == TRACER


@pytest.mark.parametrize("initials", ["ST", "JR", "MS", "MD"])
def test_initials_that_are_abbreviations_too(initials: str) -> None:
    parsed = reference.parse(f"Petrova O, Chen L, Adeyemi {initials}. {TRACER}. Science Advances. 2021;42:3-4.")
    assert [(name.given, name.family) for name in parsed.people.names][-1] == (initials, "Adeyemi")
    assert parsed.title == TRACER


@pytest.mark.parametrize("others", ["m.fl.", "e.a.", "et al.", "и др.", "ve ark.", "u. a."])
def test_the_words_for_others_after_a_middle_initial(others: str) -> None:
    parsed = reference.parse(f"Samuel T. Adeyemi {others} “{TRACER}”. New Phytologist, vol. 191, 2021.")
    assert [name.family for name in parsed.people.names] == ["Adeyemi"]
    assert parsed.people.others


def test_a_japanese_volume_and_issue() -> None:
    parsed = reference.parse(
        f"García T, Zhang W. {TRACER}. Annals of Botany, 136巻2号、3789-3798頁（2021年）", language="ja"
    )
    assert (parsed.volume, parsed.issue, parsed.page, str(parsed.issued)) == ("136", "2", "3789-3798", "2021")


@pytest.mark.parametrize("name", ["Jean-Paul Moreau", "T. García", "Sato K", "Sato, K."])
@pytest.mark.parametrize("between", ["", "in ", "In: ", "// "])
def test_one_name_between_a_title_and_a_journal(name: str, between: str) -> None:
    parsed = reference.parse(f"{TRACER}. {name}{'' if name[-1] == '.' else '.'} {between}Annals of Botany, 2021.")
    assert (parsed.title, parsed.container, len(parsed.people.names)) == (TRACER, "Annals of Botany", 1)


def test_words_of_a_title_before_a_journal_are_no_name() -> None:
    parsed = reference.parse(
        "Zasloff M. Magainins, a class of antimicrobial peptides. Proc Natl Acad Sci USA 84, 5449 (1987)."
    )
    assert "peptides" not in parsed.people_text


ROOTS = "Root networks redistribute nitrogen among salt marsh plants"


@pytest.mark.parametrize(
    ("people", "names", "order"),
    [
        ("Żak, Ł.; Wu, Y.; Ní Bhriain, A.", ["Żak", "Wu", "Ní Bhriain"], "ATJ"),
        ("Okonkwo, C., Wu, Y., & Gupta, S. K.", ["Okonkwo", "Wu", "Gupta"], "AJ"),
        ("de la Cruz, M.; St. John, R. J.", ["Cruz", "St. John"], "ATJ"),
        ("Okonkwo, C., Müller, H.-P., & Le Roux, J.", ["Okonkwo", "Müller", "Le Roux"], "QAJ"),
        ("García-López, A. M.; Tran, N.", ["García-López", "Tran"], "TAJ"),
        ("von Hagen, L.", ["Hagen"], "TAJ"),
        ("Yılmaz İ.", ["Yılmaz"], "QAJ"),
        ("Okonkwo C.", ["Okonkwo"], "QAJ"),
        ("Le Roux, J.", ["Le Roux"], "AJ"),
        ("Robert J. Hale", ["Hale"], "T, A, J"),
        ("İ. Yılmaz", ["Yılmaz"], "T, A, J"),
    ],
)
@pytest.mark.parametrize("journal", ["Nature Communications", "J. Ecol.", "Estuarine, Coastal and Shelf Science"])
def test_names_of_all_lands_right_before_a_journal(people: str, names: list[str], order: str, journal: str) -> None:
    forms = {
        "ATJ": f"{people} {ROOTS}. {journal}",
        "AJ": f"{people} {journal}",
        "QAJ": f"“{ROOTS}” by {people} {journal}",
        "TAJ": f"{ROOTS}. {people} {journal}",
        "T, A, J": f"{ROOTS}, {people}, {journal}",
    }
    record = reference.read(f"{forms[order]} 138, 315 (2021)")
    assert [name.family for name in record.author] == names
    assert (record.container_title, record.volume) == (journal, "138")
    assert record.title == ("" if order == "AJ" else ROOTS)


@pytest.mark.parametrize("numbers", ["", ", 2021", ", published online 5 May 2021", ", 563 (9): 1689–1698 (2021)"])
def test_a_title_after_a_journal_and_a_colon(numbers: str) -> None:
    record = reference.read(f"New Phytologist{numbers}: {ROOTS}. https://doi.org/10.1234/abc.56")
    assert (record.title, record.container_title) == (ROOTS, "New Phytologist")


def test_one_name_with_a_degree_before_a_journal_is_no_title() -> None:
    record = reference.read("Olga Petrova, PhD. PLoS ONE. 2021; 462 (6): 2515–2524")
    assert (record.title, [name.family for name in record.author]) == ("", ["Petrova"])


def test_words_for_a_state_after_an_unknown_journal_are_no_title() -> None:
    record = reference.read("Jean Moreau and Tom Garcia, Wetlands, published online 5 May 2021 (doi: 10.1007/j.cub.38)")
    assert (record.title, len(record.author)) == ("", 2)


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ("An J, Kim H, Lee S.", ["J An", "H Kim", "S Lee"]),
        ("Nguyen VA, Do TT, To MH.", ["VA Nguyen", "TT Do", "MH To"]),
        ("Do T.T., Field S., Hill A.", ["T.T. Do", "S. Field", "A. Hill"]),
        ("Read, J., Page, M. & August, K.", ["J. Read", "M. Page", "K. August"]),
        ("To, M. et al.", ["M. To"]),
        ("Jisoo An, Hyun Kim.", ["Jisoo An", "Hyun Kim"]),
        ("Hyun Kim, Thuy T. Do, and Minho Lee.", ["Hyun Kim", "Thuy T. Do", "Minho Lee"]),
        ("April Hill, May Green, June Park.", ["April Hill", "May Green", "June Park"]),
        ("Can Yılmaz, Ayşe Demir.", ["Can Yılmaz", "Ayşe Demir"]),
        ("Ayşe Demir & Can Yılmaz.", ["Ayşe Demir", "Can Yılmaz"]),
        ("June K. Park, PhD, and Rose Page, MD.", ["June K. Park", "Rose Page"]),
        ("Kai Can et al.", ["Kai Can"]),
        ("Park, J. K., London, P., & Do, T. T.", ["J. K. Park", "P. London", "T. T. Do"]),
        ("Nguyễn Văn An, Trần Thị Bình và cộng sự.", ["Văn An Nguyễn", "Thị Bình Trần"]),
    ],
)
@pytest.mark.parametrize("quotes", ["{}.", "“{}.”"])
def test_names_that_are_also_common_words(people: str, names: list[str], quotes: str) -> None:
    record = reference.read(f"{people} {quotes.format(TITLE)} Nature Communications 12, 45 (2021).")
    assert (record.title, record.container_title) == (TITLE, "Nature Communications")
    assert [str(name) for name in record.author] == names


@pytest.mark.parametrize("title", ["How to Read Roots, On Marsh Plants", "New Root Networks, More Marsh Plants"])
def test_common_words_that_begin_a_title_are_no_names(title: str) -> None:
    record = reference.read(f"{title}. Jane Roe, Ann Poe. Journal of Ecology, 2021.")
    assert record.title == title
    assert [name.family for name in record.author] == ["Roe", "Poe"]


@pytest.mark.parametrize(
    "text",
    [
        "{title}. Authors: Jisoo Lee, Thuy Kim. Journal: Brain. DOI {doi}",
        "Title: {title}; Authors: Jisoo Lee, Thuy Kim; Journal: Brain; DOI: {doi}",
        "Brain, {title}, authors: Jisoo Lee, Thuy Kim, DOI {doi}",
        "“{title}”; Authors: Jisoo Lee and Thuy Kim; Brain 2021",
    ],
)
def test_labels_inside_a_reference(text: str) -> None:
    record = reference.read(text.format(title=TITLE, doi=DOI))
    assert (record.title, record.container_title) == (TITLE, "Brain")
    assert [name.family for name in record.author] == ["Lee", "Kim"]


@pytest.mark.parametrize("people", ["Hale", "Ruth Hale", "Hale RM,"])
def test_the_last_word_of_a_title_is_no_author(people: str) -> None:
    record = reference.read(f"Nitrogen transfer in Spartina, {people} et al., Brain, 2021, DOI: {DOI}")
    assert record.title == "Nitrogen transfer in Spartina"
    assert [name.family for name in record.author] == ["Hale"]


def test_one_name_and_a_title_between_commas() -> None:
    record = reference.read(f"Wei Zhang, Moss networks share nitrogen among neighbours, Brain, 5 May 2021. {DOI}")
    assert (record.title, record.container_title) == ("Moss networks share nitrogen among neighbours", "Brain")
    assert [name.family for name in record.author] == ["Zhang"]


def test_names_turned_round_between_title_and_journal() -> None:
    record = reference.read(f"{TITLE}. Hale, M., & Winter, C. The Lancet Planetary Health, May 5, 2021")
    assert (record.title, record.container_title) == (TITLE, "The Lancet Planetary Health")
    assert [name.family for name in record.author] == ["Hale", "Winter"]


@pytest.mark.parametrize(
    ("text", "people", "container"),
    [
        (
            "“{roots}” by Zhang W and Moreau JP, Mobile Media and Communication, Vol. 467, 2021",
            2,
            "Mobile Media and Communication",
        ),
        ("“{roots}” by Zhang, W. Antiquity, 5 May 2021", 1, "Antiquity"),
        ("{roots}. García T. G3: Genes|Genomes|Genetics, 2021", 1, "G3: Genes|Genomes|Genetics"),
        ("{roots}. Moreau, J.-P. and Smith, D. J. Nat. Commun., Vol. 295, Issue 8, 2021", 2, "Nat. Commun."),
        ("‘{roots}’ by Zhang W, Moreau JP, Petrova O, Wetlands, May 5, 2021.", 3, "Wetlands"),
        ("O'Neill, S., van den Berg, M. and Petrova, O., ‘{roots}’, Wetlands, May 5, 2021", 3, "Wetlands"),
        ("Adeyemi, S. T., Moreau, J.-P., & Petrova, O., {roots}, Wetlands, May 2021", 3, "Wetlands"),
        ('Wetlands, Vol. 257, Issue 12, 2021: "{roots}". https://doi.org/10.1016/s044920', 0, "Wetlands"),
        ("{roots}, García, T. and Roe, A., Wetlands, Vol. 383, Issue 5, 2021", 2, "Wetlands"),
        ("“{roots}.” Zhang W, Moreau JP. Wetlands. 2021; 111 (4): 1726–1735.", 2, "Wetlands"),
    ],
)
def test_a_journal_that_nobody_knows_is_told_by_its_place(text: str, people: int, container: str) -> None:
    record = reference.read(text.format(roots=ROOTS))
    assert (record.title, len(record.author), record.container_title) == (ROOTS, people, container)


@pytest.mark.parametrize(
    "text", ["Adeyemi S.T., O'Neill S., Learned Publishing, 2021", "Roe A., Poe S., Learned Publishing, 2021"]
)
def test_a_journal_of_two_words_after_names_turned_round_is_no_name(text: str) -> None:
    record = reference.read(text)
    assert (len(record.author), record.container_title) == (2, "Learned Publishing")


@pytest.mark.parametrize(
    "title",
    [
        "“Smart” mosses: from soil to bench",
        "A 2015 survey of teachers in England and Wales",
        "CO2 uptake of U.S. forests, 1990–2020",
        "Trust in science vs. trust in scientists",
        "Sleep, stress, and memory: a meta-analysis of 45 studies",
        "Dopamine D2 receptors, impulsivity & addiction",
        "A Phase 3 Trial of Semaglutide in Adults with Obesity",
        "Effects of COVID-19 on mental health in St. Louis, Missouri",
        "mTOR signalling controls growth in E. coli and C. elegans",
    ],
)
@pytest.mark.parametrize(
    "order",
    [
        "{title}. Jane Roe, Ann Poe. Science Advances, 2021",
        "{title}, Roe, J. and Poe, A., New Phytologist, Vol. 503, Issue 8, 2021",
        "“{title}” by Jane Roe and Ann Poe, New Phytologist. 2021;7(6):1484-1493.",
    ],
)
def test_titles_with_stops_numbers_and_quotation_marks_inside(title: str, order: str) -> None:
    record = reference.read(order.format(title=title))
    assert record.title == title
    assert [name.family for name in record.author] == ["Roe", "Poe"]


@pytest.mark.parametrize(
    "title", ["A 2015 survey of teachers in England and Wales", "CO2 uptake of U.S. forests, 1990–2020"]
)
def test_a_title_after_a_journal_with_its_numbers(title: str) -> None:
    record = reference.read(f"Annals of Botany, Volume 557, Issue 9, May 2021: {title}.")
    assert (record.title, record.container_title, record.volume) == (title, "Annals of Botany", "557")


@pytest.mark.parametrize(
    ("text", "people", "container"),
    [
        ("Sato, K. and van den Berg, M. ‘{roots}’. Learned Publishing, May 2021", 2, "Learned Publishing"),
        ('Learned Publishing, 5 May 2021: "{roots}"', 0, "Learned Publishing"),
        ("{roots}, Lindgren, A. K.; Moreau, J.-P.; van den Berg, M., Polyhedron, Volume 12, 2021", 3, "Polyhedron"),
        ("{roots}. Ruth M. Hale. Wetlands. 2021;525(11)", 1, "Wetlands"),
        ("{roots}. Sato, K. Crime & Delinquency 12, 45 (2021)", 1, "Crime & Delinquency"),
        (
            "D. Hoffmann, J. Ramos-Muñoz, G.-Ch. Weniger, A.W.G. Pike. “{roots}”. Science 359: 912-915, 2018",
            4,
            "Science",
        ),
    ],
)
def test_names_and_journals_at_the_edges_of_a_title(text: str, people: int, container: str) -> None:
    record = reference.read(text.format(roots=ROOTS))
    assert (record.title, len(record.author), record.container_title) == (ROOTS, people, container)


@pytest.mark.parametrize(
    "text",
    [
        "(Roe J, Doe K. Frogs in ponds, 2020. Nature ( )",
        "Roe, A. \u00a0",
        "Roe, A. \u3000",
        "by ß (2020) ; ' \t\n 第3卷 ’ 12",
        "Lee: A review of frogs by Lee et al. Nature 12, 34 (2020)",
    ],
)
def test_odd_marks_raise_nothing(text: str) -> None:
    reference.read(text)


@pytest.mark.parametrize(("day", "issued"), [("31.02.2023", None), ("28.02.2023", "2023-02-28"), ("99/99/2020", None)])
def test_a_day_that_no_month_has_is_no_date(day: str, issued: str | None) -> None:
    record = reference.read(f"Roe A, Doe B. {ROOTS}. Nature. {day}")
    assert (str(record.issued) if record.issued and len(record.issued.start) > 1 else None) == issued


def test_what_a_caller_does_to_the_parts_stays_with_the_caller() -> None:
    text = f"Roe A, Doe B. {ROOTS}. Nature 2023."
    reference.parse(text).others["PMID"] = "1234567"
    assert not reference.parse(text).others


@pytest.mark.parametrize(
    ("text", "title", "people", "container"),
    [
        (
            "Ruiz, A.; Okafor, B.; Marsh, C. Clay filters for textile water. ACS ES&T Water 2024, 4 (5), 2100-2111.",
            "Clay filters for textile water",
            ["Ruiz", "Okafor", "Marsh"],
            "ACS ES&T Water",
        ),
        (
            f"Ruiz, A.*, Okafor, B.*, Marsh, C.#: {TITLE}. Water Research 2024 (*equal contribution; #write here)",
            TITLE,
            ["Ruiz", "Okafor", "Marsh"],
            "Water Research",
        ),
        (f"Ruiz, A., & Okafor, B. (in press). {TITLE}. Water Research.", TITLE, ["Ruiz", "Okafor"], "Water Research"),
        (
            f"{TITLE}. Ana Ruiz, Ben Okafor, Chen Li. Accepted at ICLR 2024. arXiv:2403.01234",
            TITLE,
            ["Ruiz", "Okafor", "Li"],
            "ICLR 2024",
        ),
        (f"{TITLE} https://doi.org/{DOI} (Water Research)", TITLE, [], "Water Research"),
        (
            f"{TITLE}. Ruiz A, Okafor B, Li C; Moss Study Group. JAMA Netw Open. 2024;7(5):e2412345.",
            TITLE,
            ["Ruiz", "Okafor", "Li"],
            "JAMA Netw Open",
        ),
    ],
)
def test_notes_signs_and_groups_around_names(text: str, title: str, people: list[str], container: str) -> None:
    found = reference.parse(text)
    assert (found.title, [name.family for name in found.people.names], found.container) == (title, people, container)


def test_a_working_paper_is_in_a_series_and_in_no_journal() -> None:
    found = reference.parse(f"Ana Ruiz, Ben Okafor: {TITLE}. IZA Discussion Paper No. 12345, 2024.")
    assert (found.title, found.container) == (TITLE, "")
    assert found.others == {"collection-title": "IZA Discussion Paper", "number": "12345"}


def test_volume_issue_and_pages_after_the_year_with_commas() -> None:
    found = reference.parse(f"“{TITLE}.” Ana Ruiz, Ben Okafor. Water Research. 2024. 4, 5, 2100–2111.")
    assert (found.volume, found.issue, found.page) == ("4", "5", "2100-2111")


@pytest.mark.parametrize(
    "people",
    [
        "Ana Ruiz (University of Lava), Ben Okafor (Moss Institute), Chen Li (University of Lava)",
        "Ana Ruiz (Lava), Ben Okafor, and Chen Li (Lava)",
        "Ana Ruiz1,2, Ben Okafor1, Chen Li2",
    ],
)
def test_places_of_work_behind_names(people: str) -> None:
    found = reference.parse(f"{people}: {TITLE}. Journal of Bryology 2021.")
    assert ([name.family for name in found.people.names], found.title) == (["Ruiz", "Okafor", "Li"], TITLE)


@pytest.mark.parametrize(
    ("text", "container", "year"),
    [
        (f"{TITLE} | Journal of Ecology", "Journal of Ecology", None),
        (f"{TITLE} | Journal of Ecology | Oxford Academic", "Journal of Ecology", None),
        (f"{TITLE} - Ruiz - 2021 - Ecology Letters - Wiley Online Library", "Ecology Letters", 2021),
        (f"{TITLE} - ScienceDirect", "", None),
    ],
)
def test_the_title_of_a_publishers_page(text: str, container: str, year: int | None) -> None:
    found = reference.parse(text)
    assert (found.title, found.container) == (TITLE, container)
    assert (found.issued.year if found.issued else None) == year


@pytest.mark.parametrize(
    ("text", "people", "title", "container"),
    [
        (f"{TITLE}; Ana Ruiz, Ben Okafor; Cahiers Botaniques; 2021", ["Ruiz", "Okafor"], TITLE, "Cahiers Botaniques"),
        (f"Cahiers Botaniques, Ruiz et al.: “{TITLE}” https://doi.org/{DOI}", ["Ruiz"], TITLE, "Cahiers Botaniques"),
        (
            f"Ruiz, Ana R, Ben K Okafor, and A. Chen Li. “{TITLE}.” Nano Lett. 10 (2010): 49-52.",
            ["Ruiz", "Okafor", "Li"],
            TITLE,
            "Nano Lett.",
        ),
        (
            f"Calhoun VD, Ruiz A. {TITLE}. IEEE Transactions on Acoustics, Speech, and Signal Processing 38 (1990).",
            ["Calhoun", "Ruiz"],
            TITLE,
            "IEEE Transactions on Acoustics, Speech, and Signal Processing",
        ),
        (f"Ana Ruiz. {TITLE}. Proc. Sib. Fed. Univ. 12, 45 (2021).", ["Ruiz"], TITLE, "Proc. Sib. Fed. Univ."),
        (
            f"Anna Fontcuberta i Morral, Ben Okafor. {TITLE}. Icarus, 2010.",
            ["Fontcuberta i Morral", "Okafor"],
            TITLE,
            "Icarus",
        ),
        (
            "Ruiz, A. Moss Pearls: Document Design. Icarus 29, 832 (1986).",
            ["Ruiz"],
            "Moss Pearls: Document Design",
            "Icarus",
        ),
        (
            f"{TITLE}. Ana R Ruiz. Current Opinion in Botany. 5 May 2021.",
            ["Ruiz"],
            TITLE,
            "Current Opinion in Botany",
        ),
        (
            "Ruiz, A., & Okafor, B. (2006). Moss memory: exploring the bounds of “attention in moss”. Icarus, 32, 7.",
            ["Ruiz", "Okafor"],
            "Moss memory: exploring the bounds of “attention in moss”",
            "Icarus",
        ),
    ],
)
def test_citations_as_real_bibliographies_have_them(text: str, people: list[str], title: str, container: str) -> None:
    found = reference.parse(text)
    assert ([name.family for name in found.people.names], found.title, found.container) == (people, title, container)


@pytest.mark.parametrize(
    "between", [", in «Journal of Bryology», 2025", ", «Journal of Bryology», 2025", ", in: Journal of Bryology, 2025"]
)
def test_a_journal_in_quotation_marks_after_an_unquoted_title(between: str) -> None:
    found = reference.parse(f"Ruiz A., Okafor B., {TITLE}{between}")
    assert (found.title, found.container) == (TITLE, "Journal of Bryology")


@pytest.mark.parametrize(
    "title",
    [
        "Light of blue quantum wells on “Double Miscut” Substrates",
        "How do people solve the “weather prediction” task? Strategies of many",
    ],
)
def test_words_in_quotation_marks_inside_an_unquoted_title(title: str) -> None:
    found = reference.parse(f"Ana Ruiz, Ben Okafor. {title}. Journal of Bryology, 2021; 12: 3-4.")
    assert (found.title, len(found.people.names)) == (title, 2)

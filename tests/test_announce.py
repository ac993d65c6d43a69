"""What a page does not announce, and why: each rule with a page on which it decides. The pages are written here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pressbib import layouts, readers
from pressbib.layouts.refusals import why_no_title
from pressbib.record import Record

STORY = "Frogs that glow\nOctober 11, 2017\nA team has measured how frogs glow at dusk in forests near the coast.\n"
ADVICE = (
    "How to live with gout\nOctober 11, 2017\nGout is a common illness, and there is much that you can do about it.\n"
    "Drink enough water every day, and leave out what brings on an attack. Most people know what that is.\n"
    "Ask your doctor which drug suits you, and what it does to the rest of your body.\n"
)
CITED = "Doe J, Wei L. Glow of frogs at dusk in forests. J Exp Biol 2017;227:12-19."


@dataclass(frozen=True)
class Refusal:
    """A page on which nothing is found, and what is said of a candidate there."""

    name: str
    page: str
    reason: str


REFUSALS = [
    Refusal(
        "the source of a chart",
        STORY + "Map: The Herald. Doe J, Wei L. Glow of frogs at dusk. Journal of Climate 2017;34:11-20.",
        "the source of a chart",
    ),
    Refusal(
        "a word of a site",
        STORY + "Researchers present a new study, published today in the journal Annual.",
        "in a site or a month, not in a journal",
    ),
    Refusal(
        "a site",
        STORY + "The new study is published today in the journal Frogs.com",
        "in a site or a month, not in a journal",
    ),
    Refusal(
        "a market report",
        STORY + "Title: Frog Food Market Size, Share and Forecast to 2025\nPublisher: Research House\nPages: 120",
        "no title but a market report",
    ),
    Refusal(
        "a line for the source of news",
        STORY
        + "Reference: Copyright HealthDay. SOURCES: Jane Doe, professor, University of Fen; Oct. 4, 2017, press page",
        "no title but a line for the source of news",
    ),
    Refusal(
        "a teaser, cut off",
        STORY + "A new study published in the journal Nature Communications has found that frogs in the north sing ...",
        "a teaser, cut off",
    ),
    Refusal(
        "a line of teasers",
        STORY
        + "Frogs sleep, says new research. The study, published today in Current Biology, says more. They slee [...] "
        "Toads sing. A new study [...]",
        "a teaser, cut off",
    ),
    Refusal(
        "a list of stories",
        "Nature news\n"
        "In a study published in Information Research, a team has shed light on frogs that live in towns and…\n"
        "New research published in JAMA Network Open suggests that toads live longer in gardens than in woods and…\n"
        "The Journal of Frog Genetics has published a new study which calls for a future in which newts are seen and…",
        "one of a list of stories",
    ),
    Refusal(
        "the teaser of a related story",
        STORY + "It rained all week, and nobody saw a frog until the sun came out again on the last day of the trip.\n"
        "Birds are on the move in the north of Europe August 18, 2016\n"
        "Birds are moving to the north, indicates a new study published in the journal Global Change Biology.",
        "among related stories or contacts",
    ),
    Refusal(
        "the source of one statement",
        ADVICE + "Half of those who stop the drug fall ill again, according to research published in the journal "
        "Rheumatology.\nTalk to your family, too.",
        "the source of one statement, named far from the lead",
    ),
    Refusal(
        "one of several studies in several journals",
        "Four reasons to drink tea\nTea has been drunk for centuries. Here are four reasons to drink more.\n"
        'A study published in the journal "Obesity" found that people who drank tea for 12 weeks lost more weight.\n'
        'A study published in the journal "Nutritional Neuroscience" found that people who drank tea remembered more.\n'
        "If you think of drinking tea for its benefits, it is important to talk to your doctor first, says everybody.",
        "one of several studies in several journals",
    ),
    Refusal(
        "a column on three papers",
        "Scientists ask what few would ask\nMay 27, 2005\nNot everybody can find what holds frogs together.\n"
        "Want a good job? Choose with care, researchers concluded in a paper this spring in the Journal of Economic "
        "Psychology.\n"
        "In April, scientists reported in the journal Current Biology that students drink more than they think.\n"
        "Talk helps, concluded a study published in the Archives of Internal Medicine in January.",
        "one of several studies in several journals",
    ),
    Refusal(
        "a paper that was rejected",
        STORY
        + "This study was quickly rejected by the Journal of the American Medical Association and the New England "
        "Journal of Medicine.",
        "the sentence says that it is no paper",
    ),
    Refusal(
        "a journal that published a study",
        ADVICE + "The Journal of the American Medical Association published a study of 15,000 people, in which tea "
        "was found to help.\nTalk to your family, too.",
        "the source of one statement, named far from the lead",
    ),
    Refusal(
        "a later story of a list with days",
        "Public Release: 17-Nov-2017\nFrogs could launch organic light beyond the screens of telephones\n"
        "A discovery by a team of researchers from three universities points the way to more use of frogs at night.\n"
        "Public Release: 17-Nov-2017\nMathematician's study of swarms could direct science\n"
        "How does the tree frog figure into the latest work of a noted mathematician? As it turns out, quite so.\n"
        "Public Release: 17-Nov-2017\nHeavy air reveals tug-of-war\n"
        "Researchers have discovered a tug-of-war in the air. The research appears this week in Science Advances.",
        "one of a list of stories",
    ),
    Refusal(
        "a claim that is checked",
        "Stir about a paper on frogs\nJuly 14, 2023\nA claim on frogs has been shared thousands of times this week.\n"
        "Many posts claimed the research was published today by The Lancet, only to be removed after a day.\n"
        "The paper in question was not published in The Lancet, but stood on a preprint server for a day.",
        "the sentence says that others claim it",
    ),
    Refusal(
        "a study of years ago",
        ADVICE + "A recent study published in the Journal of Clinical Microbiology in 2014 came to a similar result.",
        "the sentence says that the study appeared years ago",
    ),
    Refusal(
        "an honour",
        "Three elected fellows\nOctober 11, 2017\nThree professors of Fen University are among this year's fellows.\n"
        "They will be formally announced in the “News & Notes” section of the Nov. 27 edition of the journal Science.",
        "the sentence says that it is no paper",
    ),
    Refusal(
        "a paper of months ago",
        ADVICE + "The goals are those of the guidelines, which appeared in January 2017 in the journal Diabetes Care.",
        "appeared months before the page",
    ),
    Refusal(
        "an old reference after a label",
        ADVICE + "Reference: Doe J, Wei L. Losartan and gout in men. Arthritis & Rheumatism. 2011;63(12):4002-4006.",
        "years older than the page, and no sentence announces it",
    ),
    Refusal(
        "the journals of a society",
        STORY
        + "The society publishes three medical journals, Journal of Frog Biology (www.frogs.org), Practical Frogs "
        "(www.pf.org) and Advances in Frog Research (www.afr.org).",
        "the sentence says that it is no paper",
    ),
    Refusal(
        "journals of a career",
        STORY + "Her research was published in the journal Nature Genetics, Science and Current Biology.",
        "several journals are named, as of a career",
    ),
    Refusal(
        "the page of a journal",
        "American Journal of Frog Physiology\nABOUT US\nThe American Journal of Frog Physiology presents new research.",
        "the text is an article page",
    ),
    Refusal(
        "a digest of what others reported",
        "Fen Clinic in the News\nOctober 11, 2017\nFen Times: a new study was published today in Nature.",
        "the text is an article page",
    ),
    Refusal(
        "part of an article",
        "4.5 (0.7, 7.8)\n" + "Others found the same ( Doe et al. 2011 ; Wei et al. 2013 ). " * 6 + "\n"
        f"Acknowledgments: we thank all. References {CITED} PMID: 26706568 , 10.1242/jeb.2015.11.034 .",
        "the text is an article page",
    ),
    Refusal(
        "a second footnote",
        STORY + "1 Frog Foundation, Facts on frogs.\n"
        "2 Doe J and Wei L, Frogs in the United States, Journal of Experimental Biology, 2017, 374(9):843-852",
        "a later entry of a numbered list",
    ),
    Refusal(
        "a link in a list of literature",
        STORY
        + "New work is needed. Doe (2015). Frogs. Wei (2016). Toads. Roe (2016). Newts. Poe (2017). Study of eggs. "
        "Drug Discov. Today. http://dx.doi.org/10.1016/j.drudis.2017.08.007",
        "in a list of references",
    ),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.name)
def test_what_a_page_does_not_announce(refusal: Refusal) -> None:
    document = readers.read(refusal.page)
    explained = layouts.explain(document)
    assert [each.record.stated() for each in explained if each.taken] == []
    assert any(refusal.reason in reason for each in explained for reason in each.reasons)


def test_comments_of_readers_announce_nothing() -> None:
    thread = "".join(
        f"{name}: the new study was published today in the journal Radiology. October 7th, 2017 at 12:51 pm\n"
        for name in ("Ann", "Ben", "Cho", "Dora", "Emil")
    )
    assert papers(STORY + "Leave a comment\n" + thread) == ()
    assert papers(STORY + thread)


def test_a_reference_under_a_glued_heading_is_literature_where_a_sentence_names_the_paper() -> None:
    found = papers(
        STORY + "The findings were published online, September 30, in the European Journal of Nutrition. "
        "This is the first time that anybody has looked. References\n"
        'Doe, Jane, Li Wei. "Glow of frogs at dusk." Eur J Nutr (Published online: September 30, 2017). '
        "DOI: 10.1007/s00394-017-1542-8\n"
        'Roe, Rita, Pat Poe. "Food of frogs in spring." The FASEB Journal. (2017) DOI: 10.1096/fj.201700400RR\n'
    )
    assert [record.DOI for record in found] == ["10.1007/s00394-017-1542-8"]


@pytest.mark.parametrize(
    ("said", "lent"), [("early results that were published last year", False), ("the results", True)]
)
def test_a_footnote_to_earlier_work_lends_its_address_to_no_other_paper(said: str, lent: bool) -> None:
    address = "http://www.thelancet.com/journals/lancet/article/PIIS0140-6736(15)61117-5/abstract"
    (record,) = papers(
        f"{STORY}Frogs glow, according to a new study published today in The Lancet.\n"
        f"Others add weight to {said}. [1]\nNotes to editors\n[1] {address}\n"
    )
    assert (record.container_title, record.URL) == ("The Lancet", address if lent else "")


def test_footnotes_stand_back_behind_the_citation_of_the_page() -> None:
    found = papers(
        f"{STORY}Full citation: Jane Doe, Li Wei. Glow of frogs at dusk. Ophthalmology, May 2017. "
        "DOI: 10.1016/j.ophtha.2017.04.026\n"
        "1 Patterns of Frog Sight over Four Years, Roe, et al. Ophthalmology, 2017.\n"
        "2 Sight of toads, Poe, et al, Survey of Ophthalmology, Nov. 2008\n"
    )
    assert [record.DOI for record in found] == ["10.1016/j.ophtha.2017.04.026"]


TITLES = {
    "See www.example.org for more": "an address",
    "Home | News | Contact": "a row of a menu",
    "Zoological Journal, DOI: in press": "an identifier",
    "Doe and Wei. 2017. New frogs of the north": "a whole citation",
    "Journal of Gerontology, Series B": "the name of a journal",
    "(February 17, 2017) - Frogs are not eaten enough": "a day",
    "Frogs of the north. SOURCE: Fen University": "a line for the source of news",
    "Frog Food Market Share to 2025": "a market report",
    "Frogs glow at dusk. They do so in spring. Nobody knows why": "two sentences",
    "Sign up for our letter": "a menu or notice",
    "Glow of frogs at dusk": "",
    "What the Journal of a frog collector tells us about climate": "",
}


@pytest.mark.parametrize(("title", "reason"), TITLES.items(), ids=TITLES.keys())
def test_words_that_can_be_no_title(title: str, reason: str) -> None:
    assert why_no_title(title) == reason


CONTAINERS = {
    "Nature's Scientific Reports": "Scientific Reports",
    "Nature: Scientific Data": "Scientific Data",
    "Circulation: Journal of the American Heart Association": "Circulation",
    "Alzheimer's & Dementia: The Journal of the Alzheimer's Association": "Alzheimer's & Dementia",
    "Brain, Behavior and Immunity": "Brain, Behavior and Immunity",
    "Neurology: Clinical Practice": "Neurology: Clinical Practice",
    "Neurology: the study of frogs is new": "Neurology",
    "Arteriosclerosis, Thrombosis, and Vascular Biology (ATVB)": "Arteriosclerosis, Thrombosis, and Vascular Biology",
    "International Journal of Radiation Oncology • Biology • Physics": (
        "International Journal of Radiation Oncology • Biology • Physics"
    ),
    "American Journal of Physiology—Gastrointestinal and Liver Physiology": (
        "American Journal of Physiology—Gastrointestinal and Liver Physiology"
    ),
    "British Medical Journal Open": "British Medical Journal Open",
    "CDC's Morbidity and Mortality Weekly Report": "Morbidity and Mortality Weekly Report",
    "The Lancet Regional Health – Europe": "The Lancet Regional Health – Europe",
    "Journal of Frog Biology – Frogs": "Journal of Frog Biology",
    "The Journal of Nutrition SOURCE: Fen University, news release": "The Journal of Nutrition",
}


@pytest.mark.parametrize(("printed", "name"), CONTAINERS.items(), ids=CONTAINERS.keys())
def test_the_name_of_a_journal_is_whole_and_no_more(printed: str, name: str) -> None:
    assert [
        record.container_title for record in papers(f"{STORY}The new study was published today in the {printed}.")
    ] == [name]


NOT_TITLES = {
    "speech": 'The author said of the study: "Based on the results of our work, we believe that frogs '
    'should be counted again."',
    "a measure": 'Blood was taken for two common measures (called "Homeostatic Frog Assessment", HFA-IR and HFA-B).',
    "a judgement": "The industry said that the study is “a rehash of old data by those who wrote the report.”",
    "another thing": "Young wrote for a magazine, with a sidebar entitled “Frogs Everywhere: Not Just in Fen”.",
}


@pytest.mark.parametrize("sentence", NOT_TITLES.values(), ids=NOT_TITLES.keys())
def test_words_in_quotation_marks_that_are_no_title(sentence: str) -> None:
    (record,) = papers(f"{STORY}The new study was published today in the journal PLOS ONE.\n{sentence}")
    assert (record.container_title, record.title) == ("PLOS ONE", "")


LABELLED = {
    "a name that nothing marks": (
        "Journal reference: The Holocene, DOI: 10.1177/0959683617729445",
        ("", "The Holocene", "10.1177/0959683617729445"),
    ),
    "after a quotation": (
        "“They are trying to let frogs have their way,” she says. Journal reference: bioRxiv, DOI: 10.1101/199018",
        ("", "bioRxiv", "10.1101/199018"),
    ),
    "a broken DOI": (
        "Journal reference: Journal of Comparative Psychology, DOI: 10.1037/com 75",
        ("", "Journal of Comparative Psychology", ""),
    ),
    "the front page of a site": (
        "(JAMA Psychiatry. Published online October 4, 2017. doi:10.1001/jamapsychiatry.2017.2162. "
        "Available to the media at http://media.example.com.)",
        ("", "JAMA Psychiatry", "10.1001/jamapsychiatry.2017.2162"),
    ),
}


@pytest.mark.parametrize(("line", "values"), LABELLED.values(), ids=LABELLED.keys())
def test_what_a_reference_line_states_and_no_more(line: str, values: tuple[str, str, str]) -> None:
    (record,) = papers(f"{STORY}{line}")
    assert (record.title, record.container_title, record.DOI) == values
    assert not record.URL or record.DOI in record.URL


def test_a_second_citation_below_keeps_its_own_identifier() -> None:
    found = papers(
        f"{STORY}More information: Science Advances (2017). dx.doi.org/10.1126.sciadv.1701338\n"
        "J. Doe et al. Glow of frogs at dusk in forests, Geophysical Research Letters (2017). DOI: 10.1002/2017GL074663"
    )
    assert [(record.container_title, record.DOI) for record in found] == [
        ("Science Advances", "10.1126/sciadv.1701338"),
        ("Geophysical Research Letters", "10.1002/2017GL074663"),
    ]


def papers(text: str) -> tuple[Record, ...]:
    return layouts.papers(readers.read(text))


LEADERS = {
    "after a conjunction": (
        "But Ana Gore of the National Institute of Child Health and Human Development and colleagues",
        "Gore",
    ),
    "no given name": ("When Tissier and his colleagues", ""),
}


@pytest.mark.parametrize(("named", "family"), LEADERS.values(), ids=LEADERS.keys())
def test_the_head_of_a_team_is_a_whole_name(named: str, family: str) -> None:
    (record,) = papers(f"{STORY}{named} looked again.\nJournal reference: bioRxiv, DOI: 10.1101/199018")
    assert [name.family for name in record.author] == ([family] if family else [])


def test_persons_after_a_label_for_sources_are_no_authors() -> None:
    (record,) = papers(
        f"{STORY}The findings were published Oct. 2 in the Journal of the American College of Cardiology.\n"
        "SOURCES: Jane Doe, Ph.D., assistant professor, Fen University, Boston; Kim Roe, R.D.N., Academy of "
        "Nutrition, and founder, Total Health, Seattle; Oct. 2, 2017, Journal of the American College of Cardiology"
    )
    assert (record.container_title, record.title, record.author) == (
        "Journal of the American College of Cardiology",
        "",
        (),
    )


def test_of_a_glued_numbered_list_only_the_first_entry_is_read() -> None:
    assert not papers(
        f"{STORY}References 1. https://www.example.org/frogs 2. Frog Institute, Facts. 3. Doe J, Wei L, A trial with "
        "frogs, Journal of Frog Studies 2015 (2015), 351746, http://dx.doi.org/10.1155/2015/351746"
    )


FOUND = {
    "years that a new study is about": (
        "The study, published online today in Nature Communications, looked at frogs of 1883 and 1991.",
        "Nature Communications",
    ),
    "whose new study": ("Now, a new Fen study in JAMA Oncology explores a way to compare frogs.", "JAMA Oncology"),
    "who did the work after a comma": (
        "In a recent study published in the journal Developmental Cell, NYU researchers report how livers grow.",
        "Developmental Cell",
    ),
    "the journal of": ("The new study was published in the journal of Tobacco Control.", "Tobacco Control"),
    "the journal of a body": (
        "The new study was published online in Menopause, the journal of The North American Menopause Society.",
        "Menopause",
    ),
    "a name with a trade mark": ("In a study published this week in mBio®, the team shows that frogs glow.", "mBio"),
    "a label that says of what": (
        "Journal in Which the Study was Published: Cancer Discovery, a journal of the American Association for Cancer "
        "Research",
        "Cancer Discovery",
    ),
    "a naturalist": ("The findings are reported in Southeastern Naturalist.", "Southeastern Naturalist"),
}


@pytest.mark.parametrize(("line", "container"), FOUND.values(), ids=FOUND.keys())
def test_what_news_announces_is_found(line: str, container: str) -> None:
    assert [record.container_title for record in papers(f"{STORY}{line}\n")] == [container]


def test_a_role_after_a_name_is_no_second_author() -> None:
    (*_, editorial) = papers(
        f"{STORY}Reference: Jane Doe, Li Wei. Glow of frogs at dusk. JAMA, 2017. doi:10.1001/jama.2017.16190\n"
        'Editorial: "Frogs in the Emergency Department," by Rita N. Roe, M.D., Ph.D., Senior Editor, JAMA, Chicago'
    )
    assert [name.family for name in editorial.author] == ["Roe"]


def test_a_title_before_the_words_for_its_journal() -> None:
    (record,) = papers(
        f'{STORY}In "Frogs Alter: Overlap of Calls Influences Choice," to be published in the March 2018 issue '
        "of the Journal of Retailing, the authors show that frogs are heard."
    )
    assert (record.title, record.container_title) == (
        "Frogs Alter: Overlap of Calls Influences Choice",
        "Journal of Retailing",
    )


def test_the_address_of_the_one_author_who_is_named_is_no_list_of_authors() -> None:
    (record,) = papers(
        f"{STORY}Authors: Jane Roe, Ph.D., Fen Health Services, Tel Aviv, Israel and coauthors\n"
        "Journal: JAMA\nDOI: 10.1001/jama.2017.20513"
    )
    assert [str(name) for name in record.author] == ["Jane Roe"]
    assert record.authors_complete is False


OTHER_OCCASIONS = {
    "an appointment": (
        "Dr Lin Wu joins as head of department\n\nFenland University has appointed Dr Lin Wu as head of chemistry. "
        "Her research has been published in Science and the Journal of the American Chemical Society."
    ),
    "an event": (
        "Public lecture: Why do plants share?\n\nJoin Professor Ruth Hale, author of a recent study in Ecology Letters,"
        " for a public lecture at 6 pm in the Main Hall. Admission is free."
    ),
    "a software": (
        "GenomeKit 4.0 released\n\nThe group has released version 4.0 of GenomeKit. If you use it, please cite: "
        "Wu L, Roe J. GenomeKit: tools for genomes. Bioinformatics 34, 123 (2018). doi:10.1093/bioinformatics/bty123"
    ),
    "a place": (
        "Postdoctoral position in ecology\n\nThe lab invites applications for a position in the ecology of marshes. "
        "For recent work see Hale et al., 2019, Nature Communications 10: 315."
    ),
    "a spin-off": (
        "Marsh Bio raises $20 million\n\nMarsh Bio has raised $20 million. Its technology is based on work by "
        "Professor Hale that was published in Cell and is protected by six patents."
    ),
    "an award in German": (
        "Preis für junge Physikerin\n\nDr. Anna Berg erhält den mit 10.000 Euro dotierten Lise-Meitner-Preis für ihre "
        "Arbeit, die 2019 in der Fachzeitschrift Nature Physics erschienen ist. Die Verleihung findet in Berlin statt."
    ),
    "an award in Chinese": (
        "我校教授荣获国家自然科学奖\n\n我校生命学院李伟教授团队荣获国家自然科学二等奖。李伟教授的论文发表于Nature期刊。"
    ),
}


@pytest.mark.parametrize("page", OTHER_OCCASIONS.values(), ids=OTHER_OCCASIONS.keys())
def test_a_page_about_something_else_announces_no_journal(page: str) -> None:
    assert papers(page) == ()
    document = readers.read(page.encode(), content_type="text/plain")
    reasons = [reason for told in layouts.explain(document) for reason in told.reasons]
    assert any(reason.startswith("the page is about something else") for reason in reasons)


def test_a_paper_named_with_its_title_is_what_the_award_was_for() -> None:
    (record,) = papers(
        "Team wins best paper award\n\nA paper by researchers of Fenland has won the best paper award. The paper, "
        "“Breaking padlocks with sound,” was published in Nature Physics in 2021."
    )
    assert (record.title, record.container_title) == ("Breaking padlocks with sound", "Nature Physics")


def test_the_stories_of_a_digest_each_with_its_doi() -> None:
    story = (
        "Boats float upside down beneath a levitating layer of liquid, a study in {} this week shows.\n\ndoi: {}\n\n"
    )
    found = papers(
        "Top research highlights\n\nTurning buoyancy on its head\n\n"
        + story.format("Nature Physics", "10.1038/s41586-020-2643-8")
        + "More plastic than thought\n\n"
        + story.format("Nature Communications", "10.1038/s41467-020-17932-9")
    )
    assert [(record.container_title, record.DOI) for record in found] == [
        ("Nature Physics", "10.1038/s41586-020-2643-8"),
        ("Nature Communications", "10.1038/s41467-020-17932-9"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "This article first appeared in Physics World.",
        "An earlier version of this article appeared in Science.",
        "Dieser Artikel erschien zuerst in der Zeitschrift Physik Journal.",
        "(Cet article est paru initialement dans le numéro 5 de notre revue Carnets de science)",
        "Este artículo fue publicado originalmente en The Conversation.",
        "Questo articolo è apparso originariamente su Nature Italy.",
    ],
)
def test_where_the_text_itself_was_printed_before_is_no_paper(note: str) -> None:
    assert papers(f"{STORY}Frogs are loved by all who live near the coast, and many say so.\n\n{note}") == ()


ASIDES = [
    "Earlier work by other groups, published in The Lancet in 2009, had pointed in a different direction.",
    "The idea goes back to a classic 1974 paper in the Journal of Ecology.",
    "The group has published more than 40 papers in journals such as Nature Medicine and PLOS Biology.",
    "The methods were first described by the group in 2012 (Kane et al., Journal of Methods 12, 345).",
    "In 2013, Kane and colleagues showed in the journal Oecologia that the process is slow.",
    "Previous research published in the New England Journal of Medicine showed similar patterns in older people.",
    "“This is careful work,” said Robert Kane. The work builds on a database released in 2015 "
    "(https://doi.org/10.5061/dryad.12345).",
]


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize(
    ("named", "title", "container"),
    [
        ("The study, “Glow of frogs at dusk in coastal forests,” came out this week.", "Glow of frogs", ""),
        ("Citation: “Glow of frogs at dusk in coastal forests” by Jane Doe, 2017.", "Glow of frogs", ""),
        ("The study is published today in Nature Physics.", "", "Nature Physics"),
    ],
)
def test_an_aside_on_other_work_gives_the_paper_nothing(named: str, title: str, container: str, aside: str) -> None:
    found = papers(f"{STORY}{aside}\n{named}\nFrogs are loved by all who live near the coast, and many say so.")
    assert [(record.title[:13], record.container_title) for record in found] == [(title, container)]


def test_older_work_that_a_sentence_names_takes_nothing_from_labelled_dois() -> None:
    found = papers(
        "Frogs glow\n\nPrevious research published in the New England Journal of Medicine showed similar patterns.\n\n"
        "DOI: 10.1016/S0140-6736(12)61769-3"
    )
    assert [(record.container_title, record.DOI) for record in found] == [("", "10.1016/S0140-6736(12)61769-3")]


TAILS = {
    "further reading": "Further reading\n\nKane R. (2010). Slow processes in marshes. Oecologia, 112, 345-352. "
    "https://doi.org/10.1007/s00442-010-1234-5",
    "earlier work by somebody": "Previous publications by the team:\n"
    "- Poe S, Kane R. Fens in winter. Wetlands 2008; 28: 12-19.\n- Kane R, Poe S. Bogs. Ecography 2010; 33: 100-108.",
    "literature": "References\n\n1. Kane R, Poe S. Slow processes in marshes. Oecologia 112, 345-352 (2009).\n"
    "2. Wu L, et al. Fast processes in fens. Journal of Ecology 2011;99(3):12-19.",
    "about a journal": "About Scientific Reports\n\nScientific Reports is an open access journal publishing original "
    "research from across all areas of the natural sciences.",
    "related stories": "You may also like\n\nHow fens breathe: a new study published in Global Change Biology shows "
    "that fens breathe. Read more",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
@pytest.mark.parametrize(
    ("paper", "values"),
    [
        ("The study is published in Nature Physics.", ("", "Nature Physics", "")),
        ("“Glow of frogs at dusk in coastal forests” was published in Nature Physics on May 5, 2017.",
         ("Glow of frogs at dusk in coastal forests", "Nature Physics", "")),
        ("DOI: 10.1126/science.1211694", ("", "", "10.1126/science.1211694")),
        ("Papers cited:\n\nThe work appeared in Nature Physics.", ("", "Nature Physics", "")),
    ],
)  # fmt: skip
def test_what_stands_below_the_story_changes_nothing(tail: str, paper: str, values: tuple[str, str, str]) -> None:
    found = papers(f"{STORY}Frogs are loved by all who live near the coast, and many say so.\n\n{paper}\n\n{tail}")
    assert [(record.title, record.container_title, record.DOI) for record in found] == [values]


@pytest.mark.parametrize(
    ("story", "heading"),
    [
        ("Ranas que brillan\n\nEl estudio se publica hoy en la revista Nature Physics.", "Referencias"),
        ("Des grenouilles qui brillent\n\nL'étude est publiée dans la revue Nature Physics.", "Références"),
        ("Frösche leuchten\n\nDie Studie ist in der Fachzeitschrift Nature Physics erschienen.", "Literatur"),
    ],
)
def test_a_numbered_list_of_literature_in_other_languages(story: str, heading: str) -> None:
    entries = "1. Kane R, Poe S. Slow processes. Oecologia 112, 345-352 (2009).\n2. Wu L. Fens. Wetlands 9, 1 (2008)."
    assert [record.container_title for record in papers(f"{story}\n\n{heading}\n\n{entries}")] == ["Nature Physics"]


def test_a_heading_of_earlier_work_with_more_words() -> None:
    found = papers(
        "Des grenouilles qui brillent\n\nL'étude est publiée dans la revue Nature Physics.\n\n"
        "Publications antérieures de l'équipe :\nKane R. (2010). Slow processes in marshes. Oecologia, 112, 345-352."
    )
    assert [record.container_title for record in found] == ["Nature Physics"]


NOTHING = (Path(__file__).parent / "nothing_announced.txt").read_text("utf-8").split("\n%%\n")


@pytest.mark.parametrize("text", NOTHING, ids=lambda text: text.split("\n")[0])
def test_a_page_of_another_occasion_announces_nothing(text: str) -> None:
    assert papers(text) == ()

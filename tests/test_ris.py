"""RIS: what is written is read back, what others write is read, and broken text costs only itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pressbib.errors import FormatError
from pressbib.formats import ris
from pressbib.record import Date, Name, Press, Record
from tests.pace import is_linear
from tests.strategies import records

ZOTERO = """\ufeffTY  - JOUR\r
TI  - A title: with a subtitle\r
AU  - van der Berg, Jan\r
AU  - Kim, Min-hyung, Jr.\r
AU  - The Collaboration\r
T2  - Journal of Things\r
AB  - First line\r
second line\r
DA  - 2024/12/30/\r
PY  - 2024\r
DO  - https://doi.org/10.1000/X1\r
VL  - 104\r
IS  - 1\r
SP  - 40\r
EP  - 46\r
J2  - J. Things\r
SN  - 1234-567X\r
UR  - https://e.org/a\r
UR  - https://e.org/b\r
L1  - file.pdf\r
KW  - one\r
KW  - two\r
N1  - PMID: 12345\r
Y2  - 2025/01/02/10:00:00\r
ER  - \r
"""


def test_a_reference_as_zotero_and_publishers_write_it() -> None:
    assert ris.load(ZOTERO) == [
        Record(
            type="article-journal",
            title="A title: with a subtitle",
            author=(
                Name(family="van der Berg", given="Jan"),
                Name(family="Kim", given="Min-hyung", suffix="Jr."),
                Name(literal="The Collaboration"),
            ),
            container_title="Journal of Things",
            container_title_short="J. Things",
            abstract="First line second line",
            issued=Date((2024, 12, 30)),
            DOI="10.1000/X1",
            volume="104",
            issue="1",
            page="40-46",
            ISSN="1234-567X",
            URL="https://e.org/a",
            PMID="12345",
            keyword="one, two",
            accessed=Date((2025, 1, 2)),
            extra={"ris:L1": "file.pdf", "ris:UR": "https://e.org/b"},
        )
    ]


def test_tags_that_no_variable_holds_come_back() -> None:
    (record,) = ris.load(ZOTERO)
    assert ris.load(ris.dump([record])) == [record]


@settings(max_examples=50, deadline=None)
@given(records())
def test_what_was_read_once_is_written_and_read_the_same(record: Record) -> None:
    once = ris.load(ris.dump([record]))
    assert len(once) == 1
    assert ris.load(ris.dump(once)) == once


@pytest.mark.parametrize(
    "date",
    [
        Date((2024,)),
        Date((2024, 12)),
        Date((2024, 12, 30)),
        Date((2024, 12), (2025, 1)),
        Date((2024,), season=3),
        Date((2024,), circa=True),
        Date((2024, 12), (2025,), circa=True),
        Date(literal="in press"),
    ],
    ids=str,
)
def test_dates_come_back(date: Date) -> None:
    assert ris.load(ris.dump([Record(issued=date, accessed=date)])) == [Record(issued=date, accessed=date)]


@pytest.mark.parametrize(
    "name",
    [
        Name(family="Berg", given="Jan"),
        Name(family="Kim", given="Min-hyung", suffix="III"),
        Name(family="홍길동"),
        Name(literal="KAIST"),
        Name(literal="University of California, Berkeley"),
        Name(family="García Márquez", given="Gabriel"),
    ],
    ids=str,
)
def test_names_come_back(name: Name) -> None:
    assert ris.load(ris.dump([Record(author=(name,))])) == [Record(author=(name,))]


def test_books_chapters_and_proceedings() -> None:
    book, chapter, paper = ris.load(
        "TY  - BOOK\nBT  - A Book\nSP  - 300\nSN  - 978-3-16-148410-0\nER  -\n"
        "TY  - CHAP\nTI  - A Chapter\nBT  - A Book\nA2  - Doe, J.\nER  - \n"
        "TY  - CPAPER\nTI  - A Paper\nT2  - Conference of Things\nC3  - Proceedings of Things\n"
    )
    assert book == Record(type="book", title="A Book", number_of_pages="300", ISBN="978-3-16-148410-0")
    assert chapter.container_title == "A Book"
    assert chapter.editor == (Name(family="Doe", given="J."),)
    assert (paper.event_title, paper.container_title) == ("Conference of Things", "Proceedings of Things")


TAGS = {
    "an article's number": (Record(type="article-journal", number="e123"), "C7  - e123"),
    "a report's number": (Record(type="report", number="TR-7", ISBN="9783161484100"), "SN  - TR-7"),
    "a report's number like an ISSN": (Record(type="report", number="1234-5678"), "M1  - 1234-5678"),
    "a patent's number": (Record(type="patent", number="US 5668842"), "SN  - US 5668842"),
    "a docket": (Record(type="legal_case", number="70-18", authority="Supreme Court"), "SV  - 70-18"),
    "a court": (Record(type="legal_case", authority="Supreme Court"), "PB  - Supreme Court"),
    "an editor of a book": (Record(type="book", editor=(Name(family="Ed", given="I."),)), "ED  - Ed, I."),
    "a director": (Record(type="motion_picture", director=(Name(family="For", given="M."),)), "AU  - For, M."),
    "an author of a film": (Record(type="motion_picture", author=(Name(family="For", given="M."),)), "A1  - For, M."),
    "a recipient": (Record(type="personal_communication", recipient=(Name(family="Y", given="N."),)), "A2  - Y, N."),
    "a version": (Record(type="software", version="1.20"), "ET  - 1.20"),
}


@pytest.mark.parametrize(("record", "line"), TAGS.values(), ids=TAGS)
def test_tags_of_single_types_are_those_of_endnote_and_zotero(record: Record, line: str) -> None:
    text = ris.dump([record])
    assert line in text.splitlines()
    assert ris.load(text) == [record]


def test_what_other_programs_write() -> None:
    (record,) = ris.load(
        "TY  - JOUR\nT1  - A Title\nA1  - Doe, J.\nY1  - May 2020\nJO  - J. Things\nKW  - one\ntwo\nthree\n"
        "M3  - doi: 10.5555/x.1\nN2  - Text\nER  -\n"
    )
    assert record == Record(
        type="article-journal",
        title="A Title",
        author=(Name(family="Doe", given="J."),),
        issued=Date((2020, 5)),
        container_title="J. Things",
        keyword="one, two, three",
        DOI="10.5555/x.1",
        abstract="Text",
    )


def test_press_pages_go_into_a_note_only_when_asked() -> None:
    record = Record(type="book", title="T", press=(Press(url="https://e.org/p"),))
    assert "e.org" not in ris.dump([record])
    assert "N1  - Press release: https://e.org/p\n" in ris.dump([record], press="note")
    assert ris.load(ris.dump([record], press="related"))[1].URL == "https://e.org/p"


def test_blank_text_is_no_reference_and_other_text_an_error() -> None:
    assert ris.load("\n \n") == []
    with pytest.raises(FormatError, match="no reference"):
        ris.load("Dear reader")


@pytest.mark.parametrize(
    "text", ["TY  - JOUR\nER", "TY  - ", "TY  - NO\nAU  - ,\nPY  - 0000\nSP  - -\nXX  - y\nER  - "]
)
def test_odd_references_are_read_as_far_as_they_go(text: str) -> None:
    assert len(ris.load(text)) == 1


@pytest.mark.parametrize(
    "piece", ["a ", "AU  - x\n", "SN  - 978 ", "9-", "TY  - \n", "KW  - a; ", "DA  - 2000/", "1234-"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert is_linear(lambda text: ris.load(f"TY  - BOOK\nSN  - {text}"), piece)

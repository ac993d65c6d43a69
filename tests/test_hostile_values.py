"""A label, then thousands of one thing: no pattern may backtrack over the length of a line."""

from __future__ import annotations

import pytest

from pressbib import layouts, readers
from tests.pace import seconds

LABELS = [
    "Title: ", "DOI: ", "Journal: ", "Reference: ", "Authors: ", "Published: ", "Volume: ", "URL: ", "Pages: ",
    "In the journal ", "The study, “",
    "Title of original paper“", "논문명: ", "【論文情報】", "10.1000/", "Kim J, ", "published in Nature ",
]  # fmt: skip
PIECES = [
    "(", ")", "a", "A", "1", ".", ",", "“", "”", '"', "'", "-", "/", "a ", "A. ", "(a", "a)", "漢", "가", "&", "*",
    "_", "http://a", "10.1/", "2017",
    "et al ", ";", ":", "|", "Aa ", "Aa, ", "a.", "(1)", "[", "«", "\u3000", "é", "é ", "– ", "A.B. ", "doi:", "J Aa ",
]  # fmt: skip


def spent(label: str, piece: str, size: int) -> float:
    page = f"A headline of four words\n\n{label}{piece * (size // len(piece))} x)"
    return seconds(lambda: layouts.papers(readers.read(page)))


@pytest.mark.slow
@pytest.mark.parametrize("label", LABELS)
def test_time_is_linear_in_the_length_of_a_value(label: str) -> None:
    for piece in PIECES:
        small, large = max(spent(label, piece, 1_000), 0.004), spent(label, piece, 8_000)
        assert large < small * 8 * 4, (piece, small, large)

"""Values as a person types them."""

from __future__ import annotations

import click
import pytest

from pressbib.cli.values import from_toml, parse_assignments, parse_date, parse_name, to_toml, typed_name
from pressbib.record import Date, Name, Record

RECORD = Record(
    type="article-magazine",
    citation_key="kelly2024south",
    title='A "quoted" title with a \\ in it',
    author=(Name(family="Kelly", given="Robert E."), Name(literal="The Council, Seoul")),
    issued=Date((2024, 12, 30)),
    volume="104",
)


def test_assignments_become_typed_values() -> None:
    values = parse_assignments(
        ["issued=2024-12", "journal=Foreign Affairs", "volume=", "author=Kelly, Robert E. and {WHO}"]
    )
    assert values == {
        "issued": Date((2024, 12)),
        "container-title": "Foreign Affairs",
        "volume": None,
        "author": (Name(family="Kelly", given="Robert E."), Name(literal="WHO")),
    }


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("titel=x", "did you mean title"),
        ("title", "VARIABLE=VALUE"),
        ("issued=last spring", "not a date"),
        ("issued=2024-13", "not a date"),
        ("issued=2023-02-29", "not a date"),
        ("type=artcle", "no item type"),
        ("DOI=kelly", "not a DOI"),
    ],
)
def test_a_wrong_assignment_says_what_is_wrong(word: str, said: str) -> None:
    with pytest.raises(click.UsageError) as error:
        parse_assignments([word])
    assert said in error.value.message


def test_a_range_of_dates() -> None:
    assert parse_date("2024-05/2024-06") == Date((2024, 5), (2024, 6))


@pytest.mark.parametrize("name", [*RECORD.author, Name(family="Cruz", given="A", non_dropping_particle="de la")])
def test_a_typed_name_reads_back(name: Name) -> None:
    again = parse_name(typed_name(name))
    assert str(again).split()[-1] == str(name).split()[-1]


def test_an_unchanged_text_changes_nothing() -> None:
    assert from_toml(to_toml(RECORD), RECORD) == {}


def test_what_the_editor_changed() -> None:
    text = (
        to_toml(RECORD)
        .replace('volume = "104"\n', "")
        .replace("kelly2024south", "kelly2024")
        .replace("2024-12-30", "2025")
    )
    assert from_toml(text, RECORD) == {"citation-key": "kelly2024", "volume": None, "issued": Date((2025,))}


def test_text_that_is_no_toml_changes_nothing() -> None:
    with pytest.raises(click.UsageError) as error:
        from_toml("title = ", RECORD)
    assert "nothing was changed" in error.value.message

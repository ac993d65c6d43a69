"""Data files: what is read fast is what `tomllib` reads, and ours are all read fast."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib import datafile
from pressbib.errors import DataFileError

SOURCE = Path(__file__).parent.parent / "src" / "pressbib"
FILES = sorted(SOURCE.rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_our_files_are_read_fast_and_alike(path: Path) -> None:
    text = path.read_text("utf-8")
    plain = datafile.parse_plain(text)
    assert plain is not None, "write lists of texts, texts and whole numbers, without escapes; or starting takes longer"
    assert plain == tomllib.loads(text) == datafile.read(path)


PIECES = [
    *('"', '"', '""', '"""', '"a"', '"b c"', '"é 한"', '"#]["', '"\\""', '"\\\\"', '"\\n"', "'a'", '"a", "b"'),
    *("[", "]", "[]", '["a"]', '["a",]', '["a", "b"]', '[["a"], ["b"]]', '[\n  "a",\n  "b",\n]', '["a", 1]'),
    *("[", "]", ",", ",\n]", "[\n", "# why\n", "#\x01\n", "# ,]\n", "{a = 1}", "{}", "true", "null", "NaN", "inf"),
    *("0", "-1", "-0", "01", "+1", "1.5", "1_000", "2024-01-02", "1e3"),
    *("\n", "\n", "\n", " ", "\t", "\r", "\x7f", "\u00a0", "\\", "=", " = ", "= ", "."),
    *("a", "b", "a-b", "a.b", '"a" = ', "a = ", "b = ", "c = ", "d=", "é = ", "[a]\n", "[b]\n", "[[c]]\n", "[[c]]\n"),
    *("[a.b]\n", "[c.d]\n", "[[a]]\n", "[[a.b]]\n", "[ a ]\n"),
]


def by_tomllib(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def lines() -> st.SearchStrategy[str]:
    """Lines that are mostly TOML, so that more than errors is compared."""
    key = st.sampled_from(["a", "b", "c", "a-b", '"a b"', '"a"'])
    value = st.sampled_from([piece for piece in PIECES if by_tomllib(f"a = {piece}\n")])
    pair = st.builds(
        "{}{}{}{}".format, key, st.sampled_from([" = ", "=", "  = "]), value, st.sampled_from(["\n", " # x\n"])
    )
    return st.one_of(pair, pair, st.sampled_from(["[a]\n", "[b]\n", "[[c]]\n", "[a.b]\n", "[b.c.d]\n", "\n", "# x\n"]))


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=12), st.lists(lines(), max_size=8)).map("".join))
def test_what_is_read_fast_is_read_as_tomllib_does(text: str) -> None:
    plain = datafile.parse_plain(text)
    if plain is not None:
        assert plain == tomllib.loads(text)
        assert repr(plain) == repr(tomllib.loads(text))


def test_other_toml_is_read_too() -> None:
    text = "a = 'x'\nb = 2024-01-02\nc = {d = true}\ne = \"\\u00e9\"\n"
    assert datafile.parse_plain(text) is None
    assert datafile.parse(text) == tomllib.loads(text)


def test_what_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    for content in (b"a = [", b"a = 1\na = 2\n", b'a = "\xff"\n'):
        path.write_bytes(content)
        with pytest.raises(DataFileError, match=r"words\.toml.*not TOML"):
            datafile.read(path)


def test_a_long_hostile_file_takes_no_time() -> None:
    for piece in ('a = ["', "[", '["x",', "a = [\n#", '"', "a = [" + '"x"' * 9, "\\"):
        text = piece * (100_000 // len(piece))
        assert datafile.parse_plain(text) is None or text.isspace()

"""Patterns that are compiled at first use: the same as compiled ones, and all of them are patterns."""

from __future__ import annotations

import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

from pressbib.patterns import Compiled, Prepared, prepare

SOURCE = Path(__file__).parent.parent / "src" / "pressbib"


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    words = prepare(r"(?P<first>\w+) \w+", re.IGNORECASE)
    assert words.pattern == r"(?P<first>\w+) \w+"
    assert isinstance(words, Prepared)
    found = words.search("Ann Author")
    assert found is not None
    assert found["first"] == "Ann"
    assert isinstance(words, Compiled)
    assert not isinstance(words, Prepared)
    assert (words.pattern, words.groups, words.groupindex) == (r"(?P<first>\w+) \w+", 1, {"first": 1})
    assert words.flags & re.IGNORECASE
    assert words.sub("x", "Ann Author, Bob Bee") == "x, x"


def test_patterns_of_bytes() -> None:
    assert prepare(rb"\d+").findall(b"7 of 12") == [b"7", b"12"]


def test_what_is_no_pattern_is_an_error_at_first_use() -> None:
    broken = prepare("(")
    with pytest.raises(re.error, match="unterminated"):
        broken.match("")
    with pytest.raises(AttributeError):
        prepare("x").surch  # type: ignore[attr-defined]  # noqa: B018


def test_every_prepared_pattern_compiles() -> None:
    """Those of all modules, so that a mistake is found before the page that meets it."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__"):
            import_module(name)
    found = [each for each in gc.get_objects() if type(each) is Prepared]
    assert found
    for pattern in found:
        assert re.compile(pattern.pattern, pattern._source[1]), pattern._source

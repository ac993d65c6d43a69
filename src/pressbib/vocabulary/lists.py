"""Word lists of no one language: text files of `kind: words` lines, such as `journal-words.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def word_list(file: str, kind: str) -> frozenset[str]:
    """The words of a kind in a file of this folder; none for no such kind. A kind may have several lines."""
    return frozenset(word for key, rest in _lines(file) if key == kind for word in rest.split())


@cache
def _lines(file: str) -> tuple[tuple[str, str], ...]:
    lines = (Path(__file__).parent / file).read_text("utf-8").splitlines()
    return tuple((key, rest) for key, _, rest in (line.partition(":") for line in lines))

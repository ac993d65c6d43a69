"""Text -> tokens that dates are made of: numbers, words and marks, with where they stand."""

from __future__ import annotations

from pressbib.classes import dataclass
from pressbib.dates.words import fold
from pressbib.patterns import prepare

_TOKEN = prepare(r"\d+|(?<=\d)[年月日년월일](?!曜|요일)|[^\W\d_]+(?:['’‑-](?=[^\W\d_]))?\.?|[^\w\s]")

"""A mark of a date after its number is a token of its own: no space stands between it and what follows (`3月に`)."""


@dataclass(slots=True)
class Token:
    """text as printed, folded, and its number and number of digits where it is one (-1 and 0 elsewhere)."""

    text: str
    folded: str
    start: int
    end: int
    number: int = -1
    digits: int = 0


def cut(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with their places in the whole text; numbers of more than eight digits are none of
    a date and become words."""
    found: list[Token] = []
    seen: dict[str, str] = {}
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        part, begin, after = match[0], match.start(), match.end()
        if part[0].isdecimal():
            short = after - begin <= 8
            found.append(Token(part, part, begin, after, int(part) if short else -1, after - begin if short else 0))
            continue
        folded = seen.get(part)
        if folded is None:
            folded = seen[part] = fold(part)
        found.append(Token(part, folded, begin, after))
    return found

"""Expressions of .bib files: texts, numbers and macros joined with `#` (bibtex.web, § 250)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping

from pressbib.patterns import prepare

MONTH_NAMES: Mapping[str, str] = {
    name[:3].lower(): name
    for name in """January February March April May June July August September October November December""".split()
}
"""The macros that all styles define, and what most of them make of these."""

MONTH_MACROS: Mapping[str, str] = {month: month for month in MONTH_NAMES}
"""The same for the month field, where they stand for themselves."""

_SPACE = prepare(r"[\s\ufeff]*+")
_WORD = prepare(r"[^\s\"#%'(),={}@]++")
_MARK = prepare(r'[{}"]')


def tokens(expression: str) -> Iterator[tuple[str, bool]]:
    """The parts of an expression (`a # " and " # {b}`): their text, and whether it is the name of a macro."""
    position = 0
    while position < len(expression):
        position = _SPACE.match(expression, position).end()  # type: ignore[union-attr]  # matches always
        first = expression[position : position + 1]
        if first in ("{", '"'):
            end = _closing(expression, position)
            if end < 0:
                return
            yield expression[position + 1 : end - 1], False
        else:
            word = _WORD.match(expression, position)
            if word is None:
                return
            end = word.end()
            yield word[0], not word[0][0].isdecimal()  # no macro begins with a digit: `pages = 12-34`
        position = _SPACE.match(expression, end).end() + 1  # type: ignore[union-attr]  # matches always


def expand(expression: str, macros: Mapping[str, str], unknown: Callable[[str], None] | None = None) -> str:
    """The text that an expression stands for. A macro that is not defined is reported, and gives nothing, as in BibTeX.

    macros: lower-case names and their texts.
    """
    found: list[str] = []
    for text, is_macro in tokens(expression):
        if not is_macro:
            found.append(text)
        elif (value := macros.get(text.lower())) is not None:
            found.append(value)
        elif unknown is not None:
            unknown(text)
    return "".join(found)


def settle(expression: str, macros: Mapping[str, str], stay: Container[str]) -> str:
    """An expression in which the macros that a file defines are replaced by their texts; those in `stay` (lower case)
    and those that nothing defines remain."""
    parts: list[str] = []
    literal = ""
    for text, is_macro in tokens(expression):
        name = text.lower()
        if is_macro and (name in stay or name not in macros):
            if literal:
                parts.append(f"{{{literal}}}")
            literal = ""
            parts.append(text)
        else:
            literal += macros[name] if is_macro else text
    if literal:
        parts.append(f"{{{literal}}}")
    return " # ".join(parts)


def _closing(expression: str, position: int) -> int:
    """The place after the brace or quotation mark that closes the one at a place, -1 where none does."""
    quoted = expression[position] == '"'
    depth = 0
    for mark in _MARK.finditer(expression, position + quoted):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if not depth and not quoted:
                return mark.end()
        elif quoted and not depth:
            return mark.end()
    return -1


_VALUE = prepare(r"[^\s\"#%'(),={}@]++|[{\"]")


def is_expression(text: str) -> bool:
    """Whether text is one whole expression."""
    position = 0
    while (part := _VALUE.match(text, position)) is not None:
        end = _closing(text, position) if part[0] in ("{", '"') else part.end()
        if end < 0:
            return False
        after = _SPACE.match(text, end)
        end = after.end() if after else end
        if end == len(text):
            return True
        if text[end] != "#":
            return False
        space = _SPACE.match(text, end + 1)
        position = space.end() if space else end + 1
    return False

"""Name lists as BibTeX reads them: `and` between names, `First von Last`, `von Last, First`, `von Last, Jr, First`.

The rules are those of bibtex.web (name.von.last, § 342 ff.) and "Tame the BeaST" § 12: white space, `~` and `-` part
words at brace level 0; a word belongs to the von part if its first letter at level 0, or the letter of a special
character (`{\\'e}`), is small; a word in braces has no case. In BibLaTeX files a name may also be written as
`family=…, given=…, prefix=…, suffix=…`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pressbib.patterns import prepare

_AND = prepare(r"\s+and(?=\s)|[{}]", re.IGNORECASE)
_ACCENT = prepare(r"\\[`'^\"~=.]\{?")
_PLAIN_AND = prepare(r"\s+and(?=\s)", re.IGNORECASE)
_PIECE = prepare(r"[{}]|,|[\s~]+")
_SPECIAL_CHARACTER = prepare(r"\{\\\s*([a-zA-Z]+|.)?")
_LETTER_COMMANDS = {"i": True, "j": True, "oe": True, "ae": True, "aa": True, "o": True, "l": True, "ss": True}
_LETTER_COMMANDS |= {"OE": False, "AE": False, "AA": False, "O": False, "L": False}
_EXTENDED = prepare(r"\s*(?:family|given|prefix|suffix|useprefix|[a-z-]+-i|id)\s*=", re.IGNORECASE)


class Parts(NamedTuple):
    """The four parts of a name in BibTeX's sense, as written, words joined by a space."""

    first: str = ""
    von: str = ""
    last: str = ""
    jr: str = ""


def split_list(text: str) -> list[str]:
    """The names of a list, as written; `others` is a name like any other here."""
    if "{" not in text and "}" not in text:
        names = _PLAIN_AND.split(text)
        return [stripped for name in names if (stripped := _trim(name))]
    names = []
    depth = start = 0
    for match in _AND.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif not depth:
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    return [stripped for name in names if (stripped := _trim(name))]


def _trim(name: str) -> str:
    name = name.strip()
    if name[:4].lower() == "and ":
        name = name[4:].lstrip()
    return "" if name.lower() == "and" else name


def split_name(name: str) -> Parts:
    """One name in its parts. What has more than two commas is cut as BibTeX cuts it: the rest belongs to the first."""
    pieces = _words(name)
    if len(pieces) == 1:
        return _display(pieces[0])
    von, last = _von_last(pieces[0])
    if len(pieces) == 2:
        return Parts(_join(pieces[1]), von, last)
    first = [word for piece in pieces[2:] for word in piece]
    return Parts(_join(first), von, last, _join(pieces[1]))


def _words(name: str) -> list[list[str]]:
    """The words of a name, at brace level 0, by the commas between them."""
    pieces: list[list[str]] = [[]]
    depth = start = 0
    for match in _PIECE.finditer(name):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif mark[0] == "~" and match.start() and name[match.start() - 1] == "\\":
            continue  # \~ is an accent
        else:
            if match.start() > start:
                pieces[-1].append(name[start : match.start()])
            if mark == ",":
                pieces.append([])
            start = match.end()
    if start < len(name):
        pieces[-1].append(name[start:])
    while len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    return pieces


def _display(words: list[str]) -> Parts:
    """First von Last: the von part is from the first to the last small word; the last word is never one."""
    small = [index for index, word in enumerate(words[:-1]) if _is_small(word)]
    if not small:
        return Parts(_join(words[:-1]), "", words[-1] if words else "")
    return Parts(_join(words[: small[0]]), _join(words[small[0] : small[-1] + 1]), _join(words[small[-1] + 1 :]))


def _von_last(words: list[str]) -> tuple[str, str]:
    small = [index for index, word in enumerate(words[:-1]) if _is_small(word)]
    cut = small[-1] + 1 if small else 0
    return _join(words[:cut]), _join(words[cut:])


def _join(words: list[str]) -> str:
    return " ".join(words)


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter in BibTeX's sense (von_token_found)."""
    position = 0
    while position < len(word):
        char = word[position]
        if char.isalpha():
            return char.islower()
        if char == "\\" and (accent := _ACCENT.match(word, position)):
            position = accent.end()  # \\'{E}ric: to BibTeX a small r, to everybody else a capital
            continue
        if char == "{":
            special = _SPECIAL_CHARACTER.match(word, position)
            if special is not None:
                return _special_is_small(word, special)
            position = _after_group(word, position)
            continue
        position += 1
    return False


def _after_group(word: str, position: int) -> int:
    depth = 0
    for brace in re.compile(r"[{}]").finditer(word, position):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(word)


def _special_is_small(word: str, special: re.Match[str]) -> bool:
    if special[1] in _LETTER_COMMANDS:
        return _LETTER_COMMANDS[special[1]]
    depth = 1
    for char in word[special.end() :]:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if not depth:
            return False
        if char.isalpha():
            return char.islower()
    return False


def is_extended(name: str) -> bool:
    """Whether a name is written in BibLaTeX's extended format."""
    return _EXTENDED.match(name) is not None


def split_extended(name: str) -> Parts:
    """The parts of a name in the extended format (biblatex manual, § 3.2.4)."""
    parts: dict[str, str] = {}
    for piece in _at_commas(name):
        key, equals, value = piece.partition("=")
        if equals:
            parts[key.strip().lower()] = _unwrapped(value.strip())
    return Parts(parts.get("given", ""), parts.get("prefix", ""), parts.get("family", ""), parts.get("suffix", ""))


def _unwrapped(value: str) -> str:
    for quote, end in (('"', '"'), ("{", "}")):
        if len(value) > 1 and value[0] == quote and value[-1] == end and (quote == '"' or is_group(value)):
            return value[1:-1]
    return value


def _at_commas(name: str) -> list[str]:
    depth = start = 0
    pieces = []
    for match in re.finditer(r"[{},]", name):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif not depth:
            pieces.append(name[start : match.start()])
            start = match.end()
    return [*pieces, name[start:]]


def is_group(name: str) -> bool:
    """Whether a name is one group in braces, as organisations are written."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for match in re.finditer(r"[{}]", name):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.end() == len(name)
    return False

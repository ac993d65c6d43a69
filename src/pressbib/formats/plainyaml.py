"""The part of YAML 1.2 that bibliographies are written in: mappings, sequences and text, in and out.

Read: block and flow collections, plain, quoted, literal (`|`) and folded (`>`) text, comments, one document. Not read,
with a clear error: anchors, aliases, tags, merge keys and complex keys. Every scalar is text as it stands, so that
`volume: 007` and `version: 1.10` keep their digits; an empty one, `~` and `null` are None. (YAML 1.2.2, chapters 6–9.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pressbib.errors import FormatError
from pressbib.patterns import prepare

Node = dict[str, Any] | list[Any] | str | None

_DEEPEST = 60
_PLAIN = prepare(r"[^\W\d_][\w.,;()/+ –—’“”%&=@<>$^~*|?!'\"-]*(?<! )")
_SPECIAL_WORDS = frozenset("true false yes no on off null y n".split())
_UNPRINTABLE = prepare("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def dump(node: object, indent: int = 0) -> str:
    """A tree of mappings, lists, text, numbers and truth values as block YAML, ending in a line feed."""
    return "".join(_lines(node, indent))


def _lines(node: object, indent: int) -> Iterator[str]:
    pad = " " * indent
    if not node and isinstance(node, dict | list):
        yield f"{pad}{_leaf(node)}\n"
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _entry(f"{pad}{scalar(str(key))}:", value, indent)
    elif isinstance(node, list):
        for value in node:
            if isinstance(value, dict | list) and value:
                first, *rest = _lines(value, indent + 2)
                yield f"{pad}- {first[indent + 2 :]}"
                yield from rest
            else:
                yield f"{pad}- {_leaf(value)}\n"
    else:
        yield f"{pad}{_leaf(node)}\n"


def _entry(head: str, value: object, indent: int) -> Iterator[str]:
    if isinstance(value, dict | list) and value:
        yield f"{head}\n"
        yield from _lines(value, indent if isinstance(value, list) else indent + 2)
    else:
        yield f"{head} {_leaf(value)}\n"


def _leaf(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return scalar(value)
    return "[]" if isinstance(value, list) else "{}"


def scalar(text: str) -> str:
    """Text as a YAML scalar: plain where no reader can take it for anything else, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _SPECIAL_WORDS and " #" not in text:
        return text
    import json

    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def load(text: str, format_name: str) -> Node:
    """The first document of a YAML text as dicts, lists, text and None.

    Raises FormatError, with the line, for what is not YAML and for the parts of YAML that are not read.
    """
    return _Reader(text, format_name).document()


_COLON = prepare(r":(?=\s|$)")
_QUOTED_KEY = prepare(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ ]*:(?=\s|$)""")


def _key_end(text: str) -> int:
    """Where the value begins on a line `key: value`, behind the colon; 0 where the line is none."""
    if text[0] in "\"'":
        match = _QUOTED_KEY.match(text)
        return match.end() if match else 0
    colon = _COLON.search(text)
    if not colon or text[0] in "[]{},#&*!|>@`%" or " #" in text[: colon.start()]:
        return 0
    return colon.end()


_BLOCK = prepare(r"[|>](?P<a>[+-]?)(?P<indent>[1-9]?)(?P<b>[+-]?)\s*(?:#.*)?$")
_REFUSED = {
    "&": "anchors",
    "*": "aliases",
    "!": "tags",
    "?": "complex keys",
    "@": "reserved signs",
    "`": "reserved signs",
}


class _Reader:
    def __init__(self, text: str, format_name: str) -> None:
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.at = 0
        self.depth = 0
        self.format_name = format_name

    def document(self) -> Node:
        while self.at < len(self.lines) and (not self._content() or self._content().startswith("%")):
            self.at += 1
        if self.at < len(self.lines) and self.lines[self.at].startswith("---"):
            self.lines[self.at] = self.lines[self.at][3:]
        for number in range(self.at, len(self.lines)):
            if self.lines[number].rstrip() in ("---", "..."):
                del self.lines[number:]
                break
        node = self._node(0)
        if self._skip():
            raise self._error("expected the end of the mapping or list that begins above")
        return node

    def _error(self, reason: str) -> FormatError:
        return FormatError(self.format_name, min(self.at, len(self.lines) - 1) + 1, reason)

    def _content(self) -> str:
        """What stands on the current line, "" for a blank or comment line."""
        text = self.lines[self.at].strip()
        return "" if text.startswith("#") else text

    def _skip(self) -> bool:
        """Go to the next line that says something; False at the end."""
        while self.at < len(self.lines) and not self._content():
            self.at += 1
        return self.at < len(self.lines)

    def _indent(self) -> int:
        line = self.lines[self.at]
        indent = len(line) - len(line.lstrip(" "))
        if line[indent : indent + 1] == "\t":
            raise self._error("a tab in the indentation")
        return indent

    def _node(self, least: int) -> Node:
        """The node that begins on the next line, if that is indented by `least` or more."""
        if not self._skip() or self._indent() < least:
            return None
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._error(f"nested more than {_DEEPEST} deep")
        indent, text = self._indent(), self._content()
        node: Node
        if text == "-" or text.startswith("- "):
            node = self._sequence(indent)
        elif _key_end(text):
            node = self._mapping(indent)
        else:
            self.lines[self.at] = ""
            node = self._value(text, indent - 1)
        self.depth -= 1
        return node

    def _sequence(self, indent: int) -> list[Any]:
        found = []
        while self._skip() and self._indent() == indent:
            text = self._content()
            if text != "-" and not text.startswith("- "):
                break
            rest = text[1:].lstrip()
            if not rest or rest.startswith("#"):
                self.at += 1
                found.append(self._node(indent + 1))
                continue
            column = indent + len(text) - len(rest)
            self.lines[self.at] = " " * column + rest
            found.append(self._node(column))
        return found

    def _mapping(self, indent: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self._skip() and self._indent() == indent:
            text = self._content()
            end = _key_end(text)
            if not end:
                if text == "-" or text.startswith("- "):
                    break
                raise self._error(f"expected `key: value`, found {text[:40]!r}")
            key = self._key(text[: end - 1].rstrip())
            rest = text[end:].strip()
            if not rest or rest.startswith("#"):
                self.at += 1
                is_list = self._skip() and self._indent() == indent and self._content().startswith(("- ", "-\t"))
                is_list = is_list or (self.at < len(self.lines) and self._content() == "-" and self._indent() == indent)
                found[key] = self._node(indent if is_list else indent + 1)
            else:
                found[key] = self._value(rest, indent)
        if self.at < len(self.lines) and self._skip() and self._indent() > indent:
            raise self._error("indented more than the mapping that it stands in")
        return found

    def _key(self, text: str) -> str:
        if text.startswith(('"', "'")):
            return self._unquote(text)
        if text == "<<":
            raise self._error("merge keys are not read")
        return text

    def _value(self, text: str, indent: int) -> Node:
        """The value that begins with `text` on the current line, of a node indented by `indent`; goes past it."""
        if text[0] in "|>" and (match := _BLOCK.match(text)):
            return self._block(text[0], match, indent)
        if text[0] in "\"'":
            return self._quoted(text)
        if text[0] in "[{":
            return self._flow(text)
        if text[0] in _REFUSED and text[1:2] != " ":
            raise self._error(f"{_REFUSED[text[0]]} are not read; put the text in quotes if it is meant as text")
        return self._plain(text, indent)

    def _plain(self, text: str, indent: int) -> str | None:
        parts = [_cut(text)]
        self.at += 1
        blank = 0
        while self.at < len(self.lines) and parts[-1] is not None:
            content = self.lines[self.at].strip()
            if not content:
                blank += 1
                self.at += 1
                continue
            if content.startswith("#") or self._indent() <= indent:
                break
            if _COLON.search(content):
                raise self._error("indented more than the mapping that it stands in")
            parts.append("\n" * blank + _cut(content) if blank else " " + _cut(content))
            blank = 0
            self.at += 1
        found = "".join(parts).strip()
        return None if found in ("", "~", "null", "Null", "NULL") else found

    def _block(self, style: str, match: re.Match[str], indent: int) -> str:
        self.at += 1
        first = self.at
        while self.at < len(self.lines) and (not self.lines[self.at].strip() or self._indent() > indent):
            self.at += 1
        raw = self.lines[first : self.at]
        inner = indent + int(match["indent"]) if match["indent"] else min(
            (len(line) - len(line.lstrip(" ")) for line in raw if line.strip()), default=0
        )  # fmt: skip
        lines = [line[inner:].rstrip("\n") for line in raw]
        body = "\n".join(lines) if style == "|" else _fold(lines)
        return body.rstrip("\n ") + ("\n" if "+" in match["a"] + match["b"] and body.strip() else "")

    def _quoted(self, text: str) -> str:
        """A quoted scalar, which may go on over several lines."""
        quote = text[0]
        ends = _DOUBLE if quote == '"' else _SINGLE
        parts = [text]
        inside = text
        while not (match := ends.match(inside if len(parts) == 1 else quote + inside)):
            self.at += 1
            if self.at >= len(self.lines):
                raise self._error("a quotation that does not end")
            inside = self.lines[self.at].strip()
            parts.append(inside)
        tail = (inside if len(parts) == 1 else quote + inside)[match.end() :].strip()
        if tail and not tail.startswith("#"):
            raise self._error(f"text behind the end of a quotation: {tail[:40]!r}")
        parts[-1] = match[0] if len(parts) == 1 else match[0][1:]
        self.at += 1
        return self._unquote(_fold(parts))

    def _unquote(self, text: str) -> str:
        inside = text[1:-1]
        if text[0] == "'":
            return inside.replace("''", "'")
        found = _ESCAPE.sub(self._unescape, inside)
        return found if found.isascii() else found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _unescape(self, match: re.Match[str]) -> str:
        if match[2]:
            return _ESCAPES.get(match[2], match[2])
        code = int(match[1][1:], 16)
        if code > 0x10FFFF:
            raise self._error(f"no such character: {match[0]}")
        return chr(code)

    def _flow(self, text: str) -> Node:
        parts = [text]
        open_brackets = _brackets(text)
        while open_brackets > 0:
            self.at += 1
            if self.at >= len(self.lines):
                raise self._error("a bracket that is not closed")
            parts.append(self.lines[self.at].strip())
            open_brackets += _brackets(parts[-1])
        signs = _FLOW.findall(" ".join(parts))
        node, behind = self._flow_node(iter(signs), 0)
        if behind and not behind.startswith("#"):
            raise self._error(f"text behind the end of a list or mapping: {behind[:40]!r}")
        self.at += 1
        return node

    def _flow_node(self, signs: Iterator[str], depth: int, sign: str = "") -> tuple[Node, str]:
        """A flow node, and the sign behind it."""
        sign = sign or next(signs, "")
        if depth > _DEEPEST:
            raise self._error(f"nested more than {_DEEPEST} deep")
        if sign == "[":
            return self._flow_list(signs, depth)
        if sign == "{":
            return self._flow_mapping(signs, depth)
        if sign in ("", "]", "}", ",", ":"):
            raise self._error("a value is missing")
        value = self._unquote(sign) if sign[0] in "\"'" and sign[-1] == sign[0] and len(sign) > 1 else sign.strip()
        return (None if value in ("", "~", "null") and sign[0] not in "\"'" else value), next(signs, "")

    def _flow_list(self, signs: Iterator[str], depth: int) -> tuple[list[Any], str]:
        items = []
        sign = next(signs, "")
        while sign != "]":
            value, sign = self._flow_node(signs, depth + 1, sign)
            items.append(value)
            if sign == ",":
                sign = next(signs, "")
            elif sign != "]":
                raise self._error("expected a comma or ] in a list")
        return items, next(signs, "")

    def _flow_mapping(self, signs: Iterator[str], depth: int) -> tuple[dict[str, Any], str]:
        table: dict[str, Any] = {}
        sign = next(signs, "")
        while sign != "}":
            key, sign = self._flow_node(signs, depth + 1, sign)
            value: Node = None
            if sign == ":":
                sign = next(signs, "")
                if sign not in (",", "}"):
                    value, sign = self._flow_node(signs, depth + 1, sign)
            table[str(key)] = value
            if sign == ",":
                sign = next(signs, "")
            elif sign != "}":
                raise self._error("expected a comma or } in a mapping")
        return table, next(signs, "")


_DOUBLE = prepare(r'"(?:[^"\\]|\\.)*"')
_SINGLE = prepare(r"'(?:[^']|'')*'(?!')")
_ESCAPE = prepare(r"\\(?:(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b"}
_ESCAPES |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
_FLOW = prepare(
    r"""\s*([\[\]{},]|:(?=[\s,\]}])|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s\[\]{},:]|:(?![\s,\]}]))(?:[^\[\]{},:]|:(?![\s,\]}]))*)"""
)
_QUOTES = prepare(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")


def _brackets(text: str) -> int:
    """How many brackets a line opens and leaves open; those in quotations do not count."""
    bare = _QUOTES.sub("", text)
    return sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))


def _cut(text: str) -> str:
    """A line of plain text without the comment behind it."""
    return text.partition(" #")[0].rstrip()


def _fold(lines: list[str]) -> str:
    """Lines as YAML folds them: a line end is a space, n blank lines are n line feeds, none behind a backslash."""
    if len(lines) == 1:
        return lines[0]
    parts: list[str] = []
    blank = 0
    for line in lines:
        if not line.strip():
            blank += 1
            continue
        if parts and parts[-1].endswith("\\") and _ODD.search(parts[-1]):
            parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append("\n" * blank if blank else " ")
        parts.append(line.strip() if parts else line.rstrip())
        blank = 0
    return "".join(parts)


_ODD = prepare(r"(?<!\\)(?:\\\\)*\\$")

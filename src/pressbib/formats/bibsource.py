"""The blocks of a .bib text: entries with the place of every field, strings, preambles, comments, and what is broken.

The blocks are bibtexparser's (`bibtexparser.model`), so that its middlewares and writers work on them; the scanner is
ours. bibtexparser's splitter decides at a glance what a line means, and where it is wrong the text is gone before a
later step could repair it: a missing comma swallows the next field, `"{"}"` ends a value at the quoted brace,
`@commentary` becomes a comment, `@conference-paper` is no entry, a value that ends in a backslash or a line that begins
with `@word{` breaks the entry, and a concatenation over two lines is written back as literal text. It also keeps no
ends of fields, without which a file cannot be changed in place. What is read here is BibTeX's own language (bibtex.web
§§ 183-265, "Btxdoc" 1988), with `%` comments inside entries as biber reads them, and `@comment{…}` up to its brace as
biber and JabRef read it.

Time and memory are linear in the text, whatever is in it: a brace that is never closed is looked for once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bibtexparser.model import Block, Entry, ExplicitComment, Field, ParsingFailedBlock, Preamble, String

from pressbib.patterns import prepare

_HEAD = prepare(r"@\s*+([^\s\"#%'(),={}@]++)\s*+([{(])?")
_NEXT_ENTRY = prepare(r"(?:^|(?<=[\r\n]))[ \t]*+(?=@[ \t]*+[A-Za-z][\w:+.-]*+[ \t]*+[{(])")
_KEY_BRACE = prepare(r"\s*+([^,\r\n}]*)\s*+")
_KEY_PAREN = prepare(r"\s*+([^,\r\n]*?)\s*+(?=[,\r\n]|\)\s*(?:\Z|[\r\n]))")
_SKIP = prepare(r"(?:[\s,\ufeff]++|%[^\r\n]*+)*+")
_SPACE = prepare(r"[\s\ufeff]*+")
_SPACE_OR_COMMENT = prepare(r"(?:[\s\ufeff]++|%[^\r\n]*+)*+")
_NAME = prepare(r"([^\s\"#%'(),={}@]++)[\s\ufeff]*+")
_SPACED_NAME = prepare(r"([^\s\"#%'(),={}@]++(?:[ \t]++[^\s\"#%'(),={}@]++){1,4})[ \t]*+=")
_WORD = prepare(r"[^\s\"#%'(),={}@]++")
_LINE_END = prepare(r"[\r\n]|\Z")
_BRACE = prepare(r"[{}]")
_BRACE_OR_QUOTE = prepare(r'[{}"]')
_FIELD_FOR_KEY = prepare(r"\s*[A-Za-z][\w-]*\s*=\s*(?:[{\"\d]|\Z)")
# The usual field in one step: up to two levels of braces, or a number or macro, and then a comma or the end.
_FIELD = prepare(
    r"([^\s\"#%'(),={}@]++)\s*+=\s*+"
    r"(?:\{((?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}|\"([^\"{}]*+)\"|([^\s\"#%'(),={}@]++))"
    r"\s*+(?:,\s*+|(?=[})]))"
)


class SourceField(Field):
    """A field with its place in the text.

    value: what the braces or quotes hold (`enclosing` says which), or an expression as written (`no-enclosing`).
    start, end: of the whole field; value_start, value_end: of the value with its enclosing.
    """

    __slots__ = ("end", "start", "value_end", "value_start")

    def __init__(
        self, key: str, value: str, enclosing: str, start: int, end: int, value_start: int, value_end: int
    ) -> None:
        # Not by way of super(): bibtexparser checks `enclosing` anew for each of what may be a million fields.
        self._start_line = None
        self._key = key
        self._value = value
        self._enclosing = enclosing
        self.start = start
        self.end = end
        self.value_start = value_start
        self.value_end = value_end


Part = tuple[str, str, str, int, int, int, int]
"""What a SourceField is made of, in the order of its arguments."""


class SourceEntry(Entry):
    """An entry with its place in the text, and what had to be overlooked to read it.

    start, end: of the text from `@` to the closing delimiter. faults: what is wrong with it, in words; an entry with
    faults is read, and never changed in place. parts: its fields in short; `fields` makes the objects when asked.
    """

    def __init__(
        self, entry_type: str, key: str, parts: list[Part], line: int, start: int, end: int, faults: tuple[str, ...]
    ) -> None:
        self.parts = parts
        self._made: list[Field] | None = None
        super().__init__(entry_type, key, [], line)
        self.start = start
        self.end = end
        self.faults = faults

    @property
    def _fields(self) -> list[Field]:
        if self._made is None:
            self._made = [SourceField(*part) for part in self.parts]
        return self._made

    @_fields.setter
    def _fields(self, fields: list[Field]) -> None:
        self._made = fields or None


class Unreadable(ParsingFailedBlock):
    """A block that cannot be read. start, end: its place. entry_key: its citekey as far as one can tell, or ""."""

    def __init__(self, error: str, line: int, raw: str, start: int, end: int, entry_key: str) -> None:
        super().__init__(ValueError(error), line, raw)
        self.start = start
        self.end = end
        self.entry_key = entry_key
        self.reason = error


class _Broken(Exception):  # noqa: N818  # a signal inside this module
    def __init__(self, reason: str, position: int) -> None:
        self.reason = reason
        self.position = position


class Scanner:
    """One pass over a text. Iterating gives its blocks in order; text between blocks is a comment and is not given."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._line = 1
        self._line_position = 0
        self._unclosed: _Braces | None = None

    def __iter__(self) -> Iterator[Block]:
        text = self.text
        position = 0
        while (at := text.find("@", position)) >= 0:
            head = _HEAD.match(text, at)
            if head is None:
                position = at + 1
                continue
            kind, opening = head[1].lower(), head[2]
            if kind == "comment":
                position = self._comment_end(head)
                yield ExplicitComment(text[head.end() : position], self.line(at), text[at:position])
            elif not opening or not kind[0].isalpha():
                position = at + 1
            else:
                block, position = self._block(kind, head)
                yield block

    def line(self, position: int) -> int:
        """The number of the line that a position is on, counted from 1; positions are asked for in rising order."""
        if position < self._line_position:
            return self._count(0, position) + 1
        self._line += self._count(self._line_position, position)
        self._line_position = position
        return self._line

    def _count(self, start: int, end: int) -> int:
        text = self.text
        feeds = text.count("\n", start, end)
        returns = text.count("\r", start, end)
        return feeds + returns - text.count("\r\n", start, end) if returns else feeds

    def _block(self, kind: str, head: re.Match[str]) -> tuple[Block, int]:
        at = head.start()
        body = head.end()
        closing = "}" if head[2] == "{" else ")"
        line = self.line(at)
        try:
            if kind == "preamble":
                return self._preamble(at, body, closing, line)
            key = ""
            if kind != "string":
                key, body = self._key(body, closing)
            fields, end, faults = self._parts(body, closing)
        except _Broken as broken:
            end = self._resume(at, broken.position)
            raw = self.text[at:end]
            guess = re.match(r"\s*([^,\s{}]*)", self.text[head.end() : head.end() + 200])
            return Unreadable(broken.reason, line, raw, at, end, guess[1] if guess and kind != "string" else ""), end
        if kind == "string":
            name, value, enclosing, *_ = fields[0] if fields else ("", "", "{")
            string = String(name, value, line, self.text[at:end], enclosing)
            return string, end
        return SourceEntry(kind, key, fields, line, at, end, tuple(faults)), end

    def _preamble(self, at: int, body: int, closing: str, line: int) -> tuple[Block, int]:
        try:
            value, _, end = self._value(body)
            end = _SPACE.match(self.text, end).end()  # type: ignore[union-attr]  # matches always
            if self.text[end : end + 1] != closing:
                raise _Broken("the preamble is not closed", end)
            end += 1
        except _Broken:
            if closing != "}":
                raise
            end = self._closing_brace(body - 1)  # JabRef and bibtexparser write preambles without quotes
            value = self.text[body : end - 1]
        return Preamble(value, line, self.text[at:end]), end

    def _comment_end(self, head: re.Match[str]) -> int:
        if head[2] == "{":
            try:
                return self._closing_brace(head.end() - 1)
            except _Broken:
                pass
        end = _LINE_END.search(self.text, head.end(1))
        return end.start() if end else len(self.text)

    def _resume(self, at: int, broken: int) -> int:
        """Where to go on after a broken block: at the next line that begins an entry, else at the end."""
        found = _NEXT_ENTRY.search(self.text, max(at + 1, broken))
        return found.end() if found else len(self.text)

    def _key(self, body: int, closing: str) -> tuple[str, int]:
        text = self.text
        match = (_KEY_BRACE if closing == "}" else _KEY_PAREN).match(text, body)
        if match is None:
            raise _Broken("the entry is not closed", body)
        end = match.end()
        following = text[end : end + 1]
        if "=" in match[1] and _FIELD_FOR_KEY.match(match[1]):
            return "", body  # no citekey at all, the fields begin at once
        if match[1].lstrip()[:1] == "@" and "{" in match[1]:
            raise _Broken("the entry is not closed", body)  # the next one has begun
        if following == "," or following == closing:
            return match[1].strip(), end + (following == ",")
        raise _Broken("no comma after the citekey", end)

    def _parts(self, position: int, closing: str) -> tuple[list[Part], int, list[str]]:
        text = self.text
        fields: list[Part] = []
        faults: list[str] = []
        match_field = _FIELD.match
        position = _SPACE.match(text, position).end()  # type: ignore[union-attr]  # matches always
        append = fields.append
        while True:
            match = match_field(text, position)
            if match is None:
                following = text[position : position + 1]
                if following == closing:
                    return fields, position + 1, faults
                field, position = self._any_field(position, closing, faults)
                if field is None:
                    return fields, position, faults
                append(field)
                continue
            group = match.lastindex or 0
            start, end = match.span(group)
            if group == 4:
                append((match[1], match[4], "no-enclosing", match.start(), end, start, end))
            else:
                enclosing = "{" if group == 2 else '"'
                append((match[1], match[group], enclosing, match.start(), end + 1, start - 1, end + 1))
            position = match.end()

    def _any_field(self, position: int, closing: str, faults: list[str]) -> tuple[Part | None, int]:
        """A field that is not of the usual form, and the place after it; None at the end of the entry."""
        text = self.text
        position = _SKIP.match(text, position).end()  # type: ignore[union-attr]  # matches always
        following = text[position : position + 1]
        if following == closing:
            return None, position + 1
        name = _NAME.match(text, position)
        if name is None:
            reason = f"{following!r} where a field should begin" if following else "the entry is not closed"
            raise _Broken(reason, position)
        field_name, equals = name[1], name.end()
        if text[equals : equals + 1] != "=":
            spaced = _SPACED_NAME.match(text, position)
            if spaced is None:
                raise _Broken(f"no = after the field name {name[1][:40]!r}", name.end())
            field_name, equals = "_".join(spaced[1].split()), spaced.end() - 1
            faults.append(f"the name of the field {spaced[1]!r} has spaces")
        value_start = _SPACE.match(text, equals + 1).end()  # type: ignore[union-attr]  # matches always
        if text[value_start : value_start + 1] in (",", closing):
            value, enclosing, end = "", "{", value_start
            faults.append(f"no value for the field {field_name!r}")
        else:
            value, enclosing, end = self._value(value_start)
        field = (field_name, value, enclosing, position, end, value_start, end)
        after = _SPACE_OR_COMMENT.match(text, end).end()  # type: ignore[union-attr]  # matches always
        following = text[after : after + 1]
        if following == ",":
            after += 1
        elif following != closing:
            if not following or following == "@":
                raise _Broken("the entry is not closed", after)
            if not _starts_field(text, after):
                raise _Broken(f"no comma after the field {field_name!r}", after)
            faults.append(f"no comma after the field {field_name!r}")
        return field, _SKIP.match(text, after).end()  # type: ignore[union-attr]  # matches always

    def _value(self, position: int) -> tuple[str, str, int]:
        """A value at a place: its content and enclosing, or the expression as written; and the place after it."""
        text = self.text
        start = position
        parts = 0
        while True:
            first = text[position : position + 1]
            if first == "{":
                end = self._closing_brace(position)
            elif first == '"':
                end = self._closing_quote(position)
            else:
                word = _WORD.match(text, position)
                if word is None:
                    raise _Broken(f"no value at {text[position : position + 10]!r}", position)
                end = word.end()
            parts += 1
            after = _SPACE.match(text, end).end()  # type: ignore[union-attr]  # matches always
            if text[after : after + 1] != "#":
                break
            position = _SPACE.match(text, after + 1).end()  # type: ignore[union-attr]  # matches always
        if parts == 1 and first in '{"':
            return text[start + 1 : end - 1], first, end
        return text[start:end], "no-enclosing", end

    def _closing_brace(self, position: int) -> int:
        """The place after the brace that closes the one at `position`."""
        if self._unclosed is not None and not self._unclosed.closes(position):
            raise _Broken("a brace is not closed", position)
        depth = 0
        for brace in _BRACE.finditer(self.text, position):
            if brace[0] == "{":
                depth += 1
            else:
                depth -= 1
                if not depth:
                    return brace.end()
        self._unclosed = self._unclosed or _Braces(self.text)
        raise _Broken("a brace is not closed", position)

    def _closing_quote(self, position: int) -> int:
        """The place after the quote that closes the one at `position`; quotes inside braces do not."""
        depth = 0
        for mark in _BRACE_OR_QUOTE.finditer(self.text, position + 1):
            if mark[0] == "{":
                if self._unclosed is not None and not depth and not self._unclosed.closes(mark.start()):
                    break
                depth += 1
            elif mark[0] == "}":
                depth -= 1
                if depth < 0:
                    raise _Broken("a brace is closed that was not opened", mark.start())
            elif not depth:
                return mark.end()
        self._unclosed = self._unclosed or _Braces(self.text)
        raise _Broken("a quotation mark is not closed", position)


def _starts_field(text: str, position: int) -> bool:
    name = _NAME.match(text, position)
    return name is not None and text[name.end() : name.end() + 1] == "="


class _Braces:
    """Which opening braces of a text are ever closed; counted once, when the first one is found that is not."""

    def __init__(self, text: str) -> None:
        self._closed: list[int] = []
        open_: list[int] = []
        for brace in _BRACE.finditer(text):
            if brace[0] == "{":
                open_.append(brace.start())
            elif open_:
                self._closed.append(open_.pop())
        self._closed.sort()

    def closes(self, position: int) -> bool:
        found = bisect_left(self._closed, position)
        return found < len(self._closed) and self._closed[found] == position

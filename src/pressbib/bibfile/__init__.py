"""Change a .bib file that belongs to somebody else: only what must change, and every other byte stays.

`update` puts Records into a file. An entry is found by its citekey, else by comparison, and keeps its citekey; it is
changed where the Record says something that neither it nor another entry of the same work in the file says, and only in
the fields concerned, in the manner in which it is written. What the file says and the Record says otherwise is settled
by the rules of merging, under which the file is something a person typed. New entries are appended. Comments, order,
indentation, line ends, encoding and byte order mark, macros, and blocks of other programs stay as they are; so do
entries that cannot be read, and nothing is written that would not read back as it was meant.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pressbib.bibfile import disk, edit
from pressbib.bibfile.edit import Edit, Style
from pressbib.bibfile.find import Entries, is_said
from pressbib.classes import dataclass
from pressbib.collector import resting_collector
from pressbib.errors import BibFileError, FormatError
from pressbib.formats import bibread
from pressbib.formats import press as presses
from pressbib.formats.bibcompose import Written, compose, same
from pressbib.formats.bibdates import write_issued
from pressbib.formats.bibentry import interpret
from pressbib.formats.bibread import Problem, Source
from pressbib.formats.bibsource import Scanner, SourceEntry, Unreadable
from pressbib.formats.detect import detect
from pressbib.formats.encodings import Decoded, decode
from pressbib.formats.mapping import BIBLATEX, BIBTEX, Dialect
from pressbib.formats.press import Choice
from pressbib.merge import merge
from pressbib.record import VARIABLES, Date, Record


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did, or with `dry_run` would do.

    added, changed, unchanged: citekeys as in the file. diff: the difference in unified format, "" where there is none.
    problems: what could not be done or read, and is as it was.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    diff: str = ""
    problems: tuple[Problem, ...] = ()

    def summary(self) -> str:
        """The change in a few words: `2 added, 1 changed, 40 unchanged`, or `nothing changed`."""
        if not self.added and not self.changed:
            return "nothing changed"
        counts = ((len(self.added), "added"), (len(self.changed), "changed"), (len(self.unchanged), "unchanged"))
        return ", ".join(f"{count} {word}" for count, word in counts if count)


def update(
    path: str | os.PathLike[str],
    records: Iterable[Record],
    *,
    to: str = "",
    press: Choice = "none",
    dry_run: bool = False,
) -> Change:
    """Put Records into a .bib file; a file that does not exist is made.

    to: `bibtex` or `biblatex`; "" goes by what the file is written in. press: what becomes of press pages. dry_run:
    change nothing, only say what would be changed. The file is touched only if its content changes.

    Raises BibFileError where the file cannot be read or written, is locked, or was changed meanwhile; FormatError where
    its content is no text. The file is as it was then.
    """
    target = Path(path)
    listed = list(records)
    with disk.locked(target):
        content = disk.read(target)
        decoded = decode(content, str(target)) if content else Decoded("", "utf-8")
        text, change = rewrite(decoded.text, listed, to=to, press=press, encoding=decoded.encoding, name=str(target))
        if text != decoded.text and not dry_run:
            disk.replace(target, content, _encoded(decoded, text, content, target))
    return change


def _encoded(decoded: Decoded, text: str, content: bytes | None, path: Path) -> bytes:
    try:
        if content and decoded.encode(decoded.text) != content:  # some encodings write one text in several ways
            raise BibFileError(f"{path}: its encoding ({decoded.encoding}) cannot be written back byte by byte")
        return decoded.encode(text)
    except UnicodeEncodeError as error:
        char = text[error.start : error.start + 1]
        raise BibFileError(f"{path}: its encoding ({decoded.encoding}) has no character {char!r}") from error


def rewrite(
    text: str,
    records: Sequence[Record],
    *,
    to: str = "",
    press: Choice = "none",
    encoding: str = "utf-8",
    name: str = "refs.bib",
) -> tuple[str, Change]:
    """The text of a .bib file with Records put into it, and what changed. Pure: `update` without the file."""
    if to not in ("", "bibtex", "biblatex"):
        raise FormatError(to, 0, "only bibtex and biblatex files are changed in place")
    problems: list[Problem] = []
    with resting_collector():
        sources = bibread.sources(text, problems)
    dialect = BIBTEX if (to or (detect(text) if sources else "")) == "bibtex" else BIBLATEX
    writer = _Writer(text, sources, dialect, encoding)
    entries = Entries(sources)
    found = entries.find(records)
    for record, number in zip(records, found, strict=True):
        if number is None:
            writer.add(record, entries, press)
        else:
            writer.change(record, number, entries, press)
    new = edit.apply(text, writer.edits) if writer.edits else text
    new = writer.append(new)
    return new, Change(
        tuple(writer.added),
        tuple(writer.changed),
        tuple(writer.unchanged),
        _diff(text, new, name, writer) if new != text else "",
        tuple(sorted([*problems, *writer.problems], key=lambda problem: problem.line)),
    )


class _Writer:
    """Collects the edits of a file."""

    def __init__(self, text: str, sources: Sequence[Source], dialect: Dialect, encoding: str) -> None:
        self.text = text
        self.sources = sources
        self.dialect = dialect
        self.encoding = encoding
        self.edits: list[Edit] = []
        self.added: list[str] = []
        self.changed: list[str] = []
        self.unchanged: list[str] = []
        self.problems: list[Problem] = []
        self.new: list[str] = []
        self.keys: set[str] = set()
        self._style: Style | None = None

    @property
    def style(self) -> Style:
        if self._style is None:
            entries = [source.entry for source in self.sources]
            self._style = edit.style(self.text, entries, edit.newline(self.text))
        return self._style

    def change(self, record: Record, number: int, entries: Entries, press: Choice) -> None:
        """Give an entry what the Record says beyond it."""
        source = self.sources[number]
        key = source.entry.key
        there = entries.record(number)
        wanted = _beyond(record, there, number, entries)
        if press == "note" and presses.note(record) and presses.note(record) not in there.note:
            wanted["note"] = presses.with_note(there.replace(press=record.press)).note
        if not wanted:
            self.unchanged.append(key)
            return
        variables = [_VARIABLE_OF[attribute] for attribute in wanted]
        merged = there.replace(**wanted, authors_complete=record.authors_complete if "author" in wanted else None)
        edits = self._edits_of(source, there, merged, variables)
        if all(self.text[e.start : e.end] == e.new for e in edits) and not source.entry.faults:
            self.unchanged.append(key)
            return
        if source.entry.faults or not self._reads_back(source.entry, edits):
            reason = "it has a fault" if source.entry.faults else "the change would not read back"
            self.problems.append(Problem(source.entry.start_line or 0, key, f"not changed: {reason}"))
            self.unchanged.append(key)
            return
        self.edits += edits
        self.changed.append(key)

    def _edits_of(self, source: Source, there: Record, merged: Record, variables: Sequence[str]) -> list[Edit]:
        own = {name for name in source.fields.texts if name not in source.fields.inherited}
        written = self._composed(merged, self.dialect)
        wanted: dict[str, str | None] = {}
        before = interpret(source.entry.entry_type, source.fields.texts)
        for variable in variables:
            old = [name for name in before.fields.get(variable, ()) if name in own]
            new = [name for name, stated in written.variables.items() if variable in stated]
            if variable == "issued":
                issued = merged.issued or Date()
                classic = "year" in old and "date" not in old
                wanted.update(dict.fromkeys(old))
                wanted.update(write_issued(issued, BIBTEX if classic else self.dialect))
            elif len(new) == 1 and old:
                wanted[old[0]] = written.fields[new[0]]
                wanted.update(dict.fromkeys(old[1:]))
            else:
                wanted.update({name: None for name in old if name not in wanted})
                wanted.update({name: written.fields[name] for name in new})
        kind = written.entry_type if "type" in variables else ""
        return edit.change(self.text, source.entry, wanted, kind, self.style)

    def _composed(self, record: Record, dialect: Dialect, key: str | None = None) -> Written:
        written = compose(record, dialect, key=key)
        if _encodes(str(written), self.encoding):
            return written
        return compose(record, dialect, ascii=True, key=key)

    def _reads_back(self, entry: SourceEntry, edits: Sequence[Edit]) -> bool:
        """Whether the entry, as it will be, is one whole entry without a fault."""
        moved = [Edit(e.start - entry.start, e.end - entry.start, e.new) for e in edits]
        text = edit.apply(self.text[entry.start : entry.end], moved)
        blocks = list(Scanner(text))
        if len(blocks) != 1 or not isinstance(blocks[0], SourceEntry):
            return False
        read = blocks[0]
        return read.end == len(text) and not read.faults and read.key == entry.key

    def add(self, record: Record, entries: Entries, press: Choice) -> None:
        """A new entry for a Record, and one for each of its press pages where these are to stand beside it."""
        for each in presses.beside([record], press):
            key = compose(each, self.dialect).key
            unique, number = key, 1
            while entries.has_key(unique) or unique.lower() in self.keys:
                number += 1
                unique = f"{key}-{number}"
            written = self._composed(each, self.dialect, unique)
            self.keys.add(unique.lower())
            self.new.append(edit.write_entry(written.entry_type, unique, written.fields, self.style))
            self.added.append(unique)

    def append(self, text: str) -> str:
        """The text with the new entries: at its end, or before a block there that is never closed."""
        if not self.new:
            return text
        end = self.style.newline
        place = len(text)
        if any(isinstance(block, Unreadable) and block.end == len(self.text) for block in Scanner(self.text)):
            last = max((source.entry.end for source in self.sources), default=0)
            place = last + len(text) - len(self.text) if not self.edits else _last_entry_end(text)
        before, after = text[:place], text[place:]
        blank = "" if not before.strip() else end * 2 if not before.endswith(("\n", "\r")) else end
        if before.endswith((end * 2, "\n\n")):
            blank = ""
        body = (end * 2).join(self.new)
        return f"{before}{blank}{body}{end}{after}"


def _last_entry_end(text: str) -> int:
    return max((block.end for block in Scanner(text) if isinstance(block, SourceEntry)), default=0)


def _encodes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _beyond(record: Record, there: Record, number: int, entries: Entries) -> dict[str, object]:
    """What a Record says beyond an entry, by attribute: what merging the two would change in the entry, without what
    another entry of the same work in the file says already."""
    stated = record.stated()
    if record.type in (there.type, "document") and all(
        same(value, there.get(name)) for name, value in stated.items() if name != "citation-key"
    ):
        return {}
    merged = merge(there, record)
    if _is_finer(record.issued, there.issued):
        merged = merged.replace(issued=record.issued)
    found: dict[str, object] = {}
    said: list[Record] | None = None
    for attribute, variable in _VARIABLE_OF.items():
        value = getattr(merged, attribute)
        if not value or same(value, getattr(there, attribute)) or variable == "citation-key":
            continue
        if said is None:
            said = entries.said(number, record)
        if not is_said(variable, value, said):
            found[attribute] = value
    return found


def _is_finer(date: Date | None, than: Date | None) -> bool:
    """Whether a date says the same as another, and a month or day more."""
    if date is None or than is None or not than.start or than.end or date.end:
        return False
    return len(date.start) > len(than.start) and date.start[: len(than.start)] == than.start


_VARIABLE_OF: Mapping[str, str] = {variable.attribute: name for name, variable in VARIABLES.items()}


def _diff(old: str, new: str, name: str, writer: _Writer) -> str:
    """The difference in unified format; what is before the first and behind the last edit is not compared again."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    start = 0
    most = min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    first = max(0, start - 3)
    last = max(0, end - 3)
    a, b = before[first : len(before) - last], after[first : len(after) - last]
    lines = difflib.unified_diff(a, b, name, name, n=3) if len(a) + len(b) < 4000 else _whole(a, b, name)
    return "".join(_shifted(line, first) if line.startswith("@@") else _ended(line) for line in lines)


def _whole(a: Sequence[str], b: Sequence[str], name: str) -> Iterable[str]:
    """Changes that lie far apart: matched by whole lines that occur once, which is linear."""
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=True)
    yield f"--- {name}\n"
    yield f"+++ {name}\n"
    for group in matcher.get_grouped_opcodes(3):
        first, last = group[0], group[-1]
        yield f"@@ -{first[1] + 1},{last[2] - first[1]} +{first[3] + 1},{last[4] - first[3]} @@\n"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from (f" {line}" for line in a[i1:i2])
            else:
                yield from (f"-{line}" for line in a[i1:i2])
                yield from (f"+{line}" for line in b[j1:j2])


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n"


def _shifted(header: str, by: int) -> str:
    import re

    def shift(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + by}"

    return re.sub(r"([-+])(\d+)", shift, header, count=2)

"""A .bib text as Records: macros and inheritance resolved, everything else kept, and a word about what is wrong.

Whichever dialect a file is of, or both: the fields and entry types of BibTeX and BibLaTeX are read alike.

- An `@string` holds from where it stands; the months are defined from the start.
- Of a field that stands twice in an entry the first counts, as in BibTeX; citekeys may repeat.
- `crossref` and `xdata` inherit as biber has it, at any depth; parents stay entries of their own.
- An entry that cannot be read costs only itself. What can be read in spite of a fault (a missing comma) is read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from bibtexparser.model import String

from pressbib.classes import dataclass
from pressbib.collector import resting_collector
from pressbib.formats.bibentry import (
    ENTRY,
    EXPRESSION,
    FIELD,
    Interpretation,
    interpret,
    keep,
)
from pressbib.formats.bibexpression import MONTH_MACROS, MONTH_NAMES, expand, settle, tokens
from pressbib.formats.bibinherit import inheritance
from pressbib.formats.bibsource import Scanner, SourceEntry, Unreadable
from pressbib.formats.mapping import reading
from pressbib.record import VARIABLES, Origin, Record


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a .bib text. line counts from 1, key is the citekey of the entry or ""."""

    line: int
    key: str
    text: str

    def __str__(self) -> str:
        return f"line {self.line}{f', {self.key}' if self.key else ''}: {self.text}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The records of a text in its order, and what was wrong with it."""

    records: list[Record]
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Fields:
    """The fields of an entry, macros resolved.

    texts: by name in lower case, the first of each. again: further ones, by `name#2`. expressions: those with macros
    that nothing defines, as written. inherited: the names that another entry supplies.
    """

    texts: dict[str, str]
    again: dict[str, str]
    expressions: dict[str, str]
    inherited: frozenset[str] = frozenset()


@dataclass(slots=True)
class Source:
    """An entry of a text with its fields, before it is a Record."""

    entry: SourceEntry
    fields: Fields


LONGEST_MACRO = 100_000
"""Characters. Macros made of macros can double a text with each line; nobody's journal has so long a name."""


def sources(text: str, problems: list[Problem], *, places: bool = True) -> list[Source]:
    """The entries of a text in its order, with inheritance resolved; what is wrong is added to `problems`.

    places: keep where each field stands in the text, which only a change in place needs.
    """
    macros = dict(MONTH_NAMES)
    found: list[Source] = []
    parents: dict[str, Source] = {}
    children: list[Source] = []
    for block in Scanner(text):
        if isinstance(block, SourceEntry):
            source = Source(block, _resolved(block, macros, problems))
            if not places:
                block.parts = []
            found.append(source)
            key = block.key.lower()
            if key and key not in parents:
                parents[key] = source
            elif key:
                problems.append(Problem(block.start_line or 0, block.key, "a citekey that another entry has already"))
            if "crossref" in source.fields.texts or "xdata" in source.fields.texts:
                children.append(source)
            for fault in block.faults:
                problems.append(Problem(block.start_line or 0, block.key, fault))
        elif isinstance(block, String):
            value = expand(block.value, macros) if block.enclosing == "no-enclosing" else block.value
            if len(value) > LONGEST_MACRO:
                problems.append(Problem(block.start_line or 0, "", f"@string {block.key!r} is too long: not used"))
            else:
                macros[block.key.lower()] = value
        elif isinstance(block, Unreadable):
            problems.append(Problem(block.start_line or 0, block.entry_key, f"not read: {block.reason}"))
    for child in children:
        _inherit(child, parents)
    return found


def _resolved(entry: SourceEntry, macros: Mapping[str, str], problems: list[Problem]) -> Fields:
    texts: dict[str, str] = {}
    again: dict[str, str] = {}
    expressions: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, value, enclosing, *_ in entry.parts:
        name = name.lower()
        expression = ""
        if enclosing == "no-enclosing" and not value.isdecimal():
            expression, value = _expanded(name, value, entry, macros, problems)
        if name in texts:
            problems.append(Problem(entry.start_line or 0, entry.key, f"the field {name!r} stands there again"))
            counts[name] = counts.get(name, 1) + 1
            name = f"{name}#{counts[name]}"
            again[name] = value
        else:
            texts[name] = value
        if expression:
            expressions[name] = expression
    return Fields(texts, again, expressions)


def _expanded(
    name: str, expression: str, entry: SourceEntry, macros: Mapping[str, str], problems: list[Problem]
) -> tuple[str, str]:
    """What must be kept of an expression ("" where its text is all of it), and its text."""
    if name == "month" and expression.lower() in MONTH_MACROS:
        return "", expression.lower()
    unknown: list[str] = []
    value = expand(expression, macros, unknown.append)
    stay = MONTH_MACROS if name == "month" else ()
    if not unknown and not (stay and any(word.lower() in stay for word, is_macro in tokens(expression) if is_macro)):
        return "", value
    problems += [Problem(entry.start_line or 0, entry.key, f"{name}: nothing defines {macro!r}") for macro in unknown]
    expression = settle(expression, macros, stay)
    return expression, expand(expression, MONTH_MACROS)


def _inherit(child: Source, parents: Mapping[str, Source], depth: int = 0) -> None:
    """Fields that a child lacks, from what its xdata and crossref name, which may inherit themselves."""
    own = child.fields
    if own.inherited or depth > 20:
        return
    texts = dict(own.texts)
    said = _said(child.entry.entry_type, texts)
    meanings = reading(child.entry.entry_type)
    for link in ("xdata", "crossref"):
        for key in own.texts.get(link, "").split(","):
            parent = parents.get(key.strip().lower())
            if parent is None or parent is child:
                continue
            if "crossref" in parent.fields.texts or "xdata" in parent.fields.texts:
                _inherit(parent, parents, depth + 1)
            given = parent.fields.texts
            if link == "crossref":
                given = inheritance(child.entry.entry_type, parent.entry.entry_type, given)
            for name, raw in given.items():
                variable = "issued" if name in ("date", "year", "month", "day") else ""
                variable = variable or (meanings[name].variable if name in meanings else _PART_OF.get(name, ""))
                if name not in texts and name not in ("crossref", "xdata", "ids") and variable not in said:
                    texts[name] = raw
    inherited = frozenset(texts.keys() - own.texts.keys())
    child.fields = Fields(texts, own.again, own.expressions, inherited)


_PART_OF = {"subtitle": "title", "booksubtitle": "container-title", "journalsubtitle": "container-title"}


def _said(entry_type: str, own: Mapping[str, str]) -> set[str]:
    """The variables that the fields of an entry are about; the classic date fields go together."""
    meanings = reading(entry_type)
    said = {meanings[name].variable for name in own if name in meanings and own[name].strip()}
    return said | {"issued"} if "year" in own or "date" in own else said


def record(source: Source) -> Record:
    """The Record that an entry is."""
    entry, fields = source.entry, source.fields
    texts = fields.texts
    found = interpret(entry.entry_type, texts)
    extra = _extra(entry, fields, found)
    line = f"line {entry.start_line}"
    provenance = {}
    for variable, names in found.fields.items():
        text = texts[names[0]] if len(names) == 1 else " | ".join([texts[name] for name in names])
        provenance[variable] = _origin(f"{line}, {names[0]}", text)
    key = entry.key
    provenance["citation-key"] = _origin(line, key)
    return _build(found, key, provenance, extra)


_set_kind, _set_locator, _set_text, _set_retrieved = (
    getattr(Origin, each.name).__set__ for each in dataclasses.fields(Origin)
)


def _origin(locator: str, text: str) -> Origin:
    """An Origin by way of its slots, as `_build` makes a Record: there is one for each value of each entry."""
    made = object.__new__(Origin)
    _set_kind(made, "import:bibtex")
    _set_locator(made, locator)
    _set_text(made, text)
    _set_retrieved(made, "")
    return made


_BLANK = Record()
_SETTERS: Mapping[str, Callable[[Record, Any], None]] = {
    each.name: getattr(Record, each.name).__set__ for each in dataclasses.fields(Record)
}
_DEFAULTS = tuple((setter, getattr(_BLANK, name)) for name, setter in _SETTERS.items())


def _build(found: Interpretation, key: str, provenance: Mapping[str, Origin], extra: Mapping[str, str]) -> Record:
    """A Record by way of its slots: its own constructor sets a hundred attributes by name, five times as slowly."""
    made = object.__new__(Record)
    for setter, default in _DEFAULTS:
        setter(made, default)
    for variable, value in found.values.items():
        _SETTERS[VARIABLES[variable].attribute](made, value)
    _SETTERS["type"](made, found.item_type)
    _SETTERS["citation_key"](made, key)
    _SETTERS["provenance"](made, provenance)
    _SETTERS["extra"](made, extra)
    if found.others:
        _SETTERS["authors_complete"](made, False)
    return made


def _extra(entry: SourceEntry, fields: Fields, found: Interpretation) -> dict[str, str]:
    own = fields.texts
    if fields.inherited:
        own = {name: raw for name, raw in own.items() if name not in fields.inherited}
        inherited = [
            variable for variable, names in found.fields.items() if all(name in fields.inherited for name in names)
        ]
        for variable, names in found.fields.items():  # partly inherited: what stands here is kept as it is
            if any(name in fields.inherited for name in names):
                found.exact.discard(variable)
    if fields.again:  # a second one must not come to stand alone under a name that the first loses
        twice = {name.partition("#")[0] for name in fields.again}
        found.exact -= {variable for variable, names in found.fields.items() if not twice.isdisjoint(names)}
    extra = keep(entry.entry_type, own, found)
    if fields.inherited and inherited:
        extra[f"{ENTRY}inherited"] = " ".join(inherited)
    for name, raw in fields.again.items():
        extra[FIELD + name] = raw
    for name, expression in fields.expressions.items():
        extra.pop(FIELD + name, None)
        extra[EXPRESSION + name] = expression
    if not entry.key:
        extra[f"{ENTRY}key"] = ""
    return extra


def read(text: str) -> Loaded:
    """The Records of a .bib text, and what is wrong with it. Bad entries raise nothing."""
    problems: list[Problem] = []
    with resting_collector():
        listed = sources(text, problems, places=False)
        listed.reverse()
        records = []
        while listed:  # each entry is let go when it is a Record
            records.append(record(listed.pop()))
    return Loaded(records, sorted(problems, key=lambda problem: problem.line))

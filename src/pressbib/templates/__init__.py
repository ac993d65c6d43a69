"""What is known of one press service: a TOML file each, and their loader.

A template only corrects and disambiguates what generic reading finds. `for_document` tells the template of a page by
its address, or by marks in copied text; `trim` leaves out what the template says is not the story. What a file may say
is in `KEYS`, which the documentation page repeats; it holds words, addresses and simple selectors, no regular
expressions.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pressbib import datafile, vocabulary
from pressbib.classes import dataclass
from pressbib.document import Document, Line
from pressbib.errors import DataFileError
from pressbib.record import VARIABLES

KEYS: Mapping[str, str] = {
    "name": "the service's name",
    "hosts": "domains, with all below them; `*.` is not written",
    "paths": "beginnings of the address's path, where only a part of the domain is meant",
    "marks": "copied text: phrases, every one of which stands in the text (a `|` parts alternatives)",
    "publisher": "the institution, for pages that do not name it",
    "language": "the language of the pages, where they declare none or a wrong one",
    "paper": "selectors of the elements in which the paper is described; looked at before anything else",
    "skip": "selectors of elements that are not the story",
    "skip-from": "beginnings of lines from which on nothing belongs to the story",
    "skip-lines": "beginnings of lines that say nothing of the paper",
    "own-labels": "labels under which the page cites itself",
    "own-dois": "beginnings of DOIs that are the page's own",
    "labels": "labels of this service alone: table of CSL variables, `reference`, `companion`, `earlier`, `ignore`",
}
"""Key -> what it means. A selector is `.class`, `#id` or a tag; it means the element and everything in it."""

_LISTS = ("hosts", "paths", "marks", "paper", "skip", "skip-from", "skip-lines", "own-labels", "own-dois")
_OTHER_LABELS = ("reference", "companion", "earlier", "own", "ignore")
_MARK_SAMPLE = 400_000
_SHORT = 120  # a longer line is a paragraph, even where it begins with words to skip
_STORY = 400  # as many characters of paragraphs stand before what ends a story; less is a menu


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One service; the attributes are the keys of the file (see `KEYS`), `slug` is the file's name."""

    slug: str
    name: str
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    paper: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    skip_from: tuple[str, ...] = ()
    skip_lines: tuple[str, ...] = ()
    own_labels: tuple[str, ...] = ()
    own_dois: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def folded_labels(self) -> tuple[tuple[str, str], ...]:
        """The labels of this service, folded, with what each stands for (a variable, `reference`, `own`, ...), the
        longest first."""
        found = {vocabulary.fold(word): variable for variable, words in self.labels.items() for word in words}
        found.update((vocabulary.fold(word), "own") for word in self.own_labels)
        return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))

    def is_own(self, doi: str) -> bool:
        """Whether a DOI is the page's own."""
        return doi.casefold().startswith(self.own_dois) if self.own_dois else False

    def is_paper(self, line: Line) -> bool:
        """Whether a line stands where this service describes the paper."""
        return _selected(line, self.paper)


class Known(NamedTuple):
    """What is known of the service of a page: its template, None for none, and the document without what the template
    says is not the story."""

    template: Template | None
    story: Document


def know(document: Document) -> Known:
    """The template of a page, and its story."""
    template = for_document(document)
    return Known(template, trim(document, template))


def for_document(document: Document) -> Template | None:
    """The template of a page, by its address (the longest domain and path decide), else by the marks of copied text.

    A page that was saved without its address is known by the one that it declares as canonical."""
    url = document.url or _declared(document)
    address = _split(url) if url else None
    if address is not None and (found := _by_address(*address)):
        return found
    return None if document.is_html else _by_marks(document)


def _declared(document: Document) -> str:
    for rel, href, _ in document.embedded.links:
        if rel.casefold() == "canonical":
            return href
    return next((content for key, content in document.embedded.meta if key.casefold() == "og:url"), "")


def _split(url: str) -> tuple[str, str] | None:
    """(host, path) of an address, None where it is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.path
    except ValueError:
        return None


def _by_address(host: str, path: str) -> Template | None:
    best: Template | None = None
    most = (0, 0)
    for template in load():
        for domain in template.hosts:
            if host != domain and not host.endswith("." + domain):
                continue
            paths = [part for part in template.paths if path.startswith(part)]
            if template.paths and not paths:
                continue
            rank = (len(domain), max(map(len, paths), default=0))
            if rank > most:
                best, most = template, rank
    return best


def _by_marks(document: Document) -> Template | None:
    """The first template all of whose marks stand in the text; only copied text has none of its own address."""
    if not any(template.marks for template in load()):
        return None
    text = vocabulary.fold("\n".join([line.text for line in document.lines])[:_MARK_SAMPLE])[:_MARK_SAMPLE]
    for template in load():
        if template.marks and all(any(part in text for part in mark.split("|")) for mark in _folded_marks(template)):
            return template
    return None


@cache
def _marks() -> dict[str, tuple[str, ...]]:
    return {template.slug: tuple(vocabulary.fold(mark) for mark in template.marks) for template in load()}


def _folded_marks(template: Template) -> tuple[str, ...]:
    return _marks().get(template.slug, ())


def trim(document: Document, template: Template | None) -> Document:
    """The document without the lines that the template says are not the story; numbers stay as they were."""
    if template is None:
        return document
    lines: list[Line] = []
    read = 0
    skip_from = tuple(vocabulary.fold(words) for words in template.skip_from)
    skip_lines = tuple(vocabulary.fold(words) for words in template.skip_lines)
    for line in document.lines:
        folded = vocabulary.fold(line.text[:200])
        if skip_from and read > _STORY and folded.startswith(skip_from):
            break
        skipped = bool(skip_lines) and len(folded) < _SHORT and folded.startswith(skip_lines)
        if not skipped and not _selected(line, template.skip):
            lines.append(line)
            read += len(line.text) if len(line.text) > _SHORT else 0
    language = document.language or template.language
    return dataclasses.replace(document, lines=tuple(lines), language=language)


def _selected(line: Line, selectors: tuple[str, ...]) -> bool:
    return any(selector in line.within or selector == line.tag for selector in selectors)


FOLDERS: list[Path] = [Path(__file__).parent]
"""Where template files are: ours, then those of plugins."""


@cache
def load() -> tuple[Template, ...]:
    """The templates by file name, ours and then those of plugins, read once.

    Raises DataFileError for a file with an unknown key or a value of the wrong kind.
    """
    return tuple(read(path) for folder in FOLDERS for path in datafile.files(folder))


def read(path: Path) -> Template:
    """One template from its file. Raises DataFileError for unknown keys and values of the wrong kind."""
    loaded = datafile.read(path)
    for key in loaded:
        if key not in KEYS:
            raise DataFileError(path.name, key, "unknown key; see KEYS in pressbib.templates")
    values: dict[str, Any] = {key.replace("-", "_"): _strings(path.name, key, loaded.get(key, [])) for key in _LISTS}
    for key in ("name", "publisher", "language"):
        values[key] = loaded.get(key, "")
        if not isinstance(values[key], str):
            raise DataFileError(path.name, key, "expected a text")
    if not values["name"] or not (values["hosts"] or values["marks"]):
        raise DataFileError(path.name, "name", "a template needs a name, and hosts or marks")
    for selector in (*values["paper"], *values["skip"]):
        if not selector.lstrip(".#").replace("-", "").replace("_", "").isalnum():
            raise DataFileError(path.name, "skip", f"{selector!r} is not `.class`, `#id` or a tag")
    return Template(slug=path.stem, labels=_labels(path.name, loaded.get("labels", {})), **values)


def _labels(file: str, table: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise DataFileError(file, "labels", "expected a table")
    for key in table:
        if key not in VARIABLES and key not in _OTHER_LABELS:
            raise DataFileError(file, f"labels.{key}", "unknown variable")
    return {key: _strings(file, f"labels.{key}", value) for key, value in table.items()}


def _strings(file: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise DataFileError(file, key, "expected a list of words")
    return tuple(value)

"""The formats of bibliographies: one visible table, and reading and writing through it.

A format module has `load(text) -> list[Record]` where the format is read and `dump(records, **options) -> str` where it
is written; it is imported when it is first used. Text arrives decoded (`encodings.decode`), once, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

from pressbib.classes import dataclass
from pressbib.errors import FormatError
from pressbib.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row of the table.

    name: as `--to` takes it. title: for people. extensions: of file names, with the dot, lower case, the most usual
    first. module: where `load` and `dump` live. reads, writes: which of the two there are. options: the keyword
    arguments that `dump` takes.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    module: str
    reads: bool = True
    writes: bool = True
    options: tuple[str, ...] = ()

    def load(self, text: str) -> list[Record]:
        """Records from text in this format, in its order. Raises FormatError."""
        if not self.reads:
            raise FormatError(self.name, 0, f"{self.title} is written by pressbib, not read")
        loaded: list[Record] = import_module(self.module).load(text)
        return loaded

    def dump(self, records: Iterable[Record], **options: object) -> str:
        """Records as text in this format, in their order.

        An option that the format has no use for is an error, unless it only says what is so anyway (an empty value, or
        `press="none"`). Raises FormatError.
        """
        if not self.writes:
            raise FormatError(self.name, 0, f"{self.title} is read by pressbib, not written")
        given = {name: value for name, value in options.items() if name in self.options and value is not None}
        for name in options.keys() - set(self.options):
            if options[name] not in (None, False, "", "none"):
                raise FormatError(self.name, 0, f"{self.title} has no option {name}")
        text: str = import_module(self.module).dump(records, **given)
        return text


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read of a bibliography.

    records: what could be read, in order. problems: a sentence for each entry that could not, with file, line and key.
    format: the format it was in.
    """

    records: tuple[Record, ...]
    problems: tuple[str, ...] = ()
    format: str = ""


def _rows(*formats: Format) -> dict[str, Format]:
    return {row.name: row for row in formats}


_HERE = "pressbib.formats"

FORMATS: Mapping[str, Format] = _rows(
    Format(
        name="biblatex",
        title="BibLaTeX",
        extensions=(".bib", ".biblatex"),
        module=f"{_HERE}.biblatex",
        options=("ascii", "press"),
    ),
    Format(
        name="bibtex", title="BibTeX", extensions=(".bibtex",), module=f"{_HERE}.bibtex", options=("ascii", "press")
    ),
    Format(
        name="csl-json",
        title="CSL-JSON",
        extensions=(".json", ".csljson"),
        module=f"{_HERE}.csljson",
        options=("press",),
    ),
    Format(
        name="csl-yaml",
        title="CSL-YAML",
        extensions=(".yaml", ".yml"),
        module=f"{_HERE}.cslyaml",
        options=("press",),
    ),
    Format(name="jsonl", title="CSL-JSON, one item a line", extensions=(".jsonl", ".ndjson"), module=f"{_HERE}.jsonl"),
    Format(name="ris", title="RIS", extensions=(".ris",), module=f"{_HERE}.ris", options=("press",)),
    Format(name="zotero", title="Zotero JSON", extensions=(), module=f"{_HERE}.zotero", options=("press",)),
    Format(
        name="hayagriva",
        title="Hayagriva YAML (Typst)",
        extensions=(".hayagriva", ".hayagriva.yaml", ".hayagriva.yml"),
        module=f"{_HERE}.hayagriva",
        reads=False,
        options=("press",),
    ),
    Format(
        name="wikipedia",
        title="Wikipedia citation templates",
        extensions=(".wiki", ".wikitext"),
        module=f"{_HERE}.wikipedia",
        reads=False,
        options=("press",),
    ),
    Format(
        name="text",
        title="plain formatted references",
        extensions=(".txt",),
        module=f"{_HERE}.text",
        reads=False,
        options=("press", "style", "locale"),
    ),
)
"""The formats by name. The order is that of the documentation; plugins add theirs (`plugins.formats`)."""


def by_file_name(path: str | Path, formats: Mapping[str, Format] = FORMATS) -> str:
    """The name of the format that a file of this name is written in, "" where the name does not tell.

    The longest extension decides, so that `refs.hayagriva.yaml` is Hayagriva and `refs.yaml` is CSL-YAML.

    >>> by_file_name("thesis/refs.bib"), by_file_name("refs.hayagriva.yaml"), by_file_name("refs")
    ('biblatex', 'hayagriva', '')
    """
    name = Path(path).name.lower()
    found = [
        (len(extension), row.name)
        for row in formats.values()
        for extension in row.extensions
        if name.endswith(extension)
    ]
    return max(found)[1] if found else ""


def load(
    source: bytes | str | Path,
    format: str = "",  # noqa: A002  # what a caller would call it
    *,
    source_name: str = "",
    formats: Mapping[str, Format] = FORMATS,
) -> list[Record]:
    """Records from a bibliography: a path, its bytes, or its text.

    format: a name of the table; "" recognises it by content, and by the name of the file where the content leaves a
    choice. source_name: the name of the file that bytes or text came from. Raises FormatError where the content is in
    no format that is read, or is broken as a whole; a broken entry costs only itself where the format allows it.
    """
    return list(read(source, format, source_name=source_name, formats=formats).records)


def read(
    source: bytes | str | Path,
    format: str = "",  # noqa: A002  # what a caller would call it
    *,
    source_name: str = "",
    formats: Mapping[str, Format] = FORMATS,
) -> Loaded:
    """What `load` does, with the problems of the entries that could not be read."""
    from pressbib.formats.detect import detect

    where = source_name or (str(source) if isinstance(source, Path) else "")
    text = _text(source, where or format or "bibliography")
    name = format or detect(text, by_file_name(where, formats) if where else "")
    if name not in formats:
        if format:
            raise _unknown(format, formats)
        raise FormatError(where or "bibliography", 0, f"in no format that is read ({_known(formats, reads=True)})")
    module = import_module(formats[name].module)
    if formats[name].reads and hasattr(module, "read"):
        found = module.read(text)
        named = f"{where}: " if where else ""
        return Loaded(tuple(found.records), tuple(f"{named}{problem}" for problem in found.problems), name)
    return Loaded(tuple(formats[name].load(text)), (), name)


def dump(
    records: Iterable[Record], to: str = "biblatex", *, formats: Mapping[str, Format] = FORMATS, **options: object
) -> str:
    """Records as text in the format `to`, in their order; the options are the format's (`Format.options`).

    Raises FormatError where the format is unknown, or has no such option.
    """
    if to not in formats:
        raise _unknown(to, formats)
    text = formats[to].dump(records, **options)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates from JSON


def _text(source: bytes | str | Path, where: str) -> str:
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    from pressbib.formats.encodings import decode

    if isinstance(source, bytes):
        return decode(source, where).text
    try:
        return decode(source.read_bytes(), where).text
    except OSError as error:
        raise FormatError(str(source), 0, f"cannot be read: {error.strerror or error}") from error


def _unknown(name: str, formats: Mapping[str, Format]) -> FormatError:
    return FormatError(name, 0, f"no such format; there are {_known(formats)}")


def _known(formats: Mapping[str, Format], *, reads: bool = False) -> str:
    return ", ".join(name for name, row in formats.items() if row.reads or not reads)

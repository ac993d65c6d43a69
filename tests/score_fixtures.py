"""Score the reading of .bib files against the items that Better BibTeX expects of its own import of them.

    python tests/score_fixtures.py FOLDER [--verbose]

FOLDER holds `bbt/NAME.json`, `{"items": [items of Zotero]}`, and beside it `items/NAME.bib` (or both in one folder).
Items and entries are paired by citekey and title, and compared as CSL: text by letters and digits alone, names by their
words, dates by day, notes as one text. Where Zotero has no field for what we state, or Better BibTeX states what the
file does not, OTHERWISE names the rule. `raw`: files without any difference; `explained`: files whose every difference
has a rule. tests/fixtures_zotero is such a folder.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from pressbib.formats import bibread, csljson, zotero
from pressbib.formats.encodings import decode
from pressbib.formats.mapping import LANGUAGES
from pressbib.identifiers import normalise_doi
from pressbib.record import VARIABLES, Record

Item = dict[str, Any]


def plain(value: object) -> str:
    """A text by its letters and digits alone, without markup."""
    text = html.unescape(html.unescape(str(value or "")))  # notes of programs that escape twice
    text = re.sub(r"</?\w[^>]*>", "", unicodedata.normalize("NFKC", text))
    return "".join(char for char in text.casefold() if char.isalnum())


def words(name: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of a name, in any order, without accents."""
    joined = unicodedata.normalize("NFKD", " ".join(str(part) for key, part in name.items() if key != "ORCID"))
    bare = "".join(char for char in joined.casefold() if not unicodedata.combining(char))
    return tuple(sorted(re.findall(r"[^\W_]+", bare)))


def expected_items(text: str) -> list[Item]:
    """The works of a file of expected items, with Extra as one text and their citekeys."""
    items = []
    for item in json.loads(text)["items"]:
        if item.get("itemType") in ("note", "attachment"):
            continue
        extra = item.get("extra") or ""
        lines = extra if isinstance(extra, list) else extra.split("\n")
        key = next((line.partition(":")[2].strip() for line in lines if line.startswith("Citation Key:")), "")
        items.append({**item, "extra": "\n".join(lines), "citationKey": item.get("citationKey") or key})
    return items


def _title(item: Mapping[str, Any]) -> str:
    names = ("title", "caseName", "nameOfAct", "subject")
    return plain(next((item[name] for name in names if item.get(name)), ""))


def pair(items: list[Item], records: list[Record]) -> tuple[list[tuple[Item, Record]], list[Item], list[Record]]:
    """Items with their records, by citekey and title, citekey, or title; and what is left of both."""
    pairs: list[tuple[Item, Record]] = []
    items, records = list(items), list(records)
    ways: list[Callable[[Item, Record], bool]] = [
        lambda i, r: i["citationKey"] == r.citation_key and _title(i) == plain(r.title),
        lambda i, r: i["citationKey"] == r.citation_key,
        lambda i, r: bool(_title(i)) and _title(i) == plain(r.title),
    ]
    for way in ways:
        for item in list(items):
            found = next((record for record in records if way(item, record)), None)
            if found is not None:
                pairs.append((item, found))
                items.remove(item)
                records.remove(found)
    if len(items) == len(records) == 1:
        pairs.append((items.pop(), records.pop()))
    return pairs, items, records


_BOOKKEEPING = re.compile(r"(?i)(?:citation key|tex\.[^:=]*|zotero:\w+)\s*[:=]")


def _notes(item: Item, wanted: Item) -> str:
    children = [note.get("note", "") if isinstance(note, dict) else note for note in item.get("notes") or []]
    lines = [line for line in (wanted.get("note") or "").split("\n") if not _BOOKKEEPING.match(line)]
    return " ".join([*children, *lines])


def _both(item: Item, record: Record) -> tuple[Item, Item]:
    wanted, found = csljson.item(zotero.record(item)), csljson.item(record)
    notes = _notes(item, wanted), f"{found.get('note', '')} {found.pop('annote', '')}"
    for side, note in zip((wanted, found), notes, strict=True):
        for key in ("custom", "id", "citation-key", "note"):
            side.pop(key, None)
        if plain(note):
            side["note"] = note
    return wanted, found


def _day(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return plain(value)
    dates = [tuple(map(int, parts)) for parts in value.get("date-parts", ())]
    return dates, value.get("season"), plain(value.get("literal"))


def _set(value: object) -> set[str]:
    return {plain(word) for word in re.split("[,;]", str(value or ""))} - {""}


def _numbers(value: object) -> list[str]:
    return re.findall(r"\d[\dX]{7,}", re.sub("[-‐–]", "", str(value or "").upper()))


def equal(key: str, wanted: Any, found: Any) -> bool:
    """Whether two values of a variable say the same."""
    kind = VARIABLES[key].kind if key in VARIABLES else ""
    if kind == "names":
        people = [words(name) for name in wanted or [] if name.get("literal") != "others"]
        return people == [words(name) for name in found or []]
    if kind == "date":
        return bool(_day(wanted) == _day(found))
    if key == "language":
        tags = [LANGUAGES.get(str(tag).lower(), str(tag)) for tag in (wanted, found)]
        return tags[0] == tags[1]
    if key == "keyword":
        return _set(wanted) == _set(found)
    if key in ("ISBN", "ISSN"):
        return _numbers(wanted) == _numbers(found)
    if key == "DOI":
        return bool(normalise_doi(str(wanted or "")).lower() == normalise_doi(str(found or "")).lower())
    return plain(wanted) == plain(found)


@dataclass(frozen=True, slots=True)
class Difference:
    """One variable of one work: what is expected, what we state, and all that is expected and stated of the work."""

    key: str
    variable: str
    wanted: Any
    found: Any
    item: Item
    all_wanted: Item
    all_found: Item
    raw: str = ""

    @property
    def fields(self) -> set[str]:
        """The variables that the Zotero type of the item has a field or a creator type for."""
        kind = zotero.item_types().get(self.item.get("itemType", ""), zotero.item_types()["document"])
        return {*kind.fields.values(), *kind.creators.values()} - {
            "publisher-place" if not kind.fields.get("place") else ""
        }


def differences(item: Item, record: Record, raw: str) -> list[Difference]:
    """The variables in which an item and the record read for it differ."""
    wanted, found = _both(item, record)
    return [
        Difference(record.citation_key, key, wanted.get(key), found.get(key), item, wanted, found, raw)
        for key in sorted({*wanted, *found})
        if not equal(key, wanted.get(key), found.get(key))
    ]


def _no_field(d: Difference) -> bool:
    """We state a variable that the Zotero type has no field for."""
    return d.wanted is None and d.variable not in d.fields


def _elsewhere(d: Difference) -> bool:
    """One side has the value under another variable, which the other side does not state."""
    if d.wanted is not None and d.found is not None:
        return False
    value = d.wanted if d.found is None else d.found
    with_it, without = (d.all_found, d.all_wanted) if d.found is None else (d.all_wanted, d.all_found)
    return any(
        plain(value) == plain(other) or (_is_people(value, other) and d.found is None)
        for key, other in with_it.items()
        if key not in without
    )


def _is_people(wanted: Any, found: Any) -> bool:
    lists = isinstance(wanted, list) and isinstance(found, list)
    return lists and [words(name) for name in wanted][: len(found)] == [words(name) for name in found]


def _noted(d: Difference) -> bool:
    """Their note has in words (`pages: 405`) what we state as variables."""
    if d.variable != "note":
        return False
    rest = plain(d.wanted)
    for key, value in d.all_found.items():
        text = plain(" ".join(map(str, value.get("date-parts", [[]])[0]))) if isinstance(value, dict) else plain(value)
        if key != "note" and text:
            rest = re.sub(f"[a-z]*{re.escape(text)}", "", rest)
    return rest in ("", plain(d.found))


_TYPES_OF_ZOTERO = frozenset(name for kind in zotero.item_types().values() for name in kind.csl)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where the reading differs from Better BibTeX's on purpose: the rule, the variables, and when it is that."""

    why: str
    variables: str
    holds: Callable[[Difference], bool]


def _in(text: object, whole: object) -> bool:
    return bool(plain(text)) and plain(text) in plain(whole)


def _begins(short: object, whole: object) -> bool:
    words = plain(short)
    return plain(whole)[: len(words) // 2] == words[: len(words) // 2]


def _without(text: object, pattern: str) -> str:
    return plain(re.sub(pattern, "", str(text)))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(_text, value))
    return " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def _titled(d: Difference) -> bool:
    addon = re.search(r"(?i)\btitleaddon\s*=\s*\{(.*?)\}", d.raw)
    return addon is not None and _in(addon[1], d.all_wanted.get("title"))


def _spelt_out(d: Difference) -> bool:
    short, full = d.all_wanted.get("container-title-short"), d.all_wanted.get("container-title")
    ours = d.all_found.get("container-title")
    return (
        bool(ours and full)
        and not _in(full, d.raw.partition(",")[2])
        and (plain(ours) == plain(short) or d.variable == "container-title")
    )


OTHERWISE = (
    Otherwise("a list of abbreviations has the journal's full name, the file has not",
              "container-title container-title-short", _spelt_out),
    Otherwise("CSL has a variable for it; the Zotero type has no field", "", _no_field),
    Otherwise("Zotero keeps it in a field of another meaning, for want of the right one", "", _elsewhere),
    Otherwise("the author of a picture, recording or talk is its author (Zotero: artist, performer)", "author",
              lambda d: d.wanted is None and _is_people(d.all_wanted.get("contributor"), d.found)),
    Otherwise("a field that Better BibTeX leaves in Extra as tex.NAME",
              "event-title genre archive archive_location part status", lambda d: d.wanted is None),
    Otherwise("booksubtitle is part of the book's title (biblatex manual, § 2.2.2)", "container-title",
              lambda d: "booksubtitle" in d.raw.lower() and plain(d.found).startswith(plain(d.wanted))),
    Otherwise("a book has its own title in booktitle, for those that refer to it", "container-title",
              lambda d: d.found is None and d.all_found["type"] == "book" and "booktitle" in d.raw.lower()),
    Otherwise("lista has no meaning of its own (biblatex manual, § 2.2.4)", "title container-title",
              lambda d: "lista" in d.raw.lower()),
    Otherwise("a % that is not escaped is a percent sign", "abstract",
              lambda d: bool(re.search(r"[^\\]%", d.raw)) and _begins(d.wanted, d.found)),
    Otherwise("< and > are themselves, and not ¡ and ¿ of TeX's oldest font", "note",
              lambda d: _without(d.wanted, "[¡¿<>]|</?[bip]r?/?>") == _without(d.found, "[<>]")),
    Otherwise("a command that is not known stays", "note", lambda d: _without(d.found, r"\\[a-z]+") == plain(d.wanted)),
    Otherwise("an entry type that nobody knows is no article without a journal", "type",
              lambda d: d.found == "document" and not re.search(r"(?i)\bjournal(title)?\s*=", d.raw)),
    Otherwise("Zotero keeps it as a line of Extra; CSL has a variable for it", "note", _noted),
    Otherwise("titleaddon is no part of the title (biblatex manual, § 2.2.2)", "title container-title", _titled),
    Otherwise("the kind of patent names its country (biblatex manual, § 2.1.1)", "number genre",
              lambda d: "patent" in str(d.all_found.get("genre", "")).lower()
              and plain(d.all_wanted.get("number")).endswith(plain(d.all_found.get("number")))),
    Otherwise("what a phdthesis or mastersthesis is, in words (CSL genre)", "genre",
              lambda d: str(d.found).lower().startswith(str(d.wanted))),
    Otherwise("the entry type is no genre", "genre", lambda d: d.found is None and f"@{d.wanted}{{" in d.raw.lower()),
    Otherwise("Zotero has no such type", "type", lambda d: d.found not in _TYPES_OF_ZOTERO or d.found == "periodical"),
    Otherwise("entrysubtype says what it is", "type", lambda d: bool(re.search(r"(?i)\bentrysubtype\s*=", d.raw))),
    Otherwise("a manual is a book, proceedings are one, a law's type is CSL's (biblatex manual, § 2.1.1)", "type",
              lambda d: bool(re.match(r"(?i)@(manual|proceedings|leg\w+|hardware)\b", d.raw))),
    Otherwise("date counts as it stands, and not year and month (biblatex manual, § 2.3.8)", "issued",
              lambda d: d.found is not None and bool(re.search(r"(?i)\bdate\s*=", d.raw))),
    Otherwise("a shorttitle that is the title is kept", "title-short",
              lambda d: d.wanted is None and plain(d.found) == plain(d.all_found.get("title"))),
    Otherwise("one address of several", "URL", lambda d: str(d.found) in re.split(r"[\s,;]+", str(d.wanted))),
    Otherwise("it is no DOI", "DOI", lambda d: d.found is None and not normalise_doi(str(d.wanted))),
    Otherwise("LaTeX is decoded, or stays where it is no text", "",
              lambda d: "\\" in f"{_text(d.wanted)}{_text(d.found)}"),
    Otherwise("tags that Better BibTeX adds", "keyword", lambda d: d.found is None and "keywords" not in d.raw),
    Otherwise("the number of a book in a series is no issue number (biblatex manual, § 2.2.2)",
              "number collection-number",
              lambda d: plain(d.all_wanted.get("number")) == plain(d.all_found.get("collection-number"))),
    Otherwise("a second publisher is not joined to the first", "publisher", lambda d: _in(d.found, d.wanted)),
    Otherwise("an editor of a film is its editor (biblatex manual, § 2.3.6)", "script-writer editor director author",
              lambda d: bool(re.match(r"(?i)@(movie|video|film)\b", d.raw))),
)  # fmt: skip


def why_otherwise(difference: Difference) -> str:
    """The rule by which a difference is meant; "" where it is an error."""
    for row in OTHERWISE:
        if (not row.variables or difference.variable in row.variables.split()) and row.holds(difference):
            return row.why
    return ""


def _entry(text: str, key: str, title: str) -> str:
    """The source of an entry, roughly: from its citekey to the next entry; that with the title where keys repeat."""
    starts = [match.start() for match in re.finditer(r"(?m)^\s*@", text)]
    entries = [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
    mine = [entry for entry in entries if re.match(rf"@\w+\s*[{{(]\s*{re.escape(key)}\s*,", entry)]
    return next((entry for entry in mine if plain(title)[:20] in plain(entry)), mine[0] if mine else "")


def score(fixture: Path, bib: Path) -> list[tuple[str, str, Any, Any, str]]:
    """The differences of a file: citekey, variable, what is expected, what is found, and the rule or ""."""
    text = decode(bib.read_bytes(), bib.name).text
    pairs, missing, more = pair(expected_items(fixture.read_text("utf-8")), bibread.read(text).records)
    out: list[tuple[str, str, Any, Any, str]] = []
    for item, record in pairs:
        raw = _entry(text, record.citation_key, record.title)
        found = differences(item, record, raw)
        out += [(d.key, d.variable, d.wanted, d.found, why_otherwise(d)) for d in found]
    for item in missing:
        elsewhere = not _in(item.get("title"), text)
        out.append((item["citationKey"], "item", item.get("title"), None, "of another file" if elsewhere else ""))
    for record in more:
        raw = _entry(text, record.citation_key, record.title)
        why = "an entry without fields is kept" if "=" not in raw else ""
        why = why or (
            "Zotero has no such type: a note"
            if record.type not in _TYPES_OF_ZOTERO or record.type == "standard"
            else ""
        )
        out.append((record.citation_key, "item", None, record.title, why))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    reasons, wrong, files = Counter[str](), Counter[str](), Counter[str]()
    for fixture in sorted(options.folder.glob("bbt/*.json")) or sorted(options.folder.glob("*.json")):
        places = (options.folder / "items", fixture.parent)
        bib = next(
            (place / f"{fixture.stem}.bib" for place in places if (place / f"{fixture.stem}.bib").exists()), None
        )
        if bib is None:
            continue
        found = score(fixture, bib)
        files.update(("all",))
        files["raw"] += not found
        files["explained"] += all(why for *_, why in found)
        reasons.update(why for *_, why in found if why)
        wrong.update(variable for _, variable, *_, why in found if not why)
        for key, variable, wanted, ours, why in found if options.verbose else ():
            seen = f"expected {str(wanted)[:160]!r}, found {str(ours)[:160]!r}"
            sys.stdout.write(f"{fixture.stem}: {key}: {variable}: {why or 'WRONG'}: {seen}\n")
    for reason, count in reasons.most_common():
        sys.stdout.write(f"{count:5} {reason}\n")
    sys.stdout.write(
        f"wrong: {dict(wrong)}\n{files['all']} files: raw {files['raw']}, explained {files['explained']}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

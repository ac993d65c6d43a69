"""Which entry of a file is the work that a Record describes, and what the file says of it already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pressbib.compare import Verdict, compare, keys
from pressbib.formats.bibcompose import same
from pressbib.formats.bibread import Source, record
from pressbib.merge import merge
from pressbib.patterns import prepare
from pressbib.record import Record, Value


class Entries:
    """The entries of a file, their Records made when they are needed, and found by citekey or by comparison."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        self.taken: dict[int, int] = {}
        """By the number of an entry: the number of the Record that it was found for."""
        self._records: dict[int, Record] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for number, source in enumerate(sources):
            self._by_key[source.entry.key.lower()].append(number)
        self._by_content: dict[str, list[int]] | None = None
        self._by_index: dict[str, list[int]] | None = None
        self._asked = 0

    def record(self, number: int) -> Record:
        """The Record of an entry."""
        found = self._records.get(number)
        if found is None:
            found = self._records[number] = record(self.sources[number])
        return found

    def has_key(self, key: str) -> bool:
        return key.lower() in self._by_key

    def find(self, records: Sequence[Record]) -> list[int | None]:
        """For each Record the number of its entry, None where the file has none. No entry is found twice.

        First by citekey, where the entry is not plainly another work; then those that say the same word for word; then
        by comparison.
        """
        found: list[int | None] = [None] * len(records)
        for number, each in enumerate(records):
            found[number] = self._take(number, self._of_key(each))
        for step in (self._of_content, self._of_comparison):
            for number, each in enumerate(records):
                if found[number] is None:
                    found[number] = self._take(number, step(each))
        return found

    def _take(self, number: int, entry: int | None) -> int | None:
        if entry is not None:
            self.taken[entry] = number
        return entry

    def _of_key(self, wanted: Record) -> int | None:
        origin = wanted.provenance.get("citation-key")
        named = [origin.text] if origin is not None and origin.kind == "import:bibtex" else []
        for key in dict.fromkeys(key.lower() for key in (*named, wanted.citation_key) if key):
            free = [number for number in self._by_key.get(key, ()) if number not in self.taken]
            best = max(free, key=lambda number: _agreement(wanted, self.record(number)), default=None)
            if best is not None and _may_be(wanted, self.record(best)):
                return best
        return None

    def _of_content(self, wanted: Record) -> int | None:
        if self._by_content is None:
            self._by_content = defaultdict(list)
            for number, source in enumerate(self.sources):
                named = bool(source.entry.key) and len(self._by_key[source.entry.key.lower()]) == 1
                if number not in self.taken and not named:
                    self._by_content[_content(self.record(number))].append(number)
        return next((number for number in self._by_content.get(_content(wanted), ()) if number not in self.taken), None)

    def _of_comparison(self, wanted: Record) -> int | None:
        for number in self.alike(wanted):
            if number not in self.taken and compare(wanted, self.record(number)).verdict is Verdict.SAME:
                return number
        return None

    def alike(self, wanted: Record) -> list[int]:
        """The entries that share a key of comparison with a Record; a key that very many share tells nothing.

        For a few Records the entries are looked through for words of the title and for the DOI, and only those are
        read; for many an index of all is made.
        """
        self._asked += 1
        if self._asked <= _FEW and (wanted.DOI or _WORD.search(wanted.title)):
            mine = _keys(wanted)
            return [number for number in self._similar(wanted) if mine & _keys(self.record(number))]
        if self._by_index is None:
            self._by_index = defaultdict(list)
            for number in range(len(self.sources)):
                for key in _keys(self.record(number)):
                    self._by_index[key].append(number)
        blocks = [self._by_index.get(key, []) for key in _keys(wanted)]
        return sorted({number for block in blocks if len(block) <= _LARGEST_BLOCK for number in block})

    def _similar(self, wanted: Record) -> list[int]:
        """The entries that have one of the longest words of the title, or the DOI."""
        words = sorted(_WORD.findall(wanted.title.lower()), key=len)[-4:]
        doi = wanted.DOI.lower()
        found = []
        for number, source in enumerate(self.sources):
            texts = source.fields.texts
            title = texts.get("title", "").lower()
            if any(word in title for word in words) or (doi and doi in texts.get("doi", "").lower()):
                found.append(number)
                if len(found) > _MANY:  # words as common as these tell nothing: those that have all of them
                    return self._having(words)
        return found

    def _having(self, words: Sequence[str]) -> list[int]:
        return [
            number
            for number, source in enumerate(self.sources)
            if all(word in source.fields.texts.get("title", "").lower() for word in words)
        ]

    def said(self, number: int, wanted: Record) -> list[Record]:
        """What the file says of a work: its entry, and entries of the same work that no other Record was found for.

        The last of them is all of them merged, as a library would have it that read the file.
        """
        mine = self.taken.get(number)
        group = [number]
        for other in {*self.alike(wanted), *self._by_key.get(self.sources[number].entry.key.lower(), ())}:
            if other == number or self.taken.get(other, mine) != mine:
                continue
            comparison = compare(wanted, self.record(other))
            if comparison.verdict in (Verdict.SAME, Verdict.LIKELY) and not comparison.is_of_two_works:
                group.append(other)
        said = [self.record(other) for other in sorted(group)]
        return [*said, merge(*said)] if len(said) > 1 else said


_LARGEST_BLOCK = 60
_FEW = 20
_MANY = 500
_WORD = prepare(r"[^\W_]{4,}")


def _keys(each: Record) -> set[str]:
    """The keys of comparison, and the title as it is: short ones are no such keys, but within one file they tell."""
    return {*keys(each), f"title {each.title.casefold()}"}


def _content(each: Record) -> str:
    return repr([(name, value) for name, value in each.stated().items() if name != "citation-key"])


def _agreement(wanted: Record, entry: Record) -> float:
    """The share of what an entry states that the Record states too; 1 for an entry that states nothing."""
    stated = {name: value for name, value in entry.stated().items() if name != "citation-key"}
    if not stated:
        return 1.0
    return sum(_agrees(wanted, name, value) for name, value in stated.items()) / len(stated)


def _agrees(wanted: Record, name: str, value: Value) -> bool:
    if same(wanted.get(name), value):
        return True
    return any(claim.variable == name and same(claim.value, value) for claim in wanted.claims)


def _may_be(wanted: Record, entry: Record) -> bool:
    """Whether an entry that has the citekey of a Record may be its work: two files may give one key to two works."""
    if _agreement(wanted, entry) >= 0.5:
        return True
    return compare(wanted, entry).verdict is not Verdict.DIFFERENT


def is_said(name: str, value: Value, said: Iterable[Record]) -> bool:
    """Whether a value is stated by one of the Records."""
    return any(same(value, each.get(name)) for each in said)

"""The words press offices print, one TOML file a language, and their loader.

A file holds words and phrases only, no regular expressions: labels, headings, the words between and around names,
months, quotation marks, and phrases with a slot (`"in the journal {container-title}"`). `load()` reads all files once
and checks every key; what a key means is said in `SCHEMA`, which the documentation page repeats.

Words are compared case-folded and with single spaces; they are written here as they are printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from pressbib import datafile
from pressbib.classes import dataclass
from pressbib.errors import DataFileError
from pressbib.record import VARIABLES

SCHEMA: Mapping[str, Mapping[str, str]] = {
    "labels": {
        "*": "what stands before a value: `Label: value`; keys are CSL variables or those below",
        "reference": "the value is a whole citation, or its title alone",
        "loose": "labels of the list before that also begin sentences: what follows must read as a citation",
        "companion": "the value is an editorial or comment beside the paper",
        "earlier": "the value is an older paper",
        "own": "the page cites itself",
        "ignore": "looks like a label of the paper and is not",
        "caption": "labels of the list before, and others, that begin what is said of a picture",
        "day": "labels of the list before that tell when the paper appeared, where its authors or journal stand above",
        "source": "labels of the list before for where the news comes from; a whole citation after one is the paper's",
        "desk": "labels of the list before that stand below the author of the news itself: Source, Contact",
    },
    "headings": {
        "paper": "a line of its own, above the citation or the labelled lines of the paper",
        "references": "a line of its own, above a list in which the paper may stand first",
        "other": "a line of its own, above what is not the paper: contacts, related stories, earlier work",
        "about": "with which such a line begins: About the university",
    },
    "people": {
        "and": "between the last two names",
        "others": "for the rest of a list of names: et al.",
        "first": "role: first author",
        "last": "role: last or senior author",
        "corresponding": "role: corresponding author",
        "equal": "role: contributed equally",
        "honorifics": "before a name: Dr., Prof.",
        "degrees": "after a name, between commas or not: PhD, MD",
        "titles": "after a name without a comma: professor, researcher (Korean, Japanese, Chinese)",
        "groups": "words that make a name that of a group: consortium, collaboration",
        "teams": "words before or after a leader's name that stand for the rest: and colleagues",
    },
    "dates": {
        "months": "twelve lists, January first: names and abbreviations, in every case they are printed in",
        "seasons": "four lists: spring, summer, autumn, winter",
        "weekdays": "names of the days",
        "today": "words for the day of the page",
        "circa": "about",
    },
    "links": {
        "here": "the words of a link in a sentence about the work: here, this link",
        "work": "the words of a link that leads to the work: study, full text",
        "paper": "words for a paper in a link that says nothing else: Read the full paper",
        "leads": "the words around them: read, full",
    },
    "article": {
        "signs": "words that only the page of an article itself prints, never news of it",
        "notices": "words of menus and notices, which stand in no title",
        "digests": "words in the headline of a page that gathers what others reported",
        "occasions": "words in a headline or first sentence that tell of an award, an event, a death: wins … prize",
        "headlines": "words that tell of such an occasion in a headline alone: new director, symposium",
        "prizes": "parts of these words that tell of an award, which may be for the paper: prize",
    },
    "grammar": {
        "articles": "before a noun: the, a",
        "or": "between two names: or",
        "by": "between a work and its author: by",
        "of": "between a person and the place of work: of, from",
        "until": "between two days or years: to, until",
        "in-year": "before a year: in",
        "of-year": "between a work and its year: from, aus dem Jahr",
        "in-press": "in place of the year of a paper that is not out yet: in press",
        "auxiliaries": "verbs after which no title or list of names goes on: is, was",
        "telling": "verbs between a quotation and its speaker: says",
        "bodies": "words in the names of institutions, companies and places, which are no journals",
        "publishers": "words in the names of publishers of books: Press, Verlag",
        "lead": "words between a title and its journal in a citation: published in",
        "online": "words in a parenthesis after a journal that tell of which edition it is: online",
        "impact": "words for how much a journal is cited, which stand beside its name: IF, JCR",
        "abbreviations": "words before a full stop that ends no sentence, without it: Dr, vs",
    },
    "quotes": {"pairs": "opening and closing quotation marks for titles"},
    "prose": {
        "container": "phrases with the slot {container-title}: `in the journal {container-title}`",
        "praise": "words that praise a journal before its name: `highly prestigious X`",
        "between": "words between such a phrase and the name: `scientific` in `revue scientifique X`",
        "published": "words that say that a paper appeared, without the journal word",
        "stems": "beginnings of those of them that are said of publishing alone: publis",
        "in": "words between those and a journal's name: in, on",
        "title": "phrases with the slot {title}: `titled {title}`",
        "named": "words of such phrases that are said of other things too: called, a word for the work must stand near",
        "study": "words for the work: study, paper, findings",
        "new": "words that mark the announced work: new study, today",
        "two": "words for two works that a sentence presents, in a journal each: two papers",
        "second": "words for another of the announced works: the second study",
        "such": "words beside the name of a journal that make it one of many: such as",
        "several": "words after the name of a journal that stand for others: a list of a career",
        "earlier": "words that mark older work: a previous study, last year",
        "lately": "words that mark work of some weeks ago, which is older beside work of today: last month",
        "none": "words that say that there is no paper yet: submitted, under review",
        "denied": "words that say that others claim a paper which there is not: social media posts claim",
        "sister": "words between a journal and another of its family: sister journal of X, X is not the container",
    },
}
"""Section -> key -> what the words mean. `*` stands for CSL variables."""

_KNOWN_TOP = {"language", "name", "function-words", "letters"}


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. `words[section][key]` holds them in the order of the file.

    code: BCP 47 (`en`, `zh-Hant`). function_words: frequent words that tell the language of a Latin text. letters:
    characters that no other listed language of the script writes. months and seasons: lists by number.
    """

    code: str
    name: str
    function_words: frozenset[str]
    letters: str
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    months: tuple[tuple[str, ...], ...] = ()
    seasons: tuple[tuple[str, ...], ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()

    def get(self, section: str, key: str) -> tuple[str, ...]:
        """The words under a key, () where the file has none."""
        return self.words.get(section, {}).get(key, ())

    def all(self, section: str, key: str) -> Iterator[str]:
        """The words under a key, also where the file has them by number: the names of all months."""
        numbered = {"months": self.months, "seasons": self.seasons}.get(key, ()) if section == "dates" else ()
        yield from self.get(section, key)
        for words in numbered:
            yield from words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All languages, by code."""

    languages: Mapping[str, Language]
    journals: frozenset[str] = field(default_factory=frozenset)
    """Names of journals, folded by `fold`, that no word of their own marks as journals."""

    def words(self, section: str, key: str, *codes: str) -> tuple[str, ...]:
        """The words under a key in the named languages (all where none is named), each once, in file order."""
        chosen = [self.languages[code] for code in codes if code in self.languages] if codes else self
        return tuple(dict.fromkeys(word for language in chosen for word in language.get(section, key)))

    def labels(self) -> Mapping[str, str]:
        """Every label, folded, with its variable (or `reference`, `ignore`, ...)."""
        return _labels(self)

    def own_labels(self, code: str) -> tuple[tuple[str, str], ...]:
        """The labels that a language knows for something else than `labels` says, folded, the longest first."""
        return _own_labels(self, code)

    def __iter__(self) -> Iterator[Language]:
        return iter(self.languages.values())

    def __hash__(self) -> int:
        return id(self)


def fold(text: str) -> str:
    """Words as they are compared: case-folded, with single spaces and a straight apostrophe."""
    return " ".join(_fold_case(text).split())


def _fold_case(text: str) -> str:
    """Case-folded, with straight apostrophes."""
    return text.replace("’", "'").replace("İ", "i").casefold()


def lower(text: str) -> str:
    """Lower case in as many characters, with straight apostrophes: `İ` alone would become two."""
    return text.replace("’", "'").replace("İ", "i").lower()


def reads_as_name(word: str) -> bool:
    """Whether a word that is a degree in other letters is rather a name: Ma, Do, Ba, Mas, but not Phd, which nobody
    could say."""
    if not word.isalpha() or not word.istitle():
        return False
    if len(word) == _SHORT + 1:
        return word[1] in _VOWELS and word != "Dipl"  # Meng, Beng
    return len(word) <= _SHORT and not _VOWELS.isdisjoint(word[1:].lower())


_SHORT = 3
_VOWELS = frozenset("aeiouyáàâäãéèêëíìîïóòôöõúùûü")


FOLDERS: list[Path] = [Path(__file__).parent]
"""Where language files are: ours, then those of plugins, whose languages replace ours of the same name."""


@cache
def load() -> Vocabulary:
    """The vocabulary of the package, read once.

    Raises DataFileError for a file with an unknown key or a value of the wrong kind.
    """
    folder = Path(__file__).parent
    languages = [read_language(path) for each in FOLDERS for path in datafile.files(each)]
    names = (folder / "journals.txt").read_text("utf-8").replace("’", "'").casefold().splitlines()
    journals = [" ".join(name.split()) for name in names if name and not name.startswith("#")]
    journals += [name.replace(", and ", " and ") for name in journals if ", and " in name]  # as many print them
    return Vocabulary({language.code: language for language in languages}, frozenset(journals))


def read_language(path: Path) -> Language:
    """One language from its file. Raises DataFileError for unknown keys and values of the wrong kind."""
    loaded = datafile.read(path)
    file = path.name
    for key in loaded:
        if key not in _KNOWN_TOP and key not in SCHEMA:
            raise DataFileError(file, key, "unknown key; see SCHEMA in pressbib.vocabulary")
    if loaded.get("language") != path.stem:
        raise DataFileError(file, "language", f"expected {path.stem!r}, the name of the file")
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for section in SCHEMA.keys() & loaded.keys():
        words[section] = dict(_section(file, section, loaded[section]))
    dates, quotes = loaded.get("dates", {}), loaded.get("quotes", {})
    return Language(
        code=path.stem,
        name=str(loaded.get("name", path.stem)),
        function_words=frozenset(_strings(file, "function-words", loaded.get("function-words", []))),
        letters=str(loaded.get("letters", "")),
        words=words,
        months=_lists(file, "dates.months", dates.get("months", []), 12),
        seasons=_lists(file, "dates.seasons", dates.get("seasons", []), 4),
        quotes=tuple((a, b) for a, b in _lists(file, "quotes.pairs", quotes.get("pairs", []), None)),
    )


_SLOTS = {"prose.container": "{container-title}", "prose.title": "{title}"}


def _section(file: str, section: str, table: Any) -> Iterable[tuple[str, tuple[str, ...]]]:
    if not isinstance(table, dict):
        raise DataFileError(file, section, "expected a table")
    known = SCHEMA[section].keys() - {"*"}
    for key, value in table.items():
        where = f"{section}.{key}"
        if key not in known and not (section == "labels" and key in VARIABLES):
            raise DataFileError(file, where, "unknown key; see SCHEMA in pressbib.vocabulary")
        if where in ("dates.months", "dates.seasons", "quotes.pairs"):
            continue
        words = _strings(file, where, value)
        slot = _SLOTS.get(where, "")
        for word in words if slot else ():
            if word.count(slot) != 1:
                raise DataFileError(file, where, f"{word!r} needs the slot {slot} once")
        yield key, words


def _strings(file: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not set(map(type, value)) <= {str} or not all(map(str.strip, value)):
        raise DataFileError(file, key, "expected a list of words")
    return tuple(value)


def _lists(file: str, key: str, value: Any, length: int | None) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list) or (value and length is not None and len(value) != length):
        raise DataFileError(file, key, f"expected {length or 'some'} lists of words")
    lists = tuple(_strings(file, key, entry) for entry in value)
    if length is None and any(len(entry) != 2 for entry in lists):
        raise DataFileError(file, key, "expected pairs")
    return lists


@cache
def _own_labels(vocabulary: Vocabulary, code: str) -> tuple[tuple[str, str], ...]:
    language = vocabulary.languages.get(code)
    table = language.words.get("labels", {}) if language else {}
    found: dict[str, str] = {}
    for variable, words in table.items():
        for word in _folded(words):
            found.setdefault(word, variable)
    known = _labels(vocabulary)
    other = [(word, variable) for word, variable in found.items() if known[word] != variable]
    return tuple(sorted(other, key=lambda pair: -len(pair[0])))


@cache
def _labels(vocabulary: Vocabulary) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in vocabulary:
        for variable, words in language.words.get("labels", {}).items():
            for word in _folded(words):
                found.setdefault(word, variable)
    return found


def _folded(words: Iterable[str]) -> list[str]:
    """Words of a file, none of which has a line end, folded: all at once, since there are thousands."""
    return [" ".join(word.split()) for word in _fold_case("\n".join(words)).split("\n")]

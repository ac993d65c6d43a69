"""What a word is in a list of names: a name, initials, a particle, or none of them."""

from __future__ import annotations

from functools import cache, lru_cache

from pressbib import vocabulary
from pressbib.patterns import prepare
from pressbib.vocabulary import journals
from pressbib.vocabulary.lists import word_list

_PARTICLES = word_list("name-words.txt", "particles")
NOT_NAMES = word_list("name-words.txt", "no-name")
"""Words that begin sentences and titles and are nobody's name, in lower case."""
NO_SURNAMES = word_list("name-words.txt", "no-surname")
"""Words of titles and journals that are nobody's name."""
ALSO_NAMES = word_list("name-words.txt", "also-names")
"""Those of them that are also names: An, Do, April, Page."""
ALSO_GIVEN = word_list("name-words.txt", "also-given")
"""Those of these that are given names."""
SUFFIXES = word_list("name-words.txt", "suffixes")
DOTTED = word_list("name-words.txt", "dotted")
PLACES = word_list("name-words.txt", "places")
_JOINED_PARTICLE = prepare(r"(?:de|di|van|von|du|la|le|ter|al)[A-ZÀ-Ž][a-zà-ž]{2,}")
"""`deBettencourt`, `vanDijk`."""
_INNER_MARKS = prepare("[.‐‑-]")
_JOINED_INITIALS = prepare(r"[A-ZÀ-Ž][a-zà-ž]{0,2}\.[-‐‑][A-ZÀ-Ž][a-zà-ž]{0,2}")
"""`G.-Ch.`, without its last full stop."""


@lru_cache(maxsize=4096)  # the words of a string are looked at from several sides
def word_kind(word: str, dot: bool) -> str:
    """What a word is in a list of names: `name`, `initials`, `particle` or `other`. dot: a full stop follows it."""
    if not word:
        return "other"
    bare = word.casefold().rstrip(".")
    letters = word if word.isalpha() else _INNER_MARKS.sub("", word)
    if dot and _JOINED_INITIALS.fullmatch(word):
        return "initials"
    if letters.isupper() and len(letters) <= (4 if "." in word or dot or len(letters) <= 3 else 3):
        return "initials"
    if bare.replace("’", "'") in _PARTICLES and not word[0].isupper():
        return "particle"
    if word[:1].islower() and "'" not in word and "’" not in word and not _JOINED_PARTICLE.fullmatch(word):
        return "other"
    if bare in NOT_NAMES or bare in PLACES:
        return "other"
    return "name"


def is_abbreviated(words: str) -> bool:
    """`J. Ecol.`, `J. Am. Chem. Soc.`: a journal by the words after its first letter."""
    first, *rest = words.split()
    if first == "J." and len(rest) > 1 and rest[-1].casefold() in journals.words("marks") | {"growth", "methods"}:
        rest.pop()  # `J. Cryst. Growth`
    cut = all(word.endswith(".") and word[:-1].casefold() in journals.words("abbreviations") for word in rest)
    return first == "J." and bool(rest) and cut and any(len(word) > len("J.") for word in rest)


def is_degree(words: str, *, dotted: bool = False) -> bool:
    """Whether words are a degree that stands after a name: `PhD`, and not the surname Ma or Do. dotted: `words` ends
    with a full stop that must belong to it."""
    folded = vocabulary.fold(words)
    known = folded in _degrees() if dotted else folded.strip(" .") in _degrees() or folded.strip() in _degrees()
    return known and not vocabulary.reads_as_name(words.strip(" ."))


@cache
def _degrees() -> frozenset[str]:
    return frozenset(vocabulary.fold(word) for word in vocabulary.load().words("people", "degrees"))


@cache
def ands() -> frozenset[str]:
    """The words between the last two names of a list, of languages that write spaces."""
    return frozenset(
        word for word in vocabulary.load().words("people", "and") if " " not in word and word.islower()
    ) | {"&"}

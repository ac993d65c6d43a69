"""How far two facts of one kind agree."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from pressbib.compare.facts import Facts, Person, Title
from pressbib.compare.words import WORDS

MOST_ASKED_FOR, MOST_LOOKED_AT, MOST_WORDS = 30, 300, 60
"""How many names of the shorter and the longer author list and how many words of a title are compared."""


class Wording(Enum):
    """What two titles are to each other, from equal to not alike.

    TYPOS: the same words but for their spelling. ASIDE: one has something in parentheses that the other has not.
    SUBTITLE: the same for a subtitle. LONGER: one has all words of the other and more. REWORDED: each has words that
    the other has not.
    """

    EQUAL = 1
    TYPOS = 2
    ASIDE = 3
    SUBTITLE = 4
    LONGER = 5
    REWORDED = 6
    DIFFERENT = 7


def titles(a: Facts, b: Facts) -> tuple[Wording, float]:
    """What two titles are to each other, and how alike they are as strings (0 to 1)."""
    mine, theirs = a.title, b.title
    if mine.tight == theirs.tight:
        return Wording.EQUAL, 1.0
    if a.others or b.others:
        tight = {text.replace(" ", "") for text in (mine.text, *a.others)}
        if tight & {text.replace(" ", "") for text in (theirs.text, *b.others)}:
            return Wording.EQUAL, 1.0
    for one, other, wording in (
        (mine.bare, theirs.bare, Wording.ASIDE),
        (mine.bare, theirs.main, Wording.SUBTITLE),
        (mine.main, theirs.bare, Wording.SUBTITLE),
    ):
        if one == other and (one.count(" ") >= 2 or len(one) >= 16):
            return wording, Indel.normalized_similarity(mine.tight, theirs.tight)
    # Too unlike for the same words, even if one title has more of them?
    least = 1.5 * min(len(mine.tight), len(theirs.tight)) / (len(mine.tight) + len(theirs.tight))
    alike = Indel.normalized_similarity(mine.tight, theirs.tight, score_cutoff=least)
    return (_wording(mine, theirs, alike), alike) if alike else (Wording.DIFFERENT, 0.0)


def _wording(a: Title, b: Title, alike: float) -> Wording:
    words_a, words_b = a.text.split()[:MOST_WORDS], b.text.split()[:MOST_WORDS]
    more_a = _has_more(words_a, words_b, b.tight)
    more_b = _has_more(words_b, words_a, a.tight)
    if more_a and more_b:
        return Wording.REWORDED if alike >= 0.72 else Wording.DIFFERENT
    if more_a or more_b:
        return Wording.LONGER if len(words_b if more_a else words_a) > 3 else Wording.DIFFERENT
    return Wording.TYPOS if alike > 0.8 else Wording.REWORDED


def _has_more(words: list[str], others: list[str], tight: str) -> bool:
    """Whether a title has a word that the other has not, not even misspelt or written together."""
    known = set(others)
    return any(
        word not in known and word not in WORDS.filler and word not in tight and not _misspelt(word, others)
        for word in words
    )


def _misspelt(word: str, others: list[str]) -> bool:
    if word.isdigit():
        return False
    if len(word) > 3:
        typos = 1 if len(word) < 8 else 2
        return process.extractOne(word, others, scorer=OSA.distance, score_cutoff=typos) is not None
    return any(
        abs(len(other) - len(word)) < 2
        and (word[0] == other[0] or sorted(word) == sorted(other))
        and OSA.distance(word, other, score_cutoff=1) < 2
        for other in others
    )


def people(a: Facts, b: Facts) -> tuple[float | None, int]:
    """Agreement of two author lists from 0 to 1, and how many people they share; None where it cannot be told.

    A list may be cut short (the first authors, the authors of one institution), so the shorter one is asked for in the
    longer one; order does not count. Chinese characters cannot be told from names in Latin letters that are no reading
    of them that we know, nor an organisation from its short name or its people.
    """
    if a.people == b.people:
        return 1.0, len(a.people)
    mine, theirs = sorted((a.people, b.people), key=lambda people: (len(people), [person.family for person in people]))
    mine, theirs = mine[:MOST_ASKED_FOR], theirs[:MOST_LOOKED_AT]
    left = list(theirs)
    total, shared = 0.0, 0
    for place, person in enumerate(mine):
        if person == theirs[place] and person in left:  # the usual case, at no cost
            left.remove(person)
            shared += 1
            total += 1
            continue
        score, index = _best(person, left)
        if score >= 0.7:
            shared += 1
            del left[index]
        total += score
    if not shared and (mine[0].asian != theirs[0].asian or _is_body(mine) or _is_body(theirs)):
        return None, 0
    return total / len(mine), shared


def _is_body(people: Sequence[Person]) -> bool:
    """Whether the only author is an organisation: a name of three or more words that was not taken apart."""
    return len(people) == 1 and not people[0].initials and people[0].family.count(" ") >= 2


def _best(person: Person, others: Sequence[Person]) -> tuple[float, int]:
    """The best agreement with one of others, and which one that is."""
    best, index = 0.0, -1
    for i, other in enumerate(others):
        score = persons(person, other)
        if score > best:
            best, index = score, i
            if score >= 0.97:
                break
    return best, index


def persons(a: Person, b: Person) -> float:
    """Agreement of two names from 0 to 1, whatever their order and however short their given names."""
    if a.family == b.family:
        return _given(a, b)
    if a.tokens == b.tokens:
        return 1.0
    shared = a.tokens & b.tokens
    if shared and max(map(len, shared)) >= 2:
        # Family and given names in the other order, a double name cut short, a name kept whole in one field.
        rest_a, rest_b = a.tokens - shared, b.tokens - shared
        if all(any(x[0] == y[0] and (len(x) == 1 or len(y) == 1) for y in rest_b) for x in rest_a):
            return 0.95
        if a.family in b.tokens or b.family in a.tokens or set(a.family.split()) & set(b.family.split()):
            return 0.8
    if same_family(a.family, b.family):
        return _given(a, b) * 0.95
    if a.asian != b.asian:
        return _read_aloud(a, b) if a.asian else _read_aloud(b, a)
    return 0.0


def _read_aloud(asian: Person, latin: Person) -> float:
    """Agreement of a Korean name in Hangul with one in Latin letters."""
    spellings = WORDS.families.get(asian.family, ())
    return _given(asian, latin) * 0.95 if latin.family in spellings else 0.0


def _given(a: Person, b: Person) -> float:
    """Agreement of the given names of people of one family name: the same, initials, cut short, another's."""
    if not a.initials or not b.initials:
        return 1.0 if a.initials == b.initials else 0.95
    if a.initials[0] != b.initials[0] and "?" not in (a.initials[0], b.initials[0]):
        return 0.9 if len(set(a.initials) & set(b.initials)) > 1 else 0.4
    if a.given == b.given or a.given.replace(" ", "") == b.given.replace(" ", ""):
        return 1.0
    one, other = a.given.partition(" ")[0], b.given.partition(" ")[0]
    if len(one) > 1 and len(other) > 1:
        if one.startswith(other) or other.startswith(one):
            return 0.97
        return 0.95 if OSA.distance(one, other, score_cutoff=1) <= 1 and min(len(one), len(other)) > 3 else 0.7
    if a.initials == b.initials:
        return 0.99
    seconds = a.initials[1:2], b.initials[1:2]
    return 0.9 if all(seconds) and seconds[0] != seconds[1] else 0.98


def same_family(a: str, b: str) -> bool:
    """Whether two folded family names are one, spelt otherwise: `de witt`/`dewitt`, `sch?tz`/`schutz`, one typo."""
    a, b = a.replace(" ", ""), b.replace(" ", "")
    if a == b:
        return True
    if "?" in a:
        return _fits(a, b)
    if "?" in b:
        return _fits(b, a)
    typos = 1 if len(a) < 7 else 2
    if len(a) < 4 or len(b) < 4 or abs(len(a) - len(b)) > typos:
        return False
    return OSA.distance(a, b, score_cutoff=typos) <= typos


def _fits(damaged: str, whole: str) -> bool:
    """Whether a name with lost letters (each `?` for up to two) can be the other name."""
    parts = damaged.split("?")
    if sum(map(len, parts)) < 2 or abs(len(damaged) - len(whole)) > len(parts) - 1:
        return False
    position = 0
    for part in parts:
        found = whole.find(part.replace("?", ""), position)
        if found < 0 or found > position + 2:
            return False
        position = found + len(part)
    return position >= len(whole) - 2


def containers(a: Facts, b: Facts) -> float:
    """Agreement of two containers from 0 to 1: equal, abbreviated, an acronym, or with words more or less."""
    mine, theirs = a.container_words, b.container_words
    if a.container == b.container or mine == theirs:
        return 1.0
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    if not mine:
        return 0.0
    if _shorten(mine, theirs):
        if len(mine) == len(theirs):
            return 0.95
        return 0.85 if len(mine) > 1 else 0.7
    if len(mine) > 1 and set(mine) <= set(theirs):
        return 0.85
    special = [tuple(word for word in words if not _is_ordinary(word)) for words in (mine, theirs)]
    if special[0] == special[1] != ():
        return 0.9
    if _acronym(mine, theirs) or _acronym(theirs, mine):
        return 0.85
    return Indel.normalized_similarity(" ".join(mine), " ".join(theirs)) * 0.9


def _is_ordinary(word: str) -> bool:
    return word in WORDS.ordinary or word[0].isdigit()


def _shorten(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of one title shorten the first words of another, in order (`nat rev nephrol`)."""
    return all(_shortens(word, whole) for word, whole in zip(short, full, strict=False))


def _shortens(word: str, full: str) -> bool:
    """Whether the letters of a word stand in a longer word in order, beginning with its first (`natl`, `national`)."""
    if full.startswith(word) or word.startswith(full):
        return True
    if word[0] != full[0]:
        return False
    rest = iter(full)
    return all(letter in rest for letter in word)


def _acronym(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a word of one title is made of the initials of the other's words (`icis`, `vldb`)."""
    initials = "".join(word[0] for word in full)
    return any(3 <= len(word) <= 8 and word in initials for word in short if word.isalpha())

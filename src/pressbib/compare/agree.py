"""How far two facts of one kind agree: 0 not at all, 1 entirely."""

from __future__ import annotations

from rapidfuzz.distance import Indel, Levenshtein

from pressbib.compare.facts import Facts, Person


def titles(a: Facts, b: Facts) -> float:
    """Agreement of two titles: the best of whole titles, and of a title without a subtitle with one that has it."""
    best = title_texts(a.title, b.title)
    if best >= 0.97:
        return best
    if (a.main == a.title) != (b.main == b.title):
        # One has no subtitle: equal main titles agree, if they say enough to stand alone.
        shorter, longer = (a, b) if a.main == a.title else (b, a)
        if shorter.title == longer.main and len(shorter.title) >= 12:
            best = max(best, 0.96 if shorter.title.count(" ") >= 2 else 0.9)
    for mine in (a.title, *a.others):
        for theirs in (b.title, *b.others):
            if (mine, theirs) != (a.title, b.title):
                best = max(best, title_texts(mine, theirs))
    return best


def title_texts(a: str, b: str) -> float:
    if a == b:
        return 1.0 if a else 0.0
    if not a or not b:
        return 0.0
    tight_a, tight_b = a.replace(" ", ""), b.replace(" ", "")
    if tight_a == tight_b:
        return 1.0
    return Indel.normalized_similarity(tight_a, tight_b, score_cutoff=0.5)


def people(a: Facts, b: Facts) -> tuple[float, int]:
    """Agreement of two author lists, and how many people they share.

    A list may be cut short (the first authors, the authors of one institution), so the shorter one is asked for in the
    longer one; order does not count.
    """
    mine, theirs = (a.people, b.people) if len(a.people) <= len(b.people) else (b.people, a.people)
    left = list(theirs)
    total, shared = 0.0, 0
    for person in mine:
        best, index = 0.0, -1
        for i, other in enumerate(left):
            score = persons(person, other)
            if score > best:
                best, index = score, i
                if score == 1.0:
                    break
        if best >= 0.7:
            shared += 1
            del left[index]
        total += best
    return total / len(mine), shared


def persons(a: Person, b: Person) -> float:
    """Agreement of two names, whatever their order and however short their given names."""
    if a.family == b.family:
        if not a.initials or not b.initials:
            return 1.0
        if a.initials[0] == b.initials[0]:
            return 1.0
        return 0.9 if set(a.initials) & set(b.initials) else 0.4
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
    if (
        ("?" in a.family or "?" in b.family)
        and len(a.family) == len(b.family)
        and all(x == y or "?" in (x, y) for x, y in zip(a.family, b.family, strict=True))
    ):
        return 0.95
    if min(len(a.family), len(b.family)) >= 4 and a.initials[:1] == b.initials[:1]:
        typos = 1 if len(a.family) < 7 else 2
        return 0.9 if Levenshtein.distance(a.family, b.family, score_cutoff=typos) <= typos else 0.0
    return 0.0


def containers(a: Facts, b: Facts) -> float:
    """Agreement of two containers: equal, abbreviated, an acronym, or cut short."""
    if a.container == b.container:
        return 1.0
    mine, theirs = a.container_words, b.container_words
    if mine == theirs:
        return 1.0
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    if not mine:
        return 0.0
    if abbreviates(mine, theirs):
        return 0.95 if len(mine) == len(theirs) else 0.8
    if (
        len(mine) == 1
        and len(mine[0]) == len(theirs)
        and all(word.startswith(letter) for letter, word in zip(mine[0], theirs, strict=True))
    ):
        return 0.9
    return Indel.normalized_similarity(" ".join(mine), " ".join(theirs)) * 0.9


def abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of one title shorten the first words of another, in order (`nat rev nephrol`)."""
    return all(shortens(word, whole) for word, whole in zip(short, full, strict=False))


def shortens(word: str, full: str) -> bool:
    """Whether the letters of a word stand in a longer word in order, beginning with its first (`natl`, `national`)."""
    if full.startswith(word) or word.startswith(full):
        return True
    if not word or not full or word[0] != full[0]:
        return False
    rest = iter(full)
    return all(letter in rest for letter in word)

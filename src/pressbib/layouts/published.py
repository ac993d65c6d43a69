"""The containers that a sentence names by their place alone: after a verb for publishing (`published today in X`), or
after a mere preposition where the sentence speaks of a study."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib.layouts.containers import BODIES, STRONG_MARKS, is_no_name, is_sister
from pressbib.layouts.mentions import OPENING, Mention, Sentence
from pressbib.layouts.phrases import match_at, pattern, words
from pressbib.layouts.sheet import Sheet
from pressbib.layouts.slots import read_slot
from pressbib.patterns import prepare
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded


def by_verb(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """`published today in X`: a verb, a few words, a preposition, and a name that is a journal's."""
    text = sentence.text
    verbs = words("prose", "published", sheet.codes)
    prepositions = pattern("prose", "in", sheet.codes)
    if prepositions is None:
        return
    for verb in verbs.find(sentence.lowered, sentence.tokens):
        for preposition in prepositions.finditer(sentence.lowered, verb.end, min(len(text), verb.end + 70)):
            if preposition[0][0].isascii() and text[preposition.start() - 1 : preposition.start()].isalnum():
                continue
            position = preposition.end()
            article = _BEFORE_NAME.match(text[position : position + 24])
            position += article.end() if article else 0
            position = _past_praise(sheet, sentence.lowered, position)
            slot = read_slot(text, position, runs, sheet.nouns)
            if slot is None:
                continue
            name, begin, end = slot
            if is_no_name(name) or is_sister(sheet, text, end):
                continue
            if not _is_plain_name(text, name, begin, runs, sentence.lowered[verb.start : verb.end], preposition[0]):
                continue
            yield Mention("container-title", name, sentence, begin, end, 3)
            break


_ARTICLE = prepare(r"\s*(?:the|an?)\s+")


def _past_praise(sheet: Sheet, lowered: str, position: int) -> int:
    """Past the words that praise a journal before its name: `in the highly prestigious Advanced Materials`."""
    article = _ARTICLE.match(lowered, position)
    start, position = position, article.end() if article else position
    if not match_at("prose", "praise", sheet.codes, lowered, position):
        return start
    for _ in range(4):
        while lowered[position : position + 1] in (" ", ","):
            position += 1
        found = match_at("prose", "praise", sheet.codes, lowered, position)
        if not found or not found[0]:
            break
        position = found.end()
    return position


def by_noun(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """`undersøking i Scientific Reports`: a known journal after a mere preposition, in a sentence of another language
    than English that speaks of a study or of publishing."""
    codes = tuple(code for code in sheet.codes if code != "en")
    prepositions = pattern("prose", "in", codes)
    if sheet.language == "en" or prepositions is None:
        return
    if not any(words("prose", key, codes).any(sentence.lowered, sentence.tokens) for key in ("study", "published")):
        return
    text = sentence.text
    for count, preposition in enumerate(prepositions.finditer(sentence.lowered)):
        if count > _MOST_PREPOSITIONS:
            return
        start, position = preposition.span()
        if (start and text[start - 1].isalnum()) or text[position : position + 1] != " ":
            continue
        article = _ANY_ARTICLE.match(text, position)
        position = article.end() - 1 if article else position
        slot = read_slot(text, position, runs, sheet.nouns)
        if slot and journals.is_known(slot[0]) and (" " in slot[0] or text[position + 1 : position + 2] in OPENING):
            yield Mention("container-title", slot[0], sentence, slot[1], slot[2], 3)


_BEFORE_NAME = worded(
    r"\s*(?:l['’](?=[A-Z])|(?:{grammar.articles}|issue of|(?:{dates.today:en})['’]s)\s+(?=[A-Z‘“«\"]|[a-z][A-Z]))"
)
_ANY_ARTICLE = worded(r" {grammar.articles} (?=[A-Z])| l['’](?=[A-Z])")
_MOST_PREPOSITIONS = 30
_PUBLISHED = worded(r"{prose.stems}")


_IS_A_JOURNAL = prepare(r"[”\"’®]?,? (?:an?|the) (?:[\w’-]+,? ){0,5}?journal\b(?!['’]| publish)")
"""`published by Frog Biology, a peer-reviewed journal`."""


def _is_plain_name(text: str, name: str, begin: int, runs: tuple[str, ...], verb: str, preposition: str) -> bool:
    """Whether a name after a mere preposition is a journal's: known, or marked as one after a word for
    publishing, or set in italics."""
    weight = journals.weight(name)
    following = text[begin + len(name) : begin + len(name) + 24]
    if re.match(
        r",? (?:and |& )?(?:Technology|Engineering|Innovation|Society|Mathematics|Industry|Industrial)\b", following
    ):
        return False
    if weight == 4:
        return True
    if preposition in ("by", "at", "to"):
        return _IS_A_JOURNAL.match(text, begin + len(name)) is not None
    if weight >= 3 and len(name.split()) > 1 and _PUBLISHED.search(verb):
        return bool(STRONG_MARKS.search(name)) or not BODIES.search(name)
    if weight >= 3 and STRONG_MARKS.search(name):
        return len(name.split()) > 1
    if preposition == "in" and _is_where_a_study_appears(text, name, begin):
        return True
    return (
        any(run.strip(" .,") == name for run in runs)
        and len(name) > 3
        and name[0].isupper()
        and not BODIES.search(name)
    )


def _is_where_a_study_appears(text: str, name: str, begin: int) -> bool:
    """Whether a name of several capitalised words, which nothing marks as a journal's, is one by its place: right after
    `the study was published in`, and no country, newspaper or body."""
    return (
        _STUDY_IN.search(text, max(0, begin - 120), begin) is not None
        and _CAPITALISED.fullmatch(name) is not None
        and not BODIES.search(name)
        and not _ELSEWHERE.search(name)
        and not _PLACED.match(text, begin + len(name))
    )


_STUDY_IN = worded(
    r"(?i)\b(?:study|studies|paper|article|research|findings|results)\b[^.;:“”\"]{0,50}?\b(?:published|appears?|appeared)"
    r"(?: (?:online|today|yesterday|recently|this|last|week|month|on|{dates.weekdays:en},?|"
    r"[a-z]{3,9}\.? \d{1,2},?|\d{1,2} [a-z]{3,9}|(?:19|20)\d\d,?)){0,4} in (?:the )?$"
)
_CAPITALISED = prepare(r"[A-Z][a-z]{2,}(?:,? (?:(?:and|of|in|&|the|for|on) ){0,2}[A-Z][a-z]{2,}){1,5}")
_ELSEWHERE = worded(
    r"^(?:New|North|South|East|West|Northern|Southern|Eastern|Western|Central|Great|United|Latin|Hong|San|Los|Las|Saint|"
    r"Saudi|Sri|Costa|Puerto|Sierra|Buenos|Abu|Middle|Old|Phase|Chapter|Appendix|Table|Figure|Part|Volume|Issue|"
    r"Supplementary|{dates.months:en})\b"
    r"|\b(?:Times|Post|Mail|Herald|Tribune|Telegraph|Today|News|Online|Conversation|Week|Weekly|Daily|Guardian|"
    r"Observer|Globe|Gazette|English|French|German|Spanish|Chinese|Europe|America|Africa|Asia|Britain|Kingdom|States)\b"
)
_PLACED = prepare(r", [A-Z][a-z]+(?:,|\.)")
"""A country or state after a town: `published in Palo Alto, California.`"""

"""A list of names that begins at a place of a reference string: word by word, until something is no name."""

from __future__ import annotations

import re
from typing import NamedTuple

from pressbib import vocabulary
from pressbib.classes import dataclass
from pressbib.patterns import prepare
from pressbib.reference import lookalike
from pressbib.reference.nameword import (
    DOTTED,
    NO_SURNAMES,
    PLACES,
    SUFFIXES,
    ands,
    is_abbreviated,
    is_degree,
    word_kind,
)
from pressbib.reference.others import others_at
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_ARTICLES = frozenset("de van von le la el di du dos da del".split())
_TOKEN = prepare(
    r"(?P<word>['’]t(?=\s)|[^\W\d_](?:[^\W\d_]|\.?[.'’‐‑ʼ`-](?=[^\W\d_]))*)(?P<dot>\.?)|(?P<space>[ \t]+)|(?P<mark>.)",
    re.DOTALL,
)
_NOTE = prepare(r"\d{1,2}(?:\s?,\s?\d{1,2})*\*?(?=\s*(?:[,;:\n&]|\.\s|and\b|et\b|und\b|$))")
"""The numbers of affiliations after a name."""
_JOURNAL_NEXT = worded(
    r"[A-Z][\w’'-]+(?: (?:&|and|of|in|the|[A-Z][\w’'-]+)){0,6}[.,]? \(?"
    r"(?:vol\b|volume|\d|published|online|in press|doi|␞|{dates.months:en})",
)
"""Words with capitals before a date, a volume or an address: a journal."""
_IN_TITLE = prepare(r"\d? [a-z]{3}|\d? [A-Z][a-z]+ [a-z]{2}")
_IN_PARENTHESIS = prepare(r"\((?![^()]*(?:19|20)\d\d)[^()␞␟\n]{2,120}\)")
"""Where somebody works; a year in a parenthesis is the paper's."""
_GOES_ON = worded(r"(?:[,;:] |,? {people.and} )(?=[^\W\d_a-z])")
"""How a list goes on behind such a place."""
_JOINED = prepare(r" [A-ZÀ-Ž][\w'’-]+(?:[,;.:]| (?:and|&|et) )")
"""The second half of a family name, right after the word that joins it."""
_MOST_WORDS = 8
_DASHED = prepare(r"[–—] [^\W\d_a-z][\w'’-]+, ?[A-ZÀ-Ž]\.")
_NEXT_INVERTED = prepare(r" [^\W\d_a-z][\w'’-]+, ?[A-ZÀ-Ž]\.")
"""The next name of a list that dashes divide: `– Halliday, T.`"""
_LEAD = worded(
    r"(?i)(?:(?:is |was )?(?:co-?)?authored by|collaborating with [^,;]{3,60} (?:was|were)|authors?\s*:?|from|par|por|"
    r"door|durch|{grammar.by:en,sv,no,da})\s+"
)
"""Words before a list, none of which begins a surname as `van` does."""


@dataclass(slots=True)
class NameList:
    """An author list while it is read: where it stands, how many names it has, and whether more are left out.

    turned: names that were `Surname, A. B.`, with a comma.
    """

    begin: int
    end: int = 0
    count: int = 0
    others: bool = False
    surnames: int = 0
    initialled: int = 0
    inverted: int = 0
    turned: int = 0
    trailing: int = 0
    closed_by_and: bool = False
    pending: str = ""
    pending_end: int = 0
    stopped_at: str = ""


class _Word(NamedTuple):
    """A word of a list. dot: a full stop follows it. kind: as `word_kind` says, or better known by its place."""

    text: str
    dot: bool
    kind: str


def read_list(rest: str, start: int) -> NameList | None:
    """The author list that begins at `start`, or None."""
    begin = start
    while begin < len(rest) and rest[begin] in " ,;:.\n*-–—•|/)]”\"'0123456789[(":
        begin += 1
    lead = _LEAD.match(rest, begin)
    if lead:
        begin = lead.end()
    found = NameList(begin, begin)
    words: list[_Word] = []
    placed = False
    item_end = begin
    position = begin
    while position < len(rest) and position - begin < 3000:
        token = _TOKEN.match(rest, position)
        if not token:
            break
        position = token.end()
        if token["space"]:
            continue
        word = token["word"]
        if (
            others_at(rest, token.start())
            and not _are_initials(words, word)
            and (word != "et" or rest[position : position + 4].lstrip(" .").startswith("al"))
        ):
            break
        joins = word in ("i", "y") and bool(words) and words[-1].kind == "name" and _JOINED.match(rest, position)
        if joins and len(words) > 1:
            words.append(_Word(word, False, "particle"))  # `Anna Fontcuberta i Morral`
            continue
        is_and = (
            bool(word)
            and word in ands()
            and not token["dot"]
            and (bool(words) or found.count > 0 or bool(found.pending))
        )
        if word and not is_and:
            kind = word_kind(word, bool(token["dot"]))
            if kind == "other" and lookalike.is_name(
                rest,
                *token.span(),
                listed=bool(lead or found.count or found.pending),
                whole=found.count > found.surnames or bool(lead),
                begun=bool(words) and all(each.kind in ("name", "initials") for each in words),
            ):
                kind = "name"
            if kind == "other":
                past = _past_place(rest, token.start(), found)
                if past < 0:
                    break
                position = past
                words = []
                continue
            words.append(_Word(word, bool(token["dot"]), kind))
            if len(words) > _MOST_WORDS:
                words = []
                break  # no name has so many
            item_end = token.end()
            if token["dot"] and _ends_list(rest, token, words, found):
                item_end = token.end() - (0 if kind == "initials" and not _plain(found, words) else 1)
                _close(found, words, item_end, rest, position)
                words = []
                found.stopped_at = "."
                break
            continue
        mark = token["mark"] or word or ""
        if mark in "–—" and _NEXT_INVERTED.match(rest, position):
            mark = ";"  # `Petrie, M. – Halliday, T.`
        if mark in "*†‡§¶#^1234567890¹²³⁴⁵⁶⁷⁸⁹⁰" and words:
            note = _NOTE.match(rest, token.start())
            if note:
                position = item_end = note.end()
            elif mark.isdigit() and words[-1].text.isupper() and len(words[-1].text) > 1:
                words = []  # `Kai Wen*, Reversible CO2 capture`: a formula, and the title has begun
                break
            elif mark.isdigit() and _IN_TITLE.match(rest, position):
                words = []  # `Dopamine D2 receptors`, `A Phase 3 Trial`: the title has begun
                break
            elif mark.isdigit() and rest[token.start() - 1].isspace():
                break
            continue
        if mark in ",;、，；·&" or is_and:
            is_and = is_and or mark == "&"
            if words and not _close(found, words, item_end, rest, position):
                words = []
                break
            words = []
            waits = found.pending and _initials_follow(rest, position)
            if found.closed_by_and and not is_and and not waits and not _goes_past_and(rest, position):
                break
            if is_and:
                found.closed_by_and = True
            continue
        place = _IN_PARENTHESIS.match(rest, token.start()) if mark == "(" and words else None
        if place and (placed or _GOES_ON.match(rest, place.end())):
            placed = True  # `Ada Brook (Fen University), Bo Fenn (Moor Institute): Title`
            position = item_end = place.end()
            continue
        found.stopped_at = mark
        break
    if words:
        _close(found, words, item_end, rest, position)
    return _finished(found, rest)


def _are_initials(words: list[_Word], word: str | None) -> bool:
    """Whether capitals after a name are initials, though they are a word for `and others` too: `Calhoun VD`."""
    return bool(words and word) and str(word).isupper() and len(str(word)) <= len("ABC")


def _plain(found: NameList, words: list[_Word]) -> bool:
    """Whether initials are printed without full stops in this list, so that a full stop is the end of the list."""
    return found.inverted > 0 and words[-1].text.isupper() and "." not in words[-1].text


def _close(found: NameList, words: list[_Word], end: int, rest: str, position: int) -> bool:
    """Take the words as one name, or as the initials of the surname before; False where they are no name."""
    item = " ".join(word.text + ("." if word.dot else "") for word in words)
    if is_degree(item) or vocabulary.fold(item).rstrip(".") in SUFFIXES:
        if found.count or found.pending:
            found.end = end
            return True
        return False
    kinds = [word.kind for word in words]
    names_in, initials_in = kinds.count("name"), kinds.count("initials")
    if len(words) > 6 or (names_in == 0 and initials_in == 0):
        return False
    if names_in == 0:
        if found.pending:
            found.count, found.initialled, found.pending, found.end = found.count + 1, found.initialled + 1, "", end
            found.turned += 1
            return True
        if initials_in >= 2 and len(words[-1].text) > 1 and not words[-1].dot:
            found.count, found.end = found.count + 1, end
            return True
        return False
    if found.pending:
        if found.count > found.surnames and not found.initialled:
            return False
        found.surnames, found.count, found.pending = found.surnames + 1, found.count + 1, ""
    if (
        len(words) == 2
        and words[0].text.casefold() in _ARTICLES
        and found.count == found.surnames
        and (found.count or found.pending)
    ):
        names_in = 1  # `Thuis, De Ruiter, Ligthart`
    if names_in >= 2 and not initials_in and _are_initials_next(found, rest, position):
        names_in = 1  # `Van Dijk, P., García Márquez, J.`
    if names_in >= 2 and (journals.is_known(item) or (not initials_in and 0 < found.trailing == found.count)):
        return False  # `Adeyemi S.T., O'Neill S., Learned Publishing`
    is_turned = names_in == 1 and ((initials_in and words[-1].dot) or _initials_follow(rest, position))
    if not is_turned and any(word.text.casefold() in NO_SURNAMES for word in words):
        return False
    if names_in + initials_in >= 2:
        if found.surnames and found.surnames == found.count and names_in < 2:
            return False
        found.count, found.end = found.count + 1, end
        found.initialled += bool(initials_in)
        found.trailing += kinds[-1] == "initials" and kinds[0] != "initials"
        found.inverted += kinds[-1] == "initials" and not words[-1].dot and "." not in words[-1].text
        return True
    if found.count > found.surnames and not _initials_follow(rest, position):
        return False
    found.pending, found.pending_end = item, end
    found.end = end if found.count == found.surnames else found.end
    return True


def _are_initials_next(found: NameList, rest: str, position: int) -> bool:
    """Whether the next item is nothing but initials, and not the degree of a whole name: `Ann Roe, M.D.,`."""
    if 0 < found.turned == found.count and _INITIALS_THEN.match(rest, position):
        return True
    alone = _ONLY_INITIALS.match(rest, position)
    return alone is not None and (bool(found.initialled) or not is_degree(alone[0]))


def _finished(found: NameList, rest: str) -> NameList | None:
    others = others_at(rest, found.end)
    if others is None and found.pending:
        others = others_at(rest, found.pending_end)
    if found.pending:
        if others or (found.closed_by_and and found.surnames == found.count and found.count):
            found.count += 1
            if found.end < found.begin + 1 or found.pending_end > found.end:
                found.end = max(found.end, others.start() if others else found.end)
        elif not found.count:
            return None
    elif found.surnames and found.surnames == found.count and not others and not found.closed_by_and:
        return None
    if not found.count:
        return None
    if others:
        found.others, found.end = True, others.end()
    return found


def _ends_list(rest: str, token: re.Match[str], words: list[_Word], found: NameList) -> bool:
    """Whether the full stop after a word ends the author list, and does not belong to an initial."""
    word = words[-1].text
    after = rest[token.end() : token.end() + 1]
    if after and after not in " \n␞␟":
        return False
    if word.casefold() in ("jr", "sr") and len(words) > 1 and words[-2].kind == "initials":
        return True  # `Barrett T Jr. Vitamin profile …`
    if found.closed_by_and and len(words) == 1 and not word.islower() and is_degree(word):
        return True  # `…, and Kenji Sato, MD. Root networks …`
    initials = word.isupper() and found.inverted > 0 and len(words) > 1  # `Chen L, Adeyemi ST. Root networks …`
    if not initials and (word.casefold() in DOTTED or is_degree(word + ".", dotted=True)):
        return False
    if word_kind(word, dot=True) != "initials":
        return True
    if not found.pending and all(word_kind(each.text, True) == "initials" for each in words):
        return False  # the surname is still to come
    following = rest[token.end() :].lstrip(" ")
    if not following.strip() or following[0] in ",;:(&␞␟\n[“\"‘'«„" or _DASHED.match(following):
        return False
    if following.split()[0] in ands() and following[len(following.split()[0]) :][:1] == " ":
        return False
    if _plain(found, words):
        return True
    if (journal := _ABBREVIATED.match(following)) and is_abbreviated(journal[0].strip()):
        name = journals.read_name(following, len("J. "))
        after = following[slice(*name)] if name else ""
        return not (journals.is_known(after) or journals.is_shortened(after))  # `O'Brien, M. J. Phys. Rev. Lett.`
    if re.match(r"[^\W\d_]\.(?=[\s,;:(&-])", following):
        return False  # another initial: `Rao, P. N. Title`
    if found.pending and _JOURNAL_NEXT.match(following):
        return True  # `García, T. Crime & Delinquency 12, 45`
    if found.pending and 0 < found.turned == found.count and _WORD.match(following):
        return following.split()[0].strip(".,").casefold() not in SUFFIXES  # `Li, X.-M., Hale, A. M. Current Biology`
    if 0 < found.count == found.trailing and not found.pending and words[0].kind == "name":
        return True  # `Kovalenko O., Hnatyk R., Shevchuk D. Title`
    return not _name_follows(following)


_ABBREVIATED = prepare(r"J\. [A-Z][a-z]+\.")
_WORD = prepare(r"[^\W\d_a-z][^\W\d_]")


def _name_follows(text: str) -> bool:
    """Whether at most four words of a name stand before the next separator (`Th. Niekus et al.`)."""
    for count, token in enumerate(re.finditer(r"([^\s,;:(␞␟\n]+)([^\S\n]*)", text[:80])):
        word = token[1]
        if word in ands():
            goes_on = word == "et" or text[token.end() : token.end() + 1].isupper() or others_at(text, token.start())
            return count > 0 and bool(goes_on)
        if count and others_at(text, token.start()):
            return True
        kind = word_kind(word.rstrip("."), word.endswith("."))
        if count > 4 or (kind == "other" and not lookalike.may_be_name(word)) or not word[0].isalpha():
            return False
        if (
            word.endswith(".")
            and (word_kind(word.rstrip("."), True) == "name" or lookalike.may_be_name(word))
            and word.rstrip(".").casefold() not in DOTTED
        ):
            return True
        if text[token.end() : token.end() + 1] in ",;:(␞␟\n" or token.end() >= len(text):
            return True
    return False


_ONLY_INITIALS = worded(r" ?(?:[^\W\d_]\.[ -]?){1,4}(?=,|;|\(|{people.and} |\n| \(|[ .]{0,2}␟|$)")
"""Initials up to the end of an item, so that what stands before their comma is a surname, however many words it has."""


_INITIALS_THEN = prepare(r" (?:[^\W\d_]\.[ -]?){1,4}(?<=[ ])[^\W\d_]{2}")
"""Initials and the title or journal after them, in a list of such names: `…; St. John, R. J. Root networks`."""
_NEXT_INITIALS = worded(r"[\s,]{0,2}((?:[^\W\d_]\.?[\s-]?){1,4})(?=[,;.(:\n␞␟]|(?<=\s){people.and} |$)")


def _initials_follow(rest: str, position: int) -> bool:
    """Whether initials come next: `Rozental, A.`"""
    following = _NEXT_INITIALS.match(rest[position : position + 16])
    return following is not None and word_kind(following[1].replace(" ", "").rstrip("."), True) == "initials"


def _goes_past_and(rest: str, position: int) -> bool:
    """Whether a list goes on past its first `and`: degrees and places up to a second one, or to `et al.`"""
    window = re.split(r"[(:␞␟\n“\"]", rest[position : position + 120])[0]
    if re.match(r"\s*(?:" + "|".join(("PhD", "MD", "Ph\\.D", "M\\.D", "MSc", "MPH")) + r")\b", window):
        return True
    return (
        bool(re.search(r";\s*and\s|^\s*and\s", window))
        or bool(re.match(r"\s*[A-Z][^,;.]{2,40},? and [A-Z][\w.’'-]* [A-Z]", window))
        or bool(re.match(r"\s*et al", window))
    )


def _past_place(rest: str, start: int, found: NameList) -> int:
    """The end of an affiliation that stands here between the names of a list: at a semicolon, or before `, and` and the
    last name; -1 where none does."""
    if not (found.count or found.pending):
        return -1
    closing = _PLACE_ENDS.search(rest, start, start + 200)
    if not closing:
        return -1
    item = rest[start : closing.start()]
    is_place = any(word.strip(",.()").casefold() in PLACES for word in item.split())
    return closing.start() if is_place and "␟" not in item and "\n" not in item else -1


_PLACE_ENDS = prepare(r";|, and (?=[A-Z][\w.’'-]+ (?:[A-Z]\. ?)?[A-Z][\w’'-]+(?:,|;|\.))")

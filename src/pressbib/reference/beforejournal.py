"""Names right before a journal: turned round (`…; Hale, R. M. Nature Communications`), or one after a bare title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pressbib.patterns import prepare
from pressbib.reference.nameword import is_abbreviated, word_kind
from pressbib.reference.parts import MARK
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded


def is_initial(rest: str, position: int) -> bool:
    """Whether a `J.` before a journal is an initial of the last author: `Smith, D. J. Nat. Commun.`"""
    after = journals.read_name(rest, position + len("J. ")) if rest.startswith("J. ", position) else None
    return after is not None and journals.is_shortened(rest[slice(*after)])


_ABBREVIATED = prepare(r"[A-Z][a-z]{2,}\.(?: [A-Z][a-z]{2,}\.?)+")
"""`Nat. Commun.`, where a name would have initials of one letter."""
_SURNAME = r"(?:[a-z]{2,4} ){0,2}(?:(?:St\.|Le|La|De|Van|Ní) )?[A-ZÀ-Ž][\w'’-]+"
_ONE_MORE = worded(
    r"(?:; (?:{people.and} )?|,? {people.and} |, )?"
    rf"(?:{_SURNAME}, (?:[A-ZÀ-Ž]\.[ -]?){{1,3}}(?<! )"
    rf"|{_SURNAME} (?:(?:[A-ZÀ-Ž]\.-?){{1,3}}|[A-ZÀ-Ž]{{1,3}}\b\.?))"
)
"""The last of a list, right before the name of a journal: `…; Hale, R. M. Nature Communications`."""


def inverted_before_journal(rest: str, position: int, first: bool = False) -> int:
    """Where names turned round end that stand between a place and a known journal, 0 where there are none."""
    if not any(map(_is_initials, rest[position : position + _TWO_NAMES].split()[1:5])):
        return 0  # before the pattern is needed
    end = position
    while more := _ONE_MORE.match(rest, end):
        if not first and rest[end : end + 1].isalpha():
            return 0
        end = more.end()
    return _before_known(rest, end) if end > position else 0


_TWO_NAMES = 64


def _is_initials(word: str) -> bool:
    """Whether a word with its comma is initials."""
    return word[:1].isupper() and word_kind(word.strip(",;&.:"), True) == "initials"


def _before_known(rest: str, end: int) -> int:
    """The end of names where a known journal follows, 0 where none does: `Tran, N.` in `Tran, N. J. Ecol.`."""
    for before in (end, end - len(_JOURNAL)) if rest.endswith(_JOURNAL, 0, end) else (end,):
        lead = _LEAD_IN.match(rest, before)
        if lead and rest[before - 1] != "," and known_at(rest, lead.end()):
            return before
    return 0


_JOURNAL = " J."
"""An initial, or the word for a journal that begins its name."""
_LEAD_IN = prepare(r" (?:[Ii]n:? |// )?")
_INITIALS = r"(?:[A-ZÀ-Ž]\.[ -]?){1,3}"
_TURNED = rf"{_SURNAME},? (?:{_INITIALS}(?<! )|[A-ZÀ-Ž]{{1,3}})"
_STOP = r"(?<=[\w)\]][.?!])(?<! [A-ZÀ-Ž]\.) "
_JOURNAL_NEXT = r"(?:(?<!\.)\.)? (?:[Ii]n:? |// )?(?=[A-Z])"
_ONE = prepare(
    rf"{_STOP}(?P<name>(?:{_INITIALS}|(?:[A-ZÀ-Ž] ){{1,3}}){_SURNAME}"
    rf"|[A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž]\.?)* {_SURNAME}){_JOURNAL_NEXT}"
)
"""One name between the full stop of a title and a journal: `… among marsh plants. Jean-Paul Moreau. PLoS ONE`."""
_TURNED_LIST = prepare(rf"{_STOP}(?P<name>{_TURNED}(?:(?:;|,? &|,? and|,) {_TURNED})*){_JOURNAL_NEXT}")
"""The same with the surname first, be it of several: `… among marsh plants. Moreau, J. P.; Hale, R. PLoS ONE`."""
_ONE_BETWEEN_COMMAS = prepare(
    rf"(?<=[\w)?]), (?P<name>{_INITIALS}{_SURNAME}|[A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž]\.)+ {_SURNAME}"
    rf"|{_TURNED}(?:; {_TURNED})*)"
    r"(?:, (?:Ph\.? ?D|M\.?D|M\.?Sc)\.?)?, (?=[A-Z])"
)
"""The same between commas, where initials tell it from more words of the title: `…, Jean P. Moreau, PLoS ONE`."""


def one_before_journal(rest: str) -> tuple[int, int, bool] | None:
    if not any(character.isdigit() or character == MARK for character in rest[:_FIRST]):
        return None  # a citation has a year, a number or an address: before the patterns are needed
    text = rest[:_FIRST]
    turned = list(_TURNED_LIST.finditer(text))
    for one in chain(_ONE.finditer(text), turned, _between_commas(text)):
        title = rest[: one.start()].split()
        small = sum(word[0].islower() for word in title)
        begin, end = one.span("name")
        if len(title) >= _TITLE_WORDS and small > (one not in turned) and not known_at(rest, begin):
            if known_at(rest, one.end()):
                return begin, end, False
            if known := _before_known(rest, end):
                return begin, known, False
            if _NUMBERED_NEXT.match(rest, one.end()):
                return begin, end, False
    return None


def _between_commas(text: str) -> Iterator[re.Match[str]]:
    return _ONE_BETWEEN_COMMAS.finditer(text) if text.count(", ") > 1 else iter(())


_NUMBERED_NEXT = prepare(
    r"[A-Z][\w’'-]*(?: (?:&|and|of|in|the|[A-Z][\w’'-]*)){0,6}[.,]? "
    r"(?:(?:19|20)\d\d; ?\d|\d{1,4} ?\(\d|\d{1,4}, ?[\da-z]|[Vv]ol(?:ume|\.)? ?\d)"
)
"""The name of any journal and its volume: `Wetlands. 2021;525(11)`, `Crime & Delinquency 12, 45 (2021)`."""
_FIRST = 600
_TITLE_WORDS = 4


def known_at(rest: str, position: int) -> bool:
    """Whether the name of a journal of several words begins at a place: known, or of abbreviated words."""
    name = journals.read_name(rest, position)
    words = rest[slice(*name)] if name else ""
    if " " not in words:
        return False
    marked = (
        _MARKED.match(words) is not None
        or _is_all_marks(words)
        or _ABBREVIATED.fullmatch(words) is not None
        or is_abbreviated(words)
    )
    return marked or journals.is_known(words)


_MARKED = prepare(
    r"(?:(?:The|International|European|American|British|Canadian|Asian|Chinese|Indian|Australian|IEEE|ACM) )?"
    r"(?:Journal|Annals|Archives|Proceedings|Transactions|Bulletin|Annual Reviews?|Current Opinion|Frontiers|Trends) "
    r"(?:of|in|on) "
)
"""How the names of many journals begin."""


def _is_all_marks(words: str) -> bool:
    """Whether every word of a name is one of journals' names: `Experimental Neurology`."""
    return all(word.casefold() in journals.words("marks") for word in words.split())

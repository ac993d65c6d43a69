"""The name of a container at a place of a text: set off, in two scripts, in one of its own, or a run of capitals."""

from __future__ import annotations

from functools import cache

from pressbib import vocabulary
from pressbib.layouts.mentions import CLOSING, INSIDE_NOTE, LATIN_NOTE
from pressbib.patterns import prepare
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_NATIVE = prepare(
    r"[^\x00-\u2e7f\s“”‘’「」『』《》(（,，.。]{1,20}"
    r"(?:[ ·・][^\x00-\u2e7f\s“”‘’「」『』《》(（,，.。]{1,14}){0,4}(?=\s?[(（][A-Z])"
    r"|[“\"«]?[\u0370-\u06ff\u200c]{2,20}(?: [\u0370-\u06ff\u200c]{1,20}){0,5}[”\"»]?(?=\s?[(（][A-Z])"
)
"""A name in a script of its own before the Latin one in a parenthesis."""
_HANGUL = prepare(
    r"(?<= )([\uac00-\ud7af]{2,12}(?: [\uac00-\ud7af]{1,12}){0,5}?)"
    r"(?=지? (?:최근호|최신호|온라인판|인터넷판|\d{1,2}월호|\d{1,2}월 ?\d{1,2}일자|\d{1,2}일자))"
)
"""A journal's name in Hangul without quotation marks, right before what says which issue."""
_NOT_IN_NAMES = prepare(r"게재|발표|논문|선정|등재|연구|관련|분야|저명|세계|국제|학술지")
_KATAKANA = prepare(r"[\u30a1-\u30fa][\u30a1-\u30fe・＝&＆]{1,40}(?: ?[A-Z]\b)?(?![\u30a1-\u30fe])")
"""A journal's name in Katakana, which needs no quotation marks after a word for a journal."""
_OWNER = prepare(r"(?:[A-Z][\w.&-]* ){0,5}[A-Z][\w.&-]*['’]s (?=[A-Z])")
"""Whose journal it is: `the CDC's Morbidity and Mortality Weekly Report`."""
_FAMILY = prepare(r"[A-Z]\w+(?:['’]s |: )(?=[A-Z])")
"""A journal before another of its family: `Nature's Scientific Reports`, `Nature: Scientific Data`."""


def read_slot(text: str, position: int, runs: tuple[str, ...], nouns: bool) -> tuple[str, int, int] | None:
    """A container's name at a position: set off, in two scripts (the Latin one is taken), or a run of capitals."""
    while text[position : position + 1] == " ":
        position += 1
    family = _FAMILY.match(text, position) or _OWNER.match(text, position)
    if family and (
        family[0][-2] != ":" or journals.is_known(family[0].rstrip(" :").removesuffix("'s").removesuffix("’s"))
    ):
        inner = read_slot(text, family.end(), runs, nouns)
        if inner and journals.is_known(inner[0]) and not inner[0].startswith("Journal "):
            return inner
    first = position + (text[position : position + 1] in '“"«')
    native = _NATIVE.match(text, position) if text[first : first + 1] >= "\u0370" else None
    if native:
        note = LATIN_NOTE.match(text, native.end())
        if note:
            return tidy(note[1]), native.start(), note.end()
    span = journals.read_name(text, position, runs=runs, nouns=nouns)
    if span is None and (katakana := _KATAKANA.match(text, position)) and text[position - 1 : position] == "誌":
        return katakana[0], katakana.start(), katakana.end()
    if span is None and (hangul := _HANGUL.match(text, position)) and not _NOT_IN_NAMES.search(hangul[1]):
        return hangul[1], hangul.start(1), hangul.end(1)
    if span is None:
        return None
    begin, end = span
    name = text[begin:end]
    inside = INSIDE_NOTE.match(name)
    if inside and not inside[1].isascii():
        name = inside[2]
    elif not name.isascii():
        after = end
        while after < len(text) and text[after] in "”’」』》>≫〉'\"* ":
            after += 1
        note = LATIN_NOTE.match(text, after)
        if note and not any(c.isascii() and c.isalpha() for c in name):
            return tidy(note[1]), begin, note.end()
    closing = end
    while closing < len(text) and text[closing] in "”’」』》>≫〉*'\"":
        closing += 1
    return tidy(name), begin, closing


_FACTORS = ("IF", "I.F", "Impact", "JCR", "피인용", "影响")
_FACTOR = worded(r"\s*[,，;]\s*{grammar.impact}\b.*$")
_FACTOR_NOTE = worded(r"\s*[(（]{grammar.impact}\b.*$")
_CASE = prepare(r"(?<=[a-zA-Z])['’](?:[dt][ae]|[dt][ae]n|n[iı]n|[iı]n|[yn]?[ae]|s[iı]|[dt]eki|[dt]aki)$")
"""A Turkish case ending after a foreign name: `Nature'da`."""


@cache
def _endings() -> tuple[str, ...]:
    """The words that follow a journal's name with a hyphen in Finnish: the words of a link may hold them, too."""
    phrases_after = vocabulary.load().words("prose", "container", "fi")
    endings = (phrase.partition("}")[2] for phrase in phrases_after if phrase.startswith("{"))
    return tuple(sorted((ending for ending in endings if "-" in ending), key=len, reverse=True))


def tidy(name: str) -> str:
    """A name without impact factors, quotation marks, registered signs and the full stop of the sentence."""
    if "'" in name or "’" in name:
        name = _CASE.sub("", name)
    if any(word in name for word in _FACTORS):
        name = _FACTOR_NOTE.sub("", _FACTOR.sub("", name))
    if name.endswith(("ssa", "ssä")) and not journals.is_known(name) and journals.is_known(name[:-3]):
        return name[:-3]  # Finnish: `in Nature` is `Naturessa`
    name = next((name[: -len(ending)] for ending in _endings() if name.endswith(ending)), name) if "-" in name else name
    return (
        name.strip(" ,;:*_‘’“”'\"®™").removesuffix(".")
        if not name.endswith(("U.S.A.", "Lett.", "Chem.", "Phys.", "Sci.", "Ed."))
        else name.strip()
    )


_HANGUL_WORD = prepare(r"[\uac00-\ud7af]+$")


def hangul_name(text: str, end: int) -> int:
    """Where a journal's name in Hangul begins that ends at `end` without quotation marks: words that are English ones
    written in Hangul, one of them a word of journals (`네이쳐 커뮤니케이션즈에`); -1 where none does."""
    strong, inside = journals.words("hangul"), journals.words("hangul-inside")
    begin, known = -1, False
    if text[end - 1 : end] < "\uac00":
        return -1
    position = end
    while found := _HANGUL_WORD.search(text, max(0, position - 12), position):
        word = found[0]
        if word not in strong and word not in inside:
            break
        begin, known = found.start(), known or word in strong
        position = begin - 1 if text[begin - 1 : begin] == " " else begin
        if position == begin:
            break
    return begin if known else -1


_WORD_START = prepare(r"(?<![A-Za-zÀ-ɏ])[A-Za-zÀ-ɏ]")


def name_before(text: str, end: int, runs: tuple[str, ...], nouns: bool) -> tuple[str, int] | None:
    """The name that ends at `end`."""
    stop = end
    while stop and text[stop - 1] == " ":
        stop -= 1
    if not stop:
        return None
    last = text[stop - 1]
    if last in ")）":
        opening = max(text.rfind("(", max(0, stop - 120), stop), text.rfind("（", max(0, stop - 120), stop))
        if opening < 0:
            return None
        note = LATIN_NOTE.match(text[opening:stop])
        if note and not note[1].startswith(_FACTORS):
            return tidy(note[1]), opening + 1
        return name_before(text, opening, runs, nouns)
    for mark, closings in CLOSING.items():
        if last in closings:
            begin = text.rfind(mark, max(0, stop - 162), stop - 1)
            if begin >= 0:
                slot = read_slot(text, begin, runs, nouns)
                if slot and slot[2] >= stop - 1:
                    return slot[0], begin + 1
    window = max(0, stop - 110)
    best = None
    for match in _WORD_START.finditer(text[window:stop]):
        begin = window + match.start()
        span = journals.read_name(text[:stop], begin, nouns=nouns)
        if span and span[1] >= stop - 1 and span[0] == begin:
            name = tidy(text[begin:stop])
            best = best or (name, begin)
            before = best[0].removesuffix(name)
            if journals.is_known(name) and (not before.isascii() or name.startswith("The ")):
                return name, begin  # `Bulguları The Lancet'te`: the word before the name is none of it
    return best

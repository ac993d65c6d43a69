"""The titles that a sentence names: in quotation marks or italics, after or before words such as `titled`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressbib.layouts.mentions import CLOSING, INSIDE_NOTE, LATIN_NOTE, OPENING, Mention, Sentence, may_quote
from pressbib.layouts.phrases import Hit, match_at, phrases, tokens, words
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare
from pressbib.reference.certain import SPOKEN
from pressbib.reference.parts import clean_title
from pressbib.vocabulary.wording import worded


def find_titles(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """Titles in quotation marks (or italics, or as a link) after or before the phrases for them."""
    text = sentence.text
    known = phrases("title", sheet.codes)
    quoting = may_quote(sentence.line, text)
    for hit in known.before.find(sentence.lowered, sentence.tokens):
        title = _quoted(text, hit.end, runs) if quoting else None
        title = title or _between(sentence, hit) or _to_the_end(sheet, sentence, hit) or _between_dashes(sentence, hit)
        if not title and quoting:
            title = _past_adjective(sheet, sentence, hit, runs)
        if not title or not _is_of_work(sheet, sentence, hit, title[2]):
            continue
        rights = hit.rights
        if "" not in rights and not any(
            sentence.lowered[title[2] : title[2] + 40].lstrip(" ,").startswith(right) for right in rights
        ):
            note = LATIN_NOTE.match(text, title[2])
            if not (note and any(sentence.lowered[note.end() : note.end() + 20].startswith(right) for right in rights)):
                continue
        yield Mention("title", title[0], sentence, title[1], title[2], 4)
    for hit in known.after.find(sentence.lowered, sentence.tokens) if quoting else ():
        before = _quoted_before(text, hit.start)
        if before:
            yield Mention("title", before[0], sentence, before[1], hit.end, 4)


def after_container(mention: Mention, runs: tuple[str, ...]) -> Mention | None:
    """The title in quotation marks that a journal published a work `as`: `published in ACS Nano as “…”`."""
    sentence = mention.sentence
    lead = _AS.match(sentence.text, mention.end)
    title = _quoted(sentence.text, lead.end(), runs) if lead and may_quote(sentence.line, sentence.text) else None
    if not title or len(title[0].split()) < _FEWEST:
        return None
    return Mention("title", title[0], sentence, title[1], title[2], 4)


_AS = prepare(r"[”\"’»]?,? as (?=[“\"])")


def _to_the_end(sheet: Sheet, sentence: Sentence, hit: Hit) -> tuple[str, int, int] | None:
    """A title without quotation marks from `titled` to the end of its sentence, where no verb follows it."""
    said = sentence.lowered[hit.start : hit.end]
    if sheet.language != "en" or not said.endswith(("titled", "entitled")):
        return None
    begin = hit.end
    while sentence.text[begin : begin + 1] in (" ", ",", ":"):
        begin += 1
    inside = _AT_MEETING.split(sentence.text[begin:], maxsplit=1)[0]
    inside = _WHICH.split(inside, maxsplit=1)[0].rstrip(" .,")
    inside = _AND_IS.split(inside, maxsplit=1)[0]
    if "," in sentence.text[max(0, hit.end - _LONGEST_WORDS) : hit.end]:
        inside = _APPOSED.split(inside, maxsplit=1)[0]
    if not inside[:1].isupper() or len(inside.split()) < _FEWEST or not is_title(inside) or _VERB.search(inside):
        return None
    return _title(inside), begin, begin + len(inside)


_AT_MEETING = prepare(r",? (?:at|during) the (?=[^.]{0,120}\b(?i:conference|congress|meeting|symposium|workshop)\b)")
_AND_IS = prepare(
    r",? and (?:(?:can|may) be|is|was|will be|has been) (?:read|found|seen|viewed|accessed|available|published)\b"
)
"""The end of a title after which the sentence goes on: `is entitled Salt and Mice and can be read at …`."""
_WHICH = prepare(r", which (?:is|was|has|had|have|will|can|may|appear(?:s|ed))\b")
_APPOSED = prepare(r", (?=(?:is|was|will|has|can|may|appear(?:s|ed)|describes|shows|reports)\b)")
"""The end of a title that is set off by commas: `The paper, titled Salt and the Heart of Mice, is available in …`."""
_LONGEST_WORDS = 12
_FEWEST = 5
_VERB = prepare(
    r"(?i)\b(?:is|was|were|will|has|have|had|shows?|found|finds|reveals?|says?|said|published|appear\w*|presented|which|who|"
    r"that|by [A-Z][a-z]+ [A-Z])\b|[”\"“]"
)


def _between_dashes(sentence: Sentence, hit: Hit) -> tuple[str, int, int] | None:
    """A title set off by dashes after a word for a study: `This study -- Propentofylline inhibits … -- was funded`."""
    opening = _DASH.match(sentence.text, hit.end)
    closing = _DASH.search(sentence.text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    inside = sentence.text[opening.end() : closing.start()].strip(" “”\"‘’'")
    if not inside[:1].isupper() or len(inside.split()) < _FEWEST or not is_title(inside):
        return None
    return _title(inside), opening.end(), closing.end()


_DASH = prepare(r"\s?(?:--|[–—])\s")


_NEAR_TITLE = 40
"""Characters after a title in which a word for the work may stand: `Titled “…”, the study`."""


def _is_of_work(sheet: Sheet, sentence: Sentence, hit: Hit, end: int) -> bool:
    """Whether `titled “…”` is said of a study: a word for one stands before it, or right after it and a comma.

    Other things have titles too: `a sidebar entitled “…”`, `two measures (called “…”)`.
    """
    if not words("prose", "named", sheet.codes).any(sentence.lowered[hit.start : hit.end], sentence.tokens):
        return True
    around = sentence.lowered[: hit.end]
    if "," in sentence.text[end - 2 : end + 1]:
        around += f" {sentence.lowered[end : end + _NEAR_TITLE]}"
    return words("prose", "study", sheet.codes).any(around, tokens(around))


def _past_adjective(sheet: Sheet, sentence: Sentence, hit: Hit, runs: tuple[str, ...]) -> tuple[str, int, int] | None:
    """A title in quotation marks after a word that stands between such a phrase and it: `o artigo científico “…”`."""
    begin = hit.end
    while sentence.text[begin : begin + 1] == " ":
        begin += 1
    found = match_at("prose", "between", sheet.codes, sentence.lowered, begin)
    if not found or not found[0]:
        return None
    begin = found.end()
    while sentence.text[begin : begin + 1] in (" ", ","):
        begin += 1
    return _quoted(sentence.text, begin, runs) if sentence.text[begin : begin + 1] in OPENING else None


_BY_PEOPLE = worded(
    r", {grammar.by} (?=(?:(?:Dr|Prof|Professor|Drs)\.? )?[A-Z][\w.’'-]* (?:[A-Z][\w.’'-]* ?)+)"
    r"|\s\((?i:doi)\b[^()]{4,80}\)"
)
"""The authors after a title without quotation marks, `The paper, Croak and Answer at Dusk, by Ann Roe, appears in`, or
its DOI in a parenthesis."""
_AUXILIARY_END = worded(r"\s(?:{grammar.auxiliaries})(?: (?:now|been|just|recently))?\Z")
"""The verb before the words of a phrase: `paper Croak and Answer at Dusk is` before `published in`."""
_LONGEST_BETWEEN = 1000
"""Characters of a title and its authors between the words of a phrase."""
_QUOTES = prepare(r"[“”\"„«»]")


def _between(sentence: Sentence, hit: Hit) -> tuple[str, int, int] | None:
    """A title without quotation marks between the words of a phrase: `O artigo … pode ser lido em`."""
    rights = [right for right in hit.rights if right]
    begin = hit.end
    while sentence.text[begin : begin + 1] in (" ", ","):
        begin += 1
    ends = [end for right in rights if (end := sentence.lowered.find(right, begin, begin + _LONGEST_BETWEEN)) > 0]
    inside = sentence.text[begin : min(ends)].strip(" ,") if ends else ""
    inside = _AUXILIARY_END.sub("", inside)
    if by := _BY_PEOPLE.search(inside):
        inside = inside[: by.start()]
        ends = [begin + len(inside)] if sentence.text.startswith(inside, begin) else ends
    if not inside[:1].isupper() or len(inside.split()) < 5 or not is_title(inside) or _QUOTES.search(inside):
        return None
    if "," in sentence.text[hit.end - 1 : begin] and _SAID.search(inside) and not _is_in_capitals(inside):
        return None  # `The study, Dr. Roe told us, was published`
    return _title(inside), begin, min(ends)


_SAID = prepare(
    r"\b(?:said|says|told|tells|adds|added|notes|noted|explains|explained|wrote|led by|conducted|funded|which|who)"
    r"\b|^(?:Dr|Prof|Mr|Mrs|Ms|Professor)\b"
)
_MOSTLY = 0.75
_SHORT_WORD = 4


def _is_in_capitals(words: str) -> bool:
    """Whether words are set as English titles are: nearly every longer one with a capital, and the last."""
    long = [word for word in re.split(r"[\s-]+", words) if len(word) >= _SHORT_WORD]
    return words.split()[-1][0].isupper() and sum(word[0].isupper() for word in long) >= _MOSTLY * len(long)


def _quoted(text: str, position: int, runs: tuple[str, ...]) -> tuple[str, int, int] | None:
    """A title in quotation marks at a position: (title, begin, end)."""
    while position < len(text) and text[position] in " :：,，":
        position += 1
    if text[position : position + 1] == "(" and text[position + 1 : position + 2] in tuple('“"‘«„'):
        position += 1  # `The research (“Title”) has been published`
    if position >= len(text):
        return None
    for run in runs:
        if text.startswith(run, position) and len(run.split()) >= 4 and is_title(run) and run[:1].isupper():
            return _title(run), position, position + len(run)
    opening = text[position]
    if opening not in OPENING and not (opening == "”" and text[position - 1 : position] == " "):
        return _in_parenthesis(text, position)
    marks = opening
    while text[position + len(marks) : position + len(marks) + 1] == "*":
        marks += "*"
    closing = CLOSING[opening]
    for end in range(position + len(marks), min(len(text), position + 500)):
        if text[end] in closing and not (
            text[end] in "’'"
            and text[end - 1].isalpha()
            and text[end + 1 : end + 2].isascii()
            and text[end + 1 : end + 2].isalpha()
        ):
            if (
                text[end] in "’'"
                and text[end - 1] == "s"
                and text[end + 1 : end + 2] == " "
                and any(c in closing for c in text[end + 2 : end + 200])
                and text[end + 2 : end + 3].isascii()
                and text[end + 2 : end + 3].isalpha()
            ):
                continue
            return _as_title(text, text[position + len(marks) : end], position, end + 1)
    return None


def _in_parenthesis(text: str, position: int) -> tuple[str, int, int] | None:
    """A title without quotation marks after a label in a parenthesis: `(논문명: Stem-piped light activates …)`."""
    before = text[max(0, position - 3) : position]
    opening = max(text.rfind("(", max(0, position - 60), position), text.rfind("（", max(0, position - 60), position))
    if not before.rstrip().endswith((":", "：")) or opening < 0 or ")" in text[opening:position]:
        return None
    depth = 1
    for end in range(position, min(len(text), position + 500)):
        depth += (text[end] in "(（") - (text[end] in ")）")
        if depth == 0:
            return _as_title(text, text[position:end], position, end)
    return None


def _as_title(text: str, inside: str, begin: int, end: int) -> tuple[str, int, int] | None:
    inside = inside.strip(" *_")
    if SPOKEN.match(text, end):
        return None
    note = INSIDE_NOTE.match(inside)
    if note and not note[1].isascii() and len(note[2].split()) >= 3:
        inside = note[2]
    elif not inside.isascii() and sum(c.isascii() and c.isalpha() for c in inside) < len(inside) / 2:
        after = re.match(r"\s*[(（]\s*([A-Z][^()（）]*(?:\([^()]*\)[^()（）]*)*)[)）]", text[end:])
        if after and len(after[1].split()) >= 3:
            inside, end = after[1], end + after.end()
    if not is_title(inside):
        return None
    return _title(inside), begin, end


_FIRST_PERSON = prepare(
    r"\b(?:we (?:believe|think|hope|found|expect|were)|I (?:am|was|think|believe|hope|should)|"
    r"should I|our (?:results|findings|work))\b"
)


def is_title(inside: str) -> bool:
    """Whether words in quotation marks can be a paper's title: long enough, and no speech."""
    count = len(inside.split())
    wide = sum(ord(c) > 0x2E7F for c in inside)
    if wide > len(inside) / 3:
        return wide >= 9
    first = inside.split()[0] if inside.split() else ""
    if (inside[:2].isalpha() and inside[:2].islower()) or (first.isalpha() and first.islower()):
        return False  # a part of a sentence
    if count < 4 and not (count >= 3 and len(inside) >= 24):
        return False
    return (
        not _FIRST_PERSON.search(inside)
        and not re.match(
            r"(?i)(?:we|i|it|it's|this is|there|they|you|our (?:study|results|findings|work)|these "
            r"(?:results|findings))\b",
            inside,
        )
        and len(inside) < 400
    )


def _title(inside: str) -> str:
    title = clean_title(inside)
    if title.endswith(")") and title.count(")") > title.count("("):
        title = title[:-1].rstrip(" ,;")
    return title


def _quoted_before(text: str, end: int) -> tuple[str, int] | None:
    stop = end
    while stop and text[stop - 1] in " ,，":
        stop -= 1
    if not stop:
        return None
    last = text[stop - 1]
    if last in ")）":
        opening = max(text.rfind("(", max(0, stop - 300), stop), text.rfind("（", max(0, stop - 300), stop))
        before = opening
        while before > 0 and text[before - 1] == " ":
            before -= 1
        if opening > 0 and text[before - 1] in "”’」』》'\"":
            latin = text[opening + 1 : stop - 1].strip()
            if len(latin.split()) >= 3 and is_title(latin):
                return _title(latin), opening
        return None
    for mark, closings in CLOSING.items():
        if last not in closings or mark in "<*`":
            continue
        begin = text.rfind(mark, max(0, stop - 500), stop - 1)
        if begin >= 0:
            found = _as_title(text, text[begin + 1 : stop - 1], begin, stop)
            if found:
                return found[0], begin
    return None

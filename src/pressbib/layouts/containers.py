"""The containers that a sentence names with words of their own: after them (`in the journal X`), or before them
(`X dergisinde`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pressbib import vocabulary
from pressbib.layouts.mentions import OPENING, Mention, Sentence
from pressbib.layouts.phrases import Hit, match_at, pattern, phrases, words
from pressbib.layouts.sheet import Sheet
from pressbib.layouts.slots import hangul_name, name_before, read_slot
from pressbib.patterns import prepare
from pressbib.vocabulary import journals, lower
from pressbib.vocabulary.wording import worded

_SESSION = prepare(r"[”\"’']?,? (?:poster |oral |plenary )?sessions?\b")
"""After what is a part of a meeting: `presented at the Late-Breaking Clinical Trials session`."""


def by_phrase(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """`in the journal X`, and phrases with words on both sides."""
    text = sentence.text
    known = phrases("container", sheet.codes)
    hits = known.before.find(sentence.lowered, sentence.tokens)
    for hit in hits:
        if not hit.start and text[hit.end : hit.end + 2].lstrip().startswith((":", "：")):
            continue  # `Publication: Roe, Rita. Frogs`: a label, which is read as one
        position = _past_between(sheet, text, hit.end)
        said = text[hit.start : hit.end]
        if said[:1].islower() and text.startswith("the ", position) and text[position + 4 : position + 5].isupper():
            lead = sentence.lowered[: hit.start]
            if words("prose", "published", sheet.codes).any(lead, sentence.tokens):
                position += 4  # `writing in the latest issue of the Annals of Botany`
        word = said.split()[-1] if said.split() else ""
        if word[:1].isupper() and (
            re.match(r"(?:of|de|for|on|der|des|für) ", text[position : position + 5])
            or (said == word and _wider(text, hit.start) and text[position : position + 1].isupper())
        ):
            position = hit.start + said.rindex(word)  # `Journal of X`: the word is part of the name
            position -= _wider(text, position)  # `Clinical Journal of X`
            position = _before_subtitle(text, position)
        elif word[:1].isupper() and (before := _wider(text, hit.start + said.rindex(word))):
            slot = read_slot(text, position, runs, sheet.nouns)
            if slot and not journals.is_known(slot[0]):
                position = hit.start + said.rindex(word) - before  # `British Medical Journal Open`
        slot = _after_of(text, position, sheet) if word == "journal" else None
        slot = slot or read_slot(text, position, runs, sheet.nouns) or _past_field(text, position, runs, sheet)
        if slot is None:
            continue
        name, begin, end = slot
        if not journals.is_known(name) and any(
            begin <= other.start < end and _begins_with_journal_word(sheet.codes, text[other.start : end])
            for other in hits
        ):
            continue  # `in der aktuellen Ausgabe der Fachzeitschrift X`: that word finds it
        rights = hit.rights
        if "" not in rights and _begins_with_journal_word(sheet.codes, name):
            continue  # `in der Fachzeitschrift X erschienen`: `Fachzeitschrift {container-title}` finds it
        strong = _is_journal_word(said) or "" not in rights
        if "" not in rights:
            rest = sentence.lowered[end : end + 30].lstrip(" )）》”’」』>")
            if not any(rest.startswith(right) for right in rights):
                continue
        if is_sister(sheet, text, end):
            later = read_slot(text, _past_sister(sheet, text, end), runs, sheet.nouns)
            if later is None:
                continue
            name, begin, end = later
        if (
            not strong
            and BODIES.search(name)
            and not STRONG_MARKS.search(name)
            and not journals.names_meeting(name)
            and not journals.is_known(name)
        ):
            continue
        if _SESSION.match(text, end):
            continue
        if is_no_name(name) or (not strong and journals.weight(name) < 2 and not _is_set_off(text, begin, runs, name)):
            continue
        cue = 4 if word.endswith("magazine") and journals.weight(name) == 0 else 5
        yield Mention("container-title", name, sentence, begin, end, cue if strong else 3)


def after_title(sheet: Sheet, mention: Mention, runs: tuple[str, ...]) -> Mention | None:
    """The known journal right after a title in quotation marks: `Read the paper, “…,” in Nature Geoscience.`"""
    lead = _IN.match(mention.sentence.text, mention.end)
    slot = read_slot(mention.sentence.text, lead.end(), runs, sheet.nouns) if lead else None
    if not slot or not journals.is_known(slot[0]):
        return None
    return Mention("container-title", slot[0], mention.sentence, slot[1], slot[2], 3)


_IN = worded(r"[,.]?[”\"’»]?,? {prose.in:de,fr,es,pt,it,nl,sv,no,da,pl} (?:{grammar.articles} )?(?=[“\"«A-Z])")


def _after_of(text: str, position: int, sheet: Sheet) -> tuple[str, int, int] | None:
    """The name after `the journal of` where it is one by itself: `published in the journal of Tobacco Control`."""
    if not text.startswith("of ", position):
        return None
    slot = read_slot(text, position + 3, (), sheet.nouns)
    return slot if slot and journals.weight(slot[0]) >= 3 and not BODIES.search(slot[0]) else None


_TITLED = prepare(r"\b([A-Z][\w’']+(?: (?:&|and|of|[A-Z][\w’']+)){0,5}): (?:The |An? )?$")


def _before_subtitle(text: str, position: int) -> int:
    """Where a name begins whose subtitle stands at a position: `Circulation: Journal of the American Heart …`."""
    found = _TITLED.search(text, max(0, position - 60), position)
    return found.start(1) if found and journals.is_known(found[1]) else position


def is_such(sheet: Sheet, text: str, begin: int) -> bool:
    """Whether words like `such as` stand right before a place."""
    before = lower(text[max(0, begin - 24) : begin]).rstrip(" “„\"'«‘『《「")
    return before.endswith(tuple(f" {lower(word)}" for word in vocabulary.load().words("prose", "such", *sheet.codes)))


_FIELD = prepare(r" ?(?:[^\W\d_A-ZÀ-Ž][^\W\d_]{0,17},? ){1,4}(?=[“„\"'«‘]?[A-Z])")


def _past_field(text: str, position: int, runs: tuple[str, ...], sheet: Sheet) -> tuple[str, int, int] | None:
    """A known journal past words for what it is about: `περιοδικό βιολογίας Current Biology`."""
    field = _FIELD.match(text, position)
    if not field or sheet.language == "en" or is_such(sheet, text, field.end()):
        return None
    slot = read_slot(text, field.end(), runs, sheet.nouns)
    return slot if slot and journals.is_known(slot[0]) and " " in slot[0] else None


def _begins_with_journal_word(codes: tuple[str, ...], name: str) -> bool:
    """Whether a name begins with a word for a journal that stands before names: `Fachzeitschrift Animal Behaviour`."""
    first, _, rest = name.partition(" ")
    if not rest or lower(first) not in _journal_words(codes):
        return False
    return lower(first) not in journals.words("marks") or rest.split()[0] not in journals.words("connectors")


@cache
def _journal_words(codes: tuple[str, ...]) -> frozenset[str]:
    """The words for a journal that end the phrases before a name."""
    known = vocabulary.load()
    small = set(known.words("prose", "in", *codes))
    before = [phrase.partition("{")[0].split() for phrase in known.words("prose", "container", *codes)]
    return frozenset(lower(words[-1]) for words in before if len(words) == 1 and words[0] not in small)


def _wider(text: str, position: int) -> int:
    """How many characters before a word like Journal belong to the name: `The New England `."""
    found = re.search(r"(?:[A-Z][\w&-]+ ){1,4}$", text[max(0, position - 60) : position])
    if not found:
        return 0
    parts = found[0].split()
    while parts and parts[0] in ("In", "A", "An", "This", "And", "For", "On", "At", "According", "Dr"):
        parts.pop(0)
    if parts and parts[0] == "The" and (position - len(found[0]) <= 1 or (len(parts) == 1 and position < 6)):
        parts.pop(0)  # the first word of the sentence
    return len(" ".join(parts)) + 1 if parts else 0


def _is_journal_word(words: str) -> bool:
    return not re.search(
        r"(?i)\b(?:in|i|en|w|v|на|в|su|na|no|by)$|(?:paper|study|article|published|accepted|presented)\b", words.strip()
    ) or bool(re.search(r"(?i)journal|magazine|revue|revista|zeitschrift", words))


def _past_between(sheet: Sheet, text: str, position: int) -> int:
    """Past the small words that stand between a phrase and the name."""
    for _ in range(3):
        while position < len(text) and text[position] in " :，,：*":
            position += 1
        found = match_at("prose", "between", sheet.codes, lower(text[position : position + 40]))
        if not found or not found[0].strip() or text[position] in OPENING or text[position].isupper():
            break
        position += found.end()
    return position


def _is_set_off(text: str, begin: int, runs: tuple[str, ...], name: str) -> bool:
    return (begin > 0 and text[begin - 1] in OPENING) or any(run.strip(" .,") == name for run in runs)


_NO_NAMES = worded(
    r"(?i)^(?:the )?(?:sci|scie|ssci|kci|jcr|if|top|q1|scopus|web of science|university|institute|"
    r"department|{dates.months:en}|{dates.weekdays:en}"
    r"|english|japan|china|europe|america|us|u\.s|uk|dr|prof|professor|new york times|"
    r"wall street journal|guardian|washington post|bbc|cnn|youtube|twitter|facebook|instagram|linkedin|"
    r"eurekalert|phys\.org|reuters|google|wikipedia|github|south korea|germany|france|united states|"
    r"world|north america|africa|asia|australia|"
    r"canada)\b(?! (?:journal|review|letters|physical|heart|cancer|medical|respiratory))"
)


def is_no_name(name: str) -> bool:
    """Whether words are no container's: a place, a newspaper, a digit."""
    return (
        len(name) < 2
        or (not journals.is_known(name) and bool(_NO_NAMES.match(name)))
        or (name.isascii() and name.isdigit())
        or name.endswith(tuple(journals.words("newspapers")))
    )


def is_sister(sheet: Sheet, text: str, end: int) -> bool:
    """Whether a name is that of a family, so that the journal follows: `Nature 자매지 X`."""
    return bool(match_at("prose", "sister", sheet.codes, lower(text[end : end + 24].lstrip(" ’”」》)）의,"))))


def _past_sister(sheet: Sheet, text: str, end: int) -> int:
    sister = pattern("prose", "sister", sheet.codes)
    found = sister.search(lower(text), end) if sister else None
    position = found.end() if found else end
    while position < len(text) and text[position] in " 인의,，、":
        position += 1
    return position


def by_ending(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """`X dergisinde`, `X誌に`, `X -lehdessä`: the name stands before the words."""
    known = phrases("container", sheet.codes)
    text = sentence.text
    dated = [Hit(found.start(), found.end()) for found in _DATED.finditer(text)] if "에 " in text else []
    for hit in (*known.after.find(sentence.lowered, sentence.tokens), *dated):
        said = text[hit.start : hit.end]
        if (hangul := hangul_name(text, hit.start)) >= 0:
            yield Mention("container-title", text[hangul : hit.start], sentence, hangul, hit.end, 4)
            continue
        if said[0].isascii() and said[0].isupper():
            continue  # `American Journal of …`: the words are part of a name
        if said == "journal" and text[hit.end : hit.end + 2].strip(" “‘\"'").isupper():
            continue  # `the Cell Press journal Chem`
        found = name_before(text, hit.start, runs, sheet.nouns)
        if not found:
            continue
        name, begin = found
        if is_no_name(name) or (
            journals.weight(name) < 2
            and not _is_set_off(text, begin, runs, name)
            and not _is_latin_in_native(text, begin, sheet)
        ):
            continue
        if said == "journal" and text[max(0, begin - 5) : begin].endswith((", a ", ", an ")):
            continue  # `Scientific Reports, a Nature journal`
        if sheet.language == "en" and said in ("paper", "study") and not journals.is_known(name):
            continue
        if said == "study" and not begin and name.istitle() and " " not in name:
            continue  # `Genetics study adds evidence`: the first word of a sentence has its capital anyway
        if said.startswith(("published", "has published")) and not (
            journals.is_known(name) or (journals.weight(name) >= 3 and STRONG_MARKS.search(name))
        ):
            continue  # `The Ministry of Health published the results`
        yield Mention("container-title", name, sentence, begin, hit.end, 4)


def _is_latin_in_native(text: str, begin: int, sheet: Sheet) -> bool:
    """Whether a Latin name stands in a text of another script."""
    return (
        sheet.language.partition("-")[0] in ("ko", "ja", "zh", "ru", "uk", "el", "fa", "ar")
        and text[begin].isascii()
        and text[begin].isalpha()
    )


STRONG_MARKS = prepare(
    r"(?i)\b(?:journals?|j\.|proceedings|proc\.|transactions|letters|reviews?|annals|archives|bulletin|"
    r"reports|communications|frontiers|advances|notices|plos|bmc|jama|lancet|nature|acta|trends|opinion|"
    r"chronicles?|quarterly|naturalist)\b|\.$"
)
BODIES = worded(r"(?i)\b{grammar.bodies}\b")
_DATED = prepare(
    r"에 (?=(?:지난 |최근 )?(?:\d{1,2}월 ?)?\d{1,2}일(?:자로|자|에)? (?:온라인 ?)?(?:게재|발표|실[렸린려]|출판|공개))"
)
"""The particle after a journal's name, where the day stands before the verb: `에 10일자로 게재`."""

"""The prose layout: sentences that say where the work appeared (`published in the journal X`) or what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressbib import dates, identifiers, vocabulary
from pressbib.document import Line, Link
from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.phrases import Hit, lower, pattern, phrases, tokens, words
from pressbib.layouts.sheet import Sheet, heading_kind
from pressbib.record import Date
from pressbib.vocabulary import journals

_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’')\]]{0,2}\s+(?=[^\sa-z])|(?<=[。！？])")
_NOT_END = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|St|vs|etc|al|Fig|No|Vol|Inc|Ltd|Co|U\.S|U\.K|e\.g|i\.e|[A-Z]|J|Phys|Chem|Rev|Lett|Proc|Natl|Acad|Sci|Nat|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|bzw|z\.B|ca|Nr|núm|им|г|т|Bc|Ing|doc|prof|dr|Univ)\.)$"
)
_LATIN_NOTE = re.compile(
    r"\s*[(（〈<]\s*(?:[^\sA-Za-z()（）]{0,6}\s*)?([A-Z][A-Za-z][^()（）<>]{0,140}?)\s*(?:[,，;:/]\s*(?:IF|I\.F|피인용|Impact|JCR|影响|SCI|IF=)[^()（）]*)?[)）〉>]"
)
_INSIDE_NOTE = re.compile(
    r"^(.*?)\s*[(（]\s*([A-Z][A-Za-z][^()（）]*?(?:\([^()]*\)[^()（）]*)*?)\s*(?:[,，;]\s*(?:IF|I\.F|피인용|Impact|JCR|影响)[^()（）]*)?[)）]\s*$"
)
_NATIVE = re.compile(
    r"[^\x00-\u2e7f\s“”‘’「」『』《》(（,，.。]{1,20}(?:[ ·・][^\x00-\u2e7f\s“”‘’「」『』《》(（,，.。]{1,14}){0,4}(?=\s?[(（][A-Z])"
)
_YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")
_OPEN = "“\"„«‘'「『《»<≪〈*`"
_CLOSE = {"“": "”\"", '"': '"”', "„": "“”\"", "«": "»", "»": "«", "‘": "’'", "'": "'’", "「": "」", "『": "』", "《": "》", "<": ">", "≪": "≫", "〈": "〉", "*": "*", "`": "`", "”": "”", "’": "’'"}  # fmt: skip


@dataclass(slots=True)
class Sentence:
    """A sentence, the line it stands on, and where in the line it begins."""

    text: str
    line: Line
    index: int
    start: int
    lowered: str = ""
    tokens: frozenset[str] | set[str] = frozenset()


@dataclass(slots=True)
class Mention:
    """A container or title that a sentence names. cue: how strong the words beside it are."""

    kind: str
    value: str
    sentence: Sentence
    begin: int
    end: int
    cue: int
    linked: Link | None = None


_LONGEST_SENTENCE = 3000
_MOST_MENTIONS = 300
"""More is no prose: lists of labels, or a page made to keep a reader busy."""


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The papers that sentences name: containers and titles that belong together are one candidate."""
    mentions: list[Mention] = []
    signs = [
        words("prose", "published", sheet.codes),
        phrases("container", sheet.codes).before,
        phrases("container", sheet.codes).after,
    ]
    titles = phrases("title", sheet.codes)
    for index, line in enumerate(sheet.lines):
        if len(line.text) < 15:
            continue
        lowered = lower(line.text)
        found = tokens(lowered)
        if not any(sign.may_match(found, lowered) for sign in signs) and not (
            (titles.before.may_match(found, lowered) or titles.after.may_match(found, lowered)) and _may_quote(line)
        ):
            continue
        if heading_kind(line) or _is_labelled_otherwise(sheet, line):
            continue
        for sentence in sentences(line, index):
            if len(mentions) > _MOST_MENTIONS:
                break
            sentence.text = sentence.text[:_LONGEST_SENTENCE]
            sentence.lowered = lower(sentence.text)
            sentence.tokens = tokens(sentence.lowered)
            mentions += mentions_in(sheet, sentence)
        if len(mentions) > _MOST_MENTIONS:
            break
    for group in _groups(mentions):
        yield _candidate(sheet, group)


def _is_labelled_otherwise(sheet: Sheet, line: Line) -> bool:
    """Whether a short line has a label that says that it is not of the paper (`Publication date:` of the page)."""
    label = labels.at_start(line, sheet.labels) if len(line.text) < 200 else None
    return label is not None and label.sure and label.key in ("ignore", "own")


_QUOTING = re.compile(r"[“\"„«‘'「『《»<≪〈*`(（]")


_MOST_MENTIONS = 200
_LONGEST_SENTENCE = 1500


def _may_quote(line: Line) -> bool:
    """Whether a line holds a quotation mark, a parenthesis, or a run set off from the rest."""
    return bool(line.emphasis or line.links or _QUOTING.search(line.text))


def _groups(mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions of one paper: a title with the container of its paragraph, else with the nearest one."""
    by_line: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_line.setdefault(mention.sentence.index, []).append(mention)
    groups: list[list[Mention]] = []
    for _, here in sorted(by_line.items()):
        titles = _distinct([m for m in here if m.kind == "title"])
        containers = _distinct([m for m in here if m.kind == "container-title"])
        if titles and len(containers) == len(titles):
            groups += [[container, title] for container, title in zip(containers, titles, strict=True)]
        elif titles and len(containers) == 1:
            groups += [[containers[0], title] for title in titles]
        elif titles and containers:
            nearest = [
                min(containers, key=lambda c: abs(c.sentence.start + c.begin - t.sentence.start - t.begin))
                for t in titles
            ]
            groups += [[container, title] for container, title in zip(nearest, titles, strict=True)]
        else:
            groups += [[mention] for mention in (*titles, *containers)]
    return _with_near_container(groups)


def _distinct(mentions: list[Mention]) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for mention in mentions:
        key = "".join(c for c in vocabulary.fold(mention.value) if c.isalnum())
        if not any(
            mention.kind == other.kind == "container-title" and (key in known or known in key)
            for known, other in seen.items()
        ):
            seen.setdefault(key, mention)
    return list(seen.values())


def _with_near_container(groups: list[list[Mention]]) -> list[list[Mention]]:
    """Titles that stand alone get the container of a paragraph near them, or the only one of the page."""
    containers = [group for group in groups if group[0].kind == "container-title"]
    names = _distinct([group[0] for group in containers])
    used: set[int] = set()
    titled = any(len(group) > 1 for group in groups)
    out = []
    for group in groups:
        if group[0].kind == "title":
            at = group[0].sentence.index
            if len(names) == 1 and not titled and len([g for g in groups if g[0].kind == "title"]) > 1:
                group.insert(0, names[0])
                used.update(id(c) for c in containers if len(c) == 1)
                out.append(group)
                continue
            near = [c for c in containers if len(c) == 1 and id(c) not in used and abs(c[0].sentence.index - at) <= 3]
            if near:
                chosen = min(near, key=lambda c: abs(c[0].sentence.index - at))
                used.add(id(chosen))
                group.insert(0, chosen[0])
            elif len(names) == 1 and not titled:
                group.insert(0, names[0])
                used.update(id(c) for c in containers if len(c) == 1)
        out.append(group)
    return [group for group in out if id(group) not in used]


def sentences(line: Line, index: int) -> Iterator[Sentence]:
    """The sentences of a line."""
    start = 0
    text = line.text
    for end in _SENTENCE.finditer(text):
        if _NOT_END.search(text[max(0, end.start() - 12) : end.start()]) or _is_in_quotes(text, start, end.start()):
            continue
        yield from _pieces(text, start, end.end(), line, index)
        start = end.end()
    yield from _pieces(text, start, len(text), line, index)


def _pieces(text: str, start: int, end: int, line: Line, index: int) -> Iterator[Sentence]:
    """A sentence, cut where it is longer than any real one is."""
    for begin in range(start, end, _LONGEST_SENTENCE):
        yield Sentence(text[begin : min(end, begin + _LONGEST_SENTENCE)].strip(), line, index, begin)


def _is_in_quotes(text: str, start: int, end: int) -> bool:
    """Whether a quotation that began not long ago is still open at `end`, and is closed soon."""
    for opening, closing in (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("《", "》")):
        begin = text.rfind(opening, max(start, end - 300), end)
        if begin >= 0 and text.find(closing, begin + 1, end) < 0 and 0 <= text.find(closing, end, end + 300):
            return True
    return False


def mentions_in(sheet: Sheet, sentence: Sentence) -> Iterator[Mention]:
    """The titles and containers that a sentence names after or before the phrases of the page's languages."""
    runs = (*sentence.line.emphasis[:40], *(link.text for link in sentence.line.links[:40] if 1 < len(link.text) < 120))
    seen: list[tuple[int, int]] = []
    for finder in (_titles, _by_phrase, _by_ending, _by_verb):
        for mention in finder(sheet, sentence, runs):
            if not any(begin <= mention.begin < end or begin < mention.end <= end for begin, end in seen):
                seen.append((mention.begin, mention.end))
                yield mention


# --- Containers


def _by_phrase(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """`in the journal X`, and phrases with words on both sides."""
    text = sentence.text
    known = phrases("container", sheet.codes)
    for hit in known.before.find(sentence.lowered, sentence.tokens):
        position = _past_between(sheet, text, hit.end)
        said = text[hit.start : hit.end]
        word = said.split()[-1] if said.split() else ""
        if word[:1].isupper() and re.match(r"(?:of|de|for|on|der|des|für) ", text[position : position + 5]):
            position = hit.start + said.rindex(word)  # `Journal of X`: the word is part of the name
            position -= _wider(text, position)  # `Clinical Journal of X`
        slot = read_slot(text, position, runs, sheet.nouns)
        if slot is None:
            continue
        name, begin, end = slot
        rights = hit.rights
        strong = _is_journal_word(said) or "" not in rights
        if "" not in rights:
            rest = sentence.lowered[end : end + 30].lstrip(" )）》”’」』>")
            if not any(rest.startswith(right) for right in rights):
                continue
        if _is_sister(sheet, text, end):
            later = read_slot(text, _past_sister(sheet, text, end), runs, sheet.nouns)
            if later is None:
                continue
            name, begin, end = later
        if (
            not strong
            and _BODIES.search(name)
            and not _STRONG_MARKS.search(name)
            and not _CONFERENCE.search(name)
            and not journals.is_known(name)
        ):
            continue
        if _is_no_name(name) or (not strong and journals.weight(name) < 2 and not _is_set_off(text, begin, runs, name)):
            continue
        yield Mention("container-title", name, sentence, begin, end, 4 if strong else 3)


def _wider(text: str, position: int) -> int:
    """How many characters before a word like Journal belong to the name: `The New England `."""
    found = re.search(r"(?:[A-Z][\w&-]+ ){1,4}$", text[max(0, position - 60) : position])
    if not found:
        return 0
    parts = found[0].split()
    while parts and parts[0] in ("In", "A", "An", "This", "And", "For", "On", "At", "According", "Dr"):
        parts.pop(0)
    if parts and parts[0] == "The" and (position - len(found[0]) <= 1 or len(parts) == 1 and position < 6):
        parts.pop(0)  # the first word of the sentence
    return len(" ".join(parts)) + 1 if parts else 0


def _is_journal_word(words: str) -> bool:
    return not re.search(
        r"(?i)\b(?:in|i|en|w|v|на|в|su|na|no|by)$|(?:paper|study|article|published|accepted|presented)\b", words.strip()
    ) or bool(re.search(r"(?i)journal|magazine|revue|revista|zeitschrift", words))


def _past_between(sheet: Sheet, text: str, position: int) -> int:
    """Past the small words that stand between a phrase and the name."""
    between = pattern("prose", "between", sheet.codes)
    for _ in range(3):
        while position < len(text) and text[position] in " :，,：*":
            position += 1
        found = between.match(lower(text[position : position + 40])) if between else None
        if not found or not found[0].strip() or text[position] in _OPEN or text[position].isupper():
            break
        position += found.end()
    return position


def read_slot(text: str, position: int, runs: tuple[str, ...], nouns: bool) -> tuple[str, int, int] | None:
    """A container's name at a position: set off, in two scripts (the Latin one is taken), or a run of capitals."""
    native = _NATIVE.match(text, position)
    if native:
        note = _LATIN_NOTE.match(text, native.end())
        if note:
            return _tidy(note[1]), native.start(), note.end()
    span = journals.read_name(text, position, runs=runs, nouns=nouns)
    if span is None:
        return None
    begin, end = span
    name = text[begin:end]
    inside = _INSIDE_NOTE.match(name)
    if inside and not inside[1].isascii():
        name = inside[2]
    elif not name.isascii():
        after = end
        while after < len(text) and text[after] in "”’」』》>≫〉'\"* ":
            after += 1
        note = _LATIN_NOTE.match(text, after)
        if note and not any(c.isascii() and c.isalpha() for c in name):
            return _tidy(note[1]), begin, note.end()
    closing = end
    while closing < len(text) and text[closing] in "”’」』》>≫〉*'\"":
        closing += 1
    return _tidy(name), begin, closing


def _tidy(name: str) -> str:
    name = re.sub(r"\s*[,，;]\s*(?:IF|I\.F|Impact|JCR|피인용|影响)\b.*$", "", name)
    name = re.sub(r"\s*[(（](?:IF|I\.F|Impact|JCR|피인용)\b.*$", "", name)
    return (
        name.strip(" ,;:*_‘’“”'\"").removesuffix(".")
        if not name.endswith(("U.S.A.", "Lett.", "Chem.", "Phys.", "Sci."))
        else name.strip()
    )


def _is_set_off(text: str, begin: int, runs: tuple[str, ...], name: str) -> bool:
    return (begin > 0 and text[begin - 1] in _OPEN) or any(run.strip(" .,") == name for run in runs)


_NO_NAMES = re.compile(
    r"(?i)^(?:the )?(?:sci|scie|ssci|kci|jcr|if|top|q1|scopus|web of science|university|institute|department|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|english|japan|china|europe|america|us|u\.s|uk|dr|prof|professor|new york times|guardian|washington post|bbc|cnn|youtube|twitter|facebook|instagram|linkedin|eurekalert|phys\.org|reuters|google|wikipedia|github|south korea|germany|france|united states|world|north america|africa|asia|australia|canada)\b(?! (?:journal|review|letters|physical|heart|cancer|medical|respiratory))"
)


def _is_no_name(name: str) -> bool:
    return (
        len(name) < 2
        or (bool(_NO_NAMES.match(name)) and not journals.is_known(name))
        or (name.isascii() and name.isdigit())
    )


def _is_sister(sheet: Sheet, text: str, end: int) -> bool:
    sister = pattern("prose", "sister", sheet.codes)
    return bool(sister and sister.match(lower(text[end : end + 24].lstrip(" ’”」》)）의,"))))


def _past_sister(sheet: Sheet, text: str, end: int) -> int:
    sister = pattern("prose", "sister", sheet.codes)
    found = sister.search(lower(text), end) if sister else None
    position = found.end() if found else end
    while position < len(text) and text[position] in " 인의,，、":
        position += 1
    return position


def _by_ending(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """`X dergisinde`, `X誌に`, `X -lehdessä`: the name stands before the words."""
    known = phrases("container", sheet.codes)
    text = sentence.text
    for hit in known.after.find(sentence.lowered, sentence.tokens):
        said = text[hit.start : hit.end]
        if said[0].isascii() and said[0].isupper():
            continue  # `American Journal of …`: the words are part of a name
        found = _name_before(text, hit.start, runs, sheet.nouns)
        if not found:
            continue
        name, begin = found
        if _is_no_name(name) or (
            journals.weight(name) < 2
            and not _is_set_off(text, begin, runs, name)
            and not _is_latin_in_native(text, begin, sheet)
        ):
            continue
        if sheet.language == "en" and said in ("paper", "study"):
            if not journals.is_known(name):
                continue
        yield Mention("container-title", name, sentence, begin, hit.end, 4)


def _is_latin_in_native(text: str, begin: int, sheet: Sheet) -> bool:
    """Whether a Latin name stands in a text of another script."""
    return (
        sheet.language.partition("-")[0] in ("ko", "ja", "zh", "ru", "uk", "el", "fa", "ar")
        and text[begin].isascii()
        and text[begin].isalpha()
    )


def _name_before(text: str, end: int, runs: tuple[str, ...], nouns: bool) -> tuple[str, int] | None:
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
        note = _LATIN_NOTE.match(text[opening:stop])
        if note:
            return _tidy(note[1]), opening + 1
        return _name_before(text, opening, runs, nouns)
    for opening, closings in _CLOSE.items():
        if last in closings:
            begin = text.rfind(opening, max(0, stop - 162), stop - 1)
            if begin >= 0:
                slot = read_slot(text, begin, runs, nouns)
                if slot and slot[2] >= stop - 1:
                    return slot[0], begin + 1
    window = max(0, stop - 110)
    best = None
    for match in re.finditer(r"(?<![A-Za-zÀ-ɏ])[A-Za-zÀ-ɏ]", text[window:stop]):
        begin = window + match.start()
        span = journals.read_name(text[:stop], begin, nouns=nouns)
        if span and span[1] >= stop - 1 and span[0] == begin:
            best = (_tidy(text[begin:stop]), begin)
            break
    return best


def _by_verb(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
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
            article = re.match(
                r"\s*(?:the|der|die|das|dem|la|le|el|il|het|de|los|las|an?|issue of|today’s|today's|this week’s|this week's)\s+(?=[A-Z‘“«\"])",
                text[position : position + 24],
            )
            position += article.end() if article else 0
            slot = read_slot(text, position, runs, sheet.nouns)
            if slot is None:
                continue
            name, begin, end = slot
            if _is_no_name(name) or _is_sister(sheet, text, end):
                continue
            if not _is_plain_name(text, name, begin, runs, sentence.lowered[verb.start : verb.end], preposition[0]):
                continue
            yield Mention("container-title", name, sentence, begin, end, 3)
            break


_STRONG_MARKS = re.compile(
    r"(?i)\b(?:journals?|j\.|proceedings|proc\.|transactions|letters|reviews?|annals|archives|bulletin|reports|communications|frontiers|advances|notices|plos|bmc|jama|lancet|nature|acta|trends|opinion|chronicles?|quarterly)\b|\.$"
)
_BODIES = re.compile(
    r"(?i)\b(?:university|institute|department|school|college|center|centre|hospital|society|council|academy|laborator\w+|meeting|ministry|museum|foundation|program|committee|division|association|agency|publications?|publishing|market|company|inc|group|team|office|bureau|union|press|service|commission|parliament|house|park|street|city|county|state)\b"
)
_PUBLISHED = re.compile(
    r"publi[sck]|pubbl|opubli|опубл|опубл|julkai|yay[ıi]|veröffent|ersch|appear|par[ua]|appars|verschen|versche|đăng|công bố|diterbit|terbit|utgi|udgi|δημοσ|نشر|منتشر|featured|issue|online"
)


def _is_plain_name(text: str, name: str, begin: int, runs: tuple[str, ...], verb: str, preposition: str) -> bool:
    """Whether a name after a mere preposition is a journal's: known, or marked as one after a word for publishing, or set
    in italics."""
    weight = journals.weight(name)
    following = text[begin + len(name) : begin + len(name) + 24]
    if re.match(
        r",? (?:and |& )?(?:Technology|Engineering|Innovation|Society|Mathematics|Industry|Industrial)\b", following
    ):
        return False
    if weight == 4:
        return True
    if preposition in ("by", "at", "to"):
        return False
    if weight >= 3 and len(name.split()) > 1 and _PUBLISHED.search(verb):
        return bool(_STRONG_MARKS.search(name)) or not _BODIES.search(name)
    if weight >= 3 and _STRONG_MARKS.search(name):
        return len(name.split()) > 1
    return (
        any(run.strip(" .,") == name for run in runs)
        and len(name) > 3
        and name[0].isupper()
        and not _BODIES.search(name)
    )


# --- Titles


def _titles(sheet: Sheet, sentence: Sentence, runs: tuple[str, ...]) -> Iterator[Mention]:
    """Titles in quotation marks (or italics, or as a link) after or before the phrases for them."""
    text = sentence.text
    known = phrases("title", sheet.codes)
    if not _may_quote(sentence.line):
        return
    if True:
        for hit in known.before.find(sentence.lowered, sentence.tokens):
            title = _quoted(text, hit.end, runs) or _between(sentence, hit)
            if not title:
                continue
            rights = hit.rights
            if "" not in rights and not any(
                vocabulary.fold(text[title[2] : title[2] + 40]).lstrip(" ,").startswith(right) for right in rights
            ):
                note = _LATIN_NOTE.match(text, title[2])
                if not (
                    note and any(sentence.lowered[note.end() : note.end() + 20].startswith(right) for right in rights)
                ):
                    continue
            yield Mention("title", title[0], sentence, title[1], title[2], 4)
        for hit in known.after.find(sentence.lowered, sentence.tokens):
            title = _quoted_before(text, hit.start)
            if title:
                yield Mention("title", title[0], sentence, title[1], hit.end, 4)


def _between(sentence: Sentence, hit: Hit) -> tuple[str, int, int] | None:
    """A title without quotation marks between the words of a phrase: `O artigo … pode ser lido em`."""
    if "" in hit.rights:
        return None
    begin = hit.end
    while sentence.text[begin : begin + 1] in (" ", ","):
        begin += 1
    ends = [end for right in hit.rights if (end := sentence.lowered.find(right, begin, begin + 400)) > 0]
    inside = sentence.text[begin : min(ends)].strip(" ,") if ends else ""
    if not inside[:1].isupper() or len(inside.split()) < 5 or not is_title(inside):
        return None
    return _title(inside), begin, min(ends)


def _quoted(text: str, position: int, runs: tuple[str, ...]) -> tuple[str, int, int] | None:
    """A title in quotation marks at a position: (title, begin, end)."""
    while position < len(text) and text[position] in " :：,，":
        position += 1
    if position >= len(text):
        return None
    for run in runs:
        if len(run.split()) >= 4 and text.startswith(run, position) and is_title(run) and run[:1].isupper():
            return _title(run), position, position + len(run)
    opening = text[position]
    if opening not in _OPEN:
        return _in_parenthesis(text, position)
    marks = opening
    while text[position + len(marks) : position + len(marks) + 1] == "*":
        marks += "*"
    closing = _CLOSE[opening]
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
    note = _INSIDE_NOTE.match(inside)
    if note and not note[1].isascii() and len(note[2].split()) >= 3:
        inside = note[2]
    elif not inside.isascii() and sum(c.isascii() and c.isalpha() for c in inside) < len(inside) / 2:
        after = re.match(r"\s*[(（]\s*([A-Z][^()（）]*(?:\([^()]*\)[^()（）]*)*)[)）]", text[end:])
        if after and len(after[1].split()) >= 3:
            inside, end = after[1], end + after.end()
    if not is_title(inside):
        return None
    return _title(inside), begin, end


def is_title(inside: str) -> bool:
    """Whether words in quotation marks can be a paper's title: long enough, and no speech."""
    count = len(inside.split())
    wide = sum(ord(c) > 0x2E7F for c in inside)
    if wide > len(inside) / 3:
        return wide >= 9
    if count < 4 and not (count >= 3 and len(inside) >= 24):
        return False
    return (
        not re.match(
            r"(?i)(?:we|i|it|it's|this is|there|they|you|our (?:study|results|findings|work)|these (?:results|findings))\b",
            inside,
        )
        and len(inside) < 400
    )


def _title(inside: str) -> str:
    return " ".join(inside.split()).strip(" ,;*_").removesuffix(".")


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
    for opening, closings in _CLOSE.items():
        if last not in closings or opening in "<*`":
            continue
        begin = text.rfind(opening, max(0, stop - 500), stop - 1)
        if begin >= 0:
            found = _as_title(text, text[begin + 1 : stop - 1], begin, stop)
            if found:
                return found[0], begin
    return None


# --- Candidates


def _candidate(sheet: Sheet, group: list[Mention]) -> Candidate:
    """One paper from its mentions; the score is that of the best sentence."""
    lines = [mention.sentence.line.number for mention in group]
    candidate = Candidate(f"prose:{sheet.language}", min(lines), max(lines))
    scores: list[tuple[float, list[str]]] = []
    for mention in group:
        value = mention.value
        if mention.kind == "container-title":
            value = _with_year(candidate, mention)
        candidate.put(mention.kind, value, mention.sentence.text, mention.sentence.line.number)
        _take_beside(sheet, candidate, mention)
        one = Candidate("prose", 0, 0)
        one.add(
            mention.cue,
            "named after words for a journal" if mention.kind == "container-title" else "named after words for a title",
        )
        if mention.kind == "container-title":
            weight = journals.weight(mention.value)
            if weight >= 2:
                one.add(weight / 2 if weight < 3 else 2, "the name is a journal's")
        else:
            one.add(1, "in quotation marks")
        _weigh(sheet, one, mention.sentence)
        scores.append((one.score, one.reasons))
    best = max(scores)
    candidate.score = best[0] + (1 if len(group) > 1 else 0)
    candidate.reasons += [*best[1], *(["title and journal are named together"] if len(group) > 1 else [])]
    return candidate


_CONFERENCE = re.compile(r"(?i)conference|symposium|workshop|congress|meeting|convention")


def _with_year(candidate: Candidate, mention: Mention) -> str:
    """The name of a conference with the abbreviation and year that belong to it; the year is when the paper is issued."""
    text = mention.sentence.text
    if not _CONFERENCE.search(mention.value):
        return mention.value
    more = re.match(r"(?: ?\([A-Z][\w’' -]{1,20}\))? ?((?:19|20)\d\d)(?=[\s.,;)]|$)", text[mention.end :])
    if not more:
        return mention.value
    candidate.put("issued", Date((int(more[1]),)), text, mention.sentence.line.number)
    return f"{mention.value}{more[0]}"


def _take_beside(sheet: Sheet, candidate: Candidate, mention: Mention) -> None:
    """The date and identifier that stand right beside a container, and the link on its words."""
    sentence = mention.sentence
    text = sentence.text
    line = sentence.line
    after = text[mention.end : mention.end + 160]
    dois = identifiers.find_dois(after)
    if dois and re.match(
        r"[\s,;:.)”’]*[(（\[]?(?:\s*(?:doi|DOI|https?|at|with|online)|\s*10\.|[^()]{0,60}(?:doi|DOI))", after
    ):
        candidate.put("DOI", dois[0], text, line.number)
        candidate.add(2, "a DOI stands beside it")
    for link in line.links[:80]:
        words = link.text.strip()
        if not words or words not in text:
            continue
        at = text.find(words)
        near = at - 90 <= mention.begin <= at + len(words) + 90
        if not near:
            continue
        found = identifiers.identify_url(link.url)
        if found and found.kind in ("DOI", "arXiv", "PII", "PMID"):
            _put_link(candidate, found, link, line)
            candidate.add(2, "its words link to the work")
            break
        if _ARTICLE.search(link.url) and not _same_host(sheet, link.url):
            candidate.put("URL", link.url, link.url, line.number)
            candidate.add(1, "its words link to an article")
            break
    _take_date(sheet, candidate, mention)


_ARTICLE = re.compile(
    r"(?i)/(?:articles?|doi|abs|abstract|full|fulltext|content|pii|paper|early|science/article|cgi/content)/\S*\d{3}|/\d{2,4}/\d+/\d+|\.\d{5,}"
)


def _same_host(sheet: Sheet, url: str) -> bool:
    """Whether a link stays on the site of the page."""
    page = sheet.press.url or sheet.document.url
    return bool(page) and url.split("/")[2:3] == page.split("/")[2:3]


def _put_link(candidate: Candidate, found: identifiers.Identifier, link: Link, line: Line) -> None:
    if found.kind == "DOI" and found.value.lower() in link.url.lower().replace("%2f", "/"):
        candidate.put("DOI", found.value, link.url, line.number)
    if found.kind == "PMID":
        candidate.put("PMID", found.value, link.url, line.number)
    elif "doi.org/" not in link.url:
        candidate.put("URL", link.url, link.url, line.number)


def _take_date(sheet: Sheet, candidate: Candidate, mention: Mention) -> None:
    """A full or partial date with a year in the same clause as the container."""
    text = mention.sentence.text
    begin, end = max(0, mention.begin - 70), min(len(text), mention.end + 50)
    window = text[begin:end]
    for hit in dates.find(window, language=sheet.language):
        if len(hit.date.start) >= 2 and not hit.date.end and not hit.date.literal:
            candidate.put("issued", hit.date, text, mention.sentence.line.number)
            return
    if sheet.press.issued and mention.kind == "container-title" and re.search(r"(?i)today \(", window):
        for hit in dates.find_relative(window, sheet.press.issued, language=sheet.language):
            if any(c.isdigit() for c in window[hit.start : hit.end]) and hit.date.start:
                candidate.put("issued", hit.date, text, mention.sentence.line.number)
                candidate.reasons.append("the day is given without a year, which is the page's")
                return


def _weigh(sheet: Sheet, candidate: Candidate, sentence: Sentence) -> None:
    text = sentence.text
    for key, points, reason in (
        ("published", 1, "the sentence speaks of publishing"),
        ("study", 1, "the sentence speaks of a study"),
        ("new", 2, "the sentence presents new work"),
        ("earlier", -4, "the sentence speaks of earlier work"),
        ("none", -7, "the sentence says that it is no paper, or not published"),
    ):
        if words("prose", key, sheet.codes).any(sentence.lowered, sentence.tokens):
            candidate.add(points, reason)
    if sheet.year and any(int(year) < sheet.year - 1 for year in _YEAR.findall(text)):
        candidate.add(-4, "the sentence names a year long past")
    if sheet.under(sentence.index) == "other" or sentence.line.region == "aside":
        candidate.add(-4, "among related stories or contacts")
    share = sentence.index / max(1, len(sheet.lines))
    if share < 0.4:
        candidate.add(0.5, "near the top")

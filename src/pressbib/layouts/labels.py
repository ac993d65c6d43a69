"""Labels on a line: which words before a value say what it is.

A label is followed by a colon, perhaps with a parenthesis before it (`Author (Pusan National University):`), by a
closing bracket (`【論文情報】`), by a quotation mark or an address glued to it (`Web linkhttps://…`), by a wide space,
or by nothing, where the value is below. A sentence that merely begins with a label's words is none.
"""

from __future__ import annotations

from functools import cache
from itertools import islice

from pressbib import vocabulary
from pressbib.classes import dataclass
from pressbib.document import Line
from pressbib.layouts.sheet import Sheet, bare
from pressbib.patterns import prepare
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_LONGEST = 64
_COLON = prepare(r"\s{0,2}(?:[(（\[](?P<note>[^()（）\[\]]{1,120})[)）\]]\s{0,2})?[:：﹕]\s*")
_COLONS = prepare("[:：]")
_MOST_COLONS = 60
_NOTE_ONLY = prepare(r"\s{0,2}[(（](?P<note>[^()（）]{1,120})[)）]\s*$")
_GLUED = prepare(r"\s?(?=[“„«‘「『《]|https?://|www\.|10\.\d{4}|doi:|DOI:|\"\w)")
_LONGER = prepare(r" (?:citation|reference|details|information)s?: +(?=[^\W_])")
"""A word more before the colon: `Report citation: Doe, J. …`."""
_WIDE = prepare(r"(?:\u3000|\t| {2,}| ?[|｜] ?| [–—―-] )")
_OPENING = "【[〔＜<《〈「『（("
_CLOSING = "】]〕＞>》〉」』）)"


@dataclass(frozen=True, slots=True)
class Label:
    """key: a CSL variable, or `reference`, `companion`, `earlier`, `own`, `ignore`. start: where the label begins.
    value: where its value begins in the text; equal to the text's length where the value is below. note: the
    parenthesis between label and colon. sure: whether a colon, bracket, quotation mark or address follows."""

    key: str
    words: str
    start: int
    value: int
    note: str = ""
    sure: bool = True


@dataclass(slots=True)
class Hit:
    """A label and its value: index of the line in the sheet, the value's lines as (text, line)."""

    label: Label
    index: int
    values: list[tuple[str, Line]]
    last: int


BARE_DOI = prepare(
    r"^\W*(?:(?i:doi)\W*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S++\W*$"
    r"|^\(\s?(?i:doi):?\s?10\.\d{4,9}/[^\s;]+;[^()]{0,120}\)\W*$"
)
"""A line that is a DOI and nothing else, or a parenthesis with what is said of its availability after it."""
HEADING_TAGS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "strong", "b", "caption", "summary", "legend")
)


_KEYS = (8, 3, 2, 1)
"""How many characters of a label it is looked up by: as many as it has, and no more than needed to find few."""


@cache
def _longest_first() -> list[tuple[str, str]]:
    labels = vocabulary.load().labels()
    return [(word, labels[word]) for word in sorted(labels, key=len, reverse=True)]


@cache
def _table() -> dict[str, list[tuple[str, str]]]:
    """The first eight characters of a label (three, two, one of a shorter one) -> the labels, longest first, with
    their keys."""
    table: dict[str, list[tuple[str, str]]] = {}
    for word, key in _longest_first():
        size = len(word)
        beginning = word[:8] if size >= 8 else word[:3] if size >= 3 else word
        table.setdefault(beginning, []).append((word, key))
    return table


def _beginning(head: str) -> list[tuple[str, str]]:
    """The labels with which a text can begin, longest first."""
    table = _table()
    found: list[tuple[str, str]] = []
    for length in _KEYS:
        if len(head) >= length and (words := table.get(head[:length])):
            found += words
    return found


_WIDE_LETTERS = {0xFEE0 + ord(letter): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
"""The letters of East Asian width, `ＤＯＩ`."""


def _lower(text: str) -> str:
    return vocabulary.lower(text.translate(_WIDE_LETTERS)).replace("ς", "σ")


def begins(sheet: Sheet, line: Line) -> Label | None:
    """The label with which a line of a sheet begins, or None: worked out once, since every layout asks."""
    known = sheet.begun.get(id(line), _UNKNOWN)
    if known is _UNKNOWN:
        known = sheet.begun[id(line)] = at_start(line, sheet.labels)
    return known  # type: ignore[return-value]  # the sheet cannot name the class


_UNKNOWN = object()


def at_start(line: Line, own: tuple[tuple[str, str], ...] = ()) -> Label | None:
    """The label with which a line begins, or None. own: labels of the page's service, looked at first."""
    text = line.text
    offset = len(text) - len(bare(text))
    bracket = ""
    if text[offset : offset + 1] and text[offset] in _OPENING:
        bracket = _CLOSING[_OPENING.index(text[offset])]
        offset += 1
        while text[offset : offset + 1] == " ":
            offset += 1
    if text.startswith("The ", offset) and not bracket:
        offset += len("The ") if _THE.match(text, offset) else 0
    head = _lower(text[offset : offset + _LONGEST])
    if spaced := _SPACED.match(text, offset):
        word = _lower("".join(spaced[1].split()))
        if key := vocabulary.load().labels().get(vocabulary.fold(word), ""):
            return Label(key, word, offset, spaced.end())
    if bracket and (parted := _PARTED.match(text, offset)):
        word = _lower("".join(parted[1].split()))
        if parted[2] == bracket and (key := vocabulary.load().labels().get(vocabulary.fold(word), "")):
            return Label(key, word, offset, _skip(text, parted.end()))
    if "/" in head and (joint := _joint(text[offset:])):
        return Label("reference", joint, offset, len(text))
    for word, key in (*own, *_beginning(head)) if own else _beginning(head):
        if head.startswith(word):
            found = _closed(line, text, offset, offset + len(word), bracket, key, word)
            if found:
                return found
    return None


_THE = prepare(r"The (?:[a-z]{3,12} ){0,2}[a-z]{3,12}: ?[“‘\"A-Z]")
"""`The research article: Roe R, …`: the article before a label with its colon."""
_PARTED = prepare(r"([^\x00-\x7f](?: {1,4}[^\x00-\x7f]){1,6}) ?([】〕＞》〉」』）])")
_MORE = prepare(r"(?: [a-zà-ž'’]{1,14}){1,5}\s?:\s*(?=\S)")
"""More words of a label: `Mais informações sobre o artigo: …`."""
_MORE_END = prepare(r"(?: [a-zà-ž'’]{1,14}){1,5}\s?:\s*")
_IN_JOURNAL = worded(r"\s(?:in|{prose.in:de,fr,es,pt,it,nl,sv,no,da,pl,cs,ru,uk}) ([^:：]{3,80})[:：]\s*")
_KNOWN = 3
"""The journal between a label and its colon: `Länk till studien i Nature Aging:`."""
_SPACED = prepare(r"(\S(?: {1,4}\S){1,6}) ?[:：]\s*")
"""A label of which the letters are parted, so that a column of labels is even: `저 널:`, `D O I：`, `掲 載 誌：`."""


def _joint(text: str) -> str:
    """Several labels that a line names with strokes between, `논문 / 저널 / 저자정보`, folded; "" where it is none."""
    if "/" not in text or len(text) >= _LONGEST:
        return ""
    parts = [vocabulary.fold(part.strip(" ()[]【】<>:：")) for part in text.split("/")]
    known = vocabulary.load().labels()
    named = {known.get(part, "") for part in parts}
    return "/".join(parts) if "" not in named and named & {"container-title", "author"} else ""


_GLUABLE = frozenset(("reference", "title", "author", "container-title"))
_ROWS = frozenset(("title", "container-title", "issued", "DOI"))
_ROW_VALUE = prepare(r" (?=[A-Z0-9“\"][^:：]{4,})")
_FEWEST_HAN = 3
_HAN_FROM, _HANGUL_FROM = "\u2e80", "\uac00"
_VALUE = 5
"""Characters of a value that is glued to a label of several words: `Full bibliographic informationRoe, R.: …`."""


def _closed(line: Line, text: str, start: int, end: int, bracket: str, key: str, word: str) -> Label | None:
    rest = text[end:]
    if word[-1].isalpha() and word[-1].isascii() and rest[:1].isalpha() and not _GLUED.match(rest):
        parts = " " in word and key in _GLUABLE and text[end - 1].islower() and rest[0].isupper() and len(rest) > _VALUE
        return Label(key, word, start, end) if parts else None
    if bracket:
        inside = rest.lstrip()
        if inside[:1] != bracket:
            return None
        value = text.index(bracket, end) + 1
        colon = _COLON.match(text, value)
        value = colon.end() if colon else value
        return Label(key, word, start, _skip(text, value))
    if colon := _COLON.match(text, end):
        return Label(key, word, start, colon.end(), (colon["note"] or "").strip())
    if key in ("URL", "reference") and (named := _IN_JOURNAL.match(rest)) and journals.weight(named[1]) >= _KNOWN:
        return Label(key, word, start, end + named.end(), note=named[1])
    if not rest.strip(" .*_"):
        return Label(key, word, start, len(text))
    if note := _NOTE_ONLY.match(rest):
        return Label(key, word, start, len(text), note["note"].strip(), sure=False)
    if glued := _GLUED.match(rest):
        return Label(key, word, start, end + glued.end())
    position = line.raw.find(text[start:end])
    if position >= 0 and _WIDE.match(line.raw, position + end - start):
        return Label(key, word, start, _skip(text, end))
    if rest[:1] == " " and len(word) >= _FEWEST_HAN and all(_HAN_FROM <= letter < _HANGUL_FROM for letter in word):
        return Label(key, word, start, end + 1)  # `論文名 Tidal rhythms …`: its language writes no spaces
    if key in _ROWS and " " in word and text[start:end].istitle() and _ROW_VALUE.match(rest):
        return Label(key, word, start, end + 1)  # a row of a table that was copied: `Article Title Tidal rhythms …`
    if key == "reference" and (longer := _LONGER.match(rest)):
        return Label(key, word, start, end + longer.end())
    if key == "reference" and (more := _MORE.match(rest)):
        return Label(key, word, start, end + more.end())
    if key == "earlier" and " " in word and (more := _MORE_END.match(rest)):
        return Label(key, word, start, end + more.end())  # `Previous publications by the team:`
    if key == "reference" and rest[:1] == " ":
        return Label(key, word, start, end + 1, sure=False)
    return None


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " |｜–—―-:：":
        position += 1
    return position


def named(text: str) -> tuple[str, int]:
    """The label for a work that the words of a link are or begin with: (its key, where its words end); ("", 0) for
    none. A label of one word counts where the text is nothing else."""
    offset = len(text) - len(text.lstrip(_AROUND))
    head = _lower(text[offset : offset + _LONGEST])
    for word, key in _beginning(head):
        end = offset + len(word)
        if key not in ("URL", "DOI", "reference") or not head.startswith(word):
            continue
        if word[-1].isascii() and text[end : end + 1].isalnum():
            continue
        if " " in word or not text[end:].strip(_AROUND) or (not word[0].isascii() and len(word) > _WORD_OF_HAN):
            return key, end
    return "", 0


_AROUND = " \t>»›→▶▷•·*[(（【「《“”\"'’‘.:：。»)）】」》]"
_WORD_OF_HAN = 3


_PAIR = 2
"""Characters of the shortest labels (作者, 저자) that are looked for inside a line."""


def _is_han(word: str) -> bool:
    return ord(word[0]) >= 0x2E80


@cache
def _by_last() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for word, key in _longest_first():
        if len(word) > 2 or (len(word) == 2 and _is_han(word)):
            table.setdefault(word[-3:], []).append((word, key))
    return table


def within(text: str) -> list[Label]:
    """The labels inside a line: capitalised words of a label before a colon, where a sentence or value has ended."""
    found: list[Label] = []
    lowered = ""
    for colon in islice(_COLONS.finditer(text), _MOST_COLONS):
        position = end = colon.start()
        lowered = lowered or _lower(text)
        while end and text[end - 1] in " )":
            if text[end - 1] == ")":
                opening = text.rfind("(", max(0, end - 80), end)
                if opening < 0:
                    break
                end = opening
            else:
                end -= 1
        label = _ends_with(text, lowered, end)
        if label and text[position + 1 : position + 3] != "//":
            word, key = label
            start = end - len(word)
            found.append(Label(key, word, start, _skip(text, position + 1), text[end:position].strip(" ()")))
    return found


def _ends_with(text: str, lowered: str, end: int) -> tuple[str, str] | None:
    table = _by_last()
    for word, key in (*table.get(lowered[max(0, end - 3) : end], ()), *table.get(lowered[max(0, end - 2) : end], ())):
        start = end - len(word)
        if start < 1 or not lowered.startswith(word, start):
            continue
        before = text[start - 1]
        first = text[start]
        if (
            before == " "
            and start > 1
            and first.isascii()
            and text[start - 2].isalnum()
            and key not in ("DOI", "URL", "ignore", "earlier")
        ):
            word_before = text[: start - 1].rsplit(" ", 1)[-1]
            if word_before[:1].isupper() and not word_before.isupper():
                continue  # `Next Article:`, `Project Title:`
        if before == " " and "\u0600" <= first <= "\u06ff" and start > 1 and text[start - 2].isalnum():
            continue  # a word of the sentence before what somebody says
        if key == "DOI" and " " in word and before == " " and text[:start].rstrip()[-1:].isalpha():
            continue  # `The Plant Journal DOI:`
        if before.isalnum() and (first.isascii() or len(word) == _PAIR):
            continue
        if (
            first.isalpha()
            and first.lower() != first.upper()
            and not first.isupper()
            and not (key == "URL" and " " in word and text[end : end + 4].strip(" :").startswith("h"))
        ):
            continue
        return word, key
    return None

"""A printed list of people cut into pieces at its separators, with what stands in parentheses kept beside the piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import Enum, auto

from pressbib import patterns
from pressbib.classes import dataclass
from pressbib.names import asian, western, words


class Kind(Enum):
    """What a piece of a printed author list is."""

    NAME = auto()
    INITIALS = auto()
    ALONE = auto()
    DEGREE = auto()
    SUFFIX = auto()
    AFFILIATION = auto()
    GROUP = auto()
    ROLE = auto()
    NOTHING = auto()


@dataclass(slots=True)
class Piece:
    """A piece of the list; `before` is the separator that stands before it: `,` `;` or `and`."""

    text: str
    before: str = ","
    notes: list[str] = field(default_factory=list)
    orcid: str = ""
    kind: Kind = Kind.NOTHING
    joined_by: str = ""


_ORCID = patterns.prepare(
    r"(?:https?://)?(?:www\.)?orcid(?:\.org/|:\s?|\s)?\s?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])|\b(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\b"
)
_ADDRESS = patterns.prepare(r"<?[^\s,;<>()]{1,100}@[^\s,;<>()]{1,100}>?|https?://\S{1,500}")
_OPEN, _CLOSE = "([（【〔", ")]）】〕"
_STRONG = ";；\n|"
_WEAK = ",，、،؛"
_BETWEEN_ASIAN = "·ㆍ‧・/"
_COUNT = patterns.prepare(r"(?<![\s,(（–—-])[\s,(（–—-]*(?:총|모두|共|計|计|以上)\s?\d{1,4}\s?[명人名][)）.]?\s*$")
"""How many people a list was of, after them: `총 3명`, `- 총 3명`."""
_SPACES = patterns.prepare(r"[^\S\n]+")


def prepare(text: str) -> str:
    """The list alone, a line a line: without entities, extra spaces, and the words or label before it."""
    text = text.replace("\0", " ")
    if "&" in text and ";" in text:
        from html import unescape  # its table of entities is long

        text = unescape(text)
    if not text.isascii():
        text = _COUNT.sub("", text)
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines() if line.strip())
    if " on behalf of " in text:
        text = _ON_BEHALF.sub(r"\1, ", text)
    lowered = text[:80].casefold()
    for opening in words.load().openings:
        if lowered.startswith(opening.casefold()) and text[len(opening) : len(opening) + 1] in (" ", ":", "\n"):
            rest = text[len(opening) :].lstrip(" :\n")
            return text if western.is_particle(opening) and _SURNAME_ALONE.match(rest) else rest
    label, colon, rest = text.partition(":")
    if colon and len(label) < 40 and words.is_author_label(label):
        return rest.strip()
    return text


_ON_BEHALF = patterns.prepare(r"([^\s,;]) (?=on behalf of (?:the )?[A-Z])")
"""A group without a comma before it: `Ann Lee on behalf of the ABC team`."""
_SURNAME_ALONE = patterns.prepare(r"[^\W\d_][\w'’-]+(?:,? (?:[^\W\d_a-z]\.?[ -]?){1,3}(?:[,;&(:a-z]|$)|,? et al)")
"""What makes the word before it a part of the name: `von Hagen, L.`, `di Marco AB`."""


def take_others(text: str) -> tuple[str, bool]:
    """The list without et al. and the words for a team at its end, and whether there were any."""
    known = words.load()
    if not _may_end_in_others(text, known):
        return text, False
    stripped = text.rstrip(" .,;:'\"’”)")
    for pattern in (known.others_end, known.teams_end):
        for candidate in (text.rstrip(), stripped):
            tail = candidate[-80:]
            if (found := pattern.search(tail)) and found.end() == len(tail):
                rest = candidate[: len(candidate) - len(tail) + found.start()].rstrip(" ,;")
                if rest and not _is_name(rest, found[0]):
                    return rest, True
    return text, False


def _may_end_in_others(text: str, known: words.Words) -> bool:
    """A quick look before the patterns, which are slow where nothing is found."""
    tail = text[-40:].casefold().rstrip(" .,;:'\"’”)0123456789名人명")
    return tail.endswith(known.others_endings) or text[-1:] in "人名명" or "..." in text[-8:]


def _is_name(rest: str, word: str) -> bool:
    """Whether a word for `others` is part of a name here: initials (`Lewis, C.S.`, Dutch `c.s.`), with a capital
    (`Thuy Do`, Vietnamese `do`), or the end of a given name in Kana (さくら)."""
    if western.is_initials(word.strip(" ,;:")) or (word.istitle() and " " not in word.strip()):
        return True
    return len(word) == 1 and "\u3041" <= word <= "\u30ff" and "\u3041" <= rest[-1:] <= "\u30ff"


def drop_others(pieces: list[Piece]) -> bool:
    """et al. in the middle of the list (`A. Kim, et al., B. Lee`), or before a separator that hid it."""
    known = words.load()
    found = False
    for piece in pieces:
        if piece.before == "and" and words.fold(piece.text.lstrip("0123456789 ")) in known.others_after_and:
            piece.text, found = "", True
        if not _may_end_in_others(piece.text, known):
            continue
        match = known.others_end.search(piece.text[-40:])
        whole = match is not None and match.end() == len(piece.text[-40:])
        if match and whole and not asian.is_asian(match[0]) and not _is_name("", match[0]):
            piece.text = piece.text[: len(piece.text) - len(match[0])].rstrip(" ,;")
            found = True
    return found


def cut(text: str, language: str) -> Iterator[Piece]:
    """Pieces between separators; parentheses go to the notes of the piece that they stand in or after."""
    if asian.is_asian(text):
        text = words.load().joining_asian.sub("、", text)
    last: Piece | None = None
    before = ";"
    for raw, separator, notes, orcid in _scan(text):
        for index, (words_, joined) in enumerate(_at_words(raw, language)):
            piece = Piece(words_, "and" if joined else before, joined_by=joined)
            if index == 0 and not words_ and last is not None and (notes or orcid):
                piece = last  # parentheses after a comma belong to the name before it
            elif words_:
                yield piece
                last = piece
        if last is not None:
            last.notes += notes
            last.orcid = last.orcid or orcid
        before = separator


def _scan(text: str) -> Iterator[tuple[str, str, list[str], str]]:
    """(words, separator after them, what stood in parentheses, ORCID), one pass over the characters."""
    orcids = [(found.start(), found[1] or found[2]) for found in _ORCID.finditer(text)]
    text = _ORCID.sub(lambda found: "\0" + " " * (len(found[0]) - 1), text)
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    begin, depth, note_begin = 0, 0, 0
    kept: list[str] = []
    notes: list[str] = []
    orcid = ""
    waiting = iter(orcids)
    for index, character in enumerate(text):
        if character in _OPEN:
            if depth == 0:
                kept.append(text[begin:index])
                note_begin = index + 1
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                notes.append(text[note_begin:index])
                begin = index + 1
        elif character == "\0":
            orcid = next(waiting)[1].upper()
        elif depth == 0 and (character in _STRONG or character in _WEAK or _is_between(text, index)):
            kept.append(text[begin:index])
            yield _words(kept), ";" if character in _STRONG else ",", notes, orcid
            kept, notes, orcid, begin = [], [], "", index + 1
    if depth:
        notes.append(text[note_begin:])
    else:
        kept.append(text[begin:])
    yield _words(kept), "", notes, orcid


def _words(kept: list[str]) -> str:
    return " ".join(" ".join(kept).replace("\0", " ").split())


def _is_asian_dot(text: str, index: int) -> bool:
    """A middle dot between Hangul or Han names; in Kana it stands inside one name."""
    if text[index] not in _BETWEEN_ASIAN or index == 0 or index + 1 >= len(text):
        return False
    before, after = text[index - 1], text[index + 1]
    return bool(asian.ASIAN.match(before) and asian.ASIAN.match(after)) and not asian.KANA.match(before + after)


def _is_between(text: str, index: int) -> bool:
    """Whether a mark that stands in names, too, stands between them here: a middle dot, a slash, a spaced dash."""
    if text[index] == "/":
        before, after = text[index - 1 : index].strip(), text[index + 1 : index + 2].strip()
        return (before.isalpha() and after.isupper()) or _is_asian_dot(text, index)
    if text[index] in "–—":
        return text[index - 1 : index] == " " == text[index + 1 : index + 2] and text[index + 2 : index + 3].isupper()
    return _is_asian_dot(text, index)


def _at_words(text: str, language: str) -> list[tuple[str, str]]:
    """A piece cut at `and` and its relatives: (words, separator before them)."""
    known = words.load()
    text = known.joining_phrases.sub("&", text)
    tokens = text.split(" ") if text else []
    if len(tokens) > 1 and len(tokens[-1]) == 1 and tokens[-1].islower() and tokens[-1].isascii():
        tokens.pop()  # a footnote: Jane Roe a
    found: list[tuple[str, str]] = []
    current: list[str] = []
    before = ""
    for index, token in enumerate(tokens):
        if _joins(tokens, index, language, known, bool(current)):
            if current or found:
                found.append((" ".join(current), before))
            current, before = [], token.casefold()
        else:
            current.append(token)
    found.append((" ".join(current), before))
    return found


def _joins(tokens: list[str], index: int, language: str, known: words.Words, inside: bool) -> bool:
    """Whether a word stands between two names. A word of one language alone is asked for more: that the page is in it,
    or a whole name on both sides, since `y`, `e`, `en` stand inside names and titles of other languages."""
    word = tokens[index]
    if word == "&":
        return True
    languages = known.joining.get(word.casefold()) if word.islower() or word == "AND" else None
    if languages is None or " ".join(map(words.fold, tokens[index : index + 2])) in known.others:
        return False
    if "en" in languages or not inside:
        return True
    if index + 1 >= len(tokens):
        return False
    before, after = index, len(tokens) - index - 1
    if tokens[index - 1].endswith(".") and western.is_initials(tokens[index - 1]) and tokens[index + 1][:1].isupper():
        return True  # `Smith, D. J. e Lindgren, A. K.`
    if language.split("-")[0] in {code.split("-")[0] for code in languages}:
        return len(word) > 1 or before == 1 or after > 1
    if len(word) > 1 and western.is_initials(tokens[index - 1]):
        return True  # `Aas, B. og Solheim, R.`
    return word.islower() and word not in ("i", "a") and before > 1 and after > 1

"""A printed list of people -> Names.

Four steps, each a pass over what the step before it made: the text is cut into pieces at its separators, with what
stands in parentheses kept beside the piece; each piece is told to be a name, initials, a degree, an affiliation, a
role; `Family, Given` is put together where the commas say so; each name is taken apart.
"""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from pressbib.names import asian, one, western, words
from pressbib.names.western import Hints
from pressbib.record import Name

MAX_LIST = 20_000
"""Characters that are read of a list; a longer one (some thousand authors) ends with `others`."""


@dataclass(frozen=True, slots=True)
class People:
    """names: in the order printed. others: whether the line says that there are more (`et al.` and its relatives)."""

    names: tuple[Name, ...] = ()
    others: bool = False


class _Kind(Enum):
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
class _Piece:
    """A piece of the list; `before` is the separator that stands before it: `,` `;` or `and`."""

    text: str
    before: str = ","
    notes: list[str] = field(default_factory=list)
    orcid: str = ""
    kind: _Kind = _Kind.NOTHING
    joined_by: str = ""


@dataclass(slots=True)
class _Person:
    """A name that is being put together."""

    piece: _Piece
    given: str = ""
    inverted: bool = False
    suffix: str = ""
    affiliations: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    orcid: str = ""


_ORCID = re.compile(
    r"(?:https?://)?(?:www\.)?orcid(?:\.org/|:\s?|\s)?\s?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])|\b(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\b"
)
_ADDRESS = re.compile(r"<?[^\s,;<>()]{1,100}@[^\s,;<>()]{1,100}>?|https?://\S{1,500}")
_OPEN, _CLOSE = "([（【〔", ")]）】〕"
_STRONG = ";；\n|"
_WEAK = ",，、،؛"
_BETWEEN_ASIAN = "·ㆍ‧・/"
_YEARS = re.compile(r"[\d\s–—/.,*†?-]{1,40}")
_SPACES = re.compile(r"[^\S\n]+")
_HAN_AND = re.compile(r"(?<=[\u3400-\u9fff])\s?(?:和|与|與|及|以及)\s?(?=[\u3400-\u9fff])")
_KOREAN_AND = re.compile(r"(?<=[\uac00-\ud7af])(?:\s?및\s|(?:[와과]|이랑)\s)(?=[\uac00-\ud7af])")


def read(text: str, *, language: str = "") -> People:
    """The people of a printed author list, in order.

    text: the list alone, without a label; `By` and `Authors:` before it are left out. language: the page's (BCP 47), ""
    where unknown. Affiliations (in parentheses or between commas), ORCID links and roles go to the Name that they
    follow; degrees, titles, footnote marks and e-mail addresses are left out.

    >>> [name.family for name in read("Miros, R, Proeschold-Bell, RJ, Schmitt JW, et al.").names]
    ['Miros', 'Proeschold-Bell', 'Schmitt']
    """
    cut = len(text) > MAX_LIST
    text, others = _take_others(_prepare(text))
    pieces = list(_cut(text, language))
    others = _drop_others(pieces) or others or cut
    for piece in pieces:
        piece.kind = _kind(piece)
    _tell_surnames(pieces)
    _join_affiliations(pieces)
    _tell_places(pieces)
    people = _assemble(pieces)
    hints = _hints(people, language, pieces)
    surnames_only = others or len(people) > 1
    names = [_name(person, hints, surnames_only) for person in people]
    return People(tuple(name for name in names if name), others)


# Step 1: cutting


def _prepare(text: str) -> str:
    text = text[:MAX_LIST].replace("\0", " ")
    if "&" in text and ";" in text:
        text = html.unescape(text)
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines() if line.strip())
    lowered = text[:80].casefold()
    for opening in words.load().openings:
        if lowered.startswith(opening.casefold()) and text[len(opening) : len(opening) + 1] in (" ", ":", "\n"):
            return text[len(opening) :].lstrip(" :\n")
    label, colon, rest = text.partition(":")
    if colon and len(label) < 40 and words.is_author_label(label):
        return rest.strip()
    return text


def _take_others(text: str) -> tuple[str, bool]:
    """The list without et al. and the words for a team at its end, and whether there were any."""
    known = words.load()
    stripped = text.rstrip(" .,;:'\"’”)")
    for pattern in (known.others_end, known.teams_end):
        for candidate in (text.rstrip(), stripped):
            tail = candidate[-80:]
            if (found := pattern.search(tail)) and found.end() == len(tail):
                rest = candidate[: len(candidate) - len(tail) + found.start()].rstrip(" ,;")
                if rest and not _is_name(rest, found[0]):
                    return rest, True
    return text, False


def _is_name(rest: str, word: str) -> bool:
    """Whether a word for `others` is part of a name here: initials (`Lewis, C.S.`, Dutch `c.s.`), or the end of a given
    name in Kana (さくら)."""
    if western.is_initials(word.strip(" ,;:")):
        return True
    return len(word) == 1 and "\u3041" <= word <= "\u30ff" and "\u3041" <= rest[-1:] <= "\u30ff"


def _drop_others(pieces: list[_Piece]) -> bool:
    """et al. in the middle of the list (`A. Kim, et al., B. Lee`), or before a separator that hid it."""
    known = words.load()
    found = False
    for piece in pieces:
        match = known.others_end.search(piece.text[-40:])
        whole = match is not None and match.end() == len(piece.text[-40:])
        if match and whole and not asian.is_asian(match[0]) and not _is_name("", match[0]):
            piece.text = piece.text[: len(piece.text) - len(match[0])].rstrip(" ,;")
            found = True
    return found


def _cut(text: str, language: str) -> Iterator[_Piece]:
    """Pieces between separators; parentheses go to the notes of the piece that they stand in or after."""
    if asian.is_asian(text):
        text = _KOREAN_AND.sub("、", _HAN_AND.sub("、", text))
    last: _Piece | None = None
    before = ";"
    for raw, separator, notes, orcid in _scan(text):
        for index, (words_, joined) in enumerate(_at_words(raw, language)):
            piece = _Piece(words_, "and" if joined else before, joined_by=joined)
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
        elif depth == 0 and (character in _STRONG or character in _WEAK or _is_asian_dot(text, index)):
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


def _at_words(text: str, language: str) -> list[tuple[str, str]]:
    """A piece cut at `and` and its relatives: (words, separator before them)."""
    known = words.load()
    text = known.joining_phrases.sub("&", text)
    tokens = text.split(" ") if text else []
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
    if language.split("-")[0] in {code.split("-")[0] for code in languages}:
        return len(word) > 1 or before == 1 or after > 1
    return word.islower() and word not in ("i", "a") and before > 1 and after > 1


# Step 2: what a piece is


def _kind(piece: _Piece) -> _Kind:
    known = words.load()
    piece.text = text = one.clean(piece.text)
    if not text or not any(character.isalpha() for character in text):
        return _Kind.NOTHING
    if one.is_suffix(text):
        return _Kind.SUFFIX
    if words.fold(text) in known.roles:
        return _Kind.ROLE
    if _all_initials(text):
        return _Kind.INITIALS
    if one.is_degree(text):
        return _Kind.DEGREE
    name, rest = _split_description(text, piece.before == ",")
    described = bool(name and rest) and is_affiliation(rest) and not is_affiliation(name)
    if not described and is_affiliation(text):
        return _Kind.AFFILIATION
    if not described and one.is_group(text):
        return _Kind.GROUP
    if not name:
        return _Kind.ROLE
    if rest:
        piece.text = name
        piece.notes.append(rest)
    tokens = piece.text.split()
    core = [token for token in tokens if not western.is_particle(token)]
    return _Kind.ALONE if len(core) == 1 and not asian.is_asian(text) else _Kind.NAME


def _tell_surnames(pieces: list[_Piece]) -> None:
    """`De Ruiter` in a list of family names alone is one of them, and not a person called De."""
    if any(piece.kind is _Kind.ALONE for piece in pieces):
        capital = words.load().capital_particles
        for piece in pieces:
            tokens = piece.text.split()
            if piece.kind is _Kind.NAME and all(token in capital for token in tokens[:-1]):
                piece.kind = _Kind.ALONE


def _join_affiliations(pieces: list[_Piece]) -> None:
    """`Jane Roe, Fujian Agriculture and Forestry University`: an institution whose own name holds an `and`."""
    for before, piece in pairwise(pieces[1:]):
        if (
            piece.kind is _Kind.AFFILIATION
            and piece.before == "and"
            and before.kind is _Kind.NAME
            and before.before == ","
        ):
            piece.text = f"{before.text} {piece.joined_by} {piece.text}"
            before.kind = _Kind.NOTHING


def _tell_places(pieces: list[_Piece]) -> None:
    """What stands beside an institution without parentheses: its department before it, its city and country after it.

    In a list whose names have initials a piece without them is no name; elsewhere only single words after it are told.
    """
    named = [piece for piece in pieces if piece.kind is _Kind.NAME]
    abbreviated = sum(any(map(western.is_initials, piece.text.split())) for piece in named)
    initials = abbreviated >= _ENOUGH and abbreviated * 2 > len(named)
    for before, piece in pairwise(pieces):
        beside = before.kind is _Kind.AFFILIATION and piece.before == ","
        single = piece.kind is _Kind.ALONE
        if beside and (single or (initials and _is_without_initials(piece))):
            piece.kind = _Kind.AFFILIATION
    for piece, after in reversed(list(pairwise(pieces))):
        if initials and after.kind is _Kind.AFFILIATION and after.before == "," and _is_without_initials(piece):
            piece.kind = _Kind.AFFILIATION


_ENOUGH = 3


def _is_without_initials(piece: _Piece) -> bool:
    return piece.kind in (_Kind.NAME, _Kind.ALONE) and not any(map(western.is_initials, piece.text.split()))


def _all_initials(text: str) -> bool:
    """`A.`, `A. B.`, `AB`, `J.-P.`, and `J. van der`, which `Berg, J. van der` leaves."""
    tokens = text.split()
    if not western.is_initials(tokens[0]):
        return False
    return all(western.is_initials(token) or western.is_particle(token) or one.is_suffix(token) for token in tokens)


def is_affiliation(text: str) -> bool:
    """Whether a phrase is the name of an institution: by the beginnings of its words, East Asian ones by their end."""
    known = words.load()
    if asian.is_asian(text):
        return text.rstrip("・ ").endswith(known.affiliation_ends) and not asian.is_korean_name(text)
    lowered = text.casefold()
    if not any(beginning in lowered for beginning in known.affiliation_beginnings):
        return False
    tokens = lowered.replace("(", " ").split()
    joined = [" ".join(tokens[index : index + 2]) + " " for index in range(len(tokens))]
    return any(phrase.startswith(known.affiliation_beginnings) for phrase in joined)


def _split_description(text: str, after_comma: bool) -> tuple[str, str]:
    """A name and what describes the person after it (`Jane Roe of the University of X`, `Jane Roe in Beirut`).

    ("", text) where the piece is a description (`professor of physics`, and after a comma `Middle East correspondent`).
    """
    tokens = text.split()
    if asian.is_asian(text) or (len(tokens) <= 3 and text.islower() and not after_comma):
        return text, ""
    known = words.load()
    for index, token in enumerate(tokens):
        if not token[:1].islower() or token[:2] in ("d'", "l'", "d’", "l’", "al-", "el-") or "-" in token[:3]:
            continue
        rest = tokens[index:]
        after = next((position for position, word in enumerate(rest) if not word[:1].islower()), len(rest))
        if western.is_particle(token) and after < len(rest) and not is_affiliation(" ".join(rest[after:])):
            continue
        if words.fold(token) in known.joiners and after < len(rest):
            continue
        if token[0] in "'’" or any(character.isupper() for character in token):
            continue
        link = " ".join(rest[:after])
        if words.fold(link) in known.affiliation_links:
            return " ".join(tokens[:index]), " ".join(rest[after:])
        described = " ".join(rest)
        if after_comma and words.fold(described) not in known.roles:
            return "", text
        return " ".join(tokens[:index]), described
    return text, ""


# Step 3: putting together


def _assemble(pieces: list[_Piece]) -> list[_Person]:
    people: list[_Person] = []
    strong = any(piece.before == ";" for piece in pieces[1:])
    for run in _runs(pieces):
        people += _assemble_run(run, strong, bool(people))
    return people


def _runs(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in pieces:
        if piece.before == ";" and run:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _assemble_run(run: list[_Piece], strong: bool, inside: bool) -> list[_Person]:
    people: list[_Person] = []
    if len(run) > 1 and run[0].kind is _Kind.INITIALS and run[1].kind is _Kind.ALONE and len(run[0].text) < 3:
        run[0].kind = _Kind.ALONE  # a family name of one letter: U, Vivian
    paired = _alternates(run, strong)
    first_only = not paired and _is_first_inverted(run)
    for piece in run:
        last = people[-1] if people else None
        if piece.kind in (_Kind.NAME, _Kind.ALONE):
            here = paired or (first_only and len(people) == 1)
            if here and last is not None and not last.inverted and piece.before == ",":
                last.given, last.inverted = piece.text, True
                _take_notes(last, piece)
            else:
                people.append(_person(piece))
        elif piece.kind is _Kind.GROUP or (piece.kind is _Kind.AFFILIATION and last is None and not strong):
            people.append(_person(piece))
        elif piece.kind is _Kind.INITIALS:
            _add_initials(people, piece)
        elif last is not None:
            _add(last, piece)
    return people


def _alternates(run: list[_Piece], strong: bool) -> bool:
    """Whether the commas of a run part family from given names: `Doe, John, Roe, Jane and Poe, Ann`."""
    named = [piece for piece in run if piece.kind in (_Kind.NAME, _Kind.ALONE)]
    if any(piece.kind is _Kind.INITIALS for piece in run) or len(named) < 2:
        return False
    if any(asian.is_asian(piece.text) for piece in named):
        return False
    if strong and len(named) == 2 and named[1].before == ",":
        return named[0].kind is _Kind.ALONE or named[1].kind is _Kind.ALONE
    firsts, seconds = _pairs(named)
    if not seconds:
        return False
    if len(named) == 2:
        return firsts[0].kind is _Kind.ALONE
    return (all(piece.kind is _Kind.ALONE for piece in firsts) and len(seconds) >= 2) or _is_pair_and_name(named)


def _is_first_inverted(run: list[_Piece]) -> bool:
    """`Doe, John, Jane Roe and Ann Poe`: only the first name is turned round (Chicago and MLA bibliographies)."""
    named = [piece for piece in run if piece.kind in (_Kind.NAME, _Kind.ALONE)]
    if len(named) < 3 or named[0].kind is not _Kind.ALONE or named[1].before != ",":
        return False
    if any(piece.kind in (_Kind.INITIALS, _Kind.GROUP) for piece in run) or asian.is_asian(named[0].text):
        return False
    given = named[1].kind is _Kind.ALONE or any(map(western.is_initials, named[1].text.split()[1:]))
    return given and all(piece.kind is _Kind.NAME for piece in named[2:])


def _pairs(named: list[_Piece]) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces of `A, B, C, D and E F` by turns; a piece of two words and more after `and` stands alone."""
    firsts: list[_Piece] = []
    seconds: list[_Piece] = []
    expect_given = False
    for piece in named:
        if expect_given and piece.before == ",":
            seconds.append(piece)
            expect_given = False
        elif expect_given:
            return [], []
        elif piece.before == "and" and piece.kind is _Kind.NAME:
            continue
        else:
            firsts.append(piece)
            expect_given = True
    return ([], []) if expect_given else (firsts, seconds)


def _is_pair_and_name(named: list[_Piece]) -> bool:
    """`U, Vivian and Lai, Thomas`: one pair on either side of the conjunction."""
    return [piece.before for piece in named[1:]] == [",", "and", ","] and named[0].kind is _Kind.ALONE


def _person(piece: _Piece) -> _Person:
    person = _Person(piece)
    _take_notes(person, piece)
    return person


def _add_initials(people: list[_Person], piece: _Piece) -> None:
    last = people[-1] if people else None
    if last is None or last.inverted or piece.before == "and" or last.piece.kind is _Kind.GROUP:
        people.append(_person(piece))
    elif one.is_degree(piece.text) and _has_initials_or_given(last.piece):
        _take_notes(last, piece)
    elif western.family_first(last.piece.text.split(), Hints()):
        people.append(_person(piece))
    else:
        last.given, last.inverted = piece.text, True
        _take_notes(last, piece)


def _has_initials_or_given(piece: _Piece) -> bool:
    """Whether a piece is a whole name already, so that `MA` after it is a degree and not its initials."""
    tokens = [token for token in piece.text.split() if not western.is_particle(token)]
    return len(tokens) > 1


def _add(person: _Person, piece: _Piece) -> None:
    if piece.kind is _Kind.SUFFIX:
        person.suffix = piece.text
    elif piece.kind is _Kind.AFFILIATION:
        person.affiliations.append(piece.text)
    elif piece.kind is _Kind.ROLE:
        role = words.load().roles.get(words.fold(piece.text))
        if role:
            person.roles.append(role)
        elif is_affiliation(piece.text):
            person.affiliations.append(piece.text)
    _take_notes(person, piece)


def _take_notes(person: _Person, piece: _Piece) -> None:
    """What stood in parentheses: roles, another script's form of the name, else affiliations."""
    person.orcid = person.orcid or piece.orcid
    known = words.load()
    for note in piece.notes:
        kept: list[str] = []
        for part in re.split(r"[,，、;；]\s*", note.strip()):
            role = known.roles.get(words.fold(part))
            if role:
                person.roles.append(role)
            elif part:
                kept.append(part)
        text = ", ".join(kept).strip(" .")
        if not text or _YEARS.fullmatch(text) or one.is_degree(text) or text.startswith(('"', "“", "'", "‘")):
            continue
        if len(text) < 3 and not asian.is_asian(text):
            continue
        if _is_other_script(person.piece.text, text):
            _choose_script(person, text)
        else:
            person.affiliations.append(text)
    piece.notes = []


def _is_other_script(name: str, note: str) -> bool:
    """Whether a note is the name again in other characters: `총여엽(Cong Ruye)`, `Min-hyung Kim (김민형)`."""
    if asian.is_asian(name) == asian.is_asian(note) or is_affiliation(note):
        return False
    tokens = note.replace(",", " ").split()
    return len(tokens) <= 4 and (asian.is_asian(note) or all(token[:1].isupper() for token in tokens))


def _choose_script(person: _Person, note: str) -> None:
    """A transliterated name gives way to its own form in Latin letters; a Korean, Chinese or Japanese one stays."""
    name = one.strip_titles(person.piece.text)
    foreign = asian.is_asian(name) and not asian.is_asian(note)
    if foreign and (
        (asian.HANGUL.search(name) and not asian.is_korean_name(name)) or _is_katakana(name) or len(name) > 4
    ):
        person.piece.text = note


def _is_katakana(name: str) -> bool:
    return bool(re.fullmatch(r"[\u30a0-\u30ff\s=＝・·]+", name))


# Step 4: taking apart


def _hints(people: list[_Person], language: str, pieces: list[_Piece]) -> Hints:
    texts = [person.piece.text.split() for person in people if not person.inverted]
    capitals = any(
        len(tokens) > 1 and tokens[-1].isupper() and len(tokens[-1]) > 4 and not tokens[0].isupper() for tokens in texts
    )
    vancouver = any(western.family_first(tokens, Hints()) and not tokens[0].isupper() for tokens in texts)
    if not language or language == "en":
        joined = {words.load().joining.get(piece.joined_by, frozenset()) for piece in pieces if piece.joined_by}
        language = next((next(iter(codes)) for codes in joined if len(codes) == 1), language)
        language = "pt" if any(map(western.is_portuguese, texts)) else language
    return Hints(capitals=capitals, vancouver=vancouver and not capitals, language=language)


def _name(person: _Person, hints: Hints, surnames_only: bool) -> Name | None:
    piece = person.piece
    if piece.kind in (_Kind.GROUP, _Kind.AFFILIATION):
        name = Name(literal=piece.text)
    elif person.inverted:
        name = one.invert(piece.text, person.given)
    elif piece.kind is _Kind.ALONE and surnames_only:  # Shepstone et al.: nobody is cited by the given name
        name = western.inverted(piece.text.split(), [])
    else:
        name = one.parse_plain(piece.text, hints)
    if not any(character.isalpha() for character in str(name)):
        return None
    name = one.western_suffix(name, person.suffix)
    return dataclasses.replace(
        name,
        affiliations=tuple(dict.fromkeys(person.affiliations)),
        orcid=person.orcid,
        roles=tuple(dict.fromkeys(person.roles)),
    )

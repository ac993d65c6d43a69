"""A printed list of people -> Names.

Four steps, each a pass over what the step before it made: the text is cut into pieces at its separators (`pieces`);
each piece is told to be a name, initials, a degree, an affiliation, a role (`kinds`); `Family, Given` is put together
where the commas say so; each name is taken apart (`one`, `western`, `asian`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import field

from pressbib import patterns
from pressbib.classes import dataclass
from pressbib.names import asian, one, western, words
from pressbib.names.kinds import is_affiliation, join_affiliations, kind_of, tell_places, tell_surnames
from pressbib.names.pieces import Kind, Piece, cut, drop_others, prepare, take_others
from pressbib.names.western import Hints
from pressbib.record import Name

MAX_LIST = 20_000
"""Characters that are read of a list; a longer one (some thousand authors) ends with `others`."""


@dataclass(frozen=True, slots=True)
class People:
    """names: in the order printed. others: whether the line says that there are more (`et al.` and its relatives)."""

    names: tuple[Name, ...] = ()
    others: bool = False


@dataclass(slots=True)
class _Person:
    """A name that is being put together."""

    piece: Piece
    given: str = ""
    inverted: bool = False
    suffix: str = ""
    affiliations: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    orcid: str = ""


_YEARS = patterns.prepare(r"[\d\s–—/.,*†?-]{1,40}")


def read(text: str, *, language: str = "") -> People:
    """The people of a printed author list, in order.

    text: the list alone, without a label; `By` and `Authors:` before it are left out. language: the page's (BCP 47), ""
    where unknown. Affiliations (in parentheses or between commas), ORCID links and roles go to the Name that they
    follow; degrees, titles, footnote marks and e-mail addresses are left out.

    >>> [name.family for name in read("Miros, R, Proeschold-Bell, RJ, Schmitt JW, et al.").names]
    ['Miros', 'Proeschold-Bell', 'Schmitt']
    """
    shortened = len(text) > MAX_LIST
    text, others = take_others(_without_stop(prepare(text[:MAX_LIST])))
    pieces = list(cut(text, language))
    others = drop_others(pieces) or others or shortened
    for piece in pieces:
        piece.kind = kind_of(piece)
    tell_surnames(pieces, others)
    join_affiliations(pieces)
    tell_places(pieces)
    people = _assemble(pieces)
    hints = _hints(people, language, pieces)
    surnames_only = others or len(people) > 1
    names = [_name(person, hints, surnames_only) for person in people]
    return People(tuple(name for name in names if name), others)


def _without_stop(text: str) -> str:
    """A list without the full stop of its sentence, which is no initial's where no other name has one: `…, Jing Ma.`"""
    listed = text.rstrip()
    if not listed.endswith(".") or "." in listed[:-1] or "," not in listed:
        return text
    *_, before, last = listed[:-1].split(",")
    if not before.split() or not last.split():
        return text
    word = last.split()[-1]
    if one.is_suffix(word):
        return text
    is_name = len(last.split()) > 1 and len(word) > 1 and word.istitle()
    is_bare = western.is_initials(word) and western.is_initials(before.split()[-1])  # `Kim H, Lee S.`
    return listed[:-1] if is_name or is_bare else text


# Putting together


def _assemble(pieces: list[Piece]) -> list[_Person]:
    people: list[_Person] = []
    strong = any(piece.before == ";" for piece in pieces[1:])
    for run in _runs(pieces):
        people += _assemble_run(run, strong, bool(people))
    return people


def _runs(pieces: list[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if piece.before == ";" and run:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _assemble_run(run: list[Piece], strong: bool, inside: bool) -> list[_Person]:
    people: list[_Person] = []
    if len(run) > 1 and run[0].kind is Kind.INITIALS and run[1].kind is Kind.ALONE and len(run[0].text) < 3:
        run[0].kind = Kind.ALONE  # a family name of one letter: U, Vivian
    paired = _alternates(run, strong)
    first_only = not paired and _is_first_inverted(run)
    for piece in run:
        last = people[-1] if people else None
        if piece.kind in (Kind.NAME, Kind.ALONE):
            here = paired or (first_only and len(people) == 1)
            if here and last is not None and not last.inverted and piece.before == ",":
                last.given, last.inverted = piece.text, True
                _take_notes(last, piece)
            else:
                people.append(_person(piece))
        elif piece.kind is Kind.GROUP or (piece.kind is Kind.AFFILIATION and last is None and not strong):
            people.append(_person(piece))
        elif piece.kind is Kind.INITIALS:
            _add_initials(people, piece)
        elif last is not None:
            _add(last, piece)
    return people


def _alternates(run: list[Piece], strong: bool) -> bool:
    """Whether the commas of a run part family from given names: `Doe, John, Roe, Jane and Poe, Ann`."""
    named = [piece for piece in run if piece.kind in (Kind.NAME, Kind.ALONE)]
    if any(piece.kind is Kind.INITIALS for piece in run) or len(named) < 2:
        return False
    if any(asian.is_asian(piece.text) for piece in named):
        return False
    if strong and len(named) == 2 and named[1].before == ",":
        return named[0].kind is Kind.ALONE or named[1].kind is Kind.ALONE
    firsts, seconds = _pairs(named)
    if not seconds:
        return False
    if len(named) == 2:
        return firsts[0].kind is Kind.ALONE
    return (all(piece.kind is Kind.ALONE for piece in firsts) and len(seconds) >= 2) or _is_pair_and_name(named)


_MANY = 3
_TWO_WORDS = 2


def _is_first_inverted(run: list[Piece]) -> bool:
    """`Doe, John, Jane Roe and Ann Poe`: only the first name is turned round (Chicago and MLA bibliographies)."""
    named = [piece for piece in run if piece.kind in (Kind.NAME, Kind.ALONE)]
    if len(named) < 3 or named[0].kind is not Kind.ALONE or named[1].before != ",":
        return False
    if any(piece.kind in (Kind.INITIALS, Kind.GROUP) for piece in run) or asian.is_asian(named[0].text):
        return False
    given = named[1].kind is Kind.ALONE or any(map(western.is_initials, named[1].text.split()[1:]))
    given = given or (len(named) > _MANY and named[-1].before == "and" and len(named[1].text.split()) == _TWO_WORDS)
    return given and all(piece.kind is Kind.NAME for piece in named[2:])


def _pairs(named: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces of `A, B, C, D and E F` by turns; a piece of two words and more after `and` stands alone."""
    firsts: list[Piece] = []
    seconds: list[Piece] = []
    expect_given = False
    for piece in named:
        if expect_given and piece.before == ",":
            seconds.append(piece)
            expect_given = False
        elif expect_given:
            return [], []
        elif piece.before == "and" and piece.kind is Kind.NAME:
            continue
        else:
            firsts.append(piece)
            expect_given = True
    return ([], []) if expect_given else (firsts, seconds)


def _is_pair_and_name(named: list[Piece]) -> bool:
    """`U, Vivian and Lai, Thomas`: one pair on either side of the conjunction."""
    return [piece.before for piece in named[1:]] == [",", "and", ","] and named[0].kind is Kind.ALONE


def _person(piece: Piece) -> _Person:
    person = _Person(piece)
    _take_notes(person, piece)
    return person


def _add_initials(people: list[_Person], piece: Piece) -> None:
    last = people[-1] if people else None
    if last is None or last.inverted or piece.before == "and" or last.piece.kind is Kind.GROUP:
        people.append(_person(piece))
    elif one.is_degree(piece.text) and _has_initials_or_given(last.piece):
        _take_notes(last, piece)
    elif western.family_first(last.piece.text.split(), Hints()):
        people.append(_person(piece))
    else:
        last.given, last.inverted = piece.text, True
        _take_notes(last, piece)


def _has_initials_or_given(piece: Piece) -> bool:
    """Whether a piece is a whole name already, so that `MA` after it is a degree and not its initials."""
    tokens = [token for token in piece.text.split() if not western.is_particle(token)]
    return len(tokens) > 1


def _add(person: _Person, piece: Piece) -> None:
    if piece.kind is Kind.SUFFIX:
        person.suffix = piece.text
    elif piece.kind is Kind.AFFILIATION:
        person.affiliations.append(_institution(piece.text))
    elif piece.kind is Kind.ROLE:
        role = words.load().roles.get(words.fold(piece.text))
        if role:
            person.roles.append(role)
        elif is_affiliation(piece.text):
            person.affiliations.append(_institution(piece.text))
    _take_notes(person, piece)


def _take_notes(person: _Person, piece: Piece) -> None:
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
            person.affiliations.append(_institution(text))
    piece.notes = []


def _institution(text: str) -> str:
    """An institution without the words that joined it to the person: `of the University of X`."""
    tokens = text.split()
    start = next((index for index, token in enumerate(tokens) if not token.islower()), 0)
    link = words.fold(" ".join(tokens[:start]))
    return " ".join(tokens[start:]) if link in words.load().affiliation_links else text


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


# Taking apart


def _hints(people: list[_Person], language: str, pieces: list[Piece]) -> Hints:
    texts = [person.piece.text.split() for person in people if not person.inverted]
    capitals = any(
        len(tokens) > 1 and tokens[-1].isupper() and len(tokens[-1]) > 4 and not tokens[0].isupper() for tokens in texts
    )
    vancouver = any(western.family_first(tokens, Hints()) and not tokens[0].isupper() for tokens in texts)
    if not language or language == "en":
        joined = {words.load().joining.get(piece.joined_by, frozenset()) for piece in pieces if piece.joined_by}
        language = next((next(iter(codes)) for codes in joined if len(codes) == 1), language)
        language = "pt" if any(map(western.is_portuguese, texts)) else language
    initialled = len(texts) > _FEW and all(western.is_initials(tokens[0]) for tokens in texts if tokens)
    return Hints(capitals=capitals, vancouver=vancouver and not capitals, language=language, initialled=initialled)


_FEW = 2
"""Names that do not yet tell how those of a list are printed."""


def _name(person: _Person, hints: Hints, surnames_only: bool) -> Name | None:
    piece = person.piece
    if piece.kind in (Kind.GROUP, Kind.AFFILIATION):
        name = Name(literal=piece.text)
    elif person.inverted:
        name = one.invert(piece.text, person.given)
    elif piece.kind is Kind.ALONE and surnames_only:  # Shepstone et al.: nobody is cited by the given name
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

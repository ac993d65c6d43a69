"""What a piece of a printed list of people is: a name, initials, a degree, an affiliation, a role."""

from __future__ import annotations

from itertools import pairwise

from pressbib.names import asian, one, western, words
from pressbib.names.pieces import Kind, Piece


def kind_of(piece: Piece) -> Kind:
    """What a piece is; its text is cleaned, and a description after a name goes to its notes."""
    known = words.load()
    _take_role(piece)
    _take_place(piece)
    piece.text = text = one.clean(piece.text)
    if not text or not any(character.isalpha() for character in text) or (len(text) == 1 and text.islower()):
        return Kind.NOTHING
    if one.is_suffix(text):
        return Kind.SUFFIX
    if words.fold(text) in known.roles:
        return Kind.ROLE
    if _all_initials(text):
        return Kind.INITIALS
    if one.is_degree(text):
        return Kind.DEGREE
    name, rest = _split_description(text, piece.before == ",")
    described = bool(name and rest) and is_affiliation(rest) and not is_affiliation(name)
    if not described and is_affiliation(text):
        return Kind.AFFILIATION
    if not described and one.is_group(text):
        piece.text = _without_opening(text)
        return Kind.GROUP
    if not name:
        return Kind.AFFILIATION if _is_linked(text) else Kind.ROLE
    if rest:
        piece.text = name
        piece.notes.append(rest)
    tokens = piece.text.split()
    core = [token for token in tokens if not western.is_particle(token)]
    return Kind.ALONE if len(core) == 1 and not asian.is_asian(text) else Kind.NAME


def _is_linked(text: str) -> bool:
    """Whether a piece begins with a word that joins an institution or place to a person: `of the Clalit Services`."""
    first, _, rest = text.partition(" ")
    if first[:1].isupper() and rest[:1].isupper():
        return False  # `Do Thi Thuy`
    linked = words.fold(first) in words.load().affiliation_links and not western.is_particle(first)
    return linked and any(token[:1].isupper() for token in rest.split()[:3])


def _take_role(piece: Piece) -> None:
    """`Lead author: Jane Roe`, `교신저자 김민형`: the role before a name goes to its notes."""
    known = words.load()
    for mark in (":", "："):
        head, found, rest = piece.text.partition(mark)
        if found and words.fold(head.strip()) in known.roles:
            piece.text = rest.strip()
            piece.notes.append(head.strip())
            return
    head, found, rest = piece.text.partition(" ")
    if found and asian.is_asian(head) and words.fold(head) in known.roles:
        piece.text = rest.strip()
        piece.notes.append(head)


def _take_place(piece: Piece) -> None:
    """`솔밭대 허윤 박사과정`, `西都大学 葛城真琴 助教`: the institution before an East Asian name goes to its notes."""
    if not asian.is_asian(piece.text):
        return
    tokens = piece.text.split()
    for size in range(len(tokens) - 1, 0, -1):
        head, rest = " ".join(tokens[:size]), " ".join(tokens[size:])
        name = one.strip_titles(rest)
        placed = is_affiliation(head) or (
            head.endswith(words.load().affiliation_ends) and asian.is_korean_name(name) and name not in known_titles()
        )
        if placed and not is_affiliation(rest) and len(name) >= _SHORTEST_NAME:
            if words.fold(rest) not in known_titles():
                piece.text = rest
                piece.notes.append(head)
            return


_SHORTEST_NAME = 2


def known_titles() -> frozenset[str]:
    """The titles after East Asian names, folded: a title alone is no name."""
    return frozenset(words.fold(title) for title in words.load().titles)


def _without_opening(text: str) -> str:
    lowered = text.casefold()
    for opening in words.load().group_openings:
        if lowered.startswith(opening):
            return text[len(opening) :].strip()
    return text


def tell_surnames(pieces: list[Piece], others: bool) -> None:
    """`De Ruiter` in a list of family names alone, or before `et al.`, is one of them, and not a person called De."""
    if any(piece.kind is Kind.ALONE for piece in pieces) or (others and len(pieces) == 1):
        capital = words.load().capital_particles
        for piece in pieces:
            tokens = piece.text.split()
            if piece.kind is Kind.NAME and len(tokens) > 1 and all(token in capital for token in tokens[:-1]):
                piece.kind = Kind.ALONE


def join_affiliations(pieces: list[Piece]) -> None:
    """`Jane Roe, Fujian Agriculture and Forestry University`: an institution whose own name holds an `and`."""
    for before, piece in pairwise(pieces[1:]):
        if (
            piece.kind is Kind.AFFILIATION
            and piece.before == "and"
            and before.kind is Kind.NAME
            and before.before == ","
        ):
            piece.text = f"{before.text} {piece.joined_by} {piece.text}"
            before.kind = Kind.NOTHING


def tell_places(pieces: list[Piece]) -> None:
    """What stands beside an institution without parentheses: its department before it, its city and country after it.

    In a list whose names have initials a piece without them is no name; elsewhere only single words after it are told.
    """
    named = [piece for piece in pieces if piece.kind is Kind.NAME]
    abbreviated = sum(any(map(western.is_initials, piece.text.split())) for piece in named)
    initials = abbreviated >= _ENOUGH and abbreviated * 2 > len(named)
    for before, piece in pairwise(pieces):
        beside = before.kind is Kind.AFFILIATION and piece.before == ","
        single = piece.kind is Kind.ALONE
        if beside and (
            single or words.fold(piece.text) in words.load().places or (initials and _is_without_initials(piece))
        ):
            piece.kind = Kind.AFFILIATION
    for piece, after in reversed(list(pairwise(pieces))):
        if initials and after.kind is Kind.AFFILIATION and after.before == "," and _is_without_initials(piece):
            piece.kind = Kind.AFFILIATION


_ENOUGH = 3


def _is_without_initials(piece: Piece) -> bool:
    return piece.kind in (Kind.NAME, Kind.ALONE) and not any(map(western.is_initials, piece.text.split()))


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
    lowered = f"{text.casefold()} "
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

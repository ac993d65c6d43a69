"""One name in an alphabet -> its parts: given, particles, family, suffix."""

from __future__ import annotations

import re

from pressbib.classes import dataclass
from pressbib.names import words
from pressbib.patterns import prepare
from pressbib.record import Name

_DOTTED = prepare(r"(?:[^\W\d_][^\W\d_]?\.[-‐‑’' ]?)+(?:[^\W\d_]\.?)?|(?:[^\W\d_]\.?[-‐‑]){1,3}[^\W\d_]\.?")
MAX_BARE = 3
_SAINTS = frozenset(("St.", "Ste."))
_NUMERALS = frozenset(("ii", "iii", "iv"))
_IBERIAN = frozenset(("de", "da", "do", "das", "dos"))
_MANY_GIVEN = 2


@dataclass(frozen=True, slots=True)
class Hints:
    """What the list around a name tells: family names are in capitals, it is Vancouver style, its language, all given
    names are initials."""

    capitals: bool = False
    vancouver: bool = False
    language: str = ""
    initialled: bool = False


def is_initials(token: str) -> bool:
    """Whether a word is nothing but initials: `J`, `AB`, `A.B.`, `J.-P.`, `K-H.`

    >>> [is_initials(word) for word in ("AB", "J.-P.", "Kim", "JONES", "Th.")]
    [True, True, False, False, True]
    """
    letters = [character for character in token if character.isalpha()]
    if token in _SAINTS or not letters or not letters[0].isupper() or len(letters) > 6:
        return False
    if all(character.isupper() for character in letters):
        bare = "." not in token and "-" not in token and "‐" not in token
        if bare:
            return len(token) <= MAX_BARE and token.isalpha()
        return len(letters) <= 5 and bool(_DOTTED.fullmatch(token) or _only_initials(token))
    return bool(_DOTTED.fullmatch(token)) and len(letters) <= 5 and "." in token


def _only_initials(token: str) -> bool:
    pieces = [piece for piece in re.split(r"[.\-‐‑]", token) if piece]
    return all(len(piece) <= 2 for piece in pieces)


def is_particle(token: str) -> bool:
    """Whether a word in lower case stands before family names: `van`, `de`, `d'`."""
    return token[:1].islower() and words.fold(token) in words.load().particles


def family_first(tokens: list[str], hints: Hints) -> int:
    """How many words of a name are the family name where it stands first and initials follow (`van Berkel V`,
    `Hofstetter T.B.`, `Henderson E J`); 0 where the name is not of that form."""
    end = len(tokens)
    while end > 0 and is_initials(tokens[end - 1]):
        end -= 1
    if end == 0 or end == len(tokens) or is_initials(tokens[0]):
        return 0
    last = tokens[-1]
    if "." not in last and len(last) == MAX_BARE and hints.capitals and not hints.vancouver:
        return 0  # Robert LEE among other family names in capitals
    if any(is_initials(token) for token in tokens[:end]):
        return 0  # Paul R LEE
    if len(tokens[0]) > MAX_BARE and tokens[0].isupper() and last.isalpha() and _is_asian_family(last):
        return 0  # MIN-HYUNG KIM
    return end


def _is_asian_family(token: str) -> bool:
    families = words.families()
    return token.capitalize() in families["korean-romanised"] or token.capitalize() in families["chinese-romanised"]


def parse(tokens: list[str], hints: Hints) -> Name:
    """A name of words in an alphabet, without titles, degrees and marks."""
    tokens, suffix = _take_suffix(_without_full_stop(tokens))
    if not tokens:
        return Name(literal=suffix)
    if len(tokens) == 1:
        return _single(tokens[0], suffix)
    if size := family_first(tokens, hints):
        return _name(tokens[:size], tokens[size:], suffix)
    if _is_east_asian_order(tokens, hints):
        return _name(tokens[:1], tokens[1:], suffix)
    if hints.language[:2] in ("tr", "az") and any(token.isupper() and "I" in token for token in tokens):
        tokens = [turkish(token) if len(token) > MAX_BARE else token for token in tokens]
    start = _family_start(tokens, hints)
    return _name(tokens[start:], tokens[:start], suffix, hints)


def inverted(family: list[str], given: list[str]) -> Name:
    """`Family, Given`: particles may stand at the end of the given names, a suffix in either half."""
    family, suffix = _take_suffix(family)
    given, second = _take_suffix(given)
    end = len(given)
    while end > 1 and is_particle(given[end - 1]):
        end -= 1
    if end < len(given):
        base = _name(family, given[:end], suffix or second)
        return _with_particle(base, " ".join(given[end:]))
    return _name(family, given, suffix or second)


def _without_full_stop(tokens: list[str]) -> list[str]:
    """The words without the full stop of a sentence after the last one: `Roemer.`, but `Jr.` and `A.` keep theirs."""
    last = tokens[-1] if tokens else ""
    if last.endswith(".") and "." not in last[:-1] and len(last) > _SHORTEST and words.fold(last) not in _endings():
        return [*tokens[:-1], last[:-1]]
    return tokens


_SHORTEST = 4


def _endings() -> frozenset[str]:
    return words.load().suffixes


def _with_particle(name: Name, particle: str) -> Name:
    return Name(family=name.family, given=name.given, non_dropping_particle=particle, suffix=name.suffix)


def _take_suffix(tokens: list[str]) -> tuple[list[str], str]:
    """Jr. and its like, wherever it stands but first: `John Jones 3rd`, `Jack W. Jr. Sites`."""
    known = words.load().suffixes
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index].rstrip(",")
        if words.fold(token) in known and (len(tokens) > 2 or index == len(tokens) - 1):
            rest = [*tokens[:index], *tokens[index + 1 :]]
            if token in ("JR", "SR") and len(rest) == 1:
                break  # initials: Hibbeln JR
            if token.isupper() or words.fold(token) not in _NUMERALS:
                return rest, token
    return tokens, ""


def _single(token: str, suffix: str) -> Name:
    """One word: a family name or a mononym, nobody can tell; it stays whole."""
    text = _recase(token)
    return Name(family=text, suffix=suffix) if suffix else Name(literal=text)


def _is_east_asian_order(tokens: list[str], hints: Hints) -> bool:
    families = words.families()
    first = tokens[0]
    if _is_family_in_capitals(tokens):
        return True
    family_last = first != "Nguyen" and tokens[-1] in families["vietnamese-never-given"]  # Truong Quang Nguyen
    if len(tokens) > 2 and first in families["vietnamese-ascii"] and tokens[1] in families["vietnamese-middle"]:
        return not family_last
    if len(tokens) == 2:
        head, hyphen, tail = tokens[1].partition("-")
        korean = first in families["korean-romanised"]
        if korean and hyphen and head[:1].isupper() and tail[:1].islower() and tail.isalpha():
            return True
        if korean and hints.language.startswith("ko") and tokens[1] not in families["korean-romanised"]:
            return True
    if hints.language.startswith("hu") and len(tokens) == 2:
        return True
    if len(tokens) == len(("Family", "Given", "Patronymic")) and _PATRONYMIC.search(tokens[2]):
        return not _PATRONYMIC.search(tokens[1])  # Roman Arkadievich Abramovich
    if hints.language.startswith("vi") and first in families["vietnamese"] | families["vietnamese-ascii"]:
        return not family_last
    if first in families["vietnamese"] and not first.isascii():
        return tokens[-1] not in families["vietnamese"] or tokens[1] in families["vietnamese-middle"]
    return False


_PATRONYMIC = prepare(r"(?:[оеё]вич|ич|[оеё]вна|ична|йович|[ії]вна|оглы|кызы|[oe]vich|[oe]vna|ichna)$")


def _is_family_in_capitals(tokens: list[str]) -> bool:
    """`TANAKA Keiko`, `LEE Min Ho`: the family name first and in capitals, where nothing else is."""
    first, *rest = tokens
    letters = "".join(character for character in first if character.isalpha())
    if not letters.isupper() or not rest or any(token.isupper() for token in rest) or "." in first:
        return False
    return len(letters) > MAX_BARE or (_is_asian_family(first) and len(letters) + len(rest) > MAX_BARE)


def _family_start(tokens: list[str], hints: Hints) -> int:
    """Where the family name (with its particles) begins in `Given von Family`."""
    known = words.load()
    last = len(tokens) - 1
    for index in range(1, last):
        if is_particle(tokens[index]):
            after = index
            while after < last and is_particle(tokens[after]):
                after += 1
            if after < last and (hints.language.startswith("pt") or is_portuguese(tokens)):
                continue  # Katia Maria Micchi de Barros Ferraz: the last word is the family name
            if index > 1 and tokens[index - 1] in ("Van", "Von", "De"):
                return index - 1  # Chris G. Van de Walle
            return _before_joiner(tokens, index)
    if last > 1 and words.fold(tokens[last]) in known.family_endings and not is_initials(tokens[last - 1]):
        last -= 1
    vietnamese = tokens[last] in words.families()["vietnamese-ascii"]  # Thi Thu Van Dinh, Anh Van Pham
    while last > 1 and tokens[last - 1] in known.capital_particles and not vietnamese:
        last -= 1
    if last > 1 and tokens[last - 1] == tokens[last] and len(tokens[last]) > _TWO_MORE:
        last -= 1  # `Frantz Ossa Ossa`
    spanish = hints.language.startswith("es") or (hints.initialled and not is_initials(tokens[last - 1]))
    if last > 1 and tokens[last - 1] in words.families()["spanish"] and (spanish or _is_only_spanish(tokens[:last])):
        last -= 1
    if last == len(tokens) - 1 == _TWO_MORE and hints.language.startswith("es") and _has_two_families(tokens):
        last -= 1
    return _before_joiner(tokens, last)


_TWO_MORE = 2


def _is_only_spanish(tokens: list[str]) -> bool:
    """Whether one given name stands before a Spanish family name that is written with its accent and is no given name:
    `Paulette García Andaluz`, but not `J. Heather García Roe`."""
    given, family = tokens[0], tokens[-1]
    alone = len(tokens) == _TWO_MORE and not is_initials(given)
    return alone and not family.isascii() and family not in words.families()["spanish-given-first"]


def _has_two_families(tokens: list[str]) -> bool:
    """Whether a Spanish given name is followed by two words of which the first is no given name, and the last looks
    Spanish: `Luis Canseco Márquez`, but not `Juan Carlos Ruiz` or `Laura Maria Rotatori`."""
    families = words.families()
    first, middle, last = tokens
    given = families["spanish-given-first"]
    spanish = last in families["spanish"] or last.endswith(("ez", "és")) or not last.isascii()
    return first in given and middle not in given and spanish and not is_initials(middle)


def is_portuguese(tokens: list[str]) -> bool:
    """Whether a name is built as only Portuguese ones are: a particle among many words, and two or more after it."""
    return any(words.fold(token) in _IBERIAN for token in tokens[_MANY_GIVEN + 1 : -2])


def _before_joiner(tokens: list[str], start: int) -> int:
    """One word more where `y` or `i` joins two family names."""
    if start > 2 and words.fold(tokens[start - 1]) in words.load().joiners and tokens[start - 1].islower():
        return start - 2
    if words.fold(tokens[start]) in words.load().joiners and start > 1 and tokens[start].islower():
        return start - 1
    return start


def _name(family: list[str], given: list[str], suffix: str, hints: Hints | None = None) -> Name:
    split = 0
    while split < len(family) - 1 and is_particle(family[split]):
        split += 1
    particle = " ".join(family[:split])
    dropping = bool(hints and hints.language.startswith("pt")) and all(
        words.fold(word) in _IBERIAN for word in family[:split]
    )
    if given and _CUT.search(given[-1]) and any("." in word for word in given[-2:]):
        given = [*given[:-1], given[-1] + "."]  # the full stop of the last initial was taken for that of the sentence
    surname = " ".join(_recase(word) for word in family[split:])
    first = " ".join(_recase(word) if len(word) > MAX_BARE and not is_initials(word) else word for word in given)
    return Name(
        family=surname,
        given=first,
        dropping_particle=particle if dropping else "",
        non_dropping_particle="" if dropping else particle,
        suffix=suffix,
    )


def turkish(word: str) -> str:
    """A word set in capitals as Turkish writes it: `YILMAZ` is `Yılmaz`, `DİNÇ` is `Dinç`."""
    return word[:1] + word[1:].replace("I", "ı").replace("İ", "i").lower() if word.isupper() else word


_CUT = prepare(r"(?:^|\.)[^\W\d_]$")
_CAPITALS = prepare(r"[^\W\d_]+")


def _recase(word: str) -> str:
    """A word set in capitals as a name is written: MARTÍNEZ-CRIADO, McDONALD, O'BRIEN. Two letters may be a name (LI).

    >>> [_recase(word) for word in ("MARTÍNEZ-CRIADO", "McDONALD", "O'BRIEN", "LaPierre")]
    ['Martínez-Criado', 'McDonald', "O'Brien", 'LaPierre']
    """
    if "İ" in word[1:]:  # only Turkish has it
        return turkish(word)
    letters = [character for character in word if character.isalpha()]
    head = word[:2] if word.startswith("Mc") else word[:3] if word.startswith("Mac") else ""
    if head and len(word) > len(head) + 1 and word[len(head) :].isupper():
        return head + word[len(head) :].capitalize()
    if len(letters) < 2 or not all(character.isupper() for character in letters) or "." in word:
        return word
    return _CAPITALS.sub(lambda found: found[0].capitalize(), word)

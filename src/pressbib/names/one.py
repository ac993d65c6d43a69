"""One printed name -> Name: titles, degrees, nicknames and marks go, and the script decides who takes it apart."""

from __future__ import annotations

from pressbib import vocabulary
from pressbib.names import asian, western, words
from pressbib.names.western import Hints
from pressbib.patterns import prepare
from pressbib.record import Name

_RAISED_DIGITS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_BEFORE = " \t\n*†‡§¶#⁎∗✉✝^~•◦,.;:-–—" + _RAISED_DIGITS
_AFTER = " \t\n*†‡§¶#⁎∗✉✝^~•,;:" + _RAISED_DIGITS + "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_RAISED = prepare(r"\^?\{[\w,*†‡§ ]{1,12}\}$|\^[\w,*†‡§]{1,6}$")
_DIGITS = prepare(r"(?<=[^\W\d_])[\d,][*†‡§¶#,\d]{0,60}+$|\s\d{1,2}(?:,\d{1,2}){0,20}+$")
_NICKNAME = prepare(r"[\"“”„‘]([^\"“”‘’\n]{1,40})[\"“”’](?=\s|$)")
_PARENTHESES = prepare(r"[(\[（【][^()\[\]（）【】]{0,400}[)\]）】]?")
_SYMBOLS = prepare(r"[\U0001f000-\U0001faff☀-➿\ufe0f�]")
_DOTTED_TOGETHER = prepare(r"(?<=\.)(?=[^\W\d_][^\W\d_]{2})")
MAX_NAME = 200


def parse(text: str, *, language: str = "") -> Name:
    """One name in any printed form: `First von Last`, `Last, First`, `Surname AB`, family name first in Chinese,
    Japanese and Korean, an organisation.

    language is the page's (BCP 47), "" where unknown. A name that cannot be taken apart, an organisation, and a single
    word stand in `literal`.

    >>> parse("Prof. John van der Berg Jr.")
    Name(family='Berg', given='John', dropping_particle='', non_dropping_particle='van der', suffix='Jr.', literal='', \
affiliations=(), orcid='', roles=())
    """
    text = " ".join(_PARENTHESES.sub(" ", text[:2000]).split())
    if "," in text and not is_group(text):
        return _with_commas(text, language)
    return parse_plain(text, Hints(language=language))


def _with_commas(text: str, language: str) -> Name:
    pieces = [piece for part in text.split(",") if (piece := clean(part))]
    whole = bool(pieces) and _is_whole(pieces[0])  # a degree may follow a whole name, initials follow a family name
    pieces = [piece for index, piece in enumerate(pieces) if index < (1 if whole else 2) or not is_degree(piece)]
    suffix = next((piece for piece in pieces[1:] if is_suffix(piece)), "")
    pieces = [piece for index, piece in enumerate(pieces) if index == 0 or not is_suffix(piece)]
    if len(pieces) < 2:
        name = parse_plain(pieces[0] if pieces else text, Hints(language=language))
        return western_suffix(name, suffix)
    return western_suffix(invert(pieces[0], " ".join(pieces[1:])), suffix)


def _is_whole(text: str) -> bool:
    """Whether a text is more than a family name with its particles (`de Oliveira`, `Del Coco`)."""
    known = words.load()
    return sum(words.fold(word) not in known.particles for word in text.split()) > 1


def western_suffix(name: Name, suffix: str) -> Name:
    """The name with a suffix that stood apart from it."""
    if not suffix or name.suffix:
        return name
    literal = name.literal
    return Name(
        family=name.family or literal,
        given=name.given,
        dropping_particle=name.dropping_particle,
        non_dropping_particle=name.non_dropping_particle,
        suffix=suffix,
    )


def invert(family: str, given: str) -> Name:
    """`Family, Given` taken apart."""
    given_tokens = strip_degrees(strip_honorifics(given.split()))
    family_tokens = strip_honorifics(family.split())
    if asian.is_asian(family):
        return Name(family=family, given=given)
    return western.inverted(family_tokens, given_tokens or given.split())


def parse_plain(text: str, hints: Hints) -> Name:
    """One name without commas."""
    text = clean(text)
    if len(text) > MAX_NAME:
        return Name(literal=text)
    if asian.is_asian(text):
        stripped = strip_titles(text)
        if is_group(stripped):
            return Name(literal=stripped)
        return asian.parse(stripped, hints.language)
    if is_group(text):
        return Name(literal=text)
    tokens = _DOTTED_TOGETHER.sub(" ", _without_nickname(text)).split()
    tokens = strip_degrees(strip_honorifics(tokens))
    return western.parse(tokens, hints) if tokens else Name(literal=text)


def _without_nickname(text: str) -> str:
    return _NICKNAME.sub(" ", text) if any(mark in text for mark in '"“”„‘') else text


def clean(text: str) -> str:
    """A name without footnote marks, numbers and symbols around it, and with single spaces."""
    text = " ".join((text if text.isascii() else _SYMBOLS.sub(" ", text)).split())
    text = _DIGITS.sub("", _bare(_RAISED.sub("", text) if "^" in text or "{" in text else text))
    text = _bare(text)
    if text.endswith(".") and text.count(".") > 1 and text.endswith(".."):
        text = text.rstrip(".") + "."
    return text.strip()


def _bare(text: str) -> str:
    return text.lstrip(_BEFORE).rstrip(_AFTER)


def strip_honorifics(tokens: list[str]) -> list[str]:
    """The words after `Prof. Dr.` and the like, at least one."""
    known = words.load()
    start = 0
    while start < len(tokens) - 1:
        for size in range(min(known.longest_honorific, len(tokens) - 1 - start), 0, -1):
            phrase = " ".join(words.fold(token) for token in tokens[start : start + size])
            if phrase in known.honorifics and not (size == 1 and _is_given(tokens[start])):
                start += size
                break
        else:
            break
    return tokens[start:]


def _is_given(token: str) -> bool:
    """Whether a short word that reads like a title is none: `M. Yousafzai`, `MS Skolnick`, `Di Maria`. Up to three
    letters count as a title only as they are printed in the vocabularies."""
    bare = token.replace(".", "")
    return len(bare) == 1 or (len(bare) <= _SHORT and bare not in words.load().short_honorifics)


_SHORT = 3


def strip_degrees(tokens: list[str]) -> list[str]:
    """The words before `PhD` and `MD MPH`. Two letters after one word are initials (`Hall MA`), not a degree."""
    end = len(tokens)
    while end > 2 and is_degree(tokens[end - 1]):
        end -= 1
    if end == 2 and len(tokens) > 1 and tokens[1][1:].islower():
        return tokens[:end]  # `Qing-Jun Meng` is no Master of Engineering
    if end == 2 and len(tokens) > 1 and is_degree(tokens[1]) and len(tokens[1]) > western.MAX_BARE + 1:
        end = 1
    if end == 2 and not western.is_initials(tokens[1]) and is_degree(tokens[1]):
        end = 1
    return tokens[:end]


def strip_titles(text: str) -> str:
    """An East Asian name without the titles after it: `김민형 교수` -> `김민형`."""
    changed = True
    while changed:
        changed = False
        for title in words.load().titles:
            if text.endswith(title) and len(text) - len(title) >= (2 if len(title) > 1 or " " in text[-2:] else 3):
                text = text[: -len(title)].rstrip(" 　·・")
                changed = True
                break
    return text


def is_degree(text: str) -> bool:
    """Whether the text is an academic degree or several: `PhD`, `M.D., MPH`."""
    if vocabulary.reads_as_name(text):
        return False
    known = words.load().degrees
    if "".join(words.fold(text).split()) in known:
        return True
    tokens = text.replace("/", " ").replace(",", " ").split()
    return bool(tokens) and all(words.fold(token) in known and not vocabulary.reads_as_name(token) for token in tokens)


def is_suffix(text: str) -> bool:
    """Whether the text is Jr., III or the like."""
    return words.fold(text.strip()) in words.load().suffixes


_A_PERSON = (2, 3)
"""Words of most people's names."""


def is_group(text: str) -> bool:
    """Whether a name is that of a group or organisation: a consortium, `World Health Organization`."""
    known = words.load()
    tokens = [words.fold(token.strip("(),;:“”\"'")) for token in text.split()]
    if len(tokens) in _A_PERSON and len(tokens[0]) <= _SHORT and tokens[0].isalpha():
        tokens = tokens[1:]  # Tim Roe is no team, nor Red Poe a network
        if any(token in known.groups for token in tokens):
            return True
    elif len(tokens) > 1 and any(token in known.groups for token in tokens):
        return True
    return text.endswith(known.asian_groups) if known.asian_groups else False

"""Who wrote the work: names as tags and bylines state them, and what is no name refused."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from pressbib import names
from pressbib.metadata import site
from pressbib.metadata.statement import Statement
from pressbib.metadata.values import fold, plain
from pressbib.patterns import prepare
from pressbib.record import Name

_MOST_NAMES = 6_000
_ADDRESS = prepare(r"(?i)https?://|www\.|^@|\S@\S|\.(?:com|org|net|html?)\b|^/")
_DATE = prepare(r"\b\d{1,2}[:./]\d{2}\b|\b(?:19|20)\d\d\b")
_AND = prepare(r"\s+(?:and|und|et)\s+|\s*&\s*|·(?=\s)")
_EDGE_AND = prepare(r"(?i)^(?:and|und|et|y|e|&)\s+|\s+(?:and|und|et|y|e|&)$|^(?:and|&)$")
_AND_ELSEWHERE = prepare(r"\s+(?:y|e|og|och|en|i|ja|with)\s+")
_BRACKETED = prepare(r"\s*\[[^\[\]]{0,60}\]")
_NULL = prepare(r"(?<=[A-Z])null\b|\bnull\b")
_ORGANISATION = prepare(
    r"(?i)\b(?:university|institute|consortium|collaboration|group|committee|council|association|society|department"
    r"|organi[sz]ation|agency|network|initiative|editors|team|foundation|investigators|centre|center|ministry|bank|union"
    r"|universität|institut|universidad|université|commission)\b"
)


def read(statements: Iterable[Statement], *, own_names: frozenset[str], language: str = "") -> tuple[Name, ...]:
    """The people that the statements of one vocabulary name, in order.

    A list that a page repeats counts once; a name that stands twice in a list of tags is of two namesakes.
    own_names: names of the site, publisher and container, folded: they are no authors.
    """
    found: list[tuple[str, Name]] = []
    tagged = False
    for statement in statements:
        if len(found) >= _MOST_NAMES:
            break
        tagged = statement.vocabulary in _ONE_A_TAG
        found += [(key, name) for name in _names(statement, own_names, language) if (key := fold(str(name)))]
    once = dict(reversed(found))
    counts = Counter(key for key, _ in found)
    if tagged and len(set(counts.values())) > 1 and 2 * len(once) > len(found):
        return tuple(name for _, name in found)
    return tuple(once[key] for key in counts)


def _names(statement: Statement, own_names: frozenset[str], language: str) -> list[Name]:
    extra = {"affiliations": statement.affiliations, "orcid": statement.orcid}
    if name := statement.name:
        if name.literal:
            return [] if _is_no_name(name.literal, own_names) else [dataclasses.replace(name, **extra)]  # type: ignore[arg-type]  # by name, from two literals
        parsed = names.parse(f"{name.family}, {name.given}", language=language) if name.given else name
        if name.suffix and not parsed.suffix:
            parsed = dataclasses.replace(parsed, suffix=name.suffix)
        return [dataclasses.replace(parsed, **extra)]  # type: ignore[arg-type]  # as above
    if statement.vocabulary not in _PRINTED | _CITING and _begins_with_site(statement.text[:300], own_names):
        return []
    one = statement.vocabulary in _ONE_A_TAG and statement.variable in ("author", "editor", "translator")
    refused = frozenset[str]() if one and statement.vocabulary in _CITING else own_names
    parts = [part for part in split(statement.text, one=one) if not _is_no_name(part, refused)]
    if statement.vocabulary == "meta":
        parts = [part for part in parts if not _is_publisher(part)]
    if len(parts) > 1 or statement.vocabulary in _PRINTED:
        parts = [part for part in parts if not is_role(part)]
    if statement.vocabulary in _PRINTED:
        parts = [part for part in parts if looks_like_name(part)]
    if len(parts) != 1:
        extra = {}
    return [dataclasses.replace(_parsed(part, language), **extra) for part in parts]  # type: ignore[arg-type]  # as above


def _begins_with_site(text: str, own_names: frozenset[str]) -> bool:
    """`Sciences et Avenir avec AFP` names no author of the magazine."""
    return fold(text).startswith(tuple(name for name in own_names if len(name) > 7))


@lru_cache(maxsize=4096)
def _parsed(text: str, language: str) -> Name:
    if _ORGANISATION.search(text) and "," not in text:
        return Name(literal=text)
    name = names.parse(text, language=language)
    family, _, given = (part.strip() for part in text.partition(","))
    if name.literal and given and max(len(family.split()), len(given.split())) < 4 and not _ORGANISATION.search(text):
        return Name(family=family, given=given)
    particle = name.non_dropping_particle
    if particle and f" {given}".lower().endswith(
        f" {particle.lower()}"
    ):  # `Goethe, Johann Wolfgang von` is filed under G
        name = dataclasses.replace(name, dropping_particle=particle, non_dropping_particle="")
    if name.suffix in _KINSHIP and family == f"{name.family} {name.suffix}":
        return dataclasses.replace(name, family=family, suffix="")
    return name


_KINSHIP = frozenset(("Júnior", "Filho", "Neto", "Sobrinho", "Netto"))
"""Portuguese words that stand with the family name when that comes first: `Carvalho Júnior, Ilton`."""

_ONE_A_TAG = frozenset(("highwire", "bepress", "eprints", "coins", "state", "dublin-core"))
_CITING = frozenset(("highwire", "bepress", "eprints"))
"""Vocabularies for citations alone, which a site fills in for each work: what stands there as author is one."""
_PRINTED = frozenset(("byline", "visible"))


def split(text: str, *, one: bool = False) -> tuple[str, ...]:
    """The names in one tag: apart where `;`, `|`, `and` or commas between whole names part them.

    one: the tag is for one person each, so that a single comma stands between family and given names.
    """
    return _split(text, one) if len(text) < 1_000 else _split.__wrapped__(text[:60_000], one)


def _tidy(text: str) -> str:
    """Without what stands around names: brackets, e-mail addresses, `show more`."""
    if "[" in text:
        text = _BRACKETED.sub("", text)
    if "orcid" in text.lower():
        text = _ORCID.sub("", text)
    if "null" in text:
        text = _NULL.sub("", text)
    if not text.isascii():
        text = _JOINERS.sub("", text.replace("،", ",").translate(_BRACKETS))
    if "@" in text:
        text = _MAIL.sub(" ", text)
    return _closers().sub("", text) if _may_close(text) else text


def _may_close(text: str) -> bool:
    folded = text.lower()
    return any(words in folded for words in site.words("bylines", "closers"))


@lru_cache(maxsize=512)
def _split(text: str, one: bool) -> tuple[str, ...]:
    text = _tidy(plain(text))
    pieces = [text]
    for mark in (";", "|", "•", "·"):
        if mark in text:
            pieces = text.split(mark)
            break
    pieces = [piece.strip(_EDGES) for piece in pieces]
    if len(pieces) > 1:
        pieces = [_EDGE_AND.sub("", piece).strip(_EDGES) for piece in pieces]  # `A and | B`
    if not one or text[:3].lower() == "by ":  # `von` and `di` in a tag of a name belong to the name
        pieces = [_without_opener(piece) for piece in pieces]
    if one and len(pieces) == 1 and text.count(",") == 1 and not _AND.search(text):
        return (part,) if (part := pieces[0].strip(_EDGES)) else ()
    parts = [part for piece in pieces if not _DATE.search(piece) for part in _by_and(piece)]
    return tuple(name for part in parts if (name := _titles().sub("", part)))


@cache
def _titles() -> re.Pattern[str]:
    """Words of a newsroom behind a name: `김민형 기자`."""
    return re.compile(rf"\s?(?:{'|'.join(map(re.escape, site.words('bylines', 'titles')))})$")


_ORCID = prepare(
    r"(?i)\s?\(?\b(?:orcid(?:\sid)?\s?:?\s?)?(?:https?://)?(?:www\.)?orcid\.org/[\dX-]{15,19}\)?|\s\borcid\b"
)
_MAIL = prepare(r"(?<!\S)[^\s@]{1,64}@[^\s@]{3,100}")
_BRACKETS = {**dict.fromkeys(map(ord, "［］【】〔〕「」"), " "), ord("、"): ";", ord("，"): ";"}
_JOINERS = prepare("(?<=[,; ])[\u200c\u200d]|[\u200c\u200d](?=[,; ])")


@cache
def _closers() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, site.words('bylines', 'closers')))})\b.{{0,40}}$")


_EDGES = " ,;|\u200c\u200d"


def _by_and(text: str) -> list[str]:
    text = text.strip(_EDGES)
    if not text:
        return []
    if _ORGANISATION.search(text) and "," not in text and not re.search(r"(?i)\bby\b", text):
        return [text]
    pieces = [piece.strip(_EDGES) for piece in _AND.split(text)]
    if len(pieces) == 1 and all(len(part.split()) > 1 for part in _AND_ELSEWHERE.split(text)):
        pieces = _AND_ELSEWHERE.split(text)  # `y` joins two people, and also Ortega y Gasset
    if len(pieces) > 1 and len(pieces[-1].split()) == 1 and "," not in pieces[-1] and len(pieces[0].split()) == 1:
        pieces = [text]
    return [part for piece in pieces for part in _by_comma(piece) if part]


_SUFFIX = prepare(r"(?i)(?:jr|sr|[ivx]{1,4}|ph\.?d|m\.?d)\.?")


def _by_comma(text: str) -> list[str]:
    """`Last, First` stays whole; `First Last, First Last` comes apart."""
    parts = [part.strip(_EDGES) for part in text.split(",") if part.strip(_EDGES)]
    if len(parts) < 2 or (any(_SUFFIX.fullmatch(part) for part in parts[1:]) and len(parts) < 4):
        return [text.strip(" ,")]
    if len(parts) > 3 and len(parts) % 2 == 0 and all(map(_is_initials, parts[1::2])):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if all(len(part) > 2 and _EAST_ASIAN.fullmatch(part) for part in parts):
        return parts
    whole = [len(part.split()) > 1 for part in parts]
    if all(whole) and (len(parts) > 2 or not _is_inverted(parts)):
        return parts
    if len(parts) > 2 and sum(whole) >= len(parts) - 1:
        return parts
    return [text]


_PARTICLES = frozenset(
    """de da do dos das del della di von vom van der den het 't le la los las du des el al bin ibn ben ter ten te zu zum
    zur af av y e i jr sr ii iii iv""".split()
)


_EAST_ASIAN = prepare("[\u3400-\u9fff\uac00-\ud7af]{3,5}")


def _is_initials(text: str) -> bool:
    return text.isupper() and bool(re.fullmatch(r"(?:[^\W\d_]\.?[\s-]?){1,4}", text))


def _is_inverted(parts: list[str]) -> bool:
    """Whether two parts of several words each are `Del Coco, Laura M.` rather than two people."""
    family, given = parts[0].split(), parts[1].split()
    initials = all(map(_is_initials, given[1:]))
    dotted = any(re.fullmatch(r"[^\W\d_]\.", word) for word in family)
    return family[0].lower() in _PARTICLES or (initials and not dotted)


@cache
def _openers() -> re.Pattern[str]:
    phrases = sorted(site.words("bylines", "openers"), key=len, reverse=True)
    return re.compile(rf"(?i)\s*(?:{'|'.join(map(re.escape, phrases))})(?:\s*[::]\s*|\s+|(?<=panel)(?=\S))(?=\S)")


def _without_opener(text: str) -> str:
    for _ in range(2):
        found = _openers().match(text)
        if not found:
            break
        text = text[found.end() :]
    return text


def _is_no_name(text: str, own_names: frozenset[str]) -> bool:
    """Addresses, handles, accounts of a content system, dates, roles, and the names of the site itself."""
    if not text or len(text) > 200 or not any(c.isalpha() for c in text):
        return True
    if _ADDRESS.search(text) or _DATE.search(text) or fold(text) in own_names:
        return True
    words = text.lower().replace(",", " ").split()
    if len(words) == 1 and ((text.isascii() and text.islower()) or words[0] in _ACCOUNTS):
        return True
    return len(words) > 12


def _is_publisher(text: str) -> bool:
    """Whether a text names a company or a platform: many sites state theirs in <meta name=author>."""
    words = {word.strip(".,()").lower() for word in text.split()}
    return not words.isdisjoint(site.words("bylines", "companies")) or fold(text.partition("(")[0]) in _platforms()


@cache
def _platforms() -> frozenset[str]:
    return frozenset(fold(name) for name in site.words("platforms", "names"))


def is_role(text: str) -> bool:
    """Whether a part beside names is no name: `Science Editor`, `MIT News Office`."""
    roles = _roles()
    return any(word.strip(".:()") in roles for word in text.lower().split())


@cache
def _roles() -> frozenset[str]:
    return frozenset(site.words("bylines", "roles"))


_WORD = prepare(r"[^\W\d_][\w'’.\-‐·]*,?")


def looks_like_name(text: str) -> bool:
    """Whether printed words can be a name: few, and all but particles begin with a capital (where there are any)."""
    words = text.split()
    if not 1 <= len(words) <= 7 or not all(_WORD.fullmatch(word) for word in words):
        return False
    return all(
        not word[0].islower() or word.lower() in _PARTICLES or word[:2].lower() in ("d'", "d’") for word in words
    )


_ACCOUNTS = frozenset(("admin", "administrator", "editor", "staff", "anonymous", "webmaster", "guest"))


def is_staff(name: Name) -> bool:
    """Whether a name is of a newsroom rather than a person (`Ars Staff`); another name is better where there is one."""
    return bool(name.literal or len(str(name).split()) < 4) and is_newsroom(str(name))


def is_newsroom(text: str) -> bool:
    """Whether a text has a word of newsrooms: `staff`, `desk`."""
    return any(word.strip(".,") in _STAFF for word in text.lower().split())


_STAFF = frozenset(
    "staff editors editorial newsroom desk redaktion redacción rédaction team agencies correspondent".split()
)

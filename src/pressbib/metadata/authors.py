"""Authors, editors and translators: what each vocabulary says of them, and which to take."""

from __future__ import annotations

import dataclasses
import re

from pressbib.classes import dataclass
from pressbib.document import Document
from pressbib.metadata import people, trust, values
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold
from pressbib.record import Name

_PRINTED = ("byline", "visible")


@dataclass(frozen=True)
class Stated:
    """The people that one vocabulary names, with its statements."""

    vocabulary: str
    names: tuple[Name, ...]
    statements: tuple[Statement, ...]

    def families(self) -> frozenset[str]:
        return frozenset(fold(name.family or name.literal) for name in self.names)

    def is_like(self, other: Stated) -> bool:
        return self.families() == other.families()

    def is_explicit(self) -> bool:
        """Whether its statements tell family names from given names."""
        return all("," in s.text or (s.name is not None and bool(s.name.family)) for s in self.statements)

    def is_staff(self) -> bool:
        return all(map(people.is_staff, self.names))

    def statement(self, variable: str) -> Statement:
        """All of its statements as one."""
        text = "; ".join(dict.fromkeys(s.text for s in self.statements))
        return Statement(variable, text, self.vocabulary, self.statements[0].locator)


def find(
    statements: Statements, variable: str, document: Document, own_names: frozenset[str], language: str, *, news: bool
) -> list[Stated]:
    """What each vocabulary says of the people, in the order of trust, without those that name nobody."""
    rows = [(vocabulary, variable) for vocabulary in trust.PEOPLE]
    rows.insert(1, ("highwire", f"{variable}s"))
    if variable == "author" and not statements.has("author", "highwire", "dublin-core"):
        rows.insert(0, ("dublin-core", "contributor"))
    scholarly = statements.has("title", "highwire", "bepress", "prism") and statements.has("author", "highwire")
    found = []
    for vocabulary, stated in rows:
        these = statements.of(stated, vocabulary)
        if not these or (vocabulary in ("meta", "open-graph") and scholarly and not news):
            continue
        refused = own_names | _title_pieces(document) if vocabulary in _PRINTED else own_names
        if names := people.read(these, own_names=refused, language=language):
            found.append(Stated(vocabulary, names, tuple(these)))
    return found


def _title_pieces(document: Document) -> frozenset[str]:
    """The pieces of <title> beside the title: sections and series that stand where a byline would."""
    return frozenset(fold(piece) for piece in re.split(r"\s+(?:[|»·]|--?|[–—])\s+", values.plain(document.title)))


def choose(found: list[Stated]) -> Stated:
    """The first list, unless another names people where it names a newsroom, holds it and more, or is a byline that
    structured data contradicts; with what the others spell out."""
    chosen = found[0]
    for other in found[1:]:
        newsroom = chosen.is_staff() and not other.is_staff()
        if newsroom or _holds_more(other, chosen) or _contradicts(other, chosen):
            chosen = other
            break
    names = chosen.names
    for other in found:
        if len(other.names) != len(names) or other is chosen:
            continue
        pairs = list(zip(names, other.names, strict=True))
        if other.is_explicit() and not chosen.is_explicit() and all(_words(o) == _words(t) for o, t in pairs):
            pairs = [(_split_as(ours, theirs), theirs) for ours, theirs in pairs]
        if all(fold(ours.family) == fold(theirs.family) for ours, theirs in pairs):
            names = tuple(_filled(ours, theirs) for ours, theirs in pairs)
    return dataclasses.replace(chosen, names=names)


def spell(chosen: Stated, statements: Statements) -> Stated:
    """The same people, their initials hyphenated where a contributor of the same name has a hyphen: `JB` as `J-B`."""
    contributors = [s for s in statements.of("contributor", "dublin-core")[:200] if "-" in s.text and len(s.text) < 60]
    if not contributors:
        return chosen
    others = people.read(contributors, own_names=frozenset())
    hyphened = {(fold(name.family), fold(name.given)): name.given for name in others if "-" in name.given}
    names = tuple(
        dataclasses.replace(name, given=given)
        if name.given.isalpha() and (given := hyphened.get((fold(name.family), fold(name.given))))
        else name
        for name in chosen.names
    )
    return dataclasses.replace(chosen, names=names)


def _words(name: Name) -> frozenset[str]:
    return frozenset(fold(word) for word in re.split(r"[\s.\-]+", str(name)) if word)


def _split_as(ours: Name, theirs: Name) -> Name:
    """A name with the family name that `Family, Given` tells: `L. Gutierrez C.` after `Gutierrez C., L.`."""
    parts = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")
    return dataclasses.replace(ours, **{part: getattr(theirs, part) for part in parts})


def _holds_more(other: Stated, fewer: Stated) -> bool:
    """Whether a list of tags has all of another and more, as where one names only the last of three authors."""
    if other.vocabulary == "byline":
        return _goes_on(other, fewer)
    if other.vocabulary in ("visible", "description") or len(fewer.names) > 2:
        return False
    if other.vocabulary == "meta" and (fewer.vocabulary != "json-ld" or any(map(people.is_staff, other.names))):
        return False  # <meta name=author> may name anybody; beside data with the first of several it names the others
    return fewer.families() < other.families()


def _goes_on(byline: Stated, fewer: Stated) -> bool:
    """Whether a byline begins with the names that structured data has, two or more, and names others after them."""
    stated, printed = ([fold(name.family or name.literal) for name in names] for names in (fewer.names, byline.names))
    return (
        fewer.vocabulary in ("json-ld", "microdata")
        and 1 < len(stated) < len(printed)
        and printed[: len(stated)] == stated
    )


def _contradicts(byline: Stated, chosen: Stated) -> bool:
    """Whether a byline that says `By …` names nobody that structured data names: readers see the byline."""
    if byline.vocabulary != "byline" or chosen.vocabulary not in ("json-ld", "microdata"):
        return False
    first = byline.statements[0]
    says_by = re.match(r"(?i)[\s|]{0,9}(?:by|von|par|por)\s", first.text)
    return "byline" in first.locator and bool(says_by) and not byline.families() & chosen.families()


def _filled(ours: Name, theirs: Name) -> Name:
    """A name with the suffix, and the given names in full, that another spelling of it has."""
    initials = "".join(word[0] for word in re.split(r"[\s.\-]+", theirs.given) if word)
    is_short = fold(ours.given) == fold(initials)
    given = theirs.given if is_short and len(fold(theirs.given)) > len(initials) else ours.given
    return dataclasses.replace(
        ours,
        given=given,
        suffix=ours.suffix or theirs.suffix,
        affiliations=ours.affiliations or theirs.affiliations,
        orcid=ours.orcid or theirs.orcid,
    )

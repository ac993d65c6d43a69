"""Statements -> Record: every variable chosen in the order of trust, with its origin and what was not chosen."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from pressbib import identifiers
from pressbib.document import Document
from pressbib.metadata import issued, kinds, people, site, titles, trust, values
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold
from pressbib.record import VARIABLES, Claim, Name, Origin, Record, Value

_MOST_CLAIMS = 40
_NEWS = frozenset(("article-newspaper", "article-magazine", "post-weblog", "post", "webpage", "broadcast"))


def record(document: Document, statements: Statements) -> Record | None:
    """The Record of a page's work; None where the page does not give a title and something that makes it a work."""
    return _Reading(document, statements).record()


class _Reading:
    """One page being read: its statements, and the values chosen so far."""

    def __init__(self, document: Document, statements: Statements) -> None:
        self.document = document
        self.statements = statements
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}
        self.claims: list[Claim] = []
        self.reasons: list[str] = []
        self.place = site.find(document.url)
        self.type, self.genre = kinds.decide(statements, document)
        self.news = self.type in _NEWS

    def record(self) -> Record | None:
        own_names = self._own_names()
        title = titles.choose(self.statements, self.document, own_names)
        if title is None:
            return None
        self.set("title", title[0], title[1])
        for statement in title[2]:
            self.claim("title", titles.clean(statement, own_names), statement)
        self._simple()
        self._container(own_names)
        self._numbers()
        self._pages()
        self._serials()
        self._people(own_names)
        self._date()
        self._address()
        self._keywords()
        if not self._is_work():
            return None
        if self.genre:
            self.set("genre", self.genre, self.statements.first("genre") or self.statements.first("type"))
        return Record(
            type=self.type,
            provenance=self.origins,
            claims=tuple(self.claims[:_MOST_CLAIMS]),
            reasons=tuple(self.reasons),
            **{VARIABLES[variable].attribute: value for variable, value in self.values.items()},
        )

    # --- keeping

    def origin(self, statement: Statement) -> Origin:
        text = statement.text if len(statement.text) <= 2_000 else f"{statement.text[:2_000]}…"
        return Origin(f"landing:{statement.vocabulary}", statement.locator, text, self.document.retrieved)

    def set(self, variable: str, value: Value, statement: Statement | None) -> None:
        if value:
            self.values[variable] = value
            if statement:
                self.origins[variable] = self.origin(statement)

    def claim(self, variable: str, value: Value, statement: Statement) -> None:
        if value and value != self.values.get(variable):
            claim = Claim(variable, value, self.origin(statement))
            if all((c.variable, c.value) != (claim.variable, claim.value) for c in self.claims):
                self.claims.append(claim)

    # --- variables

    def _own_names(self) -> frozenset[str]:
        """Names of the site, its journal and publisher, folded: neither titles nor authors."""
        stated = [s.text for v in ("site-name", "publisher", "publisher-plain") for s in self.statements.all_of(v)]
        stated += [s.text for s in self.statements.all_of("journal-title") if s.vocabulary not in _PRINTED]
        stated += [self.place.name] if self.place.name else []
        host = site.host(self.document.url)
        labels = host.split(".")
        short = max(labels[:-1], key=len, default="")
        names = {fold(values.plain(text[:300])) for text in stated} | {fold(host), short}
        names |= {name.removeprefix("the") for name in names}
        return frozenset(name for name in names if len(name) > 1)

    def _simple(self) -> None:
        for variable, check in trust.CHECKS.items():
            found = list(trust.choose(self.statements, variable, check))
            if variable == "publisher" and self.news:
                found = [(v, s) for v, s in found if s.vocabulary not in ("json-ld", "microdata")]
            if variable == "DOI" and self.type not in (
                "article-journal",
                "paper-conference",
                "chapter",
                "article",
                "document",
            ):
                found = [(v, s) for v, s in found if s.vocabulary not in ("visible", "script")]
            if not found:
                continue
            value, statement = found[0]
            self.set(variable, value, statement)
            for other, stated in found[1:]:
                if variable in ("DOI", "volume", "issue") and fold(other) != fold(value):
                    self.claim(variable, other, stated)
        for statement in self.statements.of("PMID", "highwire")[:5]:
            if value := trust.pmid(statement.text):
                self.set("PMID", value, statement)
                break
        if self.place.kind == "preprint-server" and self.type == "article" and "publisher" not in self.values:
            self._from_site("publisher", self.place.name)
        if arxiv := self.statements.first("arXiv"):
            identifier = identifiers.identify(arxiv.text)
            if identifier and identifier.kind == "arXiv" and "journal-title" not in self.values:
                self.set("archive", "arXiv", arxiv)
                self.set("archive_location", identifier.value, arxiv)

    def _from_site(self, variable: str, name: str) -> None:
        if name:
            self.values[variable] = name
            host = site.host(self.document.url)
            self.origins[variable] = Origin("landing:address", host, f"{host}: {name}", self.document.retrieved)

    def _container(self, own_names: frozenset[str]) -> None:
        if self.type in ("book", "thesis", "report", "dataset", "software"):
            return
        if self.type == "chapter":
            rows = tuple(row for row in trust.CONTAINERS if not row.endswith("journal-title"))
        else:
            rows = trust.CONTAINERS
        title = fold(self.values["title"])
        if not self.news:
            for value, statement in self._journals(rows):
                if fold(value) != title:
                    self.set("container-title", value, statement)
                    return
            if self.type in ("article-journal", "chapter", "paper-conference"):
                if not self._container_from_title():
                    for value, statement in self._journals(trust.LAST_CONTAINERS):
                        self.set("container-title", value, statement)
                        break
                return
        if self.type != "article":
            self._publication()

    def _journals(self, rows: tuple[str, ...]) -> list[tuple[str, Statement]]:
        return [
            (value, statement)
            for row in rows
            for value, statement in trust.choose(
                self.statements, "", self._source if _LOOSE.search(row) else self._journal, (row,)
            )
        ]

    def _source(self, text: str) -> str:
        """The name of a journal without the year, volume and pages that dc.source puts behind it."""
        text = values.rich(text[:1_000])
        return self._journal(_NUMBERS.sub("", text).strip(" ,;."))

    @staticmethod
    def _journal(text: str) -> str:
        text = values.rich(text[:1_000])
        if re.search(r"(?i)https?://|^(?:10\.|doi:|info:)|^supplement to", text) or len(text) > 300:
            return ""
        return text if sum(c.isalpha() for c in text) > 1 and fold(text) not in ("aleph", "null", "none") else ""

    def _publication(self) -> None:
        """The name of a newspaper, magazine, blog or site."""
        stated = [
            self.statements.first("journal-title", "highwire", "prism"),
            self.statements.first("site-name", "open-graph"),
            self.statements.first("site-name", "json-ld", "microdata"),
            self.statements.first("journal-title", "highwire", "json-ld"),
            self.statements.first("publisher", "json-ld", "microdata"),
            self.statements.first("source", "dublin-core"),
            self.statements.first("site-name"),
        ]
        found = [(name, s) for s in stated if s and (name := self._site_name(s.text))]
        known = self.place.name if self.place.kind in ("newspaper", "magazine") else ""
        same = next(((n, s) for n, s in found if not known or fold(n) == fold(known)), None)
        if same and not (known and same[0].isupper() and not known.isupper()):
            self.set("container-title", same[0], same[1])
        elif known:
            self._from_site("container-title", known)
        elif found:
            self.set("container-title", *found[0])
        elif self.place.name:
            self._from_site("container-title", self.place.name)
        elif self.type != "webpage":
            self._container_from_title()

    @staticmethod
    def _site_name(text: str) -> str:
        text = re.split(r"\s+[|]\s+", values.plain(text[:300]))[0]
        return "" if text.startswith("@") or "://" in text or text.isdigit() else text

    def _container_from_title(self) -> bool:
        """`Title - Journal - Platform` in <title>, where nothing else names the journal."""
        whole = values.plain(self.document.title)
        at = fold(whole).find(fold(self.values["title"]))
        if at < 0 or fold(whole) == fold(self.values["title"]):
            return False
        pieces = re.split(r"\s+(?:[|»·]|--?|[–—])\s+", whole)
        platforms = frozenset(fold(name) for name in site.words("platforms", "names"))
        left = [p for p in pieces if fold(p) not in fold(self.values["title"]) and fold(p) not in platforms]
        left = [
            p for p in left if fold(self.values["title"]) not in fold(p) and not re.search(r"\d", p) and len(p) < 120
        ]
        if left:
            self.set("container-title", left[-1], Statement("container-title", self.document.title, "title", "title"))
        return bool(left)

    def _numbers(self) -> None:
        volume, issue = self.values.get("volume", ""), self.values.get("issue", "")
        if found := re.fullmatch(r"(\d+)\s+((?:Suppl|Pt|Part|Spec)\b.{0,30})", volume):
            self.values["volume"] = found[1]
            if not issue or fold(issue) == fold(found[2]):
                self.set("issue", found[2], self.statements.first("volume"))
        if volume and issue and site.is_among(self.document.url, "swapped", "volume-issue"):
            self.values["volume"], self.values["issue"] = issue, volume
            self.origins["volume"], self.origins["issue"] = self.origins["issue"], self.origins["volume"]
        if self.news and self.type != "article-magazine":
            for variable in ("volume", "issue"):
                if self.origins.get(variable, Origin("")).kind in ("landing:citation-line", "landing:description"):
                    self.values.pop(variable, None)
                    self.origins.pop(variable, None)

    def _pages(self) -> None:
        for vocabulary in trust.PAGES:
            if vocabulary == "citation-line" and self.news:
                return
            first = self.statements.first("page-first", vocabulary)
            last = self.statements.first("page-last", vocabulary)
            whole = self.statements.first("page", vocabulary)
            start = values.page(first.text) if first else ""
            end = values.page(last.text) if last else ""
            stated = whole if whole and (not start or (not end and vocabulary == "highwire")) else first
            value = values.page(whole.text) if whole and stated is whole else start
            if value and end and "-" not in value and end != value:
                value = f"{value}-{end}"
                text = f"{first.text if first else ''}-{last.text if last else ''}"
                stated = Statement(
                    "page", text, vocabulary, f"{first.locator}, {last.locator}" if first and last else ""
                )
            if value and stated and self._is_page(value):
                if "-" not in value and (ranged := self._ranged(value)):
                    value, stated = ranged
                self.set("page", value, stated)
                return

    def _ranged(self, first: str) -> tuple[str, Statement] | None:
        """The range that another vocabulary gives for a first page."""
        for statement in self.statements.all_of("page"):
            value = values.page(statement.text)
            if value.startswith(f"{first}-") and statement.vocabulary != "citation-line":
                return value, statement
        return None

    def _is_page(self, value: str) -> bool:
        """A first page of 1 without a last one, in a journal that numbers its articles, says nothing by itself."""
        return value not in (self.values.get("volume"),) or value == self.values.get("volume")

    def _serials(self) -> None:
        for variable, check, joint in (
            ("ISSN", identifiers.normalise_issn, ", "),
            ("ISBN", identifiers.normalise_isbn, " "),
        ):
            found: dict[str, Statement] = {}
            for statement in list(self.statements.all_of(variable))[:60]:
                for part in re.split(r"[\s,;/]+(?=[\dX]{3})", values.plain(statement.text[:300])):
                    if value := check(part):
                        found.setdefault(value, statement)
            if found and (variable == "ISBN" or not self.news or self.type == "article-magazine"):
                texts = " ".join(dict.fromkeys(s.text for s in found.values()))
                first = next(iter(found.values()))
                self.set(variable, joint.join(found), Statement(variable, texts, first.vocabulary, first.locator))

    def _people(self, own_names: frozenset[str]) -> None:
        for variable, many in (("author", "authors"), ("editor", "editors"), ("translator", "")):
            lists = self._lists(variable, many, own_names)
            if not lists:
                continue
            vocabulary, names, statements = lists[0]
            for other in lists[1:]:
                if _holds_more(other, names) or (
                    all(map(people.is_staff, names)) and not all(map(people.is_staff, other[1]))
                ):
                    vocabulary, names, statements = other
                    break
                if variable == "author" and vocabulary in ("json-ld", "microdata") and _contradicts(other, names):
                    vocabulary, names, statements = other
                    break
            names = _fuller(names, [other[1] for other in lists])
            text = "; ".join(dict.fromkeys(s.text for s in statements))
            self.set(variable, names, Statement(variable, text, vocabulary, statements[0].locator))
            for other in lists[1:]:
                if {fold(n.family or n.literal) for n in other[1]} != {fold(n.family or n.literal) for n in names}:
                    self.claim(
                        variable,
                        other[1],
                        Statement(variable, "; ".join(s.text for s in other[2]), other[0], other[2][0].locator),
                    )

    def _lists(
        self, variable: str, many: str, own_names: frozenset[str]
    ) -> list[tuple[str, tuple[Name, ...], list[Statement]]]:
        """What each vocabulary says of the people, in the order of trust, without those that name nobody."""
        found = []
        language = self.document.language if self.news else str(self.values.get("language", ""))
        rows = [(vocabulary, variable) for vocabulary in trust.PEOPLE]
        rows[1:1] = [("highwire", many)] if many else []
        if variable == "author" and not self.statements.has("author", "highwire", "dublin-core"):
            rows.insert(0, ("dublin-core", "contributor"))
        for vocabulary, stated in rows:
            if vocabulary in ("byline", "visible") and variable != "author":
                continue
            statements = self.statements.of(stated, vocabulary)
            if not statements:
                continue
            if vocabulary in ("meta", "open-graph") and not self.news and self._is_scholarly():
                continue
            refused = own_names | self._title_pieces() if vocabulary in ("byline", "visible") else own_names
            names = people.read(statements, own_names=refused, language=language)
            if names:
                found.append((vocabulary, names, statements))
        return found

    def _title_pieces(self) -> frozenset[str]:
        """The pieces of <title> beside the title: sections and series that stand where a byline would."""
        return frozenset(
            fold(piece) for piece in re.split(r"\s+(?:[|»·]|--?|[–—])\s+", values.plain(self.document.title))
        )

    def _is_scholarly(self) -> bool:
        return self.statements.has("title", "highwire", "bepress", "prism") and self.statements.has(
            "author", "highwire"
        )

    def _date(self) -> None:
        if found := issued.choose(self.statements, self.document, news=self.news):
            self.set("issued", *found)

    def _address(self) -> None:
        host = site.host(self.document.url)
        for statement in (
            self.statements.first("URL", "highwire"),
            self.statements.first("URL", "canonical"),
            self.statements.first("URL", "open-graph"),
        ):
            url = identifiers.normalise_url(statement.text) if statement else ""
            if url and statement and (not host or site.host(url) == host or site.host(url) == "doi.org"):
                if not host or url.count("/") > 3 or self.document.url.count("/") <= 3:
                    self.set("URL", url, statement)
                    return
        if url := identifiers.normalise_url(self.document.url):
            self.set("URL", url, Statement("URL", self.document.url, "address", "address"))

    def _keywords(self) -> None:
        found: dict[str, str] = {}
        for vocabulary in ("highwire", "bepress", "prism", "eprints", "dublin-core", "json-ld"):
            statements = self.statements.of("keyword", vocabulary)
            for statement in statements[:60]:
                for part in re.split(r"\s*[,;]\s*", values.plain(statement.text[:3_000])):
                    if part and len(part) < 100:
                        found.setdefault(fold(part), part)
            if found:
                text = "; ".join(s.text for s in statements[:60])
                self.set(
                    "keyword", ", ".join(found.values()), Statement("keyword", text, vocabulary, statements[0].locator)
                )
                return

    # --- is it a work?

    def _is_work(self) -> bool:
        """A title alone is no work; an article's tags, an identifier, or an author and a date are."""
        if any(self.statements.has(variable, vocabulary) for variable, vocabulary in _PROOFS):
            return True
        if any(self._stated_in_tags(variable) for variable in ("DOI", "PMID", "PMCID", "ISBN")):
            return True
        if self.statements.has("volume", "citation-line") and self.statements.has("page", "citation-line"):
            return True
        printed = "author" in self.values and self.statements.has("title", "matched-heading")
        if printed and ("DOI" in self.values or self.statements.has("date-publication", "visible")):
            return True
        og_type = self.statements.first("og-type")
        if og_type and og_type.text.strip().lower() in ("article", "book", "news", "blog"):
            return bool("author" in self.values or "issued" in self.values or self.place.kind)
        kinds_stated = {s.text for s in self.statements.all_of("type") if s.vocabulary in ("json-ld", "microdata")}
        if kinds_stated - {"webpage", "document"}:
            return bool("author" in self.values or "issued" in self.values)
        return self._stated_in_tags("author") and "issued" in self.values

    def _stated_in_tags(self, variable: str) -> bool:
        """Whether a variable has a value that is not only printed: lists of works print authors and DOIs too."""
        return variable in self.values and self.origins[variable].kind.partition(":")[2] not in _ONLY_PRINTED


_ONLY_PRINTED = frozenset(("visible", "byline", "script", "line-above", "citation-line"))
_NUMBERS = re.compile(r"\s?[,;]?\s?(?:(?<!\()\[?\b(?:19|20)\d\d\b|\bVol(?:ume)?\b\.?\s?\d|\d+\s?:\s?\d).{0,120}$")
_LOOSE = re.compile(r"^dublin-core (?:source|part-of)|^citation-line|^description")
_PRINTED = frozenset(("visible", "line-above", "citation-line", "description"))
_PROOFS = (
    ("volume", "description"),
    ("title", "highwire"),
    ("title", "bepress"),
    ("title", "eprints"),
    ("title", "coins"),
    ("title", "state"),
    ("title", "labelled"),
    ("journal-title", "prism"),
)


def _holds_more(other: tuple[str, tuple[Name, ...], list[Statement]], fewer: tuple[Name, ...]) -> bool:
    """Whether a list of tags has all of another and more, as where one names only the last of three authors."""
    vocabulary, names, _ = other
    if vocabulary in ("byline", "visible", "description", "meta"):
        return False
    ours = {fold(n.family or n.literal) for n in names}
    theirs = {fold(n.family or n.literal) for n in fewer}
    return theirs < ours and len(names) > len(fewer) and len(fewer) <= 2


def _fuller(names: tuple[Name, ...], lists: list[tuple[Name, ...]]) -> tuple[Name, ...]:
    """The names with the given names and suffixes that another list of the same people spells out."""
    for other in lists:
        if len(other) != len(names) or any(fold(a.family) != fold(b.family) for a, b in zip(names, other, strict=True)):
            continue
        names = tuple(_filled(ours, theirs) for ours, theirs in zip(names, other, strict=True))
    return names


def _filled(ours: Name, theirs: Name) -> Name:
    suffix = ours.suffix or theirs.suffix
    initials = "".join(word[0] for word in re.split(r"[\s.\-]+", theirs.given) if word)
    is_short = len(fold(ours.given)) <= len(initials) and fold(ours.given) == fold(initials)
    given = theirs.given if is_short and len(fold(theirs.given)) > len(initials) else ours.given
    return (
        dataclasses.replace(ours, suffix=suffix, given=given) if (suffix, given) != (ours.suffix, ours.given) else ours
    )


def _contradicts(other: tuple[str, tuple[Name, ...], list[Statement]], names: tuple[Name, ...]) -> bool:
    """Whether a byline that says `By …` names nobody that structured data names: readers see the byline."""
    vocabulary, people_named, statements = other
    if vocabulary != "byline" or "byline" not in statements[0].locator:
        return False
    ours = {fold(n.family or n.literal) for n in people_named}
    return not ours & {fold(n.family or n.literal) for n in names} and bool(
        re.match(r"(?i)(?:by|von|par|por)\s", statements[0].text)
    )

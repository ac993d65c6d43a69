"""Statements -> Record: every variable chosen in the order of trust, with its origin and what was not chosen."""

from __future__ import annotations

import re
from typing import Any

from pressbib import identifiers
from pressbib.document import Document
from pressbib.metadata import authors, containers, issued, kinds, site, titles, trust, values
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold
from pressbib.patterns import prepare
from pressbib.record import VARIABLES, Claim, Origin, Record, Value

_MOST_CLAIMS = 40
_STANDALONE = frozenset(("book", "thesis", "report", "dataset", "software"))
_NEWS = frozenset(("article-newspaper", "article-magazine", "post-weblog", "post", "webpage", "broadcast"))
_EDITED_ELSEWHERE = _NEWS | {"article-journal", "article"}
"""Types whose pages name the editor who handled the manuscript or runs the paper, not one of the work."""


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
        self._container()
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
            stated = self.statements.first("genre") or self.statements.first("type")
            host = site.host(self.document.url)
            self.set("genre", self.genre, stated or Statement("genre", f"{host}: {self.genre}", "address", host))
        return Record(
            type=self.type,
            provenance=self.origins,
            claims=tuple(self.claims[:_MOST_CLAIMS]),
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
        page_language = values.language(self.document.language) if self.news else ""
        if page_language and "language" not in self.values:  # the page is the work, not about it
            self.set("language", page_language, Statement("language", self.document.language, "html", "html lang"))
        for statement in self.statements.of("PMID", "highwire")[:5]:
            if value := trust.pmid(statement.text):
                self.set("PMID", value, statement)
                break
        if self.place.kind == "preprint-server" and self.type == "article" and "publisher" not in self.values:
            self.set("publisher", self.place.name, containers.state_site(self.document, self.place))
        if arxiv := self.statements.first("arXiv"):
            identifier = identifiers.identify(arxiv.text)
            if identifier and identifier.kind == "arXiv" and not self.statements.has("journal-title"):
                if self.place.name == "arXiv":
                    self.set("archive", "arXiv", containers.state_site(self.document, self.place))
                self.set("archive_location", identifier.value, arxiv)

    def _container(self) -> None:
        if self.type in _STANDALONE:
            return
        found = None
        if not self.news:
            found = containers.find(self.statements, self.document, str(self.values["title"]), self.type)
        if found is None and (self.news or self.type == "document"):
            found = containers.find_publication(self.statements, self.document, self.place)
        if found is None and self.news and (self.type != "webpage" or self.statements.has("title", "matched-heading")):
            found = containers.read_title(self.document, str(self.values["title"]), glued=True)
        if found:
            self.set("container-title", *found)

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
            if value and stated:
                number = _NUMBER_IN_DOI.fullmatch(str(self.values.get("DOI", "")))
                if number and not end and value != number[1]:
                    value, stated = number[1], self.statements.first("DOI") or stated
                elif "-" not in value and (ranged := self._ranged(value)):
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
        language = self.document.language if self.news else str(self.values.get("language", ""))
        language = language or ("pt" if values.is_portuguese(str(self.values["title"])) else "")
        wanted = ("author", "translator") if self.type in _EDITED_ELSEWHERE else ("author", "editor", "translator")
        for variable in wanted:
            found = authors.find(self.statements, variable, self.document, own_names, language, news=self.news)
            if not found:
                continue
            chosen = authors.spell(authors.choose(found), self.statements)
            self.set(variable, chosen.names, chosen.statement(variable))
            for other in found:
                if not other.is_like(chosen):
                    self.claim(variable, other.names, other.statement(variable))

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
            ours = not host or site.host(url) in (host, "doi.org")
            if (
                url
                and statement
                and ours
                and (site.path(url).strip("/") or not site.path(self.document.url).strip("/"))
            ):
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
        if printed and ("DOI" in self.values or self.statements.has("date-publication", "visible", "citation-line")):
            return True
        if self.place.kind in ("newspaper", "magazine", "blog") and self.statements.has("title", "matched-heading"):
            return "issued" in self.values
        if self.statements.has("post-element") and "issued" in self.values:
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


_NUMBER_IN_DOI = prepare(r"10\.3389/[a-z]+\.\d{4}\.0*(\d+)", re.IGNORECASE)
"""The article number of Frontiers, whose tags give a number of the content system for a page."""
_ONLY_PRINTED = frozenset(("visible", "byline", "script", "line-above", "citation-line"))
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

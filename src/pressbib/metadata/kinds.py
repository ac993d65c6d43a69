"""Which item type a page's work is of: the signals in their order, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pressbib.document import Document
from pressbib.metadata import containers, site, trust
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold
from pressbib.patterns import prepare

TYPE_WORDS: Mapping[str, tuple[str, str]] = {
    "thesis": ("thesis", ""),
    "dissertation": ("thesis", ""),
    "doctoralthesis": ("thesis", "PhD thesis"),
    "doctoraldissertation": ("thesis", "PhD thesis"),
    "phdthesis": ("thesis", "PhD thesis"),
    "phddissertation": ("thesis", "PhD thesis"),
    "masterthesis": ("thesis", "Master's thesis"),
    "mastersthesis": ("thesis", "Master's thesis"),
    "bachelorthesis": ("thesis", "Bachelor's thesis"),
    "dissertacaodemestrado": ("thesis", "Master's thesis"),
    "tesededoutorado": ("thesis", "PhD thesis"),
    "tesisdoctoral": ("thesis", "PhD thesis"),
    "tesisdemaestria": ("thesis", "Master's thesis"),
    "habilitation": ("thesis", "Habilitation"),
    "hochschulschrift": ("thesis", ""),
    "doktorarbeit": ("thesis", "PhD thesis"),
    "diplomarbeit": ("thesis", "Master's thesis"),
    "masterarbeit": ("thesis", "Master's thesis"),
    "bachelorarbeit": ("thesis", "Bachelor's thesis"),
    "thesededoctorat": ("thesis", "PhD thesis"),
    "tesidottorato": ("thesis", "PhD thesis"),
    "electronicthesisordissertation": ("thesis", ""),
    "dataset": ("dataset", ""),
    "preprint": ("article", "Preprint"),
    "workingpaper": ("report", "Working paper"),
    "technicalreport": ("report", ""),
    "report": ("report", ""),
    "book": ("book", ""),
    "monograph": ("book", ""),
    "bookchapter": ("chapter", ""),
    "booksection": ("chapter", ""),
    "bookpart": ("chapter", ""),
    "chapter": ("chapter", ""),
    "bookitem": ("chapter", ""),
    "conferencepaper": ("paper-conference", ""),
    "conferenceitem": ("paper-conference", ""),
    "conferenceobject": ("paper-conference", ""),
    "conferencecontribution": ("paper-conference", ""),
    "proceeding": ("paper-conference", ""),
    "proceedings": ("paper-conference", ""),
    "inproceedings": ("paper-conference", ""),
    "news": ("article-magazine", ""),
    "newsfeature": ("article-magazine", ""),
    "careerfeature": ("article-magazine", ""),
    "newsqa": ("article-magazine", ""),
    "newsexplainer": ("article-magazine", ""),
    "software": ("software", ""),
    "patent": ("patent", ""),
    "article": ("article-journal", ""),
    "journalarticle": ("article-journal", ""),
    "textserialjournal": ("article-journal", ""),
}
"""Words of dc.type, eprints.type, citation_type, rft.genre (folded) that are an item type, with its genre. `Text`,
`OriginalPaper`, `Research article` and the like are none: they say what kind of article, not what it is in."""

_NEWSPAPER = prepare(
    r"(?i)\b(?:times|post|herald|tribune|daily|gazette|chronicle|telegraph|news|zeitung|nachrichten|anzeiger|journal|diario"
    r"|périódico|courier|sun|star|press|guardian|observer|mail|dagblad)\b|新聞|日报|日報|신문|일보"
)
_SURELY_NEWSPAPER = prepare(r"(?i)新聞|日报|日報|晚报|신문|일보|(?:zeitung|tageblatt|anzeiger|nachrichten)\b")
_MAGAZINE = prepare(
    r"(?i)\b(?:magazine|magazin|review|weekly|monthly|quarterly|revue|revista|rivista)\b|周刊|誌|매거진"
)


def decide(statements: Statements, document: Document) -> tuple[str, str]:
    """(item type, genre) of the work; `webpage` where nothing says more."""
    if kind := _stated(statements):
        return kind
    place = site.find(document.url)
    journal = statements.first("journal-title", "highwire", "bepress", "prism", "eprints", "state", "json-ld")
    if journal is None:
        journal = statements.first("journal-title")
    preprint = place.kind == "preprint-server" or statements.has("arXiv")
    if statements.has("conference-title"):
        return "paper-conference", ""
    if journal is None and any(map(containers.is_proceedings, re.split(r"\s[|–—-]\s", document.title)[1:])):
        return "paper-conference", ""
    if preprint and (journal is None or fold(journal.text) == fold(place.name)):
        return "article", "Preprint"
    if statements.has("book-title"):
        return "chapter", ""
    if place.kind == "blog":
        return "post-weblog", ""
    if journal is not None and not _in_press(place, statements):
        return "article-journal", ""
    return _by_shape(statements, document, place), ""


def _stated(statements: Statements) -> tuple[str, str] | None:
    if statements.has("thesis-institution", "highwire", "bepress"):
        return "thesis", _genre(statements)
    if statements.has("report-institution") or statements.has("report-number", "highwire"):
        return "report", ""
    for statement in statements.all_of("type"):
        if statement.vocabulary in ("json-ld", "microdata"):
            if statement.text in ("dataset", "thesis", "report", "software", "chapter", "book"):
                return statement.text, ""
            continue
        if known := _of_words(statement):
            if known[0] == "article-journal" and not (statements.has("journal-title") or statements.has("volume")):
                continue
            if fold(statement.text) == "article" and not statements.has("volume"):
                continue
            if known[0] == "thesis":
                return known[0], known[1] or _genre(statements)
            return known
    return None


def _of_words(statement: Statement) -> tuple[str, str] | None:
    text = fold(re.sub(r"(?i)^info:eu-repo/semantics/", "", statement.text))
    if known := TYPE_WORDS.get(text):
        return known
    return next((TYPE_WORDS[w] for w in ("thesis", "dissertation") if w in text and len(text) < 60), None)


def _genre(statements: Statements) -> str:
    stated = statements.first("genre")
    words = fold(stated.text) if stated else ""
    if "phd" in words or "doct" in words:
        return "PhD thesis"
    return "Master's thesis" if "master" in words else ""


def _in_press(place: site.Site, statements: Statements) -> bool:
    return place.kind in ("newspaper", "magazine") and not statements.has("DOI", "highwire")


def _by_shape(statements: Statements, document: Document, place: site.Site) -> str:
    if place.kind in ("newspaper", "magazine"):
        return f"article-{place.kind}"
    og_type = statements.first("og-type")
    if statements.has("ISBN") or (og_type and og_type.text.lower() in ("book", "books.book")):
        return "book"
    schema = {s.text for s in statements.all_of("type") if s.vocabulary in ("json-ld", "microdata")}
    if "article-journal" in schema or statements.has("ISSN") or statements.has("page", "citation-line"):
        return "article-journal"
    if "post-weblog" in schema or re.search(
        r"(?i)/blogs?/|^blogs?\.|\.blog$", f"{site.host(document.url)}/{site.path(document.url)}"
    ):
        return "post-weblog"
    if statements.has("source", "dublin-core") and statements.has("title", "highwire"):
        return "article-magazine"
    if "post" in schema:
        return "post"
    if statements.has("post-element") and not schema and not statements.has("og-type"):
        return "post-weblog"
    if "news" in schema:
        name = statements.first("site-name") or statements.first("publisher", "json-ld", "microdata")
        return "article-magazine" if name and _MAGAZINE.search(name.text) else "article-newspaper"
    if "article" in schema or (og_type and og_type.text.lower() == "article"):
        name = statements.first("site-name")
        if name and _MAGAZINE.search(name.text):
            return "article-magazine"
        if name and (_SURELY_NEWSPAPER.search(name.text) or ("article" in schema and _NEWSPAPER.search(name.text))):
            return "article-newspaper"
    tagged = statements.has("title", "dublin-core") or statements.has("title", "highwire")
    has_doi = any(trust.doi(s.text) for v in ("DOI", "identifier") for s in statements.all_of(v))
    if has_doi and (tagged or statements.has("journal-title") or statements.has("volume")):
        return "article-journal"
    return "document" if has_doi or statements.has("title", "highwire") else "webpage"

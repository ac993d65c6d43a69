"""DataCite: the registry of data sets, software, repositories' papers and of arXiv's DOIs.

API: https://support.datacite.org/docs/api-get-doi and the fields in https://datacite-metadata-schema.readthedocs.io
Example: https://api.datacite.org/dois/10.5061/dryad.8515
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pressbib import names
from pressbib.errors import RegistryUnavailableError
from pressbib.identifiers import identify, normalise_isbn, normalise_issn, normalise_orcid
from pressbib.patterns import prepare
from pressbib.record import Name, Record, Relation
from pressbib.resolvers import answers, texts
from pressbib.resolvers.draft import Draft, entries, first, items, mapping, organisation, with_subtitle

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher

NAME = "datacite"

GENERAL_TYPES: Mapping[str, str] = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "dataset",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Film": "motion_picture",
    "Image": "graphic",
    "InteractiveResource": "webpage",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "PeerReview": "review",
    "Poster": "graphic",
    "Preprint": "article",
    "Presentation": "speech",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
}
"""`resourceTypeGeneral` of the schema's appendix, and CSL's item types. `Text` and `Other` say nothing: DataCite's own
`citeproc` decides, and the free `resourceType` before it where it is a word of FREE_TYPES."""

FREE_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "blogposting": "post-weblog",
    "book": "book",
    "book chapter": "chapter",
    "conference paper": "paper-conference",
    "conferencepaper": "paper-conference",
    "dissertation": "thesis",
    "journal article": "article-journal",
    "journalarticle": "article-journal",
    "preprint": "article",
    "report": "report",
    "thesis": "thesis",
    "working paper": "report",
}

_CITEPROC = frozenset(
    """article article-journal article-magazine article-newspaper book chapter dataset graphic motion_picture
    paper-conference report review song speech thesis webpage software post-weblog""".split()
)

_RELATIONS = {
    "IsPreviousVersionOf": "is-version-of",
    "IsNewVersionOf": "has-version",
    "IsVersionOf": "is-version-of",
    "HasVersion": "has-version",
    "IsIdenticalTo": "is-identical-to",
    "IsVariantFormOf": "is-version-of",
    "IsPublishedIn": "is-part-of",
    "IsSupplementTo": "is-supplement-to",
    "IsSupplementedBy": "has-supplement",
    "IsTranslationOf": "is-translation-of",
    "HasTranslation": "has-translation",
    "Obsoletes": "replaces",
    "IsObsoletedBy": "is-replaced-by",
    "IsReviewOf": "is-review-of",
}
"""`relationType` that leads to another form of the work. A preprint that `IsVersionOf` a DOI of somebody else's prefix
is the preprint of that one (so arXiv says it); one of its own prefix is a repository's number for all versions."""

_ARXIV = "10.48550/arxiv."
"""arXiv's own DOIs end in its identifier (https://info.arxiv.org/help/doi.html)."""

_IN_BRACKETS = prepare(
    r"(?i)\s*\(([^()]{0,100}\b(?:universi|institut|college|school|hospital|cent(?:er|re)\b|laborator|academ"
    r"|departe?ment|museum|foundation|ministr|agency|gmbh|inc\b|ltd\b|cnrs|max[ -]planck|helmholtz|national|research)"
    r"[^()]{0,100})\)\s*$"
)
"""The institution of a person behind the name, as some repositories deposit it."""


def ask(doi: str, fetcher: Fetcher) -> Record:
    """The record of a DOI.

    Raises NotRegisteredError where DataCite does not know it, RegistryUnavailableError where it gives no answer.
    """
    base = fetcher.settings.registry(NAME)
    return answers.ask(fetcher, NAME, f"{base}/dois/{answers.in_path(doi)}", read, accept="application/vnd.api+json")


def read(answer: bytes, *, locator: str = "", retrieved: str = "") -> Record:
    """The Record in an answer. Raises RegistryUnavailableError where it holds none."""
    value = answers.read_json(answer, NAME)
    outer = mapping(value.get("data")) if "data" in value else value
    work = mapping(outer.get("attributes")) if "attributes" in outer else outer
    doi = texts.doi(work.get("doi") or outer.get("id"))
    if not doi:
        raise RegistryUnavailableError(f"{NAME} answered with no work")
    draft = Draft(f"registry:{NAME}", locator, retrieved)
    item_type, stated = _type(mapping(work.get("types")))
    draft.put("type", item_type, stated)
    _put_titles(draft, work)
    _put_people(draft, work)
    _put_holder(draft, work)
    _put_date(draft, work)
    for variable, key in (("version", "version"), ("language", "language")):
        text = texts.one_line(work.get(key)) if key == "version" else texts.language(work.get(key))
        draft.put(variable, text, str(work.get(key) or ""))
    for description in entries(work.get("descriptions")):
        if description.get("descriptionType") in ("Abstract", None) and not draft.has("abstract"):
            stated_text = " ".join(filter(None, map(_text, items(description.get("description")))))
            draft.put("abstract", texts.abstract(stated_text), stated_text)
    draft.put("DOI", doi, str(work.get("doi") or doi))
    draft.put("URL", f"https://doi.org/{doi}", doi)
    if doi.casefold().startswith(_ARXIV):
        draft.put("archive", "arXiv", doi)
        draft.put("archive_location", doi[len(_ARXIV) :], doi)
    return draft.record(relations=tuple(_relations(work, item_type)))


def _type(stated: Mapping[str, Any]) -> tuple[str, str]:
    general, free = str(stated.get("resourceTypeGeneral") or ""), texts.one_line(stated.get("resourceType"))
    citeproc = str(stated.get("citeproc") or "")
    if found := GENERAL_TYPES.get(general):
        return found, general
    if general in ("Text", "Other", "") and (found := FREE_TYPES.get(free.casefold(), "")):
        return found, free
    return (citeproc, citeproc) if citeproc in _CITEPROC else ("document", general or free)


def _put_titles(draft: Draft, work: Mapping[str, Any]) -> None:
    main: list[str] = []
    others: dict[str, str] = {}
    for entry in entries(work.get("titles")):
        if title := texts.rich(entry.get("title")):
            kind = entry.get("titleType")
            if kind:
                others.setdefault(str(kind), title)
            else:
                main.append(title)
    if not main:
        main = [title for kind, title in others.items() if kind not in ("Subtitle", "TranslatedTitle")][:1]
    if main:
        draft.put("title", main[0])
        whole = with_subtitle(main[0], others.get("Subtitle", ""))
        if whole != main[0]:  # DataCite cites the title that has no type
            draft.claim("title", whole)


def _put_people(draft: Draft, work: Mapping[str, Any]) -> None:
    draft.put("author", _people(entries(work.get("creators"))))
    by_role: dict[str, list[Mapping[str, Any]]] = {}
    for contributor in entries(work.get("contributors")):
        by_role.setdefault(str(contributor.get("contributorType")), []).append(contributor)
    draft.put("editor", _people(by_role.get("Editor", [])))
    draft.put("translator", _people(by_role.get("Translator", [])))


def _people(stated: Any) -> tuple[Name, ...]:
    """Each person once: deposits repeat creators."""
    return tuple(dict.fromkeys(name for person in stated if (name := _person(person))))


def _person(person: Mapping[str, Any]) -> Name | None:
    family, given, whole = (texts.name(person.get(key)) for key in ("familyName", "givenName", "name"))
    places = [texts.plain(mapping(place).get("name") or place) for place in items(person.get("affiliation"))]
    if person.get("nameType") == "Organizational":
        return organisation(whole) if whole else None
    if match := _IN_BRACKETS.search(whole):  # the institution inside the name
        places.append(match[1])
        whole = whole[: match.start()]
        family, given = (_IN_BRACKETS.sub("", part) for part in (family, given))
    orcid = next(
        (
            found
            for entry in entries(person.get("nameIdentifiers"))
            if (found := normalise_orcid(str(entry.get("nameIdentifier") or "")))
        ),
        "",
    )
    held = tuple(dict.fromkeys(filter(None, places)))
    if family and given:
        return Name(family=family, given=given, affiliations=held, orcid=orcid)
    if not whole:
        whole = family or given
    if not whole:
        return None
    if "," not in whole and (person.get("nameType") != "Personal" or "(" in whole):
        return Name(literal=whole, affiliations=held, orcid=orcid)
    return replace(names.parse(whole), affiliations=held, orcid=orcid)


def _put_holder(draft: Draft, work: Mapping[str, Any]) -> None:
    publisher = work.get("publisher")
    draft.put("publisher", texts.plain(mapping(publisher).get("name") or publisher))
    holder = mapping(work.get("container"))
    title = texts.plain(holder.get("title"))
    kind = "collection-title" if draft.values.get("type") == "book" else "container-title"
    if title and str(holder.get("type") or "") not in ("DataRepository", "Repository"):
        draft.put(kind, title)
    draft.put("volume", texts.plain(_text(holder.get("volume"))))
    draft.put("issue", texts.plain(_text(holder.get("issue"))))
    start, end = (texts.plain(_text(holder.get(key))) for key in ("firstPage", "lastPage"))
    draft.put("page", f"{start}-{end}" if start and end and start != end else start)
    identifier, kind = str(holder.get("identifier") or ""), str(holder.get("identifierType") or "")
    draft.put("ISSN", normalise_issn(identifier) if kind == "ISSN" else "")
    isbn = normalise_isbn(identifier) if kind == "ISBN" else ""
    for entry in entries(work.get("identifiers")):
        if str(entry.get("identifierType") or "").upper() == "ISBN":
            isbn = isbn or normalise_isbn(str(entry.get("identifier") or ""))
    draft.put("ISBN", isbn)


def _put_date(draft: Draft, work: Mapping[str, Any]) -> None:
    """The date `Issued`; where it is more exact, the date `Available` or `Created` is another one and is not taken."""
    for entry in entries(work.get("dates")):
        if entry.get("dateType") == "Issued" and (date := texts.iso_date(entry.get("date"))):
            draft.put("issued", date, str(entry.get("date")))
            return
    draft.put("issued", texts.iso_date(work.get("publicationYear")), str(work.get("publicationYear") or ""))


def _relations(work: Mapping[str, Any], item_type: str) -> list[Relation]:
    found: dict[Relation, None] = {}
    own = texts.doi(work.get("doi")).partition("/")[0]
    for entry in entries(work.get("relatedIdentifiers")):
        kind = _RELATIONS.get(str(entry.get("relationType")), "")
        value = texts.one_line(entry.get("relatedIdentifier"))
        named = str(entry.get("relatedIdentifierType") or "")
        if not kind or not value:
            continue
        elsewhere = named == "DOI" and texts.doi(value).partition("/")[0] != own
        if item_type == "article" and kind in ("is-version-of", "is-part-of") and elsewhere:
            kind = "has-version-of-record"
        if named == "DOI" and (doi := texts.doi(value)):
            found[Relation(kind, "DOI", doi)] = None
        elif named == "arXiv" and (identifier := identify(value)) and identifier.kind == "arXiv":
            found[Relation(kind, "arXiv", identifier.value)] = None
    return list(found)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else str(first(value) or "")

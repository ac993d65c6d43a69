"""What a page prints -> Statements: the heading, the byline, and the citation line (`Volume 83, February 2015,
Pages 56–71`). It is the last resort for pages without tags, and fills what tags leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

from pressbib import dates, identifiers
from pressbib.document import Document, Line
from pressbib.metadata import people, site, titles, values
from pressbib.metadata.statement import Statement, Statements
from pressbib.metadata.values import fold, plain

_MOST_LINES = 2_000
_NEAR = 14
_AWAY = frozenset(("nav", "aside", "footer"))
_REFERENCES = re.compile(
    r"(?i)(?:\d+\.?\s*)?(?:references?(?: cited)?|bibliography|literature cited|works cited|literatur|bibliographie|cited by"
    r"|recommended|related (?:articles|content)|referencias|参考文献|참고문헌)\s*(?:\(\d+\))?"
)


def read(document: Document, statements: Statements) -> None:
    """The statements of what stands near the heading of the work."""
    _from_address(document, statements)
    if document.title:
        statements.add(Statement("title", document.title, "title", "title"))
    if is_needless(statements):
        return
    heading = _heading(document)
    if heading:
        exact = fold(heading.text) in (_cut(document.title), fold(document.title))
        vocabulary = "matched-heading" if exact else "heading"
        statements.add(Statement("title", heading.text, vocabulary, f"line {heading.number}"))
    for variable, text, locator in _byline(document):
        statements.add(Statement(variable, text, "byline", locator))
    lines = list(_near(document, heading))
    _citation(lines, statements)
    _labelled(document, statements)
    if heading:
        _below(document, heading, statements)
    _described(document, statements)
    _sourced(statements)
    _links(document, statements)


_ENOUGH = (
    ("title",),
    ("author", "authors"),
    ("journal-title", "conference-title"),
    ("date-publication", "date-plain", "date-cover"),
    ("volume", "conference-title"),
    ("page-first", "page"),
    ("DOI",),
)


def is_needless(statements: Statements) -> bool:
    """Whether tags of citations say all that print could add."""
    return all(any(statements.has(variable, "highwire") for variable in variables) for variables in _ENOUGH)


def _heading(document: Document) -> Line | None:
    """The heading that <title> repeats, else the only <h1>."""
    title = fold(document.title)
    own = _cut(document.title)
    platforms = titles.platforms()
    best: Line | None = None
    length = 5
    for line in document.lines[:_MOST_LINES]:
        if line.region in _AWAY or not 3 < len(line.text) < 600:
            continue
        is_heading = line.tag in ("h1", "h2", "h3")
        if not is_heading and (len(line.text) > len(document.title) + 5 or line.text[:8] not in document.title):
            continue
        folded = fold(line.text)
        if not is_heading and folded != own:
            continue
        if len(folded) > length and folded not in platforms:
            if folded in title or (len(title) > 25 and folded.startswith(title[:25])):
                best, length = line, len(folded)
            elif line.tag == "h1" and best is None:
                best = line
    return best


def _cut(title: str) -> str:
    """The first piece of a <title>, folded."""
    return fold(re.split(r"\s+(?:[|»·]|--?|[–—])\s+|\s+on JSTOR$", title)[0]) if title else ""


# --- byline


def _byline(document: Document) -> Iterator[tuple[str, str, str]]:
    """The first element that names authors: one for all of them, or the first run of one for each."""
    run_key = ""
    run: list[str] = []
    for key, text in document.embedded.bylines:
        tokens = key.split()
        if _is_about_others(tokens) or len(text) > 1_500:
            if run:
                break
            continue
        if run:
            if key.split()[:2] == run_key.split()[:2] and text not in run:
                run.append(text)
            elif text not in run and len(run) < 400:
                break
            continue
        named = [part for part in people.split(text) if people.looks_like_name(part) and not people.is_role(part)]
        if not named or len(named) == 1 and len(named[0].split()) == 1 and named[0].lower() in _LABELS:
            continue
        if _group(tokens):
            if len(named) * 2 > len(people.split(text)) or _OPENER.match(text):
                yield "author", text, key
                return
            continue
        run_key, run = key, [text]
    for text in run:
        yield "author", text, run_key


_LABELS = frozenset(
    ("authors", "author", "autor", "autores", "auteurs", "by", "contributors", "affiliations", "von", "home")
)
_OPENER = re.compile(r"(?i)[\s|]{0,9}(?:by|von|par|por)\s")
_GROUPS = ("byline", "authors", "authorgroup", "author-group", "authornames", "author-list", "authorlist", "contrib-group",
           "contributors", "auths", "contributor-list", "author-names", "article-authors")  # fmt: skip


def _group(tokens: list[str]) -> bool:
    return any(token.endswith(group) for token in tokens for group in _GROUPS)


@cache
def _others() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-z]){re.escape(w)}" for w in site.words("bylines", "others-elements")))


def _is_about_others(tokens: list[str]) -> bool:
    return any(_others().search(token) for token in tokens[1:])


def _below(document: Document, heading: Line, statements: Statements) -> None:
    """The lines right under the heading: names alone, a date alone, the year of a copyright."""
    following = document.lines[heading.number : heading.number + 14]
    for line in following[:2]:
        parts = people.split(line.text) if len(line.text) < 600 else []
        if parts and all(people.looks_like_name(part) and len(part.split()) > 1 for part in parts):
            statements.add(Statement("author", line.text, "visible", f"line {line.number}"))
            break
    for line in following:
        if date := _printed_date(line.text, document.language):
            statements.add(Statement("date-publication", date, "visible", f"line {line.number}"))
            break
    for line in document.lines[max(0, heading.number - 12) : heading.number + 12]:
        if found := _COPYRIGHT.search(line.text[:300]):
            statements.add(Statement("date-copyright", found[1], "visible", f"line {line.number}"))
            break


def _printed_date(text: str, language: str) -> str:
    """The date that a short line consists of, or holds with its day; not that of a change."""
    if len(text) > 90 or not re.search(r"\d", text) or _CHANGED.search(text):
        return ""
    whole = _DATE_LABEL.sub("", text)
    if len(whole) < 40 and (date := dates.read(whole, language=language)) and date.year and (date.month or date.season):
        return whole
    found = [f for f in dates.find(text, language=language) if f.date.day and f.date.year]
    return text[found[0].start : found[0].end] if len(found) == 1 else ""


_CHANGED = re.compile(r"(?i)updated|modified|revised|accessed|aktualisiert|mis à jour|수정|更新")
_DATE_LABEL = re.compile(
    r"(?i)^(?:published|posted|first published|publication date|date|veröffentlicht|publié le|publicado)\b[\s:]*(?:on|am|el)?\s*"
)
_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|copyright)\s[^\d]{0,60}((?:19|20)\d\d)\b")

# --- citation line

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_PAGES = r"(?P<page>[A-Za-z]{0,3}\d{1,9}[A-Za-z]?(?:\s?[-–—‐]\s?[A-Za-z]{0,3}\d{1,9}[A-Za-z]?)?)"
_VOLUME = r"(?P<volume>[A-Z]?\d{1,4}[A-Z]?)"
_ISSUE = r"\(\s?(?P<issue>[^()]{1,20}?)\s?\)"
_MONTH = r"(?:\s[A-Z][a-z]{2,8}\.?(?:[-–/][A-Z][a-z]{2,8}\.?)?)?(?:\s\d{1,2})?"
_COMPACT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}{_MONTH}\s?;\s?{_VOLUME}\s?(?:{_ISSUE})?\s?:\s?{_PAGES}",  # 1975;3(2):94-104
        rf"{_VOLUME}\s?{_ISSUE},?\s?{_YEAR}\s?[:,]\s?(?:pp?\.?\s?)?{_PAGES}",  # 68 (4), 2023: 709-718
        rf"{_YEAR},\s?{_VOLUME}\s?{_ISSUE},\s?{_PAGES}",  # 2014, 4(4), 932-945
        rf"{_YEAR},\s?{_VOLUME},\s?(?P<issue>\d{{1,3}}),\s?{_PAGES}",  # 2012, 134, 1, 112-115
        rf"{_YEAR},\s?{_VOLUME},\s?{_PAGES}",  # 2012, 48, 11088-11090
        rf"\b{_VOLUME}\s?{_ISSUE}\s?[:,]\s?(?:pp?\.?\s?)?{_PAGES}[.,;]?\s?\(?{_YEAR}\b",  # 12(3): 45-67, 2013
        rf"\b{_VOLUME},\s?{_PAGES},\s?{_YEAR}\b",  # 15, 1013-1021, 2015
        rf"\b{_VOLUME},\s?{_PAGES}\s?\({_YEAR}\)",  # 116, 061102 (2016)
        rf"\b{_VOLUME}\s?{_ISSUE}\s?:\s?{_PAGES}",  # 12(3):45-67
        rf"\b{_VOLUME}\s?:\s?{_PAGES}(?:\s?\(doi|\s?$)",  # 470: 1-16
    )
)
_LABELLED: Mapping[str, re.Pattern[str]] = {
    "volume": re.compile(r"(?i)\b(?:volume|vol|tome|tomo|bd|band|jahrgang|T)\b\.?\s?(?P<volume>[A-Z]?\d{1,4}[A-Z]?)\b"),
    "issue": re.compile(
        r"(?i)\b(?:issue|no|nos|number|numéro|numero|núm|nr|heft)\b\.?\s?(?P<issue>S?\d{1,5}(?:[-–/]\d{1,4})?)\b"
    ),
    "page": re.compile(
        rf"(?i)\b(?:pages?|pp?)\.?:?\s?{_PAGES}|\b(?:article(?:\s(?:number|no\.?|id))?):?\s(?P<article>[a-z]?\d{{2,9}})\b"
    ),
    "year": re.compile(rf"\b{_YEAR}\b"),
}
_DATE_IN_LINE = re.compile(
    r"(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?:\s\d{1,2},)?\s(?:1[5-9]|20)\d\d"
)
_AFTER_YEAR = re.compile(rf"\b(?:1[5-9]|20)\d\d\)?,\s?{_PAGES}(?=\s?(?:\(\d|\.|,|;|$))")
_CITING = re.compile(r"(?i)(?:cite this (?:article|paper|item)?\s?as|cite as|how to cite|citation|source)\s?:?\s?")
_TOKENS = re.compile(
    r"cit|slug|vol|issue|jnl|journal|biblio|pubinfo|publication|source|pages|article-meta|article-info"
)


def _near(document: Document, heading: Line | None) -> Iterator[Line]:
    """The lines that may be a citation line: short, near the heading or marked as one, before the references."""
    at = heading.number if heading else 0
    for line in document.lines[:_MOST_LINES]:
        if line.tag in ("h1", "h2", "h3", "h4") and len(line.text) < 40 and _REFERENCES.fullmatch(line.text):
            return
        if not 3 < len(line.text) < 400 or line.region == "footer":
            continue
        close = at and -_NEAR <= line.number - at <= 25
        if not close and not (_has_digit(line.text) or line.tag == "div"):
            continue
        within = " ".join(line.within).lower()
        if (
            close or _TOKENS.search(within, max(0, len(within) - 120)) or _CITING.match(line.text)
        ) and not _CITED.search(within):
            yield line


_has_digit = re.compile(r"\d").search
_CITED = re.compile(r"(?:^|\s)[.#].?.?.?ref|comment")


def _citation(lines: list[Line], statements: Statements) -> None:
    best: tuple[int, Line, dict[str, str]] | None = None
    journal: Line | None = None
    for line in lines[:400]:
        found = parse_citation(line.text)
        weight = len(found) + 2 * ("volume" in found and "page" in found)
        if found and ("volume" in found or "page" in found) and (best is None or weight > best[0]):
            best = (weight, line, found)
        if journal is None and _names_journal(line):
            journal = line
    if best and best[0] >= 2:
        _, line, found = best
        for variable, text in found.items():
            statements.add(Statement(_VARIABLES[variable], text, "citation-line", f"line {line.number}"))
        if "journal" not in found and journal is None and (above := _above(line, lines)):
            journal = above
    if journal:
        vocabulary = "visible" if _names_journal(journal) else "line-above"
        statements.add(Statement("journal-title", journal.text, vocabulary, f"line {journal.number}"))
    for line in lines[:400]:
        doi = _stated_doi(line)
        if doi:
            statements.add(Statement("DOI", doi, "visible", f"line {line.number}"))
            break


def _above(line: Line, lines: list[Line]) -> Line | None:
    """The line before the citation line, where that names the journal alone."""
    above = next((other for other in lines if other.number == line.number - 1), None)
    if (
        above
        and above.tag not in ("li", "button", "h1")
        and 3 < len(above.text) < 90
        and not re.search(r"[\d@:©]", above.text)
    ):
        return above
    return None


_VARIABLES = {
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "date": "date-publication",
    "journal": "journal-title",
    "authors": "author",
}


def parse_citation(text: str) -> dict[str, str]:
    """Volume, issue, page, date and journal in a citation line, as they stand; {} where it is none."""
    if not _has_digit(text):
        return {}
    text = _CITING.sub("", plain(text), count=1)
    found: dict[str, str] = {}
    start = len(text)
    for pattern in _COMPACT:
        if match := pattern.search(text):
            found = {key: value for key, value in match.groupdict().items() if value}
            start = match.start()
            break
    if not found.get("volume"):
        for key, pattern in _LABELLED.items():
            if match := pattern.search(text):
                value = next(v for v in match.groups() if v)
                found.setdefault(key, value)
                start = min(start, match.start())
        if "volume" not in found and "page" not in found:
            return {}
        if "page" not in found and (match := _AFTER_YEAR.search(text)):
            found["page"] = match["page"]
    year = found.pop("year", "")
    dated = _DATE_IN_LINE.search(text)
    if dated or year:
        found["date"] = dated[0] if dated and (not year or year in dated[0]) else year
    journal = _journal_before(text[:start])
    if journal:
        found["journal"] = journal
    return found


def _journal_before(text: str) -> str:
    text = re.sub(r"[\s,;:/|(–—-]+$", "", text)
    text = re.sub(r"[\s,.(]*(?:1[5-9]|20)\d\d$", "", text).strip(" .,;:/|")
    return (
        text
        if 2 <= len(text) <= 90 and text[0].isalpha() and not re.search(r"\d|(?i:published|updated|first|^in$)", text)
        else ""
    )


def _names_journal(line: Line) -> bool:
    if line.tag in ("li", "button") or not 3 < len(line.text) < 100 or line.region in _AWAY:
        return False
    tokens = " ".join(line.within[-2:]).lower()
    return bool(
        re.search(r"journal-?title|publicationhead|pub-?title|source-?title|contextinformation|jnl-?title", tokens)
    ) and not (re.search(r"\d{2}|@|https?:|[©:]", line.text))


def _stated_doi(line: Line) -> str:
    """The DOI on a short line of its own or after the word doi."""
    if "10." not in line.text or len(line.text) > 300:
        return ""
    found = identifiers.find_dois(line.text)
    if len(found) != 1:
        return ""
    return found[0] if len(line.text) < 160 or re.search(r"(?i)\bdoi\b", line.text) else ""


# --- labelled fields


_FIELDS: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "author(s)": "author",
    "conference": "conference-title",
    "journal": "journal-title",
    "published in": "journal-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "year": "date-publication",
    "publication date": "date-publication",
    "published": "date-publication",
}
_LABEL = re.compile(rf"(?i)({'|'.join(sorted(map(re.escape, _FIELDS), key=len, reverse=True))})\s?(?::\s?|\s|$)(.*)")


def _labelled(document: Document, statements: Statements) -> None:
    """A table of fields (`Title …`, `Authors …`) that has a title and authors; a few words may well begin so by chance."""
    if statements.has("title", "highwire") or statements.has("title", "dublin-core"):
        return
    found: dict[str, tuple[str, Line]] = {}
    label = ""
    for line in document.lines[:400]:
        if label:
            found.setdefault(label, (line.text, line))
            label = ""
            continue
        match = _LABEL.fullmatch(line.text) if len(line.text) < 400 and line.region not in _AWAY else None
        if match and match[2]:
            found.setdefault(_FIELDS[match[1].lower()], (match[2], line))
        elif match:
            label = _FIELDS[match[1].lower()]
    if "title" not in found or "author" not in found or abs(found["title"][1].number - found["author"][1].number) > 8:
        return
    for variable, (text, line) in found.items():
        statements.add(Statement(variable, text, "labelled", f"line {line.number}"))


# --- other places


def _described(document: Document, statements: Statements) -> None:
    """A meta description that is a reference: `Authors, Title, Journal, Vol. 1, No. 2 (Feb. 12, 1982), pp. 3-4`."""
    description = next((text for key, text in document.embedded.meta if key.lower() == "description"), "")
    description = plain(description[:2_000])
    title = re.split(r"\s(?:on|\||-|–)\s", document.title)[0] if document.title else ""
    at = description.find(title) if len(title) > 8 else -1
    if at < 0:
        return
    found = parse_citation(description[at + len(title) :].strip(" ,."))
    if "volume" not in found or "page" not in found:
        return
    for variable, text in found.items():
        statements.add(Statement(_VARIABLES[variable], text, "description", "description"))
    authors = description[:at].strip(" ,.")
    if authors:
        statements.add(Statement("author", authors, "description", "description"))
    statements.add(Statement("title", title, "description", "description"))


def _sourced(statements: Statements) -> None:
    """dc.source, dcterms.isPartOf and bibliographicCitation that hold a whole citation."""
    if statements.has("volume"):
        return
    for variable in ("source", "part-of", "citation"):
        for statement in statements.of(variable, "dublin-core")[:5]:
            text = plain(statement.text[:2_000])
            title = statements.first("title", "highwire", "dublin-core")
            _, _, after = text.partition(plain(title.text[:1_000])) if title else ("", "", "")
            found = parse_citation(after.strip(' ."”,’') or text)
            if "volume" in found and "-" in values.page(found.get("page", "")):
                for key in ("volume", "issue", "page", "journal"):
                    if key in found and (key != "journal" or after):
                        statements.add(Statement(_VARIABLES[key], found[key], "source", statement.locator))
                return


_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=/|-|\.|$)")
_DATED_END = re.compile(r"[-_/]((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=/|\.|$)")
_ISSUE_PATH = re.compile(r"(?i)/(?:issues?|toc|archive)/((?:1[89]|20)\d\d)/(\d{1,4})/(\d{1,3})/?$")
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


def _from_address(document: Document, statements: Statements) -> None:
    path = urlsplit(document.url).path if document.url else ""
    if found := _DATED_PATH.search(path.lower()) or _DATED_END.search(path):
        year, month, day = found.groups()
        month = str(_MONTHS.get(month, month))
        if month.isdigit():
            statements.add(Statement("date-publication", f"{year}-{month}-{day}", "address", "address"))
    if identifier := identifiers.identify_url(document.url):
        statements.add(Statement(identifier.kind, identifier.value, "address", document.url))
    for rel, href, _ in document.embedded.links:
        if "canonical" in rel.split():
            statements.add(Statement("URL", href, "canonical", "link canonical"))
            if identifier := identifiers.identify_url(href):
                statements.add(Statement(identifier.kind, identifier.value, "canonical", "link canonical"))


def _links(document: Document, statements: Statements) -> None:
    """A magazine's link to the issue that an article is in: /issues/YEAR/VOLUME/NUMBER. More than one such link is a
    list of issues and says nothing."""
    host = site.host(document.url)
    found = {}
    for link in document.links[:3_000]:
        if (match := _ISSUE_PATH.search(link.url.partition("?")[0])) and site.host(link.url) in (host, ""):
            found[match[0]] = (match, link)
    if len(found) == 1:
        match, link = next(iter(found.values()))
        statements.add(Statement("volume", match[2], "issue-link", link.url))
        statements.add(Statement("issue", match[3], "issue-link", link.url))

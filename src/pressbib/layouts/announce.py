"""Which of the candidates the page announces, in page order, and which candidates are one paper.

Somewhat longer than a module should be: the reasons for and against a candidate are weighed against one another, so
they stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressbib import identifiers, vocabulary
from pressbib.layouts import article
from pressbib.layouts.candidate import Candidate, Found
from pressbib.layouts.links import DATA
from pressbib.layouts.sheet import Sheet
from pressbib.patterns import prepare
from pressbib.record import Date, Press

ENOUGH = {"labelled": 5.0, "reference": 6.0, "prose": 7.0, "link": 5.5}
"""The score that a candidate of a layout needs to be taken for an announced paper."""

_MOST_CITED = 5
"""A page with more unlabelled citations is a list of literature."""
_OWN = prepare(
    r"(?i)\bretrieved (?:on )?\w+ \d|\bretrieved from https?://|accessed \w+ \d{1,2}, \d{4}|abgerufen am|"
    r"consulté le \d|\[press release\]"
)


_CHART = prepare(r"(?:\w{2,20} )?(?:Chart|Graph|Graphic|Map):")
_SITE = prepare(r"(?i)\w\.(?:com|org|net)$|^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|annual)\.?$")


def choose(sheet: Sheet, press: Press, candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The announced papers, in page order, and the candidates that were refused.

    Candidates of one paper are joined first (by DOI, title or address). Set-off citations come before sentences: where
    there is one, a sentence only adds the journal and date that it lacks.
    """
    kept: list[Candidate] = []
    refused: list[Candidate] = []
    if words := article.sign(sheet):
        refused = list(candidates)
        for candidate in refused:
            candidate.add(-9, f"the text is an article page: {words[:60]}")
        return [], refused
    for candidate in candidates:
        if "title" in candidate.values and not _is_sound(candidate.text("title")):
            candidate.add(-9, f"no title: {candidate.text('title')[:60]}")
            del candidate.values["title"]
        if _SITE.search(candidate.text("container-title")) and not {"DOI", "author"} & candidate.values.keys():
            candidate.add(-9, "in a site or a month, not in a journal")
        if _layout(candidate) == "reference" and any(_CHART.match(found.words) for found in candidate.values.values()):
            candidate.add(-9, "the source of a chart")
        if _is_own(sheet, press, candidate):
            candidate.role = "own"
        elif not _is_set_off(candidate) and DATA.search(candidate.text("DOI") + " " + candidate.text("URL")):
            candidate.role = "earlier"
        if candidate.role in ("own", "earlier"):
            candidate.add(-9, "the page's own citation" if candidate.role == "own" else "earlier work, or data")
            refused.append(candidate)
        else:
            kept.append(candidate)
    beside = _join([c for c in kept if c.role == "companion"])
    joined = _join([c for c in kept if c.role != "companion"])
    companions = _companions(beside, joined)
    taken = {c.text("DOI").lower() for c in companions} - {""}
    joined = [c for c in joined if not (c.text("DOI").lower() in taken and _layout(c) == "link")]
    strong = [c for c in joined if _is_set_off(c) and c.score >= ENOUGH[_layout(c)]]
    listed = [c for c in strong if "in a list of references" in c.reasons]
    if len(listed) < len(strong):
        strong = [c for c in strong if c not in listed]
    strong = _without_literature(press, _without_aside(sheet, strong), joined)
    loose = [c for c in strong if _layout(c) == "reference"]
    if len(loose) > _MOST_CITED:
        for candidate in loose:
            candidate.add(-9, "one of many citations on the page")
        strong = [c for c in strong if _layout(c) != "reference"]
    prose = [c for c in joined if _layout(c) == "prose"]
    old = [c for c in strong if _is_old(sheet, c)]
    if old and any(c.score >= ENOUGH["prose"] and not _is_old(sheet, c) and not _same_container(c, old) for c in prose):
        for candidate in old:
            candidate.add(-9, "years older than the page, which names another paper")
        strong = [c for c in strong if c not in old]
    elif not any(c.score >= ENOUGH["prose"] for c in prose) and all(_layout(c) == "reference" for c in strong):
        old = [c for c in strong if _is_old(sheet, c, 1)]
        for candidate in old:
            candidate.add(-9, "years older than the page, and no sentence announces it")
        strong = [c for c in strong if c not in old]
    links = [c for c in joined if _layout(c) == "link" or (not _is_set_off(c) and _layout(c) != "prose")]
    if not strong:
        links = [c for c in links if not _is_old(sheet, c, 1)]
    chosen = _with_strong(press, strong, prose, links) if strong else _without_strong(prose, links)
    if not strong:
        _take_labelled_title(
            chosen, [c for c in joined if c.layout.startswith("labelled") and c.values.keys() == {"title"}]
        )
    chosen_ids = {id(c) for c in chosen}
    refused += [c for c in joined if id(c) not in chosen_ids]
    return (chosen + companions if chosen else []), refused


def _without_aside(sheet: Sheet, strong: list[Candidate]) -> list[Candidate]:
    """Without what stands beside the story, where the story has citations of its own."""
    beside = {line.number for line in sheet.lines if line.region == "aside"}
    inside = [candidate for candidate in strong if candidate.first not in beside]
    return inside if inside and len(inside) < len(strong) else strong


_LISTED = "in a list of references"


def _without_literature(press: Press, strong: list[Candidate], joined: list[Candidate]) -> list[Candidate]:
    """Without a list of references of which every entry is years older than the page, and, where a sentence announces
    a paper of another journal, without the entries of others."""
    now = press.issued.year if press.issued else None
    listed = [candidate for candidate in strong if _LISTED in candidate.reasons]
    years = [
        issued.value.year
        for candidate in listed
        if (issued := candidate.values.get("issued")) and isinstance(issued.value, Date)
    ]
    if now and years and len(years) == len(listed) and all(year and year < now - 1 for year in years):
        strong, listed = [candidate for candidate in strong if candidate not in listed], []
    said = [
        candidate.text("container-title")
        for candidate in joined
        if _layout(candidate) == "prose"
        and candidate.score >= ENOUGH["prose"]
        and "container-title" in candidate.values
    ]
    if len(listed) > 1 and said:
        strong = [
            candidate
            for candidate in strong
            if candidate not in listed or any(_is_same_name(candidate.text("container-title"), name) for name in said)
        ]
    return strong


def _is_same_name(one: str, other: str) -> bool:
    """Whether two names of journals are one, each word of it perhaps shortened."""
    first, second = (
        [
            word.strip(".,:").casefold()
            for word in name.split()
            if word.casefold() not in ("the", "of", "and", "&", "in")
        ]
        for name in (one, other)
    )
    return len(first) == len(second) and all(
        a.startswith(b) or b.startswith(a) for a, b in zip(first, second, strict=True)
    )


def _companions(beside: list[Candidate], mains: list[Candidate]) -> list[Candidate]:
    """The editorials and comments that are works of their own: with a title or a DOI that no announced paper has."""
    papers = {c.text("DOI").lower() for c in mains if _layout(c) != "link" or c.score >= ENOUGH["link"] + 2} - {""}
    found = []
    for candidate in beside:
        doi, title = candidate.values.get("DOI"), candidate.values.get("title")
        if doi and (candidate.text("DOI").lower() in papers) and (title is None or doi.line != title.line):
            candidate.values.pop("DOI")
            candidate.values.pop("URL", None)
        if ("title" in candidate.values or "DOI" in candidate.values) and candidate.score >= ENOUGH["labelled"]:
            found.append(candidate)
    return found


_UNSOUND = prepare(
    r"@|https?:|www\.| \| |\b[A-Z]\.[A-Z]\.[A-Z]?\.?[,;] |[;:] [A-Z]\.[A-Z]\.|\bview author|\$[a-z] |"
    r"^(?:Article ID|Volume \d|\d+ pages)|(?i:external citation|request permissions|cookie|javascript|sign up|"
    r"subscribe|all rights reserved|terms\s?& conditions|share this|"
    r"embedded link|embargo|will be live)|\bSOURCES?: |"
    r"\bMarket\b.{0,80}\b(?:Share|Forecast|Trends)\b"
)


def _is_sound(title: str) -> bool:
    """Whether words can be a title: no address, menu or list of initials stands in them."""
    return (
        not _UNSOUND.search(title)
        and title.count(";") < 4
        and len(title) <= 320
        and len(re.findall(r"[a-z]{2}[.!] [A-Z][a-z]", title)) < 2
        and sum(c.isalpha() for c in title) > len(title) / 2
    )


def _is_set_off(candidate: Candidate) -> bool:
    """Whether a candidate is a citation that stands by itself, and more than an identifier."""
    return _layout(candidate) in ("labelled", "reference") and bool(
        candidate.values.keys() & {"title", "author", "container-title"}
    )


def _layout(candidate: Candidate) -> str:
    return candidate.layout.partition(":")[0]


def _is_own(sheet: Sheet, press: Press, candidate: Candidate) -> bool:
    """Whether a candidate is the page itself: its address, its DOI, or a citation with the day it was retrieved."""
    words = " ".join(found.words for found in candidate.values.values())
    if _OWN.search(words):
        return True
    own = {identifiers.url_key(url) for url in (press.url, sheet.document.url) if url}
    doi = candidate.text("DOI").lower()
    if sheet.template and sheet.template.is_own(doi):
        return True
    page = identifiers.identify_url(press.url or sheet.document.url) if own else None
    if page and page.kind == "DOI" and page.value.lower() == doi:
        return True
    for key, content in sheet.document.embedded.meta:
        if (
            key.lower() in ("citation_doi", "dc.identifier", "prism.doi")
            and doi
            and doi == identifiers.doi_key(content)
        ):
            return True
    url = candidate.text("URL")
    return bool(url) and identifiers.url_key(url) in own


# --- One paper, several candidates


def _join(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates that agree on a DOI, title or address become one; the earlier layout's values stay."""
    joined: list[Candidate] = []
    by_key: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        same = list({id(found): found for key in _keys(candidate) if (found := by_key.get(key))}.values())
        same = [found for found in same if not _clash(found, candidate)]
        target = candidate
        if same:
            target = same[0]
            for other in same[1:]:
                if not _clash(target, other) and not _other_title(target, other):
                    _absorb(target, other)
                    joined = [each for each in joined if each is not other]
                    by_key.update({key: target for key, known in by_key.items() if known is other})
            _absorb(target, candidate)
        else:
            joined.append(candidate)
        for key in _keys(target):
            by_key.setdefault(key, target)
    return joined


def _keys(candidate: Candidate) -> list[tuple[str, str]]:
    keys = []
    if doi := candidate.text("DOI"):
        keys.append(("DOI", doi.lower()))
    if title := candidate.title_key():
        keys.append(("title", title[:60]))
    if url := candidate.text("URL"):
        keys.append(("URL", identifiers.url_key(url)))
    if (number := candidate.text("number")) and candidate.text("archive"):
        keys.append(("arXiv", number))
    if set(candidate.values) <= {"container-title", "issued"} and (name := candidate.text("container-title")):
        keys.append(("container", _fold_name(name)))
    return keys


def _fold_name(name: str) -> str:
    return "".join(c for c in vocabulary.fold(name).removeprefix("the ") if c.isalnum())


def _clash(a: Candidate, b: Candidate) -> bool:
    """Whether two candidates state different DOIs."""
    first, second = a.text("DOI").lower(), b.text("DOI").lower()
    return bool(first and second and first != second)


def _absorb(target: Candidate, other: Candidate) -> None:
    """Give a candidate the values of another of the same paper, and the better score of the two."""
    for found in target.values.values():
        found.kind = found.kind or target.layout
    for variable, found in other.values.items():
        found.kind = found.kind or other.layout
        if variable == "author" and variable in target.values and _count(found) > _count(target.values[variable]):
            target.values[variable], target.others = found, other.others
        elif variable not in target.values:
            target.values[variable] = found
    if target.others is None:
        target.others = other.others
    if _margin(other) > _margin(target):
        target.layout, target.score = other.layout, other.score
    target.score += 0.5
    target.first = min(target.first, other.first)
    target.reasons += [reason for reason in other.reasons if reason not in target.reasons]


def _count(found: Found) -> int:
    return len(found.value) if isinstance(found.value, tuple) else 0


def _margin(candidate: Candidate) -> float:
    """How far above the score that its layout needs; set-off citations count more than sentences."""
    rank = {"labelled": 2.0, "reference": 2.0}.get(_layout(candidate), 0.0)
    return candidate.score - ENOUGH[_layout(candidate)] + rank


# --- The choice


def _is_old(sheet: Sheet, candidate: Candidate, years: int = 2) -> bool:
    """Whether a candidate was issued more than that many years before the page."""
    found = candidate.values.get("issued")
    year = found.value.year if found and isinstance(found.value, Date) else None
    return bool(year and sheet.year and year < sheet.year - years)


def _same_container(candidate: Candidate, others: list[Candidate]) -> bool:
    name = _fold_name(candidate.text("container-title"))
    return not name or any(_fold_name(other.text("container-title")) == name for other in others)


def _without_older(press: Press, mains: list[Candidate]) -> list[Candidate]:
    """Without the citations that are years older than the page, or than the labelled paper, where others are not."""
    years = {
        id(c): found.value.year for c in mains if (found := c.values.get("issued")) and isinstance(found.value, Date)
    }
    now = press.issued.year if press.issued else None
    if now is None:
        now = max((year for year in years.values() if year), default=None)
    if now is None:
        return mains
    recent = [c for c in mains if not ((year := years.get(id(c))) and year < now - 1 and _layout(c) == "reference")]
    return recent if recent and len(recent) < len(mains) and any(years.get(id(c), now) for c in recent) else mains


def _with_strong(
    press: Press, strong: list[Candidate], prose: list[Candidate], links: list[Candidate]
) -> list[Candidate]:
    mains = strong
    best = max(c.score for c in mains)
    mains = [c for c in mains if c.score >= best - 8]
    mains = _without_older(press, mains)
    for main in mains:
        _complete(main, prose, links, alone=len(mains) == 1)
    return sorted(mains, key=lambda c: c.first)


def _complete(main: Candidate, prose: list[Candidate], links: list[Candidate], *, alone: bool) -> None:
    """Give a set-off citation the journal, title and identifier that only a sentence or a link states."""
    if "container-title" not in main.values:
        named = [
            c for c in prose if "container-title" in c.values and not _clash(main, c) and not _other_title(main, c)
        ]
        inside = [c for c in named if main.first <= c.first <= main.last]
        least = ENOUGH["prose"] - (1 if len(named) > 1 else 2.5)
        sure = [c for c in named if c.score >= least] if alone else []
        if inside or sure:
            _absorb(main, max(inside or sure, key=lambda c: c.score))
    if "title" not in main.values and alone:
        titled = [c for c in prose if "title" in c.values and c.score >= 4 and not _clash(main, c)]
        if len({c.title_key() for c in titled}) == 1:
            _absorb(main, titled[0])
    if alone:
        _take_link(main, links)


def _take_link(main: Candidate, links: list[Candidate]) -> None:
    """The one link that stands for the paper, where the paper has no identifier yet."""
    if "DOI" in main.values or "URL" in main.values:
        return
    likely = [c for c in links if c.score >= 3.5]
    sure = [c for c in likely if c.score >= ENOUGH["link"]]
    if len(likely) == 1 or len(sure) == 1:
        _absorb(main, (sure or likely)[0])


def _other_title(a: Candidate, b: Candidate) -> bool:
    first, second = a.title_key(), b.title_key()
    return bool(first and second and first[:40] != second[:40])


def _without_strong(prose: list[Candidate], links: list[Candidate]) -> list[Candidate]:
    """The papers of a page without a set-off citation: the best of those that sentences name, else of those linked."""
    enough = [
        c
        for c in prose
        if c.score >= ENOUGH["prose"] + ("container-title" not in c.values and not {"DOI", "URL"} & c.values.keys())
    ]
    chosen: list[Candidate] = []
    if enough:
        best = max(enough, key=lambda c: (c.score, -c.first))
        chosen = [best] + [c for c in enough if c is not best and _is_also_announced(best, c)]
        if len(chosen) == 1:
            _take_link(best, links)
        else:
            _deal_links(chosen, links)
    else:
        titles = [c for c in prose if "title" in c.values and c.score >= 5]
        linked = [c for c in links if c.score >= ENOUGH["link"]]
        if titles and linked and len({c.title_key() for c in titles}) == 1:
            chosen = titles[:1]
            _absorb(chosen[0], max(linked, key=lambda c: c.score))
        elif linked:
            best_link = max(c.score for c in linked)
            chosen = [c for c in linked if c.score >= best_link - 1.5 or "the DOI stands by itself" in c.reasons][:3]
    return sorted(chosen, key=lambda c: c.first)


_NEAR = 12
"""Lines between a sentence and the title that a label names."""


def _take_labelled_title(chosen: list[Candidate], titles: list[Candidate]) -> None:
    """Give the one paper of a sentence or link the one title that a label names near it."""
    if len(chosen) != 1 or "title" in chosen[0].values or len(titles) != 1:
        return
    if min(abs(titles[0].first - line) for line in (chosen[0].first, chosen[0].last)) <= _NEAR:
        score, layout = chosen[0].score, chosen[0].layout
        _absorb(chosen[0], titles[0])
        chosen[0].score, chosen[0].layout = score, layout


def _is_also_announced(best: Candidate, other: Candidate) -> bool:
    """Whether a second paper named in prose is announced too: it has a title, an identifier or a date of its own."""
    if other.score < best.score - 2.5 or "the sentence speaks of earlier work" in other.reasons:
        return False
    own = {"title", "DOI", "URL"} & other.values.keys()
    if "title" in best.values and "title" in other.values:
        return True
    if own and "title" not in best.values:
        return bool({"DOI", "URL"} & best.values.keys() and {"DOI", "URL"} & own)
    return "issued" in other.values and "issued" in best.values


def _deal_links(papers: list[Candidate], links: list[Candidate]) -> None:
    """Give each of several papers the link that stands after it and before the next."""
    papers = sorted(papers, key=lambda c: c.first)
    for position, paper in enumerate(papers):
        until = papers[position + 1].first if position + 1 < len(papers) else paper.last + 6
        if "DOI" in paper.values:
            continue
        near = [c for c in links if paper.first <= c.first < max(until, paper.first + 1) and c.score >= 2]
        if near:
            _absorb(paper, max(near, key=lambda c: c.score))

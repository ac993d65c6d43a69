"""Which of the candidates the page announces, in page order.

The reasons that concern a candidate alone are in `refusals`, those of age and place in `background`; which candidates
are one paper is said in `joining`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from pressbib.layouts import article, occasion
from pressbib.layouts.background import (
    FOOTNOTE,
    LISTED,
    is_long_past,
    is_old,
    same_container,
    weigh_links,
    without,
    without_aside,
    without_columns,
    without_earlier,
    without_footnotes,
    without_literature,
    without_older,
)
from pressbib.layouts.candidate import ENOUGH, Candidate, letters
from pressbib.layouts.joining import LATER, NAMED_ABOVE, absorb, clash, join, other_title
from pressbib.layouts.leader import find_leader, with_given
from pressbib.layouts.links import ALONE
from pressbib.layouts.refusals import AGAINST, refuse
from pressbib.layouts.sheet import Sheet
from pressbib.layouts.weighing import EARLIER, OTHER_WORK, SECOND
from pressbib.layouts.whole import complete
from pressbib.patterns import prepare
from pressbib.record import Name, Press

_NEARLY_ENOUGH = 1.0
_MOST_CITED = 5
"""A page with more unlabelled citations is a list of literature."""


def choose(sheet: Sheet, press: Press, candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """The announced papers, in page order, and the candidates that were refused.

    Candidates of one paper are joined first (by DOI, title or address). Set-off citations come before sentences: where
    there is one, a sentence only adds the journal and date that it lacks.
    """
    found = list(candidates)
    if words := article.sign(sheet):
        for candidate in found:
            candidate.add(AGAINST, f"the text is an article page: {words[:60]}")
        return [], found
    occasion.weigh(sheet, found)
    weigh_links(found)
    out = {id(candidate) for candidate in found if refuse(sheet, press, candidate)}
    kept = [candidate for candidate in found if id(candidate) not in out]
    joined = join([c for c in kept if c.role != "companion"])
    beside_works = join([c for c in kept if c.role == "companion"])
    companions = _companions(press, beside_works, joined)
    beside = {c.text("DOI").lower() for c in companions} - {""}
    joined = [
        c
        for c in joined
        if not (c.kind == "link" and c.text("DOI").lower() in beside) and not _is_in_companion(c, companions)
    ]
    prose = without_columns([c for c in joined if c.kind == "prose"])
    links = [c for c in joined if c.kind == "link" or (not c.is_set_off and c.kind != "prose")]
    strong = _strong(sheet, press, joined, prose)
    if strong:
        chosen = _with_strong(press, strong, prose, links)
        if len(chosen) == 1:
            _take_leader(sheet, chosen[0])
    else:
        chosen = _without_strong(prose, [c for c in links if not is_old(sheet, c, 1)])
        titles = [c for c in joined if c.kind == "labelled" and c.values.keys() == {"title"}]
        _take_labelled_title(chosen, titles)
        _take_labelled_authors(chosen, [c for c in joined if c.kind == "labelled" and c.values.keys() == {"author"}])
    chosen = chosen or _in_parenthesis(sheet, joined)
    chosen = chosen + companions if chosen else []
    complete(sheet, chosen)
    taken = {id(c) for c in chosen}
    left = [c for c in (*joined, *beside_works) if id(c) not in taken]
    refused = [c for c in found if id(c) in out] + left
    return chosen, refused


def _is_in_companion(candidate: Candidate, companions: list[Candidate]) -> bool:
    """Whether a citation is that of an editorial, which its label says and the line alone does not."""
    return candidate.kind == "reference" and any(
        each.first <= candidate.first <= candidate.last <= each.last
        and (candidate.text("DOI").lower() or candidate.title_key())
        == (each.text("DOI").lower() if candidate.text("DOI") else each.title_key())
        for each in companions
    )


_BACKGROUND = OTHER_WORK | {LATER, FOOTNOTE, LISTED}


def _in_parenthesis(sheet: Sheet, joined: list[Candidate]) -> list[Candidate]:
    """The one paper of which a parenthesis in the story says the journal and the DOI, on a page that names no other."""
    named = [
        c
        for c in joined
        if c.kind == "reference"
        and {"DOI", "container-title"} <= c.values.keys()
        and _BACKGROUND.isdisjoint(c.reasons)
        and not is_old(sheet, c, 1)
    ]
    return named if len(named) == 1 and named[0].score >= ENOUGH["reference"] - _NEARLY_ENOUGH else []


def _strong(sheet: Sheet, press: Press, joined: list[Candidate], prose: list[Candidate]) -> list[Candidate]:
    """The citations set off from the text that may be announced: no literature, no older work than the page names."""
    strong = [c for c in joined if c.is_set_off and c.is_enough]
    listed = [c for c in strong if LISTED in c.reasons]
    if len(listed) < len(strong):
        strong = [c for c in strong if c not in listed]
    strong = without_earlier(sheet, without_literature(sheet, without_aside(sheet, strong), joined), joined)
    loose = [c for c in strong if c.kind == "reference"]
    if len(loose) > _MOST_CITED:
        strong = without(strong, loose, "one of many citations on the page")
    said = [c for c in prose if c.is_enough and OTHER_WORK.isdisjoint(c.reasons)]
    strong = without_footnotes(strong)
    old = [c for c in strong if is_old(sheet, c)]
    named = [c for c in said if "container-title" in c.values and same_container(c, old)]
    if old and not named and any(not is_old(sheet, c) and not same_container(c, old) for c in said):
        return without(strong, old, "years older than the page, which names another paper")
    notes = [c for c in strong if c.kind == "reference" and FOOTNOTE in c.reasons and NAMED_ABOVE not in c.reasons]
    if not said and strong and len(notes) == len(strong):
        return without(strong, strong, "notes alone, and no sentence announces a paper")
    if not said:
        old = [c for c in strong if is_old(sheet, c, 1)] if all(c.kind == "reference" for c in strong) else []
        if all(is_long_past(sheet, c) for c in strong):
            old = strong
        return without(strong, old, "years older than the page, and no sentence announces it")
    return strong


def _companions(press: Press, beside: list[Candidate], mains: list[Candidate]) -> list[Candidate]:
    """The editorials and comments that are works of their own: with a title or a DOI that no announced paper has, and
    more than the headline of the page (`Commentary: The human body …`)."""
    papers = [c for c in mains if c.text("DOI") and (c.kind != "link" or c.score >= ENOUGH["link"] + 2)]
    found = []
    headline = letters(press.title)
    for candidate in beside:
        if candidate.values.keys() == {"title"} and candidate.title_key() and headline.endswith(candidate.title_key()):
            continue
        taken = {
            c.text("DOI").lower()
            for c in papers
            if not (c.kind == "link" and candidate.first <= c.first <= c.last <= candidate.last)
        }
        doi, title = candidate.values.get("DOI"), candidate.values.get("title")
        if doi and (candidate.text("DOI").lower() in taken) and (title is None or doi.line != title.line):
            candidate.values.pop("DOI")
            candidate.values.pop("URL", None)
        if ("title" in candidate.values or "DOI" in candidate.values) and candidate.score >= ENOUGH["labelled"]:
            found.append(candidate)
    return found


def _with_strong(
    press: Press, strong: list[Candidate], prose: list[Candidate], links: list[Candidate]
) -> list[Candidate]:
    mains = strong
    best = max(c.score for c in mains)
    mains = [c for c in mains if c.score >= best - 8]
    mains = without_older(press, mains)
    for main in mains:
        _complete(main, prose, links, alone=len(mains) == 1)
    return sorted(mains, key=lambda c: c.first)


def _complete(main: Candidate, prose: list[Candidate], links: list[Candidate], *, alone: bool) -> None:
    """Give a set-off citation the journal, title and identifier that only a sentence or a link states."""
    if "container-title" not in main.values:
        named = [
            c
            for c in prose
            if "container-title" in c.values
            and not clash(main, c)
            and not other_title(main, c)
            and OTHER_WORK.isdisjoint(c.reasons)
        ]
        inside = [c for c in named if main.first <= c.first <= main.last]
        least = ENOUGH["prose"] - (1 if len(named) > 1 else 2.5)
        sure = [c for c in named if c.score >= least] if alone else []
        if inside or sure:
            absorb(main, max(inside or sure, key=lambda c: c.score))
    if "title" not in main.values and alone:
        titled = [c for c in prose if "title" in c.values and c.score >= 4 and not clash(main, c)]
        if len({c.title_key() for c in titled}) == 1:
            absorb(main, titled[0])
    if alone and "issued" not in main.values:
        _take_day(main, prose)
    if alone:
        _take_link(main, links)
    if "DOI" not in main.values and len(key := main.title_key()) > _LONG_TITLE:
        for link in links:  # the credit of a figure cites the paper, too, with a link
            if "DOI" in link.values and key in letters(link.beside):
                main.put("DOI", link.text("DOI"), link.values["DOI"].words, link.values["DOI"].line, "link")
                break


def _take_day(main: Candidate, prose: list[Candidate]) -> None:
    """The day on which the sentence that announces the journal of a set-off citation says that it appeared."""
    told = [
        c
        for c in prose
        if c.is_enough
        and "issued" in c.values
        and c.text("container-title")
        and same_container(main, [c])
        and not clash(main, c)
        and not other_title(main, c)
        and OTHER_WORK.isdisjoint(c.reasons)
    ]
    if len({str(c.values["issued"].value) for c in told}) == 1 and main.text("container-title"):
        found = told[0].values["issued"]
        main.values["issued"] = dataclasses.replace(found, kind=found.kind or told[0].layout)


_LONG_TITLE = 30
"""Letters of a title that stands in a line by no accident."""


def _take_leader(sheet: Sheet, main: Candidate) -> None:
    """Whom the story names as the head of the team, where the citation names no authors."""
    known = main.values.get("author")
    if known and isinstance(known.value, tuple) and not main.others:
        people = tuple(name for name in known.value if isinstance(name, Name))
        known.value = with_given(sheet, people, known.line)
        found_more = [str(name) for name, before in zip(known.value, people, strict=True) if name != before]
        known.words = "; ".join((known.words, *found_more))
    if "author" not in main.values and (found := find_leader(sheet)):
        main.put("author", (found[0],), found[1], found[2], kind=f"prose:{sheet.language}")
        main.others = True


def _take_link(main: Candidate, links: list[Candidate]) -> None:
    """The one link that stands for the paper, where the paper has no identifier yet, or no DOI beside its address."""
    if "URL" in main.values and "DOI" not in main.values:
        alone = [c for c in links if ALONE in c.reasons and "DOI" in c.values and c.is_enough]
        if len(alone) == 1 and len(links) == 1:
            absorb(main, alone[0])
    if "DOI" in main.values or "URL" in main.values:
        return
    likely = [c for c in links if c.score >= 3.5]
    sure = [c for c in likely if c.score >= ENOUGH["link"]]
    if len(likely) == 1 or len(sure) == 1:
        absorb(main, (sure or likely)[0])


def _without_strong(prose: list[Candidate], links: list[Candidate]) -> list[Candidate]:
    """The papers of a page without a set-off citation: the best of those that sentences name, else of those linked."""
    enough = [
        c
        for c in prose
        if c.score >= ENOUGH["prose"] + ("container-title" not in c.values and not {"DOI", "URL"} & c.values.keys())
    ]
    if any(ALONE in c.reasons and c.is_enough for c in links):
        enough = [c for c in enough if OTHER_WORK.isdisjoint(c.reasons)]
    chosen: list[Candidate] = []
    listed = [c for c in links if c.kind == "labelled" and c.is_enough]
    if len(listed) > 1 and not any({"DOI", "URL", "title"} & c.values.keys() for c in enough):
        enough = []  # a sheet of several papers, each with the address of its abstract
    if digest := _stories(prose, links):
        return digest
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
            absorb(chosen[0], max(linked, key=lambda c: c.score))
        elif linked:
            best_link = max(c.score for c in linked)
            chosen = [c for c in linked if c.score >= best_link - 1.5 or ALONE in c.reasons][:3]
        beginnings = {_LAST_DIGITS.sub("", c.text("DOI")) for c in chosen}
        if len(chosen) == 1 or (len(beginnings) == 1 and "" not in beginnings):
            for each in chosen:  # a sheet on the papers of one journal, whose DOIs differ in their last number
                _take_container(each, prose)
    return sorted(chosen, key=lambda c: c.first)


_LAST_DIGITS = prepare(r"\d+$")


def _stories(prose: list[Candidate], links: list[Candidate]) -> list[Candidate]:
    """The papers of a digest: stories of which each names a journal, and a DOI that stands by itself ends it."""
    dois = sorted((c for c in links if ALONE in c.reasons and "DOI" in c.values), key=lambda c: c.first)
    named = [c for c in prose if c.values.keys() == {"container-title"} and c.score >= ENOUGH["prose"]]
    begin = 0
    told: list[tuple[Candidate, Candidate]] = []
    for doi in dois:
        inside = [c for c in named if begin <= c.first < doi.first]
        if len(inside) == 1:
            told.append((doi, inside[0]))
        begin = doi.first
    if len(told) <= 1 or len(told) * 2 < len(dois):
        return []
    for doi, mention in told:
        _add_values(doi, mention)
    return dois


_NEAR = 12
"""Lines between a sentence and the title that a label names."""


def _take_container(chosen: Candidate, prose: list[Candidate]) -> None:
    """Give the one paper that is linked the one journal that sentences name, though none announces it for sure."""
    named = [
        c
        for c in prose
        if "container-title" in c.values and c.score >= ENOUGH["prose"] - _NEARLY and OTHER_WORK.isdisjoint(c.reasons)
    ]
    if "container-title" not in chosen.values and len({c.text("container-title").casefold() for c in named}) == 1:
        _add_values(chosen, named[0])


_NEARLY = 1.5


def _take_labelled_title(chosen: list[Candidate], titles: list[Candidate]) -> None:
    """Give the one paper of a sentence or link the one title that a label names near it."""
    if len(chosen) != 1 or "title" in chosen[0].values or len(titles) != 1:
        return
    if min(abs(titles[0].first - line) for line in (chosen[0].first, chosen[0].last)) <= _NEAR:
        _add_values(chosen[0], titles[0])


def _take_labelled_authors(chosen: list[Candidate], lists: list[Candidate]) -> None:
    """Give the one paper of a sentence or link the one list of authors that a label names on the page."""
    if len(chosen) == 1 and "author" not in chosen[0].values and len(lists) == 1:
        _add_values(chosen[0], lists[0])


def _add_values(chosen: Candidate, other: Candidate) -> None:
    """Give a candidate the values of another that says nothing of whether it is announced."""
    score, layout = chosen.score, chosen.layout
    absorb(chosen, other)
    chosen.score, chosen.layout = score, layout


def _is_also_announced(best: Candidate, other: Candidate) -> bool:
    """Whether a second paper named in prose is announced too: it has a title, an identifier or a date of its own."""
    if other.score < best.score - 2.5 or EARLIER in other.reasons:
        return False
    if SECOND in (*best.reasons, *other.reasons) and not same_container(other, [best]):
        return True
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
            absorb(paper, max(near, key=lambda c: c.score))

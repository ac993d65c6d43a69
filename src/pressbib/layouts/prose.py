"""The prose layout: sentences that say where the work appeared (`published in the journal X`) or what it is called."""

from __future__ import annotations

from collections.abc import Iterator

from pressbib import dates, vocabulary
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.beside import take_authors, take_beside, take_subject
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.containers import after_title, by_ending, by_phrase
from pressbib.layouts.enumerated import names_more, second_of_two, tells_of_two
from pressbib.layouts.mentions import Mention, Sentence, may_quote, sentences
from pressbib.layouts.phrases import signs, tokens, words
from pressbib.layouts.published import by_noun, by_verb
from pressbib.layouts.sheet import Sheet, heading_kind
from pressbib.layouts.titles import after_container, find_titles
from pressbib.layouts.venues import by_venue, drop_day_of_talk, is_at_meeting, is_talk, with_year
from pressbib.layouts.weighing import (
    CAREER,
    NEWS_MONTHS,
    OTHER_WORK,
    SECOND,
    TOP,
    YEARS_BEFORE,
    begins_with_study,
    months_before,
    weigh,
)
from pressbib.patterns import prepare
from pressbib.vocabulary import journals, lower
from pressbib.vocabulary.wording import worded


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The papers that sentences name: containers and titles that belong together are one candidate."""
    mentions: list[Mention] = []
    containers, titles = signs(sheet.codes)
    looked_at = 0
    for index, line in enumerate(sheet.lines):
        if len(line.text) < 15:
            continue
        lowered = lower(line.text)
        found = tokens(lowered)
        if not containers.may_match(found, lowered) and not (titles.may_match(found, lowered) and may_quote(line)):
            continue
        if heading_kind(line) or _is_labelled_otherwise(sheet, line):
            continue
        for sentence in sentences(line, index):
            looked_at += 1
            if len(mentions) > _MOST_MENTIONS or looked_at > _MOST_SENTENCES:
                break
            if len(sentence.text) == len(line.text):
                sentence.lowered, sentence.tokens = lowered, found
            else:
                sentence.lowered = lower(sentence.text)
                sentence.tokens = tokens(sentence.lowered)
            mentions += _mentions_in(sheet, sentence)
        if len(mentions) > _MOST_MENTIONS or looked_at > _MOST_SENTENCES:
            break
    groups = _groups(sheet, mentions)
    found_here = [_candidate(sheet, group) for group in groups]
    dated = [any(_has_year_before(sheet, mention) for mention in group) for group in groups]
    if not all(dated):
        for candidate, is_dated in zip(found_here, dated, strict=True):
            if is_dated and not {"title", "DOI", "URL"} & candidate.values.keys():
                candidate.add(-4, "of a year that is named, beside work of none")
    _set_back_lately(sheet, found_here, groups)
    _prefer_journal(found_here)
    if any(each.is_enough and not is_talk(each) for each in found_here):
        for each in found_here:
            if is_talk(each):
                each.add(-3, "a journal is named too")
    yield from found_here


def _set_back_lately(sheet: Sheet, found: list[Candidate], groups: list[list[Mention]]) -> None:
    """A journal in which work appeared last month stands back behind the one of another sentence that names no time."""
    lately = words("prose", "lately", sheet.codes)
    late = [all(lately.any(mention.sentence.lowered, mention.sentence.tokens) for mention in group) for group in groups]
    if not any(each.is_enough and not is_talk(each) for each, is_late in zip(found, late, strict=True) if not is_late):
        return
    for candidate, is_late in zip(found, late, strict=True):
        if is_late and not {"title", "DOI", "URL"} & candidate.values.keys():
            candidate.add(-4, "of some weeks ago, beside work of no such time")


def _prefer_journal(found: list[Candidate]) -> None:
    """A paper of a title that is presented at a conference is in the one journal that the page says published it."""
    talks = [each for each in found if "title" in each.values and is_at_meeting(each)]
    plain = [each for each in found if each.values.keys() <= {"container-title", "issued"} and not is_talk(each)]
    sure = [each for each in plain if each.is_enough and set(each.reasons) >= _PRESENTED]
    if len(talks) != 1 or len(plain) != 1 or not sure or len(found) > len(talks) + len(plain):
        return
    talk = talks[0]
    for variable in ("container-title", "issued"):
        talk.values.pop(variable, None)
        if variable in sure[0].values:
            talk.values[variable] = sure[0].values[variable]
    talk.reasons.append("the journal that published it goes before the conference")
    talk.first = min(talk.first, sure[0].first)
    found.remove(sure[0])


_LEAD = 45
"""Characters before a journal's name in which the year stands that an earlier work is of."""


def _has_year_before(sheet: Sheet, mention: Mention) -> bool:
    """Whether a bare year stands before the name of a journal: `Redan 2015 visade forskarna i tidskriften X`."""
    if mention.kind != "container-title":
        return False
    window = mention.sentence.text[max(0, mention.begin - _LEAD) : mention.begin]
    years = _BARE_YEAR.findall(window)
    return bool(years) and all(len(hit.date.start) == 1 for hit in dates.find(window, language=sheet.language))


_BARE_YEAR = prepare(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/.-])")


def _is_labelled_otherwise(sheet: Sheet, line: Line) -> bool:
    """Whether a short line has a label that says that it is not of the paper (`Publication date:` of the page)."""
    label = labels.begins(sheet, line) if len(line.text) < 200 else None
    if label is not None and label.value >= len(line.text):
        return True  # `Article Publication Date` over its value
    if label is not None and label.sure and label.key == "issued":
        return dates.read(line.text[label.value :], language=sheet.language) is not None  # `Publication Date: 5 May`
    return label is not None and label.sure and label.key in ("ignore", "own")


_MOST_MENTIONS = 200
"""More is no prose: lists of labels, or a page made to keep a reader busy."""
_MOST_SENTENCES = 1_500
"""In lines that speak of publishing; the longest articles have some five hundred."""


def _groups(sheet: Sheet, mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions of one paper: a title with the container of its paragraph, else with the nearest one."""
    by_line: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_line.setdefault(mention.sentence.index, []).append(mention)
    groups: list[list[Mention]] = []
    for _, here in sorted(by_line.items()):
        titles = _distinct([m for m in here if m.kind == "title"])
        containers = _distinct([m for m in here if m.kind == "container-title"])
        if titles:  # `The methods first appeared in Nature in 2012` beside the sentence with the title
            apart = [
                c for c in containers if _is_of_other_work(sheet, c) and all(c.sentence != t.sentence for t in titles)
            ]
            groups += [[mention] for mention in apart]
            containers = [c for c in containers if c not in apart]
        if titles and len(containers) == len(titles):
            groups += [[container, title] for container, title in zip(containers, titles, strict=True)]
        elif titles and len(containers) == 1:
            groups += [[containers[0], title] for title in titles]
        elif titles and containers:
            nearest = [
                min(containers, key=lambda c: abs(c.sentence.start + c.begin - t.sentence.start - t.begin))
                for t in titles
            ]
            groups += [[container, title] for container, title in zip(nearest, titles, strict=True)]
        else:
            groups += [[mention] for mention in (*titles, *containers)]
    return _with_near_container(sheet, _with_same_container(groups))


def _with_same_container(groups: list[list[Mention]]) -> list[list[Mention]]:
    """A sentence that names but a journal goes with the one title of a paper in that journal: the lead says where, a
    later sentence what it is called."""
    titled = [group for group in groups if len(group) > 1]
    kept = []
    for group in groups:
        same = [other for other in titled if len(_distinct([other[0], group[0]])) == 1] if len(group) == 1 else []
        if len(same) == 1 and group[0].kind == "container-title":
            same[0].append(group[0])
        else:
            kept.append(group)
    return kept


def _distinct(mentions: list[Mention]) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for mention in mentions:
        key = "".join(c for c in vocabulary.fold(mention.value) if c.isalnum())
        if not any(
            mention.kind == other.kind == "container-title" and (key in known or known in key)
            for known, other in seen.items()
        ):
            seen.setdefault(key, mention)
    return list(seen.values())


def _with_near_container(sheet: Sheet, groups: list[list[Mention]]) -> list[list[Mention]]:
    """Titles that stand alone get the container of a paragraph near them, or the only one of the page."""
    if not any(group[0].kind == "title" for group in groups):
        return groups
    containers = [
        group for group in groups if group[0].kind == "container-title" and not _is_of_other_work(sheet, group[0])
    ]
    all_names = _distinct([group[0] for group in containers])
    no_meetings = [name for name in all_names if not journals.names_meeting(name.value)]
    all_names = no_meetings if len(no_meetings) == 1 else all_names  # the one journal goes before the conference
    used: set[int] = set()
    titled = any(len(group) > 1 for group in groups)
    out = []
    for group in groups:
        if group[0].kind == "title":
            at = group[0].sentence.index
            names = [name for name in all_names if _is_beside(sheet, name) == _is_beside(sheet, group[0])]
            if len(names) == 1 and not titled and len([g for g in groups if g[0].kind == "title"]) > 1:
                group.insert(0, names[0])
                used.update(id(c) for c in containers if len(c) == 1)
                out.append(group)
                continue
            near = [
                c
                for c in containers
                if len(c) == 1
                and id(c) not in used
                and abs(c[0].sentence.index - at) <= 3
                and _is_beside(sheet, c[0]) == _is_beside(sheet, group[0])
            ]
            if near:
                chosen = min(near, key=lambda c: abs(c[0].sentence.index - at))
                used.add(id(chosen))
                group.insert(0, chosen[0])
            elif len(names) == 1 and not titled:
                group.insert(0, names[0])
                used.update(id(c) for c in containers if len(c) == 1)
        out.append(group)
    return [group for group in out if id(group) not in used]


def _is_of_other_work(sheet: Sheet, mention: Mention) -> bool:
    """Whether a sentence names the journal of earlier work, or one of those of a career, or is an entry of a list."""
    if sheet.under(mention.sentence.index) == "references":
        return True
    mention.weighed = mention.weighed or _weigh_mention(sheet, mention)
    return not OTHER_WORK.isdisjoint(mention.weighed.reasons)


def _is_beside(sheet: Sheet, mention: Mention) -> bool:
    """Whether a mention stands among related stories or contacts, and not in the story."""
    sentence = mention.sentence
    return sheet.under(sentence.index) == "other" or sentence.line.region == "aside"


def _mentions_in(sheet: Sheet, sentence: Sentence) -> Iterator[Mention]:
    """The titles and containers that a sentence names after or before the phrases of the page's languages."""
    runs = (*sentence.line.emphasis[:40], *(link.text for link in sentence.line.links[:40] if 1 < len(link.text) < 120))
    seen: list[tuple[int, int]] = []
    says_more = any(sign.may_match(sentence.tokens, sentence.lowered) for sign in signs(sheet.codes))
    finders = (find_titles, by_venue, by_phrase, by_ending, by_verb) if says_more else (by_venue, by_ending)
    for finder in (*finders, by_noun):
        for mention in finder(sheet, sentence, runs):
            if not any(begin <= mention.begin < end or begin < mention.end <= end for begin, end in seen):
                seen.append((mention.begin, mention.end))
                yield mention
                if mention.kind == "container-title" and (other := second_of_two(sheet, mention)):
                    seen.append((other.begin, other.end))
                    yield other
                if mention.kind == "container-title" and (title := after_container(mention, runs)):
                    seen.append((title.begin, title.end))
                    yield title
                if mention.kind == "title" and (journal := after_title(sheet, mention, runs)):
                    seen.append((journal.begin, journal.end))
                    yield journal


_NEWS = "the sentence presents new work"
_PRESENTED = frozenset(("the sentence speaks of publishing", _NEWS))


def _weigh_mention(sheet: Sheet, mention: Mention) -> Candidate:
    """A candidate without values that has the score of one mention."""
    one = Candidate("prose", 0, 0)
    one.add(
        mention.cue,
        "named after words for a journal" if mention.kind == "container-title" else "named after words for a title",
    )
    if mention.kind == "container-title":
        weight = journals.weight(mention.value)
        if weight >= 2:
            one.add(weight / 2 if weight < 3 else 2, "the name is a journal's")
    else:
        one.add(1, "in quotation marks")
    publishes = words("prose", "published", sheet.codes)
    if (
        mention.kind == "container-title"
        and journals.weight(mention.value) == 0
        and not publishes.any(mention.sentence.lowered, mention.sentence.tokens)
    ):
        one.add(-2, "the name is not known as a journal's, and nothing is published")
    if mention.kind == "container-title" and names_more(sheet, mention):
        one.add(*((0, SECOND) if tells_of_two(sheet, mention) else (-5, CAREER)))
    if mention.kind == "container-title" and _appeared_long_ago(sheet, mention):
        one.add(-5, YEARS_BEFORE)
    if mention.kind == "container-title" and not sheet.press.issued and _tells_year(mention):
        one.add(-6, "of a year that is told as past, on a page without a date")
    weigh(sheet, one, mention.sentence)
    return one


def _candidate(sheet: Sheet, group: list[Mention]) -> Candidate:
    """One paper from its mentions; the score is that of the best sentence."""
    lines = [mention.sentence.line.number for mention in group]
    candidate = Candidate(f"prose:{sheet.language}", min(lines), max(lines))
    scores: list[tuple[float, list[str]]] = []
    for mention in group:
        value = mention.value
        if mention.kind == "container-title":
            value = with_year(candidate, mention)
        candidate.put(mention.kind, value, mention.sentence.text, mention.sentence.line.number)
        take_beside(sheet, candidate, mention)
        if mention.kind == "title" or any(other.kind == "title" for other in group):
            take_authors(sheet, candidate, mention)
        one = mention.weighed or _weigh_mention(sheet, mention)
        scores.append((one.score, one.reasons))
    drop_day_of_talk(sheet, candidate)
    if any(mention.kind == "title" for mention in group):
        take_subject(sheet, candidate, group)
    best = max(scores)
    if months_before(sheet, candidate) > NEWS_MONTHS:
        best = (best[0] - 5, [*best[1], "appeared months before the page"])
    if not {"DOI", "URL", "title"} & candidate.values.keys():
        if not _PRESENTED & set(best[1]):
            best = (best[0] - 2, [*best[1], "the sentence neither publishes nor presents anything"])
        own = min(mention.sentence.index for mention in group)
        below = own > 1 and TOP not in best[1]
        if below and _NEWS not in best[1] and not begins_with_study(sheet, own):
            best = (best[0] - 1, [*best[1], "neither the sentence nor the lead of the page speaks of new work"])
    candidate.score = best[0] + (1 if len(group) > 1 else 0) + candidate.score
    candidate.reasons += [*best[1], *(["title and journal are named together"] if len(group) > 1 else [])]
    return candidate


_BESIDE = prepare(r"[”\"’»]?,? ?(?:[^\W\d_]{1,5} ){0,2}\(?((?:19|20)\d\d)(?![\d/-])")
_FIRST_YEAR = 1995
"""Before it nobody put news of research on the web."""


def _appeared_long_ago(sheet: Sheet, mention: Mention) -> bool:
    """Whether the year right after the name is years before the page's: `publicou na Nature em 1974`."""
    year = _BESIDE.match(mention.sentence.text, mention.end)
    return year is not None and int(year[1]) < max(_FIRST_YEAR, sheet.year - 1)


_YEAR_FIRST = worded(
    r"\W{0,3}(?:(?i:{grammar.in-year}) )?(?:19|20)\d\d(?:,? (?!{dates.months})[^\W\d]|[年년에](?=[^\d\s月월]))"
)
"""A sentence that begins with a bare year: `In 2019 she and her colleagues published …`."""
_IN_YEAR = prepare(r"[”\"’»]?(?: \([^()]{1,40}\))? in (?:19|20)\d\d(?=[\s.,;]|\Z)")
_IN_YEAR_IN = prepare(r"\b(?:published|appeared) in (?:19|20)\d\d in (?:the )?(?:journal )?[“\"‘]?\Z")


def _tells_year(mention: Mention) -> bool:
    """Whether a sentence tells in which year something appeared, as news does not: `was published in X in 2018`."""
    text = mention.sentence.text
    return bool(
        _YEAR_FIRST.match(text)
        or _IN_YEAR.match(text, mention.end)
        or _IN_YEAR_IN.search(text, max(0, mention.begin - 45), mention.begin)
    )

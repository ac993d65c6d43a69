"""What a sentence says for and against the paper that it names: new work, earlier work, a teaser, one study of many."""

from __future__ import annotations

from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.mentions import Sentence
from pressbib.layouts.phrases import tokens, words
from pressbib.layouts.sheet import Sheet
from pressbib.layouts.teasers import is_among_teasers, is_below_another_date, is_cut_off, is_of_later_story
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.vocabulary import journals, lower
from pressbib.vocabulary.wording import worded

SECOND = "the sentence presents the second of several works"
"""The reason for `In a second study, …`: both works are announced."""
LIST_OF_STORIES = "one of a list of stories"
"""The reason against a sentence of a digest or of teasers."""
ONE_STUDY = "one study, by the words of the sentence"
"""The reason against a study that is told of as one of those that there are."""
EARLIER = "the sentence speaks of earlier work"
NO_PAPER = "the sentence says that it is no paper, or not published"
OTHER_YEAR = "the sentence speaks of the study of another year"
YEARS_AGO = "the sentence says that the study appeared years ago"
LONG_PAST = "the sentence names a year long past"
ONE_OF_MANY = "one study of many, named far from the lead"
ONE_STATEMENT = "the source of one statement, named far from the lead"
CAREER = "several journals are named, as of a career"
YEARS_BEFORE = "years before the page"
TOP = "near the top"
OTHER_WORK = frozenset((EARLIER, OTHER_YEAR, YEARS_AGO, LONG_PAST, ONE_OF_MANY, ONE_STATEMENT, CAREER, YEARS_BEFORE))
"""The reasons why a sentence names a journal in which other work appeared than what the page announces."""
_YEAR = prepare(r"\b(19[5-9]\d|20[0-4]\d)\b")


_APPEARED_IN = prepare(r"(?i)\bpublished (?:back |online )?in (?:[^.;]{3,80}? in )?(?:[a-z]{3,9} )?((?:19|20)\d\d)\b")
_ONE_STUDY_OF_MANY = prepare(
    r"(?:(?:A|One|Another) (?:study|review|survey|report)|Research published)\b"
    r"(?!.{0,48} (?:today|this|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) )"
)
_ATTRIBUTED = prepare(
    r"(?<!detailed )(?<!described )(?<!reported )(?<!presented )(?<!outlined )"
    r"\b(?:according to|in|by) (?:(?:an?|one|another|some) (?!new |recent |latest )(?:[\w-]+ ){0,2}"
    r"(?:study|studies|report|article|paper|review|survey|analysis)(?: (?:that|which) was)?|research) published\b"
    r"|\b(?:an|another) article published\b"
    r"|\b(?:an?|one) (?:[\w-]+ ){0,2}study (?:with|of|in|by) .{3,80}, the results of which\b"
    r"|\bJournal of [^.,;]{3,60} published an? "
    r"|, (?:an?|one) (?:[\w-]+ ){0,2}study in .{4,90} (?:concluded|found|suggested|showed|reported)\W*$"
)
"""A study named as the source of one statement: `…, according to a report published in X`."""
_INDEFINITE = prepare(
    r"^(?:In )?(?:An?|One|Another|a|an|one|another) (?!new |recent |latest )(?:[\w-]+ ){0,2}"
    r"(?:study|review|survey|report|paper|article)\b"
    r"|\baccording to (?:an?|one|another) (?!new |recent |latest )(?:[\w-]+ ){0,2}"
    r"(?:study|review|survey|report|paper|article)\b"
    r"|^(?:Research|Studies) (?:published|reported)\b|\bresearchers published\b"
)
"""A study that is one of those that there are: `A study published in X found`."""
_TODAY = prepare(r"(?i)\b(?:today|yesterday|this week|this month)\b")
_FIRST_WORDS = 0.12
"""The share of a page's characters that is its lead: what is named there is its news, by whatever words."""
_NEWS = prepare(
    r"(?i)\b(?:today|yesterday|this (?:week|month)|new(?:ly)? (?:[\w-]+ ){0,2}(?:study|paper|research|article))\b"
)
"""Words of news, beside which a year is one that the study is about."""
_LEAD = 0.35
"""The share of a page's characters within which the paper is mostly announced."""
_TOP_LINES = 0.3
"""The same of its lines."""
_NEAR_TOP = 0.4
_LONG_AGO = worded(
    r"\b(?:{grammar.in-year:en}|{dates.months:en}) 1[5-8]\d\d\b"
    r"(?! [a-z]+s\b)"
)
_LEAD_LETTERS = 600
_LEAD_LINES = 14
_FEWEST_LETTERS = 40


def begins_with_study(sheet: Sheet, own: int) -> bool:
    """Whether the headline or the first paragraphs speak of a study, a team, a finding, as news of research does.

    own: the index of the line that names the journal, which tells nothing of the lead.
    """
    told = [sheet.press.title]
    for index, line in enumerate(sheet.lines[:_LEAD_LINES]):
        if index != own and len(line.text) >= _FEWEST_LETTERS and line.region != "aside":
            told.append(line.text[:_LEAD_LETTERS])
        if sum(map(len, told)) > _LEAD_LETTERS:
            break
    lowered = lower(" ".join(told))
    return words("prose", "study", sheet.codes).any(lowered, tokens(lowered))


_PREPRINT = frozenset(("arxiv", "biorxiv", "medrxiv", "chemrxiv", "preprint"))
"""Words that say that a work is out which no journal has published yet."""
NEWS_MONTHS = 6
"""A paper of more months ago is no news."""


def months_before(sheet: Sheet, candidate: Candidate) -> int:
    """How many months before the page a paper was issued, 0 where either does not say its month."""
    issued = candidate.values.get("issued")
    first = issued.value.start if issued and isinstance(issued.value, Date) else ()
    last = sheet.press.issued.start if sheet.press.issued else ()
    return (last[0] - first[0]) * 12 + last[1] - first[1] if len(first) > 1 and len(last) > 1 else 0


def _speaks_of_old_year(sheet: Sheet, sentence: Sentence) -> bool:
    """Whether a study is called that of a year which is not the page's: `a 2020 study`, `eine Studie von 2020`."""
    studies = words("prose", "study", sheet.codes)
    now = sheet.press.issued.year if sheet.press.issued else None
    for year in _YEAR.finditer(sentence.text):
        if int(year[0]) == now:
            continue
        before = sentence.lowered[max(0, year.start() - 32) : year.start()]
        after = sentence.lowered[year.end() : year.end() + 24]
        if _WHOSE.search(before) and any(hit.start < 12 for hit in studies.find(after, tokens(after))):
            return True
        if _AT_FIRST.fullmatch(before) and after.startswith(","):
            return True
        named = _OF_YEAR.search(before)
        if named and studies.any(named[1], tokens(named[1])):
            return True
    return False


def _appeared_years_ago(sheet: Sheet, sentence: Sentence) -> bool:
    """Whether the sentence says that the work appeared in a year before the last: `published in 2011 in …`."""
    if any(int(year) < sheet.year - 1 for year in _APPEARED_IN.findall(sentence.text)):
        return True
    published = words("prose", "published", sheet.codes)
    for year in _YEAR.finditer(sentence.text):
        before = _JUST_BEFORE.search(sentence.lowered, max(0, year.start() - _NEAR_YEAR), year.start())
        if int(year[0]) < sheet.year - 1 and before and published.any(before[0], tokens(before[0])):
            return True
    return False


_NEAR_YEAR = 24
_JUST_BEFORE = worded(r"[^\W\d_]+ (?i:{grammar.in-year}) $")
_WHOSE = prepare(r"\b(?:an?|the|his|her|their|our|its|one|another|that|[a-z]+ing)(?: [a-z-]{3,12})? $")
_AT_FIRST = worded(r"\W{0,3}(?i:{grammar.in-year}) ")
_OF_YEAR = worded(r"([^\W\d_]+) (?i:{grammar.of-year}) $")


def _depth(sheet: Sheet, sentence: Sentence) -> float:
    """The share of the page's characters that stand before a sentence."""
    before = (sheet.ends[sentence.index - 1] if sentence.index else 0) + sentence.start
    return before / max(1, sheet.ends[-1])


_LEADS_ON = worded(r"\s(?:{prose.in:en,de,fr,es,pt,it,nl,sv,no,da})(?: the(?: journal)?)?\s")
_PAPER = prepare(
    r"(?i)(?:(?:read|see|view) )?(?:(?:the|full|original|research|scientific|published|journal) )+"
    r"(?:paper|study|article|publication)"
)
_LONGEST_POINTER = 100
_MARKED = 3
"""The weight of a name that a word marks as a journal's."""


def _points_to_paper(sentence: Sentence) -> bool:
    """Whether a line is nothing but words for a paper and its journal: `Read the paper in Nature`, its link lost."""
    line = sentence.line.text.strip(" .*•>→»")
    if len(line) > _LONGEST_POINTER:
        return False
    _, end = labels.named(line)
    if not end and (words := _PAPER.match(line)):
        end = words.end()
    lead = _LEADS_ON.match(line, end) if end else None
    name = journals.read_name(line, lead.end()) if lead else None
    return name is not None and name[1] == len(line) and journals.weight(line[slice(*name)]) >= _MARKED


def weigh(sheet: Sheet, candidate: Candidate, sentence: Sentence) -> None:
    """Count for (or against) a candidate what the sentence that names it says, and where it stands."""
    _weigh_words(sheet, candidate, sentence)
    _weigh_years(sheet, candidate, sentence)
    _weigh_place(sheet, candidate, sentence)
    if _points_to_paper(sentence):
        candidate.add(6, "a line that leads to the paper")


_WORDS = (
    ("published", 1, "the sentence speaks of publishing"),
    ("study", 1, "the sentence speaks of a study"),
    ("new", 2, "the sentence presents new work"),
    ("second", 0, SECOND),
    ("earlier", -4, EARLIER),
    ("none", -7, NO_PAPER),
    ("denied", -7, "the sentence says that others claim it"),
)
"""The words of `[prose]` that count, the points, and the reason."""


_EARLIER_TODAY = worded(r"\bearlier {dates.today:en}\b")
"""Words of news although `published earlier` is said of older work."""


def _weigh_words(sheet: Sheet, candidate: Candidate, sentence: Sentence) -> None:
    today = _EARLIER_TODAY.search(sentence.lowered) is not None
    for key, points, reason in _WORDS:
        if key == "earlier" and today:
            continue
        if key == "none" and not sentence.tokens.isdisjoint(_PREPRINT):
            continue  # `was posted to arXiv and has not yet been peer reviewed`
        if words("prose", key, sheet.codes).any(sentence.lowered, sentence.tokens) or (
            key == "new" and _NEWS.search(sentence.text)
        ):
            candidate.add(points, reason)


_IS_TO_COME = prepare(
    r"\bwill (?:present|announce|report|publish|unveil|describe)\b|\bwill be (?:presented|published)\b"
)


_PERIOD = worded(
    r"\b(?:19|20)\d\d(?: ?年)?(?: ?\d{1,2}月)? ?(?:[-–—~～至]|{grammar.until}|{people.and})"
    r" ?(?:[^\W\d_]{3,12}\.? )?(?:19|20)\d\d\b"
)
"""A time from one year to another, of which the data are: `between 1998 and 2019`."""


def _weigh_years(sheet: Sheet, candidate: Candidate, sentence: Sentence) -> None:
    text = sentence.text
    if not any(map(str.isdigit, text)) or _IS_TO_COME.search(text):
        return  # `will announce the completion of a quest that began with that 1999 paper`
    if _speaks_of_old_year(sheet, sentence):
        candidate.add(-4, OTHER_YEAR)
    elif _appeared_years_ago(sheet, sentence):
        candidate.add(-6, YEARS_AGO)
    elif not _NEWS.search(text) and (
        _LONG_AGO.search(text)
        or (sheet.year and any(int(year) < sheet.year - 1 for year in _YEAR.findall(_PERIOD.sub(" ", text))))
    ):
        candidate.add(-4, LONG_PAST)


def _weigh_place(sheet: Sheet, candidate: Candidate, sentence: Sentence) -> None:
    text = sentence.text
    share = sentence.index / max(1, len(sheet.lines))
    if (
        sheet.under(sentence.index) == "other"
        or sentence.line.region == "aside"
        or is_below_another_date(sheet, sentence.index)
    ):
        candidate.add(-6, "among related stories or contacts")
    background = _background(text) if share > _TOP_LINES else None
    if background and _depth(sheet, sentence) > _LEAD:
        candidate.add(*background)
    if _INDEFINITE.search(text) and not _NEWS.search(text) and _depth(sheet, sentence) > _FIRST_WORDS:
        candidate.add(0, ONE_STUDY)
    if is_cut_off(sentence):
        candidate.add(-6, "a teaser, cut off")
    elif is_among_teasers(sheet, sentence.index) or is_of_later_story(sheet, sentence.index):
        candidate.add(-6, LIST_OF_STORIES)
    if share < _NEAR_TOP:
        candidate.add(0.5, TOP)


def _background(text: str) -> tuple[float, str] | None:
    """What words that name a study as one of many say against it where they stand far from the lead."""
    if _ONE_STUDY_OF_MANY.match(text):
        return -5, ONE_OF_MANY
    if _ATTRIBUTED.search(text) and not _TODAY.search(text):
        return -6, ONE_STATEMENT
    return None

"""Where the author list of a reference string stands: the places are tried one after the other."""

from __future__ import annotations

import re

from pressbib import names
from pressbib.patterns import prepare
from pressbib.reference.beforejournal import inverted_before_journal, is_initial, known_at, one_before_journal
from pressbib.reference.inverted import find_inverted
from pressbib.reference.listing import NameList, read_list
from pressbib.reference.lookalike import may_be_name
from pressbib.reference.nameword import is_degree, word_kind
from pressbib.reference.others import others_at
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_MOST_PLACES = 24
"""Where in a string a list is looked for."""
_OF_AFTER_TITLE = prepare(r"[\s,]*(?:van|von|de|do|da|di|del) (?=[A-ZÀ-Ž][\w'’-]+ (?:[a-z]{2,3} ){0,2}[A-ZÀ-Ž])")
"""`“Title” van Sofie Claes, …`: the word is no part of the first name."""


_SURNAMES = prepare(r"[,.]\s+((?:[A-ZÀ-Ž][\w’'-]+, ){0,4}[A-ZÀ-Ž][\w’'-]+,? (?:and|&) [A-ZÀ-Ž][\w’'-]+)\s?:\s*$")
"""`Current Biology, Grandjean and Ngata: ` before a title in quotation marks."""


def find_people(rest: str, title: tuple[int, int, str] | None) -> tuple[int, int, bool] | None:
    """Where the author list stands: at the start, after the quoted title, or after an unquoted title."""
    lead = _AFTER_TITLE.match(rest, title[1]) if title else None
    if turned := inverted_before_journal(rest, lead.end() if lead else 0, first=True):
        return lead.end() if lead else 0, turned, False
    found = _find(rest, title)
    if not found:
        return None if title else one_before_journal(rest)
    start, end, others = found
    if not title and rest.endswith(" ", 0, start) and (one := one_before_journal(rest)) and one[0] < start < one[1]:
        return one  # `…, Robert J. Hale, J. Ecol.`
    if not others and (end - start) >= _SHORTEST:
        end = max(end, inverted_before_journal(rest, end))
        for comma in _COMMA.finditer(rest, start, end + 1):  # `by García T, PLoS ONE. 2021`
            if known_at(rest, comma.end()) and not is_initial(rest, comma.end()):
                if comma[0] == ", " and _INITIAL_THEN_NAME.match(rest, comma.end()):
                    continue  # `Marsh, C. Clay filters …`, of which one word is an abbreviation, too
                return start, comma.start(), False
    return start, end, others


_INITIAL_THEN_NAME = prepare(r"(?!J\.|Z\.)[A-ZÀ-Ž]\. [A-Z][a-z]+ ")
_SHORTEST = 8
_AFTER_TITLE = prepare(r"[\s,.;:]*(?:by )?")
_COMMA = prepare(r", (?=[A-Z])|(?<=[A-ZÀ-Ž]\.) (?=[A-Z]\w+,? |J\. [A-Z][a-z])")
"""After which a journal may stand that reads like one more name."""


def _find(rest: str, title: tuple[int, int, str] | None) -> tuple[int, int, bool] | None:
    beginning = _first_journal(rest)
    if group := _GROUP_FIRST.match(rest):
        found = read_list(rest, group.end())
        if found and found.begin == group.end() and found.count > found.surnames:
            return 0, found.end, found.others
    if inverted := find_inverted(rest, title):
        return inverted
    if title and (surnames := _SURNAMES.search(rest, max(0, title[0] - 120), title[0])):
        return surnames.start(1), surnames.end(1), False
    after = _OF_AFTER_TITLE.match(rest, title[1]) if title else None
    for start in (beginning, after.end() if after else title[1]) if title else (beginning,):
        found = read_list(rest, start)
        if found and title and found.count == 1 and not found.initialled and _ISSUE.match(rest, found.end, title[0]):
            continue
        if found and _is_enough(rest, found, bool(title)):
            return found.begin, found.end, found.others
    limit = title[0] if title else 900
    for count, match in enumerate(_PLACE.finditer(rest[:limit])):
        if count > _MOST_PLACES:
            break
        if rest[match.start()] in ";:" and not title:
            continue
        found = read_list(rest, match.end())
        if not found:
            continue
        if found.count == 2 and journals.is_known(rest[found.begin : found.end]):
            continue  # `…, Limnology & Oceanography, …`
        if rest[match.start()] == "," and not title:  # `Title of the work, A. B, C. D and E. F. Journal`
            before = rest[: match.start()]
            if not before.strip() or word_kind(before.split()[-1].rstrip("."), True) == "initials":
                continue
            first = _name_at_end(before, found)
            if first is not None and found.count >= 2 and not found.surnames and len(before[:first].split()) >= 4:
                return first, found.end, found.others
            if (
                (found.closed_by_and or _is_journal_next(rest, found.end))
                and not found.surnames
                and found.count >= 2
                and (found.turned == found.count or re.search(r"\b[a-z]{3,} [a-z]", before))
                and len(before.split()) >= 4
            ):
                return found.begin, found.end, found.others
            continue
        if rest[match.start()] == "." and _INITIAL_BEFORE.search(rest, max(0, match.start() - 3), match.start()):
            continue
        if title and found.count > 1 and not rest[found.end : title[0]].strip(' ,.:;“"„«'):
            return found.begin, found.end, found.others  # `What it is. A. Roe, B. Poe, “Title”, Journal`
        if found.others or (
            not title
            and found.count >= 2
            and len(rest[: match.start()].split()) >= 4
            and rest[match.start() - 1] != "."
        ):
            return found.begin, found.end, found.others
    if title:
        later = _BY_AFTER.search(rest, title[1], title[1] + 200)
        found = read_list(rest, later.end()) if later else None
        return (found.begin, found.end, found.others) if found and _is_enough(rest, found, True) else None
    initialled = _INITIALLED.search(rest[:1500])
    if initialled:
        return initialled.start(), initialled.end(), bool(others_at(rest, initialled.end()))
    listed = _LISTED.search(rest[:1200])
    if listed:
        found = read_list(rest, listed.start())
        if found and found.count >= 3:
            return found.begin, found.end, found.others
    return _before_others(rest)


def _first_journal(rest: str) -> int:
    """Where the known name of several words ends with which a citation begins, 0 for none: `Science Advances: …`; one
    of one word before authors that are left out: `Joule, Duan et al.: …`."""
    if (one := _ONE_WORD_FIRST.match(rest)) and journals.weight(one[1]) >= _WELL_KNOWN:
        return one.end(1)
    name = journals.read_name(rest, 0) if rest[:1].isupper() and known_at(rest, 0) else None
    return name[1] if name else 0


_ISSUE = worded(r"(?i),? (?:\d{1,2}\.? )?(?:{dates.months:en}|vol)\b[^:]{0,40}: ?$")
"""The date or volume of a journal before a title: `Learned Publishing, 5 May 2021: “Title”`."""
_GROUP_FIRST = prepare(
    r"(?:The )?(?:[A-Z][\w’'-]*,? (?:(?:of|for|and|on) )?){1,7}"
    r"(?:Consortium|Collaboration|Group|Investigators|Network|Team|Initiative|Collaborators), (?=[A-Z])"
)
"""A group as the first author: `The Bee Genome Consortium, Raman P, Zhou W. Title`."""
_ONE_WORD_FIRST = prepare(r"([A-Z][^\W\d_]{2,20}), (?=[A-Z][\w’'-]+ et al\b)")
_WELL_KNOWN = 3
_PLACE = prepare(r"[.,;:?!\n)”]\s*|\sby\s|\s[–—]\s")
"""After which a list can begin."""
_INITIALLED = prepare(
    r"(?:(?:[A-ZÀ-Ž]\.[ -]?){1,3}[^\W\d_a-z][\w'’-]+(?: ?, (?:and )?| and | & )){1,40}(?:[A-ZÀ-Ž]\.[ "
    r"-]?){1,3}[^\W\d_a-z][\w'’-]+"
)
_LISTED = prepare(
    r"(?:(?:[^\W\d_a-z][\w'’-]+ [A-Z]{1,3}|[^\W\d_a-z][\w'’-]+, ?(?:[A-ZÀ-Ž]\.[ -]?){1,3}), (?:and |& )?){2}"
)
"""`A. Kim, B. Lee`; `Kim A, Lee B, ` and `Kim, A., Lee, B., `."""
_INITIAL_BEFORE = prepare(r"(?:^|[\s.-])(?:[A-ZÀ-Ž]|St|Mt|Dr|vs)$")
_WITH_INITIALS = prepare(r"(?:[A-ZÀ-Ž]\.[ -]?){1,3}(?:(?:de|van|von|der|den|la) ){0,2}[^\W\d_a-z][\w'’-]+\s?$")
_WITHOUT_INITIALS = prepare(
    r"(?<=[a-z\d;] )(?<!\b(?:of|in|on|by|at|to|an) )(?<!\b(?:the|and|for) )(?<!\b(?:from|with) )"
    r"[^\W\d_a-z][a-zß-ÿ’'-]+ (?:[A-Z]\.? ){0,2}[^\W\d_a-z][\w’'-]+\s?$"
)


def _name_at_end(before: str, found: NameList) -> int | None:
    """Where the first author's name begins that follows a title with nothing between them."""
    tail = max(0, len(before) - 60)
    if with_initials := _WITH_INITIALS.search(before, tail):
        return with_initials.start()
    if found.initialled < found.count and (without := _WITHOUT_INITIALS.search(before, tail)):
        return without.start()
    return None


def _is_journal_next(rest: str, position: int) -> bool:
    """Whether the name of a journal comes right after a list."""
    begin = position + len(rest[position:]) - len(rest[position:].lstrip(" ,.;"))
    span = journals.read_name(rest, begin)
    return span is not None and journals.weight(rest[span[0] : span[1]]) >= 3


_GOES_ON = prepare(r"\s(?:in|of|for|with|on|by|among|after|during|from|to|as|at|are|is)\s")
"""How a title goes on whose first words look like two names."""


_WORD_NEXT = prepare(r" (?:[a-z]{1,3} )?[A-Za-zÀ-ž]{3}")
_TWO = 2
_BY_AFTER = prepare(r"\)\s+by\s+(?=[^\W\d_a-z])")
"""The authors after a parenthesis behind the title: `“Title” (Coral Reefs, 3 March 2024) by Moira Lake`."""


def _is_enough(rest: str, found: NameList, has_title: bool) -> bool:
    """Whether a list is one of names: one name alone needs a sign (initials, `et al.`, a date, a quoted title)."""
    text = rest[found.begin : found.end]
    if journals.is_known(text):
        return False
    if found.others or found.count >= 3:
        return True
    told = found.initialled or has_title or found.count > _TWO or rest[found.end - 1] == "."
    if not told and _WORD_NEXT.match(rest, found.end):
        return False  # `Nucleation and Coalescence Effects on …`
    if not has_title and found.begin == 0 and _GOES_ON.match(rest, found.end):
        return False  # `Walking Pace and Vascular Events in Midlife.`
    if all(
        word.strip(".,").casefold() in journals.words("abbreviations") | journals.words("marks")
        for word in text.split(",")[0].split()
    ):
        return False
    first = re.split(r",| & | and ", text)[0]
    reads_as_journal = not may_be_name(first.split(" ")[0]) and journals.weight(first) >= 3
    if reads_as_journal and not re.search(r"\b[A-Z]\.|\b[A-Z]{1,2}\b", text):
        return False
    if found.count == 2 or found.initialled or is_degree(text.rpartition(",")[2]):
        return True
    after = rest[found.end :].lstrip(" ,.;")
    return (
        has_title
        or after[:1] in ":(␟"
        or (rest[found.end : found.end + 1] == "." and len(after.split(".")[0].split()) >= 4)
        or (rest[found.end : found.end + 2] == ", " and _is_title_after(text, after))
    )


def _is_title_after(name: str, after: str) -> bool:
    """Whether the words after the comma of one name in full are a title, and the name no part of it: `Ed Rice, Root
    networks redistribute nitrogen among marsh plants, Nature Communications`."""
    first, *more = after.partition(", ")[0].split()[:_TITLE_BEGINS]
    small = sum(word.islower() for word in more)
    whole = after.partition(", ")[0].split()
    if len(whole) > _TITLE_BEGINS and not _SMALL_WORDS.isdisjoint(whole):
        small, more = len(more), ["a", *more[1:]]  # `Ed Rice, Handling Shared Resources in a Temporal Database`
    words = {word.casefold() for word in name.split()}
    return (
        first[:1].isupper()
        and len(more) == _TITLE_BEGINS - 1
        and more[0].islower()
        and small >= len(more) - 1
        and words.isdisjoint(names.words.title_words())
    )


_SMALL_WORDS = frozenset("a an the in on of for with to from by at and using".split())
_TITLE_BEGINS = 5
"""Words of a title that are looked at."""


_ET_AL = prepare(r"\bet\.?\s+al\b\.?")


def _before_others(rest: str) -> tuple[int, int, bool] | None:
    """The names right before `et al.` in a string that has no other sign of where they begin."""
    others = _ET_AL.search(rest[:1200])
    if not others:
        return None
    words = list(re.finditer(r"\S+", rest[: others.start()]))
    begin = None
    for match in reversed(words[-12:]):
        word = match[0].rstrip(",.")
        nearest = begin is None and may_be_name(word)
        if (
            not word
            or not (word in ("and", "&") or word_kind(word, False) in ("name", "initials", "particle") or nearest)
            or match[0].endswith((")", "]", ":", "?"))
        ):
            break
        begin = match.start()
    if begin is None:
        return None
    comma = rest.find(", ", begin, others.start())
    before = rest[:begin].split()
    ends = comma > 0 and before and before[-1].islower() and not _BY.match(before[-1])
    if ends and not _initials_next(rest, comma + 1):
        begin = comma + len(", ")  # `… transfer in Spartina, Ruth Hale et al.`
    return begin, others.end(), True


def _initials_next(rest: str, position: int) -> bool:
    return word_kind(rest[position:].split()[0].strip(",").replace(".", ""), True) == "initials"


_BY = worded(r"(?:{grammar.by}|from)$")


def read_people(text: str, others: bool, language: str) -> names.People:
    """The names of a list; `others` says that an *et al.* was cut off before."""
    read_people = names.read(text, language=language)
    return names.People(read_people.names, read_people.others or others)

"""A run-on reference string -> Record, in every order that press pages print it.

The string is not matched against a list of styles. What is certain is taken out first (identifiers, a title in quotation
marks, dates), then the authors are read where a list of names stands, the container is the best of the names that stand
before numbers, a date or the end, and the title is what is left between them. A newline in the text is a strong
separator: layouts join the lines of a block with it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pressbib import dates, identifiers, names, vocabulary
from pressbib.record import Date, Origin, Record
from pressbib.vocabulary import journals

MARK = "␞"
"""Stands in the string for what was taken out of it (an identifier or an address)."""

_LONGEST = 4000
_IDENTIFIER = re.compile(
    r"(?i)https?://[^\s<>\"”»]+|www\.[^\s<>\"”»]+|(?:dx\.)?doi\.org/\S+|10\.\d{4,9}/\S+|arxiv:\s*\d{4}\.\d{4,5}(?:v\d)?"
    r"|pmid:?\s*\d{5,9}|pmcid:?\s*PMC\d+"
)
_BEFORE_IDENTIFIER = re.compile(
    r"(?i)(?:(?:full text|available (?:online )?(?:at|from)|online at|article|paper|url|link|web ?link|read (?:more )?at)\s*[:：]?\s*)?"
    r"(?:digital object identifier|\bdoi(?: number)?|d\.o\.i\.)?\s*[:：=]?\s*$"
)
_QUOTED = (
    ("“", "”\""), ('"', '"”“'), ("„", "“”\""), ("«", "»"), ("»", "«"), ("‘", "’'"), ("'", "'’"), ("「", "」"), ("『", "』"), ("《", "》"), ("***", "***"), ("**", "**"), ("<<", ">>"),
)  # fmt: skip
_YEAR = re.compile(r"(?<![\d/.:–-])(?:1[89]|20)\d\d(?![\d/]|[-–]\d)")
_ARTICLE = re.compile(
    r"(?:[A-Za-z]{1,6}\d[\w.]*|\d{4,}[A-Za-z]?\d*|\d+(?:\.[A-Za-z]+\d+)?\s*[-–]\s*[A-Za-z]?\d[\w.]*|[A-Z]?\d{1,4}[A-Za-z]?)"
)


@dataclass(slots=True)
class Parsed:
    """What was found in a reference string, each with the words it was read from ("" for none).

    people: the names, and whether more were said to be left out. before: the text before the first thing found.
    """

    text: str
    people: names.People = field(default_factory=names.People)
    people_text: str = ""
    title: str = ""
    container: str = ""
    container_weight: int = 0
    issued: Date | None = None
    issued_text: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    numbers_text: str = ""
    DOI: str = ""
    URL: str = ""
    others: dict[str, str] = field(default_factory=dict)
    publisher: str = ""
    quoted: bool = False
    explained: int = 0

    @property
    def score(self) -> int:
        """How much the string is a reference: the number of parts that were found, sure ones counted more."""
        return (
            3 * bool(self.DOI)
            + 2 * bool(self.people.names)
            + 2 * bool(self.title)
            + (2 if self.container_weight >= 2 else 1 if self.container else 0)
            + bool(self.issued)
            + bool(self.volume or self.page)
            + bool(self.URL)
            + bool(self.people.others)
        )


_NEXT = re.compile(r"(?<=[.\d)])\s+(?=[^\W\d_a-z][\w'’-]+, ?(?:[A-Z]\.[ -]?){1,3}(?:,| &|\s?\(|;))")


def split(text: str) -> list[str]:
    """A text of several references that name their year in parentheses, one after another; a single one is kept whole."""
    pieces = _NEXT.split(text[:_LONGEST])
    if len(pieces) > 1 and all(re.search(r"\((?:1[89]|20)\d\d", piece) for piece in pieces):
        return pieces
    return [text]


def read(text: str, *, language: str = "", runs: Sequence[str] = ()) -> Record:
    """The work that a reference string describes, with provenance `reference`.

    runs: the stretches of the string set in italic or bold. A string that holds no reference gives a Record without
    values. Never raises.
    """
    parsed = parse(text, language=language, runs=runs)
    values: dict[str, tuple[object, str]] = {}
    for variable in ("title", "container-title", "DOI", "URL", "volume", "issue", "page", "publisher"):
        value = parsed.container if variable == "container-title" else getattr(parsed, variable)
        if value:
            values[variable] = (value, text)
    values |= {kind: (value, text) for kind, value in parsed.others.items()}
    if parsed.people.names:
        values["author"] = (parsed.people.names, parsed.people_text)
    if parsed.issued:
        values["issued"] = (parsed.issued, parsed.issued_text)
    from pressbib.record import VARIABLES

    return Record(
        type="article-journal" if values else "document",
        authors_complete=not parsed.people.others if parsed.people.names else None,
        provenance={variable: Origin("reference", "", words) for variable, (_, words) in values.items()},
        **{VARIABLES[variable].attribute: value for variable, (value, _) in values.items()},  # type: ignore[arg-type]
    )


def parse(text: str, *, language: str = "", runs: Sequence[str] = ()) -> Parsed:
    """The parts of a reference string. Never raises."""
    return dataclasses.replace(_parse(text[:_LONGEST], language, tuple(runs)))


@lru_cache(maxsize=32)  # layouts look at one line from several sides
def _parse(text: str, language: str, runs: tuple[str, ...]) -> Parsed:
    found = Parsed(text)
    rest = _take_identifiers(text, found)
    title = _quoted_title(rest)
    if title:
        begin, end, found.title = title
        found.quoted = True
        rest = rest[:begin] + "␟" * (end - begin) + rest[end:]
    people = _people_span(rest, title)
    if people:
        begin, end, others = people
        found.people_text = text_of(rest, begin, end)
        found.people = _people(found.people_text, others, language)
        rest = rest[:begin] + "␝" * (end - begin) + rest[end:]
    container = _container(rest, runs, found)
    tail_from = 0
    if container:
        begin, end = container
        conference = re.match(r"(?: \([A-Z][\w’' -]{1,20}\))? ?(?:19|20)\d\d(?=[\s.,;)]|$)", rest[end:])
        if conference and re.search(r"(?i)\b(?:presented at|accepted (?:to|at))\s+(?:the\s+)?$", rest[:begin]):
            end += conference.end()
            year = re.search(r"(?:19|20)\d\d", conference[0])
            found.issued = Date((int(year[0]),)) if year else None
        found.container = _clean(rest[begin:end])
        found.container_weight = journals.weight(found.container)
        if found.container_weight < 2 and re.search(
            r"(?i)\b(?:presented at|accepted (?:to|at|by|in)|published (?:online )?in)\s+(?:the\s+)?$", rest[:begin]
        ):
            found.container_weight = 2
        tail_from = end
        if not found.title:
            found.title = _title_before(rest, begin)
        rest = rest[:begin] + "␜" * (end - begin) + rest[end:]
    elif not found.title and (people or found.DOI):
        found.title = _title_alone(rest, people[1] if people else 0)
    if container:
        rest = _take_labelled_numbers(rest, tail_from, found)
    rest = _take_date(rest, tail_from, found, language)
    if container:
        _take_numbers(rest, tail_from, found)
        if not found.title:
            found.title = _title_after(rest, tail_from)
    found.explained = _explained(rest, found)
    return found


_FILLER = re.compile(
    r"(?i)\b(?:doi|vol(?:ume)?|issue|no|pp?|pages?|published|online|in|by|the|on|first|ahead of print|available|at|journal|url|link|full text|abstract|retrieved|"
    r"article|it|appears?|will appear|advance access|epub|is|was|from|accepted|press|heft|band|seiten?|and|volume|date|citation|presented|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|\d+[\w.-]*)\b"
)


def _explained(rest: str, found: Parsed) -> int:
    """How many letters and digits of the text belong to a part, or are words that stand between parts."""
    unexplained = len(_NOT_LETTERS.sub("", _FILLER.sub("", rest)))
    if found.title and not found.quoted:
        unexplained -= len(_NOT_LETTERS.sub("", found.title))
    return len(_NOT_LETTERS.sub("", found.text)) - max(0, unexplained)


_NOT_LETTERS = re.compile(r"[\W_]+")


def text_of(rest: str, begin: int, end: int) -> str:
    return rest[begin:end].replace("\n", " ").strip(" ,;.:")


# --- What is certain: identifiers and a quoted title


def _take_identifiers(text: str, found: Parsed) -> str:
    """The text with identifiers and addresses replaced by MARK (same length), which are put into `found`."""
    rest = list(text)
    for match in _IDENTIFIER.finditer(text):
        value = match[0].rstrip(".,;:")
        for identifier in identifiers.find(value) or (
            (identifiers.Identifier("URL", identifiers.normalise_url(value if "//" in value else f"http://{value}")),)
        ):
            if identifier.kind == "DOI":
                identifier = identifiers.Identifier("DOI", undoubled(identifier.value))
                if len(identifier.value.partition("/")[2]) > 2:  # less is the rest of a broken one
                    found.DOI = found.DOI or identifier.value
                if value.lower().startswith(("http", "www")) and "doi.org" not in value.lower():
                    found.URL = found.URL or identifiers.normalise_url(value if "//" in value else f"http://{value}")
            elif identifier.kind == "URL":
                found.URL = found.URL or identifier.value
            elif identifier.kind in ("PMID", "PMCID"):
                found.others.setdefault(identifier.kind, identifier.value)
            elif identifier.kind == "arXiv":
                found.others.setdefault("archive", "arXiv")
                found.others.setdefault("number", identifier.value)
                found.URL = found.URL or f"https://arxiv.org/abs/{identifier.value}"
        window = text[max(0, match.start() - 48) : match.start()]
        label = _BEFORE_IDENTIFIER.search(window)
        begin = match.start() - (len(window) - label.start() if label else 0)
        while begin < match.start() and text[begin] in " ([\n":
            begin += 1
        end = match.start() + _identifier_length(match[0])
        rest[begin:end] = MARK * (end - begin)
    return "".join(rest)


def undoubled(doi: str) -> str:
    """A DOI without a prefix that was put before it twice.

    >>> undoubled("10.1038/10.1038/s41586-019-1866-z")
    '10.1038/s41586-019-1866-z'
    """
    prefix, _, rest = doi.partition("/")
    return rest if rest.startswith(f"{prefix}/") else doi


def _identifier_length(value: str) -> int:
    """Without closing punctuation, so that what follows keeps its separators."""
    trimmed = value.rstrip(".,;:)]”\"'")
    return len(trimmed) + (value[len(trimmed) : len(trimmed) + 1] == ")" and trimmed.count("(") > trimmed.count(")"))


def _quoted_title(rest: str) -> tuple[int, int, str] | None:
    """Where the first quoted stretch stands that can be a title (three words or twelve letters), and the title."""
    for opening, closing in _QUOTED:
        position = 0
        for _ in range(6):
            begin = rest.find(opening, position)
            if begin < 0:
                break
            position = begin + len(opening)
            if opening in "'‘\"" and begin and rest[begin - 1].isalnum():
                continue
            end = _closing(rest, position, closing)
            if end < 0:
                continue
            inside = rest[position:end].strip()
            if (len(inside.split()) >= 3 or len(inside) >= 12) and MARK not in inside and len(inside) <= 600:
                return begin, end + (len(closing) if closing in ("***", "**", ">>") else 1), _clean_title(inside)
            position = end
    return None


def _closing(rest: str, position: int, closing: str) -> int:
    if closing in ("***", "**", ">>"):
        return rest.find(closing, position)
    best = -1
    for index in range(position, min(len(rest), position + 620)):
        if rest[index] in closing:
            after, before = rest[index + 1 : index + 2], rest[index - 1 : index]
            if rest[index] in "'’" and before.isalpha() and after.isalpha():
                continue  # an apostrophe
            if (
                rest[index] in "'’"
                and before == "s"
                and after == " "
                and rest.find(rest[index], index + 1, index + 300) > 0
                and "’" in closing
                and rest[index + 2 : index + 3].islower()
            ):
                continue  # a plural possessive
            return index
    return best


def _clean_title(title: str) -> str:
    return " ".join(title.split()).strip(" ,;*_").removesuffix(".").rstrip(" ,;")


def _clean(name: str) -> str:
    name = " ".join(name.replace("\n", " ").split()).strip(" ,;:()[]“”\"‘'’«»*_")
    return (
        name
        if name.count(".") > 1 or (name.endswith(".") and name.count(".") == 1 and len(name.split()[-1]) <= 5)
        else name.rstrip(".")
    )


# --- Authors

_ARTICLES = frozenset("de van von le la el di du dos da del".split())
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_](?:[^\W\d_]|[.'’‐‑ʼ`-](?=[^\W\d_]))*)(?P<dot>\.?)|(?P<space>[ \t]+)|(?P<mark>.)", re.DOTALL
)
_PARTICLES = frozenset(
    "von van der den de la le les du da das dos do del della di ten ter te zu zum zur af av al el bin ibn ben abu 't op dal dalla vom e".split()
)
_ANDS = frozenset("and & und et y e en och og ja и та ve dan và i a oraz και samt sowie".split())
_NOT_NAMES = frozenset(
    """the a an in on at of for from with by to and or is are was were this that these new how why what when where who can does do we our
    research study paper journal article reference references citation title authors author volume issue published online doi available read full report
    effect effects role evidence analysis between among during using towards toward human associations association more information
    notes abstract source link january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday""".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_DOTTED = frozenset("st th jr sr dr prof mr ms mrs chr ph md".split())
_PLACES = frozenset(
    "university universität université universidad universitet institute institut instituto college hospital center centre school "
    "department laboratory clinic academy inc ltd usa uk germany foundation council".split()
)
_OTHERS = re.compile(
    r"(?i)[\s,;.]*(?:\b(?:et\.?\s+al|m\.\s?fl|u\.\s?a|и др|и соавт|ve ark|e col|y col|dkk|e\.\s?a|et coll|i in|a kol|ym|та ін|κ\.ά|and (?:others|colleagues|co-?workers))\b\.?|等人?|외|ほか|他(?=\W))"
)
_LEAD = re.compile(r"(?i)(?:by|authors?\s*:?|von|par|por|di|av|af|door|durch|from)\s+")


@dataclass(slots=True)
class _List:
    """An author list while it is read: where it stands, how many names it has, and whether more are left out."""

    begin: int
    end: int = 0
    count: int = 0
    others: bool = False
    surnames: int = 0
    initialled: int = 0
    inverted: int = 0
    closed_by_and: bool = False
    pending: str = ""
    stopped_at: str = ""


def _people_span(rest: str, title: tuple[int, int, str] | None) -> tuple[int, int, bool] | None:
    """Where the author list stands: at the start, after the quoted title, or after an unquoted title."""
    for start in (0, title[1]) if title else (0,):
        found = _list_of_names(rest, start)
        if found and _is_enough(rest, found, bool(title)):
            return found.begin, found.end, found.others
    limit = title[0] if title else 900
    for match in re.finditer(r"[.,;:?!\n)”]\s*|\sby\s", rest[:limit]):
        if rest[match.start()] in ";:" and not title:
            continue
        found = _list_of_names(rest, match.end())
        if not found:
            continue
        if rest[match.start()] == "," and not title:  # `Title of the work, A. B, C. D and E. F. Journal`
            before = rest[: match.start()]
            if _word_kind(before.split()[-1].rstrip("."), True) == "initials":
                continue
            if (
                found.closed_by_and
                and not found.surnames
                and found.count >= 2
                and re.search(r"\b[a-z]{3,} [a-z]", before)
                and len(before.split()) >= 4
            ):
                return found.begin, found.end, found.others
            continue
        if found.others or (
            not title
            and found.count >= 2
            and len(rest[: match.start()].split()) >= 4
            and rest[match.start() - 1] != "."
        ):
            return found.begin, found.end, found.others
    if title:
        return None
    initialled = re.search(
        r"(?:(?:[A-Z]\.[ -]?){1,3}[^\W\d_a-z][\w'’-]+(?: ?, (?:and )?| and | & )){1,40}(?:[A-Z]\.[ -]?){1,3}[^\W\d_a-z][\w'’-]+",
        rest[:1500],
    )
    if initialled:
        return initialled.start(), initialled.end(), bool(_OTHERS.match(rest, initialled.end()))
    listed = re.search(
        r"(?:(?:[^\W\d_a-z][\w'’-]+ [A-Z]{1,3}|[^\W\d_a-z][\w'’-]+, ?(?:[A-Z]\.[ -]?){1,3}), (?:and |& )?){2}",
        rest[:1200],
    )
    if listed:
        found = _list_of_names(rest, listed.start())
        if found and found.count >= 3:
            return found.begin, found.end, found.others
    return _before_others(rest)


def _is_enough(rest: str, found: _List, has_title: bool) -> bool:
    """Whether a list is one of names: one name alone needs a sign (initials, `et al.`, a date, a quoted title)."""
    text = rest[found.begin : found.end]
    if found.others or found.count >= 3:
        return True
    if all(
        word.strip(".,").casefold() in journals.words("abbreviations") | journals.words("marks")
        for word in text.split(",")[0].split()
    ):
        return False
    if journals.weight(text.split(",")[0]) >= 3 and not re.search(r"\b[A-Z]\.|\b[A-Z]{1,2}\b", text):
        return False
    if found.count == 2 or found.initialled:
        return True
    after = rest[found.end :].lstrip(" ,.;")
    return (
        has_title
        or after[:1] in ":(␟"
        or (rest[found.end : found.end + 1] == "." and len(after.split(".")[0].split()) >= 4)
    )


def _list_of_names(rest: str, start: int) -> _List | None:
    """The author list that begins at `start`, or None."""
    begin = start
    while begin < len(rest) and rest[begin] in " ,;:.\n*-–—•|/)]”\"'0123456789[(":
        begin += 1
    lead = _LEAD.match(rest, begin)
    if lead and not rest[begin : lead.end()].casefold().startswith(("di ", "von ")):
        begin = lead.end()
    found = _List(begin, begin)
    words: list[tuple[str, bool]] = []
    item_end = begin
    position = begin
    while position < len(rest) and position - begin < 3000:
        token = _TOKEN.match(rest, position)
        if not token:
            break
        position = token.end()
        if token["space"]:
            continue
        word = token["word"]
        if _OTHERS.match(rest, token.start()) and (
            word != "et" or rest[position : position + 4].lstrip(" .").startswith("al")
        ):
            break
        is_and = (
            bool(word)
            and word in _ANDS
            and not token["dot"]
            and (bool(words) or found.count > 0 or bool(found.pending))
        )
        if word and not is_and:
            kind = _word_kind(word, bool(token["dot"]))
            if kind == "other":
                if not _skip_place(rest, token.start(), found):
                    break
                position = rest.index(";", token.start())
                words = []
                continue
            words.append((word, bool(token["dot"])))
            item_end = token.end()
            if token["dot"] and _ends_list(rest, token, words, found):
                item_end = token.end() - (0 if kind == "initials" and not _plain(found, words) else 1)
                _close(found, words, item_end, rest, position)
                words = []
                found.stopped_at = "."
                break
            continue
        mark = token["mark"] or word or ""
        if mark in "*†‡§¶#^1234567890¹²³⁴⁵⁶⁷⁸⁹⁰" and words:
            if mark.isdigit() and rest[token.start() - 1].isspace():
                break
            continue
        if mark in ",;、，；·&" or is_and:
            is_and = is_and or mark == "&"
            if words and not _close(found, words, item_end, rest, position):
                words = []
                break
            words = []
            if found.closed_by_and and not is_and and not found.pending and not _goes_past_and(rest, position):
                break
            if is_and:
                found.closed_by_and = True
            continue
        found.stopped_at = mark
        break
    if words:
        _close(found, words, item_end, rest, position)
    return _finished(found, rest)


def _plain(found: _List, words: list[tuple[str, bool]]) -> bool:
    """Whether initials are printed without full stops in this list, so that a full stop is the end of the list."""
    return found.inverted > 0 and words[-1][0].isupper() and "." not in words[-1][0]


def _word_kind(word: str, dot: bool) -> str:
    if not word:
        return "other"
    bare = word.casefold().rstrip(".")
    letters = re.sub(r"[.‐‑-]", "", word)
    if letters.isupper() and len(letters) <= (4 if "." in word or dot or len(letters) <= 3 else 3):
        return "initials"
    if bare in _PARTICLES and word[0].islower():
        return "particle"
    if word[:1].islower() and "'" not in word and "’" not in word:
        return "other"
    if bare in _NOT_NAMES or bare in _PLACES:
        return "other"
    return "name"


def _close(found: _List, words: list[tuple[str, bool]], end: int, rest: str, position: int) -> bool:
    """Take the words as one name, or as the initials of the surname before; False where they are no name."""
    item = " ".join(word + ("." if dot else "") for word, dot in words)
    if vocabulary.fold(item) in _degrees() or vocabulary.fold(item).rstrip(".") in _SUFFIXES:
        if found.count or found.pending:
            found.end = end
            return True
        return False
    kinds = [_word_kind(word, dot) for word, dot in words]
    names_in, initials_in = kinds.count("name"), kinds.count("initials")
    if len(words) > 6 or (names_in == 0 and initials_in == 0):
        return False
    if names_in == 0:
        if found.pending:
            found.count, found.initialled, found.pending, found.end = found.count + 1, found.initialled + 1, "", end
            return True
        if initials_in >= 2 and len(words[-1][0]) > 1 and not words[-1][1]:
            found.count, found.end = found.count + 1, end
            return True
        return False
    if found.pending:
        if found.count > found.surnames and not found.initialled:
            return False
        found.surnames, found.count, found.pending = found.surnames + 1, found.count + 1, ""
    if (
        len(words) == 2
        and words[0][0].casefold() in _ARTICLES
        and found.count == found.surnames
        and (found.count or found.pending)
    ):
        names_in = 1  # `Thuis, De Ruiter, Ligthart`
    if names_in + initials_in >= 2:
        if found.surnames and found.surnames == found.count and names_in < 2:
            return False
        found.count, found.end = found.count + 1, end
        found.initialled += bool(initials_in)
        found.inverted += kinds[-1] == "initials" and not words[-1][1] and "." not in words[-1][0]
        return True
    if (
        found.count > found.surnames
        and not _initials_follow(rest, position)
        and not (found.closed_by_and and found.initialled == 0 and False)
    ):
        return False
    found.pending, found.end = item, end if found.count == found.surnames else found.end
    return True


def _finished(found: _List, rest: str) -> _List | None:
    others = _OTHERS.match(rest, found.end)
    if others is None and found.pending:
        others = _OTHERS.match(rest, rest.find(found.pending, found.end) + len(found.pending))
    if found.pending:
        if others or (found.closed_by_and and found.surnames == found.count and found.count):
            found.count += 1
            if found.end < found.begin + 1 or rest.find(found.pending, found.end) >= 0:
                found.end = max(found.end, others.start() if others else found.end)
        elif not found.count:
            return None
    elif found.surnames and found.surnames == found.count and not others and not found.closed_by_and:
        return None
    if not found.count:
        return None
    if others:
        found.others, found.end = True, others.end()
    return found


def _ends_list(rest: str, token: re.Match[str], words: list[tuple[str, bool]], found: _List) -> bool:
    """Whether the full stop after a word ends the author list, and does not belong to an initial."""
    word = words[-1][0]
    after = rest[token.end() : token.end() + 1]
    if after and after not in " \n␞␟":
        return False
    if word.casefold() in _DOTTED or vocabulary.fold(word + ".") in _degrees():
        return False
    if _word_kind(word, dot=True) != "initials":
        return True
    if not found.pending and all(_word_kind(each, True) == "initials" for each, _ in words):
        return False  # the surname is still to come
    following = rest[token.end() :].lstrip(" ")
    if not following or following[0] in ",;:(&␞␟\n[“\"‘'«„":
        return False
    if re.match(r"(?:and|et|und|y|e|en|och|og|&)\s", following):
        return False
    if _plain(found, words):
        return True
    if re.match(r"[^\W\d_]\.(?=[\s,;&-])", following):
        return False  # another initial: `Rao, P. N. Title`
    return not _name_follows(following)


def _name_follows(text: str) -> bool:
    """Whether at most four words of a name stand before the next separator (`Th. Niekus et al.`)."""
    for count, token in enumerate(re.finditer(r"([^\s,;:(␞␟\n]+)([^\S\n]*)", text[:80])):
        word = token[1]
        if word in ("et", "and", "&", "und"):
            return count > 0
        if count > 4 or _word_kind(word.rstrip("."), word.endswith(".")) == "other" or not word[0].isalpha():
            return False
        if (
            word.endswith(".")
            and _word_kind(word.rstrip("."), True) == "name"
            and word.rstrip(".").casefold() not in _DOTTED
        ):
            return True
        if text[token.end() : token.end() + 1] in ",;:(␞␟\n" or token.end() >= len(text):
            return True
    return False


def _initials_follow(rest: str, position: int) -> bool:
    """Whether initials come next: `Rozental, A.`"""
    following = re.match(
        r"[\s,]{0,2}((?:[^\W\d_]\.?[\s-]?){1,4})(?=[,;.(:\n␞␟]|\bet\b|\band\b|&|$)", rest[position : position + 16]
    )
    return following is not None and _word_kind(following[1].replace(" ", "").rstrip("."), True) == "initials"


def _goes_past_and(rest: str, position: int) -> bool:
    """Whether a list goes on past its first `and`: degrees and places up to a second one, or to `et al.`"""
    window = re.split(r"[(:␞␟\n“\"]", rest[position : position + 120])[0]
    if re.match(r"\s*(?:" + "|".join(("PhD", "MD", "Ph\\.D", "M\\.D", "MSc", "MPH")) + r")\b", window):
        return True
    return (
        bool(re.search(r";\s*and\s|^\s*and\s", window))
        or bool(re.match(r"\s*[A-Z][^,;.]{2,40},? and [A-Z]", window))
        or bool(re.match(r"\s*et al", window))
    )


def _skip_place(rest: str, start: int, found: _List) -> bool:
    """Whether an affiliation stands here, between the names of a list that semicolons divide."""
    if not (found.count or found.pending):
        return False
    stop = rest.find(";", start, start + 200)
    if stop < 0:
        return False
    item = rest[start:stop]
    return (
        any(word.strip(",.()").casefold() in _PLACES for word in item.split()) and "␟" not in item and "\n" not in item
    )


def _before_others(rest: str) -> tuple[int, int, bool] | None:
    """The names right before `et al.` in a string that has no other sign of where they begin."""
    others = re.search(r"\bet\.?\s+al\b\.?", rest[:1200])
    if not others:
        return None
    words = list(re.finditer(r"\S+", rest[: others.start()]))
    begin = None
    for match in reversed(words[-12:]):
        word = match[0].rstrip(",.")
        if (
            not word
            or not (word in ("and", "&") or _word_kind(word, False) in ("name", "initials", "particle"))
            or match[0].endswith((")", "]", ":", "?"))
        ):
            break
        begin = match.start()
    return (begin, others.end(), True) if begin is not None else None


@cache
def _degrees() -> frozenset[str]:
    return frozenset(vocabulary.fold(word) for word in vocabulary.load().words("people", "degrees"))


def _people(text: str, others: bool, language: str) -> names.People:
    read_people = names.read(text, language=language)
    return names.People(read_people.names, read_people.others or others)


# --- The container

_BEFORE = re.compile(r"(?:^|[.?!,;:]|\n|␟|␝|[)\]”\"]|//|\bIn:|\bin)\s*", re.MULTILINE)
_SOFT = " \n,;.:"


def _container(rest: str, runs: Sequence[str], found: Parsed) -> tuple[int, int] | None:
    """The best of the names that stand where a container can stand."""
    best: tuple[int, int, int] | None = None
    covered = -1
    for begin, before in _starts(rest):
        if begin < covered:
            continue
        span = journals.read_name(rest, begin, runs=runs)
        if not span or span[1] - span[0] < 2:
            continue
        score = _container_score(rest, span, before, runs, bool(found.title))
        if score > 0 and journals.weight(rest[span[0] : span[1]]) >= 3:
            covered = span[1]
        if score > 0 and (best is None or score > best[0]):
            best = (score, *span)
    return (best[1], best[2]) if best else None


_LEAD_IN = re.compile(
    r"(?:(?i:it (?:will )?appears? in|(?:will be |was |were |is )?published (?:online |today |in print |yesterday )*(?:in|by)|appear(?:s|ed)? in"
    r"|online in|to appear in|in press(?: in)?|accepted (?:in|by|to|at)|presented at|publicad[oa] en|publiée? dans|pubblicat[oa] su|erschienen in"
    r"|в журнале|журнал|revista|dans|su|en)|in: |In: |in|In|journal:?|Journal:|the journal)[:\s]+(?:the (?:journal )?(?=[A-Z])|journal (?:of record )?)?"
)


def _starts(rest: str) -> Iterator[tuple[int, str]]:
    """Where a container can begin: after a separator, and past words like `published online in the`."""
    seen = set()
    for match in _BEFORE.finditer(rest):
        begin = match.end()
        lead = _LEAD_IN.match(rest, begin)
        if lead:
            begin = lead.end()
        if match[0].startswith(".") and is_abbreviation_before(rest, match.start()):
            continue
        if begin not in seen and begin < len(rest) and rest[begin] not in "␞␟␝":
            seen.add(begin)
            yield begin, match[0].strip() + (f" {lead[0].strip().casefold()}" if lead else "")


def is_abbreviation_before(rest: str, position: int) -> bool:
    """Whether a full stop closes an abbreviation (`J. Mater. Chem.`), so that no name begins after it."""
    word = re.split(r"[\s,;:(␝␞␟]", rest[max(0, position - 12) : position])[-1]
    return word[:1].isupper() and word.casefold() in journals.words("abbreviations") and len(word) <= 8


def _container_score(rest: str, span: tuple[int, int], before: str, runs: Sequence[str], has_title: bool) -> int:
    name = rest[span[0] : span[1]]
    tail = rest[span[1] : span[1] + 40]
    stripped = tail.lstrip(" .,;:)”\"'’*_")
    weight = journals.weight(name)
    count = len(name.split())
    score = 2 * weight
    lead = before.partition(" ")[2]
    if any(run and name == run.strip(" .,") for run in runs):
        score += 5
    if not stripped or stripped[0] in "␞":
        score += 3
    elif re.match(
        r"\(?(?:vol|volume|band|bd|issue|no|heft|n[°º])\b\.? ?\d|\(?\d{1,4}[A-Za-z]?\s?[(:,]|\d{1,4}[;:(]|\(?(?:1[89]|20)\d\d\b|\(?[A-Z]?\d",
        stripped,
        re.IGNORECASE,
    ):
        score += 4
    elif re.match(
        r"\(?(?:published|online|available|advance|epub|in press|date|doi|accepted|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b",
        stripped,
        re.IGNORECASE,
    ):
        score += 3
    elif tail.startswith(("\n", " \n", ". \n", ".\n")):
        score += 2
    elif tail[:1] in ".;" or not tail:
        score += 1
    elif tail[:1] == ":":
        score -= 8
    elif tail[:1] == "," or tail.startswith(" , "):
        score -= 2 if lead else 4
    else:
        score -= 9
    if before == ":" and score < 2 * weight + 4:
        score -= 5
    if lead:
        score += 3
    if before.startswith((".", "\n", "␟", "//", "?", "!")) or not before:
        score += 1
    if not before and not has_title:
        score -= 1
    if count > 10:
        score -= 4
    elif count > 7 and weight < 4:
        score -= 1
    if weight == 0 and not lead and score < 5:
        score -= 3
    if journals.weight(name) == 0 and name.split()[0].casefold() in _NOT_NAMES:
        score -= 3
    return score


_PROSE = re.compile(
    r"(?i)(?:the|this|these|our|their|a new|it|an?) (?:new |full |original )?(?:study|paper|article|research|findings?|results?|report|work|publication|review)?\s?(?:was|were|is|are|has|have|will|appears?|appeared)\b|published\b|(?:it|which|that) (?:was|is|will|appear)|available\b|presented\b|additional\b|read\b"
)


def _title_before(rest: str, begin: int) -> str:
    """The unquoted title: what stands between the authors (or the start) and the container."""
    start = rest.rfind("␝", 0, begin) + 1
    segment = rest[start:begin]
    if start and sum(c.isalpha() for c in segment) < 8:  # the authors stand after the title
        segment = rest[: rest.find("␝")]
    segment = segment.split(MARK)[-1]
    lead = re.match(r"^[\s.,:;)–—/-]*(?:\(?(?:(?:1[89]|20)\d\d)[^)\n]{0,24}\)?[a-z]?\)?[\s.,:;–—-]*)?", segment)
    segment = segment[lead.end() :] if lead else segment
    segment = re.sub(
        r"(?i)[\s.,;:/]+(?:in|in:|(?:was |is )?published (?:online )?in(?: the)?|publicad[oa] n?a? ?revista|journal|to appear in|presented at|accepted (?:at|to|by|in)|it (?:will )?appears? in|en|dans|su)\s*:?\s*(?:the\s*)?$",
        "",
        segment,
    )
    title = _clean_title(segment.replace("␟", " ").strip(" .,;:/–—-\n"))
    for hit in reversed(dates.find(title[-60:])) if _YEAR.search(title[-30:]) else ():
        hit = dates.FoundDate(hit.start + max(0, len(title) - 60), hit.end + max(0, len(title) - 60), hit.date)
        if hit.end >= len(title) - 1 and title[: hit.start].rstrip().endswith((",", ";", ".")):
            title = _clean_title(title[: hit.start].strip(" .,;"))
            break
    if title.find(")") < title.find("(") if "(" in title and ")" in title else ")" in title:
        return ""
    if re.match(r"(?:and|or|with|of|which|that|as|but|by|for|from|to|in|on|at)\s", title):
        return ""
    return title if len(title.split()) >= 2 and sum(c.isalpha() for c in title) >= 8 and not _PROSE.match(title) else ""


def _title_alone(rest: str, start: int) -> str:
    segment = re.split(r"[␞\n]", rest[start:].lstrip(" .,:;()0123456789–-"), maxsplit=1)[0]
    segment = re.split(r"(?<=[a-z)\]0-9?!])\s?[.](?:\s|$)", segment, maxsplit=1)[0]
    title = _clean_title(segment)
    return title if len(title.split()) >= 3 and not title[:1].islower() and not _PROSE.match(title) else ""


# --- Dates and numbers


def _take_date(rest: str, tail_from: int, found: Parsed, language: str) -> str:
    """The most exact date outside title, authors and container, the one after the container first; the text without it."""
    if not _YEAR.search(rest):
        return rest
    hidden = rest
    if found.title and not found.quoted:
        begin = rest.find(found.title[:40])
        if begin >= 0:
            hidden = rest[:begin] + "␟" * len(found.title) + rest[begin + len(found.title) :]
    hits = [hit for hit in _dates_around(hidden, language) if hit.date.start and 1500 <= hit.date.start[0] <= 2100]
    candidates = [(-len(hit.date.start), hit.start < tail_from, hit.start, hit.date, hit.end) for hit in hits]
    for match in _YEAR.finditer(hidden):
        if not any(hit.start <= match.start() < hit.end for hit in hits):
            candidates.append((-1, match.start() < tail_from, match.start(), Date((int(match[0]),)), match.end()))
    if not candidates or found.issued:
        return rest
    after = [each for each in candidates if not each[1]] or candidates
    year = min(after, key=lambda each: each[2])[3].start[0]
    best = min(each for each in candidates if each[3].start[0] == year)
    found.issued = best[3]
    found.issued_text = rest[best[2] : best[4]]
    for _, _, begin, _, end in candidates:
        rest = rest[:begin] + " " * (end - begin) + rest[end:]
    return rest


def _dates_around(text: str, language: str) -> list[dates.FoundDate]:
    """The dates of a text, looked for near its years only."""
    found: list[dates.FoundDate] = []
    stop = -1
    for year in _YEAR.finditer(text):
        if year.start() < stop:
            continue
        begin, stop = max(0, year.start() - 28), min(len(text), year.end() + 24)
        while begin and text[begin - 1].isalnum():
            begin -= 1
        while stop < len(text) and text[stop].isalnum():
            stop += 1
        found += [
            dates.FoundDate(hit.start + begin, hit.end + begin, hit.date)
            for hit in dates.find(text[begin:stop], language=language)
            if not found or hit.start + begin >= found[-1].end
        ]
    return found


_LABELLED = (
    ("volume", re.compile(r"(?i)(?:\bvol(?:ume|umen)?\b|\bband\b|\bbd\b|\btome\b|\bт\b|\bv(?=\.\s?\d))\.?\s*(\d{1,4}[A-Za-z]?)\b|第\s?(\d{1,4})\s?[巻卷]|(\d{1,4})\s?권")),
    ("issue", re.compile(r"(?i)(?:\bissue\b|\bno(?=[. ]\s?\d)|\bnumber\b|\bheft\b|\bnr(?=[. ])|\bn[°º]|\biss\b|№|\bnúm\b)\.?\s*(\d{1,4}(?:[-–/]\d{1,4})?)\b|第\s?(\d{1,4})\s?[号号期號]|(\d{1,4})\s?호")),
    ("page", re.compile(r"(?i)(?:\bpages?\b|\bpp?(?=[. ]\s?\w?\d)|\bseiten?\b|\bs(?=\.\s?\d)|\bс(?=\.\s?\d)|\barticle(?: number| no\.?)?(?=:?\s*[a-z]?\d)|\bart\b|\bpágs?\b)\.?:?\s*([A-Za-z]{0,6}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,6}\d[\w.]*)?)")),
)  # fmt: skip
_COMPACT = re.compile(
    r"^[\s,;.:(]*(?:(?:1[89]|20)\d\d(?!\d)[\s,;.:)]*)?"
    r"(?:(?P<volume>\d{1,4}[A-Z]?)(?![\w–-]|\.\d))?\s*"
    r"(?:\((?P<issue>(?:Suppl\.? ?)?[A-Za-z]?\d{1,4}(?:[-–/]\d{1,4})?|Suppl[^()]{0,8})\)|,\s?(?:no|issue)\.? ?(?P<no>\d{1,3}))?"
    r"(?P<gap>[\s,;:.]*)(?:(?P<page>[A-Za-z]{0,6}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,6}\d[\w.]*)?))?",
)


def _take_labelled_numbers(rest: str, tail_from: int, found: Parsed) -> str:
    """Volume, issue and pages that words announce; the text without them."""
    for kind, pattern in _LABELLED:
        match = pattern.search(rest, tail_from, tail_from + 200)
        if match:
            setattr(found, kind, _number(next(group for group in match.groups() if group)))
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    return rest


_DAY = re.compile(
    r"\b\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b\.?|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b(?!\()"
)


def _take_numbers(rest: str, tail_from: int, found: Parsed) -> None:
    """Volume, issue and pages after the container in the compact forms `12(3):45-67`."""
    tail = rest[tail_from : tail_from + 160].split(MARK)[0].split("\n\n")[0]
    tail = _DAY.sub(lambda m: " " * len(m[0]), tail)
    tail = re.sub(r"\(\s+\)|\[\s+\]", lambda m: " " * len(m[0]), tail)
    labelled = bool(found.volume or found.issue or found.page)
    match = _COMPACT.match(tail)
    if not match:
        return
    volume, page = match["volume"] or "", match["page"] or ""
    issue = match["issue"] or match["no"] or ""
    if page and not volume and not issue and not found.volume and re.fullmatch(r"\d{1,3}[A-Z]?", page.rstrip(".")):
        volume, page = page.rstrip("."), ""
    if page.isdigit() and len(page) < 2 and not volume:
        page = ""
    if labelled and not found.page and not page:
        extra = re.search(r"(?<![\w.])([A-Za-z]{1,6}\d\w+|\d+\s?[-–]\s?\d+)(?!\w)", tail)
        page = extra[1] if extra else ""
    found.volume = found.volume or ("" if labelled and found.issue else volume)
    found.issue = found.issue or _number(issue)
    found.page = found.page or _number(page)


def _title_after(rest: str, tail_from: int) -> str:
    """The title that stands after the container and a date: `STEM CELLS. 2015 April: Human cells preserve vision.`"""
    tail = rest[tail_from:].split(MARK)[0].lstrip(" .,;:()\n0123456789")
    title = _clean_title(re.split(r"(?<=[a-z)0-9?!])\.(?:\s|$)|\n", tail, maxsplit=1)[0])
    return title if len(title.split()) >= 4 and title[0].isupper() and not _PROSE.match(title) else ""


def _number(value: str) -> str:
    return re.sub(r"\s*[-–]\s*", "-", value.strip().rstrip("."))

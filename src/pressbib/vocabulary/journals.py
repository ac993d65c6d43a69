"""Where the name of a journal or conference stands in a text, and how much it looks like one.

A name is a run of capitalised words with small words between them (`Journal of the Royal Society Interface`), a run of
abbreviations (`J. Phys. Chem. Lett.`), or what stands in quotation marks. The words that make such a run the name of a
journal are in `journal-words.txt`; names that none of them marks (`Small`, `Gut`) are in `journals.txt`,
and those of magazines in `magazines.txt`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from pressbib.patterns import prepare
from pressbib.vocabulary import fold, load
from pressbib.vocabulary.lists import word_list

_LETTER = r"A-Za-zÀ-ɏͰ-ϿЀ-ԯḀ-ỿ"
_WORD = prepare(rf"[ \u3000]{{0,2}}([{_LETTER}0-9](?:[{_LETTER}0-9.'’*®+/|‐‑-]|(?<=[A-Z])&(?=[A-Z]))*|&)")
_VOLUME = prepare(r"[A-Z]\d{2,3}(?:-[A-Z])?[.,]?")
_SPACED_WORD = prepare(rf" ?([:,]) ([{_LETTER}])")
_SPACED_DASH = prepare(rf"(?: [-–—] |—)([{_LETTER}])")
_QUOTES = {
    "“": '”"“',
    '"': '"”',
    "‘": "’'",
    "'": "'’",
    "«": "»",
    "»": "«",
    "„": '“”"',
    "「": "」",
    "『": "』",
    "《": "》",
    "≪": "≫",
    "〈": "〉",
    "<": ">",
    "＜": "＞",
    "*": "*",
    "_": "_",
    "`": "`'’",
    "‚": "‘’",
}
_SPACED_DOT = prepare(rf" [•·∙●] ([{_LETTER}])")
"""Between the fields of one journal: `International Journal of Radiation Oncology • Biology • Physics`."""
_CONJUNCTION = prepare(r"^ (?:and|und|et|y|e|en|och|og) (?:the )?")
_SECTION = prepare(r"[a-z]\.? [A-H]$")
"""The letter of a section, whose name follows a colon: `Journal of Applied Physics D: Optics`."""
_OF_FIELDS = prepare(
    r"(?:[A-Z]\w+ ){0,2}(?:Journal|Transactions|Annals|Archives|Proceedings|Letters) (?:of|on|in) [A-Z][\w, &]+\Z"
)
_FIELDS = prepare(
    r"(?P<fields>(?:[A-Z]\w+(?: [A-Z]\w+)?, )*(?:and|&) [A-Z]\w+(?: [A-Z]\w+)?)"
    r"(?P<ends>[.,;]? (?:\(?\d|(?i:doi|https?:|vol\b)))?"
)
_OF_A_FIELD = prepare(r"(?:The )?(?:[A-Z]\w+ )?Journal of [A-Z][\w ]+\Z")
_SUBTITLE = prepare(r"[A-Z]\w+(?: (?:and|&|of|in|[A-Z]\w+)){0,4}[.,;]? (?:\(?\d|(?i:doi|https?:|vol\b))")
"""More of the name, right before a number or an address: `Journal of Neurosurgery: Pediatrics 106(6)`."""
_PART = prepare(r"(?:Series|Section|Part) [A-H]\b")
"""After a comma, of one journal: `Journal of Gerontology, Series B: Social Sciences`."""
_SPELLED_OUT = prepare(r"(?:An? |The )?(?:International |European |American |British )?Journal of [A-Z]")
"""What letters before a colon stand for: `BJOG: An International Journal of Obstetrics & Gynaecology`."""
_ORDINAL = prepare(r"\d{1,3}(?:st|nd|rd|th)")
_BODY = prepare(
    r"(?i)(?:department|division|university|institute|school|faculty|college|hospital|center|centre|ministry)\b"
)
_OPEN = " open"
"""What a journal of open access is called after its elder sister."""
_MOST_WORDS = 16
_LONGEST = 160


def words(kind: str) -> frozenset[str]:
    """The words of a kind in journal-words.txt, such as marks, abbreviations, connectors; none for no such kind."""
    return word_list("journal-words.txt", kind)


@cache
def _beginnings() -> frozenset[str]:
    """The first words of every known name, as far as each word of it."""
    found: set[str] = set()
    for name in load().journals:
        parts = name.split()
        found.update(" ".join(parts[:count]) for count in range(2, len(parts) + 1))
    return frozenset(found)


@cache
def _magazines() -> frozenset[str]:
    lines = (Path(__file__).parent / "magazines.txt").read_text("utf-8").splitlines()
    return frozenset(fold(line) for line in lines if not line.startswith("#"))


def is_magazine(name: str) -> bool:
    """Whether the name stands in magazines.txt, with or without `The`.

    >>> is_magazine("the Foreign Affairs"), is_magazine("Foreign Affairs Review")
    (True, False)
    """
    folded = fold(name)
    return bool({folded, folded.removeprefix("the "), f"the {folded}"} & _magazines())


@cache
def meetings() -> tuple[str, ...]:
    """The words for a conference, in lower case."""
    return tuple(word.replace("_", " ") for word in words("meetings"))


def names_meeting(text: str) -> bool:
    """Whether a word for a conference stands in a text."""
    lowered = text.casefold()
    return any(word in lowered for word in meetings())


def is_meeting(name: str) -> bool:
    """Whether the name is that of a conference or its proceedings, which those of academies are not.

    >>> is_meeting("Proceedings of the Symposium on Frogs"), is_meeting("Proceedings of the Royal Society B")
    (True, False)
    """
    found = set(fold(name).replace("(", " ").split())
    return names_meeting(name) or ("proceedings" in found and not found & words("academies"))


@lru_cache(maxsize=4096)
def is_known(name: str) -> bool:
    """Whether the name stands in journals.txt, with or without `The`."""
    folded = fold(name.rstrip("®™"))
    known = load().journals
    family, colon, _ = folded.partition(": ")
    if colon and family.removeprefix("the ").replace(" ", "_") in words("families"):
        return True  # `Circulation: Heart Failure`
    if folded.endswith(_OPEN) and is_known(folded.removesuffix(_OPEN)):
        return True  # `Human Reproduction Open`
    if "&" in folded and folded.replace("&", "and") in known:
        return True
    return folded in known or folded.removeprefix("the ") in known or f"the {folded}" in known


@lru_cache(maxsize=4096)
def is_shortened(name: str) -> bool:
    """Whether abbreviated words are those of a known name.

    >>> is_shortened("Nat. Commun."), is_shortened("J. Nat. Commun.")
    (True, False)
    """
    short = [word.rstrip(".") for word in fold(name).split()]
    if len(short) < len(("Nat.", "Commun.")) or "." not in name:
        return False
    known = _by_words().get((len(short), short[0][:1]), ())
    return any(all(map(str.startswith, full, short)) for full in known)


@cache
def _by_words() -> dict[tuple[int, str], list[list[str]]]:
    """The words of every known name that abbreviations keep, by their number and the first letter."""
    table: dict[tuple[int, str], list[list[str]]] = {}
    small = words("connectors") | words("lower")
    for name in load().journals:
        full = [word for word in name.replace(",", "").split() if word not in small]
        if full:
            table.setdefault((len(full), full[0][0]), []).append(full)
    return table


@lru_cache(maxsize=4096)
def weight(name: str) -> int:
    """How much a name looks like that of a journal: 4 known, 3 marked by a word, 2 all abbreviations, 0 neither."""
    if is_known(name):
        return 4
    if _BODY.match(name):
        return 0
    parts = [part.strip(".,:*®'’()").casefold() for part in name.replace("-", " ").split()]
    marks = words("marks")
    if any(part in marks for part in parts):
        return 3
    dotted = [part for part in name.split() if part.endswith(".")]
    if len(dotted) >= 2 or (dotted and dotted[0].strip(".").casefold() in words("abbreviations")):
        return 2
    return 0


def read_name(text: str, start: int, *, runs: Iterable[str] = (), nouns: bool = False) -> tuple[int, int] | None:
    """The span of the name that begins at `start` (after spaces), or None.

    runs: stretches set in italic or bold, or the words of links: where one begins there, it is the name. nouns: the
    language capitalises all nouns (German), so that a known journal ends where its name does.
    """
    while start < len(text) and text[start] in " \u3000":
        start += 1
    if start >= len(text):
        return None
    for run in runs:
        if 1 < len(run) <= _LONGEST and text.startswith(run, start) and _is_name(run):
            return start, start + len(run.rstrip(" .,;"))
    if text[start] in _QUOTES:
        return _quoted(text, start)
    span = _run(text, start, nouns)
    for name in _written_small().get(text[start : start + _FIRST_LETTERS], ()):
        end = start + len(name)
        if text.startswith(name, start) and not text[end : end + 1].isalnum() and (span is None or span[1] < end):
            return start, end
    return span


_FIRST_LETTERS = 5
_SMALL = prepare(r" [a-zà-ÿěščřžýůł]{5,}")


@cache
def _written_small() -> dict[str, tuple[str, ...]]:
    """The known names of whose words some are not capitalised (`Revista médica de Chile`), by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "journals.txt").read_text("utf-8").splitlines():
        if not line.startswith("#") and _SMALL.search(line):
            found[line[:_FIRST_LETTERS]] = (*found.get(line[:_FIRST_LETTERS], ()), line)
    return found


def _is_name(run: str) -> bool:
    first = run.lstrip()[:1]
    return (
        bool(first)
        and (first.isupper() or first.isdigit() or not first.isascii() or fold(run).split()[0] in words("lower"))
        and len(run.split()) <= _MOST_WORDS
    )


def _quoted(text: str, start: int) -> tuple[int, int] | None:
    closing = _QUOTES[text[start]]
    begin = start + 1
    while text[begin : begin + 1] in ("*", "_", " ", "‘", "“", "<") and begin - start < 4:
        begin += 1
    for end in range(begin, min(len(text), begin + _LONGEST)):
        if text[end] in closing and not _is_apostrophe(text, end):
            inside = text[begin:end].rstrip(" ,.;*_")
            if inside and _is_name(inside):
                return begin, begin + len(inside)
            return None
    return None


def _is_apostrophe(text: str, position: int) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] in "’'" and before.isalpha() and after.isalpha() and after.isascii()


def _run(text: str, start: int, nouns: bool) -> tuple[int, int] | None:  # one scan
    position, end, known_end, count, after_dash = start, start, 0, 0, -1
    stop, connectors = words("stop"), words("connectors")
    while count < _MOST_WORDS and position - start < _LONGEST:
        found = _WORD.match(text, position)
        if not found or (count and found.start(1) == position and text[position] != "&" and position != after_dash):
            break
        word = found[1]
        bare = word.rstrip(".'’®™").casefold()
        if count and word in ("SOURCE", "SOURCES"):
            break  # the label of the next line, in copied text
        if count and bare in stop and not (bare == "press" and count):
            break
        if count and _VOLUME.fullmatch(word):
            break  # `IEICE Transactions on Information and Systems E86-D, 191`
        capital = (
            word[0].isupper()
            or (count and _ORDINAL.fullmatch(bare))
            or (word[0].isdigit() and count == 0 and any(c.isupper() for c in word))
        )
        if capital or (count == 0 and (bare in words("lower") or _ORDINAL.fullmatch(bare))):
            count += 1
            end = found.end()
            position = end
            if is_known(text[start:end].rstrip(".,")):
                known_end = end
            if word.endswith(".") and not _goes_on(text, word, start, end):
                if bare not in words("abbreviations") and "." not in text[start : end - 1]:
                    end -= 1
                break
        elif count and (bare in connectors) and _continues(text, found.end(), text[start:position], bare):
            position = found.end()
            count += 1
            continue
        else:
            break
        separated = _SPACED_WORD.match(text, position)
        if separated and _belongs(text, start, position, separated.start(2)):
            position = separated.start(2) - 1
        dashed = _SPACED_DASH.match(text, position)
        if (
            dashed
            and dashed[1].isupper()
            and weight(text[start:end]) >= 3
            and (_is_name_after(text, dashed.start(1)) or _is_known_from(text, start, dashed.start(1)))
        ):
            position = after_dash = dashed.start(1)
        dotted = _SPACED_DOT.match(text, position)
        if dotted and dotted[1].isupper() and weight(text[start:end]) >= 3:
            position = dotted.start(1) - 1
    if end == start:
        return None
    joint = _CONJUNCTION.match(text[known_end:end]) if known_end and known_end < end else None
    second = text[known_end + joint.end() : end] if joint else ""
    if joint and (is_known(second) or (second.isupper() and len(second) < _LONGEST_ABBREVIATION)):
        end = known_end  # `published in Nature and Science` names two
    if nouns and known_end and known_end < end and weight(text[known_end:end]) == 0:
        end = known_end
    return start, end


_LONGEST_ABBREVIATION = 8


def _is_known_from(text: str, start: int, last: int) -> bool:
    """Whether the name that begins at `start` is known with the one or two words at `last`."""
    first = _WORD.match(text, last)
    second = _WORD.match(text, first.end()) if first else None
    return any(is_known(text[start : word.end()].rstrip(".,")) for word in (first, second) if word)


def _is_name_after(text: str, position: int) -> bool:
    """Whether what follows a dash is more of the name: two capitalised words, the first no article."""
    first = _WORD.match(text, position)
    second = _WORD.match(text, first.end()) if first else None
    return bool(second and (second[1][0].isupper() or second[1] in ("and", "&", "of")))


def _goes_on(text: str, word: str, start: int, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation inside a name, which begins at `start`."""
    following = _WORD.match(text, end)
    bare = word.rstrip(".").casefold()
    if not following or not (following[1][0].isupper() or following[1] in ("&", "of")):
        return False
    after = following[1].rstrip(".").casefold() in words("abbreviations")  # `Proc. R. Soc. B`
    shortened = text[start:end].split()[0].rstrip(".").casefold() in words("abbreviations")
    if shortened and "." in text[start : end - len(word)] and len(bare) <= _LONGEST_ABBREVIATION:
        after = after or following[1].endswith(".")
        if after:
            return True  # `Proc. Sib. Fed. Univ.`
    return bare in words("abbreviations") or (len(bare) <= 4 and "." in word[:-1]) or (len(bare) == 1 and after)


def _continues(text: str, position: int, so_far: str, connector: str) -> bool:
    """Whether a small word is inside the name: a capitalised word follows, perhaps after a second small word."""
    following = _WORD.match(text, position)
    if following and following[1].casefold() in words("connectors") and not following[1][0].isupper():
        following = _WORD.match(text, following.end())
    if not following or not (following[1][0].isupper() or following[1] == "&"):
        return False
    bare = following[1].rstrip(".,").casefold()
    if bare in words("stop"):
        return False
    small = text[position : following.start(1)].strip()  # `Lab on a Chip`
    if fold(" ".join((so_far, connector, small, following[1]))).rstrip(".,") in _beginnings():
        return True
    if connector == "in" and so_far.startswith("Journal of "):
        return True  # `Journal of Teaching in Social Work`
    if connector in ("in", "on", "at", "from", "to", "with", "en", "im", "в", "по", "a", "an"):
        last = so_far.split()[-1].casefold() if so_far.split() else ""
        if connector == "on":
            return weight(so_far) >= 3
        return last in words("in-after")
    return True


def _belongs(text: str, start: int, end: int, following: int) -> bool:
    """Whether a comma or colon is part of a name: `Light: Science & Applications`, `Environment, Development and …`."""
    longer = _WORD.match(text, following - 1)
    if not longer or not (longer[1][0].isupper() or longer[1] in ("and", "&")):
        return False
    if text[end : end + 1] == "," and _PART.match(text, following):
        return True
    if text[end : end + 1] == "," and (fields := _FIELDS.match(text, following)):
        whole = text[start : fields.end("fields")]
        if is_known(whole) or (fields["ends"] and _OF_FIELDS.match(text, start, end)):
            return True  # `IEEE Transactions on Acoustics, Speech, and Signal Processing, vol. 38`
    if text[end : end + 1] == "," and ": " in text[start:end] and is_known(text[start:end]):
        return False  # `Circulation: Heart Failure, Roe says`
    if text[end : end + 1] == ":" and text[start:end].isupper() and _SPELLED_OUT.match(text, following):
        return True
    family = fold(text[start:end]).removeprefix("the ").replace(" ", "_")
    if text[end : end + 1] == ":" and (family in words("families") or f"the_{family}" in words("families")):
        subtitle = text.startswith(("Journal ", "The Journal "), following)  # `Circulation: Journal of the …`
        return longer[1].casefold() not in words("stop") and not subtitle
    if text[end : end + 1] == ":" and _OF_A_FIELD.match(text, start, end) and _SUBTITLE.match(text, following):
        return True
    if text[end : end + 1] == ":" and end - start > 8 and _SECTION.search(text[start:end]):
        return longer[1].casefold() not in words("stop") and len(longer[1]) > 3
    for stop in range(following, min(len(text), following + 60)):
        if text[stop] in " ,:" and is_known(text[start:stop]):
            return True
        if text[stop] in ".;(\n":
            return is_known(text[start:stop])
    return is_known(text[start : following + 60])

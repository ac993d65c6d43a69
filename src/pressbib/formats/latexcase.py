"""The words of a title whose capitals must stay, and the braces and markup that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pressbib.patterns import prepare

NOCASE = '<span class="nocase">'
NOCASE_OPEN, NOCASE_CLOSE = "\ue000", "\ue001"
"""Characters of private use that stand for the span while offsets are counted."""

# Words of a title, with the sub- and superscripts in them; other markup parts words.
_TITLE_WORD = prepare(r"(?:[^\W_]|</?su[bp]>)+(?:['’](?=[^\W\d_a-z])[^\W_]+|(?:\.[^\W\d_](?![^\W_]))+\.?)?")
_TAG = prepare(r"<[^<>]*>")
_FROM_CAPITAL = prepare(r"[A-Z][A-Za-z0-9]*+(?:'[A-Z][A-Za-z0-9]*+|(?:\.[A-Za-z](?![A-Za-z0-9]))++\.?)?")
_CAPITAL_INSIDE = prepare(r"[^\W_](?:[^\W_]|</?su[bp]>|\.)*?[A-Z]|[A-Z].*<su[bp]>|\d.*[A-Z]")
_ONLY_SMALL = prepare(r"[A-Z]?[\x00-;=-@\[-\x7f]*")
_STARTS_ANEW = prepare(r"(?:^|[:?!.—]|</i>:)\W*$")
_SMALL_WORDS = frozenset(
    """with from into over between about through under their that this than when your upon after before against among
    within without during toward towards across along around behind below beyond since until while versus onto
    """.split()
)


@lru_cache(maxsize=16384)  # reading and writing one title asks several times
def protected(title: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a title are whose capitals a style must not touch: (start, end), in order.

    Acronyms, formulae and words with capitals inside; single capitals; and in a title in sentence case the words that
    begin with a capital, which are names. A title is in sentence case if more than a fourth as many of its longer words
    begin small as begin with a capital; prepositions do not count.
    """
    if _ONLY_SMALL.fullmatch(title):
        return ()
    words = _ascii_words(title) if title.isascii() and "<" not in title else _words(title)
    first = _TITLE_WORD.search(title)
    first_start = first.start() if first else 0
    sure: list[tuple[int, int]] = []
    names: list[tuple[int, int]] = []
    large = 0
    for start, end, inside in words:
        is_first = start == first_start
        large += not is_first and end - start > 3
        if inside:
            sure.append((start, end))
        elif not is_first:
            (sure if end - start == 1 and title[start] != "A" else names).append((start, end))
    if names and 4 * _count_small(title) >= max(large, 1):
        sure += [span for span in names if not _STARTS_ANEW.search(title[max(0, span[0] - 8) : span[0]])]
        sure.sort()
    return tuple(sure)


def _ascii_words(title: str) -> Iterator[tuple[int, int, bool]]:
    """The words with a capital: start, end, and whether it is one behind the first letter."""
    last = 0
    for match in _FROM_CAPITAL.finditer(title):
        begins, end = match.span()
        start = begins
        while start > last and title[start - 1].isalnum():
            start -= 1
        last = end
        yield start, end, start < begins or (not title[begins + 1 : end].islower() and end - begins > 1)


def _words(title: str) -> Iterator[tuple[int, int, bool]]:
    for from_, to in [(0, len(title))] if "<" not in title else _outside_markup(title):
        for match in _TITLE_WORD.finditer(title, from_, to):
            word = match[0]
            if any(map(str.isupper, word)):
                inside = _CAPITAL_INSIDE.match(word) is not None or any(map(str.isupper, word[1:]))
                yield match.start(), match.end(), inside


def _count_small(title: str) -> int:
    """How many longer words begin small, without the first, prepositions and their like."""
    words = title.split()[1:]
    return sum(len(word) > 3 and word.islower() and word not in _SMALL_WORDS and "=" not in word for word in words)


_MARKUP_TAG = prepare(r"<(/?)(?:i|b|sc)>|<(/?)su[bp]>|<[^<>]{0,40}>")


def _outside_markup(title: str) -> list[tuple[int, int]]:
    """The stretches of a title that no `<i>` or `<b>` holds: what a command holds in braces, styles leave alone.

    Sub- and superscripts belong to the word that they stand in; other tags are left out.
    """
    stretches: list[tuple[int, int]] = []
    depth = start = 0
    for tag in _MARKUP_TAG.finditer(title):
        if tag[2] is not None:
            continue
        if not depth:
            stretches.append((start, tag.start()))
        if tag[1] is not None:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        start = tag.end()
    if not depth:
        stretches.append((start, len(title)))
    return stretches


def settle_case(text: str) -> str:
    """Sentinels to nocase spans, without those that say what `protected` says anyway, or that are the whole title."""
    plain = ""
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in re.split("([\ue000\ue001])", text):
        if piece == NOCASE_OPEN:
            start = len(plain)
        elif piece == NOCASE_CLOSE:
            spans.append((start, len(plain)))
        else:
            plain += piece
    return mark_case(plain, spans)[0]


def mark_case(plain: str, spans: Sequence[tuple[int, int]]) -> tuple[str, bool]:
    """A title with markup for the groups that say more than `protected` does; and whether writing it gives the groups
    that are there, no more and no fewer."""
    expected = protected(plain)
    if tuple(spans) == expected:
        return plain, True
    given = list(spans)
    spans = _whole_words(plain, spans)
    whole = (0, len(plain))
    wanted = [
        span
        for span in spans
        if span not in expected and span != whole and plain[span[0] : span[1]].strip() and _holds_case(plain, span)
    ]
    written = [span for span in expected if not overlaps(span, wanted)]
    exact = sorted(wanted + written) == given
    if not wanted:
        return plain, exact
    out: list[str] = []
    last = 0
    for a, b in wanted:
        out += (plain[last:a], NOCASE, plain[a:b], "</span>")
        last = b
    return "".join(out) + plain[last:], exact


def _whole_words(plain: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The groups with the rest of the words whose beginnings they are (`{E}uclid`), each once."""
    out: list[tuple[int, int]] = []
    length = len(plain)
    for start, end in spans:
        if (
            start < end < length
            and plain[end].isalpha()
            and plain[end - 1].isalnum()
            and (not start or not plain[start - 1].isalnum())
        ):
            while end < len(plain) and plain[end].isalpha():
                end += 1
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def _holds_case(plain: str, span: tuple[int, int]) -> bool:
    """Whether braces around the text can mean case: it has letters, and no markup that begins or ends inside."""
    text = plain[span[0] : span[1]]
    if "<" not in text:
        return any(map(str.isalpha, text))
    return any(map(str.isalpha, _TAG.sub("", text))) and text.count("<") == 2 * text.count("</")

"""Author lists of bibliographies that turn names round with a comma: `Doe, Jane A., and Li Wei. “Title”`.

A comma parts the names of the list, too, so that the list is told by its whole shape: it begins the reference, and a
title in quotation marks, a year in parentheses or a full stop ends it.
"""

from __future__ import annotations

from pressbib.patterns import prepare
from pressbib.vocabulary import journals
from pressbib.vocabulary.wording import worded

_FAMILY = r"(?:[a-z]{2,4} ){0,2}(?:St\. )?[A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž][\w'’-]+)?"
_GIVEN = r"(?:[A-ZÀ-Ž]\.? )?[A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž](?:\.|\b(?![\w'’.])))*"
_INITIALED = rf"{_FAMILY}, (?:[A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž](?:\.|\b(?![\w'’.])))+|[A-ZÀ-Ž]\.? [A-ZÀ-Ž][\w'’-]+)"
_NAME = (
    r"(?:[A-ZÀ-Ž][\w'’-]+|[A-ZÀ-Ž]\.|[A-ZÀ-Ž](?= ))"
    r"(?: (?:[A-ZÀ-Ž][\w'’-]+|[A-ZÀ-Ž]\.|[A-ZÀ-Ž](?= )|[a-z]{2,3})){1,4}"
)
_SEMICOLONS = prepare(
    r"\s*([A-ZÀ-Ž][\w'’ -]{1,30}, [A-ZÀ-Ž][\w'’. -]{1,30}"
    r"(?:; [A-ZÀ-Ž][\w'’ -]{1,30}, [A-ZÀ-Ž][\w'’. -]{1,30}){1,40})\s*[:.(,]?\s*$"
)
"""`Steinhoff, Vera; Berger, Max: ` before a title in quotation marks."""
_FIRST = worded(
    rf"\s*({_INITIALED}(?:(?:, {_NAME}){{0,40}}(?:, (?!et al){_NAME}|,? {{people.and}} {_NAME})|,? et al\b\.?))"
)
"""`Henning, Susanne M., Jieping Yang, and Mark Hsu`, `Henning, Susanne M., et al.`: only the first is turned round."""
_TWO_GIVEN = worded(
    rf"\s*([A-ZÀ-Ž][\w'’-]+, [A-ZÀ-Ž][\w'’-]+ [A-ZÀ-Ž][\w'’-]+(?:, {_NAME}){{1,40}}, {{people.and}} {_NAME})"
)
"""`Yedugundla, Kiran Venkata, Simone Ferlin, and Per Hurtig` before a title in quotation marks."""
_ALL = worded(
    rf"\s*({_INITIALED}(?:(?:, (?:{{people.and}} )?| {{people.and}} ){_FAMILY}, {_GIVEN}){{1,40}}(?:,? et al\b\.?)?)"
)
"""`Doe, Jane A., Roe, Ann, and Wei, Li`: all are."""
_ONE = worded(rf"\s*({_INITIALED})")
"""`Doe, Jane A.` alone, before a title in quotation marks."""
_PARTED = worded(rf"\s*({_FAMILY}, {_GIVEN}(?:; (?:{{people.and}} )?{_FAMILY}, {_GIVEN}){{1,60}}(?:; et al\b\.?)?)")
"""`Doe, Jane A.; Roe, Ann; Wei, Li`, before a title without quotation marks."""
_INITIALS = r"[A-ZÀ-Ž]\.(?:[ -]?[A-ZÀ-Ž]\.){0,3}"
_CLOSED = worded(
    rf"\s*((?:{_FAMILY}, {_INITIALS}, ){{0,60}}{_FAMILY}, {_INITIALS},? {{people.and}} {_FAMILY}, {_INITIALS})"
)
"""`Zhang, L. & Kim, M. J.`: the word for `and` says which is the last, whatever the title begins with."""
_ALONE = prepare(
    rf"\s*([A-ZÀ-Ž][\w'’-]+(?:, {_INITIALS}(?= [A-ZÀ-Ž][\w’'-]+(?!,))"
    rf"| [A-ZÀ-Ž]{{2,3}}\.(?= [A-ZÀ-Ž][\w’'-]+(?::| [a-zà-ž]))))"
    rf"(?![^.]{{0,60}}, [A-ZÀ-Ž]\.)(?![^.]{{0,60}} [A-ZÀ-Ž]\.,)"
)
"""`Church, J. Avoiding Further Conflict: A Case Study …`: one author, and the title."""
_ENDS = prepare(r"[.,:]?\s*(?:\((?:19|20)\d\d\)[.,:]?\s*)?$")
"""Between the list and a title in quotation marks."""
_GOES_ON = prepare(r"\.?\s+\((?:19|20)\d\d\)|(?:\.|(?<=\.))\s+[A-ZÀ-Ž\d“‘\"']")
"""Between the list and a title without them."""
_LONGEST = 900
_LONGEST_FAMILY = 80
_KNOWN = 3


def find_inverted(rest: str, title: tuple[int, int, str] | None) -> tuple[int, int, bool] | None:
    """Where such a list stands at the start of a reference, and whether it says that there are others; None for none.

    title: where a title in quotation marks stands.
    """
    comma = rest.find(", ", 0, _LONGEST_FAMILY)
    if comma < 0 or not rest[comma + 2 : comma + 3].isupper():
        return None  # before any of the patterns is needed
    if rest[comma + 3 : comma + 4] != "." and journals.weight(rest[:comma]) >= _KNOWN:
        return None  # `Joule, Duan et al.: “Title”`
    if title and (found := _SEMICOLONS.match(rest, 0, title[0])):
        return 0, found.end(1), False
    stop = title[0] if title else _LONGEST
    found = None
    for pattern in (_ALL, _FIRST, _TWO_GIVEN, _ONE) if title else (_ALL, _FIRST, _PARTED, _CLOSED, _ALONE):
        match = pattern.match(rest, 0, stop)
        if not match or (found and match.end(1) <= found.end(1)):
            continue
        if _ENDS.match(rest, match.end(1), stop) if title else _GOES_ON.match(rest, match.end(1)):
            found = match
    return (0, found.end(1), found[1].rstrip(".").endswith("et al")) if found else None

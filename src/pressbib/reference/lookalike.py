"""Words of titles and sentences that are names by their place in a list: An, Do, To, Can, April, Page, Read.

Mostly such a word means that a list of names has ended or never began. It is a name beside initials or another name,
where the form of the whole (`Do TT, To MH`, `Thuy Do,`, `April Hill and June Park`) cannot be that of a title.
"""

from __future__ import annotations

from pressbib.patterns import prepare
from pressbib.reference.nameword import ALSO_GIVEN, ALSO_NAMES
from pressbib.vocabulary.wording import worded

_WORD = r"[A-Z][a-z]+"
_NAME = r"[A-ZÀ-Ž][\w'’-]+"
_INITIALS = r"(?:[A-ZÀ-Ž]\.[ -]?){1,3}(?<! )"
_BARE = r"(?:[A-ZÀ-Ž]\.?){1,3}"
_WHOLE = rf"{_NAME}(?: [A-ZÀ-Ž]\.)* {_NAME}"
_AND = r"(?:, (?:(?:{people.and}) )?| (?:{people.and}) )"
_OTHERS = r",? et al\b"
_YEAR = r" \((?:19|20)\d\d"
_DEGREE = r",? (?:Ph\.? ?D|M\.?D|M\.?Sc|D\.?Sc|MPH|DPhil|Dr)\b"

_AFTER = rf"[,;:.]|\s?␟| (?:{{people.and}}) |{_YEAR}|{_OTHERS}"

_TURNED = worded(rf"{_WORD}(?:, ?{_INITIALS}(?=\s?[(&␟]|\Z|{_AFTER})| {_BARE}(?=\(|{_AFTER}))")
"""A surname and its initials, inside a list: `Lake, J., How, M.: Title`, `Do TT, To MH`."""
_TURNED_FIRST = worded(
    rf"{_WORD}(?:, {_INITIALS}(?:{_AND}{_NAME}, [A-Z]\.| ?et al\b|{_YEAR})"
    rf"| {_BARE}(?:{_AND}{_NAME} {_BARE}(?=[,;:.( ␟])|{_OTHERS}|{_YEAR}))"
)
"""The same where a list begins, with one more of that form, `et al.` or the year."""
_WHOLE_LATER = worded(rf"{_WORD}(?: [A-ZÀ-Ž]\.)* {_NAME}(?={_AFTER})")
"""A given name and the surname, inside a list."""
_WHOLE_FIRST = worded(
    rf"{_WORD}(?: [A-ZÀ-Ž]\.)+ {_NAME}|{_WORD} {_NAME}(?:{_OTHERS}|{_YEAR}|{_DEGREE}|{_AND}{_WHOLE}(?={_AFTER}))"
)
"""The same where a list begins, with an initial, `et al.`, the year, a degree or one more name."""
_FAMILY_ALONE = prepare(rf"{_WORD}{_OTHERS}")
_ENDS_NAME = worded(rf"[,;.:*\d]|\s?[(␟]|\s(?:{{people.and}})\s|{_OTHERS}|$")


def may_be_name(word: str) -> bool:
    """Whether a word, with or without a full stop, is a name in its place."""
    return word[:1].isupper() and word.rstrip(".").casefold() in ALSO_NAMES


def is_name(rest: str, start: int, end: int, *, listed: bool, whole: bool, begun: bool) -> bool:
    """Whether a word that is mostly no name is one by its place.

    start, end: where it stands. listed: inside a list, or after a word such as `by`. whole: whole names stand before it
    in the list. begun: words of the same name stand before it.
    """
    after = rest[end : end + 4].lstrip(", ")
    initials = after[:1].isupper() and not after[1:2].islower()  # before the patterns are needed
    if not begun and initials and (_TURNED if listed else _TURNED_FIRST).match(rest, start):
        return True
    if not may_be_name(rest[start:end]):
        return False
    if begun:
        return rest[end - 1] == "." or _ENDS_NAME.match(rest, end) is not None  # `Thuy Do, Jisoo An`
    if _FAMILY_ALONE.match(rest, start):
        return True
    is_given = rest[start:end].rstrip(".").casefold() in ALSO_GIVEN
    return is_given and (_WHOLE_LATER if whole else _WHOLE_FIRST).match(rest, start) is not None

"""How deep the elements of a page are nested: no deeper than in a browser, whatever the page says."""

from __future__ import annotations

from itertools import accumulate, pairwise
from re import Match

from pressbib.patterns import prepare

BLOCKS = frozenset(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre search section summary
    table tbody td textarea tfoot th thead tr ul""".split()
)
"""Elements that stand on lines of their own."""

_UNNESTED = frozenset(
    """p li dt dd option optgroup tr td th thead tbody tfoot colgroup rp rt html head body br img input hr meta link
    area base col embed source track wbr param""".split()
)
"""Elements whose end tag may be left out, or must be."""
_ITEMS = {"li": "li", "dt": "dd", "dd": "dd"}
_LISTS = frozenset("ul ol dl menu dir".split())
_TAG = prepare(
    rf"(?i)<(/?)(?!(?:{'|'.join(sorted(_UNNESTED - _ITEMS.keys()))})\b)([a-z][a-z0-9-]{{0,40}})[^<>]{{0,2000}}>"
)
_TAG_NAME = prepare(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,40})")
_DEEPEST = 600
"""Browsers stop nesting at about 500 elements."""


class _Nesting:
    """How many elements are open. Only those whose end tag must be written are counted, and entries of one kind of list
    in entries of the other (`<li><dt><li>`), which do not end one another."""

    def __init__(self) -> None:
        self.depth = 0
        self._item = ""

    def take(self, is_end: bool, name: str) -> bool:
        """Count a tag; whether it opens an element that is nested too deep."""
        if item := _ITEMS.get(name):
            if is_end or self._item in ("", item):
                self._item = "" if is_end else item
                return False
            if self.depth >= _DEEPEST:
                return True
            self._item = item
        elif name in _LISTS:
            self._item = ""
        self.depth = max(self.depth - 1, 0) if is_end else self.depth + 1
        return self.depth >= _DEEPEST


def flatten(text: str) -> str:
    """HTML whose elements are nested no deeper than a browser would nest them; blocks beyond that become line breaks.

    The tree construction of HTML looks through the open elements at each block (WHATWG HTML, section 13.2.4.2), so that
    unbounded nesting would cost quadratic time.
    """
    if text.count("<") < 2 * _DEEPEST or not _is_deep(text):
        return text
    nesting = _Nesting()

    def kept(found: Match[str]) -> str:
        if found[0].endswith("/>"):
            return found[0]
        name = found[2].lower()
        if not nesting.take(bool(found[1]), name):
            return found[0]
        return "<br>" if name in BLOCKS else ""

    return _TAG.sub(kept, text)


def _is_deep(text: str) -> bool:
    """Whether elements may be nested too deep; a bound that costs one pass, exact unless end tags have no start."""
    names = _TAG_NAME.findall(text)
    known = set(names)
    steps = {name: 0 if name.lstrip("/").lower() in _UNNESTED else -1 if name[0] == "/" else 1 for name in known}
    depths = list(accumulate(map(steps.__getitem__, names), initial=0))
    if max(depths) - min(depths) > _DEEPEST:
        return True
    if known.isdisjoint(("dt", "dd", "DT", "DD")) or known.isdisjoint(("li", "LI")):
        return False
    items = [kind for name in names if (kind := _ITEMS.get(name.lower()))]
    return sum(one != other for one, other in pairwise(items)) > _DEEPEST // 2

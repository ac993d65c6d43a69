"""The phrases of the vocabularies with a slot, found in text: `in the journal {container-title}`, `{title} başlığıyla`.

A phrase is looked for only where the line holds its longest word, and then as plain text, so that a page costs what its
own words cost and not what all phrases of all languages would. A phrase has words before its slot, after it, or both;
the slot itself is read by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import cache
from typing import NamedTuple

from pressbib import vocabulary
from pressbib.classes import dataclass
from pressbib.patterns import prepare
from pressbib.vocabulary import lower
from pressbib.vocabulary.splitting import split_tokens

_MOST_HITS = 12
"""In one sentence; a text with more is no prose."""
_SLOT = prepare(r"\{[a-z-]+\}")


def tokens(lowered: str) -> set[str]:
    """The words of lower-cased text."""
    return set(split_tokens(lowered))


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words stand in a text: text[start:end], and what may follow the slot after them ("" for anything)."""

    start: int
    end: int
    rights: tuple[str, ...] = ("",)


@dataclass(slots=True)
class Words:
    """Words to look for. by_token: longest word -> the entries that hold it; needles: those in scripts without spaces.
    An entry is the words, what may follow the slot, and whether words before it may be glued to it."""

    by_token: dict[str, list[tuple[str, tuple[str, ...], bool]]] = field(default_factory=dict)
    needles: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)
    wide: bool = True
    """Whether all needles hold characters beyond ASCII, so that text in ASCII has none of them."""

    def add(self, words: str, rights: tuple[str, ...] = ("",), glued: bool = False) -> None:
        """Look for words, too."""
        longest = max(split_tokens(words + " " + " ".join(rights)), key=len, default="")
        suffix = glued and " " not in words and words[:1].isalpha()  # `ssa` of `Naturessa` is no word of its own
        if longest and not suffix and _is_spaced(longest[0]) and _is_spaced(longest[-1]):
            self.by_token.setdefault(longest, []).append((words, rights, glued))
        else:
            self.needles.append((words, rights, glued))
            self.wide = self.wide and not words.isascii()

    def may_match(self, found: AbstractSet[str], lowered: str) -> bool:
        """Whether one of the entries may stand in a line of these words."""
        if not self.by_token.keys().isdisjoint(found):
            return True
        if self.needles and not (self.wide and lowered.isascii()):
            for entry in self.needles:
                if entry[0] in lowered:
                    return True
        return False

    def find(self, lowered: str, found: AbstractSet[str]) -> list[Hit]:
        """Where entries stand in lower-cased text: by position, of those that end together the longest."""
        needles = [] if self.wide and lowered.isascii() else self.needles
        if not needles and self.by_token.keys().isdisjoint(found):
            return []
        hits: dict[int, Hit] = {}
        for words, rights, glued in (*self._entries(found), *needles):
            start = lowered.find(words)
            while start >= 0 and len(hits) < _MOST_HITS:
                end = start + len(words)
                if (glued or _is_edge(lowered, start - 1, start)) and _is_edge(lowered, end, end - 1):
                    known = hits.get(end)
                    if known is None:
                        hits[end] = Hit(start, end, rights)
                    else:
                        hits[end] = Hit(min(start, known.start), end, (*known.rights, *rights))
                start = lowered.find(words, start + 1)
        return sorted(hits.values(), key=lambda hit: hit.start)

    def any(self, lowered: str, found: AbstractSet[str]) -> bool:
        """Whether one of the entries stands in the text."""
        return bool(self.find(lowered, found))

    def _entries(self, found: AbstractSet[str]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        for token in self.by_token.keys() & found:
            yield from self.by_token[token]


def _together(parts: Iterable[Words]) -> Words:
    """The entries of all, to ask once whether any of them may stand in a line."""
    found = Words()
    for part in parts:
        for token, entries in part.by_token.items():
            found.by_token.setdefault(token, []).extend(entries)
        found.needles += part.needles
        found.wide = found.wide and part.wide
    return found


@cache
def signs(codes: tuple[str, ...]) -> tuple[Words, Words]:
    """What a sentence has that names a container or speaks of publishing, and what one has that names a title."""
    containers, titles = phrases("container", codes), phrases("title", codes)
    published = words("prose", "published", codes)
    return _together((published, containers.before, containers.after)), _together((titles.before, titles.after))


def _is_edge(text: str, outside: int, inside: int) -> bool:
    """Whether a word begins or ends between two places: scripts without spaces have no such edges to respect."""
    if not 0 <= outside < len(text) or not _is_spaced(text[inside]):
        return True
    return not (text[outside].isalnum() and _is_spaced(text[outside]))


@dataclass(frozen=True, slots=True)
class Phrases:
    """before: the words before a slot, with what may follow it. after: the words after a slot with none before it."""

    before: Words
    after: Words


@cache
def phrases(key: str, codes: tuple[str, ...]) -> Phrases:
    """The phrases under a key of `[prose]` in the named languages."""
    following: dict[str, set[str]] = {}
    after = Words()
    for phrase in vocabulary.load().words("prose", key, *codes):
        slot = _SLOT.search(phrase)
        if not slot:
            continue
        left, right = lower(phrase[: slot.start()]).strip(), lower(phrase[slot.end() :]).strip()
        if left:
            following.setdefault(left, set()).add(right)
        else:
            after.add(right, glued=not phrase[slot.end() :].startswith(" "))
    before = Words()
    for left, rights in following.items():
        for right in sorted(rights, key=len, reverse=True):
            before.add(left, (right,))
    return Phrases(before, after)


@cache
def words(section: str, key: str, codes: tuple[str, ...]) -> Words:
    """Any of the words under a key: whole words where the script has spaces."""
    return listed(vocabulary.load().words(section, key, *codes))


def listed(entries: Iterable[str]) -> Words:
    """The given words, to be looked for."""
    found = Words()
    for word in dict.fromkeys(lower(entry) for entry in entries):
        found.add(word)
    return found


@cache
def pattern(section: str, key: str, codes: tuple[str, ...]) -> re.Pattern[str] | None:
    """The words under a key as a pattern, for places that are known already."""
    alternatives = [re.escape(word) + (r"(?!\w)" if _is_spaced(word[-1]) else "") for word in _all(section, key, codes)]
    return re.compile("|".join(alternatives)) if alternatives else None


class At(NamedTuple):
    """Words that stand at a place of a text, and where they end."""

    words: str
    stop: int

    def end(self) -> int:
        """Where the words end."""
        return self.stop


def match_at(section: str, key: str, codes: tuple[str, ...], lowered: str, position: int = 0) -> At | None:
    """The longest of the words under a key that stands at a place of lower-cased text."""
    words = _all(section, key, codes)
    if not lowered.startswith(words, position):  # mostly none
        return None
    for word in words:
        stop = position + len(word)
        if lowered.startswith(word, position) and not (
            _is_spaced(word[-1]) and (lowered[stop : stop + 1].isalnum() or lowered[stop : stop + 1] == "_")
        ):
            return At(word, stop)
    return None


@cache
def _all(section: str, key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The words under a key, the longest first."""
    return tuple(sorted({lower(word) for word in vocabulary.load().words(section, key, *codes)}, key=len, reverse=True))


def _is_spaced(character: str) -> bool:
    """Whether a character is of a script that puts spaces between words (not Han, Kana, Hangul)."""
    return ord(character) < 0x1100 and character.isalnum()

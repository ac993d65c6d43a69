"""The phrases of the vocabularies with a slot, as patterns: `in the journal {container-title}`, `{title} başlığıyla`.

One pattern is made from all phrases of a language, longest first, case-folded, once. A phrase has words before its slot,
after it, or both; the slot itself is read by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pressbib import vocabulary

_SLOT = re.compile(r"\{[a-z-]+\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """before: finds the words before a slot; the words folded -> what must follow the slot (`""` for anything).
    after: finds the words after a slot that has none before it."""

    before: re.Pattern[str] | None
    following: dict[str, tuple[str, ...]]
    after: re.Pattern[str] | None


@cache
def phrases(key: str, codes: tuple[str, ...]) -> Phrases:
    """The phrases under a key of `[prose]` in the named languages."""
    following: dict[str, list[str]] = {}
    after: list[str] = []
    for phrase in vocabulary.load().words("prose", key, *codes):
        slot = _SLOT.search(phrase)
        if not slot:
            continue
        left, right = phrase[: slot.start()].strip(), phrase[slot.end() :].strip()
        if left:
            following.setdefault(vocabulary.fold(left), []).append(vocabulary.fold(right))
        else:
            after.append(right if phrase[slot.end() :].startswith(" ") else "\0" + right)
    return Phrases(
        _any(following, "", r"\s*"),
        {left: tuple(sorted(set(rights), key=len, reverse=True)) for left, rights in following.items()},
        _after(after),
    )


@cache
def word_pattern(section: str, key: str, codes: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for any of the words under a key: whole words where the script has spaces."""
    return _any(vocabulary.load().words(section, key, *codes), "", "")


def _any(words: Iterable[str], before: str, after: str) -> re.Pattern[str] | None:
    alternatives = []
    for word in sorted(set(words), key=len, reverse=True):
        escaped = re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]").replace("’", "['’]")
        start = r"(?<!\w)" if _is_spaced(word[0]) else ""
        end = r"(?!\w)" if _is_spaced(word[-1]) else ""
        alternatives.append(f"{start}{escaped}{end}")
    return re.compile(f"{before}(?:{'|'.join(alternatives)}){after}", re.IGNORECASE) if alternatives else None


def _after(words: list[str]) -> re.Pattern[str] | None:
    alternatives = []
    for word in sorted(set(words), key=len, reverse=True):
        glued = word.startswith("\0")
        bare = word.lstrip("\0")
        escaped = re.escape(bare).replace(r"\ ", r"\s+")
        end = r"(?!\w)" if _is_spaced(bare[-1]) else ""
        alternatives.append(
            f"{escaped}{end}" if glued else rf"\s+{escaped}{end}" if _is_spaced(bare[0]) else rf"\s*{escaped}{end}"
        )
    return re.compile("|".join(alternatives)) if alternatives else None


def _is_spaced(character: str) -> bool:
    """Whether a character is of a script that puts spaces between words (not Han, Kana, Hangul)."""
    return character.isalnum() and ord(character) < 0x1100

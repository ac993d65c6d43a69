"""Patterns that hold words of the vocabulary: `worded(r"\\s{people.and}\\s")` instead of a language's words in code.

A slot `{section.key}` stands for any word of all languages under that key, `{section.key:en,de}` for one of the named
languages'. The words are put in when the pattern is first used, so that a module may have many of them at no cost.
"""

from __future__ import annotations

import re

from pressbib import vocabulary
from pressbib.patterns import prepare

_SLOT = prepare(r"\{([a-z]+)\.([a-z-]+)(?::([A-Za-z,-]+))?\}")


def worded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `prepare` gives for a pattern whose slots hold the vocabulary's words, the longest first.

    The words are taken as they are printed, with either apostrophe, and with or without a full stop at the end; ask for
    `re.IGNORECASE` where the case does not count. Raises KeyError at first use for a slot whose section or key the
    vocabulary does not know.

    >>> bool(worded(r"\\bA {people.and:en,de} B").search("A und B"))
    True
    """
    return prepare(lambda: fill(pattern), flags)


def fill(pattern: str) -> str:
    """A pattern with its slots filled. Raises KeyError for a section or key that the vocabulary does not know."""
    return _SLOT.sub(lambda slot: _any_word(slot[1], slot[2], slot[3]), pattern)


def _any_word(section: str, key: str, codes: str | None) -> str:
    known = vocabulary.SCHEMA[section]
    if key not in known and "*" not in known:
        raise KeyError(f"{section}.{key}")
    languages = [each for each in vocabulary.load() if not codes or each.code in codes.split(",")]
    words = {word.removesuffix(".") for each in languages for word in each.all(section, key)}
    dotted = "\\.?" if any(word.endswith(".") for each in languages for word in each.all(section, key)) else ""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_as_pattern, longest_first)) + ")" + dotted


def _as_pattern(word: str) -> str:
    if word.isalnum():
        return word
    return re.sub("['’]", "['’]", re.escape(word).replace("\\ ", " "))

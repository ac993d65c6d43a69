"""Front matter: the facts that site generators keep above a page, between lines of hyphens (YAML) or plus signs (TOML).

Jekyll, Hugo and Quarto sites publish their sources, and what is copied from them begins with it. Only plain values are
taken, one a key: the title, the date, the language, the address.
"""

from __future__ import annotations

from pressbib.patterns import prepare
from pressbib.readers.whitespace import settle

_BLOCK = prepare(
    r"\s{0,9}(---|\+\+\+)[ \t]{0,9}\r?\n((?:(?!\1[ \t]{0,9}\r?\n)[^\n]{0,2000}\n){1,200}?)\1[ \t]{0,9}(?:\r?\n|\Z)"
)
_FACT = prepare(r"([A-Za-z][\w-]{0,40})(?:[ \t]{0,9}=[ \t]{0,9}|:[ \t]{1,9})(\S.{0,1000})")
_FOLDED = prepare(r"[>|][+-]?\d?")
_NO_VALUES = frozenset(("true", "false", "null", "yes", "no", "~", "[]", "{}"))


def parse(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The (key, value) pairs above a page, keys in lower case, and the page after them; ((), text) where none are.

    >>> parse("---\\ntitle: 'Frogs glow'\\ndate: 2024-05-01\\n---\\nFrogs glow at dusk.")
    ((('title', 'Frogs glow'), ('date', '2024-05-01')), 'Frogs glow at dusk.')
    """
    found = _BLOCK.match(text)
    if not found:
        return (), text
    facts: list[tuple[str, str]] = []
    open_key = ""
    for line in found[2].splitlines():
        if open_key and line[:1] in (" ", "\t"):  # goes on with the value of the line before: `title: >`
            key, value = facts.pop()
            facts.append((key, settle(f"{value} {line.strip()}")))
            continue
        fact = _FACT.fullmatch(line.rstrip())
        open_key = fact[1].casefold() if fact else ""
        if fact:
            facts.append((open_key, "" if _FOLDED.fullmatch(fact[2]) else fact[2]))
    plain = ((key, _unquoted(value)) for key, value in facts)
    kept = tuple((key, value) for key, value in plain if value and value.casefold() not in _NO_VALUES)
    return (kept, text[found.end() :]) if kept else ((), text)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    return settle(value)

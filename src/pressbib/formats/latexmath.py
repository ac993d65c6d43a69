"""Formulae of LaTeX that Unicode and sub- and superscripts can say."""

from __future__ import annotations

import re

from pressbib.formats.latexsymbols import ESCAPES, MATH_SYMBOLS, SYMBOLS
from pressbib.patterns import prepare

_MATH_TOKEN = prepare(
    r"(?P<script>[\^_])\s*(?:\{(?P<group>[^{}^_]*)\}|(?P<one>\\[a-zA-Z]+|[^\\{}\s]))"
    r"|\\(?P<font>mathrm|mathit|mathbf|mathsf|mathcal|mathbb|text|textrm|mbox|rm|it|bf)\s*\{(?P<inner>[^{}\\$^_]*)\}"
    r"|\\(?P<word>[a-zA-Z]+)\s*|\\(?P<escape>.)|(?P<space>\s+)|(?P<brace>[{}])|(?P<text>[^\\{}^_\s]+)"
)


_UPRIGHT = prepare(r"\\(?:mathrm|mathsf|textrm|textnormal|text|mbox|rm)\s*\{([^{}\\$^_]*)\}")
_PRICES = prepare(r"[^\\^_]*[A-Za-z]{2,}\s[^\\^_]*")


def formula(math: str) -> str:
    """A formula that Unicode and sub- and superscripts can say; any other stands as it is, between dollar signs."""
    if "\\" in math:
        math = _UPRIGHT.sub(r"\1", math)
    if _PRICES.fullmatch(math):  # "costs $5 and $6": text, whatever TeX would make of it
        return f"${math}$"
    out: list[str] = []
    for token in _MATH_TOKEN.finditer(math):
        kind = token.lastgroup
        if token["script"]:
            inner = token["group"] if token["group"] is not None else token["one"]
            plain = _symbols(inner or "")
            if plain is None:
                return f"${math}$"
            if inner == "\\circ" and token["script"] == "^":
                out.append("°")
            else:
                tag = "sup" if token["script"] == "^" else "sub"
                out.append(f"<{tag}>{plain}</{tag}>")
        elif token["font"]:
            out.append(token["inner"])
        elif kind == "word":
            symbol = MATH_SYMBOLS.get(token["word"]) or SYMBOLS.get(token["word"])
            if symbol is None or token["word"] in ("sqrt", "sum", "prod", "int"):
                return f"${math}$"
            out.append(symbol)
        elif kind == "escape":
            out.append(ESCAPES.get(token["escape"], ""))
        elif kind == "text":
            out.append(token[0])
        elif kind == "space":
            out.append(" ")
    if sum(len(piece) for piece in out) == 0 and math.strip():
        return f"${math}$"
    return "".join(out) if math.count("^") + math.count("_") == _scripts(out) else f"${math}$"


def _scripts(pieces: list[str]) -> int:
    return sum(piece.startswith(("<sup>", "<sub>")) or piece == "°" for piece in pieces)


def _symbols(text: str) -> str | None:
    """Text with commands for symbols alone; None where another command is in it."""
    unknown = False

    def symbol(match: re.Match[str]) -> str:
        nonlocal unknown
        found = SYMBOLS.get(match[1])
        unknown = unknown or found is None
        return found or ""

    text = re.sub(r"\\([a-zA-Z]+)\s*", symbol, text)
    return None if unknown or "\\" in text else text

"""Formulae of LaTeX that Unicode and sub- and superscripts can say."""

from __future__ import annotations

import re
import unicodedata

from pressbib.formats.latexsymbols import ESCAPES, MATH_SYMBOLS, SYMBOLS
from pressbib.patterns import prepare

_MATH_TOKEN = prepare(
    r"(?P<script>[\^_])\s*(?:\{(?P<group>[^{}^_]*)\}|(?P<one>\\[a-zA-Z]+|[^\\{}\s]))"
    r"|\\(?P<font>mathrm|mathit|mathbf|mathsf|mathcal|mathbb|boldsymbol|bm|text|textrm|mbox|rm|it|bf)"
    r"\s*\{(?P<inner>[^{}\\$^_]*)\}"
    r"|\\(?P<mark>overline|bar|hat|tilde|vec|dot|ddot|check)(?![a-zA-Z])\s*(?:\{\s*(?P<marked>[^\W_])\s*\}|(?P<bare>[^\W_]))"
    r"|\\sqrt\s*\{(?P<root>[^\W_]+)\}"
    r"|\\(?P<word>[a-zA-Z]+)\s*|\\(?P<escape>.)|(?P<space>\s+)|(?P<brace>[{}])|(?P<text>[^\\{}^_\s]+)"
)


_UPRIGHT = prepare(
    r"\\(?:mathrm|mathsf|textrm|textnormal|text|mbox|rm)\s*\{((?:[^{}\\$^_]|[\^_](?:\{[^{}\\$^_]*\}|[^{}\\$^_\s]))*+)\}"
)
_SWITCH = prepare(r"\\(?:rm|it|bf|sf|displaystyle|textstyle)(?![a-zA-Z])\s*(?!\{)")
_MARKS = {
    "overline": "\u0305", "bar": "\u0304", "hat": "\u0302", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307",
    "ddot": "\u0308", "check": "\u030c",
}  # fmt: skip
_PRICES = prepare(r"[^\\^_]*[A-Za-z]{2,}\s[^\\^_]*")


def formula(math: str) -> str:
    """A formula that Unicode and sub- and superscripts can say; any other stands as it is, between dollar signs."""
    if "\\" in math:
        math = _SWITCH.sub("", _UPRIGHT.sub(r"\1", math))
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
        elif token["mark"]:
            base = token["marked"] or token["bare"]
            out.append(unicodedata.normalize("NFC", base + _MARKS[token["mark"]]))
        elif token["root"]:
            out.append(f"√{token['root']}" if len(token["root"]) == 1 else f"√({token['root']})")
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

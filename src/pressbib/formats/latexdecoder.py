"""LaTeX read token by token: what `latex.decode` does with text that is not simple."""

from __future__ import annotations

import re
import unicodedata

from pressbib.formats.latexcase import NOCASE_CLOSE, NOCASE_OPEN
from pressbib.formats.latexmath import formula
from pressbib.formats.latexsymbols import ACCENTS, ESCAPES, READ_LIGATURES, STRINGS, SYMBOLS
from pressbib.patterns import prepare

_TOKEN = prepare(
    r"(?P<command>\\[a-zA-Z]++\*?)|(?P<escape>\\.)|(?P<open>\{)|(?P<close>\})|(?P<math>\$)"
    r"|(?P<ligature>---?|``|''|[!?]`|~)|(?P<space>[\s]++)|(?P<text>[^\\{}$~\-`'!?\s]++|.)",
    re.DOTALL,
)
_MARKUP = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), "i"),
    **dict.fromkeys(("textbf", "mkbibbold"), "b"),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), "sup"),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), "sub"),
}
_SWITCHES = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b"}
_SILENT = frozenset(
    """relax protect rm sc tt sf rmfamily scshape ttfamily sffamily upshape mdseries normalfont small footnotesize
    scriptsize tiny large Large allowbreak newline linebreak break noindent par""".split()
)
_TRANSPARENT = frozenset(
    """mbox hbox text textrm textsf texttt textsc textup textnormal textmd uppercase MakeUppercase nohyphens
    natexlab underline uline num""".split()
)
_SYMBOL = prepare(r"\s*+\{(3[2-9]|[4-9]\d|1[01]\d|12[0-6])\}")
_CHEMICAL = prepare(r"\s*+\{([A-Z][A-Za-z0-9()]*+)\}")
_COUNT = prepare(r"(?<=[A-Za-z)])\d+")
_DROPPED = frozenset(("noopsort", "NoopSort", "SortNoop", "noop", "sortnoop", "label"))
_STRING_COMMANDS = frozenset(("bibstring", "biblstring", "bibsstring", "bibcpstring"))
_ACCENT_ARGUMENT = prepare(
    r"\s*+(?:\{\s*+(\\[ij](?![a-zA-Z])|[^\\{}]?)([^\\{}]*+)\}|(\\[ij](?![a-zA-Z])\s*|[^\\{}\s]))"
)
_NESTED_ACCENT = prepare(
    r"\s*+\{?\s*+(\\([`'^~=u.\"hrHvUGCdckbt])(?![a-zA-Z])\s*+(?:\{(\\?[a-zA-Z])\}|([a-zA-Z])))\s*+\}?"
)
_VERBATIM_ARGUMENT = prepare(r"\s*+\{([^{}]*+)\}")


class Decoder:
    """Reads tokens from left to right; the open groups are on a stack, so that depth costs no recursion."""

    def __init__(self, text: str, title: bool) -> None:
        self.text = text
        self.title = title
        self.out: list[str] = []
        self.stack: list[str] = []  # for each open group what its end writes
        self.position = 0

    def decode(self) -> str:
        text, out = self.text, self.out
        end = len(text)
        while self.position < end:
            token = _TOKEN.match(text, self.position)
            if token is None:  # cannot be: the last alternative takes any character
                break
            self.position = token.end()
            kind = token.lastgroup
            if kind == "text":
                out.append(token[0])
            elif kind == "space":
                out.append(" ")
            elif kind == "open":
                self._open()
            elif kind == "close":
                closing = self.stack.pop() if self.stack else "}"
                out.append(closing)
                if closing == "}":
                    self._next_argument()
            elif kind == "ligature":
                out.append(READ_LIGATURES[token[0]])
            elif kind == "math":
                self._math()
            elif kind == "escape":
                self._escape(token[0][1])
            else:
                self._command(token[0][1:])
        out.extend(reversed(self.stack))
        return "".join(out).replace("\x00", "")

    def _open(self) -> None:
        following = self.text[self.position : self.position + 1]
        if self.title and following not in ("\\", "}") and NOCASE_CLOSE not in self.stack:
            self.out.append(NOCASE_OPEN)
            self.stack.append(NOCASE_CLOSE)
        else:
            self.stack.append("")

    def _next_argument(self) -> None:
        """Another argument of a command that is not known keeps its braces too."""
        if self.text.startswith("{", self.position):
            self.position += 1
            self.out.append("{")
            self.stack.append("}")

    def _escape(self, char: str) -> None:
        if char in ACCENTS:
            self._accent(char, "\\" + char)
        elif char in ESCAPES:
            self.out.append(ESCAPES[char])
        else:
            self.out.append("\\" + char)

    def _accent(self, accent: str, written: str) -> None:
        if nested := _NESTED_ACCENT.match(self.text, self.position):
            base = (nested[3] or nested[4] or "").lstrip("\\") + ACCENTS[nested[2]]
            self.position = nested.end()
            self.out.append(unicodedata.normalize("NFC", base + ACCENTS[accent]))
            return
        argument = _ACCENT_ARGUMENT.match(self.text, self.position)
        base = (argument[1] or argument[3] or "").strip() if argument else ""
        if argument is None or not (base or argument[2] or accent in "`'^~="):
            self.out.append(written)
            return
        self.position = argument.end()
        base = {"\\i": "i", "\\j": "j"}.get(base, base)
        rest = argument[2] or ""
        if not base:  # \~{} and \^{} are the characters themselves
            self.out.append(accent if accent in "~^`'" else "")
        else:
            self.out.append(unicodedata.normalize("NFC", base + ACCENTS[accent]) + rest)

    def _command(self, name: str) -> None:
        out, text = self.out, self.text
        following = text[self.position : self.position + 1]
        if name in _MARKUP and _VERY_SOON_A_GROUP.match(text, self.position):
            self._enter(_MARKUP[name])
        elif name in ACCENTS and not (following.isalpha()):
            self._accent(name, f"\\{name}")
        elif name in SYMBOLS:
            out.append(SYMBOLS[name])
            self._skip_after_word()
        elif name in _SWITCHES:
            tag = _SWITCHES[name]
            if self.stack:
                out.append(f"<{tag}>")
                self.stack[-1] = f"</{tag}>{self.stack[-1]}"
            self._skip_after_word()
        elif name in _SILENT:
            self._skip_after_word()
        elif name in _TRANSPARENT:
            if group := _VERY_SOON_A_GROUP.match(text, self.position):
                self.position = group.end()
                self.stack.append("")
        elif name == "ensuremath" and (argument := _group(text, self.position)):
            out.append(formula(argument[0]))
            self.position = argument[1]
        elif name in ("url", "path", "nolinkurl") and (found := _VERBATIM_ARGUMENT.match(text, self.position)):
            out.append(found[1])
            self.position = found.end()
        elif name == "href" and (found := _VERBATIM_ARGUMENT.match(text, self.position)):
            self.position = found.end()
        elif name == "symbol" and (found := _SYMBOL.match(text, self.position)):
            out.append(chr(int(found[1])))
            self.position = found.end()
        elif name in ("ce", "ch") and (found := _CHEMICAL.match(text, self.position)):
            out.append(_COUNT.sub(r"<sub>\g<0></sub>", found[1]))
            self.position = found.end()
        elif name == "textcolor" and (found := _VERBATIM_ARGUMENT.match(text, self.position)):
            self.position = found.end()
        elif name == "discretionary" and (argument := _group(text, self.position)):
            second = _group(text, argument[1])
            self.position = second[1] if second else argument[1]  # what stands there without a break follows
        elif name in _DROPPED and (argument := _group(text, self.position)):
            self.position = argument[1]
        elif name in ("enquote", "mkbibquote") and (group := _VERY_SOON_A_GROUP.match(text, self.position)):
            self.position = group.end()
            out.append("“")
            self.stack.append("”")
        elif (
            name in _STRING_COMMANDS
            and (found := _VERBATIM_ARGUMENT.match(text, self.position))
            and found[1] in STRINGS
        ):
            words = STRINGS[found[1]]
            out.append(words if any(map(str.strip, out[:20])) else words[0].upper() + words[1:])
            self.position = found.end()
        elif name in ("TeX", "LaTeX", "BibTeX"):
            out.append(name)
            self._skip_after_word()
        else:
            self._unknown(name)

    def _unknown(self, name: str) -> None:
        """A command that is not known stays, with its arguments in the braces that they had."""
        self.out.append(f"\\{name}")
        if self.text[self.position : self.position + 1] == "{":
            self.position += 1
            self.out.append("{")
            self.stack.append("}")

    def _enter(self, tag: str) -> None:
        group = _VERY_SOON_A_GROUP.match(self.text, self.position)
        self.position = group.end() if group else self.position
        self.out.append(f"<{tag}>")
        self.stack.append(f"</{tag}>")

    def _skip_after_word(self) -> None:
        """TeX swallows the white space after a command of letters; `{}` only ends it."""
        match = _AFTER_WORD.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def _math(self) -> None:
        double = self.text.startswith("$", self.position)
        start = self.position + double
        end = self.text.find("$", start)
        while end > 0 and self.text[end - 1] == "\\":
            end = self.text.find("$", end + 1)
        if end < 0 or end == start:
            self.out.append("$")
            return
        self.out.append(formula(self.text[start:end]))
        self.position = end + 1 + (double and self.text.startswith("$$", end))


_BRACES = prepare(r"[{}]")
_VERY_SOON_A_GROUP = prepare(r"\s*+\{")
_AFTER_WORD = prepare(r"\{\}|[ \t\r\n]*+")


def _group(text: str, position: int) -> tuple[str, int] | None:
    """The content of the group that follows, and the place after it."""
    start = _VERY_SOON_A_GROUP.match(text, position)
    if start is None:
        return None
    depth = 1
    for brace in _BRACES.finditer(text, start.end()):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return text[start.end() : brace.start()], brace.end()
    return None

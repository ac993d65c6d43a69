"""LaTeX in fields to CSL's rich text, and back.

What LaTeX is for is decoded: accents, symbols, quotation marks and dashes, `\\emph` and its kin as `<i>`, `<b>`,
`<sub>`, `<sup>`, simple formulae. In titles a group in braces says that capitals stay: `<span class="nocase">`. What is
not understood stays as it is written, so that nothing is dropped. Addresses, DOIs and file names are no LaTeX and have
`decode_verbatim` and `encode_verbatim`.

Titles are protected by the word (`protected`): acronyms, formulae and camel case always, names where the title is in
sentence case. Braces that say no more than that are not kept as markup, since writing brings them back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from pressbib.formats.latexsymbols import ACCENTS, MATH_SYMBOLS, SYMBOLS, commands
from pressbib.patterns import prepare

_NOCASE_OPEN, _NOCASE_CLOSE = "\ue000", "\ue001"  # private use: stand for the span while offsets are counted
_NOCASE = '<span class="nocase">'

_LATEX = prepare(r"[\\{}$~\n\r\t\ue000\ue001]|--|``|''|  |^ | $|[!?]`")
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
    natexlab""".split()
)
_DROPPED = frozenset(("noopsort", "NoopSort", "SortNoop", "noop", "sortnoop", "label"))
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": "\u00a0"}
_ESCAPES = {
    **{char: char for char in "&%$#_{}"},
    **dict.fromkeys(" \\;:,\n\t>", " "),
    **dict.fromkeys("-/@!<)([]", ""),
}
_ACCENT_ARGUMENT = prepare(
    r"\s*+(?:\{\s*+(\\[ij](?![a-zA-Z])|[^\\{}]?)([^\\{}]*+)\}|(\\[ij](?![a-zA-Z])\s*|[^\\{}\s]))"
)
_NESTED_ACCENT = prepare(
    r"\s*+\{?\s*+(\\([`'^~=u.\"hrHvUGCdckbt])(?![a-zA-Z])\s*+(?:\{(\\?[a-zA-Z])\}|([a-zA-Z])))\s*+\}?"
)
_VERBATIM_ARGUMENT = prepare(r"\s*+\{([^{}]*+)\}")


_SIMPLE_ACCENT = prepare(r"\{\\([`'^~=.\"])(?:([a-zA-Z])|\{\\?([a-zA-Z])\})\}|\{\\([cvuHk])(?:\{| )([a-zA-Z])\}\}?")


def decode_accents(text: str) -> str:
    """Letters with accents in the usual spelling (`{\\'e}`); what else there is stays."""
    return _SIMPLE_ACCENT.sub(_accented, text) if "\\" in text else text


def _accented(match: re.Match[str]) -> str:
    if match[4] and match[0].endswith("}}") is not match[0].startswith("{\\" + match[4] + "{"):
        return match[0]
    return unicodedata.normalize("NFC", (match[2] or match[3] or match[5]) + ACCENTS[match[1] or match[4]])


def decode(text: str, *, title: bool = False) -> str:
    """A field's LaTeX as CSL's rich text.

    title: the field has a case that styles change, and braces keep it.

    >>> decode("On {DNA} in \\\\emph{E. coli}: Schr{\\\\\\"o}dinger's view")
    "On DNA in <i>E. coli</i>: Schrödinger's view"
    """
    if not _LATEX.search(text):
        return text
    if "\\" in text:
        text = decode_accents(text)
    if not title and "{" in text and "\\" not in text:
        text = _SIMPLE_GROUP.sub(r"\1", text)
    if "\\" not in text and "{" not in text and "$" not in text and "}" not in text:
        plain = _plain(text)
    else:
        plain = _Decoder(text, title).decode()
        if _NOCASE_OPEN in plain:
            plain = _spans(plain)
    return " ".join(plain.split(" ")) if "  " not in plain and plain[:1] != " " != plain[-1:] else _single_spaces(plain)


_HARD = prepare("[\\\\{}$&%#_^~<>\t\r\n\u00a0\ue000\ue001]")


def is_plain(text: str) -> bool:
    """Whether text is the same in LaTeX and without: no commands, markup, ligatures or white space to settle."""
    return (
        _HARD.search(text) is None
        and "--" not in text
        and "  " not in text
        and "''" not in text
        and "`" not in text
        and text[:1] != " "
        and text[-1:] != " "
    )


_SIMPLE_GROUP = prepare(r"(?<![A-Za-z\]}\\\"'`^~=.*$_])\{([^{}\\$]++)\}")
_BRACED = prepare(r"\{([^{}]*+)\}")


def decode_braced(text: str) -> tuple[str, tuple[tuple[int, int], ...]] | None:
    """A title without LaTeX but simple groups in braces: its text, and where the groups were; None for any other."""
    pieces = _BRACED.split(text)
    plain = "".join(pieces)
    if len(pieces) == 1 or not is_plain(plain):
        return None
    spans = []
    position = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            spans.append((position, position + len(piece)))
        position += len(piece)
    return plain, tuple(spans)


def _single_spaces(text: str) -> str:
    return re.sub(r" {2,}", " ", text).strip(" ")


def _plain(text: str) -> str:
    """Text without commands and groups: only ligatures and white space."""
    text = re.sub(r"[ \t\r\n\f\v]+", " ", text)
    for ligature in ("---", "--", "``", "''", "!`", "?`", "~"):
        if ligature in text:
            text = text.replace(ligature, _LIGATURES[ligature])
    return text


class _Decoder:
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
                out.append(self.stack.pop() if self.stack else "}")
            elif kind == "ligature":
                out.append(_LIGATURES[token[0]])
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
        if self.title and following not in ("\\", "}") and _NOCASE_CLOSE not in self.stack:
            self.out.append(_NOCASE_OPEN)
            self.stack.append(_NOCASE_CLOSE)
        else:
            self.stack.append("")

    def _escape(self, char: str) -> None:
        if char in ACCENTS:
            self._accent(char, "\\" + char)
        elif char in _ESCAPES:
            self.out.append(_ESCAPES[char])
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
            out.append(_formula(argument[0]))
            self.position = argument[1]
        elif name in ("url", "path", "nolinkurl") and (found := _VERBATIM_ARGUMENT.match(text, self.position)):
            out.append(found[1])
            self.position = found.end()
        elif name == "href" and (found := _VERBATIM_ARGUMENT.match(text, self.position)):
            self.position = found.end()
        elif name in _DROPPED and (argument := _group(text, self.position)):
            self.position = argument[1]
        elif name in ("enquote", "mkbibquote") and (group := _VERY_SOON_A_GROUP.match(text, self.position)):
            self.position = group.end()
            out.append("“")
            self.stack.append("”")
        elif name in ("TeX", "LaTeX", "BibTeX"):
            out.append(name)
            self._skip_after_word()
        else:
            self._unknown(name)

    def _unknown(self, name: str) -> None:
        """A command that is not known stays, with its argument in the braces that it had."""
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
        self.out.append(_formula(self.text[start:end]))
        self.position = end + 1 + (double and self.text.startswith("$$", end))


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


_MATH_TOKEN = prepare(
    r"(?P<script>[\^_])\s*(?:\{(?P<group>[^{}^_]*)\}|(?P<one>\\[a-zA-Z]+|[^\\{}\s]))"
    r"|\\(?P<font>mathrm|mathit|mathbf|mathsf|mathcal|mathbb|text|textrm|mbox|rm|it|bf)\s*\{(?P<inner>[^{}\\$^_]*)\}"
    r"|\\(?P<word>[a-zA-Z]+)\s*|\\(?P<escape>.)|(?P<space>\s+)|(?P<brace>[{}])|(?P<text>[^\\{}^_\s]+)"
)


_UPRIGHT = prepare(r"\\(?:mathrm|mathsf|textrm|textnormal|text|mbox|rm)\s*\{([^{}\\$^_]*)\}")
_PRICES = prepare(r"[^\\^_]*[A-Za-z]{2,}\s[^\\^_]*")


def _formula(math: str) -> str:
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
            out.append(_ESCAPES.get(token["escape"], ""))
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


# Words of a title, with the sub- and superscripts in them; other markup parts words.
_TITLE_WORD = prepare(r"(?:[^\W_]|</?su[bp]>)+(?:['’](?=[^\W\d_a-z])[^\W_]+|(?:\.[^\W\d_](?![^\W_]))+\.?)?")
_TAG = prepare(r"<[^<>]*>")
_FROM_CAPITAL = prepare(r"[A-Z][A-Za-z0-9]*+(?:'[A-Z][A-Za-z0-9]*+|(?:\.[A-Za-z](?![A-Za-z0-9]))++\.?)?")
_CAPITAL_INSIDE = prepare(r"[^\W_](?:[^\W_]|</?su[bp]>|\.)*?[A-Z]|[A-Z].*<su[bp]>|\d.*[A-Z]")
_ONLY_SMALL = prepare(r"[A-Z]?[^A-Z<\x80-\U0010ffff]*")
_STARTS_ANEW = prepare(r"(?:^|[:?!.—]|</i>:)\W*$")
_SMALL_WORDS = frozenset(
    """with from into over between about through under their that this than when your upon after before against among
    within without during toward towards across along around behind below beyond since until while versus onto
    """.split()
)


@lru_cache(maxsize=16384)  # reading and writing one title asks several times
def protected(title: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a title are whose capitals a style must not touch: (start, end), in order.

    Acronyms, formulae and words with capitals inside; single capitals; and in a title in sentence case the words that
    begin with a capital, which are names. A title is in sentence case if more than a fourth as many of its longer words
    begin small as begin with a capital; prepositions do not count.
    """
    if _ONLY_SMALL.fullmatch(title):
        return ()
    words = _ascii_words(title) if title.isascii() and "<" not in title else _words(title)
    first = _TITLE_WORD.search(title)
    first_start = first.start() if first else 0
    sure: list[tuple[int, int]] = []
    names: list[tuple[int, int]] = []
    large = 0
    for start, end, inside in words:
        is_first = start == first_start
        large += not is_first and end - start > 3
        if inside:
            sure.append((start, end))
        elif not is_first:
            (sure if end - start == 1 and title[start] != "A" else names).append((start, end))
    if names and 4 * _count_small(title) >= max(large, 1):
        sure += [span for span in names if not _STARTS_ANEW.search(title[max(0, span[0] - 8) : span[0]])]
        sure.sort()
    return tuple(sure)


def _ascii_words(title: str) -> Iterator[tuple[int, int, bool]]:
    """The words with a capital: start, end, and whether it is one behind the first letter."""
    last = 0
    for match in _FROM_CAPITAL.finditer(title):
        begins, end = match.span()
        start = begins
        while start > last and title[start - 1].isalnum():
            start -= 1
        last = end
        yield start, end, start < begins or (not title[begins + 1 : end].islower() and end - begins > 1)


def _words(title: str) -> Iterator[tuple[int, int, bool]]:
    for from_, to in [(0, len(title))] if "<" not in title else _outside_markup(title):
        for match in _TITLE_WORD.finditer(title, from_, to):
            word = match[0]
            if any(map(str.isupper, word)):
                inside = _CAPITAL_INSIDE.match(word) is not None or any(map(str.isupper, word[1:]))
                yield match.start(), match.end(), inside


def _count_small(title: str) -> int:
    """How many longer words begin small, without the first, prepositions and their like."""
    words = title.split()[1:]
    return sum(len(word) > 3 and word.islower() and word not in _SMALL_WORDS and "=" not in word for word in words)


_MARKUP_TAG = prepare(r"<(/?)(?:i|b|sc)>|<(/?)su[bp]>|<[^<>]{0,40}>")


def _outside_markup(title: str) -> list[tuple[int, int]]:
    """The stretches of a title that no `<i>` or `<b>` holds: what a command holds in braces, styles leave alone.

    Sub- and superscripts belong to the word that they stand in; other tags are left out.
    """
    stretches: list[tuple[int, int]] = []
    depth = start = 0
    for tag in _MARKUP_TAG.finditer(title):
        if tag[2] is not None:
            continue
        if not depth:
            stretches.append((start, tag.start()))
        if tag[1] is not None:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        start = tag.end()
    if not depth:
        stretches.append((start, len(title)))
    return stretches


def _spans(text: str) -> str:
    """Sentinels to nocase spans, without those that say what `protected` says anyway, or that are the whole title."""
    plain = ""
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in re.split("([\ue000\ue001])", text):
        if piece == _NOCASE_OPEN:
            start = len(plain)
        elif piece == _NOCASE_CLOSE:
            spans.append((start, len(plain)))
        else:
            plain += piece
    return mark_case(plain, spans)[0]


def mark_case(plain: str, spans: Sequence[tuple[int, int]]) -> tuple[str, bool]:
    """A title with markup for the groups that say more than `protected` does; and whether writing it gives the groups
    that are there, no more and no fewer."""
    expected = protected(plain)
    if tuple(spans) == expected:
        return plain, True
    whole = (0, len(plain))
    wanted = [
        span
        for span in spans
        if span not in expected and span != whole and plain[span[0] : span[1]].strip() and _holds_case(plain, span)
    ]
    written = [span for span in expected if not _overlaps(span, wanted)]
    exact = sorted(wanted + written) == list(spans)
    if not wanted:
        return plain, exact
    out: list[str] = []
    last = 0
    for a, b in wanted:
        out += (plain[last:a], _NOCASE, plain[a:b], "</span>")
        last = b
    return "".join(out) + plain[last:], exact


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _holds_case(plain: str, span: tuple[int, int]) -> bool:
    """Whether braces around the text can mean case: it has letters, and no markup that begins or ends inside."""
    text = plain[span[0] : span[1]]
    if "<" not in text:
        return any(map(str.isalpha, text))
    return any(map(str.isalpha, _TAG.sub("", text))) and text.count("<") == 2 * text.count("</")


_MUST_ESCAPE = prepare(r"[\\{}$&%#_^~<\u00a0]")
_ENCODE = prepare(
    r"(?P<math>\$(?=[^$]*[\\^_{])[^$\s](?:[^$]*[^$\s\\])?\$)"
    r"|(?P<tag></?(?:i|b|sub|sup|sc)>|<span class=\"nocase\">|</span>)"
    r"|(?P<char>[\\{}$&%#_^~\u00a0])|(?P<ligature>-(?=-)|`(?=`)|'(?=')|[!?](?=`))"
)
_TAGS = {"<i>": "\\emph{", "<b>": "\\textbf{", "<sub>": "\\textsubscript{", "<sup>": "\\textsuperscript{", "<sc>": "{"}
_CHARS = {
    "\\": "\\textbackslash{}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "\u00a0": "~",
    "{": "\\{",
    "}": "\\}",
    **{char: "\\" + char for char in "$&%#_"},
}
_UNBALANCED = {"{": "\\textbraceleft{}", "}": "\\textbraceright{}"}


def _is_special(text: str) -> bool:
    return _MUST_ESCAPE.search(text) is not None or "--" in text or "''" in text or "`" in text


def encode(text: str, *, title: bool = False, ascii: bool = False) -> str:  # noqa: A002  # as the option is called
    """CSL's rich text as LaTeX, with braces that balance. What is read back is the same text.

    title: protect words (`protected`) and the nocase spans. ascii: commands for all characters that LaTeX has them for.

    >>> encode("DNA & <i>E. coli</i>", title=True)
    '{DNA} \\\\& \\\\emph{E. coli}'
    """
    if title and _NOCASE in text and (written := _encode_marked(text)) is not None:
        return written if not ascii or text.isascii() else _to_ascii(written)
    spans = protected(_bare(text)) if title else ()
    if not spans and not _is_special(text) and (not ascii or text.isascii()):
        return text
    if spans:
        text = _brace(text, spans)
    if spans or _is_special(text):
        text = _escape(text)
    return _to_ascii(text) if ascii and not text.isascii() else text


def _encode_marked(text: str) -> str | None:
    """A title whose only markup is nocase, and that has nothing to escape; None for any other."""
    pieces = text.split(_NOCASE)
    plain = pieces[0]
    marked: list[tuple[int, int]] = []
    for piece in pieces[1:]:
        inside, end, after = piece.partition("</span>")
        if not end:
            return None
        marked.append((len(plain), len(plain) + len(inside)))
        plain += inside + after
    if _is_special(plain):
        return None
    spans = [span for span in protected(plain) if not _overlaps(span, marked)]
    out: list[str] = []
    last = 0
    for a, b in sorted(marked + spans):
        out += (plain[last:a], "{", plain[a:b], "}")
        last = b
    return "".join(out) + plain[last:]


def _bare(text: str) -> str:
    return text.replace(_NOCASE, "\ue000").replace("</span>", "\ue001") if _NOCASE in text else text


def _brace(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Sentinels around the spans, which count offsets in `_bare(text)`; nothing in a nocase span is braced again."""
    text = _bare(text)
    out: list[str] = []
    last = 0
    for start, end in spans:
        before = text[:start]
        if before.count("\ue000") > before.count("\ue001"):
            continue
        out += (text[last:start], "\ue000", text[start:end], "\ue001")
        last = end
    return "".join(out) + text[last:]


def _escape(text: str) -> str:
    escapes = _CHARS if is_balanced(text) else _CHARS | _UNBALANCED
    open_tags: list[str] = []

    def written(match: re.Match[str]) -> str:
        if math := match["math"]:
            if is_balanced(math) and _formula(math[1:-1]) == math:  # a formula that reading leaves as it is
                return math
            return "".join(escapes.get(char, char) for char in math)
        if tag := match["tag"]:
            if tag.startswith("</"):
                return "}" if open_tags and open_tags.pop() else ""
            open_tags.append(tag)
            return _TAGS.get(tag, "{")
        if char := match["char"]:
            return escapes[char]
        return match["ligature"] + "{}"

    text = _ENCODE.sub(written, text)
    text += "}" * len(open_tags)
    return text.replace("\ue000", "{").replace("\ue001", "}")


_BRACES = prepare(r"[{}]")


def is_balanced(text: str) -> bool:
    """Whether every brace of a text has its partner; BibTeX counts those behind a backslash too."""
    depth = 0
    if text.count("{") != text.count("}"):
        return False
    for brace in _BRACES.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth


@cache
def _commands() -> dict[str, str]:
    return commands()


_LIGATURE_COMMANDS = {
    "–": "\\textendash{}",
    "—": "\\textemdash{}",
    "“": "\\textquotedblleft{}",
    "”": "\\textquotedblright{}",
    "¡": "\\textexclamdown{}",
    "¿": "\\textquestiondown{}",
}
_MEETS = prepare(r"[-–—`'“”!?]")


def _to_ascii(text: str) -> str:
    """LaTeX with commands for what ASCII lacks; dashes and quotation marks that would melt into a neighbour as well."""
    table = _commands()
    out: list[str] = []
    for position, char in enumerate(text):
        if char < "\x7f":
            out.append(char)
        elif char in _LIGATURE_COMMANDS and (
            _MEETS.match(text, position + 1) or (position and _MEETS.match(text, position - 1))
        ):
            out.append(_LIGATURE_COMMANDS[char])
        else:
            out.append(table.get(char, char))
    return "".join(out)


_VERBATIM_ESCAPE = prepare(
    r"\{\\([_%&#~$])\}|\\([_%&#$])|\\~\{\}|\\textasciitilde(?:\{\}| )?|\$\\sim\$|\{\\textasciitilde\}"
)
_WRAPPED = prepare(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}\.?")


def decode_verbatim(text: str) -> str:
    """An address, DOI or file name: as it stands, without line ends, `\\url{}`, and escapes foreign to it."""
    text = text.strip()
    if "\\" not in text and "\n" not in text and " " not in text and "{" not in text:
        return text
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped[1].strip()
    text = re.sub(r"\s*[\r\n]\s*", "", text)
    if "\\" in text:
        text = _VERBATIM_ESCAPE.sub(lambda m: m[1] or m[2] or "~", text)
    return text[1:-1] if text.startswith("{") and text.endswith("}") and "{" not in text[1:-1] else text


def encode_verbatim(text: str) -> str:
    """An address or DOI for a verbatim field: unchanged, but for braces that do not balance (percent-encoded)."""
    return text if is_balanced(text) else text.replace("{", "%7B").replace("}", "%7D")

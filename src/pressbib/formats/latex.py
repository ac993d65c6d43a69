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
from collections.abc import Sequence
from functools import cache

from pressbib.formats.latexcase import (
    NOCASE,
    NOCASE_OPEN,
    overlaps,
    protected,
    settle_case,
)
from pressbib.formats.latexdecoder import Decoder
from pressbib.formats.latexmath import formula
from pressbib.formats.latexsymbols import ACCENTS, READ_LIGATURES, commands
from pressbib.patterns import prepare

_LATEX = prepare(r"[\\{}$~\n\r\t\ue000\ue001]|--|``|''|  |^ | $|[!?]`")


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
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if not _LATEX.search(text):
        return text
    if "\\" in text:
        text = decode_accents(text)
    if not title and "{" in text and "\\" not in text:
        text = _SIMPLE_GROUP.sub(r"\1", text)
    if "\\" not in text and "{" not in text and "$" not in text and "}" not in text:
        plain = _plain(text)
    else:
        plain = Decoder(text, title).decode()
        if NOCASE_OPEN in plain:
            plain = settle_case(plain)
    return " ".join(plain.split(" ")) if "  " not in plain and plain[:1] != " " != plain[-1:] else _single_spaces(plain)


_ENTITY = prepare(r"\\?&((?:amp|quot|apos|nbsp|[gl]t(?=;[\s\d=.])|#\d{2,6}|#[xX][\dA-Fa-f]{2,5});)")


def _character(match: re.Match[str]) -> str:
    """The character of one of HTML's references, which exports of web pages have and LaTeX does not know; what would
    be markup stays."""
    import html  # its table of entities is long

    char = html.unescape(f"&{match[1]}")
    before = match.string[match.start() - 1 : match.start()]
    if (char in "<>" and (match[1][0] == "#" or before.isalpha())) or not (char.isprintable() or char == "\u00a0"):
        return match[0]
    return _CHARS.get(char, char)


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
            text = text.replace(ligature, READ_LIGATURES[ligature])
    return text


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
    if title and NOCASE in text and (written := _encode_marked(text)) is not None:
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
    pieces = text.split(NOCASE)
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
    spans = [span for span in protected(plain) if not overlaps(span, marked)]
    out: list[str] = []
    last = 0
    for a, b in sorted(marked + spans):
        out += (plain[last:a], "{", plain[a:b], "}")
        last = b
    return "".join(out) + plain[last:]


def _bare(text: str) -> str:
    return text.replace(NOCASE, "\ue000").replace("</span>", "\ue001") if NOCASE in text else text


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
            if is_balanced(math) and formula(math[1:-1]) == math:  # a formula that reading leaves as it is
                return math
            return "".join(escapes.get(char, char) for char in math)
        if tag := match["tag"]:
            if tag.startswith("</"):
                return "}" if open_tags and open_tags.pop() else ""
            open_tags.append(tag)
            return _TAGS.get(tag, "{")
        if char := match["char"]:
            is_reference = char == "&" and _ENTITY.match(match.string, match.start())
            return escapes[char] + ("{}" if is_reference else "")
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
    r"\{\\([_%&#~$])\}|\\([_%&#$])|\\~(?:\{\})?|\\textasciitilde(?:\{\}| )?|\$\\sim\$|\{\\textasciitilde\}"
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

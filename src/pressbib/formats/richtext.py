"""The rich text of CSL (`<i>`, `<b>`, `<sub>`, `<sup>`, `<sc>`, and `<span>` for `nocase` and small capitals).

Text is cut into words and marks once (`tokens`), and each format writes the marks in its own way (`write`). A tag
without its partner, and any other tag, is text. Pandoc's CSL-YAML holds Markdown instead: `to_markdown` and
`from_markdown` (https://pandoc.org/MANUAL.html, "Specifying bibliographic data").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pressbib.classes import dataclass
from pressbib.patterns import prepare


@dataclass(frozen=True, slots=True)
class Token:
    """A run of text, or the beginning (`opens`) or end of a mark: `i`, `b`, `sub`, `sup`, `sc`, `nocase`."""

    text: str
    mark: str = ""
    opens: bool = False


_TAG = prepare(
    r"""<(?:(?P<close>/)?(?P<name>i|b|sub|sup|sc|span)
    |span\s+class=["'](?P<class>nocase)["']
    |span\s+style=["']font-variant:\s?(?P<style>small-caps);?["'])\s?>""",
    re.VERBOSE | re.IGNORECASE,
)


def tokens(text: str) -> list[Token]:
    """CSL rich text as runs and marks, properly nested. Linear in the length of the text."""
    if "<" not in text:
        return [Token(text)] if text else []
    found: list[Token] = []
    open_at: list[int] = []  # positions in `found` of the marks that wait for their end
    position = 0
    for match in _TAG.finditer(text):
        if match.start() > position:
            found.append(Token(text[position : match.start()]))
        position = match.end()
        mark = _mark(match)
        if mark and not match["close"]:
            open_at.append(len(found))
            found.append(Token(match[0], mark, opens=True))
        elif match["close"] and open_at and _ends(match["name"].lower(), found[open_at[-1]].mark):
            found.append(Token(match[0], found[open_at.pop()].mark))
        else:
            found.append(Token(match[0]))
    if position < len(text):
        found.append(Token(text[position:]))
    for index in open_at:
        found[index] = Token(found[index].text)
    return found


def _mark(match: re.Match[str]) -> str:
    if match["class"]:
        return "nocase"
    if match["style"]:
        return "sc"
    name = match["name"].lower()
    return "" if name == "span" else str(name)


def _ends(tag: str, mark: str) -> bool:
    return tag == mark or (tag == "span" and mark in ("nocase", "sc"))


def write(text: str, marks: Mapping[str, tuple[str, str]], escape: Callable[[str], str] = str) -> str:
    """CSL rich text in another notation: what stands before and after each mark, and how plain runs are written.

    A mark that `marks` does not have is left out; its text stays.
    """
    parts = []
    for token in tokens(text):
        if token.mark:
            parts.append(marks.get(token.mark, ("", ""))[0 if token.opens else 1])
        else:
            parts.append(escape(token.text))
    return "".join(parts)


def plain(text: str) -> str:
    """CSL rich text without its marks."""
    return write(text, {})


# Markdown as pandoc reads it in the values of CSL-YAML.
_MARKDOWN = {
    "i": ("*", "*"),
    "b": ("**", "**"),
    "sub": ("~", "~"),
    "sup": ("^", "^"),
    "sc": ("[", "]{.smallcaps}"),
    "nocase": ("[", "]{.nocase}"),
}
_SPECIAL = prepare(
    r"[\\*^~`$]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)|\](?=[({\[])|\[(?=@)|(?<=-)-|^[>#]"
)
_NOTHING = "<!-- -->"  # keeps two marks apart that would run together
_BRACKETED = prepare(rf"[\[\]]|{_SPECIAL.pattern}")


def to_markdown(text: str) -> str:
    """CSL rich text as Markdown, so that pandoc reads back the same words and marks.

    >>> to_markdown("H<sub>2</sub>O * 2 in <i>E. coli</i>")
    'H~2~O \\\\* 2 in *E. coli*'
    """
    parts: list[str] = []
    inside: list[str] = []
    ends_mark = False
    for token in tokens(text):
        if token.mark:
            inside.append(token.mark) if token.opens else inside.pop()
            sign = _MARKDOWN[token.mark][0 if token.opens else 1]
            if token.opens and ends_mark and parts[-1][-1] == sign[0]:
                parts.append(_NOTHING)
            ends_mark = not token.opens
            parts.append(sign)
            continue
        special = _BRACKETED if {"sc", "nocase"} & set(inside) else _SPECIAL
        ends_mark = False
        run = special.sub(lambda m: "\\" + m[0], token.text)
        if {"sub", "sup"} & set(inside):
            run = run.replace(" ", "\\ ")  # a space ends ~x~ and ^x^
        parts.append(run)
    return "".join(parts)


_INLINE = prepare(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~\ ])
    |(?P<strong>\*\*|(?<![^\W_])__|__(?![^\W_]))
    |(?P<emph>\*|(?<![^\W_])_|_(?![^\W_]))
    |(?P<sub>~(?!~))|(?P<sup>\^(?!\[))
    |(?P<nothing><!--\ -->)
    |(?P<open>\[)|\]\{\.(?P<span>smallcaps|nocase)\}""",
    re.VERBOSE,
)
_HTML = {
    "emph": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "nocase": ('<span class="nocase">', "</span>"),
    "smallcaps": ("<sc>", "</sc>"),
}


def from_markdown(text: str) -> str:
    """Markdown of the kind that pandoc keeps in CSL-YAML as CSL rich text; what is no mark stays as it is.

    Emphasis, strong, sub- and superscript, small capitals, `nocase`, and backslash escapes are read. Linear in the
    length of the text.
    """
    if not _INLINE.search(text):
        return text
    parts: list[str] = []
    waiting: list[tuple[str, str, int]] = []  # kind, the characters that opened it, where in `parts` they stand
    position = 0
    while match := _INLINE.search(text, position):
        if match[0] == "**" and waiting and waiting[-1][1] == "*" and text.startswith("***", match.start()):
            match = _INLINE.match(text, match.start(), match.start() + 1) or match  # the inner mark ends first
        parts.append(text[position : match.start()])
        position = match.end()
        kind = str(match.lastgroup)
        if kind in ("escaped", "nothing"):
            parts.append(match["escaped"] or "")
            continue
        parts.append(match[0])
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        opener = "open" if kind == "span" else kind
        last = next(
            (at for at in range(len(waiting) - 1, max(len(waiting) - 9, -1), -1) if waiting[at][0] == opener), -1
        )
        if kind != "open" and last >= 0 and (kind == "span" or (waiting[last][1] == match[0] and before.strip())):
            _close(parts, waiting[last][2], match["span"] if kind == "span" else kind)
            del waiting[last:]
        elif kind == "open" or (kind != "span" and after.strip()):
            waiting.append((kind, match[0], len(parts) - 1))
    parts.append(text[position:])
    return "".join(parts)


def _close(parts: list[str], opened: int, kind: str) -> None:
    if kind in ("sub", "sup") and any(" " in part and part != " " for part in parts[opened + 1 : -1]):
        return  # an unescaped space: two signs that have nothing to do with each other
    parts[opened], parts[-1] = _HTML[kind]

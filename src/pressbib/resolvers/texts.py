"""Texts, dates and languages as registries write them, made into what a Record holds.

Registries store what publishers deposit: markup of a dozen dialects (JATS, HTML, MathML, escaped or not), character
references, line breaks in the middle of titles, words that mean "we do not know".
"""

from __future__ import annotations

import html
import re
from typing import Any

from pressbib.patterns import prepare
from pressbib.record import Date

_SPACE = prepare(r"[\s\u00a0\u200b\ufeff]+")
_TAG = prepare(r"<(/?)([a-zA-Z][\w.-]{0,40}(?::[\w.-]{1,40})?)((?:\s[^<>]{0,500})?)/?>")
_MATHML = prepare(r"<(?:mml:)?annotation\b[^<>]{0,500}>[^<]{0,1000}</(?:mml:)?annotation>")
_COMMENT = prepare(r"<!--[^>]{0,100}-->|<!\[CDATA\[|\]\]>")
_INDENTED_INDEX = prepare(r"(?<=\S)[ \t]{0,200}\n\s{0,200}(?=<(?:sub|sup)>)")
_INDENTED_STOP = prepare(r"(</\w{1,3}>)[ \t]{0,200}\n\s{0,200}(?=[,.;:)\]])")
_KEPT_TAGS = {
    "i": "i",
    "em": "i",
    "italic": "i",
    "b": "b",
    "strong": "b",
    "bold": "b",
    "sub": "sub",
    "inf": "sub",
    "sup": "sup",
    "sup2": "sup",
}
_DROPPED_TAGS = frozenset(
    """p br title sec list list-item span scp sc small-caps smallcaps u underline uline font a ext-link xref fn label
    inline-formula disp-formula tex-math formula math mi mn mo mrow msub msup msubsup mfrac msqrt mtext mover munder
    mstyle mspace semantics annotation named-content styled-content overline roman strike tt monospace inline-graphic
    graphic div h1 h2 h3 h4 h5 h6 ul ol li tr td th table tbody thead abstract break off ovl img nobr wbr q cite
    abbreviation abbr small big emph emphasis it bi text para section email uri alternatives mmultiscripts mprescripts
    none mphantom mpadded mfenced mtable mtr mtd munderover mroot menclose""".split()
)
_UNKNOWN = prepare(r"(?i)[\s:(\[{]{1,6}(?:un(?:ac|al|ap|as|av|kn)|null|none|tba|etal)[)\]}.\s]{0,3}")
"""DataCite's standard values for unknown information (`(:unav)`, https://doi.org/10.14454/fztd-zz78, appendix 3), as
they are deposited."""

_NOTHING = prepare(r"(?i)null|none|undefined|n/a|s\.\s?[nl]\.|[-–—.\s]{1,5}")
"""What programs leave where there is no value. Not looked for in names: there are people called Null and Na."""

_ISO = prepare(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_HEADINGS = frozenset(("abstract", "summary", "résumé", "zusammenfassung", "resumen", "resumo"))


def one_line(value: Any) -> str:
    """A text with single spaces and without character references; "" for what is no text or says that it is none.

    >>> one_line("Trade &amp;amp;  Industry\\n"), one_line("(:unav)"), one_line(":{unav)"), one_line(None)
    ('Trade & Industry', '', '', '')
    """
    if not isinstance(value, str):
        return ""
    text = _SPACE.sub(" ", unescaped(value)).strip()
    if ":" in text[:4] and _UNKNOWN.fullmatch(text):
        return ""
    return "" if _NOTHING.fullmatch(text) else text


def unescaped(text: str) -> str:
    """Character references resolved, twice where a first pass leaves some (publishers escape what is escaped)."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text


def rich(value: Any) -> str:
    """A title: one line, with the markup that CSL knows and no other.

    >>> rich("Life of\\n <jats:italic>E. coli</jats:italic> in H<sub>2</sub>O, p &lt; 0.05")
    'Life of <i>E. coli</i> in H<sub>2</sub>O, p < 0.05'
    """
    if not isinstance(value, str):
        return ""
    text = _marked(unescaped(value), keep=True)
    # Deposits in indented XML have each element on a line of its own.
    text = _INDENTED_INDEX.sub("", text)
    text = one_line(_INDENTED_STOP.sub(r"\1", text))
    for tag in ("i", "b", "sub", "sup"):
        opened, closed = text.count(f"<{tag}>"), text.count(f"</{tag}>")
        if opened != closed:
            text = text.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
        elif opened:
            text = re.sub(rf"<{tag}>( ?)</{tag}>", r"\1", text)
    return text.strip()


def plain(value: Any) -> str:
    """A text without any markup, on one line."""
    return one_line(_marked(unescaped(value), keep=False)) if isinstance(value, str) else ""


def name(value: Any) -> str:
    """A part of a name, or the name of an organisation.

    >>> name("Na"), name("(:Unav)"), name("M&uuml;ller")
    ('Na', '', 'Müller')
    """
    if not isinstance(value, str):
        return ""
    text = _SPACE.sub(" ", _marked(unescaped(value), keep=False)).strip()
    if ":" in text[:4] and _UNKNOWN.fullmatch(text):
        return ""
    return text if any(map(str.isalnum, text)) else ""


def doi(value: Any) -> str:
    """A DOI as a registry states it, without the address or `doi:` in front of it; "" where it is none.

    Nothing is cut off at its end: what a registry states is exact.

    >>> doi("https://doi.org/10.1002/(sici)1097<261::aid>3.0.co;2-t")
    '10.1002/(sici)1097<261::aid>3.0.co;2-t'
    """
    text = str(value).strip() if isinstance(value, str) else ""
    found = re.fullmatch(
        r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:\s?|info:doi/)?(10\.\d{4,9}(?:\.\d{1,9}){0,4}/\S+)", text
    )
    return found[1] if found else ""


def abstract(value: Any) -> str:
    """An abstract in JATS or HTML as one paragraph of text, without the heading "Abstract".

    >>> abstract("<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>To see.</jats:p>")
    'Aim: To see.'
    """
    if not isinstance(value, str):
        return ""
    text = unescaped(value)
    text = re.sub(r"(?i)<((?:jats:)?title|h[1-6])\b[^<>]{0,200}>([^<]{0,200})</\1>", _heading, text)
    text = re.sub(r"(?i)</?(?:jats:)?(?:p|sec|br|list-item|div|li)\b[^<>]{0,200}>", " ", text)
    text = one_line(_marked(text, keep=False))
    head, _, rest = text.partition(" ")
    return rest.strip() if head.rstrip(":.").casefold() in _HEADINGS and rest[:1].isupper() else text


def _heading(match: re.Match[str]) -> str:
    words = match[2].strip()
    if not words or words.rstrip(":.").casefold() in _HEADINGS:
        return " "
    return f" {words}{'' if words[-1] in ':.?!' else ':'} "


def _marked(text: str, *, keep: bool) -> str:
    text = _COMMENT.sub("", text)
    text = _MATHML.sub("", text)

    def replaced(match: re.Match[str]) -> str:
        """CSL's spelling of a tag, nothing for one that only marks up, and what only looks like a tag as it stands."""
        prefix, _, name = match[2].rpartition(":")
        name = name.casefold()
        if name in _KEPT_TAGS:
            return f"<{match[1]}{_KEPT_TAGS[name]}>" if keep else ""
        return "" if prefix or name in _DROPPED_TAGS else match[0]

    return _TAG.sub(replaced, text)


def date_of(parts: Any) -> Date | None:
    """A date from CSL's or Crossref's `date-parts` ([[2024, 12, 30]], [["2024"]]; [[None]] occurs) as far as it is one.

    A range has two lists of parts.
    """
    if not isinstance(parts, list) or not parts:
        return None
    found = [_numbers(part) for part in (parts if isinstance(parts[0], list) else [parts])[:2]]
    if not found[0]:
        return None
    return Date(found[0], found[1] if len(found) > 1 else ())


def iso_date(value: Any) -> Date | None:
    """A date from ISO 8601 text, or a year as a number; the time of day is left out; `2015/2016` is a range.

    >>> str(iso_date(" 2015-03-07T10:00:00Z ")), str(iso_date(2015)), iso_date("0000")
    ('2015-03-07', '2015', None)
    """
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    first, slash, second = text.partition("/")
    if slash and len(second) >= 4 and (end := _ISO.fullmatch(second)) and (start := _ISO.fullmatch(first)):
        begun = _numbers([part for part in start.groups() if part])
        return Date(begun, _numbers([part for part in end.groups() if part])) if begun else None
    match = _ISO.fullmatch(text)
    parts = _numbers([part for part in match.groups() if part]) if match else ()
    return Date(parts) if parts else None


def _numbers(parts: Any) -> tuple[int, ...]:
    """The parts of a date up to the first that cannot be one."""
    found: list[int] = []
    for part, least, most in zip(parts if isinstance(parts, list) else [], (1000, 1, 1), (2999, 12, 31), strict=False):
        try:
            number = int(part)
        except (TypeError, ValueError):
            break
        if not least <= number <= most:
            break
        found.append(number)
    return tuple(found)


def without_final_stop(title: str) -> str:
    """A title without the full stop that PubMed sets behind every one; an abbreviation's stop stays (`spp.`).

    >>> without_final_stop("On frogs."), without_final_stop("Of frogs et al."), without_final_stop("Why...")
    ('On frogs', 'Of frogs et al.', 'Why...')
    """
    if not title.endswith(".") or title.endswith(".."):
        return title
    last = title[:-1].rpartition(" ")[2]
    kept = last.casefold() in ("al", "spp", "sp", "nov", "etc", "inc", "ltd", "jr", "sr") or "." in last.strip(".")
    return title if kept else title[:-1]


def language(value: Any) -> str:
    """A language as BCP 47 writes it, from the codes and English names that registries use; "" where it is none.

    >>> language("eng"), language("German"), language("DE-CH"), language("unknown")
    ('en', 'de', 'de-CH', '')
    """
    text = one_line(value)
    if name := _LANGUAGES.get(text.casefold()):
        return name
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[A-Za-z]{4}))?", text)
    if not match or match[1].casefold() in ("und", "mul", "zxx", "mis"):
        return ""
    first = _LANGUAGES.get(match[1].casefold(), match[1].casefold())
    if not match[2]:
        return first
    return f"{first}-{match[2].upper() if len(match[2]) == 2 else match[2].title()}"


_LANGUAGES = {
    word: pair.split()[0]
    for pair in (
        """ar ara arabic|bg bul bulgarian|ca cat catalan|cs cze ces czech|da dan danish|de ger deu german|el gre ell
        greek|en eng english|es spa spanish|et est estonian|eu baq eus basque|fa per fas persian|fi fin finnish|fr
        fre fra french|ga gle irish|gl glg galician|he heb hebrew|hi hin hindi|hr hrv croatian|hu hun hungarian|hy
        arm hye armenian|id ind indonesian|is ice isl icelandic|it ita italian|ja jpn japanese|ka geo kat
        georgian|kk kaz kazakh |ko kor korean|la lat latin|lt lit lithuanian|lv lav latvian|mk mac mkd macedonian|ms
        may msa malay|nb nob|nl dut nld dutch|nn nno|no nor norwegian|pl pol polish|pt por portuguese|ro rum ron
        romanian|ru rus russian|sk slo slk slovak|sl slv slovenian slovene|sq alb sqi albanian|sr srp serbian|sv swe
        swedish|th tha thai|tr tur turkish |uk ukr ukrainian|ur urd urdu|vi vie vietnamese|zh chi zho chinese"""
    ).split("|")
    for word in pair.split()
}
"""ISO 639-2 codes (both kinds) and English names, to the two-letter code that BCP 47 asks for."""

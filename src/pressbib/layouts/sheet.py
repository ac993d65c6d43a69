"""A Sheet: a Document as the layouts look at it, with what all of them need worked out once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import field
from functools import cache, lru_cache
from itertools import accumulate, zip_longest

from pressbib import templates, vocabulary
from pressbib.classes import dataclass
from pressbib.document import Document, Line
from pressbib.layouts import unglue
from pressbib.patterns import prepare
from pressbib.readers import language as languages
from pressbib.readers import repair
from pressbib.record import Press
from pressbib.templates import Template
from pressbib.vocabulary import fold, journals
from pressbib.vocabulary.wording import worded

_OUTSIDE = frozenset(("nav", "footer", "header"))
_BULLET = prepare(
    r"^(?:[\s*•●○▪■□◆◇※★☆▶►▷·・‣→✓|>#]+|[-–—]\s+"
    r"|\(?\d{1,2}[.)]\s+(?![^\W\d_]{3,12}\.? (?:19|20)\d\d\b)|\[\d{1,2}\]\s*|[①-⑳]\s*|[ivx]{1,5}\s(?=[A-Z]))+"
)
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """lines: those of the story, without menus and footers. codes: the page's language first, then English. template:
    what is known of the service. labels: its own labels, folded, the longest first, each with what it stands for.
    ends: how many characters the lines have up to the end of each.
    begun: the label with which each line begins, by the line's identity, as far as they were asked for. folded: the
    letters of each line as titles are compared, once somebody asked.
    """

    document: Document
    lines: tuple[Line, ...]
    codes: tuple[str, ...]
    nouns: bool
    kinds: tuple[str, ...]
    press: Press
    latest: int = 0
    template: Template | None = None
    labels: tuple[tuple[str, str], ...] = ()
    ends: tuple[int, ...] = ()
    begun: dict[int, object] = field(default_factory=dict, compare=False, repr=False)
    folded: list[str] = field(default_factory=list, compare=False, repr=False)

    @property
    def year(self) -> int:
        """The year of the page: its date's, else the latest year that its text names; 0 where there is none."""
        if self.press.issued and self.press.issued.year:
            return self.press.issued.year
        return self.latest

    @property
    def language(self) -> str:
        return self.codes[0] if self.codes else ""

    def under(self, index: int) -> str:
        """The kind of the heading above lines[index]."""
        return self.kinds[index]

    def following(self, index: int) -> Iterator[tuple[int, Line]]:
        """The lines after lines[index], with their indexes."""
        for later in range(index + 1, min(index + 40, len(self.lines))):
            yield later, self.lines[later]


def lay(document: Document, press: Press | None = None, known: templates.Known | None = None) -> Sheet:
    """The Document without its menus and footers, and the vocabularies that apply to it. known: what `templates.know`
    says of it."""
    template, document = known or templates.know(document)
    lines = [line for line in document.lines[:_MOST_LINES] if line.region not in _OUTSIDE and line.text]
    lines = lines[: _comments(lines)]
    if sum(len(line.text) for line in lines) < 60:
        lines = [line for line in document.lines[:_MOST_LINES] if line.text]
    lines = [_mended(line) for line in lines]
    lines = [part for line in lines for whole in _split(line) for part in unglue.parts(whole)]
    lines = list(_joined(lines))
    told = press.language if press else languages.tell(document)
    codes = vocabulary_codes(told)
    length = sum(len(line.text) for line in lines)
    if length < _SHORT and not any(code in _OWN_SCRIPT for code in codes) and not languages.is_sure(document):
        codes = tuple(
            dict.fromkeys([*codes, *(code for code in vocabulary.load().languages if code not in _OWN_SCRIPT)])
        )
        scripts = _by_script(lines)
        codes = tuple(dict.fromkeys([*codes, *scripts] if told else [*scripts, *codes]))
    own = template.folded_labels() if template else ()
    own = (*own, *vocabulary.load().own_labels(codes[0])) if codes else own
    kinds = list(_kinds(lines, press.title if press else ""))
    if template and template.paper:
        kinds = ["paper" if template.is_paper(line) else kind for line, kind in zip(lines, kinds, strict=True)]
    return Sheet(
        document,
        tuple(lines),
        codes,
        "de" in codes[:1],
        tuple(kinds),
        press or Press(),
        0 if press and press.issued and press.issued.year else _latest_year(lines, kinds),
        template,
        own,
        tuple(accumulate(len(line.text) for line in lines)),
    )


_YEAR = prepare(r"(?:199\d|20[0-3]\d)(?![\w/-])(?<![\w/.-]....)")


def _latest_year(lines: list[Line], kinds: list[str]) -> int:
    """The latest year in the story that is none of a distant future (`by 2050`), nor that of the site's copyright."""
    return max(
        (
            int(year)
            for line, kind in zip(lines[:2000], kinds, strict=False)
            if kind != "other" and "©" not in line.text
            for year in _YEAR.findall(line.text[:5000])
        ),
        default=0,
    )


_ASKS_FOR_COMMENTS = prepare(
    r"(?i)\b(?:leave a (?:comment|reply)|post a comment|(?:responses|thoughts|comments) (?:to|on)\b)"
)
_COMMENT = prepare(r"(?i)\b(?:19|20)\d\d,? (?:at )?\d{1,2}:\d\d ?[ap]\.?m\b")
_FEWEST_COMMENTS = 4


def _comments(lines: list[Line]) -> int | None:
    """The index of the first comment of readers, None where a page has no thread of them: each has its minute, and
    words that ask for comments stand above the first."""
    dated = [index for index, line in enumerate(lines) if _COMMENT.search(line.text[-_COMMENT_END:])]
    if len(dated) < _FEWEST_COMMENTS:
        return None
    asked = next((index for index, line in enumerate(lines) if _ASKS_FOR_COMMENTS.search(line.text)), None)
    return next((index for index in dated if asked is not None and index > asked), None)


_COMMENT_END = 60
"""Characters at the end of a line in which the time of a comment stands."""
_SHORT = 3000
"""Below this many characters frequent words tell the language badly: all languages of the Latin script are tried."""
_OWN_SCRIPT = frozenset(("ko", "ja", "zh-Hans", "zh-Hant", "ru", "uk", "el", "fa", "ar"))
_SCRIPTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (prepare("[іїєґІЇЄҐ]"), ("uk",)),
    (prepare("[а-яё]{4}"), ("ru", "uk")),
    (prepare("[α-ωά-ώ]{4}"), ("el",)),
    (prepare("[پچژگ]"), ("fa",)),
    (prepare("[\u0621-\u064a]{4}"), ("ar", "fa")),
    (prepare("[가-힣]{2}"), ("ko",)),
    (prepare("[ぁ-んァ-ヶ]{2}"), ("ja",)),
    (prepare("[\u4e00-\u9fff]{3}"), ("zh-Hans", "zh-Hant")),
)
"""What tells that words of a language with a script of its own stand in a text, be it mostly Latin."""


def _by_script(lines: list[Line]) -> list[str]:
    """The languages whose script a short text uses."""
    text = "\n".join([line.text for line in lines if not line.text.isascii()])
    if not text:
        return []
    text = _ASCII.sub(" ", text)
    if not any(map(str.isalpha, set(text))):
        return []
    return [code for sign, codes in _SCRIPTS if sign.search(text) for code in codes]


_ASCII = prepare(r"[\x00-\x7f]+")


_TITLES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def _kinds(lines: list[Line], title: str) -> Iterator[str]:
    """The kind of the heading above each line; at the headline of the page a menu ends (`Contact`, `Latest news`)."""
    kind = ""
    since = 0
    glued = told = False
    for line in lines:
        if line.text == title:
            kind = ""
        here = heading_kind(line)
        since += 1
        if glued:
            kind, since, glued = "references", 1, False
        glued = _ends_with_heading(line)
        if here:
            kind, since = here, 0
        elif (
            (kind == "other" and (len(line.text) > (250 if told else _TELLS) or (line.tag in _TITLES and since > 1)))
            or (kind == "paper" and (since > 12 or line.tag in _TITLES))
            or (kind == "references" and line.tag in _TITLES)
        ):
            kind = ""
        told = told or len(line.text) > _TELLS
        yield kind


_TELLS = 100
"""Characters of a line that tells something: the first one on a page ends its menu (`Contact`), which has no region."""
_LAST_WORD = prepare(r"[.!?”\")\]] ?([A-Z][a-z]+) ?:?$")


def _ends_with_heading(line: Line) -> bool:
    """Whether the heading of a list of literature is glued to the end of a line: `… in mice. References`."""
    found = _LAST_WORD.search(line.text, max(0, len(line.text) - 24)) if len(line.text) > 60 else None
    return found is not None and fold(found[1]) in ("references", "bibliography", "literature")


def _split(line: Line) -> Iterator[Line]:
    """The lines of a text whose line breaks were stored as a backslash and an n."""
    if line.text.count("\\n") < 1 or "\\n" not in line.text.rstrip():
        yield line
        return
    for part in line.text.split("\\n"):
        if part.strip():
            yield dataclasses.replace(line, text=part.strip(), raw=part)


_OPEN = worded(r"\b(?:{prose.in:en,de,fr,es,pt,it,nl,sv,no,da,pl,cs}|journal)(?: {grammar.articles})?$")
_SHORT_NAME = 80
_FEW_WORDS = 2


def _joined(lines: list[Line]) -> Iterator[Line]:
    """The lines, a journal's name joined to the sentence that it ends: `The study is published in` above `Neuron`."""
    for line, following in zip_longest(lines, lines[1:]):
        name = following.text.rstrip(".") if following and len(following.text) < _SHORT_NAME else ""
        if name and line.text.count(" ") > _FEW_WORDS and _OPEN.search(line.text[-30:]) and journals.is_known(name):
            yield dataclasses.replace(line, text=f"{line.text} {name}.", raw=f"{line.raw} {name}.")
        else:
            yield line


_MAY_BE_BROKEN = ("http", "www.", "10.", "doi", "DOI", "Doi", "](")


_MARKDOWN = prepare(r"\[([^\[\]\s]{1,300})\]\(https?://[^()\s]{1,400}(?:\([^()\s]{0,60}\)[^()\s]{0,200})?\)")


def _mended(line: Line) -> Line:
    """A line whose addresses hold spaces, without them."""
    text = line.text
    for sign in _MAY_BE_BROKEN:  # a loop, since it is run for every line
        if sign in text:
            break
    else:
        return line
    text = _MARKDOWN.sub(r"\1", repair.addresses(repair.icons(text)))
    return line if text == line.text else dataclasses.replace(line, text=text)


def vocabulary_codes(told: str) -> tuple[str, ...]:
    """The vocabularies for a BCP 47 language: its own, a near one, and English.

    >>> vocabulary_codes("zh-TW")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    known = vocabulary.load().languages
    base, _, rest = told.partition("-")
    base = base.casefold()
    near = {"nb": ("no",), "nn": ("no",), "zh": ("zh-Hans", "zh-Hant")}.get(base, (base,))
    if base == "zh" and (rest.casefold().startswith(("hant", "tw", "hk", "mo"))):
        near = ("zh-Hant", "zh-Hans")
    codes = [code for code in near if code in known]
    return tuple(dict.fromkeys([*codes, "en"]))


def bare(text: str) -> str:
    """The text of a line without its bullet or number.

    >>> bare("* Research paper: x")
    'Research paper: x'
    """
    return text[found.end() :] if (found := _BULLET.match(text)) else text


@cache
def _captions() -> tuple[str, ...]:
    return tuple(fold(word) for word in vocabulary.load().words("labels", "caption"))


_CAPTION = prepare(r"\s?\d{0,2}[a-z]?\s?[\].:)|）】:：、，,│]|\s\d{1,2}[.:：\s]")


def is_caption(line: Line) -> bool:
    """Whether a line is what is said of a picture: `[그림 1] …`, `Abb. 2: …`."""
    if line.tag == "figcaption":
        return True
    text = line.text.lstrip(" [(<（【▲△■*").replace("’", "'")
    head = fold(text[:24])
    return head.startswith(_captions()) and any(
        head.startswith(word) and _CAPTION.match(text, len(word)) for word in _captions()
    )


@cache
def headings(kind: str) -> frozenset[str]:
    """The headings of a kind (paper, references, other) in all languages, folded."""
    return frozenset(fold(word) for word in vocabulary.load().words("headings", kind))


def heading_kind(line: Line) -> str:
    """Whether a line is a heading of a known kind: `paper`, `references`, `other`, or ""."""
    return _kind(line.text) if len(line.text) <= 60 else ""


@lru_cache(maxsize=1024)  # every layout asks it of the same lines
def _kind(text: str) -> str:
    folded = fold(bare(text).strip(" :：.【】[]＜＞<>■●〔〕《》「」()（）*-–—_#?!"))
    for kind in ("paper", "references", "other"):
        if folded in headings(kind):
            return kind
    begins = folded.startswith(_beginnings()) and text[-1:] not in (".", "!", "?", "。")
    return "other" if begins else ""


@cache
def _beginnings() -> tuple[str, ...]:
    """With which headings of other things begin: `Previous publications by the team:`, `About Fenland University`."""
    known = vocabulary.load()
    earlier = (word for word in known.words("labels", "earlier") if " " in word)
    return tuple(f"{fold(word)} " for word in (*earlier, *known.words("headings", "about")))

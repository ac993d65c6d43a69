"""In which language a page is written: by its script, then by frequent words; what the page declares only where the
text does not say."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pressbib import vocabulary
from pressbib.document import Document
from pressbib.patterns import prepare
from pressbib.vocabulary.splitting import split_letters

_SAMPLE = 4_000
_SCRIPTS = (
    ("ja", prepare(r"[\u3040-\u30ff]")),
    ("cyrillic", prepare(r"[\u0400-\u04ff]")),
    ("el", prepare(r"[\u0370-\u03ff]")),
    ("arabic", prepare(r"[\u0600-\u06ff]")),
    ("th", prepare(r"[\u0e00-\u0e7f]")),
    ("he", prepare(r"[\u0590-\u05ff]")),
    ("latin", prepare(r"[\u00c0-\u024f\u1e00-\u1eff]")),
)
_HANGUL = bytes(range(0xAC, 0xD8))
_HAN = bytes(range(0x4E, 0xA0))
"""The first bytes of these scripts' letters in UTF-16; as classes of a pattern they would take long to compile."""
_NAMES = ["ko", "zh", *(name for name, _ in _SCRIPTS)]
_ASCII = prepare(r"[\x00-\x7f]+")
_TRADITIONAL = frozenset(
    "們這個國為學發與實報導體應將當對開關點從經業員東門車長馬鳥電會來後時間書見說話語請問題區醫療應該灣"
)
_SIMPLIFIED = frozenset(
    "们这个国为学发与实报导体应将当对开关点从经业员东门车长马鸟电会来后时间书见说话语请问题区医疗应该湾"
)
_PERSIAN = frozenset("پچژگکی")
_UKRAINIAN = frozenset("іїєґ")


def tell(document: Document) -> str:
    """The language (BCP 47: `en`, `zh-Hant`), "" where nothing says.

    A declaration counts where the text agrees with its script and no other language has clearly more of its words.
    """
    text = _sample(document)
    declared = document.language
    found = of(text, declared.partition("-")[0].lower())
    if not found:
        return declared
    return declared if declared.partition("-")[0].lower() == found.partition("-")[0] and "-" not in found else found


def is_sure(document: Document) -> bool:
    """Whether a page is in the language that it declares: its words say the same by themselves."""
    declared = document.language.partition("-")[0].lower()
    return bool(declared) and of(_sample(document)).partition("-")[0] == declared


def _sample(document: Document) -> str:
    pieces: list[str] = []
    size = 0
    for line in document.lines:
        if line.region not in ("nav", "footer"):
            pieces.append(line.text[:_SAMPLE])
            size += len(pieces[-1])
            if size > _SAMPLE:
                break
    return " ".join(pieces)[:_SAMPLE]


def of(text: str, declared: str = "") -> str:
    """The language of a text, "" where it is too short or mixed to tell. declared: the one that the page states."""
    text = text[:_SAMPLE]
    others = _ASCII.sub("", text)
    counts = dict.fromkeys(_NAMES, 0)
    if others:
        counts |= {name: len(pattern.findall(others)) for name, pattern in _SCRIPTS}
        first = others.encode("utf-16-be", "surrogatepass")[::2]
        counts["ko"] = len(first) - len(first.translate(None, _HANGUL))
        counts["zh"] = len(first) - len(first.translate(None, _HAN))
    counts["latin"] += (len(text) - len(others)) * 4 // 5  # the rest is spaces and punctuation
    total = sum(counts.values())
    if total < 20:
        return ""
    if counts["ko"] * 8 > total:
        return "ko"
    if counts["ja"] * 20 > total:
        return "ja"
    if counts["zh"] * 8 > total:
        return _chinese(text)
    if counts["arabic"] * 3 > total:
        return "fa" if sum(text.count(letter) for letter in _PERSIAN) > counts["arabic"] // 60 else "ar"
    if counts["cyrillic"] * 3 > total:
        return "uk" if sum(text.count(letter) for letter in _UKRAINIAN) > counts["cyrillic"] // 100 else "ru"
    for name in ("el", "th", "he"):
        if counts[name] * 3 > total:
            return name
    return _by_words(text, declared)


def _chinese(text: str) -> str:
    traditional = sum(character in _TRADITIONAL for character in text)
    simplified = sum(character in _SIMPLIFIED for character in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


_SHARE_OF_DECLARED = 0.4
"""Of the frequent words of the first language, as many the declared one must have: its pages cite English titles."""


def _by_words(text: str, declared: str) -> str:
    """The Latin language whose frequent words, and words with letters of its own, make up most of the text."""
    found: Counter[str] = Counter()
    known = _function_words()
    words = split_letters(text.casefold())
    for word, times in Counter([word for word in words if word in known or not word.isascii()]).items():
        for code in known.get(word, ()):
            found[code] += times
        if not word.isascii():
            for letter in set(word) & _own_letters().keys():
                found[_own_letters()[letter]] += times
    best = found.most_common(2)
    if best and declared not in ("", "en") and found[declared] >= max(3, best[0][1] * _SHARE_OF_DECLARED):
        return declared
    if not best or best[0][1] * 20 < len(words) or best[0][1] < 3:
        return ""
    if len(best) > 1 and best[0][1] * 9 < best[1][1] * 10:
        return ""
    return best[0][0]


@cache
def _own_letters() -> dict[str, str]:
    return {letter: language.code for language in vocabulary.load() for letter in language.letters}


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language in vocabulary.load():
        for word in language.function_words:
            found.setdefault(word.casefold(), []).append(language.code)
    return {word: tuple(codes) for word, codes in found.items()}

"""Words of languages stand in the vocabularies, in no pattern of layouts and references but those named here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "pressbib"
FOLDERS = ("layouts", "reference")
MONTHS = re.compile(r"(?i)\b(?:january|february|märz|août|septiembre|dezembro|jan\|feb|mar\|apr)")
WORD = re.compile(r"[^\W\d_]{2,}")
CLASS = re.compile(r"\[[^\]]*\]")
GRAMMAR = {
    "beside.py": "논문 연구 리뷰 시작",  # who wrote a work, in Korean sentences
    "containers.py": "지난 최근 자로 온라인 게재 발표 출판 공개 на für",  # the particle before a Korean date
    "slots.py": "최근호 최신호 온라인판 인터넷판 월호 일자 게재 발표 논문 선정 등재 연구 관련 분야 저명 세계 국제 "
    "학술지",
    "refusals.py": "consulté",
    "others.py": "等人 ほか",
}
"""What is left to patterns: sentences whose words have no spaces between them, or that are a form of their own."""


def patterns(path: Path) -> Iterator[str]:
    """The strings that a module gives to `prepare`, `worded` and the functions of `re`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        named = isinstance(called, ast.Name) and called.id in ("prepare", "worded")
        of_re = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
        if named or of_re:
            strings = (each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant))
            yield "".join(each for each in strings if isinstance(each, str))


MODULES = [path for folder in FOLDERS for path in sorted((SOURCE / folder).glob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_pattern_holds_words_of_other_languages_or_names_of_months(path: Path) -> None:
    allowed = set(GRAMMAR.get(path.name, "").split())
    for pattern in patterns(path):
        found = {word for word in WORD.findall(CLASS.sub(" ", pattern)) if not word.isascii()}
        assert not found - allowed, pattern
        assert not MONTHS.search(pattern), pattern


def test_what_is_allowed_is_there() -> None:
    for name, words in GRAMMAR.items():
        (path,) = (each for each in MODULES if each.name == name)
        source = path.read_text("utf-8")
        assert all(word in source for word in words.split()), name

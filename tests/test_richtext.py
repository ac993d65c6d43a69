"""The rich text of CSL: marks that belong together, and Markdown there and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pressbib.formats import richtext
from tests.pace import is_linear
from tests.strategies import texts


@pytest.mark.parametrize(
    ("rich", "plain"),
    [
        ("H<sub>2</sub>O", "H2O"),
        ('<span class="nocase">NaCl</span> <i>in <b>vivo</b></i>', "NaCl in vivo"),
        ('<span style="font-variant:small-caps;">Acid</span>', "Acid"),
        ("a < b > c </i> <i>", "a < b > c </i> <i>"),
        ("<i>a</b>", "<i>a</b>"),
        ("<script>x</script>", "<script>x</script>"),
        ("", ""),
    ],
)
def test_marks_go_and_other_tags_stay(rich: str, plain: str) -> None:
    assert richtext.plain(rich) == plain


@pytest.mark.parametrize(
    ("rich", "markdown"),
    [
        ("H<sub>2</sub>O * 2", "H~2~O \\* 2"),
        ("<b>x <i>y</i></b>", "**x *y***"),
        ("snake_case _x_", "snake_case \\_x\\_"),
        ("<sup>13 C</sup>", "^13\\ C^"),
        ('<span class="nocase">a[b]c</span>', "[a\\[b\\]c]{.nocase}"),
        ("R&amp;D <br> -- [1](2)", "R\\&amp;D \\<br> -\\- [1\\](2)"),
    ],
)
def test_markdown_there_and_back(rich: str, markdown: str) -> None:
    assert richtext.to_markdown(rich) == markdown
    assert richtext.from_markdown(markdown) == rich


def test_markdown_of_other_writers() -> None:
    assert richtext.from_markdown("__x__ _y_ z* 2 ~ 3 ~ [a](b)") == "<b>x</b> <i>y</i> z* 2 ~ 3 ~ [a](b)"


@settings(max_examples=100, deadline=None)
@given(texts())
def test_any_text_survives_markdown(text: str) -> None:
    assert richtext.from_markdown(richtext.to_markdown(text)) == text


@pytest.mark.parametrize(
    "piece", ["<i>", "<i", "<span ", "*a", "*", "**a", "[", "]{.nocase}", "~ ", "_", "\\", "<sub>a b"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def work(text: str) -> None:
        richtext.from_markdown(richtext.to_markdown(text))
        richtext.from_markdown(text)
        richtext.plain(text)

    assert is_linear(work, piece)

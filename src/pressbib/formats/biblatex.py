"""BibLaTeX: .bib files as biblatex and biber read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pressbib.formats.mapping import BIBLATEX, fields, unmapped
from pressbib.formats.press import Choice
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.formats.bibread import Loaded

    MAPPED: Mapping[str, str]
    UNMAPPED: Mapping[str, str]

__all__ = ["MAPPED", "UNMAPPED", "dump", "load", "read"]


def __getattr__(name: str) -> Mapping[str, str]:
    """MAPPED and UNMAPPED, which only tests and documentation ask for."""
    if name == "MAPPED":
        return fields(BIBLATEX)
    if name == "UNMAPPED":
        return unmapped(BIBLATEX)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def read(text: str) -> Loaded:
    """The Records of a .bib text in its order, and what is wrong with it. Both dialects are read alike."""
    from pressbib.formats import bibread

    return bibread.read(text)


def load(text: str, *, source: str = "") -> list[Record]:
    """The Records of a .bib text in its order. What cannot be read is left out; `read` says what that was."""
    return read(text).records


def dump(records: Iterable[Record], *, ascii: bool = False, press: Choice = "none") -> str:  # noqa: A002
    """Records as the text of a .bib file, one field a line.

    ascii: LaTeX commands instead of the characters that ASCII lacks. press: what becomes of the press pages.
    """
    from pressbib.formats import bibwrite

    return bibwrite.dump(records, BIBLATEX, ascii=ascii, press=press)

"""Records as a .bib text in either dialect: what `bibtex.dump` and `biblatex.dump` do."""

from __future__ import annotations

from collections.abc import Iterable

from pressbib.formats.bibentry import compose
from pressbib.formats.mapping import Dialect
from pressbib.formats.press import Choice, beside
from pressbib.record import Record


def dump(records: Iterable[Record], dialect: Dialect, *, ascii: bool = False, press: Choice = "none") -> str:  # noqa: A002
    return "\n".join(str(compose(record, dialect, ascii=ascii)) for record in beside(records, press))

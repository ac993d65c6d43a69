"""Records for the library's tests: as many as wanted, each another work."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pressbib.record import Date, Name, Origin, Press, Record

_SYLLABLES = (
    "ka mi to ra ne lo su vi der ton son berg mann ley ard el in os ha ki yo shi wan li zha pet rov sky ev".split()
)
_GIVEN = "Ann Bob Carla Dieter Eva Franz Gita Hans Ines Jun Kim Lars Maria Nils Olga Paul Rosa Sven Tomas Uma".split()
_WORDS = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("", "n", "s")]


def records(count: int, *, start: int = 0, provenance: bool = True) -> Iterator[Record]:
    """Articles number `start` to `start + count - 1`, the same ones in every run."""
    for number in range(start, start + count):
        yield record(number, provenance=provenance)


def record(number: int, *, provenance: bool = True) -> Record:
    """Article `number`: words are spread as in language, few of them often and most of them seldom."""
    rng = random.Random(number)
    names = tuple(
        Name(
            family="".join(rng.choices(_SYLLABLES, k=3)).capitalize(),
            given=f"{rng.choice(_GIVEN)} {rng.choice('ABCDE')}.",
        )
        for _ in range(rng.randint(1, 5))
    )
    words = [_WORDS[int(len(_WORDS) * rng.random() ** 2)] for _ in range(rng.randint(6, 12))]
    title, year, page = " ".join(words).capitalize(), rng.randint(1980, 2024), rng.randint(1, 2000)
    doi = f"10.{1000 + number % 90}/j.{year}.{number:07d}"
    found = Record(
        type="article-journal",
        author=names,
        issued=Date((year, rng.randint(1, 12))),
        title=title,
        container_title=f"Journal of {rng.choice(_WORDS)} {rng.choice(_WORDS)}",
        volume=str(rng.randint(1, 120)),
        issue=str(rng.randint(1, 12)),
        page=f"{page}-{page + 11}",
        DOI=doi,
        URL=f"https://doi.org/{doi}",
        language="en",
    )
    if not provenance:
        return found
    texts = {
        name: "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        for name, value in found.stated().items()
    }
    origins = {
        name: Origin("registry:crossref", f"message.{name}", text, "2026-01-05T10:00:00Z")
        for name, text in texts.items()
    }
    page_of_press = Press(url=f"https://news.example.edu/{number}", title=f"New: {title}", issued=Date((year, 6, 1)))
    return found.replace(provenance=origins, press=(page_of_press,) if number % 3 == 0 else ())

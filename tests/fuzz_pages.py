"""Fuzz the way from bytes to Records with broken pages: python -m tests.fuzz_pages [RUNS] [SEED]

Each run takes a page of the corpus and breaks it at the level of bytes: cuts, swaps, repeats, glued pages, other
declared encodings, NULs, random bytes, nesting. Nothing may raise but UnreadablePageError, and no page may take more
than a second of processor time. What failed is printed with its seed, so that one run can be had again, and the slowest
page with its time. `PRESSBIB_CORPUS` names a folder of further pages to break.
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from pressbib import layouts, readers
from pressbib.errors import UnreadablePageError

PAGES = sorted((Path(__file__).parent / "corpus").glob("*/page.*"))
if _more := os.environ.get("PRESSBIB_CORPUS"):
    PAGES += sorted(Path(_more).glob("press-*/*/page.*"))
MOST_SECONDS = 1.0
_CHARSETS = [
    b"utf-8",
    b"euc-kr",
    b"shift_jis",
    b"gb18030",
    b"big5",
    b"windows-1251",
    b"utf-16",
    b"iso-8859-1",
    b"x-none",
]
_TOKENS = [
    b"<table><tr><td>", b"<div>", b"</p>", b"<b><i>", b"<!--", b"-->", b"<script>", b"&#0;", b"&#x110000;", b"\x00",
    b"\xff\xfe", b"\xed\xa0\x80", b"et al. ", b"DOI: 10.", b"Journal: ", b"Title: \xe2\x80\x9c", b"(" * 40, b"\xc2\xa0",
    b"\xe2\x80\xae", b"http://", b"[x](", b"**", b"|", b"\r", b"2025-13-45 ", b"]]>",
]  # fmt: skip


def broken(page: bytes, chance: random.Random) -> bytes:
    """A page with one to six things done to it."""
    for _ in range(chance.randint(1, 6)):
        page = chance.choice(_WAYS)(page, chance)[:400_000]
    return page


def _cut(page: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(len(page) + 1)]


def _drop(page: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(page) + 1)
    return page[:start] + page[start + chance.randint(1, 200) :]


def _repeat(page: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(page) + 1)
    return page[:start] + page[start : start + chance.randint(1, 80)] * chance.randint(2, 300) + page[start:]


def _flip(page: bytes, chance: random.Random) -> bytes:
    changed = bytearray(page)
    for _ in range(min(len(changed), chance.randint(1, 60))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _insert(page: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(page) + 1)
    return page[:start] + chance.choice(_TOKENS) * chance.choice([1, 1, 3, 40, 500]) + page[start:]


def _declare(page: bytes, chance: random.Random) -> bytes:
    return b'<meta charset="' + chance.choice(_CHARSETS) + b'">' + page


def _recode(page: bytes, chance: random.Random) -> bytes:
    name = chance.choice(["utf-16", "utf-16-le", "cp949", "cp932", "gb18030", "cp1251", "utf-7", "utf-32"])
    return page.decode("utf-8", "replace").encode(name, "replace")


def _join(page: bytes, chance: random.Random) -> bytes:
    return page + chance.choice(PAGES).read_bytes()


def _shuffle(page: bytes, chance: random.Random) -> bytes:
    lines = page.split(b"\n")
    chance.shuffle(lines)
    return chance.choice([b"\n", b"", b" "]).join(lines)


_WAYS: list[Callable[[bytes, random.Random], bytes]] = [
    _cut,
    _drop,
    _repeat,
    _flip,
    _insert,
    _declare,
    _recode,
    _join,
    _shuffle,
]


def read(number: int) -> tuple[float, str]:
    """Break and read one page: the processor's time that it took, and what went wrong ("" for nothing)."""
    chance = random.Random(number)
    page = broken(chance.choice(PAGES).read_bytes(), chance)
    content_type = chance.choice(["", "text/html", "text/html; charset=euc-kr"])
    failure = ""
    begin = time.process_time()
    try:
        layouts.papers(readers.read(page, content_type=content_type))
    except UnreadablePageError:
        pass
    except Exception:
        failure = f"seed {number}: {traceback.format_exc(limit=-3)}"
    spent = time.process_time() - begin
    return spent, failure or (f"seed {number}: {spent:.2f} s for {len(page)} bytes" if spent > MOST_SECONDS else "")


def run(runs: int, seed: int = 0) -> list[str]:
    """Break and read `runs` pages; what went wrong, one entry a page."""
    return [failure for number in range(seed, seed + runs) if (failure := read(number)[1])]


if __name__ == "__main__":
    first, *rest = [int(argument) for argument in sys.argv[1:3]] or [1000]
    numbers = range(rest[0] if rest else 0, (rest[0] if rest else 0) + first)
    results = {number: read(number) for number in numbers}
    found = [failure for _, failure in results.values() if failure]
    slowest = max(results, key=lambda number: results[number][0])
    sys.stdout.write("\n".join([*found, ""]))
    sys.stdout.write(
        f"{len(results)} pages, {sum(spent for spent, _ in results.values()):.0f} s, {len(found)} failures, "
    )
    sys.stdout.write(f"the slowest with seed {slowest}: {results[slowest][0]:.2f} s\n")
    sys.exit(bool(found))

"""From the words on the command line to what was found, source by source, in order, several at a time."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pressbib import pipeline
from pressbib.classes import dataclass
from pressbib.errors import PressbibError, UnreadablePageError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pressbib.fetch import Fetcher

_PAGE_ENDINGS = {".html", ".htm", ".xhtml", ".txt", ".mhtml"}


@dataclass(frozen=True)
class Found:
    """What came of one source: its papers, or the error that ended it."""

    source: str
    papers: tuple[pipeline.Paper, ...] = ()
    error: PressbibError | None = None
    skipped: bool = field(default=False)


def expand(words: Iterable[str], lists: Iterable[str] = ()) -> Iterator[str]:
    """The sources that the words name: a folder stands for the pages saved in it, a list for its lines.

    words: addresses, files, folders, identifiers, `-`. lists: files of sources, one a line, `#` begins a comment; `-`
    is standard input. Raises UsageError for a list that cannot be read.
    """
    for word in words:
        if word != "-" and Path(word).is_dir():
            yield from (
                str(path)
                for path in sorted(Path(word).rglob("*"))
                if path.suffix.lower() in _PAGE_ENDINGS and path.is_file()
            )
        else:
            yield word
    for name in lists:
        yield from _read_list(name)


def _read_list(name: str) -> Iterator[str]:
    try:
        text = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise click.UsageError(f"cannot read the list of sources {name}: {error.strerror}") from error
    for line in text.decode("utf-8-sig", "replace").splitlines():
        source = line.split(" #")[0].strip()
        if source and not source.startswith("#"):
            yield source


def look(
    sources: Iterable[str],
    fetcher: Fetcher,
    find: Callable[[pipeline.Source, Fetcher], Iterable[pipeline.Paper]],
    *,
    jobs: int = 1,
    known: Callable[[str], bool] = lambda source: False,
) -> Iterator[Found]:
    """Work on sources, `jobs` at a time, and give what was found in the order of the sources.

    find: what to do with one. known: sources for which there is nothing to do (they come back as skipped). At most
    four times `jobs` results wait to be taken, so that memory does not grow with the list.
    """

    def one(source: str) -> Found:
        try:
            return Found(source, tuple(find(_content(source), fetcher)))
        except PressbibError as error:
            return Found(source, error=error)

    sources = iter(sources)
    first = list(itertools.islice(sources, 2))
    sources = itertools.chain(first, sources)
    if jobs == 1 or len(first) < 2:
        for source in sources:
            yield Found(source, skipped=True) if known(source) else one(source)
        return
    import collections
    from concurrent.futures import ThreadPoolExecutor

    waiting: collections.deque[Found | Future[Found]] = collections.deque()
    with ThreadPoolExecutor(jobs, thread_name_prefix="pressbib") as pool:
        try:
            for source in sources:
                waiting.append(Found(source, skipped=True) if known(source) else pool.submit(one, source))
                while len(waiting) >= 4 * jobs or (waiting and _is_ready(waiting[0])):
                    yield _take(waiting.popleft())
            while waiting:
                yield _take(waiting.popleft())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _is_ready(entry: Found | Future[Found]) -> bool:
    return isinstance(entry, Found) or entry.done()


def _take(entry: Found | Future[Found]) -> Found:
    return entry if isinstance(entry, Found) else entry.result()


def _content(source: str) -> pipeline.Source:
    """A source as the pipeline takes it: standard input read whole, a saved page as its path, else as it stands."""
    if source != "-":
        path = Path(source)
        return path if path.suffix.lower() in _PAGE_ENDINGS and path.is_file() else source
    content = sys.stdin.buffer.read(pipeline.MOST_BYTES + 1)
    if len(content) > pipeline.MOST_BYTES:
        raise UnreadablePageError(f"standard input: larger than {pipeline.MOST_BYTES // 1_000_000} MB")
    return content

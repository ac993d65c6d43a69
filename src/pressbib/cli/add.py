"""`pressbib add`: read pages, find their papers, merge them into the library."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pressbib import pipeline
from pressbib.classes import dataclass
from pressbib.cli import cite, complete, display, sources
from pressbib.cli.options import State, is_terminal, options
from pressbib.cli.progress import Progress
from pressbib.record import Record

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher
    from pressbib.library import Library, Outcome

_COLOURS = {"added": "green", "merged": "cyan", "undecided": "yellow", "failed": "red", "not-found": "yellow"}
_COUNTED = ("added", "merged", "unchanged", "undecided", "not-found", "failed")


@click.command("add")
@click.argument("source", nargs=-1)
@click.option("-f", "--from", "lists", multiple=True, metavar="FILE", help="Read sources from a file, one a line.")
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="Add the pages of an RSS or Atom feed.")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", shell_complete=complete.tags, help="Tag what is added or merged."
)
@click.option(
    "--bib", type=click.Path(path_type=Path), metavar="FILE", help="Also merge the papers into this .bib file."
)
@click.option("--failed", type=click.Path(path_type=Path), metavar="FILE", help="Write the sources that failed there.")
@click.option("--example", is_flag=True, help="Add the example page that ships with pressbib.")
@options("url", "library", "network", "json", "dry-run")
def command(state: State, source: tuple[str, ...], example: bool, **told: Any) -> int:
    """Read pages, find their papers, merge them into the library.

    SOURCE is a press page: an address, a saved file (HTML or copied text), a folder of them, or - for standard
    input; or a DOI, an arXiv identifier or a PMID. Each paper is added, merged with what the library has, or left as
    it is (unchanged). A page whose address is in the library already is not read again, unless --refresh.

    Exit code 0 where something was added, merged or already there; 1 where a source failed; 3 where no paper was
    found; 4 where a person has to decide.
    """
    job = Job(state, **told)
    wanted = [*source, *([str(cite.example_page())] if example else [])]
    if not wanted and not job.lists and not job.feeds:
        wanted = list(cite.standard_input(()))
    return job.run(wanted)


@dataclass
class Job:
    """One call of `add`: what was told, and what came of it so far."""

    state: State
    lists: tuple[str, ...]
    feeds: tuple[str, ...]
    tags: tuple[str, ...]
    bib: Path | None
    failed: Path | None
    counts: collections.Counter[str] = field(default_factory=collections.Counter)
    failed_sources: list[str] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def run(self, words: list[str]) -> int:
        """Do it all; the exit code."""
        state = self.state
        names = list(sources.expand(words, self.lists))
        with ExitStack() as stack:
            library = stack.enter_context(state.library())
            stack.enter_context(library.batch("add", names[0] if len(names) == 1 else f"{len(names)} sources"))
            fetcher = stack.enter_context(state.fetcher())
            names += self._feeds(fetcher)
            progress = stack.enter_context(Progress(len(names), shown=not state.quiet))
            for found in sources.look(
                names,
                fetcher,
                lambda page, fetch: pipeline.find(page, fetch, url=state.url),
                jobs=state.jobs or int(state.settings.value("jobs")),
                known=lambda name: self._is_known(library, name),
            ):
                with progress.paused():
                    self._keep(library, found)
                progress.step(found.source)
        self._finish(len(names))
        return self._exit_code()

    def _feeds(self, fetcher: Fetcher) -> Iterator[str]:
        from pressbib.cli import feeds

        for address in self.feeds:
            yield from feeds.entries(address, fetcher)

    def _is_known(self, library: Library, name: str) -> bool:
        """Whether there is nothing to ask: the page's address is in the library, and --refresh was not said."""
        address = self.state.url or name
        return not self.state.refresh and pipeline.is_address(address) and bool(library.find_press(address))

    def _keep(self, library: Library, found: sources.Found) -> None:
        """Merge the papers of one source, and say what came of each."""
        if found.error is not None:
            self._report(found.source, "failed", error=str(found.error))
        elif found.skipped:
            for record in library.find_press(self.state.url or found.source):
                self._report(found.source, "unchanged", record=record)
        elif not found.papers:
            self._report(found.source, "not-found", error=_why_not(found.source))
        for paper in found.papers:
            cite.report_steps(self.state, found.source, paper)
            self._merge(library, found.source, paper)

    def _merge(self, library: Library, source: str, paper: pipeline.Paper) -> None:
        record = paper.record
        if not (record.title or record.DOI or record.URL or record.PMID or record.ISBN or record.archive_location):
            self._offer(source, paper)
            return
        outcome = library.merge(record, source=source, by="add", dry_run=self.state.dry_run)
        if outcome.status == "undecided" and is_terminal() and not self.state.dry_run:
            from pressbib.cli.decide import decide

            outcome = decide(library, outcome)
        if self.tags and not self.state.dry_run:
            library.tag(outcome.citekey, self.tags)
        self._report_outcome(source, outcome)
        for other in paper.related:
            self.state.say(
                f"  there is another version: {display.headline(other)} (pressbib add {other.DOI or other.URL})"
            )

    def _offer(self, source: str, paper: pipeline.Paper) -> None:
        """The page says too little to name one paper: offer what it may be, add nothing."""
        said = display.headline(paper.record)
        if paper.candidates:
            lines = [f"  {c.DOI or c.URL}  {display.headline(c)}" for c in paper.candidates[:5]]
            self._report(
                source,
                "undecided",
                record=paper.record,
                error=f"the page names no title or link, only “{said}”; it may be one of these (pressbib add DOI):\n"
                + "\n".join(lines),
            )
        else:
            self._report(
                source,
                "undecided",
                record=paper.record,
                error=f"the page names no title, identifier or link, only “{said}”; "
                "add the paper by its DOI, or see what it may be: pressbib cite --candidates",
            )

    def _report_outcome(self, source: str, outcome: Outcome) -> None:
        record = outcome.record
        self.records.append(record)
        changed = outcome.changes if outcome.status == "merged" else {}
        self._report(source, outcome.status, record=record, citekey=outcome.citekey, changes=changed)
        if outcome.linked:
            self.state.say(f"  linked with {', '.join(outcome.linked)}: two works that belong together")
        candidates = getattr(outcome, "candidates", ())
        if candidates:
            keys = ", ".join(candidate.citation_key for candidate in candidates[:5])
            self.state.say(
                f"  it may be the same work as {keys}; it was kept as {outcome.citekey}. To decide: pressbib dedupe"
            )
        if record.standing:
            self.state.say(click.style(f"  warning: this work is marked as {record.standing}", fg="red"))

    def _report(
        self,
        source: str,
        status: str,
        *,
        record: Record | None = None,
        citekey: str = "",
        changes: Any = None,
        error: str = "",
    ) -> None:
        """One line (or JSON object) for what came of a paper."""
        self.counts[status] += 1
        citekey = citekey or (record.citation_key if record else "")
        if status == "failed":
            self.failed_sources.append(source)
            self.state.failures.append(f"{source}: {error}")
        if self.state.json:
            click.echo(json.dumps(report(source, status, record, citekey, changes, error), ensure_ascii=False))
            return
        word = click.style(f"{status:10}", fg=_COLOURS.get(status))
        if record is not None and citekey:
            rest = display.fit(f"{status:10} {citekey}  {display.headline(record)}")[len(f"{status:10}") :]
            click.echo(word + rest)
            if changes and (self.state.verbose or self.state.dry_run):
                for line in display.changes(changes):
                    click.echo(line)
        elif status == "failed":
            click.echo(f"pressbib: {error}", err=True)
        else:
            self.state.say(f"{word} {source}: {error}")

    def _finish(self, total: int) -> None:
        state = self.state
        if self.bib is not None and self.records:
            self._write_bib(self.bib)
        if self.failed is not None:
            from pressbib.cli.options import write_atomically

            write_atomically(self.failed, "".join(f"{name}\n" for name in self.failed_sources))
        if total > 1:
            counted = ", ".join(f"{self.counts[s]} {s.replace('-', ' ')}" for s in _COUNTED if self.counts[s])
            trial = " (nothing was changed: --dry-run)" if state.dry_run else ""
            state.say(f"{display.count(total, 'source')}: {counted}{trial}")
            for line in state.failures:
                state.say(f"  failed: {line}")

    def _write_bib(self, path: Path) -> None:
        from pressbib import bibfile

        change = bibfile.update(path, self.records, dry_run=self.state.dry_run)
        if self.state.dry_run and change.diff:
            click.echo(change.diff, nl=False)

    def _exit_code(self) -> int:
        if not self.counts:
            self.state.say("no source was named: the list is empty")
            return 0
        if self.counts["failed"]:
            return 1
        if self.counts["undecided"]:
            return 4
        return 0 if any(self.counts[s] for s in ("added", "merged", "unchanged")) else 3


def _why_not(source: str) -> str:
    """Why nothing was found, and what to do where the file is no page."""
    if source.lower().endswith((".bib", ".ris", ".json", ".yaml", ".yml")):
        return f"no press page; to read a bibliography, say: pressbib import {source}"
    return "the page announces no paper that pressbib can see"


def report(source: str, status: str, record: Record | None, citekey: str, changes: Any, error: str) -> dict[str, Any]:
    """The JSON object of `--json`; keys with no value are left out."""
    from pressbib.formats import csljson

    out: dict[str, Any] = {"source": source, "status": status, "citekey": citekey}
    if record is not None:
        out["record"] = csljson.item(record)
    if changes:
        out["changes"] = {name: [_json(old), _json(new)] for name, (old, new) in changes.items()}
    if error:
        out["error"] = error
    return {key: value for key, value in out.items() if value not in ("", None)}


def _json(value: Any) -> Any:
    from pressbib.formats import csljson

    try:
        return csljson.value_out(value) if value else None
    except TypeError:
        return str(value)

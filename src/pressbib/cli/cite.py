"""`pressbib cite`: print the papers that pages announce."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from pressbib import pipeline
from pressbib.cli import display, sources
from pressbib.cli.options import State, options
from pressbib.record import Record


@click.command("cite")
@click.argument("source", nargs=-1)
@click.option("-f", "--from", "lists", multiple=True, metavar="FILE", help="Read sources from a file, one a line.")
@click.option("--example", is_flag=True, help="Read the example page that ships with pressbib.")
@click.option("--candidates", is_flag=True, help="Where the page names no paper for certain, print what it may be.")
@click.option("--explain", is_flag=True, help="Print where each value comes from, and what was not chosen.")
@options("url", "network", "output")
def command(
    state: State, source: tuple[str, ...], lists: tuple[str, ...], example: bool, candidates: bool, explain: bool
) -> int:
    """Print the papers that pages announce; the library is left alone.

    SOURCE is a press page: an address, a saved file (HTML or copied text), a folder of them, or - for standard
    input; or a DOI, an arXiv identifier or a PMID. Exit code 3 where no paper was found.
    """
    words = (*source, str(example_page())) if example else source or standard_input(lists)
    return print_papers(state, sources.expand(words, lists), candidates, explain)


def example_page() -> Path:
    """The example page that ships with pressbib, as a file."""
    return Path(__file__).parent.parent / "example" / "press.html"


def standard_input(lists: tuple[str, ...]) -> tuple[str, ...]:
    """Standard input as the only source, where nothing else was named; UsageError on a terminal."""
    if lists:
        return ()
    import sys

    if sys.stdin.isatty():
        raise click.UsageError("Name a page: an address, a file, or - for standard input.")
    return ("-",)


def print_papers(state: State, wanted: Iterable[str], candidates: bool, explain: bool) -> int:
    """Find, print, and give the exit code."""
    records: list[Record] = []
    offered = 0
    with state.fetcher() as fetcher:
        found_sources = sources.look(
            wanted,
            fetcher,
            lambda page, fetch: pipeline.find(page, fetch, url=state.url),
            jobs=state.jobs or int(state.settings.value("jobs")),
        )
        for found in found_sources:
            if found.error is not None:
                state.fail(f"{found.error}")
                continue
            for paper in found.papers:
                report_steps(state, found.source, paper)
                if candidates and paper.candidates:
                    offered += len(paper.candidates)
                    records.extend(paper.candidates)
                elif pipeline.stated(paper.record):
                    records.append(paper.record)
            if not found.papers:
                state.say(f"{found.source}: no paper found: the page announces none that pressbib can see")
    if explain:
        state.write("\n\n".join("\n".join(explanation(record)) for record in records) + "\n" if records else "")
    else:
        state.write(state.dump(records))
    if state.failures:
        return 1
    return 0 if records else 3


def report_steps(state: State, source: str, paper: pipeline.Paper) -> None:
    """What could not be had or was refused is a warning; under --verbose, all that was asked and how it went, and why
    this is taken for the paper."""
    for reason in paper.record.reasons:
        state.explain(f"{source}: {reason}")
    for step in paper.steps:
        if step.outcome == "refused" or (step.outcome == "failed" and not state.settings.value("offline")):
            state.say(f"{source}: warning: {step}")
        else:
            state.explain(f"{source}: {step}")


def explanation(record: Record) -> list[str]:
    """The record as a person checks it: each value with where it comes from, then what was not chosen and why."""
    lines = [click.style(display.headline(record), bold=True)]
    named = record.stated()
    wide = max((len(name) for name in named), default=0)
    for name, value in named.items():
        origin = record.provenance.get(name)
        where = " ".join(part for part in (origin.kind, origin.locator) if part) if origin else ""
        lines.append(
            f"  {name:{wide}}  {display.value(value)}" + (click.style(f"  ← {where}", dim=True) if where else "")
        )
        if origin and origin.text and origin.text != display.value(value):
            lines.append(click.style(f"  {'':{wide}}  “{display.plain(origin.text)}”", dim=True))
    if record.authors_complete is False:
        lines.append("  The list of authors is known to be incomplete.")
    if record.standing:
        lines.append(click.style(f"  This work is marked as {record.standing}.", fg="red"))
    lines += [f"  announced by {_press(page.title, page.url)}" for page in record.press]
    lines += [f"  {relation.kind} {relation.target_type} {relation.target}" for relation in record.relations]
    for claim in record.claims:
        origin_text = " ".join(part for part in (claim.origin.kind, claim.origin.locator) if part)
        lines.append(f"  not chosen: {claim.variable}: {display.value(claim.value)}  ← {origin_text}")
    lines += [f"  {reason}" for reason in record.reasons]
    return lines


def _press(title: str, url: str) -> str:
    return " ".join(part for part in (f"“{display.plain(title)}”" if title else "", url) if part) or "a press page"

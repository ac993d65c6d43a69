"""`pressbib resolve`: the metadata of a landing page or an identifier."""

from __future__ import annotations

import click

from pressbib import pipeline
from pressbib.cli import cite, sources
from pressbib.cli.options import State, options
from pressbib.record import Record


@click.command("resolve")
@click.argument("source", nargs=-1, required=True)
@click.option("--explain", is_flag=True, help="Print where each value comes from, and what was not chosen.")
@options("url", "network", "output")
def command(state: State, source: tuple[str, ...], explain: bool) -> int:
    """Print the metadata of a landing page or an identifier.

    SOURCE is the address of a landing page, a saved one, or a DOI, arXiv identifier, PMID or ISBN. Exit code 3 where
    the page holds no work to cite: a bot wall, a home page, a page that is gone.
    """
    records: list[Record] = []
    with state.fetcher() as fetcher:
        for found in sources.look(
            sources.expand(source),
            fetcher,
            lambda page, fetch: pipeline.look_up(page, fetch, url=state.url),
            jobs=state.jobs or int(state.settings.value("jobs")),
        ):
            if found.error is not None:
                state.fail(f"{found.error}")
            elif not found.papers:
                state.say(f"{found.source}: no work to cite was found there")
            for paper in found.papers:
                cite.report_steps(state, found.source, paper)
                records.append(paper.record)
    if explain:
        state.write("\n\n".join("\n".join(cite.explanation(record)) for record in records) + "\n" if records else "")
    else:
        state.write(state.dump(records))
    if state.failures:
        return 1
    return 0 if records else 3

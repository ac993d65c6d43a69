"""From a record to what the linked page and the registries know of the same work.

`resolve` goes by what the record states, in this order, and stops when a record that says enough was accepted:

1. identifiers that the record states, and those that the address of its link holds: the registries (`registries`);
2. the linked page, read for its embedded metadata; the identifier that it states: the registries again (`follow`);
3. a search at Crossref, for a title, or for a person, a journal and the date of the press page (`search`).

Everything that comes back is held against what the record states (`verify`), and every step has a name and an outcome.
A registry that is down is a step that failed, never an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressbib.resolvers.steps import Resolution, Step, Trail

if TYPE_CHECKING:
    from pressbib.fetch import Fetcher
    from pressbib.record import Record
    from pressbib.resolvers.registries import RESOLVERS, Resolver

__all__ = ["RESOLVERS", "Resolution", "Resolver", "Step", "look_up", "refresh", "resolve"]


def resolve(record: Record, fetcher: Fetcher) -> Resolution:
    """What is known of the work that a record describes. Never raises for what a page or a registry answers.

    Offline that is nothing, whatever answers are kept: what the page says must not depend on what was asked before.
    """
    if fetcher.settings.offline:  # nothing of what asks and judges is even imported
        trail = Trail(record, offline=True)
        trail.step("network", "skipped", "--offline: nothing was asked")
        return trail.end()
    from pressbib.resolvers import follow

    return follow.resolve(record, fetcher)


def refresh(record: Record, fetcher: Fetcher) -> Resolution:
    """The same for a record of the library: its identifiers and its address are asked again, nothing is searched for.

    The fetcher should be one with `refresh=True`, or the answers are those that are kept.
    """
    from pressbib.resolvers import follow

    return follow.refresh(record, fetcher)


def look_up(text: str, fetcher: Fetcher) -> Resolution:
    """What is known of an identifier or an address that the user typed. A text that is neither resolves to nothing."""
    from pressbib.resolvers import follow

    return follow.look_up(text, fetcher)


def __getattr__(name: str) -> Any:
    if name not in ("RESOLVERS", "Resolver"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pressbib.resolvers import registries

    return getattr(registries, name)

"""From a record to what the linked page and the registries know of the same work.

`resolve` goes by what the record states, in this order, and stops when a record that says enough was accepted:

1. identifiers that the record states, and those that the address of its link holds: the registries (`registries`);
2. the linked page, read for its embedded metadata; the identifier that it states: the registries again (`follow`);
3. a search at Crossref, for a title, or for a person, a journal and the date of the press page (`search`).

Everything that comes back is held against what the record states (`verify`), and every step has a name and an outcome.
A registry that is down is a step that failed, never an exception.
"""

from __future__ import annotations

from pressbib.resolvers.follow import look_up, refresh, resolve
from pressbib.resolvers.registries import RESOLVERS, Resolver
from pressbib.resolvers.steps import Resolution, Step

__all__ = ["RESOLVERS", "Resolution", "Resolver", "Step", "look_up", "refresh", "resolve"]

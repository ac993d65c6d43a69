"""Let the garbage collector rest while many objects are made that hold no cycles."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def resting_collector() -> Iterator[None]:
    """Within the block nothing is collected by cycles; reference counting goes on. Blocks may be nested.

    A long list of records is looked through by the collector again and again while it grows, which is a third of the
    time that reading one takes, and never finds anything.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

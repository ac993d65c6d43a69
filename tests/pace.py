"""Whether work on hostile text takes time in proportion to its length, by the processor's clock and a wide margin."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """The processor's time that a piece of work takes: the better of two runs, the garbage collector held back (in a
    long test run its rounds cost more than most of what is measured)."""
    best = float("inf")
    for _ in range(2):
        gc.disable()
        try:
            start = time.process_time()
            work()
            best = min(best, time.process_time() - start)
        finally:
            gc.enable()
    return best


def is_linear(work: Callable[[str], object], piece: str, length: int = 100_000) -> bool:
    """Whether ten times as much of a repeated piece takes at most forty times as long (quadratic: a hundred times)."""
    return grows_linearly(work, lambda characters: piece * (characters // len(piece)), length)


def grows_linearly(work: Callable[[str], object], make: Callable[[int], str], length: int = 100_000) -> bool:
    """The same of a text that is made for a length."""

    def cost(characters: int) -> float:
        text = make(characters)
        return seconds(lambda: work(text))

    cost(length // 100)  # imports and first uses
    return cost(length) < 40 * max(cost(length // 10), 0.01)

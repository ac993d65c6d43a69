"""Whether work on hostile text takes time in proportion to its length, by the processor's clock and a wide margin."""

from __future__ import annotations

import time
from collections.abc import Callable


def is_linear(work: Callable[[str], object], piece: str, length: int = 100_000) -> bool:
    """Whether ten times as much of a repeated piece takes at most forty times as long (quadratic: a hundred times)."""

    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        start = time.process_time()
        work(text)
        return time.process_time() - start

    seconds(length // 100)  # imports and first uses
    return seconds(length) < 40 * max(seconds(length // 10), 0.01)

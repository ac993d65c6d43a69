"""Regular expressions that are compiled when they are first used.

A page needs a few of the hundreds of patterns that the readers know, and compiling one takes up to some milliseconds.
`prepare` stands at module level where `re.compile` would, and costs nothing until the pattern is asked for something;
from then on a call goes straight to the compiled pattern, as fast as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast


def prepare(pattern: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled at first use; that is where `re.error` is raised for what is no pattern.

    A function in its place is called then, for a pattern that is made of data.

    It has the methods and attributes of a compiled pattern (`search`, `sub`, `pattern`, ...), but the functions of `re`
    do not take it, and it is no instance of `re.Pattern`.

    >>> prepare("[0-9]+").findall("7 of 12")
    ['7', '12']
    """
    return cast("re.Pattern[AnyStr]", Prepared(pattern, flags))


class Compiled:
    """A pattern that was used: its attributes are those of the `re.Pattern`."""


class Prepared(Compiled):
    """A pattern that was not used yet. The first use makes it a Compiled, whose attributes are found the fast way."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        pattern, flags = self._source
        if callable(pattern):
            self._source = (pattern(), flags)
            return getattr(self, name)
        if name == "pattern":  # to make another of it
            return pattern
        compiled = re.compile(pattern, flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in _ATTRIBUTES)
        self.__class__ = Compiled  # type: ignore[assignment]  # both hold nothing but their attributes
        return getattr(self, name)


_ATTRIBUTES = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))

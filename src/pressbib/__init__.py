"""pressbib finds the paper behind a press release.

    import pressbib

    for record in pressbib.cite("https://…"):
        print(record.title)

The public names are imported when they are first used, so that `import pressbib` costs nothing.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Comparison": "compare",
    "compare": "compare",
    "duplicates": "compare",
    "Date": "record",
    "Name": "record",
    "Origin": "record",
    "Record": "record",
    "PressbibError": "errors",
    "PressbibWarning": "errors",
    "Library": "library",
    "Added": "library",
    "Merged": "library",
    "Unchanged": "library",
    "Undecided": "library",
    "cite": "pipeline",
    "dump": "formats",
    "load": "formats",
    "merge": "merge",
    "read": "pipeline",
    "resolve": "pipeline",
}

__all__ = ["__version__", *sorted(_HOMES)]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

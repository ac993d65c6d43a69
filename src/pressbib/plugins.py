"""Plugins: layouts, resolvers, formats, vocabulary and templates of other packages, found by their entry points.

| group | what the entry point is |
|---|---|
| `pressbib.layouts` | a layout: `Sheet -> Iterator[Candidate]`; it is asked after ours |
| `pressbib.resolvers` | a `pressbib.resolvers.Resolver`; it is asked after ours |
| `pressbib.formats` | a `pressbib.formats.Format`; its name is a new value of `--to` |
| `pressbib.vocabulary` | a folder of language files (a path, or a module whose folder it is) |
| `pressbib.templates` | a folder of template files, likewise |

The command line activates them when it reads pages or meets a format that it does not know. In Python say
`pressbib.plugins.activate()` before the first page is read. A plugin that fails is left out and named; the others work.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pressbib.errors import PluginError, PressbibWarning

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from pressbib.layouts.candidate import Candidate
    from pressbib.layouts.sheet import Sheet

GROUPS = ("pressbib.layouts", "pressbib.resolvers", "pressbib.formats", "pressbib.vocabulary", "pressbib.templates")


@cache
def activate() -> tuple[PluginError, ...]:
    """Put every installed plugin to use, once a process; what went wrong, a plugin each."""
    return tuple(problem for group in GROUPS for problem in _activate(group))


@cache
def formats() -> tuple[PluginError, ...]:
    """Put the formats of plugins to use, alone: what went wrong."""
    return tuple(_activate("pressbib.formats"))


def _activate(group: str) -> Iterator[PluginError]:
    if not _may_exist():
        return
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        try:
            _ADD[group](entry.name, entry.load())
        except Exception as error:  # noqa: BLE001, RUF100  # whatever another's code raises, the rest goes on
            yield _problem(entry, error)


@cache
def _may_exist() -> bool:
    """Whether the metadata of any installed package speaks of us. Looking takes a millisecond or two; importing
    `importlib.metadata` and reading all metadata with it, fifty times as long, and most people have no plugin."""
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return True  # packages are also found in another way than as folders
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                found = [entry.path for entry in entries if entry.name.lower().endswith((".dist-info", "egg-info"))]
        except NotADirectoryError:
            return True  # an archive, whose metadata importlib.metadata knows how to read
        except OSError:
            continue
        for path in found:
            try:
                if b"[pressbib." in Path(path, "entry_points.txt").read_bytes():
                    return True
            except OSError:
                continue
    return False


def _problem(entry: EntryPoint, error: Exception) -> PluginError:
    package = entry.dist.name if entry.dist else "?"
    return PluginError(f"plugin {entry.name} of {package} left out ({entry.group}): {type(error).__name__}: {error}")


def _add_layout(name: str, plugin: Any) -> None:
    from pressbib import layouts

    if not callable(plugin):
        raise TypeError("a layout is a function of a Sheet")
    if name not in dict(layouts.LAYOUTS):
        layouts.LAYOUTS = (*layouts.LAYOUTS, (name, _guarded(name, plugin)))


def _guarded(name: str, find: Callable[[Sheet], Iterator[Candidate]]) -> Callable[[Sheet], Iterator[Candidate]]:
    """A layout whose failure costs only what it would have found, and whose candidates are judged as labelled lines
    are, unless they say which of our layouts they are like (`prose:name`)."""
    from pressbib.layouts.candidate import ENOUGH

    def guarded(sheet: Sheet) -> Iterator[Candidate]:
        try:
            for candidate in find(sheet):
                if candidate.layout.partition(":")[0] not in ENOUGH:
                    candidate.layout = f"labelled:{name}"
                yield candidate
        except Exception as error:  # noqa: BLE001, RUF100  # whatever another's code raises, the rest goes on
            text = f"the layout {name} of a plugin failed on {sheet.document.url or 'a page'}: {error!r}"
            warnings.warn(text, PressbibWarning, stacklevel=2)

    return guarded


def _add_resolver(_name: str, plugin: Any) -> None:
    from pressbib import resolvers
    from pressbib.resolvers import registries

    if not isinstance(plugin, registries.Resolver):
        raise TypeError("expected a pressbib.resolvers.Resolver")
    if plugin not in registries.RESOLVERS:
        registries.RESOLVERS = resolvers.RESOLVERS = (*registries.RESOLVERS, plugin)


def _add_format(_name: str, plugin: Any) -> None:
    from pressbib.formats import FORMATS, Format

    if not isinstance(plugin, Format):
        raise TypeError("expected a pressbib.formats.Format")
    if plugin.name in FORMATS and FORMATS[plugin.name] != plugin:
        raise ValueError(f"there is a format {plugin.name} already")
    assert isinstance(FORMATS, dict)  # noqa: S101  # said to the type checker: read-only to everybody else
    FORMATS[plugin.name] = plugin


def _add_vocabulary(_name: str, plugin: Any) -> None:
    from pressbib import vocabulary

    folder = _folder(plugin)
    for path in folder.glob("*.toml"):
        vocabulary.read_language(path)  # raises for a wrong key, before anything is changed
    if folder not in vocabulary.FOLDERS:
        vocabulary.FOLDERS.append(folder)
        vocabulary.load.cache_clear()


def _add_templates(_name: str, plugin: Any) -> None:
    from pressbib import templates

    folder = _folder(plugin)
    for path in folder.glob("*.toml"):
        templates.read(path)
    if folder not in templates.FOLDERS:
        templates.FOLDERS.append(folder)
        templates.load.cache_clear()


def _folder(plugin: Any) -> Path:
    folder = Path(str(plugin.__file__)).parent if isinstance(plugin, ModuleType) else Path(plugin)
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder {folder}")
    return folder


_ADD: Mapping[str, Callable[[str, Any], None]] = dict(
    zip(GROUPS, (_add_layout, _add_resolver, _add_format, _add_vocabulary, _add_templates), strict=True)
)

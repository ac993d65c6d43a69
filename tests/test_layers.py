"""Who may import whom: the layers of the house, lowest first, read from the source with `ast`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "pressbib"

LAYERS = [
    ["errors", "classes", "patterns", "datafile", "folders", "collector"],
    ["record", "identifiers"],
    ["vocabulary", "names", "dates", "document"],
    ["reference", "metadata", "formats", "compare", "merge", "citekey"],
    ["readers", "templates", "bibfile"],
    ["layouts", "library"],
    ["fetch"],
    ["resolvers"],
    ["plugins", "pipeline"],
    ["integrations"],
    ["cli"],
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

OWNERS = {
    "requests": {"fetch", "integrations"},
    "requests_cache": {"fetch"},
    "urllib3": {"fetch", "integrations"},
    "sqlite3": {"library"},
    "click": {"cli"},
    "selectolax": {"readers"},
    "bibtexparser": {"formats", "bibfile"},
}
"""A package -> the only modules that may import it."""


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def part(path: Path) -> str:
    """The name in LAYERS that a module belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """The absolute names that a module imports, and whether only for type checking."""
    tree = ast.parse(path.read_text("utf-8"))
    only_types = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.dump(outer.test)
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in only_types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports are not used"
            module = node.module or ""
            for alias in node.names:
                yield f"{module}.{alias.name}", id(node) in only_types


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_lower_layers(path: Path) -> None:
    mine = part(path)
    if mine in ("__init__", "__main__"):
        return
    assert mine in RANK, f"{mine} has no layer; give it one in LAYERS"
    for name, _ in imported(path):
        words = name.split(".")
        if words[0] == "pressbib" and len(words) > 1 and words[1] in RANK and words[1] != mine:
            assert RANK[words[1]] <= RANK[mine], f"{path} imports {name}, which is a higher layer"
        owners = OWNERS.get(words[0])
        assert owners is None or mine in owners, f"{path} imports {words[0]}, which only {owners} may"


def test_every_layer_exists() -> None:
    found = {part(path) for path in modules()} - {"__init__", "__main__"}
    assert found == set(RANK)

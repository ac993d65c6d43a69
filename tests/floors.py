"""Hold the scores on the corpora against the floors in floors.toml: `python tests/floors.py`.

The corpora are found through PRESSBIB_CORPUS (default ../shared/corpus), the scorers in `score` beside it. Where there
are none, as in a fresh clone, this says so and passes. A figure below its floor fails: raise the floors
by hand as the figures improve.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"


def measure(scorer: Path, corpus: list[Path], options: list[str]) -> dict[str, object]:
    """Run a scorer; its figures as it writes them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, str(scorer), *map(str, corpus), *options, "--json", str(out)]
        subprocess.run(command, check=True)
        figures: dict[str, object] = json.loads(out.read_text("utf-8"))
        return figures


def main() -> int:
    corpus = Path(os.environ.get("PRESSBIB_CORPUS") or HERE.parent.parent / "shared" / "corpus")
    shared = corpus.resolve().parent
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    if not corpus.is_dir() or not (shared / "score").is_dir():
        print(f"floors: no corpus at {corpus}; set PRESSBIB_CORPUS to check the scores")  # noqa: T201 # a report
        return 0
    fallen: list[str] = []
    reached: dict[str, dict[str, float]] = {}
    for name, row in floors.items():
        folders = [shared / folder for folder in row["folders"]]
        figures = measure(shared / "score" / row["scorer"], folders, row.get("options", []))
        reached[name] = {}
        for figure, floor in {**row.get("least", {}), **row.get("most", {})}.items():
            got = _find(figures, figure)
            reached[name][figure] = got
            below = got < floor if figure in row.get("least", {}) else got > floor
            if below:
                fallen.append(f"{name}: {figure} is {got:.4g}, the floor is {floor:.4g}")
    for line in fallen:
        print(f"floors: {line}", file=sys.stderr)  # noqa: T201 # a report
    if not fallen:
        print("floors: " + json.dumps(reached))  # noqa: T201 # a report
    return 1 if fallen else 0


def _find(figures: dict[str, object], path: str) -> float:
    """`whole/papers` is a ratio of two figures; `stroke.recall` a figure of one set."""
    if "/" in path:
        first, second = path.split("/")
        return _find(figures, first) / max(_find(figures, second), 1)
    value: object = figures
    for word in path.split("."):
        assert isinstance(value, dict)
        value = value[word]
    assert isinstance(value, int | float)
    return float(value)


if __name__ == "__main__":
    sys.exit(main())

"""Make the pictures of the terminal in docs/screens/: `python docs/screens.py`.

Each picture is what a command prints on a terminal of 80 columns, run in an empty home folder on the example page, as
SVG: text that can be searched and copied.
"""

from __future__ import annotations

import html
import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent / "screens"
SCREENS = {
    "add": ["add --offline --example", "add --offline --example", "list"],
    "explain": ["cite --offline --example --explain"],
    "undo": ["add --offline --example", "log", "undo", "undo --redo"],
}
"""Name of the picture -> the commands on it; those of the earlier pictures are not there any more."""

COLOURS = {"31": "#e06c75", "32": "#98c379", "33": "#e5c07b", "36": "#56b6c2"}
_CODE = re.compile(r"\x1b\[([\d;]*)m")


def record(arguments: str, env: dict[str, str], cwd: str) -> str:
    """What a command prints on a terminal of 80 columns, with its colour codes."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "pressbib", *arguments.split()]
    printed = b""
    with subprocess.Popen(command, env=env, cwd=cwd, stdin=follower, stdout=follower, stderr=follower):
        os.close(follower)
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # the program has closed its end
                break
            if not part:
                break
            printed += part
    os.close(leader)
    return printed.decode("utf-8").replace("\r", "")


def spans(line: str) -> Iterator[str]:
    """A line with colour codes as SVG text spans."""
    style = ""
    position = 0
    for match in [*_CODE.finditer(line), None]:
        text = line[position : match.start() if match else len(line)]
        if text:
            yield f"<tspan{style}>{html.escape(text)}</tspan>"
        if match:
            codes = match[1].split(";")
            colour = next((COLOURS[code] for code in codes if code in COLOURS), "")
            style = f' fill="{colour}"' if colour else ""
            style += ' font-weight="bold"' if "1" in codes else ""
            style += ' fill-opacity="0.6"' if "2" in codes else ""
            position = match.end()


def draw(lines: list[str]) -> str:
    """Lines of a terminal as an SVG picture."""
    height = 18 * len(lines) + 24
    rows = "\n".join(
        f'<text x="12" y="{28 + 18 * number}" xml:space="preserve">{"".join(spans(line))}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" font-family="monospace" font-size="14">\n'
        f'<rect width="720" height="{height}" rx="6" fill="#282c34"/>\n<g fill="#dcdfe4">\n{rows}\n</g>\n</svg>\n'
    )


def wrap(line: str, columns: int = 80) -> Iterator[str]:
    """A line as a terminal wraps it: colour codes take no room."""
    shown = 0
    current = ""
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        if _CODE.fullmatch(part):
            current += part
            continue
        for letter in part:
            if shown == columns:
                yield current
                current, shown = "", 0
            current += letter
            shown += 1
    yield current


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, commands in SCREENS.items():
        with tempfile.TemporaryDirectory() as home:
            env = {
                "PATH": os.environ["PATH"],
                "HOME": home,
                "LANG": "C.UTF-8",
                "TERM": "xterm",
                "COLUMNS": "80",
                **{f"XDG_{part}_HOME": f"{home}/{part.lower()}" for part in ("DATA", "CONFIG", "CACHE")},
            }
            lines: list[str] = []
            for command in commands:
                lines.append(f"$ pressbib {command}")
                for line in record(command, env, home).rstrip("\n").split("\n"):
                    lines.extend(wrap(line))
        (HERE / f"{name}.svg").write_text(draw(lines), "utf-8")


if __name__ == "__main__":
    main()

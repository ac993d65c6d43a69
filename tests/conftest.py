"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import world

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    # What lands is judged by the same examples each time; the search for new ones goes on in everybody's own runs.
    settings.load_profile("ci")


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Take Ctrl-C as Python does, also where the tests were started in the background, which ignores it: the programs
    that tests start inherit that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The base address of the loopback server of tests/world.py."""
    with world.serve() as base:
        yield base


@pytest.fixture
def home(tmp_path: Path, site: str) -> Path:
    """A home folder with what the documents talk of, and nothing else."""
    return world.furnish(tmp_path, site)

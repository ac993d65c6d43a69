"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import world


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The base address of the loopback server of tests/world.py."""
    with world.serve() as base:
        yield base


@pytest.fixture
def home(tmp_path: Path, site: str) -> Path:
    """A home folder with what the documents talk of, and nothing else."""
    return world.furnish(tmp_path, site)

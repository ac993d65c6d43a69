"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import pressbib

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(pressbib.__path__, "pressbib.")
    if not module.name.startswith(("pressbib.integrations", "pressbib.__main__"))
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0

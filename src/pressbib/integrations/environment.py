"""The settings of a program that pressbib runs inside: those that the environment states, as the command line reads
them (`PRESSBIB_MAILTO`, `PRESSBIB_CACHE`, the mirrors of the registries)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from pressbib.fetch import REGISTRIES, FetchSettings


def fetch_settings(environment: Mapping[str, str] | None = None) -> FetchSettings:
    """How to fetch, from the variables of an environment (by default this process's)."""
    stated = os.environ if environment is None else environment
    cache = stated.get("PRESSBIB_CACHE", "")
    return FetchSettings(
        offline=stated.get("PRESSBIB_OFFLINE", "").lower() in ("1", "true", "yes"),
        cache=Path(cache).expanduser() if cache else None,
        mailto=stated.get("PRESSBIB_MAILTO", ""),
        trusted_hosts=frozenset(filter(None, re.split(r"[,\s]+", stated.get("PRESSBIB_TRUSTED_HOSTS", "")))),
        registries={name: url for name in REGISTRIES if (url := stated.get(f"PRESSBIB_{name.upper()}_URL"))},
    )

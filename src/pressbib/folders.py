"""The user's folders for data, configuration and cache, as platformdirs says them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

Kind = Literal["data", "config", "cache"]

_LINUX = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}


def find(kind: Kind) -> Path:
    """The folder of pressbib for one kind of file, which may not exist yet.

    On Linux the rule is short (XDG Base Directory Specification 0.8: the variable where it is an absolute path, else
    a folder in the home folder) and is applied here; importing platformdirs takes a tenth of the time that a command
    has. Everywhere else platformdirs is asked.
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        variable, usual = _LINUX[kind]
        stated = os.environ.get(variable, "")
        base = Path(stated) if stated.startswith("/") else Path.home() / usual
        return base / "pressbib"
    import platformdirs

    asked = {
        "data": platformdirs.user_data_dir,
        "config": platformdirs.user_config_dir,
        "cache": platformdirs.user_cache_dir,
    }
    return Path(asked[kind]("pressbib", appauthor=False))

"""The user's folders are those of platformdirs."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from pressbib import folders


@pytest.mark.parametrize("stated", [None, "", " ", "/somewhere/else", "/with space "])
def test_as_platformdirs_says(stated: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("DATA", "CONFIG", "CACHE"):
        if stated is None:
            monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
        else:
            monkeypatch.setenv(f"XDG_{kind}_HOME", stated)
    assert str(folders.find("data")) == platformdirs.user_data_dir("pressbib", appauthor=False)
    assert str(folders.find("config")) == platformdirs.user_config_dir("pressbib", appauthor=False)
    assert str(folders.find("cache")) == platformdirs.user_cache_dir("pressbib", appauthor=False)

"""The settings of a program that pressbib runs inside come from the environment."""

from __future__ import annotations

from pathlib import Path

from pressbib.integrations.environment import fetch_settings


def test_nothing_stated_is_the_default() -> None:
    settings = fetch_settings({})
    assert (settings.offline, settings.cache, settings.mailto, dict(settings.registries)) == (False, None, "", {})


def test_what_is_stated_holds() -> None:
    settings = fetch_settings(
        {
            "PRESSBIB_OFFLINE": "1",
            "PRESSBIB_CACHE": "/var/cache/pressbib",
            "PRESSBIB_MAILTO": "me@example.org",
            "PRESSBIB_TRUSTED_HOSTS": "intranet.example, 127.0.0.1:8000",
            "PRESSBIB_CROSSREF_URL": "http://127.0.0.1:8001",
        }
    )
    assert settings.offline
    assert settings.cache == Path("/var/cache/pressbib")
    assert settings.mailto == "me@example.org"
    assert settings.trusted_hosts == {"intranet.example", "127.0.0.1:8000"}
    assert settings.registry("crossref") == "http://127.0.0.1:8001"
    assert settings.registry("datacite") == "https://api.datacite.org"

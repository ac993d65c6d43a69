"""The parts of names and dates, as the formats print them that know fewer parts than CSL does."""

from __future__ import annotations

from pressbib.record import Name

MONTHS = "January February March April May June July August September October November December".split()
SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
"""By their number in a Date; English, whatever the language of the system."""


def family_name(name: Name) -> str:
    """The family name with the particle that belongs to it: `van den Berg`."""
    return " ".join(part for part in (name.non_dropping_particle, name.family) if part)


def given_name(name: Name) -> str:
    """The given name with the particle that is dropped in front of the family name alone: `Ludwig van`."""
    return " ".join(part for part in (name.given, name.dropping_particle) if part)

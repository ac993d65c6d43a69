"""A printed author line -> Names with affiliations.

    people = names.read("Jane Q. Doe, PhD (University of X), John van der Berg Jr. and Kim Min-hyung, et al.")
    people.names    Doe, van der Berg, Kim; Doe with her affiliation
    people.others   True

Words around names come from the vocabularies (`people`), traditions of names from `parts.toml`. What cannot be taken
apart stands whole in `literal`. Nothing here raises, and everything is linear in the length of the text.
"""

from __future__ import annotations

from pressbib.names.lists import People, read
from pressbib.names.one import parse

__all__ = ["People", "parse", "read"]

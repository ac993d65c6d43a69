"""Roles of people that have no field of their own in BibLaTeX: an editor field with the role in its type field.

`editor = {Forman, Miloš}, editortype = {director}` (biblatex manual, § 2.3.6). There is room for one role in place of
the editors, and for three beside them in the entry types that have `editora` to `editorc`. BibTeX has no rule for
them; there each stands in a field of its own name, which styles pass over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pressbib.formats.mapping import ROLES

if TYPE_CHECKING:
    from pressbib.formats.bibentry import Interpretation
    from pressbib.record import Name

SLOTS = ("editor", "editora", "editorb", "editorc")
FIELDS = frozenset(slot + end for slot in SLOTS for end in ("", "type")) - {"editor"}
_WORDS = {role.replace("-", ""): role for role in ROLES} | {"writer": "script-writer", "creator": "series-creator"}
_EDITORS = frozenset(("compiler", "contributor"))
"""Roles in which somebody named as the editor stays the editor."""


def read(fields: Mapping[str, str], found: Interpretation, names: Callable[[str], tuple[Name, ...]]) -> None:
    """The people of the typed editor fields into the variables of their roles, where CSL has these."""
    for slot in SLOTS:
        role = _WORDS.get(fields.get(f"{slot}type", "").strip().lower().replace(" ", "").replace("-", ""), "")
        if slot not in fields or not role or (slot == "editor" and role in _EDITORS) or found.values.get(role):
            continue
        people = names(fields[slot])
        if not people:
            continue
        if slot == "editor" and "editor" in found.values:
            del found.values["editor"], found.fields["editor"]
            found.exact.discard("editor")
        found.values[role] = people
        found.fields[role] = [slot, f"{slot}type"]


def place(role: str, taken: Callable[[str], bool]) -> tuple[str, str, str] | None:
    """The field for the people of a role, the one that names the role, and its word there; None where an entry has no
    room for them.

    taken: whether a field is in use, or the entry type does not have it.
    """
    for slot in SLOTS:
        if not taken(slot):
            return slot, f"{slot}type", role.replace("-", "")
    return None

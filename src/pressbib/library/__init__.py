"""The library: records kept in one SQLite file.

from pressbib.library import Library

with Library("thesis.db") as library:
    outcome = library.merge(record)
    for record in library.records("author:kelly year:2024.."):
        print(record.citation_key)
"""

from pressbib.library.outcome import Added, Change, Marks, Merged, Outcome, Unchanged, Undecided
from pressbib.library.store import Library

__all__ = ["Added", "Change", "Library", "Marks", "Merged", "Outcome", "Unchanged", "Undecided"]

"""The entry types of BibTeX and BibLaTeX, those of other programs, and the item types of CSL.

`ENTRY_TYPES` says which entry type an item type is written as, `READ_TYPES` which item type an entry type is. What an
entry type cannot tell apart stands in `entrysubtype` (`magazine` and `newspaper` as biblatex styles know them, else the
item type itself).
"""

from __future__ import annotations

from collections.abc import Mapping

Types = frozenset[str]

ARTICLE: Types = frozenset(("article", "suppperiodical", "periodical", "review"))
CONTAINED: Types = frozenset(
    """inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference""".split()
)
BOOK: Types = frozenset("book mvbook collection mvcollection reference mvreference proceedings mvproceedings".split())
REPORT: Types = frozenset(("report", "techreport"))
THESIS: Types = frozenset(("thesis", "phdthesis", "mastersthesis"))
ONLINE: Types = frozenset(("online", "electronic", "www"))
LOOSE: Types = frozenset(("misc", "booklet", "unpublished", *ONLINE))

ENTRY_TYPES: Mapping[str, tuple[str, str]] = {
    "article-journal": ("article", "article"),
    "article-magazine": ("article", "article"),
    "article-newspaper": ("article", "article"),
    "article": ("misc", "online"),
    "book": ("book", "book"),
    "chapter": ("incollection", "incollection"),
    "collection": ("book", "collection"),
    "dataset": ("misc", "dataset"),
    "entry": ("incollection", "inreference"),
    "entry-dictionary": ("incollection", "inreference"),
    "entry-encyclopedia": ("incollection", "inreference"),
    "manuscript": ("unpublished", "unpublished"),
    "pamphlet": ("booklet", "booklet"),
    "paper-conference": ("inproceedings", "inproceedings"),
    "patent": ("misc", "patent"),
    "periodical": ("misc", "periodical"),
    "post": ("misc", "online"),
    "post-weblog": ("misc", "online"),
    "report": ("techreport", "report"),
    "review": ("article", "article"),
    "review-book": ("article", "article"),
    "software": ("misc", "software"),
    "speech": ("misc", "unpublished"),
    "thesis": ("phdthesis", "thesis"),
    "webpage": ("misc", "online"),
}
"""Item type -> entry type of BibTeX and of BibLaTeX; all others are `misc` in both."""

READ_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "review": "review",
    "periodical": "periodical",
    **dict.fromkeys(BOOK, "book"),
    "manual": "book",
    "booklet": "pamphlet",
    **dict.fromkeys(CONTAINED, "chapter"),
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    **dict.fromkeys(REPORT, "report"),
    **dict.fromkeys(THESIS, "thesis"),
    **dict.fromkeys(ONLINE, "webpage"),
    "webpage": "webpage",
    "web_page": "webpage",
    "blog_post": "post-weblog",
    "preprint": "article",
    "unpublished": "manuscript",
    "letter": "personal_communication",
    "patent": "patent",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    **dict.fromkeys(("softwareversion", "softwaremodule", "codefragment"), "software"),
    "computer_program": "software",
    "movie": "motion_picture",
    "film": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "artwork": "graphic",
    "image": "graphic",
    "performance": "performance",
    "standard": "standard",
    "television_broadcast": "broadcast",
    "legislation": "legislation",
    "statute": "legislation",
    "constitution": "legislation",
    "legadminmaterial": "regulation",
    "bill": "bill",
    "hearing": "hearing",
    "jurisdiction": "legal_case",
    "case": "legal_case",
    "legal": "treaty",
    "presentation": "speech",
    "map": "map",
    "book_section": "chapter",
    "encyclopedia_article": "entry-encyclopedia",
    "conference_proceedings": "paper-conference",
    "working_paper": "report",
    "newspaper": "article-newspaper",
    "newspaper_article": "article-newspaper",
    "magazine": "article-magazine",
    "magazine_article": "article-magazine",
}
"""Entry type -> item type; all others are `document`, or an article where they name a journal. With underscores:
Mendeley's own types."""

SUBTYPES: Mapping[str, str] = {"magazine": "article-magazine", "newspaper": "article-newspaper", "preprint": "article"}
"""`entrysubtype` -> item type, beside the item types' own names."""

READ_SUBTYPES: Mapping[str, str] = {
    **SUBTYPES,
    **dict.fromkeys(("tvbroadcast", "tvepisode", "tvseries", "radiobroadcast", "podcast"), "broadcast"),
    "film": "motion_picture",
    "newspaperarticle": "article-newspaper",
    "magazinearticle": "article-magazine",
}
"""The same with the words of other programs and styles, which are read and not written."""

IMPLIED_GENRES: Mapping[str, str] = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
"""Entry type -> the genre that it states without a `type` field."""

PUBSTATES: Mapping[str, str] = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
"""Localisation keys of biblatex that `pubstate` may hold (biblatex manual, § 4.9.2.11) -> CSL status."""

GENRE_KEYS: Mapping[str, str] = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "mastersthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "software": "Computer software",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
}
"""Localisation keys of biblatex that a `type` field may hold (biblatex manual, § 4.9.2.13) -> genre."""

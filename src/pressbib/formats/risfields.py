"""RIS as tables: its reference types, and the tags that hold the CSL variables (RIS Format Specifications, EndNote and
Zotero)."""

from __future__ import annotations

from collections.abc import Mapping

from pressbib.formats.unmapped import CITING, NO_FIELD, OF_STYLES

# RIS type -> item type. The first row of an item type is the one that is written.
TYPES = {
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "UNPB": "article",
    "BOOK": "book",
    "CHAP": "chapter",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "ELEC": "webpage",
    "BLOG": "post-weblog",
    "ICOMM": "post",
    "DATA": "dataset",
    "COMP": "software",
    "PAT": "patent",
    "STAND": "standard",
    "MANSCPT": "manuscript",
    "PAMP": "pamphlet",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "ANCIENT": "classic",
    "CASE": "legal_case",
    "STAT": "legislation",
    "BILL": "bill",
    "HEAR": "hearing",
    "LEGAL": "regulation",
    "MAP": "map",
    "ART": "graphic",
    "FIGURE": "figure",
    "MUSIC": "musical_score",
    "SOUND": "song",
    "MPCT": "motion_picture",
    "ADVS": "broadcast",
    "SLIDE": "speech",
    "PCOMM": "personal_communication",
    "JFULL": "periodical",
    "GEN": "document",
    # read only
    "ABST": "article-journal",
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "CONF": "paper-conference",
    "ECHAP": "chapter",
    "EBOOK": "book",
    "EDBOOK": "book",
    "SER": "book",
    "CLSWK": "classic",
    "GOVDOC": "report",
    "WEB": "webpage",
    "VIDEO": "motion_picture",
    "CHART": "figure",
    "UNBILL": "bill",
    "AGGR": "dataset",
    "DBASE": "dataset",
}
WRITTEN_TYPES = {item: ris for ris, item in reversed(TYPES.items())} | {
    "collection": "SER",
    "entry": "DICT",
    "event": "GEN",
    "interview": "PCOMM",
    "performance": "ADVS",
    "review": "JOUR",
    "review-book": "JOUR",
    "treaty": "GEN",
}

# Tag, variable, other tags that are read as the same. In the order in which they are written.
FIELDS = (
    ("ID", "citation-key", ()),
    ("AU", "author", ("A1",)),
    ("A2", "editor", ("ED",)),
    ("A3", "collection-editor", ()),
    ("A4", "translator", ("TA",)),
    ("TI", "title", ("T1", "CT")),
    ("ST", "title-short", ()),
    ("OP", "original-title", ()),
    ("RI", "reviewed-title", ()),
    ("T2", "container-title", ("JF", "JO", "BT")),
    ("J2", "container-title-short", ("JA",)),
    ("T3", "collection-title", ()),
    ("C3", "event-title", ()),
    ("PY", "issued", ("Y1", "DA")),
    ("VL", "volume", ()),
    ("IS", "issue", ("CP",)),
    ("M1", "number", ("C7", "SV")),
    ("ET", "edition", ()),
    ("SE", "section", ()),
    ("NV", "number-of-volumes", ()),
    ("SP", "page", ("EP",)),
    ("DO", "DOI", ()),
    ("SN", "ISSN", ()),
    ("UR", "URL", ("LK",)),
    ("C2", "PMCID", ()),
    ("PB", "publisher", ()),
    ("CY", "publisher-place", ("PP",)),
    ("LA", "language", ()),
    ("M3", "genre", ()),
    ("AB", "abstract", ("N2",)),
    ("KW", "keyword", ()),
    ("N1", "note", ()),
    ("RN", "annote", ()),
    ("DB", "archive", ()),
    ("AN", "archive_location", ()),
    ("DP", "source", ()),
    ("CN", "call-number", ()),
    ("Y2", "accessed", ()),
)
READ = {tag: variable for first, variable, others in FIELDS for tag in (first, *others)}

ARTICLES = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
FILMS = ("motion_picture", "broadcast")
# Where an item type has a tag of its own for a variable: EndNote and Zotero agree on these.
TYPE_TAGS: Mapping[tuple[str, str], str] = {
    **{("number", kind): "C7" for kind in ARTICLES},
    **{("number", kind): "SN" for kind in ("patent", "report")},
    ("number", "legal_case"): "SV",
    ("editor", "book"): "ED",  # whose A2 is the editor of its series to them, and A3 its own
    ("editor", "collection"): "ED",
    **{("director", kind): "AU" for kind in FILMS},
    **{("author", kind): "A1" for kind in FILMS},
    ("interviewer", "interview"): "A2",
    ("recipient", "personal_communication"): "A2",
    ("version", "software"): "ET",
    ("authority", "legal_case"): "PB",
}
TYPE_READ = {(tag, kind): variable for (variable, kind), tag in TYPE_TAGS.items() if tag not in ("SN", "ED")}

MAPPED: Mapping[str, str] = {
    "type": "TY",
    **{variable: tag for tag, variable, _ in FIELDS},
    "issued": "PY, DA",
    "page": "SP, EP",
    "ISBN": "SN",
    "number-of-pages": "SP (books)",
    "PMID": "N1 (`PMID: …`)",
    "event-title": "T2, with the proceedings in C3",
    "container-title": "T2",
    "number": "M1; C7 (articles), SN (reports, patents), SV (cases)",
    "editor": "A2; ED (books)",
    "author": "AU; A1 (films)",
    "director": "AU (films)",
    "interviewer": "A2 (interviews)",
    "recipient": "A2 (letters)",
    "version": "ET (software)",
    "authority": "PB (cases)",
}
UNMAPPED: Mapping[str, str] = {
    **dict.fromkeys(
        "categories chair compiler composer container-author contributor curator editorial-director "
        "executive-producer guest host illustrator narrator organizer original-author performer producer "
        "reviewed-author script-writer series-creator".split(),
        "no tag for this role",
    ),
    **dict.fromkeys(["available-date", "event-date", "original-date", "submitted"], "one date only"),
    **dict.fromkeys(
        "part-title volume-title volume-title-short chapter-number collection-number page-first part printing "
        "supplement division event event-place jurisdiction original-publisher "
        "original-publisher-place archive_collection archive-place dimensions medium references reviewed-genre scale "
        "status".split(),
        NO_FIELD,
    ),
    **CITING,
    **OF_STYLES,
}

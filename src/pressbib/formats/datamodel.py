"""Which fields an entry type of BibLaTeX takes: its default data model (blx-dm.def of biblatex 3.18, biber 2.18).

One line an entry type, or several that take the same fields: `types: fields`. The first line has no type: what all
take.
"""

from __future__ import annotations

from collections.abc import Mapping

_TABLE = """
: abstract annotation authortype bookpagination crossref date day doi entryset entrysubtype eprint eprintclass
  eprinttype execute file gender ids indexsorttitle indextitle isan ismn iswc keywords label langid langidopts library
  lista listb listc listd liste listf month namea nameaddon nameatype nameb namebtype namec namectype options origdate
  origlocation origpublisher origtitle pagination presort related relatedoptions relatedstring relatedtype shortauthor
  shorteditor shorthand shorthandintro shortjournal shortseries shorttitle sortkey sortname sortshorthand sorttitle
  sortyear url urldate usera userb userc userd usere userf verba verbb verbc xdata xref year
article: addendum annotator author commentator editor editora editoratype editorb editorbtype editorc editorctype
  editortype eid issn issue issuesubtitle issuetitle issuetitleaddon journalsubtitle journaltitle journaltitleaddon
  language note number origlanguage pages pubstate series subtitle title titleaddon translator version volume
book: addendum afterword annotator author chapter commentator edition editor editora editoratype editorb editorbtype
  editorc editorctype editortype eid foreword introduction isbn language location mainsubtitle maintitle
  maintitleaddon note number origlanguage pages pagetotal part publisher pubstate series subtitle title titleaddon
  translator volume volumes
mvbook: addendum afterword annotator author commentator edition editor editora editoratype editorb editorbtype
  editorc editorctype editortype foreword introduction isbn language location note number origlanguage pagetotal
  publisher pubstate series subtitle title titleaddon translator volume volumes
inbook bookinbook suppbook: addendum afterword annotator author bookauthor booksubtitle booktitle booktitleaddon
  chapter commentator edition editor editora editoratype editorb editorbtype editorc editorctype editortype eid
  foreword introduction isbn language location mainsubtitle maintitle maintitleaddon note number origlanguage pages
  part publisher pubstate series subtitle title titleaddon translator volume volumes
booklet: addendum author chapter editor editortype eid howpublished language location note pages pagetotal pubstate
  subtitle title titleaddon type
collection reference: addendum afterword annotator chapter commentator edition editor editora editoratype editorb
  editorbtype editorc editorctype editortype eid foreword introduction isbn language location mainsubtitle maintitle
  maintitleaddon note number origlanguage pages pagetotal part publisher pubstate series subtitle title titleaddon
  translator volume volumes
mvcollection mvreference: addendum afterword annotator author commentator edition editor editora editoratype editorb
  editorbtype editorc editorctype editortype foreword introduction isbn language location note number origlanguage
  publisher pubstate subtitle title titleaddon translator volume volumes
incollection suppcollection inreference: addendum afterword annotator author booksubtitle booktitle booktitleaddon
  chapter commentator edition editor editora editoratype editorb editorbtype editorc editorctype editortype eid
  foreword introduction isbn language location mainsubtitle maintitle maintitleaddon note number origlanguage pages
  part publisher pubstate series subtitle title titleaddon translator volume volumes
dataset: addendum author edition editor editortype language location note number organization publisher pubstate
  series subtitle title titleaddon type version
manual: addendum author chapter edition editor editortype eid isbn language location note number organization pages
  pagetotal publisher pubstate series subtitle title titleaddon type version
misc software: addendum author editor editortype howpublished language location note organization pubstate subtitle
  title titleaddon type version
online: addendum author editor editortype language note organization pubstate subtitle title titleaddon version
patent: addendum author holder location note number pubstate subtitle title titleaddon type version
periodical: addendum editor editora editoratype editorb editorbtype editorc editorctype editortype issn issue
  issuesubtitle issuetitle issuetitleaddon language note number pubstate series subtitle title titleaddon volume
mvproceedings: addendum editor editortype eventdate eventtitle eventtitleaddon isbn language location note number
  organization pagetotal publisher pubstate series subtitle title titleaddon venue volumes
proceedings: addendum chapter editor editortype eid eventdate eventtitle eventtitleaddon isbn language location
  mainsubtitle maintitle maintitleaddon note number organization pages pagetotal part publisher pubstate series
  subtitle title titleaddon venue volume volumes
inproceedings: addendum author booksubtitle booktitle booktitleaddon chapter editor editortype eid eventdate
  eventtitle eventtitleaddon isbn language location mainsubtitle maintitle maintitleaddon note number organization
  pages part publisher pubstate series subtitle title titleaddon venue volume volumes
report: addendum author chapter eid institution isrn language location note number pages pagetotal pubstate subtitle
  title titleaddon type version
thesis: addendum author chapter eid institution language location note pages pagetotal pubstate subtitle title
  titleaddon type
unpublished: addendum author eventdate eventtitle eventtitleaddon howpublished language location note pubstate
  subtitle title titleaddon type venue
"""


def _fields(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table.strip().replace("\n  ", " ").splitlines():
        types, _, fields = line.partition(":")
        for entry_type in types.split() or [""]:
            found[entry_type] = frozenset(fields.split())
    return found


_ALIASES = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
}
VALID: Mapping[str, frozenset[str]] = _fields(_TABLE)
VALID = {**VALID, **{alias: VALID[entry_type] for alias, entry_type in _ALIASES.items()}}
"""Entry type -> the fields that it takes beside those of "", which all take. A type that is not here is not checked."""

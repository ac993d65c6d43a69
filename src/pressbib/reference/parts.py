"""What a reference string is taken apart into, and the signs that stand in it for what was taken out."""

from __future__ import annotations

from dataclasses import field

from pressbib import names
from pressbib.classes import dataclass
from pressbib.patterns import prepare
from pressbib.record import Date
from pressbib.vocabulary import journals

MARK = "␞"
"""Stands in the string for what was taken out of it (an identifier or an address). `␟` stands for a title in quotation
marks, `␝` for the author list, `␜` for the container, as often as they had characters."""

YEAR = prepare(r"(?:(?<![A-Za-z\d/.:–-])|(?<=[ \d-][A-Z][a-z]{2}-))(?:1[89]|20)\d\d(?![\d/]|[-–]\d)")
"""A year of its own or behind the three letters of a month: `12-Mar-2024`."""


@dataclass(slots=True)
class Parsed:
    """What was found in a reference string, each with the words it was read from ("" for none).

    people: the names, and whether more were said to be left out. explained: how many letters and digits of the text
    belong to a part.
    """

    text: str
    people: names.People = field(default_factory=names.People)
    people_text: str = ""
    title: str = ""
    container: str = ""
    container_weight: int = 0
    issued: Date | None = None
    issued_text: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    DOI: str = ""
    URL: str = ""
    others: dict[str, str] = field(default_factory=dict)
    publisher: str = ""
    quoted: bool = False
    explained: int = 0

    @property
    def score(self) -> int:
        """How much the string is a reference: the number of parts that were found, sure ones counted more."""
        return (
            3 * bool(self.DOI)
            + 2 * bool(self.people.names)
            + 2 * bool(self.title)
            + (
                2
                if self.container_weight >= 2 or self.publisher or "collection-title" in self.others
                else 1
                if self.container
                else 0
            )
            + bool(self.issued)
            + bool(self.volume or self.page)
            + bool(self.URL)
            + bool(self.people.others)
        )


_STATUS = prepare(
    r"(?i)\s*(?:\[(?:published|e-?pub|in press|online|ahead of print)[^\[\]]*\]"
    r"|[(\[](?:pdf|open access|(?:link is )?external(?: link)?|opens in (?:a )?new (?:window|tab))[^()\[\]]{0,24}[)\]])"
    r"[ .]*$"
)
"""What is said of a paper behind its title: `[published online ahead of print May 11, 2016]`, `(PDF)`."""


def clean_title(title: str) -> str:
    """A title in one line, without marks or a full stop at its end."""
    title = _TITLED.sub("", " ".join(title.split()))
    if title.endswith("'") and (quoted := _IN_SINGLE.match(title)):
        title = quoted[1]
    return _STATUS.sub("", title).rstrip("„“«‹ ,;").strip(" ,;*_").removesuffix(".").rstrip(" ,;")


_TITLED = prepare(
    r"^(?:[Tt]he|[Tt]his|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er) (?:[a-z]+ ){0,2}(?:paper|study|article|research|work),? "
    r"(?:is )?(?:titled|entitled|called):? |^(?:The|This) (?:paper|study|article) (?=[A-Z][a-z]+ (?:[a-z]+ ){2})"
)
"""`The paper, titled …`, `The paper Moose browsing reduces …`."""
_IN_SINGLE = prepare(
    r"(?:(?:The|This|Their|Our) (?:[a-z]+ ){0,2}(?:paper|study|article|research|work),? )?'(.{12,})'\Z"
)
"""A title in straight single quotation marks: `The paper 'Moose browsing'`."""


def clean_name(name: str) -> str:
    """A container's name in one line, without marks around it; a full stop stays where it closes an abbreviation."""
    name = " ".join(name.replace("\n", " ").split()).strip(" ,;:[]“”\"‘'’«»*_")
    if name.count("(") != name.count(")") or name.startswith("("):
        name = name.strip(" ,;:()[]“”\"‘'’«»*_")
    last = name.split()[-1].rstrip(".").casefold() if name.split() else ""
    shortened = last in journals.words("abbreviations") and last not in journals.words("in-after")  # not `Care`
    if name.endswith(".") and ("." in name[:-1] or shortened):
        return name
    return name.rstrip(".")

"""Identifiers with a check digit or a fixed form: ISBN (ISO 2108), ISSN (ISO 3297), ORCID (ISO 7064), PII, arXiv."""

from __future__ import annotations

import re

from pressbib.identifiers.spelling import CLEAN
from pressbib.patterns import prepare

_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_ARCHIVES = """astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph
    math cs q-bio q-fin stat chao-dyn alg-geom cmp-lg comp-gas solv-int patt-sol adap-org dg-ga q-alg funct-an acc-phys
    ao-sci atom-ph bayes-an chem-ph mtrl-th plasm-ph supr-con""".split()
_OLD = rf"(?:{'|'.join(_ARCHIVES)})(?:\.[A-Z]{{2}})?/\d{{7}}"
ARXIV_FORM = rf"{_NEW}|{_OLD}"
ARXIV = prepare(rf"(?i:arxiv:\s*)?({ARXIV_FORM})(?:v\d{{1,3}})?(?:\.pdf)?")
_PII = prepare(r"(?i)(?:pii\s*[:#]?\s*)?([SB]\d{4}-?\d{3}[\dX]\(?\d{2}\)?\d{5}-?[\dX])")
_ISBN = prepare(r"(?i)(?:e-?)?(?:isbn(?:-1[03])?\s*[:#]?\s*)?([\dX][\dX\s-]{8,20}[\dX])")
_ISSN = prepare(r"(?i)(?:[ep]-?)?(?:issn(?:-l)?\s*[:#]?\s*)?(\d{4})\s*-?\s*(\d{3}[\dX])")
_ORCID = prepare(
    r"(?i)(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid\s*(?:id)?\s*:?\s*)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])/?"
)


def normalise_pii(text: str) -> str:
    """A publisher item identifier without its hyphens and brackets; "" for anything else."""
    found = _PII.fullmatch(text.strip())
    return re.sub(r"[^0-9A-Z]", "", found[1].upper()) if found else ""


def normalise_isbn(text: str) -> str:
    """The ISBN in a text (10 or 13 characters, without hyphens), or "" where its check digit is wrong."""
    found = _ISBN.fullmatch(text.translate(CLEAN).strip())
    digits = re.sub(r"[\s-]", "", found[1]).upper() if found else ""
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
        return digits if total % 11 == 0 else ""
    if re.fullmatch(r"97[89]\d{10}", digits):
        return digits if sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10 == 0 else ""
    return ""


def isbn_key(text: str) -> str:
    """The ISBN in a text as 13 digits, in which ISBNs are compared; "" where there is none."""
    isbn = normalise_isbn(text)
    if len(isbn) != 10:
        return isbn
    digits = f"978{isbn[:9]}"
    check = -sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10
    return f"{digits}{check}"


def normalise_issn(text: str) -> str:
    """The ISSN in a text as `1234-567X`, or "" where its check digit is wrong."""
    found = _ISSN.fullmatch(
        text.translate(CLEAN).strip().removeprefix("urn:").removeprefix("https://portal.issn.org/resource/")
    )
    if not found:
        return ""
    digits = (found[1] + found[2]).upper()
    total = sum((8 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 and digits != "00000000" else ""


def normalise_orcid(text: str) -> str:
    """The ORCID iD in a text as `0000-0002-1825-0097`, or "" where its check digit is wrong (ISO 7064 mod 11-2)."""
    found = _ORCID.fullmatch(text.translate(CLEAN).strip())
    if not found:
        return ""
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(found.groups()).upper() if digits[15] == ("X" if check == 10 else str(check)) else ""

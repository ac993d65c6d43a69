"""Other programs read what we write: pandoc, and citeproc in it. Skipped where they are not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pressbib import formats
from pressbib.formats import csljson
from pressbib.record import Record

CASES = sorted(path.parent for path in (Path(__file__).parent / "formats").glob("*/record.json"))
PANDOC = shutil.which("pandoc")

pytestmark = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed (apt-get install pandoc)")


def all_records() -> list[Record]:
    return [record for case in CASES for record in csljson.load(case.joinpath("record.json").read_text("utf-8"))]


def as_pandoc_reads(text: str, source: str) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [str(PANDOC), "-f", source, "-t", "csljson"], input=text, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return {item["id"]: item for item in json.loads(done.stdout)}


@pytest.mark.parametrize(("name", "source"), [("csl-json", "csljson"), ("csl-yaml", "markdown"), ("ris", "ris")])
def test_pandoc_reads_titles_people_and_dates(name: str, source: str) -> None:
    if (
        source == "ris"
        and "ris" not in subprocess.run([str(PANDOC), "--list-input-formats"], capture_output=True, text=True).stdout
    ):
        pytest.skip("this pandoc reads no RIS (3.0 and later do)")
    records = [record for record in all_records() if record.citation_key]
    found = as_pandoc_reads(formats.dump(records, name), source)
    for record in records:
        item = found[record.citation_key]
        assert len(item.get("author", [])) == len(record.author), record.citation_key
        assert item.get("DOI", "") == record.DOI
        if record.issued and not record.issued.end:
            known = (
                record.issued.start[:1] if name == "ris" else record.issued.start
            )  # pandoc reads the year of RIS only
            assert item["issued"]["date-parts"][0] == list(known)
        if name != "ris":  # RIS has no rich text
            assert item["title"].replace('<span class="nocase">pH</span>', "pH") == record.title.replace(
                '<span class="nocase">pH</span>', "pH"
            )
            assert item["type"] == record.type


def test_pandoc_prints_the_bibliography(tmp_path: Path) -> None:
    records = [record for record in all_records() if record.citation_key]
    for name, extension in (("csl-json", "json"), ("csl-yaml", "yaml")):
        path = tmp_path / f"refs.{extension}"
        path.write_text(formats.dump(records, name), "utf-8")
        document = "".join(f"[@{record.citation_key}]\n" for record in records)
        done = subprocess.run(
            [str(PANDOC), "--citeproc", "--bibliography", str(path), "-t", "plain"],
            input=document,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert "not found" not in done.stderr
        assert "co₂ uptake in quercus robur at ph 7" in " ".join(done.stdout.split()).casefold()  # the style's capitals

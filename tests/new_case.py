"""Make a case of the corpus from a page: `python -m tests.new_case PAGE SLUG [--url ADDRESS]`.

PAGE is a saved page (HTML or copied text) or the address of one; SLUG names the folder under tests/corpus. The folder
gets the page and a `case.toml` with what pressbib finds now: correct it until it says what must come out.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pressbib import layouts, readers, templates
from pressbib.document import Page
from pressbib.fetch import Fetcher, FetchSettings
from pressbib.pipeline import is_address, open_source
from pressbib.record import Record
from tests.test_corpus import CORPUS, written


def toml(value: Any) -> str:
    """A value in TOML: JSON's texts, lists and truth values are TOML's as well."""
    return json.dumps(value, ensure_ascii=False)


def case(page: Page) -> str:
    """The text of case.toml for a page: what is found now."""
    document = readers.read(page.content, content_type=page.content_type, url=page.final_url)
    lines = [f"language = {toml(document.language or 'en')}"]
    if page.final_url:
        lines.append(f"url = {toml(page.final_url)}")
    if template := templates.for_document(document):
        lines.append(f"template = {toml(template.slug)}")
    found = layouts.papers(document)
    if not found:
        lines.append("papers = []")
    for record in found:
        lines += ["", "[[papers]]", *_paper(record)]
    return "# What this case is about, in a sentence.\n" + "\n".join(lines) + "\n"


def _paper(record: Record) -> list[str]:
    lines = [f"type = {toml(record.type)}"] if record.type != "article-journal" else []
    lines += [f"{name} = {toml(written(value))}" for name, value in record.stated().items()]
    if record.authors_complete is False:
        lines.append("authors-complete = false")
    if any(name.affiliations for name in record.author):
        lines.append(f"affiliations = {toml([list(name.affiliations) for name in record.author])}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("page")
    parser.add_argument("slug")
    parser.add_argument("--url", default="", help="the address of a page that was saved")
    options = parser.parse_args()
    folder = CORPUS / options.slug
    if folder.exists():
        sys.exit(f"{folder} is there already; choose another name")
    source = options.page if is_address(options.page) else Path(options.page)
    with Fetcher(FetchSettings()) as fetcher:
        page = open_source(source, fetcher, url=options.url)
    text = case(page)
    folder.mkdir()
    is_html = readers.is_html(page.content.decode("utf-8", "replace"), page.content_type)
    (folder / ("page.html" if is_html else "page.txt")).write_bytes(page.content)
    (folder / "case.toml").write_text(text, "utf-8")
    sys.stdout.write(f"{folder / 'case.toml'}:\n{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Templates: their files, which page gets which, and what trimming leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressbib import readers, templates, vocabulary
from pressbib.document import Document
from pressbib.errors import DataFileError

ROOT = Path(__file__).parent.parent
STORY = "<p>" + "A long story about frogs that glow at dusk. " * 12 + "</p>"


def slug(url: str, page: str = "<p>x</p>") -> str:
    template = templates.for_document(readers.read(page, content_type="text/html", url=url))
    return template.slug if template else ""


def template(tmp_path: Path, text: str) -> templates.Template:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    return templates.read(path)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.eurekalert.org/news-releases/1", "eurekalert"),
        ("https://medicalxpress.com/news/2025-05-x.html", "phys-org"),
        ("https://www.nature.com/articles/d41586-025-1", "nature-news"),
        ("https://www.nature.com/articles/s41586-025-1", ""),
        ("https://noteurekalert.org/1", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_the_address_decides(url: str, expected: str) -> None:
    assert slug(url) == expected


def test_a_saved_page_is_known_by_its_canonical_address() -> None:
    assert slug("", '<link rel="canonical" href="https://phys.org/news/1.html"><p>x</p>') == "phys-org"
    assert slug("", '<meta property="og:url" content="https://phys.org/news/1.html"><p>x</p>') == "phys-org"


def test_marks_are_for_copied_text_alone() -> None:
    text = "Short naps help\n\nIn your coverage please use this URL to provide access: http://x.example/1\n"
    found = templates.for_document(readers.read(text))
    assert found is not None
    assert found.slug == "plos"
    assert slug("", f"<p>{text}</p>") == ""


def test_trim_leaves_out_what_is_not_the_story(tmp_path: Path) -> None:
    known = template(
        tmp_path,
        'name = "X"\nhosts = ["x.example"]\nlanguage = "de"\n'
        'skip = [".ad", "#side", "figcaption"]\nskip-lines = ["By "]\nskip-from = ["Related"]\n',
    )
    page = (
        '<p>Related</p><h1>Frogs</h1><p>By Ann</p><div class="ad"><p>Buy</p></div><p id="side">s</p>'
        f"<figcaption>c</figcaption>{STORY}<p>Related stories</p><p>Toads</p>"
    )
    trimmed = templates.trim(readers.read(page), known)
    assert [line.text[:12] for line in trimmed.lines] == ["Related", "Frogs", "A long story"]
    assert trimmed.language == "de"
    assert trimmed.lines[-1].number == 7


def test_trim_without_a_template_changes_nothing() -> None:
    document = readers.read("<p>x</p>")
    assert templates.trim(document, None) is document


def test_labels_and_own_dois(tmp_path: Path) -> None:
    known = template(
        tmp_path,
        'name = "X"\nmarks = ["m"]\nown-labels = ["Cite"]\nown-dois = ["10.1038/d41586-"]\n'
        '[labels]\ntitle = ["Research Paper"]\n',
    )
    assert known.folded_labels() == (("research paper", "title"), ("cite", "own"))
    assert known.is_own("10.1038/D41586-025-1")
    assert not known.is_own("10.1038/s41586-025-1")


def test_paper_selectors(tmp_path: Path) -> None:
    known = template(tmp_path, 'name = "X"\nmarks = ["m"]\npaper = [".details"]\n')
    inside, outside = readers.read('<div class="details"><p>in</p></div><p>out</p>').lines
    assert known.is_paper(inside)
    assert not known.is_paper(outside)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("name = ", ""),
        ('name = "X"', "name"),
        ('hosts = ["x"]', "name"),
        ('name = "X"\nhosts = "x"', "hosts"),
        ('name = "X"\nhosts = ["x"]\nshows = 1', "shows"),
        ('name = "X"\nhosts = ["x"]\nskip = ["div > p"]', "skip"),
        ('name = "X"\nhosts = ["x"]\nlanguage = 1', "language"),
        ('name = "X"\nhosts = ["x"]\n[labels]\nheadline = ["H"]', "labels.headline"),
        ('name = "X"\nhosts = ["x"]\nlabels = 1', "labels"),
    ],
)
def test_wrong_files_name_the_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(DataFileError) as caught:
        template(tmp_path, text)
    assert caught.value.key == key
    assert caught.value.path == "x.toml"


def test_every_template_reads_its_own_marks_and_says_something() -> None:
    for known in templates.load():
        assert known.skip or known.skip_from or known.skip_lines or known.labels or known.own_dois, known.slug
        assert all(vocabulary.fold(mark) == mark for mark in known.marks), f"{known.slug}: write marks in lower case"


def test_a_document_without_lines_has_no_template() -> None:
    assert templates.for_document(Document()) is None


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("templates.md", set(templates.KEYS)),
        ("vocabulary.md", {k for s in vocabulary.SCHEMA.values() for k in s if k != "*"}),
    ],
)
def test_the_reference_names_every_key(page: str, keys: set[str]) -> None:
    text = (ROOT / "docs" / "reference" / page).read_text("utf-8")
    assert not [key for key in keys if f"`{key}`" not in text]


def test_the_reference_lists_every_template() -> None:
    text = (ROOT / "docs" / "reference" / "templates.md").read_text("utf-8")
    assert not [known.slug for known in templates.load() if f"`{known.slug}.toml`" not in text]

"""Copied text, Markdown and text-browser dumps -> the same lines and links."""

from __future__ import annotations

from pressbib import readers
from pressbib.document import Link


def test_lines_of_text_are_lines() -> None:
    document = readers.read("A title\n\n  Journal:\u00a0Energy  \n• A point\n")
    assert [(line.number, line.text, line.tag) for line in document.lines] == [
        (1, "A title", ""),
        (2, "Journal: Energy", ""),
        (3, "A point", "li"),
    ]
    assert not document.is_html


def test_markdown_is_taken_as_what_it_means() -> None:
    text = (
        "# Frogs glow\n\nSee [the *paper*](https://doi.org/10.1000/frog_1) in **Nature Light**.\n"
        "![pic](x.png)\n\n| Journal | Light |\n| --- | --- |\n| DOI | 10.1000/frog\\_1 |\n"
    )
    document = readers.read(text)
    head, story, *cells = document.lines
    assert (head.tag, head.text) == ("h1", "Frogs glow")
    assert story.text == "See the paper in Nature Light."
    assert story.links == (Link("the *paper", "https://doi.org/10.1000/frog_1"),) or story.links[0].url.endswith(
        "frog_1"
    )
    assert "Nature Light" in story.emphasis
    assert [(cell.text, cell.row) for cell in cells] == [
        ("Journal", 1),
        ("Light", 1),
        ("DOI", 2),
        ("10.1000/frog_1", 2),
    ]


def test_stars_of_footnotes_are_no_emphasis() -> None:
    [line] = readers.read("Pierre Corfdir1*, Pierre Lefebvre2* and others").lines
    assert line.text == "Pierre Corfdir1*, Pierre Lefebvre2* and others"


def test_bare_addresses_are_links_without_the_punctuation_of_the_sentence() -> None:
    [line] = readers.read("Read it (https://example.org/a_(b)), or at www.example.org/x.").lines
    assert [link.url for link in line.links] == ["https://example.org/a_(b)", "http://www.example.org/x"]


def test_addresses_broken_by_a_dump_are_whole_links() -> None:
    [line] = readers.read("See http://dx. doi. org/ 10. 1016/ j. cub. 2015. 05. 048").lines
    assert line.links[0].url == "http://dx.doi.org/10.1016/j.cub.2015.05.048"
    assert line.text == "See http://dx. doi. org/ 10. 1016/ j. cub. 2015. 05. 048"


def test_numbered_links_of_a_text_browser() -> None:
    text = "The study [1]appeared in [2]Light.\n\nReferences\n\n   1. https://a.example/1\n   2. https://b.example/2\n"
    document = readers.read(text)
    assert [line.text for line in document.lines] == ["The study appeared in Light."]
    assert [link.url for link in document.links] == ["https://a.example/1", "https://b.example/2"]


def test_a_list_of_references_is_no_list_of_links() -> None:
    text = (
        "A study [1] says so.\n\nReferences\n\n1. Kim A. On frogs. Light 2020;1.\n2. Lee B. On toads. Light 2021;1.\n"
    )
    assert len(readers.read(text).lines) == 4


def test_front_matter_of_a_markdown_page() -> None:
    document = readers.read("---\ntitle: 'A ''new'' frog'\ndate: 2024-05-07\ntags:\n  - a\n---\nThe story.\n")
    assert document.title == "A 'new' frog"
    assert ("date", "2024-05-07") in document.embedded.meta
    assert [line.text for line in document.lines] == ["The story."]


def test_front_matter_in_folded_lines_above_html_and_in_toml() -> None:
    page = "<ul><li>Frogs glow.</li><li>They do.</li></ul><p>So it is.</p>"
    document = readers.read(f"---\ntitle: >\n  Frogs glow\n  at dusk\nheadline: true\nlang: de\n---\n{page}")
    assert (document.title, document.language, document.is_html) == ("Frogs glow at dusk", "de", True)
    assert [line.text for line in document.lines] == ["Frogs glow.", "They do.", "So it is."]
    assert "headline" not in dict(document.embedded.meta)
    assert readers.read('+++\ntitle = "Frogs glow"\ndate = 2024-05-07\n+++\nThe story.\n').title == "Frogs glow"
    assert readers.read("---\nThe story.\n---\nIt ends.\n").title == ""


def test_entities_left_by_a_dump() -> None:
    [line] = readers.read("Smith &amp; Jones &#8211; &quot;On frogs&quot;").lines
    assert line.text == 'Smith & Jones – "On frogs"'
    assert line.raw == "Smith &amp; Jones &#8211; &quot;On frogs&quot;"

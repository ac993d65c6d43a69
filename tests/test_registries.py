"""Every registry's recorded answers give the expected records, and broken answers one of two errors."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressbib.errors import NotRegisteredError, RegistryUnavailableError, ResolveError
from pressbib.formats import csljson
from pressbib.record import Name, Record
from pressbib.resolvers import RESOLVERS, arxiv, crossref, datacite, doi, pubmed, texts
from tests.score_registries import READERS, differences, plain

FOLDER = Path(__file__).parent / "registries"
ANSWERS = [path for path in sorted(FOLDER.glob("*/*")) if not path.name.endswith(".expected.json")]
FOLDERS = {"doi": "doi-content-negotiation"}

DERIVED = {
    "type",
    "URL",
    "page",
    "language",
    "genre",
    "publisher",
    "issued",
    "event-date",
    "number",
    "ISSN",
    "abstract",
}
"""Variables whose value is not the words that stood there: mapped, expanded or put together."""


def read(path: Path) -> Record:
    return READERS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_answer_gives_the_whole_record(path: Path) -> None:
    record = read(path)
    item = csljson.item(record)
    del item["id"]
    custom = item.get("custom", {}).get("pressbib", {})
    custom.pop("provenance", None)
    if not custom:
        item.pop("custom", None)
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text("utf-8"))["expected"]
    assert item == expected
    assert not differences(expected, record)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_value_says_where_it_stood(path: Path) -> None:
    record = read(path)
    for name, value in record.stated().items():
        origin = record.provenance[name]
        assert origin.kind.startswith("registry:")
        assert origin.text
        if isinstance(value, str) and name not in DERIVED:
            assert plain(texts.plain(value)) in plain(texts.unescaped(origin.text)), name


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda row: f"{row.name}-{'-'.join(row.kinds)}")
def test_every_resolver_has_a_recorded_answer(resolver: Any) -> None:
    assert list((FOLDER / FOLDERS.get(resolver.name, resolver.name)).glob("*.expected.json"))


# --- Broken answers

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">]><feed>&lol2;</feed>"""

BROKEN = {
    "empty": b"",
    "html": b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>None</body></html>",
    "bare html": b"<html><title>503 Service Unavailable</title></html>",
    "words": b"Resource not found.",
    "null": b"null",
    "list": b"[]",
    "object": b"{}",
    "number": b"1e999",
    "error": b'{"status":"failed","message-type":"validation-failure","message":[{"type":"x","message":"y"}]}',
    "message": b'{"message":"Resource not found."}',
    "errors": b'{"errors":[{"status":"404","title":"not there"}]}',
    "nothing": b'{"data":null}',
    "deep": b"[" * 100_000,
    "deep object": b'{"message":' * 50_000,
    "laughs": LAUGHS,
    "wide laughs": LAUGHS.decode().encode("utf-16"),
    "late laughs": b"<?xml version='1.0'?><!--" + b"-" * 5000 + b" x -->" + LAUGHS[21:],
    "not utf-8": b'{"title": "\xff\xfe"',
    "binary": bytes(range(256)) * 10,
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("registry", READERS)
def test_a_broken_answer_is_one_of_two_errors(registry: str, answer: bytes) -> None:
    with pytest.raises((NotRegisteredError, RegistryUnavailableError)) as caught:
        READERS[registry](answer)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("registry", READERS)
def test_a_cut_answer_is_an_error(registry: str) -> None:
    path = next(path for path in ANSWERS if path.parent.name == registry)
    answer = path.read_bytes()
    for length in range(0, len(answer) - 3, max(1, len(answer) // 60)):
        with pytest.raises(ResolveError):
            READERS[registry](answer[:length])


def changed(value: Any, other: Any) -> Iterator[Any]:
    """The value with each of its parts in turn replaced by another one."""

    def walk(part: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if path:
            yield path
        inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for key, child in inner:
            yield from walk(child, (*path, key))

    for path in list(walk(value, ())):
        new = copy.deepcopy(value)
        parent = new
        for key in path[:-1]:
            parent = parent[key]
        parent[path[-1]] = other
        yield new


@pytest.mark.parametrize("path", [path for path in ANSWERS if path.suffix == ".json"], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "other",
    [None, "", "None", 5, True, [], [None], [[]], {}, [{}], ["x"], {"a": []}, "\ufffd", "<i>", "&#0;"],
    ids=repr,
)
def test_a_value_of_another_kind_does_no_harm(path: Path, other: Any) -> None:
    for answer in changed(json.loads(path.read_bytes()), other):
        try:
            record = READERS[path.parent.name](json.dumps(answer).encode())
        except ResolveError:
            continue
        csljson.dump([record])
        assert record.title not in ("None", "null", "{}", "[]")
        assert all(str(name) for name in record.author)


@pytest.mark.parametrize(
    "text",
    ["<" * 100_000, "<i " * 30_000, "<!--" * 25_000, "&amp;" * 20_000, "(" * 100_000, "\n " * 50_000 + "<sub>",
     "</i>\n" * 20_000, "<annotation>" * 8_000, "<title>" * 14_000, "a" * 100_000],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_hostile_texts_take_no_time(text: str) -> None:
    import time

    begun = time.process_time()
    for clean in (texts.rich, texts.plain, texts.abstract, texts.name, texts.doi, texts.language):
        clean(text)
    assert time.process_time() - begun < 5, "the time grows faster than the text"


def test_a_text_that_is_no_title_is_not_taken() -> None:
    work = {"DOI": "10.5555/long", "type": "journal-article", "title": ["x" * 5_000_000], "author": [{"family": "A"}]}
    record = crossref.read(json.dumps({"message": work}).encode())
    assert record.title == ""


# --- Single rules


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("retraction", "retracted"),
        ("Retraction", "retracted"),
        ("withdrawal", "withdrawn"),
        ("expression_of_concern", "expression-of-concern"),
        ("expression-of-concern", "expression-of-concern"),
        ("erratum", "corrected"),
        ("new_version", ""),
    ],
)
def test_notices_set_the_standing(kind: str, standing: str) -> None:
    work = {"DOI": "10.5555/a", "title": ["A"], "updated-by": [{"DOI": "10.5555/b", "type": kind}]}
    assert crossref.read_work(work).standing == standing
    own = {"DOI": "10.5555/a", "title": ["A"], "update-to": [{"DOI": "10.5555/A", "type": kind}]}
    assert crossref.read_work(own).standing == standing, "a notice in place of the work"


def test_agencies() -> None:
    assert doi.read_agency(b'[{"DOI":"10.7554","RA":"Crossref"}]') == "Crossref"
    with pytest.raises(NotRegisteredError, match="does not exist"):
        doi.read_agency(b'[{"DOI":"10.99999","status":"DOI does not exist"}]')
    for broken in (b"<html>", b"[]", b"{}", b'[{"DOI":"x"}]'):
        with pytest.raises(RegistryUnavailableError):
            doi.read_agency(broken)


@pytest.mark.parametrize(
    ("deposit", "variable", "expected"),
    [
        ({"titles": [{"title": "Moths"}, {"title": "Data", "titleType": "Subtitle"}]}, "title", "Moths"),
        ({"titles": [{"title": "Falter", "titleType": "AlternativeTitle"}, {"lang": "en"}]}, "title", "Falter"),
        ({"descriptions": [{"description": ["They fly.", "By night."]}]}, "abstract", "They fly. By night."),
        ({"descriptions": [{"descriptionType": "Abstract"}, {"description": "  "}]}, "abstract", ""),
        ({"creators": [{"name": "(:Unav)"}]}, "author", ()),
        (
            {"creators": [{"name": "Jan van Dal (the Elder) (1560-1637)", "nameType": "Personal"}]},
            "author",
            (Name(literal="Jan van Dal (the Elder) (1560-1637)"),),
        ),
        (
            {"creators": [{"name": "Dal, Jan (University of York)", "nameType": "Personal"}]},
            "author",
            (Name(family="Dal", given="Jan", affiliations=("University of York",)),),
        ),
        ({"types": {"resourceType": "Thesis", "citeproc": "article-journal"}}, "type", "thesis"),
        ({"types": {"resourceType": "Text", "citeproc": "article-journal"}}, "type", "article-journal"),
    ],
)
def test_what_is_deposited_at_datacite(deposit: dict[str, Any], variable: str, expected: Any) -> None:
    record = datacite.read(json.dumps({"doi": "10.5555/x", **deposit}).encode())
    assert record.get(variable) == expected


def test_a_subtitle_that_is_not_cited_is_kept_aside() -> None:
    deposit = {"doi": "10.5555/x", "titles": [{"title": "Moths"}, {"title": "Data", "titleType": "Subtitle"}]}
    item = {"DOI": "10.5555/x", "title": "Moths", "subtitle": ["Data"]}
    for record in (datacite.read(json.dumps(deposit).encode()), doi.read(json.dumps(item).encode())):
        assert record.title == "Moths"
        assert [(claim.variable, claim.value) for claim in record.claims] == [("title", "Moths: Data")]
    assert crossref.read_work({**item, "title": ["Moths"]}).title == "Moths: Data"


def test_arxiv_without_an_entry_or_with_an_error() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
    error = "<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id</summary></entry>"
    for inner in ("", error):
        with pytest.raises(NotRegisteredError):
            arxiv.read(feed.format(inner).encode())


def test_pubmed_without_an_article() -> None:
    with pytest.raises(NotRegisteredError):
        pubmed.read(b"<?xml version='1.0'?><PubmedArticleSet></PubmedArticleSet>")
    with pytest.raises(NotRegisteredError):
        pubmed.read_summary(b'{"result":{"uids":["1"],"1":{"uid":"1","error":"cannot get document summary"}}}')

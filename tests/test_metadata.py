"""Embedded metadata: pages that hold no work, single values, the order of trust, and input made to hurt."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbib import metadata, readers
from pressbib.document import Document
from pressbib.metadata import citations, issued, linked_data, people, titles, trust, values
from pressbib.metadata.statement import Statement
from pressbib.record import Date, Record
from tests.pace import seconds

ARTICLE = "https://example.org/articles/an-example"


def page(head: str = "", body: str = "", url: str = ARTICLE) -> Document:
    return readers.read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", url=url)


def tags(**content: str | list[str]) -> str:
    """<meta> tags; `__` stands for a dot in a name."""
    pairs = [(k.replace("__", "."), v) for k, vs in content.items() for v in (vs if isinstance(vs, list) else [vs])]
    return "".join(f'<meta name="{name}" content="{html.escape(value)}">' for name, value in pairs)


def read(head: str = "", body: str = "", url: str = ARTICLE) -> Record:
    record = metadata.read(page(head, body, url))
    assert record is not None
    return record


# --- pages that hold no work

WALLS = {
    "cloudflare": (
        '<title>Just a moment...</title><meta http-equiv="refresh" content="35">',
        "<script>window._cf_chl_opt={}</script><noscript>Enable JavaScript and cookies to continue</noscript>",
        "bot wall",
    ),
    "cloudflare in German": ("<title>Nur einen Moment…</title>", "<p>Sicherheit wird geprüft</p>", "bot wall"),
    "cloudflare in Korean": ("<title>잠시만 기다리십시오…</title>", "", "bot wall"),
    "anubis": ("<title>Making sure you're not a bot!</title>", "<p>Loading...</p>", "bot wall"),
    "datadome": (
        "<title>journal.example.org</title>",
        "<p>Please enable JS and disable any ad blocker</p>"
        '<script src="https://ct.captcha-delivery.com/c.js"></script>',
        "bot wall",
    ),
    "radware": ("<title>Radware Bot Manager Captcha</title>", "<p>We have detected unusual traffic</p>", "bot wall"),
    "imperva": (
        "<title>Pardon Our Interruption</title>",
        "<p>As you were browsing something made us think</p>",
        "bot wall",
    ),
    "perimeterx": ("<title>Access to this page has been denied</title>", '<div id="px-captcha"></div>', "bot wall"),
    "incapsula": ("", "<p>Request unsuccessful. Incapsula incident ID: 1-2</p>", "bot wall"),
    "forbidden": ("<title>403 Forbidden</title>", "<h1>403 Forbidden</h1>", "bot wall"),
    "missing": (
        "<title>Page not found | Example</title><meta property='og:type' content='article'>",
        "<p>Sorry</p>",
        "not found",
    ),
    "missing doi": ("<title>Error: DOI Not Found</title>", "<p>10.5555/x cannot be found</p>", "not found"),
    "missing korean": ("<title>페이지를 찾을 수 없습니다</title>", "<p>죄송합니다</p>", "not found"),
    "taken over": ("<title>example.org</title>", "<p>This domain may be for sale.</p>", "domain for sale"),
    "refresh": (
        "<title>Redirecting</title><meta http-equiv=REFRESH content=\"2; url='/x?a=1&amp;b=2'\">",
        "<p>Redirecting</p>",
        "meta refresh",
    ),
    "log in": ("<title>Sign in | Example Press</title>", "<form>User</form>", "log-in page"),
    "shell": ("", "<noscript></noscript>", "empty page"),
    "search results": (
        "<title>Search results for moths | Example Journal</title>",
        "<h1>Search results</h1><h2>Moths</h2><p>A. Lee</p><p>Example Journal 12 (3), 2015: 11-19</p>",
        "list of works",
    ),
    "an issue": (
        "<title>Vol. 7 No. 2 (2021): Soil | Example Journal</title><meta property='og:type' content='article'>",
        "<h1>Vol. 7 No. 2 (2021): Soil</h1><h3>On soil</h3><p>Ann Lee</p><p>Example Journal 7 (2), 2021: 11-19</p>",
        "list of works",
    ),
    "a Japanese issue": ("<title>第12巻 第3号 | 例誌</title>", "<h1>第12巻 第3号</h1>", "list of works"),
    "an archive of a tag": (
        "<title>owls Archives - Bird Notes</title><meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2020-01-02'>"
        '<script type="application/ld+json">{"@graph": [{"@type": "CollectionPage", "name": "owls"}]}</script>',
        "<h1>owls</h1>",
        "list of works",
    ),
    "an author": (
        "<title>Ann Lee, Author at Bird Notes</title><meta name=author content='Ann Lee'>"
        '<script type="application/ld+json">{"@type": ["WebPage", "ProfilePage"]}</script>',
        "<time>2020-01-02</time>",
        "list of works",
    ),
    "rules": (
        "<title>Author guidelines | Example Journal</title>",
        "<h1>Author guidelines</h1><p>Lee A, Wu B. On wings. Example Journal 2015; 12(3): 11-19.</p>",
        "list of works",
    ),
    "a profile": (
        "<title>Ann Lee - Example Scholar</title><meta property='og:type' content='profile'>",
        "<h1>Ann Lee</h1><table><tr><td>On moths<td>A Lee<td>Journal of Moths 12 (3), 11-19, 2015</table>",
        "list of works",
    ),
    "a member of staff": (
        "<title>Ann Lee | University of Example</title>",
        "<h1>Ann Lee</h1><ul><li>Lee A, Wu B (2015) On moths. Journal of Moths 12(3): 11-19. doi:10.5555/m</ul>",
        "no work on the page",
    ),
    "a series of stories": (
        "<title>Climate | The Paper</title>",
        "<h1>Climate</h1>"
        + "".join(f"<h3>Story {n}</h3><p>By Hugh Dalby</p><p>May {n}, 2020</p>" for n in range(1, 9)),
        "no work on the page",
    ),
    "a journal": (
        "<title>Journal of Moths</title><meta property='og:type' content='article'>",
        "<h1>Journal of Moths</h1>"
        + "".join(f"<h3>On moth {n}</h3><p>Ann Lee, Bo Wu</p><p>Vol. 12, pp. {n}1-{n}9</p>" for n in range(1, 6)),
        "no work on the page",
    ),
    "a page that cites": (
        "<title>How we review</title>",
        "<h1>How we review</h1><p>Lee A, Wu B. On wings. Example Journal 2015; 12(3): 11-19.</p>",
        "no work on the page",
    ),
    "a time of day": (
        "<title>Open day at the university</title>",
        "<h1>Open day at the university</h1><p>Friday, 11:00</p>",
        "no work on the page",
    ),
    "policy": (
        "<title>Open access policy</title>",
        "<h1>Open access policy</h1><p>We believe in it.</p>",
        "no work on the page",
    ),
}


@pytest.mark.parametrize("name", WALLS)
def test_no_entry_from_a_page_without_a_work(name: str) -> None:
    head, body, reason = WALLS[name]
    document = page(head, body)
    assert metadata.read(document) is None
    assert metadata.refusal(document) == reason


@pytest.mark.parametrize("url", ["https://example.org/", "https://example.org/index.html", "https://example.org/en/"])
def test_a_home_page_is_none_whatever_it_shows(url: str) -> None:
    body = "<h1>Example Journal</h1><span class=Z3988 title='rft.atitle=One&amp;rft.au=A B'></span>"
    document = page("<title>Example Journal</title><meta property='og:type' content='website'>", body, url)
    assert metadata.read(document) is None
    assert metadata.refusal(document) == "home page"


def test_a_citation_makes_a_work_of_a_log_in_page() -> None:
    record = read(
        "<title>Log in</title>" + tags(citation_title="On wings", citation_author="Ann Lee", citation_doi="10.5555/w")
    )
    assert (record.title, record.DOI) == ("On wings", "10.5555/w")


@pytest.mark.parametrize(
    "title", ["Gone Girl", "Error Analysis", "Forbidden Love", "Oops in Space", "Captcha and Its Makers"]
)
def test_titles_that_begin_like_error_pages_are_titles(title: str) -> None:
    head = f'<title>{title} | Example News</title><meta property="og:type" content="article">' + tags(author="Ann Lee")
    head += f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="2020-02-03">'
    assert read(head, f"<h1>{title}</h1><p>Text.</p>").title == title


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("2; url='/retrieve/x?a=1&amp;b=2'", "https://example.org/retrieve/x?a=1&b=2"),
        ("0;URL=https://other.example/y", "https://other.example/y"),
        ("0; ../z", "https://example.org/z"),
        ("600", ""),
        ("600; url=/later", ""),
        ("0; url=", ""),
        ("0; url=an-example", ""),
        ("soon", ""),
    ],
)
def test_refresh_target(content: str, target: str) -> None:
    assert metadata.refresh_target(page(f'<meta http-equiv="refresh" content="{content}">')) == target


def test_a_refresh_for_browsers_without_scripts_is_no_redirect() -> None:
    document = page(
        '<noscript><meta http-equiv="refresh" content="0; url=/NoScript"></noscript><title>An Example</title>'
    )
    assert metadata.refresh_target(document) == ""


# --- values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Role of <em>p53</em> in H<sub>2</sub>O", "Role of <i>p53</i> in H<sub>2</sub>O"),
        ("A &amp;amp; B &amp;quot;C&amp;quot;", 'A & B "C"'),
        ("unclosed <i>tag", "unclosed tag"),
        ("<span class='x'>a</span> <b>b</b>", "a <b>b</b>"),
        ("p < 0.05 and q > 1", "p < 0.05 and q > 1"),
        ("two\n   lines\u00a0and\u2009thin\u200b", "two lines and thin"),
    ],
)
def test_rich_text_of_titles(text: str, expected: str) -> None:
    assert values.rich(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12-19", "12-19"),
        ("p. 12", "12"),
        ("107–118", "107-118"),
        ("e0213978", "e0213978"),
        ("i72", "i72"),
        ("Art. 21", "21"),
        ("iv-xi", "iv-xi"),
        ("S12, S14-S16", "S12, S14-S16"),
        ("284 f. : il., gráfs.", ""),
        ("null", ""),
        ("0", ""),
        ("", ""),
    ],
)
def test_pages(text: str, expected: str) -> None:
    assert values.page(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eng", "en"),
        ("En", "en"),
        ("English", "en"),
        ("por", "pt"),
        ("pt_BR", "pt-BR"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("und", ""),
        ("x", ""),
    ],
)
def test_languages(text: str, expected: str) -> None:
    assert values.language(text) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("2014/12/17", (2014, 12, 17)),
        ("2011/1/25", (2011, 1, 25)),
        ("2014/10", (2014, 10)),
        ("20070613", (2007, 6, 13)),
        ("2014-12-28T08:01:00-05:00", (2014, 12, 28)),
        ("2013", (2013,)),
        ("Dec 20, 2006", (2006, 12, 20)),
        ("2012 Nov 26", (2012, 11, 26)),
        ("January 03 2013", (2013, 1, 3)),
        ("May 15th, 2023", (2023, 5, 15)),
        ("25/12/2015 00:00:00", (2015, 12, 25)),
        ("12/25/2015", (2015, 12, 25)),
        ("05/06/2015", (2015,)),
        ("1970-01-01", ()),
        ("0000-00-00", ()),
        ("soon", ()),
    ],
)
def test_dates_in_tags(content: str, expected: tuple[int, ...]) -> None:
    record = read(tags(citation_title="T of it", citation_author="A B", citation_publication_date=content))
    assert (record.issued.start if record.issued else ()) == expected


def test_a_date_that_reads_two_ways_is_settled_by_another_date_of_the_page() -> None:
    head = tags(
        citation_title="T of it", citation_author="A B", citation_date="05/06/2015", citation_online_date="2015-06-05"
    )
    assert read(head).issued == Date((2015, 6, 5))


def test_a_year_of_the_persian_calendar_is_kept_as_it_stands() -> None:
    assert read(tags(citation_title="T of it", citation_author="A B", citation_date="1387/08/01")).issued == Date(
        literal="1387-08-01"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Roger Hill, Science Editor", ["Roger Hill", "Science Editor"]),
        ("Christian C|Pedro F da S|M. Ali H", ["Christian C", "Pedro F da S", "M. Ali H"]),
        ("Hill, Ann; Wu, Bo S.;", ["Hill, Ann", "Wu, Bo S."]),
        ("Ann Hill, Bo Wu and Cy Lee", ["Ann Hill", "Bo Wu", "Cy Lee"]),
        ("Del Coco, Laura M.", ["Del Coco, Laura M."]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Carvalho, Ilton de [UNESP]", ["Carvalho, Ilton de"]),
        ("| Ann Hill, | Bo Wu and | Cy Lee", ["Ann Hill", "Bo Wu", "Cy Lee"]),
        ("| Ann Hill | , and | Cy Lee", ["Ann Hill", "Cy Lee"]),
        ("Ann Hill ORCID: orcid.org/0000-0002-1825-0097, Bo Wu", ["Ann Hill", "Bo Wu"]),
        ("University of York and Albany", ["University of York and Albany"]),
        ("Author links open overlay panelAnn Hill , Bo Wu Show more", ["Ann Hill", "Bo Wu"]),
    ],
)
def test_names_in_one_tag_come_apart(text: str, expected: list[str]) -> None:
    assert list(people.split(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("von Hill, Ann", ["von Hill, Ann"]),
        ("di Rocca, Bo", ["di Rocca, Bo"]),
        ("By Ann Hill", ["Ann Hill"]),
        ("Hill, Ann", ["Hill, Ann"]),
    ],
)
def test_a_particle_in_a_tag_of_one_name_is_no_word_before_names(text: str, expected: list[str]) -> None:
    assert list(people.split(text, one=True)) == expected


def test_who_publishes_a_report_may_be_its_author() -> None:
    head = tags(citation_title="Kelp", citation_author="Ocean Agency", citation_publication_date="2022")
    head += tags(citation_technical_report_institution="Ocean Agency", author="Ocean Agency")
    record = metadata.read(page(head, "", "https://www.oceanagency.example.org/kelp"))
    assert record is not None
    assert [name.literal for name in record.author] == ["Ocean Agency"]


@pytest.mark.parametrize(
    ("title", "kind", "container"),
    [
        ("On wings", "paper-conference", "Proceedings of the 8th Symposium on Moths"),
        ("On wings", "article-journal", "Proceedings of the Moth Society"),
    ],
)
def test_proceedings_of_a_meeting_in_the_title(title: str, kind: str, container: str) -> None:
    head = tags(**{"dc.Title": "On wings", "dc.Creator": "Ann Lee", "dc.Identifier": "10.5555/w"})
    record = metadata.read(page(f"<title>{title} | {container}</title>{head}", "<h1>On wings</h1>", ARTICLE))
    assert record is not None
    assert (record.type, record.container_title) == (kind, container)


@pytest.mark.parametrize(
    ("title", "container"),
    [
        ("High Bread: On wings", "High Bread"),
        ("On wings | High Bread", "High Bread"),
        ("On wings-High Bread", "High Bread"),
        ("On wings", ""),
    ],
)
def test_a_blog_names_itself_beside_the_title(title: str, container: str) -> None:
    head = f"<title>{title}</title><meta property='og:title' content='On wings'>"
    body = "<h2>Sunday, March 6, 2011</h2><h3>On wings</h3><span class='post-author'>Posted by Ina Holm</span>"
    record = metadata.read(page(head, body, "http://highbread.blogspot.com/2011/03/on-wings.html"))
    assert record is not None
    assert (record.type, record.container_title, str(record.issued)) == ("post-weblog", container, "2011-03")
    assert [name.family for name in record.author] == ["Holm"]


def test_a_table_of_fields_gives_the_year() -> None:
    fields = {"Title": "On the wings of moths", "Authors": "Lee, Ann", "Journal": "J", "Volume": "9", "Year": "2001"}
    rows = "".join(f"<tr><td>{key}:</td><td>{value}</td></tr>" for key, value in fields.items())
    record = metadata.read(page("<title>Record 7</title>", f"<h1>Record 7</h1><table>{rows}</table>", ARTICLE))
    assert record is not None
    assert (record.title, str(record.issued)) == ("On the wings of moths", "2001")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Lee, Bo Hill", ["Lee", "Hill"]),
        ("Bo Hill", ["Lee"]),
        ("Ann Lee, Example Staff", ["Lee"]),
    ],
)
def test_a_list_in_meta_goes_on_where_data_names_the_first(author: str, expected: list[str]) -> None:
    head = f"<title>On wings</title><meta name=author content='{author}'>"
    head += NEWS % ("NewsArticle", "2020-02-03", "Ann Lee")
    record = metadata.read(page(head, "<h1>On wings</h1>", "https://daily.example.org/2020/wings"))
    assert record is not None
    assert [name.family for name in record.author] == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2008-08-08, ostatnia aktualizacja 2008-09-09 21:01", "2008-08-08"),
        ("Updated 2008-09-09", "None"),
        ("8 August 2008 | Updated 9 September 2008", "2008-08-08"),
        ("Received: 24 April 2007, Accepted: 30 May 2008, Published: 8 August 2008", "2008-08-08"),
        ("Received 24 April 2007", "None"),
        ("[Submitted on 8 Aug 2008 (v1), last revised 6 Dec 2009 (this version, v2)]", "2008-08-08"),
    ],
)
def test_the_date_of_the_last_change_is_none(printed: str, expected: str) -> None:
    head = "<title>On wings</title><meta property=og:type content=article><meta name=author content='Ann Lee'>"
    record = metadata.read(page(head, f"<h1>On wings</h1><div>{printed}</div>", ARTICLE))
    assert record is not None
    assert str(record.issued) == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("<time datetime='2021-09-14T07:30'>14 settembre</time>", "2021-09-14"),
        ("<time datetime=2021-10-10></time><time class=posted datetime=2021-09-14></time>", "2021-09-14"),
        ("<time datetime=2021-10-10>x</time><time datetime=2021-09-14>x</time>", "None"),
        ("<time datetime=PT3M>3 min</time>", "None"),
    ],
)  # fmt: skip
def test_a_time_element_dates_the_work(times: str, expected: str) -> None:
    head = "<title>On wings</title><meta property=og:type content=article><meta name=author content='Ann Lee'>"
    record = metadata.read(page(head, f"<h1>On wings</h1><span>di Piero Neri</span>{times}<p>Text</p>", ARTICLE))
    assert record is not None
    assert str(record.issued) == expected


def test_a_list_beside_a_work_does_not_hide_it() -> None:
    similar = "".join(f"<li>On moth {n}. J Ex. 2001;{n}:1-9.</li>" for n in range(1, 6))
    body = (
        "<div class=cit>Example J. 1975 Mar 4;3(2):94-104.</div><h1>On the wings of moths</h1><p>Ann Lee</p>" + similar
    )
    record = metadata.read(page("<title>On the wings of moths - PubMed</title>", body, ARTICLE))
    assert record is not None
    assert (record.container_title, record.volume, record.page) == ("Example J", "3", "94-104")


@pytest.mark.parametrize(("within", "is_work"), [("post hentry", True), ("entry", False), ("poster", False)])
def test_the_element_of_a_post_makes_a_post_of_a_dated_page(within: str, is_work: bool) -> None:
    body = f"<h1>Diary</h1><div class='{within}'><h2>On the wings of moths</h2><p>November 8, 2008 @ 10:14 am</p></div>"
    record = metadata.read(page("<title>Diary » On the wings of moths</title>", body, ARTICLE))
    assert (record is not None) is is_work
    if record:
        assert (record.type, record.title, record.container_title) == ("post-weblog", "On the wings of moths", "Diary")


def test_a_title_behind_the_name_of_its_journal_is_the_heading() -> None:
    body = "<p>Borders</p><p>Issue 41, Spring 2005</p><h2>On the wings of moths</h2><p>By CATARINA MENDES</p>"
    record = metadata.read(page("<title>Borders OnLine - On the wings of moths</title>", body, ARTICLE))
    assert record is not None
    assert (record.title, record.issue, str(record.issued)) == ("On the wings of moths", "41", "2005")
    assert [name.family for name in record.author] == ["Mendes"]


def test_a_byline_goes_on_where_data_leaves_the_last_out() -> None:
    scope = "itemscope itemtype='http://schema.org/ScholarlyArticle'"
    people = "".join(
        f"<span itemprop=author itemscope><i itemprop=name>{name}</i></span>" for name in ("Ann Lee", "Bo Wu")
    )
    byline = "<ol class=contributor-list><li class=contributor>Ann Lee,<li class=contributor>Bo Wu and<li>Cy Hill</ol>"
    body = f"<div {scope}><h1 itemprop=headline>On wings</h1><b itemprop=datePublished>2020</b>{people}</div>{byline}"
    record = metadata.read(page("<title>On wings</title>", body, ARTICLE))
    assert record is not None
    assert [name.family for name in record.author] == ["Lee", "Wu", "Hill"]


def test_one_element_an_author_with_others_inside() -> None:
    element = (
        "<li class='contributor contrib-{0}'><a class=author-name>{1}</a><div class=author-info>{1}: York</div></li>"
    )
    listed = "".join(element.format(n, name) for n, name in enumerate(("Ann Lee", "Bo Wu", "Cy Hill")))
    head = "<title>On the wings of moths</title><meta property=og:type content=article>"
    record = metadata.read(page(head, f"<h1>On the wings of moths</h1><ul>{listed}</ul>", ARTICLE))
    assert record is not None
    assert [name.family for name in record.author] == ["Lee", "Wu", "Hill"]


@pytest.mark.parametrize("stated", ["Moth Publishing Corporation", "Europe PubMed Central (Europe PMC)", "Wing Verlag"])
def test_a_publisher_in_meta_author_is_none(stated: str) -> None:
    head = f"<title>On wings</title><meta property=og:type content=article><meta name=author content='{stated}'>"
    record = metadata.read(page(head, "<h1>On wings</h1><p>3 May 2020</p>", ARTICLE))
    assert record is not None
    assert record.author == ()


def test_a_doi_ends_where_its_link_does() -> None:
    body = (
        "<h1>On wings</h1><p><a href='https://doi.org/10.5555/w.1'>https://doi.org/10.5555/w.1</a><a>Get rights</a></p>"
    )
    record = metadata.read(page(f"<title>On wings</title>{tags(citation_title='On wings')}", body, ARTICLE))
    assert record is not None
    assert record.DOI == "10.5555/w.1"


def test_the_labels_of_a_form_are_no_values() -> None:
    form = "<label>Title</label><p>Adjust the title.</p><label>Authors</label><p>Adjust author names and order.</p>"
    head = "<title>On the wings of moths</title><meta name=author content='Ann Lee'><meta name=date content=2020-01-02>"
    record = metadata.read(page(head, f"<div>{form}</div><h1>On the wings of moths</h1>", ARTICLE))
    assert record is not None
    assert record.title == "On the wings of moths"
    assert [name.family for name in record.author] == ["Lee"]


@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("MothJ", "MothJ"),
        ("SpringerLink", ""),
        ("Example University Press", ""),
        ("Moth Journals", ""),
        ("moth.org", ""),
    ],
)
def test_a_site_that_is_a_journal(name: str, container: str) -> None:
    head = f"<meta property=og:site_name content='{name}'>" + tags(citation_title="On wings", citation_doi="10.5555/w")
    record = metadata.read(page(f"<title>On wings</title>{head}", "<h1>On wings</h1>", ARTICLE))
    assert record is not None
    assert (record.type, record.container_title) == ("article-journal", container)


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("Aves raras no sul, em agosto de 1965", "Prado"),
        ("Rare birds of the south", "Lima Prado"),
        ("Ptaki na południu i do dziś", "Lima Prado"),
    ],
)
def test_the_language_of_a_title_tells_how_names_are_built(title: str, family: str) -> None:
    head = tags(citation_title=title, citation_author="Rui Jorge de Lima Prado")
    record = metadata.read(page(head, "", ARTICLE))
    assert record is not None
    assert record.author[0].family == family


def test_links_of_a_byline_that_touch_are_two_names() -> None:
    byline = "<h3 class=author><span><a>王晓明<sup>1</sup></a></span><span><a>李静</a></span></h3>"
    body = f"<h1>论飞蛾的翅膀与夜间活动</h1>{byline}<p>例报 . 2020,24(05)</p><p>页码：590-601</p>"
    record = metadata.read(page("<title>论飞蛾的翅膀与夜间活动 - 中国知网</title>", body, ARTICLE))
    assert record is not None
    assert [(name.family, name.given) for name in record.author] == [("王", "晓明"), ("李", "静")]
    assert (record.type, record.container_title, record.page) == ("article-journal", "例报", "590-601")


def test_the_copyright_of_a_site_is_no_date_of_a_work() -> None:
    head = tags(citation_title="On wings", citation_author="Ann Lee")
    record = metadata.read(page(head, "<h1>On wings</h1><footer><p>© 2026 Example Press</p></footer>", ARTICLE))
    assert record is not None
    assert record.issued is None


@pytest.mark.parametrize(
    "text",
    ["https://www.facebook.com/x", "@handle", "a@example.org", "hwadmin", "Example Press", "12 May 2020", "admin", ""],
)
def test_what_is_no_author(text: str) -> None:
    found = people.read([Statement("author", text, "meta", "author")], own_names=frozenset(("examplepress",)))
    assert found == ()


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("A Title | Journal | SpringerLink", ["journal"], "A Title"),
        ("PLOS ONE: A Title of Things", [], "A Title of Things"),
        ("A Title - ScienceDirect", [], "A Title"),
        ("A Title » SciNotes - Our Blogs", ["scinotes"], "A Title"),
        ("新型望远镜-新华网", ["新华网"], "新型望远镜"),
        ("Well - known and - dashed", [], "Well - known and - dashed"),
        ("[1706.03762] A Title", [], "A Title"),
        ("A Title on JSTOR", [], "A Title"),
        ("Opinion | A Title", [], "A Title"),
        ("A Title: Journal of Long Names: Vol 168, No 1", ["journaloflongnames"], "A Title"),
        ("ACP - Abstract - A Title of Things", [], "A Title of Things"),
    ],
)
def test_titles_lose_what_the_site_puts_around_them(text: str, names: list[str], expected: str) -> None:
    assert titles.clean(Statement("title", text, "title", "title"), frozenset(names)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Volume 83, February 2015, Pages 56–71", {"volume": "83", "page": "56–71", "date": "February 2015"}),
        (
            "Acta Exempla 68 (4), 2023: 709-718 doi:10.5555/a",
            {"journal": "Acta Exempla", "volume": "68", "issue": "4", "date": "2023", "page": "709-718"},
        ),
        (
            "Front Exp Res. 1975;3:94-104.",
            {"journal": "Front Exp Res", "date": "1975", "volume": "3", "page": "94-104"},
        ),
        ("Cite this as: BMJ 2012;345:e8050", {"journal": "BMJ", "date": "2012", "volume": "345", "page": "e8050"}),
        (
            "Vol. 215, No. 4534 (Feb. 12, 1982), pp. 779-783",
            {"volume": "215", "issue": "4534", "date": "Feb. 12, 1982", "page": "779-783"},
        ),
        (
            "Examples 2014, 4(4), 932-945",
            {"journal": "Examples", "date": "2014", "volume": "4", "issue": "4", "page": "932-945"},
        ),
        (
            "Atmos. Ex. Phys., 15, 1013-1021, 2015",
            {"journal": "Atmos. Ex. Phys", "volume": "15", "page": "1013-1021", "date": "2015"},
        ),
        ("Phys. Ex. 116, 061102 (2016)", {"journal": "Phys. Ex", "volume": "116", "page": "061102", "date": "2016"}),
        (
            "Parasites Open / Volume 2 / 2016, e5 (9 pages)",
            {"journal": "Parasites Open", "volume": "2", "date": "2016", "page": "e5"},
        ),
        ("Open door 11:30", {}),
        ("Issue 41, Spring 2005", {"issue": "41", "date": "2005"}),
        ("Issue 41 of our letter", {}),
        (
            "Volume 22, Issue 7, pages 1553–1557, July 2012",
            {"volume": "22", "issue": "7", "page": "1553–1557", "date": "July 2012"},
        ),
        (
            "Archiv, Band 12, Heft 3 (2011), S. 201–219",
            {"journal": "Archiv", "volume": "12", "issue": "3", "date": "2011", "page": "201–219"},
        ),
        (
            "Sztuka, t. 4, nr 2 (2015), s. 33–48",
            {"journal": "Sztuka", "volume": "4", "issue": "2", "date": "2015", "page": "33–48"},
        ),
        (
            "Revista, vol. 7, n.º 3 (2010), págs. 120-141",
            {"journal": "Revista", "volume": "7", "date": "2010", "page": "120-141"},
        ),
        (
            "J Insect Ex. 2012 Apr;58(4):513-21. doi: 10.5555/jie. Epub 2012 Jan 12.",
            {"journal": "J Insect Ex", "date": "2012 Apr", "volume": "58", "issue": "4", "page": "513-21"},
        ),
        (
            "Volume 283, Issues 1-4, 15 June 2009, Pages 93-102",
            {"volume": "283", "issue": "1-4", "page": "93-102", "date": "15 June 2009"},
        ),
        ("例报 . 2020,24(05)", {"journal": "例报", "date": "2020", "volume": "24", "issue": "05"}),
        ("26 October 2021Pages 411–428https://x.org", {"page": "411–428", "date": "26 October 2021"}),
        ("A sentence of 12 words that says nothing of volumes", {}),
        ("No digits", {}),
    ],
)
def test_citation_lines(line: str, expected: dict[str, str]) -> None:
    assert citations.parse(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('<![CDATA[ {"a": 1} ]]>', [{"a": 1}]),
        ('// <![CDATA[\n{"a": "x\ny"}\n// ]]>', [{"a": "x\ny"}]),
        ('{"a": [1, 2,], "b": 3,}', [{"a": [1, 2], "b": 3}]),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": "it\\\'s"}', [{"a": "it\\'s"}]),
        ('{"a": {"b": [1', [{"a": {"b": [1]}}]),
        ('{"a": [{"b": 1}], "c": "cut off in', [{"a": [{"b": 1}]}]),
        ('{"a": 1, "c":', [{"a": 1}]),
        ("no json", []),
        ("", []),
        ("[" * 100_000, []),
    ],
)
def test_json_ld_is_read_leniently(text: str, expected: list[object]) -> None:
    assert linked_data.load(text) == expected


# --- trust


def test_every_value_has_an_origin_that_holds_it() -> None:
    head = tags(
        citation_title="On wings",
        citation_author=["Lee, Ann", "Wu, Bo"],
        citation_author_institution="Example University",
        citation_journal_title="Journal of Examples",
        citation_volume="7",
        citation_issue="2",
        citation_firstpage="11",
        citation_lastpage="19",
        citation_doi="10.5555/w",
        citation_issn="0028-0836",
        citation_publication_date="2020/02/03",
        citation_language="eng",
    )
    record = read(head)
    assert set(record.provenance) == set(record.stated())
    for variable in ("title", "container-title", "volume", "issue", "DOI", "ISSN"):
        assert str(record.get(variable)) in record.provenance[variable].text
    assert record.provenance["title"].kind == "landing:highwire"
    assert record.provenance["title"].locator == "citation_title"
    assert record.page == "11-19"
    assert record.author[1].affiliations == ("Example University",)
    assert record.language == "en"


def test_what_was_not_chosen_is_a_claim() -> None:
    record = read(
        tags(
            citation_title="On wings",
            citation_author="Ann Lee",
            citation_doi="10.5555/w",
            prism__doi="doi:10.5555/other",
            dc__title="On feathers",
        )
    )
    assert record.DOI == "10.5555/w"
    assert {(c.variable, c.value, c.origin.kind) for c in record.claims} == {
        ("DOI", "10.5555/other", "landing:prism"),
        ("title", "On feathers", "landing:dublin-core"),
    }


def test_dublin_core_gets_its_subtitle_from_the_title_of_the_page() -> None:
    head = "<title>Effect of Sleep: A Trial: Annals of Examples: Vol 168, No 1</title>"
    head += tags(dc__Title="Effect of Sleep", dc__Creator="Ann Lee", citation_journal_title="Annals of Examples")
    assert read(head + tags(dc__Identifier="10.5555/s")).title == "Effect of Sleep: A Trial"


def test_cited_works_do_not_speak_for_the_page() -> None:
    spans = "".join(
        f'<span class="Z3988" title="rft.genre=article&amp;rft.atitle=Cited {i}&amp;rft.volume={i}"></span>'
        for i in range(1, 9)
    )
    cited = (
        '<li itemscope itemtype="http://schema.org/ScholarlyArticle"><b itemprop="headline">Cited'
        ' work</b><i itemprop="author">C D</i></li>' * 5
    )
    head = "<title>On wings | Journal of Examples</title>" + tags(
        citation_reference="citation_title=Cited;citation_doi=10.5555/c",
        dc__title="On wings",
        dc__creator="Ann Lee",
        dc__identifier="doi:10.5555/w",
    )
    record = read(head, spans + cited)
    assert (record.title, str(record.author[0]), record.volume, record.DOI) == ("On wings", "Ann Lee", "", "10.5555/w")


def test_one_coins_span_speaks_where_nothing_contradicts_it() -> None:
    span = (
        '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info:ofi/fmt:kev:mtx:book'
        '&amp;rft.btitle=A+Book+of+Wings&amp;rft.aulast=Lee&amp;rft.aufirst=Ann&amp;rft.date=1989"></span>'
    )
    record = read("<title>A Book of Wings</title>", span)
    assert (record.type, record.title, str(record.author[0]), record.issued) == (
        "book",
        "A Book of Wings",
        "Ann Lee",
        Date((1989,)),
    )


def test_visible_byline_beats_structured_data_that_names_somebody_else() -> None:
    head = (
        '<title>Otters - Example News</title><meta property="og:type" content="article"><script'
        ' type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"Otters","author":{"@type":"Person","name":"Web'
        ' Person"},"datePublished":"2013-08-26"}</script>'
    )
    record = read(head, '<h1>Otters</h1><div class="byline"><span class="byline__name">By Ann Lee</span></div>')
    assert [str(name) for name in record.author] == ["Ann Lee"]


CITED = {
    "citation_title": "On wings",
    "citation_author": "Ann Lee",
    "citation_journal_title": "J",
    "citation_volume": "1",
    "citation_firstpage": "2",
    "citation_doi": "10.5555/w",
    "citation_date": "2020",
}
NEWS = """<script type="application/ld+json">{"@type": "%s", "headline": "On wings", "datePublished": "%s",
    "author": {"@type": "Person", "name": "%s"}, "url": "https://daily.example.org/2020/wings"}</script>"""


@pytest.mark.parametrize(
    ("head", "body", "is_brief"),
    [
        (tags(**CITED), "<p>10.5555/other</p>", True),
        (tags(**{**CITED, "citation_doi": ""}), "<p>No identifier.</p>", True),
        (tags(**{**CITED, "citation_doi": ""}), "<p>doi: 10.5555/w</p>", False),
        (tags(**{**CITED, "citation_doi": "w/1"}), "<p>doi: 10.5555/w/1</p>", False),
        (tags(**{**CITED, "citation_volume": ""}), "<p>Vol. 1</p>", False),
        (NEWS % ("NewsArticle", "2020-02-03", "Ann Lee"), "<p class=byline>By Ann Lee</p>", True),
        (NEWS % ("NewsArticle", "2020-02-03", "Ann Lee"), "<p class=byline>By Bo Hill</p>", True),
        (NEWS % ("NewsArticle", "2020-02-03", "Ann Lee"), "<p>Vol. 7</p>", False),
        (NEWS % ("NewsArticle", "2020", "Ann Lee"), "<p>3 February 2020</p>", False),
        (NEWS % ("NewsArticle", "2020-02-03", "Staff"), "<p>By Ann Lee</p>", False),
        (NEWS % ("Article", "2020-02-03", "Ann Lee"), "<p>By Ann Lee</p>", False),
    ],
)
def test_lines_stay_unread_where_they_can_add_nothing(head: str, body: str, is_brief: bool) -> None:
    markup = f"<html><head><title>On wings</title>{head}</head><body><h1>On wings</h1>{body}</body></html>"
    whole = readers.read(markup, url="https://daily.example.org/2020/wings")
    brief = readers.read(markup, url="https://daily.example.org/2020/wings", brief_if=metadata.BRIEF)
    assert whole.lines
    assert not whole.is_brief
    assert brief.is_brief is is_brief
    assert brief.lines == (() if is_brief else whole.lines)
    assert metadata.read(brief) == metadata.read(whole)


def test_initials_are_hyphenated_as_a_contributor_is() -> None:
    head = "".join(
        f'<meta name="{key}" content="{content}">'
        for key, content in [
            ("citation_title", "On wings"),
            ("citation_author", "Lee JB"),
            ("citation_author", "Hill AB"),
            ("DC.Contributor", "Institute of Moths"),
            ("DC.Contributor", "J-B Lee"),
            ("DC.Contributor", "A-C Hill"),
        ]
    )
    record = metadata.read(readers.read(f"<html><head>{head}</head></html>", url=ARTICLE))
    assert record is not None
    assert [(name.family, name.given) for name in record.author] == [("Lee", "J-B"), ("Hill", "AB")]


# --- input made to hurt


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "citation_title",
                    "citation_author",
                    "citation_date",
                    "dc.source",
                    "prism.doi",
                    "og:title",
                    "citation_firstpage",
                ]
            ),
            st.text(),
        ),
        max_size=8,
    ),
    st.text(),
)
def test_no_content_raises(pairs: list[tuple[str, str]], body: str) -> None:
    head = "".join(f'<meta name="{name}" content="{html.escape(value)}">' for name, value in pairs)
    document = page(head, f"<h1>{html.escape(body)}</h1><p class='author'>{html.escape(body)}</p>")
    metadata.read(document)
    metadata.refusal(document)


HOSTILE: dict[str, Callable[[int], tuple[str, str]]] = {
    "deep json": lambda n: (f'<script type="application/ld+json">{chr(123)}{chr(34)}a":' * n + "1</script>", ""),
    "deep list": lambda n: (f'<script type="application/ld+json">{"[" * n}</script>', ""),
    "quotes": lambda n: ('<script type="application/ld+json">{"@type":"Article",' + '"' * n + "</script>", ""),
    "many authors": lambda n: (
        "".join(f'<meta name="citation_author" content="A{i} B{i}">' for i in range(n // 20))
        + tags(citation_title="T of it"),
        "",
    ),
    "commas in names": lambda n: (
        tags(citation_title="T of it", citation_authors="," * n, citation_author="a," * (n // 2)),
        "",
    ),
    "brackets in names": lambda n: (tags(citation_title="T of it", citation_author="[" * n), ""),
    "ands": lambda n: (tags(citation_title="T of it", citation_authors=" and " * (n // 5)), ""),
    "digits in dates": lambda n: (tags(citation_title="T of it", citation_author="A B", citation_date="1" * n), ""),
    "separators in title": lambda n: (f"<title>{' | ' * (n // 3)}</title>", "<h1>x</h1>"),
    "long title": lambda n: (f"<title>{'a ' * (n // 2)}</title>", "<h1>a a a</h1>"),
    "journal": lambda n: (tags(citation_title="T of it", dc__source="1:" * (n // 2)), ""),
    "citation lines": lambda n: (
        "<title>T of it</title>",
        "<h1>T of it</h1>" + "<p class=citation>2014, 4(4), 12(3): 1, 2014, 1, 2</p>" * (n // 50),
    ),
    "bylines": lambda n: ("<title>T of it</title>", "<div class=author>" * (n // 20) + "A B"),
    "tags in text": lambda n: (tags(citation_title="<i>" * (n // 3)), ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_linear_time(name: str) -> None:
    def cost(size: int) -> float:
        document = page(*HOSTILE[name](size))
        return seconds(lambda: metadata.read(document))

    small = max(cost(12_500), 0.004)
    assert cost(100_000) < 40 * small  # eight times the page; quadratic would be 64 times the time


# --- documentation


def test_the_page_about_origins_tells_the_order_of_trust() -> None:
    text = Path(__file__).parents[1].joinpath("docs/explanation/where-values-come-from.md").read_text("utf-8")
    told = {
        variable: [_VOCABULARIES[name] for name in order.split(" › ")]
        for variable, order in re.findall(r"(?m)^\| `([\w-]+)` \| (.+ › .+) \|$", text)
    }
    last = ("title title", *trust.LAST_CONTAINERS)
    rows = {
        **{variable: trust.TRUST[variable] for variable in told if variable in trust.TRUST},
        "author": trust.PEOPLE,
        "container-title": (*trust.CONTAINERS, *last),
        "issued": tuple(vocabulary for vocabulary, _ in issued.ORDER),
        "page": trust.PAGES,
    }
    assert told == {
        variable: list(dict.fromkeys(row.partition(" ")[0] for row in order)) for variable, order in rows.items()
    }


_VOCABULARIES = {
    "Highwire": "highwire",
    "bepress": "bepress",
    "PRISM": "prism",
    "Dublin Core": "dublin-core",
    "EPrints": "eprints",
    "plain `<meta>`": "meta",
    "page script": "state",
    "a variable named doi": "script",
    "JSON-LD": "json-ld",
    "microdata": "microdata",
    "COinS": "coins",
    "canonical link": "canonical",
    "the page's address": "address",
    "Open Graph": "open-graph",
    "print": "visible",
    "parsely": "parsely",
    "sailthru": "sailthru",
    "description": "description",
    "labelled fields": "labelled",
    "the heading that `<title>` repeats": "matched-heading",
    "a heading": "heading",
    "`<title>`": "title",
    "citation line": "citation-line",
    "a citation in Dublin Core": "source",
    "link to the issue": "issue-link",
    "byline": "byline",
    "line above the citation line": "line-above",
}

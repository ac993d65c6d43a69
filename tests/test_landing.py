"""Landing pages of the platforms that works stand on: written by us after the structure of real ones."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

import pytest

from pressbib import metadata, readers
from pressbib.record import Record


@dataclass
class Page:
    """A page by its parts, and the values that must come out of it (`author` as `Family, Given; …`)."""

    name: str
    url: str
    expected: dict[str, str]
    title: str = ""
    meta: list[tuple[str, str]] = field(default_factory=list)
    head: str = ""
    body: str = ""
    property_keys: bool = False

    def html(self) -> str:
        tags = [
            f'<meta {"property" if k.startswith(("og:", "article:")) else "name"}="{k}" content="{html.escape(v)}">'
            for k, v in self.meta
        ]
        head = f"<title>{self.title}</title>{''.join(tags)}{self.head}"
        return f"<!doctype html><html><head>{head}</head><body>{self.body}</body></html>"


def people(record: Record) -> str:
    return "; ".join(
        ", ".join(
            part
            for part in (" ".join(filter(None, (n.non_dropping_particle, n.family))) or n.literal, n.given, n.suffix)
            if part
        )
        for n in record.author
    )


def check(page: Page) -> None:
    record = metadata.read(readers.read(page.html(), url=page.url))
    assert record is not None
    found = {
        key: people(record) if key == "author" else record.type if key == "type" else str(record.get(key) or "")
        for key in page.expected
    }
    assert found == page.expected


PAGES = [
    Page(
        "highwire drupal preprint: the tag's first of January is no date",
        "https://www.biorxiv.org/content/10.1101/002999v2",
        {
            "type": "article",
            "title": "Moth wings at night",
            "author": "Lindqvist, Åsa; Okoye, Ben",
            "DOI": "10.1101/002999",
            "issued": "2014-03-20",
        },
        title="Moth wings at night | bioRxiv",
        meta=[
            ("DC.Title", "Moth wings at night"),
            ("DC.Identifier", "10.1101/002999"),
            ("DC.Date", "2014-03-20"),
            ("DC.Publisher", "Cold Spring Harbor Laboratory"),
            ("DC.Contributor", "Åsa Lindqvist"),
            ("DC.Contributor", "Ben Okoye"),
            ("citation_title", "Moth wings at night"),
            ("citation_publication_date", "2020/01/01"),
            ("citation_journal_title", "bioRxiv"),
            ("citation_author", "Åsa Lindqvist"),
            ("citation_author_institution", "Umeå University"),
            ("citation_author", "Ben Okoye"),
            ("citation_doi", "10.1101/002999"),
            ("citation_id", "002999v2"),
        ],
    ),
    Page(
        "eLife: authors are contributors, the journal stands in the title",
        "https://elifesciences.org/articles/99753",
        {
            "type": "article-journal",
            "title": "How worms choose",
            "author": "Moreau, Lise; Chen, Wei",
            "container-title": "eLife",
            "DOI": "10.7554/eLife.99753",
            "issued": "2019-04-02",
        },
        title="How worms choose | eLife",
        meta=[
            ("dc.title", "How worms choose"),
            ("dc.publisher", "eLife Sciences Publications Limited"),
            ("dc.date", "2019-04-02"),
            ("dc.identifier", "doi:10.7554/eLife.99753"),
            ("dc.contributor", "Lise Moreau"),
            ("dc.contributor", "Wei Chen"),
            ("og:title", "How worms choose"),
            ("og:site_name", "eLife"),
            ("og:type", "article"),
        ],
    ),
    Page(
        "Atypon (ACS): Dublin Core, the journal in the title, the citation line in print",
        "https://pubs.acs.org/doi/10.1021/acsxyz.5b00999",
        {
            "type": "article-journal",
            "title": "Silver clusters in water",
            "author": "Novak, Jana; Silva, Rui",
            "container-title": "ACS Imaginary Science",
            "volume": "17",
            "issue": "10",
            "page": "600-607",
            "DOI": "10.1021/acsxyz.5b00999",
            "issued": "2015-10-06",
        },
        title="Silver clusters in water | ACS Imaginary Science",
        meta=[
            ("dc.Title", "Silver clusters in water"),
            ("dc.Creator", "Jana Novak"),
            ("dc.Creator", "Rui Silva"),
            ("dc.Type", "research-article"),
            ("dc.Publisher", "American Chemical Society"),
            ("dc.Date", "October 6, 2015"),
            ("dc.Identifier", "10.1021/acsxyz.5b00999"),
            ("dc.Language", "EN"),
        ],
        body='<h1 class="article_header-title">Silver clusters in water</h1><div class="article_header-cite">'
        "<span>ACS Imag. Sci. 2015, 17, 10, 600–607</span></div><p>Publication Date: October 6, 2015</p>",
    ),
    Page(
        "Copernicus without tags: everything is in print",
        "https://www.atmos-chem-phys.net/15/1913/2015/",
        {
            "type": "article-journal",
            "title": "Dust over a made-up desert",
            "author": "Weber, A.; Rossi, M.",
            "container-title": "Atmospheric Chemistry and Physics",
            "volume": "15",
            "page": "1913-1921",
            "DOI": "10.5194/acp-15-1913-2015",
        },
        title="ACP - Abstract - Dust over a made-up desert",
        body="<h3>Atmospheric Chemistry and Physics</h3><div class=t>Dust over a made-up desert</div>"
        "<div>A. Weber and M. Rossi</div>"
        '<div class="citation">Atmos. Chem. Phys., 15, 1913-1921, 2015<br>doi:10.5194/acp-15-1913-2015</div>',
    ),
    Page(
        "D-Lib: meta tags that have an id for a name",
        "http://www.dlib.org/dlib/may17/example/05example.html",
        {"title": "Counting visits", "DOI": "10.1045/may2017-example", "volume": "23", "issue": "5/6"},
        title="Counting visits",
        head='<meta id="DOI" content="10.1045/may2017-example">',
        body="<h3>D-Lib Magazine</h3><p>May/June 2017<br>Volume 23, Number 5/6</p><h1>Counting visits</h1>"
        "<p>Jo Van Houten<br>Example Library</p>",
    ),
    Page(
        "PubMed: authors in one tag, family first, initials after, month before day",
        "https://pubmed.ncbi.nlm.nih.gov/99687126/",
        {
            "type": "article-journal",
            "title": "Sleep in rooks",
            "author": "Kim, S; Park, JH; O'Neill, T",
            "PMID": "99687126",
            "issued": "2020-07-05",
            "DOI": "10.1001/jamaexample.2020.1",
        },
        title="Sleep in rooks - PubMed",
        meta=[
            ("citation_title", "Sleep in rooks"),
            ("citation_journal_title", "JAMA Example"),
            ("citation_publisher", "JAMA Ex"),
            ("citation_authors", "Kim S;Park JH;O'Neill T;"),
            ("citation_pmid", "99687126"),
            ("citation_date", "07/05/2020"),
            ("citation_doi", "10.1001/jamaexample.2020.1"),
            ("citation_volume", "180"),
            ("citation_issue", "9"),
        ],
    ),
    Page(
        "HighWire: month before day, an empty ISSN, institutions with footnote numbers",
        "http://example.oxfordjournals.org/content/40/21/10999",
        {"issued": "2012-11-01", "ISSN": "1362-4962", "page": "10999-11003", "issue": "21"},
        title="Acquired genes",
        meta=[
            ("HW.identifier", "/ex/40/21/10999.atom"),
            ("citation_title", "Acquired genes"),
            ("citation_issn", ""),
            ("citation_issn", "1362-4962"),
            ("citation_author", "Vera Sand"),
            ("citation_author_institution", "1Department of Things"),
            ("citation_date", "11/01/2012"),
            ("citation_journal_title", "Example Research"),
            ("citation_volume", "40"),
            ("citation_issue", "21"),
            ("citation_firstpage", "10999"),
            ("citation_lastpage", "11003"),
        ],
    ),
    Page(
        "OJS 3: Dublin Core refinements, an internal number as identifier, issue 0",
        "https://ojs.example.edu/index.php/j/article/view/55",
        {
            "DOI": "10.5555/j.v1i0.55",
            "volume": "1",
            "issue": "",
            "container-title": "Journal of Examples",
            "issued": "2021-02-03",
            "page": "5-9",
            "ISSN": "0028-0836",
        },
        title="On examples | Journal of Examples",
        meta=[
            ("DC.Creator.PersonalName", "Ada Byron"),
            ("DC.Date.created", "2021-02-03"),
            ("DC.Date.issued", "2021-02-03"),
            ("DC.Identifier", "55"),
            ("DC.Identifier.DOI", "10.5555/j.v1i0.55"),
            ("DC.Identifier.pageNumber", "5-9"),
            ("DC.Source", "Journal of Examples"),
            ("DC.Source.ISSN", "0028-0836"),
            ("DC.Source.Issue", "0"),
            ("DC.Source.Volume", "1"),
            ("DC.Title", "On examples"),
            ("DC.Type", "Text.Serial.Journal"),
        ],
    ),
    Page(
        "HAL thesis: the institution is the publisher, and the DOI in the margin is another work's",
        "https://theses.hal.science/tel-09999999",
        {
            "type": "thesis",
            "title": "Glace et neige",
            "author": "Dupont, Marie",
            "publisher": "Université de Grenoble",
            "DOI": "",
            "issued": "2012-10-04",
        },
        title="Glace et neige - TEL - Thèses en ligne",
        meta=[
            ("citation_title", "Glace et neige"),
            ("citation_author", "Marie Dupont"),
            ("citation_dissertation_institution", "Université de Grenoble"),
            ("citation_publication_date", "2012/10/04"),
            ("citation_online_date", "2013/01/07"),
            ("DC.type", "thesis"),
        ],
        body="<h1>Glace et neige</h1><p>See also doi:10.9999/other</p>",
    ),
    Page(
        "EPrints",
        "https://eprints.example.ac.uk/1234/",
        {
            "type": "paper-conference",
            "title": "Small proofs",
            "author": "Hall, Ann; Wu, Bo",
            "container-title": "Proof Days",
            "page": "3-8",
            "issued": "2009-06",
        },
        title="Small proofs - Example Eprints",
        meta=[
            ("eprints.title", "Small proofs"),
            ("eprints.creators_name", "Hall, Ann"),
            ("eprints.creators_name", "Wu, Bo"),
            ("eprints.type", "conference_item"),
            ("eprints.event_title", "Proof Days"),
            ("eprints.pagerange", "3-8"),
            ("eprints.date", "2009-06"),
            ("eprints.datestamp", "2010-01-12 10:00:00"),
        ],
    ),
    Page(
        "Digital Commons (bepress)",
        "https://digitalcommons.example.edu/law/7",
        {
            "type": "article-journal",
            "title": "Bees as chattels",
            "author": "Smith, Zoë",
            "container-title": "Example Law Review",
            "volume": "98",
            "page": "12-40",
            "issued": "2001",
        },
        title='"Bees as chattels" by Zoë Smith',
        meta=[
            ("bepress_citation_title", "Bees as chattels"),
            ("bepress_citation_author", "Smith, Zoë"),
            ("bepress_citation_date", "2001"),
            ("bepress_citation_journal_title", "Example Law Review"),
            ("bepress_citation_volume", "98"),
            ("bepress_citation_firstpage", "12"),
            ("bepress_citation_lastpage", "40"),
        ],
    ),
    Page(
        "IEEE Xplore: the description is a script",
        "https://ieeexplore.ieee.org/document/9999999",
        {
            "type": "paper-conference",
            "title": "A & B on silicon",
            "author": "Ito, Ken; Berg, Lea",
            "container-title": "2020 IEEE Example Conference",
            "DOI": "10.1109/EX.2020.9999999",
            "page": "1-6",
        },
        title="A & B on silicon | IEEE Conference Publication | IEEE Xplore",
        body='<script>var x=1;\nxplGlobal.document.metadata={"title":"A &amp; B on'
        ' silicon","isConference":true,"publicationTitle":"2020 IEEE Example'
        ' Conference","doi":"10.1109/EX.2020.9999999","startPage":"1","endPage":"6",'
        '"authors":[{"name":"Ken Ito"},{"name":"Lea Berg"}],'
        '"issn":[{"format":"Print ISSN","value":"0028-0836"}]};\n</script>',
    ),
    Page(
        "dataset by the full address of its type",
        "https://data.example.org/records/77",
        {
            "type": "dataset",
            "title": "Tide gauges",
            "author": "Berg, Lea",
            "publisher": "Example Data",
            "DOI": "10.5555/data.77",
            "issued": "2018-03-14",
        },
        title="Tide gauges | Example Data",
        head="<script"
        ' type="application/ld+json">{"@context":"http://schema.org","@id":"https://doi.org/10.5555/data.77","@type":'
        '"https://schema.org/Dataset","name":"Tide'
        ' gauges","creator":[{"@type":"Person","name":"Berg, Lea","familyName":"Berg","givenName":"Lea"}],'
        '"publisher":{"@type":"Organization","name":"Example Data"},"datePublished":"2018-03-14"}</script>',
    ),
    Page(
        "magazine: the author is a reference in the graph, meta author is the company",
        "https://www.newyorker.com/magazine/2023/05/15/an-example",
        {
            "type": "article-magazine",
            "title": "An Example of Everything",
            "author": "Ruiz, Carla",
            "container-title": "The New Yorker",
            "issued": "2023-05-08",
        },
        title="An Example of Everything | The New Yorker",
        meta=[
            ("author", "Condé Nast"),
            ("og:title", "What Everything Teaches"),
            ("og:type", "article"),
            ("og:site_name", "The New Yorker"),
        ],
        head="<script"
        ' type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Person",'
        '"@id":"#p1","name":"Carla Ruiz"},'
        '{"@type":"NewsArticle","headline":"An Example of'
        ' Everything","author":{"@id":"#p1"},"datePublished":"2023-05-08T06:00:00-04:00",'
        '"dateModified":"2023-05-15","publisher":{"@type":"Organization","name":"Condé Nast"}}]}</script>',
    ),
    Page(
        "newspaper: broken JSON-LD with CDATA, a comma too many and entities escaped twice",
        "https://www.elmundo.es/ciencia/2024/12/02/abc.html",
        {
            "type": "article-newspaper",
            "title": '"No es un ejemplo", dice',
            "author": "Herrera, Luis",
            "container-title": "El Mundo",
            "issued": "2024-12-02",
        },
        title="&quot;No es un ejemplo&quot;, dice | Ciencia | EL MUNDO",
        head='<script type="application/ld+json"><![CDATA['
        ' {"@type":["NewsArticle","ReportageNewsArticle"],"headline":"&amp;quot;No es un ejemplo&amp;quot;, dice",'
        '"author":[{"@type":"Person","name":"Luis Herrera"},],"datePublished":"2024-12-02T01:20:33Z",} ]]></script>',
        meta=[("og:type", "article"), ("og:site_name", "ELMUNDO")],
    ),
    Page(
        "blog: only Open Graph and a byline",
        "https://blog.example.org/2019/04/08/seeing-bats/",
        {"type": "post-weblog", "title": "Seeing bats", "author": "Lobo, Henrik", "issued": "2019-04-08"},
        title="Seeing bats » Night Notes",
        meta=[
            ("og:title", "Seeing bats » Night Notes"),
            ("og:type", "article"),
            ("og:site_name", "Night Notes"),
            ("article:published_time", "2019-04-08T01:30:15+00:00"),
        ],
        body='<article><h1>Seeing bats</h1><div class="byline">Von Henrik'
        ' Lobo</div><p>Text.</p></article><div class="comment-author">Someone Else</div>',
    ),
    Page(
        "social headline differs from title and heading",
        "https://www.city-journal.org/html/example-1.html",
        {"title": "The Long Bridge", "author": "Stone, Myra", "type": "article-magazine"},
        title="The Long Bridge | City Journal",
        meta=[
            ("og:title", "You Will Not Believe This Bridge"),
            ("og:type", "article"),
            ("og:site_name", "City Journal"),
        ],
        body='<h1>The Long Bridge</h1><div class="author">Myra Stone</div><p>Spring 2014</p>',
    ),
    Page(
        "Chinese news: the site behind a hyphen, the date in the line of the source",
        "http://news.xinhuanet.com/tech/2014-03/12/c_1190001.htm",
        {
            "type": "article-newspaper",
            "title": "新型望远镜投入使用",
            "container-title": "新华网",
            "issued": "2014-03-12",
        },
        title="新型望远镜投入使用-新华网",
        meta=[("publishdate", "2014-03-12")],
        body="<h1>新型望远镜投入使用</h1><div class='info'>2014年03月12日 07:10:32 来源： 新华网</div><p>正文。</p>",
        head="<script"
        ' type="application/ld+json">{"@type":"NewsArticle","headline":"新型望远镜投入使用",'
        '"datePublished":"2014-03-12"}</script>',
    ),
    Page(
        "a suffix that only one vocabulary keeps",
        "https://academic.oup.com/x/article/doi/10.1093/x/plv099",
        {"author": "Walker, Joseph, IV; Ames, Rose", "page": "plv099"},
        title="Leaves",
        meta=[
            ("citation_title", "Leaves"),
            ("citation_author", "Walker, Joseph"),
            ("citation_author", "Ames, Rose"),
            ("citation_journal_title", "X"),
            ("citation_firstpage", "plv099"),
            ("dc.creator", "Joseph Walker IV"),
            ("dc.creator", "Rose Ames"),
            ("citation_doi", "10.1093/x/plv099"),
        ],
    ),
    Page(
        "a tag that names only the last of three authors",
        "http://www.hindawi.com/journals/ecam/2014/999999/",
        {"author": "Li, Na; Sun, Yi; Zhao, Q.", "DOI": "10.1155/2014/999999"},
        title="Roots",
        meta=[
            ("citation_title", "Roots"),
            ("citation_author", "Zhao, Q."),
            ("dc.creator", "Li, Na"),
            ("dc.creator", "Sun, Yi"),
            ("dc.creator", "Zhao, Q."),
            ("citation_journal_title", "Example Medicine"),
            ("Author", "Hindawi Publishing Corporation"),
            ("citation_doi", "10.1155/2014/999999"),
        ],
    ),
    Page(
        "ScienceDirect: the authors stand in the state of the application",
        "https://www.sciencedirect.com/science/article/pii/S0000000000000000",
        {
            "type": "article-journal",
            "author": "Vargas, Sara M.; Example Consortium",
            "DOI": "10.1016/j.example.2022.1",
            "volume": "55",
        },
        title="Turtles counted - ScienceDirect",
        meta=[
            ("citation_title", "Turtles counted"),
            ("citation_journal_title", "Marine Examples"),
            ("citation_volume", "55"),
            ("citation_doi", "10.1016/j.example.2022.1"),
            ("citation_publication_date", "2022/09/01"),
        ],
        body='<script>window.__PRELOADED_STATE__ = {"authors":{"content":[{"#name":"author-group",'
        '"$$":[{"#name":"author","$":{},'
        '"$$":[{"#name":"given-name","_":"Sara M."},{"#name":"surname","_":"Vargas"},{"#name":"cross-ref"}]},'
        '{"#name":"collaboration","$$":[{"#name":"text","_":"Example Consortium"}]}]}]}};</script>'
        "<button>Get rights</button>",
    ),
    Page(
        "proceedings at Springer: chapter of a book, paper of a conference",
        "https://link.springer.com/chapter/10.1007/978-3-030-00000-6_7",
        {
            "type": "paper-conference",
            "container-title": "Computer Examples – EX 2020",
            "publisher": "Springer, Cham",
            "page": "100-115",
        },
        title="Learning Things | SpringerLink",
        meta=[
            ("citation_title", "Learning Things"),
            ("citation_inbook_title", "Computer Examples – EX 2020"),
            ("citation_conference_title", "Example Conference on Computers"),
            ("citation_author", "Berg, Lea"),
            ("citation_firstpage", "100"),
            ("citation_lastpage", "115"),
            ("citation_publisher", "Springer, Cham"),
            ("citation_doi", "10.1007/978-3-030-00000-6_7"),
        ],
    ),
    Page(
        "DSpace: the journal stands in a citation, departments are no authors",
        "https://repository.example.edu/handle/2027.42/1",
        {
            "type": "article-journal",
            "title": "An Article",
            "author": "Berg, Lea",
            "container-title": "Journal of Things",
            "volume": "12",
            "issue": "3",
            "page": "45-67",
        },
        title="An Article",
        meta=[
            ("DC.creator", "Berg, Lea"),
            ("DC.contributor", "Department of Things"),
            ("DCTERMS.issued", "1999-05"),
            ("DC.title", "An Article"),
            ("DC.type", "Article"),
            ("DCTERMS.bibliographicCitation", 'Berg, Lea (1999). "An Article." Journal of Things 12(3): 45-67.'),
            ("citation_title", "An Article"),
            ("citation_author", "Berg, Lea"),
        ],
    ),
    Page(
        "open access book",
        "https://library.example.org/handle/20.500.1/1",
        {
            "type": "book",
            "author": "Berg, Lea",
            "publisher": "Example Press",
            "ISBN": "9780262046305",
            "DOI": "10.5555/b",
        },
        title="The Book of Things",
        meta=[
            ("DC.title", "The Book of Things"),
            ("DC.creator", "Berg, Lea"),
            ("DC.type", "book"),
            ("DC.publisher", "Example Press"),
            ("citation_title", "The Book of Things"),
            ("citation_isbn", "978-0-262-04630-5"),
            ("citation_doi", "10.5555/b"),
            ("citation_funder_id", "10.13039/100000001"),
        ],
    ),
    Page(
        "Korean newspaper: full-width bar before the name, a reporter's title and address",
        "https://www.donga.com/news/article/all/20230503/1/1",
        {
            "type": "article-newspaper",
            "title": "새 망원경 가동 시작",
            "author": "김, 민형",
            "container-title": "동아일보",
            "issued": "2023-05-03",
        },
        title="새 망원경 가동 시작｜동아일보",
        meta=[("og:title", "새 망원경 가동 시작"), ("og:type", "article"), ("og:site_name", "동아일보")],
        head='<meta property="og:article:published_time" content="2023-05-03T03:00:00+09:00">',
        body='<h1>새 망원경 가동 시작</h1><span class="byline">김민형 기자 <a>kim@donga.com</a></span>',
    ),
    Page(
        "Polish newspaper: the day before the month where dots stand between",
        "https://wyborcza.pl/1,1.html",
        {"author": "Kowalski, Jan", "issued": "2014-03-12", "container-title": "Gazeta Wyborcza"},
        title="Nowy teleskop",
        meta=[("og:title", "Nowy teleskop"), ("og:type", "article"), ("og:site_name", "wyborcza.pl")],
        body='<h1>Nowy teleskop</h1><p class="author">Jan Kowalski</p><time>12.03.2014 10:11</time>',
    ),
    Page(
        "another list of the same people tells the family names",
        "https://journal.example.org/articles/5",
        {"author": "Gutierrez C., L.; Schäfer Aguilar, Laura"},
        title="Frogs",
        meta=[
            ("citation_title", "Frogs"),
            ("citation_author", "L. Gutierrez C."),
            ("citation_author", "Laura Schäfer Aguilar"),
            ("dc.creator", "Gutierrez C., L."),
            ("dc.creator", "Schäfer Aguilar, Laura"),
            ("citation_doi", "10.5555/f"),
        ],
    ),
    Page(
        "a magazine's issue link gives volume and issue",
        "https://www.foreignaffairs.com/example/an-essay",
        {
            "type": "article-magazine",
            "author": "Lee, Ann; Wu, Bo",
            "volume": "104",
            "issue": "1",
            "issued": "2024-12-30",
        },
        title="An Essay: What It Says | Foreign Affairs",
        meta=[
            ("og:title", "An Essay"),
            ("og:type", "article"),
            ("og:site_name", "Foreign Affairs"),
            ("article:published_time", "2024-12-30T00:00:00-05:00"),
            ("article:author", "Ann Lee"),
            ("article:author", "Bo Wu"),
        ],
        body='<a href="/issues/2025/104/1">January/February 2025</a><h1>An Essay</h1>',
    ),
    Page(
        "JSTOR's viewer: a part of a report, in scripts",
        "https://www.jstor.org/stable/resrep99999.7",
        {
            "type": "chapter",
            "title": "Moths",
            "author": "Lee, Ann; Wu, Bo",
            "container-title": "Night Life: a Report",
            "publisher": "Example Institute",
            "page": "22-26",
            "DOI": "",
            "issued": "2020-09-29",
        },
        title="Moths from Night Life: a Report on JSTOR",
        body='<script>var contentData = {"authors": [], "displayTitle": "Moths", "doi": "10.2307/resrep99999.7",'
        ' "isCrossrefRegistered": false, "pageRange": "22-26",'
        ' "primaryPublisher": {"publisherName": "Example Institute"},'
        ' "year": "Sep. 29, 2020"},\n parentContentData = {"displayTitle": "Night Life: a Report", "contribRendition":'
        ' "<span class=\\"name\\">Ann Lee</span> <span class=\\"name\\">Bo Wu</span>"};</script>',
    ),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_platform(page: Page) -> None:
    check(page)

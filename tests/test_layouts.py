"""The layouts: what is read from each arrangement on a page, and which papers a page announces.

The pages are written here; structure and labels follow those of real services.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pressbib import layouts, readers
from pressbib.document import Document
from pressbib.record import Name, Record
from pressbib.vocabulary import fold
from tests.pace import seconds


@dataclass(frozen=True)
class Want:
    """The values that a page states of a paper; "" and 0 for those it does not. authors: how many are printed."""

    title: str = ""
    container: str = ""
    doi: str = ""
    url: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    authors: int = 0


TITLE = "Frog fluorescence under twilight in coastal forests"
STORY = (
    "Researchers have found something new about frogs. The team measured how frogs glow at dusk in forests near the "
    "coast, and the results surprised them.\n\n"
)

PAGES: list[tuple[str, str, tuple[Want, ...]]] = [
    (
        "menu-with-contact-above",
        "Home\nNews\nContact\nSearch\n\nFrogs glow at dusk\n\n"
        "Frogs glow at dusk, and they glow in the forests near the coast more than anywhere else, as a team of "
        "biologists reports in the journal Nature Communications.\n",
        (Want(container="Nature Communications"),),
    ),
    (
        "asia-block",
        STORY
        + (
            "Reference\n"
            "Title of original paper: Frog fluorescence under twilight in coastal forests\n"
            "Journal: Nature Communications\n"
            "DOI: 10.1038/s41467-024-12345-6\n"
            "Authors: Jane Q. Doe, Li Wei and John Smith"
        ),
        (Want(title=TITLE, container="Nature Communications", doi="10.1038/s41467-024-12345-6", authors=3),),
    ),
    (
        "ea-2022",
        STORY
        + (
            "Journal\n"
            "\n"
            "Science Advances\n"
            "\n"
            "DOI\n"
            "\n"
            "10.1126/sciadv.abc1234\n"
            "\n"
            "Method of Research\n"
            "\n"
            "Experimental study\n"
            "\n"
            "Subject of Research\n"
            "\n"
            "Animals\n"
            "\n"
            "Article Title\n"
            "\n"
            "Frog fluorescence under twilight in coastal forests\n"
            "\n"
            "Article Publication Date\n"
            "\n"
            "12-Mar-2024\n"
            "\n"
            "COI Statement\n"
            "\n"
            "None."
        ),
        (Want(title=TITLE, container="Science Advances", doi="10.1126/sciadv.abc1234", issued="2024-03-12"),),
    ),
    (
        "sd-ref",
        STORY
        + (
            "Journal Reference:\n"
            "1. Jane Doe, Li Wei. Frog fluorescence under twilight in coastal forests. Journal of "
            "Experimental Biology, 2024; 227 (3): jeb246789 DOI: 10.1242/jeb.246789"
        ),
        (
            Want(
                title=TITLE,
                container="Journal of Experimental Biology",
                doi="10.1242/jeb.246789",
                issued="2024",
                volume="227",
                issue="3",
                page="jeb246789",
                authors=2,
            ),
        ),
    ),
    (
        "mit",
        STORY + ("Paper: “Frog fluorescence under twilight”\nhttps://doi.org/10.1126/science.abc1234"),
        (Want(title="Frog fluorescence under twilight", doi="10.1126/science.abc1234"),),
    ),
    (
        "scitechdaily",
        STORY
        + (
            "Reference: “Frog fluorescence under twilight in coastal forests” by Jane Doe, Li Wei, John "
            "A. Smith and Eva Müller, 12 March 2024, Nature Communications.\n"
            "DOI: 10.1038/s41467-024-12345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                doi="10.1038/s41467-024-12345-6",
                issued="2024-03-12",
                authors=4,
            ),
        ),
    ),
    (
        "neurosci",
        STORY
        + (
            "Original Research: Open access.\n"
            "“Frog fluorescence under twilight in coastal forests” by Jane Doe et al. Nature "
            "Communications\n"
            "\n"
            "Abstract\n"
            "\n"
            "Frog fluorescence under twilight in coastal forests\n"
            "\n"
            "Frogs glow at dusk."
        ),
        (Want(title=TITLE, container="Nature Communications", authors=1),),
    ),
    (
        "mpg",
        STORY
        + (
            "Original publication\n"
            "Jane Doe, Li Wei, John Smith\n"
            "Frog fluorescence under twilight in coastal forests\n"
            "Nature Ecology & Evolution; 12 March 2024\n"
            "DOI: 10.1038/s41559-024-02345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Ecology & Evolution",
                doi="10.1038/s41559-024-02345-6",
                issued="2024-03-12",
                authors=3,
            ),
        ),
    ),
    (
        "cnrs",
        (
            "Des chercheurs ont trouvé que les grenouilles brillent au crépuscule. Ces résultats sont "
            "publiés.\n"
            "\n"
            "Référence\n"
            "Frog fluorescence under twilight in coastal forests, Jane Doe, Li Wei et John Smith. Nature "
            "Communications, le 12 mars 2024.\n"
            "DOI : 10.1038/s41467-024-12345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                doi="10.1038/s41467-024-12345-6",
                issued="2024-03-12",
                authors=3,
            ),
        ),
    ),
    (
        "idw",
        (
            "Forscher fanden, dass Frösche leuchten. Die Ergebnisse wurden veröffentlicht.\n"
            "\n"
            "Originalpublikation:\n"
            "Doe, J., Wei, L., Smith, J.A. (2024): Frog fluorescence under twilight in coastal forests. "
            "Nature Communications 15, 1234. https://doi.org/10.1038/s41467-024-12345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                doi="10.1038/s41467-024-12345-6",
                issued="2024",
                volume="15",
                page="1234",
                authors=3,
            ),
        ),
    ),
    (
        "sinc",
        (
            "Un equipo ha descubierto que las ranas brillan al anochecer.\n"
            "\n"
            "Referencia:\n"
            'Doe, J. et al. "Frog fluorescence under twilight in coastal forests". Nature Communications '
            "(2024). DOI: 10.1038/s41467-024-12345-6."
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                doi="10.1038/s41467-024-12345-6",
                issued="2024",
                authors=1,
            ),
        ),
    ),
    (
        "fapesp",
        (
            "Pesquisadores descobriram que os sapos brilham ao anoitecer na floresta.\n"
            "\n"
            "O artigo Frog fluorescence under twilight in coastal forests pode ser lido em: "
            "https://www.nature.com/articles/s41467-024-12345-6."
        ),
        (Want(title=TITLE, url="https://www.nature.com/articles/s41467-024-12345-6"),),
    ),
    (
        "kaist",
        (
            "한국과학기술원 연구팀은 개구리가 황혼에 빛난다는 것을 발견했다.\n"
            "\n"
            "※ 논문명: Frog fluorescence under twilight in coastal forests\n"
            "※ 저자 정보: 김철수(KAIST, 제1저자), 이영희(KAIST, 교신저자)\n"
            "※ 저널: Nature Communications\n"
            "※ DOI: 10.1038/s41467-024-12345-6"
        ),
        (Want(title=TITLE, container="Nature Communications", doi="10.1038/s41467-024-12345-6", authors=2),),
    ),
    (
        "riken",
        (
            "研究チームはカエルが夕暮れに光ることを発見しました。\n"
            "\n"
            "【論文情報】\n"
            "雑誌名：Nature Communications\n"
            "論文タイトル：Frog fluorescence under twilight in coastal forests\n"
            "著者：Taro Yamada, Hanako Suzuki\n"
            "DOI番号：10.1038/s41467-024-12345-6\n"
            "URL：https://www.nature.com/articles/s41467-024-12345-6"
        ),
        (Want(title=TITLE, container="Nature Communications", doi="10.1038/s41467-024-12345-6", authors=2),),
    ),
    (
        "kyoto",
        (
            "研究グループはカエルが夕暮れに光ることを発見しました。\n"
            "\n"
            "＜論文タイトルと著者＞\n"
            "タイトル：Frog fluorescence under twilight in coastal forests（沿岸林におけるカエルの蛍光）\n"
            "著者：Taro Yamada, Hanako Suzuki\n"
            "掲載誌：Nature Communications DOI：10.1038/s41467-024-12345-6"
        ),
        (Want(title=TITLE, container="Nature Communications", doi="10.1038/s41467-024-12345-6", authors=2),),
    ),
    (
        "zh-label",
        (
            "近日，研究团队发现青蛙在黄昏时发光。\n"
            "\n"
            "论文题目：Frog fluorescence under twilight in coastal forests\n"
            "期刊：Nature Communications\n"
            "论文链接：https://www.nature.com/articles/s41467-024-12345-6\n"
            "作者：Wei Li, Jane Doe"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                url="https://www.nature.com/articles/s41467-024-12345-6",
                authors=2,
            ),
        ),
    ),
    (
        "elementy",
        (
            "Ученые обнаружили, что лягушки светятся в сумерках.\n"
            "\n"
            "Источник: Jane Doe, Li Wei, John Smith. Frog fluorescence under twilight in coastal forests "
            "// Nature Communications. 2024. V. 15. P. 1234–1240. DOI: 10.1038/s41467-024-12345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                doi="10.1038/s41467-024-12345-6",
                issued="2024",
                volume="15",
                page="1234-1240",
                authors=3,
            ),
        ),
    ),
    (
        "pl-label",
        (
            "Naukowcy odkryli, że żaby świecą o zmierzchu.\n"
            "\n"
            "Publikacja: Doe J., Wei L., Smith J. Frog fluorescence under twilight in coastal forests. "
            "Nature Communications 15, 1234 (2024). DOI: 10.1038/s41467-024-12345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                doi="10.1038/s41467-024-12345-6",
                issued="2024",
                volume="15",
                page="1234",
                authors=3,
            ),
        ),
    ),
    (
        "uk-bristol",
        STORY
        + (
            "Paper:\n"
            "'Frog fluorescence under twilight in coastal forests' by J. Doe, L. Wei and J. Smith in "
            "Biology Letters [open access]"
        ),
        (Want(title=TITLE, container="Biology Letters", authors=3),),
    ),
    (
        "plos",
        STORY
        + (
            "Citation: Doe J, Wei L, Smith JA (2024) Frog fluorescence under twilight in coastal "
            "forests. PLoS ONE 19(3): e0298765. https://doi.org/10.1371/journal.pone.0298765"
        ),
        (
            Want(
                title=TITLE,
                container="PLoS ONE",
                doi="10.1371/journal.pone.0298765",
                issued="2024",
                volume="19",
                issue="3",
                page="e0298765",
                authors=3,
            ),
        ),
    ),
    (
        "aip",
        STORY
        + (
            'The article, "Frog fluorescence under twilight in coastal forests," is authored by Jane '
            "Doe, Li Wei, and John Smith. It will appear in Applied Physics Letters on March 12, 2024 "
            "(DOI: 10.1063/5.0198765). After that date, it can be accessed at "
            "https://doi.org/10.1063/5.0198765."
        ),
        (Want(title=TITLE, container="Applied Physics Letters", doi="10.1063/5.0198765", issued="2024-03-12"),),
    ),
    (
        "cellpress",
        STORY
        + (
            "Current Biology, Doe et al.: “Frog fluorescence under twilight in coastal forests” "
            "https://www.cell.com/current-biology/fulltext/S0960-9822(24)00123-4 DOI: "
            "10.1016/j.cub.2024.01.023"
        ),
        (Want(title=TITLE, container="Current Biology", doi="10.1016/j.cub.2024.01.023", authors=1),),
    ),
    (
        "prose-en",
        STORY
        + (
            "The findings were published online on March 12, 2024 in the peer-reviewed journal Frontiers "
            "in Psychology. Last year, the group reported related work in Cell."
        ),
        (Want(container="Frontiers in Psychology", issued="2024-03-12"),),
    ),
    (
        "prose-de",
        (
            "Frösche leuchten in der Dämmerung. Ihre Ergebnisse stellen die Forscher in der renommierten "
            "Fachzeitschrift „Nature Communications“ vor. Das Team um Anna Schmidt untersuchte viele "
            "Tiere."
        ),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-es",
        (
            "Las ranas brillan al anochecer. El estudio, publicado en la prestigiosa revista científica "
            "Nature Communications, ha sido dirigido por Ana García y su equipo."
        ),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-it",
        (
            "Le rane brillano al crepuscolo. Lo studio, pubblicato sulla prestigiosa rivista "
            "internazionale Nature Communications, è stato coordinato da Anna Rossi."
        ),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-pt",
        (
            "Os sapos brilham ao anoitecer. Os resultados do estudo foram publicados na revista "
            "científica Journal of Experimental Biology."
        ),
        (Want(container="Journal of Experimental Biology"),),
    ),
    (
        "prose-ru",
        (
            "Лягушки светятся в сумерках. Результаты исследования опубликованы в журнале Nature "
            "Communications, сообщает пресс-служба университета."
        ),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-pl",
        ("Żaby świecą o zmierzchu. Wyniki badań opublikowano w prestiżowym czasopiśmie „Nature Communications”."),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-fi",
        ("Sammakot hohtavat hämärässä. Tutkimus julkaistiin arvostetussa Nature Communications -lehdessä maanantaina."),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-nl",
        (
            "Kikkers gloeien in de schemering. De onderzoekers publiceren hun bevindingen vandaag in het "
            "wetenschappelijke tijdschrift Nature Communications."
        ),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-tr",
        ("Kurbağalar alacakaranlıkta parlıyor. Araştırmanın sonuçları Nature Communications dergisinde yayımlandı."),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-ja",
        (
            "カエルが夕暮れに光ることを発見しました。本研究成果は、国際学術誌「Nature Communications」に"
            "2024年3月12日付で掲載されました。"
        ),
        (Want(container="Nature Communications", issued="2024-03-12"),),
    ),
    (
        "prose-ko",
        (
            "개구리가 황혼에 빛난다는 것이 밝혀졌다. 이번 연구 결과는 국제 학술지 '네이처 커뮤니케이션즈"
            "(Nature Communications)' 3월 12일자 온라인판에 "
            "게재됐다."
        ),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-zh",
        (
            "研究发现青蛙在黄昏时发光。相关研究成果以“Frog fluorescence under twilight in coastal "
            "forests”为题，发表在国际知名期刊《自然·通讯》（Nature Communications）上。"
        ),
        (Want(title=TITLE, container="Nature Communications"),),
    ),
    (
        "prose-cs",
        ("Žáby svítí za soumraku. Studii publikoval prestižní vědecký časopis Nature Communications."),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-uk",
        ("Жаби світяться в сутінках. Результати дослідження опубліковано в журналі Nature Communications."),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-vi",
        ("Ếch phát sáng lúc hoàng hôn. Nghiên cứu được công bố trên tạp chí Nature Communications hôm 12/3."),
        (Want(container="Nature Communications"),),
    ),
    (
        "prose-ar",
        ("الضفادع تتوهج عند الغسق. نشرت نتائج الدراسة في مجلة Nature Communications يوم الثلاثاء."),
        (Want(container="Nature Communications"),),
    ),
    (
        "neg-award",
        (
            "Professor Jane Doe has received the Smith Prize for her research on frogs. She has "
            "published more than 200 papers in journals such as Nature and Science. The ceremony takes "
            "place in Paris."
        ),
        (),
    ),
    (
        "neg-event",
        (
            "The University invites you to a conference on frogs in June 2024. Speakers include editors "
            "of the journal Nature Communications. Registration is open until May 1."
        ),
        (),
    ),
    (
        "neg-grant",
        (
            "The research council awarded $2 million to a project on frogs. The team will study "
            "fluorescence for five years. Earlier work by the group was published in Science in 2019."
        ),
        (),
    ),
    (
        "html-table",
        (
            "<html><body><h1>Frogs glow</h1><p>Researchers have found something new about frogs. The "
            "team measured how frogs glow at dusk in forests near the coast, and the results surprised "
            "them.\n"
            "\n"
            "</p><table><tr><th>Title</th><td>Frog fluorescence under twilight in coastal "
            "forests</td></tr><tr><th>Journal</th><td><i>Nature "
            "Communications</i></td></tr><tr><th>Authors</th><td>Jane Doe, Li "
            "Wei</td></tr><tr><th>DOI</th><td><a "
            "href='https://doi.org/10.1038/s41467-024-12345-6'>10.1038/s41467-024-12345-6</a></td></tr></"
            "table></body></html>"
        ),
        (Want(title=TITLE, container="Nature Communications", doi="10.1038/s41467-024-12345-6", authors=2),),
    ),
    (
        "html-link",
        (
            "<html><body><h1>Frogs glow</h1><p>Researchers have found something new about frogs. The "
            "team measured how frogs glow at dusk in forests near the coast, and the results surprised "
            "them.\n"
            "\n"
            "</p><p>The <a href='https://doi.org/10.1038/s41467-024-12345-6'>study</a> appears this "
            "week.</p></body></html>"
        ),
        (Want(doi="10.1038/s41467-024-12345-6"),),
    ),
    (
        "jst",
        STORY
        + (
            "Information about the paper\n"
            "Journal: Nature Communications, Volume 15, Article number: 1234 (2024)\n"
            "Title: “Frog fluorescence under twilight in coastal forests”\n"
            "DOI: https://doi.org/10.1038/s41467-024-12345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nature Communications",
                doi="10.1038/s41467-024-12345-6",
                issued="2024",
                volume="15",
                page="1234",
            ),
        ),
    ),
    (
        "ieee",
        STORY
        + (
            'J. Doe, L. Wei, and J. Smith, "Frog fluorescence under twilight in coastal forests," IEEE '
            "Transactions on Biomedical Engineering, vol. 71, no. 3, pp. 812-820, March 2024, doi: "
            "10.1109/TBME.2024.1234567."
        ),
        (
            Want(
                title=TITLE,
                container="IEEE Transactions on Biomedical Engineering",
                doi="10.1109/TBME.2024.1234567",
                issued="2024-03",
                volume="71",
                issue="3",
                page="812-820",
                authors=3,
            ),
        ),
    ),
    (
        "apa-long",
        STORY
        + (
            "Doe, J. Q., van der Berg, L., & Smith, J. A. (2024, March 12). Frog fluorescence under "
            "twilight: A field study. Proceedings of the National Academy of Sciences, 121(11), "
            "e2312345121. https://doi.org/10.1073/pnas.2312345121"
        ),
        (
            Want(
                title="Frog fluorescence under twilight: A field study",
                container="Proceedings of the National Academy of Sciences",
                doi="10.1073/pnas.2312345121",
                issued="2024-03-12",
                volume="121",
                issue="11",
                page="e2312345121",
                authors=3,
            ),
        ),
    ),
    (
        "nature-style",
        STORY
        + (
            "Doe, J., Wei, L. & Smith, J. Frog fluorescence under twilight in coastal forests. Nat. "
            "Commun. 15, 1234 (2024). https://doi.org/10.1038/s41467-024-12345-6"
        ),
        (
            Want(
                title=TITLE,
                container="Nat. Commun.",
                doi="10.1038/s41467-024-12345-6",
                issued="2024",
                volume="15",
                page="1234",
                authors=3,
            ),
        ),
    ),
    (
        "journal-of-paper-and-editorial",
        STORY
        + (
            f"Notes for editors\nResearch: {TITLE} doi: 10.1000/frogs.1\nEditorial: Light in the pond "
            "doi: 10.1000/frogs.2\nJournal: Nature Ecology & Evolution\nFunding: none"
        ),
        (
            Want(title=TITLE, container="Nature Ecology & Evolution", doi="10.1000/frogs.1"),
            Want(title="Light in the pond", container="Nature Ecology & Evolution", doi="10.1000/frogs.2"),
        ),
    ),
    (
        "doi-above-citation",
        STORY
        + (
            "https://doi.org/10.1000/frogs.1\n"
            f"J. García Doe, L. Wei, J.B. Smith, {TITLE}. Science Advances 10, eadp1295 (2024)."
        ),
        (
            Want(
                title=TITLE,
                container="Science Advances",
                doi="10.1000/frogs.1",
                issued="2024",
                volume="10",
                page="eadp1295",
                authors=3,
            ),
        ),
    ),
    (
        "journal-with-a-labels-name",
        STORY + f"Journal\nResearch\nDOI\n10.1000/frogs.1\nArticle Title\n{TITLE}\nFunder\nPond Fund",
        (Want(title=TITLE, container="Research", doi="10.1000/frogs.1"),),
    ),
    (
        "menu-word-is-no-label",
        "* Home\n* Research\n* Events\n" + STORY + f'"{TITLE}," Jane Doe, Nature Physics, 2024. doi: 10.1000/frogs.1',
        (Want(title=TITLE, container="Nature Physics", doi="10.1000/frogs.1", issued="2024", authors=1),),
    ),
    (
        "doi-of-the-paper-below-the-editorial",
        STORY
        + (
            "Results published in JAMA Network Open.\nRelated Material: The commentary, “Light in the pond,” by Ann "
            "Roe, M.D., is also available.\nTo Learn More: The full study is available on our website.\n"
            "(doi:10.1000/frogs.1)\nEditor's Note: The article contains disclosures."
        ),
        (
            Want(container="JAMA Network Open", doi="10.1000/frogs.1"),
            Want(title="Light in the pond", authors=1),
        ),
    ),
    (
        "two-dois-in-parentheses",
        STORY
        + (
            "The study was published online by JAMA.\n(doi:10.1000/frogs.1; the study is available pre-embargo.)\n"
            "Editorial: Light in the pond of the coast\n“Frogs matter,” writes Ann Roe.\n"
            "(doi:10.1000/frogs.2; the study is available pre-embargo.)"
        ),
        (
            Want(container="JAMA", doi="10.1000/frogs.1"),
            Want(title="Light in the pond of the coast", doi="10.1000/frogs.2"),
        ),
    ),
    (
        "titled-without-quotation-marks",
        STORY + f"The researchers will present findings from a study titled, {TITLE}: a field trial.",
        (Want(title=f"{TITLE}: a field trial"),),
    ),
    (
        "title-between-dashes",
        STORY + f"This study -- {TITLE} -- was funded by the pond fund and appeared today in Nature Physics.",
        (Want(title=TITLE, container="Nature Physics"),),
    ),
    (
        "journal-in-the-lead-title-later",
        "Frogs glow at dusk, researchers report in a study published today in the journal Nature Physics. "
        + STORY
        + f'The paper, titled "{TITLE}," is featured in the advance publication of Nature Physics.',
        (Want(title=TITLE, container="Nature Physics"),),
    ),
    (
        "contributors-below-a-bare-title",
        STORY
        + (
            f"Citation: {TITLE}\nOther collaborators include Ann Roe, John Poe, and Ben Doe. Several bodies provided "
            "support for the research which supported the study."
        ),
        (Want(title=TITLE),),
    ),
    (
        "title-over-its-journal",
        f"“{TITLE}”\nACS Food Science & Technology\n\n"
        + STORY
        + "The paper’s abstract will be available on March 13 here: http://pubs.acs.org/doi/abs/10.1021/acsfood.4c1",
        (Want(title=TITLE, container="ACS Food Science & Technology", doi="10.1021/acsfood.4c1"),),
    ),
    (
        "journal-alone-under-the-headline",
        "Frogs glow at dusk in May\n\nNature Physics\n\n" + STORY + "(doi:10.1000/frogs.1)",
        (Want(container="Nature Physics", doi="10.1000/frogs.1"),),
    ),
    (
        "rows-of-first-and-corresponding-author",
        STORY
        + (
            f"Paper title: {TITLE}\nJournal: Science Robotics (IF 25.0)\nDOI: 10.1000/frogs.1\n"
            "Corresponding author: Prof. Jeong-yun Sun\nFirst author: Sungmin Hwang"
        ),
        (Want(title=TITLE, container="Science Robotics", doi="10.1000/frogs.1", authors=2),),
    ),
    (
        "praised-journal",
        STORY
        + "The research was published in the highly prestigious Advanced Functional Materials (Impact Factor 19.0).",
        (Want(container="Advanced Functional Materials"),),
    ),
    (
        "address-without-https",
        STORY + "More information: Nature Physics (2024). dx.doi.org/10.1000/frogs.1",
        (Want(container="Nature Physics", doi="10.1000/frogs.1", issued="2024"),),
    ),
    (
        "preprint-in-an-archive",
        STORY + f"Their preprint, “{TITLE},” was posted to arXiv on May 11 (arXiv:2605.04321), not yet reviewed.",
        (Want(title=TITLE, container="arXiv", url="https://arxiv.org/abs/2605.04321"),),
    ),
    (
        "two-glued-references",
        STORY
        + (
            f"More information: J. Doe et al. {TITLE}, Nature Geoscience (2017). DOI: 10.1000/frogs.1 M. Roe et al. "
            "Light in the pond, Nature Physics (2017). DOI: 10.1000/frogs.2"
        ),
        (
            Want(title=TITLE, container="Nature Geoscience", doi="10.1000/frogs.1", issued="2017", authors=1),
            Want(
                title="Light in the pond", container="Nature Physics", doi="10.1000/frogs.2", issued="2017", authors=1
            ),
        ),
    ),
    (
        "a-word-more-in-the-label",
        STORY + f"Report citation: Doe, J., & Roe, A. (2024). {TITLE}. Nature Physics 12, 34-56.",
        (Want(title=TITLE, container="Nature Physics", issued="2024", volume="12", page="34-56", authors=2),),
    ),
    (
        "full-text-at-an-address",
        STORY
        + (
            f'Article: "{TITLE}," by Jane Doe, PhD, and Li Wei, PhD; Emotion; 2017.\n'
            "Full text of the article is available from us and at http://www. apa. org/ pubs/ emo-emo0000311. pdf."
        ),
        (
            Want(
                title=TITLE,
                container="Emotion",
                issued="2017",
                authors=2,
                url="http://www.apa.org/pubs/emo-emo0000311.pdf",
            ),
        ),
    ),
    (
        "names-of-collaborators",
        STORY
        + (
            f'"{TITLE}." Collaborating with Dr. Roe were Jane Doe, M.D., Ph.D., Li Wei, B.A., and Bob Poe, Ph.D.\n'
            "Published online in the journal Radiology."
        ),
        (Want(title=TITLE, container="Radiology", authors=3),),
    ),
    (
        "sheet-of-two-abstracts",
        "1. Frogs glow at dusk\nAbstract: http://annals.org/aim/article/doi/10.7326/M17-0011\n"
        + STORY
        + "The findings are published in Annals of Internal Medicine.\n2. Toads do not\n"
        "Abstract: http://annals.org/aim/article/doi/10.7326/M17-0022\nURL goes live when the embargo lifts.",
        (
            Want(container="Annals of Internal Medicine", doi="10.7326/M17-0011"),
            Want(container="Annals of Internal Medicine", doi="10.7326/M17-0022"),
        ),
    ),
    (
        "abstract-with-authors-over-the-doi",
        STORY + f"ABSTRACT\n{TITLE}\nJane Doe, Li Wei, Bob Poe\nDOI: 10.1000/frogs.1\nFrogs scatter light.",
        (Want(title=TITLE, doi="10.1000/frogs.1", authors=3),),
    ),
    (
        "authors-in-a-list",
        STORY
        + f"Paper title:\n“{TITLE}”\nAuthors:\n* Jane Doe, University of Lava, Iceland\n* Bob Poe, Moss Institute\n",
        (Want(title=TITLE, authors=2),),
    ),
    (
        "authors-below-a-sentence",
        STORY + "This study was published in Science Advances.\n\nAuthors: Jane Doe^1, Li Wei^2 and Bob Poe^3\n",
        (Want(container="Science Advances", authors=3),),
    ),
    (
        "page-in-one-line",
        STORY.replace("\n", " ") * 3
        + f"### “{TITLE},” by Jane Doe, Li Wei, and Bob Poe, Current Biology doi:10.1000/frogs.1 This was paid by NSF.",
        (Want(title=TITLE, container="Current Biology", doi="10.1000/frogs.1", authors=3),),
    ),
    (
        "heading-glued-to-the-story",
        STORY.replace("\n", " ")
        * 2
        + f"Original publication J. Doe, L. Wei, and B. Poe, {TITLE}, Quantum Science and Technology 9, 035051 (2024). "
        "Contact Prof. Jane Doe",
        (
            Want(
                title=TITLE,
                container="Quantum Science and Technology",
                issued="2024",
                volume="9",
                page="035051",
                authors=3,
            ),
        ),
    ),
    (
        "journal-in-a-line-below-its-sentence",
        STORY + "This research is published in\nNeuron\nDOI: 10.1000/frogs.1",
        (Want(container="Neuron", doi="10.1000/frogs.1"),),
    ),
    (
        "journal-before-a-doi-in-a-parenthesis",
        STORY
        + f"-Publication:\nJane Doe, Li Wei, and Bob Poe, “{TITLE},” Nature Energy (https://doi.org/10.1000/frogs.1)",
        (Want(title=TITLE, container="Nature Energy", doi="10.1000/frogs.1", authors=3),),
    ),
    (
        "authors-in-lines-with-their-places",
        STORY + f"Paper title:\n“{TITLE}”\n\nAuthors:\nJane Doe (corresponding author), Moss University\n"
        "Li Wei, University of Fen\nBob Poe, Pond Institute\n\nMedia contact\nAnn Roe, Press Office",
        (Want(title=TITLE, authors=3),),
    ),
    (
        "authors-in-lines-of-their-own",
        STORY + f"Title: {TITLE}\nAuthors:\nJane Doe\nLi Wei\nBob Poe\nJournal: Neuron",
        (Want(title=TITLE, container="Neuron", authors=3),),
    ),
    (
        "label-whose-value-is-no-journal",
        STORY + "Publication: Doe, Jane. The Glow of Frogs: A Book on the Pond. Moss University Press, 2024.",
        (Want(title="The Glow of Frogs: A Book on the Pond", issued="2024", authors=1),),
    ),
    (
        "source-with-a-doi",
        STORY + "Source: Annals of Internal Medicine, May 7, 2021 (https://doi.org/10.1000/frogs.1)",
        (Want(container="Annals of Internal Medicine", doi="10.1000/frogs.1", issued="2021-05-07"),),
    ),
    (
        "journal-after-a-label-for-its-link",
        STORY + "Journal Link: Sleep Health, 7-May-2021",
        (Want(container="Sleep Health", issued="2021-05-07"),),
    ),
    (
        "title-after-a-label-with-the-journal",
        STORY + f"Read the full paper in Sleep Health: {TITLE}",
        (Want(title=TITLE, container="Sleep Health"),),
    ),
    (
        "journal-as-title",
        STORY + f"The study, published in ACS Nano as “{TITLE},” was supported by the pond.",
        (Want(title=TITLE, container="ACS Nano"),),
    ),
    (
        "label-glued-to-a-name",
        STORY + f"Full bibliographic informationJane Doe, Li Wei: {TITLE}. Sleep Health, 2021. DOI: 10.1000/frogs.1",
        (Want(title=TITLE, container="Sleep Health", doi="10.1000/frogs.1", issued="2021", authors=2),),
    ),
    (
        "citation-without-a-title",
        STORY + "Doe, J., Nguyen, L. T. & Poe, B. Phys. Rev. Lett. 126, 187601 (2021).",
        (Want(container="Phys. Rev. Lett.", issued="2021", volume="126", page="187601", authors=3),),
    ),
    (
        "address-in-a-parenthesis-glued-to-a-title",
        STORY + f'Scientific paper: "{TITLE}"(https://www.example.org/frogs/118/e2020123118)',
        (Want(title=TITLE, url="https://www.example.org/frogs/118/e2020123118"),),
    ),
    (
        "study-detailed-in-a-paper",
        STORY + "The work is detailed in a paper published online in Geology.",
        (Want(container="Geology"),),
    ),
    (
        "paper-that-has-been-accepted",
        STORY
        + "The paper has been accepted for publication in The Astrophysical Journal Letters. A preprint is available "
        "at https://arxiv.org/abs/2206.01234.",
        (Want(container="The Astrophysical Journal Letters", url="https://arxiv.org/abs/2206.01234"),),
    ),
    (
        "annual-meeting-in-lower-case",
        STORY
        + "Doe will present the results at the 57th annual meeting of the American Pond Society in Orlando, Florida.",
        (Want(container="57th annual meeting of the American Pond Society"),),
    ),
    (
        "journal-right-after-a-title",
        STORY + f"Read the paper, “{TITLE},” in Nature Geoscience.",
        (Want(title=TITLE, container="Nature Geoscience"),),
    ),
    (
        "issue-of-a-german-journal",
        "Frösche leuchten im Teich\n\nEin Team der Universität hat gezeigt, dass die Frösche am Abend leuchten.\n\n"
        "Die Ergebnisse wurden in der aktuellen Ausgabe der Fachzeitschrift New Phytologist veröffentlicht.",
        (Want(container="New Phytologist"),),
    ),
    (
        "labels-that-are-no-authors",
        "Les grenouilles brillent\n\n5 mai 2021\n\nLes grenouilles brillent le soir dans les étangs, ont découvert des "
        f"chercheurs.\n\nTitre de l’étude\n“{TITLE}”\n\nMagazine\nCurrent Biology; 2021;582(1):147-156\n\nLien DOI\n"
        "https://doi.org/10.1000/frogs.1\n",
        (
            Want(
                title=TITLE,
                container="Current Biology",
                doi="10.1000/frogs.1",
                issued="2021",
                volume="582",
                issue="1",
                page="147-156",
            ),
        ),
    ),
    (
        "day-in-a-cell-that-begins-like-a-numbered-item",
        f"Frösche leuchten\n\n| Titel | {TITLE} |\n| Zeitschrift | Neuron |\n| Erschienen am | 5. Mai 2021 |\n",
        (Want(title=TITLE, container="Neuron", issued="2021-05-05"),),
    ),
    (
        "authors-above-the-contact",
        STORY
        + f"Title of original paper\n{TITLE}\n\nJournal\nNature Plants\n\nAuthors\nJane Doe and Li Wei\n\nContact:\n"
        "Sam Field",
        (Want(title=TITLE, container="Nature Plants", authors=2),),
    ),
    (
        "published-earlier-today",
        STORY + "The study was published earlier today in Psychological Science.",
        (Want(container="Psychological Science"),),
    ),
    (
        "an-initial-above-a-journal-is-no-word-for-in",
        STORY + f"Original publication:\n“{TITLE}”\nDoe J, Wei L, Poe W\nAnnals of Botany\ndoi:10.1000/frogs.1",
        (Want(title=TITLE, container="Annals of Botany", doi="10.1000/frogs.1", authors=3),),
    ),
    (
        "label-within-a-page-in-one-line",
        STORY.replace("\n", " ") * 6 + f"More information: Jane Doe et al. {TITLE}, Nature Ecology (2017). DOI: "
        "10.1000/frogs.1 Abstract Frogs glow at dusk, and nobody knew why. Here we show that they glow for each other.",
        (Want(title=TITLE, container="Nature Ecology", doi="10.1000/frogs.1", issued="2017", authors=1),),
    ),
    (
        "glued-labels-within-a-page-in-one-line",
        STORY.replace("\n", " ")
        * 6
        + "Author (Moss University): Jane Doe (Department of Ponds) Title of original paper"
        f"“{TITLE}” Journal: Foreign Affairs Web linkhttps://www.example.org/frogs/why-frogs-glow-doe",
        (
            Want(
                title=TITLE,
                container="Foreign Affairs",
                url="https://www.example.org/frogs/why-frogs-glow-doe",
                authors=1,
            ),
        ),
    ),
    (
        "word-of-a-journal-that-begins-a-sentence",
        "Genetics study finds frogs that glow\n\n" + STORY,
        (),
    ),
    (
        "volume-after-the-doi-in-one-line",
        STORY.replace("\n", " ") + f'Notes for editors The article is "{TITLE}," by Jane Doe, MD, and Li Wei, PhD '
        "(https://doi.org/10.1000/frogs.1). It appears in Ophthalmology, volume 124, issue 3 (March 2017), published "
        "by Elsevier. Full text of this article is available to journalists.",
        (
            Want(
                title=TITLE,
                container="Ophthalmology",
                doi="10.1000/frogs.1",
                issued="2017-03",
                volume="124",
                issue="3",
                authors=2,
            ),
        ),
    ),
    (
        "funding-ends-the-citation",
        STORY
        + "Citation: Doe HY, et al. Nature Physics, doi: 10.1000/frogs.1. Funding: The Institute on Ponds, grant 1.",
        (Want(container="Nature Physics", doi="10.1000/frogs.1", authors=1),),
    ),
    (
        "related-story-names-another-journal",
        STORY + f"Read the paper “{TITLE}” here: https://doi.org/10.1000/frogs.1\n\nRelated stories\n"
        "Bees in bones, study in Royal Society Open Science finds March 3, 2024\n",
        (Want(title=TITLE, doi="10.1000/frogs.1", url="https://doi.org/10.1000/frogs.1"),),
    ),
    (
        "arxiv",
        STORY
        + (
            'Preprint: Jane Doe, Li Wei. "Frog fluorescence under twilight in coastal forests". '
            "arXiv:2403.01234 [physics.bio-ph]"
        ),
        (Want(title=TITLE, url="https://arxiv.org/abs/2403.01234", authors=2),),
    ),
    (
        "quoted-title-between-dashes",
        STORY + f"The study — “{TITLE}” — was published on 3 March 2024 in the journal Coral Reefs.",
        (Want(title=TITLE, container="Coral Reefs", issued="2024-03-03"),),
    ),
    (
        "can-be-found",
        STORY + f"The paper, “{TITLE},” can be found in Coral Reefs at https://doi.org/10.1000/frogs.1.",
        (Want(title=TITLE, container="Coral Reefs", doi="10.1000/frogs.1"),),
    ),
    (
        "authors-after-the-journal",
        STORY + f"Read the study\n\n“{TITLE}” (Coral Reefs, 3 March 2024) by Moira Lake and Li Wei",
        (Want(title=TITLE, container="Coral Reefs", issued="2024-03-03", authors=2),),
    ),
    (
        "the-research-is-no-title",
        STORY + "The research is published in Clinical Science: https://doi.org/10.1000/frogs.1\n",
        (Want(container="Clinical Science", doi="10.1000/frogs.1"),),
    ),
    (
        "to-read-the-paper",
        STORY + f"To read the paper: L. Fu, O. Said, and K. Obel, “{TITLE},” Hypertension 81, 511–520 (2024).\n",
        (Want(title=TITLE, container="Hypertension", issued="2024", volume="81", page="511-520", authors=3),),
    ),
    (
        "titled-between-commas",
        STORY + f"The paper, titled {TITLE}, is available online in the journal Hypertension.\n",
        (Want(title=TITLE, container="Hypertension"),),
    ),
    (
        "scientific-sessions",
        STORY + "The finding comes from preliminary research to be presented at the Frog Association’s Scientific "
        "Sessions 2024.\n",
        (Want(container="Frog Association’s Scientific Sessions 2024", issued="2024"),),
    ),
    (
        "conclusions-are-no-title",
        STORY + "The study is published by JAMA. (doi:10.1000/frogs.1)\n\n"
        "Study Conclusions: The association between dusk and glowing adds to the literature on frogs.\n",
        (Want(container="JAMA", doi="10.1000/frogs.1"),),
    ),
    (
        "a-review-published-in",
        STORY + f"Dusk is the focus of “{TITLE},” a review published online in Coral Reefs by three teams.\n",
        (Want(title=TITLE, container="Coral Reefs"),),
    ),
    (
        "the-results-are-in-a-title",
        STORY + f"The results are in “{TITLE},” published in Coral Reefs. Frogs were glad to hear of it.\n",
        (Want(title=TITLE, container="Coral Reefs"),),
    ),
    (
        "the-journal-published-it",
        STORY
        + f"For two years the new study followed 500 frogs. The Journal of Frog Research published it: “{TITLE}.”\n",
        (Want(title=TITLE, container="Journal of Frog Research"),),
    ),
    (
        "volume-and-issue-after-the-journal",
        STORY
        + f"This says a new article, “{TITLE}”, published in an early version of the Journal of Frog Research 48(1). "
        "The print edition is planned for August.\n",
        (Want(title=TITLE, container="Journal of Frog Research", volume="48", issue="1"),),
    ),
    (
        "volume-and-issue-in-words",
        STORY + "The new study is published in Coral Reefs (Vol. 12, No. 3). The frogs live near the coast.\n",
        (Want(container="Coral Reefs", volume="12", issue="3"),),
    ),
    (
        "no-volume-of-a-page-count",
        STORY + "The new study is published in Coral Reefs. 12 (3) of the frogs live near the coast.\n",
        (Want(container="Coral Reefs"),),
    ),
    (
        "the-issue-of-the-journal",
        STORY + f"The new study, “{TITLE},” is a featured paper of the journal Coral Reefs.\n\n"
        "It was published in the May 2018 issue of the journal.\n",
        (Want(title=TITLE, container="Coral Reefs", issued="2018-05"),),
    ),
    (
        "the-day-of-a-talk",
        STORY + "The new study is published online in the Journal of Frog Research.\n\n"
        f"The study, “{TITLE},” will be presented on April 3, 2016, at 9:45 a.m. in Boston.\n",
        (Want(title=TITLE, container="Journal of Frog Research"),),
    ),
    (
        "the-site-of-a-society's-journal",
        STORY + "The new study is published in Coral Reefs. To view the abstract or the published article, visit "
        "http://www.frogjournal.org/article/S1933-2874(15)00427-4/abstract.\n",
        (Want(container="Coral Reefs", url="http://www.frogjournal.org/article/S1933-2874(15)00427-4/abstract"),),
    ),
    (
        "a-citation-right-after-a-doi",
        "A new analysis published today in Coral Reefs says that frogs glow. Two papers of this week say more. "
        "Lake MA, Wei L, et al. Glow of frogs at dusk in coastal forests. Coral Reefs. 2016;1(6):1-4. "
        "doi:10.1000/frogs.2016.1724. Doe J, Obel KA, et al. Cost of glowing for frogs in the north. "
        "Coral Reefs. 2016;1(6):5-9. doi:10.1000/frogs.2016.1747\n",
        (
            Want(
                "Glow of frogs at dusk in coastal forests",
                "Coral Reefs",
                "10.1000/frogs.2016.1724",
                "",
                "2016",
                "1",
                "6",
                "1-4",
                2,
            ),
            Want(
                "Cost of glowing for frogs in the north",
                "Coral Reefs",
                "10.1000/frogs.2016.1747",
                "",
                "2016",
                "1",
                "6",
                "5-9",
                2,
            ),
        ),
    ),
    (
        "a-later-footnote-with-an-address",
        "Agency approves a drug for frogs\n\nThe maker announced today that its drug was approved for frogs.1\n\n"
        "“Data show that frogs do well,” 2 said Moira Lake.\n\n1 Prescribing information.\n\n"
        "2 Lake MA and Wei L, Decline of frogs in the United States, 2008–2011, New England Journal of Medicine, 2016, "
        "374(9):843–852, http://nejm.org/doi/full/10.1056/NEJMsa1500000.\n\n"
        "3 Doe J, Obel K. Trends in glowing among frogs. Frog data brief, no 188. Hyattsville, MD. 2015.\n",
        (),
    ),
    (
        "titles-with-their-doi",
        STORY + f"Notes for editors\nArticle title: {TITLE} doi: 10.1000/frogs.1\nJournal: Hypertension\n",
        (Want(title=TITLE, container="Hypertension", doi="10.1000/frogs.1"),),
    ),
    (
        "surnames-between-journal-and-title",
        STORY + f"Current Biology, Doe and Wei-Lund: “{TITLE}” https://frogs.example.org/articles/10.1000/frogs.1\n",
        (Want(title=TITLE, container="Current Biology", doi="10.1000/frogs.1", authors=2),),
    ),
    (
        "day-and-month-that-may-be-either",
        STORY + f"Scientific reference\n{TITLE}, J. Doe, L. Wei, R. Poe & al., Biogeosciences, 11/02/2020\n",
        (Want(title=TITLE, container="Biogeosciences", issued="2020", authors=3),),
    ),
    (
        "titled-before-who-wrote-it",
        STORY + "The work was published today in the journal Hypertension.\n\n"
        f"The paper, {TITLE}, was co-authored by two students.\n",
        (Want(title=TITLE, container="Hypertension"),),
    ),
    (
        "publication-date-of-the-page",
        "Publication Date: September 20, 2022\n\n"
        + STORY * 3
        + f"Paper: “{TITLE}” https://frogs.example.org/articles/10.1000/frogs.1\n",
        (Want(title=TITLE, doi="10.1000/frogs.1"),),
    ),
    (
        "tip-sheet-of-a-journal",
        "Annals of Internal Medicine Tip Sheet\n\n"
        + STORY
        + "Abstract: https://www.acpjournals.org/doi/10.7326/M22-1455\n",
        (Want(doi="10.7326/M22-1455"),),
    ),
    (
        "an-address-after-a-long-title",
        STORY + "The study, “Managing the Glow of Frogs and Associated Issues in the Survivors of Long Nights at Dusk”"
        " is published online in Coral Reefs at "
        "https://academic.oup.com/reefs/article/4058051/Managing-the-glow, ahead of print.\n",
        (
            Want(
                title="Managing the Glow of Frogs and Associated Issues in the Survivors of Long Nights at Dusk",
                container="Coral Reefs",
                url="https://academic.oup.com/reefs/article/4058051/Managing-the-glow",
            ),
        ),
    ),
    (
        "a-title-in-capitals-between-commas",
        STORY + "The paper, The Shore-Pond Distance is Double the Pond-Forest Distance in Coastal Frogs, is published "
        "ahead of print in the Annals of Plastic Surgery.\n",
        (
            Want(
                title="The Shore-Pond Distance is Double the Pond-Forest Distance in Coastal Frogs",
                container="Annals of Plastic Surgery",
            ),
        ),
    ),
    (
        "who-said-it-is-no-title",
        STORY + "The study, Dr. Moira Lake of Fen University said, was published in Nature today.\n",
        (Want(container="Nature"),),
    ),
    (
        "a-quoted-title-journal-and-day",
        STORY + "The study is published in the journal Blood.\n\nThe frogs were well.\n\n"
        f"“{TITLE},” Blood, published online Dec. 23, 2015.\n",
        (Want(title=TITLE, container="Blood", issued="2015-12-23"),),
    ),
    (
        "published-today-in",
        STORY + f"‘{TITLE}’, published today in the Journal of Breath Research, describes a test that uses a lamp.\n",
        (Want(title=TITLE, container="Journal of Breath Research"),),
    ),
    (
        "published-by-a-journal",
        STORY
        + f"The study, “{TITLE},” recently was published by Clinical Pond Biology, a peer-reviewed journal on the "
        "life of ponds.\n",
        (Want(title=TITLE, container="Clinical Pond Biology"),),
    ),
    (
        "published-by-a-house",
        STORY + "The study was published by Lakeside House, the journal's publisher, on paper and on the web.\n",
        (),
    ),
    (
        "the-journal-before-the-conference-of-a-title",
        STORY + "A new study published in Nutrients shows that frogs like pecans.\n\n"
        f"It took years. The study entitled “{TITLE}” will be presented at the Frog Society Annual Conference "
        "2018 held in Boston this June.\n",
        (Want(title=TITLE, container="Nutrients"),),
    ),
    (
        "last-month-in-another-journal",
        STORY + "The research appears in The Lancet Oncology. Frogs were well.\n\n"
        "The results of the trial in adult frogs were published last month in the New England Journal of Medicine.\n",
        (Want(container="The Lancet Oncology"),),
    ),
    (
        "last-month-alone",
        STORY + "The findings, published online last month by European Urology, suggest that frogs were well.\n",
        (Want(container="European Urology"),),
    ),
    (
        "a-journal-published-the-results",
        STORY + "Coral Reefs published the results on May 4, 2018. Frogs were glad.\n",
        (Want(container="Coral Reefs", issued="2018-05-04"),),
    ),
    (
        "a-body-published-the-results",
        STORY + "The Ministry of Health published the results on May 4, 2018. Frogs were glad.\n",
        (),
    ),
    (
        "a-journal-and-day-after-a-label-below-the-authors",
        STORY + f"Study: “{TITLE}”\nAuthors: Ana M. Ruiz, PhD, MPH; Li Wei, MD; and Jo Poe, MD, PhD\n"
        "Publication: Annals of Internal Medicine, March 14, 2018\n",
        (Want(title=TITLE, container="Annals of Internal Medicine", issued="2018-03-14", authors=3),),
    ),
    (
        "volume-issue-and-pages-in-a-sentence",
        STORY
        + f"The study, “{TITLE},” appears in the journal Coral Reefs, vol. 4, no. 3, pp. 45–67. Frogs were well.\n",
        (Want(title=TITLE, container="Coral Reefs", volume="4", issue="3", page="45-67"),),
    ),
    (
        "titled-before-which",
        STORY + f"They report it in a paper titled {TITLE}, which has been published in the journal Science.\n",
        (Want(title=TITLE, container="Science"),),
    ),
    (
        "vacancy",
        STORY + "Desirable Qualification : NET/GATE, Experience in Molecular Biology Last Date : 11.11.2017\n",
        (),
    ),
]


def papers(text: str, url: str = "") -> tuple[Record, ...]:
    return layouts.papers(readers.read(text, url=url))


def plain(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


@pytest.mark.parametrize(("text", "wanted"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_every_stated_value_is_read_and_nothing_else(text: str, wanted: tuple[Want, ...]) -> None:
    found = papers(text)
    assert len(found) == len(wanted), [record.stated() for record in found]
    for record, want in zip(found, wanted, strict=True):
        assert plain(record.title) == plain(want.title)
        assert plain(record.container_title) == plain(want.container)
        assert str(record.issued or "") == want.issued
        assert (record.volume, record.issue, record.page) == (want.volume, want.issue, want.page)
        assert want.doi == record.DOI or (not want.doi and want.url)
        assert not want.url or want.url == record.URL
        if want.authors:
            assert len(record.author) == want.authors, [str(name) for name in record.author]


@pytest.mark.parametrize("text", [page[1] for page in PAGES if page[2]], ids=[page[0] for page in PAGES if page[2]])
def test_every_value_has_its_origin_and_stands_in_its_words(text: str) -> None:
    for record in papers(text):
        assert record.reasons
        assert record.press
        for variable, value in record.stated().items():
            origin = record.provenance[variable]
            assert origin.kind.partition(":")[0] in ("labelled", "reference", "prose", "link")
            if isinstance(value, str) and variable not in ("URL", "archive", "type"):
                assert plain(value) in plain(origin.text), variable
            elif variable == "author":
                assert all(plain(name.family or name.literal) in plain(origin.text) for name in record.author)


def test_the_home_institution_named_in_a_label_marks_a_partial_list() -> None:
    (record,) = papers(
        "Why the River Should Stay\n\n"
        "Author\u00a0(Example State University): Jane Q Doe (Department of Rivers)\n\n"
        "Title of\u00a0original paper\u201cWhy the River Should Stay\u201d\n\n"
        "Journal: Foreign Affairs\n\nWeb linkhttps://www.foreignaffairs.com/rivers/why-river-should-stay-doe-roe"
    )
    assert record.type == "article-magazine"
    assert record.title == "Why the River Should Stay"
    assert [name.family for name in record.author] == ["Doe"]
    assert record.author[0].affiliations == ("Department of Rivers", "Example State University")
    assert record.authors_complete is False
    assert record.URL == "https://www.foreignaffairs.com/rivers/why-river-should-stay-doe-roe"


def test_et_al_makes_a_list_partial_and_a_full_list_whole() -> None:
    (partial,) = papers(STORY + f"More information: Jane Doe et al, {TITLE}, Nature Communications (2024).")
    (whole,) = papers(STORY + f"Reference: Jane Doe, Li Wei. {TITLE}. Nature Communications, 2024; 15: 12.")
    assert partial.authors_complete is False
    assert whole.authors_complete is True


def test_the_pages_own_citation_is_no_paper() -> None:
    address = "https://example.org/news/2024-03-frogs-dusk.html"
    assert not papers(
        f"Frogs glow at dusk\n\nFrogs glow at dusk, a television series shows.\n\n"
        f"Citation: Frogs glow at dusk (2024, March 12) retrieved 13 March 2024 from {address}",
        url=address,
    )


def test_two_announced_papers_come_in_page_order() -> None:
    found = papers(
        STORY
        + f"More information: Jane Doe et al, {TITLE}, Nature Communications (2024). DOI: 10.1038/s41467-024-1-6\n\n"
        "Li Wei et al, Toad vision in the dark, Biology Letters (2024). DOI: 10.1098/rsbl.2024.0001\n\n"
        "Journal information: Nature Communications , Biology Letters"
    )
    assert [record.DOI for record in found] == ["10.1038/s41467-024-1-6", "10.1098/rsbl.2024.0001"]


def test_an_editorial_comes_after_the_paper_and_says_so() -> None:
    found = papers(
        STORY + "Editorial: “Glowing in the dark: what frogs tell us” DOI: 10.1000/editorial.1\n\n"
        "People asked for more.\n\nNobody knew.\n\nThere is no end.\n\nIt is long.\n\n"
        f"Reference: Jane Doe, Li Wei. {TITLE}. Nature Communications, 2024; 15: 12. DOI: 10.1038/s41467-024-1-6"
    )
    assert [record.DOI for record in found] == ["10.1038/s41467-024-1-6", "10.1000/editorial.1"]
    assert found[1].relations[0].kind == "is-companion-of"
    assert found[1].relations[0].target == "10.1038/s41467-024-1-6"


def test_background_references_in_a_numbered_list_are_left_out() -> None:
    found = papers(
        STORY + "References:\n"
        f"1. Doe J, Wei L. {TITLE}. J Exp Biol 2024;227:12-19.\n"
        "2. Roe R, Poe P. Frogs in the older literature and what became of them. J Exp Biol 1999;200:1-9."
    )
    assert [record.title for record in found] == [TITLE]


@pytest.mark.parametrize(
    "text",
    [
        "Frogs glow at dusk Jane Doe , Li Wei Journal of Experimental Biology 2024 227: 3399-3405; doi: "
        "10.1242/jeb.246789 Jane Doe Department of Biology\nABSTRACT\nWe measured how frogs glow at dusk in forests.",
        "Frogs glow at dusk\nWe measured how frogs glow in forests near the coast, and found that most do.\n"
        "Publication details The article was received on 08 Oct 2023, accepted on 01 Dec 2023\n"
        "J. Doe and L. Wei, RSC Adv. , 2024, 7 , 46778 DOI: 10.1039/C7RA00000J",
        "Frogs in winter\nJ Doe, L Wei - Journal of Frogs …, 2024 We measured frogs … - References. Doe J. Toads … \n"
        "Toads in spring\nL Wei, J Doe - Journal of Toads …, 2024 Doe J, Wei L. Glow of toads. Frogs. 2020;3:4–9 …",
        "Why releases do not tell\nBMJ 2022; 379 doi: https://doi.org/10.1136/bmj.o2938 (Published 06 December 2022) "
        "Cite this as: BMJ 2022;379:o2938\nThe study was published in the New England Journal of Medicine today.",
    ],
    ids=["citation at the top", "words of a publisher", "search results", "news of a journal"],
)
def test_an_article_page_announces_no_paper(text: str) -> None:
    assert papers(text) == ()


def test_an_old_citation_alone_is_no_announced_paper() -> None:
    text = (
        "Why people leave together. Posted October 3, 2017. Retention is on the mind of every employer, and what makes "
        "one colleague leave may well make the next one leave.\n"
        "Doe, J., & Wei, L. (1998). Leaving in groups. Journal of Applied Psychology, 52(3), 545-561."
    )
    assert papers(text) == ()


@pytest.mark.parametrize("when", ["in 2009", "in May 2009", "online in 2009"])
def test_a_study_that_appeared_years_ago_is_background(when: str) -> None:
    text = (
        "Why clocks are changed. October 11, 2017. Most people will set their clocks back an hour on Sunday.\n"
        f"A study published {when} in the Journal of Applied Psychology showed that people sleep less that week."
    )
    assert papers(text) == ()


def test_one_study_of_many_in_a_page_of_advice_is_background() -> None:
    text = (
        "How to live with diabetes\nDiabetes is a common illness, and there is much that you can do about it.\n"
        "Eat at the same hours.\nWalk every day, and sleep enough.\n"
        "A study published in the journal Diabetes Care found that a walk after a meal lowers the sugar in the blood.\n"
        "Ask your doctor what suits you."
    )
    assert papers(text) == ()


def test_a_letter_of_another_century_is_no_paper() -> None:
    text = (
        "Why clocks are changed. October 11, 2017. Most people will set their clocks back an hour on Sunday.\n"
        "Franklin published a letter in the Journal of Paris in 1784, in which he reports what he found on light."
    )
    assert papers(text) == ()


def test_a_data_set_is_no_paper() -> None:
    assert not papers(STORY + "The data are on a server. DOI: 10.5281/zenodo.1234567")


def test_earlier_work_is_no_announcement() -> None:
    assert not papers(STORY + "Two years ago the group reported a previous study in the journal Nature Communications.")


def test_explain_shows_what_was_refused_and_why() -> None:
    document = readers.read(
        STORY + f"Reference: Jane Doe. {TITLE}. Nature Communications, 2024; 15: 12.\n\n"
        "Last year, a previous study was published in the journal Biology Letters."
    )
    explained = layouts.explain(document)
    assert explained[0].taken
    assert explained[0].record.title == TITLE
    refused = [each for each in explained if not each.taken]
    assert any(each.record.container_title == "Biology Letters" for each in refused)
    assert all(each.reasons for each in explained)


def test_every_layout_finds_nothing_on_a_page_without_one() -> None:
    from pressbib.layouts.sheet import lay

    sheet = lay(readers.read(STORY + "The mayor opened the bridge on Monday. Everybody cheered."))
    assert [(name, list(find(sheet))) for name, find in layouts.LAYOUTS] == [
        ("labelled", []),
        ("reference", []),
        ("prose", []),
        ("link", []),
    ]


def test_an_empty_document_announces_nothing() -> None:
    assert layouts.papers(Document()) == ()
    assert layouts.explain(Document()) == ()


HOSTILE = {
    "labels": "Journal: Title: DOI: Author: Reference: ",
    "label lines": "Journal:\nTitle:\nReference\n",
    "verbs": "published in the journal Nature ",
    "digits": "2019; 12(3):45-67. ",
    "quotes": "titled “The ",
    "straight quotes": '"a" ',
    "names": "Smith et al., ",
    "initials": "A.B.C.D. ",
    "parentheses": "(a(b(c",
    "identifiers": "10.1038/(a(b(c",
    "corner brackets": "学術誌「誌に掲載『",
    "phrases": "发表在《自然》",
    "colons": "논문명: ",
    "sentences": "In 2014, a study. ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_costs_what_its_length_costs(piece: str) -> None:
    def cost(length: int) -> float:
        document = readers.read(("x " + piece * (length // len(piece) + 1))[:length])
        return seconds(lambda: layouts.papers(document))

    cost(2_000)
    short, long = cost(25_000), cost(100_000)
    assert long < 12 * short + 0.1, (short, long)


def test_a_title_in_bold_is_no_journal_and_a_second_heading_ends_the_citation() -> None:
    page = (
        "<h1>Frogs glow</h1><p>Frogs glow at dusk near the coast.</p><h3>Original publication</h3>"
        "<p>Jane Doe, Li Wei and Bob Poe<br><strong>Visual decisions of the frog at dusk bypass the brain</strong><br>"
        "Nature Neuroscience, 21 February 2022<br><a href='https://doi.org/10.1000/frogs.1'>DOI</a></p>"
        "<h3>Other interesting articles</h3><p>Squid see in colour</p>"
    )
    (record,) = layouts.papers(readers.read(page.encode(), content_type="text/html"))
    assert record.title == "Visual decisions of the frog at dusk bypass the brain"
    assert (record.container_title, record.DOI) == ("Nature Neuroscience", "10.1000/frogs.1")
    assert [name.family for name in record.author] == ["Doe", "Wei", "Poe"]


def test_names_are_names() -> None:
    (record,) = papers(STORY + f"Reference: Doe, J., van der Berg, L. (2024). {TITLE}. Nature Communications, 15, 12.")
    assert all(isinstance(name, Name) for name in record.author)
    assert [name.given for name in record.author] == ["J.", "L."]


def test_a_glued_citation_does_not_begin_inside_quotation_marks() -> None:
    text = (
        "Ring lowers pressure\n\nDoctors tested a ring in 130 eyes at ten clinics in the country.\n\n"
        '"Six-month Reduction with an Ocular Insert: Results of a Phase 2 Controlled Study," Brandt, et al. '
        "Ophthalmology, article in press, May 2016. DOI: 10.1016/j.ophtha.2016.04.026. The results are also being "
        "presented today at a meeting in New Orleans. The authors receive support from the maker of the ring.\n"
    )
    (record,) = layouts.papers(readers.read(text))
    assert record.title == "Six-month Reduction with an Ocular Insert: Results of a Phase 2 Controlled Study"
    assert [str(name) for name in record.author] == ["Brandt"]
    assert record.container_title == "Ophthalmology"


def test_a_broken_address_of_a_link_is_not_taken() -> None:
    page = (
        "<h1>Frogs sing at dusk</h1><p>More information: Jane Doe et al, Why frogs sing at dusk and at dawn, "
        '<i>Frog Biology</i> (2019). <a href="http://[dx.example.org/10">dx.example.org/10</a></p>'
    )
    (record,) = layouts.papers(readers.read(page))
    assert (record.title, record.URL) == ("Why frogs sing at dusk and at dawn", "")


def test_the_rest_of_a_broken_doi_is_not_taken() -> None:
    text = (
        "Surgery compared\n\nCitation: Comparative Analysis of Outcomes and Costs Between Two Surgeries. "
        "Journal of the American College of Surgeons. 2016. DOI: http://dx.doi.org/10.1016/j.\n"
    )
    assert all(record.DOI != "10.1016/j" for record in layouts.papers(readers.read(text)))


def test_only_the_first_of_many_authors_are_looked_for_in_the_story() -> None:
    people = ", ".join(f"Emily Dux Speltz{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    block = f"Title: {TITLE}\nJournal: Computers and Composition\nAuthors: {people}"
    author = papers(f"{STORY}“Frogs glow,” said Dux Speltza. “And how,” said Dux Speltzz.\n\n{block}")[0].author
    assert [author[0].family, author[25].family] == ["Dux Speltza", "Speltzz"]


def test_a_double_surname_is_told_by_how_the_story_calls_the_person() -> None:
    line = f"Abram D. Anders & Emily Dux Speltz. “{TITLE},” Computers and Composition, Vol. 81. 2026."
    for said, family in (("said Dux Speltz", "Dux Speltz"), ("said Speltz", "Speltz"), ("said the writer", "Speltz")):
        author = papers(f"{STORY}“Frogs glow,” {said} of the pond institute.\n\n{line}")[0].author
        assert [name.family for name in author] == ["Anders", family]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "The team presented its work at the International Conference on Learning Frogs in May.",
            "International Conference on Learning Frogs",
        ),
        (
            "The work is being presented at the 2024 CHI Conference on Human Factors in Computing Systems.",
            "2024 CHI Conference on Human Factors in Computing Systems",
        ),
        (
            "At the Symposium on Frog Geometry in July, Roe and Poe will announce what began with a 1999 paper.",
            "Symposium on Frog Geometry",
        ),
        (
            "In a paper they’re presenting at the Frog Linguistics conference in Vancouver, they describe it.",
            "Frog Linguistics conference",
        ),
        (
            "The team will present its paper, “Croak and Answer: What Frogs Say to Each Other at Dusk in May,” at the "
            "Conference on Frog Factors this week.",
            "Conference on Frog Factors",
        ),
        ("The award was presented to Roe at the Annual Meeting of the American Frog Society.", ""),
        ("Join us at the Spring Meeting of Alumni in May; Professor Roe will present awards.", ""),
    ],
)
def test_work_presented_at_a_conference(sentence: str, name: str) -> None:
    found = papers(f"Frogs glow at dusk in May\n\n{sentence}\n\n“They glow,” said Bob Poe of the pond institute.")
    assert [record.container_title for record in found] == ([name] if name else [])


def test_a_journal_goes_before_the_conference() -> None:
    text = (
        STORY
        + "The results were presented at the Frog Society Annual Congress in Munich and published in Nature Physics."
    )
    assert [record.container_title for record in papers(text)] == ["Nature Physics"]


def test_two_links_on_a_short_line_are_one_paper_in_the_journal_that_a_sentence_names() -> None:
    page = (
        "<h1>Rust helps</h1><p>Rust in old mains feeds a microbe, engineers show in the journal Water Research.</p>"
        "<p><a href='https://www.sciencedirect.com/science/article/pii/S0043135424002300'>Read the article</a> "
        "<a href='https://doi.org/10.1000/rust.1'>DOI</a></p>"
    )
    found = layouts.papers(readers.read(page.encode(), content_type="text/html"))
    assert [(record.container_title, record.DOI) for record in found] == [("Water Research", "10.1000/rust.1")]


def test_a_turkish_label_and_name_that_begin_with_a_dotted_capital() -> None:
    (found,) = papers(
        "Bitkiler besin paylaşıyor\n\n"
        "İlgili makale: İbrahim Ak ve Cem Er. Roots share salt with grasses. Wetlands 3, 45 (2021)"
    )
    assert (found.title, [name.family for name in found.author]) == ("Roots share salt with grasses", ["Ak", "Er"])


@pytest.mark.parametrize(
    "place",
    [
        "DENVER/Jan. 9, 2024 – ",
        "BOSTON (May 7, 2025) – ",
        "(Fenton, RI — May 7, 2025) ",
        "LONDON: 5 May 2021 - ",
        "MINNEAPOLIS/ST. PAUL (May 7, 2021) — ",
        "ATLANTA, June 5, 2021/PRNewswire/ -- ",
        "[Tokyo, 7 May 2021] ",
        "Verona, 3 May 2021 – ",
    ],
)
def test_the_day_of_the_story_is_not_that_of_the_paper(place: str) -> None:
    (found,) = papers(f"Koalas suffer\n\n{place}A new paper in Veterinary Sciences will guide rescue after bushfires.")
    assert (found.container_title, found.issued) == ("Veterinary Sciences", None)


def test_the_year_behind_the_authors_and_a_note_behind_the_journal() -> None:
    (found,) = papers(
        "Labs make headlines\n\nPaper title: The coverage of applied research in press releases\n\n"
        "Author(s) and Year: Jing Zhang, Ann Roe and Rodrigo Poe, 2024\n\nJournal: Science Communication (open access)"
    )
    assert (len(found.author), str(found.issued), found.container_title) == (3, "2024", "Science Communication")


@pytest.mark.parametrize(
    ("source", "container"),
    [
        ("SOURCE: JAMA Internal Medicine, online May 5, 2021.", "JAMA Internal Medicine"),
        ("Source: Nature, 5 May 2021", "Nature"),
        ("Source: Fenland University, May 5, 2021", ""),
        ("Source: Nature", ""),
    ],
)
def test_a_journal_and_its_day_after_a_label_for_the_source(source: str, container: str) -> None:
    found = papers(f"Marsh plants share\n\nPlants in salt marshes pass nutrients to their neighbours.\n\n{source}")
    assert [record.container_title for record in found] == ([container] if container else [])


ROOTS = "Root networks redistribute nitrogen among salt marsh plants"
MARSH = "Marsh plants share\n\nPlants in salt marshes pass nutrients to their neighbours, researchers say.\n\n"


@pytest.mark.parametrize(
    ("cited", "title", "container", "doi", "authors"),
    [
        (
            f"The paper “{ROOTS}” is in Nature Communications: https://www.nature.com/articles/s41467-021-23456-7.\n"
            "DOI: 10.1038/s41467-021-23456-7",
            ROOTS, "Nature Communications", "10.1038/s41467-021-23456-7", 0,
        ),
        (
            f"About the research paper: Hale, R. & Wu, L. “{ROOTS}”, Nature Communications (2021).\n\n"
            "The journal paper can be accessed from here: https://doi.org/10.1038/s41467-021-23456-7",
            ROOTS, "Nature Communications", "10.1038/s41467-021-23456-7", 2,
        ),
        (f"Link to the scientific article: {ROOTS}\nContact information: Professor Hale", ROOTS, "", "", 0),
        (
            f"Reference\n\nHale R, Wu L: {ROOTS}. Nature Communications, 5 May 2021, "
            "doi: external page10.1038/s41467-021-23456-7call_made",
            ROOTS, "Nature Communications", "10.1038/s41467-021-23456-7", 2,
        ),
        (f"The paper, {ROOTS} (PDF), was published in Nature Communications.", ROOTS, "Nature Communications", "", 0),
        (
            f"The research article: R. Hale, S. Poe and L. Wu, {ROOTS}, Nature Communications, 12, 2345, 2021.",
            ROOTS, "Nature Communications", "", 3,
        ),
        (f"{ROOTS}, by R. Hale et al., is published in Science Advances.", ROOTS, "Science Advances", "", 1),
        ("The team's paper appears in the May 5 issue of The Astrophysical Journal Letters.", "",
         "The Astrophysical Journal Letters", "", 0),
        (
            f"FEATURED ARTICLE\n{ROOTS}\nRuth Hale, Sam Poe, Lin Wu\nCONTACT: Ruth Hale, hale@fen.example\n"
            "URL: https://doi.org/10.1130/G48765.1",
            ROOTS, "", "10.1130/G48765.1", 3,
        ),
    ],
)  # fmt: skip
def test_how_press_offices_point_to_a_paper(cited: str, title: str, container: str, doi: str, authors: int) -> None:
    (found,) = papers(MARSH + cited)
    assert (found.title, found.container_title, found.DOI) == (title, container, doi)
    assert len(found.author) == authors


def test_a_korean_journal_between_a_backtick_and_an_apostrophe() -> None:
    (found,) = papers(
        "염습지 식물, 양분 나눈다\n\n이번 연구 결과는 국제 학술지 "
        f"`네이처 커뮤니케이션즈(Nature Communications)' 5월 5일 字 온라인판에 게재됐다. (논문명 : {ROOTS})"
    )
    assert (found.title, found.container_title) == (ROOTS, "Nature Communications")


def test_a_labelled_title_with_its_journal_and_year_behind_dashes() -> None:
    (found,) = papers(
        f"Le piante condividono\n\nTitolo: “{ROOTS}” - «Nature Communications» - 2021\nAutori: Anna Rossi, Lin Wu"
    )
    assert (found.title, found.container_title, str(found.issued)) == (ROOTS, "Nature Communications", "2021")


NOTES = "Notes for editors\nResearch: {title}\nEditorial: Roots and their roads below the marsh\nJournal: The BMJ\n\n"


def test_the_research_and_its_editorial_share_the_journal_below_them() -> None:
    found = papers(
        f"{MARSH}{NOTES.format(title=ROOTS)}Peer-reviewed? Yes (research); No (linked editorial)\nSubjects: People\n\n"
        "Link to research: https://www.bmj.com/content/374/bmj.n1234"
    )
    assert [(each.title, each.container_title) for each in found] == [
        (ROOTS, "The BMJ"), ("Roots and their roads below the marsh", "The BMJ"),
    ]  # fmt: skip
    assert found[0].URL == "https://www.bmj.com/content/374/bmj.n1234"


def test_two_studies_of_which_each_has_its_title_and_doi() -> None:
    other = "Salt and shoots in young plants of the estuary"
    found = papers(
        f"{MARSH}Two studies published by The BMJ today say more.\n\nNotes for editors\nResearch: {ROOTS}\n"
        f"doi: 10.1136/bmj.l1451\nResearch: {other}\ndoi: 10.1136/bmj.l1949\nJournal: The BMJ\n"
    )
    assert [(each.title, each.DOI) for each in found] == [
        (ROOTS, "10.1136/bmj.l1451"), (other, "10.1136/bmj.l1949"),
    ]  # fmt: skip
    assert {each.container_title for each in found} == {"The BMJ"}


@pytest.mark.parametrize(
    "contact",
    [
        "Further information\n\nCenter for Public Affairs, Fenland Institute of Technology\n2-12-1 Ookayama, "
        "Meguro-ku, Tokyo 152-8550, Japan\nE-mail: media@fen.example\nTel. +81-3-5734-2975",
        "Peer-Reviewed Publication\n\nWeill Fenland Medicine\n\nShare  Print  E-Mail\n\nA molecule made by a common "
        "resident of the marsh calms an overactive branch of the plant's defence, according to a preclinical study by "
        "Weill Fenland Medicine investigators. The findings suggest a route to treatments for blight, which affects "
        "about 3 million plants on the coast and has no cure yet, although many were tried.",
    ],
)
def test_an_address_or_a_lead_below_a_label_is_no_citation(contact: str) -> None:
    (found,) = papers(f"{MARSH}Hale R, Wu L: {ROOTS}. Nature Communications 12, 345 (2021).\n\n{contact}")
    assert (found.title, found.container_title) == (ROOTS, "Nature Communications")


def test_a_headline_that_says_that_the_paper_is_a_commentary_is_none() -> None:
    (found,) = papers(
        "PUBLIC RELEASE: 28-JAN-2021\n\nCommentary: Marsh plants share more than we thought\n\n"
        f'{MARSH}Cell, Hale et al.: "{ROOTS}" http://dx.doi.org/10.1016/j.cell.2021.01.013'
    )
    assert found.title == ROOTS


def test_a_journal_of_one_word_before_authors_that_are_left_out() -> None:
    address = "https://www.cell.com/joule/fulltext/S2542-4351(22)00143-0"
    (found,) = papers(f"{MARSH}Joule, Duan et al.: “{ROOTS}” {address}")
    assert (found.title, found.container_title, found.URL) == (ROOTS, "Joule", address)
    assert [name.family for name in found.author] == ["Duan"]


@pytest.mark.parametrize(
    "older",
    [
        "Those results were published in Nature in 2011 and have been cited often (doi:10.1038/nature10203).",
        "Um estudo internacional, publicado em 2011 na revista Nature Communications, mostrou que o declínio acabou.",
        "Une étude publiée en 2011 dans la revue Nature a montré que le déclin n'était pas inévitable.",
        "Un estudio publicado en 2011 en la revista Nature mostró que la caída no era inevitable.",
    ],
)
def test_what_appeared_years_ago_is_not_announced(older: str) -> None:
    assert not papers(
        f"Laboratory buys a microscope\n\nBy Maggie Olson, September 14, 2022\n\n{older}\n\nIt cost much."
    )


def test_items_for_authors_end_where_the_list_ends() -> None:
    (found,) = papers(
        f"{MARSH}Paper title:\n\n“{ROOTS}”\n\nAuthors:\n\n• P. R. Goode (corresponding author), Big Bear Observatory, "
        "New Jersey\n• E. Pallé, Instituto de Astrofisica, Tenerife, Spain\n\nRelated\nMoonlight shadow: how clouds"
    )
    assert [name.family for name in found.author] == ["Goode", "Pallé"]


def test_a_link_for_readers_and_one_in_a_numbered_note() -> None:
    (found,) = papers(
        f"{MARSH}The study appears in The Lancet.\n\n[1] Quote direct from author.\n"
        "[2] Deaths caused by infections in the European Union in 2015: "
        "https://www.thelancet.com/journals/laninf/article/PIIS1473-3099(18)30605-4/fulltext\n\n"
        "IF YOU WISH TO PROVIDE A LINK FOR YOUR READERS, PLEASE USE THE FOLLOWING: "
        "https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(21)02724-0/fulltext"
    )
    assert (found.container_title, found.URL) == (
        "The Lancet", "https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(21)02724-0/fulltext",
    )  # fmt: skip


def test_the_day_that_only_the_sentence_says() -> None:
    (found,) = papers(
        f"{MARSH}The findings were published in Nature Communications on January 22, 2021.\n\nPaper information\n"
        f"Journal: Nature Communications\nTitle: {ROOTS}\nDOI: 10.1038/s41467-021-23456-7"
    )
    assert str(found.issued) == "2021-01-22"


def test_a_portuguese_title_its_doi_and_its_authors_before_where_it_can_be_read() -> None:
    (found,) = papers(
        "Plantas do mangue partilham nutrientes\n\nOs resultados saíram na Nature Communications.\n\n"
        f"O artigo {ROOTS} (doi: 10.1038/s41467-021-23456-7), de Carolini Kaid, Luiz C. Caires-Júnior, Antônio F. R. "
        "Júnior e Oswaldo K. Okamoto, pode ser lido em: http://www.nature.com/articles/s41467-021-23456-7."
    )
    assert (found.title, found.DOI) == (ROOTS, "10.1038/s41467-021-23456-7")
    assert [name.family for name in found.author] == ["Kaid", "Caires-Júnior", "Júnior", "Okamoto"]


def test_the_citation_line_of_a_release_service_with_the_numbers_of_grants() -> None:
    (found,) = papers(f"{MARSH}CITATIONS\nCell Reports, Mar-2021; AI114442; CA237311\n\nRELEASED\n16-Mar-2021")
    assert (found.container_title, str(found.issued), found.page) == ("Cell Reports", "2021-03", "")


def test_a_line_that_leads_to_the_paper_without_its_link() -> None:
    (found,) = papers(
        f"{MARSH}Links\n\nRead the paper in Nature Communications\nProfessor Hale's profile\nFenland Biosciences"
    )
    assert found.container_title == "Nature Communications"


def test_authors_title_and_journal_on_lines_of_their_own_after_a_label() -> None:
    (found,) = papers(
        f"{MARSH}Original article: Hale R, Okello P, Wu L\n{ROOTS}\nJ Med Internet Res 2024;26:e51234\n"
        "URL: https://www.jmir.org/2024/1/e51234\ndoi: 10.2196/51234"
    )
    assert [name.family for name in found.author] == ["Hale", "Okello", "Wu"]
    assert (found.title, found.container_title, found.volume, found.DOI) == (
        ROOTS, "J Med Internet Res", "26", "10.2196/51234",
    )  # fmt: skip


def test_letters_of_affiliations_and_the_places_below_the_authors() -> None:
    (found,) = papers(
        "Les plantes partagent\n\nUne équipe de l'Université de Valserine vient de montrer que les plantes des marais "
        f"partagent leurs nutriments.\n\nSources\n\n{ROOTS}\nClaire Moreau a, Paul Lefèvre b, Chiara Rossi a\n"
        "a Université de Valserine, Grenoble, France\nb Inserm, Lyon, France\nEcology Letters\n"
        "https://doi.org/10.1111/ele.14101"
    )
    assert (found.title, found.container_title, found.DOI) == (ROOTS, "Ecology Letters", "10.1111/ele.14101")


def test_a_date_in_brackets_after_a_labelled_journal() -> None:
    (found,) = papers(
        f"{MARSH}Published paper\nTitle: {ROOTS}\nJournal: Science Advances [March 5, 2024]\nDOI: 10.1126/a.b1"
    )
    assert (found.container_title, str(found.issued), found.volume) == ("Science Advances", "2024-03-05", "")


def test_those_who_worked_on_it_without_a_journal() -> None:
    (found,) = papers(
        f"{MARSH}“{ROOTS}.” Collaborating with Dr. Hale were Peter Okello, M.D., Ph.D., and Yuki Wu, M.D."
    )
    assert (found.title, len(found.author), found.authors_complete) == (ROOTS, 2, False)


def test_an_invitation_in_the_notes_is_no_title() -> None:
    (found,) = papers(
        f"{MARSH}Notes to editors\n\n1. For more information contact the press office.\n\n"
        "Maria Lindqvist et al 2024 Environ. Res. Lett. 19 084012\nhttps://doi.org/10.1088/1748-9326/ad1234"
    )
    assert (found.title, found.container_title, found.volume) == ("", "Environ. Res. Lett.", "19")


def test_the_place_of_work_between_the_authors_and_the_journal() -> None:
    (found,) = papers(
        f'{MARSH}Article: "{ROOTS}," Maria J. O\'Brien, PhD, Pieter van der Berg, MD, and Lan T. Nguyen, PhD, Norland '
        "Health; Journal of Occupational Health Psychology, published online May 7, 2021."
    )
    assert found.container_title == "Journal of Occupational Health Psychology"


def test_a_month_is_no_journal_and_a_predicate_no_citation() -> None:
    (found,) = papers(
        "Pflanzen teilen Nährstoffe\n\nPflanzen der Salzwiesen geben Nährstoffe weiter, zeigen Forschende.\n\n"
        "Die Studie ist am 5. März 2024 in der Fachzeitschrift Science Advances erschienen: "
        "https://www.science.org/doi/10.1126/sciadv.adk1234"
    )
    assert (found.container_title, str(found.issued), found.DOI) == (
        "Science Advances", "2024-03-05", "10.1126/sciadv.adk1234",
    )  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Two papers published today in Science Advances and Nature Astronomy describe the roots.",
        "The team reports its results in two studies, which appear in Science Advances and Nature Astronomy.",
        "Deux études publiées aujourd’hui dans Science Advances et Nature Astronomy décrivent ces racines.",
    ],
)
def test_two_works_in_two_journals_of_one_sentence(sentence: str) -> None:
    assert [each.container_title for each in papers(MARSH + sentence)] == ["Science Advances", "Nature Astronomy"]


def test_a_career_in_two_journals_is_no_announcement() -> None:
    assert not papers(f"{MARSH}Her work on two valleys was published in Science Advances and Nature Astronomy.")


def test_a_parenthesis_with_the_journal_and_its_doi() -> None:
    (found,) = papers(
        f"{MARSH}A thin film, say those who measured it (Physical Review X, doi: 10.1103/PhysRevX.9.041025)."
    )
    assert (found.container_title, found.DOI) == ("Physical Review X", "10.1103/PhysRevX.9.041025")


def test_the_year_inside_the_name_of_a_conference() -> None:
    (found,) = papers(f"{MARSH}The team will present its findings online April 17 at the ACM MobiCom 2019 conference.")
    assert found.container_title == "ACM MobiCom 2019 conference"


def test_a_page_of_tips_announces_nothing() -> None:
    assert not papers(
        "Five tips for better sleep\n\nA study published in the journal Sleep found that light in the evening delays "
        "sleep by 20 minutes. Another study, in JAMA Network Open, found that alcohol does harm. Here are five tips."
    )


def test_the_month_in_parentheses_ends_a_citation() -> None:
    (found,) = papers(f"{MARSH}Ruth Hale, Sam Poe and Lin Wu. ‘{ROOTS}.’ Current Biology (August 2023).")
    assert (found.title, found.container_title, str(found.issued)) == (ROOTS, "Current Biology", "2023-08")


def test_a_group_as_the_first_author() -> None:
    (found,) = papers(f"{MARSH}Reference: The Bee Genome Consortium, Hale R, Wu L. {ROOTS}. Current Biology. 2023.")
    assert [name.literal or name.family for name in found.author] == ["The Bee Genome Consortium", "Hale", "Wu"]
    assert found.title == ROOTS


def test_an_open_day_announces_nothing() -> None:
    assert not papers(
        "Tag der offenen Tür am 12. Juni\n\nDie Universität Hof öffnet ihre Labore. Im Vortrag „Wie Bienen zählen“ "
        "berichtet Prof. Lang über ihre Studie aus der Zeitschrift Science."
    )


def test_an_arabic_word_before_what_somebody_says_is_no_label() -> None:
    (found,) = papers(
        "الصحراء تزهر بالطاقة الشمسية\n\nنجح باحثون في تصميم نظام يعمل بالطاقة الشمسية وينتج الماء.\n\n"
        'ويضيف رينيوان لي، الباحث الأول في الدراسة: "عند تبريد الألواح تزداد كفاءتها بنسبة تصل إلى 9 في المئة".\n\n'
        f"References\nLi, R., Wu, M. & Wang, P. {ROOTS}. Cell Reports Physical Science 3, 100781 (2022).| article "
        "(https://doi.org/10.1016/j.xcrp.2022.100781)"
    )
    assert (found.title, found.DOI) == (ROOTS, "10.1016/j.xcrp.2022.100781")


def test_a_volume_with_its_issue_and_year_after_one_label() -> None:
    (found,) = papers(
        "Louky bez seče chudnou\n\nVědci vyhodnotili pokus na loukách, který trval čtyřicet let.\n\n"
        "Informace o publikaci\n"
        f"Název článku: {ROOTS}\nAutoři: Jitka Klimešová, Jan Wild\nČasopis: Journal of Ecology\n"
        "Ročník (číslo): 111 (11), 2023\nStrany: 2402–2415\nDOI: 10.1111/1365-2745.14207"
    )
    assert (found.volume, found.issue, found.page, str(found.issued)) == ("111", "11", "2402-2415", "2023")


def test_a_greek_label_below_the_sentence_on_who_paid() -> None:
    (found,) = papers(
        "Τα φυτά μοιράζονται\n\nΕρευνητές έδειξαν ότι τα φυτά μοιράζονται θρεπτικά συστατικά με τους γείτονές τους.\n\n"
        "Η έρευνα χρηματοδοτήθηκε από το Ευρωπαϊκό Συμβούλιο Έρευνας.\n\nΣχετική δημοσίευση: Papandreou M.-E., "
        f"Palikaras K., Tavernarakis N. {ROOTS}. Nature Aging, 3(1): 34–46 (2023). doi: 10.1038/s43587-022-00342-1"
    )
    assert (found.title, len(found.author), found.container_title) == (ROOTS, 3, "Nature Aging")


@pytest.mark.parametrize(
    ("cited", "container", "doi", "authors"),
    [
        ("The paper, titled {}, was published in Cell Reports: doi.org/10.1000/a.1", "Cell Reports", "10.1000/a.1", 0),
        ("Full paper title: {}, Cell Reports, DOI: 10.1000/a.1", "Cell Reports", "10.1000/a.1", 0),
        (
            "Article Title: {}\nNews Publication Date: 28-Jan-2024\nWeb References: https://doi.org/10.1000/a.1",
            "", "10.1000/a.1", 0,
        ),
        (
            "Bibliographic details: Ruth Hale, Sam Poe & Lin Wu. \"{}\". Cell Reports, Vol 39, No 2, February 2024.",
            "Cell Reports", "", 3,
        ),
        ("The research (“{}”) has been published in Cell Reports (January 2024).", "Cell Reports", "", 0),
        ("Link to paper: {} (wiley.com)", "", "", 0),
        ("Ruth Hale, Sam Poe, Lin Wu, {} (Cell Reports, DOI: 10.1000/a.1)", "Cell Reports", "10.1000/a.1", 3),
    ],
)  # fmt: skip
def test_more_ways_to_point_to_a_paper(cited: str, container: str, doi: str, authors: int) -> None:
    (found,) = papers(MARSH + cited.format(ROOTS))
    assert (found.title, found.container_title, found.DOI) == (ROOTS, container, doi)
    assert len(found.author) == authors


@pytest.mark.parametrize(
    ("cited", "title"),
    [
        ("Further information\n\nThe paper {} is published in Journal of Applied Ecology (DOI: 10.1000/a.1).", ROOTS),
        ("Related links\n\nRead the paper in Journal of Applied Ecology\nSchool of GeoSciences", ""),
        ("Publication in Journal of Applied Ecology:\nHale, R., Wu, L. (2022). {}. DOI: 10.1000/a.1", ROOTS),
        ("Original publication: {}, by R. Hale et al., Journal of Applied Ecology (2022), DOI: 10.1000/a.1", ROOTS),
    ],
)
def test_a_journal_by_its_words_where_no_list_has_it(cited: str, title: str) -> None:
    (found,) = papers(MARSH + cited.format(ROOTS))
    assert (found.title, found.container_title) == (title, "Journal of Applied Ecology")

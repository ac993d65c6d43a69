"""Which encoding a page is in: by mark, declaration, and what decodes."""

from __future__ import annotations

import pytest

from pressbib import readers
from pressbib.errors import UnreadablePageError
from pressbib.readers import encoding

SAMPLES = {
    "cp949": "부산대학교 연구팀이 새로운 촉매를 개발해 국제 학술지에 논문을 게재했다고 밝혔다.",
    "cp932": "研究グループは、新しい触媒を開発し、その成果が国際学術誌に掲載されました。",
    "euc_jp": "研究グループは、新しい触媒を開発し、その成果が国際学術誌に掲載されました。",
    "gb18030": "研究团队在国际期刊上发表了关于新型催化剂的论文，这一成果为绿色能源提供了新的方法。",
    "big5hkscs": "研究團隊在國際期刊上發表了關於新型催化劑的論文，這一成果為綠色能源提供了新的方法。",
    "cp1251": "Исследование учёных университета опубликовано в журнале, статья описывает новый катализатор.",
    "koi8_r": "Исследование учёных университета опубликовано в журнале, статья описывает новый катализатор.",
    "cp1252": "Des chercheurs de l’université ont publié une étude sur le café décaféiné – dans la revue «Énergie».",
    "cp1250": "Badacze z uczelni opublikowali artykuł o nowej metodzie oczyszczania wód gruntowych, żółte źdźbła.",
    "cp1254": "Araştırmacılar çalışmanın sonuçlarını dergide yayımladı; bulgular ışığın özelliğini gösteriyor.",
    "cp1253": "Η μελέτη των ερευνητών δημοσιεύθηκε στο περιοδικό και περιγράφει έναν νέο καταλύτη.",
    "cp1256": "نشر الباحثون دراسة جديدة في مجلة علمية تصف طريقة لإنتاج الهيدروجين من الماء",
}


@pytest.mark.parametrize(("name", "text"), SAMPLES.items(), ids=SAMPLES)
def test_undeclared_encodings_are_detected(name: str, text: str) -> None:
    page = f"<html><head><title>x</title></head><body><p>{text}</p></body></html>".encode(name)
    assert encoding.decode(page)[0].count(text) == 1


@pytest.mark.parametrize(("name", "text"), SAMPLES.items(), ids=SAMPLES)
def test_declared_encodings_are_used(name: str, text: str) -> None:
    label = {"cp949": "euc-kr", "cp932": "Shift_JIS", "gb18030": "gb2312", "big5hkscs": "big5"}.get(name, name)
    label = label.replace("cp125", "windows-125").replace("koi8_r", "koi8-r").replace("euc_jp", "euc-jp")
    page = f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'.encode(name)
    assert text in encoding.decode(page)[0]
    assert text in encoding.decode(text.encode(name), f"text/html; charset={label}")[0]


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "euc-kr", "utf-16", "no-such-charset", "utf-7"])
def test_a_wrong_declaration_loses_to_valid_utf8(declared: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>Müller – naïve “études”</p>'
    assert "Müller – naïve “études”" in encoding.decode(page.encode())[0]


def test_utf8_declared_over_korean_bytes_loses() -> None:
    text = SAMPLES["cp949"]
    page = f'<meta charset="utf-8"><p>{text}</p>'.encode("cp949")
    assert text in encoding.decode(page)[0]


def test_a_truncated_character_does_not_change_the_encoding() -> None:
    page = ("<p>" + "Ein Käfer läuft über die Brücke. " * 40 + "ü").encode()[:-1]
    text, name = encoding.decode(page)
    assert name == "utf-8"
    assert text.count("Käfer läuft über") == 40


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "utf-32"])
def test_marks_and_wide_encodings(name: str) -> None:
    text = "<html><body><p>The paper was published in May — “Energy”.</p></body></html>"
    assert encoding.decode(text.encode(name))[0].lstrip("\ufeff") == text


def test_iso_2022_jp_has_no_byte_beyond_ascii() -> None:
    text = "論文は国際学術誌に掲載されました。"
    assert text in encoding.decode(text.encode("iso2022_jp"))[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t ",
        b"\0" * 50,
        b"%PDF-1.7\n%\xe2\xe3",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 40,
    ],
)
def test_empty_and_binary_content_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePageError):
        readers.read(content)


def test_nul_bytes_in_a_page_are_no_binary_content() -> None:
    document = readers.read(b"<p>A pa\0per in Nature</p>" + b"<p>More of the story.</p>" * 20)
    assert document.lines[0].text == "A paper in Nature"


def test_codec_knows_web_labels_and_refuses_others() -> None:
    assert encoding.codec("KS_C_5601-1987") == "cp949"
    assert encoding.codec("x-sjis") == "cp932"
    assert encoding.codec("latin1") == "cp1252"
    assert encoding.codec("rot13") == ""
    assert encoding.codec("idna") == ""
    assert encoding.codec("") == ""

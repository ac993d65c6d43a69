"""LaTeX in fields: what it stands for, how it is written, and that both fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbib.formats.latex import decode, decode_verbatim, encode, encode_verbatim, is_balanced
from pressbib.formats.latexcase import protected
from tests.pace import seconds
from tests.strategies import texts


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Schr{\"o}dinger", "Schrödinger"),
        (r"Erd\H{o}s and Fran\c cois and \v{S}afa\v r{\'\i}k", "Erdős and François and Šafařík"),
        (r"{\AA}ngstr{\"{o}}m, stra{\ss}e, \O stby", "Ångström, straße, Østby"),
        (r"50\% of A \& B, \$5, \#1, a\_b", "50% of A & B, $5, #1, a_b"),
        ("50% off & more", "50% off & more"),
        ("``quoted'' text -- and --- dashes", "“quoted” text – and — dashes"),
        ("What?`Que", "What¿Que"),
        (r"\emph{E. coli} and \textbf{bold}", "<i>E. coli</i> and <b>bold</b>"),
        (r"{\em old} {\it style} {\bf too}", "<i>old</i> <i>style</i> <b>too</b>"),
        (r"CO\textsubscript{2}, $x^2$, H$_{\mathrm{2}}$O", "CO<sub>2</sub>, x<sup>2</sup>, H<sub>2</sub>O"),
        (r"$\alpha$-decay at 5$^\circ$C", "α-decay at 5°C"),
        (r"$\frac{a}{b}$ stays", r"$\frac{a}{b}$ stays"),
        (r"$(11\overline{2}0)$ and $\bar x$, $\vec{k}$", "(112\u03050) and x\u0304, k\u20d7"),
        (r"$\mathrm{CO_2}$, $\rm H_{2}O$, $\boldsymbol{x}$, $\sqrt{s}$", "CO<sub>2</sub>, H<sub>2</sub>O, x, √s"),
        (r"\ce{Ca(OH)2} and \ce{A <=> B}", r"Ca(OH)<sub>2</sub> and \ce{A <=> B}"),
        (r"\symbol{126}a \textcolor{red}{b} c\discretionary{-}{}{}d \underline{e}", "~a b cd e"),
        ("costs $5 and so is $6 too", "costs $5 and so is $6 too"),
        (r"\unknown{macro} stays", r"\unknown{macro} stays"),
        (r"[{\ion{O}{3}}] and {\glqq}so{\grqq}", r"[\ion{O}{3}] and „so“"),
        (r"\LaTeX{} and \TeX\ too", "LaTeX and TeX too"),
        (r"\bibstring{reviewof} \emph{A Book}, \bibstring{in}", "Review of <i>A Book</i>, in"),
        (r"\bibstring{ownkey} stays", r"\bibstring{ownkey} stays"),
        (r"\url{http://a.org/b_c} and \href{http://x.org}{words}", "http://a.org/b_c and words"),
        (r"\enquote{inner} \mbox{together} {\noopsort{1973b}}1973", "“inner” together 1973"),
        ("line\n   broken  text ", "line broken text"),
        (r"D~E\,F", "D\u00a0E F"),
        ("{IEEE} Journal", "IEEE Journal"),
        (r"R\&amp;D, &quot;so&quot;, p &lt; 5 &gt; 4, caf&#233;, 5&#37; & co;", 'R&D, "so", p < 5 > 4, café, 5% & co;'),
        ("&lt;i&gt;x &#60;i> &#10; &unknown;", "&lt;i&gt;x &#60;i> &#10; &unknown;"),
        (r"Franc\ocirc{u}, Prokof\cprime ev", "Franců, Prokofʹev"),
    ],
)
def test_decoding(latex: str, text: str) -> None:
    assert decode(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("The {DNA} of {McDonald} and {H\\textsubscript{2}O}", "The DNA of McDonald and H<sub>2</sub>O"),
        ("The {Big} Apple", 'The <span class="nocase">Big</span> Apple'),
        ("Why {South} {Korea} matters", "Why South Korea matters"),
        ("{Why All This Is In Braces}", "Why All This Is In Braces"),
        ("{{Twice As Many}}", "Twice As Many"),
        (r"On a problem of {E}rd{\H{o}}s", "On a problem of Erdős"),
        (r"Elements Of {E}uclid", 'Elements Of <span class="nocase">Euclid</span>'),
        (r"{\'E}tude of {\emph{E. coli}}", "Étude of <i>E. coli</i>"),
    ],
)
def test_braces_of_titles_are_case_protection(latex: str, text: str) -> None:
    assert decode(latex, title=True) == text


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("DNA repair in mice", "{DNA} repair in mice"),
        ("Why Korea matters to the United States", "Why {Korea} matters to the {United} {States}"),
        ("Alliance Politics in East Asia", "Alliance Politics in East Asia"),
        ("COVID-19 and mRNA", "{COVID}-19 and {mRNA}"),
        ("Vitamin C and T cells", "Vitamin {C} and {T} cells"),
        ("A title: The second part of it", "A title: The second part of it"),
        ("OpenAIRE's experiments", "{OpenAIRE}'s experiments"),
        ("Growth of <i>Quercus robur</i> in acid soil", r"Growth of \emph{Quercus robur} in acid soil"),
        ("H<sub>2</sub>O", r"{H\textsubscript{2}O}"),
    ],
)
def test_titles_are_protected_by_the_word(title: str, latex: str) -> None:
    assert encode(title, title=True) == latex
    assert decode(latex, title=True) == title


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("naïve Erdős", r"na{\"{\i}}ve Erd{\H{o}}s"),
        ("1–2 — “q” ’s", r"1--2 --- ``q'' \textquoteright{}s"),
        ("α ≤ β", r"\ensuremath{\alpha} \ensuremath{\leq} \ensuremath{\beta}"),
        ("straße Łódź", r"stra{\ss}e {\L}{\'{o}}d{\'{z}}"),
        ("研究", "研究"),
    ],
)
def test_ascii_has_commands_for_what_latex_has_names_for(text: str, latex: str) -> None:
    assert encode(text, ascii=True) == latex
    assert decode(latex) == text


@pytest.mark.parametrize("text", ["a { b", "a } b", "}{", "{{a}", "a -- b", "a `` b", "a '' b", "\\", "$x^2$", "~^_"])
def test_what_latex_has_a_meaning_for_is_written_so_that_it_has_none(text: str) -> None:
    written = encode(text)
    assert is_balanced(written)
    assert decode(written) == text


def test_addresses_are_no_latex() -> None:
    address = "https://e.org/a_b%20c~d?x=1&y=#z"
    assert encode_verbatim(address) == address
    assert decode_verbatim(address) == address
    assert decode_verbatim(r"\url{https://e.org/a\_b}") == "https://e.org/a_b"
    assert decode_verbatim(r"https://e.org/\~{}me") == "https://e.org/~me"
    assert encode_verbatim("https://e.org/{") == "https://e.org/%7B"


def _without_case(text: str) -> str:
    return text.replace('<span class="nocase">', "").replace("</span>", "")


@given(texts(), st.booleans(), st.booleans())
def test_written_text_reads_back(text: str, title: bool, ascii_only: bool) -> None:
    if text.count("<") != text.count(">") or "<>" in text or ("<i>" in text and "</i>" not in text):
        text = text.replace("<", "(")
    written = encode(text, title=title, ascii=ascii_only)
    assert is_balanced(written)
    if "$" not in text:  # text that looks like a formula is read as one
        assert _without_case(decode(written, title=title)) == _without_case(text)


@given(st.text(max_size=60))
def test_any_text_is_decoded_and_encoded(text: str) -> None:
    decode(text)
    decode(text, title=True)
    assert is_balanced(encode(text, title=True, ascii=True))


@given(st.text(alphabet="aB <sub>/\ue000é'.-", max_size=30))
def test_protected_words_are_within_the_title_and_apart(title: str) -> None:
    last = 0
    for start, end in protected(title):
        assert last <= start < end <= len(title)
        last = end


@pytest.mark.parametrize(
    "piece",
    ["{", "}", "\\", "$", "\\'", "\\emph{", "~", "a ", "aB. ", "A.", "<", "<i>A", "{A} b ", "^a_b", "\\'{", "- "],
)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        return seconds(lambda: encode(decode(text, title=True), title=True))

    short = cost(12_500)
    assert cost(100_000) < 40 * max(short, 0.005)  # eight times as long; sixty-four times the time if quadratic

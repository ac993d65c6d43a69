"""The LaTeX commands that stand for characters: data for `latex.py`.

Sources: "The Comprehensive LaTeX Symbol List", the LaTeX kernel's `utf8enc.dfu`, and unicode-math's table for Greek and
relations. One line a group: `command character` pairs. Where several commands give one character, the first is written.
"""

from __future__ import annotations

import unicodedata

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "U": "\u030e",
    "G": "\u030f",
    "C": "\u030f",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "ocirc": "\u030a",
    "udot": "\u0323",
    "polhk": "\u0328",
    "lfhook": "\u0326",
    "soft": "\u030c",
    "uarc": "\u0306",
}
"""Accent command -> combining character. The long ones are MathSciNet's, and are only read."""

ESCAPES = {
    **{char: char for char in "&%$#_{}"},
    **dict.fromkeys(" \\;:,\n\t>", " "),
    **dict.fromkeys("-/@!<)([]", ""),
}
"""Character behind a backslash -> what it stands for."""

READ_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": "\u00a0"}
"""Characters that TeX joins -> what they become."""

_TEXT = """
ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ SS ẞ ij ĳ IJ Ĳ
textendash – textemdash — textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ”
quotedblbase „ quotesinglbase ‚ guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright ›
textquotedbl " textquotesingle ' textellipsis … ldots … dots … textasciitilde ~ textbackslash \\ textasciicircum ^
textless < textgreater > textbar | textunderscore _ textdollar $ textbraceleft { textbraceright }
slash / textexclamdown ¡ textquestiondown ¿ textperiodcentered · textbullet • textdagger † textdaggerdbl ‡ dag † ddag ‡
S § P ¶ textsection § textparagraph ¶ copyright © textcopyright © textregistered ® texttrademark ™ pounds £
textsterling £ texteuro € euro € EUR € textyen ¥ textcent ¢ textcurrency ¤ textdegree ° textmu µ textonehalf ½
textonequarter ¼ textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textordfeminine ª
textordmasculine º textnumero № textcelsius ℃ textbrokenbar ¦ textlnot ¬ texttimes × textdiv ÷ textpm ±
textasciidieresis ¨ textasciiacute ´ textasciimacron ¯ textasciigrave ` textinterrobang ‽ textmusicalnote ♪
textestimated ℮ textohm Ω textperthousand ‰ textschwa ə textphi ɸ textbaht ฿ textwon ₩ textservicemark ℠
textminus − textvisiblespace ␣ textflorin ƒ textreferencemark ※ cyrchar
"""

_MATH = """
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ otimes ⊗ cap ∩ cup ∪ wedge ∧ vee ∨ setminus ∖
leq ≤ geq ≥ le ≤ ge ≥ leqslant ⩽ geqslant ⩾ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ propto ∝ ll ≪ gg ≫
lesssim ≲ gtrsim ≳ lessgtr ≶ prec ≺ succ ≻ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ in ∈ ni ∋ notin ∉ perp ⊥
parallel ∥ mid ∣ vdash ⊢ models ⊨ leftarrow ← rightarrow → to → uparrow ↑ downarrow ↓ leftrightarrow ↔ Leftarrow ⇐
Rightarrow ⇒ Leftrightarrow ⇔ longrightarrow ⟶ mapsto ↦ infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ emptyset ∅
sqrt √ sum ∑ prod ∏ int ∫ prime ′ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ angle ∠ triangle △ langle ⟨ rangle ⟩ cdots ⋯ vdots ⋮
dagger † ddagger ‡ neg ¬ lnot ¬ degree ° deg ° odot ⊙ bigcirc ◯ square □ diamond ⋄ therefore ∴ because ∵ top ⊤ bot ⊥
lt < gt > flat ♭ sharp ♯ natural ♮ checkmark ✓ wp ℘ imath ı jmath ȷ
"""


_OF_PACKAGES = """
cprime ʹ cdprime ʺ Dbar Đ dbar đ lasp ʽ rasp ʼ glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq ‹ frq ›
"""
"""Only read: LaTeX knows them with the packages mathscinet and babel."""


STRINGS = {
    "and": "and", "andothers": "et al.", "chapter": "chapter", "commentary": "commentary", "edition": "edition",
    "erratum": "erratum", "foreword": "foreword", "forthcoming": "forthcoming", "in": "in", "inpress": "in press",
    "introduction": "introduction", "mathesis": "MA thesis", "nodate": "n.d.", "number": "number", "page": "page",
    "pages": "pages", "phdthesis": "PhD thesis", "reprint": "reprint", "reprintof": "reprint of",
    "reviewof": "review of", "submitted": "submitted", "supplement": "supplement", "techreport": "technical report",
    "translationof": "translation of", "version": "version", "volume": "volume", "volumes": "volumes",
}  # fmt: skip
"""Keys of `\\bibstring` -> what biblatex prints for them in English (english.lbx)."""


def _pairs(lines: str) -> dict[str, str]:
    words = lines.split()
    return {
        command: char for command, char in zip(words[::2], words[1::2], strict=False) if not command.startswith("cyr")
    }


TEXT_SYMBOLS = _pairs(_TEXT)
MATH_SYMBOLS = _pairs(_MATH)
SYMBOLS = MATH_SYMBOLS | TEXT_SYMBOLS | _pairs(_OF_PACKAGES)
"""Command without its backslash -> character."""

_LIGATURES = {"–": "--", "—": "---", "“": "``", "”": "''", "¡": "!`", "¿": "?`", "\u00a0": "~"}
_LIKE_A_SPACE = {"\u2009": "\\,", "\u202f": "\\,", "\u200b": "", "\u2010": "-", "\u2011": "-"}


def commands() -> dict[str, str]:
    """Character -> how LaTeX's ASCII spells it. Accented letters are `{\\'e}`; Greek and relations \\ensuremath."""
    table: dict[str, str] = {}
    for command, char in MATH_SYMBOLS.items():
        table.setdefault(char, f"\\ensuremath{{\\{command}}}")
    for command, char in reversed(TEXT_SYMBOLS.items()):
        table[char] = f"{{\\{command}}}" if len(command) < 3 else f"\\{command}{{}}"
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        char = chr(code)
        if char not in table and (spelt := _accented(char)):
            table[char] = spelt
    return {**{c: s for c, s in table.items() if ord(c) > 0x7E}, **_LIGATURES, **_LIKE_A_SPACE}


_ACCENT_OF = {combining: accent for accent, combining in reversed(ACCENTS.items())}


def _accented(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    if len(parts) not in (2, 3) or not parts[0].isascii() or any(mark not in _ACCENT_OF for mark in parts[1:]):
        return ""
    base = {"i": "\\i", "j": "\\j"}.get(parts[0], parts[0]) if parts[1] not in "\u0327\u0328\u0323\u0331" else parts[0]
    for mark in parts[1:]:
        base = f"\\{_ACCENT_OF[mark]}{{{base}}}"
    return f"{{{base}}}"

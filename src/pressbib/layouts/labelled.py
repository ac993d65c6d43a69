"""The labelled layout: `Label: value` lines, rows, definition lists, headings with their value below, and whole
citations after a label. Consecutive labels are one paper until a label comes again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressbib import dates, identifiers, names, reference, vocabulary
from pressbib.document import Line
from pressbib.layouts import labels
from pressbib.layouts.candidate import Candidate
from pressbib.layouts.labels import Label
from pressbib.layouts.sheet import Sheet, bare, heading_kind
from pressbib.record import Name
from pressbib.vocabulary import journals

_HEADING_TAGS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "strong", "b", "caption", "summary", "legend")
)
_QUOTED = re.compile(r"^[\s“”\"„«»‘’'「」『』《》<>*_]+|[\s“”\"„«»‘’'「」『』《》<>*_,;]+$")
_MOST_BELOW = 12
_MOST_LABELS = 1000
"""A page with more labels is a table of something else."""
_STRONG = frozenset(("title", "DOI", "reference"))
_WEAK_WORDS = frozenset(
    vocabulary.fold(word)
    for word in (
        "More information", "For more information", "Further information", "Resources", "Resource", "Research", "Study", "Studies", "Report", "The report", "Read more",
        "The study", "The paper", "The article", "Literature", "Pour en savoir plus", "En savoir plus", "Más información", "Mais informações", "Per saperne di più", "Mer information", "Meer informatie",
        "Läs mer", "Source", "Sources", "Quellen", "Quelle der Studie", "Bron", "Bronnen", "Kilde", "Kilder", "Kjelde", "Kjelder", "Källa", "Lähde", "Lähteet", "Źródło", "Źródła", "Zdroj", "Zdroje", "출처", "논문", "论文", "論文", "引用", "출처", "About the study", "About this study", "Kaynak", "Источник", "Джерело", "Sumber", "المصدر", "منبع", "Πηγή", "Nguồn", "Research article", "Studien", "Studiet", "Die Studie", "Studie", "Étude", "Estudio", "Estudo", "Lo studio", "Studio", "Ricerca", "Onderzoek", "Tutkimus", "Trabajo", "Trabalho",
    )
)  # fmt: skip


@dataclass(slots=True)
class _Hit:
    """A label and its value: index of the line in the sheet, the value's lines as (text, line)."""

    label: Label
    index: int
    values: list[tuple[str, Line]]
    last: int


def find(sheet: Sheet) -> Iterator[Candidate]:
    """The papers that labels of the page describe."""
    block: list[_Hit] = []
    for count, hit in enumerate(_hits(sheet)):
        if count > _MOST_LABELS:
            break
        if block and not _goes_on(sheet, block, hit):
            yield from _read(sheet, block)
            block = []
        block.append(hit)
    if block:
        yield from _read(sheet, block)


def _hits(sheet: Sheet) -> Iterator[_Hit]:
    consumed = -1
    for index, line in enumerate(sheet.lines):
        if index <= consumed or len(line.text) > 30_000:
            continue
        first = labels.at_start(line, sheet.labels)
        if first and not _is_label_here(sheet, index, line, first):
            first = None
        inside = labels.within(line.text) if (":" in line.text or "：" in line.text) else []
        found = ([first] if first else []) + [
            label for label in inside if not first or label.start > max(first.value, first.start + 2)
        ]
        found = _without_inner(found)
        if not found and _BARE_DOI.match(line.text):
            yield _Hit(Label("DOI", "doi", 0, 0), index, [(line.text, line)], index)
        for position, label in enumerate(found):
            end = found[position + 1].start if position + 1 < len(found) else len(line.text)
            end = _before_closing(line.text, label, end)
            value = line.text[label.value : end].strip(" |/;·")
            if value:
                yield _Hit(label, index, [(value, line)], index)
            elif position + 1 == len(found):
                below, last = _below(sheet, index, line, label)
                if below:
                    consumed = last if label.key not in ("reference",) else last
                    yield _Hit(label, index, below, last)


_BARE_DOI = re.compile(r"^\W*(?:(?i:doi)\W*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+\W*$")
_INNER = frozenset(("DOI", "volume", "issue", "page", "issued", "publisher", "PMID", "ISSN", "ignore"))


def _without_inner(found: list[Label]) -> list[Label]:
    """Without the labels inside a citation (`..., Volume: 3, DOI: ...`), which belong to its text."""
    kept: list[Label] = []
    for label in found:
        if kept and kept[-1].key in ("reference", "companion", "earlier") and label.key in _INNER:
            continue
        kept.append(label)
    return kept


def _before_closing(text: str, label: Label, end: int) -> int:
    """Where the value of a label in a parenthesis ends: before the parenthesis is closed."""
    opening = max(
        text.rfind("(", max(0, label.start - 60), label.start), text.rfind("（", max(0, label.start - 60), label.start)
    )
    if opening < 0 or ")" in text[opening : label.start] or "）" in text[opening : label.start]:
        return end
    depth = 1
    for position in range(label.value, end):
        depth += (text[position] in "(（") - (text[position] in ")）")
        if depth == 0:
            return position
    return end


def _is_label_here(sheet: Sheet, index: int, line: Line, label: Label) -> bool:
    """Whether a label without a colon is one: a heading or cell of its own with a value below, or a reference."""
    if label.value < len(line.text):
        return label.sure or label.key == "reference"
    if line.text.rstrip().endswith((":", "：")) or line.tag in _HEADING_TAGS or line.row:
        return True
    return label.key == "reference" or len(line.text) < 40


def _below(sheet: Sheet, index: int, line: Line, label: Label) -> tuple[list[tuple[str, Line]], int]:
    """The lines under a label that stands alone, and the index of the last of them."""
    found: list[tuple[str, Line]] = []
    last = index
    most = _MOST_BELOW if label.key in ("reference", "companion", "earlier") else 1
    for later, following in sheet.following(index):
        if line.row and following.row != line.row:
            break
        if line.tag in ("dt", "th") and following.tag not in ("dd", "td", "li", "p"):
            break
        if len(found) >= most or (following.tag in _HEADING_TAGS and following.tag != line.tag and found):
            break
        next_label = labels.at_start(following, sheet.labels)
        if next_label and next_label.sure and _is_label_here(sheet, later, following, next_label):
            if not (next_label.key in ("DOI", "URL") and found and label.key == "reference"):
                break
        if heading_kind(following) or following.text.strip("# *-—_") == "":
            break
        if found and len(following.text) > 400 and not _has_reference_marks(following.text):
            break
        found.append((bare(following.text), following))
        last = later
    return found, last


def _has_reference_marks(text: str) -> bool:
    return "10." in text or "doi" in text.lower() or "et al" in text


def _goes_on(sheet: Sheet, block: list[_Hit], hit: _Hit) -> bool:
    """Whether a label belongs to the paper of the labels before it."""
    if hit.index - block[-1].last > 3:
        return False
    if any(heading_kind(line) == "other" for line in sheet.lines[block[-1].last + 1 : hit.index]):
        return False
    keys = {earlier.label.key for earlier in block}
    key = hit.label.key
    if key in ("companion", "earlier", "own", "ignore") or keys & {"companion", "earlier", "own"}:
        return key == "ignore" or (key in ("DOI", "URL") and not keys & {"DOI", "URL"})
    if key == "reference" and keys & {"title", "reference"}:
        return False
    return not (key in keys and key in ("title", "DOI", "container-title", "author"))


def _read(sheet: Sheet, block: list[_Hit]) -> Iterator[Candidate]:
    """The papers of one block: one, or one a reference where a label stands over several."""
    keys = [hit.label.key for hit in block]
    role = next((key for key in keys if key in ("companion", "earlier", "own")), "main")
    candidate = Candidate(
        f"labelled:{_code(sheet, block)}", sheet.lines[block[0].index].number, sheet.lines[block[-1].last].number
    )
    candidate.role = role  # type: ignore[assignment]  # one of the three, or main
    extra: list[Candidate] = []
    for hit in block:
        if hit.label.key in ("reference", "companion", "earlier", "own"):
            found = list(_references(sheet, hit, candidate, keys))
            extra += found
        elif hit.label.key != "ignore":
            _take(candidate, hit, sheet)
    labelled = {key for key in keys if key in vocabulary_keys()}
    if candidate.values and not _is_paper(candidate, labelled) and _is_linked(candidate):
        candidate.layout = "link"
        candidate.add(6, f"an address after “{block[0].label.words}”")
        yield candidate
    elif candidate.values and _is_paper(candidate, labelled):
        candidate.add(
            4 + len(candidate.values),
            f"labels on the page: {', '.join(sorted({hit.label.words for hit in block if hit.label.key != 'ignore'}))}",
        )
        yield candidate
    yield from extra


def _is_linked(candidate: Candidate) -> bool:
    """Whether a block says nothing but an address, and that looks like an article's."""
    url = candidate.text("URL")
    return (
        bool(url)
        and bool(
            re.search(
                r"(?i)/(?:articles?|doi|abs|abstract|full|fulltext|pdf|paper|papers|content|science/article|chapter|document)/|arxiv\.org|\.pdf$",
                url,
            )
        )
        and bool(re.search(r"\d{3}", url))
    )


def vocabulary_keys() -> frozenset[str]:
    return frozenset(
        ("title", "author", "container-title", "DOI", "URL", "issued", "volume", "issue", "page", "publisher")
    )


def _is_paper(candidate: Candidate, labelled: set[str]) -> bool:
    values = candidate.values.keys()
    if "DOI" in values or ("title" in values and ("title" not in labelled or len(values) > 1)):
        return True
    return "container-title" in values and bool(
        values & {"author", "URL", "volume", "page", "PMID"} or len(labelled) > 1
    )


def _code(sheet: Sheet, block: list[_Hit]) -> str:
    words = block[0].label.words
    for code in sheet.codes:
        language = vocabulary.load().languages[code]
        if any(words == vocabulary.fold(word) for group in language.words.get("labels", {}).values() for word in group):
            return code
    return sheet.language


# --- Values


def _take(candidate: Candidate, hit: _Hit, sheet: Sheet) -> None:
    """Read the value of one label into the candidate."""
    key = hit.label.key
    text, line = hit.values[0]
    words = line.text
    number = line.number
    if key == "title":
        title = _title(text)
        if title:
            candidate.put("title", title, words, number)
    elif key == "author":
        _take_authors(candidate, text, hit.label, line, sheet)
    elif key == "container-title":
        take_container(candidate, text, words, number, sheet)
    elif key == "DOI":
        _take_identifiers(candidate, text, line)
    elif key == "URL":
        _take_link(candidate, text, line)
    elif key == "issued":
        date = dates.read(text, language=sheet.language) or next(
            (found.date for found in dates.find(text, language=sheet.language)), None
        )
        if date and date.start:
            candidate.put("issued", date, words, number)
    elif key in ("volume", "issue", "page"):
        value = re.match(r"[A-Za-z]{0,6}\d[\w.]*(?:\s?[-–]\s?[A-Za-z]{0,6}\d[\w.]*)?", text)
        if value:
            candidate.put(key, re.sub(r"\s*[-–]\s*", "-", value[0].rstrip(".")), words, number)
        year = re.search(r"\((?:[^()]{0,16}[ ,.])?((?:19|20)\d\d)\)", text)
        if year:
            candidate.put("issued", dates.read(year[1]), words, number)
    elif key in ("publisher", "ISSN", "ISBN", "PMID"):
        candidate.put(key, text.strip(" ."), words, number)


def _title(text: str) -> str:
    title = " ".join(text.split())
    for opening, closing in (
        ("“", "”"),
        ('"', '"'),
        ("「", "」"),
        ("«", "»"),
        ("‘", "’"),
        ("『", "』"),
        ("《", "》"),
        ("„", "“"),
    ):
        if title.startswith(opening) and closing in title[1:]:
            inside = title[1 : title.rindex(closing)]
            if len(inside) > 8:
                return _QUOTED.sub("", inside).removesuffix(".")
    title = re.sub(r"\s*https?://\S+$", "", title)
    if translated := _TRANSLATED.match(title):
        title = translated[1]
    if re.match(r"^'.*'[,;]?$", title):
        title = title.rstrip(",;")[1:-1]
    title = _QUOTED.sub("", title) if title[:1] in '“"„«‘「『《*_' else title
    return title.strip(" ,;").removesuffix(".") if len(title) > 2 else ""


_TRANSLATED = re.compile(
    r"^([^\u1100-\uffff]*[A-Za-z]{3}[^\u1100-\uffff]*?)\s*[（(][^()（）]*[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af][^()（）]*[)）]$"
)
"""A title in Latin script with its translation in a parenthesis."""


def _take_authors(candidate: Candidate, text: str, label: Label, line: Line, sheet: Sheet) -> None:
    people = names.read(text, language=sheet.language)
    if not people.names:
        return
    found = people.names
    if label.note and not re.search(r"(?i)^(?:s|es|n|in|a/o|alphabetical.*|in order.*)$", label.note):
        import dataclasses

        found = tuple(
            dataclasses.replace(name, affiliations=(*name.affiliations, label.note))
            if label.note not in name.affiliations
            else name
            for name in found
        )
        candidate.others = True
        candidate.reasons.append(f"only the authors of {label.note} are listed")
    candidate.put("author", found, line.text, line.number)
    if people.others:
        candidate.others = True


def take_container(candidate: Candidate, text: str, words: str, number: int, sheet: Sheet) -> None:
    """A journal's name with what may follow it (volume, pages, date, DOI) into the candidate."""
    text = _QUOTED.sub("", text)
    name, rest = split_container(text, sheet.nouns)
    if not name:
        return
    candidate.put("container-title", name, words, number)
    if rest and re.search(r"\d", rest):
        parsed = reference.parse(f"{name}{rest}", language=sheet.language)
        if vocabulary.fold(parsed.container) == vocabulary.fold(name) or not parsed.container:
            for key in ("volume", "issue", "page"):
                candidate.put(key, getattr(parsed, key), words, number)
            candidate.put("issued", parsed.issued, words, number)
            candidate.put("DOI", parsed.DOI, words, number)


def split_container(text: str, nouns: bool = False) -> tuple[str, str]:
    """A labelled journal value as its name and what follows it.

    >>> split_container("Nature Communications, 12, 345 (2021)")
    ('Nature Communications', ', 12, 345 (2021)')
    """
    text = " ".join(text.split())
    stop = re.search(r"\s*(?:[(（](?=[^()（）]{0,40}(?:\d|IF|I\.F|JCR|Impact|SCI|온라인|電子|オンライン|online))|[,;:、，：]\s*(?=\(?(?:vol|volume|issue|no\b|pp?\b|pages?|doi|第|\d|published|online|article|art\.|impact|if\b))|\s(?=(?:vol\.?|volume)\s?\d|\d{1,4}[,:(;]|\(?(?:19|20)\d\d\)?)|https?://|doi:|DOI|[;,] ?(?:January|February|March|April|May|June|July|August|September|October|November|December))", text, re.IGNORECASE)  # fmt: skip
    name = text[: stop.start()] if stop else text
    rest = text[len(name) :]
    note = re.match(
        r"^(?P<own>[^A-Za-z()（）]*[^\x00-\x7f][^A-Za-z()（）]*)[(（](?P<latin>[A-Z][A-Za-z&:,.\s-]{2,80})[)）]$", name
    )
    if note:
        name = note["latin"]
    name = _QUOTED.sub("", name).strip(" ,;:").removesuffix(" (Online)")
    return (name if len(name) <= 160 else ""), rest


def _take_identifiers(candidate: Candidate, text: str, line: Line) -> None:
    dois = identifiers.find_dois(text)
    if dois:
        candidate.put("DOI", reference.undoubled(dois[0]), line.text, line.number)
        return
    for link in line.links:
        found = identifiers.identify_url(link.url)
        if found and found.kind == "DOI":
            candidate.put("DOI", found.value, line.text if found.value in line.text else link.url, line.number)
            return
    for found in identifiers.find(text):
        if found.kind in ("PMID", "PMCID"):
            candidate.put(found.kind, found.value, line.text, line.number)
        elif found.kind == "arXiv":
            candidate.put("number", found.value, line.text, line.number)
            candidate.put("archive", "arXiv", line.text, line.number)
            candidate.put("URL", f"https://arxiv.org/abs/{found.value}", line.text, line.number)


def _take_link(candidate: Candidate, text: str, line: Line) -> None:
    """The address after a label: printed, or behind the words."""
    printed = re.search(r"https?://[^\s<>\"”]+|www\.[^\s<>\"”]+", text)
    url = printed[0].rstrip(".,;)'’") if printed else next((link.url for link in line.links), "")
    if printed and line.links:
        shown = printed[0].rstrip(".,;)'’")
        url = next((link.url for link in line.links if link.url.rstrip("/") == shown.rstrip("/")), shown)
    if not url:
        _take_identifiers(candidate, text, line)
        return
    found = identifiers.identify_url(url)
    if found and found.kind == "DOI" and ("doi" in url.lower() or found.value.lower() in url.lower()):
        candidate.put("DOI", found.value, line.text if found.value in line.text else url, line.number)
    elif found and found.kind == "arXiv":
        candidate.put("number", found.value, line.text, line.number)
        candidate.put("archive", "arXiv", line.text, line.number)
    address = identifiers.normalise_url(url if "//" in url else f"http://{url}")
    if address and not _is_press(address):
        candidate.put("URL", address, line.text if url in line.text else url, line.number)


def _is_press(url: str) -> bool:
    return bool(re.search(r"(?i)eurekalert\.org|alphagalileo|idw-online|prnewswire|businesswire|newswise", url))


# --- Whole citations after a label


def _references(sheet: Sheet, hit: _Hit, candidate: Candidate, keys: list[str]) -> Iterator[Candidate]:
    """Read the citation (or citations) after a label: the first into the block's candidate, others as their own."""
    weak = hit.label.words in _WEAK_WORDS or not hit.label.sure
    pieces = list(_pieces(sheet, hit))
    if any(_NUMBER_TWO.match(line.raw or line.text) for _, lines in pieces for line in lines):
        pieces = pieces[:1]  # of a numbered list of references, the first is the paper
    first = True
    for text, lines in pieces:
        parsed = reference.parse(text, language=sheet.language, runs=[run for line in lines for run in line.emphasis])
        if not _is_reference(parsed, text, weak, keys):
            if first and len(pieces) == 1 and not weak:
                _take_only_link(candidate, lines)
            continue
        target = (
            candidate if first else Candidate(candidate.layout, lines[0].number, lines[-1].number, role=candidate.role)
        )
        put_parsed(target, parsed, lines)
        if not first:
            target.add(2 + len(target.values), f"listed after “{hit.label.words}”")
            yield target
        first = False


_NUMBER_TWO = re.compile(r"\s*[\[(]?2[.)\]]\s")


def _take_only_link(candidate: Candidate, lines: list[Line]) -> None:
    for line in lines:
        for link in line.links:
            found = identifiers.identify_url(link.url)
            if found and found.kind == "DOI" and "DOI" not in candidate.values:
                candidate.put("DOI", found.value, link.url, line.number)
                if "doi.org" not in link.url:
                    candidate.put("URL", link.url, link.url, line.number)


def _pieces(sheet: Sheet, hit: _Hit) -> Iterator[tuple[str, list[Line]]]:
    """The citations after a label: each line one, or several lines joined where none is one alone."""
    values = list(hit.values)
    if len(values) == 1 and hit.label.value < len(values[0][1].text):
        # the value goes on below where it is not whole: authors, journal on lines of their own
        text, line = values[0]
        several = reference.split(text)
        if len(several) > 1:
            for piece in several:
                yield piece, [line]
            return
        parts, lines = [text], [line]
        for later, following in sheet.following(hit.last):
            if len(parts) > 3 or not _continues(sheet, "\n".join(parts), following, later):
                break
            parts.append(following.text)
            lines.append(following)
        yield "\n".join(parts), lines
        for later, following in sheet.following(hit.last + len(parts) - 1):
            if later > hit.last + len(parts) + 3 or labels.at_start(following, sheet.labels) or heading_kind(following):
                break
            if _is_whole(following.text):
                yield bare(following.text), [following]
            else:
                break
        return
    group: list[tuple[str, Line]] = []
    whole_before = False
    joined: list[tuple[str, Line]] = []
    for text, line in values:  # a DOI on a line of its own belongs to the citation above it
        if joined and _BARE_DOI.match(text) and "10." not in joined[-1][0]:
            joined[-1] = (f"{joined[-1][0]}\n{text}", joined[-1][1])
        else:
            joined.append((text, line))
    for text, line in joined:
        if _is_whole(text):
            if group:
                yield "\n".join(t for t, _ in group), [each for _, each in group]
                group = []
            yield text, [line]
            whole_before = True
        elif not whole_before or group or len(text) < 400:
            group.append((text, line))
            if reference.parse("\n".join(t for t, _ in group)).DOI and len(group) > 1:
                yield "\n".join(t for t, _ in group), [each for _, each in group]
                group = []
                whole_before = True
    if group:
        yield "\n".join(t for t, _ in group[:5]), [each for _, each in group[:5]]


def _is_whole(text: str) -> bool:
    """Whether one line is a citation by itself."""
    if len(text) > 1500:
        return False
    parsed = reference.parse(text)
    return parsed.score >= 6 and bool(parsed.container or parsed.DOI) and bool(parsed.people.names or parsed.title)


def _continues(sheet: Sheet, so_far: str, line: Line, index: int) -> bool:
    """Whether a line goes on with the citation above it: it brings the authors, the journal or the DOI it lacked."""
    text = line.text
    if len(text) > 500 or (
        labels.at_start(line, sheet.labels)
        and labels.at_start(line, sheet.labels).key not in ("DOI", "URL", "container-title")
    ):  # type: ignore[union-attr]
        return False
    if heading_kind(line) or line.tag in _HEADING_TAGS:
        return False
    before = reference.parse(so_far)
    if before.DOI or (before.container and before.issued):
        return False
    if len(text.split()) < 2 and not journals.is_known(text):
        return False
    here = reference.parse(text)
    if here.DOI and len(text) < 200 and here.container_weight + bool(here.issued) + (len(text) < 60) > 0:
        return True
    if here.container_weight >= 2 and (here.issued or here.volume) and len(text) < 200 and not here.people.names:
        return True
    after = reference.parse(f"{so_far}\n{text}")
    return bool(
        after.people.names
        and not before.people.names
        and len(after.people.names) > 1
        and after.score >= before.score + 2
        and len(text) < 400
    )


def _is_reference(parsed: reference.Parsed, text: str, weak: bool, keys: list[str]) -> bool:
    if parsed.DOI or parsed.others:
        return coverage(parsed) > (0.35 if not weak else 0.5) or len(text) < 200
    strong_parts = (
        bool(parsed.people.names)
        + bool(parsed.title)
        + (parsed.container_weight >= 2)
        + bool(parsed.issued)
        + bool(parsed.volume or parsed.page)
    )
    if weak:
        return (
            (strong_parts >= 3 and coverage(parsed) > 0.6)
            or (parsed.quoted and strong_parts >= 2 and coverage(parsed) > 0.5)
            or ("container-title" in keys and _is_title(text) and _take_title(parsed, text))
        )
    if strong_parts >= 2 and coverage(parsed) > 0.5:
        return True
    if parsed.quoted and parsed.title and coverage(parsed) > 0.5:
        return True
    if parsed.URL and len(text) < 200 and (parsed.title or parsed.container):
        return True
    return _is_title(text) and _take_title(parsed, text)


def _is_title(text: str) -> bool:
    """Whether a text can be a bare title: one sentence of four to forty-five words, no address, no quotation of speech."""
    words = text.split()
    if not 5 <= len(words) <= 45 or "@" in text or "http" in text or "www." in text or "\n" in text:
        return False
    if sum(len(word) > 1 and word[0].isalpha() for word in words) < 4:
        return False
    if re.search(r"[.!] [A-Z]", text) or not (text[0].isupper() or not text[0].isascii() or text[0].isdigit()):
        return False
    return not re.match(
        r"(?i)(?:the|this|our|a) (?:study|paper|article|research|findings|work|results?|project|researchers?)\b|for |please |visit |see |click |contact |to |more ",
        text,
    )


def _take_title(parsed: reference.Parsed, text: str) -> bool:
    parsed.title = parsed.title if len(parsed.title) > len(text) * 0.8 else _title(text)
    parsed.container, parsed.container_weight = "", 0
    parsed.people = names.People()
    parsed.issued = None
    parsed.volume = parsed.issue = parsed.page = ""
    return bool(parsed.title)


_NOT_LETTERS = re.compile(r"[\W_]+")


def coverage(parsed: reference.Parsed) -> float:
    """Which share of the letters of a text its parts account for."""
    letters = len(_NOT_LETTERS.sub("", parsed.text)) or 1
    return min(1.0, parsed.explained / letters)


def put_parsed(candidate: Candidate, parsed: reference.Parsed, lines: list[Line]) -> None:
    """The parts of a citation into a candidate, each with the line it stands on."""
    words = parsed.text.replace("\n", " ")
    line = lines[0]
    for variable, value in (
        ("title", parsed.title), ("container-title", parsed.container), ("DOI", parsed.DOI), ("volume", parsed.volume), ("issue", parsed.issue), ("page", parsed.page),
        ("issued", parsed.issued), ("URL", "" if _is_press(parsed.URL) else parsed.URL), ("publisher", parsed.publisher), *parsed.others.items(),
    ):  # fmt: skip
        candidate.put(variable, value, words, line.number)
    if parsed.people.names and "author" not in candidate.values:
        candidate.put(
            "author", tuple(name for name in parsed.people.names if isinstance(name, Name)), words, line.number
        )
        candidate.others = parsed.people.others if candidate.others is None else candidate.others
    for each in lines:
        for link in each.links:
            if "DOI" in candidate.values and "URL" in candidate.values:
                break
            found = identifiers.identify_url(link.url)
            if found and found.kind == "DOI":
                candidate.put("DOI", found.value, link.url, each.number)
                if "doi.org" not in link.url and found.value == candidate.text("DOI"):
                    candidate.put("URL", link.url, link.url, each.number)
            elif (
                link.url.startswith("http")
                and not parsed.DOI
                and not _is_press(link.url)
                and _is_on_citation(link.text, parsed)
            ):
                candidate.put("URL", link.url, link.url, each.number)


def _is_on_citation(words: str, parsed: reference.Parsed) -> bool:
    folded = vocabulary.fold(words)
    return bool(folded) and (
        folded in vocabulary.fold(parsed.text)
        and (
            len(folded) > 15
            or vocabulary.fold(parsed.container) in folded
            or folded in ("full text", "link", "abstract")
        )
    )

"""Changing .bib files that belong to somebody else."""

from __future__ import annotations

import multiprocessing
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbib import bibfile
from pressbib.bibfile import disk
from pressbib.errors import BibFileError, FormatError
from pressbib.formats import biblatex, bibtex, csljson
from pressbib.formats.encodings import decode
from pressbib.record import Date, Name, Origin, Press, Record
from tests.powers import as_anybody

FILE = """\
% My references, please keep tidy
@string{fa = "Foreign Affairs"}

@Article{kelly,
   author    = "Robert Kelly",
   title     = {Why {Korea} matters},
   journal   = fa,
   year      = 2024
}

@comment{ jabref-meta: grouping }
@book{knuth,
\ttitle={The Art},
\tauthor={Knuth, Donald}}
"""
KELLY = Record(
    type="article-journal",
    citation_key="kelly",
    title="Why Korea matters",
    author=(Name(family="Kelly", given="Robert"),),
    container_title="Foreign Affairs",
    issued=Date((2024, 12)),
    volume="104",
    DOI="10.1234/fa.104",
    provenance={"title": Origin("registry:crossref")},
)
NEW = Record(
    type="article-journal",
    citation_key="muller2023",
    title="Tunnels for toads in wet meadows",
    author=(Name(family="Müller", given="Jörg"),),
    container_title="Annals of Amphibians",
    issued=Date((2023,)),
)


def write(folder: Path, content: str | bytes = FILE) -> Path:
    path = folder / "refs.bib"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_only_what_must_change_changes(tmp_path: Path) -> None:
    path = write(tmp_path)
    change = bibfile.update(path, [KELLY, NEW])
    assert (change.added, change.changed, change.unchanged) == (("muller2023",), ("kelly",), ())
    assert change.summary() == "1 added, 1 changed"
    assert (
        path.read_text()
        == """\
% My references, please keep tidy
@string{fa = "Foreign Affairs"}

@Article{kelly,
   author    = "Robert Kelly",
   title     = {Why {Korea} matters},
   journal   = fa,
   year      = 2024,
   month     = dec,
   volume    = {104},
   doi       = {10.1234/fa.104}
}

@comment{ jabref-meta: grouping }
@book{knuth,
\ttitle={The Art},
\tauthor={Knuth, Donald}}

@article{muller2023,
   author    = {Müller, Jörg},
   title     = {Tunnels for toads in wet meadows},
   journal   = {Annals of Amphibians},
   year      = {2023}
}
"""
    )
    before = path.stat()
    again = bibfile.update(path, [KELLY, NEW])
    assert again.summary() == "nothing changed"
    assert again.diff == ""
    assert path.stat() == before  # not even touched


def test_a_dry_run_says_and_does_nothing(tmp_path: Path) -> None:
    path = write(tmp_path)
    change = bibfile.update(path, [KELLY], dry_run=True)
    assert path.read_text() == FILE
    assert change.changed == ("kelly",)
    assert "@@ -5,7 +5,10 @@" in change.diff
    assert "-   year      = 2024\n+   year      = 2024,\n+   month     = dec,\n" in change.diff


def test_a_diff_of_one_change_far_down_has_the_right_lines(tmp_path: Path) -> None:
    filler = "".join(f"@misc{{k{number},\n  title = {{T{number}}},\n}}\n\n" for number in range(3000))
    change = bibfile.update(write(tmp_path, filler + FILE), [KELLY], dry_run=True)
    assert "@@ -12005,7 +12005,10 @@" in change.diff
    assert change.diff.count("\n") < 20


def test_a_user_s_word_wins_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path)
    mine = KELLY.replace(title="Why Korea counts", provenance={"title": Origin("user")})
    bibfile.update(path, [mine])
    assert "   title     = {Why {Korea} counts},\n" in path.read_text()
    assert '   author    = "Robert Kelly",\n' in path.read_text()


def test_what_the_file_says_wins_over_registries(tmp_path: Path) -> None:
    path = write(tmp_path)
    bibfile.update(path, [KELLY.replace(title="WHY KOREA MATTERS")])
    assert "title     = {Why {Korea} matters}" in path.read_text()


def test_an_orcid_is_no_reason_to_rewrite_the_authors(tmp_path: Path) -> None:
    path = write(tmp_path)
    known = Name(family="Kelly", given="Robert", orcid="0000-0002-1825-0097", affiliations=("Pusan",))
    found = bibfile.update(path, [KELLY.replace(author=(known,), volume="")])
    assert found.changed == ("kelly",)
    assert '"Robert Kelly"' in path.read_text()


def test_entries_are_found_by_comparison_and_keep_their_citekeys(tmp_path: Path) -> None:
    mine = '@article{mine, title={Tunnels for toads in wet meadows}, author={M{\\"u}ller, J{\\"o}rg},'
    mine += " journal={Annals of Amphibians}, year=2023}\n"
    path = write(tmp_path, FILE + mine)
    change = bibfile.update(path, [NEW.replace(DOI="10.1234/toads")])
    assert change.changed == ("mine",)
    assert "year=2023, doi={10.1234/toads}}" in path.read_text()


def test_a_citekey_of_another_work_is_not_overwritten(tmp_path: Path) -> None:
    other = NEW.replace(citation_key="kelly")
    path = write(tmp_path)
    change = bibfile.update(path, [other])
    assert change.added == ("kelly-2",)
    assert path.read_text().startswith(FILE)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"\xef\xbb\xbf" + FILE.encode(), "utf-8-sig"),
        (FILE.replace("\n", "\r\n").encode(), "utf-8"),
        (FILE.replace("\n", "\r").encode(), "utf-8"),
        (FILE.replace("Donald", "Dönald").encode("latin-1"), "latin-1"),
        (FILE.encode("utf-16"), "utf-16"),
        (("% Encoding: GBK\n" + FILE.replace("The Art", "研究生教育研究")).encode("gbk"), "gbk"),
        (("% Encoding: Shift_JIS\n" + FILE.replace("The Art", "日本語の文献")).encode("shift_jis"), "shift_jis"),
    ],
    ids=["mark", "crlf", "cr", "latin-1", "utf-16", "gbk", "shift_jis"],
)
def test_encoding_and_line_ends_stay(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = write(tmp_path, content)
    records = [csljson.record(csljson.item(each)) for each in bibtex.load(decode(content, "x").text)]
    assert bibfile.update(path, records).summary() == "nothing changed"
    assert path.read_bytes() == content
    bibfile.update(path, [NEW])
    after = path.read_bytes()
    assert after.startswith(content)
    text = after.decode(encoding)
    assert (text.count("\n"), text.count("\r")) != (0, 0)
    if b"\r\n" in content:
        assert text.count("\n") == text.count("\r") == text.count("\r\n")
    found = bibtex.load(decode(after, "x").text)[-1]
    assert found.author == NEW.author
    if encoding in ("gbk", "shift_jis"):  # ü is in neither: written as a command
        assert 'M{\\"{u}}ller' in text


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.bib"
    assert bibfile.update(path, [NEW]).added == ("muller2023",)
    assert biblatex.load(path.read_text("utf-8"))[0].title == NEW.title
    assert path.read_text("utf-8") == biblatex.dump([NEW])


def test_mode_and_symbolic_link_stay(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(path)
    bibfile.update(link, [NEW])
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "muller2023" in path.read_text()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.bib", "refs.bib"]


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path)
    with pytest.raises(BibFileError, match="changed by another program"):
        disk.replace(path, b"what it was once", b"new")
    path.unlink()
    with pytest.raises(BibFileError, match="changed by another program"):
        disk.replace(path, FILE.encode(), b"new")
    assert list(tmp_path.iterdir()) == []


def _hold(path: str, seconds: float) -> None:
    with disk.locked(Path(path)):
        time.sleep(seconds)


def test_a_locked_file_is_waited_for_and_then_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path)
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(str(path), 30.0))
    holder.start()
    try:
        monkeypatch.setattr(disk, "LONGEST_WAIT", 0.2)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                bibfile.update(path, [KELLY], dry_run=True)
            except BibFileError:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the lock was never noticed")
    finally:
        holder.terminate()
        holder.join()
    assert bibfile.update(path, [KELLY]).changed == ("kelly",)


def _add(path: str, number: int) -> None:
    bibfile.update(path, [NEW.replace(citation_key=f"k{number}", title=f"Paper about subject number {number * 7919}")])


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = write(tmp_path)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add, args=(str(path), number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    keys = {each.citation_key for each in bibtex.load(path.read_text())}
    assert keys == {"kelly", "knuth", "k0", "k1", "k2", "k3"}


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 100, bytes(range(256)) * 10], ids=["nul", "binary"])
def test_binary_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, content)
    with pytest.raises((FormatError, BibFileError)):
        bibfile.update(path, [NEW])
    assert path.read_bytes() == content


def test_directories_and_huge_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BibFileError, match="a directory"):
        bibfile.update(tmp_path, [NEW])
    path = tmp_path / "huge.bib"
    with path.open("wb") as file:
        file.truncate(disk.LARGEST + 1)
    with pytest.raises(BibFileError, match="larger than"):
        bibfile.update(path, [NEW])
    with pytest.raises(FormatError, match="bibtex and biblatex"):
        bibfile.update(write(tmp_path), [NEW], to="ris")


def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.chmod(0)
    with as_anybody(), pytest.raises(BibFileError, match="cannot be read"):
        bibfile.update(path, [NEW])


def test_a_character_that_the_encoding_lacks_and_latex_has_no_command_for(tmp_path: Path) -> None:
    content = FILE.replace("Donald", "Dönald").encode("latin-1")
    path = write(tmp_path, content)
    with pytest.raises(BibFileError, match="has no character"):
        bibfile.update(path, [NEW.replace(title="研究")])
    assert path.read_bytes() == content


BROKEN = "@misc{bad,\n title={A}\n note={x}}\n@misc{good, title={Some other title here}}\n@misc{open, title={B\n"


def test_broken_entries_stay_as_they_are(tmp_path: Path) -> None:
    path = write(tmp_path, BROKEN)
    records = [Record(citation_key="bad", title="A", DOI="10.1234/x"), NEW]
    change = bibfile.update(path, records)
    text = path.read_text()
    assert "@misc{bad,\n title={A}\n note={x}}\n" in text
    assert text.endswith("\n@misc{open, title={B\n")
    assert change.added == ("muller2023",)
    assert "muller2023" in {each.citation_key for each in bibtex.load(text)}
    assert any("not changed: it has a fault" in str(problem) for problem in change.problems)
    assert any("a brace is not closed" in str(problem) for problem in change.problems)


def test_press_pages(tmp_path: Path) -> None:
    record = NEW.replace(press=(Press(url="https://news.example.org/1", title="Toads"),))
    path = write(tmp_path)
    assert bibfile.update(path, [record], press="related").added == ("muller2023", "muller2023-press")
    bibfile.update(path, [record], press="note")
    assert "note      = {Press release: https://news.example.org/1}" in path.read_text()
    assert bibfile.update(path, [record], press="note").summary() == "nothing changed"


def test_dates_are_changed_in_the_fields_that_the_entry_has(tmp_path: Path) -> None:
    path = write(tmp_path, "@misc{a, title={Abc}, date={2024}}\n@misc{b, title={Bcd}, year={2024}, month=jan}\n")
    mine = {"issued": Origin("user")}
    date = Date((2025, 2, 3))
    bibfile.update(
        path,
        [
            Record(citation_key=key, title=title, issued=date, provenance=mine)
            for key, title in (("a", "Abc"), ("b", "Bcd"))
        ],
    )
    assert path.read_text() == (
        "@misc{a, title={Abc}, date={2025-02-03}}\n@misc{b, title={Bcd}, year={2025}, month=feb, day={3}}\n"
    )
    bibfile.update(path, [Record(citation_key="b", title="Bcd", issued=Date((2026,)), provenance=mine)])
    assert path.read_text().endswith("@misc{b, title={Bcd}, year={2026}, }\n")


def test_values_of_several_fields_are_replaced_as_a_whole(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "@online{a, title={Abc}, eprint={2401.00001}, archiveprefix={arXiv}, date={2024}}\n"
        "@book{b, title={Bcd}, subtitle={Cde}, date={2024}}\n",
    )
    mine = {"archive_location": Origin("user"), "title": Origin("user")}
    records = [
        Record(type="article", citation_key="a", title="Abc", archive_location="2401.00002", archive="arXiv"),
        Record(type="book", citation_key="b", title="Bcd: Def", issued=Date((2024,))),
    ]
    change = bibfile.update(path, [record.replace(provenance=mine) for record in records])
    assert change.changed == ("a", "b")
    first, second = biblatex.load(path.read_text())
    assert (first.archive_location, first.archive) == ("2401.00002", "arXiv")
    assert second.title == "Bcd: Def"
    assert "archiveprefix" not in path.read_text()
    assert "subtitle" not in path.read_text()


_ENTRIES = st.lists(
    st.sampled_from(
        [
            "@misc{k%d, title={T%d}}\n",
            '@article{K%d,\n\tauthor = "A %d and others",\n\tyear = 1999,}\n\n',
            "@comment{x %d %d}\n",
            "% comment %d @ %d\n",
            "@string{s%d = {V%d}}\r\n",
            "@book(k%d, title = {A {DNA} %d} # s1, month = jan)\n",
            "@misc{broken%d, title={%d\n",
            "@misc{, title={No key %d %d}}",
            "@misc{x%d title={%d}}\n",
            "\ufeff@phdthesis{p%d, title={{X}}, note={a\n\nb %d}}\r",
        ]
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(_ENTRIES)
def test_what_was_imported_changes_nothing(entries: list[str]) -> None:
    text = "".join(entry.replace("%d", str(number)) for number, entry in enumerate(entries))
    records = [csljson.record(csljson.item(each)) for each in bibtex.load(text)]
    new, change = bibfile.rewrite(text, records)
    assert new == text
    assert change.summary() == "nothing changed"


@settings(max_examples=40, deadline=None)
@given(_ENTRIES)
def test_adding_keeps_every_byte_and_every_entry(entries: list[str]) -> None:
    text = "".join(entry.replace("%d", str(number)) for number, entry in enumerate(entries))
    before = bibtex.load(text)
    new, change = bibfile.rewrite(text, [NEW])
    assert change.added == ("muller2023",)
    after = [each.citation_key for each in bibtex.load(new)]
    assert sorted(after) == sorted([*(each.citation_key for each in before), "muller2023"])
    same = next((place for place, (a, b) in enumerate(zip(text, new, strict=False)) if a != b), len(text))
    assert text[:same] + new[len(new) - (len(text) - same) :] == text

"""Any sequence of changes ends where a simple model says: a dictionary, and a list of what it was before."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pressbib.library import Library, Marks
from pressbib.record import Origin, Record
from tests.library_records import record

WORKS = [dataclasses.replace(record(number), citation_key=f"work{number}") for number in range(8)]
WORDS = st.sampled_from(["thesis", "to read", "Ωmega", "chapter two", "정치"])


@dataclasses.dataclass(frozen=True)
class Kept:
    """What the model knows of one record."""

    work: int
    title: str
    volume: str
    marks: Marks


State = dict[str, Kept]


class Histories(RuleBasedStateMachine):
    """A library beside a model. `past` and `future` are the model's states before and after the present one."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.db"
        self.library = Library(self.path)
        self.state: State = {}
        self.past: list[State] = []
        self.future: list[State] = []
        self.in_batch = False

    def teardown(self) -> None:
        if hasattr(self, "library"):
            while self.library.undo():
                pass
            assert len(self.library) == 0
            assert self.library.tags() == {}
            assert self.library.check() == []
            self.library.close()
            self.folder.cleanup()

    def goes(self, state: State) -> None:
        """A change was made, or nothing changed."""
        if state != self.state:
            if not self.in_batch:
                self.past.append(self.state)
            self.future, self.state = [], state

    def change(self, key: str, **changes: object) -> None:
        self.goes({**self.state, key: dataclasses.replace(self.state[key], **changes)})  # type: ignore[arg-type]

    # What can be done

    @rule(number=st.integers(0, len(WORKS) - 1), volume=st.sampled_from(["", "7"]))
    def add(self, number: int, volume: str) -> None:
        arriving = WORKS[number]
        if not volume:
            provenance = {name: origin for name, origin in arriving.provenance.items() if name != "volume"}
            arriving = arriving.replace(volume="", provenance=provenance)
        outcome = self.library.merge(arriving)
        had = next((key for key, kept in self.state.items() if kept.work == number), "")
        if not had:
            assert outcome.status == "added"
            assert outcome.citekey == f"work{number}"
            self.goes({**self.state, outcome.citekey: Kept(number, arriving.title, arriving.volume, Marks())})
            return
        assert outcome.citekey == had
        if self.state[had].volume or not arriving.volume:
            assert outcome.status == "unchanged"
        else:
            assert outcome.status == "merged"
            self.change(had, volume=arriving.volume)

    @rule(numbers=st.lists(st.integers(0, len(WORKS) - 1), min_size=1, max_size=4))
    def bring_many(self, numbers: list[int]) -> None:
        list(self.library.import_records([WORKS[number] for number in numbers], source="many"))
        state = dict(self.state)
        for number in numbers:
            had = next((key for key, kept in state.items() if kept.work == number), f"work{number}")
            old = state.get(had, Kept(number, WORKS[number].title, "", Marks()))
            state[had] = dataclasses.replace(old, volume=old.volume or WORKS[number].volume)
        self.goes(state)

    @precondition(lambda self: self.state)
    @rule(data=st.data(), title=st.sampled_from(["A title of the user's", "Another one"]))
    def retitle(self, data: st.DataObject, title: str) -> None:
        key = self.pick(data)
        self.library.edit(key, {"title": title})
        self.change(key, title=title)

    @precondition(lambda self: self.state)
    @rule(data=st.data(), new=st.sampled_from(["alpha", "beta", "Alpha"]))
    def rename(self, data: st.DataObject, new: str) -> None:
        key = self.pick(data)
        taken = {name.lower() for k, kept in self.state.items() if k != key for name in (k, *kept.marks.aliases)}
        if new.lower() in taken or new == key:
            return
        self.library.rename(key, new)
        marks = self.state[key].marks
        aliases = tuple(name for name in (*marks.aliases, key) if name.lower() != new.lower())
        state = {k: kept for k, kept in self.state.items() if k != key}
        self.goes(
            {**state, new: dataclasses.replace(self.state[key], marks=dataclasses.replace(marks, aliases=aliases))}
        )

    @precondition(lambda self: self.state)
    @rule(data=st.data(), word=WORDS)
    def tag(self, data: st.DataObject, word: str) -> None:
        key = self.pick(data)
        self.library.tag(key, [word])
        marks = self.state[key].marks
        if word not in marks.tags:
            self.change(key, marks=dataclasses.replace(marks, tags=(*marks.tags, word)))

    @precondition(lambda self: self.state)
    @rule(data=st.data(), word=WORDS)
    def note(self, data: st.DataObject, word: str) -> None:
        key = self.pick(data)
        self.library.note(key, word)
        marks = self.state[key].marks
        self.change(key, marks=dataclasses.replace(marks, notes=(*marks.notes, word)))

    @precondition(lambda self: self.state)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        key = self.pick(data)
        self.library.remove(key)
        self.goes({k: kept for k, kept in self.state.items() if k != key})

    @precondition(lambda self: len(self.state) > 1)
    @rule(data=st.data(), word=WORDS)
    def change_two_at_once(self, data: st.DataObject, word: str) -> None:
        before = self.state
        with self.library.batch("both", "a test"):
            self.in_batch = True
            self.note(data, word)
            self.remove(data)
            self.in_batch = False
        self.past.append(before)

    @rule()
    def undo(self) -> None:
        undone = self.library.undo()
        assert bool(undone) == bool(self.past)
        if self.past:
            self.future.append(self.state)
            self.state = self.past.pop()

    @rule()
    def redo(self) -> None:
        done = self.library.redo()
        assert bool(done) == bool(self.future)
        if self.future:
            self.past.append(self.state)
            self.state = self.future.pop()

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library(self.path)

    @rule()
    def copy(self) -> None:
        """A copy by way of JSON Lines is the library again, with its history."""
        folder = Path(self.folder.name)
        self.library.export_everything(folder / "all.jsonl")
        with Library(folder / "copy.db") as other:
            other.import_everything(folder / "all.jsonl")
            assert list(other.records()) == list(self.library.records())
            assert list(other.log()) == list(self.library.log())
            assert seen(other) == self.state
            assert other.check() == []
            other.undo()
            assert seen(other) == (self.past[-1] if self.past else self.state)
        (folder / "copy.db").unlink()

    # What is always so

    @invariant()
    def is_as_the_model_says(self) -> None:
        if hasattr(self, "library"):
            assert seen(self.library) == self.state

    @invariant()
    def is_found_by_everything_that_finds(self) -> None:
        if hasattr(self, "library"):
            for key, kept in self.state.items():
                for name in (key, *kept.marks.aliases, key.upper()):
                    assert self.library.get(name).citation_key == key
                found = {r.citation_key for r in self.library.records(f'title:"{kept.title}"')}
                assert key in found
                assert self.library.count(f"doi:{WORKS[kept.work].DOI}") == 1
                for tag in kept.marks.tags:
                    assert key in {r.citation_key for r in self.library.records(f'tag:"{tag}"')}

    def pick(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.state)))


def plain(marks: Marks) -> Marks:
    return dataclasses.replace(marks, known=())


def seen(library: Library) -> State:
    """What the model would know of the library."""
    return {
        r.citation_key: Kept(int(r.DOI.rpartition(".")[2]), r.title, r.volume, plain(library.marks(r.citation_key)))
        for r in library.records()
    }


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_undo_of_an_undo_of_an_undo(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.merge(WORKS[0])
        first = library.undo()[0].batch
        assert len(library) == 0
        second = library.undo(first)[0].batch
        assert len(library) == 1
        third = library.undo(second)[0].batch
        assert len(library) == 0
        library.undo(third)
        assert len(library) == 1
        assert [c.undone for c in library.log()] == [False, True, False, True, False]
        assert [c.batch for c in library.undo()] == [6]
        assert len(library) == 0


def test_a_record_comes_back_equal_from_the_file(tmp_path: Path) -> None:
    user = Origin("user", text="7", retrieved="2026-01-01T00:00:00Z")
    whole = WORKS[3].replace(volume="7", provenance={**WORKS[3].provenance, "volume": user, "nonsense": Origin("x")})
    with Library(tmp_path / "library.db") as library:
        assert library.merge(whole).record == whole
    with Library(tmp_path / "library.db") as library:
        assert library.get("work3") == whole


def test_a_bibliography_of_the_library_makes_an_equal_library(tmp_path: Path) -> None:
    from pressbib import formats

    with Library(tmp_path / "one.db") as one, Library(tmp_path / "two.db") as two:
        list(one.import_records(WORKS))
        assert one.export(tmp_path / "all.json") == len(WORKS)
        outcomes = list(two.import_records(formats.load(tmp_path / "all.json")))
        assert {o.status for o in outcomes} == {"added"}
        assert [simple(r) for r in two.records()] == [simple(r) for r in one.records()]


def simple(found: Record) -> dict[str, object]:
    return {**found.stated(), "press": found.press}

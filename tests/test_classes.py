"""Our `dataclass` makes the same classes as the standard one."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar

import pytest

from pressbib import classes

Decorator = Callable[..., Any]


def define(dataclass: Decorator) -> dict[str, Any]:
    """A class of each kind that there is in this project."""

    @dataclass(frozen=True, slots=True)
    class Frozen:
        """A doc."""

        kind: str
        text: str = ""
        parts: tuple[str, ...] = ()

        @property
        def first(self) -> str:
            return self.parts[0]

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        """A doc."""

        status: ClassVar[str] = "named"
        words: dict[str, int] = field(default_factory=dict, compare=False)
        kind: str
        secret: str = field(default="x", repr=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Below(Named):
        """A doc."""

        status: ClassVar[str] = "below"
        more: int = 7

    @dataclass(slots=True)
    class Changing:
        """A doc."""

        kind: str
        found: list[str] = field(default_factory=list)
        last: str = field(default="", kw_only=True)

        def __post_init__(self) -> None:
            self.found.append(self.kind)

    @dataclass
    class Plain:
        """A doc."""

        kind: str = "a"
        number: int = 1

        def __hash__(self) -> int:
            return 5

    @dataclass(frozen=True)
    class PlainFrozen:
        """A doc."""

        kind: str
        number: int = field(default=2)

        def __repr__(self) -> str:
            return "mine"

    @dataclass(frozen=True, slots=True, eq=False)
    class Single:
        """A doc."""

        kind: str

    made = (Frozen, Named, Below, Changing, Plain, PlainFrozen, Single)
    return {cls.__name__: cls for cls in made}


OURS, STANDARD = define(classes.dataclass), define(dataclasses.dataclass)
for _kind in OURS.values():
    globals()[_kind.__name__] = _kind  # where pickle looks for them
    _kind.__qualname__ = _kind.__name__
for _kind in STANDARD.values():
    _kind.__qualname__ = _kind.__name__


@dataclasses.dataclass
class Standard:
    """One of the standard ones."""

    kind: str = ""


def outcome(function: Callable[[], Any]) -> Any:
    """What a call gives, comparable between the two, or the kind of its error."""
    try:
        value = function()
    except Exception as error:  # noqa: BLE001, RUF100  # compared by kind
        return type(error)
    return value if isinstance(value, int | str | bool | tuple | dict) else repr(value)


USES: dict[str, Callable[[Any], Any]] = {
    "positional": lambda cls: cls("k"),
    "all positional": lambda cls: cls("k", "t", ("a", "b")),
    "named": lambda cls: cls(kind="k"),
    "nothing": lambda cls: cls(),
    "unknown": lambda cls: cls(kind="k", unknown=1),
    "too many": lambda cls: cls("k", "t", ("a",), "more"),
    "equal": lambda cls: cls(kind="k") == cls(kind="k"),
    "unequal": lambda cls: cls(kind="k") == cls(kind="l"),
    "another class": lambda cls: (cls(kind="k") == "k", cls(kind="k") != "k"),
    "hash": lambda cls: hash(cls(kind="k")) == hash(cls(kind="k")),
    "set": lambda cls: setattr(cls(kind="k"), "kind", "l"),
    "delete": lambda cls: delattr(cls(kind="k"), "kind"),
    "fields": lambda cls: tuple(
        (f.name, f.type, f.default, f.kw_only, f.repr, f.compare, dict(f.metadata)) for f in dataclasses.fields(cls)
    ),
    "fields of one": lambda cls: len(dataclasses.fields(cls(kind="k"))),
    "is": lambda cls: (dataclasses.is_dataclass(cls), dataclasses.is_dataclass(cls(kind="k"))),
    "replace": lambda cls: dataclasses.replace(cls(kind="k"), kind="l"),
    "asdict": lambda cls: dataclasses.asdict(cls(kind="k")),
    "copy": lambda cls: copy.copy(cls(kind="k")),
    "deep copy": lambda cls: copy.deepcopy(cls(kind="k")),
    "dictionary": lambda cls: hasattr(cls(kind="k"), "__dict__"),
    "match": lambda cls: cls.__match_args__,
    "doc": lambda cls: (cls.__doc__, cls.__name__, cls.__module__),
    "class variable": lambda cls: cls.status,
    "default": lambda cls: cls.number,
    "fresh": lambda cls: cls(kind="k").found is cls(kind="k").found,
    "property": lambda cls: cls("k", parts=("a",)).first,
    "slots": lambda cls: cls.__slots__,
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("name", OURS)
def test_as_the_standard_one(name: str, use: str) -> None:
    assert outcome(lambda: USES[use](OURS[name])) == outcome(lambda: USES[use](STANDARD[name]))


@pytest.mark.parametrize("name", OURS)
def test_they_can_be_pickled(name: str) -> None:
    one = OURS[name](kind="k")
    again = pickle.loads(pickle.dumps(one))
    assert type(again) is type(one)
    assert all(getattr(again, f.name) == getattr(one, f.name) for f in dataclasses.fields(one))


def test_init_is_compiled_once_several_objects_were_made_and_then_stays() -> None:
    cls = define(classes.dataclass)["Frozen"]
    before = cls.__init__
    first = cls("a")
    assert cls.__init__ is before
    made = [cls("a") for _ in range(20)]
    after = cls.__init__
    assert before is not after
    assert all(each == first and repr(each) == repr(first) for each in made)
    cls("b")
    assert cls.__init__ is after


@pytest.mark.parametrize("arguments", [((), {}), (("a",) * 9, {}), (("a",), {"wrong": 1})])
def test_wrong_arguments_are_an_error_for_the_first_object_as_for_any(
    arguments: tuple[tuple[str, ...], dict[str, int]],
) -> None:
    ours, theirs = define(classes.dataclass)["Frozen"], define(dataclasses.dataclass)["Frozen"]
    positional, named = arguments
    for cls in (theirs, ours):
        with pytest.raises(TypeError):
            cls(*positional, **named)


def test_what_is_not_supported_is_an_error() -> None:
    def with_init() -> None:
        @classes.dataclass
        class Wrong:
            kind: str = field(init=False)

    def mutable() -> None:
        @classes.dataclass
        class Wrong:
            kind: list[str] = []  # noqa: RUF012  # that is the mistake

    def of_another() -> None:
        @classes.dataclass
        class Wrong(Standard):
            more: str = ""

    for define_one, error in ((with_init, TypeError), (mutable, ValueError), (of_another, TypeError)):
        with pytest.raises(error):
            define_one()


def test_threads_may_ask_for_the_fields_at_the_same_time() -> None:
    @classes.dataclass
    class Point:
        x: int
        y: int

    late = Point.__dict__["__dataclass_fields__"]  # what a thread has in hand while another one is faster
    assert [each.name for each in dataclasses.fields(Point)] == list(late.__get__(None, Point)) == ["x", "y"]

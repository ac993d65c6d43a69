"""`dataclass` as in `dataclasses`, for classes of which a command or a page needs only some.

The standard one writes and compiles up to six functions for each class when it is defined; for the eighty classes on
the way of a page that takes longer than a bare command-line program does as a whole. Here only `__init__` is compiled,
and only once a dozen objects were made, after which making objects is as fast as ever; the other methods need no
compiling, and the fields are described (`dataclasses.fields`, `replace`) when somebody asks. Type checkers see
`dataclasses.dataclass` itself.

What is used here is there, and nothing else: `frozen`, `slots`, `kw_only`, `repr` and `eq`, `field` with its `default`,
`default_factory`, `repr`, `compare`, `kw_only` and `metadata`, `ClassVar`, `__post_init__`, and inheriting from one
another. Other things are a TypeError when the class is defined.
"""

from __future__ import annotations

import dataclasses
import inspect
import operator
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

_MISSING = dataclasses.MISSING


class Row(NamedTuple):
    """A field: its annotation, and what `field` said of it."""

    name: str
    annotation: object
    default: Any
    factory: Any
    keyword: bool
    shown: bool
    compared: bool
    metadata: Any


class _Fields:
    """Stands where a dataclass has its fields, and puts them there when they are asked for."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)

    def __get__(self, _instance: object, owner: type) -> dict[str, dataclasses.Field[Any]]:
        described: dict[str, Any] = {
            "__annotations__": {row.name: row.annotation for row in self.rows},
            "__doc__": "Fields.",  # or the signature is worked out for one
        }
        for row in self.rows:
            given = {"default": row.default, "default_factory": row.factory}
            described[row.name] = dataclasses.field(
                **{key: value for key, value in given.items() if value is not _MISSING},
                repr=row.shown,
                compare=row.compared,
                kw_only=row.keyword,
                metadata=row.metadata,
            )
        shadow: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(type(owner.__name__, (), described))
        found: dict[str, dataclasses.Field[Any]] = shadow.__dataclass_fields__
        homes = (cls for cls in owner.__mro__ if cls.__dict__.get("__dataclass_fields__") is self)
        for home in homes:  # none where another thread, which asked at the same time, was faster
            home.__dataclass_fields__ = found  # type: ignore[attr-defined]
        return found


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        kw_only: bool = False,
        repr: bool = True,  # noqa: A002  # the names of the standard one
        eq: bool = True,
    ) -> Any:
        """`dataclasses.dataclass`; see the module's docstring."""

        def make(cls: type) -> type:
            rows = _rows(cls, keyword=kw_only)
            made = _with_slots(cls, rows) if slots else _with_defaults(cls, rows)
            _add_methods(made, rows, frozen=frozen, slots=slots, shown=repr, compared=eq)
            return made

        return make if cls is None else make(cls)


def rows_of(cls: type) -> tuple[Row, ...]:
    """The fields of a class that was made here, without describing them as `dataclasses.fields` does."""
    rows: tuple[Row, ...] = cls.__dict__["_rows_of_class"]
    return rows


def _rows(cls: type, *, keyword: bool) -> list[Row]:
    rows: dict[str, Row] = {}
    for base in reversed(cls.__mro__[1:]):
        if "_rows_of_class" in base.__dict__:
            rows.update((row.name, row) for row in base.__dict__["_rows_of_class"])
        elif "__dataclass_fields__" in base.__dict__:
            raise TypeError(f"{cls.__name__} inherits from {base.__name__}, which is a dataclass of `dataclasses`")
    for name, annotation in inspect.get_annotations(cls).items():
        words = str(annotation).removeprefix("typing.").removeprefix("dataclasses.")
        if words.startswith("ClassVar"):
            continue
        if words.startswith(("InitVar", "KW_ONLY")):
            raise TypeError(f"{cls.__name__}.{name}: {words} is not supported")
        rows[name] = _row(name, annotation, cls.__dict__.get(name, _MISSING), keyword=keyword)
    return list(rows.values())


def _row(name: str, annotation: object, default: Any, *, keyword: bool) -> Row:
    if not isinstance(default, dataclasses.Field):
        if default.__class__.__hash__ is None:
            raise ValueError(f"the default of {name} is mutable; use default_factory")
        return Row(name, annotation, default, _MISSING, keyword, shown=True, compared=True, metadata=None)
    said = default
    if not said.init or said.hash is not None:
        raise TypeError(f"{name}: field(init=, hash=) is not supported")
    alone = keyword if said.kw_only is _MISSING else bool(said.kw_only)
    return Row(name, annotation, said.default, said.default_factory, alone, said.repr, said.compare, said.metadata)


def _with_slots(cls: type, rows: list[Row]) -> type:
    """The class anew with slots for its fields, as the standard one does it: slots cannot be added later."""
    inherited = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    names = [row.name for row in rows]
    content = {key: value for key, value in cls.__dict__.items() if key not in (*names, "__dict__", "__weakref__")}
    content["__slots__"] = tuple(name for name in names if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    return made


def _with_defaults(cls: type, rows: list[Row]) -> type:
    for row in rows:
        if isinstance(cls.__dict__.get(row.name), dataclasses.Field):
            if row.default is _MISSING:
                delattr(cls, row.name)
            else:
                setattr(cls, row.name, row.default)
    return cls


def _add_methods(made: Any, rows: list[Row], *, frozen: bool, slots: bool, shown: bool, compared: bool) -> None:
    own = made.__dict__

    made_so_far = 0
    expected = [row.name for row in rows if not row.keyword]
    names = {row.name for row in rows}

    def first(self: Any, *positional: Any, **named: Any) -> None:
        nonlocal made_so_far
        made_so_far += 1
        given = dict(zip(expected, positional, strict=False))
        if (
            made_so_far > _FEW
            or len(positional) > len(expected)
            or not named.keys() <= names - given.keys()
            or not _fill(self, rows, {**given, **named})
        ):
            made.__init__ = _initialiser(made, rows, frozen=frozen, slots=slots)
            made.__init__(self, *positional, **named)
        elif hasattr(made, "__post_init__"):
            self.__post_init__()

    methods: dict[str, Callable[..., Any]] = {} if "__init__" in own else {"__init__": first}
    if shown and "__repr__" not in own:
        methods["__repr__"] = _representation([row.name for row in rows if row.shown])
    if compared:
        equal, hashed = _comparison([row.name for row in rows if row.compared])
        if "__eq__" not in own:
            methods["__eq__"] = equal
        if frozen and own.get("__hash__") is None:
            methods["__hash__"] = hashed
    if frozen:
        methods["__setattr__"], methods["__delattr__"] = _refuse_to_set, _refuse_to_delete
        if slots:
            methods["__getstate__"], methods["__setstate__"] = _pickling([row.name for row in rows])
    for name, method in methods.items():
        method.__name__ = name
        setattr(made, name, method)
    if compared and not frozen and "__hash__" not in own:
        made.__hash__ = None
    setattr(made, "__match_args__", tuple(row.name for row in rows if not row.keyword))  # noqa: B010  # of any class
    made._rows_of_class = tuple(rows)
    made.__dataclass_fields__ = _Fields(rows)


_FEW = 12
"""Objects that are made without a compiled `__init__`, which takes as long as some thirty of them."""


def _fill(made: Any, rows: list[Row], given: dict[str, Any]) -> bool:
    """Set the fields of a new object; False where a value is missing."""
    for row in rows:
        if row.name in given:
            value = given[row.name]
        elif row.factory is not _MISSING:
            value = row.factory()
        elif row.default is not _MISSING:
            value = row.default
        else:
            return False
        object.__setattr__(made, row.name, value)
    return True


def _initialiser(made: Any, rows: list[Row], *, frozen: bool, slots: bool) -> Callable[..., None]:
    """`__init__`, written and compiled: one assignment a field."""
    scope: dict[str, Any] = {"_FRESH": _MISSING, "_put": object.__setattr__}
    positional: list[str] = []
    keywords: list[str] = []
    body: list[str] = []
    for number, row in enumerate(rows):
        value = row.name
        parameter = row.name
        if row.factory is not _MISSING:
            scope[f"_factory{number}"] = row.factory
            parameter = f"{row.name}=_FRESH"
            value = f"_factory{number}() if {row.name} is _FRESH else {row.name}"
        elif row.default is not _MISSING:
            scope[f"_default{number}"] = row.default
            parameter = f"{row.name}=_default{number}"
        (keywords if row.keyword else positional).append(parameter)
        if not frozen:
            body.append(f"self.{row.name} = {value}")
        elif slots:
            scope[f"_put{number}"] = getattr(made, row.name).__set__
            body.append(f"_put{number}(self, {value})")
        else:
            body.append(f"_put(self, {row.name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *keywords] if keywords else [])])
    exec(f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"]), scope)  # noqa: S102  # of names alone
    initialiser: Callable[..., None] = scope["__init__"]
    initialiser.__qualname__ = f"{made.__qualname__}.__init__"
    return initialiser


def _representation(names: list[str]) -> Callable[[Any], str]:
    def show(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return show


def _comparison(names: list[str]) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    values: Callable[[Any], Any] = operator.attrgetter(*names) if names else lambda _: ()

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    return equal, hashed


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _pickling(names: list[str]) -> tuple[Callable[[Any], list[Any]], Callable[[Any, list[Any]], None]]:
    def state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def fill(self: Any, values: list[Any]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    return state, fill

"""Frozen dataclasses whose classes cost little time to make.

Python 3.11 compiles six methods for each frozen dataclass: 50 ms for ours, at every command, before it does anything.
Here the fields are the standard library's, so that `fields`, `replace` and `match` work, but they are described when
they are first asked for, and `__init__` is compiled when the first value of a class is made: a command makes values of
a few classes only. A class has the fields that stand in it, none of a base's and no `ClassVar`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

_T = TypeVar("_T")
_MANY = 6  # fields
_BECOME = vars(object)["__class__"].__set__


def _dataclass(*, frozen: bool, slots: bool) -> Callable[[type[_T]], type[_T]]:
    """Stand in for `dataclasses.dataclass(frozen=True, slots=True)`."""
    if not (frozen and slots):
        raise TypeError("only values that never change are made here")
    return _made


class _Fields:
    """The fields of a class as the standard library describes them, when they are first asked for."""

    def __init__(self, described: type) -> None:
        self._described = described

    def __get__(self, _value: object, made: Any) -> Mapping[str, Any]:
        described: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(self._described)
        made.__dataclass_params__ = described.__dataclass_params__
        made.__dataclass_fields__ = described.__dataclass_fields__
        return made.__dataclass_fields__  # type: ignore[no-any-return]


_no_values = staticmethod(lambda _value: ())  # of a class without fields


def _made(cls: type[_T]) -> type[_T]:
    names = tuple(cls.__annotations__)
    left_out = {*names, "__dict__", "__weakref__"}
    body: dict[str, Any] = {name: value for name, value in vars(cls).items() if name not in left_out}
    body |= {
        "__slots__": names,
        "__match_args__": names,
        "__qualname__": cls.__qualname__,
        "__dataclass_fields__": _Fields(cls),
        "_defaults": {name: vars(cls)[name] for name in names if name in vars(cls)},
        "_values": attrgetter(*names) if names else _no_values,
    }
    made: Any = type(cls.__name__, (_Value, *(base for base in cls.__bases__ if base is not object)), body)
    return made  # type: ignore[no-any-return]


class _Value:
    """What all values can do."""

    __slots__: tuple[str, ...] = ()
    _values: Callable[[object], object]  # an `attrgetter`, which is no method
    _defaults: Mapping[str, Any]  # a value, or a `Field` that makes one

    def __init__(self, *given: object, **named: object) -> None:
        # The first value of a class: from now on the class has an `__init__` of its own.
        cls: Any = type(self)
        cls.__init__ = _init(cls)
        cls.__init__(self, *given, **named)

    def __eq__(self, other: object) -> bool:
        return self._values(self) == self._values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __setattr__(self, name: str, _value: object) -> None:
        raise FrozenInstanceError(f"cannot change field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot change field {name!r}")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


def _init(cls: Any) -> Any:
    known: dict[str, Any] = {}
    places = []
    lines = []
    for name in cls.__slots__:
        value, default = name, cls._defaults.get(name, MISSING)
        factory = default.default_factory if isinstance(default, Field) else MISSING
        default = default.default if isinstance(default, Field) else default
        if factory is not MISSING:
            known |= {f"_new_{name}": factory, "_missing": MISSING}
            places.append(f"{name}=_missing")
            value = f"_new_{name}() if {name} is _missing else {name}"
        elif default is not MISSING:
            known[f"_default_{name}"] = default
            places.append(f"{name}=_default_{name}")
        else:
            places.append(name)
        if len(cls.__slots__) < _MANY:
            known[f"_set_{name}"] = getattr(cls, name).__set__  # quicker than `object.__setattr__`, which looks for it
            lines.append(f" _set_{name}(self, {value})")
        else:
            lines.append(f" self.{name} = {value}")
    if len(cls.__slots__) >= _MANY:
        known |= {"_open": _open(cls), "_become": _BECOME}
        lines = [" made = self.__class__", " _become(self, _open)", *lines, " self.__class__ = made"]
    exec(f"def __init__(self, {', '.join(places)}):\n" + "\n".join(lines), known)  # noqa: S102 -- as dataclasses does
    return known["__init__"]


def _open(cls: Any) -> type:
    """Return a class of the same fields that can be set: while a value is made, it is of this one.

    With many fields, to change the class twice and set them takes half the time of going round what keeps them frozen.
    """
    free = {"__slots__": cls.__slots__, "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(cls.__name__, cls.__bases__, free)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass

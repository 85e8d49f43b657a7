"""Frozen dataclasses that cost little to make.

Python 3.11 compiles six methods for each frozen dataclass: 50 ms for ours, at every command, before it does anything.
Here the fields are the standard library's, so that `fields`, `replace` and `match` work; only `__init__` is compiled,
and that when the first value of a class is made: a command makes values of a few classes only.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

_T = TypeVar("_T")


def _dataclass(*, frozen: bool, slots: bool) -> Callable[[type[_T]], type[_T]]:
    """Stand in for `dataclasses.dataclass(frozen=True, slots=True)`."""
    if not (frozen and slots):
        raise TypeError("only values that never change are made here")
    return _made


def _made(cls: type[_T]) -> type[_T]:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    _give_methods(made, [field.name for field in fields(made)])

    def compiled_when_first_called(self: Any, *args: Any, **named: Any) -> None:
        made.__init__ = _init(made)
        made.__init__(self, *args, **named)

    made.__init__ = compiled_when_first_called
    return made  # type: ignore[no-any-return]


def _init(cls: Any) -> Any:
    known: dict[str, Any] = {"_set": object.__setattr__}
    places = []
    lines = []
    for field in fields(cls):
        name, value = field.name, field.name
        if field.default_factory is not MISSING:
            known |= {f"_new_{name}": field.default_factory, "_missing": MISSING}
            places.append(f"{name}=_missing")
            value = f"_new_{name}() if {name} is _missing else {name}"
        elif field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            places.append(f"{name}=_default_{name}")
        else:
            places.append(name)
        lines.append(f" _set(self, {name!r}, {value})")
    exec(f"def __init__(self, {', '.join(places)}):\n" + "\n".join(lines), known)  # noqa: S102 -- as dataclasses does
    return known["__init__"]


def _give_methods(cls: Any, names: list[str]) -> None:
    values = attrgetter(*names)

    def same(self: Any, other: object) -> bool:
        return values(self) == values(other) if type(other) is cls else NotImplemented

    def shown(self: Any) -> str:
        return f"{cls.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def refuse(_self: Any, name: str, *_value: object) -> None:
        raise FrozenInstanceError(f"cannot change field {name!r}")

    cls.__eq__, cls.__repr__, cls.__setattr__, cls.__delattr__ = same, shown, refuse, refuse
    cls.__hash__ = lambda self: hash(values(self))
    cls.__reduce__ = lambda self: (cls, tuple(getattr(self, name) for name in names))


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass

"""Our dataclasses behave as the standard library's frozen ones."""

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    text: str
    count: int = 3
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def double(self) -> int:
        return self.count * 2


@dataclass(frozen=True, slots=True)
class Other:
    text: str
    count: int = 3
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Single:
    kind = "single"
    text: str


def standard(cls):
    """Make the same class as the standard library does."""
    body = {name: value for name, value in vars(cls).items() if name in ("__annotations__", "kind", "double")}
    body |= {field.name: field.default for field in dataclasses.fields(cls) if field.default is not dataclasses.MISSING}
    for field in dataclasses.fields(cls):
        if field.default_factory is not dataclasses.MISSING:
            body[field.name] = dataclasses.field(default_factory=field.default_factory)
    return dataclasses.dataclass(frozen=True, slots=True)(type(cls.__name__, (), body))


@pytest.mark.parametrize("given", [("a",), ("a", 1), ("a", 1, {"x": 2})])
def test_they_are_made_and_shown_alike(given):
    theirs = standard(Ours)(*given)
    assert repr(Ours(*given)) == repr(theirs)
    assert dataclasses.asdict(Ours(*given)) == dataclasses.asdict(theirs)
    assert Ours(*given).double == theirs.double


def test_equal_when_of_one_kind_with_equal_values():
    assert Ours("a") == Ours("a")
    assert Ours("a") != Ours("b")
    assert Ours("a") != Other("a")
    assert Single("a") == Single("a")
    assert len({Single("a"), Single("a"), Single("b")}) == 2


def test_how_one_is_made_is_compiled_with_the_first():
    @dataclass(frozen=True, slots=True)
    class Fresh:
        text: str

    assert "__init__" not in vars(Fresh)
    assert [Fresh("a"), Fresh(text="b")] == [Fresh("a"), Fresh("b")]
    assert "__init__" in vars(Fresh)


def test_a_default_factory_is_asked_each_time():
    assert Ours("a").more is not Ours("a").more


def test_wrong_arguments_are_refused():
    for given in ((), ("a", 1, {}, "too many")):
        with pytest.raises(TypeError):
            Ours(*given)


def test_nothing_can_be_changed():
    value = Ours("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.text = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.text
    with pytest.raises((AttributeError, TypeError)):
        value.unknown = 1
    assert not hasattr(value, "__dict__")


def test_replacing_copying_and_matching():
    value = Ours("a", 1)
    assert dataclasses.replace(value, count=2) == Ours("a", 2)
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value
    match value:
        case Ours("a", count):
            assert count == 1
        case _:
            pytest.fail("not matched")


def test_only_frozen_values_are_made():
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)

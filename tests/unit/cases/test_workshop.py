"""The use cases of a workshop are loaded by name when they are first asked for."""

from __future__ import annotations

import inspect

from facilitate.workshop.workshop import LazyUseCases, Workshop
from tests.support.workshops import make_workshop


def test_each_is_of_the_class_a_type_checker_takes_it_for_and_is_made_once():
    lazy = {name for name, found in vars(Workshop).items() if isinstance(found, LazyUseCases)}
    assert lazy == set(inspect.get_annotations(Workshop))
    workshop = make_workshop()
    for name, kind in inspect.get_annotations(Workshop).items():
        assert type(getattr(workshop, name)).__name__ == kind
        assert getattr(workshop, name) is getattr(workshop, name)

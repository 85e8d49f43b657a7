"""Which axis of the study an idea answers."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.acts.study import IdeaLinked
from facilitate.domain.errors import N_, Refused
from facilitate.domain.idea_lookup import idea_called
from facilitate.domain.programme.plan import Axis
from facilitate.domain.values.ideas import Idea
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.report.matrix import NO_QUESTIONS


class StudyLinks:
    """Use cases about which axis of the study ideas answer."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def axes(self) -> tuple[Axis, ...]:
        """Return the axes an idea can be linked to; raises `Refused` where there are none."""
        axes = self._recorder.session.plan.axes
        if not axes:
            raise Refused(NO_QUESTIONS)
        return axes

    def link(self, names: Sequence[str], axis: str) -> list[Idea]:
        """Say which axis ideas answer, each named by reference or id, as one gesture; none takes the links away."""
        if axis:
            self._check(axis)
        ideas = {idea.id: idea for idea in map(self._find, names)}
        links = self._recorder.session.links
        acts = [IdeaLinked(key, axis) for key in ideas if links.get(key, "") != axis]
        if acts:
            self._recorder.record(*acts)
        return list(ideas.values())

    def _check(self, axis: str) -> None:
        axes = self.axes()
        if axis not in [each.key for each in axes]:
            known = "\N{NO-BREAK SPACE}· ".join(f"{number}. {each.question}" for number, each in enumerate(axes, 1))
            raise Refused(N_("Unknown research question “{axis}”. Choose one of: {known}"), axis=axis, known=known)

    def _find(self, name: str) -> Idea:
        idea = idea_called(self._recorder.session, name)
        if idea is None:
            raise Refused(N_("Idea “{ref}” not found. References look like T3-07."), ref=name)
        return idea

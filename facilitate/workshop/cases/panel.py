"""Who speaks on the panel, and for how long against their share."""

from __future__ import annotations

from datetime import datetime, timedelta

from facilitate.domain.acts.panel import TurnStarted, TurnStopped
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.key_lookup import key_named, speaker_words
from facilitate.domain.programme.plan import Phase, Speaker
from facilitate.domain.session import Session
from facilitate.domain.values.panel import Turn
from facilitate.domain.values.phases import ZERO, Run
from facilitate.workshop.recorder.recorder import Recorder

ABSENT = N_("{name} is marked as absent. Record their arrival first.")


@dataclass(frozen=True, slots=True)
class SpeakingTime:
    """One speaker's time. `share` is an equal part of the phase's time among those who are there."""

    speaker: Speaker
    spoken: timedelta
    share: timedelta
    speaking: bool


class Panel:
    """Use cases about turns; a speaker is named by key or by number in the phase that is on."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def toggle(self, name: str) -> Turn | None:
        """Begin a speaker's turn, which ends whoever spoke; of the one who speaks, end it. Returns the open turn."""
        phase = self._panel()
        if speaking(self._recorder.session, phase.key) == _find(phase, name).key:
            self._recorder.record(TurnStopped(phase.key))
            return None
        return self.begin(name)

    def begin(self, name: str) -> Turn:
        """Begin a speaker's turn, which ends whoever spoke; nothing changes for the one who speaks."""
        phase = self._panel()
        speaker = _find(phase, name)
        if speaker.absent:
            raise Refused(ABSENT, name=speaker.name)
        if speaking(self._recorder.session, phase.key) != speaker.key:
            self._recorder.record(TurnStarted(phase.key, speaker.key))
        return self._recorder.session.turns[phase.key][-1]

    def stop(self) -> None:
        """Let nobody speak; nothing changes when nobody does."""
        phase = self._panel()
        if speaking(self._recorder.session, phase.key):
            self._recorder.record(TurnStopped(phase.key))

    def set_absent(self, phase: Phase, name: str, *, absent: bool) -> None:
        """Say that a speaker is missing, or came after all; a missing one has no share, and all keep their number."""
        speaker = _find(phase, name)
        path = f"phases/{phase.key}/speakers/{speaker.key}"
        if absent and not speaker.absent:
            self._recorder.record(PlanSet(f"{path}/absent", value=True))
        elif not absent and speaker.absent:
            self._recorder.record(PlanSet(f"{path}/absent", value=None))

    def _panel(self) -> Phase:
        session = self._recorder.session
        phase = session.plan.phase(session.current)
        if phase is None or not phase.speakers:
            raise Refused(N_("No panel is under way: start one first."))
        if not session.runs.get(phase.key, Run()).running:
            raise Refused(N_("The panel is paused: resume it first."))
        return phase


def speaking(session: Session, phase: str) -> str:
    """Return the key of the one who speaks in a phase, or nothing."""
    turns = session.turns.get(phase, ())
    return turns[-1].speaker if turns and turns[-1].over is None else ""


def speaking_times(session: Session, phase: Phase, now: datetime) -> tuple[SpeakingTime, ...]:
    """Return every speaker's time, in the order of the programme."""
    turns = session.turns.get(phase.key, ())
    there = phase.came
    allotted = session.runs.get(phase.key, Run()).allotted(phase.minutes)
    share = allotted / len(there) if there else ZERO
    on = speaking(session, phase.key)
    return tuple(
        SpeakingTime(
            speaker,
            sum((turn.lasted(now) for turn in turns if turn.speaker == speaker.key), ZERO),
            ZERO if speaker.absent else share,
            speaker.key == on,
        )
        for speaker in phase.speakers
    )


def _find(phase: Phase, name: str) -> Speaker:
    key = key_named(speaker_words(phase), name)
    for speaker in phase.speakers:
        if speaker.key == key:
            return speaker
    known = ", ".join(f"{number}. {each.name}" for number, each in enumerate(phase.speakers, 1))
    raise Refused(N_("Speaker “{key}” not found. Speakers of this panel: {known}."), key=name, known=known)

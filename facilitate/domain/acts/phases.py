"""The agenda as it goes: phases begin, pause, are given time, and end; and the session as if none had begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitate.domain.acts.panel import stop_turn
from facilitate.domain.acts.programme import keep_announced_hours, restore_announced_hours
from facilitate.domain.errors import N_, IneffectiveAct, Message, Minutes
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act, within
from facilitate.domain.personal import holding
from facilitate.domain.programme.plan import LONGEST_PHASE
from facilitate.domain.session import Session
from facilitate.domain.values.phases import Run
from facilitate.domain.values.wall import WallContent

PHASES = Subject("phases", N_("the phases"))
_MOST_MINUTES = 100 * LONGEST_PHASE  # all that is added to a phase, or taken from it


class PhaseAct(Act):
    """What is done with a phase."""

    __slots__ = ()

    subject = PHASES
    writers = Writers.FACILITATOR
    readers = Readers.ALL

    phase: str

    def title(self, session: Session) -> str:
        """Return the title of the phase, or its key where the programme has no such phase."""
        phase = session.plan.phase(self.phase)
        return phase.title if phase else self.phase

    def current_run(self, session: Session) -> Run:
        """Return the run of the phase; raises `IneffectiveAct` unless it is on."""
        if not self.phase or session.current != self.phase:
            raise IneffectiveAct(f"{self.phase} is not on")
        return session.runs[self.phase]

    def check(self, session: Session) -> None:
        """Raise `IneffectiveAct` where the programme has no such phase."""
        if session.plan.phase(self.phase) is None:
            raise IneffectiveAct(f"no phase {self.phase}")


@act
class PhaseStarted(PhaseAct):
    """A phase begins, or is gone back to; the one that was on ends."""

    kind = "phase.started"
    personal = holding()
    leads = 1

    phase: str

    def apply(self, session: Session, event: Event) -> None:
        self.check(session)
        if session.current and session.current != self.phase:
            stop_turn(session, session.current, event.at)
            session.runs[session.current] = session.runs[session.current].stop(event.at, ended=True)
        if session.reading_back != self.phase:
            session.reading_back = ""  # whoever asked for it asked before this
        session.current = self.phase
        session.runs[self.phase] = session.runs.get(self.phase, Run()).go(event.at)
        session.rehearsal = session.rehearsal and session.rehearsal.begun(event.at)
        keep_announced_hours(session, event)

    def sentence(self, session: Session) -> Message:
        return Message(N_("“{phase}” started"), {"phase": self.title(session)})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if acts[-1] is not self:  # what comes after it goes on from the phase before: lists are still read back
            return self.sentence(session)
        return Message(
            N_("“{phase}” started; the programme was moved to today’s date and the current time"),
            {"phase": self.title(session)},
        )


@act
class PhasePaused(PhaseAct):
    """The timer of the current phase stops."""

    kind = "phase.paused"
    personal = holding()

    phase: str

    def apply(self, session: Session, event: Event) -> None:
        session.runs[self.phase] = self.current_run(session).stop(event.at, ended=False)
        stop_turn(session, self.phase, event.at)

    def sentence(self, session: Session) -> Message:
        return Message(N_("“{phase}” paused"), {"phase": self.title(session)})


@act
class PhaseResumed(PhaseAct):
    """The timer of the current phase goes on."""

    kind = "phase.resumed"
    personal = holding()

    phase: str

    def apply(self, session: Session, event: Event) -> None:
        session.runs[self.phase] = self.current_run(session).go(event.at)

    def sentence(self, session: Session) -> Message:
        return Message(N_("“{phase}” resumed"), {"phase": self.title(session)})


@act
class PhaseExtended(PhaseAct):
    """A phase is given more minutes, or fewer when negative."""

    kind = "phase.extended"
    personal = holding()
    bounds = within(minutes=range(-LONGEST_PHASE, LONGEST_PHASE + 1))

    phase: str
    minutes: int

    def apply(self, session: Session, event: Event) -> None:
        self.check(session)
        run = session.runs.get(self.phase, Run()).extend(self.minutes, event.at)
        if self.minutes not in self.bounds["minutes"] or abs(run.extra) > _MOST_MINUTES:
            raise IneffectiveAct(f"no phase lasts {self.minutes} minutes longer")
        session.runs[self.phase] = run

    def sentence(self, session: Session) -> Message:
        params = {"phase": self.title(session), "minutes": Minutes(abs(self.minutes))}
        if self.minutes < 0:
            return Message(N_("“{phase}” shortened by {minutes}"), params)
        return Message(N_("“{phase}” extended by {minutes}"), params)

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        minutes = -sum(each.minutes for each in acts if isinstance(each, PhaseExtended))
        return Message(
            N_("{count} phases shortened by {minutes} in total"), {"minutes": Minutes(minutes), "count": len(acts)}
        )


@act
class RoundEnded(PhaseAct):
    """A round of the current phase, or the change-over after it, is over before its time."""

    kind = "round.ended"
    personal = holding()

    phase: str

    def apply(self, session: Session, event: Event) -> None:
        session.runs[self.phase] = self.current_run(session).cut_round(event.at)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Round of “{phase}” ended early"), {"phase": self.title(session)})


@act
class DaySlipped(PhaseAct):
    """All that is planned from a phase on begins and ends later; without a phase, no planned hour does.

    The gesture corrects the fixed starts and the announced end of the programme as well.
    """

    kind = "day.slipped"
    personal = holding()
    leads = 1
    bounds = within(minutes=range(_MOST_MINUTES + 1))

    phase: str
    minutes: int

    def apply(self, session: Session, event: Event) -> None:
        if self.minutes not in self.bounds["minutes"]:
            raise IneffectiveAct(f"no day slips by {self.minutes} minutes")
        if self.phase:
            self.check(session)
            session.slips[self.phase] = session.slips.get(self.phase, 0) + self.minutes
        keep_announced_hours(session, event)

    def sentence(self, session: Session) -> Message:
        text = N_("Everything from “{phase}” onwards pushed back by {minutes}")
        return Message(
            text if self.phase else N_("Fixed starts and planned end moved to follow the phases"),
            {"phase": self.title(session), "minutes": Minutes(self.minutes)},
        )

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)


@act
class PhaseEnded(PhaseAct):
    """A phase is over."""

    kind = "phase.ended"
    personal = holding()

    phase: str

    def apply(self, session: Session, event: Event) -> None:
        session.runs[self.phase] = self.current_run(session).stop(event.at, ended=True)
        stop_turn(session, self.phase, event.at)
        session.current = ""

    def sentence(self, session: Session) -> Message:
        return Message(N_("“{phase}” ended"), {"phase": self.title(session)})


@act
class SessionReset(Act):
    """The session is prepared once more, and has not begun.

    No phase has run, nobody spoke, no list was read back, no pair of duplicates was answered. The `ideas` and `notes`
    it names, which are those that whoever reset it was shown, count no more, nor do the proposals made of these: ideas
    stand among `undone_ideas`, so their references are not given again and acts of others on them still stand, and
    notes are withdrawn. What a table wrote far from the network meanwhile is not named, and counts when it comes in.
    The programme stays as it was corrected, but has the hours again that were moved with the day; the typology and what
    was learned with it stay. All is still in the journals; an undo brings it back.
    """

    kind = "session.reset"
    subject = PHASES
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.ALL

    ideas: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def apply(self, session: Session, event: Event) -> None:
        reset_now = [session.ideas[key] for key in self.ideas if key in session.ideas]
        for idea in reset_now:
            session.undone_ideas[idea.id] = replace(idea, undone=True)
            session.ideas.pop(idea.id, None)
        session.reset_ideas |= set(self.ideas)
        for key in self.notes:
            if key in session.notes:
                session.notes[key] = replace(session.notes[key], withdrawn=True, purged=False)
        session.runs, session.turns, session.trials, session.current = {}, {}, {}, ""
        session.duplicate_answers = {}
        session.reading_back, session.read_back_asked = "", {}
        session.read_backs, session.favourites = {}, {}
        session.report_back, session.calls, session.answered_calls = None, {}, {}
        restore_announced_hours(session)
        session.wall = WallContent.CLOCK

    def sentence(self, session: Session) -> Message:
        text = N_("Session reset to the start ({count} ideas no longer counted)")
        if len(self.ideas) <= 1:
            alone = N_("Session reset to the start (1 idea no longer counted)")
            text = alone if self.ideas else N_("Session reset to the start")
        return Message(text, {"count": len(self.ideas)})

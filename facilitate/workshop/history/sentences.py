"""What was done, as a sentence for each kind of act."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain import events as e
from facilitate.domain.answers import Answer, FilingsLearned, PairAnswered
from facilitate.domain.collected import ActsCollected, FileImported
from facilitate.domain.errors import N_, Message
from facilitate.domain.live import IdeaLinked, TurnStarted, TurnStopped, Wall, WallChosen
from facilitate.domain.naming import IdeaRenamed
from facilitate.domain.purged import SessionPurged
from facilitate.domain.roadmap import ActionSet, ActionState, ProgressNoted
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.workshop.history.imported import described

_EXCERPT = 40
_PROJECTED: dict[str, str] = {
    Wall.CLOCK: N_("Projected: the clock"),
    Wall.QUESTION: N_("Projected: the question"),
    Wall.COUNTS: N_("Projected: the ideas of each table"),
    Wall.TYPOLOGY: N_("Projected: the typology"),
}


def describe(gesture: Sequence[e.Event], session: Session) -> Message:  # noqa: PLR0911 -- one for each matter
    """The sentence for one gesture (the events one key press made, at least one)."""
    acts = [event.act for event in gesture]
    first = acts[0]
    if isinstance(first, IdeaLinked):
        return _linked(first, len(acts), session)
    if isinstance(first, (ActionSet, ProgressNoted)):
        return _action(first, len(acts), session)
    if of_all := _of_all(acts, session):
        return of_all
    if len(acts) > 1:
        return _several(acts, session)
    if isinstance(first, (e.IdeaRecorded, e.IdeaEdited, e.IdeaWithdrawn, e.IdeaRestored, IdeaRenamed)):
        return _idea(first, session)
    if isinstance(first, (e.NoteTaken, e.NoteEdited, e.NoteWithdrawn, e.NoteRestored)):
        return _note(first, session)
    if isinstance(first, (e.PhaseStarted, e.PhasePaused, e.PhaseResumed, e.PhaseExtended, e.PhaseEnded)):
        return _phase(first, session)
    if isinstance(first, (TurnStarted, TurnStopped, WallChosen)):
        return _live(first, session)
    if isinstance(first, (e.PlanSet, e.PlanAdded, e.PlanRemoved, e.PlanMoved, e.CategoriesMerged, e.SessionCreated)):
        return _programme(first)
    return _proposal(first, session)


def _of_all(acts: Sequence[e.Act], session: Session) -> Message | None:
    """The sentence of an act that speaks for all of its gesture."""
    if purge := next((act for act in acts if isinstance(act, SessionPurged)), None):
        return Message(N_("Personal data from before {date} removed"), _of(date=purge.before))
    if imported := next((act for act in acts if isinstance(act, FileImported)), None):
        return described(imported, acts, session)
    if isinstance(acts[0], ActsCollected):
        return Message(N_("{count} acts brought in from elsewhere"), _of(count=len(acts[0].events)))
    return None


def _several(acts: Sequence[e.Act], session: Session) -> Message:  # noqa: PLR0911 -- one sentence for each kind
    first = acts[0]
    count = len(acts)
    if isinstance(first, e.IdeaRecorded):
        last = acts[-1].ref if isinstance(acts[-1], e.IdeaRecorded) else first.ref
        return Message(N_("{first} to {last} recorded ({count} ideas)"), _of(first=first.ref, last=last, count=count))
    if filed := [act for act in acts if isinstance(act, e.ProposalFiled)]:
        return _filed(filed, session, new=isinstance(first, e.PlanAdded))
    if merged := [act for act in acts if isinstance(act, e.ProposalsMerged)]:
        return _proposal(merged[0], session)
    if learned := [act for act in acts if isinstance(act, FilingsLearned)]:
        return _learned(learned)
    if isinstance(first, e.PhaseExtended):
        minutes = -sum(act.minutes for act in acts if isinstance(act, e.PhaseExtended))
        return Message(N_("{minutes} min won from {count} phases"), _of(minutes=minutes, count=count))
    if isinstance(first, (e.ProposalUnfiled, e.ProposalUndecided, e.ProposalReworded)):
        return Message(N_("{count} proposals changed together"), _of(count=count))
    return Message(N_("{count} corrections of the programme"), _of(count=count))


def _filed(acts: Sequence[e.ProposalFiled], session: Session, *, new: bool) -> Message:
    keys = {act.category for act in acts}
    told = _of(count=len(acts), category=_category(session, acts[0].category))
    if new:
        return Message(N_("New category {category}; proposals filed there: {count}"), told)
    if len(keys) > 1:
        return Message(N_("{count} proposals filed"), _of(count=len(acts)))
    return Message(N_("{count} proposals filed under {category}"), told)


def _learned(acts: Sequence[FilingsLearned]) -> Message:
    return Message(
        N_("{count} filings learned from {source}"),
        _of(count=sum(len(act.texts) for act in acts), source=_short(", ".join(act.source for act in acts))),
    )


def _idea(
    act: e.IdeaRecorded | e.IdeaEdited | e.IdeaWithdrawn | e.IdeaRestored | IdeaRenamed, session: Session
) -> Message:
    match act:
        case e.IdeaRecorded():
            return Message(N_("{ref} recorded: {text}"), _of(ref=act.ref, text=_short(act.text)))
        case e.IdeaEdited():
            return _edited(act, session)
        case e.IdeaWithdrawn():
            return Message(N_("{ref} withdrawn"), _of(ref=_ref(session, act.idea)))
        case e.IdeaRestored():
            return Message(N_("{ref} restored"), _of(ref=_ref(session, act.idea)))
        case IdeaRenamed():
            idea = session.idea(act.idea)
            return Message(
                N_("{ref} is the new reference of “{text}”"), _of(ref=act.ref, text=_short(idea.text) if idea else "?")
            )


def _edited(act: e.IdeaEdited, session: Session) -> Message:
    told = _of(ref=_ref(session, act.idea), text=_short(act.text))
    if act.detail is None:
        return Message(N_("{ref} edited: {text}"), told)
    if not act.detail:
        return Message(N_("{ref} edited, its detail taken away: {text}"), told)
    return Message(N_("{ref} edited: {text} (detail: {detail})"), told | _of(detail=_short(act.detail)))


def _note(act: e.NoteTaken | e.NoteEdited | e.NoteWithdrawn | e.NoteRestored, session: Session) -> Message:
    match act:
        case e.NoteTaken():
            return Message(N_("Noted: {text}"), _of(text=_short(act.text)))
        case e.NoteEdited():
            return Message(N_("Note edited: {text}"), _of(text=_short(act.text)))
        case e.NoteWithdrawn():
            return Message(N_("Note withdrawn: {text}"), _of(text=_noted(session, act.note)))
        case e.NoteRestored():
            return Message(N_("Note restored: {text}"), _of(text=_noted(session, act.note)))


def _phase(
    act: e.PhaseStarted | e.PhasePaused | e.PhaseResumed | e.PhaseExtended | e.PhaseEnded, session: Session
) -> Message:
    phase = session.plan.phase(act.phase)
    title = phase.title if phase else act.phase
    match act:
        case e.PhaseStarted():
            return Message(N_("“{phase}” started"), _of(phase=title))
        case e.PhasePaused():
            return Message(N_("“{phase}” paused"), _of(phase=title))
        case e.PhaseResumed():
            return Message(N_("“{phase}” resumed"), _of(phase=title))
        case e.PhaseExtended():
            if act.minutes < 0:
                return Message(N_("“{phase}” shortened by {minutes} min"), _of(phase=title, minutes=-act.minutes))
            return Message(N_("“{phase}” extended by {minutes} min"), _of(phase=title, minutes=act.minutes))
        case e.PhaseEnded():
            return Message(N_("“{phase}” ended"), _of(phase=title))


def _live(act: TurnStarted | TurnStopped | WallChosen, session: Session) -> Message:
    if isinstance(act, WallChosen):
        return Message(_PROJECTED.get(act.wall, N_("Projected: nothing")))
    phase = session.plan.phase(act.phase)
    if isinstance(act, TurnStopped):
        return Message(N_("The turn ended"))
    named = [speaker.name for speaker in phase.speakers if speaker.key == act.speaker] if phase else []
    return Message(N_("{name} began to speak"), _of(name=named[0] if named else act.speaker))


def _programme(
    act: e.PlanSet | e.PlanAdded | e.PlanRemoved | e.PlanMoved | e.CategoriesMerged | e.SessionCreated,
) -> Message:
    match act:
        case e.PlanSet():
            return Message(N_("Programme corrected: {path}"), _of(path=act.path))
        case e.PlanAdded():
            return Message(N_("Added to the programme: {path}"), _of(path=f"{act.path}/{act.item.get('key', '')}"))
        case e.PlanRemoved():
            return Message(N_("Removed from the programme: {path}"), _of(path=act.path))
        case e.PlanMoved():
            return Message(N_("Moved in the programme: {path}"), _of(path=act.path))
        case e.CategoriesMerged():
            return Message(N_("Category {category} merged into {into}"), _of(category=act.category, into=act.into))
        case e.SessionCreated():
            return Message(N_("Session created"))


def _proposal(act: e.Act, session: Session) -> Message:  # noqa: PLR0911 -- one sentence for each kind
    match act:
        case e.ProposalFiled():
            return Message(
                N_("{ref} filed under {category}"),
                _of(ref=_named(session, act.proposal), category=_category(session, act.category)),
            )
        case e.ProposalUnfiled():
            return Message(N_("{ref} is unfiled again"), _of(ref=_named(session, act.proposal)))
        case e.ProposalUndecided():
            return Message(N_("{ref} marked undecided"), _of(ref=_named(session, act.proposal)))
        case e.ProposalReworded():
            return Message(
                N_("{ref} reworded: {text}"), _of(ref=_named(session, act.proposal), text=_short(act.wording))
            )
        case e.ProposalsMerged():
            refs = " + ".join(_named(session, source) for source in act.sources)
            return Message(N_("{refs} merged"), _of(refs=refs))
        case e.ProposalSplit():
            return Message(N_("{ref} split"), _of(ref=_named(session, act.proposal)))
        case PairAnswered():
            return _answered(act, session)
        case FilingsLearned():
            return _learned([act])
        case e.Unknown():
            return Message(N_("An act of a newer version: {name}"), _of(name=act.name))
        case _:
            return Message(N_("Undone"))


def _linked(act: IdeaLinked, count: int, session: Session) -> Message:
    question = next((axis.question for axis in session.plan.axes if axis.key == act.axis), act.axis)
    told = _of(ref=_ref(session, act.idea), count=count, question=_short(question))
    if not act.axis:
        none = N_("{ref} answers no question any more") if count == 1 else N_("{count} ideas answer none any more")
        return Message(none, told)
    return Message(N_("{ref} answers “{question}”") if count == 1 else N_("{count} ideas answer “{question}”"), told)


_SET: dict[str, str] = {
    "owner": N_("{ref}: owner, {value}"),
    "partners": N_("{ref}: partners, {value}"),
    "territory": N_("{ref}: territory, {value}"),
    "horizon": N_("{ref}: horizon, {value}"),
    "next_step": N_("{ref}: next step, {value}"),
    "due": N_("{ref}: next step by {value}"),
}
_STATES: dict[str, str] = {
    ActionState.IDEA: N_("{ref} is an idea again"),
    ActionState.PLANNED: N_("{ref} is planned"),
    ActionState.STARTED: N_("{ref} is started"),
    ActionState.DONE: N_("{ref} is done"),
    ActionState.DROPPED: N_("{ref} is dropped"),
}


def _action(act: ActionSet | ProgressNoted, count: int, session: Session) -> Message:
    ref = _named(session, act.proposal)
    if isinstance(act, ProgressNoted):
        return Message(N_("{ref}, progress: {text}"), _of(ref=ref, text=_short(act.text)))
    if count > 1:
        return Message(N_("{ref} on the road map: {count} fields changed"), _of(ref=ref, count=count))
    value = ", ".join(map(str, act.value)) if isinstance(act.value, (list, tuple)) else str(act.value)
    if act.field == "state" and act.value in _STATES:
        return Message(_STATES[act.value], _of(ref=ref))
    return Message(_SET.get(act.field, N_("{ref} on the road map: {value}")), _of(ref=ref, value=_short(value) or "–"))


def _answered(act: PairAnswered, session: Session) -> Message:
    said: dict[str, str] = {
        Answer.SAME: N_("{a} and {b} are the same"),
        Answer.RELATED: N_("{a} and {b} are related"),
        Answer.DIFFERENT: N_("{a} and {b} are different"),
        Answer.LATER: N_("Put off: {a} and {b}"),
    }
    # An answer of a newer version counts for nothing, but it is in the history.
    msgid = said.get(act.answer, N_("{a} and {b} looked at"))
    return Message(msgid, _of(a=_named(session, act.first), b=_named(session, act.second)))


def _of(**params: object) -> dict[str, object]:
    return params


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"


def _ref(session: Session, idea: str) -> str:
    found = session.idea(idea)
    return found.ref if found else "?"


def _named(session: Session, proposal: str) -> str:
    found = session.all_proposals.get(proposal)
    if found is None:
        return "?"
    first = _ref(session, found.ideas[0])
    return first if len(found.ideas) == 1 else f"{first} (+{len(found.ideas) - 1})"


def _category(session: Session, key: str) -> str:
    category = session.plan.category(key)
    return category.title if category else key


def _noted(session: Session, note: str) -> str:
    return _short(session.notes[note].text) if note in session.notes else "?"

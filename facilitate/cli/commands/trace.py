"""`trace`: the whole life of one idea."""

from __future__ import annotations

from typing import Annotated

import typer

from facilitate.cli.columns import wrapped
from facilitate.cli.door import Door, door_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.cli.views import place_of, status_word
from facilitate.domain.errors import N_, Refused
from facilitate.domain.ids import read_reference
from facilitate.domain.proposals import Place
from facilitate.workshop.trace import Step, Trace, trace

Session = Annotated[
    str, typer.Argument(metavar=N_("[SESSION]"), help=N_("The session; not needed where there is only one."))
]
Reference = Annotated[str, typer.Argument(metavar=N_("REFERENCE"), help=N_("An idea by its reference, such as T3-07."))]


def show(ctx: typer.Context, session: Session, ref: Reference = "") -> None:
    door = door_of(ctx)
    slug, ref = _which(door, session, ref)
    current = door.house.session(slug)
    idea = current.ideas.get(ref) or current.idea_by_ref(read_reference(ref) or ref.strip())
    if idea is None:
        raise Refused(N_("There is no idea “{ref}” in this session. References look like T3-07."), ref=ref)
    found = trace(current, idea)
    if door.out.json:
        _data(door, slug, found)
        return
    _head(door, found)
    for step in found.steps:
        _step(door, step)
    door.out.say()
    for line in _today(door, found, place_of(current, idea)):
        door.out.say(line)


def _which(door: Door, session: str, ref: str) -> tuple[str, str]:
    """The session and the reference; one word alone is the reference, where only one session can be meant."""
    if ref:
        return door.house.find(session), ref
    slugs = door.house.slugs()
    if len(slugs) != 1:
        raise Usage(N_("Which session? Name it before the reference: {names}."), names=", ".join(slugs) or "–")
    return slugs[0], session


def _head(door: Door, found: Trace) -> None:
    _ = door.language
    door.out.say(f"{found.idea.ref}  {found.idea.text}")
    door.out.say()


def _step(door: Door, step: Step) -> None:
    from facilitate.export.records import role

    _ = door.language
    when = step.at.astimezone()
    mark = "×" if step.undone else "○" if step.void else "●"
    lead = f"{mark} {_.date_short(when.date())} {_.clock(when)}  "
    state = _(N_("undone")) if step.undone else _(N_("without effect")) if step.void else ""
    told = f"{role(step.by, _)} · {_.message(step.what)}" + (f" ({state})" if state else "")
    width = door.out.width()
    first, *others = wrapped(told, width - len(lead)) if width else [told]
    door.out.say(lead + first)
    words = wrapped(_.quoted(step.words), width - len(lead) - 2) if width and step.words else []
    if step.words and not width:
        words = [_.quoted(step.words)]
    for line in (*others, *words):
        door.out.say(f"{'│':<{len(lead)}}{line}")


def _today(door: Door, found: Trace, place: str) -> list[str]:
    _ = door.language
    if place == "withdrawn":
        return [_(N_("Today: withdrawn. The annex lists it among the withdrawn ideas."))]
    where = {
        Place.FILED: _(
            N_("Today: in “{category}” of the typology, item {number}."), category=found.category, number=found.number
        ),
        Place.UNFILED: _(N_("Today: among the unfiled proposals.")),
        Place.UNDECIDED: _(N_("Today: among the undecided proposals.")),
    }[found.proposal.place]
    lines = [where]
    if found.with_refs:
        together = _.list(list(found.with_refs))
        lines.append(_(N_("Put forward as {wording}, with {refs}."), wording=_.quoted(found.wording), refs=together))
    elif found.wording != found.idea.text:
        lines.append(_(N_("Put forward as {wording}."), wording=_.quoted(found.wording)))
    if found.question:
        lines.append(_(N_("It answers {question}"), question=_.quoted(found.question)))
    lines.append(_(N_("Word for word in the annex, table {table}."), table=found.idea.table))
    return lines


def _data(door: Door, slug: str, found: Trace) -> None:
    _ = door.language
    idea = found.idea
    door.out.data(
        {
            "session": slug,
            "ref": idea.ref,
            "table": idea.table,
            "text": idea.text,
            "first_text": idea.first_text,
            "status": status_word(_, idea.status.value),
            "withdrawn": idea.withdrawn,
            "place": found.proposal.place.value,
            "category": found.category,
            "proposal": found.wording,
            "with": list(found.with_refs),
            "steps": [
                {
                    "at": step.at.isoformat(),
                    "by": step.by,
                    "what": _.message(step.what),
                    "words": step.words,
                    "undone": step.undone,
                    "void": step.void,
                }
                for step in found.steps
            ],
        }
    )


COMMANDS = (
    Command(
        "trace",
        show,
        N_("Tells an idea’s whole life: who noted it where and when, and everything that became of it."),
        "facilitate trace paris T3-07",
    ),
)

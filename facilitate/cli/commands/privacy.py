"""`privacy`: what is held of whom, why, until when, and who sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Plan, SupporterRole
from facilitate.domain.session import Session
from facilitate.domain.text import inlined
from facilitate.i18n import Language
from facilitate.workshop.privacy.notice import Held, held

_PRINTED = N_("Files that name people, made to be printed; only you can read them. Remove them once printed:")


def privacy(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    found = context.sessions.read(slug)
    kept, _ = held(found), context.language
    door = list(_for_the_door(_, found, slug, kept))
    printed = [str(path) for path in context.publisher.people_sheets(slug)]
    register = dict(_for_the_register(_, found, slug, kept)) if kept else {}
    if context.out.json:
        context.out.data(
            {
                "session": slug,
                "held": [
                    {
                        "what": _.message(each.what), "people": each.count, "why": _.message(each.why),
                        "seen_by": _.message(each.seen_by), "guest_list": each.guests,
                    }
                    for each in kept
                ],
                "until": until.isoformat() if (until := found.plan.privacy.keep_until) else None,
                "printed": printed,
                "notice": door,
                "register": register,
            }
        )  # fmt: skip
        return
    for line in door:
        context.out.say(line)
    if printed:
        context.out.say()
        context.out.say(_(_PRINTED))
        for path in printed:
            context.out.say(f"  {path}", whole=True)
    if register:
        context.out.say()
        context.out.say(_(N_("For the register of processing:")))
        context.out.table([(f"  {name}", value) for name, value in register.items()])


def _for_the_door(_: Language, session: Session, slug: str, kept: Sequence[Held]) -> Iterator[str]:
    plan = session.plan
    yield _(N_("What we keep about you – {title}"), title=inlined(plan.title))
    if not kept:
        yield _(N_("Nothing is held of anybody."))
        return
    for who in dict.fromkeys(each.seen_by.text for each in kept):
        yield ""
        yield _(N_("Seen by {who}:"), who=_(who))
        for each in kept:
            if each.seen_by.text == who:
                count = _.number(each.count)
                yield "– " + _(
                    N_("{what} ({count}): {why}"), what=_.message(each.what), count=count, why=_.message(each.why)
                )
    yield ""
    if any(each.guests for each in kept):
        yield _(
            N_(
                "The guest list stays on the organiser’s computer, and on each computer to which the session is "
                "copied: no table’s phone or computer and no screen in the "
                "room receives it, and no report contains it. If a phone helps at the door, it is told a few names and "
                "their tables at a time, over the room’s wifi, and keeps nothing."
            )
        )
    if any(person.nameable for person in session.people.values()):
        yield _(N_("The report names those who came and agreed to it, and nobody else on the list."))
    yield _until(_, session)
    yield _(N_("To see what is held of you, to have it corrected or removed, ask {whom}."), whom=_contact(_, plan))
    yield ""
    if plan.privacy.keep_until is None and not _is_purged(session):
        set_it = N_("To say until when it is kept: “facilitate plan set {session} privacy/keep_until DATE”.")
        yield _(set_it, session=slug)
    yield _(N_("To remove it: “facilitate purge {session} --before DATE”."), session=slug)


def _until(_: Language, session: Session) -> str:
    until = session.plan.privacy.keep_until
    if _is_purged(session):
        return _(N_("The personal data of the guest list was removed: what remains names nobody."))
    if until is None:
        return _(
            N_("It is kept until the organiser removes it, which leaves only counts: nothing is removed by itself.")
        )
    if until < datetime.now().astimezone().date():
        return _(N_("It was to be kept until {date}: the organiser removes it, which leaves only counts."), date=until)
    return _(N_("It is kept until {date}: the organiser then removes it, which leaves only counts."), date=until)


def _is_purged(session: Session) -> bool:
    """Whether a purge took the names of the guest list: what stays of it is of nobody."""
    return bool(session.purges and session.people) and not any(each.name for each in session.people.values())


def _contact(_: Language, plan: Plan) -> str:
    organisers = [inlined(name) for name in plan.named(SupporterRole.ORGANISER)]
    return inlined(plan.publication.contact) or _.list(organisers) or _(N_("the organiser"))


def _for_the_register(_: Language, session: Session, slug: str, kept: Sequence[Held]) -> Iterator[tuple[str, str]]:
    plan = session.plan
    organisers = [inlined(name) for name in plan.named(SupporterRole.ORGANISER)]
    yield _(N_("Processing")), _(N_("{title}: preparing and holding the event"), title=inlined(plan.title))
    yield _(N_("Controller")), _.list(organisers) or _(N_("to be completed: the programme names no organiser"))
    yield _(N_("Purposes")), " · ".join(dict.fromkeys(_.message(each.why) for each in kept))
    yield _(N_("People concerned")), _people(_, session, kept)
    yield _(N_("Data")), " · ".join(_.message(each.what) for each in kept)
    yield _(N_("Recipients")), " · ".join(dict.fromkeys(_.message(each.seen_by) for each in kept))
    until = plan.privacy.keep_until
    removed = (
        _(N_("{date}; then removed with “facilitate purge {session} --before DATE”"), date=until, session=slug)
        if until
        else _(N_("removed with “facilitate purge {session} --before DATE”; no date is set"), session=slug)
    )
    if _is_purged(session):
        removed = _(N_("already removed from the guest list: only counts are left"))
    yield _(N_("Kept until")), removed
    if any(each.guests for each in kept):
        yield (
            _(N_("Security")),
            _(
                N_(
                    "guest list in a file of its own that only its owner reads, on this computer and on each computer "
                    "to which the session is copied; over the room’s wifi, at most a few names and tables at a time, "
                    "to the phone at the door"
                )
            ),
        )
    yield _(N_("Legal basis")), _(N_("to be completed by the organiser"))


def _people(_: Language, session: Session, kept: Sequence[Held]) -> str:
    parts = []
    if any(each.guests for each in kept):
        more = sum(person.walk_in for person in session.people.values())
        listed = len(session.people) - more
        parts += [_.plural("{n} person on the list", "{n} people on the list", listed)] if listed else []
        parts += [_.plural("{n} came without being on it", "{n} came without being on it", more)] if more else []
    if any(not each.guests for each in kept):
        parts.append(_(N_("those whom the programme, notes or photos show")))
    return _.list(parts)


COMMAND = Command(
    "privacy",
    privacy,
    N_("Say what is held of whom, why, until when, and who sees it: a notice for the door, a line for the register."),
    "facilitate privacy paris",
)

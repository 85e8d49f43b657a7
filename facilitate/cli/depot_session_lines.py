"""What `depot status` says of one session, and the command that mends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from facilitate.cli.context import CliContext
from facilitate.cli.depot_options import WHERE
from facilitate.cli.depot_removal_lines import moment_of
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from facilitate.cli.composition.depots import SyncState

_ONLY_THERE = N_("{name}: only in {depot}.")
_TO_WORK_IN_IT = N_("To work in it on this computer: “{command}”.")
_TO_READ_IT = N_("To read it with others: “{read}”.")
_LAST_CHANGE = N_("Its last change is from {when}.")
_READ_HERE = N_(
    "{name}: the link that opens it in {depot} here only reads. What is changed here stays here; what is removed here "
    "has to be removed by whoever sends the session too."
)
_NOT_SENT_BY_READERS = N_(
    "{name}: the link that opens it in {depot} here only reads: these changes stay here, and what is removed here has "
    "to be removed by whoever sends the session too. To send them, ask the programme’s organisers for the session’s "
    "own link, then: “{with_link}”."
)
_CLOSED = N_(
    "{name}: no link kept on this computer opens it in {depot}. Whoever has its own link sends it. To send it from "
    "here too, ask the programme’s organisers for that link, then: “{with_link}”."
)
_ARCHIVED = N_(
    "{name}: in {depot}, and archived on this computer. To sync it, put it back on the list first: “{command}”."
)
_MISSING_THERE = N_(
    "{name}: was in {depot} at the last sync, on {when}, and is not there now. The server was probably restored from "
    "an older backup. To send the session there again: “{command} --anew”."
)
_MISSING_ON_KEY = N_(
    "{name}: was in {depot} at the last sync, on {when}, and is not there now. If another USB stick or an empty folder "
    "is in its place, connect the right one. To fill it anew: “{command} --anew”."
)
_COPY_ALONE = N_(
    "{name}: as it was read on {when} it is in the cycle “{cycle}”, and no longer in {depot}, which was probably "
    "restored from an older backup. Ask whoever holds the session to send it again; their sync says how."
)
_COPY = N_("{name}: everything in {depot} is in the cycle “{cycle}”.")
_COPY_AS_IT_WAS = N_("{name}: in the cycle “{cycle}”, which read {depot} on {when}. To read it again: “{command}”.")
_REMOVAL_UNSENT = N_(
    "{name}: personal data was removed here, and is still in {depot}. To remove it there too: “{command}”."
)
_REMOVAL_UNTOLD = N_(
    "{name}: personal data was removed here since the last sync with {depot}, where it may still be. To remove it "
    "there too: “{command}”."
)
_REMOVAL_TO_COMPARE = N_(
    "{name}: a removal of personal data came here by another way since the last sync with {depot}, where it may not be "
    "done yet. To make sure that it is: “{command}”."
)
_FAILED = N_("{name}: the last attempt to sync failed. {reason}")
_NOT_REACHED = N_("{name}: the last attempt to sync, on {when}, did not reach {depot}.")
_SKIPPED = N_(
    "{name}: at the last sync, what was done on the facilitator’s screen of another computer ({files}) was skipped. To "
    "import it: “{command} --take-all”."
)
_UNSETTLED = N_("{name}: the last sync left something out. {reason}")
_TO_READ = N_(
    "{name}: something that was synced is to be read through. {reason} Once that is done, say so at the next sync."
)
_NOTHING_CAME = N_(
    "{name}: planned for {day}, and nothing of that day is in the cycle “{cycle}” yet. Ask whoever held it to sync; "
    "then: “{command}”."
)
_NEVER_REACHED = N_(
    "{name}: no sync with {depot} was ever completed here. To try again: “{command}”. If the address is wrong, take it "
    "off the list: “{forget}”."
)
_REMOVAL_WAITS = N_(
    "{name}: personal data from before {date} was removed on another computer, and not yet here. To remove it here "
    "too: “{command}”."
)


def session_lines(context: CliContext, state: SyncState) -> list[str]:
    """Say of one session what a volunteer has to know, and the command that mends it."""
    _, depot = context.language, typed(state.address)
    sync = context.again(f"facilitate depot sync {state.name} --to {depot}")
    names = {"name": state.name, "depot": state.address, "command": sync}
    if state.problem:
        return [_("{label}: {value}", label=state.name, value=_.message(state.problem))]
    if not state.address:
        command = context.again(f"facilitate depot sync {state.name} --to {_(WHERE)}")
        return [_(N_("{name}: never synced. To send it: “{command}”."), **{**names, "command": command})]
    names["with_link"] = context.again(f"facilitate depot sync {state.name} --to {_(N_('LINK'))}")
    if not state.is_there:
        return [_not_there(_, state, names)]
    if state.cycle:
        names["cycle"] = state.cycle
        names["command"] = context.again(f"facilitate cycle add {state.cycle} --from {depot}")
        found = [_of_copy(_, state, names)]
        return [*found, _(_NOTHING_CAME, day=_.date_long(state.missed), **names)] if state.missed else found
    if not state.is_here:
        return [_of_one_there(context, state, names)]
    return _of_session(_, state, names, context.again(f"facilitate depot forget {depot}"))


def _of_one_there(context: CliContext, state: SyncState, names: dict[str, str]) -> str:
    """Say of a session of a depot that nobody works in here how it is worked in, or read."""
    _, depot = context.language, typed(state.address)
    if state.is_archived:
        names["command"] = context.again(f"facilitate session unarchive {state.name}")
        return _(_ARCHIVED, **names)
    names["command"] = context.again(f"facilitate depot restore {typed(state.name)} --from {depot}")
    read = context.again(f"facilitate cycle add {cycle_meant(context)} --from {depot}")
    to_work = () if state.reads_only else (_(_TO_WORK_IN_IT, **names),)
    return " ".join((_(_ONLY_THERE, **names) + _last_change(_, state), *to_work, _(_TO_READ_IT, read=read)))


def cycle_meant(context: CliContext) -> str:
    """Return the only cycle that is here, or what stands for one."""
    slugs = context.cycles.workspace.slugs()
    return slugs[0] if len(slugs) == 1 else context.language(N_("CYCLE"))


def _not_there(_: Language, state: SyncState, names: Mapping[str, str]) -> str:
    """Say of a session that the depot does not hold it, and where it once did, why that may be."""
    if state.is_closed:
        return _(_CLOSED, **names)
    if not state.is_missing:
        return _(N_("{name}: not in {depot}. To send it: “{command}”."), **names)
    if state.cycle:
        return _(_COPY_ALONE, when=moment_of(_, state.synced), cycle=state.cycle, **names)
    text = _MISSING_THERE if "://" in state.address else _MISSING_ON_KEY
    return _(text, when=moment_of(_, state.synced), **names)


def _of_session(_: Language, state: SyncState, names: Mapping[str, str], forget: str) -> list[str]:
    """Say of a session that is worked in here and was synced, or was to be, what is pending."""
    if state.reads_only and not (state.to_send or state.to_take or state.waits):
        return [_(_READ_HERE, **names) + _last_synced(_, state), *_to_read(_, state, names)]
    removals, missing = [*_removals(_, state, names)], [*_missing(_, state, names)]
    if missing:
        missing[-1] += _last_synced(_, state)
    if not (state.synced or state.is_asked or removals):
        missing.append(_(_NEVER_REACHED, forget=forget, **names))
    elif missing and not (removals or state.refusal) and (state.to_take or not state.reads_only):
        missing[-1] += " " + _(N_("To sync: “{command}”."), **names)
    found = removals + missing
    if not found and state.is_asked:
        found.append(_(N_("{name}: everything here is in {depot}."), **names) + _last_synced(_, state))
    elif not found:
        text = N_("{name}: everything here was in {depot} at the last sync, on {when}.")
        found.append(_(text, when=moment_of(_, state.synced), **names))
    if state.reads_only and state.to_send:
        found.append(_(_NOT_SENT_BY_READERS, **names))
    if state.skipped:
        found.append(_(_SKIPPED, files=", ".join(state.skipped), **names))
    found += [_(_UNSETTLED, reason=reason, **names) for reason in state.unsettled]
    return [*found, *_to_read(_, state, names)]


def _to_read(_: Language, state: SyncState, names: Mapping[str, str]) -> list[str]:
    return [_(_TO_READ, reason=reason, **names) for reason in state.to_read]


def _last_synced(_: Language, state: SyncState) -> str:
    return " " + _(N_("Last synced: {when}."), when=moment_of(_, state.synced)) if state.synced else ""


def _of_copy(_: Language, state: SyncState, names: Mapping[str, str]) -> str:
    """Say of a session that a cycle keeps a copy of how far that goes."""
    if state.to_send:
        return _.plural(
            "{name}: {depot} holds an older state than the cycle “{cycle}”: {n} change that is in the cycle is missing "
            "there. It is sent again once a computer that holds this session has synced.",
            "{name}: {depot} holds an older state than the cycle “{cycle}”: {n} changes that are in the cycle are "
            "missing there. They are sent again once a computer that holds this session has synced.",
            state.to_send, **names,
        )  # fmt: skip
    if state.to_take:
        return _.plural(
            "{name}: {n} change in {depot} is not in the cycle “{cycle}” yet, from {when}. To take it: “{command}”.",
            "{name}: {n} changes in {depot} are not in the cycle “{cycle}” yet, the first from {when}. To take them: "
            "“{command}”.",
            state.to_take, when=moment_of(_, state.untaken_since), **names,
        )  # fmt: skip
    if not state.is_asked:
        return _(_COPY_AS_IT_WAS, when=moment_of(_, state.synced), **names)
    return _(_COPY, **names) + _last_change(_, state)


def _last_change(_: Language, state: SyncState) -> str:
    """Say when the last change was made, as far as it is known: where its date is to come, nobody knows."""
    return " " + _(_LAST_CHANGE, when=moment_of(_, state.last)) if state.last else ""


def _removals(_: Language, state: SyncState, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is said of names that were removed on one side alone."""
    if state.unsent_removal and not state.reads_only:
        yield _(_REMOVAL_UNSENT if state.is_asked else _REMOVAL_UNTOLD, **names)
    elif state.is_removal_to_compare and not state.reads_only:
        yield _(_REMOVAL_TO_COMPARE, **names)
    if state.waits:
        yield _(_REMOVAL_WAITS, date=_.date_long(state.waits), **names)


def _missing(_: Language, state: SyncState, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is on one side alone, and since when."""
    if state.to_send:
        yield _.plural(
            "{name}: {n} change is not in {depot} yet, from {when}.",
            "{name}: {n} changes are not in {depot} yet, the first from {when}.",
            state.to_send, when=moment_of(_, state.unsent_since), **names,
        )  # fmt: skip
    if state.to_compare and not (state.is_removal_to_compare or state.reads_only):
        yield _.plural(
            "{name}: {n} change came here by another way since the last sync with {depot}, and may be there already.",
            "{name}: {n} changes came here by another way since the last sync with {depot}, and may be there already.",
            state.to_compare, **names,
        )  # fmt: skip
    if state.to_take:
        yield _.plural(
            "{name}: {n} change in {depot} is not here yet, from {when}.",
            "{name}: {n} changes in {depot} are not here yet, the first from {when}.",
            state.to_take, when=moment_of(_, state.untaken_since), **names,
        )  # fmt: skip
    if state.tried:
        text = _FAILED if state.refusal else _NOT_REACHED
        yield _(text, reason=state.refusal, when=moment_of(_, state.tried), **names)

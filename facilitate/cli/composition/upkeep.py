"""What is done to the journals of a session as a whole: checking them, bringing others in, purging them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.frozen import dataclass

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.domain.event import Event
    from facilitate.store.collect import Agree, Collected
    from facilitate.store.doctor import Findings, Journal  # noqa: TC004 -- handed on to those who may not import it
    from facilitate.workshop.privacy.people import Tell
    from facilitate.workshop.privacy.purge import Removal

__all__ = ["Findings", "Journal", "PurgedFiles", "Upkeep"]


@dataclass(frozen=True, slots=True)
class PurgedFiles:
    """What a purge did beside the journals.

    `names` of the files that went, how many `reports` of failures; of texts that were typed and not saved, in how many
    `drafts` personal data stands no more, and how many were `undrafted`, for they repeat what went as a whole.
    """

    names: Sequence[str]
    reports: int = 0
    drafts: int = 0
    undrafted: int = 0


class Upkeep:
    """The upkeep of sessions that are here."""

    def __init__(self, sessions: Sessions, environ: Mapping[str, str]) -> None:
        self._sessions = sessions
        self._environ = environ

    def examine(self, slug: str) -> Findings:
        """Check every line of a session's journals, setting aside what is damaged."""
        from facilitate.store.doctor import examine

        return examine(self._sessions.workspace.folder(slug))

    def set_aside(self, slug: str) -> list[str]:
        """The files beside a session's journals that hold words."""
        from facilitate.store.purge_finish import set_aside

        return [path.name for path in set_aside(self._sessions.workspace.folder(slug))]

    def check_purge(self, slug: str) -> None:
        """Refuse a purge of a session that is open somewhere, before anybody is asked whether they want it."""
        from facilitate.store.purge import check_alone

        check_alone(self._sessions.workspace.folder(slug))

    def mark(self, slug: str) -> str:
        """Return what follows the numbers that a purge here puts in the place of names; nothing on the first computer.

        Others may purge the same session before they meet: so no two people have one number.
        """
        log = self._sessions.workspace.log(slug)
        log.read()
        return "" if log.machine == log.home else log.machine

    def purge(self, slug: str, agreed: Removal, tell: Tell) -> PurgedFiles:
        """Do what was agreed to; returns what became of the files beside the journals.

        What cycles keep of the session goes too: they read it anew.
        """
        from facilitate.cli import drafts
        from facilitate.cli.crash_report import forget
        from facilitate.export.style.logos import bare_logo
        from facilitate.store.cycle_readings import forget_everywhere, session_id
        from facilitate.store.depot.cycle_copies import drop_copies
        from facilitate.store.purge import purge
        from facilitate.workshop.privacy.people import Redactor, people_of
        from facilitate.workshop.privacy.purge import agreed_acts, looked_through

        beside: tuple[Sequence[str], Sequence[str]] = (), ()

        def decide() -> tuple[Mapping[str, Event], Sequence[Event]]:
            nonlocal beside
            recorder = self._sessions.open(slug).recorder
            acts = agreed_acts(recorder.timeline, agreed, tell, bare_logo)
            redact = Redactor(people_of(recorder.timeline, tell, also=agreed.names, mark=agreed.mark), tell)
            # Before the journals, which tell afterwards of nobody any more what a name was.
            beside = drafts.without_names(self._environ, recorder.log.session, redact, agreed.holds)
            forget_everywhere(self._sessions.workspace.cycles.sessions, recorder.log.session)
            acts += looked_through(recorder.timeline, agreed)
            return agreed.events, recorder.stamped(acts, recorder.role)

        forgotten = forget(self._environ, agreed.leaks_in)
        workspace = self._sessions.workspace
        folder = workspace.folder(slug)
        removed = purge(folder, workspace.tag_in(folder), decide)
        # Once more: another program may have read the session for a cycle until its journals were rewritten.
        session = session_id(folder)
        forget_everywhere(workspace.cycles.sessions, session)
        drop_copies(workspace, {session})  # of when it was in a depot alone
        return PurgedFiles([*removed, *beside[1]], forgotten, *map(len, beside))

    def collect(self, slug: str, sources: list[Path], agree: Agree | None = None) -> Collected:
        """Bring in the events of other journals of the same session, as one gesture; `agree` as in the store."""
        from facilitate.store.collect import collect

        found = collect(self._sessions.workspace.log(slug), sources, agree)
        self._sessions.open(slug).history.note_collected(found.events)
        return found

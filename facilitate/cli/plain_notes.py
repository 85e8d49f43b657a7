"""Taking notes line by line, for whoever hears the screen: a line in, a line out, and nothing is drawn again."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from facilitate.cli.context import CliContext
from facilitate.cli.output import ExitCode
from facilitate.cli.views import WITHDRAWN, place_of, place_word, status_word
from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.text import one_line
from facilitate.domain.values.ideas import Status
from facilitate.labels import TRIAL
from facilitate.system import HANG_UP, on_ending
from facilitate.workshop.report.wording import and_withdrawn
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.views.capture import table_view, timer_face
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.tui.services import Draft
    from facilitate.workshop.sharing.ports import Uplink

_ENDING = ("SIGINT", "SIGTERM", HANG_UP)
_AT_ONCE = 65_536
_LOOK = 1.0  # seconds from one look at the rounds to the next
_MINUTE = timedelta(minutes=1)
_LAST_SENDING = 5.0  # seconds for what is on its way when the note-taker ends
_WHICH = {
    "edit": N_("Which idea? Write for example: /edit T3-07 new text"),
    "withdraw": N_("Which idea? Write for example: /withdraw T3-07"),
    "restore": N_("Which idea? Write for example: /restore T3-07"),
}
# What is typed after a slash, in both languages whatever the screen speaks: people work beside each other.
_WORDS = {
    "existing": ("existing", "existe"),
    "create": ("create", "creer", "créer"),
    "list": ("list", "liste"),
    "edit": ("edit", "corriger"),
    "withdraw": ("withdraw", "retirer"),
    "restore": ("restore", "remettre", "restaurer"),
    "undo": ("undo", "annuler"),
    "redo": ("redo", "retablir", "rétablir", "refaire"),
    "again": ("again", "encore"),
    "try": ("try", "essai", "essayer"),
    "status": ("status", "etat", "état"),
    "help": ("help", "aide"),
    "end": ("end", "fin"),
}
_HELP = (
    N_("One idea per line; its reference confirms that it is saved. Commands:"),
    N_("/existing TEXT: an idea that already exists; /create TEXT: one that is to be created"),
    N_("/list: this table’s ideas, latest last"),
    N_("/edit REF TEXT: change an idea’s text"),
    N_("/withdraw REF, /restore REF: withdraw an idea, restore it"),
    N_("/undo, /redo: this table’s last change"),
    N_("/again: save what could not be saved"),
    N_("/try: before the phase begins, check that what you write is saved (not counted)"),
    N_("/status: the question, the time left, the number of ideas, the connection to the facilitator’s computer"),
    N_("/end: quit (also Ctrl+D; on Windows, Ctrl+Z then Enter)"),
    N_("To begin an idea with /, type //."),
)


def take_notes(context: CliContext, slug: str, table: int) -> int:
    """Take notes for a table until the input ends; what could not be kept makes the exit code of a pipe."""
    from facilitate.domain.roles import table_role

    workshop = context.sessions.open(slug, table_role(table))
    workshop.ideas.check_table(table)
    draft = context.sessions.draft(workshop, workshop.role)
    uplink = context.sharing.uplink(workshop, table)
    return asyncio.run(PlainNotes(context, workshop, table, draft, uplink).run())


class PlainNotes:
    """One table, its lines, and on a laptop of its own the line to the hub; all in one loop."""

    def __init__(
        self, context: CliContext, workshop: Workshop, table: int, draft: Draft, uplink: Uplink | None
    ) -> None:
        self._out = context.out
        self._language = context.language
        self._workshop = workshop
        self._table = table
        self._draft = draft
        self._uplink = uplink
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._changed = asyncio.Event()
        self._tried = False
        self._trial = ""  # the last one, until the hub has it
        self._line_was = ""
        self._round: tuple[int, bool] | None = None  # which round it is, and whether tables change after it
        self._home = ""  # the phase that ideas were said to belong to, while none is on
        self._code = ExitCode.DONE

    async def run(self) -> int:
        """Answer line by line until /end, the end of the input, or a signal."""
        loop = asyncio.get_running_loop()
        on_ending(loop, _ENDING, lambda _number: self._lines.put_nowait(None))
        self._begin()
        watching = asyncio.create_task(self._watch())
        sending = asyncio.create_task(self._uplink.run(self._heard)) if self._uplink else None
        # A thread that ends with the program: nothing can be asked of a read that waits for a person.
        threading.Thread(target=self._read, args=(loop,), daemon=True).start()
        while (line := await self._lines.get()) is not None and self._answered(line):
            self._out.flush()
            if self._uplink:
                self._uplink.look()
        watching.cancel()
        if sending:
            await self._send_the_rest()
            sending.cancel()
        return ExitCode.DONE if sys.stdin.isatty() else self._code

    def _begin(self) -> None:
        _, view = self._language, table_view(self._workshop.session, self._table, self._workshop.clock.now())
        called = " · ".join(filter(None, (_(N_("Table {table}"), table=self._table), view.name, view.title)))
        self._out.talk(f"{called}. {view.question}")
        if view.closed:
            self._out.talk(f"{_.message(view.closed)} {_(N_('/help: commands.'))}")
        else:
            self._out.talk(_(N_("One idea per line; its reference confirms that it is saved. /help: commands.")))
        text, _about = self._draft.read()
        if text.strip():
            sentence = N_("Text not saved last time (/again: save it): {words}")
            self._out.talk(_(sentence, words=one_line(text)))

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for line in typed_lines():
                loop.call_soon_threadsafe(self._lines.put_nowait, line)
            loop.call_soon_threadsafe(self._lines.put_nowait, None)
        except RuntimeError:  # the loop has ended before the input
            return

    # Lines

    def _answered(self, line: str) -> bool:
        """Do what a line says; False when it ends the notes. Where the disk fails, the line waits for /again."""
        words = line.strip()
        if not words:  # a key pressed too often
            return True
        name, _space, rest = words[1:].partition(" ") if words.startswith("/") else ("", "", words)
        try:
            if not name or name.startswith("/"):
                self._keep(words[1:] if name else rest)
            elif (act := _word(name)) == "end":
                return False
            else:
                self._do(act, rest.strip(), words)
        except Refused as error:
            self._out.complain(error.message)
            self._code = ExitCode.REFUSED
        except FacilitateError as error:
            before, _about = self._draft.read()
            self._draft.keep(f"{before}\n{words}".strip())
            sentence = N_("{reason} Not saved yet: {words}. /again: try again.")
            self._out.complain(Message(sentence, {"reason": error.message, "words": one_line(words)}))
            self._code = ExitCode.STORAGE
        return True

    def _do(self, act: str, rest: str, words: str) -> None:
        _, ideas, history = self._language, self._workshop.ideas, self._workshop.history
        ref, _space, text = rest.partition(" ")
        done: dict[str, Callable[[], object]] = {
            "existing": lambda: self._keep(rest, Status.EXISTING),
            "create": lambda: self._keep(rest, Status.TO_CREATE),
            "list": self._list,
            "edit": lambda: self._edit(ref, text.strip()),
            "withdraw": lambda: self._say(N_("{ref} withdrawn."), ref=ideas.withdraw(ref).ref),
            "restore": lambda: self._say(N_("{ref} restored."), ref=ideas.restore(ref).ref),
            "undo": lambda: self._say(N_("Undone: “{what}”"), what=history.undo()),
            "redo": lambda: self._say(N_("Redone: “{what}”"), what=history.redo()),
            "again": self._again,
            "try": self._try,
            "status": self._status,
            "help": self._help,
        }
        if act not in done:
            raise Refused(
                N_("Unknown command “{word}”; not saved: {words}. /help: list of commands."),
                word=words.split(maxsplit=1)[0],
                words=one_line(words),
            )
        if act in _WHICH and not ref:
            raise Refused(_WHICH[act])
        done[act]()

    def _keep(self, text: str, status: Status | None = None) -> None:
        idea = self._workshop.ideas.record(self._table, text, status)
        self._out.say(idea.ref)
        session = self._workshop.session
        phase = session.phase_of(idea)
        before, self._home = self._home, phase.key if phase and session.is_between(phase) else ""
        if phase and self._home not in ("", before):
            sentence = N_("No table session is under way, so {ref} goes under “{phase}”.")
            self._out.talk(self._language(sentence, ref=idea.ref, phase=phase.title))

    def _edit(self, ref: str, text: str) -> None:
        idea = self._workshop.ideas.edit(ref, text)
        self._say(N_("{ref}, new text: {text}"), ref=idea.ref, text=idea.text)

    def _help(self) -> None:
        for line in _HELP:
            self._say(line)

    def _again(self) -> None:
        text, _about = self._draft.read()
        if not text.strip():
            raise Refused(N_("Nothing is waiting to be saved."))
        self._draft.keep("")
        for line in text.splitlines():
            self._answered(line)

    def _try(self) -> None:
        """Send a trial the way of an idea; `_heard` says when the hub has it."""
        self._trial = self._workshop.trials.record(self._table, self._language(TRIAL)).id
        if self._uplink is None:
            self._say(N_("✓ Trial saved: this device works. The trial is not counted."))
        else:
            self._say(N_("Trial saved here, not yet on the facilitator’s computer …"))

    def _list(self) -> None:
        self._workshop.recorder.refresh()
        _, session = self._language, self._workshop.session
        ideas = table_view(session, self._table, self._workshop.clock.now()).ideas
        for idea in ideas:
            mark = f" ({place_word(_, session, idea)})" if place_of(session, idea) == WITHDRAWN else ""
            label = f"{idea.ref}, {status_word(_, idea.status.value)}{mark}"
            self._out.say(_("{label}: {value}", label=label, value=one_line(idea.text)))
        if not ideas:
            self._say(N_("No ideas yet."))

    def _status(self) -> None:
        self._workshop.recorder.refresh()
        _, session = self._language, self._workshop.session
        now = self._workshop.clock.now()
        view, face = table_view(session, self._table, now), timer_face(agenda(session, now))
        if view.question:
            self._out.say(view.question)
        if view.closed:
            self._out.say(_.message(view.closed))
        if face is None:
            self._say(N_("No phase under way"))
        else:
            sentence = N_("{phase}: over by {digits}") if face.over else N_("{phase}: {digits} left")
            paused = f", {_(N_('paused'))}" if face.paused else ""
            self._out.say(_(sentence, phase=face.phase, digits=face.digits.removeprefix("+")) + paused)
        if face and face.round:
            from facilitate.tui.widgets.times import round_words  # few phases have rounds

            self._out.say(round_words(face.round, _))
        standing = _.plural("{n} idea", "{n} ideas", len(view.ideas) - view.withdrawn)
        self._out.say(and_withdrawn(standing, view.withdrawn, _))
        if self._uplink:
            self._out.say(self._line_told(self._uplink))

    def _say(self, sentence: str, **params: object) -> None:
        self._out.say(self._language(sentence, **params))

    # Rounds

    async def _watch(self) -> None:
        """Follow the rounds for as long as notes are taken: who hears the screen is told of what others see there."""
        while True:
            self._tell_round()
            await asyncio.sleep(_LOOK)

    def _tell_round(self) -> None:
        """Say that tables change, and once they have, which round it is and what it asks."""
        try:
            self._workshop.recorder.refresh()
        except FacilitateError:
            return  # the next line that is typed tells what is wrong
        _, session, now = self._language, self._workshop.session, self._workshop.clock.now()
        if not session.is_between(session.plan.phase(session.phase_for_ideas)):
            self._home = ""
        face = timer_face(agenda(session, now))
        part = face.round if face else None
        before, self._round = self._round, (part.number, part.changing) if part else None
        if part is None or self._round == before or not (part.changing or before):
            return
        from facilitate.tui.widgets.times import round_called  # few phases have rounds

        # To the minute: that a look comes some tenths of a second after the change is no news.
        minutes = round(part.left / _MINUTE)
        left = _.minutes(minutes) if minutes else _.seconds(round(part.left.total_seconds()))
        words = _(N_("Change tables now")) if part.changing else round_called(part, _)
        self._out.talk(f"{words} · {left}")
        question = table_view(session, self._table, now).question
        if question and not part.changing:
            self._out.talk(question)

    # The line to the hub

    def _heard(self) -> None:
        """Say once when the line comes, goes, or somebody has to see to it; ideas on their way are not told."""
        self._tried = True
        self._changed.set()
        if self._uplink and self._trial and self._uplink.has(self._trial):
            self._trial = ""
            self._say(
                N_("✓ Trial saved here and on the facilitator’s computer: this device works. The trial is not counted.")
            )
        if self._uplink and (state := self._line_told(self._uplink)) != self._line_was:
            self._line_was = state
            self._out.talk(state)

    def _line_told(self, uplink: Uplink) -> str:
        _ = self._language
        if uplink.trouble is not None:
            return _.message(uplink.trouble)
        if uplink.connected:
            return _(N_("connected to the facilitator’s computer"))
        return _(N_("offline: everything is saved on this computer"))

    async def _send_the_rest(self) -> None:
        """Give what is on its way a moment, and say what stays."""
        assert self._uplink is not None  # noqa: S101 -- only called with one
        self._uplink.look()
        try:
            async with asyncio.timeout(_LAST_SENDING):
                # The first try is waited for; a line that is away is not.
                while self._uplink.waiting and (self._uplink.connected or not self._tried):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pass
        if waiting := self._uplink.waiting:
            one = "offline: {n} idea waiting, saved on this computer"
            many = "offline: {n} ideas waiting, saved on this computer"
            self._out.talk(self._language.plural(one, many, waiting))


def _word(name: str) -> str:
    """The act a word means, in either language; empty for none."""
    return next((act for act, names in _WORDS.items() if name.casefold() in names), "")


def typed_lines() -> Iterator[str]:
    """What comes in, line by line, as soon as it comes; the console's own buffer is left alone.

    A read that still waits when the program ends would hold that buffer's lock, which Python wants as it ends.
    """
    source = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    left = b""
    while came := source.read(_AT_ONCE):
        *whole, left = (left + came).split(b"\n")
        yield from map(_decoded, whole)
    if left:
        yield _decoded(left)


def _decoded(line: bytes) -> str:
    """A line in UTF-8, as nearly everything is, else in that of Windows."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")

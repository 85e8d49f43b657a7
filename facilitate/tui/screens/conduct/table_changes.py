"""What the facilitator changes of a table while its phase goes on: its name, its question, whether it takes ideas."""

from __future__ import annotations

from collections.abc import Callable

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase
from facilitate.labels import table_called
from facilitate.tui.dialogs.questions import AskText, Choose
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import plain
from facilitate.tui.widgets.rows.rows import ListRow

_FIELDS = {
    "name": N_("Table name"),
    "host": N_("Table host"),
    "place": N_("Place in the building"),
    "question": N_("A question for this table only"),
}
_ADD, _CLOSE, _REOPEN, _INTO, _STEPS = "add", "close", "reopen", "into/", "steps"


class TableChanges:
    """The dialogs about the tables of one phase."""

    def __init__(self, page: SessionPage, phase: Phase) -> None:
        self._page = page
        self._phase = phase
        self._tables = page.workshop.room_tables
        self._language = page.language

    def ask_table(self) -> None:
        """Ask which table is meant, or for one more."""
        rows = [self._row(number) for number in range(1, self._phase.tables + 1)]
        rows.append(ListRow(_ADD, plain(self._language(N_("Add a table")))))
        self._choose(self._language(N_("Which table?")), rows, self._choice)

    def _choice(self, key: str) -> None:
        if key == _ADD:
            self._add()
        else:
            self.ask_change(int(key))

    def ask_change(self, number: int) -> None:
        """Ask what to change of a table."""
        _, setup = self._language, self._phase.table(number)
        rows = [ListRow(name, plain(_(label)), trail=plain(getattr(setup, name))) for name, label in _FIELDS.items()]
        steps = N_("With steps") if setup.step_free else N_("Step-free access")
        rows.append(ListRow(_STEPS, plain(_(steps))))
        closed = self._page.workshop.session.closed_tables
        if (self._phase.key, number) in closed:
            rows.append(ListRow(_REOPEN, plain(_(N_("Reopen the table")))))
        else:
            others = [each for each in range(1, self._phase.tables + 1) if each != number]
            merges = (each for each in others if (self._phase.key, each) not in closed)
            rows.append(
                ListRow(_CLOSE, plain(_(N_("Close the table: its note-taking stops (you can still add ideas)"))))
            )
            rows += [ListRow(f"{_INTO}{each}", plain(self._merge_words(each))) for each in merges]
        rows.append(ListRow(_ADD, plain(_(N_("Add a table")))))
        self._choose(table_called(self._phase, number, _), rows, lambda key: self._change(number, key))

    def _row(self, number: int) -> ListRow:
        return ListRow(str(number), plain(table_called(self._phase, number, self._language)))

    def _merge_words(self, into: int) -> str:
        words, name = self._language(N_("Merge it into table {table}"), table=into), self._phase.table(into).name
        return f"{words} · {name}" if name else words

    def _choose(self, question: str, rows: list[ListRow], act: Callable[[str], None]) -> None:
        self._page.app.push_screen(Choose(question, rows, self._language), lambda key: act(key) if key else None)

    def _change(self, number: int, key: str) -> None:
        tables, phase = self._tables, self._phase.key
        if key == _ADD:
            self._add()
        elif key in _FIELDS:
            now = getattr(self._phase.table(number), key)
            self._ask(_FIELDS[key], lambda typed: tables.describe(number, {key: typed}, phase), now)
        elif key == _STEPS:
            step_free = not self._phase.table(number).step_free
            self._page.attempt(lambda: tables.describe(number, {"step_free": step_free}, phase))
        elif key == _REOPEN:
            self._tell(lambda: tables.reopen(number, phase), N_("Table {table} is open again (u: undo)."), number)
        else:
            into = int(key.removeprefix(_INTO)) if key.startswith(_INTO) else 0
            closed = N_("Table {table} is closed; its devices say so, and its ideas are kept (u: undo).")
            merged = N_("Table {table} is merged into table {into}; its ideas are kept (u: undo).")
            self._tell(lambda: tables.close(number, phase, merged_into=into), merged if into else closed, number, into)

    def _add(self) -> None:
        question = N_("Name of the new table (optional)")
        self._ask(question, lambda typed: self._tables.add({"name": typed}, self._phase.key))

    def _ask(self, question: str, keep: Callable[[str], object], value: str = "") -> None:
        self._page.app.push_screen(AskText(self._language(question), keep, self._language, value))

    def _tell(self, act: Callable[[], Phase], sentence: str, number: int, into: int = 0) -> None:
        if self._page.attempt(act):
            self._page.say(sentence, table=number, into=into)

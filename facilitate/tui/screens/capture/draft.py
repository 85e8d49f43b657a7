"""The words a note-taker had not saved when the program ended."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.tui.services import Draft

LEFT = N_("These words were not saved last time: Enter saves them, Ctrl+U takes them out.")


def left_words(draft: Draft, session: Session, table: int) -> tuple[str, Idea | None]:
    """The words to offer, and the idea they correct; none when the table has them already.

    A program may end between the journal's sync and the end of the draft.
    """
    text, about = draft.read()
    idea = session.ideas.get(about)
    ideas = [idea] if idea else [each for each in session.ideas.values() if each.table == table]
    if text.strip() and any(each.text == text.strip() for each in ideas):
        draft.keep("")
        return "", None
    return text, idea

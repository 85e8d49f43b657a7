"""The matrix: which question of the study is answered, by how many proposals of which category."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.matrix.matrix_text import matrix_text
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.workshop.report.matrix import NO_QUESTIONS, Matrix, matrix

_MARGIN, _FRAME = 4, 4


class MatrixPage(SessionPage):
    """To look at; ideas are linked in the synthesis."""

    AUTO_FOCUS = "#whole"
    DEFAULT_CSS = """
    MatrixPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & #whole { height: 1fr; padding: 0 1 0 2; scrollbar-gutter: stable; }
        & #table { width: auto; height: auto; }
    }
    """

    def compose(self) -> ComposeResult:
        """What it is, then the table with its legend."""
        yield Static(plain(""), id="name")
        with ScrollableContainer(id="whole"):
            yield Static(plain(""), id="table")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "How many proposals answer each research question, and which questions have none. In the synthesis, "
                "press b to link ideas to the question they answer; a proposal answers the questions of its ideas."
            )
        )

    def redraw(self) -> None:
        """Draw the session as it stands."""
        _ = self.language
        session = self.workshop.session
        found = matrix(session)
        head = joined([pieces((_(N_("Matrix: research questions by category")), "bold")), one_line(session.plan.title)])
        self.query_one("#name", Static).update(plain("\n").join([head, _sums(found, _)]))
        size = self.app.size
        text = matrix_text(found, _, width=size.width - _MARGIN, height=size.height - _FRAME)
        self.query_one("#table", Static).update(text)


def _sums(found: Matrix, _: Language) -> Content:
    if not found.rows:
        return pieces((_(NO_QUESTIONS), "$warning"))
    if not found.linked:
        hint = _(N_("No ideas linked yet: in the synthesis, press b to link them to a question."))
        return pieces((hint, "$text-muted"))
    parts = (
        _.plural("{n} proposal answers a question", "{n} proposals answer a question", found.answering),
        _.plural("{n} answers none", "{n} answer none", found.free.proposals),
    )
    return pieces((" · ".join(parts), "$text-muted"))

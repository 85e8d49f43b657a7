"""Publishing: what is still missing, the report as it would be, and where it went."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.files import KEPT
from facilitate.i18n import Language
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import Ticks
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.services import WrittenFile
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.audit.issue import HEADINGS
from facilitate.workshop.audit.run import Issue, Severity, review
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import counts_sentence
from facilitate.workshop.workshop import Workshop

_ANONYMISE = ":anonymise"
_STYLES = {Severity.SERIOUS: "$warning", Severity.DOUBTFUL: "$text-muted"}


class PublishPage(SessionPage):
    """The report is shown as the Markdown it is: plain text, in which nothing can be clicked."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("export", "e", N_("Export"), N_("Choose the formats of the report and create the files.")),
        PageAction("sort", "t", N_("Synthesis"), N_("Merge proposals and file them into the typology.")),
        PageAction(
            "roadmap", "f", N_("Road map"), N_("Follow the proposals: who owns them, by when, how far along they are.")
        ),
        PageAction("programme", "g", N_("Programme"), N_("Correct the programme: people, phases, tables, categories.")),
    )
    AUTO_FOCUS = "#preview"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 -- Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (30, "-high")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    PublishPage {
        & #top { height: 1; padding: 0 1; text-style: bold; }
        & #middle { height: 1fr; border-top: solid $rule; layout: vertical; }
        & #state { height: auto; }
        & #told { height: auto; padding: 0 3 1 3; }
        & #missing { height: auto; max-height: 7; }
        & #preview { height: 1fr; padding: 0 3; border-top: solid $rule; }
        &.-wide #middle { layout: horizontal; }
        &.-wide #state { width: 46; height: 1fr; }
        &.-wide #missing { height: 1fr; max-height: 100%; }
        &.-wide #preview { border-top: none; border-left: solid $rule; }
        &.-high #top { margin: 1 0; }
        &.-high #middle { margin-bottom: 1; }
        &.-flat #state, &.-flat #top { display: none; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._written: tuple[WrittenFile, ...] = ()
        self._formats: tuple[str, ...] = ("md",)
        self._making = False

    def compose(self) -> ComposeResult:
        """What is missing, beside or above the report."""
        yield Static(plain(self.language(N_("Publish the report"))), id="top")
        with Vertical(id="middle"):
            with Vertical(id="state"):
                yield Static(id="told")
                yield Rows(id="missing", lines=0)
            with VerticalScroll(id="preview"):
                yield Static(id="report")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_("Preview of the report as it stands. Exporting again replaces the file, unless it has been edited.")
        )

    def redraw(self) -> None:
        """Draw what is missing, and the report."""
        self.query_one("#told", Static).update(self._sums())
        self.query_one(Rows).rows = self._missing()
        report = self.attempt(lambda: self.facilitate.services.publishing.preview(self.workshop.timeline))
        self.query_one("#report", Static).update(_inked(report or ""))

    def _sums(self) -> Content:
        sums = plain(counts_sentence(counts(self.workshop.session), self.language))
        if self._making:
            return pieces(("… ", "$accent"), self.language(N_("Creating the files…")), "\n\n", sums)
        if not self._written:
            return sums
        _ = self.language
        names = ", ".join(each.path.name for each in self._written)
        where = _(N_("Created in {folder}: {names}"), folder=str(self._written[0].path.parent), names=names)
        kept = "".join(f"\n{_(KEPT, kept=each.kept.name, file=each.path.name)}" for each in self._written if each.kept)
        return pieces(("✓ ", "$success"), where, kept, "\n\n", sums)

    def _missing(self) -> tuple[ListRow, ...]:
        _ = self.language
        found = review(self.workshop.session)
        if not found.gaps and not found.issues:
            return (ListRow("nothing", plain(_(N_("Nothing to fix."))), pieces(("✓", "$success"))),)
        rows: list[ListRow] = []
        for severity, style in _STYLES.items():
            issues = [_issue_text(each, _) for each in found.issues if each.severity is severity]
            gaps = [_.message(gap.sentence) for gap in found.gaps if gap.severity is severity and gap.sentence]
            if issues or gaps:
                rows.append(ListRow(severity.value, plain(_(HEADINGS[severity])), heading=True))
            rows += [
                ListRow(f"{severity.value}/{place}", plain(text), pieces(("·", style)))
                for place, text in enumerate([*issues, *gaps])
            ]
        return tuple(rows)

    def action_export(self) -> None:
        """Ask for the formats, as they were chosen last, and write them."""
        publishing, _ = self.facilitate.services.publishing, self.language
        rows = [ListRow(name, plain(_(what)), plain(name)) for name, what in publishing.formats().items()]
        rows.append(ListRow(_ANONYMISE, plain(_(N_("Roles instead of names")))))
        hint = _(N_("Space: tick or untick · Enter: create the files · Esc: cancel"))
        self.app.push_screen(Ticks(_(N_("Which formats?")), rows, hint, ticked=self._formats), self._export)

    def _export(self, formats: tuple[str, ...] | None) -> None:
        if not formats or self._making:
            return
        self._formats = formats
        names = [name for name in formats if name != _ANONYMISE]
        anonymise = _ANONYMISE in formats
        job = self.attempt(
            lambda: self.facilitate.services.publishing.export(self.workshop, names, anonymise=anonymise)
        )
        if job is not None:
            self._making = True
            self.draw()
            self.beside(self._write(job), "export")

    async def _write(self, job: Callable[[], Sequence[WrittenFile]]) -> None:
        made = await self.answered(to_thread(job))
        self._making = False
        if made:
            self._written = tuple(made)
        if self.stands:
            self.draw()

    def action_sort(self) -> None:
        """Open the sorting."""
        self.facilitate.open_screen("sort", self.workshop)

    def action_roadmap(self) -> None:
        """Open the road map."""
        self.facilitate.open_screen("roadmap", self.workshop)

    def action_programme(self) -> None:
        """Open the programme."""
        self.facilitate.open_screen("programme", self.workshop)


def _issue_text(found: Issue, _: Language) -> str:
    """What is wrong or may be, after where."""
    where = _.message(found.where)
    return f"{where[:1].upper()}{where[1:]} — {_.message(found.why)}"


def _inked(markdown: str) -> Content:
    """The Markdown as it is, its headings in ink."""
    return plain("\n").join(
        pieces((line, "bold $accent")) if line.startswith("#") else plain(line) for line in markdown.splitlines()
    )

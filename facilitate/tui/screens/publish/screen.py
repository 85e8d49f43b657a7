"""Publishing: what is still missing, the report as it would be, and where it went."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, ClassVar

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
from facilitate.tui.plain import notify, pieces, plain, visible
from facilitate.tui.services import WrittenFile
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.audit.issue import HEADINGS
from facilitate.workshop.audit.run import Issue, Severity, review
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.open_vote_words import still_open_words
from facilitate.workshop.report.wording import counts_sentence
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from rich.style import Style

# What can be chosen beside the formats, in the order of the options of `export`.
_CHOICES = {
    ":anonymise": N_("Roles instead of names"),
    ":times": N_("With the planned and actual times"),
    ":internal": N_("Internal: includes unpublished material (withdrawn ideas, remarks not to be quoted)"),
}
# The page on which what a group of commands does is done.
_SCREENS = {
    "idea": "sort", "proposal": "sort", "sort": "sort", "roadmap": "roadmap", "photo": "photos",
    "run": "conduct", "phase": "conduct", "remark": "conduct", "finding": "conduct", "fact": "conduct",
}  # fmt: skip
_STYLES = {Severity.SERIOUS: "$warning", Severity.DOUBTFUL: "$text-muted"}
# Rich's styles of a Markdown text, by what stands in their place on a page: the colours of its theme.
_MARKDOWN = {
    "h1": "bold $accent", "h2": "bold underline $accent", "h3": "bold $accent", "h4": "bold", "code": "bold",
    "code_block": "bold", "item.bullet": "$accent", "item.number": "$accent", "block_quote": "$text-muted",
    "link": "underline", "link_url": "underline", "hr": "$rule", "table.border": "$rule", "table.header": "bold",
}  # fmt: skip
_THEIRS = "page"


class PublishPage(SessionPage):
    """What is to be fixed, each row a way to where it is fixed, beside the report as its reader will see it."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("export", "e", N_("Export"), N_("Choose the formats of the report and create the files.")),
        PageAction("fix", "enter", N_("Fix"), N_("Go to the place where you can fix the selected point.")),
        PageAction("sort", "t", N_("Synthesis"), N_("Merge proposals and file them in the typology.")),
        PageAction(
            "roadmap",
            "r",
            N_("Road map"),
            N_("Follow the proposals: who owns them, the deadline, how far along they are."),
        ),
        PageAction("photos", "p", N_("Photos"), N_("Add photos of the day, with their credits and what they show.")),
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
        & #preview { height: 1fr; padding: 0 3; border-top: solid $rule; scrollbar-gutter: stable; }
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
        self._report: tuple[str, int] = ("", 0)  # its Markdown, and for how many cells it was laid out
        self._places: dict[str, str] = {}  # by the key of a row: the command that fixes it

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
        self.call_after_refresh(self._show_report)

    def on_resize(self) -> None:
        """Lay the report out in its new width, which is known once the page has been laid out."""
        if self.drawn:
            self.call_after_refresh(self._show_report)

    def _show_report(self) -> None:
        report = self.attempt(lambda: self.facilitate.services.publishing.preview(self.workshop)) or ""
        preview = self.query_one("#preview")
        laid_out = (report, max(preview.scrollable_content_region.width, 20))
        if laid_out != self._report:
            self._report = laid_out
            self.beside(self._lay_out(*laid_out), "report")

    async def _lay_out(self, report: str, width: int) -> None:
        content = await to_thread(rendered, report, width)
        if self.stands:
            self.query_one("#report", Static).update(content)

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
        services = self.facilitate.services
        found = review(
            self.workshop.session,
            example=services.sessions.is_example(self.workshop.log.slug),
            undrawn=services.publishing.undrawn,
            faults_of_logo=services.publishing.faults_of_logo,
        )
        if not found.gaps and not found.issues:
            return (ListRow("nothing", plain(_(N_("Nothing to fix."))), pieces(("✓", "$success"))),)
        rows: list[ListRow] = []
        for severity, style in _STYLES.items():
            points = [(_issue_text(each, _), each.command) for each in found.issues if each.severity is severity]
            points += [
                (_.message(gap.sentence), gap.issues[0].command)
                for gap in found.gaps
                if gap.severity is severity and gap.sentence
            ]
            if points:
                rows.append(ListRow(severity.value, plain(_(HEADINGS[severity])), heading=True))
            for place, (text, command) in enumerate(points):
                key = f"{severity.value}/{place}"
                self._places[key] = command
                rows.append(ListRow(key, plain(text), pieces(("·", style))))
        return tuple(rows)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to where it is fixed."""
        event.stop()
        self.action_fix()

    def action_fix(self) -> None:
        """Open the page on which the selected point is fixed, at its place; say the command where none does."""
        command = self._places.get(self.query_one(Rows).highlighted or "", "")
        group, _verb, _session, *words = [*command.split()[1:], "", "", ""]
        if group == "plan":
            self.facilitate.open_screen("programme", self.workshop, words[0])
        elif group in ("idea", "proposal") and (proposal := self._proposal(words[0])):
            self.facilitate.open_screen("sort", self.workshop, None, proposal)
        elif group in _SCREENS:
            self.facilitate.go_to_screen(_SCREENS[group], self.workshop)
        elif command:
            self.say(self.language(N_("To fix it, in a terminal: {command}"), command=command))

    def action_export(self) -> None:
        """Ask for the formats, as they were chosen last, and write them."""
        publishing, _ = self.facilitate.services.publishing, self.language
        rows = [ListRow(name, plain(_(what)), plain(name)) for name, what in publishing.formats().items()]
        rows += [ListRow(key, plain(_(words))) for key, words in _CHOICES.items()]
        hint = _(N_("Space: tick or untick · Enter: create the files · Esc: cancel"))
        self.app.push_screen(Ticks(_(N_("Which formats?")), rows, hint, ticked=self._formats), self._export)

    def _export(self, formats: tuple[str, ...] | None) -> None:
        if not formats or self._making:
            return
        self._formats = formats
        names = [name for name in formats if name not in _CHOICES]
        anonymise, with_times, internal = (choice in formats for choice in _CHOICES)
        job = self.attempt(
            lambda: self.facilitate.services.publishing.export(
                self.workshop, names, anonymise=anonymise, with_times=with_times, internal=internal
            )
        )
        for notice in self.facilitate.services.sessions.new_notices():  # such as photos that are lost
            notify(self.app, self.language.message(notice), "warning", seconds=8)
        if job is not None:
            self._making = True
            self.draw()
            self.beside(self._write(job), "export")

    async def _write(self, job: Callable[[], Sequence[WrittenFile]]) -> None:
        made = await self.answered(to_thread(job))
        self._making = False
        if made:
            self._written = tuple(made)
            for sentence in still_open_words(self.workshop.session, self.language):
                notify(self.app, sentence, "warning", seconds=12)
        if self.stands:
            self.draw()

    def _proposal(self, ref: str) -> str:
        """The proposal that holds an idea; nothing where none does any more."""
        found = self.workshop.session.ideas.values()
        idea = next((each.id for each in found if each.ref == ref), "")
        return next((each.id for each in self.workshop.session.proposals() if idea in each.ideas), "")

    def action_sort(self) -> None:
        """Open the sorting."""
        self.facilitate.open_screen("sort", self.workshop)

    def action_roadmap(self) -> None:
        """Open the road map."""
        self.facilitate.open_screen("roadmap", self.workshop)

    def action_photos(self) -> None:
        """Open the photos."""
        self.facilitate.open_screen("photos", self.workshop)

    def action_programme(self) -> None:
        """Open the programme."""
        self.facilitate.open_screen("programme", self.workshop)


def _issue_text(found: Issue, _: Language) -> str:
    """What is wrong or may be, after where."""
    where = _.message(found.where)
    return f"{where[:1].upper()}{where[1:]} — {_.message(found.why)}"


def rendered(markdown: str, width: int) -> Content:
    """Lay a Markdown text out as a reader sees it, in lines of `width` cells; nothing in it can be clicked."""
    from rich.console import Console
    from rich.markdown import Markdown  # slow to load, and few pages show any
    from rich.style import Style
    from rich.theme import Theme

    theme = Theme({f"markdown.{name}": Style(meta={_THEIRS: style}) for name, style in _MARKDOWN.items()})
    console = Console(width=width, file=StringIO(), theme=theme, color_system=None, legacy_windows=False)
    lines = console.render_lines(Markdown(visible(markdown), hyperlinks=False), pad=False)
    return plain("\n").join([pieces(*((part.text, _on_page(part.style)) for part in line)) for line in lines])


def _on_page(style: Style | None) -> str:
    """The style of a page that stands in the place of one of Rich's."""
    if style is None:
        return ""
    words = (("bold", style.bold), ("italic", style.italic), (str(style.meta.get(_THEIRS, "")), True))
    return " ".join(word for word, holds in words if holds)

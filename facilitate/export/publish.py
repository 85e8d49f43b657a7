"""Publishing: from a session to files. The report, anonymised if asked, in the organiser's style, in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.pictures import Logo, bytes_of

if TYPE_CHECKING:
    from facilitate.export.cycle_folder import CycleExport, LeftInFolder
    from facilitate.export.engine_faults import EngineMissing
    from facilitate.export.feedback_sheets import QuestionSheetsAsked
    from facilitate.export.list_sheets import ListsAsked
    from facilitate.export.people_sheets import SheetAsked
    from facilitate.export.publication import Publication
    from facilitate.export.published_files import PublishedFiles
    from facilitate.export.style.style import Style
    from facilitate.export.vote_slips import SlipsAsked
    from facilitate.files import Written
    from facilitate.i18n import Language
    from facilitate.workshop.cycle.synthesis import Synthesis
    from facilitate.workshop.ports import PhotoFiles
    from facilitate.workshop.privacy.several_events import RedactorOfEvents
    from facilitate.workshop.report.model import Report
    from facilitate.workshop.sharing.ports import Keys
    from facilitate.workshop.workshop import Workshop

KIT = "kit.zip"
STYLE = "style"  # the folder of the workspace that holds the organiser's own


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """How something is to be published; `replace` is for files that people changed, too."""

    formats: Sequence[str] = ("md",)
    with_times: bool = False
    style: Path | None = None
    anonymise: bool = False
    internal: bool = False
    replace: bool = False
    edition: str = ""
    by_vote: bool = False


class Publisher:
    """Publishes the sessions of the workspace at `home`; `folder_of` names the folder for the files of a session."""

    def __init__(self, home: Path, folder_of: Callable[[str], Path]) -> None:
        self._home = home
        self._folder_of = folder_of
        self._asked: dict[str, list[str]] = {}

    @cached_property
    def files(self) -> PublishedFiles:
        """The files that were written from here before, for people to have and to change."""
        from facilitate.export.published_files import PublishedFiles

        return PublishedFiles(self._home)

    def publication(self, timeline: Timeline, options: PublishOptions, photos: PhotoFiles) -> Publication:
        """Compose what is published, in the session's language; times are those of this machine's zone."""
        from facilitate.export.published_files import state_of

        state = "" if options.internal else state_of(timeline)
        return replace(self._composed(timeline, options, photos), state=state, anonymous=options.anonymise)

    def _composed(self, timeline: Timeline, options: PublishOptions, photos: PhotoFiles) -> Publication:
        from facilitate.export.publication import publication
        from facilitate.i18n import Language
        from facilitate.workshop.privacy.unnamed import published_report
        from facilitate.workshop.report.pictures import with_photos
        from facilitate.workshop.report.votes import in_order_of_vote

        session, edition = timeline.session, timeline.events[-1].at.astimezone(UTC) if timeline.events else None
        # By the rules of the zone on the day itself: an event of December is told in winter time in July too.
        room = datetime.astimezone if options.with_times else None
        language, style = Language(session.plan.language), self._style(options.style)
        in_order: Callable[[Report], Report] = in_order_of_vote if options.by_vote else lambda made: made
        if not options.anonymise:
            made = replace(in_order(published_report(session, room, internal=options.internal)), edition=edition)
            return publication(with_photos(made, photos.read), language, style, options.edition)
        from facilitate.workshop.privacy.anonymous_report import LOGO_LEFT_OUT, anonymous_report, notices_of_names
        from facilitate.workshop.privacy.people import Redactor, people_of

        redact = Redactor(people_of(timeline, language.message), language.message)
        anonymous = in_order(anonymous_report(session, redact, room, internal=options.internal))
        style = replace(style, cover=redact(style.cover))
        notices = list(notices_of_names(session, anonymous, redact))
        if style.logo and redact.names_in_logo(session.plan.organiser, style.logo_kind, style.logo):
            style = replace(style, logo=b"", logo_kind="")
            notices.insert(0, Message(LOGO_LEFT_OUT, {"partner": session.plan.organiser}))
        made = with_photos(replace(anonymous, edition=edition), photos.read)
        published = publication(made, language, style, options.edition)
        return replace(published, notices=(*published.notices, *notices))

    def write(
        self,
        publication: Publication,
        options: PublishOptions,
        folder: Path,
        step: Callable[[str], None] = lambda _name: None,
        lacking: list[EngineMissing] | None = None,
    ) -> list[Written]:
        """Write every file asked for into the folder; nothing is written unless all could be made.

        `step` is called with the name of each file before it is made. `lacking` takes the formats that cannot be made
        here, for somebody who asked for all there are; without it they are an error.
        """
        from facilitate.export.formats import REPORTS, formats_of, made, why_nothing

        formats = formats_of(options.edition)

        def placed(name: str, data: bytes | str) -> str:
            return self.files.name_for(folder / name, data, replace=options.replace)

        files = made(publication, options.formats, step, lacking, placed)
        if not files and not lacking and all(formats[name].refused for name in options.formats):
            raise Refused(why_nothing(publication, options.formats)[0])
        written = self.files.write([(folder / name, data) for name, data in files], replace=options.replace)
        if not options.edition and any(name in REPORTS for name in options.formats):
            self.files.remember_report(publication.state)
        return written

    def export(
        self,
        workshop: Workshop,
        formats: Sequence[str] = ("md",),
        *,
        anonymise: bool = False,
        with_times: bool = False,
        internal: bool = False,
    ) -> Callable[[], list[Written]]:
        """Take the report as it stands now; what comes back writes its files, in a thread perhaps, and says where."""
        options = PublishOptions(formats, with_times, anonymise=anonymise, internal=internal)
        publication = self.publication(workshop.timeline, options, workshop.log.photos)
        folder = self._folder_of(workshop.log.slug)
        return lambda: self.write(publication, options, folder)

    def preview(self, workshop: Workshop) -> str:
        """Return the report as Markdown."""
        from facilitate.export.markdown import write

        publication = self.publication(workshop.timeline, PublishOptions(), workshop.log.photos)
        return write(publication.document, publication.language)

    def undrawn(self, texts: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return the signs of each text that no font of the printed pages has; nothing of a text that is drawn whole.

        Where the engine of the pages is missing, nobody knows.
        """
        from facilitate.export.signs import has_unusual_signs, lacking

        unusual = [text for text in texts if has_unusual_signs(text)]
        if any(text not in self._asked for text in unusual):
            from facilitate.export.engines import pen

            with pen(self._style(None)) as can_draw:
                self._asked = {text: lacking(text, can_draw) for text in unusual}
        return {text: signs for text in unusual if (signs := self._asked[text])}

    def faults_of_logo(self, name: str, logo: Logo) -> Sequence[Message]:
        """Return what of a logo will look otherwise than it was meant, or why it is in no file."""
        from facilitate.export.style.logos import cleaned_logo

        try:
            return cleaned_logo(bytes_of(logo.pieces), logo.form, name).notices
        except Refused as error:
            return [Message(N_("No file shows it, for {what}."), {"what": error.message})]

    def formats(self) -> Mapping[str, str]:
        """Return what can be exported: the name of each format, and what it gives, to be translated."""
        from facilitate.export.formats import FORMATS

        return {each.name: each.what for each in FORMATS.values()}

    def write_cycle(
        self,
        slug: str,
        found: Synthesis,
        language: Language,
        options: PublishOptions,
        step: Callable[[str], None] = lambda _name: None,
        lacking: list[EngineMissing] | None = None,
        redact: RedactorOfEvents | None = None,
    ) -> list[Written]:
        """Write the synthesis of a cycle in the formats of `options`; `step` and `lacking` are as in `write`.

        `redact` takes names out of the house style too.
        """
        from facilitate.export.cycle_files import cycle_files

        style = self._style(None)
        if redact:
            style = replace(style, cover=redact(style.cover))
            if style.logo and redact.names_in_logo(found.title, style.logo_kind, style.logo):
                style = replace(style, logo=b"", logo_kind="")
        files = cycle_files(found, language, style, options.formats, step, lacking)
        folder = self._folder_of(slug)
        return self.files.write([(folder / name, data) for name, data in files], replace=options.replace)

    def tidy_cycle(self, slug: str, written: Sequence[Written], export: CycleExport) -> LeftInFolder:
        """Remove what an export of a cycle, which has just `written` files, does not make any more; tells the rest."""
        from facilitate.export.cycle_folder import tidied

        self.files.remember_state((each.path for each in written), export.state)
        made = {path for each in written for path in (each.path, each.kept) if path}
        return tidied(self.files, self._folder_of(slug), made, export)

    def write_kit(
        self, slug: str, made: Callable[[Style], bytes], out: Path | None, *, replace: bool = False
    ) -> Written:
        """Write the kit of a cycle, which is `made` in the house style, among its exports or to `out`."""
        path = out or self._folder_of(slug) / KIT
        return self.files.write([(path, made(self._style(None)))], replace=replace)[0]

    def take_style(self, files: Mapping[str, bytes]) -> tuple[bool, Message | None]:
        """Put the house style of a kit into the workspace where none is: whether it was, or why it cannot be read."""
        from facilitate.export.kit_files import take_style

        if (self._home / STYLE / "style.toml").exists():
            return False, None
        problem = take_style(files, self._home)
        return problem is None, problem

    def write_cards(self, slug: str, session: Session, keys: Keys, address: str, *, replace: bool = False) -> Written:
        """Write a file with a card for each table whose link is open, for its owner only to read.

        It is a PDF in the house style, or a page for a browser where nothing here makes one. Where the link of the
        synthesis was given to somebody, the last card is for the person who sorts. The links lead to the hub at that
        address; where the room's wifi was said, the cards have it too.
        """
        from facilitate.export.engine_faults import EngineMissing
        from facilitate.export.file_names import CARDS, CARDS_PAGE, in_language
        from facilitate.export.table_cards import TableCard, cards_page, cards_pdf
        from facilitate.i18n import Language
        from facilitate.workshop.sharing.devices import link, tables_of

        seats = [*tables_of(session), SYNTHESIS_SEAT]
        links = ((seat, link(address, keys, seat)) for seat in seats if keys.given(seat))
        cards = [TableCard(table, where) for table, where in links if where]
        rehearsal = session.rehearsal is not None
        language = Language(session.plan.language)
        name, made = CARDS, b""
        try:
            made = cards_pdf(session.plan, cards, language, self._style(None), wifi=keys.wifi, rehearsal=rehearsal)
        except EngineMissing:
            page = cards_page(session.plan, cards, language, wifi=keys.wifi, rehearsal=rehearsal)
            name, made = CARDS_PAGE, page.encode()
        path = self._folder_of(slug) / in_language(name, language.code)
        return self.files.write([(path, made)], private=True, replace=replace)[0]

    def write_people(
        self, slug: str, kinds: Sequence[str], forms: Sequence[str], asked: SheetAsked, *, replace: bool = False
    ) -> list[Written]:
        """Write the sheets of those kinds that name people, for their owner only to read.

        `forms` are pdf and html; without any it is a PDF, or a page for a browser where nothing here makes one.
        """
        from facilitate.export.file_names import PEOPLE
        from facilitate.export.people_sheets import sheet, sheet_page, sheet_pdf
        from facilitate.i18n import Language

        language, style = Language(asked.plan.language), self._style(None)
        files: list[tuple[Path, bytes | str]] = []
        for kind in kinds:
            made = sheet(kind, asked, language)
            pdf, page = partial(sheet_pdf, made, style, asked.plan, asked.printed), partial(sheet_page, made)
            files += self._in_forms(slug, PEOPLE[kind], forms, pdf, page, language)
        return self.files.write(files, private=True, replace=replace)

    def write_slips(
        self, slug: str, asked: SlipsAsked, forms: Sequence[str], *, replace: bool = False
    ) -> list[Written]:
        """Write the slips of a vote, for their owner only to read: whoever has a code can vote with it.

        `forms` are pdf and html; without any it is a PDF, or a page for a browser where nothing here makes one. A sheet
        whose codes are still good is kept: this one has the next number then.
        """
        from facilitate.export.file_names import slips_called
        from facilitate.export.vote_slips import slips_page, slips_pdf
        from facilitate.i18n import Language

        language, style = Language(asked.plan.language), self._style(None)
        pdf, page = partial(slips_pdf, asked, language, style), partial(slips_page, asked, language)
        name = slips_called(language.code, asked.number, asked.sheet)
        files = self._in_forms(slug, name, forms, pdf, page, language)
        return self.files.write(files, private=True, replace=replace)

    def dead_slips(self, slug: str, asked: SlipsAsked) -> list[Path]:
        """Return the sheets of slips that lie where those are written and whose codes are no longer good."""
        from facilitate.export.file_names import sheet_of_slips

        folder, live = self._folder_of(slug), {(asked.number, sheet) for sheet in range(1, asked.sheet + 1)}
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        return [path for path in found if (sheet := sheet_of_slips(path.name)) and sheet not in live]

    def write_letters(
        self, slug: str, asked: SlipsAsked, candidates: Sequence[tuple[str, str]], printed: datetime,
        forms: Sequence[str], *, replace: bool = False,
    ) -> list[Written]:  # fmt: skip
        """Write what is voted on with its letters, as a page to print; forms as those of slips."""
        from facilitate.export.file_names import LETTERS_OF_VOTE
        from facilitate.export.people_sheets import sheet_page, sheet_pdf
        from facilitate.export.vote_slips import letters_sheet
        from facilitate.i18n import Language

        language = Language(asked.plan.language)
        made = letters_sheet(asked, candidates, printed, language)
        pdf = partial(sheet_pdf, made, self._style(None), asked.plan, printed)
        files = self._in_forms(slug, LETTERS_OF_VOTE, forms, pdf, partial(sheet_page, made), language)
        return self.files.write(files, replace=replace)

    def write_question_sheets(
        self, slug: str, asked: QuestionSheetsAsked, forms: Sequence[str], *, replace: bool = False
    ) -> list[Written]:
        """Write the closing questions as sheets to cut; forms as those of slips."""
        from facilitate.export.feedback_sheets import question_sheets_page, question_sheets_pdf
        from facilitate.export.file_names import QUESTIONS
        from facilitate.i18n import Language

        language, style = Language(asked.plan.language), self._style(None)
        pdf = partial(question_sheets_pdf, asked, language, style)
        files = self._in_forms(slug, QUESTIONS, forms, pdf, partial(question_sheets_page, asked, language), language)
        return self.files.write(files, replace=replace)

    def write_lists(
        self, slug: str, asked: ListsAsked, forms: Sequence[str], *, replace: bool = False
    ) -> list[Written]:
        """Write the tables’ lists to read back, as pages to print; forms as those of slips."""
        from facilitate.export.file_names import LISTS, in_language
        from facilitate.export.list_sheets import lists_sheet
        from facilitate.export.people_sheets import sheet_page, sheet_pdf
        from facilitate.i18n import Language

        language = Language(asked.plan.language)
        made = lists_sheet(asked, language)
        pdf = partial(sheet_pdf, made, self._style(None), asked.plan, asked.printed)
        name = in_language(LISTS, language.code) + (f"-t{asked.table}" if asked.table else "")
        files = self._in_forms(slug, name, forms, pdf, partial(sheet_page, made), language)
        return self.files.write(files, replace=replace)

    def _in_forms(
        self,
        slug: str,
        name: str,
        forms: Sequence[str],
        pdf: Callable[[], bytes],
        page: Callable[[], str],
        language: Language,
    ) -> list[tuple[Path, bytes | str]]:
        """Return a sheet in each form; of none that is asked for, a page where nothing here makes a PDF."""
        from facilitate.export.engine_faults import EngineMissing
        from facilitate.export.file_names import in_language

        files: list[tuple[Path, bytes | str]] = []
        for form in forms or ("pdf",):
            try:
                data: bytes | str = pdf() if form == "pdf" else page()
            except EngineMissing:
                if forms:
                    raise
                data = page()
            suffix = "pdf" if isinstance(data, bytes) else "html"
            files.append((self._folder_of(slug) / in_language(f"{name}.{suffix}", language.code), data))
        return files

    def print_round(self, workshop: Workshop, phase: str, number: int) -> Callable[[], list[Written]]:
        """Take the seats of those who are here in a round; what comes back writes its lists, by name and by table."""
        from facilitate.export.people_sheets import SheetAsked
        from facilitate.workshop.views.people_print import people_print

        plan = workshop.session.plan
        people = people_print(workshop.session, phase=plan.phase(phase), number=number, present=True)
        asked = SheetAsked(people, plan, workshop.recorder.now(), 0, plan.title)
        return lambda: self.write_people(workshop.log.slug, ("list", "tables"), (), asked)

    def people_sheets(self, slug: str) -> list[Path]:
        """Return the sheets that name people and lie where they were written."""
        from facilitate.export.file_names import is_of_people

        folder = self._folder_of(slug)
        return sorted(path for path in folder.iterdir() if is_of_people(path.name)) if folder.is_dir() else []

    def remove_people_sheets(self, slug: str) -> list[Path]:
        """Remove those sheets, as far as the system lets them go, but none that a person changed; returns what went."""
        removed = []
        for path in self.people_sheets(slug):
            if self.files.unchanged(path):
                with suppress(OSError):
                    path.unlink()
                    removed.append(path)
        return removed

    def _style(self, chosen: Path | None) -> Style:
        """Return the style somebody names, else that of the workspace, else the one that comes with the program."""
        from facilitate.export.style.style import DEFAULT

        own = self._home / STYLE
        if chosen is None and not (own / "style.toml").exists():
            return DEFAULT
        from facilitate.export.style.read import read_style

        return read_style(chosen or own)

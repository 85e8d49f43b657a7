"""What an export can be: each format with its files and who makes them. All are made before the first is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Literal

from facilitate.domain.errors import N_, Message, Refused
from facilitate.export import file_names
from facilitate.export.engine_faults import EngineMissing
from facilitate.export.engines import two_at_a_time
from facilitate.export.infographic.content import NOTHING
from facilitate.export.publication import EASY, File, Format, Publication
from facilitate.workshop.report.model import Report

DEFAULT = "md"


def _markdown(published: Publication) -> str:
    from facilitate.export.markdown import write as markdown

    return markdown(published.document, published.language)


def _html(published: Publication) -> str:
    from facilitate.export.html import page

    picture = published.picture or _picture(published)
    return page(published.document, published.style, published.language, picture, published.beside)


def _load_pages() -> None:
    from facilitate.export.html import TEMPLATE
    from facilitate.export.templates import load

    load(TEMPLATE)


def _picture(published: Publication) -> bytes:
    """Return the infographic; nothing where there is nothing to draw, or nothing to draw it with."""
    if not published.report.counts.proposals:
        return b""
    try:
        made = _ON_SCREEN.make(published)
    except Refused:
        return b""
    return made if isinstance(made, bytes) else made.encode()


def _pdf(published: Publication) -> bytes:
    from facilitate.export.pdf import pdf

    return pdf(published.document, published.style, published.language)


def _easy_html(published: Publication) -> str:
    from facilitate.export.html import page

    return page(published.document, published.style, published.language, beside=published.beside, sheet="easy.css")


def _easy_pdf(published: Publication) -> bytes:
    from facilitate.export.pdf import pdf

    return pdf(published.document, published.style, published.language, "easy.typ")


def _docx(published: Publication) -> bytes:
    from facilitate.export.office import office

    return office(published.document, published.style, published.language, "docx")


def _odt(published: Publication) -> bytes:
    from facilitate.export.office import office

    return office(published.document, published.style, published.language, "odt")


def _epub(published: Publication) -> bytes:
    from facilitate.export.epub import epub

    return epub(published.document, published.style, published.language)


def _slides(published: Publication) -> bytes:
    from facilitate.export.slides.draw import slides_pdf

    return slides_pdf(published.report, published.language, published.style)


def _powerpoint(published: Publication) -> bytes:
    from facilitate.export.slides.powerpoint import slides_pptx

    return slides_pptx(published.report, published.language, published.style)


def _csv(published: Publication) -> str:
    from facilitate.export.csv_ideas import ideas_csv

    return ideas_csv(published.report, published.language)


def _xlsx(published: Publication) -> bytes:
    from facilitate.export.workbook import workbook

    return workbook(published.report, published.language, published.style)


def _json(published: Publication) -> str:
    from facilitate.export.json_report import report_json

    return report_json(published.report)


def _roadmap(published: Publication) -> str:
    from facilitate.export.roadmap_files import roadmap_csv

    return roadmap_csv(published.report, published.language)


def _calendar(published: Publication) -> str:
    from facilitate.export.roadmap_files import roadmap_ics

    return roadmap_ics(published.report, published.language)


def _followed(report: Report) -> bool:
    from facilitate.export.roadmap_files import followed

    return followed(report)


def _dated(report: Report) -> bool:
    from facilitate.export.roadmap_files import dated

    return dated(report)


def _decidim(published: Publication) -> str:
    from facilitate.export.csv_ideas import decidim_csv

    return decidim_csv(published.report, published.language)


def _of_decidim(published: Publication) -> Message | None:
    from facilitate.export.csv_ideas import decidim_notice

    return decidim_notice(published.report, published.language)


def purposes(published: Publication, names: Iterable[str]) -> dict[str, str]:
    """Return what each file is for, to be translated, by what it is called."""
    formats = formats_of(published.edition)
    return {file.called(published): file.what or formats[name].what for name in names for file in formats[name].files}


def _one_page(form: Literal["pdf", "png"]) -> File:
    def make(published: Publication) -> bytes:
        from facilitate.export.one_page import one_page

        return one_page(published.report, published.language, published.style, form)

    return File(f"{file_names.SUMMARY}.{form}", make, marked=True)


def _social(shape: Literal["square", "wide"], what: str) -> File:
    def make(published: Publication) -> bytes:
        from facilitate.export.social import social_card

        return social_card(published.report, published.language, published.style, shape)

    return File(f"{file_names.SOCIAL[shape]}.png", make, marked=True, what=what)


def _social_words(published: Publication) -> str:
    from facilitate.export.social import alternative

    return alternative(published.report, published.language)


def _mail(published: Publication) -> bytes:
    from facilitate.export.mail import has_address, mail

    file = b"" if has_address(published.report) else _pdf(published)
    attached = FORMATS["pdf"].files[0].called(published)
    return mail(published.report, published.language, published.style, attached, file)


def _mail_text(published: Publication) -> str:
    from facilitate.export.mail import plain_text

    return plain_text(published.report, published.language, published.style)


_PAPERS = {"a3": N_("the infographic to print in A3"), "screen": N_("the infographic for a screen")}


def _infographic(paper: Literal["a3", "screen"], form: Literal["svg", "png", "pdf", "live"]) -> File:
    """Return one page, for an A3 sheet or for a screen."""

    def make(published: Publication) -> bytes:
        from facilitate.export.infographic.draw import infographic

        return infographic(published.report, published.language, published.style, form, paper)

    name = f"{file_names.EDITABLE}.svg" if form == "live" else f"{file_names.INFOGRAPHICS[paper]}.{form}"
    what = N_("the infographic whose words can be corrected (SVG)") if form == "live" else _PAPERS[paper]
    return File(name, make, _has_proposals, what=what)


def _has_proposals(report: Report) -> bool:
    return bool(report.counts.proposals)


def _report(form: str, make: Callable[[Publication], bytes | str]) -> File:
    return File(f"{file_names.REPORT}.{form}", make, marked=True)


def _page(name: str, make: Callable[[Publication], str]) -> File:
    return File(f"{name}.html", make, marked=True, last=True, load=_load_pages)


_ON_SCREEN = _infographic("screen", "svg")
_POSTERS = tuple(_infographic("a3", form) for form in ("pdf", "svg", "png", "live"))
_SCREENS = tuple(_infographic("screen", form) for form in ("pdf", "svg", "png"))

REPORTS = ("md", "html", "pdf", "docx", "odt", "epub")  # the formats that people read as the report
FORMATS = {
    each.name: each
    for each in (
        Format("md", N_("the report in Markdown"), (_report("md", _markdown),)),
        Format("html", N_("the report as a single page for any browser"), (_page(file_names.REPORT, _html),)),
        Format("pdf", N_("the report to print or send"), (_report("pdf", _pdf),)),
        Format("docx", N_("the report for Word"), (_report("docx", _docx),)),
        Format("odt", N_("the report for LibreOffice"), (_report("odt", _odt),)),
        Format("epub", N_("the report for reading devices"), (_report("epub", _epub),)),
        Format("summary", N_("the event on one page: PDF and picture"), (_one_page("pdf"), _one_page("png"))),
        Format(
            "slides",
            N_("slides for the closing words, to show or to change: PDF and PowerPoint"),
            (
                File(
                    f"{file_names.SLIDES}.pdf", _slides, marked=True, what=N_("slides for the closing words, to show")
                ),
                File(
                    f"{file_names.SLIDES}.pptx",
                    _powerpoint,
                    marked=True,
                    what=N_("the same slides to change, for PowerPoint or Impress"),
                ),
            ),
        ),
        Format(
            "social",
            N_("pictures for social networks, square and wide, with the text for those who do not see them"),
            (
                _social("square", N_("square picture for social networks")),
                _social("wide", N_("wide picture for social networks and web pages")),
                File(
                    file_names.SOCIAL_WORDS,
                    _social_words,
                    marked=True,
                    what=N_("what the pictures show, to paste as their alternative text"),
                ),
            ),
        ),
        Format(
            "email",
            N_("an e-mail with a picture, to open and to send with the report, and the same as plain text"),
            (
                File(
                    f"{file_names.MAIL}.eml",
                    _mail,
                    marked=True,
                    what=N_("an e-mail with a picture, to open, address and send with the report attached"),
                ),
                File(
                    f"{file_names.MAIL}.txt",
                    _mail_text,
                    marked=True,
                    what=N_("the same e-mail as plain text, to copy into any program; attach the report to it"),
                ),
            ),
        ),
        Format(
            "csv",
            N_("all the ideas as a spreadsheet, with their origin"),
            (
                File(file_names.IDEAS, _csv, marked=True),
                File(file_names.ROADMAP, _roadmap, _followed, marked=True, what=N_("the road map as a spreadsheet")),
            ),
        ),
        Format(
            "xlsx",
            N_("the ideas, the proposals and the figures as a workbook for Excel and LibreOffice"),
            (File(file_names.WORKBOOK, _xlsx, marked=True),),
        ),
        Format("json", N_("all the data, for other software"), (_report("json", _json),)),
        Format("svg", N_("the infographic for the web"), (_infographic("screen", "svg"),), NOTHING, refused=True),
        Format(
            "png",
            N_("the infographic as a picture for a screen"),
            (_infographic("screen", "png"),),
            NOTHING,
            refused=True,
        ),
        Format(
            "infographic",
            N_("the infographic for A3 and screen: PDF, PNG, SVG, and an SVG whose words can be corrected"),
            (*_POSTERS, *_SCREENS),
            NOTHING,
            refused=True,
        ),
        Format(
            "ics",
            N_("the next steps and progress reports of the road map, for a calendar"),
            (File(file_names.NEXT_STEPS, _calendar, _dated, marked=True),),
            N_("No calendar created: the road map has no next step with a date, and no progress to report."),
        ),
        Format(
            "decidim",
            N_("the proposals, ready to import into Decidim"),
            (File(file_names.DECIDIM, _decidim),),
            notice=_of_decidim,
        ),
    )
}


def why_nothing(published: Publication, names: Iterable[str]) -> list[str]:
    """Return why formats make no file, each reason once, to be translated."""
    wanting = (formats_of(published.edition)[name] for name in names)
    lacking = (each for each in wanting if not any(file.wanted(published.report) for file in each.files))
    return list(dict.fromkeys(each.nothing for each in lacking))


_EASY_FORMATS = {
    each.name: each
    for each in (
        Format(
            "html",
            N_("the edition in short sentences, for any browser"),
            (_page(file_names.EASY, _easy_html),),
        ),
        Format(
            "pdf",
            N_("the edition in short sentences, to print or send"),
            (File(f"{file_names.EASY}.pdf", _easy_pdf, marked=True),),
        ),
    )
}


def formats_of(edition: str) -> Mapping[str, Format]:
    """Return what `--to` can name for an edition, by its names."""
    return _EASY_FORMATS if edition == EASY else FORMATS


def made(
    published: Publication,
    names: Iterable[str],
    step: Callable[[str], None] = lambda _name: None,
    lacking: list[EngineMissing] | None = None,
    placed: Callable[[str, bytes | str], str] = lambda name, _data: name,
) -> list[tuple[str, bytes | str]]:
    """Return the files of these formats, their names first; `step` is called with each name before it is made.

    `placed` says what a file is called where it will stand, which a page that leads to it gives. Raises `EngineMissing`
    for a format that cannot be made here, unless `lacking` is there to take it.
    """
    formats, names = formats_of(published.edition), list(names)
    wanted = [file for name in names for file in formats[name].files if file.wanted(published.report)]
    files = {file.name: file for file in wanted}  # two formats may give the same file
    done: dict[str, bytes | str] = {}

    def make(file: File) -> None:
        name = file.called(published)
        step(name)
        try:
            done[name] = file.make(_with_others(published, names, done, placed) if file.last else published)
        except EngineMissing as error:
            if lacking is None:
                raise
            lacking.append(error)

    # The engines leave a second processor free; pictures, which take the longest and are named last, come first.
    last = [file for file in files.values() if file.last]
    first: list[Callable[[], object]] = [partial(make, file) for file in reversed(files.values()) if not file.last]
    two_at_a_time(lambda work: work(), [*first, *(file.load for file in last if file.load and first)])
    for file in last:
        make(file)
    return [(name, done[name]) for file in files.values() if (name := file.called(published)) in done]


# What a page for guests leads to; the others are for those who publish it, and for programs.
_FOR_GUESTS = {"html", "pdf", "docx", "odt", "epub", "summary", "slides", "png", "infographic", "ics"}


def _with_others(
    published: Publication,
    names: Iterable[str],
    done: Mapping[str, bytes | str],
    placed: Callable[[str, bytes | str], str],
) -> Publication:
    """Return what is published with the files that were made of it, each under the first format it is of."""
    beside: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    formats = formats_of(published.edition)
    for each in (formats[name] for name in names):
        files = tuple(name for file in each.files if (name := file.called(published)) in done and name not in seen)
        seen.update(files)
        for file in each.files if each.name in _FOR_GUESTS else ():
            if (name := file.called(published)) in files and not name.endswith(".svg"):
                what = file.what or each.what
                beside[what] = (*beside.get(what, ()), placed(name, done[name]))
    picture = done.get(_ON_SCREEN.called(published), b"")
    return replace(published, beside=tuple(beside.items()), picture=picture if isinstance(picture, bytes) else b"")

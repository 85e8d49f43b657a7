"""The edition in short sentences as a document: the words that were written for it, and no others but its headings."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.easy_words import EasyWords
from facilitate.domain.text import inlined
from facilitate.export.compose.build import properties, with_notice
from facilitate.export.compose.document import Block, Document, Heading, Paragraph, Section, on_line, own
from facilitate.export.compose.pictures import logos
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import event_called
from facilitate.workshop.report.model import Report

_HEADINGS = {
    "meeting": N_("The event, in short"),
    "venue": N_("The venue"),
    "study": N_("The study"),
    "panel": N_("The panel"),
    "result": N_("The result"),
    "next": N_("What comes next"),
}


def compose_easy(report: Report, _: Language, style: Style) -> Document:
    """Return the document; raises `Refused` where nobody wrote anything for it."""
    easy = report.plan.easy
    if not any(easy.parts()):
        raise Refused(
            N_(
                "Nothing was written for the edition in short sentences. Under [easy] in the programme, write one "
                "short sentence per entry, for example: result = [{example}]"
            ),
            example='"…", "…"',
        )
    title = inlined(easy.title or report.plan.title)
    return Document(
        language=_.code,
        title=event_called(title or _("Untitled event"), _, rehearsal=report.rehearsal),
        what=_("Easy-to-read edition") if easy.validated else _("Edition in short sentences"),
        subtitle="",
        facts=(),
        sections=with_notice(tuple(_sections(report, _)), report.plan.publication.notice),
        closing=_closing(easy, _),
        properties=properties(report, _),
        day=_.date(report.plan.date) if report.plan.date else "",
        cover=style.cover,
        logos=tuple(logos(report, _)),
        marking=_("Internal: do not share") if report.internal else "",
    )


def _sections(report: Report, _: Language) -> Iterator[Section]:
    easy, contact = report.plan.easy, inlined(report.plan.publication.contact)
    for name, sentences in easy.parts():
        lines = (Paragraph((on_line(sentence),)) for sentence in sentences)
        yield Section(name, (Heading(2, (own(_(_HEADINGS[name])),)), *lines))
    if easy.glossary:
        yield Section("glossary", (Heading(2, (own(_("What the words mean")),)), *_glossary(easy, _)))
    if contact:
        yield Section("contact", (Heading(2, (own(_("Contact")),)), Paragraph((on_line(contact),))))


def _glossary(easy: EasyWords, _: Language) -> Iterator[Block]:
    colon = own(_("{label}: {value}", label="", value=""))
    for word, meaning in easy.meanings():
        yield Paragraph((on_line(word, strong=True), colon, on_line(meaning)))


def _closing(easy: EasyWords, _: Language) -> str:
    """Say what it is: nobody but who validated it with readers, and when, makes it one that is easy to read."""
    if not (easy.validated and easy.validated_on):
        return _("This edition is written in short sentences.")
    day = _.date(easy.validated_on)
    return _("This edition is easy to read. It was validated by {who} on {day}.", who=easy.validated_by, day=day)

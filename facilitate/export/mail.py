"""An e-mail that tells of the event in a few lines, with the wide card: a draft to open and to send, and a plain text.

It has no sender and goes to nobody: whoever sends it writes these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from facilitate.domain.contacts import contacts
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import SupporterRole
from facilitate.domain.text import excerpt, inlined
from facilitate.export.compose.cut import cut
from facilitate.export.compose.french_spaces import spaced
from facilitate.export.compose.next_steps import NextStep, next_steps
from facilitate.export.compose.shared import shared_proposals
from facilitate.export.csv_ideas import proposals
from facilitate.export.social import SIZES, alternative, one_of_several, social_card, story
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report

_PICTURE = "card@facilitate"  # what the page calls the picture by
_LISTED = 8  # proposals that are all told
_LONGEST = 200  # letters of a proposal or of a next step
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)]")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class MailLink:
    """Where one reads on, or whom one asks: what is shown, and where it leads."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class MailWords:
    """The words of the message: the first of its `lines` says what it is about."""

    subject: str
    lines: tuple[str, ...]
    links: tuple[MailLink, ...]
    marking: str


def mail_words(report: Report, _: Language, style: Style, attached: str) -> MailWords:
    """Return what the message says: a few lines, and where one reads on.

    `attached` is what the file of the report is called, for a report that stands at no address.
    """
    found, details = story(report, _), report.plan.publication
    subject = _("{title}: the main points", title=excerpt(found.title, 90))
    lines = [
        _about(report, _),
        _("Hello,"),
        spaced(inlined(details.notice), _.code),
        _counted(report, _),
        *_heart(report, _),
    ]
    if funders := report.plan.named(SupporterRole.FUNDER):
        lines.append(_("With the support of {funders}.", funders=_.list([inlined(each) for each in funders])))
    if report.counts.received:
        where = next(iter(_ADDRESS.findall(details.cite)), "")
        lines.append(
            _("Every proposal and every idea is in the report: {address}", address=where)
            if where
            else _("Every proposal and every idea is in the attached report ({file}).", file=attached)
        )
    return MailWords(subject, tuple(filter(None, lines)), tuple(_links(report, style, _)), found.marking)


def _about(report: Report, _: Language) -> str:
    found, place = story(report, _), report.plan.place
    where = spaced(inlined(", ".join(part for part in (place.name, *place.whereabouts) if part)), _.code)
    return " · ".join(filter(None, (found.title, found.day, where)))


def _counted(report: Report, _: Language) -> str:
    found = story(report, _)
    if not found.figure[0]:
        return _("No ideas were collected.")
    words = _.list(["\u00a0".join(found.figure), *found.others])
    return words if words.endswith(".") else f"{words}."


def _heart(report: Report, _: Language) -> Iterator[str]:
    """Yield what several tables said, and the next step; of what there is not, the other takes the place.

    A few proposals are all there.
    """
    first, others = cut(next_steps(report, _), 1, _)
    steps = [_step(step, others, _) for step in first]
    several = [
        _quoted(one_of_several(part, report, _), _, also=place > 0)
        for place, part in enumerate(shared_proposals(report)[: 2 - len(steps)])
    ]
    if report.counts.proposals <= _LISTED:
        every = (part for _category, part in proposals(report))
        several = [f"– {excerpt(spaced(inlined(part.wording), _.code), _LONGEST)}" for part in every]
    found = story(report, _)
    if not several and found.words:
        several = [_("{label}: {value}", label=found.lead, value=excerpt(found.words, _LONGEST))]
    yield from (*several, *steps)


def _quoted(part: tuple[str, str], _: Language, *, also: bool) -> str:
    words, tables = _.quoted(excerpt(part[0], _LONGEST)), part[1]
    if also:
        return _("And also: {words} ({tables}).", words=words, tables=tables)
    return _("Several tables said: {words} ({tables}).", words=words, tables=tables)


def _step(step: NextStep, others: str, _: Language) -> str:
    what = spaced(excerpt(inlined(step.what), _LONGEST), _.code)
    value = ", ".join(filter(None, (f"{what} ({spaced(step.about, _.code)})", others)))
    value = value if value.endswith((".", "…")) else f"{value}."
    return _("{label}: {value}", label=_("Next steps") if others else _("Next step"), value=value)


def _links(report: Report, style: Style, _: Language) -> Iterator[MailLink]:
    """Yield the addresses that the programme and the style have: whom to write to, and pages of the web."""
    details = report.plan.publication
    seen: set[str] = set()
    for text in (details.contact, details.cite, details.thanks, style.cover):
        for address in (*_ADDRESS.findall(text), *contacts(text)):
            if address in seen or any(address in other for other in seen):
                continue
            seen.add(address)
            to = address if address.startswith("http") else f"mailto:{address}" if _MAIL.fullmatch(address) else ""
            yield MailLink(address, to)
    if details.contact and not any(each in details.contact for each in seen):
        yield MailLink(_("{label}: {value}", label=_("Contact"), value=inlined(details.contact)), "")


def has_address(report: Report) -> bool:
    """Return whether the report stands at an address, so that it need not go along."""
    return bool(_ADDRESS.findall(report.plan.publication.cite))


def plain_text(report: Report, language: Language, style: Style, attached: str) -> str:
    """Return the message as text alone, which is readable as it is."""
    words = mail_words(report, language, style, attached)
    parts = [words.marking, *words.lines, "\n".join(link.words for link in words.links), report.plan.organiser]
    return "\n\n".join(filter(None, parts)) + "\n"


def mail(report: Report, language: Language, style: Style, attached: str, file: bytes = b"") -> bytes:
    """Return the message as a draft: its text, and the same as a page with the picture and what it shows in words.

    `file` is the report itself, which goes along under the name `attached`. Raises `Refused` when the engine of the
    picture is missing.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = mail_words(report, language, style, attached).subject
    if report.edition:
        made["Date"] = format_datetime(report.edition.astimezone(UTC))
    made["X-Unsent"] = "1"  # Outlook opens what has it to be written on
    made["Content-Language"] = language.code
    made.set_content(plain_text(report, language, style, attached), charset="utf-8", cte="quoted-printable")
    made.add_alternative(
        _page(report, language, style, attached), subtype="html", charset="utf-8", cte="quoted-printable"
    )
    _text, page = made.iter_parts()
    assert isinstance(page, EmailMessage)  # noqa: S101 -- it was made of one
    picture = social_card(report, language, style, "wide")
    page.add_related(picture, "image", "png", cid=f"<{_PICTURE}>", disposition="inline", filename="card.png")
    made.set_boundary("=_facilitate_1")  # the library draws lots
    page.set_boundary("=_facilitate_2")
    if file:
        made.add_attachment(file, "application", "pdf", filename=attached)
        made.set_boundary("=_facilitate_3")
    return made.as_bytes()


def _page(report: Report, language: Language, style: Style, attached: str) -> str:
    from facilitate.export.templates import rendered  # loading what makes pages takes a while

    colours, (wide, _high) = style.colours, SIZES["wide"]
    values = {
        "words": mail_words(report, language, style, attached),
        "code": language.code,
        "picture": f"cid:{_PICTURE}",
        "alt": alternative(report, language).strip(),
        "width": wide // 2,
        "organiser": report.plan.organiser,
        "ink": colours.ink,
        "paper": colours.paper,
        "accent": colours.accent,
        "muted": colours.muted,
        "rule": colours.rule,
    }
    return rendered("mail.html", values)

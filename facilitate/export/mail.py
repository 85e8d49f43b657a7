"""An e-mail that tells of the event in a few lines, with the wide card: a draft to open and to send, and a plain text.

It has no sender and goes to nobody: whoever sends it writes these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import SupporterRole
from facilitate.domain.text import inlined
from facilitate.export.compose.addresses import pieces
from facilitate.export.compose.french_spaces import spaced
from facilitate.export.compose.next_steps import NextStep, next_steps
from facilitate.export.compose.room_choice import room_choice
from facilitate.export.compose.shared import shared_proposals
from facilitate.export.compose.summary import category_called
from facilitate.export.csv_ideas import proposals
from facilitate.export.line_breaks import ended
from facilitate.export.social import SIZES, alternative, one_of_several, social_card, story
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.workshop.report.model import CategoryPart, Report

_PICTURE = "card@facilitate"  # what the page calls the picture by
_LISTED = 10  # proposals that are all told
_FEW = 3  # lines of a list that goes on in the report
_WHOLE = 40  # letters behind a proposal that no line parts
_LONGEST = 200  # letters of a proposal or of a next step
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)]")


@dataclass(frozen=True, slots=True)
class MailPart:
    """A paragraph of the message: its words, and what is listed below them."""

    text: str
    items: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, as it stands in plain text."""
        return (self.text, *(f"– {each}" for each in self.items))


@dataclass(frozen=True, slots=True)
class MailWords:
    """The words of the message: the first of its `parts` says what it is about."""

    subject: str
    parts: tuple[MailPart, ...]
    marking: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line of it."""
        return tuple(line for part in self.parts for line in part.lines)


def mail_words(report: Report, _: Language, style: Style) -> MailWords:
    """Return what the message says: a few paragraphs, where one reads on, and whom one asks."""
    found = story(report, _)
    parts = [part for part in _parts(report, _) if part.text]
    text = "\n".join(line for part in parts for line in part.lines)
    parts += [MailPart(address) for address in _further(report, style) if address not in text]
    parts.append(MailPart(report.plan.organiser))
    subject = _("{title}: the main points", title=ended(found.title, 90))
    return MailWords(subject, tuple(part for part in parts if part.text), found.marking)


def _parts(report: Report, _: Language) -> Iterator[MailPart]:
    details = report.plan.publication
    yield MailPart(_about(report, _))
    yield MailPart(_("Hello,"))
    yield MailPart(_counted(report, _))
    yield MailPart(spaced(inlined(details.notice), _.code))
    choice = room_choice(report, _)
    if choice:
        kept = [f"{spaced(ended(words, _LONGEST), _.code)} ({got})" for words, got in choice.kept]
        yield _list(choice.title, kept, _, most=_LISTED)
        yield MailPart(spaced(choice.note, _.code))
    yield from _heart(report, _, with_choice=choice is not None)
    if steps := next_steps(report, _):
        yield _list(_("Next steps"), [_step(step, _) for step in steps], _)
    if funders := report.plan.named(SupporterRole.FUNDER):
        yield MailPart(_("With the support of {funders}.", funders=_.list([inlined(each) for each in funders])))
    if report.counts.received:
        where = next(iter(_ADDRESS.findall(details.cite)), "")
        yield MailPart(
            _("Every proposal and every idea is in the report: {address}", address=where)
            if where
            else _("Every proposal and every idea is in the attached report.")
        )
    if details.contact:
        yield MailPart(_("{label}: {value}", label=_("Contact"), value=inlined(details.contact)))


def _about(report: Report, _: Language) -> str:
    found, place = story(report, _), report.plan.place
    where = spaced(inlined(", ".join(part for part in (place.name, *place.whereabouts) if part)), _.code)
    return " · ".join(filter(None, (found.title, found.day, where)))


def _counted(report: Report, _: Language) -> str:
    found = story(report, _)
    if not found.figure[0]:
        return _("No ideas were collected.")
    words = _.list(["\u00a0".join(found.figure), *found.others])
    sentence = _("Here are the main points of this event: {figures}.", figures=words.rstrip("."))
    return spaced(sentence, _.code)


def _heart(report: Report, _: Language, *, with_choice: bool) -> Iterator[MailPart]:
    """Yield what several tables said, else which categories have most; a few proposals are all there.

    `with_choice` it stands below what the room kept, and no more is looked for.
    """
    shared = shared_proposals(report)
    parts = [part for part in report.categories if part.proposals]
    if report.counts.proposals <= _LISTED:
        every = [spaced(inlined(part.wording), _.code) for _category, part in proposals(report)]
        if every:
            yield _list(_("The proposals"), every, _, most=_LISTED)
    elif shared:
        yield _list(
            _("What several tables said"), [_with_tables(one_of_several(each, report, _)) for each in shared], _
        )
    elif len(parts) > 1:
        ranked = sorted(parts, key=lambda part: -len(part.proposals))
        yield _list(_("The categories with the most proposals"), [_counted_category(each, _) for each in ranked], _)
    elif not with_choice and (found := story(report, _)).words:
        yield MailPart(_("{label}: {value}", label=found.lead, value=ended(found.words, _LONGEST)))


def _counted_category(part: CategoryPart, _: Language) -> str:
    many = len(part.proposals)
    called = spaced(ended(category_called(part), _LONGEST), _.code)
    return f"{called} ({_.plural('{n} proposal', '{n} proposals', many)})"


def _list(title: str, items: Sequence[str], _: Language, *, most: int = _FEW) -> MailPart:
    """Return a list below its title, cut where it would be long: never for the sake of a single line."""
    shown = items if len(items) <= most + 1 else items[:most]
    left = len(items) - len(shown)
    more = [_.plural("and {n} more in the report", "and {n} more in the report", left)] if left else []
    return MailPart(_("{label}: {value}", label=title, value="").rstrip(), (*shown, *more))


def _with_tables(part: tuple[str, str]) -> str:
    aside = f"({part[1]})"
    return f"{ended(part[0], _LONGEST)} {aside.replace(' ', chr(0xA0)) if len(aside) <= _WHOLE else aside}"


def _step(step: NextStep, _: Language) -> str:
    return f"{spaced(ended(inlined(step.what), _LONGEST), _.code)} ({spaced(step.within(_LONGEST).about, _.code)})"


def _further(report: Report, style: Style) -> Iterator[str]:
    """Yield the addresses that the programme and the style have besides."""
    details = report.plan.publication
    for text in (details.cite, details.thanks, style.cover):
        yield from dict.fromkeys(address for address, target in pieces(text) if target)


def has_address(report: Report) -> bool:
    """Return whether the report stands at an address, so that it need not go along."""
    return bool(_ADDRESS.findall(report.plan.publication.cite))


def plain_text(report: Report, language: Language, style: Style) -> str:
    """Return the message as text alone, which is readable as it is."""
    words = mail_words(report, language, style)
    return "\n\n".join(filter(None, (words.marking, *("\n".join(part.lines) for part in words.parts)))) + "\n"


def mail(report: Report, language: Language, style: Style, attached: str, file: bytes = b"") -> bytes:
    """Return the message as a draft: its text, and the same as a page with the picture and what it shows in words.

    `file` is the report itself, which goes along under the name `attached`. Raises `Refused` when the engine of the
    picture is missing.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = mail_words(report, language, style).subject
    if report.edition:
        made["Date"] = format_datetime(report.edition.astimezone(UTC))
    made["X-Unsent"] = "1"  # Outlook opens what has it to be written on
    made["Content-Language"] = language.code
    made.set_content(plain_text(report, language, style), charset="utf-8", cte="quoted-printable")
    made.add_alternative(_page(report, language, style), subtype="html", charset="utf-8", cte="quoted-printable")
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


def _page(report: Report, language: Language, style: Style) -> str:
    from facilitate.export.templates import rendered  # loading what makes pages takes a while

    colours, (wide, _high) = style.colours, SIZES["wide"]
    values = {
        "words": mail_words(report, language, style),
        "pieces": pieces,
        "code": language.code,
        "picture": f"cid:{_PICTURE}",
        "alt": alternative(report, language).strip(),
        "width": wide // 2,
        "ink": colours.ink,
        "paper": colours.paper,
        "accent": colours.accent,
        "rule": colours.rule,
    }
    return rendered("mail.html", values)

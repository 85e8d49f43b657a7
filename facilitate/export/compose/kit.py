"""The pages of a cycle's kit, each on one sheet of paper: a briefing for each role, consent texts, a sheet for ideas.

They are for people who have never led such a day, and for tables without any device; the words are those of the house.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Standing
from facilitate.i18n import Language
from facilitate.labels import STATUSES

_IDEA_LINES = 12


@dataclass(frozen=True, slots=True)
class KitPage:
    """The words of one page; `lines` are to be filled in, and an idea sheet has rows for so many ideas."""

    title: str
    purpose: str
    parts: Sequence[Mapping[str, Any]]
    ideas: int = 0
    words: Sequence[str] = ()


_BEFORE, _ON_THE_DAY, _AFTERWARDS = N_("Before"), N_("On the day"), N_("Afterwards")
_Parts = tuple[tuple[str, tuple[str, ...]], ...]
_BRIEFINGS: Mapping[str, tuple[str, str, _Parts]] = {
    "organiser": (
        N_("The organiser"),
        N_("You bring the event about, and see to it that it can be read beside the others of the cycle."),
        (
            (
                _BEFORE,
                (
                    N_("Create the event from this kit: facilitate new --from, and the name of its file."),
                    N_("Put the same question to the tables as the other regions do. Suit the hours to your day."),
                    N_("Keep the categories. You may add some of your own; leave the others as they are."),
                    N_(
                        "Find a facilitator, one note-taker for each table and two people for the synthesis; give "
                        "each their page."
                    ),
                    N_("Say in the invitation that ideas are noted without names and will be published."),
                ),
            ),
            (
                _ON_THE_DAY,
                (
                    N_("Put an idea sheet on each table: if the devices let you down, paper does not."),
                    N_("Have the consent texts read out at the opening, and count the people who are there."),
                ),
            ),
            (
                _AFTERWARDS,
                (
                    N_("Have what is unfinished completed while people still remember: facilitate check."),
                    N_(
                        "Pass the session on to whoever keeps the cycle with “facilitate depot sync … --to” and a USB "
                        "stick or a shared folder: the guest list stays here, where the folder of the session holds "
                        "it. Without the tool, a sheet will do: table, idea, existing or to be created."
                    ),
                    N_("Send the report to everybody who came, then remove the names: facilitate purge."),
                ),
            ),
        ),
    ),
    "facilitator": (
        N_("The facilitator"),
        N_("You keep the time and the question, and make sure that everybody can speak."),
        (
            (
                _BEFORE,
                (
                    N_("Rehearse the day once with its real agenda: facilitate run, then rehearsal."),
                    N_("Know the question by heart, and agree with the note-takers on a sign for “too fast”."),
                ),
            ),
            (
                _ON_THE_DAY,
                (
                    N_("Read out the consent text. Say what will become of the ideas, and when."),
                    N_("Put the question, then leave a minute of silence: everybody writes before anybody speaks."),
                    N_("Have everybody speak once before anybody speaks twice."),
                    N_("Of every idea ask: does it exist already, and where, or is it to be created?"),
                    N_("Announce the last five minutes. Stop on time, even in mid-discussion."),
                    N_("Have the room look at the synthesis: what is missing, what was misunderstood?"),
                ),
            ),
            (_AFTERWARDS, (N_("Say goodbye with a date: when the report comes, and what follows it."),)),
        ),
    ),
    "note-taker": (
        N_("The note-taker"),
        N_("You write down what your table proposes, in its own words."),
        (
            (
                _BEFORE,
                (
                    N_("Open your table’s link, and note an idea to try it out."),
                    N_("Tell your table that you write and do not take part in the discussion."),
                ),
            ),
            (
                _ON_THE_DAY,
                (
                    N_("One idea at a time, in one sentence that somebody who was not there understands."),
                    N_("Use the table’s words rather than yours. Whoever said it is not noted."),
                    N_("Tick for each: existing already, or to be created. If it exists, note where."),
                    N_("Do not sort, do not merge, do not judge: that comes later, with everybody’s ideas."),
                    N_("No network? Go on writing, it is sent later. No device? Take the idea sheet."),
                    N_("Ten minutes before the end, read the ideas out: what is missing, what is wrong?"),
                ),
            ),
            (_AFTERWARDS, (N_("Stay until the number of ideas on your screen is the one on the facilitator’s."),)),
        ),
    ),
    "synthesis": (
        N_("The synthesis"),
        N_("You file what all tables said, so that the room recognises itself in it."),
        (
            (
                _BEFORE,
                (N_("Learn the categories and their words. Agree between the two of you on what goes where."),),
            ),
            (
                _ON_THE_DAY,
                (
                    N_("Begin while the tables are at work: file each idea where somebody would look for it."),
                    N_("Merge only what says the same thing. What is merely close stays apart."),
                    N_("Do not know? Leave it undecided, and ask the room."),
                    N_(
                        "Nothing fits? Add a category rather than bending an idea: the cycle will say what it counts "
                        "under."
                    ),
                    N_("Check the total: ideas received = filed + unfiled + undecided + withdrawn."),
                ),
            ),
            (
                _AFTERWARDS,
                (N_("What recurs from one region to the next is not yours to find: the cycle compares it."),),
            ),
        ),
    ),
}  # fmt: skip
_NAME, _SIGNED = N_("Full name"), N_("Date and signature")
_CONSENT: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        N_("To be read out at the opening"),
        (
            N_("What you say at the tables is noted as ideas, without your name. These ideas will be published."),
            N_(
                "Nobody is quoted by name without having said yes. Whoever wants something taken out says so today, "
                "or writes to the organiser."
            ),
            N_("Photos may be taken to show the day. If you would rather not be in one, say so: nobody asks why."),
        ),
        (),
    ),
    (
        N_("To be quoted"),
        (
            N_(
                "I agree that what I said on the panel is quoted with my name in the report of this event and in the "
                "synthesis of the cycle. I may change my mind; what is already printed remains."
            ),
        ),
        (_NAME, _SIGNED),
    ),
    (
        N_("To be named as a contact"),
        (
            N_(
                "I agree that my name and my address stand as the contact of this event: in its report, in the letters "
                "to organisers of other events, and in the synthesis of the cycle, which anybody may read."
            ),
        ),
        (_NAME, N_("E-mail address"), _SIGNED),
    ),
    (
        N_("To be named in the synthesis of the cycle"),
        (
            N_(
                "I agree that the synthesis of the cycle, which anybody may read, names me as responsible for an "
                "action, or as having said at a later event what became of one."
            ),
        ),
        (_NAME, _SIGNED),
    ),
    (
        N_("Your rights"),
        (N_("To see, correct or remove what is held of you, write to:"),),
        (N_("Organiser’s address"),),
    ),
)  # fmt: skip


def kit_pages(plan: Plan, _: Language) -> dict[str, KitPage]:
    """Return the pages of a kit, by what they are; the `plan` is that of the events to come."""
    pages = {
        name: KitPage(_(title), _(purpose), [_part(_(heading), lines, (), _) for heading, lines in parts])
        for name, (title, purpose, parts) in _BRIEFINGS.items()
    }
    consent = [_part(_(heading), lines, blanks, _) for heading, lines, blanks in _CONSENT]
    pages["consent"] = KitPage(
        _(N_("Consent texts")), _(N_("To read out, and to have signed by those concerned alone.")), consent
    )
    pages["ideas"] = _idea_sheet(plan, _)
    return pages


def _part(heading: str, lines: Sequence[str], blanks: Sequence[str], _: Language) -> Mapping[str, Any]:
    return {"heading": heading, "lines": [_(each) for each in lines], "blanks": [_(each) for each in blanks]}


def _idea_sheet(plan: Plan, _: Language) -> KitPage:
    how = N_("One idea per line, in the table’s words; tick what it is.")
    questions = dict.fromkeys(inlined(phase.question) for phase in plan.tables_phases if phase.question)
    asked = [{"heading": "", "lines": list(questions), "blanks": [_(N_("Table"))]}]
    words = [_(STATUSES[Standing.EXISTING]), _(STATUSES[Standing.TO_CREATE])]
    return KitPage(_(N_("Idea sheet")), _(how), asked, _IDEA_LINES, words)

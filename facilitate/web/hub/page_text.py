"""The pages for phones and tablets, in one language: templates filled with words that are safe where they stand."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from facilitate.domain.errors import N_
from facilitate.domain.values.proposals import Standing
from facilitate.i18n import Language
from facilitate.labels import CLOSED, MERGED, OUTSIDE, REHEARSED, STATUSES, WITHDRAWN
from facilitate.web.hub.desk_text import LATE, NEEDS_SCRIPTS, SHOWN_AT_DESK, STRANGE, TEXTS_AT_DESK

FOLDER = Path(__file__).with_name("page")

_PLACE = re.compile(r"\{\{(\w+)\}\}")
# Within a script element only these could end it, or be read as something else than JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def plural(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a message for translation; the page counts by itself."""
    return one, many


_SHOWN: Mapping[str, str] = {
    "noscript": NEEDS_SCRIPTS,
    "coming": N_("Loading your table’s page…"),
    "late": LATE,
    "clock": N_("Phase timer"),
    "change": N_("Change tables now"),
    "placeholder": N_("Write the idea in the table’s own words"),
    "status": N_("Status"),
    "cancel": N_("Cancel"),
    "save": N_("Save"),
    "as_one": N_("One idea only"),
    "ideas": N_("Ideas from this table"),
    "copy": N_("Copy unsent ideas"),
    "table": N_("Your table"),
    "idea": N_("An idea from the table"),
    "to_create": STATUSES[Standing.TO_CREATE],
    "existing": STATUSES[Standing.EXISTING],
    "rehearsal": REHEARSED,
    "try": N_("Try it"),
    "read": N_("Read your list aloud"),
    "ask_read": N_("Is this what you said? Correct it below; ★ marks your favourites, three at most."),
    "sign": N_("This is what we said"),
}
_TEXTS: Mapping[str, str | tuple[str, str]] = {
    "idea": _SHOWN["idea"],
    "to_create": _SHOWN["to_create"],
    "existing": _SHOWN["existing"],
    "table": N_("Table {table}"),
    "closed": CLOSED,
    "merged": MERGED,
    "still_sent": N_("Ideas waiting on this device will still be sent and counted for this table."),
    "not_taken": N_("Not saved: this table is closed. Copy your text so you can add it at another table."),
    "no_phase": N_("No phase under way"),
    "outside": OUTSIDE,
    "belongs": N_("No table session is under way, so ideas go under “{phase}”."),
    "paused": N_("paused"),
    "over": N_("over by"),
    "left": N_("time left"),
    "changeover": N_("changeover"),
    "round": N_("round {number} of {of}"),
    "coming": N_("Next: {phase}"),
    "kept_typing": N_("What you were writing is kept."),
    "finish": N_("Finish writing"),
    "write": N_("Write an idea"),
    "sound_off": N_("Sound when it is time to change tables: off"),
    "sound_on": N_("Sound when it is time to change tables: on"),
    # The list
    "count": plural("{n} idea", "{n} ideas"),
    "gone": plural("{n} withdrawn", "{n} withdrawn"),
    "nothing": N_("No ideas yet: the first one will appear here."),
    "none_noted": N_("No ideas noted at this table."),
    "withdrawn": WITHDRAWN,
    "saved": N_("saved"),
    "waiting": N_("… waiting"),
    "refused": N_("✗ not accepted"),
    "edit": N_("Edit"),
    "withdraw": N_("Withdraw"),
    "restore": N_("Restore"),
    "correct": N_("Correct"),
    "set_aside": N_("Set aside"),
    "flip": N_("{idea}: {status}. Change to: {other}"),
    "aside": plural("{n} set aside", "{n} set aside"),
    # Trying
    "trial_about": N_(
        "Before the table session, send a trial to check that this device works. The trial is not counted."
    ),
    "trial_words": N_("Trial at {time}"),
    "trial_waiting": N_("“{text}” … waiting"),
    "trial_saved": N_(
        "✓ “{text}” is saved on the facilitator’s computer: this device works. The trial is not counted."
    ),
    # Calling
    "call": N_("Call the facilitator"),
    "call_back": N_("We need nobody any more"),
    "call_seen": N_("The facilitator sees your call."),
    "call_coming": N_("The facilitator is on the way to you."),
    "call_waits": N_("Your call waits for the network; raise a hand as well."),
    # What the whole room is asked
    "room_vote": N_("The room is voting now, in secret and not by table: each slip has its code."),
    "room_vote_page": N_("Open the voting page"),
    "room_feedback": N_("The closing questions are open: everybody answers for themselves."),
    "room_feedback_page": N_("Answer the questions"),
    "room_report": N_("Table {table} is reporting back now."),
    "room_report_own": N_("It is your table’s turn: report back now."),
    "room_next": N_("Yours is next."),
    "room_before": plural("{n} more table before yours.", "{n} more tables before yours."),
    # Reading the list back
    "star": N_("{idea}: favourite"),
    "read_signed": plural("✓ Signed for {n} idea.", "✓ Signed for {n} ideas."),
    "read_by_facilitator": plural(
        "✓ Signed for you by the facilitator ({n} idea).", "✓ Signed for you by the facilitator ({n} ideas)."
    ),
    "read_changed": N_("Changed since: read what is marked aloud, and sign again."),
    "unheard": N_("to read aloud"),
    "read_waiting": N_("Signed here … waiting"),
    "read_empty": N_("No ideas to read yet."),
    "read_three": N_("Three favourites at most: take one back first."),
    # What happened
    "done_record": N_("{ref} saved."),
    "done_edit": N_("{ref} edited."),
    "done_withdraw": N_("{ref} withdrawn."),
    "done_restore": N_("{ref} restored."),
    "saved_many": plural("{n} change saved.", "{n} changes saved."),
    "saved_ideas": plural("{n} idea saved.", "{n} ideas saved."),
    "kept_here": N_("Waiting on this device; it will be sent when the network comes back."),
    "kept_open": N_("Waiting; leave this page open until the network comes back."),
    "was_set_aside": N_("Set aside, at the bottom of the page."),
    "empty": N_("Nothing to save yet: write the idea first."),
    "editing": N_("Edit {idea}"),
    "correcting": N_("Correct the idea that was not accepted"),
    "several": N_("Is this several ideas or one?"),
    "as_many": plural("Save {n} idea", "Save {n} ideas"),
    "back": N_("Connected again."),
    # The state
    "connecting": N_("Connecting…"),
    "connected": N_("Connected."),
    "all_saved": N_("✓ Connected: all ideas in the list are saved."),
    "sending": plural("Connected: sending {n} idea.", "Connected: sending {n} ideas."),
    "offline": N_("Offline: carry on, your ideas are stored on this device."),
    "offline_open": N_("Offline: leave this page open, your ideas are only stored on it."),
    "offline_waiting": plural(
        "Offline: {n} idea waiting, stored on this device.", "Offline: {n} ideas waiting, stored on this device."
    ),
    "refused_count": plural("{n} idea not accepted: see the list.", "{n} ideas not accepted: see the list."),
    # What goes wrong
    "too_long": N_("This text is too long to send: split it into several ideas."),
    "full": N_("This device is full: do not close the page while ideas are waiting."),
    "blocked": N_("This browser cannot store anything: do not close the page while ideas are waiting."),
    "strange": STRANGE,
    "no_link": N_("Which table is yours?"),
    "scan": N_("Scan your table’s QR code, or type in the whole link."),
    "unknown_link": N_("Unknown link"),
    "scan_again": N_("Scan your table’s QR code again on this device, or ask the facilitator for your table’s link."),
    "closed_link": N_("This link no longer works"),
    "ask_link": N_("Ask the facilitator for your table’s new link, and open it on this device."),
    "asks_again": N_("This page keeps trying."),
    "kept_words": plural(
        "{n} idea is stored on this device: you will find it again with the new link.",
        "{n} ideas are stored on this device: you will find them again with the new link.",
    ),
    "copied": N_("Copied: paste the text where you like."),
    "copy_by_hand": N_("The text could not be copied automatically. It is selected: copy it by hand."),
}


_SHOWN_AT_VOTE: Mapping[str, str] = {
    "noscript": NEEDS_SCRIPTS,
    "coming": N_("Loading the voting page…"),
    "late": LATE,
    "vote": N_("Vote"),
    "rehearsal": REHEARSED,
    "code": N_("Code on your slip"),
    "cast": N_("Cast my ballot"),
    "questions": N_("Closing questions"),
    "send": N_("Send my answers"),
    "recall": N_("Change my answers"),
    "another": N_("Somebody else answers on this phone"),
    "anonymous": N_(
        "Nobody learns who answered what: no name, no table and no device is noted, and this phone keeps your answers "
        "only until they are sent. The room’s wifi does not hide what this page sends: if that matters to you, answer "
        "on paper."
    ),
    "shuffled": N_("Each phone shows the proposals in another order: their letters are the same everywhere."),
    "until": N_("Until the vote closes you can change your ballot, with the same code. Only the last one counts."),
    "next": N_("At the close the result appears on the screen of the room, and here."),
    "anew": N_("Change my ballot, or vote with another slip"),
    "secret": N_(
        "Your ballot is secret: the slip is tied to nobody, and nothing is kept on this phone. The room’s wifi does "
        "not hide what this page sends: if that matters to you, vote on paper."
    ),
}
_TEXTS_AT_VOTE: Mapping[str, str | tuple[str, str]] = {
    "vote": _SHOWN_AT_VOTE["vote"],
    "questions": _SHOWN_AT_VOTE["questions"],
    "responded": N_("Answered: {progress}"),
    "leave_out": N_("No answer to this one"),
    "nothing": N_("Answer at least one question."),
    "answers_in": N_("✓ Your answers are in. Thank you."),
    "answers_changed": N_("✓ Your answers are changed. Only these count."),
    "answers_wait": N_("Your answers wait on this phone; they are sent when the network comes back."),
    "answered_here": N_("✓ Answers were sent from this phone."),
    "answers_late": N_("The closing questions are closed: your answers were not counted."),
    "none": N_("No vote is open yet. This page looks again by itself."),
    "closed": N_("The vote is closed. The result is on the screen of the room."),
    "voted": N_("Voted: {progress}"),
    "chosen": N_("{n} of {most}"),
    "chosen_full": N_("{n} of {most}: take one back first."),
    "fewer": N_("One dot fewer: {text}"),
    "more": N_("One dot more: {text}"),
    "no_code": N_("Type the code on your slip."),
    "sending": N_("Sending…"),
    "in": N_("✓ Your ballot is in."),
    "changed": N_("✓ Your ballot is in. This code already had one: only the last one counts."),
    "mine": N_("You chose:"),
    "mine_blank": N_("Your ballot is blank."),
    "mine_gone": N_("Shown here only, until you leave this page."),
    "no_world": N_("I prefer not to say"),
    "blank": N_("Nothing is chosen: press again to cast a blank ballot."),
    "no_answer": N_("No answer: your ballot may not be in. Press again; a slip is never counted twice."),
    "earlier": N_("The earlier vote is closed: your ballot may not have been counted there."),
    "offline": N_("Offline: connect to the room’s wifi, or vote on paper."),
    "offline_asked": N_("Offline: connect to the room’s wifi, or answer on paper."),
    "strange": STRANGE,
    "no_link": N_("This link is incomplete."),
    "scan": N_("Scan the QR code on the screen of the room, or on your slip."),
    "unknown_link": N_("Unknown link"),
    "closed_link": N_("This link no longer works"),
}


# What stands in a page as it comes, and what its scripts say later.
_WORDS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str | tuple[str, str]]]] = {
    "page": (_SHOWN, _TEXTS),
    "desk": (SHOWN_AT_DESK, TEXTS_AT_DESK),
    "vote": (_SHOWN_AT_VOTE, _TEXTS_AT_VOTE),
}


def render(page: str, language: Language) -> str:
    """Return a page in that language, without its scripts and style."""
    return _rendered(page, language.code)


@cache
def _rendered(page: str, code: str) -> str:
    _ = Language(code)
    shown, scripted = _WORDS[page]
    texts = {name: _(text) if isinstance(text, str) else _.forms(*text) for name, text in scripted.items()}
    values = {name: html.escape(_(text)) for name, text in shown.items()}
    values |= {
        "lang": _.code,
        "texts": json.dumps(texts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),
    }
    template = re.sub(r"\n\s*", "\n", (FOLDER / f"{page}.html").read_text(encoding="utf-8"))
    return _PLACE.sub(lambda place: values[place[1]], template)

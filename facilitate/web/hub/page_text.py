"""The page for phones and tablets, in one language: its template filled with words that are safe where they stand."""

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
from facilitate.labels import STATUSES, WITHDRAWN

FOLDER = Path(__file__).with_name("page")

_PLACE = re.compile(r"\{\{(\w+)\}\}")
# Within a script element only these could end it, or be read as something else than JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def plural(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a message for translation; the page counts by itself."""
    return one, many


_SHOWN: Mapping[str, str] = {
    "noscript": N_("This page needs JavaScript: allow it in the settings of the browser."),
    "coming": N_("The page of your table is on its way…"),
    "late": N_(
        "The page has not come whole yet. It is asked for again by itself; if that does not help, come nearer to the "
        "wifi, or open the link in another browser."
    ),
    "clock": N_("Clock of the phase"),
    "placeholder": N_("Write it as it was said"),
    "status": N_("Status"),
    "cancel": N_("Cancel"),
    "save": N_("Save"),
    "as_one": N_("Keep as one idea"),
    "ideas": N_("Ideas of the table"),
    "copy": N_("Copy what waits"),
    "table": N_("Your table"),
    "idea": N_("An idea of the table"),
    "to_create": STATUSES[Standing.TO_CREATE],
    "existing": STATUSES[Standing.EXISTING],
}
_TEXTS: Mapping[str, str | tuple[str, str]] = {
    "idea": _SHOWN["idea"],
    "to_create": _SHOWN["to_create"],
    "existing": _SHOWN["existing"],
    "table": N_("Table {table}"),
    "no_phase": N_("No phase is on"),
    "paused": N_("paused"),
    "over": N_("over by"),
    "left": N_("left"),
    # The list
    "count": plural("{n} idea", "{n} ideas"),
    "gone": plural("{n} of them withdrawn", "{n} of them withdrawn"),
    "nothing": N_("Nothing yet: the first idea of this table will stand here."),
    "withdrawn": WITHDRAWN,
    "saved": N_("saved"),
    "waiting": N_("… waiting"),
    "refused": N_("✗ refused"),
    "edit": N_("Edit"),
    "withdraw": N_("Withdraw"),
    "restore": N_("Restore"),
    "correct": N_("Correct"),
    "set_aside": N_("Set aside"),
    "flip": N_("{idea} is {status}: make it {other}"),
    "aside": plural("{n} set aside", "{n} set aside"),
    # What happened
    "done_record": N_("{ref} is saved."),
    "done_edit": N_("{ref} is corrected."),
    "done_withdraw": N_("{ref} is withdrawn."),
    "done_restore": N_("{ref} is restored."),
    "saved_many": plural("{n} act saved.", "{n} acts saved."),
    "kept_here": N_("Kept on this device; it leaves when the connection is back."),
    "kept_open": N_("Kept as long as this page is open; it leaves when the connection is back."),
    "was_set_aside": N_("Set aside, at the bottom of the page."),
    "empty": N_("The field is empty: write the idea first."),
    "editing": N_("Correct {idea}"),
    "correcting": N_("Correct what was refused"),
    "several": N_("These are several lines: are they several ideas, or one?"),
    "as_many": plural("Save {n} idea", "Save {n} ideas"),
    "back": N_("Connected again."),
    # The state
    "connecting": N_("Connecting…"),
    "all_saved": N_("✓ Connected: everything is saved."),
    "sending": plural("Connected: {n} idea on its way.", "Connected: {n} ideas on their way."),
    "offline": N_("Offline: what you write is kept on this device."),
    "offline_open": N_("Offline: what you write is kept as long as this page is open."),
    "offline_waiting": plural(
        "Offline: {n} idea waits, kept on this device.", "Offline: {n} ideas wait, kept on this device."
    ),
    "refused_count": plural("{n} was refused: see the list.", "{n} were refused: see the list."),
    # What goes wrong
    "too_long": N_("This text is too long to be sent. Cut it into several."),
    "full": N_("This device has no room left: do not close the page while something waits."),
    "blocked": N_("This browser keeps nothing: do not close the page while something waits."),
    "strange": N_("What answers here is not the facilitator’s computer: check the wifi."),
    "no_link": N_("Which table is yours?"),
    "scan": N_("Scan the code of your table, or copy its whole link."),
    "unknown_link": N_("This link opens no table here."),
    "closed_link": N_("This link is closed."),
    "ask_link": N_("Ask the facilitator for the new link of your table, and open it on this device."),
    "asks_again": N_("This page asks again by itself."),
    "kept_words": plural(
        "{n} text is kept on this device: you will find it again with the new link.",
        "{n} texts are kept on this device: you will find them again with the new link.",
    ),
    "copied": N_("Copied: paste it where you like."),
    "copy_by_hand": N_("The text is selected: copy it by hand."),
}


def render(language: Language) -> str:
    """Return the page in that language, without its scripts and style."""
    return _rendered(language.code)


@cache
def _rendered(code: str) -> str:
    _ = Language(code)
    texts = {name: _(text) if isinstance(text, str) else _.forms(*text) for name, text in _TEXTS.items()}
    values = {name: html.escape(_(text)) for name, text in _SHOWN.items()}
    values |= {
        "lang": _.code,
        "texts": json.dumps(texts, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),
    }
    template = re.sub(r"\n\s*", "\n", (FOLDER / "page.html").read_text(encoding="utf-8"))
    return _PLACE.sub(lambda place: values[place[1]], template)

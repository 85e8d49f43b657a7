"""Texts that are an e-mail address, a telephone number or somebody's postal address, and little else: no ideas.

Ideas that only contain one come in, and are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.chat_lines import refuse_chat_line
from facilitate.workshop.intake.empty_answers import refuse_empty_answer
from facilitate.workshop.intake.incoming import IncomingIdea

# `Anne Roux, 12 rue des Lilas, 35000 Rennes`: where somebody lives, and nothing else.
_POSTAL = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*[ ,]+){0,5}\d{1,4}(?: ?(?:bis|ter))?,? [^.!?:;]{3,60}?\b[0-9]{5} +[A-ZÀ-Þ][\w'’ -]{1,40}"
)
# Written out, it is looked for in a quarter of the time that a repeated group takes.
_NINE = "[0-9]" + r"[^0-9\n]{0,3}+[0-9]" * 8
_MAY_BE_CONTACT = re.compile(f"@|{_NINE}")
_NINE_DIGITS = re.compile(_NINE)
SIX_DIGITS = re.compile(r"(?:\D*+\d){6}")  # an address has no fewer, a telephone number more
_LONGEST = 100
_NAMED = 6


def refuse_contact(text: str) -> None:
    """Raise `Refused` for a text that says where to reach somebody, that a chat program wrote, or that says nothing."""
    refuse_chat_line(text)
    refuse_empty_answer(text)
    if len(text) > _LONGEST or not ("@" in text or SIX_DIGITS.match(text)):
        return
    postal = _POSTAL.fullmatch(text) is not None
    if not postal and not _MAY_BE_CONTACT.search(text):
        return
    from facilitate.domain.contacts import contacts

    if postal or 2 * sum(map(len, contacts(text))) > len(text):
        raise Refused(N_("This is an address or a telephone number, not an idea."))


def holds_contact(text: str) -> bool:
    """Whether an e-mail address or a telephone number stands within a text."""
    if "@" not in text and not _NINE_DIGITS.search(text):
        return False
    from facilitate.domain.contacts import contacts

    return next(contacts(text), "") != ""


def of_contacts(rows: Sequence[IncomingIdea]) -> Iterator[Message]:
    """Say that ideas hold such, by the numbers of their lines; all are looked through at once, for few do."""
    texts = "\n".join([row.text for row in rows] + [row.detail for row in rows if row.detail])
    if "@" not in texts and not _NINE_DIGITS.search(texts):
        return
    lines = dict.fromkeys(row.line for row in rows if holds_contact(row.text) or holds_contact(row.detail))
    if lines:
        message = N_(
            "Some ideas contain an e-mail address or a telephone number ({rows}: {numbers}). Check them before "
            "publishing."
        )
        numbers = ", ".join(map(str, [*lines][:_NAMED])) + ("…" if len(lines) > _NAMED else "")
        yield Message(message, {"rows": counted(len(lines), "row"), "numbers": numbers})

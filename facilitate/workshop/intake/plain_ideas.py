"""Whether a text is an idea by a quick look: its first word, its signs and a few words tell that no rule refuses it.

Each of the rules that keep texts out of a column of ideas (`letter_parts.py`, `contact_lines.py`, `empty_answers.py`,
`total_cells.py`, `link_lines.py`, `board_words.py`) says by what its texts begin, or which sign stands in them. Most
ideas have neither: of a hundred thousand rows nine in ten end here, each in a fraction of the time of all the rules.
What is no idea by any of them is never plain (`tests/property/test_plain_ideas.py`).
"""

from __future__ import annotations

from functools import lru_cache

from facilitate.domain.errors import Refused
from facilitate.workshop.intake.board_words import may_be_of_a_board, refuse_board_words
from facilitate.workshop.intake.chat_lines import is_hinted
from facilitate.workshop.intake.contact_lines import SIX_DIGITS, refuse_contact
from facilitate.workshop.intake.empty_answers import may_answer_nothing, refuse_no
from facilitate.workshop.intake.letter_parts import may_name, refuse_attendance
from facilitate.workshop.intake.link_lines import refuse_link
from facilitate.workshop.intake.rows_across import PEOPLE_OF_TABLES, is_person
from facilitate.workshop.intake.short_roles import may_begin_with_role
from facilitate.workshop.intake.total_cells import may_mean_a_count, refuse_count


def refuse_no_idea(text: str, *, across: bool, as_written: bool) -> None:
    """Raise `Refused` for what people and programs write among ideas; `across` where each column is of a table."""
    if not across and is_plain(text):
        return
    refuse_contact(text)
    refuse_attendance(text)
    if not as_written:
        refuse_no(text)
        refuse_count(text, across=across)
    if across and not as_written and is_person(text):
        raise Refused(PEOPLE_OF_TABLES)
    refuse_link(text)
    refuse_board_words(text)


def is_plain(text: str) -> bool:
    """Whether none of the rules can refuse a text: it has three words or more, and no sign but the commonest ones.

    An address and a telephone number have six digits.
    """
    first, _blank, rest = text.partition(" ")
    if " " not in rest or not _begins_plainly(first):
        return False
    words = text.replace(" ", "").replace("’", "").replace("'", "").replace(",", "").replace("-", "").rstrip(".!")
    if not (words.isalpha() or (words.isalnum() and not SIX_DIGITS.match(text))):
        return False
    if ("-" in text or "par " in text or "by " in text or "from " in text or "sent" in text) and may_name(text):
        return False
    return not is_hinted(text)


@lru_cache(maxsize=2048)  # of a hundred thousand ideas few begin with a word of their own
def _begins_plainly(word: str) -> bool:
    return not (
        may_answer_nothing(word)
        or may_be_of_a_board(word)
        or may_begin_with_role(word)
        or may_mean_a_count(word)
        or may_name(f"{word} ")
    )

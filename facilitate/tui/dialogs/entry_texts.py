"""What an entry dialog asks; apart from the dialog, whose field is slow to load and not in the first picture."""

from __future__ import annotations

from collections.abc import Callable

from facilitate.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What is asked: `choices` are (key, shown) of which Tab takes the next, `words` those of which F3 takes the next.

    `keep(text, choice, word)` may refuse; `word` is the place of the word that holds.
    `flips` says in the hint what F3 does; `below` stands under the field. Where `beside` is given, the choice without
    a key is something else: it has that question, and none of the words.
    """

    question: str
    keep: Callable[[str, str, int], object]
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    words: tuple[str, ...] = ()
    word: int = 0
    value: str = ""
    below: str = ""
    flips: str = ""
    beside: str = ""

    def question_for(self, choice: str) -> str:
        """Return what is asked where that is chosen."""
        return self.question if choice or not self.beside else self.beside

    def words_for(self, choice: str) -> tuple[str, ...]:
        """Return the words of what is chosen."""
        return self.words if choice or not self.beside else ()

"""Words that were taken back, and stand in a text that is printed: withdrawn ideas, first wordings, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitate.domain.errors import N_, Message
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.workshop.audit.issue import EXCERPT, Audited, Issue, Source, doubtful, message, serious
from facilitate.workshop.audit.word_runs import Words, rows, words_in
from facilitate.workshop.report.phase_parts import may_be_printed

# A shorter text may be anybody's; of a longer one, so many words in a row are looked for, beginning at every fourth
# word: eight words in a row are always found.
_SHORTEST, _ROW, _STEP = 3, 5, 4
_TODO = N_("Check whether these words may be published; if not, remove them.")


def withheld(audited: Audited) -> Iterator[Issue]:
    """Yield printed texts with words of one that was taken back; words somebody still stands by do not count."""
    session, texts = audited.session, audited.texts
    withdrawn, first, remarks = _withdrawn(session), _first_wordings(session), _remarks(session)
    withdrawn.forget(each.text for each in texts if each.source is Source.IDEA)
    remarks.forget(each.text for each in texts if each.source is Source.REMARK)
    for each in texts:
        of_table = each.source is Source.IDEA
        for searched, make in ((remarks, serious), (first, doubtful), *(() if of_table else ((withdrawn, doubtful),))):
            if why := searched.found_in(each.text):
                yield make("taken-back", each.where, why, message(_TODO), each.command)


class _Searched:
    """Words in a row that are looked for, and what is said where they stand."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[Words, Message]] = {}

    def add(self, text: str, why: Message, besides: str = "") -> None:
        """Look for the words of a text, but for those that stand in another one."""
        words = words_in(text)
        if len(words) < _SHORTEST:
            return
        long = min(len(words), _ROW)
        known = set(rows(words_in(besides), long)) if besides else ()
        last = len(words) - long
        for start in {*range(0, last, _STEP), last}:
            row = words[start : start + long]
            if row not in known:
                self._rows.setdefault(long, {}).setdefault(row, why)

    def forget(self, texts: Iterable[str]) -> None:
        """Look no more for what stands in these texts."""
        for text in texts if any(self._rows.values()) else ():
            words = words_in(text)
            for long, known in self._rows.items():
                for row in known.keys() & set(rows(words, long)):
                    del known[row]

    def found_in(self, text: str) -> Message | None:
        """Return what is said of a text that has any of those words; None where it has none."""
        words = words_in(text) if any(self._rows.values()) else ()
        found = (known[row] for long, known in self._rows.items() for row in rows(words, long) if row in known)
        return next(found, None)


def _withdrawn(session: Session) -> _Searched:
    searched = _Searched()
    for idea in session.ideas.values():
        if idea.withdrawn:
            for text in (idea.text, idea.detail):
                searched.add(text, message(N_("The text contains words of {ref}, which was withdrawn."), ref=idea.ref))
    for idea in session.undone_ideas.values():
        for text in (idea.text, idea.detail):
            searched.add(
                text, message(N_("The text contains words of {ref}, which was removed by an undo."), ref=idea.ref)
            )
    return searched


def _first_wordings(session: Session) -> _Searched:
    searched = _Searched()
    for idea in session.ideas.values():
        if idea.edited:
            why = message(
                N_("The text contains words that were taken out of {ref} when it was corrected."), ref=idea.ref
            )
            standing = f"{idea.text}\n{idea.detail}"
            for text in (idea.first_text, idea.first_detail):
                searched.add(text, why, besides=standing)
    return searched


def _remarks(session: Session) -> _Searched:
    searched = _Searched()
    for note in session.notes.values():
        if not note.withdrawn and not may_be_printed(note):
            why = message(
                N_("The text contains words of a remark that may not be quoted: “{text}”."),
                text=excerpt(note.text, EXCERPT),
            )
            searched.add(note.text, why)
    return searched

"""From a session to what a matcher reads, and what was answered about its suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from facilitate.domain.errors import N_, Message
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt, folded, one_line
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.proposals import Proposal
from facilitate.workshop.suggestions.contract import (
    KEYWORDS,
    LEARNED,
    NAME,
    CategoryText,
    Closeness,
    Example,
    ProposalText,
    Reason,
    Texts,
)
from facilitate.workshop.suggestions.families import family, spelling

Pair = tuple[str, str]
_TELLING = 4  # letters; shorter words mostly join others
_LONGEST = 160
_EXCERPT = 50
_CLOSENESS = {
    Closeness.CLOSE: N_("close in meaning"),
    Closeness.SOMEWHAT: N_("somewhat close in meaning"),
}


def texts_of(session: Session) -> Texts:
    """Return everything suggestions are made from; an item is a standing proposal, by its id."""
    items = (
        ProposalText(
            proposal.id,
            session.wording(proposal),
            proposal.category,
            session.ideas_of(proposal)[0].ref,
            other_wordings(session, proposal),
        )
        for proposal in session.proposals()
    )
    return replace(frame_of(session), items=tuple(items))


def other_wordings(session: Session, proposal: Proposal) -> tuple[str, ...]:
    """Return what the ideas merged into a proposal say, each once, but for what it says itself."""
    if not proposal.merged:
        return ()
    found = dict.fromkeys(one_line(idea.text) for idea in session.ideas_of(proposal))
    found.pop(one_line(session.wording(proposal)), None)
    return tuple(found)


def frame_of(session: Session) -> Texts:
    """Return the texts without the items."""
    plan = session.plan
    return Texts(
        categories=tuple(CategoryText(each.key, each.title, each.keywords) for each in plan.categories),
        examples=tuple(Example(each.text, each.category, each.source) for each in session.learned),
        synonyms=tuple(synonym(text) for text in plan.synonyms),
        language=plan.language,
    )


def synonym(text: str) -> Pair:
    """Return the two sides of `TS = travailleur social`."""
    one, _, other = text.partition("=")
    return one.strip(), other.strip()


def settled_pairs(session: Session) -> frozenset[Pair]:
    """Return the pairs of standing proposals that were answered, smaller id first.

    An answer is about ideas: it holds for whatever proposals they are in by now.
    """
    return frozenset(_pairs(session, later=False))


def put_off_pairs(session: Session) -> frozenset[Pair]:
    """Return the pairs to which one said “later”."""
    return frozenset(_pairs(session, later=True)) - settled_pairs(session)


def related_to(session: Session, proposal: str) -> list[str]:
    """Return the proposals said to be related to one, by their ids."""
    found = []
    for pair, answer in session.duplicate_answers.items():
        if answer is DuplicateAnswer.RELATED:
            for one, other in _standing(session, pair):
                if proposal in (one, other):
                    found.append(other if proposal == one else one)
    return sorted(set(found))


def _pairs(session: Session, *, later: bool) -> Iterator[Pair]:
    for pair, answer in session.duplicate_answers.items():
        if (answer is DuplicateAnswer.LATER) is later:
            yield from _standing(session, pair)


def _standing(session: Session, pair: Pair) -> set[Pair]:
    """Return the pairs of proposals in which the ideas of two proposals are now."""
    ideas = (session.noted_in(session.all_proposals[key]) for key in pair)
    sides = [{session.proposal_of(idea.id).id for idea in side} for side in ideas]
    return {(min(one, other), max(one, other)) for one, other in product(*sides) if one != other}


def reason_message(because: Reason, most: int | None = None) -> Message:
    """Return a reason in half a line, with at most so many of its words, as a message to be translated.

    The words come first: what is cut where there is no room is where they were met.
    """
    if not because.words:
        return _meaning_message(because)
    words = because.words[:most]
    params = {"words": ", ".join(words), "where": _where(because), "like": ", ".join(because.like)}
    if because.like and not because.same:
        return Message(N_("“{words}”: looks like “{like}” {where}"), params)
    if because.like:
        return Message(N_("“{words}”: similar to “{like}” {where}"), params)
    if because.same:
        return Message(N_("“{words}”: also {where}"), params)
    one, many = N_("“{words}”: similar word {where}"), N_("“{words}”: similar words {where}")
    return Message(one if len(words) == 1 else many, params)


def closeness_message(closeness: Closeness) -> Message:
    """Return how close two texts are in meaning."""
    return Message(_CLOSENESS[closeness])


def _meaning_message(because: Reason) -> Message:
    """Return how close it is in meaning, and to which text, where one is named."""
    close = closeness_message(because.closeness)
    if not because.nearest:
        return close
    params = {"close": close, "text": excerpt(because.nearest, _EXCERPT), "refs": ", ".join(because.refs)}
    if because.source.startswith(LEARNED):
        event = because.source.removeprefix(LEARNED)
        return Message(N_("{close}: like “{text}”, in “{event}”"), {**params, "event": event})
    if because.source == NAME:
        return Message(N_("{close} to the title of this category"), params)
    if because.source == KEYWORDS:
        return Message(N_("{close} to the keyword “{text}”"), params)
    return Message(N_("{close}: like {refs} “{text}”") if because.refs else N_("{close}: like “{text}”"), params)


def _where(because: Reason) -> Message:
    """Return where the words of a reason were found."""
    if because.source.startswith(LEARNED):
        return Message(N_("in “{event}”"), {"event": because.source.removeprefix(LEARNED)})
    if because.source == NAME:
        return Message(N_("in the title of this category"))
    if because.source == KEYWORDS:
        return Message(N_("in the keywords of this category"))
    if because.refs:
        return Message(N_("in {refs}"), {"refs": ", ".join(because.refs)})
    return Message(N_("in what is filed there"))


def clearest(wordings: Sequence[str]) -> str:
    """Return the wording a merge keeps by default: the one that says most.

    The rule: the most different words of four letters or more; of equals the shorter, then the first. A text of more
    than 160 signs is a paragraph and not a title: it comes after all others.
    """
    return min(wordings, key=lambda text: (len(text) > _LONGEST, -len(_telling(text)), len(text)))


def _telling(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", folded(text)) if len(word) >= _TELLING}


def common_messages(because: Sequence[str], one: str, other: str, language: str) -> tuple[Message, ...]:
    """Return what two texts have in common as parts of a sentence: words, similar words, or else some letters.

    `because` are words or letters that a matcher found in the first, which are told in its order and as it has them.
    """
    written = words_as_written(one, because, language)
    here, there = ({spelling(text[start:end], language) for start, end in all_words(text)} for text in (one, other))
    spelt = {word: {spelling(each, language) for each in word.split()} for word in written}
    same = [word for word in written if spelt[word] <= there]
    similar = [word for word in written if word not in same and spelt[word] <= here]
    letters = [word for word in written if word not in same and word not in similar]
    found = (
        (N_("in common: {words}"), same),
        (N_("similar word: {words}") if len(similar) == 1 else N_("similar words: {words}"), similar),
        (N_("letters in common: {words}"), letters),
    )
    return tuple(Message(msgid, {"words": ", ".join(words)}) for msgid, words in found if words)


def words_as_written(text: str, words: Iterable[str], language: str) -> tuple[str, ...]:
    """Return the words that a text shares, each once, in its order and as they stand there; else as they are given."""
    found: dict[int, str] = {}
    for word in words:
        there = [(start, text[start:end]) for start, end in shared_words(text, (word,), language)]
        start, written = min(there, key=lambda each: folded(each[1]) != folded(word), default=(len(text), word))
        found.setdefault(start, written)
    return tuple(found[start] for start in sorted(found))


def shared_words(text: str, words: Iterable[str], language: str) -> list[tuple[int, int]]:
    """Return (start, end) of each place where a text has one of the words, or one of its family."""
    families = {family(word, language) for word in words}
    return [(start, end) for start, end in all_words(text) if family(text[start:end], language) in families]


def all_words(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each word of a text."""
    return [match.span() for match in re.finditer(r"[^\W_]+", text)]

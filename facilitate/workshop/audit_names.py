"""Names of people and organisations: twice, in two spellings, without an organisation; and quotations of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from facilitate.domain.errors import N_, Message
from facilitate.domain.ideas import NoteKind
from facilitate.domain.plan import Speaker
from facilitate.domain.session import Session
from facilitate.domain.text import folded
from facilitate.domain.values import dataclass
from facilitate.workshop.audit import Finding, Printed, doubtful, said, serious, words

_SMALL = frozenset(words("de du des d la le les l et en a au aux the of and for"))
_PART = 5  # letters from which on a part of a name is looked for in texts
_LONG = 9  # letters from which on two wrong letters are still the same name
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_QUOTED = re.compile(r"«[^»]+»|“[^”]+”|\"[^\"]+\"")
_SPELLING = N_("“{one}” here is close to “{other}” ({where}).")


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    where: Message


def names(session: Session, texts: Iterable[Printed]) -> Iterator[Finding]:
    """Speakers who lack something, names said twice, and spellings that are close to another."""
    speakers = [(phase.title, each) for phase in session.plan.phases for each in phase.speakers]
    for _title, speaker in speakers:
        yield from _lacking(speaker)
    for name, times in Counter(folded(each.name) for _title, each in speakers).items():
        if times > 1:
            told = next(each.name for _title, each in speakers if folded(each.name) == name)
            yield doubtful(
                "speaker-twice", _speaker(told), said(N_("Two speakers have this name.")),
                said(N_("If they are one person, remove one of them from the programme.")),
            )  # fmt: skip
    known = list(_known(session))
    yield from _spellings(known)
    yield from _misspelled(session, known, texts)


def _lacking(speaker: Speaker) -> Iterator[Finding]:
    todo = said(N_("Add it on the programme screen, or with “facilitate plan set”."))
    if not speaker.organisation:
        yield doubtful("no-organisation", _speaker(speaker.name), said(N_("No organisation is given.")), todo)
    if not speaker.role:
        yield doubtful("no-role", _speaker(speaker.name), said(N_("No role is given.")), todo)


def _speaker(name: str) -> Message:
    return said(N_("the speaker {name}"), name=name)


def _known(session: Session) -> Iterator[_Name]:
    plan = session.plan
    given = [(plan.organiser, N_("the organiser")), (plan.place.name, N_("the place"))]
    given += [(partner, N_("the partners")) for partner in plan.partners]
    for phase in plan.phases:
        given += [(speaker.name, N_("the speakers")) for speaker in phase.speakers]
        given += [(speaker.organisation, N_("the organisations of the speakers")) for speaker in phase.speakers]
        if phase.study:
            study = phase.study
            given += [(text, N_("the study")) for text in (study.author, study.commissioned_by, study.funded_by)]
    for proposal in session.proposals():
        if action := session.action(proposal):
            given += [(text, N_("the road map")) for text in (action.owner, *action.partners)]
    seen = set()
    for name, where in given:
        if name and (name, where) not in seen:
            seen.add((name, where))
            yield _Name(name, said(where))


def _spellings(known: list[_Name]) -> Iterator[Finding]:
    """Two known names that are one in all likelihood, and not spelled alike."""
    told = set()
    for one, other in combinations(known, 2):
        pair = frozenset((one.name, other.name))
        if len(pair) == 2 and pair not in told and _alike(one.name, other.name):  # noqa: PLR2004
            told.add(pair)
            yield doubtful(
                "spelling", one.where, said(_SPELLING, one=one.name, other=other.name, where=other.where),
                said(N_("If they are the same, spell them alike.")),
            )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    first, second = (" ".join(word for word in _words(name) if word not in _SMALL) for name in (one, other))
    if first == second:
        return True
    shorter = min(len(first), len(second))
    return shorter >= _PART and close(first, second, 2 if shorter >= _LONG else 1)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", folded(text))


def _misspelled(session: Session, known: list[_Name], texts: Iterable[Printed]) -> Iterator[Finding]:
    """A word with a capital that occurs once and is one letter away from a part of a known name."""
    parts = {folded(word): (word, name) for name in known for word in _WORD.findall(name.name) if len(word) >= _PART}
    places = [(each.where, each.text) for each in texts]
    places += [
        (said(N_("the idea {ref}"), ref=idea.ref), idea.text) for idea in session.ideas.values() if not idea.withdrawn
    ]
    found = [(where, word) for where, text in places for word in _WORD.findall(text)]
    often = Counter(folded(word) for _where, word in found)
    for where, word in found:
        plain = folded(word)
        if len(word) < _PART or not word[0].isupper() or often[plain] > 1 or plain in parts:
            continue
        for part, (spelled, name) in parts.items():
            if _other_word(plain, part) and close(plain, part, 1):
                yield doubtful(
                    "spelling", where, said(_SPELLING, one=word, other=spelled, where=name.where),
                    said(N_("If they are the same, spell them alike.")),
                )  # fmt: skip
                break


def _other_word(one: str, other: str) -> bool:
    """Not merely singular and plural, or the feminine of it."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return longer not in (f"{shorter}s", f"{shorter}x", f"{shorter}e")


def close(one: str, other: str, most: int) -> bool:
    """Whether at most so many letters are wrong, missing, added or swapped (optimal string alignment distance)."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        following = [place]
        for here, against in enumerate(other, 1):
            cost = min(row[here] + 1, following[-1] + 1, row[here - 1] + (letter != against))
            swapped = place > 1 and here > 1 and letter == other[here - 2] and one[place - 2] == against
            following.append(min(cost, before[here - 2] + 1) if swapped else cost)
        if min(following) > most:
            return False
        before, row = row, following
    return row[-1] <= most


def quotations(session: Session, texts: Iterable[Printed]) -> Iterator[Finding]:
    """What is printed as somebody's words, or next to their name, without their consent."""
    speakers = [speaker for phase in session.plan.phases for speaker in phase.speakers]
    todo = said(N_("Ask for consent and mark the remark as quotable, or take the name out."))
    for each in texts:
        named = [speaker.name for speaker in speakers if _names(each.text, speaker.name)]
        if named and (each.remark or _QUOTED.search(each.text)):
            why = N_("It quotes {name} by name, without a consent that is noted.")
            yield serious("consent", each.where, said(why, name=", ".join(named)), todo)
    unnamed = [
        note for note in session.notes.values()
        if note.kind is NoteKind.REMARK and note.about and not note.quotable and not note.withdrawn
    ]  # fmt: skip
    if unnamed:
        yield doubtful(
            "consent", said(N_("the panel")),
            said(N_("Remarks without consent: {count}. They are printed without a name."), count=len(unnamed)),
            said(N_("Mark those that may be quoted, and make sure that the others do not tell who spoke.")),
        )  # fmt: skip


def _names(text: str, name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return bool(last) and re.search(rf"\b{re.escape(folded(last))}\b", folded(text)) is not None

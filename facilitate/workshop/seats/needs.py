"""What people need of a seat, from how guest lists say it: a table without steps, and an interpreter of a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from facilitate.domain.text import folded
from facilitate.domain.values.people import Participant

_NO_STEPS = re.compile(
    r"\b(?:pmr|fauteuils?|roulante?s?|wheel ?chairs?|mobilite|mobility|bequilles?|crutch(?:es)?|deambulateurs?|rollator"
    r"|walker|walking frame|step free|plain pied|marches?|marcher|steps?|escaliers?|stairs?|ascenseurs?|lift|elevator"
    r"|rampes?|ramps?)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = frozenset(("lsf", "signes", "signe", "signee", "sign", "bsl", "asl"))
# Words that name no language; everybody of the room is understood in French, or in English.
_NO_LANGUAGE = frozenset(
    word
    for words in (
        "un une de des du d la le les l en et ou a au avec pour vers par from to of in and or with for the an",
        "langue langues language languages interprete interpretes interpretation interpreter interpreters interpreting",
        "interpreted traduction traducteur traductrice translation translator oui yes x besoin besoins need needs",
        "needed necessaire souhaite francais francaise french merci svp please",
    )
    for word in words.split()
)


def needs_no_steps(person: Participant) -> bool:
    """Return whether what is known of a person's access says that steps keep them out."""
    return bool(_NO_STEPS.search(" ".join(_WORD.findall(folded(person.access)))))


def _languages(text: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(folded(text)))
    return frozenset(("signs",)) if words & _SIGNS else words - _NO_LANGUAGE


def understands(guest: Participant, interpreter: Participant) -> bool:
    """Return whether somebody interprets what a guest needs; a need that names no language is met by anybody."""
    if not interpreter.interprets or not guest.interpreter or guest.id == interpreter.id:
        return False
    needed = _languages(guest.interpreter)
    return not needed or bool(needed & _languages(interpreter.interprets))


def lacks_interpreter(guest: Participant, here: Iterable[Participant], known: Iterable[Participant]) -> bool:
    """Return whether somebody on the list interprets for a guest, and nobody who does is here."""
    return any(understands(guest, each) for each in known) and not any(understands(guest, each) for each in here)


def interpreters_for(people: Sequence[Participant], table_of: Mapping[str, int]) -> dict[str, str]:
    """Return for each who needs an interpreter the one they sit with, as far as anybody interprets that for them.

    It is one whose table is theirs already, else one with the fewest to interpret for. `table_of` has those who sit
    somewhere already, or have to.
    """
    found: dict[str, str] = {}
    served: Counter[str] = Counter()
    for guest in sorted(people, key=lambda person: person.id):
        able = [each.id for each in people if understands(guest, each)]
        if able:
            here = table_of.get(guest.id, 0)
            beside = [each for each in able if here and table_of.get(each) == here]
            found[guest.id] = min(beside or able, key=lambda each: (served[each], each))
            served[found[guest.id]] += 1
    return found

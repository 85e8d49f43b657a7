"""Words of a text that look like the name of a person nobody said anything of: two in a row with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.text import folded
from facilitate.workshop.privacy.name_finder import squeezed

if TYPE_CHECKING:
    from facilitate.workshop.privacy.several_events import RedactorOfEvents

_SHOWN = 8  # names of a sentence
_PLACES = 3  # where each of them is
_CAPITAL, _SMALL = "A-ZÀ-ÖØ-Þ", "a-zà-öø-ÿ"
_FIRST = rf"[{_CAPITAL}][{_SMALL}]+(?:-[{_CAPITAL}][{_SMALL}]+)?"
_LAST = rf"(?:[dDlL][’'])?[{_CAPITAL}](?:[{_SMALL}{_CAPITAL}]|[’'-](?=[{_SMALL}{_CAPITAL}]))+"
_NAME = re.compile(rf"(?<![\w’'-])({_FIRST})[ \u00a0](?:(?:de|du|da|van|von|ben|el)[ \u00a0])?{_LAST}(?!\w)")
# What begins a sentence, or the name of a body, and no person’s.
_BEFORE_OTHERS = (
    "le la les un une des du de aux au ce cette ces mon ma mes notre nos leur leurs chaque tous toutes avec pour "
    "dans par sur sous chez que qui quand si et ou the an our their this that these each every with for in on at "
    "from and or if maison ville mairie conseil region departement metropole centre fondation association compagnie "
    "collectif union reseau ministere agence espace cafe place rue avenue quartier ecole lycee college universite "
    "institut secours croix saint sainte city house council community foundation school university institute center "
    "street square north south east west grand grande petit petite nouveau nouvelle new old great"
)
_NO_FIRST_NAME = frozenset(_BEFORE_OTHERS.split())


def likely_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what looks like names of people in texts, each once, in the order in which they stand."""
    return tuple(dict.fromkeys(name for text in texts for name in _in_text(text)))


def warning_of_names(texts: Iterable[str]) -> Message | None:
    """Return what to read again before texts are published; None where nothing looks like a name."""
    names = likely_names(texts)
    return Message(_LIKELY, {"names": _some(names)}) if names else None


def warnings_of_names(
    texts: Iterable[tuple[str, str, str]], known: RedactorOfEvents, agreed: Iterable[str]
) -> Iterator[Message]:
    """Yield what to read again before texts of events are published, each with its event’s session and where it is.

    First whom `--anonymise` would take out, but for the names of those who `agreed`, in a cycle or on the list of an
    event; then what only looks like a name.
    """
    named, likely = dict[str, dict[str, None]](), dict[str, dict[str, None]]()
    yes = frozenset(map(squeezed, agreed))
    for session, where, text in texts:
        others = known.of_event(session)(text)
        for name in likely_names([others]):
            likely.setdefault(name, {})[where] = None
        for words, is_guest in known.named_in(session, text, yes) if others != text else ():
            if is_guest or likely_names([words]):
                named.setdefault(words, {})[where] = None
    for sentence, found in ((_NAMED, named), (_UNKNOWN, likely)):
        if found:
            yield Message(sentence, {"names": _with_places(found)})


def _with_places(names: Mapping[str, Iterable[str]]) -> Message:
    """Return the first names, each with where it is to be read, and how many more there are."""
    every = [
        Message(N_("“{name}” ({where})"), {"name": name, "where": ", ".join(list(where)[:_PLACES])})
        for name, where in names.items()
    ]
    shown = reduce(lambda one, other: Message(N_("{one}, {other}"), {"one": one, "other": other}), every[:_SHOWN])
    rest = len(every) - _SHOWN
    return Message(N_("{what} and {count} more"), {"what": shown, "count": rest}) if rest > 0 else shown


_NAMED = N_(
    "These names stand in texts and are printed, and no agreement is noted: {names}. Ask for it, or correct the texts; "
    "--anonymise replaces them."
)
_LIKELY = N_(
    "These words look like names of people, and are printed as they stand: {names}. Ask for their agreement, or "
    "correct the texts."
)
_UNKNOWN = N_(
    "These words look like names of people, and are printed as they stand: {names}. Ask for their agreement, or "
    "correct the texts: --anonymise does not know these names."
)


def _some(names: Sequence[str]) -> Names:
    return Names(tuple(names[:_SHOWN]), max(0, len(names) - _SHOWN))


def _in_text(text: str) -> Iterator[str]:
    for found in _NAME.finditer(text):
        if folded(found[1].partition("-")[0]) not in _NO_FIRST_NAME:
            yield found[0].replace("\u00a0", " ")

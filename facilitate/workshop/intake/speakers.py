"""Who says what in minutes: `Léa : un jardin`. Names of people are no part of an idea.

One line that begins so may be anything (`Jardins : partagés`). Where most lines do, and a few words come again and
again, these words are who speaks or what is spoken of: they are names where at least half of them are known first
names, and none is a word that the text also has in small letters. What is spoken of stays: a word left out is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from facilitate.domain.text import folded
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.roles import is_known_name
from facilitate.workshop.intake.statuses import is_status

_SPEAKER = re.compile(
    r"([A-ZÀ-Þ][\w’'-]{1,19}(?: [A-ZÀ-Þ][\w’'-]{0,19}\.?)?)[ \t\u00a0\u202f]*:[ \t\u00a0\u202f]+(?=\S)"
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 4
_TWICE = 2


def take_off_speakers(lines: Sequence[Line], titles: Collection[int]) -> int:
    """Leave out the names before the colons, where they are speakers; returns on how many lines."""
    worded = [line for place, line in enumerate(lines) if line.form not in ("rule", "heading") and place not in titles]
    found = [(line, match) for line in worded if (match := _SPEAKER.match(line.text))]
    names = Counter(match[1].casefold() for _, match in found)
    if len(found) < _LEAST or 2 * len(found) <= len(worded) or _TWICE * len(names) > len(found) or len(names) < _TWICE:
        return 0
    if any(is_known_name(name) or is_status(name) for name in names):
        return 0
    if not _are_people(names, (line.text for line in worded)):
        return 0
    for line, match in found:
        line.text = line.text[match.end() :]
    return len(found)


def _are_people(names: Collection[str], texts: Iterable[str]) -> bool:
    from facilitate.workshop.intake.first_names import FIRST_NAMES  # few texts look like minutes

    small = {folded(word) for text in texts for word in _WORD.findall(text) if word.islower()}
    firsts = [folded(re.split(r"[ -]", name)[0]) for name in names]
    if any(first in small and first not in FIRST_NAMES for first in firsts):
        return False
    return 2 * sum(first in FIRST_NAMES for first in firsts) >= len(firsts)

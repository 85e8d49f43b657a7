"""The words for what an idea, a proposal, an action or a device is, each once, by the value of its enumeration."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facilitate.domain.errors import N_
from facilitate.domain.text import folded

# The same pair everywhere: on screens, in tables of the command line, on cards and telephones, in documents.
STATUSES: Mapping[str, str] = {
    "existing": N_("already existing"),
    "to_create": N_("to be created"),
    "both": N_("existing in some places, to be created in others"),
}
WITHDRAWN = N_("withdrawn")
PLACES: Mapping[str, str] = {
    "filed": N_("filed"),
    "unfiled": N_("unfiled"),
    "undecided": N_("undecided"),
    "withdrawn": WITHDRAWN,
}
ACTION_STATES: Mapping[str, str] = {
    "idea": N_("idea stage"),
    "planned": N_("planned"),
    "started": N_("started"),
    "done": N_("carried out"),
    "dropped": N_("dropped"),
}
# What a device says it is, as somebody coming or going; any other is `DEVICE`.
DEVICES: Mapping[str, str] = {
    "phone": N_("a phone"),
    "tablet": N_("a tablet"),
    "computer": N_("a computer"),
    "facilitate": N_("a laptop running facilitate"),
}
DEVICE = N_("a device")
# Values of a programme and of commands that are one of a few.
PRIORITIES: Mapping[str, str] = {"low": N_("low"), "normal": N_("normal"), "high": N_("high")}
LANGUAGE_NAMES: Mapping[str, str] = {"fr": N_("French"), "en": N_("English")}
PROJECTIONS: Mapping[str, str] = {
    "clock": N_("clock"),
    "question": N_("question"),
    "counts": N_("counts"),
    "typology": N_("typology"),
    "blank": N_("blank"),
}


def value_meant(words: Mapping[str, str], typed: str, _: Callable[[str], str]) -> str:
    """Return the value of the word typed, in either language, or typed itself; any other text is left to be refused."""
    wanted = folded(typed.strip())
    return next((value for value, word in words.items() if wanted in (value, folded(word), folded(_(word)))), typed)


def words_for(words: Mapping[str, str], _: Callable[[str], str]) -> str:
    """Return the words that can be typed, in a row."""
    return ", ".join(map(_, words.values()))

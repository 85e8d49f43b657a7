"""How a refusal names a place in a programme, shows what stands there, and how it would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.programme.phase_keys import WholeKey
from facilitate.domain.programme.plan import ITEM_LISTS, PHASE_GROUPS
from facilitate.domain.text import excerpt

# Patterns are made when something is refused: a start does without.
_NUMBER = r"\[\d+\]"
_NUMBERED = (
    r"(?:(?P<list>phases|categories|axes|speakers|table_setups|round_setups|supporters|photos)\[(?P<number>\d+)\])"
    r"|(?P<keys>[^.\[]+(?:\[\d+\])?)"
)
_ITEMS = {
    "phases": N_("phase {number}"),
    "categories": N_("category {number}"),
    "axes": N_("research question {number}"),
    "speakers": N_("speaker {number}"),
    "table_setups": N_("table descriptions, entry {number}"),
    "round_setups": N_("round questions, entry {number}"),
    "supporters": N_("partner {number}"),
    "photos": N_("photo {number}"),
}


def in_words(path: str) -> Message | str:
    """Return a path such as `phases[6].tables` as people count and name what is there: `phase 6, tables`."""
    words: Message | str = ""
    for found in re.finditer(_NUMBERED, path):
        step = Message(_ITEMS[found["list"]], {"number": found["number"]}) if found["list"] else found["keys"]
        words = Message(N_("{where}, {what}"), {"where": words, "what": step}) if words else step
    return words


def block_of(path: str) -> str:
    """Return the block of a programme file that a path stands in: `phases[6].study` is in `phases.study`."""
    return re.sub(_NUMBER, "", path)


def example_of(path: str) -> str:
    """Return how the group of keys at a path begins in a programme file; what people would write is left open."""
    block = block_of(path)
    head = f"[[{block}]]" if path.endswith("]") else f"[{block}]"
    return "\n".join((head, *_SAMPLES.get(block.rpartition(".")[2], ())))


def _sample(key: object) -> str:
    return f"{key.name} = 1" if isinstance(key, WholeKey) else f'{getattr(key, "name", "")} = "…"'


def shown(value: object) -> Message | str:
    """Return a wrong value as it can be read."""
    if value is None:
        return "∅"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple, Mapping)):
        return Message(N_("a group of keys") if isinstance(value, Mapping) else N_("a list"))
    return excerpt(str(value), 60)


def quoted(value: object) -> Message | Names | str:
    """Return a wrong value for a sentence: words in the quotes of its language."""
    return Names((excerpt(value, 60),)) if isinstance(value, str) else shown(value)


# The keys by which groups and items of lists begin, as a programme file has them.
_SAMPLES = {
    "phases": ('kind = "welcome"', 'title = "…"'),
    "categories": ('title = "…"',),
    "place": ('name = "…"',),
    "attendance": ("expected = 60",),
    "privacy": ("keep_until = 2027-12-31",),
    "easy": ('result = ["…"]',),
    "publication": ('licence = "CC BY-SA 4.0"',),
    "photos": ('file = "…"', 'credit = "…"', 'alt = "…"'),
    **{name: (_sample(group.keys[0]),) for name, group in PHASE_GROUPS.items()},
    **{
        items.name: tuple(map(_sample, (items.title, *items.keys[: isinstance(items.title, WholeKey)])))
        for items in ITEM_LISTS
    },
}

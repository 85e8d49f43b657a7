"""One registry of what a page can do: keys, bottom line, help and palette are all made from it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.i18n import Language

# What people read for keys whose names are not what is on them; those with a word on them are called in each language.
_WORDS = {
    "escape": N_("Esc"),
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
    "shift": N_("Shift"),
    "ctrl": N_("Ctrl"),
}
_SHOWN = {
    "enter": "↵",
    "space": "␣",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "asterisk": "*",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "equals_sign": "=",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "pageup": "Pg↑",
    "pagedown": "Pg↓",
}


# The digit row of a French or Belgian keyboard types these without Shift.
DIGITS = {sign: number for row in ("123456789", "&é\"'(-è_ç", "&é\"'(§è!ç") for number, sign in enumerate(row, 1)}


@dataclass(frozen=True, slots=True)
class PageAction:
    """Something a page can do: `name` is its `action_…` method, `keys` a comma list, the first being the one shown.

    `label` (a word or two) and `help` (a sentence) are messages; `bar` tells whether the bottom line shows it. `part`
    is the class of the part of the page that does it, where the page does not.
    """

    name: str
    keys: str
    label: str
    help: str
    bar: bool = True
    part: str = ""

    @property
    def call(self) -> str:
        """What the page is asked to do, as Textual writes it."""
        return f"in_part({self.part!r}, {self.name!r})" if self.part else self.name

    def key(self, language: Language) -> str:
        """The key as people read it."""
        return shown(self.keys.split(",")[0], language)

    def all_keys(self, language: Language) -> str:
        """Every key that does it, as people read them."""
        return "  ".join(shown(key, language) for key in self.keys.split(","))


def shown(key: str, language: Language) -> str:
    """A key's name as it is printed on keyboards of that language."""
    names = key.split("+") if key != "+" else [key]
    return "+".join(language(_WORDS[name]) if name in _WORDS else _sign(name) for name in names)


def _sign(name: str) -> str:
    return _SHOWN.get(name, name.upper() if name.startswith("f") and name[1:].isdigit() else name)


def bindings(actions: Iterable[PageAction]) -> list[BindingType]:
    """The Textual bindings of these actions; what they are called is drawn from the registry, not from Textual."""
    return [Binding(action.keys, action.call, action.label, show=False) for action in actions]

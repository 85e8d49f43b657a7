"""What was typed as one of a few words, and naming a value of the programme in a refusal as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from facilitate.cli.output import Usage
from facilitate.domain.errors import Refused
from facilitate.domain.text import folded

if TYPE_CHECKING:
    from facilitate.cli.context import CliContext


def params_as_typed(error: Refused, name: str, typed: str) -> Mapping[str, Any]:
    """Return what a refusal is said with: what was typed, where the value of that name in the programme is refused."""
    params = error.message.params
    key = str(params.get("key", ""))  # `title`, `place, name`, `phase 6, tables`
    return {**params, "key": typed} if key.rpartition(", ")[2] == name else params


def word_meant(context: CliContext, typed: str, words: Mapping[str, str], unknown: str) -> str:
    """Return which of the values is meant by a word of either language, or by its beginning if no other begins so.

    Raises `Usage` with the text `unknown`, which is given the `name` typed and the words `known`.
    """
    from facilitate.labels import words_for

    _ = context.language
    wanted = _plainly(typed)
    known = {value: {_plainly(each) for each in (value, word, _(word))} for value, word in words.items()}
    exact = [value for value, names in known.items() if wanted in names]
    begun = [value for value, names in known.items() if any(name.startswith(wanted) for name in names)]
    found = exact or begun
    if len(found) != 1 or not wanted:
        raise Usage(unknown, name=typed, known=words_for(words, _))
    return found[0]


def _plainly(typed: str) -> str:
    return " ".join(folded(typed).replace("-", " ").replace("_", " ").split())

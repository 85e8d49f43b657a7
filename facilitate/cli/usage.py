"""What is wrong with a command line, as our own sentences: Click only speaks English."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from typer import _click

from facilitate.domain.errors import N_, Message

_errors = _click.exceptions
_WHOLE = ("int", "integer")


def complaint(error: Any) -> list[Message]:
    """The sentence for a usage error, and where to read on."""
    messages = [_sentence(error)]
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        messages.append(Message(N_("“{command} --help” says more."), {"command": ctx.command_path}))
    return messages


def _sentence(error: Any) -> Message:  # noqa: PLR0911 -- one sentence for each kind of mistake
    if isinstance(error, _errors.NoSuchOption):
        if error.possibilities:
            close = get_close_matches(error.option_name, error.possibilities, 1, 0)[0]
            return Message(
                N_("There is no option {option} here. Did you mean {close}?"),
                {"option": error.option_name, "close": close},
            )
        return Message(
            N_("There is no option {option} here. Put -- before a text that begins with a hyphen."),
            {"option": error.option_name},
        )
    if isinstance(error, _errors.MissingParameter):
        return Message(N_("{name} is missing."), {"name": _name(error)})
    if isinstance(error, _errors.BadOptionUsage):
        return Message(N_("{option} needs a value after it."), {"option": error.option_name})
    if isinstance(error, _errors.BadParameter) and getattr(getattr(error.param, "type", None), "name", "") in _WHOLE:
        return Message(N_("{name} must be a whole number."), {"name": _name(error)})
    if "extra argument" in error.message:
        extra = error.message.partition("(")[2].rstrip(")")
        return Message(N_("There is more here than this command takes: {extra}"), {"extra": extra})
    return Message(N_("This command line does not make sense: {reason}"), {"reason": error.format_message()})


def _name(error: Any) -> Message:
    param = error.param
    if param.param_type_name == "option":
        return Message(str(param.opts[0]))
    return Message(str(param.metavar or param.human_readable_name))

"""What is wrong with a command line, as our own sentences: Click only speaks English, and of its own types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typer import _click

from facilitate.domain.errors import N_, Message

# What is asked for where it is missing, by how the help writes it if that is special, else by its name in the code.
MISSING: Mapping[str, str] = {
    "[SESSION]": N_("Which idea? Give its reference, such as T3-07."),
    "SESSION|LINK": N_("Which session? Give its name, or the link on a table’s card between quotation marks."),
    "session": N_("Which session? Give its name, or any unambiguous part of it."),
    "file": N_("Which file? Give its name."),
    "files": N_("Which files? Give journals, the session’s folder, or a whole USB stick."),
    "path": N_("What in the programme? Write for example title, phases/panel/minutes or categories/places."),
    "values": N_("Which values? Write for example kind=break title=Break minutes=15."),
    "ref": N_("Which idea or proposal? Give a reference such as T3-07."),
    "refs": N_("Which ideas or proposals? Give references such as T3-07."),
    "text": N_("The text is missing: write it between quotation marks."),
    "texts": N_("The idea is missing: write it between quotation marks."),
    "wording": N_("The new wording is missing: write it between quotation marks."),
    "name": N_("Whose name? Write it between quotation marks."),
    "person": N_("Who? Give a name, or any unambiguous part of it."),
    "title": N_("The title is missing: write it between quotation marks."),
    "phase": N_("Which phase? Give its number or key."),
    "minutes": N_("How many minutes? Type a number such as 10 or -5."),
    "FACT": N_("Which fact? Give its identifier, as “list” shows it."),
    "FINDING": N_("Which finding? Give its identifier, as “list” shows it."),
    "REMARK": N_("Which remark? Give its identifier, as “list” shows it."),
    "PHOTO": N_("Which photo? Give its identifier, as “list” shows it."),
    "ids": N_("Which ids? Give whole numbers from 1, as the platform shows them."),
    "category": N_("Which category? Give its number, key or title."),
    "to FOLDER|URL": N_("Which depot? Add --to and a folder, or an address."),
    "from FOLDER|URL": N_("Which depot? Add --from and a folder, or an address."),
    "depot": N_("Which depot? Give its folder or its address, as “depot status” shows it."),
    "target": N_("Which folder? Give its name."),
    "table": N_("Which table? Add --table and its number."),
    "under": N_("Which category? Add --under and its number, key or title."),
    "into TABLE": N_("Into which table? Add --into and its number or name."),
    "into": N_("Into which category? Add --into and its number, key or title."),
    "axis": N_("Which research question? Add --axis and its key or number."),
    "people": N_("Who? Give names, or any unambiguous part of them."),
    "cycle": N_("Which cycle? Give its name, or any unambiguous part of it."),
    "sessions": N_("Which sessions? Give the name of each, or any part of it that no other has."),
    "names": N_("Which events? Give the city of each, or the name of its session."),
    "categories": N_("Which categories? Give each with its event, such as lyon/places."),
    "proposals": N_("Which proposals? Give each with its event, such as lyon/T3-07."),
    "event": N_("Which event? Add --event and its title, between quotation marks."),
    "by": N_("Who reports it? Add --by and a name, between quotation marks."),
    "wanted": N_("What is wanted? Give a proposal with its event, such as lyon/T3-07."),
    "existing": N_("What exists? Give a proposal with its event, such as paris/T1-02."),
    "same|related|different|later": N_("What are they? Add --answer and one of: same, related, different, later."),
    "yes|no|later": N_("Should the two be introduced? Add --answer and one of: yes, no, later."),
    "action": N_("Write new, list or revoke, then a name: facilitate depot token new Lyon"),
    "counted": N_("What did each letter get? Write for example A=12 C=7."),
    "ballots": N_("How many ballots were counted? Add --ballots and their number."),
    "steps": N_("Which steps? Write one from 1 to 4 for each question, 0 for none, such as 434."),
    "counts": N_("How many took each step? Write four numbers for each question, such as 0/2/9/4."),
    "answers": N_("How many sheets were counted? Add --answers and their number."),
    "before": N_("Before which day? Add --before and a date, such as 2023-12-31."),
}
_CLOSE = 0.75  # how alike an option must be to be what was meant
_WHOLE = ("int", "integer", "int range", "integer range")


def complaint(error: Any) -> list[Message]:
    """The sentence for a usage error, and where to read on."""
    messages = [_sentence(error)]
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        messages.append(Message(N_("For details: {command} --help"), {"command": ctx.command_path}))
    return messages


def _sentence(error: Any) -> Message:
    errors = _click.exceptions
    if isinstance(error, errors.NoSuchOption):
        return _unknown_option(error)
    if isinstance(error, errors.MissingParameter):
        return _missing(error.param)
    if isinstance(error, errors.BadOptionUsage):
        alone = "does not take" in error.message
        text = (
            N_("{option} stands alone: no value is attached to it.")
            if alone
            else N_("{option} needs a value after it.")
        )
        return Message(text, {"option": error.option_name})
    if isinstance(error, errors.BadParameter) and error.param is not None:
        return _wrong_number(error.param)
    if "extra argument" in error.message:
        extra = error.message.partition(" (")[2].removesuffix(")")
        recover = error.ctx is not None and error.ctx.command.name == "recover" and extra.isdecimal()
        hint = N_("To apply an option: --accept {extra}")
        return Message(hint if recover else N_("Too many arguments: {extra}"), {"extra": extra})
    return Message(N_("This command is incorrect."))


def _unknown_option(error: Any) -> Message:
    if error.possibilities:
        from difflib import get_close_matches

        if close := get_close_matches(error.option_name, error.possibilities, 1, _CLOSE):
            return Message(
                N_("Unknown option {option}. Did you mean {close}?"), {"option": error.option_name, "close": close[0]}
            )
    return Message(
        N_("Unknown option {option}. If it is text that begins with a hyphen, put -- before it."),
        {"option": error.option_name},
    )


def _missing(param: Any) -> Message:
    option = param.opts[0].removeprefix("--") if param.param_type_name == "option" else ""
    return Message(
        MISSING.get(param.metavar)
        or MISSING.get(f"{option} {param.metavar}")
        or MISSING.get(option)
        or MISSING[param.name]
    )


def _wrong_number(param: Any) -> Message:
    if param.param_type_name != "option":
        return _missing(param)
    option = {"option": str(param.opts[0])}
    whole = param.type.name in _WHOLE
    if not hasattr(param.type, "min"):
        return Message(N_("{option} must be a whole number."), option)
    bounds = {**option, "low": f"{param.type.min:g}", "high": f"{param.type.max:g}"}
    if whole:
        return Message(N_("{option} must be a whole number from {low} to {high}."), bounds)
    return Message(N_("{option} must be a number from {low} to {high}."), bounds)

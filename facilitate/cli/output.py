"""How commands speak: data on stdout, talk on stderr, JSON when asked; user text can never act on the terminal."""

from __future__ import annotations

import codecs
import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from facilitate.domain.errors import N_, FacilitateError, Message
from facilitate.domain.text import replace_controls
from facilitate.i18n import Language


class ExitCode(IntEnum):
    """What a command tells the shell."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    STORAGE = 3
    INTERRUPTED = 130


class Usage(FacilitateError):
    """The command line itself does not make sense."""


def has_terminal() -> bool:
    """Whether a person sits at both ends; a screen without one would wait for ever."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def check_terminal(command: str, *, plainly: str = "") -> None:
    """Refuse to open a screen where nobody could see it; `plainly` is the option that does without one."""
    if not has_terminal():
        if plainly:
            raise Usage(
                N_("“{command}” opens a screen and needs a terminal. Without one, add {option}."),
                command=command,
                option=plainly,
            )
        raise Usage(
            N_(
                "“{command}” opens a screen and needs a terminal. Without one, use the commands that "
                "“facilitate --help” lists."
            ),
            command=command,
        )


# A command within a sentence, up to where its quotation marks close.
_ADVISED = r"(?<=[“«])\s?facilitate [a-z][^”»]*?(?=\s?[”»])"


def harmless(text: str) -> str:
    """The text with its control characters written out as JSON would.

    Texts with these are refused where they come in, but file names, arguments and journals written by hand can hold
    them.
    """
    return replace_controls(text, lambda sign: f"\\u{ord(sign):04x}")


class Output:
    """Where a command writes."""

    def __init__(self, language: Language, *, json: bool = False) -> None:
        self.language = language
        self.json = json
        self.home = ""  # the folder that was named with `--home`
        self._repeated: list[tuple[str, str]] = []  # how commands begin, and the options that they take as well

    def say(self, text: str = "", *, whole: bool = False) -> None:
        """A line of data, in stdout; on a terminal it is broken between words, unless it is `whole`."""
        text = harmless(text)
        width = None if whole else self.width()
        sys.stdout.write((_folded(text, width) if width else text) + "\n")

    def flush(self) -> None:
        """Let whoever reads have it now: the command goes on."""
        sys.stdout.flush()

    def talk(self, text: str) -> None:
        """A line for whoever looks on, in stderr; on a terminal it is broken between words."""
        text = harmless(self._pasteable(text))
        width = _stderr_width()
        sys.stderr.write((_folded(text, width) if width else text) + "\n")

    def repeat(self, options: str, *commands: str) -> None:
        """Have these commands, where they are advised, come with the options that this one was typed with."""
        if options:
            self._repeated += [(f"facilitate {each}", options) for each in commands]

    def _pasteable(self, text: str) -> str:
        """Return a text in which each command works when it is pasted: it finds what this one was typed for."""
        if not (self.home or self._repeated) or "facilitate " not in text:
            return text
        return re.sub(_ADVISED, lambda found: self.again(found[0]), text)

    def again(self, command: str) -> str:
        """Return a command that is shown, or its end, with the options that have to be repeated."""
        found = [options for start, options in self._repeated if command.strip().startswith(start)]
        if self.home:
            from facilitate.workshop.audit.issue import typed

            found.append(f" --home {typed(self.home)}")
        return command + "".join(each for each in found if each.split()[0] not in command)

    def agreed(self) -> bool:
        """Whether the word that was asked for is typed; of any other it is said that it does not do."""
        try:
            typed = input("> ").strip().casefold()
        except EOFError:
            return False
        word = self.language(N_("yes"))
        if typed not in ("", "n", "no", "non", word):
            self.talk(self.language(N_("Not confirmed: only “{word}” continues."), word=word))
        return typed == word

    def line(self) -> str:
        """Whatever is typed in answer to what was asked just now; nothing where nobody types."""
        try:
            return input("> ")
        except EOFError:
            return ""

    def complain(self, message: Message) -> None:
        """What went wrong, as a sentence."""
        self.talk(self.language.message(message))

    def result(self, data: Any, *lines: str, whole: bool = False) -> None:
        """The outcome: the data as JSON when asked, else the lines; `whole` are paths and the texts of files."""
        if self.json:
            self.data(data)
            return
        for line in lines:
            self.say(line, whole=whole)

    def answer(self, data: Any, code: str, sentence: str) -> None:
        """The outcome of a command that makes something: its code for a script, a sentence for whoever reads it."""
        lines = [code]
        if self.width():
            lines = [sentence] if sentence else []
        self.result(data, *lines)

    def data(self, data: Any) -> None:
        """The data as JSON."""
        import json

        # Escapes are valid in JSON too, so what could act on a terminal stays readable for a program; and where a pipe
        # has no Unicode (as on Windows), a program still reads every word.
        self.say(json.dumps(data, ensure_ascii=not _has_unicode(sys.stdout), indent=2), whole=True)

    def table(self, rows: Sequence[Sequence[str]], *, heads: Sequence[str] = ()) -> None:
        """Rows in columns; the last column wraps on a terminal and is whole on one line everywhere else."""
        if not rows:
            return
        from facilitate.cli.text_columns import columns

        for line in columns(rows, heads, self.width()):
            self.say(line, whole=True)

    def width(self) -> int | None:
        """How many cells a line has; None when nobody looks and lines may be as long as they are."""
        if not sys.stdout.isatty():
            return None
        import shutil

        return shutil.get_terminal_size().columns


def _folded(text: str, width: int) -> str:
    from facilitate.cli.text_columns import folded_lines

    return "\n".join(line for each in text.split("\n") for line in folded_lines(each, width))


def _stderr_width() -> int:
    """How many cells a line of stderr has; 0 where no terminal tells."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    except (OSError, ValueError):
        return 0


# What is said in the place of a sign that a console of an older encoding (cp1252, cp850) lacks.
_STAND_INS = {
    "✓": "v", "✗": "x", "…": "...", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "‑": "-",
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "⇄": "<->", "·": "-", "•": "-", "●": "*", "○": "o", "×": "x", "≠": "!=",
    "≥": ">=", "≤": "<=", "∅": "-", "œ": "oe", "Œ": "OE", "«": '"', "»": '"', "€": "EUR", "\u202f": " ", "\u00a0": " ",
    "█": "#", "▓": "#", "▒": "+", "░": ".", "│": "|", "─": "-",
}  # fmt: skip


def prepare_streams() -> None:
    """Let no character the terminal cannot show, and no byte it should not send, stop a command."""
    codecs.register_error("facilitate", _stand_in)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdin else "facilitate")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Say a sign otherwise where the encoding lacks it: a plain sign, a letter without its accent, else `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_plainly(sign, error.encoding) for sign in lacking), error.end


def _plainly(sign: str, encoding: str) -> str:
    letters = unicodedata.normalize("NFKD", sign)
    for wanted in (_STAND_INS.get(sign), "".join(each for each in letters if not unicodedata.combining(each))):
        try:
            if wanted:
                wanted.encode(encoding)
                return wanted
        except UnicodeEncodeError:
            continue
    return "?" if sign.isprintable() else ""


def _has_unicode(stream: Any) -> bool:
    return str(getattr(stream, "encoding", "") or "utf-8").lower().replace("_", "-").startswith("utf-")

"""What an audit finds, and what its parts are handed to find it in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from shlex import quote

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.pictures import Logo
from facilitate.workshop.report.model import Report
from facilitate.workshop.schedule.real_times import Room

READ = 100_000  # characters of a text that are looked at: ten times what anybody can type
EXCERPT = 60  # characters of a text that are told, for somebody to find it
_FEW = 5
# Between double quotation marks a shell still reads these.
_READ_BY_SHELLS = '"\\$`!'
_READ_BY_POWERSHELL = '"“”„$`'  # and the typographic quotation marks, like the straight ones
_SINGLE_MARKS = "'‘’‚‛"
GAP = "…"  # what stands in a command for the words only a person can find


Undrawn = Callable[[Iterable[str]], Mapping[str, Sequence[str]]]


def all_drawn(_texts: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Answer where nobody asks the fonts."""
    return {}


FaultsOfLogo = Callable[[str, Logo], Sequence[Message]]


def faultless(_name: str, _logo: Logo) -> Sequence[Message]:
    """Answer where nobody looks into logos."""
    return ()


class Severity(StrEnum):
    """SERIOUS: a reader would see that it is wrong or unfinished. DOUBTFUL: it may well be as it should."""

    SERIOUS = "serious"
    DOUBTFUL = "doubtful"


# What stands above those of a severity, on the screen and in the command, in the order they are shown.
HEADINGS = {Severity.SERIOUS: N_("To fix before publication"), Severity.DOUBTFUL: N_("To check")}


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong or may be; `code` names its kind for programs, `command` is what would mend it.

    A command with a `…` is to be completed; there is none where only a person or a screen can help.
    """

    code: str
    severity: Severity
    where: Message
    why: Message
    todo: Message
    command: str = ""


class Source(StrEnum):
    """Where a printed text comes from; a HEADING is read first, and speaks for the whole event."""

    HEADING = "heading"
    PROGRAMME = "programme"
    NOTE = "note"
    REMARK = "remark"
    IDEA = "idea"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Printed:
    """A text that is printed, where it stands, and the command that corrects it.

    `plain` is the same with every character in its place, as `number_words.plain` makes it. Of a text beyond all
    measure `text` is the beginning, and it is `cut`.
    """

    where: Message
    text: str
    source: Source
    command: str = ""
    plain: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Audited:
    """A session under audit; `name` is what its commands call it by, `room` tells times in the zone of the room.

    An `example` is what the demo made: it is played whenever it is asked for, whatever its programme says. `undrawn`
    returns the signs of each text that no font of the printed pages has, `faults_of_logo` what is wrong with a logo, by
    its name.
    """

    session: Session
    report: Report
    texts: tuple[Printed, ...]
    name: str
    room: Room
    example: bool = False
    undrawn: Undrawn = all_drawn
    faults_of_logo: FaultsOfLogo = faultless

    def command(self, what: str, *words: str) -> str:
        """Return a command line about this session, as it would be typed."""
        return command(self.name, what, *words)


def serious(code: str, where: Message, why: Message, todo: Message, command: str = "") -> Issue:
    return Issue(code, Severity.SERIOUS, where, why, todo, command)


def doubtful(code: str, where: Message, why: Message, todo: Message, command: str = "") -> Issue:
    return Issue(code, Severity.DOUBTFUL, where, why, todo, command)


def message(text: str, /, **params: object) -> Message:
    return Message(text, params)


def words(text: str) -> list[str]:
    """Return a list of words, written as one reads them."""
    return text.split()


def listed(items: Sequence[str]) -> str:
    """Return the first few of them."""
    return ", ".join(items[:_FEW]) + (", …" if len(items) > _FEW else "")


def titles(items: Iterable[str]) -> str:
    return " · ".join(map(one_line, items))


def command(name: str, what: str, *words: str) -> str:
    return " ".join(["facilitate", *what.split(), *map(typed, (name, *words))])


def typed(word: str) -> str:
    """Return a word as one types it at a shell: quoted where it has to be."""
    if word.replace("-", "").replace("/", "").replace("_", "").isalnum():
        return word
    return typed_on_windows(word) if sys.platform == "win32" else _typed_in_sh(word)


def _typed_in_sh(word: str) -> str:
    return quote(word) if any(char in word for char in _READ_BY_SHELLS) else f'"{word}"'


def typed_on_windows(word: str) -> str:
    """Return a word in quotation marks as PowerShell and `cmd` both read it; where they differ, as PowerShell does.

    The PowerShell that every Windows brings (5.1) hands a straight mark on only behind a backslash.
    """
    if any(char in word for char in _READ_BY_POWERSHELL):
        doubled = "".join(char * 2 if char in _SINGLE_MARKS else char for char in word)
        return "'" + doubled.replace('"', '\\"') + "'"
    end = "\\" if word.endswith("\\") else ""  # else the mark behind it would belong to the word
    return f'"{word}{end}"'

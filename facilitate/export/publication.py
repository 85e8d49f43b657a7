"""What is published, and what a format is: its files, what each is called, and who makes it."""

from __future__ import annotations

from collections.abc import Callable

from facilitate.domain.errors import Message
from facilitate.domain.frozen import dataclass
from facilitate.export import file_names
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import Document
from facilitate.export.style.logos import settable
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report

EASY = "easy"  # the edition in short sentences


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published: the report and the same as a document, in the language of its session and a house style.

    `state` names what had happened when it was composed (`published_files.state_of`), where somebody keeps it in mind.
    An `edition` other than the usual one has formats of its own. `anonymous` is told in the names of its files.
    `beside` is what each format is for, with the names of its files, and `picture` is the infographic, where they were
    made in the same run before a page that leads to them. `notices` tell of logos that look otherwise, or are left out.
    """

    report: Report
    document: Document
    language: Language
    style: Style
    state: str = ""
    edition: str = ""
    anonymous: bool = False
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    picture: bytes = b""
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file of a format, by its French name; `wanted` is false where it would be empty.

    It is `marked`, in its name too, where an internal report has words in it that others do not have. One that is
    `last` leads to the others, and is made when it is known which of them there are. Meanwhile `load` loads what makes
    it, which takes a while.
    """

    name: str
    make: Callable[[Publication], bytes | str]
    wanted: Callable[[Report], bool] = lambda _report: True
    marked: bool = False
    last: bool = False
    load: Callable[[], object] | None = None
    what: str = ""
    """What it is for, where that is not what its format is for."""

    def called(self, published: Publication) -> str:
        """Return its name in the session's language, which tells one internal or without names from that for all."""
        code = published.language.code
        name = file_names.chosen(self.name, code, dict(published.style.names))
        name = file_names.internal(name, code) if self.marked and published.report.internal else name
        return file_names.anonymous(name, code) if published.anonymous else name


@dataclass(frozen=True, slots=True)
class Format:
    """One word for `--to`, what it gives, its files, and what is said where none of them is wanted.

    It is `refused` where that is an error, unless other formats are asked for too. `notice` makes what is to be told of
    its files, if anything.
    """

    name: str
    what: str
    files: tuple[File, ...]
    nothing: str = ""
    refused: bool = False
    notice: Callable[[Publication], Message | None] = lambda _published: None


def publication(report: Report, language: Language, style: Style, edition: str = "") -> Publication:
    """Compose what is published; raises `Refused` where nobody wrote anything for that edition."""
    report, notices = settable(report)
    if edition != EASY:
        return Publication(report, compose(report, language, style), language, style, notices=notices)
    from facilitate.export.compose.easy import compose_easy

    return Publication(report, compose_easy(report, language, style), language, style, edition=edition, notices=notices)

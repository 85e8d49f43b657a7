"""What would embarrass the organiser once it is printed: each finding says where, why, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from facilitate.domain.errors import N_, Message
from facilitate.domain.session import Session
from facilitate.domain.text import folded, one_line
from facilitate.domain.values import dataclass
from facilitate.workshop.report import Report
from facilitate.workshop.reporting import report

_SHORT = 60
# What `readiness` says too, in the words of the publication page.
UNFINISHED = frozenset({"unfiled", "undecided", "empty-category", "phase-open", "phase-never-run"})


class Severity(StrEnum):
    """SERIOUS: a reader would see that it is wrong or unfinished. DOUBTFUL: it may well be as it should."""

    SERIOUS = "serious"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or may be; `code` names its kind for programs."""

    code: str
    severity: Severity
    where: Message
    why: Message
    todo: Message


@dataclass(frozen=True, slots=True)
class Printed:
    """A text that is printed, and where it stands; `bold` for what stands in the title."""

    where: Message
    text: str
    bold: bool = False
    remark: bool = False


def serious(code: str, where: Message, why: Message, todo: Message) -> Finding:
    return Finding(code, Severity.SERIOUS, where, why, todo)


def doubtful(code: str, where: Message, why: Message, todo: Message) -> Finding:
    return Finding(code, Severity.DOUBTFUL, where, why, todo)


def said(text: str, /, **params: object) -> Message:
    return Message(text, params)


def words(text: str) -> list[str]:
    """A list of words, written as one reads them."""
    return text.split()


def excerpt(text: str) -> str:
    """The text on a line, as far as one needs it to find it."""
    line = one_line(text)
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


def audit(session: Session) -> tuple[Finding, ...]:
    """Everything that is wrong, then everything that may be."""
    from facilitate.workshop.audit_claims import claims, dates
    from facilitate.workshop.audit_names import names, quotations

    made = report(session)
    texts = tuple(printed(session))
    found = [
        *_sums(made),
        *claims(session, made, texts),
        *dates(session, texts),
        *quotations(session, texts),
        *_placeholders(texts),
        *_unfinished(session, made),
        *names(session, texts),
        *_doubles(session),
    ]
    return tuple(sorted(found, key=lambda each: each.severity is Severity.DOUBTFUL))


def printed(session: Session) -> Iterator[Printed]:
    """Every text of the organiser and of the notes; what tables said is theirs, word for word."""
    plan = session.plan
    yield Printed(said(N_("the title")), plan.title, bold=True)
    yield Printed(said(N_("the subtitle")), plan.subtitle, bold=True)
    for fact in plan.place.facts:
        yield Printed(said(N_("the facts of the venue")), fact)
    for phase in plan.phases:
        where = said(N_("the phase “{phase}”"), phase=phase.title)
        for text in (phase.title, phase.question):
            yield Printed(where, text)
        if phase.study:
            study = phase.study
            for text in (study.title, study.method, *(axis.question for axis in study.axes)):
                yield Printed(where, text)
    for category in plan.categories:
        yield Printed(said(N_("the category “{category}”"), category=category.title), category.title)
    for note in session.notes.values():
        if not note.withdrawn:
            where = said(N_("the note “{text}”"), text=excerpt(note.text))
            yield Printed(where, note.text, remark=bool(note.about) and not note.quotable)


def _sums(made: Report) -> Iterator[Finding]:
    counts = made.counts
    every = [*(part for category in made.categories for part in category.proposals), *made.unfiled, *made.undecided]
    sums = (
        (counts.received, counts.filed + counts.unfiled + counts.undecided + counts.withdrawn),
        (counts.received, sum(table.received for table in counts.by_table)),
        (counts.standing, sum(len(part.refs) for part in every)),
        (counts.standing, sum(len(table.ideas) for table in made.annex)),
        (counts.proposals, len(every)),
    )
    for whole, parts in sums:
        if whole != parts:
            why = said(N_("{whole} and {parts} should be equal."), whole=whole, parts=parts)
            yield serious(
                "sums", said(N_("the counts")), why,
                said(N_("Run “facilitate doctor”: a journal may be damaged.")),
            )  # fmt: skip


_PLACEHOLDERS = ("à compléter", "à définir", "to be completed", "lorem ipsum", "todo", "tbd", "xxx", "???")


def _placeholders(texts: Iterable[Printed]) -> Iterator[Finding]:
    for each in texts:
        words = f" {folded(each.text)} "
        for sign in _PLACEHOLDERS:
            plain = folded(sign)
            found = (
                plain in words
                if not plain.isalpha()
                else any(word.strip(".,;:!()[]") == plain for word in words.split())
            )
            if found:
                yield serious(
                    "placeholder", each.where, said(N_("“{sign}” is still there."), sign=sign),
                    said(N_("Write what is meant, or take it out.")),
                )  # fmt: skip


def _unfinished(session: Session, made: Report) -> Iterator[Finding]:
    for parts, code, why in (
        (made.unfiled, "unfiled", N_("Proposals that are unfiled: {count} ({refs}).")),
        (made.undecided, "undecided", N_("Proposals that are undecided: {count} ({refs}).")),
    ):
        if parts:
            refs = ", ".join(part.refs[0] for part in parts[:5]) + (", …" if len(parts) > 5 else "")  # noqa: PLR2004
            finding = serious if code == "unfiled" else doubtful
            yield finding(
                code, said(N_("the typology")), said(why, count=len(parts), refs=refs),
                said(N_("File them on the synthesis screen: “facilitate sort”.")),
            )  # fmt: skip
    if made.counts.filed:
        for category in made.categories:
            if not category.proposals:
                yield doubtful(
                    "empty-category", said(N_("the category “{category}”"), category=category.title),
                    said(N_("Nothing is filed there.")), said(N_("File something there, or remove it.")),
                )  # fmt: skip
    yield from _phases(session)
    for table in made.counts.by_table:
        if made.counts.received and not table.received:
            yield doubtful(
                "silent-table", said(N_("table {table}"), table=table.table), said(N_("It wrote nothing.")),
                said(N_("Ask whether its sheet is still to be entered: “facilitate import”.")),
            )  # fmt: skip


def _phases(session: Session) -> Iterator[Finding]:
    if session.current:
        phase = session.plan.phase(session.current)
        yield doubtful(
            "phase-open", said(N_("the phase “{phase}”"), phase=phase.title if phase else session.current),
            said(N_("It has not ended yet.")), said(N_("End it: “facilitate phase end”.")),
        )  # fmt: skip
    for phase in session.plan.phases:
        if session.runs and phase.key not in session.runs:
            where = said(N_("the phase “{phase}”"), phase=phase.title)
            yield doubtful(
                "phase-never-run", where, said(N_("It was never started.")),
                said(N_("If it did not take place, remove it from the programme.")),
            )  # fmt: skip


def _doubles(session: Session) -> Iterator[Finding]:
    standing = [idea for idea in session.ideas.values() if not idea.withdrawn]
    often = Counter((idea.table, " ".join(folded(idea.text).split())) for idea in standing)
    for (table, words), times in often.items():
        if times > 1:
            those = [idea for idea in standing if idea.table == table and " ".join(folded(idea.text).split()) == words]
            refs = ", ".join(idea.ref for idea in those)
            yield doubtful(
                "said-twice", said(N_("table {table}"), table=table),
                said(N_("The same idea stands there {times} times: {refs}."), times=times, refs=refs),
                said(N_("Withdraw what was entered twice, or merge them.")),
            )  # fmt: skip

"""What was prepared before the event: the programme, as frozen values."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.easy_words import EasyWords
from facilitate.domain.programme.phase_keys import (
    ChoiceKey,
    FlagKey,
    GroupKey,
    ItemsKey,
    PhaseKind,
    StatusKey,
    TextKey,
    WholeKey,
)
from facilitate.domain.text import title_key
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind

USUAL_TABLES = 6
MOST_TABLES = 40
MOST_ROUNDS = 20
LONGEST_PHASE = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Venue:
    """Where it happens; `facts` are what is said of the venue when it is introduced."""

    name: str = ""
    city: str = ""
    address: str = ""
    facts: tuple[str, ...] = ()

    @property
    def whereabouts(self) -> tuple[str, ...]:
        """Return the address and the city as far as they are known; a city that is told already is not told twice."""
        return tuple(part for part in (self.address, "" if self.city in self.address else self.city_beside) if part)

    @property
    def city_beside(self) -> str:
        """The city, unless the name tells it already (`Town hall, Lille`)."""
        return "" if title_key(self.name.rpartition(",")[2]) == title_key(self.city) else self.city


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many people are expected and, once counted, how many came."""

    expected: int | None = None
    present: int | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Privacy:
    """Until which day what is held of people is kept, where somebody decided; nothing goes by itself then."""

    keep_until: date | None = None


@dataclass(frozen=True, slots=True)
class PublicationDetails:
    """What only what is published says: whom to write to, under which licence, thanks, how to cite, how it was done.

    `notice` is what nobody may read it without (a draft, an example, an embargo): all that is made for people has it.
    `method` is said besides what the program itself knows of how ideas became proposals. `sections` are the parts
    of the report that this event shows, in their order, where they are not those of the house style.
    """

    contact: str = ""
    licence: str = ""
    thanks: str = ""
    cite: str = ""
    method: str = ""
    notice: str = ""
    sections: tuple[str, ...] = ()


class SupporterRole(StrEnum):
    """What an organisation does for the event."""

    PARTNER = "partner"
    FUNDER = "funder"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Supporter:
    """A partner of which more is said than its name; `logo` is what the file of its logo was called."""

    key: str
    name: str
    role: SupporterRole = SupporterRole.PARTNER
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """A question that structures the study; findings are noted under it."""

    key: str
    question: str


@dataclass(frozen=True, slots=True)
class Study:
    """The study that is presented."""

    title: str = ""
    method: str = ""
    author: str = ""
    author_role: str = ""
    commissioned_by: str = ""
    funded_by: str = ""
    interviewees: int | None = None
    axes: tuple[Axis, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who speaks on the panel."""

    key: str
    name: str
    role: str = ""
    organisation: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class TableSetup:
    """A table of a tables phase that has more than its number: a name, a host, a place, or a question of its own.

    No steps lead to one that is `step_free`.
    """

    key: str
    number: int
    name: str = ""
    host: str = ""
    place: str = ""
    question: str = ""
    step_free: bool = False


@dataclass(frozen=True, slots=True)
class RoundSetup:
    """A round of a tables phase that has a question of its own; `status` is the usual one of what is said in it."""

    key: str
    number: int
    question: str = ""
    status: Status | None = None


_TABLES = (
    TextKey("question", N_("Question")),
    StatusKey("status", N_("Usual status of its ideas")),
    WholeKey("tables", N_("Tables"), 1, MOST_TABLES, begin=USUAL_TABLES),
    ItemsKey(
        "table_setups",
        TableSetup,
        WholeKey("number", N_("Table"), 1, MOST_TABLES, begin=1),
        (
            TextKey("name", N_("Table name")),
            TextKey("host", N_("Table host")),
            TextKey("place", N_("Place in the building")),
            TextKey("question", N_("A question for this table only")),
            FlagKey("step_free", N_("Step-free access")),
        ),
        item="table",
        label=N_("Named tables"),
        asked=N_("Table number"),
        loss="",
        keyless=True,
    ),
    WholeKey("rounds", N_("Rounds"), 1, MOST_ROUNDS, default=1),
    WholeKey("changeover", N_("Changeover (min)"), 0, LONGEST_PHASE, default=0),
    ItemsKey(
        "round_setups",
        RoundSetup,
        WholeKey("number", N_("Round"), 1, MOST_ROUNDS, begin=1),
        (TextKey("question", N_("Question for this round")), StatusKey("status", N_("Usual status of its ideas"))),
        item="round",
        label=N_("Round questions"),
        asked=N_("Round number"),
        loss="",
        keyless=True,
    ),
    WholeKey("silent_after", N_("Flag silence after (min)"), 1, LONGEST_PHASE, default=10),
    WholeKey("away_after", N_("Flag lost connection (min)"), 1, LONGEST_PHASE, default=2),
    WholeKey("read_back", N_("Read back before the end (min)"), 0, LONGEST_PHASE, default=0),
)
_STUDY = GroupKey(
    "study",
    Study,
    (
        TextKey("title", N_("Study")),
        TextKey("author", N_("Author")),
        TextKey("author_role", N_("Author’s role")),
        TextKey("method", N_("Method")),
        TextKey("commissioned_by", N_("Commissioned by")),
        TextKey("funded_by", N_("Funded by")),
        WholeKey("interviewees", N_("People interviewed")),
        ItemsKey(
            "axes",
            Axis,
            TextKey("question", N_("Research question {number}"), required=True),
            (),
            item="axis",
            label=N_("Research questions"),
            asked=N_("The research question"),
            loss=N_("Findings noted under it: {count}. They will be kept, without a research question."),
        ),
    ),
)
_SPEAKERS = ItemsKey(
    "speakers",
    Speaker,
    TextKey("name", N_("Speaker"), required=True),
    (TextKey("role", N_("Role")), TextKey("organisation", N_("Organisation")), FlagKey("absent")),
    item="speaker",
    label=N_("Speakers"),
    asked=N_("The speaker’s name"),
    loss=N_("Remarks noted under this name: {count}. They will be kept, without a name."),
    keyless=True,
)

SUPPORTERS = ItemsKey(
    "supporters",
    Supporter,
    TextKey("name", N_("Partner"), required=True),
    (ChoiceKey("role", N_("Role"), SupporterRole), TextKey("logo", N_("Logo file"))),
    item="supporter",
    label=N_("Partners with a role or a logo"),
    asked=N_("The partner’s name"),
    loss="",
    keyless=True,
)

# The kinds by their words, in the order in which they are offered. The other layers know one by its word:
# `workshop/report/phase_parts.py`, `workshop/views/conduct.py`, `tui/screens/conduct/phase_kinds.py`.
PHASE_KINDS = {
    kind.name: kind
    for kind in (
        PhaseKind("welcome", N_("Welcome")),
        PhaseKind("venue", N_("The venue: facts about it"), notes=NoteKind.FACT),
        PhaseKind("study", N_("A study: research questions and findings"), (_STUDY,), NoteKind.FINDING),
        PhaseKind("panel", N_("A panel: speakers and remarks"), (_SPEAKERS,), NoteKind.REMARK),
        PhaseKind("break", N_("A break")),
        PhaseKind("tables", N_("Table discussions: a question, ideas"), _TABLES),
        PhaseKind("synthesis", N_("Synthesis: the typology")),
        PhaseKind("closing", N_("Closing")),
        PhaseKind("other", N_("Something else")),
    )
}
# The kind of a phase of which nobody said one: it tells nothing of what the phase is.
UNSAID_KIND = "other"
# The groups that phases have, and their lists, each with the group it stands in or nothing.
PHASE_GROUPS = {key.name: key for kind in PHASE_KINDS.values() for key in kind.keys if isinstance(key, GroupKey)}
PHASE_LISTS = tuple(
    (group, key)
    for group, keys in (
        *(("", kind.keys) for kind in PHASE_KINDS.values()),
        *((name, group.keys) for name, group in PHASE_GROUPS.items()),
    )
    for key in keys
    if isinstance(key, ItemsKey)
)
# Every list of a programme whose items are declared by their keys, those of the event itself last.
ITEM_LISTS = (*(key for _group, key in PHASE_LISTS), SUPPORTERS)


def has_key(kind: object, key: str) -> bool:
    """Return whether phases of the kind of that name have that key in a programme file; of an unknown kind none has."""
    known = PHASE_KINDS.get(kind) if isinstance(kind, str) else None
    return known is not None and any(each.name == key for each in known.keys)


class Priority(StrEnum):
    """Which phases give time first when the day runs late: LOW before NORMAL before HIGH."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Phase:
    """One block of the agenda; what only its kind has of these (`PhaseKind.keys`) is as usual in all others.

    `minutes` are what it should ideally have, `minimum` what it needs (see `least`); `starts_at` is a start that cannot
    move. `table_setups` are those of its `tables` of which more is said than their number. Tables may work in `rounds`
    with `changeover` minutes between them; `round_setups` are those rounds that have a question of their own. `status`
    is that of an idea of which nobody says one: a question about what works asks for what exists. A table is flagged
    after so many minutes without an idea or its device, and lists are read back so many before the end (0: if the
    facilitator says so).
    """

    key: str
    kind: PhaseKind
    title: str
    minutes: int
    question: str = ""
    status: Status | None = None
    tables: int = 0
    table_setups: tuple[TableSetup, ...] = ()
    study: Study | None = None
    speakers: tuple[Speaker, ...] = ()
    rounds: int = 1
    changeover: int = 0
    round_setups: tuple[RoundSetup, ...] = ()
    silent_after: int = 10
    away_after: int = 2
    read_back: int = 0
    minimum: int | None = None
    starts_at: time | None = None
    priority: Priority = Priority.NORMAL

    def table(self, number: int) -> TableSetup:
        """Return what is said of a table of this phase; its number alone where nothing is."""
        found = (setup for setup in self.table_setups if setup.number == number)
        return next(found, None) or TableSetup(str(number), number)

    @property
    def came(self) -> tuple[Speaker, ...]:
        """Return the speakers that nobody marked as absent."""
        return tuple(speaker for speaker in self.speakers if not speaker.absent)

    def question_in(self, number: int) -> str:
        """Return what is asked in a round: its own question, else that of the phase; 0 is a phase of one round."""
        own = (setup.question for setup in self.round_setups if setup.number == number)
        return next(own, "") or self.question

    def question_of(self, table: int, number: int = 0) -> str:
        """Return what a table is asked in a round: its own question, else that of the round, else of the phase."""
        return self.table(table).question or self.question_in(number)

    def status_in(self, number: int) -> Status:
        """Return the status that what is said in a round has unless somebody says another; 0 is a phase of one."""
        own = (setup.status for setup in self.round_setups if setup.number == number)
        return next(own, None) or self.status or Status.TO_CREATE

    @property
    def rounds_take(self) -> int:
        """The minutes that its rounds need, one for each, with the change-overs between them."""
        return self.rounds + (self.rounds - 1) * self.changeover if self.rounds > 1 else self.changeover

    @property
    def least(self) -> int:
        """The minutes it cannot go under; where nobody said, half of its minutes, in whole fives.

        Of a phase with rounds it is half of the time they have: the change-overs between them do not get shorter.
        """
        if self.minimum is not None:
            return min(self.minimum, self.minutes)
        between = min((self.rounds - 1) * self.changeover, self.minutes)
        return min(between + -(-(self.minutes - between) // 10) * 5, self.minutes)


@dataclass(frozen=True, slots=True)
class Category:
    """One item of the typology; `keywords` are words that would send an idea there.

    `description` says what belongs there; `taxonomies` are the ids that a Decidim platform has for it.
    """

    key: str
    title: str
    keywords: tuple[str, ...] = ()
    description: str = ""
    taxonomies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole programme. `language` is that of the report; a synonym is like `TS = travailleur social`.

    `partners` are those of which nothing is said but the name; the others are `supporters`.
    """

    title: str
    language: str = "fr"
    subtitle: str = ""
    date: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    organiser: str = ""
    partners: tuple[str, ...] = ()
    supporters: tuple[Supporter, ...] = ()
    cycle: str = ""
    place: Venue = Venue()
    attendance: Attendance = Attendance()
    privacy: Privacy = Privacy()
    publication: PublicationDetails = PublicationDetails()
    easy: EasyWords = EasyWords()
    phases: tuple[Phase, ...] = ()
    categories: tuple[Category, ...] = ()
    synonyms: tuple[str, ...] = ()
    refused_synonyms: tuple[str, ...] = ()  # that were proposed, and are not to be again
    reports_after: tuple[int, ...] = ()  # months after the event when progress is reported
    closing_questions: tuple[str, ...] = ()

    def named(self, role: SupporterRole) -> tuple[str, ...]:
        """Return the names of the organisations of a role, those with more than a name first."""
        first = (self.organiser,) if role is SupporterRole.ORGANISER else ()
        last = self.partners if role is SupporterRole.PARTNER else ()
        found = (each.name for each in self.supporters if each.role is role)
        return tuple(dict.fromkeys(name for name in (*first, *found, *last) if name))

    @property
    def tables(self) -> int:
        """How many working tables the room has."""
        return max((phase.tables for phase in self.phases), default=0)

    @property
    def tables_phases(self) -> tuple[Phase, ...]:
        """The phases in which tables work on a question, in the order of the agenda."""
        return tuple(phase for phase in self.phases if phase.tables)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The questions of every study, in the order of the agenda; of two with one key, the first."""
        axes: dict[str, Axis] = {}
        for phase in self.phases:
            for axis in phase.study.axes if phase.study else ():
                axes.setdefault(axis.key, axis)
        return tuple(axes.values())

    def phase(self, key: str) -> Phase | None:
        """Return the phase of that key, if it is in the agenda."""
        return next((phase for phase in self.phases if phase.key == key), None)

    def first_noting(self, kind: NoteKind) -> Phase | None:
        """Return the first phase in which notes of that kind are taken first of all, if there is one."""
        return next((phase for phase in self.phases if phase.kind.notes is kind), None)

    def category(self, key: str) -> Category | None:
        """Return the category of that key, if it is in the typology."""
        return next((category for category in self.categories if category.key == key), None)

    def category_titled(self, title: str) -> Category | None:
        """Return the first category of that title, however it is typed."""
        return next((each for each in self.categories if title_key(each.title) == title_key(title)), None)

"""The kit of a cycle as files: whose agenda it has, what of the house style goes along, and that nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.domain.values.cycle import CycleEvent
from facilitate.store.cycle_readings import read_source
from facilitate.workshop.privacy.people import people_of
from facilitate.workshop.privacy.redactor import Redactor

if TYPE_CHECKING:
    from facilitate.cli.composition.cycles import Cycles
    from facilitate.domain.programme.plan import Plan
    from facilitate.domain.timeline import Timeline
    from facilitate.export.style.style import Style
    from facilitate.i18n import Language
    from facilitate.workshop.cycle.reading import EventReading
    from facilitate.workshop.workshop import Workshop

STANDARD = ("standard", "aucun", "none")  # instead of an event: whose agenda nobody made


@dataclass(frozen=True, slots=True)
class Lender:
    """The event whose agenda, closing questions and months of reports a kit has."""

    event: EventReading
    timeline: Timeline

    @property
    def plan(self) -> Plan:
        """Its programme."""
        return self.timeline.session.plan


def lender_of(cycles: Cycles, slug: str, cycle: Workshop, name: str) -> Lender | None:
    """Return the event that is named, else the last one by its day that is here; None for the standard agenda.

    Raises `Refused` for one whose agenda cannot be had. One of another language than the cycle lends its months alone,
    and is not taken for the last one.
    """
    events, language = cycles.counted(slug, cycle), cycle.session.plan.language
    if folded(name.strip()) in STANDARD:
        return None
    if name:
        event = events.event(name)
        if event.session in cycle.session.cycle_reports:
            raise Refused(N_("“{name}” was held without the tool: nobody knows its agenda."), name=event.name)
        if event.language != language:
            raise Refused(N_("“{name}” is in another language than the cycle: its agenda is of no use."), name=name)
        if found := _opened(cycles, slug, event):
            return found
        raise Refused(N_("“{name}” is not on this computer today: its agenda cannot be read."), name=event.name)
    read = [each.reading for each in events.read if not each.problem and each.reading.language == language]
    for event in sorted(read, key=lambda each: (bool(each.date), each.order), reverse=True):
        if found := _opened(cycles, slug, event):
            return found
    return None


def _opened(cycles: Cycles, slug: str, event: EventReading) -> Lender | None:
    folder = cycles.folders(slug).of(CycleEvent(event.session, event.name))
    found = Lender(event, read_source(folder).timeline) if folder else None
    return found if found and found.plan.phases else None


def kit_of(
    cycles: Cycles, slug: str, cycle: Workshop, lender: Lender | None, language: Language, style: Style
) -> bytes:
    """Return the kit of a cycle as a zip, with the house style of the workspace where it has one."""
    from facilitate.domain.programme.document import complete
    from facilitate.domain.programme.reader import read_plan
    from facilitate.export.kit_files import page_files, style_files
    from facilitate.store.kit_file import packed
    from facilitate.store.programme_file import written
    from facilitate.workshop.cycle.kit import MANIFEST, PROGRAMME, STYLE, kit_programme, manifest

    tell = cycles.tell(language.code)
    everybody, _unknown = cycles.redactor(cycle, cycles.counted(slug, cycle))
    own = Redactor(people_of(lender.timeline, tell) if lender else (), tell)

    def redact(text: str) -> str:
        return everybody(own(text))

    document = kit_programme(cycle.session, lender.timeline.session if lender else None, redact)
    plan, kit = read_plan(complete(document)), cycles.kit_now(cycle)
    files = {
        PROGRAMME: written(document).encode(),
        **page_files(plan, kit, language, style),
        **style_files(cycles.sessions.workspace.home / STYLE, redact),
    }
    return packed({MANIFEST: manifest(kit, language.code, files), **files})

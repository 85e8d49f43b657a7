"""What the tests of a purge ask again and again."""

from __future__ import annotations

import copy
from datetime import UTC, datetime

from facilitate.domain.programme.document import complete
from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.privacy.people import leaks
from facilitate.workshop.privacy.purge import removal
from tests.support.workshops import PLAN

FR = Language("fr")


SOON = datetime(2100, 1, 1, tzinfo=UTC)


KILLED_WITH = (-9, 9)  # as Windows tells it


def purged(context, slug, before=SOON):
    found = removal(context.sessions.read_timeline(slug), before, FR.message)
    removed = list(context.upkeep.purge(slug, found, FR.message).names)
    return found, removed


def markdown(made_):
    ((_name, text),) = made(publication(made_, FR, DEFAULT), ["md"])
    return text


def bytes_of(context, slug):
    return {path: path.read_bytes() for path in context.workspace.folder(slug).rglob("*") if path.is_file()}


def made_of(context, **changes):
    plan = copy.deepcopy(PLAN)
    plan.update(changes)
    return context.sessions.create(complete(plan))


def leaking(context, slug, people):
    return [path.name for path, data in bytes_of(context, slug).items() if leaks(people, data.decode())]

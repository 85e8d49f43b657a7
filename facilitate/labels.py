"""The words for what an idea, a proposal, an action or a device is, each once, by the value of its enumeration."""

from __future__ import annotations

from collections.abc import Mapping

from facilitate.domain.errors import N_

# The same pair everywhere: on screens, in tables of the command line, on cards and telephones, in documents.
STATUSES: Mapping[str, str] = {
    "existing": N_("already existing"),
    "to_create": N_("to be created"),
    "both": N_("existing in some places, to be created in others"),
}
WITHDRAWN = N_("withdrawn")
PLACES: Mapping[str, str] = {
    "filed": N_("filed"),
    "unfiled": N_("unfiled"),
    "undecided": N_("undecided"),
    "withdrawn": WITHDRAWN,
}
ACTION_STATES: Mapping[str, str] = {
    "idea": N_("still an idea"),
    "planned": N_("planned"),
    "started": N_("started"),
    "done": N_("carried out"),
    "dropped": N_("dropped"),
}
# What a device says it is, as somebody coming or going; any other is `DEVICE`.
DEVICES: Mapping[str, str] = {
    "phone": N_("a phone"),
    "tablet": N_("a tablet"),
    "computer": N_("a computer"),
    "facilitate": N_("a laptop with facilitate"),
}
DEVICE = N_("a device")

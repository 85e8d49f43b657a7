"""The words for what an idea or a proposal is and where it stands, each once, by the value of its enumeration."""

from __future__ import annotations

from collections.abc import Mapping

from facilitate.domain.errors import N_

# On screens, in tables of the command line, on cards and telephones: as short as can be.
STATUSES: Mapping[str, str] = {
    "existing": N_("existing"),
    "to_create": N_("to create"),
    "both": N_("existing here, to create there"),
}
# In documents, and where a sentence or a column is about the status alone.
STATUSES_IN_FULL: Mapping[str, str] = {
    "existing": N_("already existing"),
    "to_create": N_("to be created"),
    "both": N_("existing here, to be created there"),
}
WITHDRAWN = N_("withdrawn")
PLACES: Mapping[str, str] = {
    "filed": N_("filed"),
    "unfiled": N_("unfiled"),
    "undecided": N_("undecided"),
    "withdrawn": WITHDRAWN,
}

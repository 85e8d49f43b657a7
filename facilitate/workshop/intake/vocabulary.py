"""The words people write in headers, status cells and table cells, in French and in English."""

from __future__ import annotations

import re

from facilitate.domain.text import folded
from facilitate.workshop.intake.incoming import IncomingStatus

# The first name found wins, so the plainest come first. A bare `n°` is left out: it mostly numbers the rows.
NAMES: dict[str, tuple[str, ...]] = {
    "table": (
        *("table", "tables", "n table", "no table", "num table", "numero table", "numero de table", "n de table"),
        *("table n", "table no", "table numero", "table number", "number of table", "no de table"),
    ),
    "idea": (
        *(
            "idee",
            "idees",
            "idea",
            "ideas",
            "texte",
            "text",
            "texte de l idee",
            "proposition",
            "propositions",
            "proposal",
        ),
        *("proposals", "piste", "pistes", "contribution", "contributions", "suggestion", "suggestions", "libelle"),
        *(
            "intitule",
            "formulation",
            "enonce",
            "contenu",
            "content",
            "description",
            "titre",
            "title",
            "action",
            "actions",
        ),
    ),
    "status": (
        *("statut", "statuts", "status", "etat", "state", "existant ou a creer", "existant a creer"),
        *("existing or to create", "existing to create"),
    ),
    "category": (
        *("item", "items", "categorie", "categories", "category", "theme", "themes", "thematique", "thematiques"),
        *("typologie", "typology", "rubrique", "topic", "topics", "type", "axe"),
    ),
    "group": ("groupe", "groupes", "group", "groups"),
}

_EXISTING = frozenset(
    (
        *("existant", "existante", "existants", "existantes", "existant e", "existant e s", "existe", "existe deja"),
        *(
            "deja existant",
            "deja existante",
            "deja existants",
            "deja existantes",
            "deja existant e",
            "deja existant e s",
        ),
        *("deja", "deja la", "deja en place", "en place", "ca existe", "ca existe deja"),
        *("existing", "exists", "already exists", "already existing", "already there", "in place"),
    ),
)
_TO_CREATE = frozenset(
    (
        *(
            "",
            "a creer",
            "creer",
            "a cree",
            "nouveau",
            "nouvelle",
            "nouveaux",
            "nouvelles",
            "nouveau nouvelle",
            "nouvelle idee",
        ),
        *("to create", "to be created", "create", "new", "new idea"),
    ),
)
ACCEPTED_STATUSES = "existant, à créer, existing, to create"

_TABLE_CELL = re.compile(r"(?:(?:table|tbl|t|groupe|group)\b)?\s*(?:(?:n|no|numero)\b)?\s*0*([0-9]{1,6})(?:\s0+)?")
_SHORT_TABLE = re.compile(r"t\s?0*([0-9]{1,6})")
_TITLE = re.compile(r"table\s*(?:(?:n|no|numero)\s+)?0*([0-9]{1,6})\b(.*)", re.DOTALL)


def plain(words: str) -> str:
    """Fold a cell to bare words: case, accents, punctuation and blanks do not count."""
    return " ".join(re.findall(r"[a-z0-9]+", folded(words[:200]).lower()))


def field_named(cell: str) -> str | None:
    """Return what a header cell announces."""
    name = plain(cell)
    return next((field for field, names in NAMES.items() if name in names), None)


def is_idea_title(line: str) -> bool:
    """Tell whether a line is only the word “ideas”: a title, not an idea."""
    return field_named(line) == "idea"


def status_of(cell: str) -> IncomingStatus | None:
    """Return the status, or None when the word is not known."""
    word = plain(cell)
    if word in _EXISTING:
        return "existing"
    return "to_create" if word in _TO_CREATE and (word or not cell.strip()) else None


def table_of(cell: str) -> int | None:
    """Read `3`, `Table 3`, `T3`, `n° 3` or a spreadsheet's `3.0`; None when it is no table number."""
    if cell.lstrip().startswith(("-", "+")):
        return None
    words = plain(cell)
    found = _TABLE_CELL.fullmatch(words) or _SHORT_TABLE.fullmatch(words)
    return int(found[1]) if found else None


def table_in_title(title: str, *, whole: bool) -> int | None:
    """Return the table a title names; `whole` wants nothing else on the line."""
    if len(title) > 200:  # noqa: PLR2004 -- nobody's title is longer, and folding costs
        return None
    found = _TITLE.fullmatch(plain(title))
    return None if not found or (whole and found[2]) else int(found[1])

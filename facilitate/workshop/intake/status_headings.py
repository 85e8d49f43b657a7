"""Statuses as headings, above a column or above a part of a list: `Existant`, `Ce qu’il faut créer`, `What exists`."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import N_
from facilitate.sheets.contents import SheetRow
from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.statuses import status_of
from facilitate.workshop.intake.table_titles import named_in
from facilitate.workshop.intake.vocabulary import AROUND, SUBJECT_WORDS, plain

READ_ABOVE = N_("Read as the status of the ideas below: {words}.")
_LONGEST = 60
# What joins the words of such a heading, and says nothing of the status.
_JOINING = frozenset(
    (
        *("ce", "cela", "ca", "qui", "que", "qu", "quoi", "il", "elle", "ils", "elles", "on", "nous", "y", "deja"),
        *("faut", "faudrait", "faudra", "reste", "peut", "pourrait", "doit", "devrait", "aimerait", "voudrait", "a"),
        *("encore", "chose", "choses", "ici", "dans", "sur", "notre", "quartier", "territoire", "commune", "ville"),
        *("that", "which", "already", "we", "should", "could", "can", "must", "to", "be", "there", "still", "things"),
        *("thing", "has", "needs", "would", "like", "here", "exemples", "exemple", "dispositifs", "dispositif"),
    )
)
_EXISTING = frozenset(("have", "avons", "existing", "existe", "existent", "exist", "exists", "trouve"))
_MISSING = frozenset(
    (
        *(
            "missing",
            "lacking",
            "need",
            "needed",
            "manque",
            "manquent",
            "manquant",
            "manquante",
            "manquants",
            "manquantes",
            "manques",
        ),
        *("faire", "inventer", "imaginer", "creer", "build", "invent", "do", "make", "n existe pas", "not exist"),
        *("doesn t exist", "doesn t exist yet", "does not exist yet", "nouveau", "nouveaux", "nouvelles", "nouvelle"),
    )
)
# Beginnings of what is to be done with something, which no status of ours says: `À renforcer`, `To improve`.
_UNDER_WAY = frozenset(
    (
        *("en cours", "en reflexion", "en projet", "en test", "a l etude", "prevu", "prevue", "prevus", "prevues"),
        *("in progress", "ongoing", "planned", "under way", "underway", "en preparation", "en discussion", "abandonne"),
    )
)
# What such headings begin with.
_FIRST_WORDS = frozenset(
    (
        *("existe", "existent", "existant", "existante", "existants", "existantes", "exists", "existing", "deja", "ca"),
        *("ce", "cela", "a", "to", "what", "already", "idees", "ideas", "new", "nouveau", "nouvelles", "nouveaux"),
        *("en", "in", "reste", "il", "fait", "faits", "projets", "n", "not", "nouvelle", "vorhanden", "choses", "les"),
        *("realise", "realises", "realisees", "realisee", "mis", "mise", "done", "implemented", "todo"),
        *("things", "bestehend", "bereits", "propositions", "proposals", "initiatives", "actions", "pas", "on", "does"),
        *("dispositifs", "the", "our", "nos", "des", "we", "manque", "manques", "missing", "planned", "prevu"),
    )
)
_INFINITIVES = ("er", "ir", "re", "oir")
_A_FEW = 3  # words
_TWO = 2


def may_name_status(words: str) -> bool:
    first = words.partition(" ")[0].partition("’")[0].partition("'")[0]
    return plain(first) in _FIRST_WORDS  # most lines end here


def standing_of(heading: str) -> IncomingStatus | None:
    """The status that a heading names of all that stands below it."""
    if len(heading) > _LONGEST or not heading.strip():
        return None
    words = plain(heading).split()
    kept = [word for word in words if word not in AROUND and SUBJECT_WORDS.get(word) != "idea"]
    if not kept:
        return None
    if known := status_of(" ".join(words)) or status_of(" ".join(kept)):
        return known
    left = " ".join(word for word in kept if word not in _JOINING)
    if not left:
        return "to_create" if _is_wish(kept) else None
    if left in _EXISTING:
        return "existing"
    return "to_create" if left in _MISSING else status_of(left) if len(kept) > 1 else None


def _is_wish(words: list[str]) -> bool:
    return words[-1] in ("faudrait", "aimerait", "voudrait", "should")


def is_other_status(heading: str) -> bool:
    """Whether a heading names a status that is none of ours: `À renforcer`, `En cours`, `To improve`."""
    words = plain(heading).split() if len(heading) <= _LONGEST else []
    if " ".join(words) in _UNDER_WAY:
        return True
    if len(words) < _TWO or len(words) > _A_FEW or words[1] in _OF_NOTES:
        return False
    return (words[0] == "a" and words[1].endswith(_INFINITIVES)) or (words[0] == "to" and words[1] not in _NO_VERBS)


def is_part(heading: str) -> bool:
    """Whether a heading names a status, ours or another."""
    return standing_of(heading) is not None or is_other_status(heading)


# What is still to be done with the words themselves.
_OF_NOTES = frozenset(
    (
        *("verifier", "completer", "relire", "preciser", "confirmer", "noter", "transmettre", "envoyer", "contacter"),
        *("check", "confirm", "verify", "complete", "send", "contact", "note", "read", "lire", "retenir", "remplir"),
    )
)
_NO_VERBS = frozenset(("the", "whom", "who", "whomever", "a", "us", "all"))
_VERBS = frozenset(("creer", "inventer", "imaginer", "faire", "create", "created", "invent", "build", "do", "done"))


def is_plainly_status(words: str) -> bool:
    """Whether words without any decoration can be nothing but a heading: `Neuf` or `Projet` may be an idea."""
    heading = plain(words).split()
    if any(word.startswith("exist") or word in ("idees", "ideas") for word in heading):
        return True
    return (
        heading[0] in ("a", "to", "deja", "already", "ce", "what", "reste", "il")
        and len(heading) > 1
        and (heading[0] not in ("a", "to") or heading[-1] in _VERBS)
    )


def is_status_heading(words: str) -> bool:
    """Whether words are a heading that names a status, and can be nothing else."""
    if len(words) > _LONGEST or words.endswith("?") or not may_name_status(words):
        return False
    return standing_of(words) is not None and (words.endswith(":") or is_plainly_status(words))


def status_rows(rows: Sequence[SheetRow]) -> dict[int, IncomingStatus]:
    """The rows of a sheet that only name a status, by their places, where the first is a heading and below no idea."""
    found: dict[int, IncomingStatus] = {}
    for place, row in enumerate(rows):
        words = {cell.strip() for cell in row.cells if cell.strip()}
        if len(words) != 1 or not is_status_heading(word := words.pop()):
            continue
        above = rows[place - 1] if place else None
        if not found and above and row.line - above.line == 1 and not _is_title(above):
            return {}
        found[place] = standing_of(word) or "to_create"
    return found


def _is_title(row: SheetRow) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) == 1 and named_in(filled[0].strip()) is not None

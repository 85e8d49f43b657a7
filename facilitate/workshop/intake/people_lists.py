"""Tables that list people, and how to reach them: guests, members, an address book. None of it is an idea."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.intake.column_cells import share
from facilitate.workshop.intake.column_names import QUESTION, bare, named
from facilitate.workshop.intake.column_roles import Columns
from facilitate.workshop.intake.no_ideas import are_names, has_form_of_name
from facilitate.workshop.intake.vocabulary import table_in_column

_FIRST_NAMES = frozenset(
    ("prenom", "prenoms", "first name", "firstname", "given name", "given names", "vorname", "nombre", "forename")
)
# What such lists call their other columns, beside the names and addresses that `named` knows.
_OF_PEOPLE = frozenset(
    (
        *("association", "associations", "affiliation", "societe", "company", "structure", "label", "labels", "statut"),
        *("collectif", "institution", "signature", "emargement", "presence", "present", "presente", "invite", "status"),
        *("poste", "fonction", "qualite", "type", "role", "profil", "adherent", "cotisation", "allergies", "repas"),
        *("employeur", "etablissement", "service", "categorie", "category", "equipe", "team", "rue", "street", "work"),
        *("domicile", "suffixe", "suffix", "fax", "telecopie", "initiales", "anniversaire", "birthday", "conjoint"),
        *("home", "business", "bureau", "prof", "nickname", "surnom", "departement"),
    )
)
_ROLES = frozenset(("person", "contact", "number", "date", "place", "other", "count", "link", "ref"))
_TITLES = frozenset(("m", "mme", "mlle", "mr", "mrs", "ms", "dr", "madame", "monsieur", "me", "pr"))
_FEWEST = 0.8


def refuse_people(columns: Columns) -> None:
    """Raise `Refused` for a table of people, where nobody named the column of the ideas."""
    if columns.choices.idea or columns.choices.title:
        return
    places = [place for place in range(columns.width) if columns.evidence(place).filled]
    if len(places) > 1 and (_named_people if columns.has_header else _bare_people)(columns, places):
        raise Refused(
            N_(
                "This is a list of people ({columns}), not of ideas: nothing is imported. Choose the file that "
                "contains the ideas. If a column of this one does contain them, name it with --idea COLUMN."
            ),
            columns=columns.listed(),
        )


def _named_people(columns: Columns, places: list[int]) -> bool:
    """Whether each column is of those that such lists have, one of the names of people among them."""
    names = {place: bare(columns.header_name(place)) for place in places}
    persons = [place for place in places if (role := named(columns.header_name(place))) and role.role == "person"]
    if not persons or not all(_is_of_people(columns, place, names[place]) for place in places):
        return False
    if any(names[place] in _FIRST_NAMES for place in persons):
        return True
    reached = any((role := columns.roles[place]) and role.role == "contact" for place in places)
    cells = [[cell.strip() for cell in columns.cells(place)] for place in persons]
    return any(map(are_names, cells)) or (reached and any(map(_are_of_form, cells)))


def _is_of_people(columns: Columns, place: int, name: str) -> bool:
    role = columns.roles[place]
    if role is not None and role.role in ("table", "group"):
        return share(columns.cells(place), table_in_column) >= _FEWEST  # below `Table 1` may stand its ideas
    if role is not None and role.role in _ROLES:
        # A question may ask for ideas, whatever word it has: `Quel lieu proposez-vous ?`
        asks = role.strength == QUESTION or columns.header_name(place).rstrip(" *").endswith("?")
        return not asks or role.role in ("person", "contact", "number", "date")
    if name in ("titre", "title"):
        return all(cell.strip(" .").casefold() in _TITLES for cell in columns.cells(place))
    return bool(name) and all(word in _OF_PEOPLE or word.isdecimal() for word in name.split())


def _are_of_form(cells: list[str]) -> bool:
    return sum(map(has_form_of_name, cells)) >= _FEWEST * len(cells) > 0


def _bare_people(columns: Columns, places: list[int]) -> bool:
    """Whether, in columns without names, there are addresses or telephones, and all else has the form of names."""
    others = [columns.cells(place) for place in places if not _is_contact(columns, place)]
    return (
        0 < len(others) < len(places)
        and all(map(_are_of_form, others))
        and any(are_names([cell.strip() for cell in cells]) for cells in others)
    )


def _is_contact(columns: Columns, place: int) -> bool:
    look = columns.evidence(place)
    return look.private >= _FEWEST * look.filled

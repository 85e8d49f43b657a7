"""Tables that list people, and how to reach them: guests, members, an address book. None of it is an idea."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.intake.column_cells import share
from facilitate.workshop.intake.column_names import bare, named
from facilitate.workshop.intake.columns import Columns
from facilitate.workshop.intake.no_ideas import are_names, has_form_of_name
from facilitate.workshop.intake.roster_columns import field_of
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
        *("home", "business", "bureau", "prof", "nickname", "surnom", "departement", "job"),
        *(
            "atelier",
            "workshop",
            "session",
            "choisi",
            "choix",
            "choice",
            "taille",
            "size",
            "shirt",
            "t",
            "interet",
            "interets",
        ),
        *("centre", "centres", "plus", "one", "options", "option", "nombre", "personnes"),
    )
)
# What only lists of guests and of tickets ask: with it, no other column is of ideas unless its title says so.
_OF_GUESTS = frozenset(
    """
presence presences present presente presents presentes absent absente viendra vient viendrez venez venue participera
participerez confirmation confirme confirmee rsvp attending attendance attendee attendees attend coming
guest guests invite invitee invites invitation inscription inscriptions inscrit inscrite registration registered
repas dejeuner diner menu buffet cocktail traiteur meal meals lunch dinner catering
billet billets ticket tickets commande commandes order orders tarif tarifs montant prix price amount fee fees paiement
paye payee payment paid promo coupon quantity quantite acheteur payeur buyer badge badges
emargement signature accompagnant accompagnants accompagnateur hebergement hotel accommodation arrivee
arrival tshirt seat urgence emergency
""".split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
# What is asked there in whole questions too: of health, and how somebody heard of the day.
_OF_GUESTS_IN_QUESTIONS = frozenset(
    """
allergie allergies allergique allergy allergens allergenes intolerance intolerances regime regimes alimentaire
alimentaires dietary diet vegetarien vegetarienne vegan vegetarian pmr wheelchair connu connus connue heard
""".split()  # noqa: SIM905
)
_OWN_NEEDS = frozenset(("particulier", "particuliers", "specifique", "specifiques", "special", "specific", "speciaux"))
_REMARKS = frozenset(
    """
remarque remarques observation observations remark remarks note notes divers particularite particularites information
informations info infos besoins needs specificite specificites special requests
""".split()  # noqa: SIM905
)
_ROLES = frozenset(("person", "contact", "number", "date", "place", "other", "count", "link", "ref"))
_TITLES = frozenset(("m", "mme", "mlle", "mr", "mrs", "ms", "dr", "madame", "monsieur", "me", "pr"))
_FEWEST = 0.8
_OTHER_FIELDS = 2
_SHORT_CELL = 3  # words
_LONGEST_TITLE = 5  # words; what is longer asks something
_AROUND = frozenset(("votre", "vos", "your", "de", "l", "la", "le", "les", "d", "of", "the", "du", "des"))


def refuse_people(columns: Columns) -> None:
    """Raise `Refused` for a table of people, where nobody named the column of the ideas."""
    if columns.choices.idea or columns.choices.title:
        return
    places = [place for place in range(columns.width) if columns.evidence(place).filled]
    if len(places) > 1 and (
        (_named_people if columns.has_header else _bare_people)(columns, places)
        or _are_fields_of_guests(columns, places)
    ):
        raise list_of_people(columns.listed())


def list_of_people(columns: str) -> Refused:
    """What is said of a list of people, whose columns are listed."""
    sentence = N_(
        "This is a list of people ({columns}), not of ideas: nothing is imported. Choose the file that "
        "contains the ideas. If a column of this one does contain them, name it with --idea COLUMN. Guests are "
        "imported with “facilitate people import SESSION FILE”."
    )
    return Refused(sentence, columns=columns)


def is_of_guests(columns: Columns, place: int) -> bool:
    """Whether only a list of guests has such a column, by its title."""
    return _of_guests(columns, place, bare(columns.header_name(place)).split())


def _named_people(columns: Columns, places: list[int]) -> bool:
    """Whether each column is of those that such lists have, one of the names of people among them."""
    persons = [place for place in places if (role := named(columns.header_name(place))) and role.role == "person"]
    if not persons:
        return False
    words = {place: bare(columns.header_name(place)).split() for place in places}
    of_guests = any(_of_guests(columns, place, words[place]) for place in places)
    if not all(_is_of_people(columns, place, words[place], of_guests=of_guests) for place in places):
        return False
    if any(not _FIRST_NAMES.isdisjoint((" ".join(words[place]), words[place][0])) for place in persons):
        return True
    reached = of_guests or any((role := columns.roles[place]) and role.role == "contact" for place in places)
    cells = [[cell.strip() for cell in columns.cells(place)] for place in persons]
    return any(map(are_names, cells)) or (reached and any(map(_are_of_form, cells)))


def _are_fields_of_guests(columns: Columns, places: list[int]) -> bool:
    """Whether columns are called as those of a guest list: names and two more, no table, no words of another use."""
    found = {place: field_of(columns.header_name(place)) for place in places}
    fields = {known[0] for known in found.values() if known}
    if not ({"name", "last", "first"} & fields and len(fields - {"name", "last", "first"}) >= _OTHER_FIELDS):
        return False
    if any(_says_ideas(columns, place) or (not found[place] and _names_table(columns, place)) for place in places):
        return False
    only_guests = bool(fields & {"diet", "access", "interpreter", "together", "apart"})
    return only_guests or all(
        known is not None or not columns.evidence(place).is_text or share(columns.cells(place), _is_short) >= _FEWEST
        for place, known in found.items()
    )


def _names_table(columns: Columns, place: int) -> bool:
    role = columns.roles[place]
    return role is not None and role.role == "table"


def _is_short(cell: str) -> int | None:
    return len(cell.split()) if len(cell.split()) <= _SHORT_CELL else None


def _of_guests(columns: Columns, place: int, words: list[str]) -> bool:
    """Whether only a list of guests has such a column: `Présence confirmée`, `Régime alimentaire`, `Ticket Type`."""
    if _says_ideas(columns, place):
        return False
    return not _OF_GUESTS_IN_QUESTIONS.isdisjoint(words) or (
        not _OF_GUESTS.isdisjoint(words) and not _is_asked(columns, place)
    )


def _is_of_people(columns: Columns, place: int, words: list[str], *, of_guests: bool) -> bool:
    role, name = columns.roles[place], " ".join(words)
    if role is not None and role.role in ("table", "group"):
        # Below `Table 1` may stand its ideas.
        return share(columns.cells(place), table_in_column) >= _FEWEST
    if role is not None and role.role in _ROLES:
        # A question may ask for ideas, whatever word it has: `Quel lieu proposez-vous ?`
        asked = _is_asked(columns, place)
        return not asked or (role.role in ("person", "contact") and _are_of_form(columns.cells(place)))
    if name in ("titre", "title"):
        return all(cell.strip(" .").casefold() in _TITLES for cell in columns.cells(place))
    known = bool(words) and all(word in _OF_PEOPLE or word in _AROUND or word.isdecimal() for word in words)
    if known or _of_guests(columns, place, words):
        return True
    look = columns.evidence(place)
    if _says_ideas(columns, place) or look.is_status:
        return False
    is_beside = of_guests or not _REMARKS.isdisjoint(words)
    return look.is_answers or (is_beside and not _is_asked(columns, place))


def _says_ideas(columns: Columns, place: int) -> bool:
    """Whether the title of a column of words says that they are ideas."""
    role, look = columns.roles[place], columns.evidence(place)
    if role is None or role.role not in ("idea", "title") or not look.is_text or look.is_answers:
        return False
    return _OWN_NEEDS.isdisjoint(bare(columns.header_name(place)).split())  # `Besoins particuliers`


def _is_asked(columns: Columns, place: int) -> bool:
    """Whether a question is answered in words below: of what it is, only who asked it knows."""
    look = columns.evidence(place)
    asks = _ends_as_question(columns, place) or len(columns.header_name(place).split()) > _LONGEST_TITLE
    return asks and look.is_text and not (look.is_answers or look.is_private)


def _ends_as_question(columns: Columns, place: int) -> bool:
    return columns.header_name(place).rstrip(" *").endswith("?")


def _are_of_form(cells: list[str]) -> bool:
    return sum(map(has_form_of_name, cells)) >= _FEWEST * len(cells) > 0


def _bare_people(columns: Columns, places: list[int]) -> bool:
    """Whether, in columns without names, there are addresses or telephones, and all else has the form of names."""
    contacts = [place for place in places if _is_contact(columns, place)]
    looks = {place: columns.evidence(place) for place in places if place not in contacts}
    others = [columns.cells(place) for place, look in looks.items() if not (look.is_answers or look.is_numbers)]
    return (
        bool(contacts and others)
        and all(map(_are_of_form, others))
        and any(are_names([cell.strip() for cell in cells]) for cells in others)
    )


def _is_contact(columns: Columns, place: int) -> bool:
    look = columns.evidence(place)
    return look.private >= _FEWEST * look.filled

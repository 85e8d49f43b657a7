"""Tables beside the lists of a text that hold no ideas: who does what by when, counts, an agenda, people.

What holds ideas, or may, is told by the names of its columns; a table that is none of these kinds may hold some.
"""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.text import folded
from facilitate.sheets.contents import SheetRow
from facilitate.sheets.headers import is_data
from facilitate.workshop.intake.column_names import named
from facilitate.workshop.intake.doubt import in_doubt
from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Tables
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.section_ends import AFTER_TABLES, plain_title
from facilitate.workshop.intake.table_titles import table_in_heading
from facilitate.workshop.intake.total_cells import meaning_of

_SEVERAL = 2
_WORDS = 5  # of a cell that may be an idea
_TASKS = AFTER_TABLES | frozenset(
    """
    quoi what tache taches task tasks action actions etape etapes step steps todo travail demarche demarches
    prochaines suites decision decisions engagement engagements mission missions
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
_WHO = frozenset(
    """
    qui who responsable responsables responsible owner owners pilote pilotes lead referent referente porteur porteuse
    assigned assignee charge personne personnes person people by par nom contact
    """.split()  # noqa: SIM905
)
_WHEN = frozenset(
    """
    quand when echeance echeances delai delais date dates due deadline until pour avant before calendrier timeline
    """.split()  # noqa: SIM905
)
_HOURS = frozenset("heure heures horaire horaires time times duree duration minutes hour hours".split())  # noqa: SIM905
_PEOPLE = ("person", "contact", "place", "date", "number", "ref", "other", "table")
_IDEAS = ("idea", "title", "body", "summary")


def are_beside(text: str, tables: Sequence[Sequence[SheetRow]]) -> bool:
    """Whether a text has lists of ideas, and none of the tables in it may hold one."""
    return all(map(_holds_none, tables)) and _has_lists(text)


def _has_lists(text: str) -> bool:
    """Whether at least two ideas of a text have bullets, or stand below the title of a table."""
    choices = Choices(table=1)
    listed = read_list(text, Tables(None, 1, in_columns=False), choices)
    outcomes, _notices = in_doubt(listed, listed.outcomes, choices)
    pairs = zip(listed.points, outcomes, strict=True)
    found = (isinstance(each, IncomingIdea) and (point.bulleted or point.table is not None) for point, each in pairs)
    return sum(found) >= _SEVERAL


def _holds_none(rows: Sequence[SheetRow]) -> bool:
    cells = [[cell.strip() for cell in row.cells] for row in rows if not row.blank]
    if not cells:
        return True
    header, *below = cells
    names = [plain_title(name) for name in header if name]
    if _are_tasks(names) or _are_counts(below):
        return True
    roles = [role.role if (role := named(name)) else None for name in header if name]
    if any(role in _IDEAS for role in roles) or any(table_in_heading(name) is not None for name in header):
        return False
    if any(not _HOURS.isdisjoint(name.split()) for name in names):
        return True
    return "person" in roles and all(role in _PEOPLE or not _is_worded(at, below) for at, role in enumerate(roles))


def _are_tasks(names: Sequence[str]) -> bool:
    """`À faire | Qui | Quand`: what is done, and who does it or by when."""
    words = [set(name.split()) for name in names]
    what = any(name in _TASKS or _TASKS.intersection(each) for name, each in zip(names, words, strict=True))
    who, when = (any(not known.isdisjoint(each) for each in words) for known in (_WHO, _WHEN))
    return (what and (who or when)) or (who and when)


def _is_worded(at: int, below: Sequence[Sequence[str]]) -> bool:
    return any(len(row[at].split()) >= _WORDS for row in below if at < len(row))


def _are_counts(below: Sequence[Sequence[str]]) -> bool:
    """`Table 1 | 6`: nothing but numbers beside the names of tables, or beside a few words that are no sentence."""
    filled = [row for row in below if any(row)]
    numbers = [cell for row in filled for cell in row[1:] if cell]
    if not numbers or not all(_is_number(cell) for cell in numbers):
        return False
    return all(_is_label(row[0]) for row in filled if row[0])


def _is_number(cell: str) -> bool:
    return is_data(cell) or meaning_of(cell.strip("*_ ")) in ("number", "count", "none")


def _is_label(cell: str) -> bool:
    bare = cell.strip("*_ ")
    if table_in_heading(bare) is not None or is_data(bare) or meaning_of(bare) == "label":
        return True
    return folded(bare) in ("total", "ensemble", "all")

"""Whether an idea's thing exists: in our words, in yes and no, and in the words of other tools."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.vocabulary import plain

# How the cells of a column are read: as words, or as answers to “does it exist?” or “is it to be created?”; `said`, as
# answers to the first, for a person said that the column tells what exists; `ticks`, as answers to the second, where an
# empty cell is a no, for only yes is written.
Manner: TypeAlias = Literal["words", "exists", "creates", "said", "ticks"]

_EXISTING = frozenset(
    (
        *("existant", "existante", "existants", "existantes", "existant e", "existant e s", "existe", "existe deja"),
        *("deja existant", "deja existante", "deja existants", "deja existantes", "deja existant e"),
        *("deja existant e s", "deja", "deja la", "deja en place", "en place", "ca existe", "ca existe deja"),
        *("existing", "exists", "already exists", "already existing", "already there", "in place", "existing already"),
        *("realise", "realisee", "realises", "realisees", "deja realise", "deja realisee", "mis en place"),
        *("mise en place", "implemented", "in operation", "fait", "faite", "deja fait", "deja faite", "done"),
        *("vorhanden", "bereits vorhanden", "bestehend", "existiert", "existiert bereits", "existiert schon"),
        *("existente", "ya existe", "existe ya", "ya existente", "umgesetzt", "esistente"),
    ),
)
_TO_CREATE = frozenset(
    (
        *("a creer", "creer", "a cree", "nouveau", "nouvelle", "nouveaux", "nouvelles", "nouveau nouvelle"),
        *(
            "nouvelle idee",
            "idee nouvelle",
            "idee neuve",
            "neuf",
            "neuve",
            "en projet",
            "projet",
            "a inventer",
            "a faire",
            "reste a faire",
            "n existe pas",
            "n existe pas encore",
            "pas encore",
        ),
        *("to create", "to be created", "create", "new", "new idea", "not yet", "does not exist", "to do", "todo"),
        *("neu", "zu schaffen", "zu erstellen", "noch nicht vorhanden", "nicht vorhanden"),
        *("por crear", "a crear", "crear", "nuevo", "nueva", "no existe", "da creare", "nuovo", "nuova"),
    ),
)
_YES = frozenset(
    ["oui", "o", "yes", "y", "x", "1", "vrai", "true", "ja", "j", "si", "s", "wahr", "verdadero", "ok", "v"]
)
_NO = frozenset(["non", "n", "no", "0", "faux", "false", "nein", "falsch", "falso"])
# Answers that are neither, in plain words.
_UNSURE = frozenset(
    (
        *("je ne sais pas", "ne sais pas", "nous ne savons pas", "on ne sait pas", "ne sait pas", "ne se prononce pas"),
        *("nsp", "nspp", "peut etre", "sans reponse", "en partie", "partiellement", "pas sur", "pas sure", "incertain"),
        *("don t know", "i don t know", "we don t know", "not sure", "unsure", "maybe", "no answer", "n a", "unknown"),
        *("partly", "partially", "in part", "weiss nicht", "weiß nicht", "vielleicht", "no se", "no sabe"),
    )
)
# What people put round a yes or a no, and tells no more than these.
_SAYS_NOTHING = frozenset(
    (
        *("oui", "non", "yes", "no", "ca", "cela", "c", "est", "elle", "il", "existe", "existent", "existant", "a"),
        *(
            "existante",
            "deja",
            "creer",
            "cree",
            "pas",
            "encore",
            "ici",
            "n",
            "tout",
            "fait",
            "bien",
            "sur",
            "sure",
            "en",
        ),
        *("nouveau", "nouvelle", "idee", "projet", "merci", "ma", "connaissance", "it", "exists", "already", "is"),
        *(
            "yet",
            "new",
            "to",
            "be",
            "created",
            "create",
            "of",
            "course",
            "idea",
            "here",
            "does",
            "exist",
            "there",
            "not",
        ),
        *("far", "i", "know", "don", "t", "think", "so", "this", "the", "an", "faire", "ne", "y", "que", "je", "sache"),
        *("existing", "in", "done", "mis", "mise", "oeuvre", "place", "as"),
    )
)
_FEW_WORDS = 3
_CUT = re.compile(r"\s*[(:,–—]\s*|\s-\s")
_FIRST_WORD = re.compile(r"\W*\w+")
_AROUND = " \t\n\u00a0\u202f-–—:,;.!()[]/"
_LONGEST_UNSURE = 30
_COLOUR = re.compile(
    r"(?<=\w)\s*\((?:(?:dark|light)[ _-])?(?:green|yellow|orange|red|purple|blue|sky|lime|pink|black|gr[ae]y|white|"
    r"vert|jaune|rouge|violet|mauve|bleu|bleu ciel|citron vert|rose|noir|gris|blanc)"
    r"(?:[ _-](?:dark|light|foncé|clair))?\)\s*$",
    re.IGNORECASE,
)
_TICKS = ("✓", "✔", "☑", "✅", "×", "✗", "✘", "☒")
_CROSSES = ("☐", "❌", "-", "–", "—", "/")


def is_label(cell: str) -> bool:
    """`Already exists (green), Urgent (red)`: boards write the colour of a label behind it."""
    return all(map(_COLOUR.search, cell.split(",")))


def status_of(cell: str) -> IncomingStatus | None:
    """Return the status, or None when the word is not known; of several labels, that of the first known."""
    if not cell.strip():
        return "to_create"
    if cell.rstrip().endswith(")") and is_label(cell):
        return next((known for part in cell.split(",") if (known := status_of(_COLOUR.sub("", part)))), None)
    word = plain(cell)
    if word in _EXISTING:
        return "existing"
    return "to_create" if word in _TO_CREATE else None


def labels_say_status(cells: Sequence[str]) -> bool:
    """Whether all cells are labels of a board with their colours, and some say what already exists."""
    return bool(cells) and all(map(is_label, cells)) and "existing" in map(status_of, cells)


def answer_of(cell: str) -> bool | None:
    """A yes or a no; None for anything else. An empty cell says no: its box was not ticked."""
    stripped = cell.strip()
    if not stripped or stripped in _CROSSES:
        return False
    if stripped.startswith(_TICKS):
        return True
    words = plain(stripped).split(" ", 1)
    word = words[0]
    if len(words) > 1 and word not in ("oui", "non", "yes", "no", "ja", "nein", "si"):
        return None
    return True if word in _YES else False if word in _NO else None


def _status_before(cell: str) -> IncomingStatus | None:
    """The status of `Existe (au centre social)`, which says more than that."""
    before, *behind = _CUT.split(cell.strip(), maxsplit=1)
    return status_of(before) if behind and before and answer_of(before) is None else None


def is_unsure(cell: str) -> bool:
    """Whether an answer is neither yes nor no: `Je ne sais pas`, `?`."""
    words = cell.strip()
    return len(words) <= _LONGEST_UNSURE and (words == "?" or plain(words) in _UNSURE)


def read_status(cell: str, manner: Manner) -> IncomingStatus | None:
    """The status that a cell of a column says; None where it says nothing that is known."""
    known = status_of(cell) or _status_before(cell)
    if manner == "words" or (known and (cell.strip() or manner == "creates")):
        return known
    answer = answer_of(cell)
    if answer is None:
        return None
    return "existing" if answer == (manner not in ("creates", "ticks")) else "to_create"


def words_beside(cell: str, manner: Manner) -> str:
    """What a cell says beside its status, or in its place: `St Mary’s` of `Yes - St Mary’s`; nothing of `Oui, déjà`."""
    stripped = cell.strip()
    if " " not in stripped or status_of(stripped) or is_unsure(stripped):
        return ""
    words = plain(stripped).split()
    if _SAYS_NOTHING.issuperset(words):
        return ""
    if _status_before(stripped):
        return _CUT.split(stripped, maxsplit=1)[1].strip(_AROUND)
    if answer_of(stripped) is None:
        few = manner == "words" and len(words) <= _FEW_WORDS  # a status of their own, which is told
        return "" if few else stripped
    mark = stripped[0] if stripped.startswith(_TICKS) else (first[0] if (first := _FIRST_WORD.match(stripped)) else "")
    rest = stripped[len(mark) :].strip(_AROUND)
    return "" if status_of(rest) or not any(map(str.isalnum, rest)) else rest


def is_status(cell: str) -> bool:
    """Whether a cell can only be a status: the value of a row, and no name of a column."""
    stripped = cell.strip()
    return bool(stripped) and not stripped.endswith("?") and status_of(stripped) is not None

"""The program's own sheets, which come back as they were written: of the ideas, and of the proposals for Decidim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facilitate.domain.errors import N_, Refused
from facilitate.domain.references import read_reference
from facilitate.domain.text import inlined
from facilitate.sheets.contents import Table
from facilitate.sheets.headers import Header
from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.statuses import status_of
from facilitate.workshop.intake.table_layout import Block, Layout
from facilitate.workshop.intake.vocabulary import plain

# The writer's names in both languages, in plain words, with those it had before; a test sees that it has no others.
_IDEAS = {
    "ref": ("reference", "repere"),
    "table": ("table",),
    "idea": ("idea", "idee"),
    "status": ("status", "statut"),
    "situation": ("filing", "situation", "classement"),
    "category": ("category", "item"),
    "detail": ("detail", "precisions"),
    "proposal": ("proposal id", "identifier of the proposal", "identifiant de la piste"),
    "wording": ("proposal", "piste"),
    "standing": ("proposal status", "statut de la piste"),
}
_WITHDRAWN = ("withdrawn", "retiree")
_DECIDIM = re.compile(r"id;title/(?P<code>\w\w);body/(?P=code);category/id;taxonomies/ids;scope/id")
_LAST_LINE = re.compile(r"(?P<standing>[^·\n]+) · (?P<refs>T\d[\w-]*(?:, T\d[\w-]*)*)")
_BOTH = (
    "existing or to be created depending on the idea",
    "deja existante ou a creer selon les idees",
    "existing in some places to be created in others",
    "existing here to be created there",
    "deja existante ici a creer ailleurs",
)
_STANDINGS = ("to be created", "already existing", "a creer", "deja existante", *_BOTH)
_LONGEST_CATEGORY = 200
_SAMPLE = 300
# `- **T1-01** — Un four` in the annex, `*à créer · T1-01, T2-03*` below a proposal.
_REF = r"T\d{1,2}[a-z0-9]*-\d{2,}"
_REPORTED = re.compile(rf"^- \*\*{_REF}\*\* |^ *\*[^*\n]+ · {_REF}(?:, {_REF})*\*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decided:
    """A proposal as it was written for Decidim; `otherwise` is how its body begins, where that is not its title."""

    wording: str
    otherwise: str
    detail: str
    category: str
    status: IncomingStatus
    refs: tuple[str, ...]


def own_layout(table: Table, header: Header, width: int | None) -> Layout | None:
    """How a sheet of the program's own is read, of which a person may have taken columns out; None for any other."""
    if _DECIDIM.fullmatch(";".join(header.names)):
        return Layout(header, (Block((1,), (2,)),), width, own=True, decided=True, proposal=0)
    names = [plain(name) for name in header.names]
    places = {
        field: next((names.index(name) for name in known if name in names), None) for field, known in _IDEAS.items()
    }
    ref, idea = places["ref"], places["idea"]
    if ref is None or idea is None or not _holds_references(table, header, ref):
        return None
    detail = () if places["detail"] is None else (places["detail"],)
    block = Block((idea,), detail, places["table"], places["status"], places["category"], ref=ref)
    return Layout(
        header, (block,), width, own=True, withdrawn=places["situation"], proposal=places["proposal"],
        wording=places["wording"], standing=places["standing"],
        # In a workbook words are text by their kind; one that was made of the CSV has a single sheet.
        guarded=len(table.origin.sheets) < 2,  # noqa: PLR2004
    )  # fmt: skip


def are_own_heads(cells: Sequence[str]) -> bool:
    """Whether a row is that of the heads of the program's own sheet of ideas."""
    names = {plain(cell) for cell in cells}
    return not (names.isdisjoint(_IDEAS["ref"]) or names.isdisjoint(_IDEAS["idea"]))


def _holds_references(table: Table, header: Header, place: int) -> bool:
    rows = table.rows[header.first_row : header.first_row + _SAMPLE]
    cells = [row.cells[place].strip() for row in rows if place < len(row.cells) and row.cells[place].strip()]
    return bool(cells) and sum(1 for cell in cells if read_reference(cell)) * 2 > len(cells)


def standing_of(cell: str) -> str:
    """The status that a sheet gives a proposal; the cell itself where it is none."""
    return "both" if plain(cell) in _BOTH else status_of(cell) or cell


def was_withdrawn(cell: str) -> bool:
    """Whether the sheet says that an idea was taken back."""
    return plain(cell) in _WITHDRAWN


def read_decided(title: str, body: str) -> Decided | None:
    """Read a row of the sheet of proposals; None where its body does not end as the program writes it."""
    body = body.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    text, _gap, last = body.rpartition("\n\n")
    found = _LAST_LINE.fullmatch(last.strip().partition("\n")[0].strip())  # below it stands the notice of all of them
    refs = tuple(ref for each in (found["refs"].split(", ") if found else ()) if (ref := read_reference(each)))
    if found is None or not refs or plain(found["standing"]) not in _STANDINGS:
        return None
    wording, rest = _wording(title.strip(), text)
    otherwise = "" if wording else rest.partition("\n\n")[0]
    if not wording:
        wording, rest = title.strip(), rest.partition("\n\n")[2]
    detail, category = _parted(rest)
    standing = plain(found["standing"])
    status = "to_create" if standing in _BOTH else status_of(found["standing"]) or "to_create"
    return Decided(wording, otherwise, detail, category, status, refs)


def _wording(title: str, text: str) -> tuple[str, str]:
    """The words that the title repeats on one line, and what comes after them; no words where it repeats none.

    Of long words the title has only the beginning: they go on to the first empty line.
    """
    shortened = title.endswith("…")
    known = title[:-1] if shortened else title
    position = 0
    while 0 <= position < len(text):
        gap = text.find("\n\n", position)
        words = text[:gap] if gap >= 0 else text
        shown = inlined(words)
        if shown == title or (shortened and len(shown) > len(title) and shown.startswith(known)):
            return words, text[len(words) :].lstrip("\n")
        if gap < 0 or len(shown) > len(title):
            break
        position = gap + 2
        while text.startswith("\n", position):
            position += 1
    return "", text


def _parted(rest: str) -> tuple[str, str]:
    """The details, and the category after them: one line, which only a proposal that is not filed lacks."""
    before, _gap, last = rest.rpartition("\n\n")
    if "\n" in last or len(last) > _LONGEST_CATEGORY or read_reference(last.partition(" — ")[0]):
        return rest, ""
    return before, last


def refuse_own_report(text: str) -> None:
    """Raise `Refused` for the program's report in Markdown, where each idea stands with its reference."""
    if _REPORTED.search(text):
        raise Refused(
            N_(
                "This is a facilitate report in Markdown, which cannot be imported. Export the ideas of the session "
                "as CSV (“facilitate export SESSION --to csv”), make your corrections there, and import that file."
            )
        )

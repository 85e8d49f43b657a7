"""Build the catalogue: what the code says, what the `.po` fragments answer, and the `.mo` made of them.

Nothing here runs when the program does; `compile.py` and the tests use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser

PACKAGE = Path(__file__).parent.parent
FRAGMENTS = Path(__file__).parent / "fr"
COMPILED = Path(__file__).parent / "fr.mo"

KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}

Msgid = str | tuple[str, str]


class FrenchCatalogue(Catalog):
    """A catalogue whose header holds no date and no version: the same messages make the same bytes."""

    def __init__(self) -> None:
        super().__init__(locale="fr", charset="utf-8", fuzzy=False)

    def __iter__(self) -> Iterator[Entry]:
        yield Entry(
            "", "Content-Type: text/plain; charset=utf-8\nLanguage: fr\nPlural-Forms: nplurals=2; plural=(n > 1);\n"
        )
        yield from sorted(self._messages.values())


def extracted(package: Path = PACKAGE) -> dict[Msgid, str]:
    """Find every msgid in the code, with the first place (`file:line`) that says it."""
    found: dict[Msgid, str] = {}
    for name, line, msgid, _comments, _context in extract_from_dir(package, [("**.py", "python")], keywords=KEYWORDS):
        found.setdefault(_msgid(msgid), f"{name}:{line}")
    return found


def translated(folder: Path = FRAGMENTS) -> FrenchCatalogue:
    """Merge the fragments; the same msgid may stand in two of them only with the same French."""
    whole = FrenchCatalogue()
    for path in sorted(folder.glob("*.po")):
        for message in _messages(path):
            known = whole.get(message.id)
            if known is not None and (known.id, known.string) != (message.id, message.string):
                reason = f"{path}: {message.id!r} is translated otherwise in another fragment"
                raise ValueError(reason)
            whole.add(message.id, message.string)
    return whole


def compiled(catalogue: FrenchCatalogue) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def answers(catalogue: FrenchCatalogue) -> dict[Msgid, tuple[str, ...]]:
    """Give each msgid its French forms: one, or two for a plural; an empty one counts as missing and is left out."""
    found = {_msgid(message.id): _forms(message) for message in catalogue if message.id}
    return {msgid: forms for msgid, forms in found.items() if all(forms)}


def _messages(path: Path) -> list[Entry]:
    fragment = Catalog(locale="fr", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        PoFileParser(fragment, abort_invalid=True).parse(file)
    messages = [message for message in fragment if message.id]
    if fuzzy := [message.id for message in messages if message.fuzzy]:
        reason = f"{path}: fuzzy translations are shown to nobody; review them: {fuzzy}"
        raise ValueError(reason)
    return messages


def _msgid(msgid: str | list[str] | tuple[str, ...]) -> Msgid:
    return msgid if isinstance(msgid, str) else (msgid[0], msgid[1])


def _forms(message: Entry) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))

"""Build the catalogue: what the code says, what the `.po` fragments answer, and the `.mo` made of them.

Nothing here runs when the program does; `compile.py` and the tests use it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser

PACKAGE = Path(__file__).parent.parent
FRAGMENTS = Path(__file__).parent / "fr"
COMPILED = Path(__file__).parent / "fr.mo"

MARKS = {"_": 1, "N_": 1, "plural": 2}  # how many messages each mark has

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
    for path in sorted(package.rglob("*.py")):
        for line, msgid in marked(path.read_text(encoding="utf-8")):
            found.setdefault(msgid, f"{path.relative_to(package).as_posix()}:{line}")
    return found


def marked(source: str) -> Iterator[tuple[int, Msgid]]:
    """Yield what each mark of a source holds, in whatever it stands; one of names alone was marked elsewhere.

    The tree of the source is walked, as an extractor that reads its words one by one sees nothing within an f-string.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name not in MARKS or len(call.args) < MARKS[name]:
            continue
        texts = [list(_texts(argument)) for argument in call.args[: MARKS[name]]]
        yield from ((call.lineno, each[0] if len(each) == 1 else each) for each in zip(*texts, strict=False))


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts an argument may be: itself, or those a condition chooses between."""
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in _texts(value))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


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

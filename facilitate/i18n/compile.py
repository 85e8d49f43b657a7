"""`python -m facilitate.i18n.compile` makes `fr.mo` from `fr/*.po`, and names what is missing or no longer used.

With names of folders (`… compile domain store`) it also prints, as a `.po` fragment to fill in, what those folders say
and nobody has translated.
"""

from __future__ import annotations

import sys

from facilitate.i18n.catalogue import COMPILED, Msgid, answers, compiled, extracted, translated


def main(folders: list[str]) -> int:
    catalogue = translated()
    messages, answered = extracted(), answers(catalogue)
    COMPILED.write_bytes(compiled(catalogue))
    missing = {msgid: place for msgid, place in messages.items() if msgid not in answered}
    if folders:
        sys.stdout.write("".join(_stub(msgid, place) for msgid, place in missing.items() if _within(place, folders)))
        return 0
    unused = [msgid for msgid in answered if msgid not in messages]
    lines = [f"missing  {place}  {msgid!r}" for msgid, place in missing.items()]
    lines += [f"unused   {msgid!r}" for msgid in unused]
    lines.append(f"{len(answered)} messages in {COMPILED.name}, {len(missing)} missing, {len(unused)} unused")
    sys.stderr.write("\n".join(lines) + "\n")
    return 0


def _within(place: str, folders: list[str]) -> bool:
    return any(place.startswith(folder) for folder in folders)


def _stub(msgid: Msgid, place: str) -> str:
    if isinstance(msgid, str):
        return f'#: {place}\nmsgid {_po(msgid)}\nmsgstr ""\n\n'
    return f'#: {place}\nmsgid {_po(msgid[0])}\nmsgid_plural {_po(msgid[1])}\nmsgstr[0] ""\nmsgstr[1] ""\n\n'


def _po(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

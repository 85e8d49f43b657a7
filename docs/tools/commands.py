"""Writes `docs/commands.md`: every command, its arguments, options and an example, in English and in French."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from facilitate.cli.application import pages
from facilitate.cli.output import Output
from facilitate.i18n import Language

TARGET = Path(__file__).parent.parent / "commands.md"
TITLES = {
    "en": ("Commands", "The pages shown by `facilitate --help` and `facilitate COMMAND --help`."),
    "fr": ("Commandes", "Les pages affichées par `facilitate --help` et `facilitate COMMANDE --help`."),
}


def written() -> str:
    parts = [
        "<!-- Made by `python docs/tools/commands.py`; a test says when it is out of date. -->",
        "[English](#commands) · [Français](#commandes)",
    ]
    for code, (title, about) in TITLES.items():
        parts += [f"# {title}", about]
        _ = Language(code)
        for number, (name, whole) in enumerate(pages(Output(_))):
            # What every page ends on is told once, on the first.
            page = whole if number == 0 else whole.partition(f"\n\n{_('Options for every command:')}\n")[0]
            parts += [f"## {name}", f"```text\n{re.sub(r'[ ]+$', '', page, flags=re.MULTILINE)}\n```"]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8", newline="\n")
    sys.stderr.write(f"{TARGET}\n")

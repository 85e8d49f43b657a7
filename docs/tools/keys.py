"""Writes `docs/keys.md`: every key of every screen, and what it does there, in English and in French."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from facilitate.i18n import Language
from facilitate.tui.actions import PageAction, shown
from facilitate.tui.navigation import SCREENS
from facilitate.tui.page import ALWAYS, Screen, SessionPage

TARGET = Path(__file__).parent.parent / "keys.md"
# What people call each screen, where they see it.
NAMES = {
    "home": ("Home", "Liste des rencontres"),
    "conduct": ("Run the session", "Animation"),
    "capture": ("Take notes at a table", "Prise de notes"),
    "door": ("The door", "Accueil"),
    "guests": ("Guest list", "Liste des inscriptions"),
    "moves": ("Sit down now", "Rééquilibrage"),
    "table": ("A table’s page", "Page d’une table"),
    "table_list": ("A table’s list", "Liste d’une table"),
    "readback": ("Read back", "Relecture"),
    "reportback": ("Report back", "Restitution"),
    "sort": ("Synthesis", "Synthèse"),
    "matrix": ("Matrix", "Matrice"),
    "roadmap": ("Road map", "Feuille de route"),
    "review": ("Earlier actions", "Actions précédentes"),
    "vote": ("The vote", "Vote"),
    "vote_draft": ("A vote before it opens", "Vote, avant l’ouverture"),
    "feedback": ("The closing questions", "Questions de fin"),
    "photos": ("Photos", "Photos"),
    "programme": ("Programme", "Programme"),
    "cycle": ("A cycle", "Un cycle"),
    "publish": ("Publish the report", "Publication"),
    "imports": ("Import a file", "Import"),
    "share": ("Sharing", "Connexion des tables"),
    "wall": ("Projector", "Projection"),
}
OF_A_SESSION = {"en": "all of a session, for whoever runs it", "fr": "tous ceux d’une rencontre, pour l’animation"}
(ANSWER,) = SessionPage.ACTIONS
# In a footer the sign of the key says the rest.
WHOLE = {"5 min more": ("5 min more", "5\u00a0min de plus")}
TITLES = {
    "en": ("Keys", "Every key of every screen, and what it does there; F1 shows them too, screen by screen."),
    "fr": (
        "Touches",
        "Chaque touche de chaque écran, et son effet. La touche F1 les affiche aussi, écran par écran.",
    ),
}
HEADS = {"en": ("Key", "What it does", "Screens"), "fr": ("Touche", "Effet", "Écrans")}


def found() -> dict[str, dict[str, list[str]]]:
    """The keys, as a page has them, with what they do, by label, and the names of the screens."""
    keys: dict[str, dict[str, list[str]]] = {}
    for name, load in SCREENS.items():
        for action in _actions(load()):
            if action.name == ANSWER.name:
                continue  # on every page of a session
            for key in action.keys.split(","):
                screens = keys.setdefault(key, {}).setdefault(action.label, [])
                if name not in screens:
                    screens.append(name)
    return dict(sorted(keys.items()))


def _actions(screen: type[Screen]) -> Iterable[PageAction]:
    yield from screen.ACTIONS
    for part in screen.PARTS:
        yield from part.ACTIONS


def written() -> str:
    parts = [
        "<!-- Made by `python docs/tools/keys.py`; a test says when it is out of date. -->",
        "[English](#keys) · [Français](#touches)",
    ]
    for column, (code, (title, about)) in enumerate(TITLES.items()):
        _ = Language(code)
        rows = [f"| {' | '.join(HEADS[code])} |", "| --- | --- | --- |"]
        always = {"en": "all", "fr": "tous"}[code]
        rows += [f"| {action.all_keys(_)} | {_(action.label)} | {always} |" for action in ALWAYS]
        rows.append(f"| {ANSWER.all_keys(_)} | {_(ANSWER.label)} | {OF_A_SESSION[code]} |")
        for key, labels in found().items():
            for label, screens in labels.items():
                names = ", ".join(NAMES[name][column] for name in screens)
                effect = WHOLE[label][column] if label in WHOLE else _(label)
                rows.append(f"| {shown(key, _)} | {effect} | {names} |")
        parts += [f"# {title}", about, "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8", newline="\n")
    sys.stderr.write(f"{TARGET}\n")

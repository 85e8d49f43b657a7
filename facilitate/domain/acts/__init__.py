"""Everything that can happen in a session: a file for each subject, a class for each kind of act.

A file is loaded when a kind of it is first needed: a session has acts of a few kinds, and to load all of them takes a
thirtieth of the time to the first picture of a screen.
"""

from __future__ import annotations

import os

from facilitate.domain.event import declare

# What nearly every session has: the first parts of the kinds in these files. For any other kind all files are loaded.
_COMMON = {
    "programme": "categories plan session",
    "ideas": "idea",
    "notes": "note",
    "panel": "turn",
    "people": "person roster",
    "phases": "day phase round session",
    "proposals": "proposal",
    "wall": "wall",
}
_names = sorted(os.listdir(__path__[0]))  # noqa: PTH208 -- pathlib takes longer to load than all acts
_files = (name.removesuffix(".py") for name in _names if name.endswith(".py") and name != "__init__.py")

# In this order `kinds` has them, and names of people are found.
declare(
    {f"{__name__}.{file}": frozenset(_COMMON.get(file, "").split()) for file in dict.fromkeys(("programme", *_files))}
)

"""Everything that can happen in a session: a file for each subject, a class for each kind of act.

All of them are loaded with the package, so that every kind is known by its name.
"""

from __future__ import annotations

import os
from importlib import import_module

for _file in sorted(os.listdir(__path__[0])):  # noqa: PTH208 -- pathlib takes longer to load than all acts
    if _file.endswith(".py") and _file != "__init__.py":
        import_module(f"{__name__}.{_file.removesuffix('.py')}")

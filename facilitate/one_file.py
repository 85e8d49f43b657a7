"""The compiled modules of this package in one file: on Windows each file that is looked for and opened takes its time.

The folder for Windows carries it (`docs/tools/bundle.py`). Whatever is not in it is found in the folder as usual.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, spec_from_file_location
from types import CodeType, ModuleType
from typing import TYPE_CHECKING

from facilitate import __version__

if TYPE_CHECKING:
    from pathlib import Path

NAME = "modules.bin"
_CHECK = 4  # bytes
_MADE_FOR = MAGIC_NUMBER + __version__.encode() + b"\n"


class _OneFileLoader(SourceFileLoader):
    """Loads a module whose code is at hand; its source stays where tracebacks look for it."""

    def __init__(self, name: str, path: str, code: bytes) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:  # noqa: ARG002 -- a loader loads one module
        found: CodeType = marshal.loads(self._code)  # noqa: S302 -- its sum was right
        return found


class OneFileFinder:
    """Finds the modules of one package in what was read from its file."""

    def __init__(self, parent: str, modules: Mapping[str, tuple[str, bytes]]) -> None:
        self._parent, self._modules = parent, modules

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return what Python asks of a module: the same as if it came out of the folder."""
        del path, target
        if name not in self._modules:
            return None
        file, code = self._modules[name]
        where = os.path.join(self._parent, *file.split("/"))  # noqa: PTH118 -- pathlib takes long to load
        return spec_from_file_location(name, where, loader=_OneFileLoader(name, where, code))


def serve(content: bytes, parent: str) -> None:
    """Let modules be imported from the content of such a file, if it is whole and made for this program and Python.

    `parent` is the folder in which the package lies.
    """
    check, body = content[:_CHECK], content[_CHECK:]
    if body.startswith(_MADE_FOR) and zlib.crc32(body).to_bytes(_CHECK, "big") == check:
        modules = marshal.loads(memoryview(body)[len(_MADE_FOR) :])  # noqa: S302 -- its sum is right
        sys.meta_path.insert(0, OneFileFinder(parent, modules))


def written(package: Path) -> bytes:
    """Return the content of such a file for a package, compiled by the Python that runs."""
    modules = {}
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package.parent).as_posix()
        name = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        # The name of the file is short: Python finds it from any folder it looks for modules in.
        modules[name] = (file, marshal.dumps(compile(path.read_bytes(), file, "exec", dont_inherit=True)))
    body = _MADE_FOR + marshal.dumps(modules)
    return zlib.crc32(body).to_bytes(_CHECK, "big") + body

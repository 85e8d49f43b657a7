"""Modules that a start does without, although what it loads imports them: they are read when first used."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from threading import RLock
from types import ModuleType

# Typer, Textual and Python's own library import these at the head of a file for cases that seldom come (a pager, an
# archive, a connection under TLS): together a tenth of the start of every command, a fifteenth more of a screen's.
# None of them imports a module that imports it: that keeps threads that wait for one another here from standing still.
_SELDOM_USED = (
    "asyncio.sslproto",
    "bz2",
    "ipaddress",
    "locale",
    "lzma",
    "mimetypes",
    "shellingham",
    "shutil",
    "ssl",
    "subprocess",
    "textual.types",
    "textwrap",
    "tokenize",
)
# `textual.types` gathers names of many modules, four widgets among them that the first picture does not show; Textual's
# own modules take one name from it, which lies elsewhere.
_GATHERED = {("textual.types", "IgnoreReturnCallbackType"): "textual._types"}


class _LazyModule(ModuleType):
    """A module that is read at the first look for something in it."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if source := _GATHERED.get((self.__name__, name)):
            return getattr(import_module(source), name)
        with self.__dict__["_reading"]:
            if self.__class__ is _LazyModule:
                self.__class__ = _ModuleBeingRead  # type: ignore[assignment]
                try:
                    self.__spec__.loader.exec_module(self)  # type: ignore[union-attr]
                except BaseException:
                    self.__class__ = _LazyModule
                    raise
                self.__class__ = ModuleType  # type: ignore[assignment]
            return getattr(self, name)


class _ModuleBeingRead(ModuleType):
    """The same while it is read: another thread waits for the end, its own code sees what is there so far."""

    def __getattr__(self, name: str) -> object:
        with self.__dict__["_reading"]:
            return ModuleType.__getattribute__(self, name)


def put_off_modules(names: tuple[str, ...] = _SELDOM_USED) -> None:
    """Let `import` of what is seldom used cost nothing until something of it is used.

    Modules that were imported before, and those this Python does not have, stay as they are.
    """
    for name in names:
        package = name.rpartition(".")[0]
        if name in sys.modules or package in sys.modules:
            continue
        found = PathFinder.find_spec(package) if package else None
        spec = PathFinder.find_spec(name, found.submodule_search_locations if found else None)
        if spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            module.__dict__["_reading"] = RLock()
            module.__class__ = _LazyModule
            sys.modules[name] = module

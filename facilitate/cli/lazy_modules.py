"""Modules that a start does without, although what it loads imports them: they are read when first used."""

from __future__ import annotations

import sys
from functools import partial
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
    "textual.markup",
    "textual.types",
    "textwrap",
    "tokenize",
)
# `textual.types` gathers names of many modules, four widgets among them that the first picture does not show; Textual's
# own modules take one name from it, which lies elsewhere.
_GATHERED = {("textual.types", "IgnoreReturnCallbackType"): "textual._types"}
# Functions that Textual takes by name at the head of a file: their module is read when one is called. What our screens
# ask of this one `tui/terminal_fixes.py` answers; the patterns of markup take a hundredth of the way to the picture.
_CALLED_LATER = {("textual.markup", "parse_style")}
# What asyncio names as defaults of functions that start programs, which no screen calls before its first picture.
_VALUES = {("subprocess", "PIPE"): -1}


class _LazyModule(ModuleType):
    """A module that is read at the first look for something in it."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if source := _GATHERED.get((self.__name__, name)):
            return getattr(import_module(source), name)
        if (value := _VALUES.get((self.__name__, name))) is not None:
            return value
        if (self.__name__, name) in _CALLED_LATER:
            return partial(_called, self, name)
        return _read(self, name)


def _called(module: ModuleType, name: str, *given: object) -> object:
    return _read(module, name)(*given)  # type: ignore[operator]


def _read(module: ModuleType, name: str) -> object:
    """What has that name in a module, which is read now unless it was."""
    if module.__class__ is ModuleType:
        return getattr(module, name)
    with module.__dict__["_reading"]:
        if module.__class__ is _LazyModule:
            module.__class__ = _ModuleBeingRead  # type: ignore[assignment]
            try:
                module.__spec__.loader.exec_module(module)  # type: ignore[union-attr]
            except BaseException:
                module.__class__ = _LazyModule
                raise
            module.__class__ = ModuleType  # type: ignore[assignment]
        return getattr(module, name)


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

"""Modules that the first picture does without, although what it loads imports them: they are read when first used."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from threading import RLock
from types import ModuleType

# asyncio imports them for connections under TLS; to read them is a fifteenth of a screen's start.
_SSL = ("ssl", "asyncio.sslproto")
_reading = RLock()


class _LazyModule(ModuleType):
    """A module that is read at the first look for something in it."""

    def __getattr__(self, name: str) -> object:
        with _reading:
            if name.startswith("__"):
                raise AttributeError(name)
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
        with _reading:
            return ModuleType.__getattribute__(self, name)


def put_off_ssl() -> None:
    """Let `import ssl` cost nothing until something of it is used; without effect once asyncio has been imported."""
    if "asyncio" in sys.modules:
        return
    found = PathFinder.find_spec("asyncio")
    for name in _SSL:
        places = found.submodule_search_locations if found and "." in name else None
        spec = PathFinder.find_spec(name, places)
        if name not in sys.modules and spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            module.__class__ = _LazyModule
            sys.modules[name] = module

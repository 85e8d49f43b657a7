"""What the engines made of the very same words is handed out again to the next test of a worker that asks for it.

A tenth of what tests have set is the report of one event, for one more look at it. Only what these programs make is
kept, never what is composed for them, and nothing where a test has put something in their place. A test whose name
says that something is the same compares what was made before with what is made anew: only what it asks for first may be
what is kept.
"""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

_MOST = 200  # documents, the latest
_LARGE = 2_000_000  # bytes: what is larger is not kept
_REFERENCE = "--reference-doc="


class DocumentCache(dict):
    _test, _asked = None, frozenset()

    def get_or_make(self, key, make):
        if self._may_be_kept(key) and key in self:
            return self[key]
        made = make()
        if len(made) < _LARGE:
            self[key] = made
            if len(self) > _MOST:
                self.pop(next(iter(self)), None)
        return made

    def _may_be_kept(self, key):
        test = os.environ.get("PYTEST_CURRENT_TEST", "same")
        if "same" not in test:
            return True
        if test != self._test:
            self._test, self._asked = test, set()
        first = key not in self._asked and test != "same"
        self._asked.add(key)
        return first


class _KeyedCompiler:
    """A compiler, and what it has been given."""

    def __init__(self, compiler, given):
        self._compiler, self.given = compiler, given

    def __getattr__(self, name):
        return getattr(self._compiler, name)


def keep_what_engines_make(patch):
    """Patch the two ways to them; nothing is patched where the engine of pages is missing."""
    try:
        import typst
    except ImportError:
        return
    from facilitate.export import engines

    cache = DocumentCache()
    patch.setattr(engines, "_set_up", _set_up(engines, typst))
    patch.setattr(engines, "_compiled", _compiled(engines._compiled, cache))
    patch.setattr(engines, "_run", _run(engines._run, cache, subprocess.run))


def _set_up(engines, typst):
    really, usual = engines._set_up, (typst.Compiler, engines.interruptible)

    @contextmanager
    def set_up(template, data, style, form, properties, pictures=MappingProxyType({})):
        with really(template, data, style, form, properties, pictures) as compiler:
            if style.fonts is not None or (typst.Compiler, engines.interruptible) != usual:
                yield compiler
            else:
                words, fonts = json.dumps(data, ensure_ascii=False), engines.fonts_of_all_writings()
                yield _KeyedCompiler(compiler, (template, words, style, tuple(pictures.items()), *fonts))

    return set_up


def _compiled(really, cache):
    def compiled(compiler, form, properties, ppi):
        if not isinstance(compiler, _KeyedCompiler):
            return really(compiler, form, properties, ppi)
        key = (*compiler.given, form, properties, ppi)
        return cache.get_or_make(key, lambda: really(compiler, form, properties, ppi))

    return compiled


def _run(really, cache, run_of_python):
    def run(call, form, data=b""):
        if subprocess.run is not run_of_python:
            return really(call, form, data)
        words = (_with_its_content(word) for word in call)
        return cache.get_or_make((*words, data), lambda: really(call, form, data))

    return run


def _with_its_content(word):
    return Path(word.removeprefix(_REFERENCE)).read_bytes() if word.startswith(_REFERENCE) else word

"""Ends a worker whose test hangs, with what each of its threads was doing.

As pytest's own `faulthandler_timeout` does, which starts and ends a thread for each test: half a millisecond each. Here
the watch goes on over many short tests, and is wound up anew once a tenth of its time has gone.
"""

from __future__ import annotations

import faulthandler
import time

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key


class Watch:
    def __init__(self, config: pytest.Config) -> None:
        self._seconds = float(config.getini("longest_test"))
        self._config = config
        self._wound_up = -self._seconds

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_protocol(self, nextitem):
        if self._seconds and time.monotonic() - self._wound_up > self._seconds / 10:
            self._wound_up = time.monotonic()
            told = self._config.stash[fault_handler_stderr_fd_key]
            faulthandler.dump_traceback_later(self._seconds * 1.1, file=told, exit=True)
        try:
            return (yield)
        finally:
            if nextitem is None:
                self._stop()

    def pytest_exception_interact(self):
        self._stop()

    def _stop(self):
        faulthandler.cancel_dump_traceback_later()
        self._wound_up = -self._seconds

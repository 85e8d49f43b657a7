"""Sends the first process only the reports it shows: to write and read the others takes longer than many a test."""

from __future__ import annotations

_OF_ONE_TEST = {"logstart", "logfinish"}
_LEFT_OUT = "left_out"


class Shown:
    """What a worker tells of a test that passed: that it did. Of one that did not it tells everything."""

    def __init__(self, interactor):
        self._send, interactor.sendevent = interactor.sendevent, self._sent

    def _sent(self, name, **what):
        if name not in _OF_ONE_TEST and _LEFT_OUT not in what.get("data", ()):
            self._send(name, **what)

    def pytest_report_to_serializable(self, report):
        if not report.passed:
            return None
        if getattr(report, "when", "call") != "call":
            return {_LEFT_OUT: True}
        report.keywords = {}  # some fifteen for each test, which nobody reads
        return None


def send_only_what_is_shown(config):
    """Unless somebody asks for more than what passed and what did not."""
    asked = config.option
    if asked.verbose > 0 or asked.durations is not None or asked.xmlpath or set(asked.reportchars) & set("PA"):
        return
    for plugin in config.pluginmanager.get_plugins():
        if type(plugin).__name__ == "WorkerInteractor":  # its module is sent to the worker, which cannot import it
            config.pluginmanager.register(Shown(plugin))
            config.pluginmanager.unregister(name="terminalreporter")  # a worker's terminal is read by nobody
            return

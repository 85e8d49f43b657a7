"""Reading a whole session from its log."""

from __future__ import annotations

import gc

from facilitate.domain.session import Session
from facilitate.workshop.ports import EventLog


def load(log: EventLog) -> Session:
    """The session of every event in the log.

    A hundred thousand events are as many objects that all stay: the garbage collector would look through them again and
    again (a third of the time) and find nothing, so it rests meanwhile.
    """
    resting = gc.isenabled()
    gc.disable()
    try:
        return Session.of(log.read())
    finally:
        if resting:
            gc.enable()

"""What makes hundreds of small apps quick: a pilot that looks often, sheets read once, screens drawn when looked at."""

import asyncio
import threading
from contextlib import asynccontextmanager
from math import inf
from types import MethodType

import pytest
import textual.app
import textual.pilot
from textual import strip
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.app import App
from textual.cache import FIFOCache
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.reactive import Reactive

from facilitate.tui import app
from tests.tui.dressing import dress_quickly
from tests.tui.services import last_shown
from tests.tui.waiting import until


@pytest.fixture(scope="session", autouse=True)
def _look_often():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", _wait_until_nothing_is_due)
        patch.setattr(textual.pilot, "wait_for_idle", _wait_until_nothing_is_due)
        for seconds in ("_FOLLOW", "_REST", "_BEHIND", "_TYPING", "_NOW_AND_THEN"):
            # A second of the pages is a fifth of one.
            patch.setattr(app, seconds, getattr(app, seconds) / 5)
        patch.setattr(Pilot, "resize_terminal", _until_it_has_the_size(Pilot.resize_terminal))
        dress_quickly(patch)
        patch.setattr(Reactive, "__get__", _kept_value(Reactive.__get__))
        patch.setattr(MessagePump, "_get_dispatch_methods", _looked_up_once(MessagePump._get_dispatch_methods))
        patch.setattr(Compositor, "draws", 0, raising=False)
        patch.setattr(Compositor, "render_update", _drawn_on_demand(Compositor.render_update))
        patch.setattr(strip, "FIFOCache", _forgetful)
        patch.setattr(App, "run_test", _drawn_at_the_end(App.run_test))
        yield


_MOMENT = 1 / 250


async def _wait_until_nothing_is_due(_min_sleep=0, max_sleep=1):
    """Until the loop has nothing to call, nor will have within a moment; a thread at work is given that moment.

    Textual's own way watches the processor's clock and so sleeps twice for each key: half of the time of these tests.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    patience = _MOMENT
    while loop.time() < end:
        if not await _is_quiet(loop):
            continue
        if _next_timer(loop) < loop.time() + _MOMENT or (patience > 0 and _is_a_thread_at_work(loop)):
            patience -= _MOMENT / 4
            await asyncio.sleep(_MOMENT / 4)
        else:
            return


async def _is_quiet(loop, turns=3):
    for _ in range(turns):
        await asyncio.sleep(0)
        if loop._ready:
            return False
    return True


def _next_timer(loop):
    return min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=inf)


def _is_a_thread_at_work(loop):
    executor = loop._default_executor
    waiting = executor._idle_semaphore._value if executor else 0
    return threading.active_count() > 1 + waiting


def _until_it_has_the_size(resize):
    """Textual holds back a new size that follows another at once."""

    async def resized(self, width, height):
        await resize(self, width, height)
        await until(self, lambda: self.app._resize_timer is None)
        await self.pause()

    return resized


def _kept_value(get):
    """What is neither to be computed nor to be set first is where its object keeps it."""

    def got(self, obj, obj_type):
        if obj is not None and self.name not in obj_type._computes and self.internal_name in obj.__dict__:
            return obj.__dict__[self.internal_name]
        return get(self, obj, obj_type)

    return got


def _looked_up_once(get_methods):
    """Which handlers a message has is the same for each widget of a class, unless it depends on who sent it."""
    known = {}

    def found(self, method_name, message):
        if message._no_default_action:
            return ()
        key = type(self), method_name, type(message)
        if key not in known:
            known[key] = None if _depends_on_the_sender(*key) else _functions(get_methods(self, method_name, message))
        handlers = known[key]
        if handlers is None:
            return get_methods(self, method_name, message)
        if len(handlers) == 1:
            return ((handlers[0][0], MethodType(handlers[0][1], self)),)
        return _until_prevented(self, handlers, message)

    return found


def _depends_on_the_sender(cls, _name, message):
    decorated = (each.__dict__.get("_decorated_handlers") or {} for each in cls.__mro__)
    return any(issubclass(message, kind) for kinds in decorated for kind in kinds)


def _functions(methods):
    """None where one is no plain method: then it is asked each time."""
    found = list(methods)
    plain = all(isinstance(method, MethodType) for _cls, method in found)
    return [(cls, method.__func__) for cls, method in found] if plain else None


def _until_prevented(widget, handlers, message):
    for cls, function in handlers:
        if message._no_default_action:
            break
        yield cls, MethodType(function, widget)


def _drawn_on_demand(render):
    """Without a terminal an app still draws each change and throws it away: half of the time of these tests.

    `shown` draws the whole screen for whoever looks at it, whatever was drawn before. How often an app would have drawn
    is counted: who looks again and again need not draw what has not changed.
    """

    def rendered(self, full=False, screen_stack=None, simplify=False):
        self.draws += 1
        if full:
            return render(self, full, screen_stack, simplify)
        visible_screen_stack.set(screen_stack or [])
        self._dirty_regions.clear()
        return None

    return rendered


class _Nothing(FIFOCache):
    """Remembers nothing. Each line of a screen has seven caches of its own, and is gone before they are of use."""

    def get(self, key, default=None):
        return default

    def __setitem__(self, key, value):
        pass


_NOTHING = _Nothing(0)


def _forgetful(_size):
    return _NOTHING


def _drawn_at_the_end(run_test):
    """What a test leaves on the screen can be drawn, also where the test looks at something else."""

    @asynccontextmanager
    async def running(self, **options):
        async with run_test(self, **options) as pilot:
            yield pilot
            if self.is_running and self.screen_stack:
                last_shown(self)

    return running

"""Work that may never end, done beside the loop: a look at a drive that has vanished can take for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

_T = TypeVar("_T")


async def aside(work: Callable[[], _T]) -> _T:
    """What `work` returns or raises. Its thread holds up neither the loop nor the end of the program."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def settle(how: Callable[[Any], None], what: object) -> None:
        if not done.done():  # whoever asked may have gone
            how(what)

    def run() -> None:
        try:
            how, what = done.set_result, work()
        except Exception as error:  # noqa: BLE001 -- it is raised where it was asked
            how, what = done.set_exception, error  # type: ignore[assignment]
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, how, what)

    Thread(target=run, daemon=True).start()
    return await done

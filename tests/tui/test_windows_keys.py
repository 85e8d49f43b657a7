"""Textual's own reading of the console of Windows: what a French keyboard sends there reaches a field as it was typed.

The console itself cannot be played; its records can, and are handed to the driver through the call it reads them by.
"""

from __future__ import annotations

import sys
import threading
from types import SimpleNamespace

import pytest

from facilitate.tui import terminal_fixes

if sys.platform != "win32":
    pytest.skip("the driver is one of Windows only", allow_module_level=True)

from textual import events
from textual.drivers import win32

KEY, SIZE = 1, 4
RIGHT_ALT, LEFT_CTRL = 0x01, 0x08
ALTGR = RIGHT_ALT | LEFT_CTRL


def key(char, code=0, state=0, *, down=True):
    record = win32.INPUT_RECORD()
    record.EventType = KEY
    record.Event.KeyEvent.bKeyDown = down
    record.Event.KeyEvent.wVirtualKeyCode = code
    record.Event.KeyEvent.dwControlKeyState = state
    record.Event.KeyEvent.uChar.UnicodeChar = char
    return record


def altgr(char, code):
    """The records of AltGr held down with a key, as a console sends them: two keys of their own come first."""
    return [
        key("\0", 0x11, LEFT_CTRL),
        key("\0", 0x12, ALTGR),
        key(char, code, ALTGR),
        key(char, code, ALTGR, down=False),
        key("\0", 0x12, 0, down=False),
    ]


@pytest.fixture
def read(monkeypatch):
    """What the driver makes of console records."""

    def read(*records):
        over, seen = threading.Event(), []
        waiting = list(records)

        def read_console(_handle, buffer, _most, count):
            for at, record in enumerate(waiting):
                buffer._obj[at] = record
            count._obj.value = len(waiting)
            waiting.clear()
            over.set()

        monkeypatch.setattr(win32, "KERNEL32", SimpleNamespace(ReadConsoleInputW=read_console))
        monkeypatch.setattr(win32, "wait_for_handles", lambda _handles, _timeout: _handles[0])
        app = SimpleNamespace(log=SimpleNamespace(error=lambda *what: seen.append(what)))
        win32.EventMonitor(None, app, over, seen.append).run()
        return seen

    terminal_fixes.keep_typed_blanks_and_joiners()
    return read


def typed(seen):
    assert all(isinstance(event, events.Key) for event in seen), seen
    return "".join(event.character for event in seen if event.is_printable)


def test_signs_behind_altgr_arrive(read):
    signs = {"@": 0x30, "#": 0x33, "{": 0x34, "[": 0x35, "|": 0x36, "\\": 0x38, "]": 0xDB, "}": 0xBB, "€": 0x45}
    records = [record for sign, code in signs.items() for record in altgr(sign, code)]
    assert typed(read(*records)) == "".join(signs)


def test_letters_with_accents_no_break_blanks_and_emoji_arrive(read):
    text = "é è ç à ù œ « \u202f» 👩\u200d🌾"
    units = text.encode("utf-16-le")
    chars = [chr(int.from_bytes(units[at : at + 2], "little")) for at in range(0, len(units), 2)]
    assert typed(read(*(key(char) for char in chars))) == text


def test_keys_that_do_something_are_named(read):
    seen = read(*(key(char) for char in "\r\t\x1b[A\x1b[B\x1bOP\x1b[19~\x7f\x15"))
    assert [event.key for event in seen] == ["enter", "tab", "up", "down", "f1", "f8", "backspace", "ctrl+u"]


def test_a_paste_arrives_whole(read):
    (event,) = read(*(key(char) for char in "\x1b[200~deux\nlignes\x1b[201~"))
    assert isinstance(event, events.Paste)
    assert event.text == "deux\nlignes"

"""Where the program starts, and the last place that sees Ctrl-C or a reader who has gone away."""

from __future__ import annotations

import gc
import os
import sys

_INTERRUPTED = 130


def _use_one_file() -> None:
    """Read all modules at once where they lie in one file beside this one: in the folder for Windows."""
    here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 -- pathlib takes long to load
    try:
        file = open(os.path.join(here, "modules.bin"), "rb")  # noqa: PTH118, PTH123, SIM115
    except OSError:
        return
    with file:
        content = file.read()
    from facilitate.one_file import serve

    serve(content, os.path.dirname(here))  # noqa: PTH120


def end_in_order() -> None:
    """Let what others send to end this program end it as Ctrl+C does: locks are freed, temporary folders removed."""
    import signal

    def end(number: int, _frame: object) -> None:
        sys.exit(128 + number)  # as a shell says it

    for name in ("SIGTERM", "SIGHUP"):  # Windows knows one of them
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # under nohup, one is not to be heard
            signal.signal(number, end)


def main() -> int:
    # A command lives a tenth of a second and leaves its litter to the system; the screens switch the collector on.
    gc.disable()
    try:
        _use_one_file()
        end_in_order()
        from facilitate.system import look_once_for_modules

        look_once_for_modules()
        from facilitate.cli.lazy_modules import put_off_modules

        put_off_modules()
        from facilitate.cli.main import main as run

        code = run()
        sys.stdout.flush()  # here, where a closed pipe can still be caught
        gc.freeze()  # Python looks through all there is once more as it ends: a tenth of a command's time
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        from facilitate.system import reader_has_left

        if not reader_has_left(error):
            raise
        # `facilitate list | head -1`: the reader has all it wanted. Without this Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())

"""Where the program starts, and the last place that sees Ctrl-C or a reader who has gone away."""

from __future__ import annotations

import gc
import os
import sys

_INTERRUPTED = 130


def main() -> int:
    # A command lives a tenth of a second and leaves its litter to the system; the screens switch the collector on.
    gc.disable()
    try:
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

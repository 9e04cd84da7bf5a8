"""Ctrl-C while a server is asked: the driver would lose count of what it has read, or lose the interrupt itself."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

PATIENCE = 2.0
"""Seconds after which a block counts as long, and is no longer waited for."""


@contextlib.contextmanager
def interrupted_after() -> Iterator[None]:
    """Lets an interrupt wait until the block is over; a second one, or one within a long block, strikes at once.

    Whatever the block fails with then, the interrupt is what is raised. Only in the main thread, and where Python's
    own handler is in force, so that one who has set another keeps it.
    """
    if not _is_python_in_charge():
        yield
        return
    began, received = time.monotonic(), 0

    def wait(_number: int, _frame: FrameType | None) -> None:
        nonlocal received
        received += 1
        if received > 1 or time.monotonic() - began > PATIENCE:
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if received:
            raise KeyboardInterrupt from None


def _is_python_in_charge() -> bool:
    in_main = threading.current_thread() is threading.main_thread()
    return in_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler

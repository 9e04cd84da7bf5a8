"""Ctrl-C while a server is asked: the driver would lose count of what it has read, or lose the interrupt itself.

A write is waited for; a question has nothing to wait for, and its connection is given up.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType

PATIENCE = 2.0
"""Seconds after which a block counts as long, and is no longer waited for."""


@contextlib.contextmanager
def interrupted_after() -> Iterator[None]:
    """Lets an interrupt wait until the block is over; a second one, or one within a long block, strikes at once.

    Whatever the block fails with then, the interrupt is what is raised. Only in the main thread, and where Python's
    own handler is in force, so that one who has set another keeps it.
    """
    if not _is_main_thread() or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    patience = _Patience()
    signal.signal(signal.SIGINT, patience)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if patience.received:
            raise KeyboardInterrupt from None


@contextlib.contextmanager
def struck_at_once(give_up: Callable[[], None]) -> Iterator[None]:
    """Lets the first interrupt within the block strike at once, after ``give_up``; also within a block that waits."""
    before = signal.getsignal(signal.SIGINT)
    if not _is_main_thread() or not (before is signal.default_int_handler or isinstance(before, _Patience)):
        yield
        return

    def strike(_number: int, _frame: FrameType | None) -> None:
        if isinstance(before, _Patience):
            before.received += 1
        give_up()
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, strike)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(eq=False, slots=True)
class _Patience:
    """A handler that counts interrupts, and raises one that comes second or late."""

    began: float = field(default_factory=time.monotonic)
    received: int = 0

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        self.received += 1
        if self.received > 1 or time.monotonic() - self.began > PATIENCE:
            raise KeyboardInterrupt


def _is_main_thread() -> bool:
    # Python lets no other thread set a handler, and runs them in this one.
    return threading.current_thread() is threading.main_thread()

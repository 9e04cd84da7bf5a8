"""How long a question may take, and how it ends when its time is over or somebody presses Ctrl-C.

Neo4j ends a transaction at the limit that was told with it, and whenever its connection is closed. ArcadeDB knows a
limit for all its statements only, loads too, and does not notice that a client has gone: there the one who asks ends
the statement over another connection. What even that does not end is left, and that is said.
"""

from __future__ import annotations

import contextlib
import math
import socket
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from goodoffices.graph.errors import QuestionLimitError, StoreError, UsageError
from goodoffices.graph.vocabulary.text import counted

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

T = TypeVar("T")

TIMEOUT = 60.0
"""Seconds that a question may take unless told otherwise."""

GRACE = 3.0
"""Seconds in which the server has to end a question whose time is over, before it is no longer waited for."""

_ENDING = 1.5
"""Seconds for which the word to the server to end a question is waited for."""


def checked_timeout(seconds: float | None) -> float | None:
    """The limit that is meant, None for none, as 0 is; raises UsageError for less, and for what is no time."""
    if seconds is None or seconds == 0:
        return None
    if not 0 < seconds < math.inf:
        raise UsageError(f"{seconds} is no time limit: give seconds, or 0 for none")
    return seconds


class Watch:
    """Watches over one question, with all its statements and however often it has to be repeated.

    ``expired``: its time was over; ``outlived``: the server did not end it then.
    """

    def __init__(self, limit: float | None = None) -> None:
        self.limit = limit
        self.expired = self.outlived = False
        self._over = threading.Event()
        self._killed = False
        self._too_much: QuestionLimitError | None = None
        self._transaction: ManagedTransaction | None = None
        self._end: Callable[[str], None] | None = None
        self._ender: threading.Thread | None = None
        self._ending = threading.Lock()

    def __enter__(self) -> Watch:
        if self.limit is not None:
            threading.Thread(target=self._keep_time, args=(self.limit,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        # ArcadeDB does not notice that the connection was cut, and would go on for nobody.
        if self._killed:
            self._end_on_server()
        with self._ending:  # whoever is about to start it has done so
            ender = self._ender
        if ender:  # else it might end what the same connection is asked next
            ender.join(_ENDING)

    def over(
        self, work: Callable[[ManagedTransaction], T], end: Callable[[str], None] | None
    ) -> Callable[[ManagedTransaction], T]:
        """``work``, watched over; ``end`` ends on the server what a client's address asks, where that is needed."""
        from neo4j import unit_of_work

        @unit_of_work(timeout=self.limit)
        def watched(transaction: ManagedTransaction) -> T:
            self._refuse_more()
            self._transaction, self._end = transaction, end
            try:
                result = work(transaction)
            except QuestionLimitError as error:  # a connection that is kept would first fetch the rest of the answer
                self._too_much = error
                self.kill()
                raise
            except Exception:
                # A driver takes the cut connection for an accident, and a busy server may not answer to a new one.
                self._refuse_more()
                raise
            # The word to end it may have come between two statements, when there was nothing to end.
            if self.expired:
                raise self.error()
            return result

        return watched

    def _refuse_more(self) -> None:
        """What was given up is not begun again."""
        if self._too_much or self.expired:
            raise self._too_much or self.error()
        if self._killed:
            raise KeyboardInterrupt

    def kill(self) -> None:
        """Cuts the connection: whoever waits for an answer on it gets an error at once."""
        self._killed = True
        if line := self._socket():
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def said(self) -> Iterator[None]:
        """Says what the question failed of: whatever the server or the driver says, once its time is over."""
        try:
            yield
        except (StoreError, UsageError):
            if self._too_much or self.expired:
                raise self._too_much or self.error() from None
            raise

    def error(self) -> QuestionLimitError:
        """What to say and do when the time is over."""
        limit = counted(self.limit or 0, "second")
        said = f"the question was given up at its limit of {limit}: ask for less, or raise --timeout"
        rest = ". The server did not end it, and may be busy with it for a while" if self.outlived else ""
        return QuestionLimitError(said + rest)

    def _keep_time(self, limit: float) -> None:
        """Runs in a thread: at the limit it has the statement ended, and cuts the connection if that takes too long."""
        if self._over.wait(limit):
            return
        self.expired = True
        self._end_on_server()
        if not self._over.wait(GRACE):
            self.outlived = True
            self.kill()

    def _end_on_server(self) -> None:
        """Has the server end the statement, once; in a thread, because it may be too busy to answer."""
        with self._ending, contextlib.suppress(OSError):
            if self._end and not self._ender and (line := self._socket()):
                host, port = line.getsockname()[:2]
                self._ender = threading.Thread(target=self._end, args=(f"/{host}:{port}",), daemon=True)
                self._ender.start()

    def _socket(self) -> Any:
        """The socket of the connection, which the driver tells nobody; None if it has none, or tells it otherwise."""
        connection = getattr(self._transaction, "_connection", None)
        return getattr(getattr(connection, "socket", None), "_socket", None)

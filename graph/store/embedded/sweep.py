"""What goes on in a folder's server though nobody waits for it: found and ended by the process that runs the server.

ArcadeDB does not notice that a client has gone: what a killed process asked would run on to its end.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodoffices.graph.store.connection import Login, open_driver

if TYPE_CHECKING:
    from neo4j import Session

INTERVAL = 2.0
"""Seconds between two looks."""

STUCK = 6.0
"""Seconds for which a statement may go on that was told to end."""

_ESTABLISHED = "01"
_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))

_RUNNING = "SHOW TRANSACTIONS YIELD transactionId AS id, clientAddress AS client, status RETURN id, client, status"
_END = "TERMINATE TRANSACTIONS $ids YIELD message RETURN message"


class Sweep:
    """Looks every few seconds, in a thread of its own, from its start until ``stop``."""

    def __init__(self, login: Login, on_stuck: Callable[[], None] = lambda: None) -> None:
        """``login`` is the one whose statements are looked at; ``on_stuck`` hears, once, that one of them does not end.

        A user sees and ends what is asked in its own name, and nobody but root what others ask.
        """
        self._login = login
        self._on_stuck = on_stuck
        self._over = threading.Event()
        self._ending_since: dict[str, float] = {}
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends it; a look that the server does not answer is not waited for."""
        self._over.set()
        self._thread.join(1.0)

    def _look(self) -> None:
        """Sweeps until ``stop``, over one connection for as long as that lasts."""
        from neo4j.exceptions import DriverError, Neo4jError

        while not self._over.wait(INTERVAL):
            with (
                contextlib.suppress(DriverError, Neo4jError),
                open_driver(self._login, at_hand=True) as driver,
                driver.session(database=self._login.database) as session,
            ):
                self._sweep(session)
                while not self._over.wait(INTERVAL):
                    self._sweep(session)

    def _sweep(self, session: Session) -> None:
        """Ends what nobody waits for, and says so where one of these does not end."""
        running = [tuple(map(str, values)) for values in session.run(_RUNNING).values()]
        if left := abandoned(((id_, client) for id_, client, _ in running), urlsplit(self._login.url).port or 0):
            session.run(_END, ids=left).consume()
        # Some statements never look whether they were told to end, and then only the end of the engine ends them.
        now = time.monotonic()
        ending = {id_ for id_, _, status in running if status == "Terminating"}
        self._ending_since = {id_: self._ending_since.get(id_, now) for id_ in ending}
        if any(now - since > STUCK for since in self._ending_since.values()):
            self._over.set()
            self._on_stuck()


def abandoned(statements: Iterable[tuple[str, str]], port: int) -> list[str]:
    """The ids of those, each with its client's address, whose client has no connection to ``port`` any more.

    The system tells on Linux only; elsewhere none is known to be abandoned.
    """
    connected = set()
    for table in _TABLES:
        with contextlib.suppress(OSError):  # where there is no IPv6, or no Linux
            for line in table.read_text(encoding="ascii").splitlines()[1:]:
                _, here, there, state, *_ = line.split()
                if state == _ESTABLISHED and int(here.rpartition(":")[2], 16) == port:
                    connected.add(int(there.rpartition(":")[2], 16))
    # Whoever looks is connected itself: with nobody there, the tables do not tell.
    return [id_ for id_, client in statements if int(client.rpartition(":")[2]) not in connected] if connected else []

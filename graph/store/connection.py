"""The connection: Neo4j's driver, its sessions, and its errors as goodoffices says them."""

from __future__ import annotations

import contextlib
import itertools
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

from goodoffices.graph.errors import StoreDamagedError, StoreError, StoreUnavailableError, UsageError, WriteRefusedError
from goodoffices.graph.grouping import parted
from goodoffices.graph.store.address import shown_address
from goodoffices.graph.store.interrupts import struck_at_once
from goodoffices.graph.store.limit import Watch
from goodoffices.graph.store.servers import ENGINE, GONE, IN_THE_WAY, LOST

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session
    from neo4j.api import BookmarkManager

T = TypeVar("T")

_REFUSALS = ("Neo.ClientError.Security.Forbidden", "Neo.ClientError.Statement.AccessMode")
_ATTEMPTS = 12

PATIENCE = 30.0
"""Seconds for which a transaction is repeated that others keep getting in the way of."""


class RepeatableError(Exception):
    """Raised within a transaction that writes: it is rolled back and repeated, and fails if that happens every time."""


@dataclass(frozen=True, slots=True)
class Login:
    """Who asks, and where."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str | None

    @property
    def shown(self) -> str:
        """The address as it may be shown."""
        return shown_address(self.url)


class Link:
    """Drivers for the one who writes and the one who reads; both the same where the server itself enforces reading."""

    def __init__(
        self,
        writer: Login,
        reader: Login,
        turn: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext,
        is_hopeless: Callable[[], bool] = lambda: False,
        before_writing: Callable[[], None] = lambda: None,
    ) -> None:
        """Transactions that write are run within ``turn``; ``is_hopeless`` says that repeating one would not help.

        ``before_writing`` is called once, before the first of them.
        """
        self._before_writing: Callable[[], None] | None = before_writing
        self._turn = turn
        self._is_hopeless = is_hopeless
        self.reader = reader
        self.writer = writer
        self._drivers: dict[Login, Driver] = {}
        self._bookmarks: BookmarkManager | None = None

    @property
    def two_users(self) -> bool:
        """Whether questions are asked by a user of their own, whom the server holds to reading."""
        return self.reader != self.writer

    def close(self) -> None:
        """Closes every connection."""
        while self._drivers:
            self._drivers.popitem()[1].close()

    def agent(self) -> str:
        """What the server says it is; asks it, so it also proves that the server answers."""
        with said_plainly(self.reader):
            return str(self._driver(self.reader).get_server_info().agent)

    def hello(self, text: LiteralString) -> tuple[str, list[list[Any]]]:
        """What the server says it is, and its answer to a question asked with that in one round trip."""
        with self._session(self.reader, "READ") as session:
            result = session.run(text)
            rows = result.values()
            return str(result.consume().server.agent), rows

    def read(self, work: Callable[[ManagedTransaction], T], watch: Watch | None = None, fetch: int = 1000) -> T:
        """The result of ``work`` in a read transaction, repeated where that helps.

        Beside what the driver repeats that is a record that was found by an index and deleted before it was read. The
        first Ctrl-C ends it. ``watch`` sets its limit and says what it failed of; ``fetch`` records come at a time.
        """
        from neo4j.exceptions import Neo4jError

        if watch is None:
            with Watch() as unlimited:
                return self.read(work, unlimited, fetch)
        # What ends a client's statement where cutting the connection does not, and where the users are ours.
        end = ENGINE.end_statement if self.two_users else None
        ender = partial(_end_statement, self.reader, end) if end else None
        with watch.said(), struck_at_once(watch.kill), self._session(self.reader, "READ", fetch) as session:
            watched = watch.over(work, ender)
            for _ in range(1, _ATTEMPTS):
                try:
                    return session.execute_read(watched)
                except Neo4jError as error:
                    if not GONE.search(error.message or ""):
                        raise
            return session.execute_read(watched)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """The result of ``work`` in a write transaction, repeated where another writer got in its way.

        Beside what the driver repeats that is a node that both made, and on ArcadeDB a type that both made or a node
        that one moved: a statement there fails in several ways then, not all of which say so. ``work`` must not mind
        being repeated, and may ask for it by RepeatableError.
        """
        from neo4j.exceptions import Neo4jError

        self.about_to_write()
        end = time.monotonic() + PATIENCE
        for attempt in itertools.count(1):
            with self._turn(), self._session(self.writer, "WRITE") as session:
                try:
                    return session.execute_write(work)
                except (Neo4jError, RepeatableError) as error:
                    if time.monotonic() > end or not _may_pass(error, attempt) or self._is_hopeless():
                        raise
            time.sleep(random.uniform(0.0, min(1.0, 0.02 * 2**attempt)))  # noqa: S311 keeps writers apart, no secret
        raise AssertionError("counting does not end")

    def about_to_write(self) -> None:
        """To be called before the first write that is not one of this link's own."""
        if self._before_writing:
            self._before_writing()
            self._before_writing = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Any]:
        """One explicit read transaction, rolled back at the end."""
        with self._session(self.reader, "READ") as session, session.begin_transaction() as transaction:
            yield transaction

    @contextlib.contextmanager
    def autocommit(self) -> Iterator[Session]:
        """A writing session that commits statement by statement, for a user's own Cypher."""
        self.about_to_write()
        with self._session(self.writer, "WRITE") as session:
            yield session

    @contextlib.contextmanager
    def _session(self, login: Login, mode: str, fetch: int = 1000) -> Iterator[Session]:
        with (
            said_plainly(login),
            self._driver(login).session(
                database=login.database,
                default_access_mode=mode,
                bookmark_manager=self._causally(),
                fetch_size=fetch,
            ) as session,
        ):
            yield session

    def _causally(self) -> BookmarkManager | None:
        """What lets every session see what earlier ones wrote, whichever member of a cluster answers."""
        if self._bookmarks is None and not self.two_users:  # a folder has one engine
            from neo4j import GraphDatabase

            self._bookmarks = GraphDatabase.bookmark_manager()
        return self._bookmarks

    def _driver(self, login: Login) -> Driver:
        if login not in self._drivers:
            self._drivers[login] = open_driver(login, at_hand=self.two_users)
        return self._drivers[login]


def _end_statement(login: Login, statement: LiteralString, client: str) -> None:
    """Ends by this statement what the client's address asks, over a connection of its own."""
    from neo4j.exceptions import DriverError, Neo4jError

    with (
        contextlib.suppress(DriverError, Neo4jError),
        open_driver(login, at_hand=True) as driver,
        driver.session(database=login.database) as session,
    ):
        session.run(statement, client=client).consume()


def open_driver(login: Login, *, at_hand: bool) -> Driver:
    """A driver; ``at_hand``: transactions are not repeated by it, but by whoever runs them."""
    import logging

    from neo4j import GraphDatabase, NotificationMinimumSeverity

    # Without a handler of its own, Python would print what the driver has to say about every repeated transaction.
    if not (logger := logging.getLogger("neo4j")).hasHandlers():
        logger.addHandler(logging.NullHandler())
    try:
        return GraphDatabase.driver(
            login.url,
            auth=(login.user, login.password),
            connection_timeout=10.0,
            connection_acquisition_timeout=15.0,
            max_transaction_retry_time=0.0 if at_hand else 30.0,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            warn_notification_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
            user_agent="goodoffices",
        )
    except ValueError:  # of whatever takes addresses apart below the driver; it may hold a password
        raise UsageError(f"{login.shown} cannot be used as an address: write bolt://HOST:PORT") from None


def run_rows(
    transaction: ManagedTransaction, text: str, rows: list[Any], size: int = 1000, **parameters: object
) -> Mapping[str, int]:
    """Runs ``text`` over ``rows`` (its parameter), some at a time, and counts what it changed."""
    total: dict[str, int] = {}
    for some in parted(rows, size):
        result = transaction.run(text, {"rows": some, **parameters})
        for name, count in vars(result.consume().counters).items():
            if isinstance(count, int) and not isinstance(count, bool):
                total[name] = total.get(name, 0) + count
    return total


def fetch_rows(tx: ManagedTransaction, text: str, rows: Sequence[Any], size: int = 1000) -> Iterator[list[Any]]:
    """The records that ``text`` finds for ``rows`` (its parameter), each as the list of its values."""
    for some in parted(rows, size):
        yield from tx.run(text, {"rows": some}).values()


@contextlib.contextmanager
def said_plainly(login: Login) -> Iterator[None]:
    """Turns the driver's errors into this project's: one sentence, what to do, never the password."""
    from neo4j import exceptions

    try:
        yield
    except (exceptions.AuthError, exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        if isinstance(error, exceptions.AuthError):
            said = f"{login.shown} refused the user {login.user}: set NEO4J_USERNAME and NEO4J_PASSWORD"
        else:
            said = f"no graph server answers at {login.shown}: start it, or mend the address"
        raise StoreUnavailableError(said) from None
    except exceptions.ConfigurationError as error:
        # The driver repeats what stands after a question mark, and that may be a password.
        said = "the driver refuses what stands after its question mark" if "?" in login.url else _first_line(error)
        raise UsageError(f"{login.shown} cannot be used as an address: {said}") from None
    except exceptions.Neo4jError as error:
        raise _server_error(login, error) from None
    except exceptions.DriverError as error:
        raise StoreUnavailableError(f"the connection to {login.shown} failed: {_first_line(error)}") from None


def _may_pass(error: Any, attempt: int) -> bool:
    """Whether repeating may help: for long where the server says that another was in the way, else a few times."""
    from neo4j.exceptions import AuthError

    if isinstance(error, RepeatableError):
        return attempt < _ATTEMPTS
    if isinstance(error, AuthError) or error.code in _REFUSALS:
        return False
    return attempt < _ATTEMPTS or error.is_retryable() or bool(IN_THE_WAY.search(error.message or ""))


def _server_error(login: Login, error: Any) -> Exception:
    """This project's error for one of the server's, by its code and its words."""
    code = error.code or ""
    if LOST.search(_first_line(error)):
        return StoreDamagedError(
            f"the graph refers to records that are not there, or to others ({_first_line(error)}): run goodoffices "
            "verify, and restore a dump into a new graph, or load the documents again there"
        )
    if code in _REFUSALS:
        return WriteRefusedError(f"a question may only read, and the server refused: {_first_line(error)}")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreUnavailableError(f'{login.shown} has no database "{login.database}": set NEO4J_DATABASE')
    if code.startswith("Neo.ClientError.Security"):
        return StoreUnavailableError(f"{login.shown} refused the user {login.user}: {_first_line(error)}")
    if code.startswith("Neo.ClientError") and not code.endswith(".ConstraintValidationFailed"):
        return UsageError(_first_line(error))
    return StoreError(f"the server at {login.shown} failed: {_first_line(error)}")


def _first_line(error: Any) -> str:
    # The rest is a piece of the statement with a mark under it, or a trace of the server's.
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(text).splitlines()[0].strip()

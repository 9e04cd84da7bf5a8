"""The store: one class over the Bolt protocol, whether the server is Neo4j or the embedded one of a folder."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, LiteralString, Protocol, TypeVar

from goodoffices.graph.embedded import Embedded, is_store, open_folder
from goodoffices.graph.errors import StoreError, UnknownNameError, UsageError
from goodoffices.graph.model import Contribution
from goodoffices.graph.store_link import Link, Login
from goodoffices.graph.store_report import ForgetReport, LoadReport
from goodoffices.graph.store_target import ServerTarget, resolve_target
from goodoffices.graph.store_values import plain

if TYPE_CHECKING:
    from goodoffices.graph.store_forget import Gone
    from goodoffices.graph.store_status import Status

T = TypeVar("T")

_ENOUGH = 30.0
"""Seconds after which it no longer helps to take over from processes that keep ending."""

Rows = list[dict[str, Any]]


class Ask(Protocol):
    """Asks one statement within an open read transaction."""

    def __call__(self, text: LiteralString, **parameters: object) -> Rows:
        """The rows of the answer, values plain Python."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to somebody's own Cypher: column names, and rows of plain Python values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Store:
    """An open graph store; close it, or use it in a ``with`` statement."""

    def __init__(self, target: ServerTarget | Path, *, create: bool = False) -> None:
        self._target = target
        self.created = isinstance(target, Path) and create and not is_store(target)
        self._closed = False
        self._folder: Embedded | None = None
        self._link = self._connect(create=create)
        atexit.register(self.close)
        try:
            self.server = self._agent()
        except BaseException:
            self.close()
            raise

    @property
    def target(self) -> str:
        """The folder or address of the store."""
        return self._target.url if isinstance(self._target, ServerTarget) else str(self._target)

    @property
    def embedded(self) -> bool:
        """Whether the store is a folder."""
        return isinstance(self._target, Path)

    @property
    def writer(self) -> Login:
        """Address, user and password of the connection that may write."""
        return self._link.writer

    @property
    def reader(self) -> Login:
        """Address, user and password of the connection for questions."""
        return self._link.reader

    def load(
        self,
        contributions: Iterable[Contribution],
        *,
        loaded_at: str,
        on_document: Callable[[str, str], None] | None = None,
    ) -> LoadReport:
        """Stores documents that are new or changed, each whole or not at all.

        ``loaded_at`` is an ISO time in UTC; ``on_document`` hears each id with "added", "unchanged" or "replaced"
        once it is safely stored. What was stored before an error stays stored.
        """
        from goodoffices.graph.store_actors import mend_labels
        from goodoffices.graph.store_schema import ensure_schema
        from goodoffices.graph.store_write import batches

        self._with(ensure_schema)
        report, release = LoadReport(), version("goodoffices")
        for batch in batches(contributions):
            written = self._store(batch, loaded_at, release)
            report += written
            _tell(written, on_document)
        self._with(mend_labels)
        return report

    def forget(self, documents: Iterable[str]) -> ForgetReport:
        """Removes what these documents contributed, and only that.

        Raises UnknownNameError, and removes nothing, if one of them is not in the store.
        """
        from goodoffices.graph.store_actors import mend_labels
        from goodoffices.graph.store_forget import forget_documents

        ids = tuple(dict.fromkeys(documents))
        self._require(ids)
        gone: Gone = self._with(lambda link: link.write(lambda tx: forget_documents(tx, ids)))
        self._with(mend_labels)
        return ForgetReport(ids, gone.nodes, gone.relationships)

    def read(self, text: LiteralString, **parameters: object) -> Rows:
        """The rows that one statement finds, asked as the reader; values are plain Python."""
        return self._with(lambda link: link.read(lambda tx: _ask(tx, text, parameters)))

    @contextlib.contextmanager
    def reading(self) -> Iterator[Ask]:
        """Several statements in one read transaction: ``with store.reading() as ask: ask("MATCH …", id=…)``."""
        self._with(lambda link: link.agent())
        with self._link.reading() as transaction:

            def ask(text: LiteralString, **parameters: object) -> Rows:
                return _ask(transaction, text, parameters)

            yield ask

    def cypher(self, text: str, parameters: Mapping[str, object], *, write: bool = False) -> Answer:
        """Somebody's own Cypher, over a connection that the server holds to reading unless ``write``.

        Raises WriteRefusedError if it would write without ``write``, UsageError if the server finds fault with it.
        """
        from goodoffices.graph.store_cypher import change, question

        run = change if write else question
        columns, rows = self._with(lambda link: run(link, text, parameters), again=not write)
        return Answer(columns, rows)

    def status(self) -> Status:
        """What is in the store, counted."""
        from goodoffices.graph.store_status import count_everything

        return self._with(lambda link: link.read(lambda tx: count_everything(tx, self.target, self.server)))

    def close(self) -> None:
        """Closes the connections, and the server where this process runs it; twice is no error."""
        self._closed = True
        atexit.unregister(self.close)
        self._link.close()
        if self._folder:
            self._folder.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self, *, create: bool = False) -> Link:
        if isinstance(self._target, ServerTarget):
            login = Login(self._target.url, self._target.user, self._target.password, self._target.database)
            return Link(login, login)
        self._folder = open_folder(self._target, create=create)
        access = self._folder.access
        return Link(
            writer=Login(access.url, access.writer, access.writer_password, access.database),
            reader=Login(access.url, access.reader, access.reader_password, access.database),
        )

    def _agent(self) -> str:
        agent = self._with(lambda link: link.agent())
        if self._folder:
            return f"ArcadeDB {version('arcadedb')}"
        arcade = re.search(r"ArcadeDB \S+(?=\))", agent)
        return arcade.group() if arcade else agent.replace("/", " ", 1)

    def _with(self, work: Callable[[Link], T], *, again: bool = True) -> T:
        """The result of ``work``; where the process that served a joined folder has ended, this one takes over.

        ``again``: whether ``work`` may be repeated when it is not known how far it came.
        """
        if self._closed:
            raise StoreError(f"the store {self.target} is closed")
        end = time.monotonic() + _ENOUGH
        while True:
            if self._lost():
                self._take_over()
            try:
                return work(self._link)
            except (StoreError, UsageError):  # a server that is closing fails in many ways
                if not again or not self._lost() or time.monotonic() > end:
                    raise

    def _lost(self) -> bool:
        return self._folder is not None and not self._folder.answers()

    def _store(self, batch: tuple[Contribution, ...], loaded_at: str, release: str) -> LoadReport:
        from goodoffices.graph.store_write import write_batch

        return self._with(lambda link: link.write(lambda tx: write_batch(tx, batch, loaded_at, release)))

    def _take_over(self) -> None:
        self._link.close()
        self._link = self._connect()

    def _require(self, documents: tuple[str, ...]) -> None:
        from goodoffices.graph.names import nearest

        known = {row["id"] for row in self.read("MATCH (d:Document) RETURN d.id AS id")}
        for unknown in (document for document in documents if document not in known):
            close = nearest(unknown, sorted(known), 3)
            guess = f"; the nearest are {', '.join(close)}" if close else ""
            raise UnknownNameError(f'no document "{unknown}" is in the store{guess}')


def open_store(target: str | os.PathLike[str] | None = None, *, create: bool = False) -> Store:
    """The store that ``target`` means, else GOODOFFICES_STORE, else NEO4J_URI, else the folder ``.goodoffices``.

    A folder without a store is an error unless ``create``. Raises StoreUnavailableError, StoreBusyError or UsageError.
    """
    return Store(resolve_target(target), create=create)


def _ask(tx: Any, text: str, parameters: Mapping[str, object]) -> Rows:
    result = tx.run(text, dict(parameters))
    keys = result.keys()
    return [dict(zip(keys, map(plain, values), strict=True)) for values in result.values()]


def _tell(written: LoadReport, on_document: Callable[[str, str], None] | None) -> None:
    if on_document:
        for outcome in ("added", "unchanged", "replaced"):
            for document in getattr(written, outcome):
                on_document(document, outcome)

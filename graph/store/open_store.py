"""An open store: its connection, what its server is, and that its graph has the form that goodoffices knows."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from importlib.metadata import version
from operator import methodcaller
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from goodoffices.graph.errors import StoreError
from goodoffices.graph.store.connection import Link, Login
from goodoffices.graph.store.embedded.server import is_store
from goodoffices.graph.store.foreign_nodes import refuse_foreign, unknown
from goodoffices.graph.store.links import LOSSES, Connection
from goodoffices.graph.store.servers import ENGINE, server_name
from goodoffices.graph.store.target import ServerTarget
from goodoffices.graph.store.version import MARK, require_current, version_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

T = TypeVar("T")


class OpenStore:
    """What is open until it is closed, and who may ask and write.

    ``created``: whether opening made it; ``migrated``: what was changed to bring an older graph up to date.
    """

    def __init__(
        self,
        target: ServerTarget | Path,
        *,
        create: bool = False,
        migrate: bool = False,
        damaged: bool = False,
        mixed: bool = False,
    ) -> None:
        self._target = target
        self.created = isinstance(target, Path) and create and not is_store(target)
        self._closed = False
        self._connection = Connection(target, create=create, damaged=damaged)
        # An engine ends with its process anyway, but only one that is closed leaves a note of what its files are.
        atexit.register(self.close)
        self.migrated: tuple[str, ...] = ()
        try:
            agent, marks = self._connection.run(methodcaller("hello", MARK))
            self._under_way = bool(marks and marks[0][-1])
            if migrate:
                self.migrated = self._with(self._brought_up_to_date)
            else:
                self._with(lambda link: require_current(link, self.target, marks))
            # Whoever else may write to a folder is known, and then the number is not.
            counted = self.embedded and marks and marks[0][-2] is not None
            if not (mixed or damaged) and (marks or migrate) and not counted:
                self._with(lambda link: refuse_foreign(link, self.target, renew=self._connection.alone))
            self.server = f"{ENGINE.name} {version('arcadedb')}" if self.embedded else server_name(agent)
        except BaseException:
            self.close()
            raise

    @property
    def target(self) -> str:
        """The folder or address of the store."""
        return self._target.shown if isinstance(self._target, ServerTarget) else str(self._target)

    @property
    def embedded(self) -> bool:
        """Whether the store is a folder."""
        return isinstance(self._target, Path)

    @property
    def lost(self) -> tuple[str, ...]:
        """What the files of a folder lack that was opened in spite of that, in a sentence; empty without any."""
        folder = self._connection.folder
        return (str(folder.damage),) if folder and folder.damage else ()

    @property
    def copied(self) -> bool:
        """Whether it is a copy that is asked, because the folder cannot be written to."""
        return self._connection.folder is not None and self._connection.folder.is_copy

    @property
    def writer(self) -> Login:
        """Address, user and password of the connection that may write; what it changes is not noted."""
        self._not_alone()
        self._link.about_to_write()
        return self._link.writer

    @property
    def reader(self) -> Login:
        """Address, user and password of the connection for questions."""
        return self._link.reader

    def close(self) -> None:
        """Closes the connections, and the server where this process runs it; twice is no error."""
        self._closed = True
        atexit.unregister(self.close)
        self._connection.close()

    def renew(self) -> bool:
        """Whether the engine of a folder was started again since; ``writer`` and ``reader`` then tell of that one."""
        return self._connection.renew()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _link(self) -> Link:
        return self._connection.link

    def _not_alone(self) -> None:
        """Before somebody else writes: how many nodes are goodoffices' own is then not known."""
        if self.embedded:
            self._with(unknown)

    def _brought_up_to_date(self, link: Link) -> tuple[str, ...]:
        from goodoffices.graph.store.migrations import migrate_graph

        found = version_of(link, self.target)
        return () if found is None else migrate_graph(link, found)

    def _with(self, work: Callable[[Link], T], *, losses: float = LOSSES) -> T:
        if self._closed:
            raise StoreError(f"the store {self.target} is closed")
        return self._connection.run(work, losses)

    def _read(self, work: Callable[[ManagedTransaction], T]) -> T:
        return self._with(lambda link: link.read(work))

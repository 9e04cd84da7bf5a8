"""What holds a store's links: to a server, or to the engine of a folder, whichever process has it at the moment."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from goodoffices.graph.errors import QuestionLimitError, StoreError, StoreFullError, StoreUnavailableError, UsageError
from goodoffices.graph.store.connection import PATIENCE, Link, Login
from goodoffices.graph.store.embedded.lock import in_turn
from goodoffices.graph.store.embedded.private_copy import disk_full, is_full
from goodoffices.graph.store.embedded.server import Embedded, open_folder
from goodoffices.graph.store.interrupts import interrupted_after
from goodoffices.graph.store.target import ServerTarget

T = TypeVar("T")

LOSSES = 3.0
"""How often an engine may be lost while it does one thing, which may itself be too much for it."""

_AT_ONCE = 1.0
"""Seconds within which nothing is too much for an engine. A loss within them counts little: its starter has ended."""

_LITTLE = 0.1

_ENDING = 2.0
"""Seconds between the end of an engine's connections and that of its process."""


class Connection:
    """An open link to ``target``; on a folder it is made anew where the engine was lost."""

    def __init__(self, target: ServerTarget | Path, *, create: bool, damaged: bool = False) -> None:
        self._target = target
        self.folder: Embedded | None = None
        if isinstance(target, ServerTarget):
            self.link = Link(target, target)
        else:
            self.folder = open_folder(target, create=create, damaged=damaged)
            self.link = _link(self.folder)

    def run(self, work: Callable[[Link], T], losses: float = LOSSES) -> T:
        """The result of ``work``, which is repeated where the engine of a folder was lost meanwhile.

        A joined engine ends with the process on which it hangs, and this one takes over; or it was killed, and is
        started again. With ``losses`` 0 nothing is repeated: it is not known how far ``work`` came.
        """
        while True:
            self.renew()
            began = time.monotonic()
            try:
                with interrupted_after(), self.said():
                    return work(self.link)
            except QuestionLimitError:  # what was too much is not asked again
                raise
            except (StoreError, UsageError) as error:  # an engine that is ending fails in many ways
                if self.folder and is_full(self.folder.folder):
                    raise StoreFullError(disk_full(self.folder.folder)) from None
                if not self.folder or not self._lost_with(error):
                    raise
                if losses <= 0.0:
                    raise StoreError(
                        f"the engine of {self.folder.folder} ended while this was asked, and is started again: it may "
                        "need more memory than there is, so ask for less; a statement that writes is done as a whole "
                        "or not at all"
                    ) from None
                losses -= 1.0 if time.monotonic() - began > _AT_ONCE else _LITTLE

    @contextlib.contextmanager
    def said(self) -> Iterator[None]:
        """An engine that is not to be reached is said as that: nobody can start it, or give it other passwords."""
        try:
            yield
        except StoreUnavailableError:
            if not self.folder:
                raise
            raise StoreUnavailableError(f"the engine of {self.folder.folder} does not answer: run this again") from None

    def renew(self) -> bool:
        """Whether the engine of a folder was lost since; then the links lead to the one that serves it now."""
        if not self.folder or self.folder.answers():
            return False
        self.link.close()
        self.folder = self.folder.again()
        self.link = _link(self.folder)
        return True

    @property
    def alone(self) -> bool:
        """Whether what is found now may be noted: on a folder by the process alone on which its engine hangs."""
        return self.folder is None or self.folder.owned

    def mend(self) -> None:
        """Puts right what a full disk left half-made, where the engine hangs on this process."""
        if self.folder:
            self.folder.mend()

    def close(self) -> None:
        """Closes the connections, and the engine where it hangs on this process."""
        self.link.close()
        if self.folder:
            self.folder.close()

    def _lost_with(self, error: Exception) -> bool:
        """Whether the engine is gone since this error, or just goes: its connections end a little before it does."""
        end = time.monotonic() + (_ENDING if isinstance(error, StoreUnavailableError) else 0.0)
        while self.folder and self.folder.answers():
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True


def _link(folder: Embedded) -> Link:
    """The drivers for the engine of a folder."""
    access = folder.access
    return Link(
        writer=Login(access.url, access.writer, access.writer_password, access.database),
        reader=Login(access.url, access.reader, access.reader_password, access.database),
        turn=partial(in_turn, folder.folder / "turn", PATIENCE),
        is_hopeless=partial(is_full, folder.folder),
        before_writing=folder.before_writing,
    )

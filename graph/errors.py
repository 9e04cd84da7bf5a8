"""Every error that goodoffices raises on purpose, split by what the caller does next.

GoodofficesError
├── InputError (ValueError)            mend the input, then run again; nothing was stored
│   ├── AnnotationError                annotated text with faults: file, line, id and what to do
│   ├── DateError                      a text that is no EDTF date
│   └── UnknownNameError (LookupError) no actor, event, document or question by that name
│       └── AmbiguousNameError         several actors by that name; ask for one by id
├── UsageError (ValueError)            mend the call: an option or parameter is wrong
└── StoreError
    ├── StoreUnavailableError (ConnectionError)  start the server, mend the address or password
    ├── StoreSchemaError               the graph has an older form (migrate it), a newer one (upgrade), or is not ours
    ├── StoreDamagedError              records are lost; restore a dump, or load again, into a new folder
    ├── StoreReadOnlyError (PermissionError)     the folder cannot be written to; make it so, or use another
    ├── StoreFullError                 the disk has no room left; make some, then run again
    ├── StoreBusyError                 another process holds the folder; wait or connect to it
    ├── StoreChangedError              others changed the graph while it was asked, time and again; ask again
    ├── QuestionLimitError             a question took too long or too much; ask for less, or allow it more
    └── WriteRefusedError (PermissionError)      a question tried to write; use ``--write``
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.graph.one_line import one_line


class GoodofficesError(Exception):
    """The root: whatever goodoffices raises on purpose."""


class InputError(GoodofficesError, ValueError):
    """What was given to read is wrong; nothing was stored."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with one record of one file, and what to do about it.

    ``line`` counts from 1 and is 0 where the whole file is meant; ``id`` is the record's own name in the file.
    """

    path: str
    line: int
    id: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        said = ": ".join(filter(None, (place, self.id, self.message))) + (f" ({self.hint})" if self.hint else "")
        return one_line(said)


class AnnotationError(InputError):
    """Annotated text with faults; ``faults`` holds every one of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class DateError(InputError):
    """A text that is not a date in EDTF (ISO 8601-2)."""


class UnknownNameError(InputError, LookupError):
    """Nothing in the store bears the name that was asked for."""


class AmbiguousNameError(UnknownNameError):
    """Several actors of different kinds bear the name that was asked for."""


class UsageError(GoodofficesError, ValueError):
    """The call itself is wrong: an option, a parameter or a combination of them."""


class StoreError(GoodofficesError):
    """The store could not do what was asked."""


class StoreChangedError(StoreError):
    """What one statement found was gone for the next."""


class QuestionLimitError(StoreError):
    """A question took more time, rows or memory than it may."""


class StoreUnavailableError(StoreError, ConnectionError):
    """No server answers there, or it refuses the user or password."""


class StoreSchemaError(StoreError):
    """The graph in the store has the form of an older or newer goodoffices, or its nodes are another program's."""


class StoreDamagedError(StoreError):
    """What the store held is no longer all there; restore a dump, or load again, into a new folder.

    ``wrong`` says of each file of a folder what is wrong with it.
    """

    def __init__(self, message: str, wrong: tuple[str, ...] = ()) -> None:
        self.wrong = wrong
        super().__init__(message)


class StoreReadOnlyError(StoreError, PermissionError):
    """The folder of a store can be read and not be written to."""


class StoreFullError(StoreError):
    """The disk of an embedded store is full."""


class StoreBusyError(StoreError):
    """Another process holds the store's folder and cannot be joined."""


class WriteRefusedError(StoreError, PermissionError):
    """The server refused to write for a connection that is held to reading."""

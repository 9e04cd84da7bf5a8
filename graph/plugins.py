"""What other packages bring by entry points: found by its group, and loaded only when it is wanted.

Loading runs the other package's code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from goodoffices.graph.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Plugin:
    """Something that another package registers under a name; ``package`` is the name that it is installed by."""

    name: str
    package: str
    entry: EntryPoint

    def load(self, kind: type[_Kind]) -> _Kind:
        """What is registered, which must be of this class. Raises UsageError if it isn't, or can't be loaded."""
        called = f'"{self.name}" of the package {self.package} ({self.entry.value})'
        try:
            loaded = self.entry.load()
        # Whatever the other package does wrong while it is imported, it must not look like a fault of ours.
        except Exception as error:
            raise UsageError(f"{called} can't be loaded: {type(error).__name__}: {error}") from error
        if not isinstance(loaded, kind):
            raise UsageError(f"{called} is no {kind.__name__}, but of type {type(loaded).__name__}")
        return loaded


def plugins(group: str) -> Iterator[Plugin]:
    """All that is registered in the group, by name and then by package; nothing of it is loaded yet."""
    # Imported where it is used: every command would wait for it, and hardly any asks for other packages.
    from importlib.metadata import entry_points

    found = {
        (entry.name, entry.dist.name if entry.dist else "?", entry.value): entry for entry in entry_points(group=group)
    }
    for (name, package, _), entry in sorted(found.items(), key=lambda item: item[0]):
        yield Plugin(name, package, entry)

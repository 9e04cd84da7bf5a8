"""Which formats can be read: ours, each a folder here whose package has a ``READER``, and those of other packages.

A package registers its reader as an entry point of the group ``goodoffices.readers``:

    [project.entry-points."goodoffices.readers"]
    tsv = "my_package.tsv:READER"
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from goodoffices.graph.errors import UsageError
from goodoffices.graph.plugins import Plugin, plugins
from goodoffices.graph.vocabulary.ontology import unknown_word
from goodoffices.loaders.reader import Reader

GROUP = "goodoffices.readers"


def _ours() -> Iterator[Reader]:
    # By the folders, so that a format is added by adding its own, and no list can forget it.
    for folder in pkgutil.iter_modules([str(Path(__file__).parent)], "goodoffices.loaders."):
        if folder.ispkg:
            reader: Reader = importlib.import_module(folder.name).READER
            yield reader


READERS: Mapping[str, Reader] = {reader.name: reader for reader in _ours()}
"""Our formats in the order in which they are tried on a path."""


def reader_named(name: str) -> Reader:
    """The reader of that name; other packages are asked for none that we have. Raises UsageError for an unknown one."""
    if name in READERS:
        return READERS[name]
    brought = [plugin for plugin in plugins(GROUP) if plugin.name == name]
    if len(brought) > 1:
        packages = ", ".join(plugin.package for plugin in brought)
        raise UsageError(f'a reader "{name}" is brought by several packages: {packages}; keep one of them')
    if not brought:
        raise UsageError(unknown_word(name, (*READERS, *(plugin.name for plugin in plugins(GROUP))), "reader"))
    return _loaded(brought[0])


def brought_readers() -> Iterator[Reader | UsageError]:
    """The readers of other packages, each loaded when it is its turn, or why it can't be used."""
    for plugin in plugins(GROUP):
        if plugin.name not in READERS:
            try:
                yield _loaded(plugin)
            except UsageError as error:
                yield error


def _loaded(plugin: Plugin) -> Reader:
    """The reader, under the name by which it is registered. Raises UsageError if the other package is at fault."""
    return replace(plugin.load(Reader), name=plugin.name)

"""Work on a store that ends early, as that of a killed process does."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pytest

from goodoffices.graph.store.forget import Gone, forget_documents, portions
from goodoffices.graph.store.store import Store

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


class StoppedError(Exception):
    """What ends the work."""


def forget_until(store: Store, documents: Sequence[str], last: str) -> None:
    """Forgets documents, each in a transaction of its own, and ends in the midst of that of ``last``."""

    def forgotten(tx: ManagedTransaction, some: Sequence[str], damaged: Container[str]) -> Gone:
        gone = forget_documents(tx, some, damaged)
        if last in some:
            raise StoppedError
        return gone

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("goodoffices.graph.store.forget.portions", partial(portions, most=1))
        patch.setattr("goodoffices.graph.store.forget.forget_documents", forgotten)
        with pytest.raises(StoppedError):
            store.forget(documents)

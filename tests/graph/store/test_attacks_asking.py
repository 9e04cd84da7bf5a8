"""Questions that would write, read files or meddle with the server: each is tried on every server."""

from __future__ import annotations

import pytest

from goodoffices.graph.errors import StoreError, UsageError, WriteRefusedError
from goodoffices.graph.store.store import Store
from tests.conftest import STORES
from tests.support.attacks import NOTHING, WRITES
from tests.support.contributions import mediation
from tests.support.servers import load, snapshot, wipe


@pytest.fixture(scope="module", params=STORES)
def filled(request: pytest.FixtureRequest) -> Store:
    """One document on each server in turn, which no test here may change."""
    found = request.getfixturevalue(f"{request.param}_session")
    assert isinstance(found, Store)
    wipe(found)
    load(found, mediation("a"))
    return found


@pytest.mark.parametrize("text", WRITES)
def test_a_question_is_refused(filled: Store, text: str) -> None:
    before = snapshot(filled)
    with pytest.raises(WriteRefusedError) as caught:
        filled.cypher(text, {})
    assert "\n" not in str(caught.value)
    assert snapshot(filled) == before


@pytest.mark.parametrize("text", NOTHING)
def test_a_disguise_is_of_no_use(filled: Store, text: str) -> None:
    before = snapshot(filled)
    try:
        rows = filled.cypher(text, {}).rows
    except (StoreError, UsageError):
        rows = []
    assert rows == []
    assert snapshot(filled) == before

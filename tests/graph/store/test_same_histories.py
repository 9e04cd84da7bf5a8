"""Whatever was loaded, changed, forgotten, judged and undone: the graph is what the outcome alone gives.

The long runs are for ``make soak``; a seed that fails says so with its steps.
"""

from __future__ import annotations

import pytest

from goodoffices.graph.store.store import Store
from tests.support.histories import told


@pytest.mark.parametrize("seed", range(25))
def test_a_history_leaves_what_its_outcome_gives(embedded_session: Store, seed: int) -> None:
    told(embedded_session, seed)


@pytest.mark.parametrize("seed", range(3))
def test_so_it_does_on_a_server(neo4j_session: Store, seed: int) -> None:
    told(neo4j_session, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 600))
def test_five_hundred_histories(embedded_session: Store, seed: int) -> None:
    told(embedded_session, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 1100))
def test_a_hundred_histories_on_a_server(neo4j_session: Store, seed: int) -> None:
    told(neo4j_session, seed)

"""Tests that need the same Neo4j are run by the same process."""

from __future__ import annotations

import pytest

from tests.conftest import needed
from tests.spread import FIRST, NEWER, group_of
from tests.support.servers import OLDER

OTHERWISE = ("test_campaigns.py", "test_plans.py", "test_spread.py")


def test_what_needs_a_server_is_where_it_runs(request: pytest.FixtureRequest) -> None:
    """Of the tests of this run; campaigns start a Neo4j that they may stop."""
    items = [item for item in request.session.items if item.path.name not in OTHERWISE]
    servers = {item.nodeid: needed(item) for item in items}
    wanted = {test: NEWER if NEWER in found else OLDER for test, found in servers.items() if found}
    assert [test for test in servers if group_of(test) != wanted.get(test, test.partition("::")[0])] == []


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/graph/vocabulary/test_dates.py::test_a[x-1]", "tests/graph/vocabulary/test_dates.py"),
        ("tests/graph/store/test_store.py::test_a[neo4j-2026.08-x]", NEWER),
        ("tests/graph/store/test_store.py::test_a[x-neo4j-5.26]", OLDER),
        ("tests/graph/store/test_store.py::test_a[embedded]", "tests/graph/store/test_store.py"),
        ("tests/graph/store/test_store_version.py::test_a[neo4j]", OLDER),
        ("tests/queries/questions/test_questions.py::test_every_server_gives_the_same_bytes", NEWER),
        ("tests/campaigns/test_campaigns.py::test_a_sample_of_every_campaign[neo4j]", FIRST[-1]),
    ],
    ids=range(7),
)
def test_a_group_is_a_server_or_a_file(test: str, group: str) -> None:
    assert group_of(test) == group

"""How tests are spread over processes: those on a Neo4j go where it runs already, the others by file, long ones first.

A Neo4j takes seconds to start and plans every statement anew, so each of them runs in one process alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from xdist.scheduler import LoadScopeScheduling

from tests.support.servers import OLDER, RELEASES

NEWER = next(name for name in RELEASES if name != OLDER)

NAMED: Mapping[str, str] = {
    "test_campaigns.py::test_a_sample_of_every_campaign[embedded": "campaigns of a folder",
    "test_campaigns.py::test_a_sample_of_every_campaign[neo4j": "campaigns of a server",
    "test_plans.py": OLDER,
    "test_every_server_gives_the_same_bytes": NEWER,
    "test_store_dump.py::test_the_bytes_stay_the_same_from_store_to_store_and_back": NEWER,
    "test_benchmarks.py::test_a_server_tells_how_many_rows_a_plan_went_through": OLDER,
    "test_limits.py::test_a_question_ends_at_its_limit_also_where": OLDER,
    "test_store.py::test_what_was_written_is_seen_by_every_later_session": OLDER,
    "test_same_histories.py::test_so_it_does_on_a_server": OLDER,
    "test_same_histories.py::test_a_hundred_histories_on_a_server": OLDER,
    "test_store_foreign.py::test_a_graph_that_does_not_say": OLDER,
    "test_store_target.py::test_a_wrong_password": OLDER,
    "test_store_target.py::test_a_database_that_is_not_there": OLDER,
}
"""Which group a test is of that has no server among its parameters, by a part of its id; those on both are with NEWER.

A test that is not found here runs as well, but may start a Neo4j for itself.
"""

FIRST = (*reversed(RELEASES), "campaigns of a folder", "campaigns of a server")
"""Groups that take minutes: none of them may be begun when the rest is done."""


def group_of(test: str) -> str:
    """What runs in one process: tests with the same Neo4j, or of the same file."""
    file, _, case = test.partition("[")
    named = (group for part, group in NAMED.items() if part in test)
    servers = (name for name in RELEASES if name in case)
    older = OLDER if "/test_store" in file and case.startswith(("neo4j]", "neo4j-")) else None
    return next(named, None) or next(servers, None) or older or file.partition("::")[0]


def place(test: str) -> int:
    """Where the group of a test stands in the order in which processes take groups."""
    group = group_of(test)
    return FIRST.index(group) if group in FIRST else len(FIRST)


class Spread(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Gives a group to whichever process has nothing more to do."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)

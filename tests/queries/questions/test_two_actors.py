"""A question about two actors whose ends are one: said in a sentence, for every question."""

from __future__ import annotations

import pytest

from goodoffices.api import Graph
from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.catalogue import all_questions

OF_TWO = [
    one.name
    for one in all_questions()
    if one.group != "helper" and {"a", "b"} <= {of.name for of in one.parameters if of.kind == "actor"}
]
MORE = {"camps": {"left": ["Iran"], "right": ["USA"]}, "without-source": {"source": ["Iran"]}} | {
    "could-fall": {"start": "2018", "end": "2019"},
    "known-by": {"day": "2019"},
}
"""What some questions want beside the two."""


@pytest.mark.parametrize("name", [name for name in OF_TWO if name != "requested-mediations"])
def test_one_actor_at_both_ends_is_refused(sample: Graph, name: str) -> None:
    with pytest.raises(UsageError, match=r'^"Iran" and "Tehran" are one and the same actor: name two'):
        sample.question(name, a="Iran", b="Tehran", **MORE.get(name, {}))


@pytest.mark.parametrize("name", ["could_mediate", "between", "who_mediated", "talks", "sanctions", "timeline"])
def test_so_it_is_in_python(sample: Graph, name: str) -> None:
    with pytest.raises(UsageError, match="one and the same actor"):
        getattr(sample, name)("IRN", "Iran")


def test_a_party_may_have_asked_for_its_own_mediation(sample: Graph) -> None:
    assert len(sample.question("requested-mediations", a="India", b="India")) == 1

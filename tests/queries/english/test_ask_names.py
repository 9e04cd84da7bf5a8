"""Names in questions: free text between the grammar's words, told apart by who is in the graph."""

from __future__ import annotations

import pytest

from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError, UsageError
from goodoffices.graph.store.store import Store
from tests.conftest import STORES
from tests.support.inline import annotated
from tests.support.servers import load, wipe

STATES = {"Trinidad and Tobago": "TTO", "Bosnia and Herzegovina": "BIH", "Serbia": "SRB", "Chad": "TCD"}
GROUPS = (
    *("Front", "Front and Union", "Union and League", "Talks without Borders", "Council since Geneva"),
    *("Chad in Exile", "Paris 1973 Committee", "Union", "League"),
)
AGAIN = {"Union": 3, "League": 2}
"""Which of several places is the name's own, where others hold it, too."""
TEXT = " met. ".join((*STATES, *GROUPS)) + " met."
LINES = (
    *(f's{n} State "{name}" ISO3166:{code}' for n, (name, code) in enumerate(STATES.items())),
    *(f'g{n} Organization "{name}"@{AGAIN.get(name, 1)}' for n, name in enumerate(GROUPS)),
)


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """Actors whose names hold words of the grammar, on each server in turn; these tests only read."""
    store: Store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    parties = " ".join(f"Party:{line.split()[0]}" for line in LINES)
    load(store, build(annotated(TEXT, *LINES, f'e Negotiation "met" {parties} Status=held', id="brief")))
    return Graph(store)


@pytest.mark.parametrize(
    ("sentence", "command"),
    [
        ("Who mediated between Trinidad and Tobago and Serbia", 'who-mediated "Trinidad and Tobago" Serbia'),
        ("Who mediated between Serbia and Trinidad and Tobago", 'who-mediated Serbia "Trinidad and Tobago"'),
        (
            "talks between Bosnia and Herzegovina and Trinidad and Tobago",
            'talks "Bosnia and Herzegovina" "Trinidad and Tobago"',
        ),
        ("talks of Bosnia and Herzegovina", 'talks "Bosnia and Herzegovina"'),
        ("timeline of Serbia and Bosnia and Herzegovina", 'timeline Serbia "Bosnia and Herzegovina"'),
        ("did Trinidad and Tobago and Chad talk", 'talks "Trinidad and Tobago" Chad'),
        ("talks of Chad in Exile in 2019", 'talks "Chad in Exile" --from 2019 --to 2019'),
        ("talks of Talks without Borders without brief", 'talks "Talks without Borders" --without brief'),
        ("talks of Chad without Serbia and Front", "talks Chad --without Serbia --without Front"),
        ('talks of "Council since Geneva" since 2019', 'talks "Council since Geneva" --from 2019'),
        ('talks of "Paris 1973 Committee" until 1973', 'talks "Paris 1973 Committee" --to 1973'),
        ("talks of “Chad in Exile”", 'talks "Chad in Exile"'),
        ('talks between "Front" and "Union and League"', 'talks Front "Union and League"'),
        ("talks of Chad's", "talks Chad"),
        ("sanctions by serbia on CHAD", "sanctions --by serbia --on CHAD"),
        ("TALKS BETWEEN TCD AND Q403", "talks TCD Q403"),
    ],
)
def test_a_name_is_what_the_graph_knows(graph: Graph, sentence: str, command: str) -> None:
    assert graph.understand(sentence).command == f"goodoffices {command}"


def test_what_can_be_split_in_two_ways_is_refused_with_both(graph: Graph) -> None:
    with pytest.raises(UsageError) as raised:
        graph.ask("talks between Front and Union and League")
    assert str(raised.value).splitlines()[1:] == [
        '  goodoffices talks "Front and Union" League',
        '  goodoffices talks Front "Union and League"',
    ]
    with pytest.raises(UsageError, match="--without Front --without Union"):
        graph.ask("talks of Chad without Front and Union")


def test_a_name_that_nobody_bears_is_told_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match=r'"Serbonia"\. Nearest: Serbia'):
        graph.ask("talks between Chad and Serbonia")
    with pytest.raises(UnknownNameError, match='"Front Union"'):
        graph.ask('talks of "Front Union"')


def test_words_after_a_name_that_do_not_belong_to_it_are_told(graph: Graph) -> None:
    with pytest.raises(UsageError, match='word 6, "despite", does not fit after "Serbia and Chad"'):
        graph.ask("talks between Serbia and Chad despite everything")


def test_a_name_in_quotes_is_never_cut(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match='"Chad despite everything"'):
        graph.ask('talks of "Chad despite everything"')


def test_a_source_may_be_a_document_but_an_actor_may_not(graph: Graph) -> None:
    assert graph.understand("talks of Chad without brief").filters == {"without": ("brief",)}
    with pytest.raises(UnknownNameError, match='"brief"'):
        graph.understand("talks of brief")


def test_a_name_of_several_is_told_by_the_question(graph: Graph) -> None:
    with pytest.raises(AmbiguousNameError, match="COD"):
        graph.ask("talks of Congolese and Chad")

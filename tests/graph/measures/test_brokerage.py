"""Brokerage against R's sna on networks with known values, a count by three loops, and all networks of four nodes."""

from __future__ import annotations

import itertools
import json
import math
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.measures.brokerage import ROLES, Brokerage, Score, brokerage
from goodoffices.graph.vocabulary.countries import all_countries
from goodoffices.graph.vocabulary.regions import regions

FOLDER = Path(__file__).with_name("networks")
NETWORKS: Mapping[str, Any] = json.loads((FOLDER / "networks.json").read_text(encoding="utf-8"))
VALUES: Mapping[str, Any] = json.loads((FOLDER / "values.json").read_text(encoding="utf-8"))["networks"]


def network(groups: Mapping[str, str], ties: Any) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(groups)
    graph.add_edges_from(ties)
    return graph


def of(name: str) -> Brokerage:
    one = NETWORKS[name]
    return brokerage(network(one["groups"], one["ties"]), one["groups"])


def equal(score: Score, told: Mapping[str, Mapping[str, float | None]], role: str) -> bool:
    ours = {"count": score.count, "expected": score.expected, "sd": score.sd, "z": score.z}
    return all(_close(ours[name], told[name][role]) for name in ours)


def _close(one: float | None, other: float | None) -> bool:
    return one is other is None or (one is not None and other is not None and math.isclose(one, other, abs_tol=1e-9))


@pytest.mark.parametrize("name", NETWORKS)
def test_every_value_is_that_of_sna(name: str) -> None:
    found, told = of(name), VALUES[name]
    assert found.nodes.keys() == told["nodes"].keys()
    wrong = [
        (node, role)
        for node, scores in [*found.nodes.items(), ("", found.whole)]
        for role in ROLES
        if not equal(scores[role], told["nodes"][node] if node else told["whole"], role)
    ]
    assert wrong == []


def test_the_networks_are_what_they_are_called() -> None:
    assert len(NETWORKS) == 3
    undirected = next(name for name in NETWORKS if name.startswith("undirected"))
    ties = {tuple(tie) for tie in NETWORKS[undirected]["ties"]}
    assert ties == {(target, source) for source, target in ties}
    assert any(VALUES[undirected]["whole"]["count"][role] for role in ROLES)


def has_sna() -> bool:
    script = shutil.which("Rscript")
    return (
        bool(script)
        and not subprocess.run(
            [str(script), "-e", "library(sna); library(jsonlite)"], capture_output=True, check=False
        ).returncode
    )


def test_r_gives_the_values_that_are_kept() -> None:
    if not has_sna():
        pytest.skip("there is no R with the packages sna and jsonlite")
    done = subprocess.run(
        ["Rscript", FOLDER / "brokerage.R", FOLDER / "networks.json"],
        capture_output=True,
        check=True,
    )
    assert list(numbers(json.loads(done.stdout)["networks"])) == pytest.approx(list(numbers(VALUES)), abs=1e-9)


def numbers(value: Any) -> Iterator[float]:
    for _, one in sorted(value.items()):
        yield from numbers(one) if isinstance(one, dict) else [math.inf if one is None else one]


@st.composite
def networks(draw: st.DrawFn) -> tuple[dict[str, str], list[tuple[str, str]]]:
    nodes = [f"n{number}" for number in range(draw(st.integers(0, 7)))]
    groups = {node: draw(st.sampled_from("abcd")) for node in nodes}
    pairs = list(itertools.product(nodes, nodes))
    return groups, draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []


def role_of(source: str, broker: str, target: str) -> str:
    """The role by the groups of the three, as the paper defines it."""
    if source == broker == target:
        return "coordinator"
    if source == target:
        return "itinerant"
    if broker == target:
        return "gatekeeper"
    return "representative" if source == broker else "liaison"


def by_three_loops(groups: Mapping[str, str], ties: list[tuple[str, str]]) -> dict[str, Counter[str]]:
    there, found = set(ties), {node: Counter[str]() for node in groups}
    for source, broker, target in itertools.permutations(groups, 3):
        if (source, broker) in there and (broker, target) in there and (source, target) not in there:
            found[broker].update([role_of(groups[source], groups[broker], groups[target]), "total"])
    return found


@given(networks())
def test_counts_are_those_of_three_loops(drawn: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    groups, ties = drawn
    found, expected = brokerage(network(groups, ties), groups), by_three_loops(groups, ties)
    assert {node: {role: scores[role].count for role in ROLES} for node, scores in found.nodes.items()} == {
        node: {role: counts[role] for role in ROLES} for node, counts in expected.items()
    }
    assert {role: found.whole[role].count for role in ROLES} == {
        role: sum(counts[role] for counts in expected.values()) for role in ROLES
    }


@given(networks())
def test_a_total_is_the_sum_of_its_roles(drawn: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    groups, ties = drawn
    for scores in (found := brokerage(network(groups, ties), groups)).nodes.values():
        for part in ("count", "expected"):
            parts = [getattr(scores[role], part) for role in ROLES[:-1]]
            assert sum(parts) == pytest.approx(getattr(scores["total"], part))
    assert sum(scores["total"].expected for scores in found.nodes.values()) == pytest.approx(
        found.whole["total"].expected
    )


def test_expectation_and_deviation_of_a_node_are_exact() -> None:
    """All 4,096 networks of four nodes, each as likely as the null model has it at the density of the asked one."""
    groups = {"a": "x", "b": "x", "c": "y", "d": "z"}
    pairs = list(itertools.permutations(groups, 2))
    density = 0.25
    one, two = ({node: Counter[str]() for node in groups} for _ in range(2))
    for chosen in itertools.product((False, True), repeat=len(pairs)):
        ties = list(itertools.compress(pairs, chosen))
        likely = density ** len(ties) * (1 - density) ** (len(pairs) - len(ties))
        for node, counts in by_three_loops(groups, ties).items():
            for role, count in counts.items():
                one[node][role] += likely * count  # type: ignore[assignment] # a Counter of floats
                two[node][role] += likely * count**2  # type: ignore[assignment] # likewise
    found = brokerage(network(groups, pairs[:3]), groups)
    for node, scores in found.nodes.items():
        for role in ROLES:
            assert scores[role].expected == pytest.approx(one[node][role])
            assert scores[role].sd ** 2 == pytest.approx(two[node][role] - one[node][role] ** 2)


def test_a_node_without_a_group_is_refused() -> None:
    with pytest.raises(KeyError):
        brokerage(network({"a": "x", "b": "x"}, [("a", "b")]), {"a": "x"})


def test_every_state_has_a_region_but_for_two() -> None:
    known = {country.iso3 for country in all_countries()}
    assert known - regions().keys() == {"ATA", "XKX"}
    assert regions().keys() <= known
    assert len({one.region for one in regions().values()}) == 5
    assert len({one.subregion for one in regions().values()}) == 17
    assert (regions()["OMN"].region, regions()["CUB"].subregion) == ("Asia", "Latin America and the Caribbean")

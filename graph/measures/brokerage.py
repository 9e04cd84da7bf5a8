"""Gould–Fernandez brokerage: who stands between whom, told apart by the groups of the three.

A node brokers the ordered pair of a source and a target if there are ties source → broker → target and none
source → target. The role depends on whose group is whose (the symbols are those of the paper and of R's ``sna``):

- coordinator (w_I): all three are of one group
- itinerant (w_O), also called consultant: source and target are of one group, the broker is of another
- gatekeeper (b_OI): broker and target are of one group, the source is of another
- representative (b_IO): source and broker are of one group, the target is of another
- liaison (b_O): the three are of three groups
- total (t): any of these

Expectation and standard deviation are those of the authors' null model: given the sizes of the groups, each tie is
there with the probability of the network's density, independently of the others. Those of a node are exact in that
model. For the whole network the formulas are those of ``sna``, which leave out some brokered pairs that exclude each
other: the deviations of coordinator, gatekeeper, representative and total come out a little too large. They are kept
so that all values equal those of ``sna``.

Source: Gould, R. V. and Fernandez, R. M. (1989): Structures of Mediation: A Formal Approach to Brokerage in
Transaction Networks. Sociological Methodology 19, 89–126.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from networkx import DiGraph

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
"""The roles, as the answers name them."""

Fan = tuple[int, int]
"""So many nodes, each of which may be brokered to so many others."""


@dataclass(frozen=True, slots=True)
class Score:
    """How often a role is taken, and how often that would be expected; ``sd`` is the standard deviation of that."""

    count: int
    expected: float
    sd: float

    @property
    def z(self) -> float | None:
        """By how many standard deviations the count differs from what is expected; None where nothing can vary."""
        return (self.count - self.expected) / self.sd if self.sd else None


Scores = dict[str, Score]


@dataclass(frozen=True, slots=True)
class Brokerage:
    """The scores by role, of each node and of the whole network."""

    nodes: Mapping[str, Scores]
    whole: Scores


@dataclass(frozen=True, slots=True)
class _Odds:
    """How likely it is, at one density, that a pair is brokered, and what two such events have in common.

    ``shared``: the covariance if the two need the same tie; ``opposed``: if one needs a tie that must be missing for
    the other; ``missing``: if the same tie must be missing.
    """

    brokered: float
    shared: float
    opposed: float
    missing: float


def brokerage(graph: DiGraph[str], groups: Mapping[str, str]) -> Brokerage:
    """The brokerage of every node of a directed graph; a tie from a node to itself does not count.

    ``groups`` names the group of every node; raises KeyError if one has none.
    """
    counts = _counts(graph, groups)
    sizes = Counter(groups[node] for node in graph)
    size, ties = len(graph), sum(source != target for source, target in graph.edges)
    density = ties / (size * (size - 1)) if size > 1 else 0.0
    gap = 1 - density
    # Two brokered pairs need four ties and two gaps; each exponent is what is left to chance where one is shared.
    odds = _Odds(density**2 * gap, density**3 * gap**3, density**4 * gap**2, density**5 * gap)
    moments = {group: _of_a_node(group, sizes, odds) for group in sizes}
    nodes = {node: _scores(found, moments[groups[node]]) for node, found in counts.items()}
    whole: Counter[str] = Counter()
    for found in counts.values():
        whole.update(found)
    return Brokerage(nodes, _scores(whole, _of_all(tuple(sizes.values()), odds)))


def _counts(graph: DiGraph[str], groups: Mapping[str, str]) -> dict[str, Counter[str]]:
    """How often each node takes each role; sets of nodes are bits of an integer, so that hubs cost little."""
    bit = {node: 1 << place for place, node in enumerate(graph)}
    leads = {node: sum(bit[other] for other in graph.successors(node) if other != node) for node in graph}
    members = {group: sum(bit[node] for node in graph if groups[node] == group) for group in set(groups.values())}
    found: dict[str, Counter[str]] = {node: Counter() for node in graph}
    for source, node in graph.edges:
        if source != node:
            targets = leads[node] & ~leads[source] & ~bit[source]
            everybody, within = targets.bit_count(), (targets & members[groups[node]]).bit_count()
            if groups[source] == groups[node]:
                roles = {"coordinator": within, "representative": everybody - within}
            else:
                back = (targets & members[groups[source]]).bit_count()
                roles = {"gatekeeper": within, "itinerant": back, "liaison": everybody - within - back}
            found[node].update(roles | {"total": everybody})
    return found


def _scores(counts: Mapping[str, int], moments: Mapping[str, tuple[float, float]]) -> Scores:
    # A variance that is zero may come out a little below it, since numbers have 53 bits.
    return {role: Score(counts.get(role, 0), mean, math.sqrt(max(0.0, var))) for role, (mean, var) in moments.items()}


def _of_a_node(group: str, sizes: Mapping[str, int], odds: _Odds) -> dict[str, tuple[float, float]]:
    """Mean and variance of each role of a node of that group.

    Two brokered pairs have a tie in common if they have the same source or the same target.
    """
    # Depends on the node by its group alone, so that it is worked out once for each group.
    own, size = sizes[group], sum(sizes.values())
    rest = [other for name, other in sizes.items() if name != group]
    inward, outward = [(size - own, own - 1)], [(own - 1, size - own)]
    among = {
        "coordinator": [(own - 1, own - 2)],
        "itinerant": [(other, other - 1) for other in rest],
        "liaison": [(other, size - own - other) for other in rest],
        "total": [(size - 1, size - 2)],
    }
    # Pairs given as sources with the targets of each, and the other way round.
    fans = {role: (both, both) for role, both in among.items()}
    fans |= {"gatekeeper": (inward, outward), "representative": (outward, inward)}
    moments: dict[str, tuple[float, float]] = {}
    for role in ROLES:
        sources, targets = fans[role]
        pairs = sum(many * each for many, each in sources)
        common = sum(many * each * (each - 1) for many, each in (*sources, *targets))
        moments[role] = _moments(pairs, common * odds.shared, odds)
    return moments


def _moments(pairs: int, covariance: float, odds: _Odds) -> tuple[float, float]:
    mean = pairs * odds.brokered
    return mean, mean * (1 - odds.brokered) + covariance


def _of_all(sizes: Sequence[int], odds: _Odds) -> dict[str, tuple[float, float]]:
    """Mean and variance of each role in the whole network, as ``sna`` has them."""
    size = sum(sizes)
    return {
        "coordinator": _within(sizes, odds),
        "itinerant": _itinerant(sizes, size, odds),
        "gatekeeper": _across(sizes, size, odds),
        "representative": _across(sizes, size, odds),
        "liaison": _liaison(sizes, size, odds),
        "total": _within([size], odds),
    }


def _within(sizes: Iterable[int], odds: _Odds) -> tuple[float, float]:
    """Three nodes of one group; ``sizes`` with one number stands for a network whose groups do not count."""
    triples = [(n, n * (n - 1) * (n - 2)) for n in sizes]
    covariance = sum(
        many * ((4 * n - 10) * odds.shared - 4 * (n - 3) * odds.opposed + (n - 3) * odds.missing) for n, many in triples
    )
    return _moments(sum(many for _, many in triples), covariance, odds)


def _itinerant(sizes: Sequence[int], size: int, odds: _Odds) -> tuple[float, float]:
    covariance = sum(
        n * broker * (n - 1) * ((2 * n + 2 * broker - 6) * odds.shared + (size - n - 1) * odds.missing)
        for n, broker in permutations(sizes, 2)
    )
    return _moments(sum(n * (size - n) * (n - 1) for n in sizes), covariance, odds)


def _across(sizes: Iterable[int], size: int, odds: _Odds) -> tuple[float, float]:
    triples = [(n, n * (size - n) * (n - 1)) for n in sizes]
    covariance = sum(many * ((size - 3) * odds.shared + (n - 2) * odds.missing) for n, many in triples)
    return _moments(sum(many for _, many in triples), covariance, odds)


def _liaison(sizes: Sequence[int], size: int, odds: _Odds) -> tuple[float, float]:
    covariance = sum(
        source
        * broker
        * target
        * (
            (4 * (size - broker) - 2 * (source + target + 1)) * odds.shared
            - (4 * (size - target) - 2 * (source + broker + 1)) * odds.opposed
            + (size - (source + target + 1)) * odds.missing
        )
        for source, broker, target in permutations(sizes, 3)
    )
    return _moments(sum(n * m * (size - n - m) for n, m in permutations(sizes, 2)), covariance, odds)

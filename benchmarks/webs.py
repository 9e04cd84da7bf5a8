"""Networks of a wanted size as pages hold them: so many actors, so many relations, the claims and quotes behind them.

Who meets whom has communities (of a state, its officials and its neighbours) and, in each and in all, Zipf's law; what
is said is told as in the generated documents. Events, roles and verdicts give their relations by the graph's own rules.
The same size and seed give the same page.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.cast import Member, ResolvedActors, cast_of
from benchmarks.sayings import Saying, saying
from benchmarks.web_rows import actor_id, affiliations, edges_of, node_of, row_of
from goodoffices.graph.model import Actor
from goodoffices.graph.rules.edges import Stage
from goodoffices.pages import Edge, PageData

NEIGHBOUR = 0.8
"""How often somebody of the same community takes part in an event, and not anybody."""


@dataclass(frozen=True, slots=True)
class Web:
    """How large a network is: actors (20 or more) and relations, at least three for each actor."""

    actors: int
    relations: int
    seed: int = 1

    @property
    def name(self) -> str:
        """The size as the reports write it."""
        return f"{self.actors:,}/{self.relations:,}"


class Company:
    """Everybody of a network, in communities whose sizes fall by a power law."""

    def __init__(self, web: Web) -> None:
        self.members = cast_of(web.actors, web.seed).members
        self._rng = random.Random(f"company {web.seed}")
        self._community: dict[str, int] = {}
        self._all = ResolvedActors(self.members)
        self._weights = [1 / (rank + 1) for rank in range(max(1, round(math.sqrt(web.actors) / 2)))]
        by_community: dict[int, list[Member]] = {}
        for member in self.members:
            by_community.setdefault(self.community(member), []).append(member)
        self._near = {number: ResolvedActors(members) for number, members in by_community.items()}

    def community(self, member: Member) -> int:
        """The number of the community that the side of ``member`` belongs to."""
        if member.side not in self._community:
            (self._community[member.side],) = self._rng.choices(range(len(self._weights)), self._weights)
        return self._community[member.side]

    def anybody(self, rng: random.Random) -> Member:
        """One of all, the first ones most often."""
        return self._all.pick(rng)

    def others(self, rng: random.Random, first: Member) -> Iterator[Member]:
        """Who takes part in an event with ``first``, without end and each side once as long as there are any."""
        taken = {first.side}
        near = self._near[self.community(first)]
        while True:
            yield (near if rng.random() < NEIGHBOUR else self._all).pick_of(rng, taken)


def page_of(web: Web) -> PageData:
    """The network as the content of a page; everybody takes part in some event."""
    company = Company(web)
    events: dict[str, Mapping[str, object]] = {}
    edges: list[Edge] = []
    stage = _stage(company)
    for told in _sayings(web, company):
        row, found = row_of(told), edges_of(told, stage)
        events[told.id] = row
        edges += found
        if len(edges) >= web.relations and len(events) >= web.actors:
            break
    kept = tuple(edges[: web.relations])
    mediators = {edge.source for edge in kept if edge.type == "MEDIATES"}
    nodes = tuple(node_of(member, mediators) for member in company.members)
    subtitle = f"{len(nodes)} actors, {len(kept)} relations, {len(events)} events"
    return PageData("A generated network", subtitle, nodes, kept, events)


def _sayings(web: Web, company: Company) -> Iterator[Saying]:
    """One event after the other: first each actor begins one, then the best known do."""
    beginners = random.Random(f"beginners {web.seed}").sample(company.members, len(company.members))
    before = "It had been quiet for some time. "
    for number in itertools.count():
        rng = random.Random(f"event {web.seed} {number}")
        first = beginners[number] if number < len(beginners) else company.anybody(rng)
        told = saying(number, rng, first, company.others(rng, first), before)
        before = f"{told.text} "
        yield told


def _stage(company: Company) -> Stage:
    actors = {actor_id(one): Actor(actor_id(one), one.name, (), node_of(one, ()).kind) for one in company.members}
    return Stage(actors, affiliations(company.members))

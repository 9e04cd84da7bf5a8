"""From annotation to record: one checked document to all that it contributes to the graph.

Pure and deterministic: the result depends on this document alone, never on what else is loaded.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.construction.actors import ResolvedActors, resolved_actors
from goodoffices.graph.construction.claims import testimony
from goodoffices.graph.construction.events import EventCluster, event_clusters
from goodoffices.graph.dump.digest import signed
from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import Affiliation, Claim, Contribution, DerivedEdge, Document, Event, Place, Role
from goodoffices.graph.rules.edges import Stage, Voices, derived_edges, relation_of, stated_pairs
from goodoffices.graph.rules.standing import statements_by_event
from goodoffices.graph.rules.verdicts import Statement, affirmers, deniers, verdict
from goodoffices.graph.vocabulary.dates import Bounds, bounds
from goodoffices.graph.vocabulary.ontology import field_of, ontology


def build(document: AnnotatedDocument) -> Contribution:
    """The contribution of a checked document (``graph.validation`` found no fault in it)."""
    cast = resolved_actors(document)
    clusters = event_clusters(document, cast)
    said = testimony(document, cast, clusters)
    ground = _Ground.of(document, cast, clusters, said.claims)
    events = tuple(ground.event(cluster) for cluster in clusters)
    roles_of = {cluster.id: tuple(sorted(cluster.records())) for cluster in clusters}
    roles = tuple(sorted(role for own in roles_of.values() for role in own))
    # Who is only named in passing has no quote behind them, and no fact enters the graph without one.
    taking_part = _taking_part(roles, said.claims, cast.affiliations)
    places = {key: _joined(some) for key, some in grouped((one.id, one) for one in cast.places.values()).items()}
    return signed(
        Contribution(
            document=_document_record(document),
            actors=tuple(cast.actors[key] for key in sorted(taking_part)),
            places=tuple(places[key] for key in sorted({key for event in events for key in event.places})),
            affiliations=tuple(pair for pair in cast.affiliations if pair.actor in taking_part),
            events=events,
            roles=roles,
            claims=said.claims,
            evidence=said.evidence,
            edges=tuple(edge for event in events for edge in ground.edges(event, roles_of[event.id])),
        )
    )


def _joined(places: Sequence[Place]) -> Place:
    """The place that several mentions, not said to be one, are by their identifier: of what they differ in, the first
    by code point."""
    codes = (place.iso3 for place in places)
    return Place(places[0].id, min(place.name for place in places), min(filter(None, codes), default=None))


def _document_record(document: AnnotatedDocument) -> Document:
    return Document(
        id=document.id,
        title=document.title,
        url=document.url,
        published=document.published,
        language=document.language,
        licence=document.licence,
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every event of one document is judged on: who speaks, and what was resolved of actors, events and places."""

    narrator: str
    stage: Stage
    statements: Mapping[str, Sequence[Statement]]
    event_of: Mapping[str, str]
    place_of: Mapping[str, str]

    @classmethod
    def of(
        cls,
        document: AnnotatedDocument,
        cast: ResolvedActors,
        clusters: Iterable[EventCluster],
        claims: Iterable[Claim],
    ) -> _Ground:
        acts_for: defaultdict[str, set[str]] = defaultdict(set)
        for affiliation in cast.affiliations:
            acts_for[affiliation.actor].add(affiliation.of)
        return cls(
            narrator=document.title or document.id,
            stage=Stage(cast.actors, {actor: frozenset(higher) for actor, higher in acts_for.items()}),
            # As verdicts see claims: the narrator speaks under the document's id.
            statements=statements_by_event(claims, document.id),
            event_of={telling.mention.id: event.id for event in clusters for telling in event.tellings},
            place_of={mention: place.id for mention, place in cast.places.items()},
        )

    def event(self, cluster: EventCluster) -> Event:
        dated = cluster.dated()
        # No date stays none: it is never that of the publication, which every later question would take for a fact.
        span = bounds(dated.date) if dated and dated.date else Bounds(None, None)
        judged = verdict(self.statements.get(cluster.id, ()))
        status = cluster.attribute("Status")
        relation = relation_of(cluster.type, status, judged)
        # None also where type and status would give one but no pair is named: an open party stays open.
        has_pairs = bool(relation and stated_pairs(relation, cluster.records(), self.stage))
        return Event(
            id=cluster.id,
            document=cluster.document,
            type=cluster.type,
            status=status,
            date=dated.date if dated else None,
            date_start=span.start,
            date_end=span.end,
            date_basis=dated.date_basis if dated else cluster.attribute("DateBasis"),
            verdict=judged,
            relation=relation if has_pairs else None,
            places=_fillers(cluster, "Place", self.place_of),
            about=_fillers(cluster, "From", self.event_of),
            **{field_of(name): cluster.attribute(name) for name in ontology().features},
        )

    def edges(self, event: Event, roles: tuple[Role, ...]) -> tuple[DerivedEdge, ...]:
        statements, actors = self.statements.get(event.id, ()), self.stage.actors
        asserting, denying = (
            tuple(sorted(actors[key].name if key in actors else self.narrator for key in speakers))
            for speakers in (affirmers(statements), deniers(statements))
        )
        return derived_edges(event, roles, Voices(asserting, denying), self.stage)


def _fillers(event: EventCluster, role: str, ids: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of what fills a role in any mention of the event; ``ids`` has them by the filler's mention."""
    arguments = (argument for telling in event.tellings for argument in telling.mention.arguments)
    return tuple(sorted({ids[argument.filler] for argument in arguments if argument.role == role}))


def _taking_part(roles: Iterable[Role], claims: Iterable[Claim], affiliations: Iterable[Affiliation]) -> set[str]:
    """Actors with a quote behind them: they fill a role, speak or are spoken of, or such an actor acts for them."""
    found = {role.actor for role in roles}
    for claim in claims:
        found.update(claim.speakers, filter(None, [claim.value_id]))
    acts_for: defaultdict[str, list[str]] = defaultdict(list)
    for affiliation in affiliations:
        acts_for[affiliation.actor].append(affiliation.of)
    waiting = list(found)
    while waiting:
        higher = [of for of in acts_for.get(waiting.pop(), ()) if of not in found]
        found.update(higher)
        waiting += higher
    return found

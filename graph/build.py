"""From annotation to record: one checked document to all that it contributes to the graph.

Pure and deterministic: the result depends on this document alone, never on what else is loaded.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.claims import testimony
from goodoffices.graph.dates import Bounds, bounds
from goodoffices.graph.digest import signed
from goodoffices.graph.edges import Stage, Voices, derived_edges, relation_of, stated_pairs
from goodoffices.graph.events import EventClass, event_classes
from goodoffices.graph.model import Affiliation, Claim, Contribution, Document, Edge, Event, Place, Role
from goodoffices.graph.resolve import Cast, resolve
from goodoffices.graph.verdicts import Statement, affirmers, deniers, verdict


def build(document: AnnotatedDocument) -> Contribution:
    """The contribution of a checked document (``graph.checks.checked`` found no fault in it)."""
    cast = resolve(document)
    classes = event_classes(document, cast)
    said = testimony(document, cast, classes)
    ground = _Ground.of(document, cast, classes, said.claims)
    events = tuple(ground.event(one) for one in classes)
    roles_of = {one.id: tuple(sorted(one.records())) for one in classes}
    roles = tuple(sorted(role for own in roles_of.values() for role in own))
    taking_part = _taking_part(roles, said.claims, cast.affiliations)
    return signed(
        Contribution(
            document=_record(document),
            actors=tuple(cast.actors[key] for key in sorted(taking_part)),
            places=_places(cast, events),
            affiliations=tuple(one for one in cast.affiliations if one.actor in taking_part),
            events=events,
            roles=roles,
            claims=said.claims,
            evidence=said.evidence,
            edges=tuple(edge for event in events for edge in ground.edges(event, roles_of[event.id])),
        )
    )


def _record(document: AnnotatedDocument) -> Document:
    return Document(
        id=document.id,
        title=document.title,
        url=document.url,
        published=document.published,
        language=document.language,
        licence=document.licence,
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
    )


def _statements(narrator: str, claims: Iterable[Claim]) -> Mapping[str, tuple[Statement, ...]]:
    """Claims by event as verdicts see them: the narrator speaks under the document's id."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for claim in claims:
        speaker = claim.speakers[-1] if claim.speakers else narrator
        value = claim.value_id or claim.value
        found[claim.event].append(Statement(claim.aspect, value, claim.factuality, speaker))
    return {event: tuple(statements) for event, statements in found.items()}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every event of one document is judged on."""

    narrator: str
    stage: Stage
    statements: Mapping[str, tuple[Statement, ...]]
    event_of: Mapping[str, str]
    place_of: Mapping[str, str]

    @classmethod
    def of(
        cls, document: AnnotatedDocument, cast: Cast, classes: Iterable[EventClass], claims: Iterable[Claim]
    ) -> _Ground:
        return cls(
            narrator=document.title or document.id,
            stage=_stage(cast),
            statements=_statements(document.id, claims),
            event_of={telling.mention.id: one.id for one in classes for telling in one.tellings},
            place_of={mention: place.id for mention, place in cast.places.items()},
        )

    def event(self, one: EventClass) -> Event:
        dated = one.dated()
        span = bounds(dated.date) if dated and dated.date else Bounds(None, None)
        judged = verdict(self.statements.get(one.id, ()))
        return Event(
            id=one.id,
            document=one.document,
            type=one.type,
            status=one.attribute("Status"),
            date=dated.date if dated else None,
            date_start=span.start,
            date_end=span.end,
            date_basis=dated.date_basis if dated else one.attribute("DateBasis"),
            channel=one.attribute("Channel"),
            publicity=one.attribute("Publicity"),
            directness=one.attribute("Directness"),
            method=one.attribute("Method"),
            formality=one.attribute("Formality"),
            sanction_type=one.attribute("SanctionType"),
            verdict=judged,
            relation=self.relation(one, judged),
            places=_fillers(one, "Place", self.place_of),
            about=_fillers(one, "From", self.event_of),
        )

    def relation(self, one: EventClass, judged: str) -> str | None:
        """The type of the event's edges; None also where its type and status would give some but no pair is named."""
        relation = relation_of(one.type, one.attribute("Status"), judged)
        return relation if relation and stated_pairs(relation, one.records(), self.stage) else None

    def edges(self, event: Event, roles: tuple[Role, ...]) -> tuple[Edge, ...]:
        return derived_edges(event, roles, self.voices(event.id), self.stage)

    def voices(self, event: str) -> Voices:
        statements = self.statements.get(event, ())
        return Voices(self.names(affirmers(statements)), self.names(deniers(statements)))

    def names(self, speakers: Iterable[str]) -> tuple[str, ...]:
        actors = self.stage.actors
        return tuple(sorted(actors[one].name if one in actors else self.narrator for one in speakers))


def _stage(cast: Cast) -> Stage:
    acts_for: defaultdict[str, set[str]] = defaultdict(set)
    for one in cast.affiliations:
        acts_for[one.actor].add(one.of)
    return Stage(cast.actors, {actor: frozenset(higher) for actor, higher in acts_for.items()})


def _fillers(one: EventClass, role: str, ids: Mapping[str, str]) -> tuple[str, ...]:
    arguments = (argument for telling in one.tellings for argument in telling.mention.arguments)
    return tuple(sorted({ids[argument.filler] for argument in arguments if argument.role == role}))


def _places(cast: Cast, events: Iterable[Event]) -> tuple[Place, ...]:
    used = {place for event in events for place in event.places}
    by_id: dict[str, Place] = {}
    for place in sorted(cast.places.values()):
        by_id.setdefault(place.id, place)
    return tuple(by_id[key] for key in sorted(used))


def _taking_part(roles: Iterable[Role], claims: Iterable[Claim], affiliations: Iterable[Affiliation]) -> set[str]:
    """Actors with a quote behind them: they fill a role, speak or are spoken of, or such an actor acts for them."""
    found = {role.actor for role in roles}
    for claim in claims:
        found.update(claim.speakers, filter(None, [claim.value_id]))
    acts_for: defaultdict[str, list[str]] = defaultdict(list)
    for one in affiliations:
        acts_for[one.actor].append(one.of)
    waiting = list(found)
    while waiting:
        higher = [of for of in acts_for.get(waiting.pop(), ()) if of not in found]
        found.update(higher)
        waiting += higher
    return found

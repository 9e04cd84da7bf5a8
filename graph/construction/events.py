"""Events of one document: which mentions tell one event, its identity, roles, places, attributes and date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from networkx.utils import UnionFind

from goodoffices.graph.annotation import AnnotatedDocument, EventMention
from goodoffices.graph.construction.actors import ResolvedActors
from goodoffices.graph.model import Role, content_id
from goodoffices.graph.rules.verdicts import COMMITMENT
from goodoffices.graph.vocabulary.dates import has_year, hull
from goodoffices.graph.vocabulary.ontology import ontology


@dataclass(frozen=True, slots=True)
class Telling:
    """One event mention with its attributes, place in the text and normalised date."""

    mention: EventMention
    start: int
    end: int
    attributes: Mapping[str, str]
    date: str | None
    date_basis: str | None

    @property
    def factuality(self) -> str:
        """What the annotation gives, else CT+: a plain statement is certain."""
        return self.attributes.get("Factuality", "CT+")

    def value(self, aspect: str) -> str | None:
        """What this mention says on one aspect: its Status, Formality or date."""
        return self.date if aspect == "date" else self.attributes.get(aspect.capitalize())


@dataclass(frozen=True, slots=True)
class EventCluster:
    """The mentions of one event in the order of the text, with its id and what they say together."""

    id: str
    document: str
    type: str
    tellings: tuple[Telling, ...]
    roles: frozenset[tuple[str, str]]

    def attribute(self, name: str) -> str | None:
        """The value of the most committed mention that has one, the first of these in the text."""
        having = [telling for telling in self.tellings if name in telling.attributes]
        return _most_committed(having).attributes[name] if having else None

    def dated(self) -> Telling | None:
        """The mention whose date the event takes, by the same order; None when none has a date."""
        having = [telling for telling in self.tellings if telling.date]
        return _most_committed(having) if having else None

    def records(self) -> Iterable[Role]:
        """The roles of this event as records (role, actor → Role)."""
        return (Role(actor, self.id, role) for role, actor in self.roles)


def _most_committed(tellings: Sequence[Telling]) -> Telling:
    # ``min`` takes the first of equals, which is the first in the text.
    return min(tellings, key=lambda telling: COMMITMENT[telling.factuality])


def tellings(document: AnnotatedDocument) -> dict[str, Telling]:
    """Every event and claim mention of the document by its id."""
    given: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for attribute in document.attributes:
        given[attribute.target][attribute.name] = attribute.value
    dates = {n.target: n.value for n in document.normalisations if n.scheme == "EDTF"}
    mentions = document.mention_by_id()
    # "Last Tuesday" was reckoned from the day of publication, or, without one, from what else the text says.
    reckoned = "relative" if document.published else "inferred"
    found: dict[str, Telling] = {}
    for event in document.events:
        trigger, attributes = mentions[event.trigger], given[event.id]
        dated = [a.filler for a in event.arguments if a.role == "Date" and a.filler in dates]
        basis = attributes.get("DateBasis")
        if dated and basis is None:
            with_year = all(has_year(document.words(mentions[filler])) for filler in dated)
            basis = "explicit" if with_year else reckoned
        date = hull([dates[filler] for filler in dated])
        found[event.id] = Telling(event, trigger.start, trigger.end, attributes, date, basis)
    return found


def event_clusters(document: AnnotatedDocument, cast: ResolvedActors) -> tuple[EventCluster, ...]:
    """The events of the document, each with its id, ordered by id."""
    # A Claim is no event of its own: it has no type in the graph.
    known = {key: said for key, said in tellings(document).items() if ontology().events[said.mention.type].type}
    same = UnionFind(known)
    for relation in document.relations:
        if relation.type == "SameEvent":
            same.union(relation.source, relation.target)
    found: list[EventCluster] = []
    for keys in same.to_sets():
        ordered = _in_text_order(known[key] for key in keys)
        kind = ontology().events[ordered[0].mention.type]
        # The roles of all mentions together, each mention with its own claims.
        roles = frozenset(
            (role, actor)
            for telling in ordered
            for argument in telling.mention.arguments
            if (role := kind.roles[argument.role].role)
            for actor in cast.stands_for[argument.filler]
        )
        found.append(EventCluster("", document.id, str(kind.type), ordered, roles))
    return _identified(found)


def _in_text_order(members: Iterable[Telling]) -> tuple[Telling, ...]:
    return tuple(sorted(members, key=lambda telling: (telling.start, telling.end, telling.mention.id)))


def _identified(found: Sequence[EventCluster]) -> tuple[EventCluster, ...]:
    """Ids by document, type and first trigger, and by the role fillers too where another event shares these.

    Events that share even these are one event told twice on one trigger.
    """
    triggers = [(event.document, event.type, event.tellings[0].start, event.tellings[0].end) for event in found]
    shared = Counter(triggers)
    together: defaultdict[str, list[EventCluster]] = defaultdict(list)
    for event, trigger in zip(found, triggers, strict=True):
        # Only where it must: else a role that is annotated later would make another event of it.
        fillers = [sorted(event.roles)] if shared[trigger] > 1 else []
        together[content_id("event", *trigger, *fillers)].append(event)
    identified: list[EventCluster] = []
    for key, same in sorted(together.items()):
        members = (telling for event in same for telling in event.tellings)
        identified.append(replace(same[-1], id=key, tellings=_in_text_order(members)))
    return tuple(identified)

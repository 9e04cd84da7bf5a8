"""Events of one document: which mentions tell one event, its identity, roles, places, attributes and date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from networkx.utils import UnionFind

from goodoffices.graph.annotation import AnnotatedDocument, EventMention, Mention
from goodoffices.graph.dates import has_year, hull
from goodoffices.graph.model import Role, content_id
from goodoffices.graph.ontology import ontology
from goodoffices.graph.resolve import Cast

COMMITMENT = {"CT+": 0, "CT-": 0, "PR+": 1, "PR-": 1, "PS+": 2, "PS-": 2, "CTu": 3, "Uu": 3}
"""FactBank values by how far the speaker commits, most first; the sign plays no part."""


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
class EventClass:
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
    return min(tellings, key=lambda telling: COMMITMENT[telling.factuality])


def tellings(document: AnnotatedDocument) -> dict[str, Telling]:
    """Every event and claim mention of the document by its id."""
    given: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for attribute in document.attributes:
        given[attribute.target][attribute.name] = attribute.value
    calendar = _Calendar.of(document)
    return {event.id: _telling(event, given[event.id], calendar) for event in document.events}


def _telling(event: EventMention, attributes: Mapping[str, str], calendar: _Calendar) -> Telling:
    trigger = calendar.mentions[event.trigger]
    date, basis = calendar.date_of(event)
    return Telling(event, trigger.start, trigger.end, attributes, date, attributes.get("DateBasis", basis))


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The document's mentions and the EDTF dates given to them."""

    document: AnnotatedDocument
    mentions: Mapping[str, Mention]
    normalised: Mapping[str, str]

    @classmethod
    def of(cls, document: AnnotatedDocument) -> _Calendar:
        normalised = {n.target: n.value for n in document.normalisations if n.scheme == "EDTF"}
        return cls(document, document.mention_by_id(), normalised)

    def date_of(self, event: EventMention) -> tuple[str | None, str | None]:
        """The hull of the event mention's normalised dates and what it rests on."""
        fillers = [a.filler for a in event.arguments if a.role == "Date" and a.filler in self.normalised]
        if not fillers:
            return None, None
        return hull([self.normalised[filler] for filler in fillers]), self._basis(fillers)

    def _basis(self, fillers: Iterable[str]) -> str:
        if all(has_year(self.document.words(self.mentions[filler])) for filler in fillers):
            return "explicit"
        return "relative" if self.document.published else "inferred"


def event_classes(document: AnnotatedDocument, cast: Cast) -> tuple[EventClass, ...]:
    """The events of the document, each with its id, ordered by id."""
    told = {key: one for key, one in tellings(document).items() if ontology().events[one.mention.type].type}
    same = UnionFind(told)
    for relation in document.relations:
        if relation.type == "SameEvent":
            same.union(relation.source, relation.target)
    found = [_event_class(document.id, [told[key] for key in keys], cast) for keys in same.to_sets()]
    return _identified(found)


def _event_class(document: str, members: Iterable[Telling], cast: Cast) -> EventClass:
    ordered = _in_text_order(members)
    kind = ontology().events[ordered[0].mention.type]
    roles = frozenset(
        (role, actor)
        for telling in ordered
        for argument in telling.mention.arguments
        if (role := kind.roles[argument.role].role)
        for actor in cast.stands_for[argument.filler]
    )
    return EventClass("", document, str(kind.type), ordered, roles)


def _in_text_order(members: Iterable[Telling]) -> tuple[Telling, ...]:
    return tuple(sorted(members, key=lambda telling: (telling.start, telling.end, telling.mention.id)))


def _identified(found: Sequence[EventClass]) -> tuple[EventClass, ...]:
    """Ids by document, type and first trigger, and by the role fillers too where another event shares these.

    Events that share even these are one event told twice on one trigger.
    """
    shared = Counter(_first_trigger(one) for one in found)
    together: defaultdict[str, list[EventClass]] = defaultdict(list)
    for one in found:
        fillers = [sorted(one.roles)] if shared[_first_trigger(one)] > 1 else []
        together[content_id("event", *_first_trigger(one), *fillers)].append(one)
    return tuple(_as_one(key, together[key]) for key in sorted(together))


def _as_one(key: str, same: Sequence[EventClass]) -> EventClass:
    tellings = (telling for one in same for telling in one.tellings)
    return replace(same[-1], id=key, tellings=_in_text_order(tellings))


def _first_trigger(one: EventClass) -> tuple[str, str, int, int]:
    first = one.tellings[0]
    return one.document, one.type, first.start, first.end

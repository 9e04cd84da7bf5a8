"""Several accounts of one event as one: pure functions, by the rules that build each account from its document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.dates import Bounds, bounds, hull
from goodoffices.graph.edges import Stage, Voices, derived_edges, relation_of, stated_pairs
from goodoffices.graph.events import COMMITMENT
from goodoffices.graph.judgements import view_id
from goodoffices.graph.merge import merged_actor
from goodoffices.graph.model import Actor, Affiliation, Edge, Event, Role
from goodoffices.graph.verdicts import Statement, affirmers, deniers, verdict

_BASES = ("explicit", "relative", "inferred")


@dataclass(frozen=True, slots=True)
class Source:
    """A document: what it calls its actors, whom they act for, and what it is called itself."""

    id: str
    title: str | None
    published: str | None
    sha256: str
    actors: tuple[Actor, ...]
    affiliations: tuple[Affiliation, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One event as one document tells it; ``start`` is its first trigger, a narrator speaks under the document's id."""

    event: Event
    source: Source
    roles: tuple[Role, ...]
    claims: tuple[str, ...]
    statements: tuple[Statement, ...]
    start: int


@dataclass(frozen=True, slots=True)
class View:
    """What several accounts together say of one event; its ``event`` belongs to no document."""

    event: Event
    members: tuple[str, ...]
    documents: tuple[str, ...]
    roles: tuple[Role, ...]
    claims: tuple[str, ...]
    edges: tuple[Edge, ...]


def edges_of(account: Account) -> tuple[Edge, ...]:
    """The derived edges of one event as its document tells it."""
    return _edges(account.event, account.roles, account.statements, _Ground.of([account.source]))


def merged(accounts: Iterable[Account]) -> View:
    """One event out of several accounts (two or more) of one type.

    Each attribute is that of the account with the most committed claim, then the first published, then by document
    and place in the text, among those that have one; dates by ``merged_date``; the verdict by all speakers.
    """
    ranked = sorted(accounts, key=_rank)
    ground = _Ground.of(account.source for account in ranked)
    key = view_id(account.event.id for account in ranked)
    statements = tuple(ground.narrated(one) for account in ranked for one in account.statements)
    roles = tuple(sorted({Role(role.actor, key, role.role) for account in ranked for role in account.roles}))
    event = _event(key, ranked, roles, statements, ground)
    return View(
        event=event,
        members=tuple(sorted(account.event.id for account in ranked)),
        documents=tuple(sorted({account.source.id for account in ranked})),
        roles=roles,
        claims=tuple(sorted(claim for account in ranked for claim in account.claims)),
        edges=_edges(event, roles, statements, ground),
    )


def merged_date(dated: Sequence[tuple[str, str | None]]) -> tuple[str | None, str | None]:
    """The date, and what it rests on, of accounts with these dates (EDTF and basis), the account that leads first.

    The days that fit all of them, as the first text that says just these, else ``start/end``; where no day fits all,
    their hull. A date made of several rests on the weakest of their bases.
    """
    if not dated:
        return None, None
    common = _intersection([bounds(text) for text, _ in dated])
    text, basis = next(((text, basis) for text, basis in dated if bounds(text) == common), (None, None))
    if text is not None:
        return text, basis
    weakest = max((basis for _, basis in dated if basis), key=_BASES.index, default=None)
    return _text(common) if common else hull([text for text, _ in dated]), weakest


def _intersection(spans: Iterable[Bounds]) -> Bounds | None:
    known = tuple(spans)
    start = max((span.start for span in known if span.start), default=None)
    end = min((span.end for span in known if span.end), default=None)
    return None if start and end and start > end else Bounds(start, end)


def _text(span: Bounds) -> str:
    return span.start if span.start and span.start == span.end else f"{span.start or '..'}/{span.end or '..'}"


def _rank(account: Account) -> tuple[int, str, str, int, str]:
    sure = [COMMITMENT[one.factuality] for one in account.statements if one.aspect == "occurrence"]
    source = account.source
    published = bounds(source.published).start if source.published else None
    return min(sure, default=len(COMMITMENT)), published or "~", source.id, account.start, account.event.id


def _event(
    key: str, ranked: Sequence[Account], roles: tuple[Role, ...], statements: tuple[Statement, ...], ground: _Ground
) -> Event:
    events = [account.event for account in ranked]
    date, basis = merged_date([(event.date, event.date_basis) for event in events if event.date])
    span = bounds(date) if date else Bounds(None, None)
    status, judged = _first(events, "status"), verdict(statements)
    relation = relation_of(events[0].type, status, judged)
    return Event(
        id=key,
        document="",
        type=events[0].type,
        status=status,
        date=date,
        date_start=span.start,
        date_end=span.end,
        date_basis=basis if date else _first(events, "date_basis"),
        channel=_first(events, "channel"),
        publicity=_first(events, "publicity"),
        directness=_first(events, "directness"),
        method=_first(events, "method"),
        formality=_first(events, "formality"),
        sanction_type=_first(events, "sanction_type"),
        verdict=judged,
        relation=relation if relation and stated_pairs(relation, roles, ground.stage) else None,
        places=tuple(sorted({place for event in events for place in event.places})),
    )


def _first(events: Iterable[Event], name: str) -> str | None:
    return next((value for event in events if (value := getattr(event, name)) is not None), None)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What several documents together know: actors, whom they act for, and which narrators count as one."""

    stage: Stage
    narrators: Mapping[str, Source]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> _Ground:
        distinct = [source for _, source in sorted({source.id: source for source in sources}.items())]
        first: dict[str, Source] = {}
        for source in distinct:
            first.setdefault(source.sha256, source)
        return cls(_stage(distinct), {source.id: first[source.sha256] for source in distinct})

    def narrated(self, statement: Statement) -> Statement:
        """The statement, where narrators of one text are one speaker."""
        if statement.speaker not in self.narrators:
            return statement
        speaker = self.narrators[statement.speaker].id
        return Statement(statement.aspect, statement.value, statement.factuality, speaker)

    def names(self, speakers: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(map(self._name, speakers)))

    def _name(self, speaker: str) -> str:
        if speaker in self.stage.actors:
            return self.stage.actors[speaker].name
        return self.narrators[speaker].title or speaker


def _stage(sources: Sequence[Source]) -> Stage:
    called: defaultdict[str, list[Actor]] = defaultdict(list)
    acts_for: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for source in sources:
        for actor in source.actors:
            called[actor.id].append(actor)
        for one in source.affiliations:
            acts_for[one.actor] |= {one.of}
    return Stage({key: merged_actor(sayings) for key, sayings in called.items()}, dict(acts_for))


def _edges(event: Event, roles: tuple[Role, ...], statements: Sequence[Statement], ground: _Ground) -> tuple[Edge, ...]:
    voices = Voices(ground.names(affirmers(statements)), ground.names(deniers(statements)))
    return derived_edges(event, roles, voices, ground.stage)

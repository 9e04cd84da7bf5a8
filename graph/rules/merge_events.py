"""Several accounts of one event as one: pure functions, by the rules that build each account from its document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goodoffices.graph.model import Actor, Affiliation, DerivedEdge, Event, Role
from goodoffices.graph.rules.edges import Stage, Voices, derived_edges, relation_of, stated_pairs
from goodoffices.graph.rules.judgements import view_id
from goodoffices.graph.rules.merge_actors import merged_actor
from goodoffices.graph.rules.standing import Standing, standing
from goodoffices.graph.rules.verdicts import COMMITMENT, Statement, affirmers, deniers, verdict
from goodoffices.graph.vocabulary.dates import Bounds, bounds, hull
from goodoffices.graph.vocabulary.ontology import field_of, ontology

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
class MergedEvent:
    """What several accounts together say of one event; its ``event`` belongs to no document."""

    event: Event
    members: tuple[str, ...]
    documents: tuple[str, ...]
    roles: tuple[Role, ...]
    claims: tuple[str, ...]
    edges: tuple[DerivedEdge, ...]
    standing: Standing


def edges_of(account: Account) -> tuple[DerivedEdge, ...]:
    """The derived edges of one event as its document tells it."""
    return _edges(account.event, account.roles, account.statements, _Ground.of([account.source]))


def merged(accounts: Iterable[Account]) -> MergedEvent:
    """One event out of several accounts (two or more) of one type.

    Each attribute is that of the account with the most committed claim, then the first published, then by document
    and place in the text, among those that have one; dates by ``merged_date``; the verdict by all speakers.
    """
    ranked = sorted(accounts, key=_rank)
    ground = _Ground.of(account.source for account in ranked)
    key = view_id(account.event.id for account in ranked)
    # Narrators of one text are one speaker.
    statements = tuple(
        replace(said, speaker=ground.narrators[said.speaker].id) if said.speaker in ground.narrators else said
        for account in ranked
        for said in account.statements
    )
    roles = tuple(sorted({Role(role.actor, key, role.role) for account in ranked for role in account.roles}))
    event = _event(key, ranked, roles, statements, ground)
    return MergedEvent(
        event=event,
        members=tuple(sorted(account.event.id for account in ranked)),
        documents=tuple(sorted({account.source.id for account in ranked})),
        roles=roles,
        claims=tuple(sorted(claim for account in ranked for claim in account.claims)),
        edges=_edges(event, roles, statements, ground),
        standing=standing([role.role for role in roles], statements),
    )


def merged_date(dated: Sequence[tuple[str, str | None]]) -> tuple[str | None, str | None]:
    """The date, and what it rests on, of accounts with these dates (EDTF and basis), the account that leads first.

    The days that fit all of them, as the first text that says just these, else ``start/end``; where no day fits all,
    their hull. A date made of several rests on the weakest of their bases.
    """
    if not dated:
        return None, None
    spans = [bounds(text) for text, _ in dated]
    start = max((span.start for span in spans if span.start), default=None)
    end = min((span.end for span in spans if span.end), default=None)
    weakest = max((basis for _, basis in dated if basis), key=_BASES.index, default=None)
    # Where they exclude each other both stay possible: which one errs is not ours to say.
    if start and end and start > end:
        return hull([text for text, _ in dated]), weakest
    as_written = (given for given, span in zip(dated, spans, strict=True) if span == Bounds(start, end))
    made_up = start if start and start == end else f"{start or '..'}/{end or '..'}"
    return next(as_written, (made_up, weakest))


def _rank(account: Account) -> tuple[int, str, str, int, str]:
    """What accounts are sorted by; the ids at the end make the order total, so that no loading order shows."""
    commitments = [COMMITMENT[said.factuality] for said in account.statements if said.aspect == "occurrence"]
    source = account.source
    published = bounds(source.published).start if source.published else None
    # "~" sorts after every date: who doesn't say when comes last.
    return min(commitments, default=len(COMMITMENT)), published or "~", source.id, account.start, account.event.id


def _event(
    key: str, ranked: Sequence[Account], roles: tuple[Role, ...], statements: tuple[Statement, ...], ground: _Ground
) -> Event:
    events = [account.event for account in ranked]
    date, basis = merged_date([(event.date, event.date_basis) for event in events if event.date])
    span = bounds(date) if date else Bounds(None, None)
    status, judged = _first(events, "status"), verdict(statements)
    relation = relation_of(events[0].type, status, judged)
    # A relation that joins no pair would be counted by questions and drawn by nobody.
    has_pairs = bool(relation and stated_pairs(relation, roles, ground.stage))
    return Event(
        id=key,
        document="",
        type=events[0].type,
        status=status,
        date=date,
        date_start=span.start,
        date_end=span.end,
        date_basis=basis if date else _first(events, "date_basis"),
        verdict=judged,
        relation=relation if has_pairs else None,
        places=tuple(sorted({place for event in events for place in event.places})),
        about=(),
        **{field: _first(events, field) for field in map(field_of, ontology().features)},
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
        # A text that was loaded under two ids is one witness, not two: its narrators count as the first.
        first: dict[str, Source] = {}
        records: defaultdict[str, list[Actor]] = defaultdict(list)
        acts_for: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for source in distinct:
            first.setdefault(source.sha256, source)
            for actor in source.actors:
                records[actor.id].append(actor)
            for affiliation in source.affiliations:
                acts_for[affiliation.actor] |= {affiliation.of}
        stage = Stage({actor: merged_actor(same) for actor, same in records.items()}, dict(acts_for))
        return cls(stage, {source.id: first[source.sha256] for source in distinct})

    def names(self, speakers: Iterable[str]) -> tuple[str, ...]:
        """What speakers (actor ids, or a document's for its narrator) are called, sorted."""
        actors = self.stage.actors
        called = (
            actors[speaker].name if speaker in actors else self.narrators[speaker].title or speaker
            for speaker in speakers
        )
        return tuple(sorted(called))


def _edges(
    event: Event, roles: tuple[Role, ...], statements: Sequence[Statement], ground: _Ground
) -> tuple[DerivedEdge, ...]:
    voices = Voices(ground.names(affirmers(statements)), ground.names(deniers(statements)))
    return derived_edges(event, roles, voices, ground.stage)

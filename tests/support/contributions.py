"""Contributions made by hand, so that the store is tested without the builder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goodoffices.graph.dump.digest import signed
from goodoffices.graph.dump.order import in_canonical_order
from goodoffices.graph.model import (
    Actor,
    Affiliation,
    Claim,
    Contribution,
    DerivedEdge,
    Document,
    Event,
    Evidence,
    Place,
    Role,
    content_id,
)
from goodoffices.graph.vocabulary.ontology import field_of, ontology

OMAN = Actor("ac700000000000000003", "Oman", ("Sultanate of Oman",), "state", "OMN")
IRAN = Actor("ac700000000000000002", "Iran", (), "state", "IRN", "Q794")
USA = Actor("ac700000000000000004", "United States", ("U.S.",), "state", "USA", "Q30")
ENVOY = Actor("ac700000000000000001", "Ann Example", (), "official")
MUSCAT = Place("b1ace000000000000001", "Muscat", "OMN")


def mediation(
    document: str,
    *,
    mediator: Actor = OMAN,
    parties: tuple[Actor, Actor] = (IRAN, USA),
    extra: Iterable[Actor] = (),
    affiliations: Iterable[Affiliation] = (),
    place: Place = MUSCAT,
    quote: str = "Oman mediated.",
    status: str = "held",
    speaker: Actor | None = None,
    title: str | None = None,
) -> Contribution:
    """One document that tells of one mediation, with a claim, its quote and the derived edges."""
    event = _event(document, status, place)
    quoted = Evidence(content_id("evidence", event.id, quote), document, 0, len(quote), quote, "", "", 0, 4)
    claim = Claim(
        id=content_id("claim", event.id, quote, speaker and speaker.id),
        event=event.id,
        evidence=quoted.id,
        aspect="occurrence",
        value=None,
        value_id=None,
        factuality="CT+",
        said_on=None,
        speakers=(speaker.id,) if speaker else (),
    )
    named = {actor.id: actor for actor in (mediator, *parties, *extra, *([speaker] if speaker else []))}
    return _sorted(
        Contribution(
            document=Document(document, title, None, "2019-06-12", "en", None, "0" * 64),
            actors=tuple(named[key] for key in sorted(named)),
            places=(place,),
            affiliations=tuple(sorted(affiliations)),
            events=(event,),
            roles=tuple(sorted(_roles(event.id, mediator, parties))),
            claims=(claim,),
            evidence=(quoted,),
            edges=tuple(_edge(event, mediator, party, parties) for party in parties) if status == "held" else (),
        )
    )


def telling(document: str) -> Contribution:
    """A document that says things of shared actors which no other says."""
    return mediation(
        document,
        parties=(replace(IRAN, aliases=(f"Iran of {document}",)), USA),
        extra=[replace(ENVOY, aliases=(f"Envoy of {document}",))],
        affiliations=[Affiliation(ENVOY.id, USA.id)],
        place=replace(MUSCAT, name=f"Muscat of {document}"),
    )


def bare(document: str, actors: Iterable[Actor]) -> Contribution:
    """A document that does no more than name actors."""
    return _sorted(
        Contribution(
            document=Document(document, None, None, None, None, None, "0" * 64),
            actors=tuple(sorted(actors)),
            places=(),
            affiliations=(),
            events=(),
            roles=(),
            claims=(),
            evidence=(),
            edges=(),
        )
    )


def _sorted(contribution: Contribution) -> Contribution:
    return signed(in_canonical_order(contribution))


def _event(document: str, status: str, place: Place) -> Event:
    return Event(
        id=content_id("event", document, "mediation", 0, 4),
        document=document,
        type="mediation",
        status=status,
        date="2019-06",
        date_start="2019-06-01",
        date_end="2019-06-30",
        date_basis="explicit",
        verdict="asserted",
        relation="MEDIATES" if status == "held" else None,
        places=(place.id,),
        about=(),
        **dict.fromkeys(map(field_of, ontology().features)) | {"channel": "back", "method": "shuttle"},
    )


def _roles(event: str, mediator: Actor, parties: tuple[Actor, Actor]) -> Iterable[Role]:
    yield Role(mediator.id, event, "mediator")
    for party in parties:
        yield Role(party.id, event, "party")


def _edge(event: Event, mediator: Actor, party: Actor, parties: tuple[Actor, Actor]) -> DerivedEdge:
    return DerivedEdge(
        type="MEDIATES",
        source=mediator.id,
        target=party.id,
        event_id=event.id,
        level="stated",
        status=str(event.status),
        verdict=event.verdict,
        date=event.date,
        date_start=event.date_start,
        date_end=event.date_end,
        n_assert=1,
        n_deny=0,
        asserted_by=("the narrator",),
        denied_by=(),
        between=tuple(sorted(one.name for one in parties)),
    )


SECOND = mediation(
    "b",
    mediator=replace(OMAN, name="Sultanate of Oman", aliases=("Oman",)),
    parties=(replace(IRAN, aliases=("Islamic Republic",)), replace(ENVOY, kind="person")),
    affiliations=[Affiliation(ENVOY.id, USA.id)],
    extra=[USA],
    place=Place(MUSCAT.id, "Muscat (Oman)", None),
    quote="The Sultanate mediated.",
)
FIRST = mediation("a", extra=[ENVOY], affiliations=[Affiliation(ENVOY.id, USA.id)])

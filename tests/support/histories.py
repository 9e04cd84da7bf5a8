"""Random histories of a store: documents loaded, changed and forgotten, pairs judged and judgements taken back.

Everything follows from a seed, so that a history that went wrong can be told again by its number.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from goodoffices.graph.annotation import Reading
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import InputError
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import Judgement, judged
from goodoffices.graph.store.merged import Joined
from goodoffices.graph.store.store import Store
from goodoffices.graph.validation.pipeline import validated
from goodoffices.graph.vocabulary.ontology import ontology
from tests.support.inline import annotated
from tests.support.servers import NOW, counts, load, snapshot, wipe

TEXT = (
    "Norway and Peru met in Oslo in 2019. Chile mediated, Kofi Annan carried a message for Larsen. "
    "Norway punished Peru and they agreed. Chile withdrew, which Larsen denied."
)
DATES = (None, None, "2019", "2019-06", "2019-06-13", "2018/2020", "2019-06~", "2020", "2019/..", "../2018")
ENTITIES = (
    'n State "Norway" ISO3166:NOR',
    'p State "Peru" ISO3166:PER',
    'c State "Chile" ISO3166:CHL',
    'k Official "Kofi Annan"',
    'l Official "Larsen"',
    'g Group "they"',
    'o Place "Oslo"',
)
ROLES = {
    "Negotiation": ("Party", "Party", "Party", "Host", "Requester", "RejectedBy"),
    "Mediation": ("Mediator", "Party", "Party", "Envoy", "Requester"),
    "Sanction": ("Sender", "Target", "Target"),
    "Agreement": ("Signatory", "Signatory"),
    "Withdrawal": ("Actor",),
}
TRIGGERS = (
    ("met", "Negotiation"),
    ("mediated", "Mediation"),
    ("carried", "Mediation"),
    ("punished", "Sanction"),
    ("agreed", "Agreement"),
    ("withdrew", "Withdrawal"),
)
DOCUMENTS, VARIANTS = 4, 3


@cache
def contribution(number: int, variant: int) -> Contribution:
    """What one variant of one document contributes; variants differ in annotations, mostly not in events."""
    chance = random.Random(f"{number} {variant}")
    date = chance.choice(DATES)
    lines = [*ENTITIES, *([f'd Date "2019" EDTF:{date}'] if date else []), *_affiliations(chance)]
    told = [trigger for trigger in TRIGGERS if chance.random() < 0.8]
    lines += [_event(chance, words, kind, dated=bool(date), told=dict(told)) for words, kind in told]
    if told and chance.random() < 0.6:
        aspect = chance.choice(["", " Aspect=status Status=held", " Aspect=responsibility Responsible:p"])
        sign = chance.choice(["CT-", "CT+", "PR-", "Uu"])
        about = chance.choice(told)[0]
        lines.append(f'x Claim "denied" About:{about} Source:{chance.choice("lkc")} Factuality={sign}{aspect}')
    # the texts of the first two documents are equal, so that their narrators count as one
    text = TEXT if number < 2 else f"{TEXT} {number}"
    published = chance.choice([None, "2019-07", "2020-01-02"])
    document = annotated(text, *lines, id=f"d{number}", published=published)
    reading = validated(Reading(document.path, document, (), ()))
    assert not reading.faults, reading.faults
    return build(document)


def _affiliations(chance: random.Random) -> Iterator[str]:
    for actor, states in (("k", "nc"), ("l", "np"), ("g", "pc")):
        if chance.random() < 0.7:
            yield f"Of {actor} {chance.choice(states)}"


def _event(chance: random.Random, words: str, kind: str, *, dated: bool, told: dict[str, str]) -> str:
    roles = [f"{role}:{chance.choice('npcklg')}" for role in ROLES[kind] if chance.random() < 0.75]
    if kind == "Withdrawal":
        roles += [f"From:{other}" for other in told if other != "withdrew"][:2]
    roles += ["Date:d"] * (dated and chance.random() < 0.8) + ["Place:o"] * (chance.random() < 0.4)
    roles += [f"Source:{chance.choice('lkc')}"] * (chance.random() < 0.4)
    statuses = ontology().events[kind].statuses
    values = [f"Status={chance.choice(statuses)}"] * (chance.random() < 0.8)
    for name in ("Factuality", "Formality", "Channel"):
        if chance.random() < 0.3:
            values.append(f"{name}={chance.choice(ontology().attributes[name])}")
    return f'{words} {kind} "{words}" {" ".join([*dict.fromkeys(roles), *values])}'


@cache
def pool() -> dict[str, tuple[str, ...]]:
    """Every event and every actor that any variant tells of, by kind of judgement."""
    every = [contribution(number, variant) for number in range(DOCUMENTS) for variant in range(VARIANTS)]
    events = {event.id for one in every for event in one.events}
    actors = {actor.id for one in every for actor in one.actors}
    return {"event": tuple(sorted(events)), "actor": tuple(sorted(actors))}


@cache
def types() -> dict[str, str]:
    """The type of each event, by which pairs are chosen that may be one."""
    every = (contribution(number, variant) for number in range(DOCUMENTS) for variant in range(VARIANTS))
    return {event.id: event.type for one in every for event in one.events}


@dataclass
class History:
    """What was done to a store, told step by step, and what should be in it by now."""

    store: Store
    chance: random.Random
    documents: dict[str, Contribution] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    nodes: int = 0
    relationships: int = 0

    def step(self) -> None:
        """One random change."""
        self.chance.choice([self.load, self.load, self.forget, self.judge, self.judge, self.judge, self.undo])()

    def load(self) -> None:
        numbers = self.chance.sample(range(DOCUMENTS), self.chance.choice([1, 1, 1, 2, DOCUMENTS]))
        new = [contribution(number, self.chance.randrange(VARIANTS)) for number in numbers]
        self.steps.append(f"load {[(one.document.id, one.document.content[:4]) for one in new]}")
        report = load(self.store, *new)
        self.documents |= {one.document.id: one for one in new}
        self.grown(report.nodes_added - report.nodes_removed, report.relationships_added - report.relationships_removed)

    def forget(self) -> None:
        if self.documents:
            gone = self.chance.sample(sorted(self.documents), self.chance.choice([1, len(self.documents)]))
            self.steps.append(f"forget {gone}")
            report = self.store.forget(gone)
            self.documents = {key: one for key, one in self.documents.items() if key not in gone}
            self.grown(-report.nodes_removed, -report.relationships_removed)

    def judge(self) -> None:
        new = [self.judgement() for _ in range(self.chance.choice([1, 1, 2, 4]))]
        self.steps.append(f"judge {[(one.left, one.right, one.judgement) for one in new]}")
        try:
            report = self.store.judge(new)
        except InputError:
            self.steps.append("refused")
            return
        self.judgements |= {one.id: one for one in new}
        self.joined(report.joined)

    def judgement(self) -> Judgement:
        kind = self.chance.choice(["event", "event", "actor"])
        one = self.chance.choice(pool()[kind])
        alike = [key for key in pool()[kind] if key != one and types().get(key) == types().get(one)]
        word = "same" if self.chance.random() < 0.85 else "different"
        by = self.chance.choice([None, "x"])
        return judged(kind, (one, self.chance.choice(alike)), word, by=by, at=f"2026-01-0{self.chance.randint(1, 9)}")

    def undo(self) -> None:
        if self.judgements:
            gone = self.chance.sample(sorted(self.judgements), self.chance.choice([1, len(self.judgements)]))
            self.steps.append(f"undo {gone}")
            self.joined(self.store.undo([self.judgements.pop(key) for key in gone]).joined)

    def joined(self, report: Joined) -> None:
        self.grown(-report.nodes_lost, -report.relationships_lost)

    def grown(self, nodes: int, relationships: int) -> None:
        self.nodes += nodes
        self.relationships += relationships


def told(store: Store, seed: int) -> None:
    """Tells the history of this seed, and compares what it leaves with what its outcome gives in an empty store."""
    wipe(store)
    history = History(store, random.Random(seed))
    for _ in range(history.chance.randint(1, 14)):
        history.step()
    found, size = snapshot(store), counts(store)
    assert list(store.contributions()) == [one for _, one in sorted(history.documents.items())], history.steps
    wipe(store)
    judgements = list(history.judgements.values())
    history.chance.shuffle(judgements)
    if seed % 2:
        store.judge(judgements)
    load(store, *history.documents.values(), at=NOW)
    store.judge(judgements)
    wanted = snapshot(store)
    story = "\n".join([f"seed {seed}", *history.steps])
    for ours, theirs in zip(map(Counter, found), map(Counter, wanted), strict=True):
        assert ours == theirs, "\n".join(
            [story, *(f"+ {one}" for one in ours - theirs), *(f"- {one}" for one in theirs - ours)]
        )
    assert (history.nodes, history.relationships) == size, story

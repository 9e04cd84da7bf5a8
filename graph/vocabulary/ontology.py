"""The vocabulary: types, roles, values, the edges that statuses give, and how people read each word.

It is written in ``ontology.yaml`` and read from ``ontology.json``, the same as ``make docs`` makes it: that needs no
library, so a question costs no more than if the words stood in its own module.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from goodoffices.graph.vocabulary.spelling import nearest

_SHOWN = 200
"""Characters of a wrong word that a message repeats."""


@dataclass(frozen=True, slots=True)
class RoleType:
    """What may fill a role (annotation types), and the role's name in the graph, None where it is only context."""

    name: str
    fillers: tuple[str, ...]
    role: str | None


@dataclass(frozen=True, slots=True)
class EventType:
    """An annotation type of events: its type in the graph (None for Claim), roles, attributes, statuses, edges.

    ``took_place`` are the statuses of what really took place, whether it goes on or is ended.
    """

    name: str
    type: str | None
    roles: Mapping[str, RoleType]
    attributes: tuple[str, ...]
    statuses: tuple[str, ...]
    edges: Mapping[str, str]
    took_place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A derived edge: the roles of the graph at its ``ends``, source and target.

    ``unasked`` are the ends where nobody fills the first role; ``between`` is the role whose holders the edge names;
    ``unconfirmed`` says that it is given although nobody commits to the event.
    """

    name: str
    ends: tuple[str, str]
    unasked: tuple[str, str] | None
    between: str | None
    unconfirmed: bool

    @property
    def is_directed(self) -> bool:
        """Whether source and target differ in role; else they stand by their ids."""
        return self.ends[0] != self.ends[1]


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation and the annotation types that may stand at its two ends."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All closed vocabularies; ``kind_of`` maps an entity type to its actor kind (Place and Date have none).

    ``stage_of`` maps a status to how far the thing came. ``words`` says how people read a word, by what it is: a
    "status", "verdict", "role", "event", "edge", "kind", "attribute", or the value of the attribute of that name.
    ``features`` are the attributes that say how an event was done, and ``verdict_notes`` what a verdict adds to a
    status in a table.
    """

    entities: tuple[str, ...]
    kind_of: Mapping[str, str]
    kinds: tuple[str, ...]
    events: Mapping[str, EventType]
    attributes: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, RelationType]
    schemes: Mapping[str, tuple[str, ...]]
    verdicts: tuple[str, ...]
    levels: tuple[str, ...]
    stage_of: Mapping[str, str]
    edges: Mapping[str, EdgeType]
    words: Mapping[str, Mapping[str, str]]
    features: tuple[str, ...]
    verdict_notes: Mapping[str, str]

    def event_type_names(self) -> tuple[str, ...]:
        """The types of events in the graph ("negotiation", …), in the ontology's order."""
        return tuple(event.type for event in self.events.values() if event.type)

    def statuses(self) -> tuple[str, ...]:
        """Every status of any type."""
        return self.attributes["Status"]

    def edge_types(self) -> tuple[str, ...]:
        """Every derived edge type, sorted."""
        return tuple(sorted(self.edges))

    def roles(self) -> tuple[str, ...]:
        """Every role of the graph ("party", …), in the ontology's order."""
        # Once each: "party" is a role of most types.
        named = (role.role for event in self.events.values() for role in event.roles.values())
        return tuple(dict.fromkeys(role for role in named if role))


def unknown_word(word: str, valid: Iterable[str], what: str) -> str:
    """The sentence that refuses ``word``: the nearest valid word, then all of them."""
    words = tuple(valid)
    guess = "".join(f', did you mean "{close}"?' for close in nearest(word, words, 1))
    said = word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
    return f'unknown {what} "{said}"{guess or ";"} valid: {", ".join(words)}'


@functools.cache
def ontology() -> Ontology:
    """The shipped vocabulary."""
    return _Reader(json.loads(files(__package__).joinpath("ontology.json").read_text(encoding="utf-8"))).ontology()


def spaced(word: str) -> str:
    """A word of the vocabulary as people read it, where the vocabulary says nothing else."""
    return word.replace("_", " ")


@functools.cache  # the vocabulary has few, and each event asks for all of them
def field_of(attribute: str) -> str:
    """The field of an event that holds an attribute: "sanction_type" of SanctionType."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in attribute).strip("_")


class _Reader:
    """Turns the file's data into an Ontology; only here is the file's layout known."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.values = {name: tuple(self.spelled(entry)) for name, entry in data["attributes"].items()}
        self.event_attributes = tuple(name for name, entry in data["attributes"].items() if "of" not in entry)

    def ontology(self) -> Ontology:
        data = self.data
        return Ontology(
            entities=tuple(data["entities"]),
            kind_of={name: entity["kind"] for name, entity in data["entities"].items() if "kind" in entity},
            kinds=tuple(data["kinds"]),
            events={
                **{name: self.event(name) for name in data["events"]},
                data["claim"]["name"]: self.claim(),
            },
            attributes=self.values,
            relations={name: self.relation(name) for name in data["relations"]},
            schemes={name: tuple(targets) for name, targets in data["schemes"].items()},
            verdicts=tuple(data["verdicts"]),
            levels=tuple(data["levels"]),
            stage_of={name: status["stage"] for name, status in data["statuses"].items()},
            edges={name: self.edge(name) for name in data["edges"]},
            words=self.words(),
            features=tuple(name for name, entry in data["attributes"].items() if "english" in entry),
            verdict_notes={name: entry.get("brief", "") for name, entry in data["verdicts"].items()},
        )

    def event(self, name: str) -> EventType:
        """An event type; it bears the attributes that are of every event, then those of its own."""
        spec = self.data["events"][name]
        # A type may add to the stages: a mediator who was rejected had gone there all the same.
        really = {name for name, entry in self.data["statuses"].items() if entry["stage"] in ("took_place", "ended")}
        really.update(spec.get("took_place", ()))
        own = tuple(a for a, entry in self.data["attributes"].items() if name in entry.get("of", ()))
        return EventType(
            name=name,
            type=spec["type"],
            roles={role: self.role(role) for role in (*spec["roles"], *self.data["common_roles"])},
            attributes=self.event_attributes + own,
            statuses=tuple(spec["statuses"]),
            edges=dict(spec.get("edges", {})),
            took_place=tuple(status for status in spec["statuses"] if status in really),
        )

    def claim(self) -> EventType:
        spec = self.data["claim"]
        # A Claim may give any status: which ones fit, only the event that it is about can tell.
        return EventType(
            name=spec["name"],
            type=None,
            roles={role: self.role(role) for role in spec["roles"]},
            attributes=tuple(spec["attributes"]),
            statuses=tuple(self.data["statuses"]),
            edges={},
        )

    def role(self, name: str) -> RoleType:
        entry = self.data["roles"][name]
        return RoleType(name, tuple(self.data["fillers"][entry["fillers"]]), entry.get("role"))

    def edge(self, name: str) -> EdgeType:
        entry = self.data["edges"][name]
        (source, target), unasked = entry["ends"], entry.get("unasked")
        between, unconfirmed = entry.get("between"), entry.get("unconfirmed", False)
        return EdgeType(name, (source, target), (unasked[0], unasked[1]) if unasked else None, between, unconfirmed)

    def relation(self, name: str) -> RelationType:
        spec = self.data["relations"][name]
        # Either a list of types, or the name of such a list that roles have, too.
        ends = (spec["source"], spec["target"])
        sources, targets = (tuple(self.data["fillers"][end] if isinstance(end, str) else end) for end in ends)
        return RelationType(name, sources, targets)

    def words(self) -> dict[str, dict[str, str]]:
        data = self.data
        return {
            "status": {name: entry["english"] for name, entry in data["statuses"].items()},
            "verdict": {name: entry["english"] for name, entry in data["verdicts"].items()},
            "role": {entry["role"]: entry["english"] for entry in data["roles"].values() if "role" in entry},
            "event": {entry["type"]: entry["english"] for entry in data["events"].values()},
            "edge": {name: entry["english"] for name, entry in data["edges"].items()},
            "kind": {name: entry["english"] for name, entry in data["kinds"].items()},
            "attribute": {name: entry["english"] for name, entry in data["attributes"].items() if "english" in entry},
            **{name: self.spelled(entry) for name, entry in data["attributes"].items()},
        }

    def spelled(self, attribute: dict[str, Any]) -> dict[str, str]:
        """The values of an attribute, each as people read it."""
        values = attribute["values"]
        if values == "statuses":
            return {name: entry["english"] for name, entry in self.data["statuses"].items()}
        return dict(values) if isinstance(values, dict) else {value: spaced(value) for value in values}

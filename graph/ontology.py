"""The vocabulary, read from ``ontology.yaml``: types, roles, values, and the edges that statuses give."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from goodoffices.graph.names import nearest

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
    """An annotation type of events: its type in the graph (None for Claim), roles, attributes, statuses, edges."""

    name: str
    type: str | None
    roles: Mapping[str, RoleType]
    attributes: tuple[str, ...]
    statuses: tuple[str, ...]
    edges: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation and the annotation types that may stand at its two ends."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All closed vocabularies; ``kind_of`` maps an entity type to its actor kind (Place and Date have none)."""

    entities: tuple[str, ...]
    kind_of: Mapping[str, str]
    kinds: tuple[str, ...]
    events: Mapping[str, EventType]
    attributes: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, RelationType]
    schemes: Mapping[str, tuple[str, ...]]
    verdicts: tuple[str, ...]
    levels: tuple[str, ...]

    def event_type_names(self) -> tuple[str, ...]:
        """The types of events in the graph ("negotiation", …), in the ontology's order."""
        return tuple(event.type for event in self.events.values() if event.type)

    def statuses(self) -> tuple[str, ...]:
        """Every status of any type."""
        return self.attributes["Status"]

    def edge_types(self) -> tuple[str, ...]:
        """Every derived edge type, sorted."""
        return tuple(sorted({edge for event in self.events.values() for edge in event.edges.values()}))

    def roles(self) -> tuple[str, ...]:
        """Every role of the graph ("party", …), in the ontology's order."""
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
    import yaml

    text = files(__package__).joinpath("ontology.yaml").read_text(encoding="utf-8")
    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where PyYAML was built with it
    return _Reader(yaml.load(text, Loader=safe)).ontology()  # noqa: S506 both loaders make plain values only


class _Reader:
    """Turns the YAML into an Ontology; only here is the file's layout known."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.event_attributes = tuple(name for name in data["attributes"] if name not in data["attribute_targets"])

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
            attributes={name: tuple(values) for name, values in data["attributes"].items()},
            relations={name: self.relation(name) for name in data["relations"]},
            schemes={name: tuple(targets) for name, targets in data["schemes"].items()},
            verdicts=tuple(data["verdicts"]),
            levels=tuple(data["levels"]),
        )

    def event(self, name: str) -> EventType:
        spec = self.data["events"][name]
        roles = {**spec["roles"], **self.data["common_roles"]}
        own = tuple(a for a, targets in self.data["attribute_targets"].items() if name in targets)
        return EventType(
            name=name,
            type=spec["type"],
            roles={role: self.role(role, entry) for role, entry in roles.items()},
            attributes=self.event_attributes + own,
            statuses=tuple(spec["statuses"]),
            edges=dict(spec.get("edges", {})),
        )

    def claim(self) -> EventType:
        spec = self.data["claim"]
        return EventType(
            name=spec["name"],
            type=None,
            roles={role: self.role(role, entry) for role, entry in spec["roles"].items()},
            attributes=tuple(spec["attributes"]),
            statuses=tuple(self.data["attributes"]["Status"]),
            edges={},
        )

    def role(self, name: str, entry: dict[str, str]) -> RoleType:
        return RoleType(name, tuple(self.data["fillers"][entry["fillers"]]), entry.get("role"))

    def relation(self, name: str) -> RelationType:
        spec = self.data["relations"][name]
        return RelationType(name, self.ends(spec["source"]), self.ends(spec["target"]))

    def ends(self, spec: str | list[str]) -> tuple[str, ...]:
        return tuple(self.data["fillers"][spec] if isinstance(spec, str) else spec)

"""Statements of questions that write out all edges, the statuses of a stage, or the attributes of an event.

A list of statuses is one of MEANINGS. The words that the vocabulary has got or lost since it was last made are put into
each list that means them, at its end, so that what stood there stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from goodoffices.graph.vocabulary.ontology import field_of

from .vocabulary import MADE, vocabulary

Data = Mapping[str, Any]
Meaning = tuple[tuple[Sequence[str], Sequence[str]], ...]
"""Types of events, and the stages that their statuses are in; a status may stand for a stage."""

_TALKS = ("negotiation", "mediation", "agreement", "relations")
_DEEDS = ("withdrawal", "release", "coercion", "incident")
_HELD = ("took_place", "ended")
MEANINGS: tuple[Meaning, ...] = (
    ((("sanction",), ("took_place",)),),
    ((("sanction",), _HELD),),
    ((("sanction",), ("took_place", "threatened")),),
    ((_DEEDS, ("took_place", "threatened")),),
    ((_TALKS, ("refused",)),),
    ((_TALKS, ("proposed",)),),
    ((_TALKS, _HELD),),
    ((_TALKS, ("ended", "refused")),),
    ((("sanction",), ("took_place",)), (_TALKS, _HELD)),
)

_ALL_EDGES = 5
"""A statement that names as many types of edges means all of them."""
_EDGES = re.compile(rf"(?<=\[r:)[A-Z_]+(?:\|[A-Z_]+){{{_ALL_EDGES - 1},}}(?=\])")
_STATUSES = re.compile(r"(?<=status IN \[)[^\]]*(?=\])|(?<=status = )'\w+'|(?<=status <> )'\w+'")
_EVENT = re.compile(r"(?<=RETURN e\{)[^}]*(?=\} AS event)")
_AMONG = "queries/questions/helper/page-edges-among.cypher"
_NEXT = "UNION ALL\n"


def files(root: Path) -> dict[str, str]:
    """Every statement that writes out edges or statuses. This comes first: it looks at what was made before."""
    made = root / MADE
    new = vocabulary(root)
    old = json.loads(made.read_text(encoding="utf-8")) if made.exists() else new
    paths = sorted(root.glob("queries/questions/*/*.cypher"))
    return {(path.relative_to(root)).as_posix(): _brought_up_to_date(path, root, old, new) for path in paths}


def _brought_up_to_date(path: Path, root: Path, old: Data, new: Data) -> str:
    text = path.read_text(encoding="utf-8")
    text = _EDGES.sub(lambda found: "|".join(_extended(found[0].split("|"), new["edges"])), text)
    try:
        text = _STATUSES.sub(lambda found: _statuses(found[0], old, new), text)
    except ValueError as error:
        raise ValueError(f"{path.relative_to(root)}: {error}") from None
    text = _EVENT.sub(lambda found: _with_features(found[0], new), text)
    return _parted(text, new) if path == root / _AMONG else text


def _extended(words: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """The wanted words, those that were there already first and in their order."""
    kept = [word for word in words if word in wanted]
    return kept + [word for word in wanted if word not in kept]


def _statuses(listed: str, old: Data, new: Data) -> str:
    words = re.findall(r"\w+", listed)
    wanted = {
        tuple(_meant(one, new)) for one in MEANINGS if set(words) in (set(_meant(one, old)), set(_meant(one, new)))
    }
    if len(wanted) != 1:
        raise ValueError(f"the statuses {', '.join(words)} are not those of whole stages (MEANINGS in tools/docs)")
    made = _extended(words, wanted.pop())
    if len(words) == 1 and len(made) > 1:
        raise ValueError(f"{listed} now means {', '.join(made)}: write a list")
    return ", ".join(f"'{word}'" for word in made)


def _meant(meaning: Meaning, data: Data) -> list[str]:
    """The statuses that a meaning has by this vocabulary, in its order."""
    found = {
        status
        for types, stages in meaning
        for event in data["events"].values()
        if event["type"] in types
        for status in event["statuses"]
        if status in stages or data["statuses"][status]["stage"] in stages
    }
    return [status for status in data["statuses"] if status in found]


def _with_features(fields: str, data: Data) -> str:
    """The fields of an event as answers have them, with each attribute that says how it was done."""
    features = (field_of(name) for name, entry in data["attributes"].items() if "english" in entry)
    return fields + "".join(f", .{name}" for name in features if not re.search(rf"\.{name}\b", fields))


def _parted(text: str, data: Data) -> str:
    """The statement that has a part for each type of edges, all alike."""
    head, body = re.split(r"^(?=MATCH )", text, maxsplit=1, flags=re.MULTILINE)
    part, _, _ = body.partition(_NEXT)
    return head + _NEXT.join(re.sub(r"\[r:\w+\]", f"[r:{edge}]", part) for edge in sorted(data["edges"]))

"""Questions in words with the names of the actors asked for, as the titles of the pages that show their answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodoffices.queries.engine.catalogue import question_named
from goodoffices.queries.engine.channels import actors_of
from goodoffices.queries.engine.event_ids import event_id
from goodoffices.queries.engine.merged_actors import MergedActors, merged_actors
from goodoffices.queries.engine.name_resolution import resolve
from goodoffices.queries.engine.rows import dated_event
from goodoffices.queries.engine.whole_events import whole_events
from goodoffices.queries.questions.registry import definition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store.store import ReadTransaction


def title(ask: ReadTransaction, name: str, given: Mapping[str, object]) -> str:
    """The question ``name`` in words; raises as the question does for an actor or an event that is not there."""
    known = merged_actors(ask)
    if name == "evidence":
        key = event_id(ask, str(given["event"]))
        row = dated_event(whole_events(ask, [key], known)[key])
        names = dict.fromkeys(one["actor"]["name"] for one in row["participants"])
        who = f": {', '.join(names)}" if names else ""
        return f"What is said of one {row['type']}{', ' if row['date'] else ''}{row['date'] or ''}{who}"
    asked = question_named(name)
    if titles := definition(asked).titles:
        words = {one.name: given.get(one.name) for one in asked.parameters if one.kind == "actor"}
        called = {side: _called(ask, str(word), known) for side, word in words.items() if word is not None}
        return next(one for one in titles if set(re.findall(r"{(\w+)}", one)) <= set(called)).format(**called)
    values = []
    for one in asked.parameters:
        if (value := given.get(one.name)) is not None:
            several = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            label = f"{one.name.replace('_', ' ')} {several}"
            values.append(_called(ask, several, known) if one.kind == "actor" else label)
    return f"{asked.title}: {', '.join(values)}" if values else asked.title


def ids_of(ask: ReadTransaction, names: Iterable[str]) -> frozenset[str]:
    """The ids under which the actors of these names are shown; raises UnknownNameError if nobody bears one."""
    known = merged_actors(ask)
    return frozenset(known.id(key) for name in names for key in resolve(ask, name, known).ids)


def _called(ask: ReadTransaction, text: str, known: MergedActors) -> str:
    """The name of the actor that a text means; the text itself where that is none of the graph, or several."""
    shown = {known.id(key) for key in resolve(ask, text, known).ids}
    # A name that fits several stays as it was written: a title names nobody whom nobody meant.
    return str(actors_of(ask, shown, known)[shown.pop()]["name"]) if len(shown) == 1 else text

"""Questions in words with the names of the actors asked for, as the titles of the pages that show their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries.actors import resolve
from goodoffices.queries.ask import dated_event, event_id
from goodoffices.queries.people import People, people
from goodoffices.queries.selection import whole_events
from goodoffices.queries.texts import question
from goodoffices.queries.ties import actors_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.texts import Parameter

_FORMS: Mapping[str, tuple[str, ...]] = {
    "who-mediated": ("Who mediated between {a} and {b}",),
    "mediations": ("What {a} mediated",),
    "talks": ("Talks between {a} and {b}", "Talks of {a}"),
    "sanctions": ("Sanctions by {a} on {b}", "Sanctions by {a}", "Sanctions on {b}", "Sanctions"),
    "timeline": ("What concerned {a} and {b}", "What concerned {a}"),
    "disputed": ("What is disputed about {a}", "What is disputed"),
    "brokers": ("Who stands between blocs",),
    "could-mediate": ("Who could mediate between {a} and {b}",),
    "between": ("Channels between {a} and {b}",),
}
"""By question; of several the first whose actors are all given."""

_SIDES = {"a": ("a", "actor", "by"), "b": ("b", "on")}
"""What commands and questions call the one and the other actor."""


def title(ask: Ask, name: str, given: Mapping[str, object]) -> str:
    """The question ``name`` in words; raises as the question does for an actor or an event that is not there."""
    known = people(ask)
    if name == "evidence":
        return _of_event(ask, str(given["event"]), known)
    if name in _FORMS:
        words = {side: _first(given, keys) for side, keys in _SIDES.items()}
        called = {side: _called(ask, word, known) for side, word in words.items() if word is not None}
        return next(form for form in _FORMS[name] if _fits(form, called)).format(**called)
    asked = question(name)
    values = ", ".join(_values(ask, asked.parameters, given, known))
    return f"{asked.title}: {values}" if values else asked.title


def asked_for(name: str, given: Mapping[str, object]) -> tuple[str, ...]:
    """What was given to the shipped question ``name`` for the actors that it asks about."""
    actors = (one.name for one in question(name).parameters if one.kind == "actor")
    return tuple(str(given[key]) for key in actors if given.get(key) is not None)


def ids_of(ask: Ask, names: Iterable[str]) -> frozenset[str]:
    """The ids under which the actors of these names are shown; raises UnknownNameError if nobody bears one."""
    known = people(ask)
    return frozenset(known.id(key) for name in names for key in resolve(ask, name, known).ids)


def _first(given: Mapping[str, object], keys: Iterable[str]) -> str | None:
    return next((str(given[key]) for key in keys if given.get(key) is not None), None)


def _fits(form: str, called: Mapping[str, str]) -> bool:
    return all(side in called for side in _SIDES if f"{{{side}}}" in form)


def _called(ask: Ask, text: str, known: People) -> str:
    """The name of the actor that a text means; the text itself where that is none of the graph, or several."""
    shown = {known.id(key) for key in resolve(ask, text, known).ids}
    return str(actors_of(ask, shown, known)[shown.pop()]["name"]) if len(shown) == 1 else text


def _values(ask: Ask, parameters: Iterable[Parameter], given: Mapping[str, object], known: People) -> Iterator[str]:
    for one in parameters:
        if (value := given.get(one.name)) is not None:
            several = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            yield _called(ask, several, known) if one.kind == "actor" else f"{one.name.replace('_', ' ')} {several}"


def _of_event(ask: Ask, text: str, known: People) -> str:
    key = event_id(ask, text)
    row = dated_event(whole_events(ask, [key], known)[key])
    names = dict.fromkeys(one["actor"]["name"] for one in row["participants"])
    dated = f", {row['date']}" if row["date"] else ""
    return f"What is said of one {row['type']}{dated}{': ' if names else ''}{', '.join(names)}"


def narrowed_to(filters: Filters) -> tuple[str, ...]:
    """What an answer or a page is narrowed to, as a sentence; none where it is not."""
    told = (
        (filters.from_, f"from {filters.from_}"),
        (filters.to, f"to {filters.to}"),
        (filters.surely, "surely within that time"),
        (filters.status, f"status {' or '.join(filters.status)}".replace("_", " ")),
        (filters.verdict, f"verdict {' or '.join(filters.verdict)}"),
        (filters.said_by, f"said by {filters.said_by}"),
        (filters.stated_only, "only what the texts themselves name"),
        (filters.without, f"as if {' and '.join(filters.without)} had said nothing"),
        (filters.known_by, f"as told by {filters.known_by}"),
    )
    narrowed = "; ".join(words for given, words in told if given)
    return (f"Narrowed: {narrowed}",) if narrowed else ()

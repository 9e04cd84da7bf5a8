"""The configuration of brat beside the sample corpus: what may be annotated, and how it is labelled and painted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .vocabulary import spaced, values_of, vocabulary

Vocabulary = Mapping[str, Any]

_HEAD = "# Made from graph/vocabulary/ontology.yaml by make docs."

_OVERLAPS = """\
# "the Iranian foreign minister" holds "Iranian": spans may overlap
<OVERLAP>	Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
<OVERLAP>	Arg1:<EVENT>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
<OVERLAP>	Arg1:<EVENT>, Arg2:<EVENT>, <OVL-TYPE>:<ANY>
"""

_MEANINGS = {
    "SameEvent": "Two mentions of one event",
    "Of": "An official or group acts for a state or organisation",
    "Member": "A collective mention and each actor that it stands for",
}


def files(root: Path) -> dict[str, str]:
    """Both files, by their paths."""
    data = vocabulary(root)
    return {"loaders/sample/annotation.conf": _annotation(data), "loaders/sample/visual.conf": _visual(data)}


def _annotation(data: Vocabulary) -> str:
    parts = (
        (_HEAD, "# The scheme of diplomatic events. Every name here is also a name of the graph."),
        ("[entities]", "", *_entities(data)),
        ("[relations]", "", *_macros(data), "", *_relations(data)),
        (_OVERLAPS.rstrip(),),
        ("[events]", "", *_macros(data), "", *_events(data)),
        ("[attributes]", "", _happening(data), "", *_attributes(data)),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _entities(data: Vocabulary) -> Iterator[str]:
    actors = [name for name, entry in data["entities"].items() if "kind" in entry]
    others = [name for name in data["entities"] if name not in actors]
    return iter(("# Actors", *actors, "# Places and dates are never actors", *others))


def _macros(data: Vocabulary) -> tuple[str, ...]:
    claim = f"# Everything but a {data['claim']['name']}, which speaks about one of these"
    return (f"<ACTOR>={'|'.join(data['fillers']['actor'])}", claim, _happening(data))


def _happening(data: Vocabulary) -> str:
    return f"<HAPPENING>={'|'.join(data['fillers']['event'])}"


def _filler(data: Vocabulary, role: str) -> str:
    filler = data["roles"][role]["fillers"]
    macro = {"actor": "<ACTOR>", "event": "<HAPPENING>"}
    return macro.get(filler) or "|".join(data["fillers"][filler])


def _relations(data: Vocabulary) -> Iterator[str]:
    for name, entry in data["relations"].items():
        ends = [_end(data, entry[side]) for side in ("source", "target")]
        symmetric = ", <REL-TYPE>:symmetric-transitive" if entry.get("symmetric") else ""
        yield f"# {_MEANINGS[name]}"
        yield f"{name}\tArg1:{ends[0]}, Arg2:{ends[1]}{symmetric}"
    yield "# Mentions of one actor or place"
    yield "Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive"


def _end(data: Vocabulary, end: str | list[str]) -> str:
    return "|".join(end) if isinstance(end, list) else {"actor": "<ACTOR>", "event": "<HAPPENING>"}[end]


def _events(data: Vocabulary) -> Iterator[str]:
    for name, entry in data["events"].items():
        roles = (f"{role}*:{_filler(data, role)}" for role in (*entry["roles"], *data["common_roles"]))
        yield f"{name}\t{', '.join(roles)}"
    claim = data["claim"]
    yield "# Someone affirms or denies an annotated event, or one aspect of it"
    roles = (f"{role}{'' if role == 'About' else '*'}:{_filler(data, role)}" for role in claim["roles"])
    yield f"{claim['name']}\t{', '.join(roles)}"


def _attributes(data: Vocabulary) -> Iterator[str]:
    yield "# The statuses of each type:"
    types: dict[tuple[str, ...], list[str]] = {}
    for name, entry in data["events"].items():
        types.setdefault(tuple(entry["statuses"]), []).append(name)
    yield from (f"#   {', '.join(names)}: {' '.join(statuses)}" for statuses, names in types.items())
    yield f"#   {data['claim']['name']}: the status that is claimed of the event it is about"
    for name, entry in data["attributes"].items():
        everywhere = "<EVENT>" if name in data["claim"]["attributes"] else "<HAPPENING>"
        bearers = "|".join(entry.get("of", (everywhere,)))
        yield f"{name}\tArg:{bearers}, Value:{'|'.join(values_of(data, name))}"


def _visual(data: Vocabulary) -> str:
    claim = data["claim"]
    boxes = {**{name: entry["brat"] for name, entry in data["events"].items()}, claim["name"]: claim["brat"]}
    sections = (
        (_HEAD, "# Labels and colours for the brat view."),
        ("[labels]",),
        (_label(name, entry) for name, entry in data["entities"].items()),
        (_label(name, entry) for name, entry in boxes.items()),
        (*(_label(name, entry) for name, entry in data["relations"].items()), "Equiv | Same actor | ="),
        (f"{name} | {spaced(name)} | {entry['short']}" for name, entry in data["roles"].items()),
        ("[drawing]",),
        _DEFAULTS,
        (f"{name}\tbgColor:{entry['colour']}" for name, entry in data["entities"].items()),
        (_box(name, entry) for name, entry in boxes.items()),
        (*_arcs(data["relations"]), "Equiv\tcolor:#4292c6, dashArray:3-3, arrowHead:none", *_arcs(data["roles"])),
        (f"Factuality\tglyph:{'|'.join(f'({code})' for code in values_of(data, 'Factuality'))}, position:left",),
    )
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


_DEFAULTS = (
    "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken",
    "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5",
)


def _label(name: str, entry: Mapping[str, str]) -> str:
    return f"{name} | {entry.get('english', spaced(name))} | {entry['short']}"


def _box(name: str, entry: Mapping[str, str]) -> str:
    text = f", fgColor:{entry['text']}" if "text" in entry else ""
    return f"{name}\tbgColor:{entry['colour']}{text}"


def _arcs(entries: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    return (f"{name}\t{entry['drawn']}" for name, entry in entries.items() if "drawn" in entry)

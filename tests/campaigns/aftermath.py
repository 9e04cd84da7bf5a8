"""What must hold after a load has been broken off: whole documents, none lost, and a rerun that completes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from goodoffices.graph.errors import GoodofficesError
from goodoffices.graph.store.load_journal import UnfinishedLoad
from goodoffices.graph.store.schema import LABELS
from goodoffices.graph.store.store import Store
from tests.campaigns.material import Material, planned, stored_versions
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target
from tests.support.servers import NOW, Snapshot, snapshot


def examined(name: str, target: Target, material: Material, acknowledged: Iterable[str], errors: str = "") -> Round:
    """Opens the store again, looks at what is in it, then loads everything once more.

    ``errors`` is what the process whose load was broken off wrote for its user.
    """
    try:
        with Store(target, create=True) as store:
            counts, faults = _examined(store, material, set(acknowledged))
    except GoodofficesError as error:
        counts, faults = (), [f"after restart: {error}"]
    return Round(counts, tuple(f"{name}: {fault}" for fault in (*said_badly(errors), *faults)))


def _examined(
    store: Store, material: Material, acknowledged: set[str]
) -> tuple[tuple[tuple[str, int], ...], list[str]]:
    versions = stored_versions(store)
    found = {key for key, _ in versions}
    lost = sorted(acknowledged - found)
    faults = [f"reported as loaded and lost: {', '.join(lost)}"] if lost else []
    if store.status().labels:
        faults += differing("documents in", _record(snapshot(store)), _record(material.graph(versions)))
    told = _told(store, material, found)
    counts = (
        ("documents in", len(found)),
        ("reported", len(acknowledged)),
        ("broken off half-way", _half(material, found)),
    )
    return counts, [*faults, *told, *_rerun(store, material)]


def _half(material: Material, found: set[str]) -> int:
    return int(0 < len(found) < len(material.documents))


def _told(store: Store, material: Material, found: set[str]) -> list[str]:
    """A load of which some documents are in and some are not must be told, with those that are not."""
    missing = tuple(sorted(material.ids() - found))
    told = [load.missing for load in store.status().unfinished if isinstance(load, UnfinishedLoad)]
    wanted = [missing] if found and missing else []
    return [] if told == wanted else [f"status tells of {len(told)} unfinished loads where there are {len(wanted)}"]


def _rerun(store: Store, material: Material) -> list[str]:
    store.load(material.documents, loaded_at=NOW, planned=planned(material.documents))
    faults = differing("a rerun", snapshot(store), material.whole())
    return faults + (["a rerun leaves a load unfinished"] if store.status().unfinished else [])


def differing(what: str, found: Snapshot, wanted: Snapshot) -> list[str]:
    """How two graphs differ, if they do, with the first line of each difference."""
    faults = []
    for sort, have, want in zip(("nodes", "relationships"), found, wanted, strict=True):
        more, less = sorted(set(have) - set(want)), sorted(set(want) - set(have))
        if have != want:
            first = f"{(more or less or ['a repetition'])[0]:.200}"
            faults.append(f"{what}: {len(more)} {sort} too many, {len(less)} missing: {first}")
    return faults


def _record(graph: Snapshot) -> Snapshot:
    """The graph without the ledger, and without the labels that a load puts right at its very end."""
    nodes = [json.loads(node) for node in graph[0]]
    kept = [(set(labels) & set(LABELS), properties) for labels, properties in nodes if labels != ["Load"]]
    texts = [
        json.dumps([sorted(labels), properties], sort_keys=True, ensure_ascii=False) for labels, properties in kept
    ]
    return tuple(sorted(texts)), graph[1]


def said_badly(errors: str) -> list[str]:
    """Faults of what a user was told: anything but nothing, or one plain sentence."""
    lines = errors.strip().splitlines()
    if len(lines) > 1 or any(word in errors for word in ("Traceback", "Exception", "Error:", "java.", "com.arcadedb")):
        return [f"no plain sentence for the user: {' / '.join(lines)[-400:]}"]
    return []

"""Copies of a store in which somebody has planted something: none of it works, and it is said or comes to nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from goodoffices.graph.errors import GoodofficesError
from goodoffices.graph.model import Contribution
from goodoffices.graph.store.store import Store, open_store
from tests.campaigns.aftermath import said_badly
from tests.campaigns.library import documents
from tests.campaigns.outcome import Round
from tests.campaigns.record import differing_dumps, dump_made_of, dump_of
from tests.campaigns.warm import Warm
from tests.support.attacks import FOLDERS
from tests.support.planted import REFUSED, plant_config
from tests.support.servers import NOW

SECRET = "untouched"
USER, PASSWORD = "sly", "sly-password-1"

Plant = Callable[[Path, Path], object]
"""Puts something into a store's folder; the other path is a file of the victim's that no store may touch."""


def _refused(name: str) -> Plant:
    return lambda folder, _: REFUSED[name][0](folder)


PLANTS: Mapping[str, Plant] = {
    "users, groups, tokens, backups and settings": lambda folder, _: plant_config(folder, USER, PASSWORD),
    **{name: _refused(name) for name in REFUSED},
    **FOLDERS,
}


def hostile_folders(rounds: range, seed: int) -> Iterator[Round]:
    """One plant a round, in turn; the victim asks, loads and dumps."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-hostile-") as folder, Warm() as warm:
        with open_store(Path(folder) / "sound", create=True) as store:
            store.load(documents(0, 2, 3, 0), loaded_at=NOW)
        for number in rounds:
            name = sorted(PLANTS)[number % len(PLANTS)]
            with tempfile.TemporaryDirectory(dir=folder) as place:
                word, faults = _opened(name, Path(folder) / "sound", Path(place), warm)
            yield Round(((word, 1),), tuple(f"hostile seed {seed} round {number} ({name}): {one}" for one in faults))


def _opened(name: str, sound: Path, place: Path, warm: Warm) -> tuple[str, list[str]]:
    copy, victim = Path(shutil.copytree(sound, place / "graph")), place / "victim"
    victim.write_text(SECRET, encoding="utf-8")
    PLANTS[name](copy, victim)
    new = list(documents(500, 1, 3, 0))
    (place / "dump").write_bytes(dump_made_of(new))
    ended = [warm.on(copy, *words) for words in (("status",), ("talks", "Iran"), ("restore", place / "dump"))]
    faults = [f"it did not end within a minute: {one.said}" for one in ended if not one.timely]
    faults += [fault for one in ended if one.code for fault in said_badly(one.err)]
    if victim.read_text(encoding="utf-8") != SECRET or sorted(_beside(place)) != ["dump", "graph", "victim"]:
        faults.append(f"something was written beside the store: {sorted(_beside(place))}")
    codes = {one.code for one in ended}
    if codes == {0}:
        return "came to nothing", faults + _as_told(copy, [*documents(0, 2, 3, 0), *new])
    return ("refused" if 0 not in codes else "refused in part"), faults


def _beside(place: Path) -> Iterator[str]:
    """What lies beside the store, but for where a plant has put the store's own things."""
    return (path.name for path in place.iterdir() if not path.name.startswith("away-"))


def _as_told(folder: Path, wanted: list[Contribution]) -> list[str]:
    """What was loaded is in, and nothing that anybody else put there; the stranger may not come in."""
    try:
        with open_store(folder) as store:
            faults = differing_dumps("what is in", dump_of(store), dump_made_of(wanted))
            return faults + (["a stranger's user may ask"] if _let_in(store) else [])
    except GoodofficesError as error:
        return [f"later: {error}"]


def _let_in(store: Store) -> bool:
    try:
        with GraphDatabase.driver(store.reader.url, auth=(USER, PASSWORD)) as driver:
            driver.verify_connectivity()
    except (Neo4jError, DriverError):
        return False
    return True

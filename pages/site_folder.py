"""The folder of a site: what it holds is noted in a manifest, and nothing that others put there is ever touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from goodoffices.graph.errors import UsageError
from goodoffices.graph.files import whole_file
from goodoffices.pages.page import write_page
from goodoffices.pages.site import ACTORS, LIBRARIES, OVERVIEW

MANIFEST = "goodoffices-site.json"
_FORM = 1
_OURS = re.compile(rf"{'|'.join(map(re.escape, (OVERVIEW, *LIBRARIES)))}|{ACTORS}/[0-9a-z]{{1,64}}\.html")
"""All that a site may be made of: a manifest that names anything else was not written by us."""


class SiteFolder:
    """A folder that one run writes a site to: ``claim`` it, ``write`` its files, then ``finish``."""

    def __init__(self, folder: Path) -> None:
        """Raises UsageError for a folder that holds other things, or whose manifest is damaged."""
        self.path = folder
        self._before = _noted(folder)
        self._written: set[str] = set()

    def claim(self, files: Iterable[str]) -> None:
        """Notes these files as the site's own before any is written, so that a run that breaks off can be repeated.

        Raises UsageError where one of them is there already and was not written by a site.
        """
        wanted = {OVERVIEW, *LIBRARIES, *files}
        for name in sorted(wanted - self._before):
            if (self.path / name).exists():
                raise UsageError(f"{self.path / name} was not written by this site, which would replace it; move it.")
        (self.path / ACTORS).mkdir(parents=True, exist_ok=True)
        self._before |= wanted
        self._note(self._before)

    def write(self, name: str, text: str) -> None:
        """Writes one of the claimed files whole, unless it is there already as it is to be."""
        self._written.add(name)
        target = self.path / name
        # What is as it should be keeps its time; a link goes on, and is refused where it would be written.
        if target.is_symlink() or not target.is_file() or target.read_bytes() != text.encode():
            write_page(target, text)

    def finish(self) -> int:
        """Removes what earlier runs wrote and this one did not; the number of these that were there."""
        gone = [self.path / name for name in sorted(self._before - self._written)]
        removed = [path for path in gone if path.exists()]
        for path in removed:
            path.unlink()
        # Noted when they are gone: a run that breaks off before that is known to have left some.
        self._note(self._written)
        return len(removed)

    def _note(self, files: Iterable[str]) -> None:
        held = {"made_by": "goodoffices", "form": _FORM, "files": sorted(files)}
        with whole_file(self.path / MANIFEST) as file:
            file.write(f"{json.dumps(held, indent=1)}\n".encode())


def _noted(folder: Path) -> frozenset[str]:
    """The files that earlier runs wrote, none in a folder that is new or empty."""
    if (folder.exists() or folder.is_symlink()) and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder for the site.")
    if (folder / ACTORS).is_symlink():
        raise UsageError(f"{folder / ACTORS} is a link that leads out of the site; remove it or name another folder.")
    if (folder / MANIFEST).is_file():
        return _read(folder / MANIFEST)
    if folder.is_dir() and (other := next(iter(sorted(folder.iterdir())), None)):
        raise UsageError(
            f"{folder} holds other things ({other.name}), and no {MANIFEST}; name a new or empty folder, or a site."
        )
    return frozenset()


def _read(manifest: Path) -> frozenset[str]:
    try:
        held = json.loads(manifest.read_text(encoding="utf-8"))
        files, form = held["files"], held["form"]
        # Held to our own names, because what it lists may be deleted: it could lead to a file elsewhere.
        ours = form == _FORM and all(_OURS.fullmatch(name) for name in files)
    except (ValueError, TypeError, KeyError):
        ours = False
    if not ours:
        raise UsageError(
            f"{manifest} does not say in this goodoffices' form what the site holds; "
            "delete the folder if it is an old site, or name another."
        )
    return frozenset(files)

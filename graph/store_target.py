"""Where the graph is: an argument, else GOODOFFICES_STORE, else NEO4J_URI, else the folder ``.goodoffices``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.graph.errors import UsageError
from goodoffices.graph.store_address import LONGEST, is_address, server_url, shown, unwrapped

DEFAULT_FOLDER = ".goodoffices"


@dataclass(frozen=True, slots=True)
class ServerTarget:
    """A server that runs already; the password stays out of every text made of this value."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str | None

    @property
    def shown(self) -> str:
        """The address as it may be shown."""
        return shown(self.url)


def resolve_target(
    given: str | os.PathLike[str] | None, environment: Mapping[str, str] = os.environ
) -> ServerTarget | Path:
    """The server or folder that ``given`` means, or the environment where it is None.

    Raises UsageError for what looks like an address and is none of a graph server, or has a user or password in it,
    and for what can't be a folder.
    """
    text = next(filter(None, (os.fspath(given or ""), *map(environment.get, ("GOODOFFICES_STORE", "NEO4J_URI")))), None)
    if text is None:
        return Path(DEFAULT_FOLDER)
    if len(text) > LONGEST:
        raise UsageError(f"a folder or address has {len(text):,} characters; it may have {LONGEST:,}")
    return _server(server_url(text), environment) if is_address(text) else _folder(text)


def _folder(text: str) -> Path:
    if not unwrapped(text) or "\0" in text:
        raise UsageError("the graph's place is blank or holds a NUL: name a folder, or write bolt://HOST:PORT")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise UsageError("there is no user of that name whose home could be meant: begin a folder with ./") from None


def _server(url: str, environment: Mapping[str, str]) -> ServerTarget:
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        if any("\ud800" <= letter <= "\udfff" for letter in environment.get(name, "")):
            raise UsageError(f"{name} is not in UTF-8: set it again")
    return ServerTarget(
        url=url,
        user=environment.get("NEO4J_USERNAME") or "neo4j",
        password=environment.get("NEO4J_PASSWORD", ""),
        database=environment.get("NEO4J_DATABASE") or None,
    )

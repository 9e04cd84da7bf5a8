"""Where the graph is: an argument, else GOODOFFICES_STORE, else NEO4J_URI, else the folder ``.goodoffices``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from goodoffices.graph.errors import UsageError

DEFAULT_FOLDER = ".goodoffices"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True, slots=True)
class ServerTarget:
    """A server that runs already; the password stays out of every text made of this value."""

    url: str
    user: str
    password: str = field(repr=False)
    database: str | None


def resolve_target(
    given: str | os.PathLike[str] | None, environment: Mapping[str, str] = os.environ
) -> ServerTarget | Path:
    """The server or folder that ``given`` means, or the environment where it is None.

    Raises UsageError for a URL with another scheme than Bolt's, or with a user or password in it.
    """
    text = next(filter(None, (os.fspath(given or ""), *map(environment.get, ("GOODOFFICES_STORE", "NEO4J_URI")))), None)
    if text is None:
        return Path(DEFAULT_FOLDER)
    return _server(text, environment) if _SCHEME.match(text) else Path(text).expanduser()


def _server(url: str, environment: Mapping[str, str]) -> ServerTarget:
    parts = urlsplit(url)
    if parts.scheme.lower() not in SCHEMES:
        raise UsageError(f'"{parts.scheme}://" is no address of a graph server; valid: {", ".join(SCHEMES)}')
    if "@" in parts.netloc:
        raise UsageError("leave user and password out of the address: set NEO4J_USERNAME and NEO4J_PASSWORD")
    if not _has_address(url):
        raise UsageError(f'"{url}" names no host and port: write {parts.scheme}://HOST:PORT')
    return ServerTarget(
        url=url,
        user=environment.get("NEO4J_USERNAME") or "neo4j",
        password=environment.get("NEO4J_PASSWORD", ""),
        database=environment.get("NEO4J_DATABASE") or None,
    )


def _has_address(url: str) -> bool:
    parts = urlsplit(url)
    try:
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False

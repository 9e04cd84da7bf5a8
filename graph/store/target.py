"""Where the graph is: an argument, else GOODOFFICES_STORE, else NEO4J_URI, else the folder ``.goodoffices``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.address import LONGEST, is_address, server_url, unwrapped
from goodoffices.graph.store.connection import Login

DEFAULT_FOLDER = ".goodoffices"


class ServerTarget(Login):
    """A server that runs already; the password stays out of every text made of this value."""

    __slots__ = ()


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
    # Addresses first: one that is mistyped must not become the name of a folder.
    if is_address(text):
        return _server(server_url(text), environment)
    if not unwrapped(text) or "\0" in text:
        raise UsageError("the graph's place is blank or holds a NUL: name a folder, or write bolt://HOST:PORT")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise UsageError("there is no user of that name whose home could be meant: begin a folder with ./") from None


def _server(url: str, environment: Mapping[str, str]) -> ServerTarget:
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        # Python holds bytes of the environment that are no UTF-8 as these, and no text with them can be sent.
        if any("\ud800" <= letter <= "\udfff" for letter in environment.get(name, "")):
            raise UsageError(f"{name} is not in UTF-8: set it again")
    return ServerTarget(
        url=url,
        user=environment.get("NEO4J_USERNAME") or "neo4j",
        password=environment.get("NEO4J_PASSWORD", ""),
        database=environment.get("NEO4J_DATABASE") or None,
    )

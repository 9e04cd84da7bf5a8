"""Addresses of servers: which texts are meant as one, what is wrong with it, and how it can be shown.

A mistyped address must never become the name of a folder: a load would end well in the wrong place, and a password
would stand in the name. No message holds what stands before an @ or after a question mark.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from goodoffices.graph.errors import UsageError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
LONGEST = 4096
"""Characters of the longest folder or address, as of a path on Linux."""

_AROUND = "\"'`“”‘’\ufeff"
_LOGIN = "leave user and password out of the address: set NEO4J_USERNAME and NEO4J_PASSWORD"
_SERVERS = r"(?:bolt|neo4j|https?|wss?)(?:\+[a-z]*)?"

_PATH = re.compile(r"/(?!/)|\.{1,2}(?:[/\\]|$)|~(?:[/\\]|$)|\\|[a-z]:[/\\](?!/)", re.IGNORECASE)
"""How a text begins that is a path, whatever else stands in it."""

_ADDRESS = re.compile(
    rf"""
      (?: [a-z][a-z0-9+.-]* )? :// .*                  # any scheme, and one that is lacking
    | {_SERVERS} \s* (?: : | //) .*                    # a server's, however it goes on
    | .* : .* @ .*                                     # user:password@...
    | .* @ [^/]* : \d+                                 # user@host:port
    | [^/]* // [^/]* : \d+ .*                          # a scheme that is hard to recognise
    | [^/\\\s]* : \d+ (?: [/?\#] .*)?                  # host:port
    | \[ [0-9a-f.%]* : [0-9a-f:.%]* \]? (?: : .*)?     # an IPv6 address
    | .* \b passw (?:or)? d = .*
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_PARTS = re.compile(
    rf"(?:(?P<scheme>{_SERVERS}|[a-z][a-z0-9+.-]*(?=://)|[^/:@]{{1,20}}(?=//))\s*(?P<mark>:/*|//+)(?!\d+(?:[/?#]|$)))?"
    r"/*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_URL = re.compile(r"(?P<scheme>[^:/]+)://(?P<place>[^/?#]*)/?(?P<more>.*)", re.DOTALL)
_PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(?P<port>[1-9][0-9]{0,4}))?")
_SECRET = re.compile(r"user|passw|auth|token|secret|key|cred", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether a text is meant as a server's address, rightly written or not; what begins as a path never is."""
    bare = unwrapped(text)
    return not _PATH.match(bare) and any(_ADDRESS.fullmatch(form) for form in {bare, _plain(bare)})


def unwrapped(text: str) -> str:
    """The text without the blanks and quotes around it, as files of settings give them."""
    return text.strip().strip(_AROUND).strip()


def _plain(text: str) -> str:
    """The text as whatever reads it last might read it: escapes undone, look-alikes of characters replaced."""
    return unicodedata.normalize("NFKC", unquote(unquote(text)))


def server_url(text: str) -> str:
    """The address as the driver takes it; raises UsageError, in a sentence without secrets, if it is none."""
    bare = unwrapped(text)
    parts = _URL.fullmatch(bare)
    scheme = parts["scheme"].lower() if parts else ""
    if parts is None or scheme not in SCHEMES:
        raise UsageError(_misspelt(bare))
    if "@" in _plain(bare):
        raise UsageError(_LOGIN)
    place, more = _place(parts["place"]), parts["more"]
    # A routing context, which the servers of a cluster read; it must not look like a login.
    routing = scheme.startswith("neo4j") and re.fullmatch(r"\?[!-\"$-~]*", more) and not _SECRET.search(_plain(more))
    if place is None:
        right = f"write {scheme}://HOST:PORT, with a port from 1 to 65535"
        raise UsageError(f'"{shown_address(bare)}" is no address of a server: {right}')
    if more and not routing:
        raise UsageError(f'"{shown_address(bare)}" goes on after host and port: write {scheme}://{place.written}')
    return f"{scheme}://{place.written}{more}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Host and port as they stand ``written`` in an address, and the port alone."""

    written: str
    port: str | None


def _place(text: str) -> _Place | None:
    """Host and port, None if they are none, or if the host's name can't be looked up."""
    found = _PLACE.fullmatch(text)
    if found is None or int(found["port"] or 0) > 65535:
        return None
    host = found["host"]
    try:
        if host.startswith("["):
            is_host = bool(ipaddress.IPv6Address(host[1:-1]))
        else:
            # The codec is the one that looking it up goes through.
            short = len(host.encode("idna")) <= 253
            is_host = short and host.isprintable() and unicodedata.normalize("NFKC", host) == host
    except ValueError:  # as UnicodeError and AddressValueError are
        return None
    return _Place(text, found["port"]) if is_host else None


def _misspelt(text: str) -> str:
    """What is wrong with an address that has no scheme of Bolt's before ``://``."""
    parts = _parts(_plain(text))
    scheme, place = (parts["scheme"] or "").lower(), _said_place(parts)
    if parts["mark"] == "://" and scheme not in SCHEMES:
        said = scheme if len(scheme) <= 20 else f"{scheme[:20]}…"
        return f'"{said}://" is no address of a graph server; valid: {", ".join(SCHEMES)}'
    right = f"{scheme if scheme in SCHEMES else 'bolt'}://{place.written if place else 'HOST:PORT'}"
    said = f'"{shown_address(text)}" looks like a server\'s address: write {right}'
    if "@" in _plain(text):
        return f"{said}, and {_LOGIN}"
    return f"{said} (a folder of that name: ./{text if place and place.written == text else '…'})"


def shown_address(address: str) -> str:
    """The address as it may be shown: without what stands before an @ or after a question mark.

    What is no host and port is left out as well, since it might be a password.
    """
    parts = _parts(_plain(unwrapped(address)))
    rest, place = parts["rest"], _said_place(parts)
    scheme = f"{parts['scheme']}{parts['mark']}" if parts["scheme"] and len(parts["scheme"]) <= 20 else ""
    if place is None:
        return f"{scheme}…"
    return f"{scheme}{'…@' * ('@' in rest)}{place.written}{'…' * (not rest.rstrip('/').endswith(place.written))}"


def _said_place(parts: re.Match[str]) -> _Place | None:
    """Host and port, where they are sure to be that: a word after a lone colon may be a password."""
    rest = parts["rest"]
    ends = re.search(r"[?#;&]", rest)
    # What stands after the last @, up to the first sign that ends host and port; nothing if that sign came before.
    public = re.split(r"[/?#;&]", rest.rpartition("@")[2], maxsplit=1)[0]
    place = _place("" if ends and "@" in rest[ends.start() :] else public)
    return None if place and not place.port and parts["mark"] == ":" and "@" not in rest else place


def _parts(text: str) -> re.Match[str]:
    found = _PARTS.fullmatch(text)
    assert found, "it takes any text apart"
    return found

"""Keeps everybody from the engine's HTTP port, which it cannot do without and nobody needs.

Over HTTP a user who may only read can do more than read: repair and compress files, hold locks, sleep, fill memory.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_ATTACH_FILTER = 26
"""SO_ATTACH_FILTER of Linux, which Python does not name."""

_DROP = struct.pack("HBBI", 0x06, 0, 0, 0)
"""The one instruction of a filter that lets nothing through: return 0 bytes."""


def deafen_all_but(port: int) -> None:
    """Makes each socket of this process that listens elsewhere than at ``port`` drop whatever comes; on Linux only."""
    if sys.platform == "linux":
        instruction = ctypes.create_string_buffer(_DROP)  # kept, because the filter holds no more than its address
        filter_ = struct.pack("HP", 1, ctypes.addressof(instruction))
        for listener in _listeners():
            if listener.getsockname()[1] != port:
                listener.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, filter_)


def _listeners() -> Iterator[socket.socket]:
    """The sockets of this process that listen, whoever opened them: the engine's are not Python's own."""
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(entry.name))) as candidate:
            if candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                yield candidate

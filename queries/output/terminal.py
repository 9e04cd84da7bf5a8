"""What a terminal is sent: no character of anybody's text that it would obey rather than show.

A name, a quote, a file's name or an argument may hold escapes that colour, move, erase, rename the window or write the
clipboard, and controls that turn a line's order round or hide part of it. ``strip_control`` says which these are;
``Screen`` stands before a terminal, so that whatever is written there, by libraries too, passes it.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from goodoffices.graph.one_line import OBEYED, strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable

_HALF = re.compile("[\ud800-\udfff]")


def escaped(written: str, terminal: bool) -> str:
    """JSON that says the same without characters that a terminal would obey; elsewhere without halves of letters."""
    # UTF-8 has no halves of letters: a program that reads the pipe could not decode them.
    return (OBEYED if terminal else _HALF).sub(_as_escapes, written)


def _as_escapes(found: re.Match[str]) -> str:
    # JSON escapes letters beyond U+FFFF in two halves.
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


class Screen:
    """A terminal to which only what is harmless is written."""

    def __init__(self, terminal: TextIO) -> None:
        self.terminal = terminal

    def write(self, text: str) -> int:
        """Writes the text, harmless."""
        return self.terminal.write(strip_control(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Writes each of the texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        # The bytes beneath are no way past it: click looks for them where the encoding is ASCII.
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.terminal, name)


class ShownJson:
    """Where bytes of JSON are written that go to a terminal: they say the same, with escapes."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal

    def write(self, lines: bytes) -> int:
        """Writes whole lines."""
        self._terminal.write(escaped(lines.decode(), terminal=True))
        return len(lines)


def beneath(stream: TextIO) -> TextIO:
    """The terminal itself, for what we draw in colours; what others have said in it must be harmless already."""
    return stream.terminal if isinstance(stream, Screen) else stream


def guard() -> None:
    """Puts a screen before each standard stream that is a terminal; pipes and files get UTF-8, byte for byte.

    A terminal that lacks a letter shows another. What came from the system as bytes that are no UTF-8, as a file's name
    may be, goes back as these bytes to standard output.
    """
    for name, errors in (("stdout", "surrogateescape"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        is_terminal = stream.isatty()
        # Who runs us may have put a stream of their own in place of Python's.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(**({"errors": "replace"} if is_terminal else {"encoding": "utf-8", "errors": errors}))
        if is_terminal:
            setattr(sys, name, cast("TextIO", Screen(stream)))

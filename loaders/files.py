"""Files as the readers get them: bounded, strictly UTF-8, line ends untouched, never from outside their folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from goodoffices.graph.errors import Fault
from goodoffices.graph.files import NoPlainFileError, plain_bytes, real_path
from goodoffices.graph.one_line import one_line

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read as one text."""

BOM = "\ufeff"


class FileRefusedError(Exception):
    """One file can't be read; ``fault`` says which and why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def shown(path: Path | str) -> str:
    """The path as it can stand in a sentence.

    Bytes of a file name that are not UTF-8 become question marks; control characters, line ends and characters that
    turn the direction of writing become U+FFFD.
    """
    return one_line(in_utf8(path))


def in_utf8(path: Path | str) -> str:
    """The path as text; bytes of a file name that are not UTF-8 become question marks."""
    return os.fsencode(path).decode("utf-8", errors="replace").replace("\ufffd", "?")


def read_text_file(path: Path, root: Path) -> str:
    """The text of a plain file, a leading BOM included. Raises FileRefusedError.

    ``root`` is the folder that the file belongs to: a symbolic link that leads out of it is refused.
    """
    return decoded(read_bytes(path, root), shown(path))


def read_bytes(path: Path | str, root: Path) -> bytes:
    """As ``read_text_file``, the bytes, of whatever encoding."""
    try:
        data = plain_bytes(refuse_escape(path, root), LARGEST)
    except NoPlainFileError as error:
        hint = "a file is wanted here, no folder, pipe or device"
        raise FileRefusedError(Fault(shown(path), 0, "", str(error.strerror), hint)) from None
    except OSError as error:
        hint = "give a file that exists and that you may read"
        raise FileRefusedError(Fault(shown(path), 0, "", f"can't be read: {error.strerror}", hint)) from None
    if len(data) > LARGEST:
        raise FileRefusedError(too_large(shown(path), f"more than {LARGEST:,} bytes"))
    return data


def refuse_escape(path: Path | str, root: Path) -> Path | str:
    """Where the path leads; raises FileRefusedError if a symbolic link leads out of the folder ``root`` or nowhere."""
    if not os.path.islink(path):  # noqa: PTH114 most paths come as texts: a corpus has thousands of files
        return path
    target = real_path(Path(path))
    if not target.is_relative_to(real_path(root)):
        message = f'is a symbolic link out of the folder "{shown(root)}", which is not followed'
        raise FileRefusedError(Fault(shown(path), 0, "", message, "copy the file into the folder"))
    return target


def too_large(path: str, size: str) -> Fault:
    """The fault of a text beyond the bound."""
    bound = f"{LARGEST // 1024 // 1024} MiB"
    return Fault(path, 0, "", f"is too large: {size}; one text may have {bound}", "split it into several documents")


def decoded(data: bytes, path: str) -> str:
    """UTF-8 bytes as text, nothing translated. Raises FileRefusedError naming byte, line and likely encoding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileRefusedError(_not_utf8(data, error, path)) from None
    # UTF-16 of English is valid UTF-8, with a NUL after each letter.
    if "\0" in text:
        at = data.index(b"\0")
        message = f"holds a NUL byte at byte {at}: looks like UTF-16, or like no text at all"
        raise FileRefusedError(Fault(path, _line(data, at), "", message, "save it as UTF-8"))
    return text


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Fault:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Fault(
            path, 1, "", "is not UTF-8: its first bytes say UTF-16", "save it as UTF-8: iconv -f UTF-16 -t UTF-8"
        )
    at = error.start
    place = f"is not UTF-8: byte 0x{data[at]:02X} at byte {at}"
    if error.reason == "unexpected end of data":
        return Fault(path, _line(data, at), "", f"{place}: cut in the middle of a character", "fetch the file again")
    # The bytes 80 to 9F are letters and quotes in Windows' encoding and nothing in ISO's: they tell the two apart.
    name = "WINDOWS-1252" if re.search(rb"[\x80-\x9f]", data) else "ISO-8859-1"
    around = data[max(0, at - 12) : at + 12].decode(name, errors="replace")
    message = f'{place} looks like {name}, where it reads "{" ".join(around.split())}"'
    return Fault(path, _line(data, at), "", message, f"save it as UTF-8: iconv -f {name} -t UTF-8")


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def found(root: Path, suffixes: tuple[str, ...]) -> Iterator[Path | Fault]:
    """The files under the folder ``root`` with one of the suffixes, folder by folder, sorted by name.

    Hidden names (a leading dot) are passed over. A linked folder is never entered: what it holds is found by its
    own place inside ``root``, and a link out of ``root`` is a Fault.
    """
    closed: list[OSError] = []
    for place, folders, names in os.walk(root, onerror=closed.append):
        # In place: ``os.walk`` goes into what is left in its list, in this order.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(place)
        for name in folders:
            try:
                refuse_escape(here / name, root)
            except FileRefusedError as refusal:
                yield refusal.fault
        for name in sorted(names):
            if name.endswith(suffixes) and not name.startswith("."):
                yield here / name
    for error in closed:
        yield Fault(shown(error.filename), 0, "", f"can't be read: {error.strerror}", "give a folder that you may read")

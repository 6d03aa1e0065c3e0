"""Open a file or standard input, unpack what is packed, and cut it into lines, within bounds."""

from __future__ import annotations

import bz2
import gzip
import io
import sys
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from communique.articles.cleaning import MARKS, decode_bytes
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # All three packings have the methods of the first.
    _Unpacked = gzip.GzipFile

# A saved page carries its scripts and pictures along; beyond this it is no page, and a line no
# article.
LARGEST_FILE = 20_000_000

PACKINGS = frozenset({".gz", ".zst", ".bz2"})

# Text shrinks to a quarter or a tenth. What grows beyond this share was made to fill a disk.
MOST_GROWTH = 250
# Below this size a file may grow as it likes: a table of zeros does.
HARMLESS = 100_000_000

CHUNK = 1 << 16
# So much of zstd is unpacked at a time: a block of four bytes may grow to 128 kB.
PIECE = 1 << 10


def split_name(path: Path) -> tuple[str, str]:
    """Give a file's stem and its ending in small letters, without that of a packing."""
    inner = Path(path.stem) if path.suffix.lower() in PACKINGS else path
    return inner.stem, inner.suffix.lower()


@contextmanager
def open_input(path: str | Path) -> Iterator[io.BufferedReader]:
    """Open a path, or standard input for "-", unpacked by what its first bytes say.

    Reading raises UnreadableInput for a file that unpacks without end, OSError or EOFError for
    one that is broken.
    """
    if str(path) == "-":
        buffer = cast("io.BufferedReader", sys.stdin.buffer)
        # Bytes in memory stand for standard input where a program feeds us.
        yield buffer if hasattr(buffer, "peek") else io.BufferedReader(buffer)
        return
    with Path(path).open("rb") as raw:
        unpack = _find_packing(raw.peek(4)[:4], str(path))
        if unpack is None:
            yield raw
            return
        with unpack(raw) as unpacked:
            yield io.BufferedReader(_Bounded(unpacked, raw, str(path)), CHUNK)


def _find_packing(head: bytes, subject: str) -> Callable[[io.BufferedReader], _Unpacked] | None:
    if head.startswith(b"\x1f\x8b"):
        return lambda raw: gzip.GzipFile(fileobj=raw)
    if head.startswith(b"BZh"):
        return lambda raw: cast("_Unpacked", bz2.BZ2File(raw))
    if head == b"\x28\xb5\x2f\xfd":
        try:
            import zstandard
        except ImportError as error:
            reason = "is packed with zstd, and zstandard is not installed"
            remedy = "pip install 'communique[bulk]', or unpack it with unzstd"
            raise UnreadableInput(subject, reason, remedy) from error
        begin, fault = zstandard.ZstdDecompressor().decompressobj, zstandard.ZstdError
        return lambda raw: cast("_Unpacked", io.BufferedReader(_Frames(raw, begin, fault), CHUNK))
    return None


class _Frames(io.RawIOBase):
    """Unpack the frames of zstd, and notice where one breaks off; its own reader does not."""

    def __init__(
        self, packed: io.BufferedReader, begin: Callable[[], Any], fault: type[Exception]
    ) -> None:
        self._packed = packed
        self._begin = begin
        self._fault = fault
        self._frame: Any = None
        self._rest = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready and (piece := self._rest or self._packed.read(PIECE)):
            if self._frame is None:
                self._frame = self._begin()
            try:
                self._ready = memoryview(self._frame.decompress(piece))
            except self._fault as error:
                raise OSError(str(error)) from error
            self._rest = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        if not self._ready and self._frame is not None:
            message = "Compressed file ended before the end of a frame was reached"
            raise EOFError(message)
        count = min(len(into), len(self._ready))
        into[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


class _Bounded(io.RawIOBase):
    """Pass on what is unpacked as long as it stays in proportion to what was packed.

    Reads as much as there is at a time, so that what stands before a break is not lost with it.
    """

    def __init__(self, unpacked: _Unpacked, packed: io.BufferedReader, subject: str) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._subject = subject
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            content = self._unpacked.read1(len(into))
        except (zlib.error, ValueError) as error:
            raise OSError(str(error)) from error
        into[: len(content)] = content
        self._given += len(content)
        if self._given > max(HARMLESS, MOST_GROWTH * self._packed.tell()):
            reason = f"unpacks to more than {MOST_GROWTH} times its size"
            raise UnreadableInput(self._subject, reason, "unpack it yourself, and look inside")
        return len(content)


def read_whole(stream: io.BufferedReader, subject: str, begun: bytes = b"") -> bytes:
    """Read a stream to its end, after what was `begun`.

    Raises UnreadableInput where it is too large for one article.
    """
    content = begun + stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        reason = f"is larger than {LARGEST_FILE // 1_000_000} MB"
        remedy = "split it: one report a file, or one a JSON line"
        raise UnreadableInput(subject, reason, remedy)
    return content


def read_lines(
    stream: io.BufferedReader,
    subject: str,
    *,
    first: int = 1,
    begun: bytes = b"",
    blank: bool = False,
) -> Iterator[tuple[int, str | UnreadableInput]]:
    """Give the lines with their numbers, decoded one by one, each at most as long as a file.

    Begins with line `first`; `begun` is a line that was read before. A line that cannot be read
    stands in the stream as the reason why. Lines without words are left out unless `blank`.
    """
    head = begun or stream.peek(4)
    marked = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    if marked != "utf-8" and not begun:
        for number, wide in _read_wide_lines(stream, marked, subject):
            if number >= first and (blank or isinstance(wide, UnreadableInput) or wide.strip()):
                yield number, wide
        return
    number = 0
    while line := begun or stream.readline(LARGEST_FILE):
        begun = b""
        number += 1
        where = f"{subject}, line {number}"
        if len(line) >= LARGEST_FILE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(CHUNK)
            if number >= first:
                yield number, _too_long(where)
        elif number >= first and (blank or line.strip()):
            try:
                yield number, decode_bytes(line, where)
            except UnreadableInput as error:
                yield number, error


def _read_wide_lines(
    stream: io.BufferedReader, encoding: str, subject: str
) -> Iterator[tuple[int, str | UnreadableInput]]:
    """Give the lines of UTF-16 and UTF-32, which bytes cannot be cut into."""
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    number = 0
    while line := text.readline(LARGEST_FILE):
        number += 1
        if len(line) >= LARGEST_FILE:
            while line and not line.endswith("\n"):
                line = text.readline(CHUNK)
            yield number, _too_long(f"{subject}, line {number}")
        else:
            yield number, line
    text.detach()


def _too_long(where: str) -> UnreadableInput:
    return UnreadableInput(where, "is too long for one article", "put one article on a line")

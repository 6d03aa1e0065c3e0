"""Find the shards: what one worker codes at a time, and what a run that was killed loses."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.articles import find_files
from communique.articles.files import LINES, SINGLE
from communique.articles.opening import open_input, split_name
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from communique.errors import CommuniqueError

# So many lines of a file of JSON lines make a shard: half a minute's work.
SLICE: Final = 250
# To reach a slice its file is read from the start: a large file is cut into so many at most.
MOST_SLICES: Final = 400
# So many files of one report each make a shard.
FILES_A_SHARD: Final = 250
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Name what is coded in one go: whole files, or some lines of one; no text travels with it.

    `hash` is of the content, `size` its share of the bytes.
    """

    paths: tuple[Path, ...]
    hash: str
    size: int
    first: int = 1
    last: int | None = None

    @property
    def stem(self) -> str:
        """Give a name for people; the hash is what tells shards apart."""
        name = self.paths[0].parent.name if len(self.paths) > 1 else split_name(self.paths[0])[0]
        return re.sub(r"[^\w.-]+", "_", name)[:40] or "shard"


def find_shards(
    paths: Iterable[str | Path], tell: Callable[[CommuniqueError], None]
) -> Iterator[Shard]:
    """Find the shards of files, folders and patterns; `tell` is called with what cannot be read.

    The same content gives the same shards, wherever it lies.
    """
    singles: dict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        for found in find_files(path):
            if isinstance(found, UnreadableInput):
                tell(found)
            elif split_name(found)[1] in SINGLE:
                singles[found.parent].append(found.resolve())
            else:
                try:
                    yield from _cut_file(found.resolve())
                except (UnreadableInput, OSError, EOFError) as error:
                    tell(_explain(error, found))
    for files in singles.values():
        for start in range(0, len(files), FILES_A_SHARD):
            yield from _gather(files[start : start + FILES_A_SHARD], tell)


def _explain(error: Exception, path: Path) -> UnreadableInput:
    if isinstance(error, UnreadableInput):
        return error
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return UnreadableInput(str(path), reason[:1].lower() + reason[1:], "check the path")


def _cut_file(path: Path) -> Iterator[Shard]:
    size = path.stat().st_size
    if split_name(path)[1] not in LINES:
        yield Shard(paths=(path,), hash=_hash_file(path), size=size)
        return
    digest, lines = hashlib.sha256(), 1
    broken = False
    try:
        with open_input(path) as stream:
            while chunk := stream.read1(CHUNK):
                digest.update(chunk)
                lines += chunk.count(b"\n")
    except (OSError, EOFError, UnreadableInput):
        # What can be read of it is coded; the last shard says what is wrong.
        broken = True
    step = max(SLICE, -(-lines // MOST_SLICES))
    starts = range(1, lines + 1, step)
    for first in starts:
        rest = first == starts[-1]
        key = f"{digest.hexdigest()} {first} {'broken' if broken else ''}"
        yield Shard(
            paths=(path,),
            hash=hashlib.sha256(key.encode()).hexdigest(),
            size=size // len(starts),
            first=first,
            last=None if rest else first + step - 1,
        )


def _gather(files: Sequence[Path], tell: Callable[[CommuniqueError], None]) -> Iterator[Shard]:
    """Make one shard of small files; their names count, for they name the articles."""
    digest, size, kept = hashlib.sha256(), 0, []
    for file in files:
        try:
            digest.update(f"{file.stem} {_hash_file(file)}\n".encode())
            size += file.stat().st_size
            kept.append(file)
        except OSError as error:
            tell(_explain(error, file))
    if kept:
        yield Shard(paths=tuple(kept), hash=digest.hexdigest(), size=size)


def _hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

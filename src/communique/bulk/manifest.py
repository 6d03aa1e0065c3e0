"""Keep the manifest: one small file for each part that is complete, written last."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import communique.directory
import communique.language
import communique.lexicon
from communique import __version__
from communique.errors import UnwritableOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from types import ModuleType

    from communique.bulk.shards import Shard

MANIFEST = "manifest"
KNOWLEDGE = (".toml", ".onnx", ".npz", ".tsv", ".txt", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Hold what decides, beside a text, which events are found in it."""

    version: str
    knowledge: str
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold what became of one shard; `failures` are subject, reason and remedy of each."""

    part: str
    inputs: tuple[str, ...]
    first: int
    last: int | None
    hash: str
    size: int
    version: str
    knowledge: str
    articles: int = 0
    events: int = 0
    words: int = 0
    failures: tuple[tuple[str, str, str], ...] = ()
    doubts: dict[str, int] = field(default_factory=dict)


def make_making(folders: Iterable[Path | None], published: date | None) -> Making:
    """Hash the model, the lexicon and the directory, and the user's own `folders` of them."""
    shipped: tuple[ModuleType, ...] = (
        communique.language,
        communique.lexicon,
        communique.directory,
    )
    roots = [Path(str(module.__file__)).parent for module in shipped]
    digest = hashlib.sha256()
    for root in [*roots, *(folder for folder in folders if folder is not None)]:
        for path in sorted(root.rglob("*")):
            if path.suffix in KNOWLEDGE:
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return Making(version=__version__, knowledge=digest.hexdigest()[:16], published=published)


def begin_row(shard: Shard, making: Making) -> Row:
    """Make the row of a shard of which nothing is coded yet; its part's name says it all."""
    key = f"{shard.hash} {making.version} {making.knowledge} {making.published}"
    return Row(
        part=f"{shard.stem}-{hashlib.sha256(key.encode()).hexdigest()[:12]}",
        inputs=tuple(path.name for path in shard.paths),
        first=shard.first,
        last=shard.last,
        hash=shard.hash,
        size=shard.size,
        version=making.version,
        knowledge=making.knowledge,
    )


def lose_row(shard: Shard, making: Making) -> Row:
    """Make the row of a shard that no worker survived; it is not kept, so it is tried again."""
    reason = "killed the worker that coded it, twice"
    failure = (str(shard.paths[0]), reason, "give it more memory, or look into this shard")
    return replace(begin_row(shard, making), failures=(failure,))


def keep_row(folder: Path, row: Row) -> None:
    """Write the row, which says that its part is complete."""

    def write(path: Path) -> None:
        path.write_text(json.dumps(asdict(row), ensure_ascii=False), encoding="utf-8")

    write_aside(folder / MANIFEST / f"{row.part}.json", write)


def write_aside(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file under another name and rename it, so that it is whole or not there."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(aside)
        aside.replace(path)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise UnwritableOutput(str(path), reason, "choose another folder") from error
    finally:
        aside.unlink(missing_ok=True)


def holds_parts(folder: Path) -> bool:
    """Tell a folder of parts from a folder of reports."""
    return (folder / MANIFEST).is_dir()


def read_manifest(folder: Path) -> dict[str, Row]:
    """Read the rows of all complete parts, by the part's name."""
    return {row.part: row for row in _read_rows(folder)}


def _read_rows(folder: Path) -> Iterator[Row]:
    for path in sorted((folder / MANIFEST).glob("*.json")):
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        fields["inputs"] = tuple(fields["inputs"])
        fields["failures"] = tuple((s, r, m) for s, r, m in fields["failures"])
        yield Row(**fields)


def check_folder(folder: Path, making: Making) -> None:
    """Refuse a folder that another version, or other knowledge, has coded into."""
    for row in _read_rows(folder):
        if (row.version, row.knowledge) != (making.version, making.knowledge):
            reason = f"holds parts made by version {row.version} with other words or another model"
            raise UnwritableOutput(str(folder), reason, "give a new folder")
        return


def clear_asides(folder: Path) -> None:
    """Remove what a run that was killed was about to write."""
    for kind, suffix in (("articles", "parquet"), ("events", "parquet"), (MANIFEST, "json")):
        for path in (folder / kind).glob(f".*.{suffix}.*"):
            path.unlink(missing_ok=True)

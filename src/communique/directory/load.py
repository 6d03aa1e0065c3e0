"""Read the directory's TOML files into one `Directory`, parsed once per process."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.directory.build import build_directory
from communique.errors import BadDirectory

if TYPE_CHECKING:
    from communique.directory.nouns import Directory

HERE = Path(__file__).parent
Tables = dict[str, dict[str, Any]]


def list_files(folder: Path) -> list[Path]:
    """Return the TOML files of a directory folder, in a stable order."""
    return sorted([*folder.glob("*.toml"), *(folder / "people").glob("*.toml")])


@lru_cache(maxsize=4)
def load_directory(extra: Path | None = None) -> Directory:
    """Return the shipped directory, with the files of `extra` added where a folder is given.

    A file of `extra` may hold any of the tables that ship; what it says of a name comes first.
    """
    tables = read_tables(list_files(HERE))
    if extra is None:
        return _build(tables)
    if not extra.is_dir():
        raise BadDirectory(str(extra), "is no folder", "give a folder of TOML files")
    added = {f"extra/{name}": table for name, table in read_tables(list_files(extra)).items()}
    return _build({**tables, **added})


def _build(tables: Tables) -> Directory:
    """Build with the collector at rest: all that is made is kept, and walking it takes a third."""
    resting = gc.isenabled()
    gc.disable()
    try:
        return build_directory(tables)
    finally:
        if resting:
            gc.enable()


def read_tables(files: list[Path]) -> Tables:
    """Parse files, from the user's cache where the same bytes were parsed before."""
    texts = {f"{path.parent.name}/{path.name}": path.read_bytes() for path in files}
    digest = hashlib.sha256(
        b"\0".join(name.encode() + b"\0" + text for name, text in texts.items())
    ).hexdigest()
    kept = _cache_folder() / f"directory-{digest[:24]}.json"
    try:
        cached: Tables = json.loads(kept.read_bytes())
    except (OSError, ValueError):
        tables = {name: _parse(name, text) for name, text in texts.items()}
        _keep(kept, tables)
        return tables
    return cached


def _parse(name: str, text: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDirectory(name, f"is no TOML: {error}", "mend the line it names") from error


def _cache_folder() -> Path:
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path("~/.cache").expanduser()) / "communique"


def _keep(path: Path, tables: Tables) -> None:
    """Write the parsed tables aside and rename them into place; a read-only home is no fault."""
    aside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(tables), encoding="utf-8")
        aside.replace(path)
    except OSError:
        return

"""Imports point one way: no part knows of those that build on it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from itertools import chain
from pathlib import Path

import pytest

import communique

PACKAGE = Path(communique.__file__).parent

# What each part may import, beside itself. `version` is the bare name `communique`, asked for
# `__version__` and nothing else. A new part has to be entered here before it can be used.
MAY_IMPORT = {
    "types": set[str](),
    "errors": set[str](),
    "version": {"types", "errors"},
    "documents": {"types", "errors"},
    "language": {"types", "errors"},
    "directory": {"types", "errors"},
    "lexicon": {"types", "errors"},
    "mentions": {"types", "errors", "language", "directory", "lexicon"},
    "coding": {"types", "errors", "version", "language", "directory", "lexicon", "mentions"},
    # Reading needs to know a dateline; it needs nothing that codes.
    "articles": {"types", "errors", "mentions"},
    # Shards in, parts out: reads and codes, and knows nothing of the record or the command line.
    "bulk": {"types", "errors", "version", "articles", "language", "exchange", "lexicon",
             "directory"},
    "samples": {"types", "errors"},
    # Corrections name days and parties as people write them.
    "record": {"types", "errors", "version", "documents", "directory", "lexicon", "mentions"},
    "answers": {"types", "errors", "record", "directory"},
    "exchange": {
        "types", "errors", "version", "documents", "directory", "lexicon", "record", "answers"
    },
    "render": {"types", "errors"},
    "web": {
        "types", "errors", "version", "record", "answers", "exchange", "render", "directory",
        "samples"
    },
}  # fmt: skip
# The outermost parts may import everything.
OUTERMOST = {"cli", "__main__", "__init__"}

# Imported by one part only, so that the rest can be read, tested and replaced without it.
KEEPERS = {
    # The coder asks a network of its own about marked pairs.
    "onnxruntime": {"language", "coding"},
    "tokenizers": {"language"},
    "numpy": {"language", "coding"},
    "click": {"cli"},
    "rich": {"render"},
    "trafilatura": {"articles"},
    "duckdb": {"record", "articles", "bulk"},
    "ray": {"bulk"},
    "feedparser": {"articles"},
    "fastwarc": {"articles"},
    "pypdfium2": {"articles"},
    "zstandard": {"articles"},
    "starlette": {"web"},
    "jinja2": {"web"},
    "markupsafe": {"web"},
    "uvicorn": {"cli"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_by(path: Path) -> set[str]:
    """Give the dotted names that a module imports, wherever in it and under TYPE_CHECKING too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            if node.module == "communique":
                names |= {f"communique.{alias.name}" for alias in node.names}
            else:
                names.add(node.module or "")
    return names


def own_parts(path: Path) -> set[str]:
    parts = {
        name.split(".")[1] if "." in name else "version"
        for name in imported_by(path)
        if name.split(".")[0] == "communique"
    }
    return {"version" if part == "__version__" else part for part in parts}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    if part in OUTERMOST:
        return
    assert part in MAY_IMPORT, f"{part} is a new part: enter it in MAY_IMPORT"
    assert own_parts(path) - {part} <= MAY_IMPORT[part]


def test_the_ways_have_no_circle() -> None:
    ways = {part: set(below) for part, below in MAY_IMPORT.items()}
    while free := {part for part, below in ways.items() if not below}:
        ways = {part: below - free for part, below in ways.items() if part not in free}
    assert ways == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_its_keeper(path: Path) -> None:
    foreign = {name.split(".")[0] for name in imported_by(path)}
    strays = {name for name in foreign & set(KEEPERS) if part_of(path) not in KEEPERS[name]}
    assert not strays


def test_nothing_is_imported_that_is_not_declared(root: Path) -> None:
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {line.split(">")[0].split("=")[0].strip() for line in declared}
    foreign = {name.split(".")[0] for path in MODULES for name in imported_by(path)}
    assert foreign - set(sys.stdlib_module_names) - {"communique"} <= names


def test_every_module_imports() -> None:
    found = pkgutil.walk_packages(communique.__path__, "communique.")
    names = [module.name for module in found if not module.name.endswith("__main__")]
    assert len(names) > 20
    for name in names:
        importlib.import_module(name)


TRAINING = PACKAGE.parents[1] / "training"


@pytest.mark.parametrize("path", sorted(TRAINING.glob("*.py")), ids=lambda path: path.name)
def test_training_scripts_import_what_is_there(path: Path) -> None:
    """Look at the names alone: the scripts need torch, the tests have none."""
    scripts = {script.stem: script for script in TRAINING.glob("*.py")}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        wanted = {alias.name for alias in node.names}
        if node.module in scripts:
            assert wanted <= name_top_level(scripts[node.module])
        elif node.module.startswith("communique"):
            module = importlib.import_module(node.module)
            assert all(hasattr(module, name) for name in wanted)


def name_top_level(path: Path) -> set[str]:
    """Name what a script defines or imports."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.ImportFrom(names=names) | ast.Import(names=names):
                found.update(alias.name for alias in names)
            case ast.Assign(targets=targets):
                found.update(t.id for t in targets if isinstance(t, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return found

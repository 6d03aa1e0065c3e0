"""House rules: the public face is whole, names say something, papers agree with the code."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from pathlib import Path

import click
import pytest

import communique
from communique.cli import main
from communique.errors import CommuniqueError

PACKAGE = Path(communique.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
BANNED_MODULES = {
    "utils",
    "util",
    "helpers",
    "common",
    "base",
    "manager",
    "engine",
    "misc",
    "core",
}
BANNED_FUNCTIONS = {"process", "run", "handle", "do", "execute"}
# Three hundred lines are what a module should have; at this length it has to be split.
LONGEST_MODULE = 600

ids = {"ids": lambda path: str(path.relative_to(PACKAGE))}


def commands(group: click.Group, name: str = "") -> dict[str, click.Command]:
    """Give all commands by the words that call them."""
    found: dict[str, click.Command] = {}
    for word, command in group.commands.items():
        called = f"{name} {word}".strip()
        found |= (
            commands(command, called) if isinstance(command, click.Group) else {called: command}
        )
    return found


# --- what is public ---------------------------------------------------------------------------


def test_all_that_is_promised_is_there() -> None:
    assert sorted(communique.__all__) == communique.__all__
    for name in communique.__all__:
        assert getattr(communique, name) is not None


def test_the_verbs_of_the_contract_are_public() -> None:
    assert {"read", "code", "find_dates", "look_up"} <= set(communique.__all__)


@pytest.mark.parametrize(
    "name", [n for n in communique.__all__ if inspect.isfunction(getattr(communique, n))]
)
def test_every_public_verb_is_documented_in_one_sentence(name: str) -> None:
    first = (getattr(communique, name).__doc__ or "").strip().splitlines()[0]
    assert re.search(r"[.:\"]$", first)


def test_every_command_has_help_and_so_has_every_option() -> None:
    for name, command in commands(main).items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"


def test_every_command_takes_debug() -> None:
    for name, command in commands(main).items():
        options = {option for parameter in command.params for option in parameter.opts}
        assert "--debug" in options, name


def test_errors_name_subject_reason_and_remedy() -> None:
    assert str(CommuniqueError("a.txt", "is empty", "fill it")) == "a.txt: is empty (fill it)"
    assert str(CommuniqueError("a.txt", "is empty")) == "a.txt: is empty"


def test_errors_survive_the_way_between_processes() -> None:
    import pickle

    from communique import errors

    for kind in vars(errors).values():
        if inspect.isclass(kind) and issubclass(kind, CommuniqueError):
            error = pickle.loads(pickle.dumps(kind("a.txt", "is empty", "fill it")))  # noqa: S301
            assert (type(error), str(error)) == (kind, "a.txt: is empty (fill it)")


# --- names and sizes --------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, **ids)
def test_modules_are_named_for_something(path: Path) -> None:
    assert path.stem not in BANNED_MODULES


@pytest.mark.parametrize("path", MODULES, **ids)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, **ids)
def test_functions_are_named_for_what_they_do(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert not names & BANNED_FUNCTIONS


@pytest.mark.parametrize("path", MODULES, **ids)
def test_faults_are_caught_by_name(path: Path) -> None:
    """Only the command line, where a user must get a line and not a traceback, catches all."""
    if path.parent.name == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert caught not in {"Exception", "BaseException", "everything"}


@pytest.mark.parametrize("path", MODULES, **ids)
def test_nothing_asks_the_clock_or_the_dice(path: Path) -> None:
    """Coding depends on the input and the version alone; progress on a terminal may tell time."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(?:date\.today|datetime\.now|utcnow|time\.time)\(", text)
    assert not re.search(r"^\s*(?:import random|from random|import uuid)", text, re.MULTILINE)


# --- papers -----------------------------------------------------------------------------------


def test_every_exception_from_the_linter_gives_its_reason(root: Path) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    entries = re.findall(r'^  "[A-Z]+\d*",.*$', text, re.MULTILINE)
    assert len(entries) > 10
    assert all(re.search(r"# \w", entry) for entry in entries)


def test_the_changelog_has_the_version(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{communique.__version__}]" in changelog or "## [Unreleased]" in changelog


def test_the_version_is_said_once(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]


def test_every_make_target_is_listed_by_help(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    listed = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)
    assert sorted(listed) == sorted(phony.split())


PAPERS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md", "docs"]


def papers(root: Path) -> list[Path]:
    found = []
    for name in PAPERS:
        path = root / name
        found += sorted(path.rglob("*.md")) if path.is_dir() else [path]
    return found


def test_links_between_papers_lead_somewhere(root: Path) -> None:
    for paper in papers(root):
        for target in re.findall(r"\]\(([^)#\s]+)", paper.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (paper.parent / target).exists(), f"{paper}: {target}"


def test_every_command_is_in_the_tutorial(root: Path) -> None:
    tutorial = (root / "docs" / "tutorial.md").read_text(encoding="utf-8")
    for name in commands(main):
        assert f"communique {name}" in tutorial


def test_commands_in_the_papers_exist(root: Path) -> None:
    known = {name.split()[0] for name in commands(main)} | {"--help", "--version"}
    for paper in papers(root):
        text = paper.read_text(encoding="utf-8")
        blocks = re.findall(r"^```(?:sh|console)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        for line in "\n".join(blocks).splitlines():
            if match := re.match(r"(?:\$ )?(?:\S+ \| )?communique (\S+)", line):
                assert match[1] in known, f"{paper}: {line}"


def test_every_noun_is_in_the_glossary(root: Path) -> None:
    glossary = (root / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    nouns = re.findall(
        r"^class (\w+)", (PACKAGE / "types.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(nouns) > 10
    for noun in nouns:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", noun).lower()
        assert f"**{words}**" in glossary, noun

"""What all tests share: one thread, no terminal, no network."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

# The same examples each time, however slow the machine is.
settings.register_profile("plain", deadline=None, derandomize=True, database=None)
settings.load_profile("plain")

# Before anything imports numpy or the model's runtime.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["COLUMNS"] = "120"
os.environ.pop("NO_COLOR", None)

ROOT = Path(__file__).parents[1]


@pytest.fixture
def root() -> Path:
    """Give the root of the project."""
    return ROOT


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections: nothing in the program or its tests may need one."""

    def refuse(*_: object) -> NoReturn:
        pytest.fail("a test tried to use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep events however unlikely, where a test is of what a construction says."""
    monkeypatch.setattr("communique.coding.coder.LEAST", 0.0)


@pytest.fixture
def by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave open the parts that the rules leave open, where a test is of the rules."""
    monkeypatch.setattr("communique.coding.addressing.settle_roles", lambda draft, _: draft)


@pytest.fixture
def dated_by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Date as the rules do, where a test is of the rules."""
    monkeypatch.setattr("communique.coding.coder.choose_date", lambda *given: (given[3], []))

"""The gate: accuracy on the sample reports does not fall below the floors pinned for it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import measure_events
from measure_events import FLOORS, digest, find_sets, measure, pin, raise_floors
from scoring import Tally


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    folder, reports = find_sets(Path("nowhere"))["samples"]
    return measure(folder, reports).figures()


def test_floors_are_those_of_these_reports_and_keys() -> None:
    folder, reports = find_sets(Path("nowhere"))["samples"]
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert pinned["digest"] == digest(folder, reports), "keys or reports changed: make pin"


@pytest.mark.parametrize("name", json.loads(FLOORS.read_text(encoding="utf-8"))["floors"])
def test_accuracy_is_not_below_its_floor(figures: dict[str, float], name: str) -> None:
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"][name]
    assert figures[name] >= floor


def test_every_figure_has_a_floor(figures: dict[str, float]) -> None:
    assert set(json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]) == set(figures) - {
        "events"
    }


# --- the gate itself --------------------------------------------------------------------------


def test_floors_rise_to_just_below_what_is_measured_and_never_fall() -> None:
    floors, broken = raise_floors({"f1": 0.5, "date": 0.9}, {"events": 9, "f1": 0.7, "date": 0.9})
    assert floors == {"f1": 0.695, "date": 0.9}
    assert broken == []


def test_a_figure_below_its_floor_is_named() -> None:
    _, broken = raise_floors({"f1": 0.5, "date": 0.9}, {"f1": 0.49, "date": 0.95})
    assert broken == ["f1"]


def test_pinning_refuses_to_lower_a_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure_events, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(measure_events, "ROOT", tmp_path)
    good, bad = Tally(found=9, missed=1), Tally(found=5, missed=5)
    pin(good, "digest", allow_regression=False)
    before = (tmp_path / "floors.json").read_text()
    with pytest.raises(SystemExit, match="not pinned: recall, f1 below the floor"):
        pin(bad, "digest", allow_regression=False)
    assert (tmp_path / "floors.json").read_text() == before
    pin(bad, "other digest", allow_regression=False)
    assert json.loads((tmp_path / "floors.json").read_text())["floors"]["recall"] == 0.495
    pin(good, "other digest", allow_regression=False)
    pin(bad, "other digest", allow_regression=True)
    assert json.loads((tmp_path / "floors.json").read_text())["floors"]["recall"] == 0.495

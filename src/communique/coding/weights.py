"""Read the tables of weights that were learned for marks."""

from __future__ import annotations

from importlib.resources import files


def read_weights(name: str) -> dict[str, float]:
    """Read the weights of marks from a table of the model."""
    text = (files("communique.coding") / "model" / name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {mark: float(weight) for mark, weight in rows}

"""Read the tables of weights that were learned for marks."""

from __future__ import annotations

from importlib.resources import files


def read_weights(name: str) -> dict[str, tuple[float, ...]]:
    """Read the weights of marks from a table of the model, as many a mark as it has columns."""
    return parse_weights((files("communique.coding") / "model" / name).read_text(encoding="utf-8"))


def parse_weights(text: str) -> dict[str, tuple[float, ...]]:
    """Read a table of weights, a mark and its weights a line."""
    rows = (line.split("\t") for line in text.splitlines())
    return {mark: tuple(map(float, weights)) for mark, *weights in rows}

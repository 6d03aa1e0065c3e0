"""Names beside points, where they cover neither points nor each other."""

from __future__ import annotations

from typing import Any, Final

# Width of an average letter and height of a line, in the units of the drawing.
LETTER: Final = 6.9
LINE: Final = 15.0

Box = tuple[float, float, float, float]


def place_labels(
    points: list[dict[str, Any]], width: float, height: float, *, all_named: bool = True
) -> None:
    """Give each point where its name goes: right, left, below or above of it, first come first.

    A point has x, y, radius and name; it gets `label` with x, y and anchor. Where no side is free
    the name goes right, or is left out unless all have to be named.
    """
    taken: list[Box] = [
        (p["x"] - p["radius"], p["y"] - p["radius"], p["x"] + p["radius"], p["y"] + p["radius"])
        for p in points
    ]
    for i, point in enumerate(points):
        others = taken[:i] + taken[i + 1 :]
        places = list(_list_places(point))
        free = next(
            (p for p in places if _is_inside(p[0], width, height) and not _hits(p[0], others)),
            None,
        )
        if free is None and not all_named:
            point["label"] = None
            continue
        box, label = free or next(
            (p for p in places if _is_inside(p[0], width, height)), places[0]
        )
        taken.append(box)
        point["label"] = label


def _list_places(point: dict[str, Any]) -> list[tuple[Box, dict[str, Any]]]:
    x, y, away = point["x"], point["y"], point["radius"] + 4
    long = LETTER * len(point["name"])
    half = LINE / 2
    return [
        ((x + away, y - half, x + away + long, y + half), _label(x + away, y + 4, "start")),
        ((x - away - long, y - half, x - away, y + half), _label(x - away, y + 4, "end")),
        (
            (x - long / 2, y + away - 3, x + long / 2, y + away - 3 + LINE),
            _label(x, y + away + 8, "middle"),
        ),
        (
            (x - long / 2, y - away - LINE + 3, x + long / 2, y - away + 3),
            _label(x, y - away, "middle"),
        ),
    ]


def _label(x: float, y: float, anchor: str) -> dict[str, Any]:
    return {"x": round(x, 1), "y": round(y, 1), "anchor": anchor}


def _is_inside(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _hits(box: Box, others: list[Box]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )

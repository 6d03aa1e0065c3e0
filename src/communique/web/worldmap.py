"""The map: points where a report states a place, countries shaded where it states no more.

A country's name is no point: what is known to have happened in a country only is never a pin.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from communique.web.deeds import name_country, select
from communique.web.labels import place_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.store import Store
    from communique.web.deeds import Test

WIDTH: Final = 1000
HEIGHT: Final = 433
# Coefficients of the Equal Earth projection (Šavrič, Patterson, Jenny 2018).
A: Final = (1.340264, -0.081106, 0.000893, 0.003796)
# Half the width of the projected globe; the sheet ends at 60 degrees south.
HALF: Final = 2 * math.sqrt(3) * math.pi / (3 * A[0])
# Points that a map shows at most, the busiest first.
MOST: Final = 150
SHADES: Final = 5


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Project a place onto the sheet, 1000 units wide, north up."""
    lift = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = lift * lift
    sixth = square**3
    slope = A[0] + 3 * A[1] * square + sixth * (7 * A[2] + 9 * A[3] * square)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(lift) / (3 * slope)
    y = lift * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))
    unit = WIDTH / (2 * HALF)
    return WIDTH / 2 + unit * x, unit * (TOP - y)


# The latitude of the sheet's upper edge, 84 degrees north, projected.
_EDGE: Final = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(84)))
TOP: Final = _EDGE * (A[0] + A[1] * _EDGE**2 + _EDGE**6 * (A[2] + A[3] * _EDGE**2))


@cache
def read_shapes() -> dict[str, str]:
    """Read the outlines of countries by code."""
    text = Path(__file__).with_name("world.json").read_text(encoding="utf-8")
    shapes: dict[str, str] = json.loads(text)["shapes"]
    return shapes


def make_map(store: Store, tests: Sequence[Test]) -> dict[str, Any]:
    """Make the map of some deeds, with the counts of what it cannot show."""
    (told,) = select(
        store,
        "count(*) AS n, count(latitude) AS points, count(place_country) AS countries",
        tests,
    )
    points = select(
        store,
        "place, place_country, latitude, longitude, count(*) AS n, "
        "count(*) FILTER (score < 0) AS bad",
        tests,
        extra="latitude IS NOT NULL AND longitude IS NOT NULL",
        rest=f"GROUP BY ALL ORDER BY n DESC, place LIMIT {MOST}",
    )
    countries = select(
        store,
        "place_country AS code, count(*) AS n, count(*) FILTER (score < 0) AS bad",
        tests,
        extra="place_country IS NOT NULL AND place_country <> ''",
        rest="GROUP BY 1 ORDER BY n DESC, 1",
    )
    most = max((row["n"] for row in countries), default=1)
    busiest = max((row["n"] for row in points), default=1)
    shade = {row["code"]: _shade(row["n"], most) for row in countries}
    placed = [_place(row, busiest) for row in points]
    place_labels(placed, WIDTH, HEIGHT, all_named=False)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "shapes": [
            {"code": code, "path": path, "shade": shade.get(code, 0)}
            for code, path in read_shapes().items()
        ],
        "points": placed,
        "countries": [row | {"name": name_country(row["code"])} for row in countries],
        "placed": told["points"],
        "unplaced": told["n"] - told["countries"],
        "only_country": told["countries"] - told["points"],
    }


def _shade(number: int, most: int) -> int:
    """Choose one of five shades, by the logarithm of the number."""
    if most <= 1:
        return 2
    return 1 + min(SHADES - 1, int((SHADES - 1) * math.log(number) / math.log(most)))


def _place(row: dict[str, Any], busiest: int) -> dict[str, Any]:
    x, y = project(row["longitude"], row["latitude"])
    return row | {
        "name": row["place"] or "",
        "x": round(x, 1),
        "y": round(y, 1),
        "radius": round(3 + 9 * math.sqrt(row["n"] / busiest), 1),
        "sign": "bad" if 2 * row["bad"] > row["n"] else "good",
    }

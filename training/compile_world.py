"""Compile the outlines of countries for the page's map.

    npm pack world-atlas && tar xzf world-atlas-2.0.2.tgz
    python training/compile_world.py package/countries-110m.json

Reads TopoJSON, projects it (Equal Earth) and writes src/communique/web/world.json: one SVG path a
country, by its ISO code. Outlines are Natural Earth's (public domain) at 1:110 million, by way of
world-atlas 2.0.2 (ISC licence).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from communique.directory import load_directory
from communique.web.worldmap import HEIGHT, WIDTH, project

OUT = Path(__file__).parents[1] / "src" / "communique" / "web" / "world.json"
# How world-atlas shortens names, and what it calls otherwise than we do.
NAMES = {
    "W. Sahara": "ESH", "United States of America": "USA", "Dem. Rep. Congo": "COD",
    "Dominican Rep.": "DOM", "Falkland Is.": "FLK", "Fr. S. Antarctic Lands": "ATF",
    "Timor-Leste": "TLS", "Côte d'Ivoire": "CIV", "Central African Rep.": "CAF", "Congo": "COG",
    "Eq. Guinea": "GNQ", "eSwatini": "SWZ", "Palestine": "PSE", "Solomon Is.": "SLB",
    "Czechia": "CZE", "Bosnia and Herz.": "BIH", "Macedonia": "MKD", "S. Sudan": "SSD",
    # Kept apart from the states they are claimed by, under codes that no event bears.
    "N. Cyprus": "-NCY", "Somaliland": "-SOL",
}  # fmt: skip
# Nobody's, and half of the sheet.
LEFT_OUT = frozenset({"Antarctica"})


def read_arcs(world: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Undo TopoJSON's steps: each arc as longitudes and latitudes."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def join_ring(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Join the arcs of a ring; a negative number means the arc backwards."""
    points: list[tuple[float, float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def cut_ring(points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Cut a ring that crosses the 180th meridian into its part on either side of the sheet."""
    whole = [points[0]]
    for x, y in points[1:]:
        before = whole[-1][0]
        whole.append((x + 360 * round((before - x) / 360), y))
    if all(-180 <= x <= 180 for x, _ in whole):
        return [whole]
    parts = []
    for shift in (-360, 0, 360):
        moved = [(x + shift, y) for x, y in whole]
        kept = keep_side(keep_side(moved, -180, 1), 180, -1)
        if len(kept) > 3:
            parts.append(kept)
    return parts


def keep_side(
    points: list[tuple[float, float]], meridian: float, sign: int
) -> list[tuple[float, float]]:
    """Keep what of a ring lies on one side of a meridian, closed along it."""
    kept: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
        inside, stays = sign * (x1 - meridian) >= 0, sign * (x2 - meridian) >= 0
        if inside:
            kept.append((x1, y1))
        if inside != stays:
            share = (meridian - x1) / (x2 - x1)
            kept.append((meridian, y1 + share * (y2 - y1)))
    return [*kept, kept[0]] if kept else []


def draw_ring(points: list[tuple[float, float]]) -> str:
    """Write a ring as an SVG path, steps relative and to a tenth; nothing where none is left."""
    placed = [project(longitude, latitude) for longitude, latitude in points]
    tenths = [(round(x * 10), round(y * 10)) for x, y in placed]
    kept = [p for p, before in zip(tenths, [None, *tenths], strict=False) if p != before]
    if len(kept) < 4:
        return ""
    x, y = kept[0]
    out = f"M{write(x)} {write(y)}l"
    steps = []
    for after in kept[1:-1]:
        steps.append(f"{write(after[0] - x)} {write(after[1] - y)}")
        x, y = after
    return out + " ".join(steps).replace(" -", "-") + "z"


def write(tenths: int) -> str:
    """Write a number of tenths as short as SVG allows."""
    return (
        f"{tenths / 10:g}".replace("-0.", "-.")
        if tenths < 0
        else f"{tenths / 10:g}".lstrip("0") or "0"
    )


def main() -> None:
    """Write the file; stop at a country that we have no code for."""
    world = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = read_arcs(world)
    codes = {state.name: code for code, state in load_directory().states.items()} | NAMES
    shapes: dict[str, str] = {}
    for country in world["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        if name in LEFT_OUT:
            continue
        parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [join_ring(ring, arcs) for part in parts for ring in part]
        shapes[codes[name]] = shapes.get(codes[name], "") + "".join(
            draw_ring(part) for ring in rings for part in cut_ring(ring)
        )
    made = {
        "source": "Natural Earth 1:110m (public domain), by way of world-atlas 2.0.2 (ISC)",
        "width": WIDTH,
        "height": HEIGHT,
        "shapes": dict(sorted(shapes.items())),
    }
    OUT.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(shapes)} outlines, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()

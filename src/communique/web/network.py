"""Who has to do with whom: the strongest ties between countries, laid out the same every time."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from communique.web.deeds import name_country, narrow, select
from communique.web.labels import place_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.record.store import Store
    from communique.web.deeds import Test
    from communique.web.query import Query

# More lines than these nobody can follow.
MOST: Final = 30
WIDTH: Final = 760
HEIGHT: Final = 560
ROUNDS: Final = 160
# One row a pair of countries: deeds of each toward the other, and those done together.
PAIRS: Final = """
    SELECT least(a, b) AS one, greatest(a, b) AS other, count(*) AS n,
           count(*) FILTER (score > 0) AS good, count(*) FILTER (score < 0) AS bad,
           count(*) FILTER (life NOT IN ('held', 'ongoing')) AS open, sum(score) AS score,
           count(*) FILTER (directed AND a < b) AS forth,
           count(*) FILTER (directed AND a > b) AS back
    FROM (
        SELECT occurrence, score, life, true AS directed, unnest(actor_countries) AS a, b
        FROM (SELECT *, unnest(recipient_countries) AS b FROM found)
        UNION ALL
        SELECT occurrence, score, life, false, a, b
        FROM (SELECT *, unnest(actor_countries) AS b
              FROM (SELECT *, unnest(actor_countries) AS a FROM found
                    WHERE len(recipient_countries) = 0))
        WHERE a < b
    )
    WHERE a <> b AND a <> '' AND b <> ''
"""


def make_network(store: Store, tests: Sequence[Test], query: Query) -> dict[str, Any]:
    """Make the network of some deeds: the strongest ties, or those around the country in focus."""
    where, values = narrow(tests)
    focus = query.focus
    around = " AND (a = $focus OR b = $focus)" if focus else ""
    rows = store.sql(
        f"WITH found AS (SELECT * FROM memory.main.deeds{where}) {PAIRS}{around} "  # noqa: S608 - our own words; values are bound
        f"GROUP BY 1, 2 ORDER BY n DESC, abs(sum(score)) DESC, 1, 2 LIMIT {MOST}",
        values | ({"focus": focus} if focus else {}),
    )
    (alone,) = select(store, "count(*) FILTER (len(countries) < 2) AS n", tests)
    names = list(dict.fromkeys(code for row in rows for code in (row["one"], row["other"])))
    weight = dict.fromkeys(names, 0)
    for row in rows:
        weight[row["one"]] += row["n"]
        weight[row["other"]] += row["n"]
    strongest = max((row["n"] for row in rows), default=1)
    heaviest = max(weight.values(), default=1)
    at = lay_out(
        tuple(sorted(names, key=lambda name: (-weight[name], name))),
        tuple((row["one"], row["other"], row["n"]) for row in rows),
    )
    ranked = sorted(names, key=lambda name: (-weight[name], name))
    nodes = [
        {
            "code": name,
            "name": name_country(name),
            "n": weight[name],
            "x": at[name][0],
            "y": at[name][1],
            "radius": round(4 + 10 * math.sqrt(weight[name] / heaviest), 1),
        }
        for name in ranked
    ]
    place_labels(nodes, WIDTH, HEIGHT)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "focus": name_country(focus) if focus else "",
        "alone": alone["n"],
        "nodes": nodes,
        "edges": [_draw(row, at, strongest) for row in rows],
    }


def _draw(row: dict[str, Any], at: dict[str, tuple[float, float]], most: int) -> dict[str, Any]:
    (x1, y1), (x2, y2) = at[row["one"]], at[row["other"]]
    return row | {
        "names": (name_country(row["one"]), name_country(row["other"])),
        "x1": x1,
        "y1": y1,
        "x2": x2,
        "y2": y2,
        "width": round(1 + 6 * math.sqrt(row["n"] / most), 1),
        "sign": "good" if row["score"] > 0 else "bad",
        "loose": 2 * row["open"] > row["n"],
        "score": round(row["score"], 1),
    }


@lru_cache(maxsize=64)
def lay_out(
    names: tuple[str, ...], ties: tuple[tuple[str, str, int], ...]
) -> dict[str, tuple[float, float]]:
    """Place names so that what is tied is near and nothing overlaps: springs, from a spiral.

    The same names and ties give the same places, whoever asks and when.
    """
    number = len(names)
    if not number:
        return {}
    index = {name: i for i, name in enumerate(names)}
    angle = math.pi * (3 - math.sqrt(5))
    xs = [math.sqrt((i + 0.5) / number) * math.cos(i * angle) for i in range(number)]
    ys = [math.sqrt((i + 0.5) / number) * math.sin(i * angle) for i in range(number)]
    apart = 1.1 / math.sqrt(number)
    pulls = [(index[a], index[b], math.log2(1 + n)) for a, b, n in ties]
    for turn in range(ROUNDS):
        dx, dy = [0.0] * number, [0.0] * number
        for i in range(number):
            for j in range(i):
                x, y = xs[i] - xs[j], ys[i] - ys[j]
                push = apart * apart / max(x * x + y * y, 1e-4)
                dx[i] += x * push
                dy[i] += y * push
                dx[j] -= x * push
                dy[j] -= y * push
        for i, j, strength in pulls:
            x, y = xs[i] - xs[j], ys[i] - ys[j]
            pull = math.hypot(x, y) / apart * (0.5 + 0.25 * strength) * 0.5
            dx[i] -= x * pull
            dy[i] -= y * pull
            dx[j] += x * pull
            dy[j] += y * pull
        heat = 0.12 * (1 - turn / ROUNDS)
        for i in range(number):
            # A light pull to the middle keeps what is tied to nothing on the sheet.
            dx[i] -= 0.35 * xs[i]
            dy[i] -= 0.35 * ys[i]
            length = math.hypot(dx[i], dy[i]) or 1.0
            step = min(length, heat) / length
            xs[i] += dx[i] * step
            ys[i] += dy[i] * step
    return {
        name: (_fit(xs, i, 60, WIDTH - 130), _fit(ys, i, 30, HEIGHT - 30))
        for name, i in index.items()
    }


def _fit(values: list[float], i: int, low: float, high: float) -> float:
    first, last = min(values), max(values)
    if last - first < 1e-9:
        return round((low + high) / 2, 1)
    return round(low + (high - low) * (values[i] - first) / (last - first), 1)

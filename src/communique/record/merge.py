"""Work out occurrences: several reports of one deed become one.

Reports are compared within blocks of one type, one kind of count and one pair of countries, each
with those that follow it by date until they are too far off, so that the cost grows with the
number of reports. The outcome does not depend on the order in which they were added.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Claim = Mapping[str, Any]
    Table = dict[str, list[Any]]

# Days by which two reports of one deed may differ: papers date a night by either of its days.
TOLERANCE: Final = timedelta(days=1)
SHORT: Final = timedelta(days=14)
# A period longer than this dates a deed too loosely to tell it from another.
LOOSE: Final = timedelta(days=31)
# Reports without a date are of one deed when they were published this close together.
NEAR: Final = timedelta(days=3)
STAGES: Final = {
    "occurred": "held",
    "ongoing": "ongoing",
    "planned": "planned",
    "possible": "possible",
    "negated": "denied",
}
# What outweighs what when reports of one deed differ: that it took place, then that it will not.
WEIGHT: Final = ("held", "ongoing", "cancelled", "denied", "planned", "possible")


def find_occurrences(claims: Sequence[Claim]) -> tuple[Table, Table]:
    """Group claims into occurrences: the columns of the two derived tables.

    A claim has the columns of `events` with its parties' ids and countries as lists, and the day
    its article was published.
    """
    ordered = sorted(claims, key=_order)
    owner = list(range(len(ordered)))

    def find(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, claim in enumerate(ordered):
        for key in _keys(claim):
            blocks[key].append(i)
    for members in blocks.values():
        for i, j in _match(ordered, members):
            low, high = sorted((find(i), find(j)))
            owner[high] = low
    groups: dict[int, list[Claim]] = defaultdict(list)
    for i, claim in enumerate(ordered):
        groups[find(i)].append(claim)
    return _tabulate(list(groups.values()))


def _order(claim: Claim) -> tuple[date, str]:
    return _start(claim) or date.max, claim["event"]


def _start(claim: Claim) -> date | None:
    day: date | None = claim["start_date"] or claim["end_date"] or claim["published"]
    return day


def _keys(claim: Claim) -> Iterator[tuple[object, ...]]:
    """Give the blocks of a claim: one for each pair of countries that takes part."""
    countries = sorted({*claim["actor_countries"], *claim["recipient_countries"]})
    pairs = list(combinations(countries, 2)) or [tuple(countries)]
    for pair in pairs:
        yield claim["type"], claim["count"], *pair


def _match(claims: Sequence[Claim], members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pair each claim with the seed of the deed that it tells of, in the order of dates."""
    seeds: list[int] = []
    for i in members:
        start = _start(claims[i])
        if start is not None:
            # Dates only grow: a seed that ended long before this one cannot be met again.
            seeds = [s for s in seeds if (_last(claims[s]) or start) + LOOSE + NEAR >= start]
        match = next((s for s in seeds if is_same(claims[s], claims[i])), None)
        if match is None:
            seeds.append(i)
        else:
            yield match, i


def _last(claim: Claim) -> date | None:
    day: date | None = claim["end_date"] or claim["start_date"] or claim["published"]
    return day


def is_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims may be of one deed: parties, places and dates agree."""
    return (
        one["type"] == other["type"]
        and one["count"] == other["count"]
        and _agree_on_parties(one, other)
        and _agree_on_place(one, other)
        and _agree_on_date(one, other)
    )


def _agree_on_parties(one: Claim, other: Claim) -> bool:
    if not one["recipients"] and not other["recipients"]:
        mine, yours = set(one["actor_countries"]), set(other["actor_countries"])
        if not (mine <= yours or yours <= mine):
            return False
        return _agree_on_names(one, other, "actor")
    for side in ("actor", "recipient"):
        mine, yours = set(one[f"{side}_countries"]), set(other[f"{side}_countries"])
        if not mine and not yours:
            continue
        if not mine & yours:
            return False
        if not _agree_on_names(one, other, side):
            return False
    return True


def _agree_on_names(one: Claim, other: Claim, side: str) -> bool:
    """Tell whether two lists of entities may be of the same people.

    A state fits any of its officials; two persons fit only each other, and a meeting of two only
    the same two: "Trump and Kim" are not "Pompeo and Kim".
    """
    mine, yours = _persons(one, side), _persons(other, side)
    shared = min(len(mine), len(yours), 2)
    return len(mine & yours) >= shared


def _persons(claim: Claim, side: str) -> set[str]:
    """Choose the people among a side's entities: what is not named after its country."""
    codes = {country.lower() for country in claim[f"{side}_countries"]}
    return {e for e in claim[f"{side}s"] if e.islower() and e.split("-")[0] not in codes}


def _agree_on_place(one: Claim, other: Claim) -> bool:
    if one["place_country"] and other["place_country"]:
        return bool(one["place_country"] == other["place_country"])
    return True


def _agree_on_date(one: Claim, other: Claim) -> bool:
    spans = [(c["start_date"], c["end_date"]) for c in (one, other)]
    if any(start is None or end is None for start, end in spans):
        if any(start is not None or end is not None for start, end in spans):
            return False
        days = [c["published"] for c in (one, other)]
        return None not in days and abs(days[0] - days[1]) <= NEAR
    (start, end), (first, last) = spans
    if spans[0] == spans[1]:
        return True
    if end - start > LOOSE or last - first > LOOSE:
        return False
    # "In May" and "in June" touch, but no night lies between them.
    near = TOLERANCE if max(end - start, last - first) < SHORT else timedelta(0)
    return bool(start - near <= last and first - near <= end)


def _stage(claim: Claim) -> str:
    stage = STAGES[claim["status"]]
    return "cancelled" if stage == "denied" and claim["type"] == "CONSULT" else stage


def _tabulate(groups: Sequence[Sequence[Claim]]) -> tuple[Table, Table]:
    rows: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for group in groups:
        best = min(group, key=_quality)
        ids = sorted(claim["event"] for claim in group)
        name = hashlib.blake2b("\n".join(ids).encode(), digest_size=8).hexdigest()
        stages = {_stage(claim) for claim in group}
        rows.append(
            {
                "occurrence": name,
                "type": best["type"],
                "mode": best["mode"],
                "life": next(stage for stage in WEIGHT if stage in stages),
                "start_date": best["start_date"],
                "end_date": best["end_date"],
                "edtf": best["edtf"],
                "place": next((c["place"] for c in (best, *group) if c["place"]), None),
                "place_country": next(
                    (c["place_country"] for c in (best, *group) if c["place_country"]), None
                ),
                **{
                    side: sorted({e for c in group for e in c[side]})
                    for side in ("actors", "recipients", "actor_countries", "recipient_countries")
                },
                "count": best["count"],
                "reports": len(group),
                "articles": len({claim["article"] for claim in group}),
                "best": best["event"],
            }
        )
        members += [
            {"occurrence": name, "event": claim["event"], "stage": _stage(claim)}
            for claim in group
        ]
    columns = ("occurrence", "event", "stage")
    rows.sort(key=lambda row: str(row["occurrence"]))
    members.sort(key=lambda row: (str(row["occurrence"]), str(row["event"])))
    return (
        {name: [row[name] for row in rows] for name in (rows[0] if rows else ("occurrence",))},
        {name: [row[name] for row in members] for name in columns},
    )


def _quality(claim: Claim) -> tuple[int, timedelta, float, str]:
    """Order claims by how well they tell a deed: its outcome, its day, its directness."""
    start, end = claim["start_date"], claim["end_date"]
    width = timedelta.max if start is None or end is None else end - start
    return WEIGHT.index(_stage(claim)), width, -claim["confidence"], claim["event"]

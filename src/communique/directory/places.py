"""Find places by name: diplomacy's own (venues, straits, regions), then cities by size."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from communique.directory.words import fold, make_keys
from communique.types import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[Place, ...]]:
    """Read all tables; a name's own places come first, its cities follow by population."""
    places: dict[str, list[Place]] = {}
    for names, (country, latitude, longitude) in _read_own():
        spellings = names.split("|")
        place = Place(name=spellings[0], country=country, latitude=latitude, longitude=longitude)
        for spelling in spellings:
            for key in make_keys(spelling):
                places.setdefault(" ".join(key), []).append(place)
    with (HERE / "cities.tsv").open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            spelt, land, north, east, _, geonames = line.rstrip("\n").split("\t")
            first, *others = spelt.split("|")
            city = Place(
                name=first,
                country=land,
                latitude=float(north),
                longitude=float(east),
                geonames_id=int(geonames),
            )
            for spelling in (first, *others):
                for low in dict.fromkeys((spelling.lower(), fold(spelling).lower())):
                    places.setdefault(low, []).append(city)
    return {name: tuple(found) for name, found in places.items()}


def _read_own() -> Iterator[tuple[str, tuple[str, float, float]]]:
    """Yield the places that we list ourselves: diplomacy's, then the provinces."""
    for name in ("places.toml", "provinces.toml"):
        with (HERE / name).open("rb") as file:
            yield from tomllib.load(file)["places"].items()


def find_place(name: str, near: Collection[str] = ()) -> Place | None:
    """Return the place of that name: in one of the countries `near`, else the best known one."""
    found = _places().get(name.replace("’", "'").lower()) or _places().get(fold(name).lower())
    if not found:
        return None
    return next((p for p in found if p.country in near), found[0])

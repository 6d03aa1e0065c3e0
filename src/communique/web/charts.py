"""What the network and the map draw, as rows: their twins for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from communique.web.deeds import make_tests, name_country
from communique.web.network import make_network
from communique.web.worldmap import make_map

if TYPE_CHECKING:
    from communique.record.store import Store
    from communique.web.query import Query

Row = dict[str, Any]

# The columns of the CSV, under the name of the field that holds them in JSON.
TIES: Final = (
    "one", "one_name", "other", "other_name", "deeds", "cooperation", "conflict",
    "open_or_denied", "by_one", "by_other", "score",
)  # fmt: skip
PLACES: Final = (
    "place", "country", "country_name", "latitude", "longitude", "deeds", "conflict",
)  # fmt: skip
CHARTS: Final = {"network": ("ties", TIES), "map": ("places", PLACES)}


def list_ties(store: Store, query: Query) -> Row:
    """List the ties that the network draws, the strongest first."""
    network = make_network(store, make_tests(store, query), query)
    ties = [
        {
            "one": tie["one"],
            "one_name": tie["names"][0],
            "other": tie["other"],
            "other_name": tie["names"][1],
            "deeds": tie["n"],
            "cooperation": tie["good"],
            "conflict": tie["bad"],
            "open_or_denied": tie["open"],
            "by_one": tie["forth"],
            "by_other": tie["back"],
            "score": tie["score"],
        }
        for tie in network["edges"]
    ]
    return {"ties": ties, "one_side_only": network["alone"]}


def list_places(store: Store, query: Query) -> Row:
    """List the places that the map marks, then the countries that it shades.

    A country's row counts all that is known to have happened in it and has no place's name.
    """
    drawn = make_map(store, make_tests(store, query))
    places = [
        {
            "place": point["name"],
            "country": point["place_country"],
            "country_name": name_country(point["place_country"] or ""),
            "latitude": point["latitude"],
            "longitude": point["longitude"],
            "deeds": point["n"],
            "conflict": point["bad"],
        }
        for point in drawn["points"]
    ]
    countries = [
        {
            "place": None,
            "country": country["code"],
            "country_name": country["name"],
            "latitude": None,
            "longitude": None,
            "deeds": country["n"],
            "conflict": country["bad"],
        }
        for country in drawn["countries"]
    ]
    return {"places": [*places, *countries], "without_place": drawn["unplaced"]}

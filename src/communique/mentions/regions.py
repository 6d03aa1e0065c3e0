"""Know which states a region's word may mean: "the Caucasus nation", "the Gulf state"."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def find_region(words: Sequence[str]) -> frozenset[str]:
    """Give the states of the region that some words before a noun name, none where none does."""
    lowered = [word.lower() for word in words]
    regions = load_regions()
    pairs = [" ".join(pair) for pair in pairwise(lowered)]
    found = next((regions[w] for w in (*pairs, *lowered) if w in regions), None)
    return found if found is not None else frozenset()


@lru_cache(maxsize=1)
def load_regions() -> Mapping[str, frozenset[str]]:
    """Load the table of regions."""
    source = resources.files("communique.mentions").joinpath("regions.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {word: frozenset(codes.split()) for word, codes in table["regions"].items()}

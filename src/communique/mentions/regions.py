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
    regions = load_table("regions")
    pairs = [" ".join(pair) for pair in pairwise(lowered)]
    found = next((regions[w] for w in (*pairs, *lowered) if w in regions), None)
    return found if found is not None else frozenset()


def find_regime(words: Sequence[str], noun: str) -> frozenset[str]:
    """Give the states that may be called a kingdom, an emirate, an Islamic republic."""
    regimes = load_table("regimes")
    pair = f"{words[-1].lower()} {noun}" if words else noun
    return regimes.get(pair) or regimes.get(noun, frozenset())


@lru_cache
def load_table(name: str) -> Mapping[str, frozenset[str]]:
    """Load a table of words with the states that each may mean."""
    source = resources.files("communique.mentions").joinpath("regions.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return {word: frozenset(codes.split()) for word, codes in table[name].items()}

"""Read the agent nouns of a phrase: whom "army spokesman" or "armed men" names, and as what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.directory.nouns import Directory

_WORDS = re.compile(r"'s\b|(?<=s)'(?=\s|$)|[^\s,;:\"“”()]+")
_ARTICLES = frozenset({"the", "a", "an", "some", "several"})
# What stands after one of these only says more about the one named before it.
LINKS = frozenset(
    "of in from at for to with who near on over under against about by that which whose "
    "inside outside around".split()
)
# Sectors so general that the body somebody works for says more: "CIA official", "Hamas leader".
GENERAL = frozenset({"GOV", "CVL", "UNK", "PTY", "EDU"})
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people"}


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """Hold an agent noun found in a phrase, and its sector."""

    first: int
    last: int
    sector: str


def split_phrase(text: str) -> list[str]:
    """Split a phrase into words, possessives apart, without the article before it."""
    words = _WORDS.findall(text.replace("’", "'").replace("'s ", " 's ").strip())
    words = [w for word in words for w in _part(word)]
    return words[1:] if words and words[0].lower() in _ARTICLES else words


def _part(word: str) -> list[str]:
    """Split a possessive off a word, and a full stop that is no abbreviation's."""
    if word.endswith("'s") and len(word) > 2:
        return [word[:-2], "'s"]
    if word.endswith(".") and "." not in word[:-1] and len(word) > 4:
        return [word[:-1]]
    return [word]


def find_sectors(words: Sequence[str], directory: Directory) -> list[AgentNoun]:
    """Return the agent nouns among the words with their sectors, the longest at each place."""
    low = [word.lower() for word in words]
    found: list[AgentNoun] = []
    at = 0
    while at < len(low):
        noun = _sector_at(low, at, directory)
        if noun:
            found.append(noun)
        at = noun.last if noun else at + 1
    return found


def _sector_at(low: list[str], at: int, directory: Directory) -> AgentNoun | None:
    for length in range(min(directory.sector_reach.get(low[at], 1), len(low) - at), 0, -1):
        last = at + length
        key = (*low[at : last - 1], _stem(low[last - 1], directory))
        sector = directory.sectors.get(key)
        if sector:
            return AgentNoun(at, last, sector)
    return None


def _stem(low: str, directory: Directory) -> str:
    if (low,) in directory.sectors:
        return low
    options = [_IRREGULAR.get(low, low)]
    if low.endswith("men"):
        options.append(low[:-3] + "man")
    if low.endswith("ies"):
        options.append(low[:-3] + "y")
    if low.endswith("es"):
        options.append(low[:-2])
    if low.endswith("s"):
        options.append(low[:-1])
    return next((o for o in options if (o,) in directory.sectors), options[-1])


def find_head(words: list[str], nouns: list[AgentNoun]) -> AgentNoun | None:
    """Return the noun that heads the phrase: the last one before the first "of" or "in"."""
    if not nouns:
        return None
    stop = next((i for i, w in enumerate(words) if w.lower() in LINKS and i), len(words))
    inside = [n for n in nouns if n.last <= stop and n.sector != "UNK"]
    beyond = [n for n in nouns if n.last > stop and n.sector != "UNK"]
    weak = [n for n in nouns if n.sector == "UNK"]
    if inside:
        head = inside[-1]
        # "Army spokesman", "company official": whose official it is says more.
        near = [n for n in inside if n.last == head.first and n.sector not in GENERAL]
        return replace(head, sector=near[-1].sector) if near and head.sector == "GOV" else head
    return next(iter(beyond or weak), None)

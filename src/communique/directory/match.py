"""Find the directory's names among the words of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.directory.nouns import Match
from communique.directory.words import fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.directory.nouns import Directory

# In a line of capitals these are far more often the word than the name.
_COMMON = frozenset(
    "AU AP APS CAR CARE CAN DEM FAN FED GUAM ICE IS IT LED MALE MAP MAS MAY MIT PAN PAS PDF SNP "
    "PACE RSS SCO SPA TAK VOX WHO WILL".split()
)


def match_names(
    words: Sequence[str], directory: Directory, *, capitals: bool = False
) -> list[Match]:
    """Return the names among the words, leftmost first and the longest at each place.

    A word must be written as the name is: "us" is no United States and "Who" no health agency.
    `capitals` reads a line set all in capitals, where case says nothing.
    """
    lowered = [word.replace("’", "'").lower() for word in words]
    matches: list[Match] = []
    at = 0
    while at < len(words):
        if lowered[at] not in directory.reach:
            at += 1
            continue
        found = _match_at(words, lowered, at, directory, capitals=capitals)
        if found:
            matches.append(found)
        at = found.last if found else at + 1
    return matches


def _match_at(
    words: Sequence[str], lowered: list[str], at: int, directory: Directory, *, capitals: bool
) -> Match | None:
    longest = min(directory.reach[lowered[at]], len(words) - at)
    for length in range(longest, 0, -1):
        entries = directory.names.get(tuple(lowered[at : at + length]))
        if not entries:
            continue
        seen = words[at : at + length]
        if capitals and all(word == word.upper() for word in seen):
            fitting = () if length == 1 and seen[0] in _COMMON else entries
        else:
            fitting = tuple(e for e in entries if fits(e.surface, seen))
        if fitting:
            return Match(at, at + length, fitting)
    return None

"""Give organs of a name that many states share to the right one: whose Senate, which Congress."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory.words import make_slug
from communique.mentions.calling import call_unnamed
from communique.mentions.names import COUNTRIES, NameMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.directory import Directory
    from communique.types import Sentence

# The directory lists each under the state that news means most.
_SHARED = frozenset(
    {
        "congress", "senate", "house of representatives", "supreme court", "treasury",
        "national guard", "coast guard", "national assembly", "foreign office", "home office",
        "ministry of defence", "republican guard", "council of representatives", "shura council",
        "legislative council", "national security council", "central command", "border patrol",
        "secret service", "justice department", "energy department", "commerce department",
        "royal navy", "commons", "house of commons", "ministry of external affairs",
        "department of justice", "department of energy", "department of defense",
        "general national congress", "marines", "marine corps", "treasury department",
    }
)  # fmt: skip


def place_houses(
    sentences: Sequence[Sentence], matches: Sequence[Sequence[NameMatch]], directory: Directory
) -> list[list[NameMatch]]:
    """Move each shared name to the country beside it, else to the only one that is spoken of."""
    counts: Counter[str] = Counter(
        m.owner.country
        for row in matches
        for m in row
        if m.owner.country in directory.states and not _is_shared(m)
    )
    home = counts.most_common(1)[0][0] if counts else ""
    found = []
    for sentence, row in zip(sentences, matches, strict=True):
        placed = []
        for match in row:
            country = ""
            if _is_shared(match):
                elsewhere = home if _has_moved(match, home, counts) else ""
                country = _beside(sentence, match, row) or elsewhere
            placed.append(_move(match, country, directory) if country else match)
        found.append(placed)
    return found


# Which other states have a house of the name; there it is meant where they are named far oftener.
_HOUSES = {
    "congress": "ARG BOL BRA CHL COL DOM ECU GTM HND MEX PER PHL PRY VEN",
    "senate": "ARG AUS BLZ BOL BRA CAN CHL COL CZE DOM FRA GRD HTI ITA JAM KAZ KEN KHM LBR MEX "
    "NGA PAK PER PHL POL PRY ROU THA URY VEN ZWE",
    "house of representatives": "AUS BLZ COL CYP GRD IDN JAM JPN LBR LBY MAR NGA NPL NZL PHL THA "
    "YEM",
}


def _has_moved(match: NameMatch, home: str, counts: Counter[str]) -> bool:
    """Tell whether a name is that of the house of the country that a report is about."""
    mine = counts[match.owner.country]
    if home in _HOUSES.get(match.owner.surface.lower(), "").split():
        return _OFTENER * mine <= counts[home]
    return not mine


_OFTENER = 3


def _is_shared(match: NameMatch) -> bool:
    return match.kind == "organ" and match.owner.surface.lower() in _SHARED


def _beside(sentence: Sentence, match: NameMatch, row: Sequence[NameMatch]) -> str:
    """Read the country off the words beside a name: "Nigeria's Senate", "the Senate of Chile"."""
    tokens = sentence.tokens
    first, last = match.first, match.last
    if first and tokens[first - 1].xpos == "POS":
        first -= 1
    if last < len(tokens) and tokens[last].text.lower() in {"of", "in"}:
        last += 1
        if last < len(tokens) and tokens[last].lemma == "the":
            last += 1
    if tokens[match.first - 1].lemma == "the" and first > 2 and tokens[first - 2].lemma == "where":
        # "held talks in Italy, where the Senate voted"
        before = [o for o in row if o.last < first and o.kind in COUNTRIES and o.owner.country]
        if before and first - before[-1].last <= _BESIDE:
            return before[-1].owner.country
    having = _HOUSES.get(match.owner.surface.lower(), "").split()
    told = [o.owner.country for o in row if o.last <= match.first and o.kind in COUNTRIES]
    if told and told[-1] in having and match.owner.country not in told:
        # "Grenada's President of the Senate"
        return told[-1]
    for other in row:
        near = other.last == first or (last > match.last and other.first == last)
        if near and other.kind in COUNTRIES and other.owner.country:
            return other.owner.country
    return ""


_BESIDE = 3


def _move(match: NameMatch, country: str, directory: Directory) -> NameMatch:
    owner = match.owner
    if owner.country == country or country not in directory.states:
        return match
    parties = directory.names.get((owner.surface.lower(), "party"), ())
    party = next((p for p in parties if p.country == country and p.kind == "party"), None)
    if party is not None:
        # India has no Congress but the party.
        return replace(match, options=(party,))
    moved = replace(
        owner,
        country=country,
        id=f"{country.lower()}-{make_slug(owner.surface)}",
        name=call_unnamed(owner.surface, directory.states[country]),
    )
    return replace(match, options=(moved,))

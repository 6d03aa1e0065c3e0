"""Leave out what private people do among themselves: a doctor's advice, a firm's discounts.

Crowds and trades are actors where they deal with a state, with those who fight or run for office,
with organised labour or a church, or with the public: in protests and in violence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from communique.coding.drafts import Draft
    from communique.types import Entity

# What anyone may do to anyone and be in the news.
_PUBLIC_DEEDS = frozenset({"PROTEST", "ASSAULT"})
_PRIVATE = frozenset({"CVL", "BUS", "HLH", "EDU", "AGR", "MED", "UNK"})
_UNKNOWN = "---"


def drop_private(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep the deeds that somebody who is not private takes part in."""
    return [draft for draft in drafts if not is_private(draft)]


def is_private(draft: Draft) -> bool:
    """Tell whether a deed is a matter of private people alone."""
    parties = (*draft.actors, *draft.recipients)
    if not parties:
        return False
    if draft.type in _PUBLIC_DEEDS:
        # Where nothing is known of anybody, one team has beaten another.
        return all(entity.country == _UNKNOWN and not entity.sector for entity in parties)
    return all(is_private_party(entity) for entity in parties)


def is_private_party(entity: Entity) -> bool:
    """Tell whether somebody is nobody's officer, known by a trade or by a bare name alone."""
    if entity.id == f"{entity.country}-{entity.sector}":
        return entity.sector in _PRIVATE
    bare = entity.id.startswith("person:") and not entity.role
    return (bare or entity.country == _UNKNOWN) and entity.sector in _PRIVATE | {""}

"""Tell which claims are of one deed.

Claims are compared within blocks: of one type, one kind of count, one pair of countries and one
month; or of one type and the very same sentence, as copies of an agency's report have it. What a
block brings together depends on nothing outside of it, so that a record can be kept up by looking
again at the blocks that new claims fall into.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.record.claim import Claim

# Days by which two reports of one deed may differ: papers date a night by either of its days.
TOLERANCE: Final = timedelta(days=1)
# A period longer than this dates a deed too loosely to tell it from another.
LOOSE: Final = timedelta(days=31)
# Reports without a date are of one deed when they were published this close together.
NEAR: Final = timedelta(days=3)
# Of a conference of more countries than this, pairs would be too many blocks.
MANY: Final = 6
UNKNOWN: Final = "---"


def list_blocks(claim: Claim) -> list[int]:
    """List the blocks that a claim falls into, by number."""
    keys = [("together", label) for label in claim.together]
    if claim.likeness:
        keys.append(("words", f"{claim.type} {claim.likeness}"))
    spells = list(_list_spells(claim))
    for pair in _list_pairs(claim):
        keys += [("deed", f"{claim.type} {claim.count} {pair} {spell}") for spell in spells]
    return [_number(f"{kind} {key}") for kind, key in keys]


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=7).digest(), "big")


def _list_pairs(claim: Claim) -> Iterator[str]:
    actors, recipients = claim.actor_countries, claim.recipient_countries
    if is_mutual(claim):
        both = sorted({*actors, *recipients})
        if len(both) > MANY or len(both) < 2:
            yield " ".join(both)
        else:
            yield from (f"{one} {other}" for one, other in combinations(both, 2))
    else:
        yield from (f"{a} > {r}" for a, r in product(actors[:MANY] or ("",), recipients[:MANY]))


def is_mutual(claim: Claim) -> bool:
    """Tell whether it matters who acts: not of talks, nor of what has no recipient."""
    return claim.type == "CONSULT" or not claim.recipients


def _list_spells(claim: Claim) -> Iterator[str]:
    """Name the months in which a claim's deed, or its report, may meet another's."""
    start, end = claim.start, claim.end
    if start is None or end is None:
        if start is not None or end is not None:
            yield f"{start}/{end}"
        elif claim.published is None:
            yield "never"
        else:
            # Undated: it may be of a deed that was reported with its date.
            yield from _list_months(claim.published - NEAR, claim.published + NEAR, "told")
    elif end - start > LOOSE:
        yield f"{start}/{end}"
    else:
        yield from _list_months(start - TOLERANCE, end + TOLERANCE, "")


def _list_months(first: date, last: date, word: str) -> Iterator[str]:
    month = first.year * 12 + first.month - 1
    until = last.year * 12 + last.month - 1
    while month <= until:
        yield f"{word}{month}"
        month += 1


def match(members: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Pair each claim of one block with the first that it is of one deed with."""
    seeds: list[Claim] = []
    for claim in sorted(members, key=_order):
        seed = next((seed for seed in seeds if is_same(seed, claim)), None)
        if seed is None:
            seeds.append(claim)
        else:
            yield seed.event, claim.event


def _order(claim: Claim) -> tuple[date, str]:
    return claim.start or claim.end or claim.published or date.max, claim.event


def is_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims may be of one deed: parties, places and dates agree."""
    if one.apart != other.apart:
        return False
    if one.together and not set(one.together).isdisjoint(other.together):
        return True
    return (
        one.type == other.type
        and one.count == other.count
        and agree_on_date(one, other)
        and agree_on_place(one, other)
        and agree_on_parties(one, other)
    )


def agree_on_parties(one: Claim, other: Claim) -> bool:
    """Tell whether the parties of two claims may be the same."""
    if is_mutual(one) and is_mutual(other):
        mine = {*one.actor_countries, *one.recipient_countries}
        yours = {*other.actor_countries, *other.recipient_countries}
        if not (mine <= yours or yours <= mine):
            return False
        return _agree_on_names(
            mine, (*one.actors, *one.recipients), yours, (*other.actors, *other.recipients)
        )
    for countries, names in (("actor_countries", "actors"), ("recipient_countries", "recipients")):
        mine, yours = set(getattr(one, countries)), set(getattr(other, countries))
        if not mine and not yours:
            continue
        if mine.isdisjoint(yours):
            return False
        if not _agree_on_names(mine, getattr(one, names), yours, getattr(other, names)):
            return False
    return True


def _agree_on_names(
    mine: set[str], my_names: Sequence[str], yours: set[str], your_names: Sequence[str]
) -> bool:
    """Tell whether two lists of entities may be of the same people.

    A state fits any of its officials; two persons fit only each other.
    """
    people = _choose_people(mine, my_names)
    others = _choose_people(yours, your_names)
    return not people or not others or not people.isdisjoint(others)


def _choose_people(countries: set[str], names: Sequence[str]) -> set[str]:
    """Choose the people among a side's entities: what is not named after its country."""
    codes = {country.lower() for country in countries}
    return {e for e in names if e.islower() and e.split("-")[0] not in codes}


def agree_on_place(one: Claim, other: Claim) -> bool:
    """Tell whether two claims name no two countries as the place."""
    mine, yours = one.place_country, other.place_country
    return not mine or not yours or mine == yours


def agree_on_date(one: Claim, other: Claim) -> bool:
    """Tell whether two claims may be of one day.

    In the same words, that one has no date says nothing.
    """
    start, end, first, last = one.start, one.end, other.start, other.end
    if start == first and end == last:
        if start is not None or end is not None:
            return True
        return _is_near(one, other) or _is_alike(one, other)
    if start is None or end is None or first is None or last is None:
        undated = (start is None and end is None) or (first is None and last is None)
        return undated and _is_alike(one, other)
    if end - start > LOOSE or last - first > LOOSE:
        return False
    return start - TOLERANCE <= last and first - TOLERANCE <= end


def _is_near(one: Claim, other: Claim) -> bool:
    mine, yours = one.published, other.published
    return mine is not None and yours is not None and abs(mine - yours) <= NEAR


def _is_alike(one: Claim, other: Claim) -> bool:
    return one.likeness != 0 and one.likeness == other.likeness


def join(claims: Iterable[Claim], blocks: Mapping[str, Sequence[int]]) -> list[list[Claim]]:
    """Bring claims together: the groups of those that blocks have paired, directly or not."""
    known = {claim.event: claim for claim in claims}
    members: dict[int, list[Claim]] = {}
    for claim in known.values():
        for block in blocks[claim.event]:
            members.setdefault(block, []).append(claim)
    owner: dict[str, str] = {}

    def find(event: str) -> str:
        while (above := owner.get(event, event)) != event:
            owner[event] = owner.get(above, above)
            event = above
        return event

    for found in members.values():
        if len(found) > 1:
            for pair in match(found):
                low, high = sorted(map(find, pair))
                owner[high] = low
    groups: dict[str, list[Claim]] = {}
    for event, claim in known.items():
        groups.setdefault(find(event), []).append(claim)
    return list(groups.values())

"""Tell which claims are of one deed.

Claims are compared within blocks: of one type, one kind of count, one pair of countries and one
month; or of one type and the very same sentence, as copies of an agency's report have it. What a
block brings together depends on nothing outside of it, so that a record can be kept up by looking
again at the blocks that new claims fall into.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Final

from communique.record.words import find_names, find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.record.claim import Claim

# Days by which two reports of one deed may differ: papers date a night by either of its days.
TOLERANCE: Final = timedelta(days=1)
SHORT: Final = timedelta(days=14)
# A period longer than this dates a deed too loosely to tell it from another.
LOOSE: Final = timedelta(days=31)
# A period longer than this may hold several deeds of one kind.
WEEK: Final = timedelta(days=7)
# Reports without a date are of one deed when they were published this close together.
NEAR: Final = timedelta(days=3)
# Reports of one story are close together for longer: what they tell without a date is as before.
STORY: Final = timedelta(days=14)
# What title and lead share in reports of one story.
STORY_NAMES, STORY_WORDS = 2, 6
# Of a conference of more countries than this, pairs would be too many blocks.
MANY: Final = 6
UNKNOWN: Final = "---"
# What one paper calls a promise another calls the deed.
FAMILY: Final = {"AID": "AGREE", "COOPERATE": "AGREE"}


def list_blocks(claim: Claim) -> list[int]:
    """List the blocks that a claim falls into, by number."""
    keys = [("together", label) for label in claim.together]
    if claim.likeness:
        keys.append(("words", f"{claim.type} {claim.likeness}"))
    spells = list(_list_spells(claim))
    for pair in _list_pairs(claim):
        keys += [("deed", f"{family_of(claim)} {claim.count} {pair} {spell}") for spell in spells]
    return [_number(f"{kind} {key}") for kind, key in keys]


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=7).digest(), "big")


def _list_pairs(claim: Claim) -> Iterator[str]:
    """Name those by whom a deed is looked up: each pair of those who meet, else each who acts."""
    if not is_mutual(claim):
        yield from claim.actor_countries[:MANY] or ("",)
        return
    both = sorted({*claim.actor_countries, *claim.recipient_countries})
    if len(both) > MANY or len(both) < 2:
        yield " ".join(both)
    else:
        yield from (f"{one} {other}" for one, other in combinations(both, 2))


def is_mutual(claim: Claim) -> bool:
    """Tell whether it matters who acts: not of talks, nor of what several do together."""
    return claim.type == "CONSULT" or (not claim.recipients and len(claim.actor_countries) > 1)


def _list_spells(claim: Claim) -> Iterator[str]:
    """Name the months in which a claim's deed, or its report, may meet another's."""
    start, end = claim.start, claim.end
    if start is None or end is None:
        if start is not None or end is not None:
            yield f"{start}/{end}"
        elif claim.published is None:
            yield "never"
        else:
            yield from _list_months(claim.published - NEAR, claim.published + NEAR)
    elif end - start > LOOSE:
        yield f"{start}/{end}"
    else:
        yield from _list_months(start - TOLERANCE, end + TOLERANCE)


def _list_months(first: date, last: date) -> Iterator[str]:
    month = first.year * 12 + first.month - 1
    until = last.year * 12 + last.month - 1
    while month <= until:
        yield str(month)
        month += 1


def group_types(types: Iterable[str]) -> list[list[str]]:
    """Group types by family."""
    found: dict[str, list[str]] = {}
    for kind in sorted(types):
        found.setdefault(FAMILY.get(kind, kind), []).append(kind)
    return list(found.values())


def family_of(claim: Claim) -> str:
    """Name the family that a claim's type belongs to."""
    return FAMILY.get(claim.type, claim.type)


def match(members: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Pair each claim of one block with the first that it is of one deed with.

    A claim that says less than others comes after them, and is of none of their deeds where it
    fits several: else it would make one of what others keep apart.
    """
    seeds: list[Claim] = []
    for claim in sorted(members, key=_order):
        fitting = [seed for seed in seeds if is_same(seed, claim)]
        alike = [seed for seed in fitting if is_alike(seed, claim)]
        if alike or len(fitting) == 1 or (fitting and not is_vague(claim)):
            yield (alike or fitting)[0].event, claim.event
        elif not fitting:
            seeds.append(claim)


def is_vague(claim: Claim) -> bool:
    """Tell whether a claim leaves open who acts, to whom, or on which days."""
    if claim.start is None or claim.end is None or claim.end - claim.start > WEEK:
        return True
    return not is_mutual(claim) and not (claim.actors and claim.recipients)


def _order(claim: Claim) -> tuple[bool, date, str]:
    day = claim.start or claim.end or claim.published or date.max
    return is_vague(claim), day, claim.event


def is_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims may be of one deed: parties, places and dates agree."""
    if one.apart != other.apart:
        return False
    if one.together and not set(one.together).isdisjoint(other.together):
        return True
    if not (
        agree_on_type(one, other)
        and one.count == other.count
        and (one.article != other.article or are_twins(one, other))
        and agree_on_place(one, other)
    ):
        return False
    dated = agree_on_date(one, other)
    if dated and agree_on_parties(one, other):
        return True
    return (
        (dated or agree_within_story(one, other))
        and agree_on_parties(one, other, loosely=True)
        and are_of_one_story(one, other)
    )


def agree_on_type(one: Claim, other: Claim) -> bool:
    """Tell whether the types of two claims agree; those of a family do for whole, dated claims."""
    if one.type == other.type:
        return True
    return family_of(one) == family_of(other) and all(
        claim.start and claim.actors and claim.recipients for claim in (one, other)
    )


def are_twins(one: Claim, other: Claim) -> bool:
    """Tell whether an article tells one deed twice, which its coder has mostly seen already."""
    mine, yours = (one.type, one.mode, one.start, one.end), (other.type, other.mode)
    return one.start is not None and mine == (*yours, other.start, other.end)


def are_of_one_story(one: Claim, other: Claim) -> bool:
    """Tell by titles and leads whether two reports are of one story."""
    return (
        one.article != other.article
        and len(find_names(one.lead) & find_names(other.lead)) >= STORY_NAMES
        and len(find_words(one.lead) & find_words(other.lead)) >= STORY_WORDS
    )


def share_words(one: Claim, other: Claim) -> bool:
    """Tell whether the sentences of two claims have a word in common that says something."""
    return not find_words(one.sentence).isdisjoint(find_words(other.sentence))


def agree_on_parties(one: Claim, other: Claim, *, loosely: bool = False) -> bool:
    """Tell whether the parties of two claims may be the same.

    Where a report leaves open to whom it was done, something else has to speak for it: a word.
    Loosely, recipients of one country are the same, as reports of one story name its victims.
    """
    if is_mutual(one) and is_mutual(other):
        mine = {*one.actor_countries, *one.recipient_countries}
        yours = {*other.actor_countries, *other.recipient_countries}
        return (mine <= yours or yours <= mine) and agree_on_names(
            mine & yours, (*one.actors, *one.recipients), (*other.actors, *other.recipients)
        )
    for countries, names in (("actor_countries", "actors"), ("recipient_countries", "recipients")):
        mine, yours = getattr(one, countries), getattr(other, countries)
        if not mine or not yours:
            # Who is not named may be anybody; but somebody has to be the same.
            continue
        shared = {*mine} & {*yours}
        loose = loosely and names == "recipients"
        if not shared or not (
            loose or agree_on_names(shared, getattr(one, names), getattr(other, names))
        ):
            return False
    if not one.actors or not other.actors:
        return False
    whole = bool(one.recipients and other.recipients) and not loosely
    return whole or share_words(one, other)


def agree_on_names(countries: set[str], mine: Sequence[str], yours: Sequence[str]) -> bool:
    """Tell whether two lists of entities may be of the same.

    A state fits any of its officials and bodies; two persons, two bodies and two sectors of
    society fit only each other, and a meeting of two only the same two: "Trump and Kim" are not
    "Pompeo and Kim". Who comes from an unknown country fits nobody else.
    """
    if countries == {UNKNOWN}:
        return not {e for e in mine if sort_of(e, countries) == "person"}.isdisjoint(yours)
    for sort in ("person", "body", "sector"):
        these = {e for e in mine if sort_of(e, countries) == sort}
        those = {e for e in yours if sort_of(e, countries) == sort}
        if len(these & those) < min(len(these), len(those), 2):
            return False
    return True


def sort_of(entity: str, countries: set[str]) -> str:
    """Tell by its id whether an entity is a person, a named body, a sector of society or a state.

    Ids of bodies and sectors begin with their country's code: usa-new-york-times, DEU-COP.
    """
    if not entity.islower():
        return "state" if "-" not in entity or entity.endswith("-GOV") else "sector"
    return "body" if entity.partition("-")[0].upper() in countries else "person"


def agree_on_place(one: Claim, other: Claim) -> bool:
    """Tell whether two claims name no two countries as the place."""
    mine, yours = one.place_country, other.place_country
    return not mine or not yours or mine == yours


def agree_on_date(one: Claim, other: Claim) -> bool:
    """Tell whether two claims may be of one day.

    A deed without a date is of the days before its report, unless that is of the past; in the
    same words, that one has no date says nothing.
    """
    start, end, first, last = one.start, one.end, other.start, other.end
    if start == first and end == last and (start or end):
        return True
    undated = [claim for claim in (one, other) if claim.start is None and claim.end is None]
    if undated:
        return is_alike(one, other) or _is_near(one, other, undated)
    if start is None or end is None or first is None or last is None:
        return False
    if end - start > LOOSE or last - first > LOOSE:
        return False
    # "In May" and "in June" touch, but no night lies between them.
    near = TOLERANCE if max(end - start, last - first) < SHORT else timedelta(0)
    return start - near <= last and first - near <= end


def agree_within_story(one: Claim, other: Claim) -> bool:
    """Tell whether claims of one story, of which one at least has no date, may be of one day."""
    if one.start is not None and other.start is not None:
        return False
    undated = [claim for claim in (one, other) if claim.start is None and claim.end is None]
    mine, yours = one.published, other.published
    if not undated or one.historical or other.historical or mine is None or yours is None:
        return False
    dated = [claim for claim in (one, other) if claim not in undated]
    return abs(mine - yours) <= STORY and all(
        claim.start
        and claim.end
        and undated[0].published
        and undated[0].published - STORY <= claim.end
        and claim.start <= undated[0].published + TOLERANCE
        for claim in dated
    )


def _is_near(one: Claim, other: Claim, undated: Sequence[Claim]) -> bool:
    """Tell whether claims of which some have no date may be of one day by their reports' days."""
    mine, yours = one.published, other.published
    if mine is None or yours is None:
        # Of articles that bear no day, only what is bound to one place or to somebody not known
        # otherwise is taken for one deed.
        return (
            mine is yours
            and len(undated) > 1
            and (
                (bool(one.place) and one.place == other.place)
                or any(e.startswith("person:") and e in other.actors for e in one.actors)
            )
        )
    if abs(mine - yours) > NEAR or (len(undated) == 1 and one.mode != other.mode):
        return False
    dated = [claim for claim in (one, other) if claim not in undated]
    return all(
        claim.start and claim.end and mine - NEAR <= claim.end and claim.start <= mine + TOLERANCE
        for claim in dated
    )


def is_alike(one: Claim, other: Claim) -> bool:
    """Tell whether two claims stand in the same words."""
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

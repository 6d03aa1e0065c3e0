"""Which mentions tell of one deed: drafts gathered into groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.coding.drafts import countries_of, lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.coding.drafts import Draft
    from communique.types import Entity, Status, When

# Deeds that are told again in other words; acts of speech are told again in much the same words.
RETOLD = frozenset(
    {
        "CONSULT",
        "ASSAULT",
        "PROTEST",
        "MOBILIZE",
        "SANCTION",
        "COERCE",
        "RETREAT",
        "AID",
        "COOPERATE",
    }
)
LEAD = 2


@dataclass(slots=True)
class Group:
    """Gather the drafts that tell of one deed."""

    drafts: list[Draft] = field(default_factory=list)


def gather(drafts: Sequence[Draft]) -> list[Group]:
    """Gather drafts into groups, one a deed, in the order of the text."""
    groups: list[Group] = []
    for draft in drafts:
        group = find_group(groups, draft)
        if group is not None:
            group.drafts.append(draft)
        elif draft.complete and is_told(draft):
            groups.append(Group([draft]))
    return groups


# Of these the mere wish or possibility is no news; of meetings, force and sanctions it is.
ONLY_REAL = frozenset(
    {"RETREAT", "CONCEDE", "MOBILIZE", "COERCE", "SUPPORT", "REJECT", "AID", "COOPERATE"}
)


def is_told(draft: Draft) -> bool:
    """Tell whether a draft tells of a deed at all, not of a wish."""
    if draft.type == "REJECT" and draft.status == "negated":
        # "has not ruled out" is no act.
        return False
    return draft.status != "possible" or draft.type not in ONLY_REAL


def find_group(groups: Sequence[Group], draft: Draft) -> Group | None:
    """Find the deed, already told, that a draft tells again; None when it tells a new one."""
    best: tuple[int, int] | None = None
    chosen = None
    for order, group in enumerate(groups):
        rank = sameness(group, draft)
        if rank is not None and (best is None or (rank, order) > best):
            best, chosen = (rank, order), group
    return chosen


def sameness(group: Group, draft: Draft) -> int | None:
    """Rank how well a draft fits a group, None when it tells of something else."""
    first = group.drafts[0]
    if first.type != draft.type or draft.count != first.count:
        return None
    if not compatible_status(first.status, draft.status):
        return None
    when = next((d.when for d in group.drafts if d.when is not None), None)
    if not compatible_dates(when, draft.when):
        return None
    if when is None and draft.when is not None and draft.status == "occurred":
        if not draft.reading.anaphoric and not draft.is_recent:
            # History told beside the news is another deed.
            return None
    mine, theirs = draft.parties, frozenset().union(*(d.parties for d in group.drafts))
    if not draft.complete:
        # "the talks", "the visit": taken up when nobody else is named.
        if draft.reading.anaphoric and mine <= theirs:
            return 1 + len(mine)
        return None
    if draft.reading.entry.mutual != first.reading.entry.mutual:
        # A visit and the meeting held at it are two deeds.
        return None
    if draft.reading.entry.mutual:
        same = mine <= theirs or theirs <= mine
    else:
        same = countries_of(draft.actors) == countries_of(first.actors) and (
            countries_of(draft.recipients) == countries_of(first.recipients)
            or (draft.type in RETOLD and not (draft.recipients and first.recipients))
        )
    if not same or not _same_people(group, draft):
        return None
    if any(d.sentence is draft.sentence for d in group.drafts):
        return 4 if any(_told_together(d, draft) for d in group.drafts) else None
    if draft.type in RETOLD:
        alike = draft.reading.entry.mutual or draft.reading.anaphoric or _same_kind(first, draft)
        return 3 if alike else None
    # What was said is told again from the headline or the lead, to the same addressee.
    retold = first.sentence.field == "title" or first.sentence.paragraph < LEAD
    return 2 if retold and draft.recipients else None


def _told_together(one: Draft, two: Draft) -> bool:
    """Tell whether two words of a sentence tell one deed together: "imposed" and "sanctions"."""
    if one.sentence is not two.sentence:
        return False
    a, b = one.reading, two.reading
    tokens = one.sentence.tokens
    return (
        a.trigger == b.trigger
        or b.trigger in {a.carrier, tokens[a.trigger].head}
        or a.trigger in {b.carrier, tokens[b.trigger].head}
    )


def _same_kind(one: Draft, two: Draft) -> bool:
    """Tell whether two drafts tell of one kind of deed: by mode, by entry or by word."""
    a, b = one.reading.entry, two.reading.entry
    return (
        a.id == b.id or (a.mode is not None and a.mode == b.mode) or lemma_of(one) == lemma_of(two)
    )


def _same_people(group: Group, draft: Draft) -> bool:
    """Tell whether a draft names no other persons of a country than the group does."""
    known = _people([e for d in group.drafts for e in (*d.actors, *d.recipients)])
    for country, names in _people([*draft.actors, *draft.recipients]).items():
        if country in known and not names & known[country]:
            return False
    return True


def _people(entities: Iterable[Entity]) -> dict[str, set[str]]:
    """Collect the last names of the persons among some entities, by country."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        slug = entity.name.lower().replace(" ", "-")
        if entity.id.startswith("person:") or (entity.sector and entity.id == slug):
            found.setdefault(entity.country, set()).add(entity.name.split()[-1].lower())
    return found


def compatible_status(one: Status, two: Status) -> bool:
    """Tell whether two mentions of a deed can speak of the same one."""
    return (
        one == two
        or {one, two} <= {"occurred", "ongoing"}
        or {one, two} <= {"planned", "possible"}
    )


def compatible_dates(one: When | None, two: When | None) -> bool:
    """Tell whether two dates can be of one deed: one unknown, or the intervals overlap."""
    if one is None or two is None:
        return True
    if (one.start is None and one.end is None) or (two.start is None and two.end is None):
        return True
    if one.end is not None and two.start is not None and one.end < two.start:
        return False
    return not (two.end is not None and one.start is not None and two.end < one.start)

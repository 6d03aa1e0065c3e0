"""To whom words are said that name nobody: those at the meeting, the crowd, whom it concerns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.drafts import lemma_of
from communique.coding.parties import NOWHERE, find_parties

if TYPE_CHECKING:
    from communique.coding.drafts import Draft
    from communique.coding.parties import Cast
    from communique.types import Entity

# Words of those who have been charged with something.
_DENYING = frozenset({"deny", "denial", "refute"})

ADDRESSED = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "CONCEDE"})


def address(draft: Draft, drafts: list[Draft], cast: Cast) -> Draft:
    """Address words said at a meeting to the others at it: "at the talks with Xi he demanded"."""
    if draft.recipients or not draft.actors:
        return draft
    if draft.type == "CONCEDE" or draft.reading.entry.mode == "resign":
        crowd = find_crowd(draft, cast)
        if crowd is not None:
            return replace(
                draft,
                recipients=(crowd,),
                why=(*draft.why, f"recipient {crowd.name}: before whom the actor gives way"),
            )
    if draft.type not in ADDRESSED:
        return draft
    own = {entity.country for entity in draft.actors}
    charge = find_charge(draft, drafts)
    if charge is not None:
        line = f"recipient {charge.actors[0].name}: a charge that is denied"
        return replace(draft, recipients=charge.actors, why=(*draft.why, line))
    for other in drafts:
        meeting = other.reading.trigger
        if other.type != "CONSULT" or other.reading.entry.pos != "noun" or not other.complete:
            continue
        if draft.sentence.tokens[meeting].head != draft.reading.trigger:
            continue
        others = tuple(entity for entity in other.actors if entity.country not in own)
        if others and len(others) < len(other.actors):
            return replace(
                draft,
                recipients=others,
                why=(*draft.why, f"recipient {others[0].name}: at the same meeting"),
            )
    if denies(draft):
        # Of those whom a denied charge concerns nobody has made it.
        return draft
    concerned = concerned_parties(draft, cast, own)
    if concerned:
        return replace(
            draft,
            recipients=concerned,
            why=(*draft.why, f"recipient {concerned[0].name}: concerned by what is said"),
        )
    named = first_named(draft, cast, own)
    if named is None or draft.type not in CONTENT_NAMES:
        return draft
    return replace(
        draft,
        recipients=(named,),
        why=(*draft.why, f"recipient {named.name}: named in what is said"),
    )


# People who may force a government's hand, and the words by which it is told that they did:
# "scrapped the tax after lorry drivers blocked the road".
CROWD = frozenset({"CVL", "LAB", "AGR", "EDU", "HLH", "REL", "OPP", "BUS"})


PRESSING = frozenset({
    "after", "as", "when", "following", "amid", "under", "in response to", "in face of",
    "because of",
})  # fmt: skip


def find_crowd(draft: Draft, cast: Cast) -> Entity | None:
    """Return the nearest crowd in a phrase or clause that says before whom the actor gives way."""
    tokens = draft.sentence.tokens
    own = {entity.id for entity in draft.actors}
    for index in sorted(cast.heads):
        at, pressed = index, False
        while at >= 0 and at != draft.reading.trigger:
            pressed = pressed or frames.case_of(draft.sentence, at) in PRESSING
            at = tokens[at].head
        if at < 0 or not pressed:
            continue
        for entity in cast.heads[index].entities:
            if entity.sector in CROWD and entity.id not in own:
                return entity
    return None


def find_charge(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Find the charge that a denial answers in its own sentence, and the denial of a charge.

    "Denied that it had shelled the town, an accusation made by Chad."
    """
    others = (other for other in drafts if other.actors)
    if denies(draft):
        return next((other for other in others if is_open_charge(other)), None)
    if is_open_charge(draft):
        return next((other for other in others if denies(other)), None)
    return None


def denies(draft: Draft) -> bool:
    """Tell whether somebody denies what he has been charged with."""
    return draft.type == "REJECT" and lemma_of(draft) in _DENYING


def is_open_charge(draft: Draft) -> bool:
    """Tell whether a charge stands beside what it is, with no word to whom it is put."""
    told = draft.sentence.tokens[draft.reading.trigger].deprel
    return draft.type == "ACCUSE" and told == "appos" and not draft.recipients


def concerned_parties(draft: Draft, cast: Cast, own: set[str]) -> tuple[Entity, ...]:
    """Find whom the act that is promised, offered or refused would be done to or with."""
    clause = frames.complement_of(draft.sentence, draft.reading.trigger)
    if clause is None or draft.sentence.tokens[clause].upos not in {"VERB", "AUX"}:
        return ()
    for heads in (
        valency.objects(draft.sentence, clause),
        *(
            frames.phrases_after(draft.sentence, clause, p)
            for p in ("to", "with", "between", "against", "from")
        ),
    ):
        found = find_parties(draft.sentence, cast, heads, deep=False)
        named = tuple(p.entity for p in found if p.entity.country not in own | NOWHERE)
        if named:
            return named
    return ()


# "demanded guarantees that NATO will not expand": whom the content names is whom it is said to.
CONTENT_NAMES = frozenset({"REQUEST", "REJECT", "THREATEN"})


def first_named(draft: Draft, cast: Cast, own: set[str]) -> Entity | None:
    """Return the first party of another country named in what a draft demands or refuses."""
    for index in sorted(draft.reading.scope):
        mention = cast.heads.get(index)
        if mention is None or mention.how in {"place", "adjective"}:
            continue
        for entity in mention.entities:
            if entity.sector == "MED":
                continue
            if entity.country not in own and entity.country not in NOWHERE:
                return entity
    return None

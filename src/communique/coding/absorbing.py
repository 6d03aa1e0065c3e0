"""Drop drafts that another draft tells as well: a topic, what is attended, a verb told twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.drafts import countries_of

if TYPE_CHECKING:
    from communique.coding.drafts import Draft


def drop_absorbed(drafts: list[Draft]) -> list[Draft]:
    """Leave out deeds that are the content of a demand, promise, threat or refusal."""
    kept = []
    for draft in drafts:
        trigger = draft.reading.trigger
        repeated = _repeats_verb(draft, drafts)
        absorbed = (
            any(
                trigger in other.reading.scope
                for other in drafts
                if other is not draft and (other.complete or other.reading.anaphoric)
            )
            or _is_told_by_object(draft, drafts)
            or _says_victims(draft, drafts)
        ) and not _is_of_another(draft, drafts)
        if repeated or (absorbed and not _stands_alone(draft)):
            continue
        if not _is_topic(draft, drafts) and not _is_attended(draft, drafts):
            kept.append(draft)
    return kept


def voice_protests(drafts: list[Draft]) -> list[Draft]:
    """Turn a protest on whoever it is held to blame: "marched to denounce the premier"."""
    out: list[Draft | None] = list(drafts)
    for place, protest in enumerate(drafts):
        for other, blame in enumerate(drafts):
            if not _is_purpose(blame, protest):
                continue
            if countries_of(protest.recipients) <= countries_of(blame.recipients):
                out[place], out[other] = replace(protest, recipients=blame.recipients), None
    return [draft for draft in out if draft is not None]


def _is_purpose(blame: Draft, protest: Draft) -> bool:
    """Tell whether a protest is held in order to blame somebody."""
    sentence, trigger = blame.sentence, blame.reading.trigger
    token = sentence.tokens[trigger]
    return (
        protest.type == "PROTEST"
        and blame.type == "ACCUSE"
        and token.deprel == "advcl"
        and token.head == protest.reading.trigger
        and frames.is_infinitive(sentence, trigger)
    )


def _is_topic(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a clause says what a meeting is for: "met to discuss the border"."""
    if draft.type != "CONSULT":
        return False
    tokens = draft.sentence.tokens
    token = tokens[draft.reading.trigger]
    acting = {e.id for e in draft.actors}
    return token.deprel in {"advcl", "xcomp", "acl"} and any(
        other.type == "CONSULT"
        and other.reading.entry.mutual
        and other.complete
        and token.head in {other.reading.trigger, other.reading.carrier}
        and acting <= {e.id for e in other.actors}
        for other in drafts
        if other is not draft
    )


def _is_attended(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a verb tells already who is at a meeting: "will attend a summit of NATO"."""
    if draft.type != "CONSULT" or draft.reading.entry.pos != "noun":
        return False
    tokens, at = draft.sentence.tokens, draft.reading.trigger
    acting = {e.id for e in draft.actors}
    # "a summit which will be attended by the king"
    attending = {i for i in draft.sentence.children[at] if tokens[i].deprel == "acl:relcl"}
    if tokens[at].deprel == "obj":
        attending.add(tokens[at].head)
    return any(
        other.type == "CONSULT"
        and other.reading.entry.mode == "multilateral"
        and other.reading.trigger in attending
        and other.complete
        and other.recipients
        and acting <= {e.id for e in (*other.actors, *other.recipients)}
        for other in drafts
        if other is not draft
    )


def _repeats_verb(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a noun only says again what its verb tells: "expressed appreciation for".

    In "drew criticism from Beijing" the verb alone tells who does it.
    """
    token = draft.sentence.tokens[draft.reading.trigger]
    return (
        draft.reading.entry.pos == "noun"
        and not draft.reading.entry.mutual
        and token.deprel == "obj"
        and any(
            other.reading.trigger == token.head
            and other.type == draft.type
            and other.complete
            and (
                countries_of(other.actors) <= countries_of(draft.actors)
                or (draft.actors and countries_of(draft.actors) <= countries_of(other.recipients))
            )
            for other in drafts
            if other is not draft
        )
    )


def _is_told_by_object(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a verb's object tells its deed with all who take part: "opened talks"."""
    if draft.type != "CONSULT" or draft.reading.entry.pos != "verb" or draft.recipients:
        return False
    return any(
        other.reading.entry.mutual
        and other.type == draft.type
        and other.complete
        and other.sentence.tokens[other.reading.trigger].deprel == "obj"
        and other.sentence.tokens[other.reading.trigger].head == draft.reading.trigger
        and countries_of(draft.actors) == countries_of(other.actors)
        for other in drafts
        if other is not draft
    )


def _says_victims(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a deed told by whom it befell but counts the dead of another's."""
    return draft.reading.suffered and any(
        other.type == draft.type and other.actors and other.complete for other in drafts
    )


def _is_of_another(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a deed is told that others have done: "rejected the Kenyan demand"."""
    over = [other for other in drafts if draft.reading.trigger in other.reading.scope]
    return (
        draft.type in _UTTERED
        and draft.reading.entry.pos == "noun"
        and bool(draft.actors)
        and bool(over)
        and all(countries_of(o.actors).isdisjoint(countries_of(draft.actors)) for o in over)
    )


_UTTERED = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN", "SANCTION", "PROTEST", "REJECT"})


def _stands_alone(draft: Draft) -> bool:
    """Tell whether a deed inside another's content is told as a fact of its own.

    Scheduled meetings (manual, rule 1), measures in force and deeds with a date of their own.
    """
    if draft.type == "CONSULT" and draft.when is not None and draft.status == "planned":
        return True
    if (
        draft.reading.carrier is not None
        and draft.sentence.tokens[draft.reading.carrier].deprel == "acl"
    ):
        return draft.status == "occurred"
    return draft.when is not None and draft.status == "occurred"

"""Whose a thing is that is praised, blamed or refused by its noun alone: "welcomed the speech"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.drafts import countries_of
from communique.coding.parties import NOWHERE, find_parties, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.coding.drafts import Draft
    from communique.types import ActorMention, Entity, Sentence

# What people say or decide, which others then praise, accept or turn down.
THEMES = frozenset(
    """speech remark comment statement address announcement declaration decision proposal plan
    offer initiative appeal call demand request claim allegation charge accusation threat ultimatum
    move step ruling verdict report resolution bill law invitation apology message letter warning
    suggestion idea pledge promise gesture""".split()
)
_ANSWERING = frozenset({"SUPPORT", "ACCUSE", "REJECT", "AGREE"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_NEAR = 2
_LOST = ("amod", "compound", "nmod:poss", "nmod:desc")


def find_owners_of_themes(
    drafts: Sequence[Draft],
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[ActorMention]],
) -> list[Draft]:
    """Address what is said of a thing to whoever it was last told to be of."""
    return [_with_owner(draft, sentences, mentions) for draft in drafts]


def _with_owner(
    draft: Draft, sentences: Sequence[Sentence], mentions: Sequence[Sequence[ActorMention]]
) -> Draft:
    if draft.recipients or not draft.actors or draft.type not in _ANSWERING:
        return draft
    own = countries_of(draft.actors)
    ids = {e.id for e in draft.actors}
    for theme in _themes(draft):
        for sentence in reversed(sentences[max(draft.sentence.index - _NEAR, 0) :][: _NEAR + 1]):
            if sentence.index > draft.sentence.index:
                continue
            before = theme if sentence is draft.sentence else len(sentence.tokens)
            owner = _owner(sentence, mentions, draft.sentence.tokens[theme].lemma, before)
            if owner is None or owner.id in ids or owner.country in NOWHERE:
                continue
            if owner.country in own and draft.type == "AGREE":
                continue
            line = f"recipient {owner.name}: whose {draft.sentence.tokens[theme].text} it was"
            return replace(draft, recipients=(owner,), why=(*draft.why, line))
    return draft


def _themes(draft: Draft) -> Iterator[int]:
    """Yield the nouns that stand for what is judged, where they say nothing of whose it is."""
    sentence, trigger = draft.sentence, draft.reading.trigger
    tokens = sentence.tokens
    if draft.reading.entry.pos != "verb":
        return
    heads = [*valency.objects(sentence, trigger), *frames.phrases_after(sentence, trigger, "to")]
    for at in heads:
        lemmas = {tokens[c].lemma.lower() for c in sentence.children[at]}
        bare = not any(tokens[c].deprel in _LOST[1:] for c in sentence.children[at])
        if tokens[at].lemma in THEMES and lemmas & _POINTING and bare:
            yield at


def _owner(
    sentence: Sentence, mentions: Sequence[Sequence[ActorMention]], lemma: str, before: int
) -> Entity | None:
    """Find whose thing of a name a sentence tells of: "Santer's speech", "an offer by Oslo"."""
    cast = make_cast(mentions[sentence.index])
    for token in reversed(sentence.tokens[:before]):
        if token.lemma != lemma or token.upos != "NOUN":
            continue
        heads = valency.noun_owners(sentence, token.index)
        found = find_parties(sentence, cast, heads, deep=False)
        if len({p.entity.id for p in found}) == 1:
            return found[0].entity
    return None

"""Who stands at a place in the sentence: from phrase heads to resolved actors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.coding.frames import case_of, expand, part_of
from communique.coding.harms import HARMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.types import ActorMention, Entity, Sentence

UNNAMED = "unnamed:"
# Who can be protested against at home.
POWERS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "BUS", "PTY"})
# What may be entered when a phrase is not itself an actor, from the nearest to the loosest tie:
# "North Korea's launch", "Russian flags", "exports of Iran", "a village in Mali".
INTO = (
    "nmod:poss", "amod", "compound", "nmod", "flat", "appos", "nmod:desc", "obl:agent", "obl",
    "acl", "det",
)  # fmt: skip
# A clause inside the phrase has parties of its own.
CLOSED = frozenset({"acl:relcl", "conj", "advcl", "ccomp", "parataxis", "cc", "punct", "case"})
# "a ship off Yemen" is Yemen's business; "the prime minister in 2011" is nobody's.
LOCATIVE = frozenset({"in", "at", "near", "off", "inside", "within", "outside", "around"})
# "its border with Iran": whose border it is besides one's own.
BORDERS = frozenset({"border", "frontier", "boundary", "fence"})
WEAK = frozenset(
    {"about", "during", "after", "before", "since", "despite", "because", "under", "without"}
)

# The countries of who has none, or nobody knows which.
NOWHERE = frozenset({"---", ""})


@dataclass(frozen=True, slots=True)
class Party:
    """Hold one party with the mention that named it; `direct` when the phrase itself names it."""

    entity: Entity
    mention: ActorMention
    direct: bool


def is_person(entity: Entity) -> bool:
    """Tell whether an entity is somebody who has a name, no state, body or crowd."""
    slug = entity.name.lower().replace(" ", "-")
    return entity.id.startswith("person:") or bool(entity.sector and entity.id == slug)


@dataclass(frozen=True, slots=True)
class Cast:
    """Hold a sentence's actor mentions by head, by tokens covered and by first token."""

    heads: Mapping[int, ActorMention]
    covers: Mapping[int, ActorMention]
    starts: Mapping[int, ActorMention]


def make_cast(mentions: Sequence[ActorMention]) -> Cast:
    """Index a sentence's mentions: the longest wins where two share a head or cover a token."""
    heads: dict[int, ActorMention] = {}
    covers: dict[int, ActorMention] = {}
    starts: dict[int, ActorMention] = {}
    # "House of Representatives Speaker Newt Gingrich" is the speaker.
    for mention in sorted(mentions, key=lambda m: (m.first - m.last, m.how != "apposition")):
        heads.setdefault(mention.head, mention)
        starts.setdefault(mention.first, mention)
        for index in range(mention.first, mention.last):
            covers.setdefault(index, mention)
    return Cast(heads=heads, covers=covers, starts=starts)


def find_mention(sentence: Sentence, cast: Cast, index: int) -> ActorMention | None:
    """Return the mention that a phrase's head names, itself or as part of a name."""
    if index in cast.heads:
        return cast.heads[index]
    mention = cast.covers.get(index)
    if mention is None:
        return None
    # A modifier inside a longer mention is not what the phrase is about.
    token = sentence.tokens[index]
    if (
        token.upos in {"PROPN", "PRON", "NUM", "DET", "ADJ"}
        or mention.first <= token.head < mention.last
    ):
        return mention
    return mention if token.deprel in {"flat", "appos"} else None


# These are done by whoever has the power where they happen: "the arrest of a priest in Togo".
ARRESTS = frozenset(
    """arrest detention imprisonment jailing sentencing conviction expulsion deportation
    prosecution ouster""".split()
)
BEFALLING = frozenset("on of against in at near to for inside outside".split())


def find_parties(
    sentence: Sentence,
    cast: Cast,
    phrases: Iterable[int],
    *,
    deep: bool,
    locative: bool = True,
    blamed: bool = False,
) -> tuple[Party, ...]:
    """Find who stands at the heads of some phrases.

    With `deep`, a phrase that is no actor itself is searched for the nearest one inside it, or,
    if somebody is `blamed`, for whoever did what it tells.
    """
    mentions: dict[int, tuple[ActorMention, bool]] = {}
    for index in phrases:
        mention = find_mention(sentence, cast, part_of(sentence, index))
        unnamed = mention is None or _is_unnamed(cast, mention)
        members = find_members(sentence, cast, index) if unnamed else ()
        # "arrested nine people, among them a Pole": one is enough where the many are known.
        enough = mention is not None or len(members) > 1
        if members and (enough or case_of(sentence, members[0].head) in EXAMPLES):
            mentions.update((member.first, (member, True)) for member in members)
        elif mention is not None:
            mentions.setdefault(mention.first, (mention, True))
            mentions.update((k.first, (k, True)) for k in find_next(sentence, cast, mention))
            mentions.update((k.first, (k, True)) for k in find_listed(sentence, cast, mention))
        elif deep:
            mention = find_inside(sentence, cast, index, locative=locative, blamed=blamed)
            if mention is not None:
                # "the efforts of France and Germany": those coordinated with it share its part.
                for head in expand(sentence, mention.head):
                    also = find_mention(sentence, cast, head)
                    if also is not None:
                        mentions.setdefault(also.first, (also, False))
                mentions.setdefault(mention.first, (mention, False))
    for mention in list(between(sentence, cast, [m for m, _ in mentions.values()])):
        mentions.setdefault(mention.first, (mention, True))
    found: dict[str, Party] = {}
    for _, (mention, direct) in sorted(mentions.items()):
        for entity in mention.entities:
            if not entity.id.startswith(UNNAMED):
                found.setdefault(entity.id, Party(entity, mention, direct))
    return tuple(found.values())


def find_listed(sentence: Sentence, cast: Cast, mention: ActorMention) -> Iterator[ActorMention]:
    """Yield the states after a state in a headline, which joins by commas: "aid to Chad, Mali"."""
    if sentence.field != "title" and sentence.kind != "headline":
        return
    at = mention
    while at.last + 1 < len(sentence.tokens) and sentence.tokens[at.last].text == ",":
        after = cast.starts.get(at.last + 1)
        if after is None or {after.how, at.how} - {"name", "metonym"}:
            return
        if any(e.id != e.country for e in (*at.entities, *after.entities)):
            return
        yield after
        at = after


def find_next(sentence: Sentence, cast: Cast, mention: ActorMention) -> Iterator[ActorMention]:
    """Yield whom the parser takes for the person before: "met Chirac, Premier Juppe"."""
    if mention.how != "person":
        return
    for c in sentence.children[mention.head]:
        other = cast.heads.get(c) if sentence.tokens[c].deprel == "appos" else None
        if other is not None and other.how == "person" and c >= mention.last:
            if {e.id for e in other.entities} != {e.id for e in mention.entities}:
                yield other
                yield from find_next(sentence, cast, other)


def _is_unnamed(cast: Cast, mention: ActorMention) -> bool:
    """Tell whether a mention is of many of whom no word says whose they are: "nine people"."""
    return mention.how in {"agent", "population", "unnamed"} and not names_another(cast, mention)


def names_another(cast: Cast, mention: ActorMention) -> bool:
    """Tell whether words of a mention are a mention of their own: "an Israeli school"."""
    return any(
        at in cast.heads and cast.heads[at] is not mention
        for at in range(mention.first, mention.last)
    )


# "EU states like Malta", "allies such as Chad".
EXAMPLES = frozenset({"like", "such as", "including"})
_STATES = frozenset("state country nation ally power member neighbour neighbor partner".split())


def find_members(sentence: Sentence, cast: Cast, index: int) -> tuple[ActorMention, ...]:
    """Find who are named one by one beside what they are: "three members, Chad, Mali and Togo"."""
    tokens = sentence.tokens
    if tokens[index].xpos not in {"NNS", "NNPS"}:
        return ()
    own = sentence.children[index]
    # The parser may hang them from the body that they are members of.
    of = [k for c in own if case_of(sentence, c) == "of" for k in sentence.children[c]]
    return tuple(
        mention
        for c in (*own, *of)
        if tokens[c].deprel == "appos"
        or (tokens[index].lemma in _STATES and case_of(sentence, c) in EXAMPLES)
        for head in expand(sentence, c)
        if (mention := find_mention(sentence, cast, head)) is not None
    )


SEPARATORS = frozenset({",", "and", "&", "the", "of", "'s", "’s"})


def _says_whose(sentence: Sentence, mention: ActorMention) -> bool:
    """Tell whether a name but says whose a member is: "Petro Poroshenko of Ukraine"."""
    tokens = sentence.tokens
    after = tokens[mention.last : mention.last + 1]
    owns = bool(after) and after[0].text in {"'s", "’s"}
    return owns or (mention.first > 0 and tokens[mention.first - 1].text == "of")


def between(
    sentence: Sentence, cast: Cast, mentions: Sequence[ActorMention]
) -> Iterator[ActorMention]:
    """Yield who stands listed between two of those found: parsers lose members of lists."""
    ordered = sorted(mentions, key=lambda m: m.first)
    for left, right in pairwise(ordered):
        members = []
        at = left.last
        while at < right.first:
            member = cast.starts.get(at)
            if member is not None and member.last <= right.first:
                if not _says_whose(sentence, member):
                    members.append(member)
                at = member.last
            elif sentence.tokens[at].text.lower() in SEPARATORS:
                at += 1
            else:
                break
        if at == right.first:
            yield from members


def find_inside(
    sentence: Sentence,
    cast: Cast,
    index: int,
    *,
    locative: bool = True,
    blamed: bool = False,
    depth: int = 0,
) -> ActorMention | None:
    """Return the nearest actor inside a phrase: possessor, then modifiers, then complements."""
    tokens, children = sentence.tokens, sentence.children
    if depth > 3:
        return None
    if blamed and tokens[index].lemma in HARMS | ARRESTS:
        return find_culprit(sentence, cast, index)
    ranked = sorted(
        (
            c
            for c in children[index]
            if tokens[c].deprel not in CLOSED and tokens[c].deprel in INTO
        ),
        key=lambda c: (not _across(sentence, index, c), INTO.index(tokens[c].deprel), c),
    )
    for c in ranked:
        if tokens[c].deprel in {"nmod", "obl"}:
            case = case_of(sentence, c)
            if case in WEAK or (not locative and case in LOCATIVE):
                continue
        mention = find_mention(sentence, cast, c)
        if mention is not None and any(not e.id.startswith(UNNAMED) for e in mention.entities):
            return mention
    for c in ranked:
        if tokens[c].deprel in {"nmod", "obl"} and (
            case_of(sentence, c) in WEAK or (not locative and case_of(sentence, c) in LOCATIVE)
        ):
            continue
        mention = find_inside(sentence, cast, c, locative=locative, blamed=blamed, depth=depth + 1)
        if mention is not None:
            return mention
    return None


def list_agents(sentence: Sentence, noun: int) -> list[int]:
    """List the phrases with "by" after a deed's noun, wherever the parser hung them.

    "condemned the attack on Chad by Libya": from the attack, from Chad or from the verb.
    """
    tokens, children = sentence.tokens, sentence.children
    found = [c for c in children[noun] if c > noun]
    for _ in range(2):
        found += [k for c in found if tokens[c].deprel == "nmod" for k in children[c]]
    verb = tokens[noun].head
    passive = verb >= 0 and any(tokens[c].deprel == "nsubj:pass" for c in children[verb])
    if verb >= 0 and tokens[noun].deprel == "obj" and not passive:
        found += [c for c in children[verb] if c > noun]
    return [c for c in dict.fromkeys(found) if case_of(sentence, c) == "by"]


BLASTS = frozenset({"blast", "explosion", "bombing", "attack", "bomb"})
PLANTED = frozenset(
    {"suicide", "bomb", "bombing", "car", "truck", "terror", "terrorist", "deadly"}
)


def is_blast(sentence: Sentence, noun: int) -> bool:
    """Tell whether a noun is of what states suffer: "Jordan's suicide bombings"."""
    tokens, children = sentence.tokens, sentence.children[noun]
    if tokens[noun].lemma not in BLASTS or any(
        tokens[c].deprel == "nmod" and case_of(sentence, c) in {"on", "against", "of"}
        for c in children
    ):
        return False
    if tokens[noun].lemma in {"blast", "explosion"}:
        return True
    return any(tokens[c].lemma in PLANTED and tokens[c].deprel != "nmod" for c in children)


def is_state(mention: ActorMention) -> bool:
    """Tell whether a mention is of a state as such, by its name."""
    return mention.how in {"name", "place"} and all(e.id == e.country for e in mention.entities)


def find_culprit(sentence: Sentence, cast: Cast, noun: int) -> ActorMention | None:
    """Return who did the harm that a noun tells: "Israeli strikes on Gaza", "a raid by Mali"."""
    tokens = sentence.tokens
    tied = [*list_agents(sentence, noun), *sentence.children[noun]]
    for c in tied:
        if tokens[c].deprel in CLOSED or tokens[c].deprel not in INTO:
            continue
        case = case_of(sentence, c)
        if case in BEFALLING and not (case == "in" and tokens[noun].lemma in ARRESTS):
            continue
        mention = find_mention(sentence, cast, c)
        if mention is None and tokens[c].deprel in {"nmod", "nmod:poss"}:
            mention = find_inside(sentence, cast, c)
        if mention is None or all(e.id.startswith(UNNAMED) for e in mention.entities):
            continue
        if tokens[c].deprel == "compound" and mention.how in {"place", "metonym"}:
            # "the Mumbai attacks"
            continue
        if is_state(mention) and not case and is_blast(sentence, noun):
            continue
        return mention
    return None


def _across(sentence: Sentence, index: int, child: int) -> bool:
    """Tell whether a phrase names the other side of a border."""
    return sentence.tokens[index].lemma in BORDERS and case_of(sentence, child) == "with"

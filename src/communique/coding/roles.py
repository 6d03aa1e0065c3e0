"""Who takes which part in a deed where the rules leave it open or are likely wrong.

The rules give each deed its actors and recipients first. Every country that the report names near
it is then weighed for either part by learned marks: what the rules say of it, how it hangs on the
word that tells the deed, what the judge holds of its mentions, and what it does in the rest of
the story. The weights are those of two logistic regressions (`training/train_roles.py`).
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from communique.coding import frames, valency
from communique.coding.drafts import countries_of, lemma_of
from communique.coding.harms import HARMS, TOLL
from communique.coding.parties import BEFALLING, NOWHERE, is_blast, is_person
from communique.coding.slots import BLAMING
from communique.coding.story import describe_path, share_of
from communique.coding.tellers import UTTERED, find_tellers
from communique.coding.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.story import Story
    from communique.types import ActorMention, Entity

ACTING, RECEIVING = 0, 1
# From this chance on a part that nobody has is given to the likeliest, and to all others likely.
TAKEN: Final = (0.5, 0.55)
SHARED: Final = 0.75
# By how much another must be likelier than the only one who has a part to take it over.
LIKELIER: Final = 0.5
# Of several actors, those below this chance are left out.
UNLIKELY: Final = 0.15
# How many sentences back somebody is looked for by name.
_BACK: Final = 3
_MENTIONS: Final = 4
_TOLD: Final = 3

Chances = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a mention of a country's entity, so many sentences before a deed or in its own."""

    back: int
    mention: ActorMention
    entity: Entity


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a country that may take part in a deed, where it is named, and its marks."""

    country: str
    named: Sequence[Named]
    marks: frozenset[str]


def settle_roles(draft: Draft, story: Story) -> Draft:
    """Give a deed the parts that its words leave open, and mend those that are likely wrong."""
    weights = load_weights()
    candidates = {one.country: one for one in list_candidates(draft, story)}
    chances = {country: weigh(one.marks, weights) for country, one in candidates.items()}
    sides = [draft.actors, draft.recipients]
    why: list[str] = []
    for part in (ACTING, RECEIVING):
        given = sides[part]
        rest = [
            (entity, chances[country][part])
            for country in sorted(chances, key=lambda c: (-chances[c][part], c))
            if country not in countries_of(given) | NOWHERE
            for entity in [_pick(candidates[country], part, draft, sides, story)]
            if entity is not None
        ]
        held = [chances[entity.country][part] for entity in given]
        if not given and part == RECEIVING and not is_open(draft):
            taken = []
        elif not given:
            taken = [
                (entity, chance)
                for place, (entity, chance) in enumerate(rest)
                if chance >= (SHARED if place else TAKEN[part])
            ]
        elif rest and len(given) == 1 and rest[0][1] >= held[0] + LIKELIER:
            taken = rest[:1]
        else:
            taken = []
            apart = part == ACTING and len(given) > 1 and not draft.reading.entry.mutual
            if apart and max(held) >= UNLIKELY:
                kept = zip(given, held, strict=True)
                sides[part] = tuple(entity for entity, chance in kept if chance >= UNLIKELY)
        if taken:
            sides[part] = tuple(entity for entity, _ in taken)
            why += [
                f"{_PARTS[part]} {entity.name}: likeliest by the story ({chance:.2f}): "
                + ", ".join(_speak_for(candidates[entity.country], part, weights))
                for entity, chance in taken
            ]
    # Sorted, so that the order of the countries, which is none, does not show in the last digit.
    settled = math.prod(
        sorted(
            chance[part] if country in countries_of(sides[part]) else 1 - chance[part]
            for country, chance in chances.items()
            for part in (ACTING, RECEIVING)
        )
    )
    return replace(
        draft,
        actors=sides[ACTING],
        recipients=sides[RECEIVING],
        why=(*draft.why, *why),
        settled=settled,
    )


def is_open(draft: Draft) -> bool:
    """Tell whether a deed may be done to somebody whom its words leave out."""
    entry = draft.reading.entry
    together = len(draft.actors) > 1 and (entry.mutual or entry.type in _JOINT)
    return not (
        together
        or draft.reading.reciprocal
        or entry.mode in ALONE
        or lemma_of(draft) in PUBLIC
        or names_victim(draft)
        or names_others(draft)
    )


# What several do together they do with each other, or one of them to another.
_JOINT: Final = frozenset({"AGREE", "ASSAULT"})
# Who steps down or lays down arms does it to nobody in particular.
ALONE: Final = frozenset({"resign", "disarm", "ceasefire"})
# "Moscow called for the sanctions to be eased": a call goes out to whom it may concern.
PUBLIC: Final = frozenset({"call"})
_PARTS: Final = ("actor", "recipient")


def _speak_for(one: Candidate, part: int, weights: Mapping[str, Chances]) -> list[str]:
    """List the marks that say most for a candidate."""
    spoken = [mark for mark in one.marks if mark in weights]
    return sorted(spoken, key=lambda mark: (-weights[mark][part], mark))[:_TOLD]


def _pick(
    one: Candidate,
    part: int,
    draft: Draft,
    sides: Sequence[Sequence[Entity]],
    story: Story,
) -> Entity | None:
    """Pick who of a country takes a part: whom the judge names in the sentence, or the nearest."""
    others = {entity.id for entity in sides[1 - part]}
    home = one.country in countries_of(sides[1 - part])
    shares = {id(mention): chances for mention, *chances in draft.reading.shares}
    best: tuple[float, Entity] | None = None
    harmed = False
    for named in one.named:
        entity = named.entity
        if entity.id in others:
            continue
        if part == ACTING and not named.back and _was_harmed(draft, named.mention):
            harmed = True
            continue
        if home and part == RECEIVING and not _may_receive_at_home(named, draft):
            continue
        chance = shares[id(named.mention)][part] if id(named.mention) in shares else 0.0
        laid = chance >= _LAID_TO or not (draft.type == "ASSAULT" and is_person(entity))
        if part == ACTING and home and not laid:
            # A governor who tells of the dead of his own country has not killed them.
            harmed = True
            continue
        rank = chance - named.back
        if best is None or rank > best[0]:
            best = rank, entity
    if best is not None:
        return best[1]
    return None if home or harmed else story.known.get(one.country)


# From this chance on the judge lays an attack to somebody of the victims' country.
_LAID_TO: Final = 0.3


def _was_harmed(draft: Draft, mention: ActorMention) -> bool:
    """Tell whether somebody is of an attack's dead and wounded: "left 202 people dead"."""
    tokens = draft.sentence.tokens
    token = tokens[mention.head]
    if draft.type != "ASSAULT" or token.head < 0 or tokens[token.head].lemma not in TOLL:
        return False
    return token.deprel in {"obj", "nsubj:pass"}


def _may_receive_at_home(named: Named, draft: Draft) -> bool:
    """Tell whether a deed may be done to somebody of the actor's own country."""
    if named.entity.sector == "MIL" and draft.type in {"MOBILIZE", "RETREAT"}:
        # Troops are sent and withdrawn: it is not done to them.
        return False
    if (
        draft.type in _ABROAD
        and named.entity.id == named.entity.country
        and is_for_state(draft.actors)
    ):
        # "Modi invited Lee to India": whoever acts for a state does it to somebody else.
        return False
    if not named.back and named.mention.how in {"name", "adjective"}:
        token = draft.sentence.tokens[named.mention.head]
        acting = {e.name for e in draft.actors}
        owned = draft.sentence.tokens[token.head].text if token.head >= 0 else ""
        if token.deprel in _OWNING and any(owned in name.split() for name in acting):
            # "Yemen's Houthis fired": on whom, it does not say.
            return False
    # "Chad bombed a school": whose, it does not say.
    return draft.type != "ASSAULT" or any(one.id != one.country for one in draft.actors)


def is_for_state(actors: Sequence[Entity]) -> bool:
    """Tell whether those who act are a state's, or the state."""
    return any(actor.sector in {"GOV", ""} for actor in actors)


# What whoever acts for a state does with others.
_ABROAD: Final = frozenset({"SUPPORT", "CONSULT", "COOPERATE", "AID"})
_OWNING: Final = frozenset({"nmod:poss", "amod", "compound", "nmod"})


def list_candidates(draft: Draft, story: Story) -> list[Candidate]:
    """List the countries that may take part in a deed, each with its marks."""
    acting, receiving = countries_of(draft.actors), countries_of(draft.recipients)
    stated = tuple(
        frozenset(party.entity.country for party in parties)
        for parties in (draft.reading.actors, draft.reading.recipients)
    )
    named = find_named(draft, story)
    partners = (other for one, other in story.dealings if one in acting)
    judged = judge_countries(draft)
    common = list(_marks_of_deed(draft, named))
    found = []
    for country in dict.fromkeys([*sorted(acting), *sorted(receiving), *named, *partners]):
        stand = _stand(country, acting, receiving)
        source = f"{stand}/{_stand(country, *stated)}"
        marks = {f"{mark} ^{stand}" for mark in common}
        marks.update(_marks_of_rules(draft, stand, source))
        marks.update(_marks_of_mentions(draft, named, country, stand, source))
        marks.update(_marks_of_judge(draft, judged, country, stand, source))
        marks.update(_marks_of_story(draft, story, country, stand))
        found.append(Candidate(country, named.get(country, ()), frozenset(marks)))
    return found


def _stand(country: str, acting: Iterable[str], receiving: Iterable[str]) -> str:
    """Give a letter for each part that a country has: A, R, AR, or - for none."""
    return ("A" if country in acting else "") + ("R" if country in receiving else "") or "-"


def find_named(draft: Draft, story: Story) -> dict[str, list[Named]]:
    """Find who is named in a deed's sentence and in those before, the nearest first."""
    found: dict[str, list[Named]] = {}
    at, here = draft.sentence.index, story.mentions[draft.sentence.index]
    telling: set[int] = set()
    if draft.type not in UTTERED:
        heads = {mention.head for mention in here}
        telling = find_tellers(draft.sentence, draft.reading.trigger, heads)
    for back in range(min(_BACK, at) + 1):
        for mention in story.mentions[at - back]:
            if back == 0 and mention.head in telling:
                continue
            for entity in mention.entities:
                if entity.sector != "MED" and entity.country:
                    found.setdefault(entity.country, []).append(Named(back, mention, entity))
    return found


def judge_countries(draft: Draft) -> dict[str, Chances]:
    """Give, by country, the best chance that one of its mentions acts, and that one receives."""
    found: dict[str, Chances] = {}
    for mention, acts, receives in draft.reading.shares:
        for entity in mention.entities:
            known = found.get(entity.country, (0.0, 0.0))
            found[entity.country] = max(known[0], acts), max(known[1], receives)
    return found


def _eighth(chance: float) -> int:
    return int(chance * 8)


def _marks_of_deed(draft: Draft, named: Mapping[str, Sequence[Named]]) -> Iterator[str]:
    entry, sentence, trigger = draft.reading.entry, draft.sentence, draft.reading.trigger
    kind, lemma, by = draft.type, lemma_of(draft), found_by(draft)
    mutual = entry.mutual or draft.reading.reciprocal
    actors, recipients = (
        min(len(countries_of(side)), 4) for side in (draft.actors, draft.recipients)
    )
    yield from ("", kind, f"lemma {lemma}", f"entry {entry.id}", f"{kind} mode {entry.mode}")
    yield from (f"{kind} {entry.pos}", f"{kind} mutual {mutual}", f"{kind} {draft.status}")
    yield from (by, f"{by} {kind}", f"actors {actors}", f"recipients {recipients}")
    yield f"{kind} actors {actors} recipients {recipients} mutual {mutual}"
    yield f"{kind} by {sector_of(draft.actors)} to {sector_of(draft.recipients)}"
    yield f"{kind} suffered {draft.reading.suffered}"
    for c in valency.objects(sentence, trigger):
        yield f"object {sentence.tokens[c].lemma.lower()}"
        yield f"{kind} has object"
    if names_victim(draft):
        yield "names a victim"
    if sentence.field == "title":
        yield "title"
    yield f"here {min(sum(rows[0].back == 0 for rows in named.values()), 5)}"
    yield f"heard {_eighth(draft.reading.heard)}" if draft.reading.shares else "unheard"


def found_by(draft: Draft) -> str:
    """Say whether the lexicon reads a deed, or the judge alone hears it."""
    return "judge" if draft.reading.entry.id.startswith("judge:") else "lexicon"


def names_victim(draft: Draft) -> bool:
    """Tell whether what is condemned names whom it befell: "condemned the attack on Chad"."""
    sentence = draft.sentence
    return draft.type in BLAMING and any(
        sentence.tokens[harm].lemma in HARMS
        and (
            any(frames.case_of(sentence, c) in BEFALLING for c in sentence.children[harm])
            or (is_blast(sentence, harm) and valency.noun_owners(sentence, harm))
        )
        for harm in valency.objects(sentence, draft.reading.trigger)
    )


# Of whom nothing tells who they are: an act done to them is done to nobody else.
OTHERS = frozenset(
    """country nation state government member ally partner company firm customer investor world
    public community reporter journalist donor lender creditor creditors nationals""".split()
)


def names_others(draft: Draft) -> bool:
    """Tell whether an act is done to people left unnamed: "offered aid to 53 countries"."""
    sentence, trigger = draft.sentence, draft.reading.trigger
    if draft.reading.entry.pos != "verb":
        return False
    things = valency.objects(sentence, trigger)
    heads = [
        *things,
        *(
            head
            for at in (trigger, *things)
            for place in ("to", "on", "with", "against", "for")
            for head in frames.phrases_after(sentence, at, place)
        ),
    ]
    return any(
        sentence.tokens[at].lemma in OTHERS and sentence.tokens[at].xpos == "NNS" for at in heads
    )


def sector_of(side: Sequence[Entity]) -> str:
    """Give the sector of the first on a side."""
    return side[0].sector if side else "nobody"


def _marks_of_rules(draft: Draft, stand: str, source: str) -> Iterator[str]:
    entry, kind = draft.reading.entry, draft.type
    by = found_by(draft)
    actors, recipients = (
        min(len(countries_of(side)), 3) for side in (draft.actors, draft.recipients)
    )
    mutual = entry.mutual or draft.reading.reciprocal
    yield from (f"rule {stand}", f"source {source}", f"{kind} rule {stand}")
    yield from (f"{kind} source {source}", f"{by} source {source}")
    yield from (f"lemma {lemma_of(draft)} rule {stand}", f"entry {entry.id} rule {stand}")
    yield f"{kind} rule {stand} actors {actors} recipients {recipients}"
    yield f"{kind} mutual {mutual} rule {stand}"


def _marks_of_mentions(
    draft: Draft, named: Mapping[str, Sequence[Named]], country: str, stand: str, source: str
) -> Iterator[str]:
    kind, trigger = draft.type, draft.reading.trigger
    mine = named.get(country, ())
    if country in NOWHERE:
        yield f"nowhere {stand}"
    if not mine:
        yield from ("unnamed", f"unnamed {source}")
        return
    near = mine[0]
    how, sector = near.mention.how, near.entity.sector
    yield from (f"back {near.back} {stand}", f"how {how} {stand}")
    yield f"sector {sector} {kind} {stand}"
    yield f"sector {sector} to {sector_of(draft.actors)} {stand}"
    yield f"back {near.back} {how} {source}"
    here = [one for one in mine if one.back == 0]
    for one in islice(here, _MENTIONS):
        path = f"path {describe_path(draft.sentence, one.mention.head, trigger)}"
        yield from (path, f"{path} {kind}", f"{path} {stand}", f"{path} {draft.reading.entry.pos}")
        yield f"{path} lemma {lemma_of(draft)}"
    if here:
        far = min(abs(one.mention.head - trigger) for one in here)
        yield f"far {min(far, 12) // 3} {stand}"
        yield f"{'after' if near.mention.head > trigger else 'before'} {kind} {stand}"
        nearer = sum(
            any(one.back == 0 and abs(one.mention.head - trigger) < far for one in rows)
            for other, rows in named.items()
            if other != country
        )
        yield f"nearer {min(nearer, 4)} {stand}"
    if "A" in stand:
        acting, by = {entity.id for entity in draft.actors}, sector_of(draft.actors)
        others = [one for one in mine if one.entity.id not in acting]
        yield f"at home {min(sum(one.back == 0 for one in others), 2)} {kind} {by}"
        if others:
            other = others[0]
            yield f"at home {other.entity.sector} {kind} {by} back {other.back}"
            yield f"at home {other.entity.sector} {kind} back {other.back}"


def _marks_of_judge(
    draft: Draft, judged: Mapping[str, Chances], country: str, stand: str, source: str
) -> Iterator[str]:
    if country not in judged:
        yield f"judge silent {source}"
        return
    kind = draft.type
    chances = judged[country]
    acts, receives = map(_eighth, chances)
    yield from (f"acts {acts}", f"receives {receives}", f"acts {acts} receives {receives}")
    yield from (f"acts {acts} {source}", f"receives {receives} {source}")
    yield from (f"{kind} acts {acts} {stand}", f"{kind} receives {receives} {stand}")
    first, second = (
        sum(other[part] > chances[part] for other in judged.values())
        for part in (ACTING, RECEIVING)
    )
    yield f"judge's rank {min(first, 3)} {min(second, 3)} {stand}"


def _marks_of_story(draft: Draft, story: Story, country: str, stand: str) -> Iterator[str]:
    own, kind = countries_of(draft.actors), draft.type
    counts = {one: count for one, count in story.counts.items() if one not in NOWHERE}
    mine = counts.get(country, 0)
    yield f"rank {min(sum(count > mine for count in counts.values()), 3)} {stand}"
    yield f"named {share_of(mine, sum(counts.values()))} {stand}"
    yield f"countries {min(len(counts), 4)} {stand}"
    times: Counter[str] = Counter()
    for (one, other), count in story.dealings.items():
        if one in own and other not in own:
            times[other] += count
    yield f"dealings {min(times[country], 3)} {stand}"
    yield f"share {share_of(times[country], times.total())} {stand}"
    if draft.place is not None and draft.place.place.country == country:
        yield f"place {kind} {stand}"
    for one in own:
        if story.told.get((one, country, kind)):
            yield f"same type elsewhere {stand}"
        if story.told.get((one, country, kind, lemma_of(draft))):
            yield f"same word elsewhere {stand}"
        if story.told.get((country, one, kind)):
            yield f"same type in return {stand}"


def weigh(marks: Iterable[str], weights: Mapping[str, Chances]) -> Chances:
    """Give the chances of acting and of receiving: the logistic of the sum of the weights."""
    known = [weights[mark] for mark in marks if mark in weights]
    acts, receives = (math.fsum(pair[part] for pair in known) for part in (ACTING, RECEIVING))
    return 1 / (1 + math.exp(-acts)), 1 / (1 + math.exp(-receives))


@functools.cache
def load_weights() -> Mapping[str, Chances]:
    """Load the weights of the marks, for acting and for receiving."""
    return {mark: (acts, receives) for mark, (acts, receives) in read_weights("roles.tsv").items()}

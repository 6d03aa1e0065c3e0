"""Which place belongs to a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import carriers, frames, valency
from communique.coding.harms import HARMS
from communique.coding.linking import PERFORMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.coding.readings import Reading
    from communique.mentions.places import PlaceMention
    from communique.types import Sentence

PLACING = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "to",
        "within",
        "off",
        "on",
        "into",
        "across",
        "through",
        "over",
        "along",
    }
)


# Kinds of place and of building that a place's name stands before.
SITES = frozenset(
    "airport airfield airbase base province region district area city town suburb camp village "
    "port harbour harbor valley governorate county prefecture oblast territory peninsula island "
    "hospital mosque prison square stadium station neighbourhood neighborhood range cosmodrome "
    "site facility".split()
)
# Deeds that a place's name stands before: "the Tel Aviv bombing", "a Brussels summit".
OCCASIONS = HARMS | frozenset(
    """summit conference forum talk talks congress meeting negotiation rally protest demonstration
    march riot siege battle""".split()
)
ASIDES = frozenset({"wake", "aftermath", "eve", "light", "response", "reaction", "protest"})
# Verbs that say what an attack did.
TOLL = frozenset(
    {"kill", "leave", "wound", "injure", "hit", "strike", "destroy", "claim", "shake"}
)
# "while staying in Moscow, he will meet": where somebody is, the rest is done as well.
STAYS = frozenset({"stay", "stop"})
COMPASS = frozenset({"north", "south", "east", "west"})


def find_place(
    sentence: Sentence, trigger: int, carrier: int | None, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Find the place of a deed: a locative phrase on it, its carrier or its clause's predicate."""
    tokens = sentence.tokens
    heads = [trigger] if carrier is None else [trigger, carrier]
    happening = carriers.happening_of(sentence, trigger)
    if happening is not None:
        heads.append(happening)
    heads += (
        c
        for c in sentence.children[trigger]
        # "the summit, to be held in Dhaka", "strikes which killed ten in Kunduz"
        if (tokens[c].deprel == "acl" and tokens[c].text.lower() in PERFORMED)
        or (tokens[c].deprel == "acl:relcl" and tokens[c].lemma in TOLL)
    )
    at = trigger
    for _ in range(4):
        token = tokens[at]
        if token.head < 0 or token.deprel in {"ccomp", "parataxis", "acl:relcl", "advcl"}:
            break
        at = token.head
        heads.append(at)
    best: tuple[int, int] | None = None
    chosen = None
    for place in places:
        own = _site_of(sentence, place.head)
        if own is None:
            continue
        case = frames.case_of(sentence, own)
        above = own if own in heads and own != place.head else tokens[own].head
        climbed = 0
        # "in the Pacific coast city of Vladivostok", "in the northern English city Liverpool"
        while (
            above >= 0
            and above not in heads
            and climbed < 3
            and (tokens[above].upos not in {"VERB", "AUX"} or tokens[above].lemma in STAYS)
        ):
            if tokens[above].lemma in ASIDES:
                # "in the wake of a coup in Accra": what else happened there.
                above = -1
                break
            if case == "of" and tokens[above].lemma.lower() in COMPASS:
                # "at a post south of Damascus"
                case = "near"
            if case in {"", "of"}:
                case = frames.case_of(sentence, above) or case
            above = tokens[above].head
            climbed += 1
        if above < 0 or above not in heads:
            continue
        # "visited Hanoi", "captured Shusha": the object is where it happened.
        if (
            case not in PLACING
            and above != own
            and tokens[place.head].text != "here"
            and not (
                case == ""
                and tokens[own].deprel in {"obj", "nsubj:pass"}
                and above == trigger
                and place.place.latitude is not None
            )
        ):
            continue
        rank = (heads.index(above), abs(place.first - trigger))
        if best is None or rank < best:
            best, chosen = rank, place
    return chosen


def _site_of(sentence: Sentence, head: int) -> int | None:
    """Return the word that heads a place's phrase: "Warsaw airport", "Herat province".

    None where the name only describes something: "the Black Sea peninsula of Crimea".
    """
    token = sentence.tokens[head]
    if token.deprel not in {"compound", "amod"}:
        return head
    above = sentence.tokens[token.head].lemma.lower()
    named = any(
        c > token.head and frames.case_of(sentence, c) == "of"
        for c in sentence.children[token.head]
    )
    if above in SITES:
        return None if named else token.head
    return token.head if above in OCCASIONS else None


def find_where(
    sentence: Sentence, trigger: int, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Find the place that a clause is about: "Lahore, where they signed a declaration"."""
    tokens = sentence.tokens
    at = trigger
    for _ in range(4):
        for child in sentence.children[at]:
            if tokens[child].text.lower() == "where":
                near = [p for p in places if 0 <= child - p.last <= _BEFORE_WHERE]
                return min(near, key=lambda p: p.first, default=None)
        at = tokens[at].head
        if at < 0:
            break
    return None


# "Lahore, Pakistan, where"
_BEFORE_WHERE = 3
ARRIVALS = frozenset({"arrive", "land", "visit", "tour", "stay"})


def find_arrival(
    sentence: Sentence, parties: Sequence[int], places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Find where one who is met has come to: "met Ruto, who had arrived in Accra"."""
    for party in parties:
        for child in sentence.children[party]:
            token = sentence.tokens[child]
            if token.deprel in {"acl:relcl", "acl"} and token.lemma in ARRIVALS:
                own = set(sentence.children[child])
                found = next((p for p in places if p.head in own), None)
                if found is not None:
                    return found
    return None


JOURNEYS = frozenset(
    {"leave", "fly", "travel", "go", "head", "come", "return", "depart", "arrive"}
)

LEAVING = frozenset({"leave", "depart"})

# Where force is used or given up is told by what it is used on: "withdrew from Heglig".
AIMED: Mapping[str, tuple[str, ...]] = {
    "ASSAULT": ("object", "on", "at", "against", "into"),
    "RETREAT": ("object", "from", "of"),
    "MOBILIZE": ("to", "into", "near", "around", "on", "from"),
    "COERCE": ("at", "on"),
}


def find_aim(
    sentence: Sentence, kind: str, trigger: int, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Find the place on which a deed of force is done, from which it withdraws, or of a meeting.

    "is leaving for London to meet Hague": they meet where the journey goes.
    """
    token = sentence.tokens[trigger]
    if kind == "CONSULT" and token.deprel == "advcl" and token.xpos == "VB" and token.head >= 0:
        if sentence.tokens[token.head].lemma in JOURNEYS:
            goals = {
                head
                for word in ("to", "for", "in")
                for head in frames.phrases_after(sentence, token.head, word)
            }
            return next((place for place in places if place.head in goals), None)
    # "ordered his troops to withdraw from Heglig"
    doings = [
        c
        for c in sentence.children[trigger]
        if sentence.tokens[c].deprel in {"xcomp", "advcl"} and sentence.tokens[c].xpos == "VB"
    ]
    for where in AIMED.get(kind, ()):
        heads = [
            *(find_targets(sentence, trigger) if where == "object" else ()),
            *(h for t in (trigger, *doings) for h in frames.phrases_after(sentence, t, where)),
        ]
        for head in heads:
            for place in places:
                above = sentence.tokens[place.head].head
                if (
                    sentence.tokens[head].deprel == "appos"
                    and sentence.tokens[head].head == place.head
                ):
                    # "Shusha, the second city, which was captured"
                    return place
                inside = above == head and frames.case_of(sentence, place.head) in {"of", "in", ""}
                if place.head == head or (
                    inside and (place.head > head or _site_of(sentence, place.head) == head)
                ):
                    return place
    return None


def find_targets(sentence: Sentence, trigger: int) -> Sequence[int]:
    """Find on what a deed of force is done, as far as words say: "an oilfield they seized"."""
    token = sentence.tokens[trigger]
    found = valency.objects(sentence, trigger)
    if not found and token.deprel == "acl:relcl" and token.xpos in {"VBD", "VBZ", "VBP"}:
        return [token.head]
    return found


def find_goal(
    sentence: Sentence, trigger: int, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Find where one goes who leaves: "left Kathmandu for Dhaka"."""
    goals = frames.phrases_after(sentence, trigger, "for")
    return next((place for place in places if place.head in goals), None)


def place_deed(
    sentence: Sentence, reading: Reading, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Find the place of a deed as its sentence tells it, by the surest sign first."""
    if not places:
        return None
    kind, trigger = reading.entry.type, reading.trigger
    leaves = kind == "CONSULT" and sentence.tokens[trigger].lemma in LEAVING
    place = (
        (find_goal(sentence, trigger, places) if leaves else None)
        or find_place(sentence, trigger, reading.carrier, places)
        or find_where(sentence, trigger, places)
        or find_aim(sentence, kind, trigger, places)
    )
    if place is None and kind == "CONSULT":
        parties = [p.mention.head for p in (*reading.actors, *reading.recipients)]
        place = find_arrival(sentence, parties, places)
    return place

"""Which date and which place belong to a deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.anchoring import FENCES, Anchored, belongs
from communique.coding.distances import count_off
from communique.mentions.edtf import interval_of
from communique.types import When

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from communique.mentions.places import PlaceMention
    from communique.types import Sentence

UNKNOWN = When(start=None, end=None, edtf=None, timex="", basis="unknown")
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


def find_when(
    sentence: Sentence, trigger: int, carrier: int | None, dates: Sequence[Anchored]
) -> tuple[When | None, str]:
    """Find the expression that dates a deed: the nearest above it in the tree, in its clause."""
    usable = [
        a
        for a in dates
        if a.when.kind != "duration" and (a.when.start is not None or a.when.end is not None)
    ]
    if not usable:
        return None, "no date in the sentence"
    counted = count_off(sentence, trigger, dates, usable)
    if counted is not None:
        return counted
    tokens = sentence.tokens
    at: int = trigger
    for step in range(8):
        near = [a for a in usable if belongs(sentence, a, at)]
        if near:
            best = min(near, key=lambda a: (a.when.kind != "date", abs(a.first - trigger)))
            if _follows_since(sentence, at, best.first):
                return since(best.when), f"since “{best.when.text}”"
            return best.when, f"“{best.when.text}” modifies “{tokens[at].text}”"
        if step == 0 and carrier is not None:
            near = [a for a in usable if belongs(sentence, a, carrier)]
            if near:
                best = min(near, key=lambda a: abs(a.first - trigger))
                return best.when, f"“{best.when.text}” modifies “{tokens[carrier].text}”"
        token = tokens[at]
        if token.head < 0:
            break
        if token.deprel in FENCES:
            # What is said has its own time, not that of the saying.
            break
        if token.deprel in {"acl:relcl", "advcl"} and opens_with_when(sentence, at):
            before = date_before_when(sentence, at, usable)
            if before is not None:
                return closed(before), f"“{before.text}, when”"
        if token.deprel == "acl:relcl" and tokens[at].upos == "VERB":
            break
        if (
            token.deprel == "advcl"
            and tokens[at].xpos not in {"VBG", "VBN", "VB"}
            and frames.case_of(sentence, at) not in {"as", "when", "while"}
            and not opens_with_when(sentence, at)
        ):
            break
        if token.deprel == "acl" and tokens[at].xpos == "VBN":
            break
        if (
            token.deprel in {"nmod", "obl"}
            and frames.case_of(sentence, at)
            in {
                "after",
                "following",
                "since",
                "before",
                "over",
                "ahead of",
                "despite",
                "because of",
            }
            and step > 0
        ):
            break
        at = token.head
    return date_beside(sentence, trigger, usable)


def _follows_since(sentence: Sentence, verb: int, date: int) -> bool:
    """Tell whether a date stands in or after a clause of time: "since mobs rioted on Tuesday"."""
    return any(
        sentence.tokens[c].deprel == "advcl"
        and frames.case_of(sentence, c) == "since"
        and verb < c < date
        for c in sentence.children[verb]
    )


def opening_of(sentence: Sentence, clause: int) -> int | None:
    """Find the "when" or "where" that opens a clause."""
    tokens = sentence.tokens
    return next(
        (
            c
            for c in sentence.children[clause]
            if c < clause and tokens[c].text.lower() in {"when", "where"}
        ),
        None,
    )


def opens_with_when(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause goes on from its matrix: "in 2010 he was freed, when they swapped"."""
    return opening_of(sentence, clause) is not None


def date_before_when(sentence: Sentence, clause: int, usable: Sequence[Anchored]) -> When | None:
    """Find the date that a clause tells more of: "since 1985, when it sent home 31"."""
    opening = opening_of(sentence, clause)
    tokens = sentence.tokens
    if opening is None or tokens[opening].text.lower() != "when":
        return None
    for anchored in usable:
        span = anchored.when.span
        if span is None or span.end > tokens[opening].start:
            continue
        between = [t for t in tokens if span.end <= t.start < tokens[opening].start]
        if all(t.text == "," for t in between):
            return anchored.when
    return None


def closed(when: When) -> When:
    """Give the days that a date itself names, whatever opened it: 1985 of "since 1985"."""
    try:
        start, end = interval_of(when.timex)
    except ValueError:
        return when
    return replace(when, start=start, end=end, edtf=when.timex)


def date_beside(
    sentence: Sentence, trigger: int, usable: Sequence[Anchored]
) -> tuple[When | None, str]:
    """Find the date of a clause that happens at the same time: "as it began … in the 1980s"."""
    tokens, children = sentence.tokens, sentence.children
    shared = coordinated_date(sentence, trigger, usable)
    if shared is not None:
        return shared, f"“{shared.text}” dates a coordinated clause"
    chain = [trigger]
    while (
        tokens[chain[-1]].deprel in {"xcomp", "obj", "obl", "conj"} and tokens[chain[-1]].head >= 0
    ):
        chain.append(tokens[chain[-1]].head)
    for at in chain:
        for c in children[at]:
            case = frames.case_of(sentence, c)
            if tokens[c].deprel != "advcl" or case not in {"as", "when", "while", "since"}:
                continue
            inner = [c, *(k for k in children[c] if tokens[k].deprel == "xcomp")]
            for anchored in usable:
                if any(belongs(sentence, anchored, k) for k in inner):
                    when = anchored.when
                    if case == "since":
                        return since(when), f"since “{when.text}”"
                    return when, f"“{when.text}” dates a clause beside it"
    return None, "no date in the clause"


def coordinated_date(sentence: Sentence, trigger: int, usable: Sequence[Anchored]) -> When | None:
    """Find the date that a later conjunct bears for all: "expelled ten and left on Monday"."""
    tokens, children = sentence.tokens, sentence.children
    for c in children[trigger]:
        if (
            tokens[c].deprel == "conj"
            and tokens[c].xpos == tokens[trigger].xpos
            and not any(tokens[k].deprel in frames.SUBJECTS for k in children[c])
        ):
            for anchored in usable:
                if belongs(sentence, anchored, c):
                    return anchored.when
    return None


def since(when: When) -> When:
    """Open a date to the future: from its start on."""
    edtf = None if when.edtf is None else f"{when.edtf.split('/')[0]}/.."
    return replace(when, end=None, edtf=edtf)


def inferred_lead(published: date) -> When:
    """Date an undated past deed of the lead: at most the last seven days before publication."""
    start = published - timedelta(days=6)
    return When(
        start=start,
        end=published,
        edtf=f"{start.isoformat()}/{published.isoformat()}",
        timex="",
        basis="inferred",
    )


def as_relative(when: When) -> When:
    """Mark a date that a deed takes over from its story, not from its own clause."""
    return replace(when, basis="inferred")


COMPASS = frozenset({"north", "south", "east", "west"})


def find_place(
    sentence: Sentence, trigger: int, carrier: int | None, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Find the place of a deed: a locative phrase on it, its carrier or its clause's predicate."""
    tokens = sentence.tokens
    heads = [trigger] if carrier is None else [trigger, carrier]
    happening = frames.happening_of(sentence, trigger)
    if happening is not None:
        heads.append(happening)
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
        if tokens[place.head].deprel in {"compound", "amod"}:
            # "the Pacific coast city of Vladivostok"
            continue
        case = frames.case_of(sentence, place.head)
        above = tokens[place.head].head
        climbed = 0
        # "in the Pacific coast city of Vladivostok", "in the northern English city Liverpool"
        while (
            above >= 0
            and above not in heads
            and climbed < 3
            and tokens[above].upos not in {"VERB", "AUX"}
        ):
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
            and tokens[place.head].text != "here"
            and not (
                case == ""
                and tokens[place.head].deprel in {"obj", "nsubj:pass"}
                and above == trigger
            )
        ):
            continue
        rank = (heads.index(above), abs(place.first - trigger))
        if best is None or rank < best:
            best, chosen = rank, place
    return chosen


JOURNEYS = frozenset(
    {"leave", "fly", "travel", "go", "head", "come", "return", "depart", "arrive"}
)

# Where force is used or given up is told by what it is used on: "withdrew from Heglig".
AIMED: Mapping[str, tuple[str, ...]] = {
    "ASSAULT": ("object", "on", "at", "against", "into"),
    "RETREAT": ("object", "from", "of"),
    "MOBILIZE": ("to", "into", "near", "around", "on"),
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
    for where in AIMED.get(kind, ()):
        heads = (
            frames.objects(sentence, trigger)
            if where == "object"
            else frames.phrases_after(sentence, trigger, where)
        )
        for head in heads:
            for place in places:
                above = sentence.tokens[place.head].head
                inside = above == head and frames.case_of(sentence, place.head) in {"of", "in", ""}
                if place.head == head or (inside and place.head > head):
                    return place
    return None

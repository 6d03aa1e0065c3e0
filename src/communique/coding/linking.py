"""Which date belongs to a deed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.anchoring import FENCES, Anchored, belongs
from communique.coding.distances import count_off
from communique.coding.reactions import date_apart
from communique.mentions.edtf import interval_of
from communique.types import When

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from communique.types import Sentence

UNKNOWN = When(start=None, end=None, edtf=None, timex="", basis="unknown")


def find_when(
    sentence: Sentence,
    trigger: int,
    carrier: int | None,
    dates: Sequence[Anchored],
    today: When | None = None,
) -> tuple[When | None, str]:
    """Find the expression that dates a deed: the nearest above it in the tree, in its clause.

    `today` is the day of the story, from which "the move came a day after" is counted.
    """
    usable = [a for a in dates if a.when.start is not None or a.when.end is not None]
    counted = count_off(sentence, trigger, dates, usable, today)
    if counted is not None:
        return counted
    if not usable:
        return None, "no date in the sentence"
    apart = date_apart(sentence, trigger, usable) if carrier is None else None
    if apart is not None:
        return apart
    tokens = sentence.tokens
    at: int = trigger
    for step in range(8):
        near = [a for a in usable if belongs(sentence, a, at)]
        if near:
            best = min(near, key=lambda a: (a.when.kind != "date", abs(a.first - trigger)))
            if _follows_since(sentence, at, best.first):
                return since(best.when), f"since “{best.when.text}”"
            return best.when, f"“{best.when.text}” modifies “{tokens[at].text}”"
        if step == 0 and (performed := performed_date(sentence, trigger, usable)) is not None:
            return performed, f"done on “{performed.text}”"
        if step == 0 and carrier is not None:
            near = [a for a in usable if belongs(sentence, a, carrier)]
            if near:
                best = min(near, key=lambda a: abs(a.first - trigger))
                return best.when, f"“{best.when.text}” modifies “{tokens[carrier].text}”"
        token = tokens[at]
        if token.head < 0 or tokens[token.head].lemma == "anniversary":
            break
        if token.deprel in FENCES:
            # What is said has its own time, not that of the saying.
            break
        if token.deprel in {"acl:relcl", "advcl"} and opens_with_when(sentence, at):
            before = date_before_when(sentence, at, usable)
            if before is not None:
                return closed(before), f"“{before.text}, when”"
        if token.deprel == "acl:relcl" and token.upos == "VERB" and not goes_on(sentence, at):
            break
        if (
            token.deprel == "advcl"
            and tokens[at].xpos not in {"VBG", "VBN", "VB"}
            and frames.case_of(sentence, at) not in BESIDE
            and not opens_with_when(sentence, at)
        ):
            break
        if token.deprel == "acl" and (token.xpos == "VBN" or is_content(sentence, at)):
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
        if token.deprel == "obl" and frames.case_of(sentence, at) == "under":
            # "Under the pact, Peru will cut duties in July": the pact came before.
            break
        at = governor_of(sentence, at)
    return date_beside(sentence, trigger, usable)


# These join clauses that tell of one time.
BESIDE = frozenset({"as", "when", "while"})


def governor_of(sentence: Sentence, index: int) -> int:
    """Return the word that another hangs on: the saying where it follows that.

    Of "“…,” she said after meeting them" parsers hang the meeting on the verb of what she said.
    """
    tokens = sentence.tokens
    head = tokens[index].head
    above = tokens[head].head
    behind = tokens[head].deprel == "ccomp" and head < above < index
    return above if behind else head


def is_content(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause says what a noun holds: "charges that soldiers killed ten"."""
    tokens = sentence.tokens
    return any(
        tokens[c].deprel == "mark" and tokens[c].lemma == "that" for c in sentence.children[clause]
    )


PERFORMED = frozenset(
    """held signed reached made imposed launched carried staged concluded conducted opened convened
    committed given issued announced begun""".split()
)


def performed_date(sentence: Sentence, trigger: int, usable: Sequence[Anchored]) -> When | None:
    """Find when a noun's deed was done: "attended the summit held on May 4"."""
    tokens = sentence.tokens
    if tokens[trigger].upos not in {"NOUN", "PROPN"}:
        return None
    for c in sentence.children[trigger]:
        if tokens[c].deprel == "acl" and tokens[c].text.lower() in PERFORMED:
            for anchored in usable:
                if belongs(sentence, anchored, c):
                    return anchored.when
    return None


SCHEDULED = frozenset({"scheduled", "set", "slated", "due", "planned", "expected"})
TAKING_PART = frozenset({"attend", "address", "join", "host", "chair", "hold", "lead"})


def scheduled_date(sentence: Sentence, trigger: int, usable: Sequence[Anchored]) -> When | None:
    """Find the date for which a meeting is set: "will attend talks scheduled for May 3"."""
    tokens, children = sentence.tokens, sentence.children
    nouns = [trigger]
    if tokens[trigger].lemma in TAKING_PART:
        nouns = valency.objects(sentence, trigger)
    nouns = [k for noun in nouns for k in phrase_of(sentence, noun)]
    for noun in nouns:
        for c in children[noun]:
            word = tokens[c].text.lower()
            if tokens[c].deprel in {"acl", "amod"} and word in SCHEDULED | PERFORMED:
                for anchored in usable:
                    if belongs(sentence, anchored, c):
                        return anchored.when
    return None


def phrase_of(sentence: Sentence, noun: int) -> list[int]:
    """List a noun and those that hang on it: "the summit of the forum on trade set for May"."""
    tokens = sentence.tokens
    found = [noun]
    for at in found:
        found += [
            c
            for c in sentence.children[at]
            if c > at and tokens[c].deprel == "nmod" and tokens[c].upos in {"NOUN", "PROPN"}
        ]
    return found


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


def is_when(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause says when another was: "when it won the vote in 1994"."""
    opening = opening_of(sentence, clause)
    return opening is not None and sentence.tokens[opening].text.lower() == "when"


def opens_with_when(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause goes on from its matrix: "in 2010 he was freed, when they swapped"."""
    return opening_of(sentence, clause) is not None


def goes_on(sentence: Sentence, clause: int) -> bool:
    """Tell whether a clause tells what happened then and there: "flew to Bonn, where he met"."""
    tokens, children = sentence.tokens, sentence.children
    if tokens[clause].xpos != "VBD":
        return False
    for c in children[clause]:
        word = tokens[c].text.lower()
        if c < clause and word == "where":
            return True
        if c < clause and word == "which":
            return frames.case_of(sentence, c) in {"during", "at"}
    return False


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
    planned = scheduled_date(sentence, trigger, usable)
    if planned is not None:
        return planned, f"set for “{planned.text}”"
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
            # "Opening the fair on Monday, he called for", "broke the truce by firing on Monday"
            participle = tokens[c].xpos == "VBG" and (case == "by" or (case == "" and c < at))
            beside = case in BESIDE | {"since"} or participle or is_when(sentence, c)
            if tokens[c].deprel != "advcl" or not beside:
                continue
            inner = [c, *(k for k in children[c] if tokens[k].deprel == "xcomp")]
            for anchored in usable:
                if any(belongs(sentence, anchored, k) for k in inner):
                    when = anchored.when
                    if case == "since":
                        return since(when), f"since “{when.text}”"
                    return when, f"“{when.text}” dates a clause beside it"
    for at in chain:
        told = date_of_noun(sentence, at, usable)
        if told is not None:
            return told, f"“{told.text}” dates what it is told of"
        taking = date_of_participle(sentence, at, usable)
        if taking is not None:
            return taking, f"“{taking.text}” dates what its subject did then"
    return None, "no date in the clause"


def date_of_noun(sentence: Sentence, clause: int, usable: Sequence[Anchored]) -> When | None:
    """Find the date of the noun that a relative clause tells more of: "the 1998 raid that killed".

    "the convoy that flew in aid": only what happens has a date of its own before it or behind.
    """
    tokens = sentence.tokens
    if tokens[clause].deprel != "acl:relcl" or tokens[clause].xpos not in {"VBD", "VBN"}:
        return None
    at = tokens[clause].head
    for _ in range(3):
        if at < 0 or tokens[at].upos not in {"NOUN", "PROPN"}:
            return None
        for anchored in usable:
            if anchored.head == at and anchored.when.kind == "date" and tokens[at].upos == "NOUN":
                return anchored.when
        if tokens[at].deprel != "nmod":
            return None
        at = tokens[at].head
    return None


def date_of_participle(sentence: Sentence, verb: int, usable: Sequence[Anchored]) -> When | None:
    """Find the date in an aside on the subject: "the ministers, meeting on Monday, agreed"."""
    tokens, children = sentence.tokens, sentence.children
    for subject in valency.subjects(sentence, verb):
        for c in children[subject]:
            if tokens[c].deprel == "acl" and tokens[c].xpos == "VBG" and subject < c < verb:
                for anchored in usable:
                    if belongs(sentence, anchored, c):
                        return anchored.when
    return None


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

"""Make the drafts of a sentence: readings with their status, date, place, count and sources."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.absorbing import drop_absorbed
from communique.coding.anchoring import (
    Anchored,
    anchor_dates,
    belongs,
    followed_within_hours,
)
from communique.coding.attribution import (
    Source,
    find_quote,
    find_sources,
    find_speaker,
    find_teller,
    make_attribution,
)
from communique.coding.carriers import happening_of
from communique.coding.counts import find_count, find_shares
from communique.coding.drafts import Draft
from communique.coding.hearers import address
from communique.coding.linking import find_when
from communique.coding.parties import make_cast
from communique.coding.placing import place_deed
from communique.coding.predicates import HEADLINED, PURPOSE, REFUSED
from communique.coding.proposals import weigh
from communique.coding.readings import find_readings
from communique.coding.spokesmen import find_spokesman, find_voice
from communique.coding.status import find_status
from communique.language.tree import ancestors
from communique.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.coding.parties import Cast
    from communique.coding.readings import Reading
    from communique.lexicon import Lexicon
    from communique.mentions.places import PlaceMention
    from communique.types import ActorMention, Sentence, Status, When

# "Under no circumstances will Chad pay", "sent troops to take the town": not for the judge to say.
_FIRM = frozenset({HEADLINED, PURPOSE, REFUSED})


# From this chance on the judge is believed when it gives a deed another status than the rules.
SURE_OF_STATUS = 0.75


def judge_status(sentence: Sentence, reading: Reading) -> tuple[Status, str]:
    """Find whether a deed has happened, and why: by the rules, or by the judge if it is sure."""
    status, why = find_status(sentence, reading)
    if reading.judged is not None:
        judged, chance = reading.judged
        if judged == "negated" and _stands_despite(sentence, reading):
            return status, why
        if judged != status and chance >= SURE_OF_STATUS and why not in _FIRM:
            return judged, f"the judge gives {chance:.2f}, the rules {status}: {why}"
    return status, why


def _stands_despite(sentence: Sentence, reading: Reading) -> bool:
    """Tell whether a "not" beside a deed does not undo it.

    A refusal is made, though what is refused is not done; "the talks would not delay the vote":
    what they do not do, they are there.
    """
    return reading.entry.type == "REJECT" or (
        reading.anaphoric
        and sentence.tokens[reading.trigger].deprel == "nsubj"
        and happening_of(sentence, reading.trigger) is None
    )


def make_drafts(
    sentence: Sentence,
    mentions: Sequence[ActorMention],
    dates: Sequence[When],
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
    speaker: Source | None,
    today: When | None = None,
    *,
    teller: Source | None = None,
) -> tuple[list[Draft], Source | None]:
    """Make the drafts of one sentence; with them, who speaks in it, for what is quoted next.

    `speaker` is whose quotation may go on, `teller` who spoke last.
    """
    cast = make_cast(mentions)
    readings = weigh(sentence, cast, find_readings(sentence, cast, lexicon), lexicon)
    own_speaker = find_speaker(sentence, cast)
    if not readings:
        return [], own_speaker
    anchored = anchor_dates(sentence, dates)
    drafts = []
    for reading in readings:
        status, status_why = judge_status(sentence, reading)
        when, when_why = find_when(sentence, reading.trigger, reading.carrier, anchored, today)
        if (
            when is not None
            and status == "occurred"
            and reading.entry.pos == "noun"
            and reading.entry.type in HELD
            and when_why.endswith(f"modifies “{sentence.tokens[reading.trigger].text}”")
            and is_ahead(when, today)
        ):
            # "ahead of a meeting of the union next month"
            status, status_why = "planned", f"“{when.text}” lies ahead"
        if when is not None and status == "occurred" and is_ahead(when, today):
            # "asked on Thursday for a meeting on Tuesday"
            past = [a for a in anchored if not is_ahead(a.when, today)]
            other, why = find_when(sentence, reading.trigger, reading.carrier, past, today)
            when, when_why = (other, why) if other is not None else (when, when_why)
        planned = status == "planned"
        if (
            when is not None
            and planned
            and is_of_the_planning(sentence, reading, anchored, when, today)
        ):
            when_why = f"“{when.text}” is of the planning"
            when = None
        if when is not None and is_deadline(sentence, reading.entry.type, reading.trigger, when):
            when_why = f"“{when.text}” is a deadline"
            when = None
        token = sentence.tokens[reading.trigger]
        if (
            when is None
            and status == "occurred"
            and token.deprel == "advcl"
            and frames.case_of(sentence, token.index) in {"after", "when"}
        ):
            # "It was back on the calendar on June 1, after he received an aide."
            when, when_why = find_when(sentence, token.head, None, anchored)
        if when is None and status == "occurred":
            soon = followed_within_hours(sentence, reading.trigger)
            if soon is not None:
                when, when_why = find_when(sentence, soon, None, anchored)
        sources = find_sources(sentence, cast, reading.trigger)
        sources = find_teller(sentence, reading.trigger, sources, teller)
        if not sources and find_quote(sentence, reading.trigger) is not None:
            heard = own_speaker or speaker
            if heard is not None and (own_speaker is None or own_speaker.cue != reading.trigger):
                sources = [heard]
        doers = tuple(party.entity for party in reading.actors)
        spokesman = (
            find_spokesman(sentence, reading.entry.type, reading.trigger, doers, sources)
            if when is None
            else None
        )
        if spokesman is not None:
            doers = (spokesman.entity,)
            sources = [source for source in sources if source is not spokesman]
        voice = find_voice(sentence, reading.entry.type, reading.trigger, doers, cast)
        if voice is not None:
            doers = (voice,)
        draft = Draft(
            sentence=sentence,
            reading=reading,
            actors=doers,
            recipients=tuple(party.entity for party in reading.recipients),
            status=status,
            when=when,
            place=place_deed(sentence, reading, places),
            count=find_count(sentence, reading.trigger, reading.carrier),
            attribution=tuple(
                make_attribution(sentence, source)
                if source is not speaker or own_speaker is speaker
                else _heard(source, sentence, reading.trigger)
                for source in sources
            ),
            why=(
                f"entry {reading.entry.id} by “{sentence.tokens[reading.trigger].text}”",
                *(f"actor {p.entity.name}: {p.mention.how}" for p in reading.actors),
                *(f"recipient {p.entity.name}: {p.mention.how}" for p in reading.recipients),
                f"status {status}: {status_why}",
                f"date: {when_why}",
                *(f"rejected {text}" for text in reading.rejected),
            ),
        )
        shares = _shares(draft, cast)
        # Who has a share of his own in "4 meetings with Xi, 3 with Moon" has none in the first.
        apart = {e.id for share in shares for e in share.actors[-1:]}
        first = tuple(e for e in draft.actors if e.id not in apart)
        drafts.append(replace(draft, actors=first) if shares else draft)
        drafts.extend(shares)
    return [address(draft, drafts, cast) for draft in drop_absorbed(drafts)], own_speaker


# What is held on its day.
HELD = frozenset({"CONSULT", "COOPERATE", "PROTEST"})


GONE = re.compile(r"(?i)\b(ago|yesterday|last (week|month|year|night|\w+day))\b")


def is_ahead(when: When, today: When | None) -> bool:
    """Tell whether a date lies after the day of the story."""
    if today is None or today.end is None or when.start is None:
        return False
    return when.kind == "date" and when.start > today.end


def is_of_the_planning(
    sentence: Sentence,
    reading: Reading,
    dates: Sequence[Anchored],
    when: When,
    today: When | None,
) -> bool:
    """Tell the date of a plan from that of what is planned: "agreed on Monday to meet"."""
    if is_gone(when):
        return True
    if today is None or today.end is None or when.end is None or when.end > today.end:
        return False
    tokens = sentence.tokens
    if any(a.when is when and belongs(sentence, a, reading.trigger) for a in dates):
        return False
    for at in islice(ancestors(sentence, reading.trigger), 3):
        if tokens[at].lemma in PLANNING and tokens[at].xpos in {"VBD", "VBN"}:
            return any(a.when is when and belongs(sentence, a, at) for a in dates)
    return False


PLANNING = frozenset(
    """agree call urge ask demand vow promise pledge threaten decide announce offer propose invite
    appeal warn""".split()
)


def is_gone(when: When) -> bool:
    """Tell whether words of time point back: what is planned is not of "two weeks ago"."""
    return when.text is not None and GONE.search(when.text) is not None


def is_deadline(sentence: Sentence, kind: str, trigger: int, when: When) -> bool:
    """Tell whether a date is by when something is demanded or promised: "until Tuesday"."""
    if when.span is None:
        return False
    before = [t.text.lower() for t in sentence.tokens if t.end <= when.span.start][-4:]
    until = bool({"until", "till"} & set(before))
    if kind not in {"THREATEN", "REQUEST", "AGREE"}:
        return until and sentence.tokens[trigger].lemma in PUTTING_OFF
    return until or before[-1:] == ["by"]


PUTTING_OFF = frozenset({"extend", "postpone", "delay", "prolong", "suspend", "adjourn", "defer"})


def _heard(source: Source, sentence: Sentence, trigger: int) -> Attribution:
    """Attribute a quotation to a speaker named before it: the cue is the quotation itself."""
    quote = find_quote(sentence, trigger) or sentence.span
    return Attribution(source=source.entity, stance=source.stance, cue="quotation", span=quote)


def _shares(draft: Draft, cast: Cast) -> list[Draft]:
    """Make a draft of each further share of a counted deed."""
    reading = draft.reading
    if not reading.entry.mutual and draft.count == 1:
        return []
    if reading.entry.pos != "noun":
        return []
    shares = find_shares(draft.sentence, cast, reading.trigger)
    if not shares:
        return []
    named_later = {entity.id for share in shares for entity in share.mention.entities}
    lead = [
        entity
        for head in _owners(draft)
        if (mention := cast.heads.get(head)) is not None
        for entity in mention.entities
    ] or list(draft.actors[-1:])
    return [
        replace(
            draft,
            reading=replace(reading, anaphoric=False),
            actors=tuple(
                {
                    e.id: e
                    for e in (*lead, *share.mention.entities)
                    if e.id not in named_later or e in share.mention.entities
                }.values()
            ),
            count=share.count,
            why=(*draft.why, f"share of {share.count} with {share.mention.entities[0].name}"),
        )
        for share in shares
    ]


def _owners(draft: Draft) -> list[int]:
    reading = draft.reading
    if reading.carrier is not None:
        return valency.subjects(draft.sentence, reading.carrier)
    return valency.noun_owners(draft.sentence, reading.trigger)

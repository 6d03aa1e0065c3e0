"""Make the drafts of a sentence: readings with their status, date, place, count and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.coding import valency
from communique.coding.absorbing import drop_absorbed, voice_protests
from communique.coding.anchoring import anchor_dates
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
from communique.coding.parties import make_cast
from communique.coding.placing import place_deed
from communique.coding.predicates import HEADLINED, PURPOSE, REFUSED
from communique.coding.proposals import weigh
from communique.coding.readings import find_readings
from communique.coding.spokesmen import find_spokesman, find_voice
from communique.coding.status import find_status
from communique.coding.timing import date_deed
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
        status, status_why, when, when_why = date_deed(
            sentence, reading, (status, status_why), anchored, today
        )
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
    told = voice_protests(drop_absorbed(drafts))
    return [address(draft, drafts, cast) for draft in told], own_speaker


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

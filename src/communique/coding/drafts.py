"""One sentence's deeds with all that its own words say of them: who, when, where, whether."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from communique.coding import frames
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
    make_attribution,
)
from communique.coding.counts import find_count, find_shares
from communique.coding.linking import find_when
from communique.coding.parties import find_parties, make_cast
from communique.coding.placing import place_deed
from communique.coding.predicates import HEADLINED, PURPOSE, REFUSED
from communique.coding.proposals import weigh
from communique.coding.readings import HEARD, find_readings, may_lack_actor, parties_needed
from communique.coding.spokesmen import find_spokesman, find_voice
from communique.coding.status import find_status
from communique.language.tree import ancestors
from communique.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.coding.parties import Cast
    from communique.coding.readings import Reading
    from communique.lexicon import Lexicon
    from communique.mentions.places import PlaceMention
    from communique.types import ActorMention, Entity, Sentence, Status, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Hold one deed as one sentence tells it; `why` says what decided each field.

    `settled` is the chance that both sides are right, as far as learned weights can tell.
    """

    sentence: Sentence
    reading: Reading
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    status: Status
    when: When | None
    place: PlaceMention | None
    count: int
    attribution: tuple[Attribution, ...]
    why: tuple[str, ...]
    settled: float = 1.0

    @property
    def type(self) -> str:
        """Give the PLOVER type."""
        return self.reading.entry.type

    @property
    def parties(self) -> frozenset[str]:
        """Give the countries of everyone named."""
        return frozenset(e.country for e in (*self.actors, *self.recipients))

    @property
    def is_recent(self) -> bool:
        """Tell whether the date, if there is one, was resolved against the publication."""
        return (
            self.when is None or self.when.basis == "relative" or self.when.start == self.when.end
        )

    @property
    def complete(self) -> bool:
        """Tell whether everyone whom the deed needs is named."""
        entry = self.reading.entry
        if not self.actors:
            lacking = self.reading.suffered or may_lack_actor(entry)
            return lacking and bool(self.recipients)
        if self.reading.reciprocal:
            return True
        if entry.mutual:
            # A body of many meets by itself: "NATO will convene"; one side declares a truce.
            if entry.type == "RETREAT" and self.reading.carrier is not None:
                return True
            if entry.type in {"AGREE", "SUPPORT"} and entry.pos == "verb":
                return True
            if entry.type == "MOBILIZE":
                # An exercise is held alone or with others.
                return True
            first = self.actors[0]
            # A body meets by itself, its secretary-general does not.
            body = first.country in {"IGO", "UNO", "EUR"} and not first.role
            return len(self.actors) > 1 or (body and not first.id.startswith("person:"))
        match parties_needed(entry, lemma_of(self), self.actors):
            case "recipient" | "both":
                return bool(self.recipients) or self.reading.heard >= HEARD
            case _:
                return True


# "Under no circumstances will Chad pay", "sent troops to take the town": not for the judge to say.
_FIRM = frozenset({HEADLINED, PURPOSE, REFUSED})
# From this chance on the judge is believed when it gives a deed another status than the rules.
SURE_OF_STATUS = 0.7


def judge_status(sentence: Sentence, reading: Reading) -> tuple[Status, str]:
    """Find whether a deed has happened, and why: by the rules, or by the judge if it is sure."""
    status, why = find_status(sentence, reading)
    if reading.judged is not None:
        judged, chance = reading.judged
        if judged != status and chance >= SURE_OF_STATUS and why not in _FIRM:
            return judged, f"the judge gives {chance:.2f}, the rules {status}: {why}"
    return status, why


def make_drafts(
    sentence: Sentence,
    mentions: Sequence[ActorMention],
    dates: Sequence[When],
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
    speaker: Source | None,
    today: When | None = None,
) -> tuple[list[Draft], Source | None]:
    """Make the drafts of one sentence; with them, who speaks in it, for what is quoted next."""
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
        return frames.subjects(draft.sentence, reading.carrier)
    return frames.noun_owners(draft.sentence, reading.trigger)


def lemma_of(draft: Draft) -> str:
    """Return the lemma of the word that tells a deed."""
    return draft.sentence.tokens[draft.reading.trigger].lemma


def countries_of(entities: Iterable[Entity]) -> frozenset[str]:
    """Collect the countries of some entities."""
    return frozenset(entity.country for entity in entities)


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


def concerned_parties(draft: Draft, cast: Cast, own: set[str]) -> tuple[Entity, ...]:
    """Find whom the act that is promised, offered or refused would be done to or with."""
    clause = frames.complement_of(draft.sentence, draft.reading.trigger)
    if clause is None or draft.sentence.tokens[clause].upos not in {"VERB", "AUX"}:
        return ()
    for heads in (
        frames.objects(draft.sentence, clause),
        *(
            frames.phrases_after(draft.sentence, clause, p)
            for p in ("to", "with", "between", "against", "from")
        ),
    ):
        found = find_parties(draft.sentence, cast, heads, deep=False)
        named = tuple(p.entity for p in found if p.entity.country not in own | {"---", ""})
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
            if entity.country not in own and entity.country not in {"---", ""}:
                return entity
    return None


def drop_absorbed(drafts: list[Draft]) -> list[Draft]:
    """Leave out deeds that are the content of a demand, promise, threat or refusal."""
    kept = []
    for draft in drafts:
        trigger = draft.reading.trigger
        absorbed = (
            any(
                trigger in other.reading.scope
                for other in drafts
                if other is not draft and (other.complete or other.reading.anaphoric)
            )
            or _repeats_verb(draft, drafts)
            or _is_told_by_object(draft, drafts)
            or _says_victims(draft, drafts)
        )
        if absorbed and not _stands_alone(draft):
            continue
        if not _is_topic(draft, drafts) and not _is_attended(draft, drafts):
            kept.append(draft)
    return kept


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
    token = draft.sentence.tokens[draft.reading.trigger]
    acting = {e.id for e in draft.actors}
    return token.deprel == "obj" and any(
        other.type == "CONSULT"
        and other.reading.entry.mode == "multilateral"
        and other.reading.trigger == token.head
        and other.complete
        and other.recipients
        and acting <= {e.id for e in (*other.actors, *other.recipients)}
        for other in drafts
        if other is not draft
    )


def _repeats_verb(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a noun only says again what its verb tells: "expressed appreciation for"."""
    token = draft.sentence.tokens[draft.reading.trigger]
    return (
        draft.reading.entry.pos == "noun"
        and not draft.reading.entry.mutual
        and token.deprel == "obj"
        and any(
            other.reading.trigger == token.head
            and other.type == draft.type
            and other.complete
            and countries_of(other.actors) <= countries_of(draft.actors)
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

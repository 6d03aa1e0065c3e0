"""From drafts to events: denials find their accusers, mentions of one deed become one event."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from communique import __version__
from communique.coding.linking import UNKNOWN
from communique.directory import role_of
from communique.lexicon import QUADS, SCORES
from communique.types import Event, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from communique.coding.drafts import Draft
    from communique.types import Article, Attribution, Entity, Place, Status, When

HISTORICAL_AFTER = 30
# Deeds that are told again in other words; acts of speech are told again in much the same words.
RETOLD = frozenset(
    {
        "CONSULT",
        "ASSAULT",
        "PROTEST",
        "MOBILIZE",
        "SANCTION",
        "COERCE",
        "RETREAT",
        "AID",
        "COOPERATE",
    }
)
LEAD = 2


@dataclass(slots=True)
class Group:
    """Gather the drafts that tell of one deed: the fullest gives the fields, others fill gaps."""

    drafts: list[Draft] = field(default_factory=list)


def gather(drafts: Sequence[Draft]) -> list[Group]:
    """Gather drafts into groups, one a deed, in the order of the text."""
    groups: list[Group] = []
    for draft in drafts:
        group = find_group(groups, draft)
        if group is not None:
            group.drafts.append(draft)
        elif draft.complete and is_told(draft):
            groups.append(Group([draft]))
    return groups


# Of these the mere wish or possibility is no news; of meetings, force and sanctions it is.
ONLY_REAL = frozenset(
    {"RETREAT", "CONCEDE", "MOBILIZE", "COERCE", "SUPPORT", "REJECT", "AID", "COOPERATE"}
)


def is_told(draft: Draft) -> bool:
    """Tell whether a draft tells of a deed at all, not of a wish."""
    if draft.type == "REJECT" and draft.status == "negated":
        # "has not ruled out" is no act.
        return False
    return draft.status != "possible" or draft.type not in ONLY_REAL


def find_group(groups: Sequence[Group], draft: Draft) -> Group | None:
    """Find the deed, already told, that a draft tells again; None when it tells a new one."""
    best: tuple[int, int] | None = None
    chosen = None
    for order, group in enumerate(groups):
        rank = sameness(group, draft)
        if rank is not None and (best is None or (rank, order) > best):
            best, chosen = (rank, order), group
    return chosen


def sameness(group: Group, draft: Draft) -> int | None:
    """Rank how well a draft fits a group, None when it tells of something else."""
    first = group.drafts[0]
    if first.type != draft.type or draft.count != first.count:
        return None
    if not compatible_status(first.status, draft.status):
        return None
    when = next((d.when for d in group.drafts if d.when is not None), None)
    if not compatible_dates(when, draft.when):
        return None
    if when is None and draft.when is not None and draft.status == "occurred":
        if not draft.reading.anaphoric and not draft.is_recent:
            # History told beside the news is another deed.
            return None
    mine, theirs = draft.parties, frozenset().union(*(d.parties for d in group.drafts))
    if not draft.complete:
        # "the talks", "the visit": taken up when nobody else is named.
        if draft.reading.anaphoric and mine <= theirs:
            return 1 + len(mine)
        return None
    if draft.reading.entry.mutual != first.reading.entry.mutual:
        # A visit and the meeting held at it are two deeds.
        return None
    if draft.reading.entry.mutual:
        same = mine <= theirs or theirs <= mine
    else:
        same = _countries(draft.actors) == _countries(first.actors) and (
            _countries(draft.recipients) == _countries(first.recipients)
            or (draft.type in RETOLD and not (draft.recipients and first.recipients))
        )
    if not same or not _same_people(group, draft):
        return None
    if any(d.sentence is draft.sentence for d in group.drafts):
        return 4 if any(_told_together(d, draft) for d in group.drafts) else None
    if draft.type in RETOLD:
        alike = draft.reading.entry.mutual or draft.reading.anaphoric or _same_kind(first, draft)
        return 3 if alike else None
    # What was said is told again from the headline or the lead, to the same addressee.
    retold = first.sentence.field == "title" or first.sentence.paragraph < LEAD
    return 2 if retold and draft.recipients else None


def _told_together(one: Draft, two: Draft) -> bool:
    """Tell whether two words of a sentence tell one deed together: "imposed" and "sanctions"."""
    if one.sentence is not two.sentence:
        return False
    a, b = one.reading, two.reading
    tokens = one.sentence.tokens
    return (
        a.trigger == b.trigger
        or b.trigger in {a.carrier, tokens[a.trigger].head}
        or a.trigger in {b.carrier, tokens[b.trigger].head}
    )


def _same_kind(one: Draft, two: Draft) -> bool:
    """Tell whether two drafts tell of one kind of deed: by mode, by entry or by word."""
    a, b = one.reading.entry, two.reading.entry
    return a.id == b.id or (a.mode is not None and a.mode == b.mode) or _lemma(one) == _lemma(two)


def _lemma(draft: Draft) -> str:
    return draft.sentence.tokens[draft.reading.trigger].lemma


def _countries(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(entity.country for entity in entities)


def _same_people(group: Group, draft: Draft) -> bool:
    """Tell whether a draft names no other persons of a country than the group does."""
    known = _people([e for d in group.drafts for e in (*d.actors, *d.recipients)])
    for country, names in _people([*draft.actors, *draft.recipients]).items():
        if country in known and not names & known[country]:
            return False
    return True


def _people(entities: Iterable[Entity]) -> dict[str, set[str]]:
    """Collect the last names of the persons among some entities, by country."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        slug = entity.name.lower().replace(" ", "-")
        if entity.id.startswith("person:") or (entity.sector and entity.id == slug):
            found.setdefault(entity.country, set()).add(entity.name.split()[-1].lower())
    return found


def compatible_status(one: Status, two: Status) -> bool:
    """Tell whether two mentions of a deed can speak of the same one."""
    return (
        one == two
        or {one, two} <= {"occurred", "ongoing"}
        or {one, two} <= {"planned", "possible"}
    )


def compatible_dates(one: When | None, two: When | None) -> bool:
    """Tell whether two dates can be of one deed: one unknown, or the intervals overlap."""
    if one is None or two is None:
        return True
    if (one.start is None and one.end is None) or (two.start is None and two.end is None):
        return True
    if one.end is not None and two.start is not None and one.end < two.start:
        return False
    return not (two.end is not None and one.start is not None and two.end < one.start)


def answer_denials(drafts: Sequence[Draft]) -> list[Draft]:
    """Give each denial its accuser, and each alleged deed the denial of whoever it is laid to."""
    out: list[Draft] = []
    for draft in drafts:
        partners: tuple[Entity, ...] = ()
        if draft.actors and not draft.recipients and draft.type in ANSWERS:
            partners = (
                _accuser_of(draft, out) or find_partners(draft, out) or find_invited(draft, out)
            )
        out.append(replace(draft, recipients=partners) if partners else draft)
    sides = count_sides(out)
    known: dict[str, Entity] = {}
    for draft in out:
        for entity in (*draft.actors, *draft.recipients):
            if entity.country not in known or entity.id == entity.country:
                known[entity.country] = entity
    return [face_other_side(draft, sides, known) for draft in out]


# A refusal or a charge is put to somebody; where the words leave it open, the story tells.
OPPOSED = frozenset({"REJECT", "ACCUSE", "THREATEN"})


def count_sides(drafts: Sequence[Draft]) -> Counter[tuple[str, str]]:
    """Count how often two countries deal with each other in a report, both ways."""
    found: Counter[tuple[str, str]] = Counter()
    for draft in drafts:
        actors, recipients = _countries(draft.actors), _countries(draft.recipients)
        pairs = (
            [(a, b) for a in actors for b in actors if a != b]
            if draft.reading.entry.mutual
            else [p for a in actors for b in recipients if a != b for p in ((a, b), (b, a))]
        )
        found.update(pairs)
    return found


def face_other_side(
    draft: Draft, sides: Counter[tuple[str, str]], known: Mapping[str, Entity]
) -> Draft:
    """Address an act of opposition to the only other side of a story of two."""
    if draft.recipients or draft.type not in OPPOSED or len(_countries(draft.actors)) != 1:
        return draft
    own = next(iter(_countries(draft.actors)))
    partners = {b: n for (a, b), n in sides.items() if a == own and b != "---"}
    if not partners:
        return draft
    total = sum(partners.values())
    other, count = max(partners.items(), key=lambda item: item[1])
    if count < MUCH or count / total < MOST:
        return draft
    entity = known[other]
    return replace(
        draft,
        recipients=(entity,),
        why=(*draft.why, f"recipient {entity.name}: the other side of the story"),
    )


MUCH, MOST = 3, 0.6


ANSWERS = frozenset({"REJECT", "CONCEDE", "REQUEST", "THREATEN", "SANCTION", "ACCUSE", "AGREE"})
NEAR = 1


def find_partners(draft: Draft, before: Sequence[Draft]) -> tuple[Entity, ...]:
    """Find to whom an act without an addressee is done: whoever has just acted on its actor."""
    own = _countries(draft.actors)
    for other in reversed(before):
        if draft.sentence.index - other.sentence.index > NEAR:
            break
        if not other.reading.entry.mutual and _countries(other.recipients) & own:
            partners = tuple(e for e in other.actors if e.country not in own)
            if partners:
                return partners
    return ()


INVITING = frozenset({"invitation", "invite", "overture", "offer"})


def find_invited(draft: Draft, before: Sequence[Draft]) -> tuple[Entity, ...]:
    """Find whom an invitation or offer goes to: the other side of the meeting told last."""
    if _lemma(draft) not in INVITING or draft.type != "AGREE":
        return ()
    own = _countries(draft.actors)
    for other in reversed(before):
        others = tuple(e for e in other.actors if e.country not in own)
        if other.reading.entry.mutual and _countries(other.actors) & own and len(others) == 1:
            return others
    return ()


def _accuser_of(denial: Draft, before: Sequence[Draft]) -> tuple[Entity, ...]:
    deniers = _countries(denial.actors)
    lemma = _lemma(denial)
    if lemma not in {"deny", "denial", "dismiss", "refute", "reject", "dispute"}:
        return ()
    for other in reversed(before):
        near = denial.sentence.index - other.sentence.index <= 3
        if (
            near
            and other.type in {"ACCUSE", "REQUEST", "THREATEN"}
            and _countries(other.recipients) & deniers
        ):
            return other.actors
    return ()


def make_event(
    article: Article,
    group: Group,
    when: When | None,
    place: Place | None,
    contexts: Mapping[str, frozenset[str]],
    extra: Sequence[Attribution] = (),
) -> Event:
    """Make the event of a group of drafts."""
    first = leading_draft(group)
    entry = first.reading.entry
    date = when or UNKNOWN
    attribution: dict[tuple[str, str], Attribution] = {}
    for item in sources_of(first):
        if all(item.source.id != known.source.id for known in attribution.values()):
            attribution[item.source.id, item.stance] = item
    for item in extra:
        attribution.setdefault((item.source.id, item.stance), item)
    status = settle_status(first.status, date, article)
    evidence = tuple(make_evidence(article, draft) for draft in group.drafts)
    words = signals_of(group)
    context = tuple(
        dict.fromkeys(
            [
                *entry.context,
                *(name for name, signals in contexts.items() if len(words & signals) > 0),
            ]
        )
    )
    mode = next(
        (d.reading.entry.mode for d in (first, *group.drafts) if d.reading.entry.mode), None
    )
    key = "|".join(
        [
            article.id, entry.type, mode or "", status, date.edtf or "", str(first.count),
            ",".join(e.id for e in first.actors), ",".join(e.id for e in first.recipients),
            f"{evidence[0].field}:{evidence[0].trigger.start}",
        ]
    )  # fmt: skip
    return Event(
        id=hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
        event=entry.type,
        mode=mode,
        context=context,
        actors=tuple(in_office(e, date, article) for e in first.actors),
        recipients=tuple(in_office(e, date, article) for e in first.recipients),
        date=date,
        status=status,
        historical=is_historical(date, article),
        place=place,
        count=first.count,
        attribution=tuple(attribution.values()),
        evidence=evidence,
        score=SCORES[entry.type],
        quad=QUADS[entry.type],
        confidence=confidence_of(first, date),
        version=__version__,
        why=tuple(dict.fromkeys(line for draft in group.drafts for line in draft.why)),
    )


VERBAL = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})


def sources_of(draft: Draft) -> tuple[Attribution, ...]:
    """List who vouches for a deed; whoever speaks is the actor of his words, not their source."""
    if draft.type not in VERBAL:
        return draft.attribution
    own = {entity.id for entity in draft.actors} | _countries(draft.actors)
    return tuple(
        item
        for item in draft.attribution
        if item.source.id not in own and item.source.country not in own
    )


def in_office(entity: Entity, date: When, article: Article) -> Entity:
    """Give a person the office held on the day of the deed (coding manual, rule 14).

    A title in the text stands as long as the deed is of the report's own time.
    """
    day = date.start or date.end
    if day is None or article.published is None or entity.id.startswith("person:"):
        return entity
    if abs((article.published - day).days) <= HISTORICAL_AFTER:
        return entity
    held = role_of(entity.id, day)
    return replace(entity, role=held) if held else entity


def signals_of(group: Group) -> set[str]:
    """Collect the lemmas of a group's sentences, single and in pairs."""
    found: set[str] = set()
    for draft in group.drafts:
        lemmas = [t.lemma.lower() for t in draft.sentence.tokens]
        found.update(lemmas)
        found.update(f"{a} {b}" for a, b in pairwise(lemmas))
    return found


def leading_draft(group: Group) -> Draft:
    """Choose the draft that gives an event its fields: the first complete one.

    A headline names countries where the text names persons, so the text goes before it.
    """
    complete = [d for d in group.drafts if d.complete] or group.drafts
    first = complete[0]
    if first.sentence.field == "title" or first.sentence.kind == "headline":
        return next((d for d in complete if d.sentence.kind == "body"), first)
    return first


def settle_status(status: Status, date: When, article: Article) -> Status:
    """Let the date correct the tense: what lies after publication has not occurred."""
    if (
        status in {"occurred", "ongoing"}
        and article.published is not None
        and date.start is not None
        and date.start > article.published
    ):
        return "planned"
    return status


def is_historical(date: When, article: Article) -> bool:
    """Tell whether a deed lies more than 30 days before publication."""
    return (
        article.published is not None
        and date.end is not None
        and (article.published - date.end).days > HISTORICAL_AFTER
    )


def confidence_of(draft: Draft, date: When) -> float:
    """Rate a record from how directly the text says each part; not a probability."""
    value = 0.9
    value -= 0.0 if draft.recipients or draft.reading.entry.mutual else 0.1
    value -= 0.1 if date.basis in {"unknown", "inferred"} else 0.0
    value -= 0.1 if draft.reading.entry.pos == "noun" and draft.reading.carrier is None else 0.0
    value -= 0.1 * sum(not p.direct for p in (*draft.reading.actors, *draft.reading.recipients))
    return round(max(value, 0.2), 2)


def make_evidence(article: Article, draft: Draft) -> Evidence:
    """Quote the sentence of a draft and mark the word that tells the deed."""
    sentence = draft.sentence
    token = sentence.tokens[draft.reading.trigger]
    source = article.title or "" if sentence.field == "title" else article.text
    return Evidence(
        article=article.id,
        field=sentence.field,
        span=sentence.span,
        text=source[sentence.span.start : sentence.span.end],
        trigger=Span(token.start, token.end),
        trigger_text=token.text,
    )

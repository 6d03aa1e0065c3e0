"""Which mentions tell of one deed: drafts gathered into groups."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from heapq import merge
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.drafts import countries_of, lemma_of
from communique.coding.harms import TOLL
from communique.coding.parties import is_person
from communique.coding.predicates import PURPOSE
from communique.coding.topics import Topic, find_topic, is_of_another_topic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from communique.coding.drafts import Draft
    from communique.types import Entity, Status, When

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
    """Gather the drafts that tell of one deed, with what is asked of them over and over.

    `actors` and `recipients` are the countries of the first draft's, `people` are last names by
    country, `told_in` are the drafts by sentence, `topics` what each of them is about.
    """

    drafts: list[Draft] = field(default_factory=list)
    when: When | None = None
    parties: set[str] = field(default_factory=set)
    people: dict[str, set[str]] = field(default_factory=dict)
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    told_in: dict[int, list[Draft]] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)

    def take(self, draft: Draft) -> None:
        """Add a draft."""
        if not self.drafts:
            self.actors = countries_of(draft.actors)
            self.recipients = countries_of(draft.recipients)
        self.drafts.append(draft)
        self.topics.append(find_topic(draft))
        self.told_in.setdefault(draft.sentence.index, []).append(draft)
        if self.when is None:
            self.when = draft.when
        self.parties |= draft.parties
        for country, names in people_of((*draft.actors, *draft.recipients)).items():
            self.people.setdefault(country, set()).update(names)


@dataclass(slots=True)
class Told:
    """Keep the deeds told so far, so that one is found again without asking all of them."""

    groups: list[Group] = field(default_factory=list)
    # Places in `groups`, rising: by type and count; by these and the one day of a deed that has
    # one when it is first told, or None; by the sentences that tell of them.
    _alike: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    _days: dict[tuple[str, int, date | None], list[int]] = field(default_factory=dict)
    _sentences: dict[int, list[int]] = field(default_factory=dict)

    def find(self, draft: Draft) -> int | None:
        """Find the deed, already told, that a draft tells again; None when it tells a new one.

        What is told in one sentence is closest; then, as between sentences, the latest is taken.
        """
        if draft.complete:
            for place in reversed(self._sentences.get(draft.sentence.index, ())):
                if is_same(self.groups[place], draft):
                    return place
        kind, day = (draft.type, draft.count), _one_day(draft.when)
        places: Iterable[int] = reversed(self._alike.get(kind, ()))
        if day is not None:
            rows = (self._days.get((*kind, of), ()) for of in (day, None))
            places = merge(*map(reversed, rows), reverse=True)
        return next((place for place in places if is_same(self.groups[place], draft)), None)

    def begin(self, draft: Draft) -> None:
        """Begin a deed with the draft that tells of it first."""
        place, kind = len(self.groups), (draft.type, draft.count)
        self.groups.append(Group())
        self._alike.setdefault(kind, []).append(place)
        self._days.setdefault((*kind, _one_day(draft.when)), []).append(place)
        self.add(place, draft)

    def add(self, place: int, draft: Draft) -> None:
        """Add a draft to a deed."""
        self.groups[place].take(draft)
        places = self._sentences.setdefault(draft.sentence.index, [])
        if place not in places:
            insort(places, place)


def gather(drafts: Iterable[Draft]) -> list[Group]:
    """Gather drafts into groups, one a deed, in the order of the text."""
    told = Told()
    for draft in drafts:
        place = told.find(draft)
        if place is not None:
            told.add(place, draft)
        elif draft.complete and is_told(draft):
            told.begin(draft)
    return told.groups


def _one_day(when: When | None) -> date | None:
    """Give the day of a date that is one day; no two such can be of one deed unless equal."""
    return when.start if when is not None and when.start == when.end else None


# Of these the mere wish or possibility is no news; of meetings, force and sanctions it is.
ONLY_REAL = frozenset(
    {"RETREAT", "CONCEDE", "MOBILIZE", "COERCE", "SUPPORT", "REJECT", "AID", "COOPERATE"}
)


# What people travel and gather for is arranged beforehand: meetings, and deals to be signed.
ARRANGED = frozenset({"CONSULT", "AGREE"})


def is_told(draft: Draft) -> bool:
    """Tell whether a draft tells of a deed at all, not of a wish."""
    if draft.type == "REJECT" and draft.status == "negated":
        # "has not ruled out" is no act.
        return False
    if draft.type not in ARRANGED and is_aim(draft) and draft.sentence.kind == "body":
        return False
    if draft.type == "CONCEDE" and draft.status == "negated":
        # "is not backing down"
        return False
    if is_asked(draft) or is_standing(draft) or is_term(draft):
        return False
    return draft.status != "possible" or draft.type not in ONLY_REAL or is_expected(draft)


_TERMS = frozenset("agreement deal accord pact treaty plan protocol arrangement".split())


def is_term(draft: Draft) -> bool:
    """Tell whether a deed to come is what has been agreed: "Under the pact, Peru will cut"."""
    sentence = draft.sentence
    return (
        draft.status == "planned"
        and draft.type not in ARRANGED
        and any(
            frames.case_of(sentence, c) == "under" and sentence.tokens[c].lemma in _TERMS
            for c in sentence.children[draft.reading.trigger]
        )
    )


def is_standing(draft: Draft) -> bool:
    """Tell whether an offer is only spoken of: "its proposals", with no word to whom or when."""
    reading = draft.reading
    return (
        draft.type == "AGREE"
        and reading.entry.pos == "noun"
        and not reading.entry.mutual
        and reading.carrier is None
        and not reading.recipients
        and draft.when is None
        and draft.sentence.field != "title"
    )


def is_asked(draft: Draft) -> bool:
    """Tell whether a deed is only asked about: "Will the army step in?", "He hasn't called?"."""
    if "status possible: asked" in draft.why:
        return True
    words = [t.text for t in draft.sentence.tokens[-2:]]
    return draft.sentence.kind == "body" and "?" in words


def is_aim(draft: Draft) -> bool:
    """Tell whether a deed is only what another is done for: "an offensive to topple the king"."""
    return f"status planned: {PURPOSE}" in draft.why


def is_expected(draft: Draft) -> bool:
    """Tell whether a report itself says that a deed may come: "could ease the sanctions"."""
    return any(
        reason.startswith("status possible: modal") and not reason.endswith(DUTIES)
        for reason in draft.why
    )


# "should lift the ban": what is called for is not expected.
DUTIES = (": must", ": should", ": ought")


def is_same(group: Group, draft: Draft) -> bool:
    """Tell whether a draft tells the deed of a group again."""
    first = group.drafts[0]
    if first.type != draft.type or draft.count != first.count:
        return False
    if not compatible_status(first.status, draft.status):
        return False
    if not compatible_dates(group.when, draft.when):
        return False
    if group.when is None and draft.when is not None and draft.status == "occurred":
        if not draft.reading.anaphoric and not draft.is_recent:
            # History told beside the news is another deed.
            return False
    if not draft.actors and draft.recipients:
        # "his arrest", by whoever has been told to have made it
        return countries_of(draft.recipients) == group.recipients and _same_people(group, draft)
    if any(is_toll(told, draft) for told in group.told_in.get(draft.sentence.index, ())):
        return True
    mine, theirs = draft.parties, group.parties
    if not draft.complete:
        # "the talks", "the visit": taken up when nobody else is named.
        return draft.reading.anaphoric and mine <= theirs
    if draft.reading.entry.mutual != first.reading.entry.mutual:
        # A visit and the meeting held at it are two deeds.
        return False
    if draft.reading.entry.mutual:
        same = mine <= theirs or theirs <= mine
    else:
        same = is_doer(group, draft) and (
            countries_of(draft.recipients) == group.recipients
            or (draft.type in RETOLD and not (draft.recipients and first.recipients))
        )
    if not same or not _same_people(group, draft) or _adds(draft):
        return False
    if is_of_another_topic(group.topics, draft):
        return False
    if is_domestic(draft) and draft.type not in RETOLD and not _same_sides(first, draft):
        return False
    here = group.told_in.get(draft.sentence.index)
    if here:
        return any(_told_together(d, draft) or _meet_once(d, draft) for d in here)
    if any(_is_repeated(d, draft) for d in group.drafts):
        return True
    if draft.type in RETOLD:
        return draft.reading.entry.mutual or draft.reading.anaphoric or _same_kind(first, draft)
    if draft.reading.entry.pos == "noun" and not draft.recipients and not first.recipients:
        # "Abbas's call for elections", again and again.
        return lemma_of(draft) == lemma_of(first)
    # What was said is told again from the headline or the lead, to the same addressee.
    retold = first.sentence.field == "title" or first.sentence.paragraph < LEAD
    return retold and bool(draft.recipients)


def is_doer(group: Group, draft: Draft) -> bool:
    """Tell whether a draft tells of those who act in a group, or of nobody who does."""
    if draft.reading.suffered and not draft.actors:
        return True
    first = group.drafts[0]
    if first.reading.suffered and not first.actors:
        return True
    return countries_of(draft.actors) == group.actors


def is_domestic(draft: Draft) -> bool:
    """Tell whether a deed is of one country among itself: "the opposition accused the army"."""
    return len(draft.parties) == 1 and bool(draft.recipients)


def _same_sides(one: Draft, two: Draft) -> bool:
    """Tell whether two drafts name one actor and one recipient in common."""
    return all(
        {e.id for e in mine} & {e.id for e in theirs}
        for mine, theirs in ((one.actors, two.actors), (one.recipients, two.recipients))
    )


def is_toll(one: Draft, two: Draft) -> bool:
    """Tell whether a clause says what an attack by the same hands did."""
    if one.sentence is not two.sentence or not one.type == two.type == "ASSAULT":
        return False
    tokens = one.sentence.tokens
    attack, toll = one.reading.trigger, tokens[two.reading.trigger]
    return (
        toll.lemma in TOLL
        and toll.xpos == "VBG"
        and toll.deprel in {"advcl", "xcomp", "acl", "conj"}
        and attack < toll.index
        and toll.head in {attack, tokens[attack].head}
        and {e.id for e in two.actors} == {e.id for e in one.actors}
    )


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


def _meet_once(one: Draft, two: Draft) -> bool:
    """Tell whether two words of a sentence tell one meeting: "take part in the meeting"."""
    if one.type == two.type == "PROTEST":
        # "marched to the palace and clashed with police"
        return {e.id for e in one.actors} == {e.id for e in two.actors}
    return (
        one.type == two.type == "CONSULT"
        and {e.id for e in one.actors} == {e.id for e in two.actors}
        and one.status == two.status
        and "noun" in {one.reading.entry.pos, two.reading.entry.pos}
        and not (one.when is not None and two.when is not None and one.when != two.when)
    )


def _adds(draft: Draft) -> bool:
    """Tell whether a deed is told as one more: "The king also condemned it", "also met her"."""
    trigger = draft.reading.trigger
    return not draft.reading.anaphoric and any(
        t.lemma in _TOO and t.head == trigger for t in draft.sentence.tokens
    )


_TOO = frozenset({"also", "likewise"})


def _is_repeated(one: Draft, two: Draft) -> bool:
    """Tell whether a sentence is printed twice, as under a picture."""
    a, b = ([t.lemma for t in d.sentence.tokens[:_LONG]] for d in (one, two))
    return len(a) == _LONG and a == b and lemma_of(one) == lemma_of(two)


_LONG = 12


def _same_kind(one: Draft, two: Draft) -> bool:
    """Tell whether two drafts tell of one kind of deed: by mode, by entry or by word."""
    a, b = one.reading.entry, two.reading.entry
    return (
        a.id == b.id or (a.mode is not None and a.mode == b.mode) or lemma_of(one) == lemma_of(two)
    )


def _same_people(group: Group, draft: Draft) -> bool:
    """Tell whether a draft names no other persons of a country than the group does."""
    known = group.people
    for country, names in people_of((*draft.actors, *draft.recipients)).items():
        if country in known and not names & known[country]:
            return False
    return True


def people_of(entities: Iterable[Entity]) -> dict[str, set[str]]:
    """Collect the last names of the persons among some entities, by country."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        if is_person(entity):
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

"""What speaks for a place as that of a deed: the marks that `sites.py` weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from communique.coding import frames
from communique.language.tree import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.coding.scenes import Scene, Site
    from communique.mentions.places import PlaceMention
    from communique.types import Place, Sentence

_TELLINGS: Final = 5
_MANY: Final = 20
_CLAUSES: Final = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj"})
_BACK: Final = ((1, "1"), (2, "2"), (4, "4"), (8, "8"))
_WORDS: Final = ((2, "2"), (5, "5"), (10, "10"), (20, "20"))


def list_marks(scene: Scene, group: Group, ruled: Place | None, site: Site) -> Iterator[str]:
    """List what speaks for a place: the rules' word, what lies between, who is from there."""
    draft = group.drafts[0]
    kind, size, name = draft.type, site.size, site.place.name
    choice = "none" if ruled is None else "this" if ruled.name == name else "other"
    yield from ("", f"ruled {choice}", f"ruled {choice} {kind}", f"ruled {choice} {size}")
    yield from (f"{kind} {size}", f"{size} {draft.status}", f"sites {_cap(len(scene.sites))}")
    side = _name_side(draft, site.place)
    yield from (f"of {side}", f"of {side} {kind}", f"of {side} {size}")
    near = [list(_mark_beside(d, site, choice)) for d in group.drafts[:_TELLINGS]]
    way = "beside" if any(near) else "away"
    yield from (f"{way} {draft.status}", f"{way} told {_cap(len(group.drafts))}")
    yield f"{way} {choice} sentence {_cap(draft.sentence.index)}"
    if any(near):
        yield from (mark for marks in near for mark in marks)
    else:
        yield from _mark_away(scene, group, site, choice)
    yield from _mark_story(scene, site, f"{choice} {way}", kind)
    yield from _mark_placed(scene, group, name, choice)


def _name_side(draft: Draft, place: Place) -> str:
    """Say whose land a place is in."""
    if not place.country:
        return "no land"
    acts = any(e.country == place.country for e in draft.actors)
    receives = any(e.country == place.country for e in draft.recipients)
    if acts and receives:
        return "both"
    return "actors" if acts else "recipients" if receives else "neither"


def _mark_beside(draft: Draft, site: Site, choice: str) -> Iterator[str]:
    """Mark a place that the deed's own sentence names."""
    sentence, trigger = draft.sentence, draft.reading.trigger
    own = site.inside(sentence.index)
    if not own:
        return
    if not own[0].place.text:
        # A land that acts: no words name it as a place.
        yield from ("a land", f"a land {draft.type}", f"a land {choice}")
    mention = min(own, key=lambda m: abs(m.head - trigger))
    tokens = sentence.tokens
    token, case = tokens[mention.head], name_case(sentence, mention.head)
    away = _bucket(abs(mention.head - trigger), _WORDS)
    where = "before" if mention.head < trigger else "after"
    yield from ("beside", f"beside {choice}", f"beside {draft.type}", f"beside {site.size}")
    yield from (
        f"by {case}",
        f"by {case} {choice}",
        f"by {case} {draft.type}",
        f"as {token.deprel}",
    )
    yield from (f"{where} {away}", f"{where} {choice}", f"{where} {away} by {case}")
    path = name_path(sentence, mention.head, trigger)
    yield from (f"path {path}", f"path {path} {choice}", f"path {path} by {case}")
    above = token.head
    if above >= 0:
        yield from (
            f"under {tokens[above].lemma.lower()}",
            f"as {token.deprel} under {tokens[above].upos} by {case}",
        )
        if above == trigger:
            yield from ("on it", f"on it by {case}", f"on it {draft.type} {token.deprel}")
    if tokens[mention.first].text == "here":
        yield f"here {choice}"
    nearest = not any(
        mention.head < other < trigger or trigger < other < mention.head
        for other in _heads_of_others(sentence, mention)
    )
    yield f"nothing between {nearest}"


def _heads_of_others(sentence: Sentence, mention: PlaceMention) -> Iterator[int]:
    for name in sentence.names:
        if name.label == "LOC" and not name.first <= mention.head < name.last:
            yield name.first


def name_case(sentence: Sentence, head: int) -> str:
    """Name the preposition before a place or before what it names: "at the Bonn summit"."""
    tokens = sentence.tokens
    case = frames.case_of(sentence, head)
    if not case and tokens[head].deprel in {"compound", "amod", "appos", "flat", "nmod:poss"}:
        outer = frames.case_of(sentence, tokens[head].head)
        return f"{tokens[head].deprel} {outer}"
    return case or "nothing"


def name_path(sentence: Sentence, place: int, trigger: int) -> str:
    """Name the way from a place up to what governs the deed too: its steps and its clauses."""
    over = [trigger, *ancestors(sentence, trigger)]
    mine = [place, *ancestors(sentence, place)]
    joint = next(at for at in mine if at in set(over))
    up = mine[: mine.index(joint)]
    down = over[: over.index(joint)]
    tokens = sentence.tokens
    left = sum(tokens[at].deprel in _CLAUSES for at in up)
    right = sum(tokens[at].deprel in _CLAUSES for at in down)
    return f"{min(len(up), 4)}/{min(left, 2)} {min(len(down), 3)}/{min(right, 2)}"


def _mark_away(scene: Scene, group: Group, site: Site, choice: str) -> Iterator[str]:
    """Mark a place that none of the deed's sentences names."""
    at = group.drafts[0].sentence.index
    kind = group.drafts[0].type
    last = site.before(at)
    yield from ("away", f"away {choice}", f"away {kind}", f"away {site.size}")
    if last is not None:
        back = _bucket(at - last.sentence, _BACK)
        case = name_case(scene.sentences[last.sentence], last.head)
        yield from (f"back {back}", f"back {back} {choice}", f"back {back} {site.size}")
        yield from (f"back {back} {kind}", f"before by {case}")
        latest = scene.latest[at] == site.place.name
        yield from (f"last before {latest}", f"last before {latest} {site.size}")
    elif site.mentions:
        yield f"ahead {_bucket(site.mentions[0].sentence - at, _BACK)}"
    else:
        yield "unnamed"


def _mark_story(scene: Scene, site: Site, choice: str, kind: str) -> Iterator[str]:
    """Mark what a place is to the whole report."""
    first = site.mentions[0].sentence if site.mentions else -1
    if scene.desk is not None and scene.desk.name == site.place.name:
        yield from ("desk", f"desk {choice}", f"desk {kind}", f"desk {choice} {site.size}")
        if any(
            scene.sentences[m.sentence].tokens[m.first].text == "here"
            for m in site.mentions[:_MANY]
        ):
            yield from ("desk is here", f"desk is here {choice}", f"desk is here {kind}")
    elif scene.desk is not None:
        yield f"desk elsewhere {site.size}"
    named = _cap(len(site.mentions))
    yield from (f"named {named}", f"named {named} {choice} {site.size}")
    yield f"named most {len(site.mentions) == scene.most} {choice}"
    if first >= 0:
        lead = scene.sentences[first]
        opening = "title" if lead.field == "title" else "lead" if first <= 1 else "later"
        yield from (f"first in {opening}", f"first in {opening} {choice} {kind}")
    sizes = scene.sizes
    land = site.place.country
    if site.size == "state":
        within = any(sizes.get((land, size)) for size in ("city", "spot", "unlisted"))
        yield from (f"cities {within}", f"cities {within} {choice}")
    else:
        alone = sizes[land, site.size] == 1
        yield from (f"alone {alone}", f"alone {alone} {choice}")


def _mark_placed(scene: Scene, group: Group, name: str, choice: str) -> Iterator[str]:
    """Mark the other deeds that the rules have put in a place: of one type, day or actor."""
    draft = group.drafts[0]
    ids = {e.id for e in (*draft.actors, *draft.recipients)}
    before = scene.followed[id(group)]
    if before:
        yield from (f"last placed {before == name}", f"last placed {before == name} {choice}")
    for other in scene.placed_near(name, draft.sentence.index):
        if other is group:
            continue
        first = other.drafts[0]
        alike = "alike" if first.type == draft.type else "unlike"
        met = ids & {e.id for e in (*first.actors, *first.recipients)}
        who = "shared" if met else "apart"
        day = _name_days(group, other)
        yield from (f"placed {alike} {who}", f"placed {alike} {who} {choice}")
        yield from (f"placed {alike} {who} {day} {choice}", f"placed {alike} {who} {draft.type}")


def _name_days(one: Group, other: Group) -> str:
    """Say how the dates of two deeds stand to each other."""
    if one.when is None or other.when is None:
        return "undated"
    return "same day" if one.when.edtf == other.when.edtf else "other day"


def _bucket(number: int, steps: Sequence[tuple[int, str]]) -> str:
    return next((name for most, name in steps if number <= most), "far")


def _cap(number: int) -> str:
    return str(number) if number < 4 else "4" if number < 8 else "8"

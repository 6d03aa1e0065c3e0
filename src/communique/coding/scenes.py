"""The places that a report names, and where the rules put its deeds."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from communique.coding.goals import is_land
from communique.mentions.places import PlaceMention
from communique.types import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.coding.grouping import Group
    from communique.directory import Directory
    from communique.types import ActorMention, Sentence

# So many sentences before and after a deed's first one a place may be named, or in the opening.
_BACK: Final = 40
_AHEAD: Final = 15
_OPENING: Final = 3


@dataclass(frozen=True, slots=True)
class Site:
    """Hold a place with its mentions in the order of the text, and those as a land that acts."""

    place: Place
    size: str
    mentions: tuple[PlaceMention, ...]
    lands: tuple[PlaceMention, ...]

    def before(self, sentence: int) -> PlaceMention | None:
        """Return its last mention before a sentence."""
        number = bisect_left(self.mentions, sentence, key=_sentence_of)
        return self.mentions[number - 1] if number else None

    def inside(self, sentence: int) -> Sequence[PlaceMention]:
        """Return its mentions in a sentence, as a land that acts if it is no place there."""
        for row in (self.mentions, self.lands):
            start = bisect_left(row, sentence, key=_sentence_of)
            stop = bisect_left(row, sentence + 1, key=_sentence_of)
            if start < stop:
                return row[start:stop]
        return ()


def _sentence_of(mention: PlaceMention) -> int:
    return mention.sentence


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold a report's sentences, the places they name, and where the rules put its deeds.

    `placed` are the deeds by the name of their place, `put` the places by their deeds' first
    sentence, `followed` the place of the deed before each. `latest` is the place named last before
    each sentence, `sizes` counts the places by country and size.
    """

    sentences: Sequence[Sentence]
    sites: Mapping[str, Site]
    rows: Sequence[Sequence[str]]
    lands: Sequence[Sequence[str]]
    placed: Mapping[str, Sequence[Group]]
    put: Mapping[int, Sequence[str]]
    followed: Mapping[int, str]
    latest: Sequence[str]
    sizes: Mapping[tuple[str, str], int]
    most: int
    desk: Place | None

    def placed_near(self, name: str, sentence: int) -> Sequence[Group]:
        """Return the deeds that the rules put in a place and that are told near a sentence."""
        groups = self.placed.get(name, ())
        start = bisect_left(groups, sentence - _BACK, key=_first_sentence)
        stop = bisect_left(groups, sentence + _BACK + 1, key=_first_sentence)
        return groups[start:stop]


def _first_sentence(group: Group) -> int:
    return group.drafts[0].sentence.index


def make_scene(
    sentences: Sequence[Sentence],
    places: Sequence[Sequence[PlaceMention]],
    actors: Sequence[Sequence[ActorMention]],
    ruled: Iterable[tuple[Group, Place | None]],
    desk: Place | None,
    directory: Directory,
) -> Scene:
    """Gather the mentions of each place, and the places that only the rules or the desk know."""
    known: dict[str, Place] = {} if desk is None else {desk.name: desk}
    named: dict[str, list[PlaceMention]] = defaultdict(list)
    lands: dict[str, list[PlaceMention]] = defaultdict(list)
    acting = [list(_find_lands(s, row)) for s, row in zip(sentences, actors, strict=True)]
    for rows, found in ((places, named), (acting, lands)):
        for row in rows:
            for mention in row:
                found[mention.place.name].append(mention)
                known.setdefault(mention.place.name, mention.place)
    placed: dict[str, list[Group]] = defaultdict(list)
    put: dict[int, list[str]] = defaultdict(list)
    followed: dict[int, str] = {}
    before = ""
    for group, place in ruled:
        followed[id(group)] = before
        if place is not None:
            known.setdefault(place.name, place)
            placed[place.name].append(group)
            put[group.drafts[0].sentence.index].append(place.name)
            before = place.name
    sites = {
        name: Site(place, size_of(place, directory), tuple(named[name]), tuple(lands[name]))
        for name, place in known.items()
    }
    return Scene(
        sentences=sentences,
        sites=sites,
        rows=[[m.place.name for m in row] for row in places],
        lands=[[m.place.name for m in row] for row in acting],
        placed=placed,
        put=put,
        followed=followed,
        latest=_find_latest(places),
        sizes=Counter((site.place.country, site.size) for site in sites.values()),
        most=max((len(site.mentions) for site in sites.values()), default=0),
        desk=desk,
    )


def _find_lands(sentence: Sentence, row: Iterable[ActorMention]) -> Iterator[PlaceMention]:
    """Find the lands that act or are acted upon: deeds done to them may be done there."""
    for mention in row:
        if mention.how == "name" and is_land(sentence, mention):
            entity = mention.entities[0]
            yield PlaceMention(
                sentence=sentence.index,
                first=mention.first,
                last=mention.last,
                head=mention.head,
                place=Place(name=entity.name, country=entity.country),
            )


def _find_latest(places: Sequence[Sequence[PlaceMention]]) -> list[str]:
    """Find the place named last before each sentence."""
    found, last = [], ""
    for row in places:
        found.append(last)
        if row:
            last = row[-1].place.name
    return found


def list_sites(scene: Scene, group: Group, ruled: Place | None, *, history: bool) -> list[Site]:
    """List the places that a deed may have: those named near it or in the opening.

    Lands that act are none of them but in the deed's own sentences. `history` was made elsewhere,
    if its own sentences don't say where: "arrived in Accra. … They had met twice last year."
    """
    told = dict.fromkeys(d.sentence.index for d in group.drafts)
    at = group.drafts[0].sentence.index
    names = [name for i in told for row in (scene.rows, scene.lands) for name in row[i]]
    if ruled is not None:
        names.append(ruled.name)
    if not history:
        near = range(max(at - _BACK, 0), min(at + _AHEAD, len(scene.rows)))
        opening = range(min(_OPENING, near.start))
        names += [name for i in (*opening, *near) for name in scene.rows[i]]
        names += [name for i in near for name in scene.put.get(i, ())]
        if scene.desk is not None:
            names.append(scene.desk.name)
    return [scene.sites[name] for name in dict.fromkeys(names)]


def size_of(place: Place, directory: Directory) -> str:
    """Say what kind of place it is."""
    state = directory.states.get(place.country)
    if state is not None and state.name == place.name:
        return "state"
    if place.geonames_id is not None:
        return "city"
    return "spot" if place.latitude is not None else "unlisted"

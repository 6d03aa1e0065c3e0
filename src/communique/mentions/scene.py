"""Read an article once for the names in it: what later steps look up again and again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.directory import state_on
from communique.mentions import wording
from communique.mentions.aliases import name_by_alias
from communique.mentions.era import reckon_day
from communique.mentions.houses import place_houses
from communique.mentions.introducing import UNKNOWN, find_ruler, introduce
from communique.mentions.metonyms import read_dateline
from communique.mentions.name_spans import name_words
from communique.mentions.names import (
    COUNTRIES,
    PEOPLE,
    NameMatch,
    choose,
    count_countries,
    match_sentence,
)
from communique.mentions.organisations import find_organisations
from communique.mentions.persons import Introductions, PersonMatch, find_persons
from communique.mentions.phrases import relation
from communique.mentions.roles import read_roles
from communique.mentions.towns import find_towns
from communique.types import Entity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from communique.directory import Directory
    from communique.types import Place, Sentence

# Peoples divided: which state a bare compass point names, by the countries of the article.
_COMPASS = {
    "north": (("PRK", {"PRK", "KOR"}), ("SDN", {"SSD", "SDN"}), ("YEM", {"YEM"})),
    "south": (("KOR", {"PRK", "KOR"}), ("SSD", {"SSD", "SDN"}), ("YEM", {"YEM"})),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Hold what one article names: by sentence its names, people and role nouns.

    `owners` has the names at each token and the towns, after which actors are named as well;
    `home` is the country that the report is from, `stage` the one that it is all about, if any.
    """

    sentences: Sequence[Sentence]
    directory: Directory
    published: date | None
    datelines: tuple[int, ...]
    matches: tuple[tuple[NameMatch, ...], ...]
    by_token: tuple[Mapping[int, NameMatch], ...]
    owners: tuple[Mapping[int, NameMatch], ...]
    roles_at: tuple[tuple[str | None, ...], ...]
    persons: tuple[tuple[PersonMatch, ...], ...]
    introductions: Introductions
    countries: Counter[str]
    home: str
    stage: str
    desk: Place | None

    def state(self, country: str) -> Entity:
        """Make the entity of a country as a whole."""
        code = state_on(country, self.published, self.directory)
        known = self.directory.states.get(code)
        return Entity(id=code, name=known.name if known else code, country=code, sector="GOV")


def read_scene(
    sentences: Sequence[Sentence],
    directory: Directory,
    published: date | None,
    desk: Place | None = None,
) -> Scene:
    """Find the names of an article and who its people are; `desk` is where it was filed."""
    datelines = tuple(read_dateline(s) for s in sentences)
    raw = place_houses(
        sentences, [match_sentence(s, directory, published) for s in sentences], directory
    )
    families = _read_families(sentences)
    raw = [
        [m for m in row if not _is_family(s, m, families)]
        for s, row in zip(sentences, raw, strict=True)
    ]
    roles_at = tuple(read_roles(s, directory.sectors) for s in sentences)
    countries = count_countries(raw)
    raw = [
        sorted([*row, *_compass_points(s, row, countries, directory)], key=lambda m: m.first)
        for s, row in zip(sentences, raw, strict=True)
    ]
    matches: list[tuple[NameMatch, ...]] = []
    for sentence, row, roles in zip(sentences, raw, roles_at, strict=True):
        chosen = [_choose(sentence, m, row, roles, countries) for m in row]
        matches.append(tuple(m for m in chosen if _is_sure(sentence, m, roles)))
    home = _find_home(desk, datelines, matches, countries)
    towns = [
        find_towns(s, names, countries)
        for s, names in zip(sentences, map(_by_token, matches), strict=True)
    ]
    home = _find_land(home, desk, datelines, matches, countries, towns)
    owners = [{**t, **_by_token(row)} for t, row in zip(towns, matches, strict=True)]
    matches = find_organisations(sentences, matches, owners, roles_at, directory, home)
    matches = name_by_alias(sentences, matches)
    by_token = tuple(_by_token(row) for row in matches)
    owners = [
        {**o, **{i: m for i, m in names.items() if m.owner.country != UNKNOWN or m.owner.sector}}
        for o, names in zip(owners, by_token, strict=True)
    ]
    persons = tuple(
        tuple(find_persons(s, m, r, b, o, d))
        for s, m, r, b, o, d in zip(
            sentences, matches, roles_at, by_token, owners, datelines, strict=True
        )
    )
    scene = Scene(
        sentences=sentences,
        directory=directory,
        published=published or reckon_day(sentences, persons, directory),
        datelines=datelines,
        matches=tuple(matches),
        by_token=by_token,
        owners=tuple(owners),
        roles_at=roles_at,
        persons=persons,
        introductions=Introductions(),
        countries=countries,
        home=home,
        stage=_find_stage(countries, towns, directory),
        desk=desk,
    )
    for sentence, found in zip(sentences, persons, strict=True):
        for person in found:
            if person.is_full or (person.title is not None and find_ruler(scene, person)):
                introduce(scene, sentence, person)
    # Whom every reader knows by the surname is "Mr. Kabila" in one line and "Kabila" in others.
    for sentence, found in zip(sentences, persons, strict=True):
        for person in found:
            known = person.words[-1:] and person.words[-1] in scene.introductions.by_surname
            if not known and person.options and not person.is_full:
                introduce(scene, sentence, person)
    with_bare = tuple(
        (*row, *_bare_surnames(scene, s)) for s, row in zip(sentences, persons, strict=True)
    )
    return replace(scene, persons=with_bare, home=home or _find_country_of_people(scene))


def _read_families(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Give the family names of the people whom a report names in full."""
    return frozenset(
        sentence.tokens[name.last - 1].text
        for sentence in sentences
        for name in sentence.names
        if name.label == "PER" and name.last - name.first > 1
    )


def _is_family(sentence: Sentence, match: NameMatch, families: frozenset[str]) -> bool:
    """Tell whether somebody is called by a people's name: "English denied it", of Ron English."""
    token = sentence.tokens[match.first]
    before = sentence.tokens[match.first - 1] if match.first else None
    return (
        match.kind == "demonym"
        and match.last - match.first == 1
        and token.text in families
        and token.xpos == "NNP"
        and relation(token) in {"nsubj", "obj", "obl", "nmod", "flat"}
        and (before is None or before.lemma.lower() != "the")
    )


def _by_token(row: Sequence[NameMatch]) -> dict[int, NameMatch]:
    return {i: m for m in row for i in range(m.first, m.last)}


def _bare_surnames(scene: Scene, sentence: Sentence) -> list[PersonMatch]:
    """Find people called by a surname that the article introduced, and nothing else marks."""
    n = sentence.index
    taken = {i for p in scene.persons[n] for i in range(p.first, p.last)}
    taken.update(scene.by_token[n])
    known = scene.introductions.by_surname
    found: list[PersonMatch] = []
    for token in sentence.tokens[scene.datelines[n] :]:
        i = token.index
        if token.upos not in {"PROPN", "NOUN", "ADJ"} or not token.text[:1].isupper():
            continue
        if i in taken or (token.text.isascii() and token.text.lower() not in known):
            continue
        words = name_words(token.text)
        if len(words) != 1 or words[0] not in known:
            continue
        # Any word opens a sentence with a capital.
        if i == 0 and token.upos != "PROPN" and not token.deprel.startswith("nsubj"):
            continue
        if relation(token) in {"compound", "amod", "flat"}:
            continue
        found.append(
            PersonMatch(first=i, name_first=i, last=i + 1, head=i, words=words, options=())
        )
    return found


def _compass_points(
    sentence: Sentence, row: Sequence[NameMatch], countries: Counter[str], directory: Directory
) -> list[NameMatch]:
    """Read "the North" and "the South" as the state that the article is about."""
    found: list[NameMatch] = []
    tokens = sentence.tokens
    taken = {i for m in row for i in range(m.first, m.last)}
    for token in tokens:
        choices = _COMPASS.get(token.text.lower())
        if choices is None or not token.text[:1].isupper() or token.index in taken:
            continue
        if (
            token.index
            and tokens[token.index - 1].lemma.lower() != "the"
            and (tokens[token.index - 1].upos not in {"ADJ", "VERB"})
        ):
            continue
        following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if (
            following is not None
            and following.upos == "PROPN"
            and (relation(token) in {"compound", "amod", "flat"})
        ):
            continue
        for code, company in choices:
            state = directory.states.get(code)
            if state is not None and any(countries[c] for c in company):
                # "North Korea" must have been named for a bare point to mean it.
                entries = directory.names.get(tuple(state.name.lower().split()), ())
                entry = next((e for e in entries if e.kind == "state"), None)
                if entry is not None:
                    found.append(
                        NameMatch(
                            first=token.index,
                            last=token.index + 1,
                            head=token.index,
                            options=(entry,),
                        )
                    )
                break
    return found


def _choose(
    sentence: Sentence,
    match: NameMatch,
    row: Sequence[NameMatch],
    roles: Sequence[str | None],
    countries: Counter[str],
) -> NameMatch:
    before = match.first - 1
    titled = before >= 0 and (
        (roles[before] is not None and sentence.tokens[before].upos in {"NOUN", "PROPN"})
        or sentence.tokens[before].lemma.lower().rstrip(".") in wording.HONORIFICS
    )
    is_country = any(o.kind in COUNTRIES for o in match.options)
    person_like = match.label == "PER" or (titled and not is_country)
    if titled and is_country and sentence.tokens[before].text[:1].isupper():
        person_like = match.label != "LOC"
    agrees = {
        country
        for other in row
        if other.last in {match.first, match.first - 1} or other.first == match.last
        for country in {o.country for o in other.options}
    }
    return choose(match, countries, person_like=person_like, agrees=frozenset(agrees))


def _is_sure(sentence: Sentence, match: NameMatch, roles: Sequence[str | None]) -> bool:
    """Tell whether a match is a name at all: a bare family name may be any other word."""
    token = sentence.tokens[match.first]
    if match.last - match.first > 1:
        return True
    if match.kind == "family":
        if match.label in {"LOC", "ORG"}:
            return _is_beside_person(sentence, match) or _acts_alone(sentence, match)
        if match.label == "PER":
            return True
        before = match.first - 1
        if before >= 0 and roles[before] is not None:
            return True
        return token.upos == "PROPN" and relation(token) not in {"compound", "flat", "amod"}
    if match.label == "PER" and match.kind not in PEOPLE:
        return True
    return token.upos not in {"VERB", "AUX", "ADV", "SCONJ"} or token.text.isupper()


def _acts_alone(sentence: Sentence, match: NameMatch) -> bool:
    """Tell whether a verb has the family name of one office holder for its bare subject."""
    token = sentence.tokens[match.head]
    bare = not any(relation(sentence.tokens[c]) in _BEFORE for c in sentence.children[match.head])
    acts = token.deprel == "nsubj" and sentence.tokens[token.head].upos == "VERB"
    return acts and bare and len(match.options) == 1


_BEFORE = frozenset({"det", "compound", "amod", "nmod", "case"})


def _is_beside_person(sentence: Sentence, match: NameMatch) -> bool:
    """Tell whether a name is joined to a person's: "between Macron and Merkel"."""
    joined = {match.last: match.last + 1, match.first - 1: match.first - 1}
    return any(
        0 <= between < len(sentence.tokens)
        and sentence.tokens[between].text in {"and", "&"}
        and any(n.label == "PER" and edge in {n.first, n.last} for n in sentence.names)
        for between, edge in joined.items()
    )


def _find_home(
    desk: Place | None,
    datelines: Sequence[int],
    matches: Sequence[Sequence[NameMatch]],
    countries: Counter[str],
) -> str:
    """Tell which country the report is written from and about, or else mostly about."""
    # A venue lends its name to the dateline and has no part in the story.
    if desk is not None and 3 * countries[desk.country] >= max(countries.values(), default=0) > 0:
        return desk.country
    for tokens, row in zip(datelines, matches, strict=True):
        for match in row:
            if match.first < tokens and match.kind in {"capital", "state", "region"}:
                return match.owner.country
    states = [(n, c) for c, n in countries.items() if len(c) == 3 and c not in _NO_HOMES]
    return max(states, key=lambda p: p[0])[1] if states else ""


_NO_HOMES = frozenset({"UNO", "IGO", "NGO", "IMG", "MNC", "ISM"})


def _find_stage(
    countries: Counter[str], towns: Sequence[Mapping[int, NameMatch]], directory: Directory
) -> str:
    """Tell in which country a report plays: most of what it names is of one."""
    named = Counter({c: n for c, n in countries.items() if c in directory.states})
    for row in towns:
        named.update(match.owner.country for match in {id(m): m for m in row.values()}.values())
    if not named:
        return ""
    country, count = named.most_common(1)[0]
    return country if count >= _MOST * sum(named.values()) else ""


_MOST = 0.6


def _find_land(
    home: str,
    desk: Place | None,
    datelines: Sequence[int],
    matches: Sequence[Sequence[NameMatch]],
    countries: Counter[str],
    towns: Sequence[Mapping[int, NameMatch]],
) -> str:
    """Tell whose towns a report names that names no country, or hardly ever the one it is from."""
    named = Counter(
        match.owner.country for row in towns for match in {id(m): m for m in row.values()}.values()
    )
    if not named:
        return home
    country, count = named.most_common(1)[0]
    filed = (desk is not None and desk.country == home) or any(
        match.first < tokens and match.owner.country == home
        for tokens, row in zip(datelines, matches, strict=True)
        for match in row
    )
    return home if home and (filed or count <= countries[home] + named[home]) else country


def _find_country_of_people(scene: Scene) -> str:
    """Tell whose people a report names that names neither country nor town."""
    people = scene.introductions
    known = Counter(
        e.country for e in people.people.values() if e.country in scene.directory.states
    )
    return known.most_common(1)[0][0] if known else ""

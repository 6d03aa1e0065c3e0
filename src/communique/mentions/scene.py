"""Read an article once for the names in it: what later steps look up again and again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.directory import make_entity, state_on
from communique.directory.places import find_place
from communique.mentions import wording
from communique.mentions.aliases import name_by_alias
from communique.mentions.houses import place_houses
from communique.mentions.metonyms import read_dateline
from communique.mentions.names import (
    COUNTRIES,
    PEOPLE,
    NameMatch,
    choose,
    count_countries,
    match_sentence,
)
from communique.mentions.organisations import find_organisations
from communique.mentions.persons import (
    Introductions,
    PersonMatch,
    find_persons,
    name_words,
    text_of,
)
from communique.mentions.phrases import head_of, preposition_of, relation
from communique.mentions.roles import join_words, read_roles
from communique.mentions.towns import find_towns
from communique.types import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from communique.directory import Directory, Entry
    from communique.mentions.roles import Role
    from communique.types import Place, Sentence

UNKNOWN = "---"
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
        published=published,
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
            if person.is_full or (person.title is not None and _rules(scene, person)):
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
            return False
        if match.label == "PER":
            return True
        before = match.first - 1
        if before >= 0 and roles[before] is not None:
            return True
        return token.upos == "PROPN" and relation(token) not in {"compound", "flat", "amod"}
    if match.label == "PER" and match.kind not in PEOPLE:
        return True
    return token.upos not in {"VERB", "AUX", "ADV", "SCONJ"} or token.text.isupper()


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
    states = [(n, c) for c, n in countries.items() if len(c) == 3 and c not in {"UNO", "IGO"}]
    return max(states, key=lambda p: p[0])[1] if states else ""


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


def state_told_of(scene: Scene, sentence: Sentence, index: int) -> str:
    """Tell whose people a crowd without a country is; `index` is its noun.

    The nearest state in which the sentence lays something ("in Kharkiv"), else the country of the
    report where that is most spoken of, else the one that the sentence names.
    """
    states = scene.directory.states
    places = sorted(
        (abs(at - index), country)
        for at, country in _read_settings(scene, sentence)
        if country in states
    )
    if places:
        return places[0][1]
    named = {
        match.owner.country
        for match in scene.matches[sentence.index]
        if match.first >= scene.datelines[sentence.index] and match.kind in _OF_STATES
    }
    # A foreign desk's dateline says little: the story's own country says more than a name in it.
    most = max(scene.countries.values(), default=0)
    home = {scene.home} if scene.countries[scene.home] >= most else set()
    for found in (named & _PARTS, home, named, {scene.home}):
        known = found & set(states)
        if len(known) == 1:
            return next(iter(known))
    return ""


def _read_settings(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Give the countries in which a sentence lays something, each with the token of its name."""
    for match in scene.matches[sentence.index]:
        placed = match.kind in _OF_STATES and match.kind != "demonym"
        inside = match.first >= scene.datelines[sentence.index]
        if placed and inside and _is_within(sentence, match.head):
            yield match.head, match.owner.country
    for name in sentence.names:
        if name.label != "LOC" or name.first in scene.by_token[sentence.index]:
            continue
        head = head_of(sentence, name.first, name.last)
        if _is_within(sentence, head):
            place = find_place(join_words(sentence, name.first, name.last), scene.countries)
            if place is not None:
                yield head, place.country


def _is_within(sentence: Sentence, index: int) -> bool:
    """Tell whether a name says where: "in Zadar", "in the coastal town of Zadar"."""
    if preposition_of(sentence, index) in _WITHIN:
        return True
    above = sentence.tokens[index].head
    return (
        above >= 0
        and sentence.tokens[above].lemma.lower() in _SETTLEMENTS
        and preposition_of(sentence, above) in _WITHIN
    )


_SETTLEMENTS = frozenset(
    """city town village port province region district capital suburb camp area enclave island
    resort state county""".split()
)
_OF_STATES = frozenset({"capital", "state", "region", "demonym"})
# Where these are named, they are meant, and not the state that they are a part of.
_PARTS = frozenset({"HKG", "MAC"})
_WITHIN = frozenset({"in", "at", "near", "outside", "across"})


# These are acted for by people of many countries.
BODIES = frozenset({"EUR", "IGO", "UNO"})


def introduce(
    scene: Scene, sentence: Sentence, person: PersonMatch, country: str = ""
) -> Entity | None:
    """Tell who a person is, and keep it for later mentions; None where it cannot be told.

    The title in the text outranks the directory; a person whom neither knows keeps the name,
    and gets the `country` that the context suggests where the title states none.
    """
    role = person.role
    stated = _stated_country(scene, person)
    people = scene.introductions
    text = text_of(sentence, person)
    known = people.find(person.words, stated)
    if known is None and stated and not person.options and person.is_full:
        known = people.find(person.words)
    entry = None if known is not None else _pick(scene, person, stated)
    if known is not None and person.title is not None and not person.is_full:
        # "President Obama" where the first lady was named before.
        ruler = _rules(scene, person)
        if ruler is not None and ruler.id != known.id and not _is_of(known, person.title):
            known, entry = people.people.get(ruler.id), ruler
    stated = stated or country
    if known is not None:
        entity = known
    elif entry is not None:
        entity = make_entity(entry, scene.published, scene.directory)
        if stated in BODIES and person.title is not None and not person.title.former:
            # "European Union commissioner Benita Ferrero-Waldner" acts for no member state.
            entity = replace(entity, country=stated, sector="GOV", role=person.title.text)
        elif entity.country != stated and _has_served(scene, entry, stated):
            # "South Korean Foreign Minister Ban Ki-moon", whoever he acts for later.
            entity = replace(entity, country=stated)
    elif person.is_full or (role is not None and person.words):
        sector = role.sector if role is not None else ""
        entity = Entity(
            id="person:" + "-".join(person.words),
            name=text,
            country=stated or UNKNOWN,
            sector=_sector(role, sector),
            role=role.text if role is not None else "",
        )
    else:
        return None
    return people.add(person.words, _with_role(entity, role, stated, is_known=entry))


def _has_served(scene: Scene, entry: Entry, country: str) -> bool:
    return any(t.country == country for t in scene.directory.people[entry.id].terms)


def _rules(scene: Scene, person: PersonMatch) -> Entry | None:
    """Find who of a family name leads a state under the title that stands before it."""
    if person.title is None or not person.options:
        return None
    return next(
        (o for o in person.options if _leads(scene, o) and _holds(scene, o, person.title)), None
    )


def _is_of(entity: Entity, title: Role) -> bool:
    """Tell whether somebody is known by that title already."""
    return title.noun in entity.role.lower().split()


def _with_role(
    entity: Entity, role: Role | None, stated: str, *, is_known: Entry | None
) -> Entity:
    if entity.country in {"", UNKNOWN} and stated:
        entity = replace(entity, country=stated)
    if role is None or role.noun in wording.KIN:
        return entity
    if is_known is not None and role.sector and not role.former and not entity.role:
        entity = replace(entity, sector=role.sector)
    if not entity.role and role.text and not role.former:
        entity = replace(entity, role=role.text)
    if not entity.sector:
        entity = replace(entity, sector=_sector(role, role.sector))
    return entity


def _sector(role: Role | None, sector: str) -> str:
    if role is None:
        return ""
    if role.former and sector in {"GOV", "MIL", "LEG", "SPY", "COP", "JUD"}:
        return "ELI"
    owner = role.owner
    if owner is not None and owner.kind not in COUNTRIES and owner.sector and sector != "MED":
        return owner.sector
    if "party" in role.text.lower().split() and sector in {"GOV", "", "PTY"}:
        return "PTY"
    if not sector and owner is not None:
        return "GOV"
    return "GOV" if sector in {"UNK", "", "NGO"} and owner is not None else sector


def _stated_country(scene: Scene, person: PersonMatch) -> str:
    """Give the country that the title, the apposition or a possessor states."""
    for role in (person.title, person.apposition):
        if role is not None and role.owner is not None and role.owner.country:
            return state_on(role.owner.country, scene.published, scene.directory)
    if person.hint is not None and person.hint.country:
        return state_on(person.hint.country, scene.published, scene.directory)
    return ""


def _pick(scene: Scene, person: PersonMatch, country: str) -> Entry | None:
    """Pick the bearer of a name from the directory, by the stated country or the article's."""
    options = person.options
    if not options:
        return None
    if country:
        same = [
            o
            for o in options
            if o.country == country
            or any(t.country == country for t in scene.directory.people[o.id].terms)
        ]
        if same:
            options = tuple(same)
        elif not person.is_full:
            return None
        elif country in scene.directory.states:
            # A namesake from elsewhere.
            return None
    if person.is_full:
        return options[0]
    # Whoever rose to office years after the report, or left it long before, was no household name.
    options = tuple(o for o in options if _is_of_the_time(scene, o))
    if not options:
        return None
    in_office = [
        o
        for o in options
        if scene.published is None
        or scene.directory.people[o.id].find_term(scene.published) is not None
    ]
    if person.title is None:
        in_office = in_office or list(options)
        in_company = [o for o in in_office if scene.countries[o.country]]
        if not in_company:
            # "Lukashenko said ...": whom alone of that name every reader knows.
            return in_office[0] if len(in_office) == 1 and _leads(scene, in_office[0]) else None
        return max(in_company, key=lambda o: scene.countries[o.country])
    ranked = in_office or list(options)
    return max(ranked, key=lambda o: (_holds(scene, o, person.title), scene.countries[o.country]))


_EXPECTED = 1
_REMEMBERED = 25
_LEADING = frozenset({"head-of-state", "head-of-government", "leader"})


def _leads(scene: Scene, entry: Entry) -> bool:
    """Tell whether somebody leads a state on the day."""
    person = scene.directory.people[entry.id]
    term = person.find_term(scene.published) if scene.published is not None else None
    if term is None or term.country not in scene.directory.states:
        return False
    return scene.directory.offices[term.office].post in _LEADING


def _is_of_the_time(scene: Scene, entry: Entry) -> bool:
    """Tell whether somebody was in office by the day of the report or in living memory of it."""
    if scene.published is None:
        return True
    terms = scene.directory.people[entry.id].terms
    left = max(scene.published.year if t.end is None else t.end.year for t in terms)
    rose = min(t.start.year for t in terms)
    return rose - _EXPECTED <= scene.published.year <= left + _REMEMBERED


def _holds(scene: Scene, entry: Entry, role: Role | None) -> bool:
    """Tell whether somebody holds an office of that title on the day."""
    if role is None or scene.published is None:
        return False
    term = scene.directory.people[entry.id].find_term(scene.published)
    if term is None:
        return False
    office = scene.directory.offices.get(term.office)
    titles = {term.title.lower(), *(t.lower() for t in office.titles)} if office else set()
    return role.text.lower() in titles or role.noun in titles

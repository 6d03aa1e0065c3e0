"""Find the political actors of an article, sentence by sentence, and resolve whom they mean.

The order of things: the names of all sentences are matched first (`scene`), then the sentences
are read from left to right, each word that names an actor is resolved with what came before
(`coreference`, `descriptions`). An actor that stays unresolved makes no mention.
"""

# Reading a tree is a list of decisions, each best left where it is taken.
# ruff: noqa: C901, PLR0912

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory import make_entity
from communique.directory.places import find_place
from communique.mentions import wording
from communique.mentions.agents import Found
from communique.mentions.coreference import (
    FEMININE,
    FIRST,
    FIRST_PLURAL,
    MASCULINE,
    PRONOUNS,
    find_described,
    find_pronoun_entities,
)
from communique.mentions.descriptions import describe, is_description
from communique.mentions.discourse import Discourse, Referent, Shape, guess_gender
from communique.mentions.groups import SIZES, find_group, is_group_word
from communique.mentions.introducing import UNKNOWN, introduce
from communique.mentions.metonyms import is_place
from communique.mentions.nameless import name_nameless
from communique.mentions.names import COUNTRIES, NameMatch
from communique.mentions.persons import PersonMatch
from communique.mentions.phrases import (
    find_speaker,
    function_of,
    head_of,
    is_here,
    is_quoted,
    outer_head,
    relation,
)
from communique.mentions.roles import Role, join_words, read_role
from communique.mentions.scene import Scene, read_scene
from communique.types import ActorMention, Entity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from communique.directory import Directory
    from communique.types import Place, Sentence

_EUROPE = "EUR"
# Words of these kinds name nobody.
_NAMELESS = frozenset({"PUNCT", "VERB", "ADP", "AUX", "ADV", "PART", "SCONJ", "INTJ"})
# What a mention is made from: a name, a person, a phrase around a role noun, or a pronoun.
Step = PersonMatch | NameMatch | Role | int


def find_actors(
    sentences: Sequence[Sentence],
    directory: Directory,
    published: date | None,
    *,
    desk: Place | None = None,
) -> list[list[ActorMention]]:
    """Find the actors of each sentence, in token order; nested phrases give nested mentions.

    `desk` is the place that the report was filed from, by its dateline: see find_desk.

    `first` is the first token, `last` the one after the end. `how` is one of name, place (a
    state or a capital where something happens: it acts as host at most), metonym, adjective,
    person, surname, apposition, agent (a country and a noun), description, office, pronoun,
    pair, speaker, population and unnamed.
    """
    scene = read_scene(sentences, directory, published, desk)
    discourse = Discourse(sentences=sentences, counts=_count(scene))
    return learn_countries([_read_sentence(scene, discourse, s) for s in sentences])


def learn_countries(rows: list[list[ActorMention]]) -> list[list[ActorMention]]:
    """Give a person of no known country that which another mention gives.

    A headline names by the surname alone whom the text introduces by an office.
    """
    known: dict[str, Entity] = {}
    for mention in (m for row in rows for m in row):
        for entity in mention.entities:
            if entity.id.startswith("person:") and entity.country not in {"---", ""}:
                known.setdefault(entity.id, entity)
    return [[_learn(mention, known) for mention in row] for row in rows]


def _learn(mention: ActorMention, known: Mapping[str, Entity]) -> ActorMention:
    if not any(e.country == "---" and e.id in known for e in mention.entities):
        return mention
    entities = tuple(
        replace(e, country=known[e.id].country, sector=e.sector or known[e.id].sector)
        if e.country == "---" and e.id in known
        else e
        for e in mention.entities
    )
    return replace(mention, entities=entities)


def _count(scene: Scene) -> Counter[str]:
    counts = Counter(scene.countries)
    for key, count in scene.introductions.counts.items():
        counts[key] += count
        counts[scene.introductions.people[key].country] += count
    return counts


def _read_sentence(scene: Scene, discourse: Discourse, sentence: Sentence) -> list[ActorMention]:
    n = sentence.index
    persons = scene.persons[n]
    in_person = {i for p in persons for i in range(p.name_first, p.last)}
    titles = {r.head: p for p in persons for r in (p.title, p.apposition) if r is not None}
    steps: list[tuple[float, int, Step]] = []
    for person in persons:
        anchor = person.role.owner_at if person.role is not None else -1
        steps.append((max(person.name_first, anchor + 0.5), 1, person))
    steps.extend(
        (match.head, 0, match)
        for match in scene.matches[n]
        if match.first >= scene.datelines[n]
        and match.first not in in_person
        and not match.is_person
    )
    roles_at, by_token = scene.roles_at[n], scene.by_token[n]
    for token in sentence.tokens[scene.datelines[n] :]:
        if token.upos in _NAMELESS:
            continue
        i = token.index
        if token.upos in {"PRON", "DET"} and token.text.lower() in PRONOUNS:
            if token.text != "US":
                steps.append((i, 0, i))
        elif is_group_word(sentence, i):
            steps.append((i, 0, i))
        elif (roles_at[i] is not None or is_description(sentence, i)) and (
            i not in in_person
            and i not in titles
            # "the King": the name of somebody else is none here.
            and (i not in by_token or by_token[i].is_person)
        ):
            role = read_role(sentence, i, roles_at[i] or "", scene.owners[n])
            steps.append((max(i, role.owner_at + 0.5) + 0.2, 2, role))
    speaker = find_speaker(sentence)
    mentions: list[ActorMention] = []
    covered = in_person | set(scene.by_token[n])
    for _, _, step in sorted(steps, key=lambda s: (_after_quotes(sentence, s), s[0], s[1])):
        for made in _read_step(scene, discourse, sentence, step):
            mention = _mention(sentence, made)
            mentions.append(mention)
            if made.how != "unnamed":
                discourse.note(_referent(sentence, made, speaker))
    covered.update(i for m in mentions for i in range(m.first, m.last))
    mentions.extend(_mention(sentence, city) for city in _read_cities(scene, sentence, covered))
    return sorted(mentions, key=lambda m: (m.first, -m.last, m.head))


def _read_cities(scene: Scene, sentence: Sentence, covered: set[int]) -> Iterator[Found]:
    """Find towns: what is done to one is done to its country, as in "shelled Kharkiv"."""
    if scene.desk is not None and scene.desk.country in scene.directory.states:
        for token in sentence.tokens:
            if is_here(sentence, token.index):
                yield Found(
                    first=token.index,
                    last=token.index + 1,
                    head=token.index,
                    entities=(scene.state(scene.desk.country),),
                    how="place",
                    shape="state",
                )
    for name in sentence.names:
        if name.label != "LOC" or name.first < scene.datelines[sentence.index]:
            continue
        if not covered.isdisjoint(range(name.first, name.last)):
            continue
        place = find_place(join_words(sentence, name.first, name.last), scene.countries)
        if place is not None and place.country in scene.directory.states:
            yield Found(
                first=name.first,
                last=name.last,
                head=head_of(sentence, name.first, name.last),
                entities=(scene.state(place.country),),
                how="place",
                shape="state",
            )


def _read_step(scene: Scene, discourse: Discourse, sentence: Sentence, step: Step) -> list[Found]:
    if isinstance(step, PersonMatch):
        return _read_person(scene, discourse, sentence, step)
    if isinstance(step, NameMatch):
        found = _read_name(scene, sentence, step)
    elif isinstance(step, Role):
        found = describe(scene, discourse, sentence, step)
        found = found and name_nameless(scene, discourse, sentence, step, found)
    else:
        found = (
            _read_number(discourse, sentence, step)
            if sentence.tokens[step].text.lower() in SIZES
            else _read_pronoun(scene, discourse, sentence, step)
        )
    return [] if found is None else [found]


def _after_quotes(sentence: Sentence, step: tuple[float, int, Step]) -> bool:
    """Put pronouns inside quotation marks, and what they own, after all else: who speaks first."""
    what = step[2]
    at = what.owner_at if isinstance(what, Role) else what if isinstance(what, int) else -1
    return at >= 0 and sentence.tokens[at].upos in {"PRON", "DET"} and is_quoted(sentence, at)


def _mention(sentence: Sentence, found: Found) -> ActorMention:
    tokens = sentence.tokens
    span = Span(tokens[found.first].start, tokens[found.last - 1].end)
    text = join_words(sentence, found.first, found.last)
    return ActorMention(
        sentence=sentence.index,
        first=found.first,
        last=found.last,
        head=found.head,
        entities=tuple(
            Entity(
                id=e.id,
                name=e.name,
                country=e.country,
                sector=e.sector,
                role=e.role,
                text=text,
                span=span,
            )
            for e in found.entities
        ),
        how=found.how,
    )


def _referent(sentence: Sentence, found: Found, speaker: int) -> Referent:
    function = function_of(sentence, found.head)
    if found.how == "place":
        function = "other"
    entity = found.entities[0]
    names = [found.noun] if found.noun else []
    gender = guess_gender(entity.name, names) if found.shape == "person" else ""
    return Referent(
        sentence=sentence.index,
        first=found.head,
        head=found.head,
        entities=found.entities,
        function=function,
        shape=found.shape,
        plural=found.plural,
        gender=gender,
        noun=found.noun,
        speaks=speaker >= 0 and outer_head(sentence, found.head) == speaker,
        quoted=is_quoted(sentence, found.head),
    )


def _read_person(
    scene: Scene, discourse: Discourse, sentence: Sentence, person: PersonMatch
) -> list[Found]:
    role = person.role
    country = ""
    if role is not None and role.owner is None:
        country = _country_of_title(scene, discourse, sentence, role)
    known = role is not None and role.owner is None and role.noun not in wording.UNNAMED
    # Of whom nothing is told but the name, where report and story are of one country, is of it.
    at_home = role is None and scene.stage == scene.home and scene.countries[scene.home] >= _OFTEN
    if not country and person.is_full and (known or at_home):
        country = scene.stage
    entity = introduce(scene, sentence, person, country)
    if entity is None:
        return []
    how = "person" if person.is_full or person.title is not None else "surname"
    found = [
        Found(
            first=person.first if person.title is not None else person.name_first,
            last=person.last,
            head=person.head,
            entities=(entity,),
            how=how,
            shape="person",
            noun=role.noun if role is not None else _rank_in_name(person),
        )
    ]
    beside = person.apposition
    if beside is not None:
        found.append(
            replace(
                found[0], first=beside.first, last=beside.last, head=beside.head, how="apposition"
            )
        )
    return found


# How often a report must name its own country for others in it to be of that country, too.
_OFTEN = 2


def _rank_in_name(person: PersonMatch) -> str:
    """Give the rank by which a name begins: King Abdullah II is "the king" later on."""
    first = person.words[0] if person.words else ""
    return first if first in _RANKS else ""


_RANKS = frozenset({"king", "queen", "prince", "princess", "emir", "sultan", "pope", "emperor"})
_GOVERNING = frozenset({"GOV", "COP", "MIL", "JUD", "LEG"})
_OF_STATES = _GOVERNING - {"GOV"}
# No other country has one.
_AMERICAN = re.compile(r"(?i)\b(assistant|under|deputy) ?secretary of state\b")


def _country_of_title(scene: Scene, discourse: Discourse, sentence: Sentence, role: Role) -> str:
    """Tell for which country somebody acts whose title does not say it: "spokesman X"."""
    words = (t.text for t in sentence.tokens[role.first : role.last + 2])
    if _AMERICAN.search(role.text) or _AMERICAN.search(" ".join(words)):
        return "USA"
    if role.owner_at >= 0:
        for referent in reversed(discourse.here(sentence.index, len(sentence.tokens))):
            if referent.head == role.owner_at and referent.entities:
                country = referent.entities[0].country
                return "" if country == UNKNOWN else country
        # "governor of Soria province": whoever governs what nobody knows does so at home.
        return scene.home if role.sector in _GOVERNING else ""
    if role.noun in {"pope", "pontiff"}:
        return "VAT"
    if role.noun in wording.HONORIFICS - wording.PERSON_WORDS:
        return ""
    if role.sector in {"", "UNK", "CVL", "EDU", "MED", "BUS", "NGO"} and (
        role.noun not in wording.SPEAKS_FOR
    ):
        return ""
    known = _described_before(discourse, sentence, role)
    if role.sector == "OPP" and scene.home in scene.directory.states:
        # Whoever leads an opposition does so at home, whichever state has just been told of.
        known = known or scene.home
    if known:
        return known
    here = discourse.here(sentence.index, role.head)[::-1]
    listed = _listed_after(sentence, role.head)
    for referent in here:
        # "Prime Minister Lipponen and Speaker Uosukainen": those listed together serve one state.
        if referent.head == listed and referent.shape == "person":
            return referent.entities[0].country
    for row in (here, *discourse.earlier(sentence.index, 2)):
        for referent in row:
            if referent.quoted and referent.sentence == sentence.index:
                continue
            if referent.entities[0].sector == "MED":
                continue
            if referent.shape not in {"body", "state"} or len(referent.entities) != 1:
                continue
            if role.sector != "REB" and referent.entities[0].country == "IMG":
                continue
            if role.sector in _OF_STATES and referent.entities[0].country in {"NGO", "MNC"}:
                # No charity has judges or ministers.
                continue
            if referent.function in {"subject", "possessor"} or referent.shape == "body":
                return referent.entities[0].country
    return scene.home


def _described_before(discourse: Discourse, sentence: Sentence, role: Role) -> str:
    """Tell the country of the body that a title names and the report knows: "the junta leader"."""
    tokens = sentence.tokens
    for c in sentence.children[role.head]:
        if relation(tokens[c]) == "compound" and tokens[c].upos == "NOUN":
            told = find_described(discourse, sentence, role.head, tokens[c].lemma, "")
            if told is not None and told.entities[0].country != UNKNOWN:
                return told.entities[0].country
    return ""


def _listed_after(sentence: Sentence, index: int) -> int:
    """Give the head of what a titled name is listed after, -1 where it is not."""
    tokens = sentence.tokens
    while tokens[index].deprel in {"nmod:desc", "compound", "flat"} and tokens[index].head >= 0:
        index = tokens[index].head
    return tokens[index].head if tokens[index].deprel in {"conj", "appos"} else -1


def _read_name(scene: Scene, sentence: Sentence, match: NameMatch) -> Found | None:
    entry = match.owner
    token = sentence.tokens[match.head]
    entity = make_entity(entry, scene.published, scene.directory)
    if not entity.country:
        return _read_halves(scene, match, token.text)
    shape: Shape = "state" if entry.kind in COUNTRIES else "body"
    how, plural = "name", False
    if entry.kind == "demonym":
        if _is_adjective(sentence, match):
            how = "adjective"
        else:
            shape, plural = "people", token.xpos in {"NNS", "NNPS"} or token.upos == "ADJ"
            entity = _make_people(sentence, match, entity)
    elif entry.kind == "capital":
        if is_place(sentence, match.head, capital=True):
            how = "place"
        else:
            how = "metonym"
            if entry.name == "Belgium" and _is_european(scene):
                entity = Entity(id="european-union", name="European Union", country=_EUROPE)
    elif entry.kind in {"state", "region"}:
        if is_place(sentence, match.head, capital=entry.kind == "region" and not entry.sector):
            how = "place"
    elif entry.kind == "seat" and is_place(sentence, match.head, capital=False):
        if entity.country not in scene.directory.states:
            # "the war in Europe" is not the Union's.
            return None
        how = "place"
    return Found(
        first=match.first,
        last=match.last,
        head=match.head,
        entities=(entity,),
        how=how,
        shape=shape,
        plural=plural,
    )


# States that news names by one plural.
_HALVES: Mapping[str, tuple[str, str]] = {"Koreas": ("PRK", "KOR")}


def _read_halves(scene: Scene, match: NameMatch, word: str) -> Found | None:
    """Read "the two Koreas" as both of them."""
    states = tuple(scene.state(code) for code in _HALVES.get(word, ()))
    if not states:
        return None
    return Found(
        first=match.first,
        last=match.last,
        head=match.head,
        entities=states,
        how="pair",
        shape="state",
        plural=True,
    )


def _is_european(scene: Scene) -> bool:
    return not scene.countries["BEL"] or scene.countries[_EUROPE] > scene.countries["BEL"] // 2


def _is_adjective(sentence: Sentence, match: NameMatch) -> bool:
    token = sentence.tokens[match.last - 1]
    top = sentence.tokens[outer_head(sentence, match.head)]
    return relation(top) in {"amod", "compound"} or (
        token.upos == "ADJ" and relation(top) not in {"nsubj", "obj", "obl", "nmod"}
    )


def _make_people(sentence: Sentence, match: NameMatch, entity: Entity) -> Entity:
    """Make "the Americans" the state, "three Americans" some of its people."""
    tokens = sentence.tokens
    definite = any(tokens[c].lemma.lower() == "the" for c in sentence.children[match.head])
    counted = any(relation(tokens[c]) in {"nummod", "amod"} for c in sentence.children[match.head])
    if definite and not counted:
        return replace(entity, sector="GOV")
    return Entity(
        id=f"{entity.country}-CVL",
        name=f"{join_words(sentence, match.first, match.last)}",
        country=entity.country,
        sector="CVL",
    )


def _read_number(discourse: Discourse, sentence: Sentence, index: int) -> Found | None:
    """Resolve "both" and "the four"."""
    size = SIZES[sentence.tokens[index].text.lower()]
    entities = find_group(discourse, sentence, index, size, persons=None)
    if len(entities) != size:
        return None
    return Found(
        first=index - (sentence.tokens[index].text.lower() != "both"),
        last=index + 1,
        head=index,
        entities=entities,
        how="pair",
        shape="people",
        plural=True,
    )


# Whose "we" is not their state: traders, doctors, players.
PRIVATE = frozenset({"CVL", "BUS", "HLH", "EDU", "AGR", "MED", "LAB", "CRM"})


def _read_pronoun(
    scene: Scene, discourse: Discourse, sentence: Sentence, index: int
) -> Found | None:
    referent = find_pronoun_entities(discourse, sentence, index)
    if referent is None or not referent.entities:
        return None
    word = sentence.tokens[index].text.lower()
    entities, shape, how = referent.entities, referent.shape, "pronoun"
    if word in FIRST_PLURAL or word in FIRST:
        how = "speaker"
        country = entities[0].country
        if word in FIRST_PLURAL and shape == "person":
            # A politician's "we" is the state; an organisation's officer speaks for that.
            shape = "state"
            if country not in scene.directory.states or entities[0].sector in PRIVATE:
                return None
            entities = (scene.state(country),)
    return Found(
        first=index,
        last=index + 1,
        head=index,
        entities=entities,
        how=how,
        shape=shape,
        plural=referent.plural,
        noun=word if shape == "person" and word in MASCULINE | FEMININE else "",
    )

"""Read names of organisations that no directory holds: "the Ghana Medical Association".

What such a body is, the words of its name say; whose it is, a country in the name or beside it,
else the report's own where the body is of a kind that every country has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.directory.nouns import Entry
from communique.directory.words import make_slug
from communique.mentions.names import COUNTRIES, PEOPLE, NameMatch
from communique.mentions.persons import is_day
from communique.mentions.phrases import head_of, relation
from communique.mentions.roles import join_words, singular_forms
from communique.mentions.wording import BODIES, GATHERINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.directory import Directory
    from communique.directory.nouns import EntryKind
    from communique.types import Name, Sentence, Token

UNKNOWN = "---"
# What a word says in a name, and only there.
_IN_NAMES = {
    word: sector
    for sector, words in {
        "BUS": "inc corp ltd plc co llc ag group holding airline airway motor energy petroleum "
        "oil gas telecom industry mining pharmaceutical bank steel",
        "MED": "times post herald tribune tv radio gazette broadcasting news journal",
        "PTY": "democrats",
        "NGO": "association federation foundation society league club initiative trust network "
        "confederation forum fund committee international centre center watch project",
        "LAB": "union unions guild",
        "EDU": "university institute college academy school",
        "GOV": "office bureau",
        "REB": "brigade brigades",
        "OPP": "movement alliance front coalition",
        "REL": "church brotherhood",
    }.items()
    for word in words.split()
}
_REGIONS = frozenset(
    """International World Global African Asian Arab Pacific Caribbean Inter-American Nordic Baltic
    Pan-African Pan-American Eurasian""".split()
)
# Of such bodies every country has its own.
_AT_HOME = frozenset({"LAB", "PTY", "OPP", "EDU", "HLH", "AGR", "NGO", "REL"})
_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_KINDS: Mapping[str, EntryKind] = {
    "MED": "media", "BUS": "company", "PTY": "party", "OPP": "party", "REB": "group",
    "PRM": "group", "UAF": "group",
}  # fmt: skip
# A name that ends so is of a thing or an occasion: it does nothing.
_THINGS = frozenset(
    """treaty act resolution accord plan agreement cup award prize protocol convention olympics
    games game summit tour war constitution charter pact deal bill law programme program report
    conference championship festival airport stadium day talks index road initiative street
    square bridge hotel palace tower building series film show
    fc rangers rovers wanderers hotspur""".split()
)
# Whose these are says more: "Congress of Trade Unions", "Council of Bishops".
_GENERAL = frozenset(
    "congress council federation confederation association committee coalition alliance".split()
)
_VESSELS = frozenset(
    "tanker ship vessel freighter trawler boat ferry liner yacht flagged carrier frigate".split()
)
_JOINING = frozenset({"of", "for", "the", "and", "&", "de", "du", "des", "del", "in", "on"})


@dataclass(frozen=True, slots=True)
class _Setting:
    """Hold a sentence with the names found in it, who owns what there, and its role nouns."""

    sentence: Sentence
    row: Sequence[NameMatch]
    owner_at: Mapping[int, NameMatch]
    roles: Sequence[str | None]


def find_organisations(
    sentences: Sequence[Sentence],
    matches: Sequence[Sequence[NameMatch]],
    owners: Sequence[Mapping[int, NameMatch]],
    roles_at: Sequence[Sequence[str | None]],
    directory: Directory,
    home: str,
) -> list[tuple[NameMatch, ...]]:
    """Add the organisations that sentences name and the directory lacks to the names found."""
    known: dict[str, Entry] = {}
    found: list[tuple[NameMatch, ...]] = []
    for setting in map(_Setting, sentences, matches, owners, roles_at):
        new = []
        for name in setting.sentence.names:
            entry = _read_name(setting, name, directory, known, home)
            if entry is not None:
                head = head_of(setting.sentence, name.first, name.last)
                new.append(
                    NameMatch(
                        first=name.first, last=name.last, head=head, options=(entry,), label="ORG"
                    )
                )
        covered = {i for m in new for i in range(m.first, m.last)}
        kept = [m for m in setting.row if m.first not in covered]
        found.append(tuple(sorted([*kept, *new], key=lambda m: m.first)))
    return found


def _read_name(
    setting: _Setting, name: Name, directory: Directory, known: dict[str, Entry], home: str
) -> Entry | None:
    if not _is_free(setting, name) or not _is_body(setting, name, directory):
        return None
    sentence = setting.sentence
    text = join_words(sentence, name.first, name.last)
    if text.lower() in known:
        return known[text.lower()]
    words = [sentence.tokens[i].text for i in range(name.first, name.last)]
    sector = _sector_of(sentence, name, directory)
    abroad = _region_of(words[0], sector)
    of_state = sector in _STATE and "of" not in words and not abroad
    country, beside = ("", "") if of_state else _beside(setting, name)
    country = _country_inside(setting, name) or abroad or country
    if not country and (sector in _STATE or sector in _AT_HOME):
        country = home
    sector = sector or beside
    listed = _find_listed(text, country or home, directory) if sector == "PTY" else None
    if listed is not None:
        known[text.lower()] = listed
        return listed
    if not country and sector == "MED" and _is_official(setting, name):
        country = home
    entry = Entry(
        f"org-{make_slug(text)}", text, country or UNKNOWN, sector, _KINDS.get(sector, "ngo")
    )
    for short in _short_names(sentence, name, words):
        known.setdefault(short.lower(), entry)
    if of_state:
        # Read as a noun with an owner, like any ministry; but its short name is a name.
        return None
    known[text.lower()] = entry
    return entry


def _find_listed(text: str, country: str, directory: Directory) -> Entry | None:
    """Find a party that is listed with its country: "Social Democratic Party of Germany"."""
    state = directory.states.get(country)
    if state is None:
        return None
    words = tuple(f"{text} of {state.name}".lower().split())
    return next((e for e in directory.names.get(words, ()) if e.country == country), None)


def _is_official(setting: _Setting, name: Name) -> bool:
    """Tell whether a paper or agency is a state's own: "the official news agency INA"."""
    before = setting.sentence.tokens[max(0, name.first - 5) : name.first]
    return any(t.text.lower() in {"official", "state", "state-run", "state-owned"} for t in before)


def _region_of(word: str, sector: str) -> str:
    """Tell by its first word that a body is of more than one state: "African Court"."""
    if word == "European":
        return "EUR"
    if word not in _REGIONS:
        return ""
    return "IGO" if sector in _STATE else "NGO"


def _is_free(setting: _Setting, name: Name) -> bool:
    """Tell whether the directory leaves a name to be read: it knows neither it nor its owner."""
    if name.label != "ORG" or not setting.sentence.tokens[name.first].text[:1].isupper():
        return False
    if is_day(setting.sentence, name.first, name.last):
        return False
    for match in setting.row:
        if match.last <= name.first or match.first >= name.last:
            continue
        if match.last > name.last or (match.first, match.last) == (name.first, name.last):
            return False
        known = match.kind not in COUNTRIES | PEOPLE
        part = _is_opening(setting.sentence, match, name) or _is_ending(setting, match, name)
        if match.first >= name.first and known and not part:
            return False
    return True


def _is_body(setting: _Setting, name: Name, directory: Directory) -> bool:
    """Tell whether a name is a whole one, and of somebody: no treaty, no ship, no place."""
    tokens = setting.sentence.tokens
    words = [tokens[i].text for i in range(name.first, name.last)]
    if {words[-1].lower(), tokens[name.last - 1].lemma.lower()} & _THINGS:
        return False
    if len(words) == 1 and (
        setting.roles[name.first] is not None or _is_family(words[0], directory)
    ):
        return False
    before = tokens[max(0, name.first - 2) : name.first]
    if any({t.text.lower(), t.lemma.lower()} & _VESSELS for t in before):
        # "the tanker Amity", "the Panama-flagged Amity"
        return False
    if any(not w[:1].isupper() and w not in _JOINING for w in words):
        # "Bulgarian football federation": no name, a noun with an owner.
        return False
    return not _is_modifier(setting, name)


def _country_inside(setting: _Setting, name: Name) -> str:
    """Give the country that a name holds: "Bank of Ghana", "Lagos Chamber of Commerce"."""
    span = range(name.first, name.last)
    inner = [m for m in setting.row if m.first in span and m.kind in COUNTRIES]
    owners = [setting.owner_at[i] for i in span if i in setting.owner_at]
    towns = [m for m in owners if m.kind != "party"]
    return next((m.owner.country for m in (*inner, *towns)), "")


def _is_modifier(setting: _Setting, name: Name) -> bool:
    """Tell whether but a part of a name was seen, or a place: "Federal Council", "at Howrah"."""
    tokens = setting.sentence.tokens
    if name.last - name.first > 2:
        return False
    head = head_of(setting.sentence, name.first, name.last)
    above = tokens[head].head
    if relation(tokens[head]) in {"compound", "amod"} and above >= name.last:
        between = tokens[name.last : above]
        joined = all(t.upos in {"NOUN", "PROPN", "ADJ"} for t in between)
        noun = tokens[above].lemma.lower()
        return joined and (noun in BODIES or setting.roles[above] == "GOV")
    before = tokens[name.first - 1].text.lower() if name.first else ""
    return name.last - name.first == 1 and before in {"in", "at", "near", "outside"}


def _is_family(word: str, directory: Directory) -> bool:
    """Tell whether somebody is called so: "the Trump administration"."""
    return any(e.kind in PEOPLE for e in directory.names.get((word.lower(),), ()))


def _is_opening(sentence: Sentence, match: NameMatch, name: Name) -> bool:
    """Tell whether a match is but the first word of a longer name: "Congress of Trade Unions"."""
    return (
        match.first == name.first
        and match.last < name.last
        and sentence.tokens[match.last].text in {"of", "for"}
    )


def _is_ending(setting: _Setting, match: NameMatch, name: Name) -> bool:
    """Tell whether a match but ends the name of another party: "Social Democratic Party"."""
    before = match.first - 1
    return (
        match.kind == "party"
        and name.first <= before
        and match.last == name.last
        and before not in setting.owner_at
        and setting.sentence.tokens[before].text[:1].isupper()
        and setting.roles[before] is None
    )


def _sector_of(sentence: Sentence, name: Name, directory: Directory) -> str:
    """Tell by the words of a name what the body is; the noun that heads it says most."""
    tokens = sentence.tokens
    stop = next(
        (i for i in range(name.first, name.last) if tokens[i].text in {"of", "for"}), name.last
    )
    general = stop < name.last and tokens[stop - 1].lemma.lower() in _GENERAL
    for last in (name.last, stop) if general else (stop, name.last):
        for at in range(last - 1, name.first - 1, -1):
            if tokens[at].lemma.lower() in GATHERINGS and at > name.first:
                members = _sector_of_members(tokens[at - 1], directory)
                if members:
                    return members
            forms = singular_forms(tokens[at])
            before = tuple(t.text.lower() for t in tokens[max(name.first, at - 1) : at])
            for form in forms:
                sector = directory.sectors.get((*before, form)) if before else None
                sector = sector or _IN_NAMES.get(form) or directory.sectors.get((form,))
                if sector and sector not in {"UNK", "CVL"}:
                    return sector
    return ""


def _sector_of_members(token: Token, directory: Directory) -> str:
    """Tell what a body is by the word before it: "Midwives Association"."""
    found = (directory.sectors.get((form,)) for form in singular_forms(token))
    return next((s for s in found if s and s not in {"UNK", "GOV"}), "")


def _beside(setting: _Setting, name: Name) -> tuple[str, str]:
    """Read country and sector off the words around a name.

    "Italian oil company Eni", "Eni of Italy", "Eni, an Italian oil company".
    """
    country, sector = _before(setting, name)
    if country:
        return country, sector
    tokens = setting.sentence.tokens
    rest = tokens[name.last : name.last + 8]
    if not rest:
        return "", sector
    if rest[0].text.lower() in {"of", "in"}:
        return _first_country(setting, rest[1:3]), sector
    if rest[0].text == ",":
        beside = next((t for t in rest[1:] if relation(t) == "appos"), None)
        if beside is not None and name.first <= beside.head < name.last:
            return _first_country(setting, rest[1:]), sector or (setting.roles[beside.index] or "")
    return "", sector


def _before(setting: _Setting, name: Name) -> tuple[str, str]:
    tokens = setting.sentence.tokens
    sector = ""
    for i in range(name.first - 1, max(-1, name.first - 6), -1):
        match = setting.owner_at.get(i)
        if match is not None and match.kind in COUNTRIES:
            return match.owner.country, sector
        if tokens[i].upos not in {"NOUN", "ADJ", "PROPN", "PART"} and tokens[i].text != "-":
            break
        sector = sector or (setting.roles[i] or "")
    return "", sector


def _first_country(setting: _Setting, tokens: Sequence[Token]) -> str:
    found = (setting.owner_at[t.index] for t in tokens if t.index in setting.owner_at)
    return next((m.owner.country for m in found if m.kind in COUNTRIES), "")


def _short_names(sentence: Sentence, name: Name, words: Sequence[str]) -> Iterator[str]:
    """Give the short names by which a body may be called later: in brackets, or its initials."""
    tokens = sentence.tokens
    after = tokens[name.last : name.last + 3]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")":
        yield after[1].text
    initials = "".join(w[0] for w in words if w[:1].isupper())
    if len(initials) > 2:
        yield initials

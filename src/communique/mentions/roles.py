"""Read what a phrase around a role noun says: "a Kremlin aide", "Iran's foreign minister"."""

# Reading a tree is a list of decisions, each best left where it is taken.
# ruff: noqa: C901

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from communique.mentions import wording
from communique.mentions.phrases import relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.directory import Entry
    from communique.mentions.names import NameMatch
    from communique.types import Sentence, Token

# Prepositions by which the body that somebody speaks or acts for follows the noun.
OWNER_PREPOSITIONS = frozenset({"of", "for", "from", "in", "with", "at"})
LOCAL = frozenset({"in", "from", "at"})
SPOKEN_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "official"})
# Written before a title without a mark of possession.
_ABBREVIATED = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "E.U.", "UN", "U.N."})
# Governments are called after who leads them.
_NAMED_AFTER = frozenset({"administration", "government", "regime", "cabinet", "camp", "campaign"})
NAMES_THE_FIELD = frozenset({"envoy", "ambassador", "expert", "correspondent", "analyst"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Hold what the phrase `first` to `last` around the role noun `head` says of its bearer.

    `owner` is the name that the bearer acts for, `owner_at` the token of a possessor or owner
    that only the article can resolve ("its", "the ministry's"); -1 where there is none.
    `headed` says that a body of the owner is headed, not the owner: "head of Chile's army".
    """

    first: int
    last: int
    head: int
    noun: str
    text: str
    sector: str
    owner: Entry | None
    owner_match: NameMatch | None
    owner_at: int
    definite: bool
    plural: bool
    former: bool
    headed: bool = False

    @property
    def is_person(self) -> bool:
        """Tell whether one human being is meant."""
        if self.noun == "bomber" and self.sector != "MIL":
            # A suicide bomber is no plane.
            return not self.plural
        return not self.plural and self.noun not in wording.BODIES | wording.FORCES


def read_roles(
    sentence: Sentence, sectors: Mapping[tuple[str, ...], str]
) -> tuple[str | None, ...]:
    """Give for each token the sector of the role that the words up to it name.

    None where they name no role; "" for a role of no sector ("envoy", "father").
    """
    tokens = sentence.tokens
    lowered = [t.text.lower() for t in tokens]
    found: list[str | None] = [None] * len(tokens)
    for token in tokens:
        if token.upos not in {"NOUN", "PROPN", "ADJ"} or token.xpos == "POS":
            continue
        sector, size = _find_sector(token, lowered, sectors)
        if sector is None:
            continue
        at = token.index
        if size == 1 and token.lemma.lower() in wording.GATHERINGS:
            sector = _sector_of_members(tokens, at, sectors) or sector
        if size == 3 and lowered[at - 1] in {"of", "for"}:
            # "secretary of state": the head is the secretary.
            at -= 2
        found[at] = sector
    for token in tokens:
        if found[token.index] is not None:
            headed = _find_headed(sentence, token.index)
            if headed >= 0 and found[headed] not in {None, "", "GOV"}:
                found[token.index] = found[headed]
    return tuple(found)


# Who is called so is of the body that he heads or speaks for.
_HEADING = frozenset(
    """leader head chief president chairman chairwoman commander director spokesman spokeswoman
    spokesperson official""".split()
)
_HEADED = (wording.BODIES | wording.FORCES | wording.ORGANISATION_WORDS | {"opposition"}) - {
    "government", "administration", "regime", "authority", "leadership", "state", "union",
}  # fmt: skip


def _find_headed(sentence: Sentence, index: int, owner: NameMatch | None = None) -> int:
    """Find the body of an owner that somebody heads, -1 where none: "leader of its opposition"."""
    tokens, children = sentence.tokens, sentence.children
    if tokens[index].lemma.lower() not in _HEADING:
        return -1
    for child in children[index]:
        of = any(tokens[c].text.lower() in {"of", "for"} and c < child for c in children[child])
        if child > index and of and tokens[child].lemma.lower() in _HEADED:
            return -1 if owner is not None and owner.head == child else child
    return -1


def singular_forms(token: Token) -> tuple[str, ...]:
    """Give the forms under which a noun may be listed, the surest first."""
    return _forms_of(token.text, token.lemma)


@lru_cache(maxsize=1 << 16)
def _forms_of(text: str, lemma: str) -> tuple[str, ...]:
    word = text.lower()
    forms = [lemma.lower(), word]
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    elif word.endswith("ies"):
        forms.append(word[:-3] + "y")
    elif word.endswith("s"):
        forms.append(word[:-1])
    return tuple(dict.fromkeys(forms))


def _find_sector(
    token: Token, lowered: Sequence[str], sectors: Mapping[tuple[str, ...], str]
) -> tuple[str | None, int]:
    forms = singular_forms(token)
    at = token.index
    if token.text in wording.SHORT_OFFICES and at and not lowered[at - 1][:1].isdigit():
        return "GOV", 1
    for size in (3, 2):
        if at - size + 1 < 0:
            continue
        before = tuple(lowered[at - size + 1 : at])
        for form in forms:
            sector = sectors.get((*before, form))
            if sector is not None:
                return sector, size
    if token.upos == "ADJ":
        return None, 0
    if (
        at
        and lowered[at - 1] in wording.CORPORATE
        and forms[0] in {"officer", "director", "chief"}
    ):
        return "BUS", 1
    for form in forms:
        if form in wording.UNNAMED:
            return "UNK", 1
        if form in wording.KIN and form == token.text.lower():
            # One is a relative of somebody, several are people.
            return "", 1
        sector = sectors.get((form,))
        if sector is not None:
            return sector, 1
    if not wording.PERSON_WORDS.isdisjoint(forms):
        return "", 1
    return None, 0


def _sector_of_members(
    tokens: Sequence[Token], at: int, sectors: Mapping[tuple[str, ...], str]
) -> str:
    """Tell what a group is by its members: "the stevedores' committee", "the Socialist bloc"."""
    before = at - 1
    if before > 0 and tokens[before].xpos == "POS":
        before -= 1
    if before < 0 or tokens[before].upos not in {"NOUN", "PROPN", "ADJ"}:
        return ""
    found = (sectors.get((form,)) for form in singular_forms(tokens[before]))
    return next((s for s in found if s and s not in {"GOV", "UNK"}), "")


def left_edge(sentence: Sentence, head: int) -> int:
    """Find where the phrase before its head begins, possessors and titles included."""
    tokens, edge = sentence.tokens, head
    if tokens[head].text.lower() == "d'affaires" and head > 0:
        # A charge d'affaires is one word.
        return left_edge(sentence, head - 1)
    i = head - 1
    while i >= 0:
        token = tokens[i]
        if token.upos in {"NOUN", "PROPN", "ADJ", "NUM", "DET"} or token.xpos in {
            "POS", "HYPH", "PRP$", "VBN", "VBG", "JJ", "NN", "NNP", "CD", "SYM",
        }:  # fmt: skip
            if token.xpos in {"VBN", "VBG"} and relation(token) not in {"amod", "compound"}:
                break
            if token.upos == "DET":
                # A determiner opens the phrase, unless a possessor stands in between:
                # "the country's president" goes on to "the".
                edge = i
                break
            if (
                token.text in {"-", "\N{EN DASH}"}
                and token.xpos != "HYPH"
                and not (tokens[i - 1].end == token.start and token.end == tokens[i + 1].start)
            ):
                break
            if _ends_other_phrase(sentence, i, head):
                break
            edge = i
            i -= 1
            continue
        if token.upos == "ADV" and relation(token) == "advmod" and edge <= token.head < head:
            i -= 1
            continue
        if (
            token.lemma == "and"
            and relation(tokens[token.head]) == "conj"
            and edge <= token.head < head
            and tokens[i - 1].upos in {"NOUN", "PROPN", "ADJ"}
            and _within(sentence, i - 1, head)
        ):
            i -= 1
            continue
        break
    return edge


def _within(sentence: Sentence, index: int, head: int) -> bool:
    tokens, steps = sentence.tokens, 0
    while index >= 0 and steps < len(tokens):
        if index == head:
            return True
        index = tokens[index].head
        steps += 1
    return False


def _ends_other_phrase(sentence: Sentence, index: int, head: int) -> bool:
    """Tell whether a nominal left of the head is of another phrase: "told Iran officials"."""
    token = sentence.tokens[index]
    if token.upos not in {"NOUN", "PROPN", "NUM"} or token.text in _ABBREVIATED:
        return False
    return not _within(sentence, index, head) and token.deprel in {
        "iobj", "obj", "nsubj", "obl:tmod", "obl:unmarked", "obl", "nmod:unmarked", "vocative",
    }  # fmt: skip


def read_role(  # noqa: PLR0912, PLR0915 - each kind of word before the noun says something else
    sentence: Sentence,
    head: int,
    sector: str,
    matches: Mapping[int, NameMatch],
    *,
    last: int | None = None,
) -> Role:
    """Read the phrase whose role noun is at `head`; `matches` gives the name at each token."""
    tokens = sentence.tokens
    first = left_edge(sentence, head)
    forms = singular_forms(tokens[head])
    # Of names the lemma is the word itself: "the Foreign Ministers", some of them.
    named = tokens[head].upos == "PROPN" and forms[0] == tokens[head].text.lower()
    noun = forms[-1 if named else 0]
    owner, owner_at, match = None, -1, None
    text_from = first
    i = first
    former = False
    while i < head:
        token = tokens[i]
        found = matches.get(i)
        if token.lemma.lower() in {"former", "ex", "late", "then", "deposed", "ousted"}:
            former = former or token.lemma.lower() not in {"late", "then"}
        beyond = _past_bystander(tokens, found, head, noun)
        if beyond > 0:
            i = beyond
            continue
        if found is not None and found.last <= head:
            if found.is_person and noun in _NAMED_AFTER:
                owner_at = found.head
            if owner is None and not found.is_person:
                owner, match = found.owner, found
                if (
                    found.kind in {"demonym", "state", "capital", "region"}
                    or tokens[found.last].xpos == "POS"
                ):
                    text_from = found.last + (tokens[found.last].xpos == "POS")
            elif owner is None and tokens[min(found.last, head)].xpos == "POS":
                owner_at, match = found.head, found
                text_from = found.last + 1
            elif found.kind in {"demonym", "state"} and tokens[found.first - 1].xpos in {
                "CC",
                ",",
            }:
                # "US and South Korean officials"
                text_from = found.last
            i = max(found.last, i + 1)
            continue
        if token.xpos == "PRP$":
            owner_at = i
            text_from = i + 1
        elif token.xpos == "POS" and owner is None and owner_at < 0:
            owner_at, text_from = i - 1, i + 1
        elif token.upos == "DET" and i == first:
            text_from = i + 1
        elif token.upos == "PROPN" and relation(token) == "compound" and noun in _NAMED_AFTER:
            # "the Trump administration".
            owner_at = i
        i += 1
    end = head + 1 if last is None else last
    end, owner, match, owner_at = _read_after(
        sentence, head, end, owner, match, owner_at, matches, noun, sector
    )
    headed = _find_headed(sentence, head, match)
    words = _title_words(tokens, text_from, head) + _name_headed(sentence, headed, match)
    noun, short = _spell_out(tokens[head].text, noun, titled=last is not None)
    if noun == "head" and [t.text for t in tokens[head + 1 : head + 3]] == ["of", "state"]:
        # As such he is of his state; elsewhere "state" would own him.
        noun, end, owner_at, words = "ruler", max(end, head + 3), -1, [*words, "of", "state"]
    plural = tokens[head].xpos in {"NNS", "NNPS"} or noun in _COLLECTIVE
    return Role(
        first=first,
        last=end,
        head=head,
        noun=noun,
        text=" ".join([*words[:-1], short] if short else words).replace(" - ", "-"),
        sector=sector,
        owner=owner,
        owner_match=match,
        owner_at=owner_at,
        definite=tokens[first].lemma.lower() in {"the", "this", "that", "both", "these", "those"}
        or owner_at >= 0,
        plural=plural,
        former=former,
        headed=headed >= 0,
    )


def _spell_out(text: str, noun: str, *, titled: bool) -> tuple[str, str]:
    """Give the noun of a title and, where it stands for a longer one, that: "FM", "Sen."."""
    short = wording.SHORT_OFFICES.get(text, "")
    title = wording.SHORT_TITLES.get(noun.rstrip("."), "") if titled else ""
    return ("minister", short) if short else (title or noun, title)


def _name_headed(sentence: Sentence, index: int, owner: NameMatch | None) -> list[str]:
    """List the words that say which body is headed, without its state: "of the ground forces"."""
    if index < 0:
        return []
    tokens = sentence.tokens
    last = max(
        (c for c in sentence.children[index] if tokens[c].deprel in {"case", "nmod:poss", "det"}),
        default=index,
    )
    own = range(owner.first, owner.last) if owner is not None else ()
    said = (t for t in tokens[last + 1 : index + 1] if t.xpos != "POS" and t.index not in own)
    return ["of", "the", *(t.text for t in said)]


# "A China scholar" is of any country.
_STUDYING = frozenset("scholar expert analyst specialist watcher researcher historian".split())


def _past_bystander(tokens: Sequence[Token], match: NameMatch | None, head: int, noun: str) -> int:
    """Give the token after a country for which the bearer does not act, -1 where he does.

    It stands behind him ("Russian-backed rebels") or is what he studies ("a China scholar").
    """
    if match is None or match.last > head:
        return -1
    if match.last < head and _is_backer(tokens, match):
        return match.last + 2
    if (
        match.first > 1
        and tokens[match.first - 1].text == "-"
        and (tokens[match.first - 2].text.lower() in {"anti", "pro"})
    ):
        # "the anti-Syrian minister" is no Syrian.
        return match.last
    if noun not in _STUDYING or match.kind != "state" or tokens[match.last].xpos == "POS":
        return -1
    return -1 if tokens[match.first].text in _ABBREVIATED else match.last


# "They", though one word: "the police", "state media".
_COLLECTIVE = frozenset("police people troops media personnel staff clergy".split())
_BACKED = frozenset(
    """backed supported armed trained funded allied aligned sponsored friendly linked financed
    equipped supplied""".split()
)


def _is_backer(tokens: Sequence[Token], match: NameMatch) -> bool:
    """Tell whether a country only stands behind somebody: "Russian-backed rebels"."""
    after = tokens[match.last : match.last + 2]
    return len(after) == 2 and after[0].text == "-" and after[1].text.lower() in _BACKED


# Of whom or what somebody is the head: "the head of British diplomacy".
STATE_AFFAIRS = (
    wording.BODIES
    | wording.FORCES
    | frozenset("diplomacy intelligence security affair operation service bank delegation".split())
)


def _title_words(tokens: Sequence[Token], first: int, head: int) -> list[str]:
    """Give the words of a title, without a second owner: "Chinese and African leaders"."""
    if tokens[first].xpos == "CC" and first + 1 < head:
        first += 2
    if tokens[first].text == "-" and first + 1 < head:
        first += 2  # "US-led forces"
    return [t.text for t in tokens[first : head + 1] if t.xpos != "DT"]


def _read_after(  # noqa: PLR0913, PLR0917 - what is known of the phrase so far
    sentence: Sentence,
    head: int,
    end: int,
    owner: Entry | None,
    match: NameMatch | None,
    owner_at: int,
    matches: Mapping[int, NameMatch],
    noun: str,
    sector: str,
) -> tuple[int, Entry | None, NameMatch | None, int]:
    """Read "of Japan", "for the Kremlin", "in Seoul" after the noun where nobody owns it yet."""
    if owner is not None or owner_at >= 0:
        return end, owner, match, owner_at
    tokens = sentence.tokens
    for child in sentence.children[head]:
        if child < head or relation(tokens[child]) not in {"nmod", "obl"}:
            continue
        prepositions = [
            c for c in sentence.children[child] if relation(tokens[c]) == "case" and c < child
        ]
        if not prepositions:
            continue
        word = tokens[prepositions[0]].text.lower()
        if word not in OWNER_PREPOSITIONS:
            continue
        if word == "for" and noun in NAMES_THE_FIELD:
            continue
        if word in LOCAL and (sector == "MIL" or noun in wording.SENT_ABROAD):
            continue
        if word == "with" and noun in wording.PERSON_WORDS - SPOKEN_FOR - {"official", "officer"}:
            continue
        found = next(
            (
                matches[i]
                for i in (child, *range(prepositions[0] + 1, child))
                if i in matches
                and not matches[i].is_person
                and (matches[i].last > child or tokens[child].lemma.lower() in STATE_AFFAIRS)
            ),
            None,
        )
        if found is not None and word in LOCAL and _is_venue(found, tokens[child], noun, sector):
            continue
        if found is not None:
            return max(end, found.last), found.owner, found, -1
        if word in {"of", "for"}:
            return max(end, child + 1), None, None, child
    return end, owner, match, owner_at


# These come from elsewhere to the place where they are met.
_ENVOYS = frozenset(
    """minister president premier leader envoy negotiator delegate delegation diplomat chancellor
    king mediator government counterpart colleague representative""".split()
)


def _is_venue(found: NameMatch, token: Token, noun: str, sector: str) -> bool:
    """Tell whether somebody is but met in a place: "foreign ministers in Lyon"."""
    if noun in _ENVOYS:
        return found.kind == "region"
    return sector == "REB" and (found.kind == "capital" or token.lemma == "capital")


def join_words(sentence: Sentence, first: int, last: int) -> str:
    """Give the words of a token range as they stand, one blank where there was any space."""
    parts: list[str] = []
    tokens = sentence.tokens
    for i in range(first, last):
        if parts and tokens[i].start > tokens[i - 1].end:
            parts.append(" ")
        parts.append(tokens[i].text)
    return "".join(parts)

"""Words that only seem to tell a deed: a remark, a question, an accident, what is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import valency
from communique.coding.remarks import find_remark, stays_at_home
from communique.coding.sufferers import befell_by_accident
from communique.language.tree import descendants

if TYPE_CHECKING:
    from communique.coding.parties import Party
    from communique.types import Sentence, Status

# What is not said is nothing.
SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})


def is_no_deed(
    sentence: Sentence,
    index: int,
    kind: str,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    judged: Status,
) -> bool:
    """Tell whether a word only seems to tell a deed: a remark, a visit at home, an accident."""
    if kind == "ASSAULT":
        lifts_off = sentence.tokens[index].lemma == "blast" and any(
            sentence.tokens[c].lemma == "off" for c in sentence.children[index]
        )
        return lifts_off or befell_by_accident(sentence, index) or wrecks_own(sentence, index)
    if kind in SPOKEN and judged == "negated":
        return True
    if kind in _IN_FORCE and _is_ended(sentence, index):
        return True
    if kind in {"CONCEDE", "RETREAT"} and _is_published(sentence, index):
        return True
    if kind == "REQUEST" and _is_own_aim(sentence, index):
        return True
    if kind in {"ACCUSE", "REQUEST"} and _is_question(sentence, index):
        return True
    if kind == "RETREAT" and _has_particle(sentence, index, "break", "down"):
        # "the truce broke down"
        return True
    if kind == "CONSULT":
        return stays_at_home(actors, recipients) or _has_particle(sentence, index, "fly", "out")
    return find_remark(sentence, index, kind, actors, recipients) is not None


def _has_particle(sentence: Sentence, verb: int, lemma: str, particle: str) -> bool:
    """Tell whether a word is a certain verb with its particle or what stands for one."""
    tokens = sentence.tokens
    after = [token.text.lower() for token in tokens[verb + 1 : verb + 2]]
    return tokens[verb].lemma == lemma and after == [particle]


_WONDERING = frozenset({"ask", "wonder", "inquire", "enquire"})
_OPENING = frozenset({"how", "why", "what", "when", "where", "who", "whether", "if", "which"})


def _is_question(sentence: Sentence, verb: int) -> bool:
    """Tell whether somebody only wants to know: "asked Mali how the papers got lost"."""
    tokens = sentence.tokens
    return tokens[verb].lemma in _WONDERING and any(
        tokens[c].deprel in {"ccomp", "xcomp", "advcl"}
        and any(token.lemma.lower() in _OPENING for token in tokens[verb + 1 : c])
        for c in sentence.children[verb]
    )


def _is_own_aim(sentence: Sentence, verb: int) -> bool:
    """Tell whether somebody wants to do something himself: "wants to have centrifuges"."""
    tokens = sentence.tokens
    below = {tokens[c].deprel for c in sentence.children[verb]}
    return (
        tokens[verb].lemma in {"want", "wish", "hope"}
        and "xcomp" in below
        and not below & {"obj", "iobj"}
    )


# What goes on until somebody ends it.
_IN_FORCE = frozenset({"SANCTION", "PROTEST", "COERCE", "MOBILIZE"})
_ENDING = frozenset({"end", "lift", "ease", "drop", "scrap", "suspend", "relax", "abandon"})


def _is_ended(sentence: Sentence, noun: int) -> bool:
    """Tell whether what a noun tells is over: "Gulf states end boycott of Qatar".

    Of a headline the parser may take the verb for a part of the noun.
    """
    tokens = sentence.tokens
    token = tokens[noun]
    beside = [c for c in sentence.children[noun] if tokens[c].deprel == "compound"]
    above = [token.head] if token.deprel == "obj" else beside
    return any(tokens[i].lemma in _ENDING for i in above)


_PAPERS = frozenset(
    """letter statement report document video footage photograph photo transcript text recording
    figure data poll survey album film communique""".split()
)


def _is_published(sentence: Sentence, verb: int) -> bool:
    """Tell whether what is released is but words or pictures: "a letter released by"."""
    token = sentence.tokens[verb]
    objects = {sentence.tokens[at].lemma.lower() for at in valency.objects(sentence, verb)}
    return token.lemma == "release" and bool(objects & _PAPERS)


# What states wreck of their own: to give it up, or to keep it from others.
_OWN = frozenset(
    """site tunnel plant base facility bridge arsenal weapon stockpile reactor range headquarters
    equipment camp aircraft ship missile mine""".split()
)


def wrecks_own(sentence: Sentence, verb: int) -> bool:
    """Tell whether what is destroyed is one's own: "blew up the tunnels of its test site"."""
    tokens = sentence.tokens
    return any(
        tokens[at].text.lower() in {"its", "their"} and tokens[tokens[at].head].lemma in _OWN
        for head in valency.objects(sentence, verb)
        for at in descendants(sentence, head)
    )

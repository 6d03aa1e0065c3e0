"""What only seems to tell a deed: a remark, an aim, an agreement with what another has said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.parties import is_person

if TYPE_CHECKING:
    from communique.coding.parties import Party
    from communique.types import Sentence


def find_remark(
    sentence: Sentence,
    index: int,
    kind: str,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> str | None:
    """Say why a word of speech is only a remark, None where it may be a deed."""
    if kind == "REQUEST" and asks_himself(actors, recipients):
        return "tells what the speaker himself has to do"
    if kind == "REQUEST" and only_tells(sentence, index):
        return "tells or asks how it is"
    if kind in {"AGREE", "CONCEDE"} and leaves_open(sentence, index):
        return "leaves open what is offered"
    if kind == "AGREE" and only_concurs(sentence, index, actors):
        return "shares an opinion"
    if kind == "REJECT" and keeps_silent(sentence, index):
        return "says no more"
    return None


# "refused to elaborate": reporters only learn no more.
_KEPT_BACK = frozenset({"comment", "elaborate", "speculate", "specify", "say", "weigh"})
_ANSWERING = frozenset({"answer", "respond", "reply"})
_INTERVIEWS = frozenset({"comment", "interview"})
_QUESTIONS = frozenset({"question", "query", "inquiry", "enquiry", "reporter", "journalist"})


def keeps_silent(sentence: Sentence, verb: int) -> bool:
    """Tell whether somebody but declines to say more: "declined to respond to a question"."""
    tokens = sentence.tokens
    for c in sentence.children[verb]:
        if tokens[c].deprel == "xcomp":
            asked = {tokens[k].lemma for k in sentence.children[c]}
            if tokens[c].lemma in _KEPT_BACK:
                return True
            if tokens[c].lemma in _ANSWERING and asked & _QUESTIONS:
                return True
        if tokens[c].deprel == "obj":
            # "declined a request for comment", "refused an interview"
            about = {tokens[k].lemma for k in sentence.children[c] if tokens[k].deprel == "nmod"}
            if tokens[c].lemma in _INTERVIEWS or about & _INTERVIEWS:
                return True
    return False


def leaves_open(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause names what it is about with a question word.

    "Fell out over what Chad was prepared to give", "how far it is willing to go".
    """
    tokens = sentence.tokens
    while tokens[index].deprel == "xcomp" and tokens[index].head >= 0:
        index = tokens[index].head
    token = tokens[index]
    if token.deprel == "acl:relcl" and tokens[token.head].lemma.lower() == "what":
        return True
    return any(
        tokens[k].lemma.lower() == "how"
        for c in sentence.children[index]
        if tokens[c].deprel == "advmod"
        for k in sentence.children[c]
    )


PLANS = frozenset({"will", "would", "shall", "should", "must", "'d", "'ll"})


def only_concurs(sentence: Sentence, index: int, actors: tuple[Party, ...]) -> bool:
    """Tell whether one side alone shares an opinion: "the minister agreed that it was late"."""
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    if tokens[index].lemma != "agree" or clause is None:
        return False
    if tokens[clause].xpos == "VB" and not any(
        tokens[c].xpos == "MD" for c in sentence.children[clause]
    ):
        return False
    modals = {tokens[c].text.lower() for c in frames.auxiliaries(sentence, clause)}
    # "Both parties agree that there is a problem": what they agree on now is no deal of theirs.
    one = len(actors) == 1 and tokens[actors[0].mention.head].xpos in {"NN", "NNP", "PRP"}
    return (one or tokens[index].xpos == "VBP") and not modals & PLANS


def stays_at_home(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Tell whether somebody goes to a place or a firm at home: no visit to another side."""
    own = {p.entity.country for p in actors} | {"---"}
    return bool(recipients) and all(
        p.entity.country in own and not is_person(p.entity) for p in recipients
    )


OBLIGING = frozenset({"must", "should", "ought", "shall"})


def only_tells(sentence: Sentence, index: int) -> bool:
    """Tell whether somebody is told or asked how it is, and for nothing to be done.

    "Told the agency that she had been sent money", "asked officials how it had come about".
    """
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    if clause is None or tokens[index].lemma not in {"tell", "ask", "suggest"}:
        return False
    parts = sentence.children[clause]
    if tokens[index].lemma == "ask":
        return any(
            tokens[c].xpos in {"WRB", "WP"} or tokens[c].lemma in {"whether", "if"}
            for c in (*parts, *(k for c in parts for k in sentence.children[c]))
            if c < clause
        )
    if any(tokens[c].xpos == "TO" for c in parts) or tokens[clause].lemma in {"have", "need"}:
        return False
    words = {tokens[c].text.lower() for c in frames.auxiliaries(sentence, clause)}
    if tokens[index].lemma != "tell" and tokens[clause].xpos in {"VB", "VBP"} and not words:
        # "suggested that he resign"
        return False
    return not words & OBLIGING and any(tokens[c].deprel in frames.SUBJECTS for c in parts)


def asks_himself(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Tell whether a demand is on the speaker's own side: "we have to wait, he said"."""
    mine = {p.entity.country for p in actors}
    return bool(recipients) and all(
        p.mention.how == "speaker" and p.entity.country in mine for p in recipients
    )

"""Attributions apart from events: who speaks or thinks, by which words, and what."""

from __future__ import annotations

import pytest

from communique.coding.voices import find_attributions
from communique.language import read_sentences
from communique.types import Article

HEARD = [
    ("The Kremlin said the talks were useful.", "The Kremlin", "said"),
    ("“The talks were useful,” the Kremlin said.", "the Kremlin", "said"),
    (
        "According to the foreign ministry, the envoy has left.",
        "the foreign ministry",
        "According",
    ),
    ("The envoy has left, according to two officials.", "two officials", "according to"),
    ("The talks, the minister said, were useful.", "the minister", "said"),
    ("The general was quoted as saying that the army was ready.", "The general", "saying"),
    ("Ankara has repeatedly warned that it will respond.", "Ankara", "has repeatedly warned"),
    ("Berlin rejected the claim by Warsaw that it had hidden the report.", "Berlin", "rejected"),
    ("The envoy told reporters that a deal was near.", "The envoy", "told"),
    ("The ambassador expressed concern about the arrests.", "The ambassador", "expressed"),
    ("The premier is confident that the treaty will hold.", "The premier", "is confident"),
    ("Opposition leaders criticised the new law.", "Opposition leaders", "criticised"),
    ("The law was criticised by opposition leaders.", "opposition leaders", "was criticised"),
    ("Polls show a narrow lead for the governor.", "Polls", "show"),
    ("Officials who believe that the deal is dead left early.", "who", "believe"),
    # Who writes is a source like any other.
    ("We think that this is a mistake.", "We", "think"),
    # Modals belong to the cue.
    ("The union could call for a boycott of the port.", "The union", "could call for"),
    # Turned round, with a subject of what is said nearby.
    ("“The envoy believes in the talks,” said Ana Ruiz, an aide.", "Ana Ruiz, an aide", "said"),
    ("The quake killed nine, three medics in the town said.", "three medics in the town", "said"),
    # Participles: of who issued something, of who left, of who is filmed.
    ("The party issued a statement saying it would appeal.", "The party", "issued a statement"),
    ("The junta sent a letter accusing Paris of theft.", "The junta", "sent a letter accusing"),
    ("The envoy left the hall, saying the talks were over.", "The envoy", "saying"),
    (
        "“It is late,” the mayor said, announcing that schools would shut.",
        "the mayor",
        "announcing",
    ),
    # Somebody is brought to speak; somebody goes on to.
    ("The inquiry forced the bank to admit that it had lied.", "the bank", "admit"),
    ("The minister refused to disclose the price.", "The minister", "refused to disclose"),
    ("The general went on to explain how the army would leave.", "The general", "went on to"),
    ("The board sent a letter that says it will fight.", "The board", "sent a letter that"),
    ("The ministers gathered on Friday to discuss the famine.", "The ministers", "discuss"),
    ("The premier was able to boast that the road was finished.", "The premier", "boast"),
    # Polls, posts and mottoes.
    ("In a poll in May, the governor led by two points.", "a poll in May", "In"),
    (
        "Only the weak hide. We will win in May! pic.example/x — Jane Doe (@janedoe) May 3, 2016.",
        "Jane Doe (@janedoe)",
        "—",
    ),
    ("The bridge must be rebuilt.\n\n― Jane Doe\n\nThe end came soon.", "Jane Doe", "―"),
    # Nobody in particular.
    ("It was unclear whether the bridge would hold.", None, "was unclear"),
    ("It seems that the truce has ended.", None, "seems"),
    # Behind what they judge.
    ("The fine imposed by the regulator was paid.", "the regulator", "imposed"),
    ("The plan that the mayor endorsed has failed.", "the mayor", "endorsed"),
    # Set beside what is said.
    ("The port, as the harbour master put it, is a bathtub.", "the harbour master", "put it"),
    ("The port, as one of the pilots pointed out, is too small.", "one of the pilots", "pointed"),
    ("Doctors say it is early, though they admitted that cases fell.", "they", "admitted"),
    # Judging.
    ("The deal is seen as a defeat in Tirana.", None, "is seen as"),
    ("Villagers see the dam as a threat.", "Villagers", "see"),
    ("The senator lashed out at the judges.", "The senator", "lashed out"),
    ("The bishop is a staunch opponent of the law.", "The bishop", "is a staunch opponent of"),
    ("The generals have doubts about the truce.", "The generals", "have doubts about"),
    ("The bank was derided by traders.", "traders", "was derided"),
    ("The raid came amid growing fears that the truce would collapse.", None, "growing fears"),
    ("Ankara: The bridge will open.", "Ankara", ":"),
]

# Cues end where what is said begins; the place of speaking counts, the day and the hearer do not.
CUES = [
    ("The king said in a statement that he would abdicate.", "said in a statement"),
    ("The king said on Monday that he would abdicate.", "said"),
    ("The king said at a rally that he would abdicate.", "said"),
    ("The truce was endorsed by the rebels.", "was endorsed"),
    ("Kabul accused them of arson.", "accused them of"),
    ("Kabul accused the militia of arson.", "accused"),
    ("The envoy expressed deep concern about the arrests.", "expressed deep concern about"),
    ("The envoy plans to urge restraint.", "plans"),
]

UNHEARD = [
    "The delegation arrived on Monday.",
    "You know how it is.",
    "The council had added a week to the vote.",
    "The soldiers stood with their arms crossed.",
    "The treaty would suggest otherwise.",
    "The river rose by two metres.",
    "The dam — Balkan engineers built it — broke.",
    "Three cities flooded — Split, Zadar and Pula.",
    "The poll in May drew crowds.",
    "It looks bad.",
    "The bridge built by the army fell.",
]


def heard(text: str) -> list[tuple[str | None, str, list[str], int]]:
    """List the voices of a text as words."""
    voices = find_attributions(read_sentences(Article(id="a", text=text)))
    return [
        (
            text[v.source.start : v.source.end] if v.source else None,
            text[v.cue.start : v.cue.end],
            [text[s.start : s.end] for s in v.content],
            v.depth,
        )
        for v in voices
    ]


@pytest.mark.parametrize(("text", "source", "cue"), HEARD)
def test_find(text: str, source: str | None, cue: str) -> None:
    assert any(s == source and c.startswith(cue) for s, c, _, _ in heard(text)), heard(text)


@pytest.mark.parametrize(("text", "cue"), CUES)
def test_cue_ends_by_convention(text: str, cue: str) -> None:
    assert [found for _, found, _, depth in heard(text) if depth == 0] == [cue]


@pytest.mark.parametrize("text", UNHEARD)
def test_nobody_is_heard(text: str) -> None:
    assert [voice for voice in heard(text) if voice[3] == 0] == []


def test_a_question_has_its_object_before_its_verb() -> None:
    (voice,) = heard("What promises will the president make to Kenya?")
    assert voice[1] == "promises will the president make to"


def test_content_is_what_was_said() -> None:
    (voice,) = heard("The Kremlin said the talks were useful.")
    assert voice[2] == ["the talks were useful"]


def test_a_post_is_its_own_paragraph() -> None:
    text = "He posted a video.\n\nThe weak hide! — Jane Doe (@janedoe) May 3, 2016."
    assert [voice[2] for voice in heard(text)] == [["The weak hide!"]]


def test_nested_voices_count_their_depth() -> None:
    found = heard("The spokesman said that the president believes that the war is over.")
    assert [(source, depth) for source, _, _, depth in found] == [
        ("The spokesman", 0),
        ("the president", 1),
    ]


def test_quotation_goes_on_over_sentences() -> None:
    text = "“We will not sign,” the minister said. “The terms are unfair.”"
    (voice,) = [v for v in heard(text) if v[3] == 0]
    assert voice[:2] == ("the minister", "said")
    assert voice[2][-1] == "The terms are unfair."


def test_later_verb_is_the_outer_speakers() -> None:
    text = "The minister says the envoy agreed to leave and says the embassy will close."
    assert [(source, depth) for source, cue, _, depth in heard(text) if cue == "says"] == [
        ("The minister", 0),
        ("The minister", 0),
    ]


OUTERMOST = [
    # The last clause of saying holds the rest.
    ("The mayor had said the bridge was safe, an aide added.", ["an aide"]),
    ("The paper reports that the fleet has left, according to the navy.", ["the navy"]),
    # So does the report's own clause beside or behind a quotation.
    (
        "“We are ready,” the pilot said when the captain blamed him for the delay.",
        ["the pilot", "the captain"],
    ),
    ("They denounced the vote, which the envoy called a farce.", ["They", "the envoy"]),
    # Who speaks within what is said does not.
    ("The envoy said the rebels claim that the road is theirs.", ["The envoy"]),
]


@pytest.mark.parametrize(("text", "sources"), OUTERMOST)
def test_outermost_voices(text: str, sources: list[str]) -> None:
    assert [source for source, _, _, depth in heard(text) if depth == 0] == sources


def test_bracket_of_a_source_is_closed() -> None:
    (voice,) = heard("Sen. Ann Moe (D-Ohio) said the bill was dead.")
    assert voice[0] == "Sen. Ann Moe (D-Ohio)"

"""Each row: a report of our own, a word that points back, and whom it means."""

# A row of a table stays on one line.
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest

from communique.directory import load_directory
from communique.language import read_sentences
from communique.mentions.actors import find_actors
from communique.mentions.discourse import guess_gender
from communique.types import Article

PUBLISHED = date(2019, 4, 23)


def names(
    text: str,
    word: str,
    nth: int = -1,
    title: str | None = None,
    published: date | None = PUBLISHED,
) -> list[str]:
    """Give the names of those whom the nth such word means, from the mention headed there."""
    sentences = read_sentences(Article(id="t", text=text, title=title, published=published))
    found: list[list[str]] = []
    for sentence, mentions in zip(
        sentences, find_actors(sentences, load_directory(), published), strict=True
    ):
        for token in sentence.tokens:
            if token.text == word:
                near = [m for m in mentions if m.head == token.index]
                found.append([e.name for m in near[:1] for e in m.entities])
    assert found, f"no {word!r} in {text!r}"
    return found[nth]


PRONOUNS = [
    ("three-word name, by its last", "Prime Minister Ali Mohamed Gedi of Somalia spoke. Gedi left. He slept.", "He", ["Ali Mohamed Gedi"]),
    ("he, subject before", "Emmanuel Macron arrived on Monday. He left soon.", "He", ["Emmanuel Macron"]),
    ("she skips a man", "Angela Merkel met Emmanuel Macron. She was tired.", "She", ["Angela Merkel"]),
    ("his, same clause", "Vladimir Putin praised his minister.", "his", ["Vladimir Putin"]),
    ("object is not the subject", "Xi Jinping came. Vladimir Putin greeted him.", "him", ["Xi Jinping"]),
    ("he said goes on", 'Vladimir Putin met Xi Jinping. "We agree," Putin said. "It was good," he said.', "he", ["Vladimir Putin"]),
    ("it, state", "Iran said it would wait.", "it", ["Iran"]),
    ("it, of a mind", "Iran said it is ready to wait.", "it", ["Iran"]),
    ("its, capital", "Pyongyang defended its tests.", "its", ["North Korea"]),
    ("object it", "Moscow asked for calm, while Washington accused it of lying.", "it", ["Russia"]),
    ("empty it", "Iran replied. It is possible to wait.", "It", []),
    ("they, two", "Vladimir Putin and Xi Jinping met. They agreed.", "They", ["Vladimir Putin", "Xi Jinping"]),
    ("we, the speaker's state", '"We will wait," Emmanuel Macron said.', "We", ["France"]),
    ("I, the speaker", '"I will wait," Emmanuel Macron said.', "I", ["Emmanuel Macron"]),
    ("he added goes on", "Robert Mugabe will fly to Lusaka, British envoy John Reid announced. The visit will be short, he added.", "he", ["John Reid"]),
    ("he acted first", "The news came after Javier Solana met Ibrahim Rugova. He praised the plan.", "He", ["Javier Solana"]),
    ("it, who is punished", "The European Union condemned Belarus because it jailed a bishop.", "it", ["Belarus"]),
    ("it, under sanctions", "Japan imposed sanctions on Myanmar after it closed the port.", "it", ["Myanmar"]),
    ("it, whose claim", "Reporters doubt Eritrea's claim that it won.", "it", ["Eritrea"]),
    ("he, not who opens the sentence", "As minister in Kenneth Kaunda's cabinet, Simon Zukas helped Zambia. He left.", "He", ["Simon Zukas"]),
    ("nobody to mean", "He came late.", "He", []),
]  # fmt: skip

GROUPS = [
    ("both, alone", "Iran and Iraq made peace. Both kept their troops.", "Both", ["Iran", "Iraq"]),
    ("the four", "Oman, Qatar, Kuwait and Iraq met. The four agreed.", "four", ["Oman", "Qatar", "Kuwait", "Iraq"]),
    ("the three countries", "Kenya, Uganda and Rwanda met. The three countries agreed.", "countries", ["Kenya", "Uganda", "Rwanda"]),
    ("the neighbours", "Chad and Sudan met. The neighbours fought a war.", "neighbours", ["Chad", "Sudan"]),
    ("its neighbour", "Chad spoke of Sudan. Chad accused its neighbour.", "neighbour", ["Sudan"]),
    ("a share of four", "Oman and Qatar met. The four percent rose.", "four", []),
    ("we, a communique", "NATO said it was alarmed. We condemn the attack.", "We", ["NATO"]),
    ("both, listed together", "Iran's navy praised Kenya and Chad, thanking both.", "both", ["Kenya", "Chad"]),
    ("their, of state media", "Farmers in Chad waited. Chad's state media repeated their charges.", "their", ["state media of Chad"]),
    ("its after blame", "Britain condemned Iran for its tests.", "its", ["Iran"]),
    ("its after a charge", "Japan accused Sudan of breaking its promise.", "its", ["Sudan"]),
    ("his after thanks", "Angela Merkel thanked David Cameron for his visit.", "his", ["David Cameron"]),
    ("himself", "Emmanuel Macron met Xi Jinping and called himself a friend.", "himself", ["Emmanuel Macron"]),
    ("they, after a sentence of nobody", "NATO ministers met. Snow fell on the road. They left.", "They", ["NATO"]),
    ("it, their statement", "ASEAN ministers issued a statement. It praised Chad.", "It", ["ASEAN"]),
    ("they warned", "NATO warned of war. Snow fell. They warned again.", "They", ["NATO"]),
]  # fmt: skip

DESCRIPTIONS = [
    ("leader", "Kim Jong-un spoke. The North Korean leader was calm.", "leader", ["Kim Jong-un"]),
    ("president", "Omar Feyli, president of Chad, spoke. The Chadian president was calm.", "president", ["Omar Feyli"]),
    ("spokesman", "Norwegian spokesman Tor Hagelund spoke. The spokesman was calm.", "spokesman", ["Tor Hagelund"]),
    ("office by date", "The French president was calm.", "president", ["Emmanuel Macron"]),
    ("possessor's office", "France's president was calm.", "president", ["Emmanuel Macron"]),
    ("no table for a shared office", "The French ambassador was calm.", "ambassador", ["ambassador of France"]),
    ("country", "Kenya closed its border. The country fears attacks.", "country", ["Kenya"]),
    ("his country", "Emmanuel Macron said his country would pay.", "country", ["France"]),
    ("group", "Hezbollah fired rockets. The group denied it.", "group", ["Hezbollah"]),
    ("department", "The State Department protested. The department gave no details.", "department", ["State Department"]),
    ("the South", "North Korea warned South Korea. The South protested.", "South", ["South Korea"]),
    ("named government", "The Trump administration protested. Donald Trump was calm.", "administration", ["United States"]),
    ("a region's state", "Russia and Georgia met. The Caucasus nation was calm.", "nation", ["Georgia"]),
    ("a continent's state", "Chile waited. The United States paid the South American country.", "country", ["Chile"]),
    ("a region's body", "The African Union suspended Mali. The pan-African body was calm.", "body", ["African Union"]),
    ("short office", "Swedish Foreign Minister Carl Bildt left. The Swedish FM was calm.", "FM", ["Carl Bildt"]),
    ("given name", "Indonesian President Susilo Bambang Yudhoyono left. Susilo was calm.", "Susilo", ["Susilo Bambang Yudhoyono"]),
    ("opposition to a plan", "Kenya voiced its opposition to the plan.", "opposition", []),
    ("by region", "Russia sent ships to Georgia. The move alarmed the Caucasus nation.", "nation", ["Georgia"]),
    ("by kind of body", "The African Union accused Eritrea. The pan-African body was alarmed.", "body", ["African Union"]),
    ("by a rank in the name", "King Abdullah II of Jordan spoke. Emmanuel Macron thanked the king.", "king", ["King Abdullah II"]),
    ("state beside it", "The Tamil Tigers thanked the island's peace broker Norway.", "broker", ["Norway"]),
    ("first of two titles", "Singapore's deputy premier and finance minister Aldo Ferrini spoke.", "premier", ["Aldo Ferrini"]),
    ("short name", "The Tamil Tigers fired. The Tigers denied it.", "Tigers", ["Liberation Tigers of Tamil Eelam"]),
    ("soldiers named before", "Peruvian troops stormed a house. Japan said the soldiers fired first.", "soldiers", ["soldiers of Peru"]),
    ("named in the next sentence", "A Norwegian minister resigned. Minister Tor Hagelund told reporters he was tired.", "minister", ["Tor Hagelund"]),
    ("named without a title", "A Norwegian diplomat left Oslo. Tor Hagelund told reporters he was tired.", "diplomat", ["Tor Hagelund"]),
    ("another minister", "Norwegian premier Tor Hagelund, the prime minister, left. A Norwegian minister stayed.", "minister", ["minister of Norway"]),
    ("no name wanted", "A Norwegian diplomat who asked not to be named left Oslo. Tor Hagelund told reporters he was tired.", "diplomat", ["diplomat of Norway"]),
    ("title and title", "Chad thanked the chief Kenyan negotiator, deputy prime minister Aldo Ferrini.", "negotiator", ["Aldo Ferrini"]),
    ("no vice president", "Kenyan vice president Aldo Ferrini left. The Kenyan president stayed.", "president", ["Uhuru Kenyatta"]),
    ("the Commission of the Union", "The European Union warned Belarus. The Commission was calm.", "Commission", ["European Commission"]),
    ("by calling", "Tor Hagelund led the talks in Norway. The veteran was calm.", "veteran", ["Tor Hagelund"]),
    ("by age alone", "Tor Hagelund led the talks in Norway. The 61-year-old told reporters he was tired.", "old", ["Tor Hagelund"]),
    ("ministers again", "The Foreign Ministers of Peru and Chile met. The ministers were calm.", "ministers", ["Nestor Popolizio", "Roberto Ampuero"]),
    ("leaders again", "The presidents of Peru and Chile met. The leaders were calm.", "leaders", ["Martin Vizcarra", "Sebastian Pinera"]),
    ("there is but one", "Pope praises Chad", "Pope", ["Pope Francis"]),
    ("rebels, whose band is named", "Uganda fought the Lord's Resistance Army. Ugandan rebels fled.", "rebels", ["Lord's Resistance Army"]),
    ("rebels, told of by a kind of their own", "Nepal fears war. The Maoists fired. The rebels fled.", "rebels", ["Nepalese Maoists"]),
    ("other rebels", "Uganda fought the Lord's Resistance Army. Other Ugandan rebels fled.", "rebels", ["rebels of Uganda"]),
    ("a name cut short", "South Africa's Truth and Reconciliation Commission met. No such commission was calm. The Truth Commission was calm.", "Commission", ["Truth and Reconciliation Commission"]),
    ("whose government", "Iran accused Emmanuel Macron's government of lying.", "government", ["Emmanuel Macron"]),
    ("leaders of two", "The French and German leaders met.", "leaders", ["Emmanuel Macron", "Angela Merkel"]),
    ("head of a body", "The UN chief was calm.", "chief", ["Antonio Guterres"]),
    ("head of a part of a body", "The UN refugee chief was calm.", "chief", ["United Nations"]),
    ("head of state", "Iran thanked the French head of state.", "head", ["Emmanuel Macron"]),
    ("leader of a party", "Theresa May and Jeremy Corbyn spoke in Britain. The Labour leader was calm.", "leader", ["Jeremy Corbyn"]),
    ("no former minister", "Theresa May spoke in Britain. A former minister left. The PM was calm.", "PM", ["Theresa May"]),
    ("an embassy again", "Chad thanked the Japanese embassy. The embassy was calm.", "embassy", ["embassy of Japan"]),
    ("a short title", "US Sen. Aldo Barnes left Chad. The senator was calm.", "senator", ["Aldo Barnes"]),
    ("another of the family", "President Trump left. Ivanka Trump was calm.", "Ivanka", ["Ivanka Trump"]),
    ("a knight by the given name", "Sir Aldo Barnes left Britain. Sir Aldo was calm.", "Aldo", ["Aldo Barnes"]),
    ("a people's name as a family's", "Ron English, a US lawyer, left. English was calm.", "English", ["Ron English"]),
    ("his party", "Sinn Fein's Ana Pires spoke in Britain. Ms Pires praised her party.", "party", ["Sinn Fein"]),
    ("whom a land is told of late", "Aldo Barnes hid in London. Barnes left on Monday. The Chilean singer was calm.", "singer", ["Aldo Barnes"]),
    ("predicate is nobody", "Emmanuel Macron became president.", "president", []),
]  # fmt: skip

PAIRS = [
    ("two men", "Vladimir Putin met Xi Jinping. The two men talked.", "men", ["Vladimir Putin", "Xi Jinping"]),
    ("two leaders", "Vladimir Putin and Xi Jinping met. The two leaders talked.", "leaders", ["Vladimir Putin", "Xi Jinping"]),
    ("both countries", "Kenya warned Somalia. Both countries sent troops.", "countries", ["Kenya", "Somalia"]),
    ("two sides of capitals", "Ankara warned Athens. The two sides will talk.", "sides", ["Turkey", "Greece"]),
    ("sides may be movements", "Israel shelled Hamas. Both sides fired.", "sides", ["Israel", "Hamas"]),
    ("leaders' countries", "Vladimir Putin met Xi Jinping. The two countries are friends.", "countries", ["Russia", "China"]),
    ("two who are joined", "Kofi Annan hailed talks between Tassos Papadopoulos and Mehmet Ali Talat. The two leaders smiled.", "leaders", ["Tassos Papadopoulos", "Mehmet Ali Talat"]),
    ("two of one title", "President Xi Jinping came. Tor Hagelund, a mayor of Norway, met President Vladimir Putin. The two presidents talked.", "presidents", ["Xi Jinping", "Vladimir Putin"]),
    ("only one named", "Kenya waited. Both countries sent troops.", "countries", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "text", "word", "expected"), PRONOUNS + GROUPS, ids=[r[0] for r in PRONOUNS + GROUPS]
)
def test_a_pronoun_means_whom_it_should(
    claim: str, text: str, word: str, expected: list[str]
) -> None:
    assert names(text, word) == expected, claim


@pytest.mark.parametrize(
    ("claim", "text", "word", "expected"), DESCRIPTIONS, ids=[r[0] for r in DESCRIPTIONS]
)
def test_a_description_means_whom_it_describes(
    claim: str, text: str, word: str, expected: list[str]
) -> None:
    assert names(text, word) == expected, claim


@pytest.mark.parametrize(("claim", "text", "word", "expected"), PAIRS, ids=[r[0] for r in PAIRS])
def test_a_pair_means_both(claim: str, text: str, word: str, expected: list[str]) -> None:
    assert sorted(names(text, word)) == sorted(expected), claim


@pytest.mark.parametrize(
    ("name", "nouns", "expected"),
    [
        ("Anna Holm", [], "f"),
        ("Tor Hagelund", [], ""),
        ("Tor Hagelund", ["spokesman"], "m"),
        ("Robin Vale", ["spokeswoman"], "f"),
        ("Holm", [], ""),
    ],
)
def test_gender_is_told_by_title_or_given_name(name: str, nouns: list[str], expected: str) -> None:
    assert guess_gender(name, nouns) == expected


UNDATED = [
    ("a minister under a former premier", "Tony Blair and Jack Straw spoke in London. The prime minister was calm.", "minister", ["Tony Blair"]),
    ("by a title", "Chancellor Gordon Brown spoke in London. The prime minister was calm.", "minister", ["Tony Blair"]),
    ("by an office spoken of", "Suella Braverman left London. Rishi Sunak met the home secretary.", "secretary", ["Suella Braverman"]),
    ("nobody in office", "Britain waited. The British prime minister was calm.", "minister", ["Keir Starmer"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "text", "word", "expected"), UNDATED, ids=[r[0] for r in UNDATED]
)
def test_an_undated_report_is_of_the_time_of_those_it_names(
    claim: str, text: str, word: str, expected: list[str]
) -> None:
    assert names(text, word, published=None) == expected, claim

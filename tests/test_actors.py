"""Each row: a report of our own, a word in it, and who that word names."""

# A row of a table stays on one line.
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.directory import load_directory
from communique.language import read_sentences
from communique.mentions.actors import find_actors
from communique.mentions.names import match_sentence
from communique.types import ActorMention, Article, Sentence

PUBLISHED = date(2019, 4, 23)


def read(text: str, title: str | None = None) -> list[tuple[Sentence, list[ActorMention]]]:
    sentences = read_sentences(Article(id="t", text=text, title=title, published=PUBLISHED))
    return list(zip(sentences, find_actors(sentences, load_directory(), PUBLISHED), strict=True))


def at(text: str, word: str, nth: int = -1, title: str | None = None) -> ActorMention | None:
    """Give the widest mention headed by (or, for names, covering) the nth such word."""
    found = []
    for sentence, mentions in read(text, title):
        for token in sentence.tokens:
            if token.text == word:
                near = [m for m in mentions if m.head == token.index] or [
                    m for m in mentions if m.first <= token.index < m.last
                ]
                found.append(max(near, key=lambda m: m.last - m.first) if near else None)
    assert found, f"no {word!r} in {text!r}"
    return found[nth]


def shown(mention: ActorMention | None) -> str:
    if mention is None:
        return ""
    return " + ".join(
        f"{e.country} {e.sector} {e.name}".replace("  ", " ") for e in mention.entities
    )


NAMES = [
    ("state", "Kenya accused Somalia.", "Kenya", "KEN Kenya"),
    ("organ", "The Pentagon rejected the report.", "Pentagon", "USA MIL Pentagon"),
    ("organisation", "NATO sent advisers.", "NATO", "IGO MIL NATO"),
    ("group", "Hezbollah denied the charge.", "Hezbollah", "LBN REB Hezbollah"),
    ("full name", "Emmanuel Macron left early.", "Macron", "FRA GOV Emmanuel Macron"),
    ("title and surname", "President Macron left early.", "Macron", "FRA GOV Emmanuel Macron"),
    ("country, title, name", "French President Emmanuel Macron left.", "French", "FRA France"),
    ("whose money", "Norway paid ten million U.S. dollars.", "U.S.", ""),
    ("part of a continent", "The South American team left early.", "American", ""),
    ("halves of a name", "He met President Suleymen Demirel of Turkey.", "Demirel", "TUR GOV Suleymen Demirel"),
    ("capital speaks", "Tehran rejected the offer.", "Tehran", "IRN GOV Iran"),
    ("between capitals", "Ties between Ankara and Athens are cold.", "Athens", "GRC GOV Greece"),
    ("told a capital", "Berlin told Ankara to wait.", "Ankara", "TUR GOV Turkey"),
    ("with a capital", "Berlin signed a deal with Ankara.", "Ankara", "TUR GOV Turkey"),
]  # fmt: skip

AGENTS = [
    ("police", "Turkish police arrested two men.", "police", "TUR COP"),
    ("warplanes", "Israeli warplanes bombed a village.", "warplanes", "ISR MIL"),
    ("gunmen", "Palestinian gunmen opened fire.", "gunmen", "PSE UAF"),
    ("ministry", "The Russian foreign ministry protested.", "ministry", "RUS GOV"),
    ("possessor", "Iran's parliament passed a bill.", "parliament", "IRN LEG"),
    ("locative", "Officials in Seoul declined to comment.", "Officials", "KOR GOV"),
    ("prosecutors in", "Prosecutors in Taiwan opened an inquiry.", "Prosecutors", "TWN JUD"),
    ("government of", "The government of Japan lodged a protest.", "government", "JPN GOV"),
    ("organ's official", "A State Department spokesman declined.", "spokesman", "USA GOV"),
    ("body's fighters", "Hezbollah gunmen crossed the border.", "gunmen", "LBN REB"),
    ("body's ministers", "NATO ministers met on Monday.", "ministers", "IGO MIL"),
    ("protesters in a city", "Protesters in Cairo burned flags.", "Protesters", "EGY CVL"),
    ("crowds where the story is", "A bomb went off near Lima. Crowds fled.", "Crowds", "PER CVL"),
    ("the nearest place", "People marched in the Croatian town of Zadar against judges at The Hague.", "People", "HRV CVL"),
    ("a headline's minister", "Japanese FM meets envoy.", "FM", "JPN GOV"),
    ("foreigners are not", "Foreign militants entered Mali.", "militants", "---"),
    ("troops abroad are not the host's", "US troops in Iraq came under fire.", "troops", "USA MIL"),
    ("two countries", "Russian and Syrian forces shelled the town.", "forces", "RUS MIL"),
    ("two, a noun and an adjective", "U.S. and Cuban officials met.", "officials", "USA GOV"),
    ("former", "A former Israeli minister criticised the plan.", "minister", "ISR ELI"),
    ("whoever backs them", "Rebels fought in Mali. Niger-backed rebels took a town.", "rebels", "MLI REB"),
    ("a town's mayor", "The mayor of Bergen resigned.", "mayor", "NOR GOV"),
    ("a trade in a town", "Junior doctors in Kumasi stopped work.", "doctors", "GHA HLH"),
    ("a town's prosecutors", "Naples prosecutors searched the office.", "prosecutors", "ITA JUD"),
    ("members tell what a group is", "A Bolivian teachers' federation marched.", "federation", "BOL"),
    ("an electoral council", "Honduras's electoral council rejected the appeal.", "council", "HND GOV"),
    ("the opposition of the country", "Zambia voted on Sunday. The opposition cried foul.", "opposition", "ZMB OPP"),
    ("a ministry at home", "Nurses in Tirana accused the health ministry of neglect.", "ministry", "ALB GOV"),
    ("widows are people", "The widows sued the Chilean navy.", "widows", "CHL CVL"),
    ("one journalist", "Police in Lusaka arrested a journalist.", "journalist", "ZMB MED"),
    ("Western is of no country", "Western diplomats and Western charities left Chad.", "charities", "--- NGO"),
    ("a body called without a country", "The governor shut the market.", "governor", "--- GOV"),
    ("suicide bombers are no planes", "A suicide bomber hit a bank in Mali.", "bomber", "MLI REB"),
    ("who leads an opposition", "The leader of Iran's opposition left.", "leader", "IRN OPP leader of the opposition of Iran"),
    ("who heads an army", "The head of the Chilean army left.", "head", "CHL MIL head of the army of Chile"),
    ("who presides", "The president of Cambodia's Senate left.", "president", "KHM LEG Senate of Cambodia"),
    ("a government's troops", "Chad's embassy said government troops had won.", "troops", "TCD MIL"),
    ("rebels, an agency named oftener", "Nepal waited, AFP said. AFP said AFP had seen rebels.", "rebels", "NPL REB"),
    ("rebels of the land told of", "Chad waited. Chadian towns burned. The United States blamed rebels.", "rebels", "TCD REB"),
    ("those where", "Kenya sent police to Haiti, where gangs have seized a port.", "gangs", "HTI CRM"),
    ("the army spoken of", "Cairo, May 3 - Israeli troops left Rafah. The army said it had won.", "army", "ISR MIL"),
    ("a body in a title", "The head of UNRWA, Jan Bode, said Israel had hit the agency.", "agency", "UNO REF"),
    ("who leads a known junta", "Niger's junta waited. An American envoy left. The junta leader, General Ali Bako, wept.", "Bako", "NER"),
    ("an opposition is at home", "Belgrade, May 3 - Serbia voted. Moscow spoke. Opposition leader Ana Brkic wept.", "Brkic", "SRB"),
    ("a kingdom", "Iran met Saudi Arabia. The kingdom had cut ties with Iran.", "kingdom", "SAU"),
    ("an Islamic republic", "Iran met Jordan. The Islamic republic was calm.", "republic", "IRN"),
    ("rebel fighters are no planes", "Burmese resistance fighters took a town.", "fighters", "MMR REB"),
]  # fmt: skip

# Names that no directory holds.
UNLISTED = [
    ("country inside", "The Malta Midwives Association called a strike.", "Association", "MLT HLH Malta Midwives Association"),
    ("who its members are", "The Congress of Fijian Trade Unions walked out.", "Congress", "FJI LAB Congress of Fijian Trade Unions"),
    ("the report's country", "Malawi voted. The Lakeshore Freedom Front rejected the count.", "Front", "MWI OPP Lakeshore Freedom Front"),
    ("a country and a noun before", "Portuguese mining company Lusolite sued Angola.", "Lusolite", "PRT BUS Lusolite"),
    ("its initials later", "The Herders National Union accused Niger. The HNU wants talks.", "HNU", "NER LAB Herders National Union"),
    ("nothing tells", "Belgium fined the company Zantrix.", "Zantrix", "--- BUS Zantrix"),
    ("of more than one state", "Tanzania rejected the African Land Tribunal.", "Tribunal", "IGO JUD African Land Tribunal"),
    ("of Europe", "Poland praised the European Rail Agency.", "Agency", "EUR GOV European Rail Agency"),
    ("the report's own short name", "Greek Reporters Without Borders (RSF) staff left Sudan. The RSF protested.", "RSF", "NGO NGO Reporters Without Borders"),
    ("the short name of a plan", "The Delta Peace Accord (DPA) failed. The DPA was weak.", "DPA", ""),
    ("a party listed with its country", "Germany voted, and Germans cheered. The Social Democratic Party was calm.", "Party", "DEU PTY Social Democratic Party of Germany"),
    ("an office", "Reporters in Lusaka, Zambia, asked the Office of Public Order.", "Office", "ZMB GOV Office of Public Order"),
    ("what a minister is for", "Nepal's Minister of Labour waited.", "Labour", ""),
    ("a ship is none", "Iran seized the tanker Amity Star.", "Star", ""),
    ("no state of the Caucasus", "Georgia Gov. Aldo Barnes smiled.", "Georgia", "--- Aldo Barnes"),
    ("a town called after a man", "Vietnam closed a plant in Ho Chi Minh City.", "Chi", ""),
    ("the parties to a quarrel", "Iran urged the parties to talk.", "parties", ""),
]  # fmt: skip

# Names that many states share.
SHARED = [
    ("an adjective before", "The Chilean Senate rejected the bill.", "Senate", "CHL LEG Senate of Chile"),
    ("a possessor before", "Nigeria's Senate rejected the bill.", "Senate", "NGA LEG Senate of Nigeria"),
    ("a country after", "The Supreme Court of Kenya annulled the vote.", "Court", "KEN JUD Supreme Court of Kenya"),
    ("the only country named", "Students in Peru marched on Congress.", "Congress", "PER LEG Congress of Peru"),
    ("a house of the country told of", "Nigeria and Nigerian states met in Abuja, Nigeria. The Senate waited for the United States.", "Senate", "NGA LEG Senate of Nigeria"),
    ("a country before its president", "Grenada President of the Senate Ana Pires left China. China thanked her.", "Senate", "GRD LEG Senate of Grenada"),
    ("a party, where there is no such house", "India voted, and Indians cheered. The Congress waited.", "Congress", "IND PTY Indian National Congress"),
    ("no other named", "The Senate rejected the bill.", "Senate", "USA LEG Senate"),
]  # fmt: skip

TITLES = [
    ("unknown with country", "Norwegian envoy Tor Hagelund flew home.", "Hagelund", "NOR GOV Tor Hagelund"),
    ("apposition after", "Tor Hagelund, the Norwegian envoy, flew home.", "Hagelund", "NOR GOV Tor Hagelund"),
    ("apposition before", "A Norwegian envoy, Tor Hagelund, flew home.", "Hagelund", "NOR GOV Tor Hagelund"),
    ("a colleague", "Norway's envoy praised her Chilean colleague, Ana Pires.", "Pires", "CHL GOV Ana Pires"),
    ("listed with another", "Mbeki met Finnish Premier Paavo Lipponen and Speaker Piitta Aalto.", "Aalto", "FIN LEG Piitta Aalto"),
    ("a day is no name", "Anglican Archbishop Tor Hagelund Friday thanked Norway.", "Hagelund", "NOR REL Tor Hagelund"),
    ("of many none is named", "He will meet Norwegian officials, Hagelund added.", "Hagelund", ""),
    ("counted states", "Chilean foreign ministers met in Peru. The Dutch king and senior officials of 48 African countries came.", "officials", ""),
    ("a rank is no name", "Ana Pires, Ambassador Extraordinary of Portugal, left.", "Extraordinary", ""),
    ("one man is not many", "President Xi Jinping, 41 heads of state and others came.", "heads", ""),
    ("apposed noun", "Tor Hagelund, the Norwegian envoy, flew home.", "envoy", "NOR GOV Tor Hagelund"),
    ("for a body", "Ana Pires, a spokeswoman for the Portuguese government, agreed.", "Pires", "PRT GOV Ana Pires"),
    ("title with of", "Norwegian Minister of State Tor Hagelund flew home.", "Hagelund", "NOR GOV Tor Hagelund"),
    ("table", "US Secretary of State Mike Pompeo left.", "Pompeo", "USA GOV Mike Pompeo"),
    ("possessor of a name", "Germany's Angela Merkel agreed.", "Merkel", "DEU GOV Angela Merkel"),
    ("surname later", "Norwegian envoy Tor Hagelund flew home. Hagelund was tired.", "Hagelund", "NOR GOV Tor Hagelund"),
    ("not the body in the title", "Iranian Chairman of the Audit Council Reza Kamrani flew home.", "Kamrani", "IRN GOV Reza Kamrani"),
    ("a town's officer", "Gdynia mayor Jan Wolski objected.", "Wolski", "POL GOV Jan Wolski"),
    ("a home town", "Leila Sahnoun, a unionist from Constantine, objected.", "Sahnoun", "DZA LAB Leila Sahnoun"),
    ("the ruler and not his wife", "First lady Melania Trump waved. President Trump flew home.", "Trump", "USA GOV Donald Trump"),
    ("a leader whom all know", "Lukashenko pardoned two men.", "Lukashenko", "BLR GOV Alexander Lukashenko"),
    ("a leader of late", "Obama praised two men.", "Obama", "USA ELI Barack Obama"),
    ("who is against a country", "Lebanon mourned. Lebanon buried the anti-Syrian minister Ana Pires.", "Pires", "LBN GOV Ana Pires"),
    ("a charity has no judges", "Amnesty International left the United States. Judge Aldo Barnes was calm.", "Barnes", "USA JUD Aldo Barnes"),
    ("a saint's university", "St. John's University professor Aldo Barnes left the United States.", "Barnes", "USA EDU Aldo Barnes"),
    ("a report all about one country", "Kenya mourns. Kenya buried activist Peter Otulo in Nairobi.", "Otulo", "KEN CVL Peter Otulo"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "word", "expected"), NAMES, ids=[r[0] for r in NAMES])
def test_a_name_means_its_bearer(claim: str, text: str, word: str, expected: str) -> None:
    assert shown(at(text, word)) == expected, claim


@pytest.mark.parametrize(("claim", "text", "word", "expected"), AGENTS, ids=[r[0] for r in AGENTS])
def test_a_country_and_a_noun_make_an_actor(
    claim: str, text: str, word: str, expected: str
) -> None:
    assert shown(at(text, word)).startswith(expected), claim


@pytest.mark.parametrize(("claim", "text", "word", "expected"), TITLES, ids=[r[0] for r in TITLES])
def test_a_title_tells_country_and_sector(claim: str, text: str, word: str, expected: str) -> None:
    assert shown(at(text, word)) == expected, claim


@pytest.mark.parametrize(
    ("claim", "text", "word", "expected"), UNLISTED, ids=[r[0] for r in UNLISTED]
)
def test_a_body_that_no_directory_holds_is_read_off_its_name(
    claim: str, text: str, word: str, expected: str
) -> None:
    assert shown(at(text, word)) == expected, claim


@pytest.mark.parametrize(("claim", "text", "word", "expected"), SHARED, ids=[r[0] for r in SHARED])
def test_a_shared_name_is_of_the_country_beside_it(
    claim: str, text: str, word: str, expected: str
) -> None:
    assert shown(at(text, word)) == expected, claim


PLACED = [
    ("in", "The envoys met in Tehran.", "Tehran"),
    ("motion", "The envoys flew to Tehran.", "Tehran"),
    ("visit", "He paid a visit to Tehran.", "Tehran"),
    ("state", "The envoys arrived in Kenya.", "Kenya"),
    ("talks in", "Talks in Hanoi ended.", "Hanoi"),
    ("the capital", "They left the Iranian capital Tehran on Monday.", "Tehran"),
]


@pytest.mark.parametrize(("claim", "text", "word"), PLACED, ids=[r[0] for r in PLACED])
def test_a_capital_or_state_may_be_a_place(claim: str, text: str, word: str) -> None:
    mention = at(text, word)
    assert mention is not None, claim
    assert mention.how == "place", claim


def test_two_countries_share_a_noun() -> None:
    mention = at("Russian and Syrian forces shelled the town.", "forces")
    assert mention is not None
    assert [e.country for e in mention.entities] == ["RUS", "SYR"]


def test_conjuncts_are_mentions_of_their_own() -> None:
    text = "Kenya, Uganda and Rwanda signed."
    countries = [m.entities[0].country for m in read(text)[0][1]]
    assert countries == ["KEN", "UGA", "RWA"]


def test_a_modifier_is_a_mention_inside_the_phrase() -> None:
    text = "Sudan's refusal angered the donors."
    assert shown(at(text, "Sudan")) == "SDN Sudan"


def test_unnamed_sources_are_no_country_and_crowds_without_one_neither() -> None:
    analysts = at("Analysts said the talks failed.", "Analysts")
    assert analysts is not None
    assert (analysts.how, analysts.entities[0].id) == ("unnamed", "unnamed:analysts")
    refugees = at("Refugees crossed the river.", "Refugees")
    assert refugees is not None
    assert (refugees.entities[0].country, refugees.entities[0].sector) == ("---", "REF")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The weather was fine.", "weather"),
        ("A spokesman declined to comment.", "comment"),
        ("It was a leader of men.", "leader"),
    ],
)
def test_what_names_nobody_makes_no_mention(text: str, word: str) -> None:
    assert at(text, word) is None


def test_the_main_bearer_of_a_surname_keeps_it() -> None:
    text = (
        "Kim Jong-un met Xi Jinping on Monday. Kim Jong-un praised the talks. "
        "His father Kim Jong-il came in 2011. Kim left on Tuesday."
    )
    assert shown(at(text, "Kim")) == "PRK GOV Kim Jong-un"


def test_the_historical_state_acts_under_its_name() -> None:
    text = "The Soviet Union armed Cuba."
    assert shown(at(text, "Union")).startswith("SUN")


def test_brussels_is_the_union_and_its_places_stay_places() -> None:
    text = "Brussels fined Poland, the European Union said."
    mention = at(text, "Brussels")
    assert mention is not None
    assert mention.entities[0].country == "EUR"


def test_the_token_ranges_and_texts_are_those_of_the_article() -> None:
    text = "French President Emmanuel Macron met Turkish police in Kenya on Monday."
    for sentence, mentions in read(text):
        for mention in mentions:
            assert 0 <= mention.first <= mention.head < mention.last <= len(sentence.tokens)
            for entity in mention.entities:
                assert entity.span is not None
                assert text[entity.span.start : entity.span.end] == entity.text


@given(st.permutations(["Kenya", "Uganda", "Rwanda", "Burundi"]))
def test_the_order_of_states_does_not_matter(states: list[str]) -> None:
    sentences = read_sentences(Article(id="t", text=", ".join(states) + " agreed."))
    found = match_sentence(sentences[0], load_directory(), PUBLISHED)
    assert [m.owner.name for m in found] == states


def test_nothing_gives_nothing() -> None:
    assert find_actors([], load_directory(), None) == []


def test_without_a_date_the_article_is_still_read() -> None:
    sentences = read_sentences(Article(id="t", text="Emmanuel Macron met Kenyan police."))
    found = find_actors(sentences, load_directory(), None)
    assert {e.country for m in found[0] for e in m.entities} == {"FRA", "KEN"}

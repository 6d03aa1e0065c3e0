"""One sentence, one claim: the construction named must give the record beside it."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding.coder import code
from communique.types import Article, Event

PUBLISHED = date(2019, 4, 23)  # a Tuesday


def coded(text: str, published: date | None = PUBLISHED) -> list[Event]:
    return code(Article(id="t", text=text, published=published))


def shown(event: Event) -> str:
    actors = "+".join(sorted({e.country for e in event.actors}))
    recipients = "+".join(sorted({e.country for e in event.recipients}))
    return f"{event.event} {actors}>{recipients} {event.status}"


CONSTRUCTIONS = [
    (
        "what an attack befell has not made it",
        "A bombing of a Spanish clinic by Hamas killed two Kenyan nurses.",
        "ASSAULT PSE>KEN occurred",
    ),
    (
        "those accused beside one's own",
        "China's newspaper accused the Dalai Lama and Taiwan of lying.",
        "ACCUSE CHN>CHN+TWN occurred",
    ),
    (
        "an embassy's charge d'affaires",
        "Libyan charge d'affaires Omar Feyli accused Egypt of meddling.",
        "ACCUSE LBY>EGY occurred",
    ),
    (
        "aid that arrives is no visit",
        "Humanitarian aid from Norway arrived in Chad on Monday.",
        "AID NOR>TCD occurred",
    ),
    (
        "whose speech it was",
        "Togo criticised Kofi Annan's speech. Chad welcomed the speech.",
        "SUPPORT TCD>UNO occurred",
    ),
    (
        "a state's blasts are what it suffered",
        "Chad condemned Kenya's suicide bombings.",
        "ACCUSE TCD> occurred",
    ),
    (
        "satisfaction at what somebody has said",
        "Chad voiced satisfaction at the remarks made by Kofi Annan.",
        "SUPPORT TCD>UNO occurred",
    ),
    (
        "a meeting is told of by whoever has spoken",
        '"We agree," Angela Merkel said on Monday after meeting Kenyan minister Aldo Ferrini.',
        "CONSULT DEU+KEN> occurred",
    ),
    (
        "talks for which somebody is in a capital",
        "Malawian minister Aldo Ferrini was in Rome for talks with Greek officials.",
        "CONSULT GRC+MWI> occurred",
    ),
    (
        "a meeting on an agenda",
        "Kofi Annan's agenda included a meeting with Kenyan minister Aldo Ferrini.",
        "CONSULT KEN+UNO> occurred",
    ),
    (
        "members named one by one",
        "The three members, Chad, Mali and Togo, discussed Sudan.",
        "CONSULT MLI+TCD+TGO> occurred",
    ),
    (
        "whoever arranges a meeting is no part of it",
        "Norway arranged a meeting between Chad and Mali.",
        "CONSULT NOR>MLI+TCD occurred",
    ),
    (
        "a state and its rebels are two",
        "Colombia refused any compromise with the rebels.",
        "REJECT COL>COL occurred",
    ),
    (
        "where a trip goes that stands before its noun",
        "This was Vladimir Putin's third Japan trip.",
        "CONSULT RUS>JPN occurred",
    ),
    (
        "what one says not to have done is denied",
        "Chad told Mali that it did not attack the camp.",
        "REJECT TCD>MLI occurred",
    ),
    (
        "under no circumstances",
        "Under no circumstances will Malawi provide tanks to Togo.",
        "REJECT MWI>TGO occurred",
    ),
    (
        "everyone on a list that says whose they are",
        "William Ruto of Kenya, Uganda's Yoweri Museveni and Rwanda's Paul Kagame signed a truce.",
        "RETREAT KEN+RWA+UGA> occurred",
    ),
    (
        "who did the harm is blamed",
        "Malawi condemned the attack on Chad by Libya.",
        "ACCUSE MWI>LBY occurred",
    ),
    (
        "whose strikes they are",
        "Malawi condemned the Libyan air strikes on Chad.",
        "ACCUSE MWI>LBY occurred",
    ),
    (
        "who has undergone it owns it",
        "The Chilean envoys' abduction by rebels in Mali was over.",
        "ASSAULT MLI>CHL occurred",
    ),
    (
        "a trade against a ministry",
        "Bus drivers in Riga accused the transport ministry of lying.",
        "ACCUSE LVA>LVA occurred",
    ),
    (
        "a mayor and a regulator",
        "The mayor of Valencia accused the Spanish energy regulator of lying.",
        "ACCUSE ESP>ESP occurred",
    ),
    (
        "a body that no directory holds",
        "Zambia sued the Copperline Mining Corporation over the river.",
        "ACCUSE ZMB>--- occurred",
    ),
    (
        "parties attack with words",
        "The Conservative Party attacked the Labour Party over the cuts.",
        "ACCUSE GBR>GBR occurred",
    ),
    (
        "the side of a quarrel at home",
        "Hezbollah marched with Hamas. Fatah rejected the plan, and Hamas has vowed revenge.",
        "THREATEN PSE>PSE occurred",
    ),
    (
        "nobody visits his own country",
        "Kenya and Chad signed a pact when Kenya's William Ruto paid a visit to the country.",
        "CONSULT KEN>TCD occurred",
    ),
    (
        "what a verb and its noun tell once",
        "Kenya expressed its appreciation for the help of Chad.",
        "SUPPORT KEN>TCD occurred",
    ),
    (
        "a meeting told after who speaks, not in what he says",
        '"We hope for progress," said Sergei Lavrov, the minister, during talks with Wang Yi.',
        "CONSULT CHN+RUS> occurred",
    ),
    (
        "two states by one plural, and a deed told by its object",
        "The two Koreas opened talks at Panmunjom.",
        "CONSULT KOR+PRK> occurred",
    ),
    (
        "a meeting that the parser takes for a clause",
        "After meeting with Narendra Modi, Xi Jinping said that the year was good.",
        "CONSULT CHN+IND> occurred",
    ),
    (
        "police assaulted at home",
        "Demonstrators in Chile assaulted police officers.",
        "ASSAULT CHL>CHL occurred",
    ),
    (
        "talks held in which nothing was reached",
        "No conclusion has been reached in the talks between Japan and Peru.",
        "CONSULT JPN+PER> occurred",
    ),
    (
        "midway through a visit",
        "Polish President Andrzej Duda spoke midway through an official visit to Thailand.",
        "CONSULT POL>THA occurred",
    ),
    (
        "locked in talks",
        "Kenya and Somalia have been locked in talks for months.",
        "CONSULT KEN+SOM> occurred",
    ),
    (
        "visiting, before a sentence's subject",
        "Visiting Iraqi President Jalal Talabani met Hu Jintao.",
        "CONSULT CHN+IRQ> occurred",
    ),
    (
        "visiting, before the second of two subjects",
        "Shinzo Abe and visiting French foreign minister Jean-Yves Le Drian met in Tokyo.",
        "CONSULT FRA+JPN> occurred",
    ),
    (
        "the speaker's own state of a pair",
        "Egypt met Libya. Egypt suggested that the two countries should open the border.",
        "REQUEST EGY>LBY occurred",
    ),
    (
        "two countries before one noun",
        "U.S. and Cuban officials met in secret.",
        "CONSULT CUB+USA> occurred",
    ),
    (
        "whose request it is, whoever accepts it",
        "Kenya accepted Somalia's request for a meeting.",
        "REQUEST SOM>KEN occurred",
    ),
    (
        "a request that is considered has been made",
        "Malawi said it was considering a Kenyan request to send more doctors.",
        "REQUEST KEN>MWI occurred",
    ),
    (
        "a request is not of those who accept it",
        "Kenya accepted a Somali request for a meeting.",
        "REQUEST SOM>KEN occurred",
    ),
    (
        "whose school it is, a state that bombs it does not tell",
        "Ethiopia bombed a school on Friday.",
        "ASSAULT ETH> occurred",
    ),
    (
        "who gives, where the parser hangs him from the gift",
        "The delivery of tanks to Chad by Poland has begun.",
        "AID POL>TCD occurred",
    ),
    (
        "due to meet, in a relative clause",
        "Egypt praised Emmanuel Macron, who is due to meet Angela Merkel in Rome.",
        "CONSULT DEU+FRA> planned",
    ),
    (
        "left for a capital to attend",
        "Vladimir Putin left here on Friday for Turkey to attend a meeting.",
        "CONSULT RUS>TUR occurred",
    ),
    (
        "they who met",
        "Vladimir Putin held talks with Xi Jinping. They agreed to help North Korea.",
        "AGREE CHN+RUS>PRK occurred",
    ),
    ("a vow to fight on", "Hamas vowed to keep fighting Israel.", "THREATEN PSE>ISR occurred"),
    (
        "most of them lifted",
        "The United States lifted most of its sanctions on Sudan.",
        "CONCEDE USA>SDN occurred",
    ),
    (
        "troops ordered back",
        "Salva Kiir ordered his troops to withdraw from Heglig.",
        "RETREAT SSD> occurred",
    ),
    ("each other", "Chad and Sudan blamed each other.", "ACCUSE SDN+TCD> occurred"),
    (
        "one another",
        "India and Pakistan fired at one another.",
        "ASSAULT IND+PAK> occurred",
    ),
    (
        "one of those that",
        "Norway is one of the states that send weapons to Ukraine.",
        "AID NOR>UKR ongoing",
    ),
    (
        "police announce their arrest",
        "Kenyan police said three Ugandan traders had been arrested.",
        "COERCE KEN>UGA occurred",
    ),
    (
        "troops sent by nobody named",
        "Turkish troops were deployed along the border.",
        "MOBILIZE TUR> occurred",
    ),
    (
        "one of the envoys",
        "Emmanuel Macron met one of the Turkish envoys in Paris.",
        "CONSULT FRA+TUR> occurred",
    ),
    (
        "possible in itself",
        "Israel could release Syrian prisoners.",
        "RETREAT ISR>SYR possible",
    ),
    (
        "condemned by a word",
        "Greece called Turkey's claim to the islands preposterous.",
        "ACCUSE GRC>TUR occurred",
    ),
    ("active", "Kenya accused Somalia of sheltering the gunmen.", "ACCUSE KEN>SOM occurred"),
    (
        "passive with agent",
        "Somalia was accused by Kenya of harbouring gunmen.",
        "ACCUSE KEN>SOM occurred",
    ),
    (
        "mutual",
        "French President Emmanuel Macron met Angela Merkel in Berlin.",
        "CONSULT DEU+FRA> occurred",
    ),
    ("light verb", "Egypt and Sudan held talks in Cairo.", "CONSULT EGY+SDN> occurred"),
    (
        "a list of owners",
        "Leaders of Egypt, Jordan and Saudi Arabia met in Cairo on Sunday.",
        "CONSULT EGY+JOR+SAU> occurred",
    ),
    (
        "a list of adjectives",
        "Russian, Chinese and Iranian warships began a joint exercise on Monday.",
        "COOPERATE CHN+IRN+RUS> occurred",
    ),
    (
        "states named as examples",
        "The plan was rejected by small EU states like Ireland and Malta.",
        "REJECT IRL+MLT>EUR occurred",
    ),
    (
        "where talks that were counted were held",
        "EC budget ministers ended six hours of talks in Luxembourg on Tuesday.",
        "CONSULT EUR> occurred",
    ),
    (
        "a phrase behind an agent",
        "The sanctions imposed by the European Union on Russia took effect.",
        "SANCTION EUR>RUS occurred",
    ),
    (
        "who welcomes an agreement is none of its parties",
        "The agreement reached between Turkey and Greece was welcomed by Italy.",
        "AGREE GRC+TUR> occurred",
    ),
    (
        "those whom a participle describes",
        "North Korea freed three jailed Americans during a visit of Mike Pompeo on Friday.",
        "RETREAT PRK>USA occurred",
    ),
    (
        "what each does with the other",
        "Azerbaijan and Armenia exchanged prisoners on Monday.",
        "RETREAT ARM+AZE> occurred",
    ),
    (
        "a refusal by never agreeing",
        "Serbia would never agree to talks with Kosovo.",
        "REJECT SRB>XKX occurred",
    ),
    (
        "noun with between",
        "Talks between Egypt and Sudan ended on Monday.",
        "CONSULT EGY+SDN> occurred",
    ),
    ("future", "Egypt and Sudan will hold talks next week.", "CONSULT EGY+SDN> planned"),
    (
        "scheduled",
        "Vladimir Putin is due to meet Xi Jinping in Beijing.",
        "CONSULT CHN+RUS> planned",
    ),
    ("negation", "Vladimir Putin did not meet Xi Jinping in Beijing.", "CONSULT CHN+RUS> negated"),
    ("yet to", "Japan has yet to sign the treaty with Russia.", "AGREE JPN+RUS> negated"),
    ("conditional", "If Iran attacks Israel, the world will change.", "ASSAULT IRN>ISR possible"),
    ("modal", "Turkey could invade Syria within days.", "ASSAULT TUR>SYR possible"),
    (
        "modal of a noun's happening",
        (
            "A meeting could still take place later if North Korea changed its tone, a U.S. "
            "official said."
        ),
        "CONSULT PRK+USA> possible",
    ),
    (
        "demand with clause",
        "Japan demanded that North Korea halt its tests.",
        "REQUEST JPN>PRK occurred",
    ),
    ("call on", "Germany called on Russia to release the sailors.", "REQUEST DEU>RUS occurred"),
    ("participle", "Iran fired missiles, accusing Iraq of aggression.", "ACCUSE IRN>IRQ occurred"),
    (
        "relative clause",
        "Canada, which has condemned China, will stay away.",
        "ACCUSE CAN>CHN occurred",
    ),
    ("nominal attack", "Israel's attack on Syria drew no comment.", "ASSAULT ISR>SYR occurred"),
    (
        "sanctions",
        "The United States imposed sanctions on Venezuela.",
        "SANCTION USA>VEN occurred",
    ),
    (
        "headline-like present",
        "Turkey warns Greece of war over islands",
        "THREATEN TUR>GRC occurred",
    ),
    ("denial", "Moscow denied the allegations by London.", "REJECT RUS>GBR occurred"),
    ("refusal", "India refused to meet Pakistan.", "REJECT IND>PAK occurred"),
    ("drilled object", "Seoul condemned North Korea's missile launch.", "ACCUSE KOR>PRK occurred"),
    ("visit", "Narendra Modi visited Nepal on Saturday.", "CONSULT IND>NPL occurred"),
    (
        "visiting is no verb",
        "Visiting Chinese President Xi Jinping held talks with Narendra Modi.",
        "CONSULT CHN+IND> occurred",
    ),
    ("where somebody was", "Emmanuel Macron was in Egypt.", "CONSULT FRA>EGY occurred"),
    ("a state one is in", "Egypt has been in talks with Sudan.", "CONSULT EGY+SDN> ongoing"),
    (
        "who is told at a meeting is there",
        "Narendra Modi told Emmanuel Macron at a meeting in Delhi that the jets were late.",
        "CONSULT FRA+IND> occurred",
    ),
    (
        "name in apposition and the next",
        "The French president, Emmanuel Macron, and Indian leader Narendra Modi met in Paris.",
        "CONSULT FRA+IND> occurred",
    ),
    ("an agent beyond the object", "Ghana was promised aid by Norway.", "AGREE NOR>GHA occurred"),
    ("coming near", "Chile is close to a deal with Peru.", "AGREE CHL+PER> possible"),
    ("coordination", "Brazil criticised Bolivia and threatened Peru.", "ACCUSE BRA>BOL occurred"),
    (
        "whose plan it is acts in it",
        "An EU plan to deport Bolivians angered Peru.",
        "COERCE EUR>BOL planned",
    ),
    ("places in a row", "Sweden sends condolences to Chad, Mali", "SUPPORT SWE>MLI+TCD occurred"),
    (
        "a duty laid on others",
        "Kenya pointed out that the Security Council should give priority to Africa.",
        "REQUEST KEN>UNO occurred",
    ),
    ("hope", "Chad said it hoped that Mali would sign.", "REQUEST TCD>MLI occurred"),
    (
        "who answers an offer has had it",
        "Turkey has not replied to an invitation by Israel.",
        "AGREE ISR>TUR occurred",
    ),
    (
        "during what is planned",
        "Chad and Mali will sign a pact on trade during a visit by President Idriss Deby to Mali.",
        "CONSULT TCD>MLI planned",
    ),
    (
        "in a place for talks",
        "Ethiopian President Girma Wolde-Giorgis was in Rome for talks with Silvio Berlusconi.",
        "CONSULT ETH+ITA> occurred",
    ),
    (
        "on an agenda",
        "Dmitry Medvedev's agenda includes a meeting with Abdullah Gul.",
        "CONSULT RUS+TUR> planned",
    ),
    (
        "a demand refused",
        "The Taliban refused Washington's demand for his extradition.",
        "REQUEST USA>AFG occurred",
    ),
    (
        "a charge",
        "Former Kenyan minister Aldo Ferrini was charged with corruption.",
        "ACCUSE KEN>KEN occurred",
    ),
    ("by nobody said", "The Sudanese government was accused of spying.", "ACCUSE >SDN occurred"),
    ("ruled out", "Hungary ruled out sending troops to Iraq.", "REJECT HUN>IRQ occurred"),
    (
        "said to be arrested",
        "Police chief Aldo Keita said ten Chadians had been arrested in Mali.",
        "COERCE MLI>TCD occurred",
    ),
    (
        "said by a chief",
        "Malian troops were conducting search operations, said Ali Keita, Gao's police chief.",
        "MOBILIZE MLI> ongoing",
    ),
    (
        "some of whom",
        "Chadian rebels, some of whom attacked a Malian base, left Niger.",
        "ASSAULT TCD>MLI occurred",
    ),
    ("one's own", "Chad destroyed the tunnels of its missile base.", "RETREAT TCD> occurred"),
    (
        "opposed, with what goes to others",
        "Chad's parliament opposed a grant of ten million dollars to Malian farmers.",
        "REJECT TCD>MLI occurred",
    ),
    ("no way", "Under no circumstances will Serbia recognise Kosovo.", "REJECT SRB>XKX occurred"),
    (
        "troops stationed",
        "Italy has 2,000 troops deployed in Lebanon.",
        "MOBILIZE ITA>LBN ongoing",
    ),
    (
        "some of those fired on",
        "The Israeli army fired on Lebanese farmers, killing dozens.",
        "ASSAULT ISR>LBN occurred",
    ),
    (
        "two objects",
        "Germany called Poland's move an encouraging sign.",
        "SUPPORT DEU>POL occurred",
    ),
    (
        "a second subject after a comma",
        "During his visit, the first to Chad in a decade, Herve Morin invited Chadian officers.",
        "AGREE FRA>TCD occurred",
    ),
    (
        "some of those told of",
        "Russia expelled dozens of European envoys, among them 13 Ukrainians and four Poles.",
        "SANCTION RUS>POL+UKR occurred",
    ),
    (
        "named in place of many",
        "Police in Minsk arrested 30 people, among them two Germans, on Tuesday.",
        "COERCE BLR>DEU occurred",
    ),
    (
        "what others draw from others",
        "Saudi Arabia executed 81 men, drawing condemnation from Germany.",
        "ACCUSE DEU>SAU occurred",
    ),
    ("people of one's own", "Iran hanged two activists, the UN said.", "ASSAULT IRN>IRN occurred"),
    (
        "their governments",
        "Pakistan spoke to the envoys of Sweden and Norway after their governments criticised it.",
        "ACCUSE NOR+SWE>PAK occurred",
    ),
    (
        "whom a denied charge concerns",
        "South Africa denied that it had supplied arms to Russia.",
        "REJECT ZAF> occurred",
    ),
    (
        "a charge that is denied",
        "Ankara denies reports that it recruited fighters, an accusation made by France.",
        "REJECT TUR>FRA occurred",
    ),
    (
        "why people march",
        "Thousands marched in Tbilisi to denounce the Georgian prime minister.",
        "PROTEST GEO>GEO occurred",
    ),
    (
        "the Union",
        "Trump accused Europe of cheating the United States.",
        "ACCUSE USA>EUR occurred",
    ),
    ("its seat", "Brussels accused Budapest of breaking the law.", "ACCUSE EUR>HUN occurred"),
]


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize(
    ("claim", "text", "expected"), CONSTRUCTIONS, ids=[c[0] for c in CONSTRUCTIONS]
)
def test_a_construction_gives_its_record(claim: str, text: str, expected: str) -> None:
    assert expected in [shown(event) for event in coded(text)], claim


DATES = [
    ("weekday past", "Egypt and Sudan held talks on Friday.", "2019-04-19"),
    ("weekday ahead", "Egypt and Sudan will hold talks on Friday.", "2019-04-26"),
    ("year", "Egypt and Sudan held talks in 2011.", "2011"),
    ("years ago", "Egypt and Sudan held talks 8 years ago.", "2011"),
    (
        "after an apposition",
        "Egypt and Sudan will hold talks in Tunis, the capital of Tunisia, on Friday.",
        "2019-04-26",
    ),
    ("earlier is no news", "Earlier, Egypt and Sudan held talks.", None),
    (
        "hours later",
        "Egypt shut its embassy on Friday, hours after saying that Sudan had attacked Chad.",
        "2019-04-19",
    ),
    ("saying is not doing", "Egypt said on Monday that Sudan had attacked Chad.", None),
]


@pytest.mark.parametrize(("claim", "text", "edtf"), DATES, ids=[c[0] for c in DATES])
def test_a_deed_takes_the_date_of_its_own_clause(claim: str, text: str, edtf: str | None) -> None:
    events = [
        e
        for e in coded("It was calm.\n\nNothing moved.\n\n" + text)
        if e.event in {"CONSULT", "ASSAULT"}
    ]
    assert [e.date.edtf for e in events] == [edtf], claim


def test_counted_meetings_give_one_event_for_each_pair() -> None:
    text = (
        "Since March 2018 Kim Jong-un has held 4 meetings with Chinese President Xi Jinping, "
        "3 with South Korea's Moon Jae-in and two with US President Donald Trump."
    )
    found = {
        (tuple(sorted(e.country for e in event.actors)), event.count)
        for event in coded(text)
        if event.event == "CONSULT"
    }
    assert found == {(("CHN", "PRK"), 4), (("KOR", "PRK"), 3), (("PRK", "USA"), 2)}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("India and Pakistan have fought three wars.", 3),
        ("North Korea has set off six nuclear explosions.", 6),
        ("India fought China in three places.", 1),
    ],
)
def test_deeds_are_counted_by_their_object(text: str, count: int) -> None:
    assert [event.count for event in coded(text)] == [count]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israel withdrew its troops from Gaza.", "Gaza"),
        ("Turkey sent troops to Kirkuk.", "Kirkuk"),
        ("Russia shelled Kharkiv.", "Kharkiv"),
        ("Kenya will send troops to Haiti.", "Haiti"),
        ("Argentina invaded Chile at dawn.", "Chile"),
        ("Peru invaded Chile in the wake of a coup in Santiago.", "Chile"),
        ("Assad ordered his troops to withdraw from Hama.", "Hama"),
        ("Israel blamed Hamas for last month's Tel Aviv suicide bombing.", "Tel Aviv"),
        ("Kenya condemned Somali strikes which killed ten Kenyan people in Garissa.", "Garissa"),
        ("Russia seized the Black Sea peninsula of Crimea from Ukraine.", "Crimea"),
    ],
)
def test_force_is_placed_where_it_is_aimed(text: str, place: str) -> None:
    found = [event.place.name for event in coded(text) if event.place is not None]
    assert any(place in name for name in found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Peruvian foreign minister visited Norway in May.", "Norway"),
        ("While staying in Ankara, Macron will hold a meeting with Putin.", "Ankara"),
        ("Macron met Putin at Warsaw airport.", "Warsaw"),
        ("Macron flew to Accra, where he and Putin signed a treaty.", "Accra"),
        ("Macron met Putin, who had arrived in Oslo on Sunday.", "Oslo"),
        ("Israeli and Hamas negotiators resumed the Doha talks.", "Doha"),
        ("Britain and Poland quarrelled at a Brussels summit.", "Brussels"),
        ("Nepal's prime minister left Kathmandu for Dhaka.", "Dhaka"),
        ("Macron held talks with visiting Russian President Vladimir Putin.", "France"),
    ],
)
def test_meetings_are_placed_where_somebody_goes_or_stays(text: str, place: str) -> None:
    assert place in {event.place.name for event in coded(text) if event.place is not None}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Lavrov said Russia rejects the American plan.", "Sergei Lavrov"),
        ("Lavrov said Russia had rejected the American plan.", "Russia"),
        ("Lavrov reiterated Russia's rejection of the American plan.", "Sergei Lavrov"),
        ("Lavrov said China rejects the American plan.", "China"),
    ],
)
def test_an_official_who_speaks_for_his_state_keeps_his_name(text: str, actor: str) -> None:
    assert [[e.name for e in event.actors] for event in coded(text)] == [[actor]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "Canada's minister will meet Japanese leaders on Friday. Foreign Minister Melanie "
                "Joly will hold talks with Prime Minister Fumio Kishida on Friday in Tokyo."
            ),
            "Fumio Kishida",
        ),
        (
            "A court of Israel indicted a Palestinian girl. Ahed Tamimi, 16, was charged.",
            "Ahed Tamimi",
        ),
    ],
)
def test_who_is_named_in_another_sentence_is_named(text: str, name: str) -> None:
    assert any(name in {e.name for e in (*one.actors, *one.recipients)} for one in coded(text)[:1])


@pytest.mark.usefixtures("everything")
def test_the_dead_of_an_attack_have_not_made_it() -> None:
    (event,) = coded("Suicide bombings on the island of Bali on October 1 killed 20 bystanders.")
    assert event.actors == ()


@pytest.mark.usefixtures("everything")
def test_who_tells_of_the_dead_of_his_country_has_not_killed_them() -> None:
    text = "In the Belgorod region a woman was killed by shelling, Governor Ivan Gladkov said."
    assert "Ivan Gladkov" not in {e.name for event in coded(text) for e in event.actors}


def test_a_headline_and_its_text_tell_one_deed() -> None:
    article = Article(
        id="t",
        title="Kenya blames Somalia for raid",
        text="Kenyan Foreign Minister Monica Juma blamed Somalia on Monday for a raid.",
        published=PUBLISHED,
    )
    (event,) = [e for e in code(article) if e.event == "ACCUSE"]
    assert [e.field for e in event.evidence] == ["title", "text"]


def test_a_speaker_vouches_for_what_he_says() -> None:
    (event,) = [
        e for e in coded("The Kremlin said Iran had attacked Iraq.") if e.event == "ASSAULT"
    ]
    assert [(a.source.country, a.stance) for a in event.attribution] == [("RUS", "asserts")]


def test_what_is_alleged_is_coded_with_its_accuser() -> None:
    events = coded("Kenya accused Somalia of attacking Ethiopia.")
    alleged = [e for e in events if e.event == "ASSAULT"]
    assert [(shown(e).split()[1], [a.stance for a in e.attribution]) for e in alleged] == [
        ("SOM>ETH", ["alleges"])
    ]


def test_what_is_denied_carries_the_denial() -> None:
    events = coded("Kenya accused Somalia of attacking Ethiopia. Somalia denied the charge.")
    alleged = [e for e in events if e.event == "ASSAULT"]
    assert [{a.stance for a in e.attribution} for e in alleged] == [{"alleges", "denies"}]
    assert "REJECT SOM>KEN occurred" in [shown(e) for e in events]


def test_an_addressee_taken_from_the_story_says_so() -> None:
    events = coded("Kenya accused Somalia of attacking Ethiopia. Somalia denied the charge.")
    (denial,) = [e for e in events if e.event == "REJECT"]
    assert "recipient Kenya: accused before" in denial.why


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        (
            "Kenya met Chad in May. It threatened Chad with war. Chad lifted the sanctions.",
            "CONCEDE TCD>KEN",
        ),
        # A call goes out to all; what two do to each other is done to nobody else.
        ("Kenya met Somalia. Kenya has called for the sanctions to be eased.", "REQUEST KEN>"),
        ("Chad threatened Mali. Kenya and Somalia blamed each other.", "ACCUSE KEN+SOM>"),
    ],
)
def test_the_other_side_of_the_story_is_whom_a_deed_is_done_to(text: str, deed: str) -> None:
    found = [shown(e).rsplit(" ", 1)[0] for e in coded(text)]
    assert deed in found


def test_bare_police_and_here_are_of_the_dateline() -> None:
    text = (
        "ANKARA, April 8 (AFP) - Israeli Foreign Minister Israel Katz arrived here on Tuesday to "
        "meet Turkish leaders. Police arrested a dozen protesters."
    )
    events = coded(text)
    assert "CONSULT ISR>TUR occurred" in [shown(e) for e in events]
    assert "COERCE TUR>TUR occurred" in [shown(e) for e in events]
    assert "Ankara" in {e.place.name for e in events if e.place is not None}


def test_coding_twice_gives_the_same_bytes() -> None:
    text = (
        "Kenya accused Somalia of attacking Ethiopia. Egypt and Sudan will hold talks on Friday."
    )
    assert coded(text) == coded(text)


@pytest.mark.parametrize(
    "text",
    [
        "The doctor in Bern urged patients to sleep more.",
        "Aldo Ferrini praised Nico Bardelli after the race.",
        "A baker in Turin offered the pupils a discount.",
    ],
)
def test_what_private_people_do_among_themselves_is_left_out(text: str) -> None:
    assert coded(text) == []


def test_a_story_without_a_clear_other_side_leaves_the_recipient_out() -> None:
    text = (
        "Kenya met Chad. Kenya met Mali. Kenya met Peru. The weather was fine. "
        "Kenya rejected the plan."
    )
    event = coded(text)[-1]
    assert (event.event, event.recipients) == ("REJECT", ())


@pytest.mark.parametrize(
    "text",
    [
        "They fell out over what Chad was prepared to give up.",
        "Nobody knows how far Chad is willing to go.",
    ],
)
def test_what_is_left_open_is_no_offer(text: str) -> None:
    assert {e.event for e in coded(text)}.isdisjoint({"AGREE", "CONCEDE"})


@pytest.mark.parametrize("text", ["", "   \n\n", "Nothing happened here at all.", "12345 %%% ###"])
def test_a_text_without_deeds_gives_no_events(text: str) -> None:
    assert coded(text) == []

"""List the closed word classes by which mentions are read: what a noun stands for, not whom."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nouns for bodies: "it", and a definite one refers back to a body, never to a person.
BODIES = _words(
    """government administration regime authority leadership cabinet junta coalition ministry
    department parliament assembly congress senate legislature council court tribunal judiciary
    prosecution police army military navy airforce force militia guard command agency office
    embassy mission delegation side party movement group organisation organization alliance bloc
    union federation association committee commission bank company corporation firm newspaper
    paper daily broadcaster station channel network watchdog body faction wing opposition
    presidency monarchy state country nation kingdom republic emirate sultanate power capital
    palace treasury secretariat service bureau chamber team league campaign community
    intelligence kremlin pentagon"""
)
# What stands before the name of a body that speaks in the news.
OUTLETS = _words("newspaper daily paper broadcaster agency magazine weekly channel station")
# Before "officer", "director" or "president" these tell a company from a state.
CORPORATE = _words("executive financial operating marketing managing sales technology")
# These are in a country for another.
SENT_ABROAD = _words(
    """mission embassy diplomat ambassador envoy delegation correspondent peacekeeper base
    consulate expert inspector troop soldier force observer monitor hostage prisoner"""
)
# How headlines write offices.
SHORT_OFFICES = {"FM": "foreign minister", "PM": "prime minister"}
# How titles are written before a name.
SHORT_TITLES = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general",
    "col": "colonel", "adm": "admiral", "capt": "captain", "lt": "lieutenant", "maj": "major",
    "sgt": "sergeant", "prof": "professor", "amb": "ambassador",
}  # fmt: skip
# Whoever is called so acts for somebody whom the context names.
SPEAKS_FOR = _words(
    """spokesman spokeswoman spokesperson envoy aide leader secretary adviser advisor negotiator
    official"""
)
COUNTRY_WORDS = _words(
    """country nation state kingdom republic emirate sultanate neighbour neighbor superpower
    power homeland fatherland"""
)
ORGANISATION_WORDS = _words(
    """organisation organization alliance bloc union federation association committee commission
    group movement party agency watchdog body council ministry department parliament court
    company firm newspaper paper daily broadcaster station channel network militia faction bank
    assembly congress senate tribunal"""
)
# Things that act only for the state that owns them.
FORCES = _words(
    """troops troop warplane aircraft jet plane fighter bomber drone helicopter gunship warship
    ship vessel destroyer frigate submarine tank artillery missile navy army military soldier
    force forces marine paratrooper commando air_force airforce coastguard artilleryman
    peacekeeper gunboat tanker carrier"""
)
THING_FORCES = _words(
    """warplane aircraft jet plane bomber drone helicopter gunship warship ship vessel destroyer
    frigate submarine tank artillery missile gunboat tanker carrier"""
)
# Who these are, their members tell.
GATHERINGS = _words(
    """group association federation confederation committee coalition alliance movement front
    organisation organization league network collective council bloc faction lobby body wing
    assembly society club"""
)
UNNAMED = _words(
    """analyst expert observer witness source critic commentator pundit economist historian
    academic researcher scholar insider eyewitness strategist pollster"""
)
# Descriptions of one person that any politician may bear.
LEADERS = _words(
    """leader ruler dictator strongman president premier chancellor king queen emir sultan prince
    monarch sheikh ayatollah autocrat chief head statesman politician counterpart veteran colleague
    incumbent successor predecessor host guest candidate pope pontiff"""
)
PERSON_WORDS = (
    _words(
        """spokesman spokeswoman spokesperson official diplomat minister secretary general officer
    commander aide adviser advisor envoy ambassador negotiator senator congressman
    congresswoman lawmaker legislator deputy governor mayor judge prosecutor admiral colonel
    politician businessman billionaire man woman cleric author lawyer activist opponent
    chairman chairwoman director speaker representative mediator commissioner cardinal bishop
    archbishop frontman boss"""
    )
    | LEADERS
)
PAIR_NOUNS = _words(
    """man leader president minister premier diplomat politician side country nation neighbour
    neighbor state party power ally rival foe enemy government capital superpower adversary
    counterpart statesman chief woman general chancellor belligerent republic signatory"""
)
PERSON_PAIR_NOUNS = _words(
    """man leader president minister premier diplomat politician counterpart statesman chief
    woman general chancellor"""
)
MALE = _words(
    """mr king prince spokesman chairman congressman sheikh emir sultan ayatollah imam pope
    he him his himself
    father son brother husband grandfather uncle businessman statesman sir lord pontiff"""
)
FEMALE = _words(
    """she her hers herself
    mrs ms miss queen princess spokeswoman chairwoman congresswoman mother daughter sister
    wife grandmother aunt businesswoman dame lady sheikha baroness"""
)
KIN = _words(
    """father mother son daughter brother sister wife husband grandfather grandmother uncle aunt
    cousin nephew niece grandson granddaughter heir widow father-in-law son-in-law"""
)
HONORIFICS = _words(
    """mr mrs ms miss dr sir lord lady dame president prime minister senator sen rep gov
    gen general col colonel lt lieutenant maj major capt captain adm admiral sgt sergeant
    marshal brigadier field king queen prince princess sheikh sheik ayatollah imam mullah
    pope cardinal archbishop bishop rabbi reverend rev chancellor premier secretary
    ambassador judge justice professor prof comrade crown emperor sultan emir baroness"""
)
FEMALE_NAMES = _words(
    """abigail adriana agnes aisha alejandra alexandra alice alicia amal amanda amina amy ana
    andrea angela anita ann anna annalena anne annegret annette annika antonella anya asma
    barbara beata beatrice benazir benita bertha beth betty bianca bridget brigitte camila
    carla carmen carol carolina caroline carrie cathy catherine cecilia celia charlotte cheryl
    christiane christina christine chrystia claire clara claudia condoleezza corazon cristina
    cynthia dalia dana daria deborah delcy denise diana dilma dina dolores dominique dora
    doris dorothy ekaterina elaine elena eleni elisabeth elise eliza elizabeth ellen elsa emily
    emma erika erna esther eva evelyn fatima federica felicia fiona florence frances francesca
    gabriela georgette gina ginger gita giorgia gloria golda grace graciela gro hanan hanna
    hannah heather heidi helen helena helle hillary hilary ilse indira inga ingrid irene irina
    isabel jacinda jacqueline jane janet janice jean jeanine jen jennifer jessica jill joan
    joanna josefina joyce juana judith judy julia julie kaja kamala karen karin karine kate
    katerina katherine kathleen kathy katrin kayleigh kellyanne kersti khaleda kirsten kolinda
    kristalina laura leila leticia lena lilian linda lisa liz ljubica lois loretta lorraine
    louise lucia lucy luisa lyudmila madeleine magdalena maia malala mame marcela margaret
    margot margarita margrethe maria marie marian marija marina marine marta martha mary
    maryam maud maureen megawati melania melissa mercedes mette michele michelle mireya
    miriam moira monica monika nadia nancy natalia natalie natasha navi nicola nicole nikki
    noeleen nora olga olena oksana patricia paula penny portia priti priyanka
    rachel rania raisa rebecca regina retno rita roberta robin rosa rosario rose roza ruth sabine
    salome samantha samia sandra sanna sara sarah segolene shannon sharon sheikh-hasina
    shirin silvia simone sirimavo soledad sonia sophia sophie stella stephanie sue susan sushma
    susilo suu svetlana sviatlana sylvia sylvie tansu tarja tatiana tatyana teresa theresa tina
    tsai tzipi ursula valentina valerie vera veronica victoria violeta viola viktoria virginia
    vjosa vigdis wendy winnie yingluck yulia yuriko yvette zoe zuzana zinaida zainab"""
)

MOTION = _words(
    """arrive go travel fly head return come depart leave visit move drive land sail tour
    journey trip visit flight arrival departure return tour stopover stay embassy ambassador
    stop pass cross enter march transfer move bring take carry ship airlift evacuate route road
    pilgrimage way journey exit withdraw withdrawal pull retreat flee escape deport extradite
    deploy deployment dispatch"""
)
SITES = _words(
    """street suburb outskirts airport square mayor resident city district centre center hotel
    neighborhood neighbourhood port metro subway stadium university museum restaurant court
    hospital prison church mosque bridge river region area part east west north south zone
    province half quarter headquarters skyline summit conference talks meeting visit bureau
    correspondent office siege fall battle bombing embassy suburbs environs police capital
    treaty accord declaration protocol agreement pact"""
)
# Verbs and nouns whose object or complement is somebody who can be spoken to or dealt with.
ADDRESSING = _words(
    """accuse urge tell warn press ask criticise criticize condemn praise thank help support
    blame pressure back threaten assure inform sanction punish isolate provoke arm supply call
    persuade convince force compel push lobby denounce slam fault reassure allow let enable
    want order demand expect invite oblige pressurise pressurize antagonise antagonize anger
    irritate upset alarm worry reject rebuke fund finance assist aid subsidise subsidize
    embolden encourage deter contain prod challenge defy appease recognise recognize
    confront engage consult notify brief consider see view give offer grant sell send show
    advise charge cite credit remind chide chastise embarrass cost deprive"""
)
LOCATIVE = _words(
    """in at near around outside inside through via over across into throughout within
    off onto beyond along past amid"""
)

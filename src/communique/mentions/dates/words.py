"""List the words that dates are made of, by class, and what each is worth."""

from __future__ import annotations

_MONTH_NAMES = (
    "January February March April May June July August September October November December"
).split()
MONTHS = {name.lower(): number for number, name in enumerate(_MONTH_NAMES, 1)}
# "Mar" and "Dec" are here for "Mar. 3"; a bare short form is only read with its full stop.
SHORT_MONTHS = {name[:3].lower(): n for n, name in enumerate(_MONTH_NAMES, 1) if name != "May"}
SHORT_MONTHS["sept"] = 9

_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAYS = {name.lower(): number for number, name in enumerate(_WEEKDAY_NAMES, 1)}
SHORT_WEEKDAYS = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4,
    "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

# What TIMEX3 writes after the day; "night" also for tonight.
DAY_PARTS = {
    "morning": "TMO", "mornings": "TMO", "noon": "T12:00", "midday": "TMI", "afternoon": "TAF",
    "afternoons": "TAF", "evening": "TEV", "evenings": "TEV", "night": "TNI", "nights": "TNI",
}  # fmt: skip

# Those that stand without "morning" or "night": "at dawn", "overnight".
DAY_EDGES = {
    "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "dusk": "TEV", "sunset": "TEV",
    "nightfall": "TNI", "overnight": "TNI",
}  # fmt: skip

UNITS = {
    "second": "S", "seconds": "S", "minute": "M", "minutes": "M", "hour": "H", "hours": "H",
    "day": "D", "days": "D", "week": "W", "weeks": "W", "fortnight": "F", "fortnights": "F",
    "month": "M", "months": "M", "year": "Y", "years": "Y", "decade": "E", "decades": "E",
    "century": "C", "centuries": "C", "weekend": "WE", "weekends": "WE", "quarter": "Q",
    "quarters": "Q",
}  # fmt: skip
CLOCK_UNITS = frozenset("second seconds minute minutes hour hours".split())

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS: dict[str, int] = {word: n for n, word in enumerate(_ONES, 1)}
CARDINALS |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
MULTIPLIERS = {"hundred": 100, "thousand": 1000}
VAGUE_NUMBERS = frozenset(
    """several few many some couple dozen dozens scores tens hundreds thousands countless
    numerous""".split()
)
# What may stand between a number and its unit: "three straight days", "ten working days".
KINDS = frozenset(
    """straight consecutive successive continuous business trading working calendar short long
    extra additional further remaining tense bloody brutal difficult tough turbulent tumultuous
    gruelling grueling""".split()
)
# "a weeklong visit", "the yearslong war"
LASTING = frozenset(
    f"{unit}long"
    for name in "hour day week month year decade".split()
    for unit in (name, f"{name}s")
)

_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_ORDINAL_ONES, 1)}
ORDINALS |= {word[:-1] + "ieth": 10 * n for n, word in enumerate(_TENS, 2)}

# "the sixties"
DECADES = {word[:-1] + "ies": 1900 + 10 * n for n, word in enumerate(_TENS, 2)}

FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W",
    "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip

REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "current": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF",
}  # fmt: skip

# Tense cues for the surface heuristics. A verb form in -ed or an irregular past is past, unless
# it announces: "a summit planned for Friday".
FUTURE_CUES = frozenset(
    """will shall would 'll wo upcoming scheduled planned expected slated expire expires begins
    opens starts ends planning plans plan expects expect hopes intends intend aims tomorrow
    forthcoming deadline postponed awaits await to meets arrives leaves departs travels hosts
    speaks goes flies resumes convenes becomes enters""".split()
)
PAST_CUES = frozenset(
    """was were had did said told went came took gave made met held left began saw got found
    thought spoke broke won lost sent led kept brought bought built fought caught taught felt fell
    flew rose grew knew drew threw wrote drove chose shot hit struck read put cut ran became stood
    understood paid laid sold swore withdrew sought heard set has have been ago last since
    former""".split()
)

# A number after one of these counts or names something else: Resolution 1441, Flight 1812.
NUMBERED = frozenset(
    """resolution resolutions number no flight page pages article section chapter room route
    highway boeing airbus model act law bill decree level nearly almost some
    over least than least channel interstate series type mark ending""".split()
)
# What a speed is measured in.
LENGTHS = frozenset(
    "miles mile kilometers kilometer kilometres kilometre km meters metres feet knots".split()
)
# "2100 EST" is an hour.
ZONES = frozenset("gmt est edt utc bst cet hours hrs local".split())
# A four-figure number before one of these counts them.
COUNTED = frozenset(
    """people troops soldiers men women children workers civilians prisoners refugees members
    officers officials police policemen students protesters demonstrators supporters fighters
    rebels militants personnel staff employees delegates participants families houses homes
    buildings villages tons tonnes miles kilometers kilometres km meters metres feet acres hectares
    barrels dollars euros pounds yen rubles rand francs marks pesos yuan cents degrees percent
    points votes seats times cases deaths dead wounded injured casualties survivors victims
    hours minutes seconds days weeks months years tanks aircraft planes missiles warheads weapons
    vehicles ships guns rounds bombs sorties inmates detainees residents inhabitants voters
    immigrants migrants others volunteers marines others more additional sq square cubic kg
    kilograms pounds grams mph kph million billion thousand trillion hp mw gigawatts megawatts
    copies pages words jobs positions companies firms schools hospitals square km2 rpm hz mhz
    ghz per""".split()
)

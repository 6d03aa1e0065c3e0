"""Write the rules: which words in which order are a time expression, and which reading it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.dates import (
    amounts,
    days,
    hours,
    months,
    ordinals,
    relative,
    sets,
    vague,
    weekdays,
    years,
)
from communique.mentions.dates.holidays import HOLIDAY, read_holiday
from communique.mentions.dates.pattern import compile_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from communique.mentions.dates.found import Found
    from communique.mentions.dates.pattern import Hit
    from communique.mentions.dates.scene import Scene

    Reading = Callable[[Hit, Scene], list[Found] | Found | None]

# Patterns that several rules share.
PARTS = {
    "MON": "MONTH | SHORT_MONTH .?",
    "WD": "WEEKDAY | SHORT_WEEKDAY .?",
    # "early March", "in mid-2007", "the end of the year", "late in 1998", "the spring".
    "EDGE": (
        """the? (early|late|mid) - ? (in|on)? the? | mid the?| (the? very?
          (beginning|start|end|middle|close|outset|turn|rest) of | (the
          (latter|first|early|last|second|better) part of) | most of | the
          (height|eve|whole) of ) the? | the"""
    ),
    "ORD": "NTH | (CARDINAL -)? ORDINAL",
    # "twenty-one", "two hundred", "three and a half", "5 1/2", "a few", "several".
    "NUM": (
        """FIGURE | DAY | TWO | YEAR | HALF | (CARDINAL | a | an | half) (-? (CARDINAL |
          MULTIPLIER))* (- ? and - ? (a - ? half|half))?"""
    ),
    "SOME": "(a (good|great)?)? (few | couple of? | several | many | some | VAGUE (of)?)",
    "ABOUT": (
        """(more|less|fewer) than | at (least|most) | up to | nearly | almost |
          over | under | some | roughly | approximately | another | (a)? (little|bit)
          (more|over|less|under) than? | well over"""
    ),
    "TO": "- | to | through | until | till | and",
    "LIST": "- | to | through | until | till | and | or | ,",
    "REF": (
        """this (past|coming)? | (the)?
          (last | past | next | coming | previous | preceding | following | subsequent
          | current | same | upcoming | ensuing | succeeding)
          | (that|this) (same|very) | that| the very (next|same)"""
    ),
    "NTH_OF": "ORD | last | final | opening",
    "HOLIDAY": HOLIDAY,
    "YR": "YEAR | SHORT_YEAR",
    "DIRECTION": (
        """ago | earlier | later | before | after | afterwards | afterward | previously |
          prior | hence | on | back"""
    ),
}

_RULES: tuple[tuple[str, Reading], ...] = (
    # Full and year-less dates.
    ("date:ISO", days.read_iso),
    ("date:SLASHED", days.read_slashed),
    (
        "(wd:WD ,?)? edge:EDGE? month:MON the? day:(DAY | ORD) (,? of? year:YEAR ,?)?",
        days.read_date,
    ),
    (
        "(wd:WD ,? (the)?)? edge:EDGE? day:(DAY | ORD) (day? of)? month:MON (,? year:YR)?",
        days.read_date,
    ),
    # "March 5-9, 1918", "April 24, 25 and 26", "February 9 to 10".
    (
        """the? month:MON day:(DAY | NTH) (, mid:(DAY | NTH))* ,? join:TO the? last:(DAY | NTH)
          (,? year:YEAR)?""",
        days.read_days,
    ),
    # "26-28 August 1914", "the 28 and 29 August".
    (
        """the? day:(DAY|ORD) (, mid:DAY)* join:TO the? last:(DAY|ORD) of? month:MON
          (,? year:YEAR)?""",
        days.read_days,
    ),
    ("edge:EDGE? month:MON (, | of | in)? year:YR", months.read_month),
    (
        "edge:EDGE? (month:MON | season:SEASON) of? year:(FIGURE | YEAR | TWO) era:ERA",
        years.read_era,
    ),
    ("edge:EDGE? month:MON", months.read_bare_month),
    ("(the)? edge:EDGE day:ORD", days.read_bare_day),
    # "August and September 1914", "July 3 to August 5, 1944", "from May until July 2001".
    (
        """edge:EDGE? month:MON day:DAY? (, mid:MON)* ,? join:LIST edge2:EDGE? month2:MON
          day2:DAY? ,? year:YEAR""",
        months.read_months,
    ),
    (
        "day:DAY of? month:MON join:TO day2:DAY of? month2:MON ,? year:YEAR",
        months.read_months,
    ),
    ("edge:EDGE? season:SEASON (, | of | in)? year:YR", months.read_season),
    ("year:YEAR season:SEASON", months.read_season),
    (
        "edge:EDGE? season:SEASON join:LIST edge2:EDGE? season2:SEASON (,|of)? year:YR",
        months.read_seasons,
    ),
    ("edge:EDGE? season:SEASON", months.read_bare_season),
    ("edge:EDGE? year:YEAR", years.read_year),
    ("edge:EDGE? year:SHORT_YEAR", years.read_year),
    ("edge:EDGE? year:YEAR join:HYPHEN last:(YEAR | TWO | DAY)", years.read_years),
    ("(the | last)? (fiscal | financial) year? year:YEAR", years.read_year),
    ("ca? .? year:(FIGURE | YEAR | TWO) era:ERA", years.read_era),
    (
        """year:(FIGURE | YEAR | TWO) (- | to | and | until | or) last:(FIGURE | YEAR | TWO)
          era:ERA""",
        years.read_era,
    ),
    ("edge:EDGE? decade:DECADE era:ERA?", years.read_decade),
    ("edge:EDGE word:TENS", years.read_decade_word),
    ("sign:q number:DAY (of | ,)? year:YR?", years.read_quarter),
    ("fy year:YR", years.read_year),
    ("the? year:YEAR (fiscal | financial) year", years.read_year),
    ("edge:EDGE? nth:ORD - ? (century | centuries) (era:ERA)?", years.read_century),
    # Parts of greater periods.
    (
        """the? nth:(ORD | last | final | latter) - ? unit:(quarter | half) (of | in | ,)?
          (fiscal)? (the? year)? year:YEAR?""",
        years.read_part_of_year,
    ),
    (
        "the? nth:NTH_OF unit:(WEEKDAY | UNIT) (of|in) month:MON ,? year:YEAR?",
        ordinals.read_nth,
    ),
    (
        "the? nth:NTH_OF unit:(WEEKDAY | UNIT) (of|in) the? season:SEASON? of? year:YR",
        ordinals.read_nth,
    ),
    (
        """the? nth:NTH_OF unit:(WEEKDAY | UNIT) (of|in) the? ref:(last|next|this|that|same)?
          (of:(month | year | decade | century) | season:SEASON)""",
        ordinals.read_nth,
    ),
    ("the? (week | weekend) of edge:EDGE? month:MON day:DAY (,? year:YEAR)?", days.read_week),
    ("ref:REF? name:HOLIDAY (,? (of | in)? year:YEAR)?", read_holiday),
    # Hours.
    ("clock:CLOCK ampm:AMPM?", amounts.read_clock),
    ("hour:DAY (ampm:AMPM | in the part:PART)", amounts.read_clock),
    ("hour:(DAY | CARDINAL) OCLOCK (ampm:AMPM | in the part:PART)?", amounts.read_clock),
    ("clock:(CLOCK | YEAR | FIGURE) zone:(gmt | utc)", amounts.read_clock),
    ("named:(noon | midday | midnight)", amounts.read_clock),
    # Weekdays and parts of the day.
    ("in part:(the (early | late)? PART)", hours.read_part),
    ("(before | after | at | until | by) part:DAY_EDGE", hours.read_part),
    ("part:overnight", hours.read_part),
    ("(early | late | mid)? wd:WEEKDAY part:PART?", weekdays.read_weekday),
    ("ref:REF? edge:the? weekend", weekdays.read_weekend),
    ("ref:REF wd:WEEKDAY part:PART?", weekdays.read_weekday),
    ("wd:WEEKDAY of? ref:(last | next | this) week", weekdays.read_weekday_of_week),
    (
        """(earlier | later | early | late)? day:(today | yesterday | tomorrow | tonight)
          part:PART?""",
        weekdays.read_today,
    ),
    ("the? day day:(before | after) same:(yesterday | tomorrow)", weekdays.read_today),
    ("(earlier | later | early | late)? ref:REF part:PART", weekdays.read_part),
    ("(earlier | later | early | late) (on | in) ref:REF part:PART", weekdays.read_part),
    ("ref:the (early | late | mid) - ? part:PART", weekdays.read_part),
    # "last week", "later this year", "the following day", "early next week".
    (
        "(earlier | later)? edge:EDGE? ref:REF (fiscal | financial)? unit:UNIT",
        relative.read_unit,
    ),
    ("(later | late | early | earlier) in ref:the unit:UNIT", relative.read_unit),
    (
        """the? edge:(beginning | start | end | middle | close | rest | latter part) of
          ref:(the|this|that|last|next) unit:UNIT""",
        relative.read_unit,
    ),
    ("unit:(week | month | year) POSSESSIVE end", relative.read_unit),
    ("the? unit:(month | quarter | year) - ? end", relative.read_unit),
    (
        "(for | during | throughout) ref:the unit:(day | week | month | quarter | year)",
        relative.read_running_unit,
    ),
    ("edge:EDGE? ref:REF month:MON (the? day:DAY (,? year:YEAR)?)?", relative.read_ref_month),
    (
        """edge:EDGE? month:MON (day:DAY ,?)? (of)? ref:(last | next | this | the? (previous
          | following | same) | that (same)?) year""",
        relative.read_ref_month,
    ),
    ("edge:EDGE? ref:REF season:SEASON", relative.read_ref_season),
    (
        """edge:EDGE? season:SEASON of ref:(last | next | this | the? (previous | following |
          same) | that (same)?) year""",
        relative.read_ref_season,
    ),
    ("the? day:day next:(before | after | following)", relative.read_next_day),
    ("the? unit:(week | month | year) next:(before | after)", relative.read_next_day),
    ("the unit:UNIT (before | after) ref:(last | next)", relative.read_one_beyond),
    # Counted from another date: "three years ago", "two days later".
    (
        """about:ABOUT? ((low:(a | CARDINAL | DAY | TWO) (or | to))? num:NUM |
          half:(a? half (a | an)?) | some:SOME) -? unit:UNIT
          (or (so | more | two))? direction:DIRECTION""",
        relative.read_count,
    ),
    ("about:ABOUT? num:(a | one) unit:UNIT and a half direction:DIRECTION", relative.read_count),
    ("num:NUM unit:(week | weeks) side:(from | ago) wd:WEEKDAY", weekdays.read_weeks_from),
    ("unit:UNIT direction:(ago | earlier | later)", relative.read_count),
    ("(num:(a | one))? -? unit:year - direction:(ago | earlier)", relative.read_count),
    ("(num:NUM | some:SOME) unit:UNIT from (now | today | tomorrow)", relative.read_count),
    # "the past three days", "the next two years", "the first nine months".
    (
        """ref:(REF | the? (first | final | intervening | recent)) about:ABOUT? (num:NUM |
          some:SOME) KIND? unit:UNIT""",
        amounts.read_past_count,
    ),
    (
        """ref:(recent | coming | intervening | (the (past | last | next |
          coming | following))) unit:UNIT""",
        amounts.read_recent,
    ),
    ("word:some day", vague.read_reference),
    # Durations.
    (
        """the? about:ABOUT? (num:NUM | some:SOME) more? - ? (full | whole | entire | more | KIND)?
          unit:UNIT (long:( - ? long) | old)?""",
        amounts.read_duration,
    ),
    (
        "(about:ABOUT)? (num:(a | an | one) | some:SOME) unit:UNIT and num2:(a half | half)",
        amounts.read_duration,
    ),
    ("about:ABOUT? half:half (a | an | - ) unit:UNIT", amounts.read_duration),
    (
        "about:ABOUT? low:(a | CARDINAL | DAY | TWO) join:(or | to) num:NUM -? unit:UNIT",
        amounts.read_choice,
    ),
    ("(a | ref:REF)? quarter (- | of a)? century", amounts.read_quarter_century),
    ("word:LASTING", amounts.read_lasting),
    ("all unit:UNIT", amounts.read_whole),
    ("the (whole | entire) unit:UNIT", amounts.read_whole),
    ("(over | through | down) the:the unit:UNIT", amounts.read_long_run),
    ("the:the unit:UNIT ahead", amounts.read_long_run),
    ("another unit:UNIT", amounts.read_another),
    (
        "(once | twice | (CARDINAL | DAY) times) num:(a | an | every | each) unit:UNIT",
        sets.read_times,
    ),
    ("the? (last | final | closing | opening) unit:UNIT", amounts.read_edge_units),
    ("unit:UNIT - (long | old)", amounts.read_long),
    ("unit:UNIT", amounts.read_bare_units),
    # Sets.
    ("frequency:FREQUENCY", sets.read_frequency),
    ("(every | each) other:other? (num:NUM | some:SOME)? unit:UNIT", sets.read_every),
    ("(every | each) other? wd:WEEKDAY part:PART?", sets.read_every),
    ("on set:weekends", sets.read_every),
    ("(every | each) part:PART", sets.read_every),
    ("(every | each) month:MONTH", sets.read_every),
    ("wd:WEEKDAYS", sets.read_every),
    ("per unit:UNIT", sets.read_every),
    # Vague references to past, present and future.
    ("right? word:REFERENCE", vague.read_reference),
    ("(the | the? (near | foreseeable | distant | immediate))? word:future", vague.read_reference),
    ("the (recent | distant)? word:past", vague.read_reference),
    ("at word:night", vague.read_reference),
    ("at (this | the) word:(moment | time)", vague.read_reference),
    ("at word:present", vague.read_reference),
    ("the word:time being", vague.read_reference),
    ("(to) word:date", vague.read_reference),
    ("word:(present | modern) - ? day", vague.read_reference),
    ("word:these days", vague.read_reference),
    ("word:long ago", vague.read_reference),
    ("the word:other (day | night | week)", vague.read_reference),
    ("(since | until | till | by | from) word:then", vague.read_then),
)

RULES: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (compile_pattern(source, PARTS), reading) for source, reading in _RULES
)

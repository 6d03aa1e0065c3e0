"""What is a date, what is not, and which days it means, against one publication date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.dates import find_dates, find_publication
from communique.mentions.dates.holidays import easter
from communique.mentions.dates.numerals import number_of
from communique.mentions.dates.pattern import compile_pattern
from communique.mentions.dates.periods import periods
from communique.mentions.edtf import interval_of

if TYPE_CHECKING:
    from communique.types import When

PUBLISHED = date(2019, 4, 23)  # a Tuesday


def only(text: str, published: date | None = PUBLISHED) -> When:
    found = find_dates(text, published=published)
    assert len(found) == 1, [(when.text, when.timex) for when in found]
    return found[0]


# Each row: a text with one time expression, its words, TIMEX3 value and EDTF.
FULL = [
    ("They met on 25 April 2019 in Bonn.", "25 April 2019", "2019-04-25", "2019-04-25"),
    ("On April 25, 2019, they met.", "April 25, 2019", "2019-04-25", "2019-04-25"),
    ("It opened on the 3rd of May 2017.", "the 3rd of May 2017", "2017-05-03", "2017-05-03"),
    ("Signed Thursday, Nov. 12, 2006.", "Thursday, Nov. 12, 2006", "2006-11-12", "2006-11-12"),
    ("Dated 2018-05-06.", "2018-05-06", "2018-05-06", "2018-05-06"),
    ("Received 4/25/2018 by post.", "4/25/2018", "2018-04-25", "2018-04-25"),
    ("Elected in March 2018.", "March 2018", "2018-03", "2018-03"),
    ("Elected in March of 2018.", "March of 2018", "2018-03", "2018-03"),
    ("The pact of 1994 failed.", "1994", "1994", "1994"),
    ("It fell in the spring of 2006.", "the spring of 2006", "2006-SP", "2006-21"),
    ("It fell in winter 2006.", "winter 2006", "2006-WI", "2006-24"),
    ("Output rose in the third quarter of 2006.", "the third quarter of 2006", "2006-Q3",
     "2006-07/2006-09"),
    ("Sales in the second half of 2008 fell.", "the second half of 2008", "2008-H2",
     "2008-07/2008-12"),
    ("The budget for fiscal 2013 passed.", "fiscal 2013", "2013", "2013"),
    ("They came in the 1980s.", "the 1980s", "198X", "198X"),
    ("They came in the early 1990s.", "the early 1990s", "199X", "199X"),
    ("They wrote in the 19th century.", "the 19th century", "18", "18XX"),
    ("They wrote in the twentieth century.", "the twentieth century", "19", "19XX"),
    ("He left in late 2008.", "late 2008", "2008", "2008"),
    ("He left in mid-June 2008.", "mid-June 2008", "2008-06", "2008-06"),
    ("It began in about 2011.", "2011", "2011", "2011~"),
    ("The war began in 490 BC.", "490 BC", "BC0490", None),
    ("They met in the second week of May 2018.", "the second week of May 2018", "2018-W19",
     "2018-05-07/2018-05-13"),
    ("They met on the first Monday in October 2018.", "the first Monday in October 2018",
     "2018-10-01", "2018-10-01"),
    ("They left on the last day of 2018.", "the last day of 2018", "2018-12-31", "2018-12-31"),
    ("They met on Christmas Eve 2017.", "Christmas Eve 2017", "2017-12-24", "2017-12-24"),
    ("On the night of 20 June 1791 he fled.", "the night of 20 June 1791", "1791-06-20TNI",
     "1791-06-20"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "timex", "edtf"), FULL)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_a_full_date_is_read_with_and_without_publication(
    text: str, words: str, timex: str, edtf: str | None, published: date | None
) -> None:
    when = only(text, published)
    assert (when.text, when.timex, when.edtf, when.basis) == (words, timex, edtf, "explicit")


YEARLESS = [
    ("He came in February.", "February", "2019-02", "2019-02"),
    ("He came in November.", "November", "2018-11", "2018-11"),
    ("He will come in November.", "November", "2019-11", "2019-11"),
    ("He will come in February.", "February", "2020-02", "2020-02"),
    ("They met on March 12.", "March 12", "2019-03-12", "2019-03-12"),
    ("They will meet on 12 May.", "12 May", "2019-05-12", "2019-05-12"),
    ("The rescue came on Nov. 25.", "Nov. 25", "2018-11-25", "2018-11-25"),
    ("They will meet on Thursday, April 25.", "Thursday, April 25", "2019-04-25", "2019-04-25"),
    ("They met on Good Friday.", "Good Friday", "2019-04-19", "2019-04-19"),
    ("They will meet in early May.", "early May", "2019-05", "2019-05"),
]

RELATIVE = [
    ("He spoke on Tuesday.", "Tuesday", "2019-04-23", "2019-04-23"),
    ("He spoke on Monday.", "Monday", "2019-04-22", "2019-04-22"),
    ("He spoke on Wednesday.", "Wednesday", "2019-04-17", "2019-04-17"),
    ("He will speak on Wednesday.", "Wednesday", "2019-04-24", "2019-04-24"),
    ("Talks are scheduled for Friday.", "Friday", "2019-04-26", "2019-04-26"),
    ("He spoke last Friday.", "last Friday", "2019-04-19", "2019-04-19"),
    ("He speaks next Tuesday.", "next Tuesday", "2019-04-30", "2019-04-30"),
    ("He spoke on Friday night.", "Friday night", "2019-04-19TNI", "2019-04-19"),
    ("He spoke yesterday.", "yesterday", "2019-04-22", "2019-04-22"),
    ("He speaks the day after tomorrow.", "the day after tomorrow", "2019-04-25", "2019-04-25"),
    ("He spoke this morning.", "this morning", "2019-04-23TMO", "2019-04-23"),
    ("He spoke last week.", "last week", "2019-W16", "2019-04-15/2019-04-21"),
    ("He speaks next month.", "next month", "2019-05", "2019-05"),
    ("He won last year.", "last year", "2018", "2018"),
    ("He won earlier this year.", "earlier this year", "2019", "2019"),
    ("He won last November.", "last November", "2018-11", "2018-11"),
    ("He won in April last year.", "April last year", "2018-04", "2018-04"),
    ("He won last summer.", "last summer", "2018-SU", "2018-22"),
    ("He ran 8 years ago.", "8 years ago", "2011", "2011"),
    ("He ran a decade ago.", "a decade ago", "2009", "2009"),
    ("He ran two months ago.", "two months ago", "2019-02", "2019-02"),
    ("He ran eleven days ago.", "eleven days ago", "2019-04-12", "2019-04-12"),
    ("He left over the weekend.", "the weekend", "2019-W16-WE", "2019-04-20/2019-04-21"),
    ("Profit rose in the year-earlier quarter.", "year-earlier", "2018", "2018"),
    ("It ended at the end of the month.", "the end of the month", "2019-04", "2019-04"),
]


@pytest.mark.parametrize(("text", "words", "timex", "edtf"), YEARLESS + RELATIVE)
def test_a_date_without_year_or_without_date_is_read_against_publication(
    text: str, words: str, timex: str, edtf: str
) -> None:
    when = only(text)
    assert (when.text, when.timex, when.edtf) == (words, timex, edtf)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("Rebels have been given until Friday.", "2019-04-26"),
        ("The court put off the case until 9 a.m. EST Thursday.", "2019-04-25T09:00"),
        ("They planned a rally on Thursday and were printing posters.", "2019-04-25"),
        ("The judge set Friday as the deadline.", "2019-04-19"),
        ("They said the ships would return by April 20.", "2019-04-20"),
        ("The treaty will be signed in January.", "2020-01"),
        ("They said the ships would return by May 20.", "2019-05-20"),
    ],
)
def test_the_words_around_a_date_tell_its_direction(text: str, timex: str) -> None:
    assert only(text).timex == timex


@pytest.mark.parametrize("row", YEARLESS)
def test_a_yearless_date_is_explicit(row: tuple[str, ...]) -> None:
    assert only(row[0]).basis == "explicit"


@pytest.mark.parametrize("row", RELATIVE)
def test_a_reference_is_relative(row: tuple[str, ...]) -> None:
    assert only(row[0]).basis == "relative"


@pytest.mark.parametrize("row", YEARLESS + RELATIVE)
def test_without_publication_a_relative_date_stays_open(row: tuple[str, ...]) -> None:
    when = only(row[0], published=None)
    assert (when.start, when.end, when.edtf) == (None, None, None)
    assert when.basis == "unknown"


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Since March 2018 he has met four.", "March 2018", "2018-03/.."),
        ("He must leave by the end of April.", "the end of April", "../2019-04-30"),
        ("The truce holds until Friday.", "Friday", "../2019-04-26"),
        ("He left after May 1, 2018.", "May 1, 2018", "2018-05-02/.."),
        ("He left before June 2018.", "June 2018", "../2018-05"),
        ("After Friday's talks he left.", "Friday", "2019-04-19"),
    ],
)
def test_a_preposition_opens_the_interval_and_stays_outside_the_span(
    text: str, words: str, edtf: str
) -> None:
    when = only(text)
    assert (when.text, when.edtf) == (words, edtf)


@pytest.mark.parametrize(
    ("text", "timexes", "edtf"),
    [
        ("Talks on February 9-10.", ["2019-02-09", "2019-02-10"], "2019-02-09/2019-02-10"),
        ("Held from March 3 to 5.", ["2019-03-03", "2019-03-05"], "2019-03-03/2019-03-05"),
        ("Trade from June to February grew.", ["2018-06", "2019-02"], "2018-06/2019-02"),
        ("He ruled between 1994 and 1997.", ["1994", "1997"], "1994/1997"),
        ("He ruled from 2007-08.", ["2007", "2008"], "2007/2008"),
        ("It lasted from January to March 2011.", ["2011-01", "2011-03"], "2011-01/2011-03"),
        ("It lasted from 26-28 August 1914.", ["1914-08-26", "1914-08-28"],
         "1914-08-26/1914-08-28"),
    ],
)  # fmt: skip
def test_both_ends_of_a_range_know_the_whole(text: str, timexes: list[str], edtf: str) -> None:
    found = find_dates(text, published=PUBLISHED)
    assert [when.timex for when in found] == timexes
    assert {when.edtf for when in found} == {edtf}


def test_two_dates_side_by_side_are_no_range() -> None:
    found = find_dates("Talks were held on April 4 and 15.", published=PUBLISHED)
    assert [when.edtf for when in found] == ["2019-04-04", "2019-04-15"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("They met on 5 May 2011. The next day they signed.", "2011-05-06"),
        ("They met on 5 May 2011. He resigned the same day.", "2011-05-05"),
        ("They met on 5 May 2011. Two days later he left.", "2011-05-07"),
        ("They met on 5 May 2011. A year earlier he won.", "2010"),
        ("They met in May 2011. He left in October of that year.", "2011-10"),
        ("He won in 2011. The following year he lost.", "2012"),
        ("War broke out on 1 September 1939. On 17 September the east fell.", "1939-09-17"),
        ("The truce was signed in December 1917. In January it broke.", "1918-01"),
        ("He won in 2011. Since then he has lost.", "2011"),
        ("He won in 490 BC. The following year he lost.", "BC0489"),
        ("He won in 490 BC. He fell in mid-August.", "BC0490-08"),
        ("He won in 490 BC. Ten years later he lost.", "BC0480"),
    ],
)
def test_a_date_may_lean_on_the_one_before_it(text: str, last: str) -> None:
    assert find_dates(text)[-1].timex == last


@pytest.mark.parametrize(
    ("text", "words", "timex", "kind"),
    [
        ("They talked for three days.", "three days", "P3D", "duration"),
        ("A 16-hour flight followed.", "16-hour", "PT16H", "duration"),
        ("They fought for more than two decades.", "more than two decades", "P20Y", "duration"),
        ("They fought for weeks.", "weeks", "PXW", "duration"),
        ("They fought for a year and a half.", "a year and a half", "P1.5Y", "duration"),
        ("They waited half an hour.", "half an hour", "PT30M", "duration"),
        ("He won several times in recent years.", "recent years", "PXY", "duration"),
        ("They rally every Friday.", "every Friday", "XXXX-WXX-5", "set"),
        ("They rally daily.", "daily", "P1D", "set"),
        ("Aid is worth $1 billion a year.", "a year", "P1Y", "set"),
        ("They rally on Sundays.", "Sundays", "XXXX-WXX-7", "set"),
        ("The border is now shut.", "now", "PRESENT_REF", "vague"),
        ("He recently left.", "recently", "PAST_REF", "vague"),
        ("It may return in the future.", "the future", "FUTURE_REF", "vague"),
    ],
)
def test_durations_sets_and_vague_words_are_kept_apart(
    text: str, words: str, timex: str, kind: str
) -> None:
    when = only(text)
    assert (when.text, when.timex, when.kind, when.edtf) == (words, timex, kind, None)


def test_the_past_three_days_end_with_publication() -> None:
    when = only("Shelling has gone on for the past three days.")
    assert (when.kind, when.timex, when.edtf) == ("duration", "P3D", "2019-04-20/2019-04-23")


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The deadline is 9 a.m. EST Friday, they said.", "2019-04-26T09:00"),
        ("It was published at 9:47 PM, April 23, 2019.", "2019-04-23T21:47"),
        ("The bomb went off at 10:35 a.m.", "2019-04-23T10:35"),
        ("The truce began at noon.", "2019-04-23T12:00"),
    ],
)
def test_an_hour_takes_the_day_beside_it_or_publication(text: str, timex: str) -> None:
    assert only(text).timex == timex


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("Ties froze during the Cold War.", "the Cold War", "1947/1991"),
        ("Ties thawed at the end of the Cold War.", "the end of the Cold War", "1991"),
        ("Security was tightened after 9/11.", "9/11", "2001-09-12/.."),
        ("No such visit was made since the Korean War.", "the Korean War", "1953-07-28/.."),
        ("He resigned after the Brexit referendum.", "the Brexit referendum", "2016-06-24/.."),
    ],
)
def test_a_named_period_after_a_preposition_is_a_date(text: str, words: str, edtf: str) -> None:
    when = only(text)
    assert (when.text, when.edtf, when.basis) == (words, edtf, "explicit")


@pytest.mark.parametrize(
    "text",
    [
        "Veterans of the Korean War marched.",
        "A Six-Day War museum opened.",
        "Travel stopped during the pandemic.",  # a later one: not yet begun on publication
        "Theresa May spoke.",
        "He may resign and they march on.",
        "May we ask you to march?",
        "The March on Washington drew crowds.",
        "April Jones sat beside Jan Novak.",
        "About 2,000 troops and 1995 soldiers left.",
        "Resolution 1441 passed, and Flight 1812 landed.",
        "Prices rose to $1999, or 12.5 percent.",
        "He was second, with a second vote.",
        "The court ruled 5-4, the vote was 52-48.",
        "The 44-year-old, 60 years old at most, lives at 10 Downing Street.",
        "The Sunday Times and the China Daily reported it.",
        "Bloody Sunday is a film.",
        "Prices fall, and they spring into action.",
        "Three quarters of the seats were won.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    found = [w for w in find_dates(text, published=PUBLISHED) if w.text != "60 years old"]
    assert found == []


def test_the_parser_is_asked_for_the_tense_of_the_clause() -> None:
    asked = []

    def future(start: int, end: int) -> str:
        asked.append((start, end))
        return "future"

    text = "Talks Wednesday, visit in February."
    found = find_dates(text, published=PUBLISHED, tense=future)
    assert [when.timex for when in found] == ["2019-04-24", "2020-02"]
    assert [text[s:e] for s, e in asked] == ["Wednesday", "February"]


@pytest.mark.parametrize(
    ("text", "tense", "timex"),
    [
        # Printed on a Tuesday, Tuesday is the day itself, whatever the tense.
        ("Talks Tuesday.", "future", "2019-04-23"),
        ("Talks Tuesday.", "past", "2019-04-23"),
        ("Talks Wednesday.", "future", "2019-04-24"),
        ("Talks Wednesday.", "past", "2019-04-17"),
        # A tense is outweighed by a year's distance against some days.
        ("It sought talks on May 4.", "past", "2019-05-04"),
        ("Talks set for April 4 failed.", "future", "2019-04-04"),
        ("It sought talks on August 4.", "past", "2018-08-04"),
    ],
)
def test_a_tense_from_outside_settles_the_direction(text: str, tense: str, timex: str) -> None:
    found = find_dates(text, published=PUBLISHED, tense=lambda _s, _e: tense)
    assert [when.timex for when in found] == [timex]


def test_what_counts_back_after_a_day_to_come_counts_from_the_news() -> None:
    found = find_dates("They must leave by May 2. A day earlier it voted.", published=PUBLISHED)
    assert [when.timex for when in found] == ["2019-05-02", "2019-04-22"]


def test_a_part_of_the_day_belongs_to_the_day_before_it() -> None:
    found = find_dates("They met Sunday. In the late afternoon she left.", published=PUBLISHED)
    assert [when.timex for when in found] == ["2019-04-21", "2019-04-21TAF"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("KHARTOUM, Nov. 12, 2006 (Xinhua) -- The envoy left.", "2006-11-12"),
        ("Envoy leaves\n\nMADRID, Dec 10, 2005 - The envoy left in 2004.", "2005-12-10"),
        ("Envoy leaves\nPublished 9:47 PM, April 23, 2019\nHe left on 5 May 2011.", "2019-04-23"),
        ("The envoy left.\n\n" * 20 + "Last updated: 3 May 2011", "2011-05-03"),
        ("Envoy leaves\n23 April 2019\nThe envoy left.", "2019-04-23"),
        ("LONDON, June 2 - 53 weeks to April 4, 1987", None),
        ("The envoy left on 3 May 2011, officials said.", None),
        ("The envoy left.", None),
    ],
)
def test_the_publication_date_is_found_where_the_text_gives_it(
    text: str, published: str | None
) -> None:
    expected = date.fromisoformat(published) if published else None
    assert find_publication(text) == expected


def test_the_table_of_periods_is_readable_and_large() -> None:
    table = periods()
    assert len(table) >= 150
    for name, dates in table.items():
        start, end = interval_of(dates)
        assert start is not None, name
        assert end is not None, name


@pytest.mark.parametrize(
    ("year", "day"), [(1999, "04-04"), (2000, "04-23"), (2019, "04-21"), (2024, "03-31")]
)
def test_easter_is_computed(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("15", 15), ("1,200", 1200), ("5 1/2", 5.5), ("twenty - five", 25), ("a hundred", 100),
        ("three and a half", 3.5), ("an eight", 8), ("two hundred and five", 205), ("many", None),
    ],
)  # fmt: skip
def test_numbers_are_read_in_figures_and_in_words(words: str, number: float | None) -> None:
    assert number_of(words) == number


def test_a_rule_with_a_sign_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="means nothing"):
        compile_pattern("month:MONTH ! DAY", {})
    with pytest.raises(ValueError, match="no class"):
        compile_pattern("MONTHS", {})


@pytest.mark.parametrize("words", ["one two three ", "May, ", "twenty-", "3, ", "1999-", "the "])
def test_a_long_list_of_date_words_is_read_piece_by_piece(words: str) -> None:
    text = words * 3000
    assert all(len(when.text) < 80 for when in find_dates(text, published=PUBLISHED))


_PIECES = st.sampled_from(
    "on since the next last May 3 , 2019 - Friday night week of two days ago later and March "
    "1994 early second quarter weekend century 1980s winter Christmas now . 9:47 p.m. a every"
    .split()
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_words_and_any_publication_give_ordered_spans_that_hold_their_words(
    pieces: list[str], published: date
) -> None:
    text = " ".join(pieces)
    for known in (published, None):
        end = 0
        for when in find_dates(text, published=known):
            assert when.span is not None
            assert end <= when.span.start
            assert text[when.span.start : when.span.end] == when.text
            end = when.span.end
            if when.edtf is not None and not when.edtf.endswith("~"):
                assert interval_of(when.edtf) == (when.start, when.end)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "In 1971 they sat in Bonn. They would build a bridge by 1975. On 3 May it fell.",
            "1971-05-03",
        ),
        (
            "They sat in Bonn in 1971.\n\nThe long road of 1975\n\nOn 3 May it was cut.",
            "1975-05-03",
        ),
        (
            "They sat in Bonn in 1971, under the Road Act (1964). On 3 May it fell.",
            "1971-05-03",
        ),
        (
            "On 2 May 1971 it rained. Days later they dug in until July 1972. It fell on 3 June.",
            "1971-06-03",
        ),
    ],
)
def test_a_history_follows_its_headings_and_not_its_outlooks(text: str, last: str) -> None:
    assert find_dates(text)[-1].timex == last
